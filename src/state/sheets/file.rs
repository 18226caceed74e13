//! A table that lies on the desk: asked one thing after the other.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::{Poll, Waker};

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::engine::Engine;
use super::past::TableDone;
use super::{Layout, Planned, Show, ShownRow};
use crate::domain::book::Book;
use crate::domain::change::{Change, Kind};
use crate::domain::command::Command;
use crate::domain::label::{Label, Lang};
use crate::exchange::columns::Subject;
use crate::exchange::layout::HeadTold;
use crate::exchange::plan::{Wanted, with_choices};
use crate::exchange::source::{Reason, Refusal, Told, begins_as_book};
use crate::exchange::write::FileForm;
use crate::state::App;
use crate::state::files::{Slices, file_name, offer};
use crate::state::text as say;
use crate::storage::hand_over;
use crate::worker::sheets::{Reply, Request, beginning, change_at, compared};

/// Bytes at the beginning of a file that tell a book from a table.
const BEGINNING: f64 = 4_096.0;
/// Records handed over at once: a frame is still drawn in time.
const SOME: u32 = 500;

/// Where a table comes from.
#[derive(Clone)]
pub enum Source {
    /// A file.
    File(File),
    /// Cells that were pasted, with what they are called.
    Pasted(String, String),
}

impl Source {
    /// What it is called.
    pub fn name(&self) -> String {
        match self {
            Self::File(file) => file.name(),
            Self::Pasted(_, name) => name.clone(),
        }
    }
}

/// Whether a file is to be read as a table, by how it begins; everything else is read as a book.
pub async fn is_table(file: &File) -> bool {
    let Ok(piece) = file.slice_with_f64_and_f64(0.0, BEGINNING) else {
        return false;
    };
    match JsFuture::from(piece.array_buffer()).await {
        Ok(bytes) => !begins_as_book(&Uint8Array::new(&bytes).to_vec()),
        Err(_) => false,
    }
}

/// Shows how far long work is: done, of how many where that is known.
pub type Tell<'a> = &'a dyn Fn(u64, Option<u64>);

/// A table that lies on the desk.
pub struct TableFile {
    engine: Engine,
    /// The book that the engine has a copy of: its version, and for which subject.
    copied: Cell<Option<(u64, Subject)>>,
    turn: Turn,
}

/// One asks, the others wait.
#[derive(Default)]
struct Turn {
    is_taken: Cell<bool>,
    waiting: RefCell<VecDeque<Waker>>,
}

struct Taken<'a>(&'a Turn);

impl Turn {
    async fn take(&self) -> Taken<'_> {
        poll_fn(|context| {
            if self.is_taken.get() {
                self.waiting.borrow_mut().push_back(context.waker().clone());
                return Poll::Pending;
            }
            self.is_taken.set(true);
            Poll::Ready(())
        })
        .await;
        Taken(self)
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.0.is_taken.set(false);
        if let Some(next) = self.0.waiting.borrow_mut().pop_front() {
            next.wake();
        }
    }
}

impl TableFile {
    /// What will read a table; nothing where that cannot be had.
    pub async fn begin() -> Result<Self, Label> {
        let engine = Engine::begin().await.ok_or_else(say::not_loaded)?;
        Ok(Self {
            engine,
            copied: Cell::new(None),
            turn: Turn::default(),
        })
    }

    /// Reads a file or what was pasted.
    pub async fn open(&self, source: &Source, tell: Tell<'_>) -> Result<Layout, Refusal> {
        let _turn = self.turn.take().await;
        match source {
            Source::File(file) => {
                self.engine.open(file).await;
                self.layout(&file.name(), tell).await
            }
            Source::Pasted(text, name) => {
                self.engine.ask(Request::Paste(text.clone()));
                self.layout(name, tell).await
            }
        }
    }

    /// Reads it in another encoding, or with another delimiter.
    pub async fn again(&self, told: Told, tell: Tell<'_>) -> Result<Layout, Refusal> {
        self.relayout(Request::Again(told), tell).await
    }

    /// Reads another sheet, or the same with another head, or with rows as records that look like none.
    pub async fn sheet(
        &self,
        sheet: usize,
        (head, records): (Option<HeadTold>, Vec<u32>),
        tell: Tell<'_>,
    ) -> Result<Layout, Refusal> {
        self.relayout(Request::Sheet(sheet, head, records), tell).await
    }

    /// Takes the rows for another subject.
    pub async fn subject(&self, subject: Subject, tell: Tell<'_>) -> Result<Layout, Refusal> {
        self.relayout(Request::Subject(subject), tell).await
    }

    async fn relayout(&self, request: Request, tell: Tell<'_>) -> Result<Layout, Refusal> {
        let _turn = self.turn.take().await;
        self.engine.ask(request);
        self.layout("", tell).await
    }

    async fn layout(&self, name: &str, tell: Tell<'_>) -> Result<Layout, Refusal> {
        loop {
            match self.engine.next().await {
                Some(Reply::Read(layout)) => return Ok(*layout),
                Some(Reply::Progress(done, of)) => tell(done, of),
                Some(Reply::Refused(refusal)) => return Err(refusal),
                Some(Reply::Unread) => return Err(Refusal::told(Reason::Damaged, say::file_unread(name))),
                _ => return Err(Refusal::told(Reason::Cancelled, say::table_reader_ended())),
            }
        }
    }

    /// What the table would do to the book as it is now.
    pub async fn plan(&self, app: App, wanted: &Wanted, tell: Tell<'_>) -> Result<Planned, Label> {
        let _turn = self.turn.take().await;
        self.copy_book(app, wanted.mapping.subject).await?;
        self.engine.ask(Request::Plan(Box::new(wanted.clone())));
        loop {
            match self.engine.next().await {
                Some(Reply::Planned(planned)) => return Ok(*planned),
                Some(Reply::Progress(done, of)) => tell(done, of),
                _ => return Err(say::table_reader_ended()),
            }
        }
    }

    /// Gives the engine a copy of what the rows are compared with, unless it has it.
    async fn copy_book(&self, app: App, subject: Subject) -> Result<(), Label> {
        let (session, kinds, slices) = (app.session, compared(subject), Slices::begin());
        'again: loop {
            let version = session.version_now();
            if self.copied.get() == Some((version, subject)) {
                return Ok(());
            }
            self.copied.set(None);
            let first = session.peek(|world| beginning(&world.book, kinds)).flatten();
            self.engine.ask(first.ok_or_else(say::table_reader_ended)?);
            for kind in kinds {
                let slots = session
                    .peek(|world| hand_over::slots(&world.book, *kind))
                    .unwrap_or_default();
                for from in (0..slots).step_by(SOME as usize) {
                    let to = slots.min(from + SOME);
                    let packed = session.peek(|world| hand_over::pack(&world.book, *kind, from..to).ok());
                    let packed = packed.flatten().ok_or_else(say::table_reader_ended)?;
                    self.engine.ask(Request::Records(*kind, packed));
                    if slices.is_over() {
                        slices.turn().await;
                    }
                    if session.version_now() != version {
                        continue 'again;
                    }
                }
            }
            self.copied.set(Some((version, subject)));
        }
    }

    /// Some rows of the plan.
    pub async fn rows(&self, show: Show, from: usize, most: usize) -> Result<Vec<ShownRow>, Label> {
        let _turn = self.turn.take().await;
        self.engine.ask(Request::Rows(show, from, most));
        match self.engine.next().await {
            Some(Reply::Rows(rows)) => Ok(rows),
            _ => Err(say::table_reader_ended()),
        }
    }

    /// The rows that are like one customer of the book alone, with its number.
    pub async fn suggestions(&self) -> Result<Vec<(u32, String)>, Label> {
        let _turn = self.turn.take().await;
        self.engine.ask(Request::Suggestions);
        match self.engine.next().await {
            Some(Reply::Suggestions(rows)) => Ok(rows),
            _ => Err(say::table_reader_ended()),
        }
    }

    /// Writes what the plan changes, as one step that is undone as one. `then` hears whether it is saved.
    pub async fn import(
        &self,
        app: App,
        done: &TableDone,
        new_choices: &[String],
        then: impl Fn(bool) + 'static,
    ) -> Result<(), Label> {
        app.show_busy(say::writing(&done.name), 0.0, None);
        // Who leaves from here on is asked, though nothing is on its way to the store yet.
        let _held = app.session.alarms.hold();
        let mut changes = self.changes(app).await.inspect_err(|_| app.idle())?;
        let added = app.session.peek(|world| with_choices(&world.book.head, new_choices));
        changes.extend(added.flatten());
        let (source, about) = (done.name.as_str().into(), done.about());
        app.session
            .dispatch_then(Command::Import { source, changes, about }, move |outcome| {
                app.idle();
                then(outcome.is_done());
            });
        Ok(())
    }

    async fn changes(&self, app: App) -> Result<Vec<Change>, Label> {
        let _turn = self.turn.take().await;
        let (session, slices) = (app.session, Slices::begin());
        let Some((version, _)) = self.copied.get() else {
            return Err(say::table_changed_meanwhile());
        };
        let becoming = self.becoming(&slices).await?;
        let mut changes = Vec::new();
        for kind in Kind::ALL {
            for slot in 0..hand_over::slots(&becoming, *kind) {
                if slices.is_over() {
                    slices.turn().await;
                }
                if session.version_now() != version {
                    return Err(say::table_changed_meanwhile());
                }
                changes.extend(
                    session
                        .peek(|world| change_at(&world.book, &becoming, *kind, slot))
                        .flatten(),
                );
            }
        }
        Ok(changes)
    }

    /// The records that change, as they become.
    async fn becoming(&self, slices: &Slices) -> Result<Book, Label> {
        let mut becoming = Book::default();
        self.engine.ask(Request::Changes);
        loop {
            match self.engine.next().await {
                Some(Reply::Room(kinds)) => {
                    for (kind, records) in kinds {
                        hand_over::grow(&mut becoming, kind, records);
                    }
                }
                Some(Reply::Records(kind, packed)) => {
                    hand_over::unpack(&mut becoming, kind, &packed).map_err(|_| say::table_reader_ended())?;
                }
                Some(Reply::End) => return Ok(becoming),
                _ => return Err(say::table_reader_ended()),
            }
            if slices.is_over() {
                slices.turn().await;
            }
        }
    }

    /// Hands the rows that are not taken to the person, as a sheet to be mended.
    pub async fn save_problems(&self, app: App, name: &str, lang: Lang) -> Result<(), Label> {
        let _turn = self.turn.take().await;
        self.engine.ask(Request::Problems(lang));
        let parts = js_sys::Array::new();
        loop {
            match self.engine.next().await {
                Some(Reply::Piece(bytes)) => drop(parts.push(&Uint8Array::from(bytes.as_slice()))),
                Some(Reply::End) => break,
                _ => return Err(say::table_reader_ended()),
            }
        }
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let title = say::file_of_problems();
        let file = file_name(&[stem, title.get(lang)], FileForm::Xlsx.ending());
        offer(app, &parts, FileForm::Xlsx.kind(), &file);
        Ok(())
    }

    /// Ends it: whoever waits for an answer hears that none will come.
    pub fn end(&self) {
        self.engine.end();
    }
}
