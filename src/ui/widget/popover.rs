//! A small window that hangs from its button; on phones a sheet from below.

use crate::state::live::*;
use leptos::html;
use leptos::text_prop::TextProp;
use wasm_bindgen::JsCast;

use super::{Icon, IconButton};
use crate::ui::focus::{self, focus_in};
use crate::ui::text::use_text;

/// Closes `open` when Esc is pressed, or when a click or the focus lands outside of the element.
fn close_outside(anchor: NodeRef<html::Span>, open: RwSignal<bool>) {
    let outside = move |target: Option<web_sys::EventTarget>| {
        let inside = anchor.get_untracked().zip(target).is_some_and(|(anchor, target)| {
            target
                .dyn_ref::<web_sys::Node>()
                .is_some_and(|node| anchor.contains(Some(node)) || !node.is_connected())
        });
        !inside
    };
    // A press on plain words gives the focus to the nearest thing around them that can have it, which may be the whole page.
    let around = move |target: Option<web_sys::EventTarget>| {
        anchor.get_untracked().zip(target).is_some_and(|(anchor, target)| {
            let anchor: &web_sys::Node = &anchor;
            target
                .dyn_ref::<web_sys::Node>()
                .is_some_and(|node| node.contains(Some(anchor)))
        })
    };
    on_window(leptos::ev::keydown, move |ev| {
        if ev.key() == "Escape" && open.get_untracked() {
            ev.prevent_default();
            open.set(false);
        }
    });
    on_window(leptos::ev::pointerdown, move |ev| {
        if open.get_untracked() && outside(ev.target()) {
            open.set(false);
        }
    });
    on_window(leptos::ev::focusin, move |ev| {
        if open.get_untracked() && outside(ev.target()) && !around(ev.target()) {
            open.set(false);
        }
    });
}

/// Puts the focus on the button of the anchor again.
fn back_to_button(anchor: NodeRef<html::Span>) {
    if let Some(anchor) = anchor.get_untracked() {
        focus_in(&anchor, "button");
    }
}

/// What opens a window or a menu: an icon with words.
pub fn labelled(icon: &'static str, text: impl Into<TextProp>) -> impl Fn() -> AnyView + Send + Sync + 'static {
    let text: TextProp = text.into();
    move || {
        let text = text.clone();
        view! {
            <Icon name=icon />
            {move || text.get()}
        }
        .into_any()
    }
}

/// A button with a window of fields.
#[component]
pub fn Popover(
    /// Whether it stands.
    open: RwSignal<bool>,
    /// The title of the window; also its name.
    #[prop(into)]
    title: TextProp,
    /// What opens it: content of a `<button>`, words and icon.
    #[prop(into)]
    button: ViewFn,
    /// The class of the button.
    #[prop(default = "btn btn--quiet")]
    button_class: &'static str,
    /// Hangs from the button's right edge.
    #[prop(optional)]
    end: bool,
    /// The buttons at its foot.
    #[prop(optional, into)]
    foot: Option<ViewFn>,
    /// Its content, built when it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let t = use_text();
    let anchor = NodeRef::<html::Span>::new();
    close_outside(anchor, open);
    let leave = move || {
        open.set(false);
        back_to_button(anchor);
    };
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if ev.key() == "Escape" && open.get_untracked() {
            ev.stop_propagation();
            leave();
        }
    };
    let class = if end { "popover popover--end" } else { "popover" };
    let (name, shown) = (title.clone(), title);
    view! {
        <span class="anchor" node_ref=anchor on:keydown=on_key>
            <button
                type="button"
                class=button_class
                aria-haspopup="dialog"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|o| *o = !*o)
            >
                {button.run()}
            </button>
            <Show when=move || open.get()>
                <div class=class role="dialog" aria-label=name.get() tabindex="-1">
                    <div class="popover__head">
                        {shown.get()}
                        <IconButton icon="x" size="btn--small" label=move || t().close() on_click=Callback::new(move |_| leave()) />
                    </div>
                    <div class="popover__body">{children()}</div>
                    {foot.clone().map(|foot| view! { <div class="popover__foot">{foot.run()}</div> })}
                </div>
            </Show>
        </span>
    }
}

/// A choice in a [`Menu`].
#[derive(Clone)]
pub struct MenuItem {
    /// Its icon.
    pub icon: &'static str,
    /// Its words.
    pub text: TextProp,
    /// What it does.
    pub run: Callback<()>,
}

impl MenuItem {
    /// A choice.
    pub fn new(icon: &'static str, text: impl Into<TextProp>, run: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            icon,
            text: text.into(),
            run: Callback::new(move |()| run()),
        }
    }
}

/// A menu behind three dots: what is done rarely.
#[component]
pub fn MoreMenu(
    /// The choices.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// The name of the button.
    #[prop(into)]
    label: TextProp,
    /// The class of the button.
    #[prop(default = "btn btn--quiet btn--icon btn--small")]
    button_class: &'static str,
) -> impl IntoView {
    view! { <Menu items=items button=|| view! { <Icon name="dots" /> } button_class=button_class label=label end=true /> }
}

/// A button with a list of choices; arrow keys move, Esc leaves.
#[component]
pub fn Menu(
    /// The choices, asked for when it opens.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// What opens it: content of a `<button>`.
    #[prop(into)]
    button: ViewFn,
    /// The name of the button, where its content has no words.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// The class of the button.
    #[prop(default = "btn btn--quiet")]
    button_class: &'static str,
    /// Hangs from the button's right edge.
    #[prop(optional)]
    end: bool,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let anchor = NodeRef::<html::Span>::new();
    close_outside(anchor, open);
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if !open.get_untracked() {
            return;
        }
        match ev.key().as_str() {
            "Escape" => {
                ev.stop_propagation();
                open.set(false);
                back_to_button(anchor);
            }
            "ArrowDown" => move_focus(&ev, anchor, 1),
            "ArrowUp" => move_focus(&ev, anchor, -1),
            _ => {}
        }
    };
    let class = if end { "popover popover--end" } else { "popover" };
    view! {
        <span class="anchor" node_ref=anchor on:keydown=on_key>
            <button
                type="button"
                class=button_class
                aria-haspopup="menu"
                aria-label=label.map(|l| move || l.get())
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|o| *o = !*o)
            >
                {button.run()}
            </button>
            <Show when=move || open.get()>
                <div class=class>
                    <div class="menu" role="menu">
                        {items.get().into_iter().map(|item| menu_item(item, open, anchor)).collect_view()}
                    </div>
                </div>
            </Show>
        </span>
    }
}

fn menu_item(item: MenuItem, open: RwSignal<bool>, anchor: NodeRef<html::Span>) -> impl IntoView {
    let MenuItem { icon, text, run } = item;
    let choose = move |_| {
        open.set(false);
        back_to_button(anchor);
        run.run(());
    };
    view! {
        <button type="button" class="menu__item" role="menuitem" on:click=choose>
            <Icon name=icon />
            {move || text.get()}
        </button>
    }
}

fn move_focus(ev: &web_sys::KeyboardEvent, anchor: NodeRef<html::Span>, step: i32) {
    ev.prevent_default();
    let Some(items) = anchor
        .get_untracked()
        .and_then(|a| a.query_selector_all("[role=menuitem]").ok())
    else {
        return;
    };
    let all: Vec<web_sys::HtmlElement> = (0..items.length())
        .filter_map(|i| items.get(i)?.dyn_into().ok())
        .collect();
    let active = document().active_element();
    let now = all
        .iter()
        .position(|item| active.as_ref().is_some_and(|a| a.is_same_node(Some(item))));
    let next = match now {
        Some(i) => (i as i32 + step).rem_euclid(all.len().max(1) as i32),
        None if step > 0 => 0,
        None => all.len() as i32 - 1,
    };
    if let Some(item) = usize::try_from(next).ok().and_then(|i| all.get(i)) {
        focus::on(item);
    }
}
