//! Files that come again with more, or with less, than they said before: the records are the same ones, and what is kept of them stays.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{Contact, Customer, Severity};
use guanxi::exchange::columns::{Use, mapping};
use guanxi::exchange::plan::{Counts, Outcome, Wanted, Whom, plan};
use guanxi::exchange::values::Answer;

use crate::exchange::{table, wanted};

/// Imports a table; customers come along.
fn import(book: &mut Book, text: &str, more: impl FnOnce(&mut Wanted)) -> Counts {
    let table = table(text);
    let mut wanted = wanted(&table);
    let is_customer = |used: &Use| *used == Use::Field("customer".to_owned());
    let columns = &wanted.mapping.columns;
    if let Some(column) = columns.iter().position(|column| is_customer(&column.used)) {
        wanted.answers.push((column, Answer::Brings(true)));
    }
    more(&mut wanted);
    let plan = plan(book, &table, &wanted);
    assert!(plan.questions.is_empty(), "{:?}", plan.questions);
    book.apply(&ChangeSet {
        changes: plan.changes,
        ..ChangeSet::default()
    });
    plan.counts
}

/// New, changed, the same, wrong, asked.
fn told(counts: Counts) -> [usize; 5] {
    [counts.new, counts.changed, counts.same, counts.wrong, counts.asked]
}

const VISITS: &str = "日期,客户,拜访方式,拜访人,沟通内容,下次计划,下次跟进日期\n\
    2026-03-05,甲公司,上门,陈芳,谈价格,提交报价单,2026-03-12\n\
    2026-03-05,甲公司,上门,刘强,看现场,寄样,2026-03-15\n\
    2026-03-06,乙公司,电话,陈芳,问交期,,\n";

fn keys(text: &str) -> Vec<String> {
    let own = |used: &Use| match used {
        Use::Field(key) => key.clone(),
        _ => "-".to_owned(),
    };
    mapping(&table(text))
        .columns
        .iter()
        .map(|column| own(&column.used))
        .collect()
}

#[test]
fn what_comes_next_and_its_day_are_known_by_their_heads() {
    assert_eq!(
        keys(VISITS),
        ["at", "customer", "kind", "by", "content", "next_step", "next_due"]
    );
    for (step, day) in [
        ("下次跟进", "下次跟进日期"),
        ("下一步", "日期2"),
        ("下一步计划", "下一步日期"),
        ("下一步安排", "下次跟进时间"),
        ("下次跟进内容", "下次跟进"),
        ("下次拜访计划", "下次拜访日期"),
        ("后续动作", "计划完成日期"),
        ("跟进计划", "计划时间"),
    ] {
        let text = format!(
            "日期,客户,沟通内容,{step},{day}\n2026-03-05,甲公司,谈价格,提交报价单,2026-03-12\n2026-03-06,乙公司,问交期,寄样,2026-03-15\n"
        );
        let keys = keys(&text);
        assert_eq!(keys[3], "next_step", "{step} | {day}");
        if day != "日期2" {
            assert_eq!(keys[4], "next_due", "{step} | {day}");
        }
    }
}

#[test]
fn a_visit_of_which_more_columns_are_taken_later_is_the_same_visit() {
    let mut book = Book::default();
    let out = |wanted: &mut Wanted, columns: &[usize]| {
        for column in columns {
            wanted.mapping.columns[*column].used = Use::Out;
        }
    };
    assert_eq!(
        told(import(&mut book, VISITS, |wanted| out(wanted, &[3, 5, 6]))),
        [3, 0, 0, 0, 0]
    );
    // The plans of two of them, then who went.
    assert_eq!(
        told(import(&mut book, VISITS, |wanted| out(wanted, &[3]))),
        [0, 2, 1, 0, 0]
    );
    assert_eq!(told(import(&mut book, VISITS, |_| {})), [0, 3, 0, 0, 0]);
    assert_eq!(told(import(&mut book, VISITS, |_| {})), [0, 0, 3, 0, 0]);
    // With fewer columns nothing changes, and nothing is new.
    assert_eq!(
        told(import(&mut book, VISITS, |wanted| out(wanted, &[2, 3, 5, 6]))),
        [0, 0, 3, 0, 0]
    );
    assert_eq!(book.interactions.len(), 3);
    // A plan that was put off changes its visit; what was talked about on another day, or by another one, is another visit.
    let later = VISITS.replace("2026-03-12", "2026-03-19");
    assert_eq!(told(import(&mut book, &later, |_| {})), [0, 1, 2, 0, 0]);
    let other = VISITS
        .replace("上门,刘强", "上门,陈芳")
        .replace("2026-03-06", "2026-03-07");
    assert_eq!(told(import(&mut book, &other, |_| {})), [2, 1, 0, 0, 0]);
    assert_eq!(book.interactions.len(), 5);
}

#[test]
fn rows_that_tell_the_same_are_as_many_as_they_were() {
    let twice = "日期,客户,沟通内容,下一步\n2026-03-05,甲公司,回访,寄样\n2026-03-05,甲公司,回访,报价\n";
    let mut book = Book::default();
    assert_eq!(told(import(&mut book, twice, |_| {})), [2, 0, 0, 0, 0]);
    assert_eq!(told(import(&mut book, twice, |_| {})), [0, 0, 2, 0, 0]);
    // In another order as well, and one of them alone.
    let turned = "日期,客户,沟通内容,下一步\n2026-03-05,甲公司,回访,报价\n2026-03-05,甲公司,回访,寄样\n";
    assert_eq!(told(import(&mut book, turned, |_| {})), [0, 0, 2, 0, 0]);
    assert_eq!(
        told(import(
            &mut book,
            &twice.replace("2026-03-05,甲公司,回访,寄样\n", ""),
            |_| {}
        )),
        [0, 0, 1, 0, 0]
    );
}

#[test]
fn orders_and_tickets_without_numbers_are_known_again_when_more_is_said_of_them() {
    let mut book = Book::default();
    let orders = "日期,客户,产品,金额\n2026-03-05,甲公司,红漆,100\n2026-03-05,甲公司,白漆,100\n";
    assert_eq!(told(import(&mut book, orders, |_| {})), [2, 0, 0, 0, 0]);
    let paid =
        "日期,客户,产品,数量,金额,付款日期\n2026-03-05,甲公司,红漆,2,100,2026-04-01\n2026-03-05,甲公司,白漆,1,100,\n";
    assert_eq!(told(import(&mut book, paid, |_| {})), [0, 2, 0, 0, 0]);
    assert_eq!(told(import(&mut book, paid, |_| {})), [0, 0, 2, 0, 0]);
    // Another amount is another order.
    assert_eq!(
        told(import(&mut book, &paid.replace("白漆,1,100", "白漆,1,90"), |_| {})),
        [1, 0, 1, 0, 0]
    );

    let open = "客户,报修时间,问题描述,问题类型\n甲公司,2026-03-05 09:00,漏油,投诉\n";
    let solved = "客户,报修时间,问题描述,问题类型,处理人,完成时间,满意度\n甲公司,2026-03-05 09:00,漏油,投诉,许静,2026-03-06 10:00,5\n";
    assert_eq!(told(import(&mut book, open, |_| {})), [1, 0, 0, 0, 0]);
    assert_eq!(told(import(&mut book, solved, |_| {})), [0, 1, 0, 0, 0]);
    assert_eq!(book.tickets.len(), 1);
}

/// What a customer with these ways to reach its one contact has after a file: phone, email, how many customers change.
fn reached(known: [&str; 2], text: &str) -> (String, String, usize) {
    let mut customer = Customer::new(CustomerId::new("K1").unwrap(), "甲厂");
    let mut contact = Contact::blank();
    contact.name = Some("王建国".into());
    contact.phone = Some(known[0].into());
    contact.email = Some(known[1].into()).filter(|_| !known[1].is_empty());
    customer.contacts.push(contact);
    let mut book = Book::default();
    book.customers.put(customer);
    let counts = import(&mut book, text, |_| {});
    let contact = &book.customers.get("K1").unwrap().contacts[0];
    let said = |text: &Option<guanxi::domain::record::Text>| text.as_deref().unwrap_or_default().to_owned();
    assert_eq!(book.customers.get("K1").unwrap().contacts.len(), 1);
    (said(&contact.phone), said(&contact.email), counts.changed)
}

#[test]
fn one_of_several_numbers_takes_none_of_the_others_away() {
    let both = "13905741234 / 0574-87654321";
    let phone = |known: &str, cell: &str| {
        let (phone, _, changed) = reached([known, ""], &format!("客户名称,联系人,电话\n甲厂,王建国,{cell}\n"));
        (phone, changed)
    };
    for cell in [
        "13905741234",
        "+86 139-0574-1234",
        "0574-87654321",
        "0574-87654321/13905741234",
    ] {
        assert_eq!(phone(both, cell), (both.to_owned(), 0), "{cell}");
    }
    // A new one is added, beside those that are there.
    assert_eq!(phone(both, "13800001111"), (format!("13800001111 / {both}"), 1));
    assert_eq!(
        phone(both, "13905741234、13800001111"),
        ("13905741234、13800001111 / 0574-87654321".to_owned(), 1)
    );
    assert_eq!(
        phone("0574-87654321", "13800001111 / 13800002222"),
        ("13800001111 / 13800002222 / 0574-87654321".to_owned(), 1)
    );
    // One number for another is a change, as it is shown.
    assert_eq!(phone("13905741234", "13800001111"), ("13800001111".to_owned(), 1));
    // Without the person's name too.
    let (kept, _, changed) = reached([both, ""], "客户名称,电话\n甲厂,13905741234\n");
    assert_eq!((kept.as_str(), changed), (both, 0));
}

#[test]
fn one_of_several_addresses_takes_none_of_the_others_away() {
    let email = |known: &str, cell: &str| {
        let text = format!("客户名称,联系人,邮箱\n甲厂,王建国,{cell}\n");
        let (_, email, changed) = reached(["13905741234", known], &text);
        (email, changed)
    };
    let both = "a@mail.example / b@mail.example";
    assert_eq!(email(both, "B@mail.example"), (both.to_owned(), 0));
    assert_eq!(email(both, "c@mail.example"), (format!("c@mail.example / {both}"), 1));
    assert_eq!(
        email("a@mail.example", "c@mail.example"),
        ("c@mail.example".to_owned(), 1)
    );
}

#[test]
fn rows_of_one_file_that_are_most_likely_one_customer_are_asked_about() {
    let text = "客户名称,联系人,电话\n宁波海曙五金机电有限公司,王建国,13905741234\n海曙五金机电,王建国,13905741234\n乙公司,李四,13800000002\n";
    let table = table(text);
    let plain = wanted(&table);
    let open = plan(&Book::default(), &table, &plain);
    assert_eq!(told(open.counts), [2, 0, 0, 0, 1]);
    let row = &open.rows[1];
    assert_eq!(
        (&row.outcome, row.candidates.len(), row.candidates[0].row),
        (&Outcome::Asked, 1, Some(2))
    );
    for (whom, counts) in [
        (Whom::Row(2), [2, 0, 0, 0, 0]),
        (Whom::New, [3, 0, 0, 0, 0]),
        (Whom::Nobody, [2, 0, 0, 0, 0]),
    ] {
        let mut told_of_it = plain.clone();
        told_of_it.chosen = vec![(3, whom.clone())];
        told_of_it.overruling = vec![(3, false)];
        assert_eq!(
            told(plan(&Book::default(), &table, &told_of_it).counts),
            counts,
            "{whom:?}"
        );
    }
    // A name that only is like another one, with another phone, is no such thing.
    let other = text.replace(
        "海曙五金机电,王建国,13905741234\n乙",
        "海曙五金机电,张三,13900000009\n乙",
    );
    let other = plan(&Book::default(), &crate::exchange::table(&other), &plain);
    assert_eq!(other.counts.asked, 0);
}

#[test]
fn times_of_the_day_in_words_are_read() {
    for (cell, at) in [
        ("2026/9/18 上午", "2026-09-18"),
        ("2026年9月18日下午", "2026-09-18"),
        ("2026/9/18 下午3点", "2026-09-18 15:00"),
        ("2026-09-18 上午9点半", "2026-09-18 09:30"),
        ("2026-09-18 中午12点", "2026-09-18 12:00"),
        ("2026-09-18 中午1点", "2026-09-18 13:00"),
        ("2026-09-18 傍晚6点20分", "2026-09-18 18:20"),
    ] {
        let mut book = Book::default();
        let text = format!("客户,拜访时间,沟通内容\n甲公司,{cell},谈价格\n");
        assert_eq!(told(import(&mut book, &text, |_| {})), [1, 0, 0, 0, 0], "{cell}");
        let (_, one) = book.interactions.iter().next().unwrap();
        assert_eq!(guanxi::domain::field::format_moment(&one.at), at, "{cell}");
    }
    // Beside a column of days.
    let mut book = Book::default();
    import(
        &mut book,
        "客户,日期,时间,沟通内容\n甲公司,2026-09-18,下午3点,谈价格\n",
        |_| {},
    );
    let (_, one) = book.interactions.iter().next().unwrap();
    assert_eq!(guanxi::domain::field::format_moment(&one.at), "2026-09-18 15:00");
}

#[test]
fn words_of_satisfaction_and_urgency_are_grades() {
    let text = "客户,报修时间,问题描述,问题类型,紧急程度,满意度\n\
        甲公司,2026-03-01,一,投诉,普通,非常满意\n甲公司,2026-03-02,二,投诉,紧急,满意\n甲公司,2026-03-03,三,投诉,一般,一般\n\
        甲公司,2026-03-04,四,投诉,,不满意\n甲公司,2026-03-05,五,投诉,,非常不满意\n";
    let mut book = Book::default();
    assert_eq!(told(import(&mut book, text, |_| {})), [5, 0, 0, 0, 0]);
    let mut all: Vec<_> = book
        .tickets
        .iter()
        .map(|(_, one)| (one.opened_at.to_string(), one.severity, one.satisfaction))
        .collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    let grades: Vec<_> = all.iter().map(|(_, severity, grade)| (*severity, *grade)).collect();
    assert_eq!(
        grades,
        [
            (Some(Severity::General), Some(5)),
            (Some(Severity::Major), Some(4)),
            (Some(Severity::General), Some(3)),
            (None, Some(2)),
            (None, Some(1)),
        ]
    );
}
