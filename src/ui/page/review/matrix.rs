//! The migration matrix of a dimension between both sides of the occasion, the flow chart beside it, and the customers of a cell.

use std::sync::Arc;

use crate::state::live::*;

use super::desk::{Desk, use_desk};
use super::flow::FlowChart;
use super::people::{CellPanel, EVERY};
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::report::moves::{Cells, Migration as Counts, Origin, migration};
use crate::exchange::grid::Cell as OutCell;
use crate::exchange::write::{Look as OutLook, OutColumn, OutTable};
use crate::state::review::moves::Look;
use crate::state::review_list::{DIM, LOST};
use crate::state::route::Route;
use crate::ui::class_word::{ClassWord, class_word, dimension_name};
use crate::ui::format;
use crate::ui::list::{TableExport, figures_line};
use crate::ui::text::{T, names, use_text};
use crate::ui::widget::{Cell, EmptyState, Head, Matrix, Panel, Select, Table};

/// The piece of page state that names the cell whose customers are shown: `FROM>TO`, `*` for everyone, `+` for those who are new,
/// nothing for unclassified.
pub const CELL: &str = "cell";
/// Those who did not exist before.
pub const NEW: &str = "+";

/// In place of a cell: all who went from one class to another, and all who stayed in one.
pub const CHANGED: &str = "changed";
pub const UNCHANGED: &str = "unchanged";

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

impl Shown {
    /// Whether there was nobody on the later day.
    fn is_nobody(&self) -> bool {
        self.counts.cells.iter().flatten().all(|n| *n == 0)
    }

    /// A cell in words: its row and its column, none for all of them.
    pub fn cell_words(&self, t: T, from: Option<usize>, to: Option<usize>) -> String {
        let name = |place: usize| self.words.get(place).map(|word| word.name.clone()).unwrap_or_default();
        match (from, to) {
            (Some(i), Some(j)) if i == j => t.migrate_stay(name(i)),
            (Some(i), Some(j)) => t.migrate_cell(name(i), name(j)),
            (Some(i), None) if i == self.counts.classes.len() => name(i),
            (Some(i), None) => t.migrate_cell_from(name(i)),
            (None, Some(j)) => t.migrate_cell_to(name(j)),
            (None, None) => t.total().to_owned(),
        }
    }
}

/// The name of a cell.
pub fn cell_key(shown: &Shown, from: Option<usize>, to: Option<usize>) -> String {
    let id = |place: Option<usize>| place.map_or(EVERY, |place| row_id(&shown.counts, place));
    format!("{}>{}", id(from), id(to))
}

/// The name of a row.
pub fn row_id(counts: &Counts, row: usize) -> &str {
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
    let nobody = Memo::new(move |_| found.with(|f| f.as_ref().is_some_and(Shown::is_nobody)));
    let note = move || found.with(|f| f.as_ref().map(|f| moved(f, desk, t())));
    // In the words of the other language where that is wanted of the file.
    let leaves = Arc::new(move |t: T| {
        let now = app.reviews.read(|look| shown(&look, t.0, asked().as_deref())).flatten();
        now.map(|shown| out(&shown, t)).unwrap_or_default()
    });
    let leave = move || (!nobody.get()).then(|| view! { <TableExport mark="export-matrix" table=leaves.clone() /> });
    let body = move || {
        if !there.get() {
            return view! { <p class="panel__body muted" role="status">{move || t().review_working()}</p> }.into_any();
        }
        if nobody.get() {
            return view! {
                <div data-testid="matrix">
                    <EmptyState title=move || t().nobody_yet() text=move || t().nobody_yet_help() />
                </div>
            }
            .into_any();
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
            <Panel id="matrix-title" title=title note=note end=move || view! { <Dimension found=found /> {leave.clone()} }>
                {body}
            </Panel>
            <Show when=move || !nobody.get()>
                <CellPanel found=found cell=cell />
            </Show>
        </div>
    }
}

/// How many went from one class to another, how many stayed, how many came, each with who they are.
fn moved(shown: &Shown, desk: Desk, t: T) -> AnyView {
    let [changed, stay, new] =
        [Cells::Changed, Cells::Unchanged, Cells::At(Some(Origin::New), None)].map(|cells| shown.counts.count(cells));
    let figure = |n: usize, said: String, key: &str| (said, (n > 0).then(|| cell_href(desk, key)));
    let came = (new > 0).then(|| figure(new, t.migrate_came(new), &format!("{NEW}>{EVERY}")));
    let both = [
        figure(changed, t.migrate_changed(changed), CHANGED),
        figure(stay, t.migrate_unchanged(stay), UNCHANGED),
    ];
    figures_line(t, both.into_iter().chain(came).collect())
}

/// The table as it can leave, with its sums.
fn out(shown: &Shown, t: T) -> OutTable {
    let cells = &shown.counts.cells;
    let sum = |row: &[usize]| row.iter().sum::<usize>();
    let line = |name: &str, row: Vec<usize>| {
        let all = sum(&row);
        let figures = row.into_iter().chain([all]).map(|n| OutCell::Number(n as f64));
        std::iter::once(OutCell::text(name)).chain(figures).collect::<Vec<_>>()
    };
    let classes = shown.counts.classes.len();
    let below = (0..classes).map(|to| cells.iter().filter_map(|row| row.get(to)).sum());
    let heads = shown
        .words
        .iter()
        .take(classes)
        .map(|word| &*word.name)
        .chain([t.total()]);
    let rows = cells.iter().zip(&shown.words);
    OutTable {
        name: t.migrate_of(&shown.name),
        columns: std::iter::once(OutColumn::new(shown.name.clone(), OutLook::Text))
            .chain(heads.map(|head| OutColumn::new(head, OutLook::Whole)))
            .collect(),
        rows: rows
            .map(|(row, word)| line(&word.name, row.clone()))
            .chain([line(t.total(), below.collect())])
            .collect(),
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
        let route = untrack(|| desk.app.route()).with_param(DIM, Some(&id));
        desk.app.replace(at_cell(route, None));
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

/// The matrix with a cell open, all of its customers; or with none.
pub fn at_cell(route: Route, key: Option<&str>) -> Route {
    route
        .with_param(LOST, None)
        .with_param(CELL, None)
        .with_param(CELL, key)
}

/// The address of a cell's customers.
pub fn cell_href(desk: Desk, key: &str) -> String {
    at_cell(desk.app.route(), Some(key)).to_hash()
}

fn table(shown: &Shown, desk: Desk, t: T) -> Table {
    let n = shown.counts.classes.len();
    let word = |place: usize| shown.words.get(place).cloned().unwrap_or_default();
    let head = |place: usize| Head {
        dim: word(place).palette,
        rank: word(place).rank,
        name: word(place).name,
    };
    let cell = |from: Option<usize>, to: Option<usize>, count: usize| {
        let key = cell_key(shown, from, to);
        let what = shown.cell_words(t, from, to);
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
