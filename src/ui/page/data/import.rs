//! A file in: chosen, being read, shown before it is written, written.

use crate::state::live::*;

use super::desk::{ImportDesk, Stage};
use super::preview::{KindTable, Preview};
use super::stages::{DoneFoot, FileHead, InBook, Refused, Working};
use super::table::{Past, TableView};
use super::templates::Templates;
use crate::domain::label::Label;
use crate::state::files::{Written, await_file};
use crate::ui::file::FileInput;
use crate::ui::format;
use crate::ui::later::{Build, Later, later, piece};
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Icon};

/// The id of the file input; its labels stand where a button would.
pub const INPUT: &str = "import-file";

/// What a table needs.
static TABLE: Later<Build> = later!(wizard: load_table => Build { || TableView().into_any() });
/// What is kept of tables.
pub static PAST: Later<Build> = later!(wizard: load_past => Build { || Past().into_any() });

/// The panel. The file input stays while its content changes, so that the focus does too.
#[component]
pub fn ImportPanel(
    /// A file hovers over the page.
    over: RwSignal<bool>,
) -> impl IntoView {
    let t = use_text();
    let desk = ImportDesk::get();
    let content = move || match desk.stage.get() {
        Stage::Idle => view! { <Drop over=over /> }.into_any(),
        Stage::Reading(file) => view! { <Working file=file note=move || t().reading_state() /> }.into_any(),
        Stage::Writing(opened) => {
            view! { <Working file=opened.name.clone() note=move || t().writing_state() /> }.into_any()
        }
        Stage::Preview(opened) => view! { <Preview opened=opened /> }.into_any(),
        Stage::Error(file, why) => {
            view! { <Refused file=file note=move || t().import_error() why=Signal::stored(why) /> }.into_any()
        }
        Stage::Done(file, written, undo) => view! { <Done file=file written=written undo=undo /> }.into_any(),
        Stage::Table(_) => piece(&TABLE, |view| view()),
    };
    // Whoever comes near is about to choose a file. Who only looks at the page needs no workers, which take as much memory as a book.
    let comes_near = move || {
        if desk.stage.with_untracked(|stage| matches!(stage, Stage::Idle)) {
            await_file();
        }
    };
    Effect::new(move |_| {
        if over.get() {
            comes_near();
        }
    });
    view! {
        <section
            on:pointerenter=move |_| comes_near()
            on:focusin=move |_| comes_near()
            class="panel panel--import"
            aria-label=move || t().import()
            data-testid="import-report"
            data-state=move || desk.key()
            data-file=move || desk.stage.with(Stage::file)
        >
            <FileInput
                id=INPUT
                take=Callback::new(move |file| desk.read(file))
                accept=""
                attr:aria-label=move || t().import_file()
                attr:data-testid="import-file"
            />
            {content}
        </section>
    }
}

/// What opens the file dialog: the label of the input.
#[component]
pub fn ChooseFile(#[prop(into)] text: leptos::text_prop::TextProp, class: &'static str) -> impl IntoView {
    view! {
        <label class=class for=INPUT>
            {move || text.get()}
        </label>
    }
}

/// No file yet.
#[component]
fn Drop(over: RwSignal<bool>) -> impl IntoView {
    let t = use_text();
    view! {
        <header class="panel__head">
            <h2 class="panel__title">{move || t().import()}</h2>
        </header>
        <div class="drop" data-over=move || over.get().then_some("true")>
            <Icon name="upload" size=20 />
            <b>{move || t().drop_here()}</b>
            <span>{move || t().drop_note()}</span>
            <ChooseFile text=move || t().choose_file() class="btn btn--primary" />
        </div>
        <PasteBox />
        <Templates />
    }
}

/// Where cells are pasted. They can be pasted anywhere on the page; who looks for a place finds this one.
#[component]
fn PasteBox() -> impl IntoView {
    let t = use_text();
    let desk = ImportDesk::get();
    // Keyboards of phones paste without saying so.
    let typed = move |ev| {
        let text = event_target_value(&ev);
        if text.contains(['\t', '\n']) {
            desk.paste(text);
        }
    };
    view! {
        <div class="pastebox">
            <textarea
                rows="1"
                placeholder=move || t().paste_here()
                aria-label=move || t().paste_here()
                data-testid="import-paste"
                on:input=typed
            ></textarea>
        </div>
    }
}

/// The file is in the book.
#[component]
fn Done(file: String, written: Written, undo: Option<Label>) -> impl IntoView {
    let t = use_text();
    let desk = ImportDesk::get();
    let sum = |of: fn(&crate::domain::merge::KindPlan) -> usize| written.kinds.iter().map(of).sum::<usize>();
    let (new, changed, removed) = (sum(|k| k.new), sum(|k| k.changed), sum(|k| k.removed));
    let (settings, rulebook, lasts) = (written.settings, written.rulebook, written.can_be_taken_back);
    let kinds = Signal::stored(written.kinds.clone());
    let name = file.clone();
    let counts = move || t().done_counts(format::count(new), format::count(changed), format::count(removed));
    view! {
        <FileHead file=file note=counts>
            <Button text=move || t().put_away() size="btn--small" on_click=Callback::new(move |_| desk.clear()) />
        </FileHead>
        <div class="panel__body stack">
            <InBook file=name undo=Signal::stored(undo) />
            <p class="small soft">{move || if lasts { t().handover_undo() } else { t().book_undo_until() }}</p>
            {settings.then(|| view! { <p class="small soft">{move || t().settings_changed()}</p> })}
            {rulebook.then(|| view! { <p class="small soft">{move || t().rulebook_changed()}</p> })}
        </div>
        <KindTable kinds=kinds wrong=Signal::stored(Vec::new()) />
        <DoneFoot />
    }
}
