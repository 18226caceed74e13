//! The cards that are measured beside the report: figures of goals, open tickets, causes of complaints.

use crate::state::live::*;

use super::cards::{Ground, words_of};
use super::figures::{Figure, Note, Side, Tone, figure, toned};
use super::lists::{CountLine, Ranked};
use crate::domain::day::Day;
use crate::domain::report::before::OpenTickets;
use crate::domain::service::Deskwork;
use crate::domain::steering::{ComplaintMonth, GoalFigure, GoalOf, GoalReport, Measure};
use crate::state::route::{PageId, Route};
use crate::state::use_app;
use crate::ui::format;
use crate::ui::goal_said;
use crate::ui::list::figures_line;
use crate::ui::text::{T, use_text};

/// So many causes are named.
const CAUSES: usize = 8;

/// The figure of a goal, beside what it was at the end of the month before.
pub fn measured(ground: Ground, measure: Measure) -> AnyView {
    let t = use_text();
    let of = move |report: &GoalReport| {
        let is_it = |it: &&GoalFigure| it.goal.of == GoalOf::Measure(measure);
        report.goals.iter().find(is_it).cloned()
    };
    let it = Memo::new(move |_| ground.goals?.with(|told| told.as_ref()?.of.as_deref().and_then(of)));
    let drawn = move || {
        let t = t();
        let shown = match it.get() {
            Some(it) => drawn(&it, measure, t),
            None => Figure {
                label: words_of(measure, t).0,
                value: format::unknown(t.0),
                notes: vec![toned(Tone::Plain, "", t.board_reading().to_owned())],
                ..Figure::default()
            },
        };
        figure(shown).into_any()
    };
    view! { {drawn} }.into_any()
}

fn drawn(it: &GoalFigure, measure: Measure, t: T) -> Figure {
    let unit = it.goal.unit();
    let said = |value: f64| goal_said::figure(unit, value, t);
    let (label, counts) = words_of(measure, t);
    let course: Vec<f64> = it.course.iter().filter_map(|(_, value)| *value).collect();
    let aim = it.aim.map(|aim| toned(Tone::Plain, "", t.board_aim(said(aim))));
    let (_, icon, word) = goal_said::standing(it.standing, t);
    let status = toned(Tone::Plain, icon, word.to_owned());
    Figure {
        label,
        counts,
        // A number and its unit stay together.
        value: it
            .value
            .map_or_else(|| format::unknown(t.0), |value| said(value).replace(" %", "\u{a0}%")),
        href: Route::to(PageId::named("goals"))
            .with_param("goal", Some(&it.goal.id))
            .to_hash(),
        side: if course.len() > 1 {
            Side::Course(course)
        } else {
            Side::Nothing
        },
        notes: against_month_before(it, said, t)
            .into_iter()
            .chain(aim)
            .chain([status])
            .collect(),
        ..Figure::default()
    }
}

/// The figure at the end of the month before, and whether this one is better.
fn against_month_before(it: &GoalFigure, said: impl Fn(f64) -> String, t: T) -> Vec<Note> {
    let Some((day, before)) = it.course.iter().rev().nth(1) else {
        return Vec::new();
    };
    // What it was then rests on the rows of that day.
    let there = Route::to(PageId::named("goals")).with_param("goal", Some(&it.goal.id));
    let there = Some(there.on_day(Some(*day)).to_hash());
    let notes = match (it.value, before) {
        (Some(now), Some(before)) if said(now) == said(*before) => {
            vec![toned(Tone::Plain, "", t.board_same_as_before().to_owned())]
        }
        (Some(now), Some(before)) => {
            let (is_up, icon) = match now > *before {
                true => (true, "arrow-up"),
                false => (false, "arrow-down"),
            };
            let tone = if is_up == it.goal.falls() {
                Tone::Risk
            } else {
                Tone::Good
            };
            vec![toned(tone, icon, t.board_month_before(said(*before)))]
        }
        _ => vec![toned(Tone::Plain, "", t.board_no_before().to_owned())],
    };
    let linked = |note: Note| Note {
        href: there.clone(),
        ..note
    };
    notes.into_iter().map(linked).collect()
}

fn bar(name: String, count: usize, most: usize, share: String, href: Option<String>, is_rest: bool) -> CountLine {
    CountLine {
        name,
        is_tag: false,
        is_rest,
        count,
        share,
        width: super::board::width(count, most),
        href,
        risk: None,
        before: None,
    }
}

/// A line of the tickets: its name, what it counts, and what narrows the page of tickets to these.
struct TicketLine {
    name: fn(T) -> &'static str,
    count: fn(&OpenTickets) -> usize,
    key: &'static str,
    value: &'static str,
}

const TICKETS: [TicketLine; 4] = [
    TicketLine {
        name: T::board_tickets_open,
        count: |all| all.open,
        key: "is.row.phase",
        value: "open",
    },
    TicketLine {
        name: T::board_tickets_paused,
        count: |all| all.paused,
        key: "view",
        value: "paused",
    },
    TicketLine {
        name: T::board_tickets_revisit,
        count: |all| all.revisit,
        key: "view",
        value: "revisit",
    },
    TicketLine {
        name: T::board_tickets_late,
        count: |all| all.late,
        key: "view",
        value: "late",
    },
];

/// Open tickets, by whom they wait for, and those that are late.
pub fn tickets(ground: Ground) -> AnyView {
    let (app, t) = (use_app(), use_text());
    let Some(queue) = ground.queue else {
        return ().into_any();
    };
    let at = crate::state::service::seen_at(app, queue);
    let lines = Memo::new(move |_| {
        let (t, at) = (t(), at.get());
        queue.with(|queue| {
            let works: &[Deskwork] = queue.as_ref().map(|queue| queue.works.as_slice()).unwrap_or_default();
            let now = OpenTickets::of(works, at);
            let then = ground.board.before(|before| (before.day, before.tickets));
            let most = TICKETS.iter().map(|one| (one.count)(&now)).max().unwrap_or_default();
            let line = |one: &TicketLine| {
                let route = Route::to(PageId::named("service")).with_param(one.key, Some(one.value));
                let n = (one.count)(&now);
                let before = then.map(|(day, then)| {
                    let there = route.clone().on_day(Some(day));
                    let n = (one.count)(&then);
                    let said = t.board_month_before(format::count(n));
                    (said, (n > 0).then(|| there.to_hash()))
                });
                CountLine {
                    before,
                    ..bar(
                        (one.name)(t).to_owned(),
                        n,
                        most,
                        String::new(),
                        Some(route.to_hash()),
                        false,
                    )
                }
            };
            TICKETS.iter().map(line).collect()
        })
    });
    let note = move || t().board_tickets_note(format::day(app.as_of.get()));
    view! {
        <Ranked
            id="board-tickets"
            title=Signal::derive(move || t().board_card_tickets().to_owned())
            note=note
            lines=lines
        />
    }
    .into_any()
}

/// The causes of this month's complaints, the most frequent first.
pub fn causes(ground: Ground) -> AnyView {
    let (app, t) = (use_app(), use_text());
    let Some(queue) = ground.queue else {
        return ().into_any();
    };
    let month = Memo::new(move |_| {
        let as_of: Day = app.as_of.get();
        let queue = queue.get()?;
        let start = queue.plan.work.zone.at(as_of, 0);
        app.session
            .read(|world| ComplaintMonth::of(world, &queue.works, start, as_of))
    });
    let lines =
        Memo::new(move |_| month.with(|month| month.as_ref().map_or(Vec::new(), |month| cause_lines(month, t()))));
    let note = move || {
        let counts = |month: &ComplaintMonth| {
            let rows = |n: usize, days| (n > 0).then(|| goal_said::complaints(days, None));
            let (now, before) = (month.all.len(), month.all_before);
            vec![
                (t().board_causes_now(now), rows(now, (month.from, month.until))),
                (t().board_causes_then(before), rows(before, month.before)),
            ]
        };
        let counts = month.with(|month| month.as_ref().map(counts));
        figures_line(
            t(),
            counts.unwrap_or_else(|| vec![(t().board_reading().to_owned(), None)]),
        )
    };
    view! {
        <Ranked
            id="board-causes"
            title=Signal::derive(move || t().board_card_causes().to_owned())
            note=note
            lines=lines
        />
    }
    .into_any()
}

/// The causes named most, and how many complaints there were in the month before.
fn cause_lines(month: &ComplaintMonth, t: T) -> Vec<CountLine> {
    let most = month.causes.iter().map(|bar| bar.now).max().unwrap_or_default();
    let days = (month.from, month.until);
    let named = month.causes.iter().filter(|bar| bar.now > 0).take(CAUSES);
    let line = |it: &crate::domain::steering::Bar<crate::domain::record::Text>| {
        let name = it.of.as_deref().unwrap_or(t.board_cause_unknown()).to_owned();
        let share = format::share(it.now, month.all.len(), t.0);
        let of = ("row.cause", it.of.as_deref().unwrap_or_default());
        bar(
            name,
            it.now,
            most,
            share,
            Some(goal_said::complaints(days, Some((of.0, &[of.1])))),
            it.of.is_none(),
        )
    };
    let before = (month.all_before > 0).then(|| {
        let href = goal_said::complaints(month.before, None);
        bar(
            t.board_causes_before().to_owned(),
            month.all_before,
            most,
            String::new(),
            Some(href),
            true,
        )
    });
    named.map(line).chain(before).collect()
}
