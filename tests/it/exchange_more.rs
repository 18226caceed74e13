//! What sheets of customers and tickets say between the lines: states, people for places, columns that are several, hidden rows.

use guanxi::domain::book::Book;
use guanxi::domain::day::Moment;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{Customer, Ticket};
use guanxi::domain::label::Lang;
use guanxi::domain::service::{Kept, Phase, ServiceDesk, ServicePlan, is_solved_sometime, promises_of, reopened};
use guanxi::domain::world::World;
use guanxi::exchange::columns::mapping;
use guanxi::exchange::plan::{Outcome, SheetPlan, plan};
use guanxi::exchange::values::{Answer, Ask};
use guanxi::exchange::write::records::{RowKind, RowWriter};
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
    let state = wanted.mapping.states.first().copied();
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
fn of_what_was_solved_at_some_time_nothing_is_left_to_do_and_no_day_is_told() {
    let text = TICKETS.replace("投诉", "售后");
    let world = World::new(after(&tickets(Some(true), &text)), today()).0;
    let service = ServicePlan::of(&world.book, &world.evaluation.plan);
    let desk = ServiceDesk::of(&world, &service);
    let phases: Vec<Phase> = desk.works().iter().map(|work| work.phase).collect();
    assert_eq!(phases, [Phase::Done, Phase::Open, Phase::Done]);
    let ticket = |id: &str| world.book.tickets.get(id).unwrap();
    assert!(is_solved_sometime(ticket("F1")) && !is_solved_sometime(ticket("F2")));
    // A table that leaves says no time, and comes back without a change.
    let record = RowWriter::new(&world.book, RowKind::Tickets, Lang::Zh, false);
    let place = record
        .columns()
        .iter()
        .position(|column| column.head == "解决时间")
        .unwrap();
    let mut rows = Vec::new();
    (0..3).for_each(|slot| record.rows(&world.book, slot, &mut rows));
    assert!(rows.iter().all(|row| row[place].is_blank()));
    // Told once: the same sheet again asks nothing of those that are solved.
    let table = table(&text);
    let again = plan(&world.book, &table, &wanted(&table));
    assert_eq!(
        (again.questions.len(), again.counts.same, again.counts.changed),
        (0, 3, 0)
    );
    // Opened again it is to be done as any other.
    let open = reopened(ticket("F1"), &Moment::on(today()), "x");
    assert!(!is_solved_sometime(&open) && open.resolved_at.is_none());
}

#[test]
fn a_row_that_waits_for_an_answer_is_neither_wrong_nor_lacks_what_is_asked() {
    let waiting = tickets(None, &TICKETS.replace("2026-03-06 10:00", "昨天"));
    assert_eq!(waiting.questions[0].reason, Ask::DayWords);
    assert_eq!(
        (waiting.counts.wrong, waiting.counts.asked, waiting.counts.new),
        (0, 3, 0)
    );
    assert_eq!(waiting.rows[1].problems.len(), 1);
    // What cannot be read is told once.
    let wrong = tickets(None, &TICKETS.replace("2026-03-06 10:00", "某天"));
    assert_eq!((wrong.counts.wrong, wrong.rows[1].problems.len()), (1, 1));
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
    // Nor is one that explains the columns; alone it is what there is.
    let explained: &[&[&str]] = &[&["字段", "说明"], &["客户名称", "填全称"], &["手机", "必填"]];
    assert_eq!(read(pages(&[explained, data])), (1, 2, 3));
    assert_eq!(read(pages(&[explained])), (0, 2, 3));
    // Where none has a table, the first it is.
    assert_eq!(read(pages(&[words, words])), (0, 0, 1));
}

#[test]
fn tickets_that_were_called_off_stay_out_with_their_reason_unless_they_are_wanted() {
    let text = "服务单号,客户名称,服务类型,反映时间,状态\nF1,甲厂,投诉,2026-03-05,已取消\nF2,甲厂,投诉,2026-03-06,处理中\n\
        F3,甲厂,投诉,2026-03-07,已撤销\n";
    let off = tickets(None, text);
    let why = |row: usize| match &off.rows[row].outcome {
        Outcome::LeftOut(why) => why.zh.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        (why(0), why(2)),
        (
            "“已取消”的行不导入：已取消".to_owned(),
            "“已撤销”的行不导入：已取消".to_owned()
        )
    );
    assert_eq!((off.counts.new, off.counts.left_out, off.questions.len()), (1, 2, 0));
    let table = table(text);
    let mut all = wanted(&table);
    all.takes_cancelled = true;
    all.answers.push((1, Answer::Brings(true)));
    assert_eq!(plan(&Book::default(), &table, &all).counts.new, 3);
    // Of orders a state says more than that: given back, closed.
    for state in ["已取消", "退款成功", "已退款", "交易关闭"] {
        let text = format!(
            "订单编号,客户名称,下单日期,金额,订单状态\nD1,甲厂,2026-03-05,8,{state}\nD2,甲厂,2026-03-05,9,交易成功\n"
        );
        let orders = planned(&Book::default(), &text);
        assert_eq!((orders.counts.left_out, orders.counts.asked), (1, 1), "{state}");
    }
}

#[test]
fn two_columns_of_one_name_for_one_value_are_asked_about() {
    let table = table("客户名称,地区,地区\n甲厂,杭州,苏州\n乙行,宁波,宁波\n");
    let mut wanted = wanted(&table);
    let open = plan(&Book::default(), &table, &wanted);
    let asked: Vec<_> = open.questions.iter().map(|q| (q.column, q.reason, q.other)).collect();
    assert_eq!(asked, [(2, Ask::SameField, Some(1))]);
    assert_eq!((open.counts.new, open.counts.asked), (1, 1));
    for (answer, expected) in [
        (Answer::FirstOf, ["", "杭州", "宁波"]),
        (Answer::LastOf, ["", "苏州", "宁波"]),
        (Answer::Joined, ["", "杭州 苏州", "宁波"]),
    ] {
        wanted.answers = vec![(2, answer)];
        let book = after(&plan(&Book::default(), &table, &wanted));
        let regions = book
            .customers
            .iter()
            .map(|(_, c)| c.region.as_deref().unwrap_or_default());
        assert_eq!(regions.collect::<Vec<_>>(), expected);
    }
    // A sales area and a city are not one place without asking.
    let asked = |text: &str| planned(&Book::default(), text).questions.len();
    assert_eq!(asked("客户名称,地区,城市\n甲厂,华东,杭州\n"), 1);
    assert_eq!(asked("Company,State/Region,City\n甲厂,浙江,杭州\n"), 0);
    // A place in parts is one place.
    assert_eq!(asked("客户名称,省,市\n甲厂,浙江,杭州\n"), 0);
}

#[test]
fn what_is_no_day_and_what_cannot_be_negative_is_told_in_words() {
    let said = |text: &str| {
        let plan = planned(&Book::default(), text);
        let said = plan.rows[0]
            .problems
            .iter()
            .map(|problem| problem.message.zh.to_string());
        said.collect::<Vec<_>>()
    };
    assert_eq!(said("客户名称,签约日期\n甲厂,1.57\n"), ["“1.57”不是日期"]);
    // A month and a day, of no year.
    assert_eq!(said("客户名称,签约日期\n甲厂,3.5\n"), ["“3.5”没有年份，请连年份写全"]);
    assert_eq!(
        said("客户名称,营收（元）\n甲厂,\"(1,200)\"\n"),
        ["“(1,200)”读作-1,200，这一项不能为负"]
    );
    assert_eq!(
        said("客户名称,营收（元）\n甲厂,\"1,200-\"\n"),
        ["“1,200-”读作-1,200，这一项不能为负"]
    );
    assert_eq!(said("客户名称,营收（元）\n甲厂,-1200\n"), ["金额不能为负"]);
}

#[test]
fn customers_that_the_book_lacks_are_one_question_of_orders() {
    let text = "订单编号,客户名称,下单日期,金额\nD1,甲厂,2026-03-05,8\nD2,乙行,2026-03-06,9\nD3,甲厂,2026-03-06,9\n";
    let table = table(text);
    let mut wanted = wanted(&table);
    let open = plan(&Book::default(), &table, &wanted);
    let [asked] = &open.questions[..] else {
        panic!("{:?}", open.questions)
    };
    assert_eq!((asked.column, asked.reason.word()), (1, "no-customer"));
    assert_eq!(asked.examples, [(2, "甲厂".to_owned()), (3, "乙行".to_owned())]);
    assert_eq!((open.counts.asked, open.counts.wrong, open.changes.len()), (3, 0, 0));
    wanted.answers = vec![(1, Answer::Brings(true))];
    let made = plan(&Book::default(), &table, &wanted);
    assert_eq!((made.counts.new, made.counts.brought, made.questions.len()), (3, 2, 0));
    wanted.answers = vec![(1, Answer::Brings(false))];
    let none = plan(&Book::default(), &table, &wanted);
    assert_eq!((none.counts.wrong, none.counts.asked, none.questions.len()), (3, 0, 0));
}

#[test]
fn who_made_a_table_and_who_looked_it_through_are_no_customers() {
    let text = "客户名称,负责人,地区,营收（万元）\n甲公司,周敏,上海,10\n乙公司,周敏,上海,20\n合计,,,30\n制表人：小李,,审核：老王,\n";
    let table = table(text);
    let plan = plan(&Book::default(), &table, &wanted(&table));
    let names: Vec<_> = plan.rows.iter().filter_map(|row| row.id.clone()).collect();
    assert_eq!((names.len(), plan.counts.new), (2, 2));
}
