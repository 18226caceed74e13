//! 规则: how we classify, what if it were changed, and how it came to be.

mod compare;
pub mod example_form;
mod examples;
mod exchange;
mod figures;
mod look;
mod room;
mod versions;
mod adopt;
mod border;
mod histogram;
mod movers;
mod picture;
mod rehearsal;

use leptos::prelude::*;

use self::room::Room;
use crate::state::use_app;
use crate::ui::text::use_text;
use crate::ui::widget::PageHead;
use histogram::Histogram;
use rehearsal::Rehearsal;

/// The page.
#[component]
pub fn Rules() -> impl IntoView {
    let t = use_text();
    let room = Room::follow(use_app());
    let content = move || match room.get() {
        Room::Versions => view! { <versions::Versions /> }.into_any(),
        Room::Examples => view! { <examples::Examples /> }.into_any(),
        Room::Editor => ().into_any(),
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
