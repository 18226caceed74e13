//! Points: what is to be asked before an order goes, and when something expires first.

use guanxi::domain::marketing::points::{PointsDesk, falls_below, points_rules};
use guanxi::domain::money::Fen;
use serde_json::json;

use crate::care::world;
use crate::points::day;

/// 100 points earned by 1,000 yuan, 80 of them spent: what may be asked before an order goes, shrinks or is sent back.
#[test]
fn an_order_that_would_leave_points_below_nought_is_told() {
    let json = json!({
        "customers": [{"id": "c", "name": "甲"}, {"id": "d", "name": "乙"}],
        "orders": [{"id": "o", "customer": "c", "date": "2026-10-01", "amount": 1_000}],
        "points": [{"id": "p", "customer": "c", "date": "2026-10-05", "delta": -80}],
        "settings": {"points_rules": {"per_yuan": 0.1}}
    });
    let world = world(&json, "2026-11-28");
    let below = |before: Option<&str>, after: Option<(&str, i64)>| {
        let after = after.map(|(on, yuan)| (day(on), Fen(yuan * 100)));
        falls_below(&world, "c", before, after)
    };
    // Gone: −80. Worth 500: 50 − 80. Worth 800: nought, which is not below.
    assert_eq!(below(Some("o"), None), Some(-80_000));
    assert_eq!(below(Some("o"), Some(("2026-10-01", 500))), Some(-30_000));
    assert_eq!(below(Some("o"), Some(("2026-10-01", 800))), None);
    // A return of 300 takes back 30 of the 20 that are left; one that is still to come takes nothing yet.
    assert_eq!(below(None, Some(("2026-11-01", -300))), Some(-10_000));
    assert_eq!(below(None, Some(("2026-12-01", -300))), None);
    // One more order only gains; whom the book does not know has no account.
    assert_eq!(below(None, Some(("2026-11-01", 300))), None);
    assert_eq!(falls_below(&world, "x", Some("o"), None), None);
    // Without rules nothing was earned: what is spent is owed already, and the order changes nothing of it.
    let mut json = json;
    json["settings"] = json!({});
    let world = crate::care::world(&json, "2026-11-28");
    assert_eq!(falls_below(&world, "c", Some("o"), None), None);
}

/// What expires first is told however far that is; what lasts has no such day.
#[test]
fn the_first_day_on_which_something_expires_is_told_however_far() {
    let first = |months: Option<u32>| {
        let rules = json!({"per_yuan": 0.1, "months": months});
        let json = json!({
            "customers": [{"id": "c", "name": "甲"}],
            "orders": [{"id": "o", "customer": "c", "date": "2026-10-01", "amount": 1_000}],
            "settings": {"points_rules": rules}
        });
        let world = world(&json, "2026-11-28");
        let told = PointsDesk::of(&world, &points_rules(&world.book.head.settings))
            .told()
            .unwrap();
        (told[0].first, told[0].soon)
    };
    assert_eq!(first(Some(12)), (Some(day("2027-10-01")), 0));
    assert_eq!(first(Some(3)), (Some(day("2027-01-01")), 100_000));
    assert_eq!(first(None), (None, 0));
}
