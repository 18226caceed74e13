//! A weighted score: its terms, their weights, and the bands that make classes of it.

use crate::state::live::*;

use super::band::Bands;
use super::entry::{Shifts, focus_move};
use super::found::found_at;
use super::issues::issues_at;
use super::sum::ScoreEdit;
use crate::domain::authoring::edit::{self, FactGroup, Kind, List, Place};
use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::domain::rule::Term;
use crate::ui::condition::facts;
use crate::ui::focus::focus_soon;
use crate::ui::page::rules::desk::{RulesDesk, score_name, use_desk};
use crate::ui::text::T;
use crate::ui::text::sentence::{Words, number};
use crate::ui::widget::{Button, Check, Choices, IconButton, NumberField, Pick};

/// The editor of a weighted score.
#[component]
pub fn ScoreEditor(id: Text) -> impl IntoView {
    let desk = use_desk();
    let own = id.clone();
    let it = ScoreEdit {
        desk,
        id: StoredValue::new(id.clone()),
        score: Memo::new(move |_| {
            desk.rules
                .with(|rules| rules.scores.iter().find(|s| s.id == own).cloned())
        }),
    };
    let title = move || {
        let name = desk
            .rules
            .with(|rules| it.id.with_value(|id| score_name(desk.lang(), rules, id)));
        desk.t().score_named(name)
    };
    let facts = Memo::new(move |_| number_facts(desk));
    let terms = Memo::new(move |_| it.read(|s| s.terms.iter().map(|t| t.metric.clone()).collect::<Vec<_>>()));
    let at = format!("scores[{id}]");
    let add = move |_| {
        let mut made = None;
        it.change(T::did_add_term, None, |rules, id| {
            made = Some(edit::add_term(rules, id, "order_count_12m"))
        });
        if let Some(made) = made {
            focus_soon(format!("[data-entry=\"{made}\"] select"));
        }
    };
    view! {
        <section class="panel ruled" data-testid="score-editor" data-score=id.to_string()>
            <header class="panel__head ruled__head">
                <h2 class="panel__title">{title}</h2>
                <span class="panel__note">{move || desk.t().policy_score()}</span>
            </header>
            <div class="double-rule"></div>
            {issues_at(desk, format!("scores[{id}]"))}
            <p class="ruled__text" data-testid="score-said">
                {move || formula(it)}
            </p>
            <ol class="classes">
                <For each=move || terms.get() key=Clone::clone let:term>
                    <TermRow it=it term=term facts=facts />
                </For>
            </ol>
            <div class="ruled__foot">
                <Button text=move || desk.t().add_term() icon="plus" on_click=Callback::new(add) attr:data-testid="add-term" />
                <span class="ruled__sum">{move || weights(it)}</span>
            </div>
            {found_at(desk, move |place| place.starts_with(&at))}
            {literal(it)}
            <Bands it=it />
        </section>
    }
}

/// The facts that are numbers, components of scores aside.
fn number_facts(desk: RulesDesk) -> Choices {
    let place = Place::Named(List::Signals, Text::from(""));
    desk.rules.with(|rules| {
        let groups = edit::facts_at(rules, &place)
            .into_iter()
            .filter(|(group, _)| *group != FactGroup::Scores);
        let named = groups.filter_map(|(group, ids)| {
            let is_number = |id: &Text| matches!(edit::kind_of(rules, id), Some(Kind::Number(_)));
            let facts: Vec<(String, String)> = ids
                .into_iter()
                .filter(is_number)
                .map(|id| (id.to_string(), facts::fact_name(desk.names, rules, &id)))
                .collect();
            (!facts.is_empty()).then(|| (facts::group_name(desk.t(), group).to_owned(), facts))
        });
        named.collect()
    })
}

/// 分数 = 30 % × 活跃度 + 20 % × (100 − 投诉率) …
fn formula(it: ScoreEdit) -> String {
    let (t, lang) = (it.desk.t(), it.desk.lang());
    let terms = it.score.get().map(|s| s.terms).unwrap_or_default();
    let said = it.desk.with_plan(|plan| said(t, &terms, Words { lang, plan }));
    said.unwrap_or_default()
}

/// The sum of a score in words.
pub fn said(t: T, terms: &[Term], words: Words) -> String {
    let mut said = String::new();
    for (i, term) in terms.iter().enumerate() {
        let sign = match (i, term.weight < 0.0) {
            (0, false) => "",
            (0, true) => "− ",
            (_, false) => " + ",
            (_, true) => " − ",
        };
        let name = words.fact(&term.metric);
        let component = if term.invert == Some(true) {
            t.counted_down(name)
        } else {
            name
        };
        let weight = number(term.weight.abs() * 100.0);
        said.push_str(&format!("{sign}{weight}\u{a0}% × {component}"));
    }
    t.score_is(said)
}

fn weights(it: ScoreEdit) -> String {
    let sum: f64 = it.read(|s| s.terms.iter().map(|t| t.weight).sum());
    it.desk.t().weights_sum(number(sum * 100.0))
}

/// The switch to S4's formula as it is written.
fn literal(it: ScoreEdit) -> impl IntoView {
    let desk = it.desk;
    let now = Memo::new(move |_| it.score.with(|score| score.as_ref().and_then(edit::literal_health)));
    move || {
        now.get()?;
        let on = Signal::derive(move || now.get() == Some(true));
        let change = move |on: bool| {
            it.change(T::did_formula, None, |rules, id| {
                edit::set_literal_health(rules, id, on)
            })
        };
        Some(view! {
            <div class="ruled__text ruled__literal">
                <Check text=move || desk.t().literal_formula() on=on on_change=Callback::new(change) />
                <p class="small muted">{move || desk.t().literal_help()}</p>
            </div>
        })
    }
}

/// The unit in which a factor is said: points for one of it. (How much of the fact it is, its words.)
fn step(t: T, unit: Unit, fact: &str) -> (f64, String) {
    match unit {
        Unit::Share => (0.01, t.per_percent().to_owned()),
        Unit::Yuan => (10_000.0, t.per_wan().to_owned()),
        unit => (1.0, t.per_one(crate::ui::text::sentence::unit_word(t.0, fact, unit))),
    }
}

#[component]
fn TermRow(it: ScoreEdit, term: Text, facts: Memo<Choices>) -> impl IntoView {
    let desk = it.desk;
    let name = StoredValue::new(term.clone());
    let own = term.clone();
    let now = Memo::new(move |_| it.read(|s| s.terms.iter().find(|t| t.metric == own).cloned()));
    let of = |t: &Option<Term>| t.as_ref().map(|t| t.of.as_ref().unwrap_or(&t.metric).to_string());
    let of = Signal::derive(move || now.with(of).unwrap_or_default());
    let set = move |label: fn(T, String) -> String, key: Option<&str>, change: Box<dyn FnOnce(&mut Term)>| {
        let key = key.map(|key| name.with_value(|name| format!("{name}/{key}")));
        it.change(label, key, |rules, id| {
            name.with_value(|name| edit::with_term(rules, id, name, change))
        });
    };
    let title = move || {
        let lang = desk.lang();
        name.with_value(|name| desk.with_plan(|plan| Words { lang, plan }.fact(name)))
            .unwrap_or_default()
    };
    let weight = Signal::derive(move || now.with(|t| t.as_ref().map(|t| t.weight)));
    let missing = Signal::derive(move || now.with(|t| t.as_ref().and_then(|t| t.missing)));
    let inverted = Signal::derive(move || now.with(|t| t.as_ref().is_some_and(|t| t.invert == Some(true))));
    let choose = move |fact: String| {
        let change = |t: &mut Term| {
            t.of = Some(fact.into());
            t.factor = t.factor.or(Some(1.0));
        };
        set(T::did_term, None, Box::new(change));
    };
    let shift = move |steps: i32| {
        it.change(T::did_order_terms, None, |rules, id| {
            name.with_value(|name| edit::move_term(rules, id, name, steps))
        });
        name.with_value(|name| focus_move(name, steps));
    };
    let remove = move |_| {
        it.change(T::did_remove_term, None, |rules, id| {
            name.with_value(|name| edit::remove_term(rules, id, name))
        });
        focus_soon("[data-testid=add-term]".to_owned());
    };
    view! {
        <li class="classrow" data-entry=term.to_string() data-testid="rule-term">
            <div class="classrow__head">
                <b>{title}</b>
                <span class="classrow__tools">
                    <Shifts name=Signal::derive(title) shift=Callback::new(shift) />
                    <IconButton icon="x" size="btn--small" label=move || desk.t().remove_term(title()) on_click=Callback::new(remove) />
                </span>
            </div>
            <div class="term">
                {weight_field(desk, weight, Callback::new(move |n| set(T::did_weight, Some("weight"), Box::new(move |t| t.weight = n))))}
                <label class="term__part">
                    <span>{move || desk.t().term_of()}</span>
                    <Pick
                        label=move || desk.t().term_of()
                        kind="fact"
                        choices=facts
                        value=of
                        on_change=Callback::new(choose)
                    />
                </label>
                <For each=move || [of.get()] key=Clone::clone let:fact>
                    <Factor it=it term=now fact=fact set=Callback::new(move |n: f64| set(T::did_term, Some("factor"), Box::new(move |t| t.factor = Some(n)))) />
                </For>
                {missing_field(desk, missing, Callback::new(move |n| set(T::did_term, Some("missing"), Box::new(move |t| t.missing = n))))}
                <Check
                    text=move || desk.t().term_inverted()
                    on=inverted
                    on_change=Callback::new(move |on: bool| set(T::did_term, None, Box::new(move |t| t.invert = on.then_some(true))))
                />
            </div>
        </li>
    }
}

fn weight_field(desk: RulesDesk, weight: Signal<Option<f64>>, set: Callback<f64>) -> impl IntoView {
    view! {
        <label class="term__part">
            <span>{move || desk.t().weight_of_term()}</span>
            <NumberField
                on_leave=desk.left
                label=move || desk.t().weight_of_term()
                unit=Unit::Share
                unit_word="%"
                value=weight
                on_number=set
            />
        </label>
    }
}

/// What counts where the fact is unknown; without one the term is left out.
fn missing_field(desk: RulesDesk, missing: Signal<Option<f64>>, set: Callback<Option<f64>>) -> impl IntoView {
    view! {
        <label class="term__part">
            <span>{move || desk.t().term_missing()}</span>
            <NumberField
                on_leave=desk.left
                label=move || desk.t().term_missing()
                unit=Unit::Points
                unit_word=move || desk.t().unit_points()
                value=missing
                on_number=Callback::new(move |n| set.run(Some(n)))
                on_empty=Callback::new(move |()| set.run(None))
            />
        </label>
    }
}

/// 每 1 次计 20 分，封顶 100
#[component]
fn Factor(it: ScoreEdit, term: Memo<Option<Term>>, fact: String, set: Callback<f64>) -> impl IntoView {
    let desk = it.desk;
    let unit = match desk.rules.with_untracked(|rules| edit::kind_of(rules, &fact)) {
        Some(Kind::Number(unit)) => unit,
        _ => Unit::Points,
    };
    let (size, _) = step(T(crate::domain::label::Lang::Zh), unit, &fact);
    let words = move || step(desk.t(), unit, &fact).1;
    let value = Signal::derive(move || {
        let factor = term.with(|t| t.as_ref().and_then(|t| t.of.as_ref().map(|_| t.factor.unwrap_or(1.0))));
        // Ten digits: what the step adds in binary fractions is cut off.
        factor.map(|f| (f * size * 1e10).round() / 1e10)
    });
    view! {
        <label class="term__part">
            <span>{words}</span>
            <span class="term__factor">
                <NumberField
                    on_leave=desk.left
                    label=move || desk.t().term_factor()
                    unit=Unit::Points
                    unit_word=move || desk.t().unit_points()
                    value=value
                    on_number=Callback::new(move |n: f64| set.run(n / size))
                />
                <span class="small muted">{move || desk.t().term_cap()}</span>
            </span>
        </label>
    }
}
