//! Records that people begin to write: what is known of them before anything is typed.

use crate::domain::day::{Day, Moment};
use crate::domain::decimal::Decimal;
use crate::domain::id::{CampaignId, CustomerId, InteractionId, OrderId, PointsId, TaskOutcomeId, TicketId};
use crate::domain::kind::{
    Campaign, Direction, Interaction, InteractionKind, Order, PointsEntry, TaskOutcome, Ticket, TicketKind,
};
use crate::domain::money::Fen;
use crate::domain::record::Text;

fn me(user: &str) -> Option<Text> {
    Some(user.trim()).filter(|user| !user.is_empty()).map(Text::from)
}

/// An interaction: today, by telephone, begun by us.
pub fn interaction(id: InteractionId, customer: CustomerId, today: Day, user: &str) -> Interaction {
    Interaction {
        id,
        customer,
        at: Moment::on(today),
        kind: Some(InteractionKind::Call),
        direction: Some(Direction::Outbound),
        by: me(user),
        contact: None,
        content: None,
        feedback: None,
        responded: None,
        next_step: None,
        next_due: None,
        campaign: None,
        task: None,
        extra: Default::default(),
    }
}

/// A task that somebody writes, for today.
pub fn task(id: TaskOutcomeId, at: Option<Moment>, today: Day, user: &str) -> TaskOutcome {
    TaskOutcome {
        id,
        status: None,
        at,
        by: me(user),
        until: None,
        note: None,
        interaction: None,
        name: None,
        due: Some(Moment::on(today)),
        repeat: None,
        extra: Default::default(),
    }
}

/// An order of today.
pub fn order(id: OrderId, customer: CustomerId, today: Day) -> Order {
    Order {
        id,
        customer,
        date: today,
        amount: Fen(0),
        items: Vec::new(),
        due_on: None,
        paid_on: None,
        campaign: None,
        note: None,
        extra: Default::default(),
    }
}

/// A ticket of today.
pub fn ticket(id: TicketId, customer: CustomerId, today: Day, user: &str) -> Ticket {
    Ticket {
        id,
        customer,
        kind: TicketKind::Consultation,
        severity: None,
        opened_at: Moment::on(today),
        first_response_at: None,
        resolved_at: None,
        revisited_at: None,
        handler: me(user),
        subject: None,
        progress: None,
        resolution: None,
        cause: None,
        product: None,
        satisfaction: None,
        escalated_to: None,
        extra: Default::default(),
    }
}

/// A campaign that begins today.
pub fn campaign(id: CampaignId, today: Day) -> Campaign {
    Campaign {
        id,
        name: "".into(),
        channel: None,
        cost: None,
        starts_on: Some(today),
        ends_on: None,
        audience: None,
        offer: None,
        kind: None,
        extra: Default::default(),
    }
}

/// An entry of points of today.
pub fn points(id: PointsId, customer: CustomerId, today: Day, delta: Decimal) -> PointsEntry {
    PointsEntry {
        id,
        customer,
        date: today,
        delta,
        reason: None,
        extra: Default::default(),
    }
}
