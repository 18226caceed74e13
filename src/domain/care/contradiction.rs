//! Steps whose days contradict each other: the earliest day behind the best one, the best one behind the latest, a period of nothing. Such a step
//! is counted as far as it can be (the best day is the latest at most, a period of nothing is none), and it is told.

use super::playbook::{Playbook, Step};
use super::shipped::place_of_step;
use super::span::{Distance, Span, SpanUnit, span_said};
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::rule::{RuleIssue, RuleProblem};
use crate::domain::text::care as say;

/// A day of a step, or its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepDay {
    /// What is done before does not count.
    Earliest,
    /// When it is best done.
    Ideal,
    /// When it must be done.
    Latest,
    /// The period in which it has a place.
    Every,
}

impl StepDay {
    /// The field of the step.
    fn key(self) -> &'static str {
        match self {
            Self::Earliest => "earliest",
            Self::Ideal => "ideal",
            Self::Latest => "latest",
            Self::Every => "every",
        }
    }

    fn label(self) -> Label {
        match self {
            Self::Earliest => say::step_earliest(),
            Self::Ideal => say::step_ideal(),
            Self::Latest => say::step_latest(),
            Self::Every => say::step_every(),
        }
    }
}

/// What contradicts something else in a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// At which day it is told.
    pub day: StepDay,
    /// For which value, where the day goes by a fact; nothing for everybody, or everybody else.
    pub of: Option<Text>,
    /// What is wrong.
    pub problem: RuleProblem,
}

/// What contradicts itself in a step, whatever day it is counted from.
pub fn contradictions(step: &Step) -> Vec<Contradiction> {
    let ideal = step.ideal.as_ref();
    let every = step.every.filter(|every| every.n > 0).map(Distance::Fixed);
    let (best, best_day) = match ideal {
        Some(ideal) => (ideal, StepDay::Ideal),
        None => (&step.latest, StepDay::Latest),
    };
    let mut found = Vec::new();
    if let Some(earliest) = &step.earliest {
        found.extend(behind((StepDay::Earliest, earliest), (best_day, best)));
        // Where the best day is wrong by itself, the latest one is what the earliest must not miss.
        if found.is_empty() {
            found.extend(behind((StepDay::Earliest, earliest), (StepDay::Latest, &step.latest)));
        }
    }
    if let Some(ideal) = ideal {
        found.extend(behind((StepDay::Ideal, ideal), (StepDay::Latest, &step.latest)));
    }
    // The next period begins before it would be due.
    if let Some(every) = &every {
        found.extend(behind((best_day, best), (StepDay::Every, every)));
    }
    found.extend(empty(step));
    found
}

/// Periods without a length: the fixed one, or what comes again on the day on which it was done.
fn empty(step: &Step) -> Vec<Contradiction> {
    let none = |day, of| Contradiction {
        day,
        of,
        problem: RuleProblem::NoPeriod,
    };
    match step.every {
        Some(every) if every.n == 0 => vec![none(StepDay::Every, None)],
        None if step.repeat == Some(true) => {
            let all = values(&step.latest).into_iter();
            let zero = all.filter(|(_, span)| span.n == 0);
            zero.map(|(of, _)| none(StepDay::Latest, of)).collect()
        }
        _ => Vec::new(),
    }
}

/// Where one day lies behind another one, for whom ever.
fn behind(one: (StepDay, &Distance), other: (StepDay, &Distance)) -> Vec<Contradiction> {
    let named = |day: StepDay, span: Span| say::so_far(day.label(), span_said(span));
    let mut found: Vec<Contradiction> = Vec::new();
    for (of, span, than) in pairs(one.1, other.1) {
        // Of values that meet several others the first is told.
        if lies_behind(span, than) && !found.iter().any(|known| known.of == of) {
            found.push(Contradiction {
                day: one.0,
                of,
                problem: RuleProblem::Behind {
                    what: named(one.0, span),
                    than: named(other.0, than),
                },
            });
        }
    }
    found
}

/// What somebody may have of two distances together, with the value of the first.
fn pairs(one: &Distance, other: &Distance) -> Vec<(Option<Text>, Span, Span)> {
    let is_same = matches!((one, other), (Distance::By { fact, .. }, Distance::By { fact: same, .. }) if fact == same);
    let of = |values: &[(Option<Text>, Span)], of: &Option<Text>| {
        let found = values.iter().find(|(value, _)| value == of);
        let found = found.or_else(|| values.iter().find(|(value, _)| value.is_none()));
        found.map(|(_, span)| *span)
    };
    let (ones, others) = (values(one), values(other));
    if !is_same {
        let with = |(value, span): &(Option<Text>, Span)| {
            let each = others.iter().map(|(_, than)| (value.clone(), *span, *than));
            each.collect::<Vec<_>>()
        };
        return ones.iter().flat_map(with).collect();
    }
    let mut all: Vec<Option<Text>> = Vec::new();
    for (value, _) in ones.iter().chain(&others) {
        if !all.contains(value) {
            all.push(value.clone());
        }
    }
    let pair = |value: Option<Text>| {
        let (span, than) = (of(&ones, &value)?, of(&others, &value)?);
        let is_own = ones.iter().any(|(own, _)| *own == value);
        Some((value.filter(|_| is_own), span, than))
    };
    all.into_iter().filter_map(pair).collect()
}

/// The distances of each value; without one for everybody, or everybody else.
fn values(distance: &Distance) -> Vec<(Option<Text>, Span)> {
    match distance {
        Distance::Fixed(span) => vec![(None, *span)],
        Distance::By { values, otherwise, .. } => {
            let each = values.iter().map(|(value, span)| (Some(value.clone()), *span));
            each.chain(otherwise.map(|span| (None, span))).collect()
        }
    }
}

/// Whether one distance ends behind another one, whatever day both begin on.
fn lies_behind(one: Span, other: Span) -> bool {
    match one.unit == other.unit {
        true => one.n > other.n,
        false => least(one) > most(other),
    }
}

/// No fewer days than so many lie in a distance.
fn least(span: Span) -> u64 {
    let n = u64::from(span.n);
    match span.unit {
        SpanUnit::Days | SpanUnit::WorkingDays => n,
        SpanUnit::Weeks => 7 * n,
        // February, and no two months behind each other are as short.
        SpanUnit::Months => (30 * n).saturating_sub(2),
    }
}

/// No more days than so many lie in a distance: of working days two for each, and a long holiday.
fn most(span: Span) -> u64 {
    let n = u64::from(span.n);
    match span.unit {
        SpanUnit::Days => n,
        SpanUnit::WorkingDays if n == 0 => 0,
        SpanUnit::WorkingDays => 2 * n + 14,
        SpanUnit::Weeks => 7 * n,
        SpanUnit::Months => 31 * n,
    }
}

/// What contradicts itself in playbooks and steps that are in use, each at its place.
pub fn doubts(playbooks: &[Playbook]) -> Vec<RuleIssue> {
    let on = playbooks.iter().filter(|playbook| playbook.is_on());
    let steps = on.flat_map(|playbook| playbook.steps.iter().map(move |step| (playbook, step)));
    let used = steps.filter(|(_, step)| step.retired != Some(true));
    used.flat_map(|(playbook, step)| {
        let at = place_of_step(&playbook.id, &step.id);
        contradictions(step).into_iter().map(move |it| {
            let place = match it.of {
                Some(of) => format!("{at}.{}.{of}", it.day.key()),
                None => format!("{at}.{}", it.day.key()),
            };
            RuleIssue::new(place, it.problem)
        })
    })
    .collect()
}

/// What is wrong, with the playbook and the step that it is in by their names.
pub fn fault_said(playbooks: &[Playbook], issue: &RuleIssue) -> Label {
    let is_in = |place: &str| {
        issue
            .place
            .strip_prefix(place)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    for playbook in playbooks {
        let step = playbook
            .steps
            .iter()
            .find(|step| is_in(&place_of_step(&playbook.id, &step.id)));
        if let Some(step) = step {
            return say::step_of(say::step_of(playbook.label(), step.label()), issue.problem.label());
        }
    }
    issue.label()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::care::shipped::playbooks;
    use crate::domain::label::Lang;
    use crate::domain::rule::Rulebook;
    use serde_json::{Value, json};

    fn step(fields: Value) -> Step {
        let mut step = json!({"id": "s", "name": "S"});
        let fields = fields.as_object().unwrap().clone();
        step.as_object_mut().unwrap().extend(fields);
        serde_json::from_value(step).unwrap()
    }

    fn told(fields: Value) -> Vec<String> {
        let all = contradictions(&step(fields)).into_iter();
        all.map(|it| {
            let of = it.of.map(|of| format!(" {of}")).unwrap_or_default();
            format!("{}{of}: {}", it.day.key(), it.problem.label().get(Lang::Zh))
        })
        .collect()
    }

    fn days(n: u32) -> Value {
        json!({"n": n, "unit": "days"})
    }

    fn of(n: u32, unit: &str) -> Value {
        json!({"n": n, "unit": unit})
    }

    #[test]
    fn days_that_contradict_each_other_are_told_where_they_stand() {
        let by = |a: u32, b: u32| json!({"by": "intent", "A": days(a), "B": days(b)});
        let table: [(Value, &[&str]); 16] = [
            (json!({"earliest": days(3), "ideal": days(3), "latest": days(3)}), &[]),
            (
                json!({"earliest": days(5), "ideal": days(4), "latest": days(9)}),
                &["earliest: “最早”（5天）不能晚于“最好”（4天）"],
            ),
            (
                json!({"earliest": days(5), "latest": days(4)}),
                &["earliest: “最早”（5天）不能晚于“最迟”（4天）"],
            ),
            (
                json!({"ideal": days(8), "latest": days(7)}),
                &["ideal: “最好”（8天）不能晚于“最迟”（7天）"],
            ),
            (
                json!({"earliest": days(8), "ideal": days(9), "latest": days(7)}),
                &[
                    "earliest: “最早”（8天）不能晚于“最迟”（7天）",
                    "ideal: “最好”（9天）不能晚于“最迟”（7天）",
                ],
            ),
            // Weeks are so many days; months and working days only what they are in any case.
            (
                json!({"ideal": of(2, "weeks"), "latest": days(13)}),
                &["ideal: “最好”（2周）不能晚于“最迟”（13天）"],
            ),
            (json!({"ideal": of(2, "weeks"), "latest": days(14)}), &[]),
            (json!({"ideal": of(1, "months"), "latest": days(28)}), &[]),
            (
                json!({"ideal": of(1, "months"), "latest": days(27)}),
                &["ideal: “最好”（1个月）不能晚于“最迟”（27天）"],
            ),
            (json!({"ideal": days(14), "latest": of(10, "working_days")}), &[]),
            (json!({"ideal": of(10, "working_days"), "latest": days(10)}), &[]),
            // Value by value; what goes by another fact may meet any of its values.
            (
                json!({"ideal": by(2, 9), "latest": by(3, 7)}),
                &["ideal B: “最好”（9天）不能晚于“最迟”（7天）"],
            ),
            (
                json!({"ideal": by(2, 4), "latest": {"by": "kind", "person": days(3), "otherwise": days(9)}}),
                &["ideal B: “最好”（4天）不能晚于“最迟”（3天）"],
            ),
            // Periods.
            (
                json!({"latest": days(3), "every": of(0, "weeks")}),
                &["every: 周期至少为1"],
            ),
            (
                json!({"latest": {"by": "intent", "A": days(0), "otherwise": days(1)}, "repeat": true}),
                &["latest A: 周期至少为1"],
            ),
            (
                json!({"ideal": days(15), "latest": days(20), "every": of(2, "weeks")}),
                &["ideal: “最好”（15天）不能晚于“周期”（2周）"],
            ),
        ];
        for (fields, expected) in table {
            assert_eq!(told(fields.clone()), expected, "{fields}");
        }
    }

    #[test]
    fn what_ships_contradicts_nothing() {
        let (all, _) = playbooks(&Rulebook::default());
        let steps = all.iter().flat_map(|playbook| &playbook.steps);
        assert!(steps.into_iter().all(|step| contradictions(step).is_empty()));
    }
}
