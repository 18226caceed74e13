//! A step of a playbook: when, by which channels, what is said, handed over and recorded; and where it is from.

use crate::state::live::*;

use super::desk::{StepEdit, use_care};
use super::editor::{TriggerField, is_used};
use super::span::{DistanceEdit, DistanceField, SpanField, WrongDay, said as span_said};
use super::when::{Asked, editing, said};
use crate::domain::care::{self, Distance, Span, Step, StepDay, StepFrom, TaskKind, Trigger, source_said};
use crate::domain::kind::InteractionKind;
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::ui::condition::ConditionEditor;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Check, LongField, MenuItem, MoreMenu, OverNote, Pick, TypedField, flat};

/// So many characters what is said, handed over or recorded has at most.
const LONGEST_TEXT: usize = 2_000;

/// A step, folded: its line, and below it what is edited.
#[component]
pub fn StepRow(playbook: Text, step: Text, ids: Memo<Vec<Text>>) -> impl IntoView {
    let t = use_text();
    let mark = step.to_string();
    let it = StepEdit::new(use_care(), playbook, step);
    let nth = move || ids.with(|ids| ids.iter().position(|id| *id == it.ids().1).unwrap_or(0));
    let line = move || {
        let t = t();
        let latest = it.read(|step| Some(step.latest.clone()));
        let channels = it.read(|step| {
            step.channels
                .iter()
                .map(|kind| t.label(&kind.label()))
                .collect::<Vec<_>>()
        });
        let parts = [
            latest.map(|latest| t.today_until(span_said(it.desk, &latest))),
            (!channels.is_empty()).then(|| format::list(channels, t.0)),
            it.read(|step| (!is_used(step)).then(|| t.care_is_off().to_owned())),
        ];
        format::clauses(parts.into_iter().flatten(), t.0)
    };
    let source = move || match it.read(|step| step.source.clone()) {
        Some(source) => t().label(&source_said(&source)),
        None => t().care_source_own().to_owned(),
    };
    view! {
        <li class="classrow pstep" data-testid="step" data-id=mark data-off=it.value(|step| !is_used(step)).get_untracked().to_string()>
            <div class="classrow__head">
                <span class="classrow__n">{move || nth() + 1}</span>
                <details class="pstep__fold">
                    <summary>
                        <b>{move || it.name()}</b>
                        <span class="muted">{line}</span>
                        <span class="muted" data-testid="step-source">{source}</span>
                    </summary>
                    <Fields it=it />
                </details>
                <Tools it=it />
            </div>
        </li>
    }
}

#[component]
fn Tools(it: StepEdit) -> impl IntoView {
    let t = use_text();
    let shift = move |by: i32| {
        let (playbook, id) = it.ids();
        it.desk
            .change(&playbook, None, |playbook| care::move_step(playbook, &id, by));
    };
    let items = Signal::derive(move || {
        let name = it.name();
        let (up, down) = (name.clone(), name);
        let remove = move || {
            let (playbook, id) = it.ids();
            it.desk
                .change(&playbook, None, |playbook| playbook.steps.retain(|step| step.id != id));
        };
        vec![
            MenuItem::new("arrow-up", move || t().rule_up(up.clone()), move || shift(-1)),
            MenuItem::new("arrow-down", move || t().rule_down(down.clone()), move || shift(1)),
            MenuItem::new("trash", move || t().delete(), remove),
        ]
    });
    view! {
        <span class="classrow__tools">
            <MoreMenu items=items label=move || t().care_step_more(it.name()) />
        </span>
    }
}

#[component]
fn Fields(it: StepEdit) -> impl IntoView {
    let t = use_text();
    let rename = move |name: String| {
        it.change("name", |step| {
            step.name = name.as_str().into();
            step.name_en = None;
        });
    };
    let kinds = Signal::derive(move || {
        let own = TaskKind::ALL.iter().filter(|kind| {
            !matches!(
                kind,
                TaskKind::Promise | TaskKind::Own | TaskKind::Ticket | TaskKind::Review
            )
        });
        flat(
            own.map(|kind| (kind.word().to_owned(), t().label(&kind.label())))
                .collect(),
        )
    });
    let over = RwSignal::new(None);
    view! {
        <div class="pstep__fields">
            <label class="pstep__line">
                <span class="muted">{move || t().care_name()}</span>
                <TypedField
                    label=move || t().care_name()
                    value=Signal::derive(move || it.name())
                    on_text=Callback::new(rename)
                    on_leave=it.desk.left
                    over=over
                    attr:class="pstep__name"
                    attr:data-testid="step-name"
                />
                <OverNote over=over />
            </label>
            <label class="pstep__line">
                <span class="muted">{move || t().care_step_kind()}</span>
                <Pick
                    label=move || t().care_step_kind()
                    kind="task-kind"
                    choices=kinds
                    value=it.value(|step| step.kind().word().to_owned())
                    on_change=Callback::new(move |word: String| it.change("kind", |step| step.kind = TaskKind::from_word(&word)))
                />
            </label>
            <Days it=it />
            <Way it=it />
            <Whom it=it />
            <Words it=it />
        </div>
    }
}

/// What it is counted from, and how long.
#[component]
fn Days(it: StepEdit) -> impl IntoView {
    let t = use_text();
    let wrong = move |day: StepDay| {
        it.value(move |step| {
            let all = care::contradictions(step).into_iter();
            all.filter(|wrong| wrong.day == day).collect::<Vec<_>>()
        })
    };
    let distance =
        move |label: fn(T) -> &'static str, day: StepDay, of: fn(&mut Step) -> Option<&mut Option<Distance>>| {
            let read = move |step: &Step| match of(&mut step.clone()) {
                Some(distance) => distance.clone(),
                None => Some(step.latest.clone()),
            };
            let set = move |distance: Option<Distance>| {
                it.change("days", |step| match (of(step), distance) {
                    (Some(known), distance) => *known = distance,
                    (None, Some(distance)) => step.latest = distance,
                    (None, None) => {}
                });
            };
            let edit = DistanceEdit {
                desk: it.desk,
                label: Signal::derive(move || label(t()).to_owned()),
                value: it.value(read),
                on_distance: Callback::new(set),
                may_be_none: day != StepDay::Latest,
                wrong: wrong(day),
            };
            view! { <DistanceField it=edit /> }
        };
    let previous = move |on: bool| it.change("from", |step| step.from = on.then_some(StepFrom::Previous));
    view! {
        <div class="pstep__line">
            <span class="muted">{move || t().care_step_trigger()}</span>
            <TriggerField
                desk=it.desk
                value=it.value(|step| step.trigger.clone())
                on_trigger=Callback::new(move |trigger: Option<Trigger>| it.change("trigger", |step| step.trigger = trigger))
                of_step=true
            />
        </div>
        <Check
            text=move || t().care_from_previous()
            on=it.value(|step| step.from == Some(StepFrom::Previous))
            on_change=Callback::new(previous)
            block=true
        />
        {distance(T::care_earliest, StepDay::Earliest, |step| Some(&mut step.earliest))}
        {distance(T::care_ideal, StepDay::Ideal, |step| Some(&mut step.ideal))}
        {distance(T::care_latest, StepDay::Latest, |_| None)}
        <Check
            text=move || t().care_repeat()
            on=it.value(|step| step.repeat == Some(true))
            on_change=Callback::new(move |on: bool| it.change("repeat", |step| step.repeat = on.then_some(true)))
            block=true
        />
        <div class="pspan">
            <span class="pspan__label">{move || t().care_every()}</span>
            <SpanField
                desk=it.desk
                label=Signal::derive(move || t().care_every().to_owned())
                value=it.value(|step| step.every)
                on_span=Callback::new(move |every: Option<Span>| it.change("every", |step| step.every = every))
                may_be_none=true
            />
            <WrongDay desk=it.desk wrong=wrong(StepDay::Every) />
        </div>
    }
}

/// By which channels, and whether it is in use.
#[component]
fn Way(it: StepEdit) -> impl IntoView {
    let t = use_text();
    let channel = move |kind: InteractionKind| {
        let set = move |on: bool| {
            it.change("channels", |step| {
                step.channels.retain(|known| *known != kind);
                step.channels.extend(on.then_some(kind));
            });
        };
        let is_on = it.value(move |step| step.channels.contains(&kind));
        view! { <Check text=move || t().label(&kind.label()) on=is_on on_change=Callback::new(set) /> }
    };
    view! {
        <div class="pstep__channels" role="group" aria-label=move || t().care_channels()>
            <span class="muted">{move || t().care_channels()}</span>
            {InteractionKind::ALL.iter().map(|kind| channel(*kind)).collect_view()}
        </div>
        <Check
            text=move || t().care_desk()
            on=it.value(|step| step.desk == Some(true))
            on_change=Callback::new(move |on: bool| it.change("desk", |step| step.desk = on.then_some(true)))
            block=true
        />
        <Check
            text=move || t().care_step_on()
            on=it.value(is_used)
            on_change=Callback::new(move |on: bool| it.change("retired", |step| step.retired = (!on).then_some(true)))
            block=true
        />
    }
}

/// For whom of the audience.
#[component]
fn Whom(it: StepEdit) -> impl IntoView {
    let t = use_text();
    let (playbook, id) = it.ids();
    let asked = Asked::Step(id);
    let edit = editing(it.desk, playbook.clone(), asked.clone());
    let words = move || match said(it.desk, &playbook, &asked) {
        said if said.is_empty() => t().care_when_all().to_owned(),
        said => t().who_meets(said),
    };
    view! {
        <details>
            <summary>{move || t().care_when()} " " <span class="muted">{words}</span></summary>
            <ConditionEditor it=edit lead=Signal::derive(move || t().care_audience_lead().to_owned()) />
        </details>
    }
}

/// A text of a step: by what a change of it is known, and where it stands.
type StepText = (&'static str, fn(&mut Step) -> &mut Option<Text>);

/// What is in braces and is no field, below a text.
#[component]
fn UnknownFields(text: Signal<String>) -> impl IntoView {
    let t = use_text();
    let unknown = Memo::new(move |_| text.with(|text| care::unknown_fields(text)));
    let said = move || {
        let names = unknown.get();
        (!names.is_empty()).then(|| {
            view! {
                <span class="field__warn" role="status" data-testid="unknown-fields">
                    {t().care_unknown_fields(format::clauses(names, t().0))}
                </span>
            }
        })
    };
    view! { {said} }
}

/// What is said, handed over and recorded.
#[component]
fn Words(it: StepEdit) -> impl IntoView {
    let t = use_text();
    let text = move |label: fn(T) -> &'static str, key: &'static str, of: fn(&mut Step) -> &mut Option<Text>| {
        let read = move |step: &Step| of(&mut step.clone()).as_deref().unwrap_or_default().to_owned();
        let set = move |text: String| {
            it.change(key, |step| {
                *of(step) = Some(text.as_str().into()).filter(|_| !text.trim().is_empty())
            });
        };
        let over = RwSignal::new(None);
        view! {
            <label class="pstep__text">
                <span class="muted">{move || label(t())}</span>
                <LongField label=move || label(t()) value=it.value(read) on_text=Callback::new(set) on_leave=it.desk.left most=LONGEST_TEXT over=over />
                <OverNote over=over most=LONGEST_TEXT />
                {(!key.starts_with("record")).then(|| view! { <UnknownFields text=it.value(read) /> })}
            </label>
        }
    };
    // Who reads English changes the English words, where there are some.
    let of = move |label: fn(T) -> &'static str, zh: StepText, en: StepText| {
        let has_en = it.value(move |step| en.1(&mut step.clone()).is_some());
        move || {
            let (key, of) = if t().0 == Lang::En && has_en.get() { en } else { zh };
            text(label, key, of)
        }
    };
    view! {
        {of(T::care_script, ("script", |step| &mut step.script), ("script_en", |step| &mut step.script_en))}
        {of(T::care_hand_over, ("hand_over", |step| &mut step.hand_over), ("hand_over_en", |step| &mut step.hand_over_en))}
        {of(T::care_record, ("record", |step| &mut step.record), ("record_en", |step| &mut step.record_en))}
    }
}
