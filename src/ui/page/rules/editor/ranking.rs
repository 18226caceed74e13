//! Which classes of a dimension are better and which are worse: a rank apart from the order in which they are tried.

use crate::state::live::*;

use super::table::DimensionTable;
use crate::domain::authoring::edit::{self, Place};
use crate::domain::record::Text;
use crate::ui::condition::facts::place_name;
use crate::ui::focus::focus_soon;
use crate::ui::text::T;
use crate::ui::widget::IconButton;

/// Whether the dimension has better and worse, and the classes from best to worst.
#[component]
pub fn Ranking(
    /// The dimension.
    it: DimensionTable,
) -> impl IntoView {
    let desk = it.desk;
    let is_ranked = Memo::new(move |_| it.read(|d| d.rank.is_some()));
    let classes = Memo::new(move |_| {
        it.dimension.track();
        desk.rules.with(|rules| it.id.with_value(|id| edit::ranked(rules, id)))
    });
    let turn = move |ev| {
        let on = event_target_checked(&ev);
        change(it, move |rules, id| edit::set_ranked(rules, id, on));
    };
    let list = move || {
        let last = classes.with(Vec::len).saturating_sub(1);
        let rows = classes.get().into_iter().enumerate();
        let rows = rows.map(|(place, class)| row(it, class, place, last)).collect_view();
        view! { <ol class="ranking__list">{rows}</ol> }
    };
    view! {
        <fieldset class="ranking" data-testid="ranking">
            <legend>{move || desk.t().rank_title()}</legend>
            <label class="ranking__on">
                <input type="checkbox" data-testid="rank-on" prop:checked=is_ranked on:change=turn />
                <span>{move || desk.t().rank_on()}</span>
            </label>
            <Show when=move || is_ranked.get()>
                <p class="small muted">{move || desk.t().rank_help()}</p>
                {list}
            </Show>
        </fieldset>
    }
}

fn change(it: DimensionTable, change: impl FnOnce(&mut crate::domain::rule::Rulebook, &str)) {
    let id = it.id.get_value();
    let name = untrack(|| it.desk.dimension_name(&id));
    it.desk.edit(|t: T| t.did_rank(&name), None, |rules| change(rules, &id));
}

/// A class with its place, and the ways to a better and to a worse one.
fn row(it: DimensionTable, class: Text, place: usize, last: usize) -> impl IntoView {
    let desk = it.desk;
    let at = Place::Class {
        dimension: it.id.get_value(),
        class: class.clone(),
    };
    let name = desk.rules.with(|rules| place_name(desk.lang(), rules, &at));
    let is_missing = it.read(|d| !d.rank.iter().flatten().any(|id| *id == class));
    let end = match place {
        _ if is_missing => Some(desk.t().rank_missing()),
        0 => Some(desk.t().rank_best()),
        _ if place == last => Some(desk.t().rank_worst()),
        _ => None,
    };
    let shift = |steps: i32, mark: &'static str| {
        let class = class.clone();
        Callback::new(move |_| {
            let moved = class.clone();
            change(it, move |rules, id| edit::move_rank(rules, id, &moved, steps));
            focus_soon(format!("[data-ranked=\"{class}\"] [data-move=\"{mark}\"]"));
        })
    };
    let (better, worse) = (name.clone(), name.clone());
    view! {
        <li class="ranking__row" data-ranked=class.to_string()>
            <span class="ranking__place">{place + 1}</span>
            <span class="ranking__name">{name}</span>
            <span class="small muted">{end}</span>
            <IconButton
                icon="arrow-up"
                size="btn--small"
                label=move || desk.t().rank_up(&better)
                attr:data-move="up"
                on_click=shift(-1, "up")
            />
            <IconButton
                icon="arrow-down"
                size="btn--small"
                label=move || desk.t().rank_down(&worse)
                attr:data-move="down"
                on_click=shift(1, "down")
            />
        </li>
    }
}
