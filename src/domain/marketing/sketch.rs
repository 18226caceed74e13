//! What can be said of one customer for a portrait: its traits, its rhythm, how satisfied it was, by which channels it answers.

use std::collections::BTreeSet;

use crate::domain::day::{Day, Window};
use crate::domain::kind::{Customer, InteractionKind};
use crate::domain::ledger::Activity;
use crate::domain::metric::Span;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::words;

/// A longer phrase is a sentence, and no word that several customers share: those of a kind are one trait, [`LONGER`].
const LONGEST: usize = 20;

words! {
    /// What can be said of a customer in a word.
    pub enum TraitKind {
        /// A need: its need tags, and the phrases of what it needs.
        Need = "need",
        /// What hurts it, by the phrases written down.
        Pain = "pain",
        /// A tag that a person put there.
        Tag = "tag",
        /// Its industry.
        Industry = "industry",
        /// Its region.
        Region = "region",
        /// A product that it bought in the RFM window; where no order names one, what its sheet says.
        Product = "product",
        /// A channel that it, or a contact, prefers.
        Prefers = "prefers",
        /// What it wants to be spared.
        Avoids = "avoids",
        /// A channel by which it answered in the last 12 months.
        Answers = "answers",
    }
}

/// In place of a word: that there are phrases of the kind which are too long for one. No other word is empty.
pub const LONGER: &str = "";

/// A trait: its kind and its word.
pub type Trait = (TraitKind, Text);

/// What was seen of a customer.
#[derive(Debug)]
pub(super) struct Seen {
    /// Its traits.
    pub traits: BTreeSet<Trait>,
    /// The median of the days between its orders in the RFM window.
    pub rhythm: Option<f64>,
    /// The sum of its satisfactions in the RFM window, and how many.
    pub rated: (u32, u32),
    /// By channel: how often we began, and how often it answered.
    pub channels: Vec<(InteractionKind, u32, u32)>,
}

/// Looks at a customer as of the day of the world.
pub(super) fn seen(world: &World, slot: u32, customer: &Customer) -> Seen {
    let activity = world.ledger.row(slot);
    let channels = channels(world, slot);
    let mut traits: BTreeSet<Trait> = BTreeSet::new();
    of_record(customer, &mut traits);
    of_orders(world, activity, customer, &mut traits);
    let answers = channels.iter().filter(|(.., answered)| *answered > 0);
    traits.extend(answers.map(|(channel, ..)| (TraitKind::Answers, Text::from(channel.word()))));
    Seen {
        rhythm: rhythm(activity, window_of(world)),
        rated: rated(world, slot).fold((0, 0), |(sum, n), (.., grade)| (sum + u32::from(grade), n + 1)),
        traits,
        channels,
    }
}

fn of_record(customer: &Customer, traits: &mut BTreeSet<Trait>) {
    use TraitKind::*;
    traits.extend(phrases(customer.needs.as_deref()).map(|phrase| (Need, phrase.into())));
    traits.extend(phrases(customer.pain_points.as_deref()).map(|phrase| (Pain, phrase.into())));
    let mut put = |kind: TraitKind, word: &str| {
        let word = word.trim();
        if !word.is_empty() {
            traits.insert((kind, word.into()));
        }
    };
    customer.need_tags.iter().for_each(|tag| put(Need, tag));
    customer.tags.iter().for_each(|tag| put(Tag, tag));
    customer.industry.iter().for_each(|industry| put(Industry, industry));
    customer.region.iter().for_each(|region| put(Region, region));
    if let Some(preferences) = &customer.preferences {
        preferences.channels.iter().for_each(|channel| put(Prefers, channel));
        preferences.avoid.iter().for_each(|avoided| put(Avoids, avoided));
    }
    let of_contacts = customer
        .contacts
        .iter()
        .filter_map(|contact| contact.preferred_channel.as_deref());
    of_contacts.for_each(|channel| put(Prefers, channel));
}

/// The phrases of a text, [`LONGER`] for each that is too long to be shared by several.
fn phrases(text: Option<&str>) -> impl Iterator<Item = &str> {
    let all = text.unwrap_or_default().split(['、', '，', ',', '；', ';', '。', '\n']);
    let written = all.map(str::trim).filter(|phrase| !phrase.is_empty());
    written.map(|phrase| match phrase.chars().count() {
        ..=LONGEST => phrase,
        _ => LONGER,
    })
}

fn of_orders(world: &World, activity: &Activity, customer: &Customer, traits: &mut BTreeSet<Trait>) {
    let window = window_of(world);
    let bought = activity
        .orders
        .iter()
        .filter(|order| !order.is_return() && window.contains(order.day));
    let mut is_named = false;
    for order in bought.filter_map(|order| world.book.orders.at(order.slot)) {
        order.look(|order| {
            for product in order.items.iter().filter_map(|item| item.product.as_deref()) {
                let product = product.trim();
                if !product.is_empty() {
                    is_named = true;
                    traits.insert((TraitKind::Product, product.into()));
                }
            }
        });
    }
    if !is_named {
        let on_sheet = customer.products.iter().map(|share| share.name.trim());
        let named = on_sheet.filter(|name| !name.is_empty());
        traits.extend(named.map(|name| (TraitKind::Product, Text::from(name))));
    }
}

/// The window of the rules that amounts, products, rhythm and satisfaction are of.
pub(super) fn window_of(world: &World) -> Window {
    let evaluation = &world.evaluation;
    Span::Rfm.window(evaluation.as_of, evaluation.plan.rulebook.rfm.window_months)
}

/// The median of the days between the days of orders in a window; nothing for fewer than two. Returns are no orders here.
fn rhythm(activity: &Activity, window: Window) -> Option<f64> {
    let bought = activity
        .orders
        .iter()
        .filter(|order| !order.is_return() && window.contains(order.day));
    let mut days: Vec<Day> = bought.map(|order| order.day).collect();
    days.dedup();
    let between = days.iter().zip(days.iter().skip(1));
    let mut gaps: Vec<f64> = between.map(|(one, next)| f64::from(next.days_since(*one))).collect();
    median(&mut gaps)
}

/// The middle of some values, of two in the middle their mean; nothing of none.
pub(super) fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    match values.len() % 2 {
        1 => Some(upper),
        _ => Some((values.get(middle - 1)? + upper) / 2.0),
    }
}

/// The tickets of a customer in the window that a satisfaction was given for: slot, day, grade.
pub(super) fn rated(world: &World, slot: u32) -> impl Iterator<Item = (u32, Day, u8)> {
    let window = window_of(world);
    let rated = world.ledger.row(slot).tickets.iter();
    let rated = rated.filter(move |ticket| ticket.satisfaction > 0 && window.contains(ticket.day));
    rated.map(|ticket| (ticket.slot, ticket.day, ticket.satisfaction))
}

/// The contacts with a customer in the last 12 months that we began and whose answer is known: slot, day, channel, answer.
pub(super) fn asked(world: &World, slot: u32) -> impl Iterator<Item = (u32, Day, InteractionKind, bool)> {
    let window = Window::months(world.evaluation.as_of, 12);
    let touches = world.ledger.row(slot).touches.iter();
    let touches = touches.filter(move |touch| window.contains(touch.day));
    touches.filter_map(|touch| Some((touch.slot, touch.day, touch.channel?, touch.answered?)))
}

fn channels(world: &World, slot: u32) -> Vec<(InteractionKind, u32, u32)> {
    let mut found: Vec<(InteractionKind, u32, u32)> = Vec::new();
    for (_, _, channel, answered) in asked(world, slot) {
        let known = found.iter().position(|(other, ..)| *other == channel);
        let place = known.unwrap_or_else(|| {
            found.push((channel, 0, 0));
            found.len() - 1
        });
        found[place].1 += 1;
        found[place].2 += u32::from(answered);
    }
    found
}
