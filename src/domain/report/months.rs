//! Purchases by month over the last 12 months, beside the same days a year before.

use chrono::Datelike;

use crate::domain::day::{Day, Window};
use crate::domain::money::Fen;

/// Purchases of a calendar month, and of the same days a year before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthBar {
    /// The month's first day.
    pub month: Day,
    /// The days of it that count; fewer than the whole month at the ends of the 12 months.
    pub from: Day,
    /// See `from`.
    pub to: Day,
    /// Whether they are fewer than the whole month.
    pub partial: bool,
    /// Purchases in those days.
    pub amount: Fen,
    /// Purchases in the same days a year before.
    pub year_before: Fen,
}

/// The calendar months that (D − 12 months, D] touches: 13, or 12 where D is the last day of its month.
///
/// The year before is (D − 24 months, D − 12 months], so that bars and ticks sum to the purchases of the two windows: a day of it
/// counts at its own calendar month, 29 February too.
#[derive(Clone, Debug)]
pub struct Months {
    bars: Vec<MonthBar>,
    year: Window,
    year_before: Window,
    first: i32,
}

impl Months {
    /// The empty months at an as-of date.
    pub fn new(as_of: Day) -> Self {
        let year = Window::months(as_of, 12);
        let start = year.after.plus_days(1);
        let mut bars = Vec::new();
        let mut month = first_of_month(start);
        loop {
            let next = first_of_month(month.plus_days(32));
            // Days end with the year 9999.
            let last = if next > month { next.plus_days(-1) } else { Day::MAX };
            let (from, to) = (month.max(start), last.min(as_of));
            bars.push(MonthBar {
                month,
                from,
                to,
                partial: (from, to) != (month, last),
                amount: Fen(0),
                year_before: Fen(0),
            });
            if last >= as_of {
                break;
            }
            month = next;
        }
        Self {
            bars,
            year,
            year_before: Window {
                after: as_of.minus_months(24),
                until: year.after,
            },
            first: month_number(start),
        }
    }

    /// Counts an order of a day.
    pub fn add(&mut self, day: Day, amount: Fen) {
        let (place, before) = match day {
            day if self.year.contains(day) => (month_number(day) - self.first, false),
            day if self.year_before.contains(day) => (month_number(day) + 12 - self.first, true),
            _ => return,
        };
        // 29 February may lie a day before the months that the year before is shown at.
        let place = usize::try_from(place)
            .unwrap_or(0)
            .min(self.bars.len().saturating_sub(1));
        if let Some(bar) = self.bars.get_mut(place) {
            *(if before { &mut bar.year_before } else { &mut bar.amount }) += amount;
        }
    }

    /// The last day that does not count any more.
    pub fn after(&self) -> Day {
        self.year_before.after
    }

    /// The bars, oldest first.
    pub fn bars(self) -> Vec<MonthBar> {
        self.bars
    }
}

/// The first day of a day's month.
pub fn first_of_month(day: Day) -> Day {
    day.plus_days(1 - day.date().day() as i32)
}

/// Months counted through the years.
fn month_number(day: Day) -> i32 {
    let date = day.date();
    date.year() * 12 + date.month0() as i32
}
