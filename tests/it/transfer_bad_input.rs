//! Files that are wrong, and what the reader says of each: which kind of wrong, and where.

use guanxi::domain::book::Book;
use guanxi::domain::check::Level;
use guanxi::domain::merge::Mode;
use guanxi::transfer::book_json::BookErrorKind::{self, *};
use guanxi::transfer::book_json::{BookError, BookReader, Issue, Issues, MAX_BYTES, MAX_ISSUES, text};

use crate::transfer_generate::read;

fn refusal(bytes: &[u8]) -> BookError {
    text(bytes).and_then(BookReader::open).unwrap_err()
}

fn is_refused(file: &str, kind: BookErrorKind, place: Option<(usize, usize)>) {
    let error = refusal(file.as_bytes());
    let shown: String = file.chars().take(80).collect();
    assert_eq!(error.kind, kind, "{shown}: {error:?}");
    if place.is_some() {
        assert_eq!(error.line.zip(error.column), place, "{shown}: {error:?}");
    }
    assert!(
        error.message.zh.contains("没有改动") && error.message.en.contains("unchanged"),
        "{shown}"
    );
}

#[test]
fn files_that_are_no_book() {
    let head = r#""format":"guanxi-book","version":1"#;
    type Row<'a> = (&'a str, BookErrorKind, Option<(usize, usize)>);
    let table: [Row; 30] = [
        ("", Empty, None),
        (" \n\t", Empty, None),
        ("hello", NotJson, Some((1, 1))),
        ("[1, 2,]", NotJson, Some((1, 7))),
        ("{\"format\":\"guanxi-book\",\n\"版本\": NaN}", NotJson, Some((2, 7))),
        ("{\"format\":\"guanxi-book\",\n \"version\":1", Truncated, Some((2, 13))),
        (
            "{\"format\":\"guanxi-book\",\"customers\":[{\"id\":\"a",
            Truncated,
            Some((1, 46)),
        ),
        ("[", Truncated, Some((1, 2))),
        ("[]", NotABook, None),
        ("null", NotABook, None),
        ("12", NotABook, None),
        ("\"guanxi-book\"", NotABook, None),
        ("{}", NotABook, None),
        (
            r#"{"format":"guanxi-results","version":1,"customers":[]}"#,
            NotABook,
            None,
        ),
        (r#"{"format":1,"version":1}"#, NotABook, None),
        (r#"{"format":"guanxi-book","version":2}"#, NewerVersion, None),
        ("{\"format\":\"guanxi-book\",\n\"version\":0}", Structure, Some((2, 11))),
        (r#"{"format":"guanxi-book","version":"1"}"#, Structure, Some((1, 35))),
        (&format!("{{{head}}} x"), NotJson, Some((1, 38))),
        (&format!("{{{head},\n \"customers\":{{}}}}"), Structure, Some((2, 13))),
        (&format!("{{{head},\n \"orders\":12}}"), Structure, Some((2, 12))),
        (&format!("{{{head},\"orders\":12,}}"), NotJson, Some((1, 49))),
        (&format!("{{{head},\"orders\":[],\n\"orders\":[]}}"), Structure, None),
        (&format!("{{{head},\"version\":1}}"), Structure, None),
        (&format!("{{{head},\"x\":\"\\ud800\"}}"), Structure, None),
        (
            &format!("{{{head},\"x\":{}1{}}}", "[".repeat(200), "]".repeat(200)),
            TooDeep,
            Some((1, 168)),
        ),
        (r#"{"a":1,"a":2}"#, NotABook, None),
        (r#"{"customers":{},"format":"another"}"#, NotABook, None),
        (
            r#"{"customers":{},"format":"guanxi-book","version":2.5}"#,
            NewerVersion,
            None,
        ),
        (&"[".repeat(100_000), TooDeep, Some((1, 129))),
    ];
    for (file, kind, place) in table {
        is_refused(file, kind, place);
    }
}

#[test]
fn encodings() {
    let book = r#"{"format":"guanxi-book","version":1,"customers":[{"id":"a","name":"甲"}]}"#;
    assert_eq!(read(format!("\u{feff}{book}").as_bytes()).0.book.customers.len(), 1);
    let wide = |le: bool, mark: bool| -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(book.encode_utf16());
        units
            .flat_map(|u| if le { u.to_le_bytes() } else { u.to_be_bytes() })
            .collect()
    };
    for (le, mark) in [(true, true), (false, true), (true, false), (false, false)] {
        assert_eq!(refusal(&wide(le, mark)).kind, Utf16);
    }
    // Zeros alone are no encoding.
    assert_eq!(refusal(b"\xFF\xFE").kind, Empty);
    for length in [1, 2, 3, 4, 5_000] {
        let error = refusal(&vec![0; length]);
        assert_eq!(error.kind, Empty, "{length}");
        assert!(
            error.message.zh.starts_with(&format!("文件有{length}字节，但全部是零")),
            "{}",
            error.message.zh
        );
    }
    for beginning in [&b"\0\0\x01\0\x01\0"[..], b"\xD0\0\x11", b"PK\x03\0", b"\0\0{\""] {
        let error = refusal(beginning);
        assert_eq!(error.kind, NotText, "{beginning:?}");
        assert!(
            error.message.zh.contains("不是文本") && !error.message.zh.contains("UTF-16"),
            "{}",
            error.message.zh
        );
    }
    // 甲 in GBK, on the second line.
    let error = refusal(b"{\"format\":\"guanxi-book\",\n\"name\":\"\xBC\xD7\"}");
    assert_eq!((error.kind, error.line, error.column), (NotUtf8, Some(2), Some(9)));
    assert!(error.message.en.contains("byte 34 (0xBC)"), "{}", error.message.en);
}

#[test]
fn a_file_of_200_mb_is_refused_before_it_is_read() {
    assert_eq!(MAX_BYTES, 188_743_680);
    assert!(BookError::too_large(MAX_BYTES).is_none());
    let error = BookError::too_large(200_000_000).unwrap();
    assert_eq!(error.kind, TooLarge);
    assert!(error.message.zh.contains("191MB") && error.message.en.contains("180 MB"));
    assert_eq!(refusal(&vec![0; MAX_BYTES as usize + 1]).kind, TooLarge);
}

/// The issues of a book with these keys.
pub fn issues(keys: &str) -> Issues {
    let file = format!(
        "{{\"format\":\"guanxi-book\",\"version\":1,\n\"customers\":[{{\"id\":\"a\",\"name\":\"甲\"}}],\n{keys}}}"
    );
    read(file.as_bytes()).1
}

fn only(keys: &str) -> Issue {
    let all = issues(keys);
    assert_eq!(all.kept.len(), 1, "{keys}: {all:?}");
    all.kept[0].clone()
}

#[test]
fn records_that_are_wrong() {
    let order = |fields: &str| format!("\"orders\":[\n{{\"id\":\"o1\",\"customer\":\"a\",{fields}}}]");
    let ok = r#""date":"2026-01-31","amount":1"#;
    let ticket = r#""tickets":[{"id":"t","customer":"a","opened_at":"2026-01-01","#;
    // What the file says, the place, a word of the message, what was found there.
    let table: [(String, &str, &str, Option<&str>); 27] = [
        (
            order(r#""date":"2026-02-30","amount":1"#),
            "orders[0].date",
            "calendar",
            Some("\"2026-02-30\""),
        ),
        (
            order(r#""date":"2026/02/03","amount":1"#),
            "orders[0].date",
            "YYYY-MM-DD",
            Some("\"2026/02/03\""),
        ),
        (
            order(r#""date":20260203,"amount":1"#),
            "orders[0].date",
            "must be a text",
            Some("20260203"),
        ),
        (
            order(r#""date":"2026-01-31","amount":1.234"#),
            "orders[0].amount",
            "two decimals",
            Some("1.234"),
        ),
        (
            order(r#""date":"2026-01-31","amount":"NaN""#),
            "orders[0].amount",
            "must be a number",
            Some("\"NaN\""),
        ),
        (
            order(r#""date":"2026-01-31","amount":1e30"#),
            "orders[0].amount",
            "at most 999",
            Some("1e+30"),
        ),
        (
            order(r#""date":"2026-01-31","amount":null"#),
            "orders[0].amount",
            "must be a number",
            Some("null"),
        ),
        (order(r#""date":"2026-01-31""#), "orders[0].amount", "is missing", None),
        (
            order(&format!(r#"{ok},"items":{{}}"#)),
            "orders[0].items",
            "must be a list",
            Some("{}"),
        ),
        (
            order(&format!(r#"{ok},"items":[{{"amount":0.001}}]"#)),
            "orders[0].items[0].amount",
            "two decimals",
            Some("0.001"),
        ),
        (
            order(&format!(r#"{ok},"note":"\udc00""#)),
            "orders[0].note",
            "escape",
            None,
        ),
        (
            format!(r#""orders":[5,{{"id":"o","customer":"a",{ok}}}]"#),
            "orders[0]",
            "must be an object",
            Some("5"),
        ),
        (
            format!(r#""orders":[{{"customer":"a",{ok}}}]"#),
            "orders[0].id",
            "is missing",
            None,
        ),
        (
            format!(r#""orders":[{{"id":"","customer":"a",{ok}}}]"#),
            "orders[0].id",
            "must not be empty",
            Some("\"\""),
        ),
        (
            format!(r#""orders":[{{"id":"{}","customer":"a",{ok}}}]"#, "x".repeat(65)),
            "orders[0].id",
            "64",
            None,
        ),
        (
            format!(r#""orders":[{{"id":"o","customer":"b",{ok}}}]"#),
            "orders[0].customer",
            "no customer \"b\"",
            Some("b"),
        ),
        (
            format!(r#"{ticket}"kind":"praise","satisfaction":6}}]"#),
            "tickets[0].satisfaction",
            "from 1 to 5",
            None,
        ),
        (
            format!(r#"{ticket}"kind":"praise","satisfaction":300}}]"#),
            "tickets[0].satisfaction",
            "whole number",
            Some("300"),
        ),
        (
            format!(r#"{ticket}"kind":"praise","satisfaction":4.5}}]"#),
            "tickets[0].satisfaction",
            "whole number",
            Some("4.5"),
        ),
        (
            format!(r#"{ticket}"kind":"rant"}}]"#),
            "tickets[0].kind",
            "consultation, complaint",
            Some("\"rant\""),
        ),
        (
            format!(r#"{ticket}"kind":"praise","resolved_at":"2026-01-01T25:00:00Z"}}]"#),
            "tickets[0].resolved_at",
            "neither",
            None,
        ),
        (
            r#""reviews":[{"id":"r","customer":"z","dimension":"value","at":"2026-01-01"}]"#.into(),
            "reviews[0].customer",
            "no customer",
            None,
        ),
        (
            r#""as_of":"yesterday""#.into(),
            "as_of",
            "not a date",
            Some("\"yesterday\""),
        ),
        (
            r#""settings":{"staff":[{"role":"x"}]}"#.into(),
            "settings.staff[0].name",
            "is missing",
            None,
        ),
        (r#""settings":[]"#.into(), "settings", "must be an object", Some("[]")),
        (
            r#""rulebook":{"tags":[{"id":"x","name":"X","when":{"fact":"a","operator":"like","value":1}}]}"#.into(),
            "rulebook.tags[x].when.operator",
            "there is no operator \"like\"",
            None,
        ),
        (
            r#""rule_versions":[{"id":"v","number":2,"rulebook":{"tags":5}}]"#.into(),
            "rule_versions[0].rulebook",
            "tags: must be a list",
            None,
        ),
    ];
    for (keys, place, word, found) in table {
        let issue = only(&keys);
        assert_eq!(
            (issue.place().as_str(), issue.level),
            (place, Level::Error),
            "{keys}: {issue:?}"
        );
        assert!(issue.message.en.contains(word), "{keys}: {}", issue.message.en);
        assert!(!issue.message.zh.is_empty() && issue.line >= 3, "{keys}: {issue:?}");
        if found.is_some() {
            assert_eq!(issue.found.as_deref(), found, "{keys}");
        }
    }
}

#[test]
fn places_are_lines_and_columns_of_the_file() {
    let issue = only(
        "\"orders\":[\n {\"id\":\"o1\", \"note\":\"好\",\n  \"customer\":\"a\",\"date\":\"2026-02-30\",\"amount\":1}]",
    );
    assert_eq!((issue.line, issue.row, issue.id.as_deref()), (5, Some(0), Some("o1")));
    let file = format!(
        "{{\"format\":\"guanxi-book\",\"version\":1,\"customers\":[{}]}}",
        "{\"id\":\"甲\"},".repeat(2) + "{}"
    );
    let columns: Vec<usize> = read(file.as_bytes()).1.kept.iter().map(|i| i.column).collect();
    assert_eq!(columns.len(), 3);
    assert!(
        columns.windows(2).all(|w| w[1] > w[0]) && columns[2] < file.chars().count(),
        "{columns:?}"
    );
}

#[test]
fn duplicates_are_told_with_the_first_of_them() {
    let customers = |second: &str| {
        format!(r#"{{"format":"guanxi-book","version":1,"customers":[{{"id":"a","name":"A"}},{second}]}}"#)
    };
    let (incoming, issues) = read(customers(r#"{"id":"a","name":"B"}"#).as_bytes());
    assert_eq!(
        (
            incoming.book.customers.len(),
            issues.errors,
            issues.kept[0].place().as_str()
        ),
        (1, 1, "customers[1].id")
    );
    assert!(issues.kept[0].message.zh.contains("第1条"));
    let (_, issues) = read(customers(r#"{"id":"a","name":"A"}"#).as_bytes());
    assert_eq!((issues.errors, issues.warnings), (0, 1));
}

#[test]
fn a_wrong_code_is_kept_with_a_warning() {
    let (incoming, issues) = read(
        r#"{"format":"guanxi-book","version":1,"customers":[{"id":"a","name":"A","uscc":"914403001922038217"}]}"#
            .as_bytes(),
    );
    assert_eq!(
        (incoming.book.customers.len(), issues.errors, issues.warnings),
        (1, 0, 1)
    );
}

#[test]
fn the_orders_of_a_refused_customer_say_so() {
    let (incoming, issues) = read(
        br#"{"format":"guanxi-book","version":1,"customers":[{"id":"a"}],"orders":[{"id":"o","customer":"a","date":"2026-01-01","amount":1}]}"#,
    );
    assert_eq!((incoming.book.orders.len(), issues.errors), (1, 2));
    assert!(issues.kept[1].message.en.contains("Correct the customer first"));
}

#[test]
fn a_customer_of_the_book_counts_in_a_merge_only() {
    let file =
        r#"{"format":"guanxi-book","version":1,"points":[{"id":"p","customer":"a","date":"2026-01-01","delta":1.5}]}"#;
    let current = read(br#"{"format":"guanxi-book","version":1,"customers":[{"id":"a","name":"A"}]}"#)
        .0
        .book;
    let (_, issues) = BookReader::open(file).unwrap().finish(&current);
    assert_eq!((issues.errors(Mode::Merge), issues.errors(Mode::Replace)), (0, 1));
    assert_eq!(
        (issues.of(Mode::Merge).count(), issues.of(Mode::Replace).count()),
        (0, 1)
    );
}

#[test]
fn a_million_wrong_rows_are_counted_and_a_thousand_shown() {
    let rows = vec!["{}"; 20_000].join(",");
    let issues = issues(&format!("\"orders\":[{rows}]"));
    assert_eq!(
        (issues.errors, issues.kept.len(), issues.is_cut()),
        (20_000, MAX_ISSUES, true)
    );
}

#[test]
fn null_and_missing_are_the_same() {
    let all = issues(r#""orders":null,"settings":null,"rulebook":null,"as_of":null,"tickets":[]"#);
    assert!(all.kept.is_empty(), "{all:?}");
    let (incoming, issues) = read(br#"{"format":"guanxi-book"}"#);
    assert!(incoming.book.is_blank() && !incoming.has_rulebook);
    assert_eq!((issues.warnings, issues.kept[0].place().as_str()), (1, "version"));
}

#[test]
fn a_cut_file_is_refused_and_a_changed_byte_never_panics() {
    let (incoming, _) = read(crate::transfer_generate::file(3, 1, 50).to_string().as_bytes());
    let whole = guanxi::transfer::book_json::write(&incoming.book, None, "x", "y").unwrap();
    for n in (0..whole.len() - 2).step_by(7) {
        assert!(text(&whole[..n]).and_then(BookReader::open).is_err(), "cut at {n}");
    }
    let mut dice = crate::transfer_generate::Dice::new(8);
    for _ in 0..1_000 {
        let mut bytes = whole.clone();
        let at = dice.below(bytes.len() as u64) as usize;
        bytes[at] = b"\"{}[],:0xn\\\xFF"[dice.below(12) as usize];
        if let Ok(reader) = text(&bytes).and_then(BookReader::open) {
            reader.finish(&Book::default());
        }
    }
}

#[test]
fn files_of_other_programs_are_called_what_they_are() {
    for begin in [
        &b"PK\x03\x04\x14"[..],
        b"\xD0\xCF\x11\xE0\xA1",
        b"%PDF-1.7",
        b"\x89PNG\r\n",
        b"\xFF\xD8\xFF\xE0",
        b"GIF89a",
    ] {
        let error = refusal(begin);
        assert_eq!(error.kind, BookErrorKind::NotText, "{begin:?}");
        assert!(error.message.en.contains("no text"), "{}", error.message.en);
    }
}
