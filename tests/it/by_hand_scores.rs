//! Cases worked by hand: health, risk, service, RFM and its tiers.

use guanxi::domain::book::Book;
use guanxi::domain::kind::{Customer, Interaction, Order, Ticket};
use guanxi::domain::metric::index_of;
use serde_json::{Value, json};

use crate::by_hand::*;
use crate::naive::{RfmRule, SHIPPED};
use crate::scoring::*;

/// A customer with health's parts: interactions, complaints, orders in six months, orders due and paid on time.
pub fn health_book(touches: usize, complaints: usize, orders: usize, due: usize, on_time: usize) -> Book {
    let mut book = one(
        json!({"cooperation_since": "2026-06-01"}),
        &[],
        &days("2026-11-01", touches),
    );
    for n in 0..orders {
        load::<Order>(
            &mut book,
            json!([{"id": format!("o{n}"), "customer": "a", "date": "2026-06-01", "amount": 1}]),
        );
    }
    for n in 0..due {
        let paid = if n < on_time { "2026-01-31" } else { "2026-02-01" };
        let order = json!([{"id": format!("d{n}"), "customer": "a", "date": "2026-01-01", "amount": 1, "due_on": "2026-01-31", "paid_on": paid}]);
        load::<Order>(&mut book, order);
    }
    for n in 0..complaints {
        load::<Ticket>(
            &mut book,
            json!([{"id": format!("t{n}"), "customer": "a", "kind": "complaint", "opened_at": "2026-05-22"}]),
        );
    }
    book
}

#[test]
fn the_borders_of_health() {
    let table = [
        // 30 + 20 + 30 + 0.
        (5, 0, 4, 1, 0, 80.0, "healthy"),
        // 30 + 0 + 30 + 20.
        (9, 3, 5, 0, 0, 80.0, "healthy"),
        // 30 + 0 + 30 + 0.
        (5, 2, 4, 3, 0, 60.0, "sub_healthy"),
        // 6 + 20 + 22.5 + 11.5: 23 of 40 on time.
        (1, 0, 3, 40, 23, 60.0, "sub_healthy"),
        // 24 + 20 + 22.5 + 13.5: 27 of 40.
        (4, 0, 3, 40, 27, 80.0, "healthy"),
        // 12 + 20 + 7.5 + 20.
        (2, 0, 1, 0, 0, 59.5, "at_risk"),
        // 30 + 10 + 30 + 20 · 2/3.
        (5, 1, 4, 3, 2, 70.0 + 40.0 / 3.0, "healthy"),
        // 24 + 20 + 15 + 20.
        (4, 0, 2, 0, 0, 79.0, "sub_healthy"),
    ];
    for (touches, complaints, orders, due, on_time, score, band) in table {
        let book = health_book(touches, complaints, orders, due, on_time);
        expect(&book, json!({"health_score": score, "health": band}));
    }
    let missing = json!({"health_score": null, "activity": null, "complaints": null, "repurchase": null, "stability": null,
        "health": null, "risk": null});
    expect(&one(json!({}), &[], &["2026-11-01"]), missing);
}

#[test]
fn the_border_of_slowing_down() {
    // Healthy: 30 + 20 + 15 + 20. So many interactions in the last 60 days after so many in the 60 before.
    let table = [
        (7, 10, "low"),
        (6, 10, "medium"),
        (14, 20, "low"),
        (13, 20, "medium"),
        (21, 30, "low"),
        (5, 0, "low"),
    ];
    for (now, before, risk) in table {
        let touches = [days("2026-11-01", now), days("2026-09-01", before)].concat();
        let book = one(json!({}), &[("2026-06-01", 1.0), ("2026-06-02", 1.0)], &touches);
        let change = (before > 0).then(|| now as f64 / before as f64 - 1.0);
        expect(
            &book,
            json!({"health": "healthy", "frequency_change_60d": change, "risk": risk}),
        );
    }
}

#[test]
fn the_border_of_silence() {
    // Answers: one of five is not less than 0.2, one of six is. Inbound, unknown and undirected ones do not count.
    for (silent, risk, rate) in [(4, "low", 0.2), (5, "medium", 1.0 / 6.0)] {
        let mut book = one(json!({}), &[("2026-06-01", 1.0), ("2026-06-02", 1.0)], &[]);
        let mut add = |id: &str, direction: Value, responded: Value| {
            let record = json!([{"id": id, "customer": "a", "at": "2026-11-01", "direction": direction, "responded": responded}]);
            load::<Interaction>(&mut book, record);
        };
        add("yes", json!("outbound"), json!(true));
        (0..silent).for_each(|n| add(&format!("no{n}"), json!("outbound"), json!(false)));
        add("open", json!("outbound"), Value::Null);
        add("in", json!("inbound"), json!(true));
        add("none", Value::Null, json!(true));
        expect(
            &book,
            json!({"health": "healthy", "response_rate_60d": rate, "risk": risk}),
        );
    }
}

#[test]
fn the_border_of_growth() {
    // Half as much again is high potential, also where the quotient of binary fractions falls short of 1.5.
    let table = [
        (100.0, 150.0, true),
        (100.0, 149.99, false),
        (100_000.16, 150_000.24, true),
        (-100.0, -150.0, true),
    ];
    for (before, now, grew) in table {
        let book = one(
            json!({}),
            &[("2025-06-01", before), ("2026-11-01", now)],
            &days("2026-11-01", 5),
        );
        let tags = fresh(&book, &json!({}), day(D))
            .tags_of(0)
            .any(|tag| tag == "high_potential");
        assert_eq!(tags, grew, "{before} then {now}");
        expect(
            &book,
            json!({"value": "ordinary", "purchase_growth_12m": now / before - 1.0}),
        );
    }
}

#[test]
fn the_facts_of_service_and_contact() {
    let mut book = one(
        json!({"contacts": [{"familiarity": 2}, {"decision_maker": true, "familiarity": 4}]}),
        &[],
        &[],
    );
    load::<Ticket>(
        &mut book,
        json!([
            {"id": "1", "customer": "a", "kind": "complaint", "opened_at": "2026-11-21T23:00:00Z", "satisfaction": 2},
            {"id": "2", "customer": "a", "kind": "complaint", "opened_at": "2026-08-24", "resolved_at": "2026-09-01"},
            {"id": "3", "customer": "a", "kind": "complaint", "opened_at": "2026-08-23", "resolved_at": "2026-11-20T23:59:00-11:00", "satisfaction": 5},
            {"id": "4", "customer": "a", "kind": "complaint", "opened_at": "2026-05-21", "resolved_at": "2026-11-22"},
            {"id": "5", "customer": "a", "kind": "praise", "opened_at": "2026-11-20", "satisfaction": 5},
            {"id": "6", "customer": "a", "kind": "technical", "opened_at": "2026-11-22", "satisfaction": 1},
            {"id": "7", "customer": "a", "kind": "technical", "opened_at": "2026-11-01", "resolved_at": "2026-11-21"}
        ]),
    );
    expect(
        &book,
        json!({"complaints_90d": 2, "complaints_6m": 3, "open_tickets": 3, "days_since_complaint_resolved": 1,
        "satisfaction_average": 4, "key_contact_familiarity": 4}),
    );
    let table = [
        (json!([{"familiarity": 2}, {"familiarity": 3}]), json!(2)),
        (
            json!([{"familiarity": 2}, {"decision_maker": true}, {"decision_maker": true, "familiarity": 5}]),
            Value::Null,
        ),
        (json!([]), Value::Null),
    ];
    for (contacts, familiarity) in table {
        expect(
            &one(json!({"contacts": contacts}), &[], &[]),
            json!({"key_contact_familiarity": familiarity}),
        );
    }
    let mut book = one(json!({}), &[], &[]);
    load::<Order>(
        &mut book,
        json!([
            {"id": "1", "customer": "a", "date": "2026-01-01", "amount": 1, "due_on": "2026-11-21", "paid_on": "2026-11-21"},
            {"id": "2", "customer": "a", "date": "2026-01-01", "amount": 1, "due_on": "2026-11-21"},
            {"id": "3", "customer": "a", "date": "2026-01-01", "amount": 1, "due_on": "2026-11-22", "paid_on": "2026-01-02"},
            {"id": "4", "customer": "a", "date": "2026-01-01", "amount": 1, "paid_on": "2026-01-02"},
            {"id": "5", "customer": "a", "date": "2026-01-01", "amount": 1, "due_on": "2026-01-31", "paid_on": "2026-02-01"}
        ]),
    );
    expect(
        &book,
        json!({"on_time_payment_rate": 1.0 / 3.0, "stability": 100.0 / 3.0}),
    );
}

/// Customers c1 … cn; c(i) has i orders of 100 yuan, the last one 10·i days before D.
pub fn ladder(n: usize) -> Book {
    let mut book = Book::default();
    for i in (1..=n).rev() {
        load::<Customer>(&mut book, json!([{"id": format!("c{i:02}"), "name": "x"}]));
        for k in 0..i {
            let date = day(D).plus_days(-(10 * i as i32)).to_string();
            load::<Order>(
                &mut book,
                json!([{"id": format!("{i}-{k}"), "customer": format!("c{i:02}"), "date": date, "amount": 100}]),
            );
        }
    }
    load::<Customer>(&mut book, json!([{"id": "unranked", "name": "x"}]));
    book
}

#[test]
fn rfm_by_hand() {
    let book = ladder(5);
    let scores = |plus_one: bool| -> Vec<[f64; 4]> {
        let rule = RfmRule {
            cut_plus_one: plus_one,
            ..SHIPPED
        };
        let evaluation = fresh(&book, &rfm_json(&rule), day(D));
        assert_eq!(compare("ladder", &book, day(D), &rule), Vec::<String>::new());
        (1..=5)
            .map(|i| {
                let slot = book.customers.slot(&format!("c{i:02}")).unwrap();
                ["r_score", "f_score", "m_score", "rfm_total"]
                    .map(|fact| evaluation.column(slot, index_of(fact).unwrap()).unwrap())
            })
            .collect()
    };
    // Orders 1–5, quantiles 1.8, 2.6, 3.4, 4.2; sums 100–500, quantiles 180, 260, 340, 420; days 10–50, quantiles 18, 26, 34, 42.
    let expected = [
        [5.0, 1.0, 1.0, 7.0],
        [4.0, 2.0, 2.0, 8.0],
        [3.0, 3.0, 3.0, 9.0],
        [2.0, 4.0, 4.0, 10.0],
        [1.0, 5.0, 5.0, 11.0],
    ];
    assert_eq!(scores(false), expected);
    // With one more: orders 2.8, 3.6, 4.4, 5.2.
    let expected = [
        [5.0, 1.0, 1.0, 7.0],
        [4.0, 1.0, 2.0, 7.0],
        [3.0, 2.0, 3.0, 8.0],
        [2.0, 3.0, 4.0, 9.0],
        [1.0, 4.0, 5.0, 10.0],
    ];
    assert_eq!(scores(true), expected);
}

#[test]
fn tier_sizes() {
    let table = [
        (1, [1, 0, 0]),
        (2, [1, 0, 1]),
        (3, [1, 1, 1]),
        (4, [1, 2, 1]),
        (5, [1, 3, 1]),
        (6, [2, 2, 2]),
        (10, [2, 6, 2]),
        (11, [3, 5, 3]),
        (15, [3, 9, 3]),
        (25, [5, 15, 5]),
    ];
    for (n, sizes) in table {
        let mut book = Book::default();
        // All alike: the id decides.
        for i in (0..n).rev() {
            load::<Customer>(&mut book, json!([{"id": format!("c{i:02}"), "name": "x"}]));
            load::<Order>(
                &mut book,
                json!([{"id": format!("o{i}"), "customer": format!("c{i:02}"), "date": "2026-11-01", "amount": 1}]),
            );
        }
        for book in [&book, &ladder(n)] {
            let evaluation = fresh(book, &json!({}), day(D));
            let tier = |id: &str| evaluation.class_in(book.customers.slot(id).unwrap(), "rfm_tier");
            let tiers: Vec<_> = book.customers.iter().map(|(_, c)| tier(c.id.as_str())).collect();
            let sizes_found =
                ["high", "middle", "basic"].map(|t| tiers.iter().filter(|tier| **tier == Some(t)).count());
            assert_eq!(sizes_found, sizes, "{n}");
            assert_eq!(compare("tiers", book, day(D), &SHIPPED), Vec::<String>::new());
        }
        let evaluation = fresh(&book, &json!({}), day(D));
        let first = (0..n).filter(|i| evaluation.class_in((n - 1 - i) as u32, "rfm_tier") == Some("high"));
        assert_eq!(first.collect::<Vec<_>>(), (0..sizes[0]).collect::<Vec<_>>());
    }
}
