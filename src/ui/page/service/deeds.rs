//! What is done with tickets: answered, paused, gone on with, opened again in one press; solved and asked about again with what there is
//! to say.

use crate::state::live::*;

use super::list::{ServiceList, name};
use crate::domain::command::{Command, Edit};
use crate::domain::day::Moment;
use crate::domain::held::Held;
use crate::domain::kind::{Severity, Ticket};
use crate::domain::record::Text;
use crate::domain::service::{
    Deskwork, Measure, Phase, STEPS, answered, escalated, escalation, paused, resumed, solved,
};
use crate::state::{App, clock, random, use_app};
use crate::ui::focus;
use crate::ui::form::{Form, FormDialog, Names, RecordForm, inputs};
use crate::ui::list::{GiveTo, ListAction, ListPage};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Menu, MenuItem, labelled};

/// What is done with a ticket in one press.
pub type Change = Box<dyn Fn(&Ticket, &Moment) -> Ticket>;

/// A ticket that is being solved, or asked about again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solving {
    pub id: String,
    pub is_revisit: bool,
}

/// The marks of what can be done with several at once.
const ANSWER: &str = "service-answer";
const PAUSE: &str = "service-pause";
const RESUME: &str = "service-resume";

/// What can be done with a row.
pub const ACTIONS: &[ListAction<ServiceList>] = &[
    action(
        T::service_answer,
        |t, name| t.service_answer_of(name),
        ANSWER,
        (Some("check"), false),
        |page, row| page.can(ANSWER, row),
        |page, rows| {
            each(page, &able(page, ANSWER, rows), &|ticket, now| answered(ticket, now));
        },
    ),
    action(
        T::service_solve_do,
        |t, name| t.service_solve_of(name),
        "service-solve",
        (None, false),
        |_, _| true,
        |page, rows| solve(page, rows, false),
    ),
    action(
        T::service_revisit_do,
        |t, name| t.service_revisit_of(name),
        "service-revisit",
        (None, false),
        |_, _| true,
        |page, rows| solve(page, rows, true),
    ),
    action(
        T::service_pause,
        |t, name| t.service_pause_of(name),
        PAUSE,
        (Some("clock"), true),
        |page, row| page.can(PAUSE, row),
        |page, rows| {
            each(page, &able(page, PAUSE, rows), &|ticket, now| paused(ticket, now, None));
        },
    ),
    action(
        T::service_resume,
        |t, name| t.service_resume_of(name),
        RESUME,
        (Some("arrow-right"), true),
        |page, row| page.can(RESUME, row),
        |page, rows| {
            each(page, &able(page, RESUME, rows), &|ticket, now| resumed(ticket, now));
        },
    ),
];

/// Why an action cannot be done with a ticket, where that is so.
pub fn why_not(mark: &str, (work, ticket): (&Deskwork, &Ticket), t: T) -> Option<&'static str> {
    let is_solved = matches!(work.phase, Phase::Revisit | Phase::Done);
    match mark {
        ANSWER | PAUSE if is_solved => Some(t.service_solved_already()),
        ANSWER if ticket.first_response_at.is_some() => Some(t.service_answered_already()),
        PAUSE if work.phase == Phase::Paused => Some(t.service_paused_already()),
        RESUME if work.phase != Phase::Paused => Some(t.service_not_paused()),
        _ => None,
    }
}

/// Whether a first answer was promised and is still waited for.
pub fn is_unanswered(work: &Deskwork) -> bool {
    let mut promises = work.promises.iter();
    promises.any(|promise| promise.measure == Measure::Response && promise.done.is_none())
}

const fn action(
    text: fn(T) -> &'static str,
    label: fn(T, &str) -> String,
    mark: &'static str,
    (icon, is_quiet): (Option<&'static str>, bool),
    can: fn(ServiceList, u32) -> bool,
    run: fn(ServiceList, &[u32]),
) -> ListAction<ServiceList> {
    ListAction {
        text,
        label,
        mark,
        icon,
        is_quiet,
        can,
        run,
    }
}

/// Those of [`ACTIONS`] that come next for a ticket.
pub fn of_phase(work: &Deskwork) -> &'static [usize] {
    match work.phase {
        Phase::Open if is_unanswered(work) => &[0, 3],
        Phase::Open => &[1, 3],
        Phase::Paused => &[1, 4],
        Phase::Revisit => &[2],
        Phase::Done => &[],
    }
}

/// The rows with which an action can be done: the others stay as they are, which the list says.
fn able(page: ServiceList, mark: &'static str, rows: &[u32]) -> Vec<u32> {
    let can = |row: &u32| untrack(|| page.can(mark, *row));
    rows.iter().copied().filter(can).collect()
}

/// Changes the tickets of rows as of now, in one step.
fn each(page: ServiceList, rows: &[u32], change: &dyn Fn(&Ticket, &Moment) -> Ticket) {
    let Some(now) = Moment::parse(&clock::instant()) else {
        return;
    };
    let ticket = |row: &u32| untrack(|| page.of(*row, |world, _, work| world.book.tickets.at(work.ticket).cloned()));
    let edit = |before: Held<Ticket>| {
        let after = change(&before, &now);
        (after != *before).then(|| Edit::of(before, after))
    };
    let edits: Vec<_> = rows.iter().filter_map(ticket).filter_map(edit).collect();
    if !edits.is_empty() {
        let session = page.list.app.session;
        session.dispatch_then(Command::PutTickets(edits), move |_| focus::rescue());
    }
}

/// What can be changed of the tickets selected: who handles them, how grave they are.
pub fn bulk(page: ServiceList) -> AnyView {
    let t = use_text();
    let give = move |handler: Option<Text>| {
        each(page, &page.picked_rows(), &|ticket, _| Ticket {
            handler: handler.clone(),
            ..ticket.clone()
        });
    };
    let items = Signal::derive(move || {
        let item = |severity: &Severity| {
            let severity = *severity;
            let grade = move || {
                each(page, &page.picked_rows(), &|ticket, _| Ticket {
                    severity: Some(severity),
                    ..ticket.clone()
                });
            };
            MenuItem::new("alert-triangle", move || t().label(&severity.label()), grade)
        };
        Severity::ALL.iter().map(item).collect::<Vec<_>>()
    });
    view! {
        <GiveTo title=T::service_give label=T::service_person clear=T::service_give_none on=Callback::new(give) />
        <Menu
            items=items
            button=labelled("alert-triangle", move || t().service_set_severity())
            button_class="btn btn--quiet btn--small"
        />
    }
    .into_any()
}

/// The command that changes a ticket.
pub fn changed(before: Held<Ticket>, change: impl FnOnce(&Ticket) -> Ticket) -> Command {
    let after = change(&before);
    Command::PutTicket(Edit::of(before, after))
}

/// Changes a ticket as of now.
pub fn put(page: ServiceList, before: Held<Ticket>, change: &dyn Fn(&Ticket, &Moment) -> Ticket) {
    let Some(now) = Moment::parse(&clock::instant()) else {
        return;
    };
    let command = changed(before, |ticket| change(ticket, &now));
    page.list.app.session.dispatch_then(command, move |_| focus::rescue());
}

/// A grave ticket goes to the management: its plan is written with it, and undone with it.
pub fn escalate(page: ServiceList, before: Held<Ticket>, to: &str) {
    let app = page.list.app;
    let (t, user) = (T(app.lang.get_untracked()), app.user.get_untracked());
    let Some(now) = Moment::parse(&clock::instant()) else {
        return;
    };
    let about = name(&before, t.0);
    let names = [
        t.service_step_tell(to, &about),
        t.service_step_plan(&about),
        t.service_step_customer(&about),
    ];
    let ids: [String; STEPS] = std::array::from_fn(|_| random::id());
    let Some(plan) = escalation(&before, &now, &user, ids, names) else {
        return;
    };
    let ticket = Edit::of(before.clone(), escalated(&before, to));
    let plan = plan.into_iter().map(Edit::new).collect();
    app.session
        .dispatch_then(Command::EscalateTicket { ticket, plan }, move |_| focus::rescue());
}

fn solve(page: ServiceList, rows: &[u32], is_revisit: bool) {
    let id = rows.first().and_then(|row| {
        untrack(|| {
            page.of(*row, |world, _, work| {
                world.book.tickets.key_at(work.ticket).map(str::to_owned)
            })
        })
    });
    page.solving.set(id.map(|id| Solving { id, is_revisit }));
}

/// What is asked when a ticket is solved, and when its customer is asked again.
const OF_SOLUTION: [&str; 5] = ["resolved_at", "resolution", "cause", "escalated_to", "satisfaction"];
const OF_REVISIT: [&str; 3] = ["revisited_at", "satisfaction", "progress"];

/// The form of a solution: the ticket with its time filled in, and which it is.
#[derive(Clone, Copy)]
struct Solution {
    form: RecordForm<Ticket>,
    id: StoredValue<String>,
    is_revisit: bool,
}

impl From<Solution> for Form {
    fn from(it: Solution) -> Self {
        it.form.form
    }
}

/// The ticket as it stands in the book.
fn known(app: App, id: &str) -> Option<Held<Ticket>> {
    let found = app.session.peek(|world| world.book.tickets.get(id).cloned());
    found.flatten()
}

/// Begins the form: the ticket with its time filled in.
fn begin(app: App, Solving { id, is_revisit }: Solving) -> Option<Solution> {
    let customer = known(app, &id)?.customer.clone();
    let now = Moment::parse(&clock::instant())?;
    let name = format!("ticket/{id}/{}", if is_revisit { "revisit" } else { "solve" });
    let kept = StoredValue::new(id.clone());
    let find = move || {
        let found = app
            .session
            .read(|world| world.book.tickets.get(&id).cloned())
            .flatten()?;
        let mut shown = (*found).clone();
        let time = if is_revisit {
            &mut shown.revisited_at
        } else {
            &mut shown.resolved_at
        };
        time.get_or_insert_with(|| now.clone());
        Some(Held::new(shown))
    };
    Some(Solution {
        form: RecordForm::of(
            app,
            name,
            find,
            Names::of::<Ticket>(|place| format!("solve-{place}")),
            Some(customer),
        ),
        id: kept,
        is_revisit,
    })
}

/// The dialog; it stands while a ticket is being solved or asked about again.
#[component]
pub fn SolveDialog(page: ServiceList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let save = move |it: Solution| {
        // What others did meanwhile, a pause perhaps, is what the solution is laid on.
        let Some(before) = it.id.try_get_value().and_then(|id| known(app, &id)) else {
            return;
        };
        let command = move |edit: Edit<Ticket>| {
            let after = if it.is_revisit {
                *edit.after
            } else {
                solved(&edit.after)
            };
            Command::PutTicket(Edit::of(before, after))
        };
        it.form.save(command, move || {
            page.solving.set(None);
            focus::rescue();
        });
    };
    let title = move || {
        let solving = page.solving.get()?;
        let name = page.find(&solving.id, |world, _, work| {
            Some(name(world.book.tickets.at(work.ticket)?, t().0))
        })?;
        Some(match solving.is_revisit {
            true => t().service_revisit_of(&name),
            false => t().service_solve_of(&name),
        })
    };
    let fields = move |it: Solution| {
        let (asked, first): (&[&'static str], _) = match it.is_revisit {
            true => (&OF_REVISIT, "satisfaction"),
            false => (&OF_SOLUTION, "resolution"),
        };
        Some(inputs(it.into(), asked, first))
    };
    let is_revisit = move || {
        page.solving
            .with(|solving| solving.as_ref().is_some_and(|solving| solving.is_revisit))
    };
    view! {
        <FormDialog
            what=page.solving
            id="solve-form"
            title=move || title().unwrap_or_default()
            verb=move || if is_revisit() { t().service_revisit_do() } else { t().service_solve_do() }
            mark="solve-save"
            wide=true
            begin=Callback::new(move |solving| begin(app, solving))
            fields=Callback::new(fields)
            save=Callback::new(save)
        />
    }
}
