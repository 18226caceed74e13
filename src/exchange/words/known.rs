//! Layouts that people have from other programs, one row each: by which headings they are known, and what their columns are.

use crate::exchange::columns::Subject;

/// A layout of another program.
pub(crate) struct KnownLayout {
    /// The program's name, in Chinese and English.
    pub name: (&'static str, &'static str),
    /// What its rows are.
    pub subject: Subject,
    /// The headings by which it is known.
    pub needs: &'static [&'static str],
    /// What columns are, where their names do not say it rightly; an empty key leaves one out. `*` at the end stands for anything.
    pub columns: &'static [(&'static str, &'static str)],
    /// Only rows whose column says one of these are records; [`ANY`]: something at all.
    pub only: Option<(&'static str, &'static [&'static str])>,
}

/// The columns of Odoo's list of contacts, companies and people in one, in both languages.
#[rustfmt::skip]
const ODOO: &[(&str, &str)] = &[
    ("id", ""), ("external id", ""), ("name", "name"), ("display name", "name"), ("complete name", "name"), ("is a company", "kind.is_company"), ("company type", "kind"), ("公司类型", "kind"),
    ("related company", "contact.company"), ("company name", "contact.company"), ("job position", "contact.title"), ("phone", "contact.phone"),
    ("mobile", "contact.phone"), ("email", "contact.email"), ("salesperson", "owner"), ("city", "region"), ("country", "region"),
    ("tags", "tags"), ("activities", ""), ("company", ""), ("created on", "created_on"),
    ("外部id", ""), ("名称", "name"), ("显示名称", "name"), ("完整名称", "name"), ("是公司", "kind.is_company"), ("是一家公司", "kind.is_company"),
    ("公司", "kind.is_company"), ("关联公司", "contact.company"), ("相关公司", "contact.company"), ("公司名称", "contact.company"),
    ("工作岗位", "contact.title"), ("电话", "contact.phone"), ("手机", "contact.phone"), ("电子邮件", "contact.email"), ("销售员", "owner"),
    ("城市", "region"), ("国家", "region"), ("标签", "tags"), ("活动", ""), ("创建于", "created_on"),
];

const fn odoo(needs: &'static [&'static str]) -> KnownLayout {
    KnownLayout {
        name: ("Odoo", "Odoo"),
        subject: Subject::Customers,
        needs,
        columns: ODOO,
        only: None,
    }
}

/// The columns of Google's address book, as it writes them now and as it did before: there the whole name stands beside its parts.
#[rustfmt::skip]
const GOOGLE: &[(&str, &str)] = &[
    ("given name", "contact.first_name"), ("family name", "contact.last_name"), ("name", ""), ("additional name", ""), ("middle name", ""),
    ("name prefix", ""), ("name suffix", ""), ("nickname", ""), ("short name", ""), ("maiden name", ""), ("file as", ""), ("photo", ""),
    ("organization name", "name"), ("organization 1 name", "name"), ("organization title", "contact.title"), ("organization 1 title", "contact.title"),
    ("organization 1 type", ""), ("labels", "tags"), ("group membership", "tags"),
    ("phone 1 value", "contact.phone"), ("phone 2 value", "contact.phone"), ("phone 3 value", "contact.phone"),
    ("e mail 1 value", "contact.email"), ("e mail 2 value", "contact.email"), ("phone 1 label", ""), ("phone 2 label", ""), ("phone 3 label", ""),
    ("e mail 1 label", ""), ("e mail 2 label", ""), ("phone 1 type", ""), ("phone 2 type", ""), ("phone 3 type", ""), ("e mail 1 type", ""),
    ("e mail 2 type", ""),
];

/// The columns of HubSpot's contacts and companies in Chinese.
#[rustfmt::skip]
const HUBSPOT: &[(&str, &str)] = &[
    ("记录id", ""), ("名字", "contact.first_name"), ("名", "contact.first_name"), ("姓氏", "contact.last_name"), ("姓", "contact.last_name"),
    ("关联公司", "name"), ("关联的公司", "name"), ("主要关联公司", "name"), ("公司名称", "name"), ("公司", "name"), ("公司所有者", "owner"),
    ("公司负责人", "owner"), ("联系人所有者", "owner"), ("联系人负责人", "owner"), ("电子邮件", "contact.email"), ("电话号码", "contact.phone"),
    ("手机号码", "contact.phone"), ("移动电话号码", "contact.phone"), ("职务", "contact.title"), ("职位", "contact.title"), ("国家/地区", "region"),
    ("城市", "region"), ("行业", "industry"), ("创建日期", "created_on"), ("生命周期阶段", "tags"), ("潜在客户状态", ""), ("线索状态", ""),
    ("上次活动日期", ""), ("营销联系人状态", ""), ("市场营销联系人状态", ""), ("公司域名", ""),
];

const fn hubspot(needs: &'static [&'static str]) -> KnownLayout {
    KnownLayout {
        name: ("HubSpot", "HubSpot"),
        subject: Subject::Customers,
        needs,
        columns: HUBSPOT,
        only: None,
    }
}

/// The columns of HubSpot's deals, in both languages: one that was won is an order.
#[rustfmt::skip]
const DEALS: &[(&str, &str)] = &[
    ("record id", "id"), ("deal name", "items"), ("close date", "date"), ("amount", "amount"), ("associated company", "customer"),
    ("primary associated company", "customer"), ("associated contact", "customer.contact"), ("deal stage", ""), ("deal owner", ""), ("pipeline", ""),
    ("create date", ""), ("associated company ids", ""), ("associated contact ids", ""), ("associated note", ""), ("associated note ids", ""),
    ("记录id", "id"), ("交易名称", "items"), ("关闭日期", "date"), ("结束日期", "date"), ("成交日期", "date"), ("金额", "amount"),
    ("关联公司", "customer"), ("关联的公司", "customer"), ("主要关联公司", "customer"), ("关联联系人", "customer.contact"),
    ("关联的联系人", "customer.contact"), ("交易阶段", ""), ("交易所有者", ""), ("交易负责人", ""), ("管道", ""), ("创建日期", ""),
];

/// How deals are called that were won.
const WON: &[&str] = &[
    "closed won",
    "closedwon",
    "won",
    "赢单",
    "已赢单",
    "成交",
    "已成交",
    "关闭并赢得",
    "已关闭并赢得",
];

/// The columns of Shopify's orders: a row an item, of which only the first says the order's own.
#[rustfmt::skip]
const SHOPIFY_ORDERS: &[(&str, &str)] = &[
    ("name", "id"), ("created at", "date"), ("paid at", "paid_on"), ("total", "amount"), ("lineitem name", "items"), ("billing company", "customer"),
    ("billing name", "customer.contact"), ("billing phone", "customer.phone"), ("notes", "note"), ("email", ""), ("financial status", ""),
    ("fulfillment status", ""), ("fulfilled at", ""), ("currency", ""), ("subtotal", ""), ("shipping", ""), ("taxes", ""), ("phone", ""), ("id", ""),
    ("tags", ""), ("source", ""), ("vendor", ""), ("location", ""), ("employee", ""), ("shipping*", ""), ("discount*", ""), ("lineitem quantity", "items.quantity"),
    ("lineitem price", ""), ("lineitem compare at price", ""), ("lineitem sku", ""), ("lineitem discount", ""), ("billing street", ""),
    ("billing address1", ""), ("billing address2", ""), ("billing city", ""), ("billing zip", ""), ("billing province*", ""), ("billing country", ""),
    ("outstanding balance", ""), ("cancelled at", ""), ("refunded amount", ""), ("tax *", ""), ("note attributes", ""),
];

const fn google(needs: &'static [&'static str]) -> KnownLayout {
    KnownLayout {
        name: ("Google通讯录", "Google contacts"),
        subject: Subject::Customers,
        needs,
        columns: GOOGLE,
        only: None,
    }
}

/// Stands for whatever a cell says that is not nought.
pub(crate) const ANY: &str = "*";

/// The columns of a bank's statement: what came in is an order of whoever paid it.
#[rustfmt::skip]
const BANK: &[(&str, &str)] = &[
    ("交易流水号", "id"), ("交易流水", "id"), ("流水号", "id"), ("交易日期", "date"), ("交易日", "date"), ("记账日期", ""), ("入账日期", ""), ("对方户名", "customer"), ("对方名称", "customer"),
    ("对方单位", "customer"), ("对方单位名称", "customer"), ("对方账户名称", "customer"), ("收(付)方名称", "customer"), ("收(付)方账号", ""), ("交易金额", "amount"), ("发生额", "amount"), ("对方账号", ""), ("对方开户行", ""), ("对方行名", ""),
    ("贷方金额", "amount"), ("贷方发生额", "amount"), ("收入金额", "amount"), ("收入", "amount"), ("借方金额", ""), ("借方发生额", ""), ("支出金额", ""), ("支出", ""),
    ("余额", ""), ("账户余额", ""), ("币种", ""), ("凭证号", ""), ("摘要", "note"), ("用途", "note"), ("附言", "note"), ("备注", "note"),
];

const fn bank(needs: &'static [&'static str], came_in: &'static str) -> KnownLayout {
    KnownLayout {
        name: ("银行流水", "Bank statement"),
        subject: Subject::Orders,
        needs,
        columns: BANK,
        only: Some((came_in, &[ANY])),
    }
}

/// One whose amounts are marked by a column as come in or gone out.
const fn bank_marked(needs: &'static [&'static str], mark: &'static str) -> KnownLayout {
    KnownLayout {
        only: Some((mark, &["贷", "贷方", "c", "cr", "收", "收入", "来账", "转入"])),
        ..bank(needs, mark)
    }
}

/// The layouts known.
#[rustfmt::skip]
pub(crate) const KNOWN: &[KnownLayout] = &[
    KnownLayout {
        name: ("微信支付账单", "WeChat Pay bill"), subject: Subject::Orders,
        needs: &["交易时间", "交易类型", "交易对方", "收/支", "交易单号"],
        columns: &[("交易时间", "date"), ("交易对方", "customer"), ("商品", "items"), ("金额", "amount"), ("交易单号", "id"), ("备注", "note"), ("交易类型", ""), ("收/支", ""), ("支付方式", ""), ("当前状态", ""), ("商户单号", "")],
        only: Some(("收/支", &["收入"])),
    },
    KnownLayout {
        name: ("支付宝账单", "Alipay bill"), subject: Subject::Orders,
        needs: &["交易对方", "收/支", "交易订单号"],
        columns: &[("交易时间", "date"), ("交易对方", "customer"), ("商品说明", "items"), ("金额", "amount"), ("交易订单号", "id"), ("备注", "note"), ("交易分类", ""), ("对方账号", ""), ("收/支", ""), ("收/付款方式", ""), ("交易状态", ""), ("商家订单号", "")],
        only: Some(("收/支", &["收入"])),
    },
    KnownLayout {
        name: ("支付宝账单", "Alipay bill"), subject: Subject::Orders,
        needs: &["交易号", "交易对方", "交易创建时间", "收/支"],
        columns: &[("交易创建时间", "date"), ("付款时间", "paid_on"), ("交易对方", "customer"), ("商品名称", "items"), ("金额", "amount"), ("交易号", "id"), ("备注", "note"), ("商家订单号", ""), ("最近修改时间", ""), ("交易来源地", ""), ("类型", ""), ("收/支", ""), ("交易状态", ""), ("服务费", ""), ("成功退款", ""), ("资金状态", "")],
        only: Some(("收/支", &["收入"])),
    },
    KnownLayout {
        name: ("淘宝订单", "Taobao orders"), subject: Subject::Orders,
        needs: &["订单编号", "买家会员名", "买家实际支付金额"],
        columns: &[("订单编号", "id"), ("买家会员名", "customer"), ("买家实际支付金额", "amount"), ("订单创建时间", "date"), ("订单付款时间", "paid_on"), ("宝贝标题", "items"), ("联系手机", "customer.phone"), ("订单备注", "note"), ("收货人姓名", "customer.contact"), ("买家应付货款", ""), ("总金额", ""), ("联系电话", ""), ("买家留言", "")],
        only: None,
    },
    KnownLayout {
        name: ("1688订单", "1688 orders"), subject: Subject::Orders,
        needs: &["订单编号", "买家公司名", "实付款"],
        columns: &[("订单编号", "id"), ("买家公司名", "customer"), ("实付款", "amount"), ("订单创建时间", "date"), ("订单付款时间", "paid_on"), ("货品标题", "items"), ("联系手机", "customer.phone"), ("买家会员名", ""), ("货品总价", ""), ("单价", "items.price"), ("数量", "items.quantity"), ("收货人姓名", "customer.contact"), ("联系电话", "")],
        only: None,
    },
    KnownLayout {
        name: ("抖店订单", "Douyin shop orders"), subject: Subject::Orders,
        needs: &["主订单编号", "选购商品", "订单应付金额"],
        columns: &[("主订单编号", "id"), ("收件人", "customer"), ("订单应付金额", "amount"), ("订单提交时间", "date"), ("支付完成时间", "paid_on"), ("选购商品", "items"), ("收件人手机号", "customer.phone"), ("商家备注", "note"), ("子订单编号", ""), ("商品数量", "items.quantity"), ("商品单价", "items.price"), ("买家留言", "")],
        only: None,
    },
    KnownLayout {
        name: ("企业微信客户", "WeCom contacts"), subject: Subject::Customers,
        needs: &["客户名称", "添加人", "添加时间", "企业"],
        columns: &[("企业", "name"), ("客户名称", "contact.name"), ("添加人", "owner"), ("添加人帐号", ""), ("添加人账号", ""), ("添加人所属部门", ""), ("添加时间", "created_on"), ("来源", "source"), ("标签", "tags"), ("标签组*", "tags"), ("手机", "contact.phone"), ("电话", "contact.phone"), ("邮箱", "contact.email"), ("职务", "contact.title"), ("备注", "notes"), ("描述", "notes")],
        only: None,
    },
    KnownLayout {
        name: ("企业微信客户", "WeCom contacts"), subject: Subject::Customers,
        needs: &["客户名称", "添加人", "添加时间"],
        columns: &[("客户名称", "name"), ("添加人", "owner"), ("添加人帐号", ""), ("添加人账号", ""), ("添加人所属部门", ""), ("添加时间", "created_on"), ("来源", "source"), ("标签", "tags"), ("标签组*", "tags"), ("手机", "contact.phone"), ("备注", "notes"), ("描述", "notes")],
        only: None,
    },
    KnownLayout {
        name: ("HubSpot", "HubSpot"), subject: Subject::Customers,
        needs: &["record id", "first name", "last name"],
        columns: &[("record id", ""), ("associated company", "name"), ("company name", "name"), ("create date", "created_on"), ("contact owner", "owner"), ("lead status", ""), ("last activity date", ""), ("marketing contact status", "")],
        only: None,
    },
    KnownLayout {
        name: ("HubSpot", "HubSpot"), subject: Subject::Customers,
        needs: &["record id", "company name", "company owner"],
        columns: &[("record id", ""), ("company name", "name"), ("company owner", "owner"), ("create date", "created_on"), ("country/region", "region"), ("city", "region"), ("industry", "industry"), ("phone number", "contact.phone"), ("lifecycle stage", "tags"), ("lead status", ""), ("last activity date", ""), ("company domain name", "")],
        only: None,
    },
    KnownLayout {
        name: ("HubSpot", "HubSpot"), subject: Subject::Orders,
        needs: &["record id", "deal name", "deal stage"],
        columns: DEALS,
        only: Some(("deal stage", WON)),
    },
    KnownLayout {
        name: ("HubSpot", "HubSpot"), subject: Subject::Orders,
        needs: &["记录id", "交易名称", "交易阶段"],
        columns: DEALS,
        only: Some(("交易阶段", WON)),
    },
    hubspot(&["记录id", "名字", "姓氏"]),
    hubspot(&["记录id", "名", "姓"]),
    hubspot(&["记录id", "公司名称", "公司所有者"]),
    hubspot(&["记录id", "公司名称", "公司负责人"]),
    KnownLayout {
        name: ("Shopify订单", "Shopify orders"), subject: Subject::Orders,
        needs: &["name", "financial status", "lineitem name", "total"],
        columns: SHOPIFY_ORDERS,
        only: Some(("currency", &["CNY", "RMB"])),
    },
    KnownLayout {
        name: ("Shopify客户", "Shopify customers"), subject: Subject::Customers,
        needs: &["first name", "last name", "total spent", "total orders"],
        columns: &[("customer id", ""), ("default address company", "name"), ("company", "name"), ("email", "contact.email"), ("default address phone", "contact.phone"), ("phone", "contact.phone"), ("default address city", "region"), ("city", "region"), ("default address address1", ""), ("default address address2", ""), ("default address province code", ""), ("default address country code", ""), ("default address zip", ""), ("address1", ""), ("address2", ""), ("province", ""), ("province code", ""), ("country", ""), ("country code", ""), ("zip", ""), ("accepts email marketing", ""), ("accepts sms marketing", ""), ("accepts marketing", ""), ("total spent", ""), ("total orders", ""), ("tax exempt", ""), ("note", "notes"), ("tags", "tags")],
        only: None,
    },
    bank(&["对方户名", "贷方金额"], "贷方金额"),
    bank(&["对方户名", "贷方发生额"], "贷方发生额"),
    bank(&["对方户名", "收入金额"], "收入金额"),
    bank(&["对方户名", "收入", "支出"], "收入"),
    bank(&["对方名称", "贷方金额"], "贷方金额"),
    bank(&["对方名称", "贷方发生额"], "贷方发生额"),
    bank(&["对方名称", "收入金额"], "收入金额"),
    bank(&["对方单位", "贷方金额"], "贷方金额"),
    bank(&["对方单位名称", "贷方金额"], "贷方金额"),
    bank(&["对方账户名称", "贷方金额"], "贷方金额"),
    bank(&["收(付)方名称", "贷方金额"], "贷方金额"),
    bank_marked(&["对方户名", "借贷标志"], "借贷标志"),
    bank_marked(&["对方名称", "借贷标志"], "借贷标志"),
    bank_marked(&["对方户名", "收付标志"], "收付标志"),
    bank_marked(&["对方户名", "借贷方向"], "借贷方向"),
    bank_marked(&["对方户名", "借/贷"], "借/贷"),
    google(&["first name", "last name", "phone 1 value"]),
    google(&["first name", "last name", "organization name", "labels"]),
    google(&["given name", "family name", "group membership"]),
    google(&["given name", "family name", "phone 1 value"]),
    odoo(&["name", "is a company"]),
    odoo(&["name", "related company"]),
    odoo(&["名称", "公司", "关联公司"]),
    odoo(&["名称", "是公司", "关联公司"]),
    odoo(&["名称", "关联公司", "电子邮件"]),
    odoo(&["名称", "相关公司", "电子邮件"]),
    odoo(&["name", "salesperson", "activities"]),
    odoo(&["名称", "销售员", "活动"]),
    odoo(&["display name", "salesperson"]),
    odoo(&["complete name", "salesperson"]),
    odoo(&["显示名称", "销售员"]),
    odoo(&["name", "company type", "email"]),
    odoo(&["display name", "company type"]),
    odoo(&["complete name", "company type"]),
    odoo(&["名称", "公司类型", "电子邮件"]),
    odoo(&["显示名称", "公司类型"]),
    KnownLayout {
        name: ("Atomic CRM", "Atomic CRM"), subject: Subject::Customers,
        needs: &["first name", "last name", "company", "has newsletter", "linkedin url"],
        columns: &[("id", ""), ("company", "name"), ("company name", ""), ("company id", ""), ("sales", "owner"), ("sales id", ""), ("title", "contact.title"), ("first seen", ""), ("last seen", ""), ("background", "contact.note"), ("status", ""), ("gender", ""), ("tags", "tags"), ("nb tasks", ""), ("has newsletter", ""), ("linkedin url", "")],
        only: None,
    },
];
