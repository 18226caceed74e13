//! Which columns a list shows, and in which order.

use crate::state::live::*;

use super::page::ListPage;
use crate::domain::record::Text;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Check, IconButton, Popover, labelled};

/// A column that may be chosen: key, name, whether it is shown.
pub type Choice = (Text, String, bool);

/// The button and its window.
#[component]
pub fn ColumnsMenu<P: ListPage>(page: P) -> impl IntoView {
    let t = use_text();
    let open = RwSignal::new(false);
    let all = Memo::new(move |_| page.choices(page.list().app.lang.get()));
    let button = labelled("columns", move || t().columns());
    let foot = move || {
        view! {
            <Button text=move || t().columns_default() size="btn--small" on_click=Callback::new(move |_| page.choose(Vec::new())) />
        }
    };
    view! {
        <span class="toolbar__end toolbar__wide">
        <Popover open=open title=move || t().columns() button=button end=true foot=foot>
            <ul class="colpick">
                <For each=move || all.get() key=|choice| choice.clone() let:choice>
                    <ColumnRow page=page all=all choice=choice />
                </For>
            </ul>
        </Popover>
        </span>
    }
}

#[component]
fn ColumnRow<P: ListPage>(page: P, all: Memo<Vec<Choice>>, choice: Choice) -> impl IntoView {
    let t = use_text();
    let (key, name, on) = choice;
    let is_name = *key == *"name";
    let shown = move || -> Vec<Text> {
        let all = all.get_untracked().into_iter();
        all.filter(|(.., on)| *on).map(|(key, ..)| key).collect()
    };
    let turn = {
        let key = key.clone();
        move |on: bool| {
            let mut keys = shown();
            keys.retain(|k| *k != key);
            if on {
                keys.push(key.clone());
            }
            page.choose(keys);
        }
    };
    let step = move |by: isize| {
        let mut keys = shown();
        let Some(from) = keys.iter().position(|k| *k == key) else {
            return;
        };
        // The name stays the first.
        let to = (from as isize + by).clamp(1, keys.len() as isize - 1) as usize;
        let moved = keys.remove(from);
        keys.insert(to, moved);
        page.choose(keys);
    };
    let (up, down) = (step.clone(), step);
    let (up_name, down_name) = (name.clone(), name.clone());
    let arrows = (on && !is_name).then(move || {
        view! {
            <IconButton icon="arrow-up" label=move || t().move_up(&up_name) on_click=Callback::new(move |_| up(-1)) />
            <IconButton icon="arrow-down" label=move || t().move_down(&down_name) on_click=Callback::new(move |_| down(1)) />
        }
    });
    view! {
        <li class="colpick__row">
            <Check text=name on=on on_change=Callback::new(turn) disabled=is_name />
            {arrows}
        </li>
    }
}
