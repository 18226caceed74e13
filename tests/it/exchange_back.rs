//! Tables that come back from here, or from a shop nobody knows: lists as they were shown, customers that are called as sums are, numbers of who
//! was merged; orders that nobody paid, who takes the goods, and what is still to come.

use guanxi::domain::apply::apply;
use guanxi::domain::book::Book;
use guanxi::domain::change::ChangeSet;
use guanxi::domain::command::{Command, Edit};
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{Contact, Customer, Order};
use guanxi::domain::label::Lang;
use guanxi::domain::metric::METRICS;
use guanxi::domain::twin::{MergeChoices, merged};
use guanxi::exchange::columns::Subject;
use guanxi::exchange::plan::{MatchKey, Outcome, SheetPlan, Wanted, plan};
use guanxi::exchange::values::{Answer, Ask, Numbered};
use guanxi::exchange::write::records::{RowKind, RowWriter};
use guanxi::exchange::write::{FileForm, OutTable, write};
use guanxi::ui::text::T;

use crate::exchange::{columns, planned, sheet, table, wanted};

fn customer(id: &str, name: &str) -> Customer {
    Customer::new(CustomerId::new(id).unwrap(), name)
}

fn book(all: impl IntoIterator<Item = Customer>) -> Book {
    Book {
        customers: all.into_iter().collect(),
        ..Book::default()
    }
}

fn after(mut book: Book, plan: &SheetPlan) -> Book {
    book.apply(&ChangeSet {
        changes: plan.changes.clone(),
        ..ChangeSet::default()
    });
    book
}

/// What each row comes to, in a word.
fn words(plan: &SheetPlan) -> Vec<String> {
    let word = |outcome: &Outcome| match outcome {
        Outcome::LeftOut(why) => why.zh.to_string(),
        other => format!("{other:?}").split('(').next().unwrap().to_owned(),
    };
    plan.rows.iter().map(|row| word(&row.outcome)).collect()
}

/// The questions, as (column, word).
fn asked(plan: &SheetPlan) -> Vec<(usize, &'static str)> {
    plan.questions.iter().map(|q| (q.column, q.reason.word())).collect()
}

fn answered(book: &Book, text: &str, answers: &[(usize, Answer)]) -> SheetPlan {
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.answers.extend(answers.iter().cloned());
    plan(book, &table, &wanted)
}

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
        let off = format!("“{}”的行不导入", states[3]);
        assert_eq!(words(&open), ["New", "Asked", "Asked", &off], "{head}");
        let examples: Vec<u32> = open.questions[0].examples.iter().map(|(at, _)| *at).collect();
        assert_eq!(examples, [3, 4], "{head}");
        assert!(open.questions[0].examples[0].1.starts_with(states[1]), "{head}");
        let took = answered(&known, &text, &[(4, Answer::Unpaid(true))]);
        assert_eq!(words(&took), ["New", "New", "New", &off], "{head}");
        let left = answered(&known, &text, &[(4, Answer::Unpaid(false))]);
        let out = |n: usize| format!("“{}”的行不导入", states[n]);
        assert_eq!(words(&left), ["New", &out(1), &out(2), &off], "{head}");
        assert!(asked(&left).is_empty() && asked(&took).is_empty(), "{head}");
        // Taken once they are the same the next time, and are asked about again where nobody remembers.
        let again = answered(&after(known.clone(), &took), &text, &[(4, Answer::Unpaid(true))]);
        assert_eq!(words(&again), ["Same", "Same", "Same", &off], "{head}");
    }
    // A state may say two things.
    let text = "订单编号,客户名称,下单日期,订单金额（元）,订单状态\nS1,甲厂,2026-03-05,5,已收货，退款成功\nS2,甲厂,2026-03-05,5,待付款，已催\nS3,甲厂,2026-03-05,5,已发货，待签收\n"
        .replace('，', "、");
    let two = planned(&known, &text);
    assert_eq!(words(&two), ["“已收货、退款成功”的行不导入", "Asked", "New"]);
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

#[test]
fn when_a_shop_is_paid_by_its_platform_says_nothing_of_the_buyer() {
    let text = "主订单编号,选购商品,订单应付金额,收件人,收件人手机号,订单提交时间,支付完成时间,订单状态,结算状态\n\
        1,货,10,甲公司,13800000001,2026-03-05,2026-03-05,已发货,待结算\n";
    let taken = answered(&Book::default(), text, &[(3, Answer::Brings(true))]);
    assert_eq!((words(&taken), asked(&taken)), (vec!["New".to_owned()], Vec::new()));
}

/// A book in which 乙 was merged into 甲.
fn after_merge() -> Book {
    let mut now = book([
        customer("KH-1", "甲公司"),
        customer("KH-2", "乙公司"),
        customer("KH-3", "丙公司"),
    ]);
    let (stays, goes) = (now.customers.get("KH-1").unwrap(), now.customers.get("KH-2").unwrap());
    let command = Command::MergeCustomers {
        stays: Edit::of(stays.clone(), merged(stays, goes, &MergeChoices::new())),
        goes: goes.clone(),
    };
    let set = apply(&now, command).unwrap();
    now.apply(&set);
    now
}

#[test]
fn the_number_of_who_was_merged_asks_and_never_renames_who_stayed() {
    let now = after_merge();
    let text = "客户编号,客户名称,地区\nKH-2,乙公司,苏州\nKH-3,丙公司,无锡\n";
    let open = planned(&now, text);
    assert_eq!(
        (words(&open), asked(&open)),
        (vec!["Asked".into(), "Changed".to_owned()], vec![(0, "merged-number")])
    );
    assert_eq!(open.rows[0].problems[0].message.zh, "这个编号的客户已并入“甲公司”");
    let said = |answer| answered(&now, text, &[(0, Answer::MergedNumbers(answer))]);
    let names = |book: &Book| -> Vec<(String, String, String)> {
        let one = |one: &Customer| {
            (
                one.id.to_string(),
                one.name.to_string(),
                one.region.as_deref().unwrap_or("").to_owned(),
            )
        };
        book.customers.iter().map(|(_, customer)| one(customer)).collect()
    };
    let row = |id: &str, name: &str, region: &str| (id.to_owned(), name.to_owned(), region.to_owned());
    // It is the one that stayed: what the row says of it counts, its old name does not.
    let same = said(Numbered::Same);
    assert_eq!(
        names(&after(now.clone(), &same)),
        [row("KH-1", "甲公司", "苏州"), row("KH-3", "丙公司", "无锡")]
    );
    // It is another one: it gets a number that nobody had.
    let new = said(Numbered::New);
    let with_new = after(now.clone(), &new);
    assert_eq!(names(&with_new)[2], row("KH-4", "乙公司", "苏州"));
    // From then on its name says who it is.
    assert_eq!(words(&planned(&with_new, text)), ["Same", "Same"]);
    assert_eq!(words(&said(Numbered::Out)), ["选择了不导入这一行", "Changed"]);
    // Several rows of it are several contacts, and one answer is for all of them.
    let contacts = "客户编号,客户名称,联系人\nKH-2,乙公司,张三\nKH-2,乙公司,李四\n";
    let both = answered(&now, contacts, &[(0, Answer::MergedNumbers(Numbered::Same))]);
    let book = after(now.clone(), &both);
    let people: Vec<_> = book
        .customers
        .get("KH-1")
        .unwrap()
        .contacts
        .iter()
        .filter_map(|one| one.name.as_deref())
        .collect();
    assert_eq!((people, asked(&both)), (vec!["张三", "李四"], Vec::new()));
    // What belongs to it follows without a word, and so does who is known by the name alone.
    let orders = planned(
        &now,
        "订单编号,客户编号,客户名称,下单日期,金额\nS1,KH-2,乙公司,2026-03-05,5\n",
    );
    assert_eq!((words(&orders), asked(&orders)), (vec!["New".to_owned()], Vec::new()));
    let table = table("客户编号,客户名称,地区\nKH-2,甲公司,苏州\n");
    let by_name = Wanted {
        keys: vec![MatchKey::Name],
        ..wanted(&table)
    };
    assert_eq!(words(&plan(&now, &table, &by_name)), ["Changed"]);
}

fn out(book: &Book, kind: RowKind, form: FileForm, lang: Lang) -> Vec<u8> {
    let writer = RowWriter::new(book, kind, lang, true);
    let mut rows = Vec::new();
    (0..writer.slots(book)).for_each(|slot| writer.rows(book, slot, &mut rows));
    let table = OutTable {
        name: kind.label().get(lang).to_owned(),
        columns: writer.columns(),
        rows,
    };
    write(form, table, Vec::new()).unwrap().bytes
}

#[test]
fn customers_that_are_called_as_sums_or_lines_below_a_table_are_come_back() {
    let names = [
        "合计",
        "总计",
        "小计：",
        "华东区合计",
        "Total",
        "共5家",
        "备注",
        "第1页",
        "说明：",
        "审核",
        "甲公司",
        "合计",
    ];
    let mut all = book(names.iter().enumerate().map(|(n, name)| {
        let mut one = customer(&format!("KH-{n:04}"), name);
        one.region = Some("宁波".into());
        one
    }));
    for (n, (id, _)) in names.iter().enumerate().map(|(n, _)| (n, (format!("KH-{n:04}"), ()))) {
        let order = serde_json::json!({"id": format!("O-{n}"), "customer": id, "date": "2026-03-05", "amount": n});
        all.orders.put(serde_json::from_value::<Order>(order).unwrap());
    }
    for kind in [RowKind::Customers, RowKind::Contacts, RowKind::Orders] {
        for form in FileForm::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let table = guanxi::exchange::layout::Table::of(sheet(&out(&all, kind, form, lang)), None);
                let what = format!("{kind:?} {form:?} {lang:?}");
                assert_eq!((table.totals.len(), table.footers.len()), (0, 0), "{what}");
                if kind != RowKind::Contacts {
                    assert_eq!(table.rows.len(), names.len(), "{what}");
                }
                let own = plan(&all, &table, &wanted(&table));
                assert!(
                    own.rows.iter().all(|row| row.outcome == Outcome::Same),
                    "{what}: {:?}",
                    words(&own)
                );
            }
        }
    }
    // A sum has no number, or its word stands there; a number of its own line is none of a customer.
    for foot in ["合计,,,90", ",合计,,90", "总计：,,,90", "合计3家,,,90"] {
        let text =
            format!("客户编号,客户名称,地区,年采购额（万元）\nKH-1,甲公司,宁波,40\nKH-2,乙公司,宁波,50\n{foot}\n");
        let table = table(&text);
        assert_eq!((table.rows.len(), table.totals.len()), (2, 1), "{foot}");
    }
}

/// Customers whose stored fields a list shows.
fn shown() -> Book {
    let mut one = customer("KH-1", "甲公司");
    (one.industry, one.region, one.owner) = (Some("制造业".into()), Some("宁波".into()), Some("陈思远".into()));
    one.declared_annual_purchase = Some(guanxi::domain::money::Fen(5_000_000));
    one.tags = vec!["要回访".into()];
    one.contacts.push(Contact {
        name: Some("张三".into()),
        ..Contact::blank()
    });
    book([one, customer("KH-2", "乙公司")])
}

#[test]
fn a_list_that_was_exported_as_it_was_shown_changes_nothing() {
    let now = shown();
    let zh = "编号,名称,行业,价值层级,阶段,紧密度,健康度（分）,健康度等级,年采购额（万元）,年采购额依据,最近互动,负责人,标签\n\
        KH-1,甲公司,制造业,战略,成交,紧密,88,健康,12.5,申报,2026-11-02,陈思远,高价值; 要回访\n\
        KH-2,乙公司,未知,未评,未评,未评,未评,,,,未知,未分派,\n";
    let en = "Number,Name,Industry,Value,Stage,Closeness,Health (points),\"Health, level\",\"Purchases, 10k CNY\",\"Purchases, basis\",Last contact,Owner,Tags\n\
        KH-1,甲公司,制造业,Strategic,Active,Close,88,Healthy,12.5,declared,2026-11-02,陈思远,High value; 要回访\n\
        KH-2,乙公司,Unknown,Not rated,Not rated,Not rated,Not rated,,,,Unknown,Nobody,\n";
    // Others of its columns, chosen by the person.
    let few = "编号,名称,年采购额（万元）\nKH-1,甲公司,12.5\nKH-2,乙公司,3\n";
    let more = "编号,名称,首要联系人,最近订单,近 12 个月订单数,累计采购额（元）,平均订单金额（元）,申报年度采购额（元）,合作时长（月）,平均满意度(1–5),未结服务单,信息完善率,地区,来源,客户类型,意向等级,最近互动\n\
        KH-1,甲公司,张三,2026-10-01,3,9000,3000,50000,18,4.5,0,0.5,宁波,未知,未知,未知,2026-11-02\n";
    // Other pages.
    let value = "客户,层级,细分,R,F,M,总分,金额（元）,订单数,末次订单,负责人,编号\n甲公司,高价值,重要价值,5,5,5,15,90000,9,2026-10-01,别人,KH-1\n";
    let tasks = "要做什么,客户,客户价值,为什么,类别,负责人,何时,最迟,编号\n回访,甲公司,战略,每季一次,关怀,许静,2026-11-20,2026-11-25,KH-1\n";
    let service = "事由,客户,类型,严重程度,处理人,提出,进度,未按时,到期,编号\n漏油,甲公司,投诉,重大,许静,2026-11-02 09:30,处理中,响应,2026-11-03 09:30,KH-1\n";
    for text in [zh, en, few, more, value, tasks, service] {
        let head = text.lines().next().unwrap();
        let plan = planned(&now, text);
        assert_eq!(words(&plan), vec!["Same"; plan.rows.len()], "{head}");
        assert_eq!((plan.changes.len(), asked(&plan)), (0, Vec::new()), "{head}");
        let table = table(text);
        let mapping = guanxi::exchange::columns::mapping(&table);
        assert_eq!(mapping.subject, Subject::Customers, "{head}");
        assert_eq!(
            mapping.known.unwrap().zh,
            "这里导出的列表（算出来的列不导入）",
            "{head}"
        );
    }
    // What is stored and was changed in the file is taken.
    let changed = planned(&now, &zh.replace("制造业", "外贸").replace("12.5", "99"));
    let after = after(
        now.clone(),
        &answered(&now, &zh.replace("陈思远", "许静").replace("12.5", "99"), &[]),
    );
    assert_eq!(asked(&changed), [(2, "choices")]);
    let own = after.customers.get("KH-1").unwrap();
    assert_eq!(
        (own.owner.as_deref(), own.declared_annual_purchase),
        (
            Some("许静"),
            now.customers.get("KH-1").unwrap().declared_annual_purchase
        )
    );
    assert_eq!(own.tags.len(), 1);
}

#[test]
fn a_sheet_of_ones_own_is_no_list_of_ours() {
    for text in [
        "编号,名称,年采购额,电话,标签\nA1,甲公司,5,13800000001,老客户\n",
        "编号,名称,地区,负责人\nA1,甲公司,宁波,陈\n",
        "编号,客户,日期,金额,状态\nS1,甲公司,2026-03-05,5,已完成\n",
        "客户,类型,事由,提出,编号\n甲公司,投诉,漏油,2026-03-05,F1\n",
    ] {
        let mapping = guanxi::exchange::columns::mapping(&table(text));
        assert_eq!(mapping.known, None, "{text}");
    }
}

/// The heads of the lists, but those of metrics.
const HEADS: &[&[fn(T) -> &'static str]] = &[
    &[
        T::col_value,
        T::col_stage,
        T::col_closeness,
        T::col_industry,
        T::col_risk,
        T::col_amount_unit,
        T::col_last,
        T::col_last_order,
        T::col_owner,
        T::col_tags,
        T::col_contact,
    ],
    &[
        T::value_col_tier,
        T::value_col_segment,
        T::value_col_total,
        T::value_col_amount,
        T::value_col_orders,
        T::value_col_last,
        T::value_col_before,
        T::value_col_shift,
    ],
    &[
        T::health_col_health,
        T::health_col_change,
        T::health_col_risk,
        T::health_col_worth,
        T::health_col_plan,
        T::health_col_cause,
        T::health_col_standing,
        T::health_col_due,
    ],
    &[
        T::leads_col_next,
        T::leads_intent,
        T::leads_col_source,
        T::leads_col_age,
        T::leads_col_last,
    ],
    &[
        T::growth_col_bought,
        T::growth_col_silent,
        T::growth_col_alive,
        T::growth_col_purchases,
        T::growth_col_mean,
        T::growth_col_spend,
        T::growth_col_tier,
        T::growth_col_product,
        T::growth_col_why,
        T::growth_col_sure,
        T::growth_col_lift,
        T::growth_col_share,
    ],
    &[
        T::today_col_what,
        T::today_col_why,
        T::today_col_kind,
        T::today_col_value,
        T::today_col_last,
        T::today_when,
    ],
    &[
        T::service_col_what,
        T::service_kind,
        T::service_severity,
        T::service_person,
        T::service_col_opened,
        T::service_col_phase,
        T::service_col_late,
        T::service_col_due,
    ],
    &[
        T::dup_col_sure,
        T::dup_col_other,
        T::dup_col_why,
        T::dup_col_records,
        T::dup_col_number_of_other,
    ],
];

#[test]
fn every_head_of_a_list_is_known_when_it_comes_back() {
    for lang in [Lang::Zh, Lang::En] {
        let t = T(lang);
        let heads = HEADS.iter().copied().flatten().map(|head| head(t));
        let metrics = METRICS
            .iter()
            .map(|metric| if lang == Lang::Zh { metric.zh } else { metric.en });
        for head in heads.chain(metrics) {
            // One that is known stands beside one that is plainly ours; any other would make the sheet one of the person's own.
            let (number, name, plain) = (t.customer_number(), t.col_name(), t.col_closeness());
            let table = table(&format!("{number},{name},{plain},\"{head}\"\nKH-1,甲公司,紧密,1\n"));
            let mapping = guanxi::exchange::columns::mapping(&table);
            assert!(mapping.known.is_some(), "{head}");
        }
    }
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
