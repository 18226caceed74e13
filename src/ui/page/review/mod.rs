//! 复核: who moved between classes, do we agree, and the migration matrix.

use leptos::prelude::*;

use crate::ui::text::use_text;
use crate::ui::widget::PageHead;

/// The page.
#[component]
pub fn Review() -> impl IntoView {
    let t = use_text();
    view! {
        <div class="page page--review">
            <PageHead title=move || t().review_title() />
        </div>
    }
}
