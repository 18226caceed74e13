//! What stands in place of a page while there is no book to show.

use crate::state::live::*;
use leptos::html::Div;
use leptos::task::spawn_local;

use crate::domain::label::Label;
use crate::state::session::Phase;
use crate::state::{clock, files, screen, use_app};
use crate::ui::format;
use crate::ui::route::page_of;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, EmptyState, Kind, Note, NoteKind, PageHead};

/// The book is being opened: how far, and the shape of a page, or the screen that was kept.
#[component]
pub fn Opening() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let steps = move || match app.session.phase.get() {
        Phase::Opening(done, total) if total > 0 => Some((done, total)),
        _ => None,
    };
    let words = move || match steps() {
        Some((done, total)) => t().opening_progress(format::count(done), format::count(total)),
        None => t().opening_book().to_owned(),
    };
    let frame = NodeRef::<Div>::new();
    let past = RwSignal::new(None);
    Effect::new(move |_| {
        if let Some(frame) = frame.get() {
            screen::show(&frame, move |day| {
                past.set(Some(day).filter(|day| *day != clock::today()))
            });
        }
    });
    let of_past = move || past.get().map(|day| t().list_of(format::whole_day(day)));
    view! {
        <div class="opening" node_ref=frame>
        <div class="page" aria-busy="true">
            <PageHead title=move || t().label(&page_of(&app.page.get()).label) />
            <section class="panel">
                <div class="panel__body">
                    <div class="progress" role="group">
                        <span>{words}</span>
                        <progress
                            aria-label=move || t().opening_book()
                            max=move || steps().map(|(_, total)| total.to_string())
                            value=move || steps().map(|(done, _)| done.to_string())
                        ></progress>
                    </div>
                    <span class="skel"></span>
                    <span class="skel"></span>
                    <span class="skel"></span>
                </div>
            </section>
        </div>
        <p class="opening__past" role="status">{of_past}</p>
        </div>
    }
}

/// The book does not open: why, and what to do.
#[component]
pub fn Failed(
    /// Why.
    why: Label,
) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let busy = Signal::derive(move || app.busy.with(Option::is_some));
    let reload = move |_| {
        if let Some(window) = web_sys::window() {
            let _ = window.location().reload();
        }
    };
    view! {
        <div class="page">
            <PageHead title=move || t().book_failed() />
            <Note kind=NoteKind::Risk text=move || t().label(&why) />
            <EmptyState title=move || t().book_failed() text=move || t().book_failed_help()>
                <Button text=move || t().reload_page() kind=Kind::Primary icon="refresh" on_click=Callback::new(reload) />
                <Button
                    text=move || t().rescue()
                    icon="download"
                    busy=busy
                    on_click=Callback::new(move |_| spawn_local(files::export_rescued(app)))
                />
            </EmptyState>
        </div>
    }
}
