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
use crate::ui::condition::{ConditionChange, ConditionEditor, Editing, RuleNames, facts};
use crate::ui::form::Form;
use crate::ui::format;
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, names, use_text};
use crate::ui::widget::{Choices, Pick};

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

/// How many meet a condition, in words.
fn counted(world: &World, when: Option<&Condition>, t: T) -> String {
    match meets(world, when) {
        Some(found) => t.audience_now(format::count(slots(&found).count())),
        None => t.camp_unreadable().to_owned(),
    }
}

/// The editor; `said` says below it how many are meant.
#[component]
pub fn Chooser(app: App, chosen: Chosen, said: Signal<String>) -> impl IntoView {
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
        <p class="campaign__counted" role="status" data-testid="camp-audience-count">{said}</p>
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
    let (app, t) = (form.app, use_text());
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
    let said = Signal::derive(move || {
        let when = chosen.tree.get().condition();
        app.session
            .read(|world| counted(world, when.as_ref(), t()))
            .unwrap_or_default()
    });
    view! {
        <div class="fields__wide">
            <Chooser app=app chosen=chosen said=said />
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
