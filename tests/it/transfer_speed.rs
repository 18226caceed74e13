//! How fast a large book is read, planned and written. Run by hand:
//! `cargo test --release --no-default-features --test it -- --ignored --nocapture speed`

use std::time::{Duration, Instant};

use guanxi::domain::book::Book;
use guanxi::domain::merge::{Mode, plan};
use guanxi::transfer::book_json::{BookReader, text, write};

use crate::transfer_generate::file;

/// A clock of the work done: on Linux the thread's own time on the processor, so that a busy machine gives the same figures.
struct Clock(Duration, Instant);

impl Clock {
    fn now() -> Self {
        Self(Self::worked(), Instant::now())
    }

    fn worked() -> Duration {
        let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
        let nanos = stat.split(' ').next().and_then(|n| n.parse().ok());
        Duration::from_nanos(nanos.unwrap_or_default())
    }

    fn elapsed(&self) -> f64 {
        let worked = (Self::worked() - self.0).as_secs_f64();
        if worked > 0.0 {
            worked
        } else {
            self.1.elapsed().as_secs_f64()
        }
    }
}

#[test]
#[ignore = "a measurement"]
fn speed() {
    for customers in [1_000, 10_000, 30_000] {
        let bytes = file(1, customers, 45).to_string().into_bytes();
        let mb = bytes.len() as f64 / 1e6;
        let told = |what: &str, begin: Clock| {
            let s = begin.elapsed();
            println!("{what:>8}: {:7.1} ms {:6.0} MB/s", s * 1e3, mb / s);
        };
        let begin = Clock::now();
        let mut reader = BookReader::open(text(&bytes).unwrap()).unwrap();
        told("open", begin);
        let (begin, mut longest) = (Clock::now(), 0.0f64);
        loop {
            let slice = Clock::now();
            let more = reader.step(5_000).is_some();
            longest = longest.max(slice.elapsed());
            if !more {
                break;
            }
        }
        told("step", begin);
        let begin = Clock::now();
        let (incoming, issues) = reader.finish(&Book::default());
        told("finish", begin);
        let book = &incoming.book;
        let records: usize = guanxi::domain::change::Kind::ALL.iter().map(|k| book.count(*k)).sum();
        println!(
            "{records} records, {mb:.1} MB, {} errors, longest slice {:.1} ms",
            issues.errors,
            longest * 1e3
        );
        let begin = Clock::now();
        let changes = plan(&Book::default(), &incoming, Mode::Replace).changes.len();
        told("plan", begin);
        let begin = Clock::now();
        let again = plan(book, &incoming, Mode::Merge).changes.len();
        told("same", begin);
        let begin = Clock::now();
        let written = write(book, None, "x", "y").unwrap().len();
        told("write", begin);
        println!(
            "{changes} changes, {again} the second time, {:.1} MB written\n",
            written as f64 / 1e6
        );
    }
}
