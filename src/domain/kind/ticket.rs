//! A service ticket: a request, a complaint, or praise.

use crate::domain::day::Moment;
use crate::domain::id::{CustomerId, TicketId};
use crate::domain::record::Text;
use crate::{record, words};

words! {
    /// What the customer wants.
    pub enum TicketKind {
        /// A question.
        Consultation = "consultation",
        /// A complaint.
        Complaint = "complaint",
        /// After-sales service.
        AfterSales = "after_sales",
        /// Technical help.
        Technical = "technical",
        /// Praise.
        Praise = "praise",
    }

    /// How grave a complaint is (S1).
    pub enum Severity {
        /// The service person settles it.
        General = "general",
        /// The product's quality.
        Quality = "quality",
        /// A major failure: goes to management.
        Major = "major",
    }
}

record! {
    /// A service request from opening to revisit.
    pub struct Ticket {
        /// The stable id.
        id: TicketId = required,
        /// Whose it is.
        customer: CustomerId = required,
        /// What it is.
        kind: TicketKind = required,
        /// How grave.
        severity: Option<Severity>,
        /// When it was opened.
        opened_at: Moment = required,
        /// When we first answered.
        first_response_at: Option<Moment>,
        /// When it was solved.
        resolved_at: Option<Moment>,
        /// When we asked again.
        revisited_at: Option<Moment>,
        /// Who handles it.
        handler: Option<Text>,
        /// What it is about.
        subject: Option<Text>,
        /// How far it is.
        progress: Option<Text>,
        /// How it was solved.
        resolution: Option<Text>,
        /// Why it happened.
        cause: Option<Text>,
        /// Which product.
        product: Option<Text>,
        /// How satisfied the customer was, 1–5.
        satisfaction: Option<u8>,
        /// To whom it was escalated.
        escalated_to: Option<Text>,
    }
}
