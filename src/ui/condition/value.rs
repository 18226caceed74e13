//! Values that are words: typed with proposals, or several of a list.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::state::live::*;
use leptos::html;

use super::editing::Editing;
use super::facts;
use super::leaf::{set_value, value_word};
use crate::domain::rule::{Leaf, Operand};
use crate::ui::format;
use crate::ui::keys::is_unfinished;
use crate::ui::widget::{Button, Check, Icon, Popover};

/// Ids of the lists of proposals.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// A text, with what the book and the settings have for the fact as proposals.
#[component]
pub fn Typed(
    /// The condition.
    it: Editing,
    /// Where the comparison stands in it.
    path: StoredValue<Vec<usize>>,
    /// The comparison.
    leaf: Memo<Option<Leaf>>,
    /// Its fact.
    fact: String,
) -> impl IntoView {
    let names = it.names;
    let list = format!("words-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let input = NodeRef::<html::Input>::new();
    let text = Memo::new(move |_| {
        leaf.with(|leaf| match leaf.as_ref().map(|l| &l.value) {
            Some(Operand::Text(text)) => text.to_string(),
            _ => String::new(),
        })
    });
    let proposals = Memo::new(move |_| facts::suggestions(names, &fact));
    Effect::new(move |_| {
        let now = text.get();
        if let Some(input) = input.get()
            && input.value().trim() != now
        {
            input.set_value(&now);
        }
    });
    let take = move |text: String| {
        if !text.trim().is_empty() {
            set_value(it, path, Operand::Text(text.trim().into()), true);
        }
    };
    let typed = move |ev: web_sys::Event| {
        if !is_unfinished(&ev) {
            take(event_target_value(&ev));
        }
    };
    let options = move || {
        proposals
            .get()
            .into_iter()
            .map(|(word, _)| view! { <option value=word></option> })
            .collect_view()
    };
    view! {
        <span class="cleaf__text">
            <input
                type="text"
                node_ref=input
                list=list.clone()
                autocomplete="off"
                placeholder=move || names.t().type_a_word()
                aria-label=move || names.t().value_label()
                on:input=typed
                on:compositionend=move |ev| take(event_target_value(&ev))
                on:blur=move |_| it.on_leave.run(())
            />
            <datalist id=list>{options}</datalist>
        </span>
    }
}

/// Several values out of a list, with room for one that is not in it.
#[component]
pub fn Several(
    /// The condition.
    it: Editing,
    /// Where the comparison stands in it.
    path: StoredValue<Vec<usize>>,
    /// The comparison.
    leaf: Memo<Option<Leaf>>,
    /// Its fact.
    fact: String,
) -> impl IntoView {
    let names = it.names;
    let open = RwSignal::new(false);
    let name = StoredValue::new(fact.clone());
    let chosen = Memo::new(move |_| leaf.with(|leaf| leaf.as_ref().map_or_else(Vec::new, |l| texts(&l.value))));
    let known = Memo::new(move |_| {
        facts::values(names, &fact)
            .into_iter()
            .flat_map(|(_, list)| list)
            .collect::<Vec<_>>()
    });
    let all = Memo::new(move |_| {
        let mut all = known.get();
        let lang = names.lang();
        for word in chosen.get() {
            if !all.iter().any(|(key, _)| *key == word) {
                let said = name.with_value(|fact| value_word(lang, it, fact, &word));
                all.push((word, said));
            }
        }
        all
    });
    let summary = move || {
        let all = all.get();
        let said = |word: &String| {
            all.iter()
                .find(|(key, _)| key == word)
                .map_or_else(|| word.clone(), |(_, said)| said.clone())
        };
        let words: Vec<String> = chosen.get().iter().map(said).collect();
        if words.is_empty() {
            names.t().choose_some().to_owned()
        } else {
            format::list(words, names.lang())
        }
    };
    let set = move |word: String, on: bool| {
        let mut words = chosen.get_untracked();
        words.retain(|w| *w != word);
        if on {
            words.push(word);
        }
        let values = words.into_iter().map(|w| Operand::Text(w.into())).collect();
        set_value(it, path, Operand::List(values), false);
    };
    let row = move |(word, said): (String, String)| {
        let (mine, change) = (word.clone(), word);
        let on = Signal::derive(move || chosen.with(|all| all.contains(&mine)));
        view! { <Check text=said on=on on_change=Callback::new(move |on| set(change.clone(), on)) block=true /> }
    };
    let own = name.with_value(|fact| {
        let is_class = matches!(
            names
                .rules
                .with_untracked(|rules| crate::domain::authoring::edit::kind_of(rules, fact)),
            Some(crate::domain::authoring::edit::Kind::Class(_))
        );
        !is_class && !facts::is_closed(fact)
    });
    let button = move || {
        view! {
            <span class="cleaf__several">{summary}</span>
            <Icon name="chevron-down" size=14 />
        }
    };
    view! {
        <Popover open=open title=move || names.t().value_label() button=button button_class="btn">
            <For each=move || all.get() key=|(word, _)| word.clone() let:entry>
                {row(entry)}
            </For>
            {own.then(|| own_word(it, set))}
        </Popover>
    }
}

/// A value that is not in the list.
fn own_word(it: Editing, set: impl Fn(String, bool) + Copy + Send + Sync + 'static) -> impl IntoView {
    let names = it.names;
    let word = RwSignal::new(String::new());
    let add = move || {
        let text = word.get_untracked();
        if !text.trim().is_empty() {
            set(text.trim().to_owned(), true);
            word.set(String::new());
        }
    };
    let key = move |ev: web_sys::KeyboardEvent| {
        if ev.key() == "Enter" {
            ev.prevent_default();
            add();
        }
    };
    view! {
        <div class="cleaf__own">
            <input
                type="text"
                autocomplete="off"
                placeholder=move || names.t().type_a_word()
                aria-label=move || names.t().type_a_word()
                prop:value=word
                on:input=move |ev| word.set(event_target_value(&ev))
                on:keydown=key
            />
            <Button text=move || names.t().add() on_click=Callback::new(move |_| add()) />
        </div>
    }
}

fn texts(value: &Operand) -> Vec<String> {
    match value {
        Operand::Text(text) => vec![text.to_string()],
        Operand::List(all) => all.iter().flat_map(texts).collect(),
        Operand::Number(_) | Operand::Flag(_) => Vec::new(),
    }
}
