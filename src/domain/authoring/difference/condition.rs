//! The smallest difference between two conditions: a value, an operator, a fact, a part; the whole only where nothing is shared.

use super::sequence::moved;
use crate::domain::rule::{Condition, Leaf};

/// Where something stands in a condition: the number of the part at each level, 0 below a `not`. Empty is the whole.
pub type Path = Vec<usize>;

/// A single difference inside a condition.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionDifference {
    /// Where: in the later condition; what is gone, by its number in the earlier list.
    pub path: Path,
    /// What.
    pub change: ConditionChange,
}

/// What became of a part of a condition.
#[derive(Clone, Debug, PartialEq)]
pub enum ConditionChange {
    /// The same comparison with another value: a threshold, a class, a list.
    Threshold {
        /// As it was.
        before: Leaf,
        /// As it is.
        after: Leaf,
    },
    /// The same fact compared by another operator, perhaps with another value too.
    Operator {
        /// As it was.
        before: Leaf,
        /// As it is.
        after: Leaf,
    },
    /// Another fact.
    Fact {
        /// As it was.
        before: Leaf,
        /// As it is.
        after: Leaf,
    },
    /// Keys of the comparison that this version does not know.
    Extra(Leaf),
    /// A part that was not there.
    Added(Condition),
    /// A part that is gone.
    Removed(Condition),
    /// A part that stands elsewhere in its list.
    Moved(Condition),
    /// A list whose parts must now all hold where one was enough, or the other way round; as it is.
    Joint(Condition),
    /// Something else altogether.
    Replaced {
        /// As it was.
        before: Condition,
        /// As it is.
        after: Condition,
    },
    /// The same in other brackets.
    Rewritten(Condition),
}

/// Lists that differ in more than about 250 comparisons each are told whole: their alignment costs the product.
const MOST: usize = 1_000_000;

/// What became of a condition.
pub(super) fn compare(before: Option<&Condition>, after: Option<&Condition>) -> Vec<ConditionDifference> {
    let whole = |change| vec![ConditionDifference { path: vec![], change }];
    match (before, after) {
        (None, None) => vec![],
        (None, Some(after)) => whole(ConditionChange::Added(after.clone())),
        (Some(before), None) => whole(ConditionChange::Removed(before.clone())),
        (Some(before), Some(after)) => rejoined(pair(before, after, &[]).changes),
    }
}

/// The differences of two conditions, what they weigh, and whether the two have anything in common.
#[derive(Clone, Default)]
struct Found {
    changes: Vec<ConditionDifference>,
    cost: usize,
    related: bool,
}

impl Found {
    fn push(&mut self, path: &[usize], change: ConditionChange, cost: usize) {
        let path = path.to_vec();
        self.changes.push(ConditionDifference { path, change });
        self.cost += cost;
    }

    fn one(path: &[usize], change: ConditionChange, cost: usize) -> Self {
        let mut found = Self::default();
        found.push(path, change, cost);
        found
    }
}

/// What taking a part away or adding it weighs; every change inside is lighter.
fn weight(condition: &Condition) -> usize {
    let mut leaves = 0;
    condition.each_leaf(&mut |_| leaves += 1);
    4 * leaves.max(1)
}

fn pair(before: &Condition, after: &Condition, path: &[usize]) -> Found {
    let same = Found {
        related: true,
        ..Found::default()
    };
    if before == after {
        return same;
    }
    let (mut path, outer) = (path.to_vec(), after);
    let before = bare(before, &mut Path::new());
    let after = bare(after, &mut path);
    let mut found = match (before, after) {
        _ if before == after => same,
        (Condition::Leaf(before), Condition::Leaf(after)) => leaf(before, after, &path),
        (Condition::Not(before), Condition::Not(after)) => {
            path.push(0);
            pair(before, after, &path)
        }
        (Condition::Not(_), Condition::Leaf(_)) | (Condition::Leaf(_), Condition::Not(_)) => Found::default(),
        _ => lists(before, after, &path),
    };
    if found.related && found.changes.is_empty() {
        found.push(&path, ConditionChange::Rewritten(outer.clone()), 1);
    } else if !found.related && found.changes.len() != 1 {
        let cost = weight(before) + weight(after) - 1;
        let (before, after) = (before.clone(), after.clone());
        found = Found::one(&path, ConditionChange::Replaced { before, after }, cost);
    }
    found
}

/// What stands in lists of one part, which say no more than the part.
fn bare<'a>(condition: &'a Condition, path: &mut Path) -> &'a Condition {
    match condition {
        Condition::All(parts) | Condition::Any(parts) if parts.len() == 1 => {
            path.push(0);
            bare(&parts[0], path)
        }
        _ => condition,
    }
}

fn leaf(before: &Leaf, after: &Leaf, path: &[usize]) -> Found {
    let Leaf {
        fact,
        operator,
        value,
        extra,
    } = before;
    let (other_fact, other_operator) = (*fact != after.fact, *operator != after.operator);
    let (other_value, other_extra) = (*value != after.value, *extra != after.extra);
    let (before, after) = (before.clone(), after.clone());
    let mut found = Found {
        related: !other_fact,
        ..Found::default()
    };
    if other_extra {
        found.push(path, ConditionChange::Extra(after.clone()), 1);
    }
    if other_fact {
        found.push(path, ConditionChange::Fact { before, after }, 6);
    } else if other_operator {
        found.push(path, ConditionChange::Operator { before, after }, 3);
    } else if other_value {
        found.push(path, ConditionChange::Threshold { before, after }, 2);
    }
    found
}

/// Where the parts stand that are being aligned.
#[derive(Clone, Copy)]
struct At<'a> {
    path: &'a [usize],
    /// Parts that are alike before them.
    head: usize,
    /// The later condition is no list but its own only part.
    single: bool,
}

impl At<'_> {
    fn now(self, j: usize) -> Path {
        if self.single { self.path.to_vec() } else { self.then(j) }
    }

    fn then(self, i: usize) -> Path {
        [self.path, &[self.head + i]].concat()
    }
}

/// A condition as a list of parts, a single one as a list of itself.
fn parts(condition: &Condition) -> &[Condition] {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts,
        Condition::Not(_) | Condition::Leaf(_) => std::slice::from_ref(condition),
    }
}

/// Compares two conditions of which at least one is a list.
fn lists(before: &Condition, after: &Condition, path: &[usize]) -> Found {
    use Condition::{All, Any};
    let (mut old, mut new) = (parts(before), parts(after));
    // A condition that became a part of a list, or the only part that is left of one, stayed what it is.
    if new.contains(before) {
        old = std::slice::from_ref(before);
    } else if old.contains(after) {
        new = std::slice::from_ref(after);
    }
    let mut found = Found::default();
    if matches!((before, after), (All(_), Any(_)) | (Any(_), All(_))) && old.len().min(new.len()) > 1 {
        found.push(path, ConditionChange::Joint(after.clone()), 2);
    }
    let single = new.first().is_some_and(|part| std::ptr::eq(part, after));
    let Some(aligned) = align(old, new, At { path, single, head: 0 }) else {
        return Found::default();
    };
    found.changes.extend(aligned.changes);
    found.cost += aligned.cost;
    found.related = aligned.related;
    found
}

/// Fits two lists of parts together at the least weight; nothing where they are too long for that.
fn align(old: &[Condition], new: &[Condition], at: At) -> Option<Found> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let all = |parts: &[Condition]| parts.iter().map(weight).sum::<usize>();
    if all(old).saturating_mul(all(new)) > MOST {
        return None;
    }
    let at = At { head, ..at };
    let mut found = reordered(old, new, at).unwrap_or_else(|| fitted(old, new, at));
    found.related |= head + tail > 0;
    Some(found)
}

/// The parts that moved, where the lists hold the same ones.
fn reordered(old: &[Condition], new: &[Condition], at: At) -> Option<Found> {
    let mut free: Vec<bool> = vec![true; old.len()];
    let mut place = |part: &Condition| {
        let found = (0..old.len()).find(|i| free[*i] && old[*i] == *part)?;
        free[found] = false;
        Some(found)
    };
    let places: Vec<usize> = new.iter().map(&mut place).collect::<Option<_>>()?;
    if places.len() != old.len() {
        return None;
    }
    let mut found = Found {
        related: !new.is_empty(),
        ..Found::default()
    };
    for (j, _) in moved(&places).iter().enumerate().filter(|(_, moved)| **moved) {
        found.push(&at.now(j), ConditionChange::Moved(new[j].clone()), 1);
    }
    Some(found)
}

/// The alignment of least weight: pairs that changed, parts that are gone, parts that are new.
fn fitted(old: &[Condition], new: &[Condition], at: At) -> Found {
    let pairs: Vec<Vec<Found>> = old
        .iter()
        .map(|before| {
            new.iter()
                .enumerate()
                .map(|(j, after)| pair(before, after, &at.now(j)))
                .collect()
        })
        .collect();
    let (gone, fresh): (Vec<usize>, Vec<usize>) = (old.iter().map(weight).collect(), new.iter().map(weight).collect());
    // What the rest weighs, from each pair of places on.
    let mut rest = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..=old.len()).rev() {
        for j in (0..=new.len()).rev() {
            let both = (i < old.len() && j < new.len()).then(|| rest[i + 1][j + 1] + pairs[i][j].cost);
            let one_gone = (i < old.len()).then(|| rest[i + 1][j] + gone[i]);
            let one_fresh = (j < new.len()).then(|| rest[i][j + 1] + fresh[j]);
            rest[i][j] = [both, one_gone, one_fresh].into_iter().flatten().min().unwrap_or(0);
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Found::default());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && rest[i][j] == rest[i + 1][j + 1] + pairs[i][j].cost {
            found.changes.extend(pairs[i][j].changes.iter().cloned());
            found.cost += pairs[i][j].cost;
            found.related |= pairs[i][j].related;
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && rest[i][j] == rest[i + 1][j] + gone[i] {
            found.push(&at.then(i), ConditionChange::Removed(old[i].clone()), gone[i]);
            i += 1;
        } else {
            found.push(&at.now(j), ConditionChange::Added(new[j].clone()), fresh[j]);
            j += 1;
        }
    }
    found
}

/// What was taken away here and put back there has moved.
fn rejoined(mut changes: Vec<ConditionDifference>) -> Vec<ConditionDifference> {
    let mut taken: Vec<usize> = Vec::new();
    for i in 0..changes.len() {
        let ConditionChange::Added(part) = changes[i].change.clone() else {
            continue;
        };
        let is_twin = |(j, c): (usize, &ConditionDifference)| {
            !taken.contains(&j) && matches!(&c.change, ConditionChange::Removed(gone) if *gone == part)
        };
        if let Some(twin) = changes.iter().enumerate().position(is_twin) {
            taken.push(twin);
            changes[i].change = ConditionChange::Moved(part);
        }
    }
    let mut places = 0..changes.len();
    changes.retain(|_| places.next().is_none_or(|i| !taken.contains(&i)));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rule::{Operand, Operator};

    fn leaf(fact: &str, operator: Operator, value: f64) -> Condition {
        Condition::leaf(fact, operator, Operand::Number(value))
    }

    fn at_least(fact: &str, value: f64) -> Condition {
        leaf(fact, Operator::GreaterThanInclusive, value)
    }

    /// A condition in short: `x5` for x ≥ 5, `(x5&y1)`, `(x5|y1)`, `!x5`.
    fn short(condition: &Condition) -> String {
        let list =
            |parts: &[Condition], sign: &str| format!("({})", parts.iter().map(short).collect::<Vec<_>>().join(sign));
        match condition {
            Condition::All(parts) => list(parts, "&"),
            Condition::Any(parts) => list(parts, "|"),
            Condition::Not(part) => format!("!{}", short(part)),
            Condition::Leaf(leaf) => match leaf.value {
                Operand::Number(n) if leaf.operator == Operator::GreaterThan => format!("{}>{n}", leaf.fact),
                Operand::Number(n) => format!("{}{n}", leaf.fact),
                _ => panic!("{leaf:?}"),
            },
        }
    }

    /// Reads what [`short`] writes.
    fn long(text: &str) -> Condition {
        fn read(text: &[u8], at: &mut usize) -> Condition {
            *at += 1;
            match text[*at - 1] {
                b'!' => Condition::Not(Box::new(read(text, at))),
                b'(' => {
                    let (mut parts, mut sign) = (Vec::new(), b'&');
                    while text[*at] != b')' {
                        parts.push(read(text, at));
                        if text[*at] != b')' {
                            sign = text[*at];
                            *at += 1;
                        }
                    }
                    *at += 1;
                    if sign == b'&' {
                        Condition::All(parts)
                    } else {
                        Condition::Any(parts)
                    }
                }
                name => {
                    let more = text[*at] == b'>';
                    *at += usize::from(more);
                    let operator = if more {
                        Operator::GreaterThan
                    } else {
                        Operator::GreaterThanInclusive
                    };
                    *at += 1;
                    leaf(&char::from(name).to_string(), operator, f64::from(text[*at - 1] - b'0'))
                }
            }
        }
        read(text.as_bytes(), &mut 0)
    }

    fn told(difference: &ConditionDifference) -> String {
        let ConditionDifference { path, change } = difference;
        let path: Vec<String> = path.iter().map(usize::to_string).collect();
        let leaf = |leaf: &Leaf| short(&Condition::Leaf(leaf.clone()));
        let what = match change {
            ConditionChange::Threshold { before, after } => format!("value {}→{}", leaf(before), leaf(after)),
            ConditionChange::Operator { before, after } => format!("operator {}→{}", leaf(before), leaf(after)),
            ConditionChange::Fact { before, after } => format!("fact {}→{}", leaf(before), leaf(after)),
            ConditionChange::Extra(after) => format!("extra {}", leaf(after)),
            ConditionChange::Added(part) => format!("+{}", short(part)),
            ConditionChange::Removed(part) => format!("-{}", short(part)),
            ConditionChange::Moved(part) => format!("moved {}", short(part)),
            ConditionChange::Joint(list) => format!("joint {}", short(list)),
            ConditionChange::Replaced { before, after } => format!("{}→{}", short(before), short(after)),
            ConditionChange::Rewritten(after) => format!("rewritten {}", short(after)),
        };
        format!("{}: {what}", path.join("."))
    }

    #[test]
    fn the_smallest_difference_of_two_conditions_is_told() {
        let table: &[(&str, &str, &[&str])] = &[
            ("x1", "x1", &[]),
            ("x1", "x2", &[": value x1→x2"]),
            ("x1", "x>1", &[": operator x1→x>1"]),
            ("x1", "x>2", &[": operator x1→x>2"]),
            ("x1", "y1", &[": fact x1→y1"]),
            // One part of many; two parts are two differences.
            ("(x1&y1&z1)", "(x1&y2&z1)", &["1: value y1→y2"]),
            ("(x1&y1&z1)", "(x2&y2&z1)", &["0: value x1→x2", "1: value y1→y2"]),
            ("(x1&(y1|z1))", "(x1&(y1|z>1))", &["1.1: operator z1→z>1"]),
            ("(x1&y1)", "(x1&z1)", &["1: fact y1→z1"]),
            // Parts that come and go move nobody behind them.
            ("(x1&y1)", "(z1&x1&y1)", &["0: +z1"]),
            ("(x1&y1&z1)", "(y1&z1)", &["0: -x1"]),
            ("(x1&y1&z1)", "(y2&z1)", &["0: -x1", "0: value y1→y2"]),
            ("(x1&y1)", "(x1&y1&(z1|u1))", &["2: +(z1|u1)"]),
            ("(x1&y1)", "(y1&x1)", &["0: moved y1"]),
            // Out of the brackets, into them.
            ("(x1&(y1|z1))", "(x1&y1&z1)", &["2: moved z1"]),
            ("(x1&(y1|z1)&u1)", "((y1|z1|x1)&u1)", &["0.2: moved x1"]),
            // A list of one is its part; a second one is added to it.
            ("x1", "(x1)", &["0: rewritten (x1)"]),
            ("x1", "(x2)", &["0: value x1→x2"]),
            ("x1", "(x1&y1)", &["1: +y1"]),
            ("x1", "(x2&y1)", &["0: value x1→x2", "1: +y1"]),
            ("(x1|y1)", "x1", &["1: -y1"]),
            ("(x1&y1)", "((x1&y1)|z1)", &["1: +z1"]),
            ("((x1&y1)|z1)", "(x1&y1)", &["1: -z1"]),
            ("()", "(x1)", &["0: +x1"]),
            // Every part or one of them.
            ("(x1&y1)", "(x1|y1)", &[": joint (x1|y1)"]),
            ("(x1|y1)", "(x1&y2)", &[": joint (x1&y2)", "1: value y1→y2"]),
            ("(x1|(y1&z1))", "(x1|(y1|z1))", &["1: joint (y1|z1)"]),
            // The opposite.
            ("!x1", "!x2", &["0: value x1→x2"]),
            ("x1", "!x1", &[": x1→!x1"]),
            ("(x1&y1)", "(x1&!y1)", &["1: y1→!y1"]),
            ("(x1&y1)", "!(x1&y1)", &[": (x1&y1)→!(x1&y1)"]),
            // Nothing is shared: the whole.
            ("(x1&y1)", "(u1&v1)", &[": (x1&y1)→(u1&v1)"]),
            ("(x1&(y1|z1))", "(x1&(u1|v1))", &["1: (y1|z1)→(u1|v1)"]),
            ("(x1&y1)", "(u1|v1)", &[": (x1&y1)→(u1|v1)"]),
        ];
        for (before, after, expected) in table {
            let (old, new) = (long(before), long(after));
            assert_eq!((short(&old).as_str(), short(&new).as_str()), (*before, *after));
            let found: Vec<String> = compare(Some(&old), Some(&new)).iter().map(told).collect();
            assert_eq!(found, *expected, "{before} → {after}");
        }
    }

    #[test]
    fn huge_lists_are_told_whole_and_at_once() {
        let many = |fact: &str| Condition::All((0..3_000).map(|n| at_least(fact, f64::from(n))).collect());
        let (before, mut after) = (many("x"), many("y"));
        assert_eq!(compare(Some(&before), Some(&after)).len(), 1);
        // A change in the middle of a long list is still found.
        after = before.clone();
        if let Condition::All(parts) = &mut after {
            parts[1_500] = at_least("x", -1.0);
        }
        let found = compare(Some(&before), Some(&after));
        assert_eq!((found.len(), found[0].path.clone()), (1, vec![1_500]));
    }
}
