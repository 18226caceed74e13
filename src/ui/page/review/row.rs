//! A row of the review: who, from where to where, what crossed the line, and the decision.

use crate::state::live::*;

use super::desk::{Desk, Line, Told};
use crate::domain::kind::Decision;
use crate::domain::report::moves::Way;
use crate::ui::class_word::ClassWord;
use crate::ui::text::T;
use crate::ui::widget::{Button, Chip, Icon, Kind, Mark, MarkKind};

/// The cells of a row. They are drawn anew only when what they say has changed.
pub fn row(desk: Desk, place: u32) -> impl IntoView {
    let data = desk.line(place);
    move || data.get().map(|line| cells(desk, place, line))
}

fn cells(desk: Desk, place: u32, line: Line) -> AnyView {
    let Line {
        name,
        href,
        dimension,
        from,
        to,
        way,
        cause,
        purchase,
        decided,
    } = line;
    let (pick_name, pick_dim, full_name) = (name.clone(), dimension.clone(), name.clone());
    let waits = decided.is_none();
    let (amount, exact) = purchase.unwrap_or_else(|| (desk.t().unknown().to_owned(), String::new()));
    let why = match &decided {
        Some(told) => told_words(desk.t(), told),
        None => cause,
    };
    let title = why.join("\n");
    let decision = match decided {
        Some(told) => decided_cell(told),
        None => buttons(desk, place, &name),
    };
    view! {
        <div class="grid__cell" role="gridcell" data-col="pick">
            <label class="grid__pick">
                <input
                    type="checkbox"
                    tabindex="-1"
                    disabled=!waits
                    aria-label=move || desk.t().review_select_one(&pick_name, &pick_dim)
                    prop:checked=move || desk.is_picked(place)
                    on:click=move |ev| desk.pick(place, ev.shift_key())
                />
            </label>
        </div>
        <div class="grid__cell" role="rowheader" data-col="name" title=full_name>
            <a href=href>{name}</a>
        </div>
        <div class="grid__cell soft" role="gridcell" data-col="dim">{dimension}</div>
        <div class="grid__cell" role="gridcell" data-col="move">{moved(desk.t(), from, to, way)}</div>
        <div class="grid__cell" role="gridcell" data-col="cause" title=title>
            {why.into_iter().map(|phrase| view! { <span>{phrase}</span> }).collect_view()}
        </div>
        <div class="grid__cell num" role="gridcell" data-col="amount" data-unit=desk.t().wan() title=exact>{amount}</div>
        <div class="grid__cell" role="gridcell" data-col="decide">{decision}</div>
    }
    .into_any()
}

/// Two chips with the way between them.
pub fn moved(t: T, from: ClassWord, to: ClassWord, way: Way) -> impl IntoView {
    let said = t.review_moved_from(&from.name, &to.name);
    let (icon, word) = match way {
        Way::Up => ("arrow-up", t.review_up()),
        Way::Down => ("arrow-down", t.review_down()),
    };
    view! {
        <span class="move" data-way=icon>
            <span class="visually-hidden">{word} " " {said}</span>
            <span class="move__pair" aria-hidden="true">
                <Icon name=icon size=14 />
                <Chip dim=from.palette.to_string() rank=from.rank text=from.name />
                <Icon name="arrow-right" size=14 />
                <Chip dim=to.palette.to_string() rank=to.rank text=to.name />
            </span>
        </span>
    }
}

fn told_words(t: T, told: &Told) -> Vec<String> {
    let action = (!told.action.is_empty()).then(|| t.review_decision_action(&told.action));
    let reason = Some(told.reason.clone()).filter(|reason| !reason.is_empty());
    reason.into_iter().chain(action).collect()
}

fn decided_cell(told: Told) -> AnyView {
    let kind = if told.held { MarkKind::Warn } else { MarkKind::Good };
    let icon = if told.held { "lock" } else { "check" };
    view! {
        <span class="verdict">
            <Mark text=told.word kind=kind icon=icon />
            <small>{told.day} " " {told.by}</small>
        </span>
    }
    .into_any()
}

fn buttons(desk: Desk, place: u32, name: &str) -> AnyView {
    let (confirm, hold) = (name.to_owned(), name.to_owned());
    view! {
        <span class="verdict">
            <Button
                text=move || desk.t().review_confirm()
                size="btn--small"
                attr:aria-label=move || desk.t().review_confirm_of(&confirm)
                attr:data-testid="review-confirm"
                on:click=move |_| desk.asked.set(Some((Decision::Confirm, vec![place])))
            />
            <Button
                text=move || desk.t().review_hold()
                kind=Kind::Quiet
                size="btn--small"
                attr:aria-label=move || desk.t().review_hold_of(&hold)
                attr:data-testid="review-hold"
                on:click=move |_| desk.asked.set(Some((Decision::Hold, vec![place])))
            />
        </span>
    }
    .into_any()
}
