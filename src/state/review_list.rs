//! Which moves the review lists, and in which order, as the text of its address: `dim`, `way`, `state`, `q`, `sort`. Pure.

use super::list::{Collate, by_place, rows_by_text};
use super::query::Sort;
use super::route::Params;
use crate::domain::fold::folded;
use crate::domain::report::moves::Way;
use crate::domain::report::review::Reviewed;

/// The dimension's id.
pub const DIM: &str = "dim";
/// `up` or `down`.
pub const WAY: &str = "way";
/// `decided` or `all`; without it those that wait.
pub const STATE: &str = "state";
/// Part of a customer's name.
pub const SEARCH: &str = "q";
/// `name`, `purchase`, with `-` before it for the other way round.
pub const SORT: &str = "sort";
/// The value of [`STATE`] for what was decided.
pub const DECIDED: &str = "decided";
/// The value of [`STATE`] for everything.
pub const ALL: &str = "all";

/// What the list shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// One dimension.
    pub dimension: Option<String>,
    /// One way.
    pub way: Option<Way>,
    /// Decided or not; nothing for both.
    pub decided: Option<bool>,
    /// Part of a name, folded.
    pub search: String,
    /// The order; without one up before down, the largest purchases first.
    pub sort: Option<Sort>,
}

impl Filters {
    /// Reads an address.
    pub fn of(params: &Params) -> Self {
        Self {
            dimension: params.get(DIM).map(str::to_owned),
            way: match params.get(WAY) {
                Some("up") => Some(Way::Up),
                Some("down") => Some(Way::Down),
                _ => None,
            },
            decided: match params.get(STATE) {
                Some(DECIDED) => Some(true),
                Some(ALL) => None,
                _ => Some(false),
            },
            search: folded(params.get(SEARCH).unwrap_or_default()).into_owned(),
            sort: params.get(SORT).map(Sort::parse),
        }
    }

    /// How many moves of a dimension the other conditions leave, the search aside.
    pub fn count(&self, moves: &[Reviewed], dimension: &str) -> usize {
        let other = Self {
            dimension: Some(dimension.to_owned()),
            search: String::new(),
            ..self.clone()
        };
        moves.iter().filter(|item| other.fits(item, &|_| String::new())).count()
    }

    fn fits(&self, item: &Reviewed, name: &dyn Fn(u32) -> String) -> bool {
        self.dimension.as_deref().is_none_or(|id| *id == *item.dimension)
            && self.way.is_none_or(|way| way == item.mover.way)
            && self.decided.is_none_or(|decided| decided == item.decision.is_some())
            && (self.search.is_empty() || folded(&name(item.mover.slot)).contains(&self.search))
    }
}

/// The places of the moves to show, in order. `name` gives a customer's name by slot.
pub fn rows(filters: &Filters, moves: &[Reviewed], name: &dyn Fn(u32) -> String, collate: Collate<'_>) -> Vec<u32> {
    let fit = |item: &Reviewed| filters.fits(item, name);
    match filters.sort.as_ref().map(|sort| (&*sort.column, sort.descending)) {
        Some(("name", _)) => {
            let of = |item: &Reviewed, _: &str| Some(name(item.mover.slot));
            rows_by_text(moves, fit, filters.sort.as_ref(), of, collate)
        }
        Some(("purchase", descending)) => by_place(places(moves, fit, |_| true), descending),
        _ => {
            let of = |way| by_place(places(moves, fit, |item| item.mover.way == way), true);
            let mut all = of(Way::Up);
            all.extend(of(Way::Down));
            all
        }
    }
}

/// The moves that fit with their purchases.
fn places(
    moves: &[Reviewed],
    fit: impl Fn(&Reviewed) -> bool,
    and: impl Fn(&Reviewed) -> bool,
) -> impl Iterator<Item = (f64, u32)> {
    let those = moves.iter().zip(0..).filter(move |(item, _)| and(item) && fit(item));
    those.map(|(item, row)| (item.mover.purchase.unwrap_or(f64::NAN), row))
}

/// The numbers of the page's head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Moves up.
    pub up: usize,
    /// Moves down.
    pub down: usize,
    /// Not decided.
    pub waiting: usize,
    /// Decided.
    pub decided: usize,
}

/// Counts the moves of one dimension, or of all.
pub fn counts(moves: &[Reviewed], dimension: Option<&str>) -> Counts {
    let mut counts = Counts::default();
    for item in moves.iter().filter(|m| dimension.is_none_or(|id| *id == *m.dimension)) {
        *(match item.mover.way {
            Way::Up => &mut counts.up,
            Way::Down => &mut counts.down,
        }) += 1;
        *(match item.decision {
            None => &mut counts.waiting,
            Some(_) => &mut counts.decided,
        }) += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::moves::Mover;
    use crate::state::list::by_code_point;
    use std::sync::Arc;

    fn moved(slot: u32, dimension: &str, way: Way, purchase: f64, decided: bool) -> Reviewed {
        let review = serde_json::json!({"id": "r", "customer": "c", "dimension": dimension, "at": "2026-11-21"});
        Reviewed {
            dimension: dimension.into(),
            mover: Mover {
                slot,
                from: None,
                to: None,
                way,
                purchase: Some(purchase),
            },
            decision: decided.then(|| Arc::new(serde_json::from_value(review).unwrap())),
        }
    }

    fn all() -> Vec<Reviewed> {
        vec![
            moved(0, "value", Way::Down, 5.0, false),
            moved(1, "value", Way::Up, 1.0, false),
            moved(1, "stage", Way::Up, 9.0, true),
            moved(2, "stage", Way::Up, 3.0, false),
        ]
    }

    fn shown(text: &str) -> Vec<u32> {
        let name = |slot: u32| ["Beta", "Alpha", "Gamma"][slot as usize].to_owned();
        rows(&Filters::of(&Params::parse(text)), &all(), &name, &by_code_point)
    }

    #[test]
    fn the_address_filters_and_orders_the_list() {
        let table: [(&str, &[u32]); 9] = [
            ("", &[3, 1, 0]),
            ("state=decided", &[2]),
            ("state=all", &[2, 3, 1, 0]),
            ("way=down", &[0]),
            ("dim=stage&state=all", &[2, 3]),
            ("q=ALPHA&state=all", &[2, 1]),
            ("sort=name", &[1, 0, 3]),
            ("sort=-purchase", &[0, 3, 1]),
            ("sort=purchase", &[1, 3, 0]),
        ];
        for (text, places) in table {
            assert_eq!(shown(text), places, "{text}");
        }
    }

    #[test]
    fn every_move_counts_once_by_way_and_once_by_decision() {
        let whole = Counts {
            up: 3,
            down: 1,
            waiting: 3,
            decided: 1,
        };
        assert_eq!(counts(&all(), None), whole);
        let stage = Counts {
            up: 2,
            down: 0,
            waiting: 1,
            decided: 1,
        };
        assert_eq!(counts(&all(), Some("stage")), stage);
    }
}
