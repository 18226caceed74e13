//! The form of an interaction, an order, a ticket.

use crate::state::live::*;
use wasm_bindgen::JsCast;

use super::{Open, Record};
use crate::domain::form::{Choice, Control, Draft, Input, Offer, Typing};
use crate::domain::id::{InteractionId, OrderId, TicketId};
use crate::domain::label::Label;
use crate::domain::report::timeline::What;
use crate::state::{App, clock, random};
use crate::ui::text::use_text;
use crate::ui::widget::{Field, Select};

/// The record on the desk and what is typed about it. `Copy`: it holds signals only.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    app: App,
    open: Open,
    stands: RwSignal<bool>,
    /// The record as it was.
    pub draft: RwSignal<Option<Draft>>,
    /// It is not in the book yet.
    pub fresh: RwSignal<bool>,
    /// Being saved.
    pub saving: RwSignal<bool>,
    texts: RwSignal<Vec<String>>,
    wrong: RwSignal<Vec<(usize, Label)>>,
    warned: RwSignal<bool>,
    // What was typed about something new and not saved: leaving the dialog does not lose it.
    kept: StoredValue<Vec<(Record, Vec<String>)>>,
}

impl Desk {
    pub fn new(app: App, open: Open, stands: RwSignal<bool>) -> Self {
        Self {
            app,
            open,
            stands,
            draft: RwSignal::new(None),
            fresh: RwSignal::new(true),
            saving: RwSignal::new(false),
            texts: RwSignal::new(Vec::new()),
            wrong: RwSignal::new(Vec::new()),
            warned: RwSignal::new(false),
            kept: StoredValue::new(Vec::new()),
        }
    }

    /// Puts a record on the desk and opens the dialog.
    pub fn lay_out(self, record: Record) {
        let Some(draft) = self.draft_of(record) else {
            self.open.record.set(None);
            return;
        };
        let kept = self
            .kept
            .with_value(|k| k.iter().find(|(r, _)| *r == record).map(|(_, texts)| texts.clone()));
        self.texts.set(kept.unwrap_or_else(|| draft.texts()));
        self.fresh.set(!matches!(record, Record::Known(_)));
        self.draft.set(Some(draft));
        self.wrong.set(Vec::new());
        self.warned.set(false);
        self.saving.set(false);
        self.stands.set(true);
    }

    /// The dialog is gone.
    pub fn put_away(self) {
        let Some(record) = self.open.record.get_untracked() else {
            return;
        };
        let typed = self.draft.with_untracked(|d| {
            d.as_ref()
                .is_some_and(|d| self.texts.with_untracked(|t| *t != d.texts()))
        });
        let texts = self.texts.get_untracked();
        self.kept.update_value(|kept| {
            kept.retain(|(r, _)| *r != record);
            if typed && !matches!(record, Record::Known(_)) {
                kept.push((record, texts));
            }
        });
        self.open.record.set(None);
    }

    fn draft_of(self, record: Record) -> Option<Draft> {
        let (today, user) = (self.app.today.get_untracked(), self.app.user.get_untracked());
        let (customer, new) = (self.open.id.try_get_value()?, random::id());
        Some(match record {
            Record::NewInteraction => Draft::interaction(InteractionId::new(&new).ok()?, customer, today, &user),
            Record::NewOrder => Draft::order(OrderId::new(&new).ok()?, customer, today),
            Record::NewTicket => Draft::ticket(TicketId::new(&new).ok()?, customer, today, &user),
            Record::Known(what) => self.app.session.peek(|world| match what {
                What::Order(slot) => world
                    .book
                    .orders
                    .at(slot)
                    .map(|o| Draft::Order(Box::new((**o).clone()), false)),
                What::Interaction(slot) => {
                    let found = world.book.interactions.at(slot);
                    found.map(|i| Draft::Interaction(Box::new((**i).clone()), false))
                }
                What::Ticket(slot) => world
                    .book
                    .tickets
                    .at(slot)
                    .map(|t| Draft::Ticket(Box::new((**t).clone()), false)),
                What::Review(_) => None,
            })??,
        })
    }

    /// Reads the form; saves it, or says at the fields what is wrong.
    pub fn save(self) {
        if self.saving.get_untracked() {
            return;
        }
        let now = clock::instant();
        let typing = Typing {
            today: self.app.today.get_untracked(),
            offset: now.get(19..).unwrap_or("Z"),
        };
        let read = self
            .draft
            .with_untracked(|d| d.as_ref().map(|d| d.read(&self.texts.get_untracked(), typing)));
        match read {
            None => {}
            Some(Err(errors)) => self.refuse(errors.into_iter().map(|(i, e)| (i, e.message)).collect()),
            Some(Ok(read)) if !read.warnings.is_empty() && !self.warned.get_untracked() => {
                self.refuse(read.warnings.into_iter().map(|(i, e)| (i, e.message)).collect());
                self.warned.set(true);
            }
            Some(Ok(read)) => self.carry_out(read.command),
        }
    }

    /// Takes the record out of the book.
    pub fn remove(self) {
        if let Some(removal) = self.draft.with_untracked(|d| d.as_ref().map(Draft::removal)) {
            self.carry_out(removal);
        }
    }

    fn carry_out(self, command: crate::domain::command::Command) {
        self.saving.set(true);
        self.wrong.set(Vec::new());
        self.app.session.dispatch_then(command, move |outcome| {
            self.saving.set(false);
            if outcome.is_done() {
                // Saved: nothing typed is left to be kept.
                self.draft
                    .with_untracked(|d| d.as_ref().map(|d| self.texts.set(d.texts())));
                self.stands.set(false);
            }
        });
    }

    fn refuse(self, wrong: Vec<(usize, Label)>) {
        let first = wrong.iter().map(|(i, _)| *i).min();
        self.wrong.set(wrong);
        let inputs = self.draft.with_untracked(|d| d.as_ref().map(Draft::inputs));
        if let Some(input) = first.zip(inputs).and_then(|(i, inputs)| inputs.get(i)) {
            focus(input.id);
        }
    }

    fn set(self, i: usize, text: String) {
        self.texts.update(|texts| {
            if let Some(place) = texts.get_mut(i) {
                *place = text;
            }
        });
        self.warned.set(false);
        self.wrong.update(|wrong| wrong.retain(|(at, _)| *at != i));
    }
}

fn focus(id: &str) {
    let control = document().get_element_by_id(id);
    if let Some(control) = control.and_then(|c| c.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = control.focus();
    }
}

/// The form on the desk.
#[component]
pub(super) fn RecordForm(desk: Desk) -> impl IntoView {
    let t = use_text();
    let inputs = desk.draft.with_untracked(|d| d.as_ref().map_or(&[][..], Draft::inputs));
    // The dialog would put the focus on its cross; the first thing to be typed is meant.
    let first = inputs
        .iter()
        .find(|i| matches!(i.key, "content" | "amount" | "subject"))
        .map(|i| i.id);
    if let Some(first) = first.filter(|_| desk.fresh.get_untracked()) {
        next_frame(move || focus(first));
    }
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if ev.key() == "Enter" && (ev.ctrl_key() || ev.meta_key()) {
            ev.prevent_default();
            desk.save();
        }
    };
    let fields = inputs.iter().enumerate().map(|(i, input)| {
        let wide = matches!(input.control, Control::Lines | Control::Items);
        view! {
            <div class=if wide { "fields__wide" } else { "" }>
                <RecordField desk=desk i=i input=input />
            </div>
        }
    });
    view! {
        <form
            id="record-form"
            class="fields"
            novalidate
            on:keydown=on_key
            on:submit=move |ev| {
                ev.prevent_default();
                desk.save();
            }
        >
            {fields.collect_view()}
            <Show when=move || desk.warned.get()>
                <p class="fields__wide field__help" role="status">{move || t().keep_warned()}</p>
            </Show>
        </form>
        <Offers desk=desk />
    }
}

#[component]
fn RecordField(desk: Desk, i: usize, input: &'static Input) -> impl IntoView {
    let t = use_text();
    let value = Signal::derive(move || desk.texts.with(|texts| texts.get(i).cloned().unwrap_or_default()));
    let error = Signal::derive(move || {
        desk.wrong
            .with(|wrong| wrong.iter().find(|(at, _)| *at == i).map(|(_, e)| t().label(e)))
    });
    let help: Option<leptos::text_prop::TextProp> = match input.control {
        Control::Day => Some((move || t().day_help()).into()),
        Control::Moment => Some((move || t().moment_help()).into()),
        Control::Money => Some((move || t().amount_negative_help()).into()),
        Control::Items => Some((move || t().items_help()).into()),
        _ => None,
    };
    let unit: Option<leptos::text_prop::TextProp> =
        (input.control == Control::Money).then(|| (move || t().yuan()).into());
    let (help, unit) = (MaybeText(help), MaybeText(unit));
    view! {
        <FramedField input=input error=error help=help unit=unit>
            <RecordControl desk=desk i=i input=input value=value error=error />
        </FramedField>
    }
}

/// A text that may be missing, as a prop.
struct MaybeText(Option<leptos::text_prop::TextProp>);

/// [`Field`] with optional help and unit.
#[component]
fn FramedField(
    input: &'static Input,
    error: Signal<Option<String>>,
    help: MaybeText,
    unit: MaybeText,
    children: Children,
) -> impl IntoView {
    let t = use_text();
    let (id, required) = (input.id, input.required);
    let label = move || t().label(&input.label);
    match (help.0, unit.0) {
        (Some(help), Some(unit)) => {
            view! { <Field id=id label=label error=error required=required help=help unit=unit children=children /> }
                .into_any()
        }
        (Some(help), None) => {
            view! { <Field id=id label=label error=error required=required help=help children=children /> }.into_any()
        }
        (None, _) => view! { <Field id=id label=label error=error required=required children=children /> }.into_any(),
    }
}

#[component]
fn RecordControl(
    desk: Desk,
    i: usize,
    input: &'static Input,
    value: Signal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let note = format!("{}-note", input.id);
    let invalid = move || error.with(Option::is_some).then_some("true");
    let type_in = move |ev: web_sys::Event| desk.set(i, event_target_value(&ev));
    match input.control {
        Control::Choice(list) => view! { <ChoiceControl desk=desk i=i input=input list=list value=value /> }.into_any(),
        Control::Lines => view! {
            <textarea
                id=input.id
                rows="2"
                aria-describedby=note
                aria-invalid=invalid
                prop:value=move || value.get()
                on:input=type_in
            ></textarea>
        }
        .into_any(),
        control => view! {
            <input
                type="text"
                id=input.id
                autocomplete="off"
                inputmode=(control == Control::Money).then_some("decimal")
                list=match input.offer {
                    Offer::Nothing => None,
                    Offer::Staff => Some("record-staff"),
                    Offer::Contacts => Some("record-contacts"),
                }
                aria-required=input.required.then_some("true")
                aria-describedby=note
                aria-invalid=invalid
                prop:value=move || value.get()
                on:input=type_in
            />
        }
        .into_any(),
    }
}

#[component]
fn ChoiceControl(desk: Desk, i: usize, input: &'static Input, list: Choice, value: Signal<String>) -> impl IntoView {
    let t = use_text();
    let options = Signal::derive(move || {
        let none = (!input.required).then(|| (String::new(), t().not_stated().to_owned()));
        let all = list
            .options()
            .into_iter()
            .map(|(word, label)| (word.to_owned(), t().label(&label)));
        none.into_iter().chain(all).collect::<Vec<_>>()
    });
    view! { <Select id=input.id options=options value=value on_change=Callback::new(move |text| desk.set(i, text)) /> }
}

/// The names that are offered while typing.
#[component]
fn Offers(desk: Desk) -> impl IntoView {
    let names = desk.app.session.peek(|world| {
        let staff: Vec<String> = world
            .book
            .head
            .settings
            .staff
            .iter()
            .map(|s| s.name.to_string())
            .collect();
        let customer = desk
            .open
            .slot
            .get_untracked()
            .and_then(|slot| world.book.customers.at(slot));
        let contacts: Option<Vec<_>> = customer.map(|c| {
            c.contacts
                .iter()
                .filter_map(|c| c.name.as_deref().map(str::to_owned))
                .collect()
        });
        (staff, contacts.unwrap_or_default())
    });
    let (staff, contacts) = names.unwrap_or_default();
    let option = |name: String| view! { <option value=name></option> };
    view! {
        <datalist id="record-staff">{staff.into_iter().map(option).collect_view()}</datalist>
        <datalist id="record-contacts">{contacts.into_iter().map(option).collect_view()}</datalist>
    }
}
