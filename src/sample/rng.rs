//! A small source of numbers that look random and are the same each run (xorshift64*).

use crate::domain::day::Day;

/// The source.
#[derive(Clone, Debug)]
pub(super) struct Rng(u64);

impl Rng {
    /// The source of a seed; zero is a seed like any other.
    pub fn new(seed: u64) -> Self {
        // One round of splitmix64 spreads small seeds and never gives the zero that xorshift cannot leave.
        let z = (seed.wrapping_add(0x9E37_79B9_7F4A_7C15) ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        Self(z | 1)
    }

    /// A number below `n`, and 0 where `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        if n == 0 { 0 } else { high as usize % n }
    }

    /// A number from `low` to `high`, both possible.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as usize) as i64
    }

    /// Yes in so many of a hundred cases.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of a list.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// A list in another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }

    /// A working day after `after`, up to and with `until`, rarer in weak months. In a window without one, its last day.
    pub fn day(&mut self, after: Day, until: Day) -> Day {
        /// Chance in a hundred, January first: little is bought around the Spring Festival.
        const SEASON: [usize; 12] = [75, 34, 88, 92, 82, 100, 78, 84, 96, 72, 92, 96];
        let days = i64::from(until.days_since(after));
        for _ in 0..60 {
            let day = until.plus_days(-(self.between(0, (days - 1).max(0)) as i32));
            let month = chrono::Datelike::month0(&day.date()) as usize;
            // 1970-01-01 was a Thursday, so 2 and 3 are Saturday and Sunday.
            let weekend = matches!(day.0.rem_euclid(7), 2 | 3);
            if !weekend && self.percent(SEASON[month % 12]) {
                return day;
            }
        }
        until
    }
}
