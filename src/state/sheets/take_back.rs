//! Takes an import back as a whole, or a merge, by the image that was kept of it: also after a reload, in another tab, with other changes on top.

use leptos::task::spawn_local;

use crate::domain::book::Book;
use crate::domain::change::Kind;
use crate::domain::check::owner_of;
use crate::domain::command::{Command, Past};
use crate::domain::kind::AuditEntry;
use crate::domain::label::Label;
use crate::domain::record::{Extra, Text};
use crate::state::App;
use crate::state::files::Slices;
use crate::state::text as say;
use crate::storage::{Image, StoreError, TakingBack};

/// Records looked at between two turns of the page.
const SOME: usize = 200;
/// So many of what was changed since are named.
const NAMED: usize = 3;

/// Takes back what an entry of the trail did; what comes of it is told in a notice.
pub fn take_back(app: App, id: String, what: Past) {
    app.show_busy(say::taking_back(what.done()), 0.0, None);
    spawn_local(async move {
        let tried = format!("take back {id}");
        match command(app, id, what).await {
            Ok(command) => {
                let done = move || app.notices.succeeded(&tried);
                app.session.dispatch_then(command, move |outcome| {
                    app.idle();
                    if outcome.is_done() {
                        done();
                    }
                });
            }
            Err(why) => {
                app.idle();
                app.notices.refused(&tried, why);
            }
        }
    });
}

async fn command(app: App, id: String, what: Past) -> Result<Command, Label> {
    let (session, step) = (app.session, what.done());
    let image: Image = match session.image(id.clone()).await {
        Ok(image) => image.ok_or_else(|| say::not_kept(step.clone()))?,
        Err(StoreError::Corrupt { .. }) => return Err(say::image_damaged(step)),
        Err(_) => return Err(say::image_unread(step)),
    };
    let (version, slices) = (session.version_now(), Slices::begin());
    let mut back = TakingBack::new(&image);
    while session.peek(|world| back.step(&world.book, SOME)) == Some(true) {
        if slices.is_over() {
            slices.turn().await;
        }
        if session.version_now() != version {
            return Err(say::changed_while_taking_back(step));
        }
    }
    if !back.since.is_empty() {
        let names = session
            .peek(|world| names(&world.book, &back.since))
            .unwrap_or_default();
        return Err(say::changed_since(step, back.since.len(), names));
    }
    let changes = session.peek(|world| back.finish(&world.book)).unwrap_or_default();
    if changes.is_empty() {
        return Err(say::nothing_left(step));
    }
    let mut about = Extra::default();
    about.insert(AuditEntry::TAKES_BACK.to_owned(), id.into());
    Ok(Command::TakeBack { what, changes, about })
}

/// Whom records are about: the first ones, each once.
fn names(book: &Book, records: &[(Kind, Text)]) -> Label {
    let mut all: Vec<String> = Vec::new();
    for (kind, id) in records {
        let owner = match kind {
            Kind::Customer => Some(&**id),
            Kind::Order => book.orders.get(id).and_then(|order| owner_of(order)),
            Kind::Interaction => book.interactions.get(id).and_then(|it| owner_of(it)),
            Kind::Ticket => book.tickets.get(id).and_then(|ticket| owner_of(ticket)),
            _ => None,
        };
        let name = owner
            .and_then(|owner| book.customers.get(owner))
            .map(|own| own.name.to_string());
        // What is gone has its number alone.
        let name = name.unwrap_or_else(|| id.to_string());
        if !all.contains(&name) {
            all.push(name);
        }
    }
    let are_more = all.len() > NAMED;
    all.truncate(NAMED);
    let names = Label::made(all.join("、"), all.join(", "));
    if are_more { say::and_others(names) } else { names }
}
