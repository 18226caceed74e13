//! The review (S2 step 4): who moved up or down in which dimension, and the figure that crossed the line, before and after.

use hashbrown::HashMap;

use super::disagreements::by_hand_in;
use super::moves::{Mover, moves};
use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::held::Held;
use crate::domain::inquiry::explain::{Actual, Explainer, Explanation, LeafTrace, Trace};
use crate::domain::kind::Review;
use crate::domain::ledger::Ledger;
use crate::domain::record::Text;
use crate::domain::rule::{Operand, Operator};

/// A move to be reviewed.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    /// In which dimension, by id.
    pub dimension: Text,
    /// Who, from where to where.
    pub mover: Mover,
    /// The decision on it, where there is one.
    pub decision: Option<Held<Review>>,
}

/// A figure on the other side of a line than before, or a line on the other side of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossing {
    /// The fact.
    pub fact: Text,
    /// How it is compared.
    pub operator: Operator,
    /// The line before; nothing where the rule is new.
    pub line_before: Option<Operand>,
    /// The line after.
    pub line: Operand,
    /// The figure before.
    pub before: Actual,
    /// The figure after.
    pub after: Actual,
    /// Whether the comparison holds now.
    pub holds: bool,
}

/// Why a customer moved.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// Figures or lines crossed.
    Crossed(Vec<Crossing>),
    /// A person set the class: since when (nothing where it was set without a day), and who.
    Set(Option<Day>, Option<Text>),
    /// What a person had set is over: its last day, where it had one.
    Ended(Option<Day>),
    /// The rules are others, and no single comparison of both tells the move.
    Rules,
}

/// The last day of the quarter before a day.
pub fn last_quarter_end(day: Day) -> Day {
    let text = day.to_string();
    let month: u32 = text.get(5..7).and_then(|m| m.parse().ok()).unwrap_or(1);
    let first = Day::parse(&format!("{}-01", text.get(..7).unwrap_or_default())).unwrap_or(day);
    first.minus_months((month - 1) % 3).plus_days(-1)
}

/// The moves from one evaluation to another in every dimension that has rules and is reviewed, decided or not. A decision counts from
/// `since` on.
pub fn review(book: &Book, before: &Evaluation, after: &Evaluation, since: Day) -> Vec<Reviewed> {
    let decisions = last_decisions(book, since);
    let dimensions = after.plan.dimensions.iter().filter(|d| is_reviewed(book, after, &d.id));
    let of = |dimension: &Text| -> Vec<Reviewed> {
        let found = moves(before, after, dimension, usize::MAX).map_or_else(Vec::new, |m| m.movers);
        found
            .into_iter()
            .map(|mover| decided(book, dimension, mover, &decisions))
            .collect()
    };
    dimensions.flat_map(|d| of(&d.id)).collect()
}

/// Whether moves in a dimension are reviewed: rules decide it, and the settings do not leave it out.
pub fn is_reviewed(book: &Book, evaluation: &Evaluation, dimension: &str) -> bool {
    let plan = &evaluation.plan;
    let of_rules = plan
        .dimension(dimension)
        .is_some_and(|i| plan.dimensions[i].text_of.is_none());
    of_rules && book.head.settings.reviews(dimension)
}

/// The last decision of each customer in each dimension.
pub(super) type Decisions<'a> = HashMap<(&'a str, &'a str), &'a Held<Review>>;

/// The last decision of each customer in each dimension from a day on.
pub(super) fn last_decisions(book: &Book, since: Day) -> Decisions<'_> {
    let mut last: Decisions = HashMap::new();
    for (_, review) in book.reviews.iter().filter(|(_, r)| r.at.day >= since) {
        let key = (review.customer.as_str(), &*review.dimension);
        let known = last.entry(key).or_insert(review);
        if known.at.day <= review.at.day {
            *known = review;
        }
    }
    last
}

fn decided(book: &Book, dimension: &Text, mover: Mover, decisions: &Decisions) -> Reviewed {
    let customer = book.customers.at(mover.slot);
    let found = customer.and_then(|c| decisions.get(&(c.id.as_str(), &**dimension)));
    // A decision on another move of the same customer says nothing about this one.
    let same = found.filter(|r| r.from == mover.from && r.to == mover.to);
    Reviewed {
        dimension: dimension.clone(),
        decision: same.map(|r| (*r).clone()),
        mover,
    }
}

/// Why a customer moved in a dimension between two evaluations of the same book.
pub fn cause(
    book: &Book,
    ledger: &Ledger,
    before: &Evaluation,
    after: &Evaluation,
    slot: u32,
    dimension: &str,
) -> Cause {
    let given = |evaluation: &Evaluation| by_hand_in(book, evaluation, evaluation.plan.dimension(dimension)?, slot);
    if let Some(given) = given(after) {
        return Cause::Set(given.set_on, given.by);
    }
    if let Some(given) = given(before) {
        return Cause::Ended(given.until);
    }
    let both = explained(book, ledger, [before, after], slot, dimension);
    both.map_or(Cause::Rules, |[old, new]| {
        Cause::of(crossings(&old, &new, new.class.as_deref()))
    })
}

/// Why the rules alone would move a customer to a class, whatever was set by hand: what a move rests on that was held.
pub fn cause_by_rules(
    book: &Book,
    ledger: &Ledger,
    before: &Evaluation,
    after: &Evaluation,
    slot: u32,
    (dimension, to): (&str, Option<&str>),
) -> Cause {
    let both = explained(book, ledger, [before, after], slot, dimension);
    both.map_or(Cause::Rules, |[old, new]| Cause::of(crossings(&old, &new, to)))
}

impl Cause {
    fn of(crossed: Vec<Crossing>) -> Self {
        match crossed.is_empty() {
            true => Self::Rules,
            false => Self::Crossed(crossed),
        }
    }
}

fn explained(
    book: &Book,
    ledger: &Ledger,
    sides: [&Evaluation; 2],
    slot: u32,
    dimension: &str,
) -> Option<[Explanation; 2]> {
    let explain = |evaluation: &Evaluation| {
        let explainer = Explainer {
            book,
            ledger,
            evaluation,
            slot,
        };
        explainer.class(evaluation.plan.dimension(dimension)?)
    };
    let [old, new] = sides.map(explain);
    Some([old?, new?])
}

/// The comparisons that decided the move, each fact once: those without which the customer would have stayed, or gone elsewhere. The
/// rules are tried in order, so a customer who comes to an earlier rule owes it to that rule alone; whoever comes to a later one, to it
/// and to every rule from the class left on that no longer holds. The rule of the class come to is told first, then back to the class left.
fn crossings(old: &Explanation, new: &Explanation, to: Option<&str>) -> Vec<Crossing> {
    let place = |class: Option<&str>| new.steps.iter().position(|step| Some(&*step.class) == class);
    let holds = |at: &usize| {
        new.steps
            .get(*at)
            .is_some_and(|step| step.trace.as_ref().is_some_and(Trace::holds))
    };
    // A class that stands for all the rest is come to behind the last rule, wherever it is listed.
    let (left, reached) = (place(old.first_rule()), place(to).filter(holds));
    let end = reached.map_or(new.steps.len(), |at| at + 1);
    let first = match (left, reached) {
        (Some(left), Some(reached)) if left > reached => reached,
        (None, Some(reached)) => reached,
        (Some(left), _) => left,
        (None, None) => 0,
    };
    let mut found: Vec<Crossing> = Vec::new();
    for step in new.steps.iter().take(end).skip(first).rev() {
        let then = old.steps.iter().find(|s| s.class == step.class);
        let (Some(then), Some(now)) = (then.and_then(|s| s.trace.as_ref()), step.trace.as_ref()) else {
            continue;
        };
        // The rule reached has come to hold, those before it have ceased to.
        if then.holds() != now.holds() && now.holds() == (Some(&*step.class) == to) {
            turned(then, now, &mut found);
        }
    }
    found
}

/// The comparisons that turned a condition: of a list those parts that turned with it, of a denial the part that turned the other way.
fn turned(then: &Trace, now: &Trace, found: &mut Vec<Crossing>) {
    match (then, now) {
        (Trace::All(_, before), Trace::All(holds, after)) | (Trace::Any(_, before), Trace::Any(holds, after))
            if before.len() == after.len() =>
        {
            let with = |(then, now): &(&Trace, &Trace)| then.holds() != *holds && now.holds() == *holds;
            let pairs = before.iter().zip(after).filter(with);
            pairs.for_each(|(then, now)| turned(then, now, found));
        }
        (Trace::Not(_, then), Trace::Not(_, now)) => turned(then, now, found),
        // Rules of another shape: what has the same fact and sign in both.
        _ => {
            let before = then.leaves();
            for (i, leaf) in now.leaves().into_iter().enumerate() {
                let crossing = counterpart(&before, leaf, i).and_then(|old| crossing(old, leaf));
                let crossing = crossing.filter(|c| !found.iter().any(|known| known.fact == c.fact));
                found.extend(crossing);
            }
        }
    }
}

/// The same comparison before: at the same place, else the first of the same fact and operator.
fn counterpart<'a>(old: &[&'a LeafTrace], leaf: &LeafTrace, place: usize) -> Option<&'a LeafTrace> {
    let same = |other: &&&LeafTrace| other.fact == leaf.fact && other.operator == leaf.operator;
    old.get(place).filter(same).or_else(|| old.iter().find(same)).copied()
}

fn crossing(old: &LeafTrace, new: &LeafTrace) -> Option<Crossing> {
    (old.holds != new.holds).then(|| Crossing {
        fact: new.fact.clone(),
        operator: new.operator,
        line_before: (old.value != new.value).then(|| old.value.clone()),
        line: new.value.clone(),
        before: old.actual.clone(),
        after: new.actual.clone(),
        holds: new.holds,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_end_before_their_first_day() {
        let table = [
            ("2026-11-21", "2026-09-30"),
            ("2026-10-01", "2026-09-30"),
            ("2026-09-30", "2026-06-30"),
            ("2026-03-31", "2025-12-31"),
            ("2026-01-01", "2025-12-31"),
            ("2024-05-31", "2024-03-31"),
        ];
        for (day, end) in table {
            assert_eq!(last_quarter_end(Day::parse(day).unwrap()).to_string(), end, "{day}");
        }
    }
}
