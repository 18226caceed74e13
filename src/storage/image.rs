//! What imports changed, and merges of two customers, kept beside the book so that each can be taken back as a whole later: after a reload,
//! in another tab, with other changes on top.
//!
//! Each writes its image in its own transaction: of every record the bytes before it, and a mark of the bytes after it, by which a later
//! change shows. An image lies under names that are not read with the book ([`Key::is_away`]), in parts, beside one list of all images. The
//! last ones are kept, within a measure of each kind, so that merges take no import's place; none is a part of what leaves as a file, and none
//! outlives the entry of the audit trail that it is of.

mod back;
mod head;

pub use back::TakingBack;
pub use head::{Noted, Passed};

use head::{added_choices, noted, passed};
use serde::{Deserialize, Serialize};

use crate::domain::book::{Book, BookRecord};
use crate::domain::change::{Change, ChangeSet, Delta, Kind};
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

/// So many images are kept at most, and so many bytes of them together: of imports, and of merges.
const OF_IMPORTS: Measure = Measure {
    images: 20,
    bytes: 20 << 20,
};
/// See [`OF_IMPORTS`].
const OF_MERGES: Measure = Measure {
    images: 100,
    bytes: 10 << 20,
};
/// The mark of a record that is gone: no bytes have it.
const GONE: u64 = 0;
/// Records in a part: one is written between two turns of the page.
const PART: usize = 2_000;

/// How much is kept.
#[derive(Clone, Copy)]
struct Measure {
    images: usize,
    bytes: u64,
}

/// What an import did to a record, or a merge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Imaged {
    /// The record's kind.
    pub kind: Kind,
    /// Its id.
    pub id: Text,
    /// The mark of the record as it became.
    mark: u64,
    /// The record as it was; nothing for one that was new.
    before: Option<Vec<u8>>,
}

/// What an import did, or a merge.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Image {
    /// To the records.
    pub records: Vec<Imaged>,
    /// The industries that it added to the choices.
    pub choices: Vec<Text>,
    /// The hand-overs that it noted as taken in.
    pub handovers: Vec<Noted>,
    /// The examples of the rules in force that it made ones of another customer.
    pub examples: Vec<Passed>,
}

/// An image as it was written before examples were in it.
#[derive(Deserialize)]
struct BeforeExamples {
    records: Vec<Imaged>,
    choices: Vec<Text>,
    handovers: Vec<Noted>,
}

/// An image as it was written before hand-overs were in it.
#[derive(Deserialize)]
struct BeforeHandovers {
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
    /// It is of two customers that were merged.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_merge: bool,
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
    let Some(key) = delta.after.as_ref().or(delta.before.as_ref()).map(|one| one.key()) else {
        return Ok(None);
    };
    Ok(Some(Imaged {
        kind: R::KIND,
        id: key.into(),
        mark: delta.after.as_ref().map_or(Ok(GONE), record_mark)?,
        before: delta.before.as_ref().map(codec::record_bytes).transpose()?,
    }))
}

/// The entry of the trail that a change set writes of itself, where that is an import or a merge: the last change. Others may come with it that
/// are of earlier ones, when an erased book is brought back or a file brings its own trail: what those did is not known.
fn entry(set: &ChangeSet) -> Option<&AuditEntry> {
    match set.changes.last()? {
        Change::Audit(delta) if delta.before.is_none() => {
            let own = delta.after.as_deref();
            own.filter(|own| own.is_of_import() || own.is_of_merge())
        }
        _ => None,
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
            image.examples = passed(before, after);
        }
    }
    let body = postcard::to_allocvec(&(id, image)).map_err(|e| StoreError::Other(e.to_string()))?;
    Ok(seal::seal(&body))
}

fn decode_part(id: &str, key: &Key, bytes: &[u8]) -> Result<Image, StoreError> {
    let body = seal::open(key, bytes)?;
    let (own, image) = postcard::from_bytes(body)
        .or_else(|_| before_examples(body))
        .or_else(|_| before_handovers(body))
        .map_err(|e| StoreError::corrupt(key.place(), e))?;
    if own != id {
        return Err(StoreError::corrupt(key.place(), "of another step"));
    }
    Ok(image)
}

fn before_examples(body: &[u8]) -> postcard::Result<(String, Image)> {
    let (own, former): (_, BeforeExamples) = postcard::from_bytes(body)?;
    let image = Image {
        records: former.records,
        choices: former.choices,
        handovers: former.handovers,
        examples: Vec::new(),
    };
    Ok((own, image))
}

fn before_handovers(body: &[u8]) -> postcard::Result<(String, Image)> {
    let (own, former): (_, BeforeHandovers) = postcard::from_bytes(body)?;
    let image = Image {
        records: former.records,
        choices: former.choices,
        ..Image::default()
    };
    Ok((own, image))
}

/// Lets the oldest ones of a kind go until the others are within their measure.
fn keep_within(kept: &mut Vec<Kept>, is_merge: bool) {
    let most = if is_merge { OF_MERGES } else { OF_IMPORTS };
    loop {
        let own = || kept.iter().filter(|one| one.is_merge == is_merge);
        if own().count() <= most.images && own().map(|one| one.bytes).sum::<u64>() <= most.bytes {
            return;
        }
        let Some(first) = kept.iter().position(|one| one.is_merge == is_merge) else {
            return;
        };
        kept.remove(first);
    }
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

    /// The parts of an image; nothing where it has more than so many bytes.
    async fn parts_of(&self, id: &str, set: &ChangeSet, most: u64) -> Result<Option<Vec<(Key, Vec<u8>)>>, StoreError> {
        let (mut parts, mut bytes) = (Vec::new(), 0);
        for (n, changes) in set.changes.chunks(PART).enumerate() {
            // What is read lets the page have its turn.
            if n > 0 {
                self.images_kept().await?;
            }
            let part = encode_part(id, changes)?;
            bytes += part.len() as u64;
            if bytes > most {
                return Ok(None);
            }
            parts.push((part_key(id, n), part));
        }
        Ok(Some(parts))
    }

    /// What a change set leads to beside the book: an import brings an image, as a merge does, and images go whose entries do.
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
        if let Some(entry) = new {
            let (id, is_merge) = (entry.id.as_str(), entry.is_of_merge());
            let most = if is_merge { OF_MERGES } else { OF_IMPORTS };
            parts = self.parts_of(id, set, most.bytes).await?.unwrap_or_default();
            kept.extend((!parts.is_empty()).then(|| Kept {
                id: id.to_owned(),
                parts: parts.len(),
                bytes: parts.iter().map(|(_, part)| part.len() as u64).sum(),
                is_merge,
            }));
            keep_within(&mut kept, is_merge);
        }
        let stays = |one: &&Kept| kept.iter().any(|kept| kept.id == one.id);
        Ok(Beside {
            parts,
            list: (kept != before).then(|| codec::to_json(&kept)).transpose()?,
            gone: before.iter().filter(|one| !stays(one)).flat_map(Kept::keys).collect(),
        })
    }

    /// The entries of the audit trail whose imports and merges can be taken back.
    pub async fn images(&self) -> Result<Vec<String>, StoreError> {
        let kept = self.reading(async || self.images_kept().await).await?;
        Ok(kept.into_iter().map(|kept| kept.id).collect())
    }

    /// What an import did, or a merge; nothing where that is not kept.
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
            image.examples.extend(part.examples);
        }
        Ok(Some(image))
    }
}
