//! The open playbook: its name, whether it is in use, whom it is for, what begins it, its steps.

use crate::state::live::*;

use super::desk::{CareDesk, use_care};
use super::list::{counted, rows};
use super::milestones::Milestones;
use super::step::StepRow;
use super::when::{Asked, editing, said};
use crate::domain::care::{self, KeyDate, Playbook, Step, Trigger, TriggerEvent};
use crate::domain::care::{fault_said, is_shipped, source_said, year_without_holidays};
use crate::domain::label::Label;
use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::ui::condition::ConditionEditor;
use crate::ui::days;
use crate::ui::focus::{focus_in, focus_title};
use crate::ui::list::figures_line;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Check, Icon, MenuItem, MoreMenu, NumberField, OverNote, Pick, TypedField, flat};

/// So many days ahead it is said that holidays are not published yet.
const AHEAD: i32 = 92;

/// The editor of a playbook.
#[component]
pub fn PlaybookEditor(id: Text) -> impl IntoView {
    let (desk, t) = (use_care(), use_text());
    let key = StoredValue::new(id.clone());
    let ids = Memo::new(move |_| {
        let of = |playbook: &Playbook| playbook.steps.iter().map(|step| step.id.clone()).collect::<Vec<Text>>();
        key.with_value(|id| desk.read(id, of)).unwrap_or_default()
    });
    let source = move || {
        let source = key.with_value(|id| desk.read(id, |it| it.source.clone())).flatten();
        source.map_or_else(
            || t().care_source_own().to_owned(),
            |source| t().label(&source_said(&source)),
        )
    };
    let (audience, asked) = (id.clone(), Asked::Audience);
    let words = move || match key.with_value(|id| said(desk, id, &Asked::Audience)) {
        said if said.is_empty() => t().everybody_meets().to_owned(),
        said => t().who_meets(said),
    };
    let add = move |_| {
        let name = untrack(|| desk.t().care_new_step());
        let mut made = None;
        key.with_value(|id| desk.change(id, None, |it| made = Some(care::add_step(it, name))));
        if let Some(made) = made {
            next_frame(move || open(&made));
        }
    };
    let row = move |step: Text| view! { <StepRow playbook=key.get_value() step=step ids=ids /> };
    view! {
        <section class="panel ruled" data-testid="playbook" data-id=id.to_string()>
            <PlaybookHead key=key />
            <div class="double-rule"></div>
            <div class="playbook__part">
                <h3>
                    {move || t().care_audience()} " "
                    <span class="muted" data-testid="audience-count">
                        {move || figures_line(t(), vec![key.with_value(|id| (counted(desk, id), rows(desk, id)))])}
                    </span>
                </h3>
                <ConditionEditor it=editing(desk, audience, asked) lead=Signal::derive(move || t().care_audience_lead().to_owned()) />
                <p class="classrow__said">{words}</p>
                <Faults key=key />
            </div>
            <div class="playbook__part">
                <h3>{move || t().care_trigger()}</h3>
                <TriggerField
                    desk=desk
                    value=Signal::derive(move || key.with_value(|id| desk.read(id, |it| it.trigger.clone())))
                    on_trigger=Callback::new(move |trigger: Option<Trigger>| {
                        if let Some(trigger) = trigger {
                            key.with_value(|id| desk.change(id, Some("trigger"), |it| it.trigger = trigger));
                        }
                    })
                />
                <Before key=key />
                <p class="muted small" data-testid="playbook-source">{source}</p>
            </div>
            <h3 class="playbook__part playbook__steps">{move || t().care_steps()}</h3>
            <ol class="classes">
                <For each=move || ids.get() key=Clone::clone children=row />
            </ol>
            <div class="ruled__foot">
                <Button text=move || t().care_add_step() icon="plus" attr:data-testid="add-step" on_click=Callback::new(add) />
            </div>
        </section>
    }
}

/// Unfolds a step that was added, at its name.
fn open(step: &str) {
    let fold = format!("[data-testid=\"step\"][data-id=\"{step}\"] .pstep__fold");
    if let Some(fold) = document().query_selector(&fold).ok().flatten() {
        let _ = fold.set_attribute("open", "");
        focus_in(&fold, ".pstep__name");
    }
}

/// What must have been so before the condition came to be met, where that begins the playbook.
#[component]
fn Before(key: StoredValue<Text>) -> impl IntoView {
    let (desk, t) = (use_care(), use_text());
    let event = Memo::new(move |_| key.with_value(|id| desk.read(id, |it| it.trigger.event)));
    let lead = Signal::derive(move || t().care_before().to_owned());
    view! {
        <Show when=move || event.get() == Some(TriggerEvent::Enters)>
            <ConditionEditor it=editing(desk, key.get_value(), Asked::Before) lead=lead />
        </Show>
    }
}

/// Its name, whether it is in use, and what is done more rarely.
#[component]
fn PlaybookHead(key: StoredValue<Text>) -> impl IntoView {
    let (desk, t) = (use_care(), use_text());
    let name = Signal::derive(move || {
        let label = key.with_value(|id| desk.read(id, Playbook::label)).unwrap_or_default();
        desk.t().label(&label)
    });
    let rename = move |name: String| {
        key.with_value(|id| {
            desk.change(id, Some("name"), |it| {
                // Whoever gives it a name gives it one for both languages.
                it.name = name.as_str().into();
                it.name_en = None;
            });
        });
    };
    let is_on = Signal::derive(move || key.with_value(|id| desk.read(id, Playbook::is_on)) == Some(true));
    let switch = move |on: bool| {
        let id = key.get_value();
        let (today, force) = (desk.app.today.get_untracked(), untrack(|| desk.shop.in_force()));
        let label = if on {
            T::did_care_switch_on
        } else {
            T::did_care_switch_off
        };
        let change = |rules: &mut _| care::switch_playbook(rules, &force, &id, on, today);
        desk.shop.edit(desk.named(&id, label), None, change);
    };
    let items = Signal::derive(move || {
        let id = key.get_value();
        let mut all = vec![MenuItem::new("copy", move || t().copy(), move || copy(desk, key))];
        if !is_shipped(&id) {
            all.push(MenuItem::new(
                "trash",
                move || t().delete(),
                move || unsay(desk, key, T::did_remove),
            ));
        } else if desk.names.rules.with(|rules| care::is_said(rules, &id)) {
            let back = move || unsay(desk, key, T::did_care_restore);
            all.push(MenuItem::new("refresh", move || t().care_restore(), back));
        }
        all
    });
    let over = RwSignal::new(None);
    view! {
        <header class="panel__head ruled__head">
            <h2 class="panel__title">
                <TypedField
                    label=move || t().care_name()
                    value=name
                    on_text=Callback::new(rename)
                    on_leave=desk.left
                    over=over
                    attr:class="ruled__rename"
                    attr:data-testid="playbook-name"
                />
            </h2>
            <OverNote over=over />
            <span class="panel__end">
                <Check text=move || t().care_on() on=is_on on_change=Callback::new(switch) attr:data-testid="playbook-on" />
                <MoreMenu items=items label=move || t().more_of(name.get()) />
            </span>
        </header>
    }
}

fn copy(desk: CareDesk, key: StoredValue<Text>) {
    let id = key.get_value();
    let name = untrack(|| {
        let label = desk.read(&id, Playbook::label).unwrap_or_default();
        desk.t().copy_of(desk.t().label(&label))
    });
    let mut made = None;
    desk.shop.edit(desk.named(&id, T::did_copy), None, |rules| {
        made = care::copy_playbook(rules, &id, &name)
    });
    if let Some(made) = made {
        desk.show(&made);
    }
}

/// What the draft says of it goes: an own one with it, one that ships is as it was.
fn unsay(desk: CareDesk, key: StoredValue<Text>, label: fn(T, String) -> String) {
    let id = key.get_value();
    desk.shop
        .edit(desk.named(&id, label), None, |rules| care::unsay_playbook(rules, &id));
    next_frame(focus_title);
}

/// What keeps it from being used.
#[component]
fn Faults(key: StoredValue<Text>) -> impl IntoView {
    let (desk, t) = (use_care(), use_text());
    let mine = Memo::new(move |_| {
        let place = format!("playbooks[{}]", key.get_value());
        let all = desk.faults.get().into_iter().chain(desk.doubts.get());
        let mine = all.filter(|issue| issue.place.starts_with(&place));
        desk.books
            .with(|books| mine.map(|issue| fault_said(books, &issue)).collect::<Vec<_>>())
    });
    let row = move |said: Label| {
        view! {
            <span class="field__error cleaf__issue" data-testid="playbook-fault">
                <Icon name="alert-triangle" size=14 />
                {t().label(&said)}
            </span>
        }
    };
    move || mine.get().into_iter().map(row).collect_view()
}

/// What begins a playbook, or a step.
#[component]
pub fn TriggerField(
    desk: CareDesk,
    #[prop(into)] value: Signal<Option<Trigger>>,
    /// Hears the trigger; nothing for that of the playbook.
    on_trigger: Callback<Option<Trigger>>,
    /// A step may have that of its playbook.
    #[prop(optional)]
    of_step: bool,
) -> impl IntoView {
    let choices = Signal::derive(move || {
        let t = desk.t();
        let same = of_step.then(|| (String::new(), t.care_as_playbook().to_owned()));
        let entry = |event: &TriggerEvent| (event.word().to_owned(), t.label(&event.label()));
        flat(same.into_iter().chain(TriggerEvent::ALL.iter().map(entry)).collect())
    });
    let event = Memo::new(move |_| value.get().map(|trigger| trigger.event));
    let change = move |word: String| {
        let trigger = TriggerEvent::from_word(&word).map(|event| Trigger {
            event,
            dates: Vec::new(),
            milestones: Vec::new(),
            lead_days: None,
            before: None,
            extra: Default::default(),
        });
        on_trigger.run(trigger);
    };
    let date = move |date: KeyDate| {
        let is_on = Signal::derive(move || value.get().is_some_and(|it| it.dates.contains(&date)));
        let set = move |on: bool| {
            let Some(mut trigger) = value.get_untracked() else {
                return;
            };
            trigger.dates.retain(|known| *known != date);
            trigger.dates.extend(on.then_some(date));
            on_trigger.run(Some(trigger));
        };
        view! { <Check text=move || desk.t().label(&date.label()) on=is_on on_change=Callback::new(set) /> }
    };
    let lead = move |days: Option<u32>| {
        if let Some(mut trigger) = value.get_untracked() {
            trigger.lead_days = days;
            on_trigger.run(Some(trigger));
        }
    };
    view! {
        <div class="playbook__trigger">
            <Pick
                label=move || if of_step { desk.t().care_step_trigger() } else { desk.t().care_trigger() }
                kind="trigger"
                choices=choices
                value=Signal::derive(move || event.get().map_or_else(String::new, |event| event.word().to_owned()))
                on_change=Callback::new(change)
            />
            <Show when=move || event.get() == Some(TriggerEvent::KeyDate)>
                <span class="playbook__dates" role="group" aria-label=move || desk.t().care_trigger_dates()>
                    <span class="muted">{move || desk.t().care_trigger_dates()}</span>
                    {KeyDate::ALL.iter().map(|it| date(*it)).collect_view()}
                </span>
                <NotPublished desk=desk value=value />
                <Milestones desk=desk value=value on_trigger=on_trigger />
            </Show>
            <Show when=move || matches!(event.get(), Some(TriggerEvent::KeyDate | TriggerEvent::ContractEnds))>
                <label class="pspan__row">
                    <span class="muted">{move || desk.t().care_lead_days()}</span>
                    <NumberField
                        label=move || desk.t().care_lead_days()
                        unit=Unit::Count
                        unit_word=""
                        whole=true most=366.0
                        value=Signal::derive(move || value.get().and_then(|it| it.lead_days).map(f64::from))
                        on_number=Callback::new(move |n: f64| lead(Some(n.max(0.0) as u32)))
                        on_empty=Callback::new(move |()| lead(None))
                        on_leave=desk.left
                    />
                </label>
            </Show>
        </div>
    }
}

/// Says which year of the next months cannot be greeted in, as its holidays are not published.
#[component]
fn NotPublished(desk: CareDesk, value: Signal<Option<Trigger>>) -> impl IntoView {
    let calendar = days::calendar(desk.app);
    let year = move || {
        let (trigger, as_of) = (value.get()?, desk.app.as_of.get());
        calendar.with(|calendar| year_without_holidays(&trigger, calendar, as_of, as_of.plus_days(AHEAD)))
    };
    move || {
        year().map(|year| view! { <p class="muted small" role="status">{move || desk.t().today_not_greeted(year)}</p> })
    }
}

/// Whether a step is in use.
pub fn is_used(step: &Step) -> bool {
    step.retired != Some(true)
}
