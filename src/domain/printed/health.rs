//! 客户健康度评估表 (S4): the score with its terms, and what is done about it.

use super::FormFact::*;
use super::{
    Filling::*, FormBlock, FormContent, FormItem, FormLog, ItemWidth, LogColumn, LogOf, PrintedForm, blocks, items, log,
};
use crate::domain::label::Label;

/// 客户健康度评估表.
pub static FORM: PrintedForm = PrintedForm {
    id: "health",
    blocks: blocks! {
        "客户" "Customer" => items! {
            half 2 "客户名称" "Name", Field("name");
            half 1 "负责人" "Owner", Field("owner");
            half 2 "合作时长" "Tenure", Fact(Tenure);
            half 2 "最近互动" "Last interaction", Fact(LastTouch);
            wide 2 "年度采购总额" "Annual purchase" ("（万元）" "(CNY)"), Fact(Annual);
        };
        "健康度评分" "Score" => log! { Health 6 6 2:
            "name" 20 "指标" "Component";
            "from" 34 "依据" "Counted from";
            "counted" 18 "得分（0–100）" "Points (0–100)";
            "weight" 14 "权重" "Weight";
            "adds" 14 "加权得分" "Adds";
        };
        "评估结果" "Result" => items! {
            wide 2 "健康等级" "Health", Class("health");
            wide 2 "风险等级" "Risk level", Class("risk");
            wide 3 "投诉/表扬记录" "Complaints / praise", Fact(Voices);
        };
        "预警与挽回" "Warning and win-back" => items! {
            wide 2 "原因" "Cause", Fact(PlanCause);
            wide 3 "原因说明" "What happened", Fact(PlanNote);
            wide 1 "挽回措施" "Measure", Boxes(&[("价格优惠", "Price"), ("专属客服", "Own adviser"), ("上门拜访", "Visit"), ("定制方案", "Own offer"), ("其他", "Other")]);
            wide 3 "措施说明" "What is done", Fact(PlanMeasure);
            half 1 "执行人" "By whom", Fact(PlanOwner);
            half 1 "完成期限" "Until", Fact(PlanDue);
            wide 1 "结果" "Outcome", Fact(PlanResult);
            wide 2 "结果说明" "What came of it", Fact(PlanResultNote);
        };
    },
    signs: [
        ("评估人", "Assessed by"),
        ("销售负责人", "Sales lead"),
        ("日期", "Date"),
    ],
};
