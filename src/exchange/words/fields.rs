//! What people call the fields of each kind of record, beyond the labels of the registries.

/// A field's key, and what it is called.
pub(crate) type Called = (&'static str, &'static [&'static str]);

/// Customers with their contacts.
#[rustfmt::skip]
pub(crate) const CUSTOMERS: &[Called] = &[
    ("id", &["编号", "客户编码", "客户代码", "客户id", "客户号", "customer id", "customer no", "customer number"]),
    ("name", &["名称", "客户单位", "公司全称", "单位全称", "企业全称", "甲方", "客户", "公司名称", "公司", "单位名称", "企业名称", "客户全称", "客户名", "单位", "往来单位", "客户简称", "商户名称", "company", "company name", "customer", "customer name", "organization", "account", "account name", "企业", "公司简称", "企业简称"]),
    ("uscc", &["信用代码", "统一信用代码", "社会信用代码", "税号", "纳税人识别号", "纳税识别号", "营业执照号", "tax id", "vat"]),
    ("kind", &["客户性质", "公司/个人", "company type", "?类型", "?性质", "?类别", "?type"]),
    ("employees", &["员工总数", "职工人数", "在职人数", "员工数", "人数", "公司规模", "规模", "企业规模", "员工规模", "number of employees", "employees", "size", "headcount"]),
    ("annual_revenue", &["年产值", "年销售额", "年度营收", "年营收", "年营业额", "营业额", "年收入", "营业收入", "revenue", "annual revenue", "turnover"]),
    ("products", &["采购占比", "主要产品", "产品占比"]),
    ("region", &["所在城市", "所在省份", "所属区域", "联系地址", "详细地址", "通讯地址", "办公地址", "注册地址", "区域", "省份", "省市", "城市", "所在地", "所在地区", "地址", "公司地址", "省", "市", "区", "区县", "区/县", "国家", "国家/地区", "国别", "city", "state", "country", "address", "region", "province"]),
    ("notes", &["备注信息", "备注说明", "其他说明", "客户备注", "说明", "附注", "remark", "remarks", "notes", "note", "comment", "comments", "description", "background"]),
    ("industry", &["所处行业", "行业大类", "行业类型", "行业", "所属行业", "行业类别", "业内", "行业分类", "industry", "sector"]),
    ("cooperation_since", &["开始合作", "首次合作", "首次合作日期", "首次成交", "首次成交日期", "首次成交时间", "首单日期", "首单时间", "首次下单时间", "首次下单日期", "合作开始时间", "合作起始日期", "合作起始日", "起始合作时间", "开始合作日期", "建立合作时间", "成为客户时间", "合作时间", "合作日期", "开始合作时间", "首次合作时间", "合作开始日期", "合作起始", "合作年份", "customer since"]),
    ("declared_annual_purchase", &["年采购", "年采购量", "年采购总量", "年度采购", "年度采购金额", "采购金额", "年采购规模", "年采购额", "年采购金额", "年度采购额", "采购总额", "年采购总额", "采购额", "annual purchase"]),
    ("tags", &["标签", "客户标签", "tag", "tags", "labels", "category", "?客户级别", "?级别", "?客户等级", "?等级", "?会员等级", "?会员级别"]),
    ("need_tags", &["需求类型"]),
    ("owner", &["跟单员", "跟单", "跟单人", "业务", "业务代表", "对接业务员", "维护人", "客户归属", "归属人员", "客户负责人", "业务经理", "区域经理", "大区经理", "片区经理", "区域负责人", "销售员", "销售经理", "销售代表", "责任人", "归属业务员", "业务员", "销售", "销售负责人", "客户经理", "跟进人", "归属人", "所属销售", "业务负责人", "添加人", "owner", "salesperson", "sales rep", "sales", "contact owner", "account owner"]),
    ("service_owner", &["客服", "售后负责人", "服务人员"]),
    ("intent", &["意向", "客户意向", "意向度", "?客户级别", "?客户等级", "lead status"]),
    ("contract.signed_on", &["合同开始日期", "合同起始日期", "签约日", "签约时间", "合同日期", "合同签订日期", "签单日期"]),
    ("contract.amount", &["合同额", "合同总额", "签约金额", "成交金额"]),
    ("contract.ends_on", &["合同结束日期", "合同终止日期", "服务到期日", "合同截止日期", "合同到期", "合同截止", "到期日", "合同到期时间", "到期时间", "有效期至"]),
    ("contract.service_terms", &["服务内容", "合同条款"]),
    ("contact.name", &["联络人", "经办人", "采购联系人", "联系人", "联系人姓名", "关键联系人", "主要联系人", "对接人", "名字", "客户联系人", "收货人", "收货人姓名", "收件人", "收件人姓名", "收货联系人", "contact", "contact name", "full name", "display name"]),
    ("contact.first_name", &["first name", "given name", "firstname"]),
    ("contact.last_name", &["last name", "family name", "lastname", "surname"]),
    ("contact.title", &["职务", "岗位", "联系人职务", "联系人职位", "job title", "job position", "title", "organization title", "position"]),
    ("contact.phone", &["行动电话", "联络电话", "电话", "手机", "手机号", "手机号码", "联系电话", "电话号码", "联系人电话", "移动电话", "座机", "固定电话", "固话", "tel", "phone", "mobile", "phone number", "mobile phone number", "phone 1 value", "phone 2 value", "phone work", "phone home", "phone other", "contact numbers", "telephone", "cell"]),
    ("contact.email", &["邮件", "电子邮箱", "电子邮件", "邮箱地址", "email", "e mail", "mail", "email address", "email work", "email home", "email other", "emails", "e mail 1 value", "e mail 2 value"]),
    ("contact.wechat", &["微信号", "微信id", "wechat", "wechat id", "weixin"]),
    ("contact.familiarity", &["熟悉度", "熟悉程度"]),
    ("contact.decision_maker", &["决策人", "是否为决策人", "是否关键决策人", "decision maker"]),
    ("contact.birthday", &["联系人出生日期"]),
    ("contact.birthday_lunar", &["联系人生日历法", "联系人生日类型"]),
    ("contact.note", &["联系人说明"]),
    ("needs", &["主要需求", "需求说明", "需求", "需求描述", "客户要求", "needs", "requirements"]),
    ("pain_points", &["痛点", "pain points"]),
    ("decision_process", &["采购流程", "决策过程"]),
    ("budget_min", &["最低预算"]),
    ("budget_max", &["预算", "最高预算", "预算金额", "budget"]),
    ("source", &["获客来源", "信息来源", "来源", "渠道", "来源渠道", "线索来源", "获客渠道", "添加渠道", "lead source", "original source"]),
    ("referred_by", &["介绍人", "转介绍人", "referrer"]),
    ("created_on", &["建档时间", "建卡日期", "创建日期", "创建时间", "录入日期", "录入时间", "登记日期", "登记时间", "添加时间", "create date", "created at", "created", "created on", "first seen", "created date", "date created"]),
    ("founded_on", &["注册时间", "企业成立日期", "成立日期", "成立时间", "注册日期", "founded"]),
    ("birthday", &["出生日期", "birthday", "date of birth"]),
    ("birthday_lunar", &["历法", "生日类型", "是否农历", "是否阴历", "公历/农历", "农历/公历", "阳历/阴历", "阴历/阳历", "阳历/农历", "农历/阳历", "公历农历", "农历公历", "阳历阴历", "阴历阳历", "公农历", "calendar"]),
    ("do_not_contact", &["拒绝联系", "勿扰", "opt out", "do not contact", "unsubscribed"]),
];

/// Orders.
#[rustfmt::skip]
pub(crate) const ORDERS: &[Called] = &[
    ("id", &["订单编号", "订单号", "单号", "主订单编号", "交易单号", "交易号", "合同编号", "order id", "order number", "order reference", "order no", "单据编号", "number"]),
    ("customer", &["客户名称", "客户", "公司名称", "买家", "买家昵称", "买家会员名", "买家公司名", "收货人", "收货人姓名", "收件人", "收件人姓名", "收货联系人", "receiver", "consignee", "recipient", "交易对方", "customer", "customer name", "company", "购货单位", "往来单位"]),
    ("customer.id", &["客户编号", "客户编码", "客户代码", "customer id"]),
    ("customer.uscc", &["统一社会信用代码", "信用代码", "税号"]),
    ("customer.phone", &["联系电话", "手机", "手机号", "联系手机", "电话", "收件人手机号", "收货人电话", "phone"]),
    ("date", &["日期", "下单时间", "下单日期", "订单创建时间", "订单提交时间", "创建时间", "交易时间", "成交日期", "成交时间", "销售日期", "单据日期", "发货日期", "order date", "date", "created at", "creation date", "交易创建时间"]),
    ("amount", &["订单金额", "总金额", "实付金额", "成交金额", "销售额", "销售金额", "应付金额", "实收金额", "买家实际支付金额", "订单应付金额", "实付款", "价税合计", "合计金额", "总价", "amount", "total", "order total", "total amount", "price"]),
    ("items", &["产品名称", "商品", "商品名称", "宝贝标题", "货品标题", "选购商品", "品名", "货品", "product", "products", "item", "items", "标题", "商品标题", "商品说明"]),
    ("items.quantity", &["件数", "购买数量", "商品数量", "产品数量", "订购数量", "订货数量", "销售数量", "qty", "item quantity"]),
    ("due_on", &["应收日期", "到期日", "付款期限", "账期", "due date"]),
    ("paid_on", &["付款时间", "付款日期", "支付时间", "收款日期", "到账日期", "订单付款时间", "支付完成时间", "paid on", "payment date", "回款日期"]),
    ("note", &["订单备注", "买家留言", "商家备注", "卖家备注", "说明", "note", "notes", "remark"]),
];

/// Interactions.
#[rustfmt::skip]
pub(crate) const INTERACTIONS: &[Called] = &[
    ("id", &["记录编号", "跟进编号", "interaction id", "number"]),
    ("customer", &["客户名称", "客户", "公司名称", "公司", "单位名称", "拜访客户", "拜访单位", "customer", "customer name", "company", "account"]),
    ("customer.id", &["客户编号", "客户编码", "customer id"]),
    ("customer.phone", &["联系电话", "手机", "手机号", "电话"]),
    ("at", &["时间", "日期", "跟进时间", "跟进日期", "拜访时间", "拜访日期", "沟通时间", "沟通日期", "联系时间", "联系日期", "互动时间", "互动日期", "date", "time", "activity date"]),
    ("kind", &["跟进方式", "沟通方式", "联系方式", "互动方式", "拜访方式", "互动类型", "渠道", "activity type", "type", "channel"]),
    ("direction", &["发起方"]),
    ("by", &["跟单员", "业务代表", "跟进人", "拜访人", "业务员", "销售", "负责人", "记录者", "owner", "salesperson"]),
    ("contact", &["联系人", "对接人", "被访人", "受访人", "contact", "contact name"]),
    ("responded", &["是否回应", "是否回复"]),
    ("content", &["事由", "拜访事由", "拜访目的", "来访事由", "内容", "跟进内容", "跟进记录", "沟通内容", "拜访内容", "沟通记录", "拜访记录", "互动记录", "洽谈内容", "content", "notes", "summary", "description", "纪要"]),
    ("feedback", &["结果", "拜访结果", "跟进结果", "沟通结果", "反馈", "客户意见", "客户态度"]),
    ("objection", &["异议", "疑问", "客户异议", "客户疑问", "客户疑虑", "客户顾虑", "objections", "concerns"]),
    ("objection_answer", &["异议处理", "疑问解答", "答疑", "应对措施", "answer"]),
    ("proposal", &["方案内容", "报价方案", "报价内容", "proposals", "offer", "quotation"]),
    ("proposal_no", &["报价单号", "报价编号", "方案号", "proposal number", "quotation no", "quote no", "quote number"]),
    ("proposal_answer", &["方案反馈", "报价反馈", "对方案的答复", "报价结果", "answer to the offer"]),
    ("preference", &["偏好变化", "客户偏好", "preferences learned"]),
    ("next_step", &["下一步", "下步计划", "下一步行动", "后续计划", "后续安排", "next step", "?下次联系", "?下次跟进", "?下次拜访", "?下次回访", "?下次沟通", "?下次联络", "?next contact", "?next follow up", "?next followup", "?next visit"]),
    ("next_due", &["下次跟进时间", "下次跟进日期", "下次联系时间", "下次联系日期", "下次拜访时间", "下次拜访日期", "下次回访时间", "下次回访日期", "下次沟通时间", "下次沟通日期", "下次联络时间", "下次联络日期", "计划跟进时间", "计划跟进日期", "next date", "next contact date", "next follow up date", "下次联系", "下次跟进", "下次拜访", "下次回访", "下次沟通", "下次联络", "next contact", "next follow up", "next followup", "next visit"]),
];

/// Tickets.
#[rustfmt::skip]
pub(crate) const TICKETS: &[Called] = &[
    ("id", &["工单号", "工单编号", "服务单号", "投诉编号", "ticket id", "ticket number", "number"]),
    ("customer", &["客户名称", "客户", "公司名称", "公司", "单位名称", "报修单位", "投诉人", "customer", "customer name", "company"]),
    ("customer.id", &["客户编号", "客户编码", "customer id"]),
    ("customer.phone", &["联系电话", "手机", "手机号", "电话"]),
    ("kind", &["工单类型", "服务类型", "问题类型", "投诉类型", "类别", "ticket type", "type"]),
    ("severity", &["优先级", "紧急程度", "严重性", "级别", "priority", "severity"]),
    ("opened_at", &["反映时间", "反映日期", "反馈时间", "反馈日期", "提出日期", "来电时间", "来电日期", "发生时间", "接单时间", "接单日期", "报修日期", "提报时间", "时间", "受理时间", "提交时间", "创建时间", "报修时间", "投诉时间", "登记时间", "受理日期", "投诉日期", "日期", "opened", "created", "created at", "date"]),
    ("first_response_at", &["响应时间", "首响时间"]),
    ("handler", &["处理人", "接单人", "经办人", "跟进人", "受理人", "负责人", "客服", "处理人员", "assignee", "agent"]),
    ("escalated_to", &["升级对象"]),
    ("product", &["产品", "产品名称", "产品型号", "product"]),
    ("subject", &["反映问题", "反映内容", "反馈内容", "事由", "问题内容", "诉求", "标题", "主题", "问题描述", "问题", "投诉内容", "故障描述", "故障现象", "subject", "issue", "?title"]),
    ("progress", &["处理情况", "处理进度", "办理情况", "解决情况", "进展", "处理过程", "状态", "处理状态", "status"]),
    ("cause", &["原因分析", "问题原因", "故障原因"]),
    ("resolution", &["结果", "解决方案", "处理意见", "resolution"]),
    ("resolved_at", &["完成时间", "关闭时间", "办结时间", "解决日期", "完成日期", "closed at", "resolved at"]),
    ("revisited_at", &["回访日期"]),
    ("satisfaction", &["评价", "满意度评分", "客户满意度", "satisfaction", "rating"]),
];
