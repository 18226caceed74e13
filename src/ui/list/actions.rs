//! What can be done with a row or with the rows selected, as rows of data.

use crate::state::live::*;

use super::page::ListPage;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Kind};

/// Something that can be done with a row.
pub struct RowAction<P: ListPage> {
    /// Its word.
    pub text: fn(T) -> &'static str,
    /// Its name for readers of the screen, who hear no row around it.
    pub label: fn(T, &str) -> String,
    /// Its mark.
    pub mark: &'static str,
    /// Not the first choice.
    pub is_quiet: bool,
    /// Does it.
    pub run: fn(P, u32),
}

/// Something that can be done with the rows selected.
pub struct BulkAction<P: ListPage> {
    /// Its word.
    pub text: fn(T) -> &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Its mark.
    pub mark: &'static str,
    /// Does it.
    pub run: fn(P),
}

/// Some of the actions, of a row.
pub(super) fn row_actions<P: ListPage>(page: P, row: u32, which: &[usize], name: &str) -> AnyView {
    let t = use_text();
    let button = |action: &'static RowAction<P>| {
        let name = name.to_owned();
        view! {
            <Button
                text=move || (action.text)(t())
                kind=if action.is_quiet { Kind::Quiet } else { Kind::Secondary }
                size="btn--small"
                attr:aria-label=move || (action.label)(t(), &name)
                attr:data-testid=action.mark
                on:click=move |_| (action.run)(page, row)
            />
        }
    };
    let those = which.iter().filter_map(|i| P::ACTIONS.get(*i));
    view! { <span class="verdict">{those.map(button).collect_view()}</span> }.into_any()
}

/// The bar below the rows, while some are selected.
#[component]
pub(super) fn BulkBar<P: ListPage>(
    /// The page.
    page: P,
    /// What stands before its actions.
    more: Option<ViewFn>,
) -> impl IntoView {
    let t = use_text();
    let list = page.list();
    let button = move |action: &'static BulkAction<P>| {
        view! {
            <Button
                text=move || (action.text)(t())
                kind=Kind::Quiet
                icon=action.icon
                size="btn--small"
                attr:data-testid=action.mark
                on:click=move |_| (action.run)(page)
            />
        }
    };
    view! {
        <Show when=move || { list.picked.get() > 0 }>
            <div class="bulk" role="toolbar" aria-label=move || t().for_selected()>
                <span class="bulk__n" role="status">
                    {move || (P::WORDS.selected)(t(), list.picked.get())}
                </span>
                {more.as_ref().map(ViewFn::run)}
                {P::BULK.iter().map(button).collect_view()}
                <button type="button" class="btn btn--quiet btn--small bulk__end" on:click=move |_| list.clear()>
                    {move || t().unselect()}
                    <kbd>"Esc"</kbd>
                </button>
            </div>
        </Show>
    }
}
