//! Several words in one text, and how people type them.

/// What parts words in one line. Where lines are used, only they part them, so that a word may hold a comma.
pub(super) const SEPARATORS: [char; 5] = [',', '，', ';', '；', '、'];

/// What stands for a share nobody knows.
pub(super) const UNKNOWN: &str = "未知";

/// The words of a text. One in quotation marks is one word, whatever it holds.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim();
    let lines = text.contains('\n');
    let quoted = quoted(text).filter(|_| !lines);
    let all = quoted
        .is_none()
        .then(|| text.split(move |c| c == '\n' || (!lines && SEPARATORS.contains(&c))));
    quoted
        .into_iter()
        .chain(all.into_iter().flatten())
        .map(str::trim)
        .filter(|word| !word.is_empty())
}

/// What stands between the quotation marks around a text.
fn quoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

/// In one line where no word holds a separator, else one word a line; a word alone in quotation marks then.
pub(super) fn joined(words: Vec<String>, separator: &str) -> String {
    let line = words.join(separator);
    if quoted(&line).is_none() && !words.iter().any(|word| word.contains(SEPARATORS)) {
        return line;
    }
    match words.as_slice() {
        [word] => format!("\"{word}\""),
        words => words.iter().map(|word| format!("{word}\n")).collect(),
    }
}

/// Full-width letters, digits and signs as half-width ones; no space around.
pub(super) fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '￥' => '¥',
        '。' => '.',
        _ => c,
    };
    text.chars().map(narrow).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_parts_into_the_same_words() {
        let table: [(&[&str], &str); 9] = [
            (&["重点", "回访"], "重点、回访"),
            (&["张、李"], "\"张、李\""),
            (&["A,B"], "\"A,B\""),
            (&["\"x"], "\"x"),
            (&["\"张\""], "\"\"张\"\""),
            (&["\"a\",\"b\""], "\"\"a\",\"b\"\""),
            (&["要，回访", "重点"], "要，回访\n重点\n"),
            (&["\"a", "b\""], "\"a\nb\"\n"),
            (&[], ""),
        ];
        for (all, text) in table {
            assert_eq!(joined(all.iter().map(|&word| word.to_owned()).collect(), "、"), text);
            assert_eq!(words(text).collect::<Vec<_>>(), all, "{text}");
        }
    }
}
