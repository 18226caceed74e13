//! Findings about the classes of a dimension: who is never reached, who overlaps, whom they leave out.

use std::cmp::Reverse;

use super::bits::{self, Walk, pack};
use super::condition::fact_of;
use super::situations::{MOST, MOST_ALONE, Situations};
use super::{FindingKind, Look, Part, SHOWN};
use crate::domain::columns::{Bits, WordColumn, count_bits};
use crate::domain::record::Text;
use crate::domain::rule::fact::FactRef;
use crate::domain::rule::plan::{NONE, Node, PlanDimension};

impl<'a> Look<'a> {
    /// Looks at a dimension of the plan.
    pub(super) fn dimension(&mut self, at: usize) {
        let dimension = &self.plan.dimensions[at];
        if let Some(word) = dimension.text_of {
            self.unclassified(at, &[FactRef::Word(word)]);
            return;
        }
        if dimension.classes.is_empty() {
            self.say(&whole(dimension), None, FindingKind::NoClasses);
            return;
        }
        self.names(dimension);
        self.rank(dimension);
        let nodes: Vec<&Node> = dimension.classes.iter().filter_map(|c| c.node.as_ref()).collect();
        let imagined = Situations::of(&self.facts, &nodes, MOST)
            .map(|it| walk(dimension, &bits::all(it.rows), |node| it.mask(node)));
        let unreached = self.classes(dimension, imagined.as_ref());
        self.overlaps(at, imagined.as_ref(), &unreached);
        if !nodes.is_empty() && dimension.otherwise == NONE {
            self.unclassified(at, &facts(&nodes));
        }
    }

    /// Looks at each class by itself and tells which no rule leads to. Bands are no rules: they are compared with their score.
    fn classes(&mut self, dimension: &'a PlanDimension, imagined: Option<&Walk>) -> Vec<bool> {
        let mut unreached = vec![false; dimension.classes.len()];
        let rule = self.plan.rulebook.dimension(&dimension.id);
        let Some(rule) = rule.filter(|rule| rule.bands_of.is_none()) else {
            return unreached;
        };
        for (at, class) in dimension.classes.iter().enumerate() {
            let written = rule.classes.iter().find(|written| written.id == class.id);
            let mut never = imagined.is_some_and(|walk| class.node.is_some() && !bits::some(&walk.hits[at]));
            if let (Some(written), Some(node)) = (written.and_then(|class| class.when.as_ref()), &class.node) {
                never |= self.condition(&part(dimension, at), written, node) == Some(false);
            }
            if never {
                self.say(&part(dimension, at), None, FindingKind::NeverHolds);
            }
            unreached[at] = never || self.is_unreached(dimension, at, imagined);
        }
        unreached
    }

    fn names(&mut self, dimension: &PlanDimension) {
        for (i, class) in dimension.classes.iter().enumerate() {
            let same = dimension.classes[..i]
                .iter()
                .find(|c| c.name.trim() == class.name.trim());
            if let Some(with) = same.map(|class| class.id.clone()) {
                self.say(&part(dimension, i), None, FindingKind::DuplicateName { with });
            }
        }
    }

    /// Looks at the order from best to worst, where there is one.
    fn rank(&mut self, dimension: &PlanDimension) {
        let rank = &dimension.rank;
        if rank.is_empty() {
            return;
        }
        let has = |id: &Text| dimension.classes.iter().any(|class| class.id == *id);
        let ids = dimension.classes.iter().map(|class| &class.id);
        let classes: Vec<Text> = ids.clone().filter(|id| !rank.contains(id)).cloned().collect();
        let twice = |id: &&Text| rank.iter().filter(|other| other == id).count() > 1;
        let again: Vec<Text> = ids.filter(twice).cloned().collect();
        let unknown: Vec<Text> = rank.iter().filter(|id| !has(id)).cloned().collect();
        if !classes.is_empty() {
            self.say(&whole(dimension), None, FindingKind::Unranked { classes });
        }
        if !again.is_empty() {
            self.say(&whole(dimension), None, FindingKind::RankedTwice { classes: again });
        }
        if !unknown.is_empty() {
            self.say(&whole(dimension), None, FindingKind::RankedUnknown { ids: unknown });
        }
    }

    /// Whether no rule leads to a class although its condition can hold, or it has none; says so.
    fn is_unreached(&mut self, dimension: &PlanDimension, at: usize, imagined: Option<&Walk>) -> bool {
        let is_rest = usize::from(dimension.otherwise) == at;
        let has_rule = dimension.classes[at].node.is_some();
        if !has_rule && !is_rest {
            if dimension.override_by.is_none() {
                self.say(&part(dimension, at), None, FindingKind::NoCondition);
            }
            return true;
        }
        let Some(walk) = imagined else { return false };
        if bits::some(&walk.taken[at]) || (is_rest && bits::some(&walk.open)) {
            return false;
        }
        let by = covering(walk, at, has_rule)
            .into_iter()
            .map(|i| dimension.classes[i].id.clone());
        let by = by.collect();
        self.say(&part(dimension, at), None, FindingKind::Unreachable { by });
        true
    }

    /// Customers that fit two classes.
    fn overlaps(&mut self, at: usize, imagined: Option<&Walk>, unreached: &[bool]) {
        let (dimension, ground) = (&self.plan.dimensions[at], self.ground());
        let walk = walk(dimension, &ground.columns.live, |node| ground.mask(node));
        for later in (0..dimension.classes.len()).filter(|class| !unreached[*class]) {
            for earlier in 0..later {
                let (taken, hits) = (&walk.taken[earlier], &walk.hits[later]);
                if !bits::meet(taken, hits) || self.is_special_case(dimension, imagined, earlier, later) {
                    continue;
                }
                // Whom a person put elsewhere, the earlier class did not take.
                let there = pack(&ground.classes[at], |class| usize::from(*class) == earlier);
                let both = bits::and(&bits::and(taken, hits), &there);
                let kind = FindingKind::Overlap {
                    with: dimension.classes[earlier].id.clone(),
                    customers: count_bits(&both),
                    slots: bits::rows(&both).take(SHOWN).collect(),
                };
                if bits::some(&both) {
                    self.say(&part(dimension, later), None, kind);
                }
            }
        }
    }

    /// Whether whoever an earlier class takes fits a later one by the rules alone.
    fn is_special_case(
        &self,
        dimension: &PlanDimension,
        imagined: Option<&Walk>,
        earlier: usize,
        later: usize,
    ) -> bool {
        if let Some(walk) = imagined {
            return bits::within(&walk.taken[earlier], &walk.hits[later]);
        }
        let (Some(a), Some(b)) = (&dimension.classes[earlier].node, &dimension.classes[later].node) else {
            return false;
        };
        let pair = Situations::of(&self.facts, &[a, b], MOST_ALONE);
        pair.is_some_and(|pair| bits::within(&pair.mask(a), &pair.mask(b)))
    }

    /// Customers without a class: those of whom every fact is known, and those of whom one is missing.
    fn unclassified(&mut self, at: usize, facts: &[FactRef]) {
        let (dimension, evaluation) = (&self.plan.dimensions[at], self.evaluation);
        let none = match dimension.text_of {
            Some(word) => self.is_missing(FactRef::Word(word)),
            None => pack(&evaluation.classes[at], |class| *class == NONE),
        };
        let without_class = bits::and(&none, &evaluation.columns.live);
        let mut hole = without_class.clone();
        let mut lacking: Vec<(Text, usize)> = Vec::new();
        for fact in facts {
            let missing = bits::and(&self.is_missing(*fact), &without_class);
            hole = bits::without(&hole, &missing);
            if bits::some(&missing) {
                lacking.push((self.fact_name(*fact), count_bits(&missing)));
            }
        }
        if bits::some(&hole) {
            let slots = bits::rows(&hole).collect();
            self.say(&whole(dimension), None, FindingKind::Hole { slots });
        }
        lacking.sort_by_key(|(_, count)| Reverse(*count));
        let customers = count_bits(&without_class) - count_bits(&hole);
        if customers > 0 {
            let kind = FindingKind::Unknown {
                customers,
                facts: lacking,
            };
            self.say(&whole(dimension), None, kind);
        }
    }

    /// The rows that have no value of a fact, those without a customer among them; a list is never missing.
    fn is_missing(&self, fact: FactRef) -> Bits {
        let columns = &self.evaluation.columns;
        match fact {
            FactRef::Number(column) => pack(&columns.numbers[column], |value| value.is_nan()),
            FactRef::Word(column) => pack(&columns.words[column].codes, |code| *code == WordColumn::MISSING),
            FactRef::Class(dimension) => pack(&self.evaluation.classes[dimension], |class| *class == NONE),
            FactRef::List(_) => vec![0; columns.live.len()],
        }
    }
}

/// The classes of a dimension over rows.
fn walk(dimension: &PlanDimension, there: &Bits, mask: impl Fn(&Node) -> Bits) -> Walk {
    Walk::new(
        there,
        dimension.classes.iter().map(|class| class.node.as_ref().map(&mask)),
    )
}

fn whole(dimension: &PlanDimension) -> Part {
    Part::Dimension {
        dimension: dimension.id.clone(),
    }
}

fn part(dimension: &PlanDimension, class: usize) -> Part {
    Part::Class {
        dimension: dimension.id.clone(),
        class: dimension.classes[class].id.clone(),
    }
}

/// The classes that take whoever could come to a class: the first one that takes all of them, else everyone that takes some.
fn covering(walk: &Walk, at: usize, has_rule: bool) -> Vec<usize> {
    // The class of the rest could have been everybody's, and comes after all.
    let (wanted, before) = if has_rule {
        (walk.hits[at].clone(), at)
    } else {
        let everybody = walk
            .taken
            .iter()
            .fold(walk.open.clone(), |all, taken| bits::or(&all, taken));
        (everybody, walk.taken.len())
    };
    match (0..before).find(|i| bits::within(&wanted, &walk.hits[*i])) {
        Some(one) => vec![one],
        None => (0..before).filter(|i| bits::meet(&wanted, &walk.taken[*i])).collect(),
    }
}

/// The facts of some conditions, each once.
fn facts(nodes: &[&Node]) -> Vec<FactRef> {
    fn see(node: &Node, facts: &mut Vec<FactRef>) {
        match node {
            Node::All(parts) | Node::Any(parts) => parts.iter().for_each(|part| see(part, facts)),
            Node::Not(part) => see(part, facts),
            leaf => facts.extend(fact_of(leaf).filter(|fact| !facts.contains(fact))),
        }
    }
    let mut facts = Vec::new();
    nodes.iter().for_each(|node| see(node, &mut facts));
    facts
}
