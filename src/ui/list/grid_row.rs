//! A row of a list in the page.

use std::sync::Arc;

use crate::state::live::*;

use super::grid::View;
use crate::domain::index::hash;

/// A row in the page: its place, and its number among the records of the page. Records are counted anew when one comes or goes; the key stays.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Drawn {
    i: usize,
    row: u32,
    pub(super) key: u64,
}

impl Drawn {
    /// Some rows, by their places and numbers; `id` is the name of one.
    pub(super) fn all(rows: impl Iterator<Item = (usize, u32)>, id: &dyn Fn(u32) -> String) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for (i, row) in rows {
            let mut key = u64::from(hash(id(row).as_bytes()));
            while all.iter().any(|other| other.key == key) {
                key += 1;
            }
            all.push(Self { i, row, key });
        }
        all
    }

    /// Its place and its number among those that are drawn: what it was drawn with, until others come or go before it.
    pub(super) fn followed(self, drawn: Memo<Vec<Self>>) -> (Signal<usize>, Signal<u32>) {
        let now = Memo::new(move |before: Option<&Self>| {
            let now = drawn.with(|drawn| drawn.iter().find(|other| other.key == self.key).copied());
            now.or(before.copied()).unwrap_or(self)
        });
        let row = Memo::new(move |_| now.get().row);
        (Signal::derive(move || now.get().i), row.into())
    }
}

/// How a page draws its rows.
pub(super) struct Drawing {
    cells: Arc<dyn Fn(Signal<u32>) -> AnyView + Send + Sync>,
    row_id: Arc<dyn Fn(u32) -> String + Send + Sync>,
    row_testid: &'static str,
    picked: Arc<dyn Fn(u32) -> bool + Send + Sync>,
}

/// What draws a row: its cells, and its name.
pub(super) type Draws = (
    Arc<dyn Fn(Signal<u32>) -> AnyView + Send + Sync>,
    Arc<dyn Fn(u32) -> String + Send + Sync>,
);

impl Drawing {
    pub(super) fn new(
        (cells, row_id): Draws,
        row_testid: &'static str,
        picked: Arc<dyn Fn(u32) -> bool + Send + Sync>,
    ) -> Arc<Self> {
        Arc::new(Self {
            cells,
            row_id,
            row_testid,
            picked,
        })
    }

    /// A row, with its place among the others: it moves up where one before it goes, and is not drawn anew for that.
    pub(super) fn row(
        &self,
        cursor: RwSignal<Option<usize>>,
        (i, row): (Signal<usize>, Signal<u32>),
    ) -> impl IntoView + use<> {
        let (picked, id) = (Arc::clone(&self.picked), Arc::clone(&self.row_id));
        view! {
            <div
                class="grid__row"
                role="row"
                tabindex="-1"
                aria-rowindex=move || (i.get() + 2).to_string()
                aria-selected=move || picked(row.get()).then_some("true")
                data-cursor=move || (cursor.get() == Some(i.get())).then_some("true")
                data-testid=self.row_testid
                data-id=move || id(row.get())
                data-i=move || i.get().to_string()
                style:--i=move || i.get().to_string()
            >
                {(self.cells)(row)}
            </div>
        }
    }

    /// The row of the cursor where it is out of sight: what has the focus stays.
    pub(super) fn at_cursor(self: &Arc<Self>, v: View) -> impl Fn() -> Option<AnyView> + Send + use<> {
        let (drawing, place) = (Arc::clone(self), Memo::new(move |_| v.at_cursor()));
        move || {
            let (i, row) = place.get()?;
            Some(
                drawing
                    .row(v.cursor, (Signal::stored(i), Signal::stored(row)))
                    .into_any(),
            )
        }
    }
}
