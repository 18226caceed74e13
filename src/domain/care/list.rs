//! The tasks of a book: read in slices, then followed customer by customer.

use std::cell::RefCell;
use std::ops::Range;

use super::outcomes::Outcomes;
use super::own::{for_nobody, own};
use super::plan::{CarePlan, PlanBook, PlanCondition, RISK, VALUE};
use super::promise::promises;
use super::source::{NOBODY, Seen, Task};
use super::start::{Subject, lately};
use super::walk::{Walk, names_task};
use crate::domain::book::Book;
use crate::domain::columns::{Bits, bit_words, has_bit, set_bit};
use crate::domain::evaluation::Evaluation;
use crate::domain::inquiry::solo::SoloRoom;
use crate::domain::metric::Windows;
use crate::domain::rule::evaluate::Ground;
use crate::domain::sort::sort_by_key;
use crate::domain::world::World;

/// So many customers are read in one slice.
const ROWS: usize = 2_000;
/// The same where the days before are looked at for each.
const ROWS_BACK: usize = 50;
/// The tasks of so many customers are put in the places of their old ones one by one.
const FEW: usize = 4;

/// What is read of a customer.
#[derive(Clone, Copy, PartialEq)]
enum TaskRound {
    /// What the figures of the day tell.
    Now,
    /// The playbooks that begin when somebody comes to meet a condition: each day before is looked at for that.
    Entered,
    /// All.
    Both,
}

/// The tasks of a book on its day. Reading them takes two rounds: the playbooks that look at the days before come in the second one.
#[derive(Clone, Debug, Default)]
pub struct TaskList {
    /// By customer, in the order of their slots.
    tasks: Vec<Task>,
    /// What the second round found, until it is put among the others.
    entered: Vec<Task>,
    /// Who meets each condition of playbooks and steps.
    met: Vec<Bits>,
    /// The classes that distances depend on, by dimension, and what customers are worth.
    classes: Vec<(usize, Vec<u8>)>,
    outcomes: Outcomes,
    /// The windows of the days before.
    lately: Vec<Windows>,
    /// How many customers each round has read.
    read: (usize, usize),
    /// The first round is over.
    is_readable: bool,
    /// Whose tasks the last step of the second round, or the last change, may have changed, in order.
    moved: Vec<u32>,
}

impl PartialEq for TaskList {
    fn eq(&self, other: &Self) -> bool {
        self.tasks == other.tasks && self.met == other.met && self.classes == other.classes
    }
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
        Self::begin_seen(world.into(), care)
    }

    pub(super) fn begin_seen(seen: Seen<'_>, care: &CarePlan) -> Self {
        let mut outcomes = Outcomes::default();
        outcomes.follow(seen.book);
        Self {
            met: met(seen.book, seen.evaluation, care),
            classes: classes(seen, care),
            outcomes,
            lately: lately(seen.evaluation),
            ..Self::default()
        }
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World, care: &CarePlan) -> bool {
        self.step_seen(world.into(), care)
    }

    pub(super) fn step_seen(&mut self, seen: Seen<'_>, care: &CarePlan) -> bool {
        let all = seen.book.customers.slots();
        let room = RefCell::default();
        if !self.is_readable {
            let (from, to) = (self.read.0, (self.read.0 + ROWS).min(all));
            self.read.0 = to;
            let mut tasks = std::mem::take(&mut self.tasks);
            for slot in from as u32..to as u32 {
                self.read((seen, &room), care, slot, TaskRound::Now, &mut tasks);
            }
            if to == all {
                self.read((seen, &room), care, NOBODY, TaskRound::Now, &mut tasks);
                self.is_readable = true;
            }
            self.tasks = tasks;
            return true;
        }
        let mut entered = std::mem::take(&mut self.entered);
        let mut rows = 0;
        while self.read.1 < all && rows < ROWS_BACK {
            let slot = self.read.1 as u32;
            self.read.1 += 1;
            if self.may_enter(care, slot) {
                rows += 1;
                self.read((seen, &room), care, slot, TaskRound::Entered, &mut entered);
            }
        }
        self.entered = entered;
        if self.read.1 < all {
            return true;
        }
        self.settle_entered();
        false
    }

    /// How many customers the first round has read.
    pub(super) fn customers_read(&self) -> usize {
        self.read.0
    }

    /// Whether all is read but for the playbooks that look at the days before.
    pub fn is_readable(&self) -> bool {
        self.is_readable
    }

    fn may_enter(&self, care: &CarePlan, slot: u32) -> bool {
        let is_met = |place: usize| self.met.get(place).is_some_and(|bits| has_bit(bits, slot));
        let (_, back) = care.rounds();
        back.iter().any(|playbook| playbook.audience.is_none_or(is_met))
    }

    /// Whose tasks the last step of the second round, or the last change, may have changed, in order; what a customer is worth may have
    /// changed as well.
    pub(super) fn moved(&self) -> &[u32] {
        &self.moved
    }

    /// Puts what the second round found among the others.
    fn settle_entered(&mut self) {
        if self.entered.is_empty() {
            return self.moved.clear();
        }
        let (tasks, entered) = (std::mem::take(&mut self.tasks), std::mem::take(&mut self.entered));
        self.moved = entered.iter().map(|task| task.customer).collect();
        self.moved.dedup();
        self.tasks = merged(tasks, entered);
    }

    /// Follows a change of the book: `touched` are the customers that it is about. Others are looked at where they came to
    /// meet a condition, ceased to, or changed a class that a distance depends on. The first round must be over.
    pub fn update(&mut self, world: &World, care: &CarePlan, touched: &[u32]) {
        self.settle_entered();
        let met = self.met_again(world, care, touched);
        let classes = classes(world.into(), care);
        let met = std::mem::replace(&mut self.met, met);
        let classes = std::mem::replace(&mut self.classes, classes);
        let mut affected = touched.to_vec();
        affected.extend(crossed(&met, &self.met));
        for ((_, old), (_, new)) in classes.iter().zip(&self.classes) {
            let moved = old.iter().zip(new).enumerate().filter(|(_, (old, new))| old != new);
            affected.extend(moved.map(|(slot, _)| slot as u32));
        }
        let all = world.book.customers.slots();
        affected.extend(self.read.0 as u32..all as u32);
        // Nobody is no customer that a change could touch.
        affected.push(NOBODY);
        sort_by_key(&mut affected, |slot| *slot);
        affected.dedup();
        self.outcomes.follow(&world.book);
        let (mut tasks, room) = (Vec::new(), RefCell::default());
        for slot in &affected {
            let is_behind = (*slot as usize) >= self.read.1 && (*slot as usize) < self.read.0;
            let round = if is_behind { TaskRound::Now } else { TaskRound::Both };
            self.read((world.into(), &room), care, *slot, round, &mut tasks);
        }
        // New customers are read whole; the second round has not come to them where it still runs.
        if self.read.1 == self.read.0 {
            self.read.1 = all;
        }
        self.read.0 = all;
        replace(&mut self.tasks, &affected, tasks);
        // What the second round had found is read, and is to be put together as well.
        self.moved.extend(affected);
        sort_by_key(&mut self.moved, |slot| *slot);
        self.moved.dedup();
    }

    /// Who meets each condition once these customers were touched: others may have come to meet one, or ceased to, only where it looks at
    /// how customers rank among each other.
    fn met_again(&self, world: &World, care: &CarePlan, touched: &[u32]) -> Vec<Bits> {
        let (book, evaluation) = (&world.book, &world.evaluation);
        let (ground, live) = (evaluation.ground(book), &evaluation.columns.live);
        let ranked = evaluation.plan.ranked_columns();
        let all = book.customers.slots();
        let again = |(condition, known): (&PlanCondition, &Bits)| {
            if condition.looks_at_number(&evaluation.plan, &ranked) {
                return met_of(condition, evaluation.ground(book), live);
            }
            let mut bits = known.clone();
            bits.resize(bit_words(all), 0);
            for slot in touched.iter().copied().chain(self.read.0 as u32..all as u32) {
                set_bit(
                    &mut bits,
                    slot,
                    has_bit(live, slot) && ground.holds(&condition.node, slot),
                );
            }
            bits
        };
        care.conditions.iter().zip(&self.met).map(again).collect()
    }

    /// All tasks, by customer.
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// The tasks of a customer.
    pub fn of_customer(&self, slot: u32) -> &[Task] {
        self.tasks.get(places_of(&self.tasks, slot)).unwrap_or_default()
    }

    /// Whether a playbook in use, by its place, has a step that is for a customer.
    pub(in crate::domain) fn is_meant(&self, care: &CarePlan, playbook: usize, slot: u32) -> bool {
        let meets = |place: Option<usize>| {
            let is_met = |place: usize| self.met.get(place).is_some_and(|bits| has_bit(bits, slot));
            place.is_none_or(is_met)
        };
        let found = care.in_use.iter().find(|known| known.place == playbook);
        found.is_some_and(|known| {
            let mut steps = known.threads.iter().flat_map(|thread| &thread.steps);
            meets(known.audience) && steps.any(|step| meets(step.when))
        })
    }

    /// A customer with what its tasks are read from; nothing for one who is not there, or must not be contacted.
    fn subject<'a>(
        &'a self,
        seen: Seen<'a>,
        room: &'a RefCell<SoloRoom>,
        care: &'a CarePlan,
        slot: u32,
    ) -> Option<Subject<'a>> {
        let customer = seen.book.customers.at(slot)?;
        let is_asked = seen.evaluation.exists(slot) && customer.do_not_contact != Some(true);
        is_asked.then(|| Subject {
            book: seen.book,
            evaluation: seen.evaluation,
            slot,
            customer,
            activity: seen.ledger.row(slot),
            lately: &self.lately,
            holidays: &care.holidays,
            room,
        })
    }

    fn read(
        &self,
        (seen, room): (Seen<'_>, &RefCell<SoloRoom>),
        care: &CarePlan,
        slot: u32,
        round: TaskRound,
        tasks: &mut Vec<Task>,
    ) {
        let (book, as_of) = (seen.book, seen.evaluation.as_of);
        let outcomes = self.outcomes.of(book, slot);
        if slot == NOBODY {
            return for_nobody(care, book, as_of, &outcomes, tasks);
        }
        let Some(subject) = self.subject(seen, room, care, slot) else {
            return;
        };
        let touches = &subject.activity.touches;
        let by_now = touches.partition_point(|touch| touch.day <= as_of);
        let touches = touches.get(..by_now).unwrap_or_default();
        if round != TaskRound::Entered {
            let named = |key: &str| {
                touches
                    .iter()
                    .any(|touch| touch.names_task && names_task(&subject, touch, key))
            };
            own(care, (book, as_of), slot, &outcomes, named, tasks);
            promises(care, &subject, &self.met, touches, &outcomes, tasks);
        }
        let mut walk = Walk {
            care,
            subject,
            met: &self.met,
            touches,
            outcomes: &outcomes,
            tasks,
            seen: None,
            is_ahead: false,
        };
        let (now, back): (&[PlanBook], &[PlanBook]) = care.rounds();
        if round != TaskRound::Entered {
            now.iter().for_each(|playbook| walk.playbook(playbook));
        }
        if round != TaskRound::Now {
            back.iter().for_each(|playbook| walk.playbook(playbook));
        }
    }
}

/// Who came to be in one of some sets, or went out of it.
pub(super) fn crossed<'a>(old: &'a [Bits], new: &'a [Bits]) -> impl Iterator<Item = u32> + 'a {
    let words = old.iter().zip(new).flat_map(|(old, new)| {
        let words = new.iter().enumerate();
        words.map(|(i, word)| (i, word ^ old.get(i).copied().unwrap_or_default()))
    });
    let slots = |(i, moved): (usize, u64)| {
        let bits = (0..64).filter(move |bit| moved >> bit & 1 == 1);
        bits.map(move |bit| (i * 64) as u32 + bit)
    };
    words.filter(|(_, moved)| *moved != 0).flat_map(slots)
}

/// Who meets each condition of a plan.
pub(super) fn met(book: &Book, evaluation: &Evaluation, care: &CarePlan) -> Vec<Bits> {
    let live = &evaluation.columns.live;
    let of = |condition: &PlanCondition| met_of(condition, evaluation.ground(book), live);
    care.conditions.iter().map(of).collect()
}

fn met_of(condition: &PlanCondition, ground: Ground<'_>, live: &Bits) -> Bits {
    let mut bits = ground.mask(&condition.node);
    bits.iter_mut().zip(live).for_each(|(bit, live)| *bit &= live);
    bits
}

/// The classes that the days of tasks depend on, and those that deeds are ordered by.
fn classes(seen: Seen<'_>, care: &CarePlan) -> Vec<(usize, Vec<u8>)> {
    let column = |dimension: usize| Some((dimension, seen.evaluation.classes.get(dimension)?.clone()));
    let watched = care.watched();
    let ordered = [VALUE, RISK].into_iter();
    let ordered = ordered.filter_map(|dimension| seen.evaluation.plan.dimension(dimension));
    let ordered: Vec<usize> = ordered.filter(|place| !watched.contains(place)).collect();
    watched.into_iter().chain(ordered).filter_map(column).collect()
}

/// Where the tasks of a customer stand among all, which stand in the order of the slots.
fn places_of(tasks: &[Task], slot: u32) -> Range<usize> {
    let from = tasks.partition_point(|task| task.customer < slot);
    from..tasks.partition_point(|task| task.customer <= slot)
}

/// Puts new tasks where those of some customers stood; all stand in the order of the slots. A change is about few customers, and those
/// behind them are moved at once.
fn replace(tasks: &mut Vec<Task>, affected: &[u32], new: Vec<Task>) {
    if affected.len() > FEW {
        tasks.retain(|task| affected.binary_search(&task.customer).is_err());
        *tasks = merged(std::mem::take(tasks), new);
        return;
    }
    for slot in affected {
        let own = new.get(places_of(&new, *slot)).unwrap_or_default();
        tasks.splice(places_of(tasks, *slot), own.iter().copied());
    }
}

/// The old tasks with new ones, behind those of the same customer; all stand in the order of the slots.
fn merged(old: Vec<Task>, new: Vec<Task>) -> Vec<Task> {
    let mut all = Vec::with_capacity(old.len() + new.len());
    let mut new = new.into_iter().peekable();
    for task in old {
        while let Some(earlier) = new.next_if(|earlier| earlier.customer < task.customer) {
            all.push(earlier);
        }
        all.push(task);
    }
    all.extend(new);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::care::TaskSource;
    use crate::domain::care::source::Previous;
    use crate::domain::day::Day;

    fn task(customer: u32, promise: u32) -> Task {
        Task {
            customer,
            source: TaskSource::Promise(promise),
            ideal: Day(0),
            latest: Day(0),
            until: None,
            previous: Previous::Done,
        }
    }

    fn tasks(all: &[(u32, u32)]) -> Vec<Task> {
        all.iter()
            .map(|(customer, promise)| task(*customer, *promise))
            .collect()
    }

    #[test]
    fn few_or_many_customers_tasks_come_to_stand_where_theirs_stood() {
        let old = [(1, 0), (1, 1), (3, 2), (6, 3), (NOBODY, 4)];
        // The first loses one of two, the second has some for the first time, the sixth has none left, nobody has another.
        let (few, new) = ([1, 2, 6, NOBODY], [(1, 9), (2, 8), (2, 7), (NOBODY, 6)]);
        let mut all = tasks(&old);
        replace(&mut all, &few, tasks(&new));
        assert_eq!(all, tasks(&[(1, 9), (2, 8), (2, 7), (3, 2), (NOBODY, 6)]));

        let (many, new) = ([0, 1, 2, 5, 6, 7], [(0, 5), (1, 9), (2, 8), (2, 7), (7, 1)]);
        assert!(few.len() <= FEW && many.len() > FEW);
        let mut all = tasks(&old);
        replace(&mut all, &many, tasks(&new));
        let wanted = [(0, 5), (1, 9), (2, 8), (2, 7), (3, 2), (7, 1), (NOBODY, 4)];
        assert_eq!(all, tasks(&wanted));
    }
}
