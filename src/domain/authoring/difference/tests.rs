use super::*;
use crate::domain::rule::{Class, Hue, Leaf, Operand, Operator, RfmThresholds, Tone};
use serde_json::json;

fn standard() -> Rulebook {
    Rulebook::default()
}

/// What a change of the default rulebook makes different.
fn changed(edit: impl FnOnce(&mut Rulebook)) -> Vec<Difference> {
    let before = standard();
    let mut after = before.clone();
    edit(&mut after);
    difference(&before, &after)
}

fn class_of(dimension: &str, class: &str) -> Place {
    Place::Class(dimension.into(), class.into())
}

fn set(place: Place, field: Field, before: Setting, after: Setting) -> Difference {
    let change = Change::Set { field, before, after };
    Difference { place, change }
}

/// `fact ≥ value`.
fn at_least(fact: &str, value: f64) -> Condition {
    Condition::leaf(fact, Operator::GreaterThanInclusive, Operand::Number(value))
}

fn plain(condition: &Condition) -> Leaf {
    match condition {
        Condition::Leaf(leaf) => leaf.clone(),
        _ => panic!("{condition:?}"),
    }
}

#[test]
fn a_changed_threshold_is_one_difference() {
    let found = changed(|book| book.dimensions[0].classes[0].when = Some(at_least("annual_purchase", 800_000.0)));
    let change = ConditionChange::Threshold {
        before: plain(&at_least("annual_purchase", 1_000_000.0)),
        after: plain(&at_least("annual_purchase", 800_000.0)),
    };
    let change = Change::Condition(ConditionDifference { path: vec![], change });
    assert_eq!(
        found,
        [Difference {
            place: class_of("value", "strategic"),
            change
        }]
    );
}

#[test]
fn each_setting_is_told_where_it_stands() {
    type Edit = fn(&mut Rulebook);
    let text = |text: &str| Setting::Text(text.into());
    let (score, term) = (
        Place::Score("health".into()),
        Place::Term("health".into(), "activity".into()),
    );
    let number = Setting::Number;
    let table: Vec<(Edit, Difference)> = vec![
        (
            |b| b.dimensions[0].name = "等级".into(),
            set(
                Place::Dimension("value".into()),
                Field::Name,
                text("客户价值"),
                text("等级"),
            ),
        ),
        (
            |b| b.dimensions[0].otherwise = Some("ordinary".into()),
            set(
                Place::Dimension("value".into()),
                Field::Otherwise,
                Setting::Nothing,
                text("ordinary"),
            ),
        ),
        (
            |b| b.dimensions[1].classes[3].strategy = None,
            set(
                class_of("stage", "potential"),
                Field::Strategy,
                text("长期培育，了解需求"),
                Setting::Nothing,
            ),
        ),
        (
            |b| b.tags[2].name = "老主顾".into(),
            set(
                Place::Tag("loyal".into()),
                Field::Name,
                text("忠诚客户"),
                text("老主顾"),
            ),
        ),
        (
            |b| b.scores[0].terms[0].weight = 0.4,
            set(term.clone(), Field::Weight, number(0.3), number(0.4)),
        ),
        (
            |b| b.scores[0].terms[0].factor = Some(10.0),
            set(term.clone(), Field::Factor, number(20.0), number(10.0)),
        ),
        (
            |b| b.scores[0].terms[0].invert = Some(true),
            set(term.clone(), Field::Invert, Setting::Nothing, Setting::Flag(true)),
        ),
        (
            |b| b.scores[0].terms[0].missing = Some(0.0),
            set(term.clone(), Field::Missing, Setting::Nothing, number(0.0)),
        ),
        (
            |b| b.scores[0].bands[0].from = 85.0,
            set(
                Place::Band("health".into(), "healthy".into()),
                Field::From,
                number(80.0),
                number(85.0),
            ),
        ),
        (
            |b| b.scores[0].dealt_only = None,
            set(score, Field::DealtOnly, Setting::Flag(true), Setting::Nothing),
        ),
        (
            |b| b.rfm.window_months = None,
            set(Place::Rfm, Field::Window, number(12.0), Setting::Nothing),
        ),
        (
            |b| b.rfm.cut_plus_one = true,
            set(Place::Rfm, Field::CutPlusOne, Setting::Flag(false), Setting::Flag(true)),
        ),
        (
            |b| b.rfm.weights.m = 2.0,
            set(Place::Rfm, Field::WeightOfM, number(1.0), number(2.0)),
        ),
        (
            |b| b.rfm.thresholds = Some(borders(1_000.0)),
            set(Place::Rfm, Field::Borders, Setting::Nothing, three_lists(1_000.0)),
        ),
        (
            |b| b.dimensions[0].hue = Some(Hue::Plum),
            set(
                Place::Dimension("value".into()),
                Field::Hue,
                Setting::Nothing,
                text("plum"),
            ),
        ),
        (
            |b| b.dimensions[0].rank = None,
            set(
                Place::Dimension("value".into()),
                Field::Rank,
                Setting::Ids(vec!["strategic".into(), "key".into(), "ordinary".into()]),
                Setting::Nothing,
            ),
        ),
        (
            |b| b.dimensions[0].classes[0].tone = Some(Tone::Weak),
            set(
                class_of("value", "strategic"),
                Field::Tone,
                Setting::Nothing,
                text("weak"),
            ),
        ),
        (
            |b| b.signals[0].retired = Some(true),
            set(
                Place::Signal("frequency_drop".into()),
                Field::Retired,
                Setting::Nothing,
                Setting::Flag(true),
            ),
        ),
    ];
    for (edit, expected) in table {
        assert_eq!(changed(edit), [expected]);
    }
}

fn borders(first: f64) -> RfmThresholds {
    RfmThresholds {
        r: vec![30.0, 60.0, 90.0, 180.0],
        f: vec![1.0, 2.0, 3.0, 4.0],
        m: vec![first, 2e3, 3e3, 4e3],
        extra: Extra::default(),
    }
}

fn three_lists(first: f64) -> Setting {
    let RfmThresholds { r, f, m, .. } = borders(first);
    Setting::Lists(vec![r, f, m])
}

#[test]
fn a_moved_border_of_ones_own_is_one_difference() {
    let (mut before, mut after) = (standard(), standard());
    (before.rfm.thresholds, after.rfm.thresholds) = (Some(borders(1_000.0)), Some(borders(500.0)));
    let list = |first| Setting::Lists(vec![borders(first).m]);
    let expected = set(Place::Rfm, Field::BordersOfM, list(1_000.0), list(500.0));
    assert_eq!(difference(&before, &after), [expected]);
}

#[test]
fn an_example_tells_what_it_looks_at_and_what_it_expects() {
    let example = |json: Value| -> Example { serde_json::from_value(json).unwrap() };
    let old = example(json!({"id": "e", "customer": "c1", "dimension": "value", "class": "strategic"}));
    let mut before = standard();
    before.examples.push(old.clone());
    let place = Place::Example("e".into());
    let told = |new: &Example| {
        let mut after = standard();
        after.examples.push(new.clone());
        difference(&before, &after)
    };
    let new = example(json!({"id": "e", "customer": "c1", "tag": "loyal", "not": true}));
    let (place_of, both) = (place.clone(), (Box::new(old.clone()), Box::new(new.clone())));
    let change = Change::Expected {
        before: both.0,
        after: both.1,
    };
    assert_eq!(
        told(&new),
        [Difference {
            place: place_of,
            change
        }]
    );
    let new = example(json!({"id": "e", "facts": {"intent": "A"}, "dimension": "value", "class": "strategic"}));
    let both = (Box::new(old), Box::new(new.clone()));
    let change = Change::Given {
        before: both.0,
        after: both.1,
    };
    assert_eq!(told(&new), [Difference { place, change }]);
}

#[test]
fn only_what_really_moved_came_or_went_is_told() {
    let moved = |before, after| Change::Moved { before, after };
    type Edit = fn(&mut Vec<Class>);
    let table: [(Edit, &[(&str, Change)]); 6] = [
        (|c| c.swap(0, 1), &[("key", moved(1, 0))]),
        (|c| c.rotate_left(1), &[("strategic", moved(0, 2))]),
        (
            |c| {
                let mut new = c[0].clone();
                new.id = "vip".into();
                c.insert(0, new);
            },
            &[("vip", Change::Added(0))],
        ),
        (|c| drop(c.remove(0)), &[("strategic", Change::Removed(0))]),
        (
            |c| {
                c.remove(0);
                c.swap(0, 1);
            },
            &[("ordinary", moved(2, 0)), ("strategic", Change::Removed(0))],
        ),
        (
            // The same id a second time, as a mistaken copy leaves it.
            |c| c.push(c[0].clone()),
            &[("strategic", Change::Added(3))],
        ),
    ];
    for (edit, expected) in table {
        let found = changed(|book| edit(&mut book.dimensions[0].classes));
        let expected: Vec<Difference> = expected
            .iter()
            .map(|(class, change)| Difference {
                place: class_of("value", class),
                change: change.clone(),
            })
            .collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn a_band_that_passes_another_by_its_bound_is_one_difference() {
    let found = changed(|book| {
        let bands = &mut book.scores[0].bands;
        bands[0].from = 50.0;
        bands.swap(0, 1);
    });
    let place = Place::Band("health".into(), "healthy".into());
    assert_eq!(
        found,
        [set(place, Field::From, Setting::Number(80.0), Setting::Number(50.0))]
    );
    // An order that the bounds do not say is told.
    let found = changed(|book| book.scores[0].bands.swap(0, 1));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].change, Change::Moved { before: 1, after: 0 });
}

#[test]
fn what_this_version_does_not_know_is_not_silent() {
    let key = || Text::from("colour");
    type Edit = fn(&mut Rulebook);
    let table: Vec<(Edit, Place)> = vec![
        (
            |b| b.dimensions[0].extra.insert("colour".into(), json!(1)),
            Place::Dimension("value".into()),
        ),
        (
            |b| b.dimensions[0].classes[1].extra.insert("colour".into(), json!(1)),
            class_of("value", "key"),
        ),
        (
            |b| b.tags[0].extra.insert("colour".into(), json!(1)),
            Place::Tag("high_potential".into()),
        ),
        (|b| b.rfm.extra.insert("colour".into(), json!(1)), Place::Rfm),
        (|b| b.rfm.weights.extra.insert("colour".into(), json!(1)), Place::Rfm),
        (
            |b| b.scores[0].extra.insert("colour".into(), json!(1)),
            Place::Score("health".into()),
        ),
        (
            |b| b.scores[0].terms[3].extra.insert("colour".into(), json!(1)),
            Place::Term("health".into(), "stability".into()),
        ),
        (
            |b| b.scores[0].bands[2].extra.insert("colour".into(), json!(1)),
            Place::Band("health".into(), "at_risk".into()),
        ),
    ];
    for (edit, place) in table {
        let change = Change::Fields(vec![key()]);
        assert_eq!(changed(edit), [Difference { place, change }]);
    }
    // An empty map of unknown fields is not the same value as none.
    let found = changed(|book| book.rfm.extra = Extra(Some(Default::default())));
    assert_eq!(found.len(), 1);
    let other = |change| {
        [Difference {
            place: Place::Other("playbooks".into()),
            change,
        }]
    };
    let mut with = standard();
    with.rest.insert("playbooks".into(), json!([1]));
    assert_eq!(difference(&standard(), &with), other(Change::Added(0)));
    assert_eq!(difference(&with, &standard()), other(Change::Removed(0)));
    let mut again = with.clone();
    again.rest.insert("playbooks".into(), json!([2]));
    assert_eq!(difference(&with, &again), other(Change::Fields(vec![])));
}

#[test]
fn a_condition_that_comes_or_goes_is_told_whole() {
    let found = changed(|book| book.dimensions[1].classes[3].when = Some(at_least("orders_6m", 1.0)));
    let change = ConditionChange::Added(at_least("orders_6m", 1.0));
    let expected = Change::Condition(ConditionDifference { path: vec![], change });
    assert_eq!(found.iter().map(|d| &d.change).collect::<Vec<_>>(), [&expected]);
    let unknown_key = changed(|book| {
        if let Some(Condition::Leaf(leaf)) = &mut book.dimensions[0].classes[0].when {
            leaf.extra.insert("note".into(), json!("x"));
        }
    });
    assert!(
        matches!(&unknown_key[..], [Difference { change: Change::Condition(c), .. }] if matches!(c.change, ConditionChange::Extra(_)))
    );
}
