//! Opening the book, and what is kept outside of the store that there is one.

use std::rc::Rc;
use std::time::Duration;

use crate::state::live::*;
use leptos::task::spawn_local;

use super::{DATABASE, Job, Phase, Session, inner, writing};
use crate::domain::day::Day;
use crate::domain::label::Label;
use crate::domain::rule::RuleIssue;
use crate::state::files::breathe;
use crate::state::keeper::Keeper;
use crate::state::marker::Marker;
use crate::state::part::{Work, split_point};
use crate::state::{failure, random, tabs, text};
use crate::storage::{IndexedDb, IndexedDbStore, Packed, Progress, StoreError};

/// Opens a store that is damaged: (what keeps it, the store, the day looked at, shows the progress).
type Mending = for<'a> fn(
    &'a Keeper<IndexedDbStore>,
    Rc<IndexedDbStore>,
    Day,
    Progress<'a>,
) -> Work<'a, Result<Option<RuleIssue>, StoreError>>;

split_point! {
    fn mending() in write -> Mending { |keeper, store, as_of, show| Box::pin(keeper.open(store, as_of, show)) }
}

impl Session {
    /// Opens the book and looks at it as of a day.
    pub fn open(self, as_of: Day) {
        tabs::listen(move || self.push(Job::CatchUp));
        // A page that comes back from the background finds out what became of its store before anything is written.
        for event in ["focus", "visibilitychange"] {
            on_window_event(event, move |_| self.push(Job::CatchUp));
        }
        on_window_event("online", |_| fetch_writing());
        on_window_event("beforeunload", move |ev| {
            if self.alarms.is_unsaved() || self.is_unproven() {
                ev.prevent_default();
                // Browsers before 2023 ask only for this.
                let _ = js_sys::Reflect::set(&ev, &"returnValue".into(), &true.into());
            }
        });
        let steps = move || match self.phase.get_untracked() {
            Phase::Opening(done, _) => Some(done as u64),
            _ => None,
        };
        self.alarms.watch_start(steps);
        spawn_local(async move {
            if let Err(why) = self.load(as_of).await {
                self.phase.set(Phase::Failed(why));
            }
        });
    }

    async fn load(self, as_of: Day) -> Result<(), Label> {
        let why = |error| failure::opening(&error);
        let database = IndexedDb::open(DATABASE).await.map_err(why)?.with_early();
        database.on_closed(move || self.push(Job::CatchUp));
        let store = Rc::new(Packed::new(database).named(random::id()));
        let show = |done, total| self.phase.set(Phase::Opening(done, total));
        let inner = inner();
        inner.keeper.pause_with(|| Box::pin(breathe()));
        let opened = inner.keeper.open_sound(store.clone(), as_of, &show).await;
        self.take_opened(&inner.keeper, store, as_of, opened).await?;
        // Rules may look at them: nothing is shown as a fact that is another one in a moment.
        self.measured().await;
        let missing = self.peek(|world| Marker::missing_in(&world.book)).flatten();
        self.alarms.missing().set(missing);
        self.changed();
        self.phase.set(Phase::Ready);
        self.mark();
        // What the opening has left for later, and what others wrote since the book was read; and the part that writes comes before it is
        // wanted. Where that fails, the first command asks again.
        let then = move || {
            self.push(Job::Settle);
            self.push(Job::CatchUp);
        };
        later(then, Duration::from_millis(500));
        Ok(())
    }

    /// Takes what an opening came to; what is damaged is opened again without that.
    async fn take_opened(
        self,
        keeper: &Keeper<IndexedDbStore>,
        store: Rc<IndexedDbStore>,
        as_of: Day,
        opened: Result<Option<RuleIssue>, StoreError>,
    ) -> Result<(), Label> {
        let show = |done, total| self.phase.set(Phase::Opening(done, total));
        let opened = match opened {
            Err(StoreError::Corrupt { .. }) => match mending().await {
                Ok(open) => open(keeper, store, as_of, &show).await,
                Err(_) => return Err(text::not_loaded()),
            },
            opened => opened,
        };
        if let Some(issue) = opened.map_err(|error| failure::opening(&error))? {
            self.tell_unread(issue);
        }
        Ok(())
    }

    /// Looks whether each id has one record; a book in which one has two is opened anew, as one that is damaged.
    pub(super) async fn settle_book(self, keeper: &Keeper<IndexedDbStore>) {
        let Err(damaged) = keeper.settle().await else { return };
        let as_of = self.peek(|world| world.evaluation.as_of);
        let (Some(store), Some(as_of)) = (keeper.store(), as_of) else {
            return;
        };
        match self.take_opened(keeper, store, as_of, Err(damaged)).await {
            Ok(()) => self.phase.set(Phase::Ready),
            Err(why) => return self.phase.set(Phase::Failed(why)),
        }
        self.changed();
    }

    /// Keeps outside of the store that there is a book in it. One that is missing stays marked until it is back, or given up.
    pub(super) fn mark(self) {
        if self.alarms.missing().with_untracked(Option::is_none) {
            self.peek(|world| Marker::keep(&world.book));
        }
    }

    /// The missing book is back, or given up.
    pub fn forget_missing(self) {
        self.alarms.missing().set(None);
        self.mark();
    }
}

fn fetch_writing() {
    spawn_local(async { drop(writing().await) });
}
