//! What the rows of a sheet are, and columns that several persons, a country or nobody stand in.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::exchange::columns::{Subject, Use, mapping};
use guanxi::exchange::plan::{SheetPlan, Wanted, plan};
use guanxi::exchange::values::{Answer, Ask, Lines};

use crate::exchange::{planned, table, wanted};

fn subject(text: &str) -> Subject {
    mapping(&table(text)).subject
}

fn key(text: &str, column: usize) -> String {
    match &mapping(&table(text)).columns[column].used {
        Use::Field(key) => key.clone(),
        other => format!("{other:?}"),
    }
}

fn after(plan: &SheetPlan) -> Book {
    let mut book = Book::default();
    book.apply(&ChangeSet {
        changes: plan.changes.clone(),
        ..ChangeSet::default()
    });
    book
}

#[test]
fn lists_of_customers_are_no_tickets_whatever_else_they_say() {
    for text in [
        "客户名称,类型,性别,电话\n张三,VIP,男,13800001111\n李四,普通,女,13800002222\n",
        "姓名,性别,类型,手机,公司\n张三,男,老客户,13800001111,甲公司\n",
        "客户名称,类型,联系人,性别,电话,公司地址,登记时间,负责人,状态\n甲公司,企业,张三,男,13800001111,苏州市,2026-03-05,周敏,合作中\n",
        "公司,级别,类别,电话,邮箱,负责人\n甲公司,A,重点,13800001111,a@b.cn,周敏\n",
        "Company,Name,Title,Type,Phone,Gender\nAcme,Tom,Manager,VIP,13800001111,M\n",
        "客户名称,负责人,联系人,联系电话,日期\n甲公司,周敏,张三,13800001111,2026-03-05\n",
    ] {
        assert_eq!(subject(text), Subject::Customers, "{text}");
    }
    // Which of two kinds the customers are, such a column says where all of its words are of that list.
    assert_eq!(
        key(
            "客户名称,类型,电话\n甲公司,企业,13800001111\n张三,个人,13800002222\n",
            1
        ),
        "kind"
    );
    assert_eq!(key("客户名称,类型,电话\n甲公司,VIP,13800001111\n", 1), "Out");
}

#[test]
fn what_happened_stays_what_it_is() {
    for (text, is) in [
        (
            "客户名称,类型,电话,问题描述\n甲公司,投诉,13800001111,异响\n",
            Subject::Tickets,
        ),
        (
            "客户名称,类型,时间,负责人\n甲公司,投诉,2026-03-05 10:00,周敏\n",
            Subject::Tickets,
        ),
        (
            "客户名称,工单号,受理时间,处理人,状态\n甲公司,G1,2026-03-05 10:00,周敏,已解决\n",
            Subject::Tickets,
        ),
        (
            "客户名称,时间,方式,内容\n甲公司,2026-03-05,电话,问价\n",
            Subject::Interactions,
        ),
        ("客户名称,日期,金额\n甲公司,2026-03-05,100\n", Subject::Orders),
        ("客户名称,下单日期,产品\n甲公司,2026-03-05,漆\n", Subject::Orders),
        (
            "客户名称,联系人,联系电话,订单编号,下单日期,实付金额\n甲公司,张三,13800001111,A1,2026-03-05,100\n",
            Subject::Orders,
        ),
    ] {
        assert_eq!(subject(text), is, "{text}");
    }
}

#[test]
fn numbered_people_are_contacts_of_their_own() {
    let text = "客户名称,联系人1,联系人1电话,职务1,联系人2,联系人2电话,联系人2职务\n\
        甲公司,张三,13800001111,经理,李四,13800002222,采购\n乙公司,王五,13800003333,,,,\n";
    let plan = planned(&Book::default(), text);
    assert_eq!((plan.questions.len(), plan.counts.new, plan.counts.wrong), (0, 2, 0));
    let book = after(&plan);
    let people = |at: usize| -> Vec<[String; 3]> {
        let customer = book.customers.iter().nth(at).unwrap().1;
        let of = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
        customer
            .contacts
            .iter()
            .map(|one| [of(&one.name), of(&one.phone), of(&one.title)])
            .collect()
    };
    let own = |all: [&str; 3]| all.map(str::to_owned);
    assert_eq!(
        people(0),
        [
            own(["张三", "13800001111", "经理"]),
            own(["李四", "13800002222", "采购"])
        ]
    );
    assert_eq!(people(1), [own(["王五", "13800003333", ""])]);
    // The same once more changes nothing, and a new number is the second one's.
    let again = crate::exchange::planned(&book, text);
    assert_eq!((again.counts.same, again.changes.len()), (2, 0));
    let other = text.replace("13800002222", "13900002222");
    let changed = planned(&book, &other);
    assert_eq!((changed.counts.changed, changed.counts.same), (1, 1));
    // Other ways to number them; what has no number is the first one's.
    let head = |text: &str| -> Vec<String> {
        (1..text.split('\n').next().unwrap().split(',').count())
            .map(|at| key(text, at))
            .collect()
    };
    assert_eq!(
        head("客户名称,联系人,电话,备用联系人,备用联系人电话\n甲公司,张三,13800001111,李四,13800002222\n"),
        ["contact.name", "contact.phone", "contact2.name", "contact2.phone"]
    );
    assert_eq!(
        head("客户名称,第一联系人,第二联系人,第三联系人\n甲公司,张三,李四,王五\n"),
        ["contact.name", "contact2.name", "contact3.name"]
    );
    assert_eq!(
        head("客户名称,电话1,电话2,联系人\n甲公司,13800001111,13800002222,张三\n"),
        ["contact.phone", "contact.phone", "contact.name"]
    );
}

#[test]
fn a_fax_is_no_phone_and_nobody_no_owner() {
    let text = "客户名称,电话,传真\n甲公司,0512-66668888,0512-66669999\n乙公司,0512-66661111,0512-66662222\n";
    assert_eq!((key(text, 1), key(text, 2)), ("contact.phone".into(), "Out".into()));
    assert_eq!(key("客户名称,电话/传真\n甲公司,0512-66668888\n", 1), "contact.phone");
    let owners = |text: &str| -> Vec<Option<String>> {
        let plan = planned(&Book::default(), text);
        after(&plan)
            .customers
            .iter()
            .map(|(_, one)| one.owner.as_deref().map(str::to_owned))
            .collect()
    };
    assert_eq!(
        owners(
            "客户名称,负责人,电话\n甲公司,No owner,13800001111\n乙公司,未分配,13800002222\n丙公司,周敏,13800003333\n"
        ),
        [None, None, Some("周敏".to_owned())]
    );
}

#[test]
fn our_own_country_says_nothing_beside_a_place() {
    let regions = |text: &str| -> Vec<String> {
        let plan = planned(&Book::default(), text);
        assert_eq!(plan.questions.len(), 0, "{text}");
        let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
        after(&plan)
            .customers
            .iter()
            .map(|(_, one)| text(&one.region))
            .collect()
    };
    for heading in ["国家", "国家/地区", "Country", "国别"] {
        let text =
            format!("客户名称,城市,{heading},电话\n甲公司,苏州,中国,13800001111\n乙公司,柏林,德国,13800002222\n");
        assert_eq!(regions(&text), ["苏州", "柏林 德国"], "{heading}");
    }
    // Alone it is all that is known.
    assert_eq!(regions("客户名称,国家,电话\n甲公司,中国,13800001111\n"), ["中国"]);
}

/// What a text of orders becomes, whose lines are added up.
fn added(text: &str) -> (SheetPlan, Vec<(String, String, i64)>) {
    let table = table(text);
    let mut wanted: Wanted = wanted(&table);
    wanted.answers = vec![(1, Answer::Brings(true)), (3, Answer::Lines(Lines::Sum))];
    let plan = plan(&Book::default(), &table, &wanted);
    let book = after(&plan);
    let orders = book
        .orders
        .iter()
        .map(|(_, order)| (order.id.to_string(), order.date.to_string(), order.amount.0))
        .collect();
    (plan, orders)
}

#[test]
fn what_was_given_back_on_a_later_day_is_a_line_of_its_order() {
    let text = "单据编号,客户名称,日期,金额\nA-1,远山木业,2026-03-05,300\nA-1,远山木业,2026-03-20,-120.50\n\
        A-2,北岸家具,2026-03-21,-50\nA-2,北岸家具,2026-03-06,150\nA-3,北岸家具,2026-03-07,-10\nA-3,北岸家具,2026-03-07,-20\n";
    let asked = planned(&Book::default(), text);
    assert!(
        asked
            .questions
            .iter()
            .any(|question| (question.column, question.reason) == (3, Ask::Lines))
    );
    let (plan, orders) = added(text);
    assert_eq!((plan.counts.wrong, plan.counts.asked), (0, 0));
    let own = |id: &str, day: &str, fen| (id.to_owned(), day.to_owned(), fen);
    assert_eq!(
        orders,
        [
            own("A-1", "2026-03-05", 17_950),
            own("A-2", "2026-03-06", 10_000),
            own("A-3", "2026-03-07", -3_000),
        ]
    );
    // Two amounts of two days that are none of them given back are no lines of one order.
    let (plan, _) = added("单据编号,客户名称,日期,金额\nA-1,远山木业,2026-03-05,300\nA-1,远山木业,2026-03-20,120\n");
    assert_eq!(plan.counts.asked, 1);
}

#[test]
fn headings_in_traditional_characters_are_known() {
    let text = "客戶編號,客戶名稱,地區,聯絡人,行動電話,備註\n00101,青禾茶業有限公司,臺北,陳小姐,13800001111,要樣品\n\
        00102,遠山製造廠,新竹,林先生,13800002222,\n";
    let fields: Vec<String> = (0..6).map(|column| key(text, column)).collect();
    assert_eq!(
        fields,
        ["id", "name", "region", "contact.name", "contact.phone", "notes"]
    );
}
