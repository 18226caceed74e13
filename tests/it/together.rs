//! What is bought together: by hand, and against a count one by one over random baskets.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::domain::apply::apply;
use guanxi::domain::change::ChangeSet;
use guanxi::domain::command::{Command, Edit};
use guanxi::domain::day::Day;
use guanxi::domain::kind::task_outcome::OfferResult;
use guanxi::domain::label::Lang;
use guanxi::domain::marketing::together::{
    By, Counts, GOAL, LEAST_BASKETS, Offer, Success, Suggestion, TogetherDesk, rules, success, suggestions,
};
use guanxi::domain::world::World;
use serde_json::{Value, json};

use crate::care::world;
use crate::lifetime_made::Dice;

const AS_OF: &str = "2026-11-28";

fn order(id: usize, customer: &str, date: &str, products: &[&str]) -> Value {
    let items: Vec<Value> = products
        .iter()
        .map(|product| json!({"product": product, "amount": 10}))
        .collect();
    json!({"id": format!("o{id}"), "customer": customer, "date": date, "amount": 100, "items": items})
}

fn book(orders: &[Value], outcomes: &[Value]) -> World {
    let ids: BTreeSet<&str> = orders.iter().map(|order| order["customer"].as_str().unwrap()).collect();
    let customers: Vec<Value> = ids.iter().map(|id| json!({"id": id, "name": id})).collect();
    let settings = json!({"products": [
        {"name": "奶粉", "related": ["辅食"]},
        {"name": "办公软件", "related": ["数据安全", "办公软件"]},
        {"name": "辅食"},
    ]});
    world(
        &json!({"customers": customers, "orders": orders, "task_outcomes": outcomes, "settings": settings}),
        AS_OF,
    )
}

#[test]
fn figures_of_a_rule_by_hand() {
    // Ten baskets: A in 6, B in 5, both in 5; a further one without a product is none.
    let mut counts = Counts::default();
    (0..5).for_each(|_| counts.add(&[0, 1]));
    counts.add(&[0]);
    (0..4).for_each(|_| counts.add(&[2]));
    counts.add(&[]);
    let all = rules(&counts, 0.01);
    let told: Vec<(u32, u32, String)> = all
        .iter()
        .map(|rule| {
            (
                rule.from,
                rule.to,
                format!("{:.4} {:.4} {:.4}", rule.support(), rule.confidence(), rule.lift()),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (1, 0, "0.5000 1.0000 1.6667".to_owned()),
            (0, 1, "0.5000 0.8333 1.6667".to_owned())
        ]
    );
    // On the border it is there, above it is not.
    assert_eq!(rules(&counts, 0.5).len(), 2);
    assert!(rules(&counts, 0.500_1).is_empty());
    assert_eq!(LEAST_BASKETS, 5);
    let mut few = Counts::default();
    (0..4).for_each(|_| few.add(&[0, 1]));
    assert!(rules(&few, 0.01).is_empty());
}

#[test]
fn orders_and_customers_as_baskets() {
    let orders = [
        order(1, "a", "2026-01-01", &["奶粉", "奶粉", " 辅食 "]),
        order(2, "a", "2026-02-01", &["玩具"]),
        order(3, "b", "2026-03-01", &["奶粉"]),
        order(4, "b", "2026-12-01", &["辅食"]),
        json!({"id": "r", "customer": "b", "date": "2026-04-01", "amount": -5, "items": [{"product": "辅食"}]}),
        json!({"id": "l", "customer": "b", "date": "2026-05-01", "amount": 5, "items": [{"product": "玩具", "amount": -1}, {"quantity": 1}]}),
    ];
    let told = TogetherDesk::of(&book(&orders, &[])).told().unwrap();
    let baskets = &told.baskets;
    let place = |name: &str| baskets.known(name).unwrap();
    let (milk, food, toy) = (place("奶粉"), place("辅食"), place("玩具"));
    let (by_order, by_customer) = (baskets.counts(By::Order), baskets.counts(By::Customer));
    assert_eq!((by_order.baskets, by_customer.baskets), (3, 2));
    assert_eq!((by_order.both(milk, food), by_order.both(food, toy)), (1, 0));
    assert_eq!((by_customer.both(food, milk), by_customer.both(toy, food)), (1, 1));
    assert_eq!(by_order.with[milk as usize], 2);
    // A product is not related to itself.
    assert_eq!(baskets.related(place("办公软件")), [place("数据安全")]);
}

fn said(told: &guanxi::domain::marketing::together::Together, world: &World, all: &[Suggestion]) -> Vec<String> {
    let one = |it: &Suggestion| {
        let customer = world.book.customers.key_at(it.customer).unwrap();
        let name = |product| told.baskets.name(product).to_owned();
        format!(
            "{customer} {} {} {} {}",
            name(it.product),
            name(it.beside),
            it.rule.is_some(),
            it.is_related
        )
    };
    all.iter().map(one).collect()
}

#[test]
fn who_is_offered_what_and_what_was_said() {
    let mut orders: Vec<Value> = (0..6)
        .map(|n| order(n, &format!("p{n}"), "2026-01-01", &["奶粉", "玩具"]))
        .collect();
    orders.extend((6..9).map(|n| order(n, &format!("p{n}"), "2026-01-01", &["办公软件"])));
    orders.push(order(9, "q1", "2026-01-01", &["奶粉"]));
    orders.push(order(10, "q2", "2026-01-01", &["奶粉"]));
    orders.push(order(11, "q3", "2026-01-01", &["奶粉"]));
    let answer = |customer: &str, product: &str, at: &str, result: &str| {
        json!({"id": format!("own/u{product}/{customer}/task"), "name": "推荐", "due": at, "at": at, "status": "done",
            "offer": product, "offer_beside": "奶粉", "offer_result": result})
    };
    let outcomes = [
        answer("q2", "玩具", "2026-10-01", "declined"),
        answer("q3", "玩具", "2026-10-01", "accepted"),
        answer("q3", "辅食", "2025-11-28", "declined"),
        // Of after the day.
        answer("q1", "玩具", "2026-12-01", "declined"),
    ];
    let world = book(&orders, &outcomes);
    let told = TogetherDesk::of(&world).told().unwrap();
    let all = suggestions(
        &told.baskets,
        &rules(told.baskets.counts(By::Customer), 0.01),
        &told.offers,
    );
    let said = said(&told, &world, &all);
    // Six of nine with 奶粉 have 玩具, of twelve baskets: 0.67 against 0.5. What is bought together goes before the catalogue; who was offered
    // it gets the next, who was offered both gets nothing.
    assert_eq!(
        said.iter()
            .filter(|line| line.ends_with("辅食 奶粉 false true"))
            .count(),
        7,
        "{said:?}"
    );
    assert!(said.contains(&"q1 玩具 奶粉 true false".to_owned()), "{said:?}");
    assert!(said.contains(&"q2 辅食 奶粉 false true".to_owned()), "{said:?}");
    assert!(!said.iter().any(|line| line.starts_with("q3")), "{said:?}");
    assert!(said.contains(&"p6 数据安全 办公软件 false true".to_owned()), "{said:?}");
    // 2025-11-28 is 365 days before the day: not among the last 365.
    let day = Day::parse(AS_OF).unwrap();
    assert_eq!(
        success(&told.offers, day),
        Success {
            accepted: 1,
            declined: 1
        }
    );
}

#[test]
fn an_answer_is_a_step_that_is_undone_and_orders_are_followed() {
    let orders: Vec<Value> = (0..6)
        .map(|n| order(n, &format!("p{n}"), "2026-01-01", &["奶粉"]))
        .collect();
    let mut world = book(&orders, &[]);
    let catalogue = world.book.head.settings.products.clone();
    let mut desk = TogetherDesk::of(&world);
    let answer = json!({"id": "own/u/p2/task", "name": "推荐辅食", "due": "2026-11-28", "at": "2026-11-28", "status": "done",
        "offer": "辅食", "offer_beside": "奶粉", "offer_result": "accepted"});
    let change = |set: &ChangeSet, world: &mut World, desk: &mut TogetherDesk| {
        let at = world.trail.clone();
        world.apply(set).unwrap();
        let touched = world.trail.since(&at).unwrap().to_vec();
        desk.update(world, &catalogue, &touched);
    };
    let open = |desk: &TogetherDesk| {
        let told = desk.told().unwrap();
        suggestions(
            &told.baskets,
            &rules(told.baskets.counts(By::Customer), 0.01),
            &told.offers,
        )
        .len()
    };
    assert_eq!(open(&desk), 6);
    let set = apply(
        &world.book,
        Command::WriteTask(Edit::new(serde_json::from_value(answer).unwrap())),
    )
    .unwrap();
    assert_eq!(set.label.get(Lang::Zh), "推荐辅食：接受");
    change(&set, &mut world, &mut desk);
    assert!(!desk.is_behind(), "orders are as they were");
    assert_eq!((open(&desk), desk.told().unwrap().offers.len()), (5, 1));
    change(&set.clone().inverse(), &mut world, &mut desk);
    assert_eq!((open(&desk), desk.told().unwrap().offers.len()), (6, 0));
    let put = Command::PutOrder(Edit::new(
        serde_json::from_value(order(9, "p3", "2026-11-01", &["辅食"])).unwrap(),
    ));
    let set = apply(&world.book, put).unwrap();
    change(&set, &mut world, &mut desk);
    assert!(desk.is_behind());
    assert_eq!(open(&desk), 6, "what was read before stands until then");
    while desk.step(&world) {}
    assert_eq!(open(&desk), 5);
    assert_eq!(desk.told(), TogetherDesk::of(&world).told());
}

#[test]
fn the_success_of_fewer_than_twenty_is_not_told() {
    let of = |accepted, declined| Success { accepted, declined }.rate();
    assert_eq!(of(19, 0), None);
    assert_eq!(of(3, 17), Some(0.15));
    assert!(of(3, 17).unwrap() >= GOAL && of(2, 18).unwrap() < GOAL);
    assert_eq!(success(&[] as &[Offer], Day(0)).rate(), None);
    assert_eq!(OfferResult::from_word("accepted"), Some(OfferResult::Accepted));
}

const NAMES: [&str; 7] = ["甲", "乙", "丙", "丁", "戊", "己", "庚"];

/// The rules of orders, each pair counted for itself: at least five together, and at least a share of all.
fn naive(orders: &[Value], by: By, least: f64) -> BTreeSet<String> {
    let mut baskets: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for order in orders {
        let key = if by == By::Order {
            &order["id"]
        } else {
            &order["customer"]
        };
        let products = order["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["product"].as_str().unwrap());
        baskets
            .entry(key.as_str().unwrap().to_owned())
            .or_default()
            .extend(products);
    }
    let baskets: Vec<_> = baskets.into_values().filter(|basket| !basket.is_empty()).collect();
    let count = |all: &[&str]| {
        baskets
            .iter()
            .filter(|basket| all.iter().all(|name| basket.contains(name)))
            .count()
    };
    let mut all = BTreeSet::new();
    for from in NAMES {
        for to in NAMES.iter().filter(|to| **to != from) {
            let (a, b, both, n) = (count(&[from]), count(&[to]), count(&[from, to]), baskets.len());
            if both >= 5 && both as f64 / n as f64 >= least {
                let lift = both as f64 * n as f64 / (a as f64 * b as f64);
                all.insert(format!(
                    "{from} {to} {both}/{n} {:.6} {lift:.6}",
                    both as f64 / a as f64
                ));
            }
        }
    }
    all
}

#[test]
fn random_baskets_counted_one_by_one() {
    for seed in 0..40 {
        let mut dice = Dice::new(seed);
        let mut orders = Vec::new();
        for n in 0..60 + dice.below(60) as usize {
            let customer = format!("c{}", dice.below(25));
            let products: Vec<&str> = (0..dice.below(4)).map(|_| NAMES[dice.below(7) as usize]).collect();
            orders.push(order(n, &customer, "2026-03-03", &products));
        }
        let world = book(&orders, &[]);
        let told = TogetherDesk::of(&world).told().unwrap();
        let least = [0.01, 0.05, 0.1][dice.below(3) as usize];
        for by in [By::Order, By::Customer] {
            let naive = naive(&orders, by, least);
            let name = |product| told.baskets.name(product);
            let found: BTreeSet<String> = rules(told.baskets.counts(by), least)
                .iter()
                .map(|r| {
                    format!(
                        "{} {} {}/{} {:.6} {:.6}",
                        name(r.from),
                        name(r.to),
                        r.both,
                        r.baskets,
                        r.confidence(),
                        r.lift()
                    )
                })
                .collect();
            assert_eq!(found, naive, "seed {seed} {by:?}");
        }
    }
}
