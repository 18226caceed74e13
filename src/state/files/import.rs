//! Importing what was opened, and the sample book.

use std::sync::Arc;

use crate::state::live::*;
use leptos::task::spawn_local;

use super::{How, Opened, breathe};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::day::Day;
use crate::domain::merge::KindPlan;
use crate::domain::versions::kept_of_import;
use crate::state::App;
use crate::state::part::split_point;
use crate::state::rules::workshop::adoption;
use crate::state::sheets::past::TableDone;
use crate::state::text as say;

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Counts, one a kind.
    pub kinds: Vec<KindPlan>,
    /// Whether the settings changed.
    pub settings: bool,
    /// Whether the rulebook changed.
    pub rulebook: bool,
    /// Whether it can be taken back as a whole later, as a table can: a hand-over of records alone.
    pub can_be_taken_back: bool,
    /// The day that is looked at since, where the file names one.
    pub as_of: Option<Day>,
}

/// Imports what was opened, and tells what was written once it is saved; nothing where it was not.
pub fn import(app: App, opened: Arc<Opened>, how: How, then: impl Fn(Option<Written>) + 'static) {
    let session = app.session;
    app.show_busy(say::writing(&opened.name), 0.0, None);
    // Who leaves from here on is asked, though nothing is on its way to the store yet.
    let held = session.alarms.hold();
    spawn_local(async move {
        let _held = held;
        // The page draws the progress before the long part.
        breathe().await;
        let Some(plan) = opened.take_plan(session, how) else {
            app.idle();
            return then(None);
        };
        let as_of = opened.incoming.as_of;
        let written = Written {
            kinds: plan.kinds,
            settings: plan.settings,
            rulebook: plan.rulebook,
            can_be_taken_back: opened.is_handover() && !plan.settings && !plan.rulebook,
            as_of,
        };
        let (source, mut changes) = (opened.name.as_str().into(), plan.changes);
        changes.extend(kept_rules(app, &opened.name, &changes));
        let about = match written.can_be_taken_back {
            true => TableDone::of_handover(&opened.name, &written.kinds).about(),
            false => Default::default(),
        };
        session.dispatch_then(Command::Import { source, changes, about }, move |outcome| {
            let done = outcome.is_done();
            app.idle();
            if done {
                session.forget_missing();
            }
            if done && as_of.is_some() {
                app.look_at(as_of);
            }
            then(done.then(|| written.clone()));
        });
    });
}

/// The versions that keep the rules which an import changes.
fn kept_rules(app: App, file: &str, changes: &[Change]) -> Vec<Change> {
    let (by, on) = (app.user.get_untracked(), app.today.get_untracked());
    let Some(adoption) = adoption(Some(file.into()), None, by, on) else {
        return Vec::new();
    };
    let kept = app.session.peek(|world| kept_of_import(&world.book, changes, adoption));
    kept.unwrap_or_default()
}

/// Puts the sample book in place of what is there. `replace`: the user agreed that a book of their own goes.
pub fn load_sample(app: App, replace: bool) {
    let session = app.session;
    app.show_busy(say::preparing_sample(), 0.0, None);
    spawn_local(async move {
        let Ok(sample) = sample().await else {
            app.idle();
            return app.notices.error(say::not_loaded());
        };
        let book = Box::new(sample(app.today.get_untracked()));
        session.dispatch_then(Command::LoadSample { book, replace }, move |_| app.idle());
    });
}

split_point! {
    fn sample() in demo -> fn(Day) -> Book { crate::sample::book }
}
