//! Service: complaints, open tickets, satisfaction.

use super::{Input, Metric, MetricRow};
use crate::domain::ledger::NEVER;

/// Fills the metrics of this family.
pub fn fill(
    Input {
        activity, windows: w, ..
    }: Input,
    row: &mut MetricRow,
) {
    let (mut half_year, mut days_90, mut open, mut rated, mut sum) = (0u32, 0u32, 0u32, 0u32, 0u32);
    let mut last_resolved = None;
    for ticket in activity.tickets.iter().take_while(|t| t.day <= w.as_of) {
        let resolved = ticket.resolved <= w.as_of && ticket.resolved != NEVER;
        open += u32::from(!resolved);
        if ticket.complaint {
            half_year += u32::from(ticket.day > w.half_year.after);
            days_90 += u32::from(ticket.day > w.days_90.after);
            last_resolved = last_resolved.max(resolved.then_some(ticket.resolved));
        }
        if ticket.satisfaction > 0 {
            rated += 1;
            sum += u32::from(ticket.satisfaction);
        }
    }
    row[Metric::Complaints6m] = f64::from(half_year);
    row[Metric::Complaints90d] = f64::from(days_90);
    row[Metric::OpenTickets] = f64::from(open);
    if let Some(day) = last_resolved {
        row[Metric::DaysSinceComplaintResolved] = f64::from(w.as_of.days_since(day));
    }
    if rated > 0 {
        row[Metric::SatisfactionAverage] = f64::from(sum) / f64::from(rated);
    }
}
