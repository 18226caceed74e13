//! The timeline: what happened, the latest day first. Each row opens its record.

use crate::state::live::*;

use super::{Open, use_customer};
use crate::domain::day::Day;
use crate::domain::report::timeline::{TimelineEntry, What, timeline};
use crate::domain::world::World;
use crate::state::route::{PageId, Route};
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::proof::{RecordLine, line};
use crate::ui::record::Record;
use crate::ui::text::use_text;
use crate::ui::widget::{Button, EmptyState, Icon, Segmented};

/// How many rows are shown at first, and added by "more".
const PAGE: usize = 50;
/// The page state that holds the filter.
const PARAM: &str = "events";

/// A row in words.
#[derive(Clone, PartialEq)]
struct ShownEntry {
    entry: TimelineEntry,
    later: bool,
    line: RecordLine,
}

/// What the list shows now.
#[derive(Clone, PartialEq, Default)]
struct Shown {
    rows: Vec<ShownEntry>,
    left: usize,
    any: bool,
}

/// What happened.
#[component]
pub fn Timeline() -> impl IntoView {
    let (app, open, t) = (use_app(), use_customer(), use_text());
    let limit = RwSignal::new(PAGE);
    let filter = Memo::new(move |_| app.with_route(|r| r.param(PARAM).unwrap_or("all").to_owned()));
    let entries = Memo::new(move |_| {
        let slot = open.slot.get()?;
        app.session.read(|world| timeline(world, slot))
    });
    let returns = Memo::new(move |_| {
        let as_of = app.as_of.get();
        let is_return = |world: &World, what: What| match what {
            What::Order(slot) => world.book.orders.at(slot).is_some_and(|order| order.amount.0 < 0),
            _ => false,
        };
        let count = |world: &World| {
            let all = entries.get().unwrap_or_default();
            all.iter()
                .filter(|e| e.day <= as_of && is_return(world, e.what))
                .count()
        };
        app.session.read(count).unwrap_or_default()
    });
    let shown = Memo::new(move |_| shown(app, entries, &filter.get(), limit.get()));
    let note = move || {
        let as_of = app.as_of.get();
        let all = entries.get().unwrap_or_default();
        let count = |pick: fn(&What) -> bool| all.iter().filter(|e| e.day <= as_of && pick(&e.what)).count();
        let t = t();
        let orders = count(|w| matches!(w, What::Order(_)));
        t.timeline_note(
            t.timeline_interactions(count(|w| matches!(w, What::Interaction(_)))),
            t.orders_with(
                orders,
                returns.get(),
                |n| t.timeline_orders(n),
                |n| t.timeline_returns(n),
            ),
            t.timeline_tickets(count(|w| matches!(w, What::Ticket(_)))),
        )
    };
    follow_record(open, entries, filter, limit, app);
    let choose = Callback::new(move |to: String| {
        limit.set(PAGE);
        app.set_param(PARAM, (to != "all").then_some(to.as_str()));
    });
    let options = vec![
        ("all", (move || t().all()).into()),
        ("interactions", (move || t().see_interactions()).into()),
        ("orders", (move || t().see_orders()).into()),
        ("tickets", (move || t().see_tickets()).into()),
        ("care", (move || t().see_care()).into()),
    ];
    let left = Memo::new(move |_| shown.with(|s| s.left));
    view! {
        <section class="panel panel--timeline" aria-labelledby="timeline-title">
            <header class="panel__head">
                <h2 class="panel__title" id="timeline-title">{move || t().timeline()}</h2>
                <span class="panel__note">{note}</span>
                <span class="panel__end">
                    <Segmented label=move || t().show() name="timeline" options=options value=filter on_change=choose />
                </span>
            </header>
            <ol class="timeline">
                <For each=move || shown.get().rows key=|row| (key(row.entry.what), row.later, row.line.clone()) let:row>
                    <TimelineRow row=row />
                </For>
            </ol>
            <Show when=move || shown.with(|s| s.rows.is_empty())>
                <Nothing any=shown.with_untracked(|s| s.any) />
            </Show>
            <Show when=move || { left.get() > 0 }>
                <div class="panel__foot">
                    <Button text=move || t().more_entries(left.get()) on_click=Callback::new(move |_| limit.update(|n| *n += PAGE)) />
                </div>
            </Show>
        </section>
    }
}

#[component]
fn Nothing(any: bool) -> impl IntoView {
    let t = use_text();
    if any {
        view! { <p class="panel__body muted">{move || t().nothing_of_kind()}</p> }.into_any()
    } else {
        view! { <EmptyState title=move || t().nothing_yet() text=move || t().nothing_yet_help() /> }.into_any()
    }
}

fn shown(app: App, entries: Memo<Option<Vec<TimelineEntry>>>, filter: &str, limit: usize) -> Shown {
    let (lang, as_of) = (app.lang.get(), app.as_of.get());
    entries.with(|entries| {
        let Some(entries) = entries else {
            return Shown::default();
        };
        let fits: Vec<&TimelineEntry> = entries.iter().filter(|e| passes(e.what, filter)).collect();
        let rows = app.session.read(|world| {
            let row = |entry: &&TimelineEntry| {
                let later = entry.day > as_of;
                let entry = **entry;
                Some(ShownEntry {
                    entry,
                    later,
                    line: line(world, entry.what, lang)?,
                })
            };
            fits.iter().take(limit).filter_map(row).collect::<Vec<ShownEntry>>()
        });
        Shown {
            rows: rows.unwrap_or_default(),
            left: fits.len().saturating_sub(limit),
            any: !entries.is_empty(),
        }
    })
}

fn passes(what: What, filter: &str) -> bool {
    match filter {
        "interactions" => matches!(what, What::Interaction(_)),
        "orders" => matches!(what, What::Order(_)),
        "tickets" => matches!(what, What::Ticket(_)),
        "care" => matches!(what, What::Plan(_) | What::PlanEnded(_) | What::Task(_)),
        _ => true,
    }
}

/// Names a row: for its key and for the page's id.
fn key(what: What) -> String {
    match what {
        What::Order(slot) => format!("event-order-{slot}"),
        What::Interaction(slot) => format!("event-interaction-{slot}"),
        What::Ticket(slot) => format!("event-ticket-{slot}"),
        What::Review(slot) => format!("event-review-{slot}"),
        What::Plan(slot) => format!("event-plan-{slot}"),
        What::PlanEnded(slot) => format!("event-plan-end-{slot}"),
        What::Task(slot) => format!("event-task-{slot}"),
        What::Signed(slot) => format!("event-signed-{slot}"),
        What::HandedOver(slot) => format!("event-handed-{slot}"),
    }
}

/// Brings the record whose dialog opens into sight, so that it is there when the dialog is gone.
fn follow_record(
    open: Open,
    entries: Memo<Option<Vec<TimelineEntry>>>,
    filter: Memo<String>,
    limit: RwSignal<usize>,
    app: App,
) {
    Effect::new(move |_| {
        let Some(Record::Known(what)) = open.record.get() else {
            return;
        };
        if !passes(what, &filter.get_untracked()) {
            app.set_param(PARAM, None);
        }
        let all = filter.get_untracked();
        let place = entries.with_untracked(|e| {
            let mut fits = e.iter().flatten().filter(|e| passes(e.what, &all));
            fits.position(|e| e.what == what)
        });
        if let Some(place) = place
            && place >= limit.get_untracked()
        {
            limit.set((place / PAGE + 1) * PAGE);
        }
        next_frame(move || {
            if let Some(row) = document().get_element_by_id(&key(what)) {
                let into = web_sys::ScrollIntoViewOptions::new();
                into.set_block(web_sys::ScrollLogicalPosition::Nearest);
                row.scroll_into_view_with_scroll_into_view_options(&into);
            }
        });
    });
}

#[component]
fn TimelineRow(row: ShownEntry) -> impl IntoView {
    let (app, open, t) = (use_app(), use_customer(), use_text());
    let ShownEntry { entry, later, line } = row;
    let day = move || day_words(entry.day, app);
    let (written, kind) = (line.text.clone(), line.kind.clone());
    let is_record = matches!(entry.what, What::Order(_) | What::Interaction(_) | What::Ticket(_));
    // What nobody writes a text to says all by what it is.
    let text = move || match written.is_empty() && is_record {
        true => t().timeline_no_text().to_owned(),
        false => written.clone(),
    };
    let said = text.clone();
    let name = move || [entry.day.to_string(), kind.clone(), said()];
    let body = match entry.what {
        What::Plan(_) | What::PlanEnded(_) => {
            let health = Route::to(PageId::named("health"));
            let to = open
                .id
                .try_get_value()
                .map(|id| health.with_param("customer", Some(id.as_str())).to_hash());
            view! { <a class="timeline__text" href=to>{text}</a> }.into_any()
        }
        _ if !is_record => view! { <span class="timeline__text">{text}</span> }.into_any(),
        what => view! {
            <button
                type="button"
                class="timeline__text timeline__open"
                aria-label=move || t().open_record(format::clauses(name(), t().0))
                aria-haspopup="dialog"
                on:click=move |_| open.record.set(Some(Record::Known(what)))
            >
                {text}
            </button>
        }
        .into_any(),
    };
    view! {
        <li class="timeline__item" id=key(entry.what) data-later=later.then_some("true")>
            <Icon name=line.icon />
            <time class="nowrap" datetime=entry.day.to_string()>{day}</time>
            <span class="timeline__kind">{line.kind}</span>
            {body}
            <span class="timeline__who">
                {later.then(|| view! { <span class="mark">{move || t().later_not_counted()}</span> })} {line.who}
            </span>
        </li>
    }
}

/// The day with its weekday; a day of another year has its year instead.
fn day_words(day: Day, app: App) -> impl IntoView {
    let text = format::short_day(day, app.as_of.get());
    let weekday = (text.len() == 5).then(|| format::weekday(day, app.lang.get()));
    view! {
        {text}
        {weekday.map(|w| view! { <span class="muted small">{format!(" {w}")}</span> })}
    }
}
