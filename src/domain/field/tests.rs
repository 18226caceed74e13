//! The registry as a whole, and the tables of what may be typed.

use super::words::half_width;
use super::*;
use crate::domain::day::Day;
use crate::domain::id::CustomerId;
use crate::domain::money::Fen;

fn today() -> Day {
    Day::parse("2026-11-19").unwrap()
}

fn customer() -> Customer {
    Customer::new(CustomerId::new("KH-0001").unwrap(), "宁波恒拓")
}

fn date(text: &str) -> Result<String, String> {
    parse_date(text, today(), Tense::Either)
        .map(|d| d.to_string())
        .map_err(|e| e.message.zh.into_owned())
}

#[test]
fn dates_as_people_type_them() {
    let table = [
        ("2026-03-05", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("2026/3/5", "2026-03-05"),
        ("2026.3.5", "2026-03-05"),
        ("2026年3月5日", "2026-03-05"),
        ("２０２６－０３－０５", "2026-03-05"),
        ("0305", "2026-03-05"),
        ("3-5", "2026-03-05"),
        ("3.5", "2026-03-05"),
        ("3/5", "2026-03-05"),
        ("3月5日", "2026-03-05"),
        ("3月5号", "2026-03-05"),
        (" 12-31 ", "2026-12-31"),
        ("今天", "2026-11-19"),
        ("昨天", "2026-11-18"),
        ("前天", "2026-11-17"),
        ("明天", "2026-11-20"),
        ("Yesterday", "2026-11-18"),
        ("3天前", "2026-11-16"),
    ];
    for (text, day) in table {
        assert_eq!(date(text).as_deref(), Ok(day), "{text}");
    }
    for text in [
        "",
        "2026",
        "26-3-5",
        "2026-3",
        "5",
        "305",
        "abc",
        "3-5-7",
        "+3-5",
        "3--5",
        "昨",
        "2026-03-05T10:00",
    ] {
        assert!(date(text).unwrap_err().contains("看不懂"), "{text}");
    }
    assert_eq!(date("0229").unwrap_err(), "日历上没有2026年2月29日");
    assert!(date("2026-13-01").is_err());
}

#[test]
fn a_birthday_is_of_the_year_that_is_written() {
    let born = |text: &str| parse_date(text, today(), Tense::Born).map_err(|why| why.message.zh.into_owned());
    for text in ["12-25", "0816", "2-29", "１２．２５", "3月5日", "8/16"] {
        assert_eq!(born(text).unwrap_err(), "这一天要写年份，如1985-12-25", "{text}");
    }
    // What is no date is told to be none, and how one with a year is written.
    for text in ["2020", "85-12-25", "13-40-1", "某天"] {
        assert!(
            born(text).unwrap_err().ends_with("请连年份写全，如1985-12-25"),
            "{text}"
        );
    }
    let day = |text: &str| Ok(Day::parse(text).unwrap());
    assert_eq!(born("1985-12-25"), day("1985-12-25"));
    assert_eq!(born("20000229"), day("2000-02-29"));
    assert_eq!(born("昨天"), Ok(today().plus_days(-1)));
    // The fields that are such days, and no other.
    let born_fields = FIELDS.iter().filter(|field| field.kind == FieldKind::Date(Tense::Born));
    let keys: Vec<_> = born_fields.map(|field| field.key).collect();
    assert_eq!(keys, ["contact.birthday", "founded_on", "birthday"]);
    let contact = crate::domain::kind::Contact::field("birthday").unwrap();
    assert_eq!(contact.kind, FieldKind::Date(Tense::Born));
}

#[test]
fn a_date_without_a_year_is_the_last_the_next_or_this_years() {
    use Tense::{Either, Future, Past};
    let table = [
        ("1203", "2026-11-26", Past, "2025-12-03"),
        ("1203", "2026-11-26", Future, "2026-12-03"),
        ("1203", "2026-11-26", Either, "2026-12-03"),
        ("0305", "2026-11-26", Past, "2026-03-05"),
        ("0305", "2026-11-26", Future, "2027-03-05"),
        ("0305", "2026-11-26", Either, "2026-03-05"),
        // Today is the last and the next one.
        ("1126", "2026-11-26", Past, "2026-11-26"),
        ("11-26", "2026-11-26", Future, "2026-11-26"),
        ("11-25", "2026-11-26", Future, "2027-11-25"),
        ("11-27", "2026-11-26", Past, "2025-11-27"),
        ("1231", "2026-01-01", Past, "2025-12-31"),
        ("0101", "2026-12-31", Future, "2027-01-01"),
        ("0229", "2026-11-26", Past, "2024-02-29"),
        ("0229", "2027-03-01", Future, "2028-02-29"),
        ("2028-02-29", "2026-11-26", Future, "2028-02-29"),
        ("2月29日", "2103-05-01", Past, "2096-02-29"),
        // A year, and a word, mean what they say.
        ("2026-12-03", "2026-11-26", Past, "2026-12-03"),
        ("20250101", "2026-11-26", Future, "2025-01-01"),
        ("明天", "2026-11-26", Past, "2026-11-27"),
        ("3天前", "2026-11-26", Future, "2026-11-23"),
    ];
    for (text, today, tense, day) in table {
        let read = parse_date(text, Day::parse(today).unwrap(), tense);
        assert_eq!(read, Ok(Day::parse(day).unwrap()), "{text} on {today}, {tense:?}");
    }
    // The next 29 February may be years away: what is to come is asked for its year.
    for (text, today, next) in [
        ("0229", "2026-11-26", "2028-02-29"),
        ("2月29日", "2097-05-01", "2104-02-29"),
    ] {
        let asked = parse_date(text, Day::parse(today).unwrap(), Future).unwrap_err();
        assert_eq!(
            asked.message.zh,
            format!("没有写年份，最近的这一天是{next}：是它就请写全")
        );
    }
    for tense in [Past, Future, Either, Tense::Born] {
        assert!(parse_date("0230", today(), tense).is_err());
        // A year that cannot be meant is asked about, not taken.
        for text in ["0024-03-05", "2206-11-20", "0219-01-01", "22061120"] {
            let asked = parse_date(text, today(), tense).unwrap_err().message.zh.into_owned();
            assert!(asked.contains("是不是写错了"), "{text}: {asked}");
        }
    }
    assert_eq!(
        parse_date("0331", Day::parse("2026-11-19").unwrap(), Future),
        Ok(Day::parse("2027-03-31").unwrap())
    );
}

#[test]
fn numbers_as_people_type_them() {
    let read = |text| match parse(FieldKind::Number, text, today()) {
        Ok(FieldValue::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    for (typed, number) in [("-1,200", "-1200"), ("+5", "5"), ("２.50", "2.50"), ("1 000", "1000")] {
        assert_eq!(read(typed).as_deref(), Some(number), "{typed}");
    }
    for typed in ["--5", "-+5", "5分", "1,28", "NaN", "1/2"] {
        assert_eq!(read(typed), None, "{typed}");
    }
}

#[test]
fn amounts_as_people_type_them() {
    use Unit::{Wan, Yuan};
    let table = [
        ("12万", Yuan, 12_000_000),
        ("12.5万元", Yuan, 12_500_000),
        ("1.8亿", Wan, 18_000_000_000),
        ("128,000", Yuan, 12_800_000),
        ("128000.5 元", Wan, 12_800_050),
        ("１２８０００．５元", Yuan, 12_800_050),
        ("¥128，000", Yuan, 12_800_000),
        ("87.6", Wan, 87_600_000),
        ("87.6 万元", Wan, 87_600_000),
        ("87.654321", Wan, 87_654_321),
        ("1亿2000万", Yuan, 12_000_000_000),
        ("3万5000元", Wan, 3_500_000),
        ("3千万", Yuan, 3_000_000_000),
        ("-5.25", Yuan, -525),
        ("0", Wan, 0),
        ("1,2000", Yuan, 1_200_000),
    ];
    for (text, unit, fen) in table {
        assert_eq!(parse_money(text, unit), Ok(Fen(fen)), "{text}");
    }
    for text in [
        "",
        "万",
        "元",
        "1万2",
        "1,28",
        ",128",
        "1..2",
        "12万3亿",
        "NaN",
        "1e5",
        "--1",
        "十万",
        "12 apples",
    ] {
        assert!(parse_money(text, Yuan).is_err(), "{text}");
    }
    let reason = |text, unit| parse_money(text, unit).unwrap_err().message.zh.into_owned();
    assert_eq!(reason("0.125", Yuan), "金额最多精确到分");
    assert_eq!(reason("1.2345678", Wan), "金额最多精确到分");
    assert!(reason("99999亿", Yuan).contains("上限"));
    // An amount in yuan that was pasted where 万元 are asked for is asked about; with its unit it is clear, and stays so.
    for text in ["1250072.40", "500000", "1,250,000"] {
        let asked = reason(text, Wan);
        assert!(
            asked.contains("是不是多了") && asked.contains(&text.replace(',', "")),
            "{text}: {asked}"
        );
    }
    for (text, fen) in [
        ("1250072.40元", 125_007_240),
        ("500000万", 500_000_000_000),
        ("99999", 99_999_000_000),
    ] {
        assert_eq!(parse_money(text, Wan), Ok(Fen(fen)), "{text}");
        let shown = format(FieldKind::Money(Wan), &FieldValue::Money(Fen(fen)));
        assert_eq!(parse_money(&shown, Wan), Ok(Fen(fen)), "{text} as {shown}");
    }
    assert!(parse(FieldKind::Money(Yuan), "-5", today()).is_err());
}

#[test]
fn shares_counts_codes_and_flags_as_people_type_them() {
    let shares = [
        ("46%", "0.46"),
        ("0.46", "0.46"),
        ("46", "0.46"),
        ("46.5 ％", "0.465"),
        ("1", "0.01"),
        ("100%", "1"),
        ("0%", "0"),
        ("1.0", "1"),
    ];
    for (text, share) in shares {
        assert_eq!(parse_share(text).map(|s| s.to_string()), Ok(share.to_owned()), "{text}");
    }
    for text in ["", "%", "101%", "-1%", "abc", "1.2.3", "inf", "1e1%"] {
        assert!(parse_share(text).is_err(), "{text}");
    }
    let read = |kind, text| parse(kind, text, today()).ok();
    let text = |text: &str| Some(FieldValue::Text(text.into()));
    for (typed, number) in [("260", 260), ("1,200 人", 1200), ("1.2万", 12_000), ("２６０", 260)] {
        assert_eq!(
            read(FieldKind::Count, typed),
            Some(FieldValue::Count(number)),
            "{typed}"
        );
    }
    for typed in ["2.5", "-1", "许多", "99999999999"] {
        assert_eq!(read(FieldKind::Count, typed), None, "{typed}");
    }
    assert_eq!(
        read(FieldKind::Code, "9133 0206-ma2hk37t6e"),
        text("91330206MA2HK37T6E")
    );
    assert_eq!(
        read(FieldKind::Code, "9133"),
        text("9133"),
        "a short code is warned of, not refused"
    );
    assert_eq!(
        read(FieldKind::Reach(Reach::Phone), " 0512-5550 0385 "),
        text("0512-5550 0385")
    );
    assert_eq!(
        read(
            FieldKind::Reach(Reach::Phone),
            "１３７００００６１４２／０２１－５５５００３８５"
        ),
        text("13700006142/021-55500385")
    );
    assert_eq!(read(FieldKind::Flag, "是"), Some(FieldValue::Flag(true)));
    assert_eq!(read(FieldKind::Grade, "6"), None);
    assert_eq!(read(FieldKind::Choice(Choices::Kind), "个人"), text("person"));
    assert_eq!(read(FieldKind::Choice(Choices::Intent), "a"), text("A"));
    assert_eq!(read(FieldKind::Choice(Choices::Intent), "D"), None);
    assert_eq!(read(FieldKind::Choice(Choices::Industry), "制鞋业"), text("制鞋业"));
    assert_eq!(
        read(FieldKind::Tags, "价格、 售后,价格"),
        Some(FieldValue::Tags(vec!["价格".into(), "售后".into()]))
    );
}

#[test]
fn products_as_people_type_them() {
    type Read<'a> = (&'a str, Option<&'a str>);
    let table: [(&str, &[Read]); 5] = [
        (
            "伺服 46%，视觉 29 %、其他 25%",
            &[("伺服", Some("0.46")), ("视觉", Some("0.29")), ("其他", Some("0.25"))],
        ),
        ("伺服：46；视觉", &[("伺服", Some("0.46")), ("视觉", None)]),
        (
            "伺服46%\n备件, 服务 0.2",
            &[("伺服", Some("0.46")), ("备件, 服务", Some("0.2"))],
        ),
        ("控制器 S7-1200", &[("控制器 S7-1200", None)]),
        ("型号 20 未知", &[("型号 20", None)]),
    ];
    for (text, expected) in table {
        let read = parse(FieldKind::Shares, text, today())
            .unwrap()
            .shares()
            .unwrap()
            .unwrap();
        let read: Vec<(String, Option<String>)> = read
            .iter()
            .map(|p| (p.name.to_string(), p.share.as_ref().map(|s| s.to_string())))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(n, s)| ((*n).to_owned(), s.map(str::to_owned)))
            .collect();
        assert_eq!(read, expected, "{text}");
    }
    let error = parse(FieldKind::Shares, "伺服 80%，视觉 30%", today()).unwrap_err();
    assert_eq!(error.message.zh, "占比合计110 %，超过了100 %");
}

#[test]
fn an_emptied_nested_record_leaves_nothing_behind() {
    let before = customer();
    for (key, text) in [
        ("contract.amount", "500"),
        ("contact.phone", "123"),
        ("preferences.note", "x"),
        ("preferences.avoid", "群发"),
    ] {
        let field = find(key).unwrap();
        let mut customer = before.clone();
        (field.set)(&mut customer, parse(field.kind, text, today()).unwrap()).unwrap();
        assert_eq!(
            changed(&before, &customer).iter().map(|f| f.key).collect::<Vec<_>>(),
            [key]
        );
        (field.set)(&mut customer, FieldValue::Empty).unwrap();
        assert!(customer == before, "{key}");
    }
}

/// A small source of different values; the same each run.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

#[test]
fn full_width_becomes_half_width() {
    assert_eq!(half_width(" ＡＢ１２，． "), "AB12,.");
}

#[test]
fn whatever_is_typed_is_read_or_refused() {
    let bits = [
        "1", "٣", "０", "9", ".", "。", ",", "，", "-", "%", "％", " ", "\u{3000}", "\n", "万", "亿", "百", "元", "¥",
        "年", "日", "天前", "未知", "：", "e", "é", "😀", "A",
    ];
    let mut dice = Dice(11);
    for _ in 0..4_000 {
        let typed: String = (0..dice.next(7))
            .map(|_| bits[dice.next(bits.len() as u64) as usize])
            .collect();
        for field in FIELDS {
            if let Ok(value) = parse(field.kind, &typed, today()) {
                let shown = format(field.kind, &value);
                if matches!(
                    field.kind,
                    FieldKind::Date(_) | FieldKind::Money(_) | FieldKind::Count | FieldKind::Code
                ) {
                    assert_eq!(parse(field.kind, &shown, today()), Ok(value), "{typed:?}");
                }
            }
        }
        mask::phone(&typed);
        mask::email(&typed);
        mask::wechat(&typed);
    }
}
