//! The list of what is to be done.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::state::live::*;

use super::asked::{Asked, counted, found, late, listed, sieve};
use super::calendar::shown_days;
use super::leaving::{places, staying, without};
use super::line::{elsewhere, line, order};
use super::settle::{self, Ending};
use super::write::Writing;
use super::{KIND, SEARCH, TASK, WHEN, WHOSE};
use crate::domain::care::{Deed, Task, TaskSource, When};
use crate::domain::columns::Bits;
use crate::domain::id::CustomerId;
use crate::domain::label::{Label, Lang};
use crate::domain::world::World;
use crate::state::route::Route;
use crate::state::today::{Todo, follow, planned};
use crate::state::use_app;
use crate::ui::list::*;
use crate::ui::text::{T, both};

/// The places of what opens a dialog, among the actions.
const DONE: usize = 0;
const PUT_OFF_ANY: usize = 2;

/// The page. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct TodayList {
    pub list: ListState,
    pub todo: RwSignal<Option<Todo>>,
    /// All, what is on its way out as well: the list leaves that out, and no row changes its place meanwhile.
    pub(super) all: Memo<Arc<Vec<Deed>>>,
    /// What the calendar shows; nothing while the list does.
    pub planned: Memo<Arc<Vec<Deed>>>,
    /// What the page's state asks for.
    asked: Memo<Asked>,
    /// Whom the search finds.
    found: Memo<Option<Bits>>,
    /// What was settled and is being saved, by the tasks that lead: it is gone from the list when the button is pressed.
    leaving: RwSignal<HashSet<Task>>,
    /// Where it stands among all.
    going: Memo<Arc<Vec<u32>>>,
    /// Where something to be done was looked up last: it is asked for again and again while it is settled, and stands far behind.
    near: StoredValue<u32>,
    /// How many there are of all by when they are to be done, what is on its way out as well.
    counts: Memo<Vec<(When, usize)>>,
    /// Where what is late stands among all, of those whose the page shows, what is on its way out as well.
    late: Memo<Arc<Vec<u32>>>,
    /// What is being done and recorded, by its key.
    pub recorded: RwSignal<Option<String>>,
    /// What of several is being done and recorded at once, by its keys.
    pub completing: RwSignal<Option<BTreeSet<String>>>,
    /// What is being put off to a day of one's choice, by its keys.
    pub putting_off: RwSignal<Option<BTreeSet<String>>>,
    /// What is being left out for a reason of one's own, by its key.
    pub leaving_out: RwSignal<Option<BTreeSet<String>>>,
    /// What of the rows chosen stays, and why, for the dialog about the others.
    pub left: StoredValue<Label>,
    /// With whom what was recorded was refused, and why, for the dialog that asks again.
    pub refused: StoredValue<Option<(CustomerId, Option<Label>)>>,
    /// What is being written.
    pub writing: RwSignal<Option<Writing>>,
}

impl ListPage for TodayList {
    const WORDS: ListWords = ListWords {
        label: T::today_list,
        select_all: T::today_select_all,
        select_one: |t, line| t.today_select_one(line.name(), line.text(2)),
        shown: T::today_shown,
        selected: T::today_selected,
        keys: T::today_keys,
        file: T::today_file,
        row_mark: "today-row",
        count_mark: "today-count",
    };
    const WHY_NOT: Option<WhyNot<Self>> = Some(why_not);
    const ACTIONS: &'static [ListAction<Self>] = &[
        ListAction {
            text: T::today_done,
            label: |t, name| t.today_done_of(name),
            mark: "today-done",
            icon: Some("check"),
            is_quiet: false,
            can: |page, row| page.is_settled_here(row),
            run: |page, rows| {
                page.leave_out(DONE, rows);
                page.complete(rows);
            },
        },
        ListAction {
            text: T::today_put_off,
            label: |t, name| t.today_put_off_of(name),
            mark: "today-put-off",
            icon: Some("clock"),
            is_quiet: true,
            can: |page, row| page.is_settled_here(row),
            run: |page, rows| {
                let app = page.list.app;
                let day = app
                    .session
                    .peek(|world| settle::next_working_day(world, app.today.get_untracked()));
                if let Some(day) = day {
                    settle::settle(page, &page.deeds_of(rows), &Ending::PutOff(day));
                }
            },
        },
        ListAction {
            text: T::today_put_off_any,
            label: |t, name| t.today_put_off_any_of(name),
            mark: "today-put-off-any",
            icon: Some("calendar"),
            is_quiet: true,
            can: |page, row| page.is_settled_here(row),
            run: |page, rows| {
                page.leave_out(PUT_OFF_ANY, rows);
                page.putting_off.set(page.keys_of(&page.deeds_of(rows)));
            },
        },
    ];

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        self.of(row, |world, todo, deed| {
            Some((deed.lead()?.customer, todo.key(world, deed)?.into()))
        })
    }

    fn slot(self, row: u32) -> Option<u32> {
        self.of(row, |_, _, deed| Some(deed.lead()?.customer))
    }

    fn id(self, row: u32) -> String {
        let id = |world: &World, todo: &Todo, deed: &Deed| {
            let customer = world.book.customers.key_at(deed.lead()?.customer).unwrap_or_default();
            Some(format!("{customer}/{}", todo.key(world, deed)?))
        };
        self.of(row, id).unwrap_or_default()
    }

    fn keys(self, rows: &[u32]) -> Vec<Option<RowKey>> {
        let key =
            |world: &World, todo: &Todo, deed: &Deed| Some((deed.lead()?.customer, todo.key(world, deed)?.into()));
        self.all.with(|all| {
            let deed = |row: &u32| all.get(*row as usize);
            let keys = |world: &World, todo: &Todo| Some(rows.iter().map(|row| key(world, todo, deed(row)?)).collect());
            self.read(keys).unwrap_or_default()
        })
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        let route = self.list.app.with_route(Route::clone);
        self.of(row, |world, todo, deed| line(world, todo, deed, &route, lang))
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        // The briefing says why and whose.
        let late_px = if lang == Lang::Zh { 132 } else { 152 };
        let is_briefed = self.list.app.param(TASK).is_some();
        let beside = |column: ListColumn| if is_briefed { column.off_screen() } else { column };
        vec![
            column("name", t.today_col_what()).grows(160, 1.5).sorted(),
            column("when", t.today_when()).px(late_px).not_in_files(),
            column("customer", t.today_col_customer()).grows(132, 1.2).sorted(),
            column("value", t.today_col_value()).px(104),
            beside(column("why", t.today_col_why()).grows(196, 2.0).soft()),
            beside(column("kind", t.today_col_kind()).px(84).sorted().soft()),
            beside(ListColumn::owner(t.today_col_owner())),
            column("ways", t.today_col_ways()).px(200).on_screen(),
            column("due", t.today_when()).in_files(),
            column("last", t.today_col_last()).in_files(),
            column("id", t.customer_number()).in_files(),
        ]
    }

    fn is_read(self) -> bool {
        self.todo.with(Option::is_some)
    }

    fn paper(self, t: T, _rows: &[u32]) -> (String, String) {
        let day = t.as_of_day(self.list.app.as_of.get());
        (t.today_title().to_owned(), day)
    }

    fn again(self) -> String {
        let app = self.list.app;
        let part = |key| app.param(key).unwrap_or_default();
        [WHEN, WHOSE, KIND, SEARCH, "sort"].map(part).join("/")
    }
}

impl TodayList {
    pub fn new() -> Self {
        let app = use_app();
        let todo = follow(app);
        let leaving = RwSignal::default();
        // Thousands are not compared with as many: they are others where somebody put them together anew.
        let is_other = |before: Option<&Arc<Vec<Deed>>>, now: Option<&Arc<Vec<Deed>>>| match (before, now) {
            (Some(before), Some(now)) => !Arc::ptr_eq(before, now),
            _ => true,
        };
        let deeds = move |_: Option<&Arc<Vec<Deed>>>| todo.with(|todo| todo.as_ref().map(|todo| todo.deeds.clone()));
        let all = Memo::new_with_compare(move |before| deeds(before).unwrap_or_default(), is_other);
        let found = Memo::new(move |_| found(app));
        let asked = Memo::new(move |_| Asked::of(app));
        let order =
            move |world: &World, deed: &Deed, key: &str| todo.with(|todo| order(world, todo.as_ref()?, deed, key));
        // What goes when a button is pressed is left out behind the list: putting that together anew takes longer than a frame.
        let near = StoredValue::new(0);
        let going = Memo::new(move |_| places(leaving, all, near.get_value()));
        let list = ListState::over(app, all, move || listed(app, (todo, asked, found)), order);
        let rows = Memo::new(move |_| going.with(|going| staying(list.rows.get(), going)));
        Self {
            list: ListState { rows, ..list },
            todo,
            all,
            planned: Memo::new(move |_| {
                let Some((_, until)) = shown_days(app) else {
                    return Arc::default();
                };
                todo.track();
                let read = |world: &World| Arc::new(planned(world, until));
                without(leaving, app.session.read(read).unwrap_or_default())
            }),
            asked,
            found,
            leaving,
            going,
            near,
            counts: Memo::new(move |_| all.with(|all| counted(all))),
            late: Memo::new(move |_| {
                let asked = asked.get();
                let late = |world: &World| all.with(|all| Arc::new(late(world, &asked, all)));
                app.session.read(late).unwrap_or_default()
            }),
            recorded: RwSignal::new(None),
            completing: RwSignal::new(None),
            putting_off: RwSignal::new(None),
            leaving_out: RwSignal::new(None),
            left: StoredValue::new(Label::default()),
            refused: StoredValue::new(None),
            writing: RwSignal::new(None),
        }
    }

    /// Keeps in words what of some rows an action leaves as it is.
    fn leave_out(self, action: usize, rows: &[u32]) {
        let action = Self::ACTIONS.get(action);
        let left = |t| action.map_or_else(String::new, |action| left_said(self, action, rows, t));
        self.left.set_value(both(left));
    }

    /// Says what of the rows chosen stays, once the others are settled.
    pub fn tell_left(self) {
        let left = self.left.try_update_value(std::mem::take).unwrap_or_default();
        if !left.zh.is_empty() {
            self.list.app.notices.info(left, None);
        }
    }

    /// Whether a row is settled on this page; tracked.
    fn is_settled_here(self, row: u32) -> bool {
        self.of(row, |_, _, deed| Some(!deed.is_elsewhere())) == Some(true)
    }

    /// Reads what is to be done in a row; tracked.
    fn of<R>(self, row: u32, read: impl FnOnce(&World, &Todo, &Deed) -> Option<R>) -> Option<R> {
        let deed = self.all.with(|all| all.get(row as usize).cloned())?;
        self.read(|world, todo| read(world, todo, &deed))
    }

    /// Reads the book with what is to be done; tracked.
    pub fn read<R>(self, read: impl FnOnce(&World, &Todo) -> Option<R>) -> Option<R> {
        self.todo.with(|todo| {
            let todo = todo.as_ref()?;
            self.list.app.session.read(|world| read(world, todo)).flatten()
        })
    }

    /// What is put off, of the kind, of the people, found by the search, where the list shows all: it is out of the way there, and has its
    /// day in a calendar. Tracked.
    pub fn waiting(self) -> Vec<Deed> {
        let asked = self.asked.get();
        if !asked.is_all() || self.count(When::PutOff) == 0 {
            return Vec::new();
        }
        let fits = sieve(self.list.app, self.todo, asked, self.found.get());
        let waiting = |world: &World| {
            let is_it = |deed: &&Deed| deed.when == When::PutOff && fits(world, deed);
            self.all.with(|all| all.iter().filter(is_it).cloned().collect())
        };
        self.list.app.session.read(waiting).unwrap_or_default()
    }

    /// What is to be done by its key; tracked.
    pub fn find(self, key: &str) -> Option<Deed> {
        self.read(|world, todo| {
            let (planned, has_key) = (self.planned.get(), todo.has_key(world, key));
            let near = todo.deeds.get(self.near.get_value() as usize);
            if let Some(deed) = near.filter(|deed| has_key(deed)) {
                return Some(deed.clone());
            }
            let mut deeds = (0..).zip(todo.deeds.iter().chain(planned.iter()));
            let (place, deed) = deeds.find(|(_, deed)| has_key(deed))?;
            self.near.try_set_value(place);
            Some(deed.clone())
        })
    }

    /// What is to be done in some rows.
    pub fn deeds_of(self, rows: &[u32]) -> Vec<Deed> {
        let all = untrack(|| self.all.get());
        if let [row] = rows {
            self.near.try_set_value(*row);
        }
        rows.iter().filter_map(|row| all.get(*row as usize).cloned()).collect()
    }

    /// How many there are of the day, or before it, or behind; tracked.
    pub fn count(self, when: When) -> usize {
        let all = self.counts.with(|counts| {
            let of = counts.iter().find(|(it, _)| *it == when);
            of.map_or(0, |(_, count)| *count)
        });
        all.saturating_sub(self.over_going(|going| going.filter(|(_, deed)| deed.when == when).count()))
    }

    /// What is on its way out, with where it stands; tracked.
    fn over_going<R: Default>(self, read: impl FnOnce(&mut dyn Iterator<Item = (u32, &Deed)>) -> R) -> R {
        self.all.with(|all| {
            self.going.with(|going| {
                let deed = |place: &u32| Some((*place, all.get(*place as usize)?));
                read(&mut going.iter().filter_map(deed))
            })
        })
    }

    /// What the calendar shows of what is planned: of the kind, of the people, found by the search; tracked.
    pub fn shown<R: Default>(self, read: impl FnOnce(&mut dyn Iterator<Item = &Deed>) -> R) -> R {
        let app = self.list.app;
        let of = |world: &World| {
            let fits = sieve(app, self.todo, self.asked.get(), self.found.get());
            self.planned
                .with(|planned| read(&mut planned.iter().filter(|deed| fits(world, deed))))
        };
        app.session.read(of).unwrap_or_default()
    }

    /// What is settled goes from the list, before it is saved. Gives what [`TodayList::settled`] is to be told.
    pub fn hide(self, tasks: Vec<Task>) -> Vec<Task> {
        self.leaving.update(|leaving| leaving.extend(&tasks));
        tasks
    }

    /// Whether something is on its way out of the list; tracked.
    pub fn is_settling(self) -> bool {
        self.leaving.with(|leaving| !leaving.is_empty())
    }

    /// It was saved, or refused: then it is to be done as before. The page may be gone.
    pub fn settled(self, tasks: &[Task]) {
        let tasks: HashSet<Task> = tasks.iter().copied().collect();
        // By then what is to be done has followed the book.
        next_frame(move || {
            self.leaving
                .try_update(|leaving| leaving.retain(|task| !tasks.contains(task)));
        });
    }

    /// What is late, of those whose the page shows; tracked.
    pub fn late(self) -> Vec<Deed> {
        let late = self.going.with(|going| staying(self.late.get(), going));
        let deed = |all: &Vec<Deed>, place: &u32| all.get(*place as usize).cloned();
        self.all
            .with(|all| late.iter().filter_map(|place| deed(all, place)).collect())
    }

    /// How much of it there is; tracked.
    pub fn late_count(self) -> usize {
        self.late.with(|late| {
            let is_late = |place: u32| late.binary_search(&place).is_ok();
            let going = self.over_going(|going| going.filter(|(place, _)| is_late(*place)).count());
            late.len() - going
        })
    }

    /// What is done with a contact is recorded with one, of several at once each with its own; what is done at the desk is done as it is.
    fn complete(self, rows: &[u32]) {
        let deeds = self.deeds_of(rows);
        match deeds.as_slice() {
            [deed] => self.complete_one(deed),
            _ if deeds.iter().all(|deed| deed.is_desk() || deed.is_elsewhere()) => {
                settle::settle(self, &deeds, &Ending::Done);
            }
            _ => self.completing.set(self.keys_of(&deeds)),
        }
    }

    /// The keys of what is settled here; nothing where nothing is. Not tracked.
    pub fn keys_of(self, deeds: &[Deed]) -> Option<BTreeSet<String>> {
        let keys = |world: &World, todo: &Todo| {
            let here = deeds.iter().filter(|deed| !deed.is_elsewhere());
            Some(here.filter_map(|deed| todo.key(world, deed)).collect())
        };
        untrack(|| self.read(keys)).filter(|keys: &BTreeSet<String>| !keys.is_empty())
    }

    /// What is to be done by its keys, where it still is; tracked.
    pub fn find_all(self, keys: &BTreeSet<String>) -> Vec<Deed> {
        let found = |world: &World, todo: &Todo| {
            let planned = self.planned.get();
            let is_it = |deed: &&Deed| todo.key(world, deed).is_some_and(|key| keys.contains(&key));
            // The calendar may show a deed of the list again.
            let mut seen = HashSet::new();
            let all = todo.deeds.iter().chain(planned.iter()).filter(is_it);
            Some(all.filter(|deed| seen.insert(todo.key(world, deed))).cloned().collect())
        };
        self.read(found).unwrap_or_default()
    }

    /// One is recorded with its contact, or done as it is where it is done at the desk; what is settled on a page of its own is gone to.
    pub fn complete_one(self, deed: &Deed) {
        if let Some(there) = untrack(|| self.read(|world, _| elsewhere(world, deed))) {
            return self.list.app.go(there);
        }
        if deed.is_desk() {
            return settle::settle(self, std::slice::from_ref(deed), &Ending::Done);
        }
        let key = untrack(|| self.read(|world, todo| todo.key(world, deed)));
        self.recorded.set(key);
    }
}

/// Why nothing can be done here with the task in a row; tracked.
fn why_not(page: TodayList, _: &'static str, row: u32, t: T) -> Option<&'static str> {
    page.of(row, |_, _, deed| match deed.lead()?.source {
        TaskSource::Ticket { .. } => Some(t.today_on_service()),
        TaskSource::Review { .. } => Some(t.today_on_review()),
        _ => None,
    })
}
