//! The forms of events: what people type for an interaction, an order, a ticket, and the record it becomes.
//!
//! A form is a row of inputs; a draft fills them with texts and reads the texts back. What a person did not touch stays as it was.

pub mod decide;
mod draft;
mod read;

pub use draft::Draft;
pub use read::{Typing, parse_moment};

use crate::domain::kind::{Direction, InteractionKind, Severity, TicketKind};
use crate::domain::label::Label;

/// What an input takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// A day.
    Day,
    /// A day, with a time where it is known.
    Moment,
    /// An amount in yuan.
    Money,
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// Products with how many.
    Items,
    /// One of a list.
    Choice(Choice),
}

/// The lists of choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
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
    /// 1 to 5.
    Satisfaction,
}

/// What is offered while typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Nothing.
    Nothing,
    /// Our people.
    Staff,
    /// The customer's people.
    Contacts,
}

/// An input of a form.
#[derive(Clone, Debug)]
pub struct Input {
    /// The name of the field in the book.
    pub key: &'static str,
    /// The id of the control in the page.
    pub id: &'static str,
    /// Its label.
    pub label: Label,
    /// What it takes.
    pub control: Control,
    /// Must be filled in.
    pub required: bool,
    /// What is offered.
    pub offer: Offer,
}

macro_rules! inputs {
    ($($key:literal $zh:literal / $en:literal $control:expr $(, $required:ident)? $(=> $offer:ident)?;)*) => {
        &[$(Input {
            key: $key,
            id: concat!("record-", $key),
            label: Label::fixed($zh, $en),
            control: $control,
            required: inputs!(@required $($required)?),
            offer: inputs!(@offer $($offer)?),
        }),*]
    };
    (@required required) => { true };
    (@required) => { false };
    (@offer $offer:ident) => { Offer::$offer };
    (@offer) => { Offer::Nothing };
}

use Control::{Choice as One, Day, Items, Line, Lines, Moment, Money};

/// The inputs of an interaction, in the order they are read.
pub const INTERACTION: &[Input] = inputs! {
    "at" "时间" / "When" Moment, required;
    "kind" "方式" / "How" One(Choice::InteractionKind);
    "direction" "谁发起" / "Who began" One(Choice::Direction);
    "by" "记录人" / "Who of us" Line => Staff;
    "contact" "对方联系人" / "Who of them" Line => Contacts;
    "responded" "客户是否回应" / "Did the customer answer" One(Choice::Answer);
    "content" "互动内容" / "What was said" Lines;
    "feedback" "客户反馈" / "Feedback" Lines;
    "next_step" "下一步计划" / "Next step" Line;
    "next_due" "下一步日期" / "Next step due" Day;
};

/// The inputs of an order.
pub const ORDER: &[Input] = inputs! {
    "date" "订单日期" / "Date" Day, required;
    "amount" "金额" / "Amount" Money, required;
    "items" "产品" / "Products" Items;
    "due_on" "应付款日" / "Due on" Day;
    "paid_on" "付款日" / "Paid on" Day;
    "note" "备注" / "Note" Lines;
};

/// The inputs of a ticket.
pub const TICKET: &[Input] = inputs! {
    "kind" "类型" / "Kind" One(Choice::TicketKind), required;
    "severity" "严重程度" / "Severity" One(Choice::Severity);
    "opened_at" "提出时间" / "Opened" Moment, required;
    "handler" "处理人" / "Handler" Line => Staff;
    "subject" "事由" / "Subject" Lines;
    "resolution" "处理结果" / "Resolution" Lines;
    "resolved_at" "解决时间" / "Solved" Moment;
    "satisfaction" "满意度" / "Satisfaction" One(Choice::Satisfaction);
};

impl Choice {
    /// The words the book stores, with what people call them.
    pub fn options(self) -> Vec<(&'static str, Label)> {
        match self {
            Self::InteractionKind => InteractionKind::ALL.iter().map(|k| (k.word(), k.label())).collect(),
            Self::Direction => Direction::ALL.iter().map(|d| (d.word(), d.label())).collect(),
            Self::Answer => vec![
                ("yes", Label::fixed("已回应", "Yes")),
                ("no", Label::fixed("没有回应", "No")),
            ],
            Self::TicketKind => TicketKind::ALL.iter().map(|k| (k.word(), k.label())).collect(),
            Self::Severity => Severity::ALL.iter().map(|s| (s.word(), s.label())).collect(),
            Self::Satisfaction => vec![
                ("5", Label::fixed("5 很满意", "5 very satisfied")),
                ("4", Label::fixed("4 满意", "4 satisfied")),
                ("3", Label::fixed("3 一般", "3 fair")),
                ("2", Label::fixed("2 不满意", "2 dissatisfied")),
                ("1", Label::fixed("1 很不满意", "1 very dissatisfied")),
            ],
        }
    }
}
