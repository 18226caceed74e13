//! Levers: what can be changed of a customer, each by one whole number from 1 up, so that the smallest change can be searched.

use super::watch::{Side, Watched};
use crate::domain::inquiry::solo::Solo;
use crate::domain::metric::{METRICS, Metric, Unit};
use crate::domain::money::MAX_FEN;
use crate::domain::rule::fact;

/// The most days waited for.
pub(super) const MOST_DAYS: i64 = 730;
/// The most interactions asked for.
pub(super) const MOST_TOUCHES: i64 = 99;
/// The largest number that a count or a score is changed to.
const LARGE: f64 = 1e6;

/// A change of a customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Act {
    /// Days go by.
    Wait(i64),
    /// An order of so many fen.
    Buy(i64),
    /// So many interactions.
    Touch(i64),
    /// Another place in the ranking, from 1; so many ahead, of so many.
    Place { place: i64, ahead: i64, of: i64 },
    /// Another figure in a column.
    Figure(usize, f64),
}

/// A way to change a customer by a whole number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Lever {
    /// Days that go by.
    Wait,
    /// Fen of an order.
    Buy,
    /// Interactions.
    Touch,
    /// Places in the ranking, forward or back.
    Places { place: i64, of: i64, ahead: bool },
    /// Smallest steps of a figure, up or down.
    Figure(Grid),
}

/// The clean values of a figure: whole multiples of a power of ten.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Grid {
    column: usize,
    /// The last multiple on this side of the figure as it is, or the figure itself.
    from: i64,
    up: bool,
    /// How many multiples make one.
    scale: f64,
    last: i64,
}

impl Lever {
    /// The largest number it takes.
    pub(super) fn last(self) -> i64 {
        match self {
            Self::Wait => MOST_DAYS,
            Self::Buy => MAX_FEN,
            Self::Touch => MOST_TOUCHES,
            Self::Places { place, ahead: true, .. } => place - 1,
            Self::Places { place, of, .. } => of - place,
            Self::Figure(grid) => grid.last,
        }
    }

    /// The change by a number.
    pub(super) fn act(self, by: i64) -> Act {
        match self {
            Self::Wait => Act::Wait(by),
            Self::Buy => Act::Buy(by),
            Self::Touch => Act::Touch(by),
            Self::Places { place, of, ahead } => {
                let ahead = if ahead { by } else { -by };
                let place = place - ahead;
                Act::Place { place, ahead, of }
            }
            Self::Figure(grid) => Act::Figure(grid.column, grid.value(by)),
        }
    }

    /// Whether two of them would change the same.
    pub(super) fn excludes(self, other: Self) -> bool {
        match (self, other) {
            (Self::Places { .. }, Self::Places { .. }) => true,
            (Self::Figure(a), Self::Figure(b)) => a.column == b.column,
            _ => self == other,
        }
    }
}

impl Grid {
    /// The clean values of a figure above or below what the customer has; nothing for one that is missing. A complaint is not
    /// unmade: its window passes.
    pub(super) fn of(solo: &Solo, watched: &Watched, up: bool) -> Option<Self> {
        let now = solo.number(watched.column)?;
        let complaints = [Metric::Complaints6m as usize, Metric::Complaints90d as usize];
        if !up && complaints.contains(&watched.column) {
            return None;
        }
        let scale = 10f64.powi(decimals(watched));
        let (low, high) = range(watched.column);
        let near = if up {
            (now * scale).floor()
        } else {
            (now * scale).ceil()
        } as i64;
        // The product may have been rounded past the figure.
        let past = if up {
            near as f64 / scale > now
        } else {
            (near as f64 / scale) < now
        };
        let from = match (past, up) {
            (false, _) => near,
            (true, true) => near - 1,
            (true, false) => near + 1,
        };
        let last = if up {
            (high * scale) as i64 - from
        } else {
            from - (low * scale) as i64
        };
        Some(Self {
            column: watched.column,
            from,
            up,
            scale,
            last,
        })
    }

    /// The value so many steps away.
    pub(super) fn value(self, by: i64) -> f64 {
        let steps = if self.up { self.from + by } else { self.from - by };
        steps as f64 / self.scale
    }
}

/// How fine a figure is changed: money by the fen, what is counted by one; shares by a tenth of a per cent, averages and points
/// by a tenth, or as fine as the rules' own borders.
fn decimals(watched: &Watched) -> i32 {
    let (least, most) = match fact::unit(watched.column) {
        Unit::Yuan => (2, 2),
        Unit::Count | Unit::Days | Unit::Months | Unit::Flag => (0, 0),
        Unit::Score if WHOLE_SCORES.iter().any(|m| *m as usize == watched.column) => (0, 0),
        Unit::Share => (3, 6),
        Unit::Score | Unit::Points => (1, 6),
    };
    let fits = |digits: &i32| {
        let scale = 10f64.powi(*digits);
        let mut borders = watched.borders.iter().filter(|b| b.side != Side::Bend);
        borders.all(|b| (b.at * scale).round() / scale == b.at)
    };
    (least..=most).find(fits).unwrap_or(most)
}

const WHOLE_SCORES: [Metric; 4] = [
    Metric::RScore,
    Metric::FScore,
    Metric::MScore,
    Metric::KeyContactFamiliarity,
];

/// What a figure can be at all.
fn range(column: usize) -> (f64, f64) {
    let is = |metrics: &[Metric]| metrics.iter().any(|m| *m as usize == column);
    let changes = [Metric::FrequencyChange60d, Metric::PurchaseGrowth12m];
    match fact::unit(column) {
        Unit::Yuan => (-(MAX_FEN as f64) / 100.0, MAX_FEN as f64 / 100.0),
        Unit::Count | Unit::Days | Unit::Months => (0.0, LARGE),
        Unit::Share if is(&changes) => (-1.0, LARGE),
        Unit::Share | Unit::Flag => (0.0, 1.0),
        Unit::Score if !is(&[Metric::RfmTotal]) => (1.0, 5.0),
        // A sum of weighted parts.
        Unit::Score | Unit::Points => (-LARGE, LARGE),
    }
}

/// What moves a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mover {
    /// Orders and interactions.
    Events,
    /// Time alone.
    Time,
    /// A place in the ranking.
    Ranking,
    /// A flag, which is not moved.
    Nothing,
    /// None of these: how well the customer is served, how it pays and answers, what is known of it.
    Figure,
}

/// What moves a column.
pub(super) fn mover(column: usize) -> Mover {
    use Metric::*;
    let is = |metrics: &[Metric]| metrics.iter().any(|m| *m as usize == column);
    let events = [
        AnnualPurchase,
        OrderCount12m,
        Orders6m,
        Orders60d,
        DaysSinceLastOrder,
        AverageOrderValue,
        LifetimeAmount,
        Interactions30d,
        Interactions60d,
        Interactions90d,
        DaysSinceLastInteraction,
        FrequencyChange60d,
        PurchaseGrowth12m,
        OrderCount,
        RfmFrequency,
        RfmMonetary,
    ];
    if is(&events) {
        Mover::Events
    } else if is(&[
        OrdersPrior60d,
        TenureMonths,
        DaysSinceFirstDeal,
        DaysSinceComplaintResolved,
    ]) {
        Mover::Time
    } else if is(&[RfmShareAbove, RfmShareBelow]) {
        Mover::Ranking
    } else if METRICS.get(column).is_some_and(|m| m.unit == Unit::Flag) {
        Mover::Nothing
    } else {
        Mover::Figure
    }
}
