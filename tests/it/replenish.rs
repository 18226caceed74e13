//! What a customer is likely to order again: orders in, the arithmetic out, by hand.

use guanxi::domain::report::replenish::{Replenishment, replenishments};
use serde_json::{Value, json};

use crate::care::world;

/// What is told as of a day: product, days between, median, the day.
fn told(orders: &[Value], as_of: &str) -> Vec<String> {
    let orders = orders.iter().enumerate().map(|(n, order)| {
        let mut order = order.clone();
        let more = json!({"id": format!("o{n}"), "customer": "c"});
        order.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        order
    });
    let book = json!({"customers": [{"id": "c", "name": "甲"}], "orders": orders.collect::<Vec<_>>()});
    let said = |it: &Replenishment| {
        let product = it.product.as_deref().unwrap_or("-");
        format!("{product} {:?} {} {}", it.gaps, it.rhythm, it.next)
    };
    replenishments(&world(&book, as_of), 0).iter().map(said).collect()
}

fn of(product: &str, days: &[&str]) -> Vec<Value> {
    let order = |day: &&str| json!({"date": day, "amount": 100, "items": [{"product": product}]});
    days.iter().map(order).collect()
}

#[test]
fn the_median_of_the_days_between_leads_to_the_next() {
    let bearings = of("轴承", &["2026-08-03", "2026-09-02", "2026-10-05", "2026-11-03"]);
    let said = ["轴承 [30, 33, 29] 30 2026-12-03"];
    // From two weeks before until it is a whole rhythm behind.
    assert!(told(&bearings, "2026-11-18").is_empty());
    for day in ["2026-11-19", "2026-11-28", "2026-12-03", "2027-01-02"] {
        assert_eq!(told(&bearings, day), said, "{day}");
    }
    assert!(told(&bearings, "2027-01-03").is_empty());
    // As of a day before the last order nobody knows of it.
    assert_eq!(
        told(&bearings, "2026-10-30"),
        ["轴承 [30, 33] 31.5 2026-11-06"],
        "31 days and a half are 32"
    );
    assert!(
        told(&bearings, "2026-10-04").is_empty(),
        "two days of buying are no rhythm"
    );
}

#[test]
fn each_product_has_its_own_rhythm_and_what_nobody_named_goes_by_all_orders() {
    let mut both = of("油", &["2026-09-30", "2026-10-20", "2026-11-09"]);
    both.extend(of("ＡＢ-1", &["2026-10-29", "2026-11-12"]));
    // The same product as another hand writes it, twice on a day, and given back.
    both.extend(of("ab-1", &["2026-11-26", "2026-11-26"]));
    both.push(json!({"date": "2026-11-27", "amount": 100, "items": [{"product": "ab-1", "amount": -100}]}));
    both.push(json!({"date": "2026-11-27", "amount": -100, "items": [{"product": "油"}]}));
    assert_eq!(
        told(&both, "2026-11-28"),
        ["油 [20, 20] 20 2026-11-29", "ab-1 [14, 14] 14 2026-12-10"]
    );
    let plain = |day: &str| json!({"date": day, "amount": 100});
    let orders = ["2026-11-01", "2026-11-08", "2026-11-15"].map(plain);
    assert_eq!(told(&orders, "2026-11-20"), ["- [7, 7] 7 2026-11-22"]);
}

#[test]
fn what_comes_by_chance_is_no_rhythm() {
    // 146 and 11 days: 78.5 in the middle, and neither is near it.
    assert!(told(&of("减速机", &["2026-02-10", "2026-07-06", "2026-07-17"]), "2026-10-01").is_empty());
    // 20, 22 and 60: two of three within 11 days of 22.
    let days = ["2026-08-01", "2026-08-21", "2026-09-12", "2026-11-11"];
    assert_eq!(told(&of("油", &days), "2026-11-28"), ["油 [20, 22, 60] 22 2026-12-03"]);
    // 20, 22, 60 and 90: 41 in the middle, and two of four within 20.5 days of it.
    let days = ["2026-05-13", "2026-06-02", "2026-06-24", "2026-08-23", "2026-11-21"];
    assert!(told(&of("油", &days), "2026-12-28").is_empty());
}

#[test]
fn what_a_customer_used_long_ago_says_nothing() {
    let days = [
        "2025-01-01",
        "2025-06-01",
        "2026-09-01",
        "2026-09-11",
        "2026-09-21",
        "2026-10-01",
        "2026-10-11",
        "2026-10-21",
    ];
    assert_eq!(
        told(&of("滤芯", &days), "2026-10-25"),
        ["滤芯 [10, 10, 10, 10, 10] 10 2026-10-31"]
    );
}
