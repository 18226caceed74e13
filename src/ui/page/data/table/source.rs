//! What the file was taken for, and how that is changed: sheet, encoding, head, what the rows are.

use crate::state::live::*;

use super::desk::TableDesk;
use super::value::some_of;
use crate::exchange::columns::{Mapped, Subject, Use};
use crate::exchange::layout::HeadTold;
use crate::exchange::source::{DELIMITERS, Encoding, Format};
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
            <TextChoices />
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

/// How the cells of a text are read: its encoding and what stands between the cells, where the file is a text, or may be one.
#[component]
pub fn TextChoices() -> impl IntoView {
    view! {
        <EncodingChoice />
        <DelimiterChoice />
    }
}

/// Choices, with one of nothing before them as long as nothing is chosen.
fn with_nothing(t: T, now: &str, all: Vec<(String, String)>) -> Vec<(String, String)> {
    let nothing = now.is_empty().then(|| (String::new(), t.table_choose().to_owned()));
    nothing.into_iter().chain(all).collect()
}

#[component]
fn EncodingChoice() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let read = move || table.layout.with(|layout| layout.as_ref().and_then(|l| l.encoding));
    let told = move || table.told.with(|told| told.encoding);
    let now = Memo::new(move |_| read().or_else(told).map(Encoding::name).unwrap_or_default().to_owned());
    let is_there = move || read().is_some() || table.may_be_told.get() && !table.is_pasted.get();
    let options = Signal::derive(move || {
        let all = Encoding::ALL.map(|encoding| (encoding.name().to_owned(), encoding.name().to_owned()));
        with_nothing(t(), &now.get(), all.to_vec())
    });
    let choose = Callback::new(move |key: String| {
        let chosen = Encoding::ALL.into_iter().find(|encoding| encoding.name() == key);
        if chosen.is_some() {
            table.tell_of_text(|told| told.encoding = chosen);
        }
    });
    view! {
        <Show when=is_there>
            <label class="sheetsource__item">
                <span>{move || t().table_encoding()}</span>
                <Select options=options value=now on_change=choose small=true attr:data-testid="import-encoding" />
            </label>
        </Show>
    }
}

/// What a character between cells is called.
fn delimiter_name(t: T, delimiter: char) -> String {
    match delimiter {
        ',' => t.table_comma().to_owned(),
        '\t' => t.table_tab().to_owned(),
        ';' => t.table_semicolon().to_owned(),
        '|' => t.table_bar().to_owned(),
        c if c.is_control() => t.table_control(c as u32),
        other => other.to_string(),
    }
}

#[component]
fn DelimiterChoice() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let read = move || {
        table
            .layout
            .with(|layout| match layout.as_ref().map(|layout| layout.format) {
                Some(Format::Delimited(delimiter)) => Some(delimiter),
                _ => None,
            })
    };
    let told = move || table.told.with(|told| told.delimiter);
    let now = Memo::new(move |_| read().or_else(told).map(String::from).unwrap_or_default());
    let options = Signal::derive(move || {
        let (t, now) = (t(), now.get());
        let other = now.chars().next().filter(|now| !DELIMITERS.contains(now));
        let all = DELIMITERS.into_iter().chain(other);
        let all = all.map(|delimiter| (delimiter.to_string(), delimiter_name(t, delimiter)));
        with_nothing(t, &now, all.collect())
    });
    let choose = Callback::new(move |key: String| {
        let chosen = key.chars().next();
        if chosen.is_some() {
            table.tell_of_text(|told| told.delimiter = chosen);
        }
    });
    view! {
        <Show when=move || read().is_some() || table.may_be_told.get()>
            <label class="sheetsource__item">
                <span>{move || t().table_delimiter()}</span>
                <Select options=options value=now on_change=choose small=true attr:data-testid="import-delimiter" />
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
