//! Writing the book: the keys in the order of `book.md`, one record a line, unknown keys and fields as they came.

use serde::Serialize;
use serde_json::Value;

use super::{FORMAT, Progress, VERSION};
use crate::domain::book::{Book, BookRecord};
use crate::domain::change::Kind;
use crate::domain::day::Day;
use crate::domain::kind::*;
use crate::domain::rule::Rulebook;

/// Writes a book in slices.
///
/// What is written so far can be taken between the steps ([`BookWriter::take`]), so that a file of 100 MB need not stand in
/// memory as a whole.
#[derive(Debug)]
pub struct BookWriter<'a> {
    book: &'a Book,
    out: Vec<u8>,
    /// The kind at hand and the next slot of its table.
    kind: usize,
    slot: u32,
    is_begun: bool,
    progress: Progress,
    failed: Option<serde_json::Error>,
}

impl<'a> BookWriter<'a> {
    /// Begins a file. `exported_at` and `app` are what the file says of its making.
    pub fn new(book: &'a Book, as_of: Option<Day>, exported_at: &str, app: &str) -> Self {
        let mut writer = Self::begin(book);
        writer.identify(as_of, exported_at, app);
        writer.entry("settings", &book.head.settings);
        writer.entry("rulebook", &book.head.rulebook);
        if !book.head.handovers.is_empty() {
            writer.entry("handovers", &TakenOver::all(&book.head.handovers));
        }
        writer
    }

    /// Begins the file of a hand-over: a book without settings, and without rules unless they go along.
    pub fn handing_over(
        book: &'a Book,
        handover: &Handover,
        rules: Option<&Rulebook>,
        exported_at: &str,
        app: &str,
    ) -> Self {
        let mut writer = Self::begin(book);
        writer.identify(None, exported_at, app);
        writer.entry("handover", handover);
        if let Some(rules) = rules {
            writer.entry("rulebook", rules);
        }
        writer
    }

    fn begin(book: &'a Book) -> Self {
        let total = Kind::ALL.iter().map(|kind| book.count(*kind)).sum();
        Self {
            book,
            out: Vec::new(),
            kind: 0,
            slot: 0,
            is_begun: false,
            progress: Progress { done: 0, total },
            failed: None,
        }
    }

    fn identify(&mut self, as_of: Option<Day>, exported_at: &str, app: &str) {
        self.text("{");
        self.entry("format", FORMAT);
        self.entry("version", &VERSION);
        self.entry("as_of", &as_of);
        self.entry("exported_at", exported_at);
        self.entry("app", app);
    }

    /// Writes up to `records` more. Nothing means that all is written.
    pub fn step(&mut self, records: usize) -> Option<Progress> {
        let mut left = records.max(1);
        while left > 0 && self.failed.is_none() {
            let kind = *Kind::ALL.get(self.kind)?;
            left -= self.write_kind(kind, left);
        }
        self.failed.is_none().then_some(self.progress)
    }

    /// Takes what is written so far; a file is these parts in order, and the last is [`BookWriter::finish`]'s.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    /// Writes the rest and gives what was not taken yet.
    pub fn finish(mut self) -> Result<Vec<u8>, serde_json::Error> {
        while self.step(usize::MAX).is_some() {}
        let book = self.book;
        for (key, value) in &book.head.unknown {
            self.entry::<Value>(key, value);
        }
        self.text("\n}\n");
        match self.failed {
            Some(error) => Err(error),
            None => Ok(self.out),
        }
    }

    fn write_kind(&mut self, kind: Kind, most: usize) -> usize {
        macro_rules! write_kinds {
            ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {
                match kind { $(Kind::$variant => self.write_records::<$ty>(most),)* }
            };
        }
        crate::for_each_kind!(write_kinds)
    }

    /// Writes up to `most` records of the kind at hand and tells how many.
    fn write_records<R: BookRecord>(&mut self, most: usize) -> usize {
        let table = R::table(self.book);
        if !self.is_begun {
            self.key(R::KIND.word());
            self.text("[");
            self.is_begun = true;
        }
        let (mut written, slots) = (0, table.slots() as u32);
        while self.slot < slots && written < most {
            if let Some(record) = table.at(self.slot) {
                let is_first = self.out.last() == Some(&b'[');
                self.text(if is_first { "\n" } else { ",\n" });
                record.look(|record| self.value(record));
                written += 1;
            }
            self.slot += 1;
        }
        self.progress.done += written;
        if self.slot == slots {
            self.text(if table.is_empty() { "]" } else { "\n]" });
            (self.kind, self.slot, self.is_begun) = (self.kind + 1, 0, false);
        }
        written
    }

    fn entry<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) {
        self.key(key);
        self.value(value);
    }

    fn key(&mut self, key: &str) {
        let is_first = self.out.last() == Some(&b'{');
        self.text(if is_first { "\n" } else { ",\n" });
        self.value(key);
        self.text(": ");
    }

    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) {
        if let Err(error) = serde_json::to_writer(&mut self.out, value) {
            self.failed.get_or_insert(error);
        }
    }
}

/// The whole file at once.
pub fn write(book: &Book, as_of: Option<Day>, exported_at: &str, app: &str) -> Result<Vec<u8>, serde_json::Error> {
    BookWriter::new(book, as_of, exported_at, app).finish()
}
