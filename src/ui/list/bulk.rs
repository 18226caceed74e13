//! What can be changed of the rows selected at once: a name is asked for, with those that are known.

use crate::state::live::*;

use crate::domain::find::find_all;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::{App, use_app};
use crate::ui::focus::focus_id;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Kind, Popover, labelled};

/// A field with suggestions, sent with Enter or the button.
#[component]
pub fn Ask(
    /// The id of the input.
    id: &'static str,
    /// Its label.
    label: fn(T) -> &'static str,
    /// The word on the button.
    action: fn(T) -> &'static str,
    /// What is offered below.
    suggestions: Signal<Vec<Text>>,
    /// Takes what was typed or chosen.
    done: Callback<String>,
) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let words = RwSignal::new(String::new());
    app.finder.follow(move || words.get());
    next_frame(move || focus_id(id));
    let is_empty = Signal::derive(move || words.with(|w| w.trim().is_empty()));
    let send = move |ev: web_sys::SubmitEvent| {
        ev.prevent_default();
        let text = words.get_untracked().trim().to_owned();
        if !text.is_empty() {
            done.run(text);
        }
    };
    let suggested = move |text: Text| {
        let chosen = text.to_string();
        view! {
            <button type="button" class="menu__item" on:click=move |_| done.run(chosen.clone())>
                {text.to_string()}
            </button>
        }
    };
    let list = move || {
        let mut words = app.finder.words(&words.get());
        let all = suggestions.get().into_iter();
        all.filter(|text| words.is_empty() || find_all(text, &mut words).is_some())
            .take(8)
            .map(suggested)
            .collect_view()
    };
    view! {
        <form class="cond" on:submit=send>
            <div class="field">
                <label class="field__label" for=id>
                    {move || label(t())}
                </label>
                <input
                    id=id
                    type="text"
                    autocomplete="off"
                    prop:value=words
                    on:input=move |ev| words.set(event_target_value(&ev))
                />
            </div>
            <div class="menu menu--flush">{list}</div>
            <Button
                text=move || action(t())
                kind=Kind::Primary
                size="btn--small"
                submit=true
                disabled=is_empty
            />
        </form>
    }
}

/// Who works here: the staff of the settings, then whoever owns a customer; tracked.
fn staff(app: App) -> Vec<Text> {
    let read = |world: &World| {
        let mut names: Vec<Text> = world.book.head.settings.staff.iter().map(|s| s.name.clone()).collect();
        let column = crate::domain::rule::fact::WORDS.iter().position(|w| w.id == "owner");
        let owners = column.and_then(|i| world.evaluation.columns.words.get(i));
        for owner in owners.map(|owners| owners.words()).unwrap_or_default() {
            if !names.contains(owner) {
                names.push(owner.clone());
            }
        }
        names
    };
    app.session.read(read).unwrap_or_default()
}

/// A person is chosen for the rows selected, or nobody.
#[component]
pub fn GiveTo(
    /// What it does.
    title: fn(T) -> &'static str,
    /// What the person is to them.
    label: fn(T) -> &'static str,
    /// The word for nobody.
    clear: fn(T) -> &'static str,
    /// Its button, as its neighbours are.
    #[prop(default = "btn btn--quiet btn--small")]
    button_class: &'static str,
    /// Takes the person.
    on: Callback<Option<Text>>,
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let open = RwSignal::new(false);
    let set = move |person: Option<Text>| {
        open.set(false);
        on.run(person);
    };
    let button = labelled("person", move || title(t()));
    let foot = move || {
        view! { <Button text=move || clear(t()) size="btn--small" on_click=Callback::new(move |_| set(None)) /> }
    };
    view! {
        <Popover open=open title=move || title(t()) button=button button_class=button_class foot=foot>
            <Ask
                id="bulk-owner"
                label=label
                action=T::assign
                suggestions=Signal::derive(move || staff(app))
                done=Callback::new(move |name: String| set(Some(name.into())))
            />
        </Popover>
    }
}
