//! BG/NBD: how often a customer buys, and whether it still does (Fader, Hardie & Lee 2005).
//!
//! While a customer is there it buys at a rate λ a week, which differs among customers as Gamma(r, α); after each purchase it leaves with
//! probability p, which differs as Beta(a, b). Who bought once has had no purchase after which to leave: the model takes it as there
//! with certainty, which says nothing of it.

use super::buyer::Bought;
use super::special::{ln_add, ln_gamma, tail_of_2f1};

/// The parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frequency {
    /// The shape of the rates.
    pub r: f64,
    /// Their scale, in weeks.
    pub alpha: f64,
    /// Of the probabilities to leave.
    pub a: f64,
    /// The same.
    pub b: f64,
}

/// Days, in the unit of the formulas.
fn weeks(days: u32) -> f64 {
    f64::from(days) / 7.0
}

/// Parameters are looked for between the inverse of this and this.
const MOST: f64 = 1e4;
/// A parameter is on the edge of that where its logarithm is so near.
const EDGE: f64 = 0.05;
/// Nearer to 1 than this, a is taken as this far away where the formula divides by a − 1.
const BESIDE_ONE: f64 = 1e-5;
/// Below this the series with alternating signs loses too many digits.
const ALTERNATES: f64 = -20.0;

impl Frequency {
    /// Where a search begins.
    pub const START: Self = Self {
        r: 0.5,
        alpha: 8.0,
        a: 0.7,
        b: 2.0,
    };

    /// As a search walks it: the logarithms.
    pub fn ln(self) -> [f64; 4] {
        [self.r, self.alpha, self.a, self.b].map(f64::ln)
    }

    /// From logarithms; nothing beyond what is looked at.
    pub fn from_ln(at: &[f64]) -> Option<Self> {
        let [r, alpha, a, b] = <[f64; 4]>::try_from(at).ok()?;
        let is_inside = at.iter().all(|ln| ln.abs() <= MOST.ln());
        is_inside.then(|| Self {
            r: r.exp(),
            alpha: alpha.exp(),
            a: a.exp(),
            b: b.exp(),
        })
    }

    /// Whether the formulas give figures with these, as they do with all that a search finds.
    pub fn is_sound(self) -> bool {
        self.ln().iter().all(|ln| ln.abs() <= MOST.ln() + EDGE)
    }

    /// Whether a parameter ran to the edge of what is looked at: the orders do not tell it.
    pub fn is_on_edge(self) -> bool {
        self.ln().iter().any(|ln| ln.abs() > MOST.ln() - EDGE)
    }

    /// ln L of one customer. With A₁ = ln Γ(r + x) − ln Γ(r) + r ln α, A₂ = ln B(a, b + x) − ln B(a, b):
    /// A₁ + A₂ + ln((α + T)^−(r+x) + [x > 0] a / (b + x − 1) (α + t_x)^−(r+x)).
    pub fn ln_likelihood(self, bought: Bought) -> f64 {
        let FrequencyTables { of_repeats, ln_weeks } = FrequencyTables::of(self, bought.repeats, bought.age);
        of_tables(bought, self.r, &of_repeats, &ln_weeks)
    }

    /// a / (b + x − 1) ((α + T) / (α + t_x))^(r+x): how much likelier it is to have left; nought for who bought once.
    fn odds_of_leaving(self, bought: Bought) -> f64 {
        if bought.repeats == 0 {
            return 0.0;
        }
        let x = f64::from(bought.repeats);
        let silence = (self.alpha + weeks(bought.age)).ln() - (self.alpha + weeks(bought.last)).ln();
        (self.a.ln() - (self.b + x - 1.0).ln() + (self.r + x) * silence).exp()
    }

    /// P(alive | x, t_x, T) (Fader, Hardie & Lee 2008). It is 1 for who bought once, whatever they do now.
    pub fn alive(self, bought: Bought) -> f64 {
        1.0 / (1.0 + self.odds_of_leaving(bought))
    }

    /// The purchases that are expected in so many days to come:
    /// E = c / (a − 1) × (1 − ((α+T)/(α+T+t))^(r+x) 2F1(r + x, b + x; c; t/(α+T+t))) × P(alive), with c = a + b + x − 1.
    pub fn purchases(self, bought: Bought, days: u32) -> f64 {
        let Self { r, alpha, a, b } = self;
        let (x, t) = (f64::from(bought.repeats), weeks(days));
        let whole = alpha + weeks(bought.age) + t;
        let (c, z, ln_rest) = (a + b + x - 1.0, t / whole, (-t / whole).ln_1p());
        let while_there = match a + b - 1.0 - r {
            // Euler's transformation, 2F1 = (1−z)^(a−1−r−x) 2F1(a+b−1−r, a−1; c; z), takes the powers away and leaves nothing to divide by
            // a − 1 or c: E = c (1 − (1−z)^(a−1)) / (a − 1) − (1−z)^(a−1) × the tail of the series.
            first if first >= ALTERNATES => {
                let power = (a - 1.0) * ln_rest;
                let head = if power.abs() < 1e-9 {
                    -ln_rest
                } else {
                    -power.exp_m1() / (a - 1.0)
                };
                c * head - tail_of_2f1(first, a - 1.0, c, z, power)
            }
            // All terms are above nought as the formula stands.
            _ => {
                let a = if (a - 1.0).abs() < BESIDE_ONE {
                    1.0 + BESIDE_ONE
                } else {
                    a
                };
                let (c, power) = (a + b + x - 1.0, (r + x) * ln_rest);
                let series = c * power.exp() + (b + x) * tail_of_2f1(r + x, b + x, c, z, power);
                (c - series) / (a - 1.0)
            }
        };
        (while_there * self.alive(bought)).max(0.0)
    }
}

/// What all customers share of the likelihood.
struct FrequencyTables {
    /// By x: A₁ + A₂, and ln(a / (b + x − 1)).
    of_repeats: Vec<(f64, f64)>,
    /// By days: ln(α + weeks).
    ln_weeks: Vec<f64>,
}

impl FrequencyTables {
    fn of(at: Frequency, most: u32, longest: u32) -> Self {
        let Frequency { r, alpha, a, b } = at;
        let base = r * alpha.ln() - ln_gamma(r) + ln_gamma(a + b) - ln_gamma(b);
        let of_repeats = |x: u32| {
            let x = f64::from(x);
            let sum = base + ln_gamma(r + x) + ln_gamma(b + x) - ln_gamma(a + b + x);
            (sum, a.ln() - (b + x - 1.0).ln())
        };
        Self {
            of_repeats: (0..=most).map(of_repeats).collect(),
            ln_weeks: (0..=longest).map(|days| (alpha + weeks(days)).ln()).collect(),
        }
    }
}

fn of_tables(bought: Bought, r: f64, of_repeats: &[(f64, f64)], ln_weeks: &[f64]) -> f64 {
    let power = r + f64::from(bought.repeats);
    let (sum, leaves) = of_repeats[bought.repeats as usize];
    let there = -power * ln_weeks[bought.age as usize];
    match bought.repeats {
        0 => sum + there,
        _ => sum + ln_add(there, leaves - power * ln_weeks[bought.last as usize]),
    }
}

/// The likelihood of many customers; those alike are counted.
#[derive(Clone, Debug, Default)]
pub struct FrequencyLikelihood {
    alike: Vec<(Bought, u32)>,
    most: u32,
    longest: u32,
}

impl FrequencyLikelihood {
    /// Of customers.
    pub fn of(all: impl Iterator<Item = Bought>) -> Self {
        let mut all: Vec<Bought> = all.collect();
        all.sort_unstable();
        let alike = all.chunk_by(|a, b| a == b);
        Self {
            most: all.iter().map(|bought| bought.repeats).max().unwrap_or_default(),
            longest: all.iter().map(|bought| bought.age).max().unwrap_or_default(),
            alike: alike
                .filter_map(|some| Some((*some.first()?, some.len() as u32)))
                .collect(),
        }
    }

    /// How many customers bought again.
    pub fn repeaters(&self) -> usize {
        self.count(|bought| bought.repeats > 0)
    }

    /// How many customers there are.
    pub fn buyers(&self) -> usize {
        self.count(|_| true)
    }

    fn count(&self, is: impl Fn(&Bought) -> bool) -> usize {
        let some = self.alike.iter().filter(|(bought, _)| is(bought));
        some.map(|(_, n)| *n as usize).sum()
    }

    /// ln L of all.
    pub fn ln(&self, at: Frequency) -> f64 {
        let FrequencyTables { of_repeats, ln_weeks } = FrequencyTables::of(at, self.most, self.longest);
        let one = |(bought, n): &(Bought, u32)| f64::from(*n) * of_tables(*bought, at.r, &of_repeats, &ln_weeks);
        self.alike.iter().map(one).sum()
    }
}
