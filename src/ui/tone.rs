//! Which tone a class wears: the same in chip, bar, matrix and print. Pure; the colours are in `style/tokens.css`.

use crate::domain::report::moves::Way;
use crate::domain::rule::plan::PlanDimension;
use crate::domain::rule::{Dimension, Hue, Rulebook, Tone};

/// The dimensions that have a colour without being given one.
const COLOURED: [&str; 8] = [
    "value",
    "stage",
    "closeness",
    "rfm_tier",
    "health",
    "abc",
    "risk",
    "industry",
];

/// The colour of a dimension, the value of `data-dim`: the one chosen, else that of a default dimension, else indigo.
pub fn palette(dimension: &str, hue: Option<Hue>) -> &str {
    match hue {
        Some(Hue::Indigo) => "value",
        Some(Hue::Teal) => "stage",
        Some(Hue::Plum) => "closeness",
        Some(Hue::Tea) => "abc",
        // The classes of the risk go from bad to good.
        Some(Hue::Signal) if dimension == "risk" => "risk",
        Some(Hue::Signal) => "health",
        None if COLOURED.contains(&dimension) => dimension,
        None => "value",
    }
}

/// The colour of a dimension of a plan.
pub fn palette_of(dimension: &PlanDimension) -> &str {
    palette(&dimension.id, dimension.hue)
}

/// The place of a class in its dimension's scale of tones; the value of `data-rank`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rank {
    /// 0 is the strongest tone, 2 the weakest.
    Tone(u8),
    /// Drawn as a hatch: what has gone.
    Lost,
    /// Unclassified.
    #[default]
    None,
}

impl Rank {
    /// The value of `data-rank`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Tone(0) => "0",
            Self::Tone(1) => "1",
            Self::Tone(_) => "2",
            Self::Lost => "lost",
            Self::None => "none",
        }
    }

    /// The tone of the class at `index` of a dimension of a plan: the one chosen, else by its place.
    pub fn in_plan(dimension: &PlanDimension, index: usize) -> Self {
        let ids: Vec<&str> = dimension.classes.iter().map(|c| &*c.id).collect();
        let chosen = dimension.classes.get(index).and_then(|c| c.tone);
        chosen.map_or_else(|| Self::of(&dimension.id, &ids, index), Self::chosen)
    }

    /// The same for a class of rules that are not compiled: those out of use take no place.
    pub fn in_rules(rules: &Rulebook, dimension: &Dimension, class: &str) -> Self {
        let own = |id: &str| dimension.classes.iter().find(|c| *c.id == *id);
        let used = |id: &&str| *id == class || own(id).is_none_or(|c| c.retired != Some(true));
        let ids: Vec<&str> = rules
            .classes(dimension)
            .into_iter()
            .map(|(id, _)| id)
            .filter(used)
            .collect();
        match own(class).and_then(|c| c.tone) {
            Some(tone) => Self::chosen(tone),
            None => ids
                .iter()
                .position(|id| *id == class)
                .map_or(Self::None, |i| Self::of(&dimension.id, &ids, i)),
        }
    }

    fn chosen(tone: Tone) -> Self {
        match tone {
            Tone::Strong => Self::Tone(0),
            Tone::Middle => Self::Tone(1),
            Tone::Weak => Self::Tone(2),
            Tone::Hatch => Self::Lost,
        }
    }

    /// The tone of the class at `index` of a dimension with these class ids, in the rulebook's order.
    fn of(dimension: &str, classes: &[&str], index: usize) -> Self {
        let is_lost = |id: &str| dimension == "stage" && id == "lost";
        if classes.get(index).is_some_and(|id| is_lost(id)) {
            return Self::Lost;
        }
        let before = classes.iter().take(index).filter(|id| is_lost(id)).count();
        let steps = classes.iter().filter(|id| !is_lost(id)).count().max(1) - 1;
        let place = index.saturating_sub(before);
        // Three tones: more classes than tones share them evenly, strong to weak.
        let tone = if steps <= 2 { place } else { place * 2 / steps };
        Self::Tone(tone.min(2) as u8)
    }
}

/// The step of tint of a matrix cell, 0 to 5, by its share of the largest.
pub fn matrix_step(value: f64, largest: f64) -> u8 {
    let share = if largest > 0.0 { value / largest } else { 0.0 };
    [0.0, 0.08, 0.2, 0.4, 0.7].iter().filter(|line| share > **line).count() as u8
}

/// The icon of a way.
pub fn way_icon(way: Way) -> &'static str {
    match way {
        Way::Down => "arrow-down",
        Way::Gone => "minus",
        Way::Up => "arrow-up",
        Way::New => "plus",
        Way::Other => "arrow-right",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_dimensions_wear_their_tones() {
        let stage = ["active", "lost", "intending", "potential"];
        let ranks: Vec<&str> = (0..4).map(|i| Rank::of("stage", &stage, i).key()).collect();
        assert_eq!(ranks, ["0", "lost", "1", "2"]);
        let five = ["a", "b", "c", "d", "e"];
        let ranks: Vec<&str> = (0..5).map(|i| Rank::of("own", &five, i).key()).collect();
        assert_eq!(ranks, ["0", "0", "1", "1", "2"]);
        assert_eq!(Rank::of("one", &["a"], 0), Rank::Tone(0));
        assert_eq!(Rank::of("none", &[], 0), Rank::Tone(0));
    }

    #[test]
    fn a_chosen_colour_beats_the_default_one() {
        use crate::domain::rule::plan::Plan;
        let mut rules = Rulebook::default();
        rules.dimensions[0].hue = Some(Hue::Plum);
        rules.dimensions[0].classes[0].tone = Some(Tone::Hatch);
        rules.dimensions[0].classes[1].retired = Some(true);
        let plan = Plan::compile(&rules).unwrap();
        assert_eq!(palette_of(&plan.dimensions[0]), "closeness");
        assert_eq!(
            (palette("risk", Some(Hue::Signal)), palette("size", None)),
            ("risk", "value")
        );
        assert_eq!((palette("abc", None), palette("industry", None)), ("abc", "industry"));
        // The plan and the draft agree, also beside what is out of use.
        for (i, class) in plan.dimensions[0].classes.iter().enumerate() {
            let drafted = Rank::in_rules(&rules, &rules.dimensions[0], &class.id);
            assert_eq!(Rank::in_plan(&plan.dimensions[0], i), drafted, "{}", class.id);
        }
        assert_eq!(Rank::in_plan(&plan.dimensions[0], 0), Rank::Lost);
        let health = rules.dimension("health").unwrap();
        assert_eq!(Rank::in_rules(&rules, health, "at_risk"), Rank::Tone(2));
    }

    #[test]
    fn the_largest_cell_is_darkest_and_nothing_is_lightest() {
        let steps: Vec<u8> = [0.0, 3.0, 20.0, 32.0, 78.0, 131.0]
            .map(|v| matrix_step(v, 131.0))
            .to_vec();
        assert_eq!(steps, [0, 1, 2, 3, 4, 5]);
        assert_eq!(matrix_step(0.0, 0.0), 0);
    }
}
