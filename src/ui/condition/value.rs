//! Values that are words: typed with proposals, or several of a list.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::state::live::*;

use super::facts;
use super::leaf::{LeafEdit, value_word};
use crate::domain::authoring::edit::{Kind, kind_of};
use crate::domain::rule::Operand;
use crate::ui::format;
use crate::ui::widget::{Button, Check, Icon, OverNote, Popover, TypedField};

/// Ids of the lists of proposals.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// So many characters a word of a condition may have.
const MOST: usize = 1_000;

/// A text, with what the book and the settings have for the fact as proposals.
#[component]
pub fn Typed(edit: LeafEdit, fact: String) -> impl IntoView {
    let names = edit.it.names;
    let list = format!("words-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let proposals = Memo::new(move |_| facts::suggestions(names, &fact));
    let option = |(word, _)| view! { <option value=word></option> };
    let over = RwSignal::new(None);
    view! {
        <span class="cleaf__text">
            <TypedField
                label=move || names.t().value_label()
                value=Signal::derive(move || edit.text())
                on_text=Callback::new(move |text: String| edit.set(Operand::Text(text.into()), true))
                on_leave=edit.it.on_leave
                most=MOST
                over=over
                attr:list=list.clone()
                attr:placeholder=move || names.t().type_a_word()
            />
            <datalist id=list>{move || proposals.get().into_iter().map(option).collect_view()}</datalist>
            <OverNote over=over most=MOST />
        </span>
    }
}

/// Several values out of a list, with room for one that is not in it.
#[component]
pub fn Several(edit: LeafEdit, fact: String) -> impl IntoView {
    let names = edit.it.names;
    let open = RwSignal::new(false);
    let name = StoredValue::new(fact.clone());
    let chosen = Memo::new(move |_| {
        edit.leaf
            .with(|leaf| leaf.as_ref().map_or_else(Vec::new, |l| texts(&l.value)))
    });
    let all = Memo::new(move |_| {
        let groups = facts::values(names, &fact).into_iter();
        let mut all: Vec<_> = groups.flat_map(|(_, list)| list).collect();
        let lang = names.lang();
        for word in chosen.get() {
            if !all.iter().any(|(key, _)| *key == word) {
                let said = value_word(lang, edit.it, &fact, &word);
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
        edit.set(Operand::List(values), false);
    };
    let row = move |(word, said): (String, String)| {
        let (mine, change) = (word.clone(), word);
        let on = Signal::derive(move || chosen.with(|all| all.contains(&mine)));
        view! { <Check text=said on=on on_change=Callback::new(move |on| set(change.clone(), on)) block=true /> }
    };
    let own = name.with_value(|fact| {
        let kind = names.rules.with_untracked(|rules| kind_of(rules, fact));
        !matches!(kind, Some(Kind::Class(_))) && !facts::is_closed(fact)
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
            {own.then(|| own_word(edit, set))}
        </Popover>
    }
}

/// A value that is not in the list.
fn own_word(edit: LeafEdit, set: impl Fn(String, bool) + Copy + Send + Sync + 'static) -> impl IntoView {
    let names = edit.it.names;
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
