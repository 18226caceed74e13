//! The search box of the top bar: words search the customers, and names of pages and commands open them.

use crate::state::live::*;
use leptos::task::spawn_local;
use leptos::text_prop::TextProp;

use super::hits::{Hits, SEARCH, Search as Found, To};
use crate::state::use_app;
use crate::ui::focus::{self, SEARCH_ID};
use crate::ui::keys::is_unfinished;
use crate::ui::text::use_text;
use crate::ui::widget::Icon;

/// The box and its list of choices.
#[component]
pub(super) fn Search(
    /// On phones the box lies over the bar while this is true.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let words = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let search = RwSignal::new(None::<Found>);
    app.finder.follow(move || words.get());
    let found = Memo::new(move |_| {
        let hits = |search: Found| words.with(|words| (search.hits)(app, words, t()));
        Hits(search.get().map(hits).unwrap_or_default())
    });
    let many = move || found.with(|found| found.0.len());
    let leave = move || {
        words.set(String::new());
        chosen.set(0);
        open.set(false);
    };
    let run = move |i: usize| {
        let hit = found.with_untracked(|found| found.0.get(i).cloned());
        if let Some(hit) = hit {
            leave();
            take(hit.to, search);
        }
    };
    // What an input method still composes is not looked for.
    let typed = move |text: String| {
        load(search);
        words.set(text);
        chosen.set(0);
    };
    let on_key = move |ev: web_sys::KeyboardEvent| {
        let all = found.with_untracked(|found| found.0.len()).max(1);
        match ev.key().as_str() {
            "ArrowDown" => chosen.update(|i| *i = (*i + 1) % all),
            "ArrowUp" => chosen.update(|i| *i = (*i + all - 1) % all),
            "Enter" => run(chosen.get_untracked()),
            "Escape" => {
                leave();
                focus::back();
            }
            _ => return,
        }
        ev.prevent_default();
    };
    let input = focused_when(open);
    let list = shown(search, found, chosen, words, Callback::new(run));
    let label: TextProp = (move || t().search_all()).into();
    let name = label.clone();
    view! {
        <div class="search" role="search" id="search" data-open=move || open.get().then_some("true")>
            <Icon name="search" />
            <input
                id=SEARCH_ID
                type="search"
                role="combobox"
                aria-expanded=move || (many() > 0).to_string()
                aria-controls="search-hits"
                aria-activedescendant=move || (many() > 0).then(|| format!("search-hit-{}", chosen.get()))
                autocomplete="off"
                node_ref=input
                aria-label=move || name.get()
                placeholder=move || label.get()
                prop:value=words
                on:focus=move |_| load(search)
                on:input=move |ev| {
                    if !is_unfinished(&ev) {
                        typed(event_target_value(&ev));
                    }
                }
                on:compositionend=move |ev| typed(event_target_value(&ev))
                on:keydown=on_key
                on:blur=move |_| leave()
            />
            <kbd>"Ctrl K"</kbd>
            {list}
        </div>
    }
}

/// The list of choices while there are any.
fn shown(
    search: RwSignal<Option<Found>>,
    found: Memo<Hits>,
    chosen: RwSignal<usize>,
    words: RwSignal<String>,
    run: Callback<usize>,
) -> impl Fn() -> Option<AnyView> {
    let is_open = Memo::new(move |_| found.with(|found| !found.0.is_empty()));
    move || {
        let search = search.get().filter(|_| is_open.get())?;
        Some((search.list)(found, chosen, words.into(), run))
    }
}

/// Makes ready what is searched, and loads what finds it, again where it did not come.
fn load(search: RwSignal<Option<Found>>) {
    use_app().finder.prepare();
    if search.with_untracked(Option::is_none) {
        spawn_local(async move {
            if let Ok(here) = SEARCH.load().await {
                search.try_set(Some(here));
            }
        });
    }
}

/// Goes where a choice leads, or does it.
fn take(to: To, search: RwSignal<Option<Found>>) {
    match to {
        To::Page(route) => use_app().go(route),
        To::Action(place) => {
            if let Some(search) = search.get_untracked() {
                (search.act)(place);
            }
        }
    }
}

/// An input that has the keyboard as soon as this is true.
fn focused_when(open: RwSignal<bool>) -> NodeRef<leptos::html::Input> {
    let input = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if open.get()
            && let Some(input) = input.get()
        {
            focus::on(&input);
        }
    });
    input
}
