//! The tasks of a book: read in slices, then followed customer by customer.

use hashbrown::{HashMap, HashSet};

use super::plan::{CarePlan, PlanCondition};
use super::promise::promises;
use super::source::Task;
use super::start::Subject;
use super::walk::Walk;
use crate::domain::book::Book;
use crate::domain::columns::Bits;
use crate::domain::held::Held;
use crate::domain::kind::TaskOutcome;
use crate::domain::kind::task_outcome::customer_of_task;
use crate::domain::sort::sort_by_key;
use crate::domain::world::World;

/// So many customers are read in one slice.
const ROWS: usize = 2_000;

/// What became of tasks, by the customer's slot.
type Outcomes = HashMap<u32, Vec<Held<TaskOutcome>>>;

/// The tasks of a book on its day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TaskList {
    /// By customer, in the order of their slots.
    tasks: Vec<Task>,
    /// Who meets each condition of playbooks and steps.
    met: Vec<Bits>,
    /// The classes that distances depend on, by dimension.
    classes: Vec<(usize, Vec<u8>)>,
    outcomes: Outcomes,
    /// The first slot that was not read yet.
    next: usize,
}

impl TaskList {
    /// Reads a whole book.
    pub fn of(world: &World, care: &CarePlan) -> Self {
        let mut list = Self::begin(world, care);
        while list.step(world, care) {}
        list
    }

    /// One without tasks: [`TaskList::step`] reads them.
    pub fn begin(world: &World, care: &CarePlan) -> Self {
        Self {
            tasks: Vec::new(),
            met: met(world, care),
            classes: classes(world, care),
            outcomes: outcomes(&world.book, |_| true),
            next: 0,
        }
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World, care: &CarePlan) -> bool {
        let to = (self.next + ROWS).min(world.book.customers.slots());
        let mut tasks = std::mem::take(&mut self.tasks);
        for slot in self.next as u32..to as u32 {
            self.read(world, care, slot, &mut tasks);
        }
        (self.tasks, self.next) = (tasks, to);
        let is_more = to < world.book.customers.slots();
        if !is_more {
            self.outcomes = Outcomes::default();
        }
        is_more
    }

    /// Follows a change of the book: `touched` are the customers that it is about. Others are looked at where they came to
    /// meet a condition, ceased to, or changed a class that a distance depends on.
    pub fn update(&mut self, world: &World, care: &CarePlan, touched: &[u32]) {
        let now = Self {
            met: met(world, care),
            classes: classes(world, care),
            ..Self::default()
        };
        let before = std::mem::replace(self, now);
        let mut affected = touched.to_vec();
        for (old, new) in before.met.iter().zip(&self.met) {
            let words = new.iter().enumerate();
            let moved = words.filter_map(|(i, word)| Some((i, word ^ old.get(i)?)).filter(|(_, moved)| *moved != 0));
            for (i, moved) in moved {
                affected.extend(
                    (0..64)
                        .filter(|bit| moved >> bit & 1 == 1)
                        .map(|bit| (i * 64) as u32 + bit),
                );
            }
        }
        for ((_, old), (_, new)) in before.classes.iter().zip(&self.classes) {
            let moved = old.iter().zip(new).enumerate().filter(|(_, (old, new))| old != new);
            affected.extend(moved.map(|(slot, _)| slot as u32));
        }
        affected.extend(before.next as u32..world.book.customers.slots() as u32);
        sort_by_key(&mut affected, |slot| *slot);
        affected.dedup();
        self.outcomes = outcomes_of(&world.book, &affected);
        let mut tasks = Vec::new();
        for slot in &affected {
            self.read(world, care, *slot, &mut tasks);
        }
        self.outcomes = Outcomes::default();
        self.next = world.book.customers.slots();
        self.tasks = merged(before.tasks, &affected, tasks);
    }

    /// All tasks, by customer.
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// The tasks of a customer.
    pub fn of_customer(&self, slot: u32) -> &[Task] {
        let from = self.tasks.partition_point(|task| task.customer < slot);
        let to = self.tasks.partition_point(|task| task.customer <= slot);
        self.tasks.get(from..to).unwrap_or_default()
    }

    fn read(&self, world: &World, care: &CarePlan, slot: u32, tasks: &mut Vec<Task>) {
        let World {
            book,
            ledger,
            evaluation,
            ..
        } = world;
        let Some(customer) = book.customers.at(slot).filter(|_| evaluation.exists(slot)) else {
            return;
        };
        if customer.do_not_contact == Some(true) {
            return;
        }
        let activity = ledger.row(slot);
        let by_now = activity.touches.partition_point(|touch| touch.day <= evaluation.as_of);
        let touches = activity.touches.get(..by_now).unwrap_or_default();
        let outcomes = self.outcomes.get(&slot).map_or(&[][..], Vec::as_slice);
        let subject = Subject {
            book,
            evaluation,
            slot,
            customer,
            activity,
        };
        promises(care, &subject, touches, outcomes, tasks);
        let mut walk = Walk {
            care,
            subject,
            met: &self.met,
            touches,
            outcomes,
            tasks,
        };
        care.in_use.iter().for_each(|playbook| walk.playbook(playbook));
    }
}

fn met(world: &World, care: &CarePlan) -> Vec<Bits> {
    let ground = world.evaluation.ground(&world.book);
    let live = &world.evaluation.columns.live;
    let of = |condition: &PlanCondition| {
        let mut bits = ground.mask(&condition.node);
        bits.iter_mut().zip(live).for_each(|(bit, live)| *bit &= live);
        bits
    };
    care.conditions.iter().map(of).collect()
}

fn classes(world: &World, care: &CarePlan) -> Vec<(usize, Vec<u8>)> {
    let column = |dimension: usize| Some((dimension, world.evaluation.classes.get(dimension)?.clone()));
    care.watched().into_iter().filter_map(column).collect()
}

/// What became of the tasks of those customers.
fn outcomes(book: &Book, is_one: impl Fn(&str) -> bool) -> Outcomes {
    let mut all = Outcomes::default();
    for (_, outcome) in book.task_outcomes.iter() {
        let customer = customer_of_task(outcome.id.as_str()).filter(|customer| is_one(customer));
        if let Some(slot) = customer.and_then(|customer| book.customers.slot(customer)) {
            all.entry(slot).or_default().push(outcome.clone());
        }
    }
    all
}

fn outcomes_of(book: &Book, slots: &[u32]) -> Outcomes {
    let ids: HashSet<&str> = slots.iter().filter_map(|slot| book.customers.key_at(*slot)).collect();
    outcomes(book, |customer| ids.contains(customer))
}

/// The old tasks with the new ones of some customers; all stand in the order of the slots.
fn merged(old: Vec<Task>, affected: &[u32], new: Vec<Task>) -> Vec<Task> {
    let mut all = Vec::with_capacity(old.len() + new.len());
    let mut new = new.into_iter().peekable();
    for task in old {
        if affected.binary_search(&task.customer).is_ok() {
            continue;
        }
        while let Some(earlier) = new.next_if(|earlier| earlier.customer < task.customer) {
            all.push(earlier);
        }
        all.push(task);
    }
    all.extend(new);
    all
}
