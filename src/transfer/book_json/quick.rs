//! The quick way to read a record from JSON: texts and digits are taken where they lie in the file.
//!
//! It knows the usual spellings only and says of no record what is wrong with it. Whatever it does not know (an escaped name, an
//! exponent, a wrong type, broken JSON) it leaves to `serde_json`, which reads that record from its beginning and explains what it
//! finds. What the quick way does read is what `serde_json` would have read (`tests/it/transfer_quick.rs`); the record types
//! decide both alike, as both go through their one `Deserialize`.
//!
//! Why it is quick: `serde_json` with `arbitrary_precision` makes a text and a map of every number, and reads texts for types that
//! only look at them into memory of their own.

use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

use crate::domain::decimal::DIGITS;

/// What is nested deeper is counted by `serde_json`, from the record's beginning.
const MOST_DEPTH: usize = 32;

/// Reads a record if it is spelled as usual.
pub fn quick<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    let mut reader = Quick { text, at: 0, depth: 0 };
    let value = T::deserialize(&mut reader).ok()?;
    reader.next_byte().is_none().then_some(value)
}

/// Not for the quick way.
#[derive(Debug)]
struct Unusual;

impl fmt::Display for Unusual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("to be read carefully")
    }
}

impl std::error::Error for Unusual {}

impl Error for Unusual {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// A place in the text of a record.
struct Quick<'de> {
    text: &'de str,
    at: usize,
    depth: usize,
}

impl<'de> Quick<'de> {
    /// The next byte that is no space.
    fn next_byte(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Steps over a byte that must be next.
    fn expect(&mut self, byte: u8) -> Result<(), Unusual> {
        if self.next_byte() != Some(byte) {
            return Err(Unusual);
        }
        self.at += 1;
        Ok(())
    }

    /// Steps over a word if it is next.
    fn word(&mut self, word: &str) -> bool {
        let _ = self.next_byte();
        let found = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// Steps over a text; tells its inside and whether that has escapes.
    fn string(&mut self) -> Result<(&'de str, bool), Unusual> {
        self.expect(b'"')?;
        let (start, mut escaped) = (self.at, false);
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.at += 2;
                }
                Some(0..0x20) | None => return Err(Unusual),
                Some(_) => self.at += 1,
            }
        }
        let inside = self.text.get(start..self.at).ok_or(Unusual)?;
        self.at += 1;
        Ok((inside, escaped))
    }

    /// Steps over a number without exponent.
    fn number(&mut self) -> Result<&'de str, Unusual> {
        let first = self.next_byte();
        let start = self.at;
        self.at += usize::from(first == Some(b'-'));
        let whole = self.digits();
        if whole == 0 || (whole > 1 && self.text.as_bytes()[self.at - whole] == b'0') {
            return Err(Unusual);
        }
        if self.text.as_bytes().get(self.at) == Some(&b'.') {
            self.at += 1;
            if self.digits() == 0 {
                return Err(Unusual);
            }
        }
        match self.text.as_bytes().get(self.at) {
            Some(b'e' | b'E') => Err(Unusual),
            _ => Ok(&self.text[start..self.at]),
        }
    }

    fn digits(&mut self) -> usize {
        let rest = &self.text.as_bytes()[self.at..];
        let many = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += many;
        many
    }

    /// Steps over any value; what is in it is looked at by whoever reads it.
    fn skip(&mut self) -> Result<&'de str, Unusual> {
        let first = self.next_byte();
        let (start, mut depth) = (self.at, 0);
        match first {
            Some(b'"') => drop(self.string()?),
            Some(b'{' | b'[') => loop {
                match self.text.as_bytes().get(self.at).ok_or(Unusual)? {
                    b'"' => {
                        self.string()?;
                        continue;
                    }
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => depth -= 1,
                    _ => {}
                }
                self.at += 1;
                if depth + self.depth > MOST_DEPTH {
                    return Err(Unusual);
                }
                if depth == 0 {
                    break;
                }
            },
            _ => {
                let rest = &self.text.as_bytes()[self.at..];
                let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\n' | b'\t' | b'\r');
                self.at += rest.iter().position(ends).unwrap_or(rest.len());
            }
        }
        Ok(&self.text[start..self.at])
    }

    /// Goes into a map or list.
    fn enter(&mut self, open: u8) -> Result<Parts<'_, 'de>, Unusual> {
        self.expect(open)?;
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(Unusual);
        }
        let close = if open == b'{' { b'}' } else { b']' };
        Ok(Parts {
            of: self,
            close,
            is_first: true,
        })
    }

    /// Reads a small whole number.
    fn whole(&mut self) -> Result<u64, Unusual> {
        self.number()?.parse().map_err(|_| Unusual)
    }
}

/// What the quick way reads itself.
impl<'de> Deserializer<'de> for &mut Quick<'de> {
    type Error = Unusual;

    /// Anything else: `serde_json` reads it, digit by digit.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        let mut careful = serde_json::Deserializer::from_str(self.skip()?);
        let value = careful.deserialize_any(visitor).map_err(|_| Unusual)?;
        careful.end().map_err(|_| Unusual)?;
        Ok(value)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        let start = self.at;
        let (inside, escaped) = self.string()?;
        if escaped {
            self.at = start;
            return self.deserialize_any(visitor);
        }
        visitor.visit_borrowed_str(inside)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        match self.word("null") {
            true => visitor.visit_none(),
            false => visitor.visit_some(self),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        let yes = self.word("true");
        match yes || self.word("false") {
            true => visitor.visit_bool(yes),
            false => Err(Unusual),
        }
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        visitor.visit_u64(self.whole()?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        visitor.visit_u64(self.whole()?)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Unusual> {
        match name {
            DIGITS => visitor.visit_borrowed_str(self.number()?),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        visitor.visit_seq(self.enter(b'[')?)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusual> {
        visitor.visit_map(self.enter(b'{')?)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u16 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct struct enum identifier
        ignored_any
    }
}

/// The entries of a map, the elements of a list.
struct Parts<'a, 'de> {
    of: &'a mut Quick<'de>,
    close: u8,
    is_first: bool,
}

impl Parts<'_, '_> {
    /// Steps to the next part, or out.
    fn has_next(&mut self) -> Result<bool, Unusual> {
        let is_first = std::mem::replace(&mut self.is_first, false);
        match self.of.next_byte() {
            Some(byte) if byte == self.close => {
                self.of.at += 1;
                self.of.depth -= 1;
                Ok(false)
            }
            Some(b',') if !is_first => {
                self.of.at += 1;
                // A comma before the end is broken JSON.
                match self.of.next_byte() {
                    Some(byte) if byte != self.close => Ok(true),
                    _ => Err(Unusual),
                }
            }
            Some(_) if is_first => Ok(true),
            _ => Err(Unusual),
        }
    }
}

impl<'de> MapAccess<'de> for Parts<'_, 'de> {
    type Error = Unusual;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unusual> {
        if !self.has_next()? {
            return Ok(None);
        }
        let (name, false) = self.of.string()? else {
            return Err(Unusual);
        };
        self.of.expect(b':')?;
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unusual> {
        seed.deserialize(&mut *self.of)
    }
}

impl<'de> SeqAccess<'de> for Parts<'_, 'de> {
    type Error = Unusual;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unusual> {
        match self.has_next()? {
            true => seed.deserialize(&mut *self.of).map(Some),
            false => Ok(None),
        }
    }
}
