//! How fast a large book is read, planned and written. Run by hand:
//! `cargo test --release --no-default-features --test it -- --ignored --nocapture speed`

use std::time::Instant;

use guanxi::domain::book::Book;
use guanxi::domain::merge::{Mode, plan};
use guanxi::transfer::book_json::{BookReader, text, write};

use crate::transfer_generate::file;

#[test]
#[ignore = "a measurement"]
fn speed() {
    for customers in [1_000, 10_000, 30_000] {
        let bytes = file(1, customers, 45).to_string().into_bytes();
        let mb = bytes.len() as f64 / 1e6;
        let told = |what: &str, begin: Instant| {
            let s = begin.elapsed().as_secs_f64();
            println!("{what:>8}: {:7.1} ms {:6.0} MB/s", s * 1e3, mb / s);
        };
        let begin = Instant::now();
        let mut reader = BookReader::open(text(&bytes).unwrap()).unwrap();
        told("open", begin);
        let (begin, mut longest) = (Instant::now(), 0.0f64);
        loop {
            let slice = Instant::now();
            let more = reader.step(5_000).is_some();
            longest = longest.max(slice.elapsed().as_secs_f64());
            if !more {
                break;
            }
        }
        told("step", begin);
        let begin = Instant::now();
        let (incoming, issues) = reader.finish(&Book::default());
        told("finish", begin);
        let book = &incoming.book;
        let records: usize = guanxi::domain::change::Kind::ALL.iter().map(|k| book.count(*k)).sum();
        println!(
            "{records} records, {mb:.1} MB, {} errors, longest slice {:.1} ms",
            issues.errors,
            longest * 1e3
        );
        let begin = Instant::now();
        let changes = plan(&Book::default(), &incoming, Mode::Replace).changes.len();
        told("plan", begin);
        let begin = Instant::now();
        let again = plan(book, &incoming, Mode::Merge).changes.len();
        told("same", begin);
        let begin = Instant::now();
        let written = write(book, None, "x", "y").unwrap().len();
        told("write", begin);
        println!(
            "{changes} changes, {again} the second time, {:.1} MB written\n",
            written as f64 / 1e6
        );
    }
}
