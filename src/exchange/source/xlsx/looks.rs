//! What number formats make of numbers: days, durations, or numbers.

use std::collections::HashMap;

use super::local;
use crate::exchange::source::markup::{Piece, Pieces, attribute, number, unescape};

/// What a number is by its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Number,
    /// A number of so many digits, with zeros before them where it has fewer.
    Padded(usize),
    Day,
    Duration,
}

/// No format asks for more digits than a number keeps.
const MOST_DIGITS: usize = 15;

/// What styles make of numbers, in their order.
pub(super) fn looks(styles: &str) -> Vec<Look> {
    let (mut own, mut looks) = (HashMap::new(), Vec::new());
    let (mut is_formats, mut is_cells) = (false, false);
    for piece in Pieces::new(styles) {
        match piece {
            Piece::Open(tag, attributes, closes) => match local(tag) {
                "numFmts" => is_formats = !closes,
                "cellXfs" => is_cells = !closes,
                "numFmt" if is_formats => {
                    let mut code = String::new();
                    unescape(attribute(attributes, "formatCode").unwrap_or_default(), &mut code);
                    own.insert(number(attributes, "numFmtId").unwrap_or(0), look_of(&code));
                }
                "xf" if is_cells => {
                    let id = number(attributes, "numFmtId").unwrap_or(0);
                    looks.push(own.get(&id).copied().unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            },
            Piece::Close(tag) => match local(tag) {
                "numFmts" => is_formats = false,
                "cellXfs" => is_cells = false,
                _ => {}
            },
            Piece::Text(_) => {}
        }
    }
    looks
}

/// What a number format that Excel knows by its number makes of a number (ECMA-376, 18.8.30).
fn built_in(id: u32) -> Look {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Look::Day,
        46 => Look::Duration,
        _ => Look::Number,
    }
}

/// What a written format makes of a number: the letters of days and times outside quotes say it. Hours in brackets run on beyond a day.
fn look_of(code: &str) -> Look {
    let first = code.split(';').next().unwrap_or_default();
    if first.len() > 1 && first.len() <= MOST_DIGITS && first.bytes().all(|b| b == b'0') {
        return Look::Padded(first.len());
    }
    let mut chars = code.chars().map(|c| c.to_ascii_lowercase());
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            // The next character is itself, or as wide as it.
            '\\' | '_' | '*' => {
                chars.next();
            }
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '[' => {
                let inside: Vec<char> = chars.by_ref().take_while(|c| *c != ']').collect();
                let is_running = |c: &char| matches!(c, 'h' | 'm' | 's') && *c == inside[0];
                if !inside.is_empty() && inside.iter().all(is_running) {
                    return Look::Duration;
                }
            }
            'd' | 'm' | 'h' | 'y' | 's' => return Look::Day,
            _ => {}
        }
    }
    Look::Number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_days_from_numbers() {
        let days = [
            "yyyy-mm-dd",
            "m/d/yy h:mm",
            "yyyy\"年\"m\"月\"",
            "[$-804]yyyy\\-m",
            "h:mm AM/PM",
            "上午/下午h:mm",
        ];
        assert!(days.iter().all(|code| look_of(code) == Look::Day));
        let durations = ["[h]:mm:ss", "[mm]:ss", "[HH]:MM"];
        assert!(durations.iter().all(|code| look_of(code) == Look::Duration));
        let padded = [("00", 2), ("000000", 6), ("000000;@", 6)];
        assert!(
            padded
                .iter()
                .all(|(code, digits)| look_of(code) == Look::Padded(*digits))
        );
        let numbers = [
            "General",
            "0.00E+00",
            "#,##0\"d\"",
            "[Red]0",
            "0\\d",
            "_d0",
            "0;yyyy",
            "000-000",
            "00.00",
            "",
            "[]0",
            "@",
        ];
        assert!(numbers.iter().all(|code| look_of(code) == Look::Number));
    }
}
