//! Carrying an evaluation along through changes is the same as starting anew.

use std::collections::BTreeMap;

use guanxi::domain::book::{Book, BookRecord};
use guanxi::domain::change::{Change, ChangeSet, Delta};
use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::held::Held;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{Customer, Interaction, Order, Ticket};
use guanxi::domain::ledger::Ledger;
use guanxi::domain::metric::METRICS;
use guanxi::domain::metric::rfm::RANKED;
use guanxi::domain::rule::Rulebook;
use guanxi::domain::world::World;
use serde_json::{Value, json};

use crate::conditions::condition;
use crate::generate::{Dice, Maker};
use crate::scoring::*;

/// What differs between an evaluation carried along and a new one.
pub fn stale(book: &Book, carried: &Evaluation, new: &Evaluation) -> Option<String> {
    let (a, b) = (&carried.columns, &new.columns);
    if (carried.as_of, a.rows, &a.live, &carried.plan.rulebook) != (new.as_of, b.rows, &b.live, &new.plan.rulebook) {
        return Some("as-of date, rows, live rows or rulebook".to_owned());
    }
    let sizes = |e: &Evaluation| {
        (
            e.columns.numbers.len(),
            e.columns.words.len(),
            e.classes.len(),
            e.tags.len(),
        )
    };
    if sizes(carried) != sizes(new) {
        return Some("number of columns".to_owned());
    }
    for (slot, customer) in book.customers.iter() {
        let row = slot as usize;
        let id = &customer.id;
        for (column, (a, b)) in a.numbers.iter().zip(&b.numbers).enumerate() {
            if a[row] != b[row] && !(a[row].is_nan() && b[row].is_nan()) {
                let name = METRICS.get(column).map_or("a score's column", |m| m.id);
                return Some(format!("{id} {name}: {} carried, {} new", a[row], b[row]));
            }
        }
        for (column, (a, b)) in a.words.iter().zip(&b.words).enumerate() {
            if a.word(row) != b.word(row) {
                return Some(format!(
                    "{id} word {column}: {:?} carried, {:?} new",
                    a.word(row),
                    b.word(row)
                ));
            }
        }
        for dimension in 0..carried.classes.len() {
            let (a, b) = (carried.class(slot, dimension), new.class(slot, dimension));
            if a != b {
                return Some(format!(
                    "{id} {}: {a:?} carried, {b:?} new",
                    carried.plan.dimensions[dimension].id
                ));
            }
        }
        if !carried.tags_of(slot).eq(new.tags_of(slot)) {
            let tags = |e: &Evaluation| e.tags_of(slot).map(str::to_owned).collect::<Vec<_>>();
            return Some(format!("{id} tags: {:?} carried, {:?} new", tags(carried), tags(new)));
        }
    }
    None
}

pub fn delta<R: BookRecord>(book: &Book, id: &str, after: Option<R>) -> Change
where
    Change: From<Delta<R>>,
{
    Change::from(Delta {
        before: R::table(book).get(id).cloned(),
        after: after.map(Held::new),
    })
}

pub fn any<R: BookRecord>(book: &Book, dice: &mut Dice) -> Option<Held<R>> {
    let all: Vec<&Held<R>> = R::table(book).iter().map(|(_, record)| record).collect();
    (!all.is_empty()).then(|| dice.pick(&all).clone())
}

/// One random change, with the key that says which record it is about.
pub fn change(book: &Book, maker: &mut Maker, gone: &mut Vec<Held<Customer>>, step: usize) -> Option<(String, Change)> {
    let someone = any::<Customer>(book, &mut maker.dice)?.id.to_string();
    Some(match maker.dice.below(16) {
        0 | 1 => {
            let edited = maker.customer(&someone);
            (someone.clone(), delta(book, &someone, Some(edited)))
        }
        2 => {
            let id = format!("new{step}-{}", maker.dice.below(1000));
            let customer = maker.customer(&id);
            (id.clone(), delta(book, &id, Some(customer)))
        }
        3 => {
            // Its events stay behind.
            let customer = any::<Customer>(book, &mut maker.dice)?;
            let id = customer.id.to_string();
            gone.push(customer);
            (id.clone(), delta::<Customer>(book, &id, None))
        }
        4 => {
            let back = gone.pop()?;
            let id = back.id.to_string();
            if book.customers.get(&id).is_some() {
                return None;
            }
            (id.clone(), delta(book, &id, Some((*back).clone())))
        }
        5 | 6 => {
            let order = maker.order(&someone);
            let id = order.id.to_string();
            (format!("order {id}"), delta(book, &id, Some(order)))
        }
        7 => {
            // Another day, another amount, perhaps another customer.
            let old = any::<Order>(book, &mut maker.dice)?;
            let moves = maker.dice.chance(50);
            let mut order = maker.order(if moves { &someone } else { old.customer.as_str() });
            order.id = old.id.clone();
            (format!("order {}", old.id), delta(book, old.id.as_str(), Some(order)))
        }
        8 => {
            let old = any::<Order>(book, &mut maker.dice)?;
            (format!("order {}", old.id), delta::<Order>(book, old.id.as_str(), None))
        }
        9 | 10 => {
            let interaction = maker.interaction(&someone);
            let id = interaction.id.to_string();
            (format!("interaction {id}"), delta(book, &id, Some(interaction)))
        }
        11 => {
            let old = any::<Interaction>(book, &mut maker.dice)?;
            let mut interaction = maker.interaction(&someone);
            interaction.id = old.id.clone();
            (
                format!("interaction {}", old.id),
                delta(book, old.id.as_str(), Some(interaction)),
            )
        }
        12 => {
            let old = any::<Interaction>(book, &mut maker.dice)?;
            (
                format!("interaction {}", old.id),
                delta::<Interaction>(book, old.id.as_str(), None),
            )
        }
        13 => {
            let ticket = maker.ticket(&someone);
            let id = ticket.id.to_string();
            (format!("ticket {id}"), delta(book, &id, Some(ticket)))
        }
        14 => {
            let old = any::<Ticket>(book, &mut maker.dice)?;
            let mut ticket = maker.ticket(&someone);
            ticket.id = old.id.clone();
            (format!("ticket {}", old.id), delta(book, old.id.as_str(), Some(ticket)))
        }
        _ => {
            let old = any::<Ticket>(book, &mut maker.dice)?;
            (
                format!("ticket {}", old.id),
                delta::<Ticket>(book, old.id.as_str(), None),
            )
        }
    })
}

pub fn change_set(book: &Book, maker: &mut Maker, gone: &mut Vec<Held<Customer>>, step: usize) -> ChangeSet {
    let mut changes = BTreeMap::new();
    for _ in 0..maker.dice.pick(&[1, 1, 1, 2, 4, 12]) {
        if let Some((key, change)) = change(book, maker, gone, step) {
            changes.entry(key).or_insert(change);
        }
    }
    ChangeSet {
        label: Default::default(),
        changes: changes.into_values().collect(),
    }
}

/// A score on facts that move with the other customers; now and then it writes over a fact that the ranking itself looks at.
fn ranked_score(dice: &mut Dice) -> Value {
    let ranked = |dice: &mut Dice| METRICS[dice.pick(&RANKED) as usize].id;
    let components = [
        "standing_part",
        "rfm_total",
        "rfm_monetary",
        "days_since_last_order",
        "annual_purchase",
    ];
    let part = if dice.chance(70) {
        components[0]
    } else {
        dice.pick(&components)
    };
    let terms = json!([
        {"metric": part, "weight": 1, "of": ranked(dice), "factor": dice.pick(&[0.5, 7.0, 60.0]), "missing": dice.pick(&[json!(0), Value::Null])},
        {"metric": ranked(dice), "weight": 0.5, "invert": dice.chance(50)},
        {"metric": "health_score", "weight": 0.25},
    ]);
    let bands = json!([{"id": "up", "name": "上", "from": 40}, {"id": "down", "name": "下", "from": 0}]);
    json!({"id": "standing", "name": "排位", "terms": terms, "bands": bands})
}

/// Rules as a user might set them: other limits, another health score, RFM otherwise, a dimension and tags of their own.
pub fn rules(dice: &mut Dice) -> Value {
    let mut rules = Rulebook::default().to_json();
    let rfm = rfm_json(&rfm_rule(dice));
    for score in rules["scores"].as_array_mut().unwrap() {
        if score["id"] == "rfm" {
            *score = rfm["scores"][0].clone();
            continue;
        }
        for term in score["terms"].as_array_mut().unwrap() {
            term["weight"] = json!(dice.pick(&[0.1, 0.25, 0.3, 0.5]));
            if term.get("factor").is_some() {
                term["factor"] = json!(dice.pick(&[5, 20, 50, 100]));
            }
        }
        let best = dice.between(50, 90);
        score["bands"][0]["from"] = json!(best);
        score["bands"][1]["from"] = json!(best - dice.between(1, 30));
    }
    for dimension in rules["dimensions"].as_array_mut().unwrap() {
        if dimension["id"] == "value" {
            dimension["classes"][0]["when"]["value"] = json!(dice.pick(&[50_000, 200_000, 1_000_000]));
        }
        if dimension["id"] == "risk" && dice.chance(40) {
            dimension["classes"][0]["when"] = condition(dice, 2, true);
        }
    }
    if dice.chance(60) {
        let score = ranked_score(dice);
        rules["scores"].as_array_mut().unwrap().push(score);
        let bands = json!({"id": "standing", "name": "排位", "bands_of": "standing", "classes": []});
        rules["dimensions"].as_array_mut().unwrap().push(bands);
    }
    if dice.chance(50) {
        let own = json!({"id": "own", "name": "自定", "otherwise": dice.pick(&[json!("rest"), Value::Null]), "classes": [
            {"id": "one", "name": "一", "when": condition(dice, 2, true)}, {"id": "rest", "name": "余"}]});
        rules["dimensions"].as_array_mut().unwrap().push(own);
    }
    for n in 0..dice.below(4) {
        let tag = json!({"id": format!("own{n}"), "name": "自定", "when": condition(dice, 3, false)});
        rules["tags"].as_array_mut().unwrap().push(tag);
    }
    rules
}

/// Where no row was ever removed, everything comes out alike.
fn is_as_compacted(book: &Book, carried: &Evaluation, rulebook: &Rulebook, when: &str) {
    let compact = compacted(book);
    let new = Evaluation::new(&compact, &Ledger::build(&compact), rulebook, carried.as_of).unwrap();
    assert_eq!(by_id(book, carried), by_id(&compact, &new), "{when}");
}

#[test]
fn carrying_along_is_the_same_as_starting_anew() {
    let mut steps = [0; 4];
    for seed in 100..114 {
        let days = pivots(seed);
        let mut maker = Maker::new(seed, &days);
        let size = maker.dice.pick(&[3, 12, 60, 120]);
        let mut book = maker.book(size);
        let mut ledger = Ledger::build(&book);
        let (mut rulebook, mut as_of) = (Rulebook::default(), days[0]);
        let mut carried = Evaluation::new(&book, &ledger, &rulebook, as_of).unwrap();
        let (mut gone, mut done): (Vec<Held<Customer>>, Vec<ChangeSet>) = (Vec::new(), Vec::new());
        for step in 0..40 {
            let what = maker.dice.below(10);
            let kind = match what {
                0 => {
                    as_of = maker.day();
                    carried.set_as_of(&book, &ledger, as_of);
                    0
                }
                1 => {
                    rulebook = Rulebook::from_json(&rules(&mut maker.dice)).unwrap();
                    carried.set_rulebook(&book, &ledger, &rulebook).unwrap();
                    1
                }
                _ => {
                    // Two times in ten, the way back of the last set.
                    let undo = (what < 4).then(|| done.pop()).flatten();
                    let undone = undo.is_some();
                    let set = undo.map_or_else(|| change_set(&book, &mut maker, &mut gone, step), ChangeSet::inverse);
                    book.apply(&set);
                    let touched = ledger.apply(&book, &set);
                    carried.update(&book, &ledger, &touched);
                    if !undone {
                        done.push(set);
                    }
                    2 + usize::from(undone)
                }
            };
            steps[kind] += 1;
            let new = Evaluation::new(&book, &Ledger::build(&book), &rulebook, as_of).unwrap();
            let stale = stale(&book, &carried, &new);
            assert_eq!(
                stale,
                None,
                "seed {seed}, step {step}, {}",
                ["as-of date", "rulebook", "change", "undo"][kind]
            );
            if step % 13 == 0 {
                is_as_compacted(&book, &carried, &rulebook, &format!("seed {seed}, step {step}"));
            }
        }
    }
    assert!(steps.iter().all(|times| *times > 20), "{steps:?}");
}

#[test]
fn rules_that_are_refused_change_nothing() {
    let days = pivots(0);
    let book = Maker::new(0, &days).book(20);
    let ledger = Ledger::build(&book);
    let new = fresh(&book, &json!({}), days[0]);
    let mut carried = new.clone();
    let table = [
        ("no_such_fact", json!(1)),
        // A circle: the dimension asks for itself.
        ("value", json!("key")),
        // Evaluated later.
        ("risk", json!("high")),
    ];
    for (fact, value) in table {
        let classes = json!([{"id": "key", "name": "x", "when": {"fact": fact, "operator": "equal", "value": value}}]);
        let rules = json!({"dimensions": [{"id": "value", "name": "x", "classes": classes}]});
        let rulebook = Rulebook::from_json(&rules).unwrap();
        let issues = carried.set_rulebook(&book, &ledger, &rulebook).unwrap_err();
        assert!(
            issues[0].place.starts_with("dimensions[value].classes[key].when"),
            "{issues:?}"
        );
        assert_eq!(stale(&book, &carried, &new), None, "{fact}");
    }
}

/// A stored rulebook that does not compile opens under the default one. What then comes in, however much at once, is taken as it is in
/// small pieces; and what cannot be saved is taken back whole, the rules included.
#[test]
fn a_stored_rulebook_that_does_not_compile_stops_no_import_and_no_way_back() {
    let days = pivots(0);
    let mut book = Maker::new(0, &days).book(20);
    let circle = json!({"dimensions": [{"id": "value", "name": "x", "classes": [{"id": "key", "name": "x",
        "when": {"fact": "value", "operator": "equal", "value": "key"}}]}]});
    book.head.rulebook = Rulebook::from_json(&circle).unwrap();
    let (mut whole, issues) = World::new(book.clone(), days[0]);
    assert_eq!(issues.len(), 1);
    let (mut pieces, _) = World::new(book.clone(), days[0]);
    let new = |n| {
        Change::from(Delta::put(Customer::new(
            CustomerId::new(&format!("n{n}")).unwrap(),
            "新",
        )))
    };
    let set = |changes: Vec<Change>| ChangeSet {
        label: Default::default(),
        changes,
    };
    let extent = whole.book.extent();
    let many = set((0..6_000).map(new).collect());
    assert_eq!(whole.apply(&many), Ok(()));
    for piece in many.changes.chunks(2_000) {
        assert_eq!(pieces.apply(&set(piece.to_vec())), Ok(()));
    }
    assert_eq!(whole.book.customers.len(), pieces.book.customers.len());
    assert_eq!(stale(&whole.book, &whole.evaluation, &pieces.evaluation), None);
    let with_default = Evaluation::with_default(&whole.book, &whole.ledger, days[0]);
    assert_eq!(stale(&whole.book, &whole.evaluation, &with_default), None);
    whole.take_back(many, &extent);
    assert!(whole.book == book);
    // Sound rules that cannot be saved: the way back leads to those that do not compile.
    let mut after = book.head.clone();
    after.rulebook = Rulebook::from_json(&rules(&mut Dice::new(5))).unwrap();
    let adopted = set(vec![Change::Head {
        before: Box::new(book.head.clone()),
        after: Box::new(after),
    }]);
    assert_eq!(whole.apply(&adopted), Ok(()));
    whole.take_back(adopted, &extent);
    assert!(whole.book == book);
    let (opened, _) = World::new(book, days[0]);
    assert_eq!(stale(&whole.book, &whole.evaluation, &opened.evaluation), None);
    // Rules that do not compile are refused, whatever comes with them, and nothing stays in memory.
    let mut after = opened.book.head.clone();
    after.settings.company = Some("甲".into());
    after.rulebook = Rulebook::from_json(&json!({"tags": [{"id": "t", "name": "t",
        "when": {"fact": "no_such_fact", "operator": "equal", "value": 1}}]}))
    .unwrap();
    let mut many: Vec<Change> = (0..6_000).map(new).collect();
    many.push(Change::Head {
        before: Box::new(opened.book.head.clone()),
        after: Box::new(after),
    });
    assert!(whole.apply(&set(many)).is_err());
    assert!(whole.book == opened.book);
}

/// The same records in a book that never had others, the customers in another order.
pub fn compacted(book: &Book) -> Book {
    let mut new = Book::default();
    book.customers.iter().rev().for_each(|(_, c)| {
        new.customers.put(c.clone());
    });
    book.orders.iter().rev().for_each(|(_, o)| {
        new.orders.put(o.clone());
    });
    book.interactions.iter().for_each(|(_, i)| {
        new.interactions.put(i.clone());
    });
    book.tickets.iter().for_each(|(_, t)| {
        new.tickets.put(t.clone());
    });
    new
}

/// Everything of every customer, by id.
pub fn by_id(book: &Book, evaluation: &Evaluation) -> BTreeMap<String, String> {
    let all = |slot: u32| {
        let numbers = 0..evaluation.columns.numbers.len();
        let numbers: Vec<_> = numbers.map(|c| evaluation.column(slot, c)).collect();
        let classes: Vec<_> = (0..evaluation.classes.len())
            .map(|d| evaluation.class(slot, d))
            .collect();
        format!(
            "{numbers:?} {classes:?} {:?}",
            evaluation.tags_of(slot).collect::<Vec<_>>()
        )
    };
    book.customers
        .iter()
        .map(|(slot, c)| (c.id.to_string(), all(slot)))
        .collect()
}
