//! The tables of a form: the last records that there is room for, the oldest of them first, and empty rows to go on in.

use super::fill::Source;
use crate::domain::field::{Choices, Field, FieldKind, HasFields};
use crate::domain::inquiry::explain::ScoreTerm;
use crate::domain::kind::{Interaction, Ticket};
use crate::domain::label::Lang;
use crate::domain::printed::{FormLog, LogColumn, LogOf};
use crate::domain::rule::rulebook::Term;
use crate::ui::format;
use crate::ui::page::customer::judged;
use crate::ui::proof::paper_number;
use crate::ui::room::Room;
use crate::ui::text::T;
use crate::ui::text::sentence::{Words, number};

/// The score of the health assessment.
const HEALTH: &str = "health";
/// How many ems the columns of a log share (`style/forms.css`: 8.5pt in 166 mm), and what the padding of one takes.
const ALL_COLUMNS: f32 = 55.0;
const PADDING: f32 = 1.1;

/// The rows of a log.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FilledLog {
    /// A text a column.
    pub rows: Vec<Vec<String>>,
    /// How many empty rows follow.
    pub blank: usize,
    /// How many records are not listed.
    pub more: Option<String>,
    /// The sum below the rows.
    pub total: Option<String>,
}

/// Fills a log.
pub fn log(source: Source, log: &FormLog) -> FilledLog {
    let lang = source.lang;
    let (rows, left) = match log.of {
        LogOf::Interactions => interactions(source, log),
        LogOf::Tickets => tickets(source, log),
        LogOf::Health => terms(source, log),
        LogOf::Nothing => (Vec::new(), 0),
    };
    let fit = |(text, column): (String, &LogColumn)| {
        if source.is_whole {
            return text;
        }
        let ems = f32::from(column.share) / 100.0 * ALL_COLUMNS - PADDING;
        Room {
            ems,
            lines: usize::from(log.lines),
        }
        .fit(&text, lang)
    };
    let fit = |row: Vec<String>| row.into_iter().zip(log.columns).map(fit).collect();
    let t = T(lang);
    let more = |left: usize| match log.of {
        LogOf::Health => t.forms_more_terms(left),
        _ => t.forms_more_records(left),
    };
    FilledLog {
        blank: match log.of {
            LogOf::Health if !rows.is_empty() => 0,
            _ => usize::from(log.rows).saturating_sub(rows.len()),
        },
        rows: rows.into_iter().map(fit).collect(),
        more: (left > 0).then(|| more(left)),
        total: (log.of == LogOf::Health).then(|| total(source)),
    }
}

fn interactions(source: Source, log: &FormLog) -> (Vec<Vec<String>>, usize) {
    let Some((slot, _)) = source.customer else {
        return Default::default();
    };
    let (world, lang) = (source.world, source.lang);
    let touches = &world.ledger.row(slot).touches;
    let known: Vec<u32> = touches
        .iter()
        .filter(|touch| touch.day <= world.evaluation.as_of)
        .map(|t| t.slot)
        .collect();
    let row = |record: &Interaction| {
        let cell = |column: &LogColumn| match (column.key, record.next_due) {
            ("next_step", Some(due)) => match record.next_step.as_deref() {
                Some(step) => T(lang).due_step(due, step),
                None => due.to_string(),
            },
            (key, _) => cell(record, key, lang),
        };
        log.columns.iter().map(cell).collect()
    };
    last(&known, log, |slot| {
        world.book.interactions.at(slot).map(|record| row(record))
    })
}

fn tickets(source: Source, log: &FormLog) -> (Vec<Vec<String>>, usize) {
    let Some((slot, _)) = source.customer else {
        return Default::default();
    };
    let (world, lang) = (source.world, source.lang);
    let tickets = &world.ledger.row(slot).tickets;
    let known: Vec<u32> = tickets
        .iter()
        .filter(|ticket| ticket.day <= world.evaluation.as_of)
        .map(|t| t.slot)
        .collect();
    let row = |record: &Ticket| {
        let cell = |column: &LogColumn| match column.key {
            "id" => paper_number(record.id.as_str()).to_owned(),
            key => cell(record, key, lang),
        };
        log.columns.iter().map(cell).collect()
    };
    last(&known, log, |slot| {
        world.book.tickets.at(slot).map(|record| row(record))
    })
}

/// The last records that have a row, and how many have none.
fn last(known: &[u32], log: &FormLog, row: impl Fn(u32) -> Option<Vec<String>>) -> (Vec<Vec<String>>, usize) {
    let left = known.len().saturating_sub(usize::from(log.filled));
    (known.iter().skip(left).filter_map(|slot| row(*slot)).collect(), left)
}

/// A field of a record as a cell has room for it: the day of a moment, the figure of a grade.
fn cell<R: HasFields>(record: &R, key: &str, lang: Lang) -> String {
    let Some(field): Option<&Field<R>> = R::field(key) else {
        return String::new();
    };
    let text = field.text(record);
    match field.kind {
        FieldKind::Moment(_) => text.split(' ').next().unwrap_or_default().to_owned(),
        FieldKind::Choice(list) if list != Choices::Satisfaction => {
            let named = list.fixed().into_iter().find(|choice| *choice.word == *text);
            named.map_or(text, |choice| choice.label.get(lang).to_owned())
        }
        FieldKind::Choice(_) => text,
        kind => format::value(kind, &(field.get)(record), lang),
    }
}

/// The terms of the health score: with the customer's figures, or with their weights alone.
fn terms(source: Source, log: &FormLog) -> (Vec<Vec<String>>, usize) {
    let score = source
        .world
        .evaluation
        .plan
        .rulebook
        .scores
        .iter()
        .find(|score| *score.id == *HEALTH);
    let Some(score) = score else { return Default::default() };
    let left = score.terms.len().saturating_sub(usize::from(log.filled));
    let counted = source
        .customer
        .map(|(slot, _)| source.world.explainer(slot).score_terms(HEALTH));
    let counted = counted.filter(|terms| !terms.is_empty() && terms.len() == score.terms.len());
    let row = |(i, term): (usize, &Term)| {
        let figures = counted.as_ref().and_then(|terms| terms.get(i));
        let cell = |column: &LogColumn| match column.key {
            "name" => words(source).fact(&term.metric),
            "from" => counted_from(source, term, figures),
            "weight" => format!("{} %", number(term.weight * 100.0)),
            "counted" => figures.map_or_else(String::new, |term| match term.inverted {
                true => format!("100 − {}", number(term.component)),
                false => number(term.component),
            }),
            "adds" => figures.map_or_else(String::new, |term| number(term.adds)),
            _ => String::new(),
        };
        log.columns.iter().map(cell).collect()
    };
    let rows = score.terms.iter().enumerate().take(usize::from(log.filled)).map(row);
    (rows.collect(), left)
}

fn words(source: Source<'_>) -> Words<'_> {
    Words {
        lang: source.lang,
        plan: &source.world.evaluation.plan,
    }
}

/// The fact that a term scales, with the customer's figure.
fn counted_from(source: Source, term: &Term, figures: Option<&ScoreTerm>) -> String {
    let Some(of) = term.of.as_deref() else {
        return String::new();
    };
    let (t, name) = (T(source.lang), words(source).fact(of));
    let Some((slot, _)) = source.customer else { return name };
    let actual = source.world.explainer(slot).actual(of, usize::MAX);
    let figure = t.in_kind(name, words(source).actual(of, &actual));
    match figures.map(|figures| (figures.by_default, figures.is_unrecorded)) {
        Some((Some(points), _)) => t.score_by_default(figure, number(points)),
        Some((None, true)) => t.score_unrecorded(figure),
        _ => figure,
    }
}

/// The score and its band, or room for them.
fn total(source: Source) -> String {
    let t = T(source.lang);
    let found = source.customer.and_then(|(slot, _)| {
        let score = crate::ui::page::customer::health_score(source.world, slot)?;
        let class = judged(source.world, slot, HEALTH, source.lang)?;
        // What the rule makes of nothing is no band that anybody is in.
        let is_known = class.by_hand || !source.world.explainer(slot).nothing_is_recorded();
        let band = if is_known {
            class.class
        } else {
            Some(t.unknown().to_owned())
        };
        Some((score, band))
    });
    match found {
        Some((score, class)) => t.forms_total(score, class.unwrap_or_else(|| t.unclassified().to_owned())),
        None => t.forms_total_blank().to_owned(),
    }
}
