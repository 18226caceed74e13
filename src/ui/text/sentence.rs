//! Conditions and figures as sentences in the page's language: a rule with its border written out, a customer's figure with its
//! unit, and how far the two are apart. Pure; the why slip and the rule editor read it.

use super::{T, names};
use crate::domain::kind::{CustomerKind, Intent};
use crate::domain::label::Lang;
use crate::domain::metric::{Evidence, METRICS, Unit, index_of};
use crate::domain::money::Fen;
use crate::domain::rule::explain::{Actual, LeafTrace};
use crate::domain::rule::plan::Plan;
use crate::domain::rule::{Condition, Operand, Operator, fact};
use crate::ui::format;

/// Says conditions of a plan in a language.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The language.
    pub lang: Lang,
    /// The plan whose facts and classes are named.
    pub plan: &'a Plan,
}

/// The distance of a figure from a border.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Distance {
    /// So much is missing.
    Short(String),
    /// So much beyond the border.
    Over(String),
    /// So much before the border.
    Under(String),
    /// On the border.
    On,
}

impl Words<'_> {
    /// A fact's name.
    pub fn fact(self, id: &str) -> String {
        tight(&names::fact(self.lang, self.plan, id), self.lang)
    }

    /// A fact's name without what stands in brackets.
    pub fn short_fact(self, id: &str) -> String {
        let name = self.fact(id);
        let end = name.find(['（', '(']).filter(|i| *i > 0).unwrap_or(name.len());
        name[..end].trim().to_owned()
    }

    /// What a fact counts, where it is a number.
    pub fn unit(self, id: &str) -> Option<Unit> {
        fact::number_column(id, &self.plan.extra_columns).map(fact::unit)
    }

    /// A figure of a fact with its unit: `876,000元`, `2次`, `20 %`.
    pub fn figure(self, id: &str, value: f64) -> String {
        let t = T(self.lang);
        match self.unit(id) {
            Some(Unit::Yuan) => match self.lang {
                Lang::Zh => format!("{}{}", format::yuan(fen(value)), t.yuan()),
                Lang::En => format::yuan_sign(fen(value)),
            },
            Some(Unit::Share) => format!("{}\u{a0}%", number(value * 100.0)),
            Some(Unit::Flag) => if value == 0.0 { t.no() } else { t.yes() }.to_owned(),
            Some(Unit::Days) if value == 1.0 => t.in_one_day().to_owned(),
            Some(Unit::Days) => t.in_days(number(value)),
            Some(Unit::Months) if value == 1.0 => t.in_one_month().to_owned(),
            Some(Unit::Months) => t.in_months(number(value)),
            Some(Unit::Score | Unit::Points) if value == 1.0 => t.in_one_point().to_owned(),
            Some(Unit::Score | Unit::Points) => t.in_points(number(value)),
            Some(Unit::Count) => match counted(id) {
                Counted::Orders => t.in_orders(number(value)),
                Counted::Times => t.in_times(number(value)),
                Counted::Items => t.in_items(number(value)),
            },
            None => number(value),
        }
    }

    /// What a customer has of a fact; said where it is missing.
    pub fn actual(self, id: &str, actual: &Actual) -> String {
        match actual {
            Actual::Missing => T(self.lang).no_data().to_owned(),
            Actual::Number(value) => self.figure(id, *value),
            Actual::Word(word) => self.word(id, word),
            Actual::List(words) if words.is_empty() => T(self.lang).none().to_owned(),
            Actual::List(words) => format::list(words, self.lang),
        }
    }

    /// A comparison: `年采购额 ≥ 1,000,000元`.
    pub fn leaf(self, id: &str, operator: Operator, value: &Operand) -> String {
        self.compared(&self.fact(id), id, operator, value)
    }

    /// The same with the fact's short name.
    pub fn short_leaf(self, id: &str, operator: Operator, value: &Operand) -> String {
        self.compared(&self.short_fact(id), id, operator, value)
    }

    /// The line alone: `≥ 1,000,000元`; nothing where words are compared.
    pub fn line(self, id: &str, operator: Operator, value: &Operand) -> Option<String> {
        let is_line = self.is_size(id) && matches!(value, Operand::Number(_));
        is_line.then(|| self.compared("", id, operator, value).trim().to_owned())
    }

    fn compared(self, name: &str, id: &str, operator: Operator, value: &Operand) -> String {
        let t = T(self.lang);
        let what = self.operand(id, value);
        let sign = match operator {
            Operator::LessThan => "<",
            Operator::LessThanInclusive => "≤",
            Operator::GreaterThan => ">",
            Operator::GreaterThanInclusive => "≥",
            Operator::Equal if self.is_size(id) => "=",
            Operator::NotEqual if self.is_size(id) => "≠",
            Operator::Equal | Operator::In => return t.fact_is(name, what),
            Operator::NotEqual | Operator::NotIn => return t.fact_is_not(name, what),
            Operator::Contains => return t.fact_has(name, what),
            Operator::DoesNotContain => return t.fact_has_not(name, what),
        };
        format!("{name} {sign} {what}")
    }

    /// A whole condition in one sentence, parts in brackets where they need it.
    pub fn condition(self, condition: &Condition) -> String {
        let t = T(self.lang);
        match condition {
            Condition::All(parts) | Condition::Any(parts) if parts.is_empty() => t.always().to_owned(),
            Condition::All(parts) => self.joined(parts, t.and_between()),
            Condition::Any(parts) => self.joined(parts, t.or_between()),
            Condition::Not(part) => t.not_that(self.condition(part)),
            Condition::Leaf(leaf) => self.leaf(&leaf.fact, leaf.operator, &leaf.value),
        }
    }

    fn joined(self, parts: &[Condition], between: &str) -> String {
        let alone = parts.len() == 1;
        let part = |part: &Condition| {
            let text = self.condition(part);
            let list = matches!(part, Condition::All(p) | Condition::Any(p) if p.len() > 1);
            if list && !alone {
                T(self.lang).in_brackets(text)
            } else {
                text
            }
        };
        parts.iter().map(part).collect::<Vec<_>>().join(between)
    }

    fn operand(self, id: &str, value: &Operand) -> String {
        match value {
            Operand::Number(value) => self.figure(id, *value),
            Operand::Text(word) => self.word(id, word),
            Operand::Flag(yes) => if *yes { T(self.lang).yes() } else { T(self.lang).no() }.to_owned(),
            Operand::List(values) => {
                let all: Vec<String> = values.iter().map(|v| self.operand(id, v)).collect();
                all.join(T(self.lang).or_in_list())
            }
        }
    }

    /// A word of a fact as people say it: a class by its name, a choice by its label.
    fn word(self, id: &str, word: &str) -> String {
        let label = match id {
            "kind" => CustomerKind::from_word(word).map(CustomerKind::label),
            "intent" => Intent::from_word(word).map(Intent::label),
            _ => None,
        };
        if let Some(label) = label {
            return T(self.lang).label(&label);
        }
        // A stage set by hand names a class of the stage.
        let dimension = if id == "stage_override" { "stage" } else { id };
        match self
            .plan
            .dimensions
            .iter()
            .find(|d| *d.id == *dimension && d.text_of.is_none())
        {
            Some(dimension) => names::class(self.lang, dimension, word),
            None => word.to_owned(),
        }
    }

    fn is_size(self, id: &str) -> bool {
        self.unit(id).is_some_and(|unit| unit != Unit::Flag)
    }

    /// How far a customer's figure is from the border of a comparison; nothing where there is no distance to tell.
    pub fn distance(self, leaf: &LeafTrace) -> Option<Distance> {
        let (Actual::Number(actual), Operand::Number(border)) = (&leaf.actual, &leaf.value) else {
            return None;
        };
        if !self.is_size(&leaf.fact) {
            return None;
        }
        let apart = actual - border;
        let size = self.figure(&leaf.fact, apart.abs());
        let upward = matches!(leaf.operator, Operator::GreaterThan | Operator::GreaterThanInclusive);
        match leaf.operator {
            Operator::Equal if !leaf.holds && apart < 0.0 => Some(Distance::Short(size)),
            Operator::Equal if !leaf.holds => Some(Distance::Over(size)),
            operator if !operator.is_order() => None,
            _ if apart == 0.0 => Some(Distance::On),
            _ if apart > 0.0 => Some(Distance::Over(size)),
            _ if upward => Some(Distance::Short(size)),
            _ => Some(Distance::Under(size)),
        }
    }
}

impl Distance {
    /// In words: `差124,000元`, `超376,000元`.
    pub fn words(&self, lang: Lang) -> String {
        let t = T(lang);
        match self {
            Self::Short(size) => t.short_by(size),
            Self::Over(size) => t.over_by(size),
            Self::Under(size) => t.under_by(size),
            Self::On => t.on_the_line().to_owned(),
        }
    }
}

/// What a count counts; the word behind the number follows.
enum Counted {
    Orders,
    Times,
    Items,
}

fn counted(id: &str) -> Counted {
    match index_of(id).map(|i| METRICS[i].evidence) {
        Some(Evidence::Orders(_) | Evidence::DueOrders) => Counted::Orders,
        Some(Evidence::Interactions(_) | Evidence::Answers(_) | Evidence::Complaints(_)) => Counted::Times,
        _ => Counted::Items,
    }
}

/// Yuan of a metric as an amount.
pub fn fen(yuan: f64) -> Fen {
    Fen((yuan * 100.0).round() as i64)
}

/// A number with the decimals it needs, two at most.
pub fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    let decimals = if rounded.fract() == 0.0 {
        0
    } else if (rounded * 10.0).fract().abs() < 1e-9 {
        1
    } else {
        2
    };
    format::decimal(rounded, decimals)
}

/// A Chinese name without typed spaces and with full-width brackets, as the page writes them.
fn tight(name: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return name.to_owned();
    }
    let narrow = name.replace('(', "（").replace(')', "）");
    let chars: Vec<char> = narrow.chars().collect();
    let keeps = |i: usize| {
        let latin = |at: Option<&char>| at.is_some_and(char::is_ascii);
        chars[i] != ' ' || (latin(i.checked_sub(1).and_then(|i| chars.get(i))) && latin(chars.get(i + 1)))
    };
    (0..chars.len()).filter(|i| keeps(*i)).map(|i| chars[i]).collect()
}

text! {
    in_days(n) = "{n}天" / "{n} days";
    in_months(n) = "{n}个月" / "{n} months";
    in_points(n) = "{n}分" / "{n} points";
    in_one_day = "1天" / "1 day";
    in_one_month = "1个月" / "1 month";
    in_one_point = "1分" / "1 point";
    in_orders(n) = "{n}笔" / "{n}";
    in_times(n) = "{n}次" / "{n}";
    in_items(n) = "{n}" / "{n}";
    no_data = "缺数据" / "no data";
    always = "总是成立" / "always";
    fact_is(fact, what) = "{fact}：{what}" / "{fact}: {what}";
    fact_is_not(fact, what) = "{fact}不是{what}" / "{fact} is not {what}";
    fact_has(fact, what) = "{fact}含{what}" / "{fact} has {what}";
    fact_has_not(fact, what) = "{fact}不含{what}" / "{fact} does not have {what}";
    and_between = "，且" / " and ";
    or_between = "，或" / " or ";
    or_in_list = "或" / " or ";
    not_that(what) = "并非（{what}）" / "not ({what})";
    in_brackets(what) = "（{what}）" / "({what})";
    short_by(size) = "差{size}" / "{size} short";
    over_by(size) = "超{size}" / "{size} over";
    under_by(size) = "低{size}" / "{size} below";
    on_the_line = "正好" / "exactly";
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn say(json: serde_json::Value, lang: Lang) -> String {
        let plan = Plan::default_rules();
        let condition: Condition = serde_json::from_value(json).unwrap();
        Words { lang, plan: &plan }.condition(&condition)
    }

    #[test]
    fn conditions_are_said_with_their_border_and_unit() {
        let leaf = |fact: &str, operator: &str, value: serde_json::Value| json!({"fact": fact, "operator": operator, "value": value});
        let table = [
            (
                leaf("annual_purchase", "greaterThanInclusive", json!(1_000_000)),
                "年采购额（近12个月） ≥ 1,000,000元",
                "Purchases in 12 months ≥ ¥1,000,000",
            ),
            (
                leaf("interactions_30d", "equal", json!(1)),
                "近30天互动 = 1次",
                "Interactions in 30 days = 1",
            ),
            (
                leaf("tenure_months", "lessThan", json!(12)),
                "合作时长 < 12个月",
                "Tenure < 12 months",
            ),
            (
                leaf("response_rate_60d", "lessThan", json!(0.2)),
                "近60天响应率 < 20\u{a0}%",
                "Response rate in 60 days < 20\u{a0}%",
            ),
            (
                leaf("health_score", "lessThanInclusive", json!(59.5)),
                "健康分 ≤ 59.5分",
                "Health score ≤ 59.5 points",
            ),
            (
                leaf("has_need", "equal", json!(true)),
                "已记需求：是",
                "A need is recorded: Yes",
            ),
            (
                leaf("stage", "in", json!(["active", "lost"])),
                "合作阶段：成交客户或流失客户",
                "Stage: Active or Lost",
            ),
            (
                leaf("intent", "notEqual", json!("A")),
                "意向等级不是A 高意向",
                "Intent is not A high",
            ),
            (
                leaf("tags", "contains", json!("重视性价比")),
                "人工标签含重视性价比",
                "Tags by hand has 重视性价比",
            ),
        ];
        for (json, zh, en) in table {
            assert_eq!(
                (say(json.clone(), Lang::Zh).as_str(), say(json, Lang::En).as_str()),
                (zh, en)
            );
        }
    }

    #[test]
    fn lists_in_lists_stand_in_brackets() {
        let leaf = |n: u32| json!({"fact": "orders_6m", "operator": "greaterThan", "value": n});
        let nested = json!({"all": [{"any": [leaf(1), leaf(2)]}, leaf(3), {"not": leaf(4)}]});
        assert_eq!(
            say(nested.clone(), Lang::Zh),
            "（近6个月订单数 > 1笔，或近6个月订单数 > 2笔），且近6个月订单数 > 3笔，且并非（近6个月订单数 > 4笔）"
        );
        assert!(say(nested, Lang::En).starts_with("(Orders in 6 months > 1 or Orders in 6 months > 2) and "));
        assert_eq!(say(json!({"all": []}), Lang::En), "always");
        assert_eq!(
            say(json!({"all": [{"any": [leaf(1), leaf(2)]}]}), Lang::Zh),
            "近6个月订单数 > 1笔，或近6个月订单数 > 2笔"
        );
    }

    #[test]
    fn the_distance_to_a_border_is_told_on_either_side() {
        let plan = Plan::default_rules();
        let words = Words {
            lang: Lang::Zh,
            plan: &plan,
        };
        let told = |operator, border: f64, actual: Actual, holds| {
            let leaf = LeafTrace {
                fact: "annual_purchase".into(),
                operator,
                value: Operand::Number(border),
                actual,
                holds,
            };
            words.distance(&leaf).map(|d| d.words(Lang::Zh))
        };
        use Operator::*;
        let table = [
            (GreaterThanInclusive, 1_000_000.0, 876_000.0, false, "差124,000元"),
            (GreaterThanInclusive, 500_000.0, 876_000.0, true, "超376,000元"),
            (LessThan, 500_000.0, 876_000.0, false, "超376,000元"),
            (LessThan, 500_000.0, 123_456.78, true, "低376,543.22元"),
            (GreaterThan, 500_000.0, 500_000.0, false, "正好"),
            (Equal, 2.0, 5.0, false, "超3元"),
        ];
        for (operator, border, actual, holds, expected) in table {
            assert_eq!(
                told(operator, border, Actual::Number(actual), holds).as_deref(),
                Some(expected)
            );
        }
        assert_eq!(told(LessThan, 1.0, Actual::Missing, false), None);
    }

    #[test]
    fn what_is_missing_is_said_and_never_zero() {
        let plan = Plan::default_rules();
        for (lang, text) in [(Lang::Zh, "缺数据"), (Lang::En, "no data")] {
            assert_eq!(
                Words { lang, plan: &plan }.actual("annual_purchase", &Actual::Missing),
                text
            );
        }
        assert_eq!(
            (number(33.333), number(-0.5), number(20.0)),
            ("33.33".into(), "-0.5".into(), "20".into())
        );
    }
}
