//! The heads of the lists that the product itself exports as they are shown: by them such a table is known when it comes back.

/// Heads of what is stored, in both languages, each with the field it is.
#[rustfmt::skip]
pub(crate) const STORED: &[(&str, &str)] = &[
    ("编号", "id"), ("number", "id"), ("客户编号", "id"), ("customer no.", "id"), ("留下的编号", "id"), ("no. that stayed", "id"), ("名称", "name"), ("name", "name"), ("客户", "name"), ("customer", "name"), ("行业", "industry"), ("industry", "industry"),
    ("需求标签", "need_tags"), ("need tags", "need_tags"), ("类型", "kind"), ("行业属性", "industry"), ("负责人", "owner"), ("owner", "owner"), ("地区", "region"), ("region", "region"), ("来源", "source"), ("source", "source"), ("客户类型", "kind"),
    ("kind", "kind"), ("意向等级", "intent"), ("intent", "intent"), ("意向", "intent"), ("首要联系人", "contact.name"), ("first contact", "contact.name"),
    ("申报年度采购额", "declared_annual_purchase"), ("declared annual purchase", "declared_annual_purchase"),
];

/// Heads of what is worked out that hardly any other sheet has.
#[rustfmt::skip]
pub(crate) const PLAINLY_OURS: &[&str] = &[
    "价值层级", "紧密度", "健康度", "最近互动", "年采购额依据", "健康度等级", "细分", "已有", "仍会购买的概率", "预期次数", "预期消费", "提升度", "置信度", "支持度", "未按时", "要做什么", "把握", "越过的线", "持续天数", "未答复的异议", "能否联系", "计入", "月末", "预警依据", "合并时间", "并入的客户", "起始日", "最近", "最早过期", "当时金额", "末次订单", "已买次数", "距上次", "累计获得", "累计扣减", "90天内过期", "搭配", "留下的客户", "留下的编号",
    "closeness", "health", "last contact", "segment", "still buying", "expected", "lift", "confidence", "not in time", "how sure", "what crossed the line", "days lasting", "open objection", "counts as", "what became of it", "in the end", "warned by", "latest", "reachable", "from day", "last", "first gone", "merged in", "purchases, basis", "health, level", "amount then", "then", "last order", "gone in 90 days", "beside", "no. that stayed",
];

/// Heads of what is worked out, or told of a day, that other sheets may have as well.
#[rustfmt::skip]
pub(crate) const WORKED_OUT: &[&str] = &[
    "阶段", "风险等级", "风险", "年采购额", "年采购额（元）", "最近订单", "标签", "客户价值", "合作阶段", "关系紧密度", "价值分层 RFM", "老客户 A/B/C", "近90天", "健康变化", "余额", "累计获得", "累计扣减", "90天内过期", "最近变动", "流失原因", "挽回方案", "状态", "期限", "客户数", "占比", "金额占比", "层级",
    "r·f·m", "r", "f", "m", "总分", "金额", "订单数", "末次订单", "当时金额", "变动", "下一步", "上次联系", "已买次数", "距上次", "每次", "推荐", "为什么", "最迟", "类别", "何时", "事由", "时限", "到期", "进度", "提出", "服务单号", "原因说明", "结果说明",
    "类型", "严重程度", "处理人", "另一家", "依据", "往来", "另一家的编号", "维度", "截止日", "决定", "原类", "新类", "方向", "决定人", "决定日期", "原因", "措施", "人工", "规则", "持续", "开始不同的日期",
    "指定日期", "到", "理由", "指定人", "基准日", "健康分", "联系", "回应", "订单", "结果", "日期", "实测", "并入的编号", "留下的客户", "操作人", "现状",
    "value", "stage", "risk", "purchases", "purchases (cny)", "last order", "tags", "90 days", "change of health", "balance", "gained", "spent or gone", "gone in 90 days", "last step", "cause", "plan", "status", "deadline", "tier", "total", "amount", "orders", "amount then", "movement", "next", "age", "since", "each", "spend",
    "suggestion", "why", "support", "when", "what", "subject", "ticket no.", "what happened", "what came of it", "time left", "due", "state", "opened", "severity", "handler", "the other", "records", "no. of the other", "dimension", "to day", "decision",
    "before", "after", "way", "decided by", "decided on", "reason", "measure", "by hand", "rules", "lasting", "differs since", "set on", "until", "set by", "as of", "move", "contact", "contacts", "answer", "of", "day", "measured", "no. merged in", "stayed", "by",
];

/// How the list of customers begins, as it is compared.
pub(crate) const OF_CUSTOMERS: [[&str; 2]; 2] = [["编号", "名称"], ["number", "name"]];

/// How that of need tags does, of which all is stored.
pub(crate) const OF_NEEDS: [[&str; 2]; 2] = [["客户", "需求标签"], ["customer", "needtags"]];

/// The heads of numbers and of customers in other lists, and of the amount in that of customers.
pub(crate) const IN_LISTS: [&[&str]; 3] = [
    &[
        "编号",
        "number",
        "客户编号",
        "customerno.",
        "留下的编号",
        "no.thatstayed",
    ],
    &["客户", "customer", "留下的客户", "stayed"],
    &["年采购额", "purchases"],
];

/// What the heads of columns end with that stand beside others.
pub(crate) const BESIDE: [&str; 2] = ["等级", "依据"];

/// What the lists say of a customer where nothing is known, as it is compared.
pub(crate) const UNKNOWN: &[&str] = &[
    "未知",
    "不详",
    "未分派",
    "未评",
    "没有需求标签",
    "unknown",
    "nobody",
    "notrated",
    "withoutaneedtag",
];

/// Tables of ours that are reports: the heads that the first column may have, and those of the others. Their rows are figures of many and no
/// records.
#[rustfmt::skip]
pub(crate) const REPORTS: &[(&[&str], &[&str])] = &[
    // What became of leads.
    (&["来源", "负责人", "source", "owner"], &["线索", "已联系", "有意向", "成交", "转化率", "成交用时", "leads", "contacted", "intending", "dealt", "conversion", "days to the deal"]),
    // What is bought together.
    (&["买了", "with"], &["也买", "同时有", "支持度", "置信度", "提升度", "also", "both", "support", "confidence", "lift"]),
    // How each way of warning would have done.
    (&["预警条件", "warning by"], &["预警", "后来流失", "留住", "挽回", "命中率", "漏报", "warnings", "lost", "stayed", "won back", "right", "missed"]),
    // Goals.
    (&["目标", "goal"], &["实测", "基线", "目标值", "比基线", "状态", "口径", "measured", "baseline", "aim", "against baseline", "status", "definition"]),
    // Campaigns.
    (&["活动", "campaign"], &["类型", "渠道", "开始", "费用", "已联系", "响应率", "线索", "成交", "成交额", "获客成本", "占客单价", "结束日期", "新客", "优惠内容", "kind", "channel", "begins", "cost", "contacted", "response", "leads", "deals", "sales", "cost a customer", "of an order", "ends on", "new", "offer"]),
];

/// How a form begins that is exported as a table, filled in or not: what stands below each other there is no row of records.
pub(crate) const FORMS: [[&str; 3]; 2] = [["栏目", "项目", "内容"], ["section", "item", "value"]];

/// How the last column of a report is headed that adds up the others.
pub(crate) const SUMS: [&str; 3] = ["合计", "total", "all"];
