//! The records behind the figures.

use super::Ground;
use super::record::{line, returned_name};
use crate::domain::day::Day;
use crate::domain::field;
use crate::domain::inquiry::explain::RecordRef;
use crate::domain::metric::{self, Evidence, Unit, index_of};
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::report::timeline::What;
use crate::ui::format;

/// A record in a section.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordRow {
    /// Its day.
    pub day: String,
    /// What it is.
    pub text: String,
    /// Its amount; empty for what has none.
    pub amount: String,
    /// Where to find it.
    pub what: What,
}

/// Records of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// What they are and how many.
    pub title: String,
    /// Which days they span.
    pub span: String,
    /// The latest of them.
    pub rows: Vec<RecordRow>,
    /// How many there are.
    pub all: usize,
    /// Of orders the amount that the figures count, and what it is called.
    pub sum: Option<(String, String)>,
}

/// Everything behind the figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// Orders, interactions, tickets.
    pub sections: Vec<Section>,
    /// Fields of the record: name and value.
    pub fields: Vec<(String, String)>,
    /// The customer has records, whether or not the figures count them.
    pub has_others: bool,
}

impl Records {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty() && self.fields.is_empty()
    }
}

impl Ground<'_> {
    pub(super) fn records(&self, facts: &[Text], most: Option<usize>) -> Records {
        let mut found: Vec<RecordRef> = Vec::new();
        let mut seen = hashbrown::HashSet::new();
        for fact in facts {
            let of_fact = match field::find(fact) {
                // A word of the record is its own evidence.
                Some(field) if index_of(fact).is_none() => vec![RecordRef::Field(field.key)],
                _ => self.explainer.evidence(fact),
            };
            found.extend(of_fact.into_iter().filter(|record| seen.insert(key(*record))));
        }
        let of = |pick: fn(RecordRef) -> Option<What>| -> Vec<(Day, What)> {
            let mut all: Vec<(Day, What)> = found
                .iter()
                .filter_map(|r| pick(*r))
                .filter_map(|what| Some((self.day(what)?, what)))
                .collect();
            // Facts with different windows come one after the other; the days must not.
            all.sort_by_key(|entry| std::cmp::Reverse(entry.0));
            all
        };
        let t = self.t();
        let orders = of(|r| match r {
            RecordRef::Order(slot) => Some(What::Order(slot)),
            _ => None,
        });
        let touches = of(|r| match r {
            RecordRef::Interaction(slot) => Some(What::Interaction(slot)),
            _ => None,
        });
        let tickets = of(|r| match r {
            RecordRef::Ticket(slot) => Some(What::Ticket(slot)),
            _ => None,
        });
        let window = self.window(facts);
        let sum = self.counted(facts, &orders);
        let returns = orders.iter().filter(|(_, what)| self.is_return(*what)).count();
        let title = t.orders_with(orders.len(), returns, |n| t.from_orders(n), |n| t.from_returns(n));
        let sections = [
            (title, orders, sum),
            (t.from_interactions(touches.len()), touches, None),
            (t.from_tickets(tickets.len()), tickets, None),
        ];
        let sections = sections.into_iter().filter(|(_, list, _)| !list.is_empty());
        Records {
            sections: sections
                .map(|(title, list, sum)| self.section((title, sum), &list, window, most))
                .collect(),
            fields: self.fields(&found),
            has_others: self
                .world
                .ledger
                .row(self.slot)
                .first_day()
                .is_some_and(|day| day <= self.world.evaluation.as_of),
        }
    }

    fn section(
        &self,
        (title, sum): (String, Option<(String, String)>),
        list: &[(Day, What)],
        window: Option<(Day, Day)>,
        most: Option<usize>,
    ) -> Section {
        let span = match (window, list.first(), list.last()) {
            (Some((from, to)), _, _) => self.t().days_range(format::day(from), format::day(to)),
            (None, Some((last, _)), Some((first, _))) if first != last => {
                self.t().days_range(format::day(*first), format::day(*last))
            }
            _ => String::new(),
        };
        let row = |(day, what): &(Day, What)| RecordRow {
            day: format::day(*day),
            text: self.text(*what),
            amount: sum
                .as_ref()
                .and_then(|_| self.amount(*what))
                .map(format::yuan)
                .unwrap_or_default(),
            what: *what,
        };
        Section {
            title,
            span,
            rows: list.iter().take(most.unwrap_or(usize::MAX)).map(row).collect(),
            all: list.len(),
            sum,
        }
    }

    /// The amount that the figures count: of the orders of the one that is money. A figure of fewer orders than are listed is called by its
    /// name; where none is money their sum says nothing.
    fn counted(&self, facts: &[Text], orders: &[(Day, What)]) -> Option<(String, String)> {
        let fact = facts.iter().find_map(|fact| money(fact))?;
        let of_fact = self.explainer.evidence(fact);
        let amounts = of_fact.iter().filter_map(|record| match record {
            RecordRef::Order(slot) => self.amount(What::Order(*slot)),
            _ => None,
        });
        let amounts: Vec<Fen> = amounts.collect();
        let name = match amounts.len() == orders.len() {
            true => self.t().total().to_owned(),
            false => self.words.fact(fact),
        };
        Some((name, format::yuan(amounts.into_iter().sum())))
    }

    /// The days that count, where all facts count the same ones.
    fn window(&self, facts: &[Text]) -> Option<(Day, Day)> {
        let evaluation = &self.world.evaluation;
        let span = |fact: &Text| match metric::find(fact)?.evidence {
            Evidence::Orders(span)
            | Evidence::Interactions(span)
            | Evidence::Answers(span)
            | Evidence::Complaints(span) => Some(span),
            _ => None,
        };
        let spans: Option<Vec<_>> = facts.iter().map(span).collect();
        let spans = spans?;
        let first = *spans.first().filter(|first| spans.iter().all(|s| s == *first))?;
        let window = first.window(evaluation.as_of, evaluation.plan.rulebook.rfm.window_months);
        (window.after > Day::MIN).then(|| (window.after.plus_days(1), window.until))
    }

    fn day(&self, what: What) -> Option<Day> {
        let book = &self.world.book;
        match what {
            What::Order(slot) => book.orders.at(slot).map(|o| o.date),
            What::Interaction(slot) => book.interactions.at(slot).map(|i| i.at.day),
            What::Ticket(slot) => book.tickets.at(slot).map(|t| t.opened_at.day),
            What::Review(slot) => book.reviews.at(slot).map(|r| r.at.day),
            // No figure rests on them.
            What::Plan(_) | What::PlanEnded(_) | What::Task(_) | What::Signed(_) | What::HandedOver(_) => None,
        }
    }

    fn text(&self, what: What) -> String {
        if let What::Order(slot) = what {
            let order = self.world.book.orders.at(slot);
            return order.map(|o| returned_name(o, self.lang())).unwrap_or_default();
        }
        match line(self.world, what, self.lang()) {
            Some(line) if line.text.is_empty() => line.kind,
            Some(line) => self.t().in_kind(line.kind, line.text),
            None => String::new(),
        }
    }

    fn is_return(&self, what: What) -> bool {
        self.amount(what).is_some_and(|amount| amount.0 < 0)
    }

    fn amount(&self, what: What) -> Option<Fen> {
        match what {
            What::Order(slot) => self.world.book.orders.at(slot).map(|o| o.amount),
            _ => None,
        }
    }

    fn fields(&self, found: &[RecordRef]) -> Vec<(String, String)> {
        let Some(customer) = self.world.book.customers.at(self.slot) else {
            return Vec::new();
        };
        let words = |record: &RecordRef| {
            let RecordRef::Field(key) = record else { return None };
            let field = field::find(key)?;
            let value = (field.get)(customer);
            let text = match (&value, field.kind) {
                (field::FieldValue::Money(amount), _) => format::yuan_sign(*amount, self.words.lang),
                (field::FieldValue::Text(word), field::FieldKind::Choice(_)) => self
                    .words
                    .actual(key, &crate::domain::inquiry::explain::Actual::Word(word.clone())),
                (field::FieldValue::Flag(yes), _) => if *yes { self.t().yes() } else { self.t().no() }.to_owned(),
                _ => field::format(field.kind, &value),
            };
            Some((
                self.t().label(&field.label),
                format::or_unknown(Some(text), self.lang()),
            ))
        };
        found.iter().filter_map(words).collect()
    }
}

/// The first figure that is an amount of orders: a fact, or what it is made of.
fn money(fact: &str) -> Option<&'static str> {
    let metric = metric::find(fact)?;
    match metric.evidence {
        Evidence::Orders(_) if metric.unit == Unit::Yuan => Some(metric.id),
        Evidence::Facts(parts) => parts.iter().find_map(|part| money(part)),
        _ => None,
    }
}

/// Records of one kind have slots, fields have names: together a key.
fn key(record: RecordRef) -> (u8, u32, &'static str) {
    match record {
        RecordRef::Order(slot) => (0, slot, ""),
        RecordRef::Interaction(slot) => (1, slot, ""),
        RecordRef::Ticket(slot) => (2, slot, ""),
        RecordRef::Field(name) => (3, 0, name),
    }
}
