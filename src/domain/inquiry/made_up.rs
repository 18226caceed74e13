//! A made-up customer, for the examples that a rulebook is tested by: only the facts that are given are known.

mod typed;

pub use typed::FactKind;

use serde_json::{Map, Value, json};

use super::solo::Solo;
use crate::domain::held::Held;
use crate::domain::kind::Customer;
use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::domain::rule::fact::{self, FactRef, LISTS, WORDS};
use crate::domain::rule::plan::{NONE, Plan};

/// What is wrong with a made-up fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactProblem {
    /// No rule could look at a fact of this name.
    Unknown,
    /// It is a number.
    Number,
    /// It is true or false.
    Flag,
    /// It is a text, and none of those that it may be.
    Word,
    /// It is a list of texts.
    List,
    /// It is the id of one of the dimension's classes.
    Class,
}

impl<'a> Solo<'a> {
    /// A customer of which these facts are known and classified by the plan; every fact that is wrong is named.
    ///
    /// Numbers stand under a metric's or a score's name, flags are true or false, words are texts. A dimension that is given keeps
    /// that class whatever its rules say. `null` says that a fact is not known, which is the same as leaving it out; a list of
    /// texts that is left out is empty.
    pub fn made_up(plan: &'a Plan, facts: &Map<String, Value>) -> Result<Self, Vec<(Text, FactProblem)>> {
        let mut wrong = Vec::new();
        let mut read: Vec<Fact> = Vec::new();
        for (name, value) in facts.iter().filter(|(_, value)| !value.is_null()) {
            match fact(plan, name, value) {
                Ok(fact) => read.push(fact),
                Err(problem) => wrong.push((name.as_str().into(), problem)),
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let mut record = blank();
        for (key, value) in read.iter().filter_map(Fact::field) {
            record.insert(key.to_owned(), value.clone());
        }
        let Ok(customer) = serde_json::from_value::<Customer>(Value::Object(record)) else {
            // Each field was read alone before.
            return Err(Vec::new());
        };
        let mut solo = Self::new(plan, Held::new(customer));
        for fact in read {
            match fact {
                Fact::Number(column, value) => solo.set_number(column, Some(value)),
                Fact::Class(dimension, class) => solo.give_class(dimension, class),
                Fact::Field(..) => {}
            }
        }
        solo.classify();
        Ok(solo)
    }
}

/// A fact that was read.
enum Fact {
    /// A number by column; flags are 1 and 0.
    Number(usize, f64),
    /// A field of the customer's record.
    Field(&'static str, Value),
    /// A class by the places of dimension and class.
    Class(usize, u8),
}

impl Fact {
    fn field(&self) -> Option<(&'static str, &Value)> {
        match self {
            Self::Field(key, value) => Some((key, value)),
            _ => None,
        }
    }
}

fn fact(plan: &Plan, name: &str, value: &Value) -> Result<Fact, FactProblem> {
    let found = fact::resolve(name, &plan.rulebook, &plan.extra_columns, plan.dimensions.len());
    match found.map_err(|_| FactProblem::Unknown)? {
        FactRef::Number(column) if fact::unit(column) == Unit::Flag => {
            let yes = value.as_bool().ok_or(FactProblem::Flag)?;
            Ok(Fact::Number(column, f64::from(u8::from(yes))))
        }
        FactRef::Number(column) => {
            let number = value.as_f64().filter(|n| n.is_finite()).ok_or(FactProblem::Number)?;
            Ok(Fact::Number(column, number))
        }
        FactRef::Word(column) => word(column, value),
        FactRef::List(list) => {
            let (key, ..) = LISTS.iter().find(|(_, _, l)| *l == list).ok_or(FactProblem::Unknown)?;
            let texts = value.as_array().is_some_and(|all| all.iter().all(Value::is_string));
            if texts {
                Ok(Fact::Field(key, value.clone()))
            } else {
                Err(FactProblem::List)
            }
        }
        FactRef::Class(dimension) => class(plan, dimension, value),
    }
}

/// A word is read as the record reads it, so that what no record could say is found.
fn word(column: usize, value: &Value) -> Result<Fact, FactProblem> {
    let (fact, text) = (&WORDS[column], value.as_str().ok_or(FactProblem::Word)?);
    let mut record = blank();
    record.insert(fact.id.to_owned(), value.clone());
    let customer: Customer = serde_json::from_value(Value::Object(record)).map_err(|_| FactProblem::Word)?;
    if (fact.get)(&customer) == Some(text) {
        Ok(Fact::Field(fact.id, value.clone()))
    } else {
        Err(FactProblem::Word)
    }
}

fn class(plan: &Plan, dimension: usize, value: &Value) -> Result<Fact, FactProblem> {
    let id = value.as_str().ok_or(FactProblem::Class)?;
    let dimension_plan = &plan.dimensions[dimension];
    if let Some(column) = dimension_plan.text_of {
        return word(column, value);
    }
    let place = dimension_plan.classes.iter().position(|c| &*c.id == id);
    let class = place.and_then(|i| u8::try_from(i).ok()).filter(|i| *i != NONE);
    class
        .map(|class| Fact::Class(dimension, class))
        .ok_or(FactProblem::Class)
}

/// The record of somebody of whom nothing is known.
fn blank() -> Map<String, Value> {
    let mut record = Map::new();
    record.insert("id".into(), json!("made-up"));
    record.insert("name".into(), json!("made-up"));
    record
}
