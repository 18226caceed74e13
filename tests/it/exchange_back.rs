//! Tables that come back from here: lists as they were shown, customers that are called as sums are, numbers of who was merged.

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
use guanxi::exchange::values::{Answer, Numbered};
use guanxi::exchange::write::records::{RowKind, RowWriter};
use guanxi::exchange::write::{FileForm, OutTable, write};
use guanxi::ui::text::T;

use crate::exchange::{planned, sheet, table, wanted};

pub fn customer(id: &str, name: &str) -> Customer {
    Customer::new(CustomerId::new(id).unwrap(), name)
}

pub fn book(all: impl IntoIterator<Item = Customer>) -> Book {
    Book {
        customers: all.into_iter().collect(),
        ..Book::default()
    }
}

pub fn after(mut book: Book, plan: &SheetPlan) -> Book {
    book.apply(&ChangeSet {
        changes: plan.changes.clone(),
        ..ChangeSet::default()
    });
    book
}

/// What each row comes to, in a word.
pub fn words(plan: &SheetPlan) -> Vec<String> {
    let word = |outcome: &Outcome| match outcome {
        Outcome::LeftOut(why) => why.zh.to_string(),
        other => format!("{other:?}").split('(').next().unwrap().to_owned(),
    };
    plan.rows.iter().map(|row| word(&row.outcome)).collect()
}

/// The questions, as (column, word).
pub fn asked(plan: &SheetPlan) -> Vec<(usize, &'static str)> {
    plan.questions.iter().map(|q| (q.column, q.reason.word())).collect()
}

pub fn answered(book: &Book, text: &str, answers: &[(usize, Answer)]) -> SheetPlan {
    let table = table(text);
    let mut wanted = wanted(&table);
    wanted.answers.extend(answers.iter().cloned());
    plan(book, &table, &wanted)
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
    // Who is known by the name alone follows without a word.
    let table = table("客户编号,客户名称,地区\nKH-2,甲公司,苏州\n");
    let by_name = Wanted {
        keys: vec![MatchKey::Name],
        ..wanted(&table)
    };
    assert_eq!(words(&plan(&now, &table, &by_name)), ["Changed"]);
}

#[test]
fn what_belongs_to_who_was_merged_follows_without_a_word() {
    let now = after_merge();
    let orders = planned(
        &now,
        "订单编号,客户编号,客户名称,下单日期,金额\nS1,KH-2,乙公司,2026-03-05,5\n",
    );
    assert_eq!((words(&orders), asked(&orders)), (vec!["New".to_owned()], Vec::new()));
    // Also where the file has rows of both, without names.
    let orders = "订单编号,客户编号,下单日期,金额\nS1,KH-1,2026-03-05,5\nS2,KH-2,2026-03-06,6\nS3,KH-3,2026-03-07,7\n";
    let first = planned(&now, orders);
    let with_orders = after(now.clone(), &first);
    let whose: Vec<&str> = with_orders
        .orders
        .iter()
        .map(|(_, order)| order.customer.as_str())
        .collect();
    assert_eq!((whose, asked(&first)), (vec!["KH-1", "KH-1", "KH-3"], Vec::new()));
    assert_eq!(words(&planned(&with_orders, orders)), ["Same"; 3]);
}

#[test]
fn a_file_without_numbers_finds_who_stayed_by_the_name_that_was_merged() {
    let now = after_merge();
    let listed = "客户名称,备注\n乙公司,\n丙公司,\n";
    let same = planned(&now, listed);
    assert_eq!((words(&same), asked(&same)), (vec!["Same".to_owned(); 2], Vec::new()));
    // What the file says that is new is the one's who stayed, whose name it keeps, whatever else knows it.
    let table = table("客户名称,地区,电话\n乙公司,苏州,13800138001\n");
    let with_phone = Wanted {
        keys: vec![MatchKey::Phone, MatchKey::Name],
        ..wanted(&table)
    };
    let first = plan(&now, &table, &with_phone);
    let book = after(now.clone(), &first);
    let stays = book.customers.get("KH-1").unwrap();
    assert_eq!((words(&first), &*stays.name), (vec!["Changed".to_owned()], "甲公司"));
    assert_eq!(stays.region.as_deref(), Some("苏州"));
    let again = plan(&book, &table, &with_phone);
    assert_eq!((words(&again), again.changes.len()), (vec!["Same".to_owned()], 0));
    // So do orders and contacts.
    let orders = planned(&now, "订单编号,客户名称,下单日期,金额\nS1,乙公司,2026-03-05,5\n");
    assert_eq!((words(&orders), asked(&orders)), (vec!["New".to_owned()], Vec::new()));
    let with_order = after(now.clone(), &orders);
    assert_eq!(with_order.orders.get("S1").unwrap().customer.as_str(), "KH-1");
    let people = planned(&now, "公司,姓名,职务\n乙公司,张三,经理\n");
    assert_eq!(words(&people), ["Changed"]);
    // Where somebody has the name, it is that one's.
    let mut other = now.clone();
    other.customers.put(customer("KH-9", "乙公司"));
    assert_eq!(words(&planned(&other, "客户名称,地区\n乙公司,苏州\n")), ["Changed"]);
    let plan = planned(&other, "客户名称,地区\n乙公司,苏州\n");
    assert_eq!(plan.rows[0].id.as_deref(), Some("KH-9"));
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

/// Lists of other pages: leads, warnings, a merge, moves.
const OTHERS: [&str; 4] = [
    "客户,下一步,意向,来源,行业,负责人,已有（天）,上次联系,未答复的异议,编号\n甲公司,首次联系,A,展会,外贸,别人,12,2026-11-02,太贵,KH-1\n",
    "月末,客户,结果,措施,负责人,编号\n2026-10-31,甲公司,已流失,回访,别人,KH-1\n",
    "合并时间,并入的客户,并入的编号,留下的客户,留下的编号,操作人,现状\n2026-11-02 09:30,旧名,KH-9,从前的名称,KH-1,许静,有效\n",
    "编号,客户,维度,起始日,截止日,变动,方向,原类,新类,越过的线,越过的线1,年采购额（万元）,决定\nKH-1,甲公司,客户价值,2026-10-31,2026-11-30,重点 → 战略,上升,重点,战略,采购额,采购额,99,\n",
];

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
        KH-2,乙公司,未知,未评,未评,未评,未评,,,,未知,未分配,\n";
    let en = "Number,Name,Industry,Value,Stage,Closeness,Health (points),\"Health, level\",\"Purchases, 10k CNY\",\"Purchases, basis\",Last contact,Owner,Tags\n\
        KH-1,甲公司,制造业,Strategic,Active,Close,88,Healthy,12.5,declared,2026-11-02,陈思远,High value; 要回访\n\
        KH-2,乙公司,Unknown,Not rated,Not rated,Not rated,Not rated,,,,Unknown,Unassigned,\n";
    // The words of earlier versions for an owner that nobody is.
    let [zh_before, en_before] = [zh.replace("未分配", "未分派"), en.replace("Unassigned", "Nobody")];
    // Others of its columns, chosen by the person.
    let few = "编号,名称,年采购额（万元）\nKH-1,甲公司,12.5\nKH-2,乙公司,3\n";
    let more = "编号,名称,首要联系人,最近订单,近 12 个月订单数,累计采购额（元）,平均订单金额（元）,申报年度采购额（元）,合作时长（月）,平均满意度(1–5),未结服务单,信息完善率,地区,来源,客户类型,意向等级,最近互动\n\
        KH-1,甲公司,张三,2026-10-01,3,9000,3000,50000,18,4.5,0,0.5,宁波,未知,未知,未知,2026-11-02\n";
    // Other pages.
    let value = "客户,层级,细分,R,F,M,总分,金额（元）,订单数,末次订单,负责人,编号\n甲公司,高价值,重要价值,5,5,5,15,90000,9,2026-10-01,别人,KH-1\n";
    let tasks = "要做什么,客户,客户价值,为什么,类别,负责人,何时,最迟,编号\n回访,甲公司,战略,每季一次,关怀,许静,2026-11-20,2026-11-25,KH-1\n";
    let service = "事由,客户,类型,严重程度,处理人,提出,进度,未按时,到期,编号\n漏油,甲公司,投诉,重大,许静,2026-11-02 09:30,处理中,响应,2026-11-03 09:30,KH-1\n";
    for text in [
        zh, en, &zh_before, &en_before, few, more, value, tasks, service, OTHERS[0], OTHERS[1], OTHERS[2], OTHERS[3],
    ] {
        let head = text.lines().next().unwrap();
        let plan = planned(&now, text);
        assert_eq!(words(&plan), vec!["Same"; plan.rows.len()], "{head}");
        assert_eq!((plan.changes.len(), asked(&plan)), (0, Vec::new()), "{head}");
        let table = table(text);
        let mapping = guanxi::exchange::columns::mapping(&table);
        assert_eq!(mapping.subject, Subject::Customers, "{head}");
        let known = mapping.known.unwrap();
        assert!(known.zh.starts_with("这里导出的列表（算出来的"), "{head}: {}", known.zh);
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

/// The words of a heading.
type Heading = fn(T) -> &'static str;
/// The heads of the lists, but those of metrics.
const HEADS: &[&[Heading]] = &[
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
        T::col_amount,
        T::health_col_plan,
        T::health_col_cause,
        T::health_col_standing,
        T::health_col_due,
    ],
    &[
        T::leads_col_doubt,
        T::merged_col_at,
        T::merged_col_goes,
        T::camp_col_standing,
        T::camp_col_answer,
        T::goals_col_counts,
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
