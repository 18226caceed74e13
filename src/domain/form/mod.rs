//! The forms of events: what people type for an interaction, an order, a ticket, and the record it becomes.
//!
//! A form is a row of inputs; a draft fills them with texts and reads the texts back. What a person did not touch stays as it was.

pub mod decide;
mod draft;
mod read;

use crate::domain::field::{Choices, HasFields};
use crate::domain::kind::{Interaction, Order, Ticket};
use crate::domain::label::Label;
pub use draft::Draft;

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
    Choice(Choices),
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
    /// Its label, of the field registry.
    pub label: fn() -> Label,
    /// What it takes.
    pub control: Control,
    /// Must be filled in.
    pub required: bool,
    /// What is offered.
    pub offer: Offer,
}

macro_rules! inputs {
    ($ty:ident: $($key:literal $control:expr $(, $required:ident)? $(=> $offer:ident)?;)*) => {
        &[$(Input {
            key: $key,
            id: concat!("record-", $key),
            label: || $ty::field($key).map(|row| row.label.clone()).unwrap_or_default(),
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
pub const INTERACTION: &[Input] = inputs! { Interaction:
    "at" Moment, required;
    "kind" One(Choices::InteractionKind);
    "direction" One(Choices::Direction);
    "by" Line => Staff;
    "contact" Line => Contacts;
    "responded" One(Choices::Answer);
    "content" Lines;
    "feedback" Lines;
    "next_step" Line;
    "next_due" Day;
};

/// The inputs of an order.
pub const ORDER: &[Input] = inputs! { Order:
    "date" Day, required;
    "amount" Money, required;
    "items" Items;
    "due_on" Day;
    "paid_on" Day;
    "note" Lines;
};

/// The inputs of a ticket.
pub const TICKET: &[Input] = inputs! { Ticket:
    "kind" One(Choices::TicketKind), required;
    "severity" One(Choices::Severity);
    "opened_at" Moment, required;
    "handler" Line => Staff;
    "subject" Lines;
    "resolution" Lines;
    "resolved_at" Moment;
    "satisfaction" One(Choices::Satisfaction);
};
