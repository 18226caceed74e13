//! What every calendar on screen does alike: the keyboard from day to day, the heads of a week.

use chrono::Datelike;

use crate::state::live::*;

use crate::domain::calendar::Calendar;
use crate::domain::day::Day;
use crate::domain::label::Lang;
use crate::state::App;
use crate::ui::format;

/// The working days of the book, those that were published while there is none.
pub fn calendar(app: App) -> Memo<Calendar> {
    Memo::new(move |_| {
        let of_book = app.session.read(|world| Calendar::of(&world.book.head.settings));
        of_book.unwrap_or_else(|| Calendar::published().clone())
    })
}

/// The place of a day in its week, Monday is 0.
pub fn of_week(day: Day) -> i32 {
    i32::try_from(day.date().weekday().num_days_from_monday()).unwrap_or_default()
}

/// Where a key goes from a day; `page` is what the page keys go by, back or on. Nothing for keys that are no calendar's.
pub fn stepped(ev: &web_sys::KeyboardEvent, at: Day, page: impl Fn(Day, bool) -> Day) -> Option<Day> {
    if ev.ctrl_key() || ev.alt_key() || ev.meta_key() {
        return None;
    }
    let to = match ev.key().as_str() {
        "ArrowLeft" => at.plus_days(-1),
        "ArrowRight" => at.plus_days(1),
        "ArrowUp" => at.plus_days(-7),
        "ArrowDown" => at.plus_days(7),
        "Home" => at.plus_days(-of_week(at)),
        "End" => at.plus_days(6 - of_week(at)),
        "PageUp" => page(at, false),
        "PageDown" => page(at, true),
        _ => return None,
    };
    ev.prevent_default();
    Some(to)
}

/// A month on, or back.
pub fn by_month(day: Day, is_on: bool) -> Day {
    if is_on { day.plus_months(1) } else { day.minus_months(1) }
}

/// The shortest names of the days of a week, from Monday.
pub fn heads(lang: Lang) -> Vec<String> {
    let monday = Day::from_ymd(2024, 1, 1);
    let name = |n| monday.map(|monday| format::short_weekday(monday.plus_days(n), lang));
    (0..7).filter_map(name).collect()
}
