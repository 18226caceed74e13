//! A rulebook as it was adopted: every one is kept, so that any day can be shown under the rules of that day.

use std::sync::Arc;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::domain::day::{Day, Moment};
use crate::domain::from_text::{FromText, read_text};
use crate::domain::id::RuleVersionId;
use crate::domain::record::Text;
use crate::domain::rule::Rulebook;
use crate::domain::schema::Schema;
use crate::record;

record! {
    /// A version of the rulebook.
    pub struct RuleVersion {
        /// The stable id.
        id: RuleVersionId = required,
        /// 1 for the first one.
        number: u32 = required,
        /// What people call it.
        name: Option<Text>,
        /// The first day it was in force; nothing for the one that held from the beginning.
        adopted_on: Option<Day>,
        /// When it was adopted.
        at: Option<Moment>,
        /// Who adopted it.
        by: Option<Text>,
        /// Why.
        note: Option<Text>,
        /// The whole rulebook.
        rulebook: Rules = required,
    }
}

/// A rulebook inside a record. In the store's binary form it is JSON text: its conditions have no fixed shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules(pub Arc<Rulebook>);

impl Serialize for Rules {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() {
            self.0.serialize(to)
        } else {
            to.serialize_str(&self.0.to_json().to_string())
        }
    }
}

impl<'de> Deserialize<'de> for Rules {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            return Ok(Self(Arc::new(Rulebook::deserialize(from)?)));
        }
        read_text(from)
    }
}

impl FromText for Rules {
    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
        serde_json::from_str(text)
            .map(|book| Self(Arc::new(book)))
            .map_err(E::custom)
    }
}

impl Schema for Rules {
    fn schema() -> Value {
        serde_json::json!({"$ref": "#/$defs/rulebook"})
    }
}
