//! What people call the words of events.

use super::campaign::CampaignKind;
use super::task_outcome::{OfferResult, TaskRepeat, TaskStatus, WinBackCause, WinBackResult};
use super::{Decision, Direction, InteractionKind, Severity, TicketKind};
use crate::domain::label::Label;

macro_rules! labels {
    ($($name:ident { $($word:ident = $zh:literal / $en:literal),* $(,)? })*) => {$(
        impl $name {
            /// What people call it.
            pub fn label(self) -> Label {
                match self { $(Self::$word => Label::fixed($zh, $en)),* }
            }
        }
    )*};
}

labels! {
    InteractionKind {
        Call = "电话" / "Call", Visit = "拜访" / "Visit", Wechat = "微信" / "WeChat", Email = "邮件" / "E-mail",
        Sms = "短信" / "Text", Meeting = "会议" / "Meeting", Event = "活动" / "Event", Mail = "信函" / "Letter",
        Gift = "礼品" / "Gift", Other = "其他" / "Other",
    }
    Direction { Outbound = "我方发起" / "We began", Inbound = "客户发起" / "The customer began" }
    TicketKind {
        Consultation = "咨询" / "Question", Complaint = "投诉" / "Complaint", AfterSales = "售后" / "After-sales",
        Technical = "技术" / "Technical", Praise = "表扬" / "Praise",
    }
    Severity { General = "一般" / "General", Quality = "质量" / "Quality", Major = "重大" / "Major" }
    CampaignKind {
        Acquisition = "获客" / "Acquisition", Retention = "留存" / "Retention", Coupon = "优惠券" / "Coupon",
        Event = "活动" / "Event", CrossSell = "交叉销售" / "Cross-selling",
    }
    TaskStatus { Done = "完成" / "Done", Skipped = "跳过" / "Skipped", Snoozed = "推迟" / "Put off" }
    TaskRepeat {
        WorkingDays = "每个工作日" / "Every working day", Weekly = "每周" / "Every week", Fortnightly = "每两周" / "Every two weeks",
        Monthly = "每月" / "Every month", Quarterly = "每季度" / "Every quarter", Yearly = "每年" / "Every year",
    }
    WinBackCause {
        Price = "价格" / "Price", Service = "服务" / "Service", Competitor = "竞争对手" / "Competitor", Quality = "产品质量" / "Quality",
        NeedGone = "需求消失" / "Need gone", BuyerLeft = "对接人离职" / "Buyer left", Other = "其他" / "Other",
    }
    WinBackResult { WonBack = "已挽回" / "Won back", Lost = "已流失" / "Lost" }
    OfferResult { Accepted = "接受" / "Accepted", Declined = "没接受" / "Declined" }
    Decision { Confirm = "确认" / "Confirmed", Hold = "维持" / "Held" }
}
