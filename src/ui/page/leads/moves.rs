//! A card on its way over the board: dragged, chosen, or by the keys, which go from card to card as well.

use crate::state::live::*;
use leptos::ev;
use wasm_bindgen::JsCast;

use super::deeds::put_into;
use super::list::LeadList;
use crate::domain::id::CustomerId;
use crate::domain::lead::LeadColumn;
use crate::ui::focus;
use crate::ui::keys::has_dialog;

/// So many frames a card that was moved is waited for: one that is among those that a column does not draw never comes.
const PATIENCE: usize = 60;

/// Cards on their way to another column.
#[derive(Clone, Copy)]
pub(super) struct Moves {
    pub page: LeadList,
    /// The column that each is wanted in, and the one that it was wanted in before. A card goes on from there, though the move before is
    /// still being saved.
    wanted: StoredValue<Vec<(CustomerId, LeadColumn, Option<LeadColumn>)>>,
    /// The card that was moved last, until somebody goes elsewhere: on its way it is nowhere, and the keyboard beside it.
    in_hand: StoredValue<Option<CustomerId>>,
}

impl Moves {
    pub fn new(page: LeadList) -> Self {
        Self {
            page,
            wanted: StoredValue::default(),
            in_hand: StoredValue::default(),
        }
    }

    fn way(self, id: &CustomerId) -> Option<(LeadColumn, Option<LeadColumn>)> {
        let all = self.wanted.try_get_value().unwrap_or_default();
        all.into_iter()
            .find(|(of, ..)| of == id)
            .map(|(_, to, before)| (to, before))
    }

    fn wanted(self, id: &CustomerId) -> Option<LeadColumn> {
        self.way(id).map(|(to, _)| to)
    }

    fn forget(self, id: &CustomerId) {
        self.wanted.try_update_value(|all| all.retain(|(of, ..)| of != id));
    }

    /// Puts a card into a column, at once or as soon as the move before is saved.
    pub fn put(self, id: CustomerId, to: LeadColumn) {
        let before = self.wanted(&id);
        self.in_hand.try_update_value(|in_hand| *in_hand = Some(id.clone()));
        self.forget(&id);
        self.wanted.try_update_value(|all| all.push((id.clone(), to, before)));
        if before.is_none() {
            self.send(id, to);
        }
    }

    /// Puts it into the column beside the one that it is wanted in, or else is in.
    fn step(self, id: CustomerId, is_in: LeadColumn, back: bool) {
        let wanted = self.wanted(&id);
        // Who has signed stays so.
        if wanted.is_none() && is_in == LeadColumn::Signed {
            return;
        }
        let from = wanted.unwrap_or(is_in);
        let at = LeadColumn::ALL.iter().position(|column| *column == from);
        let beside = at.and_then(|at| if back { at.checked_sub(1) } else { Some(at + 1) });
        if let Some(to) = beside.and_then(|at| LeadColumn::ALL.get(at)) {
            self.put(id, *to);
        }
    }

    /// The card that the keys are for while it is on its way, and where to.
    fn held(self) -> Option<(CustomerId, LeadColumn)> {
        let id = self.in_hand.try_get_value().flatten()?;
        self.wanted(&id).map(|to| (id, to))
    }

    fn send(self, id: CustomerId, to: LeadColumn) {
        let of = id.clone();
        let heard = move |is_saved| {
            let id = of.clone();
            next_frame(move || self.drawn(id, to, is_saved, PATIENCE));
        };
        if !put_into(self.page, &id, to, heard) {
            self.forget(&id);
        }
    }

    /// Waits for a card that was saved to be drawn where it stays: until then the keys are for it.
    fn drawn(self, id: CustomerId, to: LeadColumn, is_saved: bool, patience: usize) {
        if is_saved && patience > 0 && self.wanted(&id) == Some(to) && !stands_in(&id, to) {
            return next_frame(move || self.drawn(id, to, is_saved, patience - 1));
        }
        self.arrived(id, to, is_saved);
    }

    /// Goes on at a card that was moved, now that it is drawn there: with the keyboard, and to where it was wanted meanwhile.
    fn arrived(self, id: CustomerId, to: LeadColumn, is_saved: bool) {
        if self.in_hand.try_get_value().flatten().as_ref() == Some(&id) {
            focus::focus_id(&mark(&id));
        }
        match self.way(&id).filter(|(wanted, _)| is_saved && *wanted != to) {
            // Nothing may come of signing: then it is where it was wanted before, A where the keys led on from there.
            Some((LeadColumn::Signed, Some(rest))) if rest != to => self.send(id, rest),
            Some((next, _)) => self.send(id, next),
            None => self.forget(&id),
        }
    }

    /// Keys that are pressed while the card is between its columns are for it, wherever the focus is meanwhile.
    pub fn listen(self) {
        let elsewhere = move || _ = self.in_hand.try_update_value(|in_hand| *in_hand = None);
        on_window(ev::pointerdown, move |_| elsewhere());
        on_window(ev::keydown, move |ev| match (sideways(&ev), self.held()) {
            (None, _) if ev.key() != "Shift" => elsewhere(),
            (Some(back), Some((id, to))) if link_of(&ev).is_none() && !has_dialog() => {
                ev.prevent_default();
                self.step(id, to, back);
            }
            _ => {}
        });
    }
}

/// Whether a card is drawn in a column.
fn stands_in(id: &CustomerId, column: LeadColumn) -> bool {
    let link = document().get_element_by_id(&mark(id));
    let around = link.and_then(|link| link.closest(".leadboard__column").ok().flatten());
    around.and_then(|around| around.get_attribute("data-column")).as_deref() == Some(column.word())
}

/// The link of the card that has the keyboard.
fn link_of(ev: &web_sys::KeyboardEvent) -> Option<web_sys::HtmlElement> {
    let on = ev.target()?.dyn_into::<web_sys::HtmlElement>().ok();
    on.filter(|on| on.class_list().contains("leadboard__name"))
}

/// Whether a key moves a card, and back.
fn sideways(ev: &web_sys::KeyboardEvent) -> Option<bool> {
    let back = match ev.key().as_str() {
        "ArrowLeft" => true,
        "ArrowRight" => false,
        _ => return None,
    };
    ev.shift_key().then_some(back)
}

/// The id of a card's link.
pub(super) fn mark(id: &CustomerId) -> String {
    format!("lead-{id}")
}

/// Arrow keys go from card to card; with Shift the card goes to the next column.
pub(super) fn key(moves: Moves, ev: &web_sys::KeyboardEvent) {
    let Some(link) = link_of(ev) else { return };
    let Some(card) = link.closest(".leadboard__card").ok().flatten() else {
        return;
    };
    let Some(column) = card.closest(".leadboard__column").ok().flatten() else {
        return;
    };
    if let Some(back) = sideways(ev) {
        ev.prevent_default();
        if let Some((id, to)) = moves.held() {
            moves.step(id, to, back);
            return;
        }
        let is_in = column.get_attribute("data-column");
        let id = link.id().strip_prefix("lead-").and_then(|id| CustomerId::new(id).ok());
        if let Some((is_in, id)) = is_in.and_then(|word| LeadColumn::from_word(&word)).zip(id) {
            moves.step(id, is_in, back);
        }
        return;
    }
    let beside = |column: &web_sys::Element, back: bool| match back {
        true => column.previous_element_sibling(),
        false => column.next_element_sibling(),
    };
    let first = |card: Option<web_sys::Element>| {
        let link = card.and_then(|card| card.query_selector(".leadboard__name").ok().flatten());
        link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok())
    };
    let found = match ev.key().as_str() {
        "ArrowUp" => first(card.previous_element_sibling()),
        "ArrowDown" => first(card.next_element_sibling()),
        back @ ("ArrowLeft" | "ArrowRight") => {
            // Columns without cards are passed over.
            let mut at = beside(&column, back == "ArrowLeft");
            loop {
                let Some(column) = at else { break None };
                match first(column.query_selector(".leadboard__card").ok().flatten()) {
                    Some(link) => break Some(link),
                    None => at = beside(&column, back == "ArrowLeft"),
                }
            }
        }
        _ => return,
    };
    ev.prevent_default();
    if let Some(link) = found {
        focus::focus_id(&link.id());
    }
}
