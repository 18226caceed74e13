//! 复核: who moved between classes, do we agree, and the migration matrix.

mod decide;
mod desk;
mod flow;
mod matrix;
mod numbers;
mod occasion;
mod people;
mod row;
mod table;

use crate::state::live::*;

use crate::state::use_app;
use crate::ui::list::{ListButtons, ListExport, paper};
use crate::ui::text::use_text;
use crate::ui::widget::{EmptyState, PageHead};

use desk::{Desk, use_desk};

/// The piece of page state that says which part is shown; without it the moves.
const TAB: &str = "tab";
const MATRIX: &str = "matrix";

/// The page.
#[component]
pub fn Review() -> impl IntoView {
    let app = use_app();
    let desk = Desk::new(app);
    provide_context(desk);
    let matrix = Memo::new(move |_| app.with_route(|r| r.param(TAB) == Some(MATRIX)));
    let lost = Memo::new(move |_| {
        let Some(occasion) = desk.occasion.try_get() else {
            return false;
        };
        app.session
            .read(|world| occasion.days(&world.book).is_none())
            .unwrap_or(false)
    });
    let body = move || match (lost.get(), matrix.get()) {
        (true, _) => view! { <Lost /> }.into_any(),
        (_, true) => view! { <matrix::Migration /> }.into_any(),
        (_, false) => view! { <table::Moves /> }.into_any(),
    };
    let class = move || match matrix.get() {
        true => "page page--review",
        false => "page page--fill page--review",
    };
    view! {
        <div class=class>
            <Head matrix=matrix />
            <occasion::Choice />
            <Tabs matrix=matrix />
            {body}
        </div>
        <decide::DecideDialog />
        {move || (!matrix.get()).then(|| view! {
            <ListExport page=desk />
            {paper::list_area(desk)}
        })}
    }
}

#[component]
fn Head(matrix: Memo<bool>) -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    view! {
        <PageHead title=move || t().review_title() sub=move || desk.occasion_words(t())>
            <Show when=move || !matrix.get()>
                <ListButtons page=desk export_mark="review-export" />
            </Show>
        </PageHead>
    }
}

#[component]
fn Tabs(matrix: Memo<bool>) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let tab = move |is: bool, text: fn(crate::ui::text::T) -> &'static str| {
        let href = move || {
            let route = app.route().with_param(TAB, is.then_some(MATRIX));
            matrix::at_cell(route, None).to_hash()
        };
        view! {
            <a
                class="tabs__item"
                href=href
                aria-current=move || (matrix.get() == is).then_some("page")
                data-testid=if is { "review-tab-matrix" } else { "review-tab-moves" }
            >
                {move || text(t())}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=move || t().review_tabs()>
            {tab(false, |t| t.review_tab_moves())}
            {tab(true, |t| t.review_tab_matrix())}
        </nav>
    }
}

/// The version of the address is not in the book.
#[component]
fn Lost() -> impl IntoView {
    let t = use_text();
    view! { <EmptyState title=move || t().review_no_occasion() text=move || t().review_no_occasion_help() /> }
}
