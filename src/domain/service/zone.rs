//! The time zone that a book works in: so many minutes east of Greenwich. Instants are milliseconds since 1970.

use crate::domain::day::{Day, Moment};

/// The milliseconds of a day.
pub(super) const DAY_MS: i64 = 86_400_000;
const MINUTE_MS: i64 = 60_000;
/// The zones that are no whole hours from Greenwich.
const BETWEEN: [i32; 11] = [-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765];

/// How far local time is from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Minutes east of Greenwich.
    minutes: i32,
}

/// China has one.
impl Default for Zone {
    fn default() -> Self {
        Self { minutes: 480 }
    }
}

impl Zone {
    /// Reads `+08:00`, `-03:30` or `Z`.
    pub fn parse(text: &str) -> Option<Self> {
        // An instant with that offset is read as any other is.
        let midnight = Moment::parse(&format!("1970-01-01T00:00:00{text}"))?.unix_ms()?;
        let minutes = i32::try_from(-midnight / MINUTE_MS).ok()?;
        Some(Self { minutes })
    }

    /// How instants and settings write it: `+08:00`.
    pub fn offset(self) -> String {
        let (sign, minutes) = (if self.minutes < 0 { '-' } else { '+' }, self.minutes.abs());
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// Those that are in use anywhere, from west to east.
    pub fn all() -> impl Iterator<Item = Self> {
        let whole = (-12..=14).map(|hours| hours * 60);
        let mut all: Vec<i32> = whole.chain(BETWEEN).collect();
        all.sort_unstable();
        all.into_iter().map(|minutes| Self { minutes })
    }

    /// The instant at which a day, and so many milliseconds of it, have passed here.
    pub fn at(self, day: Day, ms: i64) -> i64 {
        i64::from(day.0) * DAY_MS + ms - i64::from(self.minutes) * MINUTE_MS
    }

    /// The day of an instant here, and the milliseconds of it that have passed.
    pub fn day_of(self, instant: i64) -> (Day, i64) {
        let local = instant + i64::from(self.minutes) * MINUTE_MS;
        let day = i32::try_from(local.div_euclid(DAY_MS)).unwrap_or(i32::MAX);
        (Day(day).plus_days(0), local.rem_euclid(DAY_MS))
    }

    /// An instant as the book writes it, on the clock of this zone.
    pub fn written(self, instant: i64) -> Moment {
        let (day, ms) = self.day_of(instant);
        let (seconds, rest) = (ms / 1_000, ms % 1_000);
        let fraction = if rest == 0 {
            String::new()
        } else {
            format!(".{rest:03}")
        };
        let clock = format!("T{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
        Moment {
            day,
            time: format!("{clock}{fraction}{}", self.offset()).into(),
        }
    }

    /// The first instant that a moment may mean, and the last: a day without a time may be any of its instants.
    pub fn span_of(self, moment: &Moment) -> (i64, i64) {
        match moment.unix_ms() {
            Some(instant) => (instant, instant),
            None => (self.at(moment.day, 0), self.at(moment.day.plus_days(1), 0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_read_and_instants_are_written_on_their_clock() {
        let table = [
            ("+08:00", "2026-11-27T12:00:00Z", "2026-11-27T20:00:00+08:00"),
            ("-03:30", "2026-03-01T01:15:00.250Z", "2026-02-28T21:45:00.250-03:30"),
            ("Z", "2024-02-29T23:59:59+00:00", "2024-02-29T23:59:59+00:00"),
            ("+14:00", "2026-12-31T10:00:00Z", "2027-01-01T00:00:00+14:00"),
        ];
        for (zone, instant, written) in table {
            let zone = Zone::parse(zone).unwrap();
            let instant = Moment::parse(instant).unwrap().unix_ms().unwrap();
            assert_eq!(zone.written(instant).to_string(), written);
            let (day, ms) = zone.day_of(instant);
            assert_eq!(zone.at(day, ms), instant);
        }
        // 27 of whole hours, 11 between them, each read back from what it writes.
        let all: Vec<Zone> = Zone::all().collect();
        assert_eq!((all.len(), all.is_sorted_by_key(|zone| zone.minutes)), (38, true));
        assert!(all.iter().all(|zone| Zone::parse(&zone.offset()) == Some(*zone)));
        assert!(all.iter().any(|zone| zone.offset() == "+05:45"));
        for text in ["", "8", "Asia/Shanghai", "+25:00"] {
            assert_eq!(Zone::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_without_a_time_is_the_whole_day() {
        let (first, last) = Zone::default().span_of(&Moment::on(Day::parse("2026-11-27").unwrap()));
        let told = [first, last].map(|instant| Zone::default().written(instant).to_string());
        assert_eq!(told, ["2026-11-27T00:00:00+08:00", "2026-11-28T00:00:00+08:00"]);
    }
}
