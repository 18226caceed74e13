//! Several words in one text, and how people type them.

/// What parts words in one line. Where lines are used, only they part them, so that a word may hold a comma.
pub(super) const SEPARATORS: [char; 5] = [',', '，', ';', '；', '、'];

/// What stands for a share nobody knows.
pub(super) const UNKNOWN: &str = "未知";

/// Quotation marks that people put around words.
const MARKS: [(char, char); 2] = [('"', '"'), ('“', '”')];

/// The words of a text. One in quotation marks is one word, whatever it holds; of several each may have its own.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim();
    let all: Vec<&str> = match text.contains('\n') {
        true => text.split('\n').collect(),
        false => in_one_line(text),
    };
    all.into_iter().map(str::trim).filter(|word| !word.is_empty())
}

fn in_one_line(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text.split(SEPARATORS).map(str::trim).collect();
    let has_marks = |part: &str| part.contains(['"', '“', '”']);
    let alone = |part: &&str| !has_marks(part) || quoted(part).is_some_and(|inner| !has_marks(inner));
    match quoted(text).filter(|_| has_marks(text)) {
        // Chinese marks around a word without a separator are its own.
        Some(_) if parts.len() == 1 && !text.starts_with('"') => parts,
        Some(whole) if parts.len() == 1 || !parts.iter().all(alone) => vec![whole],
        _ if parts.len() > 1 && parts.iter().all(alone) => {
            parts.into_iter().map(|part| quoted(part).unwrap_or(part)).collect()
        }
        _ => parts,
    }
}

/// What stands between the quotation marks around a text.
fn quoted(text: &str) -> Option<&str> {
    let between = |(open, close): (char, char)| text.strip_prefix(open)?.strip_suffix(close);
    MARKS.into_iter().find_map(between)
}

/// In one line where that reads as these words, else one word a line; a word alone in quotation marks then.
pub(super) fn joined(all: Vec<String>, separator: &str) -> String {
    let bare = || all.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
    let reads = |line: &String| words(line).eq(bare());
    let in_marks = |(open, close): (char, char)| format!("{open}{}{close}", all.concat());
    let lines = || all.iter().map(|word| format!("{word}\n")).collect();
    let line = Some(all.join(separator)).filter(reads);
    let marked = || {
        MARKS
            .into_iter()
            .map(in_marks)
            .find(|line| all.len() == 1 && reads(line))
    };
    line.or_else(marked).unwrap_or_else(lines)
}

/// Full-width letters, digits and signs as half-width ones; no space around.
pub(crate) fn half_width(text: &str) -> String {
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
        let table: [(&[&str], &str); 15] = [
            (&["重点", "回访"], "重点、回访"),
            (&["张、李"], "\"张、李\""),
            (&["A,B"], "\"A,B\""),
            (&["\"x"], "\"x"),
            (&["\"张\""], "\"\"张\"\""),
            (&["\"a\",\"b\""], "\"\"a\",\"b\"\""),
            (&["要，回访", "重点"], "要，回访\n重点\n"),
            (&["\"a", "b\""], "\"a\nb\"\n"),
            (&[], ""),
            (&["“张”"], "“张”"),
            (&["“张、李”"], "\"“张、李”\""),
            (&["a\"、\"b"], "“a\"、\"b”"),
            (&["\"a\"", "\"b\""], "\"a\"\n\"b\"\n"),
            (&["\"a\"", "b"], "\"a\"\nb\n"),
            (&["“a", "b”"], "“a\nb”\n"),
        ];
        for (all, text) in table {
            assert_eq!(joined(all.iter().map(|&word| word.to_owned()).collect(), "、"), text);
            assert_eq!(words(text).collect::<Vec<_>>(), all, "{text}");
        }
    }

    #[test]
    fn of_several_words_each_may_have_its_marks() {
        let table: [(&str, &[&str]); 6] = [
            ("\"a\"、\"b\"", &["a", "b"]),
            ("“重点”，“回访”", &["重点", "回访"]),
            ("\"a\", b", &["a", "b"]),
            ("\"a、b\"", &["a、b"]),
            ("“张、李”", &["张、李"]),
            ("12\"管，重点", &["12\"管", "重点"]),
        ];
        for (text, all) in table {
            assert_eq!(words(text).collect::<Vec<_>>(), all, "{text}");
        }
    }
}
