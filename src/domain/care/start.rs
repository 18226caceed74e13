//! What starts a playbook for a customer, and when.

use std::cell::RefCell;

use chrono::Datelike;

use super::keydate::{Coming, coming};
use super::plan::{CarePlan, PlanCondition, Thread};
use super::playbook::{KeyDate, Trigger, TriggerEvent};
use crate::domain::book::Book;
use crate::domain::calendar::{Calendar, PublicHoliday};
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::inquiry::solo::{Solo, SoloRoom};
use crate::domain::kind::Customer;
use crate::domain::ledger::Activity;
use crate::domain::metric::Windows;

/// A customer with what its starts are read from.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub book: &'a Book,
    pub evaluation: &'a Evaluation,
    pub slot: u32,
    pub customer: &'a Customer,
    pub activity: &'a Activity,
    /// The windows of the days that are looked back to, the last day first.
    pub lately: &'a [Windows],
    /// The public holidays of the years that are known.
    pub holidays: &'a [PublicHoliday],
    /// Where customers are looked at on days, one after the other.
    pub room: &'a RefCell<SoloRoom>,
}

/// So many days before a key date its task is there, unless the playbook says otherwise.
const LEAD_DAYS: u32 = 14;
/// A contract is asked about so many days before its end, unless the playbook says otherwise.
const LEAD_OF_CONTRACT: u32 = 60;
/// A key date that went by so many days ago is not asked for any more.
const GONE_AFTER: i32 = 14;
/// So many days back is looked for the day on which a condition became true; who met it before is not asked any more.
const ENTERED_WITHIN: i32 = 92;

/// How many days before the end of a contract its trigger is.
pub(super) fn before_the_end(trigger: &Trigger) -> i32 {
    trigger.lead_days.unwrap_or(LEAD_OF_CONTRACT).min(366) as i32
}

/// The windows of the days on which a condition may have become true, the last day first: the same for all customers.
pub(super) fn lately(evaluation: &Evaluation) -> Vec<Windows> {
    let months = evaluation.plan.rulebook.rfm.window_months;
    let days = (1..=ENTERED_WITHIN).map(|back| evaluation.as_of.plus_days(-back));
    days.map(|day| Windows::at(day, months)).collect()
}

/// The first year of a stretch of days whose public holidays are not known, where a trigger greets before them: then it cannot.
pub fn year_without_holidays(trigger: &Trigger, calendar: &Calendar, from: Day, to: Day) -> Option<i32> {
    let mut years = from.date().year()..=to.date().year();
    years.find(|year| trigger.dates.contains(&KeyDate::Holiday) && !calendar.knows(*year))
}

impl CarePlan {
    /// The year whose holidays should be greeted before by now, and are not known; nothing where all are, or nobody greets.
    pub fn year_not_greeted(&self, as_of: Day) -> Option<i32> {
        let mut threads = self.in_use.iter().flat_map(|playbook| &playbook.threads);
        threads.find_map(|thread| {
            let lead = thread.trigger.lead_days.unwrap_or(LEAD_DAYS).min(366) as i32;
            // A holiday begins a few days behind the last one that is worked.
            year_without_holidays(&thread.trigger, &self.calendar, as_of, as_of.plus_days(lead + 7))
        })
    }
}

impl Subject<'_> {
    fn as_of(&self) -> Day {
        self.evaluation.as_of
    }

    fn by_now(&self, day: Option<Day>) -> Option<Day> {
        day.filter(|day| *day <= self.as_of())
    }

    /// The days that a thread starts on, each once, in order. `audience` is asked for the day on which somebody entered it, coming from
    /// where `before` held.
    pub fn starts(
        &self,
        thread: &Thread,
        audience: Option<&PlanCondition>,
        before: Option<&PlanCondition>,
    ) -> Vec<Day> {
        let trigger = &thread.trigger;
        match trigger.event {
            TriggerEvent::Created => one(self.by_now(self.customer.created_on)),
            TriggerEvent::FirstPayment => one(self.first_payment()),
            TriggerEvent::Signed => one(self.signed()),
            TriggerEvent::LastContact => one(self.last_contact()),
            TriggerEvent::OrderUnpaid => self.unpaid(),
            TriggerEvent::ComplaintResolved => self.resolved(thread.within),
            TriggerEvent::KeyDate => self.key_dates(trigger),
            TriggerEvent::Enters => one(audience.and_then(|audience| self.entered(audience, before))),
            TriggerEvent::ContractEnds => one(self.contract_ends(trigger)),
        }
    }

    fn signed(&self) -> Option<Day> {
        self.by_now(self.customer.contract.as_ref()?.signed_on)
    }

    /// The earliest payment of an order by the day, else the day of the first deal.
    fn first_payment(&self) -> Option<Day> {
        let as_of = self.as_of();
        let by_now = self.activity.orders.iter().take_while(|order| order.day <= as_of);
        let paid = by_now.map(|order| order.paid).filter(|paid| *paid <= as_of).min();
        let first_order = self.by_now(self.activity.orders.first().map(|order| order.day));
        let deals = [first_order, self.signed(), self.by_now(self.customer.cooperation_since)];
        paid.or_else(|| deals.into_iter().flatten().min())
    }

    /// So many days before the contract's end.
    fn contract_ends(&self, trigger: &Trigger) -> Option<Day> {
        let ends_on = self.customer.contract.as_ref()?.ends_on?;
        self.by_now(Some(ends_on.plus_days(-before_the_end(trigger))))
    }

    fn last_contact(&self) -> Option<Day> {
        let touches = &self.activity.touches;
        let by_now = touches.partition_point(|touch| touch.day <= self.as_of());
        Some(touches.get(by_now.checked_sub(1)?)?.day)
    }

    fn unpaid(&self) -> Vec<Day> {
        let as_of = self.as_of();
        let by_now = self.activity.orders.iter().take_while(|order| order.day <= as_of);
        // A return is paid by us.
        let unpaid = by_now.filter(|order| order.paid > as_of && order.fen > 0);
        once_each(unpaid.map(|order| order.day).collect())
    }

    fn resolved(&self, within: Option<i32>) -> Vec<Day> {
        let as_of = self.as_of();
        let is_followed = |day: &Day| *day <= as_of && within.is_none_or(|days| as_of.days_since(*day) <= days);
        let complaints = self
            .activity
            .tickets
            .iter()
            .filter(|ticket| ticket.complaint && ticket.day <= as_of);
        let resolved = complaints.map(|ticket| ticket.resolved).filter(is_followed);
        once_each(resolved.collect())
    }

    /// The days that are near enough to be asked for.
    fn key_dates(&self, trigger: &Trigger) -> Vec<Day> {
        let lead = trigger.lead_days.unwrap_or(LEAD_DAYS).min(366) as i32;
        let (from, to) = (self.as_of().plus_days(-GONE_AFTER), self.as_of().plus_days(lead));
        let comes = coming(trigger, self.customer, self.holidays, from, to);
        // Nobody is greeted for a holiday that is over.
        let is_asked = |comes: &Coming| comes.date != KeyDate::Holiday || comes.on >= self.as_of();
        once_each(comes.into_iter().filter(is_asked).map(|comes| comes.on).collect())
    }

    /// The first day of the stretch, up to now, on which a condition holds. The ranking's figures stay those of now.
    fn entered(&self, audience: &PlanCondition, before: Option<&PlanCondition>) -> Option<Day> {
        let seen = (self.evaluation, self.book);
        let mut solo = Solo::under(&self.evaluation.plan, seen, self.slot, self.room.take())?;
        let mut holds =
            |windows: &Windows, it: &PlanCondition| solo.held_on(windows, self.activity, &it.node, &it.dimensions);
        let last = self.lately.iter().find(|windows| !holds(windows, audience));
        let comes_from = last.filter(|last| before.is_none_or(|before| holds(last, before)));
        self.room.replace(solo.leave());
        Some(comes_from?.as_of.plus_days(1))
    }
}

fn one(day: Option<Day>) -> Vec<Day> {
    day.into_iter().collect()
}

fn once_each(mut days: Vec<Day>) -> Vec<Day> {
    crate::domain::sort::sort_by_key(&mut days, |day| *day);
    days.dedup();
    days
}
