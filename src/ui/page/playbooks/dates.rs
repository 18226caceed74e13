//! The days that the open playbook, as it is drafted, would give a customer.

use crate::state::live::*;

use super::desk::{CareDesk, use_care};
use crate::domain::care::{CustomerDates, DateState, Playbook, SettledBy, StepDates, dates_of, source_said};
use crate::domain::world::World;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::whom::{OFFERED, customers_found};
use crate::ui::widget::{Field, LinkButton, Panel};

/// The page parameter that names the customer.
const WHOM: &str = "customer";

/// The panel.
#[component]
pub fn Dates() -> impl IntoView {
    let (desk, t) = (use_care(), use_text());
    let whom = Memo::new(move |_| desk.app.param(WHOM));
    let content = move || match whom.get() {
        None => view! { <Whom /> }.into_any(),
        Some(id) => view! { <Of id=id /> }.into_any(),
    };
    view! {
        <Panel id="care-dates" title=move || t().care_dates()>
            <div class="panel__body" data-testid="care-dates">
                {content}
            </div>
        </Panel>
    }
}

/// Asks for the customer.
#[component]
fn Whom() -> impl IntoView {
    let (desk, t) = (use_care(), use_text());
    let words = RwSignal::new(String::new());
    desk.app.finder.follow(move || words.get());
    let found = Memo::new(move |_| match words.get() {
        typed if typed.trim().is_empty() => Vec::new(),
        typed => customers_found(desk.app, &typed, OFFERED),
    });
    let choose = move |id: &str| desk.app.set_param(WHOM, Some(id));
    let hit = move |(id, name): (String, String)| {
        view! {
            <li>
                <button type="button" class="menu__item" data-testid="care-hit" on:click=move |_| choose(&id)>
                    <span class="menu__text">{name}</span>
                </button>
            </li>
        }
    };
    // Enter takes the first of them.
    let key = move |ev: web_sys::KeyboardEvent| {
        if ev.key() == "Enter" && !ev.is_composing() {
            let first = found.with_untracked(|found| found.first().map(|(id, _)| id.clone()));
            first.iter().for_each(|id| choose(id));
        }
    };
    let none = move || found.with(Vec::is_empty) && words.with(|words| !words.trim().is_empty());
    view! {
        <Field id="care-whom" label=move || t().care_whom() help=move || t().care_whom_help()>
            <input
                id="care-whom"
                type="search"
                autocomplete="off"
                aria-describedby="care-whom-note"
                prop:value=move || words.get()
                on:input=move |ev| words.set(event_target_value(&ev))
                on:keydown=key
            />
        </Field>
        <Show when=none>
            <p class="muted" role="status">{move || t().care_whom_none()}</p>
        </Show>
        <ul>{move || found.get().into_iter().map(hit).collect_view()}</ul>
    }
}

/// The days of one customer.
#[component]
fn Of(id: String) -> impl IntoView {
    let (desk, t) = (use_care(), use_text());
    let id = StoredValue::new(id);
    let name = move || {
        let named = |world: &World| id.with_value(|id| world.book.customers.get(id).map(|c| c.name.to_string()));
        desk.app.session.read(named).flatten().unwrap_or_else(|| id.get_value())
    };
    let open = Memo::new(move |_| {
        let open = desk.open.get()?;
        desk.read(&open, Clone::clone)
    });
    let dates = Memo::new(move |_| {
        let playbook = open.get()?;
        let found = desk.shop.rehearsed(|world, then| {
            let slot = id.with_value(|id| world.book.customers.slot(id))?;
            dates_of(world, then, &playbook, slot)
        });
        found.flatten()
    });
    let content = move || match (open.get(), dates.get()) {
        (Some(playbook), Some(CustomerDates::Days(days))) if !days.is_empty() => {
            let row = |day: StepDates| step(desk, &playbook, day);
            view! { <ol class="care__days">{days.into_iter().map(row).collect_view()}</ol> }.into_any()
        }
        (_, dates) => {
            let words = match dates {
                Some(CustomerDates::Days(_)) => t().care_no_dates(),
                Some(CustomerDates::NotMeant) => t().care_not_meant(),
                Some(CustomerDates::NoContact) => t().care_no_contact(),
                Some(CustomerDates::Faulty) => t().care_faulty(),
                None => t().care_whom_none(),
            };
            view! { <p class="muted" role="status">{words}</p> }.into_any()
        }
    };
    view! {
        <p class="care__whom">
            <b>{name}</b>
            " "
            <LinkButton text=move || t().care_whom_other() on_click=Callback::new(move |_| desk.app.set_param(WHOM, None)) />
        </p>
        {content}
    }
}

fn step(desk: CareDesk, playbook: &Playbook, dates: StepDates) -> impl IntoView {
    let t: T = desk.t();
    let name = playbook
        .steps
        .get(dates.step)
        .map(|step| t.label(&step.label()))
        .unwrap_or_default();
    let source = playbook.steps.get(dates.step).and_then(|step| step.source.clone());
    let day = |day| format!("{} {}", format::day(day), format::weekday(day, t.0));
    let state = match dates.state {
        DateState::Settled(on, SettledBy::Contact(Some(kind))) => t.care_settled_by(day(on), t.label(&kind.label())),
        DateState::Settled(on, SettledBy::Contact(None)) => t.care_settled_contact(day(on)),
        DateState::Settled(on, SettledBy::Said) => t.care_settled_said(day(on)),
        DateState::Settled(on, SettledBy::LeftOut) => t.care_settled_left(day(on)),
        DateState::Open => t.care_open().to_owned(),
        DateState::NotAsked => t.care_not_asked().to_owned(),
        DateState::Ahead => t.care_ahead().to_owned(),
    };
    let why = [
        Some(t.label(&dates.why)),
        source.map(|source| t.label(&source_said(&source))),
    ];
    let days = match dates.ideal == dates.latest {
        true => t.today_until(day(dates.latest)),
        false => t.care_days(day(dates.ideal), day(dates.latest)),
    };
    view! {
        <li data-testid="care-date">
            <b>{name}</b>
            <span>{days}</span>
            <span class="muted small">{state}</span>
            <span class="muted small">{format::clauses(why.into_iter().flatten(), t.0)}</span>
        </li>
    }
}
