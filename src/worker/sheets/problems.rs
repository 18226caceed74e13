//! The person's own sheet with what is wrong: it stands behind the rows that an import does not take, and their cells are marked.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::domain::label::Lang;
use crate::exchange::grid::{Cell, Sheet, SheetRow};
use crate::exchange::layout::{Table, TableColumn};
use crate::exchange::plan::{Outcome, RowPlan, RowProblem};
use crate::exchange::text as say;

/// The grounds of a marked cell and of the head.
const MARKED: u32 = 0x00FF_E3E0;
const HEAD: u32 = 0x00F1_EFEA;
/// The widths of columns, in characters.
const WIDTHS: (usize, usize) = (8, 40);
const OWN_WIDTH: f64 = 60.0;
/// The longest name of a sheet, in UTF-16 units.
const NAME: usize = 31;

/// The formats of a cell, each plain, with a day and with a time: of the head, of other cells, and of marked ones.
struct Looks {
    head: [Format; 3],
    of: [[Format; 3]; 2],
}

impl Looks {
    fn new() -> Self {
        let days = |plain: Format| {
            [
                plain.clone(),
                plain.clone().set_num_format("yyyy-mm-dd"),
                plain.set_num_format("yyyy-mm-dd hh:mm:ss"),
            ]
        };
        let marked = Format::new().set_background_color(Color::RGB(MARKED));
        Self {
            head: days(
                Format::new()
                    .set_bold()
                    .set_background_color(Color::RGB(HEAD))
                    .set_text_wrap(),
            ),
            of: [days(Format::new()), days(marked)],
        }
    }
}

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

impl WithProblems<'_> {
    /// The sheet's bytes; nothing where it cannot be made.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        self.write().ok()
    }

    /// Every row stands where it stood, with all its columns, so that nothing must be put together again; one more column says what is
    /// wrong.
    fn write(&self) -> Result<Vec<u8>, XlsxError> {
        let (mut book, looks) = (Workbook::new(), Looks::new());
        let to = book.add_worksheet();
        to.set_name(self.name())?;
        // A sheet of problems that comes back with new ones has the column already.
        let old = self.is_back.then(|| own_column(self.table)).flatten();
        let old = old.and_then(|column| Some(self.table.columns.get(column)?.place));
        let own = old.unwrap_or(self.sheet.width()) as u16;
        for merged in &self.sheet.merged {
            let (first, last) = (merged.top.saturating_sub(1), merged.bottom.saturating_sub(1));
            // What cannot be one cell in a sheet of ours stays in its parts.
            let _ = to.merge_range(
                first,
                merged.left as u16,
                last,
                merged.right as u16,
                "",
                &looks.of[0][0],
            );
        }
        let corrected: HashMap<(u32, usize), &str> = self
            .corrected
            .iter()
            .filter_map(|(at, column, text)| Some(((*at, self.table.columns.get(*column)?.place), &**text)))
            .collect();
        let wrong: HashMap<u32, &RowPlan> = self
            .rows
            .iter()
            .filter(|plan| is_left(plan))
            .map(|plan| (plan.at, plan))
            .collect();
        for row in &self.sheet.rows {
            let plan = wrong.get(&row.at).copied();
            self.write_row(to, row, own, plan, &corrected, &looks)?;
        }
        self.dress(to, own, &looks)?;
        book.save_to_buffer()
    }

    fn write_row(
        &self,
        to: &mut Worksheet,
        row: &SheetRow,
        own: u16,
        plan: Option<&RowPlan>,
        corrected: &HashMap<(u32, usize), &str>,
        looks: &Looks,
    ) -> Result<(), XlsxError> {
        let at = row.at - 1;
        let problems = plan.map_or(&[][..], |plan| &plan.problems);
        let marked = |problem: &RowProblem| Some(self.table.columns.get(problem.column?)?.place);
        let marked: Vec<usize> = problems.iter().filter_map(marked).collect();
        let width = marked.iter().map(|place| place + 1).fold(row.cells.len(), usize::max);
        let is_head = self.table.head.contains(&row.at);
        for place in (0..width).filter(|place| *place != usize::from(own)) {
            let mended = corrected.get(&(row.at, place)).map(|text| Cell::text(text));
            let cell = mended.as_ref().unwrap_or(row.cell(place));
            let look = if is_head {
                &looks.head
            } else {
                &looks.of[usize::from(marked.contains(&place))]
            };
            if !cell.is_blank() || marked.contains(&place) {
                write_cell(to, (at, place as u16), cell, look)?;
            }
        }
        if let Some(plan) = plan {
            let said = plan.problems.iter().map(|problem| problem.said(&self.table.columns));
            let said: Vec<String> = said.map(|label| label.get(self.lang).to_owned()).collect();
            to.write_string_with_format(at, own, said.join("\n"), &looks.of[1][0])?;
        }
        if row.is_hidden {
            to.set_row_hidden(at)?;
        }
        Ok(())
    }

    /// The title of our column, the widths, and what finds the rows: the head stays in sight and can be filtered.
    fn dress(&self, to: &mut Worksheet, own: u16, looks: &Looks) -> Result<(), XlsxError> {
        for place in 0..own {
            to.set_column_width(place, width(self.sheet, usize::from(place)) as f64)?;
        }
        to.set_column_width(own, OWN_WIDTH)?;
        let (Some(head), Some(last)) = (self.table.head.last(), self.sheet.rows.last()) else {
            return Ok(());
        };
        to.write_string_with_format(head - 1, own, say::problem_column().get(self.lang), &looks.head[0])?;
        to.set_freeze_panes(*head, 0)?;
        if last.at > *head {
            to.autofilter(head - 1, 0, last.at - 1, own)?;
        }
        Ok(())
    }

    /// The sheet's own name, and that it says problems.
    fn name(&self) -> String {
        let own: String = self
            .sheet
            .name
            .chars()
            .map(|c| {
                if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') {
                    '_'
                } else {
                    c
                }
            })
            .collect();
        if own.trim().is_empty() {
            return say::problem_rows().get(self.lang).to_owned();
        }
        if self.is_back {
            return own;
        }
        let behind = say::sheet_with_problems("").get(self.lang).encode_utf16().count();
        let mut own = own;
        while own.encode_utf16().count() + behind > NAME {
            own.pop();
        }
        say::sheet_with_problems(own).get(self.lang).to_owned()
    }
}

/// Whether a row is not taken and can be mended.
fn is_left(plan: &RowPlan) -> bool {
    matches!(plan.outcome, Outcome::Wrong | Outcome::Asked(_))
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    looks: &[Format; 3],
) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => sheet.write_blank(row, column, &looks[0])?,
        Cell::Text(text) | Cell::Error(text) => sheet.write_string_with_format(row, column, &**text, &looks[0])?,
        Cell::Number(number) => sheet.write_number_with_format(row, column, *number, &looks[0])?,
        Cell::Bool(yes) => sheet.write_boolean_with_format(row, column, *yes, &looks[0])?,
        Cell::Date(_, seconds) => {
            let look = &looks[1 + usize::from(*seconds > 0)];
            match ExcelDateTime::parse_from_str(&cell.shown()) {
                Ok(day) => sheet.write_datetime_with_format(row, column, &day, look)?,
                Err(_) => sheet.write_string_with_format(row, column, cell.shown(), &looks[0])?,
            }
        }
    };
    Ok(())
}

/// How wide a column is: its longest text among the first rows, a Chinese sign counted twice.
fn width(sheet: &Sheet, column: usize) -> usize {
    let chars = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let cells = sheet.rows.iter().take(200).map(|row| chars(&row.cell(column).shown()));
    (cells.max().unwrap_or(0) + 2).clamp(WIDTHS.0, WIDTHS.1)
}
