//! What is late, spread over the days to come: which day gets what, before it is done.

use std::collections::BTreeMap;

use crate::state::live::*;

use super::list::TodayList;
use super::settle::{Ending, outcome};
use crate::domain::care::{Deed, NOBODY, called, spread_late};
use crate::domain::command::Command;
use crate::domain::day::Day;
use crate::domain::kind::TaskOutcome;
use crate::domain::world::World;
use crate::state::today::Todo;
use crate::ui::focus;
use crate::ui::format;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, Dialog, Kind};

/// So many of a day are named.
const NAMED: usize = 3;

/// A day, how many it gets, and the first of them by name.
type DayGets = (Day, usize, Vec<String>);

/// The dialog.
#[component]
pub fn SpreadLate(page: TodayList, open: RwSignal<bool>) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    // What is confirmed is what stands there: both are made of this, which follows the book.
    let planned = Memo::new(move |_| open.get().then(|| planned(page)).flatten());
    let days = Memo::new(move |_| {
        planned
            .get()
            .map(|planned| days(page, &planned, t()))
            .unwrap_or_default()
    });
    let count = move || planned.with(|planned| planned.as_ref().map_or(0, Vec::len));
    let confirm = move |_| {
        let made = untrack(|| planned.get().and_then(|planned| made(page, &planned)));
        open.set(false);
        if let Some(command) = made {
            // What opened the dialog goes with what was late: the list is what is gone on with.
            app.session.dispatch_then(command, |_| focus::focus_soon(".grid__body"));
        }
    };
    let foot = move || {
        view! {
            <Button text=move || t().cancel() on_click=Callback::new(move |_| open.set(false)) />
            <Button
                text=move || t().today_spread_do()
                kind=Kind::Primary
                disabled=Signal::derive(move || count() == 0)
                attr:data-testid="spread-apply"
                on_click=Callback::new(confirm)
            />
        }
    };
    let row = move |(day, n, names): DayGets| {
        let rest = n - names.len();
        let names = format::list(names, t().0);
        let names = if rest > 0 {
            t().today_spread_more(names, rest)
        } else {
            names
        };
        let day = format!(
            "{} {}",
            format::short_day(day, app.as_of.get()),
            format::weekday(day, t().0)
        );
        view! {
            <tr data-testid="spread-day">
                <th scope="row">{day}</th>
                <td class="num">{t().today_spread_n(n)}</td>
                <td>{names}</td>
            </tr>
        }
    };
    view! {
        <Dialog open=open title=move || t().today_spread(count()) foot=foot>
            <p>{move || t().today_spread_help()}</p>
            <table class="table table--flush">
                <tbody>{move || days.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        </Dialog>
    }
}

/// What is late, each with the day that it is put off to; nothing where nothing is late. Tracked.
fn planned(page: TodayList) -> Option<Vec<(Deed, Day)>> {
    let late = page.late();
    let days = page.read(|world, todo| Some(spread_late(world, &todo.care, &todo.deeds, &late)))?;
    Some(late.into_iter().zip(days).collect()).filter(|planned: &Vec<_>| !planned.is_empty())
}

/// The days in their order, each with what it gets.
fn days(page: TodayList, planned: &[(Deed, Day)], t: T) -> Vec<DayGets> {
    let by_day = |world: &World, todo: &Todo| {
        let mut days: BTreeMap<Day, (usize, Vec<String>)> = BTreeMap::new();
        for (deed, day) in planned {
            let (n, names) = days.entry(*day).or_default();
            *n += 1;
            if names.len() < NAMED {
                names.extend(name(world, todo, deed, t));
            }
        }
        Some(days.into_iter().map(|(day, (n, names))| (day, n, names)).collect())
    };
    page.read(by_day).unwrap_or_default()
}

/// Whom it is about, else what it is.
fn name(world: &World, todo: &Todo, deed: &Deed, t: T) -> Option<String> {
    let customer = deed.lead().map(|task| task.customer).filter(|of| *of != NOBODY);
    match customer.and_then(|of| world.book.customers.at(of)) {
        Some(customer) => Some(customer.name.to_string()),
        None => Some(t.label(&called(&world.book, &todo.care, deed.tasks.get(..1)?))),
    }
}

/// Puts each off to its day, in one step.
fn made(page: TodayList, planned: &[(Deed, Day)]) -> Option<Command> {
    let app = page.list.app;
    page.read(|world, todo| {
        let by = app.user.get_untracked();
        let note = T(app.lang.get_untracked()).today_spread_note();
        let outcomes = planned.iter().flat_map(|(deed, day)| {
            let ending = Ending::PutOff(*day);
            let by = &by;
            deed.tasks.iter().filter_map(move |task| {
                let outcome = outcome(&task.key(&world.book, &todo.care), &ending, by, None)?;
                Some(TaskOutcome {
                    note: Some(note.into()),
                    ..outcome
                })
            })
        });
        let days = || planned.iter().map(|(_, day)| *day);
        let (from, to) = (days().min()?, days().max()?);
        Some(Command::SettleTasks {
            what: both(|t| t.today_spread_what(planned.len(), format::day(from), format::day(to))),
            outcomes: outcomes.collect(),
            contacts: Vec::new(),
        })
    })
}
