//! Undo and redo: two stacks of change sets.
//!
//! A step is looked at first ([`History::undo_step`]), carried out and stored, and only then moved ([`History::undone`]): a step that
//! fails to be stored stays where it was.

mod carry;

use std::collections::VecDeque;

use carry::Elsewhere;

use crate::domain::change::ChangeSet;
use crate::domain::label::Label;

/// How much is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most steps.
    pub steps: usize,
    /// The most changes in all steps together. The latest step is kept however large it is.
    pub changes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            steps: 200,
            changes: 3_000_000,
        }
    }
}

/// What can be undone and redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    limits: Limits,
    done: VecDeque<ChangeSet>,
    undone: Vec<ChangeSet>,
}

impl History {
    /// A history of its own size.
    pub fn with_limits(limits: Limits) -> Self {
        Self {
            limits,
            ..Self::default()
        }
    }

    /// A command was carried out. What had been undone can no longer be redone.
    pub fn push(&mut self, set: ChangeSet) {
        if set.is_empty() {
            return;
        }
        self.undone.clear();
        self.done.push_back(set);
        self.forget();
    }

    /// What the next undo is called.
    pub fn undo_label(&self) -> Option<&Label> {
        self.done.back().map(|set| &set.label)
    }

    /// What the next redo is called.
    pub fn redo_label(&self) -> Option<&Label> {
        self.undone.last().map(|set| &set.label)
    }

    /// The change set that undoes the last step.
    pub fn undo_step(&self) -> Option<ChangeSet> {
        self.done.back().cloned().map(ChangeSet::inverse)
    }

    /// The change set that does the last undone step again.
    pub fn redo_step(&self) -> Option<ChangeSet> {
        self.undone.last().cloned()
    }

    /// The step of [`History::undo_step`] was carried out.
    pub fn undone(&mut self) {
        self.undone.extend(self.done.pop_back());
    }

    /// The step of [`History::redo_step`] was carried out.
    pub fn redone(&mut self) {
        self.done.extend(self.undone.pop());
    }

    /// Whether there is no step either way.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty() && self.undone.is_empty()
    }

    /// Forgets everything: another book was opened.
    pub fn clear(&mut self) {
        self.done.clear();
        self.undone.clear();
    }

    /// The book was changed elsewhere: every step is brought onto that, or dropped where this cannot be ([`carry`] says how).
    /// Tells how many were dropped.
    pub fn follow(&mut self, set: &ChangeSet) -> usize {
        let steps = self.done.len() + self.undone.len();
        let mut moved = Elsewhere::new(set);
        let done = std::mem::take(&mut self.done).into_iter().rev();
        self.done = done
            .filter_map(|step| Some(moved.carry(step.inverse())?.inverse()))
            .collect();
        self.done.make_contiguous().reverse();
        let mut moved = Elsewhere::new(set);
        let undone = std::mem::take(&mut self.undone).into_iter().rev();
        self.undone = undone.filter_map(|step| moved.carry(step)).collect();
        self.undone.reverse();
        steps - self.done.len() - self.undone.len()
    }

    /// Drops the oldest steps beyond the limits.
    fn forget(&mut self) {
        let mut changes: usize = self.done.iter().map(|set| set.changes.len()).sum();
        while self.done.len() > 1 && (self.done.len() > self.limits.steps || changes > self.limits.changes) {
            changes -= self.done.pop_front().map_or(0, |set| set.changes.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::apply::apply;
    use crate::domain::book::Book;
    use crate::domain::command::Command;
    use crate::domain::id::CustomerId;
    use crate::domain::kind::Customer;

    fn set(name: &str, changes: usize) -> ChangeSet {
        let customer = Customer::new(CustomerId::new(name).unwrap(), name);
        let one = apply(&Book::default(), Command::AddCustomer(Box::new(customer))).unwrap();
        ChangeSet {
            label: Label::same(name),
            changes: vec![one.changes[0].clone(); changes],
        }
    }

    fn names(history: &History) -> Vec<&str> {
        history.done.iter().map(|set| &*set.label.zh).collect()
    }

    #[test]
    fn steps_go_back_and_forth_and_a_new_command_ends_the_redo() {
        let mut history = History::default();
        assert!(history.undo_step().is_none() && history.redo_step().is_none());
        history.push(set("a", 1));
        history.push(set("b", 1));
        history.push(ChangeSet::default());
        assert_eq!(history.undo_label().unwrap().zh, "b");
        assert_eq!(history.undo_step().unwrap(), set("b", 1).inverse());
        // Until the step is known to be stored, nothing moves.
        assert_eq!(history.undo_label().unwrap().zh, "b");
        history.undone();
        assert_eq!(
            (&*history.undo_label().unwrap().zh, &*history.redo_label().unwrap().zh),
            ("a", "b")
        );
        assert_eq!(history.redo_step().unwrap(), set("b", 1));
        history.redone();
        assert_eq!(names(&history), ["a", "b"]);
        history.undone();
        history.push(set("c", 1));
        assert_eq!((names(&history), history.redo_label()), (vec!["a", "c"], None));
        history.clear();
        assert!(history.undo_label().is_none());
    }

    #[test]
    fn the_oldest_steps_go_first_and_the_latest_stays_however_large() {
        let mut history = History::with_limits(Limits { steps: 3, changes: 10 });
        for name in ["a", "b", "c", "d"] {
            history.push(set(name, 2));
        }
        assert_eq!(names(&history), ["b", "c", "d"]);
        history.push(set("e", 7));
        assert_eq!(names(&history), ["d", "e"]);
        history.push(set("f", 11));
        assert_eq!(names(&history), ["f"]);
    }
}
