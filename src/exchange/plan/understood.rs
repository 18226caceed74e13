//! What the cells of a row were understood as, where they do not say it themselves: an amount in its unit, a day, a word of a list.

use serde::{Deserialize, Serialize};

use super::column::{ReadColumn, columns};
use super::refund::Refunds;
use super::{RowPlan, Wanted, lunar};
use crate::domain::book::Book;
use crate::domain::field::{Choice, FieldKind, FieldValue, Typing, format, parse};
use crate::domain::fold::{alike, folded};
use crate::exchange::layout::{Table, TableRow};
use crate::exchange::words::money_suffix;

/// What a cell was understood as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Understood {
    /// The column of the table.
    pub column: usize,
    /// The field's key.
    pub key: String,
    /// The value, as an input shows it.
    pub text: String,
}

/// What the cells of rows were understood as, where that is not plain; a list each.
pub fn understood(book: &Book, table: &Table, wanted: &Wanted, rows: &[(&TableRow, &RowPlan)]) -> Vec<Vec<Understood>> {
    let columns = columns(book, table, wanted);
    let typing = Typing {
        today: wanted.today,
        offset: &wanted.offset,
        clock: "",
    };
    let refunds = Refunds::of(table, wanted);
    let of = |(row, plan): &(&TableRow, &RowPlan)| {
        let one = |read: &ReadColumn| {
            let field = read.field.as_ref()?;
            let cell = lunar::cell(&columns, read, row, wanted);
            let said = read.said(&cell, read.row_day(&columns, row, wanted))?;
            let value = parse(field.kind, &said, typing).ok()?;
            let left = match value {
                FieldValue::Money(full) if read.is_of("amount") => refunds.left(row, wanted, full, read.column),
                _ => None,
            };
            let text = format(field.kind, &left.map_or(value, FieldValue::Money));
            let is_told = left.is_some() || differs(field.kind, &cell.shown(), &text, read.offered());
            is_told.then(|| Understood {
                column: read.column,
                key: field.key.to_owned(),
                text,
            })
        };
        match plan.outcome {
            super::Outcome::New => columns.iter().filter_map(one).collect(),
            _ => Vec::new(),
        }
    };
    rows.iter().map(of).collect()
}

/// Whether a cell leaves open what was understood.
fn differs(kind: FieldKind, shown: &str, text: &str, offered: &[Choice]) -> bool {
    // Wide digits are shown narrow.
    let is_wide = shown.chars().any(|c| c.is_numeric() && !c.is_ascii());
    let figures_differ = is_wide || figures(shown) != figures(text);
    match kind {
        FieldKind::Money(_) | FieldKind::SignedMoney(_) => figures_differ || !names_unit(shown),
        FieldKind::Choice(_) => {
            let named = offered.iter().find(|choice| *choice.word == *text);
            let is_it = |choice: &Choice| alike(&choice.label.zh, shown) || alike(&choice.label.en, shown);
            !alike(text, shown) && !named.is_some_and(is_it)
        }
        FieldKind::Date(_) | FieldKind::Moment(_) | FieldKind::Count | FieldKind::Number | FieldKind::Grade => {
            figures_differ
        }
        FieldKind::Reach(_) | FieldKind::Code => figures_differ,
        _ => false,
    }
}

/// Whether the unit stands behind the amount itself, written out.
fn names_unit(shown: &str) -> bool {
    folded(shown).ends_with(money_suffix(0))
}

/// The figures of a text: `2024年3月5日` and `2024-03-05` have the same.
fn figures(text: &str) -> Vec<String> {
    let text = folded(text).replace(',', "");
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    let bare = |part: &str| {
        let part = part.trim_start_matches('0');
        let part = if part.contains('.') {
            part.trim_end_matches('0').trim_end_matches('.')
        } else {
            part
        };
        part.to_owned()
    };
    parts
        .filter(|part| part.contains(|c: char| c.is_ascii_digit()))
        .map(bare)
        .collect()
}
