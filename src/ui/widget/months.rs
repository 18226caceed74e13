//! Bars by month: hatched where the month is not whole, with a tick for the same month of last year.

use crate::state::live::*;
use leptos::text_prop::TextProp;

use super::{Unseen, table_head};
use crate::ui::format;
use crate::ui::text::{T, use_text};

/// A month.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    /// Its name below the bar (`11月`).
    pub name: String,
    /// The year, under the first month of the chart and each January; else empty.
    pub year: String,
    /// The month in full, for readers of the screen (`2025-11`).
    pub full_name: String,
    /// The value.
    pub value: f64,
    /// The value as written above the bar.
    pub text: String,
    /// The value as written in the table.
    pub exact: String,
    /// The value of the same month last year.
    pub before: f64,
    /// That as written below the bar on paper, where nothing can hover.
    pub before_short: String,
    /// That as written in the table.
    pub before_text: String,
    /// Not the whole month.
    pub partial: bool,
    /// What the hover says.
    pub title: String,
    /// Opens exactly its rows, where a list can show them.
    pub href: Option<String>,
}

/// A chart of months, and its numbers as a table for readers of the screen.
#[component]
pub fn MonthBars(
    /// What it shows.
    #[prop(into)]
    caption: TextProp,
    /// The months, oldest first.
    #[prop(into)]
    months: Signal<Vec<Month>>,
) -> impl IntoView {
    let bars = move || {
        let months = months.get();
        let largest = months.iter().flat_map(|m| [m.value, m.before]).fold(0.0, f64::max);
        months.into_iter().map(|m| bar(m, largest)).collect_view()
    };
    view! {
        <div class="months">{bars}</div>
        <Numbers caption=caption months=months />
    }
}

fn bar(month: Month, largest: f64) -> impl IntoView {
    let t = use_text();
    let per_cent = move |value: f64| {
        if largest > 0.0 {
            format!("{:.1}", value.max(0.0) / largest * 100.0)
        } else {
            "0".to_owned()
        }
    };
    let (full, text, before) = (month.full_name, month.exact, month.before_text);
    let (partial, title) = (month.partial.then_some("true"), month.title);
    let (high, tick) = (per_cent(month.value), per_cent(month.before));
    let inside = view! {
        <span class="month__plot" aria-hidden="true">
            <span class="month__bar"></span>
            <span class="month__tick"></span>
            <span class="month__n">{month.text}</span>
        </span>
        <span class="month__name" aria-hidden="true">{month.name}</span>
        <span class="month__year" aria-hidden="true">{month.year}</span>
        <span class="month__before print-only" aria-hidden="true">{month.before_short}</span>
    };
    match month.href {
        Some(href) => {
            let name = move || {
                format::clauses(
                    [format!("{full} {text}"), format!("{} {before}", t().last_year())],
                    t().0,
                )
            };
            view! {
                <a class="month" href=href data-partial=partial title=title style:--h=high style:--t=tick>
                    <span class="visually-hidden">{name}</span>
                    {inside}
                </a>
            }
            .into_any()
        }
        // Nothing to open: the table says it to readers of the screen.
        None => view! {
            <span class="month" data-partial=partial aria-hidden="true" title=title style:--h=high style:--t=tick>
                {inside}
            </span>
        }
        .into_any(),
    }
}

/// The numbers of the chart as a table.
#[component]
fn Numbers(caption: TextProp, months: Signal<Vec<Month>>) -> impl IntoView {
    let t = use_text();
    let row = move |m: Month| {
        view! {
            <tr>
                <th scope="row">
                    {m.full_name}
                    {m
                        .partial
                        .then(|| view! { <span class="screen-only">" " {move || t().partial_month()}</span> })}
                </th>
                <td>{m.exact}</td>
                <td>{m.before_text}</td>
            </tr>
        }
    };
    view! {
        <Unseen>
            <table class="months__table">
                <caption>{move || caption.get()}</caption>
                {table_head([(T::month, false), (T::this_year, false), (T::last_year, false)])}
                <tbody>{move || months.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        </Unseen>
    }
}
