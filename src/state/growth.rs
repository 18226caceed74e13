//! What customers will still buy, and what goes with what they have, followed beside the book while a page shows it.

use std::cell::RefCell;
use std::sync::Arc;
use std::thread::LocalKey;

use crate::state::live::*;

use super::App;
use super::followed::{self, Followed, Follows};
use crate::domain::kind::Product;
use crate::domain::marketing::lifetime::{Lifetime, LifetimeDesk, Remembered};
use crate::domain::marketing::together::{Together, TogetherDesk};
use crate::domain::world::World;

thread_local! {
    /// There is one book; who opens the page again finds them.
    static LIFETIME: RefCell<Option<Followed<LifetimeDesk>>> = const { RefCell::new(None) };
    static TOGETHER: RefCell<Option<Followed<TogetherDesk>>> = const { RefCell::new(None) };
    /// The models that were fitted last: another day of the same orders begins from there, the same day needs none.
    static REMEMBERED: RefCell<Option<Remembered>> = const { RefCell::new(None) };
}

/// What a page is told while a change is worked out: what stood before it, and that it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<D> {
    /// What was worked out last.
    pub of: D,
    /// It is being worked out anew.
    pub is_behind: bool,
}

impl Follows for LifetimeDesk {
    type Plan = ();
    type Told = Told<Option<Arc<Lifetime>>>;

    fn plan(_: &World) {}

    fn begin(_: &World, (): &()) -> Self {
        Self::knowing(REMEMBERED.with_borrow(|known| *known))
    }

    fn step(&mut self, world: &World, (): &()) -> bool {
        let has_more = self.step(world);
        if !has_more {
            REMEMBERED.set(self.remembered());
        }
        has_more
    }

    fn update(&mut self, world: &World, (): &(), touched: &[u32]) {
        self.update(world, touched);
    }

    fn is_behind(&self) -> bool {
        self.is_behind()
    }

    fn is_readable(&self) -> bool {
        self.told().is_some()
    }

    fn told(&self, _: &World, _: &Arc<()>, is_whole: bool) -> Self::Told {
        Told {
            of: self.told(),
            is_behind: !is_whole,
        }
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>> {
        &LIFETIME
    }
}

impl Follows for TogetherDesk {
    type Plan = Vec<Product>;
    type Told = Told<Together>;

    fn plan(world: &World) -> Vec<Product> {
        world.book.head.settings.products.clone()
    }

    fn begin(_: &World, catalogue: &Vec<Product>) -> Self {
        Self::begin(catalogue)
    }

    fn step(&mut self, world: &World, _: &Vec<Product>) -> bool {
        self.step(world)
    }

    fn update(&mut self, world: &World, catalogue: &Vec<Product>, touched: &[u32]) {
        self.update(world, catalogue, touched);
    }

    fn is_behind(&self) -> bool {
        self.is_behind()
    }

    fn is_readable(&self) -> bool {
        self.told().is_some()
    }

    fn told(&self, _: &World, _: &Arc<Vec<Product>>, is_whole: bool) -> Self::Told {
        Told {
            of: self.told().unwrap_or_default(),
            is_behind: !is_whole,
        }
    }

    fn kept() -> &'static LocalKey<RefCell<Option<Followed<Self>>>> {
        &TOGETHER
    }
}

/// What customers will still buy, while the page that asks for it is there; nothing while it is worked out first.
pub fn lifetime(app: App) -> Memo<Option<Told<Arc<Lifetime>>>> {
    let told = followed::follow::<LifetimeDesk>(app);
    Memo::new(move |_| {
        let Told { of, is_behind } = told.get()?;
        of.map(|of| Told { of, is_behind })
    })
}

/// What is bought together and what was offered, while the page that asks for it is there; nothing while it is read first.
pub fn together(app: App) -> RwSignal<Option<Told<Together>>> {
    followed::follow::<TogetherDesk>(app)
}
