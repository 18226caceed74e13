//! What came of campaigns: who was contacted, answered, came, dealt, and what that cost.

use hashbrown::{HashMap, HashSet};

use super::audience::frozen;
use super::carried::{Carried, What};
use crate::domain::day::Day;
use crate::domain::kind::Campaign;
use crate::domain::money::Fen;
use crate::domain::world::World;
use crate::words;

/// A channel is kept where a new customer costs no more than this share of the average order (S1).
pub const GOAL: f64 = 0.10;

words! {
    /// A figure that has customers behind it.
    pub enum Figure {
        /// The frozen list.
        List = "list",
        /// Whom we contacted.
        Contacted = "contacted",
        /// Who of them answered.
        Answered = "answered",
        /// Who of them did not, as somebody wrote down.
        Silent = "no_answer",
        /// Who of them nobody wrote an answer down of.
        Waiting = "waiting",
        /// Who came to us about it and was not contacted before.
        Asked = "asked",
        /// Who came.
        Attended = "attended",
        /// Who had not dealt before, by order, contract or the beginning of a cooperation.
        Leads = "leads",
        /// Who ordered.
        Deals = "deals",
        /// Whose first order it was, of those who had not dealt before.
        New = "new",
        /// Who ordered or returned goods: of whom the amount is.
        Paid = "paid",
    }
}

/// What a campaign was for one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Person {
    /// The customer's slot.
    pub customer: u32,
    /// Contacts that we began.
    pub contacts: u32,
    /// Whether the customer answered one of our contacts, as these say; nothing where none says.
    pub answered: Option<bool>,
    /// The first day that we contacted it, and the last that it turned to us: who does so then or later has answered.
    pub turns: (Option<Day>, Option<Day>),
    /// The customer came to its event.
    pub has_attended: bool,
    /// Orders, without returns.
    pub orders: u32,
    /// What they are worth, returns taken off.
    pub amount: Fen,
    /// The customer had not dealt before it.
    pub is_lead: bool,
    /// The first order carries it, and there was no other deal before it.
    pub is_new: bool,
    /// The first and the last day of it.
    pub days: (Day, Day),
}

impl Person {
    /// `began`: the first day of the campaign. Who had ordered, signed or begun to cooperate before the day of its first contact had dealt
    /// before, though it were while the campaign ran: nothing had reached it by then. Whose order is the first that is known of it may have
    /// signed for that order: what was signed while the campaign ran is what it brought.
    fn of(it: &Carried, began: Option<Day>) -> Self {
        let since = match (&it.what, began) {
            (What::Order(_), Some(began)) => began.min(it.day),
            _ => it.day,
        };
        let had_agreed = it.agreed.is_some_and(|agreed| agreed < since);
        Self {
            customer: it.customer,
            contacts: 0,
            answered: None,
            turns: (None, None),
            has_attended: false,
            orders: 0,
            amount: Fen(0),
            is_lead: it.is_before_orders && !had_agreed,
            is_new: false,
            days: (it.day, it.day),
        }
    }

    fn add(&mut self, it: &Carried) {
        self.days.1 = self.days.1.max(it.day);
        match it.what {
            What::Touch {
                is_ours,
                answered,
                is_event,
            } => {
                if is_ours {
                    self.contacts += 1;
                    self.turns.0 = self.turns.0.or(Some(it.day));
                } else {
                    self.turns.1 = Some(it.day);
                }
                self.answered = match (self.answered, answered) {
                    (Some(true), _) | (_, Some(true)) => Some(true),
                    (known, said) => said.or(known),
                };
                self.has_attended |= is_event;
            }
            What::Order(fen) => {
                self.orders += u32::from(fen >= 0);
                self.amount.0 += fen;
                self.is_new |= fen >= 0 && self.is_lead && it.is_before_orders;
            }
        }
    }

    /// What whom we contacted did: answered or did not; nothing where nobody wrote that down, or whom we never contacted.
    pub fn answer(&self) -> Option<bool> {
        match self.turns {
            (None, _) => None,
            (Some(first), Some(last)) if last >= first => Some(true),
            _ => self.answered,
        }
    }

    /// Whether the customer is behind a figure; who is on the list is not known here.
    pub fn is_of(&self, figure: Figure) -> bool {
        match figure {
            Figure::List => false,
            Figure::Contacted => self.contacts > 0,
            Figure::Answered => self.answer() == Some(true),
            Figure::Silent => self.answer() == Some(false),
            Figure::Waiting => self.contacts > 0 && self.answer().is_none(),
            Figure::Asked => self
                .turns
                .1
                .is_some_and(|last| self.turns.0.is_none_or(|first| last < first)),
            Figure::Attended => self.has_attended,
            Figure::Leads => self.is_lead,
            Figure::Deals => self.orders > 0,
            Figure::New => self.is_new,
            // An order of which all was returned leaves nothing and is an order all the same.
            Figure::Paid => self.orders > 0 || self.amount != Fen(0),
        }
    }
}

/// What came of a campaign.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// How many the frozen list has; nothing where none was frozen.
    pub list: Option<usize>,
    /// How many of the list ordered.
    pub list_deals: usize,
    /// Customers behind each figure, in the order of [`Figure::ALL`]; the list first.
    pub counts: [usize; Figure::ALL.len()],
    /// Orders, without returns.
    pub orders: usize,
    /// What they are worth, returns taken off.
    pub amount: Fen,
    /// What the campaign cost, where that is said.
    pub cost: Option<Fen>,
}

impl Results {
    /// How many customers are behind a figure.
    pub fn count(&self, figure: Figure) -> usize {
        self.counts.get(figure as usize).copied().unwrap_or_default()
    }

    /// Of those contacted, the share that answered. Of whom nobody wrote an answer down has not answered yet.
    pub fn response_rate(&self) -> Option<f64> {
        share(self.count(Figure::Answered), self.count(Figure::Contacted))
    }

    /// The share of the list that ordered.
    pub fn redemption(&self) -> Option<f64> {
        share(self.list_deals, self.list?)
    }

    /// What was spent on it; nothing where that is not said, or was nothing.
    pub fn spent(&self) -> Option<Fen> {
        self.cost.filter(|cost| cost.0 > 0)
    }

    /// What one new customer cost, in yuan. What cost nothing is measured by no line.
    pub fn acquisition_cost(&self) -> Option<f64> {
        per_head(self.spent()?, self.count(Figure::New))
    }

    /// What it brought for each yuan that it cost.
    pub fn back(&self) -> Option<f64> {
        Some(self.amount.yuan() / self.spent()?.yuan())
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A cost in yuan a head; nothing without one.
pub(super) fn per_head(cost: Fen, heads: usize) -> Option<f64> {
    (heads > 0).then(|| cost.yuan() / heads as f64)
}

/// What each campaign was for whom, by its id, in the order of the customers.
pub fn people<'a>(world: &World, carried: &'a [Carried]) -> HashMap<&'a str, Vec<Person>> {
    let began = |campaign: &str| world.book.campaigns.get(campaign).and_then(|it| it.starts_on);
    let mut all: HashMap<&str, Vec<Person>> = HashMap::new();
    for it in carried {
        let theirs = all.entry(&it.campaign).or_default();
        // All of one customer stand together.
        if theirs.last().is_none_or(|last| last.customer != it.customer) {
            theirs.push(Person::of(it, began(&it.campaign)));
        }
        if let Some(person) = theirs.last_mut() {
            person.add(it);
        }
    }
    all
}

/// What came of a campaign.
pub fn results(world: &World, campaign: &Campaign, people: &[Person]) -> Results {
    let list = frozen(campaign);
    let slots: HashSet<u32> = list
        .iter()
        .flat_map(|list| &list.customers)
        .filter_map(|id| world.book.customers.slot(id))
        .collect();
    let mut told = Results {
        list: list.as_ref().map(|list| list.customers.len()),
        cost: campaign.cost,
        ..Results::default()
    };
    for person in people {
        for (count, figure) in told.counts.iter_mut().zip(Figure::ALL) {
            *count += usize::from(person.is_of(*figure));
        }
        told.orders += person.orders as usize;
        told.amount.0 += person.amount.0;
        told.list_deals += usize::from(person.orders > 0 && slots.contains(&person.customer));
    }
    if let Some(first) = told.counts.first_mut() {
        *first = told.list.unwrap_or_default();
    }
    told
}
