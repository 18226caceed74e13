//! What every panel reads: the report, with the names of its classes in the page's language.

use crate::state::live::*;

use crate::domain::label::Lang;
use crate::domain::money::Fen;
use crate::domain::report::before::Before;
use crate::domain::report::dashboard::Dashboard;
use crate::domain::rule::plan::{Plan, PlanDimension};
use crate::domain::world::World;
use crate::state::reread::Shared;
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::text::{T, names};
use crate::ui::tone::{Rank, palette_of};

/// The report and the names. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Board {
    report: RwSignal<Option<Shared<Dashboard>>>,
    /// The end of the month before, where it is read.
    before: Option<RwSignal<Option<Shared<Before>>>>,
    app: App,
}

impl Board {
    pub fn new(report: RwSignal<Option<Shared<Dashboard>>>) -> Self {
        Self {
            report,
            before: None,
            app: use_app(),
        }
    }

    /// The same beside the end of the month before.
    pub fn beside(self, before: RwSignal<Option<Shared<Before>>>) -> Self {
        Self {
            before: Some(before),
            ..self
        }
    }

    /// Reads the end of the month before; tracked. Nothing while it is read itself.
    pub fn before<R>(self, read: impl FnOnce(&Before) -> R) -> Option<R> {
        self.before?.with(|before| before.as_deref().map(read))
    }

    /// Reads the report; tracked with the language. The plan changes with the report only.
    pub fn read<R: Default>(self, read: impl FnOnce(&Dashboard, Names) -> R) -> R {
        let lang = self.app.lang.get();
        self.report.with(|report| {
            let named = |report| {
                let plan = |world: &World| read(report, Names::new(lang, &world.evaluation.plan));
                self.app.session.peek(plan)
            };
            report.as_deref().and_then(named).unwrap_or_default()
        })
    }

    /// A memo of what a panel shows.
    pub fn memo<R>(self, read: impl Fn(&Dashboard, Names) -> R + Send + Sync + 'static) -> Memo<R>
    where
        R: Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.read(&read))
    }
}

/// The names of a plan in a language, and how its classes are ordered and toned.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    pub lang: Lang,
    pub t: T,
    plan: &'a Plan,
}

impl<'a> Names<'a> {
    fn new(lang: Lang, plan: &'a Plan) -> Self {
        Self { lang, t: T(lang), plan }
    }

    fn of(self, dimension: &str) -> Option<&'a PlanDimension> {
        self.plan.dimensions.iter().find(|d| *d.id == *dimension)
    }

    /// A dimension's name.
    pub fn dimension(self, id: &str) -> String {
        self.of(id)
            .map_or_else(|| id.to_owned(), |d| names::dimension(self.lang, d))
    }

    /// A class's short name; its dimension is named beside it.
    pub fn class(self, dimension: &str, id: &str) -> String {
        let named = |d| names::short_class(self.lang, d, id);
        self.of(dimension).map_or_else(|| id.to_owned(), named)
    }

    /// A dimension's colour.
    pub fn palette(self, id: &str) -> &'a str {
        self.of(id).map_or("", palette_of)
    }

    /// An automatic tag's name.
    pub fn tag(self, id: &str) -> String {
        names::tag(self.lang, self.plan, id)
    }

    /// The classes of a dimension as they are shown: their places in the rulebook, and their tones.
    pub fn order(self, dimension: &str) -> Vec<(usize, Rank)> {
        let Some(plan) = self.of(dimension) else {
            return Vec::new();
        };
        let toned = |place| (place, Rank::in_plan(plan, place));
        plan.order().into_iter().map(toned).collect()
    }
}

/// An amount in 万元 without the unit, with as many decimals as leave room where the largest is this.
pub fn short_wan(amount: Fen, largest: Fen) -> String {
    let decimals = match largest.0.unsigned_abs() / 1_000_000 {
        0..100 => 2,
        100..1_000 => 1,
        _ => 0,
    };
    format::decimal(amount.0 as f64 / 1e6, decimals)
}

/// What of a whole, between 0 and 100, for the width of a bar.
pub fn width(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64 * 100.0
    }
}
