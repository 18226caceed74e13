//! What will change by itself: the next day on which orders leave the 12-month window.

use crate::domain::day::Day;
use crate::domain::ledger::OrderFact;
use crate::domain::money::Fen;

/// Orders that leave the 12-month window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// The first as-of date on which they no longer count.
    pub on: Day,
    /// How many they are.
    pub orders: usize,
    /// How many of them are returns.
    pub returns: usize,
    /// What they are worth.
    pub amount: Fen,
    /// What the window holds then, if nothing is ordered until that day.
    pub remains: Fen,
}

/// The next orders to leave the window (D − 12 months, D]; nothing when it holds none. The orders stand in the order of their days.
pub fn leaving(orders: &[OrderFact], as_of: Day) -> Option<Leaving> {
    let start = as_of.minus_months(12);
    let inside = || orders.iter().filter(|o| start < o.day && o.day <= as_of);
    let oldest = inside().next()?.day;
    // 12 months are 365 or 366 days; a day clamped at a month's end comes a little earlier.
    let on = (360..=372)
        .map(|days| oldest.plus_days(days))
        .find(|day| day.minus_months(12) >= oldest)?;
    let border = on.minus_months(12);
    let sum = |keep: &dyn Fn(Day) -> bool| inside().filter(|o| keep(o.day)).map(|o| Fen(o.fen)).sum();
    Some(Leaving {
        on,
        orders: inside().filter(|o| o.day <= border).count(),
        returns: inside().filter(|o| o.day <= border && o.is_return()).count(),
        amount: sum(&|day| day <= border),
        remains: sum(&|day| day > border),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ledger::NEVER;

    fn orders(list: &[(&str, i64)]) -> Vec<OrderFact> {
        let order = |(slot, (day, yuan)): (usize, &(&str, i64))| OrderFact {
            slot: slot as u32,
            day: Day::parse(day).unwrap(),
            fen: yuan * 100,
            due: NEVER,
            paid: NEVER,
        };
        list.iter().enumerate().map(order).collect()
    }

    fn at(list: &[(&str, i64)], as_of: &str) -> Option<(String, usize, i64, i64)> {
        let found = leaving(&orders(list), Day::parse(as_of).unwrap())?;
        Some((
            found.on.to_string(),
            found.orders,
            found.amount.0 / 100,
            found.remains.0 / 100,
        ))
    }

    #[test]
    fn the_oldest_order_leaves_a_year_after_its_day() {
        let list = [
            ("2025-01-02", 9),
            ("2025-12-08", 168_000),
            ("2026-10-27", 708_000),
            ("2026-12-01", 5),
        ];
        assert_eq!(
            at(&list, "2026-11-19"),
            Some(("2026-12-08".into(), 1, 168_000, 708_000))
        );
    }

    #[test]
    fn orders_of_one_border_leave_together() {
        // A year before 28 and 29 February is 28 February; an order of 29 February stays until 1 March.
        assert_eq!(
            at(&[("2023-02-28", 1), ("2023-03-01", 2)], "2024-02-27"),
            Some(("2024-02-28".into(), 1, 1, 2))
        );
        assert_eq!(
            at(&[("2024-02-29", 1)], "2024-12-01"),
            Some(("2025-03-01".into(), 1, 1, 0))
        );
        assert_eq!(
            at(&[("2025-12-08", 1), ("2025-12-08", 2)], "2026-01-01"),
            Some(("2026-12-08".into(), 2, 3, 0))
        );
    }

    #[test]
    fn an_empty_window_loses_nothing() {
        assert_eq!(at(&[], "2026-11-19"), None);
        assert_eq!(at(&[("2025-11-19", 1), ("2026-11-20", 1)], "2026-11-19"), None);
        assert!(at(&[("2025-11-20", 1)], "2026-11-19").is_some());
    }
}
