//! The moves: their numbers, filters, and the list.

use crate::state::live::*;

use super::desk::use_desk;
use super::numbers::{Dimensions, Numbers};
use crate::domain::kind::Decision;
use crate::state::review_list::{DIM, KIND, LOST, STATE, WAY};
use crate::ui::later::piece;
use crate::ui::list::{Filtered, ListPage, ListTable};
use crate::ui::record::LEFT_DECISIONS;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, EmptyState, LinkButton};

/// The moves with their numbers and filters.
#[component]
pub fn Moves() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let busy = move || {
        view! {
            <Show when=move || desk.app.reviews.busy.get()>
                <span class="is-warn">{move || t().review_working()}</span>
            </Show>
            <Shown />
        }
    };
    let is_typing = Signal::derive(move || desk.asked.with(Option::is_some));
    view! {
        {piece(&LEFT_DECISIONS, move |left| left(is_typing))}
        <Numbers />
        <Dimensions />
        <ListTable page=desk message=move || view! { <Message /> } more=busy />
    }
}

/// Decides on everything shown at once: the filters say which kind that is.
#[component]
fn Shown() -> impl IntoView {
    let (t, desk) = (use_text(), use_desk());
    let waiting = Memo::new(move |_| {
        let waits = |row: &&u32| desk.can_pick(**row);
        desk.list.rows.with(|rows| rows.iter().filter(waits).count())
    });
    view! {
        <Show when=move || { waiting.get() > 1 }>
            <LinkButton
                text=move || t().review_confirm_shown(waiting.get())
                attr:data-testid="review-confirm-shown"
                on_click=Callback::new(move |_| desk.decide_shown(Decision::Confirm))
            />
        </Show>
    }
}

/// What stands in the place of the rows where there are none.
#[component]
fn Message() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let moves = Memo::new(move |_| desk.moves.with(|moves| moves.as_ref().map(|moves| moves.len())));
    // Where nothing was decided either, the filters name what there is not.
    let done = Memo::new(move |_| {
        let all_decided = desk.counts.with(|c| c.waiting == 0 && c.decided > 0);
        all_decided && desk.filters.with(|f| f.decided == Some(false) && !f.is_unknown)
    });
    let clear = move |_| {
        desk.clear_conditions();
        for own in [DIM, KIND, WAY, STATE, LOST] {
            desk.app.set_param(own, None);
        }
    };
    move || match (moves.get(), done.get()) {
        (None, _) => view! {
            <div class="empty" role="status">
                <p class="empty__title">{move || t().review_working()}</p>
                <span class="skel" style:--w="40"></span>
                <span class="skel" style:--w="30"></span>
            </div>
        }
        .into_any(),
        (Some(0), _) if desk.app.session.customer_count.get() == Some(0) => {
            view! { <EmptyState title=move || t().nobody_yet() text=move || t().nobody_yet_help() /> }.into_any()
        }
        (Some(0), _) => {
            view! { <EmptyState title=move || t().review_nobody() text=move || t().review_nobody_help() /> }.into_any()
        }
        (_, true) => {
            view! { <EmptyState title=move || t().review_all_done() text=move || t().review_all_done_help() /> }
                .into_any()
        }
        _ => view! {
            <EmptyState title=move || t().review_none_here() text=move || t().review_none_here_help()>
                <Button
                    text=move || t().clear_conditions()
                    attr:data-testid="review-clear"
                    on_click=Callback::new(clear)
                />
            </EmptyState>
        }
        .into_any(),
    }
}
