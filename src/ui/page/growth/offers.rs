//! The list of what to offer whom.

use std::sync::Arc;

use crate::state::live::*;

use super::pairs::pair_rows;
use super::{BY, SUPPORT, by, deeds, support};
use crate::domain::day::Day;
use crate::domain::id::CustomerId;
use crate::domain::label::Lang;
use crate::domain::marketing::together::{
    Baskets, GOAL, Success, Suggestion, SuggestionReading, Together, rules, success,
};
use crate::domain::metric::Unit;
use crate::domain::steering::Measure;
use crate::domain::world::World;
use crate::state::growth::{Told, together};
use crate::state::route::{PageId, Route};
use crate::state::sliced::{Slice, sliced};
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::T;

/// The page with the goals, one of which is the success.
const GOALS: PageId = PageId::named("goals");

/// What is offered to whom, beside what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offering {
    /// To whom.
    pub customer: CustomerId,
    /// What.
    pub product: String,
    /// Beside what.
    pub beside: String,
}

/// What to offer, and the baskets that it follows from: products are places there.
#[derive(Clone)]
struct Found {
    baskets: Arc<Baskets>,
    all: Arc<Vec<Suggestion>>,
}

/// The page. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct OfferList {
    list: ListState,
    /// What is bought together.
    pub told: RwSignal<Option<Told<Together>>>,
    /// What to offer, with what it follows from.
    found: RwSignal<Option<Found>>,
    all: Memo<Arc<Vec<Suggestion>>>,
    /// The offer whose answer is being recorded.
    pub answering: RwSignal<Option<Offering>>,
}

impl ListPage for OfferList {
    const WORDS: ListWords = ListWords {
        label: T::growth_offers,
        select_all: T::growth_select_all,
        select_one: |t, line| t.growth_select_one(line.name()),
        shown: T::growth_shown,
        selected: T::growth_selected,
        keys: T::growth_keys,
        file: T::growth_offers_file,
        row_mark: "offer-row",
        count_mark: "offer-count",
    };
    const ACTIONS: &'static [ListAction<Self>] = deeds::ACTIONS;

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        self.of(row, |_, _, it| Some((it.customer, "".into())))
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        let app = self.list.app;
        self.of(row, |world, baskets, it| line(world, baskets, it, app, lang))
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        let figure = |key: &str, label: &str| column(key, label).px(88).sorts(key, true).figure();
        vec![
            column("name", t.growth_col_name()).grows(168, 1.2).sorted(),
            column("product", t.growth_col_product()).grows(120, 0.8).sorted(),
            column("why", t.growth_col_why()).grows(216, 2.0),
            figure("sure", t.growth_col_sure()),
            figure("lift", t.growth_col_lift()),
            figure("share", t.growth_col_share()),
            ListColumn::owner(t.growth_col_owner()),
            column("ways", t.growth_col_ways()).px(112).on_screen(),
            column("id", t.customer_number()).in_files(),
        ]
    }

    fn is_read(self) -> bool {
        self.found.with(Option::is_some)
    }

    fn paper(self, t: T, _rows: &[u32]) -> (String, String) {
        (t.growth_offers().to_owned(), t.as_of_day(self.list.app.as_of.get()))
    }

    fn customers(self, rows: &[u32]) -> Option<Vec<u32>> {
        let slot = |row: &u32| self.of(*row, |_, _, it| Some(it.customer));
        Some(rows.iter().filter_map(slot).collect())
    }

    fn again(self) -> String {
        let app = self.list.app;
        [BY, SUPPORT, "sort"]
            .map(|key| app.param(key).unwrap_or_default())
            .join("/")
    }
}

impl OfferList {
    pub fn new() -> Self {
        let app = use_app();
        let told = together(app);
        let begin = move || {
            let (by, support) = (by(app), support(app));
            let of = |told: &Told<Together>| {
                let rules = rules(told.of.baskets.counts(by), support);
                SuggestionReading::begin(&told.of.baskets, &rules, &told.of.offers)
            };
            // Who wants no contact is known of the book as it is now.
            app.session.version();
            told.with(|told| told.as_ref().map(of))
        };
        let found = sliced(begin, move |reading| {
            let some = |world: &World| {
                // Who wants no contact is offered nothing.
                let wants_none = |slot| world.book.customers.at(slot).map(|it| it.do_not_contact == Some(true));
                reading.step(|slot| wants_none(slot) != Some(true))
            };
            match app.session.peek(some) {
                None => Slice::Gone,
                Some(true) => Slice::More,
                Some(false) => {
                    let (baskets, all) = reading.finish();
                    let all = Arc::new(all);
                    Slice::Done(Found { baskets, all })
                }
            }
        });
        let all = Memo::new(move |_| {
            found
                .with(|found| found.as_ref().map(|it| it.all.clone()))
                .unwrap_or_default()
        });
        let text = move |world: &World, it: &Suggestion, key: &str| {
            let customer = world.book.customers.at(it.customer)?;
            match key {
                "name" => Some(customer.name.to_string()),
                "owner" => customer.owner.as_deref().map(str::to_owned),
                "product" => found.with(|found| Some(found.as_ref()?.baskets.name(it.product).to_owned())),
                _ => None,
            }
        };
        Self {
            list: ListState::over_figures(app, all, every, FIGURES, text),
            told,
            found,
            all,
            answering: RwSignal::new(None),
        }
    }

    /// How the offers of the last year fared; tracked.
    pub fn sub(self, t: T) -> Option<AnyView> {
        let app = self.list.app;
        let as_of = app.as_of.get();
        let of = self
            .told
            .with(|told| told.as_ref().map(|told| success(&told.of.offers, as_of)));
        of.map(|success| success_said(success, app.with_route(Route::as_of), t))
    }

    /// Reads one in a row; tracked.
    fn of<R>(self, row: u32, read: impl FnOnce(&World, &Baskets, &Suggestion) -> Option<R>) -> Option<R> {
        let it = self.all.with(|all| all.get(row as usize).cloned())?;
        let baskets = self.found.with(|found| Some(found.as_ref()?.baskets.clone()))?;
        self.list.app.session.read(|world| read(world, &baskets, &it)).flatten()
    }

    /// What is offered in a row; not tracked.
    pub fn offering(self, row: u32) -> Option<Offering> {
        let offering = |world: &World, baskets: &Baskets, it: &Suggestion| {
            Some(Offering {
                customer: world.book.customers.at(it.customer)?.id.clone(),
                product: baskets.name(it.product).to_owned(),
                beside: baskets.name(it.beside).to_owned(),
            })
        };
        untrack(|| self.of(row, offering))
    }
}

/// How many offers were accepted, and whether that is enough; each figure is a way to its offers, which are the rows of the goal.
pub fn success_said(success: Success, as_of: Option<Day>, t: T) -> AnyView {
    let goal = Route::to(GOALS)
        .with_param("goal", Some(Measure::CrossSelling.word()))
        .on_day(as_of);
    let link = |part: Option<&str>, n: usize, said: String| {
        let href = goal.clone().with_param("part", part).to_hash();
        figure_link(n > 0, href, t.growth_success().to_owned(), said)
    };
    let (yes, no) = (success.accepted, success.declined);
    let accepted = link(Some("above"), yes, t.growth_success_accepted(format::count(yes)));
    let declined = link(Some("below"), no, t.growth_success_declined(format::count(no)));
    let rate = match success.rate() {
        None => t.growth_success_few().into_any(),
        Some(rate) => {
            let met = if rate >= GOAL {
                t.growth_goal_met()
            } else {
                t.growth_goal_missed()
            };
            let said = t.growth_is(t.growth_success(), format::percent(rate));
            link(None, success.answered(), format::clauses([said, met.to_owned()], t.0))
        }
    };
    view! {
        <span>{accepted} {t.line_comma()} {declined}</span>
        <span>{rate}</span>
        <span>{t.growth_success_help(format::percent(GOAL))}</span>
    }
    .into_any()
}

/// The columns of figures, and what each is of a suggestion.
const FIGURES: Figures<Suggestion> = (&["sure", "lift", "share"], |it, key| {
    let rule = it.rule?;
    Some(match key {
        "sure" => rule.confidence(),
        "lift" => rule.lift(),
        _ => rule.support(),
    })
});

/// Why a product is suggested.
fn why(baskets: &Baskets, it: &Suggestion, t: T) -> String {
    let beside = baskets.name(it.beside);
    let Some(rule) = it.rule else {
        return t.growth_why_related(beside);
    };
    let [both, of] = [rule.both, rule.of_from].map(|n| format::count(n as usize));
    let why = t.growth_why_rule(beside, both, of);
    match it.is_related {
        true => t.growth_why_both(why),
        false => why,
    }
}

fn line(world: &World, baskets: &Baskets, it: &Suggestion, app: App, lang: Lang) -> Option<ListLine> {
    let t = T(lang);
    let customer = world.book.customers.at(it.customer)?;
    let share = |value: f64| Cell::Figure(format::percent(value), file_figure(t, Unit::Share, value));
    let rule = |of: &dyn Fn(&crate::domain::marketing::together::Rule) -> Cell| match &it.rule {
        // All three are of the baskets with both.
        Some(rule) => of(rule).opens(rule.both > 0, || {
            pair_rows(app, baskets.name(it.beside), baskets.name(it.product))
        }),
        None => Cell::Missing(t.growth_by_catalogue().to_owned()),
    };
    Some(ListLine(vec![
        Cell::Name(customer.name.to_string(), Route::customer(&customer.id).to_hash()),
        Cell::Text(baskets.name(it.product).to_owned()),
        Cell::Text(why(baskets, it, t)),
        rule(&|rule| share(rule.confidence())),
        rule(&|rule| {
            Cell::Figure(
                format::decimal(rule.lift(), 2),
                file_figure(t, Unit::Count, rule.lift()),
            )
        }),
        rule(&|rule| share(rule.support())),
        Cell::whose(customer.owner.as_deref(), t),
        Cell::Actions(&[0]),
        Cell::Text(customer.id.to_string()),
    ]))
}
