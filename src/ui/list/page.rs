//! What a page says about its list, and what it gets for that.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::state::live::*;
use wasm_bindgen::JsCast;

use super::actions::ListAction;
use super::cell::ListLine;
use super::column::{ListColumn, arranged};
use super::columns_menu::Choice;
use super::picking::{Picking, can_some, finish, pick_all};
use super::picks::{Picks, RowKey};
use super::place::{Place, Visible};
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::list::{by_place, text_places};
use crate::state::query::Sort;
use crate::state::route::Route;
use crate::state::{App, collate};
use crate::ui::text::T;

/// The piece of page state that orders a list: `KEY`, or `-KEY` for the largest first.
const SORT: &str = "sort";

/// What is in front of a list and closes before it: Esc is theirs.
const IN_FRONT: &str = "dialog[open], [role=dialog], [role=menu], [role=listbox]";

thread_local! {
    /// Where each list was left, by its address: "back" finds it there again.
    static LEFT: RefCell<BTreeMap<String, Place>> = RefCell::default();
}

/// The orders of a list that are of figures, by their keys, and the figure of a record for each.
pub type Figures<R> = (&'static [&'static str], fn(&R, &str) -> Option<f64>);

/// The state that every list has. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct ListState {
    /// The app.
    pub app: App,
    /// The rows shown, in order.
    pub rows: Memo<Arc<Vec<u32>>>,
    /// The rows selected.
    pub picks: RwSignal<Picks>,
    /// How many are.
    pub picked: Memo<usize>,
    /// A selection of all that goes on in slices.
    pub picking_all: StoredValue<Option<Picking>, LocalStorage>,
    /// On phones: the boxes are shown.
    pub picking: RwSignal<bool>,
    /// The way to take the rows along is asked for.
    pub exporting: RwSignal<bool>,
    /// The rows in sight.
    pub visible: RwSignal<Visible>,
    /// Where the list stands.
    pub place: StoredValue<Place>,
    /// The address while the page is open.
    pub address: Memo<String>,
}

impl ListState {
    /// Sets up the state of the page that is open.
    pub fn new(app: App, rows: Memo<Arc<Vec<u32>>>) -> Self {
        let path = |hash: &str| hash.split('?').next().unwrap_or_default().to_owned();
        let own = untrack(|| app.with_route(|route| path(&route.to_hash())));
        let address = Memo::new(move |before: Option<&String>| {
            let now = app.with_route(Route::to_hash);
            match before {
                // The page is about to go: what it shows stays.
                Some(before) if path(&now) != own => before.clone(),
                _ => now,
            }
        });
        let left = LEFT.with(|left| left.borrow().get(&untrack(|| address.get())).copied());
        let place = StoredValue::new(left.unwrap_or_default());
        on_cleanup(move || {
            if let Some((address, place)) = address.try_get_untracked().zip(place.try_get_value()) {
                LEFT.with(|left| left.borrow_mut().insert(address, place));
            }
        });
        let picks = RwSignal::new(Picks::default());
        Self {
            app,
            rows,
            picks,
            picked: Memo::new(move |_| picks.with(Picks::len)),
            picking_all: StoredValue::new_local(None),
            picking: RwSignal::new(false),
            exporting: RwSignal::new(false),
            visible: RwSignal::default(),
            place,
            address,
        }
    }

    /// The same for records at hand: those that fit, in the order of a text each, which is given by the order's key. What is asked is tracked.
    pub fn over<R: PartialEq + Send + Sync + 'static>(
        app: App,
        all: Memo<Arc<Vec<R>>>,
        asked: impl Fn() -> Sieve<R> + Send + Sync + 'static,
        text: impl Fn(&World, &R, &str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        Self::over_figures(app, all, asked, (&[], |_, _| None), text)
    }

    /// The same where most orders are of a figure each: `figure` gives it for the keys that are named, the smallest first; others are of a text.
    pub fn over_figures<R: PartialEq + Send + Sync + 'static>(
        app: App,
        all: Memo<Arc<Vec<R>>>,
        asked: impl Fn() -> Sieve<R> + Send + Sync + 'static,
        (keys, figure): Figures<R>,
        text: impl Fn(&World, &R, &str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        let sort = Memo::new(move |_| sort_of(app));
        // What orders them is worked out apart from who fits: a letter of a search orders nothing anew.
        let places = Memo::new(move |_| {
            let Sort { column, descending } = sort.get()?;
            let of_figures = |all: &Vec<R>| {
                let place = |record| figure(record, &column).unwrap_or(f64::NAN);
                all.iter().map(place).collect::<Vec<_>>()
            };
            let of_texts = |world: &World, all: &Vec<R>| {
                let texts: Vec<Option<String>> = all.iter().map(|record| text(world, record, &column)).collect();
                let texts: Vec<Option<&str>> = texts.iter().map(Option::as_deref).collect();
                text_places(&texts, &collate::pinyin)
            };
            let places = all.with(|all| match keys.contains(&&*column) {
                true => of_figures(all),
                false => app.session.read(|world| of_texts(world, all)).unwrap_or_default(),
            });
            Some((Arc::new(places), descending))
        });
        let rows = Memo::new(move |_| {
            let (asked, places) = (asked(), places.get());
            let in_order = |world: &World| {
                all.with(|all| {
                    let fitting = all.iter().zip(0..).filter(|(record, _)| asked(world, record));
                    let rows = fitting.map(|(_, row)| row);
                    match &places {
                        None => rows.collect(),
                        Some((places, descending)) => {
                            let place = |row: u32| places.get(row as usize).copied().unwrap_or(f64::NAN);
                            by_place(rows.map(|row| (place(row), row)), *descending)
                        }
                    }
                })
            };
            Arc::new(app.session.read(in_order).unwrap_or_default())
        });
        Self::new(app, rows)
    }

    /// Lets go of the selection.
    pub fn clear(self) {
        if self.picks.with_untracked(|picks| !picks.is_empty()) {
            self.picks.update(Picks::clear);
        }
    }

    /// Esc lets go of the selection, once nothing is open in front of the list and nothing is typed into its search.
    fn follow_escape(self) {
        on_window(leptos::ev::keydown, move |ev| {
            if ev.key() == "Escape" && !ev.default_prevented() && !is_before_list(&ev) {
                self.clear();
            }
        });
    }
}

fn is_before_list(ev: &web_sys::KeyboardEvent) -> bool {
    let types = ev
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
        .is_some_and(|input| input.type_() == "search" && !input.value().is_empty());
    types || document().query_selector(IN_FRONT).ok().flatten().is_some()
}

/// The order that the address names; tracked.
fn sort_of(app: App) -> Option<Sort> {
    app.param(SORT).map(|sort| Sort::parse(&sort))
}

/// What a page asks of each of its records: looked up once, as signals read for each of thousands of rows would take longer than all else.
pub type Sieve<R> = Box<dyn Fn(&World, &R) -> bool>;

/// A page that asks nothing of its records.
pub fn every<R>() -> Sieve<R> {
    Box::new(|_, _| true)
}

/// What a list is called and how it counts.
pub struct ListWords {
    /// What it holds.
    pub label: fn(T) -> &'static str,
    /// The name of the box that selects every row.
    pub select_all: fn(T) -> &'static str,
    /// The name of the box that selects a row.
    pub select_one: fn(T, &ListLine) -> String,
    /// How many are shown.
    pub shown: fn(T, usize) -> String,
    /// How many are selected.
    pub selected: fn(T, usize) -> String,
    /// Which keys work, where that is said.
    pub keys: fn(T) -> &'static str,
    /// The name of an exported file.
    pub file: fn(T) -> &'static str,
    /// The mark of its rows.
    pub row_mark: &'static str,
    /// The mark of its count.
    pub count_mark: &'static str,
}

/// Why an action of this mark cannot be done with a row; nothing where it can.
pub type WhyNot<P> = fn(P, &'static str, u32, T) -> Option<&'static str>;

/// A page with a list. Rows are named by numbers of the page's choosing (a slot, a place among moves).
pub trait ListPage: Copy + Send + Sync + 'static {
    /// Its words.
    const WORDS: ListWords;
    /// What can be done with rows; a cell [`super::Cell::Actions`] says what can be done with its own.
    const ACTIONS: &'static [ListAction<Self>] = &[];
    /// Whether what can be done with a row may stand in a column that stays in sight: then the others must leave it room.
    const HAS_WAYS: bool = true;
    /// Says why an action, by its mark, cannot be done with a row where that is so; tracked.
    const WHY_NOT: Option<WhyNot<Self>> = None;
    /// On phones: the boxes to select are always there.
    const ALWAYS_PICKS: bool = true;

    /// The state of the list.
    fn list(self) -> ListState;
    /// The name of a row, while the list changes around it; tracked.
    fn key(self, row: u32) -> Option<RowKey>;
    /// The slot that the name begins with; told apart where the rest takes long to make; tracked.
    fn slot(self, row: u32) -> Option<u32> {
        self.key(row).map(|(slot, _)| slot)
    }
    /// What a row says, a cell a column; tracked.
    fn line(self, row: u32, lang: Lang) -> Option<ListLine>;
    /// The columns, in order; tracked.
    fn columns(self, lang: Lang) -> Vec<ListColumn>;
    /// The columns as the user chose them, with the place of their cells; tracked.
    fn arranged(self, lang: Lang) -> Vec<(usize, ListColumn)> {
        let chosen = self
            .list()
            .app
            .list_columns
            .with(|lists| lists.get(Self::WORDS.row_mark).cloned());
        arranged(self.columns(lang), &chosen.unwrap_or_default())
    }

    /// The columns that may be chosen, those shown first; tracked.
    fn choices(self, lang: Lang) -> Vec<Choice> {
        let choice = |column: &ListColumn, on| (column.key.clone(), column.label.clone(), on);
        let shown: Vec<ListColumn> = self.arranged(lang).into_iter().map(|(_, column)| column).collect();
        let all = self.columns(lang);
        let hidden = all
            .iter()
            .filter(|column| !shown.contains(column))
            .map(|column| choice(column, false));
        let shown = shown
            .iter()
            .filter(|column| column.place.screen)
            .map(|column| choice(column, true));
        shown.chain(hidden).collect()
    }

    /// Chooses columns by their keys; none stands for the usual ones.
    fn choose(self, keys: Vec<Text>) {
        self.list().app.list_columns.update(|lists| {
            lists.insert(Self::WORDS.row_mark.to_owned(), keys);
        });
    }

    /// What stands over the list on paper: what it is, and a remark at the right.
    fn paper(self, t: T, rows: &[u32]) -> (String, String);

    /// Whether a row can be selected; tracked.
    fn can_pick(self, _row: u32) -> bool {
        true
    }

    /// The rows shown, in order; tracked.
    fn rows(self) -> Arc<Vec<u32>> {
        self.list().rows.get()
    }

    /// The id of a row, as `data-id`: the customer's, and what of the customer; tracked.
    fn id(self, row: u32) -> String {
        let id = |(slot, part): RowKey| {
            let id = self
                .list()
                .app
                .session
                .peek(|w| w.book.customers.key_at(slot).map(str::to_owned));
            Some(id.flatten()? + if part.is_empty() { "" } else { "/" } + &part)
        };
        self.key(row).and_then(id).unwrap_or_default()
    }

    /// Whether it is known by now which rows there are; tracked.
    fn is_read(self) -> bool {
        true
    }

    /// The line below the list on paper.
    fn paper_sum(self, _t: T, _rows: &[u32]) -> Option<String> {
        None
    }

    /// Who signs on paper.
    fn signs(_t: T) -> Vec<&'static str> {
        Vec::new()
    }

    /// The order where nobody chose, if a column stands for it.
    fn own_sort() -> Option<Sort> {
        None
    }

    /// The order chosen; tracked.
    fn sort(self) -> Option<Sort> {
        sort_of(self.list().app)
    }

    /// Chooses an order.
    fn order_by(self, sort: Option<Sort>) {
        self.list()
            .app
            .set_param(SORT, sort.map(|sort| sort.print()).as_deref());
    }

    /// When this changes the list goes back to its start; tracked.
    fn again(self) -> String {
        self.list().address.get()
    }

    /// Whether a row is selected; tracked.
    fn is_picked(self, row: u32) -> bool {
        self.key(row)
            .is_some_and(|key| self.list().picks.with(|picks| picks.has(&key)))
    }

    /// The names of some rows, nothing for one that cannot be selected: where reading one takes long, all are read at once; tracked.
    fn keys(self, rows: &[u32]) -> Vec<Option<RowKey>> {
        rows.iter().map(|row| pick_key(self, *row)).collect()
    }

    /// Selects a row, or lets go of it. With `range` all between the last one turned and this one follow.
    fn pick(self, row: u32, range: bool) {
        self.finish_picking();
        untrack(|| {
            let Some(key) = pick_key(self, row) else { return };
            let rows = self.rows();
            let keys = rows.iter().map(|row| pick_key(self, *row));
            self.list().picks.update(|picks| picks.turn(&key, range, keys));
        });
    }

    /// Selects every row shown that can be, or none: those in sight at once, the others in slices.
    fn pick_all(self, on: bool) {
        pick_all(self.list(), on, Box::new(move |rows| self.keys(rows)));
    }

    /// Finishes a selection of all that goes on in slices.
    fn finish_picking(self) {
        finish(self.list());
    }

    /// Which of the actions can be done with one of the rows selected, a bit each by its place.
    fn can_some(self) -> Signal<u32> {
        can_some(self)
    }

    /// The rows selected, in the order of the list.
    fn picked_rows(self) -> Vec<u32> {
        self.finish_picking();
        untrack(|| {
            let all = self.list().picks.with(Picks::len);
            // Each stands there once: behind the last of them nobody is looked at.
            let rows = self.rows();
            let may_be = rows.iter().copied().filter(|row| self.may_be_picked(*row));
            may_be.filter(|row| self.is_picked(*row)).take(all).collect()
        })
    }

    /// Whether something of the record of a row is selected: quicker to know than its key; tracked.
    fn may_be_picked(self, row: u32) -> bool {
        self.slot(row)
            .is_some_and(|slot| self.list().picks.with(|picks| picks.has_slot(slot)))
    }

    /// The rows that are meant by an export or print: those selected, or all shown.
    fn meant_rows(self) -> Vec<u32> {
        let picked = self.picked_rows();
        if picked.is_empty() {
            untrack(|| self.rows()).to_vec()
        } else {
            picked
        }
    }

    /// What rows say, for files and paper.
    fn lines(self, rows: &[u32], lang: Lang) -> Vec<ListLine> {
        untrack(|| rows.iter().filter_map(|row| self.line(*row, lang)).collect())
    }

    /// The customers that rows are, where they are customers: all that is known of these can leave as a table.
    fn customers(self, _rows: &[u32]) -> Option<Vec<u32>> {
        None
    }

    /// Asks how the rows selected, or all shown, leave as a table ([`super::ListExport`]).
    fn export(self) {
        self.list().exporting.set(true);
    }

    /// Who is no longer shown is no longer selected: nothing is done to what is out of sight. A book that was read anew may have other
    /// records in the same slots.
    fn follow(self) {
        let list = self.list();
        list.follow_escape();
        Effect::new(move |_| {
            let rows = self.rows();
            if list.picks.with_untracked(|picks| !picks.is_empty()) {
                let may_be = rows.iter().filter(|row| untrack(|| self.may_be_picked(**row)));
                let keys = may_be.filter_map(|row| pick_key(self, *row));
                if let Some(left) = list.picks.with_untracked(|picks| picks.among(keys)) {
                    list.picks.set(left);
                }
            }
        });
        let phase = list.app.session.phase;
        Effect::new(move |before: Option<()>| {
            phase.track();
            if before.is_some() {
                list.clear();
            }
        });
    }
}

fn pick_key<P: ListPage>(page: P, row: u32) -> Option<RowKey> {
    page.key(row).filter(|_| page.can_pick(row))
}
