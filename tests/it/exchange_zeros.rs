//! Numbers of a workbook that may have lost a 0 at their end, and questions that are all there at once.

use guanxi::domain::book::Book;
use guanxi::exchange::columns::Use;
use guanxi::exchange::grid::{Cell, Sheet, SheetRow};
use guanxi::exchange::layout::Table;
use guanxi::exchange::plan::{SheetPlan, Wanted, plan};
use guanxi::exchange::values::{Answer, Dayless, Yearless};

use crate::exchange::{planned, wanted};
use crate::exchange_back::{after, answered, asked, book, customer, words};

/// A sheet of these rows, the first its head.
pub fn sheet_of(rows: Vec<Vec<Cell>>) -> Table {
    let row = |(at, cells): (usize, Vec<Cell>)| SheetRow {
        at: at as u32 + 1,
        is_hidden: false,
        cells,
    };
    let rows = rows.into_iter().enumerate().map(row).collect();
    Table::of(
        Sheet {
            rows,
            ..Sheet::default()
        },
        None,
    )
}

/// A sheet of customers with a column of this heading and these cells.
fn sheet(heading: &str, cells: &[Cell]) -> Table {
    let head = vec![Cell::text("客户名称"), Cell::text("电话"), Cell::text(heading)];
    let row = |(n, cell): (usize, &Cell)| {
        let phone = format!("1380000000{n}");
        vec![Cell::text(&format!("公司{n}")), Cell::text(&phone), cell.clone()]
    };
    sheet_of([head].into_iter().chain(cells.iter().enumerate().map(row)).collect())
}

fn with(table: &Table, say: impl FnOnce(&mut Wanted)) -> (SheetPlan, Book) {
    let mut wanted = wanted(table);
    say(&mut wanted);
    let plan = plan(&Book::default(), table, &wanted);
    let book = after(Book::default(), &plan);
    (plan, book)
}

#[test]
fn a_number_that_may_have_been_one_of_more_figures_is_asked_about() {
    let cells = [
        Cell::Number(3.1),
        Cell::Number(3.2),
        Cell::text("3.10"),
        Cell::Number(3.11),
    ];
    let table = sheet("使用版本", &cells);
    let as_note = |wanted: &mut Wanted| wanted.mapping.columns[2].used = Use::Note;
    let (open, _) = with(&table, as_note);
    assert_eq!(
        (asked(&open), words(&open)),
        (
            vec![(2, "lost-digits")],
            ["Asked", "Asked", "New", "New"].map(str::to_owned).to_vec()
        )
    );
    assert_eq!(
        open.questions[0].examples,
        [(2, "3.1".to_owned()), (3, "3.2".to_owned())]
    );
    let notes = |book: &Book| -> Vec<String> {
        let all = book
            .customers
            .iter()
            .map(|(_, one)| one.notes.as_deref().unwrap_or_default().to_owned());
        all.collect()
    };
    let (_, book) = with(&table, |wanted| {
        as_note(wanted);
        wanted.answers.push((2, Answer::KeepRounded(true)));
    });
    assert_eq!(
        notes(&book),
        ["使用版本：3.1", "使用版本：3.2", "使用版本：3.10", "使用版本：3.11"]
    );
    let (_, book) = with(&table, |wanted| {
        as_note(wanted);
        wanted.answers.push((2, Answer::KeepRounded(false)));
        wanted.corrected = vec![(2, 2, "3.10".to_owned())];
    });
    assert_eq!(notes(&book), ["使用版本：3.10", "", "使用版本：3.10", "使用版本：3.11"]);
    // Amounts and scores are numbers, and what is a number of nothing is noted as it stands.
    for heading in ["营收（万元）", "折扣率"] {
        let (plan, _) = with(&sheet(heading, &[Cell::Number(3.1)]), |wanted| {
            if heading == "折扣率" {
                as_note(wanted);
            }
        });
        assert_eq!((asked(&plan), plan.counts.new), (vec![], 1), "{heading}");
    }
    // Tags and numbers of customers.
    let (plan, _) = with(&sheet("标签", &[Cell::Number(2.1)]), |_| {});
    assert_eq!(asked(&plan), [(2, "lost-digits")]);
    let (plan, _) = with(&sheet("客户编号", &[Cell::Number(1.1)]), |_| {});
    assert_eq!(asked(&plan), [(2, "lost-digits")]);
}

#[test]
fn a_month_and_a_day_that_are_a_number_may_have_lost_the_end_of_the_day() {
    let table = sheet(
        "合作起始时间",
        &[
            Cell::Number(3.1),
            Cell::Number(3.5),
            Cell::Number(2.3),
            Cell::Number(2020.1),
        ],
    );
    let (open, _) = with(&table, |_| {});
    assert_eq!(asked(&open), [(2, "lost-digits"), (2, "yearless"), (2, "dayless")]);
    assert_eq!(
        open.questions[0].examples,
        [(2, "3.1".to_owned()), (5, "2020.1".to_owned())]
    );
    assert_eq!(open.questions[1].examples.len(), 3);
    let since = |answers: &[Answer]| -> Vec<String> {
        let (_, book) = with(&table, |wanted| {
            wanted.answers.extend(answers.iter().map(|answer| (2, answer.clone())))
        });
        let all = book
            .customers
            .iter()
            .map(|(_, one)| one.cooperation_since.map(|day| day.to_string()));
        all.map(Option::unwrap_or_default).collect()
    };
    let days = [Answer::Yearless(Yearless::Of(2026)), Answer::Dayless(Dayless::First)];
    let kept: Vec<Answer> = [Answer::KeepRounded(true)].into_iter().chain(days.clone()).collect();
    assert_eq!(since(&kept), ["2026-03-01", "2026-03-05", "2026-02-03", "2020-01-01"]);
    let left: Vec<Answer> = [Answer::KeepRounded(false)].into_iter().chain(days.clone()).collect();
    assert_eq!(since(&left), ["", "2026-03-05", "2026-02-03", ""]);
    // Until it is said, those rows wait.
    assert_eq!(since(&days), ["2026-03-05", "2026-02-03"]);
    // Where they are to stay empty, there is nothing to ask.
    let (plan, _) = with(&table, |wanted| {
        wanted.answers = vec![
            (2, Answer::Yearless(Yearless::Empty)),
            (2, Answer::Dayless(Dayless::Empty)),
        ];
    });
    assert_eq!((asked(&plan), plan.counts.new), (vec![], 4));
}

#[test]
fn all_that_a_column_raises_is_asked_at_once() {
    let known = book([customer("K1", "甲公司")]);
    let text = "客户名称,拜访日期,内容\n甲公司,03/04/2026,a\n甲公司,45000,b\n甲公司,昨天,c\n甲公司,3月5日,d\n甲公司,2026年4月,e\n";
    let open = planned(&known, text);
    let reasons = ["date-order", "serial", "day-words", "yearless", "dayless"];
    assert_eq!(
        (asked(&open), open.counts.asked),
        (reasons.map(|reason| (1, reason)).to_vec(), 5)
    );
    let told = [
        Answer::DayFirst(true),
        Answer::Serials(true),
        Answer::DayWords(true),
        Answer::Yearless(Yearless::Of(2026)),
        Answer::Dayless(Dayless::First),
    ];
    let plan = answered(&known, text, &told.map(|answer| (1, answer)));
    assert_eq!((asked(&plan), plan.counts.new), (vec![], 5));
}

#[test]
fn no_answer_brings_up_what_could_be_asked_before() {
    // Tickets of customers that the book does not have, without a kind, of days without a year.
    let text = "工单编号,客户名称,提出日期,问题描述\nT1,新公司,3月5日,漏水\nT2,另一公司,2026-03-06,异响\n";
    let open = planned(&book([]), text);
    assert_eq!(asked(&open), [(2, "yearless"), (1, "no-customer"), (3, "ticket-kind")]);
    assert_eq!((open.counts.asked, open.counts.wrong), (2, 0));
    let told = [
        (2, Answer::Yearless(Yearless::Of(2026))),
        (1, Answer::Brings(true)),
        (3, Answer::TicketKind("complaint".to_owned())),
    ];
    // Whatever is answered first, what is left to ask was there.
    for first in &told {
        let plan = answered(&book([]), text, std::slice::from_ref(first));
        assert_eq!(plan.questions.len(), 2, "{first:?}");
    }
    let plan = answered(&book([]), text, &told);
    assert_eq!((plan.questions.len(), plan.counts.new, plan.counts.brought), (0, 2, 2));
}

#[test]
fn hidden_rows_that_stay_out_ask_nothing() {
    let mut table = sheet("合作起始时间", &[Cell::text("2020-01-01"), Cell::text("2021年")]);
    table.rows[1].is_hidden = true;
    let of = |takes: Option<bool>| asked(&with(&table, |wanted| wanted.takes_hidden = takes).0);
    assert_eq!(
        [of(None), of(Some(true)), of(Some(false))],
        [vec![(2, "dayless")], vec![(2, "dayless")], vec![]]
    );
}

#[test]
fn what_a_product_costs_lost_no_zero() {
    let head = ["订单编号", "下单日期", "客户名称", "产品", "数量", "单价"];
    let line = |number: &str, count: f64, price: f64| {
        let texts = [number, "2026-09-01", "甲公司", "螺丝"].map(Cell::text);
        texts.into_iter().chain([count, price].map(Cell::Number)).collect()
    };
    let rows = [line("D-1", 10.0, 3.2), line("D-2", 2.0, 85.5), line("D-3", 1.0, 99.99)];
    let fen = |book: &Book| -> Vec<(i64, Option<i64>)> {
        let all = book.orders.iter();
        all.map(|(_, order)| (order.amount.0, order.items[0].amount.map(|own| own.0)))
            .collect()
    };
    let known = book([customer("K1", "甲公司")]);
    let amounts = [3_200, 17_100, 9_999];
    // Beside an amount of the line.
    let more = |(mut row, amount): (Vec<Cell>, i64)| {
        row.push(Cell::Number(amount as f64 / 100.0));
        row
    };
    let head: Vec<Cell> = head.into_iter().chain(["金额"]).map(Cell::text).collect();
    let lines = rows.into_iter().zip(amounts).map(more);
    let table = sheet_of([head].into_iter().chain(lines).collect());
    let plan = plan(&known, &table, &wanted(&table));
    assert_eq!((asked(&plan), plan.counts.new), (vec![], 3));
    assert_eq!(fen(&after(known, &plan)), amounts.map(|own| (own, Some(own))));
}
