//! The lifecycle of the customer: seven steps, each with its day or its condition.

use crate::state::live::*;

use super::now::Now;
use super::use_customer;
use crate::domain::day::Day;
use crate::domain::label::Lang;
use crate::domain::money::Fen;
use crate::domain::report::lifecycle::{Known, Stage, Step, StepState, lifecycle};
use crate::domain::rule::plan::Plan;
use crate::state::use_app;
use crate::ui::format;
use crate::ui::text::sentence::{Words, number};
use crate::ui::text::{T, use_text};
use crate::ui::widget::Icon;

/// A step in words.
#[derive(Clone, PartialEq)]
struct Told {
    state: StepState,
    current: bool,
    name: &'static str,
    lines: [String; 2],
}

/// The lifecycle of the customer.
#[component]
pub fn Life() -> impl IntoView {
    let (app, open, t) = (use_app(), use_customer(), use_text());
    let steps = Memo::new(move |_| {
        let (slot, lang) = (open.slot.get()?, app.lang.get());
        app.session.read(|world| {
            let steps = lifecycle(world, slot)?;
            let (plan, as_of) = (&world.evaluation.plan, world.evaluation.as_of);
            Some(steps.map(|step| told(&step, plan, as_of, lang)))
        })?
    });
    let item = move |step: Told| {
        let (data, word) = match step.state {
            StepState::Done => ("done", t().life_done()),
            StepState::Now => ("now", t().life_now()),
            StepState::Todo => ("todo", ""),
            StepState::Warn => ("warn", ""),
        };
        let [first, second] = step.lines;
        view! {
            <li class="life__step" data-state=data aria-current=step.current.then_some("step")>
                <span class="life__dot">
                    <Icon name="check" />
                </span>
                <b class="life__name">
                    {step.name} {(!word.is_empty()).then(|| view! { <span class="visually-hidden">{format!(" {word}")}</span> })}
                </b>
                <span class="life__line">{first}</span>
                <span class="life__line">{second}</span>
            </li>
        }
    };
    view! {
        <section class="panel panel--life" aria-label=move || t().lifecycle()>
            <ol class="life" tabindex="0">{move || steps.get().map(|all| all.into_iter().map(item).collect_view())}</ol>
            <Now />
        </section>
    }
}

fn told(step: &Step, plan: &Plan, as_of: Day, lang: Lang) -> Told {
    let t = T(lang);
    let name = match step.stage {
        Stage::Lead => t.life_lead(),
        Stage::Intent => t.life_intent(),
        Stage::Signed => t.life_signed(),
        Stage::Formal => t.life_formal(),
        Stage::Loyal => t.life_loyal(),
        Stage::Risk => t.life_risk(),
        Stage::Lost => t.life_lost(),
    };
    let reached = step.state != StepState::Todo;
    let dated = matches!(step.stage, Stage::Lead | Stage::Signed | Stage::Formal);
    let first = match (step.on, step.stage) {
        (Some(day), _) => format::day(day),
        (None, Stage::Risk | Stage::Lost) if reached => t.life_warns().to_owned(),
        (None, Stage::Risk | Stage::Lost) => t.life_quiet().to_owned(),
        (None, _) if reached && dated => t.life_undated().to_owned(),
        (None, _) if reached => t.life_reached().to_owned(),
        (None, _) => t.life_todo().to_owned(),
    };
    Told {
        state: step.state,
        current: step.current,
        name,
        lines: [first, known(&step.known, plan, as_of, lang)],
    }
}

fn known(known: &Known, plan: &Plan, as_of: Day, lang: Lang) -> String {
    let t = T(lang);
    match known {
        Known::Nothing => String::new(),
        Known::Source(source) => source.to_string(),
        Known::Intent(intent) => t.label(&intent.label()),
        Known::Need => t.life_need().to_owned(),
        Known::Contract(Some(amount)) => t.life_contract_of(format::yuan_sign(*amount, lang)),
        Known::Contract(None) => t.life_contract().to_owned(),
        Known::NoContract => t.life_no_contract().to_owned(),
        Known::FirstOrder(amount) if amount.0 < 0 => t.life_first_return(format::yuan_sign(Fen(-amount.0), lang)),
        Known::FirstOrder(amount) => t.life_first_order(format::yuan_sign(*amount, lang)),
        Known::Began(None) => t.life_began().to_owned(),
        Known::Began(Some((day, amount))) if amount.0 < 0 => {
            t.life_began_return(format::day(*day), format::yuan_sign(Fen(-amount.0), lang))
        }
        Known::Began(Some((day, amount))) => t.life_began_order(format::day(*day), format::yuan_sign(*amount, lang)),
        Known::Lacks(leaf) => {
            let words = Words { lang, plan };
            let fact = words.short_fact(&leaf.fact);
            let apart = words.distance(leaf).map(|d| d.words(lang));
            t.in_kind(fact, apart.unwrap_or_else(|| words.actual(&leaf.fact, &leaf.actual)))
        }
        Known::Health(score) => t.life_health(number(*score)),
        Known::LastOrder(days, returned) => {
            let distance = format::distance(as_of.plus_days(-days), as_of, lang);
            if *returned {
                t.life_last_return(distance)
            } else {
                t.life_last_order(distance)
            }
        }
        Known::WonBack => t.life_won_back().to_owned(),
    }
}
