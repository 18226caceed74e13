//! Records ⇄ stored bytes.
//!
//! | value | key | body |
//! |---|---|---|
//! | state | `meta` `state` | JSON: schema, sequence, block size, slots a kind |
//! | head | `meta` `head` | JSON, as the rulebook has no other form |
//! | block | `blocks` `kind/number` | first slot, count, then a slot: 1 + record, or 0 + the id of a removed one |
//! | entry | `journal` `sequence` | count, then a change: kind, 1 + record or 0 + id; of the head: `head`, JSON |
//!
//! Records are in postcard's positional form; a field appended to a record needs no migration (`domain::record`). An empty
//! slot keeps its id, because columns, undo and the blocks themselves address records by slot.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::domain::book::{Book, BookRecord};
use crate::domain::change::{Change, ChangeSet, Delta, Head, Kind};
use crate::domain::check::{Check, owner_of};
use crate::domain::held::{Held, Sheet};
use crate::domain::kind::*;
use crate::domain::skim::Skim;
use crate::storage::backend::{Area, Key};
use crate::storage::error::StoreError;
use crate::storage::layout::Layout;
use crate::storage::seal;

/// The name of the head in the journal, among the kinds.
const HEAD: &str = "head";

/// What the store says of itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StoredState {
    /// How many migrations the data has been through.
    pub schema: u32,
    /// Raised by every write; tells a tab that another one has written.
    pub sequence: u64,
    /// The sequence at which the blocks were written; every later one has its entry in the journal.
    pub blocks_at: u64,
    /// How many slots a block of events has.
    pub block: u32,
    /// How many one of any other kind has; nothing where an earlier version wrote it: as many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub master: Option<u32>,
    /// How many slots of each kind lie in blocks.
    pub slots: std::collections::BTreeMap<String, u32>,
    /// The blocks hold, slot for slot, what a handle knew at this sequence; nothing where more was done than tidying.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tidied: Option<u64>,
    /// Names the life of the store: one that was cleared and begun again has another. Empty where an earlier version wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub life: String,
    /// The life and the sequence that this life goes on from, where a book was written back from memory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<(String, u64)>,
}

impl StoredState {
    /// How its blocks are laid out, in the sizes of this layout else.
    pub fn layout(&self, now: Layout) -> Layout {
        Layout {
            block: self.block,
            master: self.master.unwrap_or(self.block),
            ..now
        }
    }
}

/// The key of the state.
pub fn state_key() -> Key {
    Key::new(Area::Meta, "state")
}

/// The key of the head.
pub fn head_key() -> Key {
    Key::new(Area::Meta, "head")
}

/// The key of what the store has lost.
pub fn damage_key() -> Key {
    Key::new(Area::Meta, "damage")
}

/// The key of a block. Zeros in front make the order of names the order of blocks.
pub fn block_key(kind: Kind, number: u32) -> Key {
    Key::new(Area::Blocks, format!("{}/{number:08}", kind.word()))
}

/// The key of a journal entry.
pub fn entry_key(sequence: u64) -> Key {
    Key::new(Area::Journal, format!("{sequence:016}"))
}

/// The kind of a block by its name.
pub fn kind_of(name: &str) -> Option<Kind> {
    let word = name.split_once('/')?.0;
    Kind::ALL.iter().copied().find(|kind| kind.word() == word)
}

/// Seals a value that is stored as JSON.
pub fn to_json<T: Serialize>(value: &T) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(value)
        .map(|body| seal::seal(&body))
        .map_err(|e| StoreError::Other(e.to_string()))
}

/// Reads a value that is stored as JSON.
pub fn from_json<T: DeserializeOwned>(key: &Key, bytes: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(seal::open(key, bytes)?).map_err(|e| StoreError::corrupt(key.place(), e))
}

fn append<T: Serialize + ?Sized>(value: &T, to: Vec<u8>) -> Result<Vec<u8>, StoreError> {
    postcard::to_extend(value, to).map_err(|e| StoreError::Other(e.to_string()))
}

fn take<T: DeserializeOwned>(bytes: &mut &[u8]) -> Result<T, String> {
    let (value, rest) = postcard::take_from_bytes(bytes).map_err(|e| e.to_string())?;
    *bytes = rest;
    Ok(value)
}

/// What came in such bytes goes out in them.
fn append_record<R: BookRecord>(record: &Held<R>, mut to: Vec<u8>) -> Result<Vec<u8>, StoreError> {
    let Some(bytes) = record.bytes() else {
        return append(&(1u8, &**record), to);
    };
    to.push(1);
    to.extend_from_slice(bytes);
    Ok(to)
}

/// The stored bytes of a record by itself.
pub fn record_bytes<R: BookRecord>(record: &Held<R>) -> Result<Vec<u8>, StoreError> {
    match record.bytes() {
        Some(bytes) => Ok(bytes.to_vec()),
        None => append(&**record, Vec::new()),
    }
}

/// The record of such bytes; nothing where they make no sense.
pub fn record_of<R: BookRecord>(mut bytes: &[u8]) -> Option<Held<R>> {
    take(&mut bytes).ok().map(Held::new)
}

fn encode_slots<R: BookRecord>(book: &Book, slots: Range<u32>) -> Result<Vec<u8>, StoreError> {
    let mut bytes = append(&(slots.start, slots.len() as u32), seal::begin(0))?;
    for slot in slots {
        bytes = match R::table(book).at(slot) {
            Some(record) => append_record(record, bytes)?,
            None => append(&(0u8, R::table(book).key_at(slot).unwrap_or_default()), bytes)?,
        };
    }
    Ok(seal::finish(bytes))
}

/// A slot of a block, before it has its place in a table.
enum Parsed<R> {
    Read(Held<R>),
    /// It can stay in the bytes it came in.
    Packed,
    Empty(Box<str>),
}

fn parse_slot<R: BookRecord>(body: &mut &[u8]) -> Result<Parsed<R>, String> {
    let (is_full, rest) = body.split_first().ok_or("ends early")?;
    *body = rest;
    Ok(match is_full {
        1 if R::PACKS && Skim::is_sound(body, R::SHAPES) => Parsed::Packed,
        1 => Parsed::Read(Held::new(take(body)?)),
        _ => Parsed::Empty(take(body)?),
    })
}

/// Reads a block behind the slots there are; tells how many of its slots are empty. `strict`: each slot comes to its place; that no
/// id comes twice is found out when the book is settled ([`settle`]).
fn decode_slots<R: BookRecord>(book: &mut Book, bytes: Vec<u8>, strict: bool) -> Result<u32, String> {
    let table = R::table_mut(book);
    let mut body = seal::body(&bytes).unwrap_or_default();
    let (first, count): (u32, u32) = take(&mut body)?;
    if strict && first as usize != table.slots() {
        return Err(format!("begins at slot {first} instead of {}", table.slots()));
    }
    // The count is only believed as far as there are bytes.
    let room = body.len().min(count as usize);
    let (mut starts, mut parsed) = (Vec::with_capacity(room + 1), Vec::with_capacity(room));
    let start = |body: &[u8]| (bytes.len() - body.len()) as u32;
    starts.push(start(body));
    let mut wrong = None;
    for slot in first..first.saturating_add(count) {
        match parse_slot::<R>(&mut body) {
            Ok(one) => parsed.push(one),
            Err(problem) => {
                wrong = Some(format!("slot {slot}: {problem}"));
                break;
            }
        }
        starts.push(start(body));
    }
    let has_tail = !body.is_empty();
    let sheet = Arc::new(Sheet::new(bytes, starts, |mut bytes| take(&mut bytes).ok()));
    let mut empty = 0;
    for (place, one) in (0..).zip(parsed) {
        let record = match one {
            Parsed::Read(record) => record,
            Parsed::Packed => Held::packed(&sheet, place),
            Parsed::Empty(id) => {
                empty += 1;
                match strict {
                    true => table.append_empty(id),
                    false => drop(table.reserve(&id)),
                }
                continue;
            }
        };
        match strict {
            true => table.append(record),
            false => drop(table.put(record)),
        }
    }
    match wrong {
        None if !has_tail => Ok(empty),
        wrong => Err(wrong.unwrap_or_else(|| "has a tail".to_owned())),
    }
}

/// Looks whether each id of a kind came once. A book is loaded without, as that would take a while of its opening.
pub fn settle(book: &Book, kind: Kind) -> Result<(), StoreError> {
    book.settle(kind).map_err(|twice| came_twice(kind, twice))
}

/// The same, `most` slots in a step; tells whether any are left.
pub fn settle_some(book: &mut Book, kind: Kind, most: u32) -> Result<bool, StoreError> {
    book.settle_some(kind, most).map_err(|twice| came_twice(kind, twice))
}

fn came_twice(kind: Kind, (slot, other): (u32, u32)) -> StoreError {
    StoreError::corrupt(kind.word(), format!("slot {slot}: has the id of slot {other}"))
}

fn encode_delta<R: BookRecord>(delta: &Delta<R>, to: Vec<u8>) -> Result<Vec<u8>, StoreError> {
    let to = append(R::KIND.word(), to)?;
    match (&delta.after, &delta.before) {
        (Some(record), _) => append_record(record, to),
        (None, gone) => append(&(0u8, gone.as_ref().map_or("", |r| r.key())), to),
    }
}

/// The records of a damaged block, up to where its bytes stop making sense.
fn readable<R: BookRecord>(mut body: &[u8]) -> Vec<R> {
    let mut found = Vec::new();
    let Ok((_, count)) = take::<(u32, u32)>(&mut body) else {
        return found;
    };
    for _ in 0..count {
        match take::<u8>(&mut body) {
            Ok(1) => match take::<R>(&mut body) {
                Ok(record) => found.push(record),
                Err(_) => break,
            },
            Ok(_) if take::<Box<str>>(&mut body).is_ok() => {}
            _ => break,
        }
    }
    found
}

/// The names of some records: a customer's own, else whose they are.
fn named<R: BookRecord + Check>(body: &[u8]) -> Vec<String> {
    let records: Vec<R> = readable(body);
    records
        .iter()
        .filter_map(|record| record.customer().map(ToString::to_string))
        .collect()
}

/// Whom a damaged value was about, as far as its bytes still tell: each once, at most so many.
pub fn names_in(key: &Key, bytes: &[u8], most: usize) -> Vec<String> {
    let Some(mut body) = seal::body(bytes) else {
        return Vec::new();
    };
    let mut names: Vec<String> = match key.area {
        Area::Meta => Vec::new(),
        Area::Blocks => match kind_of(&key.name) {
            Some(Kind::Customer) => readable::<Customer>(body)
                .iter()
                .map(|customer| customer.name.to_string())
                .collect(),
            kind => kind.map(|kind| names_of(kind, body)).unwrap_or_default(),
        },
        Area::Journal => {
            let count = take::<u32>(&mut body).unwrap_or(0);
            let changes = (0..count).map_while(|_| decode_change(&Book::default(), &mut body).ok());
            let name = |change: Change| match &change {
                Change::Customer(delta) => delta.any().map(|customer| customer.name.to_string()),
                other => other.owner_after().map(ToString::to_string),
            };
            changes.filter_map(name).collect()
        }
    };
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names.truncate(most);
    names
}

/// A stored change with what the book holds before it.
fn decode_delta<R: BookRecord>(book: &Book, body: &mut &[u8]) -> Result<Delta<R>, String> {
    if take::<u8>(body)? == 1 {
        let after = take::<R>(body)?;
        let before = R::table(book).get(after.key()).cloned();
        let after = Some(Held::new(after));
        return Ok(Delta { before, after });
    }
    let id: Box<str> = take(body)?;
    let before = R::table(book).get(&id).cloned();
    Ok(Delta { before, after: None })
}

/// Where a change belongs in a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// A slot of a kind. `put`: a record was written there, so the slot is new if it lies behind the stored ones.
    Slot {
        /// The kind.
        kind: Kind,
        /// The slot.
        slot: u32,
        /// Whether a record was put.
        put: bool,
    },
    /// The head.
    Head,
}

fn touch<R: BookRecord>(book: &Book, delta: &Delta<R>) -> Option<Touch> {
    let slot = R::table(book).slot(delta.any()?.key())?;
    let (kind, put) = (R::KIND, delta.after.is_some());
    Some(Touch::Slot { kind, slot, put })
}

macro_rules! define_codec {
    ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
        /// How many slots of a kind a book has, empty ones included.
        pub fn slots(book: &Book, kind: Kind) -> u32 {
            match kind { $(Kind::$variant => book.$table.slots() as u32),* }
        }

        /// Makes room for records of a kind in blocks.
        pub fn grow(book: &mut Book, kind: Kind, additional: usize) {
            match kind { $(Kind::$variant => book.$table.make_room(additional)),* }
        }

        /// The block that holds these slots of a kind.
        pub fn encode_block(book: &Book, kind: Kind, slots: Range<u32>) -> Result<Vec<u8>, StoreError> {
            match kind { $(Kind::$variant => encode_slots::<$ty>(book, slots)),* }
        }

        /// Puts a block's records behind those that the book has; tells how many of its slots are empty.
        pub fn decode_block(book: &mut Book, kind: Kind, key: &Key, bytes: Vec<u8>, strict: bool) -> Result<u32, StoreError> {
            seal::open(key, &bytes)?;
            match kind { $(Kind::$variant => decode_slots::<$ty>(book, bytes, strict)),* }
                .map_err(|problem| StoreError::corrupt(key.place(), problem))
        }

        fn names_of(kind: Kind, body: &[u8]) -> Vec<String> {
            match kind { $(Kind::$variant => named::<$ty>(body)),* }
        }

        /// Ids of customers that are not in a book and to whom records of it belong, each once.
        pub fn customers_missed(book: &Book) -> std::collections::BTreeSet<String> {
            let mut missed = std::collections::BTreeSet::new();
            $(for (_, record) in book.$table.iter() {
                missed.extend(owner_of(record).filter(|id| book.customers.get(id).is_none()).map(str::to_owned));
            })*
            missed
        }

        /// The book with its empty slots given up.
        pub fn without_empty(book: Book) -> Book {
            let mut packed = Book { head: book.head, ..Book::default() };
            $(for (_, record) in book.$table.iter() {
                packed.$table.put(record.clone());
            })*
            packed
        }

        /// The slot that a change concerns, in the book after it.
        pub fn touched(book: &Book, change: &Change) -> Option<Touch> {
            match change {
                $(Change::$variant(delta) => touch(book, delta),)*
                Change::Head { .. } => Some(Touch::Head),
            }
        }

        fn encode_change(change: &Change, to: Vec<u8>) -> Result<Vec<u8>, StoreError> {
            match change {
                $(Change::$variant(delta) => encode_delta(delta, to),)*
                Change::Head { after, .. } => {
                    let no = |e: serde_json::Error| StoreError::Other(e.to_string());
                    let json = serde_json::to_string(after).map_err(no)?;
                    // A head that cannot be read again would take the whole entry along.
                    serde_json::from_str::<Head>(&json).map_err(no)?;
                    append(&(HEAD, json), to)
                }
            }
        }

        fn decode_change(book: &Book, body: &mut &[u8]) -> Result<Change, String> {
            let word: Box<str> = take(body)?;
            match &*word {
                $($word => Ok(decode_delta::<$ty>(book, body)?.into()),)*
                HEAD => {
                    let json: String = take(body)?;
                    let after = serde_json::from_str::<Head>(&json).map_err(|e| e.to_string())?;
                    let before = Box::new(book.head.clone());
                    Ok(Change::Head { before, after: Box::new(after) })
                }
                other => Err(format!("unknown kind {other}")),
            }
        }
    };
}
crate::for_each_kind!(define_codec);

/// The journal entry of a change set: what is after, not what was before.
pub fn encode_entry(set: &ChangeSet) -> Result<Vec<u8>, StoreError> {
    let start = append(&(set.changes.len() as u32), seal::begin(0))?;
    let bytes = set
        .changes
        .iter()
        .try_fold(start, |to, change| encode_change(change, to))?;
    Ok(seal::finish(bytes))
}

/// Reads a journal entry as the change set that it was, over the book before it. An entry has no name.
pub fn decode_entry(book: &Book, key: &Key, bytes: &[u8]) -> Result<ChangeSet, StoreError> {
    let mut body = seal::open(key, bytes)?;
    let wrong = |problem: String| StoreError::corrupt(key.place(), problem);
    let count: u32 = take(&mut body).map_err(wrong)?;
    let mut set = ChangeSet::default();
    for _ in 0..count {
        set.changes.push(decode_change(book, &mut body).map_err(wrong)?);
    }
    if body.is_empty() {
        Ok(set)
    } else {
        Err(wrong("has a tail".to_owned()))
    }
}
