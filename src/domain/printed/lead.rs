//! 潜在客户信息表 and 客户跟进记录表 (S4): from the lead to the signature.

use super::FormFact::*;
use super::{
    Filling::*, FormBlock, FormContent, FormItem, FormLog, ItemWidth, LogColumn, LogOf, PrintedForm, blocks, items, log,
};
use crate::domain::label::Label;

/// 潜在客户信息表.
pub static LEAD: PrintedForm = PrintedForm {
    id: "lead",
    blocks: blocks! {
        "客户信息" "Customer" => items! {
            half 2 "客户名称/姓名" "Name", Field("name");
            half 1 "客户类型" "Customer type", Choice("kind");
            half 1 "行业" "Industry", Field("industry");
            half 1 "地区" "Region", Field("region");
            half 2 "对接人" "Contact", Fact(Contact { titled: true });
            half 3 "联系方式*" "Reached by *", Fact(ContactReach);
        };
        "线索来源" "Source" => items! {
            wide 2 "来源渠道" "Channel", Words { field: "source", boxes: SOURCES };
            wide 2 "来源说明" "Details" ("（展会、活动的名称）" "(which fair or event)"), Field("source_note");
            half 1 "推荐人" "Referred by", Field("referred_by");
            half 1 "建档日期" "Created on", Field("created_on");
            wide 1 "行业匹配" "Industry fits" ("（与我方业务相关）" "(what we offer)"), Fact(IndustryFits);
        };
        "需求与意向" "Need and intent" => items! {
            wide 3 "初步需求" "First need", Field("needs");
            wide 3 "客户痛点" "Pain points", Field("pain_points");
            half 2 "预算范围" "Budget", Fact(Budget);
            half 2 "决策流程" "Who approves", Field("decision_process");
            wide 1 "意向等级" "Intent", Choice("intent");
            wide 1 "合作时间" "Deal expected", ByIntent([("A：1个月内", "A: within a month"), ("B：2–3个月", "B: in 2–3 months"), ("C：长期培育", "C: long nurture")]);
        };
        "线索分配" "Assignment" => items! {
            half 1 "销售负责人" "Sales owner", Field("owner");
            half 1 "分配依据" "Assigned by", Boxes(&[("行业", "Industry"), ("区域", "Region")]);
            half 1 "分配日期" "Assigned on", Hand;
            half 1 "首次联系时间" "First contact", Fact(FirstTouch);
            wide 1 "首次联系期限" "First contact within", ByIntent([("A：3天", "A: 3 days"), ("B：7天", "B: 7 days"), ("C：15天", "C: 15 days")]);
            wide 3 "首次联系结果" "What came of it", Hand;
            wide 2 "备注" "Remark", Field("notes");
        };
    },
    signs: SIGNS,
};

/// Where leads come from.
const SOURCES: &[(&str, &str)] = &[
    ("展会", "Trade fair"),
    ("官网", "Website"),
    ("推荐", "Referral"),
    ("活动", "Campaign"),
    ("其他", "Other"),
];

/// Who signs what sales fill in.
const SIGNS: [(&str, &str); 3] = [
    ("填表人", "Filled in by"),
    ("销售负责人", "Sales lead"),
    ("日期", "Date"),
];

/// 客户跟进记录表.
pub static FOLLOW_UP: PrintedForm = PrintedForm {
    id: "follow-up",
    blocks: blocks! {
        "客户与意向" "Customer" => items! {
            half 2 "客户名称" "Name", Field("name");
            half 1 "销售负责人" "Sales owner", Field("owner");
            half 2 "对接人" "Contact", Fact(Contact { titled: true });
            half 3 "联系方式*" "Reached by *", Fact(ContactReach);
            wide 1 "意向等级" "Intent", Choice("intent");
            wide 1 "跟进频率" "Follow up", ByIntent([("A：每周1次", "A: weekly"), ("B：每两周1次", "B: every 2 weeks"), ("C：每月1次", "C: monthly")]);
        };
        "需求挖掘" "Needs" => items! {
            wide 2 "需求与场景" "Need and use", Field("needs");
            wide 2 "核心痛点" "Pain points", Field("pain_points");
            half 2 "决策流程" "Who approves", Field("decision_process");
            half 2 "预算范围" "Budget", Fact(Budget);
        };
        "跟进记录" "Follow-ups" => log! { Interactions 7 4 3:
            "at" 13 "跟进时间" "When";
            "kind" 10 "方式" "How";
            "content" 27 "沟通内容" "What was said";
            "feedback" 20 "客户反馈" "Feedback";
            "next_step" 19 "下一步计划" "Next step";
            "by" 11 "跟进人" "By";
        };
        "方案与异议" "Proposal" => items! {
            wide 2 "方案要点" "Proposal" ("（功能、价格、交付）" "(scope, price, delivery)"), Fact(Proposal);
            wide 2 "疑问与答复" "Objections, answers", Fact(Objections);
            half 1 "报价承诺日期" "Quote promised by", Fact(QuotePromised);
            half 1 "方案编号" "Proposal no.", Fact(ProposalNo);
        };
        "签约与交接" "Contract" => items! {
            half 1 "签约日期" "Signed on", Field("contract.signed_on");
            half 1 "签约金额" "Amount", Field("contract.amount");
            half 1 "合同到期日" "Ends on", Field("contract.ends_on");
            half 1 "服务对接人" "Service owner", Field("service_owner");
            wide 2 "服务条款" "Service terms", Field("contract.service_terms");
            half 1 "移交服务日期" "Handed over on", Field("handed_over_on");
            half 1 "服务确认" "Taken over by", Hand;
        };
    },
    signs: SIGNS,
};
