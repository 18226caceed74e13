//! What the rows of the field registries show, they read back: to the same value, and without touching what is not shown.

use guanxi::domain::day::{Day, Moment};
use guanxi::domain::decimal::Decimal;
use guanxi::domain::field::{Choices, FieldKind, FieldValue, HasFields, format, parse};
use guanxi::domain::kind::*;
use guanxi::domain::money::Fen;
use guanxi::domain::record::{Extra, Text};
use serde_json::json;

use crate::fields::{Kept, Rowless, TYPING, bare, for_every_kind, full};
use crate::generate::{Dice, Maker};

#[test]
fn writing_what_was_read_changes_nothing() {
    fn check<R: Kept>(_: Rowless) {
        for record in [full::<R>(), bare()] {
            unchanged(&record);
        }
    }
    for_every_kind!(check);
    for seed in 0..40 {
        let mut maker = Maker::new(seed, &[TYPING.today]);
        unchanged(&maker.customer("c"));
        unchanged(&maker.order("c"));
        unchanged(&maker.interaction("c"));
        unchanged(&maker.ticket("c"));
    }
    let sample = guanxi::sample::book(TYPING.today);
    sample
        .customers
        .iter()
        .take(80)
        .for_each(|(_, record)| unchanged(&**record));
    sample
        .orders
        .iter()
        .take(200)
        .for_each(|(_, record)| unchanged(&**record));
    sample
        .interactions
        .iter()
        .take(200)
        .for_each(|(_, record)| unchanged(&**record));
    sample
        .tickets
        .iter()
        .take(200)
        .for_each(|(_, record)| unchanged(&**record));
}

fn unchanged<R: Kept>(record: &R) {
    for row in R::FIELDS {
        let mut copy = record.clone();
        let value = (row.get)(record);
        if !(row.required && value.is_empty()) {
            (row.set)(&mut copy, value).unwrap();
        }
        assert!(copy == *record, "{}: {copy:?}", row.key);
        let shown = row.text(record);
        row.write(&mut copy, &shown, TYPING).unwrap();
        assert!(copy == *record, "{}: {shown:?}", row.key);
        // Lists with forms of their own show names alone; a negative amount is kept with a warning, and not taken when typed.
        if own_form(row.kind) || !row.problems(record).is_empty() {
            continue;
        }
        let read = parse(row.kind, &shown, TYPING).unwrap_or_else(|e| panic!("{}: {shown:?}: {e:?}", row.key));
        (row.set)(&mut copy, read).unwrap();
        assert_eq!(row.text(&copy), shown.trim(), "{}", row.key);
        if !matches!(row.kind, FieldKind::Moment(_)) && shown.trim() == shown && !shown.is_empty() {
            assert!(copy == *record, "{}: {shown:?}", row.key);
        }
    }
}

fn own_form(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Contacts | FieldKind::Staff | FieldKind::Products)
}

const WORDS: [&str; 13] = [
    "伺服",
    "a,b",
    "重视、性价比",
    "型号 20",
    "A 50%",
    "S7-1200",
    "x 未知",
    "100",
    "3.5 %",
    "客户;二",
    "轴承×2",
    "B x3",
    "轴 ×未知",
];

fn word(dice: &mut Dice) -> Text {
    dice.pick(&WORDS).into()
}

fn decimal(dice: &mut Dice) -> Decimal {
    let text = match dice.below(4) {
        0 => format!("-{}.{:02}", dice.below(9000), dice.below(100)),
        1 => format!("{}.50", dice.below(1000)),
        2 => format!("{}e{}", 1 + dice.below(9), dice.below(30)),
        _ => dice.below(100_000).to_string(),
    };
    Decimal::parse(&text).unwrap()
}

fn several<T>(dice: &mut Dice, make: fn(&mut Dice) -> T) -> Vec<T> {
    (0..=dice.below(4)).map(|_| make(dice)).collect()
}

/// A value that a kind of input can hold and show in full.
fn value(dice: &mut Dice, kind: FieldKind) -> FieldValue {
    // Other years cannot be meant and are asked about.
    let (first, last) = (Day::from_ymd(1800, 1, 1).unwrap(), Day::from_ymd(2100, 12, 31).unwrap());
    let day = |dice: &mut Dice| Day(dice.between(first.0.into(), last.0.into()) as i32);
    let fen = |dice: &mut Dice| Fen(dice.between(0, 99_999_999_999_999) >> dice.below(46));
    match kind {
        FieldKind::Date(_) => FieldValue::Date(day(dice)),
        FieldKind::Moment(_) => {
            let (day, hour, minute) = (day(dice), dice.below(24), dice.below(60));
            let timed = format!("{day}T{hour:02}:{minute:02}:00+08:00");
            FieldValue::Moment(if dice.chance(30) {
                Moment::on(day)
            } else {
                Moment::parse(&timed).unwrap()
            })
        }
        FieldKind::Money(_) => FieldValue::Money(fen(dice)),
        FieldKind::SignedMoney(_) if dice.chance(50) => FieldValue::Money(-fen(dice)),
        FieldKind::SignedMoney(_) => FieldValue::Money(fen(dice)),
        FieldKind::Number => FieldValue::Number(decimal(dice)),
        FieldKind::Count => FieldValue::Count((dice.below(1 << 32) >> dice.below(32)) as u32),
        FieldKind::Grade => FieldValue::Count(1 + dice.below(5) as u32),
        FieldKind::Flag => FieldValue::Flag(dice.chance(50)),
        FieldKind::Tags => {
            let mut tags = several(dice, word);
            tags.sort();
            tags.dedup();
            FieldValue::Tags(tags)
        }
        FieldKind::Shares => FieldValue::Shares(several(dice, |dice| ProductShare {
            name: word(dice),
            share: dice
                .chance(70)
                .then(|| Decimal::from(dice.below(2000) as f64 / 10_000.0)),
            extra: Extra::default(),
        })),
        FieldKind::Items => FieldValue::Items(several(dice, |dice| {
            let product = dice.chance(80).then(|| word(dice));
            OrderItem {
                quantity: dice.chance(60).then(|| decimal(dice)),
                product,
                amount: None,
                extra: Extra::default(),
            }
        })),
        FieldKind::Choice(list) if list.closed() => FieldValue::Text(dice.pick(&list.fixed()).word),
        FieldKind::Code => FieldValue::Text("91330206MA2HK37T6E".into()),
        _ => FieldValue::Text(word(dice)),
    }
}

#[test]
fn what_an_input_shows_reads_back_to_the_same_value() {
    fn check<R: Kept>(_: Rowless) {
        let (mut dice, empty, filled) = (Dice::new(7), bare::<R>(), full::<R>());
        for row in R::FIELDS.iter().filter(|row| !own_form(row.kind)) {
            for _ in 0..400 {
                let value = value(&mut dice, row.kind);
                let shown = format(row.kind, &value);
                let read = parse(row.kind, &shown, TYPING);
                assert_eq!(read.as_ref(), Ok(&value), "{}: {shown:?}", row.key);
                if row.kind == FieldKind::Id {
                    assert!((row.set)(&mut filled.clone(), value).is_err(), "{}", row.key);
                    continue;
                }
                let mut record = empty.clone();
                (row.set)(&mut record, value.clone()).unwrap();
                assert_eq!((row.get)(&record), value, "{}", row.key);
            }
        }
    }
    for_every_kind!(check);
}

#[test]
fn a_changed_line_of_an_order_leaves_the_amounts_of_the_others() {
    let mut order = bare::<Order>();
    order.items = serde_json::from_value(json!([
        {"product": "伺服", "quantity": 2, "amount": 10},
        {"product": "伺服", "quantity": 2, "amount": 20},
        {"product": "视觉", "amount": 30}
    ]))
    .unwrap();
    let row = Order::field("items").unwrap();
    assert_eq!(row.text(&order), "伺服 ×2、伺服 ×2、视觉");
    row.write(&mut order, "伺服 ×2、伺服 ×2、视觉 ×1、服务", TYPING)
        .unwrap();
    let amounts: Vec<Option<i64>> = order.items.iter().map(|item| item.amount.map(|fen| fen.0)).collect();
    assert_eq!(amounts, [Some(1000), Some(2000), None, None]);
}

#[test]
fn a_moment_nobody_touched_keeps_its_seconds_and_its_offset() {
    let mut ticket = full::<Ticket>();
    let row = Ticket::field("first_response_at").unwrap();
    assert_eq!(row.text(&ticket), "2026-03-05 09:30");
    row.write(&mut ticket, "2026-03-05 09:30", TYPING).unwrap();
    let at = |ticket: &Ticket| ticket.first_response_at.as_ref().unwrap().to_string();
    assert_eq!(at(&ticket), "2026-03-05T09:30:27+09:00");
    for (typed, read) in [
        ("昨天 9:05", "2026-11-25T09:05:00+08:00"),
        ("1203 14：30:59", "2025-12-03T14:30:59+08:00"),
        ("1203", "2025-12-03"),
        ("2026-01-02T03:04:05.5-05:00", "2026-01-02T03:04:05.5-05:00"),
    ] {
        row.write(&mut ticket, typed, TYPING).unwrap();
        assert_eq!(at(&ticket), read, "{typed}");
    }
    assert!(row.write(&mut ticket, "昨天 25:00", TYPING).is_err());
}

#[test]
fn channels_keep_what_else_is_known_of_them() {
    let mut settings: Settings =
        serde_json::from_value(json!({"channels": ["电话", {"name": "微信", "cost": 3}]})).unwrap();
    let row = Settings::field("channels").unwrap();
    assert_eq!(row.text(&settings), "电话、微信");
    row.write(&mut settings, "微信、短信", TYPING).unwrap();
    assert_eq!(settings.channels, [json!({"name": "微信", "cost": 3}), json!("短信")]);
}

#[test]
fn answers_are_read_in_the_words_of_the_list() {
    let mut touch = bare::<Interaction>();
    let row = Interaction::field("responded").unwrap();
    assert_eq!(row.kind, FieldKind::Choice(Choices::Answer));
    for (typed, answer) in [("没有回应", Some(false)), ("Yes", Some(true)), ("", None)] {
        row.write(&mut touch, typed, TYPING).unwrap();
        assert_eq!(touch.responded, answer, "{typed}");
    }
    assert!(row.write(&mut touch, "也许", TYPING).is_err());
}
