//! The slips of the whole sample, and of customers made by hand.

use std::sync::Arc;

use guanxi::domain::book::Book;
use guanxi::domain::day::Day;
use guanxi::domain::kind::{Customer, Order};
use guanxi::domain::label::Lang;
use guanxi::domain::world::World;
use guanxi::ui::proof::{Hit, Question, Rule, Way, proof};

fn day() -> Day {
    Day::parse("2026-11-19").unwrap()
}

fn world(customer: serde_json::Value, orders: &[(&str, i64)]) -> World {
    let mut book = Book::default();
    book.customers
        .put(Arc::new(serde_json::from_value::<Customer>(customer).unwrap()));
    for (n, (date, amount)) in orders.iter().enumerate() {
        let json = serde_json::json!({"id": format!("SO-{n}"), "customer": "c", "date": date, "amount": amount});
        book.orders
            .put(Arc::new(serde_json::from_value::<Order>(json).unwrap()));
    }
    World::new(book, day()).0
}

fn named() -> serde_json::Value {
    serde_json::json!({"id": "c", "name": "甲"})
}

#[test]
fn a_key_customer_reads_as_in_the_picture() {
    let world = world(named(), &[("2025-12-08", 168_000), ("2026-10-27", 708_000)]);
    let it = proof(&world, 0, Question::Class(0), Lang::Zh, Some(50)).unwrap();
    assert_eq!(
        (it.subject.as_str(), it.class.as_str(), it.rank.key()),
        ("客户价值是", "重点客户", "1")
    );
    assert_eq!(it.figure, Some(("¥876,000".into(), "年采购额（近12个月）".into())));
    assert_eq!(
        it.ways,
        [
            (Way::Up, "再采购¥124,000，即变为战略客户".to_owned()),
            (
                Way::Down,
                "照现在的记录，再过342天（2027-10-27）变为普通客户".to_owned()
            ),
        ]
    );
    let rules: Vec<_> = it
        .rules
        .iter()
        .map(|r| (r.hit, r.decides, r.text.as_str(), r.note.as_str()))
        .collect();
    assert_eq!(
        rules,
        [
            (Hit::Fails, false, "年采购额 ≥ 1,000,000元", "差124,000元"),
            (Hit::Holds, true, "年采购额 ≥ 500,000元", "超376,000元"),
            (Hit::Untried, false, "年采购额 < 500,000元", "未判断"),
        ]
    );
    let section = &it.records.sections[0];
    assert_eq!(
        (section.title.as_str(), section.span.as_str()),
        ("依据的2笔订单", "2025-11-20至2026-11-19")
    );
    assert_eq!(
        (section.rows[0].text.as_str(), section.sum.clone()),
        ("SO-1", Some(("合计".into(), "876,000".into())))
    );
    assert_eq!(
        it.outlook.as_deref(),
        Some("2026-12-08起，最早的订单¥168,000移出12个月窗口。若无新订单，合计变为¥708,000，仍是重点客户。")
    );
    let scale = it.scale.unwrap();
    assert!((scale.marker - 73.0).abs() < 0.1, "{}", scale.marker);
    assert_eq!(scale.marks.len(), 3);
}

#[test]
fn what_is_missing_is_said() {
    let dealt = serde_json::json!({"id": "c", "name": "甲", "cooperation_since": "2020-01-01"});
    let world = world(dealt, &[]);
    let it = proof(&world, 0, Question::Class(0), Lang::Zh, None).unwrap();
    assert_eq!(it.figure.map(|f| f.0).as_deref(), Some("缺数据"));
    assert_eq!((it.scale, it.outlook), (None, None));
    assert!(it.rules.iter().all(|r| r.hit == Hit::Missing && r.note == "缺数据"));
    assert_eq!(it.decided.as_deref(), Some("缺数据：年采购额（近12个月）"));
    assert_eq!(it.records.fields, [("年度采购总额".to_owned(), "未知".to_owned())]);
}

/// A class of several figures says which of them made it, each with its border and what the customer has.
#[test]
fn risk_names_the_condition_that_holds_with_its_border_and_figure() {
    let decided = |customer: serde_json::Value, orders: &[(&str, i64)], dimension: &str, lang: Lang| {
        let world = world(customer, orders);
        let place = world.evaluation.plan.dimension(dimension).unwrap();
        proof(&world, 0, Question::Class(place), lang, None).unwrap().decided
    };
    // Two orders of six months and nobody spoken to: 0.3 × 0 + 20 + 0.3 × 50 + 20 = 55.
    let two = &[("2026-07-01", 5), ("2026-06-20", 5)];
    assert_eq!(
        decided(named(), two, "risk", Lang::Zh).as_deref(),
        Some("成立：健康度是风险（健康分55分，< 60分）")
    );
    // Three orders, one in the last 60 days after two: a half fewer; 0.3 × 0 + 20 + 0.3 × 75 + 20 = 62.5 is sub-healthy.
    let three = &[("2026-08-01", 5), ("2026-08-20", 5), ("2026-10-20", 5)];
    assert_eq!(
        decided(named(), three, "risk", Lang::En).as_deref(),
        Some(
            "It holds: Health is Sub-healthy (Health score 62.5 points, < 80 points), Change of frequency in 60 days < -30\u{a0}% (it is -50\u{a0}%)"
        )
    );
    // Nothing in a year.
    assert_eq!(
        decided(named(), &[("2025-01-01", 5)], "risk", Lang::Zh).as_deref(),
        Some("成立：合作阶段是流失客户，健康度是风险（健康分40分，< 60分）")
    );
    // Of one figure the slip's head shows it.
    assert_eq!(decided(named(), two, "health", Lang::Zh), None);
}

#[test]
fn a_class_set_by_hand_says_so() {
    let hand = serde_json::json!({"id": "c", "name": "甲", "stage_override": "lost"});
    let world = world(hand, &[("2026-10-27", 5)]);
    let it = proof(&world, 0, Question::Class(1), Lang::En, None).unwrap();
    assert_eq!(
        (it.class.as_str(), it.decided.as_deref()),
        (
            "Lost",
            Some("Set by hand; what the rules say, and the records behind it, stand below")
        )
    );
    // What the rules say stands below, with the records behind it; none of them decided.
    assert!(it.rules.iter().any(|r| r.hit == Hit::Holds) && it.rules.iter().all(|r| !r.decides));
    assert_eq!(it.records.sections[0].rows.len(), 1);
}

/// Beside what is still lacking by the declared figure, an order would have to reach the border alone: the slip says why.
#[test]
fn a_declared_figure_says_that_it_ends_with_the_first_order() {
    let declared = serde_json::json!({"id": "c", "name": "甲", "declared_annual_purchase": 120_000});
    let it = proof(&world(declared.clone(), &[]), 0, Question::Class(0), Lang::Zh, None).unwrap();
    let up = &it.ways.iter().find(|(way, _)| *way == Way::Up).unwrap().1;
    assert!(
        up.ends_with("（现按申报的¥120,000计；申报数从第一笔订单起不再计，改按订单合计）"),
        "{up}"
    );
    let apart = |rule: &Rule| {
        rule.note.ends_with("（按申报数）") || rule.parts.iter().any(|p| p.apart.ends_with("（按申报数）"))
    };
    assert!(it.rules.iter().any(apart), "{:?}", it.rules);
    // With an order the declared figure no longer counts, and nothing is said of it.
    let it = proof(
        &world(declared, &[("2026-10-27", 5)]),
        0,
        Question::Class(0),
        Lang::Zh,
        None,
    )
    .unwrap();
    assert!(!it.ways.iter().any(|(_, text)| text.contains("申报")) && !it.rules.iter().any(apart));
}

#[test]
fn every_question_about_the_sample_has_an_answer() {
    let (world, _) = World::new(guanxi::sample::book(day()), day());
    let plan = &world.evaluation.plan;
    for slot in (0..world.book.customers.slots() as u32).step_by(3) {
        for lang in [Lang::Zh, Lang::En] {
            for dimension in 0..plan.dimensions.len() {
                let it = proof(&world, slot, Question::Class(dimension), lang, Some(5)).unwrap();
                assert!(!it.plain(lang).contains("NaN"));
                assert!(it.records.sections.iter().all(|s| s.rows.len() == s.all.min(5)));
                if let Some(sum) = &it.sum {
                    assert_eq!(
                        Some(&sum.total),
                        it.figure
                            .as_ref()
                            .map(|f| f.0.split([' ', '分']).next().unwrap().to_owned())
                            .as_ref()
                    );
                }
            }
            for tag in &plan.tags {
                let it = proof(&world, slot, Question::Tag(&tag.id), lang, Some(5)).unwrap();
                assert_eq!(
                    it.rules[0].decides,
                    world.evaluation.tags_of(slot).any(|t| *t == *tag.id)
                );
            }
        }
    }
}

#[test]
fn what_a_person_set_is_told_beside_what_the_rules_say() {
    let mut customer = named();
    customer["overrides"] = serde_json::json!([{"dimension": "value", "class": "strategic", "set_on": "2026-09-01",
        "until": "2027-03-31", "reason": "集团已签框架协议", "by": "周敏"}]);
    let world = world(customer, &[("2026-10-27", 708_000)]);
    let it = proof(&world, 0, Question::Class(0), Lang::Zh, Some(50)).unwrap();
    let hand = it.hand.clone().unwrap();
    assert_eq!(
        (it.class.as_str(), hand.said.as_str(), hand.same),
        ("战略客户", "周敏指定为战略客户", false)
    );
    let facts: Vec<_> = hand
        .facts
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        facts,
        [
            ("理由", "集团已签框架协议"),
            ("起始", "2026-09-01，已79天"),
            ("截止", "2027-03-31"),
            ("规则判断", "重点客户"),
        ]
    );
    assert_eq!(hand.given.unwrap().by.as_deref(), Some("周敏"));
    assert!(
        it.plain(Lang::Zh)
            .contains("周敏指定为战略客户\n理由：集团已签框架协议")
    );
    // The field without days says less, and the day it began is not known.
    let mut customer = named();
    customer["stage_override"] = "active".into();
    let world = self::world(customer, &[]);
    let stage = world.evaluation.plan.dimension("stage").unwrap();
    let hand = proof(&world, 0, Question::Class(stage), Lang::En, Some(50))
        .unwrap()
        .hand
        .unwrap();
    assert!(hand.given.is_none());
    assert_eq!(hand.facts[0], ("Since".to_owned(), "no first day recorded".to_owned()));
}

#[test]
fn an_amount_stands_where_a_figure_counts_it() {
    let customer = serde_json::json!({"id": "c", "name": "甲", "cooperation_since": "2020-01-01"});
    // Within twelve months 300 − 100; 5,000 long before.
    let world = world(
        customer,
        &[("2023-06-05", 5_000), ("2026-06-05", 300), ("2026-07-01", -100)],
    );
    let sums = |id: &str| {
        let dimension = world.evaluation.plan.dimension(id).unwrap();
        let it = proof(&world, 0, Question::Class(dimension), Lang::Zh, None).unwrap();
        let sections = it.records.sections.into_iter();
        sections.map(|section| (section.title, section.sum)).collect::<Vec<_>>()
    };
    // The ranking counts the orders of twelve months, and knows of all how long ago the last one was.
    let named = |name: &str, yuan: &str| Some((name.to_owned(), yuan.to_owned()));
    assert_eq!(
        sums("rfm_tier"),
        [(
            "依据的3笔订单（其中退货1笔）".to_owned(),
            named("RFM金额（近12个月）", "200")
        )]
    );
    assert_eq!(
        sums("value"),
        [("依据的2笔订单（其中退货1笔）".to_owned(), named("合计", "200"))]
    );
    // The stage asks for days and no amounts.
    assert!(sums("stage").iter().all(|(_, sum)| sum.is_none()));
}

#[test]
fn returns_alone_are_called_returns() {
    let customer = serde_json::json!({"id": "c", "name": "甲"});
    let world = world(customer, &[("2026-07-01", -700_000), ("2026-07-01", -100)]);
    let value = world.evaluation.plan.dimension("value").unwrap();
    let told = |lang| proof(&world, 0, Question::Class(value), lang, None).unwrap();
    let section = |lang| told(lang).records.sections.remove(0);
    assert_eq!(section(Lang::Zh).title, "依据的2笔退货");
    assert_eq!(section(Lang::En).title, "The 2 returns behind it");
    assert_eq!(section(Lang::Zh).rows[1].text, "退货：SO-0");
    assert_eq!(section(Lang::En).rows[1].text, "return: SO-0");
    let outlook = told(Lang::Zh).outlook.unwrap();
    assert!(outlook.contains("最早的2笔退货共-¥700,100移出"), "{outlook}");
}
