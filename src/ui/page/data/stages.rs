//! What the stages of a file have in common, be it a book or a table: its head, that it works, why it was refused, the one press, what was
//! done and the way back.

use crate::state::live::*;
use leptos::text_prop::TextProp;

use super::desk::ImportDesk;
use super::import::ChooseFile;
use crate::domain::label::Label;
use crate::state::route::{PageId, Route};
use crate::state::use_app;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Icon, Kind, LinkButton, Note, NoteKind, Progress};

/// The id of the words that say why writing is not possible, or what it means.
const WHY: &str = "import-why";

/// The head of a file: its name, a note, what can be done.
#[component]
pub fn FileHead(
    file: String,
    #[prop(into)] note: TextProp,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="filehead">
            <Icon name="file" />
            <div>
                <h2 class="filehead__name">{file}</h2>
                <p class="filehead__note">{move || note.get()}</p>
            </div>
            {children.map(|children| view! { <div class="filehead__end">{children()}</div> })}
        </header>
    }
}

/// The head of a file that another one may take the place of, or none.
#[component]
pub fn LooseHead(file: String, #[prop(into)] note: TextProp) -> impl IntoView {
    let t = use_text();
    let desk = ImportDesk::get();
    view! {
        <FileHead file=file note=note>
            <ChooseFile text=move || t().other_file() class="btn btn--small" />
            <Button
                text=move || t().put_away()
                size="btn--small"
                attr:data-testid="import-cancel"
                on_click=Callback::new(move |_| desk.cancel())
            />
        </FileHead>
    }
}

/// Reading or writing. As long as its progress stands here, the notices do not say it a second time (`data.css`).
#[component]
pub fn Working(file: String, #[prop(into)] note: TextProp) -> impl IntoView {
    view! {
        <FileHead file=file note=note />
        <div class="panel__body" role="status">
            <Progress />
        </div>
    }
}

/// The file is not taken, and why.
#[component]
pub fn Refused(file: String, #[prop(into)] note: TextProp, #[prop(into)] why: Signal<Label>) -> impl IntoView {
    let t = use_text();
    view! {
        <LooseHead file=file note=note />
        <div class="panel__body">
            <Note kind=NoteKind::Risk text=move || t().label(&why.get()) />
        </div>
    }
}

/// The foot of a preview: what its press means or why it cannot be pressed, and the press.
#[component]
pub fn ApplyButtons(
    #[prop(into)] why: TextProp,
    #[prop(into)] words: TextProp,
    #[prop(into)] blocked: Signal<bool>,
    apply: Callback<()>,
    /// What is done before.
    #[prop(optional, into)]
    before: Option<ViewFn>,
    /// What else can be done.
    #[prop(optional, into)]
    beside: Option<ViewFn>,
) -> impl IntoView {
    let t = use_text();
    let desk = ImportDesk::get();
    view! {
        <footer class="panel__foot panel__foot--apply">
            {before.map(|before| before.run())} <span id=WHY>{move || why.get()}</span> {beside.map(|beside| beside.run())}
            <Button text=move || t().cancel() on_click=Callback::new(move |_| desk.cancel()) />
            <Button
                text=words
                kind=Kind::Primary
                icon="check"
                disabled=blocked
                attr:data-testid="import-apply"
                attr:aria-describedby=WHY
                on_click=Callback::new(move |_| apply.run(()))
            />
        </footer>
    }
}

/// That the file is in the book, and the way back as long as it is the last step.
#[component]
pub fn InBook(
    file: String,
    #[prop(into)] undo: Signal<Option<Label>>,
    /// Whether the trail says that it was undone.
    #[prop(optional, into)]
    is_undone: Signal<bool>,
    /// How it is taken back, where more than the last step can go.
    #[prop(optional)]
    back: Option<Callback<()>>,
) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let is = move |now: Option<Label>| now.is_some() && undo.with(|undo| *undo == now);
    let can_undo = move || is(app.session.undo.get());
    let go = move |_| match back {
        Some(back) => back.run(()),
        None => app.session.undo_last(),
    };
    let title = move || match is_undone.get() || is(app.session.redo.get()) {
        true => t().done_undone(&file),
        false => t().done_title(&file),
    };
    view! {
        <div role="status">
            <Note kind=NoteKind::Good text=title>
                <Show when=can_undo>
                    <LinkButton text=move || t().undo_import() on_click=Callback::new(go) />
                </Show>
            </Note>
        </div>
    }
}

/// Where to go from there, behind what else can be done. That is a view and no closure: the compiler would call the only one there is from here,
/// and bring the part that it is of into this one.
#[component]
pub fn DoneFoot(#[prop(optional)] more: Option<AnyView>) -> impl IntoView {
    let t = use_text();
    view! {
        <footer class="panel__foot">
            {more} <ChooseFile text=move || t().next_file() class="btn" />
            <a class="btn btn--primary" href=Route::to(PageId::CUSTOMERS).to_hash()>
                {move || t().see_customers()}
            </a>
        </footer>
    }
}
