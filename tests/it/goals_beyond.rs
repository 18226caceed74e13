//! Goals beside their figures: an aim that is a change must come to a figure that can be, what a baseline of any day comes to is known
//! beforehand, and those of a standing are as many as it counts.

use guanxi::domain::book::Book;
use guanxi::domain::steering::{
    Baseline, Goal, GoalDesk, GoalOf, GoalPlan, Measure, Standing, Target, aim, aims_beyond,
};
use guanxi::domain::world::World;
use guanxi::sample;
use serde_json::{Value, json};

use crate::care::{day, world};
use crate::goals::{AS_OF, customers, figure, report, touch};

fn world_of(book: &Book) -> World {
    World::new(book.clone(), day(AS_OF)).0
}

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

#[test]
fn the_goals_of_a_standing_are_as_many_as_it_counts() {
    let ticket = |id: &str, rating: i32| json!({"id": id, "customer": "a", "kind": "consultation", "opened_at": "2026-11-01", "satisfaction": rating});
    // Two of three contacts answered aim at 0.6; a grade of 4 is 80 points, between 70 and 85; nothing else is recorded.
    let book = json!({"customers": customers(&["a"]), "tickets": [ticket("1", 4)], "interactions": [
        touch("1", "2026-11-01", "outbound", json!(true)),
        touch("2", "2026-11-02", "outbound", json!(true)),
        touch("3", "2026-11-03", "outbound", json!(false)),
    ], "settings": {
        "goals": {"repurchase_rate": null},
        "baselines": {"response_rate": 0.5, "satisfaction": 70},
    }});
    let told = report(&world(&book, AS_OF));
    let of = |standing| {
        let places = told.of_standing(Some(standing)).into_iter();
        let ids: Vec<&str> = places.map(|at| &*told.goals[at as usize].goal.id).collect();
        ids
    };
    assert_eq!(of(Standing::Reached), ["response_rate"]);
    assert_eq!(of(Standing::OnTheWay), ["satisfaction"]);
    assert_eq!(of(Standing::Behind), ["information_completeness"]);
    assert_eq!(of(Standing::NoGoal), ["repurchase_rate"]);
    let unknown = [
        "acquisition_cost",
        "complaints_in_time",
        "lifetime_value",
        "cross_selling",
    ];
    assert_eq!(of(Standing::NoData), unknown);
    // Each goal stands under one of them, and an address that names none shows all.
    let counts = Standing::ALL.iter().map(|one| told.of_standing(Some(*one)).len());
    assert_eq!(counts.sum::<usize>(), 8);
    assert_eq!(told.of_standing(Standing::from_word("elsewhere")).len(), 8);
    for one in Standing::ALL {
        assert_eq!(Standing::from_word(one.word()), Some(*one));
    }
}

#[test]
fn the_figure_of_any_day_is_what_a_baseline_of_that_day_comes_to() {
    let mut made = sample::book(day(AS_OF));
    let asked = world_of(&made);
    let (plan, then) = (GoalPlan::of(&asked), day("2026-06-17"));
    let desk = GoalDesk::of(&asked, &plan);
    let on: serde_json::Map<String, Value> = (Measure::ALL.iter())
        .map(|measure| (measure.word().to_owned(), json!({"on": "2026-06-17"})))
        .collect();
    made.head.settings.baselines = Some(on);
    let told = report(&world_of(&made));
    let mut known = 0;
    for measure in Measure::ALL {
        let it = figure(&told, measure.word());
        let found = desk.value_on(&asked, &plan, &it.goal, then);
        match measure {
            // These rest on other days, or on none.
            Measure::Completeness | Measure::Repurchase => assert_eq!(found, None),
            _ => assert_eq!(found, Some(it.baseline), "{}", measure.word()),
        }
        known += usize::from(found.flatten().is_some());
    }
    assert!(known >= 3, "the book tells something of that day");
    // A day of the course is known of each that has one; long before anything nothing is.
    let repurchase = figure(&told, "repurchase_rate");
    let october = repurchase
        .course
        .iter()
        .find(|(on, _)| *on == day("2026-10-31"))
        .unwrap()
        .1;
    let of = |id: &str, on: &str| desk.value_on(&asked, &plan, &figure(&told, id).goal, day(on));
    assert_eq!(of("repurchase_rate", "2026-10-31"), Some(october));
    assert_eq!(of("cross_selling", "2001-01-01"), Some(None));
    // Nothing is said while it is being read.
    let unread = GoalDesk::begin(&plan);
    assert_eq!(
        unread.value_on(&asked, &plan, &figure(&told, "lifetime_value").goal, then),
        None
    );
}

/// What is to be reached by a change of the baseline: no more than the figure can come to.
#[test]
fn a_change_aims_at_what_can_be() {
    let aim_of = |measure, target, baseline| {
        let goal = Goal {
            id: "any".into(),
            of: GoalOf::Measure(measure),
            target: Some(target),
            baseline: None,
        };
        aim(&goal, baseline)
    };
    let cost = |target, baseline| aim_of(Measure::Acquisition, target, baseline);
    assert_eq!(cost(Target::Change(-0.3), Some(1_000.0)), Some(700.0));
    assert_eq!(cost(Target::Change(0.2), Some(0.0)), None);
    assert_eq!(cost(Target::Value(1.0), None), Some(1.0));
    // A quarter more than seven of seven cannot be: who was there keeps it.
    let rate = |baseline| aim_of(Measure::Repurchase, Target::Change(0.25), Some(baseline));
    assert_eq!((rate(1.0), rate(0.5)), (Some(1.0), Some(0.625)));
}
