//! The rows of a table laid on a book, one after the other: customers as they become, and the rows that made them so.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::answered::Heard;
use super::column::{ReadColumn, columns};
use super::company::Listed;
use super::event::{self, Events};
use super::kinds::Kindless;
use super::lines::OrderLines;
use super::numbering::Numbering;
use super::priced::Priced;
use super::raise::{questions_of, wait_for};
use super::read::{self, Said};
use super::refund::Refunds;
use super::settle::{count, following, settle};
use super::solved;
use super::unpaid::Unpaid;
use super::who::{Named, Who};
use super::write::check;
use super::{KnownAs, Outcome, RowPlan, RowProblem, SheetPlan, Wanted, whose};
use crate::domain::book::Book;
use crate::domain::field::{Level, Typing};
use crate::domain::held::Held;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Customer, CustomerKind};
use crate::domain::label::Label;
use crate::domain::number::next_number;
use crate::domain::text as domain_text;
use crate::exchange::columns::Subject;
use crate::exchange::layout::{Table, TableRow};
use crate::exchange::text as say;
use crate::exchange::values::RowDay;

/// A record as it was and as it becomes.
pub(super) struct Becoming<R> {
    pub before: Option<Held<R>>,
    pub after: R,
}

/// The work on a table.
pub(super) struct Work<'a> {
    pub table: &'a Table,
    pub wanted: &'a Wanted,
    pub columns: Vec<ReadColumn>,
    listed: Listed,
    pub refunds: Refunds,
    unpaid: Unpaid,
    pub priced: Option<Priced>,
    pub lines: OrderLines,
    pub kindless: Kindless,
    pub who: Who,
    /// Customers that rows are about, in the order they came.
    pub customers: HashMap<String, Becoming<Customer>>,
    order: Vec<String>,
    brought: HashSet<String>,
    pub events: Events,
    /// What the rows said of a record's field, so that no other row says otherwise.
    pub said: HashMap<(String, String), (u32, String)>,
    /// What the row at hand says; it counts once the row is taken.
    pub saying: Vec<((String, String), (u32, String))>,
    /// Rows without a name, by their places: whom they mean is known when all rows that name customers were looked at.
    nameless: Vec<usize>,
    is_last_round: bool,
    /// Numbers that the file gives, which no new customer may get.
    pub given: HashSet<String>,
    /// The rows that brought the customers that the book does not have.
    pub makers: HashMap<String, u32>,
    pub known_as: Vec<KnownAs>,
    /// The column of the customers' numbers, and the rows whose number is another customer's in the book.
    pub number_column: Option<usize>,
    pub strangers: Vec<u32>,
    /// Those whose number was that of a customer who was merged into another one.
    pub merged: Vec<u32>,
    /// Those whose number and name are two customers of the book, and whose the numbers of the file are, once that matters.
    pub disputed: Vec<u32>,
    pub numbering: OnceCell<Numbering>,
    /// Numbers of customers whose rows were taken for those of their names.
    pub by_name: HashSet<String>,
    /// The column of customers that the book does not have, and the rows that name one.
    pub missing: Option<(usize, Vec<(u32, String)>)>,
    /// The column of masked names, and each row's.
    pub masked: Vec<(usize, (u32, String))>,
    /// Masked numbers where nothing is known, by their columns, with some rows each.
    pub masked_ways: BTreeMap<usize, Vec<(u32, String)>>,
    /// Where it is asked whose the rows are: until then none is anybody's.
    whose_column: Option<usize>,
    /// What the person said of rows and names, by these.
    pub heard: Heard<'a>,
    next: Option<String>,
    /// The order that the row above was taken for.
    pub last_order: Option<String>,
    pub plan: SheetPlan,
}

impl<'a> Work<'a> {
    pub fn new(book: &Book, table: &'a Table, wanted: &'a Wanted) -> Self {
        let mut columns = columns(book, table, wanted);
        let mut questions = questions_of(&columns, table, wanted);
        questions.extend(solved::question(book, table, wanted, &columns));
        let priced = Priced::of(table, wanted, &columns);
        questions.extend(priced.as_ref().and_then(Priced::question));
        let lines = OrderLines::of(table, wanted, &columns, priced.is_some());
        questions.extend(lines.question());
        let whose = whose::question(table, wanted);
        let whose_column = whose.as_ref().map(|question| question.column);
        questions.extend(whose);
        wait_for(&mut columns, &questions);
        let key = match wanted.mapping.subject {
            Subject::Customers => "id",
            _ => "customer.id",
        };
        let id = columns.iter().find(|read| read.is_of(key));
        let given = |row: &TableRow| id?.said(&wanted.cell(row, id?.column), RowDay::Unsaid);
        Self {
            table,
            wanted,
            listed: Listed::of(book, table, wanted),
            refunds: Refunds::of(table, wanted),
            unpaid: Unpaid::of(table, wanted),
            priced,
            lines,
            kindless: Kindless::of(&columns),
            who: Who::of(book),
            customers: HashMap::new(),
            order: Vec::new(),
            brought: HashSet::new(),
            events: Events::default(),
            said: HashMap::new(),
            saying: Vec::new(),
            nameless: Vec::new(),
            is_last_round: false,
            given: table.rows.iter().filter_map(given).collect(),
            makers: HashMap::new(),
            known_as: Vec::new(),
            number_column: id.map(|read| read.column),
            strangers: Vec::new(),
            merged: Vec::new(),
            disputed: Vec::new(),
            numbering: OnceCell::new(),
            by_name: HashSet::new(),
            missing: None,
            masked: Vec::new(),
            masked_ways: BTreeMap::new(),
            whose_column,
            heard: Heard::of(wanted),
            next: next_number(&book.customers).map(|id| id.to_string()),
            last_order: None,
            plan: SheetPlan {
                questions,
                ..SheetPlan::default()
            },
            columns,
        }
    }

    pub fn typing(&self) -> Typing<'a> {
        Typing {
            today: self.wanted.today,
            offset: &self.wanted.offset,
            clock: "",
        }
    }

    /// Lays a row on the book.
    pub fn take(&mut self, book: &Book, row: &TableRow) {
        let planned = self.planned(book, row);
        self.plan.rows.push(planned);
    }

    fn planned(&mut self, book: &Book, row: &TableRow) -> RowPlan {
        self.saying.clear();
        let mut said = read::row(&self.columns, row, self.wanted);
        self.listed.settle(&mut said);
        let waits = row.is_hidden && self.wanted.takes_hidden.is_none();
        if let Some(column) = self.whose_column {
            said.problems.clear();
            said.ask(Some(column), say::asked_first());
        }
        let not_wanted = match self.not_wanted(row, &said) {
            None if !waits => self.settled(book, row, &mut said),
            not_wanted => not_wanted,
        };
        let (id, outcome) = match not_wanted {
            Some(why) => (None, Outcome::LeftOut(why)),
            None if waits => (None, Outcome::Asked),
            None if self.whose_column.is_some() => (None, Outcome::Wrong),
            None if self.wanted.mapping.subject == Subject::Customers => self.take_customer(book, row, &mut said),
            None => event::take(self, book, row, &mut said),
        };
        let suggested = said
            .suggested
            .filter(|_| matches!(outcome, Outcome::New | Outcome::Asked));
        let problems = match outcome {
            Outcome::LeftOut(_) => Vec::new(),
            _ => said.problems,
        };
        if outcome == Outcome::New {
            self.said.extend(self.saying.drain(..));
        }
        RowPlan {
            at: row.at,
            id,
            outcome,
            problems,
            candidates: said.candidates,
            whom: said.whom,
            suggested,
            clash: said.clash,
            overrules: said.overrules,
            is_double: said.is_double,
        }
    }

    /// Makes of what a row says of its order what the person said of such rows; tells why it stays out.
    fn settled(&mut self, book: &Book, row: &TableRow, said: &mut Said) -> Option<Label> {
        let priced = self.priced.as_ref().and_then(|priced| priced.settle(said));
        let unpaid = priced.or_else(|| self.unpaid.settle(row, self.wanted, said));
        unpaid.or_else(|| self.refunds.settle(book, row, self.wanted, said))
    }

    /// Rows without a name are looked at again once all rows that name customers were.
    fn look_again(&mut self, book: &Book) {
        self.is_last_round = true;
        let table = self.table;
        for place in std::mem::take(&mut self.nameless) {
            let row = &table.rows[place];
            self.plan.rows[place] = self.planned(book, row);
        }
    }

    fn take_customer(&mut self, book: &Book, row: &TableRow, said: &mut Said) -> (Option<String>, Outcome) {
        if !self.is_last_round && said.get("name").is_none() {
            self.nameless.push(self.plan.rows.len());
            return (None, Outcome::Wrong);
        }
        // A person without a company is the customer.
        let person = said
            .get("contact.name")
            .filter(|_| said.get("name").is_none() && said.get("uscc").is_none());
        let person = person.map(str::to_owned);
        // Beside companies a person is worth a word; a list of persons is none.
        if let (Some(name), Some(column)) = (&person, said.columns.get("name").copied()) {
            said.warn(column, say::person_is_customer(name));
        }
        let named = Named::of(said, person.as_deref());
        let id = match self.resolve(book, row, &named, said) {
            Ok(id) => id,
            Err(outcome) => return (None, outcome),
        };
        if let Some(outcome) = self.refuse_new(row, &named, id.as_deref(), said) {
            return (None, outcome);
        }
        if let Some(why) = self.mode_refuses(book, id.as_deref()) {
            return (id, Outcome::LeftOut(why));
        }
        said.overrules = self.overrules(book, row, Some(&named));
        if id.as_deref().is_some_and(|id| self.keeps_its_name(book, &named, id)) {
            said.take("name");
        }
        let after = match id.as_deref().and_then(|id| self.current(book, id)) {
            Some(known) => Ok(known.clone()),
            None => self.beginning(book, &named, person.is_some()),
        };
        match after {
            Ok(after) => {
                let own = after.id.to_string();
                if !self.put_customer(book, after, row, said) {
                    // Of a customer that is only called the same, the row may be another one.
                    if said.clash.is_some() && named.id.is_none() && said.candidates.is_empty() {
                        said.candidates = self.candidates(book, &[own]);
                    }
                    return (id, Self::refused(said));
                }
                // From here on the file's number means this customer, whatever its own is.
                self.knows_again(&named, &own, said);
                self.remember(book, &named, &own, said);
                (Some(own), Outcome::New)
            }
            Err(message) => {
                said.wrong(said.columns.get("name").copied(), message);
                (id, Outcome::Wrong)
            }
        }
    }

    /// Why a row makes no new customer: its name is masked.
    fn refuse_new(&mut self, row: &TableRow, named: &Named, id: Option<&str>, said: &mut Said) -> Option<Outcome> {
        let name = named.name.as_deref().filter(|_| id.is_none())?;
        let column = ["name", "contact.name"].iter().find_map(|key| said.columns.get(key));
        self.refuse_masked(row, column.copied(), name, said)
    }

    /// A new customer, as far as a row names it.
    fn beginning(&mut self, book: &Book, named: &Named, is_person: bool) -> Result<Customer, Label> {
        let name = named.name.as_deref().ok_or_else(domain_text::customer_name_needed)?;
        let mut new = self.new_customer(book, named, name)?;
        new.kind = is_person.then_some(CustomerKind::Person);
        Ok(new)
    }

    /// Writes a customer and keeps it, unless something is wrong.
    fn put_customer(&mut self, book: &Book, mut after: Customer, row: &TableRow, said: &mut Said) -> bool {
        self.write_customer(&mut after, row, said);
        // What the book has already is no fault of the file.
        if self.current(book, after.id.as_str()) != Some(&after) {
            check(&after, said);
        }
        if said.problems.iter().any(|problem| problem.level != Level::Warning) {
            return false;
        }
        self.who.add(&after);
        if self.next.as_deref() == Some(after.id.as_str()) {
            self.next = following(after.id.as_str());
        }
        self.makers_of(book, &after, row);
        self.keep(book, after);
        true
    }

    /// A customer as it is by now.
    pub fn current<'b>(&'b self, book: &'b Book, id: &str) -> Option<&'b Customer> {
        match self.customers.get(id) {
            Some(becoming) => Some(&becoming.after),
            None => book.customers.get(id).map(|known| &**known),
        }
    }

    pub fn new_customer(&mut self, book: &Book, named: &Named, name: &str) -> Result<Customer, Label> {
        // A number that another customer has here, or had, is none of its own.
        let is_free = |id: &&String| self.current(book, id).is_none() && !self.who.was_merged(id);
        let own = named.id.as_ref().filter(is_free);
        let id = match own {
            Some(id) => id.clone(),
            None => self.free_number(book).ok_or_else(say::no_number_left)?,
        };
        let id = CustomerId::new(&id).map_err(|_| crate::domain::text::field::id_too_long())?;
        Ok(Customer::new(id, name))
    }

    fn free_number(&mut self, book: &Book) -> Option<String> {
        loop {
            let id = self.next.clone()?;
            if !self.given.contains(&id) && !self.customers.contains_key(&id) && book.customers.slot(&id).is_none() {
                return Some(id);
            }
            self.next = following(&id);
        }
    }

    /// Keeps a customer as it becomes.
    pub fn keep(&mut self, book: &Book, after: Customer) {
        let id = after.id.to_string();
        match self.customers.get_mut(&id) {
            Some(becoming) => becoming.after = after,
            None => {
                let before = book.customers.get(&id).cloned();
                self.order.push(id.clone());
                self.customers.insert(id, Becoming { before, after });
            }
        }
    }

    /// Keeps which row brought a customer.
    fn makers_of(&mut self, book: &Book, customer: &Customer, row: &TableRow) {
        let id = customer.id.as_str();
        if !self.makers.contains_key(id) && book.customers.slot(id).is_none() {
            self.makers.insert(id.to_owned(), row.at);
        }
    }

    /// Keeps a customer that an event brings along.
    pub fn bring(&mut self, book: &Book, customer: Customer, row: &TableRow) {
        self.makers_of(book, &customer, row);
        let id = customer.id.to_string();
        if self.next.as_ref() == Some(&id) {
            self.next = following(&id);
        }
        self.who.add(&customer);
        self.brought.insert(id);
        self.keep(book, customer);
    }

    /// The plan: what became of the records, told at their rows.
    pub fn finish(mut self, book: &Book) -> SheetPlan {
        self.look_again(book);
        self.only_whole_orders();
        self.ask_of_rows();
        let (mut outcomes, mut names) = (HashMap::new(), HashMap::new());
        let mut plan = std::mem::take(&mut self.plan);
        plan.questions.extend(std::mem::take(&mut self.unpaid).question());
        plan.questions.extend(std::mem::take(&mut self.refunds).questions());
        plan.questions
            .extend(std::mem::take(&mut self.kindless).question(self.table));
        plan.new_choices = self.new_choices(book);
        plan.by_name = self.by_name.len();
        plan.known_as = std::mem::take(&mut self.known_as);
        let is_subject = self.wanted.mapping.subject == Subject::Customers;
        // Whom only rows name that do not come, does not come either.
        let named = self.events.whose();
        let comes = |id: &&String| !self.brought.contains(*id) || named.contains(*id);
        for id in self.order.iter().filter(comes) {
            let Some(becoming) = self.customers.remove(id) else {
                continue;
            };
            let name = becoming.after.name.to_string();
            names.insert(id.clone(), name.clone());
            let outcome = settle(becoming, &mut plan.changes);
            match &outcome {
                _ if !is_subject => plan.counts.brought += usize::from(self.brought.contains(id)),
                outcome => count(&mut plan, outcome, &name),
            }
            if is_subject {
                outcomes.insert(id.clone(), outcome);
            }
        }
        let name = |id: &str| {
            let known = book.customers.get(id).map(|known| known.name.to_string());
            known.or_else(|| names.get(id).cloned()).unwrap_or_default()
        };
        self.events.finish(&name, &mut plan, &mut outcomes);
        let asked: HashSet<usize> = plan.questions.iter().map(|question| question.column).collect();
        let hangs = |problem: &RowProblem| problem.waits(|column| asked.contains(&column));
        for row in &mut plan.rows {
            // Nothing is wrong with a row that only waits for an answer.
            let mut bad = row.problems.iter().filter(|problem| problem.level != Level::Warning);
            if row.outcome == Outcome::Wrong && bad.all(hangs) {
                row.outcome = Outcome::Asked;
            }
            match &row.outcome {
                Outcome::New => {
                    if let Some(outcome) = row.id.as_ref().and_then(|id| outcomes.get(id)) {
                        row.outcome = outcome.clone();
                    }
                }
                Outcome::LeftOut(_) => plan.counts.left_out += 1,
                Outcome::Asked => plan.counts.asked += 1,
                Outcome::Wrong => plan.counts.wrong += 1,
                _ => {}
            }
        }
        plan
    }
}
