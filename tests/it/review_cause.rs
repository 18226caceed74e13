//! What the review says crossed a line: that, and nothing else, made the difference.

use guanxi::domain::evaluation::Evaluation;
use guanxi::domain::inquiry::explain::{Explainer, Explanation, LeafTrace, RuleStep, Trace};
use guanxi::domain::report::moves::moves;
use guanxi::domain::report::occasion::Occasion;
use guanxi::domain::report::review::{Cause, Crossing, cause};
use guanxi::domain::world::World;

use crate::scoring::day;

/// Whether a condition holds where the facts that are taken have the figures of now and all others those of then.
fn holds(then: &Trace, now: &Trace, taken: &dyn Fn(&str) -> bool) -> bool {
    let parts = |before: &[Trace], after: &[Trace]| -> Vec<bool> {
        assert_eq!(before.len(), after.len());
        let pairs = before.iter().zip(after);
        pairs.map(|(then, now)| holds(then, now, taken)).collect()
    };
    match (then, now) {
        (Trace::All(_, before), Trace::All(_, after)) => !parts(before, after).contains(&false),
        (Trace::Any(_, before), Trace::Any(_, after)) => after.is_empty() || parts(before, after).contains(&true),
        (Trace::Not(_, then), Trace::Not(_, now)) => !holds(then, now, taken),
        (Trace::Leaf(then), Trace::Leaf(now)) => {
            if taken(&now.fact) {
                now.holds
            } else {
                then.holds
            }
        }
        shapes => panic!("the same rules have the same shape: {shapes:?}"),
    }
}

/// The class of the first rule that holds then.
fn class<'a>(then: &Explanation, now: &'a Explanation, taken: &dyn Fn(&str) -> bool) -> Option<&'a str> {
    let pairs = then.steps.iter().zip(&now.steps);
    let both = |step: &(_, _)| -> Option<bool> {
        let (then, now): &(&RuleStep, &RuleStep) = step;
        Some(holds(then.trace.as_ref()?, now.trace.as_ref()?, taken))
    };
    let mut pairs = pairs.filter(|pair| both(pair) == Some(true));
    pairs.next().map(|(_, now)| &*now.class)
}

/// Each comparison told came out otherwise; without them the customer would not have come there, by them alone it would not have stayed.
fn decided([then, now]: [&Explanation; 2], told: &[Crossing], who: &str) {
    let is_told = |fact: &str| told.iter().any(|crossing| *crossing.fact == *fact);
    let (from, to) = (class(then, now, &|_| false), class(then, now, &|_| true));
    assert_ne!(from, to, "{who}: the rules do not move it");
    for crossing in told {
        let all = then
            .steps
            .iter()
            .zip(&now.steps)
            .filter_map(|(then, now)| then.trace.as_ref().zip(now.trace.as_ref()));
        let mut leaves = all.flat_map(|(then, now)| then.leaves().into_iter().zip(now.leaves()));
        let is_it = |leaf: &LeafTrace| {
            leaf.fact == crossing.fact && leaf.operator == crossing.operator && leaf.value == crossing.line
        };
        let turned = leaves.any(|(then, now)| is_it(now) && then.holds != now.holds && now.holds == crossing.holds);
        assert!(turned, "{who}: {crossing:?} came out the same on both days");
    }
    assert_ne!(
        class(then, now, &|fact| !is_told(fact)),
        to,
        "{who}: it would have come there without {told:?}"
    );
    assert_ne!(
        class(then, now, &is_told),
        from,
        "{who}: {told:?} alone would not have moved it"
    );
}

#[test]
fn what_crossed_is_what_made_the_difference_for_every_customer_of_the_sample() {
    let (world, _) = World::new(guanxi::sample::book(day("2026-11-21")), day("2026-11-21"));
    let mut seen = 0;
    let before = Occasion::quarter(day("2026-11-21")).sides(&world).unwrap().before;
    let after = &world.evaluation;
    let ruled = after
        .plan
        .dimensions
        .iter()
        .enumerate()
        .filter(|(_, d)| d.text_of.is_none());
    for (at, dimension) in ruled {
        let moves = moves(&before, after, &dimension.id, usize::MAX).unwrap();
        for mover in moves.movers {
            let explained = |evaluation: &Evaluation| {
                let (book, ledger, slot) = (&world.book, &world.ledger, mover.slot);
                Explainer {
                    book,
                    ledger,
                    evaluation,
                    slot,
                }
                .class(at)
                .unwrap()
            };
            let both = [explained(&before), explained(after)];
            let who = format!("{} of {}", dimension.id, mover.slot);
            match cause(&world.book, &world.ledger, &before, after, mover.slot, &dimension.id) {
                Cause::Crossed(told) => decided([&both[0], &both[1]], &told, &who),
                Cause::Rules => panic!("{who}: under the same rules some figure moved it"),
                Cause::Set(..) | Cause::Ended(_) => continue,
            }
            seen += 1;
        }
    }
    assert!(seen > 400, "{seen} moves looked at");
}
