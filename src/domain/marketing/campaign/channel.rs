//! What channels bring and cost: leads by their source, against what was spent on it.

use hashbrown::HashMap;

use crate::domain::day::{Day, Window};
use crate::domain::fold::{folded, is_blank};
use crate::domain::ledger::OrderFact;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::report::first_deal::first_deal;
use crate::domain::sort::sort_by;
use crate::domain::world::World;

use super::results::per_head;

/// A channel over some months.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Channel {
    /// Its name; nothing for customers of whom no source is said.
    pub name: Option<Text>,
    /// What the campaigns cost that ran on it.
    pub cost: Fen,
    /// How many they are.
    pub campaigns: usize,
    /// The customers that came from it, by slot.
    pub leads: Vec<u32>,
    /// Those of them that dealt by now.
    pub deals: Vec<u32>,
}

impl Channel {
    /// What one customer cost, in yuan; nothing where nothing was spent, or nobody dealt.
    pub fn acquisition_cost(&self) -> Option<f64> {
        (self.cost.0 > 0)
            .then(|| per_head(self.cost, self.deals.len()))
            .flatten()
    }
}

/// When a customer came: the day of its record, else of what it did first; of its first deal where that was earlier, since who had dealt
/// when it was written down came then.
pub fn came_on(world: &World, slot: u32) -> Option<Day> {
    let created = world.book.customers.at(slot)?.created_on;
    let came = created.or_else(|| world.ledger.row(slot).first_day());
    came.into_iter().chain(first_deal(world, slot)).min()
}

/// So many customers are looked at in one slice.
const ROWS: usize = 1_000;

/// The channels of the leads that came in the last months ([`came_on`]), and of the campaigns that began then; of all times where no number is
/// given. A customer without a day counts in all times alone. The most customers first, those without a source last.
pub fn channels(world: &World, months: Option<u32>) -> Vec<Channel> {
    let mut reading = ChannelReading::begin(world, months);
    while reading.step(world) {}
    reading.finish(world)
}

/// The channels of some months, being read.
#[derive(Debug)]
pub struct ChannelReading {
    until: Day,
    window: Option<Window>,
    /// The first customer that was not looked at yet.
    next: usize,
    all: Vec<Channel>,
    /// Where those of the spellings that came before are.
    places: HashMap<Text, usize>,
}

impl ChannelReading {
    /// Of which nothing is read yet.
    pub fn begin(world: &World, months: Option<u32>) -> Self {
        let until = world.evaluation.as_of;
        Self {
            until,
            window: months.map(|months| Window::months(until, months)),
            next: 0,
            all: Vec::new(),
            places: HashMap::new(),
        }
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World) -> bool {
        let slots = world.book.customers.slots();
        let to = (self.next + ROWS).min(slots);
        for slot in self.next as u32..to as u32 {
            self.read(world, slot);
        }
        self.next = to;
        to < slots
    }

    fn read(&mut self, world: &World, slot: u32) {
        let customer = world.book.customers.at(slot);
        let Some(customer) = customer.filter(|_| world.evaluation.exists(slot)) else {
            return;
        };
        if !self.is_in(came_on(world, slot)) {
            return;
        }
        let channel = self.channel(customer.source.as_deref());
        channel.leads.push(slot);
        if first_deal(world, slot).is_some() {
            channel.deals.push(slot);
        }
    }

    /// The channels, once all customers are read.
    pub fn finish(mut self, world: &World) -> Vec<Channel> {
        for (_, campaign) in world.book.campaigns.iter() {
            if self.is_in(campaign.starts_on) {
                let channel = self.channel(campaign.channel.as_deref());
                channel.cost.0 += campaign.cost.unwrap_or_default().0;
                channel.campaigns += 1;
            }
        }
        sort_by(&mut self.all, |a, b| {
            let place = |it: &Channel| (it.name.is_none(), std::cmp::Reverse(it.leads.len()), it.name.clone());
            place(a).cmp(&place(b))
        });
        self.all
    }

    fn is_in(&self, day: Option<Day>) -> bool {
        match (self.window, day) {
            (None, day) => day.is_none_or(|day| day <= self.until),
            (Some(window), Some(day)) => window.contains(day),
            (Some(_), None) => false,
        }
    }

    /// The channel of a name, whatever its spelling.
    fn channel(&mut self, name: Option<&str>) -> &mut Channel {
        let spelled = name.unwrap_or_default();
        let at = self.places.get(spelled).copied().unwrap_or_else(|| {
            let name = name.map(str::trim).filter(|name| !is_blank(name));
            let is_it = |it: &Channel| it.name.as_deref().map(folded) == name.map(folded);
            let at = self.all.iter().position(is_it).unwrap_or_else(|| {
                self.all.push(Channel {
                    name: name.map(Text::from),
                    ..Channel::default()
                });
                self.all.len() - 1
            });
            self.places.insert(spelled.into(), at);
            at
        });
        &mut self.all[at]
    }
}

/// The channels of a year, and of all times.
#[derive(Debug)]
pub struct Channels {
    year: Vec<Channel>,
    ever: Vec<Channel>,
}

impl Channels {
    /// Those of 12 months, or of all times.
    pub fn of(&self, is_year: bool) -> &[Channel] {
        if is_year { &self.year } else { &self.ever }
    }

    /// One of them by its name; the empty one for customers of whom no source is said.
    pub fn named(&self, is_year: bool, name: &str) -> Option<&Channel> {
        let mut all = self.of(is_year).iter();
        all.find(|it| it.name.as_deref().unwrap_or_default() == name)
    }
}

/// Both, being read one after the other.
#[derive(Debug)]
pub struct ChannelsReading {
    year: ChannelReading,
    ever: ChannelReading,
}

impl ChannelsReading {
    /// Of which nothing is read yet.
    pub fn begin(world: &World) -> Self {
        Self {
            year: ChannelReading::begin(world, Some(12)),
            ever: ChannelReading::begin(world, None),
        }
    }

    /// One slice, of the same world each time. Tells whether there is more to do.
    pub fn step(&mut self, world: &World) -> bool {
        self.year.step(world) || self.ever.step(world)
    }

    /// The channels, once all is read.
    pub fn finish(self, world: &World) -> Channels {
        Channels {
            year: self.year.finish(world),
            ever: self.ever.finish(world),
        }
    }
}

/// The orders and returns of a customer that the average order is made of: those of the 12 months up to the day.
pub fn averaged(world: &World, slot: u32) -> impl Iterator<Item = &OrderFact> {
    let window = Window::months(world.evaluation.as_of, 12);
    let orders = world.ledger.row(slot).orders.iter();
    orders.filter(move |order| window.contains(order.day))
}

/// The average order of the book in the 12 months up to the day, in yuan, and of how many: what was ordered, returns taken off, over the
/// orders, of which a return is none. Nothing without an order, nor where returns outweigh them.
pub fn average_order(world: &World) -> Option<(f64, usize)> {
    let (mut sum, mut many) = (0_i64, 0_usize);
    for (slot, _) in world.book.customers.iter() {
        for order in averaged(world, slot) {
            sum += order.fen;
            many += usize::from(!order.is_return());
        }
    }
    (many > 0 && sum > 0).then(|| (Fen(sum).yuan() / many as f64, many))
}
