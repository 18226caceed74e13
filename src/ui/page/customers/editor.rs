//! The window that adds or edits a condition, with the number that each value would leave.

use crate::state::live::*;
use leptos::html;

use super::columns;
use super::conditions::value_name;
use super::list::{List, use_list};
use crate::domain::columns::count_bits;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::list::Value;
use crate::state::query::{Filter, Query, TAG};
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, Check, Icon, Kind, Popover, Select};

/// More values than this get a field to find them.
const MANY: usize = 12;
/// The most values drawn at once.
const MOST: usize = 100;

/// The words of the record that conditions may ask for besides dimensions and tags.
const WORDS: [&str; 6] = ["owner", "industry", "region", "source", "kind", "intent"];

/// The condition being edited.
#[derive(Clone, Copy)]
pub struct Draft {
    /// Whether the window stands.
    open: RwSignal<bool>,
    /// The condition as it is to be.
    filter: RwSignal<Filter>,
    /// The one it takes the place of.
    old: RwSignal<Option<Filter>>,
}

impl Draft {
    /// Nothing is edited yet.
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            filter: RwSignal::new(empty("value")),
            old: RwSignal::new(None),
        }
    }

    /// Opens a condition of the list.
    pub fn edit(self, filter: &Filter) {
        self.old.set(Some(filter.clone()));
        self.filter.set(filter.clone());
        self.open.set(true);
    }

    /// The query with the condition in it.
    fn query(self, list: List) -> Query {
        let mut query = self.rest(list);
        query.set(self.filter.get());
        query
    }

    /// The query without the condition.
    fn rest(self, list: List) -> Query {
        let mut query = list.query.get();
        let filter = self.filter.get();
        let mut drop = |f: Filter| {
            query.set(Filter {
                any_of: Vec::new(),
                ..f
            });
        };
        self.old.get().into_iter().for_each(&mut drop);
        drop(filter);
        query
    }

    fn choose_key(self, list: List, key: &str) {
        let known = list
            .query
            .with_untracked(|q| q.filters.iter().find(|f| *f.key == *key).cloned());
        self.old.set(known.clone());
        self.filter.set(known.unwrap_or_else(|| empty(key)));
    }
}

fn empty(key: &str) -> Filter {
    Filter {
        key: key.into(),
        any_of: Vec::new(),
        not: false,
    }
}

/// The keys that conditions may ask for, with their names.
fn keys(list: List) -> Vec<(String, String)> {
    let lang = list.app.lang.get();
    let read = |world: &World| {
        let plan = &world.evaluation.plan;
        let mut keys: Vec<Text> = plan.dimensions.iter().map(|d| d.id.clone()).collect();
        for key in [TAG].into_iter().chain(WORDS) {
            if !keys.iter().any(|k| **k == *key) {
                keys.push(key.into());
            }
        }
        let named = |key: Text| {
            let name = columns::label(plan, lang, &key);
            (key.to_string(), name)
        };
        keys.into_iter().map(named).collect()
    };
    list.app.session.read(read).unwrap_or_default()
}

/// The button and its window.
#[component]
pub fn Editor(draft: Draft) -> impl IntoView {
    let t = use_text();
    let list = use_list();
    let Draft { open, old, .. } = draft;
    // The button opens a new condition; a chip has set the old one before.
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            old.set(None);
            let key = draft.filter.with_untracked(|f| f.key.clone());
            draft.filter.set(empty(&key));
        } else if now && old.with_untracked(Option::is_none) {
            // A field that has no condition yet, the one looked at last before the others.
            let last = draft.filter.with_untracked(|f| f.key.to_string());
            let all = untrack(|| keys(list));
            let is_free = |key: &str| list.query.with_untracked(|q| q.filters.iter().all(|f| *f.key != *key));
            let first = std::iter::once(&last)
                .chain(all.iter().map(|(key, _)| key))
                .find(|key| is_free(key));
            draft.choose_key(list, first.unwrap_or(&last));
        }
        now
    });
    let title = move || {
        if old.with(Option::is_some) {
            t().edit_condition()
        } else {
            t().add_condition()
        }
    };
    let button = move || {
        view! {
            <Icon name="filter" />
            {move || t().add_condition()}
        }
    };
    view! {
        <Popover open=open title=title button=button foot=move || view! { <Foot draft=draft /> }>
            <Body draft=draft />
        </Popover>
    }
}

#[component]
fn Foot(draft: Draft) -> impl IntoView {
    let t = use_text();
    let list = use_list();
    let left = Memo::new(move |_| count_bits(&list.look(&draft.query(list))));
    let nothing = Signal::derive(move || draft.filter.with(|f| f.any_of.is_empty()) && draft.old.with(Option::is_none));
    let apply = move |_| {
        let query = untrack(|| draft.query(list));
        draft.open.set(false);
        list.change(|now| *now = query);
    };
    view! {
        <Button text=move || t().cancel() size="btn--small" on:click=move |_| draft.open.set(false) />
        <Button
            text=move || t().apply_condition(left.get())
            kind=Kind::Primary
            size="btn--small"
            disabled=nothing
            on:click=apply
        />
    }
}

#[component]
fn Body(draft: Draft) -> impl IntoView {
    let t = use_text();
    let list = use_list();
    let frame = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(frame) = frame.get() {
            super::bulk::focus_first(&frame, "select");
        }
    });
    let key = Signal::derive(move || draft.filter.with(|f| f.key.to_string()));
    let kind = Signal::derive(move || if draft.filter.with(|f| f.not) { "not" } else { "is" }.to_owned());
    let kinds = move || {
        vec![
            ("is".to_owned(), t().is_any_of().to_owned()),
            ("not".to_owned(), t().is_none_of().to_owned()),
        ]
    };
    view! {
        <div class="cond" node_ref=frame>
            <div class="field">
                <label class="field__label" for="condition-field">
                    {move || t().condition_field()}
                </label>
                <Select
                    id="condition-field"
                    options=Signal::derive(move || keys(list))
                    value=key
                    on_change=Callback::new(move |key: String| draft.choose_key(list, &key))
                />
            </div>
            <div class="field">
                <label class="field__label" for="condition-kind">
                    {move || t().condition_kind()}
                </label>
                <Select
                    id="condition-kind"
                    options=Signal::derive(kinds)
                    value=kind
                    on_change=Callback::new(move |kind: String| draft.filter.update(|f| f.not = kind == "not"))
                />
            </div>
            <Values draft=draft />
        </div>
    }
}

#[component]
fn Values(draft: Draft) -> impl IntoView {
    let t = use_text();
    let list = use_list();
    let words = RwSignal::new(String::new());
    let key = Memo::new(move |_| draft.filter.with(|f| f.key.clone()));
    Effect::new(move |_| {
        key.track();
        words.set(String::new());
    });
    let among = Memo::new(move |_| list.look(&draft.rest(list)));
    let named = Memo::new(move |_| {
        let key = key.get();
        let values = among.with(|among| list.values(&key, among));
        let lang = list.app.lang.get();
        let name = |world: &World| -> Vec<(Value, String)> {
            let name = |value: Value| {
                let name = value_name(world, lang, &key, &value.value);
                (value, name)
            };
            values.into_iter().map(name).collect()
        };
        list.app.session.read(name).unwrap_or_default()
    });
    let matching = move || {
        let words = words.get().to_lowercase();
        let mut all = named.get();
        all.retain(|(_, name)| words.is_empty() || name.to_lowercase().contains(words.trim()));
        all
    };
    let row = move |(value, name): (Value, String)| value_row(draft, value, name);
    view! {
        <Show when=move || named.with(|n| n.len() > MANY)>
            <input
                type="search"
                autocomplete="off"
                aria-label=move || t().find_value()
                placeholder=move || t().find_value()
                prop:value=words
                on:input=move |ev| words.set(event_target_value(&ev))
            />
        </Show>
        <fieldset>
            <legend>{move || t().condition_values()}</legend>
            {move || matching().into_iter().take(MOST).map(row).collect_view()}
        </fieldset>
        {move || {
            let more = matching().len().saturating_sub(MOST);
            (more > 0).then(|| view! { <p class="small muted">{t().more_values(more)}</p> })
        }}
    }
}

fn value_row(draft: Draft, value: Value, name: String) -> impl IntoView {
    let wanted = value.value.clone();
    let on = Signal::derive(move || draft.filter.with(|f| f.any_of.contains(&wanted)));
    let change = move |on: bool| {
        draft.filter.update(|filter| {
            filter.any_of.retain(|v| *v != value.value);
            if on {
                filter.any_of.push(value.value.clone());
            }
        });
    };
    view! {
        <Check text=name on=on on_change=Callback::new(change) count=format::count(value.count) block=true />
    }
}
