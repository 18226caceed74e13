//! Scores: their terms, weights and bands.

use super::{fresh, shift};
use crate::domain::record::Text;
use crate::domain::rule::fact::score_columns;
use crate::domain::rule::rulebook::{Band, Rulebook, Term, WeightedScore};

/// Changes a weighted score.
pub fn with_score(rules: &mut Rulebook, id: &str, change: impl FnOnce(&mut WeightedScore)) {
    if let Some(score) = rules.scores.iter_mut().find(|s| *s.id == *id) {
        change(score);
    }
}

/// Changes a term of a score, by the name of its component.
pub fn with_term(rules: &mut Rulebook, score: &str, component: &str, change: impl FnOnce(&mut Term)) {
    with_score(rules, score, |s| {
        if let Some(term) = s.terms.iter_mut().find(|t| *t.metric == *component) {
            change(term);
        }
    });
}

/// Adds a term that scales a fact, and says the name of its component.
pub fn add_term(rules: &mut Rulebook, score: &str, fact: &str) -> Text {
    let names = score_columns(&rules.scores);
    let metric = fresh("part", names.iter().map(|n| &**n));
    let made = metric.clone();
    with_score(rules, score, |s| {
        s.terms.push(Term {
            metric,
            weight: 0.1,
            invert: None,
            of: Some(fact.into()),
            factor: Some(10.0),
            missing: None,
            extra: Default::default(),
        });
    });
    made
}

/// Takes a term away.
pub fn remove_term(rules: &mut Rulebook, score: &str, component: &str) {
    with_score(rules, score, |s| s.terms.retain(|t| *t.metric != *component));
}

/// Moves a term by steps; up is negative.
pub fn move_term(rules: &mut Rulebook, score: &str, component: &str, steps: i32) {
    with_score(rules, score, |s| {
        let Some(from) = s.terms.iter().position(|t| *t.metric == *component) else {
            return;
        };
        let last = s.terms.len() - 1;
        let to = usize::try_from(from as i64 + i64::from(steps)).unwrap_or(0);
        shift(&mut s.terms, from, to.min(last));
    });
}

/// Changes a band.
pub fn with_band(rules: &mut Rulebook, score: &str, id: &str, change: impl FnOnce(&mut Band)) {
    with_score(rules, score, |s| {
        if let Some(band) = s.bands.iter_mut().find(|b| *b.id == *id) {
            change(band);
        }
    });
}

/// Adds a band above the lowest, half-way between its neighbours, and says its id.
pub fn add_band(rules: &mut Rulebook, score: &str, name: &str) -> Option<Text> {
    let score = rules.scores.iter_mut().find(|s| *s.id == *score)?;
    let id = fresh("band", score.bands.iter().map(|b| &*b.id));
    let place = score.bands.len().saturating_sub(1);
    let low = score.bands.last().map_or(0.0, |b| b.from);
    let high = place.checked_sub(1).map_or(100.0, |i| score.bands[i].from);
    let band = Band {
        id: id.clone(),
        name: name.into(),
        from: ((low + high) / 2.0).round(),
        extra: Default::default(),
    };
    score.bands.insert(place, band);
    Some(id)
}

/// Takes a band away; the last one stays.
pub fn remove_band(rules: &mut Rulebook, score: &str, id: &str) {
    with_score(rules, score, |s| {
        if s.bands.len() > 1 {
            s.bands.retain(|b| *b.id != *id);
        }
    });
}

/// The component that S4 takes off as it is.
const COMPLAINTS: &str = "complaints";

/// Whether a score follows S4 to the letter: complaints are taken off instead of counted down from 100. Nothing for a score
/// without complaints.
pub fn literal_health(score: &WeightedScore) -> Option<bool> {
    let term = score.terms.iter().find(|t| &*t.metric == COMPLAINTS)?;
    Some(term.weight < 0.0 && term.invert != Some(true))
}

/// Lets a score follow S4 to the letter (− 20 % complaints), or count complaints down from 100 (+ 20 % × (100 − complaints)).
pub fn set_literal_health(rules: &mut Rulebook, score: &str, literal: bool) {
    with_term(rules, score, COMPLAINTS, |term| {
        let size = term.weight.abs();
        (term.weight, term.invert) = if literal { (-size, None) } else { (size, Some(true)) };
    });
}
