//! What a review looks at, which line it names, and whose decisions it shows.

use guanxi::domain::apply::apply;
use guanxi::domain::book::Book;
use guanxi::domain::command::{Command, Decided, Edit};
use guanxi::domain::day::Moment;
use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::id::RuleVersionId;
use guanxi::domain::inquiry::explain::Actual;
use guanxi::domain::kind::{Customer, Interaction, Order, Review, Settings};
use guanxi::domain::ledger::Ledger;
use guanxi::domain::report::moves::{Way, movers};
use guanxi::domain::report::occasion::{Occasion, adoptions, reviewed};
use guanxi::domain::report::review::{Cause, cause, cause_by_rules, is_reviewed};
use guanxi::domain::rule::{Operand, Rulebook};
use guanxi::domain::versions::Adoption;
use guanxi::domain::world::World;
use serde_json::{Value, json};

use crate::by_hand::load;
use crate::scoring::{day, fresh};

/// Decisions in the only tab there is.
pub fn alone(decided: Vec<Decided>) -> Command {
    let seen = Vec::new();
    Command::Review { decided, seen }
}

fn one(orders: Value, interactions: Value) -> Book {
    let mut book = Book::default();
    load::<Customer>(&mut book, json!([{"id": "a", "name": "甲"}]));
    load::<Order>(&mut book, orders);
    load::<Interaction>(&mut book, interactions);
    book
}

fn order(n: u32, date: &str, amount: f64) -> Value {
    json!({"id": format!("o{n}"), "customer": "a", "date": date, "amount": amount})
}

#[test]
fn closeness_is_reviewed_only_where_the_book_says_so() {
    // Two interactions in September, none since: close → ordinary. 600,000 bought a year before December: key → ordinary.
    let touch = |n: u32| json!({"id": format!("i{n}"), "customer": "a", "at": "2026-09-20"});
    let book = one(
        json!([order(1, "2025-11-01", 600_000.0), order(2, "2026-05-01", 10_000.0)]),
        json!([touch(1), touch(2)]),
    );
    let dimensions = |book: &Book| -> Vec<(String, Way)> {
        let (world, _) = World::new(book.clone(), day("2026-11-21"));
        let occasion = Occasion::quarter(day("2026-11-21"));
        let before = occasion.sides(&world).unwrap().before;
        let all = reviewed(&world.book, &before, &world.evaluation, &occasion);
        all.iter().map(|r| (r.dimension.to_string(), r.mover.way)).collect()
    };
    let told = |all: &[(&str, Way)]| all.iter().map(|(id, way)| ((*id).to_owned(), *way)).collect::<Vec<_>>();
    assert_eq!(dimensions(&book), told(&[("value", Way::Down)]));
    let set = |left_out: Option<Vec<Box<str>>>| {
        let mut book = book.clone();
        let settings = Settings {
            not_reviewed: left_out,
            ..Settings::default()
        };
        let set = apply(&book, Command::SetSettings(Edit::new(settings))).unwrap();
        book.apply(&set);
        // It goes out with the book and comes in again.
        let text = serde_json::to_string(&book.head.settings).unwrap();
        assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), book.head.settings);
        book
    };
    let both = told(&[("value", Way::Down), ("closeness", Way::Down)]);
    assert_eq!(dimensions(&set(Some(Vec::new()))), both);
    assert_eq!(
        dimensions(&set(Some(vec!["value".into()]))),
        told(&[("closeness", Way::Down)])
    );
    assert_eq!(dimensions(&set(None)), told(&[("value", Way::Down)]));
    // The number that is promised at an adoption counts the same dimensions.
    let (before, after) = (
        fresh(&book, &json!({}), day("2026-09-30")),
        fresh(&book, &json!({}), day("2026-10-21")),
    );
    let promised = |id: &str| is_reviewed(&book, &after, id);
    assert_eq!(movers(&before, &after, promised), [0]);
    assert_eq!(movers(&before, &after, |_| true), [1]);
}

#[test]
fn the_line_that_decided_comes_first() {
    // 1,100,000 until December, then 300,000: what decides is the line of 重点, not that of 战略.
    let falls = one(
        json!([order(1, "2025-11-01", 800_000.0), order(2, "2026-05-01", 300_000.0)]),
        json!([]),
    );
    let line = |book: &Book, before: &str, after: &str, dimension: &str| {
        let [before, after] = [before, after].map(|date| fresh(book, &json!({}), day(date)));
        match cause(book, &Ledger::build(book), &before, &after, 0, dimension) {
            Cause::Crossed(all) => all
                .iter()
                .map(|c| (c.fact.to_string(), c.line.clone(), c.holds))
                .collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        }
    };
    let purchase = |yuan: f64, holds: bool| ("annual_purchase".to_owned(), Operand::Number(yuan), holds);
    assert_eq!(
        line(&falls, "2026-09-30", "2026-11-21", "value"),
        [purchase(500_000.0, true)]
    );
    // The way up crosses the line of the class come to.
    assert_eq!(
        line(&falls, "2025-10-31", "2026-09-30", "value"),
        [purchase(1_000_000.0, true)]
    );
    // To the class below: the line that no longer holds.
    let key = one(
        json!([order(1, "2025-11-01", 500_000.0), order(2, "2026-05-01", 600_000.0)]),
        json!([]),
    );
    assert_eq!(
        line(&key, "2026-09-30", "2026-11-21", "value"),
        [purchase(1_000_000.0, false)]
    );
}

#[test]
fn a_held_move_keeps_the_line_it_rests_on() {
    let mut book = one(
        json!([order(1, "2025-11-01", 800_000.0), order(2, "2026-05-01", 300_000.0)]),
        json!([]),
    );
    load::<Customer>(
        &mut book,
        json!([{"id": "a", "name": "甲", "overrides": [
            {"dimension": "value", "class": "strategic", "set_on": "2026-11-10", "reason": "r"}]}]),
    );
    let [before, after] = ["2026-09-30", "2026-11-21"].map(|date| fresh(&book, &json!({}), day(date)));
    let ledger = Ledger::build(&book);
    let set = Cause::Set(Some(day("2026-11-10")), None);
    assert_eq!(cause(&book, &ledger, &before, &after, 0, "value"), set);
    let Cause::Crossed(all) = cause_by_rules(&book, &ledger, &before, &after, 0, ("value", Some("ordinary"))) else {
        panic!("the figure crossed the line all the same");
    };
    let told: Vec<_> = all
        .iter()
        .map(|c| (c.line.clone(), c.before.clone(), c.after.clone()))
        .collect();
    let [line, from, to] = [500_000.0, 1_100_000.0, 300_000.0];
    assert_eq!(
        told,
        [(Operand::Number(line), Actual::Number(from), Actual::Number(to))]
    );
}

/// The shipped rules with another border of 战略, adopted on a day.
fn adopted(on: &str, yuan: f64) -> Command {
    let mut rules = Rulebook::default();
    let when = json!({"fact": "annual_purchase", "operator": "greaterThanInclusive", "value": yuan});
    rules.dimensions[0].classes[0].when = serde_json::from_value(when).unwrap();
    let version = |n: u32| RuleVersionId::new(&format!("v{n}")).unwrap();
    Command::AdoptRulebook {
        seen: None,
        rulebook: Box::new(rules),
        adoption: Box::new(Adoption {
            ids: [version(1), version(0)],
            on: day(on),
            at: Moment::on(day(on)),
            by: None,
            name: None,
            note: None,
        }),
    }
}

#[test]
fn the_review_of_an_adoption_shows_its_own_decisions_only() {
    // 700,000 a year: key until the line of 战略 comes down.
    let mut book = one(json!([order(1, "2026-05-01", 700_000.0)]), json!([]));
    let decide = |n: u32, dimension: &str, from: Option<&str>, to: &str, hold: Option<Value>| {
        let review: Review =
            serde_json::from_value(json!({"id": format!("r{n}"), "customer": "a", "dimension": dimension,
            "at": "2026-11-20", "from": from, "to": to, "decision": if hold.is_some() { "hold" } else { "confirm" },
            "reason": "r", "by": "王"}))
            .unwrap();
        let hold = hold.map(|hold| serde_json::from_value(hold).unwrap());
        alone(vec![Decided { review, hold }])
    };
    let held = json!({"dimension": "value", "class": "key", "set_on": "2026-11-20", "until": "2027-03-31", "reason": "r", "by": "王"});
    // On the day of the adoption the quarter's review decides on health, and the adoption's holds the value.
    let all = [
        adopted("2026-11-20", 600_000.0),
        decide(1, "health", Some("at_risk"), "sub_healthy", None),
        decide(2, "value", Some("key"), "strategic", Some(held)),
    ];
    for command in all {
        let set = apply(&book, command).unwrap();
        book.apply(&set);
    }
    let (world, _) = World::new(book, day("2026-11-21"));
    let occasion = Occasion::Adoption(adoptions(&world.book)[0].id.clone());
    let sides = occasion.sides(&world).unwrap();
    let after: &Evaluation = sides.after.as_ref().unwrap_or(&world.evaluation);
    assert_eq!(
        sides.before.class_in(0, "health"),
        Some("at_risk"),
        "the other decision starts from the same class"
    );
    let told: Vec<_> = reviewed(&world.book, &sides.before, after, &occasion)
        .into_iter()
        .map(|r| {
            (
                r.dimension.to_string(),
                r.mover.way,
                r.decision.map(|d| d.id.to_string()),
            )
        })
        .collect();
    assert_eq!(told, [("value".to_owned(), Way::Up, Some("r2".to_owned()))]);
}

/// What moved a customer with two orders in September, of 700,000 and 100,000, and a third of 600,000 in November, under two rules and a
/// class for the rest: the facts of the comparisons that are told, and whether they hold now.
fn told(first: (&str, Value), second: (&str, Value), before: &str) -> Vec<(String, bool)> {
    let orders = [
        order(1, "2025-12-01", 700_000.0),
        order(2, "2026-05-01", 100_000.0),
        order(3, "2026-11-01", 600_000.0),
    ];
    let book = one(json!(orders), json!([]));
    let class = |(id, when): (&str, Value)| json!({"id": id, "name": id, "when": when});
    let rules = json!({"dimensions": [{"id": "value", "name": "客户价值", "otherwise": "rest",
        "classes": [class(first), class(second), {"id": "rest", "name": "rest"}]}]});
    let [before, after] = [before, "2026-11-21"].map(|date| fresh(&book, &rules, day(date)));
    assert_ne!(before.class_in(0, "value"), after.class_in(0, "value"));
    match cause(&book, &Ledger::build(&book), &before, &after, 0, "value") {
        Cause::Crossed(all) => all.into_iter().map(|c| (c.fact.to_string(), c.holds)).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_the_comparisons_that_decided_are_told() {
    let at_least = |fact: &str, value: f64| json!({"fact": fact, "operator": "greaterThanInclusive", "value": value});
    let below = |fact: &str, value: f64| json!({"fact": fact, "operator": "lessThan", "value": value});
    let both = |parts: [Value; 2]| json!({"all": parts});
    let purchase = |holds: bool| ("annual_purchase".to_owned(), holds);
    let orders = |holds: bool| ("order_count".to_owned(), holds);
    let few = both([at_least("annual_purchase", 500_000.0), below("order_count", 3.0)]);
    // Up to the earlier rule: what the rule left behind says now decides nothing.
    let top = at_least("annual_purchase", 1_000_000.0);
    assert_eq!(
        told(("top", top.clone()), ("few", few.clone()), "2026-09-30"),
        [purchase(true)]
    );
    // In a choice of which one part took the place of another: neither turned anything.
    let either = json!({"any": [at_least("order_count", 3.0), below("order_count", 3.0)]});
    assert_eq!(
        told(("top", both([either, top])), ("few", few.clone()), "2026-09-30"),
        [purchase(true)]
    );
    // Down past two rules that both no longer hold, each fact once.
    let once = both([at_least("annual_purchase", 600_000.0), below("order_count", 2.0)]);
    assert_eq!(told(("once", once), ("few", few), "2026-04-30"), [orders(false)]);
    // A denial turns the other way than what it denies.
    let not = json!({"not": at_least("order_count", 3.0)});
    let never = at_least("annual_purchase", 1e9);
    let before = both([not, at_least("annual_purchase", 1.0)]);
    assert_eq!(told(("before", before), ("never", never), "2026-09-30"), [orders(true)]);
}

#[test]
fn what_was_set_by_hand_is_told_from_what_has_ended() {
    let mut book = one(json!([order(1, "2026-05-01", 300_000.0)]), json!([]));
    load::<Customer>(
        &mut book,
        json!([{"id": "a", "name": "甲", "overrides": [
            {"dimension": "value", "class": "strategic", "set_on": "2026-08-01", "until": "2026-10-15", "reason": "r", "by": "王"}]}]),
    );
    let why = |days: [&str; 2]| {
        let [before, after] = days.map(|date| fresh(&book, &json!({}), day(date)));
        cause(&book, &Ledger::build(&book), &before, &after, 0, "value")
    };
    assert_eq!(
        why(["2026-07-31", "2026-09-30"]),
        Cause::Set(Some(day("2026-08-01")), Some("王".into()))
    );
    assert_eq!(why(["2026-09-30", "2026-11-21"]), Cause::Ended(Some(day("2026-10-15"))));
}
