//! What is wrong with a file, as CSV for the person who corrects it: UTF-8 with a byte-order mark, CRLF, formula-safe.

use crate::domain::check::Level;
use crate::domain::guard::safe;
use crate::domain::label::{Label, Lang};
use crate::domain::merge::Mode;
use crate::transfer::book_json::Issues;
use crate::transfer::text as say;

const HEADER: [Label; 7] = [
    say::column_handling(),
    say::column_place(),
    say::column_id(),
    say::column_line(),
    say::column_column(),
    say::column_found(),
    say::column_problem(),
];
const SKIPPED: Label = say::skipped();
const TAKEN: Label = say::taken();
const ASKED: Label = say::asked();

/// The issues of an import in a mode.
pub fn csv(issues: &Issues, mode: Mode, lang: Lang) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xEF\xBB\xBF".to_vec());
    writer.write_record(HEADER.iter().map(|label| label.get(lang)))?;
    for issue in issues.of(mode) {
        let level = match issue.level {
            Level::Error => &SKIPPED,
            Level::Question => &ASKED,
            Level::Warning => &TAKEN,
        };
        writer.write_record([
            level.get(lang),
            &safe(&issue.place()),
            &safe(issue.id.as_deref().unwrap_or_default()),
            &issue.line.to_string(),
            &issue.column.to_string(),
            &safe(issue.found.as_deref().unwrap_or_default()),
            &safe(issue.message.get(lang)),
        ])?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::book::Book;
    use crate::transfer::book_json::BookReader;

    #[test]
    fn each_issue_is_a_row_that_no_spreadsheet_runs() {
        let text =
            r#"{"format": "guanxi-book", "version": 1, "customers": [{"id": "=c1"}, {"id": "c2", "name": "A"}]}"#;
        let mut reader = BookReader::open(text).unwrap();
        while reader.step(10).is_some() {}
        let (_, issues) = reader.finish(&Book::default());
        let csv = String::from_utf8(csv(&issues, Mode::Merge, Lang::En).unwrap()).unwrap();
        let rows: Vec<&str> = csv.trim_end().split("\r\n").collect();
        assert_eq!(rows.len(), 2, "{csv}");
        assert!(rows[0].starts_with("\u{feff}What happens,Place,"), "{csv}");
        assert!(
            rows[1].starts_with("left out,customers[0]") && rows[1].contains(",'=c1,1,"),
            "{csv}"
        );
    }
}
