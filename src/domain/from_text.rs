//! Values that stand in a file as a text, read from the text where it lies.

use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, Visitor};

/// A value that stands in a file as a text, and is no text itself.
pub trait FromText: Sized {
    /// The value that a text says.
    fn from_text<E: Error>(text: &str) -> Result<Self, E>;
}

/// Reads a value from its text, which is looked at where it lies.
pub fn read_text<'de, T: FromText, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    struct Reader<T>(PhantomData<T>);
    impl<T: FromText> Visitor<'_> for Reader<T> {
        type Value = T;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            T::from_text(text)
        }
    }
    from.deserialize_str(Reader(PhantomData))
}
