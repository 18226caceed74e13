//! What a signal says of a customer at the end of a month: the condition with its border, and the figure of that day.

use super::held::{figure, held};
use crate::domain::inquiry::explain::Actual;
use crate::domain::inquiry::solo::Solo;
use crate::domain::label::Lang;
use crate::domain::metric::Metric;
use crate::domain::rule::{Operand, Operator};
use crate::domain::winback::{Signal, WinBackRules};
use crate::ui::format;
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, names};

/// What warned of a customer that stands on a day, or the figure that did not; `quiet`: how many days after its last order.
pub fn warned(solo: &Solo<'_>, rules: WinBackRules, quiet: Option<i32>, signal: Signal, lang: Lang) -> String {
    let words = Words {
        lang,
        plan: solo.plan(),
    };
    let beyond = |metric: Metric, operator, border: f64, value: Option<f64>| {
        let fact = metric.info().id;
        let text = words.leaf(fact, operator, &Operand::Number(border));
        match value {
            Some(value) => figure(words, text, fact, value),
            None => T(lang).held_figure(text, T(lang).no_data()),
        }
    };
    match signal {
        Signal::Rules | Signal::Now => of_rules(solo, rules, words),
        Signal::Drop(percent) => {
            let change = solo.number(Metric::FrequencyChange60d as usize);
            beyond(
                Metric::FrequencyChange60d,
                Operator::LessThan,
                -f64::from(percent) / 100.0,
                change,
            )
        }
        Signal::Quiet(days) => {
            let quiet = quiet.map(f64::from);
            beyond(
                Metric::DaysSinceLastOrder,
                Operator::GreaterThan,
                f64::from(days),
                quiet,
            )
        }
    }
}

/// The class that warns, and what made it: of risk, else of health.
fn of_rules(solo: &Solo<'_>, rules: WinBackRules, words: Words<'_>) -> String {
    let t = T(words.lang);
    let one = |place: usize| {
        let (dimension, class) = (words.plan.dimensions.get(place)?, solo.class(place)?);
        let mut worse = dimension.rank.iter().skip(1);
        if !worse.any(|worse| **worse == *class) {
            return None;
        }
        let named = t.in_kind(
            names::dimension(words.lang, dimension),
            names::class(words.lang, dimension, class),
        );
        let actual = |fact: &str| -> Actual { solo.actual(fact, place) };
        let held = solo.reason(place).map(|trace| held(&trace, words, &actual));
        Some(format::clauses(
            [named].into_iter().chain(held.into_iter().flatten()),
            words.lang,
        ))
    };
    rules.warning().into_iter().flatten().find_map(one).unwrap_or_default()
}
