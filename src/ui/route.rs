//! The registry of pages: one row a page. Navigation, title, router and the command search read it.

use crate::state::live::*;

use super::page;
use crate::domain::label::Label;
use crate::state::query::Query;
use crate::state::route::{PageKey, Params, Route};

/// A group of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// 工作.
    Work,
    /// 洞察.
    Insight,
    /// 规则.
    Rules,
    /// 簿册.
    Book,
}

impl Group {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Work, Self::Insight, Self::Rules, Self::Book];

    /// Its name.
    pub fn label(self) -> Label {
        match self {
            Self::Work => Label::fixed("工作", "Work"),
            Self::Insight => Label::fixed("洞察", "Insight"),
            Self::Rules => Label::fixed("规则", "Rules"),
            Self::Book => Label::fixed("簿册", "Book"),
        }
    }
}

/// A page.
pub struct Page {
    /// Whether a place belongs to it.
    pub owns: fn(&PageKey) -> bool,
    /// Its name.
    pub label: Label,
    /// The group of the navigation, its icon, and where the entry leads; nothing for pages that no entry opens.
    pub nav: Option<Nav>,
    /// Builds it.
    pub view: fn() -> AnyView,
}

/// An entry of the navigation.
pub struct Nav {
    /// The group.
    pub group: Group,
    /// The icon.
    pub icon: &'static str,
    /// Where it leads.
    pub to: fn() -> Route,
    /// The number beside it.
    pub count: fn() -> Option<usize>,
}

fn no_count() -> Option<usize> {
    None
}

fn customer_count() -> Option<usize> {
    crate::state::use_app().session.customer_count.get().filter(|n| *n > 0)
}

fn moves_waiting() -> Option<usize> {
    crate::state::use_app().reviews.waiting.get().filter(|n| *n > 0)
}

/// All pages, in the order of the navigation.
pub static PAGES: [Page; 10] = [
    Page {
        owns: |key| matches!(key, PageKey::Home),
        label: Label::fixed("关系簿", "Guanxi"),
        nav: None,
        view: || page::Home().into_any(),
    },
    Page {
        owns: |key| matches!(key, PageKey::Customers),
        label: Label::fixed("客户", "Customers"),
        nav: Some(Nav {
            group: Group::Work,
            icon: "users",
            to: || Route::Customers(Query::default()),
            count: customer_count,
        }),
        view: || page::Customers().into_any(),
    },
    Page {
        owns: |key| matches!(key, PageKey::NewCustomer),
        label: Label::fixed("新客户", "New customer"),
        nav: None,
        view: || page::NewCustomer().into_any(),
    },
    Page {
        owns: |key| matches!(key, PageKey::Customer(_)),
        label: Label::fixed("客户档案", "Customer"),
        nav: None,
        view: || page::Customer().into_any(),
    },
    Page {
        owns: |key| matches!(key, PageKey::Dashboard),
        label: Label::fixed("仪表盘", "Dashboard"),
        nav: Some(Nav {
            group: Group::Insight,
            icon: "chart",
            to: || Route::Dashboard(Params::default()),
            count: no_count,
        }),
        view: || page::Dashboard().into_any(),
    },
    Page {
        owns: |key| matches!(key, PageKey::Rules),
        label: Label::fixed("规则", "Rules"),
        nav: Some(Nav {
            group: Group::Rules,
            icon: "sliders",
            to: || Route::Rules(Params::default()),
            count: no_count,
        }),
        view: || page::Rules().into_any(),
    },
    Page {
        owns: |key| matches!(key, PageKey::Review),
        label: Label::fixed("复核", "Review"),
        nav: Some(Nav {
            group: Group::Rules,
            icon: "review",
            to: || Route::Review(Params::default()),
            count: moves_waiting,
        }),
        view: || page::Review().into_any(),
    },
    Page {
        owns: |key| matches!(key, PageKey::Disagreements),
        label: Label::fixed("分歧", "Disagreements"),
        nav: Some(Nav {
            group: Group::Rules,
            icon: "half-circle",
            to: || Route::Disagreements(Params::default()),
            count: no_count,
        }),
        view: || page::Disagreements().into_any(),
    },
    Page {
        owns: |key| matches!(key, PageKey::Data),
        label: Label::fixed("数据", "Data"),
        nav: Some(Nav {
            group: Group::Book,
            icon: "database",
            to: || Route::Data(Params::default()),
            count: no_count,
        }),
        view: || page::Data().into_any(),
    },
    Page {
        owns: |key| matches!(key, PageKey::NotFound),
        label: Label::fixed("没有这一页", "No such page"),
        nav: None,
        view: || page::NotFound().into_any(),
    },
];

/// The page of a place.
pub fn page_of(key: &PageKey) -> &'static Page {
    // The last row stands for every address of no page.
    PAGES
        .iter()
        .find(|page| (page.owns)(key))
        .unwrap_or(&PAGES[PAGES.len() - 1])
}

/// Whether the entry of a page stands for this place: a customer's sheet and the new form belong to the customers.
pub fn is_current(page: &Page, key: &PageKey) -> bool {
    let parent = match key {
        PageKey::Customer(_) | PageKey::NewCustomer => &PageKey::Customers,
        other => other,
    };
    (page.owns)(parent)
}
