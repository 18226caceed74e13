//! Tags and risk signals: named conditions, each with whom it meets now and under the draft.

use crate::state::live::*;

use super::counted::counted;
use super::entry::{EntryEdit, EntryTools, OutOfUse};
use super::found::found_at;
use super::issues::issues_at;
use super::list::new_named;
use super::when::editing;
use super::writing::NameField;
use crate::domain::authoring::edit::{self, List, Place};
use crate::domain::columns::count_bits;
use crate::domain::evaluation::Evaluation;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::ui::condition::ConditionEditor;
use crate::ui::condition::facts::place_name;
use crate::ui::condition::said::sentence;
use crate::ui::format;
use crate::ui::page::rules::desk::{RulesDesk, named as dimension_named, use_desk};
use crate::ui::text::T;
use crate::ui::widget::{Button, OverNote};

/// The editor of a list.
#[component]
pub fn NamedEditor(list: List) -> impl IntoView {
    let desk = use_desk();
    let ids = Memo::new(move |_| {
        desk.rules.with(|rules| {
            let used = edit::named(rules, list).into_iter().filter(|n| !n.retired);
            used.map(|n| n.id.clone()).collect::<Vec<Text>>()
        })
    });
    let words = move || {
        let t = desk.t();
        match list {
            List::Tags => (t.auto_tags(), t.policy_tags(), t.add_auto_tag()),
            List::Signals => (t.risk_signals(), t.policy_signals(), t.add_signal()),
        }
    };
    let row = move |id: Text| view! { <NamedRow list=list id=id ids=ids /> };
    view! {
        <section class="panel ruled" data-testid="named-editor" data-list=list.word()>
            <header class="panel__head ruled__head">
                <h2 class="panel__title">{move || words().0}</h2>
                <span class="panel__note">{move || words().1}</span>
            </header>
            <div class="double-rule"></div>
            <ol class="classes">
                <For each=move || ids.get() key=Clone::clone children=row />
            </ol>
            <div class="ruled__foot">
                <Button
                    text=move || words().2
                    icon="plus"
                    on_click=Callback::new(move |_| new_named(desk, list))
                    attr:data-testid="add-named"
                />
            </div>
            <Retired list=list />
        </section>
    }
}

#[component]
fn NamedRow(list: List, id: Text, ids: Memo<Vec<Text>>) -> impl IntoView {
    let desk = use_desk();
    let place = Place::Named(list, id.clone());
    let entry = EntryEdit {
        desk,
        place: StoredValue::new(place.clone()),
        ids,
    };
    let said = sentence(desk.names, place.clone());
    let words = move || {
        let t = desk.t();
        let said = said.get();
        if said == t.always() {
            t.everybody_meets().to_owned()
        } else {
            t.who_meets(said)
        }
    };
    let rename = move |name: String| {
        entry.edit(T::did_rename, Some("name"), |rules, place| {
            edit::with_named(rules, list, place.id(), |old, _| *old = name.into());
        });
    };
    let at = format!("{}[{id}]", list.word());
    let by = (list == List::Tags).then_some("rule");
    let mark = id.to_string();
    let over = RwSignal::new(None);
    view! {
        <li class="classrow" data-entry=mark data-testid="rule-entry">
            <div class="classrow__head">
                <span class="tag" data-by=by>
                    <NameField
                        label=move || desk.t().entry_name()
                        class="ruled__rename"
                        value=Signal::derive(move || entry.name())
                        on_name=Callback::new(rename)
                        over=over
                    />
                </span>
                <OverNote over=over />
                <Counts list=list id=id.clone() />
                <EntryTools it=entry />
            </div>
            {issues_at(desk, format!("{}[{id}]", list.word()))}
            <div class="classrow__body classrow__body--flush">
                <ConditionEditor it=editing(desk, place) lead=Signal::stored(String::new()) />
                <p class="classrow__said" data-testid="rule-said">
                    {words}
                </p>
                {found_at(desk, move |place| place == at)}
                {(list == List::Signals).then(|| users(desk, id))}
            </div>
        </li>
    }
}

/// How many have a tag, or a signal, in an evaluation; nothing where its rules do not know it.
fn count(world: &World, evaluation: &Evaluation, list: List, id: &str) -> Option<usize> {
    match list {
        List::Tags => {
            let place = evaluation.plan.tags.iter().position(|t| *t.id == *id)?;
            evaluation.tags.get(place).map(count_bits)
        }
        List::Signals => {
            let signal = evaluation.plan.signals.iter().find(|s| *s.id == *id)?;
            let mut bits = evaluation.ground(&world.book).mask(&signal.node);
            bits.iter_mut()
                .zip(&evaluation.columns.live)
                .for_each(|(bits, live)| *bits &= live);
            Some(count_bits(&bits))
        }
    }
}

#[component]
fn Counts(list: List, id: Text) -> impl IntoView {
    let desk = use_desk();
    let counts = Memo::new(move |_| {
        desk.shop.rehearsed(|world, then| {
            let of = |evaluation| count(world, evaluation, list, &id).unwrap_or(0);
            (of(&world.evaluation), of(then))
        })
    });
    move || counts.get().map(|(now, then)| counted(desk.t(), now, then))
}

/// Which rules look at a signal.
fn users(desk: RulesDesk, id: Text) -> impl IntoView {
    let words = move || {
        let (t, lang) = (desk.t(), desk.lang());
        desk.rules.with(|rules| {
            let (dimensions, tags) = edit::users(rules, &id);
            let dimensions = dimensions.iter().map(|id| dimension_named(lang, rules, id));
            let tags = tags
                .into_iter()
                .map(|id| place_name(lang, rules, &Place::Named(List::Tags, id)));
            let all: Vec<String> = dimensions.chain(tags).collect();
            match all.is_empty() {
                true => t.used_nowhere().to_owned(),
                false => t.used_in(format::list(all, lang)),
            }
        })
    };
    view! { <p class="small muted">{words}</p> }
}

/// The entries that are out of use.
#[component]
fn Retired(list: List) -> impl IntoView {
    let desk = use_desk();
    let old = Memo::new(move |_| {
        let lang = desk.lang();
        desk.rules.with(|rules| {
            let old = edit::named(rules, list).into_iter().filter(|n| n.retired);
            let named = |id: &Text| (id.clone(), place_name(lang, rules, &Place::Named(list, id.clone())));
            old.map(|n| named(n.id)).collect()
        })
    });
    let restore = move |id: Text| {
        let place = Place::Named(list, id);
        desk.edit_at(&place, T::did_restore, None, |rules| place.retire(rules, false));
    };
    view! { <OutOfUse class="ruled__old" entries=old restore=Callback::new(restore) /> }
}
