//! Names of dimensions and classes in both languages: the user's own name is the same in both, a default one that nobody has changed has
//! an English one.

use super::rulebook::Rulebook;
use crate::domain::label::Label;

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

/// The name of the dimension of an id that its rulebook calls so.
pub fn dimension(id: &str, own: &str) -> Label {
    let default = Rulebook::standard().dimension(id).map(|d| &*d.name);
    let known = DIMENSIONS.iter().find(|(known, _, _)| *known == id);
    named(own, default, known.map(|(_, name, _)| *name))
}

/// The name of the class of an id that its rulebook calls so.
pub fn class(dimension: &str, id: &str, own: &str) -> Label {
    let rules = Rulebook::standard();
    let classes = rules.dimension(dimension).map(|dimension| rules.classes(dimension));
    let default = classes.and_then(|classes| classes.into_iter().find(|(known, _)| *known == id));
    let known = DIMENSIONS.iter().find(|(known, _, _)| *known == dimension);
    let english = known.and_then(|(_, _, classes)| classes.iter().find(|(known, _)| *known == id));
    named(own, default.map(|(_, name)| name), english.map(|(_, name)| *name))
}

fn named(own: &str, default: Option<&str>, english: Option<&str>) -> Label {
    match english {
        Some(english) if default == Some(own) => Label::made(own.to_owned(), english.to_owned()),
        _ => Label::same(own),
    }
}
