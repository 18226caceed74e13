//! The person's own sheet with what is wrong: it stands behind the rows that an import does not take, and their cells are marked.

use std::collections::HashMap;

use crate::domain::label::Lang;
use crate::exchange::grid::{Cell, Merged, Sheet, SheetRow};
use crate::exchange::layout::{Table, TableColumn};
use crate::exchange::plan::{Outcome, RowPlan, RowProblem};
use crate::exchange::text as say;
use crate::exchange::write::{Frame, Ground, Look, Style, Tail, Unwritten, Workbook, chars, sheet_name};

/// The widths of columns, in characters.
const WIDTHS: (usize, usize) = (8, 40);
const OWN_WIDTH: f64 = 60.0;

/// Whether a sheet is one of problems that comes back.
pub(super) fn is_of_problems(sheet: &str) -> bool {
    let (alone, behind) = (say::problem_rows(), say::sheet_with_problems(""));
    sheet == alone.zh || sheet == alone.en || sheet.ends_with(&*behind.zh) || sheet.ends_with(&*behind.en)
}

/// The column that says what is wrong, in a sheet of problems: the last one of that name; without a head, the last one.
pub(super) fn own_column(table: &Table) -> Option<usize> {
    let title = say::problem_column();
    let is_ours = |column: &TableColumn| column.heading == title.zh || column.heading == title.en;
    match table.head.last() {
        Some(_) => table.columns.iter().rposition(is_ours),
        None => table.columns.len().checked_sub(1),
    }
}

/// What a sheet of problems is made of.
pub(super) struct WithProblems<'a> {
    /// The person's sheet, as it was read.
    pub sheet: &'a Sheet,
    /// The table in it.
    pub table: &'a Table,
    /// What becomes of the table's rows.
    pub rows: &'a [RowPlan],
    /// Cells corrected in the preview: row in the file, column of the table, text.
    pub corrected: &'a [(u32, usize, String)],
    /// Whether it is a sheet of problems already.
    pub is_back: bool,
    /// The language of what is wrong.
    pub lang: Lang,
}

/// What is written beside the person's own cells.
struct Marks<'a> {
    /// The column that says what is wrong.
    own: usize,
    corrected: HashMap<(u32, usize), &'a str>,
    wrong: HashMap<u32, &'a RowPlan>,
}

impl WithProblems<'_> {
    /// The sheet's bytes; nothing where it cannot be made.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        self.write().ok()
    }

    /// Every row stands where it stood, with all its columns, so that nothing must be put together again; one more column says what is
    /// wrong.
    fn write(&self) -> Result<Vec<u8>, Unwritten> {
        let marks = self.marks();
        let mut book = Workbook::new(&[self.name()])?;
        let own_width = |place| {
            let width = if place == marks.own {
                OWN_WIDTH
            } else {
                width(self.sheet, place) as f64
            };
            (width, Style::new(Look::General, Ground::Plain))
        };
        // The head stays in sight and can be filtered.
        let head = self.table.head.last().copied();
        book.begin(&Frame {
            frozen: head.unwrap_or(0),
            columns: (0..=marks.own).map(own_width).collect(),
        })?;
        for row in &self.sheet.rows {
            book.open_row(row.at, row.is_hidden);
            self.write_row(&mut book, row, &marks);
            book.close_row()?;
        }
        let last = self.sheet.rows.last().map_or(0, |row| row.at);
        book.end(&Tail {
            filter: head.filter(|head| last > *head).map(|head| (head, last, marks.own)),
            merged: &apart(&self.sheet.merged),
            choices: Vec::new(),
        })?;
        Ok(book.finish()?.bytes)
    }

    fn marks(&self) -> Marks<'_> {
        // A sheet of problems that comes back with new ones has the column already.
        let old = self.is_back.then(|| own_column(self.table)).flatten();
        let old = old.and_then(|column| Some(self.table.columns.get(column)?.place));
        let corrected = self.corrected.iter();
        let wrong = self.rows.iter().filter(|plan| is_left(plan));
        Marks {
            own: old.unwrap_or(self.sheet.width()),
            corrected: corrected
                .filter_map(|(at, column, text)| Some(((*at, self.table.columns.get(*column)?.place), &**text)))
                .collect(),
            wrong: wrong.map(|plan| (plan.at, plan)).collect(),
        }
    }

    fn write_row(&self, to: &mut Workbook, row: &SheetRow, marks: &Marks<'_>) {
        let plan = marks.wrong.get(&row.at).copied();
        let problems = plan.map_or(&[][..], |plan| &plan.problems);
        let marked = |problem: &RowProblem| Some(self.table.columns.get(problem.column?)?.place);
        let marked: Vec<usize> = problems.iter().filter_map(marked).collect();
        let width = marked.iter().map(|place| place + 1).fold(row.cells.len(), usize::max);
        let is_head = self.table.head.contains(&row.at);
        for place in 0..width.max(marks.own + 1) {
            if place == marks.own {
                self.write_own(to, row, plan, marks.own);
                continue;
            }
            let mended = marks.corrected.get(&(row.at, place)).map(|text| Cell::text(text));
            let cell = mended.as_ref().unwrap_or(row.cell(place));
            let ground = match (is_head, marked.contains(&place)) {
                (true, _) if !cell.is_blank() => Ground::Head,
                (false, true) => Ground::Marked,
                _ => Ground::Plain,
            };
            to.cell(place, cell, Style::new(Look::General, ground));
        }
    }

    /// What is wrong with a row, or the title of what is.
    fn write_own(&self, to: &mut Workbook, row: &SheetRow, plan: Option<&RowPlan>, own: usize) {
        if self.table.head.last() == Some(&row.at) {
            let title = Cell::text(say::problem_column().get(self.lang));
            to.cell(own, &title, Style::new(Look::General, Ground::Head));
        } else if let Some(plan) = plan {
            let said = plan.problems.iter().map(|problem| problem.said(&self.table.columns));
            let said: Vec<String> = said.map(|label| label.get(self.lang).to_owned()).collect();
            to.cell(
                own,
                &Cell::text(&said.join("\n")),
                Style::new(Look::Wrapped, Ground::Marked),
            );
        }
    }

    /// The sheet's own name, and that it says problems.
    fn name(&self) -> String {
        let behind = say::sheet_with_problems("");
        let behind = if self.is_back { "" } else { behind.get(self.lang) };
        sheet_name(&self.sheet.name, behind).unwrap_or_else(|| say::problem_rows().get(self.lang).to_owned())
    }
}

/// The merged places that are more than a cell and share none: others would make the file one that programs refuse.
fn apart(merged: &[Merged]) -> Vec<Merged> {
    let mut all: Vec<Merged> = merged.to_vec();
    all.sort_unstable_by_key(|one| (one.top, one.left));
    let (mut apart, mut open): (Vec<Merged>, Vec<Merged>) = (Vec::new(), Vec::new());
    for one in all {
        open.retain(|other| other.bottom >= one.top);
        let is_one = one.top >= one.bottom && one.left >= one.right;
        if !is_one
            && one.top > 0
            && open
                .iter()
                .all(|other| other.right < one.left || one.right < other.left)
        {
            open.push(one);
            apart.push(one);
        }
    }
    apart
}

/// Whether a row is not taken and can be mended.
fn is_left(plan: &RowPlan) -> bool {
    matches!(plan.outcome, Outcome::Wrong | Outcome::Asked)
}

/// How wide a column is: its longest text among the first rows.
fn width(sheet: &Sheet, column: usize) -> usize {
    let cells = sheet.rows.iter().take(200).map(|row| chars(&row.cell(column).shown()));
    (cells.max().unwrap_or(0) + 2).clamp(WIDTHS.0, WIDTHS.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_places_share_no_cell() {
        let place = |top, bottom, left, right| Merged {
            top,
            bottom,
            left,
            right,
        };
        let all = [
            place(1, 1, 0, 4),
            place(2, 3, 0, 0),
            place(1, 2, 4, 5),
            place(3, 3, 1, 1),
            place(4, 9, 0, 2),
            place(9, 9, 2, 3),
        ];
        assert_eq!(apart(&all), [place(1, 1, 0, 4), place(2, 3, 0, 0), place(4, 9, 0, 2)]);
    }
}
