//! Made-up figures of an example: a row a fact, with its value and unit.

use crate::state::live::*;
use serde_json::{Map, Value};

use super::form::{FACT, VALUE, plan};
use crate::domain::form::{Place, Remark};
use crate::domain::inquiry::made_up::FactKind;
use crate::domain::metric::{METRICS, Unit};
use crate::domain::rule::Example;
use crate::domain::rule::fact::{LISTS, WORDS};
use crate::state::{App, use_app};
use crate::ui::focus::focus_soon;
use crate::ui::form::Form;
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, Field, IconButton, Kind, Select};

/// The fact that a new row names, where it is free.
const FIRST: &str = "annual_purchase";

/// What an input of a figure shows of a known example; of a new one the first row names a fact. Tracked.
pub(super) fn typed_figure(app: App, known: Option<&Example>, place: Place) -> String {
    let facts = known.and_then(|known| known.facts.as_ref());
    match facts.and_then(|facts| facts.iter().nth(place.row as usize)) {
        Some((fact, _)) if place.key == FACT => fact.clone(),
        Some((fact, value)) => {
            let kind = plan(app, |plan| FactKind::of(plan, fact)).flatten();
            kind.map_or_else(|| value.to_string(), |kind| kind.typed(value))
        }
        None if place.row == 0 && place.key == FACT => FIRST.to_owned(),
        None => String::new(),
    }
}

/// The figures as they are typed, or which of them are none. Tracked.
pub(super) fn figures(app: App, form: Form) -> Result<Map<String, Value>, Vec<Remark>> {
    let (mut facts, mut wrong) = (Map::new(), Vec::new());
    for row in form.rows() {
        let [fact, value] = [FACT, VALUE].map(|key| Place { key, row });
        let (fact, typed) = (form.text(fact), form.text(value));
        let read = plan(app, |plan| FactKind::of(plan, &fact)?.read(&typed)).flatten();
        match read {
            Some(read) => drop(facts.insert(fact, read)),
            None => {
                let named = |t: T| plan(app, |plan| Words { lang: t.0, plan }.fact(&fact)).unwrap_or_default();
                wrong.push((value, both(|t| t.example_needs_number(named(t)))));
            }
        }
    }
    if wrong.is_empty() { Ok(facts) } else { Err(wrong) }
}

/// The rows.
#[component]
pub fn Figures(form: Form) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let facts = Memo::new(move |_| {
        let lang = app.lang.get();
        plan(app, |plan| facts(Words { lang, plan })).unwrap_or_default()
    });
    let rows = Memo::new(move |_| form.rows());
    let add = move |_| {
        // The first fact that no row names yet.
        let key = FACT;
        let named: Vec<String> = untrack(|| {
            form.rows()
                .into_iter()
                .map(|row| form.text(Place { key, row }))
                .collect()
        });
        let all = facts.get_untracked();
        let free = all.iter().map(|(id, _)| id).find(|id| !named.contains(id));
        let row = form.add_part();
        form.type_in(Place { key, row }, free.cloned().unwrap_or_else(|| FIRST.to_owned()));
        focus_soon(".figures-form__row:last-child select");
    };
    view! {
        <fieldset class="figures-form">
            <legend class="field__label">{move || t().example_facts()}</legend>
            <ul class="figures-form__rows">
                <For each=move || rows.get() key=|row| *row let:row>
                    <FigureRow form=form row=row facts=facts />
                </For>
            </ul>
            <Button
                text=move || t().example_add_fact()
                icon="plus"
                kind=Kind::Quiet
                size="btn--small"
                attr:data-testid="figure-add"
                on_click=Callback::new(add)
            />
            <p class="field__help">{move || t().example_facts_help()}</p>
        </fieldset>
    }
}

/// Everything that rules may look at, by name.
fn facts(words: Words) -> Vec<(String, String)> {
    let mut ids: Vec<String> = METRICS.iter().map(|m| m.id.to_owned()).collect();
    ids.extend(words.plan.extra_columns.iter().map(|c| c.to_string()));
    ids.extend(words.plan.dimensions.iter().map(|d| d.id.to_string()));
    ids.extend(WORDS.iter().map(|w| w.id.to_owned()));
    ids.extend(LISTS.iter().map(|(id, _, _)| (*id).to_owned()));
    let mut all: Vec<(String, String)> = Vec::with_capacity(ids.len());
    for id in ids {
        if !all.iter().any(|(known, _)| *known == id) {
            let name = words.fact(&id);
            all.push((id, name));
        }
    }
    all
}

#[component]
fn FigureRow(form: Form, row: u32, facts: Memo<Vec<(String, String)>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let [fact_at, value_at] = [FACT, VALUE].map(|key| Place { key, row });
    let fact = Memo::new(move |_| form.text(fact_at));
    let value = Signal::derive(move || form.text(value_at));
    let kind = Memo::new(move |_| plan(app, |plan| fact.with(|fact| FactKind::of(plan, fact))).flatten());
    let choose = move |fact: String| {
        form.type_in(fact_at, fact);
        // A value of another kind means nothing here; the first choice stands where there are choices.
        let first = match untrack(|| kind.get()) {
            Some(FactKind::Flag) => "true".to_owned(),
            Some(FactKind::Choice(all)) => all.into_iter().next().unwrap_or_default(),
            _ => String::new(),
        };
        form.type_in(value_at, first);
    };
    let choices = Signal::derive(move || {
        let (lang, fact) = (app.lang.get(), fact.get());
        plan(app, |plan| choices(Words { lang, plan }, &fact, kind.get().as_ref())).unwrap_or_default()
    });
    let is_choice = Memo::new(move |_| matches!(kind.get(), Some(FactKind::Flag | FactKind::Choice(_))));
    let name = move || {
        facts.with(|all| {
            all.iter()
                .find(|(id, _)| *id == fact.get())
                .map(|(_, name)| name.clone())
        })
    };
    let id = form.id(value_at);
    let error = Signal::derive(move || form.error(value_at).map(|label| t().label(&label)));
    let entry = move || match is_choice.get() {
        true => view! {
            <Select
                id=id
                label=move || t().example_value()
                options=choices
                value=value
                on_change=Callback::new(move |typed| form.type_in(value_at, typed))
            />
        }
        .into_any(),
        false => view! {
            <Field id=id unit=move || unit(t(), kind.get().as_ref()) error=error>
                <input
                    id=id
                    type="text"
                    inputmode=move || matches!(kind.get(), Some(FactKind::Number(_))).then_some("decimal")
                    aria-label=move || t().said_of(t().example_value(), name().unwrap_or_default())
                    aria-describedby=format!("{id}-note")
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    data-testid="figure-value"
                    prop:value=move || value.get()
                    on:input=move |ev| form.type_in(value_at, event_target_value(&ev))
                />
            </Field>
        }
        .into_any(),
    };
    view! {
        <li class="figures-form__row" data-testid="figure">
            <Select label=move || t().example_fact() options=facts value=fact on_change=Callback::new(choose) />
            {entry}
            <IconButton
                icon="x"
                size="btn--small"
                label=move || t().example_remove_fact(name().unwrap_or_default())
                on_click=Callback::new(move |_| form.remove_part(row))
            />
        </li>
    }
}

fn choices(words: Words, fact: &str, kind: Option<&FactKind>) -> Vec<(String, String)> {
    let t = T(words.lang);
    match kind {
        Some(FactKind::Flag) => vec![("true".into(), t.yes().into()), ("false".into(), t.no().into())],
        Some(FactKind::Choice(all)) => {
            let name = |id: &String| (id.clone(), words.word(fact, id));
            all.iter().map(name).collect()
        }
        _ => Vec::new(),
    }
}

/// The unit behind the value.
fn unit(t: T, kind: Option<&FactKind>) -> &'static str {
    match kind {
        Some(FactKind::Number(Unit::Yuan)) => t.yuan(),
        Some(FactKind::Number(Unit::Share)) => t.percent_unit(),
        Some(FactKind::Number(Unit::Days)) => t.days_unit(),
        Some(FactKind::Number(Unit::Months)) => t.months_unit(),
        Some(FactKind::List) => t.words_apart(),
        _ => "",
    }
}
