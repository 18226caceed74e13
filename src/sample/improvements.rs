//! What the sample's company does about the causes of its complaints: some of it runs, one thing is done.

use std::sync::Arc;

use super::words::STAFF;
use crate::domain::book::Book;
use crate::domain::day::{Day, Moment};
use crate::domain::id::TaskOutcomeId;
use crate::domain::kind::TaskOutcome;
use crate::domain::kind::task_outcome::{IMPROVEMENT, IMPROVEMENT_FROM, IMPROVEMENT_OWNER, TaskStatus, key_of_own};

/// An improvement: the cause, what is done, the place of who sees to it among the staff, how many days ago it was begun, when it is due from
/// today, whether it is done.
type Improved = (&'static str, &'static str, usize, i32, i32, bool);

#[rustfmt::skip]
const IMPROVEMENTS: [Improved; 4] = [
    ("响应不及时", "服务热线午间轮值，漏接的半小时内回拨", 4, 12, 10, false),
    ("物流延误", "换一家干线承运商，发货当天发送运单号", 0, 20, 24, false),
    ("来料不良", "关键件入厂全检，每月通报供应商", 5, 6, 38, false),
    ("安装不当", "安装手册补充接线图，验收时逐项签字", 5, 55, -9, true),
];

/// Adds them to the book.
pub(super) fn improve(book: &mut Book, today: Day) {
    for (n, (cause, name, owner, began, due, is_done)) in IMPROVEMENTS.into_iter().enumerate() {
        let Ok(id) = TaskOutcomeId::new(&key_of_own(&format!("improve-{}", n + 1), "")) else {
            continue;
        };
        let owner = STAFF[owner % STAFF.len()].0;
        let at = if is_done { due } else { -began };
        let mut record = TaskOutcome {
            id,
            status: is_done.then_some(TaskStatus::Done),
            at: Some(Moment::on(today.plus_days(at))),
            by: Some(owner.into()),
            until: None,
            note: None,
            interaction: None,
            name: Some(name.into()),
            due: Some(Moment::on(today.plus_days(due))),
            repeat: None,
            extra: Default::default(),
        };
        record.extra.set(IMPROVEMENT, Some(cause.into()));
        record.extra.set(IMPROVEMENT_OWNER, Some(owner.into()));
        if is_done {
            let from = today.plus_days(-began).to_string();
            record.extra.set(IMPROVEMENT_FROM, Some(from.into()));
        }
        book.task_outcomes.put(Arc::new(record));
    }
}
