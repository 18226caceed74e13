//! The whole page: frame, navigation, and the page of the address.

use leptos::prelude::*;

use super::route::page_of;
use super::shell::{Band, HelpDialog, Nav, SkipLink, Toasts, TopBar, follow_document, follow_keys};
use crate::state::{App, use_app};

/// Everything on screen. The context must be there already.
#[component]
pub fn Root() -> impl IntoView {
    App::provide();
    let help = RwSignal::new(false);
    follow_document();
    follow_keys(help);
    view! {
        <SkipLink />
        <div class="app">
            <TopBar />
            <Band />
            <Nav />
            <main class="main" id="main" tabindex="-1">
                <Outlet />
            </main>
        </div>
        <Toasts />
        <HelpDialog open=help />
    }
}

/// The page of the address; built anew only when another page, or another customer, is wanted.
#[component]
fn Outlet() -> impl IntoView {
    let app = use_app();
    move || (page_of(&app.page.get()).view)()
}
