//! Characters in a file that steer devices and are no part of a text.

use guanxi::domain::field::{FieldKind, FieldValue, parse};

use crate::scoring::day;
use crate::transfer_generate::read;

#[test]
fn characters_that_are_none_of_a_text_are_told_and_kept() {
    let text = r#"{"format":"guanxi-book","version":1,"customers":[
        {"id":"a","name":"青\u0000禾","notes":"第一行\n第二行\t栏","tags":["重点","老\u001b客户"],"contacts":[{"name":"王\u0085"}]},
        {"id":"b","name":"中性·纸业，有限公司"}],
        "orders":[{"id":"o","customer":"a","date":"2026-01-05","amount":1,"note":"\u0007"}]}"#;
    let (incoming, issues) = read(text.as_bytes());
    let told: Vec<_> = issues
        .kept
        .iter()
        .map(|issue| (issue.field.as_deref(), &*issue.message.zh))
        .collect();
    let says = |code: &str| format!("含看不见的控制字符（U+{code}），照原样收下；改一次这一项就会去掉");
    let all = [
        ("name", "0000"),
        ("tags[1]", "001B"),
        ("contacts[0].name", "0085"),
        ("note", "0007"),
    ];
    let all = all.map(|(field, code)| (field, says(code)));
    let mut expected: Vec<_> = all.iter().map(|(field, said)| (Some(*field), said.as_str())).collect();
    expected.sort_unstable();
    let mut told = told;
    told.sort_unstable();
    assert_eq!(told, expected);
    assert_eq!((issues.errors, issues.questions, issues.warnings), (0, 0, 4));
    assert_eq!(&*incoming.book.customers.get("a").unwrap().name, "青\u{0}禾");
    // Whoever edits the field is rid of them.
    let typed = parse(FieldKind::Text, "青\u{0}禾\u{7}", day("2026-11-27")).unwrap();
    assert_eq!(typed, FieldValue::Text("青禾".into()));
}
