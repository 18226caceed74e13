//! Names, edited as they are typed: the draft follows, the field is never rebuilt.

use crate::state::live::*;
use leptos::text_prop::TextProp;

use crate::ui::page::rules::desk::use_desk;
use crate::ui::widget::TypedField;

/// A name in one line.
#[component]
pub fn NameField(
    /// What is named, for readers of the screen.
    #[prop(into)]
    label: TextProp,
    class: &'static str,
    /// The name in the draft.
    #[prop(into)]
    value: Signal<String>,
    on_name: Callback<String>,
    /// By how many characters it is too long, for the note that tells it.
    over: RwSignal<Option<usize>>,
) -> impl IntoView {
    // Where the browser does not size fields by their content: full-width letters count twice.
    let size = move || {
        let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
        let width: usize = value.get().chars().map(wide).sum();
        width.clamp(4, 40).to_string()
    };
    let left = use_desk().left;
    view! {
        <TypedField
            label=label
            value=value
            on_text=on_name
            on_leave=left
            over=over
            attr:class=class
            attr:size=size
        />
    }
}
