//! What is to be done now: tasks put together where one contact does them, with when and how urgently.

use std::sync::Arc;

use super::plan::{CarePlan, RISK, VALUE, Way, channel_bit};
use super::playbook::TaskKind;
use super::source::{NOBODY, Seen, Task, TaskSource};
use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::kind::InteractionKind;
use crate::domain::sort::sort_by;
use crate::words;

words! {
    /// When something is to be done, seen from the day.
    pub enum When {
        /// It was to be done before.
        Overdue = "overdue",
        /// Today is a day for it.
        Today = "today",
        /// Its day is within the next seven days.
        Week = "week",
        /// Its day is behind them: only what people wrote or promised themselves is shown so early, lest it be lost.
        Later = "later",
        /// The customer has had as many contacts in the month as are wanted.
        Held = "held",
        /// A person put it off to a day to come.
        PutOff = "put_off",
    }
}

/// So many days ahead are asked for.
pub(super) const AHEAD: i32 = 7;

/// Why something is not asked on the day that would be best for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// The day is full, or off; it has moved to another one of its window.
    Moved {
        /// The day that would be best.
        from: Day,
        /// Whether that day is worked: then it is full.
        is_full: bool,
    },
    /// The customer has had enough contacts of the month, or has them before it.
    Held {
        /// How many there were this month.
        made: usize,
        /// How many are wanted.
        most: usize,
        /// The day from which on it is asked again.
        until: Day,
    },
}

/// Something to be done with one customer: a task, or several that one contact does.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// The tasks; the one that is to be done first leads.
    pub tasks: Arc<Vec<Task>>,
    /// Whose they are, as they say themselves: of hundreds of thousands those of a customer are found without a look at their tasks.
    pub(super) customer: u32,
    /// The first day that is good for one of them.
    pub due: Day,
    /// The first of their last ones.
    pub last: Day,
    /// When it is to be done, seen from the day.
    pub when: When,
    /// What the first task is.
    pub kind: TaskKind,
    /// What all of them are, a bit each.
    pub(super) kinds: u16,
    /// Why it is not asked on the day that would be best.
    pub shift: Option<Shift>,
    /// Where the customer stands by its value, the best first.
    pub(super) rank: u8,
    /// The channels that do for all, a bit each; none stands for any.
    pub(super) channels: u16,
    /// No contact does it.
    pub(super) desk: bool,
    /// A contact before this day does not count.
    pub(super) from: Day,
}

impl Deed {
    /// The task that is to be done first.
    pub fn lead(&self) -> Option<&Task> {
        self.tasks.first()
    }

    /// Whether one of its tasks is of a kind: a warning is found, whatever else the same contact does.
    pub fn is_a(&self, kind: TaskKind) -> bool {
        self.kinds & kind_bit(kind) != 0
    }

    /// The day that stands beside it, and orders it among those of its time: the last one where it is late or asked today, the one on which
    /// it is asked again where it is held back, else the one that is good for it.
    pub fn shown_day(&self) -> Day {
        match (self.when, self.shift) {
            (When::Overdue | When::Today, _) => self.last,
            (When::Held, Some(Shift::Held { until, .. })) => until,
            _ => self.due,
        }
    }

    /// The channel that is named first among those that do for all its tasks.
    pub fn channel(&self) -> Option<InteractionKind> {
        InteractionKind::ALL
            .iter()
            .copied()
            .find(|kind| self.channels & channel_bit(*kind) != 0)
    }

    /// Whether it is settled on a page of its own: there is nothing to be recorded for it here, and it cannot be put off.
    pub fn is_elsewhere(&self) -> bool {
        let is_elsewhere = |task: &Task| matches!(task.source, TaskSource::Ticket { .. } | TaskSource::Review { .. });
        self.lead().is_some_and(is_elsewhere)
    }

    /// Whether one of its tasks had not begun by a day: a contact of that day did it before it was asked. Wishes may come before their day.
    pub fn begins_behind(&self, day: Day) -> bool {
        let begins_behind = |task: &Task| matches!(task.source, TaskSource::Step { start, .. } if start > day);
        self.kind != TaskKind::KeyDate && self.tasks.iter().any(begins_behind)
    }

    /// Whether it is done at the desk: no contact does it.
    pub fn is_desk(&self) -> bool {
        self.desk
    }
}

/// What is to be done by the day, or within seven days behind it, what people wrote themselves for later, and what was put off; with a day all
/// until then. By customer.
pub(super) fn gathered(seen: Seen<'_>, care: &CarePlan, tasks: &[Task], until: Option<Day>) -> Vec<Deed> {
    let as_of = seen.evaluation.as_of;
    let is_own = |task: &Task| matches!(task.source, TaskSource::Own { .. } | TaskSource::Promise(_));
    let is_near = |task: &&Task| match until {
        // What was put off takes its place among the contacts of a month, and is found again.
        None if !task.is_open(as_of) => true,
        None => task.due() <= as_of.plus_days(AHEAD) || is_own(task),
        Some(until) => task.due() <= until,
    };
    let mut all: Vec<Deed> = Vec::new();
    // The first deed of the customer whose tasks are read.
    let (mut begun, mut customer) = (0, None);
    for task in tasks.iter().filter(is_near) {
        if customer != Some(task.customer) {
            (begun, customer) = (all.len(), Some(task.customer));
        }
        let one = alone(care, task, as_of);
        match all.iter_mut().skip(begun).find(|deed| joins(deed, &one, as_of)) {
            Some(deed) => join(deed, one, care, as_of),
            None => all.push(one),
        }
    }
    for deed in &mut all {
        let customer = deed.lead().map_or(0, |task| task.customer);
        deed.rank = match deed.kind {
            // S3: wishes go first to those of value and to those who may leave.
            TaskKind::KeyDate if is_at_risk(seen.evaluation, customer) => 0,
            _ => rank_of(seen.evaluation, customer),
        };
    }
    all
}

/// Whether a customer stands anywhere but at the best class of the risks.
fn is_at_risk(evaluation: &Evaluation, slot: u32) -> bool {
    stand_of(evaluation, RISK, slot).is_some_and(|stand| stand > 0 && stand < u8::MAX)
}

/// Where a customer stands by its value, the best first.
pub(super) fn rank_of(evaluation: &Evaluation, slot: u32) -> u8 {
    stand_of(evaluation, VALUE, slot).unwrap_or(u8::MAX)
}

fn stand_of(evaluation: &Evaluation, dimension: &str, slot: u32) -> Option<u8> {
    let place = evaluation.plan.dimension(dimension)?;
    let class = *evaluation.classes.get(place)?.get(slot as usize)?;
    Some(evaluation.plan.dimensions.get(place)?.stand(class))
}

pub(super) fn kind_bit(kind: TaskKind) -> u16 {
    1 << kind as u16
}

fn alone(care: &CarePlan, task: &Task, as_of: Day) -> Deed {
    let way = match task.source {
        TaskSource::Step { playbook, step, .. } => care.way(playbook.into(), step.into()),
        // A promise is kept by what was promised, and what somebody wrote by itself: no other contact does it.
        TaskSource::Promise(_) | TaskSource::Ticket { .. } | TaskSource::Review { .. } => Way::default(),
        TaskSource::Own { .. } => Way {
            desk: task.customer == NOBODY,
            ..Way::default()
        },
    };
    let kind = task.kind(care);
    Deed {
        tasks: Arc::new(vec![*task]),
        customer: task.customer,
        due: task.due(),
        last: task.last(),
        when: when(task.due(), task.last(), as_of),
        kind,
        kinds: kind_bit(kind),
        shift: None,
        rank: u8::MAX,
        channels: way.channels,
        desk: way.desk,
        from: match task.source {
            _ if way.waits => task.due(),
            // A wish is counted from its day: no contact before it is one.
            TaskSource::Step { start, .. } => start,
            _ => as_of,
        },
    }
}

/// When something is to be done, seen from a day.
pub(super) fn when(due: Day, last: Day, as_of: Day) -> When {
    match () {
        () if last < as_of => When::Overdue,
        () if due <= as_of => When::Today,
        () if due <= as_of.plus_days(AHEAD) => When::Week,
        () => When::Later,
    }
}

/// Whether one contact, made now, does both: over a channel of both, early for neither, and no more asked by one than by the other. A wish
/// for a day is asked for by itself: who calls has wished as well, but a greeting is no call.
fn joins(deed: &Deed, other: &Deed, as_of: Day) -> bool {
    let by_one_channel = deed.channels == 0 || other.channels == 0 || deed.channels & other.channels != 0;
    // What is not asked yet is looked at by itself.
    let is_ahead = |deed: &Deed| {
        deed.due > as_of.plus_days(AHEAD) || deed.from > as_of || deed.lead().is_some_and(|task| !task.is_open(as_of))
    };
    // What was put off to one day comes back as one.
    let put_off = |deed: &Deed| {
        deed.lead()
            .filter(|task| !task.is_open(as_of))
            .and_then(|task| task.until)
    };
    let is_together = put_off(deed).is_some() && put_off(deed) == put_off(other);
    let is_by_itself = |deed: &Deed| !is_together && is_ahead(deed);
    let is_alone =
        |deed: &Deed| deed.desk || matches!(deed.kind, TaskKind::Promise | TaskKind::Own) || is_by_itself(deed);
    let is_wish = |deed: &Deed| deed.kind == TaskKind::KeyDate;
    by_one_channel && is_wish(deed) == is_wish(other) && !is_alone(deed) && !is_alone(other)
}

fn join(deed: &mut Deed, other: Deed, care: &CarePlan, as_of: Day) {
    deed.channels = match (deed.channels, other.channels) {
        (0, any) | (any, 0) => any,
        (one, other) => one & other,
    };
    let tasks = Arc::make_mut(&mut deed.tasks);
    tasks.extend(other.tasks.iter());
    sort_by(tasks, |a, b| {
        (a.last(), a.due(), a.source).cmp(&(b.last(), b.due(), b.source))
    });
    (deed.due, deed.last) = (deed.due.min(other.due), deed.last.min(other.last));
    deed.when = when(deed.due, deed.last, as_of);
    deed.kinds |= other.kinds;
    deed.kind = deed.lead().map_or(deed.kind, |task| task.kind(care));
}
