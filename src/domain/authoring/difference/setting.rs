//! The settings of a rulebook's entries, and their values as plain things that can be said.

use crate::domain::record::Text;
use crate::domain::rule::{Hue, RfmThresholds, Tone};

/// A setting of an entry that holds one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The name of a dimension, class, tag, score or band.
    Name,
    /// A dimension's class of whoever matches none, by its id.
    Otherwise,
    /// The score whose bands are a dimension's classes, by its id.
    BandsOf,
    /// The fact whose text is a dimension's class.
    TextOf,
    /// The fact that sets a dimension's class by hand.
    OverrideBy,
    /// The colour of a dimension, by its word.
    Hue,
    /// The classes of a dimension from best to worst, by their ids.
    Rank,
    /// Whether an entry is out of use.
    Retired,
    /// What to do with the customers of a class.
    Strategy,
    /// The tone of a class, by its word.
    Tone,
    /// Whether a score is missing for who has not dealt.
    DealtOnly,
    /// A term's weight.
    Weight,
    /// Whether a term counts 100 − component.
    Invert,
    /// The fact that a term scales.
    Of,
    /// What a term multiplies it with.
    Factor,
    /// A term's component where the fact is missing.
    Missing,
    /// The lowest score of a band.
    From,
    /// The months that the RFM scores count.
    Window,
    /// Whether the RFM cuts are quantile + 1.
    CutPlusOne,
    /// The weight of recency.
    WeightOfR,
    /// The weight of frequency.
    WeightOfF,
    /// The weight of money.
    WeightOfM,
    /// Borders of one's own in place of quintiles, or quintiles again: those of R, F and M.
    Borders,
    /// The borders of recency.
    BordersOfR,
    /// The borders of frequency.
    BordersOfF,
    /// The borders of money.
    BordersOfM,
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// It is not set.
    Nothing,
    /// A text, a fact, an id.
    Text(Text),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// Ids in order.
    Ids(Vec<Text>),
    /// Lists of numbers.
    Lists(Vec<Vec<f64>>),
}

/// A field's type whose values can be told.
pub(super) trait Tell: PartialEq {
    /// The value as a plain thing.
    fn tell(&self) -> Setting;
}

impl Tell for Text {
    fn tell(&self) -> Setting {
        Setting::Text(self.clone())
    }
}

impl Tell for f64 {
    fn tell(&self) -> Setting {
        Setting::Number(*self)
    }
}

impl Tell for u32 {
    fn tell(&self) -> Setting {
        Setting::Number(f64::from(*self))
    }
}

impl Tell for bool {
    fn tell(&self) -> Setting {
        Setting::Flag(*self)
    }
}

impl Tell for Hue {
    fn tell(&self) -> Setting {
        Setting::Text(self.word().into())
    }
}

impl Tell for Tone {
    fn tell(&self) -> Setting {
        Setting::Text(self.word().into())
    }
}

impl Tell for Vec<f64> {
    fn tell(&self) -> Setting {
        Setting::Lists(vec![self.clone()])
    }
}

impl Tell for Vec<Text> {
    fn tell(&self) -> Setting {
        Setting::Ids(self.clone())
    }
}

impl Tell for RfmThresholds {
    fn tell(&self) -> Setting {
        Setting::Lists(vec![self.r.clone(), self.f.clone(), self.m.clone()])
    }
}

impl<T: Tell> Tell for Option<T> {
    fn tell(&self) -> Setting {
        self.as_ref().map_or(Setting::Nothing, T::tell)
    }
}
