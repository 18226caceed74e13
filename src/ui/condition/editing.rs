//! What the parts of the editor share: the condition, the names it is said in, how a change is taken.

use std::sync::Arc;

use crate::state::live::*;

use super::facts;
use super::names::RuleNames;
use crate::domain::authoring::edit::{Join, Kind, Tree, fitting, kind_of};
use crate::domain::rule::{Condition, Leaf, Operand, Operator};
use crate::ui::focus::focus_soon;
use crate::ui::text::T;
use crate::ui::widget::Choices;

/// A change of a condition: one step of its owner's undo.
pub struct ConditionChange {
    /// What it is called, given the name of the condition's owner.
    pub label: fn(T, String) -> String,
    /// Steps in a row of the same key are one.
    pub key: Option<String>,
    /// Does it.
    pub edit: Box<dyn FnOnce(&mut Tree)>,
}

/// A part of a condition that something may be said about.
#[derive(Clone, Copy)]
pub enum ConditionPart {
    /// A group, by its path.
    Group(StoredValue<Vec<usize>>),
    /// A comparison, by its path.
    Leaf(StoredValue<Vec<usize>>),
}

/// What stands beside a part: what is wrong with it, what was found.
pub type Beside = Arc<dyn Fn(Editing, ConditionPart) -> AnyView + Send + Sync>;

/// A condition that is edited. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Editing {
    /// The names that it is said in.
    pub names: RuleNames,
    /// The condition as it stands.
    pub tree: Memo<Tree>,
    /// The condition as it was before it was edited.
    pub base: Memo<Tree>,
    /// The facts that it may look at.
    pub facts: Memo<Choices>,
    /// Its place, as the compiler names it; also its mark in the page.
    pub place: StoredValue<String>,
    /// Takes a change.
    pub on_change: Callback<ConditionChange>,
    /// Hears that a field was left: the next change is a step of its own.
    pub on_leave: Callback<()>,
    /// What stands beside its parts.
    pub beside: StoredValue<Option<Beside>>,
}

impl Editing {
    /// Changes the condition as one step of the undo; steps in a row of the same key are one.
    pub(super) fn change(
        self,
        label: fn(T, String) -> String,
        key: Option<String>,
        edit: impl FnOnce(&mut Tree) + 'static,
    ) {
        let edit = Box::new(edit);
        self.on_change.run(ConditionChange { label, key, edit });
    }

    /// What stands beside a part.
    pub(super) fn beside(self, part: ConditionPart) -> Option<AnyView> {
        self.beside.get_value().map(|beside| beside(self, part))
    }

    /// The mark of a part, for the focus.
    pub fn mark(self, path: &[usize]) -> String {
        format!("{}/{}", self.place.get_value(), written(path))
    }

    /// Puts the focus on a control of a part.
    fn focus(self, path: &[usize], control: &str) {
        focus_soon(format!("[data-at=\"{}\"] {control}", self.mark(path)));
    }

    /// Adds a comparison to a group, or a group of one; the focus goes to its fact.
    pub(super) fn add(self, group: &[usize], join: Option<Join>) {
        let leaf = self.fresh(group);
        let (label, part): (fn(T, String) -> String, Tree) = match join {
            None => (T::did_add_condition, Tree::Leaf(leaf)),
            Some(join) => (T::did_add_group, Tree::Group(join, vec![Tree::Leaf(leaf)])),
        };
        let at = group.to_vec();
        self.change(label, None, move |tree| tree.add(&at, part));
        self.focus_last(group);
    }

    /// The focus goes to the last comparison of a group, wherever the edit has put the group.
    pub(super) fn focus_last(self, group: &[usize]) {
        let tree = self.tree.get_untracked();
        let mut last = None;
        tree.each(&mut Vec::new(), &mut |path, part| {
            if path.starts_with(group) && matches!(part, Tree::Leaf(_)) {
                last = Some(path.to_vec());
            }
        });
        if let Some(path) = last {
            self.focus(&path, "select");
        }
    }

    /// A new comparison: about the fact of its neighbour, else about the yearly purchases.
    fn fresh(self, group: &[usize]) -> Leaf {
        let tree = self.tree.get_untracked();
        let neighbour = tree.parts(group).iter().rev().find_map(|part| part.leaf(&[]));
        let first = Leaf {
            fact: "annual_purchase".into(),
            operator: Operator::GreaterThanInclusive,
            value: Operand::Number(100_000.0),
            extra: Default::default(),
        };
        neighbour.cloned().map_or(first, |leaf| Leaf {
            extra: Default::default(),
            ..leaf
        })
    }

    /// Takes a part away; the focus goes to what stands in its place.
    pub fn remove(self, path: &[usize]) {
        let gone = path.to_vec();
        self.change(T::did_remove_condition, None, move |tree| tree.remove(&gone));
        let tree = self.tree.get_untracked();
        let (last, above) = path.split_last().map_or((0, path), |(last, above)| (*last, above));
        let left = tree.parts(above).len();
        if left == 0 {
            return self.focus(&[], ".cgroup__add .btn");
        }
        let mut next = above.to_vec();
        next.push(last.min(left - 1));
        self.focus(&next, "select");
    }

    /// Changes the fact of a comparison; what still fits stays.
    pub fn set_fact(self, path: &[usize], fact: &str) {
        let rules = self.names.rules.get_untracked();
        let Some(leaf) = self.tree.get_untracked().leaf(path).cloned() else {
            return;
        };
        let word = match kind_of(&rules, fact) {
            Some(Kind::Word(_) | Kind::List) => untrack(|| facts::suggestions(self.names, fact)).into_iter().next(),
            _ => None,
        };
        let next = fitting(&rules, &leaf, fact, word.as_ref().map(|(word, _)| &**word));
        let at = path.to_vec();
        self.change(T::did_change_condition, None, move |tree| tree.set_leaf(&at, next));
    }

    /// Whether the compiler's place is that of a comparison, or inside of the signal that it looks at. Tracked.
    pub fn is_leaf_place(self, path: StoredValue<Vec<usize>>, place: &str) -> bool {
        let mine = path.with_value(|path| self.compiled_place(path));
        mine.is_some_and(|mine| place.strip_prefix(&mine).is_some_and(|rest| !rest.starts_with('[')))
    }

    /// Whether it is that of a group. A condition that is one comparison has no group. Tracked.
    pub fn is_group_place(self, path: StoredValue<Vec<usize>>, place: &str) -> bool {
        let is_one = matches!(self.condition(), Some(Condition::Leaf(_)));
        !is_one && path.with_value(|path| self.compiled_place(path)).as_deref() == Some(place)
    }

    /// How the compiler names the place of a part. Tracked.
    pub fn compiled_place(self, path: &[usize]) -> Option<String> {
        let condition = self.condition()?;
        let (_, place) = Tree::places(&condition).into_iter().find(|(p, _)| p == path)?;
        Some(format!("{}{place}", self.place.get_value()))
    }

    /// The condition itself; nothing where there is none. Tracked.
    pub fn condition(self) -> Option<Condition> {
        self.tree.get().condition()
    }
}

/// A path as a mark.
fn written(path: &[usize]) -> String {
    path.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
}
