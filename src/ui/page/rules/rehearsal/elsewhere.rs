//! What the draft moves beside the open rule.

use crate::state::live::*;

use super::picture::{self, View};
use super::rehearsing::Rehearsing;
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::Icon;

/// Short lines of what moves in other dimensions and tags; each is a way to look at it.
#[component]
pub fn Elsewhere(it: Rehearsing) -> impl IntoView {
    let t = use_text();
    let others = Memo::new(move |_| {
        let view = it.view.get();
        let mut all = it.beyond.with(|beyond| beyond.moved.clone());
        all.retain(|(other, _, _)| *other != view);
        all
    });
    let words = move |view: &View, up: usize, down: usize| {
        let lang = it.lang();
        let name = it.shop.rehearsed(|world, then| picture::name(world, then, lang, view));
        let name = name.unwrap_or_default();
        match view {
            View::Dimension(_) => t().elsewhere_moves(name, format::count(up + down)),
            View::Tag(_) => t().elsewhere_tag(name, format::count(up), format::count(down)),
        }
    };
    let item = move |(view, up, down): (View, usize, usize)| {
        let text = untrack(|| words(&view, up, down));
        view! {
            <li>
                <button type="button" class="elsewhere__item" on:click=move |_| it.look_at(view.clone())>
                    {text}
                    <Icon name="chevron-right" size=14 />
                </button>
            </li>
        }
    };
    let items = move || {
        it.lang();
        others.get().into_iter().map(item).collect_view()
    };
    let some = Memo::new(move |_| others.with(|others| !others.is_empty()));
    view! {
        <Show when=move || some.get()>
            <section class="elsewhere" aria-labelledby="elsewhere-title">
                <h3 class="movers__title" id="elsewhere-title">
                    {move || t().elsewhere()}
                </h3>
                <ul>{items}</ul>
            </section>
        </Show>
    }
}
