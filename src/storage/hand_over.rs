//! Records on their way between two copies of the program, in the form they are stored in: it is the quickest there is, and sealed.

use std::ops::Range;

use super::codec;
use super::error::StoreError;
use crate::domain::book::Book;
use crate::domain::change::Kind;

/// How many slots of a kind a book has, empty ones included.
pub fn slots(book: &Book, kind: Kind) -> u32 {
    codec::slots(book, kind)
}

/// Makes room for so many more records of a kind.
pub fn grow(book: &mut Book, kind: Kind, additional: usize) {
    codec::grow(book, kind, additional);
}

/// The records in some slots of a kind.
pub fn pack(book: &Book, kind: Kind, slots: Range<u32>) -> Result<Vec<u8>, StoreError> {
    codec::encode_block(book, kind, slots)
}

/// Puts packed records behind those of a book, into the slots that they came from; [`settle_some`] comes when all are there.
pub fn unpack(book: &mut Book, kind: Kind, bytes: &[u8]) -> Result<(), StoreError> {
    let key = codec::block_key(kind, codec::slots(book, kind));
    codec::decode_block(book, kind, &key, bytes.to_vec(), true).map(drop)
}

/// Looks whether each id of a kind came once, `most` of them in a step; tells whether any are left.
pub fn settle_some(book: &mut Book, kind: Kind, most: u32) -> Result<bool, StoreError> {
    codec::settle_some(book, kind, most)
}
