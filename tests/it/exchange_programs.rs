//! What HubSpot and Shopify write: deals, orders, customers, and headings in Chinese.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::domain::label::Lang;
use guanxi::exchange::columns::{Subject, mapping};
use guanxi::exchange::plan::{Outcome, RowPlan, SheetPlan, plan};
use guanxi::exchange::values::{Answer, Ask};

use crate::exchange::{columns, planned, table, wanted};

/// What a table would do to an empty book, whoever it names coming along.
fn brought(text: &str) -> SheetPlan {
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.answers.push((0, Answer::Brings(true)));
    plan(&Book::default(), &table, &wanted)
}

fn after(plan: &SheetPlan) -> Book {
    let mut book = Book::default();
    book.apply(&ChangeSet {
        changes: plan.changes.clone(),
        ..ChangeSet::default()
    });
    book
}

/// Orders as (id, customer, day, paid on, amount in fen, items).
fn orders(book: &Book) -> Vec<(String, String, String, String, i64, Vec<String>)> {
    let all = book.orders.iter().map(|(_, order)| {
        let customer = book.customers.get(order.customer.as_str()).unwrap();
        let items = order.items.iter().filter_map(|item| item.product.as_deref());
        (
            order.id.to_string(),
            customer.name.to_string(),
            order.date.to_string(),
            order.paid_on.map(|day| day.to_string()).unwrap_or_default(),
            order.amount.0,
            items.map(str::to_owned).collect(),
        )
    });
    all.collect()
}

fn left_out(plan: &SheetPlan) -> Vec<Option<&str>> {
    fn why(row: &RowPlan) -> Option<&str> {
        match &row.outcome {
            Outcome::LeftOut(why) => Some(why.get(Lang::Zh)),
            _ => None,
        }
    }
    plan.rows.iter().map(why).collect()
}

const SHOPIFY: &str = "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Billing Company,Billing Phone,Refunded Amount,Id,Tags\n";

#[test]
fn orders_of_shopify_are_known_with_all_their_items() {
    let text = format!(
        "{SHOPIFY}\
        #1001,a@b.cn,paid,2026-03-05 10:00:00 +0800,fulfilled,,CNY,90,10,0,100.00,2026-03-05 09:50:26 +0800,1,Motor,60,张三,宁波恒拓,13800001111,0.00,555,\n\
        #1001,a@b.cn,,,,,,,,,,2026-03-05 09:50:26 +0800,2,Gear,15,,,,,,\n\
        #1002,c@b.cn,paid,2026-03-06 10:00:00 +0800,,,CNY,30,0,0,30.00,2026-03-06 09:00:00 +0800,1,Gear,30,李四,,13800002222,0.00,556,\n\
        #1003,d@b.cn,voided,,,,CNY,30,0,0,30.00,2026-03-07 09:00:00 +0800,1,Gear,30,王五,,,0.00,557,\n\
        #1003,d@b.cn,,,,,,,,,,2026-03-07 09:00:00 +0800,1,Motor,30,,,,,,\n\
        #1004,e@b.cn,pending,,,,CNY,30,0,0,30.00,2026-03-07 09:00:00 +0800,1,Gear,30,王五,,,0.00,558,\n\
        #1005,f@b.cn,paid,,,,EUR,30,0,0,30.00,2026-03-07 09:00:00 +0800,1,Gear,30,王五,,,0.00,559,\n"
    );
    let known = mapping(&table(&text));
    assert_eq!(
        (known.subject, known.known.map(|label| label.zh.into_owned())),
        (Subject::Orders, Some("Shopify订单".to_owned()))
    );
    let plan = brought(&text);
    assert_eq!((plan.questions.len(), plan.counts.wrong, plan.counts.new), (0, 0, 2));
    let book = after(&plan);
    let day = |day: &str| day.to_owned();
    let items = |all: &[&str]| all.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        orders(&book),
        [
            (
                "#1001".into(),
                "宁波恒拓".into(),
                day("2026-03-05"),
                day("2026-03-05"),
                10_000,
                items(&["Motor", "Gear"])
            ),
            (
                "#1002".into(),
                "李四".into(),
                day("2026-03-06"),
                day("2026-03-06"),
                3_000,
                items(&["Gear"])
            ),
        ]
    );
    assert_eq!(
        left_out(&plan)[3..],
        [
            Some("“voided”的行不导入：已取消"),
            Some("“Currency”空着的行不导入"),
            Some("“pending”的行不导入：没有付款"),
            Some("“Currency”是“EUR”的行不导入"),
        ]
    );
}

#[test]
fn orders_of_shopify_without_companies_are_asked_about_by_the_people() {
    let head = SHOPIFY.replace("Billing Company,", "");
    let text = format!(
        "{head}#1001,a@b.cn,paid,2026-03-05 10:00:00 +0800,,,CNY,90,10,0,100.00,2026-03-05 09:50:26 +0800,1,Motor,60,张三,13800001111,0.00,555,\n"
    );
    let open = planned(&Book::default(), &text);
    let asked: Vec<_> = open
        .questions
        .iter()
        .map(|question| (question.column, question.reason))
        .collect();
    // 张三 stands in the sixteenth column.
    assert_eq!((asked, open.counts.wrong), (vec![(15, Ask::NoCustomer)], 0));
    let plan = brought(&text);
    assert_eq!((plan.questions.len(), plan.counts.new, plan.counts.brought), (0, 1, 1));
}

#[test]
fn customers_of_shopify_are_people_or_their_companies() {
    for head in [
        "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address City,Default Address Phone,Phone,Total Spent,Total Orders,Note,Tax Exempt,Tags",
        "Customer ID,First Name,Last Name,Email,Accepts Marketing,Company,City,Default Address Phone,Phone,Total Spent,Total Orders,Note,Tax Exempt,Tags",
    ] {
        let text = format!(
            "{head}\n'7001,小明,张,z@b.cn,yes,宁波恒拓,宁波,,13800001111,1200.00,3,老客户,no,\"VIP, 展会\"\n'7002,小红,李,l@b.cn,no,,上海,,13800002222,0.00,0,,no,\n"
        );
        let plan = brought(&text);
        assert_eq!(
            (plan.counts.new, plan.counts.wrong, plan.questions.len()),
            (2, 0, 0),
            "{head}"
        );
        let book = after(&plan);
        let said = book.customers.iter().map(|(_, customer)| {
            let tags: Vec<&str> = customer.tags.iter().map(|tag| &**tag).collect();
            let contact = &customer.contacts[0];
            (
                customer.name.to_string(),
                contact.name.as_deref().unwrap().to_owned(),
                tags.join(" "),
            )
        });
        let owned = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(
            said.collect::<Vec<_>>(),
            [owned("宁波恒拓", "张小明", "VIP 展会"), owned("李小红", "李小红", "")],
            "{head}"
        );
    }
}

#[test]
fn of_the_deals_of_hubspot_those_that_were_won_are_orders() {
    for (head, won) in [
        (
            "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Associated Company,Associated Contact",
            "Closed Won (Sales Pipeline)",
        ),
        (
            "记录 ID,交易名称,交易阶段,关闭日期,交易所有者,金额,关联公司,关联联系人",
            "赢单",
        ),
    ] {
        let text = format!(
            "{head}\n9001,伺服电机,{won},2026-03-05 10:20,王芳,1200,宁波恒拓,张三\n9002,减速机,Qualified,2026-04-05 10:20,王芳,300,宁波恒拓,张三\n"
        );
        let plan = brought(&text);
        assert_eq!(
            (plan.counts.new, plan.counts.left_out, plan.counts.wrong),
            (1, 1, 0),
            "{head}"
        );
        let expected = (
            "9001".into(),
            "宁波恒拓".into(),
            "2026-03-05".into(),
            String::new(),
            120_000,
            vec!["伺服电机".to_owned()],
        );
        assert_eq!(orders(&after(&plan)), [expected], "{head}");
        assert!(
            left_out(&plan)[1].unwrap().ends_with("”是“Qualified”的行不导入"),
            "{head}"
        );
    }
}

#[test]
fn contacts_and_companies_of_hubspot_in_chinese_are_known() {
    let keys = |text: &str| -> Vec<String> {
        let table = table(text);
        let known = mapping(&table);
        assert_eq!(known.known.as_ref().map(|label| &*label.zh), Some("HubSpot"), "{text}");
        columns(&table, &known).into_iter().map(|(_, key, _)| key).collect()
    };
    assert_eq!(
        keys(
            "记录 ID,名字,姓氏,电子邮件,电话号码,联系人所有者,关联公司,潜在客户状态,创建日期\n1,小明,张,z@b.cn,13800001111,王芳,宁波恒拓,新建,2026-05-01 10:20\n"
        ),
        [
            "-",
            "contact.first_name",
            "contact.last_name",
            "contact.email",
            "contact.phone",
            "owner",
            "name",
            "-",
            "created_on"
        ]
    );
    assert_eq!(
        keys(
            "记录 ID,公司名称,公司所有者,创建日期,电话号码,城市,国家/地区,行业\n1,宁波恒拓,王芳,2026-05-01 10:20,0574-88001234,宁波,中国,制造业\n"
        ),
        [
            "-",
            "name",
            "owner",
            "created_on",
            "contact.phone",
            "region",
            "region",
            "industry"
        ]
    );
}

#[test]
fn masked_names_are_said_once_a_column() {
    let text = "主订单编号,选购商品,订单应付金额,收件人,收件人手机号,订单提交时间\n\
        1,货,10,张**,1*********1,2026-03-05\n2,货,20,张**,1*********7,2026-03-05\n3,货,30,李*,1*********7,2026-03-05\n";
    let table = table(text);
    let mut wanted = wanted(&table);
    let asked = plan(&Book::default(), &table, &wanted);
    let question = &asked.questions[0];
    assert_eq!(
        (asked.questions.len(), question.reason, question.column),
        (1, Ask::Masked, 3)
    );
    assert_eq!(question.examples, [(2, "张**".to_owned()), (4, "李*".to_owned())]);
    assert_eq!((asked.counts.asked, asked.counts.wrong), (3, 0));
    wanted.answers.push((3, Answer::MaskedOut));
    let out = plan(&Book::default(), &table, &wanted);
    assert_eq!((out.questions.len(), out.counts.left_out), (0, 3));
}

/// All columns that Shopify writes today: of what is no field nothing is taken, and what was given back is asked about.
#[test]
fn no_column_of_a_whole_export_of_shopify_is_taken_for_another_field() {
    let head = "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References";
    let row = |id: &str, state: &str, back: &str| {
        let cell = |heading: &str| match heading {
            "Name" => id.to_owned(),
            "Financial Status" => state.to_owned(),
            "Refunded Amount" => back.to_owned(),
            "Currency" => "CNY".to_owned(),
            "Total" => "100.00".to_owned(),
            "Created at" | "Paid at" => "2026-03-05 10:00:00 +0800".to_owned(),
            "Lineitem quantity" => "2".to_owned(),
            "Lineitem name" => "Motor".to_owned(),
            "Billing Name" | "Shipping Name" => "张三".to_owned(),
            "Billing Company" => "宁波恒拓".to_owned(),
            "Billing Phone" | "Shipping Phone" | "Phone" => "'+8613800001111".to_owned(),
            "Next Payment Due At" => "2026-04-05 10:00:00 +0800".to_owned(),
            "Receipt Number" => "R-9".to_owned(),
            _ => String::new(),
        };
        head.split(',').map(cell).collect::<Vec<_>>().join(",")
    };
    let rows = [
        row("#1", "paid", "0.00"),
        row("#2", "partially_refunded", "40.00"),
        row("#3", "refunded", "100.00"),
        row("#4", "voided", "0.00"),
        row("#5", "authorized", "0.00"),
        row("#6", "partially_paid", "0.00"),
    ];
    let text = format!("{head}\n{}\n", rows.join("\n"));
    let table = table(&text);
    let found = mapping(&table);
    let taken: Vec<(String, String)> = crate::exchange::columns(&table, &found)
        .into_iter()
        .filter(|(_, key, _)| key != "-")
        .map(|(heading, key, _)| (heading, key))
        .collect();
    let own = |(heading, key): (&str, &str)| (heading.to_owned(), key.to_owned());
    assert_eq!(
        taken,
        [
            ("Name", "id"),
            ("Paid at", "paid_on"),
            ("Total", "amount"),
            ("Created at", "date"),
            ("Lineitem quantity", "items.quantity"),
            ("Lineitem name", "items"),
            ("Billing Name", "customer.contact"),
            ("Billing Company", "customer"),
            ("Billing Phone", "customer.phone"),
            ("Notes", "note"),
        ]
        .map(own)
    );
    let open = brought(&text);
    let asked: Vec<_> = open.questions.iter().map(|question| question.reason).collect();
    assert_eq!(asked, [Ask::Refunds]);
    // Paid, and paid in part; one waits, three came to nothing.
    assert_eq!((open.counts.new, open.counts.asked, open.counts.left_out), (2, 1, 3));
}

#[test]
fn quotations_of_odoo_are_no_orders_and_a_person_of_a_company_orders_for_it() {
    let en = "Order Reference,Creation Date,Customer,Salesperson,Total,Status\n\
        S00001,2026-03-05 09:30:00,Azure Interior,Mitchell Admin,1000.00,Sales Order\n\
        S00002,2026-03-06 10:00:00,\"Azure Interior, Brandon Freeman\",Mitchell Admin,739.00,Sales Order\n\
        S00003,2026-03-06 11:00:00,Deco Addict,Mitchell Admin,750.00,Quotation\n\
        S00004,2026-03-07 12:00:00,Deco Addict,Mitchell Admin,90.00,Quotation Sent\n\
        S00005,2026-03-07 13:00:00,Deco Addict,Mitchell Admin,60.00,Cancelled\n";
    let zh = "单号,创建日期,客户,销售员,总计,状态\n\
        S00001,2026-03-05 09:30:00,蔚蓝家居,王五,1000.00,销售订单\n\
        S00002,2026-03-06 10:00:00,\"蔚蓝家居，张三\",王五,739.00,销售订单\n\
        S00003,2026-03-06 11:00:00,德科,王五,750.00,报价单\n\
        S00004,2026-03-07 12:00:00,德科,王五,90.00,报价已发送\n\
        S00005,2026-03-07 13:00:00,德科,王五,60.00,已取消\n";
    for (text, company) in [(en, "Azure Interior"), (zh, "蔚蓝家居")] {
        let plan = brought(text);
        let whose: Vec<_> = orders(&after(&plan))
            .into_iter()
            .map(|(id, whose, _, _, fen, _)| (id, whose, fen))
            .collect();
        let of = |id: &str, fen| (id.to_owned(), company.to_owned(), fen);
        assert_eq!(whose, [of("S00001", 100_000), of("S00002", 73_900)]);
        assert_eq!(after(&plan).customers.iter().count(), 1);
    }
    let said: Vec<String> = left_out(&brought(en))
        .into_iter()
        .flatten()
        .map(str::to_owned)
        .collect();
    let closed = |word| format!("“{word}”的行不导入：没有成交");
    assert_eq!(
        said,
        [
            closed("Quotation"),
            closed("Quotation Sent"),
            "“Cancelled”的行不导入：已取消".to_owned()
        ]
    );
}
