//! Commands: everything a person can do to the book, as one closed set.
//!
//! [`crate::domain::apply::apply`] turns a command into a change set; nothing else writes the book.

use std::sync::Arc;

use serde_json::json;

use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::day::Day;
use crate::domain::handover::give::Passing;
use crate::domain::held::Held;
use crate::domain::id::{CampaignId, CustomerId, InteractionId, OrderId, PointsId, TaskOutcomeId, TicketId};
use crate::domain::kind::{
    AuditEntry, Campaign, ClassOverride, Customer, Intent, Interaction, Order, PointsEntry, Review, RuleVersion,
    Settings, TaskOutcome, Ticket,
};
use crate::domain::label::Label;
use crate::domain::rebase::Clash;
use crate::domain::record::{Extra, Text};
use crate::domain::rule::{Example, Rulebook};
use crate::domain::text::change as say;
use crate::domain::versions::Adoption;

/// What a person wants done.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// A new customer; under the next free number where its own was given to another meanwhile.
    AddCustomer(Box<Customer>),
    /// A customer as it is to be.
    EditCustomer(Edit<Customer>),
    /// Customers go, with their orders, interactions, tickets, points and reviews.
    RemoveCustomers(Vec<CustomerId>),
    /// Customers get an owner, or none.
    SetOwner {
        /// Whose.
        ids: Vec<CustomerId>,
        /// The new owner.
        owner: Option<Text>,
    },
    /// Leads get the owners that the staff's regions and industries say.
    AssignLeads(Vec<(CustomerId, Text)>),
    /// Leads get an intent, or none.
    SetIntent {
        /// Whose.
        ids: Vec<CustomerId>,
        /// How likely a deal is.
        intent: Option<Intent>,
    },
    /// Customers of some owners get another one.
    HandOver {
        /// Whose.
        ids: Vec<CustomerId>,
        /// From whom to whom.
        passing: Passing,
    },
    /// Customers get a manual tag.
    AddTag {
        /// Whose.
        ids: Vec<CustomerId>,
        /// The tag.
        tag: Text,
    },
    /// Customers lose a manual tag.
    RemoveTag {
        /// Whose.
        ids: Vec<CustomerId>,
        /// The tag.
        tag: Text,
    },
    /// Customers get a need tag, or lose it.
    SetNeedTag {
        /// Whose.
        ids: Vec<CustomerId>,
        /// The need.
        tag: Text,
        /// They have it from now on.
        is_so: bool,
    },
    /// An order, new or as it is to be.
    PutOrder(Edit<Order>),
    /// An order goes.
    RemoveOrder(OrderId),
    /// An interaction, new or as it is to be.
    PutInteraction(Edit<Interaction>),
    /// Interactions with several customers, new or as they are to be, in one step.
    PutInteractions {
        /// What people call it.
        what: Label,
        /// They.
        edits: Vec<Edit<Interaction>>,
    },
    /// An interaction goes.
    RemoveInteraction(InteractionId),
    /// A ticket, new or as it is to be.
    PutTicket(Edit<Ticket>),
    /// Tickets as they are to be, all in one step.
    PutTickets(Vec<Edit<Ticket>>),
    /// A ticket goes.
    RemoveTicket(TicketId),
    /// A campaign, new or as it is to be.
    PutCampaign(Edit<Campaign>),
    /// A campaign goes. Refused while something carries it.
    RemoveCampaign(CampaignId),
    /// An entry of a customer's points, new or as it is to be.
    PutPoints(Edit<PointsEntry>),
    /// An entry of points goes.
    RemovePoints(PointsId),
    /// Who we are and how we work.
    SetSettings(Edit<Settings>),
    /// How we classify from now on; the version is kept.
    AdoptRulebook {
        /// The rules in force as the person saw them, with the examples that the new ones were made from: over others nothing is adopted.
        /// Nothing where there was nobody to see them.
        seen: Option<Arc<Rulebook>>,
        /// The rulebook. One that does not compile is refused.
        rulebook: Box<Rulebook>,
        /// When, by whom, under which name.
        adoption: Box<Adoption>,
    },
    /// The examples that test the rules. No rule changes.
    SetExamples {
        /// Those that this was made from.
        before: Vec<Example>,
        /// As they are to be.
        after: Vec<Example>,
    },
    /// A version of the rules gets another name and note, or none.
    NameVersion(Edit<RuleVersion>),
    /// Customers get a class by hand. One that holds already in that dimension ends the day before.
    SetOverride {
        /// Whose.
        ids: Vec<CustomerId>,
        /// The customers as the person saw them: a class that was set by hand since is asked about.
        seen: Vec<Held<Customer>>,
        /// The class, with its reason and its days.
        given: Box<ClassOverride>,
    },
    /// What was set by hand in a dimension ends: the rules decide again from this day on.
    EndOverride {
        /// Whose.
        ids: Vec<CustomerId>,
        /// The customers as the person saw them: what was set by hand since is asked about.
        seen: Vec<Held<Customer>>,
        /// The dimension's id.
        dimension: Text,
        /// The first day without it.
        on: Day,
    },
    /// Two customers are put together: one stays, and what belongs to the other, or names it, is its own from then on. Refused where
    /// either changed since the person looked.
    MergeCustomers {
        /// The one that stays, as it was seen and as it is to be.
        stays: Edit<Customer>,
        /// The one that goes, as it was seen.
        goes: Held<Customer>,
    },
    /// Customers that look alike are not the same, or may be again.
    SetNotSame {
        /// The pairs.
        pairs: Vec<(CustomerId, CustomerId)>,
        /// They are not the same.
        is_so: bool,
    },
    /// Tasks are done, left out or put off, in one step with the contacts that did them.
    SettleTasks {
        /// What people call them.
        what: Label,
        /// What became of each.
        outcomes: Vec<TaskOutcome>,
        /// The contacts that are recorded with it, one of a customer.
        contacts: Vec<Interaction>,
    },
    /// A ticket goes to the management, with its plan of its own, in one step.
    EscalateTicket {
        /// The ticket as it is to be.
        ticket: Edit<Ticket>,
        /// The tasks of the plan.
        plan: Vec<Edit<TaskOutcome>>,
    },
    /// A task that somebody writes, new or as it is to be.
    WriteTask(Edit<TaskOutcome>),
    /// Tasks that somebody wrote, as they are to be, all in one step.
    WriteTasks(Vec<Edit<TaskOutcome>>),
    /// A task that somebody wrote goes.
    RemoveTask(TaskOutcomeId),
    /// Moves between classes are decided upon (S2 step 4). One that was decided the same day already is not decided twice.
    Review {
        /// The decisions.
        decided: Vec<Decided>,
        /// The customers as the person saw them: a class is not held over one that was set by hand since without asking.
        seen: Vec<Held<Customer>>,
    },
    /// What an import's preview showed.
    Import {
        /// The file's name.
        source: Text,
        /// What changes, each with the image that the preview was made from.
        changes: Vec<Change>,
        /// What the audit trail is to say of it beside its name.
        about: Extra,
    },
    /// An import, or a merge, is taken back as a whole, whatever was done since.
    TakeBack {
        /// Which.
        what: Past,
        /// What takes it back, each with the image that this was made from.
        changes: Vec<Change>,
        /// What the audit trail is to say of it beside its name.
        about: Extra,
    },
    /// The sample book takes the place of what is there.
    LoadSample {
        /// The sample.
        book: Box<Book>,
        /// The person agreed that a book that is no sample goes.
        replace: bool,
    },
    /// Everything goes, the audit trail too.
    EraseAll,
}

/// What is taken back as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Past {
    /// An import: the file's name.
    Import(Text),
    /// Two customers that were merged: what the trail calls that.
    Merge(Label),
}

impl Past {
    /// What the step is called that did it.
    pub fn done(&self) -> Label {
        match self {
            Self::Import(source) => say::imported(source),
            Self::Merge(step) => step.clone(),
        }
    }

    /// What the step is called that takes it back.
    pub fn taken_back(&self) -> Label {
        match self {
            Self::Import(source) => say::taken_back(source),
            Self::Merge(step) => say::merge_taken_back(step.clone()),
        }
    }
}

/// A decision on a move, and what holding it takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The decision.
    pub review: Review,
    /// For a move that is held: the class that the customer keeps by hand.
    pub hold: Option<ClassOverride>,
}

/// A record as it is to be, with the base that this was made from: what changed in the book since is kept
/// ([`crate::domain::rebase`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Edit<R> {
    /// The record that the person saw; nothing for a new one, or for one that is taken as it stands.
    pub before: Option<Held<R>>,
    /// The record as it is to be.
    pub after: Box<R>,
}

impl<R> Edit<R> {
    /// A new record.
    pub fn new(after: R) -> Self {
        let (before, after) = (None, Box::new(after));
        Self { before, after }
    }

    /// A record that the book has, as it is to be.
    pub fn of(before: Held<R>, after: R) -> Self {
        let (before, after) = (Some(before), Box::new(after));
        Self { before, after }
    }
}

/// Why a command was refused, for the person who gave it. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandError {
    /// It cannot be done, and why.
    Refused(Label),
    /// Fields of the edited record changed in the book meanwhile, to other values.
    Conflict(Conflict),
}

/// What a person must decide before an edit can be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The record.
    pub label: Label,
    /// Its fields that both sides changed.
    pub clashes: Vec<Clash>,
}

impl Command {
    /// What the audit trail says of it beside its name.
    pub fn about(&self) -> Extra {
        match self {
            Self::Import { about, .. } | Self::TakeBack { about, .. } => about.clone(),
            Self::MergeCustomers { stays, goes } => {
                let mut about = Extra::default();
                let before = stays.before.as_ref().map_or(&*stays.after, |before| before);
                let said =
                    json!({"stays": before.id, "goes": goes.id, "stays_name": before.name, "goes_name": goes.name});
                about.insert(AuditEntry::MERGE.to_owned(), said);
                about
            }
            _ => Extra::default(),
        }
    }

    /// What the book has once a judgement is carried out, for who may not be there when the answer comes: [`Self::left`] knows it again.
    pub fn trace(&self) -> Option<String> {
        match self {
            Self::SetOverride { ids, given, .. } => {
                let given = serde_json::to_string(&**given).ok()?;
                Some(format!("{}\n{given}", ids.first()?))
            }
            Self::Review { decided, .. } => Some(decided.first()?.review.id.to_string()),
            _ => None,
        }
    }

    /// What is tried, and on what: a refusal of it is over once a command of the same words is carried out.
    pub fn tried(&self) -> String {
        let on = match self {
            Self::EditCustomer(edit) => edit.after.id.as_str(),
            Self::PutOrder(edit) => edit.after.id.as_str(),
            Self::RemoveOrder(id) => id.as_str(),
            Self::PutInteraction(edit) => edit.after.id.as_str(),
            Self::RemoveInteraction(id) => id.as_str(),
            Self::PutTicket(edit) => edit.after.id.as_str(),
            Self::PutTickets(all) => all.first().map_or("", |edit| edit.after.id.as_str()),
            Self::EscalateTicket { ticket, .. } => ticket.after.id.as_str(),
            Self::RemoveTicket(id) => id.as_str(),
            Self::PutCampaign(edit) => edit.after.id.as_str(),
            Self::RemoveCampaign(id) => id.as_str(),
            Self::PutPoints(edit) => edit.after.id.as_str(),
            Self::RemovePoints(id) => id.as_str(),
            Self::RemoveCustomers(ids) | Self::SetOverride { ids, .. } | Self::EndOverride { ids, .. } => {
                ids.first().map_or("", |id| id.as_str())
            }
            Self::Import { source, .. } => source,
            Self::TakeBack { what, .. } => return format!("{:?} {}", std::mem::discriminant(self), what.done().zh),
            Self::WriteTask(edit) => edit.after.id.as_str(),
            Self::WriteTasks(all) => all.first().map_or("", |edit| edit.after.id.as_str()),
            Self::RemoveTask(id) => id.as_str(),
            Self::SettleTasks { outcomes, .. } => outcomes.first().map_or("", |outcome| outcome.id.as_str()),
            _ => "",
        };
        format!("{:?} {on}", std::mem::discriminant(self))
    }

    /// Whether a book has what a command of this trace leaves there.
    pub fn left(book: &Book, trace: &str) -> bool {
        let Some((customer, given)) = trace.split_once('\n') else {
            return book.reviews.get(trace).is_some();
        };
        let is_it = |known: &ClassOverride| serde_json::to_string(known).is_ok_and(|known| known == given);
        let customer = book.customers.get(customer);
        customer.is_some_and(|customer| customer.overrides.iter().any(is_it))
    }
}

impl CommandError {
    /// The reason in words.
    pub fn label(&self) -> Label {
        match self {
            Self::Refused(label) => label.clone(),
            Self::Conflict(Conflict { label, clashes }) => {
                let fields = clashes.iter().map(|clash| clash.label.clone());
                say::not_saved(label.clone(), fields.reduce(say::fields_and).unwrap_or_default())
            }
        }
    }
}
