//! The customers of a campaign are read in slices: its list may be everybody.

use hashbrown::{HashMap, HashSet};

use super::people::{PersonRow, base};
use crate::domain::held::Held;
use crate::domain::kind::Campaign;
use crate::domain::marketing::campaign::{Person, standings};
use crate::domain::record::Text;
use crate::domain::world::World;

/// So many of a list are looked at in one slice.
pub const LISTED: usize = 500;

/// All that a campaign has to do with while it is read: those of its list, then the others.
pub struct PeopleReading {
    campaign: Held<Campaign>,
    people: Vec<Person>,
    /// The places of these by slot.
    places: HashMap<u32, usize>,
    contacted: HashSet<u32>,
    ids: Vec<Text>,
    next: usize,
    known: HashSet<u32>,
    rows: Vec<PersonRow>,
}

impl PeopleReading {
    /// Of which nobody is looked at yet.
    pub fn begin(world: &World, campaign: Held<Campaign>, people: Vec<Person>) -> Self {
        let contacted = people.iter().filter(|person| person.contacts > 0);
        Self {
            ids: base(world, &campaign).unwrap_or_default(),
            places: people
                .iter()
                .zip(0..)
                .map(|(person, at)| (person.customer, at))
                .collect(),
            contacted: contacted.map(|person| person.customer).collect(),
            campaign,
            people,
            next: 0,
            known: HashSet::new(),
            rows: Vec::new(),
        }
    }

    /// One slice. Tells whether there is more to do.
    pub fn step(&mut self, world: &World) -> bool {
        let to = (self.next + LISTED).min(self.ids.len());
        let some = self.ids.get(self.next..to).unwrap_or_default();
        for it in standings(world, &self.campaign, some, &self.contacted) {
            let at = it.customer.and_then(|slot| self.places.get(&slot));
            self.known.extend(it.customer);
            self.rows.push(PersonRow {
                person: at.and_then(|at| self.people.get(*at)).copied(),
                customer: it.customer,
                id: it.id,
                listed: Some(it.left_out),
                days: (None, None),
            });
        }
        self.next = to;
        if to < self.ids.len() {
            return true;
        }
        let other = |person: &Person| {
            Some(PersonRow {
                id: world.book.customers.key_at(person.customer)?.into(),
                customer: Some(person.customer),
                person: Some(*person),
                listed: None,
                days: (None, None),
            })
        };
        let others = self
            .people
            .iter()
            .filter(|person| !self.known.contains(&person.customer));
        self.rows.extend(others.filter_map(other));
        false
    }

    /// What was read.
    pub fn rows(&mut self) -> Vec<PersonRow> {
        std::mem::take(&mut self.rows)
    }
}
