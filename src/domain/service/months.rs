//! How often promises were kept: by the month that a ticket was opened in, and by whatever else somebody asks for.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use chrono::Datelike;

use super::desk::Deskwork;
use super::level::Measure;
use super::promise::{Kept, Promise};
use crate::domain::day::Day;

/// Promises by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Kept.
    pub met: u32,
    /// Not kept.
    pub breached: u32,
    /// There is time.
    pub open: u32,
    /// Nobody can tell.
    pub undetermined: u32,
}

impl Tally {
    fn add(&mut self, kept: Kept) {
        *match kept {
            Kept::Met => &mut self.met,
            Kept::Breached => &mut self.breached,
            Kept::Open => &mut self.open,
            Kept::Undetermined => &mut self.undetermined,
        } += 1;
    }

    /// The share that was kept of those that are decided; nothing where none is.
    pub fn share(self) -> Option<f64> {
        let decided = self.met + self.breached;
        (decided > 0).then(|| f64::from(self.met) / f64::from(decided))
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.met += other.met;
        self.breached += other.breached;
        self.open += other.open;
        self.undetermined += other.undetermined;
    }
}

/// The promises of tickets opened in the twelve months up to a day, each with the first day of its month.
pub fn promises_of_year(works: &[Deskwork], as_of: Day) -> impl Iterator<Item = (Day, &Deskwork, &Promise)> {
    let first = |day: Day| day.plus_days(1 - day.date().day() as i32);
    let since = first(as_of).minus_months(11);
    let of = move |work: &Deskwork| since <= work.opened && work.opened <= as_of;
    let works = works.iter().filter(move |work| of(work));
    works.flat_map(move |work| {
        let month = first(work.opened);
        work.promises.iter().map(move |promise| (month, work, promise))
    })
}

/// Counts these, by the first day of their month, by measure, and by a key. What is open at an instant is open.
pub fn tally<K: Ord>(
    works: &[Deskwork],
    as_of: Day,
    at: i64,
    key: impl Fn(&Deskwork) -> K,
) -> BTreeMap<(Day, Measure, K), Tally> {
    let mut all = BTreeMap::new();
    for (month, work, promise) in promises_of_year(works, as_of) {
        let tally: &mut Tally = all.entry((month, promise.measure, key(work))).or_default();
        tally.add(promise.kept(at));
    }
    all
}
