//! Every figure opens its rows: the rows behind the figures of the demo book are as many as these say, and what counts in which is told by hand.

use guanxi::domain::columns::count_bits;
use guanxi::domain::day::Day;
use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::lead::{FunnelBy, FunnelRow, FunnelStep, funnel, funnel_leads};
use guanxi::domain::marketing::campaign::{CarriedDesk, CarriedPart, What, behind, people};
use guanxi::domain::marketing::facet::Facet;
use guanxi::domain::marketing::lifetime::LifetimeDesk;
use guanxi::domain::marketing::past::PastDay;
use guanxi::domain::marketing::portrait::{GroupKey, PortraitReading, TraitKind};
use guanxi::domain::marketing::shift::shifts;
use guanxi::domain::marketing::together::{By, TogetherDesk, rules};
use guanxi::domain::marketing::value::ValueMap;
use guanxi::domain::metric::Metric;
use guanxi::domain::report::moves::{Cells, Origin, migrants, migration};
use guanxi::domain::service::{Kept, ServiceDesk, ServicePlan, promises_of_year, tally};
use guanxi::domain::steering::{GoalDesk, GoalOf, GoalPlan, Measure};
use guanxi::domain::winback::{Fate, SIGNALS, WarningDesk};
use guanxi::domain::world::World;
use guanxi::state::list::{Index, matching, slots};
use guanxi::state::query::Query;
use serde_json::{Value, json};

use crate::care::world;

const AS_OF: &str = "2026-11-28";

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn sample() -> World {
    World::new(guanxi::sample::book(day(AS_OF)), day(AS_OF)).0
}

#[test]
fn the_leads_behind_a_step_are_as_many_as_the_funnel_says() {
    let (world, since) = (sample(), day("2023-11-29"));
    for by in [FunnelBy::Source, FunnelBy::Owner] {
        let (rows, all) = funnel(&world, since, by);
        assert!(all.leads > 0 && all.dealt > 0, "{all:?}");
        let leads = funnel_leads(&world, since, by);
        let of = |row: &FunnelRow| [row.leads, row.contacted, row.intending, row.dealt];
        let count = |is_theirs: &dyn Fn(&Option<Box<str>>) -> bool| -> Vec<usize> {
            let at = |step: &FunnelStep| leads.iter().filter(|it| is_theirs(&it.of) && it.is_at(*step)).count();
            FunnelStep::ALL.iter().map(at).collect()
        };
        assert_eq!(count(&|_| true), of(&all));
        for row in &rows {
            assert_eq!(count(&|it| *it == row.of), of(row), "{:?}", row.of);
        }
    }
}

#[test]
fn the_customers_behind_the_figures_of_the_map_are_as_many_as_these_say() {
    let world = sample();
    let map = ValueMap::of(&world);
    let without = Query::of(Metric::RfmTotal.info().id, [""]);
    assert_eq!(count_bits(&matching(&world, &without, Index::default())), map.without);
    assert!(map.without > 0 && !map.ties.is_empty());
    for tie in &map.ties {
        let some = |is_above| &map.ranked[tie.places(is_above)];
        assert_eq!(some(None).len(), tie.customers);
        assert!(some(None).iter().all(|one| one.total == tie.total));
        assert_eq!(some(Some(true)).len(), tie.better);
        assert_eq!(some(Some(false)).len(), tie.customers - tie.better);
        let tier = |all: &[guanxi::domain::marketing::value::Ranked]| all.first().map(|one| one.tier);
        assert_ne!(tier(some(Some(true))), tier(some(Some(false))));
    }
}

#[test]
fn who_stayed_and_who_moved_are_all_that_were_ranked_on_either_day() {
    let world = sample();
    let past = PastDay::of(&world, day("2026-06-30"));
    let found = shifts(past.evaluation(), &world.evaluation);
    let is_ranked = |slot: &u32| {
        let total = |of: &Evaluation| of.number(*slot, Metric::RfmTotal);
        total(past.evaluation()).is_some() || total(&world.evaluation).is_some()
    };
    let ranked = (0..world.book.customers.slots() as u32).filter(is_ranked).count();
    assert_eq!(found.moved.len() + found.stayed.len(), ranked);
    assert!(!found.stayed.is_empty() && !found.moved.is_empty());
    for (slot, before) in &found.stayed {
        assert_eq!((found.of(*slot), found.stayed(*slot)), (None, Some(*before)));
    }
}

#[test]
fn the_warnings_behind_a_figure_are_as_many_as_were_counted() {
    let world = sample();
    let desk = WarningDesk::of(&world);
    let told = desk.judgement(world.evaluation.as_of);
    assert!(told.tried.iter().any(|tried| tried.missed > 0) && told.tried.iter().any(|tried| tried.lost > 0));
    for (place, (tried, signal)) in told.tried.iter().zip(SIGNALS).enumerate() {
        let rows = desk.told_by(place);
        let count = |fate: Option<Fate>| rows.iter().filter(|(_, told)| told.fate == fate).count();
        let found = [Some(Fate::Lost), Some(Fate::Kept), Some(Fate::WonBack), None].map(count);
        assert_eq!(
            found,
            [tried.lost, tried.kept, tried.won_back, tried.missed],
            "{signal:?}"
        );
        assert_eq!(rows.len(), tried.warned() + tried.missed);
    }
    // Those of the rules of their days are the warnings that are listed one by one.
    let listed = told
        .warnings
        .iter()
        .filter(|warning| warning.fate != Fate::Open)
        .count();
    assert_eq!(listed, told.tried[0].warned());
    assert_eq!(desk.stopped().len(), told.stopped);
}

#[test]
fn the_promises_of_a_year_are_those_that_are_tallied() {
    let world = sample();
    let plan = ServicePlan::of(&world.book, &world.evaluation.plan);
    let desk = ServiceDesk::of(&world, &plan);
    let at = plan.work.zone.at(day("2026-11-29"), 0);
    let all = tally(desk.works(), day(AS_OF), at, |work| work.kind);
    assert!(all.values().map(|tally| tally.met + tally.breached).sum::<u32>() > 20);
    for ((month, measure, kind), told) in &all {
        let of = promises_of_year(desk.works(), day(AS_OF));
        let of = of.filter(|(then, work, promise)| (then, promise.measure, work.kind) == (month, *measure, *kind));
        let kept: Vec<Kept> = of.map(|(_, _, promise)| promise.kept(at)).collect();
        let count = |what: Kept| kept.iter().filter(|kept| **kept == what).count() as u32;
        assert_eq!([count(Kept::Met), count(Kept::Breached)], [told.met, told.breached]);
    }
}

#[test]
fn the_baskets_with_two_products_are_as_many_as_were_counted() {
    let world = sample();
    let told = TogetherDesk::of(&world).told().unwrap();
    for by in [By::Customer, By::Order] {
        let all = rules(told.baskets.counts(by), 0.0);
        assert!(!all.is_empty());
        for rule in &all {
            let many = |products: &[u32]| told.baskets.having(&world, by, products).len() as u32;
            assert_eq!(many(&[rule.from, rule.to]), rule.both);
            assert_eq!(many(&[rule.from]), rule.of_from);
            assert_eq!(many(&[]), rule.baskets);
        }
    }
}

#[test]
fn the_rows_behind_a_portrait_are_as_many_as_its_figures_say() {
    let world = sample();
    let (map, reading) = (ValueMap::of(&world), PortraitReading::of(&world));
    for place in 0..map.tiers.len() {
        let group = GroupKey::Tier(place);
        let found = reading.portraits(&map, &[group]).remove(0);
        let (members, rest) = (group.members(&map), reading.rest(&map, group));
        assert_eq!(members.len() + rest.len(), map.ranked.len());
        let many = |some: &[u32], facet: Facet| reading.behind(&world, some, &facet).len();
        for table in &found.traits {
            assert_eq!(many(&members, Facet::Known(table.kind)), table.known);
            for (word, n) in &table.words {
                assert_eq!(many(&members, Facet::Having((table.kind, word.clone()))), *n, "{word}");
            }
        }
        for apart in found.apart.iter().flatten() {
            assert_eq!(many(&rest, Facet::Having(apart.of.clone())), apart.there.0);
            assert_eq!(many(&rest, Facet::Known(apart.of.0)), apart.there.1);
        }
        assert_eq!(many(&members, Facet::Rhythm), found.rhythm.map_or(0, |(_, n)| n));
        let rated = reading.behind(&world, &members, &Facet::Rated);
        let sum: f64 = rated.iter().filter_map(|row| row.figure).sum();
        let mean = (!rated.is_empty()).then(|| (sum / rated.len() as f64, rated.len()));
        assert_eq!(mean, found.satisfaction);
        for (channel, asked, answered) in found.channels {
            assert_eq!(many(&members, Facet::Asked(channel, false)), asked);
            assert_eq!(many(&members, Facet::Asked(channel, true)), answered);
        }
    }
}

/// Orders and grades of before the window of 12 months are not of it.
#[test]
fn a_portrait_is_of_its_window() {
    let order = |id: &str, date: &str| json!({"id": id, "customer": "a", "date": date, "amount": 100});
    let ticket = |id: &str, at: &str, grade: u8| json!({"id": id, "customer": "a", "kind": "consultation", "opened_at": at, "satisfaction": grade});
    let orders: Vec<Value> = vec![
        order("1", "2020-01-01"),
        order("2", "2025-11-28"),
        // 2025-11-29 is the first day of the window.
        order("3", "2025-11-29"),
        order("4", "2025-12-09"),
        order("5", "2025-12-29"),
    ];
    let tickets = [
        ticket("t1", "2024-05-01", 1),
        ticket("t2", "2025-11-28", 1),
        ticket("t3", "2025-11-29", 4),
        ticket("t4", "2026-05-01", 5),
    ];
    let world = world(
        &json!({"customers": [{"id": "a", "name": "a"}], "orders": orders, "tickets": tickets}),
        AS_OF,
    );
    let (map, reading) = (ValueMap::of(&world), PortraitReading::of(&world));
    let place = map.tiers.iter().position(|(_, sum)| sum.customers == 1).unwrap();
    let found = reading.portraits(&map, &[GroupKey::Tier(place)]).remove(0);
    // Gaps of 10 and 20 days; grades of 4 and 5.
    assert_eq!(found.rhythm, Some((15.0, 1)));
    assert_eq!(found.satisfaction, Some((4.5, 2)));
    assert!(
        found
            .traits
            .iter()
            .all(|table| table.kind != TraitKind::Need || table.known == 0)
    );
}

/// Who changed, who stayed and who is new: read from the classes of both days.
#[test]
fn the_customers_behind_the_sums_of_the_matrix_are_as_many_as_these_say() {
    let world = sample();
    let past = PastDay::of(&world, day("2026-06-30"));
    let (before, after) = (past.evaluation(), &world.evaluation);
    let id = "value";
    let matrix = migration(before, after, id).unwrap();
    let mut naive = [Vec::new(), Vec::new(), Vec::new()];
    for slot in (0..world.book.customers.slots() as u32).filter(|slot| after.exists(*slot)) {
        let is_same = before.class_in(slot, id) == after.class_in(slot, id);
        naive[match (before.exists(slot), is_same) {
            (false, _) => 2,
            (true, false) => 0,
            (true, true) => 1,
        }]
        .push(slot);
    }
    assert!(naive.iter().all(|some| !some.is_empty()));
    let all = [Cells::Changed, Cells::Unchanged, Cells::At(Some(Origin::New), None)];
    for (cells, expected) in all.into_iter().zip(&naive) {
        let found: Vec<u32> = slots(&migrants(before, after, id, cells)).collect();
        assert_eq!((&found, matrix.count(cells)), (expected, expected.len()), "{cells:?}");
    }
    // The sides of the flow chart: each class before, and each after.
    for (place, class) in matrix.classes.iter().enumerate() {
        let (row, column) = (
            Cells::At(Some(matrix.origin(place)), None),
            Cells::At(None, Some(class.as_deref())),
        );
        let sums = [
            matrix.cells[place].iter().sum::<usize>(),
            matrix.cells.iter().map(|row| row[place]).sum(),
        ];
        for (cells, sum) in [row, column].into_iter().zip(sums) {
            assert_eq!(count_bits(&migrants(before, after, id, cells)), sum, "{cells:?}");
        }
    }
}

#[test]
fn the_customers_behind_the_time_held_out_are_those_of_the_groups() {
    let world = sample();
    let told = LifetimeDesk::of(&world).told().unwrap();
    let picture = told.calibration.as_ref().unwrap();
    let all = (0..world.book.customers.slots() as u32).filter_map(|slot| told.held_out(&world, slot));
    let all: Vec<_> = all.collect();
    assert!(picture.groups.iter().filter(|group| group.customers > 0).count() > 2);
    for (place, group) in picture.groups.iter().enumerate() {
        let those: Vec<_> = all.iter().filter(|it| it.group == place).collect();
        assert_eq!(those.len(), group.customers);
        assert_eq!(those.iter().map(|it| it.actual).sum::<u32>(), group.actual);
    }
}

/// Three orders on two days are two purchases, and who only returned goods bought nothing: there is no model of so few, and their figures
/// open them all the same.
#[test]
fn who_bought_is_told_without_a_model() {
    let order = |id: &str, customer: &str, date: &str, amount: i64| json!({"id": id, "customer": customer, "date": date, "amount": amount});
    let orders = [
        order("1", "again", "2026-01-05", 5),
        order("2", "again", "2026-01-05", 6),
        order("3", "again", "2026-02-05", 7),
        order("4", "once", "2026-01-05", 5),
        order("5", "returned", "2026-01-05", -5),
        order("6", "later", "2026-12-05", 5),
    ];
    let customers: Vec<Value> = ["again", "once", "returned", "later", "never"]
        .map(|id| json!({"id": id, "name": id}))
        .into();
    let world = world(&json!({"customers": customers, "orders": orders}), AS_OF);
    let told = LifetimeDesk::of(&world).told().unwrap();
    assert!(told.models.frequency.is_err() && told.all.is_empty());
    assert_eq!((told.buyers, told.repeaters), (2, 1));
    let repeats = |slot: u32| Some((world.book.customers.key_at(slot)?, told.bought(&world, slot)?.repeats));
    let bought: Vec<(&str, u32)> = (0..world.book.customers.slots() as u32).filter_map(repeats).collect();
    assert_eq!(bought, [("again", 1), ("once", 0)]);
}

#[test]
fn the_records_behind_a_customer_of_a_campaign_are_its_figures() {
    let world = sample();
    let carried = CarriedDesk::of(&world).told();
    let mut seen = [0, 0];
    for (campaign, people) in people(&world, &carried) {
        for person in people {
            let records = behind(&world, person.customer, Some(campaign));
            let many = |part: CarriedPart| records.iter().filter(|(_, _, what)| part.has(what)).count() as u32;
            assert_eq!(many(CarriedPart::Contacts), person.contacts, "{campaign}");
            assert_eq!(many(CarriedPart::Orders), person.orders, "{campaign}");
            let fen = records.iter().filter_map(|(_, _, what)| match what {
                What::Order(fen) => Some(fen),
                What::Touch { .. } => None,
            });
            assert_eq!(fen.sum::<i64>(), person.amount.0, "{campaign}");
            seen = [seen[0] + person.contacts, seen[1] + person.orders];
        }
    }
    assert!(seen[0] > 20 && seen[1] > 5, "{seen:?}");
}

/// The figure of a goal of counts is that of its rows: those above the line over all of them, and a row says its day.
#[test]
fn the_rows_of_a_goal_are_its_quotient() {
    let world = sample();
    let plan = GoalPlan::of(&world);
    let desk = GoalDesk::of(&world, &plan);
    let told = desk.told().unwrap();
    for measure in [
        Measure::Response,
        Measure::Repurchase,
        Measure::InTime,
        Measure::CrossSelling,
    ] {
        let it = told
            .goals
            .iter()
            .find(|it| it.goal.of == GoalOf::Measure(measure))
            .unwrap();
        let rows = desk.rows(&world, &it.goal);
        let above = rows.iter().filter(|row| row.part > 0.0);
        assert!(above.clone().all(|row| row.on.is_some()), "{measure:?}");
        assert_eq!(
            (above.count() as f64, rows.len() as f64),
            (it.sum.part, it.sum.whole),
            "{measure:?}"
        );
    }
    for measure in [Measure::Acquisition, Measure::Lifetime, Measure::Satisfaction] {
        let it = told
            .goals
            .iter()
            .find(|it| it.goal.of == GoalOf::Measure(measure))
            .unwrap();
        let rows = desk.rows(&world, &it.goal);
        assert!(
            !rows.is_empty() && rows.iter().all(|row| row.on.is_some()),
            "{measure:?}"
        );
    }
}

/// Nobody is satisfied by −5 or 101 of 100 points, and no share is above all of it.
#[test]
fn goals_know_between_which_figures_theirs_lie() {
    let world = world(
        &json!({"settings": {"goals": {
            "own-1": {"name": "1", "metric": "satisfaction_average", "how": "average"},
            "own-2": {"name": "2", "metric": "order_count_12m", "how": "share", "from": 1},
            "own-3": {"name": "3", "metric": "health_score", "how": "average"},
            "own-4": {"name": "4", "metric": "purchase_growth_12m", "how": "average"},
            "own-5": {"name": "5", "metric": "health_score", "how": "sum"},
        }}}),
        AS_OF,
    );
    let all = guanxi::domain::steering::goals(&world.book.head.settings);
    let range = |id: &str| all.iter().find(|goal| *goal.id == *id).unwrap().range();
    assert_eq!(range("satisfaction"), (Some(0.0), Some(100.0)));
    assert_eq!(range("response_rate"), (Some(0.0), Some(1.0)));
    assert_eq!(range("acquisition_cost"), (Some(0.0), None));
    assert_eq!(range("own-1"), (Some(1.0), Some(5.0)));
    assert_eq!(range("own-2"), (Some(0.0), Some(1.0)));
    assert_eq!(range("own-3"), (Some(0.0), Some(100.0)));
    assert_eq!(range("own-4"), (None, None));
    assert_eq!(range("own-5"), (Some(0.0), None));
}
