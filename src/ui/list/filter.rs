//! What the conditions of a list may ask for, from the registries of fields and metrics, and how that is called. Pure.
//!
//! A key is a dimension, the tags, a group that people named, a word of the record, what the sheet lacks, the days of orders, or a metric.

use crate::domain::day::Day;
use crate::domain::field::ITEMS;
use crate::domain::kind::{CustomerKind, Intent};
use crate::domain::label::Lang;
use crate::domain::marketing::group::groups;
use crate::domain::metric::range::Range;
use crate::domain::metric::{self, METRICS, Unit, index_of};
use crate::domain::record::Text;
use crate::domain::rule::fact::WORDS;
use crate::domain::rule::plan::{Plan, PlanDimension};
use crate::domain::world::World;
use crate::state::list::days;
use crate::state::query::{FIRST_DEAL, Filter, GAP, GROUP, ORDERED, TAG};
use crate::ui::format;
use crate::ui::text::range::{range as range_words, whole as whole_words};
use crate::ui::text::{T, names};

/// The words of the record that conditions may ask for besides dimensions and tags.
const ASKED: [&str; 6] = ["owner", "industry", "region", "source", "kind", "intent"];

/// What a condition asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FilterKind {
    /// Some of the values that there are.
    #[default]
    Choice,
    /// A number, from one to another.
    Number(Unit),
    /// A whole number, from one to another, both in it, of a unit that others count in parts.
    Whole(Unit),
    /// A day, from one to another.
    Days,
}

/// What a condition may ask of a row itself, where rows are not customers but what belongs to them.
pub struct OwnKey {
    /// Its key in addresses: one that neither a fact of customers nor a dimension has, so that it begins with `row.`.
    pub key: &'static str,
    /// What people call it.
    pub label: fn(T) -> &'static str,
    /// What it asks for.
    pub kind: FilterKind,
}

/// What a row says to a key of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum OwnValue {
    /// A number, where it has one.
    Figure(Option<f64>),
    /// A word of a closed list, or a name.
    Word(Option<Text>),
    /// A day.
    Day(Option<Day>),
}

/// Whether a row that says this meets a condition. A row without a value meets what takes others out, unless the condition names it by the
/// empty value.
pub fn meets(filter: &Filter, value: &OwnValue) -> bool {
    let is_within = |wanted: &str, day: Day| {
        let ends = days(wanted);
        ends.is_some_and(|(from, to)| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to))
    };
    let is_it = |wanted: &Text| match value {
        OwnValue::Figure(Some(n)) => Range::parse(wanted).is_some_and(|range| range.holds(*n)),
        OwnValue::Day(Some(day)) => is_within(wanted, *day),
        OwnValue::Word(Some(word)) => *wanted == *word,
        OwnValue::Figure(None) | OwnValue::Day(None) | OwnValue::Word(None) => wanted.is_empty(),
    };
    filter.any_of.iter().any(is_it) != filter.not
}

/// Whether a key asks for days.
fn is_days(key: &str) -> bool {
    [ORDERED, FIRST_DEAL].contains(&key)
}

/// What a key asks for.
pub fn kind(key: &str) -> FilterKind {
    match metric::find(key).map(|metric| metric.unit) {
        _ if is_days(key) => FilterKind::Days,
        None | Some(Unit::Flag) => FilterKind::Choice,
        Some(unit) => FilterKind::Number(unit),
    }
}

/// The keys that conditions may ask for: groups of key and name.
pub fn keys(world: &World, lang: Lang) -> Vec<(String, Vec<(String, String)>)> {
    let (t, plan) = (T(lang), &world.evaluation.plan);
    // Where nobody named a group there is none to ask for.
    let has_groups = !groups(&world.book.head.settings).is_empty();
    let named = |keys: &mut dyn Iterator<Item = &str>| -> Vec<(String, String)> {
        keys.map(|key| (key.to_owned(), label(plan, lang, key))).collect()
    };
    let dimensions: Vec<&str> = plan.dimensions.iter().map(|d| &*d.id).chain([TAG]).collect();
    let first = dimensions.iter().copied().chain(has_groups.then_some(GROUP));
    let words = ASKED.into_iter().filter(|key| !dimensions.contains(key));
    vec![
        (t.filter_classes().to_owned(), named(&mut first.into_iter())),
        (t.filter_record().to_owned(), named(&mut words.chain([GAP]))),
        (
            t.filter_days().to_owned(),
            named(&mut [ORDERED, FIRST_DEAL].into_iter()),
        ),
        (
            t.filter_figures().to_owned(),
            named(&mut METRICS.iter().map(|metric| metric.id)),
        ),
    ]
}

/// A range as a condition has it: from a number up to another, which is in it where whole ones are counted. Nothing without an end.
pub fn range_value(whole: bool, (from, to): (Option<f64>, Option<f64>)) -> Option<Text> {
    let below = to.map(|to| if whole { to.floor() + 1.0 } else { to });
    (from.is_some() || below.is_some()).then(|| Range { from, below }.to_string().into())
}

/// The ends of a range as people say them; the reverse of [`range_value`].
pub fn range_ends(whole: bool, value: &str) -> (Option<f64>, Option<f64>) {
    let Some(Range { from, below }) = Range::parse(value) else {
        return (None, None);
    };
    (from, below.map(|below| if whole { below.ceil() - 1.0 } else { below }))
}

/// Whether a unit counts whole ones.
pub fn is_whole(unit: Unit) -> bool {
    matches!(unit, Unit::Count | Unit::Days | Unit::Months)
}

/// The name of a column, or of a condition's key.
pub fn label(plan: &Plan, lang: Lang, key: &str) -> String {
    let t = T(lang);
    let fixed = match key {
        "name" => t.col_name(),
        "amount" => t.col_amount(),
        "last" => t.col_last(),
        "last_order" => t.col_last_order(),
        "owner" => t.col_owner(),
        TAG => t.col_tags(),
        ORDERED => t.key_ordered(),
        FIRST_DEAL => t.key_first_deal(),
        GAP => t.key_gap(),
        GROUP => t.key_group(),
        "contact" => t.col_contact(),
        _ => "",
    };
    match plan.dimension_of(key) {
        Some(dimension) => short_dimension(t, dimension),
        None if fixed.is_empty() => names::fact(lang, plan, key),
        None => fixed.to_owned(),
    }
}

/// A column has little room: the default dimensions go by a shorter name, one that the user gave stays.
fn short_dimension(t: T, dimension: &PlanDimension) -> String {
    let short = match &*dimension.id {
        "value" => t.col_value(),
        "stage" => t.col_stage(),
        "closeness" => t.col_closeness(),
        "industry" => t.col_industry(),
        "risk" => t.col_risk(),
        _ => "",
    };
    if short.is_empty() || !names::is_default_dimension(dimension) {
        names::dimension(t.0, dimension)
    } else {
        short.to_owned()
    }
}

/// What a condition wants, in words. One that takes some out keeps those without a value, unless it names them, and says so.
pub fn condition_words(t: T, filter: &Filter, values: &str) -> String {
    if !filter.not {
        // What is true or false says so itself: no "is yes".
        let is_answer = [t.yes(), t.no()].contains(&values);
        return if is_answer {
            values.to_owned()
        } else {
            format!("{} {values}", t.is_word())
        };
    }
    let said = format!("{} {values}", t.is_not_word());
    match can_be_none(&filter.key) && filter.any_of.iter().all(|value| !value.is_empty()) {
        true => t.with_those_without(said),
        false => said,
    }
}

/// Whether a customer may have no value of a key.
pub fn can_be_none(key: &str) -> bool {
    ![TAG, GAP, GROUP, ORDERED].contains(&key)
}

/// What a value of a condition is called.
pub fn value_name(world: &World, lang: Lang, key: &str, value: &str) -> String {
    let (t, plan) = (T(lang), &world.evaluation.plan);
    if value.is_empty() {
        return none_name(t, key).to_owned();
    }
    if key == TAG {
        return names::tag(lang, plan, value);
    }
    if is_days(key) {
        return days_name(t, value);
    }
    if key == GROUP {
        let all = groups(&world.book.head.settings);
        let named = all.into_iter().find(|group| *group.id == *value);
        return named.map_or_else(|| t.key_group_gone().to_owned(), |group| group.name.to_string());
    }
    if key == GAP {
        let item = value.parse().ok().and_then(|i: usize| ITEMS.get(i));
        return item.map_or_else(|| value.to_owned(), |item| item.label.get(lang).to_owned());
    }
    match plan.dimension_of(key) {
        Some(dimension) => names::class(lang, dimension, value),
        None => match WORDS.iter().position(|w| w.id == key) {
            Some(word) => word_name(lang, word, value),
            None => match (metric::find(key), Range::parse(value)) {
                (Some(metric), Some(of)) => range_words(lang, metric.unit, of),
                _ => value.to_owned(),
            },
        },
    }
}

/// A span of days in words.
fn days_name(t: T, value: &str) -> String {
    match days(value) {
        None => value.to_owned(),
        Some((Some(from), Some(to))) => t.range_between(format::day(from), format::day(to)),
        Some((Some(from), None)) => t.days_from(format::day(from)),
        Some((None, to)) => t.days_until(format::day(to.unwrap_or_default())),
    }
}

/// What a value of a condition on rows is called; `word` names those of closed lists, and having none where that has a word of its own.
pub fn own_name(t: T, kind: FilterKind, value: &str, word: impl FnOnce() -> String) -> String {
    let word = if kind == FilterKind::Choice {
        word()
    } else {
        String::new()
    };
    match kind {
        FilterKind::Choice if !word.is_empty() => word,
        _ if value.is_empty() => t.unknown().to_owned(),
        FilterKind::Choice => word,
        FilterKind::Number(unit) => {
            Range::parse(value).map_or_else(|| value.to_owned(), |of| range_words(t.0, unit, of))
        }
        FilterKind::Whole(unit) => {
            Range::parse(value).map_or_else(|| value.to_owned(), |of| whole_words(t.0, unit, of))
        }
        FilterKind::Days => days_name(t, value),
    }
}

/// Whether a key is a figure that rates.
fn is_score(key: &str) -> bool {
    metric::find(key).is_some_and(|metric| matches!(metric.unit, Unit::Score | Unit::Points))
}

fn none_name(t: T, key: &str) -> &'static str {
    match key {
        "owner" => t.unassigned(),
        "industry" | "region" | "source" | "kind" | "intent" => t.unknown(),
        TAG => t.no_tags(),
        _ if is_score(key) => t.unclassified(),
        _ if index_of(key).is_some() => t.unknown(),
        _ => t.unclassified(),
    }
}

/// The words of closed lists have names; what people wrote stays.
pub fn word_name(lang: Lang, word: usize, text: &str) -> String {
    let label = match WORDS.get(word).map(|w| w.id) {
        Some("kind") => CustomerKind::from_word(text).map(CustomerKind::label),
        Some("intent") => Intent::from_word(text).map(Intent::label),
        _ => None,
    };
    label.map_or_else(|| text.to_owned(), |label| label.get(lang).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_asks_for_what_its_registry_says() {
        let table = [
            ("value", FilterKind::Choice),
            (TAG, FilterKind::Choice),
            (GAP, FilterKind::Choice),
            (ORDERED, FilterKind::Days),
            (FIRST_DEAL, FilterKind::Days),
            ("order_count_12m", FilterKind::Number(Unit::Count)),
            ("annual_purchase", FilterKind::Number(Unit::Yuan)),
        ];
        for (key, is) in table {
            assert_eq!(kind(key), is, "{key}");
        }
    }

    #[test]
    fn a_row_meets_a_condition_by_its_figure_its_word_or_its_day() {
        let asks = |any_of: &[&str], not| Filter {
            key: "row.x".into(),
            any_of: any_of.iter().map(|value| Text::from(*value)).collect(),
            not,
        };
        let (fell, none) = (OwnValue::Figure(Some(-12.5)), OwnValue::Figure(None));
        // Fell by ten points or more: up to −10, which is where the range ends.
        assert!(meets(&asks(&["..-10"], false), &fell));
        assert!(!meets(&asks(&["..-20"], false), &fell));
        assert!(!meets(&asks(&["..-10"], false), &none));
        assert!(meets(&asks(&["..-10", ""], false), &none));
        // Who has no figure stays where others are taken out, unless the condition names it.
        assert!(meets(&asks(&["..-10"], true), &none));
        assert!(!meets(&asks(&["..-10", ""], true), &none));
        let word = OwnValue::Word(Some("major".into()));
        assert!(meets(&asks(&["quality", "major"], false), &word));
        assert!(!meets(&asks(&["major"], true), &word));
        let day = OwnValue::Day(Day::parse("2026-03-31"));
        assert!(meets(&asks(&["2026-03-01..2026-03-31"], false), &day));
        assert!(!meets(&asks(&["2026-04-01.."], false), &day));
        assert!(!meets(&asks(&["2026-04-01.."], false), &OwnValue::Day(None)));
    }

    #[test]
    fn what_is_taken_out_says_that_those_without_a_value_stay() {
        let of = |lang, key: &str, any_of: &[&str], not, words: &str| {
            let any_of = any_of.iter().map(|value| Text::from(*value)).collect();
            let filter = Filter {
                key: key.into(),
                any_of,
                not,
            };
            condition_words(T(lang), &filter, words)
        };
        let said = |lang, key: &str, any_of: &[&str], not| of(lang, key, any_of, not, "X");
        assert_eq!(of(Lang::Zh, "has_dealt", &["yes"], false, "是"), "是");
        assert_eq!(of(Lang::En, "has_dealt", &["no"], false, "No"), "No");
        assert_eq!(said(Lang::Zh, "value", &["key"], false), "是 X");
        assert_eq!(said(Lang::Zh, "value", &["key"], true), "不是 X（没有值的也在内）");
        assert_eq!(
            said(Lang::En, "value", &["key"], true),
            "is not X (those without a value stay)"
        );
        assert_eq!(
            said(Lang::Zh, "order_count_12m", &["1.."], true),
            "不是 X（没有值的也在内）"
        );
        // Who names them takes them out too; a tag is had or not.
        assert_eq!(said(Lang::Zh, "value", &["key", ""], true), "不是 X");
        assert_eq!(said(Lang::Zh, TAG, &["loyal"], true), "不是 X");
    }

    #[test]
    fn whole_numbers_are_asked_for_with_the_last_one_in_it() {
        let table = [
            (Unit::Count, (Some(2.0), Some(5.0)), "2..6"),
            (Unit::Days, (None, Some(30.0)), "..31"),
            (Unit::Yuan, (Some(10_000.0), Some(20_000.0)), "10000..20000"),
            (Unit::Share, (Some(0.5), None), "0.5.."),
        ];
        for (unit, ends, value) in table {
            assert_eq!(range_value(is_whole(unit), ends).as_deref(), Some(value));
            assert_eq!(range_ends(is_whole(unit), value), ends, "{value}");
        }
        assert_eq!(range_value(true, (None, None)), None);
    }

    #[test]
    fn a_grade_of_whole_points_has_its_upper_end_in_it() {
        // 满意度 up to 2: those who gave 1 or 2, and not those who gave 3.
        let value = range_value(true, (None, Some(2.0))).unwrap();
        let asks = Filter {
            key: "row.x".into(),
            any_of: vec![value.clone()],
            not: false,
        };
        for (gave, is_in) in [(1.0, true), (2.0, true), (3.0, false)] {
            assert_eq!(meets(&asks, &OwnValue::Figure(Some(gave))), is_in, "{gave}");
        }
        let said = own_name(T(Lang::Zh), FilterKind::Whole(Unit::Points), &value, String::new);
        assert_eq!(said, "至多2");
        let said = own_name(T(Lang::Zh), FilterKind::Whole(Unit::Points), "2..4", String::new);
        assert_eq!(said, "2至3");
        // Having none is unknown, unless the page has a word for it.
        let none = |word: &str| own_name(T(Lang::Zh), FilterKind::Choice, "", || word.to_owned());
        assert_eq!([none(""), none("未分配")], ["未知", "未分配"]);
    }
}
