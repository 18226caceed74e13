//! A table on its way into a book: what is read stays here, and is told in pieces. What is written goes through the same door.

use super::problems::{WithProblems, is_of_problems, own_column};
use super::writing::{Writing, in_pieces};
use super::{Layout, Planned, Reply, Request, Show, ShownRow};
use crate::domain::book::Book;
use crate::domain::change::{Change, ChangeSet, Kind};
use crate::domain::label::{Label, Lang};
use crate::domain::marketing::points::Falls;
use crate::exchange::columns::{Mapped, Mapping, Use, mapping, mapping_as};
use crate::exchange::grid::{Cell, SheetName};
use crate::exchange::layout::{HeadTold, Table, TableRow};
use crate::exchange::plan::{Planning, RowPlan, SheetPlan, Wanted, understood};
use crate::exchange::source::{Encoding, Format, Reason, Refusal, Source, Told};
use crate::exchange::words::names_field;
use crate::storage::hand_over;

/// Records in a message.
const SOME: u32 = 1_000;
/// Rows laid on the book before it is told how far that is.
const ROWS: usize = 1_000;
/// How often progress is told: so many times a file.
const TIMES: u64 = 100;

/// So many rows show whether a sheet explains columns.
const EXPLAINED: usize = 20;

/// So many rows that are like a customer are shown with the proposal.
const SUGGESTED: usize = 5;

/// So many hidden rows are shown with the question about them, by so many cells.
const HIDDEN: usize = 5;
/// See [`HIDDEN`].
const CELLS: usize = 3;

/// What the person says of rows: which are the head, and which are records though they look like none.
type RowsTold<'a> = (Option<HeadTold>, &'a [u32]);

/// Hears what it answers.
pub type Say<'a> = &'a mut dyn FnMut(Reply);

/// Reads a file and lays its rows on a book.
#[derive(Default)]
pub struct TableReader {
    from: From,
    told: Told,
    opened: Option<Opened>,
    table: Table,
    book: Book,
    wanted: Option<Wanted>,
    plan: SheetPlan,
    /// The rows of each sort, by their places.
    sorts: Vec<Vec<u32>>,
    writing: Writing,
}

/// Where the cells come from.
#[derive(Default)]
enum From {
    #[default]
    Nowhere,
    File(Vec<u8>),
    Pasted(String),
}

impl From {
    fn open(&self, told: Told, watch: &mut dyn FnMut(u64, Option<u64>) -> bool) -> Result<Source<'_>, Refusal> {
        match self {
            Self::Nowhere => Err(Refusal::of(Reason::Empty)),
            Self::File(bytes) => Source::open(bytes, told, watch),
            Self::Pasted(text) => Source::paste(text, told, watch),
        }
    }
}

/// What is known of the file and its sheet.
struct Opened {
    format: Format,
    encoding: Option<Encoding>,
    unreadable: usize,
    sheets: Vec<SheetName>,
    sheet: usize,
    /// The sheet is one of problems that was handed out here.
    is_back: bool,
    mapping: Mapping,
}

impl TableReader {
    /// Opens a file. As a function of its own it is the one that was rehearsed.
    #[inline(never)]
    pub fn open(&mut self, bytes: Vec<u8>, say: Say<'_>) {
        *self = Self {
            from: From::File(bytes),
            book: std::mem::take(&mut self.book),
            ..Self::default()
        };
        self.read(None, (None, &[]), say);
    }

    /// Does what is asked, and answers. It is large: as a function of its own the browser translates it when something is asked, not when
    /// a file comes.
    #[inline(never)]
    pub fn hear(&mut self, request: Request, say: Say<'_>) {
        match request {
            Request::Paste(text) => {
                self.from = From::Pasted(text);
                self.read(None, (None, &[]), say);
            }
            Request::Again(told) => {
                self.told = told;
                self.read(None, (None, &[]), say);
            }
            Request::Sheet(sheet, head, records) => self.read(Some(sheet), (head, &records), say),
            Request::Subject(subject) => {
                if let Some(opened) = &mut self.opened {
                    opened.mapping = mapping_as(&self.table, subject);
                }
                say(self.layout());
            }
            Request::Book(head, kinds) => {
                self.book = Book::default();
                if let Ok(head) = serde_json::from_str(&head) {
                    self.book.head = head;
                }
                for (kind, records) in kinds {
                    hand_over::grow(&mut self.book, kind, records);
                }
            }
            Request::Records(kind, packed) => {
                if hand_over::unpack(&mut self.book, kind, &packed).is_err() {
                    say(Reply::Failed);
                }
            }
            Request::Plan(wanted) => self.lay(&wanted, say),
            Request::Rows(show, from, most) => say(Reply::Rows(self.rows(show, from, most))),
            Request::Suggestions => say(Reply::Suggestions(self.suggestions().collect())),
            Request::Changes => self.hand_over(say),
            Request::Problems(lang) => match self.problems(lang) {
                Some(bytes) => {
                    in_pieces(&bytes, say);
                    say(Reply::End);
                }
                None => say(Reply::Failed),
            },
            Request::Write(form, table, beside) => self.writing.begin(form, *table, beside),
            Request::AddRows(rows) => self.writing.add(rows),
            Request::EndWriting => self.writing.end(say),
        }
    }

    /// Reads a sheet: the one that is named, or the first with a table that is not hidden.
    fn read(&mut self, sheet: Option<usize>, rows: RowsTold<'_>, say: Say<'_>) {
        self.plan = SheetPlan::default();
        self.sorts.clear();
        let mut last = 0;
        let mut watch = |done: u64, of: Option<u64>| {
            let step = of.map_or(10_000, |of| of / TIMES).max(1);
            if done < last || done - last >= step {
                last = done;
                say(Reply::Progress(done, of));
            }
            true
        };
        match self.read_sheet(sheet, rows, &mut watch) {
            Ok(()) => say(self.layout()),
            Err(refusal) => say(Reply::Refused(refusal)),
        }
    }

    fn read_sheet(
        &mut self,
        sheet: Option<usize>,
        (head, records): RowsTold<'_>,
        watch: &mut dyn FnMut(u64, Option<u64>) -> bool,
    ) -> Result<(), Refusal> {
        let mut source = self.from.open(self.told, watch)?;
        let sheets = source.sheets();
        let told = sheet.filter(|sheet| *sheet < sheets.len());
        let first = source.first();
        let visible = |sheet: &usize| !sheets.get(*sheet).is_some_and(|sheet| sheet.is_hidden);
        let others = (first + 1..sheets.len()).filter(visible);
        let mut taken = None;
        // A sheet of explanations gives way to one with a table.
        for sheet in told.map_or_else(|| vec![first].into_iter().chain(others).collect(), |told| vec![told]) {
            let mut table = Table::with(source.read(sheet, watch)?, head, records);
            let is_back = sheets.get(sheet).is_some_and(|sheet| is_of_problems(&sheet.name));
            let own = is_back.then(|| own_column(&table)).flatten();
            let mapping = mapping_without(&mut table, own);
            let is_table = is_table(&table, &mapping);
            if taken.is_none() || is_table {
                taken = Some((sheet, table, is_back, mapping));
            }
            if is_table {
                break;
            }
        }
        let (sheet, table, is_back, mapping) = taken.ok_or(Refusal::of(Reason::Empty))?;
        self.table = table;
        self.opened = Some(Opened {
            format: source.format,
            encoding: source.encoding,
            unreadable: source.unreadable,
            sheets,
            sheet,
            is_back,
            mapping,
        });
        Ok(())
    }

    /// The person's sheet with what is wrong. It is read again: to keep it beside its table would take its memory twice.
    fn problems(&self, lang: Lang) -> Option<Vec<u8>> {
        let opened = self.opened.as_ref()?;
        let waits: &mut dyn FnMut(u64, Option<u64>) -> bool = &mut |_, _| true;
        let source = self.from.open(self.told, waits);
        let sheet = source.and_then(|mut source| source.read(opened.sheet, waits));
        let with = WithProblems {
            sheet: &sheet.ok()?,
            table: &self.table,
            rows: &self.plan.rows,
            corrected: self.corrected(),
            is_back: opened.is_back,
            lang,
        };
        with.bytes()
    }

    fn layout(&self) -> Reply {
        let (Some(opened), table) = (&self.opened, &self.table) else {
            return Reply::Failed;
        };
        Reply::Read(Box::new(Layout {
            format: opened.format,
            encoding: opened.encoding,
            unreadable: opened.unreadable,
            sheets: opened.sheets.clone(),
            sheet: opened.sheet,
            head: table.head.clone(),
            title: table.title.clone(),
            columns: table.columns.clone(),
            last_row: table.last_row,
            rows: table.rows.len(),
            hidden: table.hidden_rows().count(),
            hidden_rows: table.hidden_rows().take(HIDDEN).map(first_cells).collect(),
            totals: table.totals.clone(),
            footers: table.footers.clone(),
            repeated: table.repeated.clone(),
            aside: table.aside.clone(),
            mapping: opened.mapping.clone(),
        }))
    }

    /// Lays the rows on the book.
    fn lay(&mut self, wanted: &Wanted, say: Say<'_>) {
        let mut planning = Planning::begin(&self.book, &self.table, wanted);
        while planning.step(&self.book, ROWS) {
            let (done, of) = planning.progress();
            say(Reply::Progress(done as u64, Some(of as u64)));
        }
        self.plan = planning.finish(&self.book);
        self.wanted = Some(wanted.clone());
        let of = |show: &Show| {
            let rows = self.plan.rows.iter().enumerate();
            rows.filter(|(_, row)| show.holds(row)).map(|(i, _)| i as u32).collect()
        };
        self.sorts = Show::ALL.iter().map(of).collect();
        say(Reply::Planned(Box::new(Planned {
            counts: self.plan.counts,
            rows: self.sorts.iter().map(Vec::len).collect(),
            questions: self.plan.questions.clone(),
            suggested: self.suggestions().count(),
            suggestions: self.shown_suggestions(),
            changes: self.plan.changes.len(),
            falls: Falls::of(&self.book, &self.plan.changes),
            by_name: self.plan.by_name,
            new_choices: self.plan.new_choices.clone(),
            known_as: self.plan.known_as.clone(),
            new_names: self.plan.new_names.clone(),
            changed_names: self.plan.changed_names.clone(),
        })));
    }

    /// The rows that are like one customer of the book alone.
    fn suggestions(&self) -> impl Iterator<Item = (u32, String)> {
        let rows = self.plan.rows.iter();
        rows.filter_map(|row| Some((row.at, row.suggested.clone()?)))
    }

    /// The first of them, with what its cells say and the name that the book has.
    fn shown_suggestions(&self) -> Vec<(u32, String)> {
        let rows = self.table.rows.iter().zip(&self.plan.rows);
        let shown = |(row, plan): (&TableRow, &RowPlan)| {
            let known = plan.candidates.first().filter(|_| plan.suggested.is_some())?;
            let (at, said) = first_cells(row);
            Some((at, format!("{said} → {}", known.name)))
        };
        rows.filter_map(shown).take(SUGGESTED).collect()
    }

    fn corrected(&self) -> &[(u32, usize, String)] {
        self.wanted
            .as_ref()
            .map(|wanted| &*wanted.corrected)
            .unwrap_or_default()
    }

    fn rows(&self, show: Show, from: usize, most: usize) -> Vec<ShownRow> {
        let Some(wanted) = &self.wanted else { return Vec::new() };
        let places = self.sorts.get(show as usize).map(Vec::as_slice).unwrap_or_default();
        let some = places.iter().skip(from).take(most);
        let at = |place: &u32| {
            let place = *place as usize;
            Some((self.table.rows.get(place)?, self.plan.rows.get(place)?))
        };
        let rows: Vec<(&TableRow, &RowPlan)> = some.filter_map(at).collect();
        let understood = understood(&self.book, &self.table, wanted, &rows);
        let shown = |((row, plan), understood): (&(&TableRow, &RowPlan), _)| {
            let mut cells: Vec<String> = row.cells.iter().map(|cell| cell.shown()).collect();
            for (_, column, text) in self.corrected().iter().filter(|(at, ..)| *at == row.at) {
                if let Some(cell) = cells.get_mut(*column) {
                    cell.clone_from(text);
                }
            }
            ShownRow {
                is_hidden: row.is_hidden,
                plan: (*plan).clone(),
                cells,
                understood,
            }
        };
        rows.iter().zip(understood).map(shown).collect()
    }

    /// Hands over the records that change, as they become.
    fn hand_over(&self, say: Say<'_>) {
        let mut becoming = Book::default();
        becoming.make_room(&self.plan.changes);
        becoming.apply(&ChangeSet {
            label: Label::fixed("", ""),
            changes: self.plan.changes.iter().map(without_before).collect(),
        });
        let kinds = Kind::ALL.iter().filter(|kind| becoming.count(**kind) > 0);
        say(Reply::Room(
            kinds.clone().map(|kind| (*kind, becoming.count(*kind))).collect(),
        ));
        for kind in kinds {
            let slots = hand_over::slots(&becoming, *kind);
            for from in (0..slots).step_by(SOME as usize) {
                match hand_over::pack(&becoming, *kind, from..slots.min(from + SOME)) {
                    Ok(packed) => say(Reply::Records(*kind, packed)),
                    Err(_) => return say(Reply::Failed),
                }
            }
        }
        say(Reply::End);
    }
}

/// Whether a sheet has rows that name somebody, and no rows that explain what columns are called (字段, 说明).
fn is_table(table: &Table, mapping: &Mapping) -> bool {
    let names = |column: &Mapped| match &column.used {
        Use::Field(key) => {
            matches!(&**key, "id" | "name" | "uscc") || key.starts_with("contact.") || key.starts_with("customer")
        }
        _ => false,
    };
    let explains = |row: &&TableRow| row.cells.first().is_some_and(|cell| names_field(&cell.shown()));
    let explaining = table.rows.iter().take(EXPLAINED).filter(explains).count();
    mapping.columns.iter().any(names) && explaining * 2 < table.rows.len().min(EXPLAINED)
}

/// By what a row is known: its number in the file, and its first cells.
fn first_cells(row: &TableRow) -> (u32, String) {
    let said = row.cells.iter().filter(|cell| !cell.is_blank()).take(CELLS);
    (row.at, said.map(Cell::shown).collect::<Vec<_>>().join(" | "))
}

/// What a table is taken for where a column is ours: what we said of the rows says nothing of what they are.
fn mapping_without(table: &mut Table, own: Option<usize>) -> Mapping {
    let Some(column) = own else { return mapping(table) };
    let kept = table.columns[column].clone();
    table.columns[column].heading.clear();
    table.columns[column].last_level.clear();
    let mut mapping = mapping(table);
    table.columns[column] = kept;
    mapping.columns[column] = Mapped {
        used: Use::Out,
        sure: 1.0,
    };
    mapping
}

/// The change as if there had been nothing: in an empty book only what becomes counts.
fn without_before(change: &Change) -> Change {
    let mut change = change.clone();
    match &mut change {
        Change::Customer(delta) => delta.before = None,
        Change::Order(delta) => delta.before = None,
        Change::Interaction(delta) => delta.before = None,
        Change::Ticket(delta) => delta.before = None,
        _ => {}
    }
    change
}
