//! What to offer whom, and why.

use hashbrown::{HashMap, HashSet};

use super::basket::{Basket, Baskets};
use super::offer::Offer;
use super::rule::Rule;

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
    /// Whether it goes before another one: what is bought together says it surer, else the catalogue says it, else its product stands first.
    fn is_better(&self, other: &Self) -> bool {
        let sure = |it: &Self| it.rule.map_or(0.0, |rule| rule.confidence());
        let by_sure = sure(self).total_cmp(&sure(other));
        let by_catalogue = self.is_related.cmp(&other.is_related);
        let by_place = (other.product, other.beside).cmp(&(self.product, self.beside));
        by_sure.then(by_catalogue).then(by_place).is_gt()
    }
}

/// The best product for each customer, in the order of the baskets: by a rule whose lift is above 1, the surest first, else by the catalogue.
/// What was offered once is not offered again.
pub fn suggestions(baskets: &Baskets, rules: &[Rule], offers: &[Offer]) -> Vec<Suggestion> {
    let mut from: HashMap<u32, Vec<Rule>> = HashMap::new();
    for rule in rules.iter().filter(|rule| rule.lift() > 1.0) {
        from.entry(rule.from).or_default().push(*rule);
    }
    let offered = offers
        .iter()
        .filter_map(|offer| Some((offer.customer, baskets.known(&offer.product)?)));
    let offered: HashSet<(u32, u32)> = offered.collect();
    let best = |basket: &Basket| best(baskets, &from, &offered, basket);
    baskets.customers.iter().filter_map(best).collect()
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
    let of = |beside: u32| {
        let rules = from.get(&beside).map_or(&[][..], Vec::as_slice);
        let related = baskets.related(beside);
        let by_rule = rules.iter().map(|rule| (rule.to, Some(*rule)));
        let by_catalogue = related.iter().map(|product| (*product, None));
        let both = by_rule
            .chain(by_catalogue)
            .filter(move |(product, _)| is_open(*product));
        both.map(move |(product, rule)| Suggestion {
            customer: basket.customer,
            product,
            beside,
            rule,
            is_related: related.contains(&product),
        })
    };
    let all = basket.products.iter().flat_map(|beside| of(*beside));
    all.reduce(|best, it| if it.is_better(&best) { it } else { best })
}
