//! The service levels in their order, each edited in a dialog. They are rules: each change adopts a version, which undo takes back.

use crate::state::live::*;

use super::list::ServiceList;
use super::words;
use crate::domain::command::Command;
use crate::domain::field::FieldKind;
use crate::domain::form::{Ask, Place, Remark};
use crate::domain::kind::{Severity, TicketKind};
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::rule::{Condition, Leaf, Operand, Operator};
use crate::domain::service::{
    ForTickets, LEAST, LevelUnit, Measure, ServiceLevel, Within, free_level_id, is_shipped_level, service_levels,
    set_levels, shipped_levels,
};
use crate::state::{App, use_app};
use crate::ui::draft::adopted;
use crate::ui::focus;
use crate::ui::form::{ChoiceInput, Form, FormDialog, Input, Plain};
use crate::ui::format;
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, IconButton, Kind, Panel};

const NAME: Place = Place::own("name");
const N: Place = Place::own("n");
const MEASURE: Place = Place::own("measure");
const UNIT: Place = Place::own("unit");
const KIND: Place = Place::own("kind");
const SEVERITY: Place = Place::own("severity");

const ASKS: &[Ask] = &[
    Ask::optional(NAME.key, FieldKind::Text, 40),
    Ask::optional(MEASURE.key, FieldKind::Text, 20),
    Ask::optional(N.key, FieldKind::Text, 8),
    Ask::optional(UNIT.key, FieldKind::Text, 20),
    Ask::optional(KIND.key, FieldKind::Text, 20),
    Ask::optional(SEVERITY.key, FieldKind::Text, 20),
];

/// What stands before the name of a fact of the customer.
const OF_CUSTOMER: &str = "customer.";

/// The levels in force; tracked.
fn in_force(app: App) -> Vec<ServiceLevel> {
    let read = |world: &crate::domain::world::World| service_levels(&world.book.head.rulebook).0;
    app.session.read(read).unwrap_or_default()
}

/// The command that puts other levels in force.
fn changed(app: App, change: impl FnOnce(&mut Vec<ServiceLevel>)) -> Option<Command> {
    adopted(app, T::service_levels, |rules| {
        let mut levels = service_levels(rules).0;
        change(&mut levels);
        set_levels(rules, &levels);
    })
}

fn put(app: App, change: impl FnOnce(&mut Vec<ServiceLevel>)) {
    if let Some(command) = changed(app, change) {
        app.session.dispatch_then(command, |_| focus::rescue());
    }
}

/// The view.
#[component]
pub fn Levels(page: ServiceList) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let editing = RwSignal::new(None::<Text>);
    let levels = Memo::new(move |_| in_force(app));
    let is_other = Memo::new(move |_| levels.with(|levels| *levels != shipped_levels()));
    let rows = move || {
        let all = levels.get();
        let ids: Vec<Text> = all.iter().map(|level| level.id.clone()).collect();
        let row = |(place, level): (usize, ServiceLevel)| {
            let above = place.checked_sub(1).and_then(|above| ids.get(above).cloned());
            view! { <LevelRow level=level above=above editing=editing /> }
        };
        all.into_iter().enumerate().map(row).collect_view()
    };
    view! {
        <Panel id="service-levels" title=move || t().service_levels()>
            <div class="panel__body">
                <p class="muted small">{move || t().service_levels_help()}</p>
            </div>
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().service_levels()>
                <table class="table" data-testid="service-levels">
                    <thead>
                        <tr>
                            <th scope="col">{move || t().service_level_name()}</th>
                            <th scope="col">{move || t().service_level_for()}</th>
                            <th scope="col">{move || t().service_level_within()}</th>
                            <th scope="col">{move || t().service_level_state()}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="panel__foot panel__foot--start">
                <Button
                    text=move || t().service_level_add()
                    icon="plus"
                    attr:data-testid="add-level"
                    on_click=Callback::new(move |_| editing.set(Some(Text::default())))
                />
                <Show when=move || is_other.get()>
                    <Button
                        text=move || t().service_levels_back()
                        kind=Kind::Quiet
                        attr:data-testid="levels-back"
                        on_click=Callback::new(move |_| put(app, |all| *all = shipped_levels()))
                    />
                </Show>
            </div>
        </Panel>
        <LevelDialog editing=editing />
    }
}

/// A level in its row; `above` is the one before it, with which it changes places.
#[component]
fn LevelRow(level: ServiceLevel, above: Option<Text>, editing: RwSignal<Option<Text>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let (label, id) = (level.label(), StoredValue::new(level.id.clone()));
    let name = move |t: T| t.label(&label);
    let [edit_of, up_of, off_of, gone_of] = std::array::from_fn(|_| name.clone());
    let is_off = level.retired == Some(true);
    let is_own = !is_shipped_level(&level.id);
    let (asked, within, measured) = (level.clone(), level.within, level.measure);
    let whom = move || {
        app.session
            .read(|world| for_whom(world, &asked, t()))
            .unwrap_or_default()
    };
    let said = move || t().service_level_said(words::measure(measured, t()), words::within(within, t()));
    let state = move || {
        let words = [
            is_off.then(|| t().service_level_off()),
            is_own.then(|| t().service_level_own()),
        ];
        format::clauses(words.into_iter().flatten(), t().0)
    };
    let switch = move |_| {
        let id = id.get_value();
        put(app, |all| {
            let known = all.iter_mut().find(|level| level.id == id);
            known
                .into_iter()
                .for_each(|level| level.retired = (!is_off).then_some(true));
        });
    };
    let remove = move |_| {
        let id = id.get_value();
        put(app, |all| all.retain(|level| level.id != id));
    };
    let up = above.map(|above| {
        let go = move |_| {
            let (id, above) = (id.get_value(), above.clone());
            put(app, |all| {
                let place = |id: &Text| all.iter().position(|level| level.id == *id);
                if let (Some(from), Some(to)) = (place(&id), place(&above)) {
                    all.swap(from, to);
                }
            });
        };
        view! { <IconButton icon="arrow-up" label=move || t().service_level_up(up_of(t())) on_click=Callback::new(go) /> }
    });
    view! {
        <tr data-id=level.id.to_string() data-off=is_off.then_some("yes")>
            <th scope="row">{move || name(t())}</th>
            <td>{whom}</td>
            <td>{said}</td>
            <td>{state}</td>
            <td class="leads__ways">
                {up}
                <IconButton
                    icon="pencil"
                    label=move || t().service_level_edit(edit_of(t()))
                    on_click=Callback::new(move |_| editing.set(Some(id.get_value())))
                />
                <Button
                    text=move || if is_off { t().service_level_on() } else { t().service_level_stop() }
                    kind=Kind::Quiet
                    size="btn--small"
                    attr:aria-label=move || if is_off { t().service_level_turn_on(off_of(t())) } else { t().service_level_turn_off(off_of(t())) }
                    on_click=Callback::new(switch)
                />
                {is_own.then(|| view! { <IconButton icon="trash" label=move || t().service_level_remove(gone_of(t())) on_click=Callback::new(remove) /> })}
            </td>
        </tr>
    }
}

/// For which tickets a level is, in words.
fn for_whom(world: &crate::domain::world::World, level: &ServiceLevel, t: T) -> String {
    let asked = ForTickets::of(level.when.as_ref());
    let words = Words {
        lang: t.0,
        plan: &world.evaluation.plan,
    };
    let kind = asked.kind.map(|kind| t.label(&kind.label()));
    let severity = asked.severity.map(|severity| t.label(&severity.label()));
    let rest = asked.rest.iter().map(|part| match part {
        Condition::Leaf(leaf) => among(leaf, t).unwrap_or_else(|| words.condition(&of_customer(part))),
        _ => words.condition(&of_customer(part)),
    });
    let said: Vec<String> = kind.into_iter().chain(severity).chain(rest).collect();
    match said.is_empty() {
        true => t.service_level_all().to_owned(),
        false => format::clauses(said, t.0),
    }
}

/// Several kinds or grades, or all but some, in words; nothing for a condition of another fact.
fn among(leaf: &Leaf, t: T) -> Option<String> {
    let of: fn(&str) -> Option<Label> = match &*leaf.fact {
        "kind" => |word| TicketKind::from_word(word).map(TicketKind::label),
        "severity" => |word| Severity::from_word(word).map(Severity::label),
        _ => return None,
    };
    let said = |value: &Operand| match value {
        Operand::Text(word) => of(word).map_or_else(|| word.to_string(), |label| t.label(&label)),
        _ => String::new(),
    };
    let all = match &leaf.value {
        Operand::List(all) => format::list(all.iter().map(said), t.0),
        one => said(one),
    };
    let is_not = matches!(leaf.operator, Operator::NotEqual | Operator::NotIn);
    Some(if is_not { t.service_level_but(all) } else { all })
}

/// The condition as it would be asked of the customer alone.
fn of_customer(condition: &Condition) -> Condition {
    let each = |parts: &[Condition]| parts.iter().map(of_customer).collect();
    match condition {
        Condition::All(parts) => Condition::All(each(parts)),
        Condition::Any(parts) => Condition::Any(each(parts)),
        Condition::Not(part) => Condition::Not(Box::new(of_customer(part))),
        Condition::Leaf(leaf) => Condition::Leaf(Leaf {
            fact: leaf.fact.strip_prefix(OF_CUSTOMER).unwrap_or(&leaf.fact).into(),
            ..leaf.clone()
        }),
    }
}

fn label(t: T, key: &str) -> String {
    let label = match key {
        "n" => t.service_level_within(),
        "unit" => t.service_level_unit(),
        "measure" => t.service_level_measure(),
        "kind" => t.service_kind(),
        "severity" => t.service_severity(),
        _ => t.service_level_name(),
    };
    label.to_owned()
}

/// What stands in the inputs at first: of a new level an answer to everybody within four hours that are worked; tracked.
fn first(app: App, id: &str, key: &str) -> String {
    let all = in_force(app);
    let known = all.iter().find(|level| *level.id == *id);
    let asked = ForTickets::of(known.and_then(|level| level.when.as_ref()));
    match key {
        "name" => known
            .map(|level| level.label().get(app.lang.get()).to_owned())
            .unwrap_or_default(),
        "measure" => known.map_or(Measure::Response, |level| level.measure).word().to_owned(),
        "n" => known.map_or("4".to_owned(), |level| format::score(level.within.n)),
        "unit" => known
            .map_or(LevelUnit::WorkingHours, |level| level.within.unit)
            .word()
            .to_owned(),
        "kind" => asked.kind.map(TicketKind::word).unwrap_or_default().to_owned(),
        _ => asked.severity.map(Severity::word).unwrap_or_default().to_owned(),
    }
}

/// What was typed.
struct Typed {
    name: String,
    measure: Measure,
    within: Within,
    kind: Option<TicketKind>,
    severity: Option<Severity>,
}

/// The level that was typed, or what is wrong with it.
fn read(form: Form) -> Result<Typed, Vec<Remark>> {
    let text = |place: Place| untrack(|| form.text(place)).trim().to_owned();
    let (name, n, mut wrong) = (text(NAME), text(N), Vec::<Remark>::new());
    let mut needs = |place: Place, says: fn(T) -> &'static str| wrong.push((place, both(|t| says(t).to_owned())));
    if name.is_empty() {
        needs(NAME, T::service_level_needs_name);
    }
    let unit = LevelUnit::from_word(&text(UNIT)).unwrap_or(LevelUnit::Hours);
    let within = Within::typed(&n, unit);
    if within.is_none() {
        let (least, most) = (format::score(LEAST), format::count(unit.most() as usize));
        wrong.push((
            N,
            both(|t| t.service_level_needs_time(&least, words::unit(unit, t), &most)),
        ));
    }
    match (within, wrong.is_empty()) {
        (Some(within), true) => Ok(Typed {
            name,
            measure: Measure::from_word(&text(MEASURE)).unwrap_or(Measure::Response),
            within,
            kind: TicketKind::from_word(&text(KIND)),
            severity: Severity::from_word(&text(SEVERITY)),
        }),
        _ => Err(wrong),
    }
}

/// Puts what was typed in the place of a level, or before all others: a new one is to be seen.
fn write(all: &mut Vec<ServiceLevel>, id: &str, typed: Typed) {
    let place = all.iter().position(|level| *level.id == *id);
    let asked = place
        .and_then(|place| all.get(place))
        .map(|level| ForTickets::of(level.when.as_ref()));
    let when = ForTickets {
        kind: typed.kind,
        severity: typed.severity,
        rest: asked.unwrap_or_default().rest,
    };
    match place.and_then(|place| all.get_mut(place)) {
        Some(level) => {
            // Whoever calls it otherwise calls it so in both languages.
            let label = level.label();
            if ![&label.zh, &label.en].iter().any(|known| **known == typed.name) {
                (level.name, level.name_en) = (Some(typed.name.into()), None);
            }
            level.when = when.condition();
            (level.measure, level.within) = (typed.measure, typed.within);
        }
        None => {
            let level = ServiceLevel {
                id: free_level_id(all),
                name: Some(typed.name.into()),
                name_en: None,
                when: when.condition(),
                measure: typed.measure,
                within: typed.within,
                source: None,
                retired: None,
                extra: Default::default(),
            };
            all.insert(0, level);
        }
    }
}

/// The dialog of a level; an empty id stands for a new one.
#[component]
fn LevelDialog(editing: RwSignal<Option<Text>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let begin = move |id: Text| {
        let name = format!("service-level/{id}");
        let plain = Plain::new("level", ASKS, label);
        Some(match id.is_empty() {
            true => Form::new(app, name, plain.first(move |key| untrack(|| first(app, "", key)))),
            false => Form::new(app, name, plain.first(move |key| first(app, &id, key)).known()),
        })
    };
    let save = move |form: Form| {
        let Some(id) = editing.get_untracked() else { return };
        let then = move || {
            editing.set(None);
            focus::rescue();
        };
        match read(form) {
            Err(wrong) => form.save(Err(wrong), then),
            Ok(typed) => {
                if let Some(command) = changed(app, |all| write(all, &id, typed)) {
                    form.save(Ok(command), then);
                }
            }
        }
    };
    let title = move || match editing.get() {
        Some(id) if !id.is_empty() => t().service_level_edit(first(app, &id, NAME.key)),
        _ => t().service_level_add().to_owned(),
    };
    view! {
        <FormDialog
            what=editing
            id="level-form"
            title=title
            verb=move || t().save()
            mark="level-save"
            begin=Callback::new(begin)
            fields=Callback::new(|form: Form| Some(fields(form)))
            save=Callback::new(save)
        />
    }
}

fn fields(form: Form) -> AnyView {
    let t = use_text();
    let first = form.id(NAME);
    next_frame(move || focus::focus_id(first));
    let choice = move |place: Place, options: Signal<Vec<(String, String)>>| {
        view! { <ChoiceInput place=place form=form label=move || form.label(place) options=options /> }
    };
    let labelled = move |all: Vec<(&'static str, Label)>, every: fn(T) -> &'static str| {
        Signal::derive(move || {
            let t = t();
            let first = (String::new(), every(t).to_owned());
            let rest = all.iter().map(|(word, label)| ((*word).to_owned(), t.label(label)));
            std::iter::once(first).chain(rest).collect::<Vec<_>>()
        })
    };
    let kinds = TicketKind::ALL.iter().map(|kind| (kind.word(), kind.label())).collect();
    let severities = Severity::ALL
        .iter()
        .map(|severity| (severity.word(), severity.label()))
        .collect();
    let measures = Signal::derive(move || {
        let one = |measure: &Measure| (measure.word().to_owned(), words::measure(*measure, t()).to_owned());
        Measure::ALL.iter().map(one).collect::<Vec<_>>()
    });
    let units = Signal::derive(move || {
        let one = |unit: &LevelUnit| (unit.word().to_owned(), words::unit(*unit, t()).to_owned());
        LevelUnit::ALL.iter().map(one).collect::<Vec<_>>()
    });
    view! {
        <div class="fields__wide">
            <Input place=NAME form=form label=move || form.label(NAME) />
        </div>
        {choice(MEASURE, measures)}
        <Input place=N form=form label=move || form.label(N) />
        {choice(UNIT, units)}
        {choice(KIND, labelled(kinds, T::service_all_kinds))}
        {choice(SEVERITY, labelled(severities, T::service_all_severities))}
    }
    .into_any()
}
