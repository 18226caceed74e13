//! What to offer whom, and why.

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::basket::{Basket, Baskets};
use super::offer::Offer;
use super::rule::Rule;
use crate::domain::sort::sort_by;

/// A product for a customer, who has another one and was not offered this yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The customer's slot.
    pub customer: u32,
    /// What it does not have.
    pub product: u32,
    /// What it has.
    pub beside: u32,
    /// What is bought together, where that says so.
    pub rule: Option<Rule>,
    /// Whether the catalogue says so.
    pub is_related: bool,
}

impl Suggestion {
    /// How sure what is bought together says it.
    fn sureness(&self) -> f64 {
        self.rule.map_or(0.0, |rule| rule.confidence())
    }

    /// Whether it goes before another one: what is bought together says it surer, else the catalogue says it, else its product stands first.
    fn is_better(&self, other: &Self) -> bool {
        let by_sure = self.sureness().total_cmp(&other.sureness());
        let by_catalogue = self.is_related.cmp(&other.is_related);
        let by_place = (other.product, other.beside).cmp(&(self.product, self.beside));
        by_sure.then(by_catalogue).then(by_place).is_gt()
    }
}

/// So many baskets are read in one slice.
const BASKETS: usize = 200;

/// The best product for each customer while it is looked for, in the order of the baskets: by a rule whose lift is above 1, the surest first, else
/// by the catalogue. What was offered once is not offered again.
#[derive(Clone, Debug)]
pub struct SuggestionReading {
    baskets: Arc<Baskets>,
    from: HashMap<u32, Vec<Rule>>,
    offered: HashSet<(u32, u32)>,
    found: Vec<Suggestion>,
    next: usize,
}

impl SuggestionReading {
    /// One of which no basket is read yet.
    pub fn begin(baskets: &Arc<Baskets>, rules: &[Rule], offers: &[Offer]) -> Self {
        let mut from: HashMap<u32, Vec<Rule>> = HashMap::new();
        for rule in rules.iter().filter(|rule| rule.lift() > 1.0) {
            from.entry(rule.from).or_default().push(*rule);
        }
        for rules in from.values_mut() {
            sort_by(rules, |one, other| other.confidence().total_cmp(&one.confidence()));
        }
        let offered = offers
            .iter()
            .filter_map(|offer| Some((offer.customer, baskets.known(&offer.product)?)));
        Self {
            offered: offered.collect(),
            from,
            baskets: baskets.clone(),
            found: Vec::new(),
            next: 0,
        }
    }

    /// One slice; `may_be_asked` tells of a customer whether anything may be offered to it. Tells whether there is more to do.
    pub fn step(&mut self, may_be_asked: impl Fn(u32) -> bool) -> bool {
        let all = &self.baskets.customers;
        let to = (self.next + BASKETS).min(all.len());
        let some = all.get(self.next..to).unwrap_or_default().iter();
        let asked = some.filter(|basket| may_be_asked(basket.customer));
        let best = |basket: &Basket| best(&self.baskets, &self.from, &self.offered, basket);
        let found: Vec<Suggestion> = asked.filter_map(best).collect();
        self.found.extend(found);
        self.next = to;
        to < all.len()
    }

    /// What was found, with the baskets that it is of.
    pub fn finish(&mut self) -> (Arc<Baskets>, Vec<Suggestion>) {
        (self.baskets.clone(), std::mem::take(&mut self.found))
    }
}

/// All of them at once, whoever may be asked.
pub fn suggestions(baskets: &Arc<Baskets>, rules: &[Rule], offers: &[Offer]) -> Vec<Suggestion> {
    let mut reading = SuggestionReading::begin(baskets, rules, offers);
    while reading.step(|_| true) {}
    reading.finish().1
}

fn best(
    baskets: &Baskets,
    from: &HashMap<u32, Vec<Rule>>,
    offered: &HashSet<(u32, u32)>,
    basket: &Basket,
) -> Option<Suggestion> {
    let is_open = |product: u32| {
        basket.products.binary_search(&product).is_err() && !offered.contains(&(basket.customer, product))
    };
    let suggestion = |beside: u32, product: u32, rule: Option<Rule>| Suggestion {
        customer: basket.customer,
        product,
        beside,
        rule,
        is_related: baskets.related(beside).contains(&product),
    };
    let mut best: Option<Suggestion> = None;
    let mut look_at = |it: Suggestion| {
        if best.as_ref().is_none_or(|best| it.is_better(best)) {
            best = Some(it);
        }
        best.as_ref().map_or(0.0, Suggestion::sureness)
    };
    for beside in &basket.products {
        // The surest stand first: of thousands of rules few are looked at.
        let mut least = 0.0;
        for rule in from.get(beside).map_or(&[][..], Vec::as_slice) {
            if rule.confidence() < least {
                break;
            }
            if is_open(rule.to) {
                least = look_at(suggestion(*beside, rule.to, Some(*rule)));
            }
        }
        let related = baskets.related(*beside).iter().filter(|product| is_open(**product));
        for product in related {
            look_at(suggestion(*beside, *product, None));
        }
    }
    best
}
