//! People and the companies they are with: in one list, in the book, in one cell.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{Customer, CustomerKind};
use guanxi::domain::label::Lang;
use guanxi::exchange::plan::SheetPlan;

use crate::exchange::planned;

fn after(plan: &SheetPlan, mut book: Book) -> Book {
    book.apply(&ChangeSet {
        changes: plan.changes.clone(),
        ..ChangeSet::default()
    });
    book
}

/// A book that has this company.
fn with(name: &str) -> Book {
    let mut book = Book::default();
    book.customers
        .put(Customer::new(CustomerId::new("KH-7").unwrap(), name));
    book
}

/// Customers with what they are and the people they have.
fn people(book: &Book) -> Vec<(String, Option<CustomerKind>, Vec<String>)> {
    let all = book.customers.iter().map(|(_, customer)| {
        let names = customer.contacts.iter().filter_map(|one| one.name.as_deref());
        let names = names.map(str::to_owned).collect();
        (customer.name.to_string(), customer.kind, names)
    });
    all.collect()
}

#[test]
fn a_person_of_odoo_beside_a_type_is_with_the_company_of_the_file_or_the_book() {
    let company = Some(CustomerKind::Enterprise);
    let owned = |name: &str, kind, names: &[&str]| {
        let names = names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        (name.to_owned(), kind, names)
    };
    for (head, is, person) in [
        ("Display Name,Company Type,Email", "Company", "Individual"),
        ("Name,Company Type,Email", "Company", "Individual"),
        ("名称,公司类型,电子邮件", "公司", "个人"),
    ] {
        let row = format!("\"宁波恒拓, 张三\",{person},z@b.cn\n");
        let both = format!("{head}\n宁波恒拓,{is},a@b.cn\n{row}李四,{person},l@b.cn\n");
        let plan = planned(&Book::default(), &both);
        assert_eq!((plan.counts.asked, plan.counts.wrong), (0, 0), "{head}");
        let lone = owned("李四", Some(CustomerKind::Person), &["李四"]);
        assert_eq!(
            people(&after(&plan, Book::default())),
            [owned("宁波恒拓", company, &["张三"]), lone],
            "{head}"
        );
        // The company is in the book alone, and no kind of customer is said of it.
        let known = planned(&with("宁波恒拓"), &format!("{head}\n{row}"));
        assert_eq!((known.counts.new, known.counts.changed), (0, 1), "{head}");
        assert_eq!(
            people(&after(&known, with("宁波恒拓"))),
            [owned("宁波恒拓", None, &["张三"])]
        );
        // The same again changes nothing.
        let again = planned(&after(&known, with("宁波恒拓")), &format!("{head}\n{row}"));
        assert_eq!((again.changes.len(), again.counts.same), (0, 1), "{head}");
    }
    // Of neither, its name says that it is one; where no name says so, the comma is the name's.
    let text = "Display Name,Company Type\n\"宁波恒拓有限公司, 张三\",Individual\n\"Acme, Inc.\",Company\n";
    let book = after(&planned(&Book::default(), text), Book::default());
    assert_eq!(
        people(&book),
        [
            owned("宁波恒拓有限公司", None, &["张三"]),
            owned("Acme, Inc.", company, &[])
        ]
    );
}

#[test]
fn what_another_row_says_is_told_in_the_reader_s_words() {
    let text = "客户名称,客户类型,请勿联系\n甲厂,企业,\n甲厂,个人,\n乙厂,,是\n乙厂,,否\n";
    let plan = planned(&Book::default(), text);
    let said = |row: usize, lang| plan.rows[row].problems[0].message.get(lang).to_owned();
    assert_eq!(said(1, Lang::Zh), "第2行写的是“企业”");
    assert_eq!(said(1, Lang::En), "row 2 says \"Company\"");
    assert_eq!(said(3, Lang::Zh), "第4行写的是“是”");
}

#[test]
fn a_birthday_beside_a_person_is_the_persons_and_one_without_a_year_is_told_beside() {
    for head in [
        "First Name,Last Name,Birthday,Organization Name,Labels",
        "Given Name,Family Name,Birthday,Organization 1 - Name,Group Membership",
    ] {
        let text = format!("{head}\n小明,张,1985-03-05,宁波恒拓,\n小红,李,--03-05,宁波恒拓,\n");
        let plan = planned(&with("宁波恒拓"), &text);
        assert_eq!((plan.counts.changed, plan.counts.wrong), (1, 0), "{head}");
        let book = after(&plan, with("宁波恒拓"));
        let company = book.customers.get("KH-7").unwrap();
        assert_eq!(company.birthday, None, "{head}");
        let said = company.contacts.iter().map(|one| {
            let day = one.birthday.map(|day| day.to_string());
            (one.name.as_deref().unwrap(), day, one.note.as_deref())
        });
        assert_eq!(
            said.collect::<Vec<_>>(),
            [
                ("张小明", Some("1985-03-05".to_owned()), None),
                ("李小红", None, Some("Birthday：--03-05"))
            ],
            "{head}"
        );
    }
}
