//! The views: a few lists that are asked for often, each with its number.

use crate::state::live::*;

use super::list::{Customers, use_customers};
use crate::domain::columns::count_bits;
use crate::domain::world::World;
use crate::state::query::{Query, TAG};
use crate::state::route::Route;
use crate::ui::format;
use crate::ui::text::{T, use_text};

/// A view: its name, and its one condition (key, values).
type View = (fn(T) -> &'static str, Option<(&'static str, &'static [&'static str])>);

/// The views, in order. One whose classes the rulebook has not is left out.
const VIEWS: [View; 5] = [
    (T::view_all, None),
    (T::view_key_up, Some(("value", &["strategic", "key"]))),
    (T::view_health_risk, Some(("health", &["at_risk"]))),
    (T::view_reactivate, Some((TAG, &["reactivate"]))),
    (T::view_new, Some((TAG, &["new_customer"]))),
];

fn query_of(condition: Option<(&str, &[&str])>) -> Query {
    condition.map_or_else(Query::default, |(key, values)| Query::of(key, values.iter().copied()))
}

fn exists(world: &World, condition: Option<(&str, &[&str])>) -> bool {
    let plan = &world.evaluation.plan;
    condition.is_none_or(|(key, values)| {
        let ids: Vec<&str> = match plan.dimension_of(key) {
            Some(dimension) => dimension.classes.iter().map(|c| &*c.id).collect(),
            None => plan.tags.iter().map(|t| &*t.id).collect(),
        };
        values.iter().all(|value| ids.contains(value))
    })
}

/// The tabs.
#[component]
pub fn Views() -> impl IntoView {
    let t = use_text();
    let list = use_customers();
    let shown = Memo::new(move |_| {
        let there = |world: &World| VIEWS.map(|(_, condition)| exists(world, condition));
        list.app
            .session
            .read(there)
            .unwrap_or([true, false, false, false, false])
    });
    view! {
        <nav class="tabs" aria-label=move || t().views()>
            {move || {
                let shown = shown.get();
                let some = VIEWS.into_iter().zip(shown).filter(|(_, there)| *there);
                some.map(|(view, _)| tab(list, view)).collect_view()
            }}
        </nav>
    }
}

fn tab(list: Customers, (name, condition): View) -> impl IntoView {
    let t = use_text();
    let count = Memo::new(move |_| count_bits(&list.look(&query_of(condition))));
    let href = move || {
        let mut query = query_of(condition);
        list.query.with(|now| {
            query.sort = now.sort.clone();
            query.columns = now.columns.clone();
        });
        Route::customers(&query).to_hash()
    };
    let is_current = move || {
        list.query
            .with(|now| now.search.is_empty() && now.filters == query_of(condition).filters)
    };
    view! {
        <a class="tabs__item" href=href aria-current=move || is_current().then_some("page")>
            {move || name(t())}
            <span class="tabs__n">{move || format::count(count.get())}</span>
        </a>
    }
}
