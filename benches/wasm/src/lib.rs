//! What `benches/levels.mjs` times, step by step, from Node: each export does one piece of work on what the one before has left.

use std::cell::RefCell;
use std::hint::black_box;

use guanxi::domain::book::Book;
use guanxi::domain::change::Kind;
use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::ledger::Ledger;
use guanxi::domain::merge::{Incoming, Mode, plan};
use guanxi::domain::pinyin::readings;
use guanxi::domain::rule::Rulebook;
use guanxi::domain::twin::{Index, Known, Pairs, SLICE};
use guanxi::domain::world::World;
use guanxi::sample::{LARGE_DAY, large};
use guanxi::state::list::TextIndex;
use guanxi::storage::{Layout, hand_over};
use guanxi::transfer::book_json::{BookReader, text, write};

thread_local! {
    static FILE: RefCell<Vec<u8>> = RefCell::default();
    static READ: RefCell<Incoming> = RefCell::default();
    static STORED: RefCell<Vec<(Kind, Vec<u8>)>> = RefCell::default();
    static LOADED: RefCell<Book> = RefCell::default();
    static LEDGER: RefCell<Ledger> = RefCell::default();
    static TWINS: RefCell<(Index, Pairs)> = RefCell::default();
    static SEARCHED: RefCell<Option<(TextIndex, World)>> = const { RefCell::new(None) };
}

/// Makes the file of so many customers with ten events each; tells its bytes.
#[unsafe(no_mangle)]
pub extern "C" fn make(customers: u32) -> u32 {
    READ.take();
    LEDGER.take();
    SEARCHED.take();
    FILE.set(write(&large(7, customers as usize, 10), None, "x", "y").unwrap_or_default());
    FILE.with_borrow(|file| file.len() as u32)
}

/// Finds and reads the file's records; tells how many customers there are.
#[unsafe(no_mangle)]
pub extern "C" fn read() -> u32 {
    READ.take();
    let read = FILE.with_borrow(|file| {
        let mut reader = BookReader::open(text(file).ok()?).ok()?;
        while reader.step(5_000).is_some() {}
        Some(reader.finish(&Book::default()).0)
    });
    READ.set(read.unwrap_or_default());
    READ.with_borrow(|read| read.book.customers.len() as u32)
}

/// Plans the import; tells how many changes.
#[unsafe(no_mangle)]
pub extern "C" fn planned() -> u32 {
    READ.with_borrow(|read| plan(&Book::default(), read, Mode::Replace).changes.len() as u32)
}

/// Makes the blocks that the book is stored in; tells how many.
#[unsafe(no_mangle)]
pub extern "C" fn store() -> u32 {
    let blocks = READ.with_borrow(|read| {
        let of_kind = |kind: &Kind| {
            let (kind, slots) = (*kind, hand_over::slots(&read.book, *kind));
            let block = |first| {
                let end = slots.min(first + Layout::default().block);
                Some((kind, hand_over::pack(&read.book, kind, first..end).ok()?))
            };
            (0..slots).step_by(Layout::default().block as usize).filter_map(block).collect::<Vec<_>>()
        };
        Kind::ALL.iter().flat_map(of_kind).collect::<Vec<_>>()
    });
    STORED.set(blocks);
    STORED.with_borrow(|blocks| blocks.len() as u32)
}

/// Reads the book from the blocks; tells how many customers there are.
#[unsafe(no_mangle)]
pub extern "C" fn load() -> u32 {
    LOADED.take();
    let mut book = Book::default();
    STORED.with_borrow(|blocks| {
        for kind in Kind::ALL {
            let of_kind = || blocks.iter().filter(|(of, _)| of == kind);
            hand_over::grow(&mut book, *kind, of_kind().count() * Layout::default().block as usize);
            of_kind().for_each(|(kind, bytes)| drop(hand_over::unpack(&mut book, *kind, bytes)));
        }
    });
    LOADED.set(book);
    LOADED.with_borrow(|book| book.customers.len() as u32)
}

/// Packs the events of the book that was loaded.
#[unsafe(no_mangle)]
pub extern "C" fn pack() {
    LEDGER.set(LOADED.with_borrow(Ledger::build));
}

/// Folds the texts of all customers, as the first search does.
#[unsafe(no_mangle)]
pub extern "C" fn fold() -> u32 {
    READ.with_borrow(|read| {
        let mut index = TextIndex::default();
        index.follow(&read.book.customers, Some(readings()), usize::MAX);
        SEARCHED.with_borrow_mut(|searched| {
            let world = searched.take().map(|(_, world)| world);
            let world = world.unwrap_or_else(|| World::new(read.book.clone(), LARGE_DAY).0);
            *searched = Some((index, world));
        });
    });
    readings().of('客').count() as u32
}

/// A keystroke in the search: one letter, which nearly everybody has, or several words.
#[unsafe(no_mangle)]
pub extern "C" fn letter() -> u32 {
    typed("k")
}

/// The same with two words.
#[unsafe(no_mangle)]
pub extern "C" fn words() -> u32 {
    typed("keji hang")
}

fn typed(words: &str) -> u32 {
    let found = |(index, world): &(TextIndex, World)| index.people(world, words, &[], 8).len() as u32;
    SEARCHED.with_borrow(|searched| searched.as_ref().map_or(0, found))
}

/// A slice of what the page of duplicates learns of all customers, and whether more is to be done; with 1 it begins anew.
#[unsafe(no_mangle)]
pub extern "C" fn keys(anew: u32) -> u32 {
    READ.with_borrow(|read| {
        TWINS.with_borrow_mut(|(index, pairs)| {
            if anew > 0 {
                (*index, *pairs) = Default::default();
            }
            index.follow(&read.book.customers, Some(readings()), SLICE);
            u32::from(index.behind().is_some())
        })
    })
}

/// A slice of the pairs, and whether more is to be done.
#[unsafe(no_mangle)]
pub extern "C" fn pairs() -> u32 {
    TWINS.with_borrow_mut(|(index, pairs)| u32::from(pairs.follow(index, SLICE).is_some()))
}

/// A keystroke in the form of a new customer; tells how many are alike.
#[unsafe(no_mangle)]
pub extern "C" fn alike() -> u32 {
    let known = Known::new("上海40号机械有限公司", "91310115MA1K350000", ["15400000000"].into_iter());
    let alike = |read: &Incoming| TWINS.with_borrow(|(index, _)| index.twins(&read.book.customers, &known, "").len() as u32);
    READ.with_borrow(alike)
}

/// Evaluates everything.
#[unsafe(no_mangle)]
pub extern "C" fn evaluate() {
    LOADED.with_borrow(|book| {
        LEDGER.with_borrow(|ledger| {
            drop(black_box(Evaluation::new(book, ledger, &Rulebook::default(), LARGE_DAY)));
        });
    });
}
