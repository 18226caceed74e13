//! The rehearsed list equals the real change: over 1,000 random edits of the rules, the rehearsal carried along, the rulebook adopted,
//! and two fresh evaluations compared by customer and class say the same.

use std::collections::BTreeMap;

use guanxi::domain::apply::apply;
use guanxi::domain::change::{Change, ChangeSet, Head};
use guanxi::domain::columns::has_bit;
use guanxi::domain::command::Command;
use guanxi::domain::day::{Day, Moment};
use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::id::RuleVersionId;
use guanxi::domain::metric::Metric;
use guanxi::domain::rehearsal::Rehearsal;
use guanxi::domain::report::moves::{ClassCount, Mover, Moves, Way, WaySum};
use guanxi::domain::rule::Rulebook;
use guanxi::domain::rule::plan::Plan;
use guanxi::domain::versions::Adoption;
use guanxi::domain::world::World;

use crate::carried::stale;
use crate::generate::{Dice, Maker};
use crate::overrides::set_by_hand;
use crate::rule_edits::random_edit;
use crate::scoring::pivots;

const BOOKS: u64 = 10;
/// Edits that compile, a book.
const EDITS: usize = 100;

/// Puts a rulebook in force as the page does.
fn adopted(world: &World, rules: &Rulebook) -> Option<World> {
    let id = |n: usize| RuleVersionId::new(&format!("v{n}-{}", world.book.rule_versions.slots())).unwrap();
    let adoption = Adoption {
        ids: [id(1), id(0)],
        on: world.evaluation.as_of,
        at: Moment::parse(&format!("{}T09:00:00Z", world.evaluation.as_of)).unwrap(),
        by: None,
        name: None,
        note: None,
    };
    let command = Command::AdoptRulebook {
        seen: None,
        rulebook: Box::new(rules.clone()),
        adoption: Box::new(adoption),
    };
    let set = apply(&world.book, command).ok()?;
    let mut after = world.clone();
    after.apply(&set).ok()?;
    Some(after)
}

fn fresh(world: &World, rules: &Rulebook) -> Evaluation {
    Evaluation::new(&world.book, &world.ledger, rules, world.evaluation.as_of).unwrap()
}

/// The classes of a dimension in their order; nothing where the rules do not have it.
fn order(evaluation: &Evaluation, dimension: &str) -> Option<Vec<String>> {
    let plan = evaluation.plan.dimensions.iter().find(|d| &*d.id == dimension)?;
    Some(match plan.text_of {
        Some(word) => evaluation.columns.words[word]
            .words()
            .iter()
            .map(|w| w.to_string())
            .collect(),
        None => {
            // From best to worst, those that the rank leaves out behind.
            let ids = || plan.classes.iter().map(|c| c.id.to_string());
            let ranked = plan
                .rank
                .iter()
                .map(|id| id.to_string())
                .filter(|id| ids().any(|own| own == *id));
            let rest = ids().filter(|id| plan.rank.iter().all(|ranked| **ranked != **id));
            ranked.chain(rest).collect()
        }
    })
}

/// A class among classes in the later order: one that goes stands before the next old one that stays.
fn stands(old: &[String], new: &[String], class: &str) -> Option<(usize, usize, usize)> {
    if let Some(at) = new.iter().position(|c| c == class) {
        return Some((at, 1, 0));
    }
    let was = old.iter().position(|c| c == class)?;
    let next = old[was..].iter().find_map(|c| new.iter().position(|n| n == c));
    Some((next.unwrap_or(new.len()), 0, was))
}

/// The way between two classes as the later rules rank them.
fn way(now: &Evaluation, then: &Evaluation, dimension: &str, from: Option<&str>, to: Option<&str>) -> Way {
    let rank =
        |e: &Evaluation| -> Vec<String> { e.plan.rulebook.rank(dimension).iter().map(|c| c.to_string()).collect() };
    let (old, new) = (rank(now), rank(then));
    let place = |class: Option<&str>| {
        class
            .filter(|_| !new.is_empty())
            .and_then(|class| stands(&old, &new, class))
    };
    match (place(from), place(to)) {
        _ if from.is_none() => Way::New,
        _ if to.is_none() && !new.is_empty() => Way::Gone,
        (Some(from), Some(to)) if to > from => Way::Down,
        (Some(_), Some(_)) => Way::Up,
        _ => Way::Other,
    }
}

/// The worse first, the largest purchases first, unknown ones last.
fn before(a: &Mover, b: &Mover) -> std::cmp::Ordering {
    let money = |m: &Mover| m.purchase.unwrap_or(f64::MIN);
    let ways = (a.way, money(b)).partial_cmp(&(b.way, money(a)));
    ways.unwrap().then(a.slot.cmp(&b.slot))
}

/// What becomes of a dimension, worked out slowly: who has another class, by customer.
fn by_comparison(world: &World, now: &Evaluation, then: &Evaluation, dimension: &str) -> Option<Moves> {
    let (old, new) = (order(now, dimension), order(then, dimension));
    if old.is_none() && new.is_none() {
        return None;
    }
    let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
    let goes = |class: &String| !new.contains(class);
    let place = |class: &str| stands(&old, &new, class).unwrap();
    let unclassified = (usize::MAX, 0, 0);
    let mut tally: BTreeMap<_, (Option<String>, usize, usize)> = BTreeMap::new();
    for class in new.iter().chain(old.iter().filter(|c| goes(c))) {
        tally.insert(place(class), (Some(class.clone()), 0, 0));
    }
    tally.insert(unclassified, (None, 0, 0));
    let mut movers: Vec<Mover> = Vec::new();
    for (slot, _) in world
        .book
        .customers
        .iter()
        .filter(|(slot, _)| world.evaluation.exists(*slot))
    {
        let (from, to) = (now.class_in(slot, dimension), then.class_in(slot, dimension));
        let (at, goal) = (from.map_or(unclassified, place), to.map_or(unclassified, place));
        tally.get_mut(&at).unwrap().1 += 1;
        tally.get_mut(&goal).unwrap().2 += 1;
        if from != to {
            movers.push(Mover {
                slot,
                from: from.map(Into::into),
                to: to.map(Into::into),
                way: way(now, then, dimension, from, to),
                purchase: then.number(slot, Metric::AnnualPurchase),
            });
        }
    }
    movers.sort_by(before);
    let of = |way: Way| movers.iter().filter(move |m| m.way == way);
    let sum = |way: Way| of(way).filter_map(|m| m.purchase).sum::<f64>();
    let told = tally
        .into_values()
        .filter(|(class, now, then)| class.as_ref().is_some_and(|c| !goes(c)) || now + then > 0);
    Some(Moves {
        counts: told
            .map(|(class, now, then)| ClassCount {
                class: class.map(Into::into),
                now,
                then,
            })
            .collect(),
        ways: Way::ALL.map(|way| WaySum {
            customers: of(way).count(),
            purchase: sum(way),
        }),
        movers,
    })
}

/// Sums of fen do not depend on the order; those of yuan may in the last bit.
fn rounded(mut moves: Moves) -> Moves {
    moves
        .ways
        .iter_mut()
        .for_each(|sum| sum.purchase = (sum.purchase * 100.0).round());
    moves
}

fn tagged(now: &Evaluation, then: &Evaluation, tag: &str, world: &World) -> (Vec<u32>, Vec<u32>) {
    let has = |e: &Evaluation, slot: u32| e.tags_of(slot).any(|t| t == tag);
    let pick = |got: bool| {
        let all = world.book.customers.iter().map(|(slot, _)| slot);
        all.filter(|s| has(then, *s) == got && has(now, *s) != got).collect()
    };
    (pick(true), pick(false))
}

/// The rehearsal against the comparison, for every dimension and tag of both rulebooks. How many move.
fn same(what: &str, world: &World, rehearsal: &Rehearsal, now: &Evaluation, then: &Evaluation) -> usize {
    let mut ids: Vec<&str> = now.plan.dimensions.iter().map(|d| &*d.id).collect();
    let new = then.plan.dimensions.iter().map(|d| &*d.id);
    ids.extend(new.filter(|id| now.plan.dimension(id).is_none()));
    let mut moved = Vec::new();
    for id in &ids {
        let expected = by_comparison(world, now, then, id).map(rounded);
        let told = rehearsal.moves(&world.evaluation, id, usize::MAX).map(rounded);
        assert_eq!(told, expected, "{what}, {id}");
        let expected = expected.unwrap();
        moved.push(((*id).into(), expected.movers.len()));
        let few = rehearsal.moves(&world.evaluation, id, 2).unwrap();
        let first = |way: Way| expected.movers.iter().filter(move |m| m.way == way).take(2);
        assert!(
            few.movers.iter().eq(Way::ALL.into_iter().flat_map(first)),
            "{what}, {id}: the first two"
        );
    }
    assert_eq!(rehearsal.moved(&world.evaluation), moved, "{what}");
    for tag in now.plan.tags.iter().chain(&then.plan.tags) {
        let told = rehearsal.tagged(&world.evaluation, &tag.id);
        assert_eq!(told, tagged(now, then, &tag.id, world), "{what}, tag {}", tag.id);
    }
    assert_eq!(rehearsal.moves(&world.evaluation, "no such dimension", 1), None);
    moved
        .into_iter()
        .map(|(_, n): (guanxi::domain::record::Text, usize)| n)
        .sum()
}

/// A rulebook that does not compile changes nothing, wherever it is tried.
fn refused(what: &str, world: &World, rehearsal: &mut Rehearsal, rules: &Rulebook) {
    let before = rehearsal.then.clone();
    assert!(rehearsal.change(world, rules).is_err(), "{what}");
    assert_eq!(stale(&world.book, &rehearsal.then, &before), None, "{what}");
    assert!(
        Rehearsal::new(world, rules).is_err() && adopted(world, rules).is_none(),
        "{what}"
    );
    let head = Head {
        rulebook: rules.clone(),
        ..world.book.head.clone()
    };
    let change = Change::Head {
        before: Box::new(world.book.head.clone()),
        after: Box::new(head),
    };
    let set = ChangeSet {
        label: Default::default(),
        changes: vec![change],
    };
    let mut kept = world.clone();
    assert!(kept.apply(&set).is_err(), "{what}");
    assert_eq!(kept.book.head, world.book.head, "{what}");
    assert_eq!(stale(&world.book, &kept.evaluation, &world.evaluation), None, "{what}");
}

/// Edits one book's rules; counts (edits with movers, edits that were refused, customers set by hand now).
fn edited(seed: u64) -> [usize; 3] {
    let days = pivots(seed);
    let mut maker = Maker::new(2_000 + seed, &days);
    let mut book = maker.book(70);
    set_by_hand(&mut maker.dice, &mut book, &days, 25);
    for id in book
        .customers
        .iter()
        .map(|(_, c)| c.id.to_string())
        .step_by(23)
        .collect::<Vec<_>>()
    {
        book.customers.remove(&id);
    }
    let mut world = World::new(book, *days.last().unwrap()).0;
    let (mut draft, mut dice) = (world.book.head.rulebook.clone(), Dice::new(77 + seed));
    let mut rehearsal = Rehearsal::new(&world, &draft).unwrap();
    let (mut done, mut told) = (0, [0; 3]);
    while done < EDITS {
        let rules = random_edit(&mut dice, &draft);
        let what = format!("book {seed}, edit {done}");
        if Plan::compile(&rules).is_err() {
            refused(&what, &world, &mut rehearsal, &rules);
            told[1] += 1;
            continue;
        }
        done += 1;
        if dice.chance(10) {
            rehearsal = Rehearsal::new(&world, &rules).unwrap();
        } else {
            rehearsal.change(&world, &rules).unwrap();
        }
        let now = fresh(&world, &world.book.head.rulebook);
        let after = adopted(&world, &rules).unwrap();
        let then = fresh(&after, &rules);
        assert_eq!(
            stale(&world.book, &rehearsal.then, &then),
            None,
            "{what}: rehearsed and anew"
        );
        assert_eq!(
            stale(&world.book, &after.evaluation, &then),
            None,
            "{what}: adopted and anew"
        );
        told[0] += usize::from(same(&what, &world, &rehearsal, &now, &then) > 0);
        draft = rules;
        match dice.below(30) {
            0 => draft = world.book.head.rulebook.clone(),
            1 => {
                world = after;
                rehearsal = Rehearsal::new(&world, &draft).unwrap();
            }
            2 => draft = Rulebook::default(),
            _ => {}
        }
    }
    told[2] = set_now(&world, world.evaluation.as_of);
    told
}

fn set_now(world: &World, day: Day) -> usize {
    let holds = |slot: &u32| {
        world
            .evaluation
            .columns
            .by_hand
            .get(slot)
            .is_some_and(|o| o.iter().any(|o| o.holds_on(day)))
    };
    (0..world.evaluation.columns.rows as u32)
        .filter(|s| has_bit(&world.evaluation.columns.live, *s))
        .filter(holds)
        .count()
}

#[test]
fn the_rehearsed_list_equals_the_real_change_over_1000_edits() {
    let all: Vec<[usize; 3]> = (0..BOOKS).map(edited).collect();
    let sum = |i: usize| all.iter().map(|told| told[i]).sum::<usize>();
    // The dice must not have fallen on edits that say nothing.
    assert!(sum(0) > 500, "only {} edits move anybody", sum(0));
    assert!(sum(1) > 50, "only {} edits are refused", sum(1));
    assert!(sum(2) > 30, "only {} customers are set by hand", sum(2));
}

#[test]
fn a_customer_set_by_hand_does_not_move() {
    let days = pivots(1);
    let mut maker = Maker::new(31, &days);
    let mut book = maker.book(80);
    set_by_hand(&mut maker.dice, &mut book, &days, 60);
    let world = World::new(book, days[2]).0;
    let mut rules = Rulebook::default();
    // Everybody with a figure is strategic.
    rules.dimensions[0].classes[0].when = serde_json::from_value(
        serde_json::json!({"fact": "annual_purchase", "operator": "greaterThan", "value": -1e9}),
    )
    .unwrap();
    let rehearsal = Rehearsal::new(&world, &rules).unwrap();
    let moves = rehearsal.moves(&world.evaluation, "value", usize::MAX).unwrap();
    let held: Vec<u32> = (0..world.evaluation.columns.rows as u32)
        .filter(|s| world.evaluation.by_hand(&world.book, *s, 0).is_some())
        .collect();
    let up = moves.sum(Way::Up).customers;
    assert!(held.len() > 3 && up > 20, "{} held, {up} up", held.len());
    assert!(moves.movers.iter().all(|m| !held.contains(&m.slot)));
    assert!(moves.movers.iter().all(|m| m.to.as_deref() == Some("strategic")));
}
