//! What a row of the list says, and where it leads.

use super::TASK;
use crate::domain::care::{Deed, Shift, TaskSource, When, name_of, whose, why};
use crate::domain::day::Day;
use crate::domain::label::Lang;
use crate::domain::world::World;
use crate::state::route::{PageId, Route};
use crate::state::today::Todo;
use crate::ui::class_word::class_word;
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::T;

/// What a head orders the list by.
pub fn order(world: &World, todo: &Todo, deed: &Deed, key: &str) -> Option<String> {
    let task = deed.lead()?;
    let customer = || Some(world.book.customers.at(task.customer)?.name.to_string());
    match key {
        "name" => Some(name_of(&world.book, &todo.care, task).zh.into_owned()),
        "customer" => customer(),
        "kind" => Some(deed.kind.label().zh.into_owned()),
        "owner" => whose(world, task).map(str::to_owned),
        _ => None,
    }
}

/// A row of the list.
pub fn line(world: &World, todo: &Todo, deed: &Deed, route: &Route, lang: Lang) -> Option<ListLine> {
    let (t, evaluation) = (T(lang), &world.evaluation);
    let task = deed.lead()?;
    let customer = world.book.customers.at(task.customer);
    let name = t.label(&name_of(&world.book, &todo.care, task));
    let reasons = deed.tasks.iter().map(|task| t.label(&why(world, &todo.care, task)));
    let reasons = shifted(deed, evaluation.as_of, t).into_iter().chain(reasons);
    let class = evaluation.class_in(task.customer, "value");
    let value = customer.map(|_| class_word(&[&evaluation.plan], lang, "value", class));
    let owner = whose(world, task).map(str::to_owned);
    let [words, day] = when(todo, deed, evaluation.as_of, t);
    Some(ListLine(vec![
        Cell::Name(name, href(route, &todo.key(world, deed)?)),
        Cell::Noted(words, Some(day)),
        Cell::or(customer.map(|customer| customer.name.to_string()), t.today_nobody()),
        value.map_or_else(|| Cell::Text(String::new()), |value| Cell::Class(value, false)),
        Cell::Text(format::long_clauses(reasons, lang)),
        Cell::Text(t.label(&deed.kind.label())),
        Cell::or(owner, t.unknown()),
        Cell::Actions(&[0, 1]),
        Cell::day(Some(deed.due)),
        Cell::day(Some(deed.last)),
        Cell::Text(customer.map(|customer| customer.id.to_string()).unwrap_or_default()),
    ]))
}

/// The page where something is settled that is not settled here.
pub fn elsewhere(world: &World, deed: &Deed) -> Option<Route> {
    match deed.lead()?.source {
        TaskSource::Ticket { ticket, .. } => {
            let id = world.book.tickets.key_at(ticket)?;
            Some(
                Route::to(PageId::named("service"))
                    .with_param("view", Some("all"))
                    .with_param("ticket", Some(id)),
            )
        }
        TaskSource::Review { .. } => Some(Route::to(PageId::REVIEW)),
        _ => None,
    }
}

/// Where the briefing of a task is, from a page.
pub fn href(route: &Route, key: &str) -> String {
    let here = match route.page == PageId::TODAY {
        true => route.clone(),
        false => Route::to(PageId::TODAY),
    };
    here.with_param(TASK, Some(key)).to_hash()
}

/// Why it is not asked on the day that would be best.
pub fn shifted(deed: &Deed, as_of: Day, t: T) -> Option<String> {
    let said = |day| format::short_day(day, as_of);
    Some(match deed.shift? {
        Shift::Moved { from, is_full: true } => t.today_moved_full(said(from), said(deed.due)),
        Shift::Moved { from, is_full: false } => t.today_moved_off(said(from), said(deed.due)),
        Shift::Held { made, most, until } if made >= most => t.today_held_made(made, most, said(until)),
        Shift::Held { made, most, until } => t.today_held_planned(made, most, said(until)),
    })
}

/// When it is to be done, in words, with the last day below.
pub fn when(todo: &Todo, deed: &Deed, as_of: Day, t: T) -> [String; 2] {
    let last = |day| format!("{} {}", format::short_day(day, as_of), format::weekday(day, t.0));
    match deed.when {
        When::Overdue => {
            let late = todo.care.calendar.working_days_between(deed.last, as_of);
            let words = match usize::try_from(late) {
                Ok(late @ 1..) => t.today_late(late),
                _ => t.today_overdue().to_owned(),
            };
            [words, last(deed.last)]
        }
        When::Today => [t.today_now().to_owned(), t.today_until(last(deed.last))],
        When::Held => {
            let until = match deed.shift {
                Some(Shift::Held { until, .. }) => until,
                _ => deed.due,
            };
            [t.today_held().to_owned(), last(until)]
        }
        When::PutOff => [t.today_is_put_off().to_owned(), last(deed.due)],
        When::Week | When::Later => [format::distance(deed.due, as_of, t.0), last(deed.due)],
    }
}
