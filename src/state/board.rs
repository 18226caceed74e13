//! Where the cards of a board stand: a word a card, kept by itself, so that what is arranged in two tabs at once meets only where it is the
//! same card. Pure.

use crate::domain::record::Text;

/// The word of a card that is off the board.
pub const OFF: &str = "-";

/// A card with its place among the others.
pub type Placed<'a> = (&'a str, f64);

/// The cards on a board in their order. A card without a word stands where the board begins with it; `word` tells what is kept of one.
/// Where nothing is left on it, the board begins anew.
pub fn placed<'a>(begins: &[&'a str], all: &[&'a str], word: impl Fn(&str) -> Option<Text>) -> Vec<Placed<'a>> {
    let first = |card: &str| begins.iter().position(|known| *known == card).map(|at| at as f64);
    let place = |card: &'a str| {
        let at = match word(card) {
            Some(word) if *word == *OFF => None,
            Some(word) => word
                .parse()
                .ok()
                .filter(|at: &f64| at.is_finite())
                .or_else(|| first(card)),
            None => first(card),
        };
        Some((card, at?))
    };
    let mut cards: Vec<Placed> = all.iter().filter_map(|card| place(card)).collect();
    if cards.is_empty() {
        cards = begins.iter().filter_map(|card| Some((*card, first(card)?))).collect();
    }
    cards.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    cards
}

/// The places to keep for a card to become the one at `to` in the order: its own, or those of all where there is no room between its
/// neighbours.
pub fn put<'a>(cards: &[Placed<'a>], card: &'a str, to: usize) -> Vec<Placed<'a>> {
    let others: Vec<Placed> = cards.iter().copied().filter(|(other, _)| *other != card).collect();
    let to = to.min(others.len());
    let place = |at: usize| others.get(at).map(|(_, place)| *place);
    let (before, after) = (to.checked_sub(1).and_then(place), place(to));
    let own = match (before, after) {
        (Some(before), Some(after)) => f64::midpoint(before, after),
        (Some(before), None) => before + 1.0,
        (None, Some(after)) => after - 1.0,
        (None, None) => 0.0,
    };
    if before.is_none_or(|before| before < own) && after.is_none_or(|after| own < after) {
        return vec![(card, own)];
    }
    let (first, last) = others.split_at(to);
    let keys = first.iter().map(|(other, _)| *other);
    let keys = keys.chain([card]).chain(last.iter().map(|(other, _)| *other));
    keys.zip(0_u32..).map(|(card, at)| (card, f64::from(at))).collect()
}

/// The word of a place.
pub fn word(place: f64) -> Text {
    place.to_string().into()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const BEGINS: [&str; 3] = ["a", "b", "c"];
    const ALL: [&str; 5] = ["a", "b", "c", "d", "e"];

    type Words = BTreeMap<String, Text>;

    fn cards(words: &Words) -> Vec<Placed<'static>> {
        placed(&BEGINS, &ALL, |card| words.get(card).cloned())
    }

    fn keys(words: &Words) -> String {
        cards(words).iter().map(|(card, _)| *card).collect()
    }

    /// Puts a card as a tab does that knows these words, and keeps what that changes.
    fn place(kept: &mut Words, known: &Words, card: &'static str, to: usize) {
        for (card, at) in put(&cards(known), card, to) {
            kept.insert(card.to_owned(), word(at));
        }
    }

    #[test]
    fn a_card_stands_where_it_was_put() {
        let mut words = Words::new();
        assert_eq!(keys(&words), "abc");
        for (card, to, order) in [
            ("c", 0, "cab"),
            ("b", 1, "cba"),
            ("e", 3, "cbae"),
            ("d", 9, "cbaed"),
            ("c", 4, "baedc"),
            ("b", 0, "baedc"),
        ] {
            let known = words.clone();
            place(&mut words, &known, card, to);
            assert_eq!(keys(&words), order, "{card} to {to}");
        }
        words.insert("a".to_owned(), OFF.into());
        assert_eq!(keys(&words), "bedc");
        // What cannot be read is as if it was not there; d never stood on the board.
        words.insert("c".to_owned(), "NaN".into());
        words.insert("d".to_owned(), "x".into());
        assert_eq!(keys(&words), "bec");
        for card in ALL {
            words.insert(card.to_owned(), OFF.into());
        }
        assert_eq!(keys(&words), "abc", "a board without a card would be none");
    }

    #[test]
    fn what_two_tabs_arrange_at_once_stays() {
        // Neither knows of what the other did.
        let (mut words, known) = (Words::new(), Words::new());
        words.insert("b".to_owned(), OFF.into());
        place(&mut words, &known, "c", 0);
        place(&mut words, &known, "d", 3);
        assert_eq!(keys(&words), "cad");
        // Two at one place stand in the order of all cards, and a third one goes between them.
        place(&mut words, &known, "e", 3);
        assert_eq!(keys(&words), "cade");
        assert_eq!(words["d"], words["e"]);
        let known = words.clone();
        place(&mut words, &known, "c", 2);
        assert_eq!(keys(&words), "adce");
    }

    #[test]
    fn there_is_always_room() {
        let mut words = Words::new();
        for n in 0..400 {
            let known = words.clone();
            // The first two change places again and again, always between the same neighbours.
            place(&mut words, &known, if n % 2 == 0 { "a" } else { "b" }, 1);
            assert_eq!(keys(&words), if n % 2 == 0 { "bac" } else { "abc" }, "step {n}");
        }
    }
}
