//! The columns of a list as rows of data: name, width, order, and where they stand. Pure.

use crate::domain::record::Text;
use crate::state::query::Sort;

/// How the cells of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stand {
    /// As text.
    #[default]
    Plain,
    /// As text of the second rank.
    Soft,
    /// As a figure, at the right.
    Figure,
    /// Empty, for what is written by hand.
    Blank,
}

/// A column that is only in some of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Where {
    /// On screen.
    pub screen: bool,
    /// On paper.
    pub paper: bool,
    /// In an export.
    pub file: bool,
}

/// How wide a column is: its least width in px, and its share of the room that is left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Width {
    /// The least width.
    pub px: u32,
    /// The share; nothing for a fixed width.
    pub share: Option<f64>,
}

/// The order that a column's head gives: its key in the address, and whether the largest or latest come first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadSort {
    /// The key.
    pub key: Text,
    /// The first click puts the largest, or the latest, first.
    pub descending_first: bool,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct ListColumn {
    /// Its key; of cells the value of `data-col`.
    pub key: Text,
    /// Its name.
    pub label: String,
    /// Its name in the head, where that says more (the unit).
    pub head: Option<String>,
    /// What it counts, where its name does not say it.
    pub explained: Option<String>,
    /// How wide.
    pub width: Width,
    /// How its cells stand.
    pub stand: Stand,
    /// The order that its head gives.
    pub sort: Option<HeadSort>,
    /// Where it is.
    pub place: Where,
    /// Whether each row has a unit of its own: in files cells say theirs, and the head none.
    pub mixes_units: bool,
}

impl ListColumn {
    /// A column of text, everywhere.
    pub fn new(key: impl Into<Text>, label: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            head: None,
            explained: None,
            width: Width { px: 0, share: None },
            stand: Stand::Plain,
            sort: None,
            place: Where {
                screen: true,
                paper: true,
                file: true,
            },
            mixes_units: false,
        }
    }

    /// Who looks after the customer of a row: as wide as what is said of nobody, in either language.
    pub fn owner(label: &str) -> Self {
        Self::new("owner", label).px(96).sorted().soft()
    }

    /// Each row has a unit of its own.
    pub fn of_many_units(mut self) -> Self {
        self.mixes_units = true;
        self
    }

    /// So wide.
    pub fn px(mut self, px: u32) -> Self {
        self.width.px = px;
        self
    }

    /// At least so wide, with a share of the room that is left.
    pub fn grows(mut self, px: u32, share: f64) -> Self {
        self.width = Width { px, share: Some(share) };
        self
    }

    /// Of the second rank.
    pub fn soft(mut self) -> Self {
        self.stand = Stand::Soft;
        self
    }

    /// Figures.
    pub fn figure(mut self) -> Self {
        self.stand = Stand::Figure;
        self
    }

    /// With room to write by hand on paper.
    pub fn blank(mut self) -> Self {
        self.stand = Stand::Blank;
        self
    }

    /// Its head orders the list by a key.
    pub fn sorts(mut self, key: impl Into<Text>, descending_first: bool) -> Self {
        self.sort = Some(HeadSort {
            key: key.into(),
            descending_first,
        });
        self
    }

    /// Its head orders the list by its own key, upwards first.
    pub fn sorted(self) -> Self {
        let key = self.key.clone();
        self.sorts(key, false)
    }

    /// On screen and paper.
    pub fn not_in_files(mut self) -> Self {
        self.place.file = false;
        self
    }

    /// On screen only.
    pub fn on_screen(mut self) -> Self {
        (self.place.paper, self.place.file) = (false, false);
        self
    }

    /// On paper and in exports only.
    pub fn off_screen(mut self) -> Self {
        self.place.screen = false;
        self
    }

    /// In exports only.
    pub fn in_files(mut self) -> Self {
        (self.place.screen, self.place.paper) = (false, false);
        self
    }

    /// Its name in the head says the unit, which files add by themselves.
    pub fn headed(mut self, head: &str) -> Self {
        self.head = Some(head.to_owned());
        self
    }

    /// Its head says what it counts.
    pub fn explained(mut self, what: &str) -> Self {
        self.explained = Some(what.to_owned());
        self
    }

    /// Its name in the head.
    pub fn head(&self) -> &str {
        self.head.as_deref().unwrap_or(&self.label)
    }
}

/// The columns as the user chose them, each with its place among all, which is that of its cells: those on screen stand in the order
/// of the keys, the name first, and those not chosen are left out; the others stay where they are.
pub fn arranged(all: Vec<ListColumn>, chosen: &[Text]) -> Vec<(usize, ListColumn)> {
    let all: Vec<(usize, ListColumn)> = all.into_iter().enumerate().collect();
    if chosen.is_empty() {
        return all;
    }
    let on_screen = |key: &Text| all.iter().find(|(_, column)| column.place.screen && column.key == *key);
    let name = all.iter().find(|(_, column)| column.place.screen);
    let others = chosen.iter().filter_map(on_screen).filter(|it| Some(*it) != name);
    let mut next = name.into_iter().chain(others);
    let stand = all
        .iter()
        .filter_map(|it| if it.1.place.screen { next.next() } else { Some(it) });
    stand.cloned().collect()
}

/// The key of the column that stays at the right while a list scrolls sideways: what can be done with its rows.
const PINNED: &str = "ways";

/// How much of its least width a column with a share keeps where there is too little room.
const SQUEEZED: (u32, u32) = (3, 4);

/// The columns on screen that a list so many px wide has room for, as what stays at the right would cover the others: those with a share
/// become narrower, then some are left out, the last of the least important first. What the user chose stands whatever the width. Without
/// such a column, or before the width is known (0), all stand as they are.
pub fn fitting(mut columns: Vec<(usize, ListColumn)>, room: u32, is_chosen: bool) -> Vec<(usize, ListColumn)> {
    let least = |columns: &[(usize, ListColumn)]| widths(columns.iter().map(|(_, column)| column.width)).1;
    let is_pinned = |column: &ListColumn| *column.key == *PINNED;
    if room == 0 || least(&columns) <= room || !columns.iter().any(|(_, column)| is_pinned(column)) {
        return columns;
    }
    let (kept, of) = SQUEEZED;
    for (_, column) in columns.iter_mut().filter(|(_, column)| column.width.share.is_some()) {
        column.width.px = column.width.px * kept / of;
    }
    // What is said best by the list stays longest: its texts, before classes, before what is of the second rank.
    let weight = |column: &ListColumn| match (column.stand, column.width.share) {
        (Stand::Soft | Stand::Blank, None) => 0,
        (Stand::Figure, _) => 1,
        (Stand::Soft | Stand::Blank, Some(_)) => 2,
        (Stand::Plain, None) => 3,
        (Stand::Plain, Some(_)) => 4,
    };
    while !is_chosen && least(&columns) > room {
        let others = columns.iter().enumerate().skip(1);
        let others = others.filter(|(_, (_, column))| !is_pinned(column));
        let Some((last, _)) = others.min_by_key(|(i, (_, column))| (weight(column), std::cmp::Reverse(*i))) else {
            break;
        };
        columns.remove(last);
    }
    columns
}

/// `grid-template-columns` of a box to pick a row and these columns, and the sum of their least widths in px.
pub fn widths(columns: impl Iterator<Item = Width>) -> (String, u32) {
    let mut template = String::from("44px");
    let mut least = 44 + 8;
    for Width { px, share } in columns {
        let text = match share {
            Some(share) => format!(" minmax({px}px, {share}fr)"),
            None => format!(" {px}px"),
        };
        template.push_str(&text);
        least += px;
    }
    (template, least)
}

/// The order after a click on a head: first as the column says, then turned round, then the list's own order again, where no column
/// stands for that.
pub fn next_sort(now: Option<&Sort>, own: Option<&Sort>, head: &HeadSort) -> Option<Sort> {
    let to = |descending| {
        Some(Sort {
            column: head.key.clone(),
            descending,
        })
    };
    match now.or(own).filter(|sort| sort.column == head.key) {
        None => to(head.descending_first),
        Some(sort) if sort.descending == head.descending_first || own.is_some() => to(!sort.descending),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_a_template_and_their_sum() {
        let all = [(148, Some(1.6)), (100, None), (104, Some(0.8))].map(|(px, share)| Width { px, share });
        let template = "44px minmax(148px, 1.6fr) 100px minmax(104px, 0.8fr)";
        assert_eq!(widths(all.into_iter()), (template.to_owned(), 44 + 8 + 148 + 100 + 104));
    }

    #[test]
    fn chosen_columns_stand_in_the_place_of_those_on_screen() {
        let all = || {
            let column = |key: &str| ListColumn::new(key, key);
            let file = column("file").in_files();
            vec![column("name"), column("dim"), file, column("since"), column("by")]
        };
        let keys = |chosen: &[&str]| -> Vec<(usize, String)> {
            let chosen: Vec<Text> = chosen.iter().map(|key| Text::from(*key)).collect();
            let found = arranged(all(), &chosen).into_iter();
            found.map(|(at, column)| (at, column.key.to_string())).collect()
        };
        let is = |want: &[(usize, &str)]| -> Vec<(usize, String)> {
            want.iter().map(|(at, key)| (*at, (*key).to_owned())).collect()
        };
        assert_eq!(
            keys(&[]),
            is(&[(0, "name"), (1, "dim"), (2, "file"), (3, "since"), (4, "by")])
        );
        assert_eq!(
            keys(&["by", "since", "gone"]),
            is(&[(0, "name"), (4, "by"), (2, "file"), (3, "since")])
        );
        assert_eq!(keys(&["name"]), is(&[(0, "name"), (2, "file")]));
    }

    #[test]
    fn what_a_list_has_no_room_for_is_left_out_beside_what_can_be_done() {
        let all = || {
            let column = |key: &str| ListColumn::new(key, key);
            let all = vec![
                column("name").grows(168, 1.6),
                column("health").px(192),
                column("worth").px(132).figure(),
                column("plan").grows(152, 1.2),
                column("owner").px(88).soft(),
                column("ways").px(176),
            ];
            all.into_iter().enumerate().collect::<Vec<_>>()
        };
        let shown = |room, is_chosen| -> Vec<(String, u32)> {
            let fitting = fitting(all(), room, is_chosen).into_iter();
            fitting
                .map(|(_, column)| (column.key.to_string(), column.width.px))
                .collect()
        };
        let is = |those: &[(&str, u32)]| -> Vec<(String, u32)> {
            those.iter().map(|(key, px)| ((*key).to_owned(), *px)).collect()
        };
        // 44 + 8 + 168 + 192 + 132 + 152 + 88 + 176 = 960
        let whole = is(&[
            ("name", 168),
            ("health", 192),
            ("worth", 132),
            ("plan", 152),
            ("owner", 88),
            ("ways", 176),
        ]);
        assert_eq!(shown(0, false), whole);
        assert_eq!(shown(960, false), whole);
        // Three quarters of 168 and of 152: 80 less.
        let squeezed = is(&[
            ("name", 126),
            ("health", 192),
            ("worth", 132),
            ("plan", 114),
            ("owner", 88),
            ("ways", 176),
        ]);
        assert_eq!(shown(959, false), squeezed);
        assert_eq!(shown(880, false), squeezed);
        assert_eq!(shown(300, true), squeezed, "who chose the columns scrolls");
        assert_eq!(
            shown(879, false),
            is(&[
                ("name", 126),
                ("health", 192),
                ("worth", 132),
                ("plan", 114),
                ("ways", 176)
            ])
        );
        assert_eq!(
            shown(700, false),
            is(&[("name", 126), ("health", 192), ("plan", 114), ("ways", 176)])
        );
        assert_eq!(shown(100, false), is(&[("name", 126), ("ways", 176)]));
        let mut free = all();
        free.pop();
        assert_eq!(fitting(free.clone(), 300, false), free, "nothing lies over them");
    }

    #[test]
    fn a_head_orders_turns_round_and_lets_go() {
        let sort = |column: &str, descending| Sort {
            column: column.into(),
            descending,
        };
        let head = HeadSort {
            key: "purchase".into(),
            descending_first: true,
        };
        let (down, up) = (sort("purchase", true), sort("purchase", false));
        assert_eq!(next_sort(None, None, &head), Some(down.clone()));
        assert_eq!(next_sort(Some(&down), None, &head), Some(up.clone()));
        assert_eq!(next_sort(Some(&up), None, &head), None);
        assert_eq!(next_sort(Some(&sort("name", false)), None, &head), Some(down.clone()));
        let own = sort("last", true);
        assert_eq!(next_sort(None, Some(&own), &head), Some(down.clone()));
        assert_eq!(
            next_sort(Some(&up), Some(&own), &head),
            Some(down),
            "it only turns round"
        );
        let last = HeadSort {
            key: "last".into(),
            descending_first: true,
        };
        assert_eq!(
            next_sort(None, Some(&own), &last),
            Some(sort("last", false)),
            "the own order stands at its head"
        );
    }
}
