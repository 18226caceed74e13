//! Findings against a plain reading: every situation of random rules tried one by one, every customer asked by itself.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::domain::book::Book;
use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::rule::Rulebook;
use guanxi::domain::rule::finding::{Finding, FindingKind, Part, SHOWN, Step, findings, reaches};
use guanxi::domain::rule::plan::Plan;
use serde_json::{Value, json};

use crate::conditions::{NUMBERS, fact, says};
use crate::generate::{Dice, Maker, TAGS};
use crate::naive;
use crate::scoring::*;

/// What random rules compare a fact with, and what customers can have of it: each border and each stretch between two.
struct Tried {
    fact: &'static str,
    borders: Vec<Value>,
    has: Vec<Value>,
}

fn pool() -> Vec<Tried> {
    let tried = |fact, borders: Value, has: Value| {
        let list = |value: Value| value.as_array().unwrap().clone();
        let (borders, has) = (list(borders), list(has));
        Tried { fact, borders, has }
    };
    let words = |fact, words: Value| {
        let mut has = words.clone();
        has.as_array_mut().unwrap().push(Value::Null);
        tried(fact, words, has)
    };
    let stages = json!(["active", "lost", "intending", "potential"]);
    let [x, y, _] = TAGS;
    vec![
        tried(
            "annual_purchase",
            json!([0, 0.25, 1e5, 5e5]),
            json!([null, -9e9, 0, 0.1, 0.25, 5e3, 1e5, 3e5, 5e5, 9e9]),
        ),
        tried(
            "tenure_months",
            json!([-1, 0, 0.5, 1, 12]),
            json!([null, 0, 1, 7, 12, 99]),
        ),
        tried("interactions_90d", json!([0, 1, 2.5, 3]), json!([0, 1, 2, 3, 8])),
        tried(
            "days_since_last_order",
            json!([0, 30, 31]),
            json!([null, 0, 9, 30, 31, 99]),
        ),
        tried(
            "on_time_payment_rate",
            json!([-0.5, 0, 0.25, 1, 1.5]),
            json!([null, 0, 0.1, 0.25, 0.9, 1]),
        ),
        tried(
            "frequency_change_60d",
            json!([-1, -0.3, 0]),
            json!([null, -1, -0.5, -0.3, -0.1, 0, 3]),
        ),
        tried(
            "key_contact_familiarity",
            json!([0, 1, 3, 5]),
            json!([null, 1, 2, 3, 4, 5]),
        ),
        tried(
            "health_score",
            json!([0, 60, 80, 100]),
            json!([null, 0, 30, 60, 70, 80, 90, 100]),
        ),
        tried("has_need", json!([true, false]), json!([true, false])),
        tried(
            "industry",
            json!(["制造业", "零售业"]),
            json!([null, "制造业", "零售业", "别的"]),
        ),
        words("intent", json!(["A", "B", "C"])),
        words("value", json!(["strategic", "key", "ordinary"])),
        tried("stage", stages.clone(), stages),
        tried("tags", json!([x, y]), json!([[], [x], [y], [x, y]])),
    ]
}

fn leaf(dice: &mut Dice, tried: &Tried) -> Value {
    let (single, list) = (["equal", "notEqual"], ["in", "notIn"]);
    let orders = ["lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"];
    let operator = match &tried.borders[0] {
        _ if tried.fact == "tags" => dice.pick(&["contains", "doesNotContain"]),
        Value::Number(_) if dice.chance(70) => dice.pick(&orders),
        _ if dice.chance(60) => dice.pick(&single),
        _ => dice.pick(&list),
    };
    let value = if list.contains(&operator) {
        tried.borders.iter().filter(|_| dice.chance(50)).cloned().collect()
    } else {
        dice.pick(&tried.borders)
    };
    json!({"fact": tried.fact, "operator": operator, "value": value})
}

fn condition(dice: &mut Dice, facts: &[&Tried], depth: usize) -> Value {
    if depth == 0 || dice.chance(30) {
        let at = dice.below(facts.len());
        return leaf(dice, facts[at]);
    }
    let word = dice.pick(&["all", "all", "any", "any", "not"]);
    if word == "not" {
        return json!({"not": condition(dice, facts, depth - 1)});
    }
    let parts = (0..dice.between(1, 3)).map(|_| condition(dice, facts, depth - 1));
    json!({word: parts.collect::<Vec<_>>()})
}

/// Some of these stand in the field that may decide before the rules.
const IDS: [&str; 5] = ["a", "active", "b", "vip", "c"];

/// A random dimension, and every situation of its facts.
struct Random {
    json: Value,
    situations: Vec<BTreeMap<&'static str, Value>>,
}

impl Random {
    fn new(dice: &mut Dice, pool: &[Tried], id: &str) -> Self {
        let chosen: BTreeSet<usize> = (0..dice.pick(&[1, 2, 2, 3])).map(|_| dice.below(pool.len())).collect();
        let facts: Vec<&Tried> = chosen.into_iter().map(|at| &pool[at]).collect();
        let ids = &IDS[..dice.between(2, 5) as usize];
        let mut class = |id: &&str| {
            let depth = dice.below(3);
            let when = dice.chance(92).then(|| condition(dice, &facts, depth));
            json!({"id": id, "name": id, "when": when})
        };
        let classes: Vec<Value> = ids.iter().map(&mut class).collect();
        let otherwise = dice.chance(25).then(|| dice.pick(ids));
        let by_hand = dice.chance(30).then_some("stage_override");
        let mut situations = vec![BTreeMap::new()];
        for tried in facts {
            let with = |row: &BTreeMap<&'static str, Value>, value: &Value| {
                let mut row = row.clone();
                row.insert(tried.fact, value.clone());
                row
            };
            situations = situations
                .iter()
                .flat_map(|row| tried.has.iter().map(|value| with(row, value)))
                .collect();
        }
        let json = json!({"id": id, "name": id, "classes": classes, "otherwise": otherwise, "override_by": by_hand});
        Self { json, situations }
    }

    fn some(dice: &mut Dice, count: usize) -> Vec<Self> {
        let pool = pool();
        (0..count).map(|n| Self::new(dice, &pool, &format!("d{n}"))).collect()
    }

    fn classes(&self) -> &[Value] {
        self.json["classes"].as_array().unwrap()
    }

    fn id(&self, class: usize) -> &str {
        self.classes()[class]["id"].as_str().unwrap()
    }

    fn holds(&self, class: usize, fact: &impl Fn(&str) -> Value) -> bool {
        let when = &self.classes()[class]["when"];
        !when.is_null() && says(when, fact)
    }

    /// The first class whose condition holds.
    fn first(&self, fact: &impl Fn(&str) -> Value) -> Option<usize> {
        (0..self.classes().len()).find(|class| self.holds(*class, fact))
    }

    /// The class that the rules give.
    fn class(&self, fact: &impl Fn(&str) -> Value) -> Option<usize> {
        let rest = || {
            self.classes()
                .iter()
                .position(|class| class["id"] == self.json["otherwise"])
        };
        self.first(fact).or_else(rest)
    }

    /// The situations, each as what it has of a fact.
    fn rows(&self) -> impl Iterator<Item = impl Fn(&str) -> Value> {
        self.situations.iter().map(|row| |name: &str| row[name].clone())
    }

    /// The facts that its conditions name.
    fn facts(&self) -> BTreeSet<String> {
        let text = self.json["classes"].to_string();
        let named = text
            .split("\"fact\":\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned());
        named.collect()
    }

    /// The findings about a class as a whole.
    fn about<'a>(&self, found: &'a [Finding], class: usize) -> Vec<&'a FindingKind> {
        let (dimension, class) = (self.json["id"].as_str().unwrap().into(), self.id(class).into());
        let part = Part::Class { dimension, class };
        let whole = found.iter().filter(|f| f.place.part == part && f.place.path.is_none());
        whole.map(|f| &f.kind).collect()
    }

    /// The findings about the dimension as a whole.
    fn about_all<'a>(&self, found: &'a [Finding]) -> Vec<&'a FindingKind> {
        let dimension = self.json["id"].as_str().unwrap().into();
        let part = Part::Dimension { dimension };
        found.iter().filter(|f| f.place.part == part).map(|f| &f.kind).collect()
    }

    /// Whether it is said that no rule leads to a class. One whose condition never holds may still take the rest.
    fn is_unreached(&self, found: &[Finding], class: usize) -> bool {
        let is_rest = self.classes()[class]["id"] == self.json["otherwise"];
        self.about(found, class).iter().any(|kind| match kind {
            FindingKind::Unreachable { .. } | FindingKind::NoCondition => true,
            FindingKind::NeverHolds => !is_rest,
            _ => false,
        })
    }
}

fn found(book: &Book, random: &[Random], as_of: guanxi::domain::day::Day) -> (Evaluation, Vec<Finding>) {
    let dimensions: Vec<&Value> = random.iter().map(|r| &r.json).collect();
    let evaluation = fresh(book, &json!({"dimensions": dimensions}), as_of);
    let found = findings(book, &evaluation);
    (evaluation, found)
}

#[test]
fn what_no_rule_reaches_is_what_no_situation_reaches() {
    let mut dice = Dice::new(31);
    let mut seen = BTreeMap::<&str, usize>::new();
    for _ in 0..12 {
        let random = Random::some(&mut dice, 12);
        let (_, found) = found(&Book::default(), &random, day("2026-11-21"));
        for r in &random {
            let by_hand = !r.json["override_by"].is_null();
            let reached: BTreeSet<usize> = r.rows().filter_map(|row| r.class(&row)).collect();
            for class in 0..r.classes().len() {
                let (said, place) = (r.about(&found, class), format!("{} of {}", r.id(class), r.json));
                // A class without a condition that people may set is nobody's mistake.
                let spared =
                    by_hand && r.classes()[class]["when"].is_null() && r.classes()[class]["id"] != r.json["otherwise"];
                assert_eq!(
                    r.is_unreached(&found, class),
                    !reached.contains(&class) && !spared,
                    "{place}: {said:?}"
                );
                *seen
                    .entry(if reached.contains(&class) { "reached" } else { "not" })
                    .or_default() += 1;
                let never = !r.classes()[class]["when"].is_null() && !r.rows().any(|row| r.holds(class, &row));
                assert_eq!(said.contains(&&FindingKind::NeverHolds), never, "{place}");
                *seen.entry(if never { "never" } else { "sometimes" }).or_default() += 1;
                for kind in said {
                    if let FindingKind::Unreachable { by } = kind {
                        covered(r, class, by);
                        *seen
                            .entry(if by.len() == 1 { "covered by one" } else { "by several" })
                            .or_default() += 1;
                    }
                }
            }
        }
    }
    assert!(seen.len() == 6 && seen.values().all(|n| *n >= 8), "{seen:?}");
}

/// Wherever a class could have come, one of these comes first; each of several somewhere, and none alone everywhere.
fn covered(r: &Random, class: usize, by: &[Box<str>]) {
    let place = format!("{} of {}", r.id(class), r.json);
    let is_by = |at: usize| by.iter().any(|id| **id == *r.id(at));
    let has_rule = !r.classes()[class]["when"].is_null();
    let wanted = || r.rows().filter(|row| !has_rule || r.holds(class, row));
    if let [one] = by {
        let one = (0..r.classes().len()).find(|at| r.id(*at) == &**one).unwrap();
        assert!(wanted().all(|row| r.holds(one, &row)), "{place}");
        return;
    }
    let first: BTreeSet<usize> = wanted().map(|row| r.first(&row).unwrap()).collect();
    assert!(
        first.iter().all(|at| is_by(*at)) && first.len() == by.len(),
        "{place}: {by:?}"
    );
    for one in first {
        assert!(!wanted().all(|row| r.holds(one, &row)), "{place}: {} alone", r.id(one));
    }
}

/// Every comparison of a condition, with the way to it.
fn leaves(condition: &Value, path: &mut Vec<Step>, see: &mut impl FnMut(&[Step], &Value)) {
    for (word, step) in [("all", Step::All as fn(usize) -> Step), ("any", Step::Any)] {
        for (at, part) in condition[word].as_array().into_iter().flatten().enumerate() {
            path.push(step(at));
            leaves(part, path, see);
            path.pop();
        }
    }
    if condition.get("not").is_some() {
        path.push(Step::Not);
        leaves(&condition["not"], path, see);
        path.pop();
    }
    if condition.get("fact").is_some() {
        see(path, condition);
    }
}

/// The part of a condition at the end of a way.
fn part<'a>(condition: &'a Value, path: &[Step]) -> &'a Value {
    path.iter().fold(condition, |part, step| match step {
        Step::All(at) => &part["all"][*at],
        Step::Any(at) => &part["any"][*at],
        Step::Not => &part["not"],
    })
}

#[test]
fn what_always_or_never_holds_does_so_in_every_situation() {
    let mut dice = Dice::new(32);
    let mut seen = BTreeMap::<String, usize>::new();
    for _ in 0..30 {
        let random = Random::some(&mut dice, 12);
        let (_, found) = found(&Book::default(), &random, day("2026-11-21"));
        let classes = random
            .iter()
            .flat_map(|r| r.classes().iter().map(move |class| (r, class)));
        for (r, class) in classes.filter(|(_, class)| !class["when"].is_null()) {
            let prefix = format!(
                "dimensions[{}].classes[{}].when",
                r.json["id"].as_str().unwrap(),
                class["id"].as_str().unwrap()
            );
            let inside = found
                .iter()
                .filter(|f| f.place.path.is_some() && f.place.part.to_string() + ".when" == prefix);
            let said: Vec<(&[Step], &FindingKind)> =
                inside.map(|f| (f.place.path.as_deref().unwrap(), &f.kind)).collect();
            for (path, kind) in &said {
                let part = part(&class["when"], path);
                let place = format!("{part} in {class}: {kind:?}");
                let name = part["fact"].as_str();
                match kind {
                    FindingKind::NeverHolds => assert!(r.rows().all(|row| !says(part, &row)), "{place}"),
                    FindingKind::AlwaysHolds { where_known: false } => {
                        assert!(r.rows().all(|row| says(part, &row)), "{place}")
                    }
                    FindingKind::AlwaysHolds { where_known: true } => {
                        let right = r.rows().all(|row| says(part, &row) != row(name.unwrap()).is_null());
                        assert!(right && r.rows().any(|row| !says(part, &row)), "{place}");
                    }
                    other => panic!("{place}: {other:?}"),
                }
                *seen
                    .entry(format!("{kind:?} {}", if name.is_some() { "leaf" } else { "group" }))
                    .or_default() += 1;
            }
            leaves(&class["when"], &mut Vec::new(), &mut |path, leaf| {
                let holds: BTreeSet<bool> = r.rows().map(|row| says(leaf, &row)).collect();
                // Of a class that is one comparison it is said as a whole that it never holds.
                let never_at_all = path.is_empty() && !holds.contains(&true);
                let constant = holds.len() == 1 && !never_at_all;
                assert!(
                    !constant || said.iter().any(|(place, _)| *place == path),
                    "{leaf} in {class}"
                );
            });
        }
    }
    assert!(seen.len() >= 5 && seen.values().all(|n| *n >= 5), "{seen:?}");
}

#[test]
fn every_customer_of_a_finding_is_right_and_none_is_forgotten() {
    let mut seen = BTreeMap::<&str, usize>::new();
    for seed in 300..310 {
        let days = pivots(seed);
        let mut maker = Maker::new(seed, &days);
        let book = maker.book(130);
        let random = Random::some(&mut maker.dice, 10);
        let (evaluation, found) = found(&book, &random, days[0]);
        for r in &random {
            let look = Looked {
                book: &book,
                evaluation: &evaluation,
                r,
                found: &found,
            };
            *seen.entry("overlap").or_default() += look.overlaps();
            look.unclassified(&mut seen);
            look.members();
        }
    }
    assert!(seen.values().all(|n| *n >= 30) && seen.len() == 3, "{seen:?}");
}

/// A random dimension in a book.
struct Looked<'a> {
    book: &'a Book,
    evaluation: &'a Evaluation,
    r: &'a Random,
    found: &'a [Finding],
}

impl<'a> Looked<'a> {
    fn fact(&self, slot: u32) -> impl Fn(&str) -> Value + 'a {
        let (book, evaluation) = (self.book, self.evaluation);
        move |name: &str| fact(book, evaluation, slot, name)
    }

    fn class(&self, slot: u32) -> Option<&str> {
        self.evaluation.class_in(slot, self.r.json["id"].as_str().unwrap())
    }

    fn slots(&self) -> impl Iterator<Item = u32> {
        self.book.customers.iter().map(|(slot, _)| slot)
    }

    /// Nobody is where no rule leads, but by hand.
    fn members(&self) {
        let by_hand = |slot: u32| {
            let word = self.book.customers.at(slot).unwrap().stage_override.as_deref();
            !self.r.json["override_by"].is_null() && word == self.class(slot)
        };
        for class in (0..self.r.classes().len()).filter(|class| self.r.is_unreached(self.found, *class)) {
            let id = Some(self.r.id(class));
            assert!(
                self.slots().all(|slot| self.class(slot) != id || by_hand(slot)),
                "{id:?} of {}",
                self.r.json
            );
        }
    }

    /// Each pair of classes: the customers that the earlier one took and the later one fits, unless the later is never reached or
    /// fits whomever the earlier one can take.
    fn overlaps(&self) -> usize {
        let (r, mut all) = (self.r, 0);
        for later in 0..r.classes().len() {
            for earlier in 0..later {
                let fits = |slot: &u32| {
                    let fact = self.fact(*slot);
                    self.class(*slot) == Some(r.id(earlier)) && r.first(&fact) == Some(earlier) && r.holds(later, &fact)
                };
                let expected: Vec<u32> = self.slots().filter(fits).collect();
                let special = r
                    .rows()
                    .all(|row| r.first(&row) != Some(earlier) || r.holds(later, &row));
                let told = r.about(self.found, later).into_iter().find_map(|kind| match kind {
                    FindingKind::Overlap { with, customers, slots } if **with == *r.id(earlier) => {
                        Some((*customers, slots))
                    }
                    _ => None,
                });
                let place = format!("{} after {} in {}", r.id(later), r.id(earlier), r.json);
                if expected.is_empty() || special || r.is_unreached(self.found, later) {
                    assert_eq!(told, None, "{place}");
                    continue;
                }
                let (customers, slots) = told.unwrap_or_else(|| panic!("{place}: {} forgotten", expected.len()));
                assert_eq!(
                    (customers, &slots[..]),
                    (expected.len(), &expected[..expected.len().min(SHOWN)]),
                    "{place}"
                );
                all += 1;
            }
        }
        all
    }

    /// Who has no class is in the hole where every fact is known, else among the unknown with the facts it lacks.
    fn unclassified(&self, seen: &mut BTreeMap<&str, usize>) {
        let (mut hole, mut unknown, mut lacking) = (Vec::new(), 0, BTreeMap::<String, usize>::new());
        let facts = self.r.facts();
        for slot in self.slots().filter(|slot| self.class(*slot).is_none()) {
            let fact = self.fact(slot);
            let missing: Vec<&String> = facts.iter().filter(|name| fact(name).is_null()).collect();
            if missing.is_empty() {
                hole.push(slot);
            } else {
                unknown += 1;
            }
            missing
                .into_iter()
                .for_each(|name| *lacking.entry(name.clone()).or_default() += 1);
        }
        let (mut told_hole, mut told_unknown, mut told_lacking) = (Vec::new(), 0, BTreeMap::new());
        for kind in self.r.about_all(self.found) {
            match kind {
                FindingKind::Hole { slots } => told_hole = slots.clone(),
                FindingKind::Unknown { customers, facts } => {
                    told_unknown = *customers;
                    told_lacking = facts.iter().map(|(fact, n)| (fact.to_string(), *n)).collect();
                    assert!(facts.is_sorted_by(|a, b| a.1 >= b.1));
                }
                other => panic!("{other:?}"),
            }
        }
        // Without a single condition, nothing is asked of anybody.
        if !facts.is_empty() {
            *seen.entry("hole").or_default() += usize::from(!hole.is_empty());
            *seen.entry("unknown").or_default() += usize::from(unknown > 0);
            assert_eq!(
                (told_hole, told_unknown, told_lacking),
                (hole, unknown, lacking),
                "{}",
                self.r.json
            );
        }
    }
}

#[test]
fn every_number_lies_in_its_reach() {
    let (mut dice, mut ends) = (Dice::new(33), 0);
    for seed in 320..332 {
        let days = pivots(seed);
        let book = Maker::new(seed, &days).book(150);
        let rules = if seed % 4 == 0 {
            json!({})
        } else {
            random_scores(&mut dice)
        };
        let evaluation = fresh(&book, &rules, days[0]);
        let plan = Plan::compile(&Rulebook::from_json(&rules).unwrap()).unwrap();
        for (column, reach) in reaches(&plan).into_iter().enumerate() {
            for (slot, _) in book.customers.iter() {
                let value = evaluation.columns.numbers[column][slot as usize];
                assert!(
                    reach.holds(value),
                    "column {column}: {value} not in {reach:?} under {rules}"
                );
                ends += usize::from(value == reach.lowest) + usize::from(value == reach.highest);
            }
        }
    }
    assert!(
        ends > 10_000,
        "reaches so wide that nothing comes to their ends say nothing"
    );
}

/// Scores of scales of every kind, of each other and of themselves; some write to the column of a metric.
fn random_scores(dice: &mut Dice) -> Value {
    let own = [
        "x",
        "y",
        "s0_score",
        "s1_score",
        "health_score",
        "activity",
        "orders_6m",
    ];
    let weights = [-1.0, -0.2, 0.0, 0.3, 0.5, 1.0];
    let score = |dice: &mut Dice, id: String| {
        let term = |dice: &mut Dice| {
            let of = if dice.chance(70) {
                dice.pick(&NUMBERS)
            } else {
                dice.pick(&["x", "s0_score", "s1_score", "activity"])
            };
            let mut term = json!({"metric": dice.pick(&own), "weight": dice.pick(&weights), "invert": dice.chance(30)});
            if dice.chance(85) {
                term["of"] = json!(of);
                term["factor"] = json!(dice.pick(&[-3.0, 0.0, 0.1, 20.0, 100.0]));
            }
            if dice.chance(40) {
                term["missing"] = json!(dice.pick(&[-5.0, 0.0, 100.0]));
            }
            term
        };
        let terms: Vec<Value> = (0..dice.between(1, 4)).map(|_| term(dice)).collect();
        json!({"id": id, "terms": terms, "dealt_only": dice.chance(50)})
    };
    let mut scores: Vec<Value> = (0..2).map(|n| score(dice, format!("s{n}"))).collect();
    // Every name that a term may use is a column then.
    scores.push(
        json!({"id": "s2", "terms": [{"metric": "x", "weight": 1}, {"metric": "y", "weight": 1, "of": "orders_6m"}]}),
    );
    let weight = |dice: &mut Dice| dice.pick(&weights);
    scores.push(json!({"id": "rfm", "weights": {"r": weight(dice), "f": weight(dice), "m": weight(dice)}}));
    json!({"scores": scores})
}

#[test]
fn the_default_rules_over_the_sample() {
    let today = day("2026-11-19");
    let book = guanxi::sample::book(today);
    let evaluation = fresh(&book, &json!({}), today);
    let people = naive::evaluate(&book, today, &naive::SHIPPED);
    let count = |test: &dyn Fn(&naive::Person) -> bool| people.values().filter(|p| test(p)).count();
    let is = |p: &naive::Person, dimension: &str, class: &str| p.classes[dimension].as_deref() == Some(class);
    let none = |dimension: &'static str| count(&|p| p.classes[dimension].is_none());
    let abc_known = |p: &naive::Person| p.facts["annual_purchase"].is_some() && p.facts["tenure_months"].is_some();
    let hole = count(&|p| p.classes["abc"].is_none() && abc_known(p));
    let below = |p: &naive::Person, fact: &str, border: f64| p.facts[fact].is_some_and(|value| value < border);
    let slips = |p: &naive::Person| {
        is(p, "health", "sub_healthy") || below(p, "frequency_change_60d", -0.3) || below(p, "response_rate_60d", 0.2)
    };
    let risky = count(&|p| is(p, "risk", "high") && slips(p));
    let expected = [
        format!("dimensions[rfm_tier] unknown {}", none("rfm_tier")),
        format!("dimensions[health] unknown {}", none("health")),
        format!("dimensions[abc] hole {hole}"),
        format!("dimensions[abc] unknown {}", none("abc") - hole),
        format!("dimensions[risk].classes[medium] overlap with high {risky}"),
        format!("dimensions[risk] unknown {}", none("risk")),
        format!("dimensions[industry] unknown {}", none("industry")),
    ];
    let size = |kind: &FindingKind| match kind {
        FindingKind::Overlap { with, customers, .. } => format!("overlap with {with} {customers}"),
        FindingKind::Hole { slots } => format!("hole {}", slots.len()),
        FindingKind::Unknown { customers, .. } => format!("unknown {customers}"),
        other => format!("{other:?}"),
    };
    let told = findings(&book, &evaluation)
        .into_iter()
        .map(|f| format!("{} {}", f.place, size(&f.kind)));
    // Beside these, three pairs of stages and the upper RFM tiers overlap as their order means them to.
    let meant =
        |text: &String| text.starts_with("dimensions[stage]") || text.starts_with("dimensions[rfm_tier].classes");
    let (meant, told): (Vec<String>, Vec<String>) = told.partition(meant);
    assert_eq!(told, expected);
    assert_eq!(meant.len(), 4, "{meant:?}");
}

#[test]
#[ignore = "a measurement"]
fn speed() {
    let book = guanxi::sample::large(7, 100_000, 10);
    // Nearly the most answers that are worked out: thirteen facts of two sorts, asked 510 times by fifteen classes.
    let tag = |n: usize| json!({"fact": "tags", "operator": "contains", "value": format!("t{}", n % 13)});
    let when = |n: usize| json!({"any": (0..17).map(|at| json!({"all": [tag(at), tag(at + n)]})).collect::<Vec<_>>()});
    let classes: Vec<Value> = (0..15)
        .map(|n| json!({"id": format!("c{n}"), "name": format!("C{n}"), "when": when(n)}))
        .collect();
    let worst = json!({"dimensions": [{"id": "d", "name": "D", "classes": classes}]});
    for (name, book, rules) in [("default", &book, json!({})), ("worst", &Book::default(), worst)] {
        let evaluation = fresh(book, &rules, guanxi::sample::LARGE_DAY);
        let mut took: Vec<f64> = (0..11)
            .map(|_| {
                let start = std::time::Instant::now();
                std::hint::black_box(findings(book, &evaluation));
                start.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        took.sort_by(f64::total_cmp);
        println!(
            "findings of the {name} rules over {} customers: {:.1} ms",
            book.customers.len(),
            took[5]
        );
    }
}
