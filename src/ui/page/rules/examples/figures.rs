//! Made-up figures of an example: a row a fact, with its value and unit.

use crate::state::live::*;
use serde_json::Value;

use super::form::{Form, plan};
use crate::domain::inquiry::made_up::FactKind;
use crate::domain::metric::{METRICS, Unit};
use crate::domain::rule::fact::{LISTS, WORDS};
use crate::domain::rule::plan::Plan;
use crate::state::use_app;
use crate::ui::focus::focus_soon;
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, IconButton, Kind, Select};

/// A row. `Copy`: it holds handles only.
#[derive(Clone, Copy, PartialEq)]
pub struct Figure {
    /// The fact's name.
    pub fact: RwSignal<String>,
    /// What is typed.
    pub typed: RwSignal<String>,
}

impl Figure {
    /// A row with these words.
    pub fn new(fact: &str, typed: &str) -> Self {
        Self {
            fact: RwSignal::new(fact.to_owned()),
            typed: RwSignal::new(typed.to_owned()),
        }
    }

    /// The row of a value.
    pub fn of(plan: &Plan, fact: &str, value: &Value) -> Self {
        let typed = FactKind::of(plan, fact).map_or_else(|| value.to_string(), |kind| kind.typed(value));
        Self::new(fact, &typed)
    }

    /// The value; nothing where what is typed is none. Tracked.
    pub fn read(self, plan: &Plan) -> Option<Value> {
        let kind = self.fact.with(|fact| FactKind::of(plan, fact))?;
        self.typed.with(|typed| kind.read(typed))
    }
}

/// The rows.
#[component]
pub fn Figures(form: Form) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let facts = Memo::new(move |_| {
        let lang = app.lang.get();
        plan(app, |plan| facts(Words { lang, plan })).unwrap_or_default()
    });
    let add = move |_| {
        // The first fact that no row names yet.
        let named: Vec<String> = form
            .figures
            .get_untracked()
            .iter()
            .map(|f| f.fact.get_untracked())
            .collect();
        let all = facts.get_untracked();
        let free = all.iter().map(|(id, _)| id).find(|id| !named.contains(id));
        form.figures
            .update(|rows| rows.push(Figure::new(free.map_or("annual_purchase", |id| id), "")));
        focus_soon(".figures-form__row:last-child select");
    };
    view! {
        <fieldset class="figures-form">
            <legend class="field__label">{move || t().example_facts()}</legend>
            <ul class="figures-form__rows">
                <For each=move || form.figures.get() key=|figure| format!("{:?}", figure.fact) let:figure>
                    <Row form=form figure=figure facts=facts />
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
fn Row(form: Form, figure: Figure, facts: Memo<Vec<(String, String)>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let kind = Memo::new(move |_| plan(app, |plan| figure.fact.with(|fact| FactKind::of(plan, fact))).flatten());
    let choose = Callback::new(move |fact: String| {
        figure.fact.set(fact);
        // A value of another kind means nothing here; the first choice stands where there are choices.
        let first = match untrack(|| kind.get()) {
            Some(FactKind::Flag) => "true".to_owned(),
            Some(FactKind::Choice(all)) => all.into_iter().next().unwrap_or_default(),
            _ => String::new(),
        };
        figure.typed.set(first);
    });
    let choices = Signal::derive(move || {
        let (lang, fact) = (app.lang.get(), figure.fact.get());
        plan(app, |plan| choices(Words { lang, plan }, &fact, kind.get().as_ref())).unwrap_or_default()
    });
    let is_choice = Memo::new(move |_| matches!(kind.get(), Some(FactKind::Flag | FactKind::Choice(_))));
    let name = move || {
        facts.with(|all| {
            all.iter()
                .find(|(id, _)| *id == figure.fact.get())
                .map(|(_, n)| n.clone())
        })
    };
    let value = move || match is_choice.get() {
        true => view! {
            <Select
                label=move || t().example_value()
                options=choices
                value=figure.typed
                on_change=Callback::new(move |typed| figure.typed.set(typed))
            />
        }
        .into_any(),
        false => view! {
            <span class="field__box field__box--unit">
                <input
                    type="text"
                    inputmode=move || matches!(kind.get(), Some(FactKind::Number(_))).then_some("decimal")
                    aria-label=move || t().said_of(t().example_value(), name().unwrap_or_default())
                    data-testid="figure-value"
                    prop:value=move || figure.typed.get()
                    on:input=move |ev| figure.typed.set(event_target_value(&ev))
                />
                <span class="field__unit">{move || unit(t(), kind.get().as_ref())}</span>
            </span>
        }
        .into_any(),
    };
    view! {
        <li class="figures-form__row" data-testid="figure">
            <Select
                label=move || t().example_fact()
                options=facts
                value=figure.fact
                on_change=choose
            />
            {value}
            <IconButton
                icon="x"
                size="btn--small"
                label=move || t().example_remove_fact(name().unwrap_or_default())
                on_click=Callback::new(move |_| form.figures.update(|rows| rows.retain(|row| *row != figure)))
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
        Some(FactKind::Number(unit)) => match unit {
            Unit::Yuan => t.yuan(),
            Unit::Share => t.percent_unit(),
            Unit::Days => t.days_unit(),
            Unit::Months => t.months_unit(),
            _ => "",
        },
        Some(FactKind::List) => t.words_apart(),
        _ => "",
    }
}
