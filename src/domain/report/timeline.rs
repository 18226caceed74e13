//! The timeline: everything that happened with one customer, the latest first.

use crate::domain::day::Day;
use crate::domain::kind::TaskOutcome;
use crate::domain::kind::task_outcome::{TaskStatus, WIN_BACK, WIN_BACK_FROM, customer_of_task};
use crate::domain::world::World;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// An order, by slot.
    Order(u32),
    /// An interaction, by slot.
    Interaction(u32),
    /// A ticket that was opened, by slot.
    Ticket(u32),
    /// A review decision, by slot.
    Review(u32),
    /// A plan to win the customer back was begun, by the slot of its record.
    Plan(u32),
    /// It ended.
    PlanEnded(u32),
    /// A task was done or left out without a contact that the book has, by the slot of what became of it.
    Task(u32),
    /// The contract was signed, by the customer's slot.
    Signed(u32),
    /// The customer was handed over to service, by its slot.
    HandedOver(u32),
}

/// An entry of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When.
    pub day: Day,
    /// What.
    pub what: What,
}

/// The entries of a customer, the latest day first; what came later into the book stands first within a day.
pub fn timeline(world: &World, slot: u32) -> Vec<TimelineEntry> {
    let row = world.ledger.row(slot);
    let entry = |day, what| TimelineEntry { day, what };
    let mut all: Vec<TimelineEntry> = row.orders.iter().map(|o| entry(o.day, What::Order(o.slot))).collect();
    all.extend(row.touches.iter().map(|t| entry(t.day, What::Interaction(t.slot))));
    all.extend(row.tickets.iter().map(|t| entry(t.day, What::Ticket(t.slot))));
    if let Some(customer) = world.book.customers.at(slot) {
        let reviews = world.book.reviews.iter().filter(|(_, r)| r.customer == customer.id);
        all.extend(reviews.map(|(slot, r)| entry(r.at.day, What::Review(slot))));
        let id = customer.id.as_str();
        let is_theirs = |key: &str| customer_of_task(key) == Some(id);
        let outcomes = world
            .book
            .task_outcomes
            .iter()
            .filter(|(_, task)| is_theirs(task.id.as_str()));
        let of_tasks = outcomes.flat_map(|(place, task)| days_of(place, task));
        all.extend(of_tasks.map(|(day, what)| entry(day, what)));
        let signed = customer.contract.as_ref().and_then(|contract| contract.signed_on);
        all.extend(signed.map(|day| entry(day, What::Signed(slot))));
        all.extend(customer.handed_over_on.map(|day| entry(day, What::HandedOver(slot))));
    }
    // Stable, from the end: within a day the later record of a kind comes first.
    all.reverse();
    all.sort_by_key(|entry| std::cmp::Reverse(entry.day));
    all
}

/// The days that a record about tasks is of: a plan has that of its beginning and that of its end; another one that of its end, unless the
/// contact that did it is there anyway. What is put off, or written and not done yet, has not happened.
fn days_of(slot: u32, task: &TaskOutcome) -> Vec<(Day, What)> {
    let at = task.at.as_ref().map(|at| at.day);
    let has_ended = matches!(task.status, Some(TaskStatus::Done | TaskStatus::Skipped));
    if task.extra.text(WIN_BACK).is_some() {
        let begun = match has_ended {
            true => task.extra.text(WIN_BACK_FROM).and_then(Day::parse),
            false => at,
        };
        let ended = at.filter(|_| has_ended).map(|day| (day, What::PlanEnded(slot)));
        return begun
            .map(|day| (day, What::Plan(slot)))
            .into_iter()
            .chain(ended)
            .collect();
    }
    let is_alone = has_ended && task.interaction.is_none();
    at.filter(|_| is_alone)
        .map(|day| (day, What::Task(slot)))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_has_two_days_and_a_task_one_unless_a_contact_did_it() {
        let day = |text: &str| Day::parse(text).unwrap();
        let told = |json: serde_json::Value| {
            let task: TaskOutcome = serde_json::from_value(json).unwrap();
            days_of(7, &task)
        };
        let key = "own/a/c/task";
        let runs = serde_json::json!({"id": key, "at": "2026-03-02", "name": "谈价", "win_back": "price"});
        assert_eq!(told(runs), [(day("2026-03-02"), What::Plan(7))]);
        let ended = serde_json::json!({"id": key, "at": "2026-04-01", "status": "done", "name": "谈价", "win_back": "price",
            "win_back_from": "2026-03-02", "win_back_result": "won_back"});
        assert_eq!(
            told(ended),
            [
                (day("2026-03-02"), What::Plan(7)),
                (day("2026-04-01"), What::PlanEnded(7))
            ]
        );
        let done = serde_json::json!({"id": "p/s/c/2026-01-01", "at": "2026-01-05", "status": "done"});
        assert_eq!(told(done), [(day("2026-01-05"), What::Task(7))]);
        let by_contact =
            serde_json::json!({"id": "p/s/c/2026-01-01", "at": "2026-01-05", "status": "done", "interaction": "i"});
        assert_eq!(told(by_contact), []);
        let put_off = serde_json::json!({"id": "p/s/c/2026-01-01", "at": "2026-01-05", "status": "snoozed", "until": "2026-02-01"});
        assert_eq!(told(put_off), []);
        assert_eq!(
            told(serde_json::json!({"id": key, "at": "2026-03-02", "name": "寄样品"})),
            []
        );
    }

    #[test]
    fn the_sample_is_told_from_the_latest_day_back() {
        let day = Day::parse("2026-11-19").unwrap();
        let (world, _) = World::new(crate::sample::book(day), day);
        let sums = |slot: u32| {
            let row = world.ledger.row(slot);
            row.orders.len() + row.touches.len() + row.tickets.len()
        };
        for slot in 0..world.book.customers.slots() as u32 {
            let all = timeline(&world, slot);
            assert!(all.is_sorted_by(|a, b| a.day >= b.day));
            assert!(all.len() >= sums(slot));
        }
    }
}
