//! The slip's part of what people set: by whom, why, since when, what the rules say, and how to change it.

use crate::state::live::*;

use super::use_customer;
use crate::domain::record::Text;
use crate::state::use_app;
use crate::ui::judgement::{self, Prolong, Setting};
use crate::ui::proof::Hand;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Icon, Kind};

/// What a person set, or the way to set it. Nothing for a dimension that is the text of a field.
#[component]
pub(super) fn ByHand(dimension: Text, hand: Option<Hand>) -> impl IntoView {
    let (app, open, t) = (use_app(), use_customer(), use_text());
    let can_be_set = app.session.peek(|world| {
        let dimension = world.evaluation.plan.dimension_of(&dimension);
        dimension.is_some_and(|dimension| dimension.text_of.is_none())
    });
    if can_be_set != Some(true) {
        return ().into_any();
    }
    let dimension = StoredValue::new(dimension);
    let set = move |_| {
        let (Some(id), dimension) = (open.id.try_get_value(), dimension.try_get_value()) else {
            return;
        };
        open.setting.set(Some(Setting {
            ids: vec![id],
            dimension,
        }));
    };
    let Some(hand) = hand else {
        return view! {
            <div class="screen-only">
                <Button
                    text=move || t().hand_set()
                    kind=Kind::Quiet
                    icon="pencil"
                    size="btn--small btn--flush"
                    attr:data-testid="set-by-hand"
                    on_click=Callback::new(set)
                />
            </div>
        }
        .into_any();
    };
    let end = move |_| {
        if let (Some(id), Some(dimension)) = (open.id.try_get_value(), dimension.try_get_value()) {
            judgement::end(app, vec![id], dimension);
        }
    };
    let given = hand.given.clone();
    let prolong = given.map(|given| {
        let prolong = move |_| {
            let slot = open.slot.get_untracked();
            let asked = app.session.peek(|world| Prolong::of(world, slot?, &given)).flatten();
            open.prolong.set(asked);
        };
        view! { <Button text=move || t().hand_prolong() size="btn--small" attr:data-testid="prolong" on_click=Callback::new(prolong) /> }
    });
    let fact = |(name, value): (String, String)| view! { <dt>{name}</dt><dd>{value}</dd> };
    view! {
        <section class="hand" data-testid="by-hand">
            <h3 class="slip__sub">
                <span class="hand__title"><Icon name="pencil" size=14 /> {hand.said}</span>
            </h3>
            <dl class="datelist">{hand.facts.into_iter().map(fact).collect_view()}</dl>
            <div class="hand__ways screen-only">
                <Button text=move || t().hand_end() size="btn--small" attr:data-testid="end-by-hand" on_click=Callback::new(end) />
                {prolong}
                <Button text=move || t().hand_change() kind=Kind::Quiet size="btn--small" on_click=Callback::new(set) />
            </div>
        </section>
    }
    .into_any()
}
