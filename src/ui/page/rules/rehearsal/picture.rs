//! What a draft would do to one dimension or tag, in words: counts before and after, who moves.

use crate::domain::columns::count_bits;
use crate::domain::evaluation::Evaluation;
use crate::domain::label::Lang;
use crate::domain::metric::Metric;
use crate::domain::record::Text;
use crate::domain::rehearsal::tagged;
use crate::domain::report::moves::{ClassCount, Mover, Moves, Way, moves};
use crate::domain::rule::plan::{Plan, PlanDimension};
use crate::domain::world::World;
use crate::ui::format;
use crate::ui::text::sentence::fen;
use crate::ui::text::{T, names};
use crate::ui::tone::{Rank, palette_of};

/// What the panel looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// A dimension, by id.
    Dimension(Text),
    /// An automatic tag, by id.
    Tag(Text),
}

impl Default for View {
    fn default() -> Self {
        Self::Dimension(Text::default())
    }
}

/// A class as a chip.
#[derive(Clone, Debug, PartialEq)]
pub struct ChipOf {
    /// The dimension's id.
    pub dim: Text,
    pub rank: Rank,
    /// Its short name.
    pub text: String,
}

/// A class with how many customers it has.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The class's id; empty for unclassified, and for a tag's row.
    pub id: Text,
    pub chip: ChipOf,
    pub name: String,
    pub now: usize,
    pub then: usize,
}

/// A customer who moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub id: String,
    pub name: Text,
    /// The class before; nothing in a tag's list.
    pub from: Option<ChipOf>,
    /// The class after.
    pub to: Option<ChipOf>,
    /// The purchases of 12 months in 万元, or the word for unknown.
    pub wan: String,
    pub yuan: String,
}

/// Those who move one way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub count: usize,
    /// Their purchases of 12 months.
    pub sum: String,
    /// The first of them, the largest purchases first.
    pub first: Vec<Line>,
}

/// The whole picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    pub name: String,
    pub rows: Vec<Row>,
    /// Who moves, by way in the order of [`Way::ALL`] (a tag: who loses it, who gets it).
    pub groups: [Group; 5],
}

impl Picture {
    /// Those who move one way.
    pub fn group(&self, way: Way) -> &Group {
        let [down, gone, up, new, other] = &self.groups;
        match way {
            Way::Down => down,
            Way::Gone => gone,
            Way::Up => up,
            Way::New => new,
            Way::Other => other,
        }
    }
}

/// The name of what is looked at.
pub fn name(world: &World, then: &Evaluation, lang: Lang, view: &View) -> String {
    let plans = [&then.plan, &world.evaluation.plan];
    match view {
        View::Dimension(id) => {
            let found = plans.iter().find_map(|plan| of(plan, id));
            found.map_or_else(|| id.to_string(), |d| names::dimension(lang, d))
        }
        View::Tag(id) => {
            let has = |plan: &&&Plan| plan.tags.iter().any(|t| t.id == *id);
            let plan = plans.iter().find(has).copied().unwrap_or(&then.plan);
            names::tag(lang, plan, id)
        }
    }
}

/// The picture of a dimension, whose moves are known, or of a tag, with at most so many names of each way.
pub fn picture(
    world: &World,
    then: &Evaluation,
    lang: Lang,
    seen: (&View, Option<&Moves>),
    most: usize,
) -> Option<Picture> {
    let (view, moves) = seen;
    let name = name(world, then, lang, view);
    let (rows, groups) = match view {
        View::Dimension(id) => dimension(world, then, lang, id, moves?),
        View::Tag(id) => tag(world, then, lang, id, most),
    };
    Some(Picture { name, rows, groups })
}

/// Everyone who moves one way, in order.
pub fn everyone(world: &World, then: &Evaluation, view: &View, way: Way) -> Vec<Mover> {
    let mut all = match view {
        View::Dimension(id) => moves(&world.evaluation, then, id, usize::MAX).map_or_else(Vec::new, |m| m.movers),
        View::Tag(id) => {
            let (gained, lost) = tagged(&world.evaluation, then, id);
            of_tag(then, if way == Way::Up { gained } else { lost }, way)
        }
    };
    all.retain(|mover| mover.way == way);
    all
}

/// A mover in words; nothing where the customer is gone.
pub fn line(world: &World, then: &Evaluation, lang: Lang, view: &View, mover: &Mover) -> Option<Line> {
    let customer = world.book.customers.at(mover.slot)?;
    let class = |id: &Option<Text>| match view {
        View::Dimension(dim) => Some(chip(world, then, lang, dim, id.as_ref())),
        View::Tag(_) => None,
    };
    let t = T(lang);
    Some(Line {
        id: customer.id.to_string(),
        name: customer.name.clone(),
        from: class(&mover.from),
        to: class(&mover.to),
        wan: mover
            .purchase
            .map_or_else(|| t.unknown().to_owned(), |yuan| format::wan(fen(yuan))),
        yuan: mover
            .purchase
            .map_or_else(String::new, |yuan| format::yuan_sign(fen(yuan), lang)),
    })
}

type Told = (Vec<Row>, [Group; 5]);

fn dimension(world: &World, then: &Evaluation, lang: Lang, id: &Text, moves: &Moves) -> Told {
    let row = |count: &ClassCount| Row {
        id: count.class.clone().unwrap_or_else(|| "".into()),
        chip: chip(world, then, lang, id, count.class.as_ref()),
        name: class_name(world, then, lang, id, count.class.as_ref(), false),
        now: count.now,
        then: count.then,
    };
    let view = View::Dimension(id.clone());
    let group = |way: Way| Group {
        count: moves.sum(way).customers,
        sum: format::wan_unit(fen(moves.sum(way).purchase), lang),
        first: lines(world, then, lang, &view, moves.movers.iter().filter(|m| m.way == way)),
    };
    (moves.counts.iter().map(row).collect(), Way::ALL.map(group))
}

fn tag(world: &World, then: &Evaluation, lang: Lang, id: &Text, most: usize) -> Told {
    let (gained, lost) = tagged(&world.evaluation, then, id);
    let had = |e: &Evaluation| {
        let place = e.plan.tags.iter().position(|t| t.id == *id);
        place.and_then(|i| e.tags.get(i)).map_or(0, count_bits)
    };
    let view = View::Tag(id.clone());
    let name = name(world, then, lang, &view);
    let row = Row {
        id: "".into(),
        chip: ChipOf {
            dim: "tag".into(),
            rank: Rank::Tone(1),
            text: name.clone(),
        },
        name,
        now: had(&world.evaluation),
        then: had(then),
    };
    let group = |slots: Vec<u32>, way: Way| {
        let all = of_tag(then, slots, way);
        let sum: f64 = all.iter().filter_map(|m| m.purchase).sum();
        Group {
            count: all.len(),
            sum: format::wan_unit(fen(sum), lang),
            first: lines(world, then, lang, &view, all.iter().take(most)),
        }
    };
    let [down, up] = [group(lost, Way::Down), group(gained, Way::Up)];
    (
        vec![row],
        [down, Group::default(), up, Group::default(), Group::default()],
    )
}

/// The customers of a tag's list as movers, the largest purchases first.
fn of_tag(then: &Evaluation, slots: Vec<u32>, way: Way) -> Vec<Mover> {
    let mover = |slot: u32| Mover {
        slot,
        from: None,
        to: None,
        way,
        purchase: then.number(slot, Metric::AnnualPurchase),
    };
    let mut all: Vec<Mover> = slots.into_iter().map(mover).collect();
    let yuan = |m: &Mover| m.purchase.unwrap_or(f64::NEG_INFINITY);
    all.sort_by(|a, b| yuan(b).total_cmp(&yuan(a)));
    all
}

fn lines<'a>(
    world: &World,
    then: &Evaluation,
    lang: Lang,
    view: &View,
    movers: impl Iterator<Item = &'a Mover>,
) -> Vec<Line> {
    movers
        .filter_map(|mover| line(world, then, lang, view, mover))
        .collect()
}

fn of<'a>(plan: &'a Plan, id: &str) -> Option<&'a PlanDimension> {
    plan.dimensions.iter().find(|d| &*d.id == id)
}

/// The dimension that knows a class: as the draft has it, else as it is in force.
fn knows<'a>(world: &'a World, then: &'a Evaluation, id: &str, class: &str) -> Option<&'a PlanDimension> {
    let has = |d: &&PlanDimension| d.classes.iter().any(|c| &*c.id == class);
    let drafted = of(&then.plan, id);
    drafted
        .filter(has)
        .or_else(|| of(&world.evaluation.plan, id).filter(has))
        .or(drafted)
}

fn chip(world: &World, then: &Evaluation, lang: Lang, id: &Text, class: Option<&Text>) -> ChipOf {
    let text = class_name(world, then, lang, id, class, true);
    let known = class.and_then(|class| Some((class, knows(world, then, id, class)?)));
    let rank = known.map_or(Rank::None, |(class, dimension)| {
        let place = dimension.classes.iter().position(|c| c.id == *class);
        place.map_or(Rank::None, |place| Rank::in_plan(dimension, place))
    });
    let colour = of(&then.plan, id).or_else(|| of(&world.evaluation.plan, id));
    ChipOf {
        dim: colour.map_or(&**id, palette_of).into(),
        rank,
        text,
    }
}

fn class_name(world: &World, then: &Evaluation, lang: Lang, id: &str, class: Option<&Text>, short: bool) -> String {
    let Some(class) = class else {
        return T(lang).unclassified().to_owned();
    };
    match knows(world, then, id, class) {
        Some(dimension) if short => names::short_class(lang, dimension, class),
        Some(dimension) => names::class(lang, dimension, class),
        None => class.to_string(),
    }
}
