//! Why a file as a whole is no book: each reason says what happened, where, that nothing was changed, and what to do.

use std::fmt;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::error::Category;

use super::place::{excerpt, line_column, offset_of};
use super::{FORMAT, VERSION};
use crate::domain::label::Label;

/// The largest file that is read: 180 MiB. Beyond it a browser tab on a small machine runs out of memory half-way.
pub const MAX_BYTES: u64 = 188_743_680;

/// The deepest nesting of a file, as `serde_json` limits it. A book of the contract is 5 deep.
pub const MAX_DEPTH: usize = 128;

/// What kind of file it is instead of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BookErrorKind {
    /// More than [`MAX_BYTES`].
    TooLarge,
    /// Nothing in it.
    Empty,
    /// UTF-16 or UTF-32 text.
    Utf16,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// Broken JSON.
    NotJson,
    /// JSON that ends in the middle.
    Truncated,
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// JSON, but something else.
    NotABook,
    /// A book of a newer version of the product.
    NewerVersion,
    /// A book whose top level is not as it should be.
    Structure,
}

/// Why a file is refused as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookError {
    /// The kind of reason.
    pub kind: BookErrorKind,
    /// The line, from 1, where there is a place.
    pub line: Option<usize>,
    /// The column in characters, from 1.
    pub column: Option<usize>,
    /// What happened, where, and what to do.
    pub message: Label,
}

impl fmt::Display for BookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.en)
    }
}

impl std::error::Error for BookError {}

impl BookError {
    /// The whole message: what happened and what to do, with the promise between them.
    pub(super) fn new(kind: BookErrorKind, place: Option<(usize, usize)>, what: (String, String), todo: Label) -> Self {
        let (mut zh, mut en) = what;
        if let Some((line, column)) = place {
            zh = format!("第 {line} 行第 {column} 列：{zh}");
            en = format!("Line {line}, column {column}: {en}");
        }
        let (todo_zh, todo_en) = (todo.zh, todo.en);
        let zh = format!("{zh}。没有导入任何内容，现有簿册没有改动。{todo_zh}。");
        let en = format!("{en}. Nothing was imported and your book is unchanged. {todo_en}.");
        let (line, column) = place.unzip();
        let message = Label::made(zh, en);
        Self {
            kind,
            line,
            column,
            message,
        }
    }

    /// A file of this many bytes is too large. The page asks before it reads the file into memory.
    pub fn too_large(bytes: u64) -> Option<Self> {
        let (mb, most) = (bytes.div_ceil(1_048_576), MAX_BYTES / 1_048_576);
        (bytes > MAX_BYTES).then(|| {
            let what = (
                format!("文件有 {mb} MB,超过 {most} MB 的上限"),
                format!("The file has {mb} MB; the limit is {most} MB"),
            );
            let todo = Label::fixed(
                "请把它拆成几个较小的文件，用“合并”方式逐个导入",
                "Split it into smaller files and import them one by one in merge mode",
            );
            Self::new(BookErrorKind::TooLarge, None, what, todo)
        })
    }

    pub(super) fn not_a_book(zh: String, en: String) -> Self {
        let todo = Label::fixed(
            "请选择由关系簿导出的 .guanxi.json 文件",
            "Choose a .guanxi.json file that 关系簿 exported",
        );
        Self::new(BookErrorKind::NotABook, None, (zh, en), todo)
    }

    pub(super) fn newer(version: &str) -> Self {
        let what = (
            format!("文件的格式版本是 {version}，本程序只认识到版本 {VERSION}"),
            format!("The file has format version {version}; this program knows versions up to {VERSION}"),
        );
        let todo = Label::fixed("请更新关系簿后再导入", "Update 关系簿 and import it again");
        Self::new(BookErrorKind::NewerVersion, None, what, todo)
    }

    pub(super) fn structure(text: &str, offset: Option<usize>, zh: String, en: String) -> Self {
        let place = offset.map(|offset| line_column(text, offset));
        let todo = Label::fixed(
            "请改正文件的这一处后再导入",
            "Correct this place in the file and import it again",
        );
        Self::new(BookErrorKind::Structure, place, (zh, en), todo)
    }

    pub(super) fn too_deep(text: &str, offset: usize) -> Self {
        let what = (
            format!("嵌套超过 {MAX_DEPTH} 层"),
            format!("nested more than {MAX_DEPTH} levels deep"),
        );
        let todo = Label::fixed(
            "这不像一个簿册，请检查产生该文件的程序",
            "This does not look like a book; check the program that made the file",
        );
        Self::new(BookErrorKind::TooDeep, Some(line_column(text, offset)), what, todo)
    }

    /// Tells what a file is whose top level could not be read: broken at some place, or whole but no book.
    pub(super) fn diagnose(text: &str) -> Self {
        let mut de = serde_json::Deserializer::from_str(text);
        let broken = IgnoredAny::deserialize(&mut de).and_then(|_| de.end()).err();
        let end = broken
            .as_ref()
            .map_or(text.len(), |e| offset_of(text, e.line(), e.column()));
        if let Some(offset) = first_too_deep(&text.as_bytes()[..end]) {
            return Self::too_deep(text, offset);
        }
        match broken {
            Some(error) => Self::broken(text, &error, end),
            None => Self::not_a_book(
                format!("文件是 JSON，但不是关系簿的簿册（顶层应为 {{\"format\": \"{FORMAT}\", …}}）"),
                format!("The file is JSON but not a book (its top level should be {{\"format\": \"{FORMAT}\", …}})"),
            ),
        }
    }

    fn broken(text: &str, error: &serde_json::Error, offset: usize) -> Self {
        if error.classify() == Category::Eof {
            let place = Some(line_column(text, text.len()));
            let what = (
                "文件在这里中断，后面的内容缺失".to_owned(),
                "the file ends here, in the middle".to_owned(),
            );
            let todo = Label::fixed(
                "文件没有完整保存或传输，请重新导出或重新复制一份",
                "It was not saved or copied whole; export or copy it again",
            );
            return Self::new(BookErrorKind::Truncated, place, what, todo);
        }
        let place = Some(line_column(text, offset));
        let detail = error.to_string();
        let detail = detail.split(" at line ").next().unwrap_or_default();
        let around = excerpt(text, offset);
        let number = ["NaN", "Infinity", "nan", "inf"]
            .iter()
            .any(|word| around.contains(word));
        let (note_zh, note_en) = match number {
            true => (
                "；NaN 和 Infinity 不是 JSON 的数字",
                "; NaN and Infinity are no JSON numbers",
            ),
            false => ("", ""),
        };
        let what = (
            format!("不是有效的 JSON（{detail}），附近内容：{around}{note_zh}"),
            format!("not valid JSON ({detail}), near: {around}{note_en}"),
        );
        let todo = Label::fixed(
            "如果手工改过文件，请检查这一处的引号、逗号和括号；否则请重新导出",
            "If the file was edited by hand, check quotes, commas and brackets there; otherwise export it again",
        );
        Self::new(BookErrorKind::NotJson, place, what, todo)
    }
}

/// The first bracket beyond [`MAX_DEPTH`]. The bytes must be JSON as far as they go.
fn first_too_deep(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    for (i, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'[' | b'{' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Some(i);
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The text of a file: UTF-8, with or without a byte-order mark.
pub fn text(bytes: &[u8]) -> Result<&str, BookError> {
    if let Some(error) = BookError::too_large(bytes.len() as u64) {
        return Err(error);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        let what = ("文件是空的".to_owned(), "The file is empty".to_owned());
        let todo = Label::fixed("请重新导出或重新复制一份", "Export or copy it again");
        return Err(BookError::new(BookErrorKind::Empty, None, what, todo));
    }
    let save_as = Label::fixed(
        "请用文本编辑器另存为 UTF-8 编码后再导入",
        "Save it as UTF-8 with a text editor and import it again",
    );
    // JSON begins with an ASCII character: with a zero beside it the text has two or four bytes a character.
    if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, _, ..] | [_, 0, ..]) {
        let what = (
            "文件是 UTF-16 编码，不是 UTF-8".to_owned(),
            "The file is UTF-16, not UTF-8".to_owned(),
        );
        return Err(BookError::new(BookErrorKind::Utf16, None, what, save_as));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        let good = std::str::from_utf8(&bytes[..offset]).unwrap_or_default();
        let byte = bytes.get(offset).copied().unwrap_or_default();
        let what = (
            format!(
                "第 {} 个字节（0x{byte:02X}）不是 UTF-8，文件可能是 GBK 编码",
                offset + 1
            ),
            format!("byte {} (0x{byte:02X}) is not UTF-8; the file may be GBK", offset + 1),
        );
        BookError::new(BookErrorKind::NotUtf8, Some(line_column(good, offset)), what, save_as)
    })
}
