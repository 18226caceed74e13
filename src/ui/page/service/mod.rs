//! 服务: the tickets by the time they have left, how that was counted, and what is done with them; how often promises were kept.

mod deeds;
mod hours;
mod keys;
mod levels;
mod list;
mod months;
mod new_ticket;
mod pauses;
mod slip;
mod words;

use crate::state::live::*;

use deeds::SolveDialog;
use hours::Hours;
use levels::Levels;
use list::{SERVICE, ServiceList};
use months::Months;
use new_ticket::NewTicket;
use slip::Slip;

use crate::domain::id::CustomerId;
use crate::state::route::Route;
use crate::state::use_app;
use crate::ui::keys::on_new;
use crate::ui::later::{Later, later, once_wanted, piece};
use crate::ui::list::*;
use crate::ui::record::talk_with;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, EmptyState, Kind, Note, NoteKind, PageHead, ParamChoice};

/// Levels are rules: what edits them is loaded with what keeps the versions of these.
static SOLVE: Later<fn(ServiceList) -> AnyView> =
    later!(write: solve_ticket => fn(ServiceList) -> AnyView { |page| view! { <SolveDialog page=page /> }.into_any() });
static EDITOR: Later<fn(ServiceList) -> AnyView> = later!(rooms: edit_levels => fn(ServiceList) -> AnyView { |page| {
        view! {
            <Levels page=page />
            <Hours page=page />
        }
        .into_any()
    } });

/// The piece of page state that names the ticket whose slip stands beside the list.
const TICKET: &str = "ticket";
/// The pieces of page state that narrow the list.
const VIEW: &str = "view";
const KIND: &str = "kind";
const SEVERITY: &str = "severity";
const WHOSE: &str = "whose";
/// The value of [`VIEW`] for how often promises were kept.
const MONTHS: &str = "months";
/// And for what is promised.
const LEVELS: &str = "levels";
/// The values of [`WHOSE`] beside all.
const MINE: &str = "mine";
const NOBODYS: &str = "none";

/// The page.
#[component]
pub fn Service() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let page = ServiceList::new();
    let talking = RwSignal::new(None::<CustomerId>);
    let asking = RwSignal::new(None::<()>);
    // What is new is a contact about the ticket whose slip stands there, else a ticket.
    on_new(move || {
        let whose = |id: String| {
            page.find(&id, |world, _, work| {
                Some(world.book.customers.at(work.customer)?.id.clone())
            })
        };
        match untrack(|| app.param(TICKET).and_then(whose)) {
            Some(customer) => talking.set(Some(customer)),
            None => asking.set(Some(())),
        }
    });
    let view = Memo::new(move |_| app.param(VIEW).unwrap_or_default());
    let sub = move || {
        if !page.is_read() {
            return t().service_reading().into_any();
        }
        let [open, late, paused] = page.counts();
        // Each is of all tickets, whatever the list is narrowed to.
        let there = |n: usize, view: Option<&str>| (n > 0).then(|| Route::to(SERVICE).with_param(VIEW, view).to_hash());
        let figures = vec![
            (t().service_sub_open(open), there(open, None)),
            (t().service_sub_late(late), there(late, Some("late"))),
            (t().service_sub_paused(paused), there(paused, Some("paused"))),
        ];
        figures_line(t(), figures)
    };
    let faults = move || {
        let faults = page.read(|_, queue| {
            let first = queue.plan.issues.first()?;
            Some((queue.plan.issues.len(), t().label(&first.label())))
        });
        faults.map(|(n, first)| view! { <Note kind=NoteKind::Warn text=move || t().service_faults(n, &first) /> })
    };
    let body = move || match &*view.get() {
        MONTHS => view! { <Months page=page /> }.into_any(),
        LEVELS => piece(&EDITOR, move |view| view(page)),
        _ => view! {
            <div class="today">
                <ListTable page=page message=move || message(page) bulk=move || deeds::bulk(page) />
                <Slip page=page />
            </div>
        }
        .into_any(),
    };
    view! {
        <div class="page page--fill page--today page--service" data-open=move || app.param(TICKET).map(|_| "yes")>
            <PageHead title=move || t().service_title() sub=sub>
                <Button
                    text=move || t().service_new()
                    kind=Kind::Primary
                    icon="plus"
                    attr:data-testid="new-ticket"
                    on_click=Callback::new(move |_| asking.set(Some(())))
                />
                <Show when=move || view.with(|view| is_of_tickets(view))>
                    <ListButtons page=page />
                </Show>
            </PageHead>
            {faults}
            <Tools page=page view=view />
            {body}
        </div>
        {once_wanted(move || page.solving.with(Option::is_some), &SOLVE, move |build| build(page))}
        {talk_with(talking)}
        <NewTicket asking=asking />
        <ListExport page=page />
        {move || view.with(|view| is_of_tickets(view)).then(|| paper::list_area(page))}
    }
}

/// Whether tickets are shown, and not what was promised for them.
fn is_of_tickets(view: &str) -> bool {
    !matches!(view, MONTHS | LEVELS)
}

/// Whether what is shown is of the tickets that the tools choose: they are there then.
fn is_narrowed(view: &str) -> bool {
    view != LEVELS
}

#[component]
fn Tools(page: ServiceList, view: Memo<String>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let is_of_tickets = move || view.with(|view| is_of_tickets(view));
    let is_narrowed = move || view.with(|view| is_narrowed(view));
    // Whose they are is asked where the page knows who works here.
    let knows_me = Memo::new(move |_| app.user.with(|user| !user.trim().is_empty()));
    view! {
        <div class="toolbar" role="group" aria-label=move || t().list_tools()>
            <ParamChoice
                label=T::service_view
                name="service-view"
                param=VIEW
                ends=&["sort", months::KEPT, months::OF, months::MONTH]
                options=vec![
                    ("queue", T::service_queue),
                    ("late", T::service_late),
                    ("paused", T::service_paused),
                    ("revisit", T::service_revisit),
                    ("done", T::service_done),
                    ("all", T::service_all),
                    (MONTHS, T::service_months),
                    (LEVELS, T::service_levels),
                ]
            />
            <Show when=is_narrowed>
                <list::Kinds />
            </Show>
            {move || is_narrowed().then(|| whose(knows_me.get()))}
            <Show when=is_narrowed>
                <Narrow page=page mark="service-search" />
            </Show>
            <Show when=is_of_tickets>
                <ColumnsMenu page=page />
            </Show>
        </div>
    }
}

/// Whose they are: anybody's, one's own where the page knows who works here, nobody's.
fn whose(knows_me: bool) -> impl IntoView {
    let mine = knows_me.then_some((MINE, T::service_mine as fn(T) -> &'static str));
    let first = ("all", T::service_all as fn(T) -> &'static str);
    let options = [first]
        .into_iter()
        .chain(mine)
        .chain([(NOBODYS, T::unassigned as fn(T) -> &'static str)]);
    view! { <ParamChoice label=T::service_whose name="service-whose" param=WHOSE options=options.collect() /> }
}

/// What would be here.
fn message(page: ServiceList) -> AnyView {
    let t = use_text();
    match page
        .queue
        .with(|queue| queue.as_ref().map(|queue| queue.works.is_empty()))
    {
        None => view! { <p class="muted" role="status">{move || t().service_reading()}</p> }.into_any(),
        Some(true) => {
            view! { <EmptyState title=move || t().service_none() text=move || t().service_none_help() /> }.into_any()
        }
        Some(false) => view! { <EmptyState title=move || t().service_none_of_kind() /> }.into_any(),
    }
}
