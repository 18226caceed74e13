//! Takes an import back as a whole, or a merge, by the image that was kept of it: also after a reload, in another tab, with other changes on top.

use leptos::task::spawn_local;

use crate::domain::command::{Command, Past};
use crate::domain::kind::AuditEntry;
use crate::domain::label::Label;
use crate::domain::record::Extra;
use crate::state::App;
use crate::state::files::Slices;
use crate::state::past::in_the_way;
use crate::state::text as say;
use crate::storage::{Image, StoreError, TakingBack};

/// Records looked at between two turns of the page.
const SOME: usize = 200;

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
        let why = session.peek(|world| in_the_way(&world.book, &id, &step, &back.since));
        return Err(why.unwrap_or_else(|| say::changed_while_taking_back(step)));
    }
    let changes = session.peek(|world| back.finish(&world.book)).unwrap_or_default();
    if changes.is_empty() {
        return Err(say::nothing_left(step));
    }
    let mut about = Extra::default();
    about.insert(AuditEntry::TAKES_BACK.to_owned(), id.into());
    Ok(Command::TakeBack { what, changes, about })
}
