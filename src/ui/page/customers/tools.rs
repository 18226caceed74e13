//! Order, columns, row height.

use crate::state::live::*;

use super::columns;
use super::list::{List, default_sort, use_list};
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::list::{Column, column};
use crate::state::prefs::Density;
use crate::state::query::Sort;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Check, Icon, IconButton, Menu, MenuItem, Popover};

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
            <span class="toolbar__wide">
                <Columns />
            </span>
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

fn named(list: List, key: &str, descending: bool) -> Option<String> {
    let t = list.t();
    let read = |world: &World| {
        let plan = &world.evaluation.plan;
        let label = columns::label(plan, t.0, key);
        Some(order_name(t, &label, column(plan, key)?, descending))
    };
    list.app.session.read(read).flatten()
}

#[component]
fn Order() -> impl IntoView {
    let t = use_text();
    let list = use_list();
    let sort = move || list.query.with(|q| q.sort.clone()).unwrap_or_else(default_sort);
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
    let density = use_list().app.density;
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

/// A column of the chooser: key, name, whether it is shown.
type Choice = (Text, String, bool);

fn choices(list: List) -> Vec<Choice> {
    let lang = list.app.lang.get();
    let chosen = list.columns.get();
    let read = |world: &World| {
        let plan = &world.evaluation.plan;
        let others = columns::all(plan).into_iter().filter(|key| !chosen.contains(key));
        let hidden = others.map(|key| (key, false));
        let all = chosen.iter().cloned().map(|key| (key, true)).chain(hidden);
        all.map(|(key, on)| {
            let name = columns::label(plan, lang, &key);
            (key, name, on)
        })
        .collect()
    };
    list.app.session.read(read).unwrap_or_default()
}

/// The choice is a preference; columns that the address named give way to it.
fn choose(list: List, keys: Vec<Text>) {
    list.app.columns.set(keys);
    if list.query.with_untracked(|q| !q.columns.is_empty()) {
        list.change(|query| query.columns.clear());
    }
}

#[component]
fn Columns() -> impl IntoView {
    let t = use_text();
    let list = use_list();
    let open = RwSignal::new(false);
    let all = Memo::new(move |_| choices(list));
    let button = move || {
        view! {
            <Icon name="columns" />
            {move || t().columns()}
        }
    };
    let foot = move || {
        view! {
            <Button
                text=move || t().columns_default()
                size="btn--small"
                on:click=move |_| choose(list, Vec::new())
            />
        }
    };
    view! {
        <Popover open=open title=move || t().columns() button=button end=true foot=foot>
            <ul class="colpick">
                <For each=move || all.get() key=|choice| choice.clone() let:choice>
                    <ColumnRow choice=choice />
                </For>
            </ul>
        </Popover>
    }
}

#[component]
fn ColumnRow(choice: Choice) -> impl IntoView {
    let t = use_text();
    let list = use_list();
    let (key, name, on) = choice;
    let is_name = *key == *"name";
    let turn = {
        let key = key.clone();
        move |on: bool| {
            let mut keys = list.columns.get_untracked();
            keys.retain(|k| *k != key);
            if on {
                keys.push(key.clone());
            }
            choose(list, keys);
        }
    };
    let step = move |by: isize| {
        let mut keys = list.columns.get_untracked();
        let Some(from) = keys.iter().position(|k| *k == key) else {
            return;
        };
        // The name stays the first.
        let to = (from as isize + by).clamp(1, keys.len() as isize - 1) as usize;
        let moved = keys.remove(from);
        keys.insert(to, moved);
        choose(list, keys);
    };
    let (up, down) = (step.clone(), step);
    let (up_name, down_name) = (name.clone(), name.clone());
    let arrows = (on && !is_name).then(move || {
        view! {
            <IconButton icon="arrow-up" label=move || t().move_up(&up_name) on:click=move |_| up(-1) />
            <IconButton icon="arrow-down" label=move || t().move_down(&down_name) on:click=move |_| down(1) />
        }
    });
    view! {
        <li class="colpick__row">
            <Check text=name on=on on_change=Callback::new(turn) disabled=is_name />
            {arrows}
        </li>
    }
}
