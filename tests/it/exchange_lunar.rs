//! Birthdays by the lunar calendar: the day of the common one that each is, kept with its calendar; and what is asked where that is not plain.

use guanxi::domain::book::Book;
use guanxi::exchange::values::{Answer, Ask, Yearless};

use crate::exchange_years::{done, people};

#[test]
fn a_lunar_birthday_without_its_year_is_a_day_without_one() {
    let text = "公司,联系人,电话,生日\n\
        远山木业,王敏,13800000001,10月21日\n\
        北岸家具,李雷,13800000002,农历八月十五\n\
        南岭建材,韩梅,13800000003,腊月廿三\n\
        西桥电子,赵刚,13800000004,阴历1980-08-15\n\
        东湖印务,孙丽,13800000005,1988-04-06\n";
    let (open, _) = done(text, &[]);
    let asked: Vec<_> = open.questions.iter().map(|q| (q.column, q.reason)).collect();
    assert_eq!(asked, [(3, Ask::Yearless)]);
    assert_eq!((open.counts.new, open.counts.asked, open.counts.wrong), (2, 3, 0));
    assert_eq!(open.questions[0].examples[1], (3, "农历八月十五".to_owned()));

    let (plan, book) = done(text, &[(3, Answer::Yearless(Yearless::Note))]);
    assert_eq!((plan.counts.new, plan.counts.asked, plan.counts.wrong), (5, 0, 0));
    let notes: Vec<_> = people(&book)
        .into_iter()
        .map(|(_, _, note)| note.unwrap_or_default())
        .collect();
    let words = ["生日：10月21日", "生日：农历八月十五", "生日：腊月廿三", "", ""];
    assert_eq!(notes, words);
    let (plan, book) = done(text, &[(3, Answer::Yearless(Yearless::Empty))]);
    assert_eq!((plan.counts.new, plan.counts.wrong, people(&book).len()), (5, 0, 5));
    let (plan, _) = done(text, &[(3, Answer::Yearless(Yearless::Out))]);
    assert_eq!((plan.counts.new, plan.counts.left_out), (2, 3));

    // Without a contact the company has the birthday, and the remark is its own.
    let alone = "公司,电话,生日\n远山木业,13800000001,农历八月十五\n";
    let (plan, book) = done(alone, &[(2, Answer::Yearless(Yearless::Note))]);
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

/// What is asked by column, whether each birthday is lunar, and the days.
type Beside = (Vec<(usize, Ask)>, Vec<Option<bool>>, Vec<String>);

/// What becomes of three birthdays beside a column of this head, the first of which it says to be lunar: what is asked, by which calendar they are
/// kept, and their days.
fn beside(head: &str, said: [&str; 2], told: Option<bool>) -> Beside {
    let [lunar, solar] = said;
    let text = format!(
        "公司,联系人,电话,生日,{head}\n远山木业,王敏,13800000001,1980-08-15,{lunar}\n\
         北岸家具,李雷,13800000002,1988-04-06,{solar}\n南岭建材,韩梅,13800000003,1990-01-02,\n"
    );
    let told: Vec<_> = told.into_iter().map(|is| (3, Answer::LunarDays(is))).collect();
    let (plan, book) = done(&text, &told);
    assert_eq!(
        (plan.counts.new + plan.counts.asked, plan.counts.wrong),
        (3, 0),
        "{head}"
    );
    let asked = plan.questions.iter().map(|q| (q.column, q.reason)).collect();
    let days = people(&book).into_iter().filter_map(|(_, day, _)| day).collect();
    (
        asked,
        are_lunar(&book).into_iter().map(|(_, lunar)| lunar).collect(),
        days,
    )
}

#[test]
fn beside_a_column_of_the_calendar_it_is_asked_of_which_the_days_are() {
    let calendars = vec![Some(true), Some(false), None];
    let days = |first: &str| [first, "1988-04-06", "1990-01-02"].map(str::to_owned).to_vec();
    // By the head, by the content under a head that says nothing, and in traditional characters.
    for (head, lunar, solar) in [
        ("公历/农历", "农历", "公历"),
        ("生日类型", "阴历", "阳历"),
        ("按什么算", "旧历", "新历"),
        ("历法", "农历生日", "国历"),
        ("國曆/農曆", "農曆", "國曆"),
    ] {
        let of = |told| beside(head, [lunar, solar], told);
        let open = (
            vec![(3, Ask::LunarDays)],
            calendars[1..].to_vec(),
            days("")[1..].to_vec(),
        );
        assert_eq!(of(None), open, "{head}");
        assert_eq!(
            of(Some(false)),
            (vec![], calendars.clone(), days("1980-08-15")),
            "{head}"
        );
        assert_eq!(
            of(Some(true)),
            (vec![], calendars.clone(), days("1980-09-23")),
            "{head}"
        );
    }
    // What our own tables say is a day of the common calendar.
    for said in [["农历", "西历"], ["是", "否"]] {
        let own = (vec![], calendars.clone(), days("1980-08-15"));
        assert_eq!(beside("联系人生日按农历", said, None), own);
    }
}

#[test]
fn of_a_day_that_may_be_of_either_calendar_the_column_beside_says_of_which() {
    let of = |head: &str, day: &str, said: &str| {
        let text = format!("公司,联系人,电话,生日,{head}\n远山木业,王敏,13800000001,{day},{said}\n");
        let (plan, book) = done(&text, &[]);
        let asked = plan.questions.iter().map(|q| q.reason.word()).collect::<Vec<_>>();
        let day = people(&book).into_iter().next().and_then(|(_, day, _)| day);
        (day, are_lunar(&book).first().and_then(|(_, lunar)| *lunar), asked)
    };
    let is = |day: &str, lunar: bool| (Some(day.to_owned()), Some(lunar), vec![]);
    // Under our own head, and under those of others.
    for head in ["联系人生日按农历", "公历/农历"] {
        for day in ["1990年八月十五", "一九九〇年八月十五"] {
            assert_eq!(of(head, day, "农历"), is("1990-10-03", true), "{head}: {day}");
            assert_eq!(of(head, day, "公历"), is("1990-08-15", false), "{head}: {day}");
        }
        assert_eq!(of(head, "一九八五年八月十五", "农历"), is("1985-09-29", true), "{head}");
        // The year is missing all the same, and a column that says nothing settles nothing.
        assert_eq!(of(head, "八月十五", "农历").2, ["yearless"], "{head}");
        assert_eq!(of(head, "1990年八月十五", ""), (None, None, vec!["yearless"]), "{head}");
    }
    assert_eq!(of("联系人生日按农历", "1990年八月十五", "是"), is("1990-10-03", true));
}

#[test]
fn a_company_has_its_own_calendar_and_other_fields_have_none() {
    // A day that only the lunar calendar has is one.
    let alone =
        "公司,电话,生日,阳历/阴历\n远山木业,13800000001,1991-02-30,阴历\n北岸家具,13800000002,1988-04-06,阳历\n";
    let (open, _) = done(alone, &[]);
    assert_eq!(
        open.questions.iter().map(|q| q.reason.word()).collect::<Vec<_>>(),
        ["lunar-days"]
    );
    let (plan, book) = done(alone, &[(2, Answer::LunarDays(true))]);
    assert_eq!((plan.counts.new, plan.counts.wrong), (2, 0));
    assert_eq!(are_lunar(&book), [(Some(true), None), (Some(false), None)]);
    let days = book
        .customers
        .iter()
        .map(|(_, one)| one.birthday.map(|day| day.to_string()).unwrap_or_default());
    assert_eq!(days.collect::<Vec<_>>(), ["1991-04-14", "1988-04-06"]);
    // Of other fields they are no yes and no.
    let other = "公司,电话,请勿联系\n远山木业,13800000001,农历\n";
    assert_eq!(done(other, &[]).0.counts.wrong, 1);
}

#[test]
fn a_lunar_day_of_a_visit_is_of_no_year_that_is_said() {
    let text = "客户名称,拜访日期,内容\n远山木业,4月1日,看样\n远山木业,四月初一,签约\n";
    let told = [(0, Answer::Brings(true)), (1, Answer::Yearless(Yearless::Of(2026)))];
    let (plan, _) = done(text, &told);
    assert_eq!((plan.counts.new, plan.counts.wrong), (1, 1));
    assert!(plan.rows[1].problems[0].message.zh.contains("农历"));
}

/// The birthday of the one person of a sheet, and whether it is kept by the lunar calendar.
fn birthday(cell: &str) -> (Option<String>, Option<bool>, Vec<&'static str>) {
    let text = format!("公司,联系人,电话,生日\n远山木业,王敏,13800000001,{cell}\n");
    let (plan, book) = done(&text, &[]);
    let asked = plan.questions.iter().map(|q| q.reason.word()).collect();
    let day = people(&book).into_iter().next().and_then(|(_, day, _)| day);
    (day, are_lunar(&book).first().and_then(|(_, lunar)| *lunar), asked)
}

#[test]
fn a_lunar_birthday_with_its_year_is_understood_and_kept_with_its_calendar() {
    for (cell, day) in [
        ("1990年闰五月初三", "1990-06-25"),
        ("1990年五月初三", "1990-05-26"),
        ("农历1990年闰五月初三", "1990-06-25"),
        ("一九九〇年闰五月初三", "1990-06-25"),
        ("農曆1990年閏五月初三", "1990-06-25"),
        ("1990-闰5-3", "1990-06-25"),
        ("阴历1980-08-15", "1980-09-23"),
        ("农历1980年8月15日", "1980-09-23"),
        ("1980年8月15日（农历）", "1980-09-23"),
        ("1980.8.15(阴历)", "1980-09-23"),
        ("旧历 19800815", "1980-09-23"),
        ("1980年八月十五（农历生日）", "1980-09-23"),
        ("2000年腊月廿三", "2001-01-17"),
    ] {
        assert_eq!(birthday(cell), (Some(day.to_owned()), Some(true), vec![]), "{cell}");
    }
    // A day of the common calendar in words is one.
    assert_eq!(
        birthday("一九八〇年八月十五日"),
        (Some("1980-08-15".to_owned()), None, vec![])
    );
    // A leap month that its year did not have, a day that its month did not have, and what may be of either calendar.
    for cell in [
        "1991年闰五月初三",
        "农历1991年正月三十",
        "1990年八月十五",
        "庚午年五月初三",
    ] {
        assert_eq!(birthday(cell), (None, None, vec!["yearless"]), "{cell}");
    }
}

#[test]
fn the_same_lunar_birthday_again_changes_nothing() {
    let text = "公司,联系人,电话,生日\n远山木业,王敏,13800000001,1990年闰五月初三\n";
    let (_, book) = done(text, &[]);
    assert!(crate::exchange::planned(&book, text).changes.is_empty());
    // A company has its own.
    let (_, book) = done("公司,电话,生日\n远山木业,13800000001,农历1980年8月15日\n", &[]);
    assert_eq!(are_lunar(&book), [(Some(true), None)]);
    // What a column says of the calendar counts.
    let said = "公司,联系人,电话,生日,历法\n远山木业,王敏,13800000001,1990年闰五月初三,公历\n";
    assert_eq!(are_lunar(&done(said, &[]).1), [(None, Some(false))]);
}

#[test]
fn a_day_of_another_field_is_the_day_that_the_lunar_one_was() {
    let text = "客户名称,拜访日期,内容\n远山木业,农历2026年四月初一,看样\n";
    let (plan, book) = done(text, &[(0, Answer::Brings(true))]);
    assert_eq!((plan.counts.new, plan.counts.wrong), (1, 0));
    let days = book.interactions.iter().map(|(_, one)| one.at.day.to_string());
    assert_eq!(days.collect::<Vec<_>>(), ["2026-05-17"]);
}
