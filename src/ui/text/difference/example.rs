//! What an example looks at and what it expects, in words.

use serde_json::Value;

use super::Telling;
use super::names::Side;
use crate::domain::authoring::difference::Place;
use crate::domain::label::Lang;
use crate::domain::rule::{Example, Operand, Operator};

impl Telling<'_> {
    /// What people call an example: its name, else its customer's.
    pub fn example_name(&self, id: &str) -> String {
        let all = [&self.after, &self.before].map(|side| &side.rules.examples);
        let found = all.into_iter().flatten().find(|e| *e.id == *id);
        let name = found.and_then(|e| match (&e.name, &e.customer) {
            (Some(name), _) => Some(name.to_string()),
            (None, customer) => customer.as_deref().map(|id| self.customer(id)),
        });
        name.unwrap_or_else(|| self.t().made_up().to_owned())
    }

    /// What an example looks at, by the names of the later rulebook.
    pub fn gives(&self, example: &Example) -> String {
        self.given(&self.after, example)
    }

    /// What an example expects, by the names of the later rulebook.
    pub fn expects(&self, example: &Example) -> String {
        self.expected(&self.after, example)
    }

    fn customer(&self, id: &str) -> String {
        (self.customer)(id).unwrap_or_else(|| id.to_owned())
    }

    /// The customer or the figures that an example looks at.
    pub(super) fn given(&self, side: &Side, example: &Example) -> String {
        let t = self.t();
        if let Some(customer) = &example.customer {
            return self.customer(customer);
        }
        let facts = example.facts.iter().flatten();
        let told: Vec<String> = facts.map(|(fact, value)| figure(side, fact, value)).collect();
        if told.is_empty() {
            t.made_up().to_owned()
        } else {
            told.join(t.and_between())
        }
    }

    /// What an example expects, by the names of one of the two rulebooks.
    pub(super) fn expected(&self, side: &Side, example: &Example) -> String {
        let (t, not) = (self.t(), example.not == Some(true));
        let named = |place: Place, id: &str| side.name(&place).unwrap_or_else(|| id.to_owned());
        match (&example.dimension, &example.class, &example.tag) {
            (Some(dimension), class, _) => {
                let whole = named(Place::Dimension(dimension.clone()), dimension);
                let class = match class {
                    Some(class) => named(Place::Class(dimension.clone(), class.clone()), class),
                    None => t.unclassified().to_owned(),
                };
                if not {
                    t.must_not_be(whole, class)
                } else {
                    t.must_be(whole, class)
                }
            }
            (None, _, Some(tag)) => {
                let tag = named(Place::Tag(tag.clone()), tag);
                if not { t.must_not_have(tag) } else { t.must_have(tag) }
            }
            (None, _, None) => t.none().to_owned(),
        }
    }
}

/// A made-up figure: `年采购额 = 900,000元`, `意向等级是A 高意向`.
fn figure(side: &Side, fact: &str, value: &Value) -> String {
    let equals = |operand| side.words().leaf(fact, Operator::Equal, &operand);
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match value {
        Value::Bool(flag) => equals(Operand::Flag(*flag)),
        Value::Number(n) => equals(Operand::Number(n.as_f64().unwrap_or(f64::NAN))),
        Value::Array(items) => {
            let all = items.iter().map(|item| Operand::Text(text(item).into())).collect();
            side.words().leaf(fact, Operator::Contains, &Operand::List(all))
        }
        _ => equals(Operand::Text(text(value).into())),
    }
}

text! {
    made_up = "假设的数据" / "made-up figures";
    must_be(dimension, class) = "{dimension}应为{class}" / "{dimension} must be {class}";
    must_not_be(dimension, class) = "{dimension}不应为{class}" / "{dimension} must not be {class}";
    must_have(tag) = "应有标签「{tag}」" / "must have the tag “{tag}”";
    must_not_have(tag) = "不应有标签「{tag}」" / "must not have the tag “{tag}”";
}
