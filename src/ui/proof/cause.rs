//! Why a customer moved, in words: the figures that crossed a line, before and after, with the line.

use crate::domain::inquiry::explain::Actual;
use crate::domain::metric::Unit;
use crate::domain::report::change::NoRate;
use crate::domain::report::review::{Cause, Crossing};
use crate::domain::rule::Operand;
use crate::ui::format;
use crate::ui::text::T;
use crate::ui::text::sentence::{Words, fen};

/// Why a change has no percentage, of a fact before and after.
pub type NoRates<'a> = &'a dyn Fn(&str) -> [Option<NoRate>; 2];

/// The cause, a phrase a figure.
pub fn cause_words(cause: &Cause, words: Words, no_rates: NoRates) -> Vec<String> {
    let t = T(words.lang);
    match cause {
        Cause::Crossed(all) => all.iter().map(|crossing| crossed(crossing, words, no_rates)).collect(),
        Cause::Set(on, by) => vec![match (on.map(format::day), by) {
            (Some(day), Some(who)) => t.cause_set_on(day, who),
            (Some(day), None) => t.cause_set_on_by_hand(day),
            (None, Some(who)) => t.cause_set(who),
            (None, None) => t.cause_set_by_hand().to_owned(),
        }],
        Cause::Ended(last) => vec![last.map_or(t.cause_ended().to_owned(), |day| t.cause_ended_on(format::day(day)))],
        Cause::Rules => vec![t.cause_rules().to_owned()],
    }
}

fn crossed(crossing: &Crossing, words: Words, no_rates: NoRates) -> String {
    let t = T(words.lang);
    let Crossing {
        fact,
        operator,
        line_before,
        line,
        before,
        after,
        ..
    } = crossing;
    let name = words.fact(fact);
    let figure = |actual: &Actual, why: Option<NoRate>| match why {
        Some(why) => t.label(&why.label()),
        None => figure_of(fact, actual, words),
    };
    let [why_before, why_after] = no_rates(fact);
    let moved = if before == after {
        t.cause_figure(&name, figure(after, why_after))
    } else {
        t.cause_moved(&name, figure(before, why_before), figure(after, why_after))
    };
    // The sign of the comparison stands apart from the word before it, in both languages, and on one line with its figure.
    let apart = |line| {
        let said = words.line(fact, *operator, line)?;
        // In the unit of the figure before it.
        let said = match (words.unit(fact), line, said.split_once(' ')) {
            (Some(Unit::Yuan), Operand::Number(yuan), Some((sign, _))) => {
                format!("{sign} {}", figure_of(fact, &Actual::Number(*yuan), words))
            }
            _ => said,
        };
        Some(format!(" {}", said.replace(' ', "\u{a0}")))
    };
    let (bound, former) = (apart(line), line_before.as_ref().and_then(apart));
    match (former, bound) {
        (Some(former), Some(bound)) => t.cause_line_moved(moved, former, bound),
        (None, Some(bound)) => t.cause_line(moved, bound),
        _ => moved,
    }
}

/// A figure as tables show it: money in 万元.
fn figure_of(fact: &str, actual: &Actual, words: Words) -> String {
    match (words.unit(fact), actual) {
        (Some(Unit::Yuan), Actual::Number(value)) => format::wan_unit(fen(*value), words.lang),
        _ => words.actual(fact, actual),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::label::Lang;
    use crate::domain::rule::Operator;
    use crate::domain::rule::plan::Plan;

    fn say(before: f64, after: f64, line_before: Option<f64>, line: f64, lang: Lang) -> String {
        let plan = Plan::default_rules();
        let cause = Cause::Crossed(vec![Crossing {
            fact: "annual_purchase".into(),
            operator: Operator::GreaterThanInclusive,
            line_before: line_before.map(Operand::Number),
            line: Operand::Number(line),
            before: Actual::Number(before),
            after: Actual::Number(after),
            holds: after >= line,
        }]);
        cause_words(&cause, Words { lang, plan: &plan }, &|_| [None, None]).join("; ")
    }

    #[test]
    fn a_figure_crosses_its_line() {
        assert_eq!(
            say(1.1e6, 5e5, None, 1e6, Lang::Zh),
            "年采购额（近12个月）：110.00万元 → 50.00万元，线 ≥\u{a0}100.00万元"
        );
        let english = say(1.1e6, 5e5, None, 1e6, Lang::En);
        assert!(
            english.ends_with("CNY 1,100,000 → CNY 500,000, line ≥\u{a0}CNY\u{a0}1,000,000"),
            "{english}"
        );
    }

    #[test]
    fn a_line_crosses_its_figure() {
        assert_eq!(
            say(9e5, 9e5, Some(1e6), 8e5, Lang::Zh),
            "年采购额（近12个月）：90.00万元，线由 ≥\u{a0}100.00万元改为 ≥\u{a0}80.00万元"
        );
    }
}
