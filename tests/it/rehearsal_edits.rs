//! Random edits of a rulebook, such as people make: borders, classes, dimensions, scores, tags.

use guanxi::domain::record::Text;
use guanxi::domain::rule::{
    Class, Condition, Dimension, Leaf, Operand, Operator, RfmThresholds, Rulebook, TagRule, Term,
};

use crate::conditions::condition;
use crate::generate::Dice;

/// A random edit of a rulebook. Some do not compile.
pub fn random_edit(dice: &mut Dice, rules: &Rulebook) -> Rulebook {
    let mut after = rules.clone();
    match dice.below(16) {
        0..=5 => edit_leaf(dice, &mut after),
        6 | 7 => edit_classes(dice, &mut after),
        8 | 9 => edit_dimensions(dice, &mut after),
        10 => edit_rfm(dice, &mut after),
        11..=13 => edit_scores(dice, &mut after),
        _ => edit_tags(dice, &mut after),
    }
    after
}

fn leaves<'a>(condition: &'a mut Condition, all: &mut Vec<&'a mut Leaf>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter_mut().for_each(|part| leaves(part, all)),
        Condition::Not(part) => leaves(part, all),
        Condition::Leaf(leaf) => all.push(leaf),
    }
}

fn any_condition(dice: &mut Dice, early: bool) -> Condition {
    let depth = dice.below(3);
    serde_json::from_value(condition(dice, depth, early)).unwrap()
}

/// A border moves, a comparison turns, a fact is another one.
fn edit_leaf(dice: &mut Dice, rules: &mut Rulebook) {
    let classes = rules.dimensions.iter_mut().flat_map(|d| &mut d.classes);
    let conditions = classes.filter_map(|c| c.when.as_mut());
    let conditions = conditions.chain(rules.tags.iter_mut().map(|t| &mut t.when));
    let mut all = Vec::new();
    conditions
        .chain(rules.signals.iter_mut().map(|s| &mut s.when))
        .for_each(|c| leaves(c, &mut all));
    if all.is_empty() {
        return;
    }
    let place = dice.below(all.len());
    let leaf = &mut *all[place];
    match (&mut leaf.value, dice.below(20)) {
        (_, 0) => leaf.fact = "no_such_fact".into(),
        (Operand::Number(_), 1..=3) => {
            leaf.operator = dice.pick(&[
                Operator::LessThan,
                Operator::LessThanInclusive,
                Operator::GreaterThan,
                Operator::GreaterThanInclusive,
            ]);
        }
        (Operand::Number(value), _) => {
            *value = *value * dice.pick(&[0.5, 0.8, 1.0, 1.25, 2.0]) + dice.pick(&[0.0, 0.0, 1.0, -1.0, 0.01]);
        }
        (Operand::Flag(yes), _) => *yes = !*yes,
        (Operand::Text(_), _) => {
            leaf.operator = if leaf.operator == Operator::Equal {
                Operator::NotEqual
            } else {
                Operator::Equal
            };
        }
        (Operand::List(values), _) => drop(values.pop()),
    }
}

fn edit_classes(dice: &mut Dice, rules: &mut Rulebook) {
    let place = dice.below(rules.dimensions.len());
    let dimension = &mut rules.dimensions[place];
    let classes = &mut dimension.classes;
    if classes.is_empty() || dice.chance(15) {
        let id = dice.pick(&["new", "newer", "key"]);
        let class = Class {
            id: id.into(),
            name: id.into(),
            when: Some(any_condition(dice, place < 7)),
            strategy: None,
            tone: None,
            retired: None,
            extra: Default::default(),
        };
        let at = dice.below(classes.len() + 1);
        classes.insert(at, class);
        return;
    }
    let (a, b) = (dice.below(classes.len()), dice.below(classes.len()));
    match dice.below(7) {
        0 | 1 => classes.swap(a, b),
        2 => drop(classes.remove(a)),
        3 => {
            classes[a].retired = if classes[a].retired == Some(true) {
                None
            } else {
                Some(true)
            }
        }
        4 => classes[a].name = "改名".into(),
        5 => classes[a].when = dice.chance(80).then(|| any_condition(dice, place < 7)),
        _ => dimension.otherwise = dice.chance(60).then(|| classes[a].id.clone()),
    }
}

fn edit_dimensions(dice: &mut Dice, rules: &mut Rulebook) {
    let (a, b) = (dice.below(rules.dimensions.len()), dice.below(rules.dimensions.len()));
    match dice.below(6) {
        0 => rules.dimensions.swap(a, b),
        1 => drop(rules.dimensions.remove(a)),
        2 => {
            let gone = rules.dimensions[a].retired == Some(true);
            rules.dimensions[a].retired = (!gone).then_some(true);
        }
        3 => {
            let word = dice.pick(&["industry", "region", "owner"]);
            rules.dimensions.last_mut().unwrap().text_of = dice.chance(70).then(|| word.into());
        }
        _ => {
            let id = dice.pick(&["own", "other", "value"]);
            let class = |id: &str, when| Class {
                id: id.into(),
                name: id.into(),
                when,
                strategy: None,
                tone: None,
                retired: None,
                extra: Default::default(),
            };
            let dimension = Dimension {
                id: id.into(),
                name: id.into(),
                classes: vec![
                    class("a", Some(any_condition(dice, true))),
                    class("b", Some(any_condition(dice, true))),
                ],
                otherwise: dice.chance(50).then(|| "c".into()),
                bands_of: None,
                text_of: None,
                override_by: None,
                hue: None,
                retired: None,
                extra: Default::default(),
            };
            rules.dimensions.insert(a, dimension);
        }
    }
}

fn edit_rfm(dice: &mut Dice, rules: &mut Rulebook) {
    let rfm = &mut rules.rfm;
    match dice.below(4) {
        0 => rfm.window_months = dice.pick(&[None, Some(1), Some(6), Some(12)]),
        1 => rfm.cut_plus_one = !rfm.cut_plus_one,
        2 => rfm.weights.m = dice.pick(&[0.0, 0.5, 1.0, 2.0]),
        _ => {
            rfm.thresholds = dice.chance(70).then(|| RfmThresholds {
                r: vec![30.0, 60.0, 120.0, 240.0],
                f: vec![1.0, 2.0, 4.0, 6.0],
                m: vec![1_000.0, 50_000.0, 400_000.0, dice.pick(&[1_000_000.0, 5.0])],
                extra: Default::default(),
            });
        }
    }
}

fn edit_scores(dice: &mut Dice, rules: &mut Rulebook) {
    let Some(score) = rules.scores.first_mut() else { return };
    let term = Term {
        metric: dice.pick(&["breadth", "depth"]).into(),
        weight: 0.25,
        invert: dice.chance(30).then_some(true),
        of: dice.maybe_word(&["tenure_months", "order_count", "information_completeness"]),
        factor: Some(dice.pick(&[1.0, 5.0])),
        missing: dice.chance(50).then_some(20.0),
        extra: Default::default(),
    };
    if score.terms.is_empty() || dice.chance(12) {
        score.terms.push(term);
        return;
    }
    let place = dice.below(score.terms.len());
    let old = &mut score.terms[place];
    match dice.below(9) {
        0 | 1 => old.weight = dice.pick(&[0.0, 0.25, 0.5, 1.0]),
        2 => old.factor = Some(dice.pick(&[10.0, 20.0, 50.0])),
        3 => old.invert = if old.invert.is_some() { None } else { Some(true) },
        4 => old.missing = dice.chance(50).then_some(50.0),
        5 => drop(score.terms.remove(place)),
        6 => score.dealt_only = if score.dealt_only.is_some() { None } else { Some(true) },
        _ => {
            let band = dice.below(score.bands.len());
            score.bands[band].from += dice.pick(&[-20.0, -5.0, 0.5, 5.0, 20.0]);
        }
    }
}

fn edit_tags(dice: &mut Dice, rules: &mut Rulebook) {
    let tag = TagRule {
        id: dice.pick(&["fresh", "mature"]).into(),
        name: "新标签".into(),
        when: any_condition(dice, false),
        retired: None,
        extra: Default::default(),
    };
    if rules.tags.is_empty() || dice.chance(20) {
        rules.tags.push(tag);
        return;
    }
    let (a, b) = (dice.below(rules.tags.len()), dice.below(rules.tags.len()));
    match dice.below(5) {
        0 => rules.tags.swap(a, b),
        1 => drop(rules.tags.remove(a)),
        2 => rules.tags[a].retired = Some(true),
        _ => rules.tags[a].when = any_condition(dice, false),
    }
}

impl Dice {
    fn maybe_word(&mut self, words: &[&str]) -> Option<Text> {
        self.chance(80).then(|| self.pick(words).into())
    }
}
