//! How many rows do what; a count shows its rows.

use crate::state::live::*;

use super::desk::TableDesk;
use crate::exchange::plan::Counts;
use crate::state::sheets::{Planned, Show};
use crate::ui::format;
use crate::ui::text::{T, use_text};

type Word = fn(T) -> &'static str;

/// A sort of rows and its name.
const SORTS: [(Show, Word); 8] = [
    (Show::All, T::table_all),
    (Show::New, T::tally_new),
    (Show::Changed, T::tally_changed),
    (Show::Same, T::tally_same),
    (Show::Wrong, T::tally_wrong),
    (Show::Asked, T::table_to_answer),
    (Show::Twins, T::table_twin),
    (Show::LeftOut, T::table_left_out),
];

/// The line of counts.
#[component]
pub fn Summary() -> impl IntoView {
    let t = use_text();
    let table = TableDesk::get();
    let counts = move |read: fn(&Counts) -> usize| {
        table.planned.with(|planned| {
            planned
                .as_ref()
                .map(|planned| read(&planned.counts))
                .unwrap_or_default()
        })
    };
    // A question that no row waits for is one as well.
    let asked = move || {
        let open = table
            .planned
            .with(|planned| planned.as_ref().map_or(0, |p| p.questions.len()));
        open.max(counts(|c| c.asked))
    };
    let sort = move |(show, name): (Show, Word)| {
        let n = Memo::new(move |_| table.planned.with(|p| p.as_deref().map_or(0, |p| rows_of(p, show))));
        view! {
            <Show when=move || show == Show::All || n.get() != 0>
                <button
                    type="button"
                    class="sheetsum__sort"
                    data-sort=show.word()
                    aria-pressed=move || (table.show.get() == show).to_string()
                    on:click=move |_| table.look_at(show, 0)
                >
                    {move || name(t())}
                    " "
                    <b>{move || format::count(n.get())}</b>
                </button>
            </Show>
        }
    };
    view! {
        <div
            class="sheetsum"
            role="group"
            aria-label=move || t().tally()
            data-testid="import-summary"
            data-new=move || counts(|c| c.new)
            data-changed=move || counts(|c| c.changed)
            data-same=move || counts(|c| c.same)
            data-problems=move || counts(|c| c.wrong)
            data-asked=asked
            data-left-out=move || counts(|c| c.left_out)
            data-brought=move || counts(|c| c.brought)
            data-busy=move || table.planning.get().then_some("true")
        >
            {SORTS.map(sort).into_iter().collect_view()}
        </div>
    }
}

/// How many rows are of a sort.
pub(super) fn rows_of(planned: &Planned, show: Show) -> usize {
    planned.rows.get(show as usize).copied().unwrap_or(0)
}
