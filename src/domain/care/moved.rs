//! What other rules and playbooks would ask instead: which tasks appear, vanish, change their days, are held back. Read in slices, as lists
//! of tasks are.

use std::sync::Arc;

use hashbrown::HashMap;

use super::arrange::deeds_seen;
use super::deed::Shift;
use super::edit::changes_more;
use super::limits::limits;
use super::list::TaskList;
use super::plan::CarePlan;
use super::playbook::Playbook;
use super::shipped::playbooks;
use super::source::{Seen, Task, TaskSource};
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::rehearsal::Rehearsal;
use crate::domain::rule::{RuleIssue, Rulebook};
use crate::domain::sort::sort_by;
use crate::domain::text::care as say;
use crate::domain::world::World;
use crate::words;

words! {
    /// What becomes of a task.
    pub enum Moved {
        /// It was none before.
        Appears = "appear",
        /// It is none any more.
        Vanishes = "vanish",
        /// Its days change.
        Shifts = "shift",
        /// It is held back until the next month.
        Held = "held",
        /// It is not held back any more.
        Freed = "freed",
    }
}

/// A task of which something becomes.
#[derive(Clone, Debug, PartialEq)]
pub struct MovedTask {
    /// What.
    pub way: Moved,
    /// Whose task it is, by the slot.
    pub customer: u32,
    /// Of which step of which playbook.
    pub what: Arc<Label>,
    /// The day that is good for it, and the latest one; as they were where it vanishes.
    pub days: [Day; 2],
    /// The day that was good for it before, where it was a task.
    pub before: Option<Day>,
}

/// How many tasks appear, vanish, change their days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaskMoves {
    /// Tasks that were none before.
    pub appear: usize,
    /// Tasks that are none any more.
    pub vanish: usize,
    /// Tasks whose days change.
    pub shift: usize,
    /// Tasks that are held back until the next month.
    pub held: usize,
    /// Tasks that are not held back any more.
    pub freed: usize,
}

impl TaskMoves {
    /// How many of each there are.
    pub fn of(all: &[MovedTask]) -> Self {
        let mut moves = Self::default();
        for task in all {
            *match task.way {
                Moved::Appears => &mut moves.appear,
                Moved::Vanishes => &mut moves.vanish,
                Moved::Shifts => &mut moves.shift,
                Moved::Held => &mut moves.held,
                Moved::Freed => &mut moves.freed,
            } += 1;
        }
        moves
    }
}

/// The tasks by some rules.
struct Side {
    care: CarePlan,
    list: TaskList,
    /// What is known of the customers, where it is not what the rules in force say.
    then: Option<Evaluation>,
}

/// The comparison, on its way. Where only playbooks differ, only these are read: the tasks of all others stay. Other rules may move any
/// task, and so may how much is asked.
pub struct TaskRehearsal {
    sides: [Side; 2],
    is_arranged: bool,
}

impl TaskRehearsal {
    /// Begins to compare the tasks by the rules in force with those by others; nothing is read where none can differ. Rules that do not
    /// compile are refused.
    pub fn begin(world: &World, rules: &Rulebook) -> Result<Self, Vec<RuleIssue>> {
        let force = &world.evaluation.plan.rulebook;
        let then = match changes_more(force, &rules.in_use()) {
            true => Some(Rehearsal::new(world, rules)?.then),
            false => None,
        };
        let books = [playbooks(force).0, playbooks(rules).0];
        let limits = [limits(force).0, limits(rules).0];
        let is_arranged = then.is_some() || limits[0] != limits[1];
        let side = |these: &[Playbook], those: &[Playbook], limits, then: Option<Evaluation>| {
            let asked = these.iter().filter(|one| is_arranged || !those.contains(one)).cloned();
            let plan = then.as_ref().map_or(&world.evaluation.plan, |then| &then.plan);
            let mut care = CarePlan::with(&world.book, plan, asked.collect(), Vec::new());
            care.limits = limits;
            let list = TaskList::begin_seen(seen(world, then.as_ref()), &care);
            Side { care, list, then }
        };
        let [before, after] = &books;
        Ok(Self {
            sides: [
                side(before, after, limits[0], None),
                side(after, before, limits[1], then),
            ],
            is_arranged,
        })
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World) -> bool {
        let step = |side: &mut Side| side.list.step_seen(seen(world, side.then.as_ref()), &side.care);
        self.sides.iter_mut().any(step)
    }

    /// How much moves, once all is read.
    pub fn moves(&self, world: &World) -> TaskMoves {
        TaskMoves::of(&self.moved(world))
    }

    /// What moves, once all is read: by what becomes of it, then by its day and customer.
    pub fn moved(&self, world: &World) -> Vec<MovedTask> {
        let [before, after] = &self.sides;
        let mut known: HashMap<TaskName<'_>, Stands> = HashMap::new();
        known.extend(self.stand(world, before));
        let mut labels = Labels::default();
        let mut all = Vec::new();
        for (name, now) in self.stand(world, after) {
            let then = known.remove(&name);
            let way = match &then {
                None => Moved::Appears,
                Some(then) if now.is_held && !then.is_held => Moved::Held,
                Some(then) if then.is_held && !now.is_held => Moved::Freed,
                Some(then) if then.days != now.days => Moved::Shifts,
                Some(_) => continue,
            };
            all.push(MovedTask {
                way,
                customer: name.0,
                what: labels.of(after, name),
                days: now.days,
                before: then.map(|then| then.days[0]),
            });
        }
        all.extend(known.into_iter().map(|(name, then)| MovedTask {
            way: Moved::Vanishes,
            customer: name.0,
            what: labels.of(before, name),
            days: then.days,
            before: Some(then.days[0]),
        }));
        sort_by(&mut all, |a, b| {
            let place = |it: &MovedTask| (it.way as u8, it.days, it.customer);
            place(a).cmp(&place(b)).then_with(|| a.what.zh.cmp(&b.what.zh))
        });
        all
    }

    /// How the tasks of a side stand.
    fn stand<'a>(&self, world: &World, side: &'a Side) -> HashMap<TaskName<'a>, Stands> {
        let of = |task: &Task| {
            let days = [task.ideal, task.latest];
            Some((named(&side.care, task)?, Stands { days, is_held: false }))
        };
        let mut all: HashMap<TaskName<'_>, Stands> = side.list.tasks().iter().filter_map(of).collect();
        if !self.is_arranged {
            return all;
        }
        for deed in deeds_seen(seen(world, side.then.as_ref()), &side.care, side.list.tasks()) {
            let Some(shift) = deed.shift else { continue };
            for name in deed.tasks.iter().filter_map(|task| named(&side.care, task)) {
                if let Some(stands) = all.get_mut(&name) {
                    stands.is_held = matches!(shift, Shift::Held { .. });
                    stands.days[0] = deed.due;
                }
            }
        }
        all
    }
}

/// What a world is read by.
fn seen<'a>(world: &'a World, then: Option<&'a Evaluation>) -> Seen<'a> {
    Seen {
        evaluation: then.unwrap_or(&world.evaluation),
        ..world.into()
    }
}

/// How a task stands: its days, the one that it has moved to where it did, and whether it is held back.
struct Stands {
    days: [Day; 2],
    is_held: bool,
}

/// What steps are called, each once: a hundred thousand tasks are of a few.
#[derive(Default)]
struct Labels(HashMap<[Text; 2], Arc<Label>>);

impl Labels {
    fn of(&mut self, side: &Side, (_, playbook, step, _): TaskName<'_>) -> Arc<Label> {
        let said = || {
            let found = side.care.playbooks.iter().find(|known| *known.id == *playbook);
            let step = found.and_then(|known| Some((known, known.steps.iter().find(|known| *known.id == *step)?)));
            let said = step.map(|(playbook, step)| say::step_of(playbook.label(), step.label()));
            Arc::new(said.unwrap_or_default())
        };
        self.0
            .entry([playbook.into(), step.into()])
            .or_insert_with(said)
            .clone()
    }
}

/// What a task's key is made of.
type TaskName<'a> = (u32, &'a str, &'a str, Day);

/// The parts of the key of a playbook's task; own tasks and promises are of no playbook.
fn named<'a>(care: &'a CarePlan, task: &Task) -> Option<TaskName<'a>> {
    let TaskSource::Step { playbook, step, start } = task.source else {
        return None;
    };
    let (playbook, step) = care.step(playbook.into(), step.into())?;
    Some((task.customer, &playbook.id, &step.id, start))
}
