//! Findings within a condition: the condition as it is written, beside what the plan made of it.

use super::situations::constant;
use super::{FindingKind, Look, Part, Step, number_name};
use crate::domain::record::Text;
use crate::domain::rule::fact::{self, FactRef, LISTS, WORDS};
use crate::domain::rule::plan::Node;
use crate::domain::rule::{Condition, Leaf, Operand};

impl<'a> Look<'a> {
    /// Looks at the condition of a class or tag and tells what it always is, where it always is something; that it never holds
    /// is for the caller to say. Where the plan has another shape than what is written (a leaf that stands for a whole
    /// condition), the place is passed over.
    pub(super) fn condition(&mut self, part: &Part, written: &'a Condition, node: &'a Node) -> Option<bool> {
        self.walk(part, &mut Vec::new(), written, node)
    }

    /// Looks at a part of a condition and tells what it always is, where it always is something.
    fn walk(&mut self, part: &Part, path: &mut Vec<Step>, written: &'a Condition, node: &'a Node) -> Option<bool> {
        let always = constant(&self.facts, node);
        match (written, node) {
            (Condition::All(list) | Condition::Any(list), _) if list.is_empty() => {
                self.say(part, Some(path), FindingKind::EmptyGroup);
            }
            (Condition::All(list), Node::All(nodes)) | (Condition::Any(list), Node::Any(nodes)) => {
                let step = if matches!(node, Node::All(_)) {
                    Step::All
                } else {
                    Step::Any
                };
                let mut explained = false;
                for (at, (written, node)) in list.iter().zip(nodes).enumerate() {
                    explained |= self.step(part, path, step(at), written, node) == always;
                }
                if !explained {
                    self.say_always(part, path, always);
                }
            }
            (Condition::Not(inner), Node::Not(node)) => {
                self.step(part, path, Step::Not, inner, node);
            }
            (Condition::Leaf(leaf), node) => self.leaf(part, path, leaf, node, always),
            _ => {}
        }
        always
    }

    fn step(
        &mut self,
        part: &Part,
        path: &mut Vec<Step>,
        step: Step,
        written: &'a Condition,
        node: &'a Node,
    ) -> Option<bool> {
        path.push(step);
        let always = self.walk(part, path, written, node);
        path.pop();
        always
    }

    fn leaf(&mut self, part: &Part, path: &[Step], leaf: &'a Leaf, node: &'a Node, always: Option<bool>) {
        let plan = self.plan;
        // A name that is no fact of the plan stands for something that has its own place.
        if fact::resolve(&leaf.fact, &plan.rulebook, &plan.extra_columns, usize::MAX).is_err() {
            return;
        }
        let unknown = self.unknown_classes(leaf, node);
        if !fits(leaf, node) {
            let fact = leaf.fact.clone();
            self.say(part, Some(path), FindingKind::CannotCompare { fact });
        } else if unknown.is_empty() {
            match always {
                None if self.facts.holds_where_known(node) => {
                    self.say(part, Some(path), FindingKind::AlwaysHolds { where_known: true });
                }
                always => self.say_always(part, path, always),
            }
        }
        unknown.into_iter().for_each(|kind| self.say(part, Some(path), kind));
        if fact_of(node).is_some_and(|fact| self.has_no_data(fact)) {
            let fact = leaf.fact.clone();
            self.say(part, Some(path), FindingKind::NoData { fact });
        }
    }

    /// Says that a part always or never holds; that the whole never does is said of its class or tag.
    fn say_always(&mut self, part: &Part, path: &[Step], always: Option<bool>) {
        match always {
            Some(true) => self.say(part, Some(path), FindingKind::AlwaysHolds { where_known: false }),
            Some(false) if !path.is_empty() => self.say(part, Some(path), FindingKind::NeverHolds),
            _ => {}
        }
    }

    fn unknown_classes(&self, leaf: &Leaf, node: &Node) -> Vec<FindingKind> {
        let Node::Class(dimension, ..) = node else {
            return Vec::new();
        };
        let dimension = &self.plan.dimensions[*dimension];
        let unknown = operands(leaf).iter().filter_map(|value| match value {
            Operand::Text(id) if !dimension.classes.iter().any(|class| class.id == *id) => Some(id.clone()),
            _ => None,
        });
        let kind = |id: Text| FindingKind::UnknownClass {
            dimension: dimension.id.clone(),
            id,
        };
        unknown.map(kind).collect()
    }

    /// The name of a fact in rules.
    pub(super) fn fact_name(&self, fact: FactRef) -> Text {
        let name = match fact {
            FactRef::Number(column) => number_name(self.plan, column),
            FactRef::Word(column) => Some(WORDS[column].id),
            FactRef::List(list) => LISTS.iter().find(|(_, _, l)| *l == list).map(|(id, _, _)| *id),
            FactRef::Class(dimension) => self.plan.dimensions.get(dimension).map(|d| &*d.id),
        };
        name.unwrap_or_default().into()
    }
}

/// The fact of a comparison that compares something.
pub(super) fn fact_of(node: &Node) -> Option<FactRef> {
    match node {
        Node::Number(column, ..) | Node::NumberIn(column, ..) => Some(FactRef::Number(*column)),
        Node::Word(column, ..) => Some(FactRef::Word(*column)),
        Node::Class(dimension, ..) => Some(FactRef::Class(*dimension)),
        Node::List(list, ..) => Some(FactRef::List(*list)),
        Node::Known(fact) => Some(*fact),
        Node::All(_) | Node::Any(_) | Node::Not(_) | Node::Never => None,
    }
}

fn operands(leaf: &Leaf) -> &[Operand] {
    match &leaf.value {
        Operand::List(list) => list,
        single => std::slice::from_ref(single),
    }
}

/// Whether every value of a comparison is of the fact's kind, and the operator too. What is not, the compiler left out.
fn fits(leaf: &Leaf, node: &Node) -> bool {
    match node {
        Node::Never | Node::Known(_) => false,
        Node::NumberIn(_, kept, _) => kept.len() == operands(leaf).len(),
        Node::Word(_, kept, _) => kept.len() == operands(leaf).len(),
        Node::Class(..) => operands(leaf).iter().all(|value| matches!(value, Operand::Text(_))),
        _ => true,
    }
}
