//! What more than one page uses. Markup and class names are those of `style/widgets.css`; a widget knows no page and no book.

mod bars;
mod button;
mod chip;
mod dialog;
mod field;
mod frame;
mod icon;
mod matrix;
mod months;
mod number;
mod pick;
mod popover;
mod typed;
mod unseen;

pub use bars::{Bar, Health, Segment, Sparkline, StackedBar};
pub use button::{Button, IconButton, Kind, LinkButton};
pub use chip::{Chip, FilterChip, Mark, MarkKind, TagChip};
pub use dialog::{Dialog, DialogFrame, Stands};
pub use field::{Check, ErrorList, Field, FieldError, ParamChoice, Segmented, Select};
pub use frame::{ColumnHead, EmptyState, Note, NoteKind, PageHead, Panel, Progress, table_head};
pub use icon::Icon;
pub use matrix::{Cell, Head, Matrix, Table};
pub use months::{Month, MonthBars};
pub use number::{NumberField, number_problem};
pub use pick::{Choices, Pick, flat};
pub use popover::{Menu, MenuItem, MoreMenu, Popover, labelled};
pub use typed::{LongField, OverNote, TypedField, copy_typed};
pub use unseen::Unseen;
