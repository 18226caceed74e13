//! Going over a packed record (postcard's form) without making it a value.

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
    bytes: &'a [u8],
    /// The first byte that was not stepped over.
    at: usize,
    /// Whether texts that are stepped over are looked at, as nobody has done that yet.
    looks: bool,
}

impl<'a> Skim<'a> {
    /// Begins with the first field of a record whose bytes are sound.
    pub fn begin(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            // Behind the count of fields, and the unknown ones: none.
            at: 2,
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
        let is_sound = fields < 0x80 && bytes.starts_with(&[fields as u8, 0]) && skim.skip_all(shapes).is_some();
        if is_sound {
            *bytes = bytes.get(skim.at..).unwrap_or_default();
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
        for shape in shapes {
            match (shape, self.bytes.get(self.at)?) {
                // Most fields of an event are none: that is soon done.
                (Shape::Option(_) | Shape::List, 0) => self.at += 1,
                _ => self.skip(*shape)?,
            }
        }
        Some(())
    }

    /// A byte.
    pub fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.text_bytes()?).ok()
    }

    /// The bytes of a text.
    pub fn text_bytes(&mut self) -> Option<&'a [u8]> {
        let length = match self.byte()? {
            short @ ..0x80 => usize::from(short),
            first => usize::try_from(self.longer(first, 5)?).ok()?,
        };
        let end = self.at.checked_add(length)?;
        let text = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(text)
    }

    /// Whether an optional field has a value, which then is next.
    pub fn is_some(&mut self) -> Option<bool> {
        self.byte().map(|tag| tag == 1)
    }

    /// A whole number of 32 bits, with sign.
    pub fn whole(&mut self) -> Option<i32> {
        self.signed().and_then(|number| i32::try_from(number).ok())
    }

    /// A number with sign.
    pub fn signed(&mut self) -> Option<i64> {
        let coded = self.varint(10)?;
        Some((coded >> 1) as i64 ^ -((coded & 1) as i64))
    }

    /// A number in bytes of seven bits, of at most so many.
    fn varint(&mut self, most: u32) -> Option<u64> {
        match self.byte()? {
            small @ ..0x80 => Some(small.into()),
            first => self.longer(first, most),
        }
    }

    /// The same behind a first byte that is not the last one.
    fn longer(&mut self, first: u8, most: u32) -> Option<u64> {
        let mut value = u64::from(first & 0x7f);
        for place in 1..most {
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
