//! Conditions and figures as sentences in the page's language: a rule with its border written out, a customer's figure with its
//! unit, and how far the two are apart. Pure; the why slip and the rule editor read it.

use super::{T, names};
use crate::domain::inquiry::explain::{Actual, LeafTrace};
use crate::domain::kind::{CustomerKind, Intent};
use crate::domain::label::Lang;
use crate::domain::metric::{self, Evidence, Unit};
use crate::domain::money::Fen;
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
        let before = name.split(['（', '(']).next().unwrap_or_default().trim();
        if before.is_empty() { name } else { before.to_owned() }
    }

    /// What a fact counts, where it is a number.
    pub fn unit(self, id: &str) -> Option<Unit> {
        fact::number_column(id, &self.plan.extra_columns).map(fact::unit)
    }

    /// A figure of a fact with its unit: `876,000元`, `2次`, `20 %`.
    pub fn figure(self, id: &str, value: f64) -> String {
        match self.unit(id) {
            Some(Unit::Yuan) => self.yuan(format::yuan(fen(value))),
            Some(Unit::Share) => self.counted(id, value, number(value * 100.0)),
            _ => self.counted(id, value, number(value)),
        }
    }

    /// The border of a rule with its unit: every digit it has, so that two borders that differ never read alike.
    pub fn border(self, id: &str, value: f64) -> String {
        match self.unit(id) {
            Some(Unit::Yuan) if fen(value).0 as f64 / 100.0 == value => self.figure(id, value),
            Some(Unit::Share) => self.counted(id, value, scaled(value, 100.0)),
            _ => self.counted(id, value, exact(value)),
        }
    }

    fn yuan(self, amount: String) -> String {
        match (self.lang, amount.strip_prefix('-')) {
            (Lang::Zh, _) => format!("{amount}{}", T(self.lang).yuan()),
            (Lang::En, Some(amount)) => format!("-CNY {amount}"),
            (Lang::En, None) => format!("CNY {amount}"),
        }
    }

    /// A number as it is written, with the unit of what it counts.
    fn counted(self, id: &str, value: f64, written: String) -> String {
        let t = T(self.lang);
        match self.unit(id) {
            Some(Unit::Share) => format!("{written}\u{a0}%"),
            Some(Unit::Flag) => if value == 0.0 { t.no() } else { t.yes() }.to_owned(),
            Some(Unit::Days) if value == 1.0 => t.in_one_day().to_owned(),
            Some(Unit::Days) => t.in_days(written),
            Some(Unit::Months) if value == 1.0 => t.in_one_month().to_owned(),
            Some(Unit::Months) => t.in_months(written),
            Some(Unit::Score | Unit::Points) if value == 1.0 => t.in_one_point().to_owned(),
            Some(Unit::Score | Unit::Points) => t.in_points(written),
            Some(Unit::Count) => match counted(id) {
                Counted::Orders => t.in_orders(written),
                Counted::Times => t.in_times(written),
                Counted::Items => t.in_items(written),
            },
            Some(Unit::Yuan) => self.yuan(written),
            None => written,
        }
    }

    /// What a customer has of a fact; said where it is missing.
    pub fn actual(self, id: &str, actual: &Actual) -> String {
        match actual {
            Actual::Missing => T(self.lang).no_data().to_owned(),
            Actual::Number(0.0) if self.unit(id) == Some(Unit::Days) => T(self.lang).same_day().to_owned(),
            Actual::Number(0.0) if self.unit(id) == Some(Unit::Months) => T(self.lang).under_a_month().to_owned(),
            Actual::Number(value) => self.figure(id, *value),
            Actual::Word(word) => self.word(id, word),
            Actual::List(words) if words.is_empty() => T(self.lang).none().to_owned(),
            Actual::List(words) => format::list(words, self.lang),
        }
    }

    /// A comparison: `年采购额 ≥ 1,000,000元`, `合作阶段是流失客户`.
    pub fn leaf(self, id: &str, operator: Operator, value: &Operand) -> String {
        self.compared(&self.fact(id), id, operator, value)
    }

    /// The same with the fact's short name.
    pub fn short_leaf(self, id: &str, operator: Operator, value: &Operand) -> String {
        self.compared(&self.short_fact(id), id, operator, value)
    }

    /// The line alone: `≥ 1,000,000元`; nothing where words are compared.
    pub fn line(self, id: &str, operator: Operator, value: &Operand) -> Option<String> {
        let is_border = !matches!(operator, Operator::Equal | Operator::NotEqual);
        let is_line = is_border && self.is_size(id) && matches!(value, Operand::Number(_));
        is_line.then(|| self.compared("", id, operator, value).trim().to_owned())
    }

    /// The comparison without the fact: `≥ 1,000,000元`, `是流失客户`.
    pub fn comparison(self, id: &str, operator: Operator, value: &Operand) -> String {
        let whole = self.compared("", id, operator, value);
        whole.trim_start_matches([' ', '：', ':']).to_owned()
    }

    fn compared(self, name: &str, id: &str, operator: Operator, value: &Operand) -> String {
        let t = T(self.lang);
        if let Some(signal) = self.plan.signals.iter().find(|s| *s.id == *id) {
            return self.signal(&names::signal_called(self.lang, id, &signal.name), operator, value);
        }
        if self.unit(id) == Some(Unit::Flag) {
            return match accepted(operator, value) {
                (true, true) => t.fact_is_known(name),
                (true, false) => t.fact_yes_or_no(name, t.yes()),
                (false, true) => t.fact_yes_or_no(name, t.no()),
                (false, false) => t.fact_never(name),
            };
        }
        let what = self.operand(id, value);
        let sign = match operator {
            Operator::LessThan => "<",
            Operator::LessThanInclusive => "≤",
            Operator::GreaterThan => ">",
            Operator::GreaterThanInclusive => "≥",
            Operator::Equal if self.is_size(id) => "=",
            Operator::NotEqual if self.is_size(id) => "≠",
            Operator::In if what.is_empty() => return t.fact_never(name),
            Operator::NotIn if what.is_empty() => return t.fact_is_known(name),
            Operator::NotIn => return self.none_of(name, id, value, what),
            Operator::Equal | Operator::In => return t.fact_is(name, what),
            Operator::NotEqual => return t.fact_is_not(name, what),
            Operator::Contains => return t.fact_has(name, what),
            Operator::DoesNotContain => return t.fact_has_not(name, what),
        };
        format!("{name} {sign} {what}")
    }

    fn none_of(self, name: &str, id: &str, value: &Operand, what: String) -> String {
        match value {
            Operand::List(values) if values.len() > 1 => {
                let all = values.iter().map(|v| self.operand(id, v));
                T(self.lang).fact_is_none_of(name, format::list(all, self.lang))
            }
            _ => T(self.lang).fact_is_not(name, what),
        }
    }

    fn signal(self, name: &str, operator: Operator, value: &Operand) -> String {
        let t = T(self.lang);
        match accepted(operator, value) {
            (true, true) => t.always().to_owned(),
            (true, false) => t.signal_on(name),
            (false, true) => t.signal_off(name),
            (false, false) => t.never().to_owned(),
        }
    }

    /// A whole condition in one sentence, parts in brackets where they need it.
    pub fn condition(self, condition: &Condition) -> String {
        let t = T(self.lang);
        match bare(condition) {
            Condition::All(parts) | Condition::Any(parts) if parts.is_empty() => t.always().to_owned(),
            Condition::All(parts) => self.joined(parts, t.and_between()),
            Condition::Any(parts) => self.joined(parts, t.or_between()),
            Condition::Not(part) if is_empty(bare(part)) => t.never().to_owned(),
            Condition::Not(part) => t.not_that(self.condition(part)),
            Condition::Leaf(leaf) => self.leaf(&leaf.fact, leaf.operator, &leaf.value),
        }
    }

    fn joined(self, parts: &[Condition], between: &str) -> String {
        let part = |part: &Condition| match bare(part) {
            Condition::All(list) | Condition::Any(list) if !list.is_empty() => {
                T(self.lang).in_brackets(self.condition(part))
            }
            _ => self.condition(part),
        };
        parts.iter().map(part).collect::<Vec<_>>().join(between)
    }

    /// What a fact is compared with, in words.
    pub fn operand(self, id: &str, value: &Operand) -> String {
        match value {
            Operand::Number(value) => self.border(id, *value),
            Operand::Text(word) => self.word(id, word),
            Operand::Flag(yes) => if *yes { T(self.lang).yes() } else { T(self.lang).no() }.to_owned(),
            Operand::List(values) => {
                let all: Vec<String> = values.iter().map(|v| self.operand(id, v)).collect();
                match all.split_last() {
                    Some((last, rest)) if !rest.is_empty() => {
                        T(self.lang).one_or_other(format::list(rest, self.lang), last)
                    }
                    _ => all.concat(),
                }
            }
        }
    }

    /// A word of a fact as people say it: a class by its name, a choice by its label.
    pub fn word(self, id: &str, word: &str) -> String {
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
        // What parts two percentages are points.
        let size = match self.unit(&leaf.fact) {
            Some(Unit::Share) => T(self.lang).in_percentage_points(number(apart.abs() * 100.0)),
            _ => self.figure(&leaf.fact, apart.abs()),
        };
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

/// A condition out of the lists of one part that it stands in: they say nothing.
fn bare(condition: &Condition) -> &Condition {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => match &**parts {
            [part] => bare(part),
            _ => condition,
        },
        _ => condition,
    }
}

fn is_empty(condition: &Condition) -> bool {
    matches!(condition, Condition::All(parts) | Condition::Any(parts) if parts.is_empty())
}

/// Whether a comparison holds for yes, and for no.
fn accepted(operator: Operator, value: &Operand) -> (bool, bool) {
    let named = |yes: bool| match value {
        Operand::List(values) => values.contains(&Operand::Flag(yes)),
        value => *value == Operand::Flag(yes),
    };
    match operator {
        Operator::Equal | Operator::In => (named(true), named(false)),
        Operator::NotEqual | Operator::NotIn => (!named(true), !named(false)),
        _ => (false, false),
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

/// The word behind a number of this unit, as it stands in a field: `元`, `笔`, `%`.
pub fn unit_word(lang: Lang, id: &str, unit: Unit) -> &'static str {
    let t = T(lang);
    match unit {
        Unit::Yuan => t.yuan(),
        Unit::Share => "%",
        Unit::Days => t.unit_days(),
        Unit::Months => t.unit_months(),
        Unit::Score | Unit::Points => t.unit_points(),
        Unit::Flag => "",
        Unit::Count => match counted(id) {
            Counted::Orders => t.unit_orders(),
            Counted::Times => t.unit_times(),
            Counted::Items => t.unit_items(),
        },
    }
}

/// What a count counts; the word behind the number follows.
enum Counted {
    Orders,
    Times,
    Items,
}

fn counted(id: &str) -> Counted {
    match metric::find(id).map(|metric| metric.evidence) {
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

/// A number with every digit it has, and no more.
pub fn exact(value: f64) -> String {
    scaled(value, 1.0)
}

/// The shortest writing of a number times `scale` that means just this number.
fn scaled(value: f64, scale: f64) -> String {
    let means = |decimals: &usize| {
        let written = format!("{:.decimals$}", value * scale);
        written.parse::<f64>().is_ok_and(|n| n / scale == value)
    };
    match (0..=17).find(means) {
        Some(decimals) if value.abs() < 1e16 => format::decimal(value * scale, decimals),
        _ => format!("{:e}", value * scale),
    }
}

/// A Chinese name without typed spaces and with full-width brackets, as the page writes them.
fn tight(name: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return name.to_owned();
    }
    let narrow = name.replace('(', "（").replace(')', "）");
    let chars: Vec<char> = narrow.chars().collect();
    let latin = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii);
    let keeps = |(i, c): &(usize, &char)| **c != ' ' || (latin(i.checked_sub(1)) && latin(Some(i + 1)));
    chars.iter().enumerate().filter(keeps).map(|(_, c)| *c).collect()
}

text! {
    in_days(n) = "{n}天" / "{n} days";
    in_months(n) = "{n}个月" / "{n} months";
    in_points(n) = "{n}分" / "{n} points";
    in_percentage_points(n) = "{n}个百分点" / "{n} percentage points";
    in_one_day = "1天" / "1 day";
    in_one_month = "1个月" / "1 month";
    in_one_point = "1分" / "1 point";
    in_orders(n) = "{n}笔" / "{n}";
    in_times(n) = "{n}次" / "{n}";
    in_items(n) = "{n}" / "{n}";
    unit_days = "天" / "days";
    unit_months = "个月" / "months";
    unit_points = "分" / "points";
    unit_orders = "笔" / "orders";
    unit_times = "次" / "times";
    unit_items = "项" / "items";
    no_data = "缺数据" / "no data";
    always = "总是成立" / "always";
    never = "从不成立" / "never";
    fact_yes_or_no(fact, what) = "{fact}：{what}" / "{fact}: {what}";
    fact_is(fact, what) = "{fact}是{what}" / "{fact} is {what}";
    fact_is_not(fact, what) = "{fact}有数据且不是{what}" / "{fact} is known and not {what}";
    fact_is_none_of(fact, what) = "{fact}有数据且不在{what}之列" / "{fact} is known and none of {what}";
    fact_is_known(fact) = "{fact}有数据" / "{fact} is known";
    fact_never(fact) = "{fact}从不成立" / "{fact} never holds";
    fact_has(fact, what) = "{fact}含{what}" / "{fact} has {what}";
    fact_has_not(fact, what) = "{fact}不含{what}" / "{fact} does not have {what}";
    signal_on(name) = "出现信号「{name}」" / "the signal “{name}” is on";
    signal_off(name) = "未出现信号「{name}」" / "the signal “{name}” is off";
    and_between = "，且" / " and ";
    or_between = "，或" / " or ";
    one_or_other(some, last) = "{some}或{last}" / "{some} or {last}";
    not_that(what) = "并非（{what}；缺数据算不成立）" / "not ({what}; no data counts as not holding)";
    in_brackets(what) = "（{what}）" / "({what})";
    short_by(size) = "差{size}" / "{size} short";
    over_by(size) = "超{size}" / "{size} over";
    under_by(size) = "低{size}" / "{size} below";
    on_the_line = "正好" / "exactly";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::metric::METRICS;
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
                "Purchases in 12 months ≥ CNY 1,000,000",
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
                leaf("has_need", "notEqual", json!(true)),
                "已记需求：否",
                "A need is recorded: No",
            ),
            (
                leaf("stage", "in", json!(["active", "lost"])),
                "合作阶段是成交客户或流失客户",
                "Stage is Active or Lost",
            ),
            (
                leaf("stage", "notIn", json!(["active", "lost"])),
                "合作阶段有数据且不在成交客户、流失客户之列",
                "Stage is known and none of Active, Lost",
            ),
            (
                leaf("stage", "notIn", json!(["lost"])),
                "合作阶段有数据且不是流失客户",
                "Stage is known and not Lost",
            ),
            (leaf("stage", "in", json!([])), "合作阶段从不成立", "Stage never holds"),
            (leaf("stage", "notIn", json!([])), "合作阶段有数据", "Stage is known"),
            (
                leaf("orders_6m", "in", json!([1, 2, 3])),
                "近6个月订单数是1笔、2笔或3笔",
                "Orders in 6 months is 1, 2 or 3",
            ),
            (
                leaf("intent", "notEqual", json!("A")),
                "意向等级有数据且不是A 高意向",
                "Intent is known and not A high",
            ),
            (
                leaf("tags", "contains", json!("重视性价比")),
                "人工标签含重视性价比",
                "Tags by hand has 重视性价比",
            ),
            (
                leaf("low_response", "equal", json!(true)),
                "出现信号「响应偏低」",
                "the signal “Low response” is on",
            ),
            (
                leaf("low_response", "notIn", json!([true])),
                "未出现信号「响应偏低」",
                "the signal “Low response” is off",
            ),
            (leaf("low_response", "equal", json!("x")), "从不成立", "never"),
            // Every digit of a border, and no more.
            (
                leaf("response_rate_60d", "lessThan", json!(0.07)),
                "近60天响应率 < 7\u{a0}%",
                "Response rate in 60 days < 7\u{a0}%",
            ),
            (
                leaf("response_rate_60d", "lessThan", json!(0.123456)),
                "近60天响应率 < 12.3456\u{a0}%",
                "Response rate in 60 days < 12.3456\u{a0}%",
            ),
            (
                leaf("lifetime_amount", "greaterThan", json!(-1234.5)),
                "累计采购额 > -1,234.50元",
                "Purchases ever > -CNY 1,234.50",
            ),
            (
                leaf("lifetime_amount", "greaterThan", json!(0.001)),
                "累计采购额 > 0.001元",
                "Purchases ever > CNY 0.001",
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
            "（近6个月订单数 > 1笔，或近6个月订单数 > 2笔），且近6个月订单数 > 3笔，且并非（近6个月订单数 > 4笔；缺数据算不成立）"
        );
        assert!(say(nested, Lang::En).starts_with("(Orders in 6 months > 1 or Orders in 6 months > 2) and "));
        assert_eq!(say(json!({"all": []}), Lang::En), "always");
        assert_eq!(
            say(json!({"all": [{"any": [leaf(1), leaf(2)]}]}), Lang::Zh),
            "近6个月订单数 > 1笔，或近6个月订单数 > 2笔"
        );
        // A list of one list is that list, also among others.
        let wrapped = json!({"any": [{"all": [{"all": [leaf(1), leaf(2)]}]}, leaf(3)]});
        assert!(say(wrapped, Lang::En).starts_with("(Orders in 6 months > 1 and Orders in 6 months > 2) or "));
        assert_eq!(say(json!({"not": {"any": []}}), Lang::Zh), "从不成立");
    }

    #[test]
    fn every_operator_reads_differently_for_every_fact_in_both_languages() {
        let plan = Plan::default_rules();
        let own = plan
            .dimensions
            .iter()
            .map(|d| &*d.id)
            .chain(plan.signals.iter().map(|s| &*s.id));
        let record = fact::WORDS.iter().map(|w| w.id).chain(fact::LISTS.iter().map(|l| l.0));
        let facts: Vec<&str> = METRICS.iter().map(|m| m.id).chain(record).chain(own).collect();
        for (id, lang) in facts.iter().flat_map(|id| [(*id, Lang::Zh), (*id, Lang::En)]) {
            let words = Words { lang, plan: &plan };
            let yes_or_no = plan.signals.iter().any(|s| *s.id == *id) || words.unit(id) == Some(Unit::Flag);
            let value = match words.unit(id) {
                _ if yes_or_no => Operand::Flag(true),
                Some(_) => Operand::Number(2.0),
                None => Operand::Text("A".into()),
            };
            let mut told: Vec<String> = Vec::new();
            for operator in Operator::ALL.iter().filter(|operator| !operator.takes_list()) {
                let sentence = words.leaf(id, *operator, &value);
                assert!(!sentence.contains("  ") && sentence.trim() == sentence, "{sentence}");
                told.push(sentence);
            }
            let all = told.len();
            told.sort();
            told.dedup();
            // Yes and no, or never: a flag has no sizes and no parts.
            assert_eq!(told.len(), if yes_or_no { 3 } else { all }, "{id}: {told:?}");
        }
    }

    #[test]
    fn a_comparison_alone_is_what_follows_the_fact() {
        let plan = Plan::default_rules();
        let told =
            |lang, fact: &str, operator, value: Operand| Words { lang, plan: &plan }.comparison(fact, operator, &value);
        let lost = || Operand::Text("lost".into());
        assert_eq!(
            told(Lang::Zh, "annual_purchase", Operator::LessThan, Operand::Number(8e5)),
            "< 800,000元"
        );
        assert_eq!(told(Lang::Zh, "stage", Operator::Equal, lost()), "是流失客户");
        assert_eq!(
            told(Lang::En, "stage", Operator::NotEqual, lost()),
            "is known and not Lost"
        );
        assert_eq!(told(Lang::En, "has_need", Operator::Equal, Operand::Flag(false)), "No");
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
