//! How a weighted score adds up, and how the RFM ranking came about.

use super::Ground;
use crate::domain::inquiry::explain::Actual;
use crate::domain::inquiry::ties::{Judged, alike, is_place, ties};
use crate::domain::metric::Metric;
use crate::domain::record::Text;
use crate::domain::rule::fact::score_fact;
use crate::ui::text::sentence::number;
use crate::ui::{format, text::T};

/// A term of a score, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Its name, and how it is counted.
    pub name: String,
    /// The fact it scales with the customer's figure.
    pub from: String,
    /// What is counted, 0–100.
    pub counted: String,
    /// Its weight.
    pub weight: String,
    /// What it adds.
    pub adds: String,
}

/// A score as a sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// Its terms.
    pub terms: Vec<Term>,
    /// The score.
    pub total: String,
    /// What it rests on, where that is nothing.
    pub note: Option<&'static str>,
}

/// The RFM ranking of a customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// Scores with their figures: letter, figure's name, figure, score.
    pub scores: Vec<(&'static str, String, String, String)>,
    /// The total.
    pub total: String,
    /// The rule used.
    pub rule: String,
}

impl Ground<'_> {
    pub(super) fn sum(&self, fact: &str) -> Option<Sum> {
        let rules = &self.words.plan.rulebook.scores;
        let score = rules.iter().find(|s| *score_fact(s) == *fact)?;
        let terms = self.explainer.score_terms(&score.id);
        if terms.is_empty() {
            return None;
        }
        let total: f64 = terms.iter().map(|t| t.adds).sum();
        let term = |t: &crate::domain::inquiry::explain::ScoreTerm| {
            let of = t.of.as_deref();
            let from = of.map(|of| {
                let actual = self.explainer.actual(of, usize::MAX);
                let figure = self.t().in_kind(self.words.fact(of), self.actual(of, &actual));
                match t.by_default {
                    Some(points) => self.t().score_by_default(figure, number(points)),
                    None if t.is_unrecorded => self.t().score_unrecorded(figure),
                    None => figure,
                }
            });
            let counted = match t.inverted {
                true => format!("100 − {}", number(t.component)),
                false => number(t.component),
            };
            Term {
                name: self.words.fact(&t.metric),
                from: from.unwrap_or_default(),
                counted,
                weight: format!("{} %", number(t.weight * 100.0)),
                adds: number(t.adds),
            }
        };
        Some(Sum {
            terms: terms.iter().map(term).collect(),
            total: number(total),
            note: (self.explainer.nothing_is_recorded()).then(|| self.t().score_of_nothing()),
        })
    }

    pub(super) fn ranking(&self, facts: &[Text]) -> Option<Ranking> {
        if !facts.iter().any(|fact| is_place(fact)) {
            return None;
        }
        let (evaluation, t) = (&self.world.evaluation, self.t());
        let number_of = |metric| evaluation.number(self.slot, metric);
        let score = |letter, name: &str, figure: Metric, score: Metric| {
            let id = figure.info().id;
            let figure = self.words.actual(id, &Actual::Number(number_of(figure)?));
            Some((letter, name.to_owned(), figure, number(number_of(score)?)))
        };
        let in_window = t.window_of_rfm(self.words.plan);
        let scores = [
            score("R", t.recency(), Metric::DaysSinceLastOrder, Metric::RScore),
            score("F", &t.frequency(&in_window), Metric::RfmFrequency, Metric::FScore),
            score("M", &t.monetary(&in_window), Metric::RfmMonetary, Metric::MScore),
        ];
        Some(Ranking {
            scores: scores.into_iter().collect::<Option<Vec<_>>>()?,
            total: number(number_of(Metric::RfmTotal)?),
            rule: self.rfm_rule(t),
        })
    }

    /// Who ranks alike, where nothing but their ids decides between them. `asks_place`: the place itself is shown.
    pub(super) fn ties(&self, judged: Judged, asks_place: bool) -> Option<String> {
        let (book, evaluation, t) = (&self.world.book, &self.world.evaluation, self.t());
        if let Some(customers) = ties(book, evaluation, self.slot, judged) {
            return Some(t.rfm_ties_split(customers));
        }
        let alike = asks_place.then(|| alike(evaluation, self.slot).len());
        alike
            .filter(|customers| *customers > 0)
            .map(|customers| t.rfm_ties(customers))
    }

    /// The same of a tag, by its id; `facts` are those that it looks at.
    pub(super) fn tag_ties(&self, id: &str, facts: &[Text]) -> Option<String> {
        let place = self.words.plan.tags.iter().position(|t| *t.id == *id)?;
        self.ties(Judged::Tag(place), facts.iter().any(|fact| is_place(fact)))
    }

    fn rfm_rule(&self, t: T) -> String {
        let rule = &self.words.plan.rulebook.rfm;
        let window = rule
            .window_months
            .map_or_else(|| t.rfm_all_time().to_owned(), |n| t.rfm_months(n as usize));
        let cut = if rule.cut_plus_one {
            t.rfm_cut_plus_one()
        } else {
            t.rfm_cut()
        };
        let weights = [rule.weights.r, rule.weights.f, rule.weights.m].map(number);
        t.rfm_rule(
            window,
            cut,
            format::list(
                weights.iter().zip(["R", "F", "M"]).map(|(w, l)| format!("{l}×{w}")),
                self.lang(),
            ),
        )
    }
}
