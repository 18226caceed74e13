//! Some customers of the sample whose whole way is told: from the first contact with a lead, what it doubted and what it was offered, over
//! the contract and a complaint, to being won back.

use std::sync::Arc;

use crate::domain::book::Book;
use crate::domain::day::{Day, Moment};
use crate::domain::id::InteractionId;
use crate::domain::kind::interaction::{OBJECTION, OBJECTION_ANSWER, PROPOSAL, PROPOSAL_ANSWER, PROPOSAL_NO};
use crate::domain::kind::{Customer, Direction, Interaction, InteractionKind, TicketKind};

/// The contract is older than this: what came before it is in no figure of a year.
const MONTHS: u32 = 14;

/// A contact with a lead: how far between the first day that it is known and the contract, in percent; how, what was said, what came of it.
type Told = (i32, InteractionKind, &'static str, Option<&'static str>);

const TOLD: [Told; 4] = [
    (
        10,
        InteractionKind::Call,
        "首次联系，问清产线用途和预算",
        Some("会考虑"),
    ),
    (
        40,
        InteractionKind::Visit,
        "上门看产线，谈节拍和交期",
        Some("对交期有顾虑"),
    ),
    (65, InteractionKind::Meeting, "讲解方案，答复交期", Some("要内部商量")),
    (90, InteractionKind::Call, "确认合同条款和验收日期", Some("满意")),
];

/// Whether the rest of the way is there: a source, a contract, the hand-over, a complaint after it.
pub(super) fn is_ready(book: &Book, slot: u32, today: Day) -> bool {
    let Some(customer) = book.customers.at(slot) else {
        return false;
    };
    let complained = |signed: Day| {
        let mut tickets = book.tickets.iter();
        tickets.any(|(_, it)| {
            let is_after = it.opened_at.day > signed && it.opened_at.day < today.plus_days(-100);
            it.customer == customer.id && it.kind == TicketKind::Complaint && is_after
        })
    };
    let is_known = customer.source.is_some() && customer.handed_over_on.is_some();
    is_known && way(customer).is_some_and(|(_, signed)| signed < today.minus_months(MONTHS) && complained(signed))
}

/// The days between which a customer was a lead.
fn way(customer: &Customer) -> Option<(Day, Day)> {
    let signed = customer.contract.as_ref()?.signed_on?;
    Some((customer.created_on.filter(|day| *day < signed)?, signed))
}

/// Adds the contacts with the lead to those whose way is told; `n`: the number of those before.
pub(super) fn tell(book: &mut Book, slot: u32, n: usize) {
    let Some(customer) = book.customers.at(slot).cloned() else {
        return;
    };
    let Some((from, signed)) = way(&customer) else { return };
    for (i, (far, kind, content, feedback)) in TOLD.into_iter().enumerate() {
        // Numbers of their own: those of the others stay what they are.
        let Ok(id) = InteractionId::new(&format!("HD-9{:04}", n * TOLD.len() + i + 1)) else {
            return;
        };
        let day = from.plus_days(signed.days_since(from) * far / 100);
        let mut talk = Interaction {
            id,
            customer: customer.id.clone(),
            at: Moment {
                day,
                time: "T10:00:00+08:00".into(),
            },
            kind: Some(kind),
            direction: Some(Direction::Outbound),
            by: customer.owner.clone(),
            contact: customer.contacts.first().and_then(|contact| contact.name.clone()),
            content: Some(content.into()),
            feedback: feedback.map(Into::into),
            responded: Some(true),
            next_step: None,
            next_due: None,
            campaign: None,
            task: None,
            extra: Default::default(),
        };
        let mut says = |key, text: &str| talk.extra.set(key, Some(text.into()));
        match i {
            1 => says(OBJECTION, "交期六周，赶不上投产"),
            2 => {
                says(OBJECTION_ANSWER, "首台先发，其余分两批");
                says(PROPOSAL, "两台一组，含调试与培训，分批交付");
                says(PROPOSAL_NO, &format!("FA-{}", n + 1));
                says(PROPOSAL_ANSWER, "同意分批，价格再谈");
            }
            _ => {}
        }
        if i == 1 {
            talk.next_step = Some("提交报价单".into());
            talk.next_due = Some(from.plus_days(signed.days_since(from) * 65 / 100));
        }
        book.interactions.put(Arc::new(talk));
    }
}
