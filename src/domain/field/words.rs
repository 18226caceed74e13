//! Several words in one text, and how people type them.

/// What parts words in one line. Where lines are used, only they part them, so that a word may hold a comma.
pub(super) const SEPARATORS: [char; 5] = [',', '，', ';', '；', '、'];

/// What stands for a share nobody knows.
pub(super) const UNKNOWN: &str = "未知";

pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.contains('\n');
    text.split(move |c| c == '\n' || (!lines && SEPARATORS.contains(&c)))
        .map(str::trim)
        .filter(|word| !word.is_empty())
}

/// In one line where no word holds a separator, else one word a line.
pub(super) fn joined(words: Vec<String>, separator: &str) -> String {
    if words.iter().any(|word| word.contains(SEPARATORS)) {
        return words.iter().map(|word| format!("{word}\n")).collect();
    }
    words.join(separator)
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
