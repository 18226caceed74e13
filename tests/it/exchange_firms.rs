//! Several rows of one firm, a person each: the firm is there since the first of them, and nobody is left out for what is said of another.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::domain::label::Lang;
use guanxi::exchange::plan::{Outcome, SheetPlan, plan};

use crate::exchange::{planned, table, wanted};

fn after(book: &Book, plan: &SheetPlan) -> Book {
    let mut book = book.clone();
    book.apply(&ChangeSet {
        changes: plan.changes.clone(),
        ..ChangeSet::default()
    });
    book
}

/// What the only firm of a book is since, whose it is, its remark, and its people.
fn firm(book: &Book) -> (String, String, String, Vec<String>) {
    let (_, firm) = book.customers.iter().next().unwrap();
    let people = firm.contacts.iter().filter_map(|contact| contact.name.as_deref());
    (
        firm.created_on.map(|day| day.to_string()).unwrap_or_default(),
        firm.owner.as_deref().unwrap_or_default().to_owned(),
        firm.notes.as_deref().unwrap_or_default().to_owned(),
        people.map(str::to_owned).collect(),
    )
}

fn told(plan: &SheetPlan, row: usize) -> Vec<&str> {
    let problems = plan.rows[row].problems.iter();
    problems.map(|problem| problem.message.get(Lang::Zh)).collect()
}

/// A list: its head, its rows, and what its firm is since, whose it is, and its remark.
type List = (
    &'static str,
    [&'static str; 3],
    (&'static str, &'static str, &'static str),
);

const LISTS: [List; 5] = [
    (
        "Record ID,First Name,Last Name,Email,Contact owner,Create Date,Associated Company",
        [
            "151,Maria,Johnson,m@h.example,Lin Xiao,2026-08-04 10:11,恒拓",
            "201,Brian,Halligan,b@h.example,Lin Xiao,2026-08-03 10:11,恒拓",
            "202,Wei,Zhang,w@h.example,Lin Xiao,2026-08-05 10:11,恒拓",
        ],
        ("2026-08-03", "Lin Xiao", ""),
    ),
    (
        "客户名称,添加人,添加时间,企业,备注",
        [
            "王五,李娜,2026-08-04 10:11,恒拓,要发票",
            "李四,李娜,2026-08-03 10:11,恒拓,爱喝茶",
            "赵六,李娜,2026-08-05 10:11,恒拓,要发票",
        ],
        ("2026-08-03", "李娜", "要发票\n爱喝茶"),
    ),
    (
        "Display Name,Related Company,Salesperson,Created on,Activities",
        [
            "王五,恒拓,李娜,2026-08-04,",
            "李四,恒拓,李娜,2026-08-03,",
            "赵六,恒拓,李娜,2026-08-05,",
        ],
        ("2026-08-03", "李娜", ""),
    ),
    (
        "First Name,Last Name,Organization Name,Labels,Notes",
        [
            "五,王,恒拓,* myContacts,要发票",
            "四,李,恒拓,* myContacts,爱喝茶",
            "六,赵,恒拓,* myContacts,",
        ],
        ("", "", "要发票\n爱喝茶"),
    ),
    (
        "first_name,last_name,company,sales,first_seen,has_newsletter,linkedin_url",
        [
            "五,王,恒拓,李娜,2026-08-04T10:00:00Z,false,",
            "四,李,恒拓,李娜,2026-08-03T10:00:00Z,false,",
            "六,赵,恒拓,李娜,2026-08-05T10:00:00Z,false,",
        ],
        ("", "李娜", ""),
    ),
];

#[test]
fn a_firm_is_there_since_the_first_of_its_people_in_every_list_that_other_programs_write() {
    for (head, rows, (since, owner, remark)) in LISTS {
        let text = format!("{head}\n{}\n", rows.join("\n"));
        let plan = planned(&Book::default(), &text);
        assert_eq!(
            (plan.questions.len(), plan.counts.asked, plan.counts.new),
            (0, 0, 1),
            "{head}"
        );
        let book = after(&Book::default(), &plan);
        let own = firm(&book);
        let mut lines: Vec<&str> = own.2.lines().collect();
        lines.sort_unstable_by_key(|line| !remark.starts_with(line));
        assert_eq!(
            (&*own.0, &*own.1, &*lines.join("\n"), own.3.len()),
            (since, owner, remark, 3),
            "{head}"
        );
        let again = planned(&book, &text);
        assert_eq!((again.changes.len(), again.counts.same), (0, 1), "{head}");
    }
}

#[test]
fn whoever_sees_to_the_firm_by_its_first_row_stays_and_the_other_can_be_chosen() {
    let text = "客户名称,添加人,添加时间,企业,来源\n王五,李娜,2026-08-04 10:11,恒拓,展会\n李四,陈晨,2026-08-03 10:11,恒拓,扫名片\n";
    let (table, book) = (table(text), Book::default());
    let mut wanted = wanted(&table);
    let kept = plan(&book, &table, &wanted);
    assert_eq!((kept.counts.asked, kept.counts.wrong, kept.counts.new), (0, 0, 1));
    assert_eq!((&kept.rows[1].outcome, kept.rows[1].clash), (&Outcome::New, Some(2)));
    assert_eq!(
        told(&kept, 1),
        ["第2行写的是“李娜”，保留那一行的", "第2行写的是“展会”，保留那一行的"]
    );
    let people = || vec!["王五".to_owned(), "李四".to_owned()];
    let with = |owner: &str| ("2026-08-03".to_owned(), owner.to_owned(), String::new(), people());
    assert_eq!(firm(&after(&book, &kept)), with("李娜"));
    wanted.overruling = vec![(3, true)];
    assert_eq!(firm(&after(&book, &plan(&book, &table, &wanted))), with("陈晨"));
    wanted.overruling = vec![(3, false)];
    let earlier = plan(&book, &table, &wanted);
    assert_eq!(firm(&after(&book, &earlier)), with("李娜"));
    assert_eq!(told(&earlier, 1), Vec::<&str>::new());
}

#[test]
fn firms_that_differ_in_what_they_are_are_asked_about_with_both_answers() {
    let text = "客户名称,联系人,地区\n恒拓,王五,宁波\n恒拓,李四,上海\n";
    let plan = planned(&Book::default(), text);
    let row = &plan.rows[1];
    assert_eq!(
        (&row.outcome, row.clash, row.candidates.len()),
        (&Outcome::Asked, Some(2), 1)
    );
    // An emptied cell says no other day.
    let text = "客户名称,联系人,建档日期\n恒拓,王五,2026-08-03\n恒拓,李四,\n";
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.clears = true;
    let book = after(
        &Book::default(),
        &guanxi::exchange::plan::plan(&Book::default(), &table, &wanted),
    );
    assert_eq!(firm(&book).0, "2026-08-03");
}
