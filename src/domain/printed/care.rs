//! 客户维护服务表 (S4), 客户信息与需求标签表 and 客户关怀记录表 (S3): what keeps a customer.

use super::FormFact::*;
use super::{
    Filling::*, FormBlock, FormContent, FormItem, FormLog, ItemWidth, LogColumn, LogOf, PrintedForm, blocks, items, log,
};
use crate::domain::label::Label;

/// 客户维护服务表.
pub static SERVICE: PrintedForm = PrintedForm {
    id: "service",
    blocks: blocks! {
        "客户与合同" "Customer" => items! {
            half 2 "客户名称" "Name", Field("name");
            half 1 "服务对接人" "Service owner", Field("service_owner");
            half 2 "联系人" "Contact", Fact(Contact { titled: true });
            half 3 "联系方式*" "Reached by *", Fact(ContactReach);
            half 1 "签约日期" "Signed on", Field("contract.signed_on");
            half 1 "合同到期日" "Ends on", Field("contract.ends_on");
            wide 2 "服务条款" "Service terms", Field("contract.service_terms");
            wide 2 "客户偏好" "Preferences", Fact(ContactLikes);
        };
        "定期回访" "Visits" => items! {
            wide 1 "回访安排" "When", Boxes(&[("签约后1周内", "1 week after signing"), ("每季度（企业）", "Quarterly (company)"), ("每月（个人）", "Monthly (person)")]);
            wide 1 "最近互动" "Last interaction", Fact(LastTouch);
            wide 2 "当时所谈" "What was said", Fact(LastContent);
            wide 3 "本次回访" "This visit", Hand;
        };
        "服务记录" "Service" => log! { Tickets 6 4 3:
            "id" 11 "编号" "Number";
            "opened_at" 13 "请求时间" "Opened";
            "kind" 13 "类型" "Kind";
            "subject" 17 "请求内容" "Request";
            "progress" 14 "处理进度" "Progress";
            "resolution" 14 "处理结果" "Resolution";
            "satisfaction" 9 "满意度" "Rating";
            "handler" 9 "处理人" "Handler";
        };
        "个性化关怀" "Personal care" => items! {
            wide 1 "重要日期" "Key dates", Fact(KeyDates);
            wide 3 "近期采购" "Last orders", Fact(Purchases);
            wide 1 "相关产品推荐" "To recommend", Hand;
            wide 2 "客户反馈" "Feedback", Hand;
        };
    },
    signs: SIGNS,
};

/// Who signs what service fills in.
const SIGNS: [(&str, &str); 3] = [
    ("填表人", "Filled in by"),
    ("客服负责人", "Service lead"),
    ("日期", "Date"),
];

/// 客户信息与需求标签表.
pub static NEEDS: PrintedForm = PrintedForm {
    id: "needs",
    blocks: blocks! {
        "客户基础信息" "Basics" => items! {
            half 2 "客户名称" "Name", Field("name");
            half 1 "客户类型" "Customer type", Choice("kind");
            half 1 "行业" "Industry", Field("industry");
            half 2 "企业规模" "Size", Fact(Size);
            half 1 "联系人" "Contact", Fact(Contact { titled: false });
            half 1 "职位" "Position", Fact(ContactTitle);
            wide 1 "联系方式*" "Reached by *", Fact(ContactReach);
            wide 2 "合作产品/服务" "Products, services", Fact(Products);
            half 1 "签约金额" "Contract amount", Field("contract.amount");
            half 2 "合作期限" "Contract term", Fact(ContractTerm);
        };
        "首次沟通记录" "First talk" => items! {
            wide 1 "沟通时间" "When", Fact(FirstTouch);
            wide 3 "核心需求" "Core need", Field("needs");
            wide 3 "关注点" "Concerns", Field("pain_points");
            wide 3 "特殊要求" "Special requests", Field("preferences.note");
        };
        "需求标签" "Need tags" => items! {
            wide 3 "需求标签" "Need tags" ("（可多选）" "(any)"), Fact(NeedTags);
            wide 2 "补充标签" "Further tags", Hand;
        };
        "首次关怀" "First care" => items! {
            wide 1 "关怀时间" "When" ("（付款或交付后3个工作日内）" "(3 working days after payment)"), Hand;
            wide 1 "关怀方式" "How", Boxes(&[("电话", "Phone"), ("微信", "WeChat"), ("邮件", "E-mail")]);
            wide 1 "关怀内容" "What", Boxes(&[("感谢合作", "Thanks"), ("服务承诺", "Service promise"), ("需求确认", "Needs"), ("后续支持", "What comes next")]);
            wide 1 "欢迎礼包" "Welcome kit", Boxes(&[("行业白皮书（企业）", "White paper (company)"), ("使用手册（个人）", "Handbook (person)")]);
            half 1 "客户经理" "Account manager", Field("owner");
            half 1 "服务对接人" "Service owner", Field("service_owner");
        };
    },
    signs: SIGNS,
};

/// The need tags that have a box (S3).
pub const NEED_TAGS: &[(&str, &str)] = &[
    ("重视性价比", "Value for money"),
    ("关注售后响应", "Quick service"),
    ("需要定制化功能", "Made to measure"),
];

/// 客户关怀记录表.
pub static CARE: PrintedForm = PrintedForm {
    id: "care",
    blocks: blocks! {
        "客户" "Customer" => items! {
            half 2 "客户名称" "Name", Field("name");
            half 1 "负责人" "Owner", Field("owner");
            half 2 "联系人" "Contact", Fact(Contact { titled: true });
            half 3 "联系方式*" "Reached by *", Fact(ContactReach);
            wide 2 "客户偏好" "Preferences", Fact(ContactLikes);
            wide 2 "老客户分层" "Old-customer tier", Class("abc");
            wide 2 "关怀场景" "Occasion", Boxes(&[("新客户激活", "New customer"), ("老客户维护", "Old customer"), ("投诉后修复", "After a complaint"), ("重要节点", "Key date"), ("流失挽回", "Win-back")]);
        };
        "近期互动" "Lately" => log! { Interactions 3 3 2:
            "at" 14 "时间" "When";
            "kind" 10 "方式" "How";
            "content" 40 "互动内容" "What was said";
            "feedback" 24 "客户反馈" "Feedback";
            "by" 12 "记录人" "By";
        };
        "关怀记录" "Care" => log! { Nothing 6 0 2:
            "" 14 "关怀时间" "When";
            "" 10 "方式" "How";
            "" 26 "关怀内容" "What was done";
            "" 20 "疑问与建议" "Questions, advice";
            "" 8 "满意度" "Rating";
            "" 12 "24小时答复" "Answered in 24 h";
            "" 10 "执行人" "By";
        };
        "后续" "Afterwards" => items! {
            wide 1 "欢迎礼包" "Welcome kit" ("（送达并提醒）" "(delivered, told)"), Hand;
            wide 1 "二次跟进" "Second follow-up" ("（第5–7个工作日）" "(working day 5–7)"), Hand;
            half 1 "参与调研" "Survey", Boxes(&[("是", "Yes"), ("否", "No")]);
            half 1 "下次关怀" "Next care", Hand;
            wide 2 "新增需求" "New needs", Hand;
        };
    },
    signs: SIGNS,
};
