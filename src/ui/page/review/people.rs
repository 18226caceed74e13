//! The customers behind a cell of the migration matrix, the largest purchases first.

use std::sync::Arc;

use crate::state::live::*;

use super::desk::{Desk, use_desk};
use super::matrix::{CELL, CHANGED, Shown, UNCHANGED, row_id};
use crate::domain::columns::{Bits, bit_words, set_bit};
use crate::domain::evaluation::Evaluation;
use crate::domain::label::Lang;
use crate::domain::metric::Metric;
use crate::domain::record::Text;
use crate::domain::report::moves::migrants;
use crate::domain::report::purchases::Purchases;
use crate::domain::report::risk::{AtRisk, at_risk, lost};
use crate::state::list::{by_place, lost_last, order, rows, slots};
use crate::state::query::Sort;
use crate::state::review::moves::Look;
use crate::state::route::Route;
use crate::state::{App, collate};
use crate::ui::class_word::{class_word, dimension_name};
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{EmptyState, IconButton, Panel};

/// In the name of a cell: everyone.
pub const EVERY: &str = "*";
/// The column of the purchases.
const AMOUNT: &str = "amount";
/// The piece of page state that orders these customers: the page's own orders the moves.
const SORT: &str = "people";

/// The customers of the cell that is open. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
struct CellPeople {
    list: ListState,
    found: Memo<Option<Shown>>,
    cell: Memo<String>,
    /// Who they are; nothing while no cell is open.
    who: Memo<Option<Bits>>,
}

/// The places of the rows and columns that the name of a cell stands for.
fn places(shown: &Shown, key: &str) -> Option<(Vec<usize>, Vec<usize>)> {
    let (from, to) = key.split_once('>')?;
    let places = |id: &str, all: usize| -> Vec<usize> {
        let is_meant = |row: &usize| id == EVERY || row_id(&shown.counts, *row) == id;
        (0..all).filter(is_meant).collect()
    };
    let (from, to) = (
        places(from, shown.counts.cells.len()),
        places(to, shown.counts.classes.len()),
    );
    (!from.is_empty() && !to.is_empty()).then_some((from, to))
}

/// Whether the name stands for all who went from one class to another, or all who stayed in one; nothing where it is of a cell.
fn is_of_changed(key: &str) -> Option<bool> {
    match key {
        CHANGED => Some(true),
        UNCHANGED => Some(false),
        _ => None,
    }
}

fn people(look: &Look, shown: &Shown, key: &str) -> Option<Bits> {
    let is_of_changed = is_of_changed(key);
    let (from, to) = match is_of_changed {
        // Who is new went nowhere.
        Some(_) => (
            (0..shown.counts.classes.len()).collect(),
            (0..shown.counts.classes.len()).collect(),
        ),
        None => places(shown, key)?,
    };
    let mut found: Bits = vec![0; bit_words(look.world.book.customers.slots())];
    for row in from {
        for column in &to {
            if is_of_changed.is_some_and(|is_changed| is_changed == (row == *column)) {
                continue;
            }
            let class = shown.counts.classes.get(*column).and_then(Option::as_deref);
            let cell = (shown.counts.origin(row), class);
            let slots = migrants(look.before, look.after, &shown.dimension, cell);
            slots.into_iter().for_each(|slot| set_bit(&mut found, slot, true));
        }
    }
    Some(found)
}

impl CellPeople {
    fn new(app: App, found: Memo<Option<Shown>>, cell: Memo<String>) -> Self {
        let who = Memo::new(move |before: Option<&Option<Bits>>| {
            let now = found.with(|shown| {
                let (shown, key) = (shown.as_ref()?, cell.get());
                app.reviews.read(|look| people(&look, shown, &key))
            });
            now.unwrap_or_else(|| before.cloned().flatten())
        });
        let rows = Memo::new(move |before: Option<&Arc<Vec<u32>>>| {
            let sort = sort_of(app);
            let found = who.with(|who| {
                app.reviews
                    .read(|look| Some(ordered(&look, who.as_ref()?, sort.as_ref())))
            });
            match found {
                Some(found) => Arc::new(found.unwrap_or_default()),
                // While it is worked out, the rows stay.
                None => before.cloned().unwrap_or_default(),
            }
        });
        Self {
            list: ListState::new(app, rows),
            found,
            cell,
            who,
        }
    }

    /// The cell in words; tracked.
    fn title(self, t: T) -> String {
        let words = |shown: &Shown| {
            let key = self.cell.get();
            let n = self.list.rows.with(|rows| rows.len());
            match is_of_changed(&key) {
                Some(true) => return Some(t.migrate_changed(n)),
                Some(false) => return Some(t.migrate_unchanged(n)),
                None => {}
            }
            let (from, to) = key.split_once('>')?;
            let (rows, columns) = places(shown, &key)?;
            let one = |id: &str, places: Vec<usize>| places.first().copied().filter(|_| id != EVERY);
            Some(shown.cell_words(t, one(from, rows), one(to, columns)))
        };
        self.found
            .with(|shown| shown.as_ref().and_then(words))
            .unwrap_or_default()
    }

    /// How many there are and what they bought; tracked.
    fn sum(self, t: T) -> String {
        self.list.rows.with(|rows| {
            let all = |look: Look| {
                rows.iter()
                    .map(|slot| Purchases::of(look.after, *slot))
                    .sum::<Purchases>()
            };
            let sum = self.list.app.reviews.read(all).unwrap_or_default();
            let lost = |look: Look| at_risk(&lost(look.after), rows.iter().copied());
            let AtRisk { open, lost } = self.list.app.reviews.read(lost).unwrap_or_default();
            // Who can still be acted on is counted apart where both stand in the list.
            let apart = (open > 0 && lost > 0).then(|| [t.risk_open(open), t.risk_lost(lost)]);
            let all = [t.customers(rows.len())].into_iter().chain(apart.into_iter().flatten());
            let all: Vec<String> = all.chain([format::purchase_sum(sum, t.0)]).collect();
            all.join(" · ")
        })
    }
}

/// What a customer buys in a year up to the day of the occasion; nothing where that is not known.
fn purchase(look: &Look, slot: u32) -> Option<Purchases> {
    let known = look.after.number(slot, Metric::AnnualPurchase);
    known.map(|_| Purchases::of(look.after, slot))
}

/// In the order that was chosen; without one the largest purchases first, who is lost already last.
fn ordered(look: &Look, who: &Bits, sort: Option<&Sort>) -> Vec<u32> {
    match sort {
        Some(sort) => by_sort(look, who, sort),
        None => lost_last(by_sort(look, who, &largest()), &lost(look.after)),
    }
}

fn by_sort(look: &Look, who: &Bits, sort: &Sort) -> Vec<u32> {
    if *sort.column != *AMOUNT {
        return rows(&order(look.world, sort, &collate::pinyin), who);
    }
    let place = |slot: u32| {
        (
            look.after.number(slot, Metric::AnnualPurchase).unwrap_or(f64::NAN),
            slot,
        )
    };
    by_place(slots(who).map(place), sort.descending)
}

fn largest() -> Sort {
    Sort {
        column: AMOUNT.into(),
        descending: true,
    }
}

fn sort_of(app: App) -> Option<Sort> {
    app.param(SORT).map(|sort| Sort::parse(&sort))
}

impl ListPage for CellPeople {
    const WORDS: ListWords = ListWords {
        label: T::migrate_people,
        select_all: T::select_all_shown,
        select_one: |t, line| t.select_one(line.name()),
        shown: T::count_all,
        selected: T::selected,
        keys: T::review_keys,
        file: T::migrate_file,
        row_mark: "matrix-person",
        count_mark: "matrix-count",
    };
    const ALWAYS_PICKS: bool = false;

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, slot: u32) -> Option<RowKey> {
        Some((slot, Text::default()))
    }

    fn line(self, slot: u32, lang: Lang) -> Option<ListLine> {
        let dimension = self
            .found
            .with(|shown| shown.as_ref().map(|shown| shown.dimension.clone()))?;
        self.list
            .app
            .reviews
            .read(|look| line(&look, &dimension, slot, lang))
            .flatten()
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let amount = ListColumn {
            head: Some(t.col_amount_unit().to_owned()),
            ..ListColumn::new(AMOUNT, t.review_col_purchase())
        };
        vec![
            ListColumn::new("id", t.customer_number()).in_files(),
            ListColumn::new("name", t.review_col_customer())
                .grows(160, 2.0)
                .sorted(),
            ListColumn::new("dim", t.review_col_dimension()).in_files(),
            ListColumn::new("from_day", t.review_col_from_day()).in_files(),
            ListColumn::new("to_day", t.review_col_to_day()).in_files(),
            ListColumn::new("from", t.review_col_before()).grows(88, 0.8),
            ListColumn::new("to", t.review_col_after()).grows(88, 0.8),
            ListColumn::new("owner", t.col_owner()).grows(72, 0.8).sorted().soft(),
            amount.px(128).figure().sorts(AMOUNT, true),
        ]
    }

    fn paper(self, t: T, _rows: &[u32]) -> (String, String) {
        (self.title(t), self.sum(t))
    }

    /// The largest purchases first.
    fn own_sort() -> Option<Sort> {
        Some(largest())
    }

    fn sort(self) -> Option<Sort> {
        sort_of(self.list.app)
    }

    fn order_by(self, sort: Option<Sort>) {
        self.list.app.set_param(SORT, sort.map(|sort| sort.print()).as_deref());
    }
}

fn line(look: &Look, dimension: &Text, slot: u32, lang: Lang) -> Option<ListLine> {
    let t = T(lang);
    let customer = look.world.book.customers.at(slot)?;
    let plans = [&look.after.plan, &look.before.plan];
    let class = |evaluation: &Evaluation| {
        let at = evaluation.plan.dimension(dimension)?;
        Some(Cell::Class(
            class_word(&plans, lang, dimension, evaluation.class(slot, at)),
            false,
        ))
    };
    let class = |evaluation| class(evaluation).unwrap_or_else(|| Cell::Missing(t.unclassified().to_owned()));
    let day = |evaluation: &Evaluation| Cell::day(Some(evaluation.as_of));
    let route = Route::customer(&customer.id).with_param("why", Some(dimension));
    Some(ListLine(vec![
        Cell::Text(customer.id.to_string()),
        Cell::Name(customer.name.to_string(), route.to_hash()),
        Cell::Text(dimension_name(&look.after.plan, lang, dimension)),
        day(look.before),
        day(look.after),
        class(look.before),
        class(look.after),
        Cell::or(customer.owner.as_deref().map(str::to_owned), t.no_owner()),
        purchase(look, slot).map_or_else(
            || Cell::Missing(t.unknown().to_owned()),
            |purchase| Cell::purchase(t, purchase),
        ),
    ]))
}

/// The customers of the cell, or how to open one.
#[component]
pub fn CellPanel(found: Memo<Option<Shown>>, cell: Memo<String>) -> impl IntoView {
    let t = use_text();
    let Desk { app, .. } = use_desk();
    let people = CellPeople::new(app, found, cell);
    let is_open = Memo::new(move |_| people.who.with(Option::is_some));
    let end = move || {
        view! {
            <ListButtons page=people />
            <IconButton
                icon="x"
                label=move || t().migrate_close()
                size="btn--small"
                on_click=Callback::new(move |_| app.set_param(CELL, None))
            />
        }
    };
    let count = move || people.list.rows.with(|rows| rows.len()).to_string();
    let panel = move || {
        view! {
            <Panel id="matrix-people" title=move || people.title(t()) note=move || people.sum(t()) end=end>
                <div class="migrate__people" data-testid="matrix-people" data-count=count style:--rows=count>
                    <ListTable page=people message=move || view! { <EmptyState title=move || t().migrate_nobody() text=move || t().migrate_nobody_help() /> } />
                </div>
            </Panel>
            <ListExport page=people />
        {paper::list_area(people)}
        }
        .into_any()
    };
    let pick = move || view! { <p class="muted small migrate__pick">{move || t().migrate_pick()}</p> }.into_any();
    view! { {move || if is_open.get() { panel() } else { pick() }} }
}
