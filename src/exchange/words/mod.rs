//! The words that people write in their sheets: names of fields, of known layouts, of totals, and for nothing.

mod days;
mod fields;
mod foot;
mod known;
mod own;
mod script;
mod states;
mod tickets;

pub(crate) use days::{
    ABOUT, ABOUT_BEHIND, AFTERNOON, AROUND_LUNAR, BEHIND_DAYS, DATE_MARKS, DAY_ENDS, DAYS_BEHIND, DIGITS, DIGITS_TOO,
    FIRST_YEAR, HALF, HALF_LATER, LEAP, LUNAR, LUNAR_DAYS, LUNAR_MONTHS, LUNAR_SIGNS, MONTH_ENDS, MONTHS_BEHIND,
    MONTHS_LATER, MORNING, NOON, PARTS_OF_MONTH, PARTS_OF_YEAR, QUARTERS, REPUBLIC, SOME_DAY, TENS, THIS_MONTH_ENDS,
    UNDECIDED,
};
use days::{IS_LUNAR, IS_SOLAR};
pub(crate) use fields::{
    ABOUT_ALL, BESIDE_PRICE, CUSTOMERS, INTERACTIONS, LINE_AMOUNTS, MAYBE_LINE_AMOUNTS, NONE_BESIDE, NOT_AMOUNTS,
    OF_ORDER, OFFERED, ORDER_AMOUNTS, ORDERS, TICKETS,
};
pub(crate) use foot::{
    ALL, COUNTED, COUNTING, FOOTER_MARKS, FOOTERS, FOOTERS_OF, HAN_DIGITS, NOTES, PAGE, PAGE_OF, PAGES, TABLE_ENDS,
    TOTAL_OF, TOTALS, TOTALS_BEGIN, TOTALS_END, TOTALS_LAST,
};
pub(crate) use known::{ANY, KNOWN, KnownLayout};
pub(crate) use own::{
    BESIDE, FORMS, IN_LISTS, OF_CUSTOMERS, OF_NEEDS, PLAINLY_OURS, REPORTS, STORED, SUMS, UNKNOWN, WORKED_OUT,
};
pub(crate) use script::simplified;
pub(crate) use states::{
    PAID_OR_NOT, PAYMENT_STATES, PAYMENTS, STATES, STATES_END, StateWords, state_words, states_in,
};
pub(crate) use tickets::ticket_kind_in;

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::domain::field::HasFields;
use crate::domain::fold::folded;
use crate::domain::kind::{Customer, Interaction, Order, OrderItem, Ticket};

/// The family names that most people have.
pub(crate) const FAMILY_NAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单仇解常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仲栗鄢隋商刁";

/// How short names of places end that begin as a family name does: 华东, 金山区.
pub(crate) const PLACE_ENDS: [char; 19] = [
    '区', '县', '市', '省', '州', '镇', '乡', '旗', '盟', '东', '南', '西', '北', '中', '部', '港', '湾', '岛', '山',
];

/// How names of companies end.
pub(crate) const COMPANY_ENDS: [&str; 4] = ["公司", "厂", "集团", "合作社"];

/// What persons are called whom one speaks to.
pub(crate) const PEOPLE: [&str; 3] = ["联系人", "对接人", "contact"];

/// How the headings of further persons begin that have no number, each with its place from 0.
pub(crate) const FURTHER_PEOPLE: [(&str, usize); 7] = [
    ("第二联系人", 1),
    ("第2联系人", 1),
    ("备用联系人", 1),
    ("次要联系人", 1),
    ("第三联系人", 2),
    ("第3联系人", 2),
    ("secondarycontact", 1),
];

/// What headings say whose numbers are names, and no amounts: 3.10 is another one than 3.1.
pub(crate) const DOTTED: [&str; 10] = [
    "版本", "型号", "编号", "编码", "序号", "章节", "月日", "version", "model", "no.",
];

/// What stands in place of an owner where there is none.
pub(crate) const NO_OWNER: [&str; 10] = [
    "noowner",
    "(noowner)",
    "unassigned",
    "notassigned",
    "未分配",
    "未指派",
    "待分配",
    "无负责人",
    "暂无负责人",
    "无归属",
];

/// What headings say that begin with a customer or a company and are no name of it: 客户地址, 公司电话.
#[rustfmt::skip]
pub(crate) const NOT_NAMES: &[&str] = &[
    "地址", "电话", "手机", "传真", "邮箱", "网址", "网站", "官网", "状态", "类型", "类别", "分类", "性质", "等级", "级别", "来源", "备注", "区域", "地区", "城市", "行业", "规模", "需求", "要求", "意见", "反馈",
    "评价", "标签", "简介", "描述", "分组", "数量", "金额", "生日", "时间", "日期", "税号", "部门",
];

/// What headings say beside it that begin with a person and are no name: 业务员备注, 联系人部门. See [`NOT_NAMES`].
#[rustfmt::skip]
pub(crate) const NOT_PEOPLE: &[&str] = &[
    "工号", "编号", "编码", "提成", "佣金", "业绩", "职位", "职务", "岗位", "证件", "微信", "qq", "介绍", "说明", "关系", "年龄", "性别", "渠道", "额", "量", "价", "率", "数", "remark", "note", "phone", "email", "department",
];

/// How the name of a person ends all the same: 地区负责人.
pub(crate) const PEOPLE_END: &[&str] = &["人", "员", "经理", "代表", "名", "名字", "者", "name"];

/// How headings begin that are of our own people: nobody reaches the customer by their numbers.
#[rustfmt::skip]
pub(crate) const OWN_PEOPLE: &[&str] = &[
    "业务员", "业务代表", "业务经理", "客户经理", "销售", "跟单", "跟进人", "归属人", "区域经理", "大区经理", "片区经理", "维护人", "添加人", "salesperson", "salesrep", "accountmanager", "accountowner", "contactowner",
];

/// What stands before the name of an account on WeChat among phone numbers, the longest first.
pub(crate) const WECHAT_BEFORE: [&str; 8] = ["微信号", "微信", "wechat", "weixin", "v信", "wx", "vx", "v"];

/// And before an account on DingTalk.
pub(crate) const DINGTALK_BEFORE: [&str; 3] = ["钉钉号", "钉钉", "dingtalk"];

/// And before an address.
pub(crate) const EMAIL_BEFORE: [&str; 7] = ["电子邮箱", "电子邮件", "邮箱", "邮件", "e-mail", "email", "mail"];

/// And before a number of QQ.
pub(crate) const QQ_BEFORE: [&str; 3] = ["qq号码", "qq号", "qq"];

/// How an account begins that says: the one just named.
pub(crate) const SAME_BEGINS: char = '同';
/// What is written behind a number under which the person is on WeChat too, as it is compared.
#[rustfmt::skip]
pub(crate) const SAME_ON_WECHAT: &[&str] = &[
    "微信同号", "微信同", "同微信", "同微信号", "微信同步", "微信同手机", "微信同手机号", "微信号同", "手机微信同号", "电话微信同号", "微信", "微信号", "v", "vx", "wx", "vx同号", "v同号", "wx同号", "wechat", "samewechat", "sameonwechat", "wechatsame", "wechattoo", "alsowechat",
];

/// Who takes the goods: beside a column of customers that is a person there.
pub(crate) const RECEIVERS: &[&str] = &[
    "收货人",
    "收货人姓名",
    "收件人",
    "收件人姓名",
    "收货联系人",
    "receiver",
    "consignee",
    "recipient",
];

/// Whom one speaks to, be it a firm or a person there.
pub(crate) const VISITED: &[&str] = &["拜访对象", "走访对象", "洽谈对象", "沟通对象", "客户姓名"];

/// How headings of days begin that are still to come: nothing happened on them.
#[rustfmt::skip]
pub(crate) const TO_COME: &[&str] = &[
    "下次", "下一次", "下一步", "再联系", "再次", "计划", "预计", "预约", "约定", "提醒", "next", "planned", "expected",
];

/// How a next contact is headed, whether the cells say its day or what it is.
#[rustfmt::skip]
pub(crate) const NEXT: &[&str] = &[
    "下次", "下次联系", "下次跟进", "下次拜访", "下次回访", "下次沟通", "下次联络", "next contact", "next follow up", "next followup", "next visit",
];

/// What stands before the extension of a number, as it is compared.
pub(crate) const EXTENSIONS: [&str; 4] = ["转", "分机", "ext", "#"];

/// What headings say of numbers of machines that nobody speaks at.
pub(crate) const FAXES: [&str; 2] = ["传真", "fax"];

/// What a heading says beside it whose numbers are called as well: 电话/传真.
pub(crate) const CALLED_TOO: [char; 2] = ['/', '电'];

/// What headings of countries say.
pub(crate) const COUNTRIES: [&str; 3] = ["国家", "国别", "country"];

/// What our own country is called: beside a place in it that says nothing.
pub(crate) const HOME: [&str; 7] = ["中国", "中国大陆", "中华人民共和国", "china", "cn", "prc", "chn"];

/// What stands for nothing in a cell.
pub(crate) const NOTHING: &[&str] = &[
    "-",
    "--",
    "---",
    "—",
    "——",
    "/",
    "\\",
    "n/a",
    "#n/a",
    "null",
    "nil",
    "nan",
    "(null)",
    "(空)",
    "空",
    "none",
    "undefined",
    "n.a.",
    "<na>",
    "<null>",
    "\\n",
    "(blank)",
    "(空白)",
    "空白",
    "(无)",
    "未填",
    "未填写",
    // So 今日 says of what is done for nobody.
    "不涉及客户",
    "nocustomer",
];

/// What says so where no answer is meant by it.
pub(crate) const NONE: [&str; 2] = ["无", "暂无"];

/// What links of sheets begin with, before the address or the number that is meant.
pub(crate) const SCHEMES: [&str; 2] = ["mailto:", "tel:"];

/// Words for yes and for no beyond those that forms take.
pub(crate) const YES: [&str; 8] = ["是的", "已", "真", "t", "on", "勾选", "☑", "✔"];
/// See [`YES`].
pub(crate) const NO: [&str; 8] = ["不是", "未", "假", "f", "off", "没有", "☐", "✘"];

/// What such a column says of an order or a ticket that was called off.
pub(crate) const CANCELLED: [&str; 17] = [
    "已取消",
    "取消",
    "交易取消",
    "订单取消",
    "订单已取消",
    "工单已取消",
    "已作废",
    "作废",
    "已撤销",
    "撤销",
    "已撤单",
    "已撤回",
    "撤回",
    "cancelled",
    "canceled",
    "void",
    "voided",
];

/// How a state begins, as it is compared, that says that a part of the amount was, or is being, given back.
#[rustfmt::skip]
pub(crate) const GIVEN_BACK: [&str; 10] = [
    "已退款(", "已退款¥", "部分退", "已部分退", "退款中", "退款处理中", "退货中", "partiallyrefunded", "partially_refunded", "partialrefund",
];

/// What the column is called that says how much of an order was given back.
pub(crate) const REFUNDS: [&str; 22] = [
    "退款金额",
    "退款",
    "退款总额",
    "已退款",
    "已退款金额",
    "已退金额",
    "成功退款",
    "成功退款金额",
    "退款成功金额",
    "实际退款金额",
    "实退金额",
    "累计退款金额",
    "售后退款金额",
    "商家退款金额",
    "退货金额",
    "退货退款金额",
    "refund",
    "refunds",
    "refund amount",
    "refunded amount",
    "amount refunded",
    "total refunded",
];

/// What stands behind the amount that such a state says.
pub(crate) const AMOUNT_ENDS: [char; 2] = [')', '元'];

/// What is in words for orders that were given back.
pub(crate) const OF_REFUNDS: [&str; 2] = ["退", "refund"];

/// What headings of sales areas say, and those of provinces, which are no such areas.
pub(crate) const AREAS: [&str; 8] = ["地区", "区域", "大区", "片区", "区部", "territory", "area", "region"];
/// See [`AREAS`].
pub(crate) const PROVINCES: [&str; 6] = ["省", "国家", "国别", "state", "province", "country"];

/// What a column of states says of a ticket that is solved.
pub(crate) const SOLVED: [&str; 26] = [
    "已解决",
    "解决",
    "已关闭",
    "关闭",
    "已完成",
    "完成",
    "已办结",
    "办结",
    "已处理",
    "处理完成",
    "处理完毕",
    "已处理完",
    "已结案",
    "结案",
    "已结束",
    "已完结",
    "完结",
    "closed",
    "resolved",
    "solved",
    "done",
    "completed",
    "complete",
    "finished",
    "fixed",
    "已修复",
];

/// What people call the words of closed lists, beyond their own labels.
#[rustfmt::skip]
pub(crate) const CHOICES: [(&str, &[&str]); 24] = [
    ("enterprise", &["公司", "单位", "企业客户", "b端", "company", "business", "organization"]),
    ("person", &["自然人", "个人客户", "c端", "individual", "customer"]),
    ("A", &["高", "高意向", "a类", "a级", "hot", "high"]),
    ("B", &["中", "中意向", "b类", "b级", "warm", "medium"]),
    ("C", &["低", "低意向", "c类", "c级", "cold", "low"]),
    ("call", &["电话沟通", "电话回访", "电话拜访", "打电话", "电联", "phone", "去电", "来电"]),
    ("visit", &["上门", "上门拜访", "上门回访", "登门拜访", "走访", "面谈", "面访", "实地拜访", "现场拜访"]),
    ("wechat", &["微信沟通", "微信聊天", "企微", "企业微信"]),
    ("email", &["邮箱", "电子邮件", "mail"]),
    ("meeting", &["会谈", "线上会议", "视频会议", "开会"]),
    ("after_sales", &["售后服务", "维修", "报修", "返修", "保修", "退换货", "退货", "换货"]),
    ("consultation", &["咨询问题", "询问", "question", "inquiry"]),
    ("complaint", &["客诉", "抱怨"]),
    ("technical", &["技术支持", "技术问题", "技术咨询"]),
    ("general", &["普通", "一般问题", "普通问题", "不急", "不紧急", "normal"]),
    ("quality", &["质量问题"]),
    ("major", &["严重", "重大问题", "严重问题", "紧急", "加急", "特急", "很急", "非常紧急", "critical", "urgent"]),
    ("5", &["非常满意", "很满意", "十分满意", "特别满意", "5分", "五分", "5星", "五星", "very satisfied"]),
    ("4", &["满意", "比较满意", "较满意", "4分", "四分", "4星", "四星", "satisfied"]),
    ("3", &["一般", "一般般", "还行", "3分", "三分", "3星", "三星", "neutral"]),
    ("2", &["不满意", "不太满意", "较不满意", "2分", "二分", "2星", "二星", "dissatisfied"]),
    ("1", &["非常不满意", "很不满意", "十分不满意", "极不满意", "1分", "一分", "1星", "一星", "very dissatisfied"]),
    ("yes", &["是", "y", "true", "1"]),
    ("no", &["否", "n", "false", "0"]),
];

/// How yuan are written behind an amount; what bills write behind that where the amount ends; and other words for them.
pub(crate) const YUAN: [char; 3] = ['元', '圆', '块'];
/// See [`YUAN`].
pub(crate) const WHOLE: [char; 2] = ['整', '正'];
/// See [`YUAN`].
pub(crate) const YUAN_TOO: [&str; 4] = ["人民币", "块钱", "圆", "块"];

/// What stands between [`UNIT_SAID`] and the unit.
pub(crate) const UNIT_IS: [&str; 4] = [":", "为", "是", " is "];

/// How a unit may begin, or end, without being another one.
pub(crate) const CURRENCY: &str = "人民币";

/// What a line above a table says before the unit of its amounts.
pub(crate) const UNIT_SAID: [&str; 3] = ["单位", "unit", "units"];

/// Units that a heading names, with their power of ten in yuan.
pub(crate) const MONEY_UNITS: [(&str, i32); 24] = [
    ("万元", 4),
    ("万", 4),
    ("rmb万", 4),
    ("亿元", 8),
    ("亿", 8),
    ("千元", 3),
    ("元", 0),
    ("¥", 0),
    ("rmb", 0),
    ("cny", 0),
    ("yuan", 0),
    ("cnyk", 3),
    ("cnythousand", 3),
    ("rmbthousand", 3),
    ("thousandyuan", 3),
    ("cny10k", 4),
    ("rmb10k", 4),
    ("10kcny", 4),
    ("10krmb", 4),
    ("10kyuan", 4),
    ("cny10,000", 4),
    ("rmb10,000", 4),
    ("10,000yuan", 4),
    ("tenthousandyuan", 4),
];

/// No word for a calendar has more bytes, however wide its signs are.
const LONGEST_CALENDAR: usize = 18;

/// Whether a text says of a birthday that it is kept by the lunar calendar; nothing where it says neither.
pub(crate) fn says_lunar(text: &str) -> Option<bool> {
    // Asked of many cells, of which nearly none is as short a word.
    if text.len() > LONGEST_CALENDAR {
        return None;
    }
    let said = folded(text);
    // Most cells are none of these words by their first character.
    let first = simplified(said.chars().next()?);
    if !IS_LUNAR.iter().chain(&IS_SOLAR).any(|word| word.starts_with(first)) {
        return None;
    }
    let said: String = said.chars().map(simplified).collect();
    let said = said.strip_suffix("生日").unwrap_or(&said);
    match (IS_LUNAR.contains(&said), IS_SOLAR.contains(&said)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// Power of ten, as the unit that is written behind a number of it.
pub(crate) fn money_suffix(power: i32) -> &'static str {
    match power {
        3 => "千",
        4 => "万",
        8 => "亿",
        _ => "元",
    }
}

/// Whether a heading is of the numbers by which records or customers are told apart.
pub(crate) fn names_number(heading: &str) -> bool {
    static KNOWN: OnceLock<HashSet<String>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let called = [CUSTOMERS, ORDERS, INTERACTIONS, TICKETS].into_iter().flatten();
        let called = called.filter(|(key, _)| matches!(*key, "id" | "customer.id"));
        let labels = Customer::field("id").into_iter().map(|field| &field.label);
        let labels = labels.chain(Order::field("id").map(|field| &field.label));
        let labels = labels.flat_map(|label| [&*label.zh, &*label.en]);
        let words = called.flat_map(|(_, words)| words.iter().copied()).chain(["number"]);
        words.chain(labels).map(|word| folded(word).into_owned()).collect()
    });
    known.contains(&*folded(heading))
}

/// Whether a text is what people call a field of any record.
pub(crate) fn names_field(text: &str) -> bool {
    fn labels<R: HasFields>() -> impl Iterator<Item = &'static str> {
        R::FIELDS.iter().flat_map(|field| [&*field.label.zh, &*field.label.en])
    }
    // Asked of many cells: each word is folded once.
    static KNOWN: OnceLock<HashSet<String>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let called = [CUSTOMERS, ORDERS, INTERACTIONS, TICKETS].into_iter().flatten();
        let called = called.flat_map(|(_, words)| words.iter().copied());
        let records = labels::<Customer>()
            .chain(labels::<Order>())
            .chain(labels::<OrderItem>());
        let records = records.chain(labels::<Interaction>()).chain(labels::<Ticket>());
        called.chain(records).map(|word| folded(word).into_owned()).collect()
    });
    known.contains(&*folded(text))
}
