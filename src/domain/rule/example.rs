//! An example as the rulebook keeps it: the rules' own test. Running one is [`inquiry`](crate::domain::inquiry)'s.

use serde_json::{Map, Value};

use crate::domain::record::Text;
use crate::record;

record! {
    /// One example: `customer` or `facts`, and what is expected.
    pub struct Example {
        /// The stable id.
        id: Text = required,
        /// What people call it; without a name it is called after its customer.
        name: Option<Text>,
        /// The customer who is looked at.
        customer: Option<Text>,
        /// Made-up figures by fact, in place of a customer. What is not named is unknown.
        facts: Option<Map<String, Value>>,
        /// The dimension's id; nothing where a tag is expected.
        dimension: Option<Text>,
        /// The class expected; nothing for unclassified.
        class: Option<Text>,
        /// The automatic tag expected, in place of a class.
        tag: Option<Text>,
        /// Expects that the customer is *not* in that class, or has not that tag.
        not: Option<bool>,
    }
}
