//! The table is in the book: what was done, and the way back.

use crate::state::live::*;

use super::super::import::{ChooseFile, FileHead};
use super::desk::{TableDesk, Taken};
use crate::state::route::{PageId, Route};
use crate::state::use_app;
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, LinkButton, Note, NoteKind};

/// What was done.
#[component]
pub fn Done() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let table = TableDesk::get();
    let name = table.desk.name_now();
    let taken = Memo::new(move |_| table.taken.get().unwrap_or_default());
    let is =
        move |now: Option<crate::domain::label::Label>| now.is_some() && taken.with(|taken: &Taken| taken.undo == now);
    let can_undo = move || is(app.session.undo.get());
    let undone = move || is(app.session.redo.get());
    let file = name.clone();
    let title = move || {
        if undone() {
            t().done_undone(&file)
        } else {
            t().done_title(&file)
        }
    };
    let counts = move || {
        let n = taken.with(|taken| taken.counts);
        t().table_done_counts(format::count(n.new), format::count(n.changed), format::count(n.same))
    };
    let left = Memo::new(move |_| taken.with(|taken| taken.counts.wrong + taken.counts.asked));
    let of = move |read: fn(&Taken) -> usize| taken.with(read).to_string();
    view! {
        <FileHead file=name note=counts>
            <Button text=move || t().put_away() size="btn--small" on_click=Callback::new(move |_| table.desk.clear()) />
        </FileHead>
        <div
            class="panel__body stack"
            data-testid="import-done"
            data-new=move || of(|taken| taken.counts.new)
            data-changed=move || of(|taken| taken.counts.changed)
            data-same=move || of(|taken| taken.counts.same)
            data-problems=move || left.get().to_string()
        >
            <div role="status">
                <Note kind=NoteKind::Good text=title>
                    <Show when=can_undo>
                        <LinkButton text=move || t().undo_import() on_click=Callback::new(move |_| app.session.undo_last()) />
                    </Show>
                </Note>
            </div>
            <Show when=move || left.get() != 0>
                <Note kind=NoteKind::Warn text=move || t().table_left(left.get()) />
            </Show>
        </div>
        <footer class="panel__foot">
            <Show when=move || left.get() != 0>
                <Button
                    text=move || t().table_problems(left.get())
                    icon="download"
                    attr:data-testid="import-problems"
                    on_click=Callback::new(move |_| table.save_problems())
                />
            </Show>
            <ChooseFile text=move || t().next_file() class="btn" />
            <a class="btn btn--primary" href=Route::to(PageId::CUSTOMERS).to_hash()>
                {move || t().see_customers()}
            </a>
        </footer>
    }
}
