//! A number of the file that is another customer's in the book: each book counts its own, so nothing is taken for the same without asking.

use guanxi::domain::apply::apply;
use guanxi::domain::book::Book;
use guanxi::domain::command::Command;
use guanxi::exchange::plan::{Outcome, SheetPlan, Wanted, Whom, plan};
use guanxi::exchange::values::{Answer, Ask, Numbered};

use crate::exchange::{planned, table, wanted};

const OWN: &str = "客户编号,客户名称,统一社会信用代码,地区,联系人,联系电话\n\
    KH-0001,宁波恒拓机械有限公司,914403001922038216,宁波,张三,13800006142\n\
    KH-0002,无锡穹拓轴承有限公司,,无锡,王五,021-55551234\n\
    KH-0003,蓝海科技,,上海,,\n";

fn imported(book: &Book, plan: &SheetPlan) -> Book {
    let command = Command::Import {
        source: "表.xlsx".into(),
        changes: plan.changes.clone(),
        about: Default::default(),
    };
    let mut after = book.clone();
    after.apply(&apply(book, command).unwrap());
    after
}

fn own() -> Book {
    imported(&Book::default(), &planned(&Book::default(), OWN))
}

fn with(text: &str, say: impl FnOnce(&mut Wanted)) -> SheetPlan {
    let table = table(text);
    let mut wanted = wanted(&table);
    say(&mut wanted);
    plan(&own(), &table, &wanted)
}

fn outcomes(plan: &SheetPlan) -> Vec<&'static str> {
    let word = |outcome: &Outcome| match outcome {
        Outcome::New => "new",
        Outcome::Changed(_) => "changed",
        Outcome::Same => "same",
        Outcome::LeftOut(_) => "out",
        Outcome::Asked => "asked",
        Outcome::Wrong => "wrong",
    };
    plan.rows.iter().map(|row| word(&row.outcome)).collect()
}

/// A colleague's sheet: the first two rows are other customers, each with a second contact; the last is ours.
const THEIRS: &str = "客户编号,客户名称,统一社会信用代码,地区,联系人,联系电话\n\
    KH-0001,上海仇家五金有限公司,91310115MA1K35J04B,上海,仇英,13911112222\n\
    KH-0001,上海仇家五金有限公司,,,仇二,13922223333\n\
    KH-0002,苏州单氏纺织有限公司,,苏州,单雄,13933334444\n\
    KH-0003,蓝海科技,,上海,,\n";

#[test]
fn another_name_and_another_code_under_an_equal_number_are_asked_about() {
    let open = with(THEIRS, |_| {});
    assert_eq!(outcomes(&open), ["asked", "asked", "asked", "same"]);
    assert_eq!((open.changes.len(), open.counts.asked, open.counts.wrong), (0, 3, 0));
    let asked: Vec<(usize, Ask, usize)> = open
        .questions
        .iter()
        .map(|q| (q.column, q.reason, q.examples.len()))
        .collect();
    assert_eq!(asked, [(0, Ask::OtherCustomer, 3)]);
    assert_eq!(
        open.rows[0].problems[0].message.zh,
        "这个客户编号在簿册里是另一家：宁波恒拓机械有限公司"
    );
    assert_eq!(open.rows[0].candidates[0].id, "KH-0001");
}

#[test]
fn one_answer_for_all_makes_new_customers_with_free_numbers_and_the_same_file_again_changes_nothing() {
    let new = with(THEIRS, |wanted| {
        wanted.answers.push((0, Answer::Numbers(Numbered::New)))
    });
    assert_eq!(outcomes(&new), ["new", "new", "new", "same"]);
    assert_eq!((new.questions.len(), new.counts.new), (0, 2));
    let book = imported(&own(), &new);
    let named: Vec<(&str, &str, usize)> = book
        .customers
        .iter()
        .map(|(_, customer)| (customer.id.as_str(), &*customer.name, customer.contacts.len()))
        .collect();
    let expected = [
        ("KH-0001", "宁波恒拓机械有限公司", 1),
        ("KH-0002", "无锡穹拓轴承有限公司", 1),
        ("KH-0003", "蓝海科技", 0),
        ("KH-0004", "上海仇家五金有限公司", 2),
        ("KH-0005", "苏州单氏纺织有限公司", 1),
    ];
    assert_eq!(named, expected);
    let again = planned(&book, THEIRS);
    assert_eq!((outcomes(&again), again.questions.len()), (vec!["same"; 4], 0));
}

#[test]
fn each_row_can_be_answered_for_itself() {
    let same = with(THEIRS, |wanted| {
        wanted.answers.push((0, Answer::Numbers(Numbered::Same)))
    });
    assert_eq!(outcomes(&same), ["changed", "changed", "changed", "same"]);
    let out = with(THEIRS, |wanted| {
        wanted.answers.push((0, Answer::Numbers(Numbered::Out)))
    });
    assert_eq!(
        (outcomes(&out), out.counts.left_out),
        (vec!["out", "out", "out", "same"], 3)
    );
    // A row's own answer goes before that for all; the second contact follows its customer.
    let mixed = with(THEIRS, |wanted| {
        wanted.chosen = vec![(2, Whom::New), (4, Whom::Nobody)];
    });
    assert_eq!(
        (outcomes(&mixed), mixed.counts.new),
        (vec!["new", "new", "out", "same"], 1)
    );
    assert_eq!(mixed.rows[1].id.as_deref(), Some("KH-0004"));
    assert!(mixed.questions.is_empty());
    assert_eq!(mixed.rows[2].candidates.len(), 1, "the answer can be changed");
}

#[test]
fn a_changed_name_is_an_update_where_anything_else_says_that_it_is_the_same() {
    for row in [
        // The code, a phone, a masked phone, the contact's name, a part of the name, the name itself with another code.
        "KH-0001,恒新装备有限公司,914403001922038216,,,",
        "KH-0001,恒新装备有限公司,,,,+86 138 0000 6142",
        "KH-0001,恒新装备有限公司,,,,*******6142",
        "KH-0001,恒新装备有限公司,,,张三,",
        "KH-0001,恒拓,,,,",
        "KH-0001,宁波恒拓机械有限公司,91310115MA1K35J04B,,,",
        "KH-0001,,91310115MA1K35J04B,,,",
    ] {
        let text = format!("客户编号,客户名称,统一社会信用代码,地区,联系人,联系电话\n{row}\n");
        let plan = planned(&own(), &text);
        assert_eq!((outcomes(&plan), plan.questions.len()), (vec!["changed"], 0), "{row}");
    }
    for row in [
        "KH-0001,恒新装备有限公司,91310115MA1K35J04B,,,13800006142",
        "KH-0001,恒新装备有限公司,,,,",
        "KH-0001,宁波恒拓机械有限公司苏州分公司,91310115MA1K35J04B,,,",
    ] {
        let text = format!("客户编号,客户名称,统一社会信用代码,地区,联系人,联系电话\n{row}\n");
        assert_eq!(outcomes(&planned(&own(), &text)), ["asked"], "{row}");
    }
}

#[test]
fn a_masked_number_takes_the_place_of_none() {
    for phone in ["138****6142", "138xxxx6142", "*******6142", "1********** "] {
        let text = format!("客户编号,客户名称,联系人,联系电话\nKH-0001,宁波恒拓机械有限公司,张三,{phone}\n");
        assert_eq!(outcomes(&planned(&own(), &text)), ["same"], "{phone}");
    }
}

#[test]
fn orders_under_an_equal_number_do_not_go_to_another_customer() {
    let text = "订单编号,客户编号,客户名称,下单日期,订单金额（元）\n\
        S1,KH-0001,上海仇家五金有限公司,2026-03-05,5\nS2,KH-0001,上海仇家五金有限公司,2026-03-06,6\n\
        S3,KH-0002,无锡穹拓,2026-03-06,7\nS4,KH-0001,蓝海科技,2026-03-06,8\n";
    let open = with(text, |_| {});
    // The last one names a customer of the book, whose number here is another.
    assert_eq!(outcomes(&open), ["asked", "asked", "new", "new"]);
    assert_eq!(
        open.questions.iter().map(|q| q.reason).collect::<Vec<_>>(),
        [Ask::OtherCustomer]
    );
    let new = with(text, |wanted| {
        wanted.answers.push((0, Answer::Brings(true)));
        wanted.answers.push((1, Answer::Numbers(Numbered::New)));
    });
    assert_eq!((outcomes(&new), new.counts.brought), (vec!["new"; 4], 1));
    let book = imported(&own(), &new);
    let whose: Vec<&str> = book.orders.iter().map(|(_, order)| order.customer.as_str()).collect();
    assert_eq!(whose, ["KH-0004", "KH-0004", "KH-0002", "KH-0003"]);
    assert_eq!(&*book.customers.get("KH-0004").unwrap().name, "上海仇家五金有限公司");
    // Who answers so, for all rows or for one, has said that the customer is to be made.
    let answered = with(text, |wanted| wanted.answers.push((1, Answer::Numbers(Numbered::New))));
    assert_eq!((outcomes(&answered), answered.counts.brought), (vec!["new"; 4], 1));
    let one = with(text, |wanted| wanted.chosen.push((2, Whom::New)));
    assert_eq!((outcomes(&one)[0], one.counts.brought), ("new", 1));
}
