//! Taking in: a hand-over laid on the receiver's book, with what was chosen. What comes out is an ordinary file to import.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::alike::{Like, alike};
use super::difference::{Difference, Side, together};
use super::mark::{Marks, place_of, said, seen, whose};
use super::stranger::{Renumbered, giver};
use crate::domain::book::{Book, BookRecord};
use crate::domain::change::Kind;
use crate::domain::check::Check;
use crate::domain::day::Moment;
use crate::domain::held::Held;
use crate::domain::kind::*;
use crate::domain::merge::Incoming;

/// What a person chose of a hand-over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    sides: HashMap<(Kind, String, String), Side>,
    takes: HashMap<String, bool>,
    rules: bool,
    apart: bool,
}

impl Choices {
    /// Of another book: takes its customers whose numbers are others' here for customers of their own, or for those.
    pub fn keep_apart(&mut self, apart: bool) {
        self.apart = apart;
    }

    /// Whether they are.
    pub fn are_apart(&self) -> bool {
        self.apart
    }

    /// Chooses a side of a difference.
    pub fn choose(&mut self, of: &Difference, side: Side) {
        self.sides.insert((of.kind, of.id.clone(), of.path.clone()), side);
    }

    /// Takes the file's rules as well, where it has any, or leaves them.
    pub fn take_rules(&mut self, takes: bool) {
        self.rules = takes;
    }

    /// Takes a customer with all that belongs to it, or leaves it out.
    pub fn take(&mut self, customer: &str, takes: bool) {
        self.takes.insert(customer.to_owned(), takes);
    }
}

/// How a customer of the file stands to the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not in the book.
    New,
    /// It, or records of it, differ.
    Changed,
    /// All of it is in the book.
    Same,
    /// It was taken in from this file, and removed since.
    Removed,
}

/// A customer of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The id.
    pub id: String,
    /// Its number in the file, where that is another customer's in the book.
    pub was: Option<String>,
    /// As the file names it.
    pub name: String,
    /// How it stands to the book.
    pub standing: Standing,
    /// Whom of the book it seems to be, where the book does not have it by its number.
    pub like: Option<Like>,
    /// Whether it is taken; nothing as long as that is asked.
    pub taken: Option<bool>,
    /// How many records of it are new to the book.
    pub records: usize,
    /// How many values differ.
    pub differences: usize,
}

impl Person {
    /// Whether it is taken, as things stand.
    pub fn takes(&self) -> bool {
        self.taken == Some(true)
    }
}

/// A hand-over as it would be taken in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settled {
    /// What is imported.
    pub incoming: Incoming,
    /// What the book has differently, in the order of the file.
    pub differences: Vec<Difference>,
    /// The customers of the file.
    pub people: Vec<Person>,
    /// What the book remembers of this very hand-over.
    pub known: Option<TakenOver>,
}

impl Settled {
    /// How many differences somebody must decide upon.
    pub fn asked(&self) -> usize {
        let people = self.people.iter().filter(|one| one.taken.is_none());
        people.count() + self.differences.iter().filter(|one| one.side().is_none()).count()
    }
}

/// What both books once had in common of a customer.
enum Ground {
    /// This very file was taken in: whatever differs was chosen, or changed here since.
    Taken,
    Marks(Marks),
}

/// Whether the common ground has the book's value, and the file's.
type Known = (bool, bool);

impl Ground {
    fn knows(&self, place: &str, mine: Option<&Value>, theirs: Option<&Value>) -> Known {
        let knows = |value: Option<&Value>| match self {
            Self::Taken => false,
            Self::Marks(marks) => value.is_some_and(|value| marks.has(place, value)),
        };
        (knows(mine), knows(theirs))
    }

    /// Who changed a value alone has it; what only one side says is no loss to the other.
    fn usual(ground: Option<&Self>, known: Known, mine: Option<&Value>, theirs: Option<&Value>) -> Option<Side> {
        match (known, mine, theirs) {
            _ if matches!(ground, Some(Self::Taken)) => Some(Side::Mine),
            ((true, false), ..) => Some(Side::Theirs),
            ((false, true), ..) => Some(Side::Mine),
            ((true, true), ..) => None,
            (_, None, _) => Some(Side::Theirs),
            (_, _, None) => Some(Side::Mine),
            _ => None,
        }
    }
}

struct Settling<'a> {
    current: &'a Book,
    file: &'a Incoming,
    ground: HashMap<&'a str, Ground>,
    met: Met<'a>,
    out: Book,
}

/// Lays a hand-over on a book. `at` is when this is done.
pub fn settle(current: &Book, file: &Incoming, handover: &Handover, choices: &Choices, at: &Moment) -> Settled {
    let taken = TakenOver::all(&current.head.handovers);
    let known = taken.iter().find(|taken| taken.id == handover.id);
    let seen = known.map(|known| known.seen.as_slice()).unwrap_or_default();
    let is_met = |id: &str| {
        handover
            .seen
            .iter()
            .chain(seen)
            .any(|seen| seen.customer.as_str() == id)
    };
    let renumbered = Renumbered::of(&file.book, current, giver(handover), is_met);
    let own = (!renumbered.is_empty()).then(|| renumbered.applied(file));
    let file = own.as_ref().unwrap_or(file);
    let ground = ground(&taken, handover, known);
    let mut settling = Settling {
        current,
        file,
        met: Met::people_of(file, current, (choices, &renumbered.customers()), &ground),
        ground,
        out: Book::default(),
    };
    macro_rules! records {
        ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => { $(settling.put_all::<$ty>();)* };
    }
    crate::for_each_kind!(records);
    let Settling { mut met, mut out, .. } = settling;
    let people = met.standing();
    out.head = file.book.head.clone();
    out.head.handovers = TakenOver::kept(&remembered(current, file, handover, &people, at));
    Settled {
        incoming: Incoming {
            book: out,
            has_settings: false,
            has_rulebook: file.has_rulebook && choices.rules,
            as_of: None,
            ..file.clone()
        },
        differences: met.differences,
        people,
        known: known.cloned(),
    }
}

/// What is known of each customer: most of all that it came from this file; then what the giver had taken in before, which is how the giver's
/// copy began; then what was taken in here.
fn ground<'a>(here: &'a [TakenOver], handover: &'a Handover, known: Option<&'a TakenOver>) -> HashMap<&'a str, Ground> {
    let mut all: HashMap<&str, Marks> = HashMap::new();
    for seen in here.iter().flat_map(|taken| &taken.seen) {
        let marks = Marks::read(&seen.marks);
        all.entry(seen.customer.as_str()).or_default().add(marks);
    }
    for seen in &handover.seen {
        all.insert(seen.customer.as_str(), Marks::read(&seen.marks));
    }
    let marks = all.into_iter().map(|(id, marks)| (id, Ground::Marks(marks)));
    let taken = known.into_iter().flat_map(|known| &known.seen);
    marks
        .chain(taken.map(|seen| (seen.customer.as_str(), Ground::Taken)))
        .collect()
}

impl Settling<'_> {
    fn put_all<R: BookRecord + Check>(&mut self) {
        let (file, current) = (self.file, self.current);
        for (_, theirs) in R::table(&file.book).iter() {
            let customer = whose(theirs);
            let person = customer.and_then(|id| self.met.at.get(id)).copied();
            let mine = R::table(current).get(theirs.key());
            let after = match mine {
                Some(mine) if mine != theirs && R::KIND != Kind::Audit => Some(self.merged(mine, theirs, customer)),
                None if R::KIND != Kind::Customer => self.comes(theirs, person).then(|| theirs.clone()),
                _ => Some(theirs.clone()),
            };
            let is_taken = person.is_none_or(|at| self.met.people[at].takes());
            if let Some(after) = after.filter(|_| is_taken) {
                R::table_mut(&mut self.out).put(after);
            }
        }
    }

    /// Whether a record that the book lacks comes: unless it was here and was removed.
    fn comes<R: BookRecord>(&mut self, theirs: &Held<R>, person: Option<usize>) -> bool {
        let Some(at) = person else { return true };
        let is_here = self.met.people[at].standing == Standing::Same;
        let ground = self.ground.get(&*self.met.people[at].id).filter(|_| is_here);
        let place = place_of(R::KIND, theirs.key());
        let value = || theirs.look(|it| said(it));
        let was_here = match ground {
            Some(Ground::Taken) => true,
            Some(Ground::Marks(marks)) => marks.has(&place, &value()),
            None => false,
        };
        if !was_here {
            self.met.people[at].records += 1;
            return true;
        }
        let customer = self.met.people[at].id.clone();
        let removed = difference::<R>(theirs.key(), Some(&customer), "", None, Some(value()), Some(Side::Mine));
        self.met.decide(person, removed) == Side::Theirs
    }

    /// A record that both have, put together.
    fn merged<R: BookRecord>(&mut self, mine: &Held<R>, theirs: &Held<R>, customer: Option<&str>) -> Held<R> {
        let (own, other) = (mine.look(|it| said(it)), theirs.look(|it| said(it)));
        let id = theirs.key();
        let (place, ground) = (place_of(R::KIND, id), customer.and_then(|id| self.ground.get(id)));
        let person = customer.and_then(|id| self.met.at.get(id)).copied();
        let knows = |place: &str, mine: Option<&Value>, theirs: Option<&Value>| {
            ground.map_or((false, false), |ground| ground.knows(place, mine, theirs))
        };
        let whole = knows(&place, Some(&own), Some(&other));
        let met = &mut self.met;
        let value = together("", Some(&own), Some(&other), &mut |path, mine, theirs| {
            // Of an event only the whole is marked.
            let known = match R::KIND {
                Kind::Customer => knows(path, mine, theirs),
                _ => whole,
            };
            let usual = Ground::usual(ground, known, mine, theirs);
            let (mine, theirs) = (mine.cloned(), theirs.cloned());
            met.decide(person, difference::<R>(id, customer, path, mine, theirs, usual))
        });
        // What cannot be put together stays as the book has it.
        let record = value.and_then(|value| serde_json::from_value::<R>(value).ok());
        record.map_or_else(|| mine.clone(), Held::new)
    }
}

fn difference<R: BookRecord>(
    id: &str,
    customer: Option<&str>,
    path: &str,
    mine: Option<Value>,
    theirs: Option<Value>,
    usual: Option<Side>,
) -> Difference {
    Difference {
        kind: R::KIND,
        id: id.to_owned(),
        customer: customer.map(str::to_owned),
        path: path.to_owned(),
        mine,
        theirs,
        usual,
        chosen: None,
    }
}

/// Who and what was met in the file.
struct Met<'a> {
    choices: &'a Choices,
    /// Where each customer of the file stands among the people.
    at: HashMap<&'a str, usize>,
    people: Vec<Person>,
    differences: Vec<Difference>,
}

impl<'a> Met<'a> {
    fn people_of(
        file: &'a Incoming,
        current: &Book,
        (choices, renumbered): (&'a Choices, &HashMap<&str, &str>),
        ground: &HashMap<&str, Ground>,
    ) -> Self {
        let mut likes = alike(&file.book, current);
        let person = |customer: &Held<Customer>| {
            let id = customer.key();
            let is_here = current.customers.get(id).is_some();
            let standing = match (is_here, ground.get(id)) {
                (true, _) => Standing::Same,
                (false, Some(Ground::Taken)) => Standing::Removed,
                (false, _) => Standing::New,
            };
            let like = likes.remove(id).filter(|_| standing == Standing::New);
            let usual = like.is_none().then_some(standing != Standing::Removed);
            Person {
                id: id.to_owned(),
                was: renumbered.get(id).map(|was| (*was).to_owned()),
                name: customer.name.to_string(),
                standing,
                taken: choices.takes.get(id).copied().or(usual),
                like,
                records: 0,
                differences: 0,
            }
        };
        let all = || file.book.customers.iter().map(|(_, customer)| customer);
        Self {
            choices,
            at: all().enumerate().map(|(at, customer)| (customer.key(), at)).collect(),
            people: all().map(person).collect(),
            differences: Vec::new(),
        }
    }

    /// Whose value holds; as long as that is asked, the book's does. Of who is left out nothing is asked.
    fn decide(&mut self, person: Option<usize>, difference: Difference) -> Side {
        let key = (difference.kind, difference.id.clone(), difference.path.clone());
        let chosen = self.choices.sides.get(&key).copied();
        let difference = Difference { chosen, ..difference };
        let side = difference.side().unwrap_or(Side::Mine);
        if let Some(person) = person.and_then(|at| self.people.get_mut(at)) {
            person.differences += 1;
            if !person.takes() {
                return side;
            }
        }
        self.differences.push(difference);
        side
    }

    /// The people: who is in the book has changed where anything of it is new or differs.
    fn standing(&mut self) -> Vec<Person> {
        for person in &mut self.people {
            if person.standing == Standing::Same && person.records + person.differences > 0 {
                person.standing = Standing::Changed;
            }
        }
        std::mem::take(&mut self.people)
    }
}

/// The hand-overs that the book remembers afterwards: this one with whoever was ever taken of it.
fn remembered(current: &Book, file: &Incoming, handover: &Handover, people: &[Person], at: &Moment) -> Vec<TakenOver> {
    let mut all = TakenOver::all(&current.head.handovers);
    let place = all.iter().position(|taken| taken.id == handover.id);
    let known = place.map(|place| all.remove(place));
    let before = known.as_ref().map(|known| known.seen.as_slice()).unwrap_or_default();
    let taken: HashSet<&str> = people.iter().filter(|one| one.takes()).map(|one| &*one.id).collect();
    let mut now = seen(&file.book, |id| taken.contains(id));
    now.extend(
        before
            .iter()
            .filter(|seen| !taken.contains(seen.customer.as_str()))
            .cloned(),
    );
    if now.is_empty() {
        return all;
    }
    let whole: HashSet<&str> = now.iter().map(|seen| seen.customer.as_str()).collect();
    let mut records = 0;
    macro_rules! count {
        ($($variant:ident($ty:ident) in $table:ident = $word:literal;)*) => {$(
            let those = file.book.$table.iter().filter(|(_, record)| whose(record).is_some_and(|id| whole.contains(id)));
            records += those.count();
        )*};
    }
    crate::for_each_kind!(count);
    records = records.saturating_sub(
        file.book
            .customers
            .iter()
            .filter(|(_, one)| whole.contains(one.key()))
            .count(),
    );
    let entry = TakenOver {
        id: handover.id.clone(),
        from: handover.from.clone(),
        to: handover.to.clone(),
        made: handover.made.clone(),
        taken: known.and_then(|known| known.taken).or_else(|| Some(at.clone())),
        records: u32::try_from(records).ok(),
        seen: now,
        extra: Default::default(),
    };
    all.insert(place.unwrap_or(all.len()), entry);
    all
}
