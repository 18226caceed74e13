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

/// The channels of the leads that came in the last months ([`came_on`]), and of the campaigns that began then; of all times where no number is
/// given. A customer without a day counts in all times alone. The most customers first, those without a source last.
pub fn channels(world: &World, months: Option<u32>) -> Vec<Channel> {
    let until = world.evaluation.as_of;
    let window = months.map(|months| Window::months(until, months));
    let is_in = |day: Option<Day>| match (window, day) {
        (None, day) => day.is_none_or(|day| day <= until),
        (Some(window), Some(day)) => window.contains(day),
        (Some(_), None) => false,
    };
    let (mut all, mut places) = (Vec::new(), HashMap::new());
    for (slot, customer) in world.book.customers.iter() {
        if !world.evaluation.exists(slot) {
            continue;
        }
        if !is_in(came_on(world, slot)) {
            continue;
        }
        let channel = channel(&mut all, &mut places, customer.source.as_deref());
        channel.leads.push(slot);
        if first_deal(world, slot).is_some() {
            channel.deals.push(slot);
        }
    }
    for (_, campaign) in world.book.campaigns.iter() {
        if is_in(campaign.starts_on) {
            let channel = channel(&mut all, &mut places, campaign.channel.as_deref());
            channel.cost.0 += campaign.cost.unwrap_or_default().0;
            channel.campaigns += 1;
        }
    }
    sort_by(&mut all, |a, b| {
        let place = |it: &Channel| (it.name.is_none(), std::cmp::Reverse(it.leads.len()), it.name.clone());
        place(a).cmp(&place(b))
    });
    all
}

/// The channel of a name, whatever its spelling; `places` knows where those of the spellings that came before are.
fn channel<'a, 'n>(
    all: &'a mut Vec<Channel>,
    places: &mut HashMap<Option<&'n str>, usize>,
    name: Option<&'n str>,
) -> &'a mut Channel {
    let at = *places.entry(name).or_insert_with(|| {
        let name = name.map(str::trim).filter(|name| !is_blank(name));
        let is_it = |it: &Channel| it.name.as_deref().map(folded) == name.map(folded);
        all.iter().position(is_it).unwrap_or_else(|| {
            all.push(Channel {
                name: name.map(Text::from),
                ..Channel::default()
            });
            all.len() - 1
        })
    });
    &mut all[at]
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
