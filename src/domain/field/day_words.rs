//! The words that people say for days: 今天, 大后天, 两周后, 周三, 下周一, `next fri`.

use super::Tense;
use crate::domain::day::Day;

/// The day that a word means as of a day; nothing where it is none. `tense` says which Wednesday 周三 is.
pub(super) fn spoken(text: &str, today: Day, tense: Tense) -> Option<Day> {
    if let Some(days) = named(text).or_else(|| counted(text)) {
        return Some(today.plus_days(days));
    }
    let (week, day) = weekday(text)?;
    let own = chrono::Datelike::weekday(&today.date()).num_days_from_monday() as i32;
    let ahead = day - own;
    Some(today.plus_days(match (week, tense) {
        (Some(week), _) => ahead + 7 * week,
        (None, Tense::Past) if ahead > 0 => ahead - 7,
        (None, Tense::Future) if ahead < 0 => ahead + 7,
        _ => ahead,
    }))
}

/// Whether a text is a word for a day, with or without a time behind it: it means another one whenever it is said.
pub fn is_spoken_day(text: &str) -> bool {
    let text = text.trim().replace('：', ":");
    let timed = text
        .rsplit_once([' ', '\u{3000}'])
        .filter(|(_, time)| clock(time).is_some());
    let day = timed.map_or(&*text, |(day, _)| day.trim());
    spoken(day, Day(0), Tense::Past).is_some()
}

/// Whether the day of a text hangs on when it is read: a word for a day, or a time alone, which is one of today.
pub fn hangs_on_today(text: &str) -> bool {
    is_spoken_day(text) || clock(&text.trim().replace('：', ":")).is_some()
}

fn named(text: &str) -> Option<i32> {
    Some(match text {
        "今天" | "今日" | "today" => 0,
        "昨天" | "昨日" | "yesterday" => -1,
        "前天" => -2,
        "大前天" => -3,
        "明天" | "明日" | "tomorrow" => 1,
        "后天" => 2,
        "大后天" => 3,
        _ => return None,
    })
}

/// `3天前`, `两周后`.
fn counted(text: &str) -> Option<i32> {
    let (text, sign) = match (text.strip_suffix('前'), text.strip_suffix('后')) {
        (Some(text), _) => (text, -1),
        (_, Some(text)) => (text, 1),
        _ => return None,
    };
    let units = [
        ("天", 1),
        ("日", 1),
        ("个星期", 7),
        ("个礼拜", 7),
        ("星期", 7),
        ("周", 7),
    ];
    units
        .iter()
        .find_map(|(unit, days)| Some(sign * days * number(text.strip_suffix(unit)?)?))
}

/// A number as digits or, up to ten, as a character.
fn number(text: &str) -> Option<i32> {
    let text = text.trim();
    let spoken = text.chars().next().filter(|_| text.chars().count() == 1);
    let place = |c| "一二三四五六七八九十".chars().position(|known| known == c);
    match spoken {
        Some('两') => Some(2),
        Some(c) if place(c).is_some() => place(c).map(|place| place as i32 + 1),
        _ => text.parse::<u16>().ok().map(i32::from),
    }
}

/// A day of the week from Monday, and of which week where that is said: this one, the next or the last.
fn weekday(text: &str) -> Option<(Option<i32>, i32)> {
    let weeks = [
        ("下下", 2),
        ("下个", 1),
        ("下", 1),
        ("本", 0),
        ("这个", 0),
        ("这", 0),
        ("上上", -2),
        ("上个", -1),
        ("上", -1),
        ("next ", 1),
        ("this ", 0),
        ("last ", -1),
    ];
    let said = weeks
        .iter()
        .find_map(|(word, week)| Some((text.strip_prefix(word)?, *week)));
    let (text, week) = said.map_or((text, None), |(rest, week)| (rest, Some(week)));
    let chinese = || {
        let day = ["周", "星期", "礼拜"].iter().find_map(|word| text.strip_prefix(word))?;
        let mut signs = day.chars();
        let (sign, None) = (signs.next()?, signs.next()) else {
            return None;
        };
        "一二三四五六日"
            .chars()
            .position(|known| known == if sign == '天' { '日' } else { sign })
    };
    let english = || {
        let days = [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ];
        days.iter().position(|day| text.len() >= 3 && day.starts_with(text))
    };
    Some((week, chinese().or_else(english)? as i32))
}

/// Hours, minutes, and seconds where they are written.
pub(super) fn clock(text: &str) -> Option<[u32; 3]> {
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    let parts: Option<Vec<u32>> = text.split(':').map(number).collect();
    match parts?[..] {
        [hour, minute] => Some([hour, minute, 0]),
        [hour, minute, second] => Some([hour, minute, second]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_days_as_people_say_them() {
        // A Saturday.
        let today = Day::from_ymd(2026, 11, 28).unwrap();
        let day = |text: &str, tense| spoken(text, today, tense).map(|day| day.to_string());
        for (text, past, future) in [
            ("今天", "11-28", "11-28"),
            ("大后天", "12-01", "12-01"),
            ("3天前", "11-25", "11-25"),
            ("三天后", "12-01", "12-01"),
            ("两周后", "12-12", "12-12"),
            ("2个星期前", "11-14", "11-14"),
            ("周三", "11-25", "12-02"),
            ("星期六", "11-28", "11-28"),
            ("周日", "11-22", "11-29"),
            ("礼拜天", "11-22", "11-29"),
            ("下周三", "12-02", "12-02"),
            ("下下周一", "12-07", "12-07"),
            ("本周五", "11-27", "11-27"),
            ("上周五", "11-20", "11-20"),
            ("fri", "11-27", "12-04"),
            ("next monday", "11-30", "11-30"),
        ] {
            let both = (day(text, Tense::Past), day(text, Tense::Future));
            assert_eq!(
                both,
                (Some(format!("2026-{past}")), Some(format!("2026-{future}"))),
                "{text}"
            );
        }
        for text in ["", "周", "周八", "下周", "天后", "mo", "mondays", "十二天后", "周三三"] {
            assert_eq!(day(text, Tense::Future), None, "{text}");
        }
    }
}
