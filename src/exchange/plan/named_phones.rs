//! A name beside a number in one cell: 张三 13800138000, 李四/13900139000, 13700137000（王五）.

use super::said::Said;
use crate::domain::field::half_width;
use crate::domain::fold::{alike, phone_numbers};
use crate::exchange::columns::is_person;

/// Each person's number, with the name.
const NAMED: [(&str, &str); 3] = [
    ("contact.phone", "contact.name"),
    ("contact2.phone", "contact2.name"),
    ("contact3.phone", "contact3.name"),
];
/// So many digits a number has at least.
const SHORTEST: usize = 7;

/// Tells the name that a cell says beside its number as the person's, where nothing else says one; a name that is said already is none of the number.
pub(super) fn settle(into: &mut Said) {
    for (phone, name) in NAMED {
        let Some((own, number)) = into.get(phone).and_then(parted) else {
            continue;
        };
        let known = into.get(name);
        if known.is_some_and(|known| !alike(known, &own)) {
            continue;
        }
        if known.is_none() {
            into.fields.insert(name, Some(own));
            if let Some(column) = into.columns.get(phone).copied() {
                into.columns.entry(name).or_insert(column);
            }
        }
        into.fields.insert(phone, Some(number));
    }
}

/// The one name and the numbers of a text; nothing where it says no name, or several, or anything else.
fn parted(text: &str) -> Option<(String, String)> {
    // Most are figures alone.
    if text.is_ascii() {
        return None;
    }
    let (mut names, mut numbers) = (Vec::new(), Vec::new());
    for piece in phone_numbers(text) {
        let piece = half_width(piece);
        let (name, number) = of_piece(&piece)?;
        names.extend(Some(name).filter(|name| !name.is_empty()).map(str::to_owned));
        numbers.extend(Some(number).filter(|number| !number.is_empty()).map(str::to_owned));
    }
    match names.len() {
        1 if !numbers.is_empty() => Some((names.remove(0), numbers.join(" / "))),
        _ => None,
    }
}

/// The name and the number of a part of a cell, either of which may not be there.
fn of_piece(piece: &str) -> Option<(&str, &str)> {
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ');
    let is_around = |c: char| matches!(c, '(' | ')' | ':' | '-' | '.') || c.is_whitespace();
    let begin = piece
        .find(|c: char| c.is_ascii_digit() || c == '+')
        .unwrap_or(piece.len());
    let end = piece
        .rfind(|c: char| c.is_ascii_digit())
        .map_or(piece.len(), |last| last + 1);
    let (before, number, behind) = (
        &piece[..begin],
        piece.get(begin..end).unwrap_or_default(),
        piece.get(end..).unwrap_or_default(),
    );
    let (before, behind) = (before.trim_matches(is_around), behind.trim_matches(is_around));
    let name = match (before, behind) {
        (name, "") | ("", name) => name,
        _ => return None,
    };
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let is_number = number.is_empty() || digits >= SHORTEST && number.chars().all(is_of_number);
    (is_number && (name.is_empty() || is_person(name))).then_some((name, number))
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn a_name_beside_numbers_is_told_from_them() {
        for (text, name, number) in [
            ("张三 13800138000", "张三", "13800138000"),
            ("张三13800138000", "张三", "13800138000"),
            ("李四/13900139000", "李四", "13900139000"),
            ("李四：139 0013 9000", "李四", "139 0013 9000"),
            ("13700137000（王经理）", "王经理", "13700137000"),
            ("王五 13800138000/0512-66668888", "王五", "13800138000 / 0512-66668888"),
            ("王五　１３８００１３８０００", "王五", "13800138000"),
        ] {
            assert_eq!(parted(text), Some((name.to_owned(), number.to_owned())), "{text}");
        }
        for text in [
            "13800138000",
            "张三",
            "张三 138",
            "张三 13800138000/李四 13900139000",
            "办公 0512-66668888",
            "0512-66668888 转 801",
            "13800138000 微信同号",
            "张三 138****8000",
            "",
        ] {
            assert_eq!(parted(text), None, "{text}");
        }
    }
}
