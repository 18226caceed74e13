//! The customers behind the picture of how good the model would have been, and those who bought where there is no model to list them by.

use std::sync::Arc;

use crate::state::live::*;

use super::{MODEL, VIEW};
use crate::domain::marketing::lifetime::{Lifetime, MOST_REPEATS};
use crate::domain::metric::Unit;
use crate::domain::world::World;
use crate::state::App;
use crate::state::growth::Told;
use crate::state::route::{PageId, Route};
use crate::state::sliced::{Slice, sliced};
use crate::state::use_app;
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::T;

/// The piece of page state that says which customers are listed: repeat purchases as the name of a group, or a word.
pub const HELD: &str = "held";
/// All groups.
const ALL_GROUPS: &str = "all";
/// Who bought, and who bought again.
const BOUGHT: &str = "bought";
const AGAIN: &str = "again";
/// So many customers are looked at in one step.
const ROWS: u32 = 500;

/// Which customers are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Those of a group of the picture, or all of it.
    Picture(Option<usize>),
    /// All who bought, or who bought again alone.
    Buyers {
        /// Again.
        again: bool,
    },
}

/// What the address names; tracked.
pub fn asked(app: App) -> Option<Held> {
    let said = app.param(HELD)?;
    Some(match said.as_str() {
        ALL_GROUPS => Held::Picture(None),
        BOUGHT => Held::Buyers { again: false },
        AGAIN => Held::Buyers { again: true },
        n => Held::Picture(Some(n.parse().ok().filter(|n| *n <= MOST_REPEATS)?)),
    })
}

/// Where they are listed.
pub fn href(held: Held) -> String {
    let said = match held {
        Held::Picture(Some(n)) => n.to_string(),
        Held::Picture(None) => ALL_GROUPS.to_owned(),
        Held::Buyers { again } => if again { AGAIN } else { BOUGHT }.to_owned(),
    };
    let route = Route::to(PageId::named("growth")).with_param(VIEW, Some(MODEL));
    route.with_param(HELD, Some(&said)).to_hash()
}

/// How many repeat purchases those of a group had made.
pub fn group_name(group: usize, t: T) -> String {
    match group {
        MOST_REPEATS => t.growth_or_more(group),
        _ => t.growth_times(group),
    }
}

/// The customers while they are looked for.
struct Looking {
    told: Arc<Lifetime>,
    held: Held,
    next: u32,
    found: Vec<BehindRow>,
}

impl Looking {
    fn step(&mut self, world: &World) -> bool {
        let slots = world.book.customers.slots() as u32;
        let to = self.next.saturating_add(ROWS).min(slots);
        let found = (self.next..to).filter_map(|slot| self.row(world, slot));
        let rows: Vec<BehindRow> = found.collect();
        self.found.extend(rows);
        self.next = to;
        to < slots
    }

    /// A customer with its purchases since the earlier day, or with all of them.
    fn row(&self, world: &World, slot: u32) -> Option<BehindRow> {
        let purchases = match self.held {
            Held::Picture(group) => {
                let it = self.told.held_out(world, slot)?;
                group.is_none_or(|group| group == it.group).then_some(it.actual)
            }
            Held::Buyers { again } => {
                let repeats = self.told.bought(world, slot)?.repeats;
                (!again || repeats > 0).then_some(repeats + 1)
            }
        };
        Some(BehindRow {
            customer: slot,
            figure: Some(f64::from(purchases?)),
            ..BehindRow::default()
        })
    }
}

/// The customers, each with what was predicted and what came.
#[component]
pub fn HeldOuts(told: Memo<Option<Told<Arc<Lifetime>>>>) -> impl IntoView {
    let app = use_app();
    let of = Memo::new(move |_| told.with(|told| told.as_ref().map(|told| told.of.clone())));
    let begin = move || {
        Some(Looking {
            told: of.get()?,
            held: asked(app)?,
            next: 0,
            found: Vec::new(),
        })
    };
    let found = sliced(begin, move |looking: &mut Looking| {
        match app.session.peek(|world| looking.step(world)) {
            None => Slice::Gone,
            Some(true) => Slice::More,
            Some(false) => Slice::Done(Arc::new(std::mem::take(&mut looking.found))),
        }
    });
    let all = Memo::new(move |_| found.get().unwrap_or_default());
    let title = move |t: T| match asked(app) {
        Some(Held::Picture(Some(group))) => t.growth_held_of(group_name(group, t)),
        Some(Held::Buyers { again: false }) => t.growth_buyers().to_owned(),
        Some(Held::Buyers { again: true }) => t.growth_again().to_owned(),
        _ => t.growth_held_all().to_owned(),
    };
    let is_picture = move || matches!(asked(app), Some(Held::Picture(_)));
    let columns = move |t: T| match is_picture() {
        true => vec![
            behind_figure(t.growth_held_actual(), 144),
            ListColumn::new("predicted", t.growth_held_predicted()).px(144).figure(),
        ],
        false => vec![behind_figure(t.growth_col_bought(), 144)],
    };
    let cells = move |world: &World, it: &BehindRow, t: T| {
        let actual = behind_count(it.figure.unwrap_or_default(), t);
        let predicted = || match of.with(|told| predicted(told.as_ref()?, world, it.customer)) {
            Some(n) => Cell::Figure(format::decimal(n, 2), file_figure(t, Unit::Count, n)),
            None => Cell::Missing(t.unknown().to_owned()),
        };
        let predicted = untrack(is_picture).then(predicted);
        std::iter::once(actual).chain(predicted).collect()
    };
    let facts = BehindFacts {
        title: Box::new(title),
        columns: Box::new(columns),
        cells: Box::new(cells),
        mark: "behind-held",
        params: &[HELD],
    };
    let is_read = Signal::derive(move || found.with(Option::is_some));
    view! { <Behind of=BehindOf::new(app, all, facts) is_read=is_read /> }
}

/// The purchases that the model of the earlier day expected of a customer.
fn predicted(told: &Lifetime, world: &World, slot: u32) -> Option<f64> {
    let (model, picture) = (told.models.early.ok()?, told.calibration.as_ref().ok()?);
    let it = told.held_out(world, slot)?;
    Some(model.purchases(it.early, picture.days))
}
