//! The navigation, from the page registry. On phones the same element is the bar of tabs below.

use crate::state::live::*;

use crate::state::use_app;
use crate::ui::format;
use crate::ui::route::{self, Group, PAGES, Page, is_current};
use crate::ui::text::use_text;
use crate::ui::widget::{Icon, Popover};

/// The groups with their entries.
#[component]
pub fn Nav() -> impl IntoView {
    let t = use_text();
    let group = move |group: Group| {
        let pages = PAGES
            .iter()
            .filter_map(move |page| Some((page, page.nav().filter(|nav| nav.group == group)?)));
        view! {
            <div class="nav__group">
                <h2 class="nav__title">{move || t().label(&group.label())}</h2>
                <ul class="nav__list">
                    {pages.map(|(page, nav)| view! { <NavEntry page=page nav=nav /> }).collect_view()}
                </ul>
            </div>
        }
    };
    view! {
        <nav class="nav" aria-label=move || t().main_nav()>
            {Group::ALL.map(group).into_iter().collect_view()}
            <Rest />
            <Foot />
        </nav>
    }
}

/// An entry.
#[component]
fn NavEntry(page: &'static Page, nav: &'static route::Nav) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let current = move || is_current(page, &app.page.get()).then_some("page");
    let count = Memo::new(move |_| (nav.count)());
    let counted = move || {
        count
            .get()
            .map(|n| (nav.counts)(t(), n))
            .filter(|said| !said.is_empty())
    };
    let behind = move || {
        counted()
            .map(|said| t().line_comma().to_owned() + &said)
            .unwrap_or_default()
    };
    view! {
        <li data-tab=is_tab(page).to_string()>
            <a
                class="nav__item"
                href=page.route().to_hash()
                aria-current=current
                title=move || t().label(&page.label) + &behind()
            >
                <Icon name=nav.icon />
                <span class="nav__label">{move || t().label(&page.label)}</span>
                {move || {
                    let n = count.get()?;
                    // What the number counts is told to who cannot see where it stands.
                    Some(view! {
                        <span class="nav__count" aria-hidden="true">{format::count(n)}</span>
                        <span class="visually-hidden">{behind}</span>
                    })
                }}
            </a>
        </li>
    }
}

/// How many tabs stand below on phones, beside the one for the rest.
const TABS: usize = 4;

/// Whether a page has a tab of its own on phones: the first ones of the registry do.
fn is_tab(page: &Page) -> bool {
    let mut first = PAGES.iter().filter(|page| page.nav().is_some()).take(TABS);
    first.any(|tab| std::ptr::eq(tab, page))
}

/// On phones: the pages without a tab, in a sheet from below.
#[component]
fn Rest() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let open = RwSignal::new(false);
    let rest = || PAGES.iter().filter(|page| page.nav().is_some() && !is_tab(page));
    let current = move || rest().any(|page| is_current(page, &app.page.get()));
    Effect::new(move |_| {
        app.page.track();
        open.set(false);
    });
    let item = move |page: &'static Page| {
        let nav = page.nav()?;
        let count = Memo::new(move |_| (nav.count)());
        Some(view! {
            <a
                class="menu__item"
                href=page.route().to_hash()
                aria-current=move || is_current(page, &app.page.get()).then_some("page")
                on:click=move |_| open.set(false)
            >
                <Icon name=nav.icon />
                {move || t().label(&page.label)}
                {move || count.get().map(|n| view! { <span class="menu__note">{format::count(n)}</span> })}
            </a>
        })
    };
    let button = move || {
        view! {
            <Icon name="dots" />
            <span class="nav__label">{move || t().nav_more()}</span>
        }
    };
    view! {
        <div class="nav__rest" data-current=move || current().then_some("true") data-testid="nav-more">
            <Popover open=open title=move || t().nav_more() button=button button_class="nav__item">
                <div class="menu menu--flush">{rest().filter_map(item).collect_view()}</div>
            </Popover>
        </div>
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
