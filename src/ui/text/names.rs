//! Names of dimensions, classes, tags and facts in the page's language.
//!
//! The rulebook's names are the user's data and shown as they are. Only a default name, which nobody has changed, has an English one.

use crate::domain::label::Lang;
use crate::domain::metric::METRICS;
use crate::domain::rule::Rulebook;
use crate::domain::rule::fact::{LISTS, WORDS};
use crate::domain::rule::plan::{Plan, PlanDimension};
use crate::ui::text::T;

/// An id and its English name.
type Name = (&'static str, &'static str);

/// English names of the default dimensions and their classes: (dimension, its name, classes).
const DIMENSIONS: &[(&str, &str, &[Name])] = &[
    (
        "value",
        "Customer value",
        &[("strategic", "Strategic"), ("key", "Key"), ("ordinary", "Ordinary")],
    ),
    (
        "stage",
        "Stage",
        &[
            ("active", "Active"),
            ("lost", "Lost"),
            ("intending", "Intending"),
            ("potential", "Potential"),
        ],
    ),
    (
        "closeness",
        "Closeness",
        &[("close", "Close"), ("steady", "Steady"), ("ordinary", "Loose")],
    ),
    (
        "rfm_tier",
        "RFM tier",
        &[
            ("high", "High value"),
            ("middle", "Middle value"),
            ("basic", "Basic value"),
        ],
    ),
    (
        "health",
        "Health",
        &[
            ("healthy", "Healthy"),
            ("sub_healthy", "Sub-healthy"),
            ("at_risk", "At risk"),
        ],
    ),
    (
        "abc",
        "A/B/C tier",
        &[
            ("A", "A Loyal, high value"),
            ("B", "B Steady growth"),
            ("C", "C To be raised"),
        ],
    ),
    (
        "risk",
        "Risk",
        &[("high", "High"), ("medium", "Medium"), ("low", "Low")],
    ),
    ("industry", "Industry", &[]),
];

/// English names of the default tags.
const TAGS: &[Name] = &[
    ("reactivate", "To reactivate"),
    ("high_potential", "High potential"),
    ("loyal", "Loyal"),
    ("at_risk", "At risk"),
    ("new_customer", "New"),
    ("mature", "Mature"),
];

/// English names of the default signals.
const SIGNALS: &[Name] = &[("frequency_drop", "Contacts fall off"), ("low_response", "Few answers")];

/// A dimension's name.
pub fn dimension(lang: Lang, dimension: &PlanDimension) -> String {
    named_dimension(lang, &dimension.id, &dimension.name)
}

/// The name of a dimension of this id that the rules call so.
pub fn named_dimension(lang: Lang, id: &str, name: &str) -> String {
    let default = DIMENSIONS.iter().find(|(known, _, _)| **known == *id);
    let is_default = || Rulebook::standard().dimension(id).is_some_and(|d| &*d.name == name);
    match (lang, default) {
        (Lang::En, Some((_, english, _))) if is_default() => (*english).to_owned(),
        _ => name.to_owned(),
    }
}

/// A class's name, by its dimension and id. The text of a field is its own name.
pub fn class(lang: Lang, dimension: &PlanDimension, id: &str) -> String {
    let own = dimension.classes.iter().find(|c| *c.id == *id).map_or(id, |c| &*c.name);
    named_class(lang, &dimension.id, id, own)
}

/// The name of a class of this id that the rules call so.
pub fn named_class(lang: Lang, dimension: &str, id: &str, own: &str) -> String {
    if lang == Lang::Zh {
        return own.to_owned();
    }
    let default = DIMENSIONS.iter().find(|(d, _, _)| **d == *dimension);
    let english = default.and_then(|(_, _, classes)| classes.iter().find(|(c, _)| *c == id));
    match english {
        Some((_, name)) if default_class_name(dimension, id) == Some(own) => (*name).to_owned(),
        _ => own.to_owned(),
    }
}

/// A weighted score's name: its own, else that of the dimension that shows it, else its id.
pub fn score(lang: Lang, rules: &Rulebook, id: &str) -> String {
    let named = rules
        .scores
        .iter()
        .find(|s| *s.id == *id)
        .and_then(|s| s.name.as_deref());
    let default = Rulebook::standard().scores.iter().find(|s| *s.id == *id);
    match named {
        Some(name)
            if lang == Lang::En && id == "health" && default.is_some_and(|d| d.name.as_deref() == Some(name)) =>
        {
            "Health".to_owned()
        }
        Some(name) => name.to_owned(),
        None => id.to_owned(),
    }
}

/// A risk signal's name.
pub fn signal(lang: Lang, id: &str, name: &str) -> String {
    let default = Rulebook::standard().signals.iter().find(|s| *s.id == *id);
    let english = SIGNALS.iter().find(|(s, _)| *s == id).filter(|_| lang == Lang::En);
    match english {
        Some((_, english)) if default.is_some_and(|d| &*d.name == name) => (*english).to_owned(),
        _ => name.to_owned(),
    }
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
    named_tag(lang, id, own)
}

/// The name of an automatic tag of this id that the rules call so.
pub fn named_tag(lang: Lang, id: &str, own: &str) -> String {
    let english = TAGS.iter().find(|(t, _)| *t == id).filter(|_| lang == Lang::En);
    let default = Rulebook::standard()
        .tags
        .iter()
        .find(|t| *t.id == *id)
        .map(|t| &*t.name);
    match english {
        Some((_, name)) if default == Some(own) => (*name).to_owned(),
        _ => own.to_owned(),
    }
}

/// A fact's name: a metric, a word or list of the record, an earlier dimension.
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
        Some(label) => label.get(lang).to_owned(),
        None => match plan.dimensions.iter().find(|d| *d.id == *id) {
            Some(d) => dimension(lang, d),
            None => named_by_rules(lang, &plan.rulebook, id),
        },
    }
}

/// The name of a fact that only the rules know: a signal, a score of a user's own.
fn named_by_rules(lang: Lang, rules: &Rulebook, id: &str) -> String {
    if let Some(found) = rules.signals.iter().find(|s| *s.id == *id) {
        return signal(lang, id, &found.name);
    }
    let mut terms = rules.scores.iter().flat_map(|s| &s.terms);
    if let Some(of) = terms.find(|t| *t.metric == *id).and_then(|t| t.of.as_deref()) {
        let known = METRICS.iter().find(|m| m.id == of);
        let name = known.map_or_else(|| of.to_owned(), |m| m.label().get(lang).to_owned());
        return T(lang).as_component(name);
    }
    let of = id
        .strip_suffix("_score")
        .filter(|s| rules.scores.iter().any(|score| *score.id == **s));
    of.map_or_else(|| id.to_owned(), |of| score(lang, rules, of))
}

/// Whether a dimension has the name that the default rulebook gives it.
pub fn is_default_dimension(dimension: &PlanDimension) -> bool {
    Rulebook::standard()
        .dimension(&dimension.id)
        .is_some_and(|d| d.name == dimension.name)
}

fn default_class_name(dimension: &str, class: &str) -> Option<&'static str> {
    let rules = Rulebook::standard();
    let dimension = rules.dimension(dimension)?;
    rules
        .classes(dimension)
        .into_iter()
        .find(|(id, _)| *id == class)
        .map(|(_, name)| name)
}
