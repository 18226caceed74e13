//! Says on every page that the stored book was damaged, what it lacks, and what can be done.

use crate::state::live::*;
use leptos::task::spawn_local;

use crate::domain::label::Label;
use crate::state::route::{PageId, Route};
use crate::state::{files, use_app};
use crate::ui::later::{Build, Later, later, piece};
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Note, NoteKind};

/// What the stored book has lost; nothing where it is sound.
#[component]
pub fn Lost() -> impl IntoView {
    let session = use_app().session;
    let damaged = Memo::new(move |_| session.is_damaged());
    view! {
        <Show when=move || damaged.get()>{piece(&LINES, |lines| lines())}</Show>
    }
}

static LINES: Later<Build> = later!(write: load_lost => Build { || Lines().into_any() });

#[component]
fn Lines() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let lost = Memo::new(move |_| app.session.lost());
    let line = move |line: Label| view! { <li>{t().label(&line)}</li> };
    view! {
        <Show when=move || lost.with(|lost| !lost.is_empty())>
            <div class="page page--note" data-testid="lost" data-print="no">
                <Note kind=NoteKind::Risk text=move || t().lost_title()>
                    <ul class="list-plain small">{move || lost.get().into_iter().map(line).collect_view()}</ul>
                    <p class="small">{move || t().lost_todo()}</p>
                    <p class="empty__ways">
                        <a class="btn btn--small btn--primary" href=Route::to(PageId::DATA).to_hash()>
                            {move || t().lost_import()}
                        </a>
                        <Button
                            text=move || t().lost_export()
                            icon="download"
                            size="btn--small"
                            on_click=Callback::new(move |_| spawn_local(files::export_book(app)))
                        />
                        <Button
                            text=move || t().lost_known()
                            size="btn--small"
                            attr:data-testid="lost-known"
                            on_click=Callback::new(move |_| app.session.forget_damage())
                        />
                    </p>
                </Note>
            </div>
        </Show>
    }
}
