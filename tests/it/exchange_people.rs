//! People and the companies they are with: in one list, in the book, in one cell.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{Customer, CustomerKind};
use guanxi::domain::label::Lang;
use guanxi::exchange::columns::{Use, mapping};
use guanxi::exchange::plan::{Outcome, RowPlan, SheetPlan, plan};
use guanxi::exchange::values::{Answer, Ask};

use crate::exchange::{columns, planned, table, wanted};

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
fn a_name_beside_the_number_is_the_persons_where_nothing_else_says_one() {
    let of = |text: &str| {
        let book = crate::exchange_back::after(Book::default(), &planned(&Book::default(), text));
        let people = book.customers.iter().flat_map(|(_, one)| one.contacts.clone());
        let said = |text: &Option<guanxi::domain::record::Text>| text.as_deref().unwrap_or_default().to_owned();
        people
            .map(|one| [said(&one.name), said(&one.phone)])
            .collect::<Vec<_>>()
    };
    let line = |name: &str, phone: &str| [name, phone].map(str::to_owned);
    for cell in ["张三 13800138000", "张三/13800138000", "13800138000（张三）"] {
        for head in ["联系人/电话", "联系电话"] {
            let text = format!("客户名称,{head}\n甲公司,{cell}\n");
            assert_eq!(of(&text), [line("张三", "13800138000")], "{head} {cell}");
        }
        // A name that is said already is none of the number, and another one stays beside it.
        let same = format!("客户名称,联系人,电话\n甲公司,张三,{cell}\n");
        assert_eq!(of(&same), [line("张三", "13800138000")], "{cell}");
    }
    assert_eq!(
        of("客户名称,联系人,电话\n甲公司,张三,13800138000（王经理）\n"),
        [line("张三", "13800138000(王经理)")]
    );
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

fn answered(text: &str, answers: &[(usize, Answer)]) -> SheetPlan {
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.answers.extend(answers.iter().cloned());
    plan(&Book::default(), &table, &wanted)
}

#[test]
fn several_people_in_a_cell_are_asked_about_and_parted_or_one() {
    let text = "客户名称,联系人,电话\n甲厂,张三/李四,13800001111/13900001111\n乙厂,王经理、赵女士,13800001115\n丙厂,孙六,13800001116\n";
    let asked = planned(&Book::default(), text);
    let question = &asked.questions[0];
    assert_eq!((question.column, question.reason), (1, Ask::People));
    assert_eq!(question.examples.len(), 2);
    assert_eq!((asked.counts.new, asked.counts.asked, asked.counts.wrong), (1, 2, 0));
    let contacts = |each: bool| {
        let plan = answered(text, &[(1, Answer::EachPerson(each))]);
        assert_eq!((plan.counts.new, plan.questions.len()), (3, 0));
        let book = after(&plan, Book::default());
        let all = book.customers.iter().flat_map(|(_, customer)| customer.contacts.iter());
        let said = all.map(|one| {
            format!(
                "{} {}",
                one.name.as_deref().unwrap(),
                one.phone.as_deref().unwrap_or("-")
            )
        });
        said.collect::<Vec<_>>()
    };
    assert_eq!(
        contacts(true),
        [
            "张三 13800001111",
            "李四 13900001111",
            "王经理 13800001115",
            "赵女士 -",
            "孙六 13800001116"
        ]
    );
    assert_eq!(
        contacts(false),
        [
            "张三/李四 13800001111/13900001111",
            "王经理、赵女士 13800001115",
            "孙六 13800001116"
        ]
    );
    // One of each: a name with a blank, a Western name with a comma, a name that is long.
    let one = planned(
        &Book::default(),
        "客户名称,联系人\n甲厂,张 三\n乙厂,\"Smith, John\"\n丙厂,欧阳 小明\n",
    );
    assert_eq!((one.counts.new, one.questions.len()), (3, 0));
}

#[test]
fn what_stands_for_nobody_is_no_contact() {
    let text = "客户名称,联系人,职位\n甲厂,无,无\n乙厂,-,\n丙厂,N/A,\n丁厂,暂无,\n戊厂,Na,\n";
    let book = after(&planned(&Book::default(), text), Book::default());
    let names = people(&book).into_iter().map(|(_, _, names)| names.concat());
    assert_eq!(names.collect::<Vec<_>>(), ["", "", "", "", "Na"]);
    assert!(book.customers.get("KH-0001").unwrap().contacts.is_empty());
}

#[test]
fn where_no_column_says_whose_rows_are_one_question_asks() {
    let asked = |text: &str| {
        let plan = planned(&Book::default(), text);
        let reasons: Vec<Ask> = plan.questions.iter().map(|question| question.reason).collect();
        assert_eq!(reasons, [Ask::Whose], "{text}");
        let waits = |row: &RowPlan| row.outcome == Outcome::Asked;
        assert!(plan.rows.iter().all(waits) && plan.counts.wrong == 0, "{text}");
        plan.questions[0].columns.clone()
    };
    let owned = |all: &[(usize, &str)]| {
        all.iter()
            .map(|(at, text)| (*at, (*text).to_owned()))
            .collect::<Vec<_>>()
    };
    let without = "恒拓机械,13800001111,宁波\n曾氏五金,13900001111,温州\n";
    // Places say what they are.
    assert_eq!(asked(without), owned(&[(0, "恒拓机械")]));
    // The first row was taken for a head, and nothing is left of it.
    assert_eq!(
        asked("恒拓,张三\n曾氏,李四\n江南,王五\n"),
        owned(&[(0, "曾氏"), (1, "李四")])
    );
    // Beside people stands what may be theirs.
    let beside = "恒拓机械,张三,13800001111\n曾氏五金,李四,13900001111\n";
    assert_eq!(asked(beside), owned(&[(0, "恒拓机械")]));
    let alone = answered(beside, &[(0, Answer::PeopleAlone)]);
    assert_eq!((alone.questions.len(), alone.counts.new), (0, 2));
    let table = table(without);
    let mut wanted = wanted(&table);
    wanted.mapping.columns[0].used = Use::Field("name".into());
    let told = plan(&Book::default(), &table, &wanted);
    assert_eq!((told.questions.len(), told.counts.new), (0, 2));
    // People alone are asked about nothing.
    let people = planned(&Book::default(), "张三,13800001111\n李四,13900001111\n");
    assert_eq!((people.questions.len(), people.counts.new), (0, 2));
}

#[test]
fn a_level_that_is_no_intent_is_a_tag_to_be_looked_at() {
    let used = |text: &str| {
        let table = table(text);
        let (_, key, sure) = columns(&table, &mapping(&table)).swap_remove(1);
        (key, sure < 0.8)
    };
    for head in ["客户级别", "级别", "客户等级"] {
        let text = format!("客户名称,{head}\n甲厂,VIP\n乙厂,A\n丙厂,B\n");
        assert_eq!(used(&text), ("tags".to_owned(), true), "{head}");
        assert_eq!(planned(&Book::default(), &text).counts.new, 3, "{head}");
    }
    assert_eq!(used("客户名称,客户级别\n甲厂,A\n乙厂,B\n"), ("intent".to_owned(), true));
}

/// Name, title, phone and address of each contact, and what stands beside it.
fn lines(book: &Book) -> Vec<Vec<String>> {
    let all = book.customers.iter().flat_map(|(_, customer)| customer.contacts.iter());
    let line = |one: &guanxi::domain::kind::Contact| {
        let said = [&one.name, &one.title, &one.phone, &one.email, &one.wechat, &one.note];
        said.into_iter().flatten().map(|text| text.to_string()).collect()
    };
    all.map(line).collect()
}

#[test]
fn people_under_equal_heads_are_each_with_what_stands_behind_their_name() {
    for (text, wanted) in [
        (
            "客户名称,联系人,电话,联系人,电话\n远山木业,王敏,13800000001,李雷,13800000002\n",
            [vec!["王敏", "13800000001"], vec!["李雷", "13800000002"]],
        ),
        (
            "客户名称,联系人,职务,电话,邮箱,地区,联系人,职务,电话,邮箱\n\
             远山木业,王敏,经理,13800000001,wang@mail.example,宁波,李雷,采购,13800000002,li@mail.example\n",
            [
                vec!["王敏", "经理", "13800000001", "wang@mail.example"],
                vec!["李雷", "采购", "13800000002", "li@mail.example"],
            ],
        ),
    ] {
        let plan = planned(&Book::default(), text);
        assert_eq!(
            (plan.counts.new, plan.counts.wrong, plan.questions.len()),
            (1, 0, 0),
            "{text}"
        );
        let book = after(&plan, Book::default());
        assert_eq!(lines(&book), wanted, "{text}");
        let again = planned(&book, text);
        assert!(again.changes.is_empty() && again.questions.is_empty(), "{text}");
    }
    // Who is not there makes no contact, and the phone of the second is not the first one's.
    let text = "客户名称,联系人,电话,联系人,电话\n远山木业,王敏,,李雷,13800000002\n北岸家具,韩梅,13800000003,,\n";
    let book = after(&planned(&Book::default(), text), Book::default());
    assert_eq!(
        lines(&book),
        [vec!["王敏"], vec!["李雷", "13800000002"], vec!["韩梅", "13800000003"]]
    );
}

#[test]
fn an_account_among_phone_numbers_is_no_phone() {
    let own = |cell: &str| {
        let text = format!("客户名称,联系人,联系方式\n远山木业,王敏,{cell}\n");
        let plan = planned(&Book::default(), &text);
        assert_eq!(
            (plan.counts.new, plan.counts.wrong),
            (1, 0),
            "{cell} {:?}",
            plan.rows[0].problems
        );
        let book = after(&plan, Book::default());
        let (_, customer) = book.customers.iter().next().unwrap();
        let said = |text: &Option<guanxi::domain::record::Text>| text.as_deref().unwrap_or("").to_owned();
        let one = &customer.contacts[0];
        assert_eq!(customer.contacts.len(), 1, "{cell}");
        assert_eq!(
            said(&one.email),
            if cell.contains('@') { "a@b.com" } else { "" },
            "{cell}"
        );
        (said(&one.phone), said(&one.wechat), said(&one.note))
    };
    assert_eq!(own("邮箱:a@b.com").0, "");
    assert_eq!(own("13800138000 邮箱：a@b.com").0, "13800138000");
    assert_eq!(own("a@b.com/微信:abc_123").1, "abc_123");
    for (cell, wanted) in [
        ("微信:abc_123", ["", "abc_123", ""]),
        ("微信号：abc_123", ["", "abc_123", ""]),
        ("wx: abc_123", ["", "abc_123", ""]),
        ("WeChat：abc-123", ["", "abc-123", ""]),
        ("VX：abc123", ["", "abc123", ""]),
        ("微信abc_123", ["", "abc_123", ""]),
        ("13800138000 微信:abc_123", ["13800138000", "abc_123", ""]),
        ("13800138000（微信：abc_123）", ["13800138000", "abc_123", ""]),
        ("13800138000/微信:abc_123", ["13800138000", "abc_123", ""]),
        ("微信:13800138000", ["13800138000", "13800138000", ""]),
        ("QQ:12345678", ["", "", "QQ：12345678"]),
        ("13800138000、qq 12345678", ["13800138000", "", "QQ：12345678"]),
        ("13800138000（微信同号）", ["13800138000", "13800138000", ""]),
        ("13800138000", ["13800138000", "", ""]),
        ("vx:zhou1 13800138005", ["13800138005", "zhou1", ""]),
        ("微信:", ["", "", ""]),
        ("微信: 张三", ["", "张三", ""]),
        ("微信：张三 13800138005", ["13800138005", "张三", ""]),
        ("钉钉:dd1", ["", "", "钉钉：dd1"]),
        ("13800138005/钉钉:dd1", ["13800138005", "", "钉钉：dd1"]),
        ("V13800138011", ["13800138011", "13800138011", ""]),
        ("13800138011 微信：同号", ["13800138011", "13800138011", ""]),
        ("138 0000 6142....", ["138 0000 6142", "", ""]),
        ("138.000.6142", ["", "", "138.000.6142"]),
    ] {
        let (phone, wechat, note) = own(cell);
        assert_eq!([&*phone, &*wechat, &*note], wanted, "{cell}");
    }
}

#[test]
fn a_person_under_equal_heads_twice_has_both_numbers() {
    let text = "客户名称,联系人,电话,联系人,电话\n\
        远山木业,王敏,13800138001,王敏,13800138002\n北岸家具,李雷,13800138003,韩梅,13800138004\n";
    let phones = |book: &Book| -> Vec<String> {
        let people = book.customers.iter().flat_map(|(_, customer)| &customer.contacts);
        people
            .filter_map(|one| one.phone.as_deref().map(str::to_owned))
            .collect()
    };
    let plan = planned(&Book::default(), text);
    assert_eq!((plan.counts.new, plan.counts.wrong), (2, 0));
    let book = after(&plan, Book::default());
    let wanted = ["13800138001 / 13800138002", "13800138003", "13800138004"];
    assert_eq!(phones(&book), wanted);
    // Once more it says nothing new.
    assert!(planned(&book, text).changes.is_empty());
}
