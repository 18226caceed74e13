//! RFM against the R package's results on real data.

use std::collections::HashMap;

use guanxi::domain::book::Book;
use guanxi::domain::day::Day;
use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::id::{CustomerId, OrderId};
use guanxi::domain::kind::{Customer, Order};
use guanxi::domain::ledger::Ledger;
use guanxi::domain::metric::Metric;
use guanxi::domain::money::Fen;
use guanxi::domain::rule::Rulebook;
use serde_json::json;

use crate::oracle;

/// A book of orders. Ids are numbered, since a customer's name may be longer than an id.
pub fn book(orders: &[HashMap<String, String>], date: &str, amount: &str) -> (Book, HashMap<String, String>) {
    let (mut book, mut ids) = (Book::default(), HashMap::new());
    for (n, row) in orders.iter().enumerate() {
        let name = &row["customer_id"];
        let next = format!("c{:05}", ids.len());
        let id = CustomerId::new(ids.entry(name.clone()).or_insert(next)).unwrap();
        if book.customers.get(id.as_str()).is_none() {
            book.customers.put(Customer::new(id.clone(), name));
        }
        book.orders.put(std::sync::Arc::new(Order {
            id: OrderId::new(&format!("o{n}")).unwrap(),
            customer: id,
            date: Day::parse(&row[date]).unwrap(),
            amount: Fen::parse_yuan(&row[amount]).unwrap(),
            items: vec![],
            due_on: None,
            paid_on: None,
            campaign: None,
            note: None,
            extra: Default::default(),
        }));
    }
    (book, ids)
}

fn compare(book: &Book, ids: &HashMap<String, String>, as_of: &str, expected: &[HashMap<String, String>]) -> usize {
    let rules = json!({"scores": [{"id": "rfm", "window_months": null, "cut_plus_one": true}]});
    let rulebook = Rulebook::from_json(&rules).unwrap();
    let evaluation = Evaluation::new(book, &Ledger::build(book), &rulebook, Day::parse(as_of).unwrap()).unwrap();
    let columns = [
        ("recency_days", Metric::DaysSinceLastOrder),
        ("transaction_count", Metric::OrderCount),
        ("amount", Metric::LifetimeAmount),
        ("recency_score", Metric::RScore),
        ("frequency_score", Metric::FScore),
        ("monetary_score", Metric::MScore),
    ];
    for row in expected {
        let slot = book.customers.slot(&ids[&row["customer_id"]]).unwrap();
        for (name, metric) in columns {
            let ours = evaluation.number(slot, metric);
            assert_eq!(ours, row[name].parse().ok(), "{} of {}", name, row["customer_id"]);
        }
    }
    expected.len()
}

#[test]
fn the_r_package_scores_all_995_customers_alike() {
    let Some(folder) = oracle::folder("rfm") else { return };
    let (book, ids) = book(&oracle::rows(&folder.join("orders.csv")), "order_date", "revenue");
    let expected = oracle::rows(&folder.join("orders_expected_scores.csv"));
    assert_eq!(compare(&book, &ids, "2006-12-31", &expected), 995);
}

#[test]
fn the_r_package_scores_all_4338_retail_customers_alike() {
    let Some(folder) = oracle::folder("retail") else { return };
    let (book, ids) = book(
        &oracle::rows(&folder.join("online_retail_orders.csv")),
        "order_date",
        "amount",
    );
    assert_eq!(book.orders.len(), 18_532);
    let expected = oracle::rows(&folder.join("online_retail_expected_rfm_rpkg_rule.csv"));
    assert_eq!(compare(&book, &ids, "2011-12-10", &expected), 4338);
}
