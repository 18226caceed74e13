//! The health of customers of whom little or nothing is recorded: the score that `book.md` asks for, and what it rests on.

use guanxi::domain::label::Lang;
use guanxi::domain::winback::{Newly, newly};
use guanxi::ui::proof::newly_said;
use serde_json::{Value, json};

use crate::care::world;

/// The score, whether nothing is recorded, and which of its components rest on no record.
fn told(records: &Value, as_of: &str) -> (Option<f64>, bool, String) {
    let mut book = json!({"customers": [{"id": "c", "name": "甲", "cooperation_since": "2020-01-01"}]});
    book.as_object_mut()
        .unwrap()
        .extend(records.as_object().unwrap().clone());
    let world = world(&book, as_of);
    let explainer = world.explainer(0);
    let terms = explainer.score_terms("health");
    let blank = terms
        .iter()
        .filter(|term| term.is_unrecorded || term.by_default.is_some());
    let names: Vec<&str> = blank.map(|term| &*term.metric).collect();
    let score = terms.iter().map(|term| term.adds).reduce(|sum, adds| sum + adds);
    (score, explainer.nothing_is_recorded(), names.join(" "))
}

#[test]
fn a_score_of_nothing_is_as_the_book_says_and_known_for_what_it_is() {
    let all = "activity complaints repurchase stability";
    let order = json!({"orders": [{"id": "o", "customer": "c", "date": "2026-11-01", "amount": 1}]});
    let talk = json!({"interactions": [{"id": "i", "customer": "c", "at": "2026-01-05"}]});
    let praise = json!({"tickets": [{"id": "t", "customer": "c", "kind": "praise", "opened_at": "2026-11-01"}]});
    #[rustfmt::skip]
    let table = [
        // 0.3 × 0 + 0.2 × (100 − 0) + 0.3 × 0 + 0.2 × 100: the band is that of who is at risk, and it says nothing.
        (json!({}), "2026-11-27", Some(40.0), true, all),
        (order.clone(), "2026-11-27", Some(47.5), false, "activity complaints stability"),
        // By a day before it, nothing.
        (order, "2026-10-31", Some(40.0), true, all),
        // One that is long ago is a record: nobody has been in touch since.
        (talk, "2026-11-27", Some(40.0), false, "complaints repurchase stability"),
        (praise, "2026-11-27", Some(40.0), false, "activity repurchase stability"),
        // Who has not dealt has no score.
        (json!({"customers": [{"id": "c", "name": "甲"}]}), "2026-11-27", None, true, ""),
    ];
    for (records, as_of, score, is_blank, names) in table {
        assert_eq!(
            told(&records, as_of),
            (score, is_blank, names.to_owned()),
            "{records} {as_of}"
        );
    }
}

#[test]
fn of_who_is_new_and_in_danger_it_is_said_what_happened_since_the_first_deal() {
    let said = |signed: &str, records: &Value, lang| {
        let mut book = json!({"customers": [{"id": "c", "name": "甲", "contract": {"signed_on": signed}}]});
        book.as_object_mut()
            .unwrap()
            .extend(records.as_object().unwrap().clone());
        let world = world(&book, "2026-11-27");
        (newly(&world, 0), newly_said(&world, 0, lang))
    };
    let is = |days, contacts, orders| Some(Newly { days, contacts, orders });
    // 0.3 × 20 + 20 + 0 + 20 = 46 with one contact.
    let talks = json!({"interactions": [
        {"id": "before", "customer": "c", "at": "2026-11-20"}, {"id": "since", "customer": "c", "at": "2026-11-25"}]});
    let (it, text) = said("2026-11-24", &json!({}), Lang::Zh);
    assert_eq!(it, is(3, 0, 0));
    assert_eq!(text.as_deref(), Some("合作3天，还没有联系，还没有订单"));
    let (it, text) = said("2026-11-24", &talks, Lang::En);
    assert_eq!(it, is(3, 1, 0));
    assert_eq!(
        text.as_deref(),
        Some("3 days since the first deal, 1 contact since, no order yet")
    );
    let (it, text) = said("2026-11-27", &json!({}), Lang::Zh);
    assert_eq!(it, is(0, 0, 0));
    assert_eq!(text.as_deref(), Some("刚开始合作，还没有联系，还没有订单"));
    // 89 days ago and 90: as long as the score's contacts look back.
    assert_eq!(said("2026-08-30", &json!({}), Lang::Zh).0, is(89, 0, 0));
    assert_eq!(said("2026-08-29", &json!({}), Lang::Zh).0, None);
    // Who has not signed yet is no customer, and who is well needs no excuse: 5 contacts and 4 orders make 100.
    assert_eq!(said("2026-12-01", &talks, Lang::Zh).0, None);
    let talk = |n: u32| json!({"id": format!("i{n}"), "customer": "c", "at": "2026-11-26"});
    let order = |n: u32| json!({"id": format!("o{n}"), "customer": "c", "date": "2026-11-26", "amount": 10});
    let well =
        json!({"interactions": (0..5).map(talk).collect::<Vec<_>>(), "orders": (0..4).map(order).collect::<Vec<_>>()});
    assert_eq!(said("2026-11-24", &well, Lang::Zh).0, None);
}
