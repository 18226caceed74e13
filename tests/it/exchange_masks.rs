//! What was masked, or what no field holds, never takes the place of what is known.

use guanxi::domain::book::Book;
use guanxi::domain::kind::{Contact, Customer};
use guanxi::exchange::values::{Answer, Ask};

use crate::exchange::{planned, table, wanted};
use crate::exchange_back::{after, answered, asked, book, customer, words};

/// A customer of whom nearly all is known.
fn known() -> Customer {
    let mut one = customer("K1", "深圳青禾茶业有限公司");
    one.region = Some("广东省深圳市南山区科技园1号".into());
    one.uscc = Some("914403001922038216".into());
    one.contacts.push(Contact {
        name: Some("张三".into()),
        phone: Some("13812345678".into()),
        note: Some("喜欢喝茶".into()),
        ..Contact::blank()
    });
    one
}

fn one(book: &Book) -> &Customer {
    book.customers.get("K1").unwrap()
}

fn said(plan: &guanxi::exchange::plan::SheetPlan) -> Vec<String> {
    let all = plan.rows.iter().flat_map(|row| &row.problems);
    all.map(|problem| problem.message.zh.to_string()).collect()
}

#[test]
fn a_masked_name_place_or_code_leaves_the_known_one() {
    for (head, cell) in [
        ("地址", "广东省深圳市***"),
        ("地址", "广东省深圳市＊＊＊"),
        ("统一社会信用代码", "9144**********8216"),
        ("联系人,电话", "张*,13812345678"),
        ("联系人,电话", "张＊,138****5678"),
        ("电话", "１３８＊＊＊＊５６７８"),
        ("电话", "１３８？？？？５６７８"),
    ] {
        let text = format!("客户编号,客户名称,{head}\nK1,深圳青禾茶业有限公司,{cell}\n");
        let plan = planned(&book([known()]), &text);
        assert_eq!(
            (words(&plan), said(&plan), asked(&plan)),
            (vec!["Same".to_owned()], vec![], vec![]),
            "{cell}"
        );
    }
    // One that cannot be it is told.
    let plan = planned(
        &book([known()]),
        "客户编号,客户名称,地址\nK1,深圳青禾茶业有限公司,上海市***\n",
    );
    assert_eq!(
        (words(&plan), said(&plan)),
        (
            vec!["Same".to_owned()],
            vec!["“上海市***”打了码，不能用；保留已有的广东省深圳市南山区科技园1号".to_owned()]
        )
    );
    // By its number a customer is known whose name is masked, and keeps its name.
    let plan = planned(
        &book([known()]),
        "客户编号,客户名称,统一社会信用代码,行业\nK1,深圳**茶业有限公司,914403001922038216,制造业\n",
    );
    assert_eq!(words(&plan), ["Changed"]);
    let now = after(book([known()]), &plan);
    assert_eq!(
        (&*one(&now).name, one(&now).industry.as_deref()),
        ("深圳青禾茶业有限公司", Some("制造业"))
    );
}

#[test]
fn a_new_customer_of_a_masked_name_is_asked_about() {
    let text = "客户名称,电话\n李**,13900000001\n李**,13900000002\n全名公司,13900000003\n";
    let open = planned(&book([]), text);
    assert_eq!(
        (asked(&open), words(&open)),
        (
            vec![(0, "masked-names")],
            ["Asked", "Asked", "New"].map(str::to_owned).to_vec()
        )
    );
    assert_eq!(open.questions[0].reason, Ask::Masked);
    let out = answered(&book([]), text, &[(0, Answer::MaskedOut)]);
    assert_eq!((out.counts.new, out.counts.left_out, out.questions.len()), (1, 2, 0));
    // What a person writes into the cell is a name, whatever it is.
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.corrected = vec![(2, 0, "李**".to_owned()), (3, 0, "李四".to_owned())];
    let plan = guanxi::exchange::plan::plan(&book([]), &table, &wanted);
    assert_eq!((plan.counts.new, plan.questions.len()), (3, 0));
}

#[test]
fn what_a_cell_of_phones_says_besides_is_added_to_the_remark() {
    let text = "客户名称,联系人,电话\n深圳青禾茶业有限公司,张三,13812345678 / QQ:123456 / 138.000.6142\n";
    let plan = planned(&book([known()]), text);
    assert_eq!(words(&plan), ["Changed"]);
    let now = after(book([known()]), &plan);
    let person = &one(&now).contacts[0];
    assert_eq!(
        (person.phone.as_deref(), person.note.as_deref()),
        (Some("13812345678"), Some("喜欢喝茶\nQQ：123456\n138.000.6142"))
    );
    assert!(planned(&now, text).changes.is_empty());
    // A column of remarks says the remark, and the lines stand behind it.
    let noted = "客户名称,联系人,电话,联系人备注\n深圳青禾茶业有限公司,张三,13812345678 / QQ:123456,爱喝咖啡\n";
    let now = after(book([known()]), &planned(&book([known()]), noted));
    assert_eq!(one(&now).contacts[0].note.as_deref(), Some("爱喝咖啡\nQQ：123456"));
    assert!(planned(&now, noted).changes.is_empty());
    // A second address, and a birthday that cannot be kept, as well.
    let mails =
        "客户名称,联系人,邮箱,工作邮箱,联系人生日\n深圳青禾茶业有限公司,张三,a@mail.example,b@mail.example,--03-05\n";
    let now = after(book([known()]), &planned(&book([known()]), mails));
    assert_eq!(
        one(&now).contacts[0].note.as_deref(),
        Some("喜欢喝茶\n工作邮箱：b@mail.example\n联系人生日：--03-05")
    );
    assert!(planned(&now, mails).changes.is_empty());
}

#[test]
fn lines_of_an_order_that_no_field_holds_are_added_to_its_remark() {
    let first = "订单编号,客户名称,下单日期,订单金额（元）,备注\nS1,深圳青禾茶业有限公司,2026-03-05,100,加急\n";
    let now = after(book([known()]), &planned(&book([known()]), first));
    let more = "订单编号,客户名称,下单日期,订单金额（元）,物流公司\nS1,深圳青禾茶业有限公司,2026-03-05,100,顺丰\n";
    let table = table(more);
    let mut wanted = wanted(&table);
    wanted.mapping.columns[4].used = guanxi::exchange::columns::Use::Note;
    let plan = guanxi::exchange::plan::plan(&now, &table, &wanted);
    let now = after(now, &plan);
    let notes: Vec<_> = now
        .orders
        .iter()
        .filter_map(|(_, one)| one.note.as_deref().map(str::to_owned))
        .collect();
    assert_eq!(notes, ["加急\n物流公司：顺丰"]);
    assert!(guanxi::exchange::plan::plan(&now, &table, &wanted).changes.is_empty());
}
