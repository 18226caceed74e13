//! The first pass over a file: its top-level keys, and where each record stands. Nothing is copied.

use std::collections::BTreeMap;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer as _};
use serde_json::Deserializer;
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::error::BookError;
use super::place::offset_of;
use super::{FORMAT, VERSION};
use crate::domain::change::Kind;
use crate::domain::text::json_error::shortened;
use crate::transfer::text as say;

/// A file's top level. Values are slices of its text.
#[derive(Debug, Default)]
pub struct Skeleton<'a> {
    /// The known keys that are no records.
    pub head: Vec<(HeadKey, &'a RawValue)>,
    /// The records of each kind the file has, in its order.
    pub records: Vec<(Kind, Vec<&'a RawValue>)>,
    /// Keys that this version does not know.
    pub unknown: Vec<(String, &'a RawValue)>,
    /// The key that was being read: the place of an error.
    key: String,
}

/// The known top-level keys beside the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadKey {
    /// `format`.
    Format,
    /// `version`.
    Version,
    /// `as_of`.
    AsOf,
    /// `exported_at`.
    ExportedAt,
    /// `app`.
    App,
    /// `settings`.
    Settings,
    /// `rulebook`.
    Rulebook,
}

impl HeadKey {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Format, "format"),
        (Self::Version, "version"),
        (Self::AsOf, "as_of"),
        (Self::ExportedAt, "exported_at"),
        (Self::App, "app"),
        (Self::Settings, "settings"),
        (Self::Rulebook, "rulebook"),
    ];
}

impl<'a> Skeleton<'a> {
    /// Finds the parts of a book; a file that is none says why.
    pub fn read(text: &'a str) -> Result<Self, BookError> {
        let mut skeleton = Self::default();
        let mut de = Deserializer::from_str(text);
        let read = de.deserialize_map(Builder(&mut skeleton)).and_then(|()| de.end());
        let Err(error) = read else {
            let (format, version) = (skeleton.get(HeadKey::Format), skeleton.get(HeadKey::Version));
            return check_identity(text, format, version).map(|()| skeleton);
        };
        // Only our own complaints about the top level of an otherwise sound file stay; all others are diagnosed afresh,
        // because a file can be of the wrong shape at its beginning and broken further on.
        if error.classify() != Category::Data {
            return Err(BookError::diagnose(text));
        }
        let Ok(keys) = serde_json::from_str::<BTreeMap<String, &RawValue>>(text) else {
            return Err(BookError::diagnose(text));
        };
        // What is no book of ours, or a newer one, may have any shape.
        let key = |key: &str| keys.get(key).copied().filter(|raw| raw.get() != "null");
        check_identity(text, key("format"), key("version"))?;
        let (key, offset) = (skeleton.key, offset_of(text, error.line(), error.column()));
        let what = match error.to_string().starts_with(TWICE) {
            true => say::key_twice(key),
            false => say::key_wants_list(key),
        };
        Err(BookError::structure(text, offset, what))
    }

    /// The value of a key, unless it is missing or null.
    pub fn get(&self, key: HeadKey) -> Option<&'a RawValue> {
        let found = self.head.iter().find(|(k, _)| *k == key);
        found.map(|(_, raw)| *raw).filter(|raw| raw.get() != "null")
    }

    fn has(&self, key: &str) -> bool {
        self.records.iter().any(|(kind, _)| kind.word() == key)
            || self.unknown.iter().any(|(known, _)| known == key)
            || HeadKey::ALL
                .iter()
                .any(|(k, word)| *word == key && self.head.iter().any(|(h, _)| h == k))
    }
}

const TWICE: &str = "key twice";

struct Builder<'b, 'a>(&'b mut Skeleton<'a>);

impl<'a> Visitor<'a> for Builder<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a book")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            // A second list of orders would silently replace the first.
            let twice = self.0.has(&key);
            self.0.key.clone_from(&key);
            if twice {
                return Err(A::Error::custom(TWICE));
            }
            if let Some(kind) = Kind::ALL.iter().find(|kind| kind.word() == key) {
                let rows: Option<Vec<&'a RawValue>> = map.next_value()?;
                self.0.records.push((*kind, rows.unwrap_or_default()));
            } else if let Some((known, _)) = HeadKey::ALL.iter().find(|(_, word)| *word == key) {
                self.0.head.push((*known, map.next_value()?));
            } else {
                self.0.unknown.push((key, map.next_value()?));
            }
        }
        Ok(())
    }
}

/// Checks that a file says it is a book of a version that we know. A missing version is none of the reasons to refuse it.
fn check_identity(text: &str, format: Option<&RawValue>, version: Option<&RawValue>) -> Result<(), BookError> {
    match format.and_then(small::<String>).as_deref() {
        Some(FORMAT) => {}
        Some("guanxi-results") => {
            return Err(BookError::not_a_book(say::results_file()));
        }
        _ => {
            let has = format.map_or("—".into(), |raw| shortened(raw.get(), 40));
            return Err(BookError::not_a_book(say::other_format(FORMAT, has)));
        }
    }
    let Some(raw) = version else { return Ok(()) };
    match small::<f64>(raw) {
        Some(version) if version == VERSION as f64 => Ok(()),
        Some(newer) if newer > VERSION as f64 => Err(BookError::newer(&shortened(raw.get(), 20))),
        _ => Err(BookError::structure(
            text,
            offset_in(text, raw),
            say::other_version(VERSION),
        )),
    }
}

/// The byte of the text where a piece of it begins.
pub fn offset_in(text: &str, piece: &RawValue) -> usize {
    (piece.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Reads a small value of the head, or nothing where it is of another type.
pub fn small<'a, T: Deserialize<'a>>(raw: &'a RawValue) -> Option<T> {
    serde_json::from_str(raw.get()).ok()
}
