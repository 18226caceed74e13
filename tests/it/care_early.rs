//! What is done before the day on which it was to begin.

use serde_json::{Value, json};

use crate::care::{asked, order};

#[test]
fn what_is_done_before_its_day_is_done() {
    // A birthday on 10-12 is greeted on 10-09, and somebody says so.
    let key = "key_dates/wish/c/2026-10-12";
    let with = |outcomes: Value| {
        json!({
            "customers": [{"id": "c", "name": "甲", "contacts": [{"name": "王", "birthday": "1980-10-12"}]}],
            "orders": [order("o", "2026-06-01", None)],
            "interactions": [{"id": "n", "customer": "c", "at": "2026-10-09T09:30:00+08:00", "kind": "call", "direction": "outbound", "task": key}],
            "task_outcomes": outcomes
        })
    };
    let wish = |json: &Value, as_of: &str| asked(json, "key_dates", as_of).contains("wish 10-12");
    let done = with(json!([{"id": key, "status": "done", "at": "2026-10-09T10:00:00+08:00", "interaction": "n"}]));
    for as_of in ["2026-10-10", "2026-10-12"] {
        assert!(wish(&with(json!([])), as_of), "{as_of}: it is asked");
        assert!(!wish(&done, as_of), "{as_of}: it was done early");
    }
}
