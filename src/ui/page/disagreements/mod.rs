//! 分歧: where people and rules say different things, and since when.

use leptos::prelude::*;

use crate::ui::text::use_text;
use crate::ui::widget::PageHead;

/// The page.
#[component]
pub fn Disagreements() -> impl IntoView {
    let t = use_text();
    view! {
        <div class="page page--disagreements">
            <PageHead title=move || t().disagreements_title() />
        </div>
    }
}
