//! Whom something is for: a condition in the editor of conditions, with the groups that people know to begin with.

use std::sync::Arc;

use serde_json::json;

use crate::state::live::*;

use crate::domain::authoring::edit::{List, Place as RulePlace, Tree};
use crate::domain::care::{Playbook, playbooks};
use crate::domain::form::Place;
use crate::domain::label::Lang;
use crate::domain::marketing::campaign::TEMPLATES;
use crate::domain::marketing::group::{groups as named_groups, meets};
use crate::domain::record::Text;
use crate::domain::rule::Condition;
use crate::domain::rule::plan::{Plan, PlanTag};
use crate::domain::world::World;
use crate::state::App;
use crate::state::list::slots;
use crate::state::route::Route;
use crate::ui::condition::{ConditionChange, ConditionEditor, Editing, RuleNames, facts};
use crate::ui::form::Form;
use crate::ui::format;
use crate::ui::list::more_rows;
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, names, use_text};
use crate::ui::widget::{Choices, LinkButton, Pick};

/// A condition that is chosen: as it stands, and as it was.
#[derive(Clone, Copy)]
pub struct Chosen {
    /// As it stands.
    pub tree: RwSignal<Tree>,
    /// As it was.
    pub base: RwSignal<Tree>,
}

impl Chosen {
    /// Of this condition; of everybody where there is none.
    pub fn of(when: Option<&Condition>) -> Self {
        let tree = Tree::of(when);
        Self {
            tree: RwSignal::new(tree.clone()),
            base: RwSignal::new(tree),
        }
    }

    /// Begins with another one.
    pub fn begin(self, when: Option<&Condition>) {
        let tree = Tree::of(when);
        self.base.set(tree.clone());
        self.tree.set(tree);
    }
}

/// A condition in words.
pub fn said(world: &World, when: &Condition, lang: Lang) -> String {
    let plan = &world.evaluation.plan;
    Words { lang, plan }.condition(when)
}

/// So many of those who are meant are listed at first.
const FIRST: usize = 60;

/// Somebody whom a condition means: the slot, and what there is to say besides.
pub type OneMeant = (u32, &'static str);

/// Whom a condition means as it stands.
#[derive(Clone, Copy)]
pub struct Meant {
    /// How many, in words.
    pub said: Signal<String>,
    /// How many can be listed.
    pub all: Signal<usize>,
    /// So many of them; tracked.
    pub first: Callback<usize, Vec<OneMeant>>,
}

impl Meant {
    /// Those who meet it.
    fn of(app: App, chosen: Chosen) -> Self {
        let found = Memo::new(move |_| {
            let when = chosen.tree.get().condition();
            let read = |world: &World| Some(slots(&meets(world, when.as_ref())?).collect::<Vec<_>>());
            app.session.read(read).flatten().map(Arc::new)
        });
        let t = use_text();
        let first = move |n: usize| {
            let all = found.get().unwrap_or_default();
            all.iter().take(n).map(|slot| (*slot, "")).collect()
        };
        Self {
            said: Signal::derive(move || match found.get() {
                Some(all) => t().audience_now(format::count(all.len())),
                None => t().camp_unreadable().to_owned(),
            }),
            all: Signal::derive(move || found.get().map_or(0, |all| all.len())),
            first: Callback::new(first),
        }
    }
}

/// How many are meant: the figure opens who they are where it stands, so that nothing of what is being typed is left. Each name opens in a tab of its own.
#[component]
fn WhoIsMeant(app: App, meant: Meant) -> impl IntoView {
    let t = use_text();
    let Meant { said, all, first } = meant;
    let (open, shown) = (RwSignal::new(false), RwSignal::new(FIRST));
    let has_some = Memo::new(move |_| all.get() > 0);
    let left = Memo::new(move |_| all.get().saturating_sub(shown.get()));
    let count = move || match has_some.get() {
        true => view! {
            <LinkButton
                text=move || said.get()
                attr:aria-expanded=move || if open.get() { "true" } else { "false" }
                attr:title=move || t().audience_who()
                on_click=Callback::new(move |_| open.update(|open| *open = !*open))
            />
        }
        .into_any(),
        false => view! { {move || said.get()} }.into_any(),
    };
    let row = |world: &World, (slot, note): OneMeant| {
        let customer = world.book.customers.at(slot)?;
        let (name, href) = (customer.name.to_string(), Route::customer(&customer.id).to_hash());
        Some(view! {
            <li>
                <a href=href target="_blank" rel="noopener">{name}</a>
                <span class="soft">{note}</span>
            </li>
        })
    };
    let rows = move || {
        let those = first.run(shown.get());
        let read = |world: &World| those.into_iter().filter_map(|one| row(world, one)).collect_view();
        app.session.read(read)
    };
    view! {
        <p class="campaign__counted" role="status" data-testid="camp-audience-count">{count}</p>
        <Show when=move || open.get() && has_some.get()>
            <div class="campaign__who" role="group" tabindex="0" aria-label=move || t().audience_who()>
                <ul data-testid="audience-who">{rows}</ul>
                {more_rows(shown, left, |t, n| t.audience_more(n))}
            </div>
        </Show>
    }
}

/// The editor; below it stands who is meant.
#[component]
pub fn Chooser(app: App, chosen: Chosen, meant: Meant) -> impl IntoView {
    let t = use_text();
    let Chosen { tree, base } = chosen;
    let rules = app.session.memo(|world| Arc::new(world.rulebook().clone()));
    let names = RuleNames {
        app,
        rules,
        plan: Memo::new(move |_| Arc::new(Plan::sketch(&rules.get()))),
    };
    let change = move |change: ConditionChange| {
        tree.update(|tree| (change.edit)(tree));
    };
    let it = Editing {
        names,
        tree: Memo::new(move |_| tree.get()),
        base: Memo::new(move |_| base.get()),
        facts: Memo::new(move |_| facts::choices(names, &RulePlace::Named(List::Tags, Text::default()))),
        place: StoredValue::new("audience".to_owned()),
        on_change: Callback::new(change),
        on_leave: Callback::new(|()| ()),
        beside: StoredValue::new(None),
    };
    let groups = Memo::new(move |_| {
        app.session
            .read(|world| groups(world, app.lang.get()))
            .unwrap_or_default()
    });
    let choices = Signal::derive(move || {
        let none = (
            String::new(),
            vec![(String::new(), t().camp_audience_choose().to_owned())],
        );
        let all = groups.with(|groups| groups.iter().map(choices_of).collect::<Choices>());
        std::iter::once(none).chain(all).collect::<Choices>()
    });
    let begin = move |key: String| {
        let found = groups.with_untracked(|groups| {
            let mut all = groups.iter().flat_map(|group| &group.1);
            all.find(|one| one.0 == key).map(|one| one.2.clone())
        });
        if let Some(when) = found {
            tree.set(Tree::of(when.as_ref()));
        }
    };
    view! {
        <div class="campaign__start">
            <Pick
                label=move || t().camp_audience_start()
                kind="camp-group"
                choices=choices
                value=Signal::derive(String::new)
                on_change=Callback::new(begin)
            />
        </div>
        <ConditionEditor it=it lead=Signal::derive(move || t().camp_audience_lead().to_owned()) />
        <WhoIsMeant app=app meant=meant />
    }
}

/// The same within a form: what is chosen stands in it as a text, so that it is a draft as all else that is typed.
#[component]
pub fn ConditionInput(
    /// The form.
    form: Form,
    /// Where it stands.
    place: Place,
) -> impl IntoView {
    let app = form.app;
    let chosen = Chosen::of(read(&untrack(|| form.text(place))).as_ref());
    chosen.base.set(Tree::of(read(&untrack(|| form.now(place))).as_ref()));
    Effect::new(move |before: Option<()>| {
        let now = written(chosen.tree.get().condition().as_ref());
        if before.is_some() && untrack(|| form.text(place)) != now {
            form.type_in(place, now);
        }
    });
    // What was thrown away, or taken over from elsewhere, is there again.
    Effect::new(move |_| {
        let text = form.text(place);
        if untrack(|| written(chosen.tree.get().condition().as_ref())) != text {
            chosen.tree.set(Tree::of(read(&text).as_ref()));
        }
    });
    view! {
        <div class="fields__wide">
            <Chooser app=app chosen=chosen meant=Meant::of(app, chosen) />
        </div>
    }
}

/// A condition as it stands in a form; nothing for everybody.
pub fn read(text: &str) -> Option<Condition> {
    let value = serde_json::from_str(text).ok()?;
    Condition::from_json(&value, "").ok()
}

/// What [`read`] reads back.
pub fn written(when: Option<&Condition>) -> String {
    when.and_then(|when| serde_json::to_string(when).ok())
        .unwrap_or_default()
}

/// A group of customers that people know: its key, its name, its condition.
type Known = (String, String, Option<Condition>);
/// Groups under a name.
type Group = (String, Vec<Known>);

fn choices_of((name, all): &Group) -> (String, Vec<(String, String)>) {
    let choice = |(key, name, _): &Known| (key.clone(), name.clone());
    (name.clone(), all.iter().map(choice).collect())
}

fn groups(world: &World, lang: Lang) -> Vec<Group> {
    let (t, plan) = (T(lang), &world.evaluation.plan);
    let leaf = |fact: &str, value: serde_json::Value| {
        serde_json::from_value(json!({"fact": fact, "operator": "equal", "value": value})).ok()
    };
    let own = named_groups(&world.book.head.settings).into_iter();
    let own: Vec<Known> = own
        .map(|group| (format!("own:{}", group.id), group.name.to_string(), Some(group.when)))
        .collect();
    let of_rules = plan.dimensions.iter().filter(|dimension| dimension.text_of.is_none());
    let classes = of_rules.flat_map(|dimension| {
        let named = names::dimension(lang, dimension);
        dimension.classes.iter().map(move |class| {
            let name = names::class(lang, dimension, &class.id);
            let when = leaf(&dimension.id, (&*class.id).into());
            (
                format!("{}:{}", dimension.id, class.id),
                format!("{named} · {name}"),
                when,
            )
        })
    });
    let rules = world.rulebook();
    let tag = |tag: &PlanTag| {
        let found = rules.tags.iter().find(|known| known.id == tag.id);
        let when = found.map(|known| known.when.clone());
        (format!("tag:{}", tag.id), names::tag(lang, plan, &tag.id), when)
    };
    let books = playbooks(rules).0.into_iter().filter(|book| book.audience.is_some());
    let book = |book: Playbook| {
        let name = t.label(&book.label());
        (format!("book:{}", book.id), name, book.audience)
    };
    let ready = TEMPLATES
        .iter()
        .map(|it| (format!("ready:{}", it.id), t.label(&it.name), it.condition()));
    let all = [
        (t.group_own().to_owned(), own),
        (t.camp_audience_classes().to_owned(), classes.collect()),
        (t.camp_audience_tags().to_owned(), plan.tags.iter().map(tag).collect()),
        (t.camp_audience_ready().to_owned(), ready.collect()),
        (t.camp_audience_books().to_owned(), books.map(book).collect()),
    ];
    all.into_iter().filter(|(_, all)| !all.is_empty()).collect()
}
