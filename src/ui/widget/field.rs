//! Fields of forms: label above, unit inside, help below, errors in words.

use crate::state::live::*;
use leptos::text_prop::TextProp;

use super::Icon;
use crate::state::use_app;
use crate::ui::focus::focus_id;
use crate::ui::text::{T, use_text};

/// The frame of a field. The control inside carries the id, and `aria-describedby` = `ID-note`.
#[component]
pub fn Field(
    /// The id of the control inside.
    id: &'static str,
    /// Its label; empty where another element labels the control.
    #[prop(optional, into)]
    label: TextProp,
    /// The unit inside at the right.
    #[prop(optional, into)]
    unit: TextProp,
    /// Help below.
    #[prop(optional, into)]
    help: TextProp,
    /// What is wrong, in place of the help.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What looks wrong and is taken all the same, in place of the help.
    #[prop(optional, into)]
    warning: Signal<Option<String>>,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let t = use_text();
    let note = format!("{id}-note");
    let shown = label.clone();
    let has_unit = !untrack(|| unit.get()).is_empty();
    let below = move || {
        let help = || Some(help.get().to_string()).filter(|help| !help.is_empty());
        let (class, words) = match (error.get(), warning.get()) {
            (Some(error), _) => ("field__error", Some(error)),
            (None, Some(warning)) => ("field__warn", Some(warning)),
            (None, None) => ("field__help", help()),
        };
        words.map(|words| view! { <p class=class id=note.clone()>{words}</p> })
    };
    view! {
        <div class="field">
            {(!untrack(|| label.get()).is_empty())
                .then(|| {
                    view! {
                        <label class="field__label" for=id>
                            {move || shown.get()}
                            {required.then(|| view! { <span class="field__req">{move || t().required()}</span> })}
                        </label>
                    }
                })}
            <span class="field__box" class:field__box--unit=has_unit>
                {children()} {has_unit.then(|| view! { <span class="field__unit">{move || unit.get()}</span> })}
            </span>
            {below}
        </div>
    }
}

/// A list to choose from. The options are pairs of value and words.
#[component]
pub fn Select(
    /// The id of the control.
    #[prop(optional)]
    id: &'static str,
    /// Its name, where no label stands beside it.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// The choices: value and words.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// Hears the choice.
    on_change: Callback<String>,
    /// 28 px high.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let class = if small { "select select--small" } else { "select" };
    let choices = move || {
        let chosen = value.get();
        let option = |(key, words): (String, String)| {
            let selected = key == chosen;
            // The attribute alone counts no more once somebody has chosen.
            view! { <option value=key selected=selected prop:selected=selected>{words}</option> }
        };
        options.get().into_iter().map(option).collect_view()
    };
    view! {
        <span class=class>
            <select
                id=(!id.is_empty()).then_some(id)
                aria-label=label.map(|l| move || l.get())
                on:change=move |ev| on_change.run(event_target_value(&ev))
            >
                {choices}
            </select>
            <Icon name="chevron-down" />
        </span>
    }
}

/// A box to tick, with its words.
#[component]
pub fn Check(
    /// Its words.
    #[prop(into)]
    text: TextProp,
    /// Ticked.
    #[prop(into)]
    on: Signal<bool>,
    /// Hears the change.
    on_change: Callback<bool>,
    /// A number behind the words.
    #[prop(optional, into)]
    count: Option<TextProp>,
    /// One a line.
    #[prop(optional)]
    block: bool,
    /// Cannot be changed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <label class=if block { "check check--block" } else { "check" }>
            <input
                type="checkbox"
                prop:checked=move || on.get()
                disabled=move || disabled.get()
                on:change=move |ev| on_change.run(event_target_checked(&ev))
            />
            <span>{move || text.get()}</span>
            {count.map(|count| view! { <span class="muted">{move || count.get()}</span> })}
        </label>
    }
}

/// One choice of few, side by side; radio buttons underneath, so arrow keys work.
#[component]
pub fn Segmented(
    /// What is chosen; the name of the group.
    #[prop(into)]
    label: TextProp,
    /// The name of the radio buttons, one of its kind in the page.
    name: &'static str,
    /// The choices: value and words.
    options: Vec<(&'static str, TextProp)>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// Hears the choice.
    on_change: Callback<String>,
) -> impl IntoView {
    let item = move |(key, words): (&'static str, TextProp)| {
        view! {
            <label class="seg__item">
                <input
                    type="radio"
                    name=name
                    value=key
                    prop:checked=move || value.with(|v| v == key)
                    on:change=move |_| on_change.run(key.to_owned())
                />
                <span>{move || words.get()}</span>
            </label>
        }
    };
    view! {
        <span class="seg" role="radiogroup" aria-label=move || label.get()>
            {options.into_iter().map(item).collect_view()}
        </span>
    }
}

/// A choice: value and words.
pub type ParamOption = (&'static str, fn(T) -> &'static str);

/// One choice of few that stands in the address, as a piece of the page's state; the first is what stands there not.
#[component]
pub fn ParamChoice(
    /// What is chosen; the name of the group.
    label: fn(T) -> &'static str,
    /// The name of the radio buttons, one of its kind in the page.
    name: &'static str,
    /// The piece of page state.
    param: &'static str,
    /// The choices: value and words.
    options: Vec<ParamOption>,
    /// Other pieces of page state that end with every choice.
    #[prop(optional)]
    ends: &'static [&'static str],
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let keys: Vec<&str> = options.iter().map(|(key, _)| *key).collect();
    let first = keys.first().copied().unwrap_or_default();
    let now = move || {
        app.param(param)
            .filter(|now| keys.contains(&&**now))
            .unwrap_or_else(|| first.to_owned())
    };
    let words = |(key, text): ParamOption| (key, (move || text(t())).into());
    let choose = move |to: String| {
        let route = untrack(|| app.route()).with_param(param, Some(&*to).filter(|to| *to != first));
        app.replace(ends.iter().fold(route, |route, ends| route.with_param(ends, None)));
    };
    view! {
        <Segmented
            label=move || label(t())
            name=name
            options=options.into_iter().map(words).collect()
            value=Signal::derive(now)
            on_change=Callback::new(choose)
        />
    }
}

/// What is wrong in a form, for the list above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the control.
    pub id: &'static str,
    /// The field and what is wrong with it, in words.
    pub text: String,
}

/// The errors of a form; a click goes to the field.
#[component]
pub fn ErrorList(
    /// What is wrong now.
    #[prop(into)]
    errors: Signal<Vec<FieldError>>,
) -> impl IntoView {
    let t = use_text();
    // A real fragment link would leave the page: the router lives in the hash.
    let go = |id: &'static str| {
        move |ev: web_sys::MouseEvent| {
            ev.prevent_default();
            focus_id(id);
        }
    };
    let row = move |error: FieldError| {
        view! {
            <li>
                <a href=format!("#{}", error.id) on:click=go(error.id)>
                    {error.text}
                </a>
            </li>
        }
    };
    view! {
        <Show when=move || errors.with(|e| !e.is_empty())>
            <div class="errors" role="alert" tabindex="-1">
                <p class="errors__title">
                    <Icon name="alert-triangle" />
                    {move || t().error_count(errors.with(Vec::len))}
                </p>
                <ul>{move || errors.get().into_iter().map(row).collect_view()}</ul>
            </div>
        </Show>
    }
}
