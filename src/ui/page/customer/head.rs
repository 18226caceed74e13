//! The head of the customer's page: the way back, the name, its classes, what can be done.

use crate::state::live::*;

use super::facts::{Judged, health, judged};
use super::{Why, ask_why, edit_at, use_customer};
use crate::domain::command::Command;
use crate::domain::label::Label;
use crate::domain::printed::{NAMES, SHEET};
use crate::state::route::{PageId, Route};
use crate::state::use_app;
use crate::ui::list::paper;
use crate::ui::page::forms_of;
use crate::ui::record::RecordMenu;
use crate::ui::route::FORM;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Chip, Icon, Menu, MenuItem, MoreMenu, labelled};

/// The default dimensions that stand elsewhere on the page, or need their neighbours to be understood.
const NOT_IN_HEAD: [&str; 4] = ["closeness", "rfm_tier", "risk", "industry"];

/// Crumb, title, classes, actions. While the sheet is edited, only the form's own buttons act.
#[component]
pub fn CustomerHead(name: Memo<String>, editing: Memo<bool>) -> impl IntoView {
    view! {
        <header class="page__head">
            <Crumb />
            <h1 class="page__title" tabindex="-1">
                {move || name.get()}
            </h1>
            <Classes />
            <div class="page__actions">
                <Show when=move || !editing.get()>
                    <Actions />
                </Show>
            </div>
        </header>
    }
}

/// The way back to the list.
#[component]
pub fn Crumb() -> impl IntoView {
    let t = use_text();
    view! {
        <nav class="crumb" aria-label=move || t().crumb_place()>
            <a href="#/customers">{move || t().to_customers()}</a>
            <Icon name="chevron-right" size=14 />
        </nav>
    }
}

/// The classes as chips; a click asks why.
#[component]
fn Classes() -> impl IntoView {
    let (app, open) = (use_app(), use_customer());
    let classes = Memo::new(move |_| {
        let lang = app.lang.get();
        let read = |world: &crate::domain::world::World| {
            let slot = open.slot.get()?;
            let ids = world.evaluation.plan.dimensions.iter().map(|d| &*d.id);
            let shown = ids.filter(|id| !NOT_IN_HEAD.contains(id));
            let all = shown.filter_map(|id| {
                let class = (id == "health").then(|| health(world, slot, lang)).flatten();
                class.or_else(|| judged(world, slot, id, lang))
            });
            Some(all.collect::<Vec<Judged>>())
        };
        app.session.read(read).flatten().unwrap_or_default()
    });
    let chip = move |class: Judged| {
        let t = use_text();
        let why = Why::Dimension(class.index);
        let asked = why.clone();
        let title = class.title;
        let said = class.class.clone();
        // The one word for what is not rated says not of what: the dimension stands with it.
        let word = class.class.unwrap_or_else(|| t().fact_with(&title, t().unclassified()));
        // What can be read of a button is part of its name.
        let name = {
            let word = word.clone();
            move || match &said {
                Some(said) => t().why_class(&title, said),
                None => t().why_unrated(&word),
            }
        };
        view! {
            <button
                type="button"
                class="why-link"
                aria-label=name
                aria-expanded=move || open.why.with(|now| now.as_ref() == Some(&asked)).to_string()
                on:click=move |_| ask_why(open, why.clone())
            >
                <Chip dim=class.palette rank=class.rank text=word by_hand=class.by_hand />
            </button>
        }
    };
    view! { <span class="tags">{move || classes.get().into_iter().map(chip).collect_view()}</span> }
}

#[component]
fn Actions() -> impl IntoView {
    let (app, t, open) = (use_app(), use_text(), use_customer());
    view! {
        <PrintMenu />
        <Button
            text=move || t().edit()
            icon="pencil"
            attr:data-testid="edit-customer"
            on_click=Callback::new(move |_| edit_at(app, "name"))
        />
        {open.id.try_get_value().map(|id| view! { <RecordMenu record=open.record customer=id /> })}
        <More />
    }
}

/// Prints this page, or leads to the customer's forms.
#[component]
fn PrintMenu() -> impl IntoView {
    let (app, t, open) = (use_app(), use_text(), use_customer());
    let form = move |(id, zh, en): &'static (&'static str, &'static str, &'static str)| {
        let go = move || {
            if let Some(customer) = open.id.try_get_value() {
                app.go(forms_of(&[customer]).with_param(FORM, Some(id)));
            }
        };
        let name = move || t().label(&Label::fixed(zh, en));
        // The page itself prints as this form, with what is known of the customer and no room to write.
        let text = move || match *id == SHEET {
            true => t().forms_to_write(name()),
            false => name(),
        };
        MenuItem::new("file", text, go)
    };
    let page = move || MenuItem::new("printer", move || t().forms_this_page(), paper::print);
    let items = Signal::derive(move || [page()].into_iter().chain(NAMES.iter().map(form)).collect::<Vec<_>>());
    view! { <Menu items=items button=labelled("printer", move || t().print()) button_class="btn" end=true /> }
}

/// What is done rarely.
#[component]
fn More() -> impl IntoView {
    let (app, t, open) = (use_app(), use_text(), use_customer());
    let remove = move || {
        let Some(id) = open.id.try_get_value() else { return };
        app.session
            .dispatch_then(Command::RemoveCustomers(vec![id]), move |outcome| {
                if outcome.is_done() {
                    app.go(Route::to(PageId::CUSTOMERS));
                }
            });
    };
    let items = Signal::derive(move || vec![MenuItem::new("trash", move || t().remove_customer(), remove)]);
    view! { <MoreMenu items=items label=move || t().more() button_class="btn btn--icon" /> }
}
