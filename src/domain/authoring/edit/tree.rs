//! A condition as people see it: groups with a joining word, comparisons in them. Every place is a path of numbers.

use crate::domain::rule::condition::{Condition, Leaf};
use crate::words;

words! {
    /// How the parts of a group belong together.
    pub enum Join {
        /// All of them.
        All = "all",
        /// One of them at least.
        Any = "any",
        /// None of them.
        Neither = "neither",
        /// Not all of them.
        NotAll = "not_all",
    }
}

/// A condition as a tree; the root is a group.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// A group.
    Group(Join, Vec<Tree>),
    /// A comparison.
    Leaf(Leaf),
}

impl Default for Tree {
    fn default() -> Self {
        Self::of(None)
    }
}

impl Tree {
    /// The tree of a condition. Without one it is an empty group; a comparison alone is a group of one.
    pub fn of(condition: Option<&Condition>) -> Self {
        match condition {
            None => Self::Group(Join::All, Vec::new()),
            Some(Condition::Leaf(leaf)) => Self::Group(Join::All, vec![Self::Leaf(leaf.clone())]),
            Some(condition) => Self::read(condition),
        }
    }

    fn read(condition: &Condition) -> Self {
        let all = |parts: &[Condition]| parts.iter().map(Self::read).collect();
        match condition {
            Condition::All(parts) => Self::Group(Join::All, all(parts)),
            Condition::Any(parts) => Self::Group(Join::Any, all(parts)),
            Condition::Not(part) => match &**part {
                Condition::Any(parts) => Self::Group(Join::Neither, all(parts)),
                Condition::All(parts) => Self::Group(Join::NotAll, all(parts)),
                part => Self::Group(Join::Neither, vec![Self::read(part)]),
            },
            Condition::Leaf(leaf) => Self::Leaf(leaf.clone()),
        }
    }

    /// The condition of the tree; nothing for an empty root. A root that joins one part in any positive way is that part.
    pub fn condition(self) -> Option<Condition> {
        match self {
            Self::Group(Join::All | Join::Any, parts) if parts.is_empty() => None,
            Self::Group(Join::All | Join::Any, mut parts) if parts.len() == 1 => parts.pop()?.condition(),
            tree => Some(tree.write()),
        }
    }

    fn write(self) -> Condition {
        match self {
            Self::Leaf(leaf) => Condition::Leaf(leaf),
            Self::Group(join, mut parts) => {
                // "None of one" is "not": how it is written by hand. "Not all" is another thing.
                let is_not = join == Join::Neither
                    && matches!(
                        parts[..],
                        [Self::Leaf(_)] | [Self::Group(Join::Neither | Join::NotAll, _)]
                    );
                if let Some(part) = parts.pop_if(|_| is_not) {
                    return Condition::Not(Box::new(part.write()));
                }
                let all = parts.into_iter().map(Self::write).collect();
                match join {
                    Join::All => Condition::All(all),
                    Join::Any => Condition::Any(all),
                    Join::NotAll => Condition::Not(Box::new(Condition::All(all))),
                    Join::Neither => Condition::Not(Box::new(Condition::Any(all))),
                }
            }
        }
    }

    /// The part at a path; the empty path is the tree itself.
    pub fn at(&self, path: &[usize]) -> Option<&Self> {
        match (path, self) {
            ([], _) => Some(self),
            ([first, rest @ ..], Self::Group(_, parts)) => parts.get(*first)?.at(rest),
            _ => None,
        }
    }

    /// The same, to change it.
    pub fn at_mut(&mut self, path: &[usize]) -> Option<&mut Self> {
        match (path, self) {
            ([], it) => Some(it),
            ([first, rest @ ..], Self::Group(_, parts)) => parts.get_mut(*first)?.at_mut(rest),
            _ => None,
        }
    }

    /// The parts of the group at a path.
    pub fn parts(&self, path: &[usize]) -> &[Self] {
        match self.at(path) {
            Some(Self::Group(_, parts)) => parts,
            _ => &[],
        }
    }

    fn parts_mut(&mut self, path: &[usize]) -> Option<&mut Vec<Self>> {
        match self.at_mut(path)? {
            Self::Group(_, parts) => Some(parts),
            Self::Leaf(_) => None,
        }
    }

    /// The comparison at a path.
    pub fn leaf(&self, path: &[usize]) -> Option<&Leaf> {
        match self.at(path)? {
            Self::Leaf(leaf) => Some(leaf),
            Self::Group(..) => None,
        }
    }

    /// The joining word of the group at a path.
    pub fn join(&self, path: &[usize]) -> Option<Join> {
        match self.at(path)? {
            Self::Group(join, _) => Some(*join),
            Self::Leaf(_) => None,
        }
    }

    /// Changes the joining word of the group at a path.
    pub fn set_join(&mut self, path: &[usize], to: Join) {
        if let Some(Self::Group(join, _)) = self.at_mut(path) {
            *join = to;
        }
    }

    /// Changes the comparison at a path.
    pub fn set_leaf(&mut self, path: &[usize], to: Leaf) {
        if let Some(Self::Leaf(leaf)) = self.at_mut(path) {
            *leaf = to;
        }
    }

    /// Adds a part at the end of the group at a path.
    pub fn add(&mut self, path: &[usize], part: Self) {
        if let Some(parts) = self.parts_mut(path) {
            parts.push(part);
        }
    }

    /// Takes the part at a path away, and the groups that it leaves empty.
    pub fn remove(&mut self, path: &[usize]) {
        let Some((last, above)) = path.split_last() else { return };
        let Some(parts) = self.parts_mut(above) else { return };
        if *last < parts.len() {
            parts.remove(*last);
        }
        if parts.is_empty() && !above.is_empty() {
            self.remove(above);
        }
    }

    /// Puts the part at a path into a group of its own.
    pub fn wrap(&mut self, path: &[usize], join: Join) {
        if path.is_empty() {
            return;
        }
        if let Some(part) = self.at_mut(path) {
            let inner = std::mem::replace(part, Self::Group(join, Vec::new()));
            *part = Self::Group(join, vec![inner]);
        }
    }

    /// Takes the group at a path apart: its parts stand where it stood.
    pub fn unwrap(&mut self, path: &[usize]) {
        let Some((last, above)) = path.split_last() else { return };
        let Some(parts) = self.parts_mut(above) else { return };
        if let Some(Self::Group(_, inner)) = parts.get_mut(*last) {
            let inner = std::mem::take(inner);
            parts.splice(*last..=*last, inner);
        }
    }

    /// The tree without its comparisons and words: two trees of one shape are drawn by the same controls.
    pub fn shape(&self) -> Vec<(Vec<usize>, bool)> {
        let mut all = Vec::new();
        self.each(&mut Vec::new(), &mut |path, part| {
            all.push((path.to_vec(), matches!(part, Self::Leaf(_))));
        });
        all
    }

    /// Sees every part with its path, each group before its parts.
    pub fn each<'a>(&'a self, path: &mut Vec<usize>, see: &mut impl FnMut(&[usize], &'a Self)) {
        see(path, self);
        if let Self::Group(_, parts) = self {
            for (i, part) in parts.iter().enumerate() {
                path.push(i);
                part.each(path, see);
                path.pop();
            }
        }
    }

    /// Where each part of a condition's tree stands for the compiler, behind the condition's own place.
    pub fn places(condition: &Condition) -> Vec<(Vec<usize>, String)> {
        let mut all = Vec::new();
        match condition {
            Condition::Leaf(_) => all.extend([(Vec::new(), String::new()), (vec![0], String::new())]),
            _ => walk(condition, &mut Vec::new(), "", &mut all),
        }
        all
    }
}

fn walk(condition: &Condition, path: &mut Vec<usize>, place: &str, all: &mut Vec<(Vec<usize>, String)>) {
    all.push((path.clone(), place.to_owned()));
    let mut list = |parts: &[Condition], word: &str, path: &mut Vec<usize>| {
        for (i, part) in parts.iter().enumerate() {
            path.push(i);
            walk(part, path, &format!("{place}{word}[{i}]"), all);
            path.pop();
        }
    };
    match condition {
        Condition::All(parts) => list(parts, ".all", path),
        Condition::Any(parts) => list(parts, ".any", path),
        Condition::Not(part) => match &**part {
            Condition::Any(parts) => list(parts, ".not.any", path),
            Condition::All(parts) => list(parts, ".not.all", path),
            part => {
                path.push(0);
                walk(part, path, &format!("{place}.not"), all);
                path.pop();
            }
        },
        Condition::Leaf(_) => {}
    }
}
