//! The dashboard: how do we stand? Every number opens exactly its customers.

mod board;
mod classes;
mod figures;
mod lists;
mod purchases;
mod risk;

use crate::state::live::*;

use crate::domain::report::dashboard::dashboard;
use crate::state::query::Query;
use crate::state::route::{PageId, Route};
use crate::state::use_app;
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, EmptyState, PageHead};

use board::Board;

/// The address of a list.
fn list(query: Query) -> String {
    Route::customers(&query).to_hash()
}

/// The page.
#[component]
pub fn Dashboard() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    // Worked out once a change of the book or of the day, however many panels read it.
    let report = Memo::new(move |_| app.session.read(dashboard));
    let customers = Memo::new(move |_| report.with(|r| r.as_ref().map(|r| r.all.customers)));
    let body = move || match customers.get() {
        None => ().into_any(),
        Some(0) if app.session.has_customers.get() => {
            view! { <EmptyState title=move || t().nobody_yet() text=move || t().nobody_yet_help() /> }.into_any()
        }
        Some(0) => view! { <Empty /> }.into_any(),
        Some(_) => view! { <Sheet board=Board::new(report) /> }.into_any(),
    };
    let has_some = move || customers.get().is_some_and(|n| n > 0);
    view! {
        <div class="page page--dashboard">
            <PrintHead />
            <PageHead
                title=move || t().dashboard()
                sub=move || t().board_sub(format::long_day(app.as_of.get(), app.lang.get()))
            >
                <Show when=has_some>
                    <Button text=move || t().print() icon="printer" on_click=Callback::new(move |_| print()) />
                </Show>
            </PageHead>
            {body}
            <div class="print-only printfoot">
                <span>{move || t().brand()}</span>
                <span>{move || t().board_printed(app.today.get())}</span>
            </div>
        </div>
    }
}

fn print() {
    // A browser without a printer says so itself.
    let _ = window().print();
}

/// The letterhead on paper.
#[component]
fn PrintHead() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    view! {
        <div class="print-only letterhead">{move || app.session.company.get()}</div>
        <div class="print-only printmeta">
            <span>{move || t().board_print_of()}</span>
            <span>{move || t().board_as_of(app.as_of.get())}</span>
        </div>
    }
}

/// What would be here, and the ways in.
#[component]
fn Empty() -> impl IntoView {
    let t = use_text();
    view! {
        <div class="board">
            <EmptyState title=move || t().board_empty() text=move || t().board_empty_help()>
                <a class="btn btn--primary" href=Route::to(PageId::DATA).to_hash()>
                    {move || t().board_import()}
                </a>
                <a class="btn" href=Route::to(PageId::NEW_CUSTOMER).to_hash()>
                    {move || t().new_customer()}
                </a>
            </EmptyState>
        </div>
    }
}

/// The ruled sheet with its panels.
#[component]
fn Sheet(board: Board) -> impl IntoView {
    view! {
        <div class="board">
            <figures::Figures board=board />
            <div class="board__row">
                <classes::Classes board=board part=classes::ClassesPart::First />
                <classes::ValueByStage board=board />
            </div>
            <div class="board__row">
                <purchases::Purchases board=board />
                <lists::Tags board=board />
            </div>
            <div class="board__row">
                <classes::Classes board=board part=classes::ClassesPart::Second />
                <lists::Texts board=board />
            </div>
            <div class="board__row">
                <lists::Gaps board=board />
                <lists::Bands board=board />
            </div>
        </div>
    }
}
