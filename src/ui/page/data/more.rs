//! The row below a list that is shown in parts.

use crate::state::live::*;

use crate::ui::text::use_text;
use crate::ui::widget::{Button, Kind};

/// Offers the next rows of a list, as long as there are some.
#[component]
pub fn MoreRows(
    /// How many rows there are.
    #[prop(into)]
    total: Signal<usize>,
    /// How many of them are shown.
    shown: RwSignal<usize>,
    /// How many more a click shows.
    step: usize,
) -> impl IntoView {
    let t = use_text();
    let next = move || total.get().saturating_sub(shown.get()).min(step);
    view! {
        <Show when=move || next() != 0>
            <div class="panel__more">
                <Button
                    text=move || t().more_rows(next())
                    kind=Kind::Quiet
                    size="btn--small"
                    on_click=Callback::new(move |_| shown.update(|n| *n += step))
                />
            </div>
        </Show>
    }
}
