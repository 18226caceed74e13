//! The tiers of another day under the rules in force, read in slices. Only what a tier may rest on is worked out: metrics, ranks,
//! scores, and the dimensions up to that of the tiers; or all of it, where somebody asks for more.

use super::value::TIER;
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::metric::rfm::Standing;
use crate::domain::world::World;

/// So many customers are measured in one slice.
const ROWS: usize = 1_000;

/// What comes next, and from where.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    Measure(usize),
    Stand,
    Rank,
    Score(usize),
    Classify(usize),
    Tag,
    Done,
}

/// A day that is being read.
#[derive(Debug)]
pub struct PastDay {
    evaluation: Evaluation,
    standings: Vec<Standing>,
    stage: Stage,
    /// Every dimension and tag is asked for.
    is_whole: bool,
}

impl PastDay {
    /// Of which nothing is read yet.
    pub fn begin(world: &World, day: Day) -> Self {
        Self {
            evaluation: Evaluation::begin(&world.book, world.evaluation.plan.clone(), day),
            standings: Vec::new(),
            stage: Stage::Measure(0),
            is_whole: false,
        }
    }

    /// The same with every dimension and tag.
    pub fn whole(world: &World, day: Day) -> Self {
        Self {
            is_whole: true,
            ..Self::begin(world, day)
        }
    }

    /// Reads a whole book.
    pub fn of(world: &World, day: Day) -> Self {
        let mut past = Self::begin(world, day);
        while past.step(world) {}
        past
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World) -> bool {
        let (book, rows) = (&world.book, self.evaluation.columns.rows);
        let until = |from: usize| (from + ROWS).min(rows);
        self.stage = match self.stage {
            Stage::Measure(from) => {
                self.evaluation.read_rows(book, &world.ledger, from..until(from));
                if until(from) < rows {
                    Stage::Measure(until(from))
                } else {
                    Stage::Stand
                }
            }
            Stage::Stand => {
                self.standings = self.evaluation.standings();
                Stage::Rank
            }
            Stage::Rank => {
                self.evaluation.rank_by(book, std::mem::take(&mut self.standings));
                Stage::Score(0)
            }
            Stage::Score(from) => {
                self.evaluation.score(from..until(from));
                if until(from) < rows {
                    Stage::Score(until(from))
                } else {
                    Stage::Classify(0)
                }
            }
            Stage::Classify(at) if at < self.dimensions() => {
                self.evaluation
                    .classify_where(book, |dimension| dimension == at, |_| false);
                Stage::Classify(at + 1)
            }
            Stage::Classify(_) if self.is_whole => Stage::Tag,
            Stage::Classify(_) => Stage::Done,
            Stage::Tag => {
                self.evaluation.classify_where(book, |_| false, |_| true);
                Stage::Done
            }
            Stage::Done => Stage::Done,
        };
        self.stage != Stage::Done
    }

    /// So many dimensions are asked for.
    fn dimensions(&self) -> usize {
        match self.is_whole {
            true => self.evaluation.plan.dimensions.len(),
            false => self.evaluation.plan.dimension(TIER).map_or(0, |tier| tier + 1),
        }
    }

    /// Follows a change of the book that touched some customers, once all is read.
    pub fn update(&mut self, world: &World, touched: &[u32]) {
        self.evaluation.update(&world.book, &world.ledger, touched);
    }

    /// The evaluation of the day, whole once nothing is left to read. Dimensions behind that of the tiers have nobody in them.
    pub fn evaluation(&self) -> &Evaluation {
        &self.evaluation
    }
}
