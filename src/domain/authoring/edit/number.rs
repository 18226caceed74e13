//! Numbers as people type them into a rule or a goal: grouped, in 万, in per cent.

use crate::domain::field::{self, parse_money};
use crate::domain::metric::Unit;
use crate::domain::rule::limits::most;

/// Why a text is no such number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NumberProblem {
    /// Nothing is there.
    Empty,
    /// It is no number.
    NotANumber,
    /// Such a figure is never negative.
    Negative,
    /// It must be a whole one.
    NotWhole,
    /// Beyond what makes sense; the largest that does, as it is typed.
    TooLarge(f64),
}

/// Reads a number of a unit: `80万`, `1,000,000`, `￥500`, `30`, `30%` or `30 %` for a share of 0.3. In the metric's own unit. An amount may be
/// written as in any field of amounts: `1亿2000万`, `3千`.
pub fn read_number(text: &str, unit: Unit) -> Result<f64, NumberProblem> {
    let plain: String = text.chars().filter_map(narrow).collect();
    if plain.is_empty() {
        return Err(NumberProblem::Empty);
    }
    let share = unit == Unit::Share;
    let (digits, exponent) = match plain.strip_suffix('元').unwrap_or(&plain) {
        text if share => (text.strip_suffix('%').unwrap_or(text), -2),
        text => match (text.strip_suffix('万'), text.strip_suffix('亿')) {
            (Some(rest), _) => (rest, 4),
            (_, Some(rest)) => (rest, 8),
            _ => (text, 0),
        },
    };
    let unsigned = digits.strip_prefix(['-', '+']).unwrap_or(digits);
    let is_number = unsigned.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && unsigned.bytes().any(|b| b.is_ascii_digit())
        && unsigned.bytes().filter(|b| *b == b'.').count() <= 1;
    let value: f64 = match is_number {
        // The exponent is read with the digits, so that 12.34万 is 123,400 exactly.
        true => format!("{digits}e{exponent}").parse().ok(),
        false if unit == Unit::Yuan => parse_money(text, field::Unit::Yuan)
            .ok()
            .map(|fen| fen.0 as f64 / 100.0),
        false => None,
    }
    .ok_or(NumberProblem::NotANumber)?;
    let most = most(unit);
    if value.abs() > most {
        return Err(NumberProblem::TooLarge(if share { most * 100.0 } else { most }));
    }
    if value < 0.0 && !matches!(unit, Unit::Yuan | Unit::Share) {
        return Err(NumberProblem::Negative);
    }
    Ok(value + 0.0)
}

/// A character as it counts; nothing for what only groups or adorns.
fn narrow(c: char) -> Option<char> {
    match c {
        c if c.is_whitespace() => None,
        ',' | '，' | '¥' | '￥' => None,
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
        '．' | '。' => Some('.'),
        '％' => Some('%'),
        '－' | '−' => Some('-'),
        c => Some(c),
    }
}

/// A number as it stands in its field: grouped by thousands, a share in per cent.
pub fn written(value: f64, unit: Unit) -> String {
    let shown = if unit == Unit::Share {
        // What per cent adds in binary digits is cut off again.
        (value * 100.0 * 1e9).round() / 1e9
    } else {
        value
    };
    let text = format!("{}", shown + 0.0);
    let (sign, digits) = text.strip_prefix('-').map_or(("", &*text), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, ""), |(w, f)| (w, f));
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}
