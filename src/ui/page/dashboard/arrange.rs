//! A board's cards are put in order: dragged, or moved, removed and added by buttons.

use crate::state::live::*;

use super::cards::{CARDS, Card, Role, put, restore, shown, take_off};
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

    /// Where a card stands; not tracked.
    fn place(self, card: &str) -> Option<usize> {
        untrack(|| self.keys()).iter().position(|known| *known == card)
    }

    /// Puts a card where another one stands.
    fn put(self, card: &'static str, at: &'static str) {
        if let Some(to) = self.place(at) {
            put(self.app, self.role, card, to);
        }
    }

    /// Moves a card by one place.
    fn step(self, card: &'static str, is_up: bool) {
        let to = |at: usize| if is_up { at.checked_sub(1) } else { Some(at + 1) };
        if let Some(to) = self.place(card).and_then(to) {
            put(self.app, self.role, card, to);
        }
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
                    on_click=Callback::new(move |_| restore(app, role))
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
                on_click=Callback::new(move |_| take_off(it.app, it.role, card.key))
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
            on_click=Callback::new(move |_| put(it.app, it.role, card.key, CARDS.len()))
        />
    }
}
