//! The dashboard: how do we stand? A board a role, of cards that people arrange. Every number opens exactly its customers.

mod arrange;
mod board;
mod cards;
mod classes;
mod figures;
mod lists;
mod measured;
mod purchases;
mod risk;

use crate::state::live::*;
use crate::state::prefs::arranged_elsewhere;

use crate::state::board_report::{follow_report, month_before};
use crate::state::query::Query;
use crate::state::route::{PageId, Route};
use crate::state::{goals, service, use_app};
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, EmptyState, PageHead, ParamChoice};

use arrange::Arrange;
use board::Board;
use cards::{Card, Ground, Needs, ROLES, Size, role, rows, shown};

/// The piece of page state that says whose board is shown.
const BOARD: &str = "board";

/// The address of a list.
fn list(query: Query) -> String {
    Route::customers(&query).to_hash()
}

/// The page.
#[component]
pub fn Dashboard() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    // A board that stands in two tabs is one board.
    on_window(leptos::ev::storage, move |ev| {
        if let Some((name, arranged)) = arranged_elsewhere(ev.key().as_deref()) {
            app.list_columns.update(|all| match arranged {
                Some(arranged) => drop(all.insert(name, arranged)),
                None => drop(all.remove(&name)),
            });
        }
    });
    let report = follow_report(app);
    let customers = Memo::new(move |_| report.with(|r| r.as_ref().map(|r| r.all.customers)));
    let arranging = RwSignal::new(false);
    let body = move || match customers.get() {
        None => view! { <p class="muted" role="status">{move || t().board_reading()}</p> }.into_any(),
        Some(0) if app.session.has_customers.get() => {
            view! { <EmptyState title=move || t().nobody_yet() text=move || t().nobody_yet_help() /> }.into_any()
        }
        Some(0) => view! { <Empty /> }.into_any(),
        Some(_) => view! { <Sheet board=Board::new(report) arranging=arranging /> }.into_any(),
    };
    let word = move || match arranging.get() {
        true => t().board_arranged(),
        false => t().board_arrange(),
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
                    <Button
                        text=word
                        icon="columns"
                        attr:aria-pressed=move || arranging.get().to_string()
                        attr:data-testid="board-arrange-cards"
                        on_click=Callback::new(move |_| arranging.update(|on| *on = !*on))
                    />
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
            <span>{move || role(app.param(BOARD).as_deref()).map(|role| t().board_print_of((role.title)(t())))}</span>
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

/// The ruled sheet with the cards of a board.
#[component]
fn Sheet(board: Board, arranging: RwSignal<bool>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let chosen = Memo::new(move |_| app.param(BOARD).unwrap_or_default());
    // Drawn anew where another part of the book is needed for it: what follows the book ends with who asked for it.
    let needs = Memo::new(move |_| {
        let cards = role(Some(&chosen.get()))
            .map(|role| shown(app, role))
            .unwrap_or_default();
        [Needs::Goals, Needs::Tickets].map(|what| cards.iter().any(|card| card.needs == what))
    });
    let drawn = move || {
        let role = role(Some(&chosen.get()))?;
        let [goals, tickets] = needs.get();
        let ground = Ground {
            board: board.beside(month_before(app)),
            goals: goals.then(|| goals::follow(app)),
            queue: tickets.then(|| service::follow(app)),
        };
        Some(view! {
            <Show when=move || arranging.get()>
                <Arrange role=role />
            </Show>
            <div class="board" data-testid="board">
                {move || rows(&shown(app, role)).into_iter().map(|row| drawn_row(row, ground)).collect_view()}
            </div>
        })
    };
    view! {
        <div class="toolbar screen-only" role="group" aria-label=move || t().board_role()>
            <ParamChoice
                label=T::board_role
                name="board-role"
                param=BOARD
                options=ROLES.iter().map(|role| (role.key, role.title)).collect()
            />
        </div>
        {drawn}
    }
}

/// Cards that stand in one row.
fn drawn_row(row: Vec<&'static Card>, ground: Ground) -> AnyView {
    let size = row.first().map(|card| card.size);
    let cards = row.into_iter().map(|card| (card.view)(ground)).collect_view();
    match size {
        Some(Size::Half) => view! { <div class="board__row">{cards}</div> }.into_any(),
        Some(Size::Figure) => view! { <section class="figures figures--measured">{cards}</section> }.into_any(),
        _ => cards.into_any(),
    }
}
