//! The scale of a figure between the borders of its classes.

use super::Ground;
use crate::domain::inquiry::ladder::Ladder;
use crate::domain::metric::Unit;
use crate::domain::rule::plan::PlanDimension;
use crate::ui::format;
use crate::ui::text::sentence::{fen, number};
use crate::ui::tone::Rank;

/// A stretch of one class.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Its tone.
    pub rank: Rank,
    /// Its share of the scale, per cent.
    pub width: f64,
}

/// A border with its figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where, per cent.
    pub at: f64,
    /// The figure.
    pub text: String,
}

/// A scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The classes from the lowest value up.
    pub stretches: Vec<Stretch>,
    /// Where the customer's figure stands, per cent; at the end where it is beyond.
    pub marker: f64,
    /// The borders.
    pub marks: Vec<Mark>,
}

/// Room above the highest border, as a share of it.
const HEADROOM: f64 = 1.2;

impl Ground<'_> {
    pub(super) fn scale(&self, dim: &PlanDimension, ladder: &Ladder, value: f64) -> Scale {
        let borders: Vec<f64> = ladder.rungs.iter().filter_map(|r| r.from).collect();
        let top = borders.iter().copied().fold(0.0, f64::max);
        let end = match ladder.unit {
            Unit::Points => 100.0,
            _ if top > 0.0 => top * HEADROOM,
            _ => 1.0,
        };
        let start = borders.iter().copied().fold(0.0, f64::min);
        let place = |v: f64| ((v - start) / (end - start) * 100.0).clamp(0.0, 100.0);
        let stretch = |(i, rung): (usize, &crate::domain::inquiry::ladder::Rung)| {
            let from = rung.from.map_or(0.0, place);
            let until = ladder.rungs.get(i + 1).and_then(|r| r.from).map_or(100.0, place);
            Stretch {
                rank: rung.class.map_or(Rank::None, |c| Rank::in_plan(dim, c)),
                width: until - from,
            }
        };
        let figure = |v: f64| match ladder.unit {
            Unit::Yuan => format::yuan(fen(v)),
            Unit::Share => format!("{} %", number(v * 100.0)),
            _ => number(v),
        };
        let mut marks = vec![Mark {
            at: 0.0,
            text: figure(start),
        }];
        marks.extend(borders.iter().map(|b| Mark {
            at: place(*b),
            text: figure(*b),
        }));
        Scale {
            stretches: ladder.rungs.iter().enumerate().map(stretch).collect(),
            marker: place(value),
            marks,
        }
    }
}
