//! The list of rules: dimensions in order, scores, tags, signals; what is out of use stands folded below.

use std::collections::HashMap;

use crate::state::live::*;

use super::entry::{OutOfUse, Shifts, focus_name};
use crate::domain::authoring::edit::{self, List as NamedList};
use crate::domain::record::Text;
use crate::domain::report::moves::moves;
use crate::domain::rule::{Condition, Dimension, Rulebook};
use crate::ui::focus::focus_soon;
use crate::ui::format;
use crate::ui::page::rules::desk::{Open, RulesDesk, use_desk};
use crate::ui::text::{T, names, use_text};
use crate::ui::widget::{Menu, MenuItem, labelled};

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
struct RuleItem {
    open: Open,
    name: String,
    kind: String,
}

/// The list.
#[component]
pub fn List() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let dimensions = Memo::new(move |_| desk.rules.with(|rules| dimension_rows(desk, rules)));
    let scores = Memo::new(move |_| desk.rules.with(|rules| score_rows(desk, rules)));
    let others = Memo::new(move |_| desk.rules.with(|rules| other_rows(desk.t(), rules)));
    let moved = moved(desk);
    let group = move |rows: Memo<Vec<RuleItem>>| {
        view! {
            <ul class="rulelist__group">
                <For each=move || rows.get() key=|row| row.open.key() let:row>
                    {item(desk, rows, row.open, moved)}
                </For>
            </ul>
        }
    };
    view! {
        <nav class="rulelist" aria-label=move || t().rule_list() data-testid="rule-list">
            {group(dimensions)} {group(scores)} {group(others)}
            <Retired />
            <New />
        </nav>
    }
}

fn dimension_rows(desk: RulesDesk, rules: &Rulebook) -> Vec<RuleItem> {
    let (t, lang) = (desk.t(), desk.lang());
    let row = |d: &Dimension| RuleItem {
        open: Open::Dimension(d.id.clone()),
        name: names::dimension_called(lang, &d.id, &d.name),
        kind: kind(t, d).to_owned(),
    };
    rules
        .dimensions
        .iter()
        .filter(|d| d.retired != Some(true))
        .map(row)
        .collect()
}

/// How a dimension finds a customer's class.
fn kind(t: T, dimension: &Dimension) -> &'static str {
    match dimension {
        d if d.bands_of.is_some() => t.by_bands(),
        d if d.text_of.is_some() => t.from_field(),
        _ => t.by_first_match(),
    }
}

fn score_rows(desk: RulesDesk, rules: &Rulebook) -> Vec<RuleItem> {
    let (t, lang) = (desk.t(), desk.lang());
    let row = |s: &crate::domain::rule::WeightedScore| RuleItem {
        open: Open::Score(s.id.clone()),
        name: t.score_named(names::score(lang, s)),
        kind: t.by_weights().to_owned(),
    };
    let rfm = RuleItem {
        open: Open::Rfm,
        name: t.rfm_score().to_owned(),
        kind: t.by_rank().to_owned(),
    };
    rules.scores.iter().map(row).chain([rfm]).collect()
}

fn other_rows(t: T, rules: &Rulebook) -> Vec<RuleItem> {
    let used = |list| edit::named(rules, list).iter().filter(|n| !n.retired).count();
    let row = |open, name: &str, kind| RuleItem {
        open,
        name: name.to_owned(),
        kind,
    };
    vec![
        row(Open::Tags, t.auto_tags(), t.how_many_tags(used(NamedList::Tags))),
        row(
            Open::Signals,
            t.risk_signals(),
            t.how_many_signals(used(NamedList::Signals)),
        ),
    ]
}

/// How many customers move in each dimension under the draft, a moment after the last edit.
fn moved(desk: RulesDesk) -> Memo<HashMap<Text, usize>> {
    Memo::new(move |_| {
        desk.quiet.track();
        if !untrack(|| desk.shop.is_changed()) {
            return HashMap::new();
        }
        let count = untrack(|| {
            desk.shop.rehearsed(|world, then| {
                let ids = then.plan.dimensions.iter().map(|d| d.id.clone());
                let moved = |id: Text| {
                    let moves = moves(&world.evaluation, then, &id, 0)?;
                    Some((id, moves.count()))
                };
                ids.filter_map(moved).filter(|(_, n)| *n > 0).collect()
            })
        });
        count.unwrap_or_default()
    })
}

fn item(desk: RulesDesk, rows: Memo<Vec<RuleItem>>, open: Open, moved: Memo<HashMap<Text, usize>>) -> impl IntoView {
    let t = use_text();
    let key = open.key();
    let (mine, chosen, asked) = (open.clone(), open.clone(), open.clone());
    let row = Memo::new(move |_| rows.with(|rows| rows.iter().find(|r| r.open == mine).cloned()));
    let name = move || row.with(|row| row.as_ref().map_or_else(String::new, |r| r.name.clone()));
    let kind = move || row.with(|row| row.as_ref().map_or_else(String::new, |r| r.kind.clone()));
    let is_open = Memo::new(move |_| desk.open.with(|now| *now == chosen));
    let n = move || match &asked {
        Open::Dimension(id) => moved.with(|all| all.get(id).copied()).unwrap_or(0),
        _ => 0,
    };
    let badge = move || {
        let n = n();
        (n > 0).then(|| {
            let title = t().moved_badge(n);
            view! {
                <span class="badge rulelist__moved" title=title.clone() aria-label=title>
                    {format::count(n)}
                </span>
            }
        })
    };
    let dimension = match &open {
        Open::Dimension(id) => Some(id.clone()),
        _ => None,
    };
    let tools = move || {
        let id = dimension.clone().filter(|_| is_open.get())?;
        Some(tools(desk, id))
    };
    view! {
        <li class="rulelist__row">
            <button
                type="button"
                class="rulelist__item"
                data-testid="rule-item"
                data-rule=key
                aria-current=move || is_open.get().to_string()
                on:click=move |_| desk.show(&open)
            >
                <span class="rulelist__name">{name}</span>
                <span class="rulelist__kind">{kind}</span>
                {badge}
            </button>
            {tools}
        </li>
    }
}

/// Up and down for the open dimension: a dimension sees only those before it.
fn tools(desk: RulesDesk, id: Text) -> impl IntoView {
    let named = id.clone();
    let name = Signal::derive(move || desk.dimension_name(&named));
    let shift = move |steps: i32| {
        desk.move_dimension(&id, steps);
        let mark = if steps < 0 { "up" } else { "down" };
        focus_soon(format!(".rulelist [data-move=\"{mark}\"]"));
    };
    view! {
        <span class="rulelist__tools">
            <Shifts name=name shift=Callback::new(shift) />
        </span>
    }
}

/// The dimensions that are out of use.
#[component]
fn Retired() -> impl IntoView {
    let desk = use_desk();
    let old = Memo::new(move |_| {
        let lang = desk.lang();
        desk.rules.with(|rules| {
            let old = rules.dimensions.iter().filter(|d| d.retired == Some(true));
            let named = |d: &Dimension| (d.id.clone(), names::dimension_called(lang, &d.id, &d.name));
            old.map(named).collect()
        })
    });
    let restore = move |id: Text| desk.retire_dimension(&id, false);
    view! { <OutOfUse class="rulelist__old" entries=old restore=Callback::new(restore) /> }
}

/// The menu of new rules.
#[component]
fn New() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let items = Signal::derive(move || {
        let named = move |list| move || new_named(desk, list);
        vec![
            MenuItem::new("sliders", move || t().new_dimension(), move || new_dimension(desk)),
            MenuItem::new("tag", move || t().new_tag(), named(NamedList::Tags)),
            MenuItem::new("alert-triangle", move || t().new_signal(), named(NamedList::Signals)),
        ]
    });
    view! { <Menu items=items button=labelled("plus", move || t().new_rule()) /> }
}

fn new_dimension(desk: RulesDesk) {
    let t = untrack(|| desk.t());
    let mut made = None;
    let label = |t: T| t.did_new_dimension().to_owned();
    desk.edit(label, None, |rules| {
        made = Some(edit::add_dimension(rules, t.new_dimension(), t.new_class()));
    });
    if let Some(id) = made {
        desk.show(&Open::Dimension(id));
        focus_soon(".ruled__name".to_owned());
    }
}

/// Adds a tag or a signal, opens its list and goes to its name.
pub fn new_named(desk: RulesDesk, list: NamedList) {
    let t = untrack(|| desk.t());
    let (open, name) = match list {
        NamedList::Tags => (Open::Tags, t.new_tag()),
        NamedList::Signals => (Open::Signals, t.new_signal()),
    };
    let label = move |t: T| match list {
        NamedList::Tags => t.did_new_tag().to_owned(),
        NamedList::Signals => t.did_new_signal().to_owned(),
    };
    let mut made = None;
    desk.edit(label, None, |rules| {
        made = Some(edit::add_named(rules, list, name, Condition::All(Vec::new())));
    });
    desk.show(&open);
    if let Some(id) = made {
        focus_name(&id);
    }
}
