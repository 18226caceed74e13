//! Reading what was published of a year: the notice of the State Council as people copy it, or a list of days, one a line.
//!
//! ```text
//! 一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
//! 2027-01-01 休 元旦
//! ```

use chrono::Datelike;

use super::workday::Calendar;
use crate::domain::day::Day;
use crate::domain::kind::CalendarDay;
use crate::domain::label::Label;
use crate::domain::sort::sort_by_key;
use crate::domain::text::calendar as text;

/// The longest holiday that is taken for one, in days.
const LONGEST: i32 = 30;

/// So many days of another year belong to a holiday across New Year at most.
const ACROSS: u32 = 10;

/// So many characters the name of a day has at most.
pub const LONGEST_NAME: u32 = 40;

/// What a text says of a year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Announced {
    /// The year that it is about.
    pub year: i32,
    /// The days off, and those that are worked in exchange, in order, each once.
    pub days: Vec<CalendarDay>,
    /// What contradicts itself or is no day; with any of these nothing is to be taken.
    pub problems: Vec<Label>,
}

/// Reads a text; a year that it does not name is `year`.
pub fn announced(text: &str, year: i32) -> Announced {
    let plain: String = text.chars().filter_map(plain).collect();
    let listed = plain
        .lines()
        .find_map(|line| list_line(line).map(|(day, ..)| day.date().year()));
    let mut it = Announced {
        year: listed.or_else(|| title_years(&plain).next()).unwrap_or(year),
        ..Announced::default()
    };
    let mut name = String::new();
    for line in plain.lines() {
        match list_line(line) {
            Some((day, working, called)) => it.take(day, working, &called),
            None => line
                .split(['。', ';'])
                .for_each(|sentence| it.sentence(sentence, &mut name)),
        }
    }
    sort_by_key(&mut it.days, |day| day.date);
    // Days without a year were read as those of the first one that is named.
    let other = title_years(&plain)
        .find(|year| *year != it.year)
        .or_else(|| it.other_year());
    it.problems
        .extend(other.map(|other| text::two_years(it.year.min(other), it.year.max(other))));
    it.problems.extend(it.beyond());
    if it.days.is_empty() && it.problems.is_empty() {
        it.problems.push(text::nothing_announced());
    }
    it
}

/// Full-width digits and marks as plain ones; blanks within a line count for nothing between Han.
fn plain(c: char) -> Option<char> {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        '：' => Some(':'),
        '；' => Some(';'),
        '\u{3000}' | '\u{a0}' | '\t' => Some(' '),
        '\r' | '\u{200b}' | '\u{feff}' => None,
        c => Some(c),
    }
}

/// The years of titles: four digits before 年 that no month follows.
fn title_years(text: &str) -> impl Iterator<Item = i32> {
    let mut parts = text.split('年').peekable();
    std::iter::from_fn(move || {
        loop {
            let part = parts.next()?;
            let digits = part.len() - part.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let next = parts.peek()?;
            let is_date = next.trim_start().starts_with(|c: char| c.is_ascii_digit());
            if let (4, false, Ok(year)) = (digits, is_date, part[part.len() - digits..].parse()) {
                return Some(year);
            }
        }
    })
}

/// A line of a list: the day, whether it is worked, what it is called.
fn list_line(line: &str) -> Option<(Day, bool, String)> {
    let mut words = line.split([' ', ',', '，']).filter(|word| !word.is_empty());
    let first = words.next()?.replace(['/', '.'], "-");
    let mut parts = first.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let day = Day::from_ymd(i32::try_from(year).ok().filter(|year| *year > 999)?, month, day)?;
    let mut working = None;
    let mut name = String::new();
    for word in words {
        match word.to_lowercase().as_str() {
            "休" | "休息" | "放假" | "假" | "off" | "holiday" | "false" | "0" => working = Some(false),
            "班" | "上班" | "补班" | "work" | "workday" | "true" | "1" => working = Some(true),
            _ if name.is_empty() => name = word.to_owned(),
            _ => {}
        }
    }
    Some((day, working?, name))
}

/// What counts in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Year(i32),
    Month(u32),
    DayOfMonth(u32),
    /// A number of days.
    Days(u32),
    To,
    /// A day of the week, Monday is 0.
    Weekday(u32),
    Off,
    Worked,
}

/// The tokens of a text, the rest left out.
fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let first = rest.chars().next()?;
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if digits > 0 {
                let number = rest[..digits].parse::<u32>().ok();
                rest = rest[digits..].trim_start_matches(' ');
                let unit = rest.chars().next();
                let token = number.and_then(|n| match unit? {
                    '年' => i32::try_from(n).ok().map(Token::Year),
                    '月' => Some(Token::Month(n)),
                    '日' | '号' => Some(Token::DayOfMonth(n)),
                    '天' => Some(Token::Days(n)),
                    _ => None,
                });
                match token {
                    Some(token) => {
                        rest = &rest[unit.map_or(0, char::len_utf8)..];
                        return Some(token);
                    }
                    None => continue,
                }
            }
            let known = [
                ("放假", Token::Off),
                ("上班", Token::Worked),
                ("至", Token::To),
                ("到", Token::To),
                ("—", Token::To),
            ];
            if let Some((word, token)) = known.iter().find(|(word, _)| rest.starts_with(word)) {
                rest = &rest[word.len()..];
                return Some(*token);
            }
            let week = ["星期", "周"].iter().find_map(|word| rest.strip_prefix(word));
            if let Some(after) = week
                && let Some(c) = after.chars().next()
                && let Some(place) = "一二三四五六日"
                    .chars()
                    .position(|known| known == c || (c == '天' && known == '日'))
            {
                rest = &after[c.len_utf8()..];
                return u32::try_from(place).ok().map(Token::Weekday);
            }
            rest = &rest[first.len_utf8()..];
        }
    })
}

impl Announced {
    /// Takes one sentence; `name` is that of the holiday it belongs to.
    fn sentence(&mut self, sentence: &str, name: &mut String) {
        let said = match sentence.split_once(':') {
            Some((head, rest)) if !head.contains(|c: char| c.is_ascii_digit()) || head.contains('、') => {
                *name = called(head);
                rest
            }
            _ => sentence,
        };
        // The days that wait for the word that says what they are; whether the last two are ends of a stretch.
        let (mut waiting, mut is_span): (Vec<Day>, bool) = (Vec::new(), false);
        let (mut year, mut month, mut off) = (self.year, None, 0);
        for token in tokens(said) {
            match token {
                Token::Year(said) => year = said,
                Token::Month(said) => month = Some(said),
                // Without a month it is no day, but the number of a paper.
                Token::DayOfMonth(said) => match month.map(|month| Day::from_ymd(year, month, said)) {
                    Some(Some(day)) => waiting.push(day),
                    Some(None) => self.problems.push(text::no_such_day(sentence.trim())),
                    None => {}
                },
                Token::To => is_span = waiting.len() == 1,
                Token::Weekday(said) => self.check_weekday(waiting.last().copied(), said),
                Token::Off => {
                    off = self.take_off(&waiting, is_span, name, sentence);
                    (waiting, is_span) = (Vec::new(), false);
                }
                Token::Worked => {
                    waiting.drain(..).for_each(|day| self.take(day, true, name));
                    is_span = false;
                }
                Token::Days(said) => {
                    let is_other = off > 0 && i32::try_from(said) != Ok(off);
                    self.problems
                        .extend(is_other.then(|| text::other_number(sentence.trim(), said, off)));
                }
            }
        }
    }

    /// Takes days off, single ones or a stretch; how many they are.
    fn take_off(&mut self, days: &[Day], is_span: bool, name: &str, sentence: &str) -> i32 {
        let mut taken = 0;
        let mut take = |it: &mut Self, day| {
            it.take(day, false, name);
            taken += 1;
        };
        match days {
            [from, to] if is_span && (0..LONGEST).contains(&(to.0 - from.0)) => {
                (from.0..=to.0).for_each(|day| take(self, Day(day)));
            }
            [_, _] if is_span => self.problems.push(text::no_such_span(sentence.trim())),
            days => days.iter().for_each(|day| take(self, *day)),
        }
        taken
    }

    fn check_weekday(&mut self, day: Option<Day>, said: u32) {
        let Some(day) = day.filter(|day| day.date().weekday().num_days_from_monday() != said) else {
            return;
        };
        let is = day.date().weekday().num_days_from_monday();
        self.problems
            .push(text::other_weekday(day, text::weekday(said), text::weekday(is)));
    }

    /// A year of which it has a day that no holiday across New Year touches: a notice takes in the end of the December before its year and
    /// the beginning of the January behind it.
    fn other_year(&self) -> Option<i32> {
        let touches = |date: chrono::NaiveDate| match date.year() - self.year {
            -1 => date.month() == 12 && date.day() > 31 - ACROSS,
            0 => true,
            1 => date.month() == 1 && date.day() <= ACROSS,
            _ => false,
        };
        let dates = || self.days.iter().map(|day| day.date.date());
        let beyond = dates().find(|date| !touches(*date)).map(|date| date.year());
        // A list that has the New Year's day of two years, and no holiday that runs from one into the other, is of both.
        let first = |year: i32| dates().any(|date| date.year() == year && date.ordinal() == 1);
        let last = |year: i32| dates().any(|date| (date.year(), date.month(), date.day()) == (year, 12, 31));
        let next = self.year + 1;
        beyond.or_else(|| (first(self.year) && first(next) && !last(self.year)).then_some(next))
    }

    fn take(&mut self, day: Day, working: bool, name: &str) {
        if let Some(known) = self.days.iter().find(|known| known.date == day) {
            if known.working != working {
                self.problems.push(text::twice(day));
            }
            return;
        }
        self.days.push(CalendarDay {
            date: day,
            working,
            name: (!name.is_empty()).then(|| name.into()),
            extra: Default::default(),
        });
        let over = name
            .chars()
            .count()
            .checked_sub(LONGEST_NAME as usize)
            .filter(|over| *over > 0);
        if let Some(over) = over {
            self.problems.push(text::long_name(day, over, LONGEST_NAME));
        }
    }

    /// Those of its days that a calendar says otherwise of, or calls otherwise.
    pub fn new_to<'a>(&'a self, calendar: &'a Calendar) -> impl Iterator<Item = &'a CalendarDay> {
        self.days.iter().filter(|day| {
            let is_said = || calendar.knows(day.date.date().year()) || calendar.special(day.date).is_some();
            !is_said() || calendar.is_working(day.date) != day.working
        })
    }
}

/// The name of a holiday, without the number before it.
fn called(head: &str) -> String {
    let head = head.trim();
    let is_number = |c: char| "一二三四五六七八九十()（）.、".contains(c) || c.is_ascii_digit();
    let rest = head.trim_start_matches(is_number).trim();
    let name = if rest.is_empty() { head } else { rest };
    name.chars().take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the General Office of the State Council published for 2024, 2025 and 2026: 国办发明电〔2023〕7号, 〔2024〕12号, 〔2025〕7号.
    const NOTICES: [(i32, &str); 3] = [
        (
            2024,
            "国务院办公厅关于2024年部分节假日安排的通知\n国办发明电〔2023〕7号\n一、元旦：1月1日放假，与周末连休。\n\
             二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。\n\
             三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。\n\
             四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。\n\
             五、端午节：6月10日放假，与周末连休。\n六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。\n\
             七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。\n2023年10月25日",
        ),
        (
            2025,
            "国务院办公厅关于2025年部分节假日安排的通知 一、元旦：1月1日（周三）放假1天，不调休。二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，\
             共8天。1月26日（周日）、2月8日（周六）上班。三、清明节：4月4日（周五）至6日（周日）放假，共3天。四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。\
             4月27日（周日）上班。五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。\
             9月28日（周日）、10月11日（周六）上班。",
        ),
        (
            2026,
            "关于2026年部分节假日安排的通知\n一、元旦：１月１日（周四）至３日（周六）放假调休，共３天。１月４日（周日）上班。\n\
             二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。\n\
             三、清明节：4月4日（周六）至6日（周一）放假，共3天。\n四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。\n\
             五、端午节：6月19日（周五）至21日（周日）放假，共3天。\n六、中秋节：9月25日（周五）至27日（周日）放假，共3天。\n\
             七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。\n2025年11月4日",
        ),
    ];

    #[test]
    fn the_published_notices_say_what_ships_of_every_day() {
        for (year, notice) in NOTICES {
            let read = announced(notice, 1999);
            assert_eq!((read.year, read.problems.as_slice()), (year, &[][..]));
            let (first, last) = (Day::from_ymd(year, 1, 1).unwrap(), Day::from_ymd(year, 12, 31).unwrap());
            for day in (first.0..=last.0).map(Day) {
                let of_week = day.date().weekday().num_days_from_monday() < 5;
                let said = read.days.iter().find(|known| known.date == day);
                let working = said.map_or(of_week, |known| known.working);
                assert_eq!(working, Calendar::published().is_working(day), "{day}");
            }
            assert_eq!(read.new_to(Calendar::published()).count(), 0);
        }
        let names: Vec<_> = announced(NOTICES[1].1, 0)
            .days
            .into_iter()
            .filter_map(|day| day.name)
            .collect();
        assert_eq!(names.iter().filter(|name| &***name == "国庆节、中秋节").count(), 10);
    }

    #[test]
    fn the_name_of_a_day_has_a_limit() {
        let line = |n: usize| format!("2027-01-01 休 {}", "长".repeat(n));
        assert_eq!(announced(&line(40), 2027).problems, []);
        let problems = announced(&line(43), 2027).problems;
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].zh, "2027-01-01的名称超出3个字，最多40个字");
    }

    fn told(text: &str) -> String {
        let read = announced(text, 2027);
        let day = |day: &CalendarDay| format!("{}{}", day.date, if day.working { "班" } else { "休" });
        let problems = read.problems.iter().map(|label| label.zh.to_string());
        read.days.iter().map(day).chain(problems).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lists_of_days_and_what_contradicts_itself() {
        let table = [
            ("2027-01-01 休 元旦\n2027/1/3,班", "2027-01-01休 2027-01-03班"),
            (
                "一、元旦：2026年12月31日至2027年1月2日放假，共3天。",
                "2026-12-31休 2027-01-01休 2027-01-02休",
            ),
            ("元旦：1月1日放假，1月3日（周日）上班", "2027-01-01休 2027-01-03班"),
            ("元旦：1月1日（周四）放假。", "2027-01-01休 2027-01-01是周五，不是周四"),
            (
                "春节：2月5日至12日放假，共7天。",
                "2027-02-05休 2027-02-06休 2027-02-07休 2027-02-08休 2027-02-09休 2027-02-10休 2027-02-11休 2027-02-12休 “春节:2月5日至12日放假，共7天”：写着7天，数下来是8天",
            ),
            ("春节：2月30日放假。", "“春节:2月30日放假”：没有这一天"),
            (
                "春节：2月12日至5日放假。",
                "“春节:2月12日至5日放假”：结束不在开始之后一个月内",
            ),
            (
                "1月1日放假。1月1日上班。",
                "2027-01-01休 2027-01-01既写了放假又写了上班",
            ),
            ("各地区、各部门：请遵照执行。", "没有读到放假或上班的日子"),
            ("", "没有读到放假或上班的日子"),
        ];
        for (text, expected) in table {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn what_holds_two_years_is_told_and_none_of_it_taken_for_the_other() {
        let both = format!("{}\n{}", NOTICES[1].1, NOTICES[2].1);
        let read = announced(&both, 2027);
        assert!(
            read.problems
                .iter()
                .any(|label| label.zh == "里面有2025年和2026年的安排，请一年一年读入"),
            "{:?}",
            read.problems
        );
        let list = |year: i32| (1..=8).map(move |day| format!("{year}-10-{day:02} 休 国庆节\n"));
        let two: String = list(2027).chain(list(2028)).collect();
        assert_eq!(announced(&two, 2027).problems.len(), 1);
        let years = |text: &str| {
            let read = announced(text, 2027);
            read.problems
                .iter()
                .map(|label| label.zh.to_string())
                .collect::<Vec<_>>()
        };
        let told = ["里面有2027年和2028年的安排，请一年一年读入".to_owned()];
        assert_eq!(years("2027-01-01 休 元旦\n2028-01-01 休 元旦"), told);
        assert_eq!(years("2027-01-01 休 元旦\n2028-05-01 休 劳动节"), told);
        assert_eq!(years("2027-10-01 休 国庆节\n2028-01-11 休 元旦"), told);
        // A holiday across New Year is of one notice.
        let across: String = list(2027).chain(["2028-01-01 休 元旦".to_owned()]).collect();
        assert_eq!(announced(&across, 2027).problems, []);
        assert_eq!(years("元旦：12月30日至2028年1月2日放假，共4天。"), [""; 0]);
        assert_eq!(years("2027-01-01 休 元旦\n2026-12-31 休 元旦"), [""; 0]);
        assert_eq!(
            years("2027-01-01 休 元旦\n2027-12-31 休 元旦\n2028-01-01 休 元旦"),
            [""; 0]
        );
    }
}
