//! Days of ours that a playbook tells customers of: launches, changes of policy, events.

use crate::state::live::*;

use super::desk::CareDesk;
use crate::domain::care::{KeyDate, Milestone, MilestoneKind, Trigger};
use crate::domain::day::Day;
use crate::domain::field::Tense;
use crate::ui::day::DayField;
use crate::ui::widget::{Button, IconButton, OverNote, Pick, TypedField, flat};

/// What changes something, once.
type Change<T> = Box<dyn FnOnce(&mut T)>;

/// The list, where the trigger names days of ours.
#[component]
pub fn Milestones(
    desk: CareDesk,
    #[prop(into)] value: Signal<Option<Trigger>>,
    /// Hears the trigger with other days.
    on_trigger: Callback<Option<Trigger>>,
) -> impl IntoView {
    let read = move |read: fn(&Trigger) -> usize| value.with(|it| it.as_ref().map_or(0, read));
    let is_wanted = Memo::new(move |_| read(|it| usize::from(it.dates.contains(&KeyDate::Milestone))) == 1);
    let count = Memo::new(move |_| read(|it| it.milestones.len()));
    let change = Callback::new(move |change: Change<Vec<Milestone>>| {
        if let Some(mut trigger) = value.get_untracked() {
            change(&mut trigger.milestones);
            on_trigger.run(Some(trigger));
        }
    });
    let add = move |_| {
        let (on, name) = (
            desk.app.today.get_untracked(),
            untrack(|| desk.t().care_milestone_new()),
        );
        change.run(Box::new(move |all| {
            all.push(Milestone {
                on,
                name: name.into(),
                kind: None,
                extra: Default::default(),
            });
        }));
    };
    let row = move |place: usize| {
        let one = Signal::derive(move || value.with(|it| it.as_ref()?.milestones.get(place).cloned()));
        view! { <MilestoneRow desk=desk place=place one=one on_change=change /> }
    };
    view! {
        <Show when=move || is_wanted.get()>
            <ul class="stack" data-testid="milestones" aria-label=move || desk.t().care_milestones()>
                <For each=move || 0..count.get() key=|place| *place children=row />
            </ul>
            <Button text=move || desk.t().care_milestone_add() icon="plus" attr:data-testid="add-milestone" on_click=Callback::new(add) />
        </Show>
    }
}

/// A day of ours.
#[component]
fn MilestoneRow(
    desk: CareDesk,
    place: usize,
    #[prop(into)] one: Signal<Option<Milestone>>,
    on_change: Callback<Change<Vec<Milestone>>>,
) -> impl IntoView {
    let set = move |change: Change<Milestone>| {
        on_change.run(Box::new(move |all| {
            if let Some(one) = all.get_mut(place) {
                change(one);
            }
        }));
    };
    let choices = Signal::derive(move || {
        let t = desk.t();
        let none = (String::new(), t.care_milestone_other().to_owned());
        let kinds = MilestoneKind::ALL.iter();
        let kinds = kinds.map(|kind| (kind.word().to_owned(), t.label(&kind.label())));
        flat(std::iter::once(none).chain(kinds).collect())
    });
    let kind = Signal::derive(move || {
        let kind = one.get().and_then(|it| it.kind);
        kind.map_or_else(String::new, |kind| kind.word().to_owned())
    });
    let name = Signal::derive(move || one.get().map_or_else(String::new, |it| it.name.to_string()));
    let remove = move |_| {
        on_change.run(Box::new(move |all| {
            drop((place < all.len()).then(|| all.remove(place)))
        }))
    };
    let over = RwSignal::new(None);
    view! {
        <li class="pspan__row" data-testid="milestone">
            <DayField
                label=move || desk.t().care_milestone_day()
                value=Signal::derive(move || one.get().map_or(Day::MIN, |it| it.on))
                tense=Tense::Future
                mark="milestone-day"
                on_day=Callback::new(move |day| set(Box::new(move |one| one.on = day)))
            />
            <Pick
                label=move || desk.t().care_step_kind()
                kind="milestone-kind"
                choices=choices
                value=kind
                on_change=Callback::new(move |word: String| {
                    set(Box::new(move |one| one.kind = MilestoneKind::from_word(&word)));
                })
            />
            <TypedField
                label=move || desk.t().care_name()
                value=name
                on_text=Callback::new(move |name: String| set(Box::new(move |one| one.name = name.into())))
                on_leave=desk.left
                over=over
            />
            <OverNote over=over />
            <IconButton
                icon="x"
                size="btn--small"
                label=move || desk.t().did_remove(name.get())
                on_click=Callback::new(remove)
            />
        </li>
    }
}
