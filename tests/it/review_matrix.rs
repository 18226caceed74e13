//! The migration matrix against a naive count.

use std::collections::BTreeMap;

use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::ledger::Ledger;
use guanxi::domain::report::moves::{Cells, Origin, migrants, migration};
use guanxi::state::list::slots;

use crate::generate::Maker;
use crate::scoring::*;

#[test]
fn the_matrix_counts_as_a_naive_count_does_and_its_cells_open_their_customers() {
    for seed in 0..20 {
        let dates = [day("2026-06-30"), day("2026-11-21")];
        let book = Maker::new(seed, &dates).book(60);
        let [before, after] = dates.map(|d| Evaluation::with_default(&book, &Ledger::build(&book), d));
        for dimension in ["value", "stage", "closeness", "rfm_tier", "health", "abc", "risk"] {
            let mut naive: BTreeMap<(String, String), Vec<u32>> = BTreeMap::new();
            let class = |e: &Evaluation, slot: u32| e.class_in(slot, dimension).unwrap_or("-").to_owned();
            for (slot, _) in book.customers.iter().filter(|(slot, _)| after.exists(*slot)) {
                let from = if before.exists(slot) {
                    class(&before, slot)
                } else {
                    "+".to_owned()
                };
                naive.entry((from, class(&after, slot))).or_default().push(slot);
            }
            let matrix = migration(&before, &after, dimension).unwrap();
            let mut all = 0;
            for (i, row) in matrix.cells.iter().enumerate() {
                let origin = matrix.origin(i);
                let from = match origin {
                    Origin::New => "+",
                    Origin::Class(class) => class.unwrap_or("-"),
                };
                for (j, to) in matrix.classes.iter().map(Option::as_deref).enumerate() {
                    let expected = naive.get(&(from.to_owned(), to.unwrap_or("-").to_owned()));
                    let expected = expected.cloned().unwrap_or_default();
                    assert_eq!(row[j], expected.len(), "{seed} {dimension}");
                    let cells = Cells::At(Some(origin), Some(to));
                    let found = migrants(&before, &after, dimension, cells);
                    assert_eq!(slots(&found).collect::<Vec<_>>(), expected);
                    assert_eq!(matrix.count(cells), expected.len());
                    all += expected.len();
                }
            }
            assert_eq!(all, after.count(), "{seed} {dimension}: nobody is left out");
        }
    }
}
