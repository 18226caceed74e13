//! Reading a file beside the page: a worker with a wasm of its own (`src/bin/worker.rs`, built for speed) reads it and hands it over in
//! messages. Nothing here is needed to read a file: where a worker cannot be had, the page reads it itself, slice by slice.
//!
//! A message is a byte that says what it is, and what it says: for records their kind and the bytes they would be stored in
//! ([`crate::storage::hand_over`]), else postcard.

#[cfg(any(feature = "web", feature = "worker"))]
pub mod file;
pub mod rehearsal;
#[cfg(feature = "worker")]
pub mod scope;
pub mod sheets;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::book::Book;
use crate::domain::change::Kind;
use crate::domain::label::Label;
use crate::storage::hand_over;
use crate::transfer::book_json::{Found, Opening, Progress, text};

/// Records in a message.
const SOME: u32 = 1_000;
/// Ids that the page looks at in a turn.
const IDS: u32 = 100_000;

/// The worker is there and waits for a file.
const READY: u8 = b'+';
/// The file could not be read from where it lies.
const UNREAD: u8 = b'0';
/// How many records of each kind come.
const ROOM: u8 = b'#';
const PROGRESS: u8 = b'%';
const RECORDS: u8 = b'r';
/// All records of a kind came; so many times as it takes to look at their ids.
const WHOLE: u8 = b'=';
/// The file is no book: why.
const WRONG: u8 = b'!';
/// All records came; the rest.
const DONE: u8 = b'.';
/// It cannot be handed over, and is to be read in another way.
const FAILED: u8 = b'?';

fn message<T: Serialize>(what: u8, value: &T) -> Vec<u8> {
    postcard::to_extend(value, vec![what]).unwrap_or_else(|_| vec![FAILED])
}

/// Reads a book's file and says what is in it, message by message.
pub fn read_book(bytes: &[u8], say: &mut dyn FnMut(Vec<u8>)) {
    let last = match text(bytes).and_then(|text| Opening::new(text).finish()) {
        Err(error) => message(WRONG, &error.message),
        Ok(mut reader) => {
            say(message(ROOM, &reader.counts()));
            let mut sent = vec![0; Kind::ALL.len()];
            while let Some(progress) = reader.step(SOME as usize) {
                say(message(PROGRESS, &(progress.done, progress.total)));
                pass_on(reader.book(), SOME, &mut sent, say);
            }
            pass_on(reader.book(), 1, &mut sent, say);
            // Messages, so that the page has a turn after each.
            for kind in Kind::ALL {
                let steps = hand_over::slots(reader.book(), *kind).div_ceil(IDS).max(1);
                (0..steps).for_each(|_| say(vec![WHOLE, *kind as u8]));
            }
            reader
                .found()
                .rest()
                .map_or(vec![FAILED], |rest| [vec![DONE], rest].concat())
        }
    };
    say(last);
}

/// Passes on what was read since, of each kind of which there are enough.
fn pass_on(book: &Book, enough: u32, sent: &mut [u32], say: &mut dyn FnMut(Vec<u8>)) {
    for (kind, sent) in Kind::ALL.iter().zip(sent) {
        let slots = hand_over::slots(book, *kind);
        while slots - *sent >= enough {
            let end = slots.min(*sent + SOME);
            say(match hand_over::pack(book, *kind, *sent..end) {
                Ok(packed) => [vec![RECORDS, *kind as u8], packed].concat(),
                Err(_) => vec![FAILED],
            });
            *sent = end;
        }
    }
}

/// What the page has heard of a file so far.
#[derive(Debug, Default)]
pub struct Hearing {
    book: Book,
}

/// What a message leads to.
#[derive(Debug)]
pub enum Heard {
    /// The worker waits for a file.
    Ready,
    /// There is more to come.
    More,
    /// How far the reading is.
    Progress(Progress),
    /// The file cannot be read from where it lies.
    Unread,
    /// The file is no book: why.
    Wrong(Label),
    /// All that it holds.
    All(Box<Found>),
}

impl Hearing {
    /// Takes a message in. Nothing where it makes no sense: then the file is to be read in another way.
    pub fn hear(&mut self, message: &[u8]) -> Option<Heard> {
        let (what, said) = message.split_first()?;
        match *what {
            READY => Some(Heard::Ready),
            UNREAD => Some(Heard::Unread),
            ROOM => {
                let counts: Vec<(Kind, usize)> = of(said)?;
                for (kind, records) in counts {
                    hand_over::grow(&mut self.book, kind, records);
                }
                Some(Heard::More)
            }
            PROGRESS => of(said).map(|(done, total)| Heard::Progress(Progress { done, total })),
            RECORDS => {
                let (kind, packed) = said.split_first()?;
                let kind = Kind::ALL.get(usize::from(*kind))?;
                hand_over::unpack(&mut self.book, *kind, packed).ok()?;
                Some(Heard::More)
            }
            WHOLE => {
                let kind = Kind::ALL.get(usize::from(*said.first()?))?;
                hand_over::settle_some(&mut self.book, *kind, IDS).ok()?;
                Some(Heard::More)
            }
            WRONG => of(said).map(Heard::Wrong),
            DONE => Found::join(std::mem::take(&mut self.book), said).map(|found| Heard::All(Box::new(found))),
            _ => None,
        }
    }
}

fn of<T: DeserializeOwned>(said: &[u8]) -> Option<T> {
    postcard::from_bytes(said).ok()
}
