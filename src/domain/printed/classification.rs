//! 客户关系分类表 (S2): five blocks, in the order of the paper form.

use super::FormFact::*;
use super::{Filling::*, FormBlock, FormContent, FormItem, ItemWidth, PrintedForm, blocks, items};
use crate::domain::label::Label;

/// The form.
pub static FORM: PrintedForm = PrintedForm {
    id: super::SHEET,
    blocks: blocks! {
        "客户基础信息" "Basics" => items! {
            half 2 "客户名称" "Name", Field("name");
            half 1 "统一社会信用代码" "Credit code", Field("uscc");
            wide 1 "企业规模" "Size" ("（员工人数/营收）" "(staff / revenue)"), Fact(Size);
            wide 2 "主要产品/服务采购占比" "Product shares" ("（%）" "(%)"), Fact(Products);
            wide 2 "备注" "Remark", Field("notes");
        };
        "客户属性分类" "Classification" => items! {
            wide 2 "客户价值层级" "Customer value", Class("value");
            half 1 "行业属性" "Industry", Field("industry");
            half 2 "合作时长" "Tenure" ("（年/月）" "(years, months)"), Fact(Tenure);
            wide 2 "核心标签" "Core tags" ("（可多选）" "(any)"), Fact(CoreTags);
            wide 2 "年度采购总额" "Annual purchase" ("（万元）" "(CNY)"), Fact(Annual);
        };
        "关系状态跟踪" "Relationship status" => items! {
            wide 2 "当前合作阶段" "Current stage", Class("stage");
            wide 2 "关系紧密度" "Closeness", Class("closeness");
            wide 2 "风险等级" "Risk level" ("（如流失风险）" "(such as loss)"), Class("risk");
        };
        "关键联系人" "Key contact" => items! {
            half 1 "姓名*" "Name *", Fact(Contact { titled: false });
            half 1 "职位" "Position", Fact(ContactTitle);
            wide 1 "联系方式*" "Contact *", Fact(ContactReach);
        };
        "互动与需求记录" "Interactions and needs" => items! {
            wide 1 "最近互动时间" "Last interaction", Fact(LastTouch);
            wide 3 "互动内容" "Content", Fact(LastContent);
            wide 3 "客户需求" "Needs", Field("needs");
            wide 2 "下一步计划" "Next step", Fact(NextStep);
            wide 3 "投诉/表扬记录" "Complaints / praise", Fact(Voices);
        };
    },
    signs: [("销售确认", "Sales"), ("客服确认", "Service"), ("主管签字", "Manager")],
};
