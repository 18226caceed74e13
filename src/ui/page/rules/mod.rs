//! 规则: how we classify, what if it were changed, and how it came to be.
//!
//! The list at the left chooses a rule, the middle edits it in the draft, the aside at the right rehearses the draft.

mod class;
mod condition;
mod desk;
mod dimension;
mod facts;
mod issues;
mod leaf;
mod list;
mod number;
mod pick;
mod said;
mod value;
mod writing;

use leptos::prelude::*;

use self::desk::{Desk, Open};
use self::dimension::DimensionEditor;
use self::list::List;
use crate::state::use_app;
use crate::ui::text::use_text;
use crate::ui::widget::PageHead;

/// The page.
#[component]
pub fn Rules() -> impl IntoView {
    let t = use_text();
    let desk = Desk::new(use_app());
    provide_context(desk);
    view! {
        <div class="page page--rules">
            <PageHead title=move || t().rules_title() sub=move || desk.subtitle() />
            <div class="rules">
                <List />
                <div class="rules__editor" data-testid="rule-editor">
                    <Editor />
                    // The histogram of the open dimension stands here: <Histogram dimension=… />
                    {histogram(desk)}
                </div>
                <aside class="rules__aside">
                    // The rehearsal and the bar that adopts stand here: <Rehearsal />
                </aside>
            </div>
        </div>
    }
}

/// What edits the open rule.
#[component]
fn Editor() -> impl IntoView {
    let desk = desk::use_desk();
    let editor = |open: Open| match open {
        Open::Dimension(id) => view! { <DimensionEditor id=id /> }.into_any(),
        Open::Rfm | Open::Score(_) => ().into_any(),
        Open::Tags | Open::Signals => ().into_any(),
    };
    // A list of one: another rule is drawn anew.
    view! { <For each=move || [desk.open.get()] key=Open::key children=editor /> }
}

/// The histogram under the open dimension.
fn histogram(desk: Desk) -> impl IntoView {
    move || match desk.open.get() {
        Open::Dimension(_dimension) => ().into_any(),
        _ => ().into_any(),
    }
}
