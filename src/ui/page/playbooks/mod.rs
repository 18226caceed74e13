//! 关怀方案: who is cared for, beginning with what, by which steps; and the days that this gives a customer.
//!
//! What is edited is the draft of the rules (`state::rules::workshop`): it is undone step by step, kept, tried, and put in force as a version.

mod adopt;
mod audience;
mod dates;
mod desk;
mod editor;
mod from;
mod limits;
mod list;
mod milestones;
mod moves;
mod paper;
mod span;
mod step;
mod when;

pub use moves::TASKS_MOVED;

use crate::state::live::*;

use self::adopt::AdoptBar;
use self::dates::Dates;
use self::desk::CareDesk;
use self::editor::PlaybookEditor;
use self::from::FromPanel;
use self::limits::LimitsPanel;
use self::list::List;
use crate::domain::care::Playbook;
use crate::state::use_app;
use crate::ui::form::TypedElsewhere;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, PageHead};

/// The page.
#[component]
pub fn Playbooks() -> impl IntoView {
    let t = use_text();
    let desk = CareDesk::new(use_app());
    provide_context(desk);
    let sub = move || {
        let (on, all) = desk
            .books
            .with(|books| (books.iter().filter(|book| Playbook::is_on(book)).count(), books.len()));
        t().care_sub(on, all - on)
    };
    // Rows stand in place of the playbooks: the tasks that move, or the customers of one.
    let listed = Memo::new(move |_| (desk.moves.is_listed(), audience::is_listed(desk.app)));
    let is_listed = Memo::new(move |_| listed.get() != (false, false));
    view! {
        <div class="page page--playbooks">
            <PageHead title=move || t().care_title() sub=sub>
                <Show when=move || !is_listed.get()>
                    <Button text=move || t().print() icon="printer" on_click=Callback::new(move |_| crate::ui::list::paper::print()) />
                </Show>
            </PageHead>
            <TypedElsewhere
                stands=Signal::derive(move || desk.shop.drafted_elsewhere())
                text=move || t().rules_drafted_elsewhere()
                take_over=Callback::new(move |()| desk.shop.take_over())
            />
            {move || match listed.get() {
                (true, _) => desk.moves.list().into_any(),
                (false, true) => audience::list(desk).into_any(),
                (false, false) => view! { <Editing desk=desk /> }.into_any(),
            }}
            <AdoptBar />
        </div>
        <Show when=move || !is_listed.get()>{paper::print_area(desk)}</Show>
    }
}

/// The playbooks beside each other: the list, the one that is open, and what goes for all.
#[component]
fn Editing(desk: CareDesk) -> impl IntoView {
    let editor = |id| view! { <PlaybookEditor id=id /> };
    view! {
        <div class="rules rules--care">
            <List />
            <div class="rules__editor" data-testid="playbook-editor">
                <For each=move || desk.open.get() key=Clone::clone children=editor />
            </div>
            <aside class="rules__aside">
                <Dates />
                <LimitsPanel />
                <FromPanel />
            </aside>
        </div>
    }
}
