//! Where people and rules say different things: classes set by hand, with what the rules say, and since when.

use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::inquiry::solo::Solo;
use crate::domain::kind::ClassOverride;
use crate::domain::ledger::Ledger;
use crate::domain::record::Text;
use crate::domain::sort::sort_by_key;

/// A class set by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// The customer's slot.
    pub slot: u32,
    /// The dimension's id.
    pub dimension: Text,
    /// The class that a person set.
    pub class: Text,
    /// The class that the rules say; nothing for unclassified.
    pub ruled: Option<Text>,
    /// Since when the class is set; nothing where it was set without a day (`stage_override`).
    pub set_on: Option<Day>,
    /// The last day it holds.
    pub until: Option<Day>,
    /// Why.
    pub reason: Option<Text>,
    /// Who set it.
    pub by: Option<Text>,
}

impl ByHand {
    /// Whether the rules say otherwise.
    pub fn disagrees(&self) -> bool {
        self.ruled.as_deref() != Some(&*self.class)
    }

    /// As it stands in the book; nothing for one that was set without days.
    pub fn dated<'a>(&self, evaluation: &'a Evaluation) -> Option<&'a ClassOverride> {
        let dated = evaluation
            .columns
            .override_on(self.slot, &self.dimension, evaluation.as_of);
        dated.filter(|dated| dated.class == self.class && self.set_on.is_some())
    }

    /// How many days it has been so on a day.
    pub fn lasted(&self, as_of: Day) -> Option<i32> {
        self.set_on.map(|day| as_of.days_since(day))
    }
}

/// Every class that is set by hand on the evaluation's day, the longest first, those without a day before all others.
pub fn by_hand(book: &Book, evaluation: &Evaluation) -> Vec<ByHand> {
    let mut found = Vec::new();
    for (i, dimension) in evaluation.plan.dimensions.iter().enumerate() {
        let field = dimension.override_by.map(|word| &evaluation.columns.words[word]);
        let by_field = |slot: &u32| field.is_some_and(|column| column.word(*slot as usize).is_some());
        let rows = (0..evaluation.columns.rows as u32)
            .filter(by_field)
            .filter(|_| field.is_some());
        let dated = evaluation.columns.by_hand.keys().copied();
        let mut slots: Vec<u32> = rows.chain(dated).collect();
        sort_by_key(&mut slots, |slot| *slot);
        slots.dedup();
        let one = |slot: u32| by_hand_in(book, evaluation, i, slot);
        found.extend(slots.into_iter().filter_map(one));
    }
    sort_by_key(&mut found, |given| given.set_on);
    found
}

/// The class of a customer that is set by hand in a dimension (its place in the plan) on the evaluation's day.
pub fn by_hand_in(book: &Book, evaluation: &Evaluation, dimension: usize, slot: u32) -> Option<ByHand> {
    let plan = &evaluation.plan.dimensions[dimension];
    let place = evaluation.by_hand(book, slot, dimension)?;
    let class = plan.classes.get(usize::from(place))?.id.clone();
    let dated = evaluation.columns.override_on(slot, &plan.id, evaluation.as_of);
    let dated = dated.filter(|given| given.class == class);
    Some(ByHand {
        slot,
        dimension: plan.id.clone(),
        class,
        ruled: evaluation.ruled(book, slot, dimension).map(Text::from),
        set_on: dated.map(|d| d.set_on),
        until: dated.and_then(|d| d.until),
        reason: dated.and_then(|d| d.reason.clone()),
        by: dated.and_then(|d| d.by.clone()),
    })
}

/// How many days back a disagreement is followed.
const MOST_DAYS: i32 = 400;

/// The first day of the present run of days on which the rules said otherwise than the person who set the class: they may have agreed
/// at first. The one customer is classified anew for each day back to the first one; its place in the RFM ranking, which needs all
/// others, stays that of the evaluation's day. Nothing where the rules agree, or where no first day is known.
pub fn differs_since(book: &Book, ledger: &Ledger, evaluation: &Evaluation, given: &ByHand) -> Option<Day> {
    let set_on = given.set_on.filter(|_| given.disagrees())?;
    let dimension = evaluation.plan.dimension(&given.dimension)?;
    let mut solo = Solo::of(evaluation, book, given.slot)?;
    let activity = ledger.row(given.slot);
    let days = evaluation.as_of.days_since(set_on).min(MOST_DAYS);
    let mut differs = |back: &i32| {
        solo.with_activity(activity, evaluation.as_of.plus_days(-back));
        solo.classify();
        solo.ruled(dimension) != Some(&*given.class)
    };
    let run = (1..=days).take_while(|back| differs(back)).last().unwrap_or(0);
    Some(evaluation.as_of.plus_days(-run))
}
