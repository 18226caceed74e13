//! 规则: how we classify, what if it were changed, and how it came to be.

mod adopt;
mod border;
mod histogram;
mod movers;
mod picture;
mod rehearsal;

use leptos::prelude::*;

use crate::ui::text::use_text;
use crate::ui::widget::PageHead;
use histogram::Histogram;
use rehearsal::Rehearsal;

/// The page.
#[component]
pub fn Rules() -> impl IntoView {
    let t = use_text();
    view! {
        <div class="page page--rules">
            <PageHead title=move || t().rules_title() />
            <div class="split" style="display:grid;grid-template-columns:minmax(0,1fr) 392px;gap:16px;align-items:start">
                <section class="panel">
                    <Histogram dimension=Signal::stored(Some("value".into())) />
                </section>
                <Rehearsal dimension=Signal::stored(Some("value".into())) />
            </div>
        </div>
    }
}
