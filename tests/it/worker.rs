//! What a worker reads and hands over is what the page would have read itself.

use guanxi::domain::book::Book;
use guanxi::domain::label::Label;
use guanxi::domain::merge::Incoming;
use guanxi::transfer::book_json::{BookReader, Issues, text};
use guanxi::worker::{Heard, Hearing, read_book};

use crate::transfer_generate::{Dice, file};
use crate::transfer_quick::spelled;

type Read = Result<(Incoming, Issues), Label>;

fn here(bytes: &[u8], current: &Book) -> Read {
    let reader = text(bytes).and_then(BookReader::open).map_err(|error| error.message)?;
    Ok(reader.finish(current))
}

fn beside(bytes: &[u8], current: &Book) -> Read {
    let (mut hearing, mut last) = (Hearing::default(), None);
    read_book(bytes, &mut |message| {
        assert!(last.is_none(), "something comes after the end");
        match hearing.hear(&message).unwrap() {
            Heard::More | Heard::Progress(_) => {}
            Heard::Ready | Heard::Unread => panic!("that is said where a file is read"),
            Heard::Wrong(why) => last = Some(Err(why)),
            Heard::All(found) => last = Some(Ok(found.finish(current))),
        }
    });
    last.unwrap()
}

#[test]
fn it_reads_and_complains_as_the_page_does() {
    let (mut records, mut wrong, mut orphans, mut refused) = (0, 0, 0, 0);
    for seed in 1..=60 {
        let file = spelled(seed, [60, 300, 1_000, 10_000][seed as usize % 4]);
        // A book that knows some of the customers whom another file lacks.
        let current = here(spelled(seed + 1, 10_000).as_bytes(), &Book::default())
            .map_or_else(|_| Book::default(), |(incoming, _)| incoming.book);
        let (page, worker) = (here(file.as_bytes(), &current), beside(file.as_bytes(), &current));
        assert_eq!(page, worker, "seed {seed}");
        match page {
            Ok((incoming, issues)) => {
                records += incoming.book.orders.len();
                wrong += issues.errors;
                orphans += issues.orphans + issues.replace_errors;
            }
            Err(_) => refused += 1,
        }
    }
    assert!(
        records > 1_000 && wrong > 100 && orphans > 10 && refused > 3,
        "{records} {wrong} {orphans} {refused}"
    );
}

#[test]
fn more_records_than_go_into_a_message_keep_their_order() {
    let bytes = file(9, 700, 3_700).to_string().into_bytes();
    let (page, worker) = (
        here(&bytes, &Book::default()).unwrap(),
        beside(&bytes, &Book::default()).unwrap(),
    );
    assert!(page.0.book.orders.len() > 1_000 || page.0.book.interactions.len() > 1_000);
    assert!(page == worker);
}

#[test]
fn what_makes_no_sense_is_said_and_nothing_panics() {
    let bytes = file(9, 20, 200).to_string().into_bytes();
    let mut messages = Vec::new();
    read_book(&bytes, &mut |message| messages.push(message));
    let dice = &mut Dice::new(1);
    let mut unheard = 0;
    for _ in 0..2_000 {
        let mut hearing = Hearing::default();
        for message in &messages {
            let mut message = message.clone();
            if dice.below(4) == 0 {
                let at = dice.below(message.len() as u64) as usize;
                message[at] ^= 1 << dice.below(8);
            }
            // The room that is asked for in a message is that of a file that was there: it is not what is tried here.
            if message[0] != b'#' && hearing.hear(&message).is_none() {
                unheard += 1;
                break;
            }
        }
    }
    assert!(unheard > 1_000, "{unheard}");
    assert!(Hearing::default().hear(&[]).is_none());
}
