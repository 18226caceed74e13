//! Workbooks of Excel from 2007 on, and of WPS: each part is unpacked once and read once, a bit at a time. One pass over a sheet finds its
//! cells, what is merged and what is hidden.

mod cells;
mod looks;

use std::collections::HashMap;

use cells::{Reading, Value};
use looks::{Look, looks};

use super::markup::{Piece, Pieces, attribute, unescape};
use super::parts::{self, Package};
use super::{Reason, Refusal, Watch};
use crate::exchange::grid::{Cell, Sheet, SheetName};

/// The most that a sheet may have when it is unpacked, and a part that is kept, in bytes.
const MOST_OF_A_SHEET: u64 = 2 << 30;
const MOST_OF_A_PART: u64 = 256 << 20;

/// A sheet that holds nothing has hardly more.
const MOST_OF_A_BLANK: u64 = 1 << 14;

/// An open workbook.
pub(super) struct Xlsx<'a> {
    package: Package<'a>,
    /// The sheets, each with the name of its part.
    sheets: Vec<(SheetName, String)>,
    is_1904: bool,
    /// The texts that cells share.
    texts: Vec<Cell>,
    /// What each style makes of a number.
    looks: Vec<Look>,
}

impl<'a> Xlsx<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut package = parts::open(bytes)?;
        let book = parts::text(&mut package, "xl/workbook.xml", MOST_OF_A_PART)?;
        let relations = relations(&parts::text(
            &mut package,
            "xl/_rels/workbook.xml.rels",
            MOST_OF_A_PART,
        )?);
        let part_of = |kind: &str| {
            let found = relations.values().find(|relation| relation.kind == kind);
            found.map(|relation| relation.part.clone())
        };
        let texts = match part_of("sharedStrings").filter(|part| parts::named(&package, part).is_some()) {
            Some(part) => shared_texts(&mut package, &part)?,
            None => Vec::new(),
        };
        let looks = match part_of("styles").filter(|part| parts::named(&package, part).is_some()) {
            Some(part) => looks(&parts::text(&mut package, &part, MOST_OF_A_PART)?),
            None => Vec::new(),
        };
        let (mut sheets, is_1904) = listed(&book, &relations);
        for (sheet, part) in &mut sheets {
            sheet.is_blank = is_blank(&mut package, part);
        }
        Ok(Self {
            package,
            sheets,
            is_1904,
            texts,
            looks,
        })
    }

    pub(super) fn sheets(&self) -> Vec<SheetName> {
        self.sheets.iter().map(|(name, _)| name.clone()).collect()
    }

    pub(super) fn read(&mut self, index: usize, watch: Watch<'_>) -> Result<Sheet, Refusal> {
        let (named, part) = self.sheets.get(index).cloned().ok_or(Refusal::of(Reason::Empty))?;
        let mut reading = Reading::new(named, self.is_1904, &self.texts, &self.looks);
        parts::read(&mut self.package, &part, MOST_OF_A_SHEET, &mut |some| {
            for piece in Pieces::new(some) {
                reading.take(piece, watch)?;
            }
            Ok(())
        })?;
        Ok(reading.sheet)
    }
}

/// What a part is to the workbook.
pub(super) struct Relation {
    /// The last word of its kind.
    kind: String,
    /// The name of the part.
    pub part: String,
}

pub(super) fn relations(text: &str) -> HashMap<String, Relation> {
    let relation = |piece: Piece<'_>| match piece {
        Piece::Open(_, attributes, _) => {
            let of = |name| attribute(attributes, name);
            let (id, target, kind) = (of("Id")?, of("Target")?, of("Type")?);
            let kind = kind.rsplit('/').next().unwrap_or(kind).to_owned();
            let part = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("xl/{target}"),
            };
            Some((id.to_owned(), Relation { kind, part }))
        }
        _ => None,
    };
    Pieces::new(text).filter_map(relation).collect()
}

/// The sheets with cells, in their order, and whether days count from 1904.
fn listed(book: &str, relations: &HashMap<String, Relation>) -> (Vec<(SheetName, String)>, bool) {
    let (mut sheets, mut is_1904) = (Vec::new(), false);
    for piece in Pieces::new(book) {
        let Piece::Open(tag, attributes, _) = piece else {
            continue;
        };
        match local(tag) {
            "workbookPr" => is_1904 = attribute(attributes, "date1904").is_some_and(is_yes),
            "sheet" => {
                let relation = related(attributes).and_then(|id| relations.get(id));
                if let Some(relation) = relation.filter(|relation| relation.kind == "worksheet") {
                    let mut name = String::new();
                    unescape(attribute(attributes, "name").unwrap_or_default(), &mut name);
                    let is_hidden = matches!(attribute(attributes, "state"), Some("hidden" | "veryHidden"));
                    let named = SheetName {
                        name,
                        is_hidden,
                        is_blank: false,
                    };
                    sheets.push((named, relation.part.clone()));
                }
            }
            _ => {}
        }
    }
    (sheets, is_1904)
}

/// Whether a sheet has no cell with a value. What is larger than a sheet of bare looks is not unpacked for it.
fn is_blank(package: &mut Package<'_>, part: &str) -> bool {
    let Some(name) = parts::named(package, part) else {
        return false;
    };
    let is_small = package.by_name(&name).is_ok_and(|part| part.size() <= MOST_OF_A_BLANK);
    let text = is_small.then(|| parts::text(package, part, MOST_OF_A_BLANK));
    let is_value = |piece: Piece<'_>| matches!(piece, Piece::Open(tag, ..) if matches!(local(tag), "v" | "t" | "f"));
    text.is_some_and(|text| text.is_ok_and(|text| !Pieces::new(&text).any(is_value)))
}

/// The relation that an element names: `r:id`, under whatever prefix.
fn related(attributes: &str) -> Option<&str> {
    attribute(attributes, "r:id").or_else(|| {
        let at = attributes.find(":id=")?;
        attribute(&attributes[at + 1..], "id")
    })
}

/// A tag's name without the prefix of its namespace.
fn local(tag: &str) -> &str {
    match tag.bytes().position(|byte| byte == b':') {
        Some(at) => &tag[at + 1..],
        None => tag,
    }
}

fn is_yes(text: &str) -> bool {
    matches!(text, "1" | "true")
}

/// The texts that cells share. What shows how a text is spoken is no part of it.
fn shared_texts(package: &mut Package<'_>, part: &str) -> Result<Vec<Cell>, Refusal> {
    // A sheet weighs what it holds, and so do these.
    let (mut texts, mut weighed) = (Vec::new(), Sheet::default());
    let mut value = Value::default();
    parts::read(package, part, MOST_OF_A_PART, &mut |some| {
        for piece in Pieces::new(some) {
            let closes = match piece {
                Piece::Open(tag, _, closes) if local(tag) == "si" => {
                    value.text.clear();
                    closes
                }
                Piece::Close(tag) => local(tag) == "si",
                _ => false,
            };
            value.take(&piece);
            if closes {
                let cell = Cell::text(&value.written());
                weighed.weigh(1, &cell)?;
                texts.push(cell);
            }
        }
        Ok(())
    })?;
    Ok(texts)
}
