//! Days without a year: one question a column, and what each answer makes of the rows.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::exchange::plan::{SheetPlan, plan};
use guanxi::exchange::values::{Answer, Ask, Dayless, ShortOrder, Yearless};

use crate::exchange::{table, wanted};

const PEOPLE: &str = "公司,联系人,电话,生日\n\
    远山木业,王敏,13800000001,3月5日\n\
    北岸家具,李雷,13800000002,1988-04-06\n\
    南岭建材,韩梅,13800000003,12/30\n";
const VISITS: &str = "客户名称,拜访日期,内容\n\
    远山木业,4月1日,看样\n\
    远山木业,2026-05-02,签约\n\
    远山木业,2月29日,回访\n";

/// What becomes of a text with what was said of a column.
fn with(text: &str, column: usize, told: Option<Yearless>) -> (SheetPlan, Book) {
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.answers.push((0, Answer::Brings(true)));
    wanted.answers.extend(told.map(|told| (column, Answer::Yearless(told))));
    let mut book = Book::default();
    let plan = plan(&book, &table, &wanted);
    book.apply(&ChangeSet {
        changes: plan.changes.clone(),
        ..ChangeSet::default()
    });
    (plan, book)
}

/// The people of a book: name, birthday, remark.
pub fn people(book: &Book) -> Vec<(String, Option<String>, Option<String>)> {
    let all = book.customers.iter().flat_map(|(_, customer)| &customer.contacts);
    let said = all.map(|person| {
        let (birthday, note) = (person.birthday.as_ref(), person.note.as_ref());
        let name = person.name.as_ref().map(ToString::to_string);
        (
            name.unwrap_or_default(),
            birthday.map(ToString::to_string),
            note.map(ToString::to_string),
        )
    });
    said.collect()
}

#[test]
fn a_column_of_birthdays_without_years_is_asked_about_once() {
    let (open, _) = with(PEOPLE, 3, None);
    let asked: Vec<_> = open
        .questions
        .iter()
        .map(|q| (q.column, q.reason, q.years.len()))
        .collect();
    assert_eq!(asked, [(3, Ask::Yearless, 0)]);
    let examples = [(2, "3月5日".to_owned()), (4, "12/30".to_owned())];
    assert_eq!(open.questions[0].examples, examples);
    assert_eq!((open.counts.new, open.counts.asked, open.counts.wrong), (1, 2, 0));

    let own = |text: &str| Some(text.to_owned());
    let people_of = |notes: [Option<String>; 2]| {
        let [first, last] = notes;
        vec![
            ("王敏".to_owned(), None, first),
            ("李雷".to_owned(), own("1988-04-06"), None),
            ("韩梅".to_owned(), None, last),
        ]
    };
    let (plan, book) = with(PEOPLE, 3, Some(Yearless::Empty));
    assert_eq!((plan.questions.len(), plan.counts.new, plan.counts.wrong), (0, 3, 0));
    assert_eq!(people(&book), people_of([None, None]));

    let (plan, book) = with(PEOPLE, 3, Some(Yearless::Note));
    assert_eq!((plan.counts.new, plan.counts.wrong), (3, 0));
    assert_eq!(people(&book), people_of([own("生日：3月5日"), own("生日：12/30")]));

    let (plan, book) = with(PEOPLE, 3, Some(Yearless::Out));
    assert_eq!((plan.counts.new, plan.counts.left_out, plan.counts.wrong), (1, 2, 0));
    assert_eq!(people(&book).len(), 1);
}

#[test]
fn days_of_visits_are_of_a_year_that_is_said_or_stay_out() {
    let (open, _) = with(VISITS, 1, None);
    let asked: Vec<_> = open.questions.iter().map(|q| (q.column, q.reason, &*q.years)).collect();
    assert_eq!(asked, [(1, Ask::Yearless, &[2026, 2025][..])]);
    assert_eq!((open.counts.new, open.counts.asked), (1, 2));

    let days = |book: &Book| -> Vec<String> {
        let mut days: Vec<String> = book
            .interactions
            .iter()
            .map(|(_, one)| one.at.day.to_string())
            .collect();
        days.sort();
        days
    };
    // 2026 has no 29th of February: that cell is told, and nothing else.
    let (plan, book) = with(VISITS, 1, Some(Yearless::Of(2026)));
    assert_eq!((plan.questions.len(), plan.counts.new, plan.counts.wrong), (0, 2, 1));
    assert_eq!(days(&book), ["2026-04-01", "2026-05-02"]);
    let (plan, book) = with(VISITS, 1, Some(Yearless::Out));
    assert_eq!((plan.counts.new, plan.counts.left_out), (1, 2));
    assert_eq!(days(&book), ["2026-05-02"]);
}

/// What becomes of a text with these answers.
pub fn done(text: &str, answers: &[(usize, Answer)]) -> (SheetPlan, Book) {
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.answers.extend(answers.iter().cloned());
    let mut book = Book::default();
    let plan = plan(&book, &table, &wanted);
    book.apply(&ChangeSet {
        changes: plan.changes.clone(),
        ..ChangeSet::default()
    });
    (plan, book)
}

const MONTHS: &str = "公司,电话,合作时间\n\
    远山木业,13800000001,2020年4月\n\
    北岸家具,13800000002,2020-04\n\
    南岭建材,13800000003,2020.4\n\
    西桥电子,13800000004,11/2021\n\
    东湖印务,13800000005,2019-03-05\n";

#[test]
fn months_without_a_day_are_asked_about_once() {
    let since = |book: &Book| -> Vec<String> {
        let all = book.customers.iter().map(|(_, customer)| &customer.cooperation_since);
        all.map(|day| day.as_ref().map(ToString::to_string).unwrap_or_default())
            .collect()
    };
    let (open, _) = done(MONTHS, &[]);
    let asked: Vec<_> = open
        .questions
        .iter()
        .map(|q| (q.column, q.reason, q.is_needed))
        .collect();
    assert_eq!(asked, [(2, Ask::Dayless, false)]);
    assert_eq!((open.counts.new, open.counts.asked, open.counts.wrong), (1, 4, 0));

    let (plan, book) = done(MONTHS, &[(2, Answer::Dayless(Dayless::First))]);
    assert_eq!((plan.questions.len(), plan.counts.new, plan.counts.wrong), (0, 5, 0));
    assert_eq!(
        since(&book),
        ["2020-04-01", "2020-04-01", "2020-04-01", "2021-11-01", "2019-03-05"]
    );
    let (plan, book) = done(MONTHS, &[(2, Answer::Dayless(Dayless::Note))]);
    assert_eq!((plan.counts.new, plan.counts.wrong), (5, 0));
    assert_eq!(since(&book), ["", "", "", "", "2019-03-05"]);
    let first = book
        .customers
        .iter()
        .next()
        .and_then(|(_, customer)| customer.notes.as_deref());
    assert_eq!(first, Some("合作时间：2020年4月"));
    let (plan, book) = done(MONTHS, &[(2, Answer::Dayless(Dayless::Empty))]);
    assert_eq!((plan.counts.new, since(&book)[..4].concat()), (5, String::new()));
    let (plan, _) = done(MONTHS, &[(2, Answer::Dayless(Dayless::Out))]);
    assert_eq!((plan.counts.new, plan.counts.left_out), (1, 4));
    // The question of a column stands until all of its cells are whole.
    let corrected = |rows: &[u32]| {
        let table = table(MONTHS);
        let mut wanted = wanted(&table);
        wanted.corrected = rows.iter().map(|at| (*at, 2, "2020-04-05".to_owned())).collect();
        guanxi::exchange::plan::plan(&Book::default(), &table, &wanted)
    };
    let some = corrected(&[2, 3, 4]);
    assert_eq!((some.questions.len(), some.counts.new, some.counts.asked), (1, 4, 1));
    assert_eq!(some.questions[0].examples, [(5, "11/2021".to_owned())]);
    let all = corrected(&[2, 3, 4, 5]);
    assert_eq!((all.questions.len(), all.counts.new), (0, 5));
    // A thirteenth month is none, and is told.
    let wrong = MONTHS.replace("2020-04", "2020-13");
    let (plan, _) = done(&wrong, &[(2, Answer::Dayless(Dayless::First))]);
    assert_eq!((plan.counts.new, plan.counts.wrong), (4, 1));
}

#[test]
fn a_day_that_every_row_must_have_cannot_stay_empty() {
    let text = "客户名称,订单日期,订单金额\n远山木业,2026年3月,1200\n远山木业,2026-05-02,800\n";
    let (open, _) = done(text, &[(0, Answer::Brings(true))]);
    let asked: Vec<_> = open
        .questions
        .iter()
        .map(|q| (q.column, q.reason, q.is_needed))
        .collect();
    assert_eq!(asked, [(1, Ask::Dayless, true)]);
    let told = [(0, Answer::Brings(true)), (1, Answer::Dayless(Dayless::First))];
    let (plan, book) = done(text, &told);
    assert_eq!((plan.counts.new, plan.counts.wrong), (2, 0));
    let mut days: Vec<String> = book.orders.iter().map(|(_, order)| order.date.to_string()).collect();
    days.sort();
    assert_eq!(days, ["2026-03-01", "2026-05-02"]);
}

/// The day of the tests is the 19th of November 2026.
#[test]
fn what_has_happened_is_of_no_day_to_come() {
    let visits = "客户名称,拜访日期,内容\n远山木业,11月19日,看样\n远山木业,11月20日,签约\n远山木业,12/5,回访\n";
    let orders = "客户名称,下单日期,订单金额（元）\n远山木业,11月19日,5\n远山木业,11月20日,6\n远山木业,1205,7\n";
    for text in [visits, orders] {
        for (year, wanted) in [
            (2026, ["2025-11-20", "2025-12-05", "2026-11-19"]),
            (2025, ["2025-11-19", "2025-11-20", "2025-12-05"]),
        ] {
            let (plan, book) = with(text, 1, Some(Yearless::Of(year)));
            assert_eq!((plan.counts.new, plan.counts.wrong), (3, 0), "{text}");
            let visits = book.interactions.iter().map(|(_, one)| one.at.day.to_string());
            let mut days: Vec<String> = visits
                .chain(book.orders.iter().map(|(_, one)| one.date.to_string()))
                .collect();
            days.sort();
            assert_eq!(days, wanted, "{text}");
        }
    }
}

#[test]
fn a_day_without_a_year_but_with_a_time_is_asked_about_as_one_without_a_time() {
    for (cell, wanted) in [
        ("4-01 09:00", "2026-04-01 09:00"),
        ("4月1日 10:05", "2026-04-01 10:05"),
        ("4月1日10:05", "2026-04-01 10:05"),
        ("4/1 下午3:00", "2026-04-01 15:00"),
        ("０４－０１ ０９：００", "2026-04-01 09:00"),
        ("12月25日 10:00", "2025-12-25 10:00"),
    ] {
        let text = format!("客户名称,拜访日期,内容\n远山木业,{cell},看样\n北岸家具,2026-05-02 08:00,签约\n");
        let (open, book) = with(&text, 1, None);
        let asked: Vec<_> = open.questions.iter().map(|q| (q.column, q.reason, &*q.years)).collect();
        assert_eq!(asked, [(1, Ask::Yearless, &[2026, 2025][..])], "{cell}");
        assert_eq!((open.counts.new, open.counts.asked), (1, 1), "{cell}");
        assert_eq!(book.interactions.len(), 1, "{cell}");
        let (plan, book) = with(&text, 1, Some(Yearless::Of(2026)));
        assert_eq!(
            (plan.questions.len(), plan.counts.new, plan.counts.wrong),
            (0, 2, 0),
            "{cell}"
        );
        let at: Vec<String> = book
            .interactions
            .iter()
            .map(|(_, one)| guanxi::domain::field::format_moment(&one.at))
            .collect();
        assert!(at.contains(&wanted.to_owned()), "{cell} {at:?}");
    }
}

#[test]
fn a_year_alone_is_asked_about_and_is_its_first_day_where_that_is_said() {
    for (cell, day) in [
        ("2022年", "2022-01-01"),
        ("2022", "2022-01-01"),
        ("２０２２年", "2022-01-01"),
        ("2022年度", "2022-01-01"),
        ("22年", "2022-01-01"),
        ("2022年3月", "2022-03-01"),
        ("202203", "2022-03-01"),
        ("2022年Q2", "2022-04-01"),
        ("2022年下半年", "2022-07-01"),
        ("2022年底", "2022-12-01"),
        ("Mar 2022", "2022-03-01"),
    ] {
        for head in ["开始合作", "合作起始时间"] {
            let text = format!("公司,电话,{head}\n远山木业,13800000001,{cell}\n北岸家具,13800000002,2019-03-05\n");
            let (open, _) = done(&text, &[]);
            let asked: Vec<_> = open
                .questions
                .iter()
                .map(|q| (q.column, q.reason, &q.examples[..]))
                .collect();
            assert_eq!(asked, [(2, Ask::Dayless, &[(2, cell.to_owned())][..])], "{cell}");
            assert_eq!(
                (open.counts.new, open.counts.asked, open.counts.wrong),
                (1, 1, 0),
                "{cell}"
            );
            let (plan, book) = done(&text, &[(2, Answer::Dayless(Dayless::First))]);
            assert_eq!((plan.questions.len(), plan.counts.new), (0, 2), "{cell}");
            let since = book
                .customers
                .iter()
                .map(|(_, one)| one.cooperation_since.map(|day| day.to_string()));
            assert_eq!(
                since.collect::<Vec<_>>(),
                [Some(day.to_owned()), Some("2019-03-05".to_owned())],
                "{cell}"
            );
        }
    }
    // Of birthdays and orders as well; a number is none.
    let birthdays = "客户名称,生日\n甲公司,1980\n乙公司,350\n";
    let (open, _) = done(birthdays, &[]);
    let asked: Vec<_> = open.questions.iter().map(|q| (q.column, q.reason)).collect();
    assert_eq!(asked, [(1, Ask::Dayless)]);
    assert_eq!((open.counts.asked, open.counts.wrong), (1, 1));
    let (plan, _) = done(birthdays, &[(1, Answer::Dayless(Dayless::Empty))]);
    assert_eq!((plan.counts.new, plan.counts.wrong), (1, 1));
    let told = [(0, Answer::Brings(true)), (1, Answer::Dayless(Dayless::First))];
    let (_, book) = done("客户名称,下单日期,订单金额（元）\n甲公司,2025年,10\n", &told);
    let days = book.orders.iter().map(|(_, order)| order.date.to_string());
    assert_eq!(days.collect::<Vec<_>>(), ["2025-01-01"]);
}

#[test]
fn what_has_happened_is_of_a_year_that_is_said_whether_every_row_must_say_it_or_not() {
    let text = "客户名称,电话,合作起始时间\n远山木业,13800000001,3月5日\n北岸家具,13800000002,12/30\n";
    let (open, _) = done(text, &[]);
    let asked: Vec<_> = open
        .questions
        .iter()
        .map(|q| (q.reason, &*q.years, q.is_past, q.is_needed))
        .collect();
    assert_eq!(asked, [(Ask::Yearless, &[2026, 2025][..], true, false)]);
    let since = |told| {
        let (_, book) = done(text, &[(2, Answer::Yearless(told))]);
        let all = book
            .customers
            .iter()
            .map(|(_, one)| one.cooperation_since.map(|day| day.to_string()));
        all.map(Option::unwrap_or_default).collect::<Vec<_>>()
    };
    // The day it is lies between the two.
    assert_eq!(since(Yearless::Of(2026)), ["2026-03-05", "2025-12-30"]);
    assert_eq!(since(Yearless::Empty), ["", ""]);
}

#[test]
fn a_year_of_two_figures_is_asked_about_where_the_calendar_leaves_it_open() {
    let of = |cells: [&str; 2], told: Option<ShortOrder>| {
        let [one, two] = cells;
        let text = format!("客户名称,电话,合作起始时间\n远山木业,13800000001,{one}\n北岸家具,13800000002,{two}\n");
        let told: Vec<_> = told.into_iter().map(|order| (2, Answer::Short(order))).collect();
        let (plan, book) = done(&text, &told);
        let asked: Vec<_> = plan.questions.iter().map(|q| q.reason.word()).collect();
        let since = book
            .customers
            .iter()
            .map(|(_, one)| one.cooperation_since.map(|day| day.to_string()));
        (asked, since.map(Option::unwrap_or_default).collect::<Vec<_>>())
    };
    let days = |one: &str, two: &str| vec![one.to_owned(), two.to_owned()];
    // A marked year, and numbers that can be but one day.
    assert_eq!(
        of(["24年3月5日", "98年12月1日"], None),
        (vec![], days("2024-03-05", "1998-12-01"))
    );
    assert_eq!(
        of(["24.3.5", "3/25/24"], None),
        (vec![], days("2024-03-05", "2024-03-25"))
    );
    let open = ["24-03-05", "12/11/10"];
    assert_eq!(of(open, None), (vec!["short-year"], vec![]));
    assert_eq!(
        of(open, Some(ShortOrder::Year)),
        (vec![], days("2024-03-05", "2012-11-10"))
    );
    assert_eq!(
        of(open, Some(ShortOrder::Day)),
        (vec![], days("2005-03-24", "2010-11-12"))
    );
    // By month, day, year the first is no day: that cell is told.
    assert_eq!(
        of(open, Some(ShortOrder::Month)),
        (vec![], vec!["2010-12-11".to_owned()])
    );
}

#[test]
fn a_year_that_may_be_of_the_republic_is_asked_about_and_not_guessed() {
    let of = |cells: [&str; 3], told: Option<ShortOrder>| {
        let [one, two, three] = cells;
        let text = format!("客户名称,合作起始时间\n远山木业,{one}\n北岸家具,{two}\n南山五金,{three}\n");
        let told: Vec<_> = told.into_iter().map(|order| (1, Answer::Short(order))).collect();
        let (plan, book) = done(&text, &told);
        let asked: Vec<_> = plan.questions.iter().map(|q| (q.reason, q.examples.len())).collect();
        let since = book
            .customers
            .iter()
            .map(|(_, one)| one.cooperation_since.map(|day| day.to_string()));
        (asked, since.map(Option::unwrap_or_default).collect::<Vec<_>>())
    };
    let days = |all: &[&str]| all.iter().map(|day| (*day).to_owned()).collect::<Vec<_>>();
    let republic = Some(ShortOrder::Republic);
    // Of a column that says 民国 in one cell, the years of two figures are open, and those of three.
    let mixed = ["民國 98 年 12 月 31 日", "112/03/04", "99.1.5"];
    assert_eq!(of(mixed, None), (vec![(Ask::Republic, 2)], days(&["2009-12-31"])));
    assert_eq!(
        of(mixed, republic),
        (vec![], days(&["2009-12-31", "2023-03-04", "2010-01-05"]))
    );
    // Who says that the year is of the common era is told of the cell that can be of the republic only.
    assert_eq!(
        of(mixed, Some(ShortOrder::Year)),
        (vec![], days(&["2009-12-31", "1999-01-05"]))
    );
    let marked = ["民国113年5月6日", "98年12月31日", "24.3.5"];
    assert_eq!(of(marked, None), (vec![(Ask::Republic, 2)], days(&["2024-05-06"])));
    assert_eq!(
        of(marked, Some(ShortOrder::Year)),
        (vec![], days(&["2024-05-06", "1998-12-31", "2024-03-05"]))
    );
    // As a whole file of Taiwan writes them.
    let whole = ["115/11/03", "115/11/13", "1151101"];
    assert_eq!(of(whole, None), (vec![(Ask::Republic, 3)], vec![]));
    assert_eq!(
        of(whole, republic),
        (vec![], days(&["2026-11-03", "2026-11-13", "2026-11-01"]))
    );
    // Nothing speaks for the republic here.
    let common = ["98.12.31", "99.1.5", "24年3月5日"];
    assert_eq!(
        of(common, None),
        (vec![], days(&["1998-12-31", "1999-01-05", "2024-03-05"]))
    );
}
