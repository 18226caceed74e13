//! How the rows are taken: which of them, by what customers are known again, what an empty cell means.

use crate::state::live::*;
use leptos::text_prop::TextProp;

use super::desk::TableDesk;
use crate::exchange::plan::{MatchKey, Mode, Wanted};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Check, Segmented};

type Word = fn(T) -> &'static str;

const MODES: [(&str, Mode, Word); 3] = [
    ("both", Mode::Both, T::table_both),
    ("create", Mode::Create, T::table_create),
    ("update", Mode::Update, T::table_update),
];

/// The keys in the order in which they are asked.
const KEYS: [(MatchKey, Word); 4] = [
    (MatchKey::Id, T::table_key_id),
    (MatchKey::Code, T::table_key_code),
    (MatchKey::Phone, T::table_key_phone),
    (MatchKey::Name, T::table_key_name),
];

/// The choices.
#[component]
pub fn Options() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let of =
        move |read: fn(&Wanted) -> bool| Signal::derive(move || table.wanted.with(|w| w.as_ref().is_some_and(read)));
    let mode = Signal::derive(move || {
        let now = table.wanted.with(|w| w.as_ref().map(|w| w.mode)).unwrap_or_default();
        MODES
            .iter()
            .find(|(_, mode, _)| *mode == now)
            .map_or("", |(key, ..)| key)
            .to_owned()
    });
    let choose = move |key: String| {
        if let Some((_, mode, _)) = MODES.iter().find(|(own, ..)| *own == key) {
            table.want(|wanted| wanted.mode = *mode);
        }
    };
    let words =
        |(key, _, name): (&'static str, Mode, Word)| -> (&'static str, TextProp) { (key, (move || name(t())).into()) };
    let has_state = of(|wanted| !wanted.mapping.states.is_empty());
    view! {
        <div class="sheetoptions" data-testid="import-options">
            <div class="sheetoptions__item">
                <span class="soft">{move || t().table_mode()}</span>
                <Segmented
                    label=move || t().table_mode()
                    name="table-mode"
                    options=MODES.map(words).into()
                    value=mode
                    on_change=Callback::new(choose)
                />
            </div>
            <KeyChoice />
            <Check
                text=move || t().table_clears()
                on=of(|wanted| wanted.clears)
                on_change=Callback::new(move |on| table.want(|wanted| wanted.clears = on))
            />
            <Show when=move || has_state.get()>
                <Check
                    text=move || t().table_cancelled()
                    on=of(|wanted| wanted.takes_cancelled)
                    on_change=Callback::new(move |on| table.want(|wanted| wanted.takes_cancelled = on))
                    attr:data-testid="import-cancelled"
                />
            </Show>
        </div>
    }
}

/// By what customers are known again.
#[component]
fn KeyChoice() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let check = move |(key, name): (MatchKey, Word)| {
        let on = Signal::derive(move || table.wanted.with(|w| w.as_ref().is_some_and(|w| w.keys.contains(&key))));
        let change = move |on: bool| {
            table.want(|wanted| {
                let keeps = |own: MatchKey| if own == key { on } else { wanted.keys.contains(&own) };
                wanted.keys = KEYS.iter().map(|(own, _)| *own).filter(|own| keeps(*own)).collect();
            });
        };
        view! { <Check text=move || name(t()) on=on on_change=Callback::new(change) /> }
    };
    view! {
        <div class="sheetoptions__item" role="group" aria-label=move || t().table_keys() data-testid="import-keys">
            <span class="soft">{move || t().table_keys()}</span>
            {KEYS.map(check).into_iter().collect_view()}
        </div>
    }
}
