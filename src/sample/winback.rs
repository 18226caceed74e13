//! Plans to win customers back in the sample: some run, one of them late, and some have ended.

use std::sync::Arc;

use super::whole;
use crate::domain::book::Book;
use crate::domain::day::{Day, Moment};
use crate::domain::evaluation::Evaluation;
use crate::domain::id::TaskOutcomeId;
use crate::domain::kind::TaskOutcome;
use crate::domain::kind::task_outcome::{
    TaskStatus, WIN_BACK, WIN_BACK_FROM, WIN_BACK_OWNER, WIN_BACK_RESULT, WinBackCause, WinBackResult, key_of_own,
};
use crate::domain::ledger::Ledger;

/// A plan: the class of health of whoever gets it, why they leave, what is done, how many days ago it began, when it is due from today, how it
/// ended how many days ago.
type Planned = (
    &'static str,
    WinBackCause,
    &'static str,
    i32,
    i32,
    Option<(WinBackResult, i32)>,
);

#[rustfmt::skip]
const PLANS: [Planned; 7] = [
    ("at_risk", WinBackCause::Price, "按年框价重新报价，运费由我方承担", 12, 18, None),
    ("at_risk", WinBackCause::Service, "换一位服务工程师，两周内上门道歉并复盘", 25, -2, None),
    ("sub_healthy", WinBackCause::Competitor, "安排对比测试，请技术总监一起拜访", 9, 21, None),
    ("at_risk", WinBackCause::Quality, "整批换货，质量部出书面报告", 70, -40, Some((WinBackResult::WonBack, 41))),
    ("sub_healthy", WinBackCause::BuyerLeft, "请原对接人引荐，重新建联", 55, -20, Some((WinBackResult::WonBack, 24))),
    ("at_risk", WinBackCause::NeedGone, "介绍替代机型，每季度问一次产线计划", 80, -30, Some((WinBackResult::Lost, 30))),
    ("at_risk", WinBackCause::Price, "提供分期付款", 95, -50, Some((WinBackResult::WonBack, 60))),
];

/// Adds them to the book.
pub(super) fn plan(book: &mut Book, today: Day) {
    let ledger = Ledger::build(book);
    let now = Evaluation::with_default(book, &ledger, today);
    let (mut taken, mut told) = (Vec::new(), Vec::new());
    for (n, (health, cause, measure, began, due, end)) in PLANS.into_iter().enumerate() {
        let fits = |slot: &u32| {
            now.class_in(*slot, "health") == Some(health)
                && now.class_in(*slot, "stage") != Some("lost")
                && !taken.contains(slot)
        };
        let slots = || (0..book.customers.slots() as u32).skip(n * 23);
        // Of those who are won back the whole way is told, where the rest of it is there.
        let is_won = end.is_some_and(|(how, _)| how == WinBackResult::WonBack);
        let mut ready = slots().filter(|slot| is_won && whole::is_ready(book, *slot, today));
        let found = ready.find(fits);
        let Some(slot) = found.or_else(|| slots().find(fits)) else {
            continue;
        };
        taken.push(slot);
        told.extend(found);
        let Some(customer) = book.customers.at(slot) else {
            continue;
        };
        let key = key_of_own(&format!("winback-{}", n + 1), customer.id.as_str());
        let Ok(id) = TaskOutcomeId::new(&key) else {
            continue;
        };
        let from = today.plus_days(-began);
        let at = end.map_or(from, |(_, days)| today.plus_days(-days));
        let mut record = TaskOutcome {
            id,
            status: end.map(|_| TaskStatus::Done),
            at: Some(Moment::on(at)),
            by: customer.owner.clone(),
            until: None,
            note: None,
            interaction: None,
            name: Some(measure.into()),
            due: Some(Moment::on(today.plus_days(due))),
            repeat: None,
            extra: Default::default(),
        };
        record.extra.set(WIN_BACK, Some(cause.word().into()));
        let owner = customer.owner.as_deref().map(Into::into);
        record.extra.set(WIN_BACK_OWNER, owner);
        if let Some((how, _)) = end {
            record.extra.set(WIN_BACK_FROM, Some(from.to_string().into()));
            record.extra.set(WIN_BACK_RESULT, Some(how.word().into()));
        }
        book.task_outcomes.put(Arc::new(record));
    }
    for (n, slot) in told.into_iter().enumerate() {
        whole::tell(book, slot, n);
    }
}
