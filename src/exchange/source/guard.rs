//! What a file is by its first bytes and its directory, and what must not be opened.

use std::io::Read;

use super::parts::{self, Package, fill};
use super::{Format, Reason, Refusal};

/// How a file of Microsoft's compound format begins (.xls, and every encrypted workbook).
pub(super) const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// The most bytes that a workbook may have when it is unpacked, and one part of it that is kept in memory.
const MOST_UNPACKED: u64 = 2 << 30;
const MOST_OF_A_PART: u64 = 256 << 20;
/// The most parts of a workbook.
const MOST_PARTS: usize = 20_000;

/// How files of other kinds begin.
const FOREIGN: [(&[u8], Reason); 17] = [
    (b"%PDF", Reason::Pdf),
    (b"\x89PNG", Reason::Picture),
    (b"\xFF\xD8\xFF", Reason::Picture),
    (b"GIF8", Reason::Picture),
    (b"BM", Reason::Picture),
    (b"II*\0", Reason::Picture),
    (b"MM\0*", Reason::Picture),
    (b"RIFF", Reason::Picture),
    (b"Rar!", Reason::OtherDocument),
    (b"7z\xBC\xAF", Reason::OtherDocument),
    (b"\x1F\x8B", Reason::OtherDocument),
    (b"SQLite format 3\0", Reason::OtherDocument),
    (b"{\\rtf", Reason::RichText),
    (b"ID;P", Reason::OldTable),
    (b"TABLE\r\n0,1", Reason::OldTable),
    (b"TABLE\n0,1", Reason::OldTable),
    (b"socialcalc:version:", Reason::OldTable),
];

/// Why a file is none of ours, by how it begins.
pub(super) fn foreign(bytes: &[u8]) -> Option<Reason> {
    let begins = |(start, _): &&(&[u8], Reason)| bytes.starts_with(start);
    // Two letters begin texts too; a picture has zeros.
    let found = FOREIGN.iter().find(begins)?;
    let is_binary = bytes.iter().take(64).any(|byte| *byte == 0);
    (found.0.len() > 3 || is_binary).then_some(found.1)
}

/// What a packed file is, when it may be opened.
pub(super) fn packed(bytes: &[u8]) -> Result<Format, Refusal> {
    if bytes.starts_with(&COMPOUND) {
        return compound(bytes);
    }
    let mut archive = parts::open(bytes)?;
    let has = |name: &str| parts::named(&archive, name).is_some();
    let format = if has("xl/workbook.xml") {
        Format::Xlsx
    } else if has("xl/workbook.bin") {
        Format::Xlsb
    } else if has("content.xml") && has("mimetype") {
        Format::Ods
    } else {
        return Err(Refusal::of(Reason::OtherDocument));
    };
    weigh(&mut archive, format)?;
    if format == Format::Ods {
        is_spreadsheet(&mut archive)?;
    }
    Ok(format)
}

/// Refuses what would grow without measure, and what wants to read other files. Sheets are read in a stream; every other part is kept in
/// memory and may not be larger than it says: where others unpack it, that is tried here.
fn weigh(archive: &mut Package<'_>, format: Format) -> Result<(), Refusal> {
    if archive.len() > MOST_PARTS {
        return Err(Refusal::of(Reason::Bomb));
    }
    let mut sum = 0u64;
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => Refusal::of(Reason::Encrypted),
            _ => Refusal::of(Reason::Damaged),
        })?;
        let name = part.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
        let is_stream = name.starts_with("xl/worksheets/") || name.starts_with("xl/media/");
        sum = sum.saturating_add(part.size());
        if sum > MOST_UNPACKED || (!is_stream && part.size() > MOST_OF_A_PART) {
            return Err(Refusal::of(Reason::Bomb));
        }
        let mut start = [0; 1024];
        let known = fill(&mut part, &mut start)?;
        if is_xml && declares_entities(&String::from_utf8_lossy(&start[..known])) {
            return Err(Refusal::of(Reason::ExternalEntities));
        }
        if !is_stream && format != Format::Xlsx {
            let said = part.size();
            let rest = std::io::copy(&mut part.by_ref().take(said + 1), &mut std::io::sink());
            let rest = rest.map_err(|_| Refusal::of(Reason::Damaged))?;
            if known as u64 + rest > said {
                return Err(Refusal::of(Reason::Bomb));
            }
        }
    }
    Ok(())
}

fn declares_entities(start: &str) -> bool {
    start.contains("<!ENTITY") || (start.contains("<!DOCTYPE") && start.contains("SYSTEM"))
}

fn is_spreadsheet(archive: &mut Package<'_>) -> Result<(), Refusal> {
    let read = |archive: &mut Package<'_>, name: &str| -> Option<String> {
        let mut text = String::new();
        archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
        Some(text)
    };
    let manifest = read(archive, "META-INF/manifest.xml").unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Refusal::of(Reason::Encrypted));
    }
    match read(archive, "mimetype") {
        Some(kind) if kind.contains("spreadsheet") => Ok(()),
        _ => Err(Refusal::of(Reason::OtherDocument)),
    }
}

/// The text of a part of an archive.
pub(super) fn entry(bytes: &[u8], name: &str) -> Result<String, Refusal> {
    let mut archive = parts::open(bytes)?;
    let mut part = archive.by_name(name).map_err(|_| Refusal::of(Reason::Damaged))?;
    let mut text = String::new();
    let read = part.read_to_string(&mut text);
    read.map_err(|_| Refusal::of(Reason::Damaged))?;
    Ok(text)
}

/// A compound file is an old workbook, a locked new one, or another document.
fn compound(bytes: &[u8]) -> Result<Format, Refusal> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if has("EncryptedPackage") {
        Err(Refusal::of(Reason::Encrypted))
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
    } else if has("WordDocument") || has("PowerPoint Document") {
        Err(Refusal::of(Reason::OtherDocument))
    } else {
        Err(Refusal::of(Reason::Damaged))
    }
}

/// What a text is: a web page, an XML spreadsheet, a workbook of LibreOffice in one XML, or nothing of these, which is cells between
/// delimiters.
pub(super) fn text_format(text: &str) -> Result<Option<Format>, Refusal> {
    let start = text.trim_start();
    let mut end = start.len().min(4096);
    while !start.is_char_boundary(end) {
        end -= 1;
    }
    let first = start[..end].to_ascii_lowercase();
    if first.starts_with('{') || (first.starts_with('[') && first[1..].trim_start().starts_with(['{', '['])) {
        return Err(Refusal::of(Reason::Json));
    }
    if first.starts_with("mime-version:") {
        return Err(Refusal::of(Reason::OtherDocument));
    }
    if !first.starts_with('<') {
        return Ok(None);
    }
    if first.contains("<!entity") {
        return Err(Refusal::of(Reason::ExternalEntities));
    }
    if first.contains("urn:schemas-microsoft-com:office:spreadsheet") && first.contains("<workbook") {
        return Ok(Some(Format::XmlSheet));
    }
    let lower_has = |word: &str| first.contains(word) || contains_ignoring_case(start, word);
    if first.contains("<office:document") {
        let is_sheet = lower_has("<office:spreadsheet");
        return is_sheet
            .then_some(Some(Format::Ods))
            .ok_or(Refusal::of(Reason::OtherDocument));
    }
    if first.contains(super::REPORT_MARK) {
        return Err(Refusal::of(Reason::OwnReport));
    }
    let has_table = lower_has("<table");
    if has_table {
        return Ok(Some(Format::Html));
    }
    if first.contains("<!doctype html") || first.contains("<html") {
        return Err(Refusal::of(Reason::PageWithoutTable));
    }
    Err(Refusal::of(Reason::Unknown))
}

fn contains_ignoring_case(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    text.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}
