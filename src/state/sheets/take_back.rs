//! Takes an import back as a whole, or a merge, by the image that was kept of it: also after a reload, in another tab, with other changes on top.
//! Where points would fall below nought by it, that is asked first.

use leptos::task::spawn_local;

use crate::domain::change::Change;
use crate::domain::command::{Command, Past};
use crate::domain::kind::AuditEntry;
use crate::domain::label::Label;
use crate::domain::marketing::points::{Fall, Falls};
use crate::domain::record::Extra;
use crate::state::App;
use crate::state::files::Slices;
use crate::state::live::*;
use crate::state::past::{in_the_way, listed};
use crate::state::text as say;
use crate::storage::{Image, StoreError, TakingBack};

/// Records looked at between two turns of the page.
const SOME: usize = 200;

/// Takes back what an entry of the trail did; what comes of it is told in a notice. `is_last`: it is the last step of this tab, which goes as
/// that one does.
pub fn take_back(app: App, id: String, what: Past, is_last: bool) {
    go(app, id, what, is_last, false);
}

fn go(app: App, id: String, what: Past, is_last: bool, is_sure: bool) {
    app.show_busy(say::taking_back(what.done()), 0.0, None);
    spawn_local(async move {
        let tried = format!("take back {id}");
        let found = command(app, id.clone(), what.clone()).await;
        let falls = match &found {
            Ok(Command::TakeBack { changes, .. }) if !is_sure => falls(app, changes).await,
            _ => Vec::new(),
        };
        if !falls.is_empty() {
            app.idle();
            let names = falls.iter().map(|fall| Label::same(&fall.name)).collect();
            let text = say::points_below(what.done(), falls.len(), listed(names));
            let anyway = move || go(app, id.clone(), what.clone(), is_last, true);
            let action = app.notices.action(say::take_back_anyway(), anyway);
            return app.notices.info(text, Some(action));
        }
        // Another step may have been done meanwhile.
        let is_last = is_last && app.session.undo.with_untracked(|undo| *undo == Some(what.done()));
        match found {
            // Of the last step nothing has to be kept.
            _ if is_last => {
                app.idle();
                app.session.undo_last();
            }
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

/// Whose points the changes would bring below nought. Where the book changes meanwhile, the step itself is refused.
async fn falls(app: App, changes: &[Change]) -> Vec<Fall> {
    let session = app.session;
    let (version, slices) = (session.version_now(), Slices::begin());
    let Some(mut falls) = session.peek(|world| Falls::begin(&world.book)) else {
        return Vec::new();
    };
    while session.peek(|world| falls.step(&world.book, changes, SOME)) == Some(true) {
        if slices.is_over() {
            slices.turn().await;
        }
        if session.version_now() != version {
            return Vec::new();
        }
    }
    falls.told()
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
