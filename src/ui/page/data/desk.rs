//! The file on its way into the book. It outlives the page: who leaves and comes back finds the preview as it was.

use std::cell::Cell;
use std::sync::Arc;

use crate::state::live::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, File};

use crate::domain::handover::take::Choices;
use crate::domain::label::Label;
use crate::domain::marketing::points::Fall;
use crate::domain::merge::Mode;
use crate::domain::unmeant::Unmeant;
use crate::exchange::source::begins_as_book;
use crate::state::files::{self, How, Opened, Written};
use crate::state::sheets::{Source, is_table};
use crate::state::text as say;
use crate::state::{App, for_good, use_app};
use crate::ui::file::drop_on_page;
use crate::ui::text::{T, both};

/// How far the file is.
#[derive(Clone, Default)]
pub enum Stage {
    /// No file yet.
    #[default]
    Idle,
    /// Being read.
    Reading(String),
    /// Read; nothing is in the book yet.
    Preview(Arc<Opened>),
    /// No book, and why.
    Error(String, Label),
    /// On its way into the book.
    Writing(Arc<Opened>),
    /// In the book, and saved; with what "undo" would be called.
    Done(String, Written, Option<Label>),
    /// A table, which has a desk of its own; with its name.
    Table(String),
}

/// How far a table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableStage {
    /// Being read, or laid on the book for the first time.
    #[default]
    Reading,
    /// Read; nothing is in the book yet.
    Preview,
    /// On its way into the book.
    Writing,
    /// No table, and why.
    Error,
    /// In the book, and saved.
    Done,
}

impl TableStage {
    /// The value of `data-state`.
    fn key(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Preview => "preview",
            Self::Writing => "writing",
            Self::Error => "error",
            Self::Done => "done",
        }
    }
}

impl Stage {
    /// The value of `data-state`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Reading(_) => "reading",
            Self::Preview(_) => "preview",
            Self::Writing(_) => "writing",
            Self::Error(..) => "error",
            Self::Done(..) => "done",
            Self::Table(_) => "table",
        }
    }

    /// The name of the file.
    pub fn file(&self) -> Option<String> {
        match self {
            Self::Idle => None,
            Self::Reading(name) | Self::Error(name, _) | Self::Done(name, ..) | Self::Table(name) => Some(name.clone()),
            Self::Preview(opened) | Self::Writing(opened) => Some(opened.name.clone()),
        }
    }
}

/// The desk on which a file lies until it is in the book. `Copy`: it holds signals only.
#[derive(Clone, Copy)]
pub struct ImportDesk {
    /// How far the file is.
    pub stage: RwSignal<Stage>,
    /// What happens to what the file lacks.
    pub mode: RwSignal<Mode>,
    /// The user agreed that records with errors are left out.
    pub skip: RwSignal<bool>,
    /// Whose points the user agreed may fall below nought.
    pub owed: RwSignal<Arc<Vec<Fall>>>,
    /// What becomes of days that cannot be meant, once the user said it.
    pub unmeant: RwSignal<Option<Unmeant>>,
    /// Counts what was chosen of a hand-over.
    pub chosen: RwSignal<u32>,
    /// What follows from that answer is being worked out.
    pub answering: RwSignal<bool>,
    /// How far a table is, while one lies here.
    pub table: RwSignal<TableStage>,
    /// The table that was put here and is not begun.
    pub waiting: StoredValue<Option<Source>, LocalStorage>,
    /// Something was typed or answered of what lies here, and would be lost with it.
    pub is_touched: StoredValue<bool>,
    /// Ends the work on a table.
    pub ends: StoredValue<Option<Callback<()>>>,
    /// Counts the files and answers; an older one that is still being read is dropped.
    turn: RwSignal<u32>,
    /// What the progress offers. It lives as long as the desk: the page where the reading began may be gone.
    cancels: StoredValue<Option<Callback<()>>>,
    app: App,
}

thread_local! {
    static DESK: Cell<Option<ImportDesk>> = const { Cell::new(None) };
}

impl ImportDesk {
    /// The desk; there is one, and it is there from the first time that it is asked for.
    pub fn get() -> Self {
        DESK.get().unwrap_or_else(|| for_good(Self::set_up))
    }

    fn set_up() -> Self {
        let desk = Self {
            stage: RwSignal::new(Stage::Idle),
            mode: RwSignal::new(Mode::Replace),
            skip: RwSignal::new(false),
            owed: RwSignal::new(Arc::default()),
            unmeant: RwSignal::new(None),
            chosen: RwSignal::new(0),
            answering: RwSignal::new(false),
            table: RwSignal::new(TableStage::Reading),
            waiting: StoredValue::new_local(None),
            is_touched: StoredValue::new(false),
            ends: StoredValue::new(None),
            turn: RwSignal::new(0),
            cancels: StoredValue::new(None),
            app: use_app(),
        };
        desk.cancels.set_value(Some(Callback::new(move |()| desk.cancel())));
        on_window(leptos::ev::beforeunload, move |ev| {
            if desk.is_touched.get_value() && matches!(desk.key_now(), "preview" | "reading") {
                ev.prevent_default();
                // Browsers before 2023 ask only for this.
                ev.set_return_value("true");
            }
        });
        DESK.set(Some(desk));
        desk
    }

    /// Takes everything off the desk.
    pub fn clear(self) {
        self.turn.update(|turn| *turn = turn.wrapping_add(1));
        self.stage.set(Stage::Idle);
        self.answering.set(false);
        self.waiting.set_value(None);
        self.is_touched.set_value(false);
        if let Some(ends) = self.ends.get_value() {
            ends.run(());
        }
        self.app.idle();
    }

    /// Takes what was not written off the desk, as the person wants, and says that nothing became of it.
    pub fn cancel(self) {
        let (key, name) = (self.key_now(), self.name_now());
        self.clear();
        if matches!(key, "reading" | "preview") {
            self.app.notices.info(say::import_cancelled(&name), None);
        }
    }

    /// The value of `data-state`; tracked.
    pub fn key(self) -> &'static str {
        match self.stage.with(Stage::key) {
            "table" => self.table.get().key(),
            key => key,
        }
    }

    /// The same; not tracked.
    fn key_now(self) -> &'static str {
        untrack(|| self.key())
    }

    /// Whether the rows of a table stand here; tracked.
    pub fn has_table(self) -> bool {
        self.stage.with(|stage| matches!(stage, Stage::Table(_))) && self.table.get() == TableStage::Preview
    }

    /// The name of what lies here; not tracked.
    pub fn name_now(self) -> String {
        self.stage.with_untracked(Stage::file).unwrap_or_default()
    }

    /// Puts a table here; its own desk takes it up.
    pub fn put_table(self, source: Source) {
        let name = source.name();
        self.clear();
        self.waiting.set_value(Some(source));
        self.table.set(TableStage::Reading);
        self.stage.set(Stage::Table(name));
    }

    /// Puts a file on the desk and reads it, as a table or as a book, by what is in it.
    pub fn read(self, file: File) {
        self.clear();
        let turn = self.turn.get_untracked();
        self.stage.set(Stage::Reading(file.name()));
        spawn_local(async move {
            let is_table = is_table(&file).await;
            if self.turn.get_untracked() == turn {
                match is_table {
                    true => self.put_table(Source::File(file)),
                    false => self.read_book(file),
                }
            }
        });
    }

    fn read_book(self, file: File) {
        let (turn, name) = (self.turn.get_untracked(), file.name());
        self.skip.set(false);
        self.owed.set(Arc::default());
        self.unmeant.set(None);
        self.mode.set(self.usual_mode());
        self.stage.set(Stage::Reading(name.clone()));
        spawn_local(async move {
            let wanted = move || self.turn.get_untracked() == turn;
            let cancel = self.cancels.get_value();
            let read = files::open_book(self.app, file, wanted, cancel).await;
            if let Ok(Some(opened)) = &read {
                if opened.is_handover() {
                    self.mode.set(Mode::Merge);
                }
                opened.prepare(self.app.session, untrack(|| self.how())).await;
            }
            if wanted() {
                self.stage.set(match read {
                    Ok(Some(opened)) => Stage::Preview(opened),
                    Ok(None) => Stage::Idle,
                    Err(why) => Stage::Error(name, why),
                });
            }
        });
    }

    /// Replacing loses nothing while the book is empty or the untouched sample; a book of one's own is added to.
    fn usual_mode(self) -> Mode {
        if self.own_book() { Mode::Merge } else { Mode::Replace }
    }

    /// The user said what becomes of what can hardly be meant; it counts once it is known what the import would do.
    pub fn answer(self, unmeant: Unmeant) {
        let Stage::Preview(opened) = self.stage.get_untracked() else {
            return;
        };
        let turn = self.turn.get_untracked().wrapping_add(1);
        self.turn.set(turn);
        self.is_touched.set_value(true);
        self.answering.set(true);
        spawn_local(async move {
            let how = (self.mode.get_untracked(), Some(unmeant));
            opened.prepare(self.app.session, how).await;
            if self.turn.get_untracked() == turn {
                self.unmeant.set(Some(unmeant));
                self.answering.set(false);
            }
        });
    }

    /// Chooses of the hand-over that lies here.
    pub fn choose(self, choose: impl FnOnce(&mut Choices)) {
        if let Stage::Preview(opened) = self.stage.get_untracked() {
            opened.choose(choose);
            self.is_touched.set_value(true);
            self.chosen.update(|n| *n = n.wrapping_add(1));
        }
    }

    /// How the file is to be imported; tracked.
    pub fn how(self) -> How {
        (self.mode.get(), self.unmeant.get())
    }

    /// Whether the book holds anything of the user's own.
    pub fn own_book(self) -> bool {
        let own = |world: &crate::domain::world::World| !world.book.is_no_own();
        self.app.session.peek(own).unwrap_or(true)
    }

    /// Writes what the preview showed.
    pub fn apply(self) {
        let Stage::Preview(opened) = self.stage.get_untracked() else {
            return;
        };
        // The preview goes first: it would be made anew for the book that holds the file already.
        self.stage.set(Stage::Writing(opened.clone()));
        let how = untrack(|| self.how());
        files::import(self.app, opened.clone(), how, move |written| {
            let undo = self.app.session.undo.get_untracked();
            self.stage.set(match written {
                Some(written) => Stage::Done(opened.name.clone(), written, undo),
                None => Stage::Preview(opened.clone()),
            });
        });
    }

    /// Cells can be pasted anywhere on the page.
    pub fn pasted_on(self, take: impl Fn(String) + 'static) {
        on_window(leptos::ev::paste, move |ev| {
            if let Some(text) = pasted(&ev) {
                ev.prevent_default();
                take(text);
            }
        });
    }

    /// Puts pasted cells here; a book that was copied as text is read as its file would be.
    pub fn paste(self, text: String) {
        let name = T(self.app.lang.get_untracked()).pasted().to_owned();
        let book = begins_as_book(text.as_bytes()).then(|| as_file(&text, &name)).flatten();
        match book {
            Some(file) => self.read(file),
            None => self.put_table(Source::Pasted(text, name)),
        }
    }

    /// Cells are pasted on the page: over what is read or looked at they come when the person says so, and while something is written
    /// not at all.
    pub fn paste_over(self, text: String) {
        match self.key_now() {
            "idle" => self.paste(text),
            // A word that belongs nowhere is no table.
            _ if !text.contains(['\t', '\n']) && !begins_as_book(text.as_bytes()) => {}
            "done" | "error" => self.paste(text),
            "writing" => self
                .app
                .notices
                .info(both(|t| t.pasted_while_writing().to_owned()), None),
            _ => {
                let name = self.name_now();
                let take = self
                    .app
                    .notices
                    .action(both(|t| t.take_pasted().to_owned()), move || self.paste(text.clone()));
                self.app.notices.info(both(|t| t.pasted_over(&name)), Some(take));
            }
        }
    }

    /// Files can be dropped anywhere on the page, and the first is taken; says whether one hovers.
    pub fn dropped_on(self, take: impl Fn(File) + 'static) -> RwSignal<bool> {
        drop_on_page(move |file, many| {
            if many > 1 {
                let name = file.name();
                self.app.notices.info(both(|t| t.one_file(&name)), None);
            }
            take(file);
        })
    }
}

/// A text as a file of its own.
fn as_file(text: &str, name: &str) -> Option<File> {
    File::new_with_str_sequence(&js_sys::Array::of1(&text.into()), name).ok()
}

/// The cells that were pasted: nothing where the paste belongs to a field.
fn pasted(ev: &ClipboardEvent) -> Option<String> {
    let target = ev.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_field = target.is_some_and(|e| {
        // Nothing can be written into what takes a file, which has the focus after an import.
        e.matches("input:not([type=file]), textarea:not([data-testid=import-paste])")
            .unwrap_or(false)
    });
    let text = ev.clipboard_data()?.get_data("text/plain").ok()?;
    (!is_field && !text.trim().is_empty()).then_some(text)
}
