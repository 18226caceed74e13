//! Random edits of a rulebook, as a person makes them in the editor: mostly valid, sometimes a mistake.

use guanxi::domain::authoring::difference::Place;
use guanxi::domain::rule::{
    Band, Class, Condition, Dimension, Hue, RfmThresholds, Rulebook, Signal, TagRule, Term, Tone,
};
use serde_json::json;

use crate::condition_edits::{any_condition, change_somewhere};
use crate::conditions::condition;
use crate::generate::Dice;

/// An edited rulebook.
pub struct Edit {
    pub rulebook: Rulebook,
    /// The entries that were edited; of a move, everything that it passed.
    pub places: Vec<Place>,
    /// Whether a person would count one change.
    pub single: bool,
}

/// A rulebook edited at one place.
pub fn random_edit(dice: &mut Dice, rulebook: &Rulebook) -> Rulebook {
    edit(dice, rulebook).rulebook
}

/// The same, and where.
pub fn edit(dice: &mut Dice, rulebook: &Rulebook) -> Edit {
    loop {
        let mut book = rulebook.clone();
        let mut places = Vec::new();
        let single = once(dice, &mut book, &mut places);
        if book != *rulebook {
            let rulebook = book;
            return Edit {
                rulebook,
                places,
                single,
            };
        }
    }
}

fn once(dice: &mut Dice, book: &mut Rulebook, places: &mut Vec<Place>) -> bool {
    match dice.below(20) {
        0..=7 => rule(dice, book, places),
        8..=11 => class(dice, book, places),
        12..=13 => dimension(dice, book, places),
        14 => tag(dice, book, places),
        15 => signal(dice, book, places),
        16..=17 => score(dice, book, places),
        18 => rfm(dice, book, places),
        _ => unknown(dice, book, places),
    }
}

/// Changes a condition of some class, tag or signal.
fn rule(dice: &mut Dice, book: &mut Rulebook, places: &mut Vec<Place>) -> bool {
    let mut rules: Vec<(Place, &mut Condition)> = Vec::new();
    for dimension in &mut book.dimensions {
        for class in &mut dimension.classes {
            let place = Place::Class(dimension.id.clone(), class.id.clone());
            rules.extend(class.when.as_mut().map(|when| (place, when)));
        }
    }
    rules.extend(book.tags.iter_mut().map(|t| (Place::Tag(t.id.clone()), &mut t.when)));
    rules.extend(
        book.signals
            .iter_mut()
            .map(|s| (Place::Signal(s.id.clone()), &mut s.when)),
    );
    if rules.is_empty() {
        return false;
    }
    let (place, when) = rules.swap_remove(dice.below(rules.len()));
    places.push(place);
    change_somewhere(dice, when)
}

/// Moves an entry; the places are those of everything between.
fn shift<T>(dice: &mut Dice, list: &mut Vec<T>, places: &mut Vec<Place>, place: impl Fn(&T) -> Place) -> bool {
    if list.is_empty() {
        return false;
    }
    let (from, to) = (dice.below(list.len()), dice.below(list.len()));
    places.extend(list[from.min(to)..=from.max(to)].iter().map(place));
    let entry = list.remove(from);
    list.insert(to, entry);
    true
}

fn flip(flag: &mut Option<bool>) {
    *flag = if *flag == Some(true) { None } else { Some(true) };
}

fn id(dice: &mut Dice, kind: &str) -> Box<str> {
    format!("{kind}_{}", dice.below(1_000_000)).into()
}

fn class(dice: &mut Dice, book: &mut Rulebook, places: &mut Vec<Place>) -> bool {
    if book.dimensions.is_empty() {
        return false;
    }
    let place = dice.below(book.dimensions.len());
    let Dimension { id: of, classes, .. } = &mut book.dimensions[place];
    let named = |class: &Class| Place::Class(of.clone(), class.id.clone());
    if classes.is_empty() || dice.chance(20) {
        // A new one, or a copy; a careless one under the same id.
        let careless = dice.chance(10);
        let mut new: Class = match classes.first() {
            Some(_) if dice.chance(50) => dice.pick(classes),
            _ => serde_json::from_value(json!({"id": "new", "name": "新的一类"})).unwrap(),
        };
        new.when = Some(any_condition(dice, 1));
        if !careless {
            new.id = id(dice, "class");
        }
        places.push(named(&new));
        classes.insert(dice.below(classes.len() + 1), new);
        return !careless;
    }
    let i = dice.below(classes.len());
    match dice.below(9) {
        0..=2 => return shift(dice, classes, places, named),
        3 => {
            places.push(named(&classes[i]));
            classes.remove(i);
            return true;
        }
        _ => places.push(named(&classes[i])),
    }
    let class = &mut classes[i];
    match dice.below(6) {
        0 => class.name = format!("{}二", class.name).into(),
        1 => class.strategy = dice.chance(50).then(|| "每月一次电话".into()),
        2 => class.tone = Some(dice.pick(Tone::ALL)),
        3 => class.when = None,
        _ => flip(&mut class.retired),
    }
    true
}

fn dimension(dice: &mut Dice, book: &mut Rulebook, places: &mut Vec<Place>) -> bool {
    let named = |d: &Dimension| Place::Dimension(d.id.clone());
    if book.dimensions.is_empty() || dice.chance(10) {
        let class = json!({"id": "a", "name": "甲", "when": condition(dice, 1, true)});
        let new = json!({"id": id(dice, "dimension"), "name": "新维度", "classes": [class]});
        let new: Dimension = serde_json::from_value(new).unwrap();
        places.push(named(&new));
        book.dimensions.insert(dice.below(book.dimensions.len() + 1), new);
        return true;
    }
    // A move may make a circle, and what goes may be looked at.
    match dice.below(12) {
        0 => return shift(dice, &mut book.dimensions, places, named),
        1 => {
            let gone = book.dimensions.remove(dice.below(book.dimensions.len()));
            places.push(named(&gone));
            return true;
        }
        _ => {}
    }
    let i = dice.below(book.dimensions.len());
    let ids: Vec<Box<str>> = book.dimensions[i].classes.iter().map(|c| c.id.clone()).collect();
    let dimension = &mut book.dimensions[i];
    places.push(named(dimension));
    match dice.below(10) {
        0..=3 if !ids.is_empty() => dimension.otherwise = dice.chance(80).then(|| dice.pick(&ids)),
        4 => dimension.otherwise = Some("unheard_of".into()),
        5 => dimension.name = format!("{}二", dimension.name).into(),
        6 => dimension.hue = Some(dice.pick(Hue::ALL)),
        7 => dimension.override_by = Some(dice.pick(&["stage_override", "industry", "no_such_field"]).into()),
        8 => dimension.bands_of = Some(dice.pick(&["health", "no_such_score"]).into()),
        _ => flip(&mut dimension.retired),
    }
    true
}

/// Tags and signals are edited alike.
macro_rules! named_rules {
    ($name:ident, $list:ident, $entry:ident, $place:ident) => {
        fn $name(dice: &mut Dice, book: &mut Rulebook, places: &mut Vec<Place>) -> bool {
            let named = |entry: &$entry| Place::$place(entry.id.clone());
            let list = &mut book.$list;
            if list.is_empty() || dice.chance(20) {
                let new = json!({"id": id(dice, stringify!($name)), "name": "新的", "when": condition(dice, 1, true)});
                let new: $entry = serde_json::from_value(new).unwrap();
                places.push(named(&new));
                list.insert(dice.below(list.len() + 1), new);
                return true;
            }
            let i = dice.below(list.len());
            match dice.below(5) {
                0 => return shift(dice, list, places, named),
                1 => places.push(named(&list.remove(i))),
                2 => {
                    places.push(named(&list[i]));
                    list[i].name = format!("{}二", list[i].name).into();
                }
                _ => {
                    places.push(named(&list[i]));
                    flip(&mut list[i].retired);
                }
            }
            true
        }
    };
}

named_rules!(tag, tags, TagRule, Tag);
named_rules!(signal, signals, Signal, Signal);

fn score(dice: &mut Dice, book: &mut Rulebook, places: &mut Vec<Place>) -> bool {
    let Some(score) = book.scores.first_mut() else {
        return false;
    };
    match dice.below(8) {
        0 => flip(&mut score.dealt_only),
        1..=4 => return term(dice, &score.id, &mut score.terms, places),
        _ => return band(dice, &score.id, &mut score.bands, places),
    }
    places.push(Place::Score(score.id.clone()));
    true
}

fn term(dice: &mut Dice, score: &str, terms: &mut Vec<Term>, places: &mut Vec<Place>) -> bool {
    let named = |term: &Term| Place::Term(score.into(), term.metric.clone());
    if terms.is_empty() || dice.chance(10) {
        let of = dice.pick(&["orders_6m", "tenure_months", "no_such_fact"]);
        let new = json!({"metric": id(dice, "part"), "weight": 0.1, "of": of, "factor": 2});
        let new: Term = serde_json::from_value(new).unwrap();
        places.push(named(&new));
        terms.push(new);
        return true;
    }
    let i = dice.below(terms.len());
    places.push(named(&terms[i]));
    match dice.below(9) {
        0 => drop(terms.remove(i)),
        1..=3 => terms[i].weight = dice.pick(&[0.0, 0.1, 0.25, 0.5, -0.2, 1e9]),
        4 => terms[i].factor = Some(dice.pick(&[1.0, 10.0, 33.3])),
        5 => flip(&mut terms[i].invert),
        6 => terms[i].missing = dice.chance(70).then(|| dice.pick(&[0.0, 50.0])),
        _ => terms[i].of = Some(dice.pick(&["interactions_90d", "open_tickets", "orders_60d"]).into()),
    }
    true
}

fn band(dice: &mut Dice, score: &str, bands: &mut Vec<Band>, places: &mut Vec<Place>) -> bool {
    let named = |band: &Band| Place::Band(score.into(), band.id.clone());
    if bands.is_empty() || dice.chance(10) {
        let new = json!({"id": id(dice, "band"), "name": "新档", "from": dice.between(1, 99)});
        let new: Band = serde_json::from_value(new).unwrap();
        places.push(named(&new));
        bands.push(new);
    } else {
        let i = dice.below(bands.len());
        places.push(named(&bands[i]));
        match dice.below(6) {
            0 => drop(bands.remove(i)),
            1 => bands[i].name = format!("{}二", bands[i].name).into(),
            _ => bands[i].from = dice.between(-5, 105) as f64,
        }
    }
    // The editor keeps them in order; a file may not.
    let ordered = dice.chance(90);
    if ordered {
        bands.sort_by(|a, b| b.from.total_cmp(&a.from));
    }
    ordered && bands.is_sorted_by(|a, b| a.from > b.from)
}

fn rfm(dice: &mut Dice, book: &mut Rulebook, places: &mut Vec<Place>) -> bool {
    places.push(Place::Rfm);
    let rfm = &mut book.rfm;
    match (dice.below(6), &mut rfm.thresholds) {
        (0, _) => rfm.window_months = dice.pick(&[None, Some(3), Some(6), Some(24), Some(0)]),
        (1, _) => rfm.cut_plus_one = !rfm.cut_plus_one,
        (2, _) => rfm.weights.r = dice.pick(&[0.5, 2.0, 1e9]),
        (3, _) => rfm.weights.m = dice.pick(&[0.0, 2.0, 3.0]),
        (4, Some(borders)) => borders.m[dice.below(4)] += 1_000.0,
        (5, Some(_)) => rfm.thresholds = None,
        (_, _) => {
            rfm.thresholds = Some(RfmThresholds {
                r: vec![30.0, 60.0, 90.0, 180.0],
                f: vec![1.0, 2.0, 4.0, 8.0],
                m: vec![1e4, 5e4, 1e5, 5e5],
                extra: Default::default(),
            });
        }
    }
    true
}

/// Fields and keys that this version does not know, and examples.
fn unknown(dice: &mut Dice, book: &mut Rulebook, places: &mut Vec<Place>) -> bool {
    let value = json!(dice.below(3));
    match dice.below(4) {
        0 => {
            places.push(Place::Other("playbooks".into()));
            book.rest.insert("playbooks".into(), value);
        }
        1 => {
            places.push(Place::Rfm);
            book.rfm.extra.insert("note".into(), value);
        }
        2 if !book.tags.is_empty() => {
            let tag = dice.below(book.tags.len());
            places.push(Place::Tag(book.tags[tag].id.clone()));
            book.tags[tag].extra.insert("note".into(), value);
        }
        _ => {
            let class = dice.pick(&["strategic", "key"]);
            let new = json!({"id": "e", "customer": "c1", "dimension": "value", "class": class});
            places.push(Place::Example("e".into()));
            book.examples = vec![serde_json::from_value(new).unwrap()];
        }
    }
    true
}
