//! Goals: every figure of S1 15 worked out by hand, the settings they are kept in, how far they are, and following a book.

use guanxi::domain::apply::apply;
use guanxi::domain::change::{Change, ChangeSet, Delta};
use guanxi::domain::command::{Command, Edit};
use guanxi::domain::day::Day;
use guanxi::domain::held::Held;
use guanxi::domain::kind::{Order, Settings};
use guanxi::domain::label::Label;
use guanxi::domain::metric::Unit;
use guanxi::domain::service::{ServiceDesk, ServicePlan};
use guanxi::domain::steering::{
    Baseline, ComplaintMonth, Goal, GoalDesk, GoalFigure, GoalPlan, GoalReport, Measure, Standing, Target, change,
    goals, standing,
};
use guanxi::domain::world::World;
use guanxi::sample;
use serde_json::{Value, json};

use crate::care::{day, world};

pub const AS_OF: &str = "2026-11-28";

pub fn report(world: &World) -> GoalReport {
    let desk = GoalDesk::of(world, &GoalPlan::of(world));
    (*desk.told().unwrap()).clone()
}

pub fn figure(report: &GoalReport, id: &str) -> GoalFigure {
    report.goals.iter().find(|it| *it.goal.id == *id).unwrap().clone()
}

/// The figure of a measure in a book on a day, with as many decimals as tell it apart.
fn value(json: &Value, as_of: &str, measure: Measure) -> String {
    let it = figure(&report(&world(json, as_of)), measure.word());
    it.value.map_or("-".to_owned(), |value| format!("{value:.4}"))
}

pub fn customers(ids: &[&str]) -> Value {
    ids.iter().map(|id| json!({"id": id, "name": id})).collect()
}

pub fn touch(id: &str, at: &str, direction: &str, responded: Value) -> Value {
    json!({"id": id, "customer": "a", "at": at, "kind": "call", "direction": direction, "responded": responded})
}

#[test]
fn response_is_of_contacts_that_we_began_in_twelve_months_and_whose_answer_is_known() {
    let book = json!({"customers": customers(&["a"]), "interactions": [
        touch("1", "2026-11-28", "outbound", json!(true)),
        touch("2", "2026-06-01", "outbound", json!(false)),
        // The first day that counts, and the last that does not.
        touch("3", "2025-11-29", "outbound", json!(true)),
        touch("4", "2025-11-28", "outbound", json!(false)),
        // They began; nobody knows; not yet.
        touch("5", "2026-10-01", "inbound", json!(true)),
        touch("6", "2026-10-01", "outbound", Value::Null),
        touch("7", "2026-11-29", "outbound", json!(false)),
    ]});
    assert_eq!(value(&book, AS_OF, Measure::Response), "0.6667");
    // A year before: the fourth alone.
    let it = figure(&report(&world(&book, AS_OF)), "response_rate");
    assert_eq!((it.baseline, it.aim, it.standing), (Some(0.0), None, Standing::NoAim));
    // Without anything there is no rate.
    assert_eq!(
        value(&json!({"customers": customers(&["a"])}), AS_OF, Measure::Response),
        "-"
    );
}

#[test]
fn what_a_new_customer_costs() {
    let order = |id: &str, customer: &str, date: &str, amount: i32| json!({"id": id, "customer": customer, "date": date, "amount": amount});
    let campaign = |id: &str, kind: &str, starts_on: &str, cost: i32| json!({"id": id, "name": id, "kind": kind, "starts_on": starts_on, "cost": cost});
    let book = json!({
        "customers": customers(&["a", "b", "c", "d"]),
        "orders": [
            order("1", "a", "2026-01-05", 10), order("2", "a", "2026-02-05", 10),
            // Its first deal was before; a return is none.
            order("3", "b", "2024-01-05", 10), order("4", "b", "2026-03-05", 10),
            order("5", "c", "2026-03-05", -10),
            order("6", "d", "2026-11-28", 10),
        ],
        "campaigns": [
            campaign("x", "acquisition", "2026-05-01", 900),
            campaign("y", "acquisition", "2025-11-28", 5000),
            campaign("z", "retention", "2026-05-01", 5000),
            campaign("w", "acquisition", "2026-11-28", 100),
        ],
    });
    // 1,000 yuan over a and d.
    assert_eq!(value(&book, AS_OF, Measure::Acquisition), "500.0000");
    // A day earlier neither d nor w was there: 900 over a, with y's day among the twelve months by then.
    assert_eq!(value(&book, "2026-11-27", Measure::Acquisition), "5900.0000");
    let mut free = book.clone();
    free["campaigns"] = json!([]);
    assert_eq!(value(&free, AS_OF, Measure::Acquisition), "-");
    let mut nobody = book;
    nobody["orders"] = json!([]);
    assert_eq!(value(&nobody, AS_OF, Measure::Acquisition), "-");
}

#[test]
fn repurchase_is_of_those_who_stood_in_the_best_tier_a_year_before() {
    let order = |id: &str, customer: &str, date: &str, amount: i32| json!({"id": id, "customer": customer, "date": date, "amount": amount});
    // By 2025-11-28 a and b bought most of ten: the best fifth. Of these only a came again; what others do does not matter.
    let mut orders: Vec<Value> = (0..10)
        .map(|n| order(&format!("o{n}"), &format!("c{n}"), "2025-11-01", 1_000 - n * 100))
        .collect();
    let ids: Vec<String> = (0..10).map(|n| format!("c{n}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    orders.push(order("again", "c0", "2025-11-29", 5));
    orders.push(order("other", "c5", "2026-05-01", 90_000));
    orders.push(order("return", "c1", "2026-05-01", -5));
    let book = json!({"customers": customers(&ids), "orders": orders});
    assert_eq!(value(&book, AS_OF, Measure::Repurchase), "0.5000");
    let world = world(&book, AS_OF);
    let (plan, of) = (GoalPlan::of(&world), Measure::Repurchase.word());
    let desk = GoalDesk::of(&world, &plan);
    let goal = figure(&desk.told().unwrap(), of).goal;
    let rows: Vec<(&str, f64)> = desk
        .rows(&world, &goal)
        .iter()
        .map(|row| (world.book.customers.key_at(row.customer).unwrap(), row.part))
        .collect();
    assert_eq!(rows, [("c0", 1.0), ("c1", 0.0)]);
}

#[test]
fn complaints_in_time_and_satisfaction() {
    let ticket = |id: &str, kind: &str, opened: &str, solved: Option<&str>, grade: Value| json!({"id": id, "customer": "a", "kind": kind, "opened_at": opened, "resolved_at": solved, "satisfaction": grade});
    let book = json!({"customers": customers(&["a"]), "tickets": [
        ticket("1", "complaint", "2026-11-02T10:00:00+08:00", Some("2026-11-03T09:59:00+08:00"), json!(5)),
        ticket("2", "complaint", "2026-11-02T10:00:00+08:00", Some("2026-11-03T10:01:00+08:00"), json!(2)),
        // Open for two weeks, since yesterday evening; a question; too old.
        ticket("3", "complaint", "2026-11-14T10:00:00+08:00", None, Value::Null),
        ticket("4", "complaint", "2026-11-27T20:00:00+08:00", None, Value::Null),
        ticket("5", "consultation", "2026-11-02T10:00:00+08:00", Some("2026-11-20T10:00:00+08:00"), json!(4)),
        ticket("6", "complaint", "2025-11-28T10:00:00+08:00", Some("2025-11-28T11:00:00+08:00"), json!(1)),
    ]});
    // One of three; grades 5, 2 and 4 are 100, 40 and 80 points.
    assert_eq!(value(&book, AS_OF, Measure::InTime), "0.3333");
    assert_eq!(value(&book, AS_OF, Measure::Satisfaction), "73.3333");
    // On the second of November nothing was late yet, and the solutions of the third were not known.
    let world = world(&book, AS_OF);
    let it = figure(&report(&world), "complaints_in_time");
    assert_eq!(it.course.last().unwrap(), &(day(AS_OF), it.value));
    assert_eq!(
        it.course[10],
        (day("2026-10-31"), Some(1.0)),
        "the sixth alone, of a year"
    );
    assert_eq!((it.aim, it.standing), (Some(1.0), Standing::Behind));
    assert_eq!(
        value(&json!({"customers": customers(&["a"])}), AS_OF, Measure::InTime),
        "-"
    );
}

#[test]
fn what_customers_bought_and_what_was_offered() {
    let order = |id: &str, customer: &str, date: &str, amount: i32| json!({"id": id, "customer": customer, "date": date, "amount": amount});
    let offer = |n: usize, day: &str, result: &str| json!({"id": format!("own/x{n}/a/task"), "status": "done", "at": day, "name": "荐", "offer": "光源", "offer_result": result});
    let mut book = json!({"customers": customers(&["a", "b", "c"]), "orders": [
        order("1", "a", "2020-01-01", 100), order("2", "a", "2026-01-01", 50), order("3", "a", "2026-02-01", -30),
        order("4", "b", "2026-02-01", 280),
        order("5", "c", "2026-12-01", 999),
    ]});
    // 120 and 280; c bought later. A year before a had 100.
    assert_eq!(value(&book, AS_OF, Measure::Lifetime), "200.0000");
    let it = figure(&report(&world(&book, AS_OF)), "lifetime_value");
    assert_eq!(
        (it.baseline, it.aim, it.standing),
        (Some(100.0), Some(135.0), Standing::Reached)
    );
    // Three of twenty; one is too old to count, one more makes it too few to tell.
    let mut offers: Vec<Value> = (0..3).map(|n| offer(n, "2026-11-01", "accepted")).collect();
    offers.extend((3..19).map(|n| offer(n, "2026-11-01", "declined")));
    offers.push(offer(30, "2025-11-28", "accepted"));
    book["task_outcomes"] = offers.clone().into();
    assert_eq!(value(&book, AS_OF, Measure::CrossSelling), "-");
    offers.push(offer(31, "2025-11-29", "declined"));
    book["task_outcomes"] = offers.into();
    assert_eq!(value(&book, AS_OF, Measure::CrossSelling), "0.1500");
    let it = figure(&report(&world(&book, AS_OF)), "cross_selling");
    assert_eq!(it.standing, Standing::Reached);
}

#[test]
fn completeness_has_no_history() {
    let book = json!({"customers": customers(&["a", "b"])});
    let world = world(&book, AS_OF);
    let it = figure(&report(&world), "information_completeness");
    let of = |slot| {
        world
            .evaluation
            .number(slot, guanxi::domain::metric::Metric::InformationCompleteness)
            .unwrap()
    };
    assert_eq!(it.value, Some((of(0) + of(1)) / 2.0));
    assert!(it.course.is_empty() && it.baseline.is_none());
    assert_eq!((it.aim, it.standing), (Some(0.95), Standing::Behind));
}

#[test]
fn own_goals_sum_average_and_share_a_metric_over_a_condition() {
    let order = |id: &str, customer: &str, date: &str, amount: i32| json!({"id": id, "customer": customer, "date": date, "amount": amount});
    let own = |how: &str, more: Value| {
        let mut own = json!({"name": "订单", "metric": "order_count_12m", "how": how});
        own.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        own
    };
    let book = json!({
        "customers": customers(&["a", "b", "c"]),
        "orders": [
            order("1", "a", "2026-01-01", 1), order("2", "a", "2026-02-01", 1), order("3", "a", "2026-11-28", 1),
            order("4", "b", "2026-01-01", 1),
        ],
        "settings": {"goals": {
            "own-sum": own("sum", json!({"value": 8})),
            "own-mean": own("average", json!({"change": 0.5})),
            "own-share": own("share", json!({"from": 2, "value": 0.5, "when": {"fact": "has_dealt", "operator": "equal", "value": true}})),
            "own-none": own("average", json!({"when": {"fact": "no_such", "operator": "equal", "value": 1}})),
            "own-broken": {"name": "x", "metric": "no_such", "how": "sum"},
            "elsewhere": {"a": 1},
        }},
    });
    let world = world(&book, AS_OF);
    let report = report(&world);
    let told: Vec<(&str, Option<f64>, Option<f64>)> = report.goals[8..]
        .iter()
        .map(|it| (&*it.goal.id, it.value, it.aim))
        .collect();
    // 3, 1 and 0 orders; of a and b, who dealt, a has two and more. A year before there was none.
    assert_eq!(
        told,
        [
            ("own-mean", Some(4.0 / 3.0), None),
            ("own-none", None, None),
            ("own-share", Some(0.5), Some(0.5)),
            ("own-sum", Some(4.0), Some(8.0)),
        ]
    );
    let share = figure(&report, "own-share");
    assert_eq!((share.goal.unit(), share.standing), (Unit::Share, Standing::Reached));
    let sum = figure(&report, "own-sum");
    // By the end of January there were two, of February three; before that nothing was known of a sum.
    let ends: Vec<Option<f64>> = sum.course.iter().map(|(_, value)| *value).collect();
    let from_february = [Some(3.0); 9];
    assert_eq!(ends[0], Some(0.0));
    assert_eq!(
        (ends[1], &ends[2..11], ends[11]),
        (Some(2.0), &from_february[..], Some(4.0))
    );
    assert_eq!((sum.baseline, sum.standing), (Some(0.0), Standing::OnTheWay));
}

#[test]
fn how_far_a_goal_is() {
    let of = |measure: Measure| {
        goals(&Settings::default())
            .into_iter()
            .find(|goal| *goal.id == *measure.word())
            .unwrap()
    };
    let (up, down) = (of(Measure::Satisfaction), of(Measure::Acquisition));
    let table = [
        (&up, Some(85.0), Some(85.0), Some(90.0), Standing::Reached),
        (&up, Some(0.1 + 0.2), Some(0.3), None, Standing::Reached),
        (&up, Some(84.9), Some(85.0), Some(80.0), Standing::OnTheWay),
        (&up, Some(80.0), Some(85.0), Some(80.0), Standing::Behind),
        (&up, Some(84.0), Some(85.0), None, Standing::Behind),
        (&up, None, Some(85.0), Some(80.0), Standing::NoData),
        (&up, Some(80.0), None, None, Standing::NoAim),
        (&up, None, None, None, Standing::NoData),
        (&down, Some(70.0), Some(70.0), Some(100.0), Standing::Reached),
        (&down, Some(60.0), Some(70.0), Some(100.0), Standing::Reached),
        (&down, Some(90.0), Some(70.0), Some(100.0), Standing::OnTheWay),
        (&down, Some(110.0), Some(70.0), Some(100.0), Standing::Behind),
    ];
    for (goal, value, aim, from, expected) in table {
        assert_eq!(standing(goal, value, aim, from), expected, "{value:?} {aim:?} {from:?}");
    }
    let none = Goal {
        target: None,
        ..of(Measure::InTime)
    };
    assert_eq!(standing(&none, Some(1.0), None, None), Standing::NoGoal);
}

#[test]
fn the_settings_keep_what_differs_and_what_they_do_not_know() {
    let mut settings: Settings = serde_json::from_value(json!({
        "goals": {"satisfaction": 90, "response_rate": {"change": 0.1}, "elsewhere": [1]},
        "baselines": {"response_rate": 0.3, "lifetime_value": {"on": "2025-01-01"}, "repurchase_rate": null},
    }))
    .unwrap();
    let of = |settings: &Settings, id: &str| goals(settings).into_iter().find(|goal| *goal.id == *id).unwrap();
    assert_eq!(of(&settings, "satisfaction").target, Some(Target::Value(90.0)));
    let response = of(&settings, "response_rate");
    assert_eq!(
        (response.target, response.baseline),
        (Some(Target::Change(0.1)), Some(Baseline::Typed(0.3)))
    );
    assert_eq!(
        of(&settings, "lifetime_value").baseline,
        Some(Baseline::On(Day::parse("2025-01-01").unwrap()))
    );
    assert_eq!(of(&settings, "repurchase_rate").baseline, None);
    // Every goal written as it is read is the same again.
    for goal in goals(&settings) {
        let before = goals(&settings);
        change(&mut settings, &goal.id, Some(&goal));
        assert_eq!(goals(&settings), before, "{}", goal.id);
    }
    for id in ["satisfaction", "response_rate", "lifetime_value", "repurchase_rate"] {
        change(&mut settings, id, None);
    }
    assert_eq!(json!(settings), json!({"goals": {"elsewhere": [1]}}));
    assert_eq!(goals(&settings), goals(&Settings::default()));
}

/// What is followed is what is read anew.
#[test]
fn following_a_book_gives_what_reading_it_gives() {
    let mut made = sample::book(day(AS_OF));
    let own = json!({"name": "均额", "metric": "annual_purchase", "how": "average", "value": 1});
    made.head.settings.goals = json!({"own-x": own}).as_object().cloned();
    for with_own in [true, false] {
        let mut book = made.clone();
        if !with_own {
            book.head.settings.goals = None;
        }
        let mut world = World::new(book, day(AS_OF)).0;
        let plan = GoalPlan::of(&world);
        let mut desk = GoalDesk::of(&world, &plan);
        let dates = ["2026-11-20", "2025-06-01", "2024-03-01"];
        for (n, date) in dates.into_iter().enumerate() {
            let customer = world.book.customers.key_at(n as u32 * 3).unwrap().to_owned();
            let order = json!({"id": format!("new{n}"), "customer": customer, "date": date, "amount": 7_000_000});
            let order: Order = serde_json::from_value(order).unwrap();
            let set = ChangeSet {
                label: Label::fixed("", ""),
                changes: vec![Change::Order(Delta::put(order))],
            };
            world.apply(&set).unwrap();
            let before = desk.told();
            let touched = [world.book.customers.slot(&customer).unwrap()];
            desk.update(&world, &plan, &touched);
            assert!(
                desk.is_behind() && desk.told() == before,
                "what stood is told until all is read"
            );
            while desk.step(&world, &plan) {}
            assert_eq!(
                *desk.told().unwrap(),
                report(&world),
                "after {date}, own goals: {with_own}"
            );
        }
    }
}

#[test]
fn a_goal_is_changed_by_a_command_and_taken_back() {
    let mut world = world(&json!({"customers": customers(&["a"])}), AS_OF);
    let before = Held::new(world.book.head.settings.clone());
    let mut settings = (*before).clone();
    let mut goal = goals(&settings).remove(5);
    goal.target = Some(Target::Value(90.0));
    change(&mut settings, "satisfaction", Some(&goal));
    let set = apply(&world.book, Command::SetSettings(Edit::of(before, settings))).unwrap();
    world.apply(&set).unwrap();
    assert_eq!(figure(&report(&world), "satisfaction").aim, Some(90.0));
    world.apply(&set.inverse()).unwrap();
    assert_eq!(figure(&report(&world), "satisfaction").aim, Some(85.0));
}

#[test]
fn the_complaints_of_a_month_by_cause_product_and_severity() {
    let ticket = |id: &str, opened: &str, cause: Value, product: Value, severity: Value| json!({"id": id, "customer": "a", "kind": "complaint", "opened_at": opened, "cause": cause, "product": product, "severity": severity});
    let book = json!({"customers": customers(&["a"]), "tickets": [
        ticket("1", "2026-11-01", json!("延误"), json!("甲"), json!("general")),
        ticket("2", "2026-11-20", json!(" 延误 "), json!("乙"), json!("major")),
        ticket("3", "2026-11-21", json!("破损"), json!("甲"), json!("general")),
        ticket("4", "2026-11-22", Value::Null, json!(""), Value::Null),
        ticket("5", "2026-11-23", Value::Null, Value::Null, Value::Null),
        ticket("6", "2026-11-24", Value::Null, Value::Null, Value::Null),
        ticket("7", "2026-11-29", json!("延误"), Value::Null, Value::Null),
        ticket("8", "2026-10-28", json!("态度"), Value::Null, Value::Null),
        ticket("9", "2026-10-29", json!("破损"), Value::Null, Value::Null),
        json!({"id": "10", "customer": "a", "kind": "consultation", "opened_at": "2026-11-05", "cause": "延误"}),
    ]});
    let world = world(&book, AS_OF);
    let plan = ServicePlan::of(&world.book, &world.evaluation.plan);
    let desk = ServiceDesk::of(&world, &plan);
    let of = |month: &str| ComplaintMonth::of(&world, desk.works(), plan.work.zone.at(day(AS_OF), 0), day(month));
    let november = of("2026-11-15");
    assert_eq!((november.from, november.until), (day("2026-11-01"), day(AS_OF)));
    // 28 days of October, so that the ninth does not count.
    assert_eq!(november.before, (day("2026-10-01"), day("2026-10-28")));
    let ids: Vec<&str> = november
        .all
        .iter()
        .map(|it| world.book.tickets.key_at(it.ticket).unwrap())
        .collect();
    assert_eq!(ids, ["6", "5", "4", "3", "2", "1"]);
    let causes: Vec<(Option<&str>, usize, usize, usize)> = november
        .causes
        .iter()
        .map(|bar| (bar.of.as_deref(), bar.now, bar.before, bar.so_far))
        .collect();
    assert_eq!(
        causes,
        [
            (Some("延误"), 2, 0, 2),
            (Some("破损"), 1, 0, 3),
            (Some("态度"), 0, 1, 3),
            (None, 3, 0, 6)
        ]
    );
    let products: Vec<(Option<&str>, usize)> = november
        .products
        .iter()
        .map(|bar| (bar.of.as_deref(), bar.now))
        .collect();
    assert_eq!(products, [(Some("甲"), 2), (Some("乙"), 1), (None, 3)]);
    let grave: Vec<usize> = november.severities.iter().map(|bar| bar.now).collect();
    assert_eq!((grave, november.all_before), (vec![2, 1, 3], 1));
    // All of them wait longer than a day by now, but the last: until the end of the 24th its day is not over.
    assert_eq!(november.in_time(), (0, 6));
    let october = of("2026-10-02");
    assert_eq!(
        (october.until, october.before),
        (day("2026-10-31"), (day("2026-09-01"), day("2026-09-30")))
    );
    assert_eq!((october.all.len(), october.all_before), (2, 0));
    assert!(of("2020-01-01").all.is_empty() && of("2027-01-01").from == day("2026-11-01"));
}
