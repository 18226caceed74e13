//! What stands over a list: its search, its dimensions, and the ways to take it along.

use crate::state::live::*;
use leptos::html;
use leptos::text_prop::TextProp;

use super::page::ListPage;
use super::paper;
use crate::domain::find::has_letter;
use crate::domain::label::Lang;
use crate::domain::rule::plan::Plan;
use crate::state::finder::Pinyin;
use crate::state::use_app;
use crate::ui::keys::is_unfinished;
use crate::ui::text::{names, use_text};
use crate::ui::widget::{Button, Icon};
use crate::ui::{focus, format};

/// Export and print of the rows selected, or of all shown.
#[component]
pub fn ListButtons<P: ListPage>(
    page: P,
    /// The mark of the export.
    #[prop(optional)]
    export_mark: Option<&'static str>,
) -> impl IntoView {
    let t = use_text();
    let nothing = Signal::derive(move || page.rows().is_empty());
    view! {
        <Button
            text=move || t().export()
            icon="download"
            disabled=nothing
            attr:data-testid=export_mark
            on_click=Callback::new(move |_| page.export())
        />
        <Button text=move || t().print() icon="printer" disabled=nothing on_click=Callback::new(move |_| paper::print()) />
    }
}

/// The search field of a list. What is typed counts at once; an input method that still composes is waited for.
#[component]
pub fn SearchField(
    /// What it looks into.
    #[prop(into)]
    label: TextProp,
    /// Its mark.
    mark: &'static str,
    /// The words searched for.
    #[prop(into)]
    words: Signal<String>,
    /// Takes them.
    on_words: Callback<String>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let finder = use_app().finder;
    finder.follow(move || words.get());
    Effect::new(move |_| {
        let words = words.get();
        if let Some(input) = input.get()
            && input.value().trim() != words.trim()
        {
            input.set_value(&words);
        }
    });
    let typed = move |ev: web_sys::Event| {
        if !is_unfinished(&ev) {
            on_words.run(event_target_value(&ev));
        }
    };
    // The first Esc empties it, as browsers do; the next goes on to the list.
    let leave = move |ev: web_sys::KeyboardEvent| {
        let is_empty = input.get_untracked().is_some_and(|input| input.value().is_empty());
        if ev.key() == "Escape" && is_empty && !is_unfinished(&ev) {
            focus::focus(".grid__body");
        }
    };
    let placeholder = label.clone();
    view! {
        <label class="toolbar__search">
            <Icon name="search" />
            <input
                type="search"
                node_ref=input
                data-testid=mark
                data-list-search=""
                autocomplete="off"
                spellcheck="false"
                placeholder=move || placeholder.get()
                aria-label=move || label.get()
                on:focus=move |_| finder.prepare()
                on:input=typed
                on:keydown=leave
                on:compositionend=move |ev| on_words.run(event_target_value(&ev))
            />
            <PinyinSaid words=words />
        </label>
    }
}

/// What there is to say of the readings of Han characters while words want them: that they are on their way, or did not come.
#[component]
pub fn PinyinSaid(
    /// The words searched for.
    #[prop(into)]
    words: Signal<String>,
) -> impl IntoView {
    let t = use_text();
    let pinyin = use_app().finder.pinyin;
    let said = move || match (words.with(|words| has_letter(words)), pinyin.get()) {
        (true, Pinyin::Loading) => Some(t().pinyin_loading()),
        (true, Pinyin::Failed) => Some(t().pinyin_failed()),
        _ => None,
    };
    view! {
        <span class="said" role="status" data-testid="pinyin-said">
            {said}
        </span>
    }
}

/// The dimensions that rules or people decide: id and name.
pub fn dimension_names(plan: &Plan, lang: Lang) -> Vec<(String, String)> {
    let all = plan.dimensions.iter().filter(|d| d.text_of.is_none());
    all.map(|d| (d.id.to_string(), names::dimension(lang, d))).collect()
}

/// The piece of page state that narrows a list to one dimension.
const DIM: &str = "dim";

/// One dimension, or all, as chips, each with how many rows it has; one without rows is left out, unless it is the one chosen.
#[component]
pub fn DimensionChips<F>(
    /// How many rows a dimension has; tracked.
    count: F,
    /// The dimensions, id and name, where they are not those of today's rules; tracked.
    #[prop(optional, into)]
    named: Option<Callback<Lang, Vec<(String, String)>>>,
) -> impl IntoView
where
    F: Fn(&str) -> usize + Send + Sync + 'static,
{
    let t = use_text();
    let app = use_app();
    let chosen = Memo::new(move |_| app.param(DIM));
    let names = Memo::new(move |before: Option<&Vec<(String, String)>>| {
        let lang = app.lang.get();
        let found = match named {
            Some(named) => named.run(lang),
            None => app
                .session
                .read(|world| dimension_names(&world.evaluation.plan, lang))
                .unwrap_or_default(),
        };
        // While they are worked out, those of before stay.
        if found.is_empty() {
            before.cloned().unwrap_or_default()
        } else {
            found
        }
    });
    let dimensions = Memo::new(move |_| {
        let chosen = chosen.get();
        let counted = names.get().into_iter().map(|(id, name)| (count(&id), id, name));
        counted
            .filter(|(n, id, _)| *n > 0 || chosen.as_ref() == Some(id))
            .collect::<Vec<_>>()
    });
    let chip = move |id: Option<String>, name: String, n: Option<usize>| {
        let own = id.clone();
        view! {
            <button
                type="button"
                class="btn btn--quiet btn--small"
                aria-pressed=move || (chosen.get() == own).to_string()
                on:click=move |_| app.set_param(DIM, id.as_deref())
            >
                {name}
                {n.map(|n| view! { <span class="muted">{format::count(n)}</span> })}
            </button>
        }
    };
    let chips = move || {
        let each = dimensions
            .get()
            .into_iter()
            .map(|(n, id, name)| chip(Some(id), name, Some(n)));
        view! {
            {chip(None, t().all().to_owned(), None)}
            {each.collect_view()}
        }
    };
    view! {
        <span class="fchips fchips--scroll" role="group" aria-label=move || t().review_dimensions()>
            {chips}
        </span>
    }
}
