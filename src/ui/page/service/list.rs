//! The list of tickets.

use std::sync::Arc;

use crate::state::live::*;

use super::deeds;
use super::keys::{FIGURES, KEYS, own};
use super::words::{self, brief_instant, counted, span};
use super::{KIND, MINE, MONTHS, NOBODYS, SEVERITY, TICKET, VIEW, WHOSE};
use crate::domain::day::Day;
use crate::domain::kind::{Severity, Ticket, TicketKind};
use crate::domain::label::{Label, Lang};
use crate::domain::service::{Deskwork, Phase, is_to_escalate, left_of};
use crate::domain::world::World;
use crate::state::route::{PageId, Route};
use crate::state::service::{Queue, follow, seen_at};
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::later::{Later, later};
use crate::ui::list::*;
use crate::ui::proof::paper_number;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Pick, flat};

/// The page's name.
pub const SERVICE: PageId = PageId::named("service");

/// The page. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct ServiceList {
    pub list: ListState,
    narrowed: Narrowed<Deskwork>,
    pub queue: RwSignal<Option<Queue>>,
    /// The instant that promises are seen at.
    pub at: Memo<i64>,
    all: Memo<Arc<Vec<Deskwork>>>,
    /// The ticket that is being solved, or asked about again, by its id.
    pub solving: RwSignal<Option<deeds::Solving>>,
}

impl ListPage for ServiceList {
    const WORDS: ListWords = ListWords {
        label: T::service_list,
        select_all: T::service_select_all,
        select_one: |t, line| t.service_select_one(line.name(), line.text(2)),
        shown: T::service_shown,
        selected: T::service_selected,
        keys: T::service_keys,
        file: T::service_file,
        row_mark: "service-row",
        count_mark: "service-count",
    };
    const ACTIONS: &'static [ListAction<Self>] = deeds::ACTIONS;
    const WHY_NOT: Option<WhyNot<Self>> = Some(why_not);

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        self.of(row, |world, _, work| {
            Some((work.customer, world.book.tickets.key_at(work.ticket)?.into()))
        })
    }

    fn slot(self, row: u32) -> Option<u32> {
        self.of(row, |_, _, work| Some(work.customer))
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        let route = self.list.app.with_route(Route::clone);
        let at = self.at.get();
        self.of(row, |world, queue, work| line(world, queue, work, at, &route, lang))
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        // English words for kinds, states and times are longer, those who see to them and grades are not.
        let px = |zh: u32, en: u32| if lang == Lang::Zh { zh } else { en };
        // The slip says the rest.
        let is_open = self.list.app.param(TICKET).is_some();
        let beside = |column: ListColumn| if is_open { column.off_screen() } else { column };
        vec![
            column("name", t.service_col_what()).grows(px(168, 160), 1.6).sorted(),
            column("left", t.service_col_left()).px(px(164, 176)).not_in_files(),
            column("customer", t.service_col_customer())
                .grows(px(132, 124), 1.2)
                .sorted(),
            column("paper_number", t.service_number()).off_screen().not_in_files(),
            beside(column("kind", t.service_kind()).px(px(64, 100)).sorted().soft()),
            beside(column("severity", t.service_severity()).px(84).sorted().soft()),
            beside(column("person", t.service_person()).px(px(80, 72)).sorted().soft()),
            beside(
                column("opened", t.service_col_opened())
                    .px(136)
                    .sorts("opened", true)
                    .soft(),
            ),
            beside(column("phase", t.service_col_phase()).px(px(76, 98)).soft()),
            column("late", t.service_col_late()).px(px(88, 84)),
            column("ways", t.service_col_ways()).px(160).on_screen(),
            column("number", t.service_number()).in_files(),
            column("due", t.service_col_due()).in_files(),
            column("id", t.forms_number()).in_files(),
        ]
    }

    fn is_read(self) -> bool {
        self.queue.with(Option::is_some)
    }

    fn paper(self, t: T, rows: &[u32]) -> (String, String) {
        let app = self.list.app;
        let kind = app.param(KIND).and_then(|kind| TicketKind::from_word(&kind));
        let grade = app.param(SEVERITY).and_then(|grade| Severity::from_word(&grade));
        let whose = match app.param(WHOSE).as_deref() {
            Some(MINE) => Some(t.service_mine()),
            Some(NOBODYS) => Some(t.unassigned()),
            _ => None,
        };
        let own = [
            Some(view_name(app, t).to_owned()),
            kind.map(|kind| t.label(&kind.label())),
            grade.map(|grade| t.label(&grade.label())),
            whose.map(str::to_owned),
        ];
        let what = t.printed_of(t.service_list(), t.service_shown(rows.len()))
            + &printed_where(self, t, own.into_iter().flatten());
        (what, t.as_of_day(app.as_of.get()))
    }

    fn again(self) -> String {
        let app = self.list.app;
        let part = |key| app.param(key).unwrap_or_default();
        [VIEW, KIND, SEVERITY, WHOSE].map(part).join("/") + &self.narrowed.said()
    }
}

impl NarrowedPage for ServiceList {
    type Row = Deskwork;
    const KEYS: &'static [OwnKey] = KEYS;

    fn narrowed(self) -> Narrowed<Deskwork> {
        self.narrowed
    }

    fn editor() -> &'static Later<ConditionEditor<Self>> {
        static EDITOR: Later<ConditionEditor<ServiceList>> =
            later!(service: ticket_conditions => ConditionEditor<ServiceList> { condition_editor::<ServiceList>() });
        &EDITOR
    }

    fn word(key: &str, value: &str, t: T) -> String {
        let label = match key {
            "row.kind" => TicketKind::from_word(value).map(|kind| t.label(&kind.label())),
            "row.severity" => Severity::from_word(value).map(|severity| t.label(&severity.label())),
            "row.person" => Some(format::whose(Some(value), t.0)),
            "row.phase" => Phase::from_word(value).map(|of| phase(of, t).to_owned()),
            _ => None,
        };
        label.unwrap_or_else(|| value.to_owned())
    }
}

impl ServiceList {
    pub fn new() -> Self {
        let app = use_app();
        let queue = follow(app);
        let at = seen_at(app, queue);
        let all =
            Memo::new(move |_| queue.with(|queue| queue.as_ref().map(|queue| queue.works.clone()).unwrap_or_default()));
        let facts = RowFacts {
            customer: |work: &Deskwork| work.customer,
            words: Some(said),
            asked: Arc::new(move || asked(app, at)),
            own: Arc::new(own),
        };
        let (narrowed, list) = Narrowed::new(app, all, KEYS, facts, FIGURES, order);
        Self {
            list,
            narrowed,
            queue,
            at,
            all,
            solving: RwSignal::new(None),
        }
    }

    /// Reads a ticket in a row; tracked.
    pub fn of<R>(self, row: u32, read: impl FnOnce(&World, &Queue, &Deskwork) -> Option<R>) -> Option<R> {
        let work = self.all.with(|all| all.get(row as usize).cloned())?;
        self.read(|world, queue| read(world, queue, &work))
    }

    /// Whether an action can be done with the ticket in a row; tracked.
    pub fn can(self, mark: &'static str, row: u32) -> bool {
        why_not(self, mark, row, T(Lang::Zh)).is_none()
    }

    /// Reads the book with its tickets; tracked.
    pub fn read<R>(self, read: impl FnOnce(&World, &Queue) -> Option<R>) -> Option<R> {
        self.queue.with(|queue| {
            let queue = queue.as_ref()?;
            self.list.app.session.read(|world| read(world, queue)).flatten()
        })
    }

    /// Reads a ticket by its id; tracked.
    pub fn find<R>(self, id: &str, read: impl FnOnce(&World, &Queue, &Deskwork) -> Option<R>) -> Option<R> {
        self.read(|world, queue| {
            let slot = world.book.tickets.slot(id)?;
            let work = queue.works.iter().find(|work| work.ticket == slot)?;
            read(world, queue, work)
        })
    }

    /// The tickets that the page is narrowed to; tracked.
    pub fn chosen(self) -> Vec<Deskwork> {
        let rows = self.list.rows.get();
        self.all.with(|all| {
            let row = |row: &u32| all.get(*row as usize).cloned();
            rows.iter().filter_map(row).collect()
        })
    }

    /// How many are to be dealt with, are late, are paused; tracked.
    pub fn counts(self) -> [usize; 3] {
        let at = self.at.get();
        self.all.with(|all| {
            let count = |is: &dyn Fn(&Deskwork) -> bool| all.iter().filter(|work| is(work)).count();
            [
                count(&|work| work.phase != Phase::Done),
                count(&|work| work.is_late(at)),
                count(&|work| work.phase == Phase::Paused),
            ]
        })
    }
}

fn asked(app: App, at: Memo<i64>) -> Sieve<Deskwork> {
    let (view, kind, severity) = (app.param(VIEW), app.param(KIND), app.param(SEVERITY));
    let whose = match app.param(WHOSE).as_deref() {
        Some(MINE) => Some(Some(app.user.get())),
        Some(NOBODYS) => Some(None),
        _ => None,
    };
    // Only where it is asked for: the time goes on each minute.
    let late = (view.as_deref() == Some("late")).then(|| at.get());
    Box::new(move |_, work| {
        let is = |wanted: &Option<String>, word: Option<&str>| wanted.is_none() || wanted.as_deref() == word;
        let shown = match view.as_deref() {
            Some("late") => late.is_some_and(|at| work.is_late(at)),
            Some("paused") => work.phase == Phase::Paused,
            Some("revisit") => work.phase == Phase::Revisit,
            Some("done") => work.phase == Phase::Done,
            // How often promises were kept is counted over all of them that are chosen.
            Some("all" | MONTHS) => true,
            _ => work.phase != Phase::Done,
        };
        let is_theirs = || match &whose {
            None => true,
            Some(user) => work.handler.as_deref() == user.as_deref().map(str::trim),
        };
        shown && is(&kind, Some(work.kind.word())) && is(&severity, work.severity.map(Severity::word)) && is_theirs()
    })
}

/// Which tickets the address asks for, in words; tracked.
fn view_name(app: App, t: T) -> &'static str {
    match app.param(VIEW).as_deref() {
        Some("late") => t.service_late(),
        Some("paused") => t.service_paused(),
        Some("revisit") => t.service_revisit(),
        Some("done") => t.service_done(),
        Some("all" | MONTHS) => t.service_all(),
        _ => t.service_queue(),
    }
}

/// What a row says of itself, for the search: what it is about, its number, its kind, who sees to it.
fn said(world: &World, work: &Deskwork, lang: Lang) -> Vec<String> {
    let own = world
        .book
        .tickets
        .at(work.ticket)
        .map(|ticket| [name(ticket, lang), ticket.id.to_string()]);
    let rest = [
        Some(T(lang).label(&work.kind.label())),
        work.handler.as_deref().map(str::to_owned),
    ];
    own.into_iter().flatten().chain(rest.into_iter().flatten()).collect()
}

/// The texts that heads order the list by.
fn order(world: &World, work: &Deskwork, key: &str) -> Option<String> {
    match key {
        "name" => world.book.tickets.at(work.ticket).map(|ticket| name(ticket, Lang::Zh)),
        "customer" => Some(world.book.customers.at(work.customer)?.name.to_string()),
        "kind" => Some(work.kind.label().zh.into_owned()),
        "person" => work.handler.as_deref().map(str::to_owned),
        _ => None,
    }
}

/// What people call a ticket: what it is about, else what it is.
pub fn name(ticket: &Ticket, lang: Lang) -> String {
    let subject = ticket
        .subject
        .as_deref()
        .map(str::trim)
        .filter(|subject| !subject.is_empty());
    subject.map_or_else(|| T(lang).label(&ticket.kind.label()), str::to_owned)
}

/// How far it is, in words.
pub fn phase(phase: Phase, t: T) -> &'static str {
    match phase {
        Phase::Open => t.service_phase_open(),
        Phase::Paused => t.service_paused(),
        Phase::Revisit => t.service_revisit(),
        Phase::Done => t.service_done(),
    }
}

/// When it was opened, as short as that can be.
fn opened(ticket: &Ticket, as_of: Day) -> String {
    let day = format::short_day(ticket.opened_at.day, as_of);
    match ticket.opened_at.clock() {
        Some(clock) => format!("{day} {clock}"),
        None => day,
    }
}

fn line(world: &World, queue: &Queue, work: &Deskwork, at: i64, route: &Route, lang: Lang) -> Option<ListLine> {
    let t = T(lang);
    let ticket = world.book.tickets.at(work.ticket)?;
    let customer = world.book.customers.at(work.customer)?;
    let here = match route.page.name() == SERVICE.name() {
        true => route.clone(),
        false => Route::to(SERVICE),
    };
    let severity = work.severity.map(|severity| t.label(&severity.label()));
    let needs_boss = ticket.look(is_to_escalate);
    let severity = match severity {
        Some(word) if needs_boss => Cell::Noted(word, Some(t.service_escalate().to_owned())),
        // Only complaints are graded.
        severity if work.kind == TicketKind::Complaint => Cell::or(severity, t.unknown()),
        severity => Cell::Text(severity.unwrap_or_default()),
    };
    let late = work.breached(at).map(|promise| words::measure(promise.measure, t));
    let due = work.next().and_then(|promise| promise.clock.due);
    Some(ListLine(vec![
        Cell::Name(
            name(ticket, lang),
            here.with_param(TICKET, Some(ticket.id.as_str())).to_hash(),
        ),
        left(world, queue, work, ticket, at, lang),
        Cell::Text(customer.name.to_string()),
        Cell::Text(paper_number(ticket.id.as_str()).to_owned()),
        Cell::Text(t.label(&work.kind.label())),
        severity,
        Cell::whose(work.handler.as_deref(), t),
        Cell::moment(opened(ticket, world.evaluation.as_of), &ticket.opened_at),
        Cell::Text(phase(work.phase, t).to_owned()),
        Cell::Text(format::list(late, lang)),
        Cell::Actions(deeds::of_phase(work)),
        Cell::Text(ticket.id.to_string()),
        due.map_or_else(
            || Cell::Text(String::new()),
            |due| Cell::moment(String::new(), &queue.plan.work.zone.written(due)),
        ),
        Cell::Text(customer.id.to_string()),
    ]))
}

/// How much time is left, and until when.
fn left(world: &World, queue: &Queue, work: &Deskwork, ticket: &Ticket, at: i64, lang: Lang) -> Cell {
    let (t, as_of) = (T(lang), world.evaluation.as_of);
    let Some(promise) = work.next() else {
        let none = match work.phase {
            Phase::Done => String::new(),
            _ => t.service_no_limit().to_owned(),
        };
        return Cell::Missing(none);
    };
    // What is over is so by the clock on the wall; what is left is counted as the level counts.
    let left = || {
        let ms = left_of(&queue.plan, as_of, ticket, promise, at).unwrap_or_default();
        let level = queue.plan.levels.get(promise.level);
        level.map_or_else(|| span(ms, t), |level| counted(ms, level.within, &queue.plan, t))
    };
    let measure = words::measure(promise.measure, t);
    match promise.clock.due {
        Some(due) => {
            let by = t.service_due(measure, brief_instant(&queue.plan, due, as_of, lang));
            let words = match due < at {
                true => t.service_over(span(at - due, t)),
                false => t.service_left(left()),
            };
            Cell::Noted(words, Some(by))
        }
        None => Cell::Noted(t.service_stands(left()), Some(measure.to_owned())),
    }
}

/// Kinds and severities to choose from; all stand in the address.
#[component]
pub fn Kinds() -> impl IntoView {
    let t = use_text();
    let kinds = TicketKind::ALL.iter().map(|kind| (kind.word(), kind.label()));
    let severities = Severity::ALL.iter().map(|severity| (severity.word(), severity.label()));
    let app = use_app();
    let choice = |[label, every]: [fn(T) -> &'static str; 2], name: &'static str, param: &'static str, all: Vec<_>| {
        let all: Vec<(&'static str, Label)> = all;
        let choices = Signal::derive(move || {
            let first = (String::new(), every(t()).to_owned());
            let rest = all.iter().map(|(word, label)| ((*word).to_owned(), t().label(label)));
            flat(std::iter::once(first).chain(rest).collect())
        });
        view! {
            <Pick
                label=move || label(t())
                kind=name
                choices=choices
                value=Signal::derive(move || app.param(param).unwrap_or_default())
                on_change=Callback::new(move |to: String| {
                    let to = Some(&*to).filter(|to| !to.is_empty());
                    app.replace(untrack(|| app.route()).with_param(param, to));
                })
            />
        }
    };
    view! {
        {choice([T::service_kind, T::service_all_kinds], "service-kind", KIND, kinds.collect())}
        {choice([T::service_severity, T::service_all_severities], "service-severity", SEVERITY, severities.collect())}
    }
}

/// Why something cannot be done with the ticket in a row; tracked.
fn why_not(page: ServiceList, mark: &'static str, row: u32, t: T) -> Option<&'static str> {
    page.of(row, |world, _, work| {
        let ticket = world.book.tickets.at(work.ticket)?;
        ticket.look(|ticket| deeds::why_not(mark, (work, ticket), t))
    })
}
