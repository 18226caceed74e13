//! Orders, interactions and tickets of a table: whose they are, and what each becomes.

use std::collections::{HashMap, HashSet};

use super::kinds::KIND;
use super::lines::{further_item, with_amounts};
use super::read::Said;
use super::same::{self, Numberless};
use super::settle::{count, settle};
use super::who::Named;
use super::work::{Becoming, Work};
use super::write::{OF, add_note, check};
use super::{Mode, Outcome, SheetPlan, Wanted, Whom, solved};
use crate::domain::book::{Book, BookRecord};
use crate::domain::change::{Change, Delta};
use crate::domain::check::Check;
use crate::domain::day::{Day, Moment};
use crate::domain::field::mask::is_masked;
use crate::domain::field::{Field, HasFields, Level};
use crate::domain::fold::phone_numbers;
use crate::domain::held::Held;
use crate::domain::id::{CustomerId, InteractionId, OrderId, TicketId};
use crate::domain::kind::{Contact, Customer, Interaction, Order, Ticket, TicketKind};
use crate::domain::money::Fen;
use crate::domain::text as domain_text;
use crate::exchange::columns::Subject;
use crate::exchange::layout::TableRow;
use crate::exchange::text as say;

/// Events as they become, by their ids.
#[derive(Default)]
pub(super) struct Events {
    pub(super) orders: Becomings<Order>,
    interactions: Becomings<Interaction>,
    tickets: Becomings<Ticket>,
}

pub(super) struct Becomings<R> {
    order: Vec<String>,
    pub(super) by_id: HashMap<String, Becoming<R>>,
    pub(super) numberless: Numberless<R>,
}

impl<R> Default for Becomings<R> {
    fn default() -> Self {
        Self {
            order: Vec::new(),
            by_id: HashMap::new(),
            numberless: Numberless::default(),
        }
    }
}

/// A record that belongs to a customer and can be imported.
pub(super) trait Imported: BookRecord + HasFields + Check {
    /// The fields that tell one of a customer from another where they have no numbers: its day first.
    const TELLING: &[&str];
    /// One of which nothing but id and customer is known; what must be said is checked.
    fn blank(id: &str, customer: CustomerId) -> Option<Self>;
    fn becoming(events: &mut Events) -> &mut Becomings<Self>;
    /// What the row says beyond its fields, by its state or of its lines; the book has it so.
    fn settle(&mut self, known: Option<&Self>, row: &TableRow, wanted: &Wanted, said: &mut Said);
}

macro_rules! imported {
    ($($ty:ident in $table:ident by $telling:expr, $settle:expr, |$id:ident, $customer:ident| $blank:expr;)*) => {$(
        impl Imported for $ty {
            const TELLING: &[&str] = &$telling;

            fn blank($id: &str, $customer: CustomerId) -> Option<Self> {
                Some($blank)
            }

            fn becoming(events: &mut Events) -> &mut Becomings<Self> {
                &mut events.$table
            }

            fn settle(&mut self, known: Option<&Self>, row: &TableRow, wanted: &Wanted, said: &mut Said) {
                let settle: fn(&mut Self, Option<&Self>, &TableRow, &Wanted, &mut Said) = $settle;
                settle(self, known, row, wanted, said);
            }
        }
    )*};
}

imported! {
    Order in orders by ["date", "amount", "items"], |order, known, _, _, said| with_amounts(order, known, said), |id, customer| Order {
        id: OrderId::new(id).ok()?, customer, date: Day(0), amount: Fen(0), items: Vec::new(), due_on: None, paid_on: None,
        campaign: None, note: None, extra: Default::default(),
    };
    Interaction in interactions by ["at", "content", "feedback", "kind", "direction", "by", "contact"],
    |_, _, _, _, _| {}, |id, customer| Interaction {
        id: InteractionId::new(id).ok()?, customer, at: Moment::on(Day(0)), kind: None, direction: None, by: None, contact: None,
        content: None, feedback: None, responded: None, next_step: None, next_due: None, campaign: None, task: None,
        extra: Default::default(),
    };
    Ticket in tickets by ["opened_at", "subject", "kind", "product"],
    |ticket, _, row, wanted, said| solved::solve(ticket, row, wanted, said), |id, customer| Ticket {
        id: TicketId::new(id).ok()?, customer, kind: TicketKind::Consultation, severity: None, opened_at: Moment::on(Day(0)),
        first_response_at: None, resolved_at: None, revisited_at: None, handler: None, subject: None, progress: None,
        resolution: None, cause: None, product: None, satisfaction: None, escalated_to: None, extra: Default::default(),
    };
}

impl Events {
    /// Whether an earlier row brought this order.
    pub(super) fn has_order(&self, id: &str) -> bool {
        self.orders.by_id.contains_key(id)
    }

    /// An order does not come.
    pub(super) fn leave_out(&mut self, order: &str) {
        self.orders.by_id.remove(order);
    }

    /// The customers that the events are about.
    pub(super) fn whose(&self) -> HashSet<String> {
        fn each<R: Imported>(some: &Becomings<R>) -> impl Iterator<Item = String> {
            let events = some.by_id.values();
            events.filter_map(|becoming| becoming.after.customer().map(ToString::to_string))
        }
        let all = each(&self.orders).chain(each(&self.interactions));
        all.chain(each(&self.tickets)).collect()
    }

    /// What became of them, told to the plan, by the names of their customers.
    pub(super) fn finish(
        self,
        name: &dyn Fn(&str) -> String,
        plan: &mut SheetPlan,
        outcomes: &mut HashMap<String, Outcome>,
    ) {
        finish_some(self.orders, name, plan, outcomes);
        finish_some(self.interactions, name, plan, outcomes);
        finish_some(self.tickets, name, plan, outcomes);
    }
}

fn finish_some<R: Imported>(
    mut some: Becomings<R>,
    name: &dyn Fn(&str) -> String,
    plan: &mut SheetPlan,
    outcomes: &mut HashMap<String, Outcome>,
) where
    Change: From<Delta<R>>,
{
    for id in some.order {
        let Some(becoming) = some.by_id.remove(&id) else {
            continue;
        };
        let name = becoming
            .after
            .customer()
            .map_or_else(String::new, |id| name(id.as_str()));
        let outcome = settle(becoming, &mut plan.changes);
        count(plan, &outcome, &name);
        outcomes.insert(id, outcome);
    }
}

/// Lays a row on the book.
pub(super) fn take(work: &mut Work<'_>, book: &Book, row: &TableRow, said: &mut Said) -> (Option<String>, Outcome) {
    if let Some(id) = further_item(work, said) {
        return (Some(id), Outcome::New);
    }
    match work.wanted.mapping.subject {
        Subject::Interactions => take_one::<Interaction>(work, book, row, said),
        Subject::Tickets => take_one::<Ticket>(work, book, row, said),
        _ => take_one::<Order>(work, book, row, said),
    }
}

fn take_one<R: Imported>(
    work: &mut Work<'_>,
    book: &Book,
    row: &TableRow,
    said: &mut Said,
) -> (Option<String>, Outcome) {
    let own = said.take("id");
    let known = own.as_deref().and_then(|id| R::table(book).get(id)).cloned();
    if known.is_none() && work.is_of_customer(book, own.as_deref(), said) {
        return (None, Outcome::Wrong);
    }
    let above = own
        .as_deref()
        .and_then(|id| R::becoming(&mut work.events).by_id.get(id));
    let above = above.and_then(|becoming| becoming.after.customer().cloned());
    let whose_it_was = above.or_else(|| known.as_deref()?.customer().cloned());
    said.was_of = whose_it_was.clone();
    said.is_numbered = own.is_some();
    let customer = match whose(work, book, row, said, whose_it_was) {
        Ok(customer) => customer,
        Err(outcome) if known.is_none() => return (own, work.with_its_kind(outcome, row, said)),
        Err(outcome) => return (own, outcome),
    };
    let id = own.unwrap_or_else(|| same::id_of::<R>(work, book, &customer, said));
    let known = known.or_else(|| R::table(book).get(&id).cloned());
    let is_own = R::becoming(&mut work.events).by_id.contains_key(&id);
    match work.wanted.mode {
        Mode::Create if known.is_some() => return (Some(id), Outcome::LeftOut(say::there_already())),
        Mode::Update if known.is_none() && !is_own => return (Some(id), Outcome::LeftOut(say::not_there())),
        _ => {}
    }
    let current = R::becoming(&mut work.events)
        .by_id
        .get(&id)
        .map(|becoming| becoming.after.clone());
    let is_first = current.is_none();
    let current = current.or_else(|| known.as_deref().cloned());
    let is_new = current.is_none();
    let before = current.clone();
    let Some(mut after) = current.or_else(|| R::blank(&id, customer.clone())) else {
        said.wrong(None, domain_text::field::id_too_long());
        return (None, Outcome::Wrong);
    };
    said.overrules = work.overrules(book, row, None);
    work.lines.settle(row, said);
    write(work, &mut after, &id, row, said, (is_new, is_first));
    after.settle(known.as_deref(), row, work.wanted, said);
    // What the book has already is no fault of the file.
    if before.as_ref() != Some(&after) {
        check(&after, said);
    }
    if said.problems.iter().any(|problem| problem.level != Level::Warning) {
        return (Some(id), Work::refused(said));
    }
    keep(R::becoming(&mut work.events), &id, known, after);
    work.last_order = (work.wanted.mapping.subject == Subject::Orders).then(|| id.clone());
    (Some(id), Outcome::New)
}

fn keep<R>(some: &mut Becomings<R>, id: &str, before: Option<Held<R>>, after: R) {
    match some.by_id.get_mut(id) {
        Some(becoming) => becoming.after = after,
        None => {
            some.order.push(id.to_owned());
            some.by_id.insert(id.to_owned(), Becoming { before, after });
        }
    }
}

/// The customer that an event belongs to.
fn whose(
    work: &mut Work<'_>,
    book: &Book,
    row: &TableRow,
    said: &mut Said,
    known: Option<CustomerId>,
) -> Result<CustomerId, Outcome> {
    // Where no column names companies, the people's is asked about.
    let mut naming = ["customer", "customer.contact"].into_iter();
    let column = naming.find_map(|key| said.columns.get(key).copied());
    let (name, contact) = (said.take("customer"), said.take("customer.contact"));
    // Who buys for no company is the customer.
    let is_alone = name.is_none() && said.get("customer.id").is_none() && said.get("customer.uscc").is_none();
    let name = name.or_else(|| contact.clone().filter(|_| is_alone && known.is_none()));
    // People write the number where the name belongs.
    let by_number = name
        .as_deref()
        .filter(|name| work.current(book, name).is_some())
        .map(str::to_owned);
    let is_number = by_number.is_some();
    let named = Named {
        id: said.take("customer.id").or(by_number),
        code: said.take("customer.uscc"),
        phones: said.take("customer.phone").into_iter().collect(),
        name: name.clone().filter(|_| !is_number),
        people: contact.iter().cloned().collect(),
    };
    if name.is_none() && named.id.is_none() && named.code.is_none() && named.phones.is_empty() {
        return known.ok_or_else(|| {
            said.wrong(column, say::whose_missing());
            Outcome::Wrong
        });
    }
    let found = work.resolve(book, row, &named, said)?;
    if let Some(id) = found.and_then(|id| CustomerId::new(&id).ok()) {
        if said.whom.is_some() {
            work.knows_again(&named, id.as_str(), said);
            work.remember(book, &named, id.as_str(), said);
        }
        return Ok(id);
    }
    unknown(work, book, row, said, &named, (column, name, contact))
}

/// A customer that the book does not have: made, asked about, or told.
fn unknown(
    work: &mut Work<'_>,
    book: &Book,
    row: &TableRow,
    said: &mut Said,
    named: &Named,
    (column, name, contact): (Option<usize>, Option<String>, Option<String>),
) -> Result<CustomerId, Outcome> {
    if let Some(outcome) = name
        .as_deref()
        .and_then(|name| work.refuse_masked(row, column, name, said))
    {
        return Err(outcome);
    }
    if said.whom.is_none()
        && !said.candidates.is_empty()
        && let Some(name) = &name
    {
        // A short name of one that the book has is asked about: taken for nobody it would become a second one.
        said.ask(column, say::like_known(name));
        return Err(Outcome::Asked);
    }
    // Who says of a row that it means another customer has that one made.
    if (work.wanted.brings() == Some(true) || said.whom == Some(Whom::New))
        && let Some(name) = &name
    {
        let customer: Result<Customer, _> = work.new_customer(book, named, name);
        if let Ok(mut customer) = customer {
            introduce(work, &mut customer, named, contact.as_deref());
            let id = customer.id.clone();
            work.bring(book, customer, row);
            work.knows_again(named, id.as_str(), said);
            return Ok(id);
        }
    }
    let said_of = name.as_ref().or(named.id.as_ref()).or(named.code.as_ref());
    let message = say::no_such_customer(said_of.map_or("", String::as_str));
    match (&name, column, work.wanted.brings()) {
        (Some(name), Some(column), None) => {
            let missing = work.missing.get_or_insert((column, Vec::new()));
            missing.1.push((row.at, name.clone()));
            said.ask(Some(column), message);
        }
        _ => said.wrong(column, message),
    }
    Err(Outcome::Wrong)
}

/// Writes what an event says of the customer that it brings along, as far as that can be read: a masked number is none.
fn introduce(work: &Work<'_>, customer: &mut Customer, named: &Named, contact: Option<&str>) {
    if let (Some(field), Some(code)) = (Customer::field("uscc"), &named.code) {
        // What is no code stays out; the order counts all the same.
        let _ = field.write(customer, code, work.typing());
    }
    let mut person = Contact::blank();
    let phone = named.phones.first().map(String::as_str);
    for (key, text) in [("name", contact), ("phone", phone)] {
        // Of several numbers those that are whole count.
        let whole = text.map(|text| match is_masked(text) {
            true if key == "phone" => phone_numbers(text)
                .filter(|one| !is_masked(one))
                .collect::<Vec<_>>()
                .join(" / "),
            true => String::new(),
            false => text.to_owned(),
        });
        if let (Some(field), Some(text)) = (Contact::field(key), whole.filter(|text| !text.is_empty())) {
            let _ = field.write(&mut person, &text, work.typing());
        }
    }
    if person != Contact::blank() {
        customer.contacts.push(person);
    }
}

/// What a field of an order becomes by one more of its lines; nothing where a line adds nothing to it.
fn with_line<R: HasFields>(work: &Work<'_>, order: &R, field: &Field<R>, text: &str, said: &Said) -> Option<String> {
    let known = field.text(order);
    match field.key {
        // The very same line again.
        "items" | "amount" | "note" if said.is_line == Some(false) => Some(known),
        "items" if known.is_empty() => Some(text.replace('、', "\n")),
        "items" => Some(format!("{known}\n{text}").replace('、', "\n")),
        "date" => said.says_day.map(|says| if says { text.to_owned() } else { known }),
        // What cannot be read is said to be so.
        "amount" if said.is_line == Some(true) => work.with_line(order, text).or_else(|| Some(text.to_owned())),
        "note" if said.is_line == Some(true) && known.lines().any(|line| line == text) => Some(known),
        "note" if said.is_line == Some(true) && !known.is_empty() => Some(format!("{known}\n{text}")),
        _ => None,
    }
}

/// Writes the fields; of a new record those that must be there.
fn write<R: Imported>(
    work: &mut Work<'_>,
    after: &mut R,
    id: &str,
    row: &TableRow,
    said: &mut Said,
    (is_new, is_first): (bool, bool),
) {
    let fields = std::mem::take(&mut said.fields);
    for field in R::FIELDS.iter().filter(|field| !matches!(field.key, "id" | "customer")) {
        let text = fields.get(field.key).cloned().flatten();
        if is_new && field.required && text.is_none() {
            let column = said.columns.get(field.key).copied();
            // What cannot be read, or waits for an answer, is not missing.
            match said.is_wrong(column) {
                true => {}
                false if field.key == KIND => {
                    let typing = work.typing();
                    let mut be = |kind: &str| field.write(after, kind, typing).is_ok();
                    work.kindless.settle(&mut be, row, work.wanted, said);
                }
                false => said.wrong(column, domain_text::missing(field.label.clone())),
            }
            continue;
        }
        // The lines of an order stand in several rows: each adds its own.
        if !is_first
            && let Some(text) = &text
            && let Some(all) = with_line(work, after, field, text, said)
        {
            if let Err(error) = field.write(after, &all, work.typing()) {
                said.wrong(None, error.message);
            }
            continue;
        }
        if field.key == "note" && said.adds_note {
            add_note(work, field, after, text.as_deref().unwrap_or_default(), said);
        } else if fields.contains_key(field.key) {
            let place = if field.key == "items" {
                format!("{id}{OF}{}", row.at)
            } else {
                id.to_owned()
            };
            work.write(field, after, &place, text, row, said);
        }
    }
}
