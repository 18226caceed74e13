//! Working days: the calendar that the State Council publishes for each year (days off, and make-up days that are worked), with the days
//! that the user says otherwise of. One module, whoever counts: playbooks count days, service levels minutes.
//!
//! A year that is not published is counted Monday to Friday, and whoever asked is told.
//!
//! ```
//! use guanxi::domain::{calendar::Calendar, day::Day};
//!
//! let start = Day::parse("2026-09-30").ok_or("no such day")?;
//! let counted = Calendar::published().working_day_after(start, 3);
//! assert_eq!(counted.until.to_string(), "2026-10-10"); // a Saturday that is worked
//! let off = &counted.skipped[0];
//! assert_eq!((off.from.to_string(), off.to.to_string()), ("2026-10-01".to_owned(), "2026-10-07".to_owned()));
//! # Ok::<(), &str>(())
//! ```

mod announced;
mod count;
mod holiday;
mod lunar;
mod notice;
mod whole;
mod workday;

pub use announced::{Announced, LONGEST_NAME, announced};
pub use count::{Counted, Off};
pub use holiday::{PublicHoliday, public_holidays};
pub use lunar::{LunarDay, LunarReturn, birthday_said};
pub use notice::{FIRST_YEAR, LAST_YEAR};
pub use whole::YEARS;
pub use workday::{Calendar, DayOfWork};
