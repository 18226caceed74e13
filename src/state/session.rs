//! The session: the book in memory, its durable copy, and the one door for writing.
//!
//! Everything that changes the book goes through one queue and one worker: a command becomes a change set, memory follows, the
//! store commits and reads back, and only then does the page show it. A write that fails is taken back in memory, so memory and
//! store never part. Views read through [`Session::read`]; nobody else writes.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::state::live::*;
use leptos::task::spawn_local;

use super::app::{Busy, SaveState};
use super::notice::Notices;
use super::{clock, failure, random, tabs, text};
use crate::domain::apply::{apply, audit_entry};
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeSet, Delta};
use crate::domain::command::Command;
use crate::domain::day::{Day, Moment};
use crate::domain::history::History;
use crate::domain::id::AuditId;
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::world::{RulesOf, World};
use crate::storage::{IndexedDb, IndexedDbStore, Packed, Store, StoreError};

/// The database's name. It carries the product's name: pages opened from files share one origin.
const DATABASE: &str = "guanxi";

/// How far the opening of the book is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// Reading: (done, of how many).
    Opening(usize, usize),
    /// The book is here.
    #[default]
    Ready,
    /// The book cannot be read, and why. Nothing is written.
    Failed(Label),
}

/// Hears whether a command was done. Not a `Callback`: those end with the page that made them, and a page may go before the answer.
type Then = Box<dyn Fn(bool)>;

/// Something for the worker to do.
enum Job {
    Do(Box<Command>, Option<Then>),
    Undo,
    Redo,
    LookAt(Day, RulesOf),
    Reload,
    Compact,
}

/// Which way a change set goes.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    New,
    Undo,
    Redo,
}

#[derive(Default)]
struct Inner {
    world: RefCell<Option<World>>,
    history: RefCell<History>,
    store: RefCell<Option<Rc<IndexedDbStore>>>,
    jobs: RefCell<VecDeque<Job>>,
    working: Cell<bool>,
    settled: RefCell<SaveState>,
}

thread_local! {
    /// There is one book, and it is there as long as the page: no part of the page owns it.
    static INNER: Rc<Inner> = Rc::default();
}

/// The book and its doors. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Session {
    version: RwSignal<u64>,
    /// How far the opening of the book is.
    pub phase: RwSignal<Phase>,
    /// What "undo" would take back, by name.
    pub undo: RwSignal<Option<Label>>,
    /// What "redo" would do again, by name.
    pub redo: RwSignal<Option<Label>>,
    /// How many customers there are; nothing while the book is being opened.
    pub customer_count: Memo<Option<usize>>,
    /// The company, for print.
    pub company: Memo<Option<String>>,
    notices: Notices,
    save: RwSignal<SaveState>,
    busy: RwSignal<Option<Busy>>,
    user: RwSignal<Text>,
}

impl Session {
    pub(super) fn new(
        notices: Notices,
        save: RwSignal<SaveState>,
        busy: RwSignal<Option<Busy>>,
        user: RwSignal<Text>,
    ) -> Self {
        let version = RwSignal::new(0);
        let see = move |read: fn(&Book) -> Option<String>| {
            version.track();
            INNER.with(|i| i.world.borrow().as_ref().and_then(|w| read(&w.book)))
        };
        Self {
            version,
            phase: RwSignal::new(Phase::Opening(0, 0)),
            undo: RwSignal::new(None),
            redo: RwSignal::new(None),
            customer_count: Memo::new(move |_| {
                version.track();
                INNER.with(|i| i.world.borrow().as_ref().map(|w| w.book.customers.len()))
            }),
            company: Memo::new(move |_| see(|book| book.head.settings.company.as_ref().map(|c| c.to_string()))),
            notices,
            save,
            busy,
            user,
        }
    }

    /// Reads the world; tracked. Nothing while the book is being opened.
    pub fn read<R>(self, read: impl FnOnce(&World) -> R) -> Option<R> {
        self.version.track();
        self.peek(read)
    }

    /// Reads the world without being told of changes.
    pub fn peek<R>(self, read: impl FnOnce(&World) -> R) -> Option<R> {
        INNER.with(|inner| inner.world.borrow().as_ref().map(read))
    }

    /// Counts the changes of the world; for memos that only want to know that there was one.
    pub fn version(self) -> u64 {
        self.version.get()
    }

    /// Opens the book and looks at it as of a day.
    pub fn open(self, as_of: Day) {
        tabs::listen(move || self.push(Job::Reload));
        spawn_local(async move {
            if let Err(error) = self.load(as_of).await {
                self.phase.set(Phase::Failed(failure::opening(&error)));
            }
        });
    }

    /// Does a command; what comes of it is told in a notice.
    pub fn dispatch(self, command: Command) {
        self.push(Job::Do(Box::new(command), None));
    }

    /// Does a command and then says whether it was done and saved.
    pub fn dispatch_then(self, command: Command, then: impl Fn(bool) + 'static) {
        self.push(Job::Do(Box::new(command), Some(Box::new(then))));
    }

    /// Takes the last change back.
    pub fn undo_last(self) {
        self.push(Job::Undo);
    }

    /// Does the change that was taken back again.
    pub fn redo_last(self) {
        self.push(Job::Redo);
    }

    /// Looks at the book as of a day, under today's rules or those of that day.
    pub fn look_at(self, day: Day, rules: RulesOf) {
        self.push(Job::LookAt(day, rules));
    }

    /// The room that the book takes: (bytes of the book, bytes of the origin used and allowed).
    pub async fn usage(self) -> Option<crate::storage::Usage> {
        let store = self.store()?;
        store.usage().await.ok()
    }

    /// What can be read of a book that does not open.
    pub async fn rescue(self) -> Option<Book> {
        let store = self.store()?;
        store.rescue(&|_, _| {}).await.ok().map(|(book, _)| book)
    }

    fn store(self) -> Option<Rc<IndexedDbStore>> {
        INNER.with(|inner| inner.store.borrow().clone())
    }

    async fn load(self, as_of: Day) -> Result<(), StoreError> {
        let store = Rc::new(Packed::new(IndexedDb::open(DATABASE).await?));
        INNER.with(|inner| inner.store.replace(Some(store.clone())));
        // A page that stands is not taken down while the book behind it is read anew.
        let first = self.peek(|_| ()).is_none();
        let show = |done, total| {
            if first {
                self.phase.set(Phase::Opening(done, total));
            }
        };
        let loaded = store.load(&show).await?;
        let (world, issues) = World::new(loaded.book, as_of);
        if let Some(issue) = issues.first() {
            self.notices.error(failure::rulebook(issue));
        }
        INNER.with(|inner| {
            inner.world.replace(Some(world));
            inner.history.borrow_mut().clear();
        });
        self.changed();
        self.phase.set(Phase::Ready);
        Ok(())
    }

    fn push(self, job: Job) {
        // Said at once, so that nobody takes "saved" for an answer to what was just clicked.
        if matches!(job, Job::Do(..) | Job::Undo | Job::Redo) {
            self.save.set(SaveState::Saving);
        }
        let start = INNER.with(|inner| {
            inner.jobs.borrow_mut().push_back(job);
            !inner.working.replace(true)
        });
        if start {
            spawn_local(async move {
                while let Some(job) = INNER.with(|inner| inner.jobs.borrow_mut().pop_front()) {
                    self.run(job).await;
                }
                INNER.with(|inner| inner.working.set(false));
                let settled = INNER.with(|inner| inner.settled.borrow().clone());
                if self.save.with_untracked(|now| *now != settled) {
                    self.save.set(settled);
                }
            });
        }
    }

    async fn run(self, job: Job) {
        match job {
            Job::Do(command, then) => {
                let applied = self.peek(|world| apply(&world.book, *command));
                let done = match applied {
                    Some(Ok(set)) => set.is_empty() || self.carry_out(set, Way::New).await,
                    Some(Err(error)) => {
                        self.notices.error(error.0);
                        false
                    }
                    None => false,
                };
                if let Some(then) = then {
                    then(done);
                }
            }
            Job::Undo => self.step(Way::Undo, |history| history.undo_step()).await,
            Job::Redo => self.step(Way::Redo, |history| history.redo_step()).await,
            Job::LookAt(day, rules) => {
                let moved = INNER.with(|inner| {
                    let mut world = inner.world.borrow_mut();
                    world
                        .as_mut()
                        .filter(|w| w.evaluation.as_of != day || w.rules() != rules)
                        .map(|w| w.look_at(day, rules))
                        .is_some()
                });
                if moved {
                    self.changed();
                }
            }
            Job::Reload => self.reload(text::other_tab()).await,
            Job::Compact => self.compact().await,
        }
    }

    async fn step(self, way: Way, take: fn(&History) -> Option<ChangeSet>) {
        let step = INNER.with(|inner| take(&inner.history.borrow()));
        if let Some(set) = step {
            self.carry_out(set, way).await;
        }
    }

    /// Memory, store, proof; in this order, and back again where the store says no.
    async fn carry_out(self, mut set: ChangeSet, way: Way) -> bool {
        let named = ChangeSet {
            label: failure::step_label(way == Way::Undo, way == Way::Redo, &set.label),
            changes: Vec::new(),
        };
        let audit = self.audit(&named.label, set.changes.len());
        set.changes.extend(audit);
        if let Err(label) = self.follow(&set) {
            self.notices.error(label);
            return false;
        }
        if let Err(error) = self.commit(&set).await {
            // What memory took it gives back: the change set it just took is sound, and so is its inverse.
            let _ = self.follow(&set.inverse());
            self.settle(SaveState::Failed(failure::saving(&error)));
            if error == StoreError::Stale {
                self.reload(text::stale()).await;
            } else {
                self.notices.error(failure::saving(&error));
            }
            return false;
        }
        set.changes.pop();
        INNER.with(|inner| {
            let mut history = inner.history.borrow_mut();
            match way {
                Way::New => history.push(set),
                Way::Undo => history.undone(),
                Way::Redo => history.redone(),
            }
        });
        self.settle(SaveState::Saved(clock::hour_minute()));
        self.changed();
        tabs::tell();
        let undo = self.notices.action(text::undo(), move || self.undo_last());
        self.notices.forget_ways_back();
        self.notices.good(named.label, (way == Way::New).then_some(undo));
        true
    }

    /// How the last write ended; shown when the queue is empty.
    fn settle(self, state: SaveState) {
        INNER.with(|inner| inner.settled.replace(state));
    }

    fn audit(self, label: &Label, records: usize) -> Option<Change> {
        let id = AuditId::new(&random::id()).ok()?;
        let at = Moment::parse(&clock::instant())?;
        let by = Some(self.user.get_untracked()).filter(|user| !user.is_empty());
        let mut entry = audit_entry(
            id,
            at,
            by,
            &ChangeSet {
                label: label.clone(),
                changes: Vec::new(),
            },
        );
        entry.records = u32::try_from(records).ok();
        Some(Delta::put(entry).into())
    }

    fn follow(self, set: &ChangeSet) -> Result<(), Label> {
        INNER.with(|inner| match inner.world.borrow_mut().as_mut() {
            Some(world) => world.apply(set).map_err(|issues| failure::refused(issues.first())),
            None => Err(text::not_open()),
        })
    }

    // The worker is the only one that borrows the world to change it, and it waits here; views only look.
    #[allow(clippy::await_holding_refcell_ref, reason = "the one writer is this worker")]
    async fn commit(self, set: &ChangeSet) -> Result<(), StoreError> {
        let store = self.store().ok_or(StoreError::Stale)?;
        let inner = INNER.with(Rc::clone);
        let world = inner.world.borrow();
        let Some(world) = world.as_ref() else {
            return Err(StoreError::Stale);
        };
        store.commit(&world.book, set).await?;
        if store.wants_compaction() {
            later(move || self.push(Job::Compact), std::time::Duration::from_secs(2));
        }
        Ok(())
    }

    #[allow(clippy::await_holding_refcell_ref, reason = "the one writer is this worker")]
    async fn compact(self) {
        let Some(store) = self.store() else { return };
        let inner = INNER.with(Rc::clone);
        let world = inner.world.borrow();
        if let Some(world) = world.as_ref() {
            // Compaction only tidies: what fails now is tried again after the next change.
            let _ = store.compact(&world.book).await;
        }
    }

    async fn reload(self, why: Label) {
        let as_of = self.peek(|world| world.evaluation.as_of);
        let Some(as_of) = as_of else { return };
        match self.load(as_of).await {
            Ok(()) => self.notices.info(why, None),
            Err(error) => self.notices.error(failure::opening(&error)),
        }
    }

    fn changed(self) {
        INNER.with(|inner| {
            let history = inner.history.borrow();
            self.undo.set(history.undo_label().cloned());
            self.redo.set(history.redo_label().cloned());
        });
        self.version.update(|v| *v += 1);
    }

    /// Shows that something long is being done, until [`Session::idle`].
    pub fn show_busy(self, text: Label, done: f64, total: Option<f64>) {
        self.busy.set(Some(Busy {
            text,
            done,
            total,
            cancel: None,
        }));
    }

    /// The same with a way to stop it.
    pub fn show_cancellable(self, text: Label, done: f64, total: Option<f64>, cancel: Option<Callback<()>>) {
        self.busy.set(Some(Busy {
            text,
            done,
            total,
            cancel,
        }));
    }

    /// The long work is over.
    pub fn idle(self) {
        self.busy.set(None);
    }
}
