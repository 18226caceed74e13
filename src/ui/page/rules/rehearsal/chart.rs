//! What the parts of the histogram share: what is drawn, its axis, the counted bins.

use crate::state::live::*;

use crate::domain::authoring::border::borders;
use crate::domain::evaluation::Evaluation;
use crate::domain::inquiry::ladder::Ladder;
use crate::domain::label::Lang;
use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::domain::report::histogram::{Axis, Histogram as Counts};
use crate::domain::rule::fact::number_column;
use crate::domain::rule::{RfmScore, WeightedScore};
use crate::state::rules::workshop::Workshop;
use crate::state::{App, use_app};
use crate::ui::text::sentence::{Words, number};
use crate::ui::text::{T, names};
use crate::ui::tone::{Rank, palette_of};

/// What is drawn of a dimension's rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    pub dimension: Text,
    pub palette: Text,
    pub fact: Text,
    pub unit: Unit,
    /// The stretches from the lowest value up: where each begins, its tone, its class's name.
    pub stretches: Vec<(Option<f64>, Rank, String)>,
    /// The borders that can be moved, the lowest first.
    pub lines: Vec<f64>,
    /// The borders in force that are not there any more.
    pub old: Vec<f64>,
    /// Whether several conditions meet at a border.
    pub meets: bool,
}

/// What the parts of the chart share. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Chart {
    pub app: App,
    pub shop: Workshop,
    /// What is drawn; nothing for a dimension that does not look at one number.
    pub shape: Memo<Option<Shape>>,
    pub axis: Memo<Option<Axis>>,
    pub bins: Memo<Counts>,
}

/// What the counted bins depend on: the book and day, the fact, and what scores are made of.
#[derive(Clone, Debug, PartialEq)]
struct Source {
    version: u64,
    fact: Text,
    scores: Vec<WeightedScore>,
    rfm: RfmScore,
}

impl Chart {
    pub fn new(dimension: Signal<Option<Text>>) -> Self {
        let app = use_app();
        let shop = app.workshop;
        let shape = Memo::new(move |_| {
            let lang = app.lang.get();
            dimension.with(|id| {
                let id = id.as_ref()?;
                let read = shop.rehearsed(|world, then| shape(&world.evaluation, then, lang, id));
                read.flatten()
            })
        });
        let source = Memo::new(move |_| {
            let fact = shape.with(|shape| shape.as_ref().map(|s| s.fact.clone()))?;
            let version = app.session.version();
            shop.rehearsed(|_, then| Source {
                version,
                fact,
                // Bands colour the bins and do not fill them.
                scores: then.plan.rulebook.scores.iter().map(without_bands).collect(),
                rfm: then.plan.rulebook.rfm.clone(),
            })
        });
        // While its borders can be drawn the axis stays: it must not move under the hand.
        // Another fact has one of its own.
        let fitted = Memo::new(move |before: Option<&Option<(Text, Axis)>>| {
            let source = source.get();
            let (fact, unit, all) = shape.with(|shape| {
                let shape = shape.as_ref()?;
                let all = [shape.lines.as_slice(), &shape.old].concat();
                Some((shape.fact.clone(), shape.unit, all))
            })?;
            let stays = before.cloned().flatten();
            let stays = stays.filter(|(of, axis)| *of == fact && axis.holds(&all));
            stays.or_else(|| {
                let axis = column(shop, &source?, |values, live| Axis::fit(values, live, unit, &all))?;
                Some((fact, axis))
            })
        });
        let axis = Memo::new(move |_| fitted.with(|fitted| fitted.as_ref().map(|(_, axis)| *axis)));
        let bins = Memo::new(move |_| {
            let counted = source.get().zip(axis.get());
            let counted =
                counted.and_then(|(source, axis)| column(shop, &source, |values, live| axis.count(values, live)));
            counted.unwrap_or_default()
        });
        Self {
            app,
            shop,
            shape,
            axis,
            bins,
        }
    }

    /// The texts in the page's language; tracked.
    pub fn t(self) -> T {
        T(self.app.lang.get())
    }

    /// Reads the shape and the axis together; tracked.
    pub fn with<R>(self, read: impl FnOnce(&Shape, Axis) -> R) -> Option<R> {
        let axis = self.axis.get()?;
        self.shape.with(|shape| shape.as_ref().map(|shape| read(shape, axis)))
    }

    /// A figure of the fact with its unit; amounts from ten thousand up in 万元.
    pub fn figure(self, fact: &str, unit: Unit, value: f64) -> String {
        let lang = self.app.lang.get();
        if unit == Unit::Yuan && lang == Lang::Zh && value.abs() >= 10_000.0 && value % 100.0 == 0.0 {
            return format!("{}{}", number(value / 10_000.0), T(lang).wan());
        }
        let said = untrack(|| {
            self.shop
                .rehearsed(|_, then| Words { lang, plan: &then.plan }.figure(fact, value))
        });
        said.unwrap_or_default()
    }
}

fn without_bands(score: &WeightedScore) -> WeightedScore {
    WeightedScore {
        bands: Vec::new(),
        ..score.clone()
    }
}

/// Reads the column of a fact, under the draft.
fn column<R>(
    shop: Workshop,
    source: &Source,
    read: impl FnOnce(&[f64], &crate::domain::columns::Bits) -> R,
) -> Option<R> {
    untrack(|| {
        shop.rehearsed(|_, then| {
            let place = number_column(&source.fact, &then.plan.extra_columns)?;
            Some(read(then.columns.numbers.get(place)?, &then.columns.live))
        })
    })
    .flatten()
}

/// The borders of a dimension that part classes.
fn lines(evaluation: &Evaluation, dimension: &str, ladder: &Ladder) -> Vec<f64> {
    let parts = |at: f64| ladder.rungs.iter().any(|rung| rung.from == Some(at));
    let all = borders(&evaluation.plan.rulebook, dimension);
    all.iter().map(|b| b.at).filter(|at| parts(*at)).collect()
}

fn shape(now: &Evaluation, then: &Evaluation, lang: Lang, dimension: &Text) -> Option<Shape> {
    let place = then.plan.dimension(dimension)?;
    let ladder = Ladder::of(&then.plan, place)?;
    let plan = then.plan.dimensions.get(place)?;
    let stretch = |rung: &crate::domain::inquiry::ladder::Rung| {
        let class = rung.class.and_then(|i| Some((i, plan.classes.get(i)?)));
        let (rank, name) = match class {
            Some((i, class)) => (Rank::in_plan(plan, i), names::short_class(lang, plan, &class.id)),
            None => (Rank::None, T(lang).unclassified().to_owned()),
        };
        (rung.from, rank, name)
    };
    let drawn = lines(then, dimension, &ladder);
    if drawn.is_empty() {
        return None;
    }
    let in_force = now.plan.dimension(dimension).and_then(|i| Ladder::of(&now.plan, i));
    let mut old = in_force
        .filter(|l| l.fact == ladder.fact)
        .map_or_else(Vec::new, |l| lines(now, dimension, &l));
    old.retain(|at| !drawn.contains(at));
    let met = borders(&then.plan.rulebook, dimension);
    Some(Shape {
        dimension: dimension.clone(),
        palette: palette_of(plan).into(),
        unit: ladder.unit,
        stretches: ladder.rungs.iter().map(stretch).collect(),
        meets: met.iter().any(|b| b.met_by > 1 && drawn.contains(&b.at)),
        lines: drawn,
        old,
        fact: ladder.fact,
    })
}

/// A place on the axis, for the style.
pub fn percent(place: f64) -> String {
    format!("{:.3}%", place * 100.0)
}
