//! The slip beside the list: what a ticket is about, what it was promised, how its time was counted, and what can be done.

use crate::state::live::*;

use super::TICKET;
use super::deeds::{self, Solving};
use super::list::{ServiceList, name, phase};
use super::pauses::Pauses;
use super::words;
use crate::domain::field::{FieldKind, FieldValue, HasFields};
use crate::domain::held::Held;
use crate::domain::id::CustomerId;
use crate::domain::kind::Ticket;
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::report::timeline::What;
use crate::domain::service::{
    Deskwork, Kept, Phase, Promise, answered, is_solved_sometime, is_to_escalate, paused, reopened, resumed, sum_of,
};
use crate::domain::text::solved_sometime;
use crate::domain::world::World;
use crate::state::route::Route;
use crate::state::service::Queue;
use crate::state::use_app;
use crate::ui::format;
use crate::ui::list::GiveTo;
use crate::ui::record::{Record, dialog_of};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, IconButton, Kind, Mark, MarkKind, Menu, MenuItem, labelled};

/// What the slip says. Owned and comparable.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    ticket: Held<Ticket>,
    slot: u32,
    phase: Phase,
    is_unanswered: bool,
    title: String,
    customer: String,
    customer_id: CustomerId,
    href: String,
    /// What it was promised: the level, what became of it, and the sum.
    promises: Vec<(String, Kept, String, Vec<String>)>,
    facts: Vec<(String, String)>,
}

/// The fields that the slip shows, where they say something.
const SHOWN: [&str; 13] = [
    "kind",
    "severity",
    "opened_at",
    "first_response_at",
    "resolved_at",
    "revisited_at",
    "handler",
    "escalated_to",
    "product",
    "progress",
    "cause",
    "resolution",
    "id",
];

/// The slip of what the address names.
#[component]
pub fn Slip(page: ServiceList) -> impl IntoView {
    let app = use_app();
    let said = Memo::new(move |before: Option<&Option<Said>>| {
        let id = app.param(TICKET)?;
        let (lang, at) = (app.lang.get(), page.at.get());
        let found = page.find(&id, |world, queue, work| said(world, queue, work, at, lang));
        // While tickets are read anew, what was said stays.
        found.or_else(|| before.cloned().flatten().filter(|_| page.queue.with(Option::is_none)))
    });
    // The form stands while what is said of its ticket changes, here or in another tab.
    let record = RwSignal::new(None);
    let whose = Memo::new(move |before: Option<&Option<CustomerId>>| {
        let now = said.with(|it| it.as_ref().map(|it| it.customer_id.clone()));
        now.or_else(|| before.cloned().flatten())
    });
    view! {
        {move || said.get().map(|it| view! { <Shown page=page it=it record=record /> })}
        {move || whose.get().map(|customer| dialog_of(record, customer))}
    }
}

#[component]
fn Shown(page: ServiceList, it: Said, record: RwSignal<Option<Record>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let fact = |(label, text): (String, String)| view! { <dt>{label}</dt><dd>{text}</dd> };
    let promise = move |(level, kept, when, sum): (String, Kept, String, Vec<String>)| {
        let (kind, icon) = match kept {
            Kept::Met => (MarkKind::Good, "check"),
            Kept::Breached => (MarkKind::Risk, "alert-triangle"),
            Kept::Open => (MarkKind::Plain, "clock"),
            Kept::Undetermined => (MarkKind::Warn, "help"),
        };
        view! {
            <p>{level} " " <Mark text=move || words::kept(kept, t()) kind=kind icon=icon /></p>
            <p class="small">{when}</p>
            {sum.into_iter().map(|line| view! { <p class="muted small">{line}</p> }).collect_view()}
        }
    };
    let (ticket, slot, phase, is_unanswered) = (it.ticket.clone(), it.slot, it.phase, it.is_unanswered);
    view! {
        <aside class="brief" aria-labelledby="slip-title" data-testid="service-slip">
            <header class="brief__head">
                <h2 id="slip-title">{it.title}</h2>
                <IconButton
                    icon="x"
                    label=move || t().service_close()
                    on_click=Callback::new(move |_| app.set_param(TICKET, None))
                />
            </header>
            <p class="brief__whose">
                <a href=it.href>{it.customer}</a>
            </p>
            <div class="brief__body" role="group" tabindex="0" aria-labelledby="slip-title">
                <dl class="brief__facts">
                    {(!it.promises.is_empty())
                        .then(|| {
                            view! {
                                <dt>{move || t().service_why()}</dt>
                                <dd data-testid="service-sum">{it.promises.into_iter().map(promise).collect_view()}</dd>
                            }
                        })}
                    <Pauses page=page ticket=ticket.clone() />
                    {it.facts.into_iter().map(fact).collect_view()}
                </dl>
            </div>
            <footer class="brief__foot">
                <Ways page=page ticket=ticket.clone() phase=phase is_unanswered=is_unanswered />
                {is_to_escalate(&ticket).then(|| view! { <Escalate page=page ticket=ticket /> })}
                <Button
                    text=move || t().service_edit()
                    kind=Kind::Quiet
                    icon="pencil"
                    on_click=Callback::new(move |_| record.set(Some(Record::Known(What::Ticket(slot)))))
                />
            </footer>
        </aside>
    }
}

/// To whom a grave ticket goes.
#[component]
fn Escalate(page: ServiceList, ticket: Held<Ticket>) -> impl IntoView {
    let held = StoredValue::new(ticket);
    let on = move |to: Option<Text>| {
        // Nobody is no one to go to.
        if let Some((ticket, to)) = held.try_get_value().zip(to) {
            deeds::escalate(page, ticket, &to);
        }
    };
    view! {
        <span data-testid="slip-escalate">
            <GiveTo title=T::service_escalate_do label=T::service_escalate_to clear=T::cancel button_class="btn" on=Callback::new(on) />
        </span>
    }
}

/// What is waited for, to choose from: it pauses the ticket.
fn waiting_for(put: impl Fn(deeds::Change) + Copy + Send + Sync + 'static) -> Signal<Vec<MenuItem>> {
    let t = use_text();
    let reasons: [fn(T) -> &'static str; 4] = [
        T::service_wait_answer,
        T::service_wait_goods,
        T::service_wait_parts,
        T::service_wait_others,
    ];
    Signal::derive(move || {
        let item = |reason: fn(T) -> &'static str| {
            let why = reason(t());
            MenuItem::new(
                "clock",
                move || reason(t()),
                move || {
                    put(Box::new(move |ticket, now| paused(ticket, now, Some(why))));
                },
            )
        };
        reasons.into_iter().map(item).collect()
    })
}

/// What can be done with it.
#[component]
fn Ways(page: ServiceList, ticket: Held<Ticket>, phase: Phase, is_unanswered: bool) -> impl IntoView {
    let t = use_text();
    let id = ticket.id.to_string();
    let solve = move |is_revisit: bool| {
        let id = id.clone();
        Callback::new(move |_| {
            page.solving.set(Some(Solving {
                id: id.clone(),
                is_revisit,
            }))
        })
    };
    let held = StoredValue::new(ticket);
    let put = move |change: deeds::Change| {
        if let Some(ticket) = held.try_get_value() {
            deeds::put(page, ticket, &*change);
        }
    };
    let pause = waiting_for(put);
    let resume = move |_| put(Box::new(resumed));
    let reopen = move |_| {
        let why = t().service_was_solved();
        put(Box::new(move |ticket, now| reopened(ticket, now, why)));
    };
    let answer = move |_| put(Box::new(answered));
    // What the row does first is the first here too.
    let is_answer_first = is_unanswered && phase == Phase::Open;
    let answer_button = is_answer_first.then(|| {
        view! { <Button text=move || t().service_answer() kind=Kind::Primary icon="check" on_click=Callback::new(answer) attr:data-testid="slip-answer" /> }
    });
    let solve_kind = if is_answer_first {
        Kind::Secondary
    } else {
        Kind::Primary
    };
    let solve_button = |on_click: Callback<_>| {
        view! { <Button text=move || t().service_solve_do() kind=solve_kind icon="check" on_click=on_click attr:data-testid="slip-solve" /> }
    };
    let revisit_button = |on_click: Callback<_>| {
        view! { <Button text=move || t().service_revisit_do() kind=Kind::Primary icon="phone" on_click=on_click attr:data-testid="slip-revisit" /> }
    };
    let reopen_button = move || {
        view! { <Button text=move || t().service_reopen() icon="undo" on_click=Callback::new(reopen) attr:data-testid="slip-reopen" /> }
    };
    match phase {
        Phase::Open => view! {
            {answer_button}
            {solve_button(solve(false))}
            <Menu
                items=pause
                label=move || t().service_pause()
                button_class="btn"
                button=labelled("clock", move || t().service_pause())
            />
        }
        .into_any(),
        Phase::Paused => view! {
            <Button text=move || t().service_resume() kind=Kind::Primary icon="refresh" on_click=Callback::new(resume) attr:data-testid="slip-resume" />
            {solve_button(solve(false))}
        }
        .into_any(),
        Phase::Revisit => view! {
            {revisit_button(solve(true))}
            {reopen_button()}
        }
        .into_any(),
        Phase::Done => reopen_button().into_any(),
    }
}

fn said(world: &World, queue: &Queue, work: &Deskwork, at: i64, lang: Lang) -> Option<Said> {
    let t = T(lang);
    let ticket = world.book.tickets.at(work.ticket)?;
    let customer = world.book.customers.at(work.customer)?;
    let is_sometime = is_solved_sometime(ticket);
    let text = |key: &str| {
        let field = Ticket::field(key)?;
        if is_sometime && key == "resolved_at" {
            return Some((t.label(&field.label), t.label(&solved_sometime())));
        }
        let value = (field.get)(ticket);
        let text = match (field.kind, &value) {
            (FieldKind::Choice(list), FieldValue::Text(word)) => {
                let named = list.fixed().into_iter().find(|choice| choice.word == *word);
                named.map_or_else(|| word.to_string(), |choice| t.label(&choice.label))
            }
            (kind, value) => format::value(kind, value, lang),
        };
        (!value.is_empty()).then(|| (t.label(&field.label), text))
    };
    let mut facts = vec![(t.service_col_phase().to_owned(), phase(work.phase, t).to_owned())];
    if is_to_escalate(ticket) {
        facts.push((t.service_escalation().to_owned(), t.service_escalate().to_owned()));
    }
    facts.extend(SHOWN.iter().filter_map(|key| text(key)));
    Some(Said {
        ticket: ticket.clone(),
        slot: work.ticket,
        phase: work.phase,
        is_unanswered: deeds::is_unanswered(work),
        title: name(ticket, lang),
        customer: customer.name.to_string(),
        customer_id: customer.id.clone(),
        href: Route::customer(&customer.id).to_hash(),
        promises: work
            .promises
            .iter()
            .filter_map(|promise| told(world, queue, ticket, promise, at, lang))
            .collect(),
        facts,
    })
}

/// A promise: its level, what became of it, when, and the sum of its clock.
fn told(
    world: &World,
    queue: &Queue,
    ticket: &Ticket,
    promise: &Promise,
    at: i64,
    lang: Lang,
) -> Option<(String, Kept, String, Vec<String>)> {
    let (t, plan, as_of) = (T(lang), &queue.plan, world.evaluation.as_of);
    let level = words::level(plan.levels.get(promise.level)?, t);
    // No clock was read, and no day is known.
    if is_solved_sometime(ticket) {
        return Some((level, promise.kept(at), String::new(), Vec::new()));
    }
    let sum = words::sum(plan, &sum_of(plan, as_of, ticket, promise), promise, as_of, lang);
    let when = match (promise.done, promise.start) {
        (Some((done, _)), _) => t.service_done_at(words::instant(plan, done, as_of, lang)),
        (None, None) => t.service_waits_for_solution().to_owned(),
        (None, Some(_)) => String::new(),
    };
    Some((level, promise.kept(at), when, sum))
}
