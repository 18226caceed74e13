//! The rows of a service ticket.

use super::row::{there, variant, word};
use super::{Choices, FieldError, FieldKind, FieldValue, Tense};
use crate::domain::change::Kind;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Severity, Ticket, TicketKind};

use FieldKind::{Choice, Id, Link, LongText, Moment};

#[rustfmt::skip]
rows! { Ticket:
    "id" "编号" "Id", Id, own_id!(), required;
    "customer" "客户" "Customer", Link(Kind::Customer), link!(customer, CustomerId), required;
    "kind" "类型" "Kind", Choice(Choices::TicketKind), access!(
        |t| word(Some(t.kind.word())),
        |t, v| {
            t.kind = there(variant(v, TicketKind::from_word)?)?;
            Ok(())
        }
    ), required;
    "severity" "严重程度" "Severity", Choice(Choices::Severity), word!(severity, Severity);
    "opened_at" "提出时间" "Opened", Moment(Tense::Past), needed!(opened_at, moment), required;
    "first_response_at" "首次响应时间" "First answered", Moment(Tense::Past), plain!(first_response_at, moment);
    "handler" "处理人" "Handler", Choice(Choices::Staff), text!(handler);
    "escalated_to" "升级给" "Escalated to", Choice(Choices::Staff), text!(escalated_to);
    "product" "涉及产品" "Product concerned", Choice(Choices::Product), text!(product);
    "subject" "事由" "Subject", LongText, text!(subject);
    "progress" "处理进展" "Progress", LongText, text!(progress);
    "cause" "原因" "Cause", LongText, text!(cause);
    "resolution" "处理结果" "Resolution", LongText, text!(resolution);
    "resolved_at" "解决时间" "Solved", Moment(Tense::Past), plain!(resolved_at, moment);
    "revisited_at" "回访时间" "Revisited", Moment(Tense::Past), plain!(revisited_at, moment);
    "satisfaction" "满意度" "Satisfaction", Choice(Choices::Satisfaction), access!(
        |t| t.satisfaction.map_or(FieldValue::Empty, |n| FieldValue::Text(n.to_string().into())),
        set_satisfaction,
        |t, found| found.grade(t.satisfaction, "satisfaction")
    );
}

fn set_satisfaction(ticket: &mut Ticket, value: FieldValue) -> Result<(), FieldError> {
    ticket.satisfaction = variant(value, |word| word.parse().ok().filter(|n| (1..=5).contains(n)))?;
    Ok(())
}
