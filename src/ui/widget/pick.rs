//! A list to choose from, in groups. The choices follow their owner; what is chosen is set from outside.

use crate::state::live::*;
use leptos::html;
use leptos::text_prop::TextProp;

use super::Icon;

/// A group of choices: its name (empty for none), and pairs of value and words.
pub type Choices = Vec<(String, Vec<(String, String)>)>;

/// Choices without groups.
pub fn flat(choices: Vec<(String, String)>) -> Choices {
    vec![(String::new(), choices)]
}

/// The list.
#[component]
pub fn Pick(
    /// Its name for readers of the screen.
    #[prop(into)]
    label: TextProp,
    /// The id of the control, where a label names it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// What it is for, as a mark for styles and tests.
    kind: &'static str,
    /// The choices.
    #[prop(into)]
    choices: Signal<Choices>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// Hears the choice.
    on_change: Callback<String>,
) -> impl IntoView {
    let node = NodeRef::<html::Select>::new();
    // What is not to be chosen here stands there all the same where its owner names it.
    let stray = Memo::new(move |_| {
        let value = value.get();
        let known = choices.with(|all| all.iter().any(|(_, list)| list.iter().any(|(key, _)| *key == value)));
        (!known).then_some(value)
    });
    Effect::new(move |_| {
        let now = value.get();
        choices.track();
        let Some(select) = node.get() else { return };
        select.set_value(&now);
        // The choices may be drawn after this; by then the list may be gone, but not its element.
        next_frame(move || select.set_value(&now));
    });
    let option = |(key, words): (String, String)| view! { <option value=key>{words}</option> };
    let group = move |(name, list): (String, Vec<(String, String)>)| {
        let list = list.into_iter().map(option).collect_view();
        if name.is_empty() {
            list.into_any()
        } else {
            view! { <optgroup label=name>{list}</optgroup> }.into_any()
        }
    };
    view! {
        <span class="select pick" data-pick=kind>
            <select
                id=id
                node_ref=node
                aria-label=move || label.get()
                on:change=move |ev| on_change.run(event_target_value(&ev))
            >
                {move || stray.get().map(|value| option((value.clone(), value)))}
                {move || choices.get().into_iter().map(group).collect_view()}
            </select>
            <Icon name="chevron-down" />
        </span>
    }
}
