//! Load levelling: contacts spread over the working days inside their windows. Pure functions of windows, a daily room and the calendar.

use hashbrown::HashMap;

use crate::domain::calendar::Calendar;
use crate::domain::day::Day;
use crate::domain::sort::sort_by_key;

/// Something that takes room on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// The first day that is good for it, at the earliest today.
    pub from: Day,
    /// The last day on which it is not late.
    pub last: Day,
    /// How much the customer is worth, the best first.
    pub rank: u8,
    /// It takes room on its day, and stays there.
    pub is_fixed: bool,
}

impl Load {
    /// Whether it cannot wait beyond a day: no working day of its window comes behind.
    fn must(&self, day: Day, calendar: &Calendar) -> bool {
        day >= self.last || calendar.nth_working_day(day, 1) > self.last
    }
}

/// A day for each, in their order. Day by day those go first whose window ends first, then the better customers; what finds no room waits
/// for the next working day of its window, and stays where there is none. So a day holds more than it has room for only where all days
/// of the windows before are full as well.
pub fn levelled(loads: &[Load], room: usize, calendar: &Calendar) -> Vec<Day> {
    let mut days: Vec<Day> = loads.iter().map(|load| load.from).collect();
    let mut taken: HashMap<Day, usize> = HashMap::new();
    for load in loads.iter().filter(|load| load.is_fixed) {
        *taken.entry(load.from).or_default() += 1;
    }
    let mut movable: Vec<(usize, &Load)> = loads.iter().enumerate().filter(|(_, load)| !load.is_fixed).collect();
    sort_by_key(&mut movable, |(_, load)| load.from);
    let mut coming = movable.into_iter().peekable();
    let mut waiting: Vec<(usize, &Load)> = Vec::new();
    while let Some(mut day) = coming.peek().map(|(_, load)| load.from) {
        loop {
            while let Some(one) = coming.next_if(|(_, load)| load.from == day) {
                waiting.push(one);
            }
            sort_by_key(&mut waiting, |(i, load)| (load.last, load.rank, *i));
            let is_worked = calendar.is_working(day);
            let mut left = room.saturating_sub(taken.get(&day).copied().unwrap_or(0));
            waiting.retain(|(i, load)| {
                if !load.must(day, calendar) && (left == 0 || !is_worked) {
                    return true;
                }
                left = left.saturating_sub(1);
                if let Some(found) = days.get_mut(*i) {
                    *found = day;
                }
                false
            });
            if waiting.is_empty() {
                break;
            }
            day = day.plus_days(1);
        }
    }
    days
}

/// A day for each of what is late, in their order: the most valuable and, of those, what was to be done first, onto the first working day
/// from today on that has room beside what is on it. Nothing is dropped.
pub fn spread(late: &[Load], taken: &HashMap<Day, usize>, room: usize, calendar: &Calendar, today: Day) -> Vec<Day> {
    let mut order: Vec<(usize, &Load)> = late.iter().enumerate().collect();
    sort_by_key(&mut order, |(i, load)| (load.rank, load.last, *i));
    let mut days = vec![today; late.len()];
    let (mut day, mut placed) = (calendar.nth_working_day(today.plus_days(-1), 1), 0);
    for (i, _) in order {
        while taken.get(&day).copied().unwrap_or(0) + placed >= room.max(1) {
            (day, placed) = (calendar.nth_working_day(day, 1), 0);
        }
        placed += 1;
        if let Some(found) = days.get_mut(i) {
            *found = day;
        }
    }
    days
}
