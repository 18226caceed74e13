//! Moves between classes: from one rulebook to another, or from one day to another. Counts, names, and the migration matrix.

mod migration;

use std::cmp::Reverse;

pub use migration::{Cells, Migration, Origin, migrants, migration};

pub use super::way::{Way, rank_of_both, way};

use super::way::in_one_order;
use crate::domain::columns::{Bits, bit_words, has_bit, set_bit};
use crate::domain::evaluation::Evaluation;
use crate::domain::metric::Metric;
use crate::domain::record::Text;
use crate::domain::rule::plan::{NONE, PlanDimension};

/// A customer who moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Mover {
    /// The customer's slot.
    pub slot: u32,
    /// The class before, by id; nothing for unclassified.
    pub from: Option<Text>,
    /// The class after.
    pub to: Option<Text>,
    /// Better, worse, or neither.
    pub way: Way,
    /// The purchases of 12 months, yuan.
    pub purchase: Option<f64>,
}

/// A class with how many customers it has before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassCount {
    /// The class's id; nothing for unclassified.
    pub class: Option<Text>,
    /// Before.
    pub now: usize,
    /// After.
    pub then: usize,
}

/// Those who move one way.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WaySum {
    /// How many.
    pub customers: usize,
    /// Their purchases of 12 months, yuan.
    pub purchase: f64,
}

/// What becomes of one dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Moves {
    /// The classes in the order of the changed rules, those that go among them where someone had them, then unclassified.
    pub counts: Vec<ClassCount>,
    /// Those who move, by way in the order of [`Way::ALL`].
    pub ways: [WaySum; 5],
    /// Who moves: the worse first, the largest purchases first in each way; at most as many of each as asked for.
    pub movers: Vec<Mover>,
}

impl Moves {
    /// Those who move one way.
    pub fn sum(&self, way: Way) -> WaySum {
        self.ways[way as usize]
    }

    /// How many move.
    pub fn count(&self) -> usize {
        self.ways.iter().map(|sum| sum.customers).sum()
    }
}

/// How many customers move in each dimension of either rulebook, by id: those in force first.
pub fn moved(now: &Evaluation, then: &Evaluation) -> Vec<(Text, usize)> {
    let count = |id: &Text| {
        let pair = Pair::new(now, then, id);
        (id.clone(), pair.map_or(0, |pair| pair.movers().count()))
    };
    dimensions(now, then).map(count).collect()
}

/// Who moves in one or more of the dimensions that are wanted, by their ids.
pub fn movers(now: &Evaluation, then: &Evaluation, wanted: impl Fn(&str) -> bool) -> Bits {
    let mut bits = vec![0; bit_words(then.columns.rows)];
    let wanted = dimensions(now, then).filter(|id| wanted(id));
    for pair in wanted.filter_map(|id| Pair::new(now, then, id)) {
        pair.movers().for_each(|slot| set_bit(&mut bits, slot, true));
    }
    bits
}

fn dimensions<'a>(now: &'a Evaluation, then: &'a Evaluation) -> impl Iterator<Item = &'a Text> {
    let known = now.plan.dimensions.iter().map(|d| &d.id);
    let new = then.plan.dimensions.iter().map(|d| &d.id);
    known.chain(new.filter(|id| now.plan.dimension(id).is_none()))
}

/// Who moves between two evaluations of the same customers: two rulebooks, or two days. At most `most` of each way are named.
pub fn moves(now: &Evaluation, then: &Evaluation, dimension: &str, most: usize) -> Option<Moves> {
    let pair = Pair::new(now, then, dimension)?;
    let mut counts = pair.blank();
    let table = pair.ways();
    let mut lists: [Vec<Step>; 5] = Default::default();
    for slot in 0..then.columns.rows as u32 {
        // A customer who is in one of the two only (it came in between) is counted there and has not moved.
        let (here, there) = (has_bit(&now.columns.live, slot), has_bit(&then.columns.live, slot));
        let (from, to) = (pair.before(slot), pair.after(slot));
        if here {
            counts[from].now += 1;
        }
        if there {
            counts[to].then += 1;
        }
        if here && there && from != to {
            lists[table[from][to] as usize].push(Step {
                slot,
                from,
                to,
                purchase: then.columns.numbers[Metric::AnnualPurchase as usize][slot as usize],
            });
        }
    }
    let ways = lists.each_ref().map(|list| WaySum {
        customers: list.len(),
        purchase: list.iter().map(|m| m.purchase).filter(|p| !p.is_nan()).sum(),
    });
    let named = lists.into_iter().zip(Way::ALL);
    let named = named.flat_map(|(list, way)| largest(list, most).into_iter().map(move |step| (step, way)));
    let movers = named.map(|(step, way)| pair.mover(step, way)).collect();
    // A class of the rules in force that the changed ones do not have, and that nobody had, is no news.
    let stays = |c: &ClassCount| c.class.as_ref().is_some_and(|id| pair.after.classes.contains(id));
    counts.retain(|c| stays(c) || c.now + c.then > 0);
    Some(Moves { counts, ways, movers })
}

/// A move by the places of its classes.
struct Step {
    slot: u32,
    from: usize,
    to: usize,
    purchase: f64,
}

/// The `most` largest purchases, the largest first; of equal ones the earlier slot.
fn largest(mut list: Vec<Step>, most: usize) -> Vec<Step> {
    let key = |step: &Step| {
        let yuan = if step.purchase.is_nan() {
            f64::NEG_INFINITY
        } else {
            step.purchase
        };
        (Reverse(Order(yuan)), step.slot)
    };
    if list.len() > most {
        if most > 0 {
            list.select_nth_unstable_by_key(most - 1, key);
        }
        list.truncate(most);
    }
    list.sort_unstable_by_key(key);
    list
}

/// Numbers in their total order.
#[derive(PartialEq)]
struct Order(f64);

impl Eq for Order {}

impl PartialOrd for Order {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Order {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// A dimension under two rulebooks, its classes brought to one order, unclassified last.
struct Pair<'a> {
    before: Side<'a>,
    after: Side<'a>,
    ids: Vec<Option<Text>>,
}

/// One of the two.
struct Side<'a> {
    evaluation: &'a Evaluation,
    dimension: Option<usize>,
    /// The ids of the classes, in the order of the column's values.
    classes: Vec<Text>,
    /// The place of each class in the order of both.
    places: Vec<usize>,
    /// The place of unclassified.
    none: usize,
    /// The column of classes; nothing where the class is a text.
    column: Option<&'a [u8]>,
    /// The place of each value of the column: read for everybody at every frame of a drag.
    table: Box<[usize; 256]>,
}

impl<'a> Pair<'a> {
    fn new(now: &'a Evaluation, then: &'a Evaluation, dimension: &str) -> Option<Self> {
        let (mut before, mut after) = (Side::new(now, dimension), Side::new(then, dimension));
        if before.dimension.is_none() && after.dimension.is_none() {
            return None;
        }
        let ids = in_one_order(&before.shown(), &after.shown());
        before.settle(&ids);
        after.settle(&ids);
        let ids = ids.into_iter().map(Some).chain([None]).collect();
        Some(Self { before, after, ids })
    }

    fn len(&self) -> usize {
        self.ids.len()
    }

    fn blank(&self) -> Vec<ClassCount> {
        let zero = |class: &Option<Text>| ClassCount {
            class: class.clone(),
            now: 0,
            then: 0,
        };
        self.ids.iter().map(zero).collect()
    }

    /// The way from each place to each place.
    fn ways(&self) -> Vec<Vec<Way>> {
        let rank = rank_of_both(self.before.rank(), self.after.rank());
        let to = |from: &Option<Text>| {
            let ways = self.ids.iter().map(|to| way(&rank, from.as_deref(), to.as_deref()));
            ways.collect()
        };
        self.ids.iter().map(to).collect()
    }

    fn before(&self, slot: u32) -> usize {
        self.before.place(slot)
    }

    fn after(&self, slot: u32) -> usize {
        self.after.place(slot)
    }

    /// The customers of both evaluations with the places of their two classes.
    fn both(&self) -> impl Iterator<Item = (u32, usize, usize)> {
        let (before, after) = (&self.before.evaluation.columns, &self.after.evaluation.columns);
        let slots = 0..before.rows.min(after.rows) as u32;
        slots
            .filter(|slot| has_bit(&before.live, *slot) && has_bit(&after.live, *slot))
            .map(|slot| (slot, self.before(slot), self.after(slot)))
    }

    /// The customers who exist after only, with the place of their class.
    fn new_ones(&self) -> impl Iterator<Item = (u32, usize)> {
        let (before, after) = (&self.before.evaluation.columns, &self.after.evaluation.columns);
        let new = (0..after.rows as u32).filter(|slot| has_bit(&after.live, *slot) && !has_bit(&before.live, *slot));
        new.map(|slot| (slot, self.after(slot)))
    }

    /// The customers whose class is another one.
    fn movers(&self) -> impl Iterator<Item = u32> {
        self.both().filter(|(_, from, to)| from != to).map(|(slot, ..)| slot)
    }

    fn mover(&self, step: Step, way: Way) -> Mover {
        Mover {
            slot: step.slot,
            from: self.ids[step.from].clone(),
            to: self.ids[step.to].clone(),
            way,
            purchase: Some(step.purchase).filter(|p| !p.is_nan()),
        }
    }
}

impl<'a> Side<'a> {
    fn new(evaluation: &'a Evaluation, dimension: &str) -> Self {
        let place = evaluation.plan.dimension(dimension);
        let classes = place.map_or_else(Vec::new, |i| classes(evaluation, &evaluation.plan.dimensions[i]));
        let of_rules = |i: &usize| evaluation.plan.dimensions[*i].text_of.is_none();
        Self {
            evaluation,
            dimension: place,
            classes,
            places: Vec::new(),
            none: 0,
            column: place.filter(of_rules).map(|i| &*evaluation.classes[i]),
            table: Box::new([0; 256]),
        }
    }

    /// The classes in the order in which they are shown.
    fn shown(&self) -> Vec<Text> {
        let dimension = self.dimension.map(|i| &self.evaluation.plan.dimensions[i]);
        match dimension.filter(|dimension| dimension.text_of.is_none()) {
            Some(dimension) => dimension
                .order()
                .into_iter()
                .map(|place| self.classes[place].clone())
                .collect(),
            None => self.classes.clone(),
        }
    }

    fn rank(&self) -> &'a [Text] {
        self.dimension.map_or(&[], |i| &self.evaluation.plan.dimensions[i].rank)
    }

    fn settle(&mut self, ids: &[Text]) {
        let place = |id: &Text| ids.iter().position(|other| other == id).unwrap_or(ids.len());
        self.places = self.classes.iter().map(place).collect();
        self.none = ids.len();
        self.table.fill(self.none);
        // No more classes than a byte names: a plan is refused that has more.
        if self.column.is_some() {
            self.table
                .iter_mut()
                .zip(&self.places)
                .for_each(|(entry, place)| *entry = *place);
        }
    }

    fn place(&self, slot: u32) -> usize {
        let row = slot as usize;
        match (self.column, self.dimension) {
            (Some(column), _) => self.table[usize::from(column.get(row).copied().unwrap_or(NONE))],
            (None, Some(dimension)) => self.text_place(dimension, row),
            (None, None) => self.none,
        }
    }

    /// The place where the class is the text of a field.
    fn text_place(&self, dimension: usize, row: usize) -> usize {
        let word = self.evaluation.plan.dimensions[dimension].text_of;
        let code = word.and_then(|word| self.evaluation.columns.words[word].codes.get(row));
        let place = code.and_then(|code| self.places.get(*code as usize));
        place.copied().unwrap_or(self.none)
    }
}

fn classes(evaluation: &Evaluation, dimension: &PlanDimension) -> Vec<Text> {
    match dimension.text_of {
        Some(word) => evaluation.columns.words[word].words().to_vec(),
        None => dimension.classes.iter().map(|c| c.id.clone()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::book::Book;
    use crate::domain::day::Day;
    use crate::domain::id::CustomerId;
    use crate::domain::kind::Customer;
    use crate::domain::money::Fen;
    use crate::domain::rehearsal::Rehearsal;
    use crate::domain::rule::Rulebook;
    use crate::domain::world::World;
    use serde_json::{Value, json};
    use std::sync::Arc;

    /// A book of customers with these declared purchases, yuan; nothing where it is not known (they have dealt).
    fn world(purchases: &[Option<i64>]) -> World {
        let day = Day::parse("2026-11-19").unwrap();
        let mut book = Book::default();
        for (i, yuan) in purchases.iter().enumerate() {
            let mut customer = Customer::new(CustomerId::new(&format!("c{i}")).unwrap(), "客户");
            customer.declared_annual_purchase = yuan.map(|yuan| Fen(yuan * 100));
            customer.cooperation_since = Some(day.plus_days(-400));
            book.customers.put(Arc::new(customer));
        }
        World::new(book, day).0
    }

    fn from(id: &str, yuan: i64) -> Value {
        json!({"id": id, "name": id, "when": {"fact": "annual_purchase", "operator": "greaterThanInclusive", "value": yuan}})
    }

    /// The rules with other classes of the value.
    fn valued(classes: &[Value], otherwise: Option<&str>) -> Rulebook {
        let rank: Vec<&Value> = classes.iter().map(|class| &class["id"]).collect();
        let value =
            json!({"id": "value", "name": "客户价值", "classes": classes, "otherwise": otherwise, "rank": rank});
        Rulebook::from_json(&json!({"dimensions": [value]})).unwrap()
    }

    fn told(world: &World, rules: &Rulebook, most: usize) -> Moves {
        let rehearsal = Rehearsal::new(world, rules).unwrap();
        rehearsal.moves(&world.evaluation, "value", most).unwrap()
    }

    fn counts(moves: &Moves) -> Vec<(&str, usize, usize)> {
        let all = moves.counts.iter();
        all.map(|c| (c.class.as_deref().unwrap_or("none"), c.now, c.then))
            .collect()
    }

    fn sums(moves: &Moves) -> [(usize, f64); 5] {
        moves.ways.map(|sum| (sum.customers, sum.purchase))
    }

    fn names(moves: &Moves) -> Vec<(u32, Way, &str, &str)> {
        let all = moves.movers.iter();
        all.map(|m| {
            (
                m.slot,
                m.way,
                m.from.as_deref().unwrap_or("none"),
                m.to.as_deref().unwrap_or("none"),
            )
        })
        .collect()
    }

    #[test]
    fn movers_are_told_up_before_down_and_the_largest_first() {
        let world = world(&[
            Some(850_000),
            Some(950_000),
            Some(520_000),
            None,
            Some(530_000),
            Some(1_200_000),
        ]);
        let rules = valued(
            &[from("strategic", 800_000), from("key", 550_000), from("ordinary", 0)],
            None,
        );
        let moves = told(&world, &rules, usize::MAX);
        assert_eq!(
            names(&moves),
            [
                (4, Way::Down, "key", "ordinary"),
                (2, Way::Down, "key", "ordinary"),
                (1, Way::Up, "key", "strategic"),
                (0, Way::Up, "key", "strategic"),
            ]
        );
        assert_eq!(
            counts(&moves),
            [("strategic", 1, 3), ("key", 4, 0), ("ordinary", 0, 2), ("none", 1, 1)]
        );
        assert_eq!(
            sums(&moves),
            [(2, 1_050_000.0), (0, 0.0), (2, 1_800_000.0), (0, 0.0), (0, 0.0)]
        );
        let few = told(&world, &rules, 1);
        assert_eq!(names(&few).iter().map(|m| m.0).collect::<Vec<_>>(), [4, 1]);
        assert_eq!(few.ways, moves.ways);
        assert!(told(&world, &rules, 0).movers.is_empty());
    }

    #[test]
    fn a_class_that_goes_keeps_its_place_while_someone_had_it() {
        let world = world(&[Some(600_000), Some(2_000_000), Some(100)]);
        let rules = valued(
            &[from("strategic", 1_000_000), from("new", 300_000), from("ordinary", 0)],
            None,
        );
        let moves = told(&world, &rules, 9);
        assert_eq!(
            counts(&moves),
            [("strategic", 1, 1), ("new", 0, 1), ("key", 1, 0), ("ordinary", 1, 1)]
        );
        assert_eq!(names(&moves), [(0, Way::Up, "key", "new")]);
        // Without the one customer who had it, it is no news.
        let world = self::world(&[Some(2_000_000)]);
        assert_eq!(
            counts(&told(&world, &rules, 9)),
            [("strategic", 1, 1), ("new", 0, 0), ("ordinary", 0, 0)]
        );
    }

    #[test]
    fn the_order_is_that_of_the_changed_rules() {
        let world = world(&[Some(600_000), Some(100)]);
        // The last class is now the first: who comes to it rises.
        let rules = valued(
            &[json!({"id": "ordinary", "name": "o"}), from("strategic", 1_000_000)],
            Some("ordinary"),
        );
        let moves = told(&world, &rules, 9);
        assert_eq!(
            names(&moves),
            [(0, Way::Down, "key", "ordinary")],
            "key goes, and stood before ordinary"
        );
        let rules = valued(
            &[
                json!({"id": "ordinary", "name": "o"}),
                from("strategic", 1_000_000),
                from("key", 9_000_000),
            ],
            Some("ordinary"),
        );
        assert_eq!(names(&told(&world, &rules, 9)), [(0, Way::Up, "key", "ordinary")]);
    }

    #[test]
    fn to_and_from_unclassified_is_neither_better_nor_worse() {
        let world = world(&[None, Some(600_000)]);
        let rules = valued(&[from("strategic", 1_000_000)], None);
        assert_eq!(names(&told(&world, &rules, 9)), [(1, Way::Gone, "key", "none")]);
        let rules = valued(
            &[from("strategic", 500_000), json!({"id": "rest", "name": "rest"})],
            Some("rest"),
        );
        let moves = told(&world, &rules, 9);
        assert_eq!(
            names(&moves),
            [(1, Way::Up, "key", "strategic"), (0, Way::New, "none", "rest")]
        );
        assert_eq!(moves.movers[1].purchase, None);
        assert_eq!(sums(&moves), [(0, 0.0), (0, 0.0), (1, 600_000.0), (1, 0.0), (0, 0.0)]);
    }

    #[test]
    fn who_moves_in_several_dimensions_is_one_customer() {
        let world = world(&[Some(600_000), Some(100)]);
        let mut rules = valued(&[from("strategic", 500_000), from("ordinary", 0)], None);
        rules.dimensions[2].otherwise = Some("close".into());
        let rehearsal = Rehearsal::new(&world, &rules).unwrap();
        let moved: Vec<(&str, usize)> = vec![("value", 1), ("closeness", 2)];
        let told = rehearsal.moved(&world.evaluation);
        assert_eq!(
            told.iter()
                .filter(|(_, n)| *n > 0)
                .map(|(id, n)| (&**id, *n))
                .collect::<Vec<_>>(),
            moved
        );
        assert_eq!(
            crate::domain::columns::count_bits(&movers(&world.evaluation, &rehearsal.then, |_| true)),
            2
        );
    }
}
