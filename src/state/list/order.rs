//! The order of a list by any of its columns. Who has no value stands last, whichever way the order goes; equals keep the
//! order in which they came into the book.

use std::cmp::Ordering;

use guanxi_hot::rank::{self, Keyed};

use crate::domain::columns::has_bit;
use crate::domain::evaluation::Evaluation;
use crate::domain::metric::Metric;
use crate::domain::rule::fact::{WORDS, number_column, score_fact};
use crate::domain::rule::plan::{NONE, Plan};
use crate::domain::sort::sort_by;
use crate::domain::world::World;
use crate::state::query::{Sort, TAG};

/// The place of each character among the others, equals alike: what the browser's collator knows and this module does not.
pub type Collate<'a> = &'a dyn Fn(&[char]) -> Vec<u32>;

/// A column of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The customer's name.
    Name,
    /// The class of a dimension, by its place in the plan; where the dimension is the bands of a score, that score's column.
    Class(usize, Option<usize>),
    /// A word of the record, by its column.
    Word(usize),
    /// A number, by its column.
    Number(usize),
    /// The day that lies a number of days back.
    Day(usize),
    /// The tags.
    Tags,
    /// The first contact.
    Contact,
}

/// The column of a key: `name`, a dimension's id, `amount`, `last`, `last_order`, `tag`, `contact`, a word of the record, a
/// number by its fact.
pub fn column(plan: &Plan, key: &str) -> Option<Column> {
    Some(match key {
        "name" => Column::Name,
        "contact" => Column::Contact,
        TAG => Column::Tags,
        "amount" => Column::Number(Metric::AnnualPurchase as usize),
        "last" => Column::Day(Metric::DaysSinceLastInteraction as usize),
        "last_order" => Column::Day(Metric::DaysSinceLastOrder as usize),
        _ => match plan.dimensions.iter().enumerate().find(|(_, d)| *d.id == *key) {
            Some((d, dimension)) => match dimension.text_of {
                Some(word) => Column::Word(word),
                None => Column::Class(d, score_of(plan, key)),
            },
            None => match WORDS.iter().position(|w| w.id == key) {
                Some(word) => Column::Word(word),
                None => Column::Number(number_column(key, &plan.extra_columns)?),
            },
        },
    })
}

/// The column of the score whose bands a dimension is.
fn score_of(plan: &Plan, dimension: &str) -> Option<usize> {
    let bands = plan.rulebook.dimension(dimension)?.bands_of.as_ref()?;
    let score = plan.rulebook.scores.iter().find(|s| s.id == *bands)?;
    number_column(&score_fact(score), &plan.extra_columns)
}

/// The number that a customer's place in a column is told by; nothing where there is none.
pub fn number_of(evaluation: &Evaluation, column: Column, slot: u32) -> Option<f64> {
    match column {
        Column::Class(_, Some(number)) | Column::Number(number) => evaluation.column(slot, number),
        Column::Day(number) => evaluation.column(slot, number).map(|days| -days),
        Column::Class(d, None) => {
            let class = *evaluation.classes.get(d)?.get(slot as usize)?;
            (class != NONE).then(|| f64::from(evaluation.plan.dimensions.get(d).map_or(class, |d| d.stand(class))))
        }
        _ => None,
    }
}

/// Every customer in the order of a column. An unknown column leaves them as they came.
pub fn order(world: &World, sort: &Sort, collate: Collate<'_>) -> Vec<u32> {
    let evaluation = &world.evaluation;
    let live = (0..evaluation.columns.rows as u32).filter(|slot| has_bit(&evaluation.columns.live, *slot));
    let Some(places) = places(world, &sort.column, collate) else {
        return live.collect();
    };
    let place = |slot: u32| places.get(slot as usize).copied().unwrap_or(f64::NAN);
    by_place(live.map(|slot| (place(slot), slot)), sort.descending)
}

/// The place of each slot in the order of a column; nothing where the column is unknown.
pub fn places(world: &World, key: &str, collate: Collate<'_>) -> Option<Vec<f64>> {
    let mut reading = PlacesReading::begin(world, key)?;
    while reading.step(world, collate) {}
    Some(reading.finish(world))
}

/// The place of each slot in the order of a column, while it is worked out: texts a slice at a time, numbers at once.
pub struct PlacesReading {
    column: Column,
    texts: Option<TextPlaces>,
}

impl PlacesReading {
    /// Of which nothing is read yet; nothing where the column is unknown.
    pub fn begin(world: &World, key: &str) -> Option<Self> {
        let column = column(&world.evaluation.plan, key)?;
        let is_text = matches!(column, Column::Name | Column::Contact | Column::Tags | Column::Word(_));
        Some(Self {
            column,
            texts: is_text.then(|| TextPlaces::begin(world.book.customers.slots())),
        })
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World, collate: Collate<'_>) -> bool {
        let text = |slot| text_of(world, self.column, slot);
        self.texts.as_mut().is_some_and(|texts| texts.step(text, collate))
    }

    /// The places, once all is read.
    pub fn finish(self, world: &World) -> Vec<f64> {
        let number = |slot| number_of(&world.evaluation, self.column, slot).unwrap_or(f64::NAN);
        let numbers = || (0..world.evaluation.columns.rows as u32).map(number).collect();
        let places = |texts: TextPlaces| texts.finish(|slot| text_of(world, self.column, slot));
        self.texts.map_or_else(numbers, places)
    }
}

/// Rows in the order of their places. Who has none (NaN) stands last either way, and equals stand in the order of their numbers.
pub fn by_place(rows: impl Iterator<Item = (f64, u32)>, descending: bool) -> Vec<u32> {
    let (known, unknown): (Vec<_>, Vec<_>) = rows.partition(|(place, _)| !place.is_nan());
    let key = |(place, row): (f64, u32)| {
        let place = rank::ordered(place);
        let place = if descending { !place } else { place };
        ([place, u64::from(row), 0], row)
    };
    let mut known: Vec<Keyed> = known.into_iter().map(key).collect();
    rank::sort(&mut known);
    known
        .into_iter()
        .map(|(_, row)| row)
        .chain(unknown.into_iter().map(|(_, row)| row))
        .collect()
}

/// The text of a customer in a column of texts.
fn text_of(world: &World, column: Column, slot: u32) -> Option<&str> {
    let customer = world.book.customers.at(slot);
    match column {
        Column::Name => customer.map(|customer| &*customer.name),
        Column::Contact => customer?.contacts.first()?.name.as_deref(),
        Column::Tags => {
            let own = || customer?.tags.first().map(|tag| &**tag);
            world.evaluation.tags_of(slot).next().or_else(own)
        }
        Column::Word(word) => world.evaluation.columns.words.get(word)?.word(slot as usize),
        _ => None,
    }
}

/// The places of the records that fit, in the order of a text each, which is given by the order's key. Without one they stand as they
/// came.
pub fn rows_by_text<R>(
    all: &[R],
    fits: impl Fn(&R) -> bool,
    sort: Option<&Sort>,
    text: impl Fn(&R, &str) -> Option<String>,
    collate: Collate<'_>,
) -> Vec<u32> {
    let Some(Sort { column, descending }) = sort else {
        let rows = all.iter().zip(0..).filter(|(record, _)| fits(record));
        return rows.map(|(_, row)| row).collect();
    };
    let texts: Vec<Option<String>> = all.iter().map(|record| text(record, column)).collect();
    let texts: Vec<Option<&str>> = texts.iter().map(Option::as_deref).collect();
    let places = text_places(&texts, collate);
    let rows = all.iter().zip(places).zip(0..).filter(|((record, _), _)| fits(record));
    by_place(rows.map(|((_, place), row)| (place, row)), *descending)
}

/// The place of each text among all of them; equal texts have the same, none has no place (NaN).
pub fn text_places(texts: &[Option<&str>], collate: Collate<'_>) -> Vec<f64> {
    let text = |at: u32| texts.get(at as usize).copied().flatten();
    let mut places = TextPlaces::begin(texts.len());
    while places.step(text, collate) {}
    places.finish(text)
}

/// So many texts are looked at in one slice.
const TEXTS: usize = 4_000;

/// What comes next of the places of texts, and from where.
#[derive(Clone, Copy)]
enum Stage {
    /// Their characters are gathered.
    Gather(usize),
    /// The characters are put in order.
    Rank,
    /// Each text is told by the places of its first characters.
    Key(usize),
    /// The texts are put in order by these.
    Sort,
    Done,
}

/// The places of texts, being worked out. Each slice is given the same texts.
struct TextPlaces {
    many: usize,
    stage: Stage,
    ranks: Ranks,
    /// With how many characters all texts begin alike, and one of them.
    alike: Option<(usize, String)>,
    keyed: Vec<Keyed>,
}

impl TextPlaces {
    fn begin(many: usize) -> Self {
        Self {
            many,
            stage: Stage::Gather(0),
            ranks: Ranks::empty(),
            alike: None,
            keyed: Vec::with_capacity(many),
        }
    }

    /// One slice. Tells whether there is more to do.
    fn step<'a>(&mut self, text: impl Fn(u32) -> Option<&'a str>, collate: Collate<'_>) -> bool {
        let until = |from: usize| (from + TEXTS).min(self.many);
        let some = |from: usize| (from as u32..until(from) as u32).filter_map(|at| Some((text(at)?, at)));
        self.stage = match self.stage {
            Stage::Gather(from) if from < self.many => {
                let to = until(from);
                for (text, _) in some(from) {
                    text.chars().for_each(|c| self.ranks.set(c, 1));
                    alike_at_first(&mut self.alike, text);
                }
                Stage::Gather(to)
            }
            Stage::Gather(_) => Stage::Rank,
            Stage::Rank => {
                self.ranks.rank(collate);
                Stage::Key(0)
            }
            Stage::Key(from) if from < self.many => {
                let skip = self.alike.as_ref().map_or(0, |(most, _)| *most);
                let to = until(from);
                let keyed = some(from).map(|(text, at)| (self.ranks.key(text, skip), at));
                self.keyed.extend(keyed);
                Stage::Key(to)
            }
            Stage::Key(_) => Stage::Sort,
            Stage::Sort => {
                rank::sort(&mut self.keyed);
                Stage::Done
            }
            Stage::Done => Stage::Done,
        };
        !matches!(self.stage, Stage::Done)
    }

    /// The places, once all is read.
    fn finish<'a>(mut self, text: impl Fn(u32) -> Option<&'a str>) -> Vec<f64> {
        let text = |it: &Keyed| text(it.1).unwrap_or_default();
        let mut places = vec![f64::NAN; self.many];
        let (mut place, mut before) = (0.0, None);
        for run in self.keyed.chunk_by_mut(|one, next| one.0 == next.0) {
            // Most that are alike so far are one and the same; else their further characters decide, then the texts themselves, which the
            // collator may hold for equal.
            let first = run.first().map(text);
            if run.iter().any(|it| Some(text(it)) != first) {
                sort_by(run, |a, b| self.ranks.compare(text(a), text(b)));
            }
            for it in run.iter() {
                let now = Some(text(it));
                if before.is_some() && before != now {
                    place += 1.0;
                }
                before = now;
                if let Some(of) = places.get_mut(it.1 as usize) {
                    *of = place;
                }
            }
        }
        places
    }
}

/// With how many characters all texts so far begin alike, and one of them; this one more.
fn alike_at_first(known: &mut Option<(usize, String)>, text: &str) {
    match known {
        None => *known = Some((text.chars().count(), text.to_owned())),
        Some((most, first)) => {
            let pairs = first.chars().zip(text.chars()).take(*most);
            *most = pairs.take_while(|(one, other)| one == other).count();
        }
    }
}

/// The places of characters among those of some texts, from 1 on. Looked up by the hundred thousand, so that most lie in a table.
struct Ranks {
    low: Vec<u16>,
    /// The few that have no room in it, in order.
    high: Vec<(char, u16)>,
}

impl Ranks {
    fn empty() -> Self {
        Self {
            low: vec![0; 1 << 16],
            high: Vec::new(),
        }
    }

    /// Gives the characters that were set their places.
    fn rank(&mut self, collate: Collate<'_>) {
        let low = self.low.iter().zip(0..).filter(|(is, _)| **is > 0);
        let low = low.filter_map(|(_, c): (_, u32)| char::from_u32(c));
        let chars: Vec<char> = low.chain(self.high.iter().map(|(c, _)| *c)).collect();
        let ranks = collate(&chars);
        let mut all = ranks.clone();
        all.sort_unstable();
        all.dedup();
        for (c, rank) in chars.into_iter().zip(ranks) {
            let place = all.binary_search(&rank).unwrap_or_default() + 1;
            self.set(c, u16::try_from(place).unwrap_or(u16::MAX));
        }
    }

    fn set(&mut self, c: char, rank: u16) {
        match self.low.get_mut(c as usize) {
            Some(of) => *of = rank,
            None => match self.high.binary_search_by_key(&c, |(known, _)| *known) {
                Ok(at) => self.high.iter_mut().skip(at).take(1).for_each(|of| of.1 = rank),
                Err(at) => self.high.insert(at, (c, rank)),
            },
        }
    }

    fn at(&self, c: char) -> u16 {
        let low = self.low.get(c as usize).copied();
        let high = || self.high.iter().find(|(known, _)| *known == c);
        low.unwrap_or_else(|| high().map_or(u16::MAX, |(_, rank)| *rank))
    }

    /// A text by its first twelve characters behind those that all have; what ends sooner comes first.
    fn key(&self, text: &str, skip: usize) -> [u64; 3] {
        let mut ranks = text.chars().skip(skip).map(|c| u64::from(self.at(c)));
        [(); 3].map(|()| (0..4).fold(0, |packed, _| packed << 16 | ranks.next().unwrap_or(0)))
    }

    fn compare(&self, one: &str, other: &str) -> Ordering {
        let ranks = |text: &str| text.chars().map(|c| self.at(c)).collect::<Vec<_>>();
        ranks(one).cmp(&ranks(other)).then_with(|| one.cmp(other))
    }
}

/// The order of the character set, where no collator is at hand.
pub fn by_code_point(chars: &[char]) -> Vec<u32> {
    chars.iter().map(|c| u32::from(*c)).collect()
}
