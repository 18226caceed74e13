//! Lists of shops: what was never paid or was given back, buyers whose names are masked; and cells that are blank beside others of their field.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{Contact, Customer};
use guanxi::domain::label::Lang;
use guanxi::domain::money::Fen;
use guanxi::exchange::plan::{Outcome, SheetPlan, Whom, plan};
use guanxi::exchange::values::{Answer, Ask, RefundSums};

use crate::exchange::{table, wanted};

const SHOP: &str = "主订单编号,选购商品,订单应付金额,收件人,收件人手机号,订单提交时间,支付完成时间,订单状态,售后状态\n";

/// What becomes of a list of a shop, whose customers come along.
fn of_shop(rows: &str) -> SheetPlan {
    let table = table(&format!("{SHOP}{rows}"));
    let mut wanted = wanted(&table);
    wanted.answers.push((3, Answer::Brings(true)));
    plan(&Book::default(), &table, &wanted)
}

fn left_out(plan: &SheetPlan) -> Vec<Option<&str>> {
    let rows = plan.rows.iter().map(|row| match &row.outcome {
        Outcome::LeftOut(why) => Some(&*why.zh),
        _ => None,
    });
    rows.collect()
}

#[test]
fn what_nobody_paid_and_what_was_given_back_is_no_order_of_a_shop() {
    let plan = of_shop(
        "1,货,10,甲公司,13800000001,2026-03-05,2026-03-05,已发货,\n\
         2,货,20,甲公司,13800000001,2026-03-05,,待支付,\n\
         3,货,30,甲公司,13800000001,2026-03-05,2026-03-05,已发货,退款成功\n\
         4,货,40,甲公司,13800000001,2026-03-05,2026-03-05,已完成,退款中\n",
    );
    assert_eq!(
        left_out(&plan),
        [
            None,
            Some("“待支付”的行不导入：没有付款"),
            Some("“退款成功”的行不导入：已退款或退货"),
            None
        ]
    );
    assert_eq!((plan.counts.new, plan.counts.asked, plan.counts.left_out), (1, 1, 2));
    // Nobody says how much: less than that cannot be taken.
    let asked = &plan.questions[0];
    assert_eq!((asked.column, asked.reason), (8, Ask::Refunds));
    assert_eq!(asked.examples, [(5, "40 | 退款中".to_owned())]);
    let sums = RefundSums {
        full: Fen(5_000),
        less: None,
        negative: None,
        out: Fen(1_000),
    };
    assert_eq!(asked.refunds, Some(sums));
}

#[test]
fn several_buyers_who_are_masked_alike_are_no_customer() {
    let plan = of_shop(
        "1,货,10,孙*,1*********1,2026-03-05,2026-03-05,已发货,\n\
         2,货,20,孙*,1*********7,2026-03-05,2026-03-05,已发货,\n",
    );
    assert_eq!((plan.counts.new, plan.counts.asked), (0, 2));
    assert!(plan.rows[0].problems[0].message.zh.starts_with("“孙*”是平台打码的名字"));
}

/// What the phone of a customer's one contact is after a sheet.
fn phone_after(known: &str, text: &str, clears: bool) -> (Option<String>, usize) {
    let mut customer = Customer::new(CustomerId::new("K1").unwrap(), "甲厂");
    let mut contact = Contact::blank();
    (contact.name, contact.phone) = (Some("李四".into()), Some(known.into()));
    customer.contacts.push(contact);
    let mut book = Book::default();
    book.customers.put(customer);
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.clears = clears;
    let plan = plan(&book, &table, &wanted);
    let changes = plan.changes.clone();
    book.apply(&ChangeSet {
        changes,
        ..ChangeSet::default()
    });
    let phone = book.customers.get("K1").unwrap().contacts[0]
        .phone
        .as_deref()
        .map(str::to_owned);
    (phone, plan.counts.same)
}

#[test]
fn a_blank_cell_takes_no_number_away_that_another_column_of_the_field_holds() {
    let both = "13800001234 / 0571-88886666";
    let sheet = |mobile: &str, fixed: &str| format!("客户名称,联系人,手机,座机\n甲厂,李四,{mobile},{fixed}\n");
    let after = |text: &str| phone_after(both, text, false);
    // The one that is there, however it is written, and its neighbour blank: nothing changes.
    assert_eq!(after(&sheet("138 0000 1234", "")), (Some(both.into()), 1));
    assert_eq!(after(&sheet("", "0571-88886666")), (Some(both.into()), 1));
    // Another mobile: no number is lost.
    let more = format!("13900005678 / {both}");
    assert_eq!(after(&sheet("13900005678", "")), (Some(more.clone()), 0));
    assert_eq!(phone_after(&more, &sheet("13900005678", ""), false), (Some(more), 1));
    // Both cells say it all, and who clears says so.
    assert_eq!(
        after(&sheet("13900005678", "0571-1111111")).0.as_deref(),
        Some("13900005678 / 0571-1111111")
    );
    assert_eq!(
        phone_after(both, &sheet("13900005678", ""), true).0.as_deref(),
        Some("13900005678")
    );
}

#[test]
fn the_day_of_payment_is_the_order_s_where_no_other_is_there_and_only_who_has_an_order_comes_along() {
    let text = "订单编号,买家公司名,订单付款时间,买家实付款（元）,货品标题,数量,支付方式\n\
        1001,甲公司,2026-03-05 10:00:00,100.00,伺服电机,1,支付宝\n\
        1002,乙公司,2026-03-06 11:00:00,无,伺服电机,1,支付宝\n\
        1003,甲公司,2026-03-07 12:00:00,30.00,伺服电机,1,支付宝\n";
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.answers.push((1, Answer::Brings(true)));
    let mut book = Book::default();
    let plan = plan(&book, &table, &wanted);
    book.apply(&ChangeSet {
        changes: plan.changes.clone(),
        ..ChangeSet::default()
    });
    let days: Vec<String> = book.orders.iter().map(|(_, order)| order.date.to_string()).collect();
    assert_eq!(days, ["2026-03-05", "2026-03-07"]);
    let names: Vec<String> = book.customers.iter().map(|(_, one)| one.name.to_string()).collect();
    assert_eq!(names, ["甲公司"]);
    assert_eq!((plan.counts.brought, plan.counts.new, plan.counts.wrong), (1, 2, 1));
}

#[test]
fn a_short_name_of_a_customer_is_asked_about_and_makes_no_second_one() {
    let text =
        "客户名称,订单日期,金额\n宁波恒拓机械,2026-03-05,100\n宁波恒拓机械,2026-03-06,30\n上海远山,2026-03-06,50\n";
    let mut book = Book::default();
    book.customers
        .put(Customer::new(CustomerId::new("KH-7").unwrap(), "宁波恒拓机械有限公司"));
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.answers.push((0, Answer::Brings(true)));
    let asked = plan(&book, &table, &wanted);
    let outcomes: Vec<_> = asked.rows.iter().map(|row| row.outcome.clone()).collect();
    assert_eq!(outcomes, [Outcome::Asked, Outcome::Asked, Outcome::New]);
    let found: Vec<_> = asked.rows[0].candidates.iter().map(|one| one.id.as_str()).collect();
    assert_eq!((found, asked.counts.brought), (vec!["KH-7"], 1));

    // One answer is for every row of the name.
    wanted.chosen = vec![(2, Whom::Known("KH-7".into()))];
    let told = plan(&book, &table, &wanted);
    assert_eq!((told.counts.new, told.counts.asked, told.counts.brought), (3, 0, 1));
    // The same file again asks nothing, as what was said is remembered.
    let known: Vec<_> = told.known_as.iter().map(|one| (&*one.name, &*one.id)).collect();
    assert_eq!(known, [("宁波恒拓机械", "KH-7")]);
    (wanted.chosen, wanted.known_as) = (Vec::new(), told.known_as.clone());
    let again = plan(&book, &table, &wanted);
    assert_eq!((again.counts.new, again.counts.asked, again.counts.brought), (3, 0, 1));
    wanted.known_as = Vec::new();
    wanted.chosen = vec![(2, Whom::New)];
    let other = plan(&book, &table, &wanted);
    assert_eq!((other.counts.new, other.counts.asked, other.counts.brought), (3, 0, 2));
}

#[test]
fn the_year_of_a_day_is_not_guessed() {
    let text = "客户名称,订单日期,金额\n甲公司,11月9日,100\n甲公司,2026年11月9日,30\n甲公司,3/5,20\n";
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.answers.push((0, Answer::Brings(true)));
    let made = plan(&Book::default(), &table, &wanted);
    let outcomes: Vec<_> = made.rows.iter().map(|row| row.outcome.clone()).collect();
    assert_eq!(outcomes, [Outcome::Asked, Outcome::New, Outcome::Asked]);
    let why = made.rows[0].problems[0].message.get(Lang::Zh);
    assert_eq!(why, "“11月9日”没有年份，请连年份写全");
}
