//! Metrics: what the product computes for a customer at the as-of date D, one file a family, one registry row a metric.
//!
//! A metric is a pure function of the customer's record, its events by D, and the windows. Missing is NaN inside the columns
//! and never zero. Events after D do not count.

pub mod contact;
pub mod foreseen;
pub mod purchase;
pub mod range;
pub mod relation;
pub mod rfm;
pub mod service;

use std::ops::{Index, IndexMut};

use crate::domain::day::{Day, Window};
use crate::domain::kind::Customer;
use crate::domain::label::Label;
use crate::domain::ledger::Activity;

/// What a metric's number counts, and so how it is written and which operators suit it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Yuan.
    Yuan,
    /// How many.
    Count,
    /// Days.
    Days,
    /// Whole months.
    Months,
    /// A share or rate, 0–1 (a change may be below 0 or above 1).
    Share,
    /// A score of 1–5, or a total of such.
    Score,
    /// A number 0–100.
    Points,
    /// Yes (1) or no (0).
    Flag,
}

/// Which days a metric counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// (D − n days, D].
    Days(i32),
    /// (D − 2n days, D − n days].
    DaysBefore(i32),
    /// (D − n months, D].
    Months(u32),
    /// (D − 2n months, D − n months].
    MonthsBefore(u32),
    /// Everything by D.
    All,
    /// The window of the RFM rule.
    Rfm,
}

impl Span {
    /// The days of the span at the as-of date. `rfm_months` is the RFM rule's window.
    pub fn window(self, as_of: Day, rfm_months: Option<u32>) -> Window {
        match self {
            Self::Days(n) => Window::days(as_of, n),
            Self::DaysBefore(n) => Window {
                after: as_of.plus_days(-2 * n),
                until: as_of.plus_days(-n),
            },
            Self::Months(n) => Window::months(as_of, n),
            Self::MonthsBefore(n) => Window {
                after: as_of.minus_months(2 * n),
                until: as_of.minus_months(n),
            },
            Self::All => Window::all(as_of),
            Self::Rfm => rfm_months.map_or(Window::all(as_of), |n| Window::months(as_of, n)),
        }
    }
}

/// What a metric rests on, for the explanation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Evidence {
    /// Orders of these days.
    Orders(Span),
    /// Orders that fell due by D.
    DueOrders,
    /// Interactions of these days.
    Interactions(Span),
    /// Interactions of these days that we began and whose answer is known.
    Answers(Span),
    /// Complaints opened in these days.
    Complaints(Span),
    /// Tickets open at D.
    OpenTickets,
    /// Tickets that a satisfaction was given for.
    Rated,
    /// Orders and interactions of the last 60 and the 60 days before.
    Frequency,
    /// Fields of the customer's record.
    Fields(&'static [&'static str]),
    /// Other facts.
    Facts(&'static [&'static str]),
}

/// A row of the registry.
#[derive(Clone, Copy, Debug)]
pub struct MetricInfo {
    /// The name in rules, results and the book's reference.
    pub id: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// Its name for people.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// What it rests on.
    pub evidence: Evidence,
}

impl MetricInfo {
    /// Its name for people.
    pub fn label(&self) -> Label {
        Label::fixed(self.zh, self.en)
    }
}

macro_rules! metrics {
    ($($variant:ident = $id:literal, $unit:ident, $zh:literal / $en:literal, $evidence:expr;)*) => {
        /// A metric; the number is its column.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Metric { $(#[doc = $en] $variant,)* }

        use Evidence::*;
        /// The registry: every metric in the order of the results.
        pub const METRICS: &[MetricInfo] =
            &[$(MetricInfo { id: $id, unit: Unit::$unit, zh: $zh, en: $en, evidence: $evidence }),*];
    };
}

metrics! {
    AnnualPurchase = "annual_purchase", Yuan, "年采购额(近 12 个月)" / "Purchases in 12 months", Orders(Span::Months(12));
    OrderCount12m = "order_count_12m", Count, "近 12 个月订单数" / "Orders in 12 months", Orders(Span::Months(12));
    Orders6m = "orders_6m", Count, "近 6 个月订单数" / "Orders in 6 months", Orders(Span::Months(6));
    Orders60d = "orders_60d", Count, "近 60 天订单数" / "Orders in 60 days", Orders(Span::Days(60));
    OrdersPrior60d = "orders_prior_60d", Count, "前 60 天订单数" / "Orders in the 60 days before", Orders(Span::DaysBefore(60));
    DaysSinceLastOrder = "days_since_last_order", Days, "距末次订单" / "Since the last order", Orders(Span::All);
    AverageOrderValue = "average_order_value", Yuan, "平均订单金额" / "Average order value", Orders(Span::All);
    LifetimeAmount = "lifetime_amount", Yuan, "累计采购额" / "Purchases ever", Orders(Span::All);
    TenureMonths = "tenure_months", Months, "合作时长" / "Tenure", Fields(&["cooperation_since", "contract.signed_on"]);
    DaysSinceFirstDeal = "days_since_first_deal", Days, "距首次成交" / "Since the first deal", Fields(&["cooperation_since", "contract.signed_on"]);
    Interactions30d = "interactions_30d", Count, "近 30 天互动" / "Interactions in 30 days", Interactions(Span::Days(30));
    Interactions60d = "interactions_60d", Count, "近 60 天互动" / "Interactions in 60 days", Interactions(Span::Days(60));
    Interactions90d = "interactions_90d", Count, "近 90 天互动" / "Interactions in 90 days", Interactions(Span::Days(90));
    DaysSinceLastInteraction = "days_since_last_interaction", Days, "距末次互动" / "Since the last interaction", Interactions(Span::All);
    ResponseRate60d = "response_rate_60d", Share, "近 60 天响应率" / "Response rate in 60 days", Answers(Span::Days(60));
    FrequencyChange60d = "frequency_change_60d", Share, "60 天往来频次变化" / "Change of frequency in 60 days", Frequency;
    Complaints6m = "complaints_6m", Count, "近 6 个月投诉" / "Complaints in 6 months", Complaints(Span::Months(6));
    Complaints90d = "complaints_90d", Count, "近 90 天投诉" / "Complaints in 90 days", Complaints(Span::Days(90));
    OpenTickets = "open_tickets", Count, "未结服务单" / "Open tickets", OpenTickets;
    DaysSinceComplaintResolved = "days_since_complaint_resolved", Days, "距投诉解决" / "Since a complaint was resolved", Complaints(Span::All);
    SatisfactionAverage = "satisfaction_average", Score, "平均满意度(1–5)" / "Average satisfaction (1–5)", Rated;
    OnTimePaymentRate = "on_time_payment_rate", Share, "按时付款率" / "On-time payment rate", DueOrders;
    DeclaredAnnualPurchase = "declared_annual_purchase", Yuan, "申报年度采购额" / "Declared annual purchase", Fields(&["declared_annual_purchase"]);
    HasNeed = "has_need", Flag, "已记需求" / "A need is recorded", Fields(&["needs"]);
    KeyContactFamiliarity = "key_contact_familiarity", Score, "关键联系人熟悉度(1–5)" / "Familiarity of the key contact (1–5)", Fields(&["contacts"]);
    InformationCompleteness = "information_completeness", Share, "信息完善率" / "Information completeness", Fields(&[]);
    RScore = "r_score", Score, "R 分(最近)" / "R score (recency)", Facts(&["days_since_last_order"]);
    FScore = "f_score", Score, "F 分(频次)" / "F score (frequency)", Facts(&["rfm_frequency"]);
    MScore = "m_score", Score, "M 分(金额)" / "M score (money)", Facts(&["rfm_monetary"]);
    RfmTotal = "rfm_total", Score, "RFM 总分" / "RFM total", Facts(&["r_score", "f_score", "m_score"]);
    Activity = "activity", Points, "活跃度" / "Activity", Facts(&["interactions_90d"]);
    Complaints = "complaints", Points, "投诉率" / "Complaints", Facts(&["complaints_6m"]);
    Repurchase = "repurchase", Points, "复购率" / "Repurchase", Facts(&["orders_6m"]);
    Stability = "stability", Points, "合作稳定性" / "Stability", Facts(&["on_time_payment_rate"]);
    HealthScore = "health_score", Points, "健康分" / "Health score", Facts(&["activity", "complaints", "repurchase", "stability"]);
    PurchaseGrowth12m = "purchase_growth_12m", Share, "年采购额增长" / "Growth of purchases", Orders(Span::Months(24));
    PAlive = "p_alive", Share, "仍活跃概率" / "Probability of being active", Facts(&["order_count", "days_since_last_order"]);
    ExpectedOrders52w = "expected_orders_52w", Count, "未来 52 周预期订单" / "Expected orders in 52 weeks", Facts(&["order_count", "days_since_last_order"]);
    ExpectedOrderValue = "expected_order_value", Yuan, "预期订单金额" / "Expected order value", Facts(&["average_order_value"]);
    OrderCount = "order_count", Count, "累计订单数" / "Orders ever", Orders(Span::All);
    HasDealt = "has_dealt", Flag, "有过成交" / "Has dealt", Facts(&["order_count", "contract_in_force", "cooperation_begun"]);
    ContractInForce = "contract_in_force", Flag, "合同有效" / "Contract in force", Fields(&["contract.signed_on", "contract.ends_on"]);
    CooperationBegun = "cooperation_begun", Flag, "合作已开始" / "Cooperation has begun", Fields(&["cooperation_since"]);
    RfmFrequency = "rfm_frequency", Count, "RFM 订单数" / "RFM orders", Orders(Span::Rfm);
    RfmMonetary = "rfm_monetary", Yuan, "RFM 金额" / "RFM amount", Orders(Span::Rfm);
    RfmShareAbove = "rfm_share_above", Share, "RFM 排名在前的占比" / "Share ranked above", Facts(&["rfm_total", "rfm_monetary", "days_since_last_order"]);
    RfmShareBelow = "rfm_share_below", Share, "RFM 排名在后的占比" / "Share ranked below", Facts(&["rfm_total", "rfm_monetary", "days_since_last_order"]);
}

/// How many metrics there are.
pub const COUNT: usize = METRICS.len();

/// The metric of a name.
pub fn index_of(id: &str) -> Option<usize> {
    METRICS.iter().position(|m| m.id == id)
}

/// What the registry says of a metric of a name.
pub fn find(id: &str) -> Option<&'static MetricInfo> {
    METRICS.iter().find(|m| m.id == id)
}

impl Metric {
    /// What the registry says of it.
    pub const fn info(self) -> &'static MetricInfo {
        &METRICS[self as usize]
    }
}

/// The metrics of one customer.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricRow(pub [f64; COUNT]);

impl MetricRow {
    /// That of nobody.
    pub const MISSING: Self = Self([f64::NAN; COUNT]);
}

impl Default for MetricRow {
    fn default() -> Self {
        Self::MISSING
    }
}

impl Index<Metric> for MetricRow {
    type Output = f64;
    fn index(&self, metric: Metric) -> &f64 {
        &self.0[metric as usize]
    }
}

impl IndexMut<Metric> for MetricRow {
    fn index_mut(&mut self, metric: Metric) -> &mut f64 {
        &mut self.0[metric as usize]
    }
}

/// The windows at one as-of date, worked out once for all customers.
#[derive(Clone, Copy, Debug)]
pub struct Windows {
    /// The as-of date D.
    pub as_of: Day,
    /// (D − 12 months, D].
    pub year: Window,
    /// The 12 months before those.
    pub year_before: Window,
    /// (D − 6 months, D].
    pub half_year: Window,
    /// (D − 30 days, D].
    pub days_30: Window,
    /// (D − 60 days, D].
    pub days_60: Window,
    /// The 60 days before those.
    pub days_60_before: Window,
    /// (D − 90 days, D].
    pub days_90: Window,
    /// The RFM rule's window.
    pub rfm: Window,
}

impl Windows {
    /// The windows at D; `rfm_months` is the RFM rule's window, nothing for all time.
    pub fn at(as_of: Day, rfm_months: Option<u32>) -> Self {
        let window = |span: Span| span.window(as_of, rfm_months);
        Self {
            as_of,
            year: window(Span::Months(12)),
            year_before: window(Span::MonthsBefore(12)),
            half_year: window(Span::Months(6)),
            days_30: window(Span::Days(30)),
            days_60: window(Span::Days(60)),
            days_60_before: window(Span::DaysBefore(60)),
            days_90: window(Span::Days(90)),
            rfm: window(Span::Rfm),
        }
    }
}

/// What the metrics of one customer are computed from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The record.
    pub customer: &'a Customer,
    /// The events.
    pub activity: &'a Activity,
    /// The windows.
    pub windows: &'a Windows,
}

impl Input<'_> {
    /// Whether the customer exists at D.
    pub fn exists(&self) -> bool {
        exists_on(self.customer, self.activity, self.windows.as_of)
    }
}

/// Whether a customer exists on a day: from `created_on`, or from its first order, interaction or ticket if that is earlier; without
/// `created_on` always.
pub fn exists_on(customer: &Customer, activity: &Activity, day: Day) -> bool {
    let by_then = |first: Day| first <= day;
    customer.created_on.is_none_or(by_then) || activity.first_day().is_some_and(by_then)
}

/// Computes a customer's metrics but for those that need the other customers (RFM) or the rulebook (scores).
pub fn row(input: Input) -> MetricRow {
    let mut row = MetricRow::default();
    fill(input, &mut row);
    row
}

/// The same into a row that has none.
pub fn fill(input: Input, row: &mut MetricRow) {
    purchase::fill(input, row);
    contact::fill(input, row);
    service::fill(input, row);
    relation::fill(input, row);
}

/// 1 or 0, as columns hold flags.
fn flag(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

/// A part of a whole, missing when the whole is nothing.
fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        f64::NAN
    } else {
        f64::from(part) / f64::from(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_evidence_names_known_facts() {
        for (i, metric) in METRICS.iter().enumerate() {
            assert_eq!(index_of(metric.id), Some(i), "{} stands twice", metric.id);
            if let Evidence::Facts(facts) = metric.evidence {
                assert!(facts.iter().all(|f| index_of(f).is_some()), "{}", metric.id);
            }
        }
    }
}
