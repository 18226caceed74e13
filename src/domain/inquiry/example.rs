//! Examples: the rules' own tests. A customer of the book, or made-up figures, with the class that it must get. They run on every
//! edit of the rules, and a failing one says what came out instead.

mod reason;

pub use reason::{Reason, reason};

use super::made_up::FactProblem;
use super::solo::Solo;
use crate::domain::book::Book;
use crate::domain::evaluation::Evaluation;
use crate::domain::record::Text;
use crate::domain::rule::Example;
use crate::domain::rule::plan::PlanDimension;

/// What came of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As expected.
    Passed,
    /// The customer is in another class (nothing: in none) than expected, or in the one that it must not be in.
    OtherClass(Option<Text>),
    /// The customer has the tag and should not, or the other way round.
    OtherTag {
        /// Whether it has the tag.
        has: bool,
    },
    /// The example cannot be run.
    Broken(Broken),
}

/// Why an example cannot be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The book has no such customer.
    NoCustomer(Text),
    /// The customer did not exist yet on the day.
    NotYet(Text),
    /// The rules have no such dimension.
    NoDimension(Text),
    /// The dimension has no such class.
    NoClass(Text),
    /// The rules have no such tag.
    NoTag(Text),
    /// It names neither a customer nor figures, or neither a dimension nor a tag.
    Empty,
    /// Facts that do not exist, or have another kind of value.
    Facts(Vec<(Text, FactProblem)>),
}

impl Outcome {
    /// Whether the rules do as expected.
    pub fn passed(&self) -> bool {
        *self == Self::Passed
    }
}

/// Runs an example under the rules of an evaluation. A class set by hand does not count: rules are tested, not people.
pub fn run(book: &Book, evaluation: &Evaluation, example: &Example) -> Outcome {
    match outcome(book, evaluation, example) {
        Ok(outcome) => outcome,
        Err(broken) => Outcome::Broken(broken),
    }
}

fn outcome(book: &Book, evaluation: &Evaluation, example: &Example) -> Result<Outcome, Broken> {
    let not = example.not == Some(true);
    if let Some(id) = &example.dimension {
        let plan = &evaluation.plan;
        let dimension = plan.dimension(id).ok_or_else(|| Broken::NoDimension(id.clone()))?;
        known_class(&plan.dimensions[dimension], example)?;
        let class = who(book, evaluation, example, |it| it.class(dimension))?;
        return Ok(if (class == example.class) != not {
            Outcome::Passed
        } else {
            Outcome::OtherClass(class)
        });
    }
    let id = example.tag.as_ref().ok_or(Broken::Empty)?;
    let tag = evaluation.plan.tags.iter().position(|t| t.id == *id);
    let tag = tag.ok_or_else(|| Broken::NoTag(id.clone()))?;
    let has = who(book, evaluation, example, |it| it.tag(tag))?;
    Ok(if has != not {
        Outcome::Passed
    } else {
        Outcome::OtherTag { has }
    })
}

fn known_class(dimension: &PlanDimension, example: &Example) -> Result<(), Broken> {
    match &example.class {
        Some(id) if dimension.text_of.is_none() && !dimension.classes.iter().any(|c| c.id == *id) => {
            Err(Broken::NoClass(id.clone()))
        }
        _ => Ok(()),
    }
}

/// A customer of the book, or made up.
enum Subject<'a> {
    Known(&'a Book, &'a Evaluation, u32),
    MadeUp(Box<Solo<'a>>),
}

impl Subject<'_> {
    fn class(&self, dimension: usize) -> Option<Text> {
        match self {
            // The text of a field is its own class.
            Self::Known(_, evaluation, slot) if evaluation.plan.dimensions[dimension].text_of.is_some() => {
                evaluation.class(*slot, dimension).map(Text::from)
            }
            Self::Known(book, evaluation, slot) => evaluation.ruled(book, *slot, dimension).map(Text::from),
            Self::MadeUp(solo) => solo.class(dimension).map(Text::from),
        }
    }

    fn tag(&self, tag: usize) -> bool {
        match self {
            Self::Known(_, evaluation, slot) => crate::domain::columns::has_bit(&evaluation.tags[tag], *slot),
            Self::MadeUp(solo) => solo.tag(tag),
        }
    }
}

fn who<R>(book: &Book, evaluation: &Evaluation, example: &Example, read: impl Fn(&Subject) -> R) -> Result<R, Broken> {
    if let Some(id) = &example.customer {
        let slot = book
            .customers
            .slot(id)
            .filter(|slot| book.customers.at(*slot).is_some());
        let slot = slot.ok_or_else(|| Broken::NoCustomer(id.clone()))?;
        if !evaluation.exists(slot) {
            return Err(Broken::NotYet(id.clone()));
        }
        return Ok(read(&Subject::Known(book, evaluation, slot)));
    }
    let facts = example.facts.as_ref().ok_or(Broken::Empty)?;
    let solo = Solo::made_up(&evaluation.plan, facts).map_err(Broken::Facts)?;
    Ok(read(&Subject::MadeUp(Box::new(solo))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Day;
    use crate::domain::id::CustomerId;
    use crate::domain::ledger::Ledger;
    use serde_json::{Value, json};
    use std::sync::Arc;

    fn tried(example: Value) -> Outcome {
        let mut book = Book::default();
        let id = CustomerId::new("zhang").unwrap();
        let mut customer = Customer::new(id, "张记五金");
        customer.declared_annual_purchase = Some(crate::domain::money::Fen(120_000_000));
        customer.cooperation_since = Day::parse("2024-01-01");
        customer.overrides = serde_json::from_value(json!([
            {"dimension": "value", "class": "ordinary", "set_on": "2026-01-01", "reason": "r"}
        ]))
        .unwrap();
        book.customers.put(Arc::new(customer));
        let day = Day::parse("2026-11-21").unwrap();
        let evaluation = Evaluation::with_default(&book, &Ledger::build(&book), day);
        assert_eq!(evaluation.class_in(0, "value"), Some("ordinary"));
        let mut whole = json!({"id": "e"});
        whole
            .as_object_mut()
            .unwrap()
            .extend(example.as_object().unwrap().clone());
        run(&book, &evaluation, &serde_json::from_value(whole).unwrap())
    }

    use crate::domain::kind::Customer;

    #[test]
    fn a_customer_is_judged_by_the_rules_and_not_by_hand() {
        let value = |class: &str| json!({"customer": "zhang", "dimension": "value", "class": class});
        assert_eq!(tried(value("strategic")), Outcome::Passed);
        assert_eq!(tried(value("key")), Outcome::OtherClass(Some("strategic".into())));
        let mature = |not: bool| json!({"customer": "zhang", "tag": "mature", "not": not});
        assert_eq!(tried(mature(false)), Outcome::Passed);
        assert_eq!(tried(mature(true)), Outcome::OtherTag { has: true });
    }

    #[test]
    fn made_up_figures_stand_on_both_sides_of_a_border() {
        let value =
            |yuan: f64, class: &str| json!({"facts": {"annual_purchase": yuan}, "dimension": "value", "class": class});
        assert_eq!(tried(value(1_000_000.0, "strategic")), Outcome::Passed);
        assert_eq!(
            tried(value(999_999.99, "strategic")),
            Outcome::OtherClass(Some("key".into()))
        );
        let nothing_known = json!({"facts": {}, "dimension": "value", "class": null});
        assert_eq!(tried(nothing_known), Outcome::Passed);
        let lost = json!({"facts": {"has_dealt": true, "stage": "lost"}, "dimension": "risk", "class": "high"});
        assert_eq!(tried(lost), Outcome::Passed);
    }

    #[test]
    fn what_cannot_be_run_says_why() {
        use Broken::*;
        let table = [
            (json!({}), Empty),
            (json!({"customer": "zhang"}), Empty),
            (json!({"dimension": "value", "class": "key"}), Empty),
            (json!({"customer": "li", "dimension": "value"}), NoCustomer("li".into())),
            (json!({"customer": "zhang", "dimension": "x"}), NoDimension("x".into())),
            (
                json!({"customer": "zhang", "dimension": "value", "class": "x"}),
                NoClass("x".into()),
            ),
            (json!({"customer": "zhang", "tag": "x"}), NoTag("x".into())),
            (
                json!({"facts": {"annual_purchase": "many", "no_such": 1}, "dimension": "value"}),
                Facts(vec![
                    ("annual_purchase".into(), FactProblem::Number),
                    ("no_such".into(), FactProblem::Unknown),
                ]),
            ),
        ];
        for (example, broken) in table {
            assert_eq!(tried(example.clone()), Outcome::Broken(broken), "{example}");
        }
    }
}
