//! Orders whose lines stand in several rows, each with an amount of its own: whether these are one order's parts, only the person knows.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::column::ReadColumn;
use super::read::{Said, money, one_item, row};
use super::work::Work;
use super::{Outcome, RowProblem, Wanted};
use crate::domain::field::{HasFields, Level};
use crate::domain::fold::folded;
use crate::domain::kind::{Order, OrderItem};
use crate::domain::money::Fen;
use crate::exchange::columns::{PRICE, QUANTITY, Subject, WORTH};
use crate::exchange::layout::{Table, TableRow};
use crate::exchange::text as say;
use crate::exchange::values::{Answer, Ask, Lines, Question, RowDay};
use crate::exchange::words::{OF_ORDER, money_suffix};

/// So many rows stand with the question.
const EXAMPLES: usize = 5;

/// The orders of a table that stand in several rows of one customer and day.
#[derive(Default)]
pub(super) struct OrderLines {
    /// The column of their amounts.
    column: usize,
    /// The rows of each, by their places.
    orders: Vec<Vec<usize>>,
    /// The rows of all, by their numbers: the earlier row that says the very same, where there is one.
    rows: HashMap<u32, Option<u32>>,
    /// Rows of orders that have what was given back among their lines, under a day of its own: whether the row's day is the order's.
    days: HashMap<u32, bool>,
    /// Rows whose amounts differ from the first one's of their order; where none does and that says nothing, rows that repeat it.
    examples: Vec<(u32, String)>,
    told: Option<Lines>,
}

/// The rows of each number that say an amount.
fn by_number(table: &Table, wanted: &Wanted, number: &ReadColumn, amount: &ReadColumn) -> HashMap<String, Vec<usize>> {
    let mut by_number: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, row) in table.rows.iter().enumerate() {
        let own = wanted.cell(row, number.column).shown();
        let is_wanted = !row.is_hidden || wanted.takes_hidden == Some(true);
        if is_wanted && !own.is_empty() && !wanted.cell(row, amount.column).is_blank() {
            by_number.entry(own).or_default().push(place);
        }
    }
    by_number
}

/// What was said of such orders.
fn told(wanted: &Wanted) -> Option<Lines> {
    wanted.answers.iter().find_map(|(_, answer)| match answer {
        Answer::Lines(told) => Some(*told),
        _ => None,
    })
}

/// Of the rows of an order some of which say what was given back: whether each one's day is the order's.
fn days(table: &Table, rows: &[usize], is_back: impl Fn(&usize) -> bool) -> Vec<(u32, bool)> {
    let bought = rows.iter().find(|place| !is_back(place));
    match bought.filter(|_| rows.iter().any(&is_back)) {
        Some(bought) => rows
            .iter()
            .map(|place| (table.rows[*place].at, place == bought))
            .collect(),
        None => Vec::new(),
    }
}

/// What the rows of each order say it, or each of them, comes to.
struct Sums<'a> {
    orders: &'a [Vec<usize>],
    /// The amount of each row, by its place.
    amounts: HashMap<usize, Fen>,
    /// What its product comes to by columns of its own, where the table has such.
    worths: HashMap<usize, Fen>,
}

impl<'a> Sums<'a> {
    fn of(
        orders: &'a [Vec<usize>],
        (table, wanted): (&Table, &Wanted),
        columns: &[ReadColumn],
        amount: &ReadColumn,
    ) -> Self {
        let own = |place: &usize| row(columns, &table.rows[*place], wanted).line?.amount;
        let said = |place: &usize| amount.said(&wanted.cell(&table.rows[*place], amount.column), RowDay::Unsaid);
        let has_own = columns.iter().any(|read| read.is_of(PRICE) || read.is_of(WORTH));
        let all = || orders.iter().flatten();
        Self {
            orders,
            amounts: all()
                .filter_map(|place| Some((*place, money(&said(place)?)?)))
                .collect(),
            worths: all()
                .filter(|_| has_own)
                .filter_map(|place| Some((*place, own(place)?)))
                .collect(),
        }
    }

    /// Whether each row's amount is what its own product comes to.
    fn are_of_lines(&self) -> bool {
        let mut all = self.orders.iter().flatten();
        !self.orders.is_empty()
            && all.all(|place| {
                self.worths
                    .get(place)
                    .is_some_and(|own| self.amounts.get(place) == Some(own))
            })
    }

    /// Orders each of whose rows says the same amount, where that may be the order's or by chance each row's: it is not what the products come to, and
    /// there are not two of different amounts.
    fn in_doubt(&self) -> Vec<&'a Vec<usize>> {
        let is_sum = |rows: &[usize]| {
            let sum: Option<Fen> = rows.iter().map(|place| self.worths.get(place).copied()).sum();
            sum.is_some() && sum == self.amounts.get(&rows[0]).copied()
        };
        let open: Vec<_> = self.orders.iter().filter(|rows| !is_sum(rows)).collect();
        let amounts: HashSet<_> = open.iter().map(|rows| self.amounts.get(&rows[0])).collect();
        if amounts.len() == 1 { open } else { Vec::new() }
    }
}

/// Whether a column says by its heading that its amounts are of whole orders.
fn is_of_orders(amount: &ReadColumn) -> bool {
    let heading = folded(&amount.heading);
    OF_ORDER.iter().any(|word| heading.contains(word))
}

impl OrderLines {
    /// `is_priced`: the amounts are what the pieces of a row cost.
    pub fn of(table: &Table, wanted: &Wanted, columns: &[ReadColumn], is_priced: bool) -> Self {
        let of = |key: &str| columns.iter().find(|read| read.is_of(key));
        let amount = of("amount").or_else(|| of(PRICE).filter(|_| is_priced));
        let (Some(number), Some(amount), Subject::Orders) = (of("id"), amount, wanted.mapping.subject) else {
            return Self::default();
        };
        let by_number = by_number(table, wanted, number, amount);
        let says = |read: &ReadColumn, place: usize| {
            let row = &table.rows[place];
            let of = read.row_day(columns, row, wanted);
            read.said(&wanted.cell(row, read.column), of)
                .map(|text| folded(&text).into_owned())
        };
        let key = |read: &ReadColumn| read.field.as_ref().map_or("", |field| field.key);
        // What was given back, was so on a later day.
        let counted = of(QUANTITY).filter(|_| is_priced);
        let is_back = |place: &usize| {
            let mut all = std::iter::once(amount).chain(counted);
            all.any(|read| says(read, *place).is_some_and(|text| text.starts_with('-')))
        };
        // A blank cell says what the row above says.
        let agree = |rows: &[usize]| {
            let is_all_back = rows.iter().all(is_back);
            let counts = |read: &ReadColumn, place: &usize| key(read) != "date" || is_all_back || !is_back(place);
            let all = |read: &ReadColumn| {
                let rows = rows.iter().filter(|place| counts(read, place));
                rows.filter_map(|place| says(read, *place)).collect::<BTreeSet<_>>()
            };
            let is_fixed = |read: &&ReadColumn| key(read) == "date" || key(read).starts_with("customer");
            columns.iter().filter(is_fixed).all(|read| all(read).len() < 2)
        };
        let mut orders: Vec<Vec<usize>> = by_number
            .into_values()
            .filter(|rows| rows.len() > 1 && agree(rows))
            .collect();
        orders.sort_unstable();
        let mut lines = Self {
            column: amount.column,
            told: is_priced.then_some(Lines::Sum).or_else(|| told(wanted)),
            ..Self::default()
        };
        for rows in &orders {
            lines.days.extend(days(table, rows, is_back));
            let mut seen: HashMap<Vec<Option<String>>, u32> = HashMap::new();
            for place in rows {
                let (at, whole) = (
                    table.rows[*place].at,
                    columns.iter().map(|read| says(read, *place)).collect(),
                );
                lines.rows.insert(at, seen.get(&whole).copied());
                seen.entry(whole).or_insert(at);
            }
        }
        if !is_priced {
            let sums = Sums::of(&orders, (table, wanted), columns, amount);
            lines.weigh((table, wanted), &sums, amount);
        }
        lines.orders = orders;
        lines
    }

    /// Tells by the amounts themselves what they are, or which of them are asked about.
    fn weigh(&mut self, (table, wanted): (&Table, &Wanted), sums: &Sums<'_>, amount: &ReadColumn) {
        if sums.are_of_lines() {
            self.told = self.told.or(Some(Lines::Sum));
        }
        let of = |place: &usize| sums.amounts.get(place);
        let pairs = sums
            .orders
            .iter()
            .flat_map(|rows| rows[1..].iter().map(move |place| (rows, place)));
        let mut examples: Vec<_> = pairs.filter(|(rows, place)| of(place) != of(&rows[0])).collect();
        if examples.is_empty() && !is_of_orders(amount) {
            examples.extend(sums.in_doubt().into_iter().map(|rows| (rows, &rows[1])));
        }
        let shown = |place: usize| wanted.cell(&table.rows[place], amount.column).shown();
        let example = |(rows, place): (&Vec<usize>, &usize)| {
            (table.rows[*place].at, format!("{} | {}", shown(rows[0]), shown(*place)))
        };
        self.examples = examples.into_iter().take(EXAMPLES).map(example).collect();
    }

    /// The question, unless every row of an order repeats its amount.
    pub fn question(&self) -> Option<Question> {
        let is_open = !self.examples.is_empty() && self.told.is_none();
        is_open.then(|| Question::new(self.column, Ask::Lines, self.examples.clone()))
    }

    /// Makes of a further row of an order what the person said. One that says the very same as an earlier row is asked about by itself.
    pub fn settle(&self, row: &TableRow, said: &mut Said) {
        if self.told == Some(Lines::Sum) {
            // Such amounts are of lines, be they the only ones of their orders.
            let line = said
                .get("items")
                .and_then(one_item)
                .zip(said.get("amount").and_then(money));
            said.line = line.map(|(item, amount)| OrderItem {
                amount: Some(amount),
                ..item
            });
        }
        let is_of_lines = !self.examples.is_empty() || self.told == Some(Lines::Sum);
        let Some(same) = self.rows.get(&row.at).filter(|_| is_of_lines) else {
            return;
        };
        match (self.told, same) {
            (None, _) => said.ask(Some(self.column), say::asked_first()),
            (Some(Lines::First), _) => said.overrules = said.overrules.or(Some(false)),
            (Some(Lines::Last), _) => said.overrules = said.overrules.or(Some(true)),
            (Some(Lines::Sum), Some(earlier)) => {
                said.clash = Some(*earlier);
                said.is_double = true;
                said.is_line = Some(said.overrules == Some(true));
                if said.overrules.is_none() {
                    said.clashes_with(Some(self.column), say::said_before(earlier));
                }
            }
            (Some(Lines::Sum), None) => said.is_line = Some(true),
        }
        if self.told == Some(Lines::Sum) {
            said.says_day = self.days.get(&row.at).copied();
        }
    }
}

impl Work<'_> {
    /// The amount of a line added to what its order comes to so far.
    pub fn with_line<R: HasFields>(&self, order: &R, said: &str) -> Option<String> {
        let sum: Fen = money(&R::field("amount")?.text(order))? + money(said)?;
        Some(format!("{sum}{}", money_suffix(0)))
    }

    /// An order of which a line is not taken does not come at all: its sum would be wrong, and mended later that line would be the whole.
    pub fn only_whole_orders(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        for places in lines.orders.iter().filter(|_| lines.told == Some(Lines::Sum)) {
            let waits = |place: &&usize| matches!(self.plan.rows[**place].outcome, Outcome::Wrong | Outcome::Asked);
            let Some(bad) = places.iter().find(waits).map(|place| self.plan.rows[*place].at) else {
                continue;
            };
            for place in places {
                let row = &mut self.plan.rows[*place];
                if row.outcome == Outcome::New {
                    row.outcome = Outcome::Wrong;
                    row.problems.push(RowProblem {
                        column: None,
                        level: Level::Error,
                        message: say::line_is_wrong(bad),
                    });
                    self.events.leave_out(row.id.as_deref().unwrap_or_default());
                }
            }
        }
    }
}

/// A row that says nothing but an item, and perhaps something of it, is one more of the order above it, as shops write orders of several items; gives the order.
pub(super) fn further_item(work: &mut Work<'_>, said: &mut Said) -> Option<String> {
    let last = work.last_order.take()?;
    let is_priced = work.priced.is_some();
    let is_its_own = |key: &str| matches!(key, "items" | "note") || is_priced && key == "amount";
    let is_item =
        said.get("items").is_some() && said.fields.iter().all(|(key, text)| is_its_own(key) || text.is_none());
    let typing = work.typing();
    let order = work.events.orders.by_id.get_mut(&last).filter(|_| is_item)?;
    let (column, text) = (said.columns.get("items").copied(), said.take("items")?);
    let mut one = order.after.clone();
    one.items.clear();
    match Order::field("items")?.write(&mut one, &text, typing) {
        Ok(()) => {
            order.after.items.append(&mut one.items);
            with_amounts(&mut order.after, order.before.as_deref(), said);
            if let Some(amount) = said.take("amount").as_deref().and_then(money) {
                order.after.amount += amount;
            }
        }
        Err(error) => said.wrong(column, error.message),
    }
    if let Some(note) = said.take("note") {
        let lines = order.after.note.iter().map(ToString::to_string).chain([note]);
        order.after.note = Some(lines.collect::<Vec<_>>().join("\n").into());
    }
    work.last_order = Some(last.clone());
    Some(last)
}

/// Gives the line of a row what it comes to, and those that are as the book has them what they came to: a text of products does not say it.
pub(super) fn with_amounts(order: &mut Order, known: Option<&Order>, said: &Said) {
    let are_same =
        |one: &OrderItem, other: &OrderItem| (&one.product, &one.quantity) == (&other.product, &other.quantity);
    let line = said
        .line
        .as_ref()
        .filter(|line| line.amount.is_some() && said.is_line != Some(false));
    if let Some(line) = line
        && let Some(own) = order.items.iter_mut().rev().find(|own| are_same(own, line))
    {
        own.amount = line.amount;
    }
    let mut free: Vec<&OrderItem> = known.into_iter().flat_map(|known| &known.items).collect();
    free.retain(|old| old.amount.is_some());
    for own in &order.items {
        let place = free
            .iter()
            .position(|old| are_same(old, own) && old.amount == own.amount);
        place.map(|place| free.remove(place));
    }
    for own in order.items.iter_mut().filter(|own| own.amount.is_none()) {
        if let Some(place) = free.iter().position(|old| are_same(old, own)) {
            own.amount = free.remove(place).amount;
        }
    }
}
