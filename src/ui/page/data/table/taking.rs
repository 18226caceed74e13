//! The one press: what the preview shows is written, remembered, and told; what was not taken goes back to the person.

use std::sync::Arc;

use crate::state::live::*;
use leptos::task::spawn_local;

use super::super::desk::TableStage;
use super::desk::{TableDesk, Taken};
use crate::exchange::columns::Subject;
use crate::exchange::plan::{Counts, KnownAs};
use crate::state::sheets::Planned;
use crate::state::sheets::kept::{Kept, KeptMapping};
use crate::state::sheets::past::{TableDone, past_imports};
use crate::state::text as say;

/// What the import, and the sheet of problems, are called where they are refused.
const IMPORT: &str = "import table";
/// See [`IMPORT`].
const PROBLEMS: &str = "sheet of problems";

impl TableDesk {
    /// Writes what the preview shows.
    pub fn apply(self) {
        let (Some(file), Some(planned)) = (self.file(), self.planned.get_untracked()) else {
            return;
        };
        // A second press, while the first one is on its way.
        if self.stage() != TableStage::Preview {
            return;
        }
        let (turn, done) = (self.turn.get_untracked(), self.done(planned.counts));
        self.go(TableStage::Writing);
        spawn_local(async move {
            let then = {
                let (name, planned) = (done.name.clone(), planned.clone());
                move |is_done: bool| self.wrote(turn, &name, &planned, is_done)
            };
            match file.import(self.app, &done, &planned.new_choices, then).await {
                Ok(()) => {}
                Err(_) if !self.is_mine(turn) => self.app.notices.info(say::import_cancelled(&done.name), None),
                Err(why) => {
                    self.app.notices.refused(IMPORT, why);
                    self.go(TableStage::Preview);
                    self.replan();
                }
            }
        });
    }

    fn wrote(self, turn: u32, name: &str, planned: &Arc<Planned>, is_done: bool) {
        if is_done {
            self.app.notices.succeeded(IMPORT);
            self.remember(name, planned);
        }
        if !self.is_mine(turn) {
            return;
        }
        if is_done {
            let sheet = self
                .layout
                .with_untracked(|layout| layout.as_ref().map(|layout| layout.sheet));
            self.in_book.update(|all| all.extend(sheet));
            let undo = self.app.session.undo.get_untracked();
            let import = self
                .app
                .session
                .peek(|world| past_imports(&world.book))
                .unwrap_or_default();
            let mut own = import.into_iter().filter(|import| import.done.name == name);
            self.taken.set(Some(Taken {
                counts: planned.counts,
                undo,
                import: own.next(),
                planned: planned.clone(),
            }));
            self.go(TableStage::Done);
        } else {
            self.go(TableStage::Preview);
            self.replan();
        }
    }

    /// What the import of this plan does, as the trail keeps it.
    fn done(self, counts: Counts) -> TableDone {
        let subject = self
            .wanted
            .with_untracked(|wanted| wanted.as_ref().map(|w| w.mapping.subject));
        TableDone {
            name: self.desk.name_now(),
            subject: subject.unwrap_or(Subject::Customers),
            new: counts.new,
            changed: counts.changed,
            same: counts.same,
            problems: counts.wrong + counts.asked,
            left_out: counts.left_out,
            is_handover: false,
        }
    }

    /// Keeps what the columns were.
    fn remember(self, name: &str, planned: &Planned) {
        let (Some(layout), Some(wanted)) = (self.layout.get_untracked(), self.wanted.get_untracked()) else {
            return;
        };
        let answered = self.answered.get_untracked();
        // What was said of names that this file does not have still holds.
        let mut known_as = planned.known_as.clone();
        let is_new = |known: &&KnownAs| !planned.known_as.iter().any(|new| new.name == known.name);
        known_as.extend(wanted.known_as.iter().filter(is_new).cloned());
        let own = self.used.get_untracked().unwrap_or_else(|| name.to_owned());
        self.kept.set(Kept::change(|kept| {
            kept.keep(KeptMapping::of(
                &own,
                &layout.columns,
                (&wanted.mapping, &layout.mapping),
                &answered,
                known_as,
                self.hidden.get_untracked(),
            ));
        }));
    }

    /// Hands the rows that were not taken to the person.
    pub fn save_problems(self) {
        let Some(file) = self.file() else { return };
        let (name, lang) = (self.desk.name_now(), self.app.lang.get_untracked());
        spawn_local(async move {
            match file.save_problems(self.app, &name, lang).await {
                Ok(()) => self.app.notices.succeeded(PROBLEMS),
                Err(why) => self.app.notices.refused(PROBLEMS, why),
            }
        });
    }
}
