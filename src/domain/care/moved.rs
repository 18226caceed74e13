//! What other playbooks would ask instead: which tasks appear, vanish, change their days. Read in slices, as lists of tasks are.

use hashbrown::HashMap;

use super::list::TaskList;
use super::plan::CarePlan;
use super::playbook::Playbook;
use super::source::{Task, TaskSource};
use crate::domain::day::Day;
use crate::domain::world::World;

/// How many tasks appear, vanish, change their days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaskMoves {
    /// Tasks that were none before.
    pub appear: usize,
    /// Tasks that are none any more.
    pub vanish: usize,
    /// Tasks whose days change.
    pub shift: usize,
}

/// The comparison, on its way. Only playbooks that differ are read: the tasks of all others stay.
pub struct TaskRehearsal {
    sides: [(CarePlan, TaskList); 2],
}

impl TaskRehearsal {
    /// Begins to compare the tasks of playbooks in force with those of others; nothing is read where none differs.
    pub fn begin(world: &World, before: &[Playbook], after: &[Playbook]) -> Self {
        let side = |these: &[Playbook], those: &[Playbook]| {
            let differs = these.iter().filter(|one| !those.contains(one)).cloned();
            let care = CarePlan::with(&world.book, &world.evaluation.plan, differs.collect(), Vec::new());
            let list = TaskList::begin(world, &care);
            (care, list)
        };
        Self {
            sides: [side(before, after), side(after, before)],
        }
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World) -> bool {
        self.sides.iter_mut().any(|(care, list)| list.step(world, care))
    }

    /// What moves, once all is read.
    pub fn moves(&self) -> TaskMoves {
        let [before, after] = &self.sides;
        let mut known: HashMap<TaskName<'_>, [Day; 2]> = HashMap::new();
        known.extend(before.1.tasks().iter().filter_map(|task| named(&before.0, task)));
        let mut moves = TaskMoves::default();
        for (name, days) in after.1.tasks().iter().filter_map(|task| named(&after.0, task)) {
            match known.remove(&name) {
                None => moves.appear += 1,
                Some(before) if before != days => moves.shift += 1,
                Some(_) => {}
            }
        }
        moves.vanish = known.len();
        moves
    }
}

/// What a task's key is made of.
type TaskName<'a> = (u32, &'a str, &'a str, Day);

/// The parts of the key of a playbook's task, with its days; own tasks and promises are of no playbook.
fn named<'a>(care: &'a CarePlan, task: &Task) -> Option<(TaskName<'a>, [Day; 2])> {
    let TaskSource::Step { playbook, step, start } = task.source else {
        return None;
    };
    let (playbook, step) = care.step(playbook.into(), step.into())?;
    Some((
        (task.customer, &playbook.id, &step.id, start),
        [task.ideal, task.latest],
    ))
}
