//! What columns say of how orders stand: called off, closed, not paid.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::OnceLock;

use super::CANCELLED;
use crate::domain::fold::folded;

/// What the column is called that says whether an order came about.
#[rustfmt::skip]
pub(crate) const STATES: &[&str] = &[
    "状态", "订单状态", "交易状态", "当前状态", "单据状态", "合同状态", "售后状态", "退款状态", "付款状态", "支付状态", "收款状态", "回款状态", "结算状态", "结款状态", "到账状态", "发货状态",
    "物流状态", "付款情况", "支付情况", "收款情况", "回款情况", "status", "order status", "state", "payment status", "financial status", "payment", "payment state", "paid status",
];

/// What the column is called that says of an order by yes and no whether it was paid.
#[rustfmt::skip]
pub(crate) const PAID_OR_NOT: &[&str] = &[
    "是否付款", "是否支付", "是否已付款", "是否已支付", "是否付清", "是否收款", "是否已收款", "是否回款", "是否已回款", "是否到账", "是否已到账", "是否结款", "是否已结款", "是否结清", "是否已结清", "付款与否",
    "付款否", "is paid", "paid?", "paid",
];

/// What such a column says of one that was not.
const NOT_PAID: &[&str] = &["否", "未", "没有", "no", "n", "false", "f", "☐", "✘", "×"];

/// What it says of an order, beyond [`CANCELLED`], that did not come about, or was taken back as a whole; a ticket that is closed is
/// solved.
#[rustfmt::skip]
const NO_ORDER: &[&str] = &[
    "交易关闭", "交易已关闭", "订单关闭", "订单已关闭", "已关闭", "关闭", "已全额退款", "全额退款", "退款成功", "已退款", "退货退款", "退货退款成功", "已退货", "已全部退货", "对方已退还", "交易失败",
    "支付失败", "付款失败", "订单失效", "已失效", "超时关闭", "已超时关闭", "超时取消", "超时未支付", "超时未付款", "已拒收", "refunded", "failed", "payment failed",
];

/// What a list says of an order that nobody has paid: in a shop's it is none yet. Elsewhere whoever has not paid may owe, and it is asked.
#[rustfmt::skip]
const UNPAID: &[&str] = &[
    "待支付", "待付款", "未支付", "未付款", "未付", "待付", "等待付款", "等待支付", "等待买家付款", "待买家付款", "待买家支付", "买家未付款", "尚未付款", "尚未支付", "pending", "authorized", "unpaid",
    "not paid", "expired", "pending payment", "payment pending", "awaiting payment",
];

/// What other lists say of it beside that; in a shop's list these may tell when the platform pays the shop.
#[rustfmt::skip]
const OWED: &[&str] = &[
    "待收款", "未收款", "待回款", "未回款", "未到账", "待到账", "未结款", "待结款", "未结算", "待结算", "未付清", "未结清", "outstanding",
];

/// What such a list says of other orders: a column of these words is one of states, whatever it is called.
#[rustfmt::skip]
const STANDING: &[&str] = &[
    "已付款", "已支付", "买家已付款", "已付", "已付清", "已收款", "已回款", "已到账", "已结款", "已结算", "已结清", "待发货", "已发货", "卖家已发货", "等待卖家发货", "待收货", "已收货",
    "已签收", "已完成", "交易成功", "交易完成", "paid", "completed", "fulfilled", "shipped", "delivered",
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
    /// Any other way in which an order stands.
    standing: HashSet<String>,
}

/// See [`StateWords`].
pub(crate) fn state_words() -> &'static StateWords {
    static KNOWN: OnceLock<StateWords> = OnceLock::new();
    let all = |words: &[&str]| words.iter().map(|word| folded(word).into_owned()).collect();
    KNOWN.get_or_init(|| StateWords {
        off: all(&CANCELLED),
        no_order: all(NO_ORDER),
        unpaid: all(UNPAID),
        owed: all(OWED),
        not_paid: all(NOT_PAID),
        standing: all(STANDING),
    })
}

impl StateWords {
    /// Whether a text says how an order stands, and nothing else.
    pub fn has(&self, text: &str) -> bool {
        let all = [&self.off, &self.no_order, &self.unpaid, &self.owed, &self.standing];
        states_in(text).any(|state| all.iter().any(|words| words.contains(&*state)))
    }
}

/// What a state says, as it is compared, and its parts where it says several things: 已取消，未支付.
pub(crate) fn states_in(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let parts = text.split(['，', ',', '、', '；', ';']).map(str::trim);
    let parts = parts.filter(move |part| part.len() < text.len());
    std::iter::once(text).chain(parts).map(folded)
}
