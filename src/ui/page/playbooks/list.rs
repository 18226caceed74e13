//! The playbooks, each with how many customers it is for, now and under the draft.

use crate::state::live::*;

use super::audience::rows_of;
use super::desk::{CareDesk, use_care};
use crate::domain::care::{self, Playbook, audience_count, is_shipped};
use crate::domain::record::Text;
use crate::ui::format;
use crate::ui::text::{both, use_text};
use crate::ui::widget::Button;

/// The list.
#[component]
pub fn List() -> impl IntoView {
    let (desk, t) = (use_care(), use_text());
    let ids = Memo::new(move |_| {
        let id = |known: &Playbook| known.id.clone();
        desk.books.with(|books| books.iter().map(id).collect::<Vec<Text>>())
    });
    view! {
        <nav class="rulelist" aria-label=move || t().care_list() data-testid="playbook-list">
            <ul class="rulelist__group">
                <For each=move || ids.get() key=Clone::clone children=move |id| item(desk, id) />
            </ul>
            <Button
                text=move || t().care_new()
                icon="plus"
                attr:data-testid="new-playbook"
                on_click=Callback::new(move |_| add(desk))
            />
        </nav>
    }
}

fn add(desk: CareDesk) {
    let (name, step) = untrack(|| (desk.t().care_new_name(), desk.t().care_new_step()));
    let mut made = None;
    desk.shop.edit(both(|t| t.did_care_new().to_owned()), None, |rules| {
        made = Some(care::add_playbook(rules, name, step));
    });
    if let Some(id) = made {
        desk.show(&id);
    }
}

/// For how many customers a playbook is: in force and as it is drafted. Tracked.
pub fn counts(desk: CareDesk, id: &str) -> Option<(Option<usize>, Option<usize>)> {
    let find = |books: &[Playbook]| books.iter().find(|known| *known.id == *id).cloned();
    let (before, now) = (
        desk.base.with(|books| find(books)),
        desk.books.with(|books| find(books))?,
    );
    desk.shop.rehearsed(|world, then| {
        let before = before.and_then(|before| audience_count(&world.book, &world.evaluation, &before));
        (before, audience_count(&world.book, then, &now))
    })
}

/// The same in words. Tracked.
pub fn counted(desk: CareDesk, id: &str) -> String {
    let t = desk.t();
    match counts(desk, id) {
        Some((Some(before), Some(now))) if before != now => {
            t.care_meets_change(format::count(before), format::count(now))
        }
        Some((_, Some(now))) => t.care_meets(now),
        Some((_, None)) => t.care_unreadable().to_owned(),
        None => String::new(),
    }
}

/// The address of these customers as it is drafted, where there are some. Tracked.
pub fn rows(desk: CareDesk, id: &str) -> Option<String> {
    let (_, now) = counts(desk, id)?;
    now.filter(|n| *n > 0).map(|_| rows_of(desk.app, id))
}

fn item(desk: CareDesk, id: Text) -> impl IntoView {
    let id = StoredValue::new(id);
    let name = move || {
        let label = id.with_value(|id| desk.read(id, Playbook::label)).unwrap_or_default();
        desk.t().label(&label)
    };
    let is_on = move || id.with_value(|id| desk.read(id, Playbook::is_on)) == Some(true);
    let is_open = move || id.with_value(|id| desk.open.with(|open| open.as_ref() == Some(id)));
    let count = Memo::new(move |_| id.with_value(|id| counted(desk, id)));
    let state = move || {
        let t = desk.t();
        let id = id.get_value();
        let is_changed = || desk.names.rules.with(|rules| care::is_said(rules, &id));
        let words = [
            (!is_on()).then(|| t.care_is_off()),
            (!is_shipped(&id)).then(|| t.care_is_own()),
            (is_shipped(&id) && is_changed()).then(|| t.care_is_changed()),
        ];
        format::clauses(words.into_iter().flatten(), t.0)
    };
    view! {
        <li class="rulelist__row">
            <button
                type="button"
                class="rulelist__item"
                data-testid="playbook-item"
                data-id=id.get_value().to_string()
                data-on=move || is_on().to_string()
                aria-current=move || is_open().then_some("true")
                on:click=move |_| id.with_value(|id| desk.show(id))
            >
                <span class="rulelist__name">{name}</span>
                <span class="rulelist__kind" data-testid="playbook-count">
                    {move || count.get()}
                </span>
                <span class="rulelist__kind">{state}</span>
            </button>
        </li>
    }
}
