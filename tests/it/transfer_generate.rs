//! Books made from a seed, with every field of every kind, and fields that nobody knows.

use guanxi::domain::book::Book;
use guanxi::domain::merge::Incoming;
use guanxi::domain::record::Fields;
use guanxi::transfer::book_json::{BookReader, Issues, text};
use serde_json::{Map, Value, json};

/// A small random source (xorshift), the same on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, n: u64) -> u64 {
        (self.next() >> 11) % n
    }
}

/// Reads a file that must be a book.
pub fn read(bytes: &[u8]) -> (Incoming, Issues) {
    let mut reader = BookReader::open(text(bytes).unwrap()).unwrap();
    while reader.step(7).is_some() {}
    reader.finish(&Book::default())
}

const TEXTS: [&str; 8] = [
    "甲",
    "",
    "a\"b\\c\n\td",
    "𠮷野家 😀",
    "=1+1",
    "null",
    " 空 格 ",
    "\u{1}\u{7f}",
];

/// A value of the type that a field's name stands for. `t`ext, `d`ate, `i`nstant, `m`oney and so on.
fn value(kind: &str, dice: &mut Dice) -> Value {
    let number = |text: String| serde_json::from_str::<Value>(&text).unwrap();
    let n = dice.below(1000);
    match kind {
        "t" => json!(format!("{}{}", TEXTS[dice.below(8) as usize], n % 7)),
        "d" => json!(format!("20{:02}-{:02}-{:02}", n % 30, 1 + n % 12, 1 + n % 28)),
        "i" if n < 500 => value("d", dice),
        "i" => json!(format!(
            "2026-{:02}-{:02}T1{}:30:0{}.5+08:00",
            1 + n % 12,
            1 + n % 28,
            n % 10,
            n % 10
        )),
        "m" => number(format!("{}.{:02}", dice.below(10_000_000), dice.below(100))),
        "n" => json!(n),
        "s" => json!(1 + n % 5),
        "b" => json!(n < 500),
        "q" => number(format!("{}.{:04}0", n, dice.below(10_000))),
        "[t]" => Value::Array((0..n % 3).map(|_| value("t", dice)).collect()),
        options => {
            let options: Vec<&str> = options.split('|').collect();
            json!(options[n as usize % options.len()])
        }
    }
}

/// The fields of a record: each with chance `full` %, and something unknown now and then.
fn record(fields: &[(&str, &str)], names: &[&str], full: u64, dice: &mut Dice) -> Map<String, Value> {
    let table: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        table, names,
        "the generator knows every field; a new field gets a row here"
    );
    let mut map = Map::new();
    for (name, kind) in fields {
        if let Some(required) = kind.strip_prefix('!') {
            map.insert((*name).into(), value(required, dice));
        } else if dice.below(100) < full && *kind != "-" {
            map.insert((*name).into(), value(kind, dice));
        }
    }
    if dice.below(100) < full / 2 {
        let unknown = serde_json::from_str(r#"{"deep":[1,{"n":null}],"big":12345678901234567890123.4500}"#).unwrap();
        map.insert("x_unknown".into(), unknown);
    }
    map
}

fn parts(n: u64, mut make: impl FnMut() -> Map<String, Value>) -> Value {
    Value::Array((0..n).map(|_| Value::Object(make())).collect())
}

fn customer(id: String, full: u64, dice: &mut Dice) -> Value {
    use guanxi::domain::kind::{ClassOverride, Contact, Contract, Customer, Preferences, ProductShare};
    let mut map = record(&CUSTOMER, Customer::NAMES, full, dice);
    map.insert("id".into(), json!(id));
    map.insert("name".into(), json!(format!("客户 {id}")));
    if dice.below(100) < full {
        let contract = record(&CONTRACT, Contract::NAMES, full, dice);
        map.insert("contract".into(), contract.into());
        let share = |dice: &mut Dice| record(&SHARE, ProductShare::NAMES, full, dice);
        let mut shares = vec![share(dice), share(dice)];
        for (share, value) in shares.iter_mut().zip(["0.6", "0.400"]) {
            share.insert("share".into(), serde_json::from_str(value).unwrap());
        }
        map.insert("products".into(), shares.into_iter().map(Value::Object).collect());
        let contacts = parts(1 + dice.below(2), || record(&CONTACT, Contact::NAMES, full, dice));
        map.insert("contacts".into(), contacts);
        let preferences = record(&PREFERENCES, Preferences::NAMES, full, dice);
        map.insert("preferences".into(), preferences.into());
        let overrides = parts(1 + dice.below(2), || {
            record(&OVERRIDE, ClassOverride::NAMES, full, dice)
        });
        map.insert("overrides".into(), overrides);
    }
    map.into()
}

/// A book file with `n` customers and some events each.
pub fn file(seed: u64, n: u64, full: u64) -> Value {
    use guanxi::domain::kind::*;
    let dice = &mut Dice::new(seed);
    let customers: Vec<Value> = (0..n).map(|i| customer(format!("c{i}"), full, dice)).collect();
    let mut file =
        json!({"format": "guanxi-book", "version": 1, "as_of": "2026-11-21", "exported_at": "x", "app": "y"});
    file["customers"] = customers.into();
    type Kind<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [&'a str], u64);
    let events: [Kind; 9] = [
        ("orders", &ORDER, Order::NAMES, 4),
        ("interactions", &INTERACTION, Interaction::NAMES, 5),
        ("tickets", &TICKET, Ticket::NAMES, 1),
        ("campaigns", &CAMPAIGN, Campaign::NAMES, 1),
        ("points", &POINTS, PointsEntry::NAMES, 1),
        ("task_outcomes", &OUTCOME, TaskOutcome::NAMES, 1),
        ("reviews", &REVIEW, Review::NAMES, 1),
        ("audit", &AUDIT, AuditEntry::NAMES, 1),
        ("rule_versions", &VERSION, RuleVersion::NAMES, 1),
    ];
    for (word, fields, names, each) in events {
        let rows = (0..n * each).map(|i| {
            let mut map = record(fields, names, full, dice);
            map.insert("id".into(), json!(format!("{word}-{i}")));
            if map.contains_key("customer") {
                map.insert("customer".into(), json!(format!("c{}", dice.below(n))));
            }
            if word == "orders" && dice.below(100) < full {
                let items = parts(2, || record(&ITEM, OrderItem::NAMES, full, dice));
                map.insert("items".into(), items);
            }
            if word == "rule_versions" {
                map.insert("rulebook".into(), json!(guanxi::domain::rule::Rulebook::default()));
            }
            Value::Object(map)
        });
        file[word] = rows.collect();
    }
    file["settings"] = json!({"company": "我们", "staff": [{"name": "王", "regions": ["华东"], "x": 1.50}], "new": {"a": [1e3]},
        "products": [{"name": "P", "price": 12.340, "related": ["Q"]}], "channels": ["电话", {"id": "x"}], "goals": {"g": 0.10}});
    file["rulebook"] = json!({"dimensions": [{"id": "size", "name": "规模", "classes": [], "otherwise": null, "hint": "h"}],
        "service_levels": [{"hours": 24.0}]});
    file["x_tool"] = serde_json::from_str(r#"{"n": 0.1000000000000000000001, "e": -0.0}"#).unwrap();
    file
}

const CUSTOMER: [(&str, &str); 37] = [
    ("id", "!t"),
    ("name", "!t"),
    ("kind", "enterprise|person"),
    ("uscc", "914403001922038216|9144030071526726XG"),
    ("industry", "t"),
    ("region", "t"),
    ("employees", "n"),
    ("annual_revenue", "m"),
    ("source", "t"),
    ("source_note", "t"),
    ("created_on", "d"),
    ("owner", "t"),
    ("service_owner", "t"),
    ("intent", "A|B|C"),
    ("needs", "t"),
    ("pain_points", "t"),
    ("decision_process", "t"),
    ("budget_min", "m"),
    ("budget_max", "m"),
    ("cooperation_since", "d"),
    ("contract", "-"),
    ("handed_over_on", "d"),
    ("declared_annual_purchase", "m"),
    ("products", "-"),
    ("contacts", "-"),
    ("founded_on", "d"),
    ("birthday", "d"),
    ("preferences", "-"),
    ("tags", "[t]"),
    ("need_tags", "[t]"),
    ("stage_override", "active|lost"),
    ("referred_by", "t"),
    ("do_not_contact", "b"),
    ("notes", "t"),
    ("overrides", "-"),
    ("not_same_as", "[t]"),
    ("merged_ids", "[t]"),
];
const CONTRACT: [(&str, &str); 4] = [
    ("signed_on", "d"),
    ("amount", "m"),
    ("ends_on", "d"),
    ("service_terms", "t"),
];
const SHARE: [(&str, &str); 2] = [("name", "!t"), ("share", "-")];
const CONTACT: [(&str, &str); 10] = [
    ("name", "t"),
    ("title", "t"),
    ("decision_maker", "b"),
    ("familiarity", "s"),
    ("phone", "t"),
    ("email", "t"),
    ("wechat", "t"),
    ("preferred_channel", "t"),
    ("birthday", "d"),
    ("note", "t"),
];
const PREFERENCES: [(&str, &str); 3] = [("channels", "[t]"), ("avoid", "[t]"), ("note", "t")];
const ORDER: [(&str, &str); 9] = [
    ("id", "!t"),
    ("customer", "!t"),
    ("date", "!d"),
    ("amount", "!m"),
    ("items", "-"),
    ("due_on", "d"),
    ("paid_on", "d"),
    ("campaign", "t"),
    ("note", "t"),
];
const ITEM: [(&str, &str); 3] = [("product", "t"), ("quantity", "q"), ("amount", "m")];
const INTERACTION: [(&str, &str); 14] = [
    ("id", "!t"),
    ("customer", "!t"),
    ("at", "!i"),
    ("kind", "call|visit|wechat|email|sms|meeting|event|mail|gift|other"),
    ("direction", "outbound|inbound"),
    ("by", "t"),
    ("contact", "t"),
    ("content", "t"),
    ("feedback", "t"),
    ("responded", "b"),
    ("next_step", "t"),
    ("next_due", "d"),
    ("campaign", "t"),
    ("task", "t"),
];
const TICKET: [(&str, &str); 16] = [
    ("id", "!t"),
    ("customer", "!t"),
    ("kind", "!consultation|complaint|after_sales|technical|praise"),
    ("severity", "general|quality|major"),
    ("opened_at", "!i"),
    ("first_response_at", "i"),
    ("resolved_at", "i"),
    ("revisited_at", "i"),
    ("handler", "t"),
    ("subject", "t"),
    ("progress", "t"),
    ("resolution", "t"),
    ("cause", "t"),
    ("product", "t"),
    ("satisfaction", "s"),
    ("escalated_to", "t"),
];
const CAMPAIGN: [(&str, &str); 9] = [
    ("id", "!t"),
    ("name", "!t"),
    ("channel", "t"),
    ("cost", "m"),
    ("starts_on", "d"),
    ("ends_on", "d"),
    ("audience", "t"),
    ("offer", "t"),
    ("kind", "acquisition|retention|coupon|event|cross_sell"),
];
const POINTS: [(&str, &str); 5] = [
    ("id", "!t"),
    ("customer", "!t"),
    ("date", "!d"),
    ("delta", "!q"),
    ("reason", "t"),
];
const OUTCOME: [(&str, &str); 10] = [
    ("id", "!t"),
    ("status", "done|skipped|snoozed"),
    ("at", "i"),
    ("by", "t"),
    ("until", "d"),
    ("note", "t"),
    ("interaction", "t"),
    ("name", "t"),
    ("due", "i"),
    ("repeat", "weekly|monthly|working_days"),
];
const REVIEW: [(&str, &str); 10] = [
    ("id", "!t"),
    ("customer", "!t"),
    ("dimension", "!t"),
    ("at", "!i"),
    ("from", "t"),
    ("to", "t"),
    ("decision", "confirm|hold"),
    ("reason", "t"),
    ("action", "t"),
    ("by", "t"),
];
const VERSION: [(&str, &str); 8] = [
    ("id", "!t"),
    ("number", "!n"),
    ("name", "t"),
    ("adopted_on", "d"),
    ("at", "i"),
    ("by", "t"),
    ("note", "t"),
    ("rulebook", "-"),
];
const OVERRIDE: [(&str, &str); 6] = [
    ("dimension", "!t"),
    ("class", "!t"),
    ("set_on", "!d"),
    ("until", "d"),
    ("reason", "t"),
    ("by", "t"),
];
const AUDIT: [(&str, &str); 6] = [
    ("id", "!t"),
    ("at", "!i"),
    ("what", "!t"),
    ("what_en", "t"),
    ("by", "t"),
    ("records", "n"),
];
