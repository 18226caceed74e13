//! What pages are put together from: heads, panels, notes, empty states, progress.

use crate::state::live::*;
use leptos::text_prop::TextProp;

use super::{Icon, LinkButton};
use crate::state::use_app;
use crate::ui::text::{T, use_text};

/// The head of a page: title, a line beside it, actions at the right (the children).
#[component]
pub fn PageHead(
    /// The title.
    #[prop(into)]
    title: TextProp,
    /// A line beside it; what it reads is tracked.
    #[prop(optional, into)]
    sub: Option<ViewFn>,
    /// On phones the top bar shows the title already.
    #[prop(default = true)]
    in_top_bar: bool,
    /// The actions.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = if in_top_bar {
        "page__title page__title--tab"
    } else {
        "page__title"
    };
    view! {
        <header class="page__head">
            <h1 class=class tabindex="-1">
                {move || title.get()}
            </h1>
            {sub.map(|sub| view! { <p class="page__sub">{move || sub.run()}</p> })}
            {children.map(|children| view! { <div class="page__actions">{children()}</div> })}
        </header>
    }
}

/// A ruled sheet with a title.
#[component]
pub fn Panel(
    /// The id of the title.
    id: &'static str,
    /// The title.
    #[prop(into)]
    title: TextProp,
    /// A note beside it; what it reads is tracked.
    #[prop(optional, into)]
    note: Option<ViewFn>,
    /// What stands at the right of the title.
    #[prop(optional, into)]
    end: Option<ViewFn>,
    /// The content: `.panel__body`, lists, `.panel__foot`.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby=id>
            <header class="panel__head">
                <h2 class="panel__title" id=id>
                    {move || title.get()}
                </h2>
                {note.map(|note| view! { <span class="panel__note">{move || note.run()}</span> })}
                {end.map(|end| view! { <span class="panel__end">{end.run()}</span> })}
            </header>
            {children()}
        </section>
    }
}

/// The word over a column, and whether figures stand below.
pub type ColumnHead = (fn(T) -> &'static str, bool);

/// The head of a table.
pub fn table_head<const N: usize>(columns: [ColumnHead; N]) -> impl IntoView {
    let t = use_text();
    let cell = move |(word, figures): ColumnHead| {
        view! {
            <th scope="col" class=figures.then_some("num")>
                {move || word(t())}
            </th>
        }
    };
    view! {
        <thead>
            <tr>{columns.map(cell).collect_view()}</tr>
        </thead>
    }
}

/// What would be here, and how to get it.
#[component]
pub fn EmptyState(
    /// What is not here.
    #[prop(into)]
    title: TextProp,
    /// Why, or what to do.
    #[prop(optional, into)]
    text: Option<TextProp>,
    /// The ways in: buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="empty__title">{move || title.get()}</p>
            {text.map(|text| view! { <p>{move || text.get()}</p> })}
            {children.map(|children| view! { <div class="empty__ways">{children()}</div> })}
        </div>
    }
}

/// What a note inside a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// To know.
    Info,
    /// Done, proven.
    Good,
    /// Look at it.
    Warn,
    /// Act on it.
    Risk,
}

/// A note inside a page; actions are its children.
#[component]
pub fn Note(
    /// What it is about.
    kind: NoteKind,
    /// What it says.
    #[prop(into)]
    text: TextProp,
    /// What it offers.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, icon) = match kind {
        NoteKind::Info => ("notice notice--info", "info"),
        NoteKind::Good => ("notice notice--good", "check-circle"),
        NoteKind::Warn => ("notice notice--warn", "half-circle"),
        NoteKind::Risk => ("notice notice--risk", "alert-triangle"),
    };
    view! {
        <div class=class role=(kind == NoteKind::Risk).then_some("alert")>
            <Icon name=icon />
            <p class="notice__body">{move || text.get()}</p>
            {children.map(|children| children())}
        </div>
    }
}

/// The work that the app is busy with: words, a way to stop it, a bar.
#[component]
pub fn Progress() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let busy = move || {
        app.busy.get().map(|busy| {
            let text = t().label(&busy.text);
            let name = text.clone();
            view! {
                <div class="progress" role="group">
                    <span>{text}</span>
                    {busy
                        .cancel
                        .map(|cancel| {
                            view! { <LinkButton text=move || t().cancel() on_click=Callback::new(move |_| cancel.run(())) /> }
                        })}
                    <progress
                        aria-label=name
                        max=busy.total.map(|n| n.to_string())
                        value=busy.total.map(|_| busy.done.to_string())
                    ></progress>
                </div>
            }
        })
    };
    view! { {busy} }
}
