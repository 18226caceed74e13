use serde_json::{Value, json};

use super::*;
use crate::domain::metric::Unit;
use crate::domain::rule::plan::Plan;
use crate::domain::rule::{Leaf, Operand, Operator};

fn leaf(fact: &str, value: f64) -> Leaf {
    match Condition::leaf(fact, Operator::GreaterThanInclusive, Operand::Number(value)) {
        Condition::Leaf(leaf) => leaf,
        _ => unreachable!(),
    }
}

fn condition(json: Value) -> Condition {
    serde_json::from_value(json).unwrap()
}

fn at(dimension: &str, class: &str) -> Place {
    Place::Class {
        dimension: dimension.into(),
        class: class.into(),
    }
}

/// splitmix64, as in `tests/it/generate.rs`.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    fn tree(&mut self, depth: usize) -> Tree {
        if depth == 0 || self.below(3) == 0 {
            return Tree::Leaf(leaf("orders_6m", self.below(1000) as f64));
        }
        let parts = (0..1 + self.below(3)).map(|_| self.tree(depth - 1)).collect();
        Tree::Group(Join::ALL[self.below(4)], parts)
    }

    fn path(&mut self, tree: &Tree, is_leaf: Option<bool>) -> Option<Vec<usize>> {
        let all: Vec<_> = tree
            .shape()
            .into_iter()
            .filter(|(_, leaf)| is_leaf.is_none_or(|l| l == *leaf))
            .collect();
        (!all.is_empty()).then(|| all[self.below(all.len())].0.clone())
    }
}

fn numbers(tree: &Tree) -> Vec<f64> {
    let mut all = Vec::new();
    tree.each(&mut Vec::new(), &mut |_, part| {
        if let Tree::Leaf(Leaf {
            value: Operand::Number(n),
            ..
        }) = part
        {
            all.push(*n);
        }
    });
    all.sort_by(f64::total_cmp);
    all
}

#[test]
fn a_condition_survives_being_a_tree() {
    let x = json!({"fact": "orders_6m", "operator": "equal", "value": 1});
    for json in [
        x.clone(),
        json!({"any": [x, {"all": [x, x]}]}),
        json!({"not": x}),
        json!({"not": {"any": [x, x]}}),
        json!({"not": {"all": [x, x]}}),
        json!({"all": [{"not": {"not": x}}, x]}),
    ] {
        let before = condition(json);
        assert_eq!(Tree::of(Some(&before)).condition(), Some(before));
    }
    assert_eq!(Tree::of(None).condition(), None);
}

#[test]
fn paths_lead_to_the_places_of_the_compiler() {
    let x = json!({"fact": "orders_6m", "operator": "equal", "value": 1});
    let all = condition(json!({"all": [x, {"not": {"any": [x, x]}}, {"not": x}]}));
    let places: Vec<(Vec<usize>, String)> = Tree::places(&all);
    let find = |path: &[usize]| places.iter().find(|(p, _)| p == path).map(|(_, place)| &**place);
    assert_eq!(find(&[0]), Some(".all[0]"));
    assert_eq!(find(&[1, 1]), Some(".all[1].not.any[1]"));
    assert_eq!(find(&[2, 0]), Some(".all[2].not"));
    assert_eq!(Tree::places(&condition(x))[1], (vec![0], String::new()));
}

#[test]
fn random_edits_of_a_condition_lose_nothing_else() {
    let mut dice = Dice(7);
    for _ in 0..2_000 {
        let mut tree = Tree::Group(
            Join::ALL[dice.below(4)],
            (0..1 + dice.below(3)).map(|_| dice.tree(3)).collect(),
        );
        let before = numbers(&tree);
        let whole = tree.clone();
        match dice.below(5) {
            // Adding and taking away again changes nothing.
            0 => {
                let group = dice.path(&tree, Some(false)).unwrap();
                tree.add(&group, Tree::Leaf(leaf("orders_6m", -1.0)));
                let mut added = group.clone();
                added.push(tree.parts(&group).len() - 1);
                assert_eq!(numbers(&tree).len(), before.len() + 1);
                tree.remove(&added);
                assert_eq!(tree, whole);
            }
            // Wrapping and unwrapping likewise.
            1 => {
                let path = dice.path(&tree, None).unwrap();
                tree.wrap(&path, Join::Any);
                assert_eq!(numbers(&tree), before);
                tree.unwrap(&path);
                assert_eq!(tree, whole);
            }
            // What is taken away is what stood there, and nothing more.
            2 => {
                let path = dice.path(&tree, Some(true)).unwrap();
                let Some(Leaf {
                    value: Operand::Number(gone),
                    ..
                }) = tree.leaf(&path).cloned()
                else {
                    unreachable!()
                };
                tree.remove(&path);
                let mut left = numbers(&tree);
                left.push(gone);
                left.sort_by(f64::total_cmp);
                assert_eq!(left, before);
            }
            3 => {
                let path = dice.path(&tree, Some(true)).unwrap();
                let old = tree.leaf(&path).cloned().unwrap();
                tree.set_leaf(&path, leaf("orders_6m", -5.0));
                assert_ne!(tree, whole);
                tree.set_leaf(&path, old);
                assert_eq!(tree, whole);
            }
            _ => {
                let path = dice.path(&tree, Some(false)).unwrap();
                let old = tree.join(&path).unwrap();
                tree.set_join(&path, Join::NotAll);
                assert_eq!((numbers(&tree), tree.join(&path)), (before.clone(), Some(Join::NotAll)));
                tree.set_join(&path, old);
                assert_eq!(tree, whole);
            }
        }
        // What was written is read back with the same meaning: its comparisons, and the same condition again.
        let written = tree.clone().condition();
        assert_eq!(Tree::of(written.as_ref()).condition(), written);
        assert_eq!(numbers(&Tree::of(written.as_ref())), numbers(&tree));
    }
}

#[test]
fn random_edits_of_classes_touch_nothing_else() {
    let mut dice = Dice(11);
    let (mut rules, default) = (Rulebook::default(), Rulebook::default());
    for _ in 0..500 {
        let before = rules.clone();
        let classes = rules.dimension("value").unwrap().classes.clone();
        let id = classes[dice.below(classes.len())].id.clone();
        match dice.below(5) {
            0 => {
                let new = add_class(&mut rules, "value", "x");
                remove_class(&mut rules, "value", &new);
                assert_eq!(rules, before);
            }
            1 => {
                let copy = copy_class(&mut rules, "value", &id, "copy").unwrap();
                assert_eq!(at("value", &copy).condition(&rules), at("value", &id).condition(&rules));
            }
            2 => move_class(&mut rules, "value", &id, if dice.below(2) == 0 { 1 } else { -1 }),
            3 => retire_class(&mut rules, "value", &id, dice.below(2) == 0),
            _ if !is_default_class("value", &id) => remove_class(&mut rules, "value", &id),
            _ => with_class(&mut rules, "value", &id, |c| c.strategy = Some("other".into())),
        }
        let mut ids: Vec<&str> = rules
            .dimension("value")
            .unwrap()
            .classes
            .iter()
            .map(|c| &*c.id)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), rules.dimension("value").unwrap().classes.len());
        assert_eq!(
            (&rules.dimensions[1..], &rules.tags, &rules.scores),
            (&default.dimensions[1..], &default.tags, &default.scores)
        );
    }
    assert!(Plan::compile(&rules).is_ok());
}

#[test]
fn what_is_out_of_use_is_stepped_over() {
    let mut rules = Rulebook::default();
    retire_class(&mut rules, "value", "key", true);
    move_class(&mut rules, "value", "strategic", 1);
    let order: Vec<&str> = rules.dimensions[0].classes.iter().map(|c| &*c.id).collect();
    assert_eq!(order, ["key", "ordinary", "strategic"]);
    move_class(&mut rules, "value", "strategic", 1);
    assert_eq!(&*rules.dimensions[0].classes[2].id, "strategic");
    set_otherwise(&mut rules, "stage", Some("lost"));
    retire_class(&mut rules, "stage", "lost", true);
    assert_eq!(rules.dimension("stage").unwrap().otherwise, None);
}

#[test]
fn what_the_default_has_stays_and_what_is_ones_own_goes() {
    let mut rules = Rulebook::default();
    remove_dimension(&mut rules, "value");
    remove_named(&mut rules, List::Tags, "loyal");
    assert_eq!(rules, Rulebook::default());
    let own = add_dimension(&mut rules, "规模", "大");
    assert_eq!(
        (&*own, &*add_dimension(&mut rules, "x", "y")),
        ("dimension-1", "dimension-2")
    );
    assert!(Plan::compile(&rules).is_ok());
    remove_dimension(&mut rules, &own);
    remove_dimension(&mut rules, "dimension-2");
    let tag = add_named(&mut rules, List::Tags, "t", Condition::All(Vec::new()));
    let copy = copy_named(&mut rules, List::Tags, &tag, "u").unwrap();
    assert_ne!(tag, copy);
    remove_named(&mut rules, List::Tags, &tag);
    remove_named(&mut rules, List::Tags, &copy);
    assert_eq!(rules, Rulebook::default());
}

#[test]
fn a_place_offers_what_is_evaluated_before_it() {
    let rules = Rulebook::default();
    let offered = |place: &Place, group| {
        let all = facts_at(&rules, place);
        all.into_iter()
            .find(|(g, _)| *g == group)
            .map_or_else(Vec::new, |(_, facts)| facts)
    };
    assert!(offered(&at("value", "key"), FactGroup::Dimensions).is_empty());
    assert_eq!(
        offered(&at("closeness", "close"), FactGroup::Dimensions),
        ["value".into(), "stage".into()]
    );
    assert_eq!(offered(&at("value", "key"), FactGroup::Signals).len(), 2);
    assert!(offered(&Place::Named(List::Signals, "low_response".into()), FactGroup::Signals).is_empty());
    let tags = Place::Named(List::Tags, "loyal".into());
    assert_eq!(offered(&tags, FactGroup::Dimensions).len(), 7);
    // Everything offered is a fact of a kind, and compiles at the place.
    for (_, facts) in facts_at(&rules, &tags) {
        for fact in facts {
            assert!(kind_of(&rules, &fact).is_some(), "{fact}");
            let mut with = rules.clone();
            let first = fitting(&rules, &leaf("orders_6m", 1.0), &fact, Some("x"));
            tags.change(&mut with, |tree| tree.set_leaf(&[0, 0], first));
            assert!(Plan::compile(&with).is_ok(), "{fact}");
        }
    }
}

#[test]
fn another_fact_keeps_what_still_fits() {
    let rules = Rulebook::default();
    let old = leaf("annual_purchase", 1e6);
    assert_eq!(
        fitting(&rules, &old, "lifetime_amount", None).value,
        Operand::Number(1e6)
    );
    let days = fitting(&rules, &old, "days_since_last_order", None);
    assert_eq!(
        (days.operator, days.value),
        (Operator::GreaterThanInclusive, Operand::Number(30.0))
    );
    let class = fitting(&rules, &old, "stage", None);
    assert_eq!(
        (class.operator, class.value.clone()),
        (Operator::Equal, Operand::Text("active".into()))
    );
    let several = operated(class, Operator::In);
    assert_eq!(several.value, Operand::List(vec![Operand::Text("active".into())]));
    assert_eq!(
        operated(several, Operator::NotEqual).value,
        Operand::Text("active".into())
    );
    let flag = fitting(&rules, &old, "has_dealt", None);
    assert_eq!((flag.operator, flag.value), (Operator::Equal, Operand::Flag(true)));
}

#[test]
fn numbers_are_read_as_people_type_them() {
    for (text, unit, value) in [
        ("80万", Unit::Yuan, 800_000.0),
        ("80 万元", Unit::Yuan, 800_000.0),
        ("12.34万", Unit::Yuan, 123_400.0),
        ("1.5亿", Unit::Yuan, 150_000_000.0),
        ("￥1,000,000", Unit::Yuan, 1e6),
        ("-5", Unit::Yuan, -5.0),
        ("1亿2000万", Unit::Yuan, 120_000_000.0),
        ("3千", Unit::Yuan, 3_000.0),
        ("RMB 12万元", Unit::Yuan, 120_000.0),
        ("１２", Unit::Count, 12.0),
        ("30", Unit::Share, 0.3),
        ("30%", Unit::Share, 0.3),
        ("-30 ％", Unit::Share, -0.3),
        ("0.5", Unit::Score, 0.5),
    ] {
        assert_eq!(read_number(text, unit), Ok(value), "{text}");
        assert_eq!(read_number(&written(value, unit), unit), Ok(value), "{text}");
    }
    for (text, unit, wrong) in [
        ("", Unit::Yuan, NumberProblem::Empty),
        ("abc", Unit::Yuan, NumberProblem::NotANumber),
        ("1.2.3", Unit::Yuan, NumberProblem::NotANumber),
        ("1e5", Unit::Yuan, NumberProblem::NotANumber),
        ("-", Unit::Yuan, NumberProblem::NotANumber),
        ("万", Unit::Yuan, NumberProblem::NotANumber),
        // 12,000 to some and 10,002 to others.
        ("1万2", Unit::Yuan, NumberProblem::NotANumber),
        ("3千", Unit::Days, NumberProblem::NotANumber),
        ("inf", Unit::Yuan, NumberProblem::NotANumber),
        ("-1", Unit::Count, NumberProblem::Negative),
        ("-1", Unit::Days, NumberProblem::Negative),
        ("100000000000000", Unit::Yuan, NumberProblem::TooLarge(1e13)),
        ("999999999", Unit::Days, NumberProblem::TooLarge(365_250.0)),
        ("100001", Unit::Share, NumberProblem::TooLarge(100_000.0)),
    ] {
        assert_eq!(read_number(text, unit), Err(wrong), "{text}");
    }
    assert_eq!(
        (written(1e6, Unit::Yuan).as_str(), written(0.29, Unit::Share).as_str()),
        ("1,000,000", "29")
    );
}

#[test]
fn scores_are_edited_term_by_term() {
    let mut rules = Rulebook::default();
    assert_eq!(literal_health(&rules.scores[0]), Some(false));
    set_literal_health(&mut rules, "health", true);
    assert_eq!(
        (rules.scores[0].terms[1].weight, literal_health(&rules.scores[0])),
        (-0.2, Some(true))
    );
    set_literal_health(&mut rules, "health", false);
    assert_eq!(rules, Rulebook::default());
    let part = add_term(&mut rules, "health", "tenure_months");
    assert!(Plan::compile(&rules).is_ok());
    move_term(&mut rules, "health", &part, -9);
    assert_eq!(rules.scores[0].terms[0].metric, part);
    move_term(&mut rules, "health", &part, 99);
    assert_eq!(rules.scores[0].terms[4].metric, part);
    remove_term(&mut rules, "health", &part);
    let band = add_band(&mut rules, "health", "x").unwrap();
    assert_eq!(
        rules.scores[0].bands.iter().map(|b| b.from).collect::<Vec<_>>(),
        [80.0, 60.0, 30.0, 0.0]
    );
    assert!(Plan::compile(&rules).is_ok());
    remove_band(&mut rules, "health", &band);
    assert_eq!(rules, Rulebook::default());
    // What a band has besides the score is kept with the dimension.
    with_class(&mut rules, "health", "healthy", |c| c.strategy = Some("s".into()));
    assert_eq!(
        Plan::compile(&rules).unwrap().dimensions[4].classes[0]
            .strategy
            .as_deref(),
        Some("s")
    );
}

#[test]
fn who_looks_at_a_signal_is_known() {
    let (dimensions, tags) = users(&Rulebook::default(), "low_response");
    assert_eq!((dimensions.as_slice(), tags.len()), (&["risk".into()][..], 0));
}

#[test]
fn a_rank_follows_the_classes_and_is_moved_apart_from_them() {
    let mut rules = Rulebook::default();
    let rank = |rules: &Rulebook, id: &str| rules.rank(id).join(" ");
    assert_eq!(rank(&rules, "risk"), "low medium high");
    move_rank(&mut rules, "risk", "high", -1);
    assert_eq!(rank(&rules, "risk"), "low high medium");
    let tried = |rules: &Rulebook| {
        rules.dimensions[6]
            .classes
            .iter()
            .map(|c| c.id.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(tried(&rules), ["high", "medium", "low"]);
    move_rank(&mut rules, "risk", "low", -1);
    assert_eq!(
        rank(&rules, "risk"),
        "low high medium",
        "there is nothing better than the best"
    );
    let made = add_class(&mut rules, "risk", "新");
    assert_eq!(rank(&rules, "risk"), format!("low high medium {made}"));
    let copy = copy_class(&mut rules, "risk", "low", "又").unwrap();
    assert_eq!(rank(&rules, "risk"), format!("low {copy} high medium {made}"));
    remove_class(&mut rules, "risk", &made);
    retire_class(&mut rules, "risk", "high", true);
    // Out of use keeps its place, for when it comes back; nobody is asked to rank it.
    assert_eq!(rank(&rules, "risk"), format!("low {copy} high medium"));
    assert_eq!(ranked(&rules, "risk").join(" "), format!("low {copy} medium"));
    assert_eq!(rules.in_use().rank("risk").join(" "), format!("low {copy} medium"));
    set_ranked(&mut rules, "risk", false);
    assert!(rules.dimensions[6].rank.is_none());
    set_ranked(&mut rules, "risk", true);
    assert_eq!(rank(&rules, "risk"), format!("medium low {copy}"));
    // The bands of a score are classes too; what the rank lacks comes last, what it names twice or does not know goes.
    with_dimension(&mut rules, "health", |d| {
        d.rank = Some(vec!["at_risk".into(), "x".into(), "at_risk".into()])
    });
    move_rank(&mut rules, "health", "healthy", -1);
    assert_eq!(rank(&rules, "health"), "healthy at_risk sub_healthy");
}
