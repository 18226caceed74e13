//! The functions that the models are written in.

/// Lanczos' approximation with g = 7 and nine terms: exact to about 15 digits (P. Godfrey's coefficients).
const LANCZOS: [f64; 9] = [
    0.999_999_999_999_809_9,
    676.520_368_121_885_1,
    -1_259.139_216_722_402_8,
    771.323_428_777_653_1,
    -176.615_029_162_140_6,
    12.507_343_278_686_905,
    -0.138_571_095_265_720_12,
    9.984_369_578_019_572e-6,
    1.505_632_735_149_311_6e-7,
];

/// The logarithm of Γ(x), for x above nought.
pub fn ln_gamma(x: f64) -> f64 {
    if x < 0.5 {
        return ln_gamma(x + 1.0) - x.ln();
    }
    let z = x - 1.0;
    let terms = LANCZOS.iter().enumerate().skip(1);
    let sum = LANCZOS[0] + terms.map(|(n, c)| c / (z + n as f64)).sum::<f64>();
    let t = z + 7.5;
    0.5 * std::f64::consts::TAU.ln() + (z + 0.5) * t.ln() - t + sum.ln()
}

/// ln(eᵃ + eᵇ), also where both are too small or too large to be written out.
pub fn ln_add(a: f64, b: f64) -> f64 {
    let (less, more) = if a < b { (a, b) } else { (b, a) };
    match more == f64::NEG_INFINITY {
        true => more,
        false => more + (less - more).exp().ln_1p(),
    }
}

/// So many terms of a series are added at most.
const TERMS: u32 = 200_000;
/// Beyond this a sum is written smaller.
const LARGE: f64 = 1e200;

/// `scale` × Σ from n = 1 of (a)ₙ (b)ₙ zⁿ / ((c)ₙ n!) × c / b: what is left of c × 2F1(a, b; c; z) behind its first term, divided by b, so that
/// neither b = 0 nor c = 0 is a special case. `b + 1` and `c + 1` are above nought, z is in [0, 1). The scale is given by its logarithm,
/// as the sum alone may be too large.
pub fn tail_of_2f1(a: f64, b: f64, c: f64, z: f64, ln_scale: f64) -> f64 {
    // The first term: (a)(b)/(c) z × c / b.
    let (mut term, mut sum, mut written) = (a * z, 0.0, ln_scale);
    for n in 1..TERMS {
        sum += term;
        let k = f64::from(n);
        let ratio = (a + k) * (b + k) / ((c + k) * (k + 1.0)) * z;
        term *= ratio;
        if term.abs() <= sum.abs() * 1e-16 && ratio.abs() < 1.0 {
            break;
        }
        if term.abs() > LARGE {
            (term, sum, written) = (term / LARGE, sum / LARGE, written + LARGE.ln());
        }
    }
    match sum == 0.0 {
        true => 0.0,
        false => sum.signum() * (sum.abs().ln() + written).exp(),
    }
}

#[cfg(test)]
mod tests {
    use super::{ln_add, ln_gamma, tail_of_2f1};

    #[test]
    fn gamma_of_whole_and_half_numbers() {
        // Γ(n) = (n − 1)!, Γ(1/2) = √π, and Γ(x + 1) = x Γ(x).
        let mut factorial: f64 = 1.0;
        for n in 1..100 {
            let x = f64::from(n);
            assert!(
                (ln_gamma(x) - factorial.ln()).abs() <= 1e-13 * factorial.ln().max(1.0),
                "{n}"
            );
            factorial *= x;
        }
        let half = std::f64::consts::PI.sqrt().ln();
        assert!((ln_gamma(0.5) - half).abs() < 1e-14);
        assert!((ln_gamma(1.5) - half - 0.5f64.ln()).abs() < 1e-14);
        for x in [1e-6, 0.01, 0.3, 0.49, 0.51, 7.25, 1e3, 1e6] {
            assert!((ln_gamma(x + 1.0) - ln_gamma(x) - f64::ln(x)).abs() < 1e-8, "{x}");
        }
    }

    #[test]
    fn sums_of_what_is_too_small_to_be_written_out() {
        assert!((ln_add(2f64.ln(), 3f64.ln()) - 5f64.ln()).abs() < 1e-15);
        assert_eq!(ln_add(-1e4, -1e4), -1e4 + 2f64.ln());
        assert_eq!(ln_add(f64::NEG_INFINITY, -3.0), -3.0);
        assert_eq!(ln_add(f64::NEG_INFINITY, f64::NEG_INFINITY), f64::NEG_INFINITY);
    }

    #[test]
    fn series_whose_sums_are_known() {
        // 2F1(1, 1; 2; z) = −ln(1 − z) / z, and 2F1(a, b; b; z) = (1 − z)⁻ᵃ.
        for z in [0.1_f64, 0.5, 0.9, 0.99] {
            let known = -(-z).ln_1p() / z;
            assert!(
                (2.0 + tail_of_2f1(1.0, 1.0, 2.0, z, 0.0) - 2.0 * known).abs() < 1e-10,
                "{z}"
            );
            for (a, b) in [(0.5, 3.0), (-2.5, 1.5), (4.0, 0.7)] {
                let known = (1.0 - z).powf(-a);
                let sum = b + b * tail_of_2f1(a, b, b, z, 0.0);
                assert!((sum / b - known).abs() < 1e-9 * known.max(1.0), "{a} {b} {z}");
            }
        }
        assert_eq!(tail_of_2f1(0.0, 2.0, 3.0, 0.5, 0.0), 0.0);
    }
}
