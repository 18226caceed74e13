//! Goals whose aim is a change: what that comes to must be a figure that can be.

use guanxi::domain::steering::{Baseline, Goal, GoalOf, Measure, Target, aims_beyond};

#[test]
fn a_change_that_comes_to_more_than_can_be_is_known() {
    // Of 60 % half as much again is 90 %, and 80 % more would be 108 % of all.
    let share = |by| Goal {
        id: "in_time".into(),
        of: GoalOf::Measure(Measure::InTime),
        target: Some(by),
        baseline: Some(Baseline::YearBefore),
    };
    let beyond = |by| aims_beyond(&share(Target::Change(by)), Some(0.6)).map(|aim| (aim * 100.0).round());
    assert_eq!((beyond(0.5), beyond(0.8), beyond(-0.5)), (None, Some(108.0), None));
    assert_eq!(aims_beyond(&share(Target::Change(3.0)), None), None);
    assert_eq!(aims_beyond(&share(Target::Value(1.2)), Some(0.6)), None);
    // An amount can become any number of times itself.
    let worth = Goal {
        of: GoalOf::Measure(Measure::Lifetime),
        ..share(Target::Change(3.0))
    };
    assert_eq!(aims_beyond(&worth, Some(9_000.0)), None);
}
