//! The table of pages: one row a page. Router, title, navigation, the command search and the start of an empty book read it, so a new
//! page is its folder and one row.

use crate::state::live::*;

use super::later::{Build, View, later};
use super::page;
use crate::domain::id::CustomerId;
use crate::domain::label::Label;
use crate::state::route::{PageId, PageKey, Route};
use crate::ui::text::T;

/// The piece of page state that names a printed form.
pub const FORM: &str = "form";

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

/// A page, or a page for each id.
pub struct Page {
    /// The first part of its address.
    pub page: PageId,
    /// For a page of many: which ids its address may go on with.
    pub takes_id: Option<fn(&str) -> bool>,
    /// Its name.
    pub label: Label,
    /// What stands in its place while the book is empty.
    pub blank: Blank,
    /// The entry of the navigation that stands for it.
    pub entry: NavEntry,
    /// What builds it, and the part of the program that it is loaded with.
    pub view: View,
}

/// What an empty book shows.
#[derive(Clone, Copy, PartialEq)]
pub enum Blank {
    /// The page itself.
    Shows,
    /// What would be there, and the way to begin: without customers there is nothing to see.
    Welcomes,
}

/// The entry of the navigation that stands for a page.
pub enum NavEntry {
    /// None.
    None,
    /// One of its own.
    Own(Nav),
    /// That of another page.
    Of(PageId),
}

/// An entry of the navigation.
pub struct Nav {
    /// The group.
    pub group: Group,
    /// The icon.
    pub icon: &'static str,
    /// The number beside it.
    pub count: fn() -> Option<usize>,
    /// What the number counts.
    pub counts: fn(T, usize) -> String,
}

impl Page {
    /// Whether a place belongs to it.
    fn owns(&self, key: &PageKey) -> bool {
        let is_its_id = match (self.takes_id, &key.id) {
            (None, None) => true,
            (Some(takes), Some(id)) => takes(id),
            _ => false,
        };
        self.page == key.page && is_its_id
    }

    /// Its entry of the navigation, where it has one of its own.
    pub fn nav(&self) -> Option<&Nav> {
        match &self.entry {
            NavEntry::Own(nav) => Some(nav),
            _ => None,
        }
    }

    /// Where its entry leads.
    pub fn route(&self) -> Route {
        Route::to(self.page.clone())
    }
}

fn nothing(_: T, _: usize) -> String {
    String::new()
}

fn no_count() -> Option<usize> {
    None
}

fn customer_count() -> Option<usize> {
    crate::state::use_app().session.customer_count.get().filter(|n| *n > 0)
}

fn due_now() -> Option<usize> {
    crate::state::use_app().due_now.get().filter(|n| *n > 0)
}

fn moves_waiting() -> Option<usize> {
    crate::state::use_app().reviews.waiting.get().filter(|n| *n > 0)
}

fn disagreeing() -> Option<usize> {
    Some(crate::state::use_app().disagreeing.get()).filter(|n| *n > 0)
}

/// All pages, in the order of the navigation.
pub static PAGES: [Page; 21] = [
    Page {
        page: PageId::HOME,
        takes_id: None,
        label: Label::fixed("关系簿", "Guanxi"),
        blank: Blank::Shows,
        entry: NavEntry::None,
        view: View::Here(|| page::Home().into_any()),
    },
    Page {
        page: PageId::TODAY,
        takes_id: None,
        label: Label::fixed("今日", "Today"),
        // A task of one's own needs no customer.
        blank: Blank::Shows,
        entry: NavEntry::Own(Nav {
            group: Group::Work,
            icon: "today",
            count: due_now,
            counts: T::nav_due,
        }),
        view: View::Later(later!(today: load_today => Build { || page::Today().into_any() })),
    },
    Page {
        page: PageId::CUSTOMERS,
        takes_id: None,
        label: Label::fixed("客户", "Customers"),
        blank: Blank::Welcomes,
        entry: NavEntry::Own(Nav {
            group: Group::Work,
            icon: "users",
            count: customer_count,
            counts: T::count_all,
        }),
        view: View::Here(|| page::Customers().into_any()),
    },
    Page {
        page: PageId::NEW_CUSTOMER,
        takes_id: None,
        label: Label::fixed("新建客户", "New customer"),
        blank: Blank::Shows,
        entry: NavEntry::Of(PageId::CUSTOMERS),
        view: View::Later(later!(write: load_new_customer => Build { || page::NewCustomer().into_any() })),
    },
    Page {
        page: PageId::CUSTOMERS,
        takes_id: Some(|id| CustomerId::new(id).is_ok()),
        label: Label::fixed("客户档案", "Customer"),
        blank: Blank::Welcomes,
        entry: NavEntry::Of(PageId::CUSTOMERS),
        view: View::Later(later!(customers: load_customer => Build { || page::Customer().into_any() })),
    },
    Page {
        page: PageId::named("leads"),
        takes_id: None,
        label: Label::fixed("线索", "Leads"),
        // The first card of a fair begins a book.
        blank: Blank::Shows,
        entry: NavEntry::Own(Nav {
            group: Group::Work,
            icon: "funnel",
            count: no_count,
            counts: nothing,
        }),
        view: View::Later(later!(service: load_leads => Build { || page::Leads().into_any() })),
    },
    Page {
        page: PageId::named("service"),
        takes_id: None,
        label: Label::fixed("服务", "Service"),
        blank: Blank::Welcomes,
        entry: NavEntry::Own(Nav {
            group: Group::Work,
            icon: "headset",
            count: no_count,
            counts: nothing,
        }),
        view: View::Later(later!(service: load_service => Build { || page::Service().into_any() })),
    },
    Page {
        page: PageId::named("health"),
        takes_id: None,
        label: Label::fixed("健康与挽回", "Health"),
        blank: Blank::Welcomes,
        entry: NavEntry::Own(Nav {
            group: Group::Work,
            icon: "target",
            count: no_count,
            counts: nothing,
        }),
        view: View::Later(later!(insight: load_health => Build { || page::Health().into_any() })),
    },
    Page {
        page: PageId::DASHBOARD,
        takes_id: None,
        label: Label::fixed("仪表盘", "Dashboard"),
        blank: Blank::Welcomes,
        entry: NavEntry::Own(Nav {
            group: Group::Insight,
            icon: "chart",
            count: no_count,
            counts: nothing,
        }),
        #[cfg(not(feature = "leak"))]
        view: View::Later(later!(insight: load_dashboard => Build { || page::Dashboard().into_any() })),
        // What `.ci/leak.sh` plants: the budget has to find it.
        #[cfg(feature = "leak")]
        view: View::Here(|| page::Dashboard().into_any()),
    },
    Page {
        page: PageId::named("value"),
        takes_id: None,
        label: Label::fixed("价值分层", "Value tiers"),
        blank: Blank::Welcomes,
        entry: NavEntry::Own(Nav {
            group: Group::Insight,
            icon: "portrait",
            count: no_count,
            counts: nothing,
        }),
        view: View::Later(later!(marketing: load_value => Build { || page::ValueTiers().into_any() })),
    },
    Page {
        page: PageId::named("growth"),
        takes_id: None,
        label: Label::fixed("增长", "Growth"),
        blank: Blank::Welcomes,
        entry: NavEntry::Own(Nav {
            group: Group::Insight,
            icon: "arrow-up",
            count: no_count,
            counts: nothing,
        }),
        view: View::Later(later!(marketing: load_growth => Build { || page::Growth().into_any() })),
    },
    Page {
        page: PageId::named("campaigns"),
        takes_id: None,
        label: Label::fixed("营销", "Marketing"),
        blank: Blank::Welcomes,
        entry: NavEntry::Own(Nav {
            group: Group::Insight,
            icon: "gift",
            count: no_count,
            counts: nothing,
        }),
        view: View::Later(later!(campaigns: load_campaigns => Build { || page::Marketing().into_any() })),
    },
    Page {
        page: PageId::named("goals"),
        takes_id: None,
        label: Label::fixed("目标", "Goals"),
        blank: Blank::Welcomes,
        entry: NavEntry::Own(Nav {
            group: Group::Insight,
            icon: "check-circle",
            count: no_count,
            counts: nothing,
        }),
        view: View::Later(later!(goals: load_goals => Build { || page::Goals().into_any() })),
    },
    Page {
        page: PageId::RULES,
        takes_id: None,
        label: Label::fixed("规则", "Rules"),
        blank: Blank::Shows,
        entry: NavEntry::Own(Nav {
            group: Group::Rules,
            icon: "sliders",
            count: no_count,
            counts: nothing,
        }),
        view: View::Later(later!(rules: load_rules => Build { || page::Rules().into_any() })),
    },
    Page {
        page: PageId::PLAYBOOKS,
        takes_id: None,
        label: Label::fixed("关怀方案", "Playbooks"),
        blank: Blank::Shows,
        entry: NavEntry::Own(Nav {
            group: Group::Rules,
            icon: "heart",
            count: no_count,
            counts: nothing,
        }),
        view: View::Later(later!(playbooks: load_playbooks => Build { || page::Playbooks().into_any() })),
    },
    Page {
        page: PageId::named("workdays"),
        takes_id: None,
        label: Label::fixed("工作日历", "Working days"),
        blank: Blank::Shows,
        entry: NavEntry::Own(Nav {
            group: Group::Rules,
            icon: "calendar",
            count: no_count,
            counts: nothing,
        }),
        view: View::Later(later!(playbooks: load_workdays => Build { || page::Workdays().into_any() })),
    },
    Page {
        page: PageId::REVIEW,
        takes_id: None,
        label: Label::fixed("复核", "Review"),
        blank: Blank::Welcomes,
        entry: NavEntry::Own(Nav {
            group: Group::Rules,
            icon: "review",
            count: moves_waiting,
            counts: T::nav_moves_waiting,
        }),
        view: View::Later(later!(review: load_review => Build { || page::Review().into_any() })),
    },
    Page {
        page: PageId::named("disagreements"),
        takes_id: None,
        label: Label::fixed("分歧", "Disagreements"),
        blank: Blank::Welcomes,
        entry: NavEntry::Own(Nav {
            group: Group::Rules,
            icon: "half-circle",
            count: disagreeing,
            counts: T::nav_disagreeing,
        }),
        view: View::Later(later!(review: load_disagreements => Build { || page::Disagreements().into_any() })),
    },
    Page {
        page: PageId::DUPLICATES,
        takes_id: None,
        label: Label::fixed("查重", "Duplicates"),
        blank: Blank::Welcomes,
        entry: NavEntry::Own(Nav {
            group: Group::Book,
            icon: "copy",
            count: no_count,
            counts: nothing,
        }),
        view: View::Later(later!(doubles: load_duplicates => Build { || page::Duplicates().into_any() })),
    },
    Page {
        page: PageId::FORMS,
        takes_id: None,
        label: Label::fixed("表格", "Forms"),
        blank: Blank::Shows,
        entry: NavEntry::Own(Nav {
            group: Group::Book,
            icon: "file",
            count: no_count,
            counts: nothing,
        }),
        view: View::Later(later!(customers: load_forms => Build { || page::Forms().into_any() })),
    },
    Page {
        page: PageId::DATA,
        takes_id: None,
        label: Label::fixed("数据", "Data"),
        blank: Blank::Shows,
        entry: NavEntry::Own(Nav {
            group: Group::Book,
            icon: "database",
            count: no_count,
            counts: nothing,
        }),
        view: View::Later(later!(data: load_data => Build { || page::DataPage().into_any() })),
    },
];

/// Stands for every address of no page.
static NOT_FOUND: Page = Page {
    page: PageId::HOME,
    takes_id: None,
    label: Label::fixed("没有这一页", "No such page"),
    blank: Blank::Shows,
    entry: NavEntry::None,
    view: View::Here(|| page::NotFound().into_any()),
};

/// The page of a place.
pub fn page_of(key: &PageKey) -> &'static Page {
    PAGES.iter().find(|page| page.owns(key)).unwrap_or(&NOT_FOUND)
}

/// Whether there is a page at this place.
pub fn is_page(key: &PageKey) -> bool {
    PAGES.iter().any(|page| page.owns(key))
}

/// Whether the entry of a page stands for this place.
pub fn is_current(page: &Page, key: &PageKey) -> bool {
    match &page_of(key).entry {
        NavEntry::Of(other) => *other == page.page && page.takes_id.is_none(),
        _ => page.owns(key),
    }
}
