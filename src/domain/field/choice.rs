//! The lists that choice fields offer.

use crate::domain::kind::{CustomerKind, Intent, Settings};
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::rule::Rulebook;

/// Where a choice field's list comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choices {
    /// Company or person.
    Kind,
    /// A, B, C.
    Intent,
    /// The industries of the settings.
    Industry,
    /// The staff of the settings.
    Staff,
    /// The classes of the rulebook's stage dimension.
    Stage,
    /// The channels of the settings.
    Channel,
}

/// One entry of a list: the word the book stores and what people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the book stores.
    pub word: Text,
    /// What people read.
    pub label: Label,
}

impl Choices {
    /// Whether only words of the list are taken. An open list suggests: an imported book may name an industry it does not have.
    pub fn closed(self) -> bool {
        matches!(self, Self::Kind | Self::Intent)
    }
}

impl CustomerKind {
    /// What people call it.
    pub fn label(self) -> Label {
        match self {
            Self::Enterprise => Label::fixed("企业", "Company"),
            Self::Person => Label::fixed("个人", "Person"),
        }
    }
}

impl Intent {
    /// What people call it (S4).
    pub fn label(self) -> Label {
        match self {
            Self::A => Label::fixed("A 高意向", "A high"),
            Self::B => Label::fixed("B 中意向", "B medium"),
            Self::C => Label::fixed("C 低意向", "C low"),
        }
    }
}

/// The entries of a list.
pub fn options(list: Choices, settings: &Settings, rulebook: &Rulebook) -> Vec<Choice> {
    let same = |word: &Text| Choice {
        word: word.clone(),
        label: Label::same(word),
    };
    match list {
        Choices::Kind | Choices::Intent => fixed(list),
        Choices::Industry => settings.industry_list().iter().map(same).collect(),
        Choices::Staff => settings.staff.iter().map(|person| same(&person.name)).collect(),
        Choices::Stage => rulebook.dimension("stage").map_or_else(Vec::new, |dimension| {
            let entry = |(id, name): (&str, &str)| Choice {
                word: id.into(),
                label: Label::same(name),
            };
            rulebook.classes(dimension).into_iter().map(entry).collect()
        }),
        Choices::Channel => settings
            .channels
            .iter()
            // A channel is a name, or a record with a name.
            .filter_map(|channel| channel.as_str().or_else(|| channel.get("name")?.as_str()))
            .map(|name| same(&name.into()))
            .collect(),
    }
}

/// The entries of a closed list; an open one has none of its own.
pub(super) fn fixed(list: Choices) -> Vec<Choice> {
    let entry = |word: &'static str, label| Choice {
        word: word.into(),
        label,
    };
    match list {
        Choices::Kind => CustomerKind::ALL.iter().map(|k| entry(k.word(), k.label())).collect(),
        Choices::Intent => Intent::ALL.iter().map(|i| entry(i.word(), i.label())).collect(),
        _ => Vec::new(),
    }
}
