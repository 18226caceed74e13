//! What customers bought: in a year, and on the days that a condition names.

use super::{collect, slots};
use crate::domain::columns::Bits;
use crate::domain::day::Day;
use crate::domain::ledger::OrderFact;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::report::first_deal::first_deal;
use crate::domain::report::purchases::Purchases;
use crate::domain::world::World;
use crate::state::query::{ORDERED, Query};

/// Both ends of some days, both counted; one may be open.
type Days = (Option<Day>, Option<Day>);

/// The days that a value of [`ORDERED`], or of another key of days, names.
pub fn days(value: &str) -> Option<Days> {
    let (from, to) = value.split_once("..")?;
    let end = |text: &str| match text {
        "" => Some(None),
        text => Day::parse(text).map(Some),
    };
    Some((end(from)?, end(to)?)).filter(|(from, to)| from.is_some() || to.is_some())
}

/// The text that [`days`] reads back; nothing without an end.
pub fn days_value(from: Option<Day>, to: Option<Day>) -> Option<Text> {
    let text = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    (from.is_some() || to.is_some()).then(|| format!("{}..{}", text(from), text(to)).into())
}

/// What these customers buy in a year.
pub fn purchases(world: &World, of: &Bits) -> Purchases {
    slots(of).map(|slot| Purchases::of(&world.evaluation, slot)).sum()
}

/// What these customers ordered on the days that the query asks for; nothing where it asks for none.
pub fn ordered_sum(world: &World, query: &Query, of: &Bits) -> Option<Fen> {
    let spans = spans(query.wanted(ORDERED));
    let sum = |slot| orders_in(world, slot, &spans).map(|order| Fen(order.fen)).sum();
    (!spans.is_empty()).then(|| slots(of).map(sum).sum())
}

/// Who ordered on one of these days.
pub(super) fn ordered(world: &World, any_of: &[Text]) -> Bits {
    let spans = spans(any_of);
    collect(world.evaluation.columns.rows, |row| {
        orders_in(world, row as u32, &spans).next().is_some()
    })
}

/// Whose first deal was on one of these days.
pub(super) fn first_dealt(world: &World, any_of: &[Text]) -> Bits {
    let spans = spans(any_of);
    collect(world.evaluation.columns.rows, |row| {
        first_deal(world, row as u32).is_some_and(|day| spans.iter().any(|span| holds(day, span)))
    })
}

fn spans(any_of: &[Text]) -> Vec<Days> {
    any_of.iter().filter_map(|value| days(value)).collect()
}

/// A customer's orders of these days, by the as-of date.
fn orders_in<'a>(world: &'a World, slot: u32, spans: &'a [Days]) -> impl Iterator<Item = &'a OrderFact> {
    let until = world.evaluation.as_of;
    let orders = world.ledger.row(slot).orders.iter();
    orders
        .take_while(move |order| order.day <= until)
        .filter(move |order| spans.iter().any(|span| holds(order.day, span)))
}

fn holds(day: Day, (from, to): &Days) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}
