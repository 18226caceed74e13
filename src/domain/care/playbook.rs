//! Playbooks as data (S3): whom they are for, what starts them, what is to be done when, and where that is from.

use super::span::{Distance, Span};
use crate::domain::day::Day;
use crate::domain::kind::InteractionKind;
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::rule::Condition;
use crate::{record, words};

words! {
    /// What starts a playbook for a customer.
    pub enum TriggerEvent {
        /// The day the customer was written down.
        Created = "created",
        /// The earliest payment of an order, else the day of the first deal.
        FirstPayment = "first_payment",
        /// The day the contract was signed.
        Signed = "signed",
        /// The last interaction.
        LastContact = "last_contact",
        /// The day of an order that is not paid.
        OrderUnpaid = "order_unpaid",
        /// The day a complaint was solved.
        ComplaintResolved = "complaint_resolved",
        /// A day that comes each year.
        KeyDate = "key_date",
        /// The day the audience's condition became true.
        Enters = "enters",
        /// The day so long before the contract's end.
        ContractEnds = "contract_ends",
    }
    /// A day that comes each year.
    pub enum KeyDate {
        /// Since when we work together, else since the contract was signed.
        Cooperation = "cooperation",
        /// A person's birthday, or a contact's.
        Birthday = "birthday",
        /// The day the company was founded.
        Founded = "founded",
        /// The last working day before a public holiday.
        Holiday = "holiday",
        /// A day of ours that the trigger names.
        Milestone = "milestone",
    }
    /// What a day of ours is.
    pub enum MilestoneKind {
        /// A product comes out.
        Launch = "launch",
        /// Prices, terms or rules change.
        Policy = "policy",
        /// Customers are invited.
        Event = "event",
    }
    /// What a step is counted from.
    pub enum StepFrom {
        /// What started the playbook.
        Trigger = "trigger",
        /// What fulfilled the step before.
        Previous = "previous",
    }
    /// What a task is, for people who do several of a kind in one go.
    pub enum TaskKind {
        /// The first contact with a lead.
        FirstContact = "first_contact",
        /// Care.
        Care = "care",
        /// A visit.
        Visit = "visit",
        /// A day that comes each year.
        KeyDate = "key_date",
        /// A warning.
        Warning = "warning",
        /// A promise to a ticket.
        Ticket = "ticket",
        /// The review of the quarter.
        Review = "review",
        /// Something promised.
        Promise = "promise",
        /// Written by somebody.
        Own = "own",
    }
}

impl TriggerEvent {
    /// What people call it.
    pub fn label(self) -> Label {
        match self {
            Self::Created => Label::fixed("登记客户", "The customer is written down"),
            Self::FirstPayment => Label::fixed("首次付款或成交", "First payment or deal"),
            Self::Signed => Label::fixed("签订合同", "The contract is signed"),
            Self::LastContact => Label::fixed("上次联系", "The last contact"),
            Self::OrderUnpaid => Label::fixed("订单未付款", "An order is not paid"),
            Self::ComplaintResolved => Label::fixed("投诉解决", "A complaint is solved"),
            Self::KeyDate => Label::fixed("重要日子", "A key date"),
            Self::Enters => Label::fixed("开始符合条件", "The condition is met"),
            Self::ContractEnds => Label::fixed("合同将到期", "The contract ends soon"),
        }
    }
}

impl KeyDate {
    /// What people call it.
    pub fn label(self) -> Label {
        match self {
            Self::Cooperation => Label::fixed("合作纪念日", "Anniversary of cooperation"),
            Self::Birthday => Label::fixed("生日", "Birthday"),
            Self::Founded => Label::fixed("公司成立日", "Founding day"),
            Self::Holiday => Label::fixed("公共假日前", "Before public holidays"),
            Self::Milestone => Label::fixed("我司大事", "Our milestones"),
        }
    }
}

impl MilestoneKind {
    /// What people call it.
    pub fn label(self) -> Label {
        match self {
            Self::Launch => Label::fixed("新品发布", "Launch"),
            Self::Policy => Label::fixed("政策变化", "Change of policy"),
            Self::Event => Label::fixed("客户活动", "Event"),
        }
    }
}

impl TaskKind {
    /// What people call it.
    pub fn label(self) -> Label {
        match self {
            Self::FirstContact => Label::fixed("首次联系", "First contact"),
            Self::Care => Label::fixed("关怀", "Care"),
            Self::Visit => Label::fixed("拜访", "Visit"),
            Self::KeyDate => Label::fixed("重要日子", "Key date"),
            Self::Warning => Label::fixed("预警", "Warning"),
            Self::Ticket => Label::fixed("服务时限", "Ticket"),
            Self::Review => Label::fixed("复核", "Review"),
            Self::Promise => Label::fixed("约定", "Promise"),
            Self::Own => Label::fixed("自定", "Own"),
        }
    }
}

record! {
    /// A playbook.
    pub struct Playbook {
        /// The stable id.
        id: Text = required,
        /// Its name.
        name: Text = required,
        /// The same in English, where it has one.
        name_en: Option<Text>,
        /// Whom it is for; without a condition everybody.
        audience: Option<Condition>,
        /// What starts it.
        trigger: Trigger = required,
        /// What is to be done, in order.
        steps: Vec<Step>,
        /// Where it is from: S1 to S4, or a person.
        source: Option<Text>,
        /// The day it was switched on: what fell due before is not asked.
        since: Option<Day>,
        /// Switched off.
        retired: Option<bool>,
    }
}

record! {
    /// What starts a playbook.
    pub struct Trigger {
        /// The event.
        event: TriggerEvent = required,
        /// For key dates: which ones; none means all of the customer's own: cooperation, birthdays, founding day.
        dates: Vec<KeyDate>,
        /// For milestones: the days.
        milestones: Vec<Milestone>,
        /// For key dates: so many days before it the task is there; 14 unless said otherwise. For contracts: what is counted from is so
        /// many days before the end; 60 unless said otherwise.
        lead_days: Option<u32>,
        /// For conditions that come to be met: what must have been so the day before.
        before: Option<Condition>,
    }
}

record! {
    /// A day of ours that customers hear of: whom it is for is said by the audience of the playbook.
    pub struct Milestone {
        /// The day.
        on: Day = required,
        /// What happens.
        name: Text = required,
        /// What it is.
        kind: Option<MilestoneKind>,
    }
}

record! {
    /// A step of a playbook.
    pub struct Step {
        /// The stable id, unique in its playbook.
        id: Text = required,
        /// What is to be done.
        name: Text = required,
        /// The same in English, where it has one.
        name_en: Option<Text>,
        /// What it is, for people who do several of a kind in one go; care unless said otherwise.
        kind: Option<TaskKind>,
        /// For whom of the audience it is; without a condition for all.
        when: Option<Condition>,
        /// What starts it, where that is not what starts the playbook.
        trigger: Option<Trigger>,
        /// What it is counted from; the trigger unless said otherwise.
        from: Option<StepFrom>,
        /// What is done before does not fulfil it; from the start on unless said otherwise.
        earliest: Option<Distance>,
        /// When it is best done; the latest day unless said otherwise.
        ideal: Option<Distance>,
        /// When it must be done.
        latest: Distance = required,
        /// By which channels it is done; none means any.
        channels: Vec<InteractionKind>,
        /// It is done at the desk: no contact fulfils it.
        desk: Option<bool>,
        /// What to say (话术), with fields in braces.
        script: Option<Text>,
        /// The same in English, where it has one.
        script_en: Option<Text>,
        /// What is handed over.
        hand_over: Option<Text>,
        /// The same in English, where it has one.
        hand_over_en: Option<Text>,
        /// What is to be recorded.
        record: Option<Text>,
        /// The same in English, where it has one.
        record_en: Option<Text>,
        /// It comes again, counted from what fulfilled it.
        repeat: Option<bool>,
        /// It has a place in each period of this length since its start, whatever became of those before.
        every: Option<Span>,
        /// Where it is from.
        source: Option<Text>,
        /// Switched off.
        retired: Option<bool>,
    }
}

impl Playbook {
    /// Its name in both languages.
    pub fn label(&self) -> Label {
        both(&self.name, self.name_en.as_deref())
    }

    /// Whether it is in use.
    pub fn is_on(&self) -> bool {
        self.retired != Some(true)
    }
}

impl Step {
    /// What is to be done, in both languages.
    pub fn label(&self) -> Label {
        both(&self.name, self.name_en.as_deref())
    }

    /// What to say, in both languages.
    pub fn words(&self) -> Option<Label> {
        some_both(&self.script, &self.script_en)
    }

    /// What is handed over, in both languages.
    pub fn handed(&self) -> Option<Label> {
        some_both(&self.hand_over, &self.hand_over_en)
    }

    /// What is to be recorded, in both languages.
    pub fn recorded(&self) -> Option<Label> {
        some_both(&self.record, &self.record_en)
    }

    /// What it is.
    pub fn kind(&self) -> TaskKind {
        self.kind.unwrap_or(TaskKind::Care)
    }
}

fn some_both(zh: &Option<Text>, en: &Option<Text>) -> Option<Label> {
    Some(both(zh.as_deref()?, en.as_deref()))
}

fn both(zh: &str, en: Option<&str>) -> Label {
    Label::made(zh.to_owned(), en.unwrap_or(zh).to_owned())
}
