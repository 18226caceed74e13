//! A world made from its book, in slices of a few milliseconds: an import of a million records does not stop the page.

use super::{RulesOf, Trail, World, rulebook_of};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::ledger::{EVENTS, Ledger, slots};
use crate::domain::metric::rfm::Standing;
use crate::domain::rule::RuleIssue;
use crate::domain::rule::plan::Plan;

/// How many changes or events are taken at once.
const RECORDS: usize = 10_000;
/// How many customers are looked at at once.
const ROWS: usize = 2_000;

/// A world that is being made.
#[derive(Debug)]
pub struct Rebuild {
    book: Book,
    /// The first change that is not carried out yet.
    at: usize,
    derived: Derived,
}

/// What is derived from a book that is whole, being made.
#[derive(Debug)]
pub struct Derived {
    ledger: Ledger,
    evaluation: Evaluation,
    rules: RulesOf,
    issues: Vec<RuleIssue>,
    /// Those who are being ranked.
    standings: Vec<Standing>,
    stage: Stage,
}

/// What comes next, and from where.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// Making room for what follows.
    Begin,
    /// Reading the events of a kind.
    Read(usize, u32),
    /// Putting the events of customers in order.
    Sort(usize),
    /// Computing the metrics of customers.
    Measure(usize),
    /// Finding what everybody is ranked by.
    Stand,
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
            book,
            at: 0,
            derived: Derived {
                ledger: Ledger::default(),
                evaluation: Evaluation::begin(&Book::default(), Plan::default_rules(), as_of),
                rules,
                issues: Vec::new(),
                standings: Vec::new(),
                stage: Stage::Begin,
            },
        }
    }

    /// One slice of carrying out these changes, which comes first. Tells whether there is more of it to do.
    pub fn change(&mut self, changes: &[Change]) -> bool {
        if self.at == 0 {
            self.book.make_room(changes);
        }
        let to = (self.at + RECORDS).min(changes.len());
        self.book.apply_some(changes.get(self.at..to).unwrap_or_default());
        self.at = to;
        to < changes.len()
    }

    /// The book, and what is still to be derived from it.
    pub fn apart(self) -> (Book, Derived) {
        (self.book, self.derived)
    }

    /// The world, and why the book's rulebook gave way to the default one. Carries out no changes that were not carried out.
    pub fn finish(self) -> (World, Vec<RuleIssue>) {
        let (book, mut derived) = self.apart();
        while derived.step(&book) {}
        derived.join(book)
    }
}

impl Derived {
    /// One slice, of the same book each time. Tells whether there is more to do.
    pub fn step(&mut self, book: &Book) -> bool {
        let Self {
            ledger,
            evaluation,
            rules,
            standings,
            ..
        } = self;
        let customers = book.customers.slots();
        self.stage = match self.stage {
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
                next(to, customers, Stage::Measure, Stage::Stand)
            }
            Stage::Stand => {
                *standings = evaluation.standings();
                Stage::Rank
            }
            Stage::Rank => {
                evaluation.rank_by(book, std::mem::take(standings));
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

    /// The world of the book that it was derived from, and why the book's rulebook gave way to the default one.
    pub fn join(self, book: Book) -> (World, Vec<RuleIssue>) {
        let Self {
            ledger,
            evaluation,
            rules,
            issues,
            ..
        } = self;
        let world = World {
            book,
            ledger,
            evaluation,
            trail: Trail::default(),
            rules,
        };
        (world, issues)
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
