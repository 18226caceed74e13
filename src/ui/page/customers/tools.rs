//! Order, columns, row height.

use crate::state::live::*;

use super::list::{Customers, use_customers};
use crate::domain::world::World;
use crate::state::list::{Column, column};
use crate::state::prefs::Density;
use crate::state::query::Sort;
use crate::ui::list::filter::label;
use crate::ui::list::{ColumnsMenu, Filtered, ListPage};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Icon, Menu, MenuItem};

/// The orders that the menu offers besides that of today.
const ORDERS: [(&str, bool); 8] = [
    ("last", true),
    ("last", false),
    ("amount", true),
    ("amount", false),
    ("name", false),
    ("value", false),
    ("health", false),
    ("health", true),
];

/// The tools at the right of the toolbar.
#[component]
pub fn Tools() -> impl IntoView {
    view! {
        <div class="toolbar__end">
            <Order />
            <ColumnsMenu page=use_customers() />
            <DensityButton />
        </div>
    }
}

/// An order in words.
fn order_name(t: T, label: &str, column: Column, descending: bool) -> String {
    match (column, descending) {
        (Column::Day(_), true) => t.order_recent(label),
        (Column::Day(_), false) => t.order_long_ago(label),
        (Column::Number(_) | Column::Class(_, Some(_)), true) => t.order_high(label),
        (Column::Number(_) | Column::Class(_, Some(_)), false) => t.order_low(label),
        (Column::Class(_, None), false) => t.order_first_class(label),
        (Column::Class(_, None), true) => t.order_last_class(label),
        (_, false) => t.order_from_a(label),
        (_, true) => t.order_from_z(label),
    }
}

fn named(list: Customers, key: &str, descending: bool) -> Option<String> {
    let t = T(list.app.lang.get());
    let read = |world: &World| {
        let plan = &world.evaluation.plan;
        let label = label(plan, t.0, key);
        Some(order_name(t, &label, column(plan, key)?, descending))
    };
    list.app.session.read(read).flatten()
}

#[component]
fn Order() -> impl IntoView {
    let t = use_text();
    let list = use_customers();
    let sort = move || {
        list.query
            .with(|q| q.sort.clone())
            .or_else(Customers::own_sort)
            .unwrap_or(Sort::parse(""))
    };
    let now = move || {
        let sort = sort();
        named(list, &sort.column, sort.descending).unwrap_or_default()
    };
    let items = move || {
        let current = sort();
        let item = |(key, descending): (&'static str, bool)| {
            let text = named(list, key, descending)?;
            let is_now = *current.column == *key && current.descending == descending;
            let run = move |()| {
                list.change(|query| {
                    query.sort = Some(Sort {
                        column: key.into(),
                        descending,
                    });
                });
            };
            Some(MenuItem {
                icon: match (is_now, descending) {
                    (true, _) => "check",
                    (false, true) => "arrow-down",
                    (false, false) => "arrow-up",
                },
                text: text.into(),
                run: Callback::new(run),
            })
        };
        ORDERS.into_iter().filter_map(item).collect()
    };
    let button = move || {
        view! {
            <Icon name="sort" />
            <span class="toolbar__wide">{now}</span>
        }
    };
    let label = move || format!("{} {}", t().order_of_list(), now());
    view! { <Menu items=Signal::derive(items) button=button label=label end=true /> }
}

#[component]
fn DensityButton() -> impl IntoView {
    let t = use_text();
    let density = use_customers().app.density;
    let is_compact = move || density.get() == Density::Compact;
    let turn = move |_| {
        density.update(|d| {
            *d = match d {
                Density::Normal => Density::Compact,
                Density::Compact => Density::Normal,
            };
        });
    };
    view! {
        <button
            type="button"
            class="btn btn--quiet toolbar__wide"
            aria-pressed=move || is_compact().to_string()
            on:click=turn
        >
            <Icon name="rows" />
            {move || if is_compact() { t().density_compact() } else { t().density_normal() }}
        </button>
    }
}
