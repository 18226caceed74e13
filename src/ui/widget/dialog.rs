//! A dialog on the native element: the browser keeps the focus inside and gives it back.

use crate::state::live::*;
use leptos::html;
use leptos::text_prop::TextProp;

use super::IconButton;
use crate::ui::text::use_text;

/// A dialog that stands while `open` is true. Esc and the cross set it to false.
#[component]
pub fn Dialog(
    /// Whether it stands.
    open: RwSignal<bool>,
    /// Its title; also its name.
    #[prop(into)]
    title: TextProp,
    /// 760 instead of 480 px.
    #[prop(optional)]
    wide: bool,
    /// The buttons at its foot.
    #[prop(optional, into)]
    foot: Option<ViewFn>,
    /// Its content, built when it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let t = use_text();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match open.get() {
            // It throws where it is not in the page any more: then there is nothing to show.
            true if !dialog.open() => drop(dialog.show_modal()),
            false if dialog.open() => dialog.close(),
            _ => {}
        }
    });
    let class = if wide { "dialog dialog--wide" } else { "dialog" };
    let name = title.clone();
    view! {
        <dialog class=class node_ref=node aria-label=move || name.get() on:close=move |_| open.set(false)>
            <Show when=move || open.get()>
                <header class="dialog__head">
                    <h2 class="dialog__title">
                        {
                            let title = title.clone();
                            move || title.get()
                        }
                    </h2>
                    <IconButton icon="x" label=move || t().close() on:click=move |_| open.set(false) />
                </header>
                <div class="dialog__body">{children()}</div>
                {foot.clone().map(|foot| view! { <footer class="dialog__foot">{foot.run()}</footer> })}
            </Show>
        </dialog>
    }
}
