//! Which tone a class wears: the same in chip, bar, matrix and print. Pure; the colours are in `style/tokens.css`.

/// The place of a class in its dimension's scale of tones; the value of `data-rank`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// 0 is the strongest tone, 2 the weakest.
    Tone(u8),
    /// Drawn as a hatch: what has gone.
    Lost,
    /// Unclassified.
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

    /// The tone of the class at `index` of a dimension with these class ids, in the rulebook's order.
    pub fn of(dimension: &str, classes: &[&str], index: usize) -> Self {
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
    fn the_largest_cell_is_darkest_and_nothing_is_lightest() {
        let steps: Vec<u8> = [0.0, 3.0, 20.0, 32.0, 78.0, 131.0]
            .map(|v| matrix_step(v, 131.0))
            .to_vec();
        assert_eq!(steps, [0, 1, 2, 3, 4, 5]);
        assert_eq!(matrix_step(0.0, 0.0), 0);
    }
}
