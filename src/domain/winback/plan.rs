//! Plans to win a customer back.

use crate::domain::day::{Day, Moment};
use crate::domain::kind::TaskOutcome;
use crate::domain::kind::task_outcome::{
    TaskStatus, WIN_BACK, WIN_BACK_FROM, WIN_BACK_OWNER, WIN_BACK_RESULT, WinBackCause, WinBackResult,
};
use crate::domain::record::Text;

/// A plan, as its record says.
#[derive(Clone, Debug, PartialEq)]
pub struct WinBack {
    /// The slot of its record.
    pub slot: u32,
    /// Why the customer leaves; nothing where the word is none that we know.
    pub cause: Option<WinBackCause>,
    /// What is done.
    pub measure: Text,
    /// Who sees to it.
    pub owner: Option<Text>,
    /// Since when it runs.
    pub opened: Option<Day>,
    /// Until when it is to succeed, or the day of its first step where it comes again and again.
    pub due: Option<Day>,
    /// When and how it ended; nothing while it runs.
    pub ended: Option<(Day, WinBackResult)>,
}

/// The plan in a record as it stood on a day; nothing where it is none, or was written later.
pub fn plan_in(slot: u32, task: &TaskOutcome, as_of: Day) -> Option<WinBack> {
    let cause = task.extra.text(WIN_BACK)?;
    let at = task.at.as_ref().map(|at| at.day);
    let result = task.extra.text(WIN_BACK_RESULT).and_then(WinBackResult::from_word);
    let opened = match task.status {
        Some(_) => task.extra.text(WIN_BACK_FROM).and_then(Day::parse),
        None => at,
    };
    if opened.is_some_and(|day| day > as_of) {
        return None;
    }
    let ended = at
        .zip(result)
        .filter(|(day, _)| task.status == Some(TaskStatus::Done) && *day <= as_of);
    Some(WinBack {
        slot,
        cause: WinBackCause::from_word(cause),
        measure: task.name.clone().unwrap_or_default(),
        owner: task.extra.text(WIN_BACK_OWNER).map(Text::from),
        opened,
        due: task.due.as_ref().map(|due| due.day),
        ended,
    })
}

/// The record of a plan that ended at a moment. One that had ended before ends another way, on its own day.
pub fn ended(task: &TaskOutcome, how: WinBackResult, at: &Moment) -> TaskOutcome {
    let mut after = task.clone();
    if task.status.is_none() {
        let from = task.at.as_ref().map(|at| at.day.to_string().into());
        after.extra.set(WIN_BACK_FROM, from);
        after.at = Some(at.clone());
    }
    after.status = Some(TaskStatus::Done);
    after.extra.set(WIN_BACK_RESULT, Some(how.word().into()));
    after
}
