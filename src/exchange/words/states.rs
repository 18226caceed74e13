//! What columns say of how orders stand: called off, closed, not paid.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::OnceLock;

use super::{CANCELLED, GIVEN_BACK, NOTHING, OF_REFUNDS, SOLVED};
use crate::domain::fold::folded;

/// What the column is called that says whether an order came about.
#[rustfmt::skip]
pub(crate) const STATES: &[&str] = &[
    "状态", "订单状态", "交易状态", "当前状态", "单据状态", "合同状态", "售后状态", "退款状态", "发货状态",
    "物流状态", "status", "order status", "state", "payment", "订单类型", "业务类型", "单据类型", "交易类型", "销售类型", "出入库类型", "类型", "order type",
    "transaction type",
];

/// What the column is called that says of an order whether it was paid, and nothing else.
#[rustfmt::skip]
pub(crate) const PAYMENT_STATES: &[&str] = &[
    "payment status", "financial status", "payment state", "paid status", "付款与否",
];

/// How such a column is called in Chinese: one of these, and behind it one of [`STATES_END`].
pub(crate) const PAYMENTS: &[&str] = &[
    "付款", "支付", "收款", "回款", "结款", "结算", "到账", "货款", "款项", "欠款",
];
/// See [`PAYMENTS`].
pub(crate) const STATES_END: &[&str] = &["状态", "情况", "状况", "进度", "状态说明"];

/// What the column is called that says of an order by yes and no whether it was paid.
#[rustfmt::skip]
pub(crate) const PAID_OR_NOT: &[&str] = &[
    "是否付款", "是否支付", "是否已付款", "是否已支付", "是否付清", "是否收款", "是否已收款", "是否回款", "是否已回款", "是否到账", "是否已到账", "是否结款", "是否已结款", "是否结清", "是否已结清",
    "付款否", "is paid", "paid?", "paid",
];

/// What such a column says of one that was not.
const NOT_PAID: &[&str] = &[
    "否", "未", "没有", "没", "无", "no", "n", "false", "f", "0", "☐", "✘", "×", "x",
];
/// And of one that was.
const PAID: &[&str] = &[
    "是", "是的", "已", "有", "对", "yes", "y", "true", "t", "1", "☑", "✔", "√",
];

/// What it says of an order, beyond [`CANCELLED`], that did not come about, or was taken back as a whole; a ticket that is closed is
/// solved.
#[rustfmt::skip]
const NO_ORDER: &[&str] = &[
    "交易关闭", "交易已关闭", "订单关闭", "订单已关闭", "已关闭", "关闭", "已全额退款", "全额退款", "退款成功", "已退款", "退货退款", "退货退款成功", "已退货", "已全部退货", "已退", "已全退", "全部退款", "已退全款", "对方已退还", "交易失败",
    "支付失败", "付款失败", "订单失效", "已失效", "超时关闭", "已超时关闭", "超时取消", "超时未支付", "超时未付款", "已拒收", "refunded", "failed", "payment failed",
    "报价", "报价单", "报价中", "待报价", "已报价", "报价已发送", "已发送报价", "询价", "询价单", "询价中", "草稿", "草稿单", "quotation", "quotation sent", "quote", "quote sent", "draft", "draft quotation", "rfq", "rfq sent",
    "request for quotation",
];

/// What a list says of an order that nobody has paid: in a shop's it is none yet. Elsewhere whoever has not paid may owe, and it is asked.
#[rustfmt::skip]
const UNPAID: &[&str] = &[
    "待支付", "待付款", "未支付", "未付款", "未付", "待付", "等待付款", "等待支付", "等待买家付款", "待买家付款", "待买家支付", "买家未付款", "尚未付款", "尚未支付", "没付", "没付款", "没支付", "没有付款", "还没付", "还没付款", "pending", "authorized", "unpaid",
    "not paid", "expired", "pending payment", "payment pending", "awaiting payment",
];

/// What other lists say of it beside that; in a shop's list these may tell when the platform pays the shop.
#[rustfmt::skip]
const OWED: &[&str] = &[
    "待收款", "未收款", "待回款", "未回款", "未到账", "待到账", "未结款", "待结款", "未结算", "待结算", "未付清", "未结清", "没收款", "没收到款", "没结", "未结", "没结清", "没付清", "未收", "待收",
    "欠", "欠款", "有欠款", "拖欠", "赊账", "赊欠", "挂账", "outstanding", "owed", "overdue",
];

/// What such a list says of other orders: a column of these words is one of states, whatever it is called.
#[rustfmt::skip]
const STANDING: &[&str] = &[
    "已付款", "已支付", "买家已付款", "已付", "已付清", "付清", "付款成功", "支付成功", "已付全款", "结清", "已收", "已收款", "已回款", "已到账", "已结款", "已结算", "已结清", "待发货", "已发货", "卖家已发货", "等待卖家发货", "待收货", "已收货",
    "已签收", "已完成", "交易成功", "交易完成", "paid", "paid in full", "fully paid", "settled", "completed", "fulfilled", "shipped", "delivered", "100%",
];

/// What a state says of payments at all.
const OF_PAYMENTS: &[&str] = &[
    "付", "钱", "欠", "赊", "挂账", "尾款", "货款", "回款", "收款", "到账", "结清", "结款", "结账",
];

/// What says, among other words, that it was paid: 已付款待发货.
const PAID_AMONG: &[&str] = &[
    "已付款",
    "已支付",
    "付清",
    "已结清",
    "已收款",
    "已回款",
    "已到账",
    "付款成功",
    "支付成功",
    "全款",
];

/// What says beside it that it was not, or not all of it.
#[rustfmt::skip]
const NOT_ALL: &[&str] = &[
    "未付", "未收", "未结", "未到", "未支", "没", "欠", "部分", "定金", "订金", "预付", "尾", "半", "余", "待付", "待支", "待收款", "待结", "%", "分期", "首付", "失败",
];

/// What says beside [`OF_REFUNDS`] that money went back, or may; as it is compared.
const TAKEN_BACK: &[&str] = &[
    "冲红",
    "红冲",
    "红字",
    "冲销",
    "chargeback",
    "chargedback",
    "disput",
    "reversed",
    "returned",
];

/// How a state ends, as it is compared, that says of a row that it is itself a return.
#[rustfmt::skip]
const RETURNS: &[&str] = &[
    "退货", "退货单", "退货订单", "退货入库", "退货入库单", "退货出库单", "退货退款单", "退款", "退款单", "退单", "退回", "红字", "红字单", "红字出库单", "红冲", "冲红", "冲销", "return", "returns",
    "returnorder", "refund", "refunds",
];

/// What is said with them of what is none, or not one of a sale.
#[rustfmt::skip]
const NO_RETURN: &[&str] = &[
    "部分", "换", "采购", "进货", "供应商", "无理由", "支持", "申请", "待", "已", "partial", "exchange", "purchase", "vendor", "noreturn", "nonreturn",
];

/// Such words of documents: in a column of states 退货 alone may say what became of the order itself.
const RETURN_DOCUMENTS: &[&str] = &["销售退货", "退货单", "退货订单", "退货入库单", "退款单"];

/// What columns are called that say of which kind a row is.
const OF_KINDS: &[&str] = &["类型", "类别", "种类", "type"];

/// What says among such words that it did not.
#[rustfmt::skip]
const NOT_BACK: &[&str] = &[
    "未退", "无退", "不退", "没退", "没有退", "无需退", "可退", "退税", "退款失败", "退货失败", "退款关闭", "退货关闭", "退款已关闭", "退款取消", "退款已取消", "取消退", "撤销退", "撤回退", "拒绝退", "驳回退", "退款被拒", "退款驳回",
    "norefund", "notrefund", "nonrefund", "nonerefund", "refunddeclined", "refundrejected", "refundfailed", "refundcancel", "notreturned", "disputewon",
];

/// The words of states, as they are compared: asked of every row.
pub(crate) struct StateWords {
    /// Called off, whatever it is.
    pub off: HashSet<String>,
    /// An order that did not come about.
    pub no_order: HashSet<String>,
    /// Nobody paid.
    pub unpaid: HashSet<String>,
    /// Nobody paid, where no platform stands between.
    pub owed: HashSet<String>,
    /// Not paid, by yes and no.
    pub not_paid: HashSet<String>,
    /// Paid, by yes and no.
    paid: HashSet<String>,
    /// Every way in which an order stands that is plain.
    plain: HashSet<String>,
    /// A ticket that is solved, or was called off.
    ended: HashSet<String>,
}

/// See [`StateWords`].
pub(crate) fn state_words() -> &'static StateWords {
    static KNOWN: OnceLock<StateWords> = OnceLock::new();
    let all = |words: &[&str]| words.iter().map(|word| folded(word).into_owned()).collect();
    KNOWN.get_or_init(|| StateWords {
        plain: all(&[&CANCELLED, NO_ORDER, UNPAID, OWED, STANDING].concat()),
        ended: all(&[&SOLVED[..], &CANCELLED].concat()),
        off: all(&CANCELLED),
        no_order: all(NO_ORDER),
        unpaid: all(UNPAID),
        owed: all(OWED),
        not_paid: all(NOT_PAID),
        paid: all(PAID),
    })
}

impl StateWords {
    /// Whether a state says plainly that an order was not paid; by yes and no as well where the column asks that.
    pub fn says_unpaid(&self, text: &str, is_yes_or_no: bool) -> bool {
        let has = |state: &str| self.unpaid.contains(state) || self.owed.contains(state);
        states_in(text).any(|state| has(&state) || is_yes_or_no && self.not_paid.contains(&*state))
    }

    /// Whether a state says what became of a payment: none of the words that are known, and none that says beside others that it was made.
    pub fn is_unknown_payment(&self, text: &str, is_yes_or_no: bool) -> bool {
        let said = folded(text);
        let has = |word: &&str| said.contains(*word);
        let is_known = self.has(text)
            || is_yes_or_no && self.paid.contains(&*said)
            || NOTHING.contains(&&*said)
            || says_back(&said)
            || OF_REFUNDS.iter().any(has)
            || PAID_AMONG.iter().any(has) && !NOT_ALL.iter().any(has);
        !said.is_empty() && !is_known
    }

    /// Whether a state says that money went back, or is about to, and not that the order came to nothing: a part of it, or nobody knows how much.
    pub fn says_given_back(&self, text: &str) -> bool {
        states_in(text).any(|state| {
            let is_known = self.no_order.contains(&*state) || self.off.contains(&*state);
            !is_known && says_back(&state)
        })
    }

    /// Whether a state says that its row is a return: in a column of kinds, or by the name of such a document.
    pub fn says_return(text: &str, is_of_kinds: bool) -> bool {
        states_in(text).any(|state| {
            let has = |word: &&str| state.contains(*word);
            let ends = *state == *"退" || RETURNS.iter().any(|word| state.ends_with(word));
            let is_plain = is_of_kinds || RETURN_DOCUMENTS.iter().any(has);
            ends && is_plain && !NO_RETURN.iter().chain(NOT_BACK).any(has)
        })
    }

    /// Whether a column says by its heading of which kind its rows are.
    pub fn are_kinds(heading: &str) -> bool {
        let heading = folded(heading);
        OF_KINDS.iter().any(|word| heading.contains(word))
    }

    /// Whether a state speaks of payments at all.
    pub fn is_of_payments(text: &str) -> bool {
        OF_PAYMENTS.iter().any(|word| text.contains(word))
    }

    /// Whether a text says how an order stands, and nothing else.
    pub fn has(&self, text: &str) -> bool {
        states_in(text).any(|state| self.plain.contains(&*state))
    }

    /// Whether a text, as it is compared, says that a ticket is solved, or was called off.
    pub fn is_end(&self, plain: &str) -> bool {
        self.ended.contains(plain)
    }
}

/// Whether words, as they are compared, say that money went back.
fn says_back(said: &str) -> bool {
    let has = |word: &&str| said.contains(*word);
    GIVEN_BACK.iter().any(|word| said.starts_with(word))
        || OF_REFUNDS.iter().chain(TAKEN_BACK).any(has) && !NOT_BACK.iter().any(has)
}

/// What a state says, as it is compared, and its parts where it says several things: 已取消，未支付.
pub(crate) fn states_in(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let parts = text.split(['，', ',', '、', '；', ';']).map(str::trim);
    let parts = parts.filter(move |part| part.len() < text.len());
    std::iter::once(text).chain(parts).map(folded)
}
