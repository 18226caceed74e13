//! One customer on its own: a one-row copy of what rules look at, so that other figures can be tried without touching the book.
//!
//! The rules run by the same functions as in the evaluation; a property test says that they give the same labels. The ranking
//! needs the other customers, so its figures stay as they were copied.

use super::explain::{Actual, Trace, traced};
use crate::domain::book::Book;
use crate::domain::columns::Columns;
use crate::domain::day::Day;
use crate::domain::evaluation::{Evaluation, by_hand, class_of, ruled, score_rows};
use crate::domain::held::Held;
use crate::domain::kind::Customer;
use crate::domain::ledger::Activity;
use crate::domain::metric::rfm::RANKED;
use crate::domain::metric::{self, Input, METRICS, Metric, MetricRow, Windows, foreseen};
use crate::domain::rule::evaluate::Ground;
use crate::domain::rule::fact::{self, FactRef};
use crate::domain::rule::plan::{NONE, Node, Plan};
use crate::domain::table::Table;

/// A customer taken out of the book, or made up.
#[derive(Clone, Debug)]
pub struct Solo<'a> {
    plan: &'a Plan,
    /// The customer alone.
    customers: Table<Customer>,
    columns: Columns,
    classes: Vec<Vec<u8>>,
    tags: Vec<bool>,
    /// Which numbers were set, so that no score is worked out over them.
    fixed: Vec<bool>,
    /// The classes that are as given, whatever the rules say.
    given: Vec<Option<u8>>,
    windows: Option<Windows>,
}

/// Room for a customer, left by another one: there are many customers, and making it takes longer than looking. An empty one fits nobody.
#[derive(Debug, Default)]
pub struct SoloRoom {
    columns: Columns,
    classes: Vec<Vec<u8>>,
    tags: Vec<bool>,
    fixed: Vec<bool>,
    given: Vec<Option<u8>>,
}

impl SoloRoom {
    fn fits(&self, plan: &Plan) -> bool {
        self.fixed.len() == METRICS.len() + plan.extra_columns.len()
            && self.classes.len() == plan.dimensions.len()
            && self.tags.len() == plan.tags.len()
    }
}

impl<'a> Solo<'a> {
    /// A customer as the evaluation has it; nothing where the slot is empty.
    pub fn of(evaluation: &'a Evaluation, book: &Book, slot: u32) -> Option<Self> {
        let mut solo = Self::new(&evaluation.plan, book.customers.at(slot)?.clone());
        solo.see(evaluation, slot);
        let months = evaluation.plan.rulebook.rfm.window_months;
        solo.windows = Some(Windows::at(evaluation.as_of, months));
        for (own, all) in solo.classes.iter_mut().zip(&evaluation.classes) {
            own[0] = *all.get(slot as usize)?;
        }
        for (own, all) in solo.tags.iter_mut().zip(&evaluation.tags) {
            *own = crate::domain::columns::has_bit(all, slot);
        }
        Some(solo)
    }

    /// A customer of an evaluation under these rules, which may be others than its own, to be looked at on days: its figures, the
    /// ranking's among them, are those of the evaluation, and nothing is classified yet.
    pub fn under(plan: &'a Plan, (evaluation, book): (&Evaluation, &Book), slot: u32, room: SoloRoom) -> Option<Self> {
        let customer = book.customers.at(slot)?.clone();
        let mut solo = match room.fits(plan) {
            true => Self::inside(plan, customer, room),
            false => Self::new(plan, customer),
        };
        solo.see(evaluation, slot);
        Some(solo)
    }

    /// A record without a single figure in a room that fits.
    fn inside(plan: &'a Plan, customer: Held<Customer>, room: SoloRoom) -> Self {
        let SoloRoom {
            mut columns,
            mut classes,
            mut tags,
            mut fixed,
            mut given,
        } = room;
        columns.clear_words();
        columns.set_words(0, Some(&customer));
        columns.numbers.iter_mut().for_each(|column| column[0] = f64::NAN);
        classes.iter_mut().for_each(|column| column[0] = NONE);
        tags.fill(false);
        fixed.fill(false);
        given.fill(None);
        let mut customers = Table::default();
        customers.put(customer);
        Self {
            plan,
            customers,
            columns,
            classes,
            tags,
            fixed,
            given,
            windows: None,
        }
    }

    /// Leaves the room for another customer.
    pub fn leave(self) -> SoloRoom {
        SoloRoom {
            columns: self.columns,
            classes: self.classes,
            tags: self.tags,
            fixed: self.fixed,
            given: self.given,
        }
    }

    /// Takes over the figures of a customer, but for those that scores of its rules add where these are others.
    fn see(&mut self, evaluation: &Evaluation, slot: u32) {
        let is_same = std::ptr::eq(self.plan, &evaluation.plan);
        let known = if is_same {
            self.columns.numbers.len()
        } else {
            METRICS.len()
        };
        let columns = self.columns.numbers.iter_mut().zip(&evaluation.columns.numbers);
        for (own, all) in columns.take(known) {
            own[0] = all.get(slot as usize).copied().unwrap_or(f64::NAN);
        }
    }

    /// A record without a single figure; nothing is classified yet.
    pub(super) fn new(plan: &'a Plan, customer: Held<Customer>) -> Self {
        let (mut customers, mut columns) = (Table::default(), Columns::default());
        let numbers = METRICS.len() + plan.extra_columns.len();
        columns.resize(1, numbers);
        columns.set_words(0, Some(&customer));
        customers.put(customer);
        Self {
            customers,
            columns,
            classes: vec![vec![NONE]; plan.dimensions.len()],
            tags: vec![false; plan.tags.len()],
            fixed: vec![false; numbers],
            given: vec![None; plan.dimensions.len()],
            windows: None,
            plan,
        }
    }

    /// The day that is looked at. Made-up figures have none, and no class set by hand either.
    fn as_of(&self) -> Day {
        self.windows.map_or(Day(0), |windows| windows.as_of)
    }

    /// Gives the class of a dimension, by places: its rules are not asked.
    pub(super) fn give_class(&mut self, dimension: usize, class: u8) {
        if let Some(given) = self.given.get_mut(dimension) {
            *given = Some(class);
        }
    }

    /// The rules that it is classified by.
    pub fn plan(&self) -> &'a Plan {
        self.plan
    }

    /// A number by column, nothing when missing.
    pub fn number(&self, column: usize) -> Option<f64> {
        Some(self.raw(column)).filter(|v| !v.is_nan())
    }

    /// A number by column, NaN when missing.
    pub(super) fn raw(&self, column: usize) -> f64 {
        self.columns.numbers.get(column).map_or(f64::NAN, |column| column[0])
    }

    /// Sets a number by column, or makes it missing. A score that is set is not worked out again.
    pub fn set_number(&mut self, column: usize, value: Option<f64>) {
        if let Some(place) = self.columns.numbers.get_mut(column) {
            place[0] = value.unwrap_or(f64::NAN);
            self.fixed[column] = true;
        }
    }

    /// Works the metrics out again from these events at this as-of date. The ranking's figures stay as they are; other numbers
    /// that were set are forgotten.
    pub fn with_activity(&mut self, activity: &Activity, as_of: Day) {
        if let Some(mut row) = self.metrics(activity, as_of) {
            for metric in RANKED {
                row[metric] = self.columns.numbers[metric as usize][0];
            }
            self.put(&row);
        }
    }

    /// The metrics of these events at this as-of date, the ranking's missing. The windows are kept for the next time.
    pub(super) fn metrics(&mut self, activity: &Activity, as_of: Day) -> Option<MetricRow> {
        let months = self.plan.rulebook.rfm.window_months;
        let windows = match self.windows {
            Some(windows) if windows.as_of == as_of => windows,
            _ => *self.windows.insert(Windows::at(as_of, months)),
        };
        let input = Input {
            customer: self.customers.at(0)?,
            activity,
            windows: &windows,
        };
        let mut row = metric::row(input);
        foreseen::fill(&self.plan.rulebook.rest, input, &mut row);
        Some(row)
    }

    /// Takes over metrics; numbers that were set are forgotten.
    pub(super) fn put(&mut self, row: &MetricRow) {
        self.fixed.fill(false);
        for (own, value) in self.columns.numbers.iter_mut().zip(row.0) {
            own[0] = value;
        }
    }

    /// Works the scores out.
    pub(super) fn score(&mut self) {
        let (dealt, fixed) = (Metric::HasDealt as usize, &self.fixed);
        let known = self.columns.numbers[dealt][0];
        // Rows without a customer are told by this flag. A made-up customer of which it is not known has its scores all the same,
        // but for those of who has dealt.
        if known.is_nan() {
            self.columns.numbers[dealt][0] = 0.0;
        }
        score_rows(&mut self.columns, &self.plan.scores, 0..1, |column| fixed[column]);
        self.columns.numbers[dealt][0] = known;
    }

    /// Runs the scores, the dimensions in their order, and the tags.
    pub fn classify(&mut self) {
        self.score();
        (0..self.classes.len()).for_each(|dimension| self.run_dimension(dimension));
        (0..self.tags.len()).for_each(|tag| self.run_tag(tag));
    }

    /// Classifies in one dimension; those that it looks at must have been run.
    pub(super) fn run_dimension(&mut self, dimension: usize) {
        let plan = &self.plan.dimensions[dimension];
        let given = self.given[dimension];
        self.classes[dimension][0] = given.unwrap_or_else(|| class_of(&self.ground(), plan, self.as_of(), 0));
    }

    /// Says whether it has one of the tags; the dimensions that this looks at must have been run.
    pub(super) fn run_tag(&mut self, tag: usize) {
        self.tags[tag] = self.ground().holds(&self.plan.tags[tag].node, 0);
    }

    /// Whether it exists on the day looked at, with these events; made-up ones do.
    fn exists(&self, activity: &Activity) -> bool {
        let customer = self.customers.at(0);
        let input = customer.zip(self.windows.as_ref()).map(|(customer, windows)| Input {
            customer,
            activity,
            windows,
        });
        input.is_none_or(|input| input.exists())
    }

    /// Looks at another day: its figures are those of these events by then, the ranking's stay as they are, and it is classified by them in
    /// the dimensions of these places, in order: those that one looks at stand before it. Tells whether the customer was there on that day.
    pub fn stand_on(&mut self, day: Day, activity: &Activity, dimensions: &[usize]) -> bool {
        let months = self.plan.rulebook.rfm.window_months;
        self.stand_in(&Windows::at(day, months), activity, dimensions)
    }

    /// The same with the windows of the day, which are alike for all customers.
    pub fn stand_in(&mut self, windows: &Windows, activity: &Activity, dimensions: &[usize]) -> bool {
        self.windows = Some(*windows);
        self.with_activity(activity, windows.as_of);
        if !self.exists(activity) {
            return false;
        }
        self.score();
        dimensions.iter().for_each(|dimension| self.run_dimension(*dimension));
        true
    }

    /// Whether a condition held on the day of some windows, with these events; `dimensions` are the places of those that it looks at,
    /// and of those that these look at, in order. The ranking's figures stay as they are.
    pub fn held_on(&mut self, windows: &Windows, activity: &Activity, node: &Node, dimensions: &[usize]) -> bool {
        self.stand_in(windows, activity, dimensions) && self.ground().holds(node, 0)
    }

    fn ground(&self) -> Ground<'_> {
        Ground {
            customers: &self.customers,
            columns: &self.columns,
            classes: &self.classes,
        }
    }

    /// What it has of a fact, for the dimension of this place in the plan.
    pub fn actual(&self, fact: &str, dimension: usize) -> Actual {
        let plan = self.plan;
        let word = |text: Option<&str>| text.map_or(Actual::Missing, |text| Actual::Word(text.into()));
        match fact::resolve(fact, &plan.rulebook, &plan.extra_columns, dimension) {
            Ok(FactRef::Number(column)) => self.number(column).map_or(Actual::Missing, Actual::Number),
            Ok(FactRef::Word(column)) => word(self.columns.words[column].word(0)),
            Ok(FactRef::List(list)) => {
                let customer = self.customers.at(0);
                customer.map_or(Actual::Missing, |c| Actual::List(list.of(c).to_vec()))
            }
            Ok(FactRef::Class(dimension)) => word(self.class(dimension)),
            Err(_) => Actual::Missing,
        }
    }

    /// The id of the class that the rules alone give in a dimension, whatever was set by hand; the dimensions before it must have
    /// been run.
    pub fn ruled(&self, dimension: usize) -> Option<&str> {
        let plan = self.plan.dimensions.get(dimension)?;
        let class = ruled(&self.ground(), plan, 0);
        plan.classes.get(usize::from(class)).map(|c| &*c.id)
    }

    /// The id of the class in a dimension, by its place in the plan; nothing when unclassified.
    pub fn class(&self, dimension: usize) -> Option<&str> {
        let plan = self.plan.dimensions.get(dimension)?;
        match plan.text_of {
            Some(word) => self.columns.words[word].word(0),
            None => plan.classes.get(usize::from(self.place(dimension))).map(|c| &*c.id),
        }
    }

    /// The first rule of a dimension that holds, with the figures; nothing where none does. The dimensions before it must have been run.
    pub fn reason(&self, dimension: usize) -> Option<Trace> {
        let rules = self.plan.dimensions.get(dimension)?.classes.iter();
        let rules = rules.filter_map(|class| class.when.as_ref());
        let mut traces = rules.map(|when| traced(when, &|fact| self.actual(fact, dimension)));
        traces.find(Trace::holds)
    }

    /// The place of the class among those of its dimension; [`NONE`] when unclassified.
    pub fn place(&self, dimension: usize) -> u8 {
        self.classes.get(dimension).map_or(NONE, |column| column[0])
    }

    /// Whether it has an automatic tag, by the tag's place in the plan.
    pub fn tag(&self, tag: usize) -> bool {
        self.tags.get(tag) == Some(&true)
    }

    /// Whether no rule decides here: a person set the class, it was given, or it is the text of a field.
    pub fn is_set(&self, dimension: usize) -> bool {
        let Some(plan) = self.plan.dimensions.get(dimension) else {
            return false;
        };
        plan.text_of.is_some()
            || self.given[dimension].is_some()
            || by_hand(&self.ground(), plan, self.as_of(), 0).is_some()
    }
}
