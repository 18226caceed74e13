//! Where a finding stands, typed so that an editor finds the row, and written as the compiler writes places.

use std::fmt;

use crate::domain::record::Text;

/// A part of the rulebook, by ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A dimension.
    Dimension {
        /// Its id.
        dimension: Text,
    },
    /// A class.
    Class {
        /// The id of its dimension.
        dimension: Text,
        /// Its id.
        class: Text,
    },
    /// An automatic tag.
    Tag {
        /// Its id.
        tag: Text,
    },
    /// A score, `rfm` or a weighted one.
    Score {
        /// Its id.
        score: Text,
    },
    /// A term of a score.
    Term {
        /// The id of its score.
        score: Text,
        /// Its place among the terms.
        at: usize,
    },
    /// A band of a score.
    Band {
        /// The id of its score.
        score: Text,
        /// Its id.
        band: Text,
    },
}

/// A step into a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into a part of an `all`.
    All(usize),
    /// Into a part of an `any`.
    Any(usize),
    /// Into a `not`.
    Not,
}

impl Step {
    /// The place of the child, 0 for that of a `not`.
    pub fn position(self) -> usize {
        match self {
            Self::All(at) | Self::Any(at) => at,
            Self::Not => 0,
        }
    }
}

/// Where a finding stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingPlace {
    /// The part of the rulebook.
    pub part: Part,
    /// The way into its condition, from the root; nothing where the finding is about the whole part.
    pub path: Option<Vec<Step>>,
}

impl FindingPlace {
    /// The positions of the children from the root of the condition; nothing where the finding is about the whole part.
    pub fn positions(&self) -> Option<Vec<usize>> {
        Some(self.path.as_ref()?.iter().map(|step| step.position()).collect())
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dimension { dimension } => write!(f, "dimensions[{dimension}]"),
            Self::Class { dimension, class } => write!(f, "dimensions[{dimension}].classes[{class}]"),
            Self::Tag { tag } => write!(f, "tags[{tag}]"),
            Self::Score { score } => write!(f, "scores[{score}]"),
            Self::Term { score, at } => write!(f, "scores[{score}].terms[{at}]"),
            Self::Band { score, band } => write!(f, "scores[{score}].bands[{band}]"),
        }
    }
}

impl fmt::Display for FindingPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.part)?;
        let Some(path) = &self.path else { return Ok(()) };
        write!(f, ".when")?;
        for step in path {
            match step {
                Step::All(at) => write!(f, ".all[{at}]")?,
                Step::Any(at) => write!(f, ".any[{at}]")?,
                Step::Not => write!(f, ".not")?,
            }
        }
        Ok(())
    }
}
