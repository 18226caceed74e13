//! Any sequence of events, outcomes and edits gives the tasks of a second reading of the specification, however they were followed.

use std::collections::BTreeSet;

use guanxi::domain::apply::apply;
use guanxi::domain::care::{CarePlan, Task, TaskList};
use guanxi::domain::change::ChangeSet;
use guanxi::domain::command::{Command, Edit};
use guanxi::domain::day::{Day, Moment};
use guanxi::domain::id::{InteractionId, OrderId};
use guanxi::domain::kind::InteractionKind;
use guanxi::domain::label::Label;
use guanxi::domain::world::World;
use serde_json::json;

use crate::care_naive::Reading;
use crate::generate::{Dice, Maker};

/// The days that books crowd around.
const PIVOTS: [&str; 3] = ["2026-09-30", "2026-10-31", "2026-11-27"];

/// The tasks as the product has them, promises apart, which have tables of their own.
fn told(world: &World, care: &CarePlan, list: &TaskList) -> BTreeSet<String> {
    let text = |task: &Task| {
        let key = task.key(&world.book, care);
        format!("{key} {} {} {:?}", task.ideal, task.latest, task.until)
    };
    list.tasks()
        .iter()
        .map(text)
        .filter(|text| !text.starts_with("promise/"))
        .collect()
}

/// Something that happens: an event, an outcome of a task that is open, an edit of a customer.
pub fn happens(dice: &mut Dice, maker: &mut Maker, world: &World, open: &[String], n: usize) -> ChangeSet {
    let customers: Vec<String> = world.book.customers.iter().map(|(_, c)| c.id.to_string()).collect();
    let whose = dice.pick(&customers);
    let day = Day(world.evaluation.as_of.0 - dice.between(0, 40) as i32);
    let command = match dice.below(6) {
        0 | 1 => {
            let mut contact = maker.interaction(&whose);
            contact.id = InteractionId::new(&format!("n{n}")).unwrap();
            contact.at = Moment::on(day);
            contact.kind = Some(dice.pick(InteractionKind::ALL));
            contact.task = open.first().filter(|_| dice.chance(20)).map(|key| key.as_str().into());
            Command::PutInteraction(Edit::new(contact))
        }
        2 => {
            let mut order = maker.order(&whose);
            order.id = OrderId::new(&format!("n{n}")).unwrap();
            Command::PutOrder(Edit::new(order))
        }
        3 => {
            let before = world.book.customers.get(&whose).unwrap().clone();
            let mut after = maker.customer(&whose);
            after.do_not_contact = Some(dice.chance(10));
            Command::EditCustomer(Edit::of(before, after))
        }
        _ if open.is_empty() => Command::SettleTasks {
            what: Label::default(),
            outcomes: Vec::new(),
            contacts: Vec::new(),
        },
        _ => {
            let status = dice.pick(&["done", "skipped", "snoozed"]);
            let until = (status == "snoozed").then(|| Day(day.0 + 9));
            let outcome = json!({"id": dice.pick(open), "status": status, "at": day, "until": until, "note": "因为"});
            let outcomes = vec![serde_json::from_value(outcome).unwrap()];
            Command::SettleTasks {
                what: Label::default(),
                outcomes,
                contacts: Vec::new(),
            }
        }
    };
    apply(&world.book, command).unwrap_or_default()
}

#[test]
fn any_sequence_of_events_and_edits_gives_the_tasks_of_a_second_reading() {
    let (mut seen, mut kinds) = (0, BTreeSet::new());
    for seed in 0..8 {
        let pivots = PIVOTS.map(|text| Day::parse(text).unwrap());
        let mut dice = Dice::new(seed);
        let mut maker = Maker::new(seed, &pivots);
        let mut book = maker.book(8);
        book.head.settings.tasks_from = dice.chance(50).then(|| Day(pivots[0].0 - 60));
        let mut world = World::new(book, dice.pick(&pivots)).0;
        let care = CarePlan::of(&world.book, &world.evaluation.plan);
        let mut list = TaskList::of(&world, &care);
        for n in 0..25 {
            let expected = Reading::new(&world.book, world.evaluation.as_of).tasks();
            let found = told(&world, &care, &list);
            assert_eq!(found, expected, "seed {seed}, step {n}");
            assert_eq!(
                list,
                TaskList::of(&world, &care),
                "seed {seed}, step {n}: followed as read"
            );
            seen += found.len();
            kinds.extend(
                found
                    .iter()
                    .filter_map(|task| Some(task.split_once("/c")?.0.to_owned())),
            );
            let open: Vec<String> = found
                .iter()
                .filter_map(|task| Some(task.split_once(' ')?.0.to_owned()))
                .collect();
            let set = happens(&mut dice, &mut maker, &world, &open, n);
            let before = world.trail.clone();
            // One whose second round still runs when the change comes.
            let mut begun = TaskList::begin(&world, &care);
            while !begun.is_readable() {
                begun.step(&world, &care);
            }
            world.apply(&set).unwrap();
            if let Some(touched) = world.trail.since(&before) {
                begun.update(&world, &care, touched);
                while begun.step(&world, &care) {}
                assert_eq!(
                    begun,
                    TaskList::of(&world, &care),
                    "seed {seed}, step {n}: while it was read"
                );
            }
            match world.trail.since(&before) {
                Some(touched) => list.update(&world, &care, touched),
                None => list = TaskList::of(&world, &care),
            }
        }
    }
    assert!(seen > 2_000, "{seen}");
    assert!(kinds.len() >= 15, "{kinds:?}");
}
