//! Tags and risk signals: named conditions, each with whom it meets now and under the draft.

use crate::state::live::*;

use super::counted::counted;
use super::found::found_at;
use super::issues::issues_at;
use super::list::new_named;
use super::when::editing;
use super::writing::NameField;
use crate::domain::authoring::edit::{self, List, Place};
use crate::domain::columns::count_bits;
use crate::domain::evaluation::Evaluation;
use crate::domain::record::Text;
use crate::domain::rule::Rulebook;
use crate::domain::world::World;
use crate::ui::condition::ConditionEditor;
use crate::ui::condition::said::sentence;
use crate::ui::focus::focus_soon;
use crate::ui::format;
use crate::ui::page::rules::desk::{Desk, use_desk};
use crate::ui::text::{T, names};
use crate::ui::widget::{Button, Icon, IconButton, LinkButton, Menu, MenuItem};

/// What an entry is called.
pub fn name_in(t: T, rules: &Rulebook, list: List, id: &str) -> String {
    let found = edit::named(rules, list).into_iter().find(|n| **n.id == *id);
    found.map_or_else(String::new, |n| match list {
        List::Tags => names::tag_called(t.0, id, n.name),
        List::Signals => names::signal_called(t.0, id, n.name),
    })
}

/// An entry that is edited. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
struct Entry {
    desk: Desk,
    list: List,
    id: StoredValue<Text>,
    ids: Memo<Vec<Text>>,
}

impl Entry {
    fn name(self) -> String {
        let t = self.desk.t();
        self.desk
            .rules
            .with(|rules| self.id.with_value(|id| name_in(t, rules, self.list, id)))
    }

    fn edit(self, label: fn(T, String) -> String, key: Option<&str>, change: impl FnOnce(&mut Rulebook, &str)) {
        let (rules, id) = (self.desk.rules.get_untracked(), self.id.get_value());
        let key = key.map(|key| format!("{}[{id}]/{key}", self.list.word()));
        let words = |t: T| label(t, name_in(t, &rules, self.list, &id));
        self.desk.edit(words, key, |rules| change(rules, &id));
    }

    fn shift(self, steps: i32) {
        self.edit(T::did_move, None, |rules, id| {
            edit::move_named(rules, self.list, id, steps)
        });
        let button = if steps < 0 { "up" } else { "down" };
        self.id
            .with_value(|id| focus_soon(format!("[data-entry=\"{id}\"] [data-move=\"{button}\"]")));
    }

    fn copy(self) {
        let t = untrack(|| self.desk.t());
        let name = t.copy_of(untrack(|| self.name()));
        let mut made = None;
        self.edit(T::did_copy, None, |rules, id| {
            made = edit::copy_named(rules, self.list, id, &name)
        });
        if let Some(made) = made {
            focus_soon(format!("[data-entry=\"{made}\"] .ruled__rename"));
        }
    }

    fn away(self, label: fn(T, String) -> String, change: impl FnOnce(&mut Rulebook, &str)) {
        let place = self
            .id
            .with_value(|id| self.ids.with_untracked(|ids| ids.iter().position(|i| i == id)));
        self.edit(label, None, change);
        let left = self.ids.get_untracked();
        let next = place.and_then(|i| left.get(i)).or(left.last());
        focus_soon(next.map_or_else(
            || "[data-testid=add-named]".to_owned(),
            |id| format!("[data-entry=\"{id}\"] .ruled__rename"),
        ));
    }

    fn retire(self) {
        self.away(T::did_retire, |rules, id| {
            edit::retire_named(rules, self.list, id, true)
        });
    }

    fn remove(self) {
        self.away(T::did_remove, |rules, id| edit::remove_named(rules, self.list, id));
    }
}

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
    let title = move || match list {
        List::Tags => desk.t().auto_tags(),
        List::Signals => desk.t().risk_signals(),
    };
    let note = move || match list {
        List::Tags => desk.t().policy_tags(),
        List::Signals => desk.t().policy_signals(),
    };
    let add = move || match list {
        List::Tags => desk.t().add_auto_tag(),
        List::Signals => desk.t().add_signal(),
    };
    let row = move |id: Text| {
        let entry = Entry {
            desk,
            list,
            id: StoredValue::new(id),
            ids,
        };
        view! { <Row entry=entry /> }
    };
    view! {
        <section class="panel ruled" data-testid="named-editor" data-list=list.word()>
            <header class="panel__head ruled__head">
                <h2 class="panel__title">{title}</h2>
                <span class="panel__note">{note}</span>
            </header>
            <div class="double-rule"></div>
            <ol class="classes">
                <For each=move || ids.get() key=Clone::clone children=row />
            </ol>
            <div class="ruled__foot">
                <Button
                    text=add
                    icon="plus"
                    on_click=Callback::new(move |_| new_named(desk, list))
                    attr:data-testid="add-named"
                />
            </div>
            {retired(desk, list)}
        </section>
    }
}

#[component]
fn Row(entry: Entry) -> impl IntoView {
    let (desk, list) = (entry.desk, entry.list);
    let id = entry.id.get_value();
    let place = Place::Named(list, id.clone());
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
        entry.edit(T::did_rename, Some("name"), |rules, id| {
            edit::with_named(rules, list, id, |old, _| *old = name.into());
        });
    };
    let at = format!("{}[{id}]", list.word());
    let by = (list == List::Tags).then_some("rule");
    view! {
        <li class="classrow" data-entry=id.to_string() data-testid="rule-entry">
            <div class="classrow__head">
                <span class="tag" data-by=by>
                    <NameField
                        label=move || desk.t().entry_name()
                        class="ruled__rename"
                        value=Signal::derive(move || entry.name())
                        on_name=Callback::new(rename)
                    />
                </span>
                <Counts entry=entry />
                {tools(entry)}
            </div>
            {issues_at(desk, format!("{}[{id}]", list.word()))}
            <div class="classrow__body classrow__body--flush">
                <ConditionEditor it=editing(desk, place) lead=Signal::stored(String::new()) />
                <p class="classrow__said" data-testid="rule-said">
                    {words}
                </p>
                {found_at(desk, move |place| place == at)}
                {(list == List::Signals).then(|| users(entry))}
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
fn Counts(entry: Entry) -> impl IntoView {
    let desk = entry.desk;
    let counts = Memo::new(move |_| {
        desk.shop.rehearsed(|world, then| {
            let of = |evaluation| {
                entry
                    .id
                    .with_value(|id| count(world, evaluation, entry.list, id))
                    .unwrap_or(0)
            };
            (of(&world.evaluation), of(then))
        })
    });
    move || counts.get().map(|(now, then)| counted(desk.t(), now, then))
}

fn tools(entry: Entry) -> impl IntoView {
    let desk = entry.desk;
    let item = move |icon, text: fn(T) -> &'static str, run: fn(Entry)| MenuItem {
        icon,
        text: (move || text(desk.t()).to_owned()).into(),
        run: Callback::new(move |()| run(entry)),
    };
    let items = Signal::derive(move || {
        let mut all = vec![
            item("copy", T::copy, Entry::copy),
            item("minus", T::retire, Entry::retire),
        ];
        if !entry.id.with_value(|id| edit::is_default_named(entry.list, id)) {
            all.push(item("trash", T::delete, Entry::remove));
        }
        all
    });
    view! {
        <span class="classrow__tools">
            <IconButton
                icon="arrow-up"
                size="btn--small"
                label=move || desk.t().rule_up(entry.name())
                attr:data-move="up"
                on_click=Callback::new(move |_| entry.shift(-1))
            />
            <IconButton
                icon="arrow-down"
                size="btn--small"
                label=move || desk.t().rule_down(entry.name())
                attr:data-move="down"
                on_click=Callback::new(move |_| entry.shift(1))
            />
            <Menu
                items=items
                button=|| view! { <Icon name="dots" /> }
                button_class="btn btn--quiet btn--icon btn--small"
                label=move || desk.t().more_of(entry.name())
                end=true
            />
        </span>
    }
}

/// Which rules look at a signal.
fn users(entry: Entry) -> impl IntoView {
    let desk = entry.desk;
    let words = move || {
        let (t, lang) = (desk.t(), desk.lang());
        desk.rules.with(|rules| {
            let (dimensions, tags) = entry.id.with_value(|id| edit::users(rules, id));
            let dimensions = dimensions
                .iter()
                .map(|id| crate::ui::page::rules::desk::named(lang, rules, id));
            let tags = tags.iter().map(|id| name_in(t, rules, List::Tags, id));
            let all: Vec<String> = dimensions.chain(tags).collect();
            if all.is_empty() {
                t.used_nowhere().to_owned()
            } else {
                t.used_in(format::list(all, lang))
            }
        })
    };
    view! { <p class="small muted">{words}</p> }
}

fn retired(desk: Desk, list: List) -> impl IntoView {
    let ids = Memo::new(move |_| {
        desk.rules.with(|rules| {
            let old = edit::named(rules, list).into_iter().filter(|n| n.retired);
            old.map(|n| n.id.clone()).collect::<Vec<Text>>()
        })
    });
    let row = move |id: Text| {
        let name = desk.rules.with(|rules| name_in(desk.t(), rules, list, &id));
        let label = desk.t().restore_of(name.clone());
        let restore = move |_| {
            let rules = desk.rules.get_untracked();
            let words = |t: T| t.did_restore(name_in(t, &rules, list, &id));
            desk.edit(words, None, |rules| edit::retire_named(rules, list, &id, false));
        };
        view! {
            <li>
                <span>{name}</span>
                <LinkButton text=move || desk.t().restore() attr:aria-label=label on_click=Callback::new(restore) />
            </li>
        }
    };
    view! {
        <Show when=move || ids.with(|ids| !ids.is_empty())>
            <details class="ruled__old">
                <summary>{move || desk.t().out_of_use(ids.with(Vec::len))}</summary>
                <ul>{move || ids.get().into_iter().map(row).collect_view()}</ul>
            </details>
        </Show>
    }
}
