//! A customer: the classification sheet of S2, the lifecycle fields of S4, the wishes and preferences of S1 and S3.

use crate::domain::day::Day;
use crate::domain::decimal::Decimal;
use crate::domain::id::CustomerId;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::{record, words};

words! {
    /// Who the customer is: a company or a person (B-end or C-end in S1).
    pub enum CustomerKind {
        /// A company.
        Enterprise = "enterprise",
        /// A person.
        Person = "person",
    }

    /// How likely a deal is, as the person who talks to the lead sees it (S4).
    pub enum Intent {
        /// A deal within a month is likely.
        A = "A",
        /// A deal within two or three months.
        B = "B",
        /// Needs long nurture.
        C = "C",
    }
}

record! {
    /// A customer of the book.
    pub struct Customer {
        /// The stable id.
        id: CustomerId = required,
        /// 客户名称.
        name: Text = required,
        /// Company or person.
        kind: Option<CustomerKind>,
        /// 统一社会信用代码 (GB 32100).
        uscc: Option<Text>,
        /// 行业属性, from the list in the settings.
        industry: Option<Text>,
        /// Where the customer is.
        region: Option<Text>,
        /// 员工人数.
        employees: Option<u32>,
        /// 营收 a year.
        annual_revenue: Option<Fen>,
        /// Where the lead came from (S4 1).
        source: Option<Text>,
        /// More of the source.
        source_note: Option<Text>,
        /// When the customer was first written down.
        created_on: Option<Day>,
        /// The sales owner.
        owner: Option<Text>,
        /// Who serves the customer after signing.
        service_owner: Option<Text>,
        /// Lead intent (S4).
        intent: Option<Intent>,
        /// 客户需求.
        needs: Option<Text>,
        /// What hurts the customer (S4 2).
        pain_points: Option<Text>,
        /// Who must approve (S4 2).
        decision_process: Option<Text>,
        /// The lower end of the budget.
        budget_min: Option<Fen>,
        /// The upper end of the budget.
        budget_max: Option<Fen>,
        /// 合作起始时间.
        cooperation_since: Option<Day>,
        /// The contract in force or the last one.
        contract: Option<Contract>,
        /// When sales handed the customer to service.
        handed_over_on: Option<Day>,
        /// 年度采购总额 as declared on the sheet, for a customer without orders in the book.
        declared_annual_purchase: Option<Fen>,
        /// 主要产品/服务采购占比.
        products: Vec<ProductShare>,
        /// 关键联系人, the first one first.
        contacts: Vec<Contact>,
        /// When the company was founded.
        founded_on: Option<Day>,
        /// A person's birthday.
        birthday: Option<Day>,
        /// How the customer wants to be reached.
        preferences: Option<Preferences>,
        /// Tags that a person put there.
        tags: Vec<Text>,
        /// Need tags in S1's sense.
        need_tags: Vec<Text>,
        /// A stage set by hand; it beats the stage rule.
        stage_override: Option<Text>,
        /// Who recommended the customer.
        referred_by: Option<Text>,
        /// The customer wants no contact.
        do_not_contact: Option<bool>,
        /// 备注.
        notes: Option<Text>,
        /// Classes set by hand, also those that have ended: what held on a past day is then known.
        overrides: Vec<ClassOverride>,
        /// The ids of customers that look like this one and are others, as a person said; one of the two remembers it.
        not_same_as: Vec<Text>,
        /// The ids of customers that were put into this one: their numbers, and their addresses, lead here.
        merged_ids: Vec<Text>,
    }
}

record! {
    /// A class set by hand: it beats the rules of its dimension from one day to another, both included.
    pub struct ClassOverride {
        /// The dimension's id.
        dimension: Text = required,
        /// The class's id.
        class: Text = required,
        /// The first day it holds.
        set_on: Day = required,
        /// The last day it holds; nothing for no end.
        until: Option<Day>,
        /// Why.
        reason: Option<Text>,
        /// Who set it.
        by: Option<Text>,
    }
}

impl ClassOverride {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.set_on <= day && self.until.is_none_or(|until| day <= until)
    }
}

record! {
    /// A contract: when signed, for how much, until when, with what service.
    #[derive(Default)]
    pub struct Contract {
        /// The day of signing.
        signed_on: Option<Day>,
        /// The contract's amount.
        amount: Option<Fen>,
        /// The last day in force.
        ends_on: Option<Day>,
        /// The service promised.
        service_terms: Option<Text>,
    }
}

record! {
    /// A product's share of what the customer buys.
    pub struct ProductShare {
        /// The product or service.
        name: Text = required,
        /// The share, 0–1.
        share: Option<Decimal>,
    }
}

/// The field of a customer and of a contact that says whether the birthday is kept by the lunar calendar. Those who ask read it among the
/// further fields, so that reading a book learns nothing of it.
pub const BIRTHDAY_LUNAR: &str = "birthday_lunar";

/// The further field of a customer that holds the names of those who were put into it, as `merged_ids` holds their numbers: a list of texts.
pub const MERGED_NAMES: &str = "merged_names";

record! {
    /// A person at the customer.
    pub struct Contact {
        /// 姓名.
        name: Option<Text>,
        /// 职位.
        title: Option<Text>,
        /// Whether this person decides.
        decision_maker: Option<bool>,
        /// 关键联系人熟悉度, 1–5.
        familiarity: Option<u8>,
        /// 手机 or telephone.
        phone: Option<Text>,
        /// E-mail address.
        email: Option<Text>,
        /// WeChat id.
        wechat: Option<Text>,
        /// The channel this person prefers.
        preferred_channel: Option<Text>,
        /// Birthday.
        birthday: Option<Day>,
        /// What else to know.
        note: Option<Text>,
    }
}

record! {
    /// How the customer wants to be reached.
    #[derive(Default)]
    pub struct Preferences {
        /// Channels in order of preference.
        channels: Vec<Text>,
        /// What to avoid ("no group messages").
        avoid: Vec<Text>,
        /// In words.
        note: Option<Text>,
    }
}

impl Customer {
    /// A customer of which nothing but id and name is known.
    pub fn new(id: CustomerId, name: &str) -> Self {
        Self {
            id,
            name: name.into(),
            kind: None,
            uscc: None,
            industry: None,
            region: None,
            employees: None,
            annual_revenue: None,
            source: None,
            source_note: None,
            created_on: None,
            owner: None,
            service_owner: None,
            intent: None,
            needs: None,
            pain_points: None,
            decision_process: None,
            budget_min: None,
            budget_max: None,
            cooperation_since: None,
            contract: None,
            handed_over_on: None,
            declared_annual_purchase: None,
            products: Vec::new(),
            contacts: Vec::new(),
            founded_on: None,
            birthday: None,
            preferences: None,
            tags: Vec::new(),
            need_tags: Vec::new(),
            stage_override: None,
            referred_by: None,
            do_not_contact: None,
            notes: None,
            overrides: Vec::new(),
            not_same_as: Vec::new(),
            merged_ids: Vec::new(),
            extra: Default::default(),
        }
    }
}

impl ProductShare {
    /// The share as a number 0–1.
    pub fn value(&self) -> Option<f64> {
        self.share.as_ref().map(Decimal::value)
    }
}
