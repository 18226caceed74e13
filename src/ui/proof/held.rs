//! Which comparisons make a condition hold, each with its border and what the customer has: what a warning says of itself.

use crate::domain::inquiry::explain::{Actual, LeafTrace, Trace};
use crate::domain::inquiry::ladder::Ladder;
use crate::domain::label::Lang;
use crate::domain::metric::{Metric, Unit};
use crate::domain::report::risk::LOST;
use crate::domain::rule::{Condition, Operand, Operator};
use crate::domain::world::World;
use crate::ui::text::T;
use crate::ui::text::sentence::Words;

/// Whether a comparison only says that a customer deals with us: that is behind every warning, and warns of nothing.
fn is_ground(leaf: &LeafTrace) -> bool {
    let says_lost = leaf.actual == Actual::Word(LOST.1.into());
    let has_dealt = Metric::HasDealt.info().id;
    *leaf.fact == *has_dealt || (*leaf.fact == *LOST.0 && !says_lost)
}

/// What a customer has of a fact.
type ActualOf<'a> = &'a dyn Fn(&str) -> Actual;

/// Of a condition that a customer meets now, the comparisons that hold.
pub fn held_now(world: &World, slot: u32, condition: &Condition, lang: Lang) -> Vec<String> {
    let (explainer, plan) = (world.explainer(slot), &world.evaluation.plan);
    let actual = |fact: &str| explainer.actual(fact, plan.dimensions.len());
    held(&explainer.condition(condition), Words { lang, plan }, &actual)
}

/// The comparisons that make a condition hold; nothing where it does not.
pub fn held(trace: &Trace, words: Words<'_>, actual: ActualOf<'_>) -> Vec<String> {
    let mut leaves = Vec::new();
    collect(trace, &mut leaves);
    if !leaves.iter().all(|leaf| is_ground(leaf)) {
        leaves.retain(|leaf| !is_ground(leaf));
    }
    leaves.into_iter().map(|leaf| said(leaf, words, actual)).collect()
}

fn collect<'a>(trace: &'a Trace, leaves: &mut Vec<&'a LeafTrace>) {
    match trace {
        Trace::All(true, parts) | Trace::Any(true, parts) => parts.iter().for_each(|part| collect(part, leaves)),
        Trace::Leaf(leaf) if leaf.holds => leaves.push(leaf),
        // What does not hold is named by no figure of its own.
        Trace::All(..) | Trace::Any(..) | Trace::Not(..) | Trace::Leaf(_) => {}
    }
}

/// A comparison with the customer's figure; a class that a score makes says the score.
fn said(leaf: &LeafTrace, words: Words<'_>, actual: ActualOf<'_>) -> String {
    let t = T(words.lang);
    let text = words.leaf(&leaf.fact, leaf.operator, &leaf.value);
    match &leaf.actual {
        // What is only so or not is said by the comparison.
        Actual::Number(_) if words.unit(&leaf.fact) == Some(Unit::Flag) => text,
        Actual::Number(value) => figure(words, text, &leaf.fact, *value),
        Actual::Word(_) => match score(leaf, words, actual) {
            Some((score, line)) => t.held_score(text, score, line),
            None => text,
        },
        Actual::Missing | Actual::List(_) => text,
    }
}

/// A comparison of a number, and the number.
pub fn figure(words: Words<'_>, text: String, fact: &str, value: f64) -> String {
    T(words.lang).held_figure(text, words.actual(fact, &Actual::Number(value)))
}

/// A fact with its figure: `健康分47.5分`, `Health score 47.5 points`.
pub fn fact_value(words: Words<'_>, fact: &str, value: f64) -> String {
    T(words.lang).fact_value(words.fact(fact), words.figure(fact, value))
}

/// The score that makes a class, and the border that it is beyond.
fn score(leaf: &LeafTrace, words: Words<'_>, actual: ActualOf<'_>) -> Option<(String, String)> {
    let ladder = Ladder::of(words.plan, words.plan.dimension(&leaf.fact)?)?;
    let Actual::Number(value) = actual(&ladder.fact) else {
        return None;
    };
    let at = ladder.at(value);
    let next = ladder
        .rungs
        .get(at + 1)
        .and_then(|next| Some((next.from?, next.inclusive)));
    let own = || ladder.rungs.get(at).and_then(|rung| Some((rung.from?, rung.inclusive)));
    let (border, operator) = match next {
        Some((border, true)) => (border, Operator::LessThan),
        Some((border, false)) => (border, Operator::LessThanInclusive),
        None => match own()? {
            (border, true) => (border, Operator::GreaterThanInclusive),
            (border, false) => (border, Operator::GreaterThan),
        },
    };
    let line = words.line(&ladder.fact, operator, &Operand::Number(border))?;
    Some((fact_value(words, &ladder.fact, value), line))
}
