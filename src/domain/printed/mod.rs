//! The printed forms: what stands on each, as rows of data. A form is one A4 page of blocks; a block has items (a label and a value) or
//! a log (a table of records). What a row is filled from is named by the registries of fields, dimensions and scores; what the book does
//! not hold is a line to write on. `ui::page::forms` fills and draws every one of them.
//!
//! How many lines an item takes at most is part of its row: texts are shortened to it, so that no customer's form needs a second page
//! (`tests/it/printed.rs` adds them up).

mod care;
mod classification;
mod health;
mod lead;

pub use care::NEED_TAGS;
pub use classification::FORM as CLASSIFICATION;

use crate::domain::label::{Label, Lang};

/// A text in both languages: Chinese, English.
pub type Pair = (&'static str, &'static str);

/// The text of a pair.
pub fn said(pair: Pair, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => pair.0,
        Lang::En => pair.1,
    }
}

/// A form.
pub struct PrintedForm {
    /// Its name in addresses.
    pub id: &'static str,
    /// Its blocks, from above.
    pub blocks: &'static [FormBlock],
    /// Who signs.
    pub signs: [Pair; 3],
}

impl PrintedForm {
    /// What stands above it.
    pub fn title(&self) -> Label {
        let named = NAMES.iter().find(|(id, ..)| *id == self.id);
        named.map_or_else(Label::default, |(_, zh, en)| Label::fixed(zh, en))
    }
}

/// A block of a form.
pub struct FormBlock {
    /// What stands at its side.
    pub title: Label,
    /// What is in it.
    pub content: FormContent,
}

/// What is in a block.
pub enum FormContent {
    /// Labels with values.
    Items(&'static [FormItem]),
    /// A table of records.
    Log(FormLog),
}

/// A label with its value.
pub struct FormItem {
    /// How much of the row it takes.
    pub width: ItemWidth,
    /// The most lines of its value, and its share of the room that is left for writing.
    pub lines: u8,
    /// What is asked.
    pub label: Label,
    /// Small words below the label; empty for none.
    pub small: Pair,
    /// What it is filled from.
    pub filling: Filling,
}

/// How much of a row an item takes. Halves stand in pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemWidth {
    /// The left or the right half.
    Half,
    /// All of it.
    Wide,
}

/// What an item is filled from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Filling {
    /// By hand: the book does not hold it.
    Hand,
    /// Boxes that are ticked by hand.
    Boxes(&'static [Pair]),
    /// Boxes of the words that a field's text may have, and the text; `field` is its key in the registry.
    Words {
        /// The field.
        field: &'static str,
        /// The boxes.
        boxes: &'static [Pair],
    },
    /// Boxes for the intents A, B, C.
    ByIntent([Pair; 3]),
    /// A field of the registry, as people read it.
    Field(&'static str),
    /// The choices of a field of the registry as boxes.
    Choice(&'static str),
    /// The classes of a dimension as boxes, with what led to the customer's.
    Class(&'static str),
    /// What is put together from several fields, records or figures.
    Fact(FormFact),
}

/// What is put together from several fields, records or figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormFact {
    /// Employees and revenue.
    Size,
    /// The products with their shares.
    Products,
    /// How long, and since when.
    Tenure,
    /// The boxes of the core tags, and the other tags.
    CoreTags,
    /// Need tags as boxes, and those that have none.
    NeedTags,
    /// The annual purchase with where it comes from.
    Annual,
    /// The key contact's name, and position where the form has no item for it.
    Contact {
        /// With the position.
        titled: bool,
    },
    /// The key contact's position.
    ContactTitle,
    /// How the key contact is reached, masked as the book says.
    ContactReach,
    /// How the customer wants to be reached.
    ContactLikes,
    /// From the lower to the upper end of the budget.
    Budget,
    /// From signing to the contract's end.
    ContractTerm,
    /// When we first met.
    FirstTouch,
    /// When we last met.
    LastTouch,
    /// What was said then.
    LastContent,
    /// What comes next.
    NextStep,
    /// Complaints and praise.
    Voices,
    /// Birthday, founding day, the day cooperation began.
    KeyDates,
    /// The last orders.
    Purchases,
    /// Whether the industry is one that we serve, as boxes.
    IndustryFits,
    /// What the customer doubted, the latest first, each with what was answered.
    Objections,
    /// What was proposed last, with the answer.
    Proposal,
    /// The number of that.
    ProposalNo,
    /// By when a quote was promised last.
    QuotePromised,
    /// Of the plan to win the customer back that runs, else of the last one: why they leave, as boxes.
    PlanCause,
    /// The remark on why.
    PlanNote,
    /// What is done.
    PlanMeasure,
    /// Who sees to it.
    PlanOwner,
    /// Until when.
    PlanDue,
    /// How it ended, or that it runs, as boxes.
    PlanResult,
    /// The remark on that.
    PlanResultNote,
}

/// A table of records, the oldest of those shown first, with empty rows to go on in.
pub struct FormLog {
    /// Whose rows it has.
    pub of: LogOf,
    /// Its columns.
    pub columns: &'static [LogColumn],
    /// How many rows there are.
    pub rows: u8,
    /// How many of them records may take.
    pub filled: u8,
    /// The most lines of a row.
    pub lines: u8,
}

/// Whose rows a log has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogOf {
    /// Interactions; a column's key is a field of theirs.
    Interactions,
    /// Tickets; a column's key is a field of theirs.
    Tickets,
    /// The terms of the health score; a column's key is one of [`SCORE_KEYS`].
    Health,
    /// Nothing the book holds: all rows are empty.
    Nothing,
}

/// What a column of the health score shows: the term, what it is counted from, the points 0–100, its weight, what it adds.
pub const SCORE_KEYS: [&str; 5] = ["name", "from", "counted", "weight", "adds"];

/// A column of a log.
pub struct LogColumn {
    /// Its head.
    pub label: Pair,
    /// Its share of the width, in hundredths.
    pub share: u8,
    /// What it is filled from; empty for a column to write in.
    pub key: &'static str,
}

/// Rows of items: `wide 2 "备注" "Remark", Field("notes");`, small words in brackets behind the label.
macro_rules! items {
    ($($width:ident $lines:literal $zh:literal $en:literal $(($small_zh:literal $small_en:literal))?, $filling:expr;)*) => {
        FormContent::Items({
            const ITEMS: &[FormItem] = &[$(FormItem {
                width: items!(@$width),
                lines: $lines,
                label: Label::fixed($zh, $en),
                small: items!(@small $($small_zh $small_en)?),
                filling: $filling,
            }),*];
            ITEMS
        })
    };
    (@half) => { ItemWidth::Half };
    (@wide) => { ItemWidth::Wide };
    (@small) => { ("", "") };
    (@small $zh:literal $en:literal) => { ($zh, $en) };
}

/// A log: whose rows, how many of them, how many are filled, the most lines of one, and its columns.
macro_rules! log {
    ($of:ident $rows:literal $filled:literal $lines:literal: $($key:literal $share:literal $zh:literal $en:literal;)*) => {
        FormContent::Log(FormLog {
            of: LogOf::$of,
            columns: &[$(LogColumn { label: ($zh, $en), share: $share, key: $key }),*],
            rows: $rows,
            filled: $filled,
            lines: $lines,
        })
    };
}

/// Blocks: a title each, and what is in it.
macro_rules! blocks {
    ($($zh:literal $en:literal => $content:expr;)*) => {
        &[$(FormBlock { title: Label::fixed($zh, $en), content: $content }),*]
    };
}
use {blocks, items, log};

/// The form that a customer's own page prints as well.
pub const SHEET: &str = "classification";

/// What the forms are called, in the order in which they are offered: the name in addresses, Chinese, English. Apart from the forms, so
/// that the search finds them without loading them.
pub static NAMES: [(&str, &str, &str); 7] = [
    (SHEET, "客户关系分类表", "Customer relationship sheet"),
    ("lead", "潜在客户信息表", "Lead information"),
    ("follow-up", "客户跟进记录表", "Follow-up record"),
    ("service", "客户维护服务表", "Service record"),
    ("health", "客户健康度评估表", "Health assessment"),
    ("needs", "客户信息与需求标签表", "Information and need tags"),
    ("care", "客户关怀记录表", "Care record"),
];

/// Every form, in that order.
pub static FORMS: [&PrintedForm; 7] = [
    &CLASSIFICATION,
    &lead::LEAD,
    &lead::FOLLOW_UP,
    &care::SERVICE,
    &health::FORM,
    &care::NEEDS,
    &care::CARE,
];

/// The form of a name.
pub fn find(id: &str) -> Option<&'static PrintedForm> {
    FORMS.iter().find(|form| form.id == id).copied()
}
