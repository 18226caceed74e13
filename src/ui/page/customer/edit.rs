//! The sheet of a customer being edited.

use crate::state::live::*;
use leptos::ev;

use super::inputs::{EditSheet, NAMES, SaveButton, focus_field};
use super::twins::Twins;
use super::{EDIT, param, use_customer};
use crate::domain::command::Command;
use crate::domain::form::Draft;
use crate::domain::id::CustomerId;
use crate::domain::kind::Customer;
use crate::state::{App, use_app};
use crate::ui::form::RecordForm;
use crate::ui::keys::has_dialog;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Kind};

/// The name of what is typed about a customer.
pub fn draft_name(id: &CustomerId) -> String {
    format!("customer/{id}")
}

/// The customer's sheet as a form.
#[component]
pub fn EditPage() -> impl IntoView {
    let (app, t, open) = (use_app(), use_text(), use_customer());
    let Some(id) = open.id.try_get_value() else {
        return ().into_any();
    };
    let (name, whose, own) = (draft_name(&id), id.clone(), id.to_string());
    let find = move || {
        app.session
            .read(|world| world.book.customers.get(id.as_str()).cloned())
            .flatten()
    };
    let record = RecordForm::<Customer>::of(app, name, find, NAMES, Some(whose));
    let form = record.form;
    let leave = move || app.set_param(EDIT, None);
    let save = move || {
        if untrack(|| form.with(Draft::is_empty)) {
            leave();
        } else {
            record.save(Command::EditCustomer, leave);
        }
    };
    follow_save_key(save);
    begin_at(app);
    let changes = Memo::new(move |_| form.changes());
    let state = move || match changes.get() {
        0 => t().no_changes_yet().to_owned(),
        n => t().changes_kept(n),
    };
    let back = move || match changes.get() {
        0 => t().back(),
        _ => t().edit_later(),
    };
    let discard = move |_| {
        form.discard();
        leave();
    };
    view! {
        <div class="split">
            <div class="stack stack--form">
                <EditSheet form=form short=Signal::derive(|| false) on_save=Callback::new(move |()| save()) on_leave=Callback::new(move |()| leave())>
                    {move || t().edit_note(open.id.with_value(ToString::to_string))}
                </EditSheet>
                <div class="editbar">
                    <Twins form=form own=own />
                    <span role="status">{state}</span>
                    <span class="editbar__end">
                        <Show when=move || { changes.get() > 0 }>
                            <Button text=move || t().edit_discard() kind=Kind::Quiet on_click=Callback::new(discard) />
                        </Show>
                        <Button text=back on_click=Callback::new(move |_| leave()) />
                        <SaveButton form=form text=Signal::derive(move || t().save().to_owned()) />
                    </span>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// Ctrl/⌘ S saves while the form stands.
pub fn follow_save_key(save: impl Fn() + 'static) {
    on_window(ev::keydown, move |ev| {
        if (ev.ctrl_key() || ev.meta_key()) && !ev.alt_key() && ev.key().eq_ignore_ascii_case("s") {
            ev.prevent_default();
            if !has_dialog() {
                save();
            }
        }
    });
}

/// Puts the cursor into the field that the address names.
fn begin_at(app: App) {
    let wanted = untrack(|| param(app, EDIT)).and_then(|key| crate::domain::field::find(&key));
    focus_field(wanted.map_or("name", |field| field.key));
}
