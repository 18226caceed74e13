//! Points: accounts by hand, and against a second reading that goes day by day and counts every order from the beginning.

use guanxi::domain::apply::apply;
use guanxi::domain::command::{Command, Edit};
use guanxi::domain::day::Day;
use guanxi::domain::kind::Settings;
use guanxi::domain::marketing::points::{
    Account, Bought, Level, PointsDesk, PointsRules, StepKind, Written, account, beyond_limits, keep, points_of,
    points_rules,
};
use guanxi::domain::money::Fen;
use guanxi::domain::world::World;
use serde_json::json;

use crate::care::world;
use crate::lifetime_made::Dice;

const AS_OF: &str = "2026-11-28";

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn rules(per_yuan: f64, months: Option<u32>, levels: &[(i64, f64)]) -> PointsRules {
    let level = |(spent, times): &(i64, f64)| Level {
        spent: Fen(spent * 100),
        times: *times,
    };
    PointsRules {
        per_yuan,
        from: None,
        months,
        levels: levels.iter().map(level).collect(),
    }
}

fn orders(all: &[(&str, f64)]) -> Vec<Bought> {
    let one = |(slot, (on, yuan)): (usize, &(&str, f64))| Bought {
        slot: slot as u32,
        day: day(on),
        fen: (yuan * 100.0).round() as i64,
    };
    all.iter().enumerate().map(one).collect()
}

fn written(all: &[(&str, i64)]) -> Vec<Written> {
    let one = |(slot, (on, points)): (usize, &(&str, i64))| Written {
        slot: slot as u32,
        day: day(on),
        delta: points * 1_000,
    };
    all.iter().enumerate().map(one).collect()
}

/// The steps: day, kind, by how much, the balance after it.
fn said(account: &Account) -> Vec<String> {
    let one = |step: &guanxi::domain::marketing::points::Step| {
        let kind = match step.kind {
            StepKind::Earned(slot, times) => format!("earned {slot} ×{times}"),
            StepKind::TakenBack(slot) => format!("back {slot}"),
            StepKind::Written(slot) => format!("written {slot}"),
            StepKind::Expired(day) => format!("expired of {day}"),
        };
        format!("{} {kind} {} = {}", step.day, step.delta / 1_000, step.balance / 1_000)
    };
    account.steps.iter().map(one).collect()
}

#[test]
fn orders_earn_whole_points_and_returns_take_exactly_these_back() {
    let bought = orders(&[
        ("2026-01-01", 99.9),
        ("2026-01-02", 250.0),
        ("2026-01-03", -250.0),
        ("2026-01-04", -50.0),
        ("2026-01-05", -49.9),
    ]);
    let told = account(&rules(0.1, None, &[]), &bought, &[], day(AS_OF));
    // 9.99 → 9, 25; the second order goes as a whole, then the first: 49.90 of it are left, which earn 4, then nothing.
    assert_eq!(
        said(&told),
        [
            "2026-01-01 earned 0 ×1 9 = 9",
            "2026-01-02 earned 1 ×1 25 = 34",
            "2026-01-03 back 2 -25 = 9",
            "2026-01-04 back 3 -5 = 4",
            "2026-01-05 back 4 -4 = 0",
        ]
    );
    assert!(told.lots.is_empty());
    // A return of what was never bought takes nothing.
    let told = account(
        &rules(1.0, None, &[]),
        &orders(&[("2026-01-01", -80.0), ("2026-01-02", 10.0)]),
        &[],
        day(AS_OF),
    );
    assert_eq!(said(&told), ["2026-01-02 earned 1 ×1 10 = 10"]);
}

#[test]
fn what_is_whole_but_for_the_error_of_its_factors_is_whole() {
    for (yuan, per_yuan, points) in [
        (0.3, 10.0, 3),
        (1.1, 10.0, 11),
        (1_000.0, 0.001, 1),
        (29.0, 0.1, 2),
        (4.35, 100.0, 435),
    ] {
        let told = account(
            &rules(per_yuan, None, &[]),
            &orders(&[("2026-01-01", yuan)]),
            &[],
            day(AS_OF),
        );
        assert_eq!(told.balance, points * 1_000, "{yuan} × {per_yuan}");
    }
}

#[test]
fn levels_by_what_was_spent_in_the_year_before() {
    let rules = rules(1.0, None, &[(100, 1.5), (200, 2.0)]);
    let bought = orders(&[
        ("2025-01-01", 100.0), // nothing before it: once
        ("2025-01-01", 60.0),  // the same day is not before it
        ("2025-06-01", 40.0),  // 160: one and a half
        ("2025-12-31", 10.0),  // 200: twice
        ("2026-01-01", 10.0),  // the first two are a year old and gone: 50: once
        ("2026-01-02", 50.0),  // 60
        ("2026-01-03", 2.0),   // 110: one and a half
        ("2026-01-04", -20.0),
        ("2026-01-05", 2.0), // 112 − 20: once
    ]);
    let told = account(&rules, &bought, &[], day(AS_OF));
    let earned: Vec<i64> = told.steps.iter().map(|step| step.delta / 1_000).collect();
    // The return takes back the 2 of 1.5 and 18 of the 50.
    assert_eq!(earned, [100, 60, 60, 20, 10, 50, 3, -3, -18, 2]);
}

#[test]
fn what_is_left_expires_and_spending_takes_the_oldest() {
    let bought = orders(&[("2025-01-31", 100.0), ("2025-03-15", 50.0), ("2026-10-01", 30.0)]);
    let spent = written(&[("2025-02-10", -30), ("2025-03-20", -80), ("2026-01-05", 7)]);
    let told = account(&rules(1.0, Some(13), &[]), &bought, &spent, day(AS_OF));
    // Of the first order 70 are left, of which the 80 take all; 40 of the second go after 13 months; the 31st of January becomes the 28th of February.
    assert_eq!(
        said(&told),
        [
            "2025-01-31 earned 0 ×1 100 = 100",
            "2025-02-10 written 0 -30 = 70",
            "2025-03-15 earned 1 ×1 50 = 120",
            "2025-03-20 written 1 -80 = 40",
            "2026-01-05 written 2 7 = 47",
            "2026-04-15 expired of 2025-03-15 -40 = 7",
            "2026-10-01 earned 2 ×1 30 = 37",
        ]
    );
    assert_eq!(told.expiring(day("2027-02-05")), 7_000);
    assert_eq!(told.expiring(day("2027-02-04")), 0);
    let later = account(&rules(1.0, Some(13), &[]), &bought, &spent, day("2027-02-05"));
    assert_eq!(said(&later).last().unwrap(), "2027-02-05 expired of 2026-01-05 -7 = 30");
    // The last day of a short month.
    let told = account(
        &rules(1.0, Some(1), &[]),
        &orders(&[("2026-01-31", 5.0)]),
        &[],
        day("2026-02-28"),
    );
    assert_eq!(said(&told).last().unwrap(), "2026-02-28 expired of 2026-01-31 -5 = 0");
}

#[test]
fn a_return_does_not_take_what_has_expired() {
    // 500 are earned and expire after six months; 100 of the second order are spent before its half year is over.
    let bought = orders(&[
        ("2025-01-10", 5_000.0),
        ("2025-09-01", -500.0),
        ("2026-01-10", 2_000.0),
        ("2026-09-01", -2_000.0),
    ]);
    let told = account(
        &rules(0.1, Some(6), &[]),
        &bought,
        &written(&[("2026-02-01", -100)]),
        day("2026-10-01"),
    );
    assert_eq!(
        said(&told),
        [
            "2025-01-10 earned 0 ×1 500 = 500",
            "2025-07-10 expired of 2025-01-10 -500 = 0",
            "2026-01-10 earned 2 ×1 200 = 200",
            "2026-02-01 written 0 -100 = 100",
            "2026-07-10 expired of 2026-01-10 -100 = 0",
            "2026-09-01 back 3 -100 = -100",
        ]
    );
}

#[test]
fn what_is_owed_is_paid_off_first() {
    let bought = orders(&[("2026-01-01", 10.0), ("2026-03-01", 30.0)]);
    let told = account(
        &rules(1.0, Some(1), &[]),
        &bought,
        &written(&[("2026-01-02", -25)]),
        day("2026-05-01"),
    );
    assert_eq!(
        said(&told),
        [
            "2026-01-01 earned 0 ×1 10 = 10",
            "2026-01-02 written 0 -25 = -15",
            "2026-03-01 earned 1 ×1 30 = 15",
            "2026-04-01 expired of 2026-03-01 -15 = 0",
        ]
    );
}

#[test]
fn rules_are_kept_in_the_settings_and_read_back() {
    let mut settings = Settings::default();
    assert_eq!(points_rules(&settings), PointsRules::default());
    let mut own = rules(0.5, Some(12), &[(100, 1.5)]);
    own.from = Some(day("2026-01-01"));
    keep(&mut settings, &own);
    assert_eq!(points_rules(&settings), own);
    keep(&mut settings, &PointsRules::default());
    assert!(settings.extra.is_empty());
    // What others wrote there.
    for said in [
        json!(3),
        json!({"per_yuan": -1, "months": 0.5, "from": "soon", "levels": [{"spent": 0, "times": 2}, 7]}),
    ] {
        settings.extra.set("points_rules", Some(said));
        assert_eq!(points_rules(&settings), PointsRules::default());
    }
    settings.extra.set(
        "points_rules",
        Some(json!({"per_yuan": 1, "levels": [{"spent": 200, "times": 3}, {"spent": 100, "times": 2}]})),
    );
    assert_eq!(
        points_rules(&settings)
            .levels
            .iter()
            .map(|it| it.times)
            .collect::<Vec<_>>(),
        [2.0, 3.0]
    );
    assert_eq!(beyond_limits(&settings), []);
    // Orders before the first day do not earn, and count for the level all the same.
    own.levels = vec![Level {
        spent: Fen(10_000),
        times: 2.0,
    }];
    let told = account(
        &own,
        &orders(&[("2025-12-31", 100.0), ("2026-01-01", 100.0)]),
        &[],
        day("2026-06-01"),
    );
    assert_eq!(said(&told), ["2026-01-01 earned 1 ×2 100 = 100"]);
}

/// A second reading. It goes through the days one by one and keeps what was gained as heaps of points with their day and order; what an order
/// is worth after returns is worked out from all orders up to the day anew.
#[derive(Default)]
struct Naive {
    heaps: Vec<(Day, Option<usize>, i64)>,
    owed: i64,
    /// Whose points have expired, one by one.
    gone: Vec<usize>,
}

impl Naive {
    fn take(&mut self, many: i64, of: Option<usize>) {
        for _ in 0..many {
            if let Some(at) = self.gone.iter().position(|order| of == Some(*order)) {
                self.gone.remove(at);
                continue;
            }
            let own = self
                .heaps
                .iter()
                .position(|heap| of.is_some() && heap.1 == of && heap.2 > 0);
            match own.or_else(|| self.heaps.iter().position(|heap| heap.2 > 0)) {
                Some(at) => self.heaps[at].2 -= 1,
                None => self.owed += 1,
            }
        }
    }

    fn gain(&mut self, on: Day, many: i64, of: Option<usize>) {
        for _ in 0..many {
            match self.owed {
                0 => self.heaps.push((on, of, 1)),
                _ => self.owed -= 1,
            }
        }
    }
}

/// What each of the first orders is worth in points after the returns among them.
fn worth(rules: &PointsRules, orders: &[Bought], upto: usize) -> Vec<i64> {
    let mut left: Vec<i64> = Vec::new();
    for order in &orders[..upto] {
        left.push(order.fen.max(0));
        let mut back = (-order.fen).max(0);
        for one in left.iter_mut().rev() {
            let part = (*one).min(back);
            *one -= part;
            back -= part;
        }
    }
    let points = |(at, fen): (usize, &i64)| {
        let on = orders[at].day;
        let is_in = |it: &&Bought| it.day < on && it.day > on.minus_months(12);
        let spent: i64 = orders.iter().filter(is_in).map(|it| it.fen).sum();
        let reached = rules.levels.iter().rfind(|level| spent >= level.spent.0);
        let times = reached.map_or(1.0, |level| level.times);
        let earns = rules.from.is_none_or(|from| on >= from);
        let points = (*fen as f64 / 100.0 * rules.per_yuan * times + 1e-9).floor() as i64;
        if earns { points } else { 0 }
    };
    left.iter().enumerate().map(points).collect()
}

fn naive(rules: &PointsRules, orders: &[Bought], written: &[Written], as_of: Day) -> i64 {
    let mut told = Naive::default();
    for on in day("2023-12-01").0..=as_of.0 {
        let on = Day(on);
        if let Some(months) = rules.months {
            let is_over = |heap: &&(Day, Option<usize>, i64)| heap.0.plus_months(months) <= on && heap.2 > 0;
            let gone: Vec<usize> = told.heaps.iter().filter(is_over).filter_map(|heap| heap.1).collect();
            told.gone.extend(gone);
            told.heaps.retain(|heap| heap.0.plus_months(months) > on);
        }
        for at in (0..orders.len()).filter(|at| orders[*at].day == on) {
            let (mut before, after) = (worth(rules, orders, at), worth(rules, orders, at + 1));
            before.push(0);
            // The last ones are sent back first.
            for n in (0..after.len()).rev() {
                told.take(before[n] - after[n], Some(n));
                told.gain(on, after[n] - before[n], Some(n));
            }
        }
        for it in written.iter().filter(|it| it.day == on) {
            told.take(-it.delta / 1_000, None);
            told.gain(on, it.delta / 1_000, None);
        }
    }
    told.heaps.iter().map(|heap| heap.2).sum::<i64>() - told.owed
}

/// Puts or removes one of nine orders, one of nine entries.
fn any_command(dice: &mut Dice, now: &World) -> Option<Command> {
    let (id, on) = (dice.below(9), Day(day("2024-01-01").0 + dice.below(1_062) as i32));
    let (order, entry) = (format!("o{id}"), format!("p{id}"));
    match dice.below(8) {
        0 => now
            .book
            .orders
            .get(&order)
            .map(|order| Command::RemoveOrder(order.id.clone())),
        1 => now
            .book
            .points
            .get(&entry)
            .map(|entry| Command::RemovePoints(entry.id.clone())),
        2 | 3 => {
            let delta = i64::from(dice.below(40)) - 25;
            let after = json!({"id": entry, "customer": "a", "date": on.to_string(), "delta": delta});
            let before = now.book.points.get(&entry).cloned();
            let after = Box::new(serde_json::from_value(after).unwrap());
            Some(Command::PutPoints(Edit { before, after }))
        }
        _ => {
            let amount = i64::from(dice.below(60)) - 15;
            let after = json!({"id": order, "customer": "a", "date": on.to_string(), "amount": amount});
            let before = now.book.orders.get(&order).cloned();
            let after = Box::new(serde_json::from_value(after).unwrap());
            Some(Command::PutOrder(Edit { before, after }))
        }
    }
}

/// The account adds up, and is what the second reading says.
fn is_right(now: &World, rules: &PointsRules) {
    let told = points_of(now, rules, 0).unwrap();
    let mut sum = 0;
    for step in &told.steps {
        sum += step.delta;
        assert_eq!(sum, step.balance);
    }
    assert_eq!(told.balance.max(0), told.lots.iter().map(|lot| lot.left).sum::<i64>());
    let bought = now.ledger.row(0).orders.iter().map(|it| Bought {
        slot: it.slot,
        day: it.day,
        fen: it.fen,
    });
    let entries = now.book.points.iter().map(|(slot, it)| Written {
        slot,
        day: it.date,
        delta: (it.delta.value() * 1_000.0) as i64,
    });
    let (bought, entries): (Vec<_>, Vec<_>) = (bought.collect(), entries.collect());
    assert_eq!(
        told.balance / 1_000,
        naive(rules, &bought, &entries, day(AS_OF)),
        "{:?}",
        said(&told)
    );
}

#[test]
fn any_sequence_of_edits_gives_what_a_second_reading_gives() {
    let mut dice = Dice::new(23);
    for _ in 0..60 {
        let months = [None, Some(1), Some(6), Some(12)][dice.below(4) as usize];
        let levels: &[(i64, f64)] = [&[][..], &[(30, 1.5), (60, 2.0)][..]][dice.below(2) as usize];
        let mut rules = rules([0.1, 0.5, 1.0][dice.below(3) as usize], months, levels);
        rules.from = (dice.below(2) == 0).then(|| day("2025-01-01"));
        let mut settings = Settings::default();
        keep(&mut settings, &rules);
        let settings = serde_json::to_value(&settings).unwrap();
        let customers = json!([{"id": "a", "name": "a"}, {"id": "b", "name": "b"}]);
        let mut now = world(&json!({"customers": customers, "settings": settings}), AS_OF);
        assert_eq!(points_rules(&now.book.head.settings), rules);
        let mut desk = PointsDesk::of(&now, &rules);
        for _ in 0..24 {
            let Some(command) = any_command(&mut dice, &now) else {
                continue;
            };
            let at = now.trail.clone();
            let set = apply(&now.book, command).unwrap();
            now.apply(&set).unwrap();
            let touched = now.trail.since(&at).unwrap().to_vec();
            desk.update(&now, &rules, &touched);
            while desk.step(&now, &rules) {}
            assert_eq!(desk.told(), PointsDesk::of(&now, &rules).told());
            is_right(&now, &rules);
        }
    }
}
