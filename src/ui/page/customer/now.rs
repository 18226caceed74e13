//! What is under way with the customer: the plan to win it back, the tickets that are open, each with the way there; and what it is likely to
//! order again.

use crate::state::live::*;

use super::use_customer;
use crate::domain::label::Lang;
use crate::domain::winback::plans_of_one;
use crate::domain::world::World;
use crate::state::route::{PageId, Route};
use crate::state::use_app;
use crate::ui::text::{T, use_text};
use crate::ui::{format, replenish};

/// Something under way: where it is dealt with, and what it is.
type UnderWay = (String, String);

/// The line below the lifecycle; nothing where nothing is under way.
#[component]
pub fn Now() -> impl IntoView {
    let (app, open, t) = (use_app(), use_customer(), use_text());
    let all = Memo::new(move |_| {
        let (slot, lang) = (open.slot.get()?, app.lang.get());
        app.session.read(|world| under_way(world, slot, lang))
    });
    let again = Memo::new(move |_| {
        let (slot, lang) = (open.slot.get()?, app.lang.get());
        app.session.read(|world| replenish::said(world, slot, lang))
    });
    let item = |(href, text): UnderWay| view! { <a href=href>{text}</a> };
    let under_way = move || {
        let all = all.get().filter(|all| !all.is_empty())?;
        Some(view! {
            <p class="life__now" data-testid="under-way">
                <b>{move || t().now_title()}</b>
                {all.into_iter().map(item).collect_view()}
            </p>
        })
    };
    let again = move || {
        let all = again.get().filter(|all| !all.is_empty())?;
        let line = |said: String| view! { <span>{said}</span> };
        Some(view! {
            <p class="life__now" data-testid="replenish">
                <b>{move || t().replenish_title()}</b>
                {all.into_iter().map(line).collect_view()}
            </p>
        })
    };
    view! {
        {under_way}
        {again}
    }
}

fn under_way(world: &World, slot: u32, lang: Lang) -> Vec<UnderWay> {
    let (t, as_of) = (T(lang), world.evaluation.as_of);
    let Some(customer) = world.book.customers.at(slot) else {
        return Vec::new();
    };
    let plan = plans_of_one(world, slot)
        .into_iter()
        .find(|plan| plan.ended.is_none())
        .map(|plan| {
            let to = Route::to(PageId::named("health")).with_param("customer", Some(customer.id.as_str()));
            let measure = plan.measure.to_string();
            let said = match plan.due {
                Some(due) => t.now_plan_until(measure, format::short_day(due, as_of)),
                None => t.now_plan(measure),
            };
            (to.to_hash(), said)
        });
    let tickets = world
        .ledger
        .row(slot)
        .tickets
        .iter()
        .filter(|ticket| ticket.day <= as_of);
    let is_open = |place: u32| {
        let ticket = world.book.tickets.at(place);
        ticket.is_some_and(|ticket| ticket.look(|it| it.resolved_at.as_ref().is_none_or(|at| at.day > as_of)))
    };
    let open = tickets.filter(|ticket| is_open(ticket.slot)).count();
    let tickets = (open > 0).then(|| {
        let to = Route::to(PageId::named("service")).with_param("q", Some(&customer.name));
        (to.to_hash(), t.now_tickets(open))
    });
    plan.into_iter().chain(tickets).collect()
}
