//! What sheets of customers and tickets say between the lines: states, people for places, columns that are several, hidden rows.

use guanxi::domain::book::Book;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{Customer, Ticket};
use guanxi::domain::service::{Kept, ServicePlan, promises_of};
use guanxi::domain::world::World;
use guanxi::exchange::columns::mapping;
use guanxi::exchange::plan::{Outcome, SheetPlan, plan};
use guanxi::exchange::values::{Answer, Ask};
use guanxi::worker::sheets::{Reply, TableReader};

use crate::exchange::{columns, planned, table, today, wanted};

fn keys(text: &str) -> Vec<String> {
    let table = table(text);
    columns(&table, &mapping(&table))
        .into_iter()
        .map(|(_, key, _)| key)
        .collect()
}

#[test]
fn names_of_people_are_no_places_and_numbered_columns_are_several() {
    let text = |head: &str| {
        format!(
            "客户名称,{head},备注,备注2,备注3\n甲,王强,a,b,\n乙,李敏,,c,d\n丙,欧阳,,,\n丁,陈小明,,,\n戊,张伟,,,\n己,刘洋,,,\n"
        )
    };
    for head in ["区域经理", "大区经理", "客户经理"] {
        assert_eq!(
            keys(&text(head)),
            ["name", "owner", "notes", "notes", "notes"],
            "{head}"
        );
    }
    for head in ["区域", "所属区域", "省市负责"] {
        assert_ne!(keys(&text(head))[1], "region", "{head}");
    }
    assert_eq!(keys("客户名称,区域\n甲,华东\n乙,金山区\n丙,江北\n")[1], "region");
    assert_eq!(keys("客户名称,地区\n甲,宁波\n乙,上海\n丙,江苏\n")[1], "region");
    let plan = planned(&Book::default(), "客户名称,备注,备注2\n甲,先,后\n");
    let book = after(&plan);
    assert_eq!(book.customers.get("KH-0001").unwrap().notes.as_deref(), Some("先\n后"));
}

fn after(plan: &SheetPlan) -> Book {
    let mut book = Book::default();
    book.customers
        .put(Customer::new(CustomerId::new("K1").unwrap(), "甲厂"));
    book.apply(&guanxi::domain::change::ChangeSet {
        label: Default::default(),
        changes: plan.changes.clone(),
    });
    book
}

const TICKETS: &str = "服务单号,客户名称,服务类型,反映时间,处理情况,满意度\n\
    F1,甲厂,投诉,2026-03-05 10:00,已解决,4\nF2,甲厂,投诉,2026-03-06 10:00,处理中,\nF3,甲厂,售后,2026-03-07,已关闭,5\n";

fn tickets(answer: Option<bool>, text: &str) -> SheetPlan {
    let mut book = Book::default();
    book.customers
        .put(Customer::new(CustomerId::new("K1").unwrap(), "甲厂"));
    let table = table(text);
    let mut wanted = wanted(&table);
    let state = wanted.mapping.state;
    wanted
        .answers
        .extend(answer.map(|is| (state.unwrap(), Answer::Solved(is))));
    plan(&book, &table, &wanted)
}

#[test]
fn tickets_that_are_said_to_be_solved_do_not_stand_open_without_asking() {
    let open = tickets(None, TICKETS);
    let [asked] = &open.questions[..] else { panic!() };
    assert_eq!((asked.column, asked.reason), (4, Ask::Solved));
    assert_eq!(asked.examples, [(2, "已解决".to_owned()), (4, "已关闭".to_owned())]);
    assert_eq!((open.counts.new, open.counts.asked), (1, 2));

    let left = after(&tickets(Some(false), TICKETS));
    assert!(left.tickets.iter().all(|(_, ticket)| ticket.resolved_at.is_none()));

    let plan = tickets(Some(true), TICKETS);
    assert_eq!((plan.counts.new, plan.questions.len()), (3, 0));
    let book = after(&plan);
    let solved = |id: &str| {
        book.tickets
            .get(id)
            .unwrap()
            .resolved_at
            .as_ref()
            .map(ToString::to_string)
    };
    assert_eq!(
        (solved("F1").as_deref(), solved("F2"), solved("F3").as_deref()),
        (Some("2026-03-05"), None, Some("2026-03-07"))
    );
    // Whether it was in time cannot be told; the one that stands open is late.
    let world = World::new(book, today()).0;
    let service = ServicePlan::of(&world.book, &world.evaluation.plan);
    let kept = |id: &str| -> Vec<Kept> {
        let ticket: &Ticket = world.book.tickets.get(id).unwrap();
        let promises = promises_of(&service, (&world.book, &world.evaluation), ticket, 0);
        promises.iter().map(|promise| promise.kept(i64::MAX)).collect()
    };
    assert_eq!(
        (kept("F1"), kept("F2")),
        (vec![Kept::Undetermined], vec![Kept::Breached])
    );
}

#[test]
fn a_time_of_solving_is_no_question() {
    let text = TICKETS
        .replace(",满意度", ",解决时间")
        .replace(",4\n", ",2026-03-05 12:00\n")
        .replace(",5\n", ",2026-03-08\n");
    let plan = tickets(None, &text);
    assert_eq!((plan.counts.new, plan.questions.len()), (3, 0));
}

#[test]
fn hidden_rows_wait_until_somebody_says_whether_they_are_taken() {
    let mut table = table("客户名称,地区\n甲,宁波\n乙,上海\n");
    table.rows[1].is_hidden = true;
    let mut wanted = wanted(&table);
    let outcomes = |wanted: &guanxi::exchange::plan::Wanted| -> Vec<Outcome> {
        plan(&Book::default(), &table, wanted)
            .rows
            .into_iter()
            .map(|row| row.outcome)
            .collect()
    };
    assert_eq!(outcomes(&wanted), [Outcome::New, Outcome::Asked]);
    wanted.takes_hidden = Some(true);
    assert_eq!(outcomes(&wanted), [Outcome::New, Outcome::New]);
    wanted.takes_hidden = Some(false);
    assert!(matches!(outcomes(&wanted)[1], Outcome::LeftOut(_)));
}

/// A workbook with these sheets, as Excel 2003 writes it as XML.
fn pages(sheets: &[&[&[&str]]]) -> Vec<u8> {
    let cell = |text: &&str| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>");
    let row = |row: &&[&str]| format!("<Row>{}</Row>", row.iter().map(cell).collect::<String>());
    let sheet = |(n, rows): (usize, &&[&[&str]])| {
        let rows: String = rows.iter().map(row).collect();
        format!("<Worksheet ss:Name=\"S{n}\"><Table>{rows}</Table></Worksheet>")
    };
    let sheets: String = sheets.iter().enumerate().map(sheet).collect();
    let space = "urn:schemas-microsoft-com:office:spreadsheet";
    format!("<?xml version=\"1.0\"?><Workbook xmlns=\"{space}\" xmlns:ss=\"{space}\">{sheets}</Workbook>").into_bytes()
}

#[test]
fn the_first_sheet_with_a_table_is_read_and_one_of_words_is_not() {
    let read = |bytes: Vec<u8>| {
        let mut heard = Vec::new();
        TableReader::default().open(bytes, &mut |reply| heard.push(reply));
        match heard.pop() {
            Some(Reply::Read(layout)) => (layout.sheet, layout.rows, layout.last_row),
            other => panic!("{other:?}"),
        }
    };
    let words: &[&[&str]] = &[&["请填写"]];
    let lines: &[&[&str]] = &[&["填写说明"], &["一、每行一家客户"], &["二、不要合并"]];
    let data: &[&[&str]] = &[&["客户名称", "地区"], &["甲", "宁波"], &["乙", "上海"]];
    assert_eq!(read(pages(&[words, data])), (1, 2, 3));
    assert_eq!(read(pages(&[lines, data])), (1, 2, 3));
    assert_eq!(read(pages(&[data, words])), (0, 2, 3));
    assert_eq!(read(pages(&[&[&["客户名称"], &["甲"]], data])), (0, 1, 2));
    // Where none has a table, the first it is.
    assert_eq!(read(pages(&[words, words])), (0, 0, 1));
}
