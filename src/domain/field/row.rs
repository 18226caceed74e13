//! How the rows of the registries are written: one line a field, with the usual ways to read, write and check it.

use super::value::MISSING;
use super::{FieldError, FieldValue, Findings};
use crate::domain::record::Text;
use crate::domain::text::field as say;

/// How a field is reached in its record.
pub(super) struct Access<R> {
    /// Reads it.
    pub get: fn(&R) -> FieldValue,
    /// Writes it.
    pub set: fn(&mut R, FieldValue) -> Result<(), FieldError>,
    /// Looks for what is wrong with it alone.
    pub check: fn(&R, &mut Findings),
}

/// The rows of a kind. Columns: key, Chinese, English, kind, how it is reached; where it holds: `required`, a unit, a place.
macro_rules! rows {
    ($ty:ident $(in $place_ty:ty)?: $(
        $key:literal $zh:literal $en:literal, $kind:expr, $access:expr
        $(, $required:ident)? $(; unit $unit_zh:literal $unit_en:literal)? $(=> $place:expr)?;
    )*) => {
        impl $crate::domain::field::HasFields for $ty {
            type Place = rows!(@place_type $($place_ty)?);
            const FIELDS: &'static [$crate::domain::field::Field<Self>] = &[$({
                const ACCESS: $crate::domain::field::row::Access<$ty> = $access;
                $crate::domain::field::Field {
                    key: $key,
                    label: $crate::domain::label::Label::fixed($zh, $en),
                    kind: $kind,
                    required: rows!(@required $($required)?),
                    unit: rows!(@unit $($unit_zh $unit_en)?),
                    place: rows!(@place $($place)?),
                    get: ACCESS.get,
                    set: ACCESS.set,
                    check: ACCESS.check,
                }
            }),*];
        }
    };
    (@place_type $ty:ty) => { $ty };
    (@place_type) => { () };
    (@required required) => { true };
    (@required) => { false };
    (@unit $zh:literal $en:literal) => { Some($crate::domain::label::Label::fixed($zh, $en)) };
    (@unit) => { None };
    (@place $place:expr) => { $place };
    (@place) => { () };
}

/// Reading, writing, and checking where there is something to check.
macro_rules! access {
    ($get:expr, $set:expr) => {
        access!($get, $set, |_, _| {})
    };
    ($get:expr, $set:expr, $check:expr) => {
        $crate::domain::field::row::Access {
            get: $get,
            set: $set,
            check: $check,
        }
    };
}

/// A field that may be empty, taken as this kind of value.
macro_rules! plain {
    ($field:ident, $take:ident) => {
        plain!($field, $take, |_, _| {})
    };
    ($field:ident, $take:ident, $check:expr) => {
        access!(
            |r| (&r.$field).into(),
            |r, v| {
                r.$field = v.$take()?;
                Ok(())
            },
            $check
        )
    };
}

/// A yes or no that stands among the further fields of its record.
macro_rules! further_flag {
    ($name:expr) => {
        access!(|r| (&r.extra.flag($name)).into(), |r, v| {
            r.extra.set($name, v.flag()?.map(serde_json::Value::Bool));
            Ok(())
        })
    };
}

/// Words that stand there.
macro_rules! further_text {
    ($name:expr) => {
        access!(
            |r| (&r.extra.text($name).map(Box::<str>::from)).into(),
            |r, v| {
                let text = v.text()?.map(|text| serde_json::Value::from(&*text));
                r.extra.set($name, text);
                Ok(())
            },
            |r, found| found.text(r.extra.text($name), || $name.to_owned())
        )
    };
}

/// A word of a closed list that stands there.
macro_rules! further_word {
    ($name:expr, $ty:ident) => {
        access!(
            |r| $crate::domain::field::row::word(r.extra.text($name).and_then($ty::from_word).map($ty::word)),
            |r, v| {
                let word = v.text()?;
                let known = word
                    .as_deref()
                    .map(|word| $ty::from_word(word).ok_or($crate::domain::field::row::NO_CHOICE));
                r.extra.set(
                    $name,
                    known.transpose()?.map(|known| serde_json::Value::from(known.word())),
                );
                Ok(())
            }
        )
    };
}

/// A field that is always there, taken as this kind of value.
macro_rules! needed {
    ($field:ident, $take:ident) => {
        needed!($field, $take, |_, _| {})
    };
    ($field:ident, $take:ident, $check:expr) => {
        access!(
            |r| (&r.$field).into(),
            |r, v| {
                r.$field = $crate::domain::field::row::there(v.$take()?)?;
                Ok(())
            },
            $check
        )
    };
}

/// A text that may be empty, not too long.
macro_rules! text {
    ($field:ident) => {
        plain!($field, text, |r, found| found
            .text(r.$field.as_deref(), || stringify!($field).to_owned()))
    };
}

/// An amount that is rarely meant to be negative.
macro_rules! money {
    ($field:ident) => {
        plain!($field, money, |r, found| found
            .not_negative(r.$field, stringify!($field)))
    };
}

/// A list of words.
macro_rules! tags {
    ($field:ident) => {
        access!(
            |r| (&r.$field).into(),
            |r, v| {
                r.$field = v.tags()?.unwrap_or_default();
                Ok(())
            },
            |r, found| found.list(&r.$field, stringify!($field))
        )
    };
}

/// A choice that may be empty, of an enum with words.
macro_rules! word {
    ($field:ident, $ty:ident) => {
        access!(|r| $crate::domain::field::row::word(r.$field.map($ty::word)), |r, v| {
            r.$field = $crate::domain::field::row::variant(v, $ty::from_word)?;
            Ok(())
        })
    };
}

/// The record's own id: read, never changed. `$refused` says so.
macro_rules! own_id {
    () => {
        own_id!($crate::domain::field::row::FIXED_ID)
    };
    ($refused:expr) => {
        access!(
            |r| $crate::domain::field::FieldValue::Text(r.id.as_str().into()),
            |r, v| match v.text()? {
                Some(id) if *id == *r.id.as_str() => Ok(()),
                _ => Err($refused),
            },
            |r, found| found.own_id(r.id.as_str())
        )
    };
}

/// The id of a record of another kind, which is always there.
macro_rules! link {
    ($field:ident, $ty:ident) => {
        access!(
            |r| $crate::domain::field::FieldValue::Text(r.$field.as_str().into()),
            |r, v| {
                let id = $crate::domain::field::row::there(v.text()?)?;
                r.$field = $ty::new(&id).map_err(|_| $crate::domain::field::row::NO_ID)?;
                Ok(())
            }
        )
    };
}

pub(super) const FIXED_ID: FieldError = FieldError::new(say::own_id_is_fixed());
pub(super) const NO_ID: FieldError = FieldError::new(say::id_too_long());
pub(super) const NO_CHOICE: FieldError = FieldError::new(say::choose());

/// A value that must be there.
pub(super) fn there<T>(value: Option<T>) -> Result<T, FieldError> {
    value.ok_or(MISSING)
}

pub(super) fn word(word: Option<&'static str>) -> FieldValue {
    word.map_or(FieldValue::Empty, |word| FieldValue::Text(word.into()))
}

/// The variant a choice's word means; a word outside the list is refused.
pub(super) fn variant<T>(value: FieldValue, from_word: fn(&str) -> Option<T>) -> Result<Option<T>, FieldError> {
    value.text()?.map(|word| from_word(&word).ok_or(NO_CHOICE)).transpose()
}

/// A text that is more than blanks.
pub(super) fn said(text: Option<Text>, missing: FieldError) -> Result<Text, FieldError> {
    text.filter(|text| !text.trim().is_empty()).ok_or(missing)
}
