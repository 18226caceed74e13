//! The difference of two rulebooks over random edits: nothing is silent, nothing is made up, and a person would count the same.

use guanxi::domain::authoring::difference::{Change, ConditionChange, Place, difference};
use guanxi::domain::label::Lang;
use guanxi::domain::rule::plan::Plan;
use guanxi::domain::rule::{Condition, Leaf, Rulebook};
use guanxi::ui::text::difference::Telling;
use serde::Serialize;
use serde_json::Value;

use crate::condition_edits::{any_condition, change_somewhere};
use crate::generate::Dice;
use crate::rule_edits::{edit, random_edit};

type Entries = Vec<(Place, Value)>;

/// Each entry as JSON without the entries inside it.
fn entries(book: &Rulebook) -> Entries {
    fn json(entry: &impl Serialize) -> Value {
        let mut value = serde_json::to_value(entry).unwrap();
        let inner = ["classes", "terms", "bands"];
        inner
            .iter()
            .for_each(|key| drop(value.as_object_mut().unwrap().remove(*key)));
        value
    }
    let mut all: Entries = vec![(Place::Rfm, json(&book.rfm))];
    for d in &book.dimensions {
        all.push((Place::Dimension(d.id.clone()), json(d)));
        let class = |c: &guanxi::domain::rule::Class| (Place::Class(d.id.clone(), c.id.clone()), json(c));
        all.extend(d.classes.iter().map(class));
    }
    for s in &book.scores {
        all.push((Place::Score(s.id.clone()), json(s)));
        let term = |t: &guanxi::domain::rule::Term| (Place::Term(s.id.clone(), t.metric.clone()), json(t));
        all.extend(s.terms.iter().map(term));
        let band = |b: &guanxi::domain::rule::Band| (Place::Band(s.id.clone(), b.id.clone()), json(b));
        all.extend(s.bands.iter().map(band));
    }
    all.extend(book.tags.iter().map(|t| (Place::Tag(t.id.clone()), json(t))));
    all.extend(book.signals.iter().map(|s| (Place::Signal(s.id.clone()), json(s))));
    all.extend(book.examples.iter().map(|e| (Place::Example(e.id.clone()), json(e))));
    let rest = book.rest.iter();
    all.extend(rest.map(|(key, value)| (Place::Other(key.as_str().into()), value.clone())));
    all
}

fn names_once(entries: &Entries) -> bool {
    let place = |i: usize| &entries[i].0;
    (0..entries.len()).all(|i| (0..i).all(|j| place(i) != place(j)))
}

/// The entries that are not the same in both, but for those inside a whole that one of the two does not have.
fn changed(before: &Entries, after: &Entries) -> Vec<Place> {
    let get = |all: &Entries, place: &Place| {
        all.iter()
            .find(|(other, _)| other == place)
            .map(|(_, json)| json.clone())
    };
    let told_with_its_whole = |place: &Place| {
        let whole = match place {
            Place::Class(dimension, _) => Place::Dimension(dimension.clone()),
            Place::Term(score, _) | Place::Band(score, _) => Place::Score(score.clone()),
            _ => return false,
        };
        get(before, &whole).is_none() || get(after, &whole).is_none()
    };
    let mut all: Vec<Place> = Vec::new();
    for (place, _) in before.iter().chain(after) {
        let differs = get(before, place) != get(after, place);
        if differs && !told_with_its_whole(place) && !all.contains(place) {
            all.push(place.clone());
        }
    }
    all
}

fn sorted(places: impl IntoIterator<Item = Place>) -> Vec<String> {
    let mut all: Vec<String> = places.into_iter().map(|place| format!("{place:?}")).collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn a_random_edit_is_told_at_its_entry_and_counted_once() {
    let (mut single, mut refused) = (0, 0);
    for seed in 0..1_500 {
        let mut dice = Dice::new(seed);
        let mut before = Rulebook::default();
        // Edits on top of edits, so that all shapes of conditions are met.
        for _ in 0..dice.below(6) {
            before = random_edit(&mut dice, &before);
        }
        let edit = edit(&mut dice, &before);
        let found = difference(&before, &edit.rulebook);
        let at = |place: &Place| edit.places.iter().any(|edited| place.is_in(edited));
        assert!(
            found.iter().any(|d| at(&d.place)),
            "seed {seed}: {:?} in {found:?}",
            edit.places
        );
        if edit.single && names_once(&entries(&before)) {
            assert_eq!(found.len(), 1, "seed {seed}: {found:#?}");
            single += 1;
        }
        refused += usize::from(Plan::compile(&edit.rulebook).is_err());
    }
    assert!(
        single > 1_000 && refused > 150,
        "{single} single edits, {refused} refused"
    );
}

#[test]
fn it_is_empty_exactly_when_the_rulebooks_are_equal_and_names_every_entry_that_changed() {
    let (mut equal, mut compared) = (0, 0);
    for seed in 0..800 {
        let mut dice = Dice::new(10_000 + seed);
        let before = random_edit(&mut dice, &Rulebook::default());
        let mut after = before.clone();
        for _ in 0..dice.below(5) {
            after = random_edit(&mut dice, &after);
        }
        let found = difference(&before, &after);
        assert_eq!(found.is_empty(), before == after, "seed {seed}: {found:?}");
        assert_eq!(difference(&after, &before).is_empty(), before == after, "seed {seed}");
        equal += usize::from(before == after);
        let (then, now) = (entries(&before), entries(&after));
        if names_once(&then) && names_once(&now) {
            let told = found.iter().filter(|d| !matches!(d.change, Change::Moved { .. }));
            let told = sorted(told.map(|d| d.place.clone()));
            assert_eq!(told, sorted(changed(&then, &now)), "seed {seed}");
            compared += 1;
        }
    }
    assert!(equal > 100 && compared > 600, "{equal} equal, {compared} compared");
}

/// The shape of a condition without its comparisons, and these in reading order.
fn taken_apart(condition: &Condition) -> (String, Vec<Leaf>) {
    let mut leaves = Vec::new();
    condition.each_leaf(&mut |leaf| leaves.push(leaf.clone()));
    fn shape(condition: &Condition) -> String {
        let all = |parts: &[Condition]| parts.iter().map(shape).collect::<String>();
        match condition {
            Condition::All(parts) => format!("&({})", all(parts)),
            Condition::Any(parts) => format!("|({})", all(parts)),
            Condition::Not(part) => format!("!{}", shape(part)),
            Condition::Leaf(_) => "x".into(),
        }
    }
    (shape(condition), leaves)
}

#[test]
fn one_comparison_that_changed_is_told_as_that_comparison() {
    let mut met = [0; 3];
    for seed in 0..4_000 {
        let mut dice = Dice::new(30_000 + seed);
        let (mut before, mut after) = (Rulebook::default(), Rulebook::default());
        before.tags[0].when = any_condition(&mut dice, 3);
        after.tags[0].when = before.tags[0].when.clone();
        change_somewhere(&mut dice, &mut after.tags[0].when);
        let ((shape, old), (new_shape, new)) = (taken_apart(&before.tags[0].when), taken_apart(&after.tags[0].when));
        let mut others = old.iter().zip(&new).filter(|(old, new)| old != new);
        let (Some((old, new)), None, true) = (others.next(), others.next(), shape == new_shape) else {
            continue;
        };
        let (old, new) = (old.clone(), new.clone());
        let (kind, change) = if old.fact != new.fact {
            (
                0,
                ConditionChange::Fact {
                    before: old,
                    after: new,
                },
            )
        } else if old.operator != new.operator {
            (
                1,
                ConditionChange::Operator {
                    before: old,
                    after: new,
                },
            )
        } else {
            (
                2,
                ConditionChange::Threshold {
                    before: old,
                    after: new,
                },
            )
        };
        let found = difference(&before, &after);
        assert!(
            matches!(&found[..], [one] if matches!(&one.change, Change::Condition(told) if told.change == change)),
            "seed {seed}: {change:?} is told as {found:#?}"
        );
        met[kind] += 1;
    }
    assert!(met.iter().all(|times| *times > 150), "{met:?}");
}

#[test]
fn every_difference_has_words_in_both_languages() {
    for seed in 0..250 {
        let mut dice = Dice::new(20_000 + seed);
        let before = random_edit(&mut dice, &Rulebook::default());
        let mut after = before.clone();
        for _ in 0..6 {
            after = random_edit(&mut dice, &after);
        }
        for lang in [Lang::Zh, Lang::En] {
            let telling = Telling::new(lang, &before, &after, &|_| None);
            for told in difference(&before, &after) {
                let sentence = telling.sentence(&told);
                assert!(!sentence.is_empty() && !sentence.contains("Some("), "{told:?}");
                // A sentence with an arrow leads from one thing to another.
                if let Some((then, now)) = sentence.split_once(" → ") {
                    assert!(!then.ends_with(&format!(" {now}")), "seed {seed}: {sentence}");
                }
                assert!(!telling.heading(&told.place).is_empty(), "{told:?}");
            }
        }
    }
}
