//! Changes in per cent, and where there is none to tell: what was before is nothing, or less.

use crate::domain::day::Day;
use crate::domain::label::Label;
use crate::domain::ledger::Activity;
use crate::domain::metric::{Metric, Span};
use crate::domain::money::Fen;
use crate::domain::text;

/// Why a change has no percentage that says anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRate {
    /// No order before.
    NoOrders,
    /// Neither order nor interaction before.
    NoContact,
    /// What came back before was as much as was ordered.
    Cancelled,
    /// More came back before than was ordered.
    Returned,
}

impl NoRate {
    /// Why purchases before make no percentage: so many orders with this sum.
    pub fn of(orders: usize, sum: Fen) -> Option<Self> {
        match sum.0 {
            1.. => None,
            _ if orders == 0 => Some(Self::NoOrders),
            0 => Some(Self::Cancelled),
            _ => Some(Self::Returned),
        }
    }

    /// Says so.
    pub fn label(self) -> Label {
        match self {
            Self::NoOrders => text::no_orders_before(),
            Self::NoContact => text::no_contact_before(),
            Self::Cancelled => text::cancelled_before(),
            Self::Returned => text::returned_before(),
        }
    }
}

/// Why a fact that is a change has no percentage for these events; nothing for other facts, and where it has one.
pub fn no_rate(activity: &Activity, as_of: Day, fact: &str) -> Option<NoRate> {
    let before = |span: Span| {
        let window = span.window(as_of, None);
        let orders = activity.orders.iter().filter(move |order| window.contains(order.day));
        let touches = activity.touches.iter().filter(move |touch| window.contains(touch.day));
        (orders, touches)
    };
    if *fact == *Metric::PurchaseGrowth12m.info().id {
        let (count, sum) = before(Span::MonthsBefore(12))
            .0
            .fold((0, 0), |(count, sum), order| (count + 1, sum + order.fen));
        return NoRate::of(count, Fen(sum));
    }
    if *fact == *Metric::FrequencyChange60d.info().id {
        let (orders, touches) = before(Span::DaysBefore(60));
        return (orders.count() + touches.count() == 0).then_some(NoRate::NoContact);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ledger::{NEVER, OrderFact, TouchFact};

    fn with(orders: &[(&str, i64)], touches: &[&str]) -> Activity {
        let day = |text: &str| Day::parse(text).unwrap();
        let order = |(on, yuan): &(&str, i64)| OrderFact {
            slot: 0,
            day: day(on),
            fen: yuan * 100,
            due: NEVER,
            paid: NEVER,
        };
        let touch = |on: &&str| TouchFact::plain(0, day(on), None);
        Activity {
            orders: orders.iter().map(order).collect(),
            touches: touches.iter().map(touch).collect(),
            tickets: Vec::new(),
        }
    }

    #[test]
    fn what_was_nothing_or_less_has_no_percentage() {
        let growth = |orders: &[(&str, i64)]| {
            let activity = with(orders, &[]);
            no_rate(&activity, Day::parse("2026-11-19").unwrap(), "purchase_growth_12m")
        };
        assert_eq!(growth(&[("2025-11-19", 5), ("2026-11-19", 9)]), None);
        assert_eq!(growth(&[("2024-11-19", 5), ("2026-11-19", 9)]), Some(NoRate::NoOrders));
        assert_eq!(
            growth(&[("2025-01-01", 5), ("2025-02-01", -5)]),
            Some(NoRate::Cancelled)
        );
        assert_eq!(growth(&[("2025-01-01", 5), ("2025-02-01", -6)]), Some(NoRate::Returned));
        assert_eq!(growth(&[]), Some(NoRate::NoOrders));
    }

    #[test]
    fn a_frequency_needs_something_before() {
        let as_of = Day::parse("2026-11-19").unwrap();
        let change = |touches: &[&str]| no_rate(&with(&[], touches), as_of, "frequency_change_60d");
        assert_eq!(change(&["2026-11-01"]), Some(NoRate::NoContact));
        assert_eq!(change(&["2026-09-20"]), None);
        assert_eq!(no_rate(&with(&[], &[]), as_of, "annual_purchase"), None);
    }
}
