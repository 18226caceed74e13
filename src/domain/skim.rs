//! Going over a packed record (postcard's form, [`crate::domain::record`]) without making it a value.

use crate::domain::day::Day;

/// How a field stands among the bytes of a packed record (postcard's form).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// A text of at most so many bytes, and at least one: an id.
    Id(u8),
    /// A whole number of 32 bits, with or without sign.
    Whole,
    /// A whole number of 64 bits.
    Long,
    /// A byte below this.
    Byte(u16),
    /// A day and what stands behind it.
    Moment,
    /// A list, which stays packed only where it is empty.
    List,
    /// A value or none.
    Option(&'static Self),
    /// What is never left packed.
    Other,
}

/// Goes over the bytes of a packed record. Nothing comes where they are not as they should be.
#[derive(Clone, Debug)]
pub struct Skim<'a> {
    rest: &'a [u8],
    /// Whether texts that are stepped over are looked at, as nobody has done that yet.
    looks: bool,
}

impl<'a> Skim<'a> {
    /// Begins with the first field of a record whose bytes are sound.
    pub fn begin(bytes: &'a [u8]) -> Self {
        Self {
            // Behind the count of fields, and the unknown ones: none.
            rest: bytes.get(2..).unwrap_or_default(),
            looks: false,
        }
    }

    /// Whether bytes begin with a record of these fields that needs no second look: then that is stepped over.
    pub fn is_sound(bytes: &mut &'a [u8], shapes: &[Shape]) -> bool {
        let fields = shapes.len() + 1;
        let mut skim = Self {
            looks: true,
            ..Self::begin(bytes)
        };
        let is_sound = fields < 0x80
            && bytes.starts_with(&[fields as u8, 0])
            && shapes.iter().all(|shape| skim.skip(*shape).is_some());
        if is_sound {
            *bytes = skim.rest;
        }
        is_sound
    }

    /// Steps over a field.
    pub fn skip(&mut self, shape: Shape) -> Option<()> {
        match shape {
            Shape::Text if self.looks => self.text().map(drop),
            Shape::Text => self.text_bytes().map(drop),
            Shape::Id(most) => {
                let id = self.text_bytes()?;
                let is_id = (1..=usize::from(most)).contains(&id.len());
                (is_id && (!self.looks || std::str::from_utf8(id).is_ok())).then_some(())
            }
            Shape::Whole => (self.varint(5)? <= u64::from(u32::MAX)).then_some(()),
            Shape::Long => self.varint(10).map(drop),
            Shape::Byte(below) => (u16::from(self.byte()?) < below).then_some(()),
            Shape::Moment => self.skip_all(&[Shape::Whole, Shape::Text]),
            Shape::List => (self.byte()? == 0).then_some(()),
            Shape::Option(of) => match self.byte()? {
                0 => Some(()),
                1 => self.skip(*of),
                _ => None,
            },
            Shape::Other => None,
        }
    }

    /// Steps over so many fields.
    pub fn skip_all(&mut self, shapes: &[Shape]) -> Option<()> {
        shapes.iter().try_for_each(|shape| self.skip(*shape))
    }

    /// A byte.
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.text_bytes()?).ok()
    }

    /// The bytes of a text.
    pub fn text_bytes(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.varint(5)?).ok()?;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(text)
    }

    /// Whether an optional field has a value, which then is next.
    pub fn is_some(&mut self) -> Option<bool> {
        self.byte().map(|tag| tag == 1)
    }

    /// A day.
    pub fn day(&mut self) -> Option<Day> {
        self.signed().and_then(|day| i32::try_from(day).ok()).map(Day)
    }

    /// A number with sign.
    pub fn signed(&mut self) -> Option<i64> {
        let coded = self.varint(10)?;
        Some((coded >> 1) as i64 ^ -((coded & 1) as i64))
    }

    /// A number in bytes of seven bits, of at most so many.
    fn varint(&mut self, most: u32) -> Option<u64> {
        let mut value = 0;
        for place in 0..most {
            let byte = self.byte()?;
            // The tenth has room for one bit.
            if place == 9 && byte > 1 {
                return None;
            }
            value |= u64::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}
