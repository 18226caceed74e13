//! What a row of the list says, and where it leads.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use super::TASK;
use crate::domain::care::{Deed, Shift, Task, TaskSource, When, due_at, name_of, sees_to, warned_by, why};
use crate::domain::day::Day;
use crate::domain::find::{Word, has_all};
use crate::domain::kind::task_outcome::TaskStatus;
use crate::domain::label::Lang;
use crate::domain::rule::{Condition, Operand, Operator};
use crate::domain::service::WorkTime;
use crate::domain::world::World;
use crate::state::clock;
use crate::state::route::{PageId, Route};
use crate::state::today::Todo;
use crate::ui::class_word::{class_word, dimension_name};
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::proof::held::held_now;
use crate::ui::text::T;

/// What a head orders the list by.
pub fn order(world: &World, todo: &Todo, deed: &Deed, key: &str) -> Option<String> {
    let task = deed.lead()?;
    let customer = || Some(world.book.customers.at(task.customer)?.name.to_string());
    match key {
        "name" => Some(name_of(&world.book, &todo.care, task).zh.into_owned()),
        "customer" => customer(),
        "kind" => Some(deed.kind.label().zh.into_owned()),
        "owner" => sees_to(world, task).map(Cow::into_owned),
        _ => None,
    }
}

/// What a row says, for the search. How the time of a ticket is counted is a sum, whose days and hours nobody searches for.
fn said(world: &World, todo: &Todo, deed: &Deed, lang: Lang) -> Vec<String> {
    let (t, evaluation) = (T(lang), &world.evaluation);
    let Some(task) = deed.lead() else {
        return Vec::new();
    };
    let customer = world.book.customers.at(task.customer);
    let whose = customer.map_or_else(
        || vec![t.today_nobody().to_owned()],
        |customer| {
            let class = evaluation.class_in(task.customer, "value");
            let value = class_word(&[&evaluation.plan], lang, "value", class).name;
            vec![customer.name.to_string(), customer.id.to_string(), value]
        },
    );
    let name = t.label(&name_of(&world.book, &todo.care, task));
    let is_told = |task: &&Task| !matches!(task.source, TaskSource::Ticket { .. });
    let reasons = deed.tasks.iter().filter(is_told);
    let reasons = reasons.map(|task| reason(world, todo, task, lang));
    let owner = sees_to(world, task).map(Cow::into_owned);
    let own = [name, t.label(&deed.kind.label())].into_iter().chain(owner);
    own.chain(reasons).chain(whose).collect()
}

/// What is searched for among what rows say.
pub struct Searched {
    words: RefCell<Vec<Word>>,
    lang: Lang,
    /// Whether a step is found by its name: a hundred thousand rows are of a few steps.
    steps: RefCell<HashMap<(u16, u16), bool>>,
}

impl Searched {
    /// Of these words.
    pub fn new(words: Vec<Word>, lang: Lang) -> Self {
        let (words, steps) = (RefCell::new(words), RefCell::default());
        Self { words, lang, steps }
    }

    /// Whether a row says them all: by the name of its step, and by all it says where somebody wrote or promised it.
    pub fn has(&self, world: &World, todo: &Todo, deed: &Deed) -> bool {
        let has = |texts: &[String]| has_all(texts.iter().map(String::as_str), &mut self.words.borrow_mut());
        let Some(task) = deed.lead() else { return false };
        let TaskSource::Step { playbook, step, .. } = task.source else {
            return has(&said(world, todo, deed, self.lang));
        };
        let t = T(self.lang);
        let named = || {
            has(&[
                t.label(&name_of(&world.book, &todo.care, task)),
                t.label(&deed.kind.label()),
            ])
        };
        *self.steps.borrow_mut().entry((playbook, step)).or_insert_with(named)
    }
}

/// A row of the list.
pub fn line(world: &World, todo: &Todo, deed: &Deed, route: &Route, lang: Lang) -> Option<ListLine> {
    let (t, evaluation) = (T(lang), &world.evaluation);
    let task = deed.lead()?;
    let customer = world.book.customers.at(task.customer);
    let name = t.label(&name_of(&world.book, &todo.care, task));
    let reasons = deed.tasks.iter().map(|task| reason(world, todo, task, lang));
    let reasons = shifted(world, todo, deed, t).into_iter().chain(reasons);
    let class = evaluation.class_in(task.customer, "value");
    let value = customer.map(|_| class_word(&[&evaluation.plan], lang, "value", class));
    let [words, day] = when(world, todo, deed, t);
    Some(ListLine(vec![
        Cell::Name(name, href(route, &todo.key(world, deed)?)),
        Cell::Noted(words, Some(day)),
        Cell::or(customer.map(|customer| customer.name.to_string()), t.today_nobody()),
        value.map_or_else(|| Cell::Text(String::new()), |value| Cell::Class(value, false)),
        Cell::Text(format::long_clauses(reasons, lang)),
        Cell::Text(t.label(&deed.kind.label())),
        Cell::whose(sees_to(world, task).as_deref(), t),
        Cell::Actions(&[0, 1, 2]),
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

/// Why a task is there: of a warning what makes it one, what it is counted from, and the class that its step is for. That need not be the one which stands in the row.
pub fn reason(world: &World, todo: &Todo, task: &Task, lang: Lang) -> String {
    let t = T(lang);
    let step = match task.source {
        TaskSource::Step { playbook, step, .. } => todo.care.step(playbook.into(), step.into()),
        _ => None,
    };
    let meant = step.and_then(|(_, step)| {
        let plan = &world.evaluation.plan;
        let Some(Condition::Leaf(leaf)) = &step.when else {
            return None;
        };
        let (Operator::Equal, Operand::Text(class)) = (leaf.operator, &leaf.value) else {
            return None;
        };
        plan.dimension_of(&leaf.fact)?;
        let class = class_word(&[plan], lang, &leaf.fact, Some(class)).name;
        Some(t.today_meant(dimension_name(plan, lang, &leaf.fact), class))
    });
    // A warning names what it warns of.
    let held = warned_by(&todo.care, task).map(|condition| held_now(world, task.customer, condition, lang));
    let why = t.label(&why(world, &todo.care, task));
    format::clauses(held.into_iter().flatten().chain([why]).chain(meant), lang)
}

/// Why it is not asked on the day that would be best: no room, enough contacts, or somebody put it off, by itself or with all that was late.
pub fn shifted(world: &World, todo: &Todo, deed: &Deed, t: T) -> Vec<String> {
    moved(deed, world.evaluation.as_of, t)
        .into_iter()
        .chain(put_off(world, todo, deed, t))
        .collect()
}

fn put_off(world: &World, todo: &Todo, deed: &Deed, t: T) -> Option<String> {
    let task = deed.lead()?;
    let said = |day| format::short_day(day, world.evaluation.as_of);
    let told = t.today_put_off_from(said(task.latest), said(task.until?));
    let outcome = world.book.task_outcomes.get(&task.key(&world.book, &todo.care));
    let why = outcome.filter(|outcome| outcome.status == Some(TaskStatus::Snoozed));
    Some(match why.and_then(|outcome| outcome.note.as_deref()) {
        Some(why) => t.today_put_off_why(told, why),
        None => told,
    })
}

fn moved(deed: &Deed, as_of: Day, t: T) -> Option<String> {
    let said = |day| format::short_day(day, as_of);
    Some(match deed.shift? {
        Shift::Moved { from, is_full: true } => t.today_moved_full(said(from), said(deed.due)),
        Shift::Moved { from, is_full: false } => t.today_moved_off(said(from), said(deed.due)),
        Shift::Held { made, most, until } if made >= most => t.today_held_made(made, most, said(until)),
        Shift::Held { made, most, until } => t.today_held_planned(made, most, said(until)),
    })
}

/// The time of the day at which what was promised to a ticket is late, where that is this day, and whether it has passed.
fn hour(world: &World, todo: &Todo, deed: &Deed) -> Option<(String, bool)> {
    let at = due_at(world, &todo.care, deed.lead()?)?;
    let (work, _) = WorkTime::of(&world.book.head.settings);
    let (day, now) = (world.evaluation.as_of, i64::try_from(clock::unix_ms()).ok()?);
    let is_today = work.zone.day_of(now).0 == day;
    let due = work.zone.written(at);
    (due.day == day).then(|| (due.clock().unwrap_or_default().to_owned(), is_today && now > at))
}

/// When it is to be done, in words, with the last day below.
pub fn when(world: &World, todo: &Todo, deed: &Deed, t: T) -> [String; 2] {
    let as_of = world.evaluation.as_of;
    let shown = format!(
        "{} {}",
        format::short_day(deed.shown_day(), as_of),
        format::weekday(deed.shown_day(), t.0)
    );
    match deed.when {
        When::Overdue => {
            let late = todo.care.calendar.working_days_between(deed.last, as_of);
            let words = match usize::try_from(late) {
                Ok(late @ 1..) => t.today_late(late),
                _ => t.today_overdue().to_owned(),
            };
            [words, shown]
        }
        When::Today => match hour(world, todo, deed) {
            Some((clock, true)) => [t.today_overdue().to_owned(), format!("{shown} {clock}")],
            Some((clock, false)) => [t.today_now().to_owned(), t.today_until(format!("{shown} {clock}"))],
            None => [t.today_now().to_owned(), t.today_until(shown)],
        },
        When::Held => [t.today_held().to_owned(), shown],
        When::PutOff => [t.today_is_put_off().to_owned(), shown],
        When::Week | When::Later => [format::distance(deed.due, as_of, t.0), shown],
    }
}
