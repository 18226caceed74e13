//! What stands beside the boards: the end of the month before, by hand, and as the pages show that day.

use guanxi::domain::report::before::{BeforeReading, OpenTickets};
use guanxi::domain::report::dashboard::dashboard;
use guanxi::domain::service::{ServiceDesk, ServicePlan};
use guanxi::domain::world::World;
use guanxi::sample;
use serde_json::{Value, json};

use crate::care::world;
use crate::value::day;

/// `grown` bought for 600,000 in November alone, `lost` nothing since 2025-11-10, `new` is of November.
fn story() -> World {
    let customers = json!([
        {"id": "grown", "name": "grown", "created_on": "2025-01-01"},
        {"id": "lost", "name": "lost", "created_on": "2025-01-01"},
        {"id": "new", "name": "new", "created_on": "2026-11-05"},
    ]);
    let order = |id: &str, customer: &str, date: &str, amount: i64| json!({"id": id, "customer": customer, "date": date, "amount": amount});
    let orders = [
        order("1", "grown", "2026-06-01", 1_000),
        order("2", "grown", "2026-11-03", 600_000),
        order("3", "lost", "2025-11-10", 1_000),
    ];
    let ticket = |id: &str, opened: &str, more: Value| {
        let mut it = json!({"id": id, "customer": "lost", "kind": "complaint", "opened_at": opened});
        it.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        it
    };
    // Open since the 30th, late at the end of the 31st of October only where a complaint has 24 hours; the others: solved in November,
    // paused over the turn of the month, opened in November.
    let tickets = [
        ticket("t1", "2026-10-30T10:00:00+08:00", json!({})),
        ticket(
            "t2",
            "2026-10-31T20:00:00+08:00",
            json!({"resolved_at": "2026-11-01T10:00:00+08:00"}),
        ),
        ticket(
            "t3",
            "2026-10-31T09:00:00+08:00",
            json!({"pauses": [{"from": "2026-10-31T10:00:00+08:00", "until": "2026-11-02T10:00:00+08:00", "reason": "x"}]}),
        ),
        ticket("t4", "2026-11-02T09:00:00+08:00", json!({})),
    ];
    world(
        &json!({"customers": customers, "orders": orders, "tickets": tickets}),
        "2026-11-28",
    )
}

#[test]
fn the_end_of_the_month_before_by_hand() {
    let world = story();
    let before = BeforeReading::of(&world);
    assert_eq!(before.day, day("2026-10-31"));
    let of = |dimension: &str| {
        let found = before.distribution(dimension).unwrap();
        let class = |it: &guanxi::domain::report::dashboard::ClassTally| format!("{} {}", it.id, it.tally.customers);
        let some: Vec<String> = found
            .classes
            .iter()
            .filter(|it| it.tally.customers > 0)
            .map(class)
            .collect();
        (some.join(", "), found.unclassified.customers)
    };
    // By then `grown` had ordered for 1,000, `lost` within twelve months, and `new` was not there.
    assert_eq!(of("value"), ("ordinary 2".into(), 0));
    assert_eq!(of("stage"), ("active 2".into(), 0));
    assert_eq!(
        before.tickets,
        OpenTickets {
            open: 2,
            paused: 1,
            revisit: 0,
            late: 1
        }
    );
}

#[test]
fn it_is_what_the_pages_show_of_that_day() {
    let (mut world, _) = World::new(sample::book(day("2026-11-28")), day("2026-11-28"));
    let before = BeforeReading::of(&world);
    world.set_as_of(before.day);
    let counts = |all: &[guanxi::domain::report::dashboard::Distribution]| {
        let one = |it: &guanxi::domain::report::dashboard::Distribution| {
            let classes = it.classes.iter().map(|class| (class.id.clone(), class.tally.customers));
            (
                it.dimension.clone(),
                classes.collect::<Vec<_>>(),
                it.unclassified.customers,
            )
        };
        all.iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(counts(&before.distributions), counts(&dashboard(&world).distributions));
    let plan = ServicePlan::of(&world.book, &world.evaluation.plan);
    let desk = ServiceDesk::of(&world, &plan);
    let end = plan.work.zone.at(before.day.plus_days(1), 0);
    let shown = OpenTickets::of(desk.works(), end);
    assert_eq!(before.tickets, shown);
    assert!(shown.open + shown.paused + shown.revisit > 0);
}
