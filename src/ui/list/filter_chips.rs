//! The conditions of a list: a chip each, and the window that edits one.

use crate::state::live::*;

use super::filter::{FilterKind, OwnKey, condition_words, kind, label, own_name, value_name};
use super::filter_editor::{Body, BodyProps, Draft, Editor};
use super::page::ListPage;
use crate::domain::label::Lang;
use crate::domain::world::World;
use crate::state::list::Value;
use crate::state::query::{Filter, Query};
use crate::ui::format;
use crate::ui::later::{Later, once_wanted};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{FilterChip, LinkButton};

/// Builds what edits a condition of a list, and the chips of those that it has.
pub type ConditionEditor<P> = (fn(P, Draft) -> AnyView, fn(P, Draft) -> AnyView);

/// The editor of a list's conditions, and their chips.
pub fn condition_editor<P: Filtered>() -> ConditionEditor<P> {
    (|page, draft| Body(BodyProps { page, draft }).into_any(), chips)
}

/// A list that conditions narrow.
pub trait Filtered: ListPage {
    /// The conditions, the search, the order; tracked.
    fn query(self) -> Query;
    /// Takes another query.
    fn set_query(self, query: Query);
    /// How many another query would find; tracked.
    fn would_find(self, query: &Query) -> usize;
    /// The values of a key among those another query would find; tracked.
    fn values(self, key: &str, among: &Query) -> Vec<Value>;

    /// What conditions may ask of the rows themselves.
    fn own_keys() -> &'static [OwnKey] {
        &[]
    }

    /// What a word is called that a row says to one of these keys.
    fn own_word(_key: &str, value: &str, _t: T) -> String {
        value.to_owned()
    }

    /// What edits and shows its conditions, loaded when there are any: [`condition_editor`] for this list.
    fn condition_editor() -> &'static Later<ConditionEditor<Self>>;

    /// Changes the query in place.
    fn change(self, change: impl FnOnce(&mut Query)) {
        let mut query = untrack(|| self.query());
        change(&mut query);
        self.set_query(query);
    }

    /// Takes every condition and the search away.
    fn clear_conditions(self) {
        self.change(|query| {
            query.filters.clear();
            query.search.clear();
        });
    }
}

/// The key of a list's own, where it is one.
fn own<P: Filtered>(key: &str) -> Option<&'static OwnKey> {
    P::own_keys().iter().find(|own| own.key == key)
}

/// What a key of a list's conditions asks for.
pub(super) fn kind_of<P: Filtered>(key: &str) -> FilterKind {
    own::<P>(key).map_or_else(|| kind(key), |own| own.kind)
}

/// What a value of a list's conditions is called.
pub(super) fn name_of<P: Filtered>(world: &World, lang: Lang, key: &str, value: &str) -> String {
    match own::<P>(key) {
        Some(own) => own_name(T(lang), own.kind, value, || P::own_word(key, value, T(lang))),
        None => value_name(world, lang, key, value),
    }
}

/// More names than this and a chip only counts the rest.
const NAMES_IN_CHIP: usize = 4;

/// The chips.
#[component]
pub fn Conditions<P: Filtered>(
    /// The list.
    page: P,
) -> impl IntoView {
    let t = use_text();
    let draft = Draft::new();
    let is_narrowed = move || page.query().is_narrowed();
    let has_any = move || !page.query().filters.is_empty();
    view! {
        <div class="fchips">
            {once_wanted(has_any, P::condition_editor(), move |(_, chips)| chips(page, draft))}
            <Editor page=page draft=draft />
            <Show when=is_narrowed>
                <span class="small toolbar__wide">
                    <LinkButton text=move || t().clear_conditions() on_click=Callback::new(move |_| page.clear_conditions()) />
                </span>
            </Show>
        </div>
    }
}

fn chips<P: Filtered>(page: P, draft: Draft) -> AnyView {
    let filters = Memo::new(move |_| page.query().filters);
    let all = move || {
        filters
            .get()
            .into_iter()
            .map(|filter| chip(page, draft, filter))
            .collect_view()
    };
    view! { {all} }.into_any()
}

fn chip<P: Filtered>(page: P, draft: Draft, filter: Filter) -> impl IntoView {
    let t = use_text();
    let (key, shown) = (filter.key.clone(), filter.clone());
    let field = move || match own::<P>(&key) {
        Some(own) => (own.label)(t()).to_owned(),
        None => named(page, |world, lang| label(&world.evaluation.plan, lang, &key)),
    };
    let value = move || {
        let words = named(page, |world, lang| {
            let mut names: Vec<String> = shown
                .any_of
                .iter()
                .map(|v| name_of::<P>(world, lang, &shown.key, v))
                .collect();
            if names.len() > NAMES_IN_CHIP + 1 {
                let rest = names.len() - NAMES_IN_CHIP;
                names.truncate(NAMES_IN_CHIP);
                names.push(format!("+{}", format::count(rest)));
            }
            format::list(names, lang)
        });
        condition_words(t(), &shown, &words)
    };
    let opened = filter.clone();
    let remove = move |()| {
        page.change(|query| {
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

/// What narrows a list, in words, as it stands behind the list's name on paper: what the page itself chooses by, the conditions, the search.
/// Empty where nothing does; tracked.
pub fn printed_where<P: Filtered>(page: P, t: T, own_choices: impl IntoIterator<Item = String>) -> String {
    let query = page.query();
    let condition = |world: &World, filter: &Filter| {
        let values = filter.any_of.iter();
        let values = values.map(|value| name_of::<P>(world, t.0, &filter.key, value));
        let said = condition_words(t, filter, &format::list(values, t.0));
        let key = match own::<P>(&filter.key) {
            Some(own) => (own.label)(t).to_owned(),
            None => label(&world.evaluation.plan, t.0, &filter.key),
        };
        format!("{key} {said}")
    };
    let conditions = |world: &World| query.filters.iter().map(|filter| condition(world, filter)).collect();
    let conditions: Vec<String> = page.list().app.session.read(conditions).unwrap_or_default();
    let search = Some(query.search.trim()).filter(|search| !search.is_empty());
    let search = search.map(|search| t.printed_search(search));
    let all: Vec<String> = own_choices.into_iter().chain(conditions).chain(search).collect();
    match all.is_empty() {
        true => String::new(),
        false => t.printed_where(format::long_clauses(all, t.0)),
    }
}

/// Reads names in the page's language.
fn named<P: ListPage>(page: P, read: impl FnOnce(&World, Lang) -> String) -> String {
    let app = page.list().app;
    let lang = app.lang.get();
    app.session.read(|world| read(world, lang)).unwrap_or_default()
}
