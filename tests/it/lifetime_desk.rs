//! What a book's customers will still buy: read from orders, worked out in slices, followed and remembered.

use guanxi::domain::change::{ChangeSet, Delta};
use guanxi::domain::day::Day;
use guanxi::domain::held::Held;
use guanxi::domain::kind::Order;
use guanxi::domain::label::Label;
use guanxi::domain::marketing::lifetime::{Bought, Frequency, LifetimeDesk, Uncalibrated, Unfit, buyer_of, tiers};
use guanxi::domain::world::World;
use guanxi::sample;
use serde_json::{Value, json};

use crate::care::world;
use crate::lifetime_made::Dice;

const AS_OF: &str = "2026-11-28";

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn order(id: &str, customer: &str, date: &str, amount: i32) -> Value {
    json!({"id": id, "customer": customer, "date": date, "amount": amount})
}

#[test]
fn what_a_customers_orders_say() {
    let orders = json!([
        order("1", "a", "2026-01-01", 100),
        // The same day is the same purchase, and the first one is not among the mean.
        order("2", "a", "2026-01-01", 900),
        order("3", "a", "2026-02-05", 300),
        order("4", "a", "2026-02-05", -100),
        // A day whose returns outweigh it is none.
        order("5", "a", "2026-03-01", 50),
        order("6", "a", "2026-03-01", -50),
        order("7", "a", "2026-10-10", 500),
        // After the day.
        order("8", "a", "2026-12-01", 700),
        order("9", "b", "2026-11-28", 10),
        order("10", "c", "2026-05-05", -10),
    ]);
    let customers: Vec<Value> = ["a", "b", "c", "d"]
        .iter()
        .map(|id| json!({"id": id, "name": id}))
        .collect();
    let world = world(&json!({"customers": customers, "orders": orders}), AS_OF);
    let of = |id: &str| {
        let slot = world.book.customers.slot(id).unwrap();
        buyer_of(slot, &world.ledger.row(slot).orders, (day("2026-07-01"), day(AS_OF)))
    };
    let a = of("a").unwrap();
    // 2026-01-01 to 10-10 are 282 days, to 11-28 331; to 02-05 35, to 07-01 181.
    assert_eq!(
        a.bought,
        Bought {
            repeats: 2,
            last: 282,
            age: 331
        }
    );
    assert_eq!(
        a.early,
        Some(Bought {
            repeats: 1,
            last: 35,
            age: 181
        })
    );
    assert_eq!((a.mean, a.later()), (350.0, 1));
    let b = of("b").unwrap();
    assert_eq!((b.bought, b.early, b.mean), (Bought::default(), None, 0.0));
    assert_eq!((of("c"), of("d")), (None, None));
}

/// A book of customers made from known parameters, each begun in the first two of three years.
fn made(customers: usize) -> World {
    let model = Frequency {
        r: 1.2,
        alpha: 9.0,
        a: 0.8,
        b: 4.0,
    };
    let (mut dice, from) = (Dice::new(11), day(AS_OF).plus_days(-1_095));
    let (mut people, mut orders) = (Vec::new(), Vec::new());
    for n in 0..customers {
        let (id, begun) = (format!("c{n}"), if n == 0 { 0 } else { dice.below(730) });
        people.push(json!({"id": id, "name": id}));
        let level = 200.0 * dice.gamma(6.0, 2.0);
        for (k, at) in dice.days(model, 1_095 - begun).into_iter().enumerate() {
            let on = from.plus_days((begun + at) as i32).to_string();
            orders.push(order(
                &format!("{id}-{k}"),
                &id,
                &on,
                (level * (0.5 + dice.share())) as i32 + 1,
            ));
        }
    }
    world(&json!({"customers": people, "orders": orders}), AS_OF)
}

#[test]
fn a_book_made_from_known_parameters() {
    let world = made(1_500);
    let desk = LifetimeDesk::of(&world);
    let told = desk.told().unwrap();
    let (model, _) = told.models.frequency.unwrap();
    let rate = model.r / model.alpha;
    assert!((rate / (1.2 / 9.0) - 1.0).abs() < 0.12, "{model:?}");
    assert_eq!((told.buyers, told.all.len()), (1_500, 1_500));
    assert!(told.models.correlation.unwrap().abs() < 0.1);
    // Every tier together is all.
    let sums = tiers(&world, &told.all);
    assert_eq!(sums.iter().map(|sum| sum.buyers).sum::<usize>(), 1_500);
    assert_eq!(sums.iter().map(|sum| sum.repeaters).sum::<usize>(), told.repeaters);
    let spend: f64 = sums.iter().map(|sum| sum.spend.unwrap()).sum();
    let of_all: f64 = told.all.iter().map(|it| it.spend().unwrap()).sum();
    assert!((spend / of_all - 1.0).abs() < 1e-9);
    // Who spends most stands first, and who bought once is not called alive.
    assert!(told.all.is_sorted_by(|a, b| a.spend() >= b.spend()));
    assert!(told.all.iter().all(|it| it.alive.is_some() == (it.bought > 1)));
    // The time held out: the last 365 days. What happened in it, counted from the orders themselves.
    let picture = told.calibration.as_ref().unwrap();
    assert_eq!(picture.days, 365);
    let cut = day(AS_OF).plus_days(-365);
    let mut actual = [(0, 0); 8];
    for (slot, _) in world.book.customers.iter() {
        let mut days: Vec<Day> = world.ledger.row(slot).orders.iter().map(|order| order.day).collect();
        days.dedup();
        let before = days.iter().filter(|on| **on <= cut).count();
        if before > 0 {
            let group = &mut actual[(before - 1).min(7)];
            *group = (group.0 + 1, group.1 + days.len() - before);
        }
    }
    for (group, (customers, later)) in picture.groups.iter().zip(actual) {
        assert_eq!((group.customers, group.actual as usize), (customers, later));
    }
    let (predicted, happened) = picture.sums();
    assert!(
        (predicted / f64::from(happened) - 1.0).abs() < 0.12,
        "{predicted} {happened}"
    );
}

#[test]
fn a_book_without_enough_orders_says_why() {
    let why = |orders: Vec<Value>| {
        let people: Vec<Value> = (0..60).map(|n| json!({"id": format!("c{n}"), "name": "甲"})).collect();
        let world = world(&json!({"customers": people, "orders": orders}), AS_OF);
        let told = LifetimeDesk::of(&world).told().unwrap();
        assert!(told.all.is_empty() || told.models.frequency.is_ok());
        told.models.frequency.err()
    };
    let once = |n: usize| (0..n).map(|n| order(&format!("o{n}"), &format!("c{n}"), "2026-05-01", 10));
    assert_eq!(why(Vec::new()), Some(Unfit::Nobody));
    assert_eq!(why(once(60).collect()), Some(Unfit::AllOnce));
    let again = (0..9).map(|n| order(&format!("p{n}"), &format!("c{n}"), "2026-06-01", 10));
    assert_eq!(why(once(60).chain(again).collect()), Some(Unfit::TooFew));
}

#[test]
fn orders_of_a_few_weeks_have_no_time_to_hold_out() {
    let people: Vec<Value> = (0..40).map(|n| json!({"id": format!("c{n}"), "name": "甲"})).collect();
    let orders: Vec<Value> = (0..120)
        .map(|n| {
            order(
                &format!("o{n}"),
                &format!("c{}", n % 40),
                &day("2026-10-01").plus_days(n / 3 + n % 7).to_string(),
                10 + n,
            )
        })
        .collect();
    let told = LifetimeDesk::of(&world(&json!({"customers": people, "orders": orders}), AS_OF))
        .told()
        .unwrap();
    assert_eq!(told.models.early, Err(Uncalibrated::TooShort));
    assert_eq!(told.calibration, Err(Uncalibrated::TooShort));
}

#[test]
fn a_change_of_orders_is_followed_and_another_one_is_not_worth_a_fit() {
    let mut world = made(200);
    let mut desk = LifetimeDesk::of(&world);
    let before = desk.told().unwrap();
    // A name changes nothing.
    let mut named = (**world.book.customers.at(3).unwrap()).clone();
    named.name = "乙".into();
    let change = |set: ChangeSet, world: &mut World, desk: &mut LifetimeDesk| {
        let at = world.trail.clone();
        world.apply(&set).unwrap();
        let touched: Vec<u32> = world.trail.since(&at).unwrap().to_vec();
        desk.update(world, &touched);
    };
    let set = |change| ChangeSet {
        label: Label::same("x"),
        changes: vec![change],
    };
    let renamed = Delta {
        before: world.book.customers.at(3).cloned(),
        after: Some(Held::new(named)),
    };
    change(set(renamed.into()), &mut world, &mut desk);
    assert!(!desk.is_behind());
    // An order does; until it is worked out, what was told before stands.
    let record: Order = serde_json::from_value(order("new", "c3", "2026-11-20", 5_000)).unwrap();
    change(set(Delta::put(record).into()), &mut world, &mut desk);
    assert!(desk.is_behind());
    assert_eq!(desk.told().unwrap(), before);
    while desk.step(&world) {}
    let (after, anew) = (desk.told().unwrap(), LifetimeDesk::of(&world).told().unwrap());
    assert_eq!(after.buyers, anew.buyers);
    for (one, other) in after.all.iter().zip(anew.all.iter()) {
        assert!((one.purchases - other.purchases).abs() < 1e-2 * other.purchases.max(0.1));
    }
    // The same orders are not fitted again: a few steps for the reading are all.
    let mut knowing = LifetimeDesk::knowing(desk.remembered());
    let mut steps = 0;
    while knowing.step(&world) {
        steps += 1;
    }
    assert!(steps <= 3, "{steps}");
    assert_eq!(knowing.told().unwrap(), after);
}

#[test]
fn the_sample_has_a_model() {
    let (world, _) = World::new(sample::book(day(AS_OF)), day(AS_OF));
    let told = LifetimeDesk::of(&world).told().unwrap();
    let (model, _) = told.models.frequency.unwrap();
    assert!(!model.is_on_edge(), "{model:?}");
    assert!(told.models.amounts.is_ok());
    let picture = told.calibration.as_ref().unwrap();
    assert!(picture.sums().0 > 0.0);
}
