//! The evaluation: every metric, class and tag of a book under a rulebook at an as-of date.
//!
//! A pure function of (book, rulebook, as-of date), kept as columns and followed change by change:
//! an edited customer recomputes its own row; a changed rule re-evaluates rules only.

mod classify;

use std::ops::Range;

use crate::domain::book::Book;
use crate::domain::columns::{Bits, Columns, bit_words, count_bits, has_bit, set_bit};
use crate::domain::day::Day;
use crate::domain::ledger::Ledger;
use crate::domain::metric::rfm::{self, Standing};
use crate::domain::metric::{self, Input, METRICS, Metric, Windows, foreseen};
use crate::domain::rule::evaluate::Ground;
use crate::domain::rule::plan::{NONE, Plan};
use crate::domain::rule::{RuleIssue, Rulebook};
pub(crate) use classify::{by_hand, class_of, ruled, score_rows};
use classify::{classify, clear_scores, overwrites};

/// So many customers are looked at before their metrics are written, a column at a time: one by one each would touch the memory of all columns.
const BLOCK: usize = 64;

/// The derived side of a book.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// The as-of date D.
    pub as_of: Day,
    /// The rulebook, checked and compiled.
    pub plan: Plan,
    /// Metrics and words.
    pub columns: Columns,
    /// The class of each customer, a column a dimension; [`NONE`] for unclassified.
    pub classes: Vec<Vec<u8>>,
    /// Who has each automatic tag, in the order of the rulebook.
    pub tags: Vec<Bits>,
    windows: Windows,
}

impl Evaluation {
    /// Evaluates a whole book.
    pub fn new(book: &Book, ledger: &Ledger, rulebook: &Rulebook, as_of: Day) -> Result<Self, Vec<RuleIssue>> {
        Ok(Self::with_plan(book, ledger, Plan::compile(rulebook)?, as_of))
    }

    /// Evaluates a whole book under the default rulebook.
    pub fn with_default(book: &Book, ledger: &Ledger, as_of: Day) -> Self {
        Self::with_plan(book, ledger, Plan::default_rules(), as_of)
    }

    fn with_plan(book: &Book, ledger: &Ledger, plan: Plan, as_of: Day) -> Self {
        let mut it = Self::begin(book, plan, as_of);
        it.read_rows(book, ledger, 0..it.columns.rows);
        it.settle(book);
        it
    }

    /// One without anybody in it: [`Evaluation::read_rows`], [`Evaluation::rank`], [`Evaluation::score`] and the classes follow.
    pub(super) fn begin(book: &Book, plan: Plan, as_of: Day) -> Self {
        let windows = Windows::at(as_of, plan.rulebook.rfm.window_months);
        let mut it = Self {
            as_of,
            plan,
            columns: Columns::default(),
            classes: Vec::new(),
            tags: Vec::new(),
            windows,
        };
        it.resize(book);
        it
    }

    /// Reads the customers in some slots.
    pub(super) fn read_rows(&mut self, book: &Book, ledger: &Ledger, rows: Range<usize>) {
        for slot in rows.start as u32..rows.end as u32 {
            self.columns.set_words(slot, book.customers.at(slot).map(|c| &**c));
        }
        self.refresh_metrics(book, ledger, rows);
    }

    /// Moves to another as-of date.
    pub fn set_as_of(&mut self, book: &Book, ledger: &Ledger, as_of: Day) {
        self.as_of = as_of;
        self.refresh_rows(book, ledger);
    }

    /// Changes the rules. Metrics of events stay, unless the window of RFM changed.
    pub fn set_rulebook(&mut self, book: &Book, ledger: &Ledger, rulebook: &Rulebook) -> Result<(), Vec<RuleIssue>> {
        let plan = Plan::compile(rulebook)?;
        let old = std::mem::replace(&mut self.plan, plan);
        let same_scores = old.scores == self.plan.scores && old.extra_columns == self.plan.extra_columns;
        if !same_scores {
            let rows = 0..self.columns.rows;
            clear_scores(&mut self.columns, &old.scores, rows, |_| false);
        }
        self.resize(book);
        let same_rfm = old.rulebook.rfm == rulebook.rfm;
        // A score may have stood in for a metric of events.
        let metrics_gone = !(same_scores && same_rfm) && old.scores.iter().any(overwrites);
        if metrics_gone
            || old.rulebook.rfm.window_months != rulebook.rfm.window_months
            || old.rulebook.rest.get(foreseen::MODEL) != rulebook.rest.get(foreseen::MODEL)
        {
            self.refresh_rows(book, ledger);
            return Ok(());
        }
        if !same_rfm {
            self.rank(book);
        }
        if !same_scores || !same_rfm {
            self.score_all();
            self.classify_all(book);
        } else {
            self.classify_changed(book, &old);
        }
        Ok(())
    }

    /// Follows a change set: recomputes the customers it touched (`Ledger::apply` names them). Only where one of them moved
    /// in the RFM ranking are the others ranked, scored and classified again.
    pub fn update(&mut self, book: &Book, ledger: &Ledger, touched: &[u32]) {
        self.resize(book);
        if self.plan.scores.iter().any(overwrites) {
            // What the ranking looks at may have been written over by a score.
            for slot in touched {
                self.columns.set_words(*slot, book.customers.at(*slot).map(|c| &**c));
            }
            self.refresh_rows(book, ledger);
            return;
        }
        let mut ranks_moved = false;
        for slot in touched {
            let before = self
                .standing(*slot)
                .map(|s| (s.monetary, s.recency, self.number(*slot, Metric::RfmFrequency)));
            self.refresh_row(book, ledger, *slot);
            let after = self
                .standing(*slot)
                .map(|s| (s.monetary, s.recency, self.number(*slot, Metric::RfmFrequency)));
            ranks_moved |= before != after;
        }
        if ranks_moved {
            self.rank(book);
            self.score_all();
            self.classify_all(book);
        } else {
            touched.iter().for_each(|slot| self.classify_row(book, *slot));
        }
    }

    fn resize(&mut self, book: &Book) {
        let rows = book.customers.slots();
        self.columns.resize(rows, METRICS.len() + self.plan.extra_columns.len());
        self.classes.resize_with(self.plan.dimensions.len(), Vec::new);
        self.classes.iter_mut().for_each(|column| column.resize(rows, NONE));
        self.tags.resize_with(self.plan.tags.len(), Vec::new);
        self.tags.iter_mut().for_each(|bits| bits.resize(bit_words(rows), 0));
    }

    fn refresh_rows(&mut self, book: &Book, ledger: &Ledger) {
        self.windows = Windows::at(self.as_of, self.plan.rulebook.rfm.window_months);
        self.refresh_metrics(book, ledger, 0..self.columns.rows);
        self.settle(book);
    }

    /// What depends on everybody: ranks, and what rests on them.
    fn settle(&mut self, book: &Book) {
        self.rank(book);
        self.score_all();
        self.classify_all(book);
    }

    fn refresh_row(&mut self, book: &Book, ledger: &Ledger, slot: u32) {
        let kept = rfm::RANKED.map(|m| (m as usize, self.columns.numbers[m as usize][slot as usize]));
        self.columns.set_words(slot, book.customers.at(slot).map(|c| &**c));
        let row = slot as usize;
        self.refresh_metrics(book, ledger, row..row + 1);
        if self.exists(slot) {
            kept.into_iter()
                .for_each(|(column, value)| self.columns.numbers[column][slot as usize] = value);
        }
        score_rows(&mut self.columns, &self.plan.scores, row..row + 1, |_| false);
    }

    fn refresh_metrics(&mut self, book: &Book, ledger: &Ledger, rows: Range<usize>) {
        let mut block = [const { metric::MetricRow::MISSING }; BLOCK];
        for first in rows.clone().step_by(BLOCK) {
            let slots = first as u32..rows.end.min(first + BLOCK) as u32;
            for (slot, row) in slots.clone().zip(&mut block) {
                let input = book.customers.at(slot).map(|customer| Input {
                    customer,
                    activity: ledger.row(slot),
                    windows: &self.windows,
                });
                let existing = input.filter(Input::exists);
                set_bit(&mut self.columns.live, slot, existing.is_some());
                *row = metric::MetricRow::MISSING;
                if let Some(input) = existing {
                    metric::fill(input, row);
                    foreseen::fill(&self.plan.rulebook.rest, input, row);
                }
            }
            for (at, column) in self.columns.numbers.iter_mut().enumerate().take(metric::COUNT) {
                let places = column.get_mut(first..slots.end as usize).unwrap_or_default();
                places
                    .iter_mut()
                    .zip(&block)
                    .for_each(|(place, row)| *place = row.0[at]);
            }
        }
    }

    fn standing(&self, slot: u32) -> Option<Standing> {
        let recency = self.number(slot, Metric::DaysSinceLastOrder)?;
        let monetary = self.number(slot, Metric::RfmMonetary)?;
        Some(Standing {
            slot,
            total: 0.0,
            monetary,
            recency,
        })
    }

    /// Scores and ranks every customer with an order by D.
    fn rank(&mut self, book: &Book) {
        let standings = self.standings();
        self.rank_by(book, standings);
    }

    /// Scores every customer with an order by D: what they are to be ranked by.
    pub(super) fn standings(&mut self) -> Vec<Standing> {
        let rule = self.plan.rulebook.rfm.clone();
        let mut standings: Vec<Standing> = (0..self.columns.rows as u32)
            .filter_map(|slot| self.standing(slot))
            .collect();
        let frequency = |c: &Columns, slot: u32| c.numbers[Metric::RfmFrequency as usize][slot as usize];
        let mut recency: Vec<f64> = standings.iter().map(|s| s.recency).collect();
        let mut counts: Vec<f64> = standings.iter().map(|s| frequency(&self.columns, s.slot)).collect();
        let mut money: Vec<f64> = standings.iter().map(|s| s.monetary).collect();
        let scales = match &rule.thresholds {
            Some(fixed) => rfm::Scale::fixed(fixed),
            None => rfm::Scale::quintiles([&mut recency, &mut counts, &mut money], rule.cut_plus_one),
        };
        for column in rfm::RANKED {
            self.columns.numbers[column as usize].fill(f64::NAN);
        }
        let Some([r_scale, f_scale, m_scale]) = scales else {
            return Vec::new();
        };
        for standing in &mut standings {
            let r = f64::from(6 - r_scale.score(standing.recency));
            let f = f64::from(f_scale.score(frequency(&self.columns, standing.slot)));
            let m = f64::from(m_scale.score(standing.monetary));
            standing.total = rule.weights.r * r + rule.weights.f * f + rule.weights.m * m;
            let values = [
                (Metric::RScore, r),
                (Metric::FScore, f),
                (Metric::MScore, m),
                (Metric::RfmTotal, standing.total),
            ];
            for (metric, value) in values {
                self.columns.numbers[metric as usize][standing.slot as usize] = value;
            }
        }
        standings
    }

    /// Ranks by what [`Evaluation::standings`] found.
    pub(super) fn rank_by(&mut self, book: &Book, mut standings: Vec<Standing>) {
        rfm::rank(&mut standings, |slot| book.customers.key_at(slot).unwrap_or_default());
        let n = standings.len() as f64;
        for (place, standing) in standings.iter().enumerate() {
            // Quotients of whole numbers: rank ≤ ⌈0.2 n⌉ is the same as (rank − 1) / n < 0.2, without rounding.
            let (above, below) = (place as f64 / n, (n - 1.0 - place as f64) / n);
            self.columns.numbers[Metric::RfmShareAbove as usize][standing.slot as usize] = above;
            self.columns.numbers[Metric::RfmShareBelow as usize][standing.slot as usize] = below;
        }
    }

    fn score_all(&mut self) {
        self.score(0..self.columns.rows);
    }

    /// Computes the scores of some rows.
    pub(super) fn score(&mut self, rows: Range<usize>) {
        score_rows(&mut self.columns, &self.plan.scores, rows, |_| false);
    }

    fn classify_all(&mut self, book: &Book) {
        self.classify_where(book, |_| true, |_| true);
    }

    /// Classifies again what another plan says otherwise: the dimensions and tags that changed, and those that look at them.
    fn classify_changed(&mut self, book: &Book, old: &Plan) {
        let mut stale: Vec<bool> = Vec::new();
        for (i, dimension) in self.plan.dimensions.iter().enumerate() {
            let same = old.dimensions.get(i) == Some(dimension);
            let nodes = || dimension.classes.iter().filter_map(|class| class.node.as_ref());
            stale.push(!same || nodes().any(|node| node.looks_at(&stale)));
        }
        let tags: Vec<bool> = self
            .plan
            .tags
            .iter()
            .enumerate()
            .map(|(i, tag)| old.tags.get(i) != Some(tag) || tag.node.looks_at(&stale))
            .collect();
        self.classify_where(book, |i| stale[i], |i| tags[i]);
    }

    /// Classifies everybody in the dimensions and tags that are wanted, by their places.
    pub(super) fn classify_where(
        &mut self,
        book: &Book,
        wanted: impl Fn(usize) -> bool,
        wanted_tag: impl Fn(usize) -> bool,
    ) {
        for (i, dimension) in self.plan.dimensions.iter().enumerate().filter(|(i, _)| wanted(*i)) {
            let mut column = std::mem::take(&mut self.classes[i]);
            let ground = Ground {
                customers: &book.customers,
                columns: &self.columns,
                classes: &self.classes,
            };
            classify(&ground, dimension, self.as_of, &mut column);
            self.classes[i] = column;
        }
        let ground = Ground {
            customers: &book.customers,
            columns: &self.columns,
            classes: &self.classes,
        };
        for (i, (bits, tag)) in self.tags.iter_mut().zip(&self.plan.tags).enumerate() {
            if !wanted_tag(i) {
                continue;
            }
            *bits = ground.mask(&tag.node);
            bits.iter_mut()
                .zip(&self.columns.live)
                .for_each(|(bit, live)| *bit &= live);
        }
    }

    fn classify_row(&mut self, book: &Book, slot: u32) {
        let live = self.exists(slot);
        for (i, dimension) in self.plan.dimensions.iter().enumerate() {
            let ground = Ground {
                customers: &book.customers,
                columns: &self.columns,
                classes: &self.classes,
            };
            let class = match live {
                true => {
                    by_hand(&ground, dimension, self.as_of, slot).unwrap_or_else(|| ruled(&ground, dimension, slot))
                }
                false => NONE,
            };
            self.classes[i][slot as usize] = class;
        }
        let ground = Ground {
            customers: &book.customers,
            columns: &self.columns,
            classes: &self.classes,
        };
        for (bits, tag) in self.tags.iter_mut().zip(&self.plan.tags) {
            set_bit(bits, slot, live && ground.holds(&tag.node, slot));
        }
    }

    /// Whether a slot holds a customer who exists at D.
    pub fn exists(&self, slot: u32) -> bool {
        has_bit(&self.columns.live, slot)
    }

    /// How many customers exist at D.
    pub fn count(&self) -> usize {
        count_bits(&self.columns.live)
    }

    /// A metric of a customer, nothing when missing.
    pub fn number(&self, slot: u32, metric: Metric) -> Option<f64> {
        self.column(slot, metric as usize)
    }

    /// A number of a customer by column, nothing when missing.
    pub fn column(&self, slot: u32, column: usize) -> Option<f64> {
        self.columns
            .numbers
            .get(column)?
            .get(slot as usize)
            .copied()
            .filter(|v| !v.is_nan())
    }

    /// The id of a customer's class in a dimension (by its place in the plan), nothing when unclassified.
    pub fn class(&self, slot: u32, dimension: usize) -> Option<&str> {
        let plan = self.plan.dimensions.get(dimension)?;
        match plan.text_of {
            Some(word) if self.exists(slot) => self.columns.words[word].word(slot as usize),
            Some(_) => None,
            None => {
                let class = *self.classes[dimension].get(slot as usize)?;
                plan.classes.get(class as usize).map(|c| &*c.id)
            }
        }
    }

    /// The id of a customer's class in a dimension by its id.
    pub fn class_in(&self, slot: u32, dimension: &str) -> Option<&str> {
        self.class(slot, self.plan.dimension(dimension)?)
    }

    /// What conditions are evaluated on.
    pub fn ground<'a>(&'a self, book: &'a Book) -> Ground<'a> {
        Ground {
            customers: &book.customers,
            columns: &self.columns,
            classes: &self.classes,
        }
    }

    /// The class in a dimension that was set by hand (its place), if one was.
    pub fn by_hand(&self, book: &Book, slot: u32, dimension: usize) -> Option<u8> {
        let plan = self.plan.dimensions.get(dimension).filter(|_| self.exists(slot))?;
        by_hand(&self.ground(book), plan, self.as_of, slot)
    }

    /// The id of the class that the rules alone give a customer, whatever was set by hand.
    pub fn ruled(&self, book: &Book, slot: u32, dimension: usize) -> Option<&str> {
        let plan = self.plan.dimensions.get(dimension).filter(|_| self.exists(slot))?;
        let class = ruled(&self.ground(book), plan, slot);
        plan.classes.get(usize::from(class)).map(|c| &*c.id)
    }

    /// The automatic tags of a customer, in the order of the rulebook.
    pub fn tags_of(&self, slot: u32) -> impl Iterator<Item = &str> {
        self.plan
            .tags
            .iter()
            .zip(&self.tags)
            .filter(move |(_, bits)| has_bit(bits, slot))
            .map(|(tag, _)| &*tag.id)
    }
}
