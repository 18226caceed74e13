//! Findings against a plain reading: every situation of random rules tried one by one, every customer asked by itself.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::domain::authoring::finding::{Finding, FindingKind, SHOWN, Step, findings, reaches};
use guanxi::domain::book::Book;
use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::ledger::Ledger;
use guanxi::domain::rule::Rulebook;
use guanxi::domain::rule::plan::Plan;
use serde_json::{Value, json};

use crate::conditions::{NUMBERS, fact, says};
use crate::finding_random::{Random, leaves, part};
use crate::generate::{Dice, Maker};
use crate::naive;
use crate::scoring::*;

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
    assert!(seen.values().all(|n| *n >= 25) && seen.len() == 3, "{seen:?}");
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
        let all = self.book.customers.iter().map(|(slot, _)| slot);
        all.filter(|slot| self.evaluation.exists(*slot))
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
        let mut evaluation = fresh(&book, &rules, days[0]);
        let plan = Plan::compile(&Rulebook::from_json(&rules).unwrap()).unwrap();
        for day in &days[..2] {
            // The second time round, a term finds what a later score left there.
            evaluation.set_as_of(&book, &Ledger::build(&book), *day);
            for (column, reach) in reaches(&plan).into_iter().enumerate() {
                let there = book.customers.iter().filter(|(slot, _)| evaluation.exists(*slot));
                for (slot, _) in there {
                    let value = evaluation.columns.numbers[column][slot as usize];
                    assert!(
                        reach.holds(value),
                        "column {column}: {value} not in {reach:?} under {rules}"
                    );
                    ends += usize::from(value == reach.lowest) + usize::from(value == reach.highest);
                }
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
