//! Gamma–Gamma: what a purchase is worth (Fader, Hardie & Lee 2005; Fader & Hardie 2013).
//!
//! A customer's purchases are worth Gamma(p, ν), and ν differs among customers as Gamma(q, v). How often somebody buys is taken to say nothing of
//! how much: [`AmountLikelihood::correlation`] tells how far that is from true. The first purchase is left out, as for [`super::Frequency`].

use super::special::ln_gamma;

/// The parameters; v is in yuan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amounts {
    /// The shape of a customer's amounts.
    pub p: f64,
    /// The shape of what differs among customers.
    pub q: f64,
    /// Its scale, in yuan.
    pub v: f64,
}

/// Parameters are looked for between the inverse of this and this; v beside the mean of all.
const MOST: f64 = 1e4;

impl Amounts {
    /// Where a search begins, with v beside the mean of all: p v / (q − 1) is that mean.
    pub const START: Self = Self { p: 3.0, q: 3.0, v: 0.7 };

    /// As a search walks it: the logarithms.
    pub fn ln(self) -> [f64; 3] {
        [self.p, self.q, self.v].map(f64::ln)
    }

    fn from_ln(at: &[f64]) -> Option<Self> {
        let [p, q, v] = <[f64; 3]>::try_from(at).ok()?;
        let is_inside = at.iter().all(|ln| ln.abs() <= MOST.ln());
        is_inside.then(|| Self {
            p: p.exp(),
            q: q.exp(),
            v: v.exp(),
        })
    }

    /// What a purchase of a customer is worth on average, in yuan: E(M | x, z̄) = p (v + x z̄) / (p x + q − 1). Without a purchase after
    /// the first that is p v / (q − 1), the mean of all.
    pub fn mean_of(self, repeats: u32, mean: f64) -> f64 {
        let x = f64::from(repeats);
        self.p * (self.v + x * mean) / (self.p * x + self.q - 1.0)
    }

    /// Whether the formulas give figures with these.
    pub fn is_sound(self) -> bool {
        self.has_mean() && self.ln().iter().all(|ln| ln.is_finite())
    }

    /// Whether there is a mean of all: with q ≤ 1 amounts differ so much that there is none.
    pub fn has_mean(self) -> bool {
        self.q > 1.0
    }
}

/// A customer who bought again: x and z̄.
type Repeated = (u32, f64);

/// The likelihood of many customers.
#[derive(Clone, Debug, Default)]
pub struct AmountLikelihood {
    /// With z̄ beside the mean of all.
    all: Vec<Repeated>,
    /// That mean, in yuan.
    unit: f64,
    most: u32,
}

impl AmountLikelihood {
    /// Of customers, by x and z̄ in yuan; those who did not buy again are left out.
    pub fn of(all: impl Iterator<Item = Repeated>) -> Self {
        let mut all: Vec<Repeated> = all.filter(|(repeats, mean)| *repeats > 0 && *mean > 0.0).collect();
        let unit = all.iter().map(|(_, mean)| mean).sum::<f64>() / all.len().max(1) as f64;
        all.iter_mut().for_each(|(_, mean)| *mean /= unit);
        Self {
            most: all.iter().map(|(repeats, _)| *repeats).max().unwrap_or_default(),
            all,
            unit,
        }
    }

    /// How many customers there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// ln L of all, of z̄ in yuan: ln Γ(px + q) − ln Γ(px) − ln Γ(q) + q ln v + (px − 1) ln z̄ + px ln x − (px + q) ln(v + x z̄).
    pub fn ln(&self, at: Amounts) -> f64 {
        let v = at.v / self.unit;
        self.beside_mean(Amounts { v, ..at }) - self.all.len() as f64 * self.unit.ln()
    }

    /// The value that a search makes small, at logarithms.
    pub fn cost(&self, at: &[f64]) -> f64 {
        Amounts::from_ln(at).map_or(f64::INFINITY, |at| -self.beside_mean(at))
    }

    /// What a search found, in yuan.
    pub fn found(&self, at: &[f64]) -> Option<Amounts> {
        let at = Amounts::from_ln(at)?;
        Some(Amounts {
            v: at.v * self.unit,
            ..at
        })
    }

    fn beside_mean(&self, at: Amounts) -> f64 {
        let Amounts { p, q, v } = at;
        let base = q * v.ln() - ln_gamma(q);
        let of_repeats = |x: u32| {
            let x = f64::from(x);
            base + ln_gamma(p * x + q) - ln_gamma(p * x) + p * x * x.ln()
        };
        // Nobody has x = 0.
        let of_repeats: Vec<f64> = (0..=self.most).map(|x| of_repeats(x.max(1))).collect();
        let one = |(repeats, mean): &Repeated| {
            let x = f64::from(*repeats);
            of_repeats[*repeats as usize] + (p * x - 1.0) * mean.ln() - (p * x + q) * (v + x * mean).ln()
        };
        self.all.iter().map(one).sum()
    }

    /// Pearson's correlation of how often with how much; nothing where one of them does not differ.
    pub fn correlation(&self) -> Option<f64> {
        let n = self.all.len() as f64;
        let pairs = || self.all.iter().map(|(repeats, mean)| (f64::from(*repeats), *mean));
        let sum = |of: fn((f64, f64)) -> f64| pairs().map(of).sum::<f64>() / n;
        let (x, z) = (sum(|(x, _)| x), sum(|(_, z)| z));
        let around = |of: fn(f64, f64) -> f64| pairs().map(|(a, b)| of(a - x, b - z)).sum::<f64>() / n;
        let spread = (around(|a, _| a * a) * around(|_, b| b * b)).sqrt();
        (spread > 1e-12).then(|| around(|a, b| a * b) / spread)
    }
}
