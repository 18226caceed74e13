//! What was typed of contacts: a draft for each task, and those whose tasks are none any more.

use crate::state::live::*;

use super::list::TodayList;
use crate::domain::form::Draft;
use crate::domain::id::CustomerId;
use crate::domain::world::World;
use crate::state::today::is_asked;
use crate::state::{App, use_app};
use crate::ui::text::use_text;
use crate::ui::widget::{LinkButton, Note, NoteKind};

/// What the names of these drafts begin with: they are drafts of new contacts, and found as such once their customer is gone.
const DRAFT: &str = "interaction/new/";

fn draft_name(customer: &CustomerId, key: &str) -> String {
    format!("{DRAFT}{customer}/{key}")
}

/// The name of the draft of what does some tasks: each task has its own, so that what was typed about one is none of another's with the same
/// customer. Where another task came to lead, what was typed before it did is taken up.
pub fn draft_of(app: App, customer: &CustomerId, lead: &str, keys: &[String]) -> String {
    let mut names = keys.iter().map(|key| draft_name(customer, key));
    let typed = names.find(|name| {
        app.drafts.open(name);
        app.drafts.has(name)
    });
    typed.unwrap_or_else(|| draft_name(customer, lead))
}

/// Whom a contact is with, and which task it does, by the name of its draft; nothing for other drafts.
fn task_of(name: &str, draft: &Draft) -> Option<(CustomerId, String)> {
    let customer = CustomerId::new(draft.whose()?).ok()?;
    let behind = name.strip_prefix(DRAFT)?.strip_prefix(customer.as_str())?;
    let key = behind.strip_prefix('/')?.to_owned();
    Some((customer, key))
}

/// Says what was typed and not saved of contacts whose task was done elsewhere meanwhile, or is not asked any more, with the way to go on.
#[component]
pub fn LeftContacts(page: TodayList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    app.drafts.open_those(
        |name| name.starts_with(DRAFT),
        |name, draft| task_of(name, draft).is_some(),
    );
    let left = Memo::new(move |_| {
        // While tasks are read, and while one is recorded or saved, nobody knows.
        let is_known = page.todo.with(|todo| todo.as_ref().is_some_and(|todo| todo.is_whole));
        if !is_known || page.is_settling() || page.recorded.with(Option::is_some) {
            return Vec::new();
        }
        let names = app.drafts.those(|name, draft| task_of(name, draft).is_some());
        let tasks = names
            .iter()
            .filter_map(|name| app.drafts.with(name, |draft| task_of(name, draft)));
        let is_gone = |world: &World| {
            let called = |(customer, key): (CustomerId, String)| {
                let name = world.book.customers.get(customer.as_str())?.name.to_string();
                (!is_asked(world, customer.as_str(), &key)).then_some((customer, key, name))
            };
            tasks.filter_map(called).collect::<Vec<_>>()
        };
        app.session.read(is_gone).unwrap_or_default()
    });
    let one = move |(customer, key, name): (CustomerId, String, String)| {
        let go_on = move |_| {
            page.refused.set_value(Some((customer.clone(), None)));
            page.recorded.set(Some(key.clone()));
        };
        view! {
            <div class="screen-only" data-testid="today-left">
                <Note kind=NoteKind::Warn text=move || t().today_left(&name)>
                    <LinkButton text=move || t().today_left_go() on_click=Callback::new(go_on) />
                </Note>
            </div>
        }
    };
    view! { <For each=move || left.get() key=|(_, key, _)| key.clone() children=one /> }
}
