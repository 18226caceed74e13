//! Lists: every page that shows records in rows is made of this.
//!
//! A page says what its rows are ([`ListPage`]), which columns they have ([`ListColumn`]) and what each cell says ([`Cell`]); selection,
//! keys, order, head, count line, bulk bar, paper, export and focus are the same everywhere. One that conditions narrow is
//! [`Filtered`] besides. [`cell`], [`column`], [`filter`], [`paper_fit`], [`picks`] and [`said_lines`] are pure and build natively.

pub mod cell;
pub mod column;
pub mod file;
pub mod filter;
pub mod picks;

#[cfg(feature = "web")]
mod actions;
#[cfg(feature = "web")]
mod behind;
#[cfg(feature = "web")]
mod bulk;
#[cfg(feature = "web")]
mod columns_menu;
#[cfg(feature = "web")]
mod draw;
#[cfg(feature = "web")]
mod export;
#[cfg(feature = "web")]
mod filter_chips;
#[cfg(feature = "web")]
mod filter_editor;
#[cfg(feature = "web")]
mod filter_ends;
#[cfg(feature = "web")]
mod grid;
#[cfg(feature = "web")]
mod grid_focus;
#[cfg(feature = "web")]
mod grid_row;
#[cfg(feature = "web")]
mod more;
#[cfg(feature = "web")]
mod narrow;
#[cfg(feature = "web")]
mod page;
#[cfg(feature = "web")]
pub mod paper;
pub mod paper_fit;
#[cfg(feature = "web")]
mod picking;
#[cfg(feature = "web")]
mod place;
pub mod said_lines;
#[cfg(feature = "web")]
mod table;
#[cfg(feature = "web")]
mod tools;

#[cfg(feature = "web")]
pub use picks::RowKey;
#[cfg(feature = "web")]
pub use web::*;

#[cfg(feature = "web")]
mod web {
    pub use super::actions::{ListAction, left_said};
    pub use super::behind::{
        Behind, BehindFacts, BehindOf, BehindRow, behind_count, behind_day, behind_figure, figure_link, figures_line,
    };
    pub use super::bulk::{Ask, GiveTo};
    pub use super::cell::{Cell, ClassPair, ListLine, file_figure};
    pub use super::column::ListColumn;
    pub use super::columns_menu::{Choice, ColumnsMenu};
    pub use super::draw::pair;
    pub use super::export::{Asked, Export, ListExport, Offer, TableExport, records_of};
    pub use super::filter::{FilterKind, OwnKey, OwnValue};
    pub use super::filter_chips::{ConditionEditor, Conditions, Filtered, condition_editor, printed_where};
    pub use super::more::more_rows;
    pub use super::narrow::{Narrow, Narrowed, NarrowedPage, RowFacts, put_query};
    pub use super::page::{Figures, ListPage, ListState, ListWords, Sieve, WhyNot, every};
    pub use super::table::ListTable;
    pub use super::tools::{DimensionChips, ListButtons, PinyinSaid, SearchField, dimension_names};
}
