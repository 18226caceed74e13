//! Orders of which a part was given back: a question a column, and what each answer makes of the amounts.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::domain::money::Fen;
use guanxi::exchange::plan::{Outcome, SheetPlan, plan, plan as plan_of, understood};
use guanxi::exchange::values::{Answer, Ask, RefundSums, Refunded};

use crate::exchange::{columns, table, wanted};

const TAOBAO: &str = "订单编号,买家会员名,买家实际支付金额,订单创建时间,订单状态,退款金额\n\
    1001,甲公司,100.00,2026-03-05,交易成功,40.00\n\
    1002,甲公司,200.50,2026-03-06,交易成功,0.00\n\
    1003,乙公司,80,2026-03-07,交易成功,80\n\
    1004,乙公司,60,2026-03-08,交易关闭,60\n";

/// What becomes of a text whose customers come along, with what was said of a column.
fn with(text: &str, customer: usize, said: Option<(usize, Refunded)>) -> (SheetPlan, Vec<(String, i64)>) {
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.answers.push((customer, Answer::Brings(true)));
    wanted
        .answers
        .extend(said.map(|(column, said)| (column, Answer::Refunds(said))));
    let mut book = Book::default();
    let plan = plan(&book, &table, &wanted);
    book.apply(&ChangeSet {
        changes: plan.changes.clone(),
        ..ChangeSet::default()
    });
    let mut orders: Vec<(String, i64)> = book
        .orders
        .iter()
        .map(|(_, order)| (order.id.to_string(), order.amount.0))
        .collect();
    orders.sort();
    (plan, orders)
}

fn own(orders: &[(&str, i64)]) -> Vec<(String, i64)> {
    orders.iter().map(|(id, fen)| ((*id).to_owned(), *fen)).collect()
}

#[test]
fn a_column_of_refunds_is_asked_about_once_and_the_total_stands_beside_each_answer() {
    let (plan, orders) = with(TAOBAO, 1, None);
    let asked: Vec<_> = plan
        .questions
        .iter()
        .map(|question| (question.column, question.reason))
        .collect();
    assert_eq!(asked, [(5, Ask::Refunds)]);
    let question = &plan.questions[0];
    assert_eq!(
        question.examples,
        [(2, "100 | 40.00".to_owned()), (4, "80 | 80".to_owned())]
    );
    // 100 + 200.50 + 80; less 40 and 80; without both.
    let sums = RefundSums {
        full: Fen(38_050),
        less: Some(Fen(26_050)),
        negative: None,
        out: Fen(20_050),
    };
    assert_eq!(question.refunds, Some(sums));
    // Until then those wait, and the others do not.
    assert_eq!(
        (
            plan.counts.new,
            plan.counts.asked,
            plan.counts.wrong,
            plan.counts.left_out
        ),
        (1, 2, 0, 1)
    );
    assert_eq!(orders, own(&[("1002", 20_050)]));

    let (plan, orders) = with(TAOBAO, 1, Some((5, Refunded::Full)));
    assert!(plan.questions.is_empty());
    assert_eq!(orders, own(&[("1001", 10_000), ("1002", 20_050), ("1003", 8_000)]));

    let (plan, orders) = with(TAOBAO, 1, Some((5, Refunded::Less)));
    assert_eq!(orders, own(&[("1001", 6_000), ("1002", 20_050)]));
    assert!(matches!(&plan.rows[2].outcome, Outcome::LeftOut(why) if &*why.zh == "全部退了款"));

    let (plan, orders) = with(TAOBAO, 1, Some((5, Refunded::Out)));
    assert_eq!(orders, own(&[("1002", 20_050)]));
    assert_eq!(plan.counts.left_out, 3);
}

#[test]
fn what_wechat_writes_into_the_state_is_read_and_asked_about() {
    let text = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n\
        2026-03-05 10:00:00,商户消费,甲公司,货,收入,¥100.00,零钱,已退款(￥40.00),4200001,m1,/\n\
        2026-03-06 10:00:00,商户消费,乙公司,货,收入,¥50.00,零钱,已存入零钱,4200002,m2,/\n\
        2026-03-07 10:00:00,商户消费,乙公司,货,收入,¥30.00,零钱,已退款（￥1.50）,4200003,m3,/\n";
    let (plan, orders) = with(text, 2, None);
    let question = &plan.questions[0];
    assert_eq!(
        (plan.questions.len(), question.column, question.reason),
        (1, 7, Ask::Refunds)
    );
    let sums = RefundSums {
        full: Fen(18_000),
        less: Some(Fen(13_850)),
        negative: None,
        out: Fen(5_000),
    };
    assert_eq!(question.refunds, Some(sums));
    assert_eq!(orders, own(&[("4200002", 5_000)]));
    let (_, orders) = with(text, 2, Some((7, Refunded::Less)));
    assert_eq!(
        orders,
        own(&[("4200001", 6_000), ("4200002", 5_000), ("4200003", 2_850)])
    );
}

#[test]
fn a_state_of_a_refund_beside_a_smaller_amount_leaves_no_order_out_unasked() {
    let text = "主订单编号,选购商品,订单应付金额,收件人,订单提交时间,订单状态,售后状态,退款金额\n\
        1,货,100,甲公司,2026-03-05,已完成,退款成功,40\n\
        2,货,90,甲公司,2026-03-05,已完成,退款成功,90\n\
        2,配件,90,甲公司,2026-03-05,已完成,退款成功,90\n\
        3,货,70,甲公司,2026-03-05,已完成,部分退款,\n\
        4,货,20,甲公司,2026-03-05,已完成,,\n\
        4,配件,20,甲公司,2026-03-05,已完成,,\n";
    let (plan, _) = with(text, 3, None);
    let sums: Vec<_> = plan
        .questions
        .iter()
        .map(|question| (question.column, question.refunds))
        .collect();
    let of = |full, less: Option<i64>, out| {
        Some(RefundSums {
            full: Fen(full),
            less: less.map(Fen),
            negative: None,
            out: Fen(out),
        })
    };
    // An order of two rows counts once.
    assert_eq!(
        sums,
        [(6, of(19_000, None, 12_000)), (7, of(19_000, Some(15_000), 9_000))]
    );
    let (plan, orders) = with(text, 3, Some((7, Refunded::Less)));
    assert_eq!(orders, own(&[("1", 6_000), ("4", 2_000)]));
    assert_eq!(plan.questions.len(), 1);
    // Where nobody says how much, it is a problem at the amount until the person writes what is left.
    let (plan, orders) = with(text, 3, Some((6, Refunded::Less)));
    let problem = &plan.rows[3].problems[0];
    assert_eq!(problem.column, Some(2));
    assert_eq!(
        &*problem.message.zh,
        "“部分退款”没有写明退了多少，请在这里填退款后的金额"
    );
    assert_eq!(orders, own(&[("4", 2_000)]));
}

#[test]
fn the_preview_shows_what_is_left() {
    let table = table(TAOBAO);
    let mut wanted = wanted(&table);
    wanted.answers = vec![(1, Answer::Brings(true)), (5, Answer::Refunds(Refunded::Less))];
    let book = Book::default();
    let plan = plan(&book, &table, &wanted);
    let rows: Vec<_> = table.rows.iter().zip(&plan.rows).collect();
    let shown = understood(&book, &table, &wanted, &rows);
    let amounts = shown
        .iter()
        .map(|row| row.iter().find(|cell| cell.key == "amount").map(|cell| &*cell.text));
    assert_eq!(amounts.collect::<Vec<_>>(), [Some("60"), Some("200.5"), None, None]);
}

#[test]
fn an_amount_that_is_corrected_is_what_is_left() {
    let table = table(TAOBAO);
    let mut wanted = wanted(&table);
    wanted.answers.push((1, Answer::Brings(true)));
    wanted.corrected = vec![(2, 2, "61".to_owned()), (4, 2, "5".to_owned())];
    let plan = plan(&Book::default(), &table, &wanted);
    assert_eq!((plan.questions.len(), plan.counts.new), (0, 3));
}

#[test]
fn what_was_given_back_is_no_amount_of_an_order() {
    let table = table("日期,客户名称,订单金额,退款金额\n2026-03-05,甲公司,100,\n2026-03-06,乙公司,90,-30\n");
    let mapping = wanted(&table).mapping;
    let keys: Vec<String> = columns(&table, &mapping).into_iter().map(|(_, key, _)| key).collect();
    assert_eq!(keys, ["date", "customer", "amount", "-"]);
    let alone = crate::exchange::table("日期,客户名称,退款金额,订单编号\n2026-03-05,甲公司,100,1\n");
    let keys: Vec<String> = columns(&alone, &wanted(&alone).mapping)
        .into_iter()
        .map(|(_, key, _)| key)
        .collect();
    assert!(!keys.contains(&"amount".to_owned()), "{keys:?}");
}

#[test]
fn a_return_that_the_kind_of_an_order_names_is_asked_about() {
    for head in ["订单类型", "业务类型", "单据类型", "交易类型", "类型"] {
        let text = format!(
            "订单编号,客户名称,下单日期,金额,{head}\nN1,甲公司,2026-03-05,300,销售退货\nN2,甲公司,2026-03-06,500,销售出库\n"
        );
        let (plan, orders) = with(&text, 1, None);
        let asked: Vec<_> = plan
            .questions
            .iter()
            .map(|question| (question.column, question.reason))
            .collect();
        assert_eq!(asked, [(4, Ask::Refunds)], "{head}");
        assert_eq!(orders, own(&[("N2", 50_000)]), "{head}: the other one comes");
    }
}

/// The sums of the only question, and the answer that is proposed.
fn sums(plan: &SheetPlan) -> (usize, Option<RefundSums>, Option<Answer>) {
    assert_eq!(plan.questions.len(), 1);
    let question = &plan.questions[0];
    assert_eq!(question.reason, Ask::Refunds);
    (question.column, question.refunds, question.proposed())
}

const RETURNS: &str = "订单号,客户名称,日期,业务类型,金额\n\
    R1,甲厂,2026-11-01,销售出库,1000\n\
    R2,甲厂,2026-11-05,销售退货,200\n";

#[test]
fn a_row_that_is_a_return_is_proposed_to_be_taken_off() {
    let (plan, orders) = with(RETURNS, 1, None);
    // 1000 and 200; 1000 less 200; without the return.
    let expected = RefundSums {
        full: Fen(120_000),
        less: None,
        negative: Some(Fen(80_000)),
        out: Fen(100_000),
    };
    let proposed = Some(Answer::Refunds(Refunded::Negative));
    assert_eq!(sums(&plan), (3, Some(expected), proposed));
    assert_eq!(orders, own(&[("R1", 100_000)]));

    let (plan, orders) = with(RETURNS, 1, Some((3, Refunded::Negative)));
    assert!(plan.questions.is_empty());
    assert_eq!((plan.counts.new, plan.counts.asked, plan.counts.wrong), (2, 0, 0));
    assert_eq!(orders, own(&[("R1", 100_000), ("R2", -20_000)]));
    let (_, orders) = with(RETURNS, 1, Some((3, Refunded::Full)));
    assert_eq!(orders, own(&[("R1", 100_000), ("R2", 20_000)]));
    let (_, orders) = with(RETURNS, 1, Some((3, Refunded::Out)));
    assert_eq!(orders, own(&[("R1", 100_000)]));

    // What the preview shows is what comes.
    let table = table(RETURNS);
    let mut said = self::wanted(&table);
    said.answers = vec![(1, Answer::Brings(true)), (3, Answer::Refunds(Refunded::Negative))];
    let book = Book::default();
    let plan = plan_of(&book, &table, &said);
    let rows: Vec<_> = table.rows.iter().zip(&plan.rows).collect();
    let shown = understood(&book, &table, &said, &rows);
    let amount = shown[1].iter().find(|cell| cell.key == "amount");
    assert_eq!(amount.map(|cell| &*cell.text), Some("-200"));
}

#[test]
fn a_return_that_the_book_has_is_the_same_unasked() {
    let priced = "单号,客户名称,日期,类型,产品,数量,单价\n\
        4001,甲厂,2026-11-01,销售,阀,10,3.5\n\
        4002,甲厂,2026-11-05,退货,阀,2,3.5\n";
    for (text, negative, back) in [(RETURNS, 80_000, -20_000), (priced, 2_800, -700)] {
        let (open, _) = with(text, 1, None);
        assert_eq!(sums(&open).1.and_then(|sums| sums.negative), Some(Fen(negative)));
        let table = table(text);
        let mut wanted = wanted(&table);
        wanted.answers = vec![(1, Answer::Brings(true)), (3, Answer::Refunds(Refunded::Negative))];
        let mut book = Book::default();
        let first = plan_of(&book, &table, &wanted);
        book.apply(&ChangeSet {
            changes: first.changes.clone(),
            ..ChangeSet::default()
        });
        let amounts = book.orders.iter().map(|(_, order)| order.amount);
        assert_eq!(amounts.min(), Some(Fen(back)));
        wanted.answers.clear();
        let again = plan_of(&book, &table, &wanted);
        assert!(again.questions.is_empty());
        assert_eq!((again.counts.same, again.counts.asked, again.counts.new), (2, 0, 0));
        assert!(again.changes.is_empty());
    }
}

#[test]
fn only_rows_that_are_returns_themselves_may_be_negative() {
    let offers = |head: &str, word: &str| {
        let text = format!(
            "订单号,客户名称,日期,{head},金额\nN1,甲厂,2026-11-01,{word},200\nN2,甲厂,2026-11-02,销售订单,1000\n"
        );
        let (plan, _) = with(&text, 1, None);
        plan.questions.first().and_then(|question| question.refunds?.negative)
    };
    for (head, word) in [
        ("业务类型", "销售退货"),
        ("单据类型", "销售退货单"),
        ("单据类型", "红字"),
        ("类型", "退货"),
        ("类型", "退"),
        ("order type", "Return"),
        ("order type", "Sales Return"),
        ("单据状态", "销售退货单"),
    ] {
        assert_eq!(offers(head, word), Some(Fen(80_000)), "{head} {word}");
    }
    for (head, word) in [
        ("业务类型", "部分退货"),
        ("业务类型", "退换货"),
        ("业务类型", "采购退货"),
        ("类型", "退货中"),
        ("订单状态", "退货"),
        ("订单状态", "部分退款"),
        ("订单状态", "已退货"),
    ] {
        assert_eq!(offers(head, word), None, "{head} {word}");
    }
}

#[test]
fn beside_returns_what_is_left_of_others_counts_and_a_number_may_be_of_both() {
    let text = "订单号,客户名称,日期,业务类型,金额\n\
        N1,甲厂,2026-11-01,销售,1000\n\
        N1,甲厂,2026-11-01,销售退货,200\n\
        N2,甲厂,2026-11-02,部分退款,100\n";
    let (plan, _) = with(text, 1, None);
    let asked = plan.questions.iter().find(|question| question.reason == Ask::Refunds);
    // 1000, 200 and 100; 1000 less 200, as nobody says what is left of the 100; 1000 alone.
    let expected = RefundSums {
        full: Fen(130_000),
        less: None,
        negative: Some(Fen(80_000)),
        out: Fen(100_000),
    };
    assert_eq!(asked.and_then(|question| question.refunds), Some(expected));
    let (plan, _) = with(text, 1, Some((3, Refunded::Negative)));
    assert_eq!(
        &*plan.rows[2].problems[0].message.zh,
        "“部分退款”没有写明退了多少，请在这里填退款后的金额"
    );
}
