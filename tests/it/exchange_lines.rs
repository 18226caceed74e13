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

/// The items of an order: product, how many, what they come to in fen.
fn items(book: &Book, id: &str) -> Vec<(String, Option<f64>, Option<i64>)> {
    let all = book.orders.get(id).unwrap().items.iter();
    all.map(|item| {
        let product = item.product.as_deref().unwrap_or_default().to_owned();
        (
            product,
            item.quantity.as_ref().map(|own| own.value()),
            item.amount.map(|own| own.0),
        )
    })
    .collect()
}

fn item(product: &str, count: f64, fen: Option<i64>) -> (String, Option<f64>, Option<i64>) {
    (product.to_owned(), Some(count), fen)
}

#[test]
fn each_line_that_is_added_up_keeps_what_it_comes_to() {
    let mut book = Book::default();
    for _ in 0..2 {
        let plan = with(&mut book, LEDGER, Some(Lines::Sum), |_| {});
        assert_eq!(plan.counts.wrong, 0);
        assert_eq!(
            items(&book, "A-1"),
            [item("红漆", 2.0, Some(30_000)), item("白漆", 1.0, Some(12_050))]
        );
        assert_eq!(items(&book, "A-2"), [item("红漆", 1.0, Some(15_000))]);
        assert_eq!(
            items(&book, "A-3"),
            [item("红漆", 1.0, Some(15_000)), item("白漆", 1.0, Some(15_000))]
        );
    }
    // A file that says only what the orders come to takes nothing of that away.
    let short = "单据编号,客户名称,日期,产品,订单金额\nA-1,远山木业,2026-03-05,红漆 ×2,420.50\nA-1,远山木业,2026-03-05,白漆 ×1,420.50\n";
    let plan = with(&mut book, short, None, |_| {});
    assert_eq!((plan.questions.len(), plan.counts.same, plan.changes.len()), (0, 1, 0));
}

/// A list of a shop: one row a line.
const SHOP: &str = "主订单编号,子订单编号,选购商品,商品数量,商品单价,订单应付金额,收件人,收件人手机号,订单提交时间\n";

/// What becomes of rows of a shop whose buyers come along.
fn of_shop(book: &mut Book, rows: &str, told: Option<Lines>) -> SheetPlan {
    let table = table(&format!("{SHOP}{rows}"));
    let mut wanted = wanted(&table);
    wanted.answers.push((6, Answer::Brings(true)));
    wanted.answers.extend(told.map(|told| (5, Answer::Lines(told))));
    let plan = plan(book, &table, &wanted);
    book.apply(&ChangeSet {
        changes: plan.changes.clone(),
        ..ChangeSet::default()
    });
    plan
}

#[test]
fn amounts_that_are_what_their_lines_cost_are_added_up_without_a_question() {
    let rows = "8001,1,合页,100,10,1000,张三,13800000001,2026-03-05\n\
        8001,2,铰链,20,5.5,110,张三,13800000001,2026-03-05\n\
        8002,3,门锁,2,49.90,99.80,李四,13800000002,2026-03-06\n";
    let mut book = Book::default();
    let plan = of_shop(&mut book, rows, None);
    assert_eq!((plan.questions.len(), plan.counts.new), (0, 2));
    assert_eq!(orders(&book), own(&[("8001", 111_000, 2), ("8002", 9_980, 1)]));
    assert_eq!(
        items(&book, "8001"),
        [item("合页", 100.0, Some(100_000)), item("铰链", 20.0, Some(11_000))]
    );
    assert_eq!(items(&book, "8002"), [item("门锁", 2.0, Some(9_980))]);
    let again = of_shop(&mut book, rows, None);
    assert_eq!((again.counts.same, again.changes.len()), (2, 0));
    // Two lines that cost the same are two.
    let alike = "8003,1,合页,10,10,100,张三,13800000001,2026-03-05\n8003,2,铰链,20,5,100,张三,13800000001,2026-03-05\n";
    of_shop(&mut book, alike, None);
    assert_eq!(orders(&book)[2], ("8003".to_owned(), 20_000, 2));
}

#[test]
fn what_an_order_comes_to_is_taken_once_where_its_rows_repeat_it() {
    let rows = "8001,1,合页,100,10,1110,张三,13800000001,2026-03-05\n\
        8001,2,铰链,20,5.5,1110,张三,13800000001,2026-03-05\n";
    let mut book = Book::default();
    let plan = of_shop(&mut book, rows, None);
    assert_eq!((plan.questions.len(), plan.counts.new), (0, 1));
    assert_eq!(orders(&book), own(&[("8001", 111_000, 2)]));
    // What each line comes to is what it costs.
    assert_eq!(
        items(&book, "8001"),
        [item("合页", 100.0, Some(100_000)), item("铰链", 20.0, Some(11_000))]
    );
    assert_eq!(of_shop(&mut book, rows, None).changes.len(), 0);
    // Less was paid than the lines cost: the head says that it is the order's.
    let less = rows.replace("1110", "1100");
    let plan = of_shop(&mut Book::default(), &less, None);
    assert_eq!((plan.questions.len(), plan.counts.new), (0, 1));
    // What each pays of a reduced order is asked about.
    let parts = rows.replacen("1110", "990", 1).replace("5.5,1110", "5.5,110");
    let plan = of_shop(&mut Book::default(), &parts, None);
    assert_eq!((plan.questions[0].reason, plan.counts.asked), (Ask::Lines, 2));
}

#[test]
fn one_order_whose_rows_say_the_same_amount_is_asked_about() {
    let two = "单据编号,客户名称,日期,产品,金额\nA-1,远山木业,2026-03-05,红漆,150\nA-1,远山木业,2026-03-05,白漆,150\n";
    let open = with(&mut Book::default(), two, None, |_| {});
    assert_eq!(
        (open.questions[0].reason, open.counts.asked, open.counts.new),
        (Ask::Lines, 2, 0)
    );
    assert_eq!(open.questions[0].examples, [(3, "150 | 150".to_owned())]);
    for (told, amount) in [(Lines::Sum, 30_000), (Lines::First, 15_000)] {
        let mut book = Book::default();
        with(&mut book, two, Some(told), |_| {});
        assert_eq!(orders(&book), own(&[("A-1", amount, 2)]), "{told:?}");
    }
    // A head that says so needs no question.
    let said = with(&mut Book::default(), &two.replace("金额", "订单金额"), None, |_| {});
    assert_eq!((said.questions.len(), said.counts.new), (0, 1));
}

#[test]
fn what_lines_come_to_stands_beside_what_the_order_does() {
    let text = "订单号,客户名称,日期,产品,数量,小计,订单总额\n\
        B-1,远山木业,2026-03-05,红漆,2,300,410\nB-1,远山木业,2026-03-05,白漆,1,120,410\n";
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.answers.push((1, Answer::Brings(true)));
    let mut book = Book::default();
    let plan = plan(&book, &table, &wanted);
    assert!(plan.questions.is_empty(), "{:?}", plan.questions);
    book.apply(&ChangeSet {
        changes: plan.changes,
        ..ChangeSet::default()
    });
    assert_eq!(orders(&book), own(&[("B-1", 41_000, 2)]));
    assert_eq!(
        items(&book, "B-1"),
        [item("红漆", 2.0, Some(30_000)), item("白漆", 1.0, Some(12_000))]
    );
}
