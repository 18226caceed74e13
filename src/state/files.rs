//! Files in and out: a book read for its preview, the book and the results handed to the user as downloads.
//!
//! Long work goes in slices, with the page alive between them.

use std::sync::Arc;

use crate::state::live::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use super::prefs::Exported;
use super::session::Session;
use super::text as say;
use super::workshop::adoption;
use super::{App, clock};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::day::Day;
use crate::domain::label::Label;
use crate::domain::merge::{self, Incoming, KindPlan, MergePlan, Mode};
use crate::domain::versions::kept_of_import;
use crate::transfer::book_json::{BookError, BookReader, BookWriter, text};
use crate::transfer::{issues, results};

pub use crate::transfer::book_json::{Issue, Issues};

/// Records read or written before the page gets a turn.
const SLICE: usize = 1_000;

/// A book file that was read, and what is wrong with it. Nothing of it is in the book yet.
pub struct Opened {
    /// The file's name.
    pub name: String,
    /// The file's size in bytes.
    pub bytes: u64,
    /// What it holds.
    pub incoming: Incoming,
    /// What is wrong with single records.
    pub issues: Issues,
}

impl Opened {
    /// What an import would do.
    pub fn plan(&self, session: Session, mode: Mode) -> Option<MergePlan> {
        session.peek(|world| {
            if mode == Mode::Replace && self.issues.replace_errors > 0 {
                // Their customers are in the book, which this file is to take the place of.
                let mut incoming = self.incoming.clone();
                incoming.drop_orphans(None);
                return merge::plan(&world.book, &incoming, mode);
            }
            merge::plan(&world.book, &self.incoming, mode)
        })
    }
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Counts, one a kind.
    pub kinds: Vec<KindPlan>,
    /// Whether the settings changed.
    pub settings: bool,
    /// Whether the rulebook changed.
    pub rulebook: bool,
    /// The day that is looked at since, where the file names one.
    pub as_of: Option<Day>,
}

/// Reads a book file. A file that is no book says why; nothing changes in any case. Nothing comes of a file that is no longer
/// `wanted`; `cancel` is what the progress offers.
pub async fn open_book(
    session: Session,
    file: File,
    wanted: impl Fn() -> bool,
    cancel: Option<Callback<()>>,
) -> Result<Option<Arc<Opened>>, Label> {
    let (name, bytes) = (file.name(), file.size() as u64);
    if let Some(error) = BookError::too_large(bytes) {
        return Err(error.message);
    }
    let reading = say::reading(&name);
    let show = |done: usize, total: Option<usize>| {
        let total = total.map(|n| n as f64);
        session.show_cancellable(reading.clone(), done as f64, total, cancel);
    };
    show(0, None);
    let read = read_slices(session, &show, &wanted, &file).await;
    if !wanted() {
        return Ok(None);
    }
    session.idle();
    let opened = |(incoming, issues)| {
        Arc::new(Opened {
            name,
            bytes,
            incoming,
            issues,
        })
    };
    Ok(read?.map(opened))
}

async fn read_slices(
    session: Session,
    show: &impl Fn(usize, Option<usize>),
    wanted: &impl Fn() -> bool,
    file: &File,
) -> Result<Option<(Incoming, Issues)>, Label> {
    breathe().await;
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| say::file_unread(file.name()))?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    drop(buffer);
    let words = text(&bytes).map_err(|error| error.message)?;
    let mut reader = BookReader::open(words).map_err(|error| error.message)?;
    while let Some(progress) = reader.step(SLICE) {
        if !wanted() {
            return Ok(None);
        }
        show(progress.done, Some(progress.total));
        breathe().await;
    }
    session
        .peek(|world| reader.finish(&world.book))
        .map(Some)
        .ok_or_else(|| say::file_unread(file.name()))
}

/// Imports what was opened, and tells what was written once it is saved; nothing where it was not.
pub fn import(app: App, opened: Arc<Opened>, mode: Mode, then: impl Fn(Option<Written>) + 'static) {
    let session = app.session;
    session.show_busy(say::writing(&opened.name), 0.0, None);
    spawn_local(async move {
        // The page draws the progress before the long part.
        breathe().await;
        let Some(plan) = opened.plan(session, mode) else {
            session.idle();
            return then(None);
        };
        let as_of = opened.incoming.as_of;
        let written = Written {
            kinds: plan.kinds,
            settings: plan.settings,
            rulebook: plan.rulebook,
            as_of,
        };
        let (source, mut changes) = (opened.name.as_str().into(), plan.changes);
        changes.extend(kept_rules(app, &opened.name, &changes));
        session.dispatch_then(Command::Import { source, changes }, move |done| {
            session.idle();
            if done && as_of.is_some() {
                app.look_at(as_of);
            }
            then(done.then(|| written.clone()));
        });
    });
}

/// The versions that keep the rules which an import changes.
fn kept_rules(app: App, file: &str, changes: &[Change]) -> Vec<Change> {
    let (by, on) = (app.user.get_untracked(), app.today.get_untracked());
    let Some(adoption) = adoption(Some(file.into()), None, by, on) else {
        return Vec::new();
    };
    let kept = app.session.peek(|world| kept_of_import(&world.book, changes, adoption));
    kept.unwrap_or_default()
}

/// Puts the sample book in place of what is there. `replace`: the user agreed that a book of their own goes.
pub fn load_sample(app: App, replace: bool) {
    let session = app.session;
    session.show_busy(say::preparing_sample(), 0.0, None);
    let book = Box::new(crate::sample::book(app.today.get_untracked()));
    session.dispatch_then(Command::LoadSample { book, replace }, move |_| session.idle());
}

/// Hands the book to the user as `*.guanxi.json`, and remembers that this was done.
pub async fn export_book(app: App) {
    let Some(book) = app.session.peek(|world| world.book.clone()) else {
        return;
    };
    if let Some(name) = write_book(app, &book, say::file_of_book()).await {
        app.exported.set(Some(Exported {
            at: clock::instant(),
            name,
        }));
    }
}

/// Hands what can be read of a book that does not open to the user.
pub async fn export_rescued(app: App) {
    app.session.show_busy(say::reading_stored(), 0.0, None);
    let book = app.session.rescue().await;
    app.session.idle();
    match book {
        Some(book) => drop(write_book(app, &book, say::file_of_rescued()).await),
        None => app.notices.error(say::stored_unread()),
    }
}

/// Writes a book to a file; gives the file's name when the browser took it.
async fn write_book(app: App, book: &Book, title: Label) -> Option<String> {
    let session = app.session;
    let label = say::exporting();
    session.show_busy(label.clone(), 0.0, None);
    breathe().await;
    let as_of = app.other_day.get_untracked();
    let mut writer = BookWriter::new(book, as_of, &clock::instant(), env!("CARGO_PKG_VERSION"));
    let parts = js_sys::Array::new();
    while let Some(progress) = writer.step(SLICE) {
        session.show_busy(label.clone(), progress.done as f64, Some(progress.total as f64));
        parts.push(&js_sys::Uint8Array::from(writer.take().as_slice()));
        breathe().await;
    }
    session.idle();
    match writer.finish() {
        Ok(rest) => {
            parts.push(&js_sys::Uint8Array::from(rest.as_slice()));
            let company = book.head.settings.company.as_deref().unwrap_or_default();
            let title = title.get(app.lang.get_untracked());
            let name = file_name(&[title, company, &app.today.get_untracked().to_string()], "guanxi.json");
            offer(app, &parts, "application/json", &name).then_some(name)
        }
        Err(error) => {
            app.notices.error(say::book_not_exported(error));
            None
        }
    }
}

/// The forms of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultsAs {
    /// For other programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// Hands the results of all customers to the user.
pub fn export_results(app: App, form: ResultsAs) {
    let made = app.session.peek(|world| {
        let (columns, rows) = results::of(world);
        let day = world.evaluation.as_of;
        let bytes = match form {
            ResultsAs::Json => results::json(day, &columns, &rows).map_err(|e| e.to_string()),
            ResultsAs::Csv => results::csv(&columns, &rows).map_err(|e| e.to_string()),
        };
        (day, bytes)
    });
    match made {
        Some((day, Ok(bytes))) => {
            let (ending, kind) = match form {
                ResultsAs::Json => ("json", "application/json"),
                ResultsAs::Csv => ("csv", "text/csv;charset=utf-8"),
            };
            let title = say::file_of_results();
            let name = file_name(&[title.get(app.lang.get_untracked()), &day.to_string()], ending);
            offer(
                app,
                &js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice())),
                kind,
                &name,
            );
        }
        Some((_, Err(error))) => app.notices.error(say::results_not_exported(error)),
        None => {}
    }
}

/// Hands the list of what is wrong with a file to the user, as CSV in the page's language.
pub fn export_issues(app: App, opened: &Opened, mode: Mode) {
    let lang = app.lang.get_untracked();
    match issues::csv(&opened.issues, mode, lang) {
        Ok(bytes) => {
            let words = say::file_of_issues();
            let name = file_name(&[&opened.name, words.get(lang)], "csv");
            let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
            offer(app, &parts, "text/csv;charset=utf-8", &name);
        }
        Err(error) => app.notices.error(say::issues_not_exported(error)),
    }
}

/// Hands a table of texts to the user as a CSV file for spreadsheets.
pub fn export_list(app: App, title: &str, head: &[String], rows: &[Vec<String>]) {
    let day = app.as_of.get_untracked();
    match results::table(head, rows) {
        Ok(bytes) => {
            let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
            let name = file_name(&[title, &day.to_string()], "csv");
            offer(app, &parts, "text/csv;charset=utf-8", &name);
        }
        Err(error) => app.notices.error(say::list_not_exported(error)),
    }
}

/// A file's name from its parts, without what file systems refuse.
pub(super) fn file_name(parts: &[&str], ending: &str) -> String {
    let parts: Vec<String> = parts
        .iter()
        .filter(|part| !part.is_empty())
        .map(|part| part.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], ""))
        .collect();
    format!("{}.{ending}", parts.join("_"))
}

/// Whether the browser took the file.
pub(super) fn offer(app: App, parts: &js_sys::Array, kind: &str, name: &str) -> bool {
    let taken = download(parts, kind, name).is_some();
    if taken {
        app.notices.good(say::exported(name), None);
    } else {
        app.notices.error(say::download_refused(name));
    }
    taken
}

fn download(parts: &js_sys::Array, kind: &str, name: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the blob after the click; a minute is long enough for any disk.
    later(
        move || drop(Url::revoke_object_url(&url)),
        std::time::Duration::from_secs(60),
    );
    Some(())
}

/// Gives the page a turn.
pub async fn breathe() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        later(move || drop(resolve.call0(&JsValue::NULL)), std::time::Duration::ZERO);
    });
    // A timer that never fires would mean that the page is gone.
    let _ = JsFuture::from(promise).await;
}
