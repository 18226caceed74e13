//! The file is read in another way: another sheet, another head, other rows, another subject, another encoding. What was said of a way in
//! which it was read holds when the person comes back to it, and so does what of it still applies to the way that is read now, until the
//! import is done or cancelled.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::state::live::*;
use leptos::task::spawn_local;

use super::super::desk::TableStage;
use super::desk::TableDesk;
use crate::exchange::columns::Subject;
use crate::exchange::layout::HeadTold;
use crate::exchange::plan::{SaidOfTable, Wanted};
use crate::exchange::source::{Encoding, Format, Refusal, Told};
use crate::state::clock;
use crate::state::sheets::kept::KeptMapping;
use crate::state::sheets::{Layout, Show, TableFile};

/// What was said of a file.
#[derive(Clone, Default)]
pub struct Said {
    /// Of each sheet: how it is to be read.
    sheets: BTreeMap<usize, SheetTold>,
    /// Of each way in which it was read; the latest one last.
    ways: Vec<(Way, SaidOfTable)>,
}

/// What the person says of a sheet, over what would be guessed.
#[derive(Clone, Default)]
struct SheetTold {
    head: Option<HeadTold>,
    /// Rows that are records though they look like none, with what they say.
    records: Vec<(u32, String)>,
    subject: Option<Subject>,
}

/// A way in which a file is read.
#[derive(Clone, PartialEq)]
struct Way {
    format: Format,
    encoding: Option<Encoding>,
    sheet: usize,
    head: Vec<u32>,
    subject: Subject,
}

impl Way {
    fn of(layout: &Layout, subject: Subject) -> Self {
        Self {
            format: layout.format,
            encoding: layout.encoding,
            sheet: layout.sheet,
            head: layout.head.clone(),
            subject,
        }
    }

    /// Whether its rows and columns are those of another way: only what is the head, what the rows are or how letters are read differs.
    fn is_of_the_same_cells(&self, other: &Self) -> bool {
        (self.sheet, self.format) == (other.sheet, other.format)
    }
}

/// Reads a sheet as the person says.
async fn read_sheet(
    file: Rc<TableFile>,
    sheet: usize,
    told: SheetTold,
    tell: &dyn Fn(u64, Option<u64>),
) -> Result<Layout, Refusal> {
    let records = told.records.iter().map(|(at, _)| *at).collect();
    let layout = file.sheet(sheet, (told.head, records), tell).await?;
    match told.subject.filter(|subject| *subject != layout.mapping.subject) {
        Some(subject) => file.subject(subject, tell).await,
        None => Ok(layout),
    }
}

impl TableDesk {
    /// Keeps what was said of the way in which the file is read now.
    fn leave(self) {
        let (Some(layout), Some(wanted)) = (self.layout.get_untracked(), self.wanted.get_untracked()) else {
            return;
        };
        let way = Way::of(&layout, wanted.mapping.subject);
        let said = SaidOfTable {
            columns: layout.columns.clone(),
            understood: layout.mapping.clone(),
            wanted,
            answered: self.answered.get_untracked(),
        };
        self.said.update_value(|all| {
            all.ways.retain(|(known, _)| *known != way);
            all.ways.push((way, said));
        });
    }

    /// What was said of a sheet.
    fn sheet_told(self, sheet: usize) -> SheetTold {
        let of = |said: &Said| said.sheets.get(&sheet).cloned().unwrap_or_default();
        self.said.try_with_value(of).unwrap_or_default()
    }

    /// Says something of the sheet that is looked at; tells which one that is, and all that was said of it.
    fn tell_of_sheet(self, say: impl FnOnce(&mut SheetTold)) -> (usize, SheetTold) {
        let of = |layout: &Option<Arc<Layout>>| layout.as_ref().map_or(0, |layout| layout.sheet);
        let sheet = self.layout.with_untracked(of);
        self.said
            .update_value(|said| say(said.sheets.entry(sheet).or_default()));
        (sheet, self.sheet_told(sheet))
    }

    /// Takes in what was understood, and what was said of it before.
    pub(super) fn took(self, turn: u32, read: Result<Layout, Refusal>) {
        if !self.is_mine(turn) {
            return;
        }
        self.progress.set(None);
        let layout = match read {
            Ok(layout) => layout,
            Err(why) => return self.refuse_file(turn, why),
        };
        let kept = self.kept.get_untracked();
        let kept = kept
            .mapping_of(&layout.columns, &layout.mapping)
            .filter(|kept| kept.subject == layout.mapping.subject);
        self.used.set(kept.map(|kept| kept.name.clone()));
        let is_first = self.said.try_with_value(|said| said.ways.is_empty()).unwrap_or(true);
        let is_touched = self.desk.is_touched.get_value() && !is_first;
        let said = self.with_what_was_said(&layout, self.understood(&layout, kept));
        self.hidden.set(said.wanted.takes_hidden);
        self.taken_in.set(self.sheet_told(layout.sheet).records);
        self.show.set(Show::All);
        self.page.set(0);
        self.wanted.set(Some(said.wanted));
        self.layout.set(Some(Arc::new(layout)));
        self.answered.set(said.answered);
        self.say_answers();
        // To read it in another way is to say nothing of it.
        self.desk.is_touched.set_value(is_touched);
    }

    /// A table as it is understood, with what is kept of its layout.
    fn understood(self, layout: &Layout, kept: Option<&KeptMapping>) -> SaidOfTable {
        let offset = clock::instant();
        let mut mapping = layout.mapping.clone();
        if let Some(kept) = kept {
            kept.lay_on(&layout.columns, &mut mapping);
        }
        let understood = mapping.clone();
        let today = self.app.today.get_untracked();
        let mut wanted = Wanted::of(mapping, today, offset.get(19..).unwrap_or("+08:00"));
        wanted.takes_hidden = kept.and_then(|kept| kept.takes_hidden).filter(|_| layout.hidden > 0);
        wanted.known_as = kept.map(|kept| kept.known_as.clone()).unwrap_or_default();
        SaidOfTable {
            columns: layout.columns.clone(),
            understood,
            wanted,
            answered: kept.map(|kept| kept.answered(&layout.columns)).unwrap_or_default(),
        }
    }

    /// The same with what was said of it when it was read so before, and with what still applies of the way that was left just now.
    fn with_what_was_said(self, layout: &Layout, mut new: SaidOfTable) -> SaidOfTable {
        let way = Way::of(layout, layout.mapping.subject);
        let ways = self.said.try_with_value(|said| said.ways.clone()).unwrap_or_default();
        if let Some((_, known)) = ways.iter().find(|(known, _)| *known == way) {
            let known = known.clone();
            let (today, offset) = (new.wanted.today, new.wanted.offset);
            new = SaidOfTable {
                wanted: Wanted {
                    today,
                    offset,
                    ..known.wanted
                },
                ..known
            };
        }
        match ways.last() {
            Some((last, said)) if last.is_of_the_same_cells(&way) => said.lay_on(&mut new),
            // Of another sheet only how rows are taken holds.
            Some((_, said)) => {
                let (own, last) = (&mut new.wanted, &said.wanted);
                (own.mode, own.keys, own.clears) = (last.mode, last.keys.clone(), last.clears);
            }
            None => {}
        }
        new
    }

    /// Reads it in another way.
    fn read_again(
        self,
        how: impl AsyncFnOnce(Rc<TableFile>, &dyn Fn(u64, Option<u64>)) -> Result<Layout, Refusal> + 'static,
    ) {
        let Some(file) = self.file() else { return };
        self.leave();
        let turn = self.turn.get_untracked().wrapping_add(1);
        self.turn.set(turn);
        self.planning.set(true);
        if matches!(self.stage(), TableStage::Error | TableStage::Done) {
            self.may_be_told.set(false);
            self.go(TableStage::Reading);
        }
        spawn_local(async move {
            let read = how(file, &|done, of| self.tell(turn, done, of)).await;
            if self.is_mine(turn) {
                self.planning.set(false);
            }
            self.took(turn, read);
        });
    }

    /// Another encoding, or another delimiter; the sheet stays read as the person said.
    pub fn tell_of_text(self, say: impl FnOnce(&mut Told)) {
        self.told.update(say);
        let told = self.told.get_untracked();
        self.read_again(async move |file, tell| {
            let layout = file.again(told, tell).await?;
            let of_sheet = self.sheet_told(layout.sheet);
            if of_sheet.head.is_none() && of_sheet.records.is_empty() && of_sheet.subject.is_none() {
                return Ok(layout);
            }
            read_sheet(file, layout.sheet, of_sheet, tell).await
        });
    }

    /// Another sheet, be it of a file one of which is in the book already.
    pub fn choose_sheet(self, sheet: usize) {
        let told = self.sheet_told(sheet);
        self.read_again(async move |file, tell| read_sheet(file, sheet, told, tell).await);
    }

    /// Another head of the same sheet.
    pub fn choose_head(self, head: Option<HeadTold>) {
        let (sheet, told) = self.tell_of_sheet(|told| told.head = head);
        self.read_again(async move |file, tell| read_sheet(file, sheet, told, tell).await);
    }

    /// Another subject.
    pub fn choose_subject(self, subject: Subject) {
        self.tell_of_sheet(|told| told.subject = Some(subject));
        self.read_again(async move |file, tell| file.subject(subject, tell).await);
    }

    /// A row that looks like a sum, or like a line below the table, is a record, or is none after all.
    pub fn take_in(self, at: u32, text: String, is: bool) {
        let (sheet, told) = self.tell_of_sheet(|told| {
            told.records.retain(|(known, _)| *known != at);
            told.records.extend(is.then_some((at, text)));
        });
        self.read_again(async move |file, tell| read_sheet(file, sheet, told, tell).await);
        self.desk.is_touched.set_value(true);
    }
}
