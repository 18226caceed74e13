//! The customers behind the picture of how good the model would have been.

use std::sync::Arc;

use crate::state::live::*;

use super::{MODEL, VIEW};
use crate::domain::marketing::lifetime::{HeldOut, Lifetime, MOST_REPEATS};
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

/// The piece of page state that names the group whose customers are listed: its repeat purchases, or all.
pub const HELD: &str = "held";
/// All groups.
const ALL_GROUPS: &str = "all";
/// So many customers are looked at in one step.
const ROWS: u32 = 500;

/// The group that the address names, nothing inside for all of them; tracked.
pub fn asked(app: App) -> Option<Option<usize>> {
    let said = app.param(HELD)?;
    match said.as_str() {
        ALL_GROUPS => Some(None),
        n => n.parse().ok().filter(|n| *n <= MOST_REPEATS).map(Some),
    }
}

/// Where the customers of a group are listed, or those of all.
pub fn href(group: Option<usize>) -> String {
    let group = group.map_or_else(|| ALL_GROUPS.to_owned(), |n| n.to_string());
    let route = Route::to(PageId::named("growth")).with_param(VIEW, Some(MODEL));
    route.with_param(HELD, Some(&group)).to_hash()
}

/// How many repeat purchases those of a group had made.
pub fn group_name(group: usize, t: T) -> String {
    match group {
        MOST_REPEATS => t.growth_or_more(group),
        _ => t.growth_times(group),
    }
}

/// The customers of a group while they are looked for.
struct Looking {
    told: Arc<Lifetime>,
    group: Option<usize>,
    next: u32,
    found: Vec<BehindRow>,
}

impl Looking {
    fn step(&mut self, world: &World) -> bool {
        let slots = world.book.customers.slots() as u32;
        let to = self.next.saturating_add(ROWS).min(slots);
        let is_asked = |it: &HeldOut| self.group.is_none_or(|group| group == it.group);
        let found = (self.next..to).filter_map(|slot| self.told.held_out(world, slot));
        let rows: Vec<BehindRow> = found
            .filter(is_asked)
            .map(|it| BehindRow {
                customer: it.customer,
                figure: Some(f64::from(it.actual)),
                ..BehindRow::default()
            })
            .collect();
        self.found.extend(rows);
        self.next = to;
        to < slots
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
            group: asked(app)?,
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
    let title = move |t: T| match asked(app).flatten() {
        Some(group) => t.growth_held_of(group_name(group, t)),
        None => t.growth_held_all().to_owned(),
    };
    let columns = |t: T| {
        vec![
            behind_figure(t.growth_held_actual(), 144),
            ListColumn::new("predicted", t.growth_held_predicted()).px(144).figure(),
        ]
    };
    let cells = move |world: &World, it: &BehindRow, t: T| {
        let predicted = of.with(|told| predicted(told.as_ref()?, world, it.customer));
        vec![
            behind_count(it.figure.unwrap_or_default(), t),
            match predicted {
                Some(n) => Cell::Figure(format::decimal(n, 2), file_figure(t, Unit::Count, n)),
                None => Cell::Missing(t.unknown().to_owned()),
            },
        ]
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
