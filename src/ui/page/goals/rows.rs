//! What a goal's figure rests on: a row a customer, ticket or offer.

use std::sync::Arc;

use crate::state::live::*;

use super::list::GoalList;
use super::{ABOVE, BELOW, GOAL, PART};
use crate::domain::label::Lang;
use crate::domain::metric::Unit;
use crate::domain::steering::{Goal, Share};
use crate::domain::world::World;
use crate::state::route::Route;
use crate::state::{App, goals};
use crate::ui::goal_said as said;
use crate::ui::list::*;
use crate::ui::text::T;

/// The rows. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct GoalRows {
    list: ListState,
    all: Memo<Arc<Vec<Share>>>,
    goal: Memo<Option<Goal>>,
}

impl ListPage for GoalRows {
    const WORDS: ListWords = ListWords {
        label: T::goals_rows,
        select_all: T::goals_select_all,
        select_one: |t, line| t.goals_select_one(line.name()),
        shown: T::goals_rows_shown,
        selected: T::goals_selected,
        keys: T::goals_keys,
        file: T::goals_rows_file,
        row_mark: "goal-row",
        count_mark: "goal-rows-count",
    };

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        // A customer may stand in several rows: tickets and offers are each one.
        let it = self.all.with(|all| all.get(row as usize).copied())?;
        let part = it.on.map(|_| row.to_string()).unwrap_or_default();
        Some((it.customer, part.into()))
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        let it = self.all.with(|all| all.get(row as usize).copied())?;
        let goal = self.goal.get()?;
        self.list
            .app
            .session
            .read(|world| line(world, &goal, it, lang))
            .flatten()
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        // Where no day says more than another there is no column for it.
        let day = self
            .goal
            .with(|goal| goal.as_ref().and_then(|goal| said::day_name(goal, t)));
        let day = day.map(|name| column("on", name).px(112).sorts("on", true));
        let first = [
            column("name", t.goals_col_customer()).grows(168, 1.6).sorted(),
            column("counts", t.goals_col_counts())
                .grows(136, 1.0)
                .sorts("counts", true),
        ];
        let last = [
            ListColumn::owner(t.goals_col_owner()),
            column("part", t.goals_value()).in_files(),
            column("id", t.customer_number()).in_files(),
        ];
        first.into_iter().chain(day).chain(last).collect()
    }

    fn paper(self, t: T, _rows: &[u32]) -> (String, String) {
        let name = self.goal.get().map(|goal| said::name(&goal, t)).unwrap_or_default();
        let name = match is_of_part(self.list.app) {
            Some(true) => t.behind_of(name, t.goals_of_part()),
            Some(false) => t.behind_of(name, t.goals_of_rest()),
            None => name,
        };
        (name, t.as_of_day(self.list.app.as_of.get()))
    }

    fn customers(self, rows: &[u32]) -> Option<Vec<u32>> {
        let slot = |row: &u32| self.all.with(|all| Some(all.get(*row as usize)?.customer));
        Some(rows.iter().filter_map(slot).collect())
    }

    fn again(self) -> String {
        let app = self.list.app;
        [GOAL, PART, "sort"]
            .map(|key| app.param(key).unwrap_or_default())
            .join("/")
    }
}

impl GoalRows {
    pub fn new(page: GoalList, id: String) -> Self {
        let app = page.list.app;
        let goal = Memo::new(move |_| page.of(&id).map(|it| it.goal));
        let all = Memo::new(move |_| {
            page.told.track();
            let rows = goal.with(|goal| goal.as_ref().map(|goal| goals::rows(app, goal)));
            Arc::new(rows.unwrap_or_default())
        });
        Self {
            list: ListState::over_figures(app, all, move || asked(app), FIGURES, text),
            all,
            goal,
        }
    }
}

/// Whether only the rows above the line are listed, or only the others; nothing where all are. Tracked.
fn is_of_part(app: App) -> Option<bool> {
    match app.param(PART).as_deref() {
        Some(ABOVE) => Some(true),
        Some(BELOW) => Some(false),
        _ => None,
    }
}

fn asked(app: App) -> Sieve<Share> {
    let is_of_part = is_of_part(app);
    Box::new(move |_, it| is_of_part.is_none_or(|is_of_part| is_of_part == (it.part > 0.0)))
}

/// The columns of figures, and what each is of a share.
const FIGURES: Figures<Share> = (&["counts", "on"], |it, key| match key {
    "on" => it.on.map(|on| f64::from(on.0)),
    _ => Some(if it.whole > 0.0 { it.part / it.whole } else { 0.0 }),
});

fn text(world: &World, it: &Share, key: &str) -> Option<String> {
    let customer = world.book.customers.at(it.customer)?;
    match key {
        "name" => Some(customer.name.to_string()),
        "owner" => customer.owner.as_deref().map(str::to_owned),
        _ => None,
    }
}

fn line(world: &World, goal: &Goal, it: Share, lang: Lang) -> Option<ListLine> {
    let t = T(lang);
    let customer = world.book.customers.at(it.customer)?;
    let first = [
        Cell::Name(customer.name.to_string(), Route::customer(&customer.id).to_hash()),
        Cell::Text(said::share(goal, it, t)),
    ];
    let day = said::day_name(goal, t).map(|_| Cell::day(it.on));
    let last = [
        Cell::whose(customer.owner.as_deref(), t),
        Cell::Figure(String::new(), file_figure(t, Unit::Count, it.part)),
        Cell::Text(customer.id.to_string()),
    ];
    Some(ListLine(first.into_iter().chain(day).chain(last).collect()))
}
