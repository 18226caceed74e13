//! Forms: what people type, kept as a draft, and the record it becomes.
//!
//! Inputs are rows of the field registries, or a form's own [`Ask`]s where no record comes of it. A [`Draft`] holds their texts,
//! and [`read`] puts them onto the record as it stands.

pub mod decide;
mod draft;
pub mod new;
mod read;

pub use draft::{Draft, FIRST_NEW_ROW, Place};
pub use read::{Formed, Made, Remark, first_text, is_of_the_past, places, read};

use crate::domain::field::{Field, FieldKind, HasFields, MAX_TEXT_CHARS, mask::is_masked};
use crate::domain::label::Label;
use crate::domain::text::check;

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
    /// The most characters that it takes, where that is limited.
    fn most(&self) -> Option<u32> {
        None
    }
}

/// So many characters a name has at most where one is typed.
const LONGEST_NAME: u32 = 200;
/// The same for a text of one line.
const LONGEST_LINE: u32 = 1_000;

/// What is wrong with a text as it was typed, whatever it means: more characters than its input takes, or a number of which a part is hidden.
pub fn amiss(input: &dyn Input, text: &str) -> Option<Label> {
    let length = text.chars().count();
    let over = |most: u32| {
        length
            .checked_sub(most as usize)
            .filter(|over| *over > 0)
            .map(|over| (over, most))
    };
    match (input.most().and_then(over), input.kind()) {
        (Some((over, most)), _) => Some(check::text_over(over, most)),
        (None, FieldKind::Reach(_)) if is_masked(text) => Some(check::text_hidden()),
        _ => None,
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

    fn most(&self) -> Option<u32> {
        match self.kind {
            FieldKind::Text if matches!(self.key, "name" | "contact.name") => Some(LONGEST_NAME),
            FieldKind::Text => Some(LONGEST_LINE),
            FieldKind::LongText => Some(MAX_TEXT_CHARS as u32),
            _ => None,
        }
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
    /// The most characters that it takes.
    pub most: Option<u32>,
}

impl Ask {
    /// One that may stay empty, with the most characters that it takes.
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
