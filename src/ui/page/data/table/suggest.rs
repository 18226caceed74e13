//! Rows that are each like one customer of the book: all of them can be answered in one press, and that answer is taken back as one.

use std::collections::HashSet;

use crate::state::live::*;
use leptos::task::spawn_local;

use super::asks::examples;
use super::desk::TableDesk;
use crate::exchange::plan::Whom;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Icon, LinkButton};

/// From so many rows on one press is less than one for each.
const SEVERAL: usize = 2;

impl TableDesk {
    /// Takes every row that is like one customer of the book alone for that customer.
    pub fn take_suggestions(self) {
        let Some(file) = self.file() else { return };
        let turn = self.turn.get_untracked();
        spawn_local(async move {
            let Ok(rows) = file.suggestions().await else { return };
            if !self.is_mine(turn) {
                return;
            }
            self.want(|wanted| {
                // What was answered while these were on their way stands.
                let known: HashSet<u32> = wanted.chosen.iter().map(|(at, _)| *at).collect();
                let open: Vec<(u32, String)> = rows.into_iter().filter(|(at, _)| !known.contains(at)).collect();
                wanted.suggested.extend(open.iter().map(|(at, _)| *at));
                wanted
                    .chosen
                    .extend(open.into_iter().map(|(at, id)| (at, Whom::Known(id))));
            });
        });
    }

    /// Takes that answer back.
    pub fn leave_suggestions(self) {
        self.want(|wanted| {
            let all: HashSet<u32> = wanted.suggested.drain(..).collect();
            wanted.chosen.retain(|(at, _)| !all.contains(at));
        });
    }
}

/// The proposal, and the answer once it was given.
#[component]
pub fn Suggestions() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let open = Memo::new(move |_| table.planned.with(|p| p.as_ref().map_or(0, |p| p.suggested)));
    let shown = Memo::new(move |_| {
        table
            .planned
            .with(|p| p.as_ref().map(|p| p.suggestions.clone()).unwrap_or_default())
    });
    let taken = Memo::new(move |_| table.wanted.with(|w| w.as_ref().map_or(0, |w| w.suggested.len())));
    view! {
        <ul class="sheetasks">
            <Show when=move || { open.get() >= SEVERAL }>
                <li class="sheetask" data-testid="import-suggestions" data-rows=move || open.get().to_string()>
                    <Icon name="help" />
                    <div class="sheetask__words">
                        <p>{move || t().table_suggested(open.get())}</p>
                        <ul class="sheetask__examples">{move || examples(t(), &shown.get())}</ul>
                    </div>
                    <div class="sheetask__ways">
                        <Button
                            text=move || t().table_take_suggestions(open.get())
                            size="btn--small"
                            attr:data-answer="take"
                            on_click=Callback::new(move |_| table.take_suggestions())
                        />
                    </div>
                </li>
            </Show>
            <Show when=move || { taken.get() > 0 }>
                <li class="sheetask sheetask--done" data-testid="import-suggested">
                    <Icon name="check" />
                    <span>{move || t().table_suggestions_taken(taken.get())}</span>
                    <LinkButton text=move || t().table_ask_again() on_click=Callback::new(move |_| table.leave_suggestions()) />
                </li>
            </Show>
        </ul>
    }
}
