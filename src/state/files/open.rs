//! Reading a book file for its preview.

use std::sync::Arc;

use crate::state::live::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::{Issues, SLICE, breathe};
use crate::domain::label::Label;
use crate::domain::merge::{self, Incoming, MergePlan, Mode};
use crate::state::App;
use crate::state::part::{Work, split_point};
use crate::state::session::Session;
use crate::state::text as say;
use crate::transfer::book_json::{BookError, BookReader, text};

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
        session.peek(|world| merge::plan(&world.book, &self.incoming, mode))
    }
}

/// Reads a book file. A file that is no book says why; nothing changes in any case. Nothing comes of a file that is no longer
/// `wanted`; `cancel` is what the progress offers.
pub async fn open_book(
    app: App,
    file: File,
    wanted: impl Fn() -> bool,
    cancel: Option<Callback<()>>,
) -> Result<Option<Arc<Opened>>, Label> {
    let (name, bytes) = (file.name(), file.size() as u64);
    if let Some(error) = BookError::too_large(bytes) {
        return Err(error.message);
    }
    let label = say::reading(&name);
    let show = |done: usize, total: Option<usize>| {
        let total = total.map(|n| n as f64);
        app.show_cancellable(label.clone(), done as f64, total, cancel);
    };
    show(0, None);
    let read = match reading().await {
        Ok(read) => read(app, &show, &wanted, &file).await,
        Err(_) => Err(say::not_loaded()),
    };
    if !wanted() {
        return Ok(None);
    }
    app.idle();
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

/// What was read: nothing where the file is no longer wanted.
type Read = Result<Option<(Incoming, Issues)>, Label>;

/// Reads a file: (app, shows the progress, whether it is still wanted, file).
type Reading = for<'a> fn(App, &'a dyn Fn(usize, Option<usize>), &'a dyn Fn() -> bool, &'a File) -> Work<'a, Read>;

split_point! {
    fn reading() in data -> Reading { |app, show, wanted, file| Box::pin(read_slices(app, show, wanted, file)) }
}

async fn read_slices(app: App, show: &dyn Fn(usize, Option<usize>), wanted: &dyn Fn() -> bool, file: &File) -> Read {
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
    app.session
        .peek(|world| reader.finish(&world.book))
        .map(Some)
        .ok_or_else(|| say::file_unread(file.name()))
}
