//! Cases worked by hand: classes and facts at their borders.

use std::collections::BTreeSet;
use std::sync::Arc;

use guanxi::domain::book::{Book, BookRecord};
use guanxi::domain::kind::{Customer, Interaction, Order};
use guanxi::domain::metric::index_of;
use serde_json::{Value, json};

use crate::naive::SHIPPED;
use crate::scoring::*;

pub fn load<R: BookRecord>(book: &mut Book, records: Value) {
    for record in serde_json::from_value::<Vec<R>>(records).unwrap() {
        R::table_mut(book).put(Arc::new(record));
    }
}

/// A book of one customer `a`: the fields, its orders `[date, amount]`, the days of its interactions.
pub fn one(fields: Value, orders: &[(&str, f64)], touches: &[&str]) -> Book {
    let mut book = Book::default();
    let mut customer = json!({"id": "a", "name": "甲"});
    customer
        .as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    load::<Customer>(&mut book, json!([customer]));
    for (n, (date, amount)) in orders.iter().enumerate() {
        load::<Order>(
            &mut book,
            json!([{"id": format!("o{n}"), "customer": "a", "date": date, "amount": amount}]),
        );
    }
    for (n, at) in touches.iter().enumerate() {
        load::<Interaction>(&mut book, json!([{"id": format!("i{n}"), "customer": "a", "at": at}]));
    }
    book
}

pub const D: &str = "2026-11-21";

/// Checks facts (null is missing), classes and, under `tags`, all tags of customer `a` at D, by both evaluators.
#[track_caller]
pub fn expect_at(as_of: &str, book: &Book, expected: Value) {
    let evaluation = fresh(book, &json!({}), day(as_of));
    let slot = book.customers.slot("a").unwrap();
    for (name, value) in expected.as_object().unwrap() {
        let got = match (name.as_str(), index_of(name)) {
            ("tags", _) => {
                let tags: BTreeSet<&str> = evaluation.tags_of(slot).collect();
                json!(tags)
            }
            (_, Some(column)) => {
                let got = evaluation.column(slot, column);
                assert!(same(value.as_f64(), got), "{name}: {value} expected, {got:?} found");
                continue;
            }
            _ => json!(evaluation.class_in(slot, name)),
        };
        assert_eq!(&got, value, "{name}");
    }
    let differ = compare("by hand", book, day(as_of), &SHIPPED);
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[track_caller]
pub fn expect(book: &Book, expected: Value) {
    expect_at(D, book, expected);
}

#[test]
fn the_two_customers_of_the_guide() {
    // 制造业, 1.2 million a year, three years, two interactions a month.
    let touches = [
        "2026-09-05",
        "2026-09-20",
        "2026-10-05",
        "2026-10-20",
        "2026-11-05",
        "2026-11-20",
    ];
    let fields =
        json!({"industry": "制造业", "cooperation_since": "2023-11-21", "declared_annual_purchase": 1_200_000});
    let expected = json!({"annual_purchase": 1_200_000, "tenure_months": 36, "interactions_30d": 2, "value": "strategic",
        "stage": "active", "closeness": "close", "industry": "制造业", "abc": "A", "rfm_tier": null,
        // 30 + 20 + 0 + 20: nothing was bought in the book.
        "activity": 100, "repurchase": 0, "stability": 100, "health_score": 70, "health": "sub_healthy",
        "risk": "medium", "tags": ["loyal", "mature"]});
    expect(&one(fields, &[], &touches), expected);
    // The same with orders: 3 × 400,000, two of them within six months: 30 + 20 + 15 + 20.
    let fields = json!({"industry": "制造业", "cooperation_since": "2023-11-21"});
    let orders = [
        ("2026-01-15", 400_000.0),
        ("2026-05-22", 400_000.0),
        ("2026-11-01", 400_000.0),
    ];
    let expected = json!({"annual_purchase": 1_200_000, "value": "strategic", "stage": "active", "closeness": "close",
        "abc": "A", "orders_6m": 2, "health_score": 85, "health": "healthy", "risk": "low", "tags": ["loyal", "mature"]});
    expect(&one(fields, &orders, &touches), expected);

    // 零售业, 300,000 a year, one year, no interaction in three months.
    let fields = json!({"industry": "零售业", "cooperation_since": "2025-11-21", "declared_annual_purchase": 300_000});
    let expected = json!({"annual_purchase": 300_000, "tenure_months": 12, "interactions_90d": 0, "value": "ordinary",
        "stage": "active", "closeness": "ordinary", "industry": "零售业", "abc": null,
        // 0 + 20 + 0 + 20.
        "health_score": 40, "health": "at_risk", "risk": "high", "days_since_last_interaction": 92,
        "tags": ["at_risk", "mature", "reactivate"]});
    expect(&one(fields, &[], &["2026-08-21"]), expected);
    let expected = json!({"annual_purchase": 300_000, "value": "ordinary", "stage": "active", "closeness": "ordinary",
        // 0 + 20 + 7.5 + 20.
        "health_score": 47.5, "risk": "high", "tags": ["at_risk", "mature", "reactivate"]});
    let fields = json!({"industry": "零售业", "cooperation_since": "2025-11-21"});
    expect(&one(fields, &[("2026-06-01", 300_000.0)], &["2026-08-21"]), expected);
}

#[test]
fn the_borders_of_value() {
    let table = [
        (1_000_000.0, "strategic"),
        (999_999.99, "key"),
        (500_000.0, "key"),
        (499_999.99, "ordinary"),
        (0.01, "ordinary"),
        (-0.01, "ordinary"),
    ];
    for (amount, class) in table {
        expect(
            &one(json!({}), &[("2026-11-21", amount)], &[]),
            json!({"annual_purchase": amount, "value": class}),
        );
        // Ten thousandths that add up to the same.
        let rest = ((amount - 0.01) * 100.0).round() / 100.0;
        let parts = one(json!({}), &[("2026-11-20", 0.01), ("2025-11-22", rest)], &[]);
        expect(
            &parts,
            json!({"annual_purchase": amount, "value": class, "order_count_12m": 2}),
        );
    }
    // Never dealt: 0. Dealt without figures: unknown. Declared: that, as long as no order stands in the book by D.
    expect(
        &one(json!({}), &[], &[]),
        json!({"annual_purchase": 0, "value": "ordinary", "stage": "potential"}),
    );
    let since = json!({"cooperation_since": "2026-11-21"});
    expect(
        &one(since, &[], &[]),
        json!({"annual_purchase": null, "value": null, "stage": "lost", "risk": "high"}),
    );
    let declared = json!({"declared_annual_purchase": 600_000});
    expect(
        &one(declared.clone(), &[], &[]),
        json!({"value": "key", "stage": "potential", "health": null, "risk": null}),
    );
    let old = one(declared.clone(), &[("2025-11-21", 700_000.0)], &[]);
    expect(
        &old,
        json!({"annual_purchase": 0, "value": "ordinary", "stage": "lost", "lifetime_amount": 700_000}),
    );
    let coming = one(declared, &[("2026-11-22", 700_000.0)], &[]);
    expect(
        &coming,
        json!({"annual_purchase": 600_000, "value": "key", "stage": "potential", "lifetime_amount": 0,
        "average_order_value": null, "days_since_last_order": null, "rfm_tier": null}),
    );
}

#[test]
fn the_borders_of_stage() {
    let table = [
        (
            json!({"contract": {"signed_on": "2026-11-21", "ends_on": "2026-11-21"}}),
            "active",
        ),
        (json!({"contract": {"signed_on": "2020-01-01"}}), "active"),
        (
            json!({"contract": {"signed_on": "2025-11-21", "ends_on": "2026-11-20"}}),
            "lost",
        ),
        (json!({"contract": {"signed_on": "2026-11-22"}}), "potential"),
        (json!({"contract": {"ends_on": "2027-11-22"}}), "potential"),
        (
            json!({"cooperation_since": "2026-11-21", "declared_annual_purchase": 0.01}),
            "active",
        ),
        (
            json!({"cooperation_since": "2026-11-21", "declared_annual_purchase": 0}),
            "lost",
        ),
        (
            json!({"cooperation_since": "2026-11-22", "declared_annual_purchase": 1}),
            "potential",
        ),
        (json!({"needs": " \u{3000}"}), "potential"),
        (json!({"needs": "样品"}), "intending"),
        (json!({"intent": "A"}), "intending"),
        (json!({"intent": "B"}), "intending"),
        (json!({"intent": "C"}), "potential"),
        (json!({"intent": "A", "stage_override": "lost"}), "lost"),
        (json!({"intent": "A", "stage_override": "vip"}), "intending"),
    ];
    for (fields, stage) in table {
        expect(&one(fields, &[], &[]), json!({"stage": stage}));
    }
    // What has begun is missing until it has; a start after D does not hide an earlier one.
    let later = json!({"cooperation_since": "2026-12-01", "contract": {"signed_on": "2026-05-21"}});
    expect(
        &one(later, &[], &[]),
        json!({"tenure_months": 6, "days_since_first_deal": 184, "stage": "active"}),
    );
    let fields = json!({"cooperation_since": "2026-01-01", "contract": {"signed_on": "2025-01-01"}});
    let both = one(fields, &[("2024-01-01", 1.0)], &[]);
    // 10 whole months from January 2026; the first deal is the order: 1,055 days.
    expect(&both, json!({"tenure_months": 10, "days_since_first_deal": 1055}));
}

#[test]
fn the_windows_borders() {
    let touches = [
        "2026-11-22",                // after D
        "2026-11-21T23:59:00-11:00", // D by the date written
        "2026-10-23T00:10:00+14:00", // D − 29
        "2026-10-22T23:30:00-05:00", // D − 30: out of 30 days
        "2026-09-23",                // D − 59
        "2026-09-22",                // D − 60
        "2026-08-24",                // D − 89
        "2026-08-23",                // D − 90
    ];
    expect(
        &one(json!({}), &[], &touches),
        json!({"interactions_30d": 2, "interactions_60d": 4, "interactions_90d": 6,
        "days_since_last_interaction": 0, "closeness": "close", "frequency_change_60d": 4.0 / 3.0 - 1.0}),
    );
    let orders = [
        ("2026-11-22", 1.0),
        ("2026-09-23", 2.0),
        ("2026-09-22", 4.0),  // D − 60: the 60 days before
        ("2026-07-25", 8.0),  // D − 119
        ("2026-07-24", 16.0), // D − 120: in neither
        ("2026-05-22", 32.0),
        ("2026-05-21", 64.0), // D − 6 months: out
        ("2025-11-22", 128.0),
        ("2025-11-21", 256.0), // D − 12 months: the year before
        ("2024-11-22", 512.0),
        ("2024-11-21", 1024.0), // D − 24 months: out
    ];
    expect(
        &one(json!({}), &orders, &[]),
        json!({"orders_60d": 1, "orders_prior_60d": 2, "orders_6m": 5, "order_count_12m": 7,
        "annual_purchase": 254, "lifetime_amount": 2046, "average_order_value": 204.6, "days_since_last_order": 59,
        "purchase_growth_12m": 254.0 / 768.0 - 1.0, "frequency_change_60d": -0.5, "days_since_first_deal": 730}),
    );
    // From a leap day, and from an end of March.
    let leap = [
        ("2023-02-28", 1.0),
        ("2023-03-01", 2.0),
        ("2022-02-28", 4.0),
        ("2022-03-01", 8.0),
    ];
    expect_at(
        "2024-02-29",
        &one(json!({}), &leap, &[]),
        json!({"annual_purchase": 2, "purchase_growth_12m": 2.0 / 9.0 - 1.0}),
    );
    let march = [("2025-09-30", 1.0), ("2025-10-01", 2.0)];
    expect_at(
        "2026-03-31",
        &one(json!({}), &march, &[]),
        json!({"orders_6m": 1, "order_count_12m": 2}),
    );
    let months = [
        ("2025-08-31", "2026-02-28", 6),
        ("2025-08-31", "2026-02-27", 5),
        ("2024-02-29", "2025-02-28", 12),
        ("2024-02-29", "2025-02-27", 11),
        ("2026-03-31", "2026-03-31", 0),
        ("2025-04-30", "2026-03-31", 11),
    ];
    for (since, as_of, whole) in months {
        let book = one(json!({"cooperation_since": since}), &[], &[]);
        let mature = if whole >= 6 {
            json!(["at_risk", "mature", "reactivate"])
        } else {
            json!(["at_risk", "reactivate"])
        };
        let mut expected = json!({"tenure_months": whole});
        if since != as_of {
            expected["tags"] = mature;
        }
        expect_at(as_of, &book, expected);
    }
    // The first deal 30 days ago is new, 31 days ago it is not.
    for (date, new) in [("2026-10-22", true), ("2026-10-21", false)] {
        let book = one(json!({"cooperation_since": date}), &[], &["2026-11-01"]);
        let tags = if new {
            json!(["at_risk", "new_customer"])
        } else {
            json!(["at_risk"])
        };
        expect(&book, json!({"tags": tags}));
    }
}

/// So many days, all the same.
pub fn days(date: &'static str, times: usize) -> Vec<&'static str> {
    vec![date; times]
}

#[test]
fn the_holes_of_a_b_c() {
    // Annual purchase (in one order), start, interactions in 90 days.
    let table = [
        (500_000.0, "2024-11-21", 5, Some("A")),
        (499_999.99, "2024-11-21", 5, Some("B")),
        (500_000.0, "2024-11-22", 5, Some("B")),
        (600_000.0, "2024-11-21", 4, Some("B")),
        (600_000.0, "2024-11-21", 2, None),
        (100_000.0, "2025-11-21", 3, Some("B")),
        (100_000.0, "2025-11-21", 2, None),
        (100_000.0, "2025-11-22", 3, Some("C")),
        (99_999.99, "2025-11-21", 3, Some("C")),
        (99_999.99, "2020-11-21", 2, Some("C")),
        (99_999.99, "2020-11-21", 1, None),
        (5_000_000.0, "2026-11-21", 2, Some("C")),
    ];
    for (amount, since, touches, class) in table {
        let book = one(
            json!({"cooperation_since": since}),
            &[("2026-11-21", amount)],
            &days("2026-11-01", touches),
        );
        expect(&book, json!({"abc": class, "interactions_90d": touches}));
    }
    // Dealt, nothing known of its purchases: by tenure alone. Never dealt: its purchases are 0.
    let touches = ["2026-11-01", "2026-11-02"];
    expect(
        &one(json!({"cooperation_since": "2026-11-01"}), &[], &touches),
        json!({"annual_purchase": null, "abc": "C"}),
    );
    expect(
        &one(json!({"cooperation_since": "2020-11-01"}), &[], &touches),
        json!({"annual_purchase": null, "abc": null}),
    );
    expect(
        &one(json!({}), &[], &touches),
        json!({"tenure_months": null, "abc": "C"}),
    );
}
