//! The models fitted to customers, step by step, and why there is none where they cannot be.

use super::amounts::{AmountLikelihood, Amounts};
use super::frequency::{Frequency, FrequencyLikelihood};
use super::search::Search;

/// Fewer buyers tell nothing of how they differ.
pub const LEAST_BUYERS: usize = 30;
/// So do fewer who bought again.
pub const LEAST_REPEATERS: usize = 10;

/// Why there is no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Nobody bought anything.
    Nobody,
    /// All bought once: nothing tells who will again.
    AllOnce,
    /// Fewer than [`LEAST_BUYERS`] bought, or fewer than [`LEAST_REPEATERS`] again.
    TooFew,
    /// The search did not come to an end.
    NotFound,
    /// For amounts: they differ so much that they have no mean (q ≤ 1).
    NoMean,
}

/// What was found: the parameters, and the logarithm of their likelihood.
pub type FitEnd<M> = Result<(M, f64), Unfit>;

/// A likelihood whose parameters can be looked for.
pub trait Fits {
    /// The parameters.
    type Model: Copy;

    /// Why no search is begun.
    fn unfit(&self) -> Option<Unfit>;
    /// The value that a search makes small.
    fn cost(&self, at: &[f64]) -> f64;
    /// What a search found.
    fn end(&self, at: &[f64]) -> FitEnd<Self::Model>;
}

impl Fits for FrequencyLikelihood {
    type Model = Frequency;

    fn unfit(&self) -> Option<Unfit> {
        match (self.buyers(), self.repeaters()) {
            (0, _) => Some(Unfit::Nobody),
            (_, 0) => Some(Unfit::AllOnce),
            (buyers, repeaters) => (buyers < LEAST_BUYERS || repeaters < LEAST_REPEATERS).then_some(Unfit::TooFew),
        }
    }

    fn cost(&self, at: &[f64]) -> f64 {
        Frequency::from_ln(at).map_or(f64::INFINITY, |at| -self.ln(at))
    }

    fn end(&self, at: &[f64]) -> FitEnd<Frequency> {
        let model = Frequency::from_ln(at).ok_or(Unfit::NotFound)?;
        Ok((model, self.ln(model)))
    }
}

impl Fits for AmountLikelihood {
    type Model = Amounts;

    fn unfit(&self) -> Option<Unfit> {
        (self.len() < LEAST_REPEATERS).then_some(Unfit::TooFew)
    }

    fn cost(&self, at: &[f64]) -> f64 {
        self.cost(at)
    }

    fn end(&self, at: &[f64]) -> FitEnd<Amounts> {
        let model = self.found(at).ok_or(Unfit::NotFound)?;
        match model.has_mean() {
            true => Ok((model, self.ln(model))),
            false => Err(Unfit::NoMean),
        }
    }
}

/// A model that is being fitted. Who gives it up drops it.
#[derive(Clone, Debug)]
pub struct Fit<L> {
    likelihood: L,
    search: Result<Search, Unfit>,
}

impl<L: Fits> Fit<L> {
    /// One that begins at parameters, by their logarithms.
    pub fn of(likelihood: L, start: &[f64]) -> Self {
        Self {
            search: likelihood.unfit().map_or_else(|| Ok(Search::from(start)), Err),
            likelihood,
        }
    }

    /// Goes a step: two sums over all customers at most. Tells whether there is more to do.
    pub fn step(&mut self) -> bool {
        match &mut self.search {
            Ok(search) => search.step(|at| self.likelihood.cost(at)),
            Err(_) => false,
        }
    }

    /// What was found once there is no more to do.
    pub fn end(&self) -> FitEnd<L::Model> {
        let search = self.search.as_ref().map_err(|unfit| *unfit)?;
        let (at, _) = search.found().ok_or(Unfit::NotFound)?;
        self.likelihood.end(at)
    }

    /// What it is fitted to.
    pub fn likelihood(&self) -> &L {
        &self.likelihood
    }
}

impl Fit<FrequencyLikelihood> {
    /// How often customers buy.
    pub fn frequency(likelihood: FrequencyLikelihood, start: Frequency) -> Self {
        Self::of(likelihood, &start.ln())
    }
}

impl Fit<AmountLikelihood> {
    /// How much they spend.
    pub fn amounts(likelihood: AmountLikelihood) -> Self {
        Self::of(likelihood, &Amounts::START.ln())
    }
}
