//! What is done with leads: graded, spoken to, signed with.

use crate::state::live::*;

use super::list::{LeadList, column_name};
use crate::domain::command::{Command, Edit};
use crate::domain::held::Held;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Contract, Customer};
use crate::domain::lead::LeadColumn;
use crate::state::{App, use_app};
use crate::ui::focus;
use crate::ui::form::{FormDialog, Names, RecordForm, inputs};
use crate::ui::list::{GiveTo, ListAction, ListPage};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Menu, MenuItem, labelled};

/// What can be done with a row.
pub const ACTIONS: &[ListAction<LeadList>] = &[
    ListAction {
        text: T::leads_talk,
        label: |t, name| t.leads_talk_of(name),
        mark: "lead-talk",
        icon: None,
        is_quiet: false,
        can: |_, _| true,
        run: |page, rows| page.talking.set(rows.first().and_then(|row| page.customer(*row))),
    },
    ListAction {
        text: T::leads_sign,
        label: |t, name| t.leads_sign_of(name),
        mark: "lead-sign",
        icon: None,
        is_quiet: true,
        can: |_, _| true,
        run: |page, rows| page.signing.set(rows.first().and_then(|row| page.customer(*row))),
    },
];

/// The customer as the book has it.
fn known(app: App, id: &str) -> Option<Held<Customer>> {
    app.session
        .peek(|world| world.book.customers.get(id).cloned())
        .flatten()
}

/// What can be changed of the leads selected: who sees to them, how likely a deal is.
pub fn bulk(page: LeadList) -> AnyView {
    let (app, t) = (use_app(), use_text());
    let ids = move || {
        page.picked_rows()
            .into_iter()
            .filter_map(|row| page.customer(row))
            .collect::<Vec<_>>()
    };
    let give = move |owner| app.session.dispatch(Command::SetOwner { ids: ids(), owner });
    let items = Signal::derive(move || {
        let columns = LeadColumn::ALL
            .iter()
            .filter_map(|column| Some((*column, column.intent()?)));
        let item = |(column, intent)| {
            let grade = move || app.session.dispatch(Command::SetIntent { ids: ids(), intent });
            MenuItem::new("target", move || column_name(column, t()).to_owned(), grade)
        };
        columns.map(item).collect::<Vec<_>>()
    });
    view! {
        <GiveTo title=T::assign_owner label=T::owner_name clear=T::clear_owner on=Callback::new(give) />
        <Menu
            items=items
            button=labelled("target", move || t().leads_set_intent())
            button_class="btn btn--quiet btn--small"
        />
    }
    .into_any()
}

/// Moves a card: another intent, or the contract is asked for. Tells whether it is on its way; then `then` hears whether that is saved.
pub fn put_into(page: LeadList, id: &CustomerId, column: LeadColumn, then: impl Fn(bool) + 'static) -> bool {
    let Some(intent) = column.intent() else {
        page.signing.set(Some(id.clone()));
        return false;
    };
    let app = page.list.app;
    let Some(before) = known(app, id.as_str()).filter(|before| before.intent != intent) else {
        return false;
    };
    let after = Customer {
        intent,
        ..(*before).clone()
    };
    let command = Command::EditCustomer(Edit::of(before, after));
    app.session
        .dispatch_then(command, move |outcome| then(outcome.is_done()));
    true
}

/// What is asked when a lead becomes a customer: the contract, and who serves from now on (S4 step 2).
const ASKED: [&str; 6] = [
    "contract.signed_on",
    "contract.amount",
    "contract.ends_on",
    "service_owner",
    "handed_over_on",
    "contract.service_terms",
];

/// Begins the form: signed and handed over today.
fn begin(app: App, id: CustomerId) -> Option<RecordForm<Customer>> {
    known(app, id.as_str())?;
    let today = app.today.get_untracked();
    let (name, whose) = (format!("sign/{id}"), id.clone());
    let find = move || {
        let found = app
            .session
            .read(|world| world.book.customers.get(id.as_str()).cloned())
            .flatten()?;
        let mut shown = (*found).clone();
        shown
            .contract
            .get_or_insert_with(Contract::default)
            .signed_on
            .get_or_insert(today);
        shown.handed_over_on.get_or_insert(today);
        Some(Held::new(shown))
    };
    Some(RecordForm::of(
        app,
        name,
        find,
        Names::of::<Customer>(|place| format!("sign-{place}")),
        Some(whose),
    ))
}

/// The dialog; it stands while a contract is being entered.
#[component]
pub fn SignDialog(page: LeadList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let save = move |form: RecordForm<Customer>| {
        let Some(id) = page.signing.get_untracked() else { return };
        // The form began with today's days in it: what the book has is what the contract is laid on.
        let Some(before) = known(app, id.as_str()) else { return };
        let command = move |edit: Edit<Customer>| Command::EditCustomer(Edit::of(before, *edit.after));
        form.save(command, move || {
            page.signing.set(None);
            focus::rescue();
        });
    };
    let title = move || {
        let id = page.signing.get()?;
        let name = known(app, id.as_str())?.name.to_string();
        Some(t().leads_sign_of(&name))
    };
    view! {
        <FormDialog
            what=page.signing
            id="sign-form"
            title=move || title().unwrap_or_default()
            verb=move || t().leads_sign()
            mark="sign-save"
            wide=true
            begin=Callback::new(move |id| begin(app, id))
            fields=Callback::new(move |form: RecordForm<Customer>| Some(inputs(form.form, &ASKED, "contract.signed_on")))
            save=Callback::new(save)
        />
    }
}
