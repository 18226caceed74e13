//! Who has one product often has another: the rules.

use super::basket::Counts;
use crate::domain::sort::sort_by;

/// Two products that are in fewer baskets say nothing, whatever share of all that is.
pub const LEAST_BASKETS: u32 = 5;

/// A rule from one product to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// A.
    pub from: u32,
    /// B.
    pub to: u32,
    /// ab: the baskets with both.
    pub both: u32,
    /// a: those with A.
    pub of_from: u32,
    /// b: those with B.
    pub of_to: u32,
    /// n: all.
    pub baskets: u32,
}

impl Rule {
    /// ab / n.
    pub fn support(&self) -> f64 {
        f64::from(self.both) / f64::from(self.baskets)
    }

    /// ab / a.
    pub fn confidence(&self) -> f64 {
        f64::from(self.both) / f64::from(self.of_from)
    }

    /// (ab / a) / (b / n).
    pub fn lift(&self) -> f64 {
        self.confidence() * f64::from(self.baskets) / f64::from(self.of_to)
    }
}

/// The rules whose support is at least a share, and whose products are together in at least [`LEAST_BASKETS`]; the surest first.
pub fn rules(counts: &Counts, least_support: f64) -> Vec<Rule> {
    let least = (least_support * f64::from(counts.baskets) - 1e-9)
        .ceil()
        .max(f64::from(LEAST_BASKETS));
    let with = |product: u32| counts.with.get(product as usize).copied().unwrap_or_default();
    let frequent = counts.with_both.iter().filter(|(_, both)| f64::from(**both) >= least);
    let both_ways = frequent.flat_map(|((one, other), both)| {
        [(*one, *other), (*other, *one)].map(|(from, to)| Rule {
            from,
            to,
            both: *both,
            of_from: with(from),
            of_to: with(to),
            baskets: counts.baskets,
        })
    });
    let mut all: Vec<Rule> = both_ways.collect();
    sort_by(&mut all, |a, b| {
        let sure = b.confidence().total_cmp(&a.confidence());
        sure.then(b.both.cmp(&a.both)).then((a.from, a.to).cmp(&(b.from, b.to)))
    });
    all
}
