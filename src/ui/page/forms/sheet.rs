//! A form as a table for spreadsheets: its sections, labels and values as they stand on the page, nothing shortened.

use super::fill::{FilledBlock, FilledForm, FormValue};
use super::log::FilledLog;
use crate::domain::day::Day;
use crate::domain::label::Lang;
use crate::domain::printed::{FormContent, FormItem, FormLog, PrintedForm, said};
use crate::exchange::grid::Cell;
use crate::exchange::write::{Look, OutColumn, OutTable};
use crate::ui::text::T;

/// Section, label and value.
const FEWEST: usize = 3;

/// The table of a form: the blank one, or those of some customers one below the other.
pub fn sheet(form: &PrintedForm, filled: &[FilledForm], days: Days, lang: Lang) -> OutTable {
    let t = T(lang);
    let logs = form.blocks.iter().map(|block| match &block.content {
        FormContent::Items(_) => FEWEST,
        FormContent::Log(log) => log.columns.len() + 1,
    });
    let width = logs.max().unwrap_or(FEWEST).max(FEWEST);
    let heads = [t.forms_section(), t.forms_item(), t.forms_value()];
    let look = |place: usize| if place == 0 { Look::General } else { Look::Wrapped };
    let column = |place: usize| OutColumn::new(heads.get(place).copied().unwrap_or_default(), look(place));
    let texts = filled.iter().flat_map(|filled| rows(form, filled, days, lang));
    let cells = |row: Vec<String>| {
        let cells = row.iter().map(|text| match text.is_empty() {
            true => Cell::Blank,
            false => Cell::text(text),
        });
        cells.chain(std::iter::repeat(Cell::Blank)).take(width).collect()
    };
    let name = t.label(&form.title());
    OutTable {
        columns: (0..width).map(column).collect(),
        rows: texts.map(cells).collect(),
        name,
    }
}

/// The days that a form says.
#[derive(Clone, Copy)]
pub struct Days {
    /// The day it is.
    pub today: Day,
    /// The day looked at.
    pub as_of: Day,
}

/// A form row by row: whose it is and of which day, its blocks, who signs. A blank one is filled in on a day that nobody knows.
fn rows(form: &PrintedForm, filled: &FilledForm, days: Days, lang: Lang) -> Vec<Vec<String>> {
    let t = T(lang);
    let line = |section: &str, label: &str, value: String| vec![section.to_owned(), label.to_owned(), value];
    let title = t.label(&form.title());
    let mut all = match &filled.subject {
        Some(subject) => vec![
            line(&title, t.forms_number(), subject.id.clone()),
            line("", t.forms_day(), days.today.to_string()),
            line("", t.as_of(), days.as_of.to_string()),
        ],
        None => vec![
            line(&title, t.forms_number(), String::new()),
            line("", t.forms_day(), String::new()),
        ],
    };
    for (block, filled) in form.blocks.iter().zip(&filled.blocks) {
        let from = all.len();
        match (&block.content, filled) {
            (FormContent::Items(items), FilledBlock::Items(values)) => {
                let item = |(item, value): (&FormItem, &FormValue)| {
                    let label = format!("{}{}", item.label.get(lang), said(item.small, lang));
                    line("", &label, in_words(value))
                };
                all.extend(items.iter().zip(values).map(item));
            }
            (FormContent::Log(log), FilledBlock::Log(filled)) => all.extend(of_log(log, filled, lang)),
            _ => {}
        }
        if let Some(section) = all.get_mut(from).and_then(|row| row.first_mut()) {
            *section = block.title.get(lang).to_owned();
        }
    }
    all.extend(form.signs.iter().map(|sign| line("", said(*sign, lang), String::new())));
    all.push(Vec::new());
    all
}

/// Boxes by their marks, and the text below them.
fn in_words(value: &FormValue) -> String {
    let mark = |(name, on): &(String, bool)| format!("{}{name}", if *on { '☑' } else { '☐' });
    let boxes = value.boxes.iter().map(mark).collect::<Vec<_>>().join("  ");
    let parts = [boxes, value.text.clone()];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The heads, the records, the rows to go on in, what stands below.
fn of_log(log: &FormLog, filled: &FilledLog, lang: Lang) -> Vec<Vec<String>> {
    let behind = |cells: Vec<String>| std::iter::once(String::new()).chain(cells).collect();
    let heads = log.columns.iter().map(|column| said(column.label, lang).to_owned());
    let blank = std::iter::repeat_n(Vec::new(), filled.blank);
    let below = filled.total.iter().chain(&filled.more).map(|text| vec![text.clone()]);
    let all = std::iter::once(heads.collect()).chain(filled.rows.iter().cloned());
    all.chain(blank).chain(below).map(behind).collect()
}
