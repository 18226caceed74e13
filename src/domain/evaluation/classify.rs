//! Classes and scores from columns: for whole columns, and for one customer. Both ways give the same answer.

use std::ops::Range;

use crate::domain::columns::{Bits, Columns, has_bit, set_bit};
use crate::domain::day::Day;
use crate::domain::metric::{METRICS, Metric};
use crate::domain::rule::evaluate::Ground;
use crate::domain::rule::plan::{NONE, PlanClass, PlanDimension, PlanScore};

/// The classes of everybody in one dimension: by hand, else the first that matches, else `otherwise`.
pub(super) fn classify(ground: &Ground, dimension: &PlanDimension, as_of: Day, column: &mut [u8]) {
    let live = &ground.columns.live;
    let mut open: Bits = live.clone();
    column.fill(NONE);
    let by_hand = all_by_hand(ground, dimension, as_of).into_iter();
    for (row, class) in by_hand.filter(|(row, _)| has_bit(live, *row)) {
        column[row as usize] = class;
        set_bit(&mut open, row, false);
    }
    for (i, node) in dimension
        .classes
        .iter()
        .enumerate()
        .filter_map(|(i, c)| Some((i, c.node.as_ref()?)))
    {
        let mask = ground.mask(node);
        for (word, (open, mask)) in open.iter_mut().zip(mask).enumerate() {
            assign(column, word, *open & mask, i as u8);
            *open &= !mask;
        }
    }
    if dimension.otherwise != NONE {
        open.iter()
            .enumerate()
            .for_each(|(word, open)| assign(column, word, *open, dimension.otherwise));
    }
}

/// Every class of a dimension that was set by hand: first by the field that may do so, then with dates, which goes before it.
fn all_by_hand(ground: &Ground, dimension: &PlanDimension, as_of: Day) -> Vec<(u32, u8)> {
    let columns = ground.columns;
    let mut found = Vec::new();
    if let Some(word) = dimension.override_by {
        let words = &columns.words[word];
        for (i, class) in dimension.classes.iter().enumerate() {
            let Some(code) = words.code(&class.id) else { continue };
            let rows = (0..columns.rows).filter(|row| words.codes[*row] == code);
            found.extend(rows.map(|row| (row as u32, i as u8)));
        }
    }
    let dated = columns
        .by_hand
        .keys()
        .filter_map(|row| Some((*row, dated(ground, dimension, as_of, *row)?)));
    found.extend(dated);
    found
}

/// The class that a dated override gives, where there is such a class.
fn dated(ground: &Ground, dimension: &PlanDimension, as_of: Day, slot: u32) -> Option<u8> {
    let given = ground.columns.override_on(slot, &dimension.id, as_of)?;
    let place = dimension.classes.iter().position(|c| c.id == given.class)?;
    (dimension.text_of.is_none()).then_some(place as u8)
}

/// The class of one customer that was set by hand.
pub(crate) fn by_hand(ground: &Ground, dimension: &PlanDimension, as_of: Day, slot: u32) -> Option<u8> {
    let by_field = || {
        let word = ground.columns.words[dimension.override_by?].word(slot as usize)?;
        dimension.classes.iter().position(|c| *c.id == *word).map(|i| i as u8)
    };
    dated(ground, dimension, as_of, slot).or_else(by_field)
}

/// The class of one customer: by hand, else by the rules.
pub(crate) fn class_of(ground: &Ground, dimension: &PlanDimension, as_of: Day, slot: u32) -> u8 {
    by_hand(ground, dimension, as_of, slot).unwrap_or_else(|| ruled(ground, dimension, slot))
}

/// The class that the rules alone give one customer: the first that matches, else `otherwise`.
pub(crate) fn ruled(ground: &Ground, dimension: &PlanDimension, slot: u32) -> u8 {
    let holds = |c: &PlanClass| c.node.as_ref().is_some_and(|n| ground.holds(n, slot));
    dimension
        .classes
        .iter()
        .position(holds)
        .map_or(dimension.otherwise, |i| i as u8)
}

fn assign(column: &mut [u8], word: usize, mut bits: u64, class: u8) {
    while bits != 0 {
        column[word * 64 + bits.trailing_zeros() as usize] = class;
        bits &= bits - 1;
    }
}

/// Computes the components and sums of the scores for some rows. Columns that are `fixed` stay as they are.
pub(crate) fn score_rows(
    columns: &mut Columns,
    scores: &[PlanScore],
    rows: Range<usize>,
    fixed: impl Fn(usize) -> bool,
) {
    clear_scores(columns, scores, rows.clone(), &fixed);
    for score in scores {
        for row in rows.clone() {
            let dealt = columns.numbers[Metric::HasDealt as usize][row];
            let out = dealt.is_nan() || (score.dealt_only && dealt == 0.0);
            let mut sum = 0.0;
            for term in &score.terms {
                let fact = columns.numbers[term.of][row];
                let component = match term.factor {
                    _ if fixed(term.column) => columns.numbers[term.column][row],
                    Some(_) if fact.is_nan() => term.missing.unwrap_or(f64::NAN),
                    Some(factor) => (fact * factor).min(100.0),
                    None if fact.is_nan() => term.missing.unwrap_or(f64::NAN),
                    None => fact,
                };
                let component = if out { f64::NAN } else { component };
                if term.factor.is_some() && !fixed(term.column) {
                    columns.numbers[term.column][row] = component;
                }
                sum += term.weight * if term.invert { 100.0 - component } else { component };
            }
            if !fixed(score.column) {
                columns.numbers[score.column][row] = if out { f64::NAN } else { sum };
            }
        }
    }
}

/// The metrics that only scores write.
const OF_SCORES: [Metric; 5] = [
    Metric::Activity,
    Metric::Complaints,
    Metric::Repurchase,
    Metric::Stability,
    Metric::HealthScore,
];

/// The columns that a score writes.
fn written(score: &PlanScore) -> impl Iterator<Item = usize> {
    let components = score.terms.iter().filter(|t| t.factor.is_some()).map(|t| t.column);
    components.chain([score.column])
}

/// Whether a score writes over a metric that is worked out without it.
pub(super) fn overwrites(score: &PlanScore) -> bool {
    written(score).any(|column| column < METRICS.len() && OF_SCORES.iter().all(|m| *m as usize != column))
}

/// Takes out what scores have written: a component that is no longer worked out is missing, and one that is worked out later is not
/// there yet.
pub(super) fn clear_scores(
    columns: &mut Columns,
    scores: &[PlanScore],
    rows: Range<usize>,
    fixed: impl Fn(usize) -> bool,
) {
    for column in scores.iter().flat_map(written).filter(|column| !fixed(*column)) {
        columns.numbers[column][rows.clone()].fill(f64::NAN);
    }
}
