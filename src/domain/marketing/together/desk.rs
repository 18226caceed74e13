//! The whole: baskets and offers of a book are read in slices, then followed.

use std::sync::Arc;

use super::basket::Baskets;
use super::offer::{Offer, offer_in};
use crate::domain::care::Outcomes;
use crate::domain::kind::Product;
use crate::domain::sort::sort_by_key;
use crate::domain::world::World;

/// So many customers are read in one slice.
const ROWS: usize = 200;

/// What is bought together in a book, and what was offered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Together {
    /// What is bought.
    pub baskets: Arc<Baskets>,
    /// What was offered, in the order of the customers.
    pub offers: Arc<Vec<Offer>>,
}

/// The same while it is read and followed.
#[derive(Clone, Debug, Default)]
pub struct TogetherDesk {
    told: Option<Together>,
    baskets: Baskets,
    outcomes: Outcomes,
    offers: Vec<Offer>,
    /// The first customer's slot that was not read yet; nothing once all are.
    next: Option<usize>,
}

impl TogetherDesk {
    /// One of which nothing is read yet.
    pub fn begin(catalogue: &[Product]) -> Self {
        Self {
            baskets: Baskets::with_catalogue(catalogue),
            next: Some(0),
            ..Self::default()
        }
    }

    /// Reads a whole book.
    pub fn of(world: &World) -> Self {
        let mut desk = Self::begin(&world.book.head.settings.products);
        while desk.step(world) {}
        desk
    }

    /// What was read; of before the last change while [`TogetherDesk::is_behind`].
    pub fn told(&self) -> Option<Together> {
        self.told.clone()
    }

    /// Whether it is to be read anew.
    pub fn is_behind(&self) -> bool {
        self.next.is_some()
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World) -> bool {
        let Some(next) = self.next else {
            return false;
        };
        self.outcomes.follow(&world.book);
        let slots = world.book.customers.slots();
        let to = (next + ROWS).min(slots);
        for slot in next as u32..to as u32 {
            let orders = self.baskets.orders_of(world, slot);
            self.baskets.add(slot, &orders);
            let offers = self.offers_of(world, slot);
            self.offers.extend(offers);
        }
        self.next = (to < slots).then_some(to);
        if self.next.is_none() {
            self.told = Some(Together {
                baskets: Arc::new(std::mem::take(&mut self.baskets)),
                offers: Arc::new(self.offers.clone()),
            });
        }
        self.is_behind()
    }

    /// Follows a change of the book: what was offered at once; where one of these customers bought otherwise, all is read anew.
    pub fn update(&mut self, world: &World, catalogue: &[Product], touched: &[u32]) {
        self.outcomes.follow(&world.book);
        let is_same = self.told.as_ref().is_some_and(|told| {
            let mut read = (*told.baskets).clone_names();
            touched
                .iter()
                .all(|slot| told.baskets.is_of(*slot, &read.orders_of(world, *slot)))
        });
        if self.is_behind() || !is_same {
            let told = self.told.take();
            *self = Self::begin(catalogue);
            self.told = told;
            return;
        }
        self.offers.retain(|offer| !touched.contains(&offer.customer));
        for slot in touched {
            let offers = self.offers_of(world, *slot);
            self.offers.extend(offers);
        }
        sort_by_key(&mut self.offers, |offer| (offer.customer, offer.slot));
        if let Some(told) = &mut self.told {
            told.offers = Arc::new(self.offers.clone());
        }
    }

    fn offers_of(&self, world: &World, slot: u32) -> Vec<Offer> {
        let as_of = world.evaluation.as_of;
        let records = self.outcomes.of(&world.book, slot).into_iter();
        let offers = records.filter_map(|record| {
            let place = world.book.task_outcomes.slot(record.id.as_str())?;
            offer_in(place, slot, record, as_of)
        });
        offers.collect()
    }
}
