//! The playbooks read a second time, slow and plain: records and the text of the specification, no ledger, no columns, no marks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Datelike, Months, Weekday};
use guanxi::domain::book::Book;
use guanxi::domain::calendar::Calendar;
use guanxi::domain::care::playbooks;
use guanxi::domain::day::Day;
use guanxi::domain::kind::interaction::Direction;
use guanxi::domain::kind::{Customer, Interaction, InteractionKind, Order, TaskOutcome, Ticket, TicketKind};
use guanxi::domain::rule::Rulebook;
use serde_json::{Value, json};

use crate::naive::{Person, SHIPPED, evaluate};

/// A book as it is read on a day.
pub struct Reading<'a> {
    book: &'a Book,
    as_of: Day,
    /// What the specification says of everybody, by day.
    people: HashMap<Day, BTreeMap<String, Person>>,
}

fn plus(start: Day, span: &Value) -> Day {
    let n = span["n"].as_u64().unwrap();
    match span["unit"].as_str().unwrap() {
        "days" => Day(start.0 + n as i32),
        "weeks" => Day(start.0 + 7 * n as i32),
        "months" => Day::from_date(start.date().checked_add_months(Months::new(n as u32)).unwrap()),
        _ => {
            let (mut day, mut left) = (start, n);
            while left > 0 {
                day = Day(day.0 + 1);
                left -= u64::from(is_worked(day));
            }
            day
        }
    }
}

fn is_worked(day: Day) -> bool {
    // The years of the test are published, and tests/it/calendar.rs has every day of them.
    let said = Calendar::published().day(day);
    let weekend = matches!(day.date().weekday(), Weekday::Sat | Weekday::Sun);
    said.name.map_or(!weekend, |_| said.working)
}

impl<'a> Reading<'a> {
    pub fn new(book: &'a Book, as_of: Day) -> Self {
        let people = HashMap::new();
        Self { book, as_of, people }
    }

    fn person(&mut self, id: &str, day: Day) -> Option<Person> {
        let book = self.book;
        let all = self.people.entry(day).or_insert_with(|| evaluate(book, day, &SHIPPED));
        all.get(id).cloned()
    }

    fn value(person: &Person, customer: &Customer, fact: &str, d: Day) -> Value {
        let number = |fact: &str| person.facts.get(fact).copied().flatten();
        match fact {
            "kind" => json!(customer.kind.map(|kind| kind.word())),
            "intent" => json!(customer.intent.map(|intent| intent.word())),
            // What is less than it is not by a rounding: the figures are exact.
            "frequency_drop" => json!(number("frequency_change_60d").is_some_and(|change| change < -0.3)),
            "low_response" => json!(number("response_rate_60d").is_some_and(|rate| rate < 0.2)),
            "contract_in_force" => {
                let contract = customer.contract.as_ref();
                let signed = contract.and_then(|c| c.signed_on).is_some_and(|day| day <= d);
                json!(signed && contract.and_then(|c| c.ends_on).is_none_or(|day| day >= d))
            }
            "has_dealt" => json!(customer_has_dealt(person)),
            _ => match person.classes.get(fact) {
                Some(class) => json!(class),
                None => json!(number(fact)),
            },
        }
    }

    fn holds(person: &Person, customer: &Customer, when: &Value, d: Day) -> bool {
        let of = |part: &Value| Self::holds(person, customer, part, d);
        if let Some(parts) = when["all"].as_array() {
            return parts.iter().all(of);
        }
        if let Some(parts) = when["any"].as_array() {
            return parts.iter().any(of);
        }
        if let Some(part) = when.get("not") {
            return !of(part);
        }
        let fact = Self::value(person, customer, when["fact"].as_str().unwrap(), d);
        let value = &when["value"];
        if fact.is_null() {
            return false;
        }
        let (a, b) = (fact.as_f64().unwrap_or(f64::NAN), value.as_f64().unwrap_or(f64::NAN));
        match when["operator"].as_str().unwrap() {
            "equal" => fact == *value || a == b,
            "in" => value.as_array().unwrap().contains(&fact),
            "lessThanInclusive" => a <= b,
            "greaterThan" => a > b,
            "greaterThanInclusive" => a >= b,
            other => panic!("{other}"),
        }
    }

    fn records<R: guanxi::domain::book::BookRecord>(&self, is_its: impl Fn(&R) -> bool) -> Vec<R> {
        let all = R::table(self.book).iter().map(|(_, record)| record.look(R::clone));
        all.filter(|record| is_its(record)).collect()
    }

    /// The contacts of a customer by the day, in the order of their days.
    fn contacts(&self, id: &str) -> Vec<Interaction> {
        let mut all = self.records(|i: &Interaction| i.customer.as_str() == id && i.at.day <= self.as_of);
        all.sort_by_key(|interaction| interaction.at.day);
        all
    }

    fn starts(&mut self, customer: &Customer, trigger: &Value, audience: &Value) -> BTreeSet<Day> {
        let (id, d) = (customer.id.as_str(), self.as_of);
        let orders = self.records(|o: &Order| o.customer.as_str() == id && o.date <= d);
        let signed = customer.contract.as_ref().and_then(|c| c.signed_on);
        let mut days: Vec<Day> = match trigger["event"].as_str().unwrap() {
            "created" => customer.created_on.into_iter().collect(),
            "signed" => signed.into_iter().collect(),
            "last_contact" => self
                .contacts(id)
                .last()
                .map(|contact| contact.at.day)
                .into_iter()
                .collect(),
            "first_payment" => {
                let paid = orders.iter().filter_map(|o| o.paid_on).filter(|day| *day <= d).min();
                let deals = orders
                    .iter()
                    .map(|o| o.date)
                    .chain(signed)
                    .chain(customer.cooperation_since);
                paid.or(deals.filter(|day| *day <= d).min()).into_iter().collect()
            }
            "order_unpaid" => {
                let unpaid = orders
                    .iter()
                    .filter(|o| o.amount.0 > 0 && o.paid_on.is_none_or(|day| day > d));
                unpaid.map(|o| o.date).collect()
            }
            "complaint_resolved" => {
                let complaints = self.records(|t: &Ticket| {
                    t.customer.as_str() == id && t.kind == TicketKind::Complaint && t.opened_at.day <= d
                });
                // Each is followed for the ninety days that the playbook says of the last one.
                complaints
                    .iter()
                    .filter_map(|t| Some(t.resolved_at.as_ref()?.day))
                    .filter(|day| d.0 - day.0 <= 90)
                    .collect()
            }
            "key_date" if trigger["dates"] == json!(["holiday"]) => return self.eves(trigger),
            // None is named by those that ship.
            "key_date" if trigger["dates"] == json!(["milestone"]) => return BTreeSet::new(),
            "key_date" => return self.key_dates(customer),
            "enters" => self.entered(customer, trigger, audience).into_iter().collect(),
            "contract_ends" => {
                let ends_on = customer.contract.as_ref().and_then(|c| c.ends_on);
                let lead = trigger["lead_days"].as_i64().unwrap() as i32;
                ends_on.map(|day| Day(day.0 - lead)).into_iter().collect()
            }
            other => panic!("{other}"),
        };
        days.retain(|day| *day <= d);
        days.into_iter().collect()
    }

    /// The day since which a condition holds, where it did not 92 days ago and what had to be so before was.
    fn entered(&mut self, customer: &Customer, trigger: &Value, audience: &Value) -> Option<Day> {
        for back in 0..=92 {
            let day = Day(self.as_of.0 - back);
            let person = self.person(customer.id.as_str(), day);
            let holds = |when: &Value| {
                let person = person.as_ref();
                person.is_some_and(|person| Self::holds(person, customer, when, day))
            };
            if !holds(audience) {
                let is_it = trigger["before"].is_null() || holds(&trigger["before"]);
                return (back > 0 && is_it).then_some(Day(day.0 + 1));
            }
        }
        None
    }

    /// The working days ahead behind which a public holiday begins.
    fn eves(&self, trigger: &Value) -> BTreeSet<Day> {
        let calendar = Calendar::published();
        let is_eve = |day: &Day| {
            let off = (1..)
                .map(|n| day.plus_days(n))
                .take_while(|day| !calendar.is_working(*day));
            let mut named = off.filter(|day| calendar.day(*day).name.is_some());
            calendar.is_working(*day) && named.next().is_some()
        };
        let ahead = trigger["lead_days"].as_i64().unwrap() as i32;
        (0..=ahead).map(|n| self.as_of.plus_days(n)).filter(is_eve).collect()
    }

    fn key_dates(&self, customer: &Customer) -> BTreeSet<Day> {
        let signed = customer.contract.as_ref().and_then(|c| c.signed_on);
        let since = customer.cooperation_since.or(signed);
        let birthdays = customer.contacts.iter().filter_map(|contact| contact.birthday);
        let origins = since
            .into_iter()
            .chain(customer.founded_on)
            .chain(customer.birthday)
            .chain(birthdays);
        let mut found = BTreeSet::new();
        for origin in origins {
            // The first day from 14 days ago to 14 days ahead that is a whole number of years behind the origin.
            let comes = (-14..=14).map(|n| Day(self.as_of.0 + n)).find(|day| {
                let years = day.date().year() - origin.date().year();
                years > 0 && origin.date().checked_add_months(Months::new(12 * years as u32)) == Some(day.date())
            });
            found.extend(comes);
        }
        found
    }

    /// The span of a distance for a customer.
    fn span(&mut self, customer: &Customer, distance: &Value) -> Option<Value> {
        let Some(fact) = distance.get("by") else {
            return Some(distance.clone());
        };
        let person = self.person(customer.id.as_str(), self.as_of)?;
        let value = Self::value(&person, customer, fact.as_str().unwrap(), self.as_of);
        let found = value.as_str().and_then(|value| distance.get(value));
        found.or(distance.get("otherwise")).cloned()
    }

    /// Every task as `key ideal latest until`.
    pub fn tasks(&mut self) -> BTreeSet<String> {
        let shipped: Value = serde_json::to_value(playbooks(&Rulebook::default()).0).unwrap();
        let mut tasks = BTreeSet::new();
        let customers: Vec<Customer> = self.records(|_| true);
        for customer in customers.iter().filter(|c| c.do_not_contact != Some(true)) {
            let Some(person) = self.person(customer.id.as_str(), self.as_of) else {
                continue;
            };
            for playbook in shipped.as_array().unwrap() {
                if Self::holds(&person, customer, &playbook["audience"], self.as_of) {
                    self.playbook(customer, &person, playbook, &mut tasks);
                }
            }
        }
        tasks
    }

    fn playbook(&mut self, customer: &Customer, person: &Person, playbook: &Value, tasks: &mut BTreeSet<String>) {
        // What fulfilled the step before, for each start of its trigger: (day, contacts up to there that do not count).
        let mut before: BTreeMap<Day, Option<(Day, usize)>> = BTreeMap::new();
        for step in playbook["steps"].as_array().unwrap() {
            if step["retired"] == json!(true) {
                continue;
            }
            let trigger = if step["trigger"].is_null() {
                &playbook["trigger"]
            } else {
                &step["trigger"]
            };
            let from_previous = step["from"] == json!("previous");
            let contacts = self.contacts(customer.id.as_str());
            let mut passed = BTreeMap::new();
            for start in self.starts(customer, trigger, &playbook["audience"]) {
                let behind = match trigger["event"] == json!("last_contact") {
                    true => contacts.len(),
                    false => contacts.iter().filter(|contact| contact.at.day < start).count(),
                };
                let begun = if from_previous {
                    before.get(&start).copied().flatten()
                } else {
                    Some((start, behind))
                };
                let wanted = step["when"].is_null() || Self::holds(person, customer, &step["when"], self.as_of);
                let end = begun
                    .filter(|_| wanted)
                    .and_then(|begun| self.step(customer, playbook, step, begun, tasks));
                passed.insert(start, end);
            }
            before = passed;
        }
    }

    fn step(
        &mut self,
        customer: &Customer,
        playbook: &Value,
        step: &Value,
        mut begun: (Day, usize),
        tasks: &mut BTreeSet<String>,
    ) -> Option<(Day, usize)> {
        let contacts = self.contacts(customer.id.as_str());
        let origin = begun.0;
        let periods = self.periods(step, &mut begun, &contacts);
        loop {
            let latest = self.span(customer, &step["latest"])?;
            let ideal = if step["ideal"].is_null() {
                latest.clone()
            } else {
                self.span(customer, &step["ideal"])?
            };
            let behind = |span: &Value| match step.get("every") {
                // Months are counted from the first start, not from a clamped day.
                Some(every) if every["unit"] == span["unit"] => {
                    let n = every["n"].as_u64().unwrap() * periods + span["n"].as_u64().unwrap();
                    plus(origin, &json!({"n": n, "unit": span["unit"]}))
                }
                _ => plus(begun.0, span),
            };
            let earliest = step.get("earliest").map_or(begun.0, &behind);
            let id = |of: &Value| of["id"].as_str().unwrap().to_owned();
            let key = format!("{}/{}/{}/{}", id(playbook), id(step), customer.id, begun.0);
            let contact = (begun.1..contacts.len())
                .find(|i| fulfils(step, &key, earliest, &contacts[*i]))
                .map(|i| (contacts[i].at.day, i + 1));
            let outcome = self.book.task_outcomes.get(&key).map(|outcome| (**outcome).clone());
            let settled = outcome
                .as_ref()
                .and_then(|outcome| self.settled(outcome, begun, &contacts));
            let end = match (contact, settled) {
                (Some(contact), Some(settled)) if settled.0 < contact.0 => Some(settled),
                (Some(contact), _) => Some(contact),
                (None, settled) => settled,
            };
            let Some(end) = end else {
                let latest = behind(&latest);
                let until = outcome
                    .filter(|o| o.at.as_ref().is_none_or(|at| at.day <= self.as_of))
                    .and_then(|o| o.until);
                let asked = self.book.head.settings.tasks_from.is_none_or(|from| latest >= from);
                if asked {
                    tasks.insert(format!("{key} {} {latest} {until:?}", behind(&ideal).min(latest)));
                }
                return None;
            };
            if step["repeat"] != json!(true) || end == begun || (end.0 == begun.0 && end.1 <= begun.1) {
                return Some(end);
            }
            begun = end;
        }
    }

    /// How many whole periods went by since the start; the step begins with the one that runs.
    fn periods(&self, step: &Value, begun: &mut (Day, usize), contacts: &[Interaction]) -> u64 {
        let Some(every) = step.get("every") else { return 0 };
        let (origin, mut periods) = (begun.0, 0);
        let times = |n: u64| json!({"n": every["n"].as_u64().unwrap() * n, "unit": every["unit"]});
        while plus(origin, &times(periods + 1)) <= self.as_of {
            periods += 1;
        }
        let day = plus(origin, &times(periods));
        *begun = (day, contacts.iter().filter(|contact| contact.at.day < day).count());
        periods
    }

    fn settled(&self, outcome: &TaskOutcome, begun: (Day, usize), contacts: &[Interaction]) -> Option<(Day, usize)> {
        let status = outcome.status?.word();
        let at = outcome.at.as_ref().map_or(begun.0, |at| at.day);
        if !["done", "skipped"].contains(&status) || outcome.at.as_ref().is_some_and(|at| at.day > self.as_of) {
            return None;
        }
        let with = outcome.interaction.as_deref();
        let place = with.and_then(|id| contacts.iter().position(|contact| contact.id.as_str() == id));
        let day = place.map_or(at, |place| contacts[place].at.day).max(begun.0);
        match place.filter(|place| contacts[*place].at.day >= begun.0) {
            Some(place) if place < begun.1 => None,
            Some(place) => Some((day, place + 1)),
            None => Some((
                day,
                contacts
                    .iter()
                    .filter(|contact| contact.at.day < day)
                    .count()
                    .max(begun.1),
            )),
        }
    }
}

fn fulfils(step: &Value, key: &str, earliest: Day, contact: &Interaction) -> bool {
    let channels: Vec<InteractionKind> = serde_json::from_value(step["channels"].clone()).unwrap_or_default();
    let of = channels.is_empty() || contact.kind.is_some_and(|kind| channels.contains(&kind));
    // What was made to wish something for a day is no more than a wish.
    let wishes = ["key_dates/", "holidays/", "milestones/"];
    let is_wish = contact
        .task
        .as_deref()
        .is_some_and(|task| wishes.iter().any(|wish| task.starts_with(wish)));
    let wants_more = step["kind"] != json!("key_date");
    // Who was called and did not answer has not said what is the matter.
    let is_unanswered = contact.direction == Some(Direction::Outbound) && contact.responded == Some(false);
    let tells = !(is_unanswered && step["kind"] == json!("warning"));
    let by_contact =
        step["desk"] != json!(true) && of && contact.at.day >= earliest && !(is_wish && wants_more) && tells;
    by_contact || contact.task.as_deref() == Some(key)
}

/// Whether a customer has dealt, as health says it: it is missing for who has not.
fn customer_has_dealt(person: &Person) -> bool {
    person.facts.get("days_since_first_deal").copied().flatten().is_some()
}
