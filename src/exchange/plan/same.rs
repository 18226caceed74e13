//! Events without a number of their own: which event of the book a row is. What is said of one later (what comes next, what came of it, who sees to
//! it) makes no other one of it, nor does one more column.

use std::collections::{HashMap, HashSet};

use super::event::Imported;
use super::read::Said;
use super::work::Work;
use crate::domain::book::Book;
use crate::domain::field::{Field, FieldValue, HasFields};
use crate::domain::fnv::Fnv;
use crate::domain::fold::folded;
use crate::domain::held::Held;
use crate::domain::id::CustomerId;
use crate::domain::kind::OrderItem;

/// How the ids begin that are made for such events.
const MADE: &str = "imp-";
/// What it counts that an event got its id by the same words.
const OF_ID: usize = 100;

/// The events of the book that came without a number, and those that rows of the table were taken for.
pub(super) struct Numberless<R> {
    by_customer: Option<HashMap<String, Vec<Held<R>>>>,
    taken: HashSet<String>,
}

impl<R> Default for Numberless<R> {
    fn default() -> Self {
        Self {
            by_customer: None,
            taken: HashSet::new(),
        }
    }
}

impl<R: Imported> Numberless<R> {
    /// Those of a customer, and those that are taken.
    fn of(&mut self, book: &Book, customer: &str) -> (&[Held<R>], &HashSet<String>) {
        let by_customer = self.by_customer.get_or_insert_with(|| {
            let mut all: HashMap<String, Vec<Held<R>>> = HashMap::new();
            for (_, held) in R::table(book).iter().filter(|(_, held)| held.key().starts_with(MADE)) {
                let owner = held.packed_owner().or_else(|| held.customer().map(CustomerId::as_str));
                all.entry(owner.unwrap_or_default().to_owned())
                    .or_default()
                    .push(held.clone());
            }
            all
        });
        let own = by_customer.get(customer).map_or(&[][..], Vec::as_slice);
        (own, &self.taken)
    }
}

/// The id of the event that a row without a number is: that of the book which it tells again, or one made of what tells it from others. No other row
/// of the table is the same.
pub(super) fn id_of<R: Imported>(work: &mut Work<'_>, book: &Book, customer: &CustomerId, said: &Said) -> String {
    let id = known::<R>(work, book, customer, said).unwrap_or_else(|| {
        let taken = &R::becoming(&mut work.events).numberless.taken;
        let first = first_id::<R>(customer, said);
        let mut all = (1..).map(|n| nth(&first, n));
        all.find(|id| !taken.contains(id)).unwrap_or(first.clone())
    });
    let some = &mut R::becoming(&mut work.events).numberless;
    some.taken.insert(id.clone());
    id
}

/// The event of the book that a row without a number tells again, unless another row did.
pub(super) fn known<R: Imported>(
    work: &mut Work<'_>,
    book: &Book,
    customer: &CustomerId,
    said: &Said,
) -> Option<String> {
    let typing = work.typing();
    let first = first_id::<R>(customer, said);
    let own: Vec<&Held<R>> = (1..).map_while(|n| R::table(book).get(&nth(&first, n))).collect();
    let numberless = &mut R::becoming(&mut work.events).numberless;
    let (others, taken) = numberless.of(book, customer.as_str());
    // Most are new, and cost no more than that.
    if own.is_empty() && others.is_empty() {
        return None;
    }
    let told = Told::<R>::of(customer, said, |field, probe, text| {
        // What cannot be read is told where it is written.
        let _ = field.write(probe, text, typing);
    })?;
    let own = own.into_iter().map(|held| (told.alike(held) + OF_ID, held.key()));
    let others = others.iter().filter_map(|held| Some((told.fits(held)?, held.key())));
    let all: Vec<(usize, &str)> = own.chain(others).collect();
    let free = all.into_iter().filter(|(_, id)| !taken.contains(*id));
    // Of as like ones the first.
    free.rev().max_by_key(|(alike, _)| *alike).map(|(_, id)| id.to_owned())
}

fn nth(first: &str, n: usize) -> String {
    match n {
        1 => first.to_owned(),
        n => format!("{first}-{n}"),
    }
}

/// An id made of what tells an event from others of its customer, as a row says it.
fn first_id<R: Imported>(customer: &CustomerId, said: &Said) -> String {
    let add = |sum: Fnv, key: &&str| sum.and_text(key).and_text(said.get(key).unwrap_or_default());
    let hash = R::TELLING.iter().fold(Fnv::default().and_text(customer.as_str()), add);
    format!("{MADE}{:016x}", hash.sum())
}

/// What a row says of an event, as the record would.
struct Told<R: HasFields> {
    probe: R,
    fields: Vec<&'static Field<R>>,
}

impl<R: Imported> Told<R> {
    fn of(customer: &CustomerId, said: &Said, write: impl Fn(&Field<R>, &mut R, &str)) -> Option<Self> {
        let mut probe = R::blank("-", customer.clone())?;
        let all = R::FIELDS.iter().filter(|field| said.get(field.key).is_some());
        let fields: Vec<&'static Field<R>> = all.collect();
        for field in &fields {
            write(field, &mut probe, said.get(field.key).unwrap_or_default());
        }
        Some(Self { probe, fields })
    }

    /// In how many fields a record says the same.
    fn alike(&self, record: &R) -> usize {
        let all = self.fields.iter();
        all.filter(|field| is_same(field, &self.probe, record)).count()
    }

    /// The same of a record that may be it: nothing that tells events apart differs, and the day alone does not make it the same.
    fn fits(&self, record: &R) -> Option<usize> {
        let tells = |field: &&&Field<R>| R::TELLING.contains(&field.key);
        let has = |field: &Field<R>| !field.text(record).is_empty();
        let [day, ..] = R::TELLING else { return None };
        let mut said = self.fields.iter().filter(tells);
        let mut is_day = false;
        let mut is_told = false;
        let agrees = said.all(|field| {
            let is = is_same(field, &self.probe, record);
            is_day |= is && field.key == *day;
            is_told |= is && field.key != *day;
            is || !has(field)
        });
        let says_more = |field: &&Field<R>| field.key != *day;
        let mut others = R::FIELDS
            .iter()
            .filter(|field| R::TELLING.contains(&field.key))
            .filter(says_more);
        let mut is_bare = || others.all(|field| !has(field) && !self.fields.iter().any(|own| own.key == field.key));
        (agrees && is_day && (is_told || is_bare())).then(|| self.alike(record))
    }
}

/// Whether two records say the same in a field, as far as both say it: of a moment the day, of products what they are.
fn is_same<R: HasFields>(field: &Field<R>, one: &R, other: &R) -> bool {
    match ((field.get)(one), (field.get)(other)) {
        (FieldValue::Items(one), FieldValue::Items(other)) => {
            let names = |items: &[OrderItem]| -> Vec<Option<String>> {
                items
                    .iter()
                    .map(|item| item.product.as_deref().map(|name| folded(name).into_owned()))
                    .collect()
            };
            names(&one) == names(&other)
        }
        (FieldValue::Moment(one), FieldValue::Moment(other)) => {
            one.day == other.day && (one.time.is_empty() || other.time.is_empty() || one.time == other.time)
        }
        _ => {
            let (one, other) = (field.text(one), field.text(other));
            one == other || folded(&one) == folded(&other)
        }
    }
}
