//! Characters that no screen shows and nobody types: control characters but tabs and ends of lines, and the two code points that are
//! no characters. A slip of another program brings them, and two names that differ by one look the same.

/// Whether a character is one of them.
pub fn is_unseen(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        c => c.is_control(),
    }
}

/// How many of them a text has.
pub fn count_unseen(text: &str) -> usize {
    // Bytes first: they begin with few, and a book has millions of texts.
    let may_begin = |byte: u8| byte < b' ' || matches!(byte, 0x7f | 0xc2 | 0xef);
    match text.bytes().any(may_begin) {
        true => text.chars().filter(|c| is_unseen(*c)).count(),
        false => 0,
    }
}

/// The text without them.
pub fn without_unseen(text: String) -> String {
    match count_unseen(&text) {
        0 => text,
        _ => text.chars().filter(|c| !is_unseen(*c)).collect(),
    }
}

/// The text without the marks that turn the direction of what follows: a name from a file turns no sentence round.
pub fn without_turns(text: &str) -> String {
    let turns = |c: &char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| !turns(c) && !is_unseen(*c)).collect()
}

/// The text with each of them as its number, as JSON writes it.
pub fn with_unseen_shown(text: &str) -> String {
    let shown = |c: char| match is_unseen(c) {
        true => format!("\\u{:04x}", c as u32),
        false => c.to_string(),
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_and_what_is_no_character_are_unseen_and_ends_of_lines_are_not() {
        let all: Vec<u32> = (0..=0x1_ffff)
            .filter(|n| char::from_u32(*n).is_some_and(is_unseen))
            .collect();
        // C0 without tab, line feed and carriage return; DEL and C1; U+FFFE and U+FFFF.
        assert_eq!(all.len(), 32 - 3 + 1 + 32 + 2);
        for c in [
            '\0', '\u{7}', '\u{1b}', '\u{7f}', '\u{85}', '\u{9f}', '\u{fffe}', '\u{ffff}',
        ] {
            assert_eq!(count_unseen(&format!("甲{c}乙{c}")), 2, "{:x}", c as u32);
            assert_eq!(without_unseen(format!("{c}甲{c}乙")), "甲乙");
        }
        for text in ["", "甲，乙（丙）", "a\tb\r\nc", "é ü", "\u{200b}\u{fffd}\u{ad}", "😀"] {
            assert_eq!((count_unseen(text), &*without_unseen(text.to_owned())), (0, text));
        }
        assert_eq!(with_unseen_shown("甲\0\u{9f}\n"), "甲\\u0000\\u009f\n");
    }
}
