//! The rows that an import does not take, as the person's own sheet: what is wrong stands behind them, and the cells are marked.

use rust_xlsxwriter::{Color, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::domain::label::Lang;
use crate::exchange::grid::Cell;
use crate::exchange::layout::{Table, TableRow};
use crate::exchange::plan::{Outcome, RowPlan};
use crate::exchange::text as say;

/// The grounds of a marked cell and of the head.
const MARKED: u32 = 0x00FF_E3E0;
const HEAD: u32 = 0x00F1_EFEA;
/// The widths of columns, in characters.
const WIDTHS: (usize, usize) = (8, 40);
/// Digits beyond these are lost in a number of a spreadsheet.
const EXACT: f64 = 1e15;

/// The formats of a cell: plain and marked, with a day and with a time.
struct Looks {
    head: Format,
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
            head: Format::new()
                .set_bold()
                .set_background_color(Color::RGB(HEAD))
                .set_text_wrap(),
            of: [days(Format::new()), days(marked)],
        }
    }
}

/// Whether a sheet is one of problems that comes back.
pub(super) fn is_of_problems(sheet: &str) -> bool {
    let name = say::problem_rows();
    sheet == name.zh || sheet == name.en
}

/// The column that says what is wrong, in a sheet of problems: the last one.
pub(super) fn own_column(table: &Table) -> Option<usize> {
    let (title, last) = (say::problem_column(), table.columns.last()?);
    (last.heading == title.zh || last.heading == title.en).then(|| table.columns.len() - 1)
}

/// The sheet's bytes; nothing where it cannot be made.
pub(super) fn sheet_of_problems(
    table: &Table,
    rows: &[RowPlan],
    corrected: &[(u32, usize, String)],
    is_back: bool,
    lang: Lang,
) -> Option<Vec<u8>> {
    write(table, rows, corrected, is_back, lang).ok()
}

fn write(
    table: &Table,
    rows: &[RowPlan],
    corrected: &[(u32, usize, String)],
    is_back: bool,
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let (mut book, looks) = (Workbook::new(), Looks::new());
    let sheet = book.add_worksheet();
    sheet.set_name(say::problem_rows().get(lang))?;
    let title = say::problem_column();
    // A sheet of problems that comes back with new ones has the column already.
    let old = is_back.then(|| own_column(table)).flatten();
    let kept: Vec<usize> = (0..table.columns.len()).filter(|column| Some(*column) != old).collect();
    let last = kept.len() as u16;
    for (place, column) in (0u16..).zip(&kept) {
        sheet.write_string_with_format(0, place, &table.columns[*column].heading, &looks.head)?;
        sheet.set_column_width(place, width(table, *column) as f64)?;
    }
    sheet.write_string_with_format(0, last, title.get(lang), &looks.head)?;
    sheet.set_column_width(last, 60)?;
    sheet.set_freeze_panes(1, 0)?;
    let wrong = rows.iter().zip(&table.rows).filter(|(plan, _)| is_left(plan));
    for (at, (plan, row)) in (1u32..).zip(wrong) {
        for (place, column) in (0u16..).zip(&kept) {
            let is_marked = plan.problems.iter().any(|problem| problem.column == Some(*column));
            let own = corrected.iter().find(|(of, cell, _)| *of == row.at && cell == column);
            let own = own.map(|(_, _, text)| Cell::text(text));
            write_cell(
                sheet,
                (at, place),
                own.as_ref().unwrap_or(cell(row, *column)),
                &looks.of[usize::from(is_marked)],
            )?;
        }
        let said: Vec<String> = plan
            .problems
            .iter()
            .map(|problem| problem.said(&table.columns).get(lang).to_owned())
            .collect();
        sheet.write_string(at, last, said.join("\n"))?;
    }
    book.save_to_buffer()
}

/// Whether a row is not taken and can be mended.
fn is_left(plan: &RowPlan) -> bool {
    matches!(plan.outcome, Outcome::Wrong | Outcome::Asked(_))
}

fn cell(row: &TableRow, column: usize) -> &Cell {
    row.cells.get(column).unwrap_or(&Cell::Blank)
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
        Cell::Number(number) if number.abs() < EXACT => {
            sheet.write_number_with_format(row, column, *number, &looks[0])?
        }
        Cell::Number(_) => sheet.write_string_with_format(row, column, cell.shown(), &looks[0])?,
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
fn width(table: &Table, column: usize) -> usize {
    let chars = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let cells = table.rows.iter().take(200).map(|row| chars(&cell(row, column).shown()));
    let widest = cells.chain([chars(&table.columns[column].heading)]).max().unwrap_or(0);
    (widest + 2).clamp(WIDTHS.0, WIDTHS.1)
}
