//! The list of what each customer will still buy.

use std::sync::Arc;

use crate::state::live::*;

use super::held::{self, Held};
use super::{AGAIN, ALL, GONE, OF, ONCE, TIER_OF};
use crate::domain::columns::has_bit;
use crate::domain::label::Lang;
use crate::domain::marketing::lifetime::{Expected, Lifetime};
use crate::domain::marketing::value::TIER;
use crate::domain::metric::Unit;
use crate::domain::money::Fen;
use crate::domain::world::World;
use crate::state::growth::{Told, lifetime};
use crate::state::list::{Index, matching};
use crate::state::query::{Query, Sort};
use crate::state::route::Route;
use crate::state::use_app;
use crate::ui::class_word::class_word;
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::T;

/// Who is less likely than this to still buy may have left.
const HALF: f64 = 0.5;

/// The page. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct ValueList {
    list: ListState,
    /// What was worked out.
    pub told: Memo<Option<Told<Arc<Lifetime>>>>,
    all: Memo<Arc<Vec<Expected>>>,
}

impl ListPage for ValueList {
    const WORDS: ListWords = ListWords {
        label: T::growth_value,
        select_all: T::growth_select_all,
        select_one: |t, line| t.growth_select_one(line.name()),
        shown: T::growth_shown,
        selected: T::growth_selected,
        keys: T::growth_keys,
        file: T::growth_value_file,
        row_mark: "growth-row",
        count_mark: "growth-count",
    };

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
        let figure = |key: &str, label: &str, px| column(key, label).grows(px, 0.4).sorts(key, true).figure();
        vec![
            column("name", t.growth_col_name()).grows(122, 1.6).sorted(),
            figure("spend", t.growth_spend(), 104).headed(t.growth_col_spend()),
            figure("purchases", t.growth_col_purchases(), 72),
            figure("mean", t.growth_mean(), 80).headed(t.growth_col_mean()),
            column("alive", t.growth_col_alive())
                .grows(110, 1.0)
                .sorts("alive", false)
                .figure(),
            figure("bought", t.growth_col_bought(), 78),
            figure("silent", t.growth_col_silent(), 72),
            column("tier", t.growth_col_tier()).px(120),
            ListColumn::owner(t.growth_col_owner()),
            column("id", t.customer_number()).in_files(),
        ]
    }

    fn is_read(self) -> bool {
        self.told.with(Option::is_some)
    }

    fn own_sort() -> Option<Sort> {
        Some(Sort {
            column: "spend".into(),
            descending: true,
        })
    }

    fn paper(self, t: T, _rows: &[u32]) -> (String, String) {
        (
            t.growth_value().to_owned(),
            t.growth_ahead(format::day(self.list.app.as_of.get())),
        )
    }

    fn customers(self, rows: &[u32]) -> Option<Vec<u32>> {
        let slot = |row: &u32| self.of(*row, |_, it| Some(it.customer));
        Some(rows.iter().filter_map(slot).collect())
    }

    fn again(self) -> String {
        let app = self.list.app;
        [OF, TIER_OF, "sort"]
            .map(|key| app.param(key).unwrap_or_default())
            .join("/")
    }
}

impl ValueList {
    pub fn new() -> Self {
        let app = use_app();
        let told = lifetime(app);
        let all = Memo::new(move |_| {
            let all = told.with(|told| told.as_ref().map(|told| told.of.all.clone()));
            all.unwrap_or_default()
        });
        let of_tier = Memo::new(move |_| {
            let query = Query::of(TIER, [&*app.param(TIER_OF)?]);
            app.session.read(|world| matching(world, &query, Index::default()))
        });
        let asked = move || -> Sieve<Expected> {
            let (of_tier, of) = (of_tier.get(), app.param(OF));
            Box::new(move |_, it| {
                let is_of_tier = of_tier.as_ref().is_none_or(|those| has_bit(those, it.customer));
                is_of_tier
                    && match of.as_deref().unwrap_or(ALL) {
                        AGAIN => it.alive.is_some(),
                        ONCE => it.alive.is_none(),
                        GONE => it.alive.is_some_and(|alive| alive < HALF),
                        _ => true,
                    }
            })
        };
        Self {
            list: ListState::over_figures(app, all, asked, FIGURES, text),
            told,
            all,
        }
    }

    /// How many bought, and what the figures are of; tracked.
    pub fn sub(self, t: T) -> Vec<AnyView> {
        let said = self.told.with(|told| {
            let of = &told.as_ref()?.of;
            let rows = |n: usize, again: bool| {
                let there = self.list.app.route().with_param(TIER_OF, None);
                // Without a model nobody is in the list.
                (n > 0).then(|| match of.models.frequency {
                    Ok(_) => there.with_param(OF, again.then_some(AGAIN)).to_hash(),
                    Err(_) => held::href(Held::Buyers { again }),
                })
            };
            let counted = vec![
                (t.growth_sub(format::count(of.buyers)), rows(of.buyers, false)),
                (
                    t.growth_sub_again(format::count(of.repeaters)),
                    rows(of.repeaters, true),
                ),
            ];
            let without = of.models.frequency.is_ok() && of.models.amounts.is_err();
            let ahead = of
                .models
                .frequency
                .is_ok()
                .then(|| t.growth_ahead(format::day(of.as_of)));
            let parts = [ahead, without.then(|| t.growth_no_amounts().to_owned())];
            let parts = parts.into_iter().flatten().map(IntoAny::into_any);
            Some(std::iter::once(figures_line(t, counted)).chain(parts).collect())
        });
        said.unwrap_or_default()
    }

    /// Reads one in a row; tracked.
    fn of<R>(self, row: u32, read: impl FnOnce(&World, &Expected) -> Option<R>) -> Option<R> {
        let it = self.all.with(|all| all.get(row as usize).copied())?;
        self.list.app.session.read(|world| read(world, &it)).flatten()
    }
}

/// The tier that the list is narrowed to, with the way back to all.
pub fn narrowing(page: ValueList) -> Option<impl IntoView> {
    let (app, t) = (page.list.app, T(page.list.app.lang.get()));
    let id = app.param(TIER_OF)?;
    let class = Some(&*id).filter(|id| !id.is_empty());
    let word = |world: &World| class_word(&[&world.evaluation.plan], t.0, TIER, class).name;
    let name = app.session.read(word).unwrap_or_default();
    let all = app.route().with_param(TIER_OF, None).to_hash();
    Some(view! {
        <p class="growth__said small screen-only" data-testid="growth-tier">
            <span>{name} " · " <a class="inline" href=all>{t.value_show_all()}</a></span>
        </p>
    })
}

/// The columns of figures, and what each is of a customer.
const FIGURES: Figures<Expected> = (
    &["spend", "purchases", "mean", "alive", "bought", "silent"],
    |it, key| match key {
        "spend" => it.spend(),
        "purchases" => Some(it.purchases),
        "mean" => it.mean,
        "alive" => it.alive,
        "bought" => Some(f64::from(it.bought)),
        _ => Some(f64::from(it.silent)),
    },
);

fn text(world: &World, it: &Expected, key: &str) -> Option<String> {
    let customer = world.book.customers.at(it.customer)?;
    match key {
        "name" => Some(customer.name.to_string()),
        "owner" => customer.owner.as_deref().map(str::to_owned),
        _ => None,
    }
}

/// An amount of yuan, as cells take it.
pub fn fen(yuan: f64) -> Fen {
    Fen((yuan * 100.0).round() as i64)
}

fn line(world: &World, it: &Expected, lang: Lang) -> Option<ListLine> {
    let t = T(lang);
    let customer = world.book.customers.at(it.customer)?;
    let plan = &world.evaluation.plan;
    let tier = plan
        .dimension("rfm_tier")
        .and_then(|at| world.evaluation.class(it.customer, at));
    let amount = |yuan: Option<f64>| match yuan {
        Some(yuan) => Cell::Amount(fen(yuan), None),
        None => Cell::Missing(t.unknown().to_owned()),
    };
    let count = |n: u32| Cell::Figure(format::count(n as usize), file_figure(t, Unit::Count, f64::from(n)));
    Some(ListLine(vec![
        Cell::Name(customer.name.to_string(), Route::customer(&customer.id).to_hash()),
        amount(it.spend()),
        Cell::Figure(
            t.growth_purchases(format::decimal(it.purchases, 1)),
            file_figure(t, Unit::Count, it.purchases),
        ),
        amount(it.mean),
        match it.alive {
            Some(alive) => Cell::Figure(format::percent(alive), file_figure(t, Unit::Share, alive)),
            None => Cell::Missing(t.growth_cannot_tell().to_owned()),
        },
        count(it.bought),
        Cell::Figure(
            t.growth_days(it.silent as usize),
            file_figure(t, Unit::Days, f64::from(it.silent)),
        ),
        Cell::Class(class_word(&[plan], lang, "rfm_tier", tier), false),
        Cell::whose(customer.owner.as_deref(), t),
        Cell::Text(customer.id.to_string()),
    ]))
}
