//! Handing a table to the user: its rows are made in slices and written beside the page, so that neither weighs on it.

use std::cell::Cell as Flag;
use std::rc::Rc;
use std::sync::Arc;

use crate::state::live::*;

use super::{Slices, file_name, offer};
use crate::domain::label::{Label, Lang};
use crate::exchange::write::{OutTable, Unwritten, holds};
use crate::state::App;
use crate::state::app::for_good;
use crate::state::part::Work;
use crate::state::sheets::Engine;
use crate::state::text as say;
use crate::worker::sheets::{Reply, Request};

pub use crate::exchange::write::FileForm;

/// Rows handed over at once: a frame is still drawn in time.
const SOME: usize = 500;
/// What exports are called where they are refused.
const EXPORT: &str = "export table";

/// How a table is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The form of its file.
    pub form: FileForm,
    /// The language of its words.
    pub lang: Lang,
    /// How people are reached is masked.
    pub is_masked: bool,
}

/// Makes a table; nothing where it was stopped meanwhile.
pub type MakeTable = Arc<dyn Fn(Rc<Making>) -> Work<'static, Option<OutTable>> + Send + Sync>;

/// A table in the making: how it is wanted, and how far it is.
pub struct Making {
    app: App,
    /// How it is wanted.
    pub wish: Wish,
    label: Label,
    slices: Slices,
    stopped: Rc<Flag<bool>>,
    stop: Callback<()>,
}

thread_local! {
    /// Stops the export that goes on.
    static STOP: Rc<Flag<bool>> = Rc::default();
}

impl Making {
    fn begin(app: App, name: &str, wish: Wish) -> Self {
        STOP.with(|stop| stop.set(false));
        let stop = || Callback::new(|()| STOP.with(|stop| stop.set(true)));
        let making = Self {
            app,
            wish,
            label: say::exporting_table(name),
            slices: Slices::begin(),
            stopped: STOP.with(Rc::clone),
            stop: for_good(stop),
        };
        making.show(0.0, None);
        making
    }

    fn show(&self, done: f64, total: Option<f64>) {
        self.app
            .show_cancellable(self.label.clone(), done, total, Some(self.stop));
    }

    /// Gives the page its turn where it wants one, and tells whether the table is still wanted: so much of it is made.
    pub async fn goes_on(&self, done: usize, total: usize) -> bool {
        if self.slices.is_over() {
            if self.slices.draws() {
                self.show(done as f64, Some(total as f64));
            }
            self.slices.turn().await;
        }
        !self.stopped.get()
    }
}

/// Makes a table and hands it to the user; tells whether the browser took it.
pub async fn export_table(app: App, title: &str, wish: Wish, make: &MakeTable, beside: Vec<OutTable>) -> bool {
    let name = table_name(app, title, wish.form);
    let making = Rc::new(Making::begin(app, &name, wish));
    // The dialog closes before the long part.
    making.slices.turn().await;
    let written = match make(making.clone()).await {
        Some(table) => written(&making, table, beside).await,
        None => Ok(None),
    };
    app.idle();
    match written {
        Ok(Some((parts, cut))) => {
            app.notices.succeeded(EXPORT);
            if cut > 0 {
                app.notices.info(say::texts_cut(cut), None);
            }
            offer(app, &parts, wish.form.kind(), &name)
        }
        Ok(None) => false,
        Err(why) => {
            app.notices.refused(EXPORT, why);
            false
        }
    }
}

/// The name of a table's file, which says the day that is looked at.
pub fn table_name(app: App, title: &str, form: FileForm) -> String {
    file_name(&[title, &app.as_of.get_untracked().to_string()], form.ending())
}

/// The pieces of the file, and how many texts were cut; nothing where it was stopped.
async fn written(
    making: &Making,
    mut table: OutTable,
    beside: Vec<OutTable>,
) -> Result<Option<(js_sys::Array, u32)>, Label> {
    let (form, rows) = (making.wish.form, std::mem::take(&mut table.rows));
    if !holds(form, rows.len()) {
        return Err(say::too_many_rows_for_sheet());
    }
    let engine = Engine::begin().await.ok_or_else(say::not_loaded)?;
    engine.ask(Request::Write(form, Box::new(table), beside));
    let (total, mut done, mut rows) = (rows.len(), 0, rows.into_iter());
    while done < total {
        let some: Vec<_> = rows.by_ref().take(SOME).collect();
        done += some.len();
        engine.ask(Request::AddRows(some));
        if !making.goes_on(done, total).await {
            return Ok(None);
        }
    }
    engine.ask(Request::EndWriting);
    let parts = js_sys::Array::new();
    loop {
        match engine.next().await {
            Some(Reply::Piece(bytes)) => {
                parts.push(&js_sys::Uint8Array::from(bytes.as_slice()));
                if !making.goes_on(total, total).await {
                    return Ok(None);
                }
            }
            Some(Reply::Written(cut)) => return Ok(Some((parts, cut))),
            Some(Reply::Unwritten(Unwritten::TooManyRows)) => return Err(say::too_many_rows_for_sheet()),
            Some(Reply::Unwritten(Unwritten::Failed(why))) => return Err(say::list_not_exported(why)),
            _ => return Err(say::table_writer_ended()),
        }
    }
}
