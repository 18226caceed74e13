//! The keeper: the book in memory and its durable copy, in step with each other and with what other tabs write.
//!
//! A command becomes a change set, memory follows, the store commits and reads back. What the store refuses is taken back in memory.
//! Where another tab was quicker, its changes are carried out here first, undo and redo are carried over them
//! ([`crate::domain::history::History::follow`]), and the command is tried again on the newer book; only what then still cannot be is
//! refused. One thing at a time: the session's queue sees to that. Pure: no clock, no randomness, no screens.

mod deed;
mod follow;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

pub use deed::Deed;
pub use follow::Pause;

use super::text;
use crate::domain::apply::{audit_entry, replacement};
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeSet, Delta, Kind};
use crate::domain::command::{Command, CommandError};
use crate::domain::day::{Day, Moment};
use crate::domain::history::History;
use crate::domain::id::AuditId;
use crate::domain::label::Label;
use crate::domain::record::{Extra, Text};
use crate::domain::rule::RuleIssue;
use crate::domain::world::{RulesOf, World};
use crate::storage::{Damage, News, Progress, Store, StoreError, settle};

/// How often a change is tried on a newer book before it is given up: each time another tab was quicker.
const TRIES: usize = 8;

/// Which way a step of the history goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Back.
    Undo,
    /// Forth again.
    Redo,
}

/// What the audit trail says of a change beside its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Stamp {
    /// The entry's id.
    pub id: AuditId,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: Option<Text>,
    /// What else.
    pub about: Extra,
}

/// How a command or a step ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Ended {
    /// There was nothing to do.
    Idle,
    /// It is saved, under this name.
    Saved(Label),
    /// It cannot be done; nothing has changed.
    Refused(CommandError),
    /// The rules do not compile; nothing has changed.
    BadRules(Option<RuleIssue>),
    /// The store said no; nothing has changed.
    NotSaved(StoreError),
    /// It was written, under this name, but could not be read back; it stays in memory, and the next write writes everything.
    Unproven(Label, StoreError),
    /// There is no book yet.
    NotOpen,
}

/// What another tab has changed here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Caught {
    /// Whether anything.
    pub moved: bool,
    /// Whether it was too much to be told as changes: the book was read anew.
    pub whole: bool,
    /// What the other tab did, where that took customers away or was too much to be followed, as the trail names it.
    pub deed: Option<Deed>,
    /// How many steps of undo and redo had to be dropped for it.
    pub lost: usize,
    /// Why the newer book's rules cannot be used.
    pub issue: Option<RuleIssue>,
}

impl Caught {
    fn add(&mut self, more: Self) {
        self.deed = more.deed.or(self.deed.take());
        self.moved |= more.moved;
        self.whole |= more.whole;
        self.lost += more.lost;
        self.issue = more.issue.or(self.issue.take());
    }
}

/// What an attempt came to.
enum Tried {
    Ended(Ended),
    /// Another tab was quicker. Memory is as before.
    Late,
}

/// The book and what keeps it.
pub struct Keeper<S> {
    world: RefCell<Option<World>>,
    history: RefCell<History>,
    store: RefCell<Option<Rc<S>>>,
    damage: RefCell<Option<Damage>>,
    pause: Cell<Option<Pause>>,
}

impl<S> Default for Keeper<S> {
    fn default() -> Self {
        Self {
            world: RefCell::default(),
            history: RefCell::default(),
            store: RefCell::default(),
            damage: RefCell::default(),
            pause: Cell::default(),
        }
    }
}

// This worker is the only one that borrows the world to change it, and it waits where it holds the world; views only look.
#[allow(
    clippy::await_holding_refcell_ref,
    reason = "there is one writer, and it is waiting here"
)]
impl<S: Store> Keeper<S> {
    /// Reads the world; nothing while there is no book.
    pub fn peek<R>(&self, read: impl FnOnce(&World) -> R) -> Option<R> {
        self.world.borrow().as_ref().map(read)
    }

    /// The store, once it is known.
    pub fn store(&self) -> Option<Rc<S>> {
        self.store.borrow().clone()
    }

    /// What undo and redo would do, by name.
    pub fn steps(&self) -> (Option<Label>, Option<Label>) {
        let history = self.history.borrow();
        (history.undo_label().cloned(), history.redo_label().cloned())
    }

    /// Takes a store and reads its book; tells why its rules cannot be used, where that is so.
    pub async fn open(
        &self,
        store: Rc<S>,
        as_of: Day,
        progress: Progress<'_>,
    ) -> Result<Option<RuleIssue>, StoreError> {
        let opened = self.open_sound(store.clone(), as_of, progress).await;
        let settled = self.settle().await;
        match opened.and_then(|issue| settled.map(|()| issue)) {
            // What is sound is worked with; what is not is put aside, and told.
            Err(StoreError::Corrupt { .. }) => {
                store.salvage(progress).await?;
                self.open_sound(store, as_of, progress).await
            }
            opened => opened,
        }
    }

    /// The same, where nothing is to be put aside: a damaged store does not open. [`Keeper::settle`] is to come.
    pub async fn open_sound(
        &self,
        store: Rc<S>,
        as_of: Day,
        progress: Progress<'_>,
    ) -> Result<Option<RuleIssue>, StoreError> {
        self.store.replace(Some(store.clone()));
        let loaded = store.load(progress).await?;
        self.damage.replace(loaded.damage);
        let (world, issues) = self.derived(loaded.book, as_of).await;
        self.world.replace(Some(world));
        self.history.borrow_mut().clear();
        Ok(issues.into_iter().next())
    }

    /// Looks whether each id of the book has one record, which its opening leaves for later.
    pub async fn settle(&self) -> Result<(), StoreError> {
        for kind in Kind::ALL {
            self.breathe().await;
            self.peek(|world| settle(&world.book, *kind)).unwrap_or(Ok(()))?;
        }
        Ok(())
    }

    /// Does a command.
    pub async fn carry_out(&self, command: Command, stamp: impl Fn() -> Option<Stamp>) -> (Ended, Caught) {
        let mut caught = Caught::default();
        for _ in 0..TRIES {
            let Some(applied) = self.looked_at(&command).await else {
                return (Ended::NotOpen, caught);
            };
            let no = match applied {
                Ok(set) if set.is_empty() => Ended::Idle,
                Err(error) => Ended::Refused(error),
                Ok(set) => {
                    let name = set.label.clone();
                    let about = command.about();
                    let stamp = stamp().map(|stamp| Stamp { about, ..stamp });
                    match self.save(set, name, None, stamp).await {
                        Tried::Ended(ended) => {
                            self.leave_damage_behind(&command, &ended).await;
                            return (ended, caught);
                        }
                        Tried::Late => Ended::NotSaved(StoreError::Stale),
                    }
                }
            };
            match self.catch_up().await {
                // It is no on the latest book as well.
                Ok(more) if !more.moved && !is_late(&no) => return (no, caught),
                Ok(more) => caught.add(more),
                Err(error) => return (Ended::NotSaved(error), caught),
            }
        }
        (Ended::NotSaved(StoreError::Stale), caught)
    }

    /// Takes the last change back, or does the one that was taken back again.
    pub async fn step(&self, step: Step, stamp: impl Fn() -> Option<Stamp>) -> (Ended, Caught) {
        let mut caught = Caught::default();
        for _ in 0..TRIES {
            let set = match step {
                Step::Undo => self.history.borrow().undo_step(),
                Step::Redo => self.history.borrow().redo_step(),
            };
            let Some(set) = set else { return (Ended::Idle, caught) };
            let name = step_label(step, &set.label);
            if let Tried::Ended(ended) = self.save(set, name, Some(step), stamp()).await {
                return (ended, caught);
            }
            match self.catch_up().await {
                Ok(more) => caught.add(more),
                Err(error) => return (Ended::NotSaved(error), caught),
            }
        }
        (Ended::NotSaved(StoreError::Stale), caught)
    }

    /// Memory, store, proof; in this order, and back again where the store says no.
    async fn save(&self, mut set: ChangeSet, name: Label, step: Option<Step>, stamp: Option<Stamp>) -> Tried {
        let own = set.changes.len();
        set.changes.extend(stamp.map(|stamp| entry(stamp, &name, own)));
        let (extent, saved) = match World::is_large(&set) {
            true => match self.save_beside(&set).await {
                Ok(saved) => (None, saved),
                Err(ended) => return Tried::Ended(ended),
            },
            false => match self.follow_at_once(&set) {
                Ok(extent) => (Some(extent), self.commit_own(&set).await),
                Err(ended) => return Tried::Ended(ended),
            },
        };
        let unproven = match saved {
            Ok(()) => None,
            Err(error @ StoreError::NotProven(_)) => Some(error),
            Err(error) => {
                if let Some(extent) = extent {
                    self.take_back(set, &extent);
                }
                return match error {
                    StoreError::Stale => Tried::Late,
                    error => Tried::Ended(Ended::NotSaved(error)),
                };
            }
        };
        set.changes.truncate(own);
        let mut history = self.history.borrow_mut();
        match step {
            None => history.push(set),
            Some(Step::Undo) => history.undone(),
            Some(Step::Redo) => history.redone(),
        }
        Tried::Ended(match unproven {
            None => Ended::Saved(name),
            Some(error) => Ended::Unproven(name, error),
        })
    }

    /// Writes what has changed, with the book in memory as it is since.
    async fn commit_own(&self, set: &ChangeSet) -> Result<(), StoreError> {
        let world = self.world.borrow();
        let world = world.as_ref().ok_or(StoreError::Stale)?;
        self.commit(&world.book, set).await
    }

    async fn commit(&self, after: &Book, set: &ChangeSet) -> Result<(), StoreError> {
        let store = self.store().ok_or(StoreError::Stale)?;
        store.commit(after, set).await.map(drop)
    }

    /// Carries out what other tabs have written since this one last looked.
    pub async fn catch_up(&self) -> Result<Caught, StoreError> {
        let Some(store) = self.store() else {
            return Ok(Caught::default());
        };
        let news = {
            let world = self.world.borrow();
            let Some(world) = world.as_ref() else {
                return Ok(Caught::default());
            };
            store.news(&world.book).await?
        };
        match news {
            News::Nothing => Ok(Caught::default()),
            News::Changes(sets) => {
                let mut caught = Caught::default();
                for set in &sets {
                    if self.follow_at_once(set).is_err() {
                        // Rules that do not compile here: an opening puts the default ones in their place.
                        caught.add(self.read_anew(&store).await?);
                        return Ok(caught);
                    }
                    caught.moved = true;
                    caught.deed = Deed::of_set(set).or(caught.deed);
                    caught.lost += self.history.borrow_mut().follow(set);
                }
                Ok(caught)
            }
            News::Whole => self.read_anew(&store).await,
        }
    }

    async fn read_anew(&self, store: &S) -> Result<Caught, StoreError> {
        let book = store.load(&|_, _| {}).await?.book;
        Kind::ALL.iter().try_for_each(|kind| settle(&book, *kind))?;
        let mut place = self.world.borrow_mut();
        let Some(old) = place.take() else {
            return Ok(Caught::default());
        };
        let mut history = self.history.borrow_mut();
        let lost = match history.is_empty() {
            true => 0,
            false => history.follow(&ChangeSet {
                changes: replacement(&old.book, book.clone()),
                ..ChangeSet::default()
            }),
        };
        let deed = Deed::of_book(&old.book, &book);
        let (mut world, issues) = World::new(book, old.evaluation.as_of);
        world.look_at(old.evaluation.as_of, old.rules());
        *place = Some(world);
        Ok(Caught {
            moved: true,
            whole: true,
            deed,
            lost,
            issue: issues.into_iter().next(),
        })
    }

    /// Looks at the book as of a day, under today's rules or those of that day; tells whether that is another look.
    pub fn look_at(&self, day: Day, rules: RulesOf) -> bool {
        let mut world = self.world.borrow_mut();
        let other = world
            .as_mut()
            .filter(|world| world.evaluation.as_of != day || world.rules() != rules);
        other.map(|world| world.look_at(day, rules)).is_some()
    }

    /// Whether [`Keeper::compact`] is worth an idle moment.
    pub fn wants_compaction(&self) -> bool {
        self.store().is_some_and(|store| store.wants_compaction())
    }

    /// Tidies the store; what fails is tried again after the next change.
    pub async fn compact(&self) -> Result<(), StoreError> {
        let Some(store) = self.store() else { return Ok(()) };
        let world = self.world.borrow();
        let Some(world) = world.as_ref() else { return Ok(()) };
        store.compact(&world.book).await.map(drop)
    }

    /// Saves the whole book in memory where the store has lost it.
    pub async fn write_back(&self) -> Result<(), StoreError> {
        let store = self.store().ok_or(StoreError::Stale)?;
        let world = self.world.borrow();
        let world = world.as_ref().ok_or(StoreError::Stale)?;
        store.write_back(&world.book, &|_, _| {}).await.map(drop)
    }

    /// What the stored book had lost when it was opened; nothing once the user has dealt with it.
    pub fn damage(&self) -> Option<Damage> {
        self.damage.borrow().clone()
    }

    /// The user has dealt with what was lost.
    pub async fn forget_damage(&self) -> Result<(), StoreError> {
        let Some(store) = self.store() else { return Ok(()) };
        store.forget_damage().await?;
        self.damage.replace(None);
        Ok(())
    }

    /// What the book had lost is no loss of the one that takes its place.
    async fn leave_damage_behind(&self, command: &Command, ended: &Ended) {
        let takes_its_place = matches!(command, Command::EraseAll | Command::LoadSample { .. });
        if takes_its_place && matches!(ended, Ended::Saved(_)) && self.damage.borrow().is_some() {
            // Where it cannot be written the user can still say so.
            let _ = self.forget_damage().await;
        }
    }

    /// What can be read of a book that does not open, and what it lacks.
    pub async fn rescue(&self) -> Option<(Book, Damage)> {
        self.store()?.damage(&|_, _| {}).await.ok()
    }
}

fn is_late(ended: &Ended) -> bool {
    *ended == Ended::NotSaved(StoreError::Stale)
}

/// The name of a step back or forth.
fn step_label(step: Step, label: &Label) -> Label {
    match step {
        Step::Undo => text::undone(label.clone()),
        Step::Redo => text::redone(label.clone()),
    }
}

fn entry(stamp: Stamp, name: &Label, records: usize) -> Change {
    let named = ChangeSet {
        label: name.clone(),
        changes: Vec::new(),
    };
    let mut entry = audit_entry(stamp.id, stamp.at, stamp.by, &named);
    (entry.records, entry.extra) = (u32::try_from(records).ok(), stamp.about);
    Delta::put(entry).into()
}
