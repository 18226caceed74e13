//! What a reader of types says (`invalid type: string "x", expected u8`), for the person who must correct the file.

use crate::domain::label::{Label, sentences};

/// Names of types and values in `serde`'s messages, in Chinese and in plain English. The longest match comes first.
const TYPES: [(&str, &str, &str); 19] = [
    ("a borrowed string", "文字", "a text"),
    ("a string", "文字", "a text"),
    ("string ", "文字", "a text"),
    ("a JSON number", "数字", "a number"),
    ("f64", "数字", "a number"),
    ("number", "数字", "a number"),
    ("u8", "0到255的整数", "a whole number from 0 to 255"),
    (
        "u32",
        "不超过4294967295的非负整数",
        "a whole number from 0 to 4294967295",
    ),
    ("integer", "整数", "a whole number"),
    ("floating point", "小数", "a decimal number"),
    ("a boolean", "true或false", "true or false"),
    ("boolean", "true或false", "true or false"),
    ("null", "空值（null）", "null"),
    ("unit", "空值（null）", "null"),
    ("a sequence", "列表（[…]）", "a list […]"),
    ("sequence", "列表（[…]）", "a list […]"),
    ("a map", "对象（{…}）", "an object {…}"),
    ("a record", "对象（{…}）", "an object {…}"),
    ("map", "对象（{…}）", "an object {…}"),
];

/// Whole messages that begin or end in a known way, with what they mean.
const KNOWN: [(&str, &str, &str); 10] = [
    (
        "is not a date (YYYY-MM-DD)",
        "不是日期：应写作YYYY-MM-DD，并且日历上有这一天",
        "not a date: it is written YYYY-MM-DD and must exist in the calendar",
    ),
    (
        "is neither a date nor an RFC 3339 instant",
        "不是日期或时刻：应写作2026-11-21或2026-11-21T09:00:00+08:00，并且确有其时",
        "neither a date nor an instant: write 2026-11-21 or 2026-11-21T09:00:00+08:00, and it must exist",
    ),
    (
        "an amount has at most two decimals",
        "金额以元为单位，最多两位小数",
        "an amount is in yuan with at most two decimals",
    ),
    (
        "an amount is at most 999,999,999,999.99 yuan",
        "金额最大为999,999,999,999.99元",
        "an amount is at most 999,999,999,999.99 yuan",
    ),
    ("not an amount in yuan", "不是金额（元）", "not an amount in yuan"),
    ("an id must not be empty", "编号不能为空", "an id must not be empty"),
    (
        "an id has at most 64 characters",
        "编号最多64个字符",
        "an id has at most 64 characters",
    ),
    (
        "the key of a task has at most 255 characters",
        "任务的编号最多255个字符",
        "the key of a task has at most 255 characters",
    ),
    (
        "recursion limit exceeded",
        "嵌套超过128层",
        "nested more than 128 levels deep",
    ),
    (
        "hex escape",
        "文字中的\\u转义不完整（代理对缺了一半）",
        "a \\u escape in a text is incomplete (half of a surrogate pair)",
    ),
];

sentences! {
    one_of(options) = "只能是以下之一：{options}" / "must be one of: {options}";
    other_type(expected, found) = "这里应为{expected}，文件里是{found}" / "must be {expected}, but the file has {found}";
    unreadable(detail) = "无法读取（{detail}）" / "cannot be read ({detail})";
}

/// The field that a message calls missing.
pub fn missing_field(detail: &str) -> Option<&str> {
    detail.strip_prefix("missing field `")?.strip_suffix('`')
}

/// A message in words. `field` is the path it is about.
pub fn words(detail: &str, field: &str) -> Label {
    if detail.starts_with("missing field `") {
        return super::missing(field);
    }
    if let Some((_, zh, en)) = KNOWN.iter().find(|(text, ..)| detail.ends_with(text)) {
        return Label::fixed(zh, en);
    }
    if let Some((_, expected)) = detail
        .strip_prefix("unknown variant `")
        .and_then(|d| d.split_once("`, expected "))
    {
        let options = expected.strip_prefix("one of ").unwrap_or(expected);
        let options = options.replace('`', "").replace(" or ", ", ");
        return one_of(Label::made(options.replace(", ", "、"), options));
    }
    let typed = detail
        .strip_prefix("invalid type: ")
        .or(detail.strip_prefix("invalid value: "));
    if let Some((found, expected)) = typed.and_then(|d| d.rsplit_once(", expected ")) {
        return other_type(type_words(expected), type_words(found));
    }
    unreadable(shortened(detail, 120))
}

fn type_words(text: &str) -> Label {
    match TYPES.iter().find(|(name, ..)| text.starts_with(name)) {
        Some((_, zh, en)) => Label::fixed(zh, en),
        None => Label::same(&shortened(text, 60)),
    }
}

/// A text cut to `chars` characters, on one line.
pub fn shortened(text: &str, chars: usize) -> String {
    let mut short: String = text
        .chars()
        .take(chars)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(chars).is_some() {
        short.push('…');
    }
    short
}

/// The words and messages above, for the test of typography.
#[cfg(test)]
pub(crate) fn known() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    TYPES.iter().chain(&KNOWN).map(|(_, zh, en)| (*zh, vec![*en]))
}
