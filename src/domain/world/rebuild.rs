//! A world made from its book, in slices of a few milliseconds: an import of a million records does not stop the page.

use super::{RulesOf, World, rulebook_of};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::ledger::{EVENTS, Ledger, slots};
use crate::domain::rule::RuleIssue;
use crate::domain::rule::plan::Plan;

/// How many changes or events are taken at once.
const RECORDS: usize = 10_000;
/// How many customers are looked at at once.
const ROWS: usize = 2_000;

/// A world that is being made.
#[derive(Debug)]
pub struct Rebuild {
    world: World,
    issues: Vec<RuleIssue>,
    stage: Stage,
}

/// What comes next, and from where.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// Carrying out the changes.
    Change(usize),
    /// Making room for what follows.
    Begin,
    /// Reading the events of a kind.
    Read(usize, u32),
    /// Putting the events of customers in order.
    Sort(usize),
    /// Computing the metrics of customers.
    Measure(usize),
    /// Ranking everybody.
    Rank,
    /// Computing the scores of customers.
    Score(usize),
    /// Classifying everybody in a dimension.
    Classify(usize),
    /// Tagging everybody.
    Tag,
    /// All is done.
    Done,
}

impl Rebuild {
    /// Begins with a book, as of a day, under the rules that are to hold then.
    pub fn new(book: Book, as_of: Day, rules: RulesOf) -> Self {
        Self {
            world: World {
                evaluation: Evaluation::begin(&Book::default(), Plan::default_rules(), as_of),
                ledger: Ledger::default(),
                book,
                rules,
            },
            issues: Vec::new(),
            stage: Stage::Change(0),
        }
    }

    /// One slice; these changes are carried out first. Tells whether there is more to do.
    pub fn step(&mut self, changes: &[Change]) -> bool {
        let World {
            book,
            ledger,
            evaluation,
            rules,
        } = &mut self.world;
        let customers = book.customers.slots();
        self.stage = match self.stage {
            Stage::Change(from) => {
                if from == 0 {
                    book.make_room(changes);
                }
                let to = (from + RECORDS).min(changes.len());
                book.apply_some(changes.get(from..to).unwrap_or_default());
                next(to, changes.len(), Stage::Change, Stage::Begin)
            }
            Stage::Begin => {
                *ledger = Ledger::begin(book);
                *evaluation = begun(book, *rules, evaluation.as_of, &mut self.issues);
                Stage::Read(0, 0)
            }
            Stage::Read(kind, from) => read(book, ledger, kind, from),
            Stage::Sort(from) => {
                let to = (from + ROWS).min(customers);
                ledger.sort(from..to);
                next(to, customers, Stage::Sort, Stage::Measure(0))
            }
            Stage::Measure(from) => {
                let to = (from + ROWS).min(customers);
                evaluation.read_rows(book, ledger, from..to);
                next(to, customers, Stage::Measure, Stage::Rank)
            }
            Stage::Rank => {
                evaluation.rank(book);
                Stage::Score(0)
            }
            Stage::Score(from) => {
                let to = (from + ROWS).min(customers);
                evaluation.score(from..to);
                next(to, customers, Stage::Score, Stage::Classify(0))
            }
            Stage::Classify(at) => {
                evaluation.classify_where(book, |dimension| dimension == at, |_| false);
                next(at + 1, evaluation.plan.dimensions.len(), Stage::Classify, Stage::Tag)
            }
            Stage::Tag => {
                evaluation.classify_where(book, |_| false, |_| true);
                Stage::Done
            }
            Stage::Done => Stage::Done,
        };
        self.stage != Stage::Done
    }

    /// The world, and why the book's rulebook gave way to the default one. Carries out no changes that were not carried out.
    pub fn finish(mut self) -> (World, Vec<RuleIssue>) {
        while self.step(&[]) {}
        (self.world, self.issues)
    }
}

fn read(book: &Book, ledger: &mut Ledger, kind: usize, from: u32) -> Stage {
    let Some(events) = EVENTS.get(kind) else {
        return Stage::Sort(0);
    };
    let all = slots(book, *events);
    let to = all.min(from + RECORDS as u32);
    ledger.read_some(book, *events, from..to);
    if to < all {
        Stage::Read(kind, to)
    } else {
        Stage::Read(kind + 1, 0)
    }
}

/// The stage after a slice that ended here, of so many.
fn next(to: usize, all: usize, same: fn(usize) -> Stage, then: Stage) -> Stage {
    if to < all { same(to) } else { then }
}

/// An evaluation to be filled, under the book's rules, or under the default ones where its own do not compile.
fn begun(book: &Book, rules: RulesOf, as_of: Day, issues: &mut Vec<RuleIssue>) -> Evaluation {
    let plan = Plan::compile(rulebook_of(book, rules, as_of)).unwrap_or_else(|why| {
        *issues = why;
        Plan::default_rules()
    });
    Evaluation::begin(book, plan, as_of)
}
