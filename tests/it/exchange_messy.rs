//! Every file of the collection of messy sheets: what is read, asked, refused. What stands here was found by looking at the files.
//!
//! The small files stand in `tests/data/messy`, with their sources in its `INDEX.csv`; the large ones with the other oracle data.

use std::path::PathBuf;

use guanxi::domain::book::Book;
use guanxi::exchange::columns::{Subject, mapping};
use guanxi::exchange::layout::Table;
use guanxi::exchange::plan::{Counts, plan};
use guanxi::exchange::source::{Encoding, Format, Reason};
use guanxi::exchange::values::Ask;

use crate::exchange::{columns, open, shown, wanted};
use crate::oracle;

use Encoding::{Utf8, Utf16Le, Western};
use Subject::Customers;

/// What a file is expected to be.
struct Expected {
    file: &'static str,
    format: Format,
    encoding: Option<Encoding>,
    sheets: &'static [&'static str],
    /// Rows of the head; lines above it.
    head: &'static [u32],
    titles: usize,
    totals: &'static [u32],
    footers: &'static [u32],
    /// Rows of data, and columns.
    size: (usize, usize),
    /// How the first row of data begins.
    first: &'static [&'static str],
    subject: Subject,
    /// What the columns are that are a field.
    fields: &'static [(&'static str, &'static str)],
    /// Records that are new; rows that are wrong; rows of which it is asked whose they are.
    counts: (usize, usize, usize),
}

const CSV: Format = Format::Delimited(',');
const XLSX: Format = Format::Xlsx;
const NAMELESS: &[&str] = &[""];

#[rustfmt::skip]
const FILES: &[Expected] = &[
    Expected { file: "atomic_crm_contacts_export.csv", format: CSV, encoding: Some(Utf8), sheets: NAMELESS, head: &[1], titles: 0, totals: &[], footers: &[], size: (2, 18), first: &["John", "Doe", "male", "Sales Executive", ""], subject: Customers,
        fields: &[("first_name", "contact.first_name"), ("last_name", "contact.last_name"), ("title", "contact.title"), ("background", "contact.note"), ("tags", "tags"), ("company", "name"), ("email_work", "contact.email"), ("email_home", "contact.email"), ("email_other", "contact.email"), ("phone_work", "contact.phone"), ("phone_home", "contact.phone"), ("phone_other", "contact.phone")], counts: (1, 0, 0) },
    // 500 people of 55 companies.
    Expected { file: "atomic_crm_test_contacts.csv", format: CSV, encoding: Some(Utf8), sheets: NAMELESS, head: &[1], titles: 0, totals: &[], footers: &[], size: (500, 24), first: &["2", "Shelley", "Kerluke"], subject: Customers,
        fields: &[("first_name", "contact.first_name"), ("last_name", "contact.last_name"), ("title", "contact.title"), ("background", "contact.note"), ("tags", "tags"), ("company", "name"), ("sales", "owner"), ("email_work", "contact.email"), ("email_home", "contact.email"), ("email_other", "contact.email"), ("phone_work", "contact.phone"), ("phone_home", "contact.phone"), ("phone_other", "contact.phone")], counts: (55, 0, 0) },
    Expected { file: "chatwoot_invalid_contacts_head.csv", format: CSV, encoding: Some(Utf8), sheets: NAMELESS, head: &[1], titles: 0, totals: &[], footers: &[], size: (5, 8), first: &["1", "Clarice", "Uzzell", "cuzzell0@mozilla.org"], subject: Customers,
        fields: &[("id", "id"), ("first_name", "contact.first_name"), ("last_name", "contact.last_name"), ("email", "contact.email"), ("phone_number", "contact.phone")], counts: (5, 0, 0) },
    Expected { file: "krayin_leads.csv", format: CSV, encoding: Some(Utf8), sheets: NAMELESS, head: &[1], titles: 0, totals: &[], footers: &[], size: (2, 14), first: &["1", "Updated Urgent Requirement of Product  -> TaskMaster Pro - Advanced Project Management Tool"], subject: Customers,
        fields: &[("id", "id"), ("title", "contact.title"), ("description", "notes")], counts: (0, 2, 0) },
    Expected { file: "krayin_persons.csv", format: CSV, encoding: Some(Utf8), sheets: NAMELESS, head: &[1], titles: 0, totals: &[], footers: &[], size: (2, 6), first: &["Wilson Fisk"], subject: Customers,
        fields: &[("name", "name"), ("emails", "contact.email"), ("contact_numbers", "contact.phone"), ("job_title", "contact.title")], counts: (2, 0, 0) },
    Expected { file: "frictionless_issue-320.xlsx", format: XLSX, encoding: None, sheets: &["IPC"], head: &[10, 11, 12], titles: 3, totals: &[], footers: &[62, 64], size: (46, 54), first: &["Afghanistan: Acute Food Insecurity April 2020"], subject: Customers, fields: &[("Country", "region")], counts: (0, 0, 46) },
    Expected { file: "frictionless_merged-cells.xlsx", format: XLSX, encoding: None, sheets: &["Лист1"], head: &[1], titles: 0, totals: &[], footers: &[], size: (0, 1), first: &[], subject: Customers, fields: &[], counts: (0, 0, 0) },
    Expected { file: "frictionless_multiline-headers.xlsx", format: XLSX, encoding: None, sheets: &["Лист1"], head: &[1, 4, 5], titles: 0, totals: &[], footers: &[], size: (1, 4), first: &["A", "B", "C", "D"], subject: Customers, fields: &[("Region", "region")], counts: (0, 0, 1) },
    Expected { file: "frictionless_preserve-formatting.xlsx", format: XLSX, encoding: None, sheets: &["Sheet1"], head: &[1], titles: 0, totals: &[], footers: &[], size: (1, 11), first: &["", "1000.5577", "1000.5577", "1000.5577", "1000.5577", "1000.5577", "2040-05-20"], subject: Customers, fields: &[], counts: (0, 0, 1) },
    Expected { file: "frictionless_sheets.xlsx", format: XLSX, encoding: None, sheets: &["Sheet1", "Sheet2", "Sheet3"], head: &[1], titles: 0, totals: &[], footers: &[], size: (1, 2), first: &["1", "london"], subject: Customers, fields: &[("id", "id"), ("name", "name")], counts: (1, 0, 0) },
    Expected { file: "frictionless_skip-rows.xlsx", format: XLSX, encoding: None, sheets: &["Sheet 1"], head: &[2], titles: 1, totals: &[4], footers: &[], size: (1, 2), first: &["8", "9"], subject: Customers, fields: &[], counts: (0, 0, 1) },
    Expected { file: "frictionless_table-with-ints-floats-dates.xls", format: Format::Xls, encoding: None, sheets: &["Лист1"], head: &[1], titles: 0, totals: &[], footers: &[], size: (3, 3), first: &["2013", "3.3", "2009-08-16"], subject: Customers, fields: &[], counts: (0, 0, 3) },
    Expected { file: "messytables_begrotingsanalyse-2011.csv", format: CSV, encoding: Some(Utf8), sheets: NAMELESS, head: &[5, 6, 7], titles: 3, totals: &[13, 38, 40], footers: &[], size: (33, 14), first: &["0", "Inkomstenclusters:", ""], subject: Customers, fields: &[], counts: (0, 0, 33) },
    // A text in the form of a sheet: nothing of it is a field.
    Expected { file: "messytables_bian-anal-mca-2005-dols-eng-1011-0312-tab3.xlsm", format: XLSX, encoding: None, sheets: &["Definitions"], head: &[11], titles: 1, totals: &[], footers: &[], size: (39, 4), first: &["", "Introduction to DoLS"], subject: Customers, fields: &[], counts: (0, 0, 39) },
    Expected { file: "messytables_complex.csv", format: CSV, encoding: Some(Utf8), sheets: NAMELESS, head: &[1], titles: 0, totals: &[], footers: &[], size: (3, 4), first: &["2011-01-01", " 24 October 2011", " 0", ""], subject: Customers, fields: &[], counts: (0, 0, 3) },
    Expected { file: "messytables_example.tsv", format: Format::Delimited('\t'), encoding: Some(Utf8), sheets: NAMELESS, head: &[1], titles: 0, totals: &[], footers: &[], size: (140, 17), first: &["2012-06-22 00:00:00", "15955"], subject: Customers, fields: &[], counts: (0, 0, 140) },
    Expected { file: "messytables_excel_pasting.csv", format: CSV, encoding: Some(Utf8), sheets: NAMELESS, head: &[4], titles: 2, totals: &[18], footers: &[20, 21], size: (13, 9), first: &["Timber", "2,666"], subject: Customers, fields: &[], counts: (0, 0, 13) },
    Expected { file: "messytables_mixedGLB.csv", format: CSV, encoding: Some(Utf8), sheets: NAMELESS, head: &[4], titles: 2, totals: &[], footers: &[], size: (133, 19), first: &["1880", "-43"], subject: Customers, fields: &[], counts: (0, 0, 133) },
    // No head: ten rows of figures.
    Expected { file: "messytables_null.csv", format: CSV, encoding: Some(Utf8), sheets: NAMELESS, head: &[], titles: 0, totals: &[], footers: &[], size: (10, 4), first: &["1", "null", "0", "0"], subject: Customers, fields: &[], counts: (0, 0, 10) },
    Expected { file: "messytables_simple.psv", format: Format::Delimited('|'), encoding: Some(Utf8), sheets: NAMELESS, head: &[1], titles: 0, totals: &[], footers: &[], size: (28, 6), first: &["1986", "44000"], subject: Customers, fields: &[], counts: (0, 0, 28) },
    Expected { file: "messytables_simple.ssv", format: Format::Delimited(';'), encoding: Some(Utf8), sheets: NAMELESS, head: &[1], titles: 0, totals: &[], footers: &[], size: (6, 3), first: &["2011-01-01", "1", "Galway"], subject: Customers, fields: &[], counts: (0, 0, 6) },
    // Its dates count from 1904.
    Expected { file: "messytables_simple.xlsx", format: XLSX, encoding: None, sheets: &["simple.csv"], head: &[1], titles: 0, totals: &[], footers: &[], size: (6, 3), first: &["2011-01-01", "1", "Galway"], subject: Customers, fields: &[], counts: (0, 0, 6) },
    Expected { file: "messytables_skip_initials.csv", format: CSV, encoding: Some(Utf8), sheets: NAMELESS, head: &[1], titles: 0, totals: &[], footers: &[], size: (2, 2), first: &["hello", "    goodbye"], subject: Customers, fields: &[], counts: (0, 0, 2) },
    Expected { file: "messytables_spanish_chars.csv", format: CSV, encoding: Some(Western), sheets: NAMELESS, head: &[1], titles: 0, totals: &[], footers: &[117], size: (114, 8), first: &["1", "", "", "Gobierno", "", "", "229,932.50"], subject: Customers, fields: &[], counts: (0, 0, 114) },
    Expected { file: "messytables_sparse_with_column_errors.csv", format: CSV, encoding: Some(Western), sheets: NAMELESS, head: &[1], titles: 0, totals: &[], footers: &[], size: (2200, 4), first: &["A", "Trägerorganisationen; Umstrukturierung der Forschung im Beitrittsgebiet; Hochschulbau und überwiegend hochschulbezogene Sonderprogramme"], subject: Customers, fields: &[], counts: (0, 0, 2200) },
    Expected { file: "messytables_unicode_sheet_name.xls", format: Format::Xls, encoding: None, sheets: &["mês"], head: &[1], titles: 0, totals: &[], footers: &[], size: (0, 1), first: &[], subject: Customers, fields: &[], counts: (0, 0, 0) },
    Expected { file: "messytables_utf-16le_encoded.csv", format: CSV, encoding: Some(Utf16Le), sheets: NAMELESS, head: &[1], titles: 0, totals: &[], footers: &[], size: (327, 19), first: &["5C1", "Enfield PCT"], subject: Customers, fields: &[], counts: (0, 0, 327) },
    Expected { file: "messytables_utf8bom.csv", format: CSV, encoding: Some(Utf8), sheets: NAMELESS, head: &[1], titles: 0, totals: &[], footers: &[], size: (0, 2), first: &[], subject: Customers, fields: &[], counts: (0, 0, 0) },
    // The first column is named by the row behind the years.
    Expected { file: "messytables_weird_head_padding.csv", format: Format::Delimited(';'), encoding: Some(Utf8), sheets: NAMELESS, head: &[12, 13], titles: 6, totals: &[], footers: &[74, 75, 76, 78, 79, 81, 82, 83, 85, 86, 88, 89, 90, 92, 93, 94], size: (59, 10), first: &["      Gefäßchirurgie", ".", "379"], subject: Customers, fields: &[], counts: (0, 0, 59) },
];

/// Files that are refused, and why.
const REFUSED: &[(&str, Reason)] = &[("messytables_encrypted_no_password.xls", Reason::Encrypted)];

fn bytes(file: &str) -> Option<Vec<u8>> {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/messy")
        .join(file);
    let path = if own.exists() {
        own
    } else {
        oracle::folder("messy")?.join(file)
    };
    Some(std::fs::read(path).unwrap())
}

#[test]
fn every_messy_file_is_read_as_it_is_meant() {
    for expected in FILES {
        if let Some(bytes) = bytes(expected.file) {
            check(expected, &bytes);
        }
    }
    for (file, reason) in REFUSED {
        let bytes = bytes(file).unwrap();
        assert_eq!(open(&bytes).err(), Some(*reason), "{file}");
    }
}

fn check(expected: &Expected, bytes: &[u8]) {
    let file = expected.file;
    let mut source = open(bytes).unwrap_or_else(|reason| panic!("{file}: {reason:?}"));
    assert_eq!(
        (source.format, source.encoding),
        (expected.format, expected.encoding),
        "{file}"
    );
    let names: Vec<String> = source.sheets().into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, expected.sheets, "{file}");
    let first = source.first();
    let table = Table::of(source.read(first, &mut |_, _| true).unwrap(), None);
    assert_eq!(
        (&table.head[..], table.title.len()),
        (expected.head, expected.titles),
        "{file}"
    );
    assert_eq!(
        (&table.totals[..], &table.footers[..]),
        (expected.totals, expected.footers),
        "{file}"
    );
    assert_eq!((table.rows.len(), table.columns.len()), expected.size, "{file}");
    if !table.rows.is_empty() {
        assert_eq!(shown(&table, 0)[..expected.first.len()], *expected.first, "{file}");
    }
    let mapping = mapping(&table);
    let all = columns(&table, &mapping);
    let fields: Vec<(&str, &str)> = all
        .iter()
        .filter(|(_, key, _)| key != "-")
        .map(|(h, key, _)| (&**h, &**key))
        .collect();
    assert_eq!(
        (mapping.subject, &fields[..]),
        (expected.subject, expected.fields),
        "{file}"
    );
    let plan = plan(&Book::default(), &table, &wanted(&table));
    let (new, wrong, asked) = expected.counts;
    let counts = Counts {
        new,
        wrong,
        asked,
        ..Counts::default()
    };
    assert_eq!(plan.counts, counts, "{file}");
    // Of sheets that are about nobody, one question asks whose their rows are.
    let reasons: Vec<Ask> = plan.questions.iter().map(|question| question.reason).collect();
    let expected = if asked > 0 { vec![Ask::Whose] } else { Vec::new() };
    assert_eq!(reasons, expected, "{file}");
}

#[test]
fn every_file_of_the_collection_has_an_expectation() {
    let Some(folder) = oracle::folder("messy") else { return };
    for row in oracle::rows(&folder.join("INDEX.csv")) {
        let file = &*row["file"];
        let is_expected =
            FILES.iter().any(|expected| expected.file == file) || REFUSED.iter().any(|(name, _)| *name == file);
        assert!(is_expected, "{file} has no expectation");
    }
}

#[test]
fn cells_that_are_easily_read_wrongly() {
    let row = |file: &str, row: usize| {
        let bytes = bytes(file)?;
        Some(shown(&Table::of(crate::exchange::sheet(&bytes), None), row))
    };
    // A quoted amount behind a blank is one cell.
    assert_eq!(
        row("messytables_complex.csv", 2).unwrap(),
        ["2011-01-03", "", "6,000,000", "Galway"]
    );
    if let Some(zabul) = row("frictionless_issue-320.xlsx", 45) {
        assert_eq!(
            zabul[..7],
            [
                "Afghanistan",
                "",
                "Zabul",
                "Acute Food Insecurity April 2020",
                "Apr 2020",
                "",
                "377648"
            ]
        );
    }
}
