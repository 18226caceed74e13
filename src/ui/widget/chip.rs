//! Classes, tags and conditions as small words.

use crate::state::live::*;
use leptos::text_prop::TextProp;

use super::Icon;
use crate::ui::text::use_text;
use crate::ui::tone::Rank;

/// A class, in its dimension's hue. Never a button by itself.
#[component]
pub fn Chip(
    /// The dimension's id.
    #[prop(into)]
    dim: TextProp,
    /// Its tone.
    #[prop(into)]
    rank: Signal<Rank>,
    /// The class's name.
    #[prop(into)]
    text: TextProp,
    /// A person set it.
    #[prop(optional)]
    by_hand: bool,
) -> impl IntoView {
    view! {
        <span class="chip" data-dim=move || dim.get() data-rank=move || rank.get().key()>
            <i class="chip__key"></i>
            {move || text.get()}
            {by_hand.then(|| view! { <HandMark /> })}
        </span>
    }
}

/// Says beside a class that a person set it.
#[component]
fn HandMark() -> impl IntoView {
    let t = use_text();
    view! {
        <span class="chip__hand" title=move || t().hand_mark()>
            <Icon name="pencil" size=14 />
            <span class="visually-hidden">{move || t().hand_mark()}</span>
        </span>
    }
}

/// A tag: dashed where a rule put it, solid where a person did.
#[component]
pub fn TagChip(
    /// Its name.
    #[prop(into)]
    text: TextProp,
    /// A rule put it there.
    #[prop(optional)]
    by_rule: bool,
) -> impl IntoView {
    let t = use_text();
    let by = if by_rule { "rule" } else { "person" };
    view! {
        <span class="tag" data-by=by title=move || if by_rule { t().tag_by_rule() } else { t().tag_by_person() }>
            {move || text.get()}
        </span>
    }
}

/// A condition of a list: the words open it, the cross takes it away.
#[component]
pub fn FilterChip(
    /// What is looked at (`阶段`).
    #[prop(into)]
    field: TextProp,
    /// What it must be (`是 成交`).
    #[prop(into)]
    value: TextProp,
    /// Opens the condition.
    on_open: Callback<()>,
    /// Takes the condition away.
    on_remove: Callback<()>,
) -> impl IntoView {
    let t = use_text();
    let name = field.clone();
    view! {
        <span class="fchip">
            <button type="button" class="fchip__body" aria-haspopup="dialog" on:click=move |_| on_open.run(())>
                <span class="fchip__field">{move || field.get()}</span>
                {move || value.get()}
            </button>
            <button
                type="button"
                class="fchip__x"
                aria-label=move || t().remove_condition(name.get())
                on:click=move |_| on_remove.run(())
            >
                <Icon name="x" size=14 />
            </button>
        </span>
    }
}

/// What a mark says about the thing beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkKind {
    /// Neither good nor bad.
    #[default]
    Plain,
    /// Good.
    Good,
    /// Look at it.
    Warn,
    /// Act on it.
    Risk,
}

/// A state in a word with an icon (`草稿`, `今天`).
#[component]
pub fn Mark(
    /// The word.
    #[prop(into)]
    text: TextProp,
    /// What it says.
    #[prop(optional)]
    kind: MarkKind,
    /// The icon before it.
    #[prop(optional, into)]
    icon: Option<&'static str>,
) -> impl IntoView {
    let class = match kind {
        MarkKind::Plain => "mark",
        MarkKind::Good => "mark mark--good",
        MarkKind::Warn => "mark mark--warn",
        MarkKind::Risk => "mark mark--risk",
    };
    view! {
        <span class=class>
            {icon.map(|name| view! { <Icon name=name size=14 /> })}
            {move || text.get()}
        </span>
    }
}
