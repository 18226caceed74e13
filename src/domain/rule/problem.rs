//! What can be wrong with a rulebook, in words for the person who wrote it.

use std::fmt;

use super::operator::Operator;
use crate::domain::json_error;
use crate::domain::label::Label;
use crate::domain::record::Text;

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
}

impl RuleProblem {
    /// The problem in words, without a full stop.
    pub fn label(&self) -> Label {
        let named = |zh: &str, en: &str, name: &str| Label::made(zh.replace("{}", name), en.replace("{}", name));
        match self {
            Self::Malformed(detail) => json_error::words(detail, ""),
            Self::NoObject => Label::fixed("应为对象 {…}", "must be an object {…}"),
            Self::NoList => Label::fixed("应为列表 […]", "must be a list […]"),
            Self::NoCondition => Label::fixed(
                "条件应含 all、any 或 not，或者 fact、operator、value 三项",
                "a condition has all, any or not, or else fact, operator and value",
            ),
            Self::Ambiguous => Label::fixed(
                "all、any、not、fact 只能有其中一个",
                "a condition has only one of all, any, not and fact",
            ),
            Self::Missing(field) => named("缺少必填的“{}”", "the required \"{}\" is missing", field),
            Self::TooLarge => Label::fixed("数字太大", "the number is too large"),
            Self::NoConditions => Label::fixed("应为条件的列表 […]", "must be a list of conditions […]"),
            Self::UnknownOperator(word) => named("没有“{}”这种比较方式", "there is no operator \"{}\"", word),
            Self::NoValue => Label::fixed(
                "比较的值应为数字、文字、true、false 或它们的列表",
                "a value is a number, a text, true, false, or a list of these",
            ),
            Self::WantsList(operator) => named(
                "“{}”要与列表 […] 比较",
                "\"{}\" compares with a list […]",
                operator.word(),
            ),
            Self::WantsOne(operator) => named(
                "“{}”只与一个值比较",
                "\"{}\" compares with a single value",
                operator.word(),
            ),
            Self::UnknownFact(name) => named("没有“{}”这一项", "there is no \"{}\" to look at", name),
            Self::Circle(name) => named(
                "“{}”排在后面才判断，这里还看不到（循环引用）",
                "\"{}\" is judged later and is not known here yet: a circle",
                name,
            ),
            Self::OutOfUse(name) => named(
                "“{}”已停用，换一个或先恢复它",
                "\"{}\" is out of use: choose another, or restore it first",
                name,
            ),
            Self::NoWord(name) => named(
                "“{}”不是客户资料里的文字字段",
                "\"{}\" is no word of the customer's record",
                name,
            ),
            Self::NoScore(id) => named("没有评分“{}”", "there is no score \"{}\"", id),
            Self::NoId => Label::fixed("缺少编号 id", "the id is empty"),
            Self::Twice(id) => named("编号“{}”出现两次", "the id \"{}\" stands twice", id),
            Self::NameOfFact(id) => named("“{}”已是另一项数据的名字", "\"{}\" is the name of another fact", id),
            Self::TooManyClasses { most } => {
                let most = most.to_string();
                named("一个维度最多 {} 类", "a dimension has at most {} classes", &most)
            }
            Self::BandsOutOfOrder => {
                Label::fixed("各档的下限应从高到低", "bands go from the highest bound to the lowest")
            }
            Self::Absurd { value, most } => Label::made(
                format!("{value} 大得不合情理：绝对值最大 {most}"),
                format!("{value} is absurd: at most {most}, up or down"),
            ),
            Self::Window { most } => {
                let most = most.to_string();
                named("窗口应为 1 到 {} 个月", "a window has 1 to {} months", &most)
            }
            Self::Borders => Label::fixed("应为由小到大的四个数", "must be four rising numbers"),
        }
    }
}

impl RuleIssue {
    /// Something wrong at a place.
    pub(super) fn new(place: String, problem: RuleProblem) -> Self {
        Self { place, problem }
    }

    /// The place and the problem in words.
    pub fn label(&self) -> Label {
        let (place, Label { zh, en }) = (&self.place, self.problem.label());
        Label::made(format!("{place}：{zh}"), format!("{place}: {en}"))
    }
}

/// In English, as an error of the JSON reader.
impl fmt::Display for RuleIssue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label().en)
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
            (json!(3), "rulebook", "应为对象 {…}", "must be an object {…}"),
            (json!({"tags": 5}), "tags", "应为列表 […]", "must be a list […]"),
            (
                leaf("like", json!(1)),
                "tags[t].when.operator",
                "没有“like”这种比较方式",
                "there is no operator \"like\"",
            ),
            (
                leaf("in", json!(1)),
                "tags[t].when.value",
                "“in”要与列表 […] 比较",
                "\"in\" compares with a list […]",
            ),
            (
                tag(json!({"all": [{"fact": "x"}]})),
                "tags[t].when.all[0]",
                "条件应含 all、any 或 not，或者 fact、operator、value 三项",
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
