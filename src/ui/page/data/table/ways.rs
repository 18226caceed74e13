//! The ways to answer a question of a column in one press, each with its words.

use crate::state::live::*;

use super::asks::called;
use super::desk::TableDesk;
use crate::domain::kind::TicketKind;
use crate::domain::money::Fen;
use crate::exchange::columns::{Subject, heading_power, title_power};
use crate::exchange::values::{
    Answer, Ask, Dayless, Disagreeing, Lines, Numbered, Question, Refunded, ShortOrder, Yearless, serial_day, short_day,
};
use crate::exchange::words::ticket_kind_in;
use crate::ui::format::yuan_sign;
use crate::ui::text::T;

pub(super) type Word = fn(T) -> &'static str;

/// Units that bare amounts may be in: the power of ten, and the word.
pub(super) const UNITS: [(i32, Word); 4] = [
    (0, T::table_yuan),
    (3, T::table_thousand),
    (4, T::table_wan),
    (8, T::table_yi),
];

/// A way to answer in one press: its key for other programs, the answer, its words.
pub(super) type Way = (&'static str, Answer, Box<dyn Fn(T) -> String + Send + Sync>);

fn way(key: &'static str, answer: Answer, words: fn(T) -> &'static str) -> Way {
    (key, answer, Box::new(move |t| words(t).to_owned()))
}

/// A way that names one column before another.
fn way_of(key: &'static str, answer: Answer, words: fn(T, &str, &str) -> String, (one, other): (usize, usize)) -> Way {
    let table = TableDesk::get();
    let say = move |t: T| words(t, &called(t, table, one), &called(t, table, other));
    (key, answer, Box::new(say))
}

/// The ways to settle which of two columns for one field counts.
fn ways_of_two(question: &Question) -> Vec<Way> {
    let (other, name) = (question.other.unwrap_or(question.column), question.column);
    let counts: fn(T, &str, &str) -> String = |t, one, other| t.table_counts(one, other);
    let joined: fn(T, &str, &str) -> String = |t, one, other| t.table_joined(one, other);
    let mut ways = vec![
        way_of("first-of", Answer::FirstOf, counts, (other, name)),
        way_of("last-of", Answer::LastOf, counts, (name, other)),
    ];
    if question.can_be_joined {
        ways.push(way_of("joined", Answer::Joined, joined, (other, name)));
    }
    ways
}

/// The ways to say what counts of orders of which a part was given back, each with what all orders come to by it.
fn ways_of_refunds(question: &Question) -> Vec<Way> {
    let sums = question.refunds;
    let of = |key: &'static str, counts: Refunded, sum: Option<Fen>, words: fn(T, String) -> String| -> Option<Way> {
        let sum = sum?;
        Some((
            key,
            Answer::Refunds(counts),
            Box::new(move |t| words(t, yuan_sign(sum, t.0))),
        ))
    };
    [
        of(
            "negative",
            Refunded::Negative,
            sums.and_then(|sums| sums.negative),
            |t, sum| t.table_refunds_negative(sum),
        ),
        of("less", Refunded::Less, sums.and_then(|sums| sums.less), |t, sum| {
            t.table_refunds_less(sum)
        }),
        of("full", Refunded::Full, sums.map(|sums| sums.full), |t, sum| {
            t.table_refunds_full(sum)
        }),
        of("rows-out", Refunded::Out, sums.map(|sums| sums.out), |t, sum| {
            t.table_refunds_out(sum)
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The ways to say in which unit an amount with the sign of the currency is: the heading's, or yuan.
fn ways_of_signs(column: usize, example: &str) -> Vec<Way> {
    let table = TableDesk::get();
    let power = table.layout.with_untracked(|layout| {
        let layout = layout.as_ref()?;
        heading_power(layout.columns.get(column)?).or_else(|| title_power(&layout.title))
    });
    let heading = UNITS.iter().find(|(own, _)| Some(*own) == power);
    let way = |(power, name): &(i32, Word)| -> Way {
        let (example, name) = (example.to_owned(), *name);
        let words = move |t: T| match &*example {
            "" => t.table_sign_is("¥", name(t)),
            example => t.table_sign_is(example, name(t)),
        };
        (unit_key(*power), Answer::SignPower(*power), Box::new(words))
    };
    UNITS.first().into_iter().chain(heading).map(way).collect()
}

/// The ways to say what the first number of a day is.
fn ways_of_dates(example: &str) -> Vec<Way> {
    let way = |(key, day_first): (&'static str, bool)| -> Way {
        let example = example.to_owned();
        let say: fn(T, &str) -> String = match day_first {
            true => |t, text| t.table_day_first(text),
            false => |t, text| t.table_month_first(text),
        };
        (key, Answer::DayFirst(day_first), Box::new(move |t| say(t, &example)))
    };
    [("day-first", true), ("month-first", false)].map(way).into()
}

/// The ways to say where the year of two figures stands, each with the day that a cell is by it; none by which no cell is a day.
fn ways_of_short(question: &Question) -> Vec<Way> {
    let way = |order: &ShortOrder| -> Option<Way> {
        let key = match order {
            ShortOrder::Year => "year-first",
            ShortOrder::Day => "day-first",
            ShortOrder::Month => "month-first",
            ShortOrder::Republic => "republic",
        };
        let mut days = question
            .examples
            .iter()
            .filter_map(|(_, text)| Some((text, short_day(text, *order)?)));
        // What was answered before has no cells of the file.
        let example = days.next().map(|(text, day)| (text.clone(), day.to_string()));
        let words: fn(T) -> &'static str = match order {
            ShortOrder::Year => T::table_said_year_first,
            ShortOrder::Day => T::table_said_day_first,
            ShortOrder::Month => T::table_said_month_first,
            ShortOrder::Republic => T::table_said_republic,
        };
        let is_shown = example.is_some() || question.examples.is_empty();
        let say = move |t: T| match &example {
            Some((text, day)) => t.table_short_is(text, day, words(t)),
            None => words(t).to_owned(),
        };
        is_shown.then(|| -> Way { (key, Answer::Short(*order), Box::new(say)) })
    };
    let republic = (question.reason == Ask::Republic).then_some(ShortOrder::Republic);
    republic.iter().chain(&ShortOrder::ALL).filter_map(way).collect()
}

/// The ways to say what becomes of days without a year: what every row must have cannot stay empty.
fn ways_of_years(question: &Question) -> Vec<Way> {
    let of = |year: &i32| -> Way {
        let is_first = question.years.first() == Some(year);
        let year = *year;
        let answer = Answer::Yearless(Yearless::Of(year));
        let key = match (question.is_past, is_first) {
            (true, true) | (false, false) => "this-year",
            (true, false) => "year-before",
            (false, true) => "coming-year",
        };
        let words: Box<dyn Fn(T) -> String + Send + Sync> = match (question.is_past, is_first) {
            (true, true) => Box::new(move |t| t.table_yearless_past(year, year - 1)),
            (false, true) => Box::new(move |t| t.table_yearless_coming(year, year - 1)),
            (_, false) => Box::new(move |t| t.table_yearless_of(year)),
        };
        (key, answer, words)
    };
    let mut ways: Vec<Way> = question.years.iter().map(of).collect();
    if !question.is_needed {
        ways.push(way("leave", Answer::Yearless(Yearless::Empty), T::table_yearless_leave));
        if takes_notes() {
            ways.push(way(
                "note-words",
                Answer::Yearless(Yearless::Note),
                T::table_yearless_note,
            ));
        }
    }
    ways.push(way("rows-out", Answer::Yearless(Yearless::Out), T::table_numbers_out));
    ways
}

/// The ways to say what becomes of years and months without a day.
fn ways_of_months(question: &Question) -> Vec<Way> {
    let of = |key: &'static str, told: Dayless, words: Word| way(key, Answer::Dayless(told), words);
    let mut ways = vec![of("first-day", Dayless::First, T::table_dayless_first)];
    if !question.is_needed {
        ways.push(of("leave", Dayless::Empty, T::table_yearless_leave));
        if takes_notes() {
            ways.push(of("note-words", Dayless::Note, T::table_yearless_note));
        }
    }
    ways.push(of("rows-out", Dayless::Out, T::table_numbers_out));
    ways
}

/// Whether what is in no field can stand in a remark.
fn takes_notes() -> bool {
    TableDesk::get().subject().is_some_and(Subject::takes_notes)
}

/// The ways to say what becomes of rows that nobody can place.
fn ways_of_rows(reason: Ask) -> Vec<Way> {
    match reason {
        Ask::OtherCustomer => vec![
            way("new", Answer::Numbers(Numbered::New), T::table_numbers_new),
            way("same", Answer::Numbers(Numbered::Same), T::table_numbers_same),
            way("rows-out", Answer::Numbers(Numbered::Out), T::table_numbers_out),
        ],
        Ask::MergedNumber => vec![
            way("same", Answer::MergedNumbers(Numbered::Same), T::table_merged_same),
            way("new", Answer::MergedNumbers(Numbered::New), T::table_numbers_new),
            way("rows-out", Answer::MergedNumbers(Numbered::Out), T::table_numbers_out),
        ],
        Ask::NumberOrName => vec![
            way("by-number", Answer::Disputed(Disagreeing::Number), T::table_by_number),
            way("by-name", Answer::Disputed(Disagreeing::Name), T::table_by_name),
            way("rows-out", Answer::Disputed(Disagreeing::Out), T::table_numbers_out),
        ],
        Ask::Unpaid => vec![
            way("rows-out", Answer::Unpaid(false), T::table_unpaid_out),
            way("take", Answer::Unpaid(true), T::table_unpaid_take),
        ],
        Ask::Priced => vec![
            way("take", Answer::Priced(true), T::table_priced_take),
            way("rows-out", Answer::Priced(false), T::table_unpaid_out),
        ],
        Ask::NoCustomer => vec![
            way("bring", Answer::Brings(true), T::table_brings),
            way("rows-out", Answer::Brings(false), T::table_missing_out),
        ],
        Ask::Masked => vec![way("rows-out", Answer::MaskedOut, T::table_missing_out)],
        Ask::MaskedWays => vec![
            way("leave", Answer::MaskedNoted(false), T::table_yearless_leave),
            way("note-words", Answer::MaskedNoted(true), T::table_masked_note),
        ],
        _ => Vec::new(),
    }
}

/// The kind that the file speaks for, and the word of it that does: what stands in the table, or the name of the file.
pub(super) fn likely_kind(question: &Question) -> Option<(TicketKind, String)> {
    let said = question.unknown.first();
    let own = said.and_then(|said| Some((TicketKind::from_word(said.like.as_deref()?)?, said.word.clone())));
    own.or_else(|| {
        let name = TableDesk::get().desk.name_now();
        ticket_kind_in(&name).map(|(kind, word)| (kind, word.to_owned()))
    })
}

/// The ways to say of which kind tickets are, the likeliest first.
fn ways_of_kinds(question: &Question) -> Vec<Way> {
    let likely = likely_kind(question).map(|(kind, _)| kind);
    let others = TicketKind::ALL.iter().copied().filter(|kind| Some(*kind) != likely);
    let way = |kind: TicketKind| -> Way {
        let answer = Answer::TicketKind(kind.word().to_owned());
        (kind.word(), answer, Box::new(move |t| t.label(&kind.label())))
    };
    likely.into_iter().chain(others).map(way).collect()
}

/// The ways to say whether numbers of a sheet are days.
fn ways_of_serials(example: &str) -> Vec<Way> {
    let day = serial_day(example).map(|day| day.to_string()).unwrap_or_default();
    let take: Way = (
        "take",
        Answer::Serials(true),
        Box::new(move |t| match &*day {
            // What was answered before has no cells of the file.
            "" => t.table_serials_taken().to_owned(),
            day => t.table_serials_take(day),
        }),
    );
    vec![take, way("leave", Answer::Serials(false), T::table_serials_leave)]
}

/// The ways to answer a question.
pub(super) fn ways(question: &Question) -> Vec<Way> {
    let example = question
        .examples
        .first()
        .map(|(_, text)| text.clone())
        .unwrap_or_default();
    match question.reason {
        Ask::DateOrder => ways_of_dates(&example),
        Ask::ShortYear | Ask::Republic => ways_of_short(question),
        Ask::Unit => UNITS
            .map(|(power, name)| way(unit_key(power), Answer::Power(power), name))
            .into(),
        Ask::Sign => ways_of_signs(question.column, &example),
        Ask::LostDigits => vec![
            way("leave", Answer::KeepRounded(false), T::table_digits_leave),
            way("keep", Answer::KeepRounded(true), T::table_digits_keep),
        ],
        Ask::Serial => ways_of_serials(&example),
        Ask::DayWords => vec![
            way("take", Answer::DayWords(true), T::table_day_words_take),
            way("leave", Answer::DayWords(false), T::table_day_words_leave),
        ],
        Ask::Yearless => ways_of_years(question),
        Ask::Dayless => ways_of_months(question),
        Ask::LunarDays => vec![
            way("lunar", Answer::LunarDays(true), T::table_lunar_days),
            way("common", Answer::LunarDays(false), T::table_common_days),
        ],
        Ask::Solved => vec![
            way("solved", Answer::Solved(true), T::table_solved_sometime),
            way("open", Answer::Solved(false), T::table_solved_open),
        ],
        Ask::OtherCustomer
        | Ask::MergedNumber
        | Ask::NumberOrName
        | Ask::NoCustomer
        | Ask::Masked
        | Ask::MaskedWays
        | Ask::Unpaid
        | Ask::Priced => ways_of_rows(question.reason),
        Ask::Lines => vec![
            way("sum", Answer::Lines(Lines::Sum), T::table_lines_sum),
            way("first", Answer::Lines(Lines::First), T::table_lines_first),
            way("last", Answer::Lines(Lines::Last), T::table_lines_last),
        ],
        Ask::Whose => vec![way("people", Answer::PeopleAlone, T::table_whose_people)],
        Ask::People => vec![
            way("each", Answer::EachPerson(true), T::table_people_each),
            way("one", Answer::EachPerson(false), T::table_people_one),
        ],
        Ask::TicketKind => ways_of_kinds(question),
        Ask::SameField => ways_of_two(question),
        Ask::Refunds => ways_of_refunds(question),
        // Word by word.
        Ask::Choices => Vec::new(),
    }
}

/// What other programs call a unit.
pub(super) fn unit_key(power: i32) -> &'static str {
    match power {
        0 => "yuan",
        3 => "thousand",
        4 => "wan",
        _ => "yi",
    }
}
