//! The list of who has how many points.

use std::sync::Arc;

use crate::state::live::*;

use super::{BELOW, OF, SOON, TypedPoints, points_said};
use crate::domain::id::CustomerId;
use crate::domain::label::Lang;
use crate::domain::marketing::points::{CustomerPoints, sum};
use crate::domain::world::World;
use crate::state::App;
use crate::state::points::points;
use crate::state::query::Sort;
use crate::state::route::Route;
use crate::ui::list::cell::FileFigure;
use crate::ui::list::*;
use crate::ui::text::T;

/// What can be done with a row.
const ACTIONS: &[ListAction<PointsList>] = &[ListAction {
    text: T::points_use,
    label: |t, name| t.points_use_of(name),
    mark: "points-use",
    icon: None,
    is_quiet: false,
    can: |_, _| true,
    run: |page, rows| {
        let customer = rows.first().and_then(|row| page.customer(*row));
        page.entering
            .set(customer.map(|customer| TypedPoints { customer, known: None }));
    },
}];

/// The list. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct PointsList {
    list: ListState,
    pub told: RwSignal<Option<Arc<Vec<CustomerPoints>>>>,
    all: Memo<Arc<Vec<CustomerPoints>>>,
    /// The entry that is typed, while that dialog stands.
    pub entering: RwSignal<Option<TypedPoints>>,
}

impl ListPage for PointsList {
    const WORDS: ListWords = ListWords {
        label: T::points_title,
        select_all: T::camp_select_all,
        select_one: |t, line| t.camp_select_one(line.name()),
        shown: T::camp_people_shown,
        selected: T::camp_people_selected,
        keys: T::camp_people_keys,
        file: T::points_file,
        row_mark: "points-row",
        count_mark: "points-count",
    };
    const ACTIONS: &'static [ListAction<Self>] = ACTIONS;

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        self.of(row, |_, it| Some((it.customer, "".into())))
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        self.of(row, |world, it| line(world, it, lang))
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        let figure = |key: &str, label: &str, px| column(key, label).px(px).sorts(key, true).figure();
        vec![
            column("name", t.camp_col_customer()).grows(168, 1.6).sorted(),
            figure("balance", t.points_col_balance(), 104),
            figure("gained", t.points_col_gained(), 104),
            figure("spent", t.points_col_spent(), 112),
            figure("soon", t.points_col_soon(), 120),
            column("first", t.points_col_first())
                .px(112)
                .sorts("first", false)
                .soft(),
            column("last", t.points_col_last()).px(112).sorts("last", true).soft(),
            ListColumn::owner(t.camp_col_owner()),
            column("ways", t.points_col_ways()).px(112).on_screen(),
            column("id", t.customer_number()).in_files(),
        ]
    }

    fn is_read(self) -> bool {
        self.told.with(Option::is_some)
    }

    fn own_sort() -> Option<Sort> {
        None
    }

    fn paper(self, t: T, _rows: &[u32]) -> (String, String) {
        (t.points_title().to_owned(), t.as_of_day(self.list.app.as_of.get()))
    }

    fn customers(self, rows: &[u32]) -> Option<Vec<u32>> {
        let slot = |row: &u32| self.of(*row, |_, it| Some(it.customer));
        Some(rows.iter().filter_map(slot).collect())
    }

    fn again(self) -> String {
        let app = self.list.app;
        [OF, "sort"].map(|key| app.param(key).unwrap_or_default()).join("/")
    }
}

impl PointsList {
    pub fn new(app: App) -> Self {
        let told = points(app);
        let all = Memo::new(move |_| told.get().unwrap_or_default());
        let asked = move || -> Sieve<CustomerPoints> {
            match app.param(OF).as_deref() {
                Some(SOON) => Box::new(|_, it| it.soon > 0),
                Some(BELOW) => Box::new(|_, it| it.balance < 0),
                _ => every(),
            }
        };
        Self {
            list: ListState::over_figures(app, all, asked, FIGURES, text),
            told,
            all,
            entering: RwSignal::new(None),
        }
    }

    /// How many there are, and how many points; tracked.
    pub fn sum(self, t: T) -> String {
        let rows = self.list.rows.get();
        let all = self.all.with(|all| {
            let balance = |row: &u32| all.get(*row as usize).map(|it| it.balance);
            sum(rows.iter().filter_map(balance))
        });
        t.points_sub(rows.len(), points_said(all))
    }

    /// Reads one in a row; tracked.
    fn of<R>(self, row: u32, read: impl FnOnce(&World, &CustomerPoints) -> Option<R>) -> Option<R> {
        let it = self.all.with(|all| all.get(row as usize).copied())?;
        self.list.app.session.read(|world| read(world, &it)).flatten()
    }

    /// The customer in a row; not tracked.
    fn customer(self, row: u32) -> Option<CustomerId> {
        untrack(|| self.of(row, |world, it| Some(world.book.customers.at(it.customer)?.id.clone())))
    }
}

/// The columns of figures, and what each is of an account.
const FIGURES: Figures<CustomerPoints> = (&["balance", "gained", "spent", "soon", "first", "last"], |it, key| {
    let many = |thousandths: i64| Some(thousandths as f64);
    match key {
        "balance" => many(it.balance),
        "gained" => many(it.gained),
        "spent" => many(it.spent),
        "soon" => many(it.soon),
        "first" => it.first.map(|day| f64::from(day.0)),
        _ => Some(f64::from(it.last.0)),
    }
});

fn text(world: &World, it: &CustomerPoints, key: &str) -> Option<String> {
    let customer = world.book.customers.at(it.customer)?;
    match key {
        "name" => Some(customer.name.to_string()),
        "owner" => customer.owner.as_deref().map(str::to_owned),
        _ => None,
    }
}

fn line(world: &World, it: &CustomerPoints, lang: Lang) -> Option<ListLine> {
    let t = T(lang);
    let customer = world.book.customers.at(it.customer)?;
    // The account on the customer's page has each step.
    let account = Route::customer(&customer.id).to_hash();
    let many = |thousandths: i64| {
        let number = points_said(thousandths).replace('−', "-").replace(',', "");
        let cell = Cell::Figure(points_said(thousandths), FileFigure { number, unit: "" });
        cell.opens(thousandths != 0, || account.clone())
    };
    Some(ListLine(vec![
        Cell::Name(customer.name.to_string(), account.clone()),
        many(it.balance),
        many(it.gained),
        many(it.spent),
        many(it.soon),
        match it.first {
            Some(day) => Cell::day(Some(day)),
            // Of nothing nothing expires.
            None if it.balance <= 0 => Cell::Missing("–".to_owned()),
            None => Cell::Missing(t.points_for_ever().to_owned()),
        },
        Cell::day(Some(it.last)),
        Cell::whose(customer.owner.as_deref(), t),
        Cell::Actions(&[0]),
        Cell::Text(customer.id.to_string()),
    ]))
}
