//! Line icons from the sprite that the page carries (`style/icons.svg`).

use crate::state::live::*;

/// An icon of the sprite, by its name without `i-`. It says nothing to a screen reader: the words beside it do.
#[component]
pub fn Icon(
    /// The symbol.
    #[prop(into)]
    name: Signal<String>,
    /// `14` or `20` instead of 16 px.
    #[prop(optional)]
    size: Option<u8>,
    /// A further class (`is-good`).
    #[prop(optional)]
    tone: &'static str,
) -> impl IntoView {
    let mut class = String::from("icon");
    if let Some(size) = size {
        class.push_str(&format!(" icon--{size}"));
    }
    if !tone.is_empty() {
        class.push(' ');
        class.push_str(tone);
    }
    view! {
        <svg class=class aria-hidden="true">
            <use_ href=move || format!("#i-{}", name.get())></use_>
        </svg>
    }
}
