//! The quick way of reading records and the careful one read the same: the same values, the same issues, in whatever spelling.

use guanxi::domain::book::Book;
use guanxi::domain::merge::Incoming;
use guanxi::transfer::book_json::{BookError, BookReader, Issues, text};
use serde_json::Value;

use crate::transfer_generate::{Dice, file};

type Read = Result<(Incoming, Issues), BookError>;

fn read(bytes: &[u8], is_careful: bool) -> Read {
    let mut reader = BookReader::open(text(bytes)?)?;
    if is_careful {
        reader = reader.carefully();
    }
    while reader.step(7).is_some() {}
    Ok(reader.finish(&Book::default()))
}

/// What may stand where a value should: right for some field, wrong for most.
const ODD: [&str; 25] = [
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-0.0",
    "1e2",
    "1E-2",
    "1.2e3",
    "-5",
    "5.0",
    "255",
    "256",
    "4294967296",
    "0.1000000000000000000001",
    "1.005",
    "99999999999999999999",
    "1e400",
    "\"\"",
    "\"5\"",
    "\"2026-02-30\"",
    "\"2026-11-21T09:00:00+08:00\"",
    "\"\\u5ba2\\ud842\\udfb7\"",
    "[null]",
    "{}",
];
/// What is no JSON, or no text.
const BROKEN: [&str; 12] = [
    "truefalse",
    "nullx",
    "00",
    "01.5",
    "1.",
    ".5",
    "+1",
    "\"\\ud800\"",
    "\"\\x\"",
    "\"\u{1}\"",
    "[1,]",
    "{\"name\":1,}",
];

fn space(dice: &mut Dice) -> &'static str {
    ["", "", "", " ", "\n\t", "\r\n "][dice.below(6) as usize]
}

fn spelled_text(text: &str, dice: &mut Dice) -> String {
    if dice.below(10) > 0 {
        return serde_json::to_string(text).unwrap();
    }
    let units = text.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
    format!("\"{}\"", units.collect::<String>())
}

/// A value in one of its spellings; with a chance of one in `odd`, another value in its place, or a part of it twice.
fn spell(value: &Value, odd: u64, dice: &mut Dice) -> String {
    let is_odd = |dice: &mut Dice| dice.below(odd) == 0;
    if is_odd(dice) {
        return match dice.below(60) {
            0 => format!("{}1{}", "[".repeat(30), "]".repeat(30)),
            1 => format!("{}1{}", "{\"a\":".repeat(124), "}".repeat(124)),
            2 => format!("{}1{}", "[".repeat(130), "]".repeat(130)),
            3 => BROKEN[dice.below(BROKEN.len() as u64) as usize].to_owned(),
            n => ODD[n as usize % ODD.len()].to_owned(),
        };
    }
    match value {
        Value::String(text) => spelled_text(text, dice),
        Value::Array(parts) => {
            let parts: Vec<String> = parts
                .iter()
                .map(|part| format!("{}{}", space(dice), spell(part, odd, dice)))
                .collect();
            format!("[{}{}]", parts.join(","), space(dice))
        }
        Value::Object(map) => {
            let mut parts = Vec::new();
            for (key, value) in map {
                for _ in 0..1 + u64::from(is_odd(dice)) {
                    let (key, value) = (spelled_text(key, dice), spell(value, odd, dice));
                    parts.push(format!("{}{key}{}:{}{value}", space(dice), space(dice), space(dice)));
                }
            }
            if is_odd(dice) && !parts.is_empty() {
                let (a, b) = (dice.below(parts.len() as u64), dice.below(parts.len() as u64));
                parts.swap(a as usize, b as usize);
            }
            format!("{{{}{}}}", parts.join(","), space(dice))
        }
        other => other.to_string(),
    }
}

/// A file whose records are spelled so; what stands around them is sound.
pub fn spelled(seed: u64, odd: u64) -> String {
    let dice = &mut Dice::new(seed);
    let Value::Object(mut file) = file(seed, 12, 50) else {
        unreachable!()
    };
    // A whole rulebook each: they go in one book of ten.
    if dice.below(10) > 0 {
        file.remove("rule_versions");
    }
    let part = |(key, value): (&String, &Value)| {
        let value = match value {
            Value::Array(rows) => {
                let rows: Vec<String> = rows.iter().map(|row| spell(row, odd, dice)).collect();
                format!("[{}]", rows.join(", "))
            }
            other => other.to_string(),
        };
        format!("{key:?}: {value}")
    };
    let parts: Vec<String> = file.iter().map(part).collect();
    format!("{{{}}}", parts.join(",\n"))
}

#[test]
fn both_ways_read_the_same_and_complain_the_same() {
    let (mut books, mut records, mut wrong) = (0, 0, 0);
    for seed in 1..=120 {
        let odd = [60, 300, 1_000, 10_000][seed as usize % 4];
        let text = spelled(seed, odd);
        let (quick, careful) = (read(text.as_bytes(), false), read(text.as_bytes(), true));
        assert_eq!(quick, careful, "seed {seed}\n{text}");
        if let Ok((incoming, issues)) = quick {
            books += 1;
            records += incoming.book.orders.len();
            wrong += issues.errors;
        }
    }
    // The dice must not have refused everything, nor left everything right.
    assert!(
        books > 60 && records > 2_000 && wrong > 200,
        "{books} books, {records} orders, {wrong} wrong"
    );
}

#[test]
fn a_letter_wrong_anywhere_is_the_same_to_both() {
    let text = file(3, 2, 60).to_string();
    let dice = &mut Dice::new(5);
    for _ in 0..800 {
        let mut bytes = text.clone().into_bytes();
        for _ in 0..=dice.below(2) {
            let place = dice.below(bytes.len() as u64) as usize;
            let letter = br#"0159-.eE+"\{}[]:, ntu"#[dice.below(21) as usize];
            if dice.below(3) == 0 {
                bytes.insert(place, letter);
            } else {
                bytes[place] = letter;
            }
        }
        assert_eq!(
            read(&bytes, false),
            read(&bytes, true),
            "{}",
            String::from_utf8_lossy(&bytes)
        );
    }
}
