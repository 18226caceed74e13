//! Purchases and payments: sums, counts, recency, growth, on-time payment.

use super::{Input, Metric, MetricRow, ratio};

/// Fills the metrics of this family. `annual_purchase` is here the plain 12-month sum; what stands in for it when there is no
/// order at all is decided in `relation`, which knows whether the customer has dealt.
pub fn fill(
    Input {
        activity, windows: w, ..
    }: Input,
    row: &mut MetricRow,
) {
    let (mut count, mut year, mut half_year, mut recent, mut prior, mut rfm) = (0u32, 0u32, 0u32, 0u32, 0u32, 0u32);
    let (mut all_fen, mut year_fen, mut year_before_fen, mut rfm_fen) = (0i64, 0i64, 0i64, 0i64);
    let (mut due, mut on_time) = (0u32, 0u32);
    let mut last = None;
    for order in &activity.orders {
        // Orders stand in the order of their days, so nothing behind the first later one counts.
        if order.day > w.as_of {
            break;
        }
        last = Some(order.day);
        count += 1;
        all_fen += order.fen;
        if order.day > w.year.after {
            year += 1;
            year_fen += order.fen;
            half_year += u32::from(order.day > w.half_year.after);
            recent += u32::from(order.day > w.days_60.after);
            prior += u32::from(w.days_60_before.contains(order.day));
        } else if order.day > w.year_before.after {
            year_before_fen += order.fen;
        }
        if order.day > w.rfm.after {
            rfm += 1;
            rfm_fen += order.fen;
        }
        if order.due <= w.as_of {
            due += 1;
            on_time += u32::from(order.paid <= order.due);
        }
    }
    let yuan = |fen: i64| fen as f64 / 100.0;
    row[Metric::OrderCount] = f64::from(count);
    row[Metric::OrderCount12m] = f64::from(year);
    row[Metric::Orders6m] = f64::from(half_year);
    row[Metric::Orders60d] = f64::from(recent);
    row[Metric::OrdersPrior60d] = f64::from(prior);
    row[Metric::LifetimeAmount] = yuan(all_fen);
    row[Metric::AnnualPurchase] = yuan(year_fen);
    row[Metric::OnTimePaymentRate] = ratio(on_time, due);
    if year_before_fen != 0 {
        row[Metric::PurchaseGrowth12m] = (year_fen - year_before_fen) as f64 / year_before_fen as f64;
    }
    if let Some(last) = last {
        row[Metric::DaysSinceLastOrder] = f64::from(w.as_of.days_since(last));
        row[Metric::AverageOrderValue] = yuan(all_fen) / f64::from(count);
        row[Metric::RfmFrequency] = f64::from(rfm);
        row[Metric::RfmMonetary] = yuan(rfm_fen);
    }
}
