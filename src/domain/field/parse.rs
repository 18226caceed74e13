//! From what a person types to a field's value: full-width digits, 万 and 亿, short dates.

use super::day_words::spoken;
use super::row::NO_CHOICE;
use super::words::{UNKNOWN, half_width, words};
use super::{Choices, FieldError, FieldKind, FieldValue, Reach, Tense, Typing, Unit, items, parse_moment};
use crate::domain::day::Day;
use crate::domain::decimal::Decimal;
use crate::domain::fold::{alike, distinct, is_blank};
use crate::domain::kind::ProductShare;
use crate::domain::money::{Fen, MoneyError};
use crate::domain::record::{Extra, Text};
use crate::domain::text::{self, field as say};
use crate::domain::uscc;

/// Reads what was typed into a field of this kind. Nothing typed means unknown.
pub fn parse<'a>(kind: FieldKind, text: &str, typing: impl Into<Typing<'a>>) -> Result<FieldValue, FieldError> {
    let typing = typing.into();
    let trimmed = text.trim();
    if is_blank(trimmed) {
        return Ok(FieldValue::Empty);
    }
    match kind {
        // Who types Chinese types wide digits, too.
        FieldKind::Reach(Reach::Phone | Reach::Email) => Ok(FieldValue::Text(half_width(trimmed).into())),
        FieldKind::Id | FieldKind::Link(_) | FieldKind::Text | FieldKind::LongText | FieldKind::Reach(_) => {
            Ok(FieldValue::Text(trimmed.into()))
        }
        FieldKind::Choice(list) => choice(list, trimmed).map(FieldValue::Text),
        FieldKind::Date(tense) => parse_date(trimmed, typing.today, tense).map(FieldValue::Date),
        FieldKind::Moment(tense) => parse_moment(trimmed, typing, tense).map(FieldValue::Moment),
        FieldKind::Money(unit) => positive(parse_money(trimmed, unit)?).map(FieldValue::Money),
        FieldKind::SignedMoney(unit) => parse_money(trimmed, unit).map(FieldValue::Money),
        FieldKind::Number => number(trimmed).map(FieldValue::Number),
        FieldKind::Count => count(trimmed).map(FieldValue::Count),
        FieldKind::Grade => grade(trimmed).map(FieldValue::Count),
        // Nothing is refused: a wrong code is kept with a warning (`domain::check`), as a person's sheet may have one.
        FieldKind::Code => Ok(match uscc::normal(&half_width(trimmed)) {
            code if code.is_empty() => FieldValue::Empty,
            code => FieldValue::Text(code.into()),
        }),
        FieldKind::Tags => Ok(tags(text)),
        FieldKind::Flag => flag(trimmed).map(FieldValue::Flag),
        FieldKind::Shares => shares(text),
        FieldKind::Items => Ok(match items::parse(text) {
            lines if lines.is_empty() => FieldValue::Empty,
            lines => FieldValue::Items(lines),
        }),
        FieldKind::Contacts => Err(FieldError::new(say::edit_contacts_there())),
        FieldKind::Staff => Err(FieldError::new(say::edit_staff_there())),
        FieldKind::Products => Err(FieldError::new(say::edit_products_there())),
    }
}

fn choice(list: Choices, text: &str) -> Result<Text, FieldError> {
    if !list.closed() {
        return Ok(text.into());
    }
    let fits = |word: &str| alike(word, text);
    let all = list.fixed();
    all.into_iter()
        .find(|o| fits(&o.word) || fits(&o.label.zh) || fits(&o.label.en))
        .map(|o| o.word)
        .ok_or(NO_CHOICE)
}

/// The years that a date can be meant in; `0024-03-05` and `2206-11-20` are slips of the pen.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2100;

/// Whether a day can be meant: it is of the years 1800 to 2100.
pub fn is_plausible(day: Day) -> bool {
    YEARS.contains(&chrono::Datelike::year(&day.date()))
}

/// From here on, an amount in 万元 without a unit is likely one in yuan that was pasted: 100,000万元 are a billion yuan.
const ASKED_YUAN: i64 = 1_000_000_000;

/// Reads a date: `2026-03-05`, `20260305`, `2026/3/5`, `2026年3月5日`; without a year (`0305`, `3-5`, `3月5日`) the last, the
/// next or this year's such day, as `tense` says, or a refusal where it says that the year is needed, or where the next such day is
/// more than a year away; or a word (今天, 昨天, 周三, `3天前`), which means what people say by it.
pub fn parse_date(text: &str, today: Day, tense: Tense) -> Result<Day, FieldError> {
    // What is no date is not answered by one without a year, where that would be refused, too.
    let unread = || match tense {
        Tense::Born => FieldError::new(say::no_whole_date()),
        _ => FieldError::new(say::no_date()),
    };
    let typed = half_width(text).to_lowercase();
    if let Some(day) = spoken(typed.trim(), today, tense) {
        return Ok(day);
    }
    let (year, month, day) = date_parts(&typed)
        // `2026` alone is a year, not the 26th of a 20th month.
        .filter(|(year, month, _)| year.is_some() || *month <= 12)
        .ok_or_else(unread)?;
    let this_year = chrono::Datelike::year(&today.date());
    if let Some(year) = year.filter(|year| !YEARS.contains(year)) {
        return Err(FieldError::new(say::year_asked(format!("{year:04}"))));
    }
    let found = match year {
        Some(year) => Day::from_ymd(year, month, day),
        None if tense == Tense::Born => return Err(FieldError::new(say::birth_year_needed())),
        None => day_of_year(this_year, month, day, today, tense),
    };
    // Of days without a year 29 February alone may be years away: what is to be done then is out of sight till then.
    let is_far = |day: &Day| year.is_none() && tense == Tense::Future && *day > today.plus_months(12);
    if let Some(day) = found.filter(is_far) {
        return Err(FieldError::new(say::far_day_needs_year(day)));
    }
    found.ok_or_else(|| {
        let year = year.unwrap_or(this_year);
        FieldError::new(say::not_in_calendar(year, month, day))
    })
}

/// The last, the next or this year's day of that month. 29 February may lie eight years away (2096 to 2104).
fn day_of_year(this_year: i32, month: u32, day: u32, today: Day, tense: Tense) -> Option<Day> {
    let of = |year| Day::from_ymd(year, month, day);
    match tense {
        Tense::Past => (0..=8).filter_map(|n| of(this_year - n)).find(|day| *day <= today),
        Tense::Future => (0..=8).filter_map(|n| of(this_year + n)).find(|day| *day >= today),
        Tense::Either => of(this_year),
        Tense::Born => None,
    }
}

/// Year (where written), month and day.
fn date_parts(text: &str) -> Option<(Option<i32>, u32, u32)> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
        return match text.len() {
            8 => Some((Some(number(0..4)? as i32), number(4..6)?, number(6..8)?)),
            4 => Some((None, number(0..2)?, number(2..4)?)),
            _ => None,
        };
    }
    let text = text.strip_suffix(['日', '号']).unwrap_or(text);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let number = |part: &str, most: usize| part.parse::<u32>().ok().filter(|_| part.len() <= most && digits(part));
    match parts[..] {
        [year, month, day] if year.len() == 4 => {
            Some((Some(number(year, 4)? as i32), number(month, 2)?, number(day, 2)?))
        }
        [month, day] => Some((None, number(month, 2)?, number(day, 2)?)),
        _ => None,
    }
}

fn positive(amount: Fen) -> Result<Fen, FieldError> {
    if amount < Fen(0) {
        return Err(FieldError::new(say::amount_negative()));
    }
    Ok(amount)
}

/// Reads an amount, exact to the fen: `128,000`, `12万`, `12.5万元`, `1亿2000万`, `¥128000.5`. A bare number is in `unit`.
pub fn parse_money(text: &str, unit: Unit) -> Result<Fen, FieldError> {
    let mut typed: String = half_width(text).to_uppercase().split_whitespace().collect();
    for sign in ["¥", "RMB", "CNY", "人民币"] {
        typed = typed.strip_prefix(sign).unwrap_or(&typed).to_owned();
    }
    let (negative, rest) = match typed.strip_prefix('-') {
        Some(rest) => (true, rest.strip_prefix('¥').unwrap_or(rest)),
        None => (false, typed.as_str()),
    };
    let (rest, says_yuan) = match rest.strip_suffix('元') {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let bare_exponent = match unit {
        _ if says_yuan => Some(0),
        Unit::Yuan => Some(0),
        Unit::Wan => Some(4),
    };
    let sum = segments(rest, bare_exponent, says_yuan)?;
    let is_bare = !says_yuan && rest.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    if unit == Unit::Wan && is_bare && is_asked(sum) {
        let digits = ungrouped(rest)?;
        return Err(FieldError::new(say::wan_asked(digits)));
    }
    Ok(if negative { -sum } else { sum })
}

/// Whether an amount in 万元 says its unit, so that it is not taken for one in yuan.
pub(super) fn is_asked(amount: Fen) -> bool {
    amount.0.abs() >= ASKED_YUAN * 100
}

const UNREAD_MONEY: FieldError = FieldError::new(say::no_amount());

/// Adds up numbers with their units (`1亿2000万`), each unit smaller than the one before.
fn segments(text: &str, bare_exponent: Option<i32>, says_yuan: bool) -> Result<Fen, FieldError> {
    let mut rest = text;
    let mut sum = Fen(0);
    let mut last: Option<i32> = None;
    loop {
        let digits = rest
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
            .unwrap_or(rest.len());
        let (number, after) = rest.split_at(digits);
        let units = after.find(|c: char| power(c).is_none()).unwrap_or(after.len());
        let exponent: i32 = after[..units].chars().filter_map(power).sum();
        let exponent = match (units, last) {
            (0, None) => bare_exponent.ok_or(UNREAD_MONEY)?,
            // `3万5000元` is clear; `1万2` is 12,000 to some and 10,002 to others.
            (0, Some(_)) if says_yuan => 0,
            (0, Some(_)) => return Err(UNREAD_MONEY),
            _ => exponent,
        };
        if last.is_some_and(|last| exponent >= last) {
            return Err(UNREAD_MONEY);
        }
        sum += Fen::parse_yuan(&format!("{}e{exponent}", ungrouped(number)?)).map_err(money_error)?;
        last = Some(exponent);
        rest = &after[units..];
        if rest.is_empty() {
            return if sum.0 > crate::domain::money::MAX_FEN {
                Err(money_error(MoneyError::TooLarge))
            } else {
                Ok(sum)
            };
        }
    }
}

fn power(c: char) -> Option<i32> {
    match c {
        '百' => Some(2),
        '千' => Some(3),
        '万' | '萬' => Some(4),
        '亿' | '億' => Some(8),
        _ => None,
    }
}

/// The digits without thousands separators. Groups of other sizes are refused: `1,28` may mean 1.28.
fn ungrouped(number: &str) -> Result<String, FieldError> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("").len();
    let fits = |size| first <= size && whole.split(',').skip(1).all(|group| group.len() == size);
    let grouped = groups.next().is_some();
    if fraction.contains([',', '.']) || (grouped && (first == 0 || !(fits(3) || fits(4)))) {
        return Err(UNREAD_MONEY);
    }
    Ok(number.replace(',', ""))
}

fn money_error(error: MoneyError) -> FieldError {
    match error {
        MoneyError::NotANumber => UNREAD_MONEY,
        MoneyError::TooManyDecimals => FieldError::new(say::amount_too_fine()),
        MoneyError::TooLarge => FieldError::new(say::amount_too_large()),
    }
}

fn number(text: &str) -> Result<Decimal, FieldError> {
    const UNREAD: FieldError = FieldError::new(say::a_number());
    let typed: String = half_width(text).split_whitespace().collect();
    let (sign, digits) = match typed.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", typed.strip_prefix('+').unwrap_or(&typed)),
    };
    let digits = ungrouped(digits).map_err(|_| UNREAD)?;
    if digits.starts_with(['-', '+']) {
        return Err(UNREAD);
    }
    Decimal::parse(&format!("{sign}{digits}")).ok_or(UNREAD)
}

fn count(text: &str) -> Result<u32, FieldError> {
    const UNREAD: FieldError = FieldError::new(say::whole_number());
    let typed = half_width(text);
    let typed = typed.trim_end_matches(['人', '名', '个', '家']);
    let number = parse_money(typed, Unit::Yuan).map_err(|_| UNREAD)?;
    match (number.0 % 100, u32::try_from(number.0 / 100)) {
        (0, Ok(n)) => Ok(n),
        _ => Err(UNREAD),
    }
}

fn grade(text: &str) -> Result<u32, FieldError> {
    match half_width(text).parse() {
        Ok(n @ 1..=5) => Ok(n),
        _ => Err(FieldError::new(say::one_to_five())),
    }
}

fn tags(text: &str) -> FieldValue {
    let all: Vec<Text> = distinct(words(text)).into_iter().map(Text::from).collect();
    if all.is_empty() {
        FieldValue::Empty
    } else {
        FieldValue::Tags(all)
    }
}

fn flag(text: &str) -> Result<bool, FieldError> {
    match half_width(text).to_lowercase().as_str() {
        "是" | "有" | "对" | "yes" | "y" | "true" | "1" | "√" | "✓" => Ok(true),
        "否" | "无" | "不" | "no" | "n" | "false" | "0" | "×" | "✗" => Ok(false),
        _ => Err(FieldError::new(say::yes_or_no())),
    }
}

/// Reads a share: `46%`, `46.5 %`, `0.46`; a bare number above 1, or a whole one, counts in percent as on the printed sheet.
pub fn parse_share(text: &str) -> Result<Decimal, FieldError> {
    const UNREAD: FieldError = FieldError::new(say::no_share());
    const OUTSIDE: FieldError = FieldError::new(say::share_outside());
    let typed = half_width(text);
    let number = typed.strip_suffix('%').map(str::trim);
    let digits = number.unwrap_or(&typed);
    let dot = digits.find('.');
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.bytes().any(|b| b.is_ascii_digit());
    let value: f64 = digits.parse().ok().filter(|_| plain).ok_or(UNREAD)?;
    let percent = number.is_some() || dot.is_none() || value > 1.0;
    if value > if percent { 100.0 } else { 1.0 } {
        return Err(OUTSIDE);
    }
    Decimal::parse(&shifted(digits, if percent { 2 } else { 0 })).ok_or(UNREAD)
}

/// A plain decimal with its point moved `left` places, digit by digit: `46.5` by 2 is `0.465`.
pub(super) fn shifted(digits: &str, left: usize) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let padded = format!("{}{whole}", "0".repeat(left + 1));
    let (head, tail) = padded.split_at(padded.len() - left);
    let (head, tail) = (head.trim_start_matches('0'), format!("{tail}{fraction}"));
    let tail = tail.trim_end_matches('0');
    let head = if head.is_empty() { "0" } else { head };
    if tail.is_empty() {
        head.to_owned()
    } else {
        format!("{head}.{tail}")
    }
}

/// Reads one product and its share: `伺服电机 46%`, `视觉`, `服务 未知`.
pub(super) fn share_entry(entry: &str) -> Result<ProductShare, FieldError> {
    let known = |name: &str, share| ProductShare {
        name: name.trim_end().trim_end_matches([':', '：']).trim_end().into(),
        share,
        extra: Extra::default(),
    };
    let entry = entry.trim();
    if let Some(name) = entry.strip_suffix(UNKNOWN).filter(|name| !name.trim().is_empty()) {
        return Ok(known(name, None));
    }
    let body = entry.trim_end_matches(['%', '％']).trim_end();
    let start = body
        .char_indices()
        .rev()
        .take_while(|(_, c)| matches!(half_width_char(*c), '0'..='9' | '.'))
        .last()
        .map_or(entry.len(), |(at, _)| at);
    let (name, number) = entry.split_at(start);
    let typed = half_width(number);
    // A number stuck to a name without a percent sign belongs to the name (`S7-1200`).
    let parted = name.ends_with([' ', '\u{3000}']) || name.ends_with([':', '：']) || typed.ends_with('%');
    if name.trim().is_empty() || typed.is_empty() || !parted {
        return Ok(known(entry, None));
    }
    parse_share(&typed).map(|share| known(name, Some(share)))
}

fn half_width_char(c: char) -> char {
    half_width(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(' ')
}

fn shares(text: &str) -> Result<FieldValue, FieldError> {
    let all: Vec<ProductShare> = words(text).map(share_entry).collect::<Result<_, _>>()?;
    let sum: f64 = all.iter().filter_map(ProductShare::value).sum();
    if sum > 1.0 + 1e-9 {
        let percent = (sum * 1000.0).round() / 10.0;
        return Err(FieldError::new(text::shares_above_whole(percent)));
    }
    Ok(if all.is_empty() {
        FieldValue::Empty
    } else {
        FieldValue::Shares(all)
    })
}
