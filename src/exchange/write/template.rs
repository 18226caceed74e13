//! Empty tables to be filled in: headings that an import knows, lists to choose from, and beside them what each column wants.

use super::records::{RowColumn, RowKind, choices};
use super::{Look, OutColumn, OutTable};
use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::field::{Choices, FieldKind, Reach, Unit};
use crate::domain::label::{Label, Lang};
use crate::exchange::grid::Cell;
use crate::exchange::text as say;

/// The day of the examples: 2024-03-05.
const EXAMPLE_DAY: Day = Day(19_787);
/// Choices beyond these are not worth reading in a cell.
const MOST_CHOICES: usize = 30;

/// The table that is filled in, and the one that explains it.
pub fn template(book: &Book, kind: RowKind, lang: Lang) -> (OutTable, OutTable) {
    let columns = kind.columns();
    let out = |column: &RowColumn| OutColumn {
        choices: choices(book, column.kind, lang),
        ..column.out(lang)
    };
    let empty = OutTable {
        name: kind.label().get(lang).to_owned(),
        columns: columns.iter().map(out).collect(),
        rows: Vec::new(),
    };
    let explained = OutTable {
        name: say::how_to_fill().get(lang).to_owned(),
        columns: [
            (say::explained_column(), Look::General),
            (say::explained_required(), Look::General),
            (say::explained_how(), Look::Wrapped),
            (say::explained_choices(), Look::Wrapped),
            (say::explained_example(), Look::Text),
        ]
        .map(|(head, look)| OutColumn::new(head.get(lang), look))
        .to_vec(),
        rows: columns
            .iter()
            .map(|column| explained(book, kind, column, lang))
            .collect(),
    };
    (empty, explained)
}

fn explained(book: &Book, kind: RowKind, column: &RowColumn, lang: Lang) -> Vec<Cell> {
    let offered = choices(book, column.kind, lang);
    let is_needed = column.required && (column.key != "id");
    // The number or the name: one is enough.
    let is_either = column.key == "customer";
    let shown: Vec<&str> = offered.iter().take(MOST_CHOICES).map(String::as_str).collect();
    vec![
        Cell::text(&column.head(lang)),
        if is_either {
            Cell::text(say::one_of_two().get(lang))
        } else if is_needed {
            Cell::text(say::yes().get(lang))
        } else {
            Cell::Blank
        },
        Cell::text(how(kind, column).get(lang)),
        Cell::text(&shown.join("\n")),
        example(kind, column, &offered, lang),
    ]
}

/// What a column wants.
fn how(kind: RowKind, column: &RowColumn) -> Label {
    match (column.key, column.kind) {
        ("id", _) if kind == RowKind::Contacts => say::how_number_or_name(),
        ("id", _) if kind == RowKind::Customers => say::how_number(),
        ("id", _) => say::how_own_id(),
        ("customer.id" | "customer", _) => say::how_number_or_name(),
        ("name", _) if kind == RowKind::Contacts => say::how_number_or_name(),
        (_, FieldKind::Choice(list)) if list.closed() || list == Choices::Stage => say::how_choice(),
        (_, FieldKind::Choice(_)) => say::how_open_choice(),
        (_, FieldKind::Link(_)) => say::how_campaign(),
        (_, FieldKind::Date(_)) => say::how_day(),
        (_, FieldKind::Moment(_)) => say::how_moment(),
        (_, FieldKind::Money(Unit::Wan) | FieldKind::SignedMoney(Unit::Wan)) => say::how_wan(),
        (_, FieldKind::SignedMoney(_)) => say::how_signed_yuan(),
        (_, FieldKind::Money(_)) => say::how_yuan(),
        (_, FieldKind::Count | FieldKind::Number) => say::how_count(),
        (_, FieldKind::Grade) => say::how_grade(),
        (_, FieldKind::Flag) => say::how_flag(),
        (_, FieldKind::Code) => say::how_code(),
        (_, FieldKind::Reach(Reach::Phone)) => say::how_phone(),
        (_, FieldKind::Tags) => say::how_tags(),
        (_, FieldKind::Shares) => say::how_shares(),
        (_, FieldKind::Items) => say::how_items(),
        _ => say::how_text(),
    }
}

fn example(kind: RowKind, column: &RowColumn, offered: &[String], lang: Lang) -> Cell {
    if let Some(first) = offered.first() {
        return Cell::text(first);
    }
    let said = match (column.key, column.kind) {
        ("id", _) if !matches!(kind, RowKind::Customers | RowKind::Contacts) => return Cell::Blank,
        ("id" | "customer.id", _) => return Cell::text("KH-0001"),
        ("name" | "customer", _) => say::example_company(),
        ("contact.name" | "contact", _) => say::example_person(),
        ("contact.title", _) => say::example_title(),
        ("region", _) => say::example_region(),
        ("source", _) => say::example_source(),
        ("content" | "subject" | "needs", _) => say::example_words(),
        (_, FieldKind::Date(_)) => return Cell::Date(EXAMPLE_DAY, 0),
        (_, FieldKind::Moment(_)) => return Cell::Date(EXAMPLE_DAY, 34_200),
        (_, FieldKind::Money(_) | FieldKind::SignedMoney(_)) => return Cell::Number(1_200.5),
        (_, FieldKind::Count) => return Cell::Number(120.0),
        (_, FieldKind::Code) => return Cell::text("914403001922038216"),
        (_, FieldKind::Reach(Reach::Phone)) => return Cell::text("15400006142"),
        (_, FieldKind::Reach(Reach::Email)) => return Cell::text("zhang@mail.example"),
        (_, FieldKind::Reach(Reach::Wechat)) => return Cell::text("wx_zhang77"),
        ("preferences.channels", _) => say::example_channels(),
        ("preferences.avoid", _) => say::example_avoid(),
        ("need_tags", _) => say::example_need_tags(),
        (_, FieldKind::Tags) => say::example_tags(),
        (_, FieldKind::Shares) => say::example_shares(),
        (_, FieldKind::Items) => say::example_items(),
        _ => return Cell::Blank,
    };
    Cell::text(said.get(lang))
}
