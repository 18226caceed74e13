//! Why an example came out as it did: the one comparison that decided, with the figure that was looked at.

use super::{Subject, who};
use crate::domain::evaluation::Evaluation;
use crate::domain::inquiry::explain::{Actual, Explainer, LeafTrace, Trace, traced};
use crate::domain::inquiry::ties::{Judged, ties};
use crate::domain::record::Text;
use crate::domain::rule::plan::{PlanClass, PlanDimension};
use crate::domain::rule::{Condition, Example};
use crate::domain::world::World;

/// The comparison that decided, and how many rank alike with the customer where only their ids decided it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The comparison.
    pub leaf: LeafTrace,
    /// How many customers rank alike; nothing where their ids decide nothing.
    pub ties: Option<usize>,
}

/// The comparison that decided, under the rules of an evaluation. For a class that was expected, what its rule misses; where that
/// rule holds, what an earlier one was met by. Nothing where no rule decides, and for an example that cannot be run.
pub fn reason(world: &World, evaluation: &Evaluation, example: &Example) -> Option<Reason> {
    let plan = &evaluation.plan;
    if let Some(id) = &example.dimension {
        let place = plan.dimension(id)?;
        let dimension = &plan.dimensions[place];
        let decided = |subject: &Subject| {
            let class = subject.class(place);
            let trace = |when: &Condition| traced(when, &|fact| subject.actual(world, fact, place));
            let leaf = decisive(dimension, example, class.as_ref(), &trace)?;
            Some(Reason {
                leaf,
                ties: subject.ties(Judged::Class(place)),
            })
        };
        return who(&world.book, evaluation, example, decided).ok()?;
    }
    let place = plan.tags.iter().position(|tag| Some(&tag.id) == example.tag.as_ref())?;
    let tag = &plan.tags[place];
    let every = plan.dimensions.len();
    let decided = |subject: &Subject| {
        let trace = traced(&tag.when, &|fact| subject.actual(world, fact, every));
        Some(Reason {
            leaf: trace.decisive()?.clone(),
            ties: subject.ties(Judged::Tag(place)),
        })
    };
    who(&world.book, evaluation, example, decided).ok()?
}

fn decisive(
    dimension: &PlanDimension,
    example: &Example,
    class: Option<&Text>,
    trace: &dyn Fn(&Condition) -> Trace,
) -> Option<LeafTrace> {
    let of = |id: Option<&Text>| dimension.classes.iter().find(|c| Some(&c.id) == id);
    let traced = |class: &PlanClass| class.when.as_ref().map(trace);
    let misses = |class: &PlanClass| traced(class).filter(|trace| !trace.holds());
    let meets = |class: &PlanClass| traced(class).filter(Trace::holds);
    let told = match example.not {
        // It is in the class that it must not be in.
        Some(true) => None,
        _ => of(example.class.as_ref()).and_then(misses),
    };
    let told = told.or_else(|| of(class).and_then(meets));
    // Nobody's rule was met: the last one says what was missed.
    let told = told.or_else(|| dimension.classes.iter().rev().find_map(misses));
    told?.decisive().cloned()
}

impl Subject<'_> {
    /// Those made up have no place among the others.
    fn ties(&self, judged: Judged) -> Option<usize> {
        match self {
            Self::Known(book, evaluation, slot) => ties(book, evaluation, *slot, judged),
            Self::MadeUp(_) => None,
        }
    }

    fn actual(&self, world: &World, fact: &str, dimension: usize) -> Actual {
        match self {
            Self::Known(book, evaluation, slot) => Explainer {
                book,
                ledger: &world.ledger,
                evaluation,
                slot: *slot,
            }
            .actual(fact, dimension),
            Self::MadeUp(solo) => solo.actual(fact, dimension),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::book::Book;
    use crate::domain::day::Day;
    use crate::domain::id::CustomerId;
    use crate::domain::kind::Customer;
    use crate::domain::money::Fen;
    use crate::domain::rule::Operand;
    use serde_json::{Value, json};
    use std::sync::Arc;

    /// (fact, border, figure, whether the comparison holds).
    fn told(example: Value) -> Option<(String, Operand, Actual, bool)> {
        let mut book = Book::default();
        let mut customer = Customer::new(CustomerId::new("zhang").unwrap(), "张记五金");
        customer.declared_annual_purchase = Some(Fen(96_000_000));
        book.customers.put(Arc::new(customer));
        let (world, issues) = World::new(book, Day::parse("2026-11-21").unwrap());
        assert!(issues.is_empty());
        let mut whole = json!({"id": "e"});
        whole
            .as_object_mut()
            .unwrap()
            .extend(example.as_object().unwrap().clone());
        let example: Example = serde_json::from_value(whole).unwrap();
        let leaf = reason(&world, &world.evaluation, &example)?.leaf;
        Some((leaf.fact.to_string(), leaf.value, leaf.actual, leaf.holds))
    }

    #[test]
    fn the_figure_that_misses_the_border_is_named() {
        let short = |border: f64, actual: f64| {
            Some((
                "annual_purchase".to_owned(),
                Operand::Number(border),
                Actual::Number(actual),
                false,
            ))
        };
        let value = json!({"customer": "zhang", "dimension": "value", "class": "strategic"});
        assert_eq!(told(value), short(1_000_000.0, 960_000.0));
        let figures = json!({"facts": {"annual_purchase": 499_999}, "dimension": "value", "class": "key"});
        assert_eq!(told(figures), short(500_000.0, 499_999.0));
    }

    #[test]
    fn a_rule_that_is_met_is_named_where_the_class_must_not_be() {
        let told = |class: &str, not: bool| {
            let leaf = told(json!({"customer": "zhang", "dimension": "value", "class": class, "not": not}));
            leaf.map(|(_, border, _, holds)| (border, holds))
        };
        assert_eq!(told("key", true), Some((Operand::Number(500_000.0), true)));
        assert_eq!(told("ordinary", false), Some((Operand::Number(500_000.0), false)));
        assert_eq!(told("strategic", false), Some((Operand::Number(1_000_000.0), false)));
    }

    #[test]
    fn what_is_not_known_is_said_to_be_missing() {
        let nothing = told(json!({"facts": {}, "dimension": "value", "class": "strategic"})).unwrap();
        assert_eq!((nothing.2, nothing.3), (Actual::Missing, false));
        assert!(told(json!({"customer": "li", "dimension": "value", "class": "key"})).is_none());
    }
}
