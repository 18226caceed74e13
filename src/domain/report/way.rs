//! Better and worse: the way between two classes, as a dimension ranks them.

use crate::domain::record::Text;

/// Which way a customer moves, as the dimension ranks its classes; in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// To a worse class.
    Down,
    /// From a class into unclassified, where the dimension has better and worse: neither, but the class is lost.
    Gone,
    /// To a better one.
    Up,
    /// From unclassified into a class: neither better nor worse.
    New,
    /// Neither: the dimension does not rank both classes.
    Other,
}

impl Way {
    /// Every way, in order.
    pub const ALL: [Self; 5] = [Self::Down, Self::Gone, Self::Up, Self::New, Self::Other];

    /// Its word in an address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Gone => "gone",
            Self::Up => "up",
            Self::New => "new",
            Self::Other => "other",
        }
    }

    /// Whether it asks for a cause and a measure: what was had is lost.
    pub fn asks_cause(self) -> bool {
        matches!(self, Self::Down | Self::Gone)
    }
}

/// The order of classes from best to worst under two rulebooks: that of the later one, a class that goes before the next that stays.
/// Empty where the later one has no better and worse.
pub fn rank_of_both(before: &[Text], after: &[Text]) -> Vec<Text> {
    if after.is_empty() {
        return Vec::new();
    }
    in_one_order(before, after)
}

/// The way between two classes under such an order.
pub fn way(rank: &[Text], from: Option<&str>, to: Option<&str>) -> Way {
    let place = |class: Option<&str>| rank.iter().position(|id| Some(&**id) == class);
    match (from, to) {
        (None, Some(_)) => Way::New,
        (Some(_), None) if !rank.is_empty() => Way::Gone,
        _ => match (place(from), place(to)) {
            (Some(from), Some(to)) if to > from => Way::Down,
            (Some(from), Some(to)) if to < from => Way::Up,
            _ => Way::Other,
        },
    }
}

/// The classes of the changed rules in their order; one that goes keeps its place before the next one that stays.
pub(super) fn in_one_order(before: &[Text], after: &[Text]) -> Vec<Text> {
    let mut all = after.to_vec();
    for (i, gone) in before.iter().enumerate().rev().filter(|(_, id)| !after.contains(id)) {
        let next = before[i + 1..]
            .iter()
            .find_map(|id| all.iter().position(|other| other == id));
        all.insert(next.unwrap_or(all.len()), gone.clone());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rule::Rulebook;

    #[test]
    fn the_rank_says_which_way_and_not_the_order_of_the_rules() {
        let rank = |ids: &[&str]| ids.iter().map(|id| Text::from(*id)).collect::<Vec<Text>>();
        let rules = Rulebook::default();
        let table = [
            ("risk", "low", "medium", Way::Down),
            ("risk", "high", "medium", Way::Up),
            ("stage", "active", "lost", Way::Down),
            ("stage", "lost", "intending", Way::Up),
            ("stage", "potential", "lost", Way::Down),
            ("stage", "intending", "potential", Way::Down),
            ("value", "key", "strategic", Way::Up),
            ("closeness", "close", "steady", Way::Down),
            ("rfm_tier", "basic", "middle", Way::Up),
            ("health", "healthy", "at_risk", Way::Down),
            ("abc", "C", "A", Way::Up),
            ("industry", "零售", "制造", Way::Other),
        ];
        for (dimension, from, to, expected) in table {
            assert_eq!(
                way(rules.rank(dimension), Some(from), Some(to)),
                expected,
                "{dimension}"
            );
        }
        assert_eq!(way(&rank(&["a", "b"]), None, Some("b")), Way::New);
        assert_eq!(way(&rank(&["a", "b"]), Some("a"), None), Way::Gone);
        assert_eq!(way(&rank(&["a", "b"]), Some("c"), None), Way::Gone);
        assert_eq!(way(&[], Some("a"), None), Way::Other);
        assert_eq!(way(&rank(&["a", "b"]), Some("a"), Some("c")), Way::Other);
        // Where the later rules rank nothing, nothing is better; a class that goes keeps its place.
        assert!(rank_of_both(&rank(&["a", "b"]), &[]).is_empty());
        assert_eq!(
            rank_of_both(&rank(&["a", "gone", "b"]), &rank(&["b", "a"])),
            rank(&["gone", "b", "a"])
        );
    }
}
