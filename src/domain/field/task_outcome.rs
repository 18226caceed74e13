//! The rows of what became of a task.

use super::{Choices, FieldKind, Tense};
use crate::domain::change::Kind;
use crate::domain::kind::TaskOutcome;
use crate::domain::kind::task_outcome::{
    IMPROVEMENT, IMPROVEMENT_OWNER, OFFER, OFFER_BESIDE, OFFER_RESULT, OfferResult, TICKET, TaskRepeat, TaskStatus,
    WIN_BACK, WIN_BACK_OWNER, WIN_BACK_RESULT, WIN_BACK_RESULT_NOTE, WinBackCause, WinBackResult,
};

use FieldKind::{Choice, Date, Id, Link, LongText, Moment, Text};

#[rustfmt::skip]
rows! { TaskOutcome:
    "id" "编号" "Id", Id, own_id!(), required;
    "status" "结果" "Outcome", Choice(Choices::TaskStatus), word!(status, TaskStatus);
    "at" "时间" "When", Moment(Tense::Past), plain!(at, moment);
    "by" "经手人" "By", Choice(Choices::Staff), text!(by);
    "until" "推迟到" "Put off until", Date(Tense::Future), plain!(until, date);
    "note" "备注" "Remark", LongText, text!(note);
    "interaction" "对应的互动" "Interaction", Link(Kind::Interaction), text!(interaction);
    "name" "要做什么" "What is to be done", Text, text!(name);
    "due" "何时" "Due", Moment(Tense::Future), plain!(due, moment);
    "repeat" "重复" "Repeat", Choice(Choices::TaskRepeat), word!(repeat, TaskRepeat);
    "win_back" "流失原因" "Why they leave", Choice(Choices::WinBackCause), further_word!(WIN_BACK, WinBackCause);
    "win_back_owner" "挽回负责人" "Who wins them back", Choice(Choices::Staff), further_text!(WIN_BACK_OWNER);
    "win_back_result" "挽回结果" "How it ended", Choice(Choices::WinBackResult), further_word!(WIN_BACK_RESULT, WinBackResult);
    "win_back_result_note" "结果说明" "What came of it", LongText, further_text!(WIN_BACK_RESULT_NOTE);
    "offer" "推荐的产品" "Product offered", Choice(Choices::Product), further_text!(OFFER);
    "offer_beside" "搭配的产品" "Beside", Choice(Choices::Product), further_text!(OFFER_BESIDE);
    "offer_result" "推荐结果" "Answer to the offer", Choice(Choices::OfferResult), further_word!(OFFER_RESULT, OfferResult);
    "improvement" "改进针对的原因" "Cause to be removed", Text, further_text!(IMPROVEMENT);
    "improvement_owner" "改进负责人" "Who sees to the improvement", Choice(Choices::Staff), further_text!(IMPROVEMENT_OWNER);
    "ticket" "对应的服务单" "Ticket", Link(Kind::Ticket), further_text!(TICKET);
}
