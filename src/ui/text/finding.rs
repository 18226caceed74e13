//! What looks wrong beside a rule, in plain words of the page's language. Pure.

use super::sentence::{Words, number};
use super::{T, names};
use crate::domain::authoring::finding::{Finding, FindingKind, FindingPlace, Part, Reach};
use crate::domain::label::Lang;
use crate::domain::metric::foreseen::{MODEL, is_foreseen};
use crate::domain::record::Text;
use crate::domain::rule::plan::{Plan, PlanDimension};
use crate::ui::format;

/// The most facts that a sentence names.
const FACTS_SAID: usize = 3;

text! {
    found_covered_by(class) = "按规则不会有客户到这一类：前面的“{class}”已包含它的全部情形" / "No rule leads here: “{class}” above already takes every such case";
    found_covered_by_several(classes) = "按规则不会有客户到这一类：前面的{classes}合起来已包含它的全部情形" / "No rule leads here: {classes} above together already take every such case";
    found_quoted(name) = "“{name}”" / "“{name}”";
    found_no_condition = "这一类没有条件，也不收其余客户，按规则不会有客户" / "This class has no condition and does not take the rest, so no rule leads here";
    found_class_never = "这一类的条件不可能成立，不会有客户符合" / "The condition of this class can never hold, so it fits nobody";
    found_tag_never = "这个标签的条件不可能成立，不会加给任何客户" / "The condition of this tag can never hold, so nobody gets it";
    found_part_never = "这个条件不可能成立" / "This can never hold";
    found_part_always = "这个条件总是成立，对谁都一样" / "This always holds, for everybody alike";
    found_known_always = "只要有数据，这个条件就成立" / "This holds wherever the figure is known";
    found_overlap[n, class] = "{n}家客户也符合这里的条件，但已先归入“{class}”" / "{n} customer also fits here, but “{class}” above comes first" | "{n} customers also fit here, but “{class}” above comes first";
    found_hole[n] = "有{n}家客户数据齐全，却不属于任何一类" / "{n} customer belongs to no class although every fact is known" | "{n} customers belong to no class although every fact is known";
    found_unknown[n, facts] = "有{n}家客户未评，且缺数据：{facts}" / "{n} customer is not rated and lacks data: {facts}" | "{n} customers are not rated and lack data: {facts}";
    found_fact_lacking[n, fact] = "{fact}（{n}家）" / "{fact} ({n})" | "{fact} ({n})";
    found_and_others(list) = "{list}等" / "{list} and others";
    found_nobody_has(fact) = "没有一家客户有“{fact}”的数据" / "No customer has data for “{fact}”";
    found_no_model(fact) = "还没有购买模型，没有一家客户有“{fact}”的数据" / "There is no model of purchases yet, so no customer has data for “{fact}”";
    found_empty_group = "这一组里没有条件，等于总是成立" / "This group is empty, which counts as always true";
    found_cannot_compare(fact) = "“{fact}”不能这样比较" / "“{fact}” cannot be compared like this";
    found_unknown_class(dimension, id) = "“{dimension}”里没有“{id}”这一类" / "“{dimension}” has no class “{id}”";
    found_weights_sum(sum) = "权重合计{sum}，应为1" / "The weights add up to {sum} instead of 1";
    found_weights_reach(sum, highest) = "权重合计{sum}，最高只能到{highest}分" / "The weights add up to {sum}, so the score reaches {highest} at most";
    found_weights_between(sum, lowest, highest) = "权重合计{sum}，分数在{lowest}到{highest}分之间" / "The weights add up to {sum}, so the score lies between {lowest} and {highest}";
    found_band_unreachable(band, lowest, highest) = "分数在{lowest}到{highest}分之间，到不了“{band}”" / "The score lies between {lowest} and {highest} and never in “{band}”";
    found_band_never(band) = "分数到不了“{band}”" / "The score is never in “{band}”";
    found_no_rfm_weight = "三项权重都是0，排不出先后" / "All three weights are 0, so the total ranks nobody";
    found_negative_rfm_weight(fact) = "“{fact}”的权重是负数，分数越高排得越后" / "The weight of “{fact}” is negative, so a better score ranks lower";
    found_same_name(name) = "前面已有一类叫“{name}”" / "A class above is named “{name}” too";
    found_unranked(names) = "好坏次序里没有{names}，进出这一类不算变好或变差" / "The order from best to worst leaves out {names}: a move from or to it is neither better nor worse";
    found_ranked_twice(names) = "好坏次序里重复了{names}，只算第一处" / "The order from best to worst names {names} more than once; the first place counts";
    found_ranked_unknown(ids) = "好坏次序里的{ids}不是这个维度的类别" / "The order from best to worst names {ids}, which the dimension does not have";
    found_no_classes = "这个维度还没有类别" / "This dimension has no classes";
}

/// A finding in words, without its place: it stands beside it.
pub fn say(lang: Lang, plan: &Plan, finding: &Finding) -> String {
    let (t, words) = (T(lang), Words { lang, plan });
    let class = |id: &str| class_name(lang, plan, &finding.place, id);
    match &finding.kind {
        FindingKind::Unreachable { by } => covered(t, by, class),
        FindingKind::NoCondition => t.found_no_condition().to_owned(),
        FindingKind::NeverHolds => never(t, &finding.place).to_owned(),
        FindingKind::AlwaysHolds { where_known: true } => t.found_known_always().to_owned(),
        FindingKind::AlwaysHolds { where_known: false } => t.found_part_always().to_owned(),
        FindingKind::Overlap { with, customers, .. } => t.found_overlap(*customers, class(with)),
        FindingKind::Hole { slots } => t.found_hole(slots.len()),
        FindingKind::Unknown { customers, facts } => t.found_unknown(*customers, lacking(words, facts)),
        FindingKind::NoData { fact } if is_foreseen(fact) && !plan.rulebook.rest.contains_key(MODEL) => {
            t.found_no_model(words.fact(fact))
        }
        FindingKind::NoData { fact } => t.found_nobody_has(words.fact(fact)),
        FindingKind::EmptyGroup => t.found_empty_group().to_owned(),
        FindingKind::CannotCompare { fact } => t.found_cannot_compare(words.fact(fact)),
        FindingKind::UnknownClass { dimension, id } => t.found_unknown_class(words.fact(dimension), id),
        FindingKind::WeightsSum { sum, reach } => weights(t, *sum, *reach),
        FindingKind::BandUnreachable { id, reach } => band(t, band_name(lang, plan, &finding.place, id), *reach),
        FindingKind::NoRfmWeight => t.found_no_rfm_weight().to_owned(),
        FindingKind::NegativeRfmWeight { fact } => t.found_negative_rfm_weight(words.fact(fact)),
        FindingKind::DuplicateName { with } => t.found_same_name(class(with)),
        FindingKind::NoClasses => t.found_no_classes().to_owned(),
        FindingKind::Unranked { classes } => t.found_unranked(quoted(t, classes, class)),
        FindingKind::RankedTwice { classes } => t.found_ranked_twice(quoted(t, classes, class)),
        FindingKind::RankedUnknown { ids } => t.found_ranked_unknown(quoted(t, ids, str::to_owned)),
    }
}

fn covered(t: T, by: &[Text], class: impl Fn(&str) -> String) -> String {
    match by {
        [one] => t.found_covered_by(class(one)),
        several => t.found_covered_by_several(quoted(t, several, class)),
    }
}

/// Names in quotes, one after the other.
fn quoted(t: T, ids: &[Text], name: impl Fn(&str) -> String) -> String {
    let names: Vec<String> = ids.iter().map(|id| t.found_quoted(name(id))).collect();
    format::list(names, t.0)
}

fn never(t: T, place: &FindingPlace) -> &'static str {
    match (&place.part, &place.path) {
        (Part::Class { .. }, None) => t.found_class_never(),
        (Part::Tag { .. }, None) => t.found_tag_never(),
        _ => t.found_part_never(),
    }
}

fn lacking(words: Words, facts: &[(Text, usize)]) -> String {
    let t = T(words.lang);
    let said = facts.iter().take(FACTS_SAID);
    let said: Vec<String> = said
        .map(|(fact, n)| t.found_fact_lacking(*n, words.short_fact(fact)))
        .collect();
    let list = format::list(said, words.lang);
    if facts.len() > FACTS_SAID {
        t.found_and_others(list)
    } else {
        list
    }
}

fn weights(t: T, sum: f64, reach: Reach) -> String {
    // As many decimals as tell it from 1, and none of the binary rounding.
    let sum = (sum * 1e9).round() / 1e9;
    let (lowest, highest) = (number(reach.lowest), number(reach.highest));
    match (reach.lowest.is_finite(), reach.highest.is_finite()) {
        (true, true) if reach.lowest == 0.0 && reach.highest < 100.0 => t.found_weights_reach(sum, highest),
        (true, true) => t.found_weights_between(sum, lowest, highest),
        _ => t.found_weights_sum(sum),
    }
}

fn band(t: T, name: String, reach: Reach) -> String {
    if reach.lowest.is_finite() && reach.highest.is_finite() {
        t.found_band_unreachable(name, number(reach.lowest), number(reach.highest))
    } else {
        t.found_band_never(name)
    }
}

/// The name of a class in the dimension where the finding stands.
fn class_name(lang: Lang, plan: &Plan, place: &FindingPlace, id: &str) -> String {
    let (Part::Dimension { dimension } | Part::Class { dimension, .. }) = &place.part else {
        return id.to_owned();
    };
    let its = |d: &&PlanDimension| d.id == *dimension;
    match plan.dimensions.iter().find(its) {
        Some(dimension) => names::class(lang, dimension, id),
        None => id.to_owned(),
    }
}

/// The name of a band of the score where the finding stands, as the dimension that takes its classes from it says it.
fn band_name(lang: Lang, plan: &Plan, place: &FindingPlace, id: &str) -> String {
    let Part::Band { score, .. } = &place.part else {
        return id.to_owned();
    };
    let rules = &plan.rulebook;
    let dimension = rules.dimensions.iter().find(|d| d.bands_of.as_ref() == Some(score));
    if let Some(dimension) = dimension.and_then(|rule| plan.dimensions.iter().find(|d| d.id == rule.id)) {
        return names::class(lang, dimension, id);
    }
    let bands = rules.scores.iter().find(|s| s.id == *score).map(|s| s.bands.as_slice());
    let band = bands.and_then(|bands| bands.iter().find(|band| *band.id == *id));
    band.map_or_else(|| id.to_owned(), |band| band.name.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::authoring::finding::Step;

    fn class() -> Part {
        Part::Class {
            dimension: "value".into(),
            class: "key".into(),
        }
    }

    fn dimension() -> Part {
        Part::Dimension {
            dimension: "abc".into(),
        }
    }

    fn score() -> Part {
        Part::Score { score: "health".into() }
    }

    fn told(part: Part, path: Option<Vec<Step>>, kind: FindingKind) -> (String, String) {
        let plan = Plan::default_rules();
        let finding = Finding {
            place: FindingPlace { part, path },
            kind,
        };
        (say(Lang::Zh, &plan, &finding), say(Lang::En, &plan, &finding))
    }

    #[test]
    fn classes_are_told_by_their_names() {
        let by = |ids: &[&str]| FindingKind::Unreachable {
            by: ids.iter().map(|id| (*id).into()).collect(),
        };
        let overlap = |customers| FindingKind::Overlap {
            with: "strategic".into(),
            customers,
            slots: vec![],
        };
        let table = [
            (
                by(&["strategic"]),
                "按规则不会有客户到这一类：前面的“战略客户”已包含它的全部情形",
                "No rule leads here: “Strategic” above already takes every such case",
            ),
            (
                by(&["strategic", "ordinary"]),
                "按规则不会有客户到这一类：前面的“战略客户”、“普通客户”合起来已包含它的全部情形",
                "No rule leads here: “Strategic”, “Ordinary” above together already take every such case",
            ),
            (
                overlap(1),
                "1家客户也符合这里的条件，但已先归入“战略客户”",
                "1 customer also fits here, but “Strategic” above comes first",
            ),
            (
                overlap(1200),
                "1,200家客户也符合这里的条件，但已先归入“战略客户”",
                "1,200 customers also fit here, but “Strategic” above comes first",
            ),
            (
                FindingKind::DuplicateName {
                    with: "strategic".into(),
                },
                "前面已有一类叫“战略客户”",
                "A class above is named “Strategic” too",
            ),
        ];
        for (kind, zh, en) in table {
            assert_eq!(told(class(), None, kind), (zh.to_owned(), en.to_owned()));
        }
    }

    #[test]
    fn what_never_holds_is_told_of_a_class_a_tag_or_a_part() {
        let tag = Part::Tag { tag: "loyal".into() };
        let never = |part, path| told(part, path, FindingKind::NeverHolds).0;
        assert_eq!(never(class(), None), "这一类的条件不可能成立，不会有客户符合");
        assert_eq!(never(tag, None), "这个标签的条件不可能成立，不会加给任何客户");
        assert_eq!(never(class(), Some(vec![Step::All(0)])), "这个条件不可能成立");
    }

    #[test]
    fn customers_without_a_class_are_counted_with_what_they_lack() {
        let facts = [
            ("tenure_months", 80),
            ("annual_purchase", 70),
            ("health", 3),
            ("intent", 1),
        ];
        let unknown = |n: usize| FindingKind::Unknown {
            customers: 100,
            facts: facts[..n].iter().map(|(fact, n)| ((*fact).into(), *n)).collect(),
        };
        let table = [
            (
                unknown(2),
                "有100家客户未评，且缺数据：合作时长（80家）、年采购额（70家）",
                "100 customers are not rated and lack data: Tenure (80), Purchases in 12 months (70)",
            ),
            (
                unknown(4),
                "有100家客户未评，且缺数据：合作时长（80家）、年采购额（70家）、健康度（3家）等",
                "100 customers are not rated and lack data: Tenure (80), Purchases in 12 months (70), Health (3) and others",
            ),
            (
                FindingKind::Hole { slots: vec![3, 4] },
                "有2家客户数据齐全，却不属于任何一类",
                "2 customers belong to no class although every fact is known",
            ),
        ];
        for (kind, zh, en) in table {
            assert_eq!(told(dimension(), None, kind), (zh.to_owned(), en.to_owned()));
        }
    }

    #[test]
    fn scores_are_told_with_what_they_can_reach() {
        let reach = |lowest, highest| Reach {
            lowest,
            highest,
            whole: false,
            missing: true,
        };
        let sum = |sum, lowest, highest| FindingKind::WeightsSum {
            sum,
            reach: reach(lowest, highest),
        };
        let table = [
            (
                sum(0.1 + 0.8, 0.0, 90.0),
                "权重合计0.9，最高只能到90分",
                "The weights add up to 0.9, so the score reaches 90 at most",
            ),
            (
                sum(0.6, -20.0, 80.0),
                "权重合计0.6，分数在-20到80分之间",
                "The weights add up to 0.6, so the score lies between -20 and 80",
            ),
            (
                sum(2.0, 0.0, f64::INFINITY),
                "权重合计2，应为1",
                "The weights add up to 2 instead of 1",
            ),
        ];
        for (kind, zh, en) in table {
            assert_eq!(told(score(), None, kind), (zh.to_owned(), en.to_owned()));
        }
        let band = Part::Band {
            score: "health".into(),
            band: "healthy".into(),
        };
        assert_eq!(
            told(score(), None, sum(0.9999, 0.0, 99.99)).0,
            "权重合计0.9999，最高只能到99.99分"
        );
        let kind = FindingKind::BandUnreachable {
            id: "healthy".into(),
            reach: reach(0.0, 70.0),
        };
        let en = "The score lies between 0 and 70 and never in “Healthy”";
        assert_eq!(
            told(band, None, kind),
            ("分数在0到70分之间，到不了“健康”".into(), en.into())
        );
        let negative = FindingKind::NegativeRfmWeight { fact: "m_score" };
        let zh = "“M分（金额）”的权重是负数，分数越高排得越后";
        assert_eq!(told(score(), None, negative).0, zh);
    }
}
