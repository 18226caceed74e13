//! What the file was taken for, and how that is changed: sheet, encoding, head, what the rows are.

use crate::state::live::*;

use super::desk::TableDesk;
use super::value::some_of;
use crate::exchange::columns::{Mapped, Subject, Use};
use crate::exchange::layout::HeadTold;
use crate::exchange::source::Encoding;
use crate::state::sheets::Layout;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::Select;

/// Rows that can be chosen as the head.
const HEADS: u32 = 12;
/// So many columns are named that are not imported.
const HEADINGS: usize = 8;

/// What the rows of a subject are called.
pub fn subject_name(t: T, subject: Subject) -> &'static str {
    match subject {
        Subject::Customers => t.table_customers(),
        Subject::Orders => t.table_orders(),
        Subject::Interactions => t.table_interactions(),
        Subject::Tickets => t.table_tickets(),
    }
}

/// So many records of a subject.
pub fn counted(t: T, subject: Subject, n: usize) -> String {
    match subject {
        Subject::Customers => t.customers(n),
        Subject::Orders => t.orders(n),
        Subject::Interactions => t.interactions(n),
        Subject::Tickets => t.table_some_tickets(n),
    }
}

/// The line: choices, then what was left out of the rows.
#[component]
pub fn SourceLine() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let layout = table.layout;
    let of = move |read: fn(&Layout) -> String| layout.with(|layout| layout.as_deref().map(read));
    let notes = move || {
        let t = t();
        let words = layout.with(|layout| layout.as_deref().map(|layout| left_out(t, layout)).unwrap_or_default());
        let used = table.used.get().map(|name| t.table_used(name));
        let all: Vec<String> = words.into_iter().chain(used).chain(columns_out(t, table)).collect();
        (!all.is_empty()).then(|| view! { <p class="sheetsource__notes">{format::clauses(all, t.0)}</p> })
    };
    view! {
        <div
            class="sheetsource"
            data-testid="import-source"
            data-format=move || of(|layout| layout.format.word().to_owned())
            data-encoding=move || of(|layout| layout.encoding.map_or_else(String::new, |e| e.name().to_owned()))
            data-sheet=move || of(|layout| layout.sheets.get(layout.sheet).map(|s| s.name.clone()).unwrap_or_default())
            data-rows=move || of(|layout| layout.rows.to_string())
        >
            <SubjectChoice />
            <SheetChoice />
            <EncodingChoice />
            <HeadChoice />
            {notes}
        </div>
    }
}

/// What of the sheet is no record.
fn left_out(t: T, layout: &Layout) -> Vec<String> {
    let some = |n: usize, say: fn(T, usize) -> String| (n > 0).then(|| say(t, n));
    let known = layout.mapping.known.as_ref().map(|name| t.table_known(t.label(name)));
    let parts = [
        known,
        some(layout.unreadable, T::table_unreadable),
        some(layout.title.len(), T::table_titles),
        some(layout.totals.len(), T::table_totals),
        some(layout.footers.len(), T::table_footers),
        some(layout.repeated.len(), T::table_repeated),
    ];
    parts.into_iter().flatten().collect()
}

/// The columns that are not imported, by their headings.
fn columns_out(t: T, table: TableDesk) -> Option<String> {
    let out = table.wanted.with(|wanted| {
        let columns = wanted.as_ref().map(|wanted| wanted.mapping.columns.iter().enumerate());
        let is_out = |(place, mapped): (usize, &Mapped)| (mapped.used == Use::Out).then_some(place);
        columns
            .map(|columns| columns.filter_map(is_out).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let heading = |layout: &Layout, place: usize| {
        let column = layout.columns.get(place)?;
        let unnamed = || t.table_unnamed(column.place + 1);
        Some(
            Some(column.heading.clone())
                .filter(|heading| !heading.is_empty())
                .unwrap_or_else(unnamed),
        )
    };
    let names: Vec<String> = table.layout.with(|layout| {
        let layout = layout.as_deref();
        out.iter()
            .take(HEADINGS)
            .filter_map(|place| heading(layout?, *place))
            .collect()
    });
    let said = some_of(t, names, out.len() > HEADINGS);
    (!out.is_empty()).then(|| t.table_columns_out(out.len(), said))
}

/// What the rows are.
#[component]
fn SubjectChoice() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let options = Signal::derive(move || {
        let name = |subject: Subject| (format!("{subject:?}"), subject_name(t(), subject).to_owned());
        Subject::ALL.map(name).to_vec()
    });
    let now = Signal::derive(move || {
        table.wanted.with(|wanted| {
            wanted
                .as_ref()
                .map(|w| format!("{:?}", w.mapping.subject))
                .unwrap_or_default()
        })
    });
    let choose = move |key: String| {
        if let Some(subject) = Subject::ALL.into_iter().find(|subject| format!("{subject:?}") == key) {
            table.choose_subject(subject);
        }
    };
    view! {
        <label class="sheetsource__item">
            <span>{move || t().table_subject()}</span>
            <Select options=options value=now on_change=Callback::new(choose) small=true attr:data-testid="import-subject" />
        </label>
    }
}

/// The sheet, where there are several.
#[component]
fn SheetChoice() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let options = Memo::new(move |_| {
        let name = |(i, sheet): (usize, &crate::exchange::grid::SheetName)| {
            let words = if sheet.is_hidden {
                t().table_hidden_sheet(&sheet.name)
            } else {
                sheet.name.clone()
            };
            (i.to_string(), words)
        };
        table.layout.with(|layout| {
            layout
                .as_ref()
                .map(|l| l.sheets.iter().enumerate().map(name).collect::<Vec<_>>())
                .unwrap_or_default()
        })
    });
    let now = Signal::derive(move || {
        table
            .layout
            .with(|layout| layout.as_ref().map(|l| l.sheet.to_string()).unwrap_or_default())
    });
    let choose = Callback::new(move |key: String| {
        if let Ok(sheet) = key.parse() {
            table.choose_sheet(sheet);
        }
    });
    view! {
        <Show when=move || options.with(|all| all.len() > 1)>
            <label class="sheetsource__item">
                <span>{move || t().table_sheet()}</span>
                <Select options=options value=now on_change=choose small=true attr:data-testid="import-sheet" />
            </label>
        </Show>
    }
}

/// The encoding, where the file is a text.
#[component]
fn EncodingChoice() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let now = Memo::new(move |_| {
        table
            .layout
            .with(|layout| layout.as_ref().and_then(|l| l.encoding).map(|e| e.name().to_owned()))
    });
    let options = Encoding::ALL
        .map(|encoding| (encoding.name().to_owned(), encoding.name().to_owned()))
        .to_vec();
    let options = Signal::stored(options);
    let choose = Callback::new(move |key: String| {
        if let Some(encoding) = Encoding::ALL.into_iter().find(|encoding| encoding.name() == key) {
            table.choose_encoding(encoding);
        }
    });
    view! {
        <Show when=move || now.with(Option::is_some)>
            <label class="sheetsource__item">
                <span>{move || t().table_encoding()}</span>
                <Select
                    options=options
                    value=Signal::derive(move || now.get().unwrap_or_default())
                    on_change=choose
                    small=true
                    attr:data-testid="import-encoding"
                />
            </label>
        </Show>
    }
}

/// The row of the headings.
#[component]
fn HeadChoice() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let head = Memo::new(move |_| {
        table
            .layout
            .with(|layout| layout.as_ref().map(|l| l.head.clone()).unwrap_or_default())
    });
    let key = |rows: &[u32]| match rows {
        [] => "none".to_owned(),
        [first, .., last] => format!("{first}-{last}"),
        [row] => format!("{row}-{row}"),
    };
    let last = Memo::new(move |_| table.layout.with(|layout| layout.as_ref().map_or(0, |l| l.last_row)));
    let options = Signal::derive(move || {
        let now = head.get();
        let mut all = vec![("none".to_owned(), t().table_no_head().to_owned())];
        if let [first, .., last] = *now {
            all.push((key(&now), t().table_head_rows(first, last)));
        }
        all.extend(
            (1..=HEADS.min(last.get()).max(now.first().copied().unwrap_or(0)))
                .map(|row| (key(&[row]), t().table_head_row(row))),
        );
        all
    });
    let choose = move |key: String| {
        let rows = key
            .split_once('-')
            .and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        table.choose_head(Some(
            rows.map_or(HeadTold::None, |(first, last)| HeadTold::Rows(first, last)),
        ));
    };
    view! {
        <label class="sheetsource__item">
            <span>{move || t().table_head()}</span>
            <Select
                options=options
                value=Signal::derive(move || key(&head.get()))
                on_change=Callback::new(choose)
                small=true
                attr:data-testid="import-head"
            />
        </label>
    }
}
