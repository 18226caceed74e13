//! Reading and writing tables beside the page: a worker with a wasm of its own (`src/bin/sheets.rs`) opens the file, lays its rows on a copy of the
//! customers, and answers page by page, so that neither the file nor its rows ever weigh on the page. Where no worker can be had, the page
//! drives the same reader itself.
//!
//! ```text
//! page ─► file ─► Reply::Read: what it is, columns, mapping
//!      ─► Request::Book, Records… ─► nothing: a copy of what the rows are compared with
//!      ─► Request::Plan(wanted) ─► Reply::Planned: counts, questions
//!      ─► Request::Rows ─► Reply::Rows: some rows with what becomes of them
//!      ─► Request::Changes ─► Reply::Records…, Reply::End: the records as they become
//!      ─► Request::Write, Request::AddRows…, Request::EndWriting ─► Reply::Piece…, Reply::Written: a file
//! ```
//!
//! A message is postcard; records go as they are stored ([`crate::storage::hand_over`]).

mod problems;
mod reader;
#[cfg(feature = "worker")]
pub mod scope;
mod writing;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use reader::TableReader;

use crate::domain::book::{Book, BookRecord};
use crate::domain::change::{Change, Delta, Head, Kind};
use crate::domain::label::Lang;
use crate::domain::marketing::points::Fall;
use crate::exchange::columns::{Mapping, Subject};
use crate::exchange::grid::{Cell, SheetName};
use crate::exchange::layout::{HeadTold, TableColumn};
use crate::exchange::plan::{Counts, KnownAs, Names, Outcome, RowPlan, Understood, Wanted};
use crate::exchange::source::{Encoding, Format, Refusal, Told};
use crate::exchange::values::Question;
use crate::exchange::write::{FileForm, OutTable, Unwritten};

/// What the page asks for. A file comes as the browser's own file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Cells that were pasted.
    Paste(String),
    /// The same file in another way.
    Again(Told),
    /// Another sheet, or another head of it, or rows of it that are records though they look like sums or lines below the table.
    Sheet(usize, Option<HeadTold>, Vec<u32>),
    /// The rows are of another subject.
    Subject(Subject),
    /// A copy of the book begins: its head as JSON, and how many records of each kind come.
    Book(String, Vec<(Kind, usize)>),
    /// Some of its records, as they are stored.
    Records(Kind, Vec<u8>),
    /// What the table would do to the book.
    Plan(Box<Wanted>),
    /// Some rows of the plan: those of a sort, from which on, how many at most.
    Rows(Show, usize, usize),
    /// The rows that are like one customer of the book alone, with its number.
    Suggestions,
    /// What the plan changes.
    Changes,
    /// The rows that are not taken, as a sheet to be mended.
    Problems(Lang),
    /// A table begins that is to be written, with those that stand beside it.
    Write(FileForm, Box<OutTable>, Vec<OutTable>),
    /// Some of its rows.
    AddRows(Vec<Vec<Cell>>),
    /// All of them came.
    EndWriting,
}

/// What the page hears.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The worker waits for a file.
    Ready,
    /// The file could not be read from where it lies.
    Unread,
    /// How far it is: done, of how many where that is known.
    Progress(u64, Option<u64>),
    /// The file is not read: why.
    Refused(Refusal),
    /// What the file, its sheet and its columns are.
    Read(Box<Layout>),
    /// What the table would do.
    Planned(Box<Planned>),
    /// Rows of the plan.
    Rows(Vec<ShownRow>),
    /// Rows with the number of the only customer that they are like.
    Suggestions(Vec<(u32, String)>),
    /// How many records of each kind change.
    Room(Vec<(Kind, usize)>),
    /// Some of them as they become, as they are stored.
    Records(Kind, Vec<u8>),
    /// All that was asked for came.
    End,
    /// Some of a file's bytes.
    Piece(Vec<u8>),
    /// It cannot be handed over.
    Failed,
    /// All bytes of a table came: so many texts were too long for a cell.
    Written(u32),
    /// The table is not written: why.
    Unwritten(Unwritten),
}

/// A file as it was understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// What it is.
    pub format: Format,
    /// The encoding of a text.
    pub encoding: Option<Encoding>,
    /// How many characters of a text could not be read.
    pub unreadable: usize,
    /// Its sheets.
    pub sheets: Vec<SheetName>,
    /// The one that is looked at, by its place.
    pub sheet: usize,
    /// The rows of the head as the file counts them.
    pub head: Vec<u32>,
    /// What stands above the head.
    pub title: Vec<String>,
    /// The columns.
    pub columns: Vec<TableColumn>,
    /// The last row of the sheet that says something, as the file counts them.
    pub last_row: u32,
    /// How many rows of data there are.
    pub rows: usize,
    /// How many of them are hidden in the file.
    pub hidden: usize,
    /// The first of those: the row in the file, and what its first cells say.
    pub hidden_rows: Vec<(u32, String)>,
    /// Rows of sums, which are left out.
    pub totals: Vec<u32>,
    /// Rows below the table, which are left out.
    pub footers: Vec<u32>,
    /// Rows that say the head again, which are left out.
    pub repeated: Vec<u32>,
    /// The first rows of sums and below the table, with what they say.
    pub aside: Vec<(u32, String)>,
    /// What the columns are taken for.
    pub mapping: Mapping,
}

/// What a table would do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Planned {
    /// Records and rows that do what.
    pub counts: Counts,
    /// How many rows of each sort there are, as [`Show::ALL`].
    pub rows: Vec<usize>,
    /// What is still to be answered.
    pub questions: Vec<Question>,
    /// How many rows are like one customer of the book alone, and the first of them with both names.
    pub suggested: usize,
    /// See there.
    pub suggestions: Vec<(u32, String)>,
    /// How many records change.
    pub changes: usize,
    /// Whose points would fall below nought by them.
    pub falls: Vec<Fall>,
    /// How many numbers of customers are others' in the book: their rows were found by their names.
    pub by_name: usize,
    /// What the answers add to the choices of the book.
    pub new_choices: Vec<String>,
    /// Names that the person said are customers of other names.
    pub known_as: Vec<KnownAs>,
    /// Some names of what is new.
    pub new_names: Names,
    /// Some names of what changes.
    pub changed_names: Names,
}

/// A row of the file with what becomes of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShownRow {
    /// What becomes of it.
    pub plan: RowPlan,
    /// It is hidden in the file.
    pub is_hidden: bool,
    /// What its cells say, a column each; a corrected one as it was corrected.
    pub cells: Vec<String>,
    /// What cells of a new record were understood as, where they leave it open.
    pub understood: Vec<Understood>,
}

/// A sort of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Show {
    /// All.
    #[default]
    All,
    /// Those that make a new record.
    New,
    /// Those that change one.
    Changed,
    /// Those that change nothing.
    Same,
    /// Those that are not taken.
    Wrong,
    /// Those where somebody has to say whom they mean.
    Asked,
    /// New customers that may be known ones.
    Twins,
    /// Those that are not wanted.
    LeftOut,
}

impl Show {
    /// All sorts.
    pub const ALL: [Self; 8] = [
        Self::All,
        Self::New,
        Self::Changed,
        Self::Same,
        Self::Wrong,
        Self::Asked,
        Self::Twins,
        Self::LeftOut,
    ];

    /// Its word for other programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Wrong => "problem",
            Self::Asked => "asked",
            Self::Twins => "twins",
            Self::LeftOut => "left-out",
        }
    }

    fn holds(self, row: &RowPlan) -> bool {
        match self {
            Self::All => true,
            Self::New => row.outcome == Outcome::New,
            Self::Changed => matches!(row.outcome, Outcome::Changed(_)),
            Self::Same => row.outcome == Outcome::Same,
            Self::Wrong => row.outcome == Outcome::Wrong,
            Self::Asked => row.outcome == Outcome::Asked,
            Self::Twins => row.may_be_known(),
            Self::LeftOut => matches!(row.outcome, Outcome::LeftOut(_)),
        }
    }
}

/// A message's bytes; nothing where it cannot be written down.
pub fn message<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    postcard::to_allocvec(value).ok()
}

/// What a message says; nothing where it makes no sense.
pub fn said<T: DeserializeOwned>(message: &[u8]) -> Option<T> {
    postcard::from_bytes(message).ok()
}

/// The kinds that rows of a subject are compared with; for orders also what points rest on, which they may bring below nought.
pub fn compared(subject: Subject) -> &'static [Kind] {
    match subject {
        Subject::Customers => &[Kind::Customer],
        Subject::Orders => &[Kind::Customer, Kind::Campaign, Kind::Order, Kind::Points],
        Subject::Interactions => &[Kind::Customer, Kind::Campaign, Kind::Interaction],
        Subject::Tickets => &[Kind::Customer, Kind::Ticket],
    }
}

/// The first message about a book; nothing where its head cannot be written down.
pub fn beginning(book: &Book, kinds: &[Kind]) -> Option<Request> {
    let head = Head {
        settings: book.head.settings.clone(),
        rulebook: book.head.rulebook.clone(),
        ..Head::default()
    };
    let counts = kinds.iter().map(|kind| (*kind, book.count(*kind))).collect();
    Some(Request::Book(serde_json::to_string(&head).ok()?, counts))
}

/// The change that makes a record of a slot what it becomes, laid on a book as it is; nothing for an empty slot.
pub fn change_at(book: &Book, becoming: &Book, kind: Kind, slot: u32) -> Option<Change> {
    fn of<R: BookRecord>(book: &Book, becoming: &Book, slot: u32) -> Option<Change>
    where
        Change: From<Delta<R>>,
    {
        let after = R::table(becoming).at(slot)?.clone();
        let before = R::table(book).get(after.key()).cloned();
        let after = Some(after);
        Some(Delta { before, after }.into())
    }
    use crate::domain::kind::{Customer, Interaction, Order, Ticket};
    match kind {
        Kind::Customer => of::<Customer>(book, becoming, slot),
        Kind::Order => of::<Order>(book, becoming, slot),
        Kind::Interaction => of::<Interaction>(book, becoming, slot),
        Kind::Ticket => of::<Ticket>(book, becoming, slot),
        _ => None,
    }
}
