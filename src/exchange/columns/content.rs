//! What the cells of a column say about it.

use std::borrow::Cow;

use super::{DOUBTFUL, Importable, Subject};
use crate::domain::field::{Choice, Choices, FieldKind, Reach};
use crate::domain::fold::{alike, folded};
use crate::domain::twin::is_place;
use crate::domain::uscc;
use crate::exchange::grid::Cell;
use crate::exchange::layout::Table;
use crate::exchange::values::{is_date, other_name, tells_day, unguarded};
use crate::exchange::words::{
    COMPANY_ENDS, EXTENSIONS, FAMILY_NAMES, PLACE_ENDS, names_field, says_lunar, state_words,
};

/// So many cells decide what a column's content is.
const SAMPLE: usize = 100;
/// So many of its words, whether they are of a list.
const WORDS: usize = 12;

/// What the cells of a column are, as shares of those that say something.
#[derive(Default)]
pub(super) struct Content {
    phones: f64,
    mails: f64,
    codes: f64,
    dates: f64,
    numbers: f64,
    people: f64,
    companies: f64,
    ended: f64,
    states: f64,
    days_in_words: f64,
    places: f64,
    calendars: f64,
    said: usize,
    /// The first words, each once.
    words: Vec<String>,
    /// The table has no head: what its columns are, only their cells say.
    is_headless: bool,
}

impl Content {
    /// Counts become shares of what says something.
    fn share_out(&mut self) {
        let all = self.said.max(1) as f64;
        for share in [
            &mut self.phones,
            &mut self.mails,
            &mut self.codes,
            &mut self.dates,
            &mut self.numbers,
            &mut self.people,
            &mut self.companies,
            &mut self.ended,
            &mut self.states,
            &mut self.days_in_words,
            &mut self.places,
            &mut self.calendars,
        ] {
            *share /= all;
        }
    }

    /// Whether nearly all of them are days or times.
    pub fn are_days(&self) -> bool {
        self.said > 0 && self.dates > 0.8
    }

    /// Whether nearly all of them are names of people.
    pub fn are_people(&self) -> bool {
        self.people > 0.8
    }

    /// Whether nearly all of them are days, however they are written: tomorrow, in March.
    pub fn tell_days(&self) -> bool {
        self.said > 0 && self.days_in_words > 0.5
    }

    /// Whether nearly all of them say how an order stands.
    pub fn are_states(&self) -> bool {
        self.said > 0 && self.states > 0.8
    }

    /// Whether some of them say that a ticket is solved, or was called off.
    pub fn say_ended(&self) -> bool {
        self.ended > 0.0
    }
}

pub(super) fn content(table: &Table, column: usize) -> Content {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    let mut content = Content {
        is_headless: table.head.is_empty(),
        ..Content::default()
    };
    let states = state_words();
    for cell in cells.filter(|cell| !cell.is_blank()).take(SAMPLE) {
        content.said += 1;
        let shown = match cell {
            Cell::Text(text) => Cow::from(text.as_str()),
            cell => Cow::from(cell.shown()),
        };
        let text = unguarded(&shown);
        let plain = folded(text);
        if content.words.len() < WORDS && !content.words.iter().any(|word| alike(word, text)) {
            content.words.push(text.to_owned());
        }
        let number: String = plain.chars().filter(char::is_ascii_digit).collect();
        let is_number = matches!(cell, Cell::Number(_))
            || (!number.is_empty()
                && text
                    .chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '¥' | '%')));
        let is_mobile = number.strip_prefix("86").unwrap_or(&number).len() == 11
            && number.strip_prefix("86").unwrap_or(&number).starts_with('1');
        let signs = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')' | '.' | '/' | '、');
        let is_line = || {
            let line = EXTENSIONS.iter().filter_map(|word| plain.find(word)).min();
            let line = &plain[..line.unwrap_or(plain.len())];
            line.chars().all(signs) && line.contains(['-', '+', '(']) && !is_date(text)
        };
        content.phones += f64::from(u8::from(is_mobile || number.len() >= 10 && is_line()));
        content.mails += f64::from(u8::from(text.contains('@') && !text.contains(' ')));
        content.codes += f64::from(u8::from(text.len() >= uscc::LENGTH && uscc::problem(text).is_none()));
        let is_day = matches!(cell, Cell::Date(..)) || is_date(text);
        content.dates += f64::from(u8::from(is_day));
        content.days_in_words += f64::from(u8::from(is_day || tells_day(cell, text)));
        content.states += f64::from(u8::from(states.has(text)));
        content.numbers += f64::from(u8::from(is_number));
        content.people += f64::from(u8::from(is_person(text)));
        content.companies += f64::from(u8::from(is_company(text)));
        content.calendars += f64::from(u8::from(says_lunar(text).is_some()));
        content.places += f64::from(u8::from(content.is_headless && is_place(text)));
        content.ended += f64::from(u8::from(states.is_end(&plain)));
    }
    content.share_out();
    content
}

/// Whether a text is written as names of people are: a family name and one or two characters, and no place.
pub(crate) fn is_person(text: &str) -> bool {
    let length = text.chars().count();
    let begins = text.chars().next().is_some_and(|first| FAMILY_NAMES.contains(first));
    begins && (2..=3).contains(&length) && !text.ends_with(PLACE_ENDS) && !is_place(text)
}

/// Whether a text ends as names of companies do, and is no heading.
pub(crate) fn is_company(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() > 2 && COMPANY_ENDS.iter().any(|end| text.ends_with(end)) && !names_field(text)
}

/// How sure a field is that a heading names so well, by what the cells are.
pub(super) fn with_content(named: f64, content: &Content, field: &Importable) -> f64 {
    let fit = by_content(content, field);
    // A word that may mean something else means a list only where all the cells are of it, and then rather that than words of any kind.
    match field.kind {
        FieldKind::Choice(list) if named == DOUBTFUL && list.closed() => {
            (named + 0.05) * f64::from(u8::from(fit == 1.0))
        }
        _ => named * (0.7 + 0.3 * (fit * 2.0).min(1.0)),
    }
}

/// How many of the words are of a closed list.
fn of_list(content: &Content, list: Choices) -> f64 {
    let all = list.fixed();
    let is_of = |word: &String| {
        let fits = |choice: &Choice| {
            alike(&choice.word, word) || alike(&choice.label.zh, word) || alike(&choice.label.en, word)
        };
        all.iter().any(fits) || other_name(word).any(|known| all.iter().any(|choice| *choice.word == *known))
    };
    let known = content.words.iter().filter(|word| is_of(word)).count();
    known as f64 / content.words.len().max(1) as f64
}

/// How well cells fit a field, 0–1; a half where they say nothing about it.
fn by_content(content: &Content, field: &Importable) -> f64 {
    if content.said == 0 {
        return 0.5;
    }
    match field.kind {
        FieldKind::Reach(Reach::Phone) => content.phones.max(if content.numbers + content.phones > 0.0 {
            0.4
        } else {
            0.1
        }),
        FieldKind::Reach(Reach::Email) => content.mails,
        FieldKind::Choice(list) if list.closed() => of_list(content, list),
        FieldKind::Code => content.codes.max(0.3),
        FieldKind::Date(_) | FieldKind::Moment(_) => content.days_in_words.max(content.numbers * 0.5),
        FieldKind::Money(_) | FieldKind::SignedMoney(_) | FieldKind::Count => {
            0.3 + 0.6 * (content.numbers - content.dates).max(0.0)
        }
        _ => 0.5,
    }
}

/// A field that content alone shows, and how sure.
pub(super) fn shown_by_content(content: &Content, subject: Subject) -> Option<(&'static str, f64)> {
    let phone = if subject == Subject::Customers {
        "contact.phone"
    } else {
        "customer.phone"
    };
    let name = if subject == Subject::Customers {
        "name"
    } else {
        "customer"
    };
    let code = if subject == Subject::Customers {
        "uscc"
    } else {
        "customer.uscc"
    };
    if content.said < 1 {
        None
    } else if content.codes > 0.8 {
        Some((code, 0.8))
    } else if content.mails > 0.8 && subject == Subject::Customers {
        Some(("contact.email", 0.75))
    } else if content.phones > 0.8 {
        Some((phone, 0.6))
    } else if content.companies > 0.8 {
        Some((name, 0.6))
    } else if content.are_people() && content.is_headless && subject == Subject::Customers {
        Some(("contact.name", 0.6))
    } else if content.calendars > 0.8 && subject == Subject::Customers {
        Some(("birthday_lunar", 0.8))
    } else if content.places > 0.8 && subject == Subject::Customers {
        Some(("region", 0.6))
    } else {
        None
    }
}
