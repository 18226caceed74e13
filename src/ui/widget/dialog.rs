//! A dialog on the native element: the browser keeps the focus inside and gives it back.

use crate::state::live::*;
use leptos::html;
use leptos::text_prop::TextProp;

use super::IconButton;
use crate::ui::text::use_text;

/// What a dialog stands for: it stands while the signal says so, and closing it makes the signal say no more.
#[derive(Clone, Copy)]
pub struct Stands {
    now: Signal<bool>,
    end: Callback<()>,
}

impl Stands {
    /// Takes the dialog away.
    pub fn close(self) {
        self.end.run(());
    }
}

impl From<RwSignal<bool>> for Stands {
    fn from(open: RwSignal<bool>) -> Self {
        Self {
            now: open.into(),
            end: Callback::new(move |()| open.set(false)),
        }
    }
}

impl<T: Send + Sync + 'static> From<RwSignal<Option<T>>> for Stands {
    fn from(what: RwSignal<Option<T>>) -> Self {
        Self {
            now: Memo::new(move |_| what.with(Option::is_some)).into(),
            // Who waits for nothing hears nothing.
            end: Callback::new(move |()| {
                if what.with_untracked(Option::is_some) {
                    what.set(None);
                }
            }),
        }
    }
}

/// A dialog: title, content, foot. Esc and the cross close it.
#[component]
pub fn Dialog(
    /// What it stands for.
    #[prop(into)]
    open: Stands,
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
    view! {
        <DialogFrame open=open title=title wide=wide>
            <div class="dialog__body">{children()}</div>
            {foot.clone().map(|foot| view! { <footer class="dialog__foot">{foot.run()}</footer> })}
        </DialogFrame>
    }
}

/// The frame of a dialog with its title; body and foot are its children.
#[component]
pub fn DialogFrame(
    /// What it stands for.
    open: Stands,
    /// Its title; also its name.
    title: TextProp,
    /// 760 instead of 480 px.
    wide: bool,
    /// Body and foot, built when it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let t = use_text();
    let node = NodeRef::<html::Dialog>::new();
    // What it holds goes once it is closed: the browser lays the page out anew where what has the focus goes.
    let stands = RwSignal::new(false);
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        let is_open = open.now.get();
        match is_open {
            // It throws where it is not in the page any more: then there is nothing to show.
            true if !dialog.open() => drop(dialog.show_modal()),
            false if dialog.open() => dialog.close(),
            _ => {}
        }
        if stands.get_untracked() != is_open {
            stands.set(is_open);
        }
    });
    // The browser tells it a moment later. Who has opened it again since keeps it.
    let closed = move |_| {
        if node.get_untracked().is_none_or(|dialog| !dialog.open()) {
            open.close();
        }
    };
    let class = if wide { "dialog dialog--wide" } else { "dialog" };
    let name = title.clone();
    view! {
        <dialog class=class node_ref=node aria-label=move || name.get() on:close=closed>
            <Show when=move || open.now.get() || stands.get()>
                <header class="dialog__head">
                    <h2 class="dialog__title">
                        {
                            let title = title.clone();
                            move || title.get()
                        }
                    </h2>
                    <IconButton icon="x" label=move || t().close() on_click=Callback::new(move |_| open.close()) />
                </header>
                {children()}
            </Show>
        </dialog>
    }
}
