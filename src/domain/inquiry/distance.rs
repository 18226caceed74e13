//! The distance of a label: the smallest change that lifts it, drops it, puts it on or takes it away.
//!
//! Candidates come from the borders in the conditions, those of earlier dimensions and of a score's terms included, and each is
//! tried on the customer alone ([`Solo`]); for one step the smallest is found exactly. What is chosen:
//!
//! 1. The fewest steps, three at most.
//! 2. Among single steps, to lift a class: an order, interactions, places in the ranking, a figure, waiting. To drop one: waiting
//!    first, since that is what comes when nobody acts, then as before. For a tag: an order, interactions, waiting, places, a figure.
//! 3. Among combinations the same order, those that wait last. In one, no step can be smaller while the others stay.
//! 4. A score as such, and where a class drops or a tag changes a figure of orders or interactions, where nothing else leads there.
//!
//! Figures are those that no order, interaction or day moves, such as satisfaction and punctual payment, in the order in which the
//! rules look at them. Complaints can only rise: those made pass with their window. A figure that is missing is not changed, nor
//! are words and flags. A class set by hand or taken from a field has no distance.
//!
//! Bounds: two years of days, 99 interactions, the largest order that a book takes; of each lever the first 8 numbers make
//! combinations, and of a size of combinations 1,500 are tried for one goal, as many again with a wait. Waits combine with orders
//! and interactions only, on the days on which the relation's length crosses a border.

mod lever;
mod search;
mod trial;
mod watch;

use self::lever::{Act, MOST_DAYS};
use self::trial::Trial;
use self::watch::Watch;
use super::explain::Explainer;
use super::solo::Solo;
use crate::domain::metric::{METRICS, Metric};
use crate::domain::record::Text;
use crate::domain::rule::plan::{NONE, PlanDimension};

/// The most numbers of a lever that combinations are made of.
pub(super) const MOST_TURNS: usize = 8;
/// The most combinations of a size tried for one goal; as many again with a wait.
pub(super) const MOST_TRIES: usize = 1_500;

/// What only time lengthens, and a combination may wait for.
pub(super) const RELATION: [Metric; 2] = [Metric::TenureMonths, Metric::DaysSinceFirstDeal];

/// How far the next class is, both ways.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distance {
    /// To a better class, as the dimension ranks them; where it does not, to one that is tried earlier. Unclassified is below all.
    pub up: Option<Move>,
    /// To a worse class, or to none.
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

impl Subject {
    /// The label as a number: the place of the class, [`NONE`] for unclassified; 1 and 0 for a tag.
    fn code(self, solo: &Solo) -> u8 {
        match self {
            Self::Class(dimension) => solo.place(dimension),
            Self::Tag(tag) => u8::from(solo.tag(tag)),
        }
    }
}

/// What a change is to lead to.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Want {
    Before(u8),
    After(u8),
    Other(u8),
}

/// What is looked for.
#[derive(Clone, Copy)]
struct Goal<'w> {
    subject: Subject,
    want: Want,
    watch: &'w Watch,
    /// The dimension, where better and worse are asked about.
    ranked: Option<&'w PlanDimension>,
}

impl Goal<'_> {
    fn wants(&self, code: u8) -> bool {
        let code = self.ranked.map_or(code, |dimension| dimension.stand(code));
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
    /// What is after 1, 2, 3 … days when nothing happens; filled as far as it was asked for.
    days: Vec<Later>,
}

/// A customer after some days when nothing happens.
struct Later {
    /// The labels as numbers: first the dimensions, then the tags.
    labels: Vec<u8>,
    /// How long the relation lasts, by [`RELATION`].
    relation: [f64; 2],
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
        let watch = &Watch::of_dimension(self.origin.plan(), dimension);
        let plan = &self.origin.plan().dimensions[dimension];
        let (now, ranked) = (plan.stand(now), Some(plan));
        let goal = |want| Goal {
            subject,
            want,
            watch,
            ranked,
        };
        let up = (now > 0).then(|| self.find(goal(Want::Before(now)))).flatten();
        let down = (now < NONE).then(|| self.find(goal(Want::After(now)))).flatten();
        Distance { up, down }
    }

    /// The smallest change that puts an automatic tag on, or takes it away, by the tag's place in the plan.
    pub fn tag(&mut self, tag: usize) -> Option<Move> {
        let plan = self.origin.plan();
        let watch = &Watch::of(plan, &plan.tags.get(tag)?.node);
        let subject = Subject::Tag(tag);
        let want = Want::Other(subject.code(&self.origin));
        self.find(Goal {
            subject,
            want,
            watch,
            ranked: None,
        })
    }

    /// What becomes of the class when nobody acts: the first other class within two years, up or down.
    pub fn by_waiting(&mut self, dimension: usize) -> Option<Move> {
        if self.is_set(dimension) {
            return None;
        }
        let subject = Subject::Class(dimension);
        let (want, watch) = (Want::Other(subject.code(&self.origin)), &Watch::default());
        self.wait(Goal {
            subject,
            want,
            watch,
            ranked: None,
        })
    }

    fn is_set(&self, dimension: usize) -> bool {
        dimension >= self.origin.plan().dimensions.len() || self.origin.is_set(dimension)
    }

    /// The first day that reaches the goal when nothing happens. All labels of a day are kept: the next question is free.
    fn wait(&mut self, goal: Goal) -> Option<Move> {
        let place = match goal.subject {
            Subject::Class(dimension) => dimension,
            Subject::Tag(tag) => self.origin.plan().dimensions.len() + tag,
        };
        let day = (1..=MOST_DAYS).find(|day| goal.wants(self.day(*day).labels[place]))?;
        let code = self.day(day).labels[place];
        Some(self.told(&[Act::Wait(day)], goal.subject, code))
    }

    /// The customer after so many days. Days are asked for one after the other.
    fn day(&mut self, days: i64) -> &Later {
        while self.days.len() < days as usize {
            self.trial.take(&[Act::Wait(self.days.len() as i64 + 1)]);
            self.trial.solo.classify();
            let (plan, solo) = (self.origin.plan(), &self.trial.solo);
            let classes = (0..plan.dimensions.len()).map(Subject::Class);
            let tags = (0..plan.tags.len()).map(Subject::Tag);
            self.days.push(Later {
                labels: classes.chain(tags).map(|subject| subject.code(solo)).collect(),
                relation: RELATION.map(|metric| solo.raw(metric as usize)),
            });
        }
        &self.days[days as usize - 1]
    }

    /// A change in the words of the outside, with the label that it leads to.
    fn told(&self, acts: &[Act], subject: Subject, code: u8) -> Move {
        let class = matches!(subject, Subject::Class(_)) && code != NONE;
        Move {
            changes: acts.iter().map(|act| self.step(*act)).collect(),
            to: class.then_some(usize::from(code)),
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
