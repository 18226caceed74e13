//! What became of a task. Tasks themselves are derived; only what people decided is stored. A task that somebody wrote is such a
//! decision as well: its record says what is to be done and when, and each of its times has an outcome under a key of its own.

use crate::domain::day::{Day, Moment};
use crate::domain::id::TaskOutcomeId;
use crate::domain::record::Text;
use crate::{record, words};

words! {
    /// How a task ended for now.
    pub enum TaskStatus {
        /// Done.
        Done = "done",
        /// Left out.
        Skipped = "skipped",
        /// Put off.
        Snoozed = "snoozed",
    }
    /// How often a task that somebody wrote comes again, counted from its first day.
    pub enum TaskRepeat {
        /// Each day that is worked.
        WorkingDays = "working_days",
        /// Each week.
        Weekly = "weekly",
        /// Every two weeks.
        Fortnightly = "fortnightly",
        /// Each month.
        Monthly = "monthly",
        /// Every three months.
        Quarterly = "quarterly",
        /// Each year.
        Yearly = "yearly",
    }
    /// Why a customer leaves (S4 3.4).
    pub enum WinBackCause {
        /// The price.
        Price = "price",
        /// How they were served.
        Service = "service",
        /// Somebody else's offer.
        Competitor = "competitor",
        /// The quality of what they bought.
        Quality = "quality",
        /// They do not need it any more.
        NeedGone = "need_gone",
        /// Whoever bought is no longer there.
        BuyerLeft = "buyer_left",
        /// Anything else; the remark says what.
        Other = "other",
    }
    /// How a plan to win a customer back ended.
    pub enum WinBackResult {
        /// The customer stays.
        WonBack = "won_back",
        /// The customer is lost.
        Lost = "lost",
    }
    /// What a customer said to a product that was offered beside another one.
    pub enum OfferResult {
        /// They take it.
        Accepted = "accepted",
        /// They do not.
        Declined = "declined",
    }
}

record! {
    /// The outcome of the task with this stable key.
    pub struct TaskOutcome {
        /// The task's stable key.
        id: TaskOutcomeId = required,
        /// How it ended.
        status: Option<TaskStatus>,
        /// When.
        at: Option<Moment>,
        /// Who said so.
        by: Option<Text>,
        /// Put off until.
        until: Option<Day>,
        /// In words.
        note: Option<Text>,
        /// The interaction that settled it.
        interaction: Option<Text>,
        /// For a task that somebody wrote: what is to be done.
        name: Option<Text>,
        /// For the same: its first day, with a time where it has one.
        due: Option<Moment>,
        /// For the same: how often it comes again; once unless said otherwise.
        repeat: Option<TaskRepeat>,
    }
}

/// The further fields that make a task that somebody wrote a plan to win a customer back: why the customer leaves, as a word of
/// [`WinBackCause`]; who sees to it; how it ended, as a word of [`WinBackResult`]. What is done is the task's own text, its day the deadline.
pub const WIN_BACK: &str = "win_back";
/// See [`WIN_BACK`].
pub const WIN_BACK_OWNER: &str = "win_back_owner";
/// Since when it runs, once it ended: a task that ended has the day of that in the place of the one on which it was written.
pub const WIN_BACK_FROM: &str = "win_back_from";
/// See [`WIN_BACK`].
pub const WIN_BACK_RESULT: &str = "win_back_result";
/// What is said of how it ended; the record's own remark is about the cause.
pub const WIN_BACK_RESULT_NOTE: &str = "win_back_result_note";

/// The further fields that make a task that somebody wrote an offer of a related product: the product; that beside which it was offered; what
/// the customer said, as a word of [`OfferResult`].
pub const OFFER: &str = "offer";
/// See [`OFFER`].
pub const OFFER_BESIDE: &str = "offer_beside";
/// See [`OFFER`].
pub const OFFER_RESULT: &str = "offer_result";

/// The further fields that make a task that somebody wrote an improvement after complaints: the cause that it is about; who sees to it.
pub const IMPROVEMENT: &str = "improvement";
/// See [`IMPROVEMENT`].
pub const IMPROVEMENT_OWNER: &str = "improvement_owner";
/// On which day it was written, once it ended, as [`WIN_BACK_FROM`] is of a plan.
pub const IMPROVEMENT_FROM: &str = "improvement_from";
/// The further field that ties a task that somebody wrote to a ticket, by its id: once that is solved, or gone, nobody is asked any more.
pub const TICKET: &str = "ticket";

/// What stands for the playbook in the keys of tasks that somebody wrote.
pub const OWN: &str = "own";
/// What stands for the day in the key of the record that says what is to be done.
pub const WRITTEN: &str = "task";

/// The key of a task that somebody wrote, for a customer or, with an empty id, for none.
pub fn key_of_own(id: &str, customer: &str) -> String {
    format!("{OWN}/{id}/{customer}/{WRITTEN}")
}

/// The customer in the key of a task (`playbook/step/customer/start`).
pub fn customer_of_task(key: &str) -> Option<&str> {
    let (_, rest) = key.split_once('/')?;
    let (_, rest) = rest.split_once('/')?;
    rest.rsplit_once('/').map(|(customer, _)| customer)
}
