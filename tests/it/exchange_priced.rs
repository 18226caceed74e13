//! Orders of price and quantity without an amount, statements of banks, and years of the republic.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::domain::field::HasFields;
use guanxi::domain::kind::Interaction;
use guanxi::domain::label::Lang;
use guanxi::exchange::columns::mapping;
use guanxi::exchange::plan::{Outcome, SheetPlan, Wanted, plan};
use guanxi::exchange::values::{Answer, Ask};

use crate::exchange::{columns, table, wanted};

/// What becomes of a text whose customers come along, with what was said besides.
fn with(book: &mut Book, text: &str, customer: usize, more: impl FnOnce(&mut Wanted)) -> SheetPlan {
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.answers.push((customer, Answer::Brings(true)));
    more(&mut wanted);
    let plan = plan(book, &table, &wanted);
    book.apply(&ChangeSet {
        changes: plan.changes.clone(),
        ..ChangeSet::default()
    });
    plan
}

/// The orders of a book: number, amount in fen, what each item comes to.
fn orders(book: &Book) -> Vec<(String, i64, Vec<Option<i64>>)> {
    let mut all: Vec<_> = book
        .orders
        .iter()
        .map(|(_, order)| {
            let items = order.items.iter().map(|item| item.amount.map(|own| own.0));
            (order.id.to_string(), order.amount.0, items.collect())
        })
        .collect();
    all.sort();
    all
}

fn told(plan: &SheetPlan, row: usize) -> Vec<&str> {
    let problems = plan.rows[row].problems.iter();
    problems.map(|problem| problem.message.get(Lang::Zh)).collect()
}

const PRICED: &str = "订单号,日期,客户名称,产品,数量,单价\n\
    P-1,2026-9-1,价公司,阀,10,3.5\n\
    P-2,2026-9-2,价公司,泵,2,12.8元/台\n\
    P-2,2026-9-2,价公司,阀,3,3.5\n\
    P-3,2026-9-3,价公司,阀,-2,3.5\n\
    P-4,2026-9-4,价公司,阀,,3.5\n";

#[test]
fn what_a_piece_costs_times_how_many_is_the_amount_and_the_row_says_so() {
    let mut book = Book::default();
    let plan = with(&mut book, PRICED, 2, |_| {});
    assert_eq!((plan.questions.len(), plan.counts.new, plan.counts.wrong), (0, 3, 1));
    assert_eq!(told(&plan, 0), ["没有写金额，按单价×数量算：3.5×10＝35元"]);
    assert_eq!(told(&plan, 4), ["缺少必填的“金额”"]);
    let expected = [
        ("P-1".to_owned(), 3_500, vec![Some(3_500)]),
        ("P-2".to_owned(), 3_610, vec![Some(2_560), Some(1_050)]),
        ("P-3".to_owned(), -700, vec![Some(-700)]),
    ];
    assert_eq!(orders(&book), expected);
    let again = with(&mut book, PRICED, 2, |_| {});
    assert_eq!((again.changes.len(), again.counts.same), (0, 3));
    // Without a product, and as shops write further items.
    let mut book = Book::default();
    let text =
        "订单号,日期,客户名称,产品,数量,单价\nQ-1,2026-9-1,价公司,,4,2.5\nQ-2,2026-9-1,价公司,阀,4,2.5\n,,,泵,1,10\n";
    with(&mut book, text, 2, |_| {});
    assert_eq!(
        orders(&book),
        [
            ("Q-1".to_owned(), 1_000, vec![]),
            ("Q-2".to_owned(), 2_000, vec![Some(1_000), Some(1_000)])
        ]
    );
    let again = with(&mut book, text, 2, |_| {});
    assert_eq!((again.changes.len(), again.counts.same), (0, 2));
}

#[test]
fn a_discount_or_a_freight_beside_the_price_is_asked_about_once() {
    let text =
        "订单号,日期,客户名称,产品,数量,单价,折扣\nP-1,2026-9-1,价公司,阀,10,3.5,9折\nP-2,2026-9-2,价公司,泵,2,12.8,\n";
    let mut book = Book::default();
    let open = with(&mut book, text, 2, |_| {});
    let asked: Vec<_> = open
        .questions
        .iter()
        .map(|question| (question.column, question.reason))
        .collect();
    assert_eq!(asked, [(5, Ask::Priced)]);
    assert_eq!(open.questions[0].examples, [(2, "3.5 × 10 | 折扣：9折".to_owned())]);
    assert_eq!((open.counts.asked, open.counts.new, open.counts.wrong), (2, 0, 0));
    let out = with(&mut book, text, 2, |wanted| {
        wanted.answers.push((5, Answer::Priced(false)))
    });
    assert_eq!((out.counts.left_out, out.counts.asked, out.questions.len()), (2, 0, 0));
    with(&mut book, text, 2, |wanted| {
        wanted.answers.push((5, Answer::Priced(true)))
    });
    assert_eq!(
        orders(&book),
        [
            ("P-1".to_owned(), 3_500, vec![Some(3_500)]),
            ("P-2".to_owned(), 2_560, vec![Some(2_560)])
        ]
    );
    // Nothing stands in the column: nothing is asked.
    let plain = text.replace("9折", "0");
    let mut book = Book::default();
    assert_eq!(with(&mut book, &plain, 2, |_| {}).questions.len(), 0);
}

const BANK: &str = "交易日期,借方金额,贷方金额,余额,对方户名,对方账号,摘要,交易流水号\n\
    2026-09-01,,\"12,000.00\",\"52,000.00\",宁波恒拓机械有限公司,6222020000001,货款,L001\n\
    2026-09-02,300.00,,\"51,700.00\",中国电信,6222020000002,电话费,L002\n\
    2026-09-03,0.00,500.50,\"52,200.50\",远山木业,6222020000003,定金,L003\n\
    2026-09-04,20.00,0.00,\"52,180.50\",,,手续费,L004\n";

#[test]
fn what_came_in_by_a_statement_of_a_bank_is_an_order_of_who_paid_it() {
    let own = mapping(&table(BANK));
    assert_eq!(own.known.as_ref().map(|label| &*label.zh), Some("银行流水"));
    let keys: Vec<_> = columns(&table(BANK), &own).into_iter().map(|(_, key, _)| key).collect();
    assert_eq!(keys, ["date", "-", "amount", "-", "customer", "-", "note", "id"]);
    let mut book = Book::default();
    let plan = with(&mut book, BANK, 4, |_| {});
    assert_eq!((plan.counts.new, plan.counts.wrong, plan.counts.left_out), (2, 0, 2));
    let why = |row: usize| match &plan.rows[row].outcome {
        Outcome::LeftOut(why) => why.get(Lang::Zh).to_owned(),
        _ => String::new(),
    };
    assert_eq!(
        [why(1), why(3)],
        ["“贷方金额”空着的行不导入", "“贷方金额”是“0.00”的行不导入"]
    );
    assert_eq!(
        orders(&book),
        [
            ("L001".to_owned(), 1_200_000, vec![]),
            ("L003".to_owned(), 50_050, vec![])
        ]
    );
}

#[test]
fn years_of_the_republic_are_read_and_asked_about_by_nobody() {
    let text = "客户名称,建档日期\n甲公司,民国113年3月5日\n乙公司,民國112/12/31\n丙公司,中華民國元年1月1日\n";
    let table = table(text);
    let plan = plan(&Book::default(), &table, &wanted(&table));
    assert_eq!((plan.questions.len(), plan.counts.new, plan.counts.wrong), (0, 3, 0));
    let mut book = Book::default();
    book.apply(&ChangeSet {
        changes: plan.changes,
        ..ChangeSet::default()
    });
    let mut days: Vec<_> = book
        .customers
        .iter()
        .map(|(_, customer)| customer.created_on.map(|day| day.to_string()).unwrap_or_default())
        .collect();
    days.sort();
    assert_eq!(days, ["1912-01-01", "2023-12-31", "2024-03-05"]);
}

#[test]
fn a_price_is_in_the_unit_of_its_head_and_amounts_beside_it_are_not_the_orders() {
    let sums = |text: &str| -> Vec<i64> {
        let mut book = Book::default();
        with(&mut book, text, 1, |wanted| {
            wanted.answers.push((5, Answer::Priced(true)))
        });
        orders(&book).into_iter().map(|(_, fen, _)| fen).collect()
    };
    let head = "订单号,客户名称,日期,产品,数量";
    let rows = "U1,甲厂,2026-11-01,阀,10,3.5\nU2,甲厂,2026-11-02,阀,1,1.2\n";
    // 10 of 3.5 thousand each are 35,000 yuan.
    assert_eq!(sums(&format!("{head},单价（千元）\n{rows}")), [3_500_000, 120_000]);
    assert_eq!(sums(&format!("{head},单价(万元)\n{rows}")), [35_000_000, 1_200_000]);
    assert_eq!(sums(&format!("{head},单价\n{rows}")), [3_500, 120]);
    // A price that says its unit keeps it.
    let own = "U1,甲厂,2026-11-01,阀,10,3.5元\nU2,甲厂,2026-11-02,阀,1,1.2万\n";
    assert_eq!(sums(&format!("{head},单价(千元)\n{own}")), [3_500, 1_200_000]);
    for beside in ["优惠金额", "折扣金额", "运费金额"] {
        let text = format!("{head},单价,{beside}\nY1,甲厂,2026-11-01,阀,10,3.5,5\nY2,甲厂,2026-11-02,泵,2,100,20\n");
        let table = table(&text);
        let open = plan(&Book::default(), &table, &wanted(&table));
        assert!(
            open.questions.iter().any(|question| question.reason == Ask::Priced),
            "{beside}"
        );
        assert_eq!(sums(&text), [3_500, 20_000], "{beside}");
    }
}

#[test]
fn a_list_of_offers_is_no_list_of_orders() {
    let text =
        "报价单号,客户名称,报价日期,报价金额,有效期\nB1,甲厂,2026-11-01,1000,30天\nB2,乙厂,2026-11-02,2000,30天\n";
    let mut book = Book::default();
    let plan = with(&mut book, text, 1, |_| {});
    assert_eq!((plan.counts.new, book.orders.iter().count()), (2, 0));
    let said = |key: &str, one: &Interaction| Interaction::field(key).unwrap().text(one);
    let told: Vec<(String, String)> = book
        .interactions
        .iter()
        .map(|(_, one)| (said("proposal_no", one), said("proposal", one)))
        .collect();
    assert_eq!(
        told,
        [
            ("B1".to_owned(), "1000".to_owned()),
            ("B2".to_owned(), "2000".to_owned())
        ]
    );
}

#[test]
fn statements_that_mark_what_came_in_are_known_too() {
    let marked = "交易日期,交易金额,借贷标志,对方户名,摘要,流水号\n\
        2026-11-03,12000.00,贷,余姚坤鹏模具厂,货款,S1\n2026-11-04,5000.00,借,宁波电力局,电费,S2\n";
    let of_one = "交易日,交易类型,借方金额,贷方金额,余额,摘要,流水号,收(付)方名称,收(付)方账号\n\
        20261103,汇入,,12000.00,1,货款,S1,余姚坤鹏模具厂,331\n20261104,汇出,5000.00,,1,电费,S2,宁波电力局,332\n";
    for (text, customer) in [(marked, 3), (of_one, 7)] {
        let mut book = Book::default();
        let plan = with(&mut book, text, customer, |_| {});
        assert_eq!((plan.questions.len(), plan.counts.new), (0, 1));
        let names: Vec<&str> = book.customers.iter().map(|(_, customer)| &*customer.name).collect();
        assert_eq!(names, ["余姚坤鹏模具厂"]);
        assert_eq!(orders(&book), [("S1".to_owned(), 1_200_000, vec![])]);
        assert_eq!(with(&mut book, text, customer, |_| {}).counts.same, 1);
    }
}
