//! The migration matrix of a dimension between both sides of the occasion, the flow chart beside it, and the customers of a cell.

use crate::state::live::*;

use super::desk::{Desk, use_desk};
use super::flow::FlowChart;
use crate::domain::label::Lang;
use crate::domain::metric::Metric;
use crate::domain::record::Text;
use crate::domain::report::moves::{Migration as Counts, Origin, migrants, migration};
use crate::domain::report::purchases::Purchases;
use crate::state::files;
use crate::state::review::moves::Look;
use crate::state::review_list::DIM;
use crate::state::route::Route;
use crate::ui::class_word::{ClassWord, class_word, dimension_name};
use crate::ui::{format, list};
use crate::ui::text::{T, names, use_text};
use crate::ui::widget::{Button, Cell, Head, IconButton, Matrix, Panel, Select, Table};

/// The piece of page state that names the cell whose customers are shown: `FROM>TO`, `*` for everyone, `+` for those who are new,
/// nothing for unclassified.
pub const CELL: &str = "cell";
/// Everyone.
const EVERY: &str = "*";
/// Those who did not exist before.
const NEW: &str = "+";
/// How many customers are shown, and how many more each time.
const PAGE: usize = 100;

/// A matrix with the words of its classes.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The dimension's id.
    pub dimension: Text,
    /// The dimension's name.
    pub name: String,
    /// The rows in order: the classes, and those who are new.
    pub words: Vec<ClassWord>,
    /// The counts.
    pub counts: Counts,
}

/// The name of a cell.
pub fn cell_key(shown: &Shown, from: Option<usize>, to: Option<usize>) -> String {
    let id = |place: Option<usize>| place.map_or(EVERY, |place| row_id(&shown.counts, place));
    format!("{}>{}", id(from), id(to))
}

/// The name of a row.
fn row_id(counts: &Counts, row: usize) -> &str {
    match counts.origin(row) {
        Origin::New => NEW,
        Origin::Class(class) => class.unwrap_or_default(),
    }
}

fn shown(look: &Look, lang: Lang, asked: Option<&str>) -> Option<Shown> {
    let dimensions = || look.after.plan.dimensions.iter().filter(|d| d.text_of.is_none());
    let known = asked.filter(|id| dimensions().any(|d| *d.id == **id));
    let dimension: Text = known
        .map(Text::from)
        .or_else(|| dimensions().next().map(|d| d.id.clone()))?;
    let counts = migration(look.before, look.after, &dimension)?;
    let plans = [&look.after.plan, &look.before.plan];
    let word = |row: usize| match counts.origin(row) {
        Origin::Class(class) => class_word(&plans, lang, &dimension, class),
        Origin::New => ClassWord {
            name: T(lang).migrate_new().to_owned(),
            ..class_word(&plans, lang, &dimension, None)
        },
    };
    let words = (0..counts.cells.len().max(counts.classes.len())).map(word);
    Some(Shown {
        name: dimension_name(&look.after.plan, lang, &dimension),
        words: words.collect(),
        dimension,
        counts,
    })
}

/// The tab.
#[component]
pub fn Migration() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let app = desk.app;
    let asked = move || desk.filters.with(|f| f.dimension.clone());
    let found = Memo::new(move |before: Option<&Option<Shown>>| {
        let (lang, asked) = (app.lang.get(), asked());
        let now = app.reviews.read(|look| shown(&look, lang, asked.as_deref())).flatten();
        now.or_else(|| before.cloned().flatten())
    });
    let table = Memo::new(move |_| {
        found
            .with(|f| f.as_ref().map(|f| table(f, desk, t())))
            .unwrap_or_default()
    });
    let title = move || {
        found
            .with(|f| f.as_ref().map(|f| t().migrate_of(&f.name)))
            .unwrap_or_default()
    };
    let cell = Memo::new(move |_| app.param(CELL).unwrap_or_default());
    let lit = RwSignal::new(String::new());
    let there = Memo::new(move |_| found.with(Option::is_some));
    let note = move || {
        found
            .with(|f| {
                f.as_ref().map(|f| {
                    let (old, came) = f
                        .counts
                        .cells
                        .split_at(f.counts.classes.len().min(f.counts.cells.len()));
                    let stay: usize = old.iter().enumerate().filter_map(|(i, row)| row.get(i)).sum();
                    let all: usize = old.iter().flatten().sum();
                    let new: usize = came.iter().flatten().sum();
                    let new = (new > 0).then(|| t().migrate_came(new));
                    let both = [t().migrate_changed(all - stay), t().migrate_unchanged(stay)];
                    both.into_iter().chain(new).collect::<Vec<_>>().join(" · ")
                })
            })
            .unwrap_or_default()
    };
    let body = move || {
        if !there.get() {
            return view! { <p class="panel__body muted" role="status">{move || t().review_working()}</p> }.into_any();
        }
        view! {
            <div class="migrate" data-testid="matrix">
                <div class="migrate__part">
                    <p class="small muted">{move || t().migrate_hint()}</p>
                    <Matrix caption=title table=table lit=lit opened=Signal::from(cell) />
                </div>
                <div class="migrate__part">
                    <FlowChart shown=found lit=lit />
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="stack stack--review">
            <Panel id="matrix-title" title=title note=note end=move || view! { <Dimension found=found /> }>
                {body}
            </Panel>
            <Customers found=found cell=cell />
        </div>
    }
}

#[component]
fn Dimension(found: Memo<Option<Shown>>) -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let options = move || {
        let lang = desk.app.lang.get();
        let of = |world: &crate::domain::world::World| {
            let all = world.evaluation.plan.dimensions.iter().filter(|d| d.text_of.is_none());
            all.map(|d| (d.id.to_string(), names::dimension(lang, d)))
                .collect::<Vec<_>>()
        };
        desk.app.session.read(of).unwrap_or_default()
    };
    let value = move || found.with(|f| f.as_ref().map(|f| f.dimension.to_string()).unwrap_or_default());
    let choose = move |id: String| {
        let route = untrack(|| desk.app.route())
            .with_param(DIM, Some(&id))
            .with_param(CELL, None);
        desk.app.replace(route);
    };
    view! {
        <Select
            id="matrix-dimension"
            label=move || t().migrate_dimension()
            options=Signal::derive(options)
            value=Signal::derive(value)
            on_change=Callback::new(choose)
            small=true
        />
    }
}

/// The address of a cell's customers.
pub fn cell_href(desk: Desk, key: &str) -> String {
    desk.app
        .route()
        .with_param(CELL, None)
        .with_param(CELL, Some(key))
        .to_hash()
}

fn table(shown: &Shown, desk: Desk, t: T) -> Table {
    let n = shown.counts.classes.len();
    let word = |place: usize| shown.words.get(place).cloned().unwrap_or_default();
    let head = |place: usize| Head {
        dim: word(place).palette,
        rank: word(place).rank,
        name: word(place).name,
    };
    let name = |place: usize| word(place).name;
    let cell = |from: Option<usize>, to: Option<usize>, count: usize| {
        let key = cell_key(shown, from, to);
        let what = match (from, to) {
            (Some(i), Some(j)) if i == j => t.migrate_stay(name(i)),
            (Some(i), Some(j)) => t.migrate_cell(name(i), name(j)),
            (Some(i), None) if i == n => name(i).clone(),
            (Some(i), None) => t.migrate_cell_from(name(i)),
            (None, Some(j)) => t.migrate_cell_to(name(j)),
            (None, None) => t.total().to_owned(),
        };
        Cell {
            value: count as f64,
            text: format::count(count),
            title: format!("{what}: {}", t.customers(count)),
            href: cell_href(desk, &key),
            same: from.is_some() && from == to,
            key,
        }
    };
    let cells = &shown.counts.cells;
    let row = |(i, row): (usize, &Vec<usize>)| {
        let all = row
            .iter()
            .enumerate()
            .map(|(j, n)| cell(Some(i), Some(j), *n))
            .collect();
        (head(i), all, cell(Some(i), None, row.iter().sum()))
    };
    let column = |j: usize| cell(None, Some(j), cells.iter().filter_map(|row| row.get(j)).sum());
    let everyone = cell(None, None, cells.iter().flatten().sum());
    Table {
        columns: (0..n).map(head).collect(),
        rows: cells.iter().enumerate().map(row).collect(),
        sums: (0..n).map(column).chain([everyone]).collect(),
    }
}

/// A customer of a cell.
#[derive(Clone, Debug, PartialEq)]
struct Person {
    slot: u32,
    name: String,
    href: String,
    /// What it buys in a year; nothing where that is not known.
    purchase: Option<Purchases>,
}

/// The customers of a cell, the largest purchases first.
fn people(look: &Look, shown: &Shown, key: &str) -> Option<Vec<Person>> {
    let (from, to) = key.split_once('>')?;
    let (counts, n) = (&shown.counts, shown.counts.classes.len());
    let rows = |id: &str, all: usize| -> Vec<usize> {
        (0..all)
            .filter(|row| id == EVERY || row_id(counts, *row) == id)
            .collect()
    };
    let (from, to) = (rows(from, counts.cells.len()), rows(to, n));
    let pairs = from.iter().flat_map(|from| {
        to.iter()
            .map(|to| (counts.origin(*from), counts.classes.get(*to).and_then(Option::as_deref)))
    });
    let slots = pairs.flat_map(|cell| migrants(look.before, look.after, &shown.dimension, cell));
    let person = |slot: u32| {
        let customer = look.world.book.customers.at(slot)?;
        Some(Person {
            slot,
            name: customer.name.to_string(),
            href: Route::customer(&customer.id)
                .with_param("why", Some(&shown.dimension))
                .to_hash(),
            purchase: look
                .after
                .number(slot, Metric::AnnualPurchase)
                .map(|_| Purchases::of(look.after, slot)),
        })
    };
    let mut all: Vec<Person> = slots.filter_map(person).collect();
    all.sort_by_key(|p| (std::cmp::Reverse(p.purchase.map(|p| p.total)), p.slot));
    Some(all)
}

#[component]
fn Customers(found: Memo<Option<Shown>>, cell: Memo<String>) -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let limit = RwSignal::new(PAGE);
    let people = Memo::new(move |before: Option<&Option<Vec<Person>>>| {
        let (shown, key) = (found.get()?, cell.get());
        if key.is_empty() {
            return None;
        }
        let now = desk.app.reviews.read(|look| people(&look, &shown, &key));
        now.unwrap_or_else(|| before.cloned().flatten())
    });
    Effect::new(move |_| {
        cell.track();
        limit.set(PAGE);
    });
    let count = move || people.with(|p| p.as_ref().map_or(0, Vec::len));
    let title = move || {
        let key = cell.get();
        let words = |shown: &Shown| {
            let (from, to) = key.split_once('>')?;
            let name = |id: &str| {
                let place = (0..shown.words.len()).find(|row| row_id(&shown.counts, *row) == id);
                let word = place.and_then(|place| shown.words.get(place));
                word.map_or_else(|| id.to_owned(), |word| word.name.clone())
            };
            Some(match (from, to) {
                (EVERY, EVERY) => t().total().to_owned(),
                (NEW, EVERY) => name(NEW),
                (from, EVERY) => t().migrate_cell_from(name(from)),
                (EVERY, to) => t().migrate_cell_to(name(to)),
                (from, to) if from == to => t().migrate_stay(name(from)),
                (from, to) => t().migrate_cell(name(from), name(to)),
            })
        };
        found.with(|shown| shown.as_ref().and_then(words)).unwrap_or_default()
    };
    let sum = move || people.with(|p| p.iter().flatten().filter_map(|p| p.purchase).sum::<Purchases>());
    let note = move || {
        format!(
            "{} · {}",
            t().customers(count()),
            format::purchase_sum(sum(), t().0)
        )
    };
    let export = move |_| {
        let t = untrack(t);
        let head = [t.review_col_customer(), t.review_col_purchase()].map(str::to_owned);
        let row = |p: &Person| {
            vec![
                p.name.clone(),
                p.purchase.map(|p| format!("{:.2}", p.total.yuan())).unwrap_or_default(),
            ]
        };
        let rows: Vec<Vec<String>> = people.with_untracked(|p| p.iter().flatten().map(row).collect());
        files::export_list(desk.app, t.migrate_file(), &head, &rows);
    };
    let end = move || {
        view! {
            <Button text=move || t().export() icon="download" size="btn--small" on_click=Callback::new(export) />
            <IconButton
                icon="x"
                label=move || t().migrate_close()
                size="btn--small"
                on_click=Callback::new(move |_| desk.app.set_param(CELL, None))
            />
        }
    };
    let rows = move || people.with(|p| p.iter().flatten().take(limit.get()).cloned().collect::<Vec<_>>());
    let row = move |p: Person| {
        let t = untrack(t);
        let amount = p.purchase.map(|p| list::Cell::purchase(t, p).on_paper());
        let amount = amount.unwrap_or_else(|| t.unknown().to_owned());
        view! {
            <tr>
                <th scope="row">
                    <a href=p.href>{p.name}</a>
                </th>
                <td class="num" title=p.purchase.map(|p| format::yuan_sign(p.total))>{amount}</td>
            </tr>
        }
    };
    let left = move || count().saturating_sub(limit.get());
    let is_open = Memo::new(move |_| people.with(Option::is_some));
    let body = move || {
        if !is_open.get() {
            return view! { <p class="muted small migrate__pick">{move || t().migrate_pick()}</p> }.into_any();
        }
        view! {
            <Panel id="matrix-people" title=title note=note end=end>
                <table class="table" data-testid="matrix-people" data-count=move || count().to_string()>
                    <thead>
                        <tr>
                            <th scope="col">{move || t().review_col_customer()}</th>
                            <th scope="col" class="num">{move || t().review_col_purchase()} " " {move || t().wan()}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=rows key=|p| p.clone_key() children=row />
                    </tbody>
                </table>
                <Show when=move || { left() > 0 }>
                    <div class="panel__more">
                        <Button
                            text=move || t().migrate_more(left())
                            kind=crate::ui::widget::Kind::Quiet
                            on_click=Callback::new(move |_| limit.update(|n| *n += PAGE))
                        />
                    </div>
                </Show>
            </Panel>
        }
        .into_any()
    };
    view! { {body} }
}

impl Person {
    /// What tells a drawn row from another.
    fn clone_key(&self) -> (u32, String, Option<i64>) {
        (self.slot, self.name.clone(), self.purchase.map(|p| p.total.0))
    }
}
