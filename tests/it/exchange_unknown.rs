//! Sheets of shops and people that nobody knows: orders that were not paid, who takes the goods, what is still to come, and headings that say
//! more of a customer than its name.

use guanxi::domain::book::Book;
use guanxi::domain::kind::Contact;
use guanxi::exchange::columns::Subject;
use guanxi::exchange::plan::{MatchKey, Wanted, plan as plan_of};
use guanxi::exchange::values::{Answer, Ask};

use crate::exchange::{columns, planned, table, wanted};
use crate::exchange_back::{after, answered, asked, book, customer, words};

#[test]
fn orders_of_an_unknown_shop_that_nobody_paid_are_asked_about_once() {
    let known = book([customer("K1", "甲厂")]);
    // The column of what became of them: called so, by yes and no, or known by its words alone.
    let sheets: [(&str, [&str; 4]); 5] = [
        ("订单状态", ["交易成功", "等待买家付款", "待付款", "交易关闭"]),
        ("付款状态", ["已付款", "未付款", "未收款", "已取消"]),
        ("是否付款", ["是", "否", "未", "已取消"]),
        ("怎么样了", ["已发货", "待付款", "未支付", "已关闭"]),
        ("Payment status", ["paid", "unpaid", "Pending", "Cancelled"]),
    ];
    for (head, states) in sheets {
        let rows: String = states
            .iter()
            .enumerate()
            .map(|(n, state)| format!("S{n},甲厂,2026-03-05,{n}5,{state}\n"))
            .collect();
        let text = format!("订单编号,客户名称,下单日期,订单金额（元）,{head}\n{rows}");
        let open = planned(&known, &text);
        assert_eq!(asked(&open), [(4, "unpaid")], "{head}");
        let why = match states[3] {
            "交易关闭" | "已关闭" => "没有成交",
            _ => "已取消",
        };
        let off = format!("“{}”的行不导入：{why}", states[3]);
        assert_eq!(words(&open), ["New", "Asked", "Asked", &off], "{head}");
        let examples: Vec<u32> = open.questions[0].examples.iter().map(|(at, _)| *at).collect();
        assert_eq!(examples, [3, 4], "{head}");
        assert!(open.questions[0].examples[0].1.starts_with(states[1]), "{head}");
        let took = answered(&known, &text, &[(4, Answer::Unpaid(true))]);
        assert_eq!(words(&took), ["New", "New", "New", &off], "{head}");
        let left = answered(&known, &text, &[(4, Answer::Unpaid(false))]);
        let out = |n: usize| format!("“{}”的行不导入：没有付清，选择了不导入", states[n]);
        assert_eq!(words(&left), ["New", &out(1), &out(2), &off], "{head}");
        assert!(asked(&left).is_empty() && asked(&took).is_empty(), "{head}");
        // Taken once they are the same the next time, and are asked about again where nobody remembers.
        let again = answered(&after(known.clone(), &took), &text, &[(4, Answer::Unpaid(true))]);
        assert_eq!(words(&again), ["Same", "Same", "Same", &off], "{head}");
    }
}

#[test]
fn a_state_may_say_two_things_and_paid_orders_are_not_asked_about() {
    let known = book([customer("K1", "甲厂")]);
    let text = "订单编号,客户名称,下单日期,订单金额（元）,订单状态\nS1,甲厂,2026-03-05,5,已收货，退款成功\nS2,甲厂,2026-03-05,5,待付款，已催\nS3,甲厂,2026-03-05,5,已发货，待签收\n"
        .replace('，', "、");
    let two = planned(&known, &text);
    assert_eq!(
        words(&two),
        ["“已收货、退款成功”的行不导入：已退款或退货", "Asked", "New"]
    );
    // Where all were paid, and where the words are a remark of another kind, nothing is asked.
    for (head, state) in [
        ("付款状态", "已付款"),
        ("备注", "老客户加急"),
        ("是否付款", "是"),
        ("是否开票", "否"),
    ] {
        let text = format!("订单编号,客户名称,下单日期,订单金额（元）,{head}\nS1,甲厂,2026-03-05,5,{state}\n");
        assert_eq!(
            (asked(&planned(&known, &text)), planned(&known, &text).counts.new),
            (Vec::new(), 1),
            "{head}"
        );
    }
}

/// What is said of a payment in a word that nobody listed is asked about, and never taken for paid.
#[test]
fn a_state_of_payment_that_no_word_of_ours_is_is_asked_about() {
    let known = book([customer("K1", "甲厂")]);
    let open = [
        "没付",
        "欠款",
        "还没给钱",
        "月结30天",
        "已付定金",
        "部分付款",
        "付了一半",
        "已付50%",
        "尾款未付",
        "partly paid",
        "赊",
        "3月底",
    ];
    let settled = [
        "已付",
        "已付清",
        "已付款",
        "已付款待发货",
        "结清",
        "paid",
        "100%",
        "",
        "-",
    ];
    for head in ["支付情况", "付款状态", "客户回款情况", "货款状况", "Payment status"] {
        for (states, outcome) in [(&open[..], "Asked"), (&settled[..], "New")] {
            let rows: String = states
                .iter()
                .enumerate()
                .map(|(n, state)| format!("S{n},甲厂,2026-03-05,{n}5,{state}\n"))
                .collect();
            let text = format!("订单编号,客户名称,下单日期,订单金额（元）,{head}\n{rows}");
            let plan = planned(&known, &text);
            assert_eq!(words(&plan), vec![outcome; states.len()], "{head}");
            assert_eq!(
                asked(&plan),
                if outcome == "Asked" {
                    vec![(4, "unpaid")]
                } else {
                    vec![]
                },
                "{head}"
            );
        }
    }
}

#[test]
fn what_is_asked_of_payments_has_examples_of_each_word_and_an_answer_for_all() {
    let known = book([customer("K1", "甲厂")]);
    // Each word stands at most twice among the examples, so that the others are seen.
    let rows: String = ["没付", "没付", "没付", "没付", "没付", "没付", "挂账"]
        .iter()
        .enumerate()
        .map(|(n, state)| format!("S{n},甲厂,2026-03-05,{n}5,{state}\n"))
        .collect();
    let text = format!("订单编号,客户名称,下单日期,订单金额（元）,付款情况\n{rows}");
    let at: Vec<u32> = planned(&known, &text).questions[0]
        .examples
        .iter()
        .map(|(at, _)| *at)
        .collect();
    assert_eq!(at, [2, 3, 8]);
    assert_eq!(
        words(&answered(&known, &text, &[(4, Answer::Unpaid(true))])),
        vec!["New"; 7]
    );
    assert_eq!(
        answered(&known, &text, &[(4, Answer::Unpaid(false))]).counts.left_out,
        7
    );
    // A column of states in general is asked about where its words speak of money, and of nothing else.
    let text = "订单编号,客户名称,下单日期,订单金额（元）,状态\nS1,甲厂,2026-03-05,5,生产中\nS2,甲厂,2026-03-05,5,欠5000\nS3,甲厂,2026-03-05,5,货款没到\n";
    assert_eq!(words(&planned(&known, text)), ["New", "Asked", "Asked"]);
    // By yes and no.
    let text = "订单编号,客户名称,下单日期,订单金额（元）,是否付款\nS1,甲厂,2026-03-05,5,√\nS2,甲厂,2026-03-05,5,0\nS3,甲厂,2026-03-05,5,一半\nS4,甲厂,2026-03-05,5,是\n";
    assert_eq!(words(&planned(&known, text)), ["New", "Asked", "Asked", "New"]);
}

/// The columns of a list of customers, by their headings.
fn keys_of(text: &str) -> Vec<(String, String)> {
    let table = table(text);
    let all = columns(&table, &guanxi::exchange::columns::mapping(&table));
    all.into_iter().map(|(head, key, _)| (head, key)).collect()
}

#[test]
fn what_is_said_of_our_own_people_is_neither_their_name_nor_a_way_to_the_customer() {
    let text = "客户名称,开始合作,业务员,业务员备注,业务员电话,客户经理部门,联系人,联系人部门,联系人手机,负责人备注\n\
        甲公司,2020-03-05,张三,爽快,13800001111,一部,王五,采购部,13900002222,老客户\n乙公司,2021-03-05,李四,难缠,13800001112,二部,赵六,财务部,13900002223,新客户\n";
    let wanted = [
        ("客户名称", "name"),
        ("开始合作", "cooperation_since"),
        ("业务员", "owner"),
        ("业务员备注", "notes"),
        ("业务员电话", "-"),
        ("客户经理部门", "-"),
        ("联系人", "contact.name"),
        ("联系人部门", "-"),
        ("联系人手机", "contact.phone"),
        ("负责人备注", "notes"),
    ];
    assert_eq!(
        keys_of(text),
        wanted.map(|(head, key)| (head.to_owned(), key.to_owned()))
    );
    // The only heading that begins so is no owner all the same, and people are found behind longer words.
    for (head, key) in [
        ("业务员备注", "notes"),
        ("销售渠道", "source"),
        ("华东地区负责人", "owner"),
        ("客户经理姓名", "owner"),
        ("业务员微信号", "-"),
    ] {
        let text = format!("客户名称,{head}\n甲公司,一\n乙公司,二\n");
        assert_eq!(keys_of(&text)[1].1, key, "{head}");
    }
}

#[test]
fn kinds_and_the_sex_of_customers_make_no_tickets_of_them() {
    for text in [
        "姓名,性别,类型,电话\n张三,男,老客户,13800001111\n李四,女,新客户,13800001112\n",
        "客户,类型,性别\n张三,经销商,男\n李四,终端,女\n",
        "客户名称,类型,性别,登记时间\n张三,个人,男,2026-03-05\n李四,个人,女,2026-03-06\n",
        "客户名称,类别,性别,级别,负责人\n张三,个人,男,A,许静\n李四,个人,女,B,许静\n",
        "名称,类型,性别,状态,创建时间\n张三,企业,男,正常,2026-03-05\n李四,个人,女,正常,2026-03-06\n",
    ] {
        let plan = planned(&Book::default(), text);
        assert_eq!(
            guanxi::exchange::columns::mapping(&table(text)).subject,
            Subject::Customers,
            "{text}"
        );
        assert_eq!(plan.counts.new, 2, "{text}");
    }
}

#[test]
fn several_phones_of_a_cell_are_each_a_number_whatever_stands_between_them() {
    let cells = [
        "13800001111/13900002222",
        "13800001111、13900002222",
        "13800001111 13900002222",
        "\"13800001111\n13900002222\"",
        "\"13800001111,13900002222\"",
        "13800001111；13900002222",
        "138-0000-1111 | 139 0000 2222",
    ];
    let mut known = customer("K1", "甲公司");
    known.contacts.push(Contact {
        phone: Some("139 0000 2222".into()),
        ..Contact::blank()
    });
    let known = book([known]);
    for cell in cells {
        let text = format!("公司,联系人,电话\n甲有限公司,张三,{cell}\n");
        let plan = planned(&Book::default(), &text);
        let read = after(Book::default(), &plan);
        let phone = read.customers.iter().next().unwrap().1.contacts[0]
            .phone
            .clone()
            .unwrap();
        let numbers: Vec<String> = guanxi::domain::twin::phones(&phone).collect();
        assert_eq!(numbers, ["13800001111", "13900002222"], "{cell}");
        // By either of them the customer is known again.
        let table = table(&text);
        let by_phone = Wanted {
            keys: vec![MatchKey::Phone],
            ..wanted(&table)
        };
        assert_eq!(
            plan_of(&known, &table, &by_phone).rows[0].id.as_deref(),
            Some("K1"),
            "{cell}"
        );
    }
    // Blanks within a number part nothing.
    for one in [
        "138 0000 1111",
        "0574 87654321",
        "+86 138 0000 1111",
        "0574-87654321 转 801",
    ] {
        assert_eq!(guanxi::domain::fold::phone_numbers(one).collect::<Vec<_>>(), [one]);
    }
}

#[test]
fn when_a_shop_is_paid_by_its_platform_says_nothing_of_the_buyer() {
    let text = "主订单编号,选购商品,订单应付金额,收件人,收件人手机号,订单提交时间,支付完成时间,订单状态,结算状态\n\
        1,货,10,甲公司,13800000001,2026-03-05,2026-03-05,已发货,待结算\n";
    let taken = answered(&Book::default(), text, &[(3, Answer::Brings(true))]);
    assert_eq!((words(&taken), asked(&taken)), (vec!["New".to_owned()], Vec::new()));
}

#[test]
fn who_takes_the_goods_is_a_person_beside_the_customer_and_the_customer_where_nobody_else_is_named() {
    let keys = |text: &str| -> Vec<String> {
        let table = table(text);
        columns(&table, &guanxi::exchange::columns::mapping(&table))
            .into_iter()
            .map(|(_, key, _)| key)
            .collect()
    };
    let row = "S1,甲公司,张三,2026-03-05,5\n";
    for head in ["收货人", "收货人姓名", "收件人", "Consignee"] {
        let both = keys(&format!("订单编号,客户名称,{head},下单日期,订单金额\n{row}"));
        assert_eq!(both, ["id", "customer", "customer.contact", "date", "amount"], "{head}");
        let alone = keys(&format!("订单编号,商品名称,{head},下单日期,订单金额\n{row}"));
        assert_eq!(alone[2], "customer", "{head}");
    }
    // No question which of the two counts; the person comes along with a customer that is new.
    let text = format!("订单编号,客户名称,收货人,下单日期,订单金额\n{row}S2,甲公司,李四,2026-03-06,6\n");
    let taken = answered(&Book::default(), &text, &[(1, Answer::Brings(true))]);
    assert_eq!(
        (asked(&taken), taken.counts.new, taken.counts.brought),
        (Vec::new(), 2, 1)
    );
    let sheet = keys("客户名称,收货人,收货地址,地区\n甲公司,张三,仓库路1号,宁波\n");
    assert_eq!(sheet[1], "contact.name");
}

#[test]
fn a_next_contact_is_the_day_of_the_next_step_and_never_that_of_what_happened() {
    let keys = |text: &str| -> (Subject, Vec<String>) {
        let table = table(text);
        let mapping = guanxi::exchange::columns::mapping(&table);
        (
            mapping.subject,
            columns(&table, &mapping).into_iter().map(|(_, key, _)| key).collect(),
        )
    };
    for head in [
        "下次联系",
        "下次跟进",
        "下次联系日期",
        "下次回访时间",
        "下次拜访",
        "Next contact",
    ] {
        let (subject, own) = keys(&format!(
            "客户名称,日期,跟进内容,{head}\n甲公司,2026-03-05,谈价,2026-03-12\n"
        ));
        assert_eq!(
            (subject, &*own[1], &*own[3]),
            (Subject::Interactions, "at", "next_due"),
            "{head}"
        );
        // Where no column says when it was, the next day is no such.
        let (subject, own) = keys(&format!("客户名称,跟进内容,{head}\n甲公司,谈价,2026-03-12\n"));
        assert_eq!((subject, &*own[2]), (Subject::Interactions, "next_due"), "{head}");
    }
    let (_, own) =
        keys("客户名称,日期,跟进内容,下次联系\n甲公司,2026-03-05,谈价,寄样品\n乙公司,2026-03-05,谈价,再报一次价\n");
    assert_eq!(own[3], "next_step");
    let (_, own) =
        keys("客户名称,日期,跟进内容,下次联系\n甲公司,2026-03-05,谈价,明天\n乙公司,2026-03-05,谈价,3月12日\n");
    assert_eq!(own[3], "next_due");
}

#[test]
fn a_word_for_a_day_is_asked_about_each_time() {
    let now = book([customer("K1", "甲公司")]);
    let text = "客户名称,日期,跟进内容\n甲公司,昨天,谈价\n";
    let open = planned(&now, text);
    assert_eq!(
        (words(&open), asked(&open)),
        (vec!["Asked".to_owned()], vec![(1, Ask::DayWords.word())])
    );
    // With a time behind it as well, and a time alone, which would be one of today.
    for said in ["昨天 15:30", "前天　9：05", "15:30"] {
        let timed = planned(&now, &text.replace("昨天", said));
        assert_eq!(asked(&timed), [(1, Ask::DayWords.word())], "{said}");
        let out = answered(&now, &text.replace("昨天", said), &[(1, Answer::DayWords(false))]);
        let book = after(now.clone(), &out);
        assert!(
            book.interactions.iter().all(|(_, one)| one.at.clock().is_none()),
            "{said}"
        );
    }
    let told = answered(&now, text, &[(1, Answer::DayWords(true))]);
    let book = after(now.clone(), &told);
    let days: Vec<String> = book
        .interactions
        .iter()
        .map(|(_, one)| one.at.day.to_string())
        .collect();
    assert_eq!(days, ["2026-11-18"]);
    assert_eq!(asked(&planned(&book, text)), [(1, "day-words")]);
}

#[test]
fn a_heading_that_says_more_of_a_customer_is_no_name_of_it() {
    let of = |text: &str| {
        let table = table(text);
        let mapping = guanxi::exchange::columns::mapping(&table);
        let keys: Vec<String> = columns(&table, &mapping).into_iter().map(|(_, key, _)| key).collect();
        (mapping.subject, keys)
    };
    let orders = of("订单号,客户姓名,客户地址,客户等级,下单时间,订单金额\nS1,王五,北京市,A,2026-03-05,5\n");
    assert_eq!(
        orders,
        (
            Subject::Orders,
            ["id", "customer", "-", "-", "date", "amount"].map(String::from).into()
        )
    );
    let customers = of("名称,公司电话,公司状态,公司地址,合同到期\n甲公司,0571-88886666,存续,宁波,2026-12-31\n");
    let keys = ["name", "contact.phone", "-", "region", "contract.ends_on"];
    assert_eq!(customers, (Subject::Customers, keys.map(String::from).into()));
    // Who looks after customers and when one speaks to them next makes no tickets of them, nor what happened.
    assert_ne!(
        of("名称,负责人,客户状态,最近跟进时间,下次跟进时间,跟进次数\n甲公司,陈,意向,2026-03-05,2026-03-15,3\n").0,
        Subject::Tickets
    );
    assert_eq!(
        of("客户名称,电话,负责人,下次跟进时间\n甲公司,13800000001,陈,2026-03-15\n").0,
        Subject::Customers
    );
    let visits = of("日期,客户名称,拜访人,事由,结果,下次拜访时间\n2026-03-05,甲公司,陈,回访,满意,2026-03-20\n");
    let keys = ["at", "customer", "by", "content", "feedback", "next_due"];
    assert_eq!(visits, (Subject::Interactions, keys.map(String::from).into()));
    let tickets = of("时间,客户名称,事由,处理人,处理结果\n2026-03-05,甲公司,漏油,许,换了密封圈\n");
    assert_eq!(tickets.0, Subject::Tickets);
}
