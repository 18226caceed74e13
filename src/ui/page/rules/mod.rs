//! 规则: how we classify, what if it were changed, and how it came to be.

use leptos::prelude::*;

use crate::ui::text::use_text;
use crate::ui::widget::PageHead;

/// The page.
#[component]
pub fn Rules() -> impl IntoView {
    let t = use_text();
    view! {
        <div class="page page--rules">
            <PageHead title=move || t().rules_title() />
        </div>
    }
}
