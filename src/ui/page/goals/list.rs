//! All goals as a list: on paper and in files, with everything that the table on screen says.

use std::sync::Arc;

use crate::state::live::*;

use super::{GOAL, GOALS, STANDING};
use crate::domain::label::Lang;
use crate::domain::steering::{GoalFigure, Standing};
use crate::domain::world::World;
use crate::state::goals::{GoalsTold, follow};
use crate::state::route::Route;
use crate::state::{App, use_app};
use crate::ui::goal_said as said;
use crate::ui::list::*;
use crate::ui::text::T;

/// The page. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct GoalList {
    pub list: ListState,
    /// What was worked out.
    pub told: RwSignal<Option<GoalsTold>>,
    /// The goals, in their order.
    pub all: Memo<Arc<Vec<GoalFigure>>>,
    /// The goal that is being changed, by its key; the empty one for a new one.
    pub editing: RwSignal<Option<String>>,
}

impl ListPage for GoalList {
    const WORDS: ListWords = ListWords {
        label: T::goals_all,
        select_all: T::goals_select_all,
        select_one: |t, line| t.goals_select_one(line.name()),
        shown: T::goals_shown,
        selected: T::goals_selected,
        keys: T::goals_keys,
        file: T::goals_file,
        row_mark: "goal-line",
        count_mark: "goal-count",
    };

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        let id = self.all.with(|all| Some(all.get(row as usize)?.goal.id.clone()))?;
        Some((0, id))
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        let it = self.all.with(|all| all.get(row as usize).cloned())?;
        self.list.app.session.read(|world| line(world, &it, T(lang)))
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        vec![
            column("name", t.goals_name()).grows(144, 1.0),
            column("value", t.goals_value()).px(96).figure().of_many_units(),
            column("baseline", t.goals_baseline()).px(96).figure().of_many_units(),
            column("from", t.goals_baseline_kind()).in_files(),
            column("aim", t.goals_aim()).px(96).figure().of_many_units(),
            column("change", t.goals_change()).px(80).figure(),
            column("standing", t.goals_standing()).px(80),
            column("definition", t.goals_definition()).grows(216, 2.0),
        ]
    }

    fn is_read(self) -> bool {
        self.told
            .with(|told| told.as_ref().is_some_and(|told| told.of.is_some()))
    }

    fn paper(self, t: T, _rows: &[u32]) -> (String, String) {
        (t.goals_title().to_owned(), t.as_of_day(self.list.app.as_of.get()))
    }
}

impl GoalList {
    pub fn new() -> Self {
        let app = use_app();
        let told = follow(app);
        let all = Memo::new(move |_| {
            let of = told.with(|told| told.as_ref()?.of.clone());
            Arc::new(of.map(|of| of.goals.clone()).unwrap_or_default())
        });
        let rows = Memo::new(move |_| Arc::new(of_standing(told, chosen(app))));
        Self {
            list: ListState::new(app, rows),
            told,
            all,
            editing: RwSignal::new(None),
        }
    }

    /// One by its key; tracked.
    pub fn of(self, id: &str) -> Option<GoalFigure> {
        self.all.with(|all| all.iter().find(|it| *it.goal.id == *id).cloned())
    }

    /// How many are of a standing; tracked.
    pub fn count(self, standing: Standing) -> usize {
        of_standing(self.told, Some(standing)).len()
    }
}

/// The standing that the address narrows the goals to; tracked.
pub fn chosen(app: App) -> Option<Standing> {
    Standing::from_word(&app.param(STANDING)?)
}

/// The rows of a standing; tracked.
fn of_standing(told: RwSignal<Option<GoalsTold>>, only: Option<Standing>) -> Vec<u32> {
    told.with(|told| Some(told.as_ref()?.of.as_ref()?.of_standing(only)))
        .unwrap_or_default()
}

/// Where a goal's own view is.
pub fn href(id: &str) -> String {
    Route::to(GOALS).with_param(GOAL, Some(id)).to_hash()
}

fn line(world: &World, it: &GoalFigure, t: T) -> ListLine {
    let unit = it.goal.unit();
    let as_of = world.evaluation.as_of;
    let figure = |value: Option<f64>| match value {
        Some(value) => Cell::Figure(said::figure(unit, value, t), file_figure(t, unit, value)),
        None => Cell::Missing(t.unknown().to_owned()),
    };
    let change = match said::against(it) {
        Some(by) => Cell::Figure(said::change(by), file_figure(t, crate::domain::metric::Unit::Share, by)),
        None => Cell::Missing(t.unknown().to_owned()),
    };
    ListLine(vec![
        Cell::Name(said::name(&it.goal, t), href(&it.goal.id)),
        figure(it.value),
        figure(it.baseline),
        Cell::Text(said::baseline_from(it, as_of, t)),
        figure(it.aim),
        change,
        Cell::Text(said::standing(it.standing, t).2.to_owned()),
        Cell::Text(said::definition(world, &it.goal, t)),
    ])
}
