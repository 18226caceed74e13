//! What was guessed, or taken as it stood, and is asked about or told since: days of two figures and two, money that went back, numbers of which a
//! part is masked, names that stand for nothing; and amounts as bills write them.

use guanxi::domain::kind::{Contact, Customer};
use guanxi::domain::money::Fen;
use guanxi::exchange::columns::{Subject, mapping};
use guanxi::exchange::grid::Cell;
use guanxi::exchange::plan::{SheetPlan, plan};
use guanxi::exchange::values::{Answer, Refunded, Yearless};

use crate::exchange::{columns, planned, table, wanted};
use crate::exchange_back::{after, answered, asked, book, customer, words};
use crate::exchange_zeros::sheet_of;

fn said(plan: &SheetPlan) -> Vec<String> {
    let all = plan.rows.iter().flat_map(|row| &row.problems);
    all.map(|problem| problem.message.zh.to_string()).collect()
}

/// The birthdays of the customers of a book, in the order of their numbers.
fn birthdays(book: &guanxi::domain::book::Book) -> Vec<String> {
    let all = book.customers.iter().map(|(_, customer)| customer);
    all.map(|customer| customer.birthday.map_or_else(String::new, |day| day.to_string()))
        .collect()
}

#[test]
fn a_month_and_a_day_without_a_year_are_asked_about_however_they_are_written() {
    let text = "客户名称,生日\n甲公司,0305\n乙公司,1225\n丙公司,3.5\n丁公司,1980-01-02\n";
    let open = planned(&book([]), text);
    assert_eq!(asked(&open), [(1, "yearless")]);
    assert_eq!(words(&open), ["Asked", "Asked", "Asked", "New"]);
    let empty = answered(&book([]), text, &[(1, Answer::Yearless(Yearless::Empty))]);
    assert_eq!(words(&empty), ["New"; 4]);
    assert_eq!(birthdays(&after(book([]), &empty)), ["", "", "", "1980-01-02"]);
    let noted = after(
        book([]),
        &answered(&book([]), text, &[(1, Answer::Yearless(Yearless::Note))]),
    );
    let notes = noted
        .customers
        .iter()
        .map(|(_, one)| one.notes.as_deref().unwrap_or_default().to_owned());
    assert_eq!(notes.collect::<Vec<_>>(), ["生日：0305", "生日：1225", "生日：3.5", ""]);
    // In a workbook they are numbers, and have lost the 0 before them.
    let number = |n: f64| Cell::Number(n);
    let rows = vec![
        vec![Cell::text("客户名称"), Cell::text("生日")],
        vec![Cell::text("甲公司"), number(305.0)],
        vec![Cell::text("乙公司"), number(1225.0)],
        vec![Cell::text("丙公司"), number(19_800_102.0)],
    ];
    let sheet = sheet_of(rows);
    let open = plan(&book([]), &sheet, &wanted(&sheet));
    assert_eq!(
        (asked(&open), words(&open)),
        (
            vec![(1, "yearless")],
            vec!["Asked".into(), "Asked".into(), "New".to_owned()]
        )
    );
    // Of orders, which must have a day, the year is said.
    let orders = "客户名称,下单日期,订单金额（元）\n甲公司,0305,10\n";
    let known = book([customer("K1", "甲公司")]);
    assert_eq!(asked(&planned(&known, orders)), [(1, "yearless")]);
    let told = answered(&known, orders, &[(1, Answer::Yearless(Yearless::Of(2025)))]);
    let days: Vec<_> = after(known.clone(), &told)
        .orders
        .iter()
        .map(|(_, one)| one.date.to_string())
        .collect();
    assert_eq!(days, ["2025-03-05"]);
    // What is no day of any month stays a problem.
    for cell in ["1350", "0230x"] {
        let plan = planned(&book([]), &format!("客户名称,生日\n甲公司,{cell}\n"));
        assert_eq!(
            (words(&plan), asked(&plan)),
            (vec!["Wrong".to_owned()], Vec::new()),
            "{cell}"
        );
    }
}

#[test]
fn money_that_went_back_is_never_a_full_order_unasked() {
    let known = book([customer("K1", "甲厂")]);
    let of = |head: &str, state: &str| {
        format!(
            "订单编号,客户名称,下单日期,订单金额（元）,{head}\nS1,甲厂,2026-03-05,100,{state}\nS2,甲厂,2026-03-06,50,已完成\n"
        )
    };
    for head in ["订单状态", "付款状态", "退款状态", "Payment status"] {
        // Of these nobody knows how much, or whether at all.
        for state in [
            "退款中",
            "已冲红",
            "红字冲销",
            "申请退款",
            "退货中",
            "待退款",
            "售后退款",
            "chargeback",
            "Charged back",
            "Disputed",
            "refund pending",
            "Partially refunded",
            "部分退款",
            "交易关闭（退款成功）",
        ] {
            let open = planned(&known, &of(head, state));
            assert_eq!(
                (asked(&open), words(&open)),
                (vec![(4, "refunds")], vec!["Asked".into(), "New".to_owned()]),
                "{head} {state}"
            );
            let out = answered(&known, &of(head, state), &[(4, Answer::Refunds(Refunded::Out))]);
            assert_eq!(out.counts.new, 1, "{head} {state}");
            let full = answered(&known, &of(head, state), &[(4, Answer::Refunds(Refunded::Full))]);
            assert_eq!(full.counts.new, 2, "{head} {state}");
        }
        // These came to nothing.
        for state in ["已退", "已退款", "退货退款", "全部退款", "refunded", "Refunded"] {
            let plan = planned(&known, &of(head, state));
            let off = format!("“{state}”的行不导入：已退款或退货");
            assert_eq!(
                (asked(&plan), words(&plan)),
                (Vec::new(), vec![off, "New".to_owned()]),
                "{head} {state}"
            );
        }
    }
    // Where none went back, the order stands.
    for state in ["未退款", "无退款", "退款关闭", "退款失败", "No refund", "已发货"] {
        let plan = planned(&known, &of("订单状态", state));
        assert_eq!(
            (asked(&plan), words(&plan)),
            (Vec::new(), vec!["New".to_owned(); 2]),
            "{state}"
        );
    }
}

/// A customer with one contact of this number.
fn reached(id: &str, name: &str, phone: &str) -> Customer {
    let mut one = customer(id, name);
    one.contacts.push(Contact {
        name: Some("赵六".into()),
        phone: Some(phone.into()),
        ..Contact::blank()
    });
    one
}

/// What the contacts of a customer say: name, phone, WeChat, remark.
fn contacts(book: &guanxi::domain::book::Book, name: &str) -> Vec<[String; 4]> {
    let (_, one) = book.customers.iter().find(|(_, one)| *one.name == *name).unwrap();
    let text = |text: &Option<guanxi::domain::record::Text>| text.as_deref().unwrap_or_default().to_owned();
    let line = |own: &Contact| [text(&own.name), text(&own.phone), text(&own.wechat), text(&own.note)];
    one.contacts.iter().map(line).collect()
}

#[test]
fn a_masked_number_is_asked_about_and_never_stored_as_one() {
    let known = book([reached("K1", "青禾茶业", "13712345678"), customer("K2", "远山制造")]);
    let text = "客户名称,联系人,手机\n青禾茶业,赵六,137****5678\n远山制造,钱七,138****8000\n新来公司,孙八,139＊＊＊＊0000\n另一公司,,136xxxx1111\n全号公司,周九,13600002222/136****3333\n";
    let open = planned(&known, text);
    assert_eq!(asked(&open), [(2, "masked-numbers")]);
    assert_eq!(words(&open), ["Same", "Asked", "Asked", "Asked", "Asked"]);
    assert_eq!(open.questions[0].examples[0], (3, "138****8000".to_owned()));
    let left = after(
        known.clone(),
        &answered(&known, text, &[(2, Answer::MaskedNoted(false))]),
    );
    let line = |name: &str, phone: &str, wechat: &str, note: &str| [name, phone, wechat, note].map(str::to_owned);
    assert_eq!(contacts(&left, "青禾茶业"), [line("赵六", "13712345678", "", "")]);
    assert_eq!(contacts(&left, "远山制造"), [line("钱七", "", "", "")]);
    assert_eq!(contacts(&left, "另一公司"), Vec::<[String; 4]>::new());
    assert_eq!(contacts(&left, "全号公司"), [line("周九", "13600002222", "", "")]);
    let noted = after(
        known.clone(),
        &answered(&known, text, &[(2, Answer::MaskedNoted(true))]),
    );
    assert_eq!(
        contacts(&noted, "新来公司"),
        [line("孙八", "", "", "手机：139＊＊＊＊0000")]
    );
    assert_eq!(contacts(&noted, "另一公司"), [line("", "", "", "手机：136xxxx1111")]);
    // The same file again changes nothing.
    let again = answered(&noted, text, &[(2, Answer::MaskedNoted(true))]);
    assert!(again.changes.is_empty(), "{:?}", words(&again));
    // One that is another one than is known stays out, and that is told.
    let other = planned(&known, "客户名称,联系人,手机\n青禾茶业,赵六,138****0000\n");
    assert_eq!(
        (words(&other), said(&other)),
        (
            vec!["Same".to_owned()],
            vec!["“138****0000”打了码，不能用；保留已有的*******5678".to_owned()]
        )
    );
    // Of several numbers each is judged by itself, and a whole one is kept.
    let some = "客户名称,联系人,手机\n青禾茶业,赵六,137****5678/13900001111\n远山制造,钱七,138xxxx6142;13900002222\n新来公司,孙八,138…6142\n另一公司,李九,138??6142\n";
    let open = planned(&known, some);
    assert_eq!(words(&open), ["Changed", "Asked", "Asked", "Asked"]);
    let left = after(
        known.clone(),
        &answered(&known, some, &[(2, Answer::MaskedNoted(false))]),
    );
    assert_eq!(
        contacts(&left, "青禾茶业"),
        [line("赵六", "13712345678 / 13900001111", "", "")]
    );
    assert_eq!(contacts(&left, "远山制造"), [line("钱七", "13900002222", "", "")]);
    assert_eq!(contacts(&left, "新来公司"), [line("孙八", "", "", "")]);
    assert_eq!(contacts(&left, "另一公司"), [line("李九", "", "", "")]);
    // Addresses and names on WeChat as well.
    let mail = planned(
        &known,
        "客户名称,联系人,邮箱,微信\n远山制造,钱七,q***@mail.example,w***7\n",
    );
    assert_eq!(asked(&mail), [(2, "masked-numbers"), (3, "masked-numbers")]);
}

#[test]
fn a_remark_that_wechat_is_the_same_makes_no_second_number() {
    let known = book([reached("K1", "青禾茶业", "13712345678")]);
    let line = |name: &str, phone: &str, wechat: &str| [name, phone, wechat, ""].map(str::to_owned);
    for cell in [
        "13712345678（微信同号）",
        "13712345678(微信同号)",
        "13712345678 微信同号",
        "13712345678(同微信)",
        "13712345678 (WeChat)",
    ] {
        for name in ["赵六", ""] {
            let text = format!("客户名称,联系人,手机\n青禾茶业,{name},{cell}\n");
            let now = after(known.clone(), &planned(&known, &text));
            assert_eq!(
                contacts(&now, "青禾茶业"),
                [line("赵六", "13712345678", "13712345678")],
                "{cell}"
            );
            assert!(planned(&now, &text).changes.is_empty(), "{cell}");
        }
    }
    let text = "客户名称,联系人,手机,微信\n新公司,钱七,13800138000（微信同号）/0571-88886666,qian7\n旧公司,孙八,13800138001（王经理）,\n";
    let now = after(known.clone(), &planned(&known, text));
    assert_eq!(
        contacts(&now, "新公司"),
        [line("钱七", "13800138000 / 0571-88886666", "qian7")]
    );
    assert_eq!(contacts(&now, "旧公司"), [line("孙八", "13800138001(王经理)", "")]);
}

#[test]
fn what_stands_for_nothing_is_nobodys_name() {
    for nothing in [
        "null",
        "NULL",
        "NaN",
        "nan",
        "#N/A",
        "无",
        "-",
        "—",
        "/",
        "N/A",
        "undefined",
        "(空白)",
        "未知",
        "暂无",
    ] {
        let text = format!("客户名称,联系人,手机\n{nothing},,13800138000\n甲公司,{nothing},13800138001\n");
        let plan = planned(&book([]), &text);
        assert_eq!(words(&plan), ["Wrong", "New"], "{nothing}");
        let now = after(book([]), &plan);
        let people = contacts(&now, "甲公司");
        assert_eq!(people, [["", "13800138001", "", ""].map(str::to_owned)], "{nothing}");
        let orders = format!("客户名称,下单日期,订单金额（元）\n{nothing},2026-03-05,10\n");
        let plan = planned(&book([]), &orders);
        assert_eq!(
            (plan.counts.new, plan.counts.brought, asked(&plan)),
            (0, 0, Vec::new()),
            "{nothing}"
        );
    }
}

#[test]
fn amounts_are_read_as_bills_write_them() {
    let known = book([customer("K1", "甲公司")]);
    let amount = |head: &str, cell: &str| {
        let plan = planned(
            &known,
            &format!("客户名称,下单日期,{head}\n甲公司,2026-03-05,\"{cell}\"\n"),
        );
        let now = after(known.clone(), &plan);
        let all: Vec<Fen> = now.orders.iter().map(|(_, one)| one.amount).collect();
        (all.first().copied(), asked(&plan))
    };
    for cell in [
        "1200元整",
        "1,200.00元整",
        "1200元正",
        "1200圆",
        "1200块",
        "1200块钱",
        "¥1200元整",
        "人民币1200元整",
        "1200元人民币",
        "1200人民币",
        "1200 RMB",
        "1200CNY",
        "0.12万元整",
    ] {
        assert_eq!(amount("订单金额", cell), (Some(Fen(120_000)), Vec::new()), "{cell}");
    }
    // The unit behind the amount counts above that of the head; the code of the currency is as good as its sign.
    assert_eq!(amount("订单金额（万元）", "1200元整"), (Some(Fen(120_000)), Vec::new()));
    assert_eq!(
        amount("订单金额（万元）", "1200 RMB"),
        (None, vec![(2, "currency-sign")])
    );
    for cell in ["整", "1200整", "元整", "壹仟贰佰元整"] {
        assert_eq!(amount("订单金额", cell).0, None, "{cell}");
    }
}

#[test]
fn places_of_a_table_without_a_head_are_known_by_what_they_are() {
    let text = "青禾茶业,杭州,13712345678\n无头一公司,宁波,13712345670\n无头二公司,温州,13712345671\n";
    let found = table(text);
    assert!(found.head.is_empty());
    let all = columns(&found, &mapping(&found));
    let keys: Vec<&str> = all.iter().map(|(_, key, _)| key.as_str()).collect();
    assert_eq!(keys, ["-", "region", "contact.phone"]);
    assert_eq!(mapping(&found).subject, Subject::Customers);
    let open = planned(&book([]), text);
    assert_eq!(asked(&open), [(0, "whose")]);
    assert_eq!(open.questions[0].columns, [(0, "青禾茶业".to_owned())]);
}
