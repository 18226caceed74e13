//! How many customers have how much of a fact: bins of a width that people count in, the last one open at the end.

use crate::domain::columns::{Bits, has_bit};
use crate::domain::metric::Unit;

/// About how many bins stand side by side.
const BINS: f64 = 30.0;
/// Steps of a pointer or an arrow key in a bin.
const STEPS: f64 = 5.0;

/// The axis of a histogram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// Where the first bin begins, in the fact's unit. What is less counts there too.
    pub start: f64,
    /// How wide a bin is.
    pub width: f64,
    /// How many bins there are. The last one holds everything from its beginning up.
    pub bins: usize,
    /// What a border moves by.
    pub step: f64,
}

/// The counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    /// Customers by bin.
    pub counts: Vec<usize>,
    /// Customers without the fact.
    pub missing: usize,
    /// Whether some lie before the first bin and are counted in it.
    pub below: bool,
}

impl Axis {
    /// An axis for these values that has room around the borders: a long tail does not push them aside.
    pub fn fit(values: &[f64], live: &Bits, unit: Unit, borders: &[f64]) -> Self {
        let mut known: Vec<f64> = rows(values, live).filter(|v| !v.is_nan()).collect();
        let top = borders.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let bottom = borders.iter().copied().fold(f64::INFINITY, f64::min);
        let room = (top - bottom).max(top.abs() / 2.0).max(floor(unit));
        let low = quantile(&mut known, 0.02).unwrap_or(0.0).max(bottom - room).min(bottom);
        let high = quantile(&mut known, 0.97)
            .unwrap_or(0.0)
            .clamp(top + room / 2.0, top + room);
        // What cannot be negative begins at zero.
        let low = if low >= 0.0 && low < high / 2.0 {
            0.0
        } else {
            low.min(bottom)
        };
        let (low, high) = match unit {
            Unit::Points if low >= 0.0 && high <= 130.0 => (0.0, 100.0),
            _ => (low, high),
        };
        let width = nice((high - low) / BINS).max(floor(unit));
        let start = (low / width).floor() * width;
        let bins = ((high - start) / width).ceil().clamp(1.0, 2.0 * BINS) as usize;
        let step = (width / STEPS).max(floor(unit));
        Self {
            start,
            width,
            bins,
            step,
        }
    }

    /// Where the last bin ends on the page.
    pub fn end(&self) -> f64 {
        self.start + self.width * self.bins as f64
    }

    /// Whether these borders can be drawn with a bin to spare.
    pub fn holds(&self, borders: &[f64]) -> bool {
        borders
            .iter()
            .all(|b| self.start <= *b && *b <= self.end() - self.width)
    }

    /// The place of a value on the axis, 0 to 1.
    pub fn place(&self, value: f64) -> f64 {
        ((value - self.start) / (self.end() - self.start)).clamp(0.0, 1.0)
    }

    /// The value at a place of the axis, on a step.
    pub fn snapped(&self, place: f64) -> f64 {
        self.snap(self.start + place * (self.end() - self.start))
    }

    /// The nearest step.
    pub fn snap(&self, value: f64) -> f64 {
        if self.step < 1.0 {
            // Divided by a whole number, a tenth is the tenth that people type.
            let in_one = (1.0 / self.step).round();
            return (value * in_one).round() / in_one;
        }
        (value / self.step).round() * self.step
    }

    /// Counts the customers.
    pub fn count(&self, values: &[f64], live: &Bits) -> Histogram {
        let mut told = Histogram {
            counts: vec![0; self.bins],
            ..Histogram::default()
        };
        for value in rows(values, live) {
            if value.is_nan() {
                told.missing += 1;
                continue;
            }
            told.below |= value < self.start;
            let bin = ((value - self.start) / self.width).max(0.0) as usize;
            told.counts[bin.min(self.bins - 1)] += 1;
        }
        told
    }
}

fn rows<'a>(values: &'a [f64], live: &'a Bits) -> impl Iterator<Item = f64> + 'a {
    let all = values.iter().enumerate();
    all.filter(|(row, _)| has_bit(live, *row as u32))
        .map(|(_, value)| *value)
}

/// The finest that a border of a unit is drawn at.
fn floor(unit: Unit) -> f64 {
    match unit {
        Unit::Yuan | Unit::Count | Unit::Days | Unit::Months | Unit::Points => 1.0,
        Unit::Share => 0.01,
        Unit::Score | Unit::Flag => 0.1,
    }
}

/// The next of 1, 2 and 5 times a power of ten.
fn nice(width: f64) -> f64 {
    if !(width.is_finite() && width > 0.0) {
        return 1.0;
    }
    let exponent = width.log10().floor() as i32;
    // A power below one is a quotient: 1 / 100 is the number that 0.01 is.
    let (power, below) = (10f64.powi(exponent.abs()), exponent < 0);
    let times = [1.0, 2.0, 5.0, 10.0].map(|n| if below { n / power } else { n * power });
    times.into_iter().find(|n| *n >= width * 0.999_999).unwrap_or(times[3])
}

fn quantile(values: &mut [f64], share: f64) -> Option<f64> {
    let place = ((values.len().checked_sub(1)?) as f64 * share) as usize;
    let (_, value, _) = values.select_nth_unstable_by(place, f64::total_cmp);
    Some(*value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(n: usize) -> Bits {
        vec![u64::MAX; n.div_ceil(64)]
    }

    #[test]
    fn every_customer_is_in_one_bin_or_has_no_figure() {
        let axis = Axis {
            start: 0.0,
            width: 10.0,
            bins: 3,
            step: 2.0,
        };
        let values = [0.0, 9.99, 10.0, 19.0, 20.0, 1e9, -5.0, f64::NAN, 25.0];
        let mut live = all(9);
        live[0] &= !(1 << 8);
        let told = axis.count(&values, &live);
        assert_eq!((told.counts, told.missing, told.below), (vec![3, 2, 2], 1, true));
    }

    #[test]
    fn an_axis_has_nice_bins_and_room_for_its_borders() {
        // Most have little, a few very much.
        let values: Vec<f64> = (0..1000)
            .map(|i| if i % 50 == 0 { 5e7 } else { f64::from(i) * 900.0 })
            .collect();
        let axis = Axis::fit(&values, &all(1000), Unit::Yuan, &[500_000.0, 1_000_000.0]);
        assert_eq!((axis.start, axis.width, axis.step), (0.0, 50_000.0, 10_000.0));
        assert!(
            (20..=45).contains(&axis.bins) && axis.holds(&[500_000.0, 1_000_000.0]),
            "{axis:?}"
        );
        let table = [
            (Unit::Points, vec![60.0, 80.0], 0.0, 5.0, 1.0),
            (Unit::Count, vec![2.0], 0.0, 1.0, 1.0),
            // Half of the border beyond it, on both sides.
            (Unit::Share, vec![-0.3], -0.45, 0.01, 0.01),
        ];
        for (unit, borders, start, width, step) in table {
            let values: Vec<f64> = (0..100)
                .map(|i| match unit {
                    Unit::Share => f64::from(i) / 100.0 - 0.5,
                    Unit::Count => f64::from(i % 5),
                    _ => f64::from(i),
                })
                .collect();
            let axis = Axis::fit(&values, &all(100), unit, &borders);
            assert!(axis.holds(&borders), "{unit:?} {axis:?}");
            assert!(
                (axis.start - start).abs() <= 2.0 * width && axis.step == step,
                "{unit:?} {axis:?}"
            );
        }
        let nothing = Axis::fit(&[], &all(0), Unit::Yuan, &[1_000_000.0]);
        assert!(nothing.holds(&[1_000_000.0]), "{nothing:?}");
    }

    #[test]
    fn borders_snap_to_what_people_type() {
        let yuan = Axis {
            start: 0.0,
            width: 50_000.0,
            bins: 30,
            step: 10_000.0,
        };
        assert_eq!((yuan.snap(804_999.0), yuan.snapped(0.5)), (800_000.0, 750_000.0));
        let share = Axis {
            start: 0.0,
            width: 0.05,
            bins: 20,
            step: 0.01,
        };
        assert_eq!(
            (share.snap(0.29499), share.snap(0.07), share.place(0.5)),
            (0.29, 0.07, 0.5)
        );
        assert_eq!(
            [0.013, 0.07, 1.0, 3.4, 41_000.0].map(nice),
            [0.02, 0.1, 1.0, 5.0, 50_000.0]
        );
    }
}
