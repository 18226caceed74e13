//! Ties: customers who rank alike, so that nothing but their ids says on which side of a line each of them stands.

use super::solo::Solo;
use crate::domain::book::Book;
use crate::domain::evaluation::Evaluation;
use crate::domain::metric::Metric;
use crate::domain::rule::Condition;
use crate::domain::rule::plan::Plan;

/// The figures that a place in the RFM ranking is told by. Scores are no places: who has the same figure has the same score.
const PLACES: [Metric; 2] = [Metric::RfmShareAbove, Metric::RfmShareBelow];

/// What a place in the ranking may decide, by its own place in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// The class in a dimension.
    Class(usize),
    /// Whether a tag is given.
    Tag(usize),
}

/// Whether a fact is a place in the ranking.
pub fn is_place(fact: &str) -> bool {
    PLACES.iter().any(|metric| metric.info().id == fact)
}

/// The slots of those who rank alike but for their ids, the customer's own among them; nothing where it ranks alone or not at all.
pub fn alike(evaluation: &Evaluation, slot: u32) -> Vec<u32> {
    let key = |slot| {
        let of = [Metric::RfmTotal, Metric::RfmMonetary, Metric::DaysSinceLastOrder];
        Some(of.map(|metric| evaluation.number(slot, metric)))
            .filter(|_| evaluation.number(slot, Metric::RfmShareAbove).is_some())
    };
    let Some(own) = key(slot) else { return Vec::new() };
    let all = 0..evaluation.columns.rows as u32;
    let alike: Vec<u32> = all.filter(|slot| key(*slot) == Some(own)).collect();
    if alike.len() > 1 { alike } else { Vec::new() }
}

/// How many rank alike where the customer would be judged otherwise in the place of another of them; nothing where its place among
/// them is all the same.
pub fn ties(book: &Book, evaluation: &Evaluation, slot: u32, judged: Judged) -> Option<usize> {
    if !rests_on_places(&evaluation.plan, judged) {
        return None;
    }
    let alike = alike(evaluation, slot);
    let mut solo = Solo::of(evaluation, book, slot)?;
    let mut in_place_of = |other: u32| {
        for metric in PLACES {
            solo.set_number(metric as usize, evaluation.number(other, metric));
        }
        solo.classify();
        match judged {
            Judged::Class(dimension) => usize::from(solo.place(dimension)),
            Judged::Tag(tag) => usize::from(solo.tag(tag)),
        }
    };
    let own = in_place_of(slot);
    alike
        .iter()
        .any(|other| in_place_of(*other) != own)
        .then_some(alike.len())
}

/// Whether a rule looks at a place in the ranking, or at a class that rests on one.
fn rests_on_places(plan: &Plan, judged: Judged) -> bool {
    let looks = |when: &Condition, before: usize| {
        let mut found = false;
        when.each_leaf(&mut |leaf| {
            let class = plan.dimension(&leaf.fact).filter(|dimension| *dimension < before);
            found |= is_place(&leaf.fact) || class.is_some_and(|d| rests_on_places(plan, Judged::Class(d)));
        });
        found
    };
    match judged {
        Judged::Class(place) => plan.dimensions.get(place).is_some_and(|dimension| {
            let whens = dimension.classes.iter().filter_map(|class| class.when.as_ref());
            whens.into_iter().any(|when| looks(when, place))
        }),
        Judged::Tag(place) => {
            let tag = plan.tags.get(place);
            tag.is_some_and(|tag| looks(&tag.when, plan.dimensions.len()))
        }
    }
}
