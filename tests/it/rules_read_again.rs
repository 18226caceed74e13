//! Rules are stored as JSON: what compiles can be read again, whatever an editor has made of it, and what cannot is not adopted.

use guanxi::domain::apply::apply;
use guanxi::domain::book::Book;
use guanxi::domain::command::Command;
use guanxi::domain::day::{Day, Moment};
use guanxi::domain::id::RuleVersionId;
use guanxi::domain::rule::plan::Plan;
use guanxi::domain::rule::{Condition, Operand, Operator, Rulebook};
use guanxi::domain::versions::Adoption;

use crate::generate::Dice;
use crate::rule_edits::random_edit;

/// The first comparison of a condition.
fn first(condition: &mut Condition) -> Option<&mut guanxi::domain::rule::Leaf> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter_mut().find_map(first),
        Condition::Not(part) => first(part),
        Condition::Leaf(leaf) => Some(leaf),
    }
}

/// Gives a comparison an operator and a value that need not go together, as two edits may that pass each other.
fn distort(dice: &mut Dice, rules: &mut Rulebook) {
    let at = dice.below(rules.dimensions.len());
    let class = rules.dimensions[at].classes.first_mut();
    let Some(leaf) = class.and_then(|class| class.when.as_mut()).and_then(first) else {
        return;
    };
    leaf.operator = [Operator::In, Operator::NotIn, Operator::Equal, Operator::GreaterThan][dice.below(4)];
    let text = || Operand::Text("at_risk".into());
    leaf.value = match dice.below(5) {
        0 => text(),
        1 => Operand::List(vec![text()]),
        2 => Operand::Number(f64::INFINITY),
        3 => Operand::List(vec![Operand::Number(f64::NAN)]),
        _ => Operand::Number(3.5),
    };
}

fn adopting(rules: Rulebook) -> Command {
    let version = |n: u32| RuleVersionId::new(&format!("v{n}")).unwrap();
    Command::AdoptRulebook {
        seen: None,
        rulebook: Box::new(rules),
        adoption: Box::new(Adoption {
            ids: [version(1), version(2)],
            on: Day(20_700),
            at: Moment::on(Day(20_700)),
            by: None,
            name: None,
            note: None,
        }),
    }
}

#[test]
fn what_is_adopted_can_be_read_again() {
    let (mut dice, mut sound, mut unsound) = (Dice::new(0x7ead), 0, 0);
    let mut rules = Rulebook::default();
    for round in 0..1_500 {
        rules = match round % 40 {
            0 => Rulebook::default(),
            _ => random_edit(&mut dice, &rules),
        };
        let mut tried = rules.clone();
        if dice.below(2) == 0 {
            distort(&mut dice, &mut tried);
        }
        let is_adopted = apply(&Book::default(), adopting(tried.clone())).is_ok();
        let text = tried.to_json().to_string();
        let read = serde_json::from_str::<Rulebook>(&text);
        if is_adopted {
            sound += 1;
            // A default entry that was left out comes back as it is by default, so they need not be equal.
            let read = read.unwrap_or_else(|why| panic!("{why}: {text}"));
            assert!(
                tried
                    .dimensions
                    .iter()
                    .all(|dimension| read.dimensions.contains(dimension))
            );
        } else {
            unsound += 1;
        }
    }
    assert!(sound > 300 && unsound > 150, "{sound} {unsound}");
}

#[test]
fn rules_that_could_not_be_read_again_are_not_adopted() {
    let book = Book::default();
    let mut rules = book.head.rulebook.clone();
    let when = rules.dimensions[0].classes[0].when.as_mut().and_then(first).unwrap();
    (when.operator, when.value) = (Operator::In, Operand::Text("at_risk".into()));
    let text = serde_json::to_string(&rules).unwrap();
    assert!(serde_json::from_str::<Rulebook>(&text).is_err());
    let issues = Plan::compile(&rules).unwrap_err();
    assert_eq!(issues[0].place, "dimensions[value].classes[strategic].when.value");
    assert!(apply(&book, adopting(rules)).is_err());
}
