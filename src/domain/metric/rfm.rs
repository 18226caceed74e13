//! RFM: recency, frequency and money scored 1–5 among the customers with an order (S1, with the letters put right).
//!
//! Quintiles are R's `quantile` type 7, found by selection, not by sorting.

use guanxi_hot::rank::{Keyed, ordered, sort};

use super::Metric;
use crate::domain::rule::RfmThresholds;
use crate::domain::sort::sort_by_key;

/// The metrics that come from the ranking: they move with the other customers.
pub const RANKED: [Metric; 6] = [
    Metric::RScore,
    Metric::FScore,
    Metric::MScore,
    Metric::RfmTotal,
    Metric::RfmShareAbove,
    Metric::RfmShareBelow,
];

/// The quintile cuts q20, q40, q60, q80 of type 7. The values are reordered. Nothing for no values.
pub fn quintiles(values: &mut [f64]) -> Option<[f64; 4]> {
    let n = values.len();
    if n == 0 {
        return None;
    }
    let mut cuts = [0.0; 4];
    let mut end = n;
    // From the top down: what stands at `end` and above is larger and in place already.
    for k in (1..=4).rev() {
        // Whole numbers, so that no binary fraction shifts a cut: h = (n − 1) × k / 5.
        let (low, fifths) = ((n - 1) * k / 5, (n - 1) * k % 5);
        if low < end {
            values[..end].select_nth_unstable_by(low, f64::total_cmp);
        }
        let at = values[low];
        let next = if fifths == 0 {
            at
        } else if low + 1 < end {
            values[low + 1..end].iter().copied().fold(f64::INFINITY, f64::min)
        } else {
            values[low + 1]
        };
        let share = fifths as f64 / 5.0;
        cuts[k - 1] = if next == at {
            at
        } else {
            (1.0 - share) * at + share * next
        };
        end = end.min(low + 1);
    }
    Some(cuts)
}

/// How a value becomes a score of 1–5: 1 + the borders that it passes.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    borders: [f64; 4],
    passes: fn(value: f64, border: f64) -> bool,
}

impl Scale {
    /// The quintiles of recency, frequency and money among the ranked customers; the values are reordered. `cut_plus_one` is the
    /// R package's rule. Nothing when nobody is ranked.
    pub fn quintiles(values: [&mut [f64]; 3], cut_plus_one: bool) -> Option<[Self; 3]> {
        let passes: fn(f64, f64) -> bool = if cut_plus_one {
            |value, cut| cut + 1.0 <= value
        } else {
            |value, cut| cut < value
        };
        let [r, f, m] = values.map(quintiles);
        let scale = |borders| Self { borders, passes };
        Some([scale(r?), scale(f?), scale(m?)])
    }

    /// The user's own borders. A border of days belongs to the better score, one of orders or money too: 30 days is not "more than
    /// 30 days", 10 orders are "10 and more".
    pub fn fixed(borders: &RfmThresholds) -> Option<[Self; 3]> {
        let four = |list: &[f64]| <[f64; 4]>::try_from(list).ok();
        let scale = |borders, passes| Self { borders, passes };
        Some([
            scale(four(&borders.r)?, |days, border| border < days),
            scale(four(&borders.f)?, |orders, border| border <= orders),
            scale(four(&borders.m)?, |yuan, border| border <= yuan),
        ])
    }

    /// The score of a value.
    pub fn score(&self, value: f64) -> u8 {
        1 + self
            .borders
            .iter()
            .filter(|border| (self.passes)(value, **border))
            .count() as u8
    }
}

/// What ranks a customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// The customer's slot.
    pub slot: u32,
    /// The weighted total.
    pub total: f64,
    /// The amount in the window, yuan.
    pub monetary: f64,
    /// Days since the last order.
    pub recency: f64,
}

/// Orders customers by total (high first), money (high first), recency (recent first), then id (ascending).
pub fn rank<'a>(standings: &mut [Standing], id_of: impl Fn(u32) -> &'a str) {
    let key = |s: &Standing| [!ordered(s.total), !ordered(s.monetary), ordered(s.recency)];
    let mut keyed: Vec<Keyed> = (0..).zip(standings.iter()).map(|(at, s)| (key(s), at)).collect();
    sort(&mut keyed);
    let ranked: Vec<Standing> = keyed
        .iter()
        .filter_map(|(_, at)| standings.get(*at as usize).copied())
        .collect();
    standings.copy_from_slice(&ranked);
    // Ids are looked up only where all else is equal.
    for equals in standings
        .chunk_by_mut(|a, b| key(a) == key(b))
        .filter(|equals| equals.len() > 1)
    {
        let mut named: Vec<(&str, Standing)> = equals.iter().map(|one| (id_of(one.slot), *one)).collect();
        sort_by_key(&mut named, |one| one.0);
        equals.iter_mut().zip(named).for_each(|(place, (_, one))| *place = one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Type 7 as the textbook has it, on sorted values.
    fn naive(values: &[f64]) -> [f64; 4] {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        [1, 2, 3, 4].map(|k| {
            let (low, fifths) = ((sorted.len() - 1) * k / 5, (sorted.len() - 1) * k % 5);
            let next = sorted[(low + 1).min(sorted.len() - 1)];
            let share = fifths as f64 / 5.0;
            if next == sorted[low] {
                next
            } else {
                (1.0 - share) * sorted[low] + share * next
            }
        })
    }

    #[test]
    fn selection_equals_sorting() {
        let mut seed = 7u64;
        for n in 1..200 {
            let values: Vec<f64> = (0..n)
                .map(|_| {
                    seed = seed
                        .wrapping_mul(6_364_136_223_846_793_005)
                        .wrapping_add(1_442_695_040_888_963_407);
                    ((seed >> 33) % 50) as f64
                })
                .collect();
            assert_eq!(quintiles(&mut values.clone()), Some(naive(&values)), "n = {n}");
        }
        assert_eq!(quintiles(&mut []), None);
    }

    #[test]
    fn known_quantiles() {
        // R: quantile(c(1,2,3,4,10), c(.2,.4,.6,.8), type = 7) is 1.8, 2.6, 3.4, 5.2.
        let values = [10.0, 4.0, 1.0, 3.0, 2.0];
        let cuts = quintiles(&mut values.clone()).unwrap();
        for (cut, expected) in cuts.iter().zip([1.8, 2.6, 3.4, 5.2]) {
            assert!((cut - expected).abs() < 1e-12, "{cut}");
        }
        let scores = |plus_one| {
            let [scale, ..] = Scale::quintiles(
                [&mut values.clone(), &mut values.clone(), &mut values.clone()],
                plus_one,
            )
            .unwrap();
            [1.0, 2.0, 3.0, 4.0, 10.0].map(|v| scale.score(v))
        };
        assert_eq!(scores(false), [1, 2, 3, 4, 5]);
        assert_eq!(scores(true), [1, 1, 2, 3, 5]);
    }

    #[test]
    fn ranking_equals_comparing() {
        let mut seed = 11u64;
        let mut dice = |n: u64| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % n
        };
        let money = [0.0, -0.0, -12.5, 0.1, 1e9, f64::INFINITY, 99.99];
        for n in (0..70).chain([1_000, 1_025]) {
            let standings: Vec<Standing> = (0..n)
                .map(|slot| Standing {
                    slot,
                    total: dice(3) as f64 - 1.0,
                    monetary: money[dice(7) as usize],
                    recency: dice(4) as f64,
                })
                .collect();
            let ids: Vec<String> = (0..n).map(|slot| format!("{}-{slot}", dice(50))).collect();
            let id = |slot: u32| &*ids[slot as usize];
            let mut expected = standings.clone();
            expected.sort_by(|a, b| {
                b.total
                    .total_cmp(&a.total)
                    .then(b.monetary.total_cmp(&a.monetary))
                    .then(a.recency.total_cmp(&b.recency))
                    .then_with(|| id(a.slot).cmp(id(b.slot)))
            });
            let mut ranked = standings;
            rank(&mut ranked, id);
            assert_eq!(ranked, expected, "n = {n}");
        }
    }

    #[test]
    fn a_border_of_ones_own_belongs_to_the_better_score() {
        let borders = RfmThresholds {
            r: vec![30.0, 60.0, 90.0, 180.0],
            f: vec![2.0, 4.0, 6.0, 10.0],
            m: vec![1e4, 5e4, 1e5, 5e5],
            extra: Default::default(),
        };
        let [r, f, m] = Scale::fixed(&borders).unwrap();
        assert_eq!(
            [0.0, 30.0, 31.0, 180.0, 181.0].map(|days| 6 - r.score(days)),
            [5, 5, 4, 2, 1]
        );
        assert_eq!([1.0, 2.0, 9.0, 10.0].map(|orders| f.score(orders)), [1, 2, 4, 5]);
        assert_eq!([9_999.99, 10_000.0, 500_000.0].map(|yuan| m.score(yuan)), [1, 2, 5]);
    }
}
