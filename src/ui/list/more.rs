//! What lists the rest of a table that begins with some of its rows.

use crate::state::live::*;

use crate::ui::text::{T, use_text};
use crate::ui::widget::Button;

/// So many more rows are listed each time.
const MORE: usize = 200;

/// The button, where rows are left. `shown`: how many are listed; `left`: how many are not; `text`: what says that.
pub fn more_rows(shown: RwSignal<usize>, left: Memo<usize>, text: fn(T, usize) -> String) -> impl IntoView {
    let t = use_text();
    let more = move |_| shown.update(|shown| *shown += MORE);
    let is_left = move || left.get() != 0;
    view! {
        <Show when=is_left>
            <div class="panel__body screen-only">
                <Button
                    text=move || text(t(), left.get())
                    size="btn--small"
                    attr:data-testid="more-rows"
                    on_click=Callback::new(more)
                />
            </div>
        </Show>
    }
}
