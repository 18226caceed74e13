//! The rows of a review decision.

use super::{Choices, FieldKind, Tense};
use crate::domain::change::Kind;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Decision, Review};

use FieldKind::{Choice, Id, Link, LongText, Moment, Text as Line};

#[rustfmt::skip]
rows! { Review:
    "id" "编号" "Id", Id, own_id!(), required;
    "customer" "客户" "Customer", Link(Kind::Customer), link!(customer, CustomerId), required;
    "dimension" "维度" "Dimension", Choice(Choices::Dimension), needed!(dimension, text, |r, found| {
        found.text(Some(&r.dimension), || "dimension".into());
    }), required;
    "at" "时间" "When", Moment(Tense::Past), needed!(at, moment), required;
    "from" "原类" "Before", Line, text!(from);
    "to" "新类" "After", Line, text!(to);
    "decision" "决定" "Decision", Choice(Choices::Decision), word!(decision, Decision);
    "reason" "原因" "Reason", LongText, text!(reason);
    "action" "措施" "Measure", LongText, text!(action);
    "by" "决定人" "Decided by", Choice(Choices::Staff), text!(by);
}
