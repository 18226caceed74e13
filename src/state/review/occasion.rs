//! The occasion of a review as the text of an address: `when=last`, `when=year`, `from=…&to=…`, `version=…`, `rules=then`. Pure.
//!
//! Without any of these it is the quarter that runs.

use crate::domain::day::Day;
use crate::domain::id::RuleVersionId;
use crate::domain::report::occasion::Occasion;
use crate::domain::world::RulesOf;
use crate::state::route::{Params, Route};

/// The piece of page state that names a preset.
pub const WHEN: &str = "when";
/// The day before.
pub const FROM: &str = "from";
/// The day after.
pub const TO: &str = "to";
/// The id of an adopted version.
pub const VERSION: &str = "version";
/// Under which rules the days of a period are looked at.
pub const RULES: &str = "rules";
/// Under those of each day.
pub const THEN: &str = "then";
/// The value of [`WHEN`] for the quarter before the running one.
pub const LAST: &str = "last";
/// The value of [`WHEN`] for twelve months.
pub const YEAR: &str = "year";

/// The occasion that an address asks for.
pub fn of_params(params: &Params, as_of: Day) -> Occasion {
    if let Some(id) = params.get(VERSION).and_then(|id| RuleVersionId::new(id).ok()) {
        return Occasion::Adoption(id);
    }
    let day = |key: &str| params.get(key).and_then(Day::parse);
    let chosen = match (day(FROM), day(TO), params.get(WHEN)) {
        (None, None, Some(LAST)) => Occasion::last_quarter(as_of),
        (None, None, Some(YEAR)) => Occasion::year(as_of),
        (None, None, _) => Occasion::quarter(as_of),
        (from, to, _) => {
            let to = to.unwrap_or(as_of);
            let from = from.unwrap_or_else(|| crate::domain::report::review::last_quarter_end(to));
            Occasion::Period {
                from: from.min(to),
                to: to.max(from),
                rules: RulesOf::Today,
            }
        }
    };
    match (chosen, params.get(RULES)) {
        (Occasion::Period { from, to, .. }, Some(THEN)) => Occasion::Period {
            from,
            to,
            rules: RulesOf::ThatDay,
        },
        (other, _) => other,
    }
}

/// The same page with another occasion: each pair sets a key, or takes it away.
pub fn with(route: &Route, pairs: &[(&str, Option<&str>)]) -> Route {
    let all = [WHEN, FROM, TO, VERSION];
    let cleared = all.iter().fold(route.clone(), |route, key| route.with_param(key, None));
    pairs
        .iter()
        .fold(cleared, |route, (key, value)| route.with_param(key, *value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> (String, String, RulesOf) {
        let as_of = Day::parse("2026-11-21").unwrap();
        match of_params(&Params::parse(text), as_of) {
            Occasion::Period { from, to, rules } => (from.to_string(), to.to_string(), rules),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_address_names_its_days() {
        let table = [
            ("", "2026-09-30", "2026-11-21"),
            ("when=last", "2026-06-30", "2026-09-30"),
            ("when=year", "2025-11-21", "2026-11-21"),
            ("when=unknown", "2026-09-30", "2026-11-21"),
            ("from=2026-01-31", "2026-01-31", "2026-11-21"),
            ("to=2026-02-10", "2025-12-31", "2026-02-10"),
            ("from=2026-05-01&to=2026-03-01", "2026-03-01", "2026-05-01"),
            ("from=nonsense&when=last", "2026-06-30", "2026-09-30"),
        ];
        for (text, from, to) in table {
            assert_eq!(days(text), (from.into(), to.into(), RulesOf::Today), "{text}");
        }
        assert_eq!(days("when=last&rules=then").2, RulesOf::ThatDay);
        let id = RuleVersionId::new("v2").unwrap();
        let asked = of_params(
            &Params::parse("version=v2&from=2026-01-01"),
            Day::parse("2026-11-21").unwrap(),
        );
        assert_eq!(asked, Occasion::Adoption(id));
    }

    #[test]
    fn another_occasion_takes_the_place_of_the_one_before() {
        let route = Route::parse("#/review?tab=matrix&from=2026-01-01&to=2026-02-01&rules=then");
        assert_eq!(
            with(&route, &[(WHEN, Some(LAST))]).to_hash(),
            "#/review?tab=matrix&rules=then&when=last"
        );
    }
}
