//! Erasing everything, after typed words.

use crate::state::live::*;

use super::Extent;
use super::desk::ImportDesk;
use super::export::ExportFirst;
use crate::domain::command::Command;
use crate::domain::label::Lang;
use crate::state::route::{PageId, Route};
use crate::state::sheets::kept::forget_tables;
use crate::state::use_app;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Dialog, Field, Kind, Panel};

/// The panel and its dialog.
#[component]
pub fn ErasePanel(
    /// How much the book holds.
    extent: Memo<Extent>,
) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let desk = ImportDesk::get();
    let open = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    // The word of either language will do: who switches half-way need not guess.
    let agreed = move || {
        let word = typed.get().trim().to_uppercase();
        [Lang::Zh, Lang::En].iter().any(|lang| word == T(*lang).erase_word())
    };
    let ask = move |_| {
        typed.set(String::new());
        open.set(true);
    };
    let erase = move || {
        if !agreed() {
            return;
        }
        open.set(false);
        app.session.dispatch_then(Command::EraseAll, move |outcome| {
            if outcome.is_done() {
                // What was exported was another book.
                app.exported.set(None);
                app.drafts.clear();
                forget_tables();
                desk.clear();
                app.go(Route::to(PageId::HOME));
            }
        });
    };
    let foot = move || {
        view! {
            <Button text=move || t().cancel() on_click=Callback::new(move |_| open.set(false)) />
            <Button
                text=move || t().erase()
                kind=Kind::Danger
                icon="trash"
                disabled=Signal::derive(move || !agreed())
                attr:data-testid="erase-apply"
                on_click=Callback::new(move |_| erase())
            />
        }
    };
    let button = move || {
        view! {
            <Button
                text=move || t().erase()
                kind=Kind::Danger
                size="btn--small"
                attr:data-testid="erase"
                on_click=Callback::new(ask)
            />
        }
    };
    view! {
        <div class="screen-only">
            <Panel id="data-erase" title=move || t().erase() end=ViewFn::from(button)>
                ""
            </Panel>
        </div>
        <Dialog open=open title=move || t().erase() foot=foot>
            <Losses extent=extent />
            <EraseWord typed=typed erase=Callback::new(move |()| erase()) />
        </Dialog>
    }
}

/// The word that is to be typed; Enter erases.
#[component]
fn EraseWord(typed: RwSignal<String>, erase: Callback<()>) -> impl IntoView {
    let t = use_text();
    let key = move |ev: web_sys::KeyboardEvent| {
        if ev.key() == "Enter" {
            erase.run(());
        }
    };
    view! {
        <Field id="erase-word" label=move || t().erase_type(t().erase_word()) help=move || t().erase_help()>
            <input
                id="erase-word"
                type="text"
                autofocus
                autocomplete="off"
                aria-describedby="erase-word-note"
                prop:value=move || typed.get()
                on:input=move |ev| typed.set(event_target_value(&ev))
                on:keydown=key
            />
        </Field>
    }
}

/// What goes, and a way to keep it.
#[component]
fn Losses(extent: Memo<Extent>) -> impl IntoView {
    let t = use_text();
    view! {
        <p>{move || t().erase_text()}</p>
        <ul class="list-plain">
            <li>{move || t().customers(extent.get().customers)}</li>
            <li>{move || t().orders(extent.get().orders)}</li>
            <li>{move || t().interactions(extent.get().interactions)}</li>
            <li>{move || t().erase_trail(extent.get().audit)}</li>
            <li>{move || t().erase_rules()}</li>
        </ul>
        <p class="small soft">{move || t().erase_note()}</p>
        <ExportFirst />
    }
}
