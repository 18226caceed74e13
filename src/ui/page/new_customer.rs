//! The form for a new customer: the name is enough, the rest may follow.

use crate::state::live::*;

use super::customer::{Crumb, EditSheet, NAMES, SaveButton, focus_field, follow_save_key};
use crate::domain::command::Command;
use crate::domain::form::Place;
use crate::domain::id::CustomerId;
use crate::domain::kind::Customer;
use crate::domain::uscc;
use crate::state::route::{PageId, Route};
use crate::state::{App, use_app};
use crate::ui::form::{Form, RecordForm};
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Note, NoteKind};

/// Asks for a new customer.
#[component]
pub fn NewCustomer() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let Some(base) = blank(app) else {
        return ().into_any();
    };
    let id = base.id.clone();
    let record = RecordForm::begun(app, DRAFT, (id.to_string(), base), NAMES, None);
    let form = record.form;
    let all = RwSignal::new(false);
    let leave = move || app.go(Route::to(PageId::CUSTOMERS));
    let save = move || {
        let id = id.clone();
        record.save(
            |edit| Command::AddCustomer(edit.after),
            move || app.go(Route::customer(&id)),
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
                    <Twin form=form />
                    <EditSheet
                        form=form
                        short=Signal::derive(move || !all.get())
                        on_save=Callback::new(move |()| save())
                        on_leave=Callback::new(move |()| leave())
                    >
                        {move || t().new_note()}
                    </EditSheet>
                    <div class="editbar">
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

/// The name of what is typed.
const DRAFT: &str = "customer/new";

/// A record of which nothing is known but that it begins today.
fn blank(app: App) -> Option<Customer> {
    let has = |id: &str| app.session.peek(|world| world.book.customers.get(id).is_some()) == Some(true);
    let id = app.drafts.new_id(DRAFT, has);
    let mut customer = Customer::new(CustomerId::new(&id).ok()?, "");
    customer.created_on = Some(app.today.get_untracked());
    Some(customer)
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

/// A customer of the book with the name or code that is being typed.
#[component]
fn Twin(form: Form) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let name = Memo::new(move |_| form.text(Place::own("name")).trim().to_owned());
    let code = Memo::new(move |_| uscc::normal(&form.text(Place::own("uscc"))));
    let twin = Memo::new(move |_| {
        let (name, code) = (name.get(), code.get());
        if name.is_empty() && code.is_empty() {
            return None;
        }
        let found = app.session.read(|world| {
            let mut customers = world.book.customers.iter().map(|(_, customer)| customer);
            let same_code = |c: &Customer| c.uscc.as_deref().is_some_and(|known| uscc::normal(known) == code);
            let twin =
                customers.find(|c| (!name.is_empty() && *c.name == *name) || (!code.is_empty() && same_code(c)))?;
            Some((*twin.name == *name, twin.id.clone(), twin.name.to_string()))
        });
        found.flatten()
    });
    let note = move || {
        twin.get().map(|(by_name, id, name)| {
            let text = move || if by_name { t().same_name() } else { t().same_code() };
            let to = Route::customer(&id).to_hash();
            view! {
                <Note kind=NoteKind::Warn text=text>
                    <a href=to>{name}</a>
                </Note>
            }
        })
    };
    view! { <div role="status">{note}</div> }
}
