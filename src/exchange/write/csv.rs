//! A table as plain text: UTF-8 with a byte-order mark, CRLF, no text that a spreadsheet would run.

use super::{Look, OutColumn};
use crate::domain::guard::{safe, safe_signs};
use crate::exchange::grid::Cell;

/// The heading.
pub(super) fn begin(columns: &[OutColumn]) -> Vec<u8> {
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    for (place, column) in columns.iter().enumerate() {
        field(&mut bytes, place, &safe(&column.head));
    }
    bytes.extend(b"\r\n");
    bytes
}

/// A row.
pub(super) fn row(bytes: &mut Vec<u8>, columns: &[OutColumn], row: &[Cell]) {
    for (place, (column, cell)) in columns.iter().zip(row).enumerate() {
        match cell {
            Cell::Text(text) if column.look == Look::Text => field(bytes, place, &safe_signs(text)),
            Cell::Text(text) | Cell::Error(text) => field(bytes, place, &safe(text)),
            Cell::Number(number) => field(bytes, place, &column.look.number(*number)),
            Cell::Date(day, seconds) if seconds % 60 == 0 && *seconds > 0 => {
                let (hour, minute) = (seconds / 3_600, seconds / 60 % 60);
                field(bytes, place, &format!("{day} {hour:02}:{minute:02}"));
            }
            cell => field(bytes, place, &cell.shown()),
        }
    }
    bytes.extend(b"\r\n");
}

fn field(bytes: &mut Vec<u8>, place: usize, text: &str) {
    if place > 0 {
        bytes.push(b',');
    }
    // A spreadsheet of a country that parts cells by semicolons would run what stands behind one.
    let is_plain = !text.bytes().any(|b| matches!(b, b',' | b';' | b'"' | b'\r' | b'\n'));
    // Blanks at an end are kept by those who trim what is bare.
    if is_plain && !text.starts_with(' ') && !text.ends_with(' ') {
        return bytes.extend(text.as_bytes());
    }
    bytes.push(b'"');
    for (i, part) in text.split('"').enumerate() {
        if i > 0 {
            bytes.extend(b"\"\"");
        }
        bytes.extend(part.as_bytes());
    }
    bytes.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Day;

    #[test]
    fn a_row_is_exact_and_safe() {
        let columns = [
            Look::Text,
            Look::General,
            Look::Money,
            Look::Day,
            Look::Time,
            Look::General,
        ]
        .map(|look| OutColumn::new("=x", look));
        let cells = [
            Cell::text("0512"),
            Cell::text("甲\"乙\",\n=丙 "),
            Cell::Number(-1_234.5),
            Cell::Date(Day::parse("2026-11-19").unwrap(), 0),
            Cell::Date(Day::parse("2026-11-19").unwrap(), 32_700),
            Cell::text("－1+1"),
        ];
        let mut bytes = begin(&columns[..2]);
        row(&mut bytes, &columns, &cells);
        row(&mut bytes, &columns, &[Cell::Blank, Cell::Bool(true)]);
        row(&mut bytes, &columns, &[Cell::text("a;=1")]);
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "\u{feff}'=x,'=x\r\n'0512,\"甲\"\"乙\"\",\n=丙 \",-1234.50,2026-11-19,2026-11-19 09:05,'－1+1\r\n,TRUE\r\n\"a;=1\"\r\n"
        );
    }
}
