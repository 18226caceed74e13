//! Rows behind the data that are no records, and those that only look like such.

use guanxi::domain::book::Book;
use guanxi::exchange::layout::Table;

use crate::exchange::{planned, sheet, table};

/// The rows that are records, those of sums, and those below the table.
fn parts(text: &str) -> (Vec<u32>, Vec<u32>, Vec<u32>) {
    let table = table(text);
    let rows = table.rows.iter().map(|row| row.at).collect();
    (rows, table.totals, table.footers)
}

#[test]
fn sums_of_a_region_are_none_wherever_they_stand() {
    let text = "地区,客户名称,联系人,年采购额(万元)\n\
        华东,甲公司,张三,10\n华东,乙公司,李四,20\n华东区合计：,,,30\n\
        华南,丙公司,王五,5\n华南区小计（万元）,,,5\n华南区合计,1家,,¥5\n";
    assert_eq!(parts(text), (vec![2, 3, 5], vec![4, 6, 7], vec![]));
    // The same in a list whose first column names the customer.
    let text = "客户名称,电话,地区\n甲公司,13800001111,苏州\n华东区合计：,1家,\n以上共1家客户,,\n";
    assert_eq!(parts(text), (vec![2], vec![3, 4], vec![]));
}

#[test]
fn who_made_a_list_and_how_long_it_is_are_no_customers() {
    let lines = [
        "以上共4家客户",
        "共 12 条记录",
        "总共4家",
        "备注：以上为未审数",
        "注1：含税",
        "制表人：张三",
        "制表人 张三",
        "审核：李四",
        "制表日期：2026-11-28",
        "导出时间：2026-11-28 10:00",
        "第 1 页 共 3 页",
        "第1页，共3页",
        "共3页",
        "Page 1 of 3",
        "单位：万元",
        "（以下空白）",
        "* 含税价",
        "数据来源：工商局",
    ];
    for line in lines {
        for blank in ["", ",,,\n"] {
            let text = format!(
                "客户名称,联系人,电话,地区\n甲公司,张三,13800001111,苏州\n乙公司,李四,13800002222,苏州\n{blank}{line},,,\n"
            );
            let (rows, totals, footers) = parts(&text);
            assert_eq!((rows, totals.len() + footers.len()), (vec![2, 3], 1), "{line}");
        }
    }
    // Several beside each other, above a sum, and in a list of two columns.
    let signed = "客户名称,联系人,电话,地区\n甲公司,张三,13800001111,苏州\n乙公司,李四,13800002222,苏州\n\
        制表人：,张三,审核：,李四\n合计,2,,\n";
    assert_eq!(parts(signed), (vec![2, 3], vec![5], vec![4]));
    let narrow =
        "客户名称,电话\n甲公司,13800001111\n乙公司,13800002222\n合计,2家\n制表人：张三,审核：李四\n备注：内部资料,\n";
    assert_eq!(parts(narrow), (vec![2, 3], vec![4], vec![5, 6]));
}

#[test]
fn companies_that_are_called_so_are_customers() {
    for name in [
        "合计科技有限公司",
        "小计公司",
        "备注网络科技有限公司",
        "单位公司",
        "打印世界图文店",
        "来源科技有限公司",
        "说明书印刷厂",
        "以上文化公司",
        "共3科技公司",
        "审核通过集团",
        "第一页书店",
        "客户1",
        "总和律师事务所",
        "日期时间公司",
    ] {
        // With nothing but its name, as the last one.
        let text = format!(
            "客户名称,联系人,电话,地区\n甲公司,张三,13800001111,苏州\n乙公司,李四,13800002222,苏州\n{name},,,\n"
        );
        assert_eq!(parts(&text), (vec![2, 3, 4], vec![], vec![]), "{name}");
        let text = format!("客户名称,电话\n甲公司,13800001111\n{name},13800002222\n");
        assert_eq!(parts(&text), (vec![2, 3], vec![], vec![]), "{name}");
    }
    // A remark is a column, and no line, whatever its cells say.
    let text =
        "备注,客户名称,电话\n备注：老客户,甲公司,13800001111\n备注：新,乙公司,13800002222\n备注,丙公司,13800003333\n";
    assert_eq!(parts(text).0, [2, 3, 4]);
}

#[test]
fn what_was_left_out_is_named_and_can_be_taken_in() {
    let text = "客户名称,联系人,电话\n甲公司,张三,13800001111\n小计,1,\n制表人：李四,,\n";
    let plain = table(text);
    assert_eq!(
        plain.aside,
        [(3, "小计 | 1".to_owned()), (4, "制表人：李四".to_owned())]
    );
    let of = |records: &[u32]| Table::with(sheet(text.as_bytes()), None, records);
    let own = of(&[3, 4]);
    assert_eq!(own.rows.iter().map(|row| row.at).collect::<Vec<_>>(), [2, 3, 4]);
    assert_eq!((own.aside.len(), own.totals.len(), own.footers.len()), (0, 0, 0));
    let one = of(&[4]);
    assert_eq!((one.rows.len(), &one.totals[..], one.footers.len()), (2, &[3][..], 0));
    // The import takes neither for a customer.
    let plan = planned(&Book::default(), text);
    assert_eq!((plan.counts.new, plan.counts.wrong), (1, 0));
}

#[test]
fn where_the_pages_of_a_report_meet_stand_no_customers() {
    let text = "客户表,,\n客户名称,联系人,电话\n甲厂,张三,13800001111\n第1页,,\n客户表,,\n客户名称,联系人,电话\n乙厂,李四,13800002222\n第2页,,\n";
    let (rows, totals, footers) = parts(text);
    assert_eq!((rows, totals, footers), (vec![3, 7], vec![], vec![4, 5, 8]));
}

#[test]
fn lines_that_say_one_thing_of_the_sheet_are_no_head() {
    let text = "某某公司客户台账,,,\n制表日期：2026-03-01,,,单位：万元\n客户名称,地区,合作起始时间,营收\n合计科技有限公司,杭州,2026-01-01,10\n\
        小计餐饮店,杭州,2026-01-01,20\n总计传媒,苏州,2026-01-01,20\n共计商贸,苏州,,5\n备注先生茶馆,苏州,,5\n小计,,,55\n青禾茶业,杭州,,1\n\
        合计,,,56\n以上共4家客户,,,\n备注：以上数据截止3月,,,\n制表人：张三,,审核人：李四,\n第1页,,,\n第 1 页 共 3 页,,,\n打印日期：2026-01-01,,,\n";
    let (rows, _, _) = parts(text);
    assert_eq!(rows, [4, 5, 6, 7, 8, 10]);
    // In brackets it is part of a heading.
    let (rows, _, _) = parts("客户名称,营收（单位：万元）\n甲公司,10\n乙公司,20\n");
    assert_eq!(rows, [2, 3]);
}
