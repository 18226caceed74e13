//! The encoding of a text: what a mark at its beginning says, else UTF-8 where it is that but for a few bytes, else Big5 where it looks like
//! that, else GB 18030, else what is left.

use std::borrow::Cow;

use encoding_rs::{CoderResult, DecoderResult};
use serde::{Deserialize, Serialize};

use super::{Reason, Refusal, Watch};

/// How many bytes are decoded at a time.
const CHUNK: usize = 1 << 18;

/// So many stray signs stand in a text that is short, too.
const FEW_SIGNS: usize = 8;

/// An encoding of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// GB 18030, which GBK and GB 2312 are parts of.
    Gb18030,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Big5, of Taiwan and Hong Kong.
    Big5,
    /// Windows-1252, of western Europe.
    Western,
}

impl Encoding {
    /// All that can be told.
    pub const ALL: [Self; 6] = [
        Self::Utf8,
        Self::Gb18030,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Big5,
        Self::Western,
    ];

    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB18030",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Big5 => "Big5",
            Self::Western => "Windows-1252",
        }
    }

    fn table(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Gb18030 => encoding_rs::GB18030,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Big5 => encoding_rs::BIG5,
            Self::Western => encoding_rs::WINDOWS_1252,
        }
    }
}

/// Bytes as UTF-8, where they are strictly that. A large file is looked at but once.
pub(super) type Strict<'a> = Result<&'a str, std::str::Utf8Error>;

/// The encoding that a text probably has; nothing where it is no text.
pub(super) fn guess(bytes: &[u8], strict: Strict<'_>) -> Option<Encoding> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => return Some(Encoding::Utf8),
        [0xFF, 0xFE, ..] => return Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => return Some(Encoding::Utf16Be),
        _ => {}
    }
    let start = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = start.len() / 8;
    if even + odd > 0
        && let Some(wide) = chinese_by_twos(start)
    {
        return Some(wide);
    }
    // What programs keep for themselves is full of signs that no text has. Of two bytes a letter one may look so.
    let is_by_twos = odd > many && even == 0 || even > many && odd == 0;
    let few = if is_by_twos {
        many
    } else {
        (start.len() / 32).max(FEW_SIGNS)
    };
    if start.iter().filter(|byte| is_no_sign(**byte)).count() > few {
        return None;
    }
    match (even, odd) {
        (0, 0) => {}
        _ if odd > many && even == 0 => return Some(Encoding::Utf16Le),
        _ if even > many && odd == 0 => return Some(Encoding::Utf16Be),
        // A stray zero in a text is a text still; many are a program's own format.
        _ if even + odd > many => return None,
        _ => {}
    }
    // A last character that was cut off is no proof against it.
    let is_strict = strict.map_or_else(|error| error.error_len().is_none(), |_| true);
    if is_strict || is_utf8_with_slips(bytes) {
        return Some(Encoding::Utf8);
    }
    if is_big5(bytes) {
        return Some(Encoding::Big5);
    }
    let is_chinese = is_whole(bytes, Encoding::Gb18030.table());
    Some(if is_chinese {
        Encoding::Gb18030
    } else {
        Encoding::Western
    })
}

/// So many bytes tell Big5 from GB 18030.
const TELLING: usize = 1 << 16;

/// Whether bytes are Big5. Nearly all that is Big5 makes some sense as GB 18030 as well, but no text: second bytes among the letters are in every
/// third character of Big5, and in GB 18030 only in rare ones, whose first bytes are those of none in use in Big5.
fn is_big5(bytes: &[u8]) -> bool {
    let mut rest = &bytes[..bytes.len().min(TELLING)];
    let (mut all, mut low, mut usual) = (0usize, 0usize, 0usize);
    while let [first, behind @ ..] = rest {
        rest = match (first, behind) {
            (0x80.., [second, behind @ ..]) => {
                all += 1;
                low += usize::from(matches!(second, 0x40..=0x7E));
                usual += usize::from(matches!(first, 0xA1..=0xC6));
                behind
            }
            _ => behind,
        };
    }
    all > 3 && low * 10 >= all && usual * 10 >= all * 8 && is_whole(bytes, Encoding::Big5.table())
}

/// UTF-16 without a mark, of a text that has hardly a Latin letter: each two bytes are a character that Chinese tables have. Plain letters
/// read by twos look so as well, but have no byte above theirs.
fn chinese_by_twos(start: &[u8]) -> Option<Encoding> {
    let is_of_tables = |unit: u16| matches!(unit, 9 | 10 | 13 | 0x20..=0x7E | 0xA0..=0xFF | 0x2010..=0x2030 | 0x2100..=0x26FF | 0x3000..=0x4DBF | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF);
    let all = |unit: fn([u8; 2]) -> u16| {
        let mut units = start.chunks_exact(2).map(|two| unit([two[0], two[1]]));
        units.all(is_of_tables)
    };
    let is_wide = start.len() > 3 && start.len().is_multiple_of(2) && start.iter().any(|byte| *byte >= 0x80);
    match (all(u16::from_le_bytes), all(u16::from_be_bytes)) {
        (true, false) if is_wide => Some(Encoding::Utf16Le),
        (false, true) if is_wide => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// A control character that stands in no table; one is a delimiter of databases, zeros are looked at by themselves.
fn is_no_sign(byte: u8) -> bool {
    matches!(byte, 2..=8 | 11 | 14..=31 | 127)
}

/// Whether bytes are UTF-8 but for a few: other encodings have next to none of its characters of three bytes, which Chinese is made of.
fn is_utf8_with_slips(bytes: &[u8]) -> bool {
    let (mut short, mut long, mut bad) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c.len_utf8() {
                1 => {}
                2 => short += 1,
                _ => long += 1,
            }
        }
        bad += usize::from(!chunk.invalid().is_empty());
    }
    long >= 2 * bad || short + long >= 99 * bad
}

/// How many characters of a text could not be read.
pub(super) fn unreadable(text: &str) -> usize {
    text.matches(char::REPLACEMENT_CHARACTER).count()
}

/// Whether bytes are strictly of an encoding. A last character that was cut off is no proof against it.
fn is_whole(bytes: &[u8], table: &'static encoding_rs::Encoding) -> bool {
    let mut decoder = table.new_decoder_without_bom_handling();
    let mut out = vec![0u8; CHUNK];
    let mut rest = bytes;
    while !rest.is_empty() {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(rest, &mut out, false);
        match result {
            DecoderResult::Malformed(..) => return rest.len() - read < 1 && rest.len() < bytes.len(),
            DecoderResult::InputEmpty => return true,
            DecoderResult::OutputFull => rest = &rest[read..],
        }
    }
    true
}

/// The text, chunk by chunk: a character that two chunks share stays whole. A mark at the beginning goes. What is UTF-8 is the text as it
/// lies there.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    strict: Strict<'a>,
    encoding: Encoding,
    watch: Watch<'_>,
) -> Result<Cow<'a, str>, Refusal> {
    if encoding == Encoding::Utf8
        && let Ok(text) = strict
    {
        return Ok(text.strip_prefix('\u{feff}').unwrap_or(text).into());
    }
    let mut decoder = encoding.table().new_decoder_with_bom_removal();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
    let mut done = 0;
    while done < bytes.len() {
        let end = (done + CHUNK).min(bytes.len());
        let mut chunk = &bytes[done..end];
        loop {
            let most = decoder.max_utf8_buffer_length(chunk.len()).unwrap_or(CHUNK * 3);
            text.reserve(most);
            let (result, read, _) = decoder.decode_to_string(chunk, &mut text, end == bytes.len());
            chunk = &chunk[read..];
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        done = end;
        if !watch(done as u64, Some(bytes.len() as u64)) {
            return Err(Refusal::of(Reason::Cancelled));
        }
    }
    Ok(text.into())
}
