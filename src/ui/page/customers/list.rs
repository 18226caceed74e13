//! The customers shown: the query of the address and who meets it.

use std::sync::Arc;

use crate::state::live::*;

use super::{cells, columns};
use crate::domain::columns::{Bits, count_bits};
use crate::domain::command::Command;
use crate::domain::id::CustomerId;
use crate::domain::label::Lang;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::report::purchases::Purchases;
use crate::domain::report::risk::AtRisk;
use crate::domain::world::World;
use crate::state::list::{self as find, Column, Index, TagIndex, TextIndex};
use crate::state::query::{Query, Sort};
use crate::state::route::Route;
use crate::state::{App, collate};
use crate::ui::later::{Later, later};
use crate::ui::list::picks::{Picks, RowKey};
use crate::ui::list::{
    Choice, ConditionEditor, Filtered, ListAction, ListColumn, ListLine, ListPage, ListState, ListWords,
    condition_editor, paper, printed_where,
};
use crate::ui::text::{T, names};
use crate::ui::{focus, format};

/// The customers. `Copy`: it holds signals only.
#[derive(Clone, Copy)]
pub struct Customers {
    pub app: App,
    /// The conditions, search, order.
    pub query: Memo<Query>,
    /// Who meets them.
    pub found: Memo<Bits>,
    pub list: ListState,
    /// What they buy in a year.
    pub purchases: Memo<Purchases>,
    /// What they ordered on the days that the query asks for.
    pub ordered: Memo<Option<Fen>>,
    /// Of those at risk, where the query asks for them.
    pub at_risk: Memo<Option<AtRisk>>,
    /// The columns shown, in order.
    pub columns: Memo<Arc<Vec<(Text, Column)>>>,
    pub picked: Memo<Bits>,
    /// The manual tags; worked out when they are asked for.
    pub tags: Memo<TagIndex>,
    tag_names: Memo<Vec<String>>,
}

/// The customers of the page.
pub fn use_customers() -> Customers {
    of_page()
}

impl Customers {
    /// Sets up the page's state.
    pub fn new(app: App) -> Self {
        let session = app.session;
        let query = Memo::new(move |before: Option<&Query>| {
            // Where the page is about to go, what it shows stays.
            let query = app.with_route(Route::query);
            query.or_else(|| before.cloned()).unwrap_or_default()
        });
        let tags = session.memo(TagIndex::build);
        let tag_names = Memo::new(move |_| names::tags(app));
        let found = Memo::new(move |_| query.with(|query| look(app, query, tags, tag_names)));
        let sort = Memo::new(move |_| query.with(|q| q.sort.clone()).or_else(Customers::own_sort));
        let order = Memo::new(move |_| {
            let order = session
                .read(|world| sort.with(|sort| sort.as_ref().map(|sort| find::order(world, sort, &collate::pinyin))));
            order.flatten().unwrap_or_default()
        });
        let lost =
            Memo::new(move |_| query.with(|query| session.read(|world| find::lost_at_risk(world, query)).flatten()));
        // An order that the user chose stands as it is.
        let is_own = Memo::new(move |_| query.with(|query| query.sort.is_none()));
        let rows = Memo::new(move |_| {
            let rows = order.with(|order| found.with(|found| find::rows(order, found)));
            Arc::new(lost.with(|lost| match lost.as_ref().filter(|_| is_own.get()) {
                Some(lost) => find::lost_last(rows, lost),
                None => rows,
            }))
        });
        let list = ListState::new(app, rows);
        Self {
            app,
            query,
            found,
            list,
            purchases: Memo::new(move |_| {
                let purchases = |world: &World| found.with(|found| find::purchases(world, found));
                session.read(purchases).unwrap_or_default()
            }),
            ordered: Memo::new(move |_| session.read(|world| ordered(world, query, found)).flatten()),
            at_risk: Memo::new(move |_| {
                let count = |lost: &Bits| found.with(|found| find::count_at_risk(lost, found));
                lost.with(|lost| lost.as_ref().map(count))
            }),
            columns: Memo::new(move |_| columns::chosen(app, &query.with(|q| q.columns.clone()))),
            picked: Memo::new(move |_| list.picks.with(Picks::bits)),
            tags,
            tag_names,
        }
    }

    /// Who would be found by another query.
    pub fn look(self, query: &Query) -> Bits {
        look(self.app, query, self.tags, self.tag_names)
    }

    /// The ids of who is selected, in the order of the list.
    pub fn picked_ids(self) -> Vec<CustomerId> {
        let rows = self.picked_rows();
        let ids = |world: &World| {
            let customers = rows.iter().filter_map(|slot| world.book.customers.at(*slot));
            customers.map(|customer| customer.id.clone()).collect()
        };
        self.app.session.peek(ids).unwrap_or_default()
    }
}

impl ListPage for Customers {
    const WORDS: ListWords = ListWords {
        label: T::customers_title,
        select_all: T::select_all_shown,
        select_one: |t, line| t.select_one(line.name()),
        shown: T::count_all,
        selected: T::selected,
        keys: T::list_keys,
        file: T::list_file,
        row_mark: "customer-row",
        count_mark: "customer-count",
    };
    const HAS_WAYS: bool = false;
    const ACTIONS: &'static [ListAction<Self>] = &[
        bulk(T::export, "bulk-export", "download", |customers, _| customers.export()),
        bulk(T::print, "bulk-print", "printer", |_, _| paper::print()),
        bulk(T::delete, "bulk-delete", "trash", |customers, _| {
            let delete = Command::RemoveCustomers(customers.picked_ids());
            customers.app.session.dispatch_then(delete, |_| focus::rescue());
        }),
    ];
    const ALWAYS_PICKS: bool = false;

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, slot: u32) -> Option<RowKey> {
        Some((slot, Text::default()))
    }

    fn line(self, slot: u32, lang: Lang) -> Option<ListLine> {
        let line = |world: &World| self.columns.with(|columns| cells::line(world, lang, columns, slot));
        self.app.session.read(line).flatten()
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let shown = |world: &World| {
            self.columns
                .with(|all| columns::shown(&world.evaluation.plan, lang, all))
        };
        self.app.session.read(shown).unwrap_or_default()
    }

    fn choices(self, lang: Lang) -> Vec<Choice> {
        columns::choices(self, lang)
    }

    /// The choice is a preference; columns that the address named give way to it.
    fn choose(self, keys: Vec<Text>) {
        self.app.columns.set(keys);
        if self.query.with_untracked(|query| !query.columns.is_empty()) {
            self.change(|query| query.columns.clear());
        }
    }

    /// Rows are their own names: of a hundred thousand all are selected within a frame.
    fn pick_all(self, on: bool) {
        let rows = untrack(|| self.rows());
        let keys = rows.iter().filter(|_| on).map(|slot| (*slot, Text::default()));
        self.list.picks.update(|picks| picks.only(keys));
    }

    fn finish_picking(self) {}

    /// All that is done here is done with whomever.
    fn can_some(self) -> Signal<u32> {
        Signal::stored(u32::MAX)
    }

    fn paper(self, t: T, rows: &[u32]) -> (String, String) {
        let what = t.printed_list(rows.len()) + &printed_where(self, t, []);
        (what, t.as_of_day(self.app.as_of.get()))
    }

    fn paper_sum(self, t: T, _rows: &[u32]) -> Option<String> {
        let set = if self.list.picked.get() > 0 {
            self.picked
        } else {
            self.found
        };
        let sums = |world: &World| {
            let ordered = ordered(world, self.query, set).map(|sum| t.ordered_sum(format::wan_unit(sum, t.0)));
            let year = set.with(|set| format::purchase_sum(find::purchases(world, set), t.0));
            ordered.into_iter().chain([year]).collect::<Vec<_>>()
        };
        Some(self.app.session.read(sums).unwrap_or_default().join(" · "))
    }

    /// The latest contact first.
    fn own_sort() -> Option<Sort> {
        Some(Sort {
            column: "last".into(),
            descending: true,
        })
    }

    fn sort(self) -> Option<Sort> {
        self.query.with(|query| query.sort.clone())
    }

    fn order_by(self, sort: Option<Sort>) {
        self.change(|query| query.sort = sort);
    }

    fn customers(self, rows: &[u32]) -> Option<Vec<u32>> {
        Some(rows.to_vec())
    }

    /// Other columns of the same customers do not.
    fn again(self) -> String {
        let mut query = self.query.get();
        query.columns.clear();
        query.print()
    }
}

impl Filtered for Customers {
    fn condition_editor() -> &'static Later<ConditionEditor<Self>> {
        static EDITOR: Later<ConditionEditor<Customers>> =
            later!(write: customer_conditions => ConditionEditor<Customers> { condition_editor::<Customers>() });
        &EDITOR
    }

    fn query(self) -> Query {
        self.query.get()
    }

    fn set_query(self, query: Query) {
        self.app.replace(Route::customers(&query));
    }

    fn would_find(self, query: &Query) -> usize {
        count_bits(&self.look(query))
    }

    fn values(self, key: &str, among: &Query) -> Vec<find::Value> {
        let among = self.look(among);
        self.tags.with(|tags| {
            let index = Index {
                tags: Some(tags),
                ..Index::default()
            };
            let values = |world: &World| find::values(world, key, &among, index);
            self.app.session.read(values).unwrap_or_default()
        })
    }
}

/// What can be done with the selected only.
const fn bulk(
    text: fn(T) -> &'static str,
    mark: &'static str,
    icon: &'static str,
    run: fn(Customers, &[u32]),
) -> ListAction<Customers> {
    ListAction {
        text,
        label: |_, _| String::new(),
        mark,
        icon: Some(icon),
        is_quiet: true,
        can: |_, _| true,
        run,
    }
}

/// What a set of customers ordered on the days that the query asks for.
fn ordered(world: &World, query: Memo<Query>, set: Memo<Bits>) -> Option<Fen> {
    query.with(|query| set.with(|set| find::ordered_sum(world, query, set)))
}

/// Who meets a query. What the query does not ask for is not built.
fn look(app: App, query: &Query, tags: Memo<TagIndex>, names: Memo<Vec<String>>) -> Bits {
    let look = |text: Option<&TextIndex>, tags: Option<&TagIndex>, tag_names: &[String]| {
        let index = Index { text, tags, tag_names };
        app.session
            .read(|world| find::matching(world, query, index))
            .unwrap_or_default()
    };
    let with_tags = |text: Option<&TextIndex>, names: &[String]| {
        if find::needs_tags(query) {
            tags.with(|tags| look(text, Some(tags), names))
        } else {
            look(text, None, names)
        }
    };
    if query.search.trim().is_empty() {
        with_tags(None, &[])
    } else {
        app.finder
            .text
            .with(|text| names.with(|names| with_tags(Some(text), names)))
    }
}
