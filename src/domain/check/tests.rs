//! A table of what is wrong with records.

use super::*;

fn problems<R: Check + serde::de::DeserializeOwned>(json: &str) -> Vec<(String, Level)> {
    let record: R = serde_json::from_str(json).unwrap();
    let found = record.problems();
    assert!(
        found
            .iter()
            .all(|p| !p.problem.zh.is_empty() && !p.problem.en.is_empty())
    );
    found.into_iter().map(|p| (p.field, p.level)).collect()
}

#[test]
fn customers() {
    use Level::*;
    let table: [(&str, &[(&str, Level)]); 12] = [
        (r#""name":"华为","uscc":"914403001922038216""#, &[]),
        (r#""name":" ""#, &[("name", Error)]),
        (r#""name":"A","uscc":"914403001922038217""#, &[("uscc", Warning)]),
        (r#""name":"A","uscc":"""#, &[]),
        (r#""name":"A","employees":13800138000"#, &[]),
        (r#""name":"A","employees":20000000"#, &[("employees", Warning)]),
        (
            r#""name":"A","budget_min":2,"budget_max":1"#,
            &[("budget_max", Warning)],
        ),
        (
            r#""name":"A","contract":{"signed_on":"2026-02-01","ends_on":"2026-01-31"}"#,
            &[("contract.ends_on", Warning)],
        ),
        (
            r#""name":"A","products":[{"name":"x","share":0.6},{"name":"y","share":0.4}]"#,
            &[],
        ),
        (
            r#""name":"A","products":[{"name":"x","share":0.6},{"name":"y","share":0.5}]"#,
            &[("products", Error)],
        ),
        (
            r#""name":"A","products":[{"name":"x","share":40}]"#,
            &[("products[0].share", Error)],
        ),
        (
            r#""name":"A","contacts":[{"familiarity":5},{"familiarity":6}]"#,
            &[("contacts[1].familiarity", Error)],
        ),
    ];
    for (fields, expected) in table {
        let json = format!(r#"{{"id":"c1",{fields}}}"#);
        // A phone number does not even fit the type; the reader of the book tells that.
        if serde_json::from_str::<Customer>(&json).is_err() {
            continue;
        }
        let found = problems::<Customer>(&json);
        let found: Vec<(&str, Level)> = found.iter().map(|(f, l)| (f.as_str(), *l)).collect();
        assert_eq!(found, expected, "{fields}");
    }
}

#[test]
fn texts_have_a_limit_in_characters() {
    for (n, count) in [(10_000, 0), (10_001, 1)] {
        let json = format!(r#"{{"id":"c","name":"A","notes":"{}"}}"#, "好".repeat(n));
        assert_eq!(problems::<Customer>(&json).len(), count, "{n}");
    }
}

#[test]
fn tickets_run_forward() {
    let base = r#""id":"t","customer":"c","kind":"praise","opened_at":"2026-01-02T10:00:00+08:00""#;
    let table = [
        (r#""first_response_at":"2026-01-02T02:30:00Z""#, None),
        (
            r#""first_response_at":"2026-01-02T01:30:00Z""#,
            Some("first_response_at"),
        ),
        (r#""resolved_at":"2026-01-02""#, None),
        (
            r#""resolved_at":"2026-01-05","revisited_at":"2026-01-04""#,
            Some("revisited_at"),
        ),
        (r#""revisited_at":"2026-01-04""#, Some("revisited_at")),
        (r#""resolved_at":"2026-01-04","revisited_at":"2026-01-04""#, None),
        (r#""satisfaction":0"#, Some("satisfaction")),
    ];
    for (fields, expected) in table {
        let found = problems::<Ticket>(&format!("{{{base},{fields}}}"));
        assert_eq!(found.first().map(|(f, _)| f.as_str()), expected, "{fields}");
    }
}

#[test]
fn numbers_are_finite() {
    let json = r#"{"id":"p","customer":"c","date":"2026-01-01","delta":1e999}"#;
    assert_eq!(problems::<PointsEntry>(json), [("delta".to_owned(), Level::Error)]);
}
