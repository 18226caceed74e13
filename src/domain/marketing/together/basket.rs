//! Baskets of products, and how often two are in one.

use hashbrown::HashMap;

use crate::domain::day::Day;
use crate::domain::fnv::Fnv;
use crate::domain::fold::is_blank;
use crate::domain::kind::{Order, Product};
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::words;

words! {
    /// What is a basket.
    pub enum By {
        /// All that a customer ever bought.
        Customer = "customer",
        /// An order.
        Order = "order",
    }
}

/// How often products are in baskets; a product is a place in [`Baskets::names`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// n: the baskets.
    pub baskets: u32,
    /// In how many each product is.
    pub with: Vec<u32>,
    /// In how many two are, by the pair, the smaller place first.
    pub with_both: HashMap<(u32, u32), u32>,
}

impl Counts {
    /// Adds a basket: places in order, none twice. One without a product is none.
    pub fn add(&mut self, basket: &[u32]) {
        self.baskets += u32::from(!basket.is_empty());
        for (n, product) in basket.iter().enumerate() {
            let at = *product as usize;
            if self.with.len() <= at {
                self.with.resize(at + 1, 0);
            }
            self.with[at] += 1;
            for other in &basket[n + 1..] {
                *self.with_both.entry((*product, *other)).or_default() += 1;
            }
        }
    }

    /// In how many two products are.
    pub fn both(&self, one: u32, other: u32) -> u32 {
        let pair = (one.min(other), one.max(other));
        self.with_both.get(&pair).copied().unwrap_or_default()
    }
}

/// A customer's products, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Basket {
    /// The customer's slot.
    pub customer: u32,
    /// What it bought.
    pub products: Vec<u32>,
    /// A sum of what is in its orders, to tell whether they changed.
    of: u64,
}

/// The baskets of a book.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Baskets {
    /// The products, by place: those of the catalogue first.
    pub names: Vec<Text>,
    places: HashMap<Text, u32>,
    /// Those that the catalogue says go with a product, by its place.
    pub related: Vec<Vec<u32>>,
    /// What each customer bought.
    pub customers: Vec<Basket>,
    by_order: Counts,
    by_customer: Counts,
}

impl Baskets {
    /// Without baskets yet.
    pub fn with_catalogue(products: &[Product]) -> Self {
        let mut it = Self::default();
        for product in products {
            let Some(at) = it.place(&product.name) else {
                continue;
            };
            let related: Vec<u32> = product.related.iter().filter_map(|name| it.place(name)).collect();
            it.related.resize(it.names.len(), Vec::new());
            it.related[at as usize].extend(related.into_iter().filter(|other| *other != at));
        }
        it
    }

    /// How often products are together.
    pub fn counts(&self, by: By) -> &Counts {
        match by {
            By::Customer => &self.by_customer,
            By::Order => &self.by_order,
        }
    }

    /// What the catalogue says goes with a product.
    pub fn related(&self, product: u32) -> &[u32] {
        self.related.get(product as usize).map_or(&[], Vec::as_slice)
    }

    /// The name of a product.
    pub fn name(&self, product: u32) -> &str {
        self.names.get(product as usize).map_or("", |name| name)
    }

    /// The place of a product that is known.
    pub fn known(&self, name: &str) -> Option<u32> {
        self.places.get(name.trim()).copied()
    }

    /// The place of a product, which becomes known; nothing for a blank name.
    fn place(&mut self, name: &str) -> Option<u32> {
        let name = name.trim();
        if is_blank(name) {
            return None;
        }
        if let Some(place) = self.places.get(name) {
            return Some(*place);
        }
        let place = self.names.len() as u32;
        self.names.push(name.into());
        self.places.insert(name.into(), place);
        Some(place)
    }

    /// The products alone, to read orders with.
    pub(super) fn clone_names(&self) -> Self {
        Self {
            names: self.names.clone(),
            places: self.places.clone(),
            ..Self::default()
        }
    }

    /// Whether this is in a customer's orders.
    pub(super) fn is_of(&self, customer: u32, orders: &[Vec<u32>]) -> bool {
        let at = self.customers.binary_search_by_key(&customer, |basket| basket.customer);
        let known = at.ok().and_then(|at| self.customers.get(at));
        known.map_or(orders.is_empty(), |basket| basket.of == sum_of(orders))
    }

    /// What is in a customer's orders, each without doubles and in order; orders without a product are left out.
    pub(super) fn orders_of(&mut self, world: &World, customer: u32) -> Vec<Vec<u32>> {
        let all = self.slotted_orders_of(world, customer);
        all.into_iter().map(|(_, basket)| basket).collect()
    }

    /// The same with the orders' slots.
    fn slotted_orders_of(&mut self, world: &World, customer: u32) -> Vec<(u32, Vec<u32>)> {
        if !world.evaluation.exists(customer) {
            return Vec::new();
        }
        let until: Day = world.evaluation.as_of;
        let orders = world.ledger.row(customer).orders.iter();
        let counted = orders
            .take_while(|order| order.day <= until)
            .filter(|order| !order.is_return());
        let records = counted.filter_map(|order| Some((order.slot, world.book.orders.at(order.slot)?)));
        let baskets: Vec<(u32, Vec<u32>)> = records
            .map(|(slot, order)| (slot, order.look(|order| self.products_of(order))))
            .collect();
        baskets.into_iter().filter(|(_, basket)| !basket.is_empty()).collect()
    }

    fn products_of(&mut self, order: &Order) -> Vec<u32> {
        let bought = order
            .items
            .iter()
            .filter(|item| item.amount.is_none_or(|amount| amount.0 >= 0));
        let places = bought.filter_map(|item| self.place(item.product.as_deref()?));
        let mut places: Vec<u32> = places.collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The baskets that have some products: customers, or their orders by slot. They are as many as were counted with these.
    pub fn having(&self, world: &World, by: By, products: &[u32]) -> Vec<(u32, Option<u32>)> {
        let has = |basket: &[u32]| products.iter().all(|product| basket.binary_search(product).is_ok());
        let those = self.customers.iter().filter(|basket| has(&basket.products));
        match by {
            By::Customer => those.map(|basket| (basket.customer, None)).collect(),
            By::Order => {
                let mut names = self.clone_names();
                let mut orders = |customer: u32| {
                    let all = names.slotted_orders_of(world, customer).into_iter();
                    let all = all.filter(|(_, basket)| has(basket));
                    all.map(|(slot, _)| (customer, Some(slot))).collect::<Vec<_>>()
                };
                those.flat_map(|basket| orders(basket.customer)).collect()
            }
        }
    }

    /// Adds what a customer bought.
    pub(super) fn add(&mut self, customer: u32, orders: &[Vec<u32>]) {
        if orders.is_empty() {
            return;
        }
        let mut products: Vec<u32> = orders.iter().flatten().copied().collect();
        products.sort_unstable();
        products.dedup();
        orders.iter().for_each(|order| self.by_order.add(order));
        self.by_customer.add(&products);
        self.customers.push(Basket {
            customer,
            products,
            of: sum_of(orders),
        });
    }
}

fn sum_of(orders: &[Vec<u32>]) -> u64 {
    let figures = |sum: Fnv, order: &Vec<u32>| {
        let length = order.len() as u32;
        let all = [length].into_iter().chain(order.iter().copied());
        all.fold(sum, |sum, figure| sum.and(&figure.to_le_bytes()))
    };
    orders.iter().fold(Fnv::default(), figures).sum()
}
