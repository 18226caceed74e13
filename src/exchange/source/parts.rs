//! The parts of a packed workbook, unpacked bit by bit: none is ever trusted to be as large as it says.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Reason, Refusal};

/// So much of a part is unpacked at a time, in bytes.
const CHUNK: usize = 1 << 16;
/// The longest text between two tags, in bytes: a thousand times what a cell of Excel holds.
const LONGEST: usize = 32 << 20;

/// A packed workbook.
pub(super) type Package<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Opens a packed workbook.
pub(super) fn open(bytes: &[u8]) -> Result<Package<'_>, Refusal> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())
}

fn damaged() -> Refusal {
    Refusal::of(Reason::Damaged)
}

/// The name of a part as the package writes it: some programs write other cases, or the slashes of their system.
pub(super) fn named(package: &Package<'_>, name: &str) -> Option<String> {
    let is_it = |known: &str| {
        let pairs = known.bytes().zip(name.bytes());
        known.len() == name.len()
            && pairs
                .into_iter()
                .all(|(a, b)| a.eq_ignore_ascii_case(&b) || (a == b'\\' && b == b'/'))
    };
    package
        .file_names()
        .flatten()
        .find(|known| is_it(known))
        .map(|known| known.to_string())
}

/// Hands over the text of a part bit by bit, each a row of whole tags and texts. A part that unpacks to more than `most` bytes does harm.
pub(super) fn read(
    package: &mut Package<'_>,
    name: &str,
    most: u64,
    take: &mut dyn FnMut(&str) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let name = named(package, name).ok_or_else(damaged)?;
    let mut part = package.by_name(&name).map_err(|_| damaged())?;
    let (mut kept, mut sum) = (Vec::new(), 0u64);
    loop {
        let start = kept.len();
        let more = CHUNK.max(start);
        kept.resize(start + more, 0);
        let read = fill(&mut part, &mut kept[start..])?;
        kept.truncate(start + read);
        sum += read as u64;
        if sum > most {
            return Err(Refusal::of(Reason::Bomb));
        }
        let is_last = read < more;
        let end = if is_last { kept.len() } else { cut(&kept) };
        take(&String::from_utf8_lossy(&kept[..end]))?;
        if is_last {
            return Ok(());
        }
        // No cell holds so much: blanks, mostly, which grow out of nothing.
        if end == 0 && kept.len() > LONGEST {
            return Err(Refusal::of(Reason::Bomb));
        }
        kept.drain(..end);
    }
}

/// The whole text of a part.
pub(super) fn text(package: &mut Package<'_>, name: &str, most: u64) -> Result<String, Refusal> {
    let mut text = String::new();
    read(package, name, most, &mut |some| {
        text.push_str(some);
        Ok(())
    })?;
    Ok(text)
}

/// All bytes of a part that has no more than so many.
pub(super) fn whole(package: &mut Package<'_>, name: &str, most: u64) -> Option<Vec<u8>> {
    let name = named(package, name)?;
    let part = package.by_name(&name).ok()?;
    let mut whole = Vec::new();
    part.take(most + 1).read_to_end(&mut whole).ok()?;
    (whole.len() as u64 <= most).then_some(whole)
}

/// Reads until there is no more, or no more room.
pub(super) fn fill(from: &mut impl Read, to: &mut [u8]) -> Result<usize, Refusal> {
    let mut known = 0;
    while known < to.len() {
        match from.read(&mut to[known..]) {
            Ok(0) => break,
            Ok(some) => known += some,
            Err(_) => return Err(damaged()),
        }
    }
    Ok(known)
}

/// Where the last tag begins: all before it is whole. Comments and quoted passages, where a tag is none, are not cut.
fn cut(text: &[u8]) -> usize {
    let last = text.iter().rposition(|byte| *byte == b'<').unwrap_or(0);
    if !text.contains(&b'!') {
        return last;
    }
    let whole = |open: &[u8], close: &[u8]| {
        let Some(at) = text.windows(open.len()).rposition(|some| some == open) else {
            return last;
        };
        if text[at..last.max(at)].windows(close.len()).any(|some| some == close) {
            last
        } else {
            last.min(at)
        }
    };
    whole(b"<!--", b"-->").min(whole(b"<![CDATA[", b"]]>"))
}
