//! The classification sheet as it is read: five blocks, what rules computed with its boxes and reasons, the rest as known.

use crate::state::live::*;
use leptos::text_prop::TextProp;

use super::blocks::{Attributes, Basic, Others, Status, Talks};
use super::contacts::Contacts;
use super::edit::draft_name;
use super::paper::{PaperFoot, PaperHead};
use super::{edit_at, use_customer};
use crate::domain::field::{Block, FIELDS, completeness, find, format as text_of_field, gaps};
use crate::domain::form::Draft;
use crate::domain::kind::Customer;
use crate::domain::label::Lang;
use crate::domain::world::World;
use crate::state::use_app;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Kind, LinkButton, Note, NoteKind};

/// The characters that paper has room for in its usual type, and how many a contact's rows stand for.
const ROOMY: usize = 400;
const OF_CONTACT: usize = 80;

/// Reads something small of the open customer; follows book, day and language.
pub fn of_customer<R: PartialEq + Default + Send + Sync + 'static>(
    read: impl Fn(&World, u32, &Customer, Lang) -> R + Send + Sync + 'static,
) -> Memo<R> {
    let (app, open) = (use_app(), use_customer());
    Memo::new(move |_| {
        let (lang, slot) = (app.lang.get(), open.slot.get());
        let found = app.session.read(|world| {
            let customer = world.book.customers.at(slot?)?;
            Some(read(world, slot?, customer, lang))
        });
        found.flatten().unwrap_or_default()
    })
}

/// Says that there is unsaved input of this customer.
#[component]
pub fn Kept() -> impl IntoView {
    let (app, t, open) = (use_app(), use_text(), use_customer());
    let name = open.id.with_value(draft_name);
    app.drafts.open(&name);
    let changes = Memo::new(move |_| app.drafts.with(&name, Draft::changes));
    view! {
        <Show when=move || { changes.get() > 0 }>
            <Note kind=NoteKind::Warn text=move || t().edit_unsaved(changes.get())>
                <LinkButton text=move || t().edit_go_on() on_click=Callback::new(move |_| edit_at(app, "name")) />
            </Note>
        </Show>
    }
}

/// The sheet.
#[component]
pub fn Sheet() -> impl IntoView {
    let (t, open) = (use_text(), use_customer());
    let filled = of_customer(|world, slot, customer, lang| {
        let met = !world.ledger.row(slot).touches.is_empty();
        let (filled, total) = completeness(customer, met);
        let missing: Vec<String> = gaps(customer, met)
            .map(|item| item.label.get(lang).to_owned())
            .collect();
        let missing = (!missing.is_empty()).then(|| T(lang).sheet_gaps(format::list(missing, lang)));
        (T(lang).sheet_filled(filled, total), missing)
    });
    let owner = of_customer(|_, _, customer, lang| format::whose(customer.owner.as_deref(), lang));
    let dense = of_customer(|_, _, customer, _| is_dense(customer));
    let note = move || t().sheet_note(open.id.with_value(ToString::to_string), owner.get());
    view! {
        <PaperHead filled=Signal::derive(move || filled.with(|f| f.0.clone())) owner=owner />
        <section class="sheet" class:sheet--dense=dense aria-labelledby="sheet-title">
            <header class="panel__head">
                <h2 class="panel__title" id="sheet-title">
                    {move || t().sheet_title()}
                </h2>
                <span class="panel__note">{note}</span>
                <span class="panel__end" title=move || filled.with(|f| f.1.clone())>
                    {move || filled.with(|f| f.0.clone())}
                </span>
            </header>
            <SheetBlock block=Block::Basic>
                <Basic />
            </SheetBlock>
            <SheetBlock block=Block::Attributes>
                <Attributes />
            </SheetBlock>
            <SheetBlock block=Block::Status>
                <Status />
            </SheetBlock>
            <SheetBlock block=Block::Contact>
                <Contacts />
            </SheetBlock>
            <SheetBlock block=Block::Interaction>
                <Talks />
            </SheetBlock>
            <Others />
        </section>
        <PaperFoot />
    }
}

/// Whether the sheet holds so much that paper takes smaller type to keep it on one page.
fn is_dense(customer: &Customer) -> bool {
    let on_sheet = FIELDS.iter().filter(|field| field.place.on_sheet);
    let fields = on_sheet.map(|field| text_of_field(field.kind, &(field.get)(customer)).chars().count());
    let reasons = customer.overrides.iter().filter_map(|given| given.reason.as_deref());
    let length: usize = fields.chain(reasons.map(|reason| reason.chars().count())).sum();
    length + OF_CONTACT * customer.contacts.len() > ROOMY
}

/// A block with its spine.
#[component]
pub fn SheetBlock(block: Block, children: Children) -> impl IntoView {
    let t = use_text();
    let id = match block {
        Block::Basic => "block-basic",
        Block::Attributes => "block-attributes",
        Block::Status => "block-status",
        Block::Contact => "block-contact",
        Block::Interaction => "block-interaction",
        Block::More => "block-more",
    };
    let class = if block == Block::More {
        "sheet__block screen-only"
    } else {
        "sheet__block"
    };
    view! {
        <section class=class aria-labelledby=id>
            <h3 class="sheet__spine" id=id>
                {move || t().label(&block.label())}
            </h3>
            <dl class="sheet__rows">{children()}</dl>
        </section>
    }
}

/// How much of a row an item takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The left half.
    #[default]
    First,
    /// The right half.
    Second,
    /// The whole row.
    Wide,
}

impl Side {
    /// The item's class.
    pub fn class(self) -> &'static str {
        match self {
            Self::First => "sheet__item",
            Self::Second => "sheet__item sheet__item--second",
            Self::Wide => "sheet__item sheet__item--wide",
        }
    }
}

/// An item: label and value. A double click on the value of a field begins to edit there.
#[component]
pub fn SheetItem(
    #[prop(into)] label: TextProp,
    #[prop(optional, into)] small: Option<TextProp>,
    #[prop(default = Side::First)] side: Side,
    /// The field that is edited here.
    #[prop(optional)]
    key: &'static str,
    /// Paper has no room for it.
    #[prop(optional)]
    off_paper: bool,
    children: Children,
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let edit = move |_| {
        if !key.is_empty() {
            edit_at(app, key);
        }
    };
    view! {
        <div class=side.class() class:screen-only=off_paper>
            <dt class="sheet__label">
                {move || label.get()} {small.map(|small| view! { <small>{move || small.get()}</small> })}
            </dt>
            <dd
                class="sheet__value"
                data-testid=(!key.is_empty()).then(|| format!("value-{key}"))
                title=move || (!key.is_empty()).then(|| t().edit_by_double_click())
                on:dblclick=edit
            >
                {children()}
            </dd>
        </div>
    }
}

/// A text, or the word for unknown.
#[component]
pub fn Known(#[prop(into)] text: Signal<Option<String>>) -> impl IntoView {
    let t = use_text();
    move || match text.get().filter(|text| !text.trim().is_empty()) {
        Some(text) => view! { <span class="sheet__text">{text}</span> }.into_any(),
        None => view! { <span class="sheet__unknown">{t().unknown()}</span> }.into_any(),
    }
}

/// The label of a field in the registry.
pub fn registry_label(t: T, key: &str) -> String {
    find(key).map_or_else(String::new, |field| t.label(&field.label))
}

/// How many contacts are drawn at first, and added by "more".
pub const CONTACTS_AT_ONCE: usize = 20;

/// The row below contacts that are drawn in parts: offers the next ones, and says on paper how many are not listed.
#[component]
pub fn MoreContacts(
    /// How many contacts there are.
    #[prop(into)]
    total: Signal<usize>,
    /// How many of them are drawn.
    shown: RwSignal<usize>,
) -> impl IntoView {
    let t = use_text();
    let left = move || total.get().saturating_sub(shown.get());
    let next = move || left().min(CONTACTS_AT_ONCE);
    view! {
        <Show when=move || next() != 0>
            <div class="sheet__item sheet__item--wide">
                <dt class="sheet__label"></dt>
                <dd class="sheet__value">
                    <span class="screen-only">
                        <Button
                            text=move || t().more_contacts(next())
                            kind=Kind::Quiet
                            size="btn--small"
                            attr:data-testid="more-contacts"
                            on_click=Callback::new(move |_| shown.update(|n| *n += CONTACTS_AT_ONCE))
                        />
                    </span>
                    <span class="muted">{move || t().contacts_unlisted(left())}</span>
                </dd>
            </div>
        </Show>
    }
}
