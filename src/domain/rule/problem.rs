//! What can be wrong with a rulebook, in words for the person who wrote it.

use std::fmt;

use super::operator::Operator;
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::text::{self, json_error, rule as say};

/// What is wrong with a rulebook, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleIssue {
    /// The place, as a path in the JSON that names entries by id (`dimensions[value].classes[key].when.fact`).
    pub place: String,
    /// What is wrong.
    pub problem: RuleProblem,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum RuleProblem {
    /// The JSON does not have the shape of the record, as its reader says it.
    Malformed(String),
    /// It is no JSON object.
    NoObject,
    /// It is no list.
    NoList,
    /// It is no condition.
    NoCondition,
    /// It is several conditions in one.
    Ambiguous,
    /// It is no list of conditions.
    NoConditions,
    /// A field that must be there is missing.
    Missing(Text),
    /// There is no such operator.
    UnknownOperator(Text),
    /// It is nothing that a fact can be compared with.
    NoValue,
    /// The number is larger than numbers are kept.
    TooLarge,
    /// The operator compares with a list.
    WantsList(Operator),
    /// The operator compares with a single value.
    WantsOne(Operator),
    /// There is no such fact.
    UnknownFact(Text),
    /// The fact is a dimension that is evaluated later, or the same one.
    Circle(Text),
    /// The fact is out of use.
    OutOfUse(Text),
    /// The fact is no word of the customer's record.
    NoWord(Text),
    /// There is no such score.
    NoScore(Text),
    /// The id is empty.
    NoId,
    /// The id stands twice.
    Twice(Text),
    /// The id of a signal is the name of another fact.
    NameOfFact(Text),
    /// There are more classes than a dimension may have.
    TooManyClasses {
        /// The most it may have.
        most: usize,
    },
    /// There are more parts, entries or values than anybody could read.
    TooMany {
        /// How many there are.
        found: usize,
        /// The most there may be.
        most: usize,
    },
    /// The bounds of the bands do not fall.
    BandsOutOfOrder,
    /// The number cannot be read, or is far beyond what any figure can be.
    Absurd {
        /// The number.
        value: f64,
        /// The largest that is taken, up or down.
        most: f64,
    },
    /// The window has no month, or too many.
    Window {
        /// The most it may have.
        most: u32,
    },
    /// The borders of an RFM score are not four that rise.
    Borders,
    /// A day of a step lies behind another one that it must not lie behind.
    Behind {
        /// Which day, and how far.
        what: Label,
        /// Behind which other one, and how far that is.
        than: Label,
    },
    /// A period of a step has no length.
    NoPeriod,
}

impl RuleProblem {
    /// The problem in words, without a full stop.
    pub fn label(&self) -> Label {
        match self {
            Self::Malformed(detail) => json_error::words(detail, ""),
            Self::NoObject => text::must_be_object(),
            Self::NoList => text::must_be_list(),
            Self::NoCondition => say::no_condition(),
            Self::Ambiguous => say::ambiguous(),
            Self::Missing(field) => text::missing(field),
            Self::TooLarge => text::too_large(),
            Self::NoConditions => say::no_conditions(),
            Self::UnknownOperator(word) => say::unknown_operator(word),
            Self::NoValue => say::no_value(),
            Self::WantsList(operator) => say::wants_list(operator.word()),
            Self::WantsOne(operator) => say::wants_one(operator.word()),
            Self::UnknownFact(name) => say::unknown_fact(name),
            Self::Circle(name) => say::circle(name),
            Self::OutOfUse(name) => say::out_of_use(name),
            Self::NoWord(name) => say::no_word(name),
            Self::NoScore(id) => say::no_score(id),
            Self::NoId => say::no_id(),
            Self::Twice(id) => say::twice(id),
            Self::NameOfFact(id) => say::name_of_fact(id),
            Self::TooManyClasses { most } => say::too_many_classes(most),
            Self::TooMany { found, most } => say::too_many(found, most),
            Self::BandsOutOfOrder => say::bands_out_of_order(),
            Self::Absurd { value, most } => say::absurd(value, most),
            Self::Window { most } => say::window(most),
            Self::Borders => say::borders(),
            Self::Behind { what, than } => say::behind(what.clone(), than.clone()),
            Self::NoPeriod => say::no_period(),
        }
    }
}

impl RuleIssue {
    /// Something wrong at a place.
    pub(in crate::domain) fn new(place: String, problem: RuleProblem) -> Self {
        Self { place, problem }
    }

    /// The place and the problem in words.
    pub fn label(&self) -> Label {
        say::at(&self.place, self.problem.label())
    }
}

/// What a reader passes on, in short: the words for people ([`RuleIssue::label`]) would be in the first load of all.
impl fmt::Display for RuleIssue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place)?;
        match &self.problem {
            RuleProblem::Malformed(detail) => write!(f, ": {detail}"),
            RuleProblem::Missing(field) => write!(f, ": missing field `{field}`"),
            RuleProblem::UnknownOperator(word) => write!(f, ": unknown operator `{word}`"),
            _ => f.write_str(": not what a rulebook has here"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rule::Rulebook;
    use serde_json::json;

    #[test]
    fn what_a_file_gets_wrong_is_said_at_its_place_in_both_languages() {
        let tag = |when: serde_json::Value| json!({"tags": [{"id": "t", "name": "T", "when": when}]});
        let leaf =
            |operator: &str, value: serde_json::Value| tag(json!({"fact": "x", "operator": operator, "value": value}));
        let class = |class: serde_json::Value| json!({"dimensions": [{"id": "d", "name": "D", "classes": [class]}]});
        let table = [
            (json!(3), "rulebook", "应为对象（{…}）", "must be an object {…}"),
            (json!({"tags": 5}), "tags", "应为列表（[…]）", "must be a list […]"),
            (
                leaf("like", json!(1)),
                "tags[t].when.operator",
                "没有“like”这种比较方式",
                "there is no operator \"like\"",
            ),
            (
                leaf("in", json!(1)),
                "tags[t].when.value",
                "“in”要与列表（[…]）比较",
                "\"in\" compares with a list […]",
            ),
            (
                tag(json!({"all": [{"fact": "x"}]})),
                "tags[t].when.all[0]",
                "条件应含all、any或not，或者fact、operator、value三项",
                "a condition has all, any or not, or else fact, operator and value",
            ),
            (
                class(json!({"id": "c"})),
                "dimensions[d].classes[c].name",
                "缺少必填的“name”",
                "the required \"name\" is missing",
            ),
            (
                class(json!({"id": "c", "name": "C", "strategy": 5})),
                "dimensions[d].classes[c].strategy",
                "这里应为文字，文件里是数字",
                "must be a text, but the file has a number",
            ),
            (
                json!({"scores": [{"id": "rfm", "weights": {"r": "much"}}]}),
                "scores[rfm].weights.r",
                "这里应为数字，文件里是文字",
                "must be a number, but the file has a text",
            ),
            (
                class(json!({"id": "c", "name": "C", "tone": "loud"})),
                "dimensions[d].classes[c].tone",
                "只能是以下之一：strong、middle、weak、hatch",
                "must be one of: strong, middle, weak, hatch",
            ),
        ];
        for (json, place, zh, en) in table {
            let issues = Rulebook::from_json(&json).unwrap_err();
            assert_eq!(issues.len(), 1, "{issues:?}");
            let Label {
                zh: told_zh,
                en: told_en,
            } = issues[0].problem.label();
            assert_eq!((&*issues[0].place, &*told_zh, &*told_en), (place, zh, en), "{json}");
        }
    }
}
