//! Memory follows a change set, and goes back where it is not saved.

use std::pin::Pin;

use super::{Ended, Keeper};
use crate::domain::apply::{Importing, apply};
use crate::domain::book::Extent;
use crate::domain::change::ChangeSet;
use crate::domain::command::{Command, CommandError};
use crate::domain::world::World;
use crate::storage::Store;

/// How many changes of an import are looked at at once.
const SOME: usize = 10_000;

/// Gives the page a turn.
pub type Pause = fn() -> Pin<Box<dyn Future<Output = ()>>>;

/// What leads back to the world before a change set.
pub(super) enum Before {
    /// The size of its tables; the rest the set itself tells.
    Extent(Extent),
    /// The world itself, where it was made anew.
    World(Option<Box<World>>),
}

impl<S: Store> Keeper<S> {
    /// Lets the page have turns in long work.
    pub fn pause_with(&self, pause: Pause) {
        self.pause.set(Some(pause));
    }

    pub(super) fn take_back(&self, set: ChangeSet, before: Before) {
        let mut world = self.world.borrow_mut();
        match before {
            Before::World(old) => *world = old.map(|old| *old),
            Before::Extent(extent) => {
                if let Some(world) = world.as_mut() {
                    world.take_back(set, &extent);
                }
            }
        }
    }

    /// What a command comes to, with the page alive where that is a large import.
    pub(super) async fn looked_at(&self, command: &Command) -> Option<Result<ChangeSet, CommandError>> {
        let Command::Import { source, changes } = command else {
            return self.peek(|world| apply(&world.book, command.clone()));
        };
        let mut importing = Importing::new(source, changes);
        loop {
            match self.peek(|world| importing.step(&world.book, SOME))? {
                Ok(true) => self.breathe().await,
                Ok(false) => return Some(Ok(importing.set)),
                Err(no) => return Some(Err(no)),
            }
        }
    }

    async fn breathe(&self) {
        if let Some(pause) = self.pause.get() {
            pause().await;
        }
    }

    /// Memory follows a change set, with the page alive where that is a large one.
    pub(super) async fn follow(&self, set: &ChangeSet) -> Result<Before, Ended> {
        match World::is_large(set) {
            true => self.follow_in_slices(set).await,
            false => self.follow_at_once(set).map(Before::Extent),
        }
    }

    /// The world that a large change set leads to is made beside the one that is looked at, and then takes its place.
    async fn follow_in_slices(&self, set: &ChangeSet) -> Result<Before, Ended> {
        let begun = self.peek(|world| world.after(set)).ok_or(Ended::NotOpen)?;
        let mut rebuild = begun.map_err(|issues| Ended::BadRules(issues.into_iter().next()))?;
        while rebuild.step(&set.changes) {
            self.breathe().await;
        }
        let old = self.world.replace(Some(rebuild.finish().0));
        Ok(Before::World(old.map(Box::new)))
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
