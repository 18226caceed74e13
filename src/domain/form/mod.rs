//! Forms: what people type, kept as a draft, and the record it becomes.
//!
//! Inputs are rows of the field registries, or a form's own [`Ask`]s where no record comes of it. A [`Draft`] holds their texts,
//! and [`read`] puts them onto the record as it stands.

pub mod decide;
mod draft;
pub mod new;
mod read;

pub use draft::{Draft, FIRST_NEW_ROW, Place};
pub use read::{Formed, Made, Remark, first_text, places, read};

use crate::domain::field::{Field, FieldKind, HasFields};
use crate::domain::label::Label;

/// What a form asks for.
pub trait Input: Sync {
    /// The name in the draft.
    fn key(&self) -> &'static str;
    /// What it takes.
    fn kind(&self) -> FieldKind;
    /// The unit shown inside, where there is one.
    fn unit(&self) -> Option<Label>;
    /// Whether it must be filled.
    fn required(&self) -> bool;
    /// The most characters that can be typed, where fewer than any text may have.
    fn most(&self) -> Option<u32> {
        None
    }
}

impl<R: HasFields> Input for Field<R>
where
    R::Place: Sync,
{
    fn key(&self) -> &'static str {
        self.key
    }

    fn kind(&self) -> FieldKind {
        self.kind
    }

    fn unit(&self) -> Option<Label> {
        Self::unit(self)
    }

    fn required(&self) -> bool {
        self.required
    }
}

/// An input that is no field of a record.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// The name in the draft.
    pub key: &'static str,
    /// What it takes.
    pub kind: FieldKind,
    /// Whether it must be filled.
    pub required: bool,
    /// The most characters that can be typed.
    pub most: Option<u32>,
}

impl Ask {
    /// One that may stay empty, with the most characters that can be typed.
    pub const fn optional(key: &'static str, kind: FieldKind, most: u32) -> Self {
        Self {
            key,
            kind,
            required: false,
            most: Some(most),
        }
    }
}

impl Input for Ask {
    fn key(&self) -> &'static str {
        self.key
    }

    fn kind(&self) -> FieldKind {
        self.kind
    }

    fn unit(&self) -> Option<Label> {
        None
    }

    fn most(&self) -> Option<u32> {
        self.most
    }

    fn required(&self) -> bool {
        self.required
    }
}
