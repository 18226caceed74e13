//! A board's cards are put in order: dragged, or moved, removed and added by buttons.

use crate::state::live::*;

use super::cards::{CARDS, Card, Role, arrange, shown};
use crate::state::prefs::arranged_now;
use crate::state::{App, use_app};
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Icon, IconButton, Panel};

/// The cards of a board. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
struct Arranging {
    app: App,
    role: &'static Role,
    /// The card that is being dragged.
    dragged: RwSignal<Option<&'static str>>,
}

impl Arranging {
    /// The keys of the cards; tracked.
    fn keys(self) -> Vec<&'static str> {
        shown(self.app, self.role).into_iter().map(|card| card.key).collect()
    }

    fn change(self, change: impl FnOnce(&mut Vec<&'static str>)) {
        // Another tab may have arranged the board a moment ago, of which this one has not heard yet: what is changed is what stands.
        if let Some(kept) = arranged_now().filter(|kept| self.app.list_columns.with_untracked(|now| now != kept)) {
            self.app.list_columns.set(kept);
        }
        let mut keys = untrack(|| self.keys());
        change(&mut keys);
        // A board without a card would be none.
        if !keys.is_empty() {
            arrange(self.app, self.role, &keys);
        }
    }

    /// Puts a card where another one stands.
    fn put(self, key: &'static str, at: &'static str) {
        self.change(|keys| {
            let to = keys.iter().position(|known| *known == at);
            keys.retain(|known| *known != key);
            keys.insert(to.unwrap_or(keys.len()).min(keys.len()), key);
        });
    }

    /// Moves a card by one place.
    fn step(self, key: &'static str, is_up: bool) {
        self.change(|keys| {
            let Some(at) = keys.iter().position(|known| *known == key) else {
                return;
            };
            let to = if is_up { at.saturating_sub(1) } else { at + 1 };
            if to < keys.len() {
                keys.swap(at, to);
            }
        });
    }
}

/// The panel.
#[component]
pub fn Arrange(
    /// Whose board.
    role: &'static Role,
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let it = Arranging {
        app,
        role,
        dragged: RwSignal::new(None),
    };
    let on_board = move || {
        let cards = shown(app, role);
        cards.into_iter().map(|card| placed(it, card)).collect_view()
    };
    let others = move || {
        let keys = it.keys();
        let more = CARDS.iter().filter(|card| !keys.contains(&card.key));
        more.map(|card| other(it, card)).collect_view()
    };
    view! {
        <Panel id="board-arrange" title=move || t().board_arrange()>
            <div class="panel__body arrange">
                <p class="muted small">{move || t().board_arrange_help()}</p>
                <ol class="arrange__cards" aria-label=move || t().board_shown()>
                    {on_board}
                </ol>
                <div class="arrange__more" role="group" aria-label=move || t().board_more()>
                    {others}
                </div>
                <Button
                    text=move || t().board_restore()
                    attr:data-testid="board-restore"
                    on_click=Callback::new(move |_| arrange(app, role, &[]))
                />
            </div>
        </Panel>
    }
}

/// A card that is on the board.
fn placed(it: Arranging, card: &'static Card) -> impl IntoView {
    let t = use_text();
    let name = move || (card.title)(t());
    let drop_here = move |ev: leptos::ev::DragEvent| {
        ev.prevent_default();
        if let Some(key) = it.dragged.get_untracked() {
            it.put(key, card.key);
        }
        it.dragged.set(None);
    };
    view! {
        <li
            class="arrange__card"
            draggable="true"
            data-card=card.key
            data-dragged=move || (it.dragged.get() == Some(card.key)).then_some("true")
            on:dragstart=move |_| it.dragged.set(Some(card.key))
            on:dragend=move |_| it.dragged.set(None)
            on:dragover=move |ev| ev.prevent_default()
            on:drop=drop_here
        >
            <Icon name="rows" />
            <span class="arrange__name">{name}</span>
            <IconButton
                icon="arrow-up"
                label=move || t().board_card_up(name())
                on_click=Callback::new(move |_| it.step(card.key, true))
            />
            <IconButton
                icon="arrow-down"
                label=move || t().board_card_down(name())
                on_click=Callback::new(move |_| it.step(card.key, false))
            />
            <IconButton
                icon="x"
                label=move || t().board_card_remove(name())
                on_click=Callback::new(move |_| it.change(|keys| keys.retain(|key| *key != card.key)))
            />
        </li>
    }
}

/// A card that can be added.
fn other(it: Arranging, card: &'static Card) -> impl IntoView {
    let t = use_text();
    let name = move || (card.title)(t());
    view! {
        <Button
            text=name
            icon="plus"
            size="btn--small"
            attr:aria-label=move || t().board_card_add(name())
            attr:data-testid="card-add"
            on_click=Callback::new(move |_| it.change(|keys| {
                if !keys.contains(&card.key) {
                    keys.push(card.key);
                }
            }))
        />
    }
}
