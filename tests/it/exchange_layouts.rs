//! Sheets as other programs write them, whole: what stands above a bill, what belongs together over rows and columns.

use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{Contact, Customer, CustomerKind};
use guanxi::exchange::columns::mapping;
use guanxi::exchange::plan::{SheetPlan, plan};
use guanxi::exchange::values::{Answer, Ask};

use crate::exchange::{columns, planned, table, wanted};

fn after(plan: &SheetPlan, mut book: Book) -> Book {
    book.apply(&ChangeSet {
        label: Default::default(),
        changes: plan.changes.clone(),
    });
    book
}

/// Lines above a head, as bills have them.
fn preamble(title: &str, lines: usize) -> String {
    let line = |i: usize| format!("第{i}项：[{i}]\n");
    let lines: String = (1..lines).map(line).collect();
    format!("{title}\n{lines}")
}

#[test]
fn a_bill_of_few_rows_below_many_lines_is_known() {
    let wechat = format!(
        "{}交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n2026-03-05 14:30:00,商户消费,甲,货,收入,¥12.50,零钱,已收钱,'1000,'2000,/\n",
        preamble("微信支付账单明细,,,,,,,,", 16)
    );
    let alipay = format!(
        "{}交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注\n2026-03-05 14:30:00,其他,甲,a,货,收入,1,x,成功,1,2,\n",
        preamble("导出信息：", 12)
    );
    for (text, known, head) in [(wechat, "微信支付账单", 17), (alipay, "支付宝账单", 13)] {
        let table = table(&text);
        assert_eq!(table.head, [head], "{known}");
        assert_eq!(
            mapping(&table).known.map(|label| label.zh.into_owned()),
            Some(known.to_owned())
        );
        assert_eq!(table.rows.len(), 1, "{known}");
    }
}

#[test]
fn every_phone_of_a_google_contact_stays() {
    let text = "First Name,Last Name,Organization Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n\
        小明,张,广州南沙货运,Mobile,13711112222,Work,020-12345678\n";
    let book = after(&planned(&Book::default(), text), Book::default());
    let customer = book.customers.get("KH-0001").unwrap();
    let phone = customer.contacts[0].phone.as_deref().unwrap();
    assert!(
        phone.contains("13711112222") && phone.contains("020-12345678"),
        "{phone}"
    );
}

#[test]
fn of_wecom_the_firm_is_the_customer_and_a_person_without_one_is_one() {
    let text = "客户名称,描述,添加人,添加时间,来源,手机,企业,标签组-客户等级\n\
        张经理,华东区采购,王芳,2026-05-01 10:20,扫描二维码,13988887777,苏州恒达机械有限公司,重要客户\n\
        李姐,,王芳,2026-05-02 10:20,搜索手机号,13988887778,,一般客户\n";
    let book = after(&planned(&Book::default(), text), Book::default());
    let of = |id: &str| {
        let customer = book.customers.get(id).unwrap();
        let contact = customer.contacts[0].name.as_deref().unwrap().to_owned();
        let tags: Vec<&str> = customer.tags.iter().map(|tag| &**tag).collect();
        (customer.name.to_string(), contact, tags.join(" "))
    };
    let owned = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    assert_eq!(of("KH-0001"), owned("苏州恒达机械有限公司", "张经理", "重要客户"));
    assert_eq!(of("KH-0002"), owned("李姐", "李姐", "一般客户"));
}

#[test]
fn a_head_of_two_levels_is_one_where_nothing_says_what_is_merged() {
    let table = table(
        "江南贸易2026年客户台账,,,,,,,\n序号,客户信息,,,联系人,,年采购额（万元）,备注\n\
        ,客户名称,统一社会信用代码,区域,姓名,手机,,\n1,苏州恒达,,华东,单雄,13812345678,12,老客户\n2,宁波曾氏,,华南,曾国强,13900001111,80,\n",
    );
    assert_eq!((table.head.clone(), table.rows.len()), (vec![2, 3], 2));
    let columns = columns(&table, &mapping(&table));
    let keys: Vec<&str> = columns.iter().map(|(_, key, _)| &**key).collect();
    assert_eq!(
        keys[1..],
        [
            "name",
            "uscc",
            "region",
            "contact.name",
            "contact.phone",
            "declared_annual_purchase",
            "notes"
        ]
    );
    // A first row of data that says nothing behind a column without a heading is no second level.
    let data = crate::exchange::table("客户名称,,备注\n甲厂,宁波,\n乙厂,上海,好\n");
    assert_eq!((data.head, data.rows.len()), (vec![1], 2));
}

#[test]
fn an_amount_with_the_sign_of_the_currency_is_in_yuan_and_a_wide_comma_parts_thousands() {
    let book = |cell: &str| {
        let plan = planned(&Book::default(), &format!("客户名称\t年采购额\n甲厂\t{cell}\n"));
        let asked: Vec<Ask> = plan.questions.iter().map(|question| question.reason).collect();
        let declared = after(&plan, Book::default());
        let declared = declared
            .customers
            .get("KH-0001")
            .and_then(|c| c.declared_annual_purchase);
        (asked, declared.map(|fen| fen.0))
    };
    assert_eq!(book("¥1，200"), (vec![], Some(120_000)));
    assert_eq!(book("-¥30"), book("(¥30)"));
    // Without the sign it is asked, however the thousands are parted.
    for cell in ["1，200", "1,200", "１２００"] {
        assert_eq!(book(cell), (vec![Ask::Unit], None), "{cell}");
    }
    // What is answered of those that say no unit is not said of those that do.
    let table = table("客户名称\t年采购额\n甲厂\t12\n乙厂\t\"¥3,000\"\n丙厂\t3000元\n");
    let mut wanted = wanted(&table);
    wanted.answers.push((1, Answer::Power(4)));
    let book = after(&plan(&Book::default(), &table, &wanted), Book::default());
    let declared: Vec<_> = (book.customers.iter())
        .map(|(_, customer)| customer.declared_annual_purchase.map(|fen| fen.0))
        .collect();
    assert_eq!(declared, [Some(12_000_000), Some(300_000), Some(300_000)]);
}

#[test]
fn a_row_that_says_only_an_item_belongs_to_the_order_above() {
    let mut book = Book::default();
    for (id, name) in [("K1", "义乌好货"), ("K2", "温州五金")] {
        book.customers.put(Customer::new(CustomerId::new(id).unwrap(), name));
    }
    let text = "订单编号,买家公司名,实付款(元),订单创建时间,货品标题,单价(元),数量\n\
        26-1,义乌好货,1000,2026-09-01 09:00:00,合页,10,100\n,,,,铰链,5,20\n26-2,温州五金,500,2026-09-02 09:00:00,门锁,50,10\n";
    let table = table(text);
    let first = plan(&book, &table, &wanted(&table));
    assert_eq!((first.counts.new, first.counts.wrong), (2, 0));
    let book = after(&first, book);
    let items = |id: &str| -> Vec<String> {
        let order = book.orders.get(id).unwrap();
        order
            .items
            .iter()
            .map(|item| item.product.as_deref().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(
        (items("26-1"), items("26-2")),
        (vec!["合页".to_owned(), "铰链".to_owned()], vec!["门锁".to_owned()])
    );
    // The same file again changes nothing.
    let again = plan(&book, &table, &wanted(&table));
    assert_eq!((again.changes.len(), again.counts.wrong), (0, 0));
}

#[test]
fn a_word_that_may_mean_two_fields_is_to_be_looked_at() {
    let table = table("客户名称,客户级别\n甲厂,A\n乙厂,B\n");
    let columns = columns(&table, &mapping(&table));
    assert_eq!(columns[1].1, "intent");
    assert!(columns[1].2 < 0.8, "{}", columns[1].2);
}

#[test]
fn a_second_phone_is_the_same_persons_unless_there_is_a_second_person() {
    let keys = |head: &str| -> Vec<String> {
        let table = table(&format!("{head}\n甲厂,13800006142,13900006142,张三,李四\n"));
        columns(&table, &mapping(&table))
            .into_iter()
            .map(|(_, key, _)| key)
            .collect()
    };
    assert_eq!(keys("客户名称,电话,电话2,联系人,备注")[2], "contact.phone");
    assert_eq!(keys("客户名称,电话,电话2,联系人,联系人2")[2], "contact2.phone");
}

/// Customers with what they are and where, and their contacts with a title or a phone.
fn companies(text: &str) -> Vec<(String, Option<CustomerKind>, String, Vec<String>)> {
    let plan = planned(&Book::default(), text);
    assert_eq!(
        (plan.questions.len(), plan.counts.wrong, plan.counts.asked),
        (0, 0, 0),
        "{text}"
    );
    let book = after(&plan, Book::default());
    let person = |contact: &Contact| {
        let all = [&contact.name, &contact.title, &contact.phone];
        let said = all.into_iter().flatten().map(|text| &**text);
        said.collect::<Vec<_>>().join(" ")
    };
    let all = book.customers.iter().map(|(_, customer)| {
        let region = customer.region.as_deref().unwrap_or_default().to_owned();
        let people = customer.contacts.iter().map(person).collect();
        (customer.name.to_string(), customer.kind, region, people)
    });
    all.collect()
}

#[test]
fn of_odoo_people_are_contacts_of_their_companies() {
    let azure = |people: &[&str]| {
        let people = people.iter().map(|person| (*person).to_owned()).collect();
        (
            "Azure Interior".to_owned(),
            Some(CustomerKind::Enterprise),
            "Fremont United States".to_owned(),
            people,
        )
    };
    let marc = (
        "Marc Demo".to_owned(),
        Some(CustomerKind::Person),
        String::new(),
        vec!["Marc Demo 15557654321".to_owned()],
    );
    let english = "Name,Is a Company,Related Company,Job Position,Email,Phone,City,Country\n\
        Azure Interior,True,,,azure@example.com,(870)-931-0505,Fremont,United States\n\
        Brandon Freeman,False,Azure Interior,Creative Director,brandon@example.com,15551234567,Fremont,United States\n\
        \"Azure Interior, Nicole Ford\",False,Azure Interior,Director,,15559876543,Fremont,United States\n\
        Marc Demo,False,,,,15557654321,,\n";
    let people = [
        "(870)-931-0505",
        "Brandon Freeman Creative Director 15551234567",
        "Nicole Ford Director 15559876543",
    ];
    assert_eq!(companies(english), [azure(&people), marc]);
    let chinese = "名称,公司,关联公司,工作岗位,电子邮件,电话,城市,国家\n\
        杭州恒拓,True,,,,0571-88001234,杭州,中国\n张三,False,杭州恒拓,采购,,13800006142,杭州,中国\n";
    let people = vec!["0571-88001234".to_owned(), "张三 采购 13800006142".to_owned()];
    let expected = (
        "杭州恒拓".to_owned(),
        Some(CustomerKind::Enterprise),
        "杭州".to_owned(),
        people,
    );
    assert_eq!(companies(chinese), [expected]);
}

#[test]
fn a_full_name_of_odoo_says_whose_the_person_is_where_the_company_is_listed() {
    let text = "Display Name,Phone,Email,Salesperson,Activities,City,Country,Company\n\
        Azure Interior,(870)-931-0505,a@b.cn,,,Fremont,,YourCompany\n\
        \"Azure Interior, Brandon Freeman\",15551234567,b@b.cn,,,Fremont,,YourCompany\n\
        \"Acme, Inc.\",15551234568,c@b.cn,,,Fremont,,YourCompany\n";
    let owned = |name: &str, people: &[&str]| {
        let people = people.iter().map(|person| (*person).to_owned()).collect();
        (name.to_owned(), None, "Fremont".to_owned(), people)
    };
    let azure = owned("Azure Interior", &["(870)-931-0505", "Brandon Freeman 15551234567"]);
    assert_eq!(companies(text), [azure, owned("Acme, Inc.", &["15551234568"])]);
}

#[test]
fn what_google_writes_into_one_cell_is_parted_and_its_own_groups_are_no_tags() {
    let text = "First Name,Last Name,Organization Name,Labels,E-mail 1 - Value,Phone 1 - Value\n\
        小明,张,广州南沙货运,* myContacts ::: 客户 ::: 展会,a@b.cn ::: c@d.cn,13711112222 ::: 020-12345678\n\
        小红,李,宁波恒拓,* myContacts,,\n";
    let book = after(&planned(&Book::default(), text), Book::default());
    let tags = |id: &str| {
        book.customers
            .get(id)
            .unwrap()
            .tags
            .iter()
            .map(|t| t.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (tags("KH-0001"), tags("KH-0002")),
        (vec!["客户".to_owned(), "展会".to_owned()], vec![])
    );
    let contact = &book.customers.get("KH-0001").unwrap().contacts[0];
    assert_eq!(contact.phone.as_deref(), Some("13711112222 / 020-12345678"));
    assert_eq!(contact.email.as_deref(), Some("a@b.cn"));
    assert!(contact.note.as_deref().unwrap().contains("c@d.cn"));
}

#[test]
fn companies_of_hubspot_are_known() {
    let text = "Record ID,Company name,Company owner,Create Date,Phone Number,City,Country/Region,Lifecycle Stage\n\
        9000001,宁波恒拓,王芳,2026-05-01 10:20,0574-88001234,宁波,中国,Customer\n";
    let table = table(text);
    let columns = columns(&table, &mapping(&table));
    let keys: Vec<&str> = columns.iter().map(|(_, key, _)| &**key).collect();
    assert_eq!(
        keys,
        [
            "-",
            "name",
            "owner",
            "created_on",
            "contact.phone",
            "region",
            "region",
            "tags"
        ]
    );
}

#[test]
fn a_person_that_odoo_names_behind_the_company_is_without_it_though_that_is_not_listed() {
    let text = "Name,Is a Company,Related Company\n\"Azure Interior, Nicole Ford\",False,Azure Interior\n";
    let book = after(&planned(&Book::default(), text), Book::default());
    let customer = book.customers.get("KH-0001").unwrap();
    assert_eq!(
        (&*customer.name.to_string(), customer.contacts[0].name.as_deref()),
        ("Azure Interior", Some("Nicole Ford"))
    );
}

#[test]
fn cells_without_a_head_lose_no_row_and_show_their_companies() {
    for text in [
        "甲公司\t苏州\n乙公司\t无锡\n",
        "宁波恒拓机械有限公司\t13800006142\n苏州曾氏有限公司\t13900006142\n",
    ] {
        let table = table(text);
        assert_eq!((table.head.len(), table.rows.len()), (0, 2), "{text}");
        assert_eq!(columns(&table, &mapping(&table))[0].1, "name", "{text}");
    }
    // Beside them are the people in them.
    let people =
        crate::exchange::table("宁波恒拓机械有限公司\t张三\t13800006142\n苏州曾氏有限公司\t李四\t13900006142\n");
    let keys: Vec<String> = columns(&people, &mapping(&people))
        .into_iter()
        .map(|(_, key, _)| key)
        .collect();
    assert_eq!(keys, ["name", "contact.name", "contact.phone"]);
    // A heading that ends as a company does stands beside one that names a field.
    let headed = crate::exchange::table("子公司,负责人\n甲公司,张三\n乙公司,李四\n");
    assert_eq!((headed.head, headed.rows.len()), (vec![1], 2));
}

#[test]
fn what_google_wrote_before_and_a_list_without_a_phone_are_its_contacts_too() {
    for text in [
        "Name,Given Name,Family Name,Group Membership,E-mail 1 - Value,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title\n\
         小明 张,小明,张,* My Contacts ::: 客户,a@b.cn,13711112222,广州南沙货运,经理\n",
        "First Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Value\n小明,张,广州南沙货运,经理,* myContacts ::: 客户,a@b.cn\n",
    ] {
        let book = after(&planned(&Book::default(), text), Book::default());
        let customer = book.customers.get("KH-0001").unwrap();
        let contact = &customer.contacts[0];
        assert_eq!(
            (
                &*customer.name.to_string(),
                contact.name.as_deref(),
                contact.title.as_deref(),
                contact.email.as_deref(),
                customer.tags.iter().map(|tag| tag.to_string()).collect::<Vec<_>>(),
            ),
            (
                "广州南沙货运",
                Some("张小明"),
                Some("经理"),
                Some("a@b.cn"),
                vec!["客户".to_owned()]
            )
        );
    }
}

#[test]
fn the_usual_list_of_odoo_says_whose_each_person_is() {
    for head in [
        "Name,Phone,Email,Salesperson,Activities,City,Country,Company",
        "名称,电话,电子邮件,销售员,活动,城市,国家,公司",
    ] {
        let text = format!(
            "{head}\n宁波恒拓机械,0574-88001234,a@b.cn,王芳,,宁波,中国,\n\"宁波恒拓机械, 张三\",13800001111,z@b.cn,王芳,,,,\n"
        );
        let book = after(&planned(&Book::default(), &text), Book::default());
        let names: Vec<String> = book
            .customers
            .iter()
            .map(|(_, customer)| customer.name.to_string())
            .collect();
        assert_eq!(names, ["宁波恒拓机械"], "{head}");
        let contacts = &book.customers.get("KH-0001").unwrap().contacts;
        assert!(
            contacts.iter().any(|contact| contact.name.as_deref() == Some("张三")),
            "{head}"
        );
    }
}

#[test]
fn a_place_in_three_columns_is_one() {
    let text = "客户名称,省,市,区\n甲公司,浙江,宁波,鄞州\n";
    let book = after(&planned(&Book::default(), text), Book::default());
    assert_eq!(
        book.customers.get("KH-0001").unwrap().region.as_deref(),
        Some("浙江 宁波 鄞州")
    );
}
