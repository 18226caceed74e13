//! Every file of a known collection of good and bad JSON goes through the import: none is a book, and nothing hangs.

use std::time::{Duration, Instant};

use guanxi::transfer::book_json::BookErrorKind::*;
use guanxi::transfer::book_json::{BookReader, text};

#[test]
fn none_is_a_book_and_each_is_told_for_what_it_is() {
    let Some(folder) = crate::oracle::folder("json") else {
        return;
    };
    let mut rows = csv::Reader::from_path(folder.join("manifest.csv")).unwrap();
    let mut count = 0;
    for row in rows.records() {
        let row = row.unwrap();
        let bytes = std::fs::read(folder.join("test_parsing").join(&row[0])).unwrap();
        let begin = Instant::now();
        let error = text(&bytes).and_then(BookReader::open).unwrap_err();
        assert!(
            begin.elapsed() < Duration::from_secs(20),
            "{} took {:?}",
            &row[0],
            begin.elapsed()
        );
        let expected: &[_] = match &row[1] {
            "must_accept" => &[NotABook],
            "must_reject" => &[NotJson, Truncated, TooDeep, NotUtf8, Utf16, NotText, Empty],
            _ => &[NotABook, NotJson, Truncated, TooDeep, NotUtf8, Utf16],
        };
        assert!(expected.contains(&error.kind), "{}: {error:?}", &row[0]);
        let (zh, en) = (&error.message.zh, &error.message.en);
        assert!(
            zh.contains("没有改动") && en.contains("unchanged"),
            "{}: {zh} {en}",
            &row[0]
        );
        count += 1;
    }
    assert_eq!(count, 318);
}

#[test]
fn a_hundred_thousand_levels_do_not_hurt_anywhere_in_a_book() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let error = BookReader::open(&deep).unwrap_err();
    assert_eq!((error.kind, error.line, error.column), (TooDeep, Some(1), Some(129)));
    for key in ["x_unknown", "settings"] {
        let file = format!(r#"{{"format":"guanxi-book","version":1,"{key}":{{"a":{deep}}}}}"#);
        let open = BookReader::open(&file);
        match key {
            "settings" => assert_eq!(open.unwrap().finish(&Default::default()).1.errors, 1),
            _ => assert_eq!(open.unwrap_err().kind, TooDeep),
        }
    }
    let file = format!(
        r#"{{"format":"guanxi-book","version":1,"customers":[{{"id":"a","name":"A","x":{deep}}},{{"id":"b","name":"B"}}]}}"#
    );
    let (incoming, issues) = BookReader::open(&file).unwrap().finish(&Default::default());
    assert_eq!((incoming.book.customers.len(), issues.errors), (1, 1));
    assert_eq!(issues.kept[0].place(), "customers[0].x[0][0][0][0][0][0][0]…");
    assert!(issues.kept[0].message.en.contains("128"));
}
