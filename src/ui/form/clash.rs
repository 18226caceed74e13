//! What a form says above its inputs: that it was found again, and what was changed elsewhere meanwhile.

use super::Form;
use crate::domain::form::Place;
use crate::state::live::*;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, LinkButton, Note, NoteKind};

/// Says that what was typed before was found again, or was saved in another tab, and offers to throw it away.
#[component]
pub fn Restored(
    /// The form.
    form: Form,
) -> impl IntoView {
    let t = use_text();
    let stands = Memo::new(move |_| form.found > 0 && form.changes() > 0);
    let elsewhere = Memo::new(move |_| form.saved_elsewhere());
    view! {
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
    let shown = move |text: String| match text.is_empty() {
        true => t().clash_nothing().to_owned(),
        false => text,
    };
    let row = move |place: Place| {
        view! {
            <li class="clash" data-testid=format!("clash-{place}")>
                <b>{move || form.label(place).trim_end_matches(" *").to_owned()}</b>
                <Button
                    text=move || t().clash_mine(shown(form.text(place)))
                    size="btn--small"
                    attr:data-testid="clash-mine"
                    on_click=Callback::new(move |_| mine(place))
                />
                <Button
                    text=move || t().clash_theirs(shown(form.now(place)))
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
