//! What is to be done, followed change by change, is what a whole reading gives: whatever happens, in whatever order.

use std::collections::BTreeSet;

use guanxi::domain::apply::apply;
use guanxi::domain::care::{CarePlan, Limits, TaskDesk, TaskList, TaskSource, deeds, set_limits};
use guanxi::domain::change::{Change, ChangeSet};
use guanxi::domain::command::{Command, Edit};
use guanxi::domain::day::Day;
use guanxi::domain::world::World;
use serde_json::json;

use crate::care_random::happens;
use crate::generate::{Dice, Maker};

/// The desk as a page has it: read anew where the plan changed or it is not known who was touched, else followed.
struct Desk {
    care: CarePlan,
    desk: TaskDesk,
}

impl Desk {
    fn whole(world: &World) -> Self {
        let care = CarePlan::of(&world.book, &world.evaluation.plan);
        let mut desk = TaskDesk::begin(world, &care);
        while desk.step(world, &care) {}
        Self { care, desk }
    }

    /// One whose second round still runs.
    fn begun(world: &World) -> Self {
        let care = CarePlan::of(&world.book, &world.evaluation.plan);
        let mut desk = TaskDesk::begin(world, &care);
        while !desk.is_readable() {
            desk.step(world, &care);
        }
        Self { care, desk }
    }

    fn follow(&mut self, world: &World, touched: Option<&[u32]>) -> bool {
        let care = CarePlan::of(&world.book, &world.evaluation.plan);
        let touched = touched.filter(|_| care == self.care);
        match touched {
            Some(touched) => self.desk.update(world, &care, touched),
            None => *self = Self::whole(world),
        }
        touched.is_some()
    }

    fn is_as_read(&self, world: &World) -> bool {
        let list = TaskList::of(world, &self.care);
        *self.desk.list() == list && **self.desk.deeds() == deeds(world, &self.care, list.tasks())
    }
}

/// How much is asked, or what a rule says, becomes another; or somebody writes a task.
fn is_said(dice: &mut Dice, world: &World, n: usize) -> ChangeSet {
    if dice.chance(40) {
        let customers: Vec<String> = world.book.customers.iter().map(|(_, c)| c.id.to_string()).collect();
        let customer = dice.pick(&customers);
        let due = Day(world.evaluation.as_of.0 + dice.between(-5, 12) as i32);
        let repeat = dice.pick(&[None, Some("weekly"), Some("working_days")]);
        let task = json!({"id": format!("own/n{n}/{customer}/task"), "name": "送样", "due": due, "repeat": repeat});
        let task = serde_json::from_value(task).unwrap();
        return apply(&world.book, Command::WriteTask(Edit::new(task))).unwrap();
    }
    let (before, mut after) = (world.book.head.clone(), world.book.head.clone());
    match dice.below(3) {
        0 => {
            let (month, day) = (
                dice.pick(&[None, Some(1), Some(2), Some(8)]),
                dice.pick(&[None, None, Some(1), Some(3)]),
            );
            set_limits(&mut after.rulebook, Limits { month, day });
        }
        1 => after.rulebook.rfm.window_months = dice.pick(&[Some(6), Some(12), Some(24)]),
        // What customers are worth is tried in another order.
        _ => {
            let value = after.rulebook.dimensions.iter_mut().find(|it| &*it.id == "value");
            value.unwrap().classes.rotate_left(1);
        }
    }
    let (before, after) = (Box::new(before), Box::new(after));
    ChangeSet {
        changes: vec![Change::Head { before, after }],
        ..ChangeSet::default()
    }
}

#[test]
fn what_is_followed_change_by_change_is_what_a_whole_reading_gives() {
    let (mut followed, mut anew, mut many, mut kinds) = (0, 0, 0, BTreeSet::new());
    for seed in 0..24 {
        let mut dice = Dice::new(seed + 500);
        let as_of = Day::parse(dice.pick(&["2026-09-30", "2026-10-31", "2026-11-27"])).unwrap();
        let mut maker = Maker::new(seed + 500, &[as_of]);
        let mut book = maker.book(10);
        book.head.settings.tasks_from = Some(Day(as_of.0 - 60));
        let mut world = World::new(book, as_of).0;
        let mut desk = Desk::whole(&world);
        for n in 0..25 {
            let open: Vec<String> = desk
                .desk
                .list()
                .tasks()
                .iter()
                .map(|task| task.key(&world.book, &desk.care))
                .collect();
            kinds.extend(desk.desk.deeds().iter().flat_map(|deed| {
                let own = deed
                    .tasks
                    .iter()
                    .any(|task| matches!(task.source, TaskSource::Own { .. }));
                [
                    deed.when.word(),
                    if deed.shift.is_some() { "moved" } else { "" },
                    if own { "own" } else { "" },
                ]
            }));
            many = many.max(desk.desk.deeds().len());
            let set = match dice.chance(25) {
                true => is_said(&mut dice, &world, n),
                false => happens(&mut dice, &mut maker, &world, &open, n),
            };
            let sets = if dice.chance(15) {
                vec![set.clone(), set.inverse()]
            } else {
                vec![set]
            };
            for set in sets {
                let mut begun = Desk::begun(&world);
                let before = world.trail.clone();
                if world.apply(&set).is_err() {
                    continue;
                }
                let touched = world.trail.since(&before);
                if desk.follow(&world, touched) {
                    followed += 1;
                } else {
                    anew += 1;
                }
                assert!(desk.is_as_read(&world), "seed {seed}, step {n}");
                if begun.follow(&world, touched) {
                    let care = begun.care.clone();
                    while begun.desk.step(&world, &care) {}
                    assert!(begun.is_as_read(&world), "seed {seed}, step {n}: while it was read");
                }
            }
        }
    }
    assert!(followed > 300 && anew > 40 && many > 15, "{followed} {anew} {many}");
    let all = ["overdue", "today", "week", "later", "held", "moved", "own"];
    assert!(all.iter().all(|word| kinds.contains(word)), "{kinds:?}");
}
