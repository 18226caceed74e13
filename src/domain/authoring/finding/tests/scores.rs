//! Scores: weights, bands, what they reach.

use super::*;
use crate::domain::metric::Metric;

#[test]
fn weights_bands_and_what_a_score_can_reach() {
    let term = |metric: &str, weight: f64| json!({"metric": metric, "weight": weight, "of": "orders_6m", "factor": 25});
    let health = |terms: Value| json!({"scores": [{"id": "health", "terms": terms}]});
    let literal = json!([
        {"metric": "activity", "weight": 0.3, "of": "interactions_90d", "factor": 20},
        {"metric": "complaints", "weight": -0.2, "of": "complaints_6m", "factor": 50},
        {"metric": "repurchase", "weight": 0.3, "of": "orders_6m", "factor": 25},
        {"metric": "stability", "weight": 0.2, "of": "on_time_payment_rate", "factor": 100, "missing": 100}]);
    let half = json!({"metric": "x", "weight": 1, "of": "on_time_payment_rate", "factor": 50, "missing": 10});
    let bands = |terms: Value, from: &[f64]| {
        let bands: Vec<Value> = ('a'..)
            .zip(from)
            .map(|(id, from)| json!({"id": id.to_string(), "name": "x", "from": from}))
            .collect();
        json!({"scores": [{"id": "s", "terms": terms, "bands": bands}]})
    };
    let table = [
        // S4 as it is written: at no complaint 80 at most, and below zero with two.
        (health(literal), "scores[health]", vec![": sum 0.60 reaches -20 to 80"]),
        (
            health(json!([term("x", 0.5), term("y", 0.4)])),
            "scores[health]",
            vec![": sum 0.90 reaches 0 to 90"],
        ),
        (
            health(json!([term("x", 0.1), term("y", 0.2), term("z", 0.7)])),
            "scores[health]",
            vec![],
        ),
        // Half the rate, or 10 where it is missing; counted down, half at least.
        (
            bands(json!([half]), &[51.0, 50.0, 0.0]),
            "scores[s]",
            vec![".bands[a]: band a"],
        ),
        (
            bands(json!([with(&half, "invert", true)]), &[60.0, 50.0, 0.0]),
            "scores[s]",
            vec![".bands[c]: band c"],
        ),
        (bands(json!([half]), &[50.5]), "scores[s]", vec![".bands[a]: band a"]),
    ];
    for (rules, prefix, expected) in table {
        let found = found_in(&Book::default(), &rules, prefix);
        assert_eq!(found, expected, "{rules}");
    }
}

fn with(object: &Value, key: &str, value: impl Into<Value>) -> Value {
    let mut object = object.clone();
    object[key] = value.into();
    object
}

#[test]
fn a_score_of_itself_or_of_a_metric_without_a_scale_can_be_anything() {
    let band = json!([{"id": "a", "name": "x", "from": 1e5}]);
    let table = [
        json!([{"metric": "annual_purchase", "weight": 1}]),
        json!([{"metric": "s_score", "weight": 1}]),
        json!([{"metric": "later_score", "weight": 1}]),
        json!([{"metric": "never_written", "weight": 1}]),
    ];
    for terms in table {
        let later = json!({"id": "later", "terms": [{"metric": "x", "weight": 1, "of": "orders_6m", "factor": 1}]});
        let rules = json!({"scores": [{"id": "s", "terms": terms, "bands": band}, later]});
        assert_eq!(found_in(&Book::default(), &rules, "scores[s]"), [""; 0], "{rules}");
    }
}

#[test]
fn weights_of_rfm() {
    let rfm = |r: f64, f: f64, m: f64| json!({"scores": [{"id": "rfm", "weights": {"r": r, "f": f, "m": m}}]});
    let table = [
        (rfm(1.0, 2.0, 0.5), vec![]),
        (rfm(0.0, 0.0, 0.0), vec!["no weight"]),
        (rfm(1.0, 0.0, -1.0), vec!["negative m_score"]),
    ];
    for (rules, expected) in table {
        assert_eq!(found_in(&Book::default(), &rules, "scores[rfm]: "), expected);
    }
    // 0.5 × 1 + 0 × 1 − 1 × 5 to 0.5 × 5 − 1 × 1.
    let rulebook = Rulebook::from_json(&rfm(0.5, 0.0, -1.0)).unwrap();
    let facts = Facts::new(&Plan::compile(&rulebook).unwrap()).reach(Metric::RfmTotal as usize);
    assert_eq!((facts.lowest, facts.highest, facts.whole), (-4.5, 1.5, false));
}

#[test]
fn a_score_of_a_narrow_reach_is_compared_within_it() {
    let score =
        json!({"id": "s", "terms": [{"metric": "x", "weight": 1, "of": "on_time_payment_rate", "factor": 0.5}]});
    let narrow = |sign: &str, value: f64| {
        let mut rules = dimension(&[leaf("s_score", sign, value)], None);
        rules["scores"] = json!([score]);
        found_in(&Book::default(), &rules, "dimensions[d].classes[a]")
    };
    assert_eq!(narrow(">", 0.25), [""; 0]);
    assert_eq!(narrow(">", 0.5), [": never"]);
    assert_eq!(narrow("≤", 0.5), [".when: always where known"]);
}
