//! Where a table stands in its sheet, and what its columns are.

use guanxi::domain::book::Book;
use guanxi::exchange::columns::{Mapping, Subject, mapping};
use guanxi::exchange::layout::{HeadTold, Table};
use guanxi::exchange::plan::{Outcome, Wanted, plan};
use guanxi::exchange::values::Answer;

use crate::exchange::{columns, sheet, shown, table, wanted};

fn keys(text: &str) -> (Subject, Vec<String>) {
    let table = table(text);
    let mapping: Mapping = mapping(&table);
    let keys = columns(&table, &mapping).into_iter().map(|(_, key, _)| key).collect();
    (mapping.subject, keys)
}

#[test]
fn a_birthday_beside_a_persons_name_is_that_persons() {
    let of = |text| keys(text).1.join(" ");
    assert_eq!(
        of("姓名,公司,手机,生日\n张三,甲厂,13800006142,1980-05-06\n"),
        "contact.name name contact.phone contact.birthday"
    );
    assert_eq!(
        of("客户名称,生日,手机\n张三,1980-05-06,13800006142\n"),
        "name birthday contact.phone"
    );
    assert_eq!(
        of("客户名称,生日,联系人,联系人生日\n甲,1980-05-06,张三,1981-05-06\n"),
        "name birthday contact.name contact.birthday"
    );
}

#[test]
fn titles_totals_and_lines_below_are_no_rows() {
    let text = "2026年客户名单,,,,\n制表：张三,,日期：2026-03-05,,\n,,,,\n\
        序号,客户名称,,联系人,营收（万元）\n1,甲,,张三,100\n2,乙,,李四,200\n,小计,,,300\n\
        序号,客户名称,,联系人,营收（万元）\n3,丙,,王五,300\n合计,,,,600\n,,,,\n备注：以上为未审数,,,,\n";
    let table = table(text);
    assert_eq!(table.head, [4]);
    assert_eq!(table.title, ["2026年客户名单", "制表：张三 日期：2026-03-05"]);
    assert_eq!(
        (&table.totals[..], &table.footers[..], &table.repeated[..]),
        (&[7, 10][..], &[12][..], &[8][..])
    );
    // The third column has neither heading nor cells.
    let headings: Vec<&str> = table.columns.iter().map(|column| &*column.heading).collect();
    assert_eq!(headings, ["序号", "客户名称", "联系人", "营收（万元）"]);
    assert_eq!(table.rows.iter().map(|row| row.at).collect::<Vec<_>>(), [5, 6, 9]);
}

#[test]
fn a_head_that_says_half_of_its_words_twice_is_one() {
    let text = "客户名称,电话,电话,电话,备注,备注\n甲,13800006142,,021-55551234,a,b\n";
    assert_eq!(table(text).head, [1]);
    let columns = [
        "name",
        "contact.phone",
        "contact.phone",
        "contact.phone",
        "notes",
        "notes",
    ];
    assert_eq!(keys(text), (Subject::Customers, columns.map(str::to_owned).to_vec()));
}

#[test]
fn a_head_of_one_heading_is_one_and_a_title_in_every_cell_is_none() {
    let head = table("客户名称,客户名称,客户名称\n甲,乙,丙\n");
    assert_eq!((&head.head[..], head.title.len()), (&[1][..], 0));
    assert_eq!(
        (head.rows.len(), shown(&head, 0)),
        (1, ["甲", "乙", "丙"].map(str::to_owned).to_vec())
    );
    let phones = table("Phone,Phone,Phone\n甲,乙,丙\n丁,戊,己\n");
    assert_eq!((&phones.head[..], phones.rows.len()), (&[1][..], 2));
    // What is merged over the table stands in each of its cells where the file was made into text.
    let titled = table("客户台账,客户台账,客户台账\n客户名称,地区,联系人\n甲,苏州,张三\n");
    assert_eq!(
        (&titled.head[..], &titled.title[..]),
        (&[2][..], &["客户台账 客户台账 客户台账".to_owned()][..])
    );
}

#[test]
fn what_needs_a_day_takes_the_only_column_of_days() {
    let tickets = |days: &str| {
        keys(&format!(
            "客户名称,问题描述,处理情况,跟单员{days}\n甲,异响,处理中,周敏{}\n",
            ",2026-03-05 09:10".repeat(days.matches(',').count())
        ))
    };
    let own = ["customer", "subject", "progress"].map(str::to_owned);
    let (subject, columns) = tickets(",那天");
    assert_eq!(
        (subject, &columns[..3], &*columns[4]),
        (Subject::Tickets, &own[..], "opened_at")
    );
    // Of two nobody knows which.
    let (_, columns) = tickets(",那天,另一天");
    assert_eq!(columns[4..], ["-", "-"]);
    // Customers need none.
    let (subject, columns) = keys("客户名称,联系人,年采购(万元),那天\n甲,张三,320,2026-03-05\n");
    assert_eq!(
        (subject, &*columns[2], &*columns[3]),
        (Subject::Customers, "declared_annual_purchase", "-")
    );
}

#[test]
fn sums_of_a_page_or_a_month_are_no_customers() {
    for sum in ["本页小计", "本月合计", "本年累计：", "本表 总计"] {
        let table = table(&format!("客户名称,地区,营收(万元)\n甲,苏州,1\n{sum},,1\n"));
        assert_eq!((table.rows.len(), &table.totals[..]), (1, &[3][..]), "{sum}");
    }
    let table = table("客户名称,地区,营收(万元)\n本月科技,苏州,1\n");
    assert_eq!((table.rows.len(), table.totals.len()), (1, 0));
}

#[test]
fn the_lower_level_of_a_head_says_what_a_column_is_and_the_upper_one_of_what() {
    let keys = |page: &str| -> Vec<String> {
        let table = Table::of(sheet(page.as_bytes()), None);
        let all = columns(&table, &mapping(&table)).into_iter();
        all.map(|(_, key, _)| key).collect()
    };
    let orders = "<table><tr><td rowspan=2>单号</td><td rowspan=2>客户</td><td rowspan=2>产品</td><td colspan=2>日期</td><td colspan=3>金额（元）</td></tr>\
        <tr><td>下单</td><td>应收</td><td>单价</td><td>数量</td><td>合计</td></tr>\
        <tr><td>A-1</td><td>甲厂</td><td>轴承</td><td>2026-03-05</td><td>2026-04-05</td><td>3.2</td><td>10</td><td>32</td></tr></table>";
    let expected = [
        "id",
        "customer",
        "items",
        "date",
        "due_on",
        "items.price",
        "items.quantity",
        "amount",
    ];
    assert_eq!(keys(orders), expected);
    let customers = "<table><tr><td rowspan=2>客户名称</td><td colspan=2>联系人信息</td><td colspan=2>合作情况</td></tr>\
        <tr><td>姓名</td><td>电话</td><td>开始日期</td><td>备注</td></tr>\
        <tr><td>甲厂</td><td>张三</td><td>13800006142</td><td>2021-03-05</td><td>老客户</td></tr></table>";
    let expected = ["name", "contact.name", "contact.phone", "cooperation_since", "notes"];
    assert_eq!(keys(customers), expected);
}

#[test]
fn a_head_of_two_levels_names_each_column_by_both() {
    let page = "<table><tr><td rowspan=2>客户名称</td><td colspan=2>联系人</td><td colspan=2>合同</td></tr>\
        <tr><td>姓名</td><td>电话</td><td>金额（元）</td><td>到期日</td></tr>\
        <tr><td>甲</td><td>张三</td><td>13800006142</td><td>1000</td><td>2027-01-31</td></tr></table>";
    let table = Table::of(sheet(page.as_bytes()), None);
    assert_eq!(table.head, [1, 2]);
    let headings: Vec<&str> = table.columns.iter().map(|column| &*column.heading).collect();
    assert_eq!(
        headings,
        [
            "客户名称",
            "联系人 姓名",
            "联系人 电话",
            "合同 金额（元）",
            "合同 到期日"
        ]
    );
    let keys: Vec<String> = columns(&table, &mapping(&table))
        .into_iter()
        .map(|(_, key, _)| key)
        .collect();
    assert_eq!(
        keys,
        [
            "name",
            "contact.name",
            "contact.phone",
            "contract.amount",
            "contract.ends_on"
        ]
    );
}

#[test]
fn what_is_told_of_the_head_beats_what_is_guessed() {
    let sheet = sheet("甲,13800006142\n乙,13900001111\n".as_bytes());
    let none = Table::of(sheet.clone(), Some(HeadTold::None));
    assert_eq!(
        (none.head.len(), none.rows.len(), &*none.columns[1].heading),
        (0, 2, "第2列")
    );
    let first = Table::of(sheet, Some(HeadTold::Rows(1, 1)));
    assert_eq!(
        (&first.head[..], first.rows.len(), &*first.columns[1].heading),
        (&[1][..], 1, "13800006142")
    );
}

#[test]
fn columns_are_known_by_chinese_and_english_names_and_by_content() {
    let customers = |keys: &[&str]| {
        (
            Subject::Customers,
            keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>(),
        )
    };
    let table = [
        (
            "公司名称,税号,所属行业,年采购额(万元),业务员,联系人,手机号\n",
            customers(&[
                "name",
                "uscc",
                "industry",
                "declared_annual_purchase",
                "owner",
                "contact.name",
                "contact.phone",
            ]),
        ),
        (
            "Company,Industry,Owner,Contact name,E-mail,Mobile\n",
            customers(&[
                "name",
                "industry",
                "owner",
                "contact.name",
                "contact.email",
                "contact.phone",
            ]),
        ),
        (
            "*客户名称（必填）,员工人数(人),创建时间\n",
            customers(&["name", "employees", "created_on"]),
        ),
        (
            "客户名称,列甲,列乙,列丙\n甲,13800006142,a@b.cn,914403001922038216\n",
            customers(&["name", "contact.phone", "contact.email", "uscc"]),
        ),
        ("客户名称,幸运数字\n甲,7\n", customers(&["name", "-"])),
        (
            "公司简称,公司全称,负责人\n甲,甲科技有限公司,周\n",
            customers(&["name", "name", "owner"]),
        ),
    ];
    for (text, expected) in table {
        assert_eq!(keys(text), expected, "{text}");
    }
}

#[test]
fn every_field_is_known_by_its_own_labels() {
    for subject in Subject::ALL {
        for field in subject.fields().into_iter().filter(|field| !field.key.contains(['.'])) {
            for label in [&field.label.zh, &field.label.en] {
                let table = table(&format!("{label},x\na,b\n"));
                let mapping = guanxi::exchange::columns::mapping_as(&table, subject);
                assert_eq!(columns(&table, &mapping)[0].1, field.key, "{subject:?} {label}");
            }
        }
    }
}

/// Layouts of other programs: headings, one row, what the rows are, which program, and what the columns are.
const LAYOUTS: [(&str, Subject, Option<&str>, &[&str]); 10] = [
    (
        "微信支付账单明细\n微信昵称：[店]\n\n交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n\
             2026-03-05 14:30:00,商户消费,甲,货,收入,¥12.50,零钱,已收钱,'1000,'2000,/\n",
        Subject::Orders,
        Some("微信支付账单"),
        &[
            "date", "-", "customer", "items", "-", "amount", "-", "-", "id", "-", "note",
        ],
    ),
    (
        "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注\n2026-03-05 14:30:00,其他,甲,a,货,收入,1,x,成功,1,2,\n",
        Subject::Orders,
        Some("支付宝账单"),
        &[
            "date", "-", "customer", "-", "items", "-", "amount", "-", "-", "id", "-", "note",
        ],
    ),
    (
        "订单编号,买家会员名,买家应付货款,买家实际支付金额,订单创建时间,订单付款时间,宝贝标题,联系手机,订单备注\n'1,甲,1,1,2026-03-05,2026-03-05,货,'13800006142,\n",
        Subject::Orders,
        Some("淘宝订单"),
        &[
            "id",
            "customer",
            "-",
            "amount",
            "date",
            "paid_on",
            "items",
            "customer.phone",
            "note",
        ],
    ),
    (
        "订单编号,买家公司名,买家会员名,货品总价(元),实付款(元),订单创建时间,订单付款时间,货品标题\n1,甲,a,1,1,2026-03-05,2026-03-05,货\n",
        Subject::Orders,
        Some("1688订单"),
        &["id", "customer", "-", "-", "amount", "date", "paid_on", "items"],
    ),
    (
        "主订单编号,子订单编号,选购商品,商品数量,订单应付金额,收件人,收件人手机号,订单提交时间,支付完成时间\n1,2,货,1,1,甲,13800006142,2026-03-05,2026-03-05\n",
        Subject::Orders,
        Some("抖店订单"),
        &[
            "id",
            "-",
            "items",
            "items.quantity",
            "amount",
            "customer",
            "customer.phone",
            "date",
            "paid_on",
        ],
    ),
    (
        "客户名称,描述,添加人,添加时间,来源,手机,企业,标签\n甲,x,张三,2026-03-05,扫码,13800006142,乙,重点\n",
        Subject::Customers,
        Some("企业微信客户"),
        &[
            "contact.name",
            "notes",
            "owner",
            "created_on",
            "source",
            "contact.phone",
            "name",
            "tags",
        ],
    ),
    (
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,Create Date\n1,A,B,a@b.cn,1,C,D,2026-03-05\n",
        Subject::Customers,
        Some("HubSpot"),
        &[
            "-",
            "contact.first_name",
            "contact.last_name",
            "contact.email",
            "contact.phone",
            "owner",
            "name",
            "created_on",
        ],
    ),
    (
        "First Name,Last Name,Birthday,Notes,Labels,Organization Name,Organization Title,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\nA,B,,n,x,D,CEO,a@b.cn,Mobile,13800006142\n",
        Subject::Customers,
        Some("Google通讯录"),
        &[
            "contact.first_name",
            "contact.last_name",
            "contact.birthday",
            "notes",
            "tags",
            "name",
            "contact.title",
            "contact.email",
            "-",
            "contact.phone",
        ],
    ),
    (
        "Display Name,Phone,Email,Salesperson,Activities,City,Country\nD,1,a@b.cn,C,,X,CN\n",
        Subject::Customers,
        Some("Odoo"),
        &[
            "name",
            "contact.phone",
            "contact.email",
            "owner",
            "-",
            "region",
            "region",
        ],
    ),
    (
        "日期,客户,金额\n2026-03-05,甲,100\n",
        Subject::Orders,
        None,
        &["date", "customer", "amount"],
    ),
];

#[test]
fn layouts_that_people_have_are_known() {
    for (text, subject, known, expected) in LAYOUTS {
        let table = crate::exchange::table(text);
        let mapping = mapping(&table);
        let keys: Vec<String> = columns(&table, &mapping).into_iter().map(|(_, key, _)| key).collect();
        assert_eq!(mapping.known.as_ref().map(|label| &*label.zh), known, "{text}");
        assert_eq!(
            (mapping.subject, keys),
            (subject, expected.iter().map(|key| (*key).to_owned()).collect()),
            "{text}"
        );
    }
}

#[test]
fn only_what_came_in_is_an_order_of_a_bill() {
    let text = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n\
        2026-03-05 14:30:00,转账,甲,货,收入,¥12.50,零钱,已收钱,1000,2000,/\n\
        2026-03-06 14:30:00,消费,店,饭,支出,¥20.00,零钱,支付成功,1001,2001,/\n";
    let table = table(text);
    let wanted = Wanted {
        answers: vec![(0, Answer::Brings(true))],
        ..wanted(&table)
    };
    let plan = plan(&Book::default(), &table, &wanted);
    assert!(matches!(plan.rows[1].outcome, Outcome::LeftOut(_)));
    assert_eq!(
        (&plan.rows[0].outcome, plan.counts.new, plan.counts.brought),
        (&Outcome::New, 1, 1)
    );
    let mut book = Book::default();
    book.apply_some(&plan.changes);
    let order = book.orders.get("1000").unwrap();
    assert_eq!(
        (order.amount.0, order.date.to_string()),
        (1_250, "2026-03-05".to_owned())
    );
}

#[test]
fn two_columns_for_one_field_are_joined_where_it_holds_several() {
    let table = table("客户名称,手机,固定电话,备注,说明\n甲,13800006142,021-55551234,一,二\n");
    let plan = plan(&Book::default(), &table, &wanted(&table));
    let mut book = Book::default();
    book.apply_some(&plan.changes);
    let customer = book.customers.get("KH-0001").unwrap();
    assert_eq!(
        customer.contacts[0].phone.as_deref(),
        Some("13800006142 / 021-55551234")
    );
    assert_eq!(customer.notes.as_deref(), Some("一\n二"));
    assert_eq!(shown(&table, 0).len(), 5);
}
