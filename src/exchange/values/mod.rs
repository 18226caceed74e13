//! What a cell says for a field: one text that the field's own reader takes ([`crate::domain::field`]), or why not. What only the person
//! can know is asked: one question a column and reason, all of them at once.

mod alike;
mod as_of;
mod asked;
mod day;
mod english;
mod found;
mod in_words;
mod number;
mod partly;
mod question;
mod short;
mod vague;

pub(crate) use as_of::RowDay;
pub(crate) use asked::Reading;
pub use day::serial_day;
pub(crate) use day::{is_date, is_lunar_day, time_alone};
pub(crate) use found::{is_contradicted, raised};
pub(crate) use in_words::{as_lunar, of_calendar};
pub(crate) use partly::tells_day;
pub(crate) use question::Instead;
pub use question::{
    Answer, Ask, Dayless, Disagreeing, Lines, Numbered, Question, RefundSums, Refunded, ShortOrder, UnknownWord,
    Yearless,
};
pub(crate) use short::counts_republic;
pub use short::short_day;

use std::borrow::Cow;

use crate::domain::field::{Choices, FieldKind, Tense, half_width};
use crate::domain::fold::folded;
use crate::domain::guard::is_guarded;
use crate::domain::label::Label;

use super::grid::Cell;
use super::text as say;
use super::words::{CHOICES, NO, NONE, NOTHING, SCHEMES, UNDECIDED, YES, says_lunar};

/// No text that stands for nothing has more bytes, however wide its signs are.
const LONGEST_NOTHING: usize = 30;

/// A text without what spreadsheets put around it: `="00123"`, a leading apostrophe, blanks nobody sees.
pub fn unguarded(text: &str) -> &str {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{a0}'));
    if let Some(inner) = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return inner.trim();
    }
    match text.strip_prefix('\'') {
        Some(rest) if is_guarded(rest) => rest,
        _ => text,
    }
}

/// The text of a day in narrow signs and years of the common era; any other text as it stands.
fn narrow(text: &str, kind: FieldKind) -> Cow<'_, str> {
    let is_day = matches!(kind, FieldKind::Date(_) | FieldKind::Moment(_));
    let narrow = match is_day && text.contains(|c: char| matches!(c, '\u{ff01}'..='\u{ff5e}')) {
        true => Cow::Owned(half_width(text)),
        false => Cow::Borrowed(text),
    };
    let own = short::of_republic(&narrow).filter(|_| is_day);
    own.map_or(narrow, Cow::Owned)
}

/// Whether a text is a value and no heading: a number, an amount, a date, a phone number, an address.
pub(crate) fn is_value(text: &str) -> bool {
    let text = unguarded(text);
    let has_digit = text.chars().any(|c| c.is_ascii_digit());
    let signs = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                ' ' | ',' | '.' | '-' | '+' | '%' | '(' | ')' | '/' | ':' | '¥' | '￥' | '$' | '*'
            )
    };
    (has_digit && (text.chars().all(signs) || is_date(text))) || text.contains('@') || text.starts_with("http")
}

/// Why a cell says nothing for a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unread {
    /// In words.
    pub message: Label,
    /// Whether that is asked about; else it is wrong.
    pub waits: bool,
}

/// What is wrong with a cell.
fn wrong<T>(message: Label) -> Result<T, Unread> {
    Err(Unread { message, waits: false })
}

/// What is asked about a cell.
fn asks<T>(message: Label) -> Result<T, Unread> {
    Err(Unread { message, waits: true })
}

/// What a cell says for a field of this kind; nothing where it is blank.
pub(crate) fn said(cell: &Cell, kind: FieldKind, reading: &Reading) -> Result<Option<String>, Unread> {
    let shown = match cell {
        Cell::Blank => return Ok(None),
        Cell::Error(text) if NOTHING.contains(&&*folded(text)) => return Ok(None),
        // What stood behind it may belong to it.
        Cell::Error(text) if text.starts_with('"') => return wrong(say::open_quote(text)),
        Cell::Error(text) => return wrong(say::formula_error(text)),
        cell => cell.shown(),
    };
    if let Some(id) = known_id(&shown, kind, reading) {
        return Ok(Some(id));
    }
    let text = &*narrow(unguarded(&shown), kind);
    if text.is_empty() || is_nothing(text, kind) {
        return Ok(None);
    }
    let may_be_lost = !reading.keeps_rounded() && !reading.as_in_book.contains(text);
    if may_be_lost && keeps_digits(kind) && number::has_lost_digits(text) {
        return if reading.leaves_rounded_out() {
            Ok(None)
        } else {
            asks(say::lost_digits(text))
        };
    }
    if reading.may_lack_zero(cell, text, kind) && !reading.keeps_rounded() {
        return if reading.leaves_rounded_out() {
            Ok(None)
        } else {
            asks(say::lost_zero(text))
        };
    }
    match kind {
        FieldKind::Money(_) if let Some(read) = number::written_negative(text) => wrong(say::negative(text, read)),
        FieldKind::Money(unit) | FieldKind::SignedMoney(unit) => {
            number::money(cell, text, reading.power(unit), reading.signed_power()).map(Some)
        }
        FieldKind::Count | FieldKind::Number | FieldKind::Grade => Ok(Some(number::plain(text))),
        FieldKind::Date(_) => day::date(cell, text, reading),
        FieldKind::Moment(_) => day::moment(cell, text, reading),
        FieldKind::Choice(_) if reading.waits_for(text) => asks(say::asked_first()),
        FieldKind::Choice(_) => Ok(reading.choice(text)),
        FieldKind::Flag if let Some(is) = says_lunar(text).filter(|_| reading.is_of_calendar) => {
            Ok(Some(if is { "yes" } else { "no" }.to_owned()))
        }
        FieldKind::Flag => Ok(Some(flag(text).to_owned())),
        FieldKind::Link(_) => Ok(reading.choice(&number::digits_of(&one_line(text)))),
        FieldKind::Reach(_) => {
            let text = SCHEMES
                .iter()
                .find_map(|scheme| text.strip_prefix(scheme))
                .unwrap_or(text);
            Ok(Some(number::digits_of(&lines(text).collect::<Vec<_>>().join(" / "))))
        }
        FieldKind::Code | FieldKind::Id => Ok(Some(number::digits_of(&one_line(text)))),
        // A share of what?
        FieldKind::Shares if is_value(text) => wrong(say::not_read(text)),
        FieldKind::Text => Ok(Some(one_line(text))),
        _ => Ok(Some(text.to_owned())),
    }
}

/// The same of a cell in a row of this day: what it says as of that one is a day.
pub(crate) fn said_in(cell: &Cell, kind: FieldKind, reading: &Reading, of: RowDay) -> Result<Option<String>, Unread> {
    let shown = cell.shown();
    let text = &*narrow(unguarded(&shown), kind);
    let is_whole = reading.keeps_rounded() || !reading.may_lack_zero(cell, text, kind);
    match as_of_row(cell, text, reading, of).filter(|_| is_whole) {
        Some(day) => Ok(day.map(|day| day::written(day, kind))),
        None => said(cell, kind, reading),
    }
}

/// Whether a cell says a day as of its row's, or will once that one is known.
pub(crate) fn is_as_of_row(cell: &Cell, text: &str, reading: &Reading, of: RowDay) -> bool {
    as_of_row(cell, text, reading, of).is_some()
}

/// The day that a cell says as of its row's, nothing inside while that one waits; nothing where it does not say one so.
fn as_of_row(cell: &Cell, text: &str, reading: &Reading, of: RowDay) -> Option<Option<day::Timed>> {
    if !reading.counts_from_row || !partly::is_as_of_another(cell, text) {
        return None;
    }
    match of {
        RowDay::Unsaid => None,
        RowDay::Waits => Some(None),
        RowDay::Is(of) => {
            let last = reading.today.filter(|_| reading.tense == Some(Tense::Past));
            as_of::counted(&partly::of_cell(cell, text), of, last).map(Some)
        }
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// What an id may be that is written so, the likeliest first: behind the apostrophe that keeps a spreadsheet from reading it, or as it stands.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    let bare = text.strip_prefix('\'').filter(|rest| is_guarded_id(rest));
    bare.into_iter().chain([text])
}

/// The id of a record of the book that a cell says.
fn known_id(text: &str, kind: FieldKind, reading: &Reading) -> Option<String> {
    let known = ids(text).find(|id| kind == FieldKind::Id && reading.as_in_book.contains(*id));
    known.map(str::to_owned)
}

/// An id that begins as if it were guarded, with one more guard: so it comes back as it is.
pub(crate) fn guarded_id(id: &str) -> Cow<'_, str> {
    match id.strip_prefix('\'').is_some_and(is_guarded_id) {
        true => Cow::Owned(format!("'{id}")),
        false => Cow::Borrowed(id),
    }
}

fn is_guarded_id(rest: &str) -> bool {
    rest.starts_with('\'') || is_guarded(rest)
}

/// What a cell may say for a field of this kind, if the book has it so, and would not be read as: ids are any texts there, with blanks around and
/// apostrophes, and what seems to have lost digits may have none more.
pub(crate) fn may_be_known(cell: &Cell, kind: FieldKind) -> Vec<String> {
    let mut all: Vec<String> = seems_lost(cell, kind).into_iter().collect();
    if let (Cell::Text(text), FieldKind::Id) = (cell, kind)
        && (text.starts_with('\'')
            || is_nothing(unguarded(text), kind)
            || number::digits_of(&one_line(unguarded(text))) != **text)
    {
        all.extend(ids(text).map(str::to_owned));
    }
    all
}

/// What a cell says for a field of this kind that seems to have lost digits.
fn seems_lost(cell: &Cell, kind: FieldKind) -> Option<String> {
    // Nearly no cell is as long, or has a letter of powers.
    let may_be = match cell {
        Cell::Text(text) => text.len() > number::KEPT_DIGITS || text.contains(['e', 'E', 'ｅ', 'Ｅ']),
        Cell::Number(number) => number.abs() >= 1e15 || number.fract() != 0.0,
        _ => false,
    };
    if !may_be {
        return None;
    }
    let shown = cell.shown();
    let text = unguarded(&shown);
    let is_lost = keeps_digits(kind) && number::has_lost_digits(text);
    (is_lost || keeps_zeros(kind) && number::may_lack_zero(cell, text)).then(|| text.to_owned())
}

/// A text without the breaks that only make it fit its cell.
pub(crate) fn one_line(text: &str) -> String {
    lines(text).fold(String::new(), |mut all, line| {
        let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
        if is_latin(all.chars().next_back()) && is_latin(line.chars().next()) {
            all.push(' ');
        }
        all + line
    })
}

/// Whether a text stands for nothing in a field of this kind.
fn is_nothing(text: &str, kind: FieldKind) -> bool {
    let is_amount = matches!(
        kind,
        FieldKind::Money(_) | FieldKind::SignedMoney(_) | FieldKind::Number | FieldKind::Count
    );
    let may_be_no = matches!(kind, FieldKind::Flag | FieldKind::Choice(_));
    let is_undecided = || matches!(kind, FieldKind::Date(_)) && UNDECIDED.contains(&&*folded(text));
    text.len() <= LONGEST_NOTHING && (NOTHING.contains(&&*folded(text)) || is_undecided())
        || (!may_be_no && NONE.contains(&text))
        || (is_amount && !text.is_empty() && text.chars().all(|c| matches!(c, '*' | '-' | '.' | '—')))
}

/// Kinds in which a 0 at the end of a number says something: names, numbers, versions.
pub(crate) fn keeps_zeros(kind: FieldKind) -> bool {
    keeps_digits(kind) && !matches!(kind, FieldKind::Reach(_))
        || matches!(
            kind,
            FieldKind::Tags | FieldKind::Items | FieldKind::Choice(Choices::Product)
        )
}

/// Kinds whose every digit counts.
fn keeps_digits(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Text | FieldKind::Reach(_) | FieldKind::Code | FieldKind::Id | FieldKind::Link(_)
    )
}

fn flag(text: &str) -> &str {
    let said = folded(text);
    if YES.contains(&&*said) {
        "yes"
    } else if NO.contains(&&*said) {
        "no"
    } else {
        text
    }
}

/// The word of a closed list that people also call so.
pub(crate) fn other_name(text: &str) -> impl Iterator<Item = &'static str> {
    let said = folded(text).into_owned();
    let fits = move |names: &[&str]| names.contains(&&*said);
    CHOICES
        .iter()
        .filter(move |(_, names)| fits(names))
        .map(|(word, _)| *word)
}
