//! The first pass over a file: its top-level keys, and where each record stands. Nothing is copied.
//!
//! [`Scan`] goes over it in slices. Where it meets what is no sound book, [`Skeleton::read`] looks at the whole and says why.

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
    /// `handover`.
    Handover,
    /// `handovers`.
    Handovers,
}

impl HeadKey {
    const ALL: [(Self, &'static str); 9] = [
        (Self::Format, "format"),
        (Self::Version, "version"),
        (Self::AsOf, "as_of"),
        (Self::ExportedAt, "exported_at"),
        (Self::App, "app"),
        (Self::Settings, "settings"),
        (Self::Rulebook, "rulebook"),
        (Self::Handover, "handover"),
        (Self::Handovers, "handovers"),
    ];
}

impl<'a> Skeleton<'a> {
    /// Finds the parts of a book in one go; a file that is none says why.
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

/// Finds the parts of a book in slices.
#[derive(Debug)]
pub struct Scan<'a> {
    text: &'a str,
    skeleton: Skeleton<'a>,
    /// The byte that is next.
    at: usize,
    next: Next,
}

/// What stands next in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Begin,
    Key,
    Record,
    /// A comma or the end, after the value of a key.
    After,
    End,
}

impl<'a> Scan<'a> {
    /// Begins at the beginning of a text.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            skeleton: Skeleton::default(),
            at: 0,
            next: Next::Begin,
        }
    }

    /// Looks at about so many bytes more: how many are done of the text, or nothing where all is.
    pub fn step(&mut self, bytes: usize) -> Result<Option<usize>, BookError> {
        let end = self.at.saturating_add(bytes.max(1));
        while self.at < end && self.next != Next::End {
            if self.advance().is_none() {
                // In one go, for the words of what is wrong.
                self.skeleton = Skeleton::read(self.text)?;
                self.next = Next::End;
            }
        }
        Ok((self.next != Next::End).then_some(self.at))
    }

    /// The parts, once all is looked at.
    pub fn finish(mut self) -> Result<Skeleton<'a>, BookError> {
        while self.step(usize::MAX)?.is_some() {}
        let (format, version) = (self.skeleton.get(HeadKey::Format), self.skeleton.get(HeadKey::Version));
        check_identity(self.text, format, version)?;
        Ok(self.skeleton)
    }

    /// One part; nothing where the text is not as it should be.
    fn advance(&mut self) -> Option<()> {
        self.next = match self.next {
            Next::Begin => {
                self.takes(b'{').then_some(())?;
                if self.takes(b'}') { self.ended()? } else { Next::Key }
            }
            Next::Key => self.key()?,
            Next::Record => {
                let record = self.value()?;
                self.skeleton.records.last_mut()?.1.push(record);
                match self.takes(b',') {
                    true => Next::Record,
                    false => self.takes(b']').then_some(Next::After)?,
                }
            }
            Next::After => match self.takes(b',') {
                true => Next::Key,
                false => self.takes(b'}').then(|| self.ended())??,
            },
            Next::End => Next::End,
        };
        Some(())
    }

    /// A key, and its value where that is no list of records.
    fn key(&mut self) -> Option<Next> {
        let key: String = self.value()?;
        (self.takes(b':') && !self.skeleton.has(&key)).then_some(())?;
        if let Some(kind) = Kind::ALL.iter().find(|kind| kind.word() == key) {
            self.skeleton.records.push((*kind, Vec::new()));
            if !self.takes(b'[') {
                // Anything but null is told of by the whole look.
                return self.value::<()>().map(|()| Next::After);
            }
            return Some(if self.takes(b']') { Next::After } else { Next::Record });
        }
        let value = self.value()?;
        match HeadKey::ALL.iter().find(|(_, word)| *word == key) {
            Some((known, _)) => self.skeleton.head.push((*known, value)),
            None => self.skeleton.unknown.push((key, value)),
        }
        Some(Next::After)
    }

    fn value<T: Deserialize<'a>>(&mut self) -> Option<T> {
        let mut values = Deserializer::from_str(self.text.get(self.at..)?).into_iter::<T>();
        let value = values.next()?.ok()?;
        self.at += values.byte_offset();
        Some(value)
    }

    /// Whether this comes next; then it is behind.
    fn takes(&mut self, byte: u8) -> bool {
        self.skip_space();
        let is_next = self.text.as_bytes().get(self.at) == Some(&byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn skip_space(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| b" \n\r\t".contains(byte)).count();
    }

    fn ended(&mut self) -> Option<Next> {
        self.skip_space();
        (self.at == self.text.len()).then_some(Next::End)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that was found, as texts.
    fn told(skeleton: &Skeleton) -> Vec<String> {
        let head = skeleton.head.iter().map(|(key, raw)| format!("{key:?} {raw}"));
        let unknown = skeleton.unknown.iter().map(|(key, raw)| format!("{key} {raw}"));
        let rows = |(kind, rows): &(Kind, Vec<&RawValue>)| format!("{kind:?} {rows:?}");
        head.chain(unknown).chain(skeleton.records.iter().map(rows)).collect()
    }

    const SOUND: &str = " {\"format\" : \"guanxi-book\",\n \"version\":1, \"\\u0078\": [1, {\"y\": \"]}\"}], \"settings\": {}, \
        \"customers\": [ {\"id\":\"a\\\\\\\"]\"} , 7,null ], \"orders\":[], \"points\": null, \"tickets\": [\"}\"] } \n";

    #[test]
    fn slices_find_what_one_go_finds() {
        let whole = told(&Skeleton::read(SOUND).unwrap());
        assert_eq!(whole.len(), 8);
        for bytes in [1, 2, 7, 40, usize::MAX] {
            let mut scan = Scan::new(SOUND);
            while scan.step(bytes).unwrap().is_some() {}
            assert_eq!(told(&scan.finish().unwrap()), whole, "{bytes}");
        }
    }

    #[test]
    fn a_slice_ends_with_the_record_that_reaches_over_it() {
        let record = format!("{{\"id\":\"{}\"}}", "x".repeat(90));
        let records = vec![record; 1_000].join(",");
        let text = format!("{{\"format\":\"guanxi-book\",\"customers\":[{records}]}}");
        let (mut scan, mut before, mut slices) = (Scan::new(&text), 0, 0);
        while let Some(done) = scan.step(1_000).unwrap() {
            assert!(done - before < 1_000 + 110, "{before} to {done}");
            (before, slices) = (done, slices + 1);
        }
        assert!(slices > 90, "{slices}");
        assert_eq!(scan.finish().unwrap().records[0].1.len(), 1_000);
    }

    #[test]
    fn what_is_wrong_is_told_as_in_one_go() {
        let broken = [
            "",
            "{",
            "[]",
            "{}",
            "{\"format\":\"guanxi-book\",}",
            "{\"format\":\"guanxi-book\"} x",
            "{\"format\":\"guanxi-book\",\"customers\":{}}",
            "{\"format\":\"guanxi-book\",\"customers\":[1,]}",
            "{\"format\":\"guanxi-book\",\"customers\":[1 2]}",
            "{\"format\":\"guanxi-book\",\"customers\":[{\"id\":}]}",
            "{\"format\":\"guanxi-book\",\"orders\":[],\"orders\":[]}",
            "{\"format\":\"guanxi-book\",\"version\":2}",
            "{\"format\":\"guanxi-results\"}",
            "{7:1}",
            "{\"format\":\"guanxi-book\" \"version\":1}",
        ];
        for text in broken {
            let one_go = format!("{:?}", Skeleton::read(text).unwrap_err());
            let sliced = format!("{:?}", Scan::new(text).finish().unwrap_err());
            assert_eq!(sliced, one_go, "{text}");
        }
    }
}
