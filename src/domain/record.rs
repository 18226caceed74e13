//! The form every record has: named fields, and a place for those that this version does not know.
//!
//! [`record!`] writes a plain struct and its two stored forms:
//! - in JSON a map of the known fields that say something, then the unknown ones as they came;
//! - in the store's binary form a sequence `[extra, field, field, …]`, where fields missing at the end read as empty.
//!   A field added **at the end** of a struct therefore needs no migration; every other change of order or type does.

use serde::de::{DeserializeSeed, Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::from_text::{FromText, read_text};
use super::skim::Shape;

/// Text as records keep it: no spare capacity, since there are millions of them.
pub type Text = Box<str>;

/// Fields that the file had and this version does not know. They go out as they came in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extra(pub Option<Box<Map<String, Value>>>);

impl Extra {
    /// Keeps an unknown field.
    pub fn insert(&mut self, name: String, value: Value) {
        self.0.get_or_insert_default().insert(name, value);
    }

    /// The unknown fields, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.0.iter().flat_map(|map| map.iter())
    }

    /// Whether a field says yes.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.0.as_ref()?.get(name)?.as_bool()
    }

    /// What a field says in words.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.as_ref()?.get(name)?.as_str()
    }

    /// Sets such a field; with nothing it goes.
    pub fn set(&mut self, name: &str, value: Option<Value>) {
        match value {
            Some(value) => self.insert(name.to_owned(), value),
            None => {
                let left = self
                    .0
                    .as_mut()
                    .is_some_and(|map| map.remove(name).is_some() && map.is_empty());
                if left {
                    self.0 = None;
                }
            }
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |map| map.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The binary form is JSON text, empty for none: unknown values have no other shape to rely on.
impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            None => to.serialize_str(""),
            Some(map) => to.serialize_str(&serde_json::to_string(map).map_err(serde::ser::Error::custom)?),
        }
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read_text(from)
    }
}

impl FromText for Extra {
    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
        if text.is_empty() {
            return Ok(Self(None));
        }
        serde_json::from_str(text).map(|map| Self(Some(map))).map_err(E::custom)
    }
}

/// What [`record!`] says of a struct beside its fields.
pub trait Fields {
    /// The names of the known fields, as the book writes them.
    const NAMES: &'static [&'static str];
    /// How they stand when the record is packed.
    const SHAPES: &'static [Shape];
}

/// Whether a field says nothing.
pub fn is_blank<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Reads a field's name: a known one as its place among the names, without allocating; an unknown one as `Err`.
pub struct Key {
    /// The known names.
    pub names: &'static [&'static str],
    /// Where to look first: fields mostly stand in the order of their struct.
    pub next: usize,
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Result<usize, String>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Result<usize, String>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        let (before, behind) = self.names.split_at(self.next.min(self.names.len()));
        let place = |names: &[&str]| names.iter().position(|known| *known == name);
        let found = place(behind)
            .map(|place| place + before.len())
            .or_else(|| place(before));
        Ok(found.ok_or_else(|| name.to_owned()))
    }
}

/// Writes a record struct: `name: Type` may be left out of the file (null means the same) and is not written when empty;
/// `name: Type = required` must be there and is always written; `name: Type = written` may be left out and is always written, for
/// fields where null says something else than nothing.
#[macro_export]
macro_rules! record {
    (
        $(#[$doc:meta])*
        $vis:vis struct $name:ident {
            $( $(#[$field_doc:meta])* $field:ident : $ty:ty $(= $required:ident)? ),* $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        $vis struct $name {
            $( $(#[$field_doc])* pub $field: $ty, )*
            /// Fields of the file that this version does not know.
            pub extra: $crate::domain::record::Extra,
        }

        impl $crate::domain::record::Fields for $name {
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];
            const SHAPES: &'static [$crate::domain::skim::Shape] = &[$(<$ty as $crate::domain::schema::Schema>::SHAPE),*];
        }

        impl $crate::domain::schema::Schema for $name {
            fn schema() -> serde_json::Value {
                use $crate::domain::schema::{Schema, record};
                record(vec![$((stringify!($field), <$ty as Schema>::schema(), $crate::record!(@required $($required)?))),*])
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                if to.is_human_readable() {
                    use serde::ser::SerializeMap;
                    let mut map = to.serialize_map(None)?;
                    $( if !$crate::record!(@blank self.$field, $($required)?) {
                        map.serialize_entry(stringify!($field), &self.$field)?;
                    } )*
                    for (name, value) in self.extra.iter() {
                        map.serialize_entry(name, value)?;
                    }
                    map.end()
                } else {
                    use serde::ser::SerializeSeq;
                    let mut seq = to.serialize_seq(Some(1 + <Self as $crate::domain::record::Fields>::NAMES.len()))?;
                    seq.serialize_element(&self.extra)?;
                    $( seq.serialize_element(&self.$field)?; )*
                    seq.end()
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct Reader;
                impl<'de> serde::de::Visitor<'de> for Reader {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("a record (", stringify!($name), ")"))
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        #[allow(non_camel_case_types, reason = "named as the fields are")]
                        enum At { $($field),* }
                        let mut extra = $crate::domain::record::Extra::default();
                        $( let mut $field: Option<$ty> = None; )*
                        let names = <$name as $crate::domain::record::Fields>::NAMES;
                        let mut next = 0;
                        while let Some(key) = map.next_key_seed($crate::domain::record::Key { names, next })? {
                            match key {
                                $( Ok(at) if at == At::$field as usize => {
                                    $field = $crate::record!(@read map, $ty, $($required)?);
                                    next = at + 1;
                                } )*
                                Ok(_) => {}
                                Err(name) => extra.insert(name, map.next_value()?),
                            }
                        }
                        Ok($name { $( $field: $crate::record!(@take $field, $($required)?), )* extra })
                    }

                    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<$name, A::Error> {
                        let extra = seq.next_element()?.unwrap_or_default();
                        $( let $field: Option<$ty> = seq.next_element()?; )*
                        Ok($name { $( $field: $crate::record!(@take $field, $($required)?), )* extra })
                    }
                }
                if from.is_human_readable() { from.deserialize_map(Reader) } else { from.deserialize_seq(Reader) }
            }
        }
    };
    (@required required) => { true };
    (@required written) => { false };
    (@required) => { false };
    (@blank $value:expr, required) => { false };
    (@blank $value:expr, written) => { false };
    (@blank $value:expr,) => { $crate::domain::record::is_blank(&$value) };
    (@read $map:ident, $ty:ty, required) => { Some($map.next_value::<$ty>()?) };
    (@read $map:ident, $ty:ty, written) => { $map.next_value::<Option<$ty>>()? };
    (@read $map:ident, $ty:ty,) => { $map.next_value::<Option<$ty>>()? };
    (@take $field:ident, required) => {
        $field.ok_or_else(|| serde::de::Error::missing_field(stringify!($field)))?
    };
    (@take $field:ident, written) => { $field.unwrap_or_default() };
    (@take $field:ident,) => { $field.unwrap_or_default() };
}

/// Writes an enum whose variants the book names by a word: one row a variant, `Variant = "word"`.
#[macro_export]
macro_rules! words {
    ($( $(#[$doc:meta])* $vis:vis enum $name:ident { $( $(#[$variant_doc:meta])* $variant:ident = $word:literal ),* $(,)? } )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $( $(#[$variant_doc])* $variant, )* }

        impl $name {
            /// Every value, in the order of the book's reference.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word the book writes.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The value a word means.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }

        impl $crate::domain::schema::Schema for $name {
            const SHAPE: $crate::domain::skim::Shape = $crate::domain::skim::Shape::Byte(Self::ALL.len() as u16);

            fn schema() -> serde_json::Value {
                serde_json::json!({"enum": [$($word),*]})
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                if to.is_human_readable() { to.serialize_str(self.word()) } else { to.serialize_u8(*self as u8) }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                use serde::de::Error;
                if from.is_human_readable() {
                    return $crate::domain::from_text::read_text(from);
                }
                let index = u8::deserialize(from)?;
                Self::ALL.get(index as usize).copied().ok_or_else(|| D::Error::custom("unknown variant"))
            }
        }

        impl $crate::domain::from_text::FromText for $name {
            fn from_text<E: serde::de::Error>(word: &str) -> Result<Self, E> {
                Self::from_word(word).ok_or_else(|| E::unknown_variant(word, &[$($word),*]))
            }
        }
    )*};
}

#[cfg(test)]
mod tests {
    use super::*;

    record! {
        /// A record for the test.
        pub struct Pair {
            /// Must be there.
            id: Text = required,
            /// May be missing.
            note: Option<Text>,
            /// May be empty.
            tags: Vec<Text>,
        }
    }

    #[test]
    fn unknown_fields_go_out_as_they_came_in() {
        let json = r#"{"id":"a","tags":["x"],"big":123456789012345678901234567890.5,"deep":{"n":null}}"#;
        let pair: Pair = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&pair).unwrap(), json);
        let bytes = postcard::to_allocvec(&pair).unwrap();
        assert_eq!(postcard::from_bytes::<Pair>(&bytes).unwrap(), pair);
    }

    #[test]
    fn required_means_there_and_not_null() {
        assert!(serde_json::from_str::<Pair>(r#"{"note":"x"}"#).is_err());
        assert!(serde_json::from_str::<Pair>(r#"{"id":null}"#).is_err());
        assert!(serde_json::from_str::<Pair>(r#"{"id":"a","note":null,"tags":null}"#).is_ok());
    }

    #[test]
    fn a_shorter_stored_sequence_reads_with_empty_ends() {
        let bytes = postcard::to_allocvec(&("", "a")).unwrap();
        let stored: Vec<u8> = std::iter::once(2).chain(bytes).collect();
        let pair: Pair = postcard::from_bytes(&stored).unwrap();
        assert_eq!((&*pair.id, pair.note, pair.tags.len()), ("a", None, 0));
    }
}
