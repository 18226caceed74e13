//! Two versions of the rules beside each other: what changed from one to the other, in sentences under the rule they belong to.

use std::sync::Arc;

use crate::domain::held::Held;
use crate::state::live::*;

use crate::domain::authoring::difference::difference;
use crate::domain::label::Lang;
use crate::domain::rule::Rulebook;
use crate::domain::versions::{rule_changes, rulebook_of, versions};
use crate::domain::world::World;
use crate::state::{App, use_app};
use crate::ui::focus::focus_soon;
use crate::ui::page::rules::room::{COMPARE, Room, param};
use crate::ui::text::difference::Telling;
use crate::ui::text::use_text;
use crate::ui::widget::{IconButton, Panel, Select};

/// What stands for the draft where a version's number is expected.
pub const DRAFT: &str = "draft";

/// The value of the page parameter for two versions.
pub fn compared(from: &str, to: &str) -> String {
    format!("{from}..{to}")
}

/// The rules of a version, or of the draft. Tracked.
pub fn rules_of(app: App, which: &str) -> Option<Arc<Rulebook>> {
    if which == DRAFT {
        return Some(app.workshop.rules());
    }
    let number: u32 = which.parse().ok()?;
    let found = |world: &World| {
        let all = versions(&world.book);
        if all.is_empty() && number == 1 {
            return Some(world.book.head.rulebook.clone());
        }
        let version = all.into_iter().find(|v| v.number == number)?;
        Some(rulebook_of(&world.book, version).clone())
    };
    app.session.read(found).flatten().map(Arc::new)
}

/// What changed, under headings. With `examples` those are told too.
pub fn sentences(
    world: &World,
    lang: Lang,
    before: &Rulebook,
    after: &Rulebook,
    examples: bool,
) -> Vec<(String, Vec<String>)> {
    let customer = |id: &str| world.book.customers.get(id).map(|c| c.name.to_string());
    let telling = Telling::new(lang, before, after, &customer);
    let found = match examples {
        true => difference(before, after),
        false => rule_changes(before, after),
    };
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    for one in &found {
        let (heading, sentence) = (telling.heading(&one.place), telling.sentence(one));
        match told.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, list)) => list.push(sentence),
            None => told.push((heading, vec![sentence])),
        }
    }
    told
}

/// The two that the address names.
fn pair(app: App) -> Option<(String, String)> {
    let (from, to) = param(app, COMPARE)?
        .split_once("..")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))?;
    Some((from, to))
}

/// The comparison that the address asks for.
#[component]
pub fn Compare() -> impl IntoView {
    let app = use_app();
    let asked = Memo::new(move |_| pair(app));
    let open = Memo::new(move |_| asked.with(Option::is_some));
    view! {
        <Show when=move || open.get()>
            <Comparison asked=asked />
        </Show>
    }
}

#[component]
fn Comparison(asked: Memo<Option<(String, String)>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let from = Memo::new(move |_| asked.with(|p| p.as_ref().map(|(from, _)| from.clone()).unwrap_or_default()));
    let to = Memo::new(move |_| asked.with(|p| p.as_ref().map(|(_, to)| to.clone()).unwrap_or_default()));
    let told = Memo::new(move |_| {
        let (from, to, lang) = (from.get(), to.get(), app.lang.get());
        let (before, after) = (rules_of(app, &from)?, rules_of(app, &to)?);
        let examples = from == DRAFT || to == DRAFT;
        app.session
            .read(|world| sentences(world, lang, &before, &after, examples))
    });
    let note = move || {
        told.with(|told| {
            told.as_ref()
                .map_or_else(String::new, |told| t().compare_count(count(told)))
        })
    };
    let choose = move |from: String, to: String| {
        let pair = compared(&from, &to);
        app.replace(Room::Versions.route(app).with_param(COMPARE, Some(&pair)));
    };
    let options = Signal::derive(move || choices(app));
    view! {
        <div class="compare" data-testid="compare" data-pair=move || compared(&from.get(), &to.get()) data-count=move || told.with(|told| told.as_ref().map(|t| count(t)))>
            <Panel id="compare-title" title=move || t().compare() note=note end=|| view! { <CloseButton /> }>
                <div class="panel__body compare__choice">
                    <span class="small soft">{move || t().compare_from()}</span>
                    <Select
                        label=move || t().compare_from()
                        options=options
                        value=from
                        on_change=Callback::new(move |from| choose(from, to.get_untracked()))
                        small=true
                    />
                    <span class="small soft">{move || t().compare_to()}</span>
                    <Select
                        label=move || t().compare_to()
                        options=options
                        value=to
                        on_change=Callback::new(move |to| choose(from.get_untracked(), to))
                        small=true
                    />
                </div>
                {move || match told.get() {
                    None => view! { <p class="panel__body soft">{t().compare_gone()}</p> }.into_any(),
                    Some(told) if told.is_empty() => {
                        view! { <p class="panel__body soft">{t().compare_same()}</p> }.into_any()
                    }
                    Some(told) => view! { <Sentences told=told /> }.into_any(),
                }}
            </Panel>
        </div>
    }
}

/// Puts what stands beside the versions away.
#[component]
pub fn CloseButton() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let close = move |_| {
        app.replace(Room::Versions.route(app));
        focus_soon("[data-testid=\"rule-versions\"]");
    };
    view! { <IconButton icon="x" label=move || t().close() on_click=Callback::new(close) /> }
}

fn count(told: &[(String, Vec<String>)]) -> usize {
    told.iter().map(|(_, list)| list.len()).sum()
}

/// Sentences under headings.
#[component]
pub fn Sentences(
    /// Headings with their sentences.
    told: Vec<(String, Vec<String>)>,
) -> impl IntoView {
    let group = |(heading, list): (String, Vec<String>)| {
        let row = |sentence: String| view! { <li data-testid="difference">{sentence}</li> };
        view! {
            <section class="compare__group">
                <h3 class="compare__head">{heading}</h3>
                <ul class="list-plain">{list.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    };
    view! { <div class="panel__body stack">{told.into_iter().map(group).collect_view()}</div> }
}

/// What can be compared: the versions, the latest first, and the draft.
fn choices(app: App) -> Vec<(String, String)> {
    let t = crate::ui::text::T(app.lang.get());
    let all = app.session.read(|world| {
        let all = versions(&world.book);
        let named = |v: &Held<crate::domain::kind::RuleVersion>| {
            let words = match &v.name {
                Some(name) => t.version_named(v.number, name),
                None => t.version_n(v.number),
            };
            (v.number.to_string(), words)
        };
        match all.is_empty() {
            true => vec![("1".to_owned(), t.version_n(1))],
            false => all.into_iter().rev().map(named).collect(),
        }
    });
    let draft = app
        .workshop
        .is_changed()
        .then(|| (DRAFT.to_owned(), t.the_draft().to_owned()));
    draft.into_iter().chain(all.unwrap_or_default()).collect()
}
