//! What cells say: a table of values for each kind of field, and what is asked instead of guessed.

use guanxi::domain::book::Book;
use guanxi::domain::field::HasFields;
use guanxi::domain::kind::{Customer, Order};
use guanxi::exchange::grid::Cell;
use guanxi::exchange::layout::Table;
use guanxi::exchange::plan::{Outcome, SheetPlan, Wanted, plan};
use guanxi::exchange::values::{Answer, Ask};

use crate::exchange::{planned, table, wanted};

/// The customers and orders that a plan puts.
fn after(plan: &SheetPlan) -> Book {
    let mut book = Book::default();
    book.apply_some(&plan.changes);
    book
}

/// What a field of the one customer says after a sheet with this heading and cell.
fn read(heading: &str, cell: &str, key: &str) -> Result<String, String> {
    read_with(heading, cell, key, Vec::new())
}

fn read_with(heading: &str, cell: &str, key: &str, answers: Vec<Answer>) -> Result<String, String> {
    let quoted = cell.replace('"', "\"\"");
    let table = table(&format!("客户名称,{heading}\n甲,\"{quoted}\"\n"));
    let mut wanted = wanted(&table);
    wanted.answers = answers.into_iter().map(|answer| (1, answer)).collect();
    let plan = plan(&Book::default(), &table, &wanted);
    if let Some(problem) = plan.rows[0]
        .problems
        .iter()
        .find(|p| p.level != guanxi::domain::field::Level::Warning)
    {
        return Err(problem.message.zh.to_string());
    }
    let book = after(&plan);
    let (_, customer) = book.customers.iter().next().unwrap();
    Ok(Customer::field(key).unwrap().text(customer))
}

#[test]
fn amounts_are_read_with_their_units() {
    // 营收 is shown in 万元.
    let table = [
        ("营收（万元）", "128", "128"),
        ("营收(万元)", "1,280.5", "1280.5"),
        ("营收/万元", "１２８", "128"),
        ("营收（元）", "1280000", "128"),
        ("营收", "128万", "128"),
        ("营收", "1.2亿元", "12000"),
        ("营收", "￥1,280,000元", "128"),
        ("营收（万元）", "0.57999999999999996", "0.58"),
        ("营收", "0.57999999999999996万", "0.58"),
        ("营收（元）", "1,200.5元", "0.12005"),
        ("营收（万元）", "87.600000000000009", "87.6"),
        ("营收（万元）", "-", ""),
        ("营收（万元）", "N/A", ""),
        ("营收（亿元）", "1.5", "15000"),
    ];
    for (heading, cell, shown) in table {
        assert_eq!(
            read(heading, cell, "annual_revenue"),
            Ok(shown.to_owned()),
            "{heading} {cell}"
        );
    }
    assert!(read("营收（万元）", "约一百", "annual_revenue").is_err());
    // A share without what it is of is no product.
    for share in ["35%", "0.35"] {
        assert!(read("采购占比", share, "products").is_err(), "{share}");
    }
}

#[test]
fn a_unit_above_the_head_is_that_of_every_column_that_names_none() {
    let under = |above: &str, answers: Vec<(usize, Answer)>| {
        let table = table(&format!(
            "{above}\n客户名称,营收,年采购额(元),备注\n甲,128,50000,x\n乙,12万,7,y\n"
        ));
        let wanted = Wanted {
            answers,
            ..wanted(&table)
        };
        let plan = plan(&Book::default(), &table, &wanted);
        let asked: Vec<(usize, Ask)> = plan
            .questions
            .iter()
            .map(|asked| (asked.column, asked.reason))
            .collect();
        let yuan = |fen: Option<guanxi::domain::money::Fen>| fen.map(|fen| fen.0 / 100);
        let book = after(&plan);
        let customers = book.customers.iter();
        let amounts = customers.map(|(_, one)| (yuan(one.annual_revenue), yuan(one.declared_annual_purchase)));
        (asked, amounts.collect::<Vec<_>>())
    };
    let rows = |revenue: i64| vec![(Some(revenue), Some(50_000)), (Some(120_000), Some(7))];
    for (above, revenue) in [
        ("2026年客户营收表,,,\n单位：万元,,,", 1_280_000),
        ("客户表（金额单位：人民币千元）,,,", 128_000),
        (",,,单位:元", 128),
        ("Unit: CNY 10k,,,", 1_280_000),
    ] {
        assert_eq!(under(above, Vec::new()), (vec![], rows(revenue)), "{above}");
    }
    // The person knows better; and where nothing is written it is asked.
    assert_eq!(under("单位：万元,,,", vec![(1, Answer::Power(0))]), (vec![], rows(128)));
    assert_eq!(under("编制单位：甲公司,,,", Vec::new()).0, [(1, Ask::Unit)]);
    // Orders, whose amounts are in yuan unless something else is written.
    let orders = table("单位：万元,,,\n订单编号,客户名称,订单日期,金额\nA1,甲,2026-03-05,8.8\n");
    let wanted = Wanted {
        answers: vec![(0, Answer::Brings(true))],
        ..wanted(&orders)
    };
    let book = after(&plan(&Book::default(), &orders, &wanted));
    assert_eq!(book.orders.get("A1").unwrap().amount.0, 8_800_000);
}

#[test]
fn accounts_write_negatives_in_many_ways() {
    let table = [
        ("(1,234.50)", "-1234.5"),
        ("（1,234.50）", "-1234.5"),
        ("-1,234.50", "-1234.5"),
        ("1,234.50-", "-1234.5"),
        ("-¥1,234.50", "-1234.5"),
        ("¥-1,234.50", "-1234.5"),
        ("¥1,234.50", "1234.5"),
        ("CNY 88", "88"),
    ];
    for (cell, shown) in table {
        let text = format!("订单编号,客户名称,订单日期,金额\nA1,甲,2026-03-05,\"{cell}\"\n");
        let table = crate::exchange::table(&text);
        let wanted = Wanted {
            answers: vec![(0, Answer::Brings(true))],
            ..wanted(&table)
        };
        let plan = plan(&Book::default(), &table, &wanted);
        let book = after(&plan);
        let order = book
            .orders
            .get("A1")
            .unwrap_or_else(|| panic!("{cell}: {:?}", plan.rows));
        assert_eq!(Order::field("amount").unwrap().text(order), shown, "{cell}");
    }
}

#[test]
fn days_are_read_as_people_and_programs_write_them() {
    let table = [
        ("2024年3月5日", "2024-03-05"),
        ("2024年03月05日", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("2024.3.5", "2024-03-05"),
        ("2024-3-5", "2024-03-05"),
        ("２０２４－３－５", "2024-03-05"),
        ("２５／０３／２０２４", "2024-03-25"),
        ("20240305", "2024-03-05"),
        ("2024/3/5 14:30", "2024-03-05"),
        ("2024-03-05 14:30:00", "2024-03-05"),
        ("2024-03-05T14:30:00+08:00", "2024-03-05"),
        ("2024年3月5日 下午2:30", "2024-03-05"),
        ("25/03/2024", "2024-03-25"),
        ("03/25/2024", "2024-03-25"),
        ("5 March 2024", "2024-03-05"),
        ("Mar 5, 2024", "2024-03-05"),
        ("05-Mar-2024", "2024-03-05"),
        // Midnight as programs write it that count with Shanghai's own time of before 1901.
        ("1985-03-04 23:59:17", "1985-03-05"),
        ("1985-03-05 00:00:43", "1985-03-05"),
    ];
    for (cell, day) in table {
        assert_eq!(
            read("合作起始时间", cell, "cooperation_since"),
            Ok(day.to_owned()),
            "{cell}"
        );
    }
    for cell in ["2024-13-05", "2024-02-30", "下周"] {
        assert!(read("合作起始时间", cell, "cooperation_since").is_err(), "{cell}");
    }
}

#[test]
fn serial_numbers_count_from_1900_or_1904() {
    let day = |text: &str| guanxi::domain::day::Day::parse(text).unwrap();
    let table = [
        (45356.0, false, Cell::Date(day("2024-03-05"), 0)),
        (43894.0, true, Cell::Date(day("2024-03-05"), 0)),
        (45356.5, false, Cell::Date(day("2024-03-05"), 43_200)),
        (45_355.999_999_999, false, Cell::Date(day("2024-03-05"), 0)),
        (59.0, false, Cell::Date(day("1900-02-28"), 0)),
        (61.0, false, Cell::Date(day("1900-03-01"), 0)),
        (0.0, true, Cell::Date(day("1904-01-01"), 0)),
        (0.604_166_666_7, false, Cell::Text("14:30:00".into())),
        (-5.0, false, Cell::Number(-5.0)),
    ];
    for (serial, is_1904, cell) in table {
        assert_eq!(Cell::serial(serial, is_1904), cell, "{serial} {is_1904}");
    }
}

#[test]
fn texts_lose_their_guards_and_keep_their_digits() {
    let table = [
        ("联系方式", "=\"02155551234\"", "contact.phone", "02155551234"),
        ("联系方式", "'013800006142", "contact.phone", "013800006142"),
        (
            "联系方式",
            "138 0000 6142/021-55551234",
            "contact.phone",
            "138 0000 6142/021-55551234",
        ),
        ("地区", "江苏省\n苏州市", "region", "江苏省苏州市"),
        ("客户来源", "Trade fair\r\nShanghai", "source", "Trade fair Shanghai"),
        (
            "联系方式",
            "13800006142\n021-5555 1234",
            "contact.phone",
            "13800006142 / 021-5555 1234",
        ),
        ("联系方式", "tel:13800006142", "contact.phone", "13800006142"),
        ("邮箱", "mailto:a@b.cn", "contact.email", "a@b.cn"),
        ("备注", "  第一行\n第二行 ", "notes", "第一行\n第二行"),
        ("请勿联系", "√", "do_not_contact", "是"),
        ("请勿联系", "没有", "do_not_contact", "否"),
        ("请勿联系", "Y", "do_not_contact", "是"),
        (
            "主要产品/服务采购占比",
            "伺服电机 46%、视觉 0.3",
            "products",
            "伺服电机 46%，视觉 30%",
        ),
        ("员工人数", "１，２００人", "employees", "1200"),
        ("人工标签", "重点，长三角", "tags", "重点、长三角"),
    ];
    for (heading, cell, key, shown) in table {
        assert_eq!(read(heading, cell, key), Ok(shown.to_owned()), "{heading} {cell:?}");
    }
}

/// A question: the column, why, examples.
type Asked = (usize, Ask, Vec<String>);

/// The questions of a sheet.
fn asked(text: &str) -> Vec<Asked> {
    let questions = planned(&Book::default(), text).questions;
    let told = |q: guanxi::exchange::values::Question| {
        let examples = q
            .examples
            .into_iter()
            .map(|(at, text)| format!("{at}: {text}"))
            .collect();
        (q.column, q.reason, examples)
    };
    questions.into_iter().map(told).collect()
}

#[test]
fn what_only_the_person_knows_is_asked_once_a_column() {
    let table: [(&str, Vec<Asked>); 11] = [
        (
            "客户名称,合作起始时间\n甲,45356\n乙,2024-03-05\n",
            vec![(1, Ask::Serial, vec!["2: 45356".into()])],
        ),
        (
            "客户名称,合作起始时间\n甲,昨天\n乙,今天\n丙,2024-03-05\n",
            vec![(1, Ask::DayWords, vec!["2: 昨天".into(), "3: 今天".into()])],
        ),
        (
            "客户名称,合作起始时间\n甲,03/04/2026\n乙,05/04/2026\n丙,2026-01-02\n",
            vec![(1, Ask::DateOrder, vec!["2: 03/04/2026".into(), "3: 05/04/2026".into()])],
        ),
        ("客户名称,合作起始时间\n甲,04/04/2026\n乙,25/04/2026\n", vec![]),
        (
            "客户名称,联系方式\n甲,1.38E+10\n乙,13800006142\n",
            vec![(1, Ask::LostDigits, vec!["2: 1.38E+10".into()])],
        ),
        (
            "客户名称,微信\n甲,440301199001010000\n",
            vec![(1, Ask::LostDigits, vec!["2: 440301199001010000".into()])],
        ),
        (
            "客户名称,营收\n甲,1280000\n乙,128万\n",
            vec![(1, Ask::Unit, vec!["2: 1280000".into()])],
        ),
        ("客户名称,营收（元）\n甲,1280000\n", vec![]),
        (
            "客户名称,意向等级\n甲,高意向\n乙,非常想要\n",
            vec![(1, Ask::Choices, vec!["3: 非常想要".into()])],
        ),
        (
            "客户名称,行业属性\n甲,制造业\n乙,智能制造\n",
            vec![(1, Ask::Choices, vec!["3: 智能制造".into()])],
        ),
        (
            "客户名称,负责人,业务员\n甲,张三,李四\n",
            vec![(2, Ask::SameField, vec!["2: 张三 | 李四".into()])],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(asked(text), expected, "{text}");
    }
}

#[test]
fn answers_settle_what_was_asked() {
    let day = |first| {
        read_with(
            "合作起始时间",
            "03/04/2026",
            "cooperation_since",
            vec![Answer::DayFirst(first)],
        )
    };
    assert_eq!(day(true).unwrap(), "2026-04-03");
    assert_eq!(day(false).unwrap(), "2026-03-04");
    assert!(read("合作起始时间", "03/04/2026", "cooperation_since").is_err());

    let serial = |takes| {
        read_with(
            "合作起始时间",
            "45356",
            "cooperation_since",
            vec![Answer::Serials(takes)],
        )
    };
    assert_eq!(
        (serial(true).unwrap(), serial(false).unwrap()),
        ("2024-03-05".to_owned(), String::new())
    );
    let word = |takes| {
        read_with(
            "合作起始时间",
            "昨天",
            "cooperation_since",
            vec![Answer::DayWords(takes)],
        )
    };
    assert_eq!(
        (word(true).unwrap(), word(false).unwrap()),
        ("2026-11-18".to_owned(), String::new())
    );

    let revenue = |power| read_with("营收", "1280000", "annual_revenue", vec![Answer::Power(power)]);
    assert_eq!(revenue(0).unwrap(), "128");
    assert_eq!(
        read_with("营收", "128", "annual_revenue", vec![Answer::Power(4)]).unwrap(),
        "128"
    );
    assert!(read("营收", "128", "annual_revenue").is_err());

    let phone = |keep| read_with("联系方式", "1.38E+10", "contact.phone", vec![Answer::KeepRounded(keep)]);
    assert_eq!(phone(true).unwrap(), "1.38E+10");
    assert_eq!(phone(false).unwrap(), "");

    let words = |to: Option<&str>| {
        let map = [("智能制造".to_owned(), to.map(str::to_owned))].into_iter().collect();
        read_with("行业属性", "智能制造", "industry", vec![Answer::Words(map)])
    };
    assert_eq!(words(Some("制造业")).unwrap(), "制造业");
    assert_eq!(words(Some("智能制造")).unwrap(), "智能制造");
    assert_eq!(words(None).unwrap(), "");
}

#[test]
fn an_unanswered_column_holds_back_only_its_rows() {
    let plan = planned(
        &Book::default(),
        "客户名称,合作起始时间\n甲,03/04/2026\n乙,2026-01-02\n丙,\n",
    );
    let outcomes: Vec<&Outcome> = plan.rows.iter().map(|row| &row.outcome).collect();
    assert_eq!(outcomes, [&Outcome::Asked, &Outcome::New, &Outcome::New]);
    assert_eq!((plan.counts.asked, plan.counts.wrong), (1, 0));
    assert_eq!(plan.changes.len(), 2);
}

#[test]
fn formula_errors_are_no_values() {
    let mut table: Table = table("客户名称,员工人数\n甲,12\n");
    table.rows[0].cells[1] = Cell::Error("#REF!".into());
    let wanted = wanted(&table);
    let wrong = plan(&Book::default(), &table, &wanted);
    assert_eq!(wrong.rows[0].outcome, Outcome::Wrong);
    assert_eq!(wrong.rows[0].problems[0].message.zh, "公式出错：#REF!");
    table.rows[0].cells[1] = Cell::Error("#N/A".into());
    assert_eq!(plan(&Book::default(), &table, &wanted).rows[0].outcome, Outcome::New);
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_told() {
    let open = table("客户名称,地区\n甲,\"乙\n");
    let open = plan(&Book::default(), &open, &wanted(&open));
    assert!(open.rows[0].problems[0].message.zh.contains("引号没有配对"));
    // Of a cell that says so itself nothing is missing.
    for whole in ["\"甲", "\"甲\"乙", "24\"显示器", "“甲”"] {
        assert_eq!(read("地区", whole, "region").as_deref(), Ok(whole));
    }
}
