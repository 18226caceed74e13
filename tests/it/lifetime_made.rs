//! Customers made from known parameters, for the tests of what they will still buy.

use guanxi::domain::marketing::lifetime::{Amounts, Bought, Frequency};

/// Numbers that look random and are the same each time (splitmix64, S. Vigna).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Between nought and one, neither of them.
    pub fn share(&mut self) -> f64 {
        ((self.bits() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    pub fn below(&mut self, n: u32) -> u32 {
        (self.share() * f64::from(n)) as u32
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * self.share().ln()).sqrt() * (std::f64::consts::TAU * self.share()).cos()
    }

    /// Gamma with a shape and a rate (G. Marsaglia, W. Tsang 2000).
    pub fn gamma(&mut self, shape: f64, rate: f64) -> f64 {
        if shape < 1.0 {
            return self.gamma(shape + 1.0, rate) * self.share().powf(1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let normal = self.normal();
            let v = (1.0 + c * normal).powi(3);
            if v > 0.0 && self.share().ln() < 0.5 * normal * normal + d - d * v + d * v.ln() {
                return d * v / rate;
            }
        }
    }

    pub fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (one, other) = (self.gamma(a, 1.0), self.gamma(b, 1.0));
        one / (one + other)
    }

    /// The days of a customer's purchases in so many days from the first on, which is day 0.
    pub fn days(&mut self, model: Frequency, age: u32) -> Vec<u32> {
        let rate = self.gamma(model.r, model.alpha) / 7.0;
        let leaves = self.beta(model.a, model.b);
        let (mut at, mut days) = (0.0, vec![0]);
        // The model has no customer leave at the first purchase.
        loop {
            at -= self.share().ln() / rate;
            if at > f64::from(age) {
                return days;
            }
            days.push(at.round().min(f64::from(age)) as u32);
            if self.share() < leaves {
                return days;
            }
        }
    }

    /// A customer of 26 to 104 weeks.
    pub fn customer(&mut self, model: Frequency) -> Bought {
        let age = 182 + self.below(547);
        let days = self.days(model, age);
        Bought {
            repeats: days.len() as u32 - 1,
            last: days.last().copied().unwrap_or_default(),
            age,
        }
    }

    /// What so many purchases of a customer were worth on average.
    pub fn mean(&mut self, model: Amounts, repeats: u32) -> f64 {
        let rate = self.gamma(model.q, model.v);
        let x = f64::from(repeats);
        if repeats == 0 {
            return 0.0;
        }
        self.gamma(model.p * x, rate) / x
    }
}
