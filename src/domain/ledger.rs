//! The ledger: what metrics need of each event, packed and grouped by customer.
//!
//! Metrics read a million events on every change of the as-of date. Records are spread over the heap with all their text;
//! here an event is 12 to 32 bytes, in the order of its day, beside the other events of its customer.

use std::ops::Range;

use crate::domain::book::{Book, BookRecord};
use crate::domain::change::{Change, ChangeSet, Delta, Kind};
use crate::domain::day::Day;
use crate::domain::held::Held;
use crate::domain::kind::task_outcome::customer_of_task;
use crate::domain::kind::{Direction, Interaction, InteractionKind, Order, Ticket, TicketKind};
use crate::domain::skim::{NONE, read};
use crate::domain::sort::sort_by_key;

/// "Not known" or "not yet" for a day in the ledger: later than any day.
pub const NEVER: Day = Day(i32::MAX);

/// An order, as metrics see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrderFact {
    /// Its slot in the table of orders.
    pub slot: u32,
    /// Its day.
    pub day: Day,
    /// Its amount.
    pub fen: i64,
    /// When it falls due, or [`NEVER`].
    pub due: Day,
    /// When it was paid, or [`NEVER`].
    pub paid: Day,
}

impl OrderFact {
    /// Whether it is a return: an order below nought. One of nothing, as a gift is, is an order; who has only returns has not dealt by these.
    pub const fn is_return(&self) -> bool {
        self.fen < 0
    }
}

/// An interaction, as metrics see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TouchFact {
    /// Its slot in the table of interactions.
    pub slot: u32,
    /// Its day.
    pub day: Day,
    /// Whether we began it and know if the customer answered: the answer.
    pub answered: Option<bool>,
    /// How people met.
    pub channel: Option<InteractionKind>,
    /// Whether a next step was promised for a day.
    pub promises: bool,
    /// Whether it names a task that it settled.
    pub names_task: bool,
}

impl TouchFact {
    /// One of which only these are known.
    pub const fn plain(slot: u32, day: Day, answered: Option<bool>) -> Self {
        Self {
            slot,
            day,
            answered,
            channel: None,
            promises: false,
            names_task: false,
        }
    }
}

/// A ticket, as metrics see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TicketFact {
    /// Its slot in the table of tickets.
    pub slot: u32,
    /// The day it was opened.
    pub day: Day,
    /// The day it was resolved, or [`NEVER`].
    pub resolved: Day,
    /// Whether it is a complaint.
    pub complaint: bool,
    /// Satisfaction 1–5, 0 for none.
    pub satisfaction: u8,
}

/// The kinds of records that are events here.
pub(crate) const EVENTS: [Kind; 3] = [Kind::Order, Kind::Interaction, Kind::Ticket];

/// How many slots the table of a kind of event has.
pub(super) fn slots(book: &Book, kind: Kind) -> u32 {
    let slots = match kind {
        Kind::Order => book.orders.slots(),
        Kind::Interaction => book.interactions.slots(),
        Kind::Ticket => book.tickets.slots(),
        _ => 0,
    };
    slots as u32
}

/// A kind of event: how a record becomes a fact, and in which list of its customer it stands.
trait Event: BookRecord {
    /// So many fields behind the customer are needed for it.
    const TOLD: usize;
    type Fact: Copy;
    fn customer(&self) -> &str;
    fn fact(&self, slot: u32) -> Self::Fact;
    /// The same from what the fields of a packed record say.
    fn told(figures: &Figures, slot: u32) -> Self::Fact;
    fn place(fact: &Self::Fact) -> (Day, u32);
    fn list(row: &mut Activity) -> &mut Vec<Self::Fact>;
}

fn customer_of<E: Event>(record: &Held<E>) -> &str {
    record.packed_owner().unwrap_or_else(|| record.customer())
}

/// What the fields of a packed event say, from the one behind its customer on.
type Figures = [i64; MOST];
/// So many they are at most.
const MOST: usize = 13;

/// An event as it lies: its fact, and its customer, where that is not the known one.
fn seen<'a, E: Event>(record: &'a Held<E>, slot: u32, known: &[u8]) -> (Option<&'a [u8]>, E::Fact) {
    let packed = |bytes| {
        let mut figures = [NONE; MOST];
        let (customer, is_known) = read(bytes, known, E::SHAPES.get(2..2 + E::TOLD)?, &mut figures)?;
        Some(((!is_known).then_some(customer), E::told(&figures, slot)))
    };
    let seen = record.bytes().and_then(packed);
    seen.unwrap_or_else(|| {
        let customer = Some(record.customer().as_bytes());
        (customer.filter(|customer| *customer != known), record.fact(slot))
    })
}

/// So many facts are put in order one by one.
const FEW: usize = 32;

/// Puts facts in the order of their days. Those of a customer are few, and a routine for many takes longer to begin than they need.
fn settle<E: Event>(facts: &mut [E::Fact]) {
    if facts.len() > FEW {
        return sort_by_key(facts, E::place);
    }
    for end in 1..facts.len() {
        let mut at = end;
        while at > 0 && E::place(&facts[at]) < E::place(&facts[at - 1]) {
            facts.swap(at, at - 1);
            at -= 1;
        }
    }
}

/// The events of one customer, each list in the order of its days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Activity {
    /// Orders.
    pub orders: Vec<OrderFact>,
    /// Interactions.
    pub touches: Vec<TouchFact>,
    /// Tickets.
    pub tickets: Vec<TicketFact>,
}

impl Activity {
    /// The day of the first order, interaction or ticket.
    pub fn first_day(&self) -> Option<Day> {
        let firsts = [
            self.orders.first().map(|order| order.day),
            self.touches.first().map(|touch| touch.day),
            self.tickets.first().map(|ticket| ticket.day),
        ];
        firsts.into_iter().flatten().min()
    }

    /// Whether a fact counts records of which there are none by a day (`interactions_90d` where nobody was ever in touch): that it counts none
    /// is for want of records.
    pub fn is_unrecorded(&self, fact: &str, by: Day) -> bool {
        let first = match fact {
            _ if fact.starts_with("interactions") => self.touches.first().map(|touch| touch.day),
            _ if fact.starts_with("orders") => self.orders.first().map(|order| order.day),
            _ if fact.starts_with("complaints") => self.tickets.first().map(|ticket| ticket.day),
            _ => return false,
        };
        first.is_none_or(|day| day > by)
    }

    /// Whether there is no interaction, order or ticket by a day: a figure made of them says nothing.
    pub fn is_blank(&self, by: Day) -> bool {
        self.first_day().is_none_or(|first| first > by)
    }
}

/// The events of every customer, by the customer's slot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    rows: Vec<Activity>,
}

static NOTHING: Activity = Activity {
    orders: Vec::new(),
    touches: Vec::new(),
    tickets: Vec::new(),
};

impl Ledger {
    /// Reads a whole book.
    pub fn build(book: &Book) -> Self {
        let mut ledger = Self::begin(book);
        for kind in EVENTS {
            ledger.read_some(book, kind, 0..slots(book, kind));
        }
        ledger.sort(0..ledger.rows.len());
        ledger
    }

    /// One without events, for [`Ledger::read_some`] and [`Ledger::sort`].
    pub(super) fn begin(book: &Book) -> Self {
        Self {
            rows: vec![Activity::default(); book.customers.slots()],
        }
    }

    /// Reads the events of one kind in some slots.
    pub(super) fn read_some(&mut self, book: &Book, kind: Kind, slots: Range<u32>) {
        match kind {
            Kind::Order => self.read::<Order>(book, slots),
            Kind::Interaction => self.read::<Interaction>(book, slots),
            Kind::Ticket => self.read::<Ticket>(book, slots),
            _ => {}
        }
    }

    fn read<E: Event>(&mut self, book: &Book, slots: Range<u32>) {
        // The events of a customer mostly stand beside each other, and customers in one order: then nobody is looked for, and a list
        // gets its room at once.
        let (mut whose, mut row, mut facts): (&[u8], _, _) = (b"", None, Vec::new());
        let table = E::table(book);
        for (slot, record) in slots.filter_map(|slot| Some((slot, table.at(slot)?))) {
            let (other, fact) = seen(record, slot, whose);
            if let Some(id) = other {
                self.add::<E>(row, &mut facts);
                let next = row.map_or(0, |row| row + 1);
                let is_next = book.customers.key_at(next).is_some_and(|key| key.as_bytes() == id);
                let slot = || book.customers.slot(std::str::from_utf8(id).ok()?);
                (whose, row) = (id, if is_next { Some(next) } else { slot() });
            }
            facts.push(fact);
        }
        self.add::<E>(row, &mut facts);
    }

    /// Moves facts to those of a customer, who may not be in the book.
    fn add<E: Event>(&mut self, row: Option<u32>, facts: &mut Vec<E::Fact>) {
        if let Some(row) = row {
            let list = E::list(&mut self.rows[row as usize]);
            if list.is_empty() {
                list.reserve_exact(facts.len());
            }
            list.extend_from_slice(facts);
        }
        facts.clear();
    }

    /// Puts the events of some customers in order, once all are read.
    pub(super) fn sort(&mut self, rows: Range<usize>) {
        for row in &mut self.rows[rows] {
            settle::<Order>(&mut row.orders);
            settle::<Interaction>(&mut row.touches);
            settle::<Ticket>(&mut row.tickets);
        }
    }

    /// The events of a customer.
    pub fn row(&self, slot: u32) -> &Activity {
        self.rows.get(slot as usize).unwrap_or(&NOTHING)
    }

    /// Follows a change set that the book has carried out, and tells the customers it touched.
    pub fn apply(&mut self, book: &Book, set: &ChangeSet) -> Vec<u32> {
        let mut touched = Vec::new();
        self.rows.resize_with(book.customers.slots(), Activity::default);
        for change in &set.changes {
            match change {
                Change::Customer(delta) => {
                    touched.extend(delta.any().and_then(|c| book.customers.slot(c.id.as_str())));
                }
                Change::Order(delta) => self.follow(book, delta, &mut touched),
                Change::Interaction(delta) => self.follow(book, delta, &mut touched),
                Change::Ticket(delta) => self.follow(book, delta, &mut touched),
                Change::TaskOutcome(delta) => {
                    let customer = delta.any().and_then(|outcome| customer_of_task(outcome.key()));
                    touched.extend(customer.and_then(|id| book.customers.slot(id)));
                }
                _ => {}
            }
        }
        sort_by_key(&mut touched, |slot| *slot);
        touched.dedup();
        touched
    }

    fn follow<E: Event>(&mut self, book: &Book, delta: &Delta<E>, touched: &mut Vec<u32>) {
        let Some(slot) = delta.any().and_then(|record| E::table(book).slot(record.key())) else {
            return;
        };
        let row_of = |record: &Held<E>| book.customers.slot(customer_of(record));
        for row in [&delta.before, &delta.after].into_iter().flatten().filter_map(row_of) {
            E::list(&mut self.rows[row as usize]).retain(|fact| E::place(fact).1 != slot);
            touched.push(row);
        }
        if let Some((record, row)) = delta.after.as_ref().and_then(|record| Some((record, row_of(record)?))) {
            let (facts, new) = (E::list(&mut self.rows[row as usize]), seen(record, slot, b"").1);
            facts.insert(facts.partition_point(|fact| E::place(fact) < E::place(&new)), new);
        }
    }
}

macro_rules! events {
    ($($record:ident => $fact:ident in $list:ident, $told:literal, |$r:ident, $slot:ident| $make:expr, |$figures:pat_param| $take:expr;)*) => {$(
        impl Event for $record {
            const TOLD: usize = $told;
            type Fact = $fact;
            fn customer(&self) -> &str {
                self.customer.as_str()
            }
            fn fact(&self, $slot: u32) -> $fact {
                let $r = self;
                $make
            }
            fn told(&$figures: &Figures, $slot: u32) -> $fact {
                $take
            }
            fn place(fact: &$fact) -> (Day, u32) {
                (fact.day, fact.slot)
            }
            fn list(row: &mut Activity) -> &mut Vec<$fact> {
                &mut row.$list
            }
        }
    )*};
}

/// A day that a figure says.
fn day(figure: i64) -> Day {
    i32::try_from(figure).map_or(NEVER, Day)
}

events! {
    Order => OrderFact in orders, 5, |o, slot| OrderFact {
        slot,
        day: o.date,
        fen: o.amount.0,
        due: o.due_on.unwrap_or(NEVER),
        paid: o.paid_on.unwrap_or(NEVER),
    }, |[date, amount, _items, due_on, paid_on, ..]| OrderFact {
        slot,
        day: day(date),
        fen: amount,
        due: day(due_on),
        paid: day(paid_on),
    };
    Interaction => TouchFact in touches, 12, |i, slot| TouchFact {
        slot,
        day: i.at.day,
        answered: i.responded.filter(|_| i.direction == Some(Direction::Outbound)),
        channel: i.kind,
        promises: i.next_due.is_some(),
        names_task: i.task.is_some(),
    }, |[at, kind, direction, _by, _contact, _content, _feedback, responded, _next_step, next_due, _campaign, task, _]| TouchFact {
        slot,
        day: day(at),
        answered: (direction == Direction::Outbound as i64 && responded != NONE).then_some(responded == 1),
        channel: usize::try_from(kind).ok().and_then(|kind| InteractionKind::ALL.get(kind).copied()),
        promises: next_due != NONE,
        names_task: task != NONE,
    };
    Ticket => TicketFact in tickets, 13, |t, slot| TicketFact {
        slot,
        day: t.opened_at.day,
        resolved: t.resolved_at.as_ref().map_or(NEVER, |at| at.day),
        complaint: t.kind == TicketKind::Complaint,
        satisfaction: t.satisfaction.unwrap_or(0),
    }, |[kind, _severity, opened_at, _answered, resolved_at, _revisited, _by, _about, _progress, _end, _cause, _product, satisfaction]| TicketFact {
        slot,
        day: day(opened_at),
        resolved: day(resolved_at),
        complaint: kind == TicketKind::Complaint as i64,
        satisfaction: u8::try_from(satisfaction).unwrap_or(0),
    };
}
