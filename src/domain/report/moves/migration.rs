//! The migration matrix: how many go from each class to each class, and who they are.

use super::Pair;
use crate::domain::columns::{Bits, bit_words, set_bit};
use crate::domain::evaluation::Evaluation;
use crate::domain::record::Text;

/// From each class to each class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// The classes of rows and columns, unclassified (nothing) last. A class that nobody has on either side is left out where the
    /// later rules do not have it.
    pub classes: Vec<Option<Text>>,
    /// How many go from the class of the row to that of the column. Below the rows of the classes stands one of those who came in
    /// between, where there are some.
    pub cells: Vec<Vec<usize>>,
}

/// Where the customers of a row of the migration matrix come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin<'a> {
    /// They did not exist before.
    New,
    /// From a class, by its id; nothing for unclassified.
    Class(Option<&'a str>),
}

/// Cells of the migration matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cells<'a> {
    /// All who went from one class to another.
    Changed,
    /// All who stayed in one.
    Unchanged,
    /// Those of a row, or of every row, in a column (nothing for unclassified), or in every column.
    At(Option<Origin<'a>>, Option<Option<&'a str>>),
}

impl Cells<'_> {
    fn has(self, from: Origin, to: Option<&str>) -> bool {
        let stays = from == Origin::Class(to);
        match self {
            // Who is new went nowhere.
            Self::Changed => from != Origin::New && !stays,
            Self::Unchanged => stays,
            Self::At(row, column) => row.is_none_or(|row| row == from) && column.is_none_or(|column| column == to),
        }
    }
}

impl Migration {
    /// How many are in some of its cells.
    pub fn count(&self, cells: Cells) -> usize {
        let rows = self.cells.iter().enumerate();
        let row = |(row, counts): (usize, &Vec<usize>)| {
            let columns = counts.iter().zip(&self.classes);
            let meant = columns.filter(|(_, to)| cells.has(self.origin(row), to.as_deref()));
            meant.map(|(n, _)| n).sum::<usize>()
        };
        rows.map(row).sum()
    }

    /// Where those of a row come from.
    pub fn origin(&self, row: usize) -> Origin<'_> {
        self.classes
            .get(row)
            .map_or(Origin::New, |class| Origin::Class(class.as_deref()))
    }
}

/// The migration matrix of a dimension. Customers who exist before and not after are in no cell.
pub fn migration(before: &Evaluation, after: &Evaluation, dimension: &str) -> Option<Migration> {
    let pair = Pair::new(before, after, dimension)?;
    let mut cells = vec![vec![0; pair.len()]; pair.len()];
    for (_, from, to) in pair.both() {
        cells[from][to] += 1;
    }
    let mut new = vec![0; pair.len()];
    for (_, to) in pair.new_ones() {
        new[to] += 1;
    }
    let has = |i: usize| new[i] > 0 || (0..pair.len()).any(|j| cells[i][j] + cells[j][i] > 0);
    let stays = |i: usize| pair.ids[i].as_ref().is_some_and(|id| pair.after.classes.contains(id));
    let shown: Vec<usize> = (0..pair.len()).filter(|i| stays(*i) || has(*i)).collect();
    let rows = shown.iter().map(|i| &cells[*i]);
    let new = Some(&new).filter(|new| new.iter().any(|n| *n > 0));
    Some(Migration {
        classes: shown.iter().map(|i| pair.ids[*i].clone()).collect(),
        cells: rows
            .chain(new)
            .map(|row| shown.iter().map(|j| row[*j]).collect())
            .collect(),
    })
}

/// The customers of some cells of the migration matrix.
pub fn migrants(before: &Evaluation, after: &Evaluation, dimension: &str, cells: Cells) -> Bits {
    let mut found = vec![0; bit_words(after.columns.rows)];
    let Some(pair) = Pair::new(before, after, dimension) else {
        return found;
    };
    let class = |place: usize| pair.ids[place].as_deref();
    let row = |from: Origin| -> Vec<bool> { (0..pair.len()).map(|to| cells.has(from, class(to))).collect() };
    let of_classes: Vec<Vec<bool>> = (0..pair.len()).map(|from| row(Origin::Class(class(from)))).collect();
    let of_new = row(Origin::New);
    let both = pair.both().filter(|(_, from, to)| of_classes[*from][*to]);
    let new = pair.new_ones().filter(|(_, to)| of_new[*to]);
    let slots = both.map(|(slot, ..)| slot).chain(new.map(|(slot, _)| slot));
    slots.for_each(|slot| set_bit(&mut found, slot, true));
    found
}
