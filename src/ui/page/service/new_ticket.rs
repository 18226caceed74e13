//! A new ticket: whose it is, then the form that the customer's page has.

use crate::state::live::*;

use crate::domain::field::FieldKind;
use crate::domain::form::{Ask, Place};
use crate::domain::id::CustomerId;
use crate::state::use_app;
use crate::ui::focus;
use crate::ui::form::{Form, FormDialog, Plain};
use crate::ui::record::{Record, record_for};
use crate::ui::text::{T, both, use_text};
use crate::ui::whom::{Whom, customer_typed};

const CUSTOMER: Place = Place::own("customer");

const ASKS: &[Ask] = &[Ask::optional(CUSTOMER.key, FieldKind::Text, 120)];

fn label(t: T, _: &str) -> String {
    t.service_col_customer().to_owned()
}

/// Both dialogs; the first stands while it is asked whose the ticket is.
#[component]
pub fn NewTicket(asking: RwSignal<Option<()>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let whose = RwSignal::new(None::<CustomerId>);
    let fields = move |form: Form| {
        let first = form.id(CUSTOMER);
        next_frame(move || focus::focus_id(first));
        Some(view! { <Whom form=form place=CUSTOMER help=T::service_new_help /> }.into_any())
    };
    let choose = move |form: Form| {
        let refuse = |words: fn(T) -> &'static str| form.refuse(vec![(CUSTOMER, both(|t| words(t).to_owned()))]);
        // Too long a text is no customer: that is told before anybody is looked for.
        if let Some(amiss) = untrack(|| form.amiss(CUSTOMER)) {
            return form.refuse(vec![(CUSTOMER, amiss)]);
        }
        let id = match untrack(|| customer_typed(app, &form.text(CUSTOMER))) {
            Ok(id) => id,
            Err(words) => return refuse(words),
        };
        match CustomerId::new(&id) {
            Ok(id) => {
                form.done();
                asking.set(None);
                whose.set(Some(id));
            }
            Err(_) => refuse(T::service_new_whose),
        }
    };
    view! {
        <FormDialog
            what=asking
            id="new-ticket-form"
            title=move || t().service_new()
            verb=move || t().service_new_next()
            mark="new-ticket-next"
            begin=Callback::new(move |()| Some(Form::new(app, "ticket/whose", Plain::new("new-ticket", ASKS, label))))
            fields=Callback::new(fields)
            save=Callback::new(choose)
        />
        {record_for(whose, Record::NewTicket)}
    }
}
