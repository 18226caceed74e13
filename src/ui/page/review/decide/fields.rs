//! What the dialog asks: cause and action of those that are confirmed, reason and last day of those that are held.

use crate::state::live::*;

use super::super::desk::{Line as Row, strategies, use_desk};
use super::super::row::moved;
use super::{Asked, NAMED};
use crate::domain::form::Place;
use crate::domain::form::decide::Chosen;
use crate::domain::report::moves::Way;
use crate::ui::focus::focus_id;
use crate::ui::form::{Form, Input};
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Chip, Note, NoteKind};

/// The common causes of a way down (S4).
const CAUSES: [fn(T) -> &'static str; 5] = [
    |t| t.review_cause_price(),
    |t| t.review_cause_service(),
    |t| t.review_cause_rival(),
    |t| t.review_cause_need(),
    |t| t.review_cause_other(),
];

/// How many moves, and which ways they go: only those that there are.
fn ways(moves: &[&(Chosen, Row)]) -> impl Fn(T) -> String + Copy + use<> {
    let n = moves.len();
    let there = Way::ALL.map(|way| (way, moves.iter().any(|(chosen, _)| chosen.way == way)));
    move |t| {
        let those = there.into_iter().filter(|(_, is_there)| *is_there);
        t.review_ways(n, format::list(those.map(|(way, _)| t.way(way)), t.0))
    }
}

/// Some moves by name.
fn named(t: T, moves: &[&(Chosen, Row)]) -> AnyView {
    let row = |(_, row): &(Chosen, Row)| {
        view! {
            <li class="decide__row">
                <b>{row.name.clone()}</b>
                <span class="muted">{row.dimension.clone()}</span>
                {moved(t, row.from.clone(), row.to.clone(), row.way)}
            </li>
        }
    };
    let rows = moves.iter().take(NAMED).map(|m| row(m)).collect_view();
    let more = (moves.len() > NAMED).then(|| view! { <li class="muted small">{t.review_and_more(moves.len())}</li> });
    view! { <ul class="decide__list">{rows} {more}</ul> }.into_any()
}

/// Cause, action and measure.
#[component]
pub fn Confirm(asked: Asked, form: Form) -> impl IntoView {
    let t = use_text();
    let (up, down) = (asked.of(false), asked.of(true));
    let first = form.id(Place::own(if down.is_empty() { "up-action" } else { "reason" }));
    next_frame(move || focus_id(first));
    let chosen = asked.chosen();
    let up = (!up.is_empty()).then(|| {
        let (ways, list) = (ways(&up), named(untrack(t), &up));
        view! {
            <section class="decide">
                <h3 class="slip__sub">{move || ways(t())}</h3>
                {list}
                <Strategies chosen=chosen />
                <Input place=Place::own("up-action") form=form label=move || t().review_up_action() />
            </section>
        }
    });
    let many = down.len() > 1;
    let down = (!down.is_empty()).then(|| {
        let (ways, list) = (ways(&down), named(untrack(t), &down));
        view! {
            <section class="decide">
                <h3 class="slip__sub">
                    {move || ways(t())} {many.then(|| view! { <small>{move || t().review_for_all()}</small> })}
                </h3>
                {list}
                <Input place=Place::own("reason") form=form label=move || t().review_cause() />
                <Causes form=form />
                <Input place=Place::own("action") form=form label=move || t().review_measure() />
            </section>
        }
    });
    view! {
        {up}
        {down}
    }
}

/// The common causes: a click writes one.
#[component]
fn Causes(form: Form) -> impl IntoView {
    let t = use_text();
    let button = move |text: fn(T) -> &'static str| {
        let write = move |_| {
            form.type_in(Place::own("reason"), untrack(|| text(t())).to_owned());
            focus_id(form.id(Place::own("action")));
        };
        view! {
            <button type="button" class="btn btn--small" on:click=write>
                {move || text(t())}
            </button>
        }
    };
    view! {
        <div class="fchips" role="group" aria-label=move || t().review_suggested()>
            {CAUSES.map(button).into_iter().collect_view()}
        </div>
    }
}

/// The strategies of the new classes.
#[component]
fn Strategies(chosen: Vec<Chosen>) -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let row = move |(class, text): (crate::ui::class_word::ClassWord, Option<String>)| {
        let text = move || text.clone().unwrap_or_else(|| t().review_no_strategy().to_owned());
        view! {
            <dt>
                <Chip dim=class.palette.to_string() rank=class.rank text=class.name />
            </dt>
            <dd>{text}</dd>
        }
    };
    let rows = strategies(desk, &chosen).into_iter().map(row).collect_view();
    view! {
        <div>
            <p class="small muted">{move || t().review_strategy()}</p>
            <dl class="datelist">{rows}</dl>
        </div>
    }
}

/// Reason and last day.
#[component]
pub fn Hold(asked: Asked, form: Form) -> impl IntoView {
    let t = use_text();
    let app = form.app;
    let (kept, out): (Vec<_>, Vec<_>) = asked.moves.iter().partition(|(chosen, _)| chosen.from.is_some());
    let out = out.len();
    if !kept.is_empty() {
        let id = form.id(Place::own("reason"));
        next_frame(move || focus_id(id));
    }
    let list = named(untrack(t), &kept);
    let form = (!kept.is_empty()).then(|| {
        view! {
            <section class="decide">
                {list}
                <Input place=Place::own("reason") form=form label=move || t().review_hold_reason() />
                <Input
                    place=Place::own("until")
                    form=form
                    label=move || t().review_hold_until()
                    help=move || t().review_hold_help()
                />
                <Show when=move || app.other_day.get().is_some()>
                    <Note kind=NoteKind::Warn text=move || t().review_hold_today(app.today.get(), app.as_of.get()) />
                </Show>
            </section>
        }
    });
    view! {
        {form}
        {(out > 0).then(|| view! { <Note kind=NoteKind::Warn text=move || t().review_unheld(out) /> })}
    }
}
