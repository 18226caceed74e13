//! The window that adds or edits a condition, with the number that each value would leave.

use crate::state::live::*;
use leptos::html;

use super::filter::{FilterKind, can_be_none, is_whole, keys};
use super::filter_chips::{Filtered, kind_of, name_of};
use super::filter_ends::{Days, Figures};
use crate::domain::find::find_all;
use crate::domain::world::World;
use crate::state::list::Value;
use crate::state::query::{Filter, Query};
use crate::ui::later::piece;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Check, Choices, Icon, Kind, Pick, Popover, Select};
use crate::ui::{focus, format};

/// More values than this get a field to find them.
const MANY: usize = 12;
/// The most values drawn at once.
const MOST: usize = 100;

/// The condition being edited.
#[derive(Clone, Copy)]
pub struct Draft {
    /// Whether the window stands.
    open: RwSignal<bool>,
    /// The condition as it is to be.
    pub(super) filter: RwSignal<Filter>,
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
    fn query<P: Filtered>(self, page: P) -> Query {
        let mut query = self.rest(page);
        query.set(self.filter.get());
        query
    }

    /// The query without the condition.
    fn rest<P: Filtered>(self, page: P) -> Query {
        let mut query = page.query();
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

    /// Begins with a field that has no condition yet, the one looked at last before the others.
    fn choose_free<P: Filtered>(self, page: P) {
        let last = self.filter.with_untracked(|f| f.key.to_string());
        let (all, query) = untrack(|| (groups(page), page.query()));
        let all = all.iter().flat_map(|(_, keys)| keys.iter().map(|(key, _)| key));
        let first = std::iter::once(&last)
            .chain(all)
            .find(|key| query.filters.iter().all(|f| *f.key != ***key));
        self.choose_key(page, first.unwrap_or(&last));
    }

    fn choose_key<P: Filtered>(self, page: P, key: &str) {
        let known = untrack(|| page.query()).filters.into_iter().find(|f| *f.key == *key);
        // The window is drawn anew where this changes.
        if self.old.with_untracked(|old| *old != known) {
            self.old.set(known.clone());
        }
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

/// The keys that conditions may ask for, in groups.
fn groups<P: Filtered>(page: P) -> Choices {
    let app = page.list().app;
    let lang = app.lang.get();
    let of_customers = app.session.read(|world| keys(world, lang));
    let t = T(lang);
    let own = P::own_keys()
        .iter()
        .map(|own| (own.key.to_owned(), (own.label)(t).to_owned()));
    let own = Some(own.collect::<Vec<_>>()).filter(|own| !own.is_empty());
    let own = own.map(|own| ((P::WORDS.label)(t).to_owned(), own));
    own.into_iter().chain(of_customers.unwrap_or_default()).collect()
}

/// The button and its window.
#[component]
pub(super) fn Editor<P: Filtered>(page: P, draft: Draft) -> impl IntoView {
    let t = use_text();
    let Draft { open, old, .. } = draft;
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            old.set(None);
            let key = draft.filter.with_untracked(|f| f.key.clone());
            draft.filter.set(empty(&key));
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
        <Popover open=open title=title button=button foot=move || view! { <Foot page=page draft=draft /> }>
            {piece(P::condition_editor(), move |(editor, _)| editor(page, draft))}
        </Popover>
    }
}

#[component]
fn Foot<P: Filtered>(page: P, draft: Draft) -> impl IntoView {
    let t = use_text();
    let left = Memo::new(move |_| page.would_find(&draft.query(page)));
    let nothing = Signal::derive(move || draft.filter.with(|f| f.any_of.is_empty()) && draft.old.with(Option::is_none));
    let apply = move |_| {
        let query = untrack(|| draft.query(page));
        draft.open.set(false);
        page.set_query(query);
    };
    view! {
        <Button text=move || t().cancel() size="btn--small" on_click=Callback::new(move |_| draft.open.set(false)) />
        <Button
            text=move || t().apply_condition(left.get())
            kind=Kind::Primary
            size="btn--small"
            disabled=nothing
            on_click=Callback::new(apply)
        />
    }
}

/// What stands in the window.
#[component]
pub(super) fn Body<P: Filtered>(page: P, draft: Draft) -> impl IntoView {
    let t = use_text();
    // The button opens a new condition; a chip has set the old one before.
    if draft.old.with_untracked(Option::is_none) {
        draft.choose_free(page);
    }
    let frame = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(frame) = frame.get() {
            focus::focus_in(&frame, "select");
        }
    });
    let key = Signal::derive(move || draft.filter.with(|f| f.key.to_string()));
    let asks = Memo::new(move |_| kind_of::<P>(&key.get()));
    let is_choice = move || asks.get() == FilterKind::Choice;
    let how = Signal::derive(move || if draft.filter.with(|f| f.not) { "not" } else { "is" }.to_owned());
    let hows = move || {
        // Those without a value stay where the condition takes others out, unless it names them.
        let stay = draft
            .filter
            .with(|f| can_be_none(&f.key) && f.any_of.iter().all(|value| !value.is_empty()));
        let words = match (is_choice(), stay) {
            (true, true) => [t().is_any_of(), t().is_none_of()],
            (true, false) => [t().is_any_of(), t().is_none_of_all()],
            (false, true) => [t().is_within(), t().is_outside()],
            (false, false) => [t().is_within(), t().is_outside_all()],
        };
        ["is", "not"]
            .into_iter()
            .zip(words)
            .map(|(key, words)| (key.to_owned(), words.to_owned()))
            .collect::<Vec<_>>()
    };
    let values = move || match asks.get() {
        FilterKind::Choice => view! { <Values page=page draft=draft /> }.into_any(),
        FilterKind::Number(unit) => view! { <Figures draft=draft unit=unit whole=is_whole(unit) /> }.into_any(),
        FilterKind::Whole(unit) => view! { <Figures draft=draft unit=unit whole=true /> }.into_any(),
        FilterKind::Days => view! { <Days draft=draft /> }.into_any(),
    };
    view! {
        <div class="cond" node_ref=frame>
            <div class="field">
                <label class="field__label" for="condition-field">
                    {move || t().condition_field()}
                </label>
                <Pick
                    id="condition-field"
                    kind="condition"
                    label=move || t().condition_field()
                    choices=Signal::derive(move || groups(page))
                    value=key
                    on_change=Callback::new(move |key: String| draft.choose_key(page, &key))
                />
            </div>
            <div class="field">
                <label class="field__label" for="condition-kind">
                    {move || t().condition_kind()}
                </label>
                <Select
                    id="condition-kind"
                    options=Signal::derive(hows)
                    value=how
                    on_change=Callback::new(move |how: String| draft.filter.update(|f| f.not = how == "not"))
                />
            </div>
            {values}
        </div>
    }
}

#[component]
fn Values<P: Filtered>(page: P, draft: Draft) -> impl IntoView {
    let t = use_text();
    let words = RwSignal::new(String::new());
    let key = Memo::new(move |_| draft.filter.with(|f| f.key.clone()));
    Effect::new(move |_| {
        key.track();
        words.set(String::new());
    });
    page.list().app.finder.follow(move || words.get());
    let among = Memo::new(move |_| draft.rest(page));
    let named = Memo::new(move |_| {
        let (key, app) = (key.get(), page.list().app);
        let values = among.with(|among| page.values(&key, among));
        let lang = app.lang.get();
        let name = |world: &World| -> Vec<(Value, String)> {
            let name = |value: Value| {
                let name = name_of::<P>(world, lang, &key, &value.value);
                (value, name)
            };
            values.into_iter().map(name).collect()
        };
        app.session.read(name).unwrap_or_default()
    });
    let matching = move || {
        let mut words = page.list().app.finder.words(&words.get());
        let mut all = named.get();
        all.retain(|(_, name)| words.is_empty() || find_all(name, &mut words).is_some());
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
