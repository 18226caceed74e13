//! Who exists on a day: counted by hand, in everything that counts customers.

use std::sync::Arc;

use guanxi::domain::book::Book;
use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::kind::{Customer, Interaction, Order, Ticket};
use guanxi::domain::ledger::Ledger;
use guanxi::domain::report::dashboard::dashboard;
use guanxi::domain::report::disagreements::by_hand;
use guanxi::domain::report::moves::{Cells, Origin, migrants, migration, moves};
use guanxi::domain::report::occasion::{Occasion, reviewed};
use guanxi::domain::world::{RulesOf, World};
use guanxi::state::list::slots as slots_of;
use guanxi::state::list::{Index, TextIndex, matching};
use guanxi::state::query::Query;
use guanxi::transfer::results;
use serde_json::json;

use crate::by_hand::load;
use crate::naive::SHIPPED;
use crate::scoring::{compare, day};

/// Seven customers: two of always, and five that come one after the other.
fn book() -> Book {
    let mut book = Book::default();
    load::<Customer>(
        &mut book,
        json!([
            {"id": "always", "name": "甲"},
            // Nothing of it is earlier than its day.
            {"id": "created", "name": "乙", "created_on": "2026-10-05", "industry": "零售", "stage_override": "lost"},
            {"id": "ordered", "name": "丙", "created_on": "2026-10-05"},
            {"id": "touched", "name": "丁", "created_on": "2026-10-05"},
            {"id": "complained", "name": "戊", "created_on": "2026-10-05"},
            // What is declared, and what is set by hand, does not make a customer.
            {"id": "declared", "name": "己", "created_on": "2026-11-01", "cooperation_since": "2025-01-01",
             "declared_annual_purchase": 2_000_000,
             "overrides": [{"dimension": "value", "class": "key", "set_on": "2026-01-01", "reason": "r"}]},
            {"id": "old", "name": "庚", "created_on": "2020-01-01", "declared_annual_purchase": 600_000}
        ]),
    );
    load::<Order>(
        &mut book,
        json!([
            {"id": "o1", "customer": "ordered", "date": "2026-09-30", "amount": 1_000_000},
            {"id": "o2", "customer": "created", "date": "2026-10-06", "amount": 500_000}
        ]),
    );
    load::<Interaction>(
        &mut book,
        json!([{"id": "i1", "customer": "touched", "at": "2026-09-20T23:30:00+08:00"}]),
    );
    load::<Ticket>(
        &mut book,
        json!([{"id": "t1", "customer": "complained", "kind": "praise", "opened_at": "2026-09-25"}]),
    );
    book
}

fn on(text: &str) -> World {
    World::new(book(), day(text)).0
}

fn there(world: &World) -> Vec<&str> {
    let customers = world.book.customers.iter();
    let there = customers.filter(|(slot, _)| world.evaluation.exists(*slot));
    there.map(|(_, customer)| customer.id.as_str()).collect()
}

#[test]
fn a_customer_is_there_from_its_day_or_from_the_first_thing_that_happened() {
    let table: [(&str, &[&str]); 8] = [
        ("2019-12-31", &["always"]),
        ("2020-01-01", &["always", "old"]),
        ("2026-09-19", &["always", "old"]),
        ("2026-09-20", &["always", "touched", "old"]),
        ("2026-09-25", &["always", "touched", "complained", "old"]),
        ("2026-09-30", &["always", "ordered", "touched", "complained", "old"]),
        (
            "2026-10-05",
            &["always", "created", "ordered", "touched", "complained", "old"],
        ),
        (
            "2026-11-01",
            &[
                "always",
                "created",
                "ordered",
                "touched",
                "complained",
                "declared",
                "old",
            ],
        ),
    ];
    for (date, ids) in table {
        let world = on(date);
        assert_eq!(there(&world), ids, "{date}");
        assert_eq!(world.evaluation.count(), ids.len(), "{date}");
        let (end, before) = dashboard(&world).before;
        assert_eq!(before, on(&end.to_string()).evaluation.count(), "{date}");
        let differ = compare("by hand", &world.book, day(date), &SHIPPED);
        assert!(differ.is_empty(), "{}", differ.join("\n"));
    }
}

#[test]
fn who_is_not_there_is_in_no_list_count_class_or_result() {
    let world = on("2026-09-30");
    let board = dashboard(&world);
    assert_eq!(board.all.customers, 5);
    assert_eq!(board.dealt.customers, 1);
    // At the end of August there were two; the others came in September.
    assert_eq!(board.before, (day("2026-08-31"), 2));
    for distribution in &board.distributions {
        let all = distribution.classified() + distribution.unclassified.customers;
        assert_eq!(all, 5, "{}", distribution.dimension);
    }
    let value = board.distribution("value").unwrap();
    let counts: Vec<usize> = value.classes.iter().map(|c| c.tally.customers).collect();
    // 1,000,000 ordered, 600,000 declared, three who never dealt and have declared nothing: 0.
    assert_eq!(counts, [1, 1, 3]);
    assert!(board.distribution("industry").unwrap().classes.is_empty());
    assert_eq!(board.gaps.iter().map(|gap| gap.of).max(), Some(5));
    // Lists, the search of the bar, classes set by hand.
    let listed = matching(&world, &Query::default(), Index::default());
    assert_eq!(guanxi::domain::columns::count_bits(&listed), 5);
    let texts = TextIndex::build(&world);
    let found = |name: &str| texts.people(&world, name, &[], 9).len();
    assert_eq!((found("己"), found("庚")), (0, 1));
    assert!(by_hand(&world.book, &world.evaluation).is_empty());
    let slot = world.book.customers.slot("created").unwrap();
    assert_eq!(
        (
            world.evaluation.class_in(slot, "stage"),
            world.evaluation.class_in(slot, "industry")
        ),
        (None, None)
    );
    let (_, rows) = results::of(&world);
    let ids: Vec<&str> = rows.iter().map(|row| row.id).collect();
    assert_eq!(ids, there(&world));
    // Ranked are those with an order by the day: one.
    let ranked = (0..7)
        .filter(|slot| world.evaluation.class_in(*slot, "rfm_tier").is_some())
        .count();
    assert_eq!(ranked, 1);
}

#[test]
fn the_matrix_has_a_row_of_those_who_came_in_between() {
    let world = on("2026-11-21");
    let occasion = Occasion::Period {
        from: day("2026-09-30"),
        to: day("2026-11-21"),
        rules: RulesOf::Today,
    };
    let before = occasion.sides(&world).unwrap().before;
    let matrix = migration(&before, &world.evaluation, "value").unwrap();
    let classes: Vec<_> = matrix.classes.iter().map(|c| c.as_deref().unwrap_or("-")).collect();
    assert_eq!(classes, ["strategic", "key", "ordinary"]);
    // 己 is set to key by hand, 乙 has ordered 500,000: both are new.
    assert_eq!(matrix.cells, [[1, 0, 0], [0, 1, 0], [0, 0, 3], [0, 2, 0]]);
    assert_eq!(
        (matrix.origin(2), matrix.origin(3)),
        (Origin::Class(Some("ordinary")), Origin::New)
    );
    let slots = |ids: [&str; 2]| ids.map(|id| world.book.customers.slot(id).unwrap()).to_vec();
    let cells = Cells::At(Some(Origin::New), Some(Some("key")));
    let new: Vec<u32> = slots_of(&migrants(&before, &world.evaluation, "value", cells)).collect();
    assert_eq!(new, slots(["created", "declared"]));
    // Whoever is new has not moved, and is not reviewed.
    let told = moves(&before, &world.evaluation, "value", 9).unwrap();
    assert!(told.movers.is_empty());
    let counted: Vec<(usize, usize)> = told.counts.iter().map(|c| (c.now, c.then)).collect();
    assert_eq!(counted, [(1, 1), (1, 3), (3, 3)]);
    let all = reviewed(&world.book, &before, &world.evaluation, &occasion);
    assert!(all.iter().all(|r| !new.contains(&r.mover.slot)));
    // Without anybody new there is no such row.
    let same = migration(&world.evaluation, &world.evaluation, "value").unwrap();
    assert_eq!(same.cells.len(), same.classes.len());
}

#[test]
fn an_event_or_a_day_that_is_changed_moves_a_customer_in_and_out() {
    let mut book = book();
    let date = day("2026-09-30");
    let mut evaluation = Evaluation::with_default(&book, &Ledger::build(&book), date);
    let slot = book.customers.slot("declared").unwrap();
    assert!(!evaluation.exists(slot));
    let mut customer = (**book.customers.at(slot).unwrap()).clone();
    customer.created_on = Some(date);
    book.customers.put(Arc::new(customer));
    evaluation.update(&book, &Ledger::build(&book), &[slot]);
    assert_eq!(
        (evaluation.exists(slot), evaluation.class_in(slot, "value")),
        (true, Some("key"))
    );
    let slot = book.customers.slot("ordered").unwrap();
    book.orders.remove("o1");
    evaluation.update(&book, &Ledger::build(&book), &[slot]);
    assert_eq!(
        (evaluation.exists(slot), evaluation.class_in(slot, "rfm_tier")),
        (false, None)
    );
    assert_eq!(evaluation.count(), 5);
    evaluation.set_as_of(&book, &Ledger::build(&book), day("2026-10-05"));
    assert_eq!(evaluation.count(), 7);
}
