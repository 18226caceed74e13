//! The clocks a second time, minute by minute; and a queue that followed a book is the one that is read anew.

use std::cmp::Reverse;

use chrono::{Datelike, Weekday};
use guanxi::domain::apply::apply;
use guanxi::domain::calendar::Calendar;
use guanxi::domain::command::{Command, Edit};
use guanxi::domain::day::Day;
use guanxi::domain::id::{OrderId, TicketId};
use guanxi::domain::service::{Deskwork, ServiceDesk, ServicePlan, Zone};
use guanxi::domain::world::World;
use serde_json::{Value, json};

use crate::care::{day, world};
use crate::generate::{Dice, Maker};

const MINUTE: i64 = 60_000;
/// Minutes that are looked at.
const MOST: i64 = 40 * 24 * 60;

fn is_worked(day: Day) -> bool {
    let said = Calendar::published().day(day);
    let weekend = matches!(day.date().weekday(), Weekday::Sat | Weekday::Sun);
    said.name.map_or(!weekend, |_| said.working)
}

/// A clock as it is read minute by minute: minutes since 1970, in the zone's own time.
struct Naive {
    /// Minutes of a day: from, to.
    hours: Vec<(i64, i64)>,
    is_worked_only: bool,
    pauses: Vec<(i64, Option<i64>)>,
}

impl Naive {
    fn counts(&self, minute: i64) -> bool {
        let (day, of_day) = (minute.div_euclid(1_440), minute.rem_euclid(1_440));
        let in_hours =
            || is_worked(Day(day as i32)) && self.hours.iter().any(|(from, to)| (*from..*to).contains(&of_day));
        let pauses = self
            .pauses
            .iter()
            .any(|(from, until)| *from <= minute && until.is_none_or(|until| minute < until));
        !pauses && (!self.is_worked_only || in_hours())
    }

    fn due(&self, start: i64, minutes: i64) -> Option<i64> {
        let counted = (start..start + MOST).filter(|minute| self.counts(*minute));
        counted
            .take(minutes as usize)
            .enumerate()
            .find(|(n, _)| *n as i64 + 1 == minutes)
            .map(|(_, minute)| minute + 1)
    }
}

fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[test]
fn the_clock_counts_as_one_that_goes_minute_by_minute() {
    let mut dice = Dice::new(20_261_127);
    for case in 0..300 {
        let zone = dice.pick(&["+08:00", "-03:30", "Z", "+13:45"]);
        let offset = Zone::parse(zone).unwrap();
        let first = i64::from(day("2024-01-02").0) * 1_440;
        let start = first + dice.between(0, 1_050 * 1_440);
        let (opens, noon) = (dice.between(0, 600), dice.between(600, 800));
        let (again, closes) = (dice.between(800, 900), dice.between(900, 1_440));
        let hours = vec![(opens, noon), (again, closes)];
        let (unit, is_worked_only) = dice.pick(&[("hours", false), ("working_hours", true)]);
        let minutes = dice.between(1, 1_500);
        let mut pauses = Vec::new();
        for _ in 0..dice.below(4) {
            let from = start + dice.between(-2_000, 6_000);
            pauses.push((from, Some(from + dice.between(0, 4_000)).filter(|_| !dice.chance(10))));
        }
        let naive = Naive {
            hours: hours.into_iter().filter(|(from, to)| from < to).collect(),
            is_worked_only,
            pauses,
        };
        let at = |minute: i64| json!(offset.written(offset.at(Day(0), 0) + minute * MINUTE));
        let pauses: Vec<Value> = naive
            .pauses
            .iter()
            .map(|(from, until)| json!({"from": at(*from), "until": until.map(at)}))
            .collect();
        let work_hours =
            json!({"from": clock(opens), "to": clock(closes), "breaks": [{"from": clock(noon), "to": clock(again)}]});
        let breaks = if noon < again {
            work_hours
        } else {
            json!({"from": clock(opens), "to": clock(closes)})
        };
        let book = json!({
            "settings": {"time_zone": zone, "work_hours": breaks},
            "rulebook": {"service_levels": [{"id": "x", "measure": "solve", "within": {"n": minutes as f64 / 60.0, "unit": unit}}]},
            "customers": [{"id": "c", "name": "甲"}],
            "tickets": [{"id": "t", "customer": "c", "kind": "technical", "opened_at": at(start), "pauses": pauses}]});
        let world = world(&book, "2027-06-30");
        let plan = ServicePlan::of(&world.book, &world.evaluation.plan);
        assert_eq!(plan.issues, [], "{case}");
        let found = ServiceDesk::of(&world, &plan).works()[0].promises[0].clock.due;
        let told = found.map(|due| offset.written(due).to_string());
        let expected = naive
            .due(start, minutes)
            .map(|minute| at(minute).as_str().unwrap().to_owned());
        assert_eq!(
            told,
            expected,
            "{case}: {minutes} {unit} from {} with {pauses:?}",
            at(start)
        );
    }
}

/// Something that happens to a customer of the book.
fn happens(dice: &mut Dice, maker: &mut Maker, world: &World, n: usize) -> Command {
    let customers: Vec<String> = world.book.customers.iter().map(|(_, c)| c.id.to_string()).collect();
    let whose = dice.pick(&customers);
    let tickets: Vec<_> = world.book.tickets.iter().map(|(_, held)| held.clone()).collect();
    match dice.below(5) {
        0 => {
            let mut order = maker.order(&whose);
            order.id = OrderId::new(&format!("n{n}")).unwrap();
            Command::PutOrder(Edit::new(order))
        }
        1 if !tickets.is_empty() => Command::RemoveTicket(dice.pick(&tickets).id.clone()),
        2 if !tickets.is_empty() => {
            let before = dice.pick(&tickets);
            let mut after = maker.ticket(before.customer.as_str());
            after.id = before.id.clone();
            Command::PutTicket(Edit::of(before, after))
        }
        _ => {
            let mut ticket = maker.ticket(&whose);
            ticket.id = TicketId::new(&format!("n{n}")).unwrap();
            Command::PutTicket(Edit::new(ticket))
        }
    }
}

/// Those due first, those due at no time last; of these the last opened first.
fn in_order(works: &[Deskwork]) -> Vec<Deskwork> {
    let mut all = works.to_vec();
    all.sort_by_key(|work| {
        let due = work.next().and_then(|promise| promise.clock.due);
        (due.is_none(), due, Reverse(work.opened), work.ticket)
    });
    all
}

#[test]
fn a_queue_that_followed_a_book_is_the_one_that_is_read_anew() {
    let pivot = day("2026-11-27");
    for seed in 0..6 {
        let (mut dice, mut maker) = (Dice::new(seed), Maker::new(seed, &[pivot]));
        let (mut world, _) = World::new(maker.book(12), pivot);
        let plan = ServicePlan::of(&world.book, &world.evaluation.plan);
        let mut desk = ServiceDesk::of(&world, &plan);
        for n in 0..40 {
            let command = happens(&mut dice, &mut maker, &world, n);
            let Ok(set) = apply(&world.book, command) else { continue };
            let before = world.trail.clone();
            world.apply(&set).unwrap();
            desk.update(&world, &plan, world.trail.since(&before).unwrap_or_default());
            assert!(desk == ServiceDesk::of(&world, &plan), "{seed} {n}");
            assert!(desk.queue() == in_order(desk.works()), "{seed} {n}");
        }
    }
}
