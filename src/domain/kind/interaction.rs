//! An interaction: a call, a visit, a message, in either direction.

use crate::domain::day::{Day, Moment};
use crate::domain::id::{CustomerId, InteractionId};
use crate::domain::record::Text;
use crate::{record, words};

words! {
    /// How people met.
    pub enum InteractionKind {
        /// A telephone call.
        Call = "call",
        /// A visit on site.
        Visit = "visit",
        /// A WeChat message.
        Wechat = "wechat",
        /// An e-mail.
        Email = "email",
        /// A text message.
        Sms = "sms",
        /// A meeting.
        Meeting = "meeting",
        /// An event, a salon, a fair.
        Event = "event",
        /// A letter or printed matter.
        Mail = "mail",
        /// A gift.
        Gift = "gift",
        /// Anything else.
        Other = "other",
    }

    /// Who began it.
    pub enum Direction {
        /// We did.
        Outbound = "outbound",
        /// The customer did.
        Inbound = "inbound",
    }
}

record! {
    /// One contact with a customer.
    pub struct Interaction {
        /// The stable id.
        id: InteractionId = required,
        /// With whom.
        customer: CustomerId = required,
        /// When.
        at: Moment = required,
        /// How.
        kind: Option<InteractionKind>,
        /// Who began it.
        direction: Option<Direction>,
        /// Who of us.
        by: Option<Text>,
        /// Who of them.
        contact: Option<Text>,
        /// 互动内容.
        content: Option<Text>,
        /// What the customer said.
        feedback: Option<Text>,
        /// Whether the customer answered; nothing where that is not known.
        responded: Option<bool>,
        /// 下一步计划.
        next_step: Option<Text>,
        /// When the next step is due.
        next_due: Option<Day>,
        /// The campaign it belongs to.
        campaign: Option<Text>,
        /// The task it settled.
        task: Option<Text>,
    }
}

/// The further fields of a contact about a sale: what the customer doubted or asked against what was proposed, and what was answered (S4 step 2).
pub const OBJECTION: &str = "objection";
/// See [`OBJECTION`].
pub const OBJECTION_ANSWER: &str = "objection_answer";

/// The further fields of a contact that carries a proposal (S4 step 2): its points, its number, and what the customer said to it. How it was
/// sent is how people met.
pub const PROPOSAL: &str = "proposal";
/// See [`PROPOSAL`].
pub const PROPOSAL_NO: &str = "proposal_no";
/// See [`PROPOSAL`].
pub const PROPOSAL_ANSWER: &str = "proposal_answer";

/// The further field of a contact from which something was learned of how the customer likes to be treated (S4 step 3: prefers the phone, dislikes
/// group messages). Who records it has it in the customer's own `preferences` as well.
pub const PREFERENCE: &str = "preference";

/// All of these.
pub const FURTHER: [&str; 6] = [
    OBJECTION,
    OBJECTION_ANSWER,
    PROPOSAL,
    PROPOSAL_NO,
    PROPOSAL_ANSWER,
    PREFERENCE,
];

impl Interaction {
    /// What one of the further fields says; nothing where that is blank.
    pub fn told(&self, name: &str) -> Option<&str> {
        self.extra.text(name).map(str::trim).filter(|said| !said.is_empty())
    }

    /// What the customer doubted, and what was answered where anything was; nothing where nothing was doubted.
    pub fn objection(&self) -> Option<(&str, Option<&str>)> {
        Some((self.told(OBJECTION)?, self.told(OBJECTION_ANSWER)))
    }
}
