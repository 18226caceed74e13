//! The heads of the rows: each column's own heading, and what it is taken for.

use std::time::Duration;

use crate::state::live::*;

use super::desk::TableDesk;
use super::ways::{UNITS, unit_key};
use crate::domain::field::FieldKind;
use crate::exchange::columns::{Importable, Mapped, Subject, Use, heading_power, title_power};
use crate::exchange::layout::TableColumn;
use crate::state::sheets::Layout;
use crate::ui::text::{T, use_text};
use crate::ui::widget::Select;

/// A column that is less sure than this is to be looked at.
const SURE: f64 = 0.8;

/// The value of a choice.
fn key(used: &Use) -> String {
    match used {
        Use::Field(key) => format!("field:{key}"),
        Use::Tag => "tag".to_owned(),
        Use::Note => "note".to_owned(),
        Use::Out => "out".to_owned(),
    }
}

fn used(key: &str) -> Use {
    match key.strip_prefix("field:") {
        Some(field) => Use::Field(field.to_owned()),
        None if key == "tag" => Use::Tag,
        None if key == "note" => Use::Note,
        None => Use::Out,
    }
}

/// What a field is called where a column is chosen for it.
pub fn field_name(t: T, field: &Importable) -> String {
    match field.key {
        "contact.first_name" => t.table_first_name().to_owned(),
        "contact.last_name" => t.table_last_name().to_owned(),
        "contact.company" => t.table_company_of().to_owned(),
        "kind.is_company" => t.table_is_company().to_owned(),
        _ => t.label(&field.label),
    }
}

/// What other programs read of a use: the field's key, or the word.
fn word(used: &Use) -> String {
    match used {
        Use::Field(key) => key.clone(),
        other => key(other),
    }
}

fn choices(t: T, subject: Subject) -> Vec<(String, String)> {
    let fields = subject.fields();
    let mut all = vec![("out".to_owned(), t.table_out().to_owned())];
    all.extend(
        fields
            .iter()
            .map(|field| (format!("field:{}", field.key), field_name(t, field))),
    );
    if subject == Subject::Customers {
        all.push(("tag".to_owned(), t.table_as_tag().to_owned()));
    }
    if subject.takes_notes() {
        all.push(("note".to_owned(), t.table_as_note().to_owned()));
    }
    all
}

/// So many heads get all their choices at a time: a table of twenty columns has a thousand, which nobody wants before the rows are there.
const SOME: usize = 2;

/// The heads.
#[component]
pub fn ColumnHeads() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let whole = RwSignal::new(0);
    let subject = Memo::new(move |_| table.wanted.with(|w| w.as_ref().map(|w| w.mapping.subject)));
    let options = Memo::new(move |_| subject.get().map(|subject| choices(t(), subject)).unwrap_or_default());
    let columns = Memo::new(move |_| {
        table
            .layout
            .with(|layout| layout.as_ref().map(|layout| layout.columns.clone()).unwrap_or_default())
    });
    let head = move |(place, column): (usize, TableColumn)| {
        let is_whole = Memo::new(move |_| whole.get() > place);
        view! { <ColumnHead place=place column=column options=options is_whole=is_whole /> }
    };
    let heads = move || {
        let columns = columns.get();
        whole.set(0);
        complete(whole, columns.len());
        columns.into_iter().enumerate().map(head).collect_view()
    };
    view! {
        <tr>
            <th scope="col" class="sheetrows__at">{move || t().table_row()}</th>
            {heads}
        </tr>
    }
}

/// Gives one head after the other all its choices.
fn complete(whole: RwSignal<usize>, of: usize) {
    let more = move || {
        if let Some(done) = whole.try_get_untracked().filter(|done| *done < of) {
            whole.set(done + SOME);
            complete(whole, of);
        }
    };
    after(more, Duration::ZERO);
}

/// The head of a column.
#[component]
fn ColumnHead(
    place: usize,
    column: TableColumn,
    options: Memo<Vec<(String, String)>>,
    /// All choices stand there, not only the chosen one.
    is_whole: Memo<bool>,
) -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let mapped = Memo::new(move |_| {
        table
            .wanted
            .with(|wanted| wanted.as_ref().and_then(|w| w.mapping.columns.get(place).cloned()))
    });
    let of = move |read: fn(&Mapped) -> String| mapped.with(|mapped| mapped.as_ref().map(read).unwrap_or_default());
    let state = move || {
        mapped.with(|mapped| match mapped {
            Some(Mapped { used: Use::Out, .. }) | None => "out",
            Some(mapped) if mapped.sure < SURE => "maybe",
            Some(_) => "sure",
        })
    };
    let own = StoredValue::new(column.heading.clone());
    let heading = move || {
        let own = own.get_value();
        if own.is_empty() {
            t().table_unnamed(column.place + 1)
        } else {
            own
        }
    };
    let chosen = move || of(|mapped| key(&mapped.used));
    // Who is quicker than the choices come gets them at once: no key is lost.
    let is_touched = RwSignal::new(false);
    let options = Signal::derive(move || {
        let mut options = options.get();
        if !is_whole.get() && !is_touched.get() {
            let chosen = chosen();
            options.retain(|(key, _)| *key == chosen);
        }
        options
    });
    view! {
        <th
            scope="col"
            data-testid="import-column"
            data-header=column.heading
            data-field=move || of(|mapped| word(&mapped.used))
            data-sure=move || of(|mapped| format!("{:.2}", mapped.sure))
            data-state=state
            on:focusin=move |_| is_touched.set(true)
            on:pointerdown=move |_| is_touched.set(true)
        >
            <span class="sheetrows__heading" title=heading>{heading}</span>
            <Select
                label=move || t().table_column_is(heading())
                options=options
                value=Signal::derive(chosen)
                on_change=Callback::new(move |to: String| table.use_column(place, used(&to)))
                small=true
            />
            <ColumnUnit place=place column=column.clone() mapped=mapped />
            <span class="sheetrows__sure">
                {move || if state() == "maybe" { t().table_maybe() } else { "" }}
            </span>
        </th>
    }
}

/// The unit of a column of amounts whose own heading names none, where a line above the head does; the person may know better.
#[component]
fn ColumnUnit(place: usize, column: TableColumn, mapped: Memo<Option<Mapped>>) -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let is_amount = move |layout: &Layout| {
        mapped.with(|mapped| match mapped {
            Some(Mapped {
                used: Use::Field(key), ..
            }) => {
                let kind = layout.mapping.subject.field(key).map(|field| field.kind);
                matches!(kind, Some(FieldKind::Money(_) | FieldKind::SignedMoney(_)))
            }
            _ => false,
        })
    };
    let has_own = heading_power(&column).is_some();
    let above = Memo::new(move |_| {
        let of = |layout: &Layout| title_power(&layout.title).filter(|_| is_amount(layout));
        table
            .layout
            .with(|layout| layout.as_deref().and_then(of))
            .filter(|_| !has_own)
    });
    let unit = Signal::derive(move || {
        let told = table.told_power(place);
        told.or(above.get()).map(unit_key).unwrap_or_default().to_owned()
    });
    let options = Signal::derive(move || {
        UNITS
            .map(|(power, name)| (unit_key(power).to_owned(), name(t()).to_owned()))
            .to_vec()
    });
    let heading = column.heading;
    move || {
        let heading = heading.clone();
        above.get().map(|above| {
            let choose = move |key: String| {
                let chosen = UNITS.iter().find(|(power, _)| unit_key(*power) == key);
                table.say_power(place, chosen.map(|(power, _)| *power).filter(|power| *power != above));
            };
            view! {
                <span class="sheetrows__unit" data-testid="import-unit">
                    <Select
                        label=move || t().table_unit_of(&heading)
                        options=options
                        value=unit
                        on_change=Callback::new(choose)
                        small=true
                    />
                    <small>{move || t().table_unit_above()}</small>
                </span>
            }
        })
    }
}
