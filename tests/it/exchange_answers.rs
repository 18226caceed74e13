//! What the person answers in an import: whose a row is, which of two rows counts, what a word means; each answer counts, can be
//! changed, and is known the next time.

use std::collections::BTreeMap;

use guanxi::domain::apply::apply;
use guanxi::domain::book::Book;
use guanxi::domain::command::Command;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::Customer;
use guanxi::exchange::layout::Table;
use guanxi::exchange::plan::{Outcome, SheetPlan, Understood, Wanted, Whom, plan, understood, with_choices};
use guanxi::exchange::values::{Answer, Ask};

use crate::exchange::{table, wanted};

/// A book after an import as the page does it: the records, and the choices that were answered to be new.
fn imported(book: &Book, plan: &SheetPlan) -> Book {
    let mut changes = plan.changes.clone();
    changes.extend(with_choices(&book.head, &plan.new_choices));
    let source = "客户台账.xlsx".into();
    let set = apply(
        book,
        Command::Import {
            source,
            changes,
            about: Default::default(),
        },
    )
    .unwrap();
    let mut after = book.clone();
    after.apply(&set);
    let mut undone = after.clone();
    undone.apply(&set.inverse());
    assert!(undone == *book);
    after
}

/// A customer's name and region.
type Region<'a> = (&'a str, Option<&'a str>);

fn regions(book: &Book) -> Vec<Region<'_>> {
    book.customers
        .iter()
        .map(|(_, customer)| (&*customer.name, customer.region.as_deref()))
        .collect()
}

/// Whether a row is one that may be a known customer, what becomes of it, and how many it may be.
fn state(plan: &SheetPlan, row: usize) -> (bool, &Outcome, usize) {
    let row = &plan.rows[row];
    (row.may_be_known(), &row.outcome, row.candidates.len())
}

/// Rows 2 and 4 are the same customer under two names.
const TWINS: &str = "客户名称,地区\n宁波恒拓机械有限公司,宁波\n蓝海科技,上海\n恒拓机械,杭州\n";

#[test]
fn a_row_like_an_earlier_one_of_the_file_is_told_by_that_row_and_every_answer_counts() {
    let (table, book) = (table(TWINS), Book::default());
    let mut wanted = wanted(&table);
    let open = plan(&book, &table, &wanted);
    assert_eq!(state(&open, 2), (true, &Outcome::New, 1));
    let candidate = &open.rows[2].candidates[0];
    assert_eq!(
        (&*candidate.name, candidate.row, candidate.whom()),
        ("宁波恒拓机械有限公司", Some(2), Whom::Row(2))
    );
    // Another one: a plain new customer, and the way back stays.
    wanted.chosen = vec![(4, Whom::New)];
    let new = plan(&book, &table, &wanted);
    assert_eq!(state(&new, 2), (false, &Outcome::New, 1));
    assert_eq!((new.rows[2].whom.clone(), new.counts.new), (Some(Whom::New), 3));
    // The same one: two names and two regions, of which one must count.
    wanted.chosen = vec![(4, Whom::Row(2))];
    let same = plan(&book, &table, &wanted);
    assert_eq!(state(&same, 2), (false, &Outcome::Asked, 1));
    assert_eq!(
        (same.rows[2].clash, same.counts.new, same.counts.asked),
        (Some(2), 2, 1)
    );
    let problems: Vec<&str> = same.rows[2]
        .problems
        .iter()
        .map(|problem| &*problem.message.zh)
        .collect();
    assert_eq!(problems, ["第2行写的是“宁波恒拓机械有限公司”", "第2行写的是“宁波”"]);
    for (overrules, first) in [
        (false, ("宁波恒拓机械有限公司", Some("宁波"))),
        (true, ("恒拓机械", Some("杭州"))),
    ] {
        wanted.overruling = vec![(4, overrules)];
        let plan = plan(&book, &table, &wanted);
        assert_eq!(state(&plan, 2), (false, &Outcome::New, 1), "{overrules}");
        assert_eq!(plan.rows[2].overrules, Some(overrules));
        assert_eq!(
            regions(&imported(&book, &plan)),
            [first, ("蓝海科技", Some("上海"))],
            "{overrules}"
        );
    }
}

#[test]
fn who_is_said_to_be_a_customer_of_the_book_keeps_the_name_there_and_the_answer_is_remembered() {
    let mut book = Book::default();
    book.customers
        .put(Customer::new(CustomerId::new("KH-7").unwrap(), "宁波恒拓机械有限公司"));
    let table = table("客户名称,地区\n恒拓机械,宁波\n恒拓机械,宁波\n");
    let mut wanted = wanted(&table);
    wanted.chosen = vec![(2, Whom::Known("KH-7".into()))];
    let told = plan(&book, &table, &wanted);
    assert_eq!((told.counts.new, told.counts.changed, told.counts.asked), (0, 1, 0));
    assert_eq!(
        regions(&imported(&book, &told)),
        [("宁波恒拓机械有限公司", Some("宁波"))]
    );
    let known: Vec<_> = told.known_as.iter().map(|known| (&*known.name, &*known.id)).collect();
    assert_eq!(known, [("恒拓机械", "KH-7")]);

    // The next table asks nothing.
    wanted.chosen = Vec::new();
    wanted.known_as = told.known_as.clone();
    let again = plan(&imported(&book, &told), &table, &wanted);
    assert_eq!((again.counts.new, again.counts.changed, again.counts.asked), (0, 0, 0));
}

#[test]
fn an_answer_by_row_holds_when_the_numbers_of_new_customers_move() {
    let text = "客户名称,地区\n蓝海科技,上海\n蓝海科技,苏州\n宁波恒拓机械有限公司,宁波\n恒拓机械,宁波\n";
    let (table, book) = (table(text), Book::default());
    let mut wanted = wanted(&table);
    wanted.chosen = vec![(5, Whom::Row(4))];
    wanted.overruling = vec![(5, false)];
    let first = plan(&book, &table, &wanted);
    assert_eq!((first.rows[3].id.as_deref(), first.counts.asked), (Some("KH-0002"), 1));
    wanted.chosen.push((3, Whom::New));
    let moved = plan(&book, &table, &wanted);
    assert_eq!((moved.rows[3].id.as_deref(), moved.counts.new), (Some("KH-0003"), 3));
}

#[test]
fn rows_that_say_otherwise_can_be_one_customer_or_two() {
    let (table, book) = (table("客户名称,地区\n恒拓,宁波\n恒拓,上海\n"), Book::default());
    let mut wanted = wanted(&table);
    let open = plan(&book, &table, &wanted);
    assert_eq!(
        (state(&open, 1), open.rows[1].clash),
        ((false, &Outcome::Asked, 1), Some(2))
    );
    let answers: [(Vec<_>, Vec<_>, &[Region<'_>]); 3] = [
        (vec![], vec![(3, false)], &[("恒拓", Some("宁波"))]),
        (vec![], vec![(3, true)], &[("恒拓", Some("上海"))]),
        (
            vec![(3, Whom::New)],
            vec![],
            &[("恒拓", Some("宁波")), ("恒拓", Some("上海"))],
        ),
    ];
    for (chosen, overruling, expected) in answers {
        (wanted.chosen, wanted.overruling) = (chosen, overruling);
        assert_eq!(regions(&imported(&book, &plan(&book, &table, &wanted))), expected);
    }
}

#[test]
fn what_was_said_of_a_name_is_known_when_the_file_comes_again() {
    let (table, book) = (table(TWINS), Book::default());
    let mut wanted = wanted(&table);
    (wanted.chosen, wanted.overruling) = (vec![(4, Whom::Row(2))], vec![(4, false)]);
    let first = plan(&book, &table, &wanted);
    let book = imported(&book, &first);
    let mut again = crate::exchange::wanted(&table);
    assert_eq!(plan(&book, &table, &again).counts.new, 1);
    again.known_as.clone_from(&first.known_as);
    let second = plan(&book, &table, &again);
    assert_eq!(
        (second.changes.len(), second.counts.asked, second.counts.same),
        (0, 0, 2)
    );
    // In another book the number is somebody else's.
    let mut other = Book::default();
    other
        .customers
        .put(Customer::new(CustomerId::new("KH-0001").unwrap(), "蓝海科技"));
    assert_eq!(plan(&other, &table, &again).rows[2].whom, None);
}

/// The table of words, with what is wanted where they are answered so.
fn with_words(text: &str, words: &[(&str, Option<&str>)]) -> (Table, Wanted) {
    let table = table(text);
    let mut wanted = wanted(&table);
    let word = |(word, ours): &(&str, Option<&str>)| ((*word).to_owned(), ours.map(str::to_owned));
    let words: BTreeMap<String, Option<String>> = words.iter().map(word).collect();
    wanted.answers = vec![(1, Answer::Words(words))];
    (table, wanted)
}

const INDUSTRIES: &str = "客户名称,业内\n甲厂,制造\n乙行,外贸\n丙店,电子\n丁社,不知道\n";

#[test]
fn words_wait_for_their_meaning_and_bring_a_proposal() {
    let table = table(INDUSTRIES);
    let open = plan(&Book::default(), &table, &wanted(&table));
    let [question] = &open.questions[..] else {
        panic!("{:?}", open.questions)
    };
    assert_eq!((question.column, question.reason), (1, Ask::Choices));
    let words: Vec<_> = question
        .unknown
        .iter()
        .map(|word| (&*word.word, word.like.as_deref()))
        .collect();
    assert_eq!(
        words,
        [
            ("制造", Some("制造业")),
            ("外贸", None),
            ("电子", None),
            ("不知道", None)
        ]
    );
    assert_eq!((open.changes.len(), open.counts.wrong, open.counts.asked), (0, 0, 4));
}

#[test]
fn new_choices_join_the_book_and_the_same_file_again_asks_and_changes_nothing() {
    let told = [
        ("制造", Some("制造业")),
        ("外贸", Some("外贸")),
        ("电子", Some("电子")),
        ("不知道", None),
    ];
    let (table, wanted) = with_words(INDUSTRIES, &told);
    let first = plan(&Book::default(), &table, &wanted);
    assert_eq!((first.questions.len(), first.counts.new), (0, 4));
    let book = imported(&Book::default(), &first);
    let list = book.head.settings.industry_list();
    assert_eq!(
        (list.len(), &*list[0], &*list[10], &*list[11]),
        (12, "制造业", "外贸", "电子")
    );
    // As kept with the layout: nothing is asked, nothing changes, no choice comes twice.
    let second = plan(&book, &table, &wanted);
    assert_eq!(
        (second.questions.len(), second.changes.len(), second.new_choices.len()),
        (0, 0, 0)
    );
    assert!(with_choices(&book.head, &first.new_choices).is_none());
    // Without what was kept, the book itself knows the new choices.
    let bare = plan(&book, &table, &crate::exchange::wanted(&table));
    let unknown: Vec<&str> = bare.questions[0].unknown.iter().map(|word| &*word.word).collect();
    assert_eq!(unknown, ["制造", "不知道"]);
}

#[test]
fn a_new_record_shows_what_its_cells_were_understood_as() {
    let text = "客户名称,营收（万元）,合作起始时间,客户类型,员工人数\n\
        甲,\"￥3,200,000元\",2024年3月5日,公司,\"1,200\"\n乙,0.58,2024年３月５日,自然人,30\n丙,86万元,2024/03/05,,\n丁,88万,,,\n";
    let (table, book) = (table(text), Book::default());
    let wanted = wanted(&table);
    let plan = plan(&book, &table, &wanted);
    let rows: Vec<_> = table.rows.iter().zip(&plan.rows).collect();
    let told = |all: &Vec<Understood>| -> Vec<(String, String)> {
        all.iter().map(|one| (one.key.clone(), one.text.clone())).collect()
    };
    let all: Vec<_> = understood(&book, &table, &wanted, &rows).iter().map(told).collect();
    let pair = |key: &str, text: &str| (key.to_owned(), text.to_owned());
    assert_eq!(
        all,
        [
            vec![pair("annual_revenue", "320"), pair("kind", "enterprise")],
            vec![
                pair("annual_revenue", "0.58"),
                pair("cooperation_since", "2024-03-05"),
                pair("kind", "person")
            ],
            vec![],
            vec![pair("annual_revenue", "88")],
        ]
    );
}

#[test]
fn an_import_names_what_it_brings_and_changes() {
    let (table, book) = (
        table("客户名称,地区\n甲厂,宁波\n乙行,上海\n丙店,苏州\n丁社,无锡\n"),
        Book::default(),
    );
    let first = plan(&book, &table, &wanted(&table));
    assert_eq!(
        (&first.new_names.some[..], first.new_names.are_more),
        (&["甲厂", "乙行", "丙店"].map(str::to_owned)[..], true)
    );
    let book = imported(&book, &first);
    let orders = crate::exchange::table(
        "订单编号,客户名称,下单日期,订单金额（元）\nS1,甲厂,2026-03-05,5\nS2,甲厂,2026-03-06,6\nS3,丁社,2026-03-06,6\n",
    );
    let second = plan(&book, &orders, &wanted(&orders));
    assert_eq!(
        (&second.new_names.some[..], second.new_names.are_more),
        (&["甲厂", "丁社"].map(str::to_owned)[..], false)
    );
}

#[test]
fn what_is_wrong_names_its_column_once() {
    let text = "客户名称,统一社会信用代码,信用代码备注\n甲,914403001922038217,x\n";
    let table = table(text);
    let plan = plan(&Book::default(), &table, &wanted(&table));
    let said = plan.rows[0].problems[0].said(&table.columns);
    assert_eq!(said.zh, plan.rows[0].problems[0].message.zh);
    assert!(said.zh.starts_with("统一社会信用代码"), "{}", said.zh);
}

#[test]
fn orders_that_did_not_come_about_are_left_out_by_their_state() {
    let mut book = Book::default();
    book.customers
        .put(Customer::new(CustomerId::new("K1").unwrap(), "甲厂"));
    let head = "订单编号,客户名称,下单日期,订单金额（元）,状态\n";
    let rows = ["已完成", "已取消", "交易关闭", "待付款", "Cancelled"]
        .map(|state| format!("S-{state},甲厂,2026-03-05,5,{state}\n"));
    let table = table(&format!("{head}{}", rows.concat()));
    let plan = plan(&book, &table, &wanted(&table));
    let left: Vec<(u32, &str)> = plan
        .rows
        .iter()
        .filter_map(|row| match &row.outcome {
            Outcome::LeftOut(why) => Some((row.at, &*why.zh)),
            _ => None,
        })
        .collect();
    assert_eq!((plan.counts.new, plan.counts.asked, plan.counts.left_out), (1, 1, 3));
    assert_eq!(
        left,
        [
            (3, "“已取消”的行不导入：已取消"),
            (4, "“交易关闭”的行不导入：没有成交"),
            (6, "“Cancelled”的行不导入：已取消")
        ]
    );
    // They can be taken all the same.
    let mut all = wanted(&table);
    all.takes_cancelled = true;
    all.answers.push((4, Answer::Unpaid(true)));
    let all = guanxi::exchange::plan::plan(&book, &table, &all);
    assert_eq!((all.counts.new, all.counts.left_out), (5, 0));
    // A sheet of customers has states too, which say nothing of this.
    let customers = crate::exchange::table("客户名称,地区,状态\n乙行,上海,已关闭\n");
    assert_eq!(
        crate::exchange::planned(&book, "客户名称,地区,状态\n乙行,上海,已关闭\n")
            .counts
            .new,
        customers.rows.len()
    );
}

#[test]
fn a_word_that_the_book_has_in_use_is_not_asked_about() {
    let mut book = Book::default();
    let mut own = Customer::new(CustomerId::new("K1").unwrap(), "甲厂");
    own.industry = Some("批发零售".into());
    book.customers.put(own);
    let same = crate::exchange::planned(&book, "客户编号,客户名称,行业属性\nK1,甲厂,批发零售\n");
    assert_eq!((same.questions.len(), same.counts.same), (0, 1));
}

#[test]
fn usual_heads_are_known() {
    let expected = [
        ("首次合作", "cooperation_since"),
        ("首单日期", "cooperation_since"),
        ("公司全称", "name"),
        ("客户负责人", "owner"),
        ("合同结束日期", "contract.ends_on"),
        ("建档时间", "created_on"),
        ("备注说明", "notes"),
    ];
    let heads: Vec<&str> = expected.iter().map(|(head, _)| *head).collect();
    let table = table(&format!(
        "{}\n2024-03-05,2024-03-05,甲厂,周敏,2027-03-05,2024-03-05,无\n",
        heads.join(",")
    ));
    let found = crate::exchange::columns(&table, &guanxi::exchange::columns::mapping(&table));
    for ((head, key), (heading, used, sure)) in expected.iter().zip(&found) {
        assert_eq!((*head, *key), (&**heading, &**used));
        assert!(*sure >= 0.8, "{head} {sure}");
    }
}

#[test]
fn a_customer_that_an_order_brings_along_has_what_the_order_says_of_it() {
    let text = "订单编号,客户名称,联系电话,下单日期,订单金额（元）\nS1,甲厂,13800006142,2026-03-05,5\nS2,乙行,138****6143,2026-03-05,6\n";
    let orders = table(text);
    let mut wanted = wanted(&orders);
    wanted.answers.push((0, Answer::Brings(true)));
    let plan = plan(&Book::default(), &orders, &wanted);
    assert_eq!((plan.counts.new, plan.counts.brought), (2, 2));
    let book = imported(&Book::default(), &plan);
    let phones: Vec<Vec<Option<&str>>> = book
        .customers
        .iter()
        .map(|(_, customer)| {
            customer
                .contacts
                .iter()
                .map(|contact| contact.phone.as_deref())
                .collect()
        })
        .collect();
    assert_eq!(phones, [vec![Some("13800006142")], vec![]]);
}

#[test]
fn who_takes_the_goods_is_the_contact_of_the_customer_that_an_order_of_taobao_brings_along() {
    let head = "订单编号,买家会员名,买家实际支付金额,订单状态,收货人姓名,联系手机,订单创建时间,宝贝标题\n";
    let rows = "1,tb_1,59.00,交易成功,李四,'13800006142,2026-03-05 10:00:00,杯子\n2,tb_2,0.00,交易关闭,王五,'13800006143,2026-03-06 10:00:00,杯子\n";
    let orders = table(&format!("{head}{rows}"));
    let mut wanted = wanted(&orders);
    wanted.answers.push((0, Answer::Brings(true)));
    let plan = plan(&Book::default(), &orders, &wanted);
    assert_eq!((plan.counts.new, plan.counts.brought, plan.counts.left_out), (1, 1, 1));
    let book = imported(&Book::default(), &plan);
    let said = |customer: &Customer| {
        let contact = customer.contacts[0].clone();
        (
            customer.name.to_string(),
            contact.name.unwrap().to_string(),
            contact.phone.unwrap().to_string(),
        )
    };
    let all: Vec<_> = book.customers.iter().map(|(_, customer)| said(customer)).collect();
    assert_eq!(all, [("tb_1".to_owned(), "李四".to_owned(), "13800006142".to_owned())]);
    // The same file again finds both by their names, and changes nothing.
    let again = guanxi::exchange::plan::plan(&book, &orders, &wanted);
    assert_eq!((again.counts.new, again.counts.changed, again.changes.len()), (0, 0, 0));
}
