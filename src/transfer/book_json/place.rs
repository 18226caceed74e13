//! Places in a text, for people who look for them in an editor.

use crate::domain::text::json_error::shortened;

/// Line and column of a byte, both counted from 1, the column in characters.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..floor(text, offset)];
    let line_start = before.rfind('\n').map_or(0, |n| n + 1);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

/// Line and column of many bytes in one pass over the text; `offsets` must ascend.
pub fn line_columns(text: &str, offsets: &[usize]) -> Vec<(usize, usize)> {
    let (mut line, mut line_start, mut at) = (1, 0, 0);
    let mut places = Vec::with_capacity(offsets.len());
    // Within a long line, columns go on from the last one: a file may be one line of 100 MB with a thousand issues.
    let (mut column, mut column_at) = (1, 0);
    for offset in offsets {
        let offset = floor(text, *offset).max(at);
        for (i, byte) in text.as_bytes()[at..offset].iter().enumerate() {
            if *byte == b'\n' {
                (line, line_start) = (line + 1, at + i + 1);
            }
        }
        if line_start > column_at {
            (column, column_at) = (1, line_start);
        }
        column += text[column_at..offset].chars().count();
        (column_at, at) = (offset, offset);
        places.push((line, column));
    }
    places
}

/// The byte that `serde_json` means by a line and a column (both from 1, the column in bytes; column 0 is the line's end before).
pub fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(n) => start += n + 1,
            None => break,
        }
    }
    floor(text, start + column.saturating_sub(1))
}

/// The nearest character boundary at or before an offset.
pub fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// What stands around a byte, so that the place is found where lines are long.
pub fn excerpt(text: &str, offset: usize) -> String {
    let offset = floor(text, offset);
    let before: Vec<char> = text[..offset].chars().rev().take(20).collect();
    let around: String = before
        .into_iter()
        .rev()
        .chain(text[offset..].chars().take(20))
        .collect();
    shortened(around.trim(), 40)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pass_and_one_by_one_agree() {
        let text = "{\n \"名\": 1,\n\n \"客户\": \"好\"\n}";
        let offsets: Vec<usize> = (0..=text.len()).filter(|n| text.is_char_boundary(*n)).collect();
        let each: Vec<(usize, usize)> = offsets.iter().map(|n| line_column(text, *n)).collect();
        assert_eq!(line_columns(text, &offsets), each);
        assert_eq!(line_column(text, text.len()), (5, 2));
    }

    #[test]
    fn excerpts_never_cut_a_character() {
        let text = "客户名称".repeat(20);
        for n in 0..text.len() {
            assert!(excerpt(&text, n).chars().count() <= 41);
        }
    }
}
