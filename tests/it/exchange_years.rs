//! Days without a year: one question a column, and what each answer makes of the rows.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::exchange::plan::{SheetPlan, plan};
use guanxi::exchange::values::{Answer, Ask, Yearless};

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
