//! Whom a campaign is for: the condition in the editor of conditions, how many meet it, groups that people know to begin with.

use std::sync::Arc;

use hashbrown::HashSet;
use serde_json::json;

use crate::state::live::*;

use super::MarketingDesk;
use super::deeds::change;
use super::people::base;
use crate::domain::authoring::edit::{List, Place, Tree};
use crate::domain::care::playbooks;
use crate::domain::kind::Campaign;
use crate::domain::label::Lang;
use crate::domain::marketing::campaign::{TEMPLATES, condition, set_condition, standings, thaw};
use crate::domain::record::Text;
use crate::domain::rule::Condition;
use crate::domain::rule::plan::Plan;
use crate::domain::world::World;
use crate::ui::condition::{ConditionChange, ConditionEditor, Editing, RuleNames, facts};
use crate::ui::focus;
use crate::ui::format;
use crate::ui::text::{T, names, use_text};
use crate::ui::widget::{Button, Choices, Dialog, Kind, Pick};

/// The dialog.
#[component]
pub fn AudienceDialog(desk: MarketingDesk) -> impl IntoView {
    let t = use_text();
    let tree = RwSignal::new(Tree::default());
    let base = RwSignal::new(Tree::default());
    Effect::new(move |_| {
        let Some(id) = desk.choosing.get() else { return };
        let campaign = untrack(|| desk.find(&id));
        let now = Tree::of(campaign.and_then(|campaign| condition(&campaign)).as_ref());
        base.set(now.clone());
        tree.set(now);
    });
    let title = move || {
        let name = desk
            .choosing
            .get()
            .and_then(|id| desk.find(&id))
            .map(|it| it.name.to_string());
        t().camp_audience_of(name.unwrap_or_default())
    };
    let save = move || {
        let Some(id) = desk.choosing.get_untracked() else {
            return;
        };
        let when = tree.get_untracked().condition();
        change(desk, &id, |campaign| set_condition(campaign, when.as_ref()));
        desk.choosing.set(None);
        focus::rescue();
    };
    let foot = move || {
        view! {
            <Button text=move || t().cancel() on_click=Callback::new(move |_| desk.choosing.set(None)) />
            <Button
                text=move || t().camp_audience_save()
                kind=Kind::Primary
                attr:data-testid="camp-audience-save"
                on_click=Callback::new(move |_| save())
            />
        }
    };
    view! {
        <Dialog open=desk.choosing title=title wide=true foot=foot>
            <Chooser desk=desk tree=tree base=base />
        </Dialog>
    }
}

#[component]
fn Chooser(desk: MarketingDesk, tree: RwSignal<Tree>, base: RwSignal<Tree>) -> impl IntoView {
    let (app, t) = (desk.app, use_text());
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
        facts: Memo::new(move |_| facts::choices(names, &Place::Named(List::Tags, Text::default()))),
        place: StoredValue::new("campaign".to_owned()),
        on_change: Callback::new(change),
        on_leave: Callback::new(|()| ()),
        beside: StoredValue::new(None),
    };
    let counted = Memo::new(move |_| {
        let id = desk.choosing.get()?;
        let when = tree.get().condition();
        app.session.read(|world| counted(world, &id, when)).flatten()
    });
    let said = move || match counted.get() {
        Some((n, fit)) => t().camp_audience_now(format::count(n), format::count(fit)),
        None => t().camp_unreadable().to_owned(),
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

/// How many meet a condition, and how many of these the campaign may contact now.
fn counted(world: &World, id: &str, when: Option<Condition>) -> Option<(usize, usize)> {
    let campaign: &Campaign = world.book.campaigns.get(id)?;
    let mut open = campaign.clone();
    thaw(&mut open);
    set_condition(&mut open, when.as_ref());
    let ids = base(world, &open)?;
    let all = standings(world, &open, &ids, &HashSet::new());
    Some((all.len(), all.iter().filter(|it| it.left_out.is_none()).count()))
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
    let leaf = |fact: &str, value: serde_json::Value, operator: &str| {
        serde_json::from_value(json!({"fact": fact, "operator": operator, "value": value})).ok()
    };
    let mut classes: Vec<Known> = Vec::new();
    for id in ["rfm_tier", "value"] {
        let Some(dimension) = plan.dimension_of(id) else {
            continue;
        };
        classes.extend(dimension.classes.iter().map(|class| {
            let name = names::class(lang, dimension, &class.id);
            (
                format!("{id}:{}", class.id),
                name,
                leaf(id, (&*class.id).into(), "equal"),
            )
        }));
    }
    let rules = world.rulebook();
    let tag = |tag: &crate::domain::rule::plan::PlanTag| {
        let found = rules.tags.iter().find(|known| known.id == tag.id);
        let when = found.map(|known| known.when.clone());
        (format!("tag:{}", tag.id), names::tag(lang, plan, &tag.id), when)
    };
    let books = playbooks(rules).0.into_iter().filter(|book| book.audience.is_some());
    let book = |book: crate::domain::care::Playbook| {
        let name = t.label(&book.label());
        (format!("book:{}", book.id), name, book.audience)
    };
    let ready = TEMPLATES
        .iter()
        .map(|it| (format!("ready:{}", it.id), t.label(&it.name), it.condition()));
    vec![
        (t.camp_audience_tiers().to_owned(), classes),
        (t.camp_audience_tags().to_owned(), plan.tags.iter().map(tag).collect()),
        (t.camp_audience_ready().to_owned(), ready.collect()),
        (t.camp_audience_books().to_owned(), books.map(book).collect()),
    ]
}
