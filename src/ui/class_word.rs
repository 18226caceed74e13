//! A class as a chip shows it: the dimension's hue, the tone, the name. Pure.

use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::rule::plan::Plan;
use crate::ui::text::{T, names};
use crate::ui::tone::{Rank, palette_of};

/// A class, or none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClassWord {
    /// The dimension's colour.
    pub palette: Text,
    /// Its tone.
    pub rank: Rank,
    /// Its name.
    pub name: String,
}

/// The class of a dimension by its id, as the first of some plans that knows it says; unclassified for none.
pub fn class_word(plans: &[&Plan], lang: Lang, dimension: &str, class: Option<&str>) -> ClassWord {
    let colour = plans
        .iter()
        .find_map(|plan| plan.dimension_of(dimension).map(palette_of));
    let none = |name: String| ClassWord {
        palette: colour.unwrap_or(dimension).into(),
        rank: Rank::None,
        name,
    };
    let Some(class) = class else {
        return none(T(lang).unclassified().to_owned());
    };
    let known = |plan: &&Plan| {
        let dimension = plan.dimension_of(dimension)?;
        let at = dimension.classes.iter().position(|c| *c.id == *class)?;
        Some(ClassWord {
            palette: palette_of(dimension).into(),
            rank: Rank::in_plan(dimension, at),
            name: names::short_class(lang, dimension, class),
        })
    };
    plans.iter().find_map(known).unwrap_or_else(|| none(class.to_owned()))
}

/// The name of a dimension by its id.
pub fn dimension_name(plan: &Plan, lang: Lang, id: &str) -> String {
    let known = plan.dimension_of(id).map(|dimension| names::dimension(lang, dimension));
    known.unwrap_or_else(|| id.to_owned())
}
