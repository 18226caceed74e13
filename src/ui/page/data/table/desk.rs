//! The table on its way into the book: what was understood, what was answered, and what it would do. It outlives the page.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use crate::state::live::*;
use leptos::task::spawn_local;

use super::super::desk::{ImportDesk, TableStage};
use super::reread::Said;
use crate::domain::label::Label;
use crate::exchange::columns::Subject;
use crate::exchange::plan::{Counts, Wanted};
use crate::exchange::source::{Refusal, Told};
use crate::exchange::values::{Answer, Question};
use crate::state::sheets::kept::Kept;
use crate::state::sheets::past::PastImport;
use crate::state::sheets::{Layout, Planned, Show, ShownRow, Source, TableFile};
use crate::state::{App, for_good, use_app};

/// Rows that stand on a page of the preview.
pub const PAGE: usize = 30;
/// What was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// Records and rows that did what.
    pub counts: Counts,
    /// What "undo" would be called.
    pub undo: Option<Label>,
    /// The import, as the trail has it.
    pub import: Option<PastImport>,
    /// What it would do, as it was done.
    pub planned: Arc<Planned>,
}

/// The desk on which a table lies. `Copy`: it holds signals only.
#[derive(Clone, Copy)]
pub struct TableDesk {
    /// How far reading or planning is: done, of how many.
    pub progress: RwSignal<Option<(u64, Option<u64>)>>,
    /// What the file is.
    pub layout: RwSignal<Option<Arc<Layout>>>,
    /// What is wanted of it.
    pub wanted: RwSignal<Option<Wanted>>,
    /// What was asked and answered.
    pub answered: RwSignal<Vec<(Question, Answer)>>,
    /// Whether hidden rows are taken, once that is said.
    pub hidden: RwSignal<Option<bool>>,
    /// What it would do.
    pub planned: RwSignal<Option<Arc<Planned>>>,
    /// It is being worked out anew.
    pub planning: RwSignal<bool>,
    /// The rows on the page of the preview.
    pub rows: RwSignal<Arc<Vec<ShownRow>>>,
    /// Which rows are shown.
    pub show: RwSignal<Show>,
    /// The page of the preview, from 0.
    pub page: RwSignal<usize>,
    /// The kept mapping that was used.
    pub used: RwSignal<Option<String>>,
    /// Why the file is not read.
    pub refused: RwSignal<Option<Label>>,
    /// What was said of the file over what would be guessed.
    pub told: RwSignal<Told>,
    /// It is not read, but may be once that is said.
    pub may_be_told: RwSignal<bool>,
    /// Cells were pasted: they have no encoding.
    pub is_pasted: RwSignal<bool>,
    /// What was written.
    pub taken: RwSignal<Option<Taken>>,
    /// The sheets of the file that are in the book, by their places.
    pub in_book: RwSignal<Vec<usize>>,
    /// What is kept of mappings.
    pub kept: RwSignal<Kept>,
    /// Rows of the sheet that are records by the person's word, each with what it says.
    pub taken_in: RwSignal<Vec<(u32, String)>>,
    /// What was said of each way in which the file was read so far.
    pub(super) said: StoredValue<Said>,
    is_stale: RwSignal<bool>,
    /// Counts the files; what belongs to an older one is dropped.
    pub(super) turn: RwSignal<u32>,
    file: StoredValue<Option<Rc<TableFile>>, LocalStorage>,
    /// The app.
    pub app: App,
    /// The desk that the file came to.
    pub desk: ImportDesk,
}

thread_local! {
    static DESK: Cell<Option<TableDesk>> = const { Cell::new(None) };
}

impl TableDesk {
    /// The desk; there is one, and it is there from the first time that it is asked for.
    pub fn get() -> Self {
        DESK.get().unwrap_or_else(|| for_good(Self::set_up))
    }

    fn set_up() -> Self {
        let table = Self {
            progress: RwSignal::new(None),
            layout: RwSignal::new(None),
            wanted: RwSignal::new(None),
            answered: RwSignal::new(Vec::new()),
            hidden: RwSignal::new(None),
            planned: RwSignal::new(None),
            planning: RwSignal::new(false),
            rows: RwSignal::new(Arc::default()),
            show: RwSignal::new(Show::All),
            page: RwSignal::new(0),
            used: RwSignal::new(None),
            refused: RwSignal::new(None),
            told: RwSignal::new(Told::default()),
            may_be_told: RwSignal::new(false),
            is_pasted: RwSignal::new(false),
            taken: RwSignal::new(None),
            in_book: RwSignal::new(Vec::new()),
            kept: RwSignal::new(Kept::load()),
            taken_in: RwSignal::new(Vec::new()),
            said: StoredValue::new(Said::default()),
            is_stale: RwSignal::new(false),
            turn: RwSignal::new(0),
            file: StoredValue::new_local(None),
            app: use_app(),
            desk: ImportDesk::get(),
        };
        table.desk.ends.set_value(Some(Callback::new(move |()| table.end())));
        // What is shown is what would be written: the book may change under it.
        Effect::new(move |before: Option<u64>| {
            let version = table.app.session.version();
            if before.is_some_and(|before| before != version) && table.stage() == TableStage::Preview {
                table.replan();
            }
            version
        });
        // Another tab may have kept or forgotten something.
        on_window(leptos::ev::storage, move |_| table.kept.set(Kept::load()));
        DESK.set(Some(table));
        table
    }

    /// How far it is; not tracked.
    pub(super) fn stage(self) -> TableStage {
        self.desk.table.get_untracked()
    }

    pub(super) fn go(self, stage: TableStage) {
        self.desk.table.set(stage);
    }

    /// Ends what is being done and forgets it.
    fn end(self) {
        self.turn.update(|turn| *turn = turn.wrapping_add(1));
        if let Some(file) = self.file.try_update_value(Option::take).flatten() {
            file.end();
        }
        self.layout.set(None);
        self.planned.set(None);
        self.rows.set(Arc::default());
        self.refused.set(None);
        self.may_be_told.set(false);
        self.taken.set(None);
        self.in_book.set(Vec::new());
        self.progress.set(None);
        self.planning.set(false);
        self.told.set(Told::default());
        self.said.set_value(Said::default());
        self.desk.owed.set(Arc::default());
        self.taken_in.set(Vec::new());
        // What was kept may be gone with an erased book.
        self.kept.set(Kept::load());
    }

    /// What the rows are taken for; not tracked.
    pub(super) fn subject(self) -> Option<Subject> {
        let of = |wanted: &Option<Wanted>| wanted.as_ref().map(|wanted| wanted.mapping.subject);
        self.wanted.with_untracked(of)
    }

    pub(super) fn file(self) -> Option<Rc<TableFile>> {
        self.file.try_get_value().flatten()
    }

    pub(super) fn is_mine(self, turn: u32) -> bool {
        self.turn.get_untracked() == turn
    }

    /// Reads what lies on the desk.
    pub fn begin(self, source: Source) {
        self.end();
        let turn = self.turn.get_untracked();
        self.is_pasted.set(matches!(source, Source::Pasted(..)));
        self.go(TableStage::Reading);
        spawn_local(async move {
            let file = match TableFile::begin().await {
                Ok(file) => Rc::new(file),
                Err(why) => return self.refuse(turn, why),
            };
            if !self.is_mine(turn) {
                return file.end();
            }
            self.file.set_value(Some(file.clone()));
            let read = file.open(&source, &|done, of| self.tell(turn, done, of)).await;
            self.took(turn, read);
        });
    }

    pub(super) fn tell(self, turn: u32, done: u64, of: Option<u64>) {
        if self.is_mine(turn) {
            self.progress.set(Some((done, of)));
        }
    }

    pub(super) fn refuse(self, turn: u32, why: Label) {
        if self.is_mine(turn) {
            self.end();
            self.refused.set(Some(why));
            self.go(TableStage::Error);
        }
    }

    /// The file is not read. What may be a text stays, so that its encoding and its delimiter can be said.
    pub(super) fn refuse_file(self, turn: u32, why: Refusal) {
        let is_told = self.told.with_untracked(|told| *told != Told::default());
        if !(why.may_be_text() || is_told) {
            return self.refuse(turn, why.message);
        }
        self.progress.set(None);
        self.layout.set(None);
        self.planned.set(None);
        self.refused.set(Some(why.message));
        self.may_be_told.set(true);
        self.go(TableStage::Error);
    }

    /// Shows other rows.
    pub fn look_at(self, show: Show, page: usize) {
        self.show.set(show);
        self.page.set(page);
        let turn = self.turn.get_untracked();
        spawn_local(async move { self.fetch_rows(turn).await });
    }

    async fn fetch_rows(self, turn: u32) {
        let Some(file) = self.file() else { return };
        let (show, page) = (self.show.get_untracked(), self.page.get_untracked());
        let rows = file.rows(show, page * PAGE, PAGE).await;
        let is_wanted = (show, page) == (self.show.get_untracked(), self.page.get_untracked());
        if let (Ok(rows), true) = (rows, self.is_mine(turn) && is_wanted) {
            self.rows.set(Arc::new(rows));
        }
    }

    /// Works out anew what the table would do; what changes meanwhile is taken up in another round.
    pub(super) fn replan(self) {
        self.is_stale.set(true);
        if self.planning.get_untracked() {
            return;
        }
        self.planning.set(true);
        let turn = self.turn.get_untracked();
        spawn_local(async move {
            while self.is_mine(turn) && self.is_stale.get_untracked() {
                self.is_stale.set(false);
                let (Some(file), Some(wanted)) = (self.file(), self.wanted.get_untracked()) else {
                    break;
                };
                match file
                    .plan(self.app, &wanted, &|done, of| self.tell(turn, done, of))
                    .await
                {
                    Ok(planned) => self.show_plan(turn, planned).await,
                    Err(why) => return self.refuse(turn, why),
                }
            }
            if self.is_mine(turn) {
                self.progress.set(None);
                self.planning.set(false);
            }
        });
    }

    async fn show_plan(self, turn: u32, planned: Planned) {
        let show = self.show.get_untracked();
        let rows = planned.rows.get(show as usize).copied().unwrap_or_default();
        if show != Show::All && rows == 0 {
            self.show.set(Show::All);
            self.page.set(0);
        } else if self.page.get_untracked() * PAGE >= rows.max(1) {
            self.page.set(0);
        }
        self.fetch_rows(turn).await;
        if self.is_mine(turn) {
            self.planned.set(Some(Arc::new(planned)));
            if matches!(self.stage(), TableStage::Reading) {
                self.go(TableStage::Preview);
            }
        }
    }

    /// Changes what is kept.
    pub fn keep(self, edit: impl FnOnce(&mut Kept)) {
        self.kept.set(Kept::change(edit));
    }
}
