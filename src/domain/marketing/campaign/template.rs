//! Campaigns ready to be taken: those that S1 asks for, each with its audience. What is asked of single customers (a reminder of an unpaid
//! order within 24 hours, the invitation to the salon of the quarter, the coupon of the month) is a playbook (`domain::care`).

use crate::domain::kind::campaign::CampaignKind;
use crate::domain::label::Label;
use crate::domain::rule::Condition;

/// A campaign ready to be taken.
pub struct Template {
    /// Its name in addresses and tests.
    pub id: &'static str,
    /// What it is called.
    pub name: Label,
    /// What it is for.
    pub kind: CampaignKind,
    /// What it offers.
    pub offer: Label,
    /// The channel that it takes, where it takes one.
    pub channel: Option<&'static str>,
    /// How many days it runs.
    pub days: i32,
    when: &'static str,
}

impl Template {
    /// Whom it is for.
    pub fn condition(&self) -> Option<Condition> {
        serde_json::from_str(self.when).ok()
    }
}

/// They, in order (S1: 触达计划, 新客权益, 召回).
pub static TEMPLATES: [Template; 4] = [
    Template {
        id: "new_customer",
        name: Label::fixed("新客首单权益", "New-customer benefits"),
        kind: CampaignKind::Acquisition,
        offer: Label::fixed(
            "首单八折、优惠券或免费试用；企业客户免费演示并附行业方案",
            "20 % off the first order, a coupon or a free trial; for companies a free demo with a solution for their industry",
        ),
        channel: None,
        days: 30,
        when: r#"{"fact": "has_dealt", "operator": "equal", "value": false}"#,
    },
    Template {
        id: "salon",
        name: Label::fixed("高价值客户季度沙龙", "Quarterly salon for high-value customers"),
        kind: CampaignKind::Event,
        offer: Label::fixed(
            "闭门沙龙席位，优先体验新品",
            "A seat at the salon, early access to what is new",
        ),
        channel: None,
        days: 1,
        when: r#"{"fact": "rfm_tier", "operator": "equal", "value": "high"}"#,
    },
    Template {
        id: "come_back",
        name: Label::fixed("三个月未下单召回", "Come-back offer after three months"),
        kind: CampaignKind::Retention,
        offer: Label::fixed(
            "额外折扣，配专属服务人员",
            "An extra discount and a service person of their own",
        ),
        channel: None,
        days: 30,
        when: r#"{"all": [
            {"fact": "has_dealt", "operator": "equal", "value": true},
            {"fact": "days_since_last_order", "operator": "greaterThan", "value": 90}]}"#,
    },
    Template {
        id: "coupon",
        name: Label::fixed("基础价值客户月度优惠券", "Monthly coupon for basic-value customers"),
        kind: CampaignKind::Coupon,
        offer: Label::fixed("当月可用的优惠券", "A coupon for the month"),
        channel: Some("短信"),
        days: 30,
        when: r#"{"fact": "rfm_tier", "operator": "equal", "value": "basic"}"#,
    },
];
