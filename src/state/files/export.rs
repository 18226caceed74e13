//! Handing the whole book to the user.

use crate::state::live::*;

use super::share::{self, Shared};
use super::{SLICE, breathe, file_name, offer_with};
use crate::domain::book::Book;
use crate::domain::day::Day;
use crate::domain::fnv::Fnv;
use crate::domain::label::{Label, Lang};
use crate::state::notice::Action;
use crate::state::part::{NotLoaded, Work, split_point};
use crate::state::prefs::{Arrived, Exported};
use crate::state::text as say;
use crate::state::{App, clock, damage};
use crate::storage::Damage;
use crate::transfer::book_json::{BookWriter, LACKS};
use serde_json::Value;

/// The type of the book's file.
pub(in crate::state) const BOOK_TYPE: &str = "application/json";

/// Hands something to the user.
type Handing = fn(App) -> Work<'static, ()>;

/// What writing the book to a file, and handing it to another app, are called where they are refused.
const EXPORT: &str = "export book";
/// See [`EXPORT`].
const SHARE: &str = "share book";

split_point! {
    fn exporting() in data -> Handing { |app| Box::pin(hand_book(app)) }
}

split_point! {
    fn rescuing() in data -> Handing { |app| Box::pin(hand_rescued(app)) }
}

/// Hands the book to the user as `*.guanxi.json`, and remembers that this was done.
pub async fn export_book(app: App) {
    hand(app, exporting().await).await;
}

/// Hands what can be read of a book that does not open to the user.
pub async fn export_rescued(app: App) {
    hand(app, rescuing().await).await;
}

async fn hand(app: App, handing: Result<Handing, NotLoaded>) {
    match handing {
        Ok(hand) => hand(app).await,
        Err(_) => app.notices.refused(EXPORT, say::not_loaded()),
    }
}

async fn hand_book(app: App) {
    let Some(book) = app.session.book_with_waiting().await else {
        return;
    };
    let book = whole_or_lacking(app, book);
    let seen = app.notices.action(say::file_seen(), move || super::confirm_export(app));
    let at = clock::instant();
    if let Some((name, sum)) = write_book(app, &book, say::file_of_book(), Some(seen)).await {
        remember(app, at, name, sum);
    }
}

async fn hand_rescued(app: App) {
    app.show_busy(say::reading_stored(), 0.0, None);
    let book = app.session.rescue().await;
    app.idle();
    match book {
        Some((book, damage)) => {
            let book = lacking(book, &damage, app.lang.get_untracked());
            drop(write_book(app, &book, say::file_of_rescued(), None).await);
        }
        None => app.notices.error(say::stored_unread()),
    }
}

/// Whether the browser can hand the book to another app.
pub fn can_share_book() -> bool {
    share::is_possible(BOOK_TYPE, "book.guanxi.json")
}

/// Hands the book to another app of the user's choice, and remembers that it was taken.
pub async fn share_book(app: App) {
    let Some(book) = app.session.book_with_waiting().await else {
        return;
    };
    let (book, at) = (whole_or_lacking(app, book), clock::instant());
    let Some(PackedBook { parts, name, sum }) = packed(app, &book, say::file_of_book()).await else {
        return;
    };
    match share::hand(&parts, BOOK_TYPE, &name).await {
        Shared::Taken => {
            let seen = app.notices.action(say::file_seen(), move || super::confirm_export(app));
            app.notices.succeeded(SHARE);
            app.notices.good(say::shared(&name), Some(seen));
            remember(app, at, name, sum);
        }
        Shared::Dropped => {}
        Shared::Refused => app.notices.refused(SHARE, say::share_refused(name)),
    }
}

/// Whether the file has arrived nobody knows yet.
fn remember(app: App, at: String, name: String, sum: Fnv) {
    app.exported.set(Some(Exported {
        at,
        name,
        sum: sum.hex(),
        arrived: Arrived::Unknown,
    }));
}

/// Writes a book to a file; gives the file's name and sum when the browser took it.
async fn write_book(app: App, book: &Book, title: Label, action: Option<Action>) -> Option<(String, Fnv)> {
    let PackedBook { parts, name, sum } = packed(app, book, title).await?;
    offer_with(app, &parts, BOOK_TYPE, &name, action).then_some((name, sum))
}

/// A book as a file, with its progress on screen; what went wrong is told.
async fn packed(app: App, book: &Book, title: Label) -> Option<PackedBook> {
    let label = say::exporting();
    app.show_busy(label.clone(), 0.0, None);
    let show = |done, total| app.show_busy(label.clone(), done as f64, Some(total as f64));
    let packed = pack_book(
        book,
        title.get(app.lang.get_untracked()),
        app.other_day.get_untracked(),
        app.today.get_untracked(),
        show,
    )
    .await;
    app.idle();
    match packed {
        Ok(packed) => {
            app.notices.succeeded(EXPORT);
            Some(packed)
        }
        Err(error) => {
            app.notices.refused(EXPORT, error);
            None
        }
    }
}

/// A book whose file says what it lacks.
pub(in crate::state) fn lacking(mut book: Book, damage: &Damage, lang: Lang) -> Book {
    let lines = damage::lines(damage, &book)
        .into_iter()
        .map(|line| Value::from(line.get(lang)));
    let unknown = &mut book.head.unknown;
    unknown.insert(LACKS.to_owned(), Value::Array(lines.collect()));
    book
}

/// The same where the store has lost something.
fn whole_or_lacking(app: App, book: Book) -> Book {
    match app.session.damage() {
        Some(damage) => lacking(book, &damage, app.lang.get_untracked()),
        None => book,
    }
}

/// A book as a file.
pub(in crate::state) struct PackedBook {
    /// Its bytes, in pieces.
    pub parts: js_sys::Array,
    /// Its name.
    pub name: String,
    sum: Fnv,
}

/// Makes a book a file: (book, title, day looked at, today, shows the progress).
pub(in crate::state) async fn pack_book(
    book: &Book,
    title: &str,
    as_of: Option<Day>,
    today: Day,
    show: impl Fn(usize, usize),
) -> Result<PackedBook, Label> {
    let writer = BookWriter::new(book, as_of, &clock::instant(), env!("CARGO_PKG_VERSION"));
    let (parts, sum) = written(writer, show).await?;
    let company = book.head.settings.company.as_deref().unwrap_or_default();
    let name = file_name(&[title, company, &today.to_string()], "guanxi.json");
    Ok(PackedBook { parts, name, sum })
}

/// Writes a file with the page alive meanwhile: its pieces, and their sum.
pub(super) async fn written(
    mut writer: BookWriter<'_>,
    show: impl Fn(usize, usize),
) -> Result<(js_sys::Array, Fnv), Label> {
    breathe().await;
    let (parts, mut sum) = (js_sys::Array::new(), Fnv::default());
    let mut keep = |bytes: &[u8]| {
        sum = sum.and(bytes);
        parts.push(&js_sys::Uint8Array::from(bytes));
    };
    while let Some(progress) = writer.step(SLICE) {
        show(progress.done, progress.total);
        keep(&writer.take());
        breathe().await;
    }
    let rest = writer.finish().map_err(say::book_not_exported)?;
    keep(&rest);
    Ok((parts, sum))
}
