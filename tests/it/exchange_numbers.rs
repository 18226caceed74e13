//! A number of the file that is another customer's in the book: each book counts its own, so nothing is taken for the same without asking.

use guanxi::domain::apply::apply;
use guanxi::domain::book::Book;
use guanxi::domain::command::Command;
use guanxi::exchange::plan::{Outcome, SheetPlan, Wanted, Whom, plan};
use guanxi::exchange::values::{Answer, Ask, Disagreeing, Numbered};

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
    for phone in [
        "138****6142",
        "138xxxx6142",
        "*******6142",
        "1********** ",
        "138....6142",
        "138------6142",
        "138____6142",
    ] {
        let text = format!("客户编号,客户名称,联系人,联系电话\nKH-0001,宁波恒拓机械有限公司,张三,{phone}\n");
        assert_eq!(outcomes(&planned(&own(), &text)), ["same"], "{phone}");
    }
}

#[test]
fn orders_under_an_equal_number_do_not_go_to_another_customer() {
    let text = "订单编号,客户编号,客户名称,下单日期,订单金额（元）\n\
        S1,KH-0001,上海仇家五金有限公司,2026-03-05,5\nS2,KH-0003,上海仇家五金有限公司,2026-03-06,6\n\
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

const HEAD: &str = "客户编号,客户名称,地区\n";

fn asks(plan: &SheetPlan) -> Vec<Ask> {
    plan.questions.iter().map(|question| question.reason).collect()
}

#[test]
fn a_number_and_a_name_of_two_customers_are_asked_about_where_the_file_counts_as_the_book_does() {
    // A row alone, one that fits beside it, two beside one that fits: the others are never more than those that fit.
    for (rows, wanted) in [
        ("KH-0001,蓝海科技,杭州\n", vec!["asked"]),
        (
            "KH-0002,无锡穹拓轴承有限公司,\nKH-0001,蓝海科技,杭州\n",
            vec!["same", "asked"],
        ),
        // The same pair twice says it once.
        ("KH-0001,蓝海科技,杭州\nKH-0001,蓝海科技,杭州\n", vec!["asked", "asked"]),
        (
            "KH-0001,蓝海科技,杭州\nKH-0001,宁波恒拓机械有限公司,\nKH-0003,无锡穹拓轴承有限公司,苏州\n",
            vec!["asked", "same", "asked"],
        ),
    ] {
        let open = with(&format!("{HEAD}{rows}"), |_| {});
        assert_eq!(
            (outcomes(&open), asks(&open)),
            (wanted, vec![Ask::NumberOrName]),
            "{rows}"
        );
        assert_eq!((open.changes.len(), open.by_name), (0, 0), "{rows}");
    }
    let open = with(&format!("{HEAD}KH-0001,蓝海科技,杭州\n"), |_| {});
    assert_eq!(
        open.rows[0].problems[0].message.zh,
        "编号KH-0001是“宁波恒拓机械有限公司”的，名称是“蓝海科技”，这一行是哪一家？"
    );
    let candidates: Vec<&str> = open.rows[0].candidates.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(candidates, ["KH-0001", "KH-0003"]);
}

#[test]
fn such_a_row_is_answered_for_all_or_for_itself_and_no_customer_gets_the_name_of_another() {
    let text = format!("{HEAD}KH-0002,无锡穹拓轴承有限公司,\nKH-0001,蓝海科技,杭州\n");
    let said = |answer| with(&text, |wanted| wanted.answers.push((0, Answer::Disputed(answer))));
    let region = |book: &Book, id: &str| {
        let customer = book.customers.get(id).unwrap();
        (
            customer.name.to_string(),
            customer.region.as_deref().unwrap_or("").to_owned(),
        )
    };
    let own_name = || ("宁波恒拓机械有限公司".to_owned(), "杭州".to_owned());
    let by_number = said(Disagreeing::Number);
    assert_eq!(
        (outcomes(&by_number), asks(&by_number)),
        (vec!["same", "changed"], vec![])
    );
    let book = imported(&own(), &by_number);
    assert_eq!(region(&book, "KH-0001"), own_name());
    assert_eq!(region(&book, "KH-0003"), ("蓝海科技".to_owned(), "上海".to_owned()));
    let by_name = said(Disagreeing::Name);
    let book = imported(&own(), &by_name);
    assert_eq!(region(&book, "KH-0003"), ("蓝海科技".to_owned(), "杭州".to_owned()));
    assert_eq!(region(&book, "KH-0001").1, "宁波");
    // The same file and answer again change nothing.
    let table = table(&text);
    let mut wanted = wanted(&table);
    wanted.answers.push((0, Answer::Disputed(Disagreeing::Name)));
    assert_eq!(outcomes(&plan(&book, &table, &wanted)), ["same", "same"]);
    assert_eq!(outcomes(&said(Disagreeing::Out)), ["same", "out"]);
    // A row's own word goes first, and what it says of one row, it says of no other.
    let one = with(&format!("{text}KH-0001,蓝海科技,苏州\n"), |wanted| {
        wanted.chosen.push((3, Whom::Known("KH-0001".into())));
    });
    assert_eq!(outcomes(&one), ["same", "changed", "asked"]);
    assert_eq!(region(&imported(&own(), &one), "KH-0001"), own_name());
}

#[test]
fn where_more_speak_against_it_the_file_counts_otherwise_and_the_name_wins_as_is_told() {
    let text = format!("{HEAD}KH-0001,蓝海科技,杭州\nKH-0002,宁波恒拓机械有限公司,\nKH-0003,上海仇家五金有限公司,\n");
    let open = with(&text, |_| {});
    assert_eq!(outcomes(&open), ["changed", "same", "asked"]);
    assert_eq!((asks(&open), open.by_name), (vec![Ask::OtherCustomer], 2));
    assert_eq!(open.rows[0].id.as_deref(), Some("KH-0003"));
    // Of two that say so, each has the other.
    let two = with(
        &format!("{HEAD}KH-0001,蓝海科技,\nKH-0002,宁波恒拓机械有限公司,\n"),
        |_| {},
    );
    assert_eq!((outcomes(&two), two.by_name), (vec!["same", "same"], 2));
}

#[test]
fn orders_interactions_and_tickets_of_such_a_number_are_asked_about_as_well() {
    let sheets = [
        "订单编号,客户编号,客户名称,下单日期,订单金额（元）\nS1,KH-0002,无锡穹拓轴承有限公司,2026-03-05,5\nS2,KH-0001,蓝海科技,2026-03-05,6\n",
        "客户编号,客户名称,互动时间,互动内容\nKH-0002,无锡穹拓轴承有限公司,2026-03-05,报价\nKH-0001,蓝海科技,2026-03-05,回访\n",
        "服务单号,客户编号,客户名称,类型,提出时间,问题\nT1,KH-0002,无锡穹拓轴承有限公司,投诉,2026-03-05,漏油\n\
         T2,KH-0001,蓝海科技,投诉,2026-03-05,异响\n",
    ];
    for text in sheets {
        let open = with(text, |_| {});
        assert_eq!(
            (outcomes(&open), asks(&open)),
            (vec!["new", "asked"], vec![Ask::NumberOrName]),
            "{text}"
        );
        let column = open.questions[0].column;
        let named = with(text, |wanted| {
            wanted.answers.push((column, Answer::Disputed(Disagreeing::Name)));
        });
        assert_eq!(outcomes(&named), ["new", "new"], "{text}");
        let book = imported(&own(), &named);
        let whose = |id: &str| {
            book.orders.iter().filter(|(_, it)| it.customer.as_str() == id).count()
                + book
                    .interactions
                    .iter()
                    .filter(|(_, it)| it.customer.as_str() == id)
                    .count()
                + book.tickets.iter().filter(|(_, it)| it.customer.as_str() == id).count()
        };
        assert_eq!(
            (whose("KH-0001"), whose("KH-0002"), whose("KH-0003")),
            (0, 1, 1),
            "{text}"
        );
    }
}

#[test]
fn a_code_beside_the_name_says_whose_the_row_is() {
    let text = "客户编号,客户名称,统一社会信用代码\nKH-0002,宁波恒拓机械有限公司,914403001922038216\n";
    assert_eq!(
        (outcomes(&with(text, |_| {})), with(text, |_| {}).by_name),
        (vec!["same"], 0)
    );
}

/// A file of another program is imported, its customers as new ones; the same file again asks nothing and changes nothing.
fn asks_once(text: &str, column: usize) -> Book {
    let new = with(text, |wanted| {
        wanted.answers.push((column, Answer::Numbers(Numbered::New)));
    });
    assert!(new.counts.new > 0 && new.questions.is_empty(), "{text}");
    let book = imported(&own(), &new);
    let again = planned(&book, text);
    assert_eq!((asks(&again), again.changes.len()), (vec![], 0), "{text}");
    let rows = text.lines().count() - 1;
    assert_eq!(outcomes(&again), vec!["same"; rows], "{text}");
    book
}

#[test]
fn a_file_of_nothing_but_foreign_numbers_and_names_asks_once() {
    // One alone, one beside one that fits, two beside one, one beside two.
    for rows in [
        "KH-0001,上海仇家五金有限公司\n",
        "KH-0001,上海仇家五金有限公司\nKH-0003,蓝海科技\n",
        "KH-0001,上海仇家五金有限公司\nKH-0002,苏州单氏纺织有限公司\nKH-0003,蓝海科技\n",
        "KH-0001,上海仇家五金有限公司\nKH-0002,无锡穹拓轴承有限公司\nKH-0003,蓝海科技\n",
    ] {
        let book = asks_once(&format!("客户编号,客户名称\n{rows}"), 0);
        assert_eq!(&*book.customers.get("KH-0004").unwrap().name, "上海仇家五金有限公司");
    }
    let text = format!("{HEAD}KH-0001,上海仇家五金有限公司,上海\nKH-0003,蓝海科技,上海\n");
    let book = asks_once(&text, 0);
    // What the book does not have of the other is asked about as before.
    let more = planned(&book, &text.replace("有限公司,上海", "有限公司,嘉兴"));
    assert_eq!(
        (outcomes(&more), asks(&more)),
        (vec!["asked", "same"], vec![Ask::NumberOrName])
    );
    // That the file counts otherwise is told where no more of it fits than does not.
    assert_eq!(planned(&book, &text).by_name, 1);
}

#[test]
fn a_row_that_says_nothing_new_of_the_name_is_asked_about_where_the_numbers_fit_and_where_the_number_stands_alone() {
    // 上海 is what 蓝海科技 has, and would be new for KH-0001; two of three fit.
    let fit = "KH-0001,宁波恒拓机械有限公司,\nKH-0002,无锡穹拓轴承有限公司,\n";
    let open = with(&format!("{HEAD}{fit}KH-0001,蓝海科技,上海\n"), |_| {});
    assert_eq!(
        (outcomes(&open), asks(&open)),
        (vec!["same", "same", "asked"], vec![Ask::NumberOrName])
    );
    // It would change neither of them: there is nothing to ask, and the numbers are the book's.
    let idle = with(&format!("{HEAD}{fit}KH-0001,蓝海科技,\n"), |_| {});
    assert_eq!((outcomes(&idle), idle.by_name), (vec!["same"; 3], 0));
    // Whose the second row is hangs on whose the number is.
    let head = "客户编号,客户名称,联系电话\n";
    let open = with(&format!("{head}KH-0001,蓝海科技,\nKH-0001,,13922223333\n"), |_| {});
    assert_eq!((outcomes(&open)[0], asks(&open)), ("asked", vec![Ask::NumberOrName]));
}

#[test]
fn what_belongs_to_foreign_numbers_asks_once() {
    let sheets = [
        (
            "订单编号,客户编号,客户名称,下单日期,订单金额（元）\n",
            "S1,KH-0001,上海仇家五金有限公司,2026-03-05,5\n",
        ),
        (
            "客户编号,客户名称,下单日期,订单金额（元）\n",
            "KH-0001,上海仇家五金有限公司,2026-03-05,5\n",
        ),
        (
            "客户编号,客户名称,互动时间,互动内容\n",
            "KH-0001,上海仇家五金有限公司,2026-03-05,报价\n",
        ),
        (
            "服务单号,客户编号,客户名称,类型,提出时间,问题\n",
            "T1,KH-0001,上海仇家五金有限公司,投诉,2026-03-05,漏油\n",
        ),
    ];
    for (head, row) in sheets {
        let column = head.split(',').position(|name| name == "客户编号").unwrap();
        let book = asks_once(&format!("{head}{row}"), column);
        // Another one of the same customer is new, and asked about.
        let next = row.replace("03-05", "03-06").replace("S1", "S2").replace("T1", "T2");
        let more = planned(&book, &format!("{head}{row}{next}"));
        assert_eq!(
            (outcomes(&more), asks(&more)),
            (vec!["same", "asked"], vec![Ask::NumberOrName]),
            "{head}"
        );
    }
}
