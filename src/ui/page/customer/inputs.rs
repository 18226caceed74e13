//! The sheet as inputs: which fields stand in which block, and beside each other.

use crate::state::live::*;

use super::sheet::{CONTACTS_AT_ONCE, MoreContacts, SheetBlock, Side, registry_label};
use crate::domain::calendar::birthday_said;
use crate::domain::field::{Block, FIELDS, FieldKind, FieldValue, Tense, parse};
use crate::domain::form::{FIRST_NEW_ROW, Place};
use crate::ui::focus::focus_id;
use crate::ui::form::{Clashes, Form, Input, Names, Restored};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, ErrorList, Kind};

/// The id of the form, for the buttons that stand outside of it.
const FORM_ID: &str = "sheet-form";

/// How the form names its inputs.
pub const NAMES: Names = Names {
    id: input_id,
    label: |t, key| label_of(t, key).0,
    asks_again: false,
};

fn input_id(place: Place) -> String {
    format!("field-{}-{}", place.key.replace('.', "-"), place.row)
}

/// Puts the cursor into a field of the customer once the form is drawn.
pub fn focus_field(key: &'static str) {
    next_frame(move || focus_id(&input_id(Place::own(key))));
}

/// The label of a field on the form, and the small words below it. Where the sheet has a word of its own, that is used.
fn label_of(t: T, key: &str) -> (String, Option<&'static str>) {
    let own = match key {
        "name" => format!("{} *", t.label_name()),
        "employees" => return (t.label_size().to_owned(), Some(t.label_size_small())),
        "cooperation_since" => t.label_tenure().to_owned(),
        "declared_annual_purchase" => return (t.label_annual().to_owned(), Some(t.label_annual_small())),
        // The stars of the sheet on paper: here a customer is saved without either.
        "contact.name" => t.label_contact_name().to_owned(),
        "contact.title" => t.label_contact_title().to_owned(),
        "contact.phone" => t.label_contact_reach().to_owned(),
        "contact.preferred_channel" => t.label_contact_likes().to_owned(),
        _ => registry_label(t, key),
    };
    (own, None)
}

/// Sends the form.
#[component]
pub fn SaveButton(form: Form, text: Signal<String>) -> impl IntoView {
    view! {
        <Button
            text=move || text.get()
            kind=Kind::Primary
            icon="check"
            submit=true
            busy=form.busy
            attr:form=FORM_ID
            attr:data-testid="save-customer"
        />
    }
}

/// The five blocks, and what is beyond the sheet, as inputs. Enter saves, Esc leaves.
#[component]
pub fn EditSheet(
    form: Form,
    /// Shows only what is asked of a new customer first.
    short: Signal<bool>,
    /// Enter.
    on_save: Callback<()>,
    /// Esc.
    on_leave: Callback<()>,
    children: Children,
) -> impl IntoView {
    let t = use_text();
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if ev.key() == "Escape" {
            ev.stop_propagation();
            on_leave.run(());
        }
    };
    let on_submit = move |ev: web_sys::SubmitEvent| {
        ev.prevent_default();
        on_save.run(());
    };
    let errors = Signal::derive(move || form.listed(t()));
    view! {
        <Restored form=form />
        <Clashes form=form />
        <ErrorList errors=errors />
        <Show when=move || form.warned.get()>
            <p class="field__help" role="status">{move || t().keep_warned()}</p>
        </Show>
        <form
            id=FORM_ID
            class="sheet sheet--edit"
            aria-labelledby="sheet-title"
            novalidate
            on:submit=on_submit
            on:keydown=on_key
        >
            <header class="panel__head">
                <h2 class="panel__title" id="sheet-title">
                    {move || t().sheet_title()}
                </h2>
                <span class="panel__note">{children()}</span>
                <span class="panel__end">{move || t().edit_keys()}</span>
            </header>
            {Block::ALL
                .into_iter()
                .map(|block| {
                    view! {
                        <Show when=move || !short.get() || has_short(block)>
                            <SheetBlock block=block>
                                <BlockInputs block=block form=form short=short />
                            </SheetBlock>
                        </Show>
                    }
                })
                .collect_view()}
        </form>
    }
}

/// What is asked of a new customer first.
const SHORT: [&str; 14] = [
    "name",
    "uscc",
    "kind",
    "region",
    "industry",
    "declared_annual_purchase",
    "owner",
    "source",
    "intent",
    "contact.name",
    "contact.title",
    "contact.phone",
    "contact.wechat",
    "needs",
];

fn has_short(block: Block) -> bool {
    FIELDS
        .iter()
        .any(|field| field.place.block == block && SHORT.contains(&field.key))
}

/// A line of the form.
#[derive(Clone, Copy)]
enum FormLine {
    /// An input; `annual_revenue` stands beside `employees`.
    Input(&'static str, bool),
    /// What rules or records say: label and words.
    Fixed(fn(T) -> &'static str, fn(T) -> &'static str),
}

/// The lines of a block: what is computed first, then the fields in the order of the registry.
fn lines(block: Block, short: bool) -> Vec<FormLine> {
    type Word = fn(T) -> &'static str;
    let fixed: &[(Word, Word)] = match block {
        Block::Attributes => &[(T::label_value, T::fixed_later), (T::label_core_tags, T::fixed_rule)],
        Block::Status => &[
            (T::label_stage, T::fixed_rule),
            (T::label_closeness, T::fixed_rule),
            (T::label_risk, T::fixed_rule),
            (T::label_health, T::fixed_rule),
        ],
        Block::Interaction => &[(T::label_touch, T::fixed_record), (T::label_voices, T::fixed_record)],
        _ => &[],
    };
    let fixed = fixed
        .iter()
        .filter(|_| !short)
        .map(|(label, words)| FormLine::Fixed(*label, *words));
    let inputs = FIELDS
        .iter()
        .filter(|field| field.place.block == block && !matches!(field.key, "id" | "contacts" | "annual_revenue"))
        .filter(|field| !short || SHORT.contains(&field.key))
        .map(|field| FormLine::Input(field.key, matches!(field.kind, FieldKind::LongText | FieldKind::Tags)));
    fixed.chain(inputs).collect()
}

/// Where the lines stand: two beside each other, long ones alone.
fn placed(lines: Vec<FormLine>) -> Vec<(FormLine, Side)> {
    let wide = |line: &FormLine| matches!(line, FormLine::Input(_, true));
    let mut out: Vec<(FormLine, Side)> = Vec::new();
    for line in lines {
        let side = match out.last() {
            _ if wide(&line) => Side::Wide,
            Some((_, Side::First)) => Side::Second,
            _ => Side::First,
        };
        // A half without its other half takes the row.
        if side == Side::Wide
            && let Some(last) = out.last_mut()
            && last.1 == Side::First
        {
            last.1 = Side::Wide;
        }
        out.push((line, side));
    }
    if let Some(last) = out.last_mut()
        && last.1 == Side::First
    {
        last.1 = Side::Wide;
    }
    out
}

#[component]
fn BlockInputs(block: Block, form: Form, short: Signal<bool>) -> impl IntoView {
    let item = move |(line, side): (FormLine, Side)| view! { <FormItem line=line side=side row=0 form=form /> };
    if block == Block::Contact {
        return view! { <ContactInputs form=form short=short /> }.into_any();
    }
    let short = Memo::new(move |_| short.get());
    (move || placed(lines(block, short.get())).into_iter().map(item).collect_view()).into_any()
}

/// Below a birthday: by which calendar it is, with the day of the other one once it is typed; nothing below other inputs. Tracked.
fn born(place: Place, form: Form, t: T) -> String {
    let lunar = match place.key {
        "birthday" => "birthday_lunar",
        "contact.birthday" => "contact.birthday_lunar",
        _ => return String::new(),
    };
    let kind = FieldKind::Date(Tense::Born);
    let flag = form.text(Place { key: lunar, ..place });
    let is_lunar = parse(FieldKind::Flag, &flag, form.typing("")) == Ok(FieldValue::Flag(true));
    match parse(kind, &form.text(place), form.typing("")) {
        Ok(FieldValue::Date(day)) => t.label(&birthday_said(day, is_lunar)),
        _ => t.help_birthday().to_owned(),
    }
}

#[component]
fn FormItem(line: FormLine, side: Side, row: u32, form: Form) -> impl IntoView {
    let t = use_text();
    let content = match line {
        FormLine::Fixed(label, words) => view! {
            <dt class="sheet__label">{move || label(t())}</dt>
            <dd class="sheet__value">
                <span class="sheet__fixed">{move || words(t())}</span>
            </dd>
        }
        .into_any(),
        FormLine::Input(key, _) => {
            let place = Place { key, row };
            let input = if key == "employees" {
                let revenue = Place::own("annual_revenue");
                view! {
                    <div class="row2">
                        <Input place=place form=form />
                        <label class="visually-hidden" for=form.id(revenue)>
                            {move || registry_label(t(), revenue.key)}
                        </label>
                        <Input place=revenue form=form />
                    </div>
                }
                .into_any()
            } else {
                view! { <Input place=place form=form help=move || born(place, form, t()) /> }.into_any()
            };
            view! {
                <dt class="sheet__label">
                    <label for=form.id(place)>
                        {move || label_of(t(), key).0}
                        {move || label_of(t(), key).1.map(|small| view! { <small>{small}</small> })}
                    </label>
                </dt>
                <dd class="sheet__value">{input}</dd>
            }
            .into_any()
        }
    };
    view! { <div class=side.class()>{content}</div> }
}

/// Every contact's inputs, and the way to one more.
#[component]
fn ContactInputs(form: Form, short: Signal<bool>) -> impl IntoView {
    let t = use_text();
    let rows = Memo::new(move |_| form.rows());
    // A long list is drawn in parts; what was typed into or is wrong, and what is new, stands at once.
    let shown = RwSignal::new(CONTACTS_AT_ONCE);
    let keys = form.part_keys();
    let kept = Memo::new(move |_| form.with(|draft| draft.rows_typed(&keys)));
    let drawn = Memo::new(move |_| {
        let (shown, mut kept) = (shown.get(), kept.get());
        kept.extend(form.wrong_rows());
        let all = rows.get().into_iter().enumerate();
        let drawn = all.filter(|(i, row)| *i < shown || *row >= FIRST_NEW_ROW || kept.contains(row));
        drawn.map(|(_, row)| row).collect::<Vec<u32>>()
    });
    let one = move |row: u32| {
        let short = short.get();
        let item = move |(line, side)| view! { <FormItem line=line side=side row=row form=form /> };
        let inputs = placed(lines(Block::Contact, short))
            .into_iter()
            .map(item)
            .collect_view();
        let name = move || {
            let name = form.text(Place {
                key: "contact.name",
                row,
            });
            if name.is_empty() {
                t().this_contact().to_owned()
            } else {
                name
            }
        };
        view! {
            {inputs}
            <Show when=move || { rows.with(Vec::len) > 1 }>
                <div class="sheet__item sheet__item--wide">
                    <dt class="sheet__label"></dt>
                    <dd class="sheet__value">
                        <Button
                            text=move || t().remove_contact(name())
                            kind=Kind::Quiet
                            size="btn--small"
                            icon="minus"
                            on_click=Callback::new(move |_| form.remove_part(row))
                        />
                    </dd>
                </div>
            </Show>
        }
    };
    let add = move |_| {
        let row = form.add_part();
        let id = form.id(Place {
            key: "contact.name",
            row,
        });
        next_frame(move || focus_id(id));
    };
    view! {
        <For each=move || drawn.get() key=|row| *row children=one />
        <MoreContacts total=Signal::derive(move || rows.with(Vec::len)) shown=shown />
        <div class="sheet__item sheet__item--wide">
            <dt class="sheet__label"></dt>
            <dd class="sheet__value">
                <Button text=move || t().add_contact() kind=Kind::Quiet size="btn--small" icon="plus" on_click=Callback::new(add) />
            </dd>
        </div>
    }
}
