//! What people judged in the sample: a few classes set by hand, one of them by now as the rules say, and decisions of an earlier review.

use std::sync::Arc;

use crate::domain::book::Book;
use crate::domain::day::{Day, Moment};
use crate::domain::evaluation::Evaluation;
use crate::domain::id::ReviewId;
use crate::domain::kind::{ClassOverride, Decision, Review};
use crate::domain::ledger::Ledger;
use crate::domain::record::Text;
use crate::domain::report::moves::{Mover, Way, moves};
use crate::domain::report::review::last_quarter_end;

/// A class set by hand: the dimension, what the rules say, what a person says, for how long it has been, why.
type Given = (&'static str, &'static str, &'static str, i32, &'static str);

/// The first two differ from the rules, the last one agrees. With the held move of the review as many customers are strategic as the
/// rules alone would have it.
const GIVEN: [Given; 3] = [
    ("value", "strategic", "key", 47, "账期连续两次超期，先按重点客户跟进"),
    (
        "closeness",
        "steady",
        "close",
        26,
        "驻场工程师每周在场，互动没有逐次记录",
    ),
    ("value", "key", "key", 133, "当时刚过线，怕是一次性采购"),
];
/// How long from the as-of day they hold at most.
const LASTS: i32 = 60;
/// How many days into a quarter the last one is reviewed.
const REVIEWED_AFTER: i32 = 8;

/// Adds them to the book.
pub(super) fn judge(book: &mut Book, today: Day) {
    let ledger = Ledger::build(book);
    let now = Evaluation::with_default(book, &ledger, today);
    let by: Vec<Text> = book.head.settings.staff.iter().map(|s| s.name.clone()).collect();
    let who = |n: usize| by.get(n % by.len().max(1)).cloned();
    let mut taken = reviews(book, &ledger, today, &who);
    for (n, (dimension, ruled, class, days, reason)) in GIVEN.into_iter().enumerate() {
        let slots = 0..book.customers.slots() as u32;
        let fits = |slot: &u32| now.class_in(*slot, dimension) == Some(ruled) && !taken.contains(slot);
        let Some(slot) = slots.skip(n * 40).find(fits) else {
            continue;
        };
        taken.push(slot);
        let given = ClassOverride {
            dimension: dimension.into(),
            class: class.into(),
            set_on: today.plus_days(-days),
            until: Some(today.plus_days(LASTS + days)),
            reason: Some(reason.into()),
            by: who(n),
            extra: Default::default(),
        };
        put(book, slot, given);
    }
}

fn put(book: &mut Book, slot: u32, given: ClassOverride) {
    if let Some(customer) = book.customers.at(slot) {
        let mut customer = (**customer).clone();
        customer.overrides.push(given);
        book.customers.put(Arc::new(customer));
    }
}

/// The review of the quarter before the last: one up and one down confirmed, one down held until the end of the running quarter.
fn reviews(book: &mut Book, ledger: &Ledger, today: Day, who: &dyn Fn(usize) -> Option<Text>) -> Vec<u32> {
    let end = last_quarter_end(last_quarter_end(today));
    let at = |day| Evaluation::with_default(book, ledger, day);
    let (before, after) = (at(last_quarter_end(end)), at(end));
    let movers = moves(&before, &after, "value", 2).map_or_else(Vec::new, |m| m.movers);
    let way = |way: Way| movers.iter().filter(move |m| m.way == way && m.from.is_some()).cloned();
    let up = way(Way::Up).next();
    let mut down = way(Way::Down);
    let (fallen, held) = (down.next(), down.next());
    let day = end.plus_days(REVIEWED_AFTER);
    let mut decided: Vec<(Mover, Decision, Option<&str>, Option<&str>)> = Vec::new();
    decided.extend(up.map(|m| (m, Decision::Confirm, None, Some("拜访改为每月一次，准备专项方案"))));
    decided.extend(fallen.map(|m| {
        (
            m,
            Decision::Confirm,
            Some("竞争对手"),
            Some("月内拜访采购负责人，重报年度价"),
        )
    }));
    decided.extend(held.map(|m| (m, Decision::Hold, Some("两笔大单推迟到下季度，年内会补上"), None)));
    let mut slots = Vec::new();
    for (n, (mover, decision, reason, action)) in decided.into_iter().enumerate() {
        slots.push(mover.slot);
        let (Some(customer), Ok(id), Some(at)) = (
            book.customers.at(mover.slot).map(|c| c.id.clone()),
            ReviewId::new(&format!("RV-{}", n + 1)),
            Moment::parse(&format!("{day}T10:2{n}:00+08:00")),
        ) else {
            continue;
        };
        if let (Decision::Hold, Some(class)) = (decision, &mover.from) {
            let hold = ClassOverride {
                dimension: "value".into(),
                class: class.clone(),
                set_on: day,
                until: Some(today.plus_days(LASTS)),
                reason: reason.map(Text::from),
                by: who(n),
                extra: Default::default(),
            };
            put(book, mover.slot, hold);
        }
        let review = Review {
            id,
            customer,
            dimension: "value".into(),
            at,
            from: mover.from,
            to: mover.to,
            decision: Some(decision),
            reason: reason.map(Text::from),
            action: action.map(Text::from),
            by: who(n),
            extra: Default::default(),
        };
        book.reviews.put(Arc::new(review));
    }
    slots
}
