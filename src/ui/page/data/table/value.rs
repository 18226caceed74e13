//! Values of fields in the words of the screen: amounts with their unit, choices by their names.

use super::desk::TableDesk;
use crate::domain::day::Day;
use crate::domain::field::{FieldKind, FieldValue, options, parse};
use crate::domain::label::Lang;
use crate::state::live::*;
use crate::state::use_app;
use crate::ui::format;
use crate::ui::text::T;

/// A longer text is shown by its beginning, of so many characters.
const LONGEST: usize = 1_000;
const BEGINNING: usize = 200;

/// A text as the page shows it: of one that no screen holds the beginning, and how long it is. What is imported is the whole.
pub fn shown(t: T, text: &str) -> String {
    let long = (text.len() > LONGEST).then(|| text.chars().count());
    match long.filter(|long| *long > LONGEST) {
        Some(long) => t.table_cut(text.chars().take(BEGINNING).collect::<String>(), format::count(long)),
        None => text.to_owned(),
    }
}

/// What the text of a field's input says; a text that is none stands as it is.
pub fn in_words(t: T, key: &str, text: &str) -> String {
    let subject = TableDesk::get()
        .wanted
        .with_untracked(|wanted| wanted.as_ref().map(|wanted| wanted.mapping.subject));
    let Some(field) = subject.and_then(|subject| subject.field(key)) else {
        return text.to_owned();
    };
    if let FieldKind::Choice(list) = field.kind {
        let all = use_app()
            .session
            .peek(|world| options(list, &world.book.head.settings, &world.book.head.rulebook));
        let known = all.unwrap_or_default().into_iter().find(|choice| *choice.word == *text);
        return known.map_or_else(|| text.to_owned(), |choice| t.label(&choice.label));
    }
    match parse(field.kind, text, Day(0)) {
        Ok(FieldValue::Empty) | Err(_) => text.to_owned(),
        // Tens of thousands are no English unit.
        Ok(FieldValue::Money(amount)) if t.0 == Lang::En => format::yuan_sign(amount, t.0),
        Ok(value) => match (format::value(field.kind, &value, t.0), field.unit) {
            (said, Some(unit)) => t.with_unit(grouped(said), unit.get(t.0)),
            (said, None) => said,
        },
    }
}

/// A bare number with separators.
fn grouped(text: String) -> String {
    let decimals = text.split_once('.').map_or(0, |(_, behind)| behind.len());
    text.parse()
        .map_or(text, |number: f64| format::decimal(number, decimals))
}

/// Some names, and that there are others.
pub fn some_of(t: T, names: impl IntoIterator<Item = String>, are_more: bool) -> String {
    let list = format::list(names, t.0);
    if are_more { t.found_and_others(list) } else { list }
}
