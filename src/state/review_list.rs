//! Which moves the review lists, and in which order, as the text of its address: `dim`, `kind`, `way`, `state`, `q`, `sort`, and the
//! conditions of a list of customers. Pure.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::list::{Collate, by_place, rows_by_text};
use super::query::{Query, Sort};
use super::route::Params;
use crate::domain::columns::{Bits, has_bit};
use crate::domain::record::Text;
use crate::domain::report::moves::Way;
use crate::domain::report::review::Reviewed;

/// The dimension's id.
pub const DIM: &str = "dim";
/// A kind of move: see [`kind_key`].
pub const KIND: &str = "kind";
/// A way: `down`, `gone`, `up`, `new` or `other`.
pub const WAY: &str = "way";
/// `decided` or `all`; without it those that wait.
pub const STATE: &str = "state";
/// Of customers who are lost already: [`IS_LOST`]; of those who are not: [`IS_OPEN`].
pub const LOST: &str = "lost";
/// The values of [`LOST`].
pub const IS_LOST: &str = "yes";
/// The other one.
pub const IS_OPEN: &str = "no";
/// Part of a customer's name.
pub const SEARCH: &str = "q";
/// The value of [`STATE`] for what was decided.
pub const DECIDED: &str = "decided";
/// The value of [`STATE`] for everything.
pub const ALL: &str = "all";

/// What the list shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// One dimension.
    pub dimension: Option<String>,
    /// One kind of move, as [`kind_key`] names it.
    pub kind: Option<String>,
    /// One way.
    pub way: Option<Way>,
    /// Decided or not; nothing for both.
    pub decided: Option<bool>,
    /// Of customers who are lost already, or of those who are not.
    pub is_lost: Option<bool>,
    /// A value that there is not was asked for: nothing fits.
    pub is_unknown: bool,
    /// The order; without one customer by customer, who has got worse first, of those who can still be kept before who is lost, the
    /// largest purchases first.
    pub sort: Option<Sort>,
}

/// Whether who is lost is asked for, or who is not, as an address says it.
pub fn is_lost(said: Option<&str>) -> Option<bool> {
    match said {
        Some(IS_LOST) => Some(true),
        Some(IS_OPEN) => Some(false),
        _ => None,
    }
}

/// The name of a kind of move: the dimension and both classes, `DIM/FROM>TO`.
pub fn kind_key(item: &Reviewed) -> String {
    let class = |id: &Option<Text>| id.as_deref().unwrap_or_default().to_owned();
    format!(
        "{}/{}>{}",
        item.dimension,
        class(&item.mover.from),
        class(&item.mover.to)
    )
}

impl Filters {
    /// Reads an address.
    pub fn of(params: &Params) -> Self {
        let query = Query::parse(params.text());
        let known_way = |word: &str| Way::ALL.iter().any(|way| way.word() == word);
        let known_state = |word: &str| matches!(word, DECIDED | ALL);
        Self {
            is_unknown: params.get(WAY).is_some_and(|word| !known_way(word))
                || params.get(STATE).is_some_and(|word| !known_state(word))
                || params.get(LOST).is_some_and(|word| is_lost(Some(word)).is_none()),
            dimension: params.get(DIM).map(str::to_owned),
            kind: params.get(KIND).map(str::to_owned),
            way: Way::ALL.into_iter().find(|way| params.get(WAY) == Some(way.word())),
            decided: match params.get(STATE) {
                Some(DECIDED) => Some(true),
                Some(ALL) => None,
                _ => Some(false),
            },
            is_lost: is_lost(params.get(LOST)),
            sort: query.sort,
        }
    }

    /// Of some customers those of whom moves are asked for; `lost` is who is lost already.
    pub fn whose(&self, among: &Bits, lost: &Bits) -> Bits {
        let mut found = among.clone();
        if let Some(is_lost) = self.is_lost {
            let lost = lost.iter().copied().chain(std::iter::repeat(0));
            let one = |(word, lost): (&mut u64, u64)| *word &= if is_lost { lost } else { !lost };
            found.iter_mut().zip(lost).for_each(one);
        }
        found
    }

    /// How many moves of a dimension the other conditions leave, kind aside.
    pub fn count(&self, moves: &[Reviewed], among: &Bits, dimension: &str) -> usize {
        let other = Self {
            dimension: Some(dimension.to_owned()),
            kind: None,
            ..self.clone()
        };
        let fits = |item: &&Reviewed| other.fits(item, among);
        moves.iter().filter(fits).count()
    }

    /// The kinds of move that the other conditions leave, the most frequent first: a move of each, and how many.
    pub fn kinds<'a>(&self, moves: &'a [Reviewed], among: &Bits) -> Vec<(&'a Reviewed, usize)> {
        let other = Self {
            kind: None,
            ..self.clone()
        };
        let mut found: BTreeMap<String, (&Reviewed, usize)> = BTreeMap::new();
        for item in moves.iter().filter(|item| other.fits(item, among)) {
            found.entry(kind_key(item)).or_insert((item, 0)).1 += 1;
        }
        let mut all: Vec<_> = found.into_values().collect();
        all.sort_by_key(|(_, n)| Reverse(*n));
        all
    }

    fn fits(&self, item: &Reviewed, among: &Bits) -> bool {
        !self.is_unknown
            && self.dimension.as_deref().is_none_or(|id| *id == *item.dimension)
            && self.way.is_none_or(|way| way == item.mover.way)
            && self.decided.is_none_or(|decided| decided == item.decision.is_some())
            && has_bit(among, item.mover.slot)
            && self.kind.as_ref().is_none_or(|kind| *kind == kind_key(item))
    }
}

/// The places of the moves of some customers to show, in order: those of a customer one after the other. `name` gives a customer's name
/// by slot, `lost` who is lost already.
pub fn rows(
    filters: &Filters,
    moves: &[Reviewed],
    (among, lost): (&Bits, &Bits),
    name: &dyn Fn(u32) -> String,
    collate: Collate<'_>,
) -> Vec<u32> {
    let fit = |item: &Reviewed| filters.fits(item, among);
    let purchase = |item: &Reviewed| item.mover.purchase.unwrap_or(f64::NAN);
    match filters.sort.as_ref().map(|sort| (&*sort.column, sort.descending)) {
        Some(("name", _)) => {
            let of = |item: &Reviewed, _: &str| Some(name(item.mover.slot));
            rows_by_text(moves, fit, filters.sort.as_ref(), of, collate)
        }
        // The moves of a customer stand together as they come.
        Some(("purchase", descending)) => {
            let those = moves.iter().zip(0..).filter(|(item, _)| fit(item));
            by_place(those.map(|(item, row)| (purchase(item), row)), descending)
        }
        _ => {
            let mut those: Vec<(&Reviewed, u32)> = moves.iter().zip(0..).filter(|(item, _)| fit(item)).collect();
            let mut worst: HashMap<u32, Way> = HashMap::new();
            for (item, _) in &those {
                let way = worst.entry(item.mover.slot).or_insert(item.mover.way);
                *way = item.mover.way.min(*way);
            }
            let of = |item: &Reviewed| worst.get(&item.mover.slot).copied().unwrap_or(item.mover.way);
            // Unknown purchases come last.
            let money = |item: &Reviewed| item.mover.purchase.unwrap_or(f64::NEG_INFINITY);
            those.sort_by(|(a, _), (b, _)| {
                let is_gone = |item: &Reviewed| has_bit(lost, item.mover.slot);
                let by_way = of(a).cmp(&of(b)).then(is_gone(a).cmp(&is_gone(b)));
                by_way
                    .then(money(b).total_cmp(&money(a)))
                    .then(a.mover.slot.cmp(&b.mover.slot))
                    .then(a.mover.way.cmp(&b.mover.way))
            });
            those.into_iter().map(|(_, row)| row).collect()
        }
    }
}

/// The rows whose customer stands in the row before already, by number.
pub fn repeated(moves: &[Reviewed], rows: &[u32]) -> Vec<u32> {
    let slot = |row: u32| moves.get(row as usize).map(|item| item.mover.slot);
    let pairs = rows.iter().zip(rows.iter().skip(1));
    let same = pairs.filter(|(before, row)| slot(**before) == slot(**row));
    let mut again: Vec<u32> = same.map(|(_, row)| *row).collect();
    again.sort_unstable();
    again
}

/// The numbers of the page's head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Moves by way, in the order of [`Way::ALL`].
    pub ways: [usize; 5],
    /// Not decided.
    pub waiting: usize,
    /// Decided.
    pub decided: usize,
    /// Of those for the worse, the ones of customers who are lost already.
    pub lost: usize,
}

/// Counts the moves of some customers, each number under what else the list is narrowed by, so that it is as many as are listed where it is
/// pressed; `lost` is who is lost already.
pub fn counts(filters: &Filters, moves: &[Reviewed], (among, lost): (&Bits, &Bits)) -> Counts {
    // Pressing a number lets go of who is lost, and of the other numbers of its kind.
    let all = Filters {
        is_lost: None,
        ..filters.clone()
    };
    let by_way = Filters {
        way: None,
        ..all.clone()
    };
    let by_state = Filters { decided: None, ..all };
    let mut counts = Counts::default();
    for item in moves {
        if by_way.fits(item, among) {
            if let Some(way) = counts.ways.get_mut(item.mover.way as usize) {
                *way += 1;
            }
            counts.lost += usize::from(item.mover.way == Way::Down && has_bit(lost, item.mover.slot));
        }
        if by_state.fits(item, among) {
            *(match item.decision {
                None => &mut counts.waiting,
                Some(_) => &mut counts.decided,
            }) += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::moves::Mover;
    use crate::state::list::by_code_point;

    fn moved(slot: u32, dimension: &str, way: Way, purchase: f64, decided: bool) -> Reviewed {
        let review = serde_json::json!({"id": "r", "customer": "c", "dimension": dimension, "at": "2026-11-21"});
        Reviewed {
            dimension: dimension.into(),
            mover: Mover {
                slot,
                from: (way != Way::New).then(|| "a".into()),
                to: Some("b".into()),
                way,
                purchase: Some(purchase),
            },
            decision: decided.then(|| crate::domain::held::Held::new(serde_json::from_value(review).unwrap())),
        }
    }

    /// Beta got worse and better, Alpha better twice, Gamma was classed for the first time, Delta got worse and buys most.
    fn all() -> Vec<Reviewed> {
        vec![
            moved(0, "risk", Way::Down, 5.0, false),
            moved(0, "value", Way::Up, 5.0, false),
            moved(1, "value", Way::Up, 9.0, false),
            moved(1, "stage", Way::Up, 9.0, true),
            moved(2, "stage", Way::New, 3.0, false),
            moved(3, "value", Way::Down, 8.0, false),
        ]
    }

    const EVERYBODY: u64 = 0b1111;
    const NOBODY: u64 = 0;

    fn shown(text: &str, among: u64) -> Vec<u32> {
        let name = |slot: u32| ["Beta", "Alpha", "Gamma", "Delta"][slot as usize].to_owned();
        let filters = Filters::of(&Params::parse(text));
        rows(&filters, &all(), (&vec![among], &vec![NOBODY]), &name, &by_code_point)
    }

    #[test]
    fn the_address_filters_and_the_moves_of_a_customer_stand_together() {
        let table: [(&str, &[u32]); 15] = [
            // Who got worse, the largest first; what else moved of them follows.
            ("", &[5, 0, 1, 2, 4]),
            ("state=decided", &[3]),
            ("state=all", &[5, 0, 1, 2, 3, 4]),
            ("way=down", &[5, 0]),
            ("way=new", &[4]),
            ("way=other", &[]),
            // What there is not fits nothing.
            ("way=sideways&state=all", &[]),
            ("state=nonsense", &[]),
            ("dim=nowhere&state=all", &[]),
            ("kind=nonsense&state=all", &[]),
            ("dim=stage&state=all", &[3, 4]),
            ("kind=value%2Fa%3Eb", &[5, 2, 1]),
            ("sort=name", &[2, 0, 1, 5, 4]),
            ("sort=-purchase&state=all", &[2, 3, 5, 0, 1, 4]),
            ("sort=purchase", &[4, 0, 1, 5, 2]),
        ];
        for (text, places) in table {
            assert_eq!(shown(text, EVERYBODY), places, "{text}");
        }
        assert_eq!(repeated(&all(), &[5, 0, 1, 3, 2, 4]), [1, 2]);
        assert_eq!(
            shown("is.owner=x", 0b0101),
            [0, 1, 4],
            "of the customers that the conditions leave"
        );
    }

    /// Delta got worse and buys most, and is lost already; so is Alpha, who only got better.
    #[test]
    fn who_can_still_be_kept_comes_before_who_is_lost_and_is_counted_apart() {
        let (lost, everybody) = (vec![0b1010], vec![EVERYBODY]);
        let shown = |text: &str| {
            let filters = Filters::of(&Params::parse(text));
            rows(
                &filters,
                &all(),
                (&everybody, &lost),
                &|_| String::new(),
                &by_code_point,
            )
        };
        // Still the worse before the better.
        assert_eq!(shown("state=all"), [0, 1, 5, 2, 3, 4]);
        assert_eq!(shown("way=down"), [0, 5]);
        // An order of one's own stands as it is.
        assert_eq!(shown("way=down&sort=-purchase"), [5, 0]);
        let counted = |text: &str| {
            let counts = counts(&Filters::of(&Params::parse(text)), &all(), (&everybody, &lost));
            (counts.ways[Way::Down as usize], counts.lost)
        };
        // The moves that the count of the lost opens, and the others.
        let narrowed = |text: &str| {
            let filters = Filters::of(&Params::parse(text));
            let among = filters.whose(&everybody, &lost);
            rows(&filters, &all(), (&among, &lost), &|_| String::new(), &by_code_point)
        };
        assert_eq!(narrowed("way=down&state=all&lost=yes"), [5]);
        assert_eq!(narrowed("way=down&state=all&lost=no"), [0]);
        assert!(narrowed("state=all&lost=perhaps").is_empty());
        assert_eq!(counted(""), (2, 1));
        assert_eq!(counted("dim=risk"), (1, 0));
        // The number stays while it is pressed.
        assert_eq!(counted("way=down&lost=yes"), (2, 1));
    }

    #[test]
    fn a_number_is_as_many_as_are_listed_where_it_is_pressed() {
        let counted = |text: &str, among: u64| {
            let filters = Filters::of(&Params::parse(text));
            let counts = counts(&filters, &all(), (&vec![among], &vec![NOBODY]));
            (counts.ways, counts.waiting, counts.decided)
        };
        // Five wait, one was decided: it got better, and is counted among those for the better where what was decided is shown.
        assert_eq!(counted("", EVERYBODY), ([2, 0, 2, 1, 0], 5, 1));
        assert_eq!(counted("state=decided", EVERYBODY), ([0, 0, 1, 0, 0], 5, 1));
        assert_eq!(counted("state=all", EVERYBODY), ([2, 0, 3, 1, 0], 5, 1));
        assert_eq!(counted("way=up", EVERYBODY), ([2, 0, 2, 1, 0], 2, 1));
        assert_eq!(counted("dim=stage", EVERYBODY), ([0, 0, 0, 1, 0], 1, 1));
        assert_eq!(counted("kind=value%2Fa%3Eb", EVERYBODY), ([1, 0, 2, 0, 0], 3, 0));
        assert_eq!(counted("", 0b0001), ([1, 0, 1, 0, 0], 2, 0));
        for text in [
            "",
            "dim=value",
            "dim=stage&state=all",
            "kind=value%2Fa%3Eb",
            "state=decided",
        ] {
            let (ways, waiting, decided) = counted(text, EVERYBODY);
            let listed = |key: &str, value: &str| {
                let pressed = Params::parse(text).with(key, Some(value));
                shown(pressed.text(), EVERYBODY).len()
            };
            assert_eq!(Way::ALL.map(|way| listed(WAY, way.word())), ways, "{text}");
            assert_eq!(
                [listed(STATE, ALL), listed(STATE, DECIDED)],
                [waiting + decided, decided],
                "{text}"
            );
        }
    }

    #[test]
    fn kinds_are_counted_under_the_other_conditions() {
        let kinds = |text: &str| -> Vec<(String, usize)> {
            let (moves, filters) = (all(), Filters::of(&Params::parse(text)));
            let found = filters.kinds(&moves, &vec![EVERYBODY]);
            found.into_iter().map(|(item, n)| (kind_key(item), n)).collect()
        };
        let is = |all: &[(&str, usize)]| -> Vec<(String, usize)> {
            all.iter().map(|(k, n)| ((*k).to_owned(), *n)).collect()
        };
        assert_eq!(
            kinds("kind=x"),
            is(&[("value/a>b", 3), ("risk/a>b", 1), ("stage/>b", 1)])
        );
        assert_eq!(kinds("way=down"), is(&[("risk/a>b", 1), ("value/a>b", 1)]));
        assert_eq!(
            Filters::of(&Params::parse("")).count(&all(), &vec![EVERYBODY], "value"),
            3
        );
    }
}
