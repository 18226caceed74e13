//! The rows of an interaction.

use super::row::{variant, word};
use super::{Choices, FieldKind, Tense};
use crate::domain::change::Kind;
use crate::domain::id::CustomerId;
use crate::domain::kind::interaction::{
    OBJECTION, OBJECTION_ANSWER, PREFERENCE, PROPOSAL, PROPOSAL_ANSWER, PROPOSAL_NO,
};
use crate::domain::kind::{Direction, Interaction, InteractionKind};

use FieldKind::{Choice, Date, Id, Link, LongText, Moment, Text as Line};

#[rustfmt::skip]
rows! { Interaction:
    "id" "编号" "Id", Id, own_id!(), required;
    "customer" "客户" "Customer", Link(Kind::Customer), link!(customer, CustomerId), required;
    "at" "时间" "When", Moment(Tense::Past), needed!(at, moment), required;
    "kind" "方式" "How", Choice(Choices::InteractionKind), word!(kind, InteractionKind);
    "direction" "谁发起" "Who began", Choice(Choices::Direction), word!(direction, Direction);
    "by" "记录人" "Who of us", Choice(Choices::Staff), text!(by);
    "contact" "对方联系人" "Who of them", Choice(Choices::Contact), text!(contact);
    "responded" "客户是否回应" "Did the customer answer", Choice(Choices::Answer), access!(
        |i| word(i.responded.map(|yes| if yes { "yes" } else { "no" })),
        |i, v| {
            i.responded = variant(v, answer)?;
            Ok(())
        }
    );
    "content" "互动内容" "What was said", LongText, text!(content);
    "feedback" "客户反馈" "Feedback", LongText, text!(feedback);
    "objection" "疑问与异议" "Objection", LongText, further_text!(OBJECTION);
    "objection_answer" "异议答复" "Answer to the objection", LongText, further_text!(OBJECTION_ANSWER);
    "proposal" "方案要点" "Proposal", LongText, further_text!(PROPOSAL);
    "proposal_no" "方案编号" "Proposal no.", Line, further_text!(PROPOSAL_NO);
    "proposal_answer" "方案答复" "Answer to the proposal", LongText, further_text!(PROPOSAL_ANSWER);
    "preference" "偏好更新" "Preference learned", LongText, further_text!(PREFERENCE);
    "next_step" "下一步计划" "Next step", Line, text!(next_step);
    "next_due" "下一步日期" "Next step due", Date(Tense::Future), plain!(next_due, date);
    "campaign" "活动" "Campaign", Link(Kind::Campaign), text!(campaign);
    "task" "完成的任务" "Task settled", Link(Kind::TaskOutcome), text!(task);
}

fn answer(word: &str) -> Option<bool> {
    match word {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}
