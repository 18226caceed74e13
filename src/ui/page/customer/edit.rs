//! The sheet of a customer being edited, and what happens when the record moves meanwhile.

use crate::state::live::*;
use leptos::ev;

use super::form::{Form, focus};
use super::input::input_id;
use super::inputs::{EditSheet, SaveButton};
use super::{EDIT, param, use_customer};
use crate::domain::command::Command;
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::state::draft::{Draft, Place};
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Kind, LinkButton, Note, NoteKind};

/// The customer's sheet as a form.
#[component]
pub fn EditPage() -> impl IntoView {
    let (app, t, open) = (use_app(), use_text(), use_customer());
    let base = open
        .id
        .with_value(|id| app.session.peek(|world| world.book.customers.get(id.as_str()).cloned()));
    let Some(base) = base.flatten() else {
        return ().into_any();
    };
    let key: Text = open.id.with_value(|id| id.as_str().into());
    let form = Form::new(app, key, base);
    let away = move || app.set_param(EDIT, None);
    let leave = move || {
        if untrack(|| form.with(Draft::changes)) == 0 {
            form.take();
        }
        away();
    };
    let moved = Memo::new(move |_| moved_fields(app, form));
    let save = move || {
        if moved.get_untracked().is_some() {
            // The note on top says what to do; nothing is overwritten in silence.
            focus("#moved button");
        } else if untrack(|| form.with(Draft::changes)) == 0 {
            leave();
        } else {
            form.save(Command::EditCustomer, away);
        }
    };
    follow_save_key(save);
    begin_at(app);
    let changes = Memo::new(move |_| form.with(Draft::changes));
    let state = move || match changes.get() {
        0 => t().no_changes_yet().to_owned(),
        n => t().changes_kept(n),
    };
    let back = move || match changes.get() {
        0 => t().back(),
        _ => t().edit_later(),
    };
    view! {
        <div class="split">
            <div class="stack stack--form">
                <Moved form=form fields=moved />
                <EditSheet form=form short=Signal::derive(|| false) on_save=Callback::new(move |()| save()) on_leave=Callback::new(move |()| leave())>
                    {move || t().edit_note(open.id.with_value(ToString::to_string))}
                </EditSheet>
                <div class="editbar">
                    <span role="status">{state}</span>
                    <span class="editbar__end">
                        <Show when=move || { changes.get() > 0 }>
                            <Button
                                text=move || t().edit_discard()
                                kind=Kind::Quiet
                                on:click=move |_| form.discard(away)
                            />
                        </Show>
                        <Button text=back on:click=move |_| leave() />
                        <SaveButton form=form text=Signal::derive(move || t().save().to_owned()) />
                    </span>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// The names of the fields in which the record moved away under the draft.
fn moved_fields(app: App, form: Form) -> Option<Vec<Label>> {
    let fields = form.with(|draft| {
        let now = app.session.read(|world| {
            let now = world.book.customers.get(draft.base.id.as_str())?;
            draft.moved(now)
        });
        now.flatten()
    });
    fields.map(|fields| fields.into_iter().map(|field| field.label.clone()).collect())
}

/// Says that the record moved meanwhile, and offers to go on from its latest state.
#[component]
fn Moved(form: Form, fields: Memo<Option<Vec<Label>>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let names = move || {
        let lang = app.lang.get();
        let all: Vec<String> = fields
            .get()
            .unwrap_or_default()
            .iter()
            .map(|f| f.get(lang).to_owned())
            .collect();
        if all.is_empty() {
            t().moved_other().to_owned()
        } else {
            format::list(all, lang)
        }
    };
    let go_on = move |_| {
        let id = untrack(|| form.with(|draft| Some(draft.base.id.clone())));
        let now = id.and_then(|id| {
            app.session
                .peek(|world| world.book.customers.get(id.as_str()).cloned())?
        });
        if let Some(now) = now {
            form.change(|draft| draft.rebase(now));
        }
    };
    view! {
        <Show when=move || fields.with(Option::is_some)>
            <div id="moved">
                <Note kind=NoteKind::Risk text=move || t().moved_under(names())>
                    <LinkButton text=move || t().moved_go_on() on:click=go_on />
                </Note>
            </div>
        </Show>
    }
}

/// Ctrl/⌘ S saves while the form stands.
pub fn follow_save_key(save: impl Fn() + 'static) {
    on_window(ev::keydown, move |ev| {
        if (ev.ctrl_key() || ev.meta_key()) && !ev.alt_key() && ev.key().eq_ignore_ascii_case("s") {
            ev.prevent_default();
            save();
        }
    });
}

/// Puts the cursor into the field that the address names.
fn begin_at(app: App) {
    let wanted = untrack(|| param(app, EDIT)).and_then(|key| crate::domain::field::find(&key));
    let id = input_id(Place::own(wanted.map_or("name", |field| field.key)));
    next_frame(move || focus(&format!("#{id}")));
}
