//! 规则: how we classify, what if it were changed, and how it came to be.
//!
//! The list at the left chooses a rule, the middle edits it in the draft, the aside at the right rehearses the draft.

mod band;
mod class;
mod condition;
mod desk;
mod dimension;
mod facts;
mod issues;
mod leaf;
mod list;
mod named;
mod number;
mod paper;
mod pick;
mod rfm;
mod said;
mod score;
mod value;
mod writing;

use leptos::prelude::*;

use self::desk::{Desk, Open};
use self::dimension::DimensionEditor;
use self::list::List;
use self::named::NamedEditor;
use self::rfm::RfmEditor;
use self::score::ScoreEditor;
use crate::domain::rule::edit::List as Named;
use crate::state::use_app;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Icon, LinkButton, PageHead};

/// The page.
#[component]
pub fn Rules() -> impl IntoView {
    let t = use_text();
    let desk = Desk::new(use_app());
    provide_context(desk);
    view! {
        <div class="page page--rules">
            <PageHead title=move || t().rules_title() sub=move || desk.subtitle()>
                <Button text=move || t().print() icon="printer" on:click=move |_| paper::print() />
            </PageHead>
            <Wrong />
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
        {paper::print_area(desk)}
    }
}

/// Where the draft cannot be tried: how many places are to be put right, and the way to each rule.
#[component]
fn Wrong() -> impl IntoView {
    let t = use_text();
    let desk = desk::use_desk();
    let places = Memo::new(move |_| desk.shop.issues.with(|all| issues::rules_of(all)));
    let row = move |open: Open| {
        let name = desk.title_of(&open);
        view! { <LinkButton text=name on:click=move |_| desk.show(&open) /> }
    };
    view! {
        <Show when=move || desk.shop.issues.with(|all| !all.is_empty())>
            <div class="notice notice--risk rules__wrong" role="alert" data-testid="rule-issues">
                <Icon name="alert-triangle" />
                <p class="notice__body">
                    {move || t().draft_stuck(desk.shop.issues.with(Vec::len))} " "
                    {move || places.get().into_iter().map(row).collect_view()}
                </p>
            </div>
        </Show>
    }
}

/// What edits the open rule.
#[component]
fn Editor() -> impl IntoView {
    let desk = desk::use_desk();
    let editor = |open: Open| match open {
        Open::Dimension(id) => view! { <DimensionEditor id=id /> }.into_any(),
        Open::Rfm => view! { <RfmEditor /> }.into_any(),
        Open::Score(id) => view! { <ScoreEditor id=id /> }.into_any(),
        Open::Tags => view! { <NamedEditor list=Named::Tags /> }.into_any(),
        Open::Signals => view! { <NamedEditor list=Named::Signals /> }.into_any(),
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
