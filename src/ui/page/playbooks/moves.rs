//! Which tasks the draft makes appear, vanish and move: a line on this page, and beside the rehearsal of the rules; each number opens its tasks.

use std::sync::Arc;

use crate::state::live::*;

use crate::domain::care::{Moved, MovedTask, TaskMoves};
use crate::domain::world::World;
use crate::state::route::{PageId, Route};
use crate::state::{App, task_moves, use_app};
use crate::ui::later::{Build, Later, later};
use crate::ui::list::*;
use crate::ui::text::{T, use_text};

/// The piece of page state that names what becomes of the tasks that are listed.
const MOVED: &str = "moved";

/// The line beside the rehearsal of the rules. It comes with this part once a draft stands there.
pub static TASKS_MOVED: Later<Build> = later!(playbooks: tasks_moved => Build { || TasksMoved().into_any() });

#[component]
fn TasksMoved() -> impl IntoView {
    let t = use_text();
    let moves = Moves::follow(use_app());
    view! {
        <section class="elsewhere" aria-labelledby="moved-tasks-title">
            <h3 class="movers__title" id="moved-tasks-title">{move || t().care_moves_title()}</h3>
            <p role="status" data-testid="care-moves">{moves.said()}</p>
        </section>
    }
}

/// What the draft does to the tasks. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Moves {
    app: App,
    /// Nothing while it is read, and where there is no draft, or it does not compile.
    all: RwSignal<Option<Arc<Vec<MovedTask>>>>,
    is_sound: Signal<bool>,
}

type SayMoved = fn(T, usize) -> String;

/// What the line says of each, in this order.
const SAID: [(Moved, SayMoved); 5] = [
    (Moved::Appears, T::care_moves_appear),
    (Moved::Vanishes, T::care_moves_vanish),
    (Moved::Shifts, T::care_moves_shift),
    (Moved::Held, T::care_moves_held),
    (Moved::Freed, T::care_moves_freed),
];

impl Moves {
    /// Follows the draft while the page that asks is there.
    pub fn follow(app: App) -> Self {
        let shop = app.workshop;
        let is_sound = Signal::derive(move || shop.is_changed() && shop.issues.with(Vec::is_empty));
        Self {
            app,
            all: task_moves::follow(app, move || is_sound.get().then(|| shop.rules())),
            is_sound,
        }
    }

    /// In words; nothing where there is no draft, or it does not compile.
    pub fn said(self) -> impl IntoView {
        let t = use_text();
        let counts = Memo::new(move |_| self.all.with(|all| all.as_ref().map(|all| TaskMoves::of(all))));
        move || match counts.get() {
            Some(moves) if moves == TaskMoves::default() => t().care_moves_none().into_any(),
            Some(moves) => self.figures(moves, t()),
            None if self.is_sound.get() => t().care_moves_reading().into_any(),
            None => ().into_any(),
        }
    }

    fn figures(self, moves: TaskMoves, t: T) -> AnyView {
        let TaskMoves {
            appear,
            vanish,
            shift,
            held,
            freed,
        } = moves;
        let is_limited = held + freed > 0;
        let shown = if is_limited { SAID.len() } else { 3 };
        let said = SAID.iter().zip([appear, vanish, shift, held, freed]).take(shown);
        let figures = said.map(|((way, say), n)| (say(t, n), (n > 0).then(|| self.rows_of(*way))));
        view! { {t.care_moves_lead()} {figures_line(t, figures.collect())} {t.care_moves_end()} }.into_any()
    }

    /// The address of the tasks of which the same becomes.
    fn rows_of(self, way: Moved) -> String {
        let here = untrack(|| self.app.route());
        let there = match here.page == PageId::PLAYBOOKS {
            true => here,
            false => Route::to(PageId::PLAYBOOKS),
        };
        there
            .with_param(MOVED, Some(way.word()))
            .with_param("sort", None)
            .to_hash()
    }

    /// What becomes of the tasks that the address asks for, where there is a draft that compiles; tracked.
    fn asked(self) -> Option<Moved> {
        let way = self.app.param(MOVED).and_then(|way| Moved::from_word(&way));
        way.filter(|_| self.is_sound.get())
    }

    /// Whether the address asks for tasks; tracked.
    pub fn is_listed(self) -> bool {
        self.asked().is_some()
    }

    /// The list of the tasks that the address asks for.
    pub fn list(self) -> impl IntoView {
        let all = Memo::new(move |_| {
            let way = self.asked();
            let row = |(place, task): (u32, &MovedTask)| BehindRow {
                customer: task.customer,
                // Its place among all that move.
                record: Some(place),
                on: Some(task.days[0]),
                ..BehindRow::default()
            };
            self.all.with(|all| {
                let all = (0..).zip(all.iter().flat_map(|all| all.iter()));
                Arc::new(
                    all.filter(|(_, task)| Some(task.way) == way)
                        .map(row)
                        .collect::<Vec<_>>(),
                )
            })
        });
        let title = move |t: T| {
            let n = all.with(|all| all.len());
            let said = self
                .asked()
                .and_then(|way| SAID.iter().find(|(known, _)| *known == way));
            said.map(|(_, say)| t.behind_of(t.care_moves_title(), say(t, n)))
                .unwrap_or_default()
        };
        let facts = BehindFacts {
            title: Box::new(title),
            columns: Box::new(columns),
            cells: Box::new(move |_: &World, it: &BehindRow, t: T| self.cells(it, t)),
            mark: "behind-task-moves",
            params: &[MOVED],
        };
        let is_read = Signal::derive(move || self.all.with(Option::is_some));
        view! { <Behind of=BehindOf::new(self.app, all, facts) is_read=is_read /> }
    }

    fn cells(self, it: &BehindRow, t: T) -> Vec<Cell> {
        let task = self.all.with(|all| all.as_ref()?.get(it.record? as usize).cloned());
        let what = task.as_ref().map(|task| t.label(&task.what)).unwrap_or_default();
        vec![
            Cell::Text(what),
            Cell::day(task.as_ref().map(|task| task.days[0])),
            Cell::day(task.as_ref().map(|task| task.days[1])),
            Cell::day(task.and_then(|task| task.before.filter(|before| *before != task.days[0]))),
        ]
    }
}

fn columns(t: T) -> Vec<ListColumn> {
    vec![
        ListColumn::new("what", t.today_col_what()).grows(200, 2.0),
        behind_day(t.care_ideal()),
        ListColumn::new("last", t.care_latest()).px(112),
        ListColumn::new("before", t.care_moved_before()).px(112).soft(),
    ]
}
