//! What a form says above its inputs: that it was found again, and what was changed elsewhere meanwhile.

use leptos::text_prop::TextProp;

use super::Form;
use crate::domain::form::Place;
use crate::state::live::*;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, LinkButton, Note, NoteKind, copy_typed};

/// Says that what was typed before was found again, or was saved in another tab, and offers to throw it away; or that another tab has
/// something unsaved, and offers to go on with it here.
#[component]
pub fn Restored(
    /// The form.
    form: Form,
) -> impl IntoView {
    let t = use_text();
    let stands = Memo::new(move |_| form.is_restored());
    let elsewhere = Memo::new(move |_| form.saved_elsewhere());
    let typed_elsewhere = Memo::new(move |_| form.typed_elsewhere());
    let gone = Memo::new(move |_| form.is_gone());
    view! {
        <Show when=move || gone.get()>
            <div data-testid="gone" role="alert">
                <Note kind=NoteKind::Risk text=move || t().form_gone()>
                    <CopyTyped form=form />
                </Note>
            </div>
        </Show>
        <TypedElsewhere
            stands=typed_elsewhere
            text=move || t().draft_typed_elsewhere()
            take_over=Callback::new(move |()| form.take_over())
        />
        <Show when=move || elsewhere.get()>
            <div data-testid="saved-elsewhere">
                <Note kind=NoteKind::Warn text=move || t().draft_saved_elsewhere()>
                    <LinkButton text=move || t().draft_discard() on_click=Callback::new(move |_| form.discard()) />
                </Note>
            </div>
        </Show>
        <Show when=move || stands.get()>
            <div data-testid="restored">
                <Note kind=NoteKind::Info text=move || t().draft_restored(form.changes())>
                    <LinkButton text=move || t().draft_discard() on_click=Callback::new(move |_| form.discard()) />
                </Note>
            </div>
        </Show>
    }
}

/// Says that an open tab has typed what is not shown here, and offers to go on with it here.
#[component]
pub fn TypedElsewhere(
    /// Whether it has.
    #[prop(into)]
    stands: Signal<bool>,
    /// What it has.
    #[prop(into)]
    text: TextProp,
    /// Goes on with it here.
    take_over: Callback<()>,
) -> impl IntoView {
    let t = use_text();
    view! {
        <Show when=move || stands.get()>
            <div data-testid="typed-elsewhere">
                <Note kind=NoteKind::Info text=text.clone()>
                    <LinkButton text=move || t().draft_take_over() on_click=Callback::new(move |_| take_over.run(())) />
                </Note>
            </div>
        </Show>
    }
}

/// Shows what was typed about something that the book has no longer, to be read and copied; nothing where there is nothing.
#[component]
pub fn Unsaved(
    /// The form that it was typed into.
    form: Form,
    /// What is gone.
    #[prop(into)]
    text: TextProp,
) -> impl IntoView {
    let t = use_text();
    let row = |(label, text): (String, String)| {
        view! {
            <dt>{label}</dt>
            <dd>{text}</dd>
        }
    };
    view! {
        <Show when=move || { form.changes() > 0 }>
            <div class="stack unsaved screen-only" data-testid="unsaved">
                <Note kind=NoteKind::Warn text=text.clone()>
                    <CopyTyped form=form />
                    <LinkButton text=move || t().draft_discard() on_click=Callback::new(move |_| form.discard()) />
                </Note>
                <section class="panel">
                    <div class="panel__body">
                        <dl class="datelist">{move || form.words().into_iter().map(row).collect_view()}</dl>
                    </div>
                </section>
            </div>
        </Show>
    }
}

/// Says why the last save was refused, as long as nothing else is tried.
#[component]
pub fn Refused(
    /// The form.
    form: Form,
) -> impl IntoView {
    let t = use_text();
    let why = Memo::new(move |_| form.why_refused().filter(|_| !form.is_gone()));
    // What stands here is not told below as well.
    Effect::new(move |_| {
        if let Some(why) = why.get() {
            form.app.notices.said_there(&why);
        }
    });
    let text = move || why.get().map(|why| t().label(&why)).unwrap_or_default();
    view! {
        <Show when=move || why.with(Option::is_some)>
            <div data-testid="refused" role="alert">
                <Note kind=NoteKind::Risk text=text />
            </div>
        </Show>
    }
}

/// Copies what was typed, a line each.
#[component]
pub fn CopyTyped(
    /// What it was typed into.
    form: Form,
) -> impl IntoView {
    let t = use_text();
    let copy = move |_| {
        let line = |(label, text): (String, String)| format!("{label}\t{text}");
        let lines: Vec<String> = untrack(|| form.words()).into_iter().map(line).collect();
        copy_typed(form.app.notices, lines.join("\n"));
    };
    view! { <LinkButton text=move || t().copy_typed() on_click=Callback::new(copy) /> }
}

/// Asks, field by field, which of two values holds: what was typed, or what it was changed to elsewhere.
#[component]
pub fn Clashes(
    /// The form.
    form: Form,
) -> impl IntoView {
    let t = use_text();
    let clashes = Memo::new(move |_| form.clashes());
    let mine = move |place: Place| {
        let now = untrack(|| form.now(place));
        form.change(|draft| draft.keep_mine(place, &now));
    };
    let theirs = move |place: Place| form.change(|draft| draft.take_theirs(place));
    let shown = move |place: Place, text: String| match text.is_empty() {
        true => t().clash_nothing().to_owned(),
        false => form.said(place, &text),
    };
    let row = move |place: Place| {
        view! {
            <li class="clash" data-testid=format!("clash-{place}")>
                <b>{move || form.label(place).trim_end_matches(" *").to_owned()}</b>
                <Button
                    text=move || t().clash_mine(shown(place, form.text(place)))
                    size="btn--small"
                    attr:data-testid="clash-mine"
                    on_click=Callback::new(move |_| mine(place))
                />
                <Button
                    text=move || t().clash_theirs(shown(place, form.now(place)))
                    size="btn--small"
                    attr:data-testid="clash-theirs"
                    on_click=Callback::new(move |_| theirs(place))
                />
            </li>
        }
    };
    view! {
        <Show when=move || clashes.with(|c| !c.is_empty())>
            <div id="clashes" role="alert">
                <Note kind=NoteKind::Risk text=move || t().clash_title(clashes.with(Vec::len))>
                    <ul class="clashes">{move || clashes.get().into_iter().map(row).collect_view()}</ul>
                </Note>
            </div>
        </Show>
    }
}
