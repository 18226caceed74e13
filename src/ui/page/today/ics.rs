//! What is to be done as a calendar file, for calendars that ring while the page is closed.

use super::line::{reason, shifted};
use super::list::TodayList;
use crate::domain::care::{Deed, Shift, due_at, name_of, written_of};
use crate::domain::service::WorkTime;
use crate::domain::world::World;
use crate::exchange::ics::{Event, calendar};
use crate::state::clock;
use crate::state::live::*;
use crate::state::today::{Todo, offer_calendar};
use crate::ui::list::*;
use crate::ui::text::T;

/// A day in milliseconds.
const DAY_MS: i64 = 86_400_000;

/// Hands the rows selected, or all shown with what is put off, over as a calendar file.
pub fn export(page: TodayList) {
    let app = page.list().app;
    let t = T(app.lang.get_untracked());
    let made = untrack(|| {
        let mut deeds = page.deeds_of(&page.meant_rows());
        if page.picked_rows().is_empty() {
            deeds.extend(page.waiting());
        }
        page.read(|world, todo| {
            let events: Vec<Event> = deeds.iter().filter_map(|deed| event(world, todo, deed, t)).collect();
            let (work, _) = WorkTime::of(&world.book.head.settings);
            let now = i64::try_from(clock::unix_ms()).unwrap_or_default();
            Some(calendar(t.today_title(), &events, &work, now))
        })
    });
    if let Some(text) = made {
        offer_calendar(app, t.today_title(), &text);
    }
}

fn event(world: &World, todo: &Todo, deed: &Deed, t: T) -> Option<Event> {
    let as_of = world.evaluation.as_of;
    let task = deed.lead()?;
    // What is late is to be done today; what is held back, when it is asked again.
    let day = match deed.shift {
        Some(Shift::Held { until, .. }) => until,
        _ => deed.due.max(as_of),
    };
    let name = t.label(&name_of(&world.book, &todo.care, task));
    let customer = world.book.customers.at(task.customer);
    let written = written_of(&world.book, task).and_then(|written| written.due.as_ref());
    let at = written.filter(|due| due.clock().is_some());
    let at = at.and_then(|due| Some(due.unix_ms()? + i64::from(day.days_since(due.day)) * DAY_MS));
    let at = at.or_else(|| due_at(world, &todo.care, task).filter(|_| deed.due >= as_of));
    let reasons = deed.tasks.iter().map(|task| reason(world, todo, task, t.0));
    let lines: Vec<String> = shifted(world, todo, deed, t).into_iter().chain(reasons).collect();
    Some(Event {
        uid: todo.key(world, deed)?,
        day,
        at,
        summary: customer.map_or_else(|| name.clone(), |customer| t.today_event(&name, &*customer.name)),
        description: lines.join("\n"),
        category: t.label(&deed.kind.label()),
    })
}
