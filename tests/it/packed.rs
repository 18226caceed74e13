//! A record that stays packed is the record: whatever is asked of it where it lies is what its value says.

use guanxi::domain::book::{Book, BookRecord};
use guanxi::domain::change::Kind;
use guanxi::domain::check::{Check, owner_of};
use guanxi::domain::day::Day;
use guanxi::domain::id::CustomerId;
use guanxi::domain::kind::{Customer, Interaction, Order, PointsEntry, Review, Ticket};
use guanxi::domain::ledger::Ledger;
use guanxi::domain::record::Fields;
use guanxi::domain::skim::Skim;
use guanxi::domain::world::World;
use guanxi::storage::hand_over;

use crate::stored_format::seal;
use crate::transfer_generate::{Dice, file, read};

const SOME: u32 = 50;

/// A file of every kind of record, most of whose events have nothing that keeps them from staying packed.
fn plain(seed: u64, customers: u64, full: u64) -> Book {
    let (mut file, dice) = (file(seed, customers, full), &mut Dice::new(seed));
    let names = [
        ("orders", Order::NAMES),
        ("interactions", Interaction::NAMES),
        ("tickets", Ticket::NAMES),
        ("points", PointsEntry::NAMES),
        ("reviews", Review::NAMES),
    ];
    for (kind, names) in names {
        for record in file[kind].as_array_mut().unwrap() {
            if dice.below(8) > 0 {
                let fields = record.as_object_mut().unwrap();
                fields.retain(|name, _| name != "items" && names.contains(&&**name));
            }
        }
    }
    read(file.to_string().as_bytes()).0.book
}

/// The same book as it comes from blocks.
fn from_blocks(book: &Book) -> Book {
    let mut packed = Book {
        head: book.head.clone(),
        ..Book::default()
    };
    for kind in Kind::ALL {
        let slots = hand_over::slots(book, *kind);
        for first in (0..slots).step_by(SOME as usize) {
            let block = hand_over::pack(book, *kind, first..slots.min(first + SOME)).unwrap();
            hand_over::unpack(&mut packed, *kind, &block).unwrap();
        }
    }
    packed
}

/// How many records of a kind stay packed, of those there are; each answers as its value does.
fn looked_at<R: BookRecord + Check + std::fmt::Debug>(read: &Book, packed: &Book) -> (usize, usize) {
    let (mut kept, mut all) = (0, 0);
    for ((_, value), (_, held)) in R::table(read).iter().zip(R::table(packed).iter()) {
        kept += usize::from(held.bytes().is_some());
        all += 1;
        assert_eq!(held.key(), value.key());
        assert_eq!(owner_of(held), value.customer().map(CustomerId::as_str));
        assert_eq!(held.look(Clone::clone), **value);
        assert_eq!(R::table(packed).get(value.key()), Some(value));
        // Looked at twice it is the same place.
        assert!(std::ptr::eq::<R>(&**held, &**held) && **held == **value);
    }
    (kept, all)
}

#[test]
fn a_book_from_blocks_is_the_book() {
    let (mut kept, mut all) = (0, 0);
    for seed in 1..=12 {
        let book = plain(seed, 40, 900);
        let packed = from_blocks(&book);
        let day = Day::parse("2026-11-19").unwrap();
        // Before anything is looked at, and without looking at it: the ledger, the evaluation, the blocks again.
        assert_eq!(Ledger::build(&packed), Ledger::build(&book), "seed {seed}");
        let (one, other) = (World::new(packed.clone(), day).0, World::new(book.clone(), day).0);
        assert_eq!(one.evaluation.classes, other.evaluation.classes);
        for kind in Kind::ALL {
            let slots = 0..hand_over::slots(&book, *kind);
            assert_eq!(
                hand_over::pack(&packed, *kind, slots.clone()),
                hand_over::pack(&book, *kind, slots)
            );
        }
        for (some, of) in [
            looked_at::<Order>(&book, &packed),
            looked_at::<Interaction>(&book, &packed),
            looked_at::<Ticket>(&book, &packed),
            looked_at::<PointsEntry>(&book, &packed),
            looked_at::<Review>(&book, &packed),
        ] {
            kept += some;
            all += of;
        }
        assert_eq!(looked_at::<Customer>(&book, &packed).0, 0);
        assert!(book == packed);
        assert!(packed == book);
    }
    // Those with lines, fields that nobody knows and the like are read at once.
    assert!(kept > all / 10 && kept < all && all > 2_000, "{kept} of {all}");
}

/// Bends the bytes of records: what is found sound can be read, to the same end, and says the same in the ledger.
fn bent<R: BookRecord + Check>(book: &Book, dice: &mut Dice) -> (usize, usize) {
    let (mut sound, mut unsound) = (0, 0);
    for (_, record) in R::table(book).iter() {
        let whole = postcard::to_allocvec(&**record).unwrap();
        for _ in 0..40 {
            let mut bytes = whole.clone();
            for _ in 0..=dice.below(2) {
                let at = dice.below(bytes.len() as u64) as usize;
                match dice.below(4) {
                    0 => bytes[at] = dice.next() as u8,
                    1 => bytes[at] ^= 1 << dice.below(8),
                    2 => bytes.insert(at, [0, 1, 0x7f, 0x80, 0xff][dice.below(5) as usize]),
                    _ if bytes.len() > 3 => drop(bytes.remove(at)),
                    _ => {}
                }
            }
            let mut rest = &bytes[..];
            if !Skim::is_sound(&mut rest, R::SHAPES) {
                unsound += 1;
                assert_eq!(rest.len(), bytes.len());
                continue;
            }
            sound += 1;
            let (value, behind) = postcard::take_from_bytes::<R>(&bytes).unwrap();
            assert_eq!(behind, rest);
            let mut body = postcard::to_allocvec(&(0u32, 1u32, 1u8)).unwrap();
            body.extend_from_slice(&bytes[..bytes.len() - rest.len()]);
            let (mut packed, mut plain) = (Book::default(), Book::default());
            for book in [&mut packed, &mut plain] {
                let customer = value.customer().unwrap();
                book.customers.put(Customer::new(customer.clone(), "x"));
            }
            hand_over::unpack(&mut packed, R::KIND, &seal(&body)).unwrap();
            R::table_mut(&mut plain).put(value);
            assert!(R::table(&packed).at(0).unwrap().bytes().is_some());
            assert_eq!(Ledger::build(&packed), Ledger::build(&plain));
            assert!(packed == plain);
        }
    }
    (sound, unsound)
}

#[test]
fn bytes_that_are_found_sound_are_a_record() {
    let dice = &mut Dice::new(5);
    for seed in 1..=6 {
        let book = plain(seed, 20, 400);
        for (sound, unsound) in [
            bent::<Order>(&book, dice),
            bent::<Interaction>(&book, dice),
            bent::<Ticket>(&book, dice),
        ] {
            assert!(sound > 20 && unsound > 200, "{sound} {unsound}");
        }
    }
}

/// The plainest records, whose every byte is known to matter.
#[test]
fn an_event_without_anything_unusual_stays_packed() {
    let json = serde_json::json!({"format": "guanxi-book", "customers": [{"id": "c", "name": "甲"}],
        "orders": [{"id": "o", "customer": "c", "date": "2026-01-02", "amount": -3.5, "paid_on": "2026-02-03", "note": "x"}],
        "interactions": [{"id": "i", "customer": "c", "at": "2026-01-02T10:00:00Z", "direction": "outbound", "responded": false}],
        "tickets": [{"id": "t", "customer": "c", "kind": "complaint", "opened_at": "2026-01-02", "resolved_at": "2026-01-04T10:00:00Z", "satisfaction": 5}]});
    let (incoming, _) = read(json.to_string().as_bytes());
    let packed = from_blocks(&incoming.book);
    assert_eq!(
        (
            looked_at::<Order>(&incoming.book, &packed),
            looked_at::<Interaction>(&incoming.book, &packed),
            looked_at::<Ticket>(&incoming.book, &packed),
        ),
        ((1, 1), (1, 1), (1, 1))
    );
    let ledger = Ledger::build(&from_blocks(&incoming.book));
    let row = ledger.row(0);
    let day = |text| Day::parse(text).unwrap();
    assert_eq!((row.orders[0].fen, row.orders[0].paid), (-350, day("2026-02-03")));
    assert_eq!(row.touches[0].answered, Some(false));
    assert_eq!(
        (
            row.tickets[0].resolved,
            row.tickets[0].complaint,
            row.tickets[0].satisfaction
        ),
        (day("2026-01-04"), true, 5)
    );
}
