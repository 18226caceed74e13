//! The list of those in danger.

use std::sync::Arc;

use crate::state::live::*;

use super::deeds;
use super::{ALL, CUSTOMER, HEALTH, MINE, NOBODYS, SINCE, VIEW, WHOSE};
use crate::domain::care::owner_of;
use crate::domain::day::Day;
use crate::domain::field::is_plausible;
use crate::domain::id::CustomerId;
use crate::domain::kind::task_outcome::{WIN_BACK_RESULT_NOTE, WinBackCause, WinBackResult};
use crate::domain::label::Lang;
use crate::domain::metric::Unit;
use crate::domain::report::purchases::Purchases;
use crate::domain::winback::{Endangered, Standing, WinBack, health_on};
use crate::domain::world::World;
use crate::state::route::Route;
use crate::state::winback::{InDanger, follow};
use crate::state::{App, use_app};
use crate::ui::class_word::class_word;
use crate::ui::format;
use crate::ui::later::{Later, later};
use crate::ui::list::*;
use crate::ui::proof::newly_said;
use crate::ui::text::T;

/// The page. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct HealthList {
    pub list: ListState,
    narrowed: Narrowed<Endangered>,
    pub told: RwSignal<Option<InDanger>>,
    all: Memo<InDanger>,
    /// The plan that is being written.
    pub planning: RwSignal<Option<deeds::Planning>>,
    /// The plan that is being ended, by its key.
    pub ending: RwSignal<Option<String>>,
    /// With whom a contact is being recorded.
    pub talking: RwSignal<Option<CustomerId>>,
}

impl ListPage for HealthList {
    const WORDS: ListWords = ListWords {
        label: T::health_title,
        select_all: T::health_select_all,
        select_one: |t, line| t.health_select_one(line.name()),
        shown: T::health_shown,
        selected: T::health_selected,
        keys: T::health_keys,
        file: T::health_file,
        row_mark: "health-row",
        count_mark: "health-count",
    };
    const ACTIONS: &'static [ListAction<Self>] = deeds::ACTIONS;

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        self.of(row, |_, it| Some((it.customer, "".into())))
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        let route = self.list.app.with_route(Route::clone);
        self.of(row, |world, it| line(world, it, &route, lang))
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        // The slip says the rest.
        let is_open = self.list.app.param(CUSTOMER).is_some();
        let is_since = since(self.list.app).is_some();
        let beside = |column: ListColumn| if is_open { column.off_screen() } else { column };
        vec![
            column("name", t.health_col_name()).grows(168, 1.6).sorted(),
            column("health", t.health_col_health()).px(192).sorts("health", false),
            beside(
                column(
                    "change",
                    if is_since {
                        t.health_col_change_since()
                    } else {
                        t.health_col_change()
                    },
                )
                .px(80)
                .sorts("change", false)
                .figure(),
            ),
            beside(column("risk", t.health_col_risk()).px(96)),
            beside(
                column("worth", t.col_amount())
                    .headed(t.col_amount_unit())
                    .px(132)
                    .sorts("worth", true)
                    .figure(),
            ),
            column("plan", t.health_col_plan()).grows(152, 1.2),
            beside(ListColumn::owner(t.health_col_owner())),
            column("ways", t.health_col_ways()).px(176).on_screen(),
            column("cause", t.health_col_cause()).in_files(),
            column("note", t.health_note()).in_files(),
            column("result_note", t.health_result_note()).in_files(),
            column("standing", t.health_col_standing()).in_files(),
            column("due", t.health_col_due()).in_files(),
            column("id", t.customer_number()).in_files(),
        ]
    }

    fn is_read(self) -> bool {
        self.told.with(Option::is_some)
    }

    fn paper(self, t: T, rows: &[u32]) -> (String, String) {
        let app = self.list.app;
        let of = match app.param(VIEW).as_deref() {
            None => standing(Standing::Open, t),
            Some(view) => Standing::from_word(view).map_or_else(|| t.all(), |of| standing(of, t)),
        };
        let whose = match app.param(WHOSE).as_deref() {
            Some(MINE) => Some(t.health_mine()),
            Some(NOBODYS) => Some(t.unassigned()),
            _ => None,
        };
        let since = since(app).map(|day| t.health_since_said(day));
        let own = [of].into_iter().chain(whose).map(str::to_owned).chain(since);
        let what = t.printed_of(t.health_title(), t.health_shown(rows.len())) + &printed_where(self, t, own);
        (what, t.as_of_day(app.as_of.get()))
    }

    fn customers(self, rows: &[u32]) -> Option<Vec<u32>> {
        let slot = |row: &u32| self.of(*row, |_, it| Some(it.customer));
        Some(rows.iter().filter_map(slot).collect())
    }

    fn again(self) -> String {
        let app = self.list.app;
        let parts = [VIEW, WHOSE, SINCE].map(|key| app.param(key).unwrap_or_default());
        parts.join("/") + &self.narrowed.said()
    }
}

impl NarrowedPage for HealthList {
    type Row = Endangered;
    const KEYS: &'static [OwnKey] = KEYS;

    fn narrowed(self) -> Narrowed<Endangered> {
        self.narrowed
    }

    fn editor() -> &'static Later<ConditionEditor<Self>> {
        static EDITOR: Later<ConditionEditor<HealthList>> =
            later!(insight: health_conditions => ConditionEditor<HealthList> { condition_editor::<HealthList>() });
        &EDITOR
    }

    fn word(key: &str, value: &str, t: T) -> String {
        let label = match key {
            "row.cause" => WinBackCause::from_word(value).map(|cause| t.label(&cause.label())),
            "row.owner" => Some(format::whose(Some(value), t.0)),
            "row.result" if value.is_empty() => Some(t.none().to_owned()),
            "row.result" => WinBackResult::from_word(value).map(|how| t.label(&how.label())),
            _ => None,
        };
        label.unwrap_or_else(|| value.to_owned())
    }
}

/// What conditions ask of a row itself: the score and its fall, and what the last plan says.
const KEYS: &[OwnKey] = &[
    key("row.fell", T::health_key_fell, FilterKind::Number(Unit::Points)),
    key("row.score", T::health_col_health, FilterKind::Number(Unit::Points)),
    key("row.cause", T::health_col_cause, FilterKind::Choice),
    key("row.owner", T::health_key_owner, FilterKind::Choice),
    key("row.due", T::health_col_due, FilterKind::Days),
    key("row.late", T::health_key_late, FilterKind::Number(Unit::Days)),
    key("row.result", T::health_key_result, FilterKind::Choice),
];

const fn key(key: &'static str, label: fn(T) -> &'static str, kind: FilterKind) -> OwnKey {
    OwnKey { key, label, kind }
}

/// What a row says to one of these.
fn own(world: &World, it: &Endangered, key: &str) -> OwnValue {
    let last = it.plans.first();
    let due = it.running().and_then(|plan| plan.due);
    match key {
        "row.fell" => OwnValue::Figure(it.change().map(|by| -by)),
        "row.score" => OwnValue::Figure(it.score),
        "row.cause" => OwnValue::Word(last.and_then(|plan| plan.cause).map(|cause| cause.word().into())),
        "row.owner" => OwnValue::Word(owner(world, it).map(Into::into)),
        "row.due" => OwnValue::Day(due),
        "row.late" => {
            let late = due.map(|due| world.evaluation.as_of.days_since(due));
            OwnValue::Figure(late.filter(|late| *late > 0).map(f64::from))
        }
        _ => OwnValue::Word(
            last.and_then(|plan| plan.ended.as_ref())
                .map(|(_, how)| how.word().into()),
        ),
    }
}

impl HealthList {
    pub fn new() -> Self {
        let app = use_app();
        let told = follow(app);
        let all = Memo::new(move |_| {
            let all = told.with(|told| told.clone().unwrap_or_default());
            match since(app) {
                None => all,
                Some(day) => app.session.read(|world| compared(world, &all, day)).unwrap_or(all),
            }
        });
        let asked = move || -> Sieve<Endangered> {
            let wanted = app.param(VIEW).unwrap_or_else(|| Standing::Open.word().to_owned());
            let whose = match app.param(WHOSE).as_deref() {
                Some(MINE) => Some(Some(app.user.get())),
                Some(NOBODYS) => Some(None),
                _ => None,
            };
            Box::new(move |world, it| {
                let is_theirs = || match &whose {
                    None => true,
                    Some(user) => owner(world, it) == user.as_deref().map(str::trim),
                };
                (wanted == ALL || wanted == it.standing.word()) && is_theirs()
            })
        };
        let facts = RowFacts {
            customer: |it: &Endangered| it.customer,
            words: None,
            asked: Arc::new(asked),
            own: Arc::new(own),
        };
        let (narrowed, list) = Narrowed::new(app, all, KEYS, facts, FIGURES, order);
        Self {
            list,
            narrowed,
            told,
            all,
            planning: RwSignal::new(None),
            ending: RwSignal::new(None),
            talking: RwSignal::new(None),
        }
    }

    /// Reads one in a row; tracked.
    pub fn of<R>(self, row: u32, read: impl FnOnce(&World, &Endangered) -> Option<R>) -> Option<R> {
        let it = self.all.with(|all| all.get(row as usize).cloned())?;
        self.list.app.session.read(|world| read(world, &it)).flatten()
    }

    /// Reads a customer of the page, in danger or not, by its id; tracked.
    pub fn find<R>(self, id: &str, read: impl FnOnce(&World, u32, Option<&Endangered>) -> Option<R>) -> Option<R> {
        let app = self.list.app;
        self.all.with(|all| {
            let of = |world: &World| {
                let slot = world.book.customers.slot(id)?;
                read(world, slot, all.iter().find(|it| it.customer == slot))
            };
            app.session.read(of).flatten()
        })
    }

    /// How many nobody sees to, how many plans run, how many of these are late; tracked.
    pub fn counts(self) -> [usize; 3] {
        let as_of = self.list.app.as_of.get();
        self.all.with(|all| {
            let count = |is: &dyn Fn(&&Endangered) -> bool| all.iter().filter(is).count();
            [
                count(&|it| it.standing == Standing::Open),
                count(&|it| it.standing == Standing::Planned),
                count(&|it| it.is_late(as_of)),
            ]
        })
    }

    /// The customer in a row; not tracked.
    pub fn customer(self, row: u32) -> Option<CustomerId> {
        let id = |world: &World, it: &Endangered| Some(world.book.customers.at(it.customer)?.id.clone());
        untrack(|| self.of(row, id))
    }

    /// The key of the plan that runs in a row; not tracked.
    pub fn running(self, row: u32) -> Option<String> {
        untrack(|| self.of(row, |world, it| key_of(world, it.running()?)))
    }
}

/// The day that scores are compared with, where somebody chose one before the day of the page; tracked.
pub fn since(app: App) -> Option<Day> {
    let day = Day::parse(&app.param(SINCE)?)?;
    (is_plausible(day) && day < app.as_of.get()).then_some(day)
}

/// The rows with the scores of a day to compare with.
fn compared(world: &World, all: &[Endangered], day: Day) -> Arc<Vec<Endangered>> {
    let on = |it: &Endangered| Endangered {
        before: health_on(world, it.customer, day).and_then(|on| on.score),
        ..it.clone()
    };
    Arc::new(all.iter().map(on).collect())
}

/// The key of a plan's record.
pub fn key_of(world: &World, plan: &WinBack) -> Option<String> {
    world.book.task_outcomes.key_at(plan.slot).map(str::to_owned)
}

/// Whose it is: who sees to the plan, else who sees to the customer.
fn owner<'a>(world: &'a World, it: &'a Endangered) -> Option<&'a str> {
    let of_plan = it.running().and_then(|plan| plan.owner.as_deref());
    let owner = of_plan.or_else(|| owner_of(world.book.customers.at(it.customer)?, world.evaluation.as_of));
    owner.filter(|owner| !owner.trim().is_empty())
}

/// The figures that heads order the list by.
const FIGURES: Figures<Endangered> = (&["health", "change", "worth"], |it, key| match key {
    "health" => it.score,
    "change" => it.change(),
    _ => it.purchases,
});

/// The texts that heads order the list by.
fn order(world: &World, it: &Endangered, key: &str) -> Option<String> {
    match key {
        "name" => Some(world.book.customers.at(it.customer)?.name.to_string()),
        "owner" => owner(world, it).map(str::to_owned),
        _ => None,
    }
}

/// What people call a standing.
pub fn standing(standing: Standing, t: T) -> &'static str {
    match standing {
        Standing::Open => t.health_open(),
        Standing::Planned => t.health_planned(),
        Standing::Lost => t.health_lost(),
        Standing::Ended => t.health_ended(),
    }
}

/// Points that a score rose or fell by.
pub fn change(by: f64, t: T) -> String {
    // What is shown decides the sign.
    let shown = format::score(by.abs());
    match by {
        _ if shown.trim_matches(['0', '.']).is_empty() => t.health_same().to_owned(),
        by if by < 0.0 => format!("−{shown}"),
        _ => format!("+{shown}"),
    }
}

fn line(world: &World, it: &Endangered, route: &Route, lang: Lang) -> Option<ListLine> {
    let (t, as_of) = (T(lang), world.evaluation.as_of);
    let customer = world.book.customers.at(it.customer)?;
    let here = match route.page.name() == HEALTH.name() {
        true => route.clone(),
        false => Route::to(HEALTH),
    };
    let word = || class_word(&[&world.evaluation.plan], lang, "health", it.health.as_deref());
    let last = it.plans.first();
    let cause = last.and_then(|plan| plan.cause).map(|cause| t.label(&cause.label()));
    let plan = match last {
        None => match newly_said(world, it.customer, lang) {
            Some(since) => Cell::Noted(t.health_no_plan().to_owned(), Some(since)),
            None => Cell::Missing(t.health_no_plan().to_owned()),
        },
        Some(plan) => {
            let said = plan_said(plan, it.is_late(as_of), as_of, t);
            let said = format::clauses(cause.clone().into_iter().chain(said), lang);
            Cell::Noted(plan.measure.to_string(), Some(said))
        }
    };
    let record = last.and_then(|plan| world.book.task_outcomes.at(plan.slot));
    let said = |text: Option<&str>| Cell::Text(text.unwrap_or_default().to_owned());
    let due = it.running().and_then(|plan| plan.due);
    let ways: &'static [usize] = match it.running() {
        Some(_) => &[1, 2],
        None => &[0, 2],
    };
    Some(ListLine(vec![
        Cell::Name(
            customer.name.to_string(),
            here.with_param(CUSTOMER, Some(customer.id.as_str())).to_hash(),
        ),
        match it.score {
            Some(score) => Cell::health(world, it.customer, score, word(), t),
            None => Cell::Missing(t.unknown().to_owned()),
        },
        match it.change() {
            Some(by) => Cell::Figure(change(by, t), file_figure(t, Unit::Points, by)),
            None => Cell::Missing(t.unknown().to_owned()),
        },
        Cell::Class(
            class_word(&[&world.evaluation.plan], lang, "risk", it.risk.as_deref()),
            false,
        ),
        match it.purchases {
            Some(_) => Cell::purchase(t, Purchases::of(&world.evaluation, it.customer)),
            None => Cell::Missing(t.unknown().to_owned()),
        },
        plan,
        Cell::whose(owner(world, it), t),
        Cell::Actions(ways),
        Cell::Text(cause.unwrap_or_default()),
        said(record.and_then(|record| record.note.as_deref())),
        said(record.and_then(|record| record.extra.text(WIN_BACK_RESULT_NOTE))),
        Cell::Text(standing(it.standing, t).to_owned()),
        Cell::day(due),
        Cell::Text(customer.id.to_string()),
    ]))
}

/// How far a plan is, and until when it is to succeed.
pub fn plan_said(plan: &WinBack, is_late: bool, as_of: crate::domain::day::Day, t: T) -> Option<String> {
    if let Some((day, how)) = &plan.ended {
        return Some(t.health_ended_on(t.label(&how.label()), format::short_day(*day, as_of)));
    }
    let due = plan.due?;
    Some(match is_late {
        true => t.health_late(as_of.days_since(due).unsigned_abs() as usize),
        false => t.health_by(format::short_day(due, as_of)),
    })
}
