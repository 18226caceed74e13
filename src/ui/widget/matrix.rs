//! Two dimensions against each other: numbers on six steps of tint, each opening exactly its rows.

use crate::state::live::*;
use leptos::text_prop::TextProp;

use crate::domain::record::Text;
use crate::ui::text::use_text;
use crate::ui::tone::{Rank, matrix_step};
use crate::ui::widget::Unseen;

/// A class at the head of a row or column.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The dimension's id.
    pub dim: Text,
    /// Its tone.
    pub rank: Rank,
    /// Its name.
    pub name: String,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What the tint shows.
    pub value: f64,
    /// The number as written.
    pub text: String,
    /// What the hover says.
    pub title: String,
    /// Opens exactly these rows.
    pub href: String,
    /// Row and column are one class: who stayed.
    pub same: bool,
    /// Its name, where another picture of the same numbers points to it.
    pub key: String,
}

/// What a [`Matrix`] shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The heads of the columns.
    pub columns: Vec<Head>,
    /// The heads of the rows, their cells, and their sums.
    pub rows: Vec<(Head, Vec<Cell>, Cell)>,
    /// The sums of the columns, and of everything last.
    pub sums: Vec<Cell>,
}

/// A matrix with its sums.
#[component]
pub fn Matrix(
    /// What it shows, for readers of the screen.
    #[prop(into)]
    caption: TextProp,
    /// The numbers.
    #[prop(into)]
    table: Signal<Table>,
    /// The key of the cell that another picture points to.
    #[prop(optional)]
    lit: Option<RwSignal<String>>,
    /// The key of the cell whose rows are shown.
    #[prop(optional)]
    opened: Option<Signal<String>>,
) -> impl IntoView {
    let t = use_text();
    let marks = Marks { lit, opened };
    let body = move || {
        let Table { columns, rows, sums } = table.get();
        let largest = rows
            .iter()
            .flat_map(|(_, cells, _)| cells)
            .map(|c| c.value)
            .fold(0.0, f64::max);
        view! {
            <thead>
                <tr>
                    <td></td>
                    {columns.into_iter().map(|h| view! { <th scope="col">{head(h)}</th> }).collect_view()}
                    <th scope="col">{move || t().total()}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|r| row(r, largest, marks)).collect_view()}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{move || t().total()}</th>
                    {sums.into_iter().map(|s| view! { <td>{sum(s, marks)}</td> }).collect_view()}
                </tr>
            </tfoot>
        }
    };
    view! {
        <table class="matrix">
            <caption>
                <Unseen>{move || caption.get()}</Unseen>
            </caption>
            {body}
        </table>
    }
}

fn head(head: Head) -> impl IntoView {
    let name = head.name.clone();
    view! {
        <span class="matrix__head" title=name data-dim=head.dim.to_string() data-rank=head.rank.key()>
            <i class="legend__key"></i>
            <span class="matrix__name">{head.name}</span>
        </span>
    }
}

/// Which cells stand out.
#[derive(Clone, Copy)]
struct Marks {
    lit: Option<RwSignal<String>>,
    opened: Option<Signal<String>>,
}

impl Marks {
    fn is_lit(self, key: &str) -> bool {
        self.lit
            .is_some_and(|lit| lit.with(|lit| !lit.is_empty() && lit == key))
    }

    fn is_open(self, key: &str) -> bool {
        self.opened
            .is_some_and(|opened| opened.with(|opened| !opened.is_empty() && opened == key))
    }

    fn point(self, key: &str) {
        if let Some(lit) = self.lit {
            lit.set(key.to_owned());
        }
    }
}

fn row((first, cells, whole): (Head, Vec<Cell>, Cell), largest: f64, marks: Marks) -> impl IntoView {
    let cell = move |cell: Cell| {
        let step = matrix_step(cell.value, largest).to_string();
        let Cell {
            text,
            title,
            href,
            same,
            key,
            ..
        } = cell;
        let [lit, open, mark, point] = [key.clone(), key.clone(), key.clone(), key];
        view! {
            <td>
                <a
                    class="matrix__cell"
                    href=href
                    data-step=step
                    data-same=same.then_some("true")
                    data-cell=(!mark.is_empty()).then_some(mark)
                    data-lit=move || marks.is_lit(&lit).then_some("true")
                    aria-current=move || marks.is_open(&open).then_some("true")
                    title=title
                    on:pointerenter=move |_| marks.point(&point)
                    on:pointerleave=move |_| marks.point("")
                >
                    {text}
                </a>
            </td>
        }
    };
    view! {
        <tr>
            <th scope="row">{head(first)}</th>
            {cells.into_iter().map(cell).collect_view()}
            <td class="matrix__sum">{sum(whole, marks)}</td>
        </tr>
    }
}

fn sum(cell: Cell, marks: Marks) -> impl IntoView {
    let (open, mark) = (cell.key.clone(), cell.key);
    view! {
        <a
            href=cell.href
            title=cell.title
            data-cell=(!mark.is_empty()).then_some(mark)
            aria-current=move || marks.is_open(&open).then_some("true")
        >
            {cell.text}
        </a>
    }
}
