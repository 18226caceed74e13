//! BG/NBD and Gamma–Gamma: against published figures, against plain integration, and on customers made from known parameters.

use guanxi::domain::marketing::lifetime::{
    AmountLikelihood, Amounts, Bought, Fit, Frequency, FrequencyLikelihood, LEAST_BUYERS, LEAST_REPEATERS, Unfit,
};

use crate::lifetime_made::Dice;

/// The published estimates for CDNOW (Fader, Hardie & Lee 2005, table 2; Fader & Hardie 2013).
const CDNOW: Frequency = Frequency {
    r: 0.243,
    alpha: 4.414,
    a: 0.793,
    b: 2.426,
};
const CDNOW_LN: f64 = -9582.4;
const CDNOW_AMOUNTS: Amounts = Amounts {
    p: 6.25,
    q: 3.74,
    v: 15.44,
};

fn bought(repeats: u32, last: u32, age: u32) -> Bought {
    Bought { repeats, last, age }
}

/// CDNOW's customers, with what a purchase after the first was worth in dollars.
fn cdnow() -> Vec<(Bought, f64)> {
    let text = include_str!("../data/cdnow/summary.csv");
    let mut all = Vec::new();
    for line in text.lines().skip(1) {
        let figures: Vec<u32> = line.split(',').map(|figure| figure.parse().unwrap()).collect();
        let one = (
            bought(figures[0], figures[1], figures[2]),
            f64::from(figures[3]) / 100.0,
        );
        all.extend(std::iter::repeat_n(one, figures[4] as usize));
    }
    all
}

fn fitted(all: impl Iterator<Item = Bought>) -> Result<(Frequency, f64), Unfit> {
    let mut fit = Fit::frequency(FrequencyLikelihood::of(all), Frequency::START);
    while fit.step() {}
    fit.end()
}

fn assert_near(what: &str, is: f64, should: f64, by: f64) {
    assert!((is - should).abs() <= by, "{what}: {is}, not {should}");
}

#[test]
fn the_published_estimates_for_cdnow() {
    let all = cdnow();
    assert_eq!(all.len(), 2_357);
    let likelihood = FrequencyLikelihood::of(all.iter().map(|(bought, _)| *bought));
    assert_eq!(likelihood.repeaters(), 946);
    assert_near("ln L", likelihood.ln(CDNOW), CDNOW_LN, 0.05);
    let (found, ln) = fitted(all.iter().map(|(bought, _)| *bought)).unwrap();
    assert_near("ln L", ln, CDNOW_LN, 0.05);
    // Weeks of two decimals and days differ in the third digit.
    for (is, should) in found.ln().into_iter().zip(CDNOW.ln()) {
        assert_near("parameter", is.exp(), should.exp(), 0.005 * should.exp());
    }
}

#[test]
fn the_published_amounts_of_cdnow() {
    let likelihood = AmountLikelihood::of(cdnow().into_iter().map(|(bought, mean)| (bought.repeats, mean)));
    assert_eq!(likelihood.len(), 946);
    let mut fit = Fit::amounts(likelihood);
    while fit.step() {}
    let (found, _) = fit.end().unwrap();
    assert_near("p", found.p, CDNOW_AMOUNTS.p, 0.01);
    assert_near("q", found.q, CDNOW_AMOUNTS.q, 0.005);
    assert_near("v", found.v, CDNOW_AMOUNTS.v, 0.02);
    // Fader & Hardie 2013: the correlation of how often with how much is 0.11 there.
    let correlation = fit.likelihood().correlation().unwrap();
    assert_near("correlation", correlation, 0.11, 0.01);
}

#[test]
fn published_figures_of_single_customers() {
    // Hardie's spreadsheet for the first customer: x = 2, t_x = 30.43, T = 38.86 weeks, 39 weeks ahead.
    assert_near("purchases", CDNOW.purchases(bought(2, 213, 272), 273), 1.226, 0.001);
    // The first ten means of the spreadsheet of Fader & Hardie 2013, of which these have purchases after the first, or none.
    let mean = |repeats, mean| CDNOW_AMOUNTS.mean_of(repeats, mean);
    assert_near("mean", mean(2, 22.35), 24.65, 0.02);
    assert_near("mean", mean(1, 11.77), 18.91, 0.02);
    assert_near("mean", mean(0, 0.0), 35.17, 0.1);
    assert_eq!(CDNOW.alive(bought(0, 0, 272)), 1.0);
}

/// Steps of the plain integrals.
const STEPS: u32 = 900;

/// What the model says of a customer, by plain sums over rates and probabilities: the likelihood, P(alive), and the purchases in so many
/// weeks. A rate has the density λ^(r−1) e^(−αλ), a probability p^(a−1) (1−p)^(b−1), but for what they add up to.
fn by_sums(model: Frequency, of: Bought, t: f64) -> (f64, f64, f64) {
    let Frequency { r, alpha, a, b } = model;
    let x = f64::from(of.repeats);
    let (last, age) = (f64::from(of.last) / 7.0, f64::from(of.age) / 7.0);
    let most_rate = (r + 10.0 * r.sqrt() + 15.0) / alpha;
    let (mut all, mut likelihood, mut alive, mut purchases) = (0.0, 0.0, 0.0, 0.0);
    for i in 0..STEPS {
        // Denser where rates are small: dλ = 3 u² du.
        let u = (f64::from(i) + 0.5) / f64::from(STEPS);
        let rate = most_rate * u.powi(3);
        let of_rate = u * u * ((r - 1.0) * rate.ln() - alpha * rate).exp();
        for j in 0..STEPS {
            let p = (f64::from(j) + 0.5) / f64::from(STEPS);
            let weight = of_rate * p.powf(a - 1.0) * (1.0 - p).powf(b - 1.0);
            let there = (1.0 - p).powf(x) * rate.powf(x) * (-rate * age).exp();
            let left = match of.repeats {
                0 => 0.0,
                _ => p * (1.0 - p).powf(x - 1.0) * rate.powf(x) * (-rate * last).exp(),
            };
            all += weight;
            likelihood += weight * (there + left);
            alive += weight * there;
            purchases += weight * there * (1.0 - (-rate * p * t).exp()) / p;
        }
    }
    (likelihood / all, alive / likelihood, purchases / likelihood)
}

#[test]
fn likelihood_survival_and_purchases_are_what_plain_sums_say() {
    let model = |r, alpha, a, b| Frequency { r, alpha, a, b };
    // The last two take the series whose terms are all above nought.
    let models = [
        model(1.5, 4.0, 2.0, 3.0),
        model(3.0, 20.0, 1.5, 2.5),
        model(2.0, 6.0, 3.0, 2.0),
        model(30.0, 60.0, 1.5, 4.0),
        model(45.0, 90.0, 2.5, 2.0),
    ];
    let customers = [
        bought(0, 0, 140),
        bought(1, 35, 140),
        bought(4, 133, 140),
        bought(12, 300, 365),
    ];
    for model in models {
        for of in customers {
            let (likelihood, alive, purchases) = by_sums(model, of, 52.0);
            let what = format!("{model:?} {of:?}");
            assert_near(&format!("ln L {what}"), model.ln_likelihood(of), likelihood.ln(), 2e-3);
            assert_near(&format!("alive {what}"), model.alive(of), alive, 1e-3);
            let by = 2e-3 * purchases.max(1.0);
            assert_near(&format!("purchases {what}"), model.purchases(of, 364), purchases, by);
            assert_near(
                &format!("all alike {what}"),
                FrequencyLikelihood::of([of; 3].into_iter()).ln(model),
                3.0 * likelihood.ln(),
                6e-3,
            );
        }
    }
}

#[test]
fn amounts_are_what_plain_sums_say() {
    // p x is whole, so that Γ(p x) is a factorial: the mean of x amounts is Gamma(p x, ν x).
    let model = Amounts {
        p: 2.0,
        q: 3.0,
        v: 40.0,
    };
    for (repeats, mean) in [(1_u32, 25.0), (2, 10.0), (3, 60.0)] {
        let (x, px) = (f64::from(repeats), 2.0 * f64::from(repeats));
        let factorial: f64 = (1..2 * repeats).map(f64::from).product();
        let (mut all, mut likelihood, mut worth) = (0.0, 0.0, 0.0);
        for i in 0..200_000 {
            let nu = (f64::from(i) + 0.5) * 1e-5;
            let weight = nu.powf(model.q - 1.0) * (-model.v * nu).exp();
            let of_mean = (nu * x).powf(px) * f64::powf(mean, px - 1.0) * (-nu * x * mean).exp() / factorial;
            all += weight;
            likelihood += weight * of_mean;
            worth += weight * of_mean * model.p / nu;
        }
        let ln = AmountLikelihood::of([(repeats, mean)].into_iter()).ln(model);
        assert_near("ln L", ln, (likelihood / all).ln(), 1e-4);
        assert_near("mean", model.mean_of(repeats, mean), worth / likelihood, 1e-2);
    }
}

#[test]
fn known_parameters_are_found_again() {
    let model = Frequency {
        r: 0.8,
        alpha: 7.0,
        a: 0.9,
        b: 3.2,
    };
    let mut dice = Dice::new(7);
    let all: Vec<Bought> = (0..12_000).map(|_| dice.customer(model)).collect();
    let (found, _) = fitted(all.iter().copied()).unwrap();
    let near = |what: &str, is: f64, should: f64, share: f64| assert_near(what, is, should, share * should);
    near("r", found.r, model.r, 0.08);
    near("α", found.alpha, model.alpha, 0.10);
    near("a", found.a, model.a, 0.20);
    near("b", found.b, model.b, 0.25);
    near("rate", found.r / found.alpha, model.r / model.alpha, 0.05);
    near(
        "leaving",
        found.a / (found.a + found.b),
        model.a / (model.a + model.b),
        0.08,
    );

    let amounts = Amounts {
        p: 4.0,
        q: 5.0,
        v: 3_000.0,
    };
    let all: Vec<(u32, f64)> = all
        .iter()
        .map(|it| (it.repeats, dice.mean(amounts, it.repeats)))
        .collect();
    let mut fit = Fit::amounts(AmountLikelihood::of(all.into_iter()));
    while fit.step() {}
    let (found, _) = fit.end().unwrap();
    near("p", found.p, amounts.p, 0.08);
    near("q", found.q, amounts.q, 0.08);
    near("mean", found.mean_of(0, 0.0), amounts.mean_of(0, 0.0), 0.03);
    assert!(fit.likelihood().correlation().unwrap().abs() < 0.05);
}

#[test]
fn too_little_gives_no_model_and_says_why() {
    let repeaters = |n: usize| std::iter::repeat_n(bought(2, 100, 200), n);
    let once = |n: usize| std::iter::repeat_n(bought(0, 0, 200), n);
    let why = |all: Vec<Bought>| fitted(all.into_iter()).err();
    assert_eq!(why(Vec::new()), Some(Unfit::Nobody));
    assert_eq!(why(once(500).collect()), Some(Unfit::AllOnce));
    assert_eq!(why(repeaters(LEAST_BUYERS - 1).collect()), Some(Unfit::TooFew));
    assert_eq!(
        why(once(500).chain(repeaters(LEAST_REPEATERS - 1)).collect()),
        Some(Unfit::TooFew)
    );
    assert_eq!(why(once(500).chain(repeaters(LEAST_REPEATERS)).collect()), None);
    let mut amounts = Fit::amounts(AmountLikelihood::of([(1, 5.0), (0, 0.0)].into_iter()));
    assert!(!amounts.step());
    assert_eq!(amounts.end().err(), Some(Unfit::TooFew));
}

#[test]
fn whatever_the_parameters_figures_are_numbers() {
    let sizes = [1e-4, 0.03, 0.5, 1.0, 1.0 + 1e-9, 3.0, 40.0, 1e3, 1e4];
    // More than seven purchases a day, each day, and differences that α < 0.03 weeks would tell are none of orders.
    let is_meant = |model: &Frequency| model.r / model.alpha <= 50.0 && model.alpha >= 0.03;
    let customers = [
        bought(0, 0, 0),
        bought(0, 0, 3_000),
        bought(1, 1, 1),
        bought(1, 10, 3_000),
        bought(500, 3_000, 3_000),
        bought(500, 1_000, 3_000),
    ];
    let all = |n: usize| [sizes[n % 9], sizes[n / 9 % 9], sizes[n / 81 % 9], sizes[n / 729 % 9]];
    for n in 0..6_561 {
        let [r, alpha, a, b] = all(n);
        let model = Frequency { r, alpha, a, b };
        for of in customers {
            let (few, many) = (model.purchases(of, 30), model.purchases(of, 365));
            let alive = model.alive(of);
            assert!(model.ln_likelihood(of).is_finite(), "{model:?} {of:?}");
            assert!(few.is_finite() && many.is_finite(), "{model:?} {of:?}: {few} {many}");
            if !is_meant(&model) {
                continue;
            }
            assert!((0.0..=1.0).contains(&alive), "{model:?} {of:?}: {alive}");
            assert!(few.is_finite() && few >= 0.0, "{model:?} {of:?}: {few}");
            assert!(
                many.is_finite() && many >= few * (1.0 - 1e-4),
                "{model:?} {of:?}: {few} {many}"
            );
        }
    }
}
