//! What imports changed, kept beside the book so that each can be taken back as a whole later: after a reload, in another tab, with other
//! changes on top.
//!
//! An import writes its image in its own transaction: of every record the bytes before it, and a mark of the bytes after it, by which a later
//! change shows. An image lies under names that are not read with the book ([`Key::is_away`]), in parts, beside one list of all images. The
//! last ones are kept, within a measure; none is a part of what leaves as a file, and none outlives the entry of the audit trail that it is
//! of.

use hashbrown::HashSet;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::book::{Book, BookRecord};
use crate::domain::change::{Change, ChangeSet, Delta, Head, Kind};
use crate::domain::fnv::Fnv;
use crate::domain::held::Held;
use crate::domain::kind::*;
use crate::domain::record::Text;
use crate::storage::backend::{AWAY, Area, Backend, Key};
use crate::storage::codec;
use crate::storage::error::StoreError;
use crate::storage::packed::Packed;
use crate::storage::screen;
use crate::storage::seal;
use crate::storage::settle::Job;

/// So many images are kept at most.
const MOST: usize = 20;
/// They have so many bytes together at most.
const MOST_BYTES: u64 = 20 << 20;
/// Records in a part: one is written between two turns of the page.
const PART: usize = 2_000;

/// What an import did to a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Imaged {
    /// The record's kind.
    pub kind: Kind,
    /// Its id.
    pub id: Text,
    /// The mark of the record as it became.
    mark: u64,
    /// The record as it was; nothing for one that the import brought.
    before: Option<Vec<u8>>,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Image {
    /// To the records.
    pub records: Vec<Imaged>,
    /// The industries that it added to the choices.
    pub choices: Vec<Text>,
    /// The hand-overs that it noted as taken in.
    pub handovers: Vec<Noted>,
}

/// A hand-over that an import noted in the head.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Noted {
    /// The mark of the note as it became.
    mark: u64,
    /// The note as it was, as JSON; nothing where there was none.
    before: Option<String>,
}

/// An image as it was written before hand-overs were in it.
#[derive(Deserialize)]
struct Former {
    records: Vec<Imaged>,
    choices: Vec<Text>,
}

/// An image in the list of all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    /// The id of the entry of the audit trail.
    id: String,
    parts: usize,
    bytes: u64,
}

/// What a write puts and removes beside the book.
#[derive(Default)]
pub(super) struct Beside {
    /// The parts of a new image.
    pub parts: Vec<(Key, Vec<u8>)>,
    /// The list of images, where it changes.
    pub list: Option<Vec<u8>>,
    pub gone: Vec<Key>,
}

impl Beside {
    /// Adds what is put to the jobs of a write; gives what is removed, with the screen that was kept of the book before.
    pub fn put_in(mut self, jobs: &mut Vec<(Key, Job)>) -> Vec<Key> {
        let list = self.list.map(|list| (list_key(), list));
        jobs.extend(
            self.parts
                .into_iter()
                .chain(list)
                .map(|(key, bytes)| (key, Job::Bytes(bytes))),
        );
        self.gone.push(screen::key());
        self.gone
    }
}

/// The list of images.
pub(super) fn list_key() -> Key {
    Key::new(Area::Meta, format!("{AWAY}images"))
}

fn part_key(id: &str, part: usize) -> Key {
    Key::new(Area::Meta, format!("{AWAY}image/{id}/{part:04}"))
}

impl Kept {
    fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        (0..self.parts).map(|part| part_key(&self.id, part))
    }
}

/// The mark of stored bytes. Fields that a later version appends are empty: zeros at the end say nothing.
fn mark(bytes: &[u8]) -> u64 {
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    Fnv::default().and(bytes.get(..end).unwrap_or_default()).sum()
}

fn record_mark<R: BookRecord>(record: &Held<R>) -> Result<u64, StoreError> {
    match record.bytes() {
        Some(bytes) => Ok(mark(bytes)),
        None => Ok(mark(&codec::record_bytes(record)?)),
    }
}

fn imaged<R: BookRecord>(delta: &Delta<R>) -> Result<Option<Imaged>, StoreError> {
    let Some(after) = &delta.after else { return Ok(None) };
    Ok(Some(Imaged {
        kind: R::KIND,
        id: after.key().into(),
        mark: record_mark(after)?,
        before: delta.before.as_ref().map(codec::record_bytes).transpose()?,
    }))
}

/// The entry of the trail that a change set writes of itself, where that is an import: the last change. Others may come with it that are of
/// earlier imports, when an erased book is brought back or a file brings its own trail: what those did is not known.
fn entry(set: &ChangeSet) -> Option<&str> {
    match set.changes.last()? {
        Change::Audit(delta) if delta.before.is_none() => {
            let own = delta.after.as_ref().filter(|own| own.is_of_import())?;
            Some(own.id.as_str())
        }
        _ => None,
    }
}

/// The industries that a change of the head added.
fn added_choices(before: &Head, after: &Head) -> Vec<Text> {
    let known = &before.settings.industries;
    let new = after.settings.industries.iter().filter(|word| !known.contains(word));
    // A list of one's own begins as a copy of the shipped one.
    let shipped = before.settings.industry_list();
    new.filter(|word| !shipped.contains(word)).cloned().collect()
}

/// The hand-overs that a change of the head notes, each by its id.
fn noted(before: &Head, after: &Head) -> Vec<Noted> {
    let new = after.handovers.iter().filter(|note| !before.handovers.contains(note));
    let one = |note: &Value| {
        let former = before.handovers.iter().find(|known| known.get("id") == note.get("id"));
        Noted {
            mark: note_mark(note),
            before: former.map(ToString::to_string),
        }
    };
    new.map(one).collect()
}

fn note_mark(note: &Value) -> u64 {
    mark(note.to_string().as_bytes())
}

/// Takes back what an import noted of hand-overs, so that their files bring again what they brought. What was noted anew since stands.
fn forget_handovers(head: &mut Head, noted: &[Noted]) {
    for own in noted {
        let Some(at) = head.handovers.iter().position(|note| note_mark(note) == own.mark) else {
            continue;
        };
        match own
            .before
            .as_deref()
            .and_then(|before| serde_json::from_str(before).ok())
        {
            Some(before) => head.handovers[at] = before,
            None => drop(head.handovers.remove(at)),
        }
    }
}

macro_rules! by_kind {
    ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
        fn imaged_of(change: &Change) -> Result<Option<Imaged>, StoreError> {
            match change {
                // The trail is no part of what is taken back.
                _ if matches!(change, Change::Audit(_)) => Ok(None),
                Change::Head { .. } => Ok(None),
                $(Change::$variant(delta) => imaged(delta),)*
            }
        }

        /// The mark of a record that a book has.
        fn mark_in(book: &Book, kind: Kind, id: &str) -> Option<u64> {
            match kind {
                $(Kind::$variant => record_mark(book.$table.get(id)?).ok(),)*
            }
        }

        /// The change that takes a record back to what it was.
        fn way_back(book: &Book, one: &Imaged) -> Option<Change> {
            match one.kind {
                $(Kind::$variant => {
                    let before = book.$table.get(&one.id).cloned();
                    let after = match &one.before {
                        Some(bytes) => Some(codec::record_of::<$ty>(bytes)?),
                        None => None,
                    };
                    Some(Delta { before, after }.into())
                })*
            }
        }
    };
}
crate::for_each_kind!(by_kind);

/// A part of an image, with the id that it is of: lying under another one's name it is none.
fn encode_part(id: &str, changes: &[Change]) -> Result<Vec<u8>, StoreError> {
    let mut image = Image::default();
    for change in changes {
        image.records.extend(imaged_of(change)?);
        if let Change::Head { before, after } = change {
            image.choices = added_choices(before, after);
            image.handovers = noted(before, after);
        }
    }
    let body = postcard::to_allocvec(&(id, image)).map_err(|e| StoreError::Other(e.to_string()))?;
    Ok(seal::seal(&body))
}

fn decode_part(id: &str, key: &Key, bytes: &[u8]) -> Result<Image, StoreError> {
    let body = seal::open(key, bytes)?;
    let (own, image) = postcard::from_bytes(body)
        .or_else(|_| former(body))
        .map_err(|e| StoreError::corrupt(key.place(), e))?;
    if own != id {
        return Err(StoreError::corrupt(key.place(), "of another import"));
    }
    Ok(image)
}

fn former(body: &[u8]) -> postcard::Result<(String, Image)> {
    let (own, Former { records, choices }) = postcard::from_bytes(body)?;
    let image = Image {
        records,
        choices,
        handovers: Vec::new(),
    };
    Ok((own, image))
}

impl<B: Backend> Packed<B> {
    async fn images_kept(&self) -> Result<Vec<Kept>, StoreError> {
        let key = list_key();
        let found = self.backend.fetch(std::slice::from_ref(&key)).await?.pop().flatten();
        // A list that is damaged loses ways back, and no record.
        Ok(found
            .and_then(|bytes| codec::from_json(&key, &bytes).ok())
            .unwrap_or_default())
    }

    /// The parts of the image of an import; nothing where it is too large.
    async fn parts_of(&self, id: &str, set: &ChangeSet) -> Result<Option<Vec<(Key, Vec<u8>)>>, StoreError> {
        let (mut parts, mut bytes) = (Vec::new(), 0);
        for (n, changes) in set.changes.chunks(PART).enumerate() {
            // What is read lets the page have its turn.
            if n > 0 {
                self.images_kept().await?;
            }
            let part = encode_part(id, changes)?;
            bytes += part.len() as u64;
            if bytes > MOST_BYTES {
                return Ok(None);
            }
            parts.push((part_key(id, n), part));
        }
        Ok(Some(parts))
    }

    /// What a change set leads to beside the book: an import brings an image, and images go whose entries do.
    pub(super) async fn beside(&self, after: &Book, set: &ChangeSet) -> Result<Beside, StoreError> {
        let new = entry(set);
        let loses = |change: &Change| matches!(change, Change::Audit(delta) if delta.after.is_none());
        if new.is_none() && !set.changes.iter().any(loses) {
            return Ok(Beside::default());
        }
        let before = self.images_kept().await?;
        let mut kept: Vec<Kept> = before.clone();
        kept.retain(|kept| after.audit.get(&kept.id).is_some());
        // One that is too large by itself takes no other's place.
        let mut parts = Vec::new();
        if let Some(id) = new {
            parts = self.parts_of(id, set).await?.unwrap_or_default();
            kept.extend((!parts.is_empty()).then(|| Kept {
                id: id.to_owned(),
                parts: parts.len(),
                bytes: parts.iter().map(|(_, part)| part.len() as u64).sum(),
            }));
        }
        while kept.len() > MOST || kept.iter().map(|kept| kept.bytes).sum::<u64>() > MOST_BYTES {
            kept.remove(0);
        }
        let stays = |one: &&Kept| kept.iter().any(|kept| kept.id == one.id);
        Ok(Beside {
            parts,
            list: (kept != before).then(|| codec::to_json(&kept)).transpose()?,
            gone: before.iter().filter(|one| !stays(one)).flat_map(Kept::keys).collect(),
        })
    }

    /// The entries of the audit trail whose imports can be taken back.
    pub async fn images(&self) -> Result<Vec<String>, StoreError> {
        let kept = self.reading(async || self.images_kept().await).await?;
        Ok(kept.into_iter().map(|kept| kept.id).collect())
    }

    /// What an import did; nothing where that is not kept.
    pub async fn image(&self, id: &str) -> Result<Option<Image>, StoreError> {
        let kept = self.reading(async || self.images_kept().await).await?;
        let Some(kept) = kept.into_iter().find(|kept| kept.id == id) else {
            return Ok(None);
        };
        let mut image = Image::default();
        // Part by part, so that the page has its turn between two.
        for key in kept.keys() {
            let fetch = async || self.backend.fetch(std::slice::from_ref(&key)).await;
            let bytes = self.reading(fetch).await?.pop().flatten();
            let bytes = bytes.ok_or_else(|| StoreError::corrupt(key.place(), "missing"))?;
            let part = decode_part(id, &key, &bytes)?;
            image.records.extend(part.records);
            image.choices.extend(part.choices);
            image.handovers.extend(part.handovers);
        }
        Ok(Some(image))
    }
}

/// An import that is being taken back, some records at a time: the book must stay as it is meanwhile.
pub struct TakingBack<'a> {
    image: &'a Image,
    at: usize,
    changes: Vec<Change>,
    /// Records that were changed since, which therefore stay.
    pub since: Vec<(Kind, Text)>,
}

impl<'a> TakingBack<'a> {
    /// Begins.
    pub fn new(image: &'a Image) -> Self {
        Self {
            image,
            at: 0,
            changes: Vec::new(),
            since: Vec::new(),
        }
    }

    /// Looks at so many records more; tells whether there are others.
    pub fn step(&mut self, book: &Book, most: usize) -> bool {
        let to = self.at.saturating_add(most).min(self.image.records.len());
        for one in self.image.records.get(self.at..to).unwrap_or_default() {
            match (mark_in(book, one.kind, &one.id), &one.before) {
                // Who removed what the import brought was quicker; one that was put into another is not gone.
                (None, None) if !is_merged(book, one) => {}
                (Some(now), _) if now == one.mark => self.changes.extend(way_back(book, one)),
                _ => self.since.push((one.kind, one.id.clone())),
            }
        }
        self.at = to;
        to < self.image.records.len()
    }

    /// The changes that take it back: what belongs to customers goes before them.
    pub fn finish(self, book: &Book) -> Vec<Change> {
        let Self { image, mut changes, .. } = self;
        changes.sort_by_key(|change| matches!(change, Change::Customer(_)));
        let own: HashSet<&str> = image.records.iter().map(|one| &*one.id).collect();
        let used = |word: &Text| {
            let mut all = book.customers.iter().map(|(_, customer)| &**customer);
            all.any(|customer| customer.industry.as_ref() == Some(word) && !own.contains(customer.id.as_str()))
        };
        let mut after = book.head.clone();
        let added = |word: &Text| image.choices.contains(word);
        after.settings.industries.retain(|word| !added(word) || used(word));
        forget_handovers(&mut after, &image.handovers);
        if after != book.head {
            let (before, after) = (Box::new(book.head.clone()), Box::new(after));
            changes.push(Change::Head { before, after });
        }
        changes
    }
}

fn is_merged(book: &Book, one: &Imaged) -> bool {
    one.kind == Kind::Customer && crate::domain::twin::merged_into(&book.customers, &one.id).is_some()
}
