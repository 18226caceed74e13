//! 数据 Data: how things get in and out, and whether they are safe.

mod desk;

pub use desk::{Desk, FileInput, Stage};

use leptos::prelude::*;

use crate::state::{files, use_app};
use crate::ui::route::page_of;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, PageHead};

/// The page.
#[component]
pub fn Data() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    view! {
        <div class="page page--data">
            <PageHead title=move || t().label(&page_of(&app.page.get()).label) />
            <Button
                text=move || t().open_sample()
                attr:data-testid="load-sample"
                on:click=move |_| files::load_sample(app, false)
            />
        </div>
    }
}
