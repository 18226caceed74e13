//! Orders whose lines stand in several rows: one question, and what each answer makes of amounts and items.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::exchange::plan::{Outcome, SheetPlan, Wanted, plan};
use guanxi::exchange::values::{Answer, Ask, Lines};

use crate::exchange::{table, wanted};

const LEDGER: &str = "单据编号,客户名称,日期,产品,金额\n\
    A-1,远山木业,2026-03-05,红漆 ×2,300\n\
    A-1,远山木业,2026-03-05,白漆 ×1,120.50\n\
    A-2,北岸家具,2026-03-06,红漆 ×1,150\n\
    A-3,北岸家具,2026-03-07,红漆 ×1,150\n\
    A-3,北岸家具,2026-03-07,白漆 ×1,150\n";

/// The orders of a book: number, amount in fen, items.
fn orders(book: &Book) -> Vec<(String, i64, usize)> {
    let mut all: Vec<_> = book
        .orders
        .iter()
        .map(|(_, order)| (order.id.to_string(), order.amount.0, order.items.len()))
        .collect();
    all.sort();
    all
}

fn own(all: &[(&str, i64, usize)]) -> Vec<(String, i64, usize)> {
    all.iter()
        .map(|(id, fen, items)| ((*id).to_owned(), *fen, *items))
        .collect()
}

/// What becomes of a text whose customers come along, with what was said of its lines and more.
fn with(book: &mut Book, text: &str, told: Option<Lines>, more: impl FnOnce(&mut Wanted)) -> SheetPlan {
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.answers.push((1, Answer::Brings(true)));
    wanted.answers.extend(told.map(|told| (4, Answer::Lines(told))));
    more(&mut wanted);
    let plan = plan(book, &table, &wanted);
    book.apply(&ChangeSet {
        changes: plan.changes.clone(),
        ..ChangeSet::default()
    });
    plan
}

#[test]
fn lines_of_one_order_are_asked_about_once_and_added_up() {
    let mut book = Book::default();
    let open = with(&mut book, LEDGER, None, |_| {});
    let asked: Vec<_> = open.questions.iter().map(|q| (q.column, q.reason)).collect();
    assert_eq!(asked, [(4, Ask::Lines)]);
    assert_eq!(open.questions[0].examples, [(3, "300 | 120.50".to_owned())]);
    // The orders of several rows wait, the other one does not.
    assert_eq!((open.counts.new, open.counts.asked, open.counts.wrong), (1, 4, 0));
    assert_eq!(orders(&book), own(&[("A-2", 15_000, 1)]));

    for (told, amounts) in [
        (Lines::Sum, [42_050, 15_000, 30_000]),
        (Lines::First, [30_000, 15_000, 15_000]),
        (Lines::Last, [12_050, 15_000, 15_000]),
    ] {
        let mut book = Book::default();
        let plan = with(&mut book, LEDGER, Some(told), |_| {});
        assert_eq!(
            (plan.questions.len(), plan.counts.new, plan.counts.asked),
            (0, 3, 0),
            "{told:?}"
        );
        let all = [("A-1", amounts[0], 2), ("A-2", amounts[1], 1), ("A-3", amounts[2], 2)];
        assert_eq!(orders(&book), own(&all), "{told:?}");
        // The same file again changes nothing.
        let again = with(&mut book, LEDGER, Some(told), |_| {});
        assert_eq!((again.counts.same, again.changes.len()), (3, 0), "{told:?}");
    }
}

#[test]
fn a_shop_that_repeats_the_amount_of_the_order_is_not_asked_about() {
    let repeated = LEDGER.replace("120.50", "300");
    let mut book = Book::default();
    let plan = with(&mut book, &repeated, None, |_| {});
    assert!(plan.questions.is_empty());
    assert_eq!(
        orders(&book),
        own(&[("A-1", 30_000, 2), ("A-2", 15_000, 1), ("A-3", 15_000, 2)])
    );
}

#[test]
fn another_customer_or_day_under_a_number_is_no_line_of_it() {
    for (one, other) in [
        ("远山木业,2026-03-05,白漆", "南岭建材,2026-03-05,白漆"),
        ("远山木业,2026-03-05,白漆", "远山木业,2026-03-09,白漆"),
    ] {
        let mut book = Book::default();
        let plan = with(&mut book, &LEDGER.replace(one, other), Some(Lines::Sum), |_| {});
        let row = &plan.rows[1];
        assert_eq!((&row.outcome, row.clash), (&Outcome::Asked, Some(2)));
        assert_eq!(orders(&book)[0], ("A-1".to_owned(), 30_000, 1));
    }
}

#[test]
fn the_very_same_line_is_asked_about_and_its_order_waits_for_it() {
    let doubled = format!("{LEDGER}A-1,远山木业,2026-03-05,白漆 ×1,120.50\n");
    let mut book = Book::default();
    let open = with(&mut book, &doubled, Some(Lines::Sum), |_| {});
    let row = &open.rows[5];
    assert_eq!(
        (&row.outcome, row.clash, row.is_double),
        (&Outcome::Asked, Some(3), true)
    );
    // Half of an order would have a wrong sum, and the rest of it, mended later, would stand for all.
    assert_eq!((open.counts.new, open.counts.asked, open.counts.wrong), (2, 1, 2));
    assert_eq!(orders(&book), own(&[("A-2", 15_000, 1), ("A-3", 30_000, 2)]));

    for (is_own, amount, items) in [(false, 42_050, 2), (true, 54_100, 3)] {
        let mut book = Book::default();
        let plan = with(&mut book, &doubled, Some(Lines::Sum), |wanted| {
            wanted.overruling = vec![(7, is_own)];
        });
        assert_eq!((plan.counts.new, plan.counts.asked, plan.counts.wrong), (3, 0, 0));
        assert_eq!(orders(&book)[0], ("A-1".to_owned(), amount, items));
    }
}

#[test]
fn an_order_with_a_line_that_cannot_be_read_does_not_come_by_halves() {
    let mut book = Book::default();
    let bad = LEDGER.replace("120.50", "面议");
    let bad = format!("{bad}A-1,远山木业,2026-03-05,蓝漆 ×1,10\n");
    let plan = with(&mut book, &bad, Some(Lines::Sum), |_| {});
    assert_eq!((plan.counts.new, plan.counts.wrong), (2, 3));
    assert_eq!(orders(&book), own(&[("A-2", 15_000, 1), ("A-3", 30_000, 2)]));
    let mended = with(&mut book, &bad, Some(Lines::Sum), |wanted| {
        wanted.corrected = vec![(3, 4, "20".to_owned())];
    });
    assert_eq!((mended.counts.new, mended.counts.same, mended.counts.wrong), (1, 2, 0));
    assert_eq!(orders(&book)[0], ("A-1".to_owned(), 33_000, 3));
}
