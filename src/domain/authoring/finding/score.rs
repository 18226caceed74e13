//! Findings about scores: weights that do not add up, bands out of reach, facts without data.

use super::{FindingKind, Look, Part, number_name};
use crate::domain::rule::WeightedScore;
use crate::domain::rule::fact::{self, FactRef};
use crate::domain::rule::plan::PlanScore;

/// How far from 1 the sum of weights may be; decimal weights are no binary fractions.
const TOLERANCE: f64 = 1e-9;

impl Look<'_> {
    /// Looks at every score.
    pub(super) fn scores(&mut self) {
        let plan = self.plan;
        for score in &plan.scores {
            let is_its = |rule: &&WeightedScore| {
                fact::number_column(&fact::score_fact(rule), &plan.extra_columns) == Some(score.column)
            };
            if let Some(rule) = plan.rulebook.scores.iter().find(is_its) {
                self.score(rule, score);
            }
        }
        self.rfm();
    }

    fn score(&mut self, rule: &WeightedScore, score: &PlanScore) {
        let part = Part::Score { score: rule.id.clone() };
        let reach = self.facts.reach(score.column);
        let sum: f64 = score.terms.iter().map(|term| term.weight).sum();
        if (sum - 1.0).abs() > TOLERANCE {
            self.say(&part, None, FindingKind::WeightsSum { sum, reach });
        }
        for (at, term) in score.terms.iter().enumerate() {
            let part = Part::Term {
                score: rule.id.clone(),
                at,
            };
            if let Some(fact) = number_name(self.plan, term.of).filter(|_| self.has_no_data(FactRef::Number(term.of))) {
                self.say(&part, None, FindingKind::NoData { fact: fact.into() });
            }
        }
        let last = rule.bands.len().saturating_sub(1);
        for (i, band) in rule.bands.iter().enumerate() {
            // The last of several bands takes everything below the one before it.
            let too_high = (i < last || i == 0) && band.from > reach.highest;
            let too_low = i > 0 && rule.bands[i - 1].from <= reach.lowest;
            if (too_high || too_low) && !reach.is_never() {
                let part = Part::Band {
                    score: rule.id.clone(),
                    band: band.id.clone(),
                };
                let id = band.id.clone();
                self.say(&part, None, FindingKind::BandUnreachable { id, reach });
            }
        }
    }

    fn rfm(&mut self) {
        let rfm = &self.plan.rulebook.rfm;
        let part = Part::Score { score: rfm.id.clone() };
        let (r, f, m) = (rfm.weights.r, rfm.weights.f, rfm.weights.m);
        if [r, f, m].iter().all(|weight| *weight == 0.0) {
            self.say(&part, None, FindingKind::NoRfmWeight);
        }
        for (fact, _) in [("r_score", r), ("f_score", f), ("m_score", m)]
            .into_iter()
            .filter(|(_, w)| *w < 0.0)
        {
            self.say(&part, None, FindingKind::NegativeRfmWeight { fact });
        }
    }
}
