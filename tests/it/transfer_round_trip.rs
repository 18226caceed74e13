//! What goes out comes in the same, and what comes in goes out the same: known fields, unknown fields, every digit.

use guanxi::domain::check::Level;
use guanxi::domain::day::Day;
use guanxi::transfer::book_json::{BookWriter, write};
use serde_json::{Map, Value};

use crate::transfer_generate::{file, read};

#[test]
fn a_written_book_reads_back_as_it_was() {
    for (seed, full) in [(1, 100), (2, 60), (3, 20), (4, 0)] {
        let (incoming, issues) = read(file(seed, 20, full).to_string().as_bytes());
        let errors: Vec<_> = issues.kept.iter().filter(|i| i.level == Level::Error).collect();
        assert!(errors.is_empty(), "{errors:?}");
        let bytes = write(&incoming.book, incoming.as_of, "x", "y").unwrap();
        let (again, _) = read(&bytes);
        assert!(again.book == incoming.book, "seed {seed}");
        assert_eq!(again, incoming);
    }
}

/// Every part of `given` stands in `written`, numbers digit by digit where they are unknown and by value where they are known.
fn assert_kept(given: &Value, written: Option<&Value>, place: &str) {
    let empty =
        |v: &Value| v.is_null() || v.as_array().is_some_and(Vec::is_empty) || v.as_object().is_some_and(Map::is_empty);
    let Some(written) = written else {
        assert!(empty(given), "{place} is lost");
        return;
    };
    match (given, written) {
        (Value::Object(given), Value::Object(map)) => {
            for (key, value) in given {
                assert_kept(value, map.get(key), &format!("{place}.{key}"));
            }
        }
        // The rulebook's lists are laid over the defaults; theirs are looked at in the reader's own tests.
        (Value::Array(_), Value::Array(_)) if place.starts_with(".rulebook") => {}
        (Value::Array(given), Value::Array(list)) => {
            assert_eq!(given.len(), list.len(), "{place}");
            for (i, value) in given.iter().enumerate() {
                assert_kept(value, list.get(i), &format!("{place}[{i}]"));
            }
        }
        (Value::Number(a), Value::Number(b)) if !place.contains("x_") => assert_eq!(a.as_f64(), b.as_f64(), "{place}"),
        _ => assert_eq!(given, written, "{place}"),
    }
}

#[test]
fn nothing_of_a_file_is_lost_on_the_way_through() {
    for seed in 1..4 {
        let given = file(seed, 10, 70);
        let (incoming, _) = read(given.to_string().as_bytes());
        let bytes = write(&incoming.book, incoming.as_of, "x", "y").unwrap();
        let written: Value = serde_json::from_slice(&bytes).unwrap();
        assert_kept(&given, Some(&written), "");
        assert!(String::from_utf8(bytes).unwrap().contains("0.1000000000000000000001"));
    }
}

#[test]
fn slices_and_parts_write_the_same_file() {
    let (incoming, _) = read(file(9, 15, 50).to_string().as_bytes());
    let mut book = incoming.book;
    book.orders.remove("orders-0");
    book.points.remove("points-14");
    let day = Day::parse("2026-11-21");
    let whole = write(&book, day, "x", "y").unwrap();
    for slice in [1, 3, 1000] {
        let mut writer = BookWriter::new(&book, day, "x", "y");
        let mut parts = Vec::new();
        while writer.step(slice).is_some() {
            parts.extend(writer.take());
        }
        parts.extend(writer.finish().unwrap());
        assert!(parts == whole, "slices of {slice}");
    }
    assert_eq!(read(&whole).0.book, book);
}

#[test]
fn the_keys_stand_in_the_order_of_the_contract() {
    let (incoming, _) = read(file(5, 1, 100).to_string().as_bytes());
    let bytes = write(&incoming.book, None, "x", "y").unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let keys = "format version as_of exported_at app settings rulebook customers orders interactions tickets campaigns points \
                task_outcomes reviews audit rule_versions x_tool";
    let places: Vec<usize> = keys
        .split_whitespace()
        .map(|key| text.find(&format!("\n\"{key}\": ")).unwrap())
        .collect();
    assert!(places.is_sorted());
}
