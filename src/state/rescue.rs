//! The way out when the app cannot run: the stored book as a file, without the app. The page is then opened as `?rescue`, and the
//! block that stands before the app shows what comes of it (`index.html`, `src/boot`).

use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlElement, Url};

use super::files::{BOOK_TYPE, PackedBook, lacking, pack_book};
use super::part::{Work, split_point};
use super::session::DATABASE;
use super::{clock, failure, text};
use crate::domain::book::Book;
use crate::domain::label::{Label, Lang};
use crate::storage::{IndexedDb, Packed, Store, StoreError};

/// Whether the page was opened for this.
pub fn is_wanted() -> bool {
    let search = web_sys::window().and_then(|window| window.location().search().ok());
    search.is_some_and(|search| search.trim_start_matches('?').split('&').any(|part| part == "rescue"))
}

/// Reads the stored book, hands it to the user as a file, and says in the block what came of it.
pub async fn run(boot: HtmlElement) {
    say(&boot, "rescuing");
    let told = match rescuing().await {
        Ok(rescue) => rescue(&boot).await,
        Err(_) => Err(text::not_loaded()),
    };
    match told {
        Ok(shown) => say(&boot, if shown { "rescued" } else { "unrescued" }),
        Err(why) => {
            write(&boot, "[data-boot-why]", &why.zh);
            write(&boot, "[data-boot-why-en]", &why.en);
            say(&boot, "unrescued");
        }
    }
}

/// Reads the book and hands it out: whether the browser took the file, or why there is none.
type Rescue = fn(&HtmlElement) -> Work<'_, Result<bool, Label>>;

split_point! {
    fn rescuing() in data -> Rescue { |boot| Box::pin(async move { Ok(show(boot, &file().await?).is_some()) }) }
}

/// A file for the user.
struct File {
    parts: js_sys::Array,
    name: String,
    /// How many stored values could not be read.
    lost: usize,
}

async fn file() -> Result<File, Label> {
    let (book, lost) = stored().await.map_err(|error| failure::opening(&error))?;
    let title = match lost {
        0 => text::file_of_book(),
        _ => text::file_of_rescued(),
    };
    let packed = pack_book(&book, title.get(Lang::default()), None, clock::today(), |_, _| {}).await;
    let PackedBook { parts, name, .. } = packed?;
    Ok(File { parts, name, lost })
}

/// The stored book, or what can be read of it.
async fn stored() -> Result<(Book, usize), StoreError> {
    let store = Packed::new(IndexedDb::open(DATABASE).await?);
    let (book, damage) = match store.load(&|_, _| {}).await {
        // What was put aside when the app opened it is still lost.
        Ok(loaded) => (loaded.book, loaded.damage),
        Err(_) => {
            let (book, damage) = store.damage(&|_, _| {}).await?;
            (book, Some(damage))
        }
    };
    Ok(match damage {
        None => (book, 0),
        Some(damage) => (lacking(book, &damage, Lang::default()), damage.parts.len()),
    })
}

fn say(boot: &HtmlElement, state: &str) {
    let _ = boot.set_attribute("data-state", state);
}

fn write(boot: &HtmlElement, place: &str, text: &str) {
    if let Ok(Some(place)) = boot.query_selector(place) {
        place.set_text_content(Some(text));
    }
}

/// Begins the download; the link stays, since a browser may want a click of the user's own.
fn show(boot: &HtmlElement, file: &File) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(BOOK_TYPE);
    let blob = Blob::new_with_u8_array_sequence_and_options(&file.parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = boot.query_selector("[data-boot-file]").ok()??.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(&file.name);
    link.set_text_content(Some(&file.name));
    if file.lost > 0 {
        let _ = boot.set_attribute("data-lost", &file.lost.to_string());
        write(boot, "[data-boot-lost]", &file.lost.to_string());
        write(boot, "[data-boot-lost-en]", &file.lost.to_string());
    }
    link.click();
    Some(())
}
