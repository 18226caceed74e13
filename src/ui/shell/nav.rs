//! The navigation, from the page registry. On phones the same element is the bar of tabs below.

use leptos::prelude::*;

use crate::state::use_app;
use crate::ui::format;
use crate::ui::route::{self, Group, PAGES, Page, is_current};
use crate::ui::text::use_text;
use crate::ui::widget::Icon;

/// The groups with their entries.
#[component]
pub fn Nav() -> impl IntoView {
    let t = use_text();
    let group = move |group: Group| {
        let pages = PAGES
            .iter()
            .filter_map(move |page| Some((page, page.nav.as_ref().filter(|nav| nav.group == group)?)));
        view! {
            <div class="nav__group">
                <h2 class="nav__title">{move || t().label(&group.label())}</h2>
                <ul class="nav__list">
                    {pages.map(|(page, nav)| view! { <Entry page=page nav=nav /> }).collect_view()}
                </ul>
            </div>
        }
    };
    view! {
        <nav class="nav" aria-label=move || t().main_nav()>
            {Group::ALL.map(group).into_iter().collect_view()}
            <Foot />
        </nav>
    }
}

/// An entry.
#[component]
fn Entry(page: &'static Page, nav: &'static route::Nav) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let current = move || is_current(page, &app.page.get()).then_some("page");
    let count = Memo::new(move |_| (nav.count)());
    view! {
        <li>
            <a
                class="nav__item"
                href=(nav.to)().to_hash()
                aria-current=current
                title=move || t().label(&page.label)
            >
                <Icon name=nav.icon />
                <span class="nav__label">{move || t().label(&page.label)}</span>
                {move || count.get().map(|n| view! { <span class="nav__count">{format::count(n)}</span> })}
            </a>
        </li>
    }
}

/// Who works here, for whom.
#[component]
fn Foot() -> impl IntoView {
    let app = use_app();
    let company = app.session.company;
    let known = move || !app.user.with(|u| u.is_empty()) || company.with(Option::is_some);
    view! {
        <Show when=known>
            <div class="nav__foot">
                <div>
                    {move || app.user.get().to_string()} <small>{move || company.get()}</small>
                </div>
            </div>
        </Show>
    }
}
