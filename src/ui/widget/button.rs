//! Buttons. Marks are given with `attr:data-testid`; what a click does with `on_click`, and not with `on:click`: Leptos spreads that onto
//! the element inside, and where the view around is drawn anew it adds the new listener to the old one instead of replacing it. A tidy
//! test refuses listeners on components.

use crate::state::live::*;
use leptos::text_prop::TextProp;
use web_sys::MouseEvent;

use super::Icon;

/// How loud a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Outlined.
    #[default]
    Secondary,
    /// Filled; one a view.
    Primary,
    /// Without a border.
    Quiet,
    /// For erasing everything.
    Danger,
}

impl Kind {
    fn class(self) -> &'static str {
        match self {
            Self::Secondary => "btn",
            Self::Primary => "btn btn--primary",
            Self::Quiet => "btn btn--quiet",
            Self::Danger => "btn btn--danger",
        }
    }
}

fn clicked(on_click: Option<Callback<MouseEvent>>, ev: MouseEvent) {
    if let Some(on_click) = on_click {
        on_click.run(ev);
    }
}

/// A button with words.
#[component]
pub fn Button(
    /// Its words.
    #[prop(into)]
    text: TextProp,
    /// How loud.
    #[prop(optional)]
    kind: Kind,
    /// The icon before the words.
    #[prop(optional_no_strip, into)]
    icon: Option<&'static str>,
    /// `btn--small`, `btn--large`, or another class.
    #[prop(optional)]
    size: &'static str,
    /// Works at it: the ring turns and clicks do nothing.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// What a click does.
    #[prop(optional)]
    on_click: Option<Callback<MouseEvent>>,
) -> impl IntoView {
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=format!("{} {size}", kind.class())
            aria-busy=move || busy.get().then_some("true")
            disabled=move || disabled.get() || busy.get()
            on:click=move |ev| clicked(on_click, ev)
        >
            {icon.map(|name| view! { <Icon name=name /> })}
            {move || text.get()}
        </button>
    }
}

/// A button with an icon alone; its name is read out and shown on hover.
#[component]
pub fn IconButton(
    /// The icon.
    #[prop(into)]
    icon: Signal<String>,
    /// Its name.
    #[prop(into)]
    label: TextProp,
    /// What the hover says, where it says more than the name.
    #[prop(optional, into)]
    title: Option<TextProp>,
    /// Outlined instead of quiet.
    #[prop(optional)]
    outlined: bool,
    /// A further class (`btn--small`).
    #[prop(optional)]
    size: &'static str,
    /// The icon's size, where it is not 16 px.
    #[prop(optional, into)]
    icon_size: Option<u8>,
    /// Cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What a click does.
    #[prop(optional)]
    on_click: Option<Callback<MouseEvent>>,
) -> impl IntoView {
    let kind = if outlined { Kind::Secondary } else { Kind::Quiet };
    let title = title.unwrap_or_else(|| label.clone());
    let icon = match icon_size {
        Some(px) => view! { <Icon name=icon size=px /> }.into_any(),
        None => view! { <Icon name=icon /> }.into_any(),
    };
    view! {
        <button
            type="button"
            class=format!("{} btn--icon {size}", kind.class())
            aria-label=move || label.get()
            title=move || title.get()
            disabled=move || disabled.get()
            on:click=move |ev| clicked(on_click, ev)
        >
            {icon}
        </button>
    }
}

/// An action that reads as a link.
#[component]
pub fn LinkButton(
    /// Its words.
    #[prop(into)]
    text: TextProp,
    /// A class of its own beside the kit's.
    #[prop(optional)]
    class: &'static str,
    /// What a click does.
    #[prop(optional)]
    on_click: Option<Callback<MouseEvent>>,
) -> impl IntoView {
    view! {
        <button type="button" class=format!("linkbtn {class}") on:click=move |ev| clicked(on_click, ev)>
            {move || text.get()}
        </button>
    }
}
