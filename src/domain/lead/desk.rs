//! The leads of a book with their deadlines: read in slices, then followed customer by customer.

use crate::domain::book::Book;
use crate::domain::care::{CarePlan, Task, TaskList, TaskSource, closed_on, playbooks, step_key};
use crate::domain::day::Day;
use crate::domain::kind::task_outcome::TaskStatus;
use crate::domain::kind::{Customer, Intent};
use crate::domain::metric::Metric;
use crate::domain::record::Text;
use crate::domain::rule::plan::Plan;
use crate::domain::sort::sort_by_key;
use crate::domain::world::World;
use crate::words;

/// The playbook whose tasks are a lead's deadlines.
const PLAYBOOK: &str = "lead";
/// The step of it that is done once.
const FIRST: &str = "first_contact";
/// So many days a customer stays on the board after the contract was signed.
const SIGNED_DAYS: i32 = 90;

words! {
    /// The columns of the board: how likely a deal is (S4 step 1), then that it is made.
    pub enum LeadColumn {
        /// Nobody has said yet.
        Ungraded = "ungraded",
        /// Long nurture.
        C = "c",
        /// Within two or three months.
        B = "b",
        /// Within a month.
        A = "a",
        /// Signed in the last 90 days: no lead any more.
        Signed = "signed",
    }
}

impl LeadColumn {
    /// The column of an intent.
    pub fn of(intent: Option<Intent>) -> Self {
        match intent {
            None => Self::Ungraded,
            Some(Intent::C) => Self::C,
            Some(Intent::B) => Self::B,
            Some(Intent::A) => Self::A,
        }
    }

    /// The intent that a card gets here; nothing where none is asked.
    pub fn intent(self) -> Option<Option<Intent>> {
        match self {
            Self::Ungraded => Some(None),
            Self::C => Some(Some(Intent::C)),
            Self::B => Some(Some(Intent::B)),
            Self::A => Some(Some(Intent::A)),
            Self::Signed => None,
        }
    }
}

words! {
    /// What is to be done next for a lead.
    pub enum LeadNext {
        /// The first contact.
        First = "first_contact",
        /// The next one.
        FollowUp = "follow_up",
        /// Something promised.
        Promise = "promise",
        /// What somebody wrote down.
        Own = "own",
    }
}

/// Why a lead that somebody graded has no deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeadIdle {
    /// It wants no contact.
    DoNotContact,
    /// The first contact was ticked off on a day, and no contact is recorded: nothing can be counted from it.
    OnlySaid(Option<Day>),
    /// The first contact was left out, and why.
    LeftOut(Option<Text>),
    /// The day that the first contact is counted from is not known.
    NoStart,
    /// The playbook of leads asks for nothing.
    Off,
    /// It was due before reminders begin, which is on this day.
    Early(Day),
    /// It was due before the playbook was switched on, which was later.
    BeforeOn(Day),
    /// The playbook leaves it out.
    NotMeant,
}

impl LeadIdle {
    /// Its word in addresses.
    pub fn word(&self) -> &'static str {
        match self {
            Self::DoNotContact => "no_contact",
            Self::OnlySaid(_) => "only_said",
            Self::LeftOut(_) => "left_out",
            Self::NoStart => "no_start",
            Self::Off => "off",
            Self::Early(_) => "early",
            Self::BeforeOn(_) => "before_on",
            Self::NotMeant => "not_meant",
        }
    }
}

/// A lead as the board has it, or who was one until the contract was signed.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    /// The customer's slot.
    pub customer: u32,
    /// Where it stands.
    pub column: LeadColumn,
    /// Since when it is known.
    pub created: Option<Day>,
    /// The last contact up to the as-of day.
    pub last_contact: Option<Day>,
    /// What is to be done first of what the playbook of leads, promises and people's own notes say, and its days.
    pub next: Option<(LeadNext, Task)>,
    /// Why nothing is, where an intent says that something should be.
    pub idle: Option<LeadIdle>,
    /// The day of the contract.
    pub signed: Option<Day>,
    /// Who sees to it.
    pub owner: Option<Text>,
}

impl Lead {
    /// How many days it has been known.
    pub fn age(&self, as_of: Day) -> Option<i32> {
        self.created.map(|day| as_of.days_since(day))
    }

    /// Whether the deadline of what is next has gone by.
    pub fn is_late(&self, as_of: Day) -> bool {
        self.next.as_ref().is_some_and(|(_, task)| task.last() < as_of)
    }
}

/// What leads are read by: the playbook of leads alone.
#[derive(Clone, Debug, PartialEq)]
pub struct LeadPlan {
    care: CarePlan,
}

impl LeadPlan {
    /// Reads the playbook of a book's rulebook. One that is switched off gives no deadlines.
    pub fn of(book: &Book, plan: &Plan) -> Self {
        let (mut all, _) = playbooks(&plan.rulebook);
        all.retain(|playbook| *playbook.id == *PLAYBOOK);
        Self {
            care: CarePlan::with(book, plan, all, Vec::new()),
        }
    }

    /// Why nothing is asked of a lead that is graded; `is_meant`: a step of the playbook is for it, so that it fell due too early.
    fn idle(&self, world: &World, customer: &Customer, is_met: bool, is_meant: bool) -> LeadIdle {
        if customer.do_not_contact == Some(true) {
            return LeadIdle::DoNotContact;
        }
        if self.care.is_off() {
            return LeadIdle::Off;
        }
        let not_asked = || match (is_meant, self.care.switched_on(0)) {
            (false, _) => LeadIdle::NotMeant,
            (true, Some(since)) => LeadIdle::BeforeOn(since),
            (true, None) => LeadIdle::Early(self.care.from),
        };
        if is_met {
            return not_asked();
        }
        let as_of = world.evaluation.as_of;
        let Some(created) = customer.created_on.filter(|day| *day <= as_of) else {
            return LeadIdle::NoStart;
        };
        let key = step_key(PLAYBOOK, FIRST, customer.id.as_str(), created);
        let outcome = world.book.task_outcomes.get(&key);
        let closed = outcome.filter(|outcome| closed_on(outcome, as_of).is_some());
        match closed {
            Some(outcome) if outcome.status == Some(TaskStatus::Skipped) => LeadIdle::LeftOut(outcome.note.clone()),
            Some(outcome) => LeadIdle::OnlySaid(outcome.at.as_ref().map(|at| at.day)),
            None => not_asked(),
        }
    }

    fn kind(&self, task: &Task) -> LeadNext {
        match task.source {
            TaskSource::Step { playbook, step, .. } => {
                let found = self.care.step(playbook.into(), step.into());
                match found.is_some_and(|(_, step)| *step.id == *FIRST) {
                    true => LeadNext::First,
                    false => LeadNext::FollowUp,
                }
            }
            TaskSource::Promise(_) => LeadNext::Promise,
            TaskSource::Own { .. } | TaskSource::Ticket { .. } | TaskSource::Review { .. } => LeadNext::Own,
        }
    }
}

/// The leads of a book on its day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LeadDesk {
    tasks: TaskList,
    leads: Vec<Lead>,
}

impl LeadDesk {
    /// One of which nothing is read yet.
    pub fn begin(world: &World, plan: &LeadPlan) -> Self {
        Self {
            tasks: TaskList::begin(world, &plan.care),
            leads: Vec::new(),
        }
    }

    /// Reads a whole book.
    pub fn of(world: &World, plan: &LeadPlan) -> Self {
        let mut desk = Self::begin(world, plan);
        while desk.step(world, plan) {}
        desk
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World, plan: &LeadPlan) -> bool {
        let goes_on = self.tasks.step(world, &plan.care);
        if !goes_on {
            self.read_all(world, plan);
        }
        goes_on
    }

    /// Follows a change of the book: `touched` are the customers that it is about.
    pub fn update(&mut self, world: &World, plan: &LeadPlan, touched: &[u32]) {
        self.tasks.update(world, &plan.care, touched);
        self.read_all(world, plan);
    }

    /// All, the most urgent first: by the deadline, then the newest.
    pub fn leads(&self) -> &[Lead] {
        &self.leads
    }

    fn read_all(&mut self, world: &World, plan: &LeadPlan) {
        let slots = 0..world.book.customers.slots() as u32;
        self.leads = slots.filter_map(|slot| self.read(world, plan, slot)).collect();
        let last = |lead: &Lead| lead.next.as_ref().map_or(i32::MAX, |(_, task)| task.last().0);
        sort_by_key(&mut self.leads, |lead| {
            (
                last(lead),
                -lead.created.map_or(i32::MIN + 1, |day| day.0),
                lead.customer,
            )
        });
    }

    fn read(&self, world: &World, plan: &LeadPlan, slot: u32) -> Option<Lead> {
        let (evaluation, as_of) = (&world.evaluation, world.evaluation.as_of);
        if !evaluation.exists(slot) {
            return None;
        }
        let has_dealt = evaluation.number(slot, Metric::HasDealt) == Some(1.0);
        // The column is asked first: of most customers no record is looked at.
        if has_dealt
            && evaluation
                .number(slot, Metric::DaysSinceFirstDeal)
                .is_none_or(|days| days > f64::from(SIGNED_DAYS))
        {
            return None;
        }
        let customer = world.book.customers.at(slot)?;
        let signed = signed(customer, as_of);
        let column = match (has_dealt, signed) {
            (false, _) => LeadColumn::of(customer.intent),
            (true, Some(_)) => LeadColumn::Signed,
            // Bought without a contract: a customer, and no card.
            (true, None) => return None,
        };
        let open = || {
            let tasks = self.tasks.of_customer(slot).iter();
            tasks.min_by_key(|task| task.last()).copied()
        };
        let next = (!has_dealt).then(open).flatten();
        let last_contact = last_contact(world, slot, as_of);
        let is_idle = !has_dealt && customer.intent.is_some() && next.is_none();
        Some(Lead {
            customer: slot,
            column,
            created: customer.created_on,
            last_contact,
            idle: is_idle.then(|| {
                let is_meant = self.tasks.is_meant(&plan.care, 0, slot);
                plan.idle(world, customer, last_contact.is_some(), is_meant)
            }),
            next: next.map(|task| (plan.kind(&task), task)),
            signed,
            owner: customer.owner.clone().filter(|owner| !owner.trim().is_empty()),
        })
    }
}

/// The day of a contract that was signed in the last 90 days.
fn signed(customer: &Customer, as_of: Day) -> Option<Day> {
    let signed = customer.contract.as_ref()?.signed_on?;
    (signed <= as_of && as_of.days_since(signed) <= SIGNED_DAYS).then_some(signed)
}

/// The day of the last contact up to a day.
pub(super) fn last_contact(world: &World, slot: u32, as_of: Day) -> Option<Day> {
    let touches = &world.ledger.row(slot).touches;
    let before = touches.partition_point(|touch| touch.day <= as_of);
    touches.get(before.checked_sub(1)?).map(|touch| touch.day)
}
