//! The customers behind a cell of the migration matrix, the largest purchases first.

use std::sync::Arc;

use crate::state::live::*;

use super::desk::{Desk, use_desk};
use super::matrix::{CHANGED, NEW, Shown, UNCHANGED, at_cell};
use crate::domain::columns::Bits;
use crate::domain::evaluation::Evaluation;
use crate::domain::label::Lang;
use crate::domain::metric::Metric;
use crate::domain::record::Text;
use crate::domain::report::moves::{Cells, Origin, migrants};
use crate::domain::report::purchases::Purchases;
use crate::domain::report::risk::{AtRisk, at_risk, lost};
use crate::state::list::{by_place, lost_last, order, rows, slots};
use crate::state::query::Sort;
use crate::state::review::moves::Look;
use crate::state::review_list::{Filters, IS_LOST, IS_OPEN, LOST, is_lost};
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

/// The cells that a name stands for; nothing where the matrix has none of that name.
fn named<'a>(shown: &Shown, key: &'a str) -> Option<Cells<'a>> {
    let (from, to) = match key {
        CHANGED => return Some(Cells::Changed),
        UNCHANGED => return Some(Cells::Unchanged),
        _ => key.split_once('>')?,
    };
    let class = |id: &'a str| Some(id).filter(|id| !id.is_empty());
    let row = match from {
        EVERY => None,
        NEW => Some(Origin::New),
        id => Some(Origin::Class(class(id))),
    };
    let column = Some(to).filter(|to| *to != EVERY).map(class);
    place(shown, row, column).map(|_| Cells::At(row, column))
}

/// The places of a row and a column, each none for all of them; nothing where the matrix has not both.
fn place(shown: &Shown, row: Option<Origin>, column: Option<Option<&str>>) -> Option<(Option<usize>, Option<usize>)> {
    let counts = &shown.counts;
    let row = row.map(|row| (0..counts.cells.len()).find(|at| counts.origin(*at) == row));
    let column = column.map(|column| counts.classes.iter().position(|class| class.as_deref() == column));
    (row != Some(None) && column != Some(None)).then_some((row.flatten(), column.flatten()))
}

/// Of some customers those who are lost already, or who are not; all where that is not asked.
fn only_of(who: &Bits, only: Option<bool>, look: &Look) -> Bits {
    let filters = Filters {
        is_lost: only,
        ..Filters::default()
    };
    filters.whose(who, &lost(look.after))
}

fn people(look: &Look, shown: &Shown, key: &str) -> Option<Bits> {
    let cells = named(shown, key)?;
    Some(migrants(look.before, look.after, &shown.dimension, cells))
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
            let only = is_lost(app.param(LOST).as_deref());
            let found = who.with(|who| {
                app.reviews
                    .read(|look| Some(ordered(&look, &only_of(who.as_ref()?, only, &look), sort.as_ref())))
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
            let cells = named(shown, &key)?;
            let n = shown.counts.count(cells);
            match cells {
                Cells::Changed => Some(t.migrate_changed(n)),
                Cells::Unchanged => Some(t.migrate_unchanged(n)),
                Cells::At(row, column) => {
                    let (from, to) = place(shown, row, column)?;
                    Some(shown.cell_words(t, from, to))
                }
            }
        };
        self.found
            .with(|shown| shown.as_ref().and_then(words))
            .unwrap_or_default()
    }

    /// How many there are, how many of them are lost, and what those who are listed bought; each opens its rows. Tracked.
    fn sum(self, t: T) -> AnyView {
        let app = self.list.app;
        let counted = self.who.with(|who| {
            let of = |look: Look| Some(at_risk(&lost(look.after), slots(who.as_ref()?)));
            app.reviews.read(of).flatten()
        });
        let AtRisk { open, lost } = counted.unwrap_or_default();
        let there = |n: usize, gone: Option<bool>| {
            let route = app
                .route()
                .with_param(LOST, gone.map(|gone| if gone { IS_LOST } else { IS_OPEN }));
            (n > 0).then(|| route.to_hash())
        };
        let all = (t.customers(open + lost), there(open + lost, None));
        // Who can still be acted on is counted apart where both stand in the cell.
        let apart = [
            (t.risk_open(open), there(open, Some(false))),
            (t.risk_lost(lost), there(lost, Some(true))),
        ];
        let apart = apart.into_iter().filter(|_| open > 0 && lost > 0);
        let bought = (self.purchases(t), None);
        figures_line(t, std::iter::once(all).chain(apart).chain([bought]).collect())
    }

    /// What those who are listed buy in a year; tracked.
    fn purchases(self, t: T) -> String {
        self.list.rows.with(|rows| {
            let of = |look: Look| rows.iter().map(|slot| Purchases::of(look.after, *slot)).sum();
            format::purchase_sum(self.list.app.reviews.read(of).unwrap_or_default(), t.0)
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
        let n = self.list.rows.with(|rows| rows.len());
        let many = match is_lost(self.list.app.param(LOST).as_deref()) {
            None => t.customers(n),
            Some(true) => t.risk_lost(n),
            Some(false) => t.risk_open(n),
        };
        (self.title(t), format!("{many} · {}", self.purchases(t)))
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
        Cell::whose(customer.owner.as_deref(), t),
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
                on_click=Callback::new(move |_| app.replace(at_cell(untrack(|| app.route()), None)))
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
