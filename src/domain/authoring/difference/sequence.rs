//! How two ordered lists of named entries fit together: what is new, what is gone, and what really moved.
//!
//! Moved is only what stands outside a longest run that kept its order, so an insertion moves nobody behind it.

use std::collections::HashMap;

/// An entry of the two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// Only the later list has it, at this place.
    Added(usize),
    /// Only the earlier list has it, at this place.
    Removed(usize),
    /// Both have it: its place then and now, and whether it moved past others.
    Kept(usize, usize, bool),
}

/// Fits two lists of names: the later list in its order, then what is gone. A name that stands twice pairs with its like in turn.
pub(super) fn fit(before: &[&str], after: &[&str]) -> Vec<Fit> {
    let (old, new) = (numbered(before), numbered(after));
    let places: HashMap<_, usize> = old.iter().enumerate().map(|(i, name)| (*name, i)).collect();
    let pairs: Vec<(usize, usize)> = new
        .iter()
        .enumerate()
        .filter_map(|(now, name)| places.get(name).map(|then| (*then, now)))
        .collect();
    let moved = moved(&pairs.iter().map(|(then, _)| *then).collect::<Vec<_>>());
    let mut kept = pairs.into_iter().zip(moved).peekable();
    let mut gone = vec![true; before.len()];
    let mut fits: Vec<Fit> = Vec::with_capacity(after.len());
    for now in 0..after.len() {
        fits.push(match kept.next_if(|((_, place), _)| *place == now) {
            Some(((then, _), moved)) => {
                gone[then] = false;
                Fit::Kept(then, now, moved)
            }
            None => Fit::Added(now),
        });
    }
    let left = gone.iter().enumerate().filter(|(_, gone)| **gone);
    fits.extend(left.map(|(then, _)| Fit::Removed(then)));
    fits
}

/// Each name with how often it stood before.
fn numbered<'a>(names: &[&'a str]) -> Vec<(&'a str, usize)> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    names
        .iter()
        .map(|name| {
            let times = seen.entry(name).or_default();
            *times += 1;
            (*name, *times)
        })
        .collect()
}

/// Which of these distinct places, read in order, stand outside the longest rising run. Of equally long runs the one that keeps
/// more entries where they stood; then the one that lets the entry that went up be the moved one.
pub(super) fn moved(places: &[usize]) -> Vec<bool> {
    let mut sorted = places.to_vec();
    sorted.sort_unstable();
    let stays = |i: usize| sorted[i] == places[i];
    let head = (0..places.len()).take_while(|i| stays(*i)).count();
    let tail = (head..places.len()).rev().take_while(|i| stays(*i)).count();
    let end = places.len() - tail;
    // The best run that ends with an entry: its length, how many of it stay, and the entry before.
    let mut best: Vec<((usize, usize), Option<usize>)> = Vec::with_capacity(end - head);
    for i in head..end {
        let earlier = (head..i).filter(|j| places[*j] < places[i]);
        let last = earlier.max_by_key(|j| best[j - head].0);
        let (length, still) = last.map_or((0, 0), |j| best[j - head].0);
        best.push(((length + 1, still + usize::from(stays(i))), last));
    }
    let mut moved = vec![false; places.len()];
    moved[head..end].fill(true);
    let mut at = (head..end).max_by_key(|i| best[i - head].0);
    while let Some(i) = at {
        moved[i] = false;
        at = best[i - head].1;
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that moved, in the later order.
    fn movers(before: &str, after: &str) -> String {
        let split = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        let (old, new) = (split(before), split(after));
        let fits = fit(
            &old.iter().map(String::as_str).collect::<Vec<_>>(),
            &new.iter().map(String::as_str).collect::<Vec<_>>(),
        );
        let moved = fits.into_iter().filter_map(|fit| match fit {
            Fit::Kept(then, now, true) => {
                assert_eq!(old[then], new[now]);
                Some(new[now].clone())
            }
            _ => None,
        });
        moved.collect()
    }

    #[test]
    fn only_what_passed_others_moved() {
        let table = [
            ("abc", "abc", ""),
            ("abc", "xabc", ""),
            ("abc", "ac", ""),
            // Of two neighbours that changed places, the one that went up.
            ("ab", "ba", "b"),
            ("abcd", "acbd", "c"),
            ("abcde", "eabcd", "e"),
            ("abcde", "bcdea", "a"),
            // The middle one stays.
            ("abc", "cba", "ca"),
            ("abcd", "dbca", "da"),
            ("abcd", "xdbcay", "da"),
            // Twice the same name: in turn.
            ("aab", "aba", "b"),
        ];
        for (before, after, expected) in table {
            assert_eq!(movers(before, after), expected, "{before} → {after}");
        }
    }

    #[test]
    fn what_is_new_and_gone_is_told_at_its_place() {
        assert_eq!(
            fit(&["a", "b", "b"], &["b", "c"]),
            [Fit::Kept(1, 0, false), Fit::Added(1), Fit::Removed(0), Fit::Removed(2)]
        );
        assert_eq!(fit(&[], &["x"]), [Fit::Added(0)]);
        assert_eq!(fit(&["x"], &[]), [Fit::Removed(0)]);
    }
}
