//! Every list of ours that says whose its rows are is known when it comes back, in either language, and takes nothing for stored that was
//! worked out.

use guanxi::domain::book::Book;
use guanxi::domain::kind::CustomerKind;
use guanxi::domain::label::Lang;
use guanxi::domain::metric::METRICS;
use guanxi::exchange::columns::{Subject, Use, mapping};
use guanxi::exchange::plan::plan;
use guanxi::ui::text::T;

use crate::exchange::{planned, table, wanted};
use crate::exchange_back::{after, asked, book, customer, words};

/// The heads of a list in their order, as its page gives them.
type Heads = fn(T) -> Vec<&'static str>;

#[rustfmt::skip]
const LISTS: &[(&str, Heads)] = &[
    ("value", |t| vec![t.value_col_name(), t.value_col_tier(), t.value_col_segment(), "R", "F", "M", t.value_col_total(), t.value_col_amount(), t.value_col_orders(), t.value_col_last(), t.value_col_owner(), t.customer_number()]),
    ("moves of value", |t| vec![t.value_col_name(), t.value_col_shift(), t.value_col_before(), t.value_col_amount(), t.value_col_last(), t.value_col_owner(), t.customer_number()]),
    ("answers", |t| vec![t.growth_on(), t.growth_col_name(), t.growth_col_product(), t.growth_beside(), t.growth_result(), t.customer_number()]),
    ("goal", |t| vec![t.goals_col_customer(), t.goals_col_counts(), t.goals_col_on(), t.goals_col_owner(), t.goals_value(), t.customer_number()]),
    ("growth", |t| vec![t.growth_col_name(), t.growth_col_bought(), t.growth_col_silent(), t.growth_col_alive(), t.growth_col_purchases(), t.growth_col_mean(), t.growth_col_spend(), t.growth_col_tier(), t.growth_col_owner(), t.customer_number()]),
    ("offers", |t| vec![t.growth_col_name(), t.growth_col_product(), t.growth_col_why(), t.growth_col_sure(), t.growth_col_lift(), t.growth_col_share(), t.growth_col_owner(), t.customer_number()]),
    ("by hand", |t| vec![t.customer_number(), t.review_col_customer(), t.review_col_dimension(), t.disagree_hand(), t.disagree_rules(), t.disagree_col_since(), t.disagree_col_days(), t.disagree_col_begun(), t.disagree_col_set(), t.as_of(), t.disagree_col_until(), t.disagree_col_why(), t.disagree_col_by()]),
    ("cell of the matrix", |t| vec![t.customer_number(), t.review_col_customer(), t.review_col_dimension(), t.review_col_from_day(), t.review_col_to_day(), t.review_col_before(), t.review_col_after(), t.col_owner(), t.review_col_purchase()]),
    ("moves", |t| vec![t.customer_number(), t.review_col_customer(), t.review_col_dimension(), t.review_col_from_day(), t.review_col_to_day(), t.review_col_move(), t.review_col_way(), t.review_col_before(), t.review_col_after(), t.review_col_cause(), t.review_col_purchase(), t.review_col_decide(), t.review_col_on(), t.review_col_by(), t.review_col_reason(), t.review_col_action()]),
    ("warnings", |t| vec![t.health_on(), t.health_col_name(), t.health_fate(), t.health_done(), t.health_col_owner(), t.customer_number()]),
    ("health", |t| vec![t.health_col_name(), t.health_col_health(), t.health_col_change(), t.health_col_risk(), t.col_amount(), t.health_col_plan(), t.health_col_owner(), t.health_col_cause(), t.health_note(), t.health_result_note(), t.health_col_standing(), t.health_col_due(), t.customer_number()]),
    ("tickets", |t| vec![t.service_col_what(), t.service_col_customer(), t.service_kind(), t.service_severity(), t.service_person(), t.service_col_opened(), t.service_col_phase(), t.service_col_late(), t.service_number(), t.service_col_due(), t.forms_number()]),
    ("today", |t| vec![t.today_col_what(), t.today_col_customer(), t.today_col_value(), t.today_col_why(), t.today_col_kind(), t.today_col_owner(), t.today_when(), t.today_col_last(), t.customer_number()]),
    ("leads", |t| vec![t.leads_col_name(), t.leads_col_next(), t.leads_intent(), t.leads_col_source(), t.leads_col_industry(), t.leads_col_owner(), t.leads_col_age(), t.leads_col_last(), t.leads_col_doubt(), t.customer_number()]),
    ("duplicates", |t| vec![t.customer_number(), t.dup_col_sure(), t.dup_col_one(), t.dup_col_other(), t.dup_col_number_of_other(), t.dup_col_records(), t.dup_col_why()]),
    ("points", |t| vec![t.camp_col_customer(), t.points_col_balance(), t.points_col_gained(), t.points_col_spent(), t.points_col_soon(), t.points_col_first(), t.points_col_last(), t.camp_col_owner(), t.customer_number()]),
    ("campaign", |t| vec![t.camp_col_customer(), t.camp_col_standing(), t.camp_col_contacts(), t.camp_col_answer(), t.camp_col_orders(), t.camp_col_sum(), t.camp_col_last(), t.camp_col_owner(), t.customer_number()]),
    ("channel", |t| vec![t.camp_col_customer(), t.camp_col_orders(), t.camp_col_sum(), t.camp_col_last(), t.camp_col_owner(), t.customer_number()]),
    ("merges", |t| vec![t.merged_col_at(), t.merged_col_goes(), t.merged_col_goes_id(), t.merged_col_stays(), t.merged_col_stays_id(), t.merged_col_by(), t.merged_col_state()]),
];

fn known() -> Book {
    let mut one = customer("KH-1", "甲公司");
    one.owner = Some("许静".into());
    book([one])
}

/// A sheet with these heads and a row of 甲公司, in which everything else says something that is stored nowhere.
fn sheet(t: T, heads: &[&str]) -> String {
    let cell = |head: &&str| match *head {
        head if [t.customer_number(), t.forms_number(), t.merged_col_stays_id()].contains(&head) => "KH-1",
        head if [t.camp_col_customer(), t.merged_col_stays()].contains(&head) => "甲公司",
        _ => "2026-03-05",
    };
    let quoted = |all: Vec<&str>| all.iter().map(|one| format!("\"{one}\"")).collect::<Vec<_>>().join(",");
    format!(
        "{}\n{}\n",
        quoted(heads.to_vec()),
        quoted(heads.iter().map(cell).collect())
    )
}

#[test]
fn every_list_that_says_whose_its_rows_are_comes_back_without_a_change_in_either_language() {
    for (name, heads) in LISTS {
        for lang in [Lang::Zh, Lang::En] {
            let t = T(lang);
            let text = sheet(t, &heads(t));
            let found = mapping(&table(&text));
            assert_eq!(
                (found.subject, found.known.is_some()),
                (Subject::Customers, true),
                "{name} {lang:?}: {text}"
            );
            let plan = planned(&known(), &text);
            assert_eq!(
                (words(&plan), asked(&plan)),
                (vec!["Same".to_owned()], Vec::new()),
                "{name} {lang:?}"
            );
        }
    }
}

/// What was worked out makes no customer, in a book that does not have it as well. A list of customers does.
#[test]
fn a_list_that_was_worked_out_makes_nobody() {
    for (name, heads) in LISTS {
        let t = T(Lang::Zh);
        let text = sheet(t, &heads(t));
        let plan = planned(&Book::default(), &text);
        assert_eq!(
            words(&plan),
            ["簿册里没有这家客户；这张列表是算出来的，不新建客户"],
            "{name}"
        );
        assert!(plan.changes.is_empty(), "{name}");
    }
    let customers = "编号,名称,价值层级,年采购额（万元）,年采购额依据,负责人\nKH-1,甲公司,战略,12,订单,许静\n";
    assert_eq!(words(&planned(&Book::default(), customers)), ["New"]);
}

/// Columns are chosen, so a list may come back with few of them: whatever is left, it makes no record and touches none but with what it stores.
#[test]
fn a_list_with_columns_left_away_makes_no_record() {
    for (name, heads) in LISTS {
        for lang in [Lang::Zh, Lang::En] {
            let t = T(lang);
            let all = heads(t);
            let is_whose = |head: &str| {
                [
                    t.customer_number(),
                    t.merged_col_stays_id(),
                    t.camp_col_customer(),
                    t.merged_col_stays(),
                ]
                .contains(&head)
            };
            let only = |keep: &dyn Fn(usize) -> bool| -> Vec<&str> {
                let kept = all
                    .iter()
                    .enumerate()
                    .filter(|(place, head)| is_whose(head) || keep(*place));
                kept.map(|(_, head)| *head).collect()
            };
            for place in 0..all.len() {
                for heads in [only(&|other| other != place), only(&|other| other == place)] {
                    let text = sheet(t, &heads);
                    let plan = planned(&known(), &text);
                    let made = (plan.counts.new, plan.counts.brought);
                    assert_eq!(made, (0, 0), "{name} {lang:?}: {text}");
                }
            }
        }
    }
}

/// The heads of a report, as its page gives them.
#[rustfmt::skip]
const REPORTS: &[(&str, Heads)] = &[
    ("funnel", |t| vec![t.leads_by_source(), t.leads_count(), t.leads_contacted(), t.leads_intending(), t.leads_dealt(), t.leads_conversion(), t.leads_median()]),
    ("funnel of owners", |t| vec![t.leads_by_owner(), t.leads_count(), t.leads_contacted(), t.leads_intending(), t.leads_dealt(), t.leads_conversion(), t.leads_median()]),
    ("pairs", |t| vec![t.growth_from(), t.growth_to(), t.growth_both(), t.growth_col_share(), t.growth_col_sure(), t.growth_col_lift()]),
    ("signals", |t| vec![t.health_signal(), t.health_warned(), t.health_hit(), t.health_stayed(), t.health_won_back(), t.health_rate(), t.health_missed()]),
    ("goals", |t| vec![t.goals_name(), t.goals_value(), t.goals_baseline(), t.goals_baseline_kind(), t.goals_aim(), t.goals_change(), t.goals_standing(), t.goals_definition()]),
    ("campaigns", |t| vec![t.camp_col_name(), t.camp_col_kind(), t.camp_col_channel(), t.camp_col_begins(), t.camp_col_cost(), t.camp_col_contacted(), t.camp_col_rate(), t.camp_col_leads(), t.camp_col_deals(), t.camp_col_amount(), t.camp_col_cac(), t.camp_col_ratio(), t.camp_col_ends(), t.camp_col_new(), t.camp_col_offer()]),
    ("months", |t| vec!["", "2026-08", "2026-09", "2026-10", "2026-11", t.service_total()]),
    ("matrix", |t| vec!["客户价值", "战略", "重点", "普通", t.total()]),
];

/// What a report says in its rows.
fn report(t: T, name: &str, heads: &[&str]) -> String {
    let rows: &[&str] = match name {
        "months" => &["投诉,1/2,3/3,0/1,,4/6", "咨询,,2/2,1/1,5/5,8/8"],
        "matrix" => &["战略,32,4,0,36", "重点,3,60,0,63", "普通,0,2,40,42"],
        _ => &["伺服电机,12,0.5,2026-03-05,7,3,1,2026-04-05,5,9,0.2,8,2026-05-05,6,3"],
    };
    let rows = rows
        .iter()
        .map(|row| row.split(',').take(heads.len()).collect::<Vec<_>>().join(","));
    let sums = vec!["36"; heads.len() - 1].join(",");
    let lines = std::iter::once(format!("\"{}\"", heads.join("\",\""))).chain(rows);
    let sum = (name == "matrix").then(|| format!("{},{sums}", t.total()));
    lines.chain(sum).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn a_report_is_said_to_be_one_and_changes_nothing() {
    for (name, heads) in REPORTS {
        for lang in [Lang::Zh, Lang::En] {
            let t = T(lang);
            let text = report(t, name, &heads(t));
            let found = mapping(&table(&text));
            assert!(found.is_of_report(), "{name} {lang:?}: {text}{found:?}");
            let plan = planned(&known(), &text);
            assert!(plan.changes.is_empty() && asked(&plan).is_empty(), "{name} {lang:?}");
            let said = words(&plan);
            assert!(
                said.iter().all(|word| word == "报表里的统计数字，不是客户、订单等资料"),
                "{name} {lang:?} {said:?}"
            );
            assert_eq!(plan.counts.left_out, plan.rows.len(), "{name} {lang:?}");
        }
    }
    // A column that somebody says is something makes it a table as any other.
    let text = report(T(Lang::Zh), "funnel", &["来源", "线索", "成交"]);
    let mut one = wanted(&table(&text));
    one.mapping.columns[0].used = Use::Field("name".into());
    assert_eq!(words(&plan(&known(), &table(&text), &one)), ["New"]);
    // And sheets of people that look a little like one are none.
    for text in [
        "客户名称,来源,线索\n乙公司,展会,有\n",
        "来源,客户名称\n展会,乙公司\n",
        "目标,客户名称\n成交,乙公司\n",
        "客户,一月,二月,合计\n乙公司,1,2,3\n",
        "名称,甲,乙,合计\n丙,1,2,3\n丁,1,2,3\n",
    ] {
        assert!(!mapping(&table(text)).is_of_report(), "{text}");
    }
}

/// A form as it is exported, blank and filled in, with a log that is wider than its items.
#[test]
fn a_form_is_said_to_be_one_and_changes_nothing() {
    let zh = [
        "客户关系分类表",
        "客户编号",
        "填表日期",
        "基本信息",
        "客户名称",
        "联系人",
    ];
    let en = [
        "Customer classification sheet",
        "Number",
        "Day",
        "Basics",
        "Name",
        "Contacts",
    ];
    for (lang, [title, number, day, section, name, people]) in [(Lang::Zh, zh), (Lang::En, en)] {
        let t = T(lang);
        let heads = format!("{},{},{}", t.forms_section(), t.forms_item(), t.forms_value());
        let blank = format!("{heads}\n{title},{number},\n,{day},\n{section},{name},\n,{people},\n");
        let filled =
            format!("{heads}\n{title},{number},KH-1\n,{day},2026-03-05\n{section},{name},甲公司\n,{people},王敏\n");
        let wide = format!(
            "{heads},,\n{title},{number},KH-1,,\n,{day},2026-03-05,,\n{section},{name},甲公司,,\n,{people},王敏,电话,许静\n"
        );
        for text in [blank, filled, wide] {
            let found = mapping(&table(&text));
            assert!(found.is_of_report() && found.is_of_form(), "{lang:?}: {text}{found:?}");
            let plan = planned(&known(), &text);
            assert!(plan.changes.is_empty() && asked(&plan).is_empty(), "{text}");
            assert!(
                words(&plan)
                    .iter()
                    .all(|word| word == "表单里的一栏，不是一行一家的资料"),
                "{text}"
            );
        }
    }
}

/// Orders whose own numbers are those of customers are no orders, whatever the heads say.
#[test]
fn the_number_of_a_customer_is_no_number_of_an_order() {
    let text = "编号,客户,下单日期,金额（元）\nKH-1,甲公司,2026-03-05,100\nSO-2,甲公司,2026-03-06,200\n";
    let plan = planned(&known(), text);
    assert_eq!(words(&plan), ["Wrong", "New"]);
    assert_eq!(
        plan.rows[0].problems[0].message.zh,
        "“KH-1”是客户的编号，不是这条记录自己的编号；这一列如果是客户编号，请在表头改选“客户编号”"
    );
}

#[test]
fn what_is_to_be_done_for_nobody_is_no_customer() {
    let heads = LISTS.iter().find(|(name, _)| *name == "today").map(|(_, heads)| heads);
    for lang in [Lang::Zh, Lang::En] {
        let t = T(lang);
        let text = sheet(t, &heads.unwrap()(t));
        let row = text.lines().nth(1).unwrap();
        let nobody = row.replace("甲公司", t.today_nobody()).replace("KH-1", "");
        let plan = planned(&known(), &format!("{text}{nobody}\n"));
        assert_eq!(
            (plan.counts.new, plan.counts.changed, plan.counts.wrong),
            (0, 0, 0),
            "{lang:?}"
        );
        assert!(plan.changes.is_empty(), "{lang:?}");
    }
}

#[test]
fn of_the_list_of_need_tags_all_is_stored() {
    let mut one = customer("KH-1", "甲公司");
    (one.industry, one.kind) = (Some("制造业".into()), Some(CustomerKind::Enterprise));
    one.need_tags = vec!["制造-降本".into()];
    let now = book([one, customer("KH-2", "乙公司")]);
    let zh = "客户,需求标签,类型,行业,负责人,编号\n甲公司,制造-降本,企业,制造业,未知,KH-1\n乙公司,没有需求标签,未知,未知,未知,KH-2\n";
    let en = "Customer,Need tags,Kind,Industry,Owner,Number\n甲公司,制造-降本,Enterprise,制造业,Unknown,KH-1\n乙公司,Without a need tag,Unknown,Unknown,Unknown,KH-2\n";
    for text in [zh, en] {
        let plan = planned(&now, text);
        assert_eq!(
            (words(&plan), asked(&plan)),
            (vec!["Same".to_owned(); 2], Vec::new()),
            "{text}"
        );
    }
    let changed = after(
        now.clone(),
        &planned(
            &now,
            &zh.replace("没有需求标签", "制造-交期")
                .replace("乙公司,制造-交期,未知,未知,未知", "乙公司,制造-交期,未知,未知,许静"),
        ),
    );
    let own = changed.customers.get("KH-2").unwrap();
    assert_eq!((own.need_tags.len(), own.owner.as_deref()), (1, Some("许静")));
}

/// The classes and metrics of all, for people: heads of the sample's in the first columns, behind them every metric.
#[test]
fn the_results_for_people_come_back_without_a_change() {
    let zh = [
        "编号",
        "名称",
        "基准日",
        "服务负责人",
        "客户价值",
        "关系紧密度",
        "规则所加标签",
        "人工标签",
        "年采购额（近12个月）依据",
    ];
    let en = [
        "No.",
        "Name",
        "As of",
        "Served by",
        "Value",
        "Closeness",
        "Tags by rules",
        "Tags by hand",
        "Purchases (12 months), basis",
    ];
    for (lang, heads) in [(Lang::Zh, zh), (Lang::En, en)] {
        let metric = |metric: &guanxi::domain::metric::MetricInfo| if lang == Lang::Zh { metric.zh } else { metric.en };
        // What is declared is stored; its head says its unit, and its value the same.
        let worked_out = METRICS.iter().filter(|it| it.id != "declared_annual_purchase");
        let all: Vec<&str> = heads.into_iter().chain(worked_out.map(metric)).collect();
        let cell = |(place, _): (usize, &&str)| match place {
            0 => "KH-1",
            1 => "甲公司",
            _ => "825",
        };
        let row = |cells: Vec<&str>| {
            cells
                .iter()
                .map(|cell| format!("\"{cell}\""))
                .collect::<Vec<_>>()
                .join(",")
        };
        let text = format!(
            "{}\n{}\n",
            row(all.clone()),
            row(all.iter().enumerate().map(cell).collect())
        );
        let plan = planned(&known(), &text);
        assert_eq!(
            (words(&plan), asked(&plan)),
            (vec!["Same".to_owned()], Vec::new()),
            "{lang:?}"
        );
    }
}
