//! Interactions: counts, recency, response, change of frequency.

use super::{Input, Metric, MetricRow, ratio};

/// Fills the metrics of this family. `purchase` must have run: the frequency counts orders too.
pub fn fill(
    Input {
        activity, windows: w, ..
    }: Input,
    row: &mut MetricRow,
) {
    let (mut days_30, mut days_60, mut days_90, mut before, mut known, mut answered) =
        (0u32, 0u32, 0u32, 0u32, 0u32, 0u32);
    let by_now = activity.touches.partition_point(|t| t.day <= w.as_of);
    for touch in activity.touches[..by_now]
        .iter()
        .rev()
        .take_while(|t| t.day > w.days_60_before.after)
    {
        days_90 += u32::from(touch.day > w.days_90.after);
        days_30 += u32::from(touch.day > w.days_30.after);
        if touch.day > w.days_60.after {
            days_60 += 1;
            known += u32::from(touch.answered.is_some());
            answered += u32::from(touch.answered == Some(true));
        } else {
            before += 1;
        }
    }
    row[Metric::Interactions30d] = f64::from(days_30);
    row[Metric::Interactions60d] = f64::from(days_60);
    row[Metric::Interactions90d] = f64::from(days_90);
    row[Metric::ResponseRate60d] = ratio(answered, known);
    if let Some(last) = activity.touches[..by_now].last() {
        row[Metric::DaysSinceLastInteraction] = f64::from(w.as_of.days_since(last.day));
    }
    let earlier = row[Metric::OrdersPrior60d] + f64::from(before);
    if earlier > 0.0 {
        // The difference first: 7 / 10 − 1 is a little below −0.3 in binary, (7 − 10) / 10 is −0.3 itself.
        row[Metric::FrequencyChange60d] = (row[Metric::Orders60d] + f64::from(days_60) - earlier) / earlier;
    }
}
