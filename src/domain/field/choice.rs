//! The lists that choice fields offer.

use super::settings::channel_name;
use crate::domain::kind::campaign::CampaignKind;
use crate::domain::kind::task_outcome::{OfferResult, TaskRepeat, TaskStatus, WinBackCause, WinBackResult};
use crate::domain::kind::{
    Customer, CustomerKind, Decision, Direction, Intent, InteractionKind, Settings, Severity, TicketKind,
};
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
    /// The products of the settings.
    Product,
    /// The people at the customer: see [`contacts`].
    Contact,
    /// The dimensions of the rulebook.
    Dimension,
    /// How people met.
    InteractionKind,
    /// Who began it.
    Direction,
    /// Whether the customer answered.
    Answer,
    /// What a ticket is.
    TicketKind,
    /// How grave it is.
    Severity,
    /// 1 to 5, the best first.
    Satisfaction,
    /// What a campaign is for.
    CampaignKind,
    /// How a task ended for now.
    TaskStatus,
    /// How often a task comes again.
    TaskRepeat,
    /// Why a customer leaves.
    WinBackCause,
    /// How a plan to win one back ended.
    WinBackResult,
    /// What was said to an offer.
    OfferResult,
    /// What was decided of a move.
    Decision,
    /// The language of the page.
    Language,
}

/// One entry of a list: the word the book stores and what people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the book stores.
    pub word: Text,
    /// What people read.
    pub label: Label,
}

/// The words of an enum with what people call them.
macro_rules! words {
    ($ty:ident) => {
        $ty::ALL.iter().map(|word| entry(word.word(), word.label())).collect()
    };
}

fn entry(word: &'static str, label: Label) -> Choice {
    Choice {
        word: word.into(),
        label,
    }
}

impl Choices {
    /// Whether only words of the list are taken. An open list suggests: an imported book may name an industry it does not have.
    pub fn closed(self) -> bool {
        !self.fixed().is_empty()
    }

    /// The entries of a closed list; an open one has none of its own.
    pub fn fixed(self) -> Vec<Choice> {
        match self {
            Self::Kind => words!(CustomerKind),
            Self::Intent => words!(Intent),
            Self::InteractionKind => words!(InteractionKind),
            Self::Direction => words!(Direction),
            Self::TicketKind => words!(TicketKind),
            Self::Severity => words!(Severity),
            Self::CampaignKind => words!(CampaignKind),
            Self::TaskStatus => words!(TaskStatus),
            Self::TaskRepeat => words!(TaskRepeat),
            Self::WinBackCause => words!(WinBackCause),
            Self::WinBackResult => words!(WinBackResult),
            Self::OfferResult => words!(OfferResult),
            Self::Decision => words!(Decision),
            Self::Answer => vec![
                entry("yes", Label::fixed("已回应", "Yes")),
                entry("no", Label::fixed("没有回应", "No")),
            ],
            Self::Satisfaction => vec![
                entry("5", Label::fixed("5 很满意", "5 very satisfied")),
                entry("4", Label::fixed("4 满意", "4 satisfied")),
                entry("3", Label::fixed("3 一般", "3 fair")),
                entry("2", Label::fixed("2 不满意", "2 dissatisfied")),
                entry("1", Label::fixed("1 很不满意", "1 very dissatisfied")),
            ],
            Self::Language => vec![
                entry("zh", Label::fixed("中文", "Chinese")),
                entry("en", Label::fixed("英文", "English")),
            ],
            Self::Industry
            | Self::Staff
            | Self::Stage
            | Self::Channel
            | Self::Product
            | Self::Contact
            | Self::Dimension => Vec::new(),
        }
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

/// The entries of a list. The people of one customer are none of the book's lists: see [`contacts`].
pub fn options(list: Choices, settings: &Settings, rulebook: &Rulebook) -> Vec<Choice> {
    let same = |word: &str| named(word, word);
    match list {
        Choices::Industry => settings.industry_list().iter().map(|word| same(word)).collect(),
        Choices::Staff => settings.staff.iter().map(|person| same(&person.name)).collect(),
        Choices::Product => settings.products.iter().map(|product| same(&product.name)).collect(),
        Choices::Channel => settings.channels.iter().filter_map(channel_name).map(same).collect(),
        Choices::Stage => rulebook.dimension("stage").map_or_else(Vec::new, |dimension| {
            let classes = rulebook.classes(dimension).into_iter();
            classes.map(|(id, name)| named(id, name)).collect()
        }),
        Choices::Dimension => rulebook.dimensions.iter().map(|d| named(&d.id, &d.name)).collect(),
        closed => closed.fixed(),
    }
}

fn named(id: &str, name: &str) -> Choice {
    Choice {
        word: id.into(),
        label: Label::same(name),
    }
}

/// The people at a customer, for [`Choices::Contact`].
pub fn contacts(customer: &Customer) -> Vec<Choice> {
    let names = customer.contacts.iter().filter_map(|contact| contact.name.as_deref());
    names.map(|name| named(name, name)).collect()
}
