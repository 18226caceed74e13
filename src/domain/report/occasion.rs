//! What a review compares: two days, or the rules before and after an adoption. Its two evaluations, and its moves with the decisions.

use hashbrown::HashSet;

use super::moves::{Mover, way};
use super::review::{Reviewed, is_reviewed, last_decisions, last_quarter_end, review};
use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::held::Held;
use crate::domain::id::RuleVersionId;
use crate::domain::kind::{Review, RuleVersion};
use crate::domain::metric::Metric;
use crate::domain::record::Text;
use crate::domain::rule::Rulebook;
use crate::domain::versions::{rulebook_on, versions};
use crate::domain::world::{RulesOf, World};

/// What a review compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// Two days.
    Period {
        /// The day before.
        from: Day,
        /// The day after.
        to: Day,
        /// Under today's rules, or under those of each day.
        rules: RulesOf,
    },
    /// The rules before and after an adoption, on its day.
    Adoption(RuleVersionId),
}

/// The two sides of an occasion.
pub struct Sides {
    /// The evaluation before.
    pub before: Evaluation,
    /// The evaluation after; nothing where it is the world's own.
    pub after: Option<Evaluation>,
}

impl Occasion {
    /// The quarter that runs on a day: from the end of the last one to the day.
    pub fn quarter(as_of: Day) -> Self {
        Self::Period {
            from: last_quarter_end(as_of),
            to: as_of,
            rules: RulesOf::Today,
        }
    }

    /// The quarter before it: between two quarter ends.
    pub fn last_quarter(as_of: Day) -> Self {
        let end = last_quarter_end(as_of);
        Self::Period {
            from: last_quarter_end(end),
            to: end,
            rules: RulesOf::Today,
        }
    }

    /// The twelve months up to a day.
    pub fn year(as_of: Day) -> Self {
        Self::Period {
            from: as_of.minus_months(12),
            to: as_of,
            rules: RulesOf::Today,
        }
    }

    /// The days before and after; of an adoption its day twice. Nothing for a version that is not there, or that is the first.
    pub fn days(&self, book: &Book) -> Option<(Day, Day)> {
        match self {
            Self::Period { from, to, .. } => Some((*from, *to)),
            Self::Adoption(id) => adoption(book, id).map(|(_, day)| (day, day)),
        }
    }

    /// The first day whose decisions count for this occasion.
    pub fn since(&self, book: &Book) -> Option<Day> {
        let (from, _) = self.days(book)?;
        Some(match self {
            Self::Period { .. } => from.plus_days(1),
            Self::Adoption(_) => from,
        })
    }

    /// Evaluates both sides. Rules that no longer compile give way to those in force.
    pub fn sides(&self, world: &World) -> Option<Sides> {
        let book = &world.book;
        let (from, to) = self.days(book)?;
        let [before, after] = match self {
            Self::Period { rules, .. } => [from, to].map(|day| match rules {
                RulesOf::Today => &book.head.rulebook,
                RulesOf::ThatDay => rulebook_on(book, day),
            }),
            Self::Adoption(id) => {
                let (place, _) = adoption(book, id)?;
                let all = versions(book);
                let [before, after] = [all.get(place - 1)?, all.get(place)?];
                [&*before.rulebook.0, &*after.rulebook.0]
            }
        };
        let own = &world.evaluation;
        let is_own = own.as_of == to && own.plan.rulebook == after.in_use();
        Some(Sides {
            before: evaluate(world, before, from),
            after: (!is_own).then(|| evaluate(world, after, to)),
        })
    }
}

/// The versions that a person adopted, the latest first: those with a day, and one before them.
pub fn adoptions(book: &Book) -> Vec<&Held<RuleVersion>> {
    let mut all = versions(book);
    all.reverse();
    all.pop();
    all.retain(|version| version.adopted_on.is_some());
    all
}

/// The place of an adopted version among all, and its day.
fn adoption(book: &Book, id: &RuleVersionId) -> Option<(usize, Day)> {
    let all = versions(book);
    let place = all
        .iter()
        .position(|version| version.id == *id)
        .filter(|place| *place > 0)?;
    Some((place, all.get(place)?.adopted_on?))
}

fn evaluate(world: &World, rules: &Rulebook, day: Day) -> Evaluation {
    let (book, ledger) = (&world.book, &world.ledger);
    Evaluation::new(book, ledger, rules, day)
        .or_else(|_| Evaluation::new(book, ledger, &book.head.rulebook, day))
        .unwrap_or_else(|_| Evaluation::with_default(book, ledger, day))
}

/// The moves of an occasion with their decisions, customer by customer, the worse first; and the decisions made within it on moves that are no more, since
/// a customer that is held stays where it was.
pub fn reviewed(book: &Book, before: &Evaluation, after: &Evaluation, occasion: &Occasion) -> Vec<Reviewed> {
    let (Some((_, to)), Some(since)) = (occasion.days(book), occasion.since(book)) else {
        return Vec::new();
    };
    let mut all = review(book, before, after, since);
    let last = last_decisions(book, since);
    let decisions = all.iter().filter_map(|r| r.decision.clone());
    let known: HashSet<_> = decisions.map(|review| review.id.clone()).collect();
    let mut gone: Vec<Reviewed> = Vec::new();
    for review in last.into_values().filter(|review| review.at.day <= to) {
        let Some(slot) = book.customers.slot(review.customer.as_str()) else {
            continue;
        };
        let is_ours = match occasion {
            Occasion::Period { .. } => before.class_in(slot, &review.dimension) == review.from.as_deref(),
            // Others may have been decided on the same day: ours are those that these rules would have moved.
            Occasion::Adoption(_) => {
                let ruled = |side: &Evaluation| {
                    Some(
                        side.ruled(book, slot, side.plan.dimension(&review.dimension)?)
                            .map(Text::from),
                    )
                };
                ruled(before) == Some(review.from.clone()) && ruled(after) == Some(review.to.clone())
            }
        };
        if is_ours && is_reviewed(book, after, &review.dimension) && !known.contains(&review.id) {
            gone.push(decided(after, slot, review));
        }
    }
    all.extend(gone);
    all.sort_by_key(|r| (r.mover.slot, r.mover.way));
    all
}

fn decided(after: &Evaluation, slot: u32, review: &Held<Review>) -> Reviewed {
    let rank = after.plan.dimension(&review.dimension);
    let rank = rank.map_or(&[][..], |i| &after.plan.dimensions[i].rank);
    Reviewed {
        dimension: review.dimension.clone(),
        mover: Mover {
            slot,
            from: review.from.clone(),
            to: review.to.clone(),
            way: way(rank, review.from.as_deref(), review.to.as_deref()),
            purchase: after.number(slot, Metric::AnnualPurchase),
        },
        decision: Some(review.clone()),
    }
}
