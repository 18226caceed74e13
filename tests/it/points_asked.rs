//! Points: what is to be asked before an order goes, and when something expires first.

use guanxi::domain::apply::apply;
use guanxi::domain::change::Kind;
use guanxi::domain::check::{Check, Level};
use guanxi::domain::command::{Command, Edit};
use guanxi::domain::kind::{MOST_POINTS, PointsEntry};
use guanxi::domain::marketing::points::{
    Falls, POINTS_RULES, PointsDesk, PointsRules, entry_below, keep, order_below, points_rules, sum,
};
use guanxi::domain::merge::{Incoming, Mode, plan};
use guanxi::domain::money::{Fen, MAX_FEN};
use guanxi::exchange::columns::Subject;
use guanxi::ui::format::points_said;
use guanxi::worker::sheets::compared;
use serde_json::json;

use crate::care::world;
use crate::points::day;

/// 100 points earned by 1,000 yuan, 80 of them spent: what may be asked before an order goes, shrinks or is sent back.
#[test]
fn an_order_that_would_leave_points_below_nought_is_told() {
    let json = json!({
        "customers": [{"id": "c", "name": "甲"}, {"id": "d", "name": "乙"}],
        "orders": [{"id": "o", "customer": "c", "date": "2026-10-01", "amount": 1_000}],
        "points": [{"id": "p", "customer": "c", "date": "2026-10-05", "delta": -80}],
        "settings": {"points_rules": {"per_yuan": 0.1}}
    });
    let world = world(&json, "2026-11-28");
    let below = |before: Option<&str>, after: Option<(&str, i64)>| {
        let after = after.map(|(on, yuan)| (day(on), Fen(yuan * 100)));
        order_below(&world, "c", before, after).map(|below| (below.day.to_string(), below.balance))
    };
    let on = |day: &str, balance| Some((day.to_owned(), balance));
    // Gone: −80. Worth 500: 50 − 80. Worth 800: nought, which is not below.
    assert_eq!(below(Some("o"), None), on("2026-10-05", -80_000));
    assert_eq!(below(Some("o"), Some(("2026-10-01", 500))), on("2026-10-05", -30_000));
    assert_eq!(below(Some("o"), Some(("2026-10-01", 800))), None);
    // A return of 300 takes back 30 of the 20 that are left, one that is still to come on its day.
    assert_eq!(below(None, Some(("2026-11-01", -300))), on("2026-11-01", -10_000));
    assert_eq!(below(None, Some(("2026-12-01", -300))), on("2026-12-01", -10_000));
    // Moved behind what was spent of it, the account is below nought in between.
    assert_eq!(below(Some("o"), Some(("2026-10-20", 1_000))), on("2026-10-05", -80_000));
    // One more order only gains; whom the book does not know has no account.
    assert_eq!(below(None, Some(("2026-11-01", 300))), None);
    assert_eq!(order_below(&world, "x", Some("o"), None), None);
    // Without rules nothing was earned: what is spent is owed already, and the order changes nothing of it.
    let mut json = json;
    json["settings"] = json!({});
    let world = crate::care::world(&json, "2026-11-28");
    assert_eq!(order_below(&world, "c", Some("o"), None), None);
}

/// 100 points of an order, +100 and −150 written: whichever entry moves or goes, the day on which the account is lowest is told.
#[test]
fn an_entry_is_asked_about_on_whatever_day_it_leaves_points_below_nought() {
    let json = json!({
        "customers": [{"id": "c", "name": "甲"}],
        "orders": [{"id": "o", "customer": "c", "date": "2026-09-30", "amount": 1_000}],
        "points": [
            {"id": "p", "customer": "c", "date": "2026-10-10", "delta": 100},
            {"id": "q", "customer": "c", "date": "2026-11-09", "delta": -150}
        ],
        "settings": {"points_rules": {"per_yuan": 0.1}}
    });
    let world = world(&json, "2026-11-29");
    let below = |before: Option<&str>, after: Option<(&str, i64)>| {
        let after = after.map(|(on, points)| (day(on), points * 1_000));
        entry_below(&world, "c", before, after).map(|below| (below.day.to_string(), below.balance))
    };
    let on = |day: &str, balance| Some((day.to_owned(), balance));
    // The gain moves to a day to come: 100 − 150 meanwhile.
    assert_eq!(below(Some("p"), Some(("2026-12-29", 100))), on("2026-11-09", -50_000));
    assert_eq!(below(Some("p"), None), on("2026-11-09", -50_000));
    // Spent before anything was earned, though enough is there today.
    assert_eq!(below(None, Some(("2026-09-01", -20))), on("2026-09-01", -20_000));
    // Spent on a day to come, of the 50 that are left.
    assert_eq!(below(None, Some(("2026-12-04", -60))), on("2026-12-04", -10_000));
    assert_eq!(below(None, Some(("2026-12-04", -50))), None);
    // Gained and spent on one day: its end counts.
    assert_eq!(below(Some("p"), Some(("2026-11-09", 100))), None);
    assert_eq!(below(Some("q"), None), None);
}

/// Of 100 points that expired and 30 that did not, taking the old entry away leaves 30.
#[test]
fn an_entry_that_has_expired_can_go_without_a_question() {
    let json = json!({
        "customers": [{"id": "c", "name": "甲"}],
        "points": [
            {"id": "p", "customer": "c", "date": "2026-05-13", "delta": 100},
            {"id": "q", "customer": "c", "date": "2026-11-19", "delta": 30}
        ],
        "settings": {"points_rules": {"months": 3}}
    });
    let world = world(&json, "2026-11-29");
    assert_eq!(entry_below(&world, "c", Some("p"), None), None);
}

/// What the dialog of the rules knows nothing of stays as it is.
#[test]
fn rules_are_kept_beside_what_else_is_said_of_points() {
    let spent = [1_000, 2_000, 3_000, 4_000, 5_000];
    let levels: Vec<_> = spent
        .iter()
        .zip(2..)
        .map(|(spent, times)| json!({"spent": spent, "times": times}))
        .collect();
    let json =
        json!({"customers": [], "settings": {"points_rules": {"per_yuan": 0.1, "levels": levels, "note": "own"}}});
    let mut settings = crate::care::book(&json).head.settings;
    let rules = points_rules(&settings);
    assert_eq!(rules.levels.len(), 5);
    keep(
        &mut settings,
        &PointsRules {
            months: Some(24),
            ..rules.clone()
        },
    );
    let said = settings
        .extra
        .iter()
        .find(|(key, _)| *key == POINTS_RULES)
        .unwrap()
        .1
        .clone();
    assert_eq!((&said["note"], &said["months"]), (&json!("own"), &json!(24)));
    assert_eq!(points_rules(&settings).levels, rules.levels);
}

/// What expires first is told however far that is; what lasts has no such day.
#[test]
fn the_first_day_on_which_something_expires_is_told_however_far() {
    let first = |months: Option<u32>| {
        let rules = json!({"per_yuan": 0.1, "months": months});
        let json = json!({
            "customers": [{"id": "c", "name": "甲"}],
            "orders": [{"id": "o", "customer": "c", "date": "2026-10-01", "amount": 1_000}],
            "settings": {"points_rules": rules}
        });
        let world = world(&json, "2026-11-28");
        let told = PointsDesk::of(&world, &points_rules(&world.book.head.settings))
            .told()
            .unwrap();
        (told[0].first, told[0].soon)
    };
    assert_eq!(first(Some(12)), (Some(day("2027-10-01")), 0));
    assert_eq!(first(Some(3)), (Some(day("2027-01-01")), 100_000));
    assert_eq!(first(None), (None, 0));
}

/// 100 points by an order of 1,000 yuan, 80 of them spent; another customer whose account owes already; a third without points.
fn three() -> serde_json::Value {
    json!({
        "customers": [{"id": "c", "name": "甲公司"}, {"id": "d", "name": "乙公司"}, {"id": "e", "name": "丙公司"}],
        "orders": [
            {"id": "o", "customer": "c", "date": "2026-10-01", "amount": 1_000},
            {"id": "q", "customer": "d", "date": "2026-10-01", "amount": 100},
            {"id": "r", "customer": "e", "date": "2026-10-01", "amount": 500}
        ],
        "points": [
            {"id": "p", "customer": "c", "date": "2026-10-05", "delta": -80},
            {"id": "s", "customer": "d", "date": "2026-10-05", "delta": -30}
        ],
        "settings": {"points_rules": {"per_yuan": 0.1}}
    })
}

/// Whose points another book laid on this one would bring below nought.
fn falls(json: &serde_json::Value, incoming: &serde_json::Value, many: usize) -> Vec<(String, i64)> {
    let world = world(json, "2026-11-28");
    let incoming = Incoming {
        has_settings: incoming.get("settings").is_some(),
        book: crate::care::book(incoming),
        ..Incoming::default()
    };
    let plan = plan(&world.book, &incoming, Mode::Merge);
    let mut falls = Falls::begin(&world.book);
    while falls.step(&world.book, &plan.changes, many) {}
    let told = falls.told().into_iter();
    told.map(|fall| (format!("{} {}", fall.id, fall.name), fall.balance))
        .collect()
}

/// A file of these records of a kind, with the customers of the book.
fn laid(key: &str, records: serde_json::Value) -> serde_json::Value {
    json!({"customers": three()["customers"], key: records})
}

fn order(id: &str, customer: &str, on: &str, yuan: i64) -> serde_json::Value {
    laid(
        "orders",
        json!([{"id": id, "customer": customer, "date": on, "amount": yuan}]),
    )
}

fn entry(id: &str, customer: &str, on: &str, points: i64) -> serde_json::Value {
    laid(
        "points",
        json!([{"id": id, "customer": customer, "date": on, "delta": points}]),
    )
}

/// What an import would do to points: orders that shrink, are sent back, or go to another customer; entries.
#[test]
fn an_import_tells_whose_points_it_would_bring_below_nought() {
    let new = json!({
        "customers": [{"id": "n", "name": "新"}],
        "points": [{"id": "v", "customer": "n", "date": "2026-11-02", "delta": -5}]
    });
    let cases = [
        // 20 − 30; 50 − 80; nothing is left of 100.
        (order("b", "c", "2026-11-01", -300), vec![("c 甲公司", -10_000)]),
        (order("o", "c", "2026-10-01", 500), vec![("c 甲公司", -30_000)]),
        (order("o", "e", "2026-10-01", 1_000), vec![("c 甲公司", -80_000)]),
        // Spent once more; what was owed before is owed more by a return, and less by an order.
        (entry("t", "c", "2026-11-02", -21), vec![("c 甲公司", -1_000)]),
        (order("u", "d", "2026-11-02", -50), vec![("d 乙公司", -25_000)]),
        (order("u", "d", "2026-11-02", 50), vec![]),
        // A return that leaves 20 − 20, and the entry of what was spent written anew as less.
        (order("b", "c", "2026-11-01", -200), vec![]),
        (entry("p", "c", "2026-10-05", -8), vec![]),
        // A customer whom the book does not have brings its account as it is.
        (new, vec![]),
        (json!({"customers": []}), vec![]),
    ];
    for (incoming, wanted) in cases {
        let wanted: Vec<(String, i64)> = wanted.into_iter().map(|(who, n)| (who.to_owned(), n)).collect();
        for many in [1, 2, usize::MAX] {
            assert_eq!(falls(&three(), &incoming, many), wanted, "{incoming}");
        }
    }
}

/// Other rules touch everybody; where there are no points nothing is read.
#[test]
fn an_import_of_other_rules_tells_it_of_everybody() {
    // Other rules touch everybody: half as many points a yuan leave 50 − 80, and 5 − 30 where −20 stood.
    let rules = json!({"customers": [], "settings": {"points_rules": {"per_yuan": 0.05}}});
    let halved = [("c 甲公司".to_owned(), -30_000), ("d 乙公司".to_owned(), -25_000)];
    assert_eq!(falls(&three(), &rules, 1), halved);
    // Without points nothing is read.
    let mut none = three();
    none["settings"] = json!({});
    none["points"] = json!([]);
    let back = order("b", "c", "2026-11-01", -300);
    assert_eq!(falls(&none, &back, 1), []);
}

/// A table of returns is asked about in its preview.
#[test]
fn a_table_of_returns_tells_whose_points_fall() {
    let world = world(&three(), "2026-11-28");
    let told = |text: &str| {
        let plan = crate::exchange::planned(&world.book, text);
        let told = Falls::of(&world.book, &plan.changes).into_iter();
        told.map(|fall| (fall.name, fall.balance)).collect::<Vec<_>>()
    };
    let head = "订单编号,客户名称,下单日期,金额";
    assert_eq!(
        told(&format!(
            "{head}\nB1,甲公司,2026-11-01,-300\nB2,丙公司,2026-11-01,-300\n"
        )),
        [("甲公司".to_owned(), -10_000)]
    );
    assert_eq!(told(&format!("{head}\nB1,甲公司,2026-11-01,300\n")), []);
    assert!(compared(Subject::Orders).contains(&Kind::Points));
}

/// What nobody means is refused in words, by the form and by an import, and never counted as something else.
#[test]
fn an_entry_beyond_the_limit_is_refused_and_sums_never_turn_round() {
    let entry = |delta: &str| {
        let json = format!(r#"{{"id": "p", "customer": "c", "date": "2026-10-05", "delta": {delta}}}"#);
        serde_json::from_str::<PointsEntry>(&json).unwrap()
    };
    for delta in ["1000000000", "-1000000000", "4294967.296", "0"] {
        assert_eq!(entry(delta).problems(), [], "{delta}");
    }
    for delta in ["1000000001", "-1000000000.001", "4294967296", "1e30"] {
        let problems = entry(delta).problems();
        assert_eq!(problems.len(), 1, "{delta}");
        assert_eq!((problems[0].field.as_str(), problems[0].level), ("delta", Level::Error));
        assert!(problems[0].problem.zh.contains("10亿"));
    }
    // The richest order by the most generous rules earns what the limit says, and no other number.
    let rules = points_rules(
        &serde_json::from_value(json!({"points_rules": {"per_yuan": 1e300, "levels": [{"spent": 1, "times": 1e300}]}}))
            .unwrap(),
    );
    assert_eq!(rules.earned(MAX_FEN, 1_000.0), MOST_POINTS * 1_000);
    assert_eq!(sum([i64::MAX - 1, 5, 7]), i64::MAX);
    // Ten entries of the limit: beyond 2³² and still the sum that it is.
    let entries: Vec<_> = (0..10)
        .map(|n| json!({"id": format!("p{n}"), "customer": "c", "date": "2026-10-05", "delta": MOST_POINTS}))
        .collect();
    let json = json!({"customers": [{"id": "c", "name": "甲"}], "points": entries});
    let world = world(&json, "2026-11-28");
    let told = PointsDesk::of(&world, &points_rules(&world.book.head.settings))
        .told()
        .unwrap();
    assert_eq!(
        (told[0].balance, told[0].gained),
        (10_000_000_000_000, 10_000_000_000_000)
    );
    assert_eq!(points_said(told[0].balance), "10,000,000,000");
    assert_eq!(points_said(-4_294_967_296_500), "−4,294,967,296.5");
}

/// Two customers become one: 10 points and a return of 1,000 yuan, which takes back nothing by itself, and an order of them before it.
#[test]
fn a_merge_tells_whose_points_fall() {
    let json = json!({
        "customers": [{"id": "c", "name": "甲"}, {"id": "d", "name": "甲公司"}],
        "orders": [
            {"id": "o", "customer": "c", "date": "2026-10-01", "amount": 1_000},
            {"id": "r", "customer": "d", "date": "2026-10-20", "amount": -1_000}
        ],
        "points": [{"id": "p", "customer": "c", "date": "2026-10-05", "delta": -90}],
        "settings": {"points_rules": {"per_yuan": 0.1}}
    });
    let book = crate::care::book(&json);
    let [stays, goes] = ["c", "d"].map(|id| book.customers.get(id).unwrap().clone());
    let stays = Edit::of(stays.clone(), (*stays).clone());
    let set = apply(&book, Command::MergeCustomers { stays, goes }).unwrap();
    let told: Vec<_> = Falls::of(&book, &set.changes)
        .into_iter()
        .map(|fall| (fall.id, fall.balance))
        .collect();
    assert_eq!(told, [("c".to_owned(), -90_000)]);
}
