//! Customers by class: a bar a dimension, and value against stage.

use std::cmp::Ordering;

use crate::state::live::*;

use super::board::{Board, Names, short_wan};
use super::figures::declaring;
use super::list;
use super::risk::{RiskLine, risk_line, risk_of};
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::report::before::Before;
use crate::domain::report::dashboard::{ClassTally, Dashboard, Distribution, Tally};
use crate::domain::report::purchases::Purchases;
use crate::domain::report::risk::Risk;
use crate::state::query::Query;
use crate::state::route::Route;
use crate::state::use_app;
use crate::ui::format;
use crate::ui::list::figures_line;
use crate::ui::text::{T, use_text};
use crate::ui::tone::Rank;
use crate::ui::widget::{Cell, Head, Matrix, ParamChoice, Segment, StackedBar, Table};

/// The dimensions that stand above, in this order; further ones of rules stand below.
const FIRST: [&str; 4] = ["value", "stage", "closeness", "health"];
/// The dimensions of the matrix: rows and columns.
const ROWS: &str = "value";
const COLUMNS: &str = "stage";
/// The piece of page state that says what the matrix counts.
const MATRIX: &str = "matrix";
const AMOUNT: &str = "amount";

/// Which dimensions a panel shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ClassesPart {
    /// Those of the sheet.
    First,
    /// The others.
    Second,
}

/// A dimension's bar.
#[derive(Clone, Debug, PartialEq)]
struct ClassesRow {
    palette: Text,
    name: String,
    /// How many have a class, and who.
    note: (String, Option<String>),
    segments: Vec<Segment>,
    /// Of a class that is a risk, who can still be acted on and who is lost already.
    risk: Option<RiskLine>,
    /// How many each class had at the end of the month before, and who; empty while that is read.
    before: Vec<(String, Option<String>)>,
}

/// The distributions of a part of the dimensions.
#[component]
pub fn Classes(board: Board, part: ClassesPart) -> impl IntoView {
    let t = use_text();
    let rows = board.memo(move |report, names| {
        let first = FIRST.iter().filter_map(|id| report.distribution(id));
        let others = report.distributions.iter();
        let shown: Vec<&Distribution> = match part {
            ClassesPart::First => first.collect(),
            ClassesPart::Second => others.filter(|d| !FIRST.contains(&&*d.dimension)).collect(),
        };
        let of_rules = shown.into_iter().filter(|d| !d.of_text);
        let row = |d: &Distribution| ClassesRow {
            risk: risk_of(
                report,
                names,
                |risk| matches!(risk, Risk::Class(of, _) if of == &d.dimension),
            ),
            before: board.before(|before| row_before(d, before, names)).unwrap_or_default(),
            ..row(d, names)
        };
        of_rules.map(row).collect::<Vec<_>>()
    });
    let id = match part {
        ClassesPart::First => "board-classes",
        ClassesPart::Second => "board-more-classes",
    };
    let title = move || match part {
        ClassesPart::First => t().classes_title(),
        ClassesPart::Second => t().more_classes_title(),
    };
    let dist = move |row: ClassesRow| {
        view! {
            <div class="dist__row">
                <h3 class="dist__name">{row.name}<small>{figures_line(t(), vec![row.note])}</small></h3>
                <div>
                    <StackedBar dim=row.palette segments=Signal::stored(row.segments) />
                    {row.risk.map(risk_line)}
                    {(!row.before.is_empty())
                        .then(|| {
                            view! {
                                <p class="dist__risk muted screen-only" data-testid="month-before">
                                    {t().classes_before()}
                                    {figures_line(t(), row.before)}
                                </p>
                            }
                        })}
                </div>
            </div>
        }
    };
    view! {
        <section class="board__cell" aria-labelledby=id>
            <header class="panel__head">
                <h2 class="panel__title" id=id>
                    {title}
                </h2>
                {(part == ClassesPart::First).then(|| view! { <span class="panel__end">{move || t().classes_hint()}</span> })}
            </header>
            <div class="dist">{move || rows.get().into_iter().map(dist).collect_view()}</div>
        </section>
    }
}

fn row(distribution: &Distribution, names: Names) -> ClassesRow {
    let id = &distribution.dimension;
    let classified = distribution.classified();
    let segment = |(place, rank): (usize, Rank)| {
        let class: &ClassTally = distribution.classes.get(place)?;
        Some(Segment {
            rank,
            name: names.class(id, &class.id),
            count: class.tally.customers,
            href: list(Query::of(id, [&*class.id])),
        })
    };
    let none = distribution.unclassified.customers;
    let unclassified = (none > 0).then(|| Segment {
        rank: Rank::None,
        name: names.t.unclassified().to_owned(),
        count: none,
        href: list(Query::of(id, [""])),
    });
    ClassesRow {
        palette: names.palette(id).into(),
        name: names.dimension(id),
        note: (
            names.t.classified_of(classified),
            (classified > 0).then(|| list(Query::default().without(id, [""]))),
        ),
        segments: names
            .order(id)
            .into_iter()
            .filter_map(segment)
            .chain(unclassified)
            .collect(),
        risk: None,
        before: Vec::new(),
    }
}

/// What a distribution was at the end of the month before, a piece a class with how far it is from that now; a piece opens who was in the
/// class then.
fn row_before(now: &Distribution, before: &Before, names: Names) -> Vec<(String, Option<String>)> {
    let id = &now.dimension;
    let Some(then) = before.distribution(id).filter(|then| then.classified() > 0) else {
        return vec![(names.t.classes_none_before().to_owned(), None)];
    };
    let of = |all: &Distribution, class: &str| {
        let found = all.classes.iter().find(|tally| *tally.id == *class);
        found.map_or(0, |class| class.tally.customers)
    };
    let classes = names
        .order(id)
        .into_iter()
        .filter_map(|(place, _)| now.classes.get(place));
    let classes = classes.map(|class| {
        let name = names.class(id, &class.id);
        (class.id.clone(), name, class.tally.customers, of(then, &class.id))
    });
    let (left, left_then) = (now.unclassified.customers, then.unclassified.customers);
    let none = ("".into(), names.t.unclassified().to_owned(), left, left_then);
    let all: Vec<(Text, String, usize, usize)> = classes.chain([none]).collect();
    if all.iter().all(|(_, _, now, then)| now == then) {
        return vec![(names.t.classes_same_before().to_owned(), None)];
    }
    let said = |(class, name, now, then): (Text, String, usize, usize)| {
        let count = format::count(then);
        let said = match now.cmp(&then) {
            Ordering::Equal => names.t.classes_then(name, count),
            Ordering::Greater => names.t.classes_then_more(name, count, format::count(now - then)),
            Ordering::Less => names.t.classes_then_less(name, count, format::count(then - now)),
        };
        let there = Route::customers(&Query::of(id, [&*class])).on_day(Some(before.day));
        (said, (then > 0).then(|| there.to_hash()))
    };
    let some = all.into_iter().filter(|(_, _, now, then)| now + then > 0);
    some.map(said).collect()
}

/// Value against stage, in customers or in purchases.
#[component]
pub fn ValueByStage(board: Board) -> impl IntoView {
    let app = use_app();
    let amounts = Memo::new(move |_| app.with_route(|r| r.param(MATRIX).is_some_and(|v| v == AMOUNT)));
    let table = Memo::new(move |_| {
        let amounts = amounts.get();
        board.read(|report, names| matrix(report, names, amounts))
    });
    let title = board.memo(|_, names| names.t.matrix_title(names.dimension(ROWS), names.dimension(COLUMNS)));
    let caption = Memo::new(move |_| {
        let amounts = amounts.get();
        board.read(|_, names| {
            let what = if amounts {
                names.t.matrix_amount()
            } else {
                names.t.matrix_customers()
            };
            names
                .t
                .matrix_caption(names.dimension(ROWS), names.dimension(COLUMNS), what)
        })
    });
    let note = move || {
        let text = |report: &Dashboard, names: Names| match report.all.purchase.declared {
            Fen(0) => figures_line(names.t, vec![(names.t.in_wan().to_owned(), None)]),
            declared => {
                let said = names.t.matrix_declared(format::wan(declared));
                figures_line(names.t, vec![(said, Some(list(declaring())))])
            }
        };
        let text = move |report: &Dashboard, names: Names| Some(text(report, names));
        amounts
            .get()
            .then(|| view! { <span class="panel__note">{board.read(text)}</span> })
    };
    let switch = move || {
        view! {
            <ParamChoice
                label=T::matrix_of
                name="matrix-counts"
                param=MATRIX
                options=vec![("customers", T::matrix_customers), (AMOUNT, T::matrix_amount)]
            />
        }
    };
    let has_rows = Memo::new(move |_| table.with(|t| !t.rows.is_empty()));
    view! {
        <Show when=move || has_rows.get()>
            <section class="board__cell" aria-labelledby="board-matrix">
                <header class="panel__head">
                    <h2 class="panel__title" id="board-matrix">
                        {title}
                    </h2>
                    {note}
                    <span class="panel__end">{switch}</span>
                </header>
                <Matrix caption=move || caption.get() table=table />
            </section>
        </Show>
    }
}

/// A row or column: its head, its place in the report's matrix, and the value of the filter.
struct ClassLine {
    head: Head,
    place: usize,
    value: Text,
}

/// The classes of a dimension as lines; those without a class last, where there are some.
fn lines(report: &Dashboard, names: Names, dimension: &str) -> Vec<ClassLine> {
    let Some(distribution) = report.distribution(dimension) else {
        return Vec::new();
    };
    let line = |(place, rank): (usize, Rank)| {
        let class = distribution.classes.get(place);
        let value: Text = class.map_or_else(|| "".into(), |c| c.id.clone());
        ClassLine {
            head: Head {
                dim: names.palette(dimension).into(),
                rank,
                name: match class {
                    Some(class) => names.class(dimension, &class.id),
                    None => names.t.unclassified().to_owned(),
                },
            },
            place,
            value,
        }
    };
    let unclassified = (distribution.unclassified.customers > 0).then_some((distribution.classes.len(), Rank::None));
    names
        .order(dimension)
        .into_iter()
        .chain(unclassified)
        .map(line)
        .collect()
}

fn matrix(report: &Dashboard, names: Names, amounts: bool) -> Table {
    if report.matrix.is_empty() {
        return Table::default();
    }
    let (rows, columns) = (lines(report, names, ROWS), lines(report, names, COLUMNS));
    let exact = |sum: Purchases| match sum.declared {
        Fen(0) => format::yuan_sign(sum.total, names.lang),
        declared => names.t.of_it_declared(
            format::yuan_sign(sum.total, names.lang),
            format::yuan_sign(declared, names.lang),
        ),
    };
    let cell = |tally: Tally, query: Query| Cell {
        value: if amounts {
            tally.purchase.total.yuan()
        } else {
            tally.customers as f64
        },
        text: if amounts {
            short_wan(tally.purchase.total, report.all.purchase.total)
        } else {
            format::count(tally.customers)
        },
        title: format::clauses([names.t.customers(tally.customers), exact(tally.purchase)], names.t.0),
        href: list(query),
        ..Cell::default()
    };
    let at = |row: &ClassLine, column: &ClassLine| {
        let cells = report.matrix.get(row.place);
        cells
            .and_then(|cells| cells.get(column.place))
            .copied()
            .unwrap_or_default()
    };
    let sum = |all: Vec<Tally>| Tally {
        customers: all.iter().map(|t| t.customers).sum(),
        purchase: all.iter().map(|t| t.purchase).sum(),
    };
    let one_row = |row: &ClassLine| {
        let wanted = Query::of(ROWS, [&*row.value]);
        let cells = columns
            .iter()
            .map(|column| cell(at(row, column), wanted.clone().with(COLUMNS, [&*column.value])));
        let whole = sum(columns.iter().map(|column| at(row, column)).collect());
        (row.head.clone(), cells.collect(), cell(whole, wanted.clone()))
    };
    let of_column = |column: &ClassLine| {
        let whole = sum(rows.iter().map(|row| at(row, column)).collect());
        cell(whole, Query::of(COLUMNS, [&*column.value]))
    };
    Table {
        rows: rows.iter().map(one_row).collect(),
        sums: columns
            .iter()
            .map(of_column)
            .chain([cell(report.all, Query::default())])
            .collect(),
        columns: columns.iter().map(|column| column.head.clone()).collect(),
    }
}
