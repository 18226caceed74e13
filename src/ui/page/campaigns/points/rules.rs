//! The rules of points are set: one step, undone as any other.

use crate::state::live::*;
use leptos::task::spawn_local;

use super::of_book;
use crate::domain::change::Change;
use crate::domain::day::Day;
use crate::domain::field::FieldKind;
use crate::domain::form::{Ask, Place, Remark};
use crate::domain::label::Label;
use crate::domain::marketing::points::{
    Falls, Level, MOST_LEVELS, MOST_MONTHS, MOST_PER_YUAN, MOST_SPENT, MOST_TIMES, PointsRules, keep,
};
use crate::domain::money::Fen;
use crate::domain::world::World;
use crate::state::App;
use crate::state::value::piece_by_piece;
use crate::ui::focus;
use crate::ui::form::{Form, FormDialog, Input, Plain};
use crate::ui::format;
use crate::ui::settings::changed;
use crate::ui::text::sentence::number;
use crate::ui::text::{T, both, use_text};

/// So many records are read in one slice.
const ROWS: usize = 500;
/// So many levels are asked about at least.
const LEVELS_SHOWN: usize = 3;

const PER_YUAN: Place = Place::own("per_yuan");
const FROM: Place = Place::own("from");
const MONTHS: Place = Place::own("months");
/// The levels: the keys of what is spent, and of the times.
const LEVELS: [(&str, &str); MOST_LEVELS] = [
    ("spent_1", "times_1"),
    ("spent_2", "times_2"),
    ("spent_3", "times_3"),
    ("spent_4", "times_4"),
    ("spent_5", "times_5"),
    ("spent_6", "times_6"),
    ("spent_7", "times_7"),
    ("spent_8", "times_8"),
    ("spent_9", "times_9"),
];

const ASKS: &[Ask] = &[
    Ask::optional(PER_YUAN.key, FieldKind::Text, 12),
    Ask::optional(FROM.key, FieldKind::Text, 10),
    Ask::optional(MONTHS.key, FieldKind::Text, 4),
    Ask::optional("spent_1", FieldKind::Text, 14),
    Ask::optional("times_1", FieldKind::Text, 8),
    Ask::optional("spent_2", FieldKind::Text, 14),
    Ask::optional("times_2", FieldKind::Text, 8),
    Ask::optional("spent_3", FieldKind::Text, 14),
    Ask::optional("times_3", FieldKind::Text, 8),
    Ask::optional("spent_4", FieldKind::Text, 14),
    Ask::optional("times_4", FieldKind::Text, 8),
    Ask::optional("spent_5", FieldKind::Text, 14),
    Ask::optional("times_5", FieldKind::Text, 8),
    Ask::optional("spent_6", FieldKind::Text, 14),
    Ask::optional("times_6", FieldKind::Text, 8),
    Ask::optional("spent_7", FieldKind::Text, 14),
    Ask::optional("times_7", FieldKind::Text, 8),
    Ask::optional("spent_8", FieldKind::Text, 14),
    Ask::optional("times_8", FieldKind::Text, 8),
    Ask::optional("spent_9", FieldKind::Text, 14),
    Ask::optional("times_9", FieldKind::Text, 8),
];

fn label(t: T, key: &str) -> String {
    for (n, (spent, times)) in LEVELS.iter().enumerate() {
        match key {
            key if key == *spent => return t.points_level_spent(n + 1),
            key if key == *times => return t.points_level_times(n + 1),
            _ => {}
        }
    }
    match key {
        key if key == PER_YUAN.key => t.points_per_yuan(),
        key if key == FROM.key => t.points_begin(),
        _ => t.points_months(),
    }
    .to_owned()
}

/// What stands in the inputs at first; tracked.
fn first(app: App, key: &str) -> String {
    let rules = of_book(app);
    for (n, (spent, times)) in LEVELS.iter().enumerate() {
        let level = rules.levels.get(n);
        match key {
            key if key == *spent => return level.map(|it| number(it.spent.yuan())).unwrap_or_default(),
            key if key == *times => return level.map(|it| number(it.times)).unwrap_or_default(),
            _ => {}
        }
    }
    match key {
        key if key == PER_YUAN.key => rules.per_yuan.to_string(),
        key if key == FROM.key => rules.from.map(|day| day.to_string()).unwrap_or_default(),
        _ => rules.months.map(|months| months.to_string()).unwrap_or_default(),
    }
}

/// What was typed, without blanks and what parts thousands.
fn text(form: Form, place: Place) -> String {
    untrack(|| form.text(place))
        .replace([',', '，', ' '], "")
        .trim()
        .to_owned()
}

/// A number that was typed; nothing for an empty input, an error for what is none or too large.
fn typed(form: Form, place: Place, most: f64, wrong: &mut Vec<Remark>) -> Option<f64> {
    let text = text(form, place);
    if text.is_empty() {
        return None;
    }
    let read = text.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0);
    match read {
        None => wrong.push((place, said(|t| t.points_number()))),
        Some(n) if n > most => wrong.push((place, both(|t| t.points_at_most(format::decimal(most, 0))))),
        Some(_) => {}
    }
    read
}

fn said(text: impl Fn(T) -> &'static str) -> Label {
    both(|t| text(t).to_owned())
}

fn read(form: Form) -> Result<PointsRules, Vec<Remark>> {
    let mut wrong = Vec::new();
    let per_yuan = typed(form, PER_YUAN, MOST_PER_YUAN, &mut wrong).unwrap_or_default();
    let months = typed(form, MONTHS, MOST_MONTHS, &mut wrong);
    if months.is_some_and(|months| months.fract() != 0.0) {
        wrong.push((MONTHS, said(|t| t.points_whole_months())));
    }
    let months = months.map(|months| months as u32);
    let day = text(form, FROM);
    let from = Day::parse(&day);
    if from.is_none() && !day.is_empty() {
        wrong.push((FROM, said(|t| t.points_day())));
    }
    let mut levels = Vec::new();
    for (spent, times) in LEVELS {
        let (spent, times) = (Place::own(spent), Place::own(times));
        let faults = wrong.len();
        match (
            typed(form, spent, MOST_SPENT, &mut wrong),
            typed(form, times, MOST_TIMES, &mut wrong),
        ) {
            (Some(yuan), Some(times)) if yuan > 0.0 && times > 0.0 => levels.push(Level {
                spent: Fen((yuan.min(MOST_SPENT) * 100.0).round() as i64),
                times,
            }),
            (None, None) => {}
            _ if wrong.len() == faults => wrong.push((spent, said(|t| t.points_pair()))),
            _ => {}
        }
    }
    levels.sort_by_key(|level| level.spent);
    let months = months.filter(|months| *months > 0);
    match wrong.is_empty() {
        true => Ok(PointsRules {
            per_yuan,
            from,
            months,
            levels,
        }),
        false => Err(wrong),
    }
}

/// How many accounts would fall below nought on some day by other rules; read in slices. Nothing where the book changed meanwhile.
async fn fall_below(app: App, rules: &PointsRules) -> Option<usize> {
    let version = untrack(|| app.session.version());
    let begin = |world: &World| {
        let before = world.book.head.clone();
        let mut after = before.clone();
        keep(&mut after.settings, rules);
        let (before, after) = (Box::new(before), Box::new(after));
        (Falls::begin(&world.book), [Change::Head { before, after }])
    };
    let (mut falls, changes) = app.session.peek(begin)?;
    let is_same = || untrack(|| app.session.version()) == version;
    let step = |_| is_same() && app.session.peek(|world| falls.step(&world.book, &changes, ROWS)) == Some(true);
    piece_by_piece(step).await;
    is_same().then(|| falls.told().len())
}

/// The dialog.
#[component]
pub fn RulesDialog(app: App, what: RwSignal<Option<()>>) -> impl IntoView {
    let t = use_text();
    let begin = move |()| {
        let plain = Plain::new("points-rules", ASKS, label).first(move |key| first(app, key));
        Some(Form::new(app, "points-rules", plain.known()))
    };
    let save = move |form: Form| {
        let then = move || {
            what.set(None);
            focus::rescue();
        };
        match read(form) {
            Err(wrong) => form.save(Err(wrong), then),
            Ok(rules) => spawn_local(async move {
                let falls = fall_below(app, &rules).await.filter(|n| *n > 0);
                if !form.has_to_ask(falls.map(|n| both(|t| t.points_rules_fall(n))))
                    && let Some(command) = changed(app, |settings| keep(settings, &rules))
                {
                    form.save(Ok(command), then);
                }
            }),
        }
    };
    view! {
        <FormDialog
            what=what
            id="points-rules-form"
            title=move || t().points_rules()
            verb=move || t().points_rules_save()
            mark="points-rules-save"
            begin=Callback::new(begin)
            fields=Callback::new(|form: Form| Some(view! { <Fields form=form /> }.into_any()))
            save=Callback::new(save)
        />
    }
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    let t = use_text();
    let id = form.id(PER_YUAN);
    next_frame(move || focus::focus_id(id));
    let one = move |key: &'static str| {
        let place = Place::own(key);
        view! { <Input place=place form=form label=move || form.label(place) /> }
    };
    // One more than there are, as far as they go.
    let shown = untrack(|| of_book(form.app).levels.len() + 1).max(LEVELS_SHOWN);
    let pair = move |(spent, times)| {
        view! {
            {one(spent)}
            {one(times)}
        }
    };
    view! {
        <Input place=PER_YUAN form=form label=move || form.label(PER_YUAN) help=move || t().points_per_yuan_help() />
        <Input place=MONTHS form=form label=move || form.label(MONTHS) help=move || t().points_months_help() />
        <Input place=FROM form=form label=move || form.label(FROM) help=move || t().points_begin_help() />
        <span></span>
        {LEVELS.into_iter().take(shown).map(pair).collect_view()}
    }
}
