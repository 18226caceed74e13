//! A book with what is hard to write in every field of its tables.

use guanxi::domain::book::Book;

/// Texts that do harm or look like something else.
const HARD: [&str; 31] = [
    "=1+1",
    "＝1",
    " @SUM(A1)",
    "\t-1",
    "'=1",
    "'00123",
    "00123",
    "1E5",
    "2024/3/5",
    "a,\"b\"\n第二行\r\n第三行",
    "\u{1}甲\0",
    "_x0041_",
    "<&>\"'",
    " 前后 ",
    "－5",
    "TRUE",
    "12%",
    "-7.50",
    "\u{200b}+1",
    "甲；乙，丙、丁",
    "𠮷野家",
    "尾",
    "\"x",
    "\"张、李\"",
    "\"a\",\"b\"",
    "A,B",
    "群消息，短信",
    "3.10",
    "1 1/2",
    "MAR1",
    "10:30",
];

fn hard_customer(i: usize, text: &str) -> String {
    let id = [
        "=id",
        "0001",
        "123456789012345678",
        "1E5",
        "K-4",
        "1-2",
        "3.10",
        "2026/9/1",
        "50%",
        "1 1/2",
        "TRUE",
    ]
    .get(i)
    .map_or(format!("K-{i}"), |id| (*id).to_owned());
    let (name, q) = (quoted(&format!("{text}{i}")), quoted(text));
    // A word of a list stands in one line.
    let lone = quoted(text.lines().next().unwrap_or_default().trim());
    let tags = if i.is_multiple_of(2) {
        format!(r#""重点", "要，回访", {lone}"#)
    } else {
        lone.clone()
    };
    format!(
        r#"{{"id": "{id}", "name": {name}, "kind": "person", "uscc": "914403001922038216", "industry": "制造业", "region": {q},
        "employees": 120, "annual_revenue": 123.45, "owner": "陈思远", "intent": "B", "needs": {q}, "notes": {q},
        "created_on": "1899-12-30", "cooperation_since": "2021-03-05", "declared_annual_purchase": 0.01, "tags": [{tags}],
        "contract": {{"signed_on": "2020-02-29", "amount": 99999999999.99, "ends_on": "2030-12-31"}}, "do_not_contact": false,
        "products": [{{"name": "伺服电机", "share": 0.465}}, {{"name": "减速机"}}], "stage_override": "active", "referred_by": "KH-0002",
        "preferences": {{"channels": ["微信"], "avoid": [{lone}], "note": {q}}}, "source": "展会",
        "contacts": [{{"name": "张三", "phone": "15400006142", "familiarity": 5, "decision_maker": true, "birthday": "1980-02-29", "note": {q}}},
          {{"name": "张三", "phone": "0512-55500385", "email": "zhang@mail.example"}}, {{"email": "li@mail.example"}}, {{"title": "经理", "phone": "8001-1", "wechat": "MAR1"}}]}}"#
    )
}

/// An order, an interaction and a ticket.
fn hard_events(i: usize, text: &str) -> [String; 3] {
    let q = quoted(text);
    let time = ["", "T00:00:00+08:00", "T09:05:33Z", "T23:59:00+08:00"][i % 4];
    let order = format!(
        r#"{{"id": "{i}-1", "customer": "0001", "date": "2026-0{m}-05", "amount": {amount}, "paid_on": "1900-02-28", "campaign": "c{c}", "note": {q},
        "items": [{{"product": {q}, "quantity": 2, "amount": 5}}, {{"product": "减速机"}}]}}"#,
        m = i % 9 + 1,
        amount = ["-50.5", "0", "1234567.89", "999999999999.99"][i % 4],
        c = i % 4,
    );
    let interaction = format!(
        r#"{{"id": "i{i}", "customer": "=id", "at": "2026-11-19{time}", "kind": "wechat", "direction": "inbound", "by": "陈思远", "contact": "张三",
        "responded": {yes}, "content": {q}, "next_due": "2026-12-01", "campaign": "c0", "task": "t1"}}"#,
        yes = ["true", "false", "null"][i % 3],
    );
    let ticket = format!(
        r#"{{"id": "t{i}", "customer": "K-4", "kind": "after_sales", "severity": "major", "opened_at": "2026-11-19{time}", "resolved_at": "2026-11-20",
        "handler": "许静", "subject": {q}, "satisfaction": {grade}}}"#,
        grade = i % 5 + 1,
    );
    [order, interaction, ticket]
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// A book with what is hard to write in every field.
pub fn hard() -> Book {
    let all = || HARD.iter().enumerate();
    let customers: Vec<String> = all().map(|(i, text)| hard_customer(i, text)).collect();
    let events = |place: usize| {
        let some: Vec<String> = all().map(|(i, text)| hard_events(i, text)[place].clone()).collect();
        some.join(",")
    };
    let text = format!(
        r#"{{"format": "guanxi-book", "version": 1, "customers": [{}], "orders": [{}], "interactions": [{}], "tickets": [{}],
        "campaigns": [{{"id": "c0", "name": "双十一"}}, {{"id": "c1", "name": "春季"}}, {{"id": "c2", "name": "春季"}}, {{"id": "c3", "name": "=秋季"}}]}}"#,
        customers.join(","),
        events(0),
        events(1),
        events(2)
    );
    let mut reader = guanxi::transfer::book_json::BookReader::open(&text).unwrap();
    while reader.step(100).is_some() {}
    let book = reader.finish(&Book::default()).0.book;
    assert_eq!((book.customers.len(), book.orders.len()), (HARD.len(), HARD.len()));
    book
}
