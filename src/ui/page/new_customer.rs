//! The form for a new customer: the name is enough, the rest may follow.

use crate::state::live::*;

use super::customer::{Crumb, EditSheet, NAMES, SaveButton, Twins, focus_field, follow_save_key};
use crate::domain::command::Command;
use crate::domain::fold::alike;
use crate::domain::form::{Draft, Place};
use crate::domain::id::CustomerId;
use crate::domain::kind::Customer;
use crate::domain::number::next_number;
use crate::domain::world::World;
use crate::state::route::{PageId, Route};
use crate::state::{App, use_app};
use crate::ui::form::RecordForm;
use crate::ui::record::BEGUN;
use crate::ui::text::use_text;
use crate::ui::widget::Button;

/// Asks for a new customer.
#[component]
pub fn NewCustomer() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let Some(base) = blank(app, BEGUN) else {
        return ().into_any();
    };
    let (id, number) = (base.id.clone(), base.id.to_string());
    let record = RecordForm::begun(app, BEGUN, (id.to_string(), base), NAMES, None);
    let form = record.form;
    let all = RwSignal::new(false);
    let leave = move || app.go(Route::to(PageId::CUSTOMERS));
    let save = move || {
        let id = id.clone();
        let name = untrack(|| form.text(Place::own("name")));
        record.save(
            |edit| Command::AddCustomer(edit.after),
            move || app.go(Route::customer(&saved(app, &name).unwrap_or_else(|| id.clone()))),
        );
    };
    follow_save_key(save.clone());
    focus_field("name");
    let more = move || {
        if all.get() {
            t().fewer_blocks()
        } else {
            t().all_blocks()
        }
    };
    view! {
        <div class="page page--customer">
            <NewHead />
            <div class="split">
                <div class="stack stack--form">
                    <EditSheet
                        form=form
                        short=Signal::derive(move || !all.get())
                        on_save=Callback::new(move |()| save())
                        on_leave=Callback::new(move |()| leave())
                    >
                        {move || t().new_note()}
                    </EditSheet>
                    <div class="editbar">
                        <Twins form=form own=number />
                        <Button text=more on_click=Callback::new(move |_| all.update(|all| *all = !*all)) attr:data-testid="more-fields" />
                        <span>{move || t().new_keep()}</span>
                        <span class="editbar__end">
                            <Button text=move || t().cancel() on_click=Callback::new(move |_| leave()) />
                            <SaveButton form=form text=Signal::derive(move || t().new_save().to_owned()) />
                        </span>
                    </div>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// A record of which nothing is known but its number and that it begins today, for the draft of this name.
pub fn blank(app: App, draft: &str) -> Option<Customer> {
    app.drafts.settle(draft, |draft| is_saved(app, draft));
    let id = app.session.peek(|world| next_number(&world.book.customers)).flatten()?;
    let mut customer = Customer::new(id, "");
    customer.created_on = Some(app.today.get_untracked());
    Some(customer)
}

/// Whether the book has the new customer that this draft was sent as. It may be under a later number than the one it was sent under: the
/// card before it, or another tab, may have taken that. Where it is another's alone, what was typed here is not saved yet.
pub fn is_saved(app: App, draft: &Draft) -> bool {
    let is_it = |world: &World| {
        let (sent, name) = (draft.sent()?, draft.text(Place::own("name"))?);
        let own = world.book.customers.get(sent)?;
        let all = world.book.customers.iter().rev();
        let mut later = all
            .map(|(_, customer)| customer)
            .take_while(|customer| customer.id != own.id);
        Some(alike(name, &own.name) || later.any(|customer| alike(name, &customer.name)))
    };
    app.session.peek(is_it).flatten() == Some(true)
}

/// The number under which a customer of this name was saved just now: the newest that has it.
fn saved(app: App, name: &str) -> Option<CustomerId> {
    let newest = |world: &World| {
        let mut customers = world.book.customers.iter().rev();
        let found = customers.find(|(_, customer)| alike(&customer.name, name))?;
        Some(found.1.id.clone())
    };
    app.session.peek(newest).flatten()
}

#[component]
fn NewHead() -> impl IntoView {
    let t = use_text();
    view! {
        <header class="page__head">
            <Crumb />
            <h1 class="page__title" tabindex="-1">
                {move || t().new_customer()}
            </h1>
            <p class="page__sub">{move || t().new_sub()}</p>
        </header>
    }
}
