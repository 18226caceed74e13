//! The distance of a label: the smallest change that lifts it, drops it, puts it on or takes it away.
//!
//! Candidates come from the borders in the conditions, those of earlier dimensions and of a score's terms included, and each is
//! tried on the customer alone ([`Solo`]); for one step the smallest is found exactly. What is chosen:
//!
//! 1. The fewest steps, three at most.
//! 2. Among single steps, to lift a class: an order, interactions, places in the ranking, a figure, waiting. To drop one: waiting
//!    first, since that is what comes when nobody acts, then as before. For a tag: an order, interactions, waiting, places, a figure.
//! 3. Among combinations the same order, those that wait last. In one, no step can be smaller while the others stay.
//!
//! Figures are those that no order, interaction or day moves, such as complaints and satisfaction, in the order in which the rules
//! look at them, scores last; where a class drops or a tag changes also those of orders and interactions. A figure that is missing
//! is not changed, nor are words and flags. A class set by hand or taken from a field has no distance.
//!
//! Bounds: [`MOST_DAYS`](lever::MOST_DAYS) days, [`MOST_TOUCHES`](lever::MOST_TOUCHES) interactions, the largest order of the book;
//! [`MOST_TURNS`] numbers of a lever and [`MOST_TRIES`] combinations.

mod lever;
mod search;
mod trial;
mod watch;

use self::lever::{Act, MOST_DAYS};
use self::trial::Trial;
use self::watch::Watch;
use super::explain::Explainer;
use super::plan::NONE;
use super::solo::Solo;
use crate::domain::metric::METRICS;
use crate::domain::record::Text;

/// The most numbers of a lever that combinations are made of.
pub(super) const MOST_TURNS: usize = 8;
/// The most combinations tried for one goal.
pub(super) const MOST_TRIES: usize = 1_500;

/// How far the next class is, both ways.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distance {
    /// To a class that stands earlier in the dimension; unclassified is below all.
    pub up: Option<Move>,
    /// To a class that stands later, or to none.
    pub down: Option<Move>,
}

/// A change that leads to another label.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// What has to happen, all of it; a wait stands first, and what follows is done on the day waited for.
    pub changes: Vec<Step>,
    /// The class that it leads to, by its place in the dimension; nothing for unclassified, and for tags.
    pub to: Option<usize>,
}

/// A part of a change.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Days go by, and nothing happens but what the book already has.
    Wait {
        /// How many.
        days: u32,
    },
    /// One more order; one of a single fen means that any order does.
    Buy {
        /// Of what amount, fen.
        fen: i64,
    },
    /// More interactions that we begin and of which no answer is known.
    Touch {
        /// How many.
        times: u32,
    },
    /// Another place in the RFM ranking.
    Places {
        /// How many places forward; back when negative.
        ahead: i32,
        /// How many are ranked.
        of: u32,
    },
    /// Another figure. Beyond a border that does not belong to the class it is the next clean value: a fen, one of what is
    /// counted, a tenth of a per cent, a tenth of a point, or as many decimals as the border has.
    Fact {
        /// The fact.
        name: Text,
        /// What it is, in the metric's unit.
        from: f64,
        /// What it has to be.
        to: f64,
    },
}

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Subject {
    Class(usize),
    Tag(usize),
}

/// What a change is to lead to, by the code of the label: the place of the class, [`NONE`] for unclassified; 1 and 0 for a tag.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Want {
    Before(u8),
    After(u8),
    Other(u8),
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Goal {
    subject: Subject,
    want: Want,
}

impl Goal {
    fn is_reached(self, solo: &Solo) -> bool {
        self.wants(match self.subject {
            Subject::Class(dimension) => solo.place(dimension),
            Subject::Tag(tag) => u8::from(solo.tag(tag)),
        })
    }

    fn wants(self, code: u8) -> bool {
        match self.want {
            Want::Before(now) => code < now,
            Want::After(now) => code > now,
            Want::Other(now) => code != now,
        }
    }
}

/// The distances of one customer's labels.
pub struct Distances<'a> {
    explainer: Explainer<'a>,
    origin: Solo<'a>,
    trial: Trial<'a>,
    /// The codes of every label after 1, 2, 3 … days: first the dimensions, then the tags. Filled when first asked for.
    days: Vec<Vec<u8>>,
}

impl<'a> Distances<'a> {
    /// Those of the explained customer; nothing where there is none.
    pub fn of(explainer: Explainer<'a>) -> Option<Self> {
        let evaluation = explainer.evaluation;
        let origin = Solo::of(evaluation, explainer.book, explainer.slot)?;
        let events = explainer.ledger.row(explainer.slot);
        Some(Self {
            trial: Trial::new(origin.clone(), events, evaluation.as_of),
            explainer,
            origin,
            days: Vec::new(),
        })
    }

    /// The distance of the class in a dimension, by its place in the plan.
    pub fn class(&mut self, dimension: usize) -> Distance {
        if self.is_set(dimension) {
            return Distance::default();
        }
        let (subject, now) = (Subject::Class(dimension), self.origin.place(dimension));
        let watch = Watch::of_dimension(self.origin.plan(), dimension);
        let up = (now > 0)
            .then(|| self.find(subject, Want::Before(now), &watch))
            .flatten();
        let down = (now < NONE)
            .then(|| self.find(subject, Want::After(now), &watch))
            .flatten();
        Distance { up, down }
    }

    /// The smallest change that puts an automatic tag on, or takes it away, by the tag's place in the plan.
    pub fn tag(&mut self, tag: usize) -> Option<Move> {
        let plan = self.origin.plan();
        let watch = Watch::of(plan, &plan.tags.get(tag)?.node);
        let now = u8::from(self.origin.tag(tag));
        self.find(Subject::Tag(tag), Want::Other(now), &watch)
    }

    /// What becomes of the class when nobody acts: the first other class within two years, up or down.
    pub fn by_waiting(&mut self, dimension: usize) -> Option<Move> {
        if self.is_set(dimension) {
            return None;
        }
        let want = Want::Other(self.origin.place(dimension));
        let subject = Subject::Class(dimension);
        self.wait(Goal { subject, want })
    }

    fn is_set(&self, dimension: usize) -> bool {
        dimension >= self.origin.plan().dimensions.len() || self.origin.is_set(dimension)
    }

    /// The first day that reaches the goal when nothing happens. All labels of a day are kept: the next question is free.
    fn wait(&mut self, goal: Goal) -> Option<Move> {
        let plan = self.origin.plan();
        let place = match goal.subject {
            Subject::Class(dimension) => dimension,
            Subject::Tag(tag) => plan.dimensions.len() + tag,
        };
        for day in 0..MOST_DAYS as usize {
            if day == self.days.len() {
                self.trial.reaches(&[Act::Wait(day as i64 + 1)], goal);
                let solo = &self.trial.solo;
                let classes = (0..plan.dimensions.len()).map(|d| solo.place(d));
                let tags = (0..plan.tags.len()).map(|t| u8::from(solo.tag(t)));
                self.days.push(classes.chain(tags).collect());
            }
            if goal.wants(self.days[day][place]) {
                let to = self.days[day][place];
                return Some(Move {
                    changes: vec![Step::Wait { days: day as u32 + 1 }],
                    to: matches!(goal.subject, Subject::Class(_))
                        .then_some(to)
                        .filter(|c| *c != NONE)
                        .map(usize::from),
                });
            }
        }
        None
    }

    /// A change in the words of the outside; its label is that of the last trial.
    fn told(&self, acts: &[Act], subject: Subject) -> Move {
        let to = match subject {
            Subject::Class(dimension) => self.trial.solo.place(dimension),
            Subject::Tag(_) => NONE,
        };
        Move {
            changes: acts.iter().map(|act| self.step(*act)).collect(),
            to: (to != NONE).then_some(usize::from(to)),
        }
    }

    fn step(&self, act: Act) -> Step {
        match act {
            Act::Wait(days) => Step::Wait { days: days as u32 },
            Act::Buy(fen) => Step::Buy { fen },
            Act::Touch(times) => Step::Touch { times: times as u32 },
            Act::Place { ahead, of, .. } => Step::Places {
                ahead: ahead as i32,
                of: of as u32,
            },
            Act::Figure(column, to) => {
                let extra = || self.origin.plan().extra_columns.get(column - METRICS.len()).cloned();
                let name = METRICS.get(column).map(|m| m.id.into()).or_else(extra);
                Step::Fact {
                    name: name.unwrap_or_default(),
                    from: self.origin.number(column).unwrap_or(f64::NAN),
                    to,
                }
            }
        }
    }
}
