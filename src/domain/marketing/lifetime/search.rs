//! The least of a function of few variables, step by step: Nelder and Mead's simplex, begun anew around what it found until that gains
//! nothing. (J. Nelder, R. Mead, "A Simplex Method for Function Minimization", The Computer Journal 7, 1965.)

/// The simplex begins with edges so long; the variables are logarithms.
const FIRST_EDGE: f64 = 0.8;
/// Begun anew around what was found, it has edges so long.
const NEXT_EDGE: f64 = 0.25;
/// A simplex has ended when its points are so close to each other …
const CLOSE: f64 = 1e-5;
/// … and the values there differ by so much, beside what the size of the values forbids to tell.
const EVEN: f64 = 1e-8;
/// A new beginning that gains less is the last.
const GAIN: f64 = 1e-7;
/// Who has not found it after so many values does not find it.
const MOST_VALUES: u32 = 4_000;

/// A corner of the simplex; nothing where its value was not asked for yet.
#[derive(Clone, Debug)]
struct Corner {
    at: Vec<f64>,
    value: Option<f64>,
}

impl Corner {
    fn worth(&self) -> f64 {
        self.value.unwrap_or(f64::INFINITY)
    }
}

/// A search that runs.
#[derive(Clone, Debug)]
pub struct Search {
    corners: Vec<Corner>,
    /// What the simplex before this one found.
    before: f64,
    values: u32,
    has_ended: bool,
}

impl Search {
    /// One that begins at a place.
    pub fn from(start: &[f64]) -> Self {
        Self {
            corners: around(start, FIRST_EDGE),
            before: f64::INFINITY,
            values: 0,
            has_ended: false,
        }
    }

    /// Goes a step, which asks for two values of the function at most, or for one a corner that is new. A value that is no number
    /// is the worst. Tells whether there is more to do.
    pub fn step(&mut self, value_at: impl Fn(&[f64]) -> f64) -> bool {
        if self.has_ended {
            return false;
        }
        let value_at = |at: &[f64]| {
            Some(value_at(at))
                .filter(|value| !value.is_nan())
                .unwrap_or(f64::INFINITY)
        };
        if let Some(corner) = self.corners.iter_mut().find(|corner| corner.value.is_none()) {
            corner.value = Some(value_at(&corner.at));
            self.values += 1;
            return true;
        }
        self.corners.sort_by(|a, b| a.worth().total_cmp(&b.worth()));
        if self.is_close() {
            self.has_ended = !self.begin_anew();
        } else {
            self.values += 2;
            self.walk(value_at);
        }
        self.has_ended |= self.values >= MOST_VALUES;
        !self.has_ended
    }

    /// Where the least value is, and what it is; nothing while it is not found, or where it cannot be.
    pub fn found(&self) -> Option<(&[f64], f64)> {
        let best = self.corners.first()?;
        let is_found = self.has_ended && self.values < MOST_VALUES && best.worth().is_finite();
        is_found.then_some((best.at.as_slice(), best.worth()))
    }

    fn best(&self) -> f64 {
        self.corners.first().map_or(f64::INFINITY, Corner::worth)
    }

    fn is_close(&self) -> bool {
        let (Some(best), Some(worst)) = (self.corners.first(), self.corners.last()) else {
            return true;
        };
        let even = EVEN + best.worth().abs() * 1e-13;
        let is_near = |corner: &Corner| corner.at.iter().zip(&best.at).all(|(a, b)| (a - b).abs() <= CLOSE);
        worst.worth() - best.worth() <= even && self.corners.iter().all(is_near)
    }

    /// Begins anew around the best; `false` where the last beginning gained nothing.
    fn begin_anew(&mut self) -> bool {
        let gain = self.before - self.best();
        if gain <= GAIN + self.best().abs() * 1e-12 {
            return false;
        }
        self.before = self.best();
        if let Some(best) = self.corners.first().cloned() {
            self.corners = around(&best.at, NEXT_EDGE);
            self.corners[0].value = best.value;
        }
        true
    }

    /// Moves the worst corner through the middle of the others; where that does not help, all move towards the best.
    fn walk(&mut self, value_at: impl Fn(&[f64]) -> f64 + Copy) {
        let Some(worst) = self.corners.pop() else {
            return;
        };
        let n = self.corners.len() as f64;
        let middle: Vec<f64> = (0..worst.at.len())
            .map(|i| self.corners.iter().map(|corner| corner.at[i]).sum::<f64>() / n)
            .collect();
        let beyond = |by: f64| {
            let at: Vec<f64> = middle.iter().zip(&worst.at).map(|(m, w)| m + by * (m - w)).collect();
            Corner {
                value: Some(value_at(&at)),
                at,
            }
        };
        let mirrored = beyond(1.0);
        let second_worst = self.corners.last().map_or(f64::INFINITY, Corner::worth);
        let next = match mirrored.worth() {
            value if value < self.best() => {
                let further = beyond(2.0);
                Some(if further.worth() < value { further } else { mirrored })
            }
            value if value < second_worst => Some(mirrored),
            value => {
                let is_outside = value < worst.worth();
                let nearer = beyond(if is_outside { 0.5 } else { -0.5 });
                let border = if is_outside { value } else { worst.worth() };
                (nearer.worth() < border).then_some(nearer)
            }
        };
        let is_stuck = next.is_none();
        self.corners.push(next.unwrap_or(worst));
        if is_stuck {
            self.shrink();
        }
    }

    fn shrink(&mut self) {
        let Some(best) = self.corners.first().map(|corner| corner.at.clone()) else {
            return;
        };
        for corner in self.corners.iter_mut().skip(1) {
            let moved = best.iter().zip(&corner.at).map(|(b, c)| b + 0.5 * (c - b));
            *corner = Corner {
                at: moved.collect(),
                value: None,
            };
        }
    }
}

/// A place, and one beside it in the direction of each variable.
fn around(start: &[f64], edge: f64) -> Vec<Corner> {
    let beside = (0..start.len()).map(|i| {
        let mut at = start.to_vec();
        at[i] += edge;
        at
    });
    let all = [start.to_vec()].into_iter().chain(beside);
    all.map(|at| Corner { at, value: None }).collect()
}

#[cfg(test)]
mod tests {
    use super::Search;

    fn least(start: &[f64], value_at: impl Fn(&[f64]) -> f64) -> Option<(Vec<f64>, f64)> {
        let mut search = Search::from(start);
        while search.step(&value_at) {}
        search.found().map(|(at, value)| (at.to_vec(), value))
    }

    #[test]
    fn the_valley_of_rosenbrock() {
        let valley = |at: &[f64]| (1.0 - at[0]).powi(2) + 100.0 * (at[1] - at[0] * at[0]).powi(2);
        let (at, value) = least(&[-1.2, 1.0], valley).unwrap();
        assert!(
            value < 1e-8 && (at[0] - 1.0).abs() < 1e-3 && (at[1] - 1.0).abs() < 1e-3,
            "{at:?}"
        );
    }

    #[test]
    fn what_has_no_least_value_is_not_found() {
        assert!(least(&[0.0, 0.0], |at| -at[0].exp() - at[1]).is_none());
        assert!(least(&[0.0], |_| f64::NAN).is_none());
    }
}
