//! Names of dimensions, classes, tags and facts in the page's language.
//!
//! The rulebook's names are the user's data and shown as they are. Only a default name, which nobody has changed, has an English one.

use crate::domain::fold::alike;
use crate::domain::label::Lang;
use crate::domain::metric::{METRICS, Metric};
use crate::domain::rule::fact::{LISTS, WORDS, score_fact};
use crate::domain::rule::names as rule_names;
use crate::domain::rule::plan::{Plan, PlanDimension};
use crate::domain::rule::{Rulebook, WeightedScore};
use crate::ui::text::T;

/// An id and its English name.
type Name = (&'static str, &'static str);

/// English names of the default tags.
const TAGS: &[Name] = &[
    ("reactivate", "To reactivate"),
    ("high_potential", "High potential"),
    ("loyal", "Loyal"),
    ("at_risk", "At risk"),
    ("new_customer", "New"),
    ("mature", "Mature"),
];

/// The default strategies, and in English.
const STRATEGIES: &[Name] = &[
    (
        "专项服务小组，一对一客户成功经理；定期高层互访；优先满足定制需求",
        "A service team of their own, one success manager; regular visits between leaders; custom needs first",
    ),
    (
        "固定负责人定期拜访；跟进升级机会",
        "Regular visits by a fixed owner; follow up chances to grow",
    ),
    (
        "标准服务；留意采购增长",
        "Standard service; watch for growing purchases",
    ),
    ("按层级维护，促进复购", "Care by value tier, encourage repeat purchases"),
    (
        "销售负责人回访，分析原因，制定挽回方案并跟踪",
        "The sales lead calls, finds the cause, plans the win-back and follows it",
    ),
    (
        "每周沟通一次，解决顾虑，提供试用或方案演示",
        "Talk every week, answer doubts, offer a trial or a demonstration",
    ),
    ("长期培育，了解需求", "Nurture for the long term, learn the needs"),
    (
        "每月拜访或电话；专属顾问；每季度沙龙",
        "A visit or call every month; an adviser of their own; a salon every quarter",
    ),
    ("每两周推送产品资讯", "Product news every two weeks"),
    ("每月一张优惠券", "A coupon every month"),
    ("每季度上门拜访一次", "A visit on site every quarter"),
    ("每月一次电话", "A call every month"),
    ("每季度发送行业资讯", "Industry news every quarter"),
    ("制定挽回方案", "Plan the win-back"),
    ("负责人主动联系，了解原因", "The owner reaches out and learns why"),
];

/// English names of the default signals.
const SIGNALS: &[Name] = &[("frequency_drop", "Sharp drop"), ("low_response", "Low response")];

/// English names of the default scores.
const SCORES: &[Name] = &[("health", "Health")];

/// The user's own name, or the English one where it is the default name that nobody has changed.
fn named(lang: Lang, own: &str, default: Option<&str>, english: Option<&str>) -> String {
    match english {
        Some(english) if lang == Lang::En && default == Some(own) => english.to_owned(),
        _ => own.to_owned(),
    }
}

fn english(names: &[Name], id: &str) -> Option<&'static str> {
    names.iter().find(|(known, _)| *known == id).map(|(_, name)| *name)
}

/// A dimension's name.
pub fn dimension(lang: Lang, dimension: &PlanDimension) -> String {
    dimension_called(lang, &dimension.id, &dimension.name)
}

/// The name of the dimension of an id that its rulebook calls so.
pub fn dimension_called(lang: Lang, id: &str, own: &str) -> String {
    rule_names::dimension(id, own).get(lang).to_owned()
}

/// A class's name, by its dimension and id. The text of a field is its own name.
pub fn class(lang: Lang, dimension: &PlanDimension, id: &str) -> String {
    let own = dimension.classes.iter().find(|c| *c.id == *id).map_or(id, |c| &*c.name);
    class_called(lang, &dimension.id, id, own)
}

/// The name of the class of an id that its rulebook calls so.
pub fn class_called(lang: Lang, dimension: &str, id: &str, own: &str) -> String {
    rule_names::class(dimension, id, own).get(lang).to_owned()
}

/// A class's short name for chips: 战略客户 is 战略 where the dimension is named beside it.
pub fn short_class(lang: Lang, dimension: &PlanDimension, id: &str) -> String {
    let name = class(lang, dimension, id);
    // "战略客户", "紧密型" in a column that says what it is; two characters must stay.
    let short = ["客户", "型"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .filter(|s| s.chars().count() >= 2);
    short.map_or_else(|| name.clone(), str::to_owned)
}

/// An automatic tag's name.
pub fn tag(lang: Lang, plan: &Plan, id: &str) -> String {
    let own = plan.tags.iter().find(|t| *t.id == *id).map_or(id, |t| &*t.name);
    tag_called(lang, id, own)
}

/// What to do with the customers of a class; a default strategy in the language of the page, however its commas are written.
pub fn strategy(lang: Lang, own: &str) -> String {
    let known = STRATEGIES.iter().find(|(zh, _)| alike(zh, own));
    known
        .map_or(own, |(zh, en)| if lang == Lang::Zh { zh } else { en })
        .to_owned()
}

/// The names of the automatic tags, in the rulebook's order; tracked.
#[cfg(feature = "web")]
pub fn tags(app: crate::state::App) -> Vec<String> {
    use crate::state::live::*;
    let lang = app.lang.get();
    let read = |world: &crate::domain::world::World| {
        let plan = &world.evaluation.plan;
        plan.tags.iter().map(|t| tag(lang, plan, &t.id)).collect()
    };
    app.session.read(read).unwrap_or_default()
}

/// The name of the automatic tag of an id that its rulebook calls so.
pub fn tag_called(lang: Lang, id: &str, own: &str) -> String {
    let default = Rulebook::standard().tags.iter().find(|t| *t.id == *id);
    named(lang, own, default.map(|t| &*t.name), english(TAGS, id))
}

/// The name of the signal of an id that its rulebook calls so.
pub fn signal_called(lang: Lang, id: &str, own: &str) -> String {
    let default = Rulebook::standard().signals.iter().find(|s| *s.id == *id);
    named(lang, own, default.map(|s| &*s.name), english(SIGNALS, id))
}

/// A score's name; without one its id.
pub fn score(lang: Lang, score: &WeightedScore) -> String {
    let default = Rulebook::standard().scores.iter().find(|s| s.id == score.id);
    let own = score.name.as_ref().unwrap_or(&score.id);
    named(
        lang,
        own,
        default.and_then(|s| s.name.as_deref()),
        english(SCORES, &score.id),
    )
}

/// A fact's name: a metric, a word or list of the record, an earlier dimension, a signal, a score of the user's own.
pub fn fact(lang: Lang, plan: &Plan, id: &str) -> String {
    let metric = METRICS.iter().find(|m| m.id == id).map(|m| m.label());
    let word = || WORDS.iter().find(|w| w.id == id).map(|w| w.label.clone());
    let list = || {
        LISTS
            .iter()
            .find(|(list, _, _)| *list == id)
            .map(|(_, label, _)| label.clone())
    };
    match metric.or_else(word).or_else(list) {
        // How long the window is, the rulebook says.
        Some(label) if is_of_window(id) => T(lang).in_brackets_after(label.get(lang), T(lang).window_of_rfm(plan)),
        Some(label) => label.get(lang).to_owned(),
        None => own_fact(lang, plan, id).unwrap_or_else(|| id.to_owned()),
    }
}

/// Whether a figure is one of the RFM window.
fn is_of_window(id: &str) -> bool {
    [Metric::RfmFrequency, Metric::RfmMonetary]
        .iter()
        .any(|metric| metric.info().id == id)
}

/// The name of a fact that the rulebook itself makes.
fn own_fact(lang: Lang, plan: &Plan, id: &str) -> Option<String> {
    if let Some(found) = plan.dimensions.iter().find(|d| *d.id == *id) {
        return Some(dimension(lang, found));
    }
    if let Some(signal) = plan.signals.iter().find(|s| *s.id == *id) {
        return Some(signal_called(lang, id, &signal.name));
    }
    let scores = &plan.rulebook.scores;
    if let Some(found) = scores.iter().find(|s| *score_fact(s) == *id) {
        return Some(score(lang, found));
    }
    // A component of a score is called after the figure that it scales.
    let mut terms = scores.iter().flat_map(|s| &s.terms);
    let of = terms.find(|t| *t.metric == *id)?.of.as_deref()?;
    let known = METRICS.iter().find(|m| m.id == of);
    let name = known.map_or_else(|| of.to_owned(), |m| m.label().get(lang).to_owned());
    Some(T(lang).as_component(name))
}

/// Whether a dimension has the name that the default rulebook gives it.
pub fn is_default_dimension(dimension: &PlanDimension) -> bool {
    Rulebook::standard()
        .dimension(&dimension.id)
        .is_some_and(|d| d.name == dimension.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_strategy_has_full_width_signs_and_english() {
        let rules = Rulebook::standard();
        let classes = rules.dimensions.iter().flat_map(|dimension| &dimension.classes);
        let all: Vec<&str> = classes.filter_map(|class| class.strategy.as_deref()).collect();
        assert_eq!(all.len(), STRATEGIES.len());
        for own in all {
            assert!(!own.contains([',', ';']), "{own}");
            assert!(strategy(Lang::En, own).is_ascii(), "{own}");
            assert_eq!(strategy(Lang::Zh, &own.replace('，', ",").replace('；', ";")), own);
        }
        assert_eq!(strategy(Lang::En, "自己写的"), "自己写的");
    }
}
