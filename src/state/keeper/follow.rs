//! Memory follows a change set, and goes back where it is not saved.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;

use super::{Ended, Keeper};
use crate::domain::apply::{Importing, apply};
use crate::domain::book::{Book, Extent};
use crate::domain::change::ChangeSet;
use crate::domain::command::{Command, CommandError};
use crate::domain::day::Day;
use crate::domain::metric::foreseen::MODEL;
use crate::domain::rule::RuleIssue;
use crate::domain::world::{Rebuild, RulesOf, World};
use crate::storage::{Store, StoreError};

/// How many changes of an import are looked at at once.
const SOME: usize = 10_000;
/// How many slices of deriving go between two turns of the page: together some ten milliseconds.
const SLICES: usize = 4;

/// Gives the page a turn.
pub type Pause = fn() -> Pin<Box<dyn Future<Output = ()>>>;

impl<S: Store> Keeper<S> {
    /// Works out the figures whose formulas came later than the book; tells whether its rules have a model for them.
    pub fn measure_again(&self) -> bool {
        let mut world = self.world.borrow_mut();
        let modelled = world
            .as_mut()
            .filter(|world| world.evaluation.plan.rulebook.rest.contains_key(MODEL));
        modelled.map(World::measure_again).is_some()
    }

    /// Lets the page have turns in long work.
    pub fn pause_with(&self, pause: Pause) {
        self.pause.set(Some(pause));
    }

    pub(super) fn take_back(&self, set: ChangeSet, extent: &Extent) {
        if let Some(world) = self.world.borrow_mut().as_mut() {
            world.take_back(set, extent);
        }
    }

    /// What a command comes to, with the page alive where that is a large import.
    pub(super) async fn looked_at(&self, command: &Command) -> Option<Result<ChangeSet, CommandError>> {
        let mut importing = match command {
            Command::Import { source, changes, .. } => Importing::new(source, changes),
            Command::TakeBack { what, changes, .. } => Importing::taking_back(what, changes),
            _ => return self.peek(|world| apply(&world.book, command.clone())),
        };
        loop {
            match self.peek(|world| importing.step(&world.book, SOME))? {
                Ok(true) => self.breathe().await,
                Ok(false) => return self.peek(|world| importing.finish(&world.book)),
                Err(no) => return Some(Err(no)),
            }
        }
    }

    /// The world of a book, made with the page alive; and why the book's rulebook gave way to the default one.
    pub(super) async fn derived(&self, book: Book, as_of: Day) -> (World, Vec<RuleIssue>) {
        let (book, mut derived) = Rebuild::new(book, as_of, RulesOf::default()).apart();
        for slice in 1.. {
            if !derived.step(&book) {
                break;
            }
            if slice % SLICES == 0 {
                self.breathe().await;
            }
        }
        derived.join(book)
    }

    pub(super) async fn breathe(&self) {
        if let Some(pause) = self.pause.get() {
            pause().await;
        }
    }

    /// The world that a large change set leads to is made beside the one that is looked at, with the page alive and while the store writes
    /// its book; it takes that one's place unless the store says no.
    pub(super) async fn save_beside(&self, set: &ChangeSet) -> Result<Result<(), StoreError>, Ended> {
        let begun = self.peek(|world| world.after(set)).ok_or(Ended::NotOpen)?;
        let mut rebuild = begun.map_err(|issues| Ended::BadRules(issues.into_iter().next()))?;
        while rebuild.change(&set.changes) {
            self.breathe().await;
        }
        let (book, mut derived) = rebuild.apart();
        let deriving = async {
            while derived.step(&book) {
                self.breathe().await;
            }
        };
        let saved = with(deriving, self.commit(&book, set)).await;
        if matches!(saved, Ok(()) | Err(StoreError::NotProven(_))) {
            self.world.replace(Some(derived.join(book).0));
        }
        Ok(saved)
    }

    /// Memory follows a change set.
    pub(super) fn follow_at_once(&self, set: &ChangeSet) -> Result<Extent, Ended> {
        let mut world = self.world.borrow_mut();
        let world = world.as_mut().ok_or(Ended::NotOpen)?;
        let extent = world.book.extent();
        match world.apply(set) {
            Ok(()) => Ok(extent),
            Err(issues) => Err(Ended::BadRules(issues.into_iter().next())),
        }
    }
}

/// What some work comes to, with other work done whenever it waits.
async fn with<T>(other: impl Future<Output = ()>, work: impl Future<Output = T>) -> T {
    let (mut other, mut work) = (pin!(other), pin!(work));
    let (mut is_done, mut came) = (false, None);
    poll_fn(|context| {
        if came.is_none()
            && let Poll::Ready(it) = work.as_mut().poll(context)
        {
            came = Some(it);
        }
        is_done = is_done || other.as_mut().poll(context).is_ready();
        match came.take_if(|_| is_done) {
            Some(it) => Poll::Ready(it),
            None => Poll::Pending,
        }
    })
    .await
}
