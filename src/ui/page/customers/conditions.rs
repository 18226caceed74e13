//! Search and conditions: the field, a chip a condition, the window that edits one.

use crate::state::live::*;
use leptos::html;

use super::columns;
use super::editor::{Draft, Editor};
use super::list::{List, use_list};
use crate::domain::label::Lang;
use crate::domain::world::World;
use crate::state::query::{Filter, TAG};
use crate::ui::format;
use crate::ui::text::{T, names, use_text};
use crate::ui::widget::{FilterChip, Icon, LinkButton};

/// More names than this and a chip only counts the rest.
const NAMES_IN_CHIP: usize = 4;

/// The search field and the chips.
#[component]
pub fn Conditions() -> impl IntoView {
    let t = use_text();
    let list = use_list();
    let draft = Draft::new();
    let filters = Memo::new(move |_| list.query.with(|q| q.filters.clone()));
    let is_narrowed = move || list.query.with(|q| q.is_narrowed());
    view! {
        <Search />
        <div class="fchips">
            {move || filters.get().into_iter().map(|filter| chip(list, draft, filter)).collect_view()}
            <Editor draft=draft />
            <Show when=is_narrowed>
                <span class="small toolbar__wide">
                    <LinkButton text=move || t().clear_conditions() on:click=move |_| list.clear() />
                </span>
            </Show>
        </div>
    }
}

/// The search field. What is typed goes into the address at once; an input method that still composes is waited for.
#[component]
fn Search() -> impl IntoView {
    let t = use_text();
    let list = use_list();
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let words = list.query.with(|q| q.search.clone());
        if let Some(input) = input.get()
            && input.value() != words
        {
            input.set_value(&words);
        }
    });
    let take = move || {
        if let Some(input) = input.get_untracked() {
            let words = input.value();
            list.change(|query| query.search = words);
        }
    };
    view! {
        <label class="toolbar__search">
            <Icon name="search" />
            <input
                type="search"
                node_ref=input
                data-testid="customer-search"
                data-list-search=""
                autocomplete="off"
                spellcheck="false"
                placeholder=move || t().customer_search()
                aria-label=move || t().customer_search()
                on:input=move |ev| {
                    if !is_composing(&ev) {
                        take();
                    }
                }
                on:compositionend=move |_| take()
            />
        </label>
    }
}

fn is_composing(ev: &web_sys::Event) -> bool {
    use wasm_bindgen::JsCast;
    ev.dyn_ref::<web_sys::InputEvent>()
        .is_some_and(web_sys::InputEvent::is_composing)
}

fn chip(list: List, draft: Draft, filter: Filter) -> impl IntoView {
    let (key, shown) = (filter.key.clone(), filter.clone());
    let field = move || with_plan(list, |world, lang| columns::label(&world.evaluation.plan, lang, &key));
    let value = move || {
        let words = with_plan(list, |world, lang| {
            let mut names: Vec<String> = shown
                .any_of
                .iter()
                .map(|v| value_name(world, lang, &shown.key, v))
                .collect();
            if names.len() > NAMES_IN_CHIP + 1 {
                let rest = names.len() - NAMES_IN_CHIP;
                names.truncate(NAMES_IN_CHIP);
                names.push(format!("+{}", format::count(rest)));
            }
            format::list(names, lang)
        });
        condition_words(list.t(), shown.not, &words)
    };
    let opened = filter.clone();
    let remove = move |()| {
        list.change(|query| {
            query.set(Filter {
                any_of: Vec::new(),
                ..filter.clone()
            });
        });
    };
    view! {
        <FilterChip
            field=field
            value=value
            on_open=Callback::new(move |()| draft.edit(&opened))
            on_remove=Callback::new(remove)
        />
    }
}

/// What a condition wants, in words.
pub fn condition_words(t: T, not: bool, values: &str) -> String {
    let kind = if not { t.is_not_word() } else { t.is_word() };
    format!("{kind} {values}")
}

/// Reads names in the page's language.
pub fn with_plan(list: List, read: impl FnOnce(&World, Lang) -> String) -> String {
    let lang = list.app.lang.get();
    list.app.session.read(|world| read(world, lang)).unwrap_or_default()
}

/// What a value of a condition is called.
pub fn value_name(world: &World, lang: Lang, key: &str, value: &str) -> String {
    use super::cells::word_name;
    use crate::domain::field::ITEMS;
    use crate::domain::metric::range::Range;
    use crate::domain::metric::{METRICS, index_of};
    use crate::domain::rule::fact::WORDS;
    use crate::state::list;
    use crate::state::query::{GAP, ORDERED};
    use crate::ui::text::range::range;
    let (t, plan) = (T(lang), &world.evaluation.plan);
    if value.is_empty() {
        return none_name(t, key).to_owned();
    }
    if key == TAG {
        return names::tag(lang, plan, value);
    }
    if key == ORDERED {
        let span = list::days(value);
        return span.map_or_else(
            || value.to_owned(),
            |(from, to)| t.range_between(format::day(from), format::day(to)),
        );
    }
    if key == GAP {
        let item = value.parse().ok().and_then(|i: usize| ITEMS.get(i));
        return item.map_or_else(|| value.to_owned(), |item| item.label.get(lang).to_owned());
    }
    match plan.dimension(key) {
        Some(d) => names::class(lang, &plan.dimensions[d], value),
        None => match WORDS.iter().position(|w| w.id == key) {
            Some(word) => word_name(lang, word, value),
            None => match (index_of(key), Range::parse(value)) {
                (Some(metric), Some(of)) => range(lang, METRICS[metric].unit, of),
                _ => value.to_owned(),
            },
        },
    }
}

fn none_name(t: T, key: &str) -> &'static str {
    match key {
        "owner" => t.no_owner(),
        "health" => t.not_rated(),
        "industry" | "region" | "source" | "kind" | "intent" => t.unknown(),
        TAG => t.no_tags(),
        _ => t.unclassified(),
    }
}
