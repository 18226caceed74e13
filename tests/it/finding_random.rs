//! Random dimensions with every situation of their facts, for the tests of findings.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::domain::authoring::finding::{Finding, FindingKind, Part, Step};
use serde_json::{Value, json};

use crate::conditions::says;
use crate::generate::{Dice, TAGS};

/// What random rules compare a fact with, and what customers can have of it: each border and each stretch between two.
struct Tried {
    fact: &'static str,
    borders: Vec<Value>,
    has: Vec<Value>,
}

fn tried(fact: &'static str, borders: Value, has: Value) -> Tried {
    let list = |value: Value| value.as_array().unwrap().clone();
    let (borders, has) = (list(borders), list(has));
    Tried { fact, borders, has }
}

fn pool() -> Vec<Tried> {
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
pub struct Random {
    pub json: Value,
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

    pub fn some(dice: &mut Dice, count: usize) -> Vec<Self> {
        let pool = pool();
        (0..count).map(|n| Self::new(dice, &pool, &format!("d{n}"))).collect()
    }

    pub fn classes(&self) -> &[Value] {
        self.json["classes"].as_array().unwrap()
    }

    pub fn id(&self, class: usize) -> &str {
        self.classes()[class]["id"].as_str().unwrap()
    }

    pub fn holds(&self, class: usize, fact: &impl Fn(&str) -> Value) -> bool {
        let when = &self.classes()[class]["when"];
        !when.is_null() && says(when, fact)
    }

    /// The first class whose condition holds.
    pub fn first(&self, fact: &impl Fn(&str) -> Value) -> Option<usize> {
        (0..self.classes().len()).find(|class| self.holds(*class, fact))
    }

    /// The class that the rules give.
    pub fn class(&self, fact: &impl Fn(&str) -> Value) -> Option<usize> {
        let rest = || {
            self.classes()
                .iter()
                .position(|class| class["id"] == self.json["otherwise"])
        };
        self.first(fact).or_else(rest)
    }

    /// The situations, each as what it has of a fact.
    pub fn rows(&self) -> impl Iterator<Item = impl Fn(&str) -> Value> {
        self.situations.iter().map(|row| |name: &str| row[name].clone())
    }

    /// The facts that its conditions name.
    pub fn facts(&self) -> BTreeSet<String> {
        let text = self.json["classes"].to_string();
        let named = text
            .split("\"fact\":\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned());
        named.collect()
    }

    /// The findings about a class as a whole.
    pub fn about<'a>(&self, found: &'a [Finding], class: usize) -> Vec<&'a FindingKind> {
        let (dimension, class) = (self.json["id"].as_str().unwrap().into(), self.id(class).into());
        let part = Part::Class { dimension, class };
        let whole = found.iter().filter(|f| f.place.part == part && f.place.path.is_none());
        whole.map(|f| &f.kind).collect()
    }

    /// The findings about the dimension as a whole.
    pub fn about_all<'a>(&self, found: &'a [Finding]) -> Vec<&'a FindingKind> {
        let dimension = self.json["id"].as_str().unwrap().into();
        let part = Part::Dimension { dimension };
        found.iter().filter(|f| f.place.part == part).map(|f| &f.kind).collect()
    }

    /// Whether it is said that no rule leads to a class. One whose condition never holds may still take the rest.
    pub fn is_unreached(&self, found: &[Finding], class: usize) -> bool {
        let is_rest = self.classes()[class]["id"] == self.json["otherwise"];
        self.about(found, class).iter().any(|kind| match kind {
            FindingKind::Unreachable { .. } | FindingKind::NoCondition => true,
            FindingKind::NeverHolds => !is_rest,
            _ => false,
        })
    }
}

/// Every comparison of a condition, with the way to it.
pub fn leaves(condition: &Value, path: &mut Vec<Step>, see: &mut impl FnMut(&[Step], &Value)) {
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
pub fn part<'a>(condition: &'a Value, path: &[Step]) -> &'a Value {
    path.iter().fold(condition, |part, step| match step {
        Step::All(at) => &part["all"][*at],
        Step::Any(at) => &part["any"][*at],
        Step::Not => &part["not"],
    })
}
