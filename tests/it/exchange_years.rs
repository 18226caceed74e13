//! Days without a year: one question a column, and what each answer makes of the rows.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::exchange::plan::{SheetPlan, plan};
use guanxi::exchange::values::{Answer, Ask, Dayless, Yearless};

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
fn people(book: &Book) -> Vec<(String, Option<String>, Option<String>)> {
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
fn answered(text: &str, answers: &[(usize, Answer)]) -> (SheetPlan, Book) {
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

#[test]
fn a_lunar_birthday_is_a_day_without_a_year() {
    let text = "公司,联系人,电话,生日\n\
        远山木业,王敏,13800000001,10月21日\n\
        北岸家具,李雷,13800000002,农历八月十五\n\
        南岭建材,韩梅,13800000003,腊月廿三\n\
        西桥电子,赵刚,13800000004,阴历1980-08-15\n\
        东湖印务,孙丽,13800000005,1988-04-06\n";
    let (open, _) = answered(text, &[]);
    let asked: Vec<_> = open.questions.iter().map(|q| (q.column, q.reason)).collect();
    assert_eq!(asked, [(3, Ask::Yearless)]);
    assert_eq!((open.counts.new, open.counts.asked, open.counts.wrong), (1, 4, 0));
    assert_eq!(open.questions[0].examples[1], (3, "农历八月十五".to_owned()));

    let (plan, book) = answered(text, &[(3, Answer::Yearless(Yearless::Note))]);
    assert_eq!((plan.counts.new, plan.counts.asked, plan.counts.wrong), (5, 0, 0));
    let notes: Vec<_> = people(&book)
        .into_iter()
        .map(|(_, _, note)| note.unwrap_or_default())
        .collect();
    let words = [
        "生日：10月21日",
        "生日：农历八月十五",
        "生日：腊月廿三",
        "生日：阴历1980-08-15",
        "",
    ];
    assert_eq!(notes, words);
    let (plan, book) = answered(text, &[(3, Answer::Yearless(Yearless::Empty))]);
    assert_eq!((plan.counts.new, plan.counts.wrong, people(&book).len()), (5, 0, 5));
    let (plan, _) = answered(text, &[(3, Answer::Yearless(Yearless::Out))]);
    assert_eq!((plan.counts.new, plan.counts.left_out), (1, 4));

    // Without a contact the company has the birthday, and the remark is its own.
    let alone = "公司,电话,生日\n远山木业,13800000001,农历八月十五\n";
    let (plan, book) = answered(alone, &[(2, Answer::Yearless(Yearless::Note))]);
    assert_eq!((plan.counts.new, plan.counts.wrong), (1, 0));
    let notes = book.customers.iter().map(|(_, customer)| customer.notes.as_deref());
    assert_eq!(notes.collect::<Vec<_>>(), [Some("生日：农历八月十五")]);
}

/// By which calendar the birthdays of customers and of their people are kept, in the order of the rows.
fn are_lunar(book: &Book) -> Vec<(Option<bool>, Option<bool>)> {
    let of = |(_, customer): (_, &guanxi::domain::held::Held<guanxi::domain::kind::Customer>)| {
        let person = customer.contacts.first();
        let person = person.and_then(|person| person.extra.flag("birthday_lunar"));
        (customer.extra.flag("birthday_lunar"), person)
    };
    book.customers.iter().map(of).collect()
}

#[test]
fn the_calendar_of_a_birthday_is_a_column_of_its_own() {
    // By the head, by the content under a head that says nothing, and in traditional characters.
    for (head, lunar, solar) in [
        ("公历/农历", "农历", "公历"),
        ("生日类型", "阴历", "阳历"),
        ("按什么算", "旧历", "新历"),
        ("历法", "农历生日", "国历"),
        ("國曆/農曆", "農曆", "國曆"),
        ("联系人生日按农历", "农历", "西历"),
        ("联系人生日按农历", "是", "否"),
    ] {
        let text = format!(
            "公司,联系人,电话,生日,{head}\n远山木业,王敏,13800000001,1980-09-23,{lunar}\n\
             北岸家具,李雷,13800000002,1988-04-06,{solar}\n南岭建材,韩梅,13800000003,1990-01-02,\n"
        );
        let (plan, book) = answered(&text, &[]);
        assert_eq!(
            (plan.questions.len(), plan.counts.new, plan.counts.wrong),
            (0, 3, 0),
            "{head}"
        );
        let wanted = [(None, Some(true)), (None, Some(false)), (None, None)];
        assert_eq!(are_lunar(&book), wanted, "{head}");
    }
    // Without a person it is the customer's own.
    let alone =
        "公司,电话,生日,阳历/阴历\n远山木业,13800000001,1980-09-23,阴历\n北岸家具,13800000002,1988-04-06,阳历\n";
    let (plan, book) = answered(alone, &[]);
    assert_eq!((plan.counts.new, plan.counts.wrong), (2, 0));
    assert_eq!(are_lunar(&book), [(Some(true), None), (Some(false), None)]);
    // Of other fields they are no yes and no.
    let other = "公司,电话,请勿联系\n远山木业,13800000001,农历\n";
    assert_eq!(answered(other, &[]).0.counts.wrong, 1);
}

#[test]
fn a_lunar_day_of_a_visit_is_of_no_year_that_is_said() {
    let text = "客户名称,拜访日期,内容\n远山木业,4月1日,看样\n远山木业,四月初一,签约\n";
    let told = [(0, Answer::Brings(true)), (1, Answer::Yearless(Yearless::Of(2026)))];
    let (plan, _) = answered(text, &told);
    assert_eq!((plan.counts.new, plan.counts.wrong), (1, 1));
    assert!(plan.rows[1].problems[0].message.zh.contains("农历"));
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
    let (open, _) = answered(MONTHS, &[]);
    let asked: Vec<_> = open
        .questions
        .iter()
        .map(|q| (q.column, q.reason, q.is_needed))
        .collect();
    assert_eq!(asked, [(2, Ask::Dayless, false)]);
    assert_eq!((open.counts.new, open.counts.asked, open.counts.wrong), (1, 4, 0));

    let (plan, book) = answered(MONTHS, &[(2, Answer::Dayless(Dayless::First))]);
    assert_eq!((plan.questions.len(), plan.counts.new, plan.counts.wrong), (0, 5, 0));
    assert_eq!(
        since(&book),
        ["2020-04-01", "2020-04-01", "2020-04-01", "2021-11-01", "2019-03-05"]
    );
    let (plan, book) = answered(MONTHS, &[(2, Answer::Dayless(Dayless::Note))]);
    assert_eq!((plan.counts.new, plan.counts.wrong), (5, 0));
    assert_eq!(since(&book), ["", "", "", "", "2019-03-05"]);
    let first = book
        .customers
        .iter()
        .next()
        .and_then(|(_, customer)| customer.notes.as_deref());
    assert_eq!(first, Some("合作时间：2020年4月"));
    let (plan, book) = answered(MONTHS, &[(2, Answer::Dayless(Dayless::Empty))]);
    assert_eq!((plan.counts.new, since(&book)[..4].concat()), (5, String::new()));
    let (plan, _) = answered(MONTHS, &[(2, Answer::Dayless(Dayless::Out))]);
    assert_eq!((plan.counts.new, plan.counts.left_out), (1, 4));
    // A thirteenth month is none, and is told.
    let wrong = MONTHS.replace("2020-04", "2020-13");
    let (plan, _) = answered(&wrong, &[(2, Answer::Dayless(Dayless::First))]);
    assert_eq!((plan.counts.new, plan.counts.wrong), (4, 1));
}

#[test]
fn a_day_that_every_row_must_have_cannot_stay_empty() {
    let text = "客户名称,订单日期,订单金额\n远山木业,2026年3月,1200\n远山木业,2026-05-02,800\n";
    let (open, _) = answered(text, &[(0, Answer::Brings(true))]);
    let asked: Vec<_> = open
        .questions
        .iter()
        .map(|q| (q.column, q.reason, q.is_needed))
        .collect();
    assert_eq!(asked, [(1, Ask::Dayless, true)]);
    let told = [(0, Answer::Brings(true)), (1, Answer::Dayless(Dayless::First))];
    let (plan, book) = answered(text, &told);
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
fn a_next_step_without_a_year_is_of_the_year_that_comes_first() {
    // The day it is lies between the two.
    let today = wanted(&table(VISITS)).today.to_string();
    assert!(("2026-01-05"..="2026-12-25").contains(&&*today), "{today}");
    let text = "客户名称,拜访日期,内容,下一步,下一步日期\n\
        远山木业,2026-05-02,看样,报价,1月5日\n北岸家具,2026-05-02,签约,回访,12月25日\n";
    let due = |told: Option<Yearless>| {
        let (plan, book) = with(text, 4, told);
        let mut all: Vec<String> = book
            .interactions
            .iter()
            .filter_map(|(_, one)| Some(one.next_due.as_ref()?.to_string()))
            .collect();
        all.sort();
        (plan, all)
    };
    let (open, _) = due(None);
    let asked: Vec<_> = open
        .questions
        .iter()
        .map(|q| (q.column, q.reason, &*q.years, q.is_needed))
        .collect();
    assert_eq!(asked, [(4, Ask::Yearless, &[2027, 2026][..], false)]);
    assert_eq!(due(Some(Yearless::Of(2027))).1, ["2026-12-25", "2027-01-05"]);
    assert_eq!(due(Some(Yearless::Of(2026))).1, ["2026-01-05", "2026-12-25"]);
    assert_eq!(due(Some(Yearless::Empty)).1, Vec::<String>::new());
}
