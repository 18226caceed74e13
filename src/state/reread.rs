//! What a change of one customer may change all of: it is read anew after each, in slices, and what was read last is told meanwhile.

use std::cell::RefCell;
use std::ops::Deref;
use std::sync::Arc;
use std::thread::LocalKey;

use crate::state::live::*;

use super::App;
use super::followed::{self, Followed, Follows};
use crate::domain::world::World;

/// Something large that is made anew or stays: two are the same where they are one.
#[derive(Debug)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    /// A new one.
    pub fn new(of: T) -> Self {
        Self(Arc::new(of))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Something that is read of a whole book.
pub trait Rereads: Sized + 'static {
    /// What it is made by, beside the book.
    type Plan: PartialEq + 'static;
    /// What is read.
    type Read: Send + Sync + 'static;

    /// What it is made by now.
    fn plan(world: &World) -> Self::Plan;
    /// One of which nothing is read yet.
    fn begin(world: &World, plan: &Self::Plan) -> Self;
    /// Reads a slice, of the same world each time. Tells whether there is more to do.
    fn step(&mut self, world: &World) -> bool;
    /// What was read, once it is all.
    fn finish(self, world: &World) -> Self::Read;
    /// Where the one of the book is kept: who opens the page again finds it there.
    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Reread<Self>>>>>;
}

/// It, read or being read.
pub struct Reread<R: Rereads> {
    reading: Option<R>,
    read: Option<Shared<R::Read>>,
}

impl<R: Rereads> Follows for Reread<R> {
    type Plan = R::Plan;
    type Told = Shared<R::Read>;

    fn plan(world: &World) -> R::Plan {
        R::plan(world)
    }

    fn begin(world: &World, plan: &R::Plan) -> Self {
        Self {
            reading: Some(R::begin(world, plan)),
            read: None,
        }
    }

    fn step(&mut self, world: &World, _: &R::Plan) -> bool {
        let more = self.reading.as_mut().is_some_and(|reading| reading.step(world));
        if !more && let Some(reading) = self.reading.take() {
            self.read = Some(Shared::new(reading.finish(world)));
        }
        more
    }

    fn update(&mut self, world: &World, plan: &R::Plan, _: &[u32]) {
        self.reading = Some(R::begin(world, plan));
    }

    fn is_behind(&self) -> bool {
        self.reading.is_some()
    }

    fn is_readable(&self) -> bool {
        self.read.is_some()
    }

    fn told(&self, world: &World, plan: &Arc<R::Plan>, _: bool) -> Shared<R::Read> {
        let whole = || {
            let mut reading = R::begin(world, plan);
            while reading.step(world) {}
            Shared::new(reading.finish(world))
        };
        self.read.clone().unwrap_or_else(whole)
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>> {
        R::kept()
    }
}

/// What is read of the book, while the page that asks for it is there; nothing while it is read first.
pub fn reread<R: Rereads>(app: App) -> RwSignal<Option<Shared<R::Read>>> {
    followed::follow::<Reread<R>>(app)
}
