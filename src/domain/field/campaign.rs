//! The rows of a campaign.

use super::row::said;
use super::value::MISSING;
use super::{Choices, FieldKind, Tense, Unit};
use crate::domain::kind::Campaign;
use crate::domain::kind::campaign::CampaignKind;

use FieldKind::{Choice, Date, Id, LongText, Money, Text as Line};

#[rustfmt::skip]
rows! { Campaign:
    "id" "编号" "Id", Id, own_id!(), required;
    "name" "活动名称" "Name", Line, access!(
        |c| (&c.name).into(),
        |c, v| {
            c.name = said(v.text()?, MISSING)?;
            Ok(())
        },
        |c, found| found.name(&c.name, "name")
    ), required;
    "kind" "类型" "Kind", Choice(Choices::CampaignKind), word!(kind, CampaignKind);
    "channel" "渠道" "Channel", Choice(Choices::Channel), text!(channel);
    "cost" "费用" "Cost", Money(Unit::Yuan), money!(cost);
    "starts_on" "开始日期" "Starts on", Date(Tense::Either), plain!(starts_on, date);
    "ends_on" "结束日期" "Ends on", Date(Tense::Future), plain!(ends_on, date);
    "audience" "面向的客户" "Audience", LongText, text!(audience);
    "offer" "优惠内容" "Offer", LongText, text!(offer);
}
