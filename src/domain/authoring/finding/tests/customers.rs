//! Customers: in overlaps and holes, and facts without data.

use std::sync::Arc;

use super::*;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Contact, Customer, Intent};
use crate::domain::money::Fen;

/// Customers of whom only this is known: the declared purchase in yuan, the intent, how well the key contact is known.
fn people(rows: &[(Option<i64>, Option<Intent>, Option<u8>)]) -> Book {
    let mut book = Book::default();
    for (n, (yuan, intent, familiarity)) in rows.iter().enumerate() {
        let mut customer = Customer::new(CustomerId::new(&format!("c{n}")).unwrap(), "客户");
        customer.declared_annual_purchase = yuan.map(|yuan| Fen(yuan * 100));
        customer.intent = *intent;
        customer.contacts = vec![Contact {
            familiarity: *familiarity,
            ..Contact::blank()
        }];
        customer.stage_override = (n == 5).then(|| "a".into());
        book.customers.put(Arc::new(customer));
    }
    book
}

#[test]
fn customers_in_overlaps_and_holes() {
    use Intent::{A, B, C};
    let book = people(&[
        (Some(900), Some(A), Some(5)),
        (Some(900), Some(B), Some(1)),
        (Some(100), Some(A), Some(5)),
        (Some(100), Some(C), Some(1)),
        (None, Some(C), None),
        (Some(100), Some(C), Some(1)),
        (Some(100), None, None),
    ]);
    let money = |sign: &str, value: u32| leaf("declared_annual_purchase", sign, value);
    let intent = |word: &str| leaf("intent", "=", word);
    let known = leaf("key_contact_familiarity", "≥", 4);
    let table = [
        // The first customer fits both.
        (
            vec![money("≥", 500), intent("A")],
            vec![
                ".classes[b]: 1 overlap with a [0]",
                ": hole [3, 5]",
                ": 2 unknown: declared_annual_purchase 1, intent 1",
            ],
        ),
        // A ladder: whoever reaches the upper rung stands on the lower one.
        (
            vec![money("≥", 500), money("≥", 50)],
            vec![": 1 unknown: declared_annual_purchase 1"],
        ),
        // By the rules alone whoever the first class takes fits the second and third too, but not the fourth.
        (
            vec![
                all(&[money("≥", 500), intent("A")]),
                money("≥", 500),
                intent("A"),
                known.clone(),
            ],
            vec![
                ".classes[d]: 1 overlap with a [0]",
                ".classes[d]: 1 overlap with c [2]",
                ": hole [3, 5]",
                ": 2 unknown: key_contact_familiarity 2, declared_annual_purchase 1, intent 1",
            ],
        ),
    ];
    for (conditions, expected) in table {
        let rules = dimension(&conditions, None);
        assert_eq!(found_in(&book, &rules, "dimensions[d]"), expected, "{rules}");
        let mut rest = dimension(&conditions, Some("a"));
        rest["dimensions"][0]["override_by"] = json!("stage_override");
        let overlaps: Vec<&str> = expected
            .iter()
            .copied()
            .filter(|text| text.contains("overlap"))
            .collect();
        assert_eq!(found_in(&book, &rest, "dimensions[d]"), overlaps, "with a rest, {rest}");
    }
    // The sixth, whom a person put into `a`, was not taken by `b`.
    let mut by_hand = dimension(&[intent("B"), intent("C"), money("≥", 100)], None);
    by_hand["dimensions"][0]["override_by"] = json!("stage_override");
    assert_eq!(
        found_in(&book, &by_hand, "dimensions[d].classes"),
        ["[c]: 1 overlap with a [1]", "[c]: 1 overlap with b [3]"]
    );
}

#[test]
fn facts_that_nobody_has() {
    let book = people(&[(Some(1), Some(Intent::A), None)]);
    let table = [
        (leaf("declared_annual_purchase", "≥", 1), vec![]),
        (
            leaf("key_contact_familiarity", "≥", 2),
            vec![".when: no data key_contact_familiarity"],
        ),
        (leaf("p_alive", "<", 0.5), vec![".when: no data p_alive"]),
        (leaf("industry", "=", "零售业"), vec![".when: no data industry"]),
        (leaf("intent", "=", "B"), vec![]),
        (leaf("need_tags", "contains", "x"), vec![".when: no data need_tags"]),
        (leaf("rfm_tier", "=", "high"), vec![".when: no data rfm_tier"]),
        (leaf("stage", "=", "lost"), vec![]),
    ];
    for (condition, expected) in table {
        let rules = json!({"tags": [{"id": "t", "name": "T", "when": condition}]});
        assert_eq!(found_in(&book, &rules, "tags[t]"), expected, "{condition}");
    }
    let rules = json!({"scores": [{"id": "s", "terms": [
        {"metric": "a", "weight": 0.5, "of": "on_time_payment_rate", "factor": 1}, {"metric": "b", "weight": 0.5, "of": "orders_6m", "factor": 1}]}]});
    assert_eq!(
        found_in(&book, &rules, "scores[s]"),
        [".terms[0]: no data on_time_payment_rate"]
    );
    // The text of a field is a class; who has none is unknown.
    assert_eq!(
        found_in(&book, &json!({}), "dimensions[industry]"),
        [": 1 unknown: industry 1"]
    );
}
