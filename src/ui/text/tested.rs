//! What came of an example, in plain words: `现在是重点客户：年采购额：960,000元，低于门槛1,000,000元`. Pure.

use super::sentence::Words;
use super::{T, names};
use crate::domain::inquiry::example::{Broken, Outcome, Reason};
use crate::domain::inquiry::explain::{Actual, LeafTrace};
use crate::domain::inquiry::made_up::FactProblem;
use crate::domain::label::Lang;
use crate::domain::rule::{Example, Operand, Operator};
use crate::ui::format;

/// What came of an example instead of what was expected; empty where it passed. `reason` is the comparison that decided.
pub fn told(words: Words, example: &Example, outcome: &Outcome, reason: Option<&Reason>) -> String {
    let t = T(words.lang);
    let why = |now: String| match reason {
        Some(Reason { leaf, ties: None }) => t.now_because(now, figure(words, leaf)),
        Some(Reason { leaf, ties: Some(n) }) => {
            let both = [figure(words, leaf), t.alike_by_id(*n)];
            t.now_because(now, format::clauses(both, words.lang))
        }
        None => now,
    };
    match outcome {
        Outcome::Passed => String::new(),
        Outcome::OtherClass(class) => {
            let id = example.dimension.as_deref().unwrap_or_default();
            let dimension = words.plan.dimensions.iter().find(|d| *d.id == *id);
            why(t.now_is(match (class, dimension) {
                (Some(class), Some(dimension)) => names::class(words.lang, dimension, class),
                (Some(class), None) => class.to_string(),
                (None, _) => t.unclassified().to_owned(),
            }))
        }
        Outcome::OtherTag { has: true } => why(t.now_has_tag().to_owned()),
        Outcome::OtherTag { has: false } => why(t.now_has_no_tag().to_owned()),
        Outcome::Broken(broken) => cannot(words, broken),
    }
}

fn cannot(words: Words, broken: &Broken) -> String {
    let t = T(words.lang);
    match broken {
        Broken::NoCustomer(id) => t.no_such_customer(id),
        Broken::NotYet(id) => t.not_yet_customer(id),
        Broken::NoDimension(id) => t.no_such_dimension(id),
        Broken::NoClass(id) => t.no_such_class(id),
        Broken::NoTag(id) => t.no_such_tag(id),
        Broken::Empty => t.example_empty().to_owned(),
        Broken::Facts(wrong) => {
            let each = wrong.iter().map(|(fact, wrong)| wrong_fact(words, fact, *wrong));
            format::list(each, words.lang)
        }
    }
}

fn wrong_fact(words: Words, fact: &str, wrong: FactProblem) -> String {
    let (t, name) = (T(words.lang), words.fact(fact));
    match wrong {
        FactProblem::Unknown => t.no_such_fact(name),
        FactProblem::Number => t.wants_number(name),
        FactProblem::Flag => t.wants_flag(name),
        FactProblem::Word | FactProblem::Class => t.wants_choice(name),
        FactProblem::List => t.wants_list(name),
    }
}

/// A figure beside the border that it met or missed.
pub fn figure(words: Words, leaf: &LeafTrace) -> String {
    let (t, fact) = (T(words.lang), words.short_fact(&leaf.fact));
    if leaf.actual == Actual::Missing {
        return t.figure_missing(fact);
    }
    let actual = words.actual(&leaf.fact, &leaf.actual);
    let Operand::Number(border) = leaf.value else {
        return match leaf.holds {
            true => t.figure_meets(fact, actual, words.comparison(&leaf.fact, leaf.operator, &leaf.value)),
            false => t.figure_wants(fact, actual, words.comparison(&leaf.fact, leaf.operator, &leaf.value)),
        };
    };
    let border = words.border(&leaf.fact, border);
    match (leaf.operator, leaf.holds) {
        (Operator::GreaterThanInclusive, true) => t.figure_reaches(fact, actual, border),
        (Operator::GreaterThanInclusive, false) | (Operator::LessThan, true) => t.figure_below(fact, actual, border),
        (Operator::GreaterThan, true) | (Operator::LessThanInclusive, false) => t.figure_above(fact, actual, border),
        (Operator::GreaterThan, false) => t.figure_not_above(fact, actual, border),
        (Operator::LessThan, false) => t.figure_not_below(fact, actual, border),
        (Operator::LessThanInclusive, true) => t.figure_within(fact, actual, border),
        (operator, true) => t.figure_meets(fact, actual, words.comparison(&leaf.fact, operator, &leaf.value)),
        (operator, false) => t.figure_wants(fact, actual, words.comparison(&leaf.fact, operator, &leaf.value)),
    }
}

text! {
    now_is(class) = "现在是{class}" / "now {class}";
    now_has_tag = "现在有这个标签" / "it has the tag now";
    now_has_no_tag = "现在没有这个标签" / "it does not have the tag now";
    now_because(now, why) = "{now}；{why}" / "{now}; {why}";
    figure_missing(fact) = "{fact}：缺数据" / "{fact}: no data";
    figure_reaches(fact, actual, border) = "{fact}：{actual}，达到门槛{border}" / "{fact}: {actual}, reaches {border}";
    figure_below(fact, actual, border) = "{fact}：{actual}，低于门槛{border}" / "{fact}: {actual}, below {border}";
    figure_above(fact, actual, border) = "{fact}：{actual}，高于门槛{border}" / "{fact}: {actual}, above {border}";
    figure_not_above(fact, actual, border) = "{fact}：{actual}，没有超过门槛{border}" / "{fact}: {actual}, not above {border}";
    figure_not_below(fact, actual, border) = "{fact}：{actual}，没有低于门槛{border}" / "{fact}: {actual}, not below {border}";
    figure_within(fact, actual, border) = "{fact}：{actual}，不超过门槛{border}" / "{fact}: {actual}, not above {border}";
    figure_meets(fact, actual, wanted) = "{fact}：{actual}，符合条件（{wanted}）" / "{fact}: {actual}, as wanted ({wanted})";
    figure_wants(fact, actual, wanted) = "{fact}：{actual}，条件要求{wanted}" / "{fact}: {actual}, the rule wants {wanted}";
    no_such_customer(id) = "簿册里没有客户{id}" / "the book has no customer {id}";
    no_such_dimension(id) = "规则里没有维度{id}" / "the rules have no dimension {id}";
    not_yet_customer(id) = "客户{id}在截止日期还没有建档" / "the customer {id} was not yet in the book on that day";
    no_such_class(id) = "这个维度没有类别{id}" / "the dimension has no class {id}";
    no_such_tag(id) = "规则里没有标签{id}" / "the rules have no tag {id}";
    example_empty = "没有写明看什么、应得什么" / "it does not say what to look at, or what to expect";
    no_such_fact(fact) = "没有这一项：{fact}" / "there is no fact {fact}";
    wants_number(fact) = "{fact}应为数字" / "{fact} must be a number";
    wants_flag(fact) = "{fact}应为是或否" / "{fact} must be yes or no";
    wants_choice(fact) = "{fact}不是可选的值" / "{fact} is none of its choices";
    wants_list(fact) = "{fact}应为若干词" / "{fact} must be a list of words";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::book::Book;
    use crate::domain::day::Day;
    use crate::domain::inquiry::example::{reason, run};
    use crate::domain::world::World;
    use serde_json::{Value, json};

    fn says(example: Value, lang: Lang) -> String {
        let world = World::new(Book::default(), Day::parse("2026-11-21").unwrap()).0;
        let example: Example = serde_json::from_value(example).unwrap();
        let outcome = run(&world.book, &world.evaluation, &example);
        let reason = reason(&world, &world.evaluation, &example);
        let plan = &world.evaluation.plan;
        told(Words { lang, plan }, &example, &outcome, reason.as_ref())
    }

    #[test]
    fn a_failing_example_names_the_figure_and_its_border() {
        let value = |yuan: f64, class: Value, not: bool| json!({"id": "e", "facts": {"annual_purchase": yuan}, "dimension": "value", "class": class, "not": not});
        let table = [
            (
                value(960_000.0, json!("strategic"), false),
                "现在是重点客户；年采购额：960,000元，低于门槛1,000,000元",
                "now Key; Purchases in 12 months: CNY 960,000, below CNY 1,000,000",
            ),
            (
                value(960_000.0, json!("key"), true),
                "现在是重点客户；年采购额：960,000元，达到门槛500,000元",
                "now Key; Purchases in 12 months: CNY 960,000, reaches CNY 500,000",
            ),
            (value(1_000_000.0, json!("strategic"), false), "", ""),
            (
                json!({"id": "e", "facts": {}, "dimension": "value", "class": "key"}),
                "现在是未评；年采购额：缺数据",
                "now Not rated; Purchases in 12 months: no data",
            ),
        ];
        for (example, zh, en) in table {
            assert_eq!(
                (says(example.clone(), Lang::Zh), says(example, Lang::En)),
                (zh.into(), en.into())
            );
        }
    }

    #[test]
    fn an_example_that_cannot_be_run_says_why() {
        let unknown = json!({"id": "e", "customer": "c-9", "dimension": "value", "class": "key"});
        assert_eq!(says(unknown, Lang::Zh), "簿册里没有客户c-9");
        let wrong = json!({"id": "e", "facts": {"annual_purchase": "x", "has_need": 3}, "dimension": "value"});
        assert_eq!(
            says(wrong, Lang::Zh),
            "年采购额（近12个月）应为数字、已记需求应为是或否"
        );
    }
}
