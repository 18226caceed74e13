//! Lists of what belongs to customers (leads, tickets, plans, warnings): narrowed by conditions in the address, of the customers and of the
//! rows themselves. A page says whose a row is, which rows it shows at all, and what a row says to each key of its own.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::state::live::*;

use super::filter::{OwnKey, OwnValue, meets};
use super::filter_chips::{ConditionEditor, Conditions, Filtered};
use super::page::{Figures, ListPage, ListState, Sieve};
use super::said_lines::{SaidLines, place_of};
use super::tools::SearchField;
use crate::domain::columns::{Bits, bit_words, has_bit, set_bit};
use crate::domain::find::{add_field, line_has_all};
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::App;
use crate::state::list::{Index, TextIndex, Value, keep, matching, values};
use crate::state::query::{Filter, Query};
use crate::state::route::Params;
use crate::ui::later::Later;
use crate::ui::text::{T, names, use_text};

/// The search of a list.
const SEARCH: &str = "[data-list-search]";

/// What a row says to a key.
type SaysOf<R> = dyn Fn(&World, &R, &str) -> OwnValue + Send + Sync;

/// What a row says in words.
type WordsOf<R> = fn(&World, &R, Lang) -> Vec<String>;

/// What a page says of its rows.
pub struct RowFacts<R> {
    /// Whose it is, by the customer's slot.
    pub customer: fn(&R) -> u32,
    /// What it says in words beside its customer's name and number, where these are its own: the search finds it by them too. Asked of every
    /// row once the search is gone to, and anew where the book changes.
    pub words: Option<WordsOf<R>>,
    /// What the page asks of it, whatever conditions there are; tracked.
    pub asked: Arc<dyn Fn() -> Sieve<R> + Send + Sync>,
    /// What it says to a key of its own.
    pub own: Arc<SaysOf<R>>,
}

/// What a query asks, ready to be asked of each row.
#[derive(Clone, PartialEq, Default)]
struct Asked {
    /// The customers that it leaves; nothing where it asks nothing of them.
    customers: Option<Bits>,
    /// What is searched for; nothing where nothing is.
    search: Option<String>,
    /// What it asks of the rows.
    own: Vec<Filter>,
}

/// The rows of a page under its conditions. `Copy`: it holds handles only.
pub struct Narrowed<R: Send + Sync + 'static> {
    app: App,
    all: Memo<Arc<Vec<R>>>,
    query: Memo<Query>,
    asked: Memo<Arc<Asked>>,
    facts: StoredValue<Arc<RowFacts<R>>>,
    said: Memo<Arc<SaidLines>>,
    keys: &'static [OwnKey],
}

impl<R: Send + Sync> Clone for Narrowed<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Send + Sync> Copy for Narrowed<R> {}

impl<R: PartialEq + Send + Sync> Narrowed<R> {
    /// Sets up the state of the page that is open: its rows, in the order of a figure or a text each (see [`ListState::over_figures`]).
    pub fn new(
        app: App,
        all: Memo<Arc<Vec<R>>>,
        keys: &'static [OwnKey],
        facts: RowFacts<R>,
        figures: Figures<R>,
        text: impl Fn(&World, &R, &str) -> Option<String> + Send + Sync + 'static,
    ) -> (Self, ListState) {
        let query = Memo::new(move |_| app.with_route(|route| Query::parse(route.params.text())));
        let (words, facts) = (facts.words, StoredValue::new(Arc::new(facts)));
        let it = Self {
            app,
            all,
            query,
            asked: Memo::new(move |_| Arc::new(query.with(|query| asked(app, query, keys)))),
            facts,
            said: Memo::new(move |_| {
                let mut lines = SaidLines::default();
                if let Some(own) = words {
                    let lang = app.lang.get();
                    let read =
                        |world: &World| all.with(|all| all.iter().for_each(|row| lines.add(&own(world, row, lang))));
                    app.session.read(read);
                }
                Arc::new(lines)
            }),
            keys,
        };
        let list = ListState::over_figures(app, all, move || it.sieve(it.asked.get()), figures, text);
        (it, list)
    }

    /// What the page and a query ask of a row; tracked.
    fn sieve(self, asked: Arc<Asked>) -> Sieve<R> {
        let Some(facts) = self.facts.try_get_value() else {
            return Box::new(|_, _| false);
        };
        let (fits, own) = ((facts.asked)(), facts.clone());
        let (typed, customer) = (asked.search.clone(), facts.customer);
        let is_asked: Sieve<R> = Box::new(move |world, row| {
            let is_theirs = || {
                let customers = asked.customers.as_ref();
                customers.is_none_or(|those| has_bit(those, customer(row)))
            };
            let says = |filter: &Filter| meets(filter, &(own.own)(world, row, &filter.key));
            fits(world, row) && is_theirs() && asked.own.iter().all(says)
        });
        let Some(typed) = typed else {
            return is_asked;
        };
        let those = self.found(&typed, &*is_asked, customer);
        let said = facts.words.is_some().then(|| (self.all.get(), self.said.get()));
        let room = RefCell::new((self.app.finder.words(&typed), String::new()));
        Box::new(move |world, row| {
            let slot = customer(row);
            let is_said = |(all, said): &(Arc<Vec<R>>, Arc<SaidLines>)| {
                let own = place_of(all, row)
                    .and_then(|place| said.line(place))
                    .unwrap_or_default();
                let (words, line) = &mut *room.borrow_mut();
                line.clear();
                line.push_str(own);
                // Whose name says the only word is found already.
                let customer = Some(slot).filter(|_| words.len() > 1);
                if let Some(customer) = customer.and_then(|slot| world.book.customers.at(slot)) {
                    add_field(&customer.name, line);
                    add_field(customer.id.as_str(), line);
                }
                line_has_all(line, words)
            };
            is_asked(world, row) && (has_bit(&those, slot) || said.as_ref().is_some_and(is_said))
        })
    }

    /// The customers that a search finds: of those only whose rows are shown but for it, as few tickets are open of many; tracked.
    fn found(self, typed: &str, is_asked: &dyn Fn(&World, &R) -> bool, customer: fn(&R) -> u32) -> Bits {
        let tag_names = names::tags(self.app);
        let find = |world: &World, text: &TextIndex| {
            let mut among: Bits = vec![0; world.evaluation.columns.live.len()];
            self.all.with(|all| {
                for row in all.iter().filter(|row| is_asked(world, row)) {
                    set_bit(&mut among, customer(row), true);
                }
            });
            keep(&mut among, &world.evaluation.columns.live);
            text.find_words(&mut text.words(typed), world, &tag_names, among)
        };
        let text = self.app.finder.text;
        let found = text.with(|text| self.app.session.read(|world| find(world, text)));
        found.unwrap_or_default()
    }

    /// Reads the rows that meet a query; tracked.
    fn over<T: Default>(self, query: &Query, read: impl FnOnce(&World, &mut dyn Iterator<Item = &R>) -> T) -> T {
        let fits = self.sieve(Arc::new(asked(self.app, query, self.keys)));
        let of_rows = |world: &World| {
            self.all
                .with(|all| read(world, &mut all.iter().filter(|row| fits(world, row))))
        };
        self.app.session.read(of_rows).unwrap_or_default()
    }

    /// Makes ready what is looked into.
    fn prepare(self) {
        self.said.try_with_untracked(|_| ());
    }

    /// What the rows are narrowed by, as a text that changes with it; tracked.
    pub fn said(self) -> String {
        self.query.with(Query::print)
    }

    fn count(self, query: &Query) -> usize {
        self.over(query, |_, rows| rows.count())
    }

    fn values(self, key: &str, among: &Query) -> Vec<Value> {
        let Some(facts) = self.facts.try_get_value() else {
            return Vec::new();
        };
        self.over(among, |world, rows| {
            if self.keys.iter().any(|own| own.key == key) {
                let word = |row: &R| match (facts.own)(world, row, key) {
                    OwnValue::Word(word) => word.unwrap_or_default(),
                    _ => Text::default(),
                };
                let mut counts = BTreeMap::<Text, usize>::new();
                rows.for_each(|row| *counts.entry(word(row)).or_default() += 1);
                let value = |(value, count)| Value {
                    value,
                    count,
                    by_rule: false,
                };
                return counts.into_iter().map(value).collect();
            }
            let mut those: Bits = vec![0; bit_words(world.book.customers.slots())];
            rows.for_each(|row| set_bit(&mut those, (facts.customer)(row), true));
            values(world, key, &those, Index::default())
        })
    }
}

/// Puts a query into the address of the page that is open, beside what else stands there.
pub fn put_query(app: App, query: &Query) {
    let mut route = untrack(|| app.route());
    let is_own = |part: &&str| !part.is_empty() && Query::parse(part) == Query::default();
    let own = route.params.text().split('&').filter(is_own).map(str::to_owned);
    let all: Vec<String> = own.chain(Some(query.print()).filter(|text| !text.is_empty())).collect();
    route.params = Params::parse(&all.join("&"));
    app.replace(route);
}

/// What a query asks; tracked. Of the customers nothing is looked up where it asks nothing of them.
fn asked(app: App, query: &Query, keys: &[OwnKey]) -> Asked {
    let is_own = |filter: &Filter| keys.iter().any(|own| *own.key == *filter.key);
    let (own, of_customers): (Vec<Filter>, Vec<Filter>) = query.filters.iter().cloned().partition(is_own);
    let customers = (!of_customers.is_empty()).then(|| {
        let of_customers = Query {
            filters: of_customers,
            ..Query::default()
        };
        app.session
            .read(|world| matching(world, &of_customers, Index::default()))
    });
    let search = Some(query.search.clone()).filter(|typed| !typed.trim().is_empty());
    Asked {
        customers: customers.flatten(),
        search,
        own,
    }
}

/// A page whose rows are [`Narrowed`].
pub trait NarrowedPage: ListPage {
    /// What its rows are.
    type Row: PartialEq + Send + Sync + 'static;
    /// What may be asked of the rows themselves.
    const KEYS: &'static [OwnKey];

    /// Its rows.
    fn narrowed(self) -> Narrowed<Self::Row>;
    /// What edits and shows its conditions.
    fn editor() -> &'static Later<ConditionEditor<Self>>;
    /// What a word that a row says to a key of its own is called; the empty one where it says none, which is unknown unless it has a word.
    fn word(_key: &str, value: &str, _t: T) -> String {
        value.to_owned()
    }
}

/// The search and the conditions of such a page.
#[component]
pub fn Narrow<P: NarrowedPage>(
    /// The list.
    page: P,
    /// The mark of the search.
    mark: &'static str,
) -> impl IntoView {
    let t = use_text();
    // Where rows say nothing of their own, it finds them by their customers alone.
    let facts = page.narrowed().facts.try_get_value();
    let has_words = facts.is_some_and(|facts| facts.words.is_some());
    if has_words {
        // What rows say is there before the first letter; the press that goes to the search is painted first.
        on_window(leptos::ev::focusin, move |ev| {
            if event_target::<web_sys::Element>(&ev).matches(SEARCH) == Ok(true) {
                next_frame(move || next_frame(move || page.narrowed().prepare()));
            }
        });
    }
    view! {
        <SearchField
            label=move || if has_words { t().rows_search() } else { t().customer_search() }
            mark=mark
            words=Memo::new(move |_| page.query().search)
            on_words=Callback::new(move |words| page.change(|query| query.search = words))
        />
        <Conditions page=page />
    }
}

impl<P: NarrowedPage> Filtered for P {
    fn query(self) -> Query {
        self.narrowed().query.get()
    }

    fn set_query(self, query: Query) {
        put_query(self.list().app, &query);
    }

    fn would_find(self, query: &Query) -> usize {
        self.narrowed().count(query)
    }

    fn values(self, key: &str, among: &Query) -> Vec<Value> {
        self.narrowed().values(key, among)
    }

    fn own_keys() -> &'static [OwnKey] {
        P::KEYS
    }

    fn own_word(key: &str, value: &str, t: T) -> String {
        P::word(key, value, t)
    }

    fn condition_editor() -> &'static Later<ConditionEditor<Self>> {
        P::editor()
    }
}
