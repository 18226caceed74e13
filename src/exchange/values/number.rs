//! Numbers as people and spreadsheets write them.

use super::{Unread, asks};
use crate::domain::fold::folded;
use crate::exchange::grid::{Cell, shown_number};
use crate::exchange::text as say;
use crate::exchange::words::{WHOLE, YUAN, YUAN_TOO, money_suffix};

/// Excel keeps so many digits.
pub(super) const KEPT_DIGITS: usize = 15;

/// A number without binary noise: `0.57999999999999996` is 0.58. What is no number stays as it is.
pub(super) fn plain(text: &str) -> String {
    let narrow = folded(text).replace(',', "");
    let bare = narrow.trim_start_matches(['-', '+']);
    let is_number =
        bare.bytes().all(|b| b.is_ascii_digit() || b == b'.') && bare.bytes().filter(|b| *b == b'.').count() <= 1;
    let digits = bare
        .trim_start_matches(['0', '.'])
        .bytes()
        .filter(u8::is_ascii_digit)
        .count();
    match narrow.parse::<f64>() {
        Ok(number) if is_number && digits > KEPT_DIGITS && bare.contains('.') => shown_number(number),
        _ if narrow.contains('e') && narrow.parse::<f64>().is_ok() => shown_number(narrow.parse().unwrap_or_default()),
        _ => text.to_owned(),
    }
}

/// An amount as it is compared, without brackets and signs of the currency, and whether it had one of the latter.
fn narrow(text: &str) -> (String, bool) {
    let mut narrow: String = folded(text).into_owned();
    // Accounts write what is negative in brackets, or with the sign behind.
    let inner = narrow.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    if let Some(inner) = inner.or_else(|| narrow.strip_suffix('-')) {
        narrow = format!("-{}", inner.trim_start_matches('-'));
    }
    let mut has_sign = false;
    // Nearly all end in a figure.
    if !narrow.ends_with(|c: char| c.is_ascii_digit()) {
        has_sign = spelled_out(&mut narrow);
    }
    for sign in ["¥", "rmb", "cny", "cn¥"] {
        let (minus, rest) = match narrow.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", &*narrow),
        };
        if let Some(rest) = rest.strip_prefix(sign) {
            narrow = format!("{minus}{rest}");
            has_sign = true;
        }
    }
    (narrow, has_sign)
}

/// Ends an amount in the usual word for yuan where it says so in another: 1200元整, 1200块. Gives whether it ends in the code of the currency, as good as
/// its sign.
fn spelled_out(narrow: &mut String) -> bool {
    let whole = narrow.strip_suffix(WHOLE).filter(|whole| whole.ends_with(YUAN));
    if let Some(length) = whole.map(str::len) {
        narrow.truncate(length);
    }
    for code in ["rmb", "cny"] {
        let bare = narrow.strip_suffix(code).map(str::trim_end);
        if let Some(length) = bare
            .filter(|bare| bare.ends_with(|c: char| c.is_ascii_digit()))
            .map(str::len)
        {
            narrow.truncate(length);
            return true;
        }
    }
    for spelled in YUAN_TOO {
        if let Some(bare) = narrow.strip_suffix(spelled) {
            let unit = if bare.ends_with(YUAN) { "" } else { money_suffix(0) };
            *narrow = format!("{bare}{unit}");
        }
    }
    false
}

/// What an amount is read as that says by brackets, or a sign behind, that it is negative.
pub(super) fn written_negative(text: &str) -> Option<String> {
    let said = folded(text);
    let is_other = said.starts_with('(') || said.ends_with('-');
    Some(narrow(text).0).filter(|narrow| is_other && narrow.starts_with('-'))
}

fn is_bare(narrow: &str) -> bool {
    let fits = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b'+' | b'e');
    narrow.bytes().all(fits)
}

/// Whether an amount says no unit: neither one behind it nor the sign of the currency.
pub(super) fn lacks_unit(text: &str) -> bool {
    let (narrow, has_sign) = narrow(text);
    is_bare(&narrow) && !has_sign
}

/// Whether an amount says no unit but the sign of the currency.
pub(super) fn has_sign_alone(text: &str) -> bool {
    let (narrow, has_sign) = narrow(text);
    is_bare(&narrow) && has_sign
}

/// An amount with its unit behind it, as the field's reader takes it. A bare number is in ten to this power of yuan, one with the sign of the
/// currency in ten to that.
pub(super) fn money(cell: &Cell, text: &str, bare: Option<i32>, signed: Option<i32>) -> Result<String, Unread> {
    let (narrow, has_sign) = narrow(text);
    if !is_bare(&narrow) {
        // The noise may stand before a unit as well.
        let end = narrow.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '-' | '+'));
        let (number, unit) = narrow.split_at(end.unwrap_or(0));
        return Ok(format!("{}{unit}", plain(number)));
    }
    if narrow.contains('e') && !matches!(cell, Cell::Number(_)) && has_lost_digits(text) {
        return asks(say::lost_digits(text));
    }
    let power = if has_sign { signed } else { bare };
    // Nothing is nothing in any unit.
    let is_zero = !narrow.bytes().any(|b| (b'1'..=b'9').contains(&b));
    let Some(power) = power.or(is_zero.then_some(0)) else {
        return asks(say::asked_first());
    };
    Ok(format!(
        "{}{}",
        plain(narrow.trim_start_matches('+')),
        money_suffix(power)
    ))
}

/// Whether digits were lost: `1.38E+10`, or more than fifteen with only zeros behind them.
pub(super) fn has_lost_digits(text: &str) -> bool {
    let narrow = folded(text);
    if let Some((mantissa, exponent)) = narrow.split_once('e') {
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).count();
        let is_number = !mantissa.is_empty() && mantissa.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let power = exponent.strip_prefix('+').unwrap_or(exponent).parse::<usize>();
        return is_number
            && power.is_ok_and(|power| power + 1 > digits && power < 40 && exponent.starts_with('+') | (digits > 1));
    }
    let is_digits = narrow.len() > KEPT_DIGITS && narrow.bytes().all(|b| b.is_ascii_digit());
    is_digits && narrow[KEPT_DIGITS..].bytes().all(|b| b == b'0')
}

/// Whether a number of a sheet may have lost a 0 at its end: 3.10 is kept as 3.1.
pub(super) fn may_lack_zero(cell: &Cell, text: &str) -> bool {
    let parts = text.split_once('.').filter(|_| matches!(cell, Cell::Number(_)));
    parts.is_some_and(|(whole, behind)| behind.len() == 1 && whole.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A number that stands for itself: a phone number of a numeric cell keeps its digits and no `.0`.
pub(super) fn digits_of(text: &str) -> String {
    match text.strip_suffix(".0") {
        Some(whole) if whole.bytes().all(|b| b.is_ascii_digit()) => whole.to_owned(),
        _ => text.to_owned(),
    }
}
