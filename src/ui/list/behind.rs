//! What stands behind a figure: its rows as a list, with the way back to the figure. A page says which rows there are and what each says;
//! names of customers, owners, numbers, the order and the paper are the same everywhere.

use std::sync::Arc;

use crate::state::live::*;

use super::cell::{Cell, ListLine, file_figure};
use super::column::{ListColumn, arranged};
use super::columns_menu::ColumnsMenu;
use super::export::ListExport;
use super::page::{Figures, ListPage, ListState, ListWords, every};
use super::paper;
use super::picks::RowKey;
use super::table::ListTable;
use super::tools::ListButtons;
use crate::domain::day::Day;
use crate::domain::label::Lang;
use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::App;
use crate::state::route::Route;
use crate::ui::format;
use crate::ui::later::{Later, later, piece};
use crate::ui::text::{T, use_text};
use crate::ui::widget::EmptyState;

/// A row behind a figure: a customer, or something of one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BehindRow {
    /// The customer's slot.
    pub customer: u32,
    /// The slot of the record that it is, where it is one.
    pub record: Option<u32>,
    /// Which of several it is that a customer or record has: its meaning is the page's.
    pub mark: u8,
    /// Its day, where it has one.
    pub on: Option<Day>,
    /// What it counts, where it counts something.
    pub figure: Option<f64>,
}

/// What a row says to the columns.
pub type CellsOf = Box<dyn Fn(&World, &BehindRow, T) -> Vec<Cell> + Send + Sync>;

/// What a page says of the rows behind a figure.
pub struct BehindFacts {
    /// The figure in words; tracked.
    pub title: Box<dyn Fn(T) -> String + Send + Sync>,
    /// Its columns, between the name and the owner; those called `on` and `figure` order the list by these.
    pub columns: Box<dyn Fn(T) -> Vec<ListColumn> + Send + Sync>,
    /// What a row says to them.
    pub cells: CellsOf,
    /// What its columns are chosen by.
    pub mark: &'static str,
    /// The pieces of page state that name the figure: without them the address is that of the page with the figure.
    pub params: &'static [&'static str],
}

/// The rows behind a figure, of which the list is made.
#[derive(Clone)]
pub struct BehindOf {
    app: App,
    all: Memo<Arc<Vec<BehindRow>>>,
    facts: Arc<BehindFacts>,
}

impl BehindOf {
    /// These rows, of which the page says this.
    pub fn new(app: App, all: Memo<Arc<Vec<BehindRow>>>, facts: BehindFacts) -> Self {
        let facts = Arc::new(facts);
        Self { app, all, facts }
    }
}

/// The list. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
struct BehindList {
    list: ListState,
    all: Memo<Arc<Vec<BehindRow>>>,
    facts: StoredValue<Arc<BehindFacts>>,
}

impl BehindList {
    /// Sets up the state of the page that is open.
    fn new(BehindOf { app, all, facts }: BehindOf) -> Self {
        Self {
            list: ListState::over_figures(app, all, every, FIGURES, text),
            all,
            facts: StoredValue::new(facts),
        }
    }

    fn of<R>(self, row: u32, read: impl FnOnce(&World, &BehindRow, &BehindFacts) -> Option<R>) -> Option<R> {
        let it = self.all.with(|all| all.get(row as usize).copied())?;
        let facts = self.facts.try_get_value()?;
        self.list.app.session.read(|world| read(world, &it, &facts)).flatten()
    }

    /// Which columns are chosen is remembered figure by figure.
    fn mark(self) -> &'static str {
        self.facts.try_get_value().map_or("behind", |facts| facts.mark)
    }

    fn title(self, t: T) -> String {
        self.facts
            .try_get_value()
            .map(|facts| (facts.title)(t))
            .unwrap_or_default()
    }

    /// The address of the page with the figure; tracked.
    fn back(self) -> String {
        let own = self.facts.try_get_value().map_or(&[][..], |facts| facts.params);
        let without = |route: Route, key: &&str| route.with_param(key, None);
        own.iter()
            .chain(&["sort"])
            .fold(self.list.app.route(), without)
            .to_hash()
    }
}

/// The columns of figures, and what each is of a row.
const FIGURES: Figures<BehindRow> = (&["on", "figure"], |it, key| match key {
    "on" => it.on.map(|day| f64::from(day.0)),
    _ => it.figure,
});

fn text(world: &World, it: &BehindRow, key: &str) -> Option<String> {
    let customer = world.book.customers.at(it.customer)?;
    match key {
        "name" => Some(customer.name.to_string()),
        "owner" => customer.owner.as_deref().map(str::to_owned),
        _ => None,
    }
}

impl ListPage for BehindList {
    const WORDS: ListWords = ListWords {
        label: T::behind_list,
        select_all: T::behind_select_all,
        select_one: |t, line| t.behind_select_one(line.name()),
        shown: T::behind_shown,
        selected: T::behind_selected,
        keys: T::behind_keys,
        file: T::behind_list,
        row_mark: "behind-row",
        count_mark: "behind-count",
    };

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        // A customer may stand in several rows, also with the same record.
        let it = self.all.with(|all| all.get(row as usize).copied())?;
        let is_one = it.record.is_none() && it.mark == 0 && it.on.is_none();
        let part = if is_one { String::new() } else { row.to_string() };
        Some((it.customer, part.into()))
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        self.of(row, |world, it, facts| {
            let t = T(lang);
            let customer = world.book.customers.at(it.customer)?;
            let name = Cell::Name(customer.name.to_string(), Route::customer(&customer.id).to_hash());
            let last = [
                Cell::whose(customer.owner.as_deref(), t),
                Cell::Text(customer.id.to_string()),
            ];
            let own = (facts.cells)(world, it, t);
            Some(ListLine(std::iter::once(name).chain(own).chain(last).collect()))
        })
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let own = self
            .facts
            .try_get_value()
            .map(|facts| (facts.columns)(t))
            .unwrap_or_default();
        let name = ListColumn::new("name", t.behind_customer()).grows(168, 1.6).sorted();
        let last = [
            ListColumn::owner(t.behind_owner()),
            ListColumn::new("id", t.customer_number()).in_files(),
        ];
        std::iter::once(name).chain(own).chain(last).collect()
    }

    fn arranged(self, lang: Lang) -> Vec<(usize, ListColumn)> {
        let chosen = self.list.app.list_columns.with(|lists| lists.get(self.mark()).cloned());
        arranged(self.columns(lang), &chosen.unwrap_or_default())
    }

    fn choose(self, keys: Vec<Text>) {
        self.list.app.list_columns.update(|lists| {
            lists.insert(self.mark().to_owned(), keys);
        });
    }

    fn paper(self, t: T, _rows: &[u32]) -> (String, String) {
        (self.title(t), t.as_of_day(self.list.app.as_of.get()))
    }

    fn customers(self, rows: &[u32]) -> Option<Vec<u32>> {
        let slot = |row: &u32| self.all.with(|all| Some(all.get(*row as usize)?.customer));
        let mut slots: Vec<u32> = rows.iter().filter_map(slot).collect();
        slots.sort_unstable();
        slots.dedup();
        Some(slots)
    }
}

/// The day column of such a list.
pub fn behind_day(label: &str) -> ListColumn {
    ListColumn::new("on", label).px(112).sorts("on", true)
}

/// The column of what a row counts.
pub fn behind_figure(label: &str, px: u32) -> ListColumn {
    ListColumn::new("figure", label).px(px).sorts("figure", true).figure()
}

/// A number that is counted, for such a column.
pub fn behind_count(n: f64, t: T) -> Cell {
    Cell::Figure(format::decimal(n, 0), file_figure(t, Unit::Count, n))
}

/// A figure of a table that opens the rows behind it; of none there are no rows to open. `name`: what it is, for who does not see the table.
pub fn figure_link(is_some: bool, href: String, name: String, figure: String) -> AnyView {
    let said = format!("{name} {figure}");
    match is_some {
        true => view! { <a class="behind__link" href=href aria-label=said title=name>{figure}</a> }.into_any(),
        false => figure.into_any(),
    }
}

/// Figures in a line, each in words, with the address of its rows where there are some.
pub fn figures_line(t: T, figures: Vec<(String, Option<String>)>) -> AnyView {
    let one = |(at, (said, rows)): (usize, (String, Option<String>))| {
        let said = match rows {
            Some(href) => view! { <a class="behind__link" href=href>{said}</a> }.into_any(),
            None => said.into_any(),
        };
        view! { {(at > 0).then(|| t.line_comma())} {said} }
    };
    figures.into_iter().enumerate().map(one).collect_view().into_any()
}

/// Builds the list: (its rows, whether it is known by now which there are).
type BuildBehind = fn(BehindOf, Option<Signal<bool>>) -> AnyView;

/// Many pages have such figures, and most days nobody opens one.
static BEHIND: Later<BuildBehind> = later!(write: rows_behind => BuildBehind { |of, is_read| {
    view! { <BehindTable page=BehindList::new(of) is_read=is_read /> }.into_any()
} });

/// The list with what stands over it.
#[component]
pub fn Behind(
    of: BehindOf,
    /// It is known by now which rows there are; tracked.
    #[prop(into, optional)]
    is_read: Option<Signal<bool>>,
) -> impl IntoView {
    piece(&BEHIND, move |build| build(of.clone(), is_read))
}

#[component]
fn BehindTable(page: BehindList, is_read: Option<Signal<bool>>) -> impl IntoView {
    let t = use_text();
    let message = move || match is_read.is_none_or(|is_read| is_read.get()) {
        true => view! { <EmptyState title=move || t().behind_none() /> }.into_any(),
        false => view! { <p class="muted" role="status">{move || t().behind_reading()}</p> }.into_any(),
    };
    view! {
        <div class="toolbar behind__head" role="group" aria-label=move || t().list_tools()>
            <a class="btn btn--quiet" href=move || page.back() data-testid="behind-back">{move || t().behind_back()}</a>
            <h2 class="behind__title" data-testid="behind-title">{move || page.title(t())}</h2>
            <ColumnsMenu page=page />
            <ListButtons page=page />
        </div>
        <ListTable page=page message=message />
        <ListExport page=page />
        {paper::list_area(page)}
    }
}
