//! Names of dimensions, classes, tags and facts in the page's language.
//!
//! The rulebook's names are the user's data and shown as they are. Only a default name, which nobody has changed, has an English one.

use crate::domain::label::Lang;
use crate::domain::metric::METRICS;
use crate::domain::rule::Rulebook;
use crate::domain::rule::fact::{LISTS, WORDS};
use crate::domain::rule::plan::{Plan, PlanDimension};

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

/// A dimension's name.
pub fn dimension(lang: Lang, dimension: &PlanDimension) -> String {
    let default = DIMENSIONS.iter().find(|(id, _, _)| **id == *dimension.id);
    match (lang, default) {
        (Lang::En, Some((_, name, _))) if is_default_dimension(dimension) => (*name).to_owned(),
        _ => dimension.name.to_string(),
    }
}

/// A class's name, by its dimension and id. The text of a field is its own name.
pub fn class(lang: Lang, dimension: &PlanDimension, id: &str) -> String {
    let own = dimension.classes.iter().find(|c| *c.id == *id).map_or(id, |c| &*c.name);
    if lang == Lang::Zh {
        return own.to_owned();
    }
    let default = DIMENSIONS.iter().find(|(d, _, _)| **d == *dimension.id);
    let english = default.and_then(|(_, _, classes)| classes.iter().find(|(c, _)| *c == id));
    match english {
        Some((_, name)) if default_class_name(&dimension.id, id) == Some(own) => (*name).to_owned(),
        _ => own.to_owned(),
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
        None => plan
            .dimensions
            .iter()
            .find(|d| *d.id == *id)
            .map_or_else(|| id.to_owned(), |d| dimension(lang, d)),
    }
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
