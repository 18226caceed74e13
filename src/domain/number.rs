//! The number that a new customer gets: the next one of the book's own pattern (`KH-0308` → `KH-0309`), so that people can read it,
//! say it and write it on paper.

use std::collections::HashMap;

use crate::domain::id::CustomerId;
use crate::domain::kind::Customer;
use crate::domain::table::Table;

/// How numbers begin in a book that has no pattern of its own, and how many digits follow.
const OWN: (&str, usize) = ("KH-", 4);
/// A book follows a pattern when so many of its customers do, one in …
const ONE_IN: usize = 4;
/// More digits are no running number.
const MOST_DIGITS: usize = 12;
/// Longer ids, in characters, were made by a machine.
const LONGEST: usize = 20;

/// Numbers that begin alike: how many there are, the largest, and how many digits are written.
#[derive(Clone, Copy, Default)]
struct Pattern {
    many: usize,
    largest: u64,
    digits: usize,
}

/// The next number, which nobody has or had since the book was opened, nor had before a merge.
pub fn next_number(customers: &Table<Customer>) -> Option<CustomerId> {
    let slots = u32::try_from(customers.slots()).ok()?;
    let mut patterns: HashMap<&str, Pattern> = HashMap::new();
    let own = (0..slots).filter_map(|slot| customers.key_at(slot));
    let merged = customers.iter().flat_map(|(_, customer)| &customer.merged_ids);
    for (prefix, digits) in own.chain(merged.map(|id| &**id)).filter_map(parted) {
        let Ok(number) = digits.parse::<u64>() else { continue };
        let pattern = patterns.entry(prefix).or_default();
        pattern.many += 1;
        pattern.largest = pattern.largest.max(number);
        // `7` and `0012` are numbers of one pattern, and the next one is `0013`.
        pattern.digits = pattern
            .digits
            .max(if digits.starts_with('0') { digits.len() } else { 0 });
    }
    let most = patterns
        .iter()
        .max_by(|a, b| a.1.many.cmp(&b.1.many).then_with(|| b.0.cmp(a.0)));
    let (prefix, pattern) = match most {
        Some((prefix, pattern)) if pattern.many * ONE_IN >= customers.slots() => (*prefix, *pattern),
        _ => {
            let known = patterns.get(OWN.0).copied().unwrap_or_default();
            (OWN.0, Pattern { digits: OWN.1, ..known })
        }
    };
    let free = |number: &u64| customers.slot(&written(prefix, pattern, *number)).is_none();
    let number = (pattern.largest + 1..).find(free)?;
    CustomerId::new(&written(prefix, pattern, number)).ok()
}

fn written(prefix: &str, pattern: Pattern, number: u64) -> String {
    format!("{prefix}{number:0digits$}", digits = pattern.digits)
}

/// An id as what it begins with and the digits at its end; nothing where people could not read on from it.
fn parted(id: &str) -> Option<(&str, &str)> {
    let prefix = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &id[prefix.len()..];
    let fits = id.chars().count() <= LONGEST && (1..=MOST_DIGITS).contains(&digits.len());
    (fits && is_spoken(prefix)).then_some((prefix, digits))
}

/// Whether people can say what a number begins with: words, each perhaps with digits behind it, and single marks between them.
/// `KH-`, `2026/`, `客户 ` are; `a/b?c#d%` (an address) and `3f9a0c` (made by a machine) are not.
fn is_spoken(prefix: &str) -> bool {
    let is_mark = |c: char| matches!(c, '-' | '_' | '.' | '/' | ' ' | '·');
    let words: Vec<&str> = prefix.split(is_mark).collect();
    let is_word = |word: &str| {
        let begins = word.trim_end_matches(|c: char| c.is_ascii_digit());
        word.chars().all(char::is_alphanumeric) && !begins.contains(|c: char| c.is_ascii_digit())
    };
    // The digits may follow a mark; none stands in front, and no two beside each other.
    let last = words.len() - 1;
    words
        .iter()
        .zip(0..)
        .all(|(word, at)| is_word(word) && (at == last || !word.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(ids: &[&str]) -> Table<Customer> {
        let customer = |id: &&str| Customer::new(CustomerId::new(id).unwrap(), id);
        ids.iter().map(customer).collect()
    }

    fn next(ids: &[&str]) -> String {
        next_number(&table(ids)).unwrap().to_string()
    }

    #[test]
    fn the_next_number_follows_the_books_own_pattern() {
        const UUID: &str = "017f22e2-79b0-7cc3-98c4-dc0c0c073981";
        let rows: [(&[&str], &str); 29] = [
            (&[], "KH-0001"),
            (&["KH-0001", "KH-0308", "KH-0017"], "KH-0309"),
            (&["KH-9999"], "KH-10000"),
            (&["C7", "C12"], "C13"),
            (&["1", "2", "3"], "4"),
            (&["0007", "12"], "0013"),
            (&["客户 009"], "客户 010"),
            (&[UUID, UUID], "KH-0001"),
            (&["甲", "乙", "丙", "丁", "K1"], "KH-0001"),
            (&["甲", "乙", "丙", "丁", "KH-0004"], "KH-0005"),
            (&["A-1", "A-2", "B-9", "B-9"], "A-3"),
            (&["KH-0001", "KH-1"], "KH-0002"),
            // What people could not read, or say, is no pattern.
            (&["a/b?c#d%20"], "KH-0001"),
            (&["http://x.cn/?id=7", "http://x.cn/?id=8"], "KH-0001"),
            (&["a%20b%201"], "KH-0001"),
            (&["<b>12"], "KH-0001"),
            (&["--7", "KH--8"], "KH-0001"),
            (&[" 7"], "KH-0001"),
            (&["客户\u{200b}7"], "KH-0001"),
            (&["3f9a0c12"], "KH-0001"),
            (&["1234567890123456789012345678901234567890"], "KH-0001"),
            (&[UUID], "KH-0001"),
            // What they can is.
            (&["KH-9"], "KH-10"),
            (&["客户 12"], "客户 13"),
            (&["华东大区重点客户·长期合作 0099"], "华东大区重点客户·长期合作 0100"),
            (&["2026/017"], "2026/018"),
            (&["Q3-A1.009"], "Q3-A1.010"),
            (&["999999999999"], "1000000000000"),
            // A book of all of these.
            (
                &[
                    "a/b?c#d%20",
                    "KH-9",
                    "客户 12",
                    UUID,
                    "42",
                    "1234567890123456789012345678901234567890",
                ],
                "KH-0010",
            ),
        ];
        for (ids, expected) in rows {
            assert_eq!(next(ids), expected, "{ids:?}");
        }
    }

    #[test]
    fn a_number_that_was_given_back_is_not_given_again() {
        let mut customers = table(&["KH-0001", "KH-0002"]);
        customers.remove("KH-0002");
        assert_eq!(next_number(&customers).unwrap().as_str(), "KH-0003");
    }
}
