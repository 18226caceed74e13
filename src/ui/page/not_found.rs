//! The address of no page.

use crate::state::live::*;

use crate::ui::text::use_text;
use crate::ui::widget::{EmptyState, PageHead};

/// Says so, and shows the way back.
#[component]
pub fn NotFound() -> impl IntoView {
    let t = use_text();
    view! {
        <div class="page">
            <PageHead title=move || t().not_found() />
            <EmptyState title=move || t().not_found() text=move || t().not_found_help()>
                <a class="btn" href="#/">
                    {move || t().to_start()}
                </a>
            </EmptyState>
        </div>
    }
}
