//! 规则: how we classify, what if it were changed, and how it came to be.

mod adopt;
mod border;
mod compare;
pub mod example_form;
mod examples;
mod exchange;
mod figures;
mod histogram;
mod look;
mod movers;
mod picture;
mod rehearsal;
mod room;
mod versions;

use leptos::prelude::*;

use self::histogram::Histogram;
use self::rehearsal::Rehearsal;
use self::room::Room;
use crate::state::use_app;
use crate::ui::text::use_text;
use crate::ui::widget::PageHead;

/// The page.
#[component]
pub fn Rules() -> impl IntoView {
    let t = use_text();
    let room = Room::follow(use_app());
    let content = move || match room.get() {
        Room::Versions => view! { <versions::Versions /> }.into_any(),
        Room::Examples => view! { <examples::Examples /> }.into_any(),
        Room::Editor => view! { <Workbench /> }.into_any(),
    };
    view! {
        <div class="page page--rules">
            <PageHead title=move || t().rules_title()>
                <exchange::Tools />
            </PageHead>
            {content}
        </div>
    }
}

/// List, editor, rehearsal.
#[component]
fn Workbench() -> impl IntoView {
    view! {
        <div class="split" style="display:grid;grid-template-columns:minmax(0,1fr) 392px;gap:16px;align-items:start">
            <section class="panel">
                <Histogram dimension=Signal::stored(Some("value".into())) />
            </section>
            <Rehearsal dimension=Signal::stored(Some("value".into())) />
        </div>
    }
}
