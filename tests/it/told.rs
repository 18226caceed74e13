//! What is told of figures, worked by hand: changes without a percentage, points by default, days that are none, ways without better
//! and worse, risk that has come true, ranks that only ids decide.

use std::sync::Arc;

use guanxi::domain::apply::apply;
use guanxi::domain::book::Book;
use guanxi::domain::command::Command;
use guanxi::domain::day::Day;
use guanxi::domain::kind::{ClassOverride, Customer, Order};
use guanxi::domain::label::Lang;
use guanxi::domain::money::Fen;
use guanxi::domain::report::change::NoRate;
use guanxi::domain::report::dashboard::dashboard;
use guanxi::domain::report::moves::migration;
use guanxi::domain::report::risk::{AtRisk, Risk};
use guanxi::domain::rule::Rulebook;
use guanxi::domain::world::World;
use guanxi::state::list::{Index, count_at_risk, lost_at_risk, lost_last, matching, order, slots, values};
use guanxi::state::query::{Query, Sort};
use guanxi::transfer::results;
use guanxi::ui::proof::{Proof, Question, Way, proof};
use serde_json::{Value, json};

fn day() -> Day {
    Day::parse("2026-11-19").unwrap()
}

fn book(customers: &[Value], orders: &[(&str, &str, i64)]) -> Book {
    let mut book = Book::default();
    for customer in customers {
        let customer: Customer = serde_json::from_value(customer.clone()).unwrap();
        book.customers.put(Arc::new(customer));
    }
    for (n, (customer, date, amount)) in orders.iter().enumerate() {
        let json = json!({"id": format!("o{n}"), "customer": customer, "date": date, "amount": amount});
        book.orders
            .put(Arc::new(serde_json::from_value::<Order>(json).unwrap()));
    }
    book
}

fn world(customers: &[Value], orders: &[(&str, &str, i64)]) -> World {
    World::new(book(customers, orders), day()).0
}

fn one() -> Value {
    json!({"id": "c", "name": "甲"})
}

fn slip(world: &World, question: Question) -> Proof {
    proof(world, 0, question, Lang::Zh, None).unwrap()
}

#[test]
fn a_change_from_nothing_or_less_has_words_in_place_of_a_percentage() {
    let told = |orders: &[(&str, &str, i64)]| {
        let world = world(&[one()], orders);
        let board = dashboard(&world);
        let slip = slip(&world, Question::Tag("high_potential")).plain(Lang::Zh);
        (board.no_rate, board.purchase_before, slip)
    };
    let now = ("c", "2026-10-01", 100);
    let (why, before, slip) = told(&[("c", "2025-10-01", 50), now]);
    assert_eq!((why, before), (None, Fen(5_000)));
    assert!(slip.contains("100\u{a0}%") && !slip.contains("前期"), "{slip}");
    let (why, _, slip) = told(&[now]);
    assert_eq!(why, Some(NoRate::NoOrders));
    assert!(slip.contains("≥ 50\u{a0}%  前期没有订单"), "{slip}");
    let (why, before, slip) = told(&[("c", "2025-10-01", 50), ("c", "2025-10-02", -50), now]);
    assert_eq!((why, before), (Some(NoRate::Cancelled), Fen(0)));
    assert!(slip.contains("前期订单与退货相抵"), "{slip}");
    // Returns only: the metric stays as the contract has it, and no page says a percentage of it.
    let (why, before, slip) = told(&[("c", "2025-10-01", -50), now]);
    assert_eq!((why, before), (Some(NoRate::Returned), Fen(-5_000)));
    assert!(slip.contains("前期退货多于订单") && !slip.contains("-300"), "{slip}");
}

#[test]
fn points_that_a_rule_gives_where_nothing_is_known_say_so() {
    let health = |orders: &[Value]| {
        let mut book = book(&[one()], &[]);
        for order in orders {
            book.orders
                .put(Arc::new(serde_json::from_value::<Order>(order.clone()).unwrap()));
        }
        let world = World::new(book, day()).0;
        let place = world.evaluation.plan.dimension("health").unwrap();
        slip(&world, Question::Class(place)).sum.unwrap()
    };
    let order = |more: Value| {
        let mut order = json!({"id": "o", "customer": "c", "date": "2026-10-01", "amount": 5});
        order.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        order
    };
    let sum = health(&[order(json!({}))]);
    let stability = sum.terms.last().unwrap();
    assert_eq!(
        (stability.from.as_str(), stability.counted.as_str()),
        ("按时付款率：缺数据，评分规则定为此时按100分计", "100")
    );
    let sum = health(&[order(json!({"due_on": "2026-10-05", "paid_on": "2026-10-04"}))]);
    assert_eq!(sum.terms.last().unwrap().from, "按时付款率：100\u{a0}%");
}

#[test]
fn no_days_at_all_are_that_day() {
    let mut customer = one();
    customer["overrides"] = json!([{"dimension": "value", "class": "key", "set_on": "2026-11-19", "reason": "r"}]);
    let world = world(&[customer], &[("c", "2026-11-19", 5)]);
    let hand = slip(&world, Question::Class(0)).hand.unwrap();
    assert!(
        hand.facts.contains(&("起始".into(), "2026-11-19，当天".into())),
        "{:?}",
        hand.facts
    );
    let plain = slip(&world, Question::Tag("new_customer")).plain(Lang::Zh);
    assert!(plain.contains("当天") && !plain.contains(" 0天"), "{plain}");
}

#[test]
fn a_dimension_without_a_rank_neither_rises_nor_falls() {
    let when = |yuan| json!({"fact": "annual_purchase", "operator": "greaterThanInclusive", "value": yuan});
    let rules = |rank: Value| {
        json!({"dimensions": [{"id": "size", "name": "规模", "rank": rank, "otherwise": "small", "classes": [
            {"id": "large", "name": "大单", "when": when(1000)},
            {"id": "middle", "name": "中单", "when": when(100)},
            {"id": "small", "name": "小单"}]}]})
    };
    let ways = |rank: Value| {
        let mut book = book(&[one()], &[("c", "2026-10-01", 500)]);
        book.head.rulebook = Rulebook::from_json(&rules(rank)).unwrap();
        let world = World::new(book, day()).0;
        let place = world.evaluation.plan.dimension("size").unwrap();
        slip(&world, Question::Class(place)).ways
    };
    let aside = ways(Value::Null);
    assert!(
        !aside.is_empty() && aside.iter().all(|(way, _)| *way == Way::Aside),
        "{aside:?}"
    );
    let words: String = aside.iter().map(|(_, text)| text.as_str()).collect();
    assert!(
        words.contains("变为大单") && !words.contains('升') && !words.contains("降为"),
        "{words}"
    );
    let ranked = ways(json!(["large", "middle", "small"]));
    assert!(
        ranked
            .iter()
            .any(|(way, text)| *way == Way::Up && text.contains("变为大单")),
        "{ranked:?}"
    );
}

/// Three at risk: one who still buys, two who are lost.
fn at_risk() -> World {
    let customers = [
        json!({"id": "a", "name": "甲"}),
        json!({"id": "b", "name": "乙"}),
        json!({"id": "c", "name": "丙"}),
        json!({"id": "d", "name": "丁"}),
    ];
    let orders = [("a", "2024-10-01", 5), ("b", "2026-10-01", 5), ("c", "2024-10-02", 5)];
    world(&customers, &orders)
}

#[test]
fn who_can_still_be_acted_on_is_counted_apart_and_stands_first() {
    let world = at_risk();
    let board = dashboard(&world);
    let counts = |risk: Risk| board.risks.iter().find(|(known, _)| *known == risk).unwrap().1;
    let both = AtRisk { open: 1, lost: 2 };
    assert_eq!(counts(Risk::Class("health".into(), "at_risk".into())), both);
    assert_eq!(counts(Risk::Class("risk".into(), "high".into())), both);
    assert_eq!(counts(Risk::Tag("at_risk".into())), both);
    for (risk, counts) in &board.risks {
        let query = Query::at_risk(risk);
        let found = |query: &Query| -> Vec<u32> { slots(&matching(&world, query, Index::default())).collect() };
        let lost = lost_at_risk(&world, &query).unwrap();
        assert_eq!(
            count_at_risk(&lost, &matching(&world, &query, Index::default())),
            *counts
        );
        assert_eq!(lost_last(found(&query), &lost), [1, 0, 2], "{risk:?}");
        assert_eq!(found(&query.clone().lost_already(false)), [1]);
        assert_eq!(found(&query.clone().lost_already(true)), [0, 2]);
        // A list that asks for the stage itself is counted as it is.
        assert_eq!(lost_at_risk(&world, &query.lost_already(true)), None);
    }
    assert_eq!(lost_at_risk(&world, &Query::of("health", ["healthy"])), None);
    assert_eq!(lost_at_risk(&world, &Query::default()), None);
}

#[test]
fn classes_stand_in_one_order_everywhere() {
    let world = World::new(guanxi::sample::book(day()), day()).0;
    let wanted = ["active", "intending", "potential", "lost"];
    let plan = &world.evaluation.plan;
    let stage = plan.dimension_of("stage").unwrap();
    let ids: Vec<&str> = stage
        .order()
        .into_iter()
        .map(|place| &*stage.classes[place].id)
        .collect();
    assert_eq!(ids, wanted);
    let matrix = migration(&world.evaluation, &world.evaluation, "stage").unwrap();
    let ids: Vec<&str> = matrix.classes.iter().flatten().map(|id| &**id).collect();
    assert_eq!(ids, wanted);
    let everybody = matching(&world, &Query::default(), Index::default());
    let offered = values(&world, "stage", &everybody, Index::default());
    assert_eq!(
        offered.iter().map(|value| &*value.value).collect::<Vec<_>>(),
        [&wanted[..], &[""]].concat()
    );
    let sort = Sort::parse("stage");
    let rows = order(&world, &sort, &guanxi::state::list::by_code_point);
    let mut classes: Vec<&str> = rows
        .iter()
        .filter_map(|slot| world.evaluation.class_in(*slot, "stage"))
        .collect();
    classes.dedup();
    assert_eq!(classes, wanted);
    // What is tried first stands where it is tried where nothing is better.
    let tried: Vec<usize> = plan.dimension_of("value").unwrap().order();
    assert_eq!(tried, [0, 1, 2]);
}

#[test]
fn ranks_that_only_ids_decide_are_told() {
    let customers: Vec<Value> = (0..5).map(|n| json!({"id": format!("c{n}"), "name": "甲"})).collect();
    let orders: Vec<(String, &str, i64)> = (0..5).map(|n| (format!("c{n}"), "2026-10-01", 50)).collect();
    let orders: Vec<(&str, &str, i64)> = orders.iter().map(|(id, on, yuan)| (id.as_str(), *on, *yuan)).collect();
    let alike = world(&customers, &orders);
    let place = alike.evaluation.plan.dimension("rfm_tier").unwrap();
    let slip_of = |world: &World| slip(world, Question::Class(place));
    let split = "5家总分、金额、距末次订单同值，名次按编号分；界线落在这些同值客户之间";
    assert_eq!(slip_of(&alike).ties.as_deref(), Some(split));
    assert!(
        slip_of(&alike).plain(Lang::Zh).contains(split),
        "copied and printed too"
    );
    let mut different = orders.clone();
    different[0].2 = 60;
    assert_eq!(slip_of(&world(&customers, &different)).ties, None);
    // One who buys most of all, and four alike: the border of the best is above them, that of the last between them.
    let middle = proof(
        &world(&customers, &different),
        1,
        Question::Class(place),
        Lang::Zh,
        None,
    )
    .unwrap();
    assert_eq!(
        middle.ties.as_deref(),
        Some("4家总分、金额、距末次订单同值，名次按编号分；界线落在这些同值客户之间")
    );
}

/// The default rules, and a class and a tag that rest on the tier of the ranking, as four customers alike have it.
#[test]
fn ties_are_told_of_whatever_rests_on_a_place_and_of_nothing_else() {
    let customers: Vec<Value> = (0..4).map(|n| json!({"id": format!("c{n}"), "name": "甲"})).collect();
    let orders = [
        ("c0", "2026-10-01", 50),
        ("c1", "2026-10-01", 50),
        ("c2", "2026-10-01", 50),
        ("c3", "2026-10-01", 50),
    ];
    let mut book = book(&customers, &orders);
    let tier = |class: &str| json!({"fact": "rfm_tier", "operator": "equal", "value": class});
    let rules = json!({
        "dimensions": [
            {"id": "care", "name": "关怀", "classes": [{"id": "much", "name": "多", "when": tier("high")}], "otherwise": null},
            {"id": "half", "name": "对半", "classes": [
                {"id": "upper", "name": "上", "when": {"all": [
                    {"fact": "rfm_share_above", "operator": "lessThan", "value": 0.5},
                    {"fact": "annual_purchase", "operator": "greaterThanInclusive", "value": 60},
                ]}}], "otherwise": null},
        ],
        "tags": [{"id": "top", "name": "头部", "when": tier("high")}],
    });
    book.head.rulebook = Rulebook::from_json(&rules).unwrap();
    let world = World::new(book, day()).0;
    let ties = |question: Question| slip(&world, question).ties;
    let place = |id: &str| world.evaluation.plan.dimension(id).unwrap();
    let split = Some("4家总分、金额、距末次订单同值，名次按编号分；界线落在这些同值客户之间".to_owned());
    assert_eq!(ties(Question::Class(place("care"))), split);
    assert_eq!(ties(Question::Tag("top")), split);
    // The place is looked at, but the amount decides: nobody would be judged otherwise in another's place.
    assert_eq!(
        ties(Question::Class(place("half"))).as_deref(),
        Some("4家总分、金额、距末次订单同值，名次按编号分")
    );
    assert_eq!(ties(Question::Class(place("value"))), None);
    let english = proof(&world, 0, Question::Tag("top"), Lang::En, None)
        .unwrap()
        .plain(Lang::En);
    assert!(
        english.contains(
            "4 alike in total, amount and recency; their ids decide the places, and a border falls between them"
        ),
        "{english}"
    );
}

#[test]
fn the_english_trail_has_english_names_of_classes() {
    let book = book(&[one()], &[]);
    let given: ClassOverride =
        serde_json::from_value(json!({"dimension": "stage", "class": "lost", "set_on": "2026-11-19", "reason": "r"}))
            .unwrap();
    let set = Command::SetOverride {
        seen: Vec::new(),
        ids: vec![guanxi::domain::id::CustomerId::new("c").unwrap()],
        given: Box::new(given),
    };
    let label = apply(&book, set).unwrap().label;
    assert_eq!(label.zh, "人工指定“甲”的合作阶段：流失客户");
    assert_eq!(label.en, "Set 甲 by hand: Stage: Lost");
}

#[test]
fn a_table_has_no_percentage_of_a_year_of_returns_and_the_json_has_the_contract_number() {
    let growth = |before: i64| {
        let world = world(&[one()], &[("c", "2025-10-01", before), ("c", "2026-10-01", 100)]);
        let (columns, rows) = results::of(&world);
        let json: Value = serde_json::from_slice(&results::json(day(), &columns, &rows, (&[], &[])).unwrap()).unwrap();
        let csv = String::from_utf8(results::csv(&columns, &rows).unwrap()).unwrap();
        let mut lines = csv.trim_start_matches('\u{feff}').lines();
        let place = lines
            .next()
            .unwrap()
            .split(',')
            .position(|name| name == "purchase_growth_12m");
        let cell = lines.next().unwrap().split(',').nth(place.unwrap()).unwrap().to_owned();
        (json["customers"][0]["metrics"]["purchase_growth_12m"].clone(), cell)
    };
    assert_eq!(growth(50), (json!(1), "1".to_owned()));
    assert_eq!(growth(-50), (json!(-3), String::new()));
}
