//! The ways to record an interaction, an order, a ticket, and the dialog that shows one.

use crate::state::live::*;

use super::record_form::{Desk, RecordForm};
use super::use_customer;
use crate::domain::form::Draft;
use crate::domain::report::timeline::What;
use crate::state::use_app;
use crate::ui::proof::order_name;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Dialog, Icon, Kind, Menu, MenuItem};

/// The record whose dialog stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// A new interaction.
    NewInteraction,
    /// A new order.
    NewOrder,
    /// A new ticket.
    NewTicket,
    /// One that the book has.
    Known(What),
}

/// The ways to record an interaction, an order, a ticket.
#[component]
pub fn RecordMenu() -> impl IntoView {
    let (open, t) = (use_customer(), use_text());
    let item = move |icon, text: fn(crate::ui::text::T) -> &'static str, record| MenuItem {
        icon,
        text: (move || text(t())).into(),
        run: Callback::new(move |()| open.record.set(Some(record))),
    };
    let items = Signal::derive(move || {
        vec![
            item("receipt", |t| t.record_order(), Record::NewOrder),
            item("headset", |t| t.record_ticket(), Record::NewTicket),
        ]
    });
    view! {
        <Button
            text=move || t().record_interaction()
            kind=Kind::Primary
            icon="plus"
            on:click=move |_| open.record.set(Some(Record::NewInteraction))
        />
        <Menu
            items=items
            label=move || t().record_more()
            button_class="btn btn--icon"
            end=true
            button=|| view! { <Icon name="chevron-down" /> }
        />
        <RecordDialog />
    }
}

#[component]
fn RecordDialog() -> impl IntoView {
    let (app, open, t) = (use_app(), use_customer(), use_text());
    let stands = RwSignal::new(false);
    let desk = Desk::new(app, open, stands);
    Effect::new(move |_| match open.record.get() {
        Some(record) => desk.lay_out(record),
        None => stands.set(false),
    });
    Effect::new(move |_| {
        if !stands.get() {
            desk.put_away();
        }
    });
    let title = move || {
        let lang = app.lang.get();
        desk.draft.with(|draft| match (draft, desk.fresh.get()) {
            (Some(Draft::Interaction(..)), true) => t().record_interaction().to_owned(),
            (Some(Draft::Order(..)), true) => t().record_order().to_owned(),
            (Some(Draft::Ticket(..)), true) => t().record_ticket().to_owned(),
            (Some(Draft::Interaction(..)), false) => t().edit_interaction().to_owned(),
            (Some(Draft::Order(order, _)), false) => t().edit_order(order_name(order, lang)),
            (Some(Draft::Ticket(..)), false) => t().edit_ticket().to_owned(),
            (None, _) => String::new(),
        })
    };
    let foot = move || {
        view! {
            <Show when=move || !desk.fresh.get()>
                <Button
                    text=move || t().remove()
                    kind=Kind::Quiet
                    icon="trash"
                    size="dialog__start"
                    on:click=move |_| desk.remove()
                />
            </Show>
            <Button text=move || t().cancel() on:click=move |_| stands.set(false) />
            <Button text=move || t().save() kind=Kind::Primary submit=true busy=desk.saving attr:form="record-form" />
        }
    };
    view! {
        <Dialog open=stands title=title wide=true foot=foot>
            <RecordForm desk=desk />
        </Dialog>
    }
}
