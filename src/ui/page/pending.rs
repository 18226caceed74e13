//! Pages that stand only as a title: each moves to a file of its own with its content, and this file goes.

use leptos::prelude::*;

use crate::state::use_app;
use crate::ui::route::page_of;
use crate::ui::text::use_text;
use crate::ui::widget::PageHead;

fn titled() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let title = move || t().label(&page_of(&app.page.get()).label);
    view! {
        <div class="page">
            <PageHead title=title />
        </div>
    }
}

macro_rules! pending {
    ($($name:ident),*) => {
        $(
            /// The page of this name.
            #[component]
            pub fn $name() -> impl IntoView {
                titled()
            }
        )*
    };
}

pending!(Customers);
