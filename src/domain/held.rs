//! A record as a book holds it: as a value, or packed beside others and read when somebody looks at it.
//!
//! A book has a million events and shows a few dozen. Those of a stored block or of a file stay in the form they came in, a fifth of the
//! size; what is asked of all of them (id, customer, the ledger's facts) is taken from where it lies ([`super::skim`]). A record is packed only
//! where its bytes were looked at one by one and can be nothing but that record; any other is read at once, or told as damaged.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::skim::Skim;

/// A record that lives in a table of the book.
pub trait Record: Clone + PartialEq + Send + Sync + 'static {
    /// The id as text.
    fn key(&self) -> &str;
}

/// A record of a book, shared. It is looked at like the record itself.
pub struct Held<R>(Form<R>);

enum Form<R> {
    Read(Arc<R>),
    Packed(Arc<Sheet<R>>, u32),
}

impl<R> Held<R> {
    /// Holds a record.
    pub fn new(record: R) -> Self {
        Self::from(Arc::new(record))
    }

    /// A record of a sheet, by its place there; it must be one that [`Skim::is_sound`] was told of.
    pub fn packed(sheet: &Arc<Sheet<R>>, place: u32) -> Self {
        Self(Form::Packed(sheet.clone(), place))
    }

    /// The bytes that it is stored in, where it came in such.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Form::Read(_) => None,
            Form::Packed(sheet, place) => Some(sheet.bytes_of(*place)),
        }
    }

    /// The customer that a packed event belongs to: its second text, behind the id.
    pub fn packed_owner(&self) -> Option<&str> {
        let mut skim = Skim::begin(self.bytes()?);
        skim.text_bytes()?;
        skim.text()
    }

    /// Whether both are the same copy of a record.
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Form::Read(one), Form::Read(other)) => Arc::ptr_eq(one, other),
            (Form::Packed(one, at), Form::Packed(other, place)) => Arc::ptr_eq(one, other) && at == place,
            _ => false,
        }
    }

    /// Looks at it; one that was packed is not kept as a value for that.
    pub fn look<T>(&self, look: impl FnOnce(&R) -> T) -> T {
        look(&self.seen())
    }

    #[inline(never)]
    fn seen(&self) -> Seen<'_, R> {
        match &self.0 {
            Form::Packed(sheet, place) if !sheet.is_read(*place) => Seen::Once(Box::new(sheet.unpacked(*place))),
            _ => Seen::Kept(self),
        }
    }
}

/// A record that is looked at.
enum Seen<'a, R> {
    Kept(&'a R),
    Once(Box<R>),
}

impl<R> Deref for Seen<'_, R> {
    type Target = R;

    fn deref(&self) -> &R {
        match self {
            Self::Kept(record) => record,
            Self::Once(record) => record,
        }
    }
}

impl<R: Record> Held<R> {
    /// The id as text.
    pub fn key(&self) -> &str {
        match self.bytes() {
            Some(bytes) => Skim::begin(bytes).text().unwrap_or_default(),
            None => R::key(self),
        }
    }

    /// The id's bytes.
    pub(super) fn key_bytes(&self) -> &[u8] {
        match self.bytes() {
            Some(bytes) => Skim::begin(bytes).text_bytes().unwrap_or_default(),
            None => R::key(self).as_bytes(),
        }
    }
}

impl<R> Deref for Held<R> {
    type Target = R;

    // A call is smaller than what it does, and records are looked at all over the program.
    #[inline(never)]
    fn deref(&self) -> &R {
        match &self.0 {
            Form::Read(record) => record,
            Form::Packed(sheet, place) => sheet.record(*place),
        }
    }
}

impl<R> Clone for Held<R> {
    #[inline(never)]
    fn clone(&self) -> Self {
        Self(match &self.0 {
            Form::Read(record) => Form::Read(record.clone()),
            Form::Packed(sheet, place) => Form::Packed(sheet.clone(), *place),
        })
    }
}

impl<R> From<Arc<R>> for Held<R> {
    fn from(record: Arc<R>) -> Self {
        Self(Form::Read(record))
    }
}

impl<R> From<R> for Held<R> {
    fn from(record: R) -> Self {
        Self::new(record)
    }
}

impl<R: PartialEq> PartialEq for Held<R> {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || *self.seen() == *other.seen()
    }
}

impl<R: fmt::Debug> fmt::Debug for Held<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.look(|record| record.fmt(f))
    }
}

/// The slots of a block, in the bytes that it came in.
pub struct Sheet<R> {
    bytes: Vec<u8>,
    /// Where in them each slot begins; its first byte says whether it has a record. The last one is the end.
    starts: Vec<u32>,
    /// Those that were looked at.
    read: OnceLock<Box<[OnceLock<Box<R>>]>>,
    unpack: fn(&[u8]) -> Option<R>,
}

impl<R> Sheet<R> {
    /// `unpack` reads a record from its bytes.
    pub fn new(bytes: Vec<u8>, starts: Vec<u32>, unpack: fn(&[u8]) -> Option<R>) -> Self {
        Self {
            bytes,
            starts,
            read: OnceLock::new(),
            unpack,
        }
    }

    fn bytes_of(&self, place: u32) -> &[u8] {
        let start = |place: u32| self.starts.get(place as usize).map_or(0, |start| *start as usize);
        self.bytes.get(start(place) + 1..start(place + 1)).unwrap_or_default()
    }

    fn is_read(&self, place: u32) -> bool {
        self.read.get().is_some_and(|read| read[place as usize].get().is_some())
    }

    #[inline(never)]
    fn record(&self, place: u32) -> &R {
        let none_yet = || self.starts.iter().map(|_| OnceLock::new()).collect();
        self.read.get_or_init(none_yet)[place as usize].get_or_init(|| Box::new(self.unpacked(place)))
    }

    #[inline(never)]
    fn unpacked(&self, place: u32) -> R {
        match (self.unpack)(self.bytes_of(place)) {
            Some(record) => record,
            // Another record must never be shown, nor saved, in its place.
            None => unreachable!("a record whose bytes were found sound"),
        }
    }
}
