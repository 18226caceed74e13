//! Who we are and how we work: company, staff, products, lists, goals.

use serde_json::{Map, Value};

use crate::domain::day::Day;
use crate::domain::decimal::Decimal;
use crate::domain::record::Text;
use crate::record;

record! {
    /// The settings of a book. Stored as JSON, so its fields may change order.
    #[derive(Default)]
    pub struct Settings {
        /// The company's name, for print.
        company: Option<Text>,
        /// The people who work with the book.
        staff: Vec<Staff>,
        /// What the company sells.
        products: Vec<Product>,
        /// The industries to choose from; empty means the default list.
        industries: Vec<Text>,
        /// The industries that we serve: a lead of another one does not fit (S4 step 1); empty means that nobody said.
        served_industries: Vec<Text>,
        /// The channels to choose from.
        channels: Vec<Value>,
        /// Measured values that goals are compared with.
        baselines: Option<Map<String, Value>>,
        /// Goals by name.
        goals: Option<Map<String, Value>>,
        /// `zh` or `en`; the page's own preference wins.
        language: Option<Text>,
        /// Whether contacts are masked in print and exports; yes unless said otherwise (S2).
        mask_contacts: Option<bool>,
        /// The ids of the dimensions that no review looks at; null means closeness, which changes with every month's contacts.
        not_reviewed: Option<Vec<Text>>,
        /// Days that are worked, or not, otherwise than the published calendar says.
        calendar: Vec<CalendarDay>,
        /// Years whose calendar the user entered among those days; the published ones are known as they are.
        calendar_years: Vec<u32>,
        /// The first day on which a task may fall due and still be asked; without one the day the book was begun.
        tasks_from: Option<Day>,
    }
}

record! {
    /// A day that is worked, or not, as the user says.
    pub struct CalendarDay {
        /// The day.
        date: Day = required,
        /// Whether it is worked.
        working: bool = required,
        /// The holiday, or why.
        name: Option<Text>,
    }
}

record! {
    /// A member of staff.
    pub struct Staff {
        /// The name, as `owner` and `by` use it.
        name: Text = required,
        /// Sales, service, …
        role: Option<Text>,
        /// Regions this person gets leads from.
        regions: Vec<Text>,
        /// Industries this person gets leads from.
        industries: Vec<Text>,
    }
}

record! {
    /// A product or service of ours.
    pub struct Product {
        /// Its name.
        name: Text = required,
        /// Its category.
        category: Option<Text>,
        /// Its price in yuan.
        price: Option<Decimal>,
        /// Names of related products, for cross-selling.
        related: Vec<Text>,
    }
}

/// The industries offered while the settings name none (S2).
pub const DEFAULT_INDUSTRIES: [&str; 10] = [
    "制造业",
    "零售业",
    "服务业",
    "互联网",
    "金融",
    "教育",
    "医疗",
    "建筑",
    "物流",
    "其他",
];

impl Settings {
    /// The industries to choose from.
    pub fn industry_list(&self) -> Vec<Text> {
        if self.industries.is_empty() {
            DEFAULT_INDUSTRIES.map(Text::from).to_vec()
        } else {
            self.industries.clone()
        }
    }

    /// Whether moves in a dimension are reviewed.
    pub fn reviews(&self, dimension: &str) -> bool {
        match &self.not_reviewed {
            Some(left_out) => left_out.iter().all(|id| **id != *dimension),
            None => dimension != "closeness",
        }
    }

    /// Whether contacts are masked in print and exports.
    pub fn masks_contacts(&self) -> bool {
        self.mask_contacts.unwrap_or(true)
    }
}
