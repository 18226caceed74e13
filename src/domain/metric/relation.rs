//! The relation: whether and since when the customer has dealt, what is declared, how well we know it.

use super::{Input, Metric, MetricRow, flag};
use crate::domain::field::completeness;
use crate::domain::kind::{Contact, Customer};

/// Fills the metrics of this family, and what stands in for `annual_purchase` without orders. `purchase` must have run.
pub fn fill(
    Input {
        customer,
        activity,
        windows: w,
    }: Input,
    row: &mut MetricRow,
) {
    let by_now = |day| Some(day).filter(|d| *d <= w.as_of);
    let contract = customer.contract.as_ref();
    let signed = contract.and_then(|c| c.signed_on).and_then(by_now);
    let since = customer.cooperation_since.and_then(by_now);
    let first_order = activity.orders.first().map(|o| o.day).and_then(by_now);
    let in_force = signed.is_some() && contract.and_then(|c| c.ends_on).is_none_or(|end| end >= w.as_of);
    let has_dealt = signed.is_some() || since.is_some() || first_order.is_some();

    row[Metric::HasDealt] = flag(has_dealt);
    row[Metric::ContractInForce] = flag(in_force);
    row[Metric::CooperationBegun] = flag(since.is_some());
    if let Some(start) = since.or(signed).or(first_order) {
        row[Metric::TenureMonths] = f64::from(w.as_of.months_since(start));
    }
    if let Some(first) = [since, signed, first_order].into_iter().flatten().min() {
        row[Metric::DaysSinceFirstDeal] = f64::from(w.as_of.days_since(first));
    }
    let declared = customer.declared_annual_purchase.map_or(f64::NAN, |fen| fen.yuan());
    row[Metric::DeclaredAnnualPurchase] = declared;
    if first_order.is_none() && (has_dealt || !declared.is_nan()) {
        row[Metric::AnnualPurchase] = declared;
    }
    let met = activity.touches.first().is_some_and(|touch| touch.day <= w.as_of);
    let (filled, total) = completeness(customer, met);
    row[Metric::InformationCompleteness] = super::ratio(filled, total);
    row[Metric::HasNeed] = flag(customer.needs.as_ref().is_some_and(|text| !text.trim().is_empty()));
    if let Some(familiarity) = key_contact(customer).and_then(|c| c.familiarity) {
        row[Metric::KeyContactFamiliarity] = f64::from(familiarity);
    }
}

/// The key contact: the first who decides, else the first.
pub fn key_contact(customer: &Customer) -> Option<&Contact> {
    customer
        .contacts
        .iter()
        .find(|c| c.decision_maker == Some(true))
        .or_else(|| customer.contacts.first())
}
