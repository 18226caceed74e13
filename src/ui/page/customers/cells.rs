//! What the list says of a customer, a cell a column.

use crate::domain::fold::distinct;
use crate::domain::kind::Customer;
use crate::domain::label::Lang;
use crate::domain::metric::{Evidence, METRICS, Metric, Unit};
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::report::change::no_rate;
use crate::domain::report::purchases::Purchases;
use crate::domain::rule::fact;
use crate::domain::world::World;
use crate::state::list::Column;
use crate::state::route::Route;
use crate::ui::class_word::{ClassWord, class_word};
use crate::ui::format;
use crate::ui::list::filter::word_name;
use crate::ui::list::{Cell, ListLine, file_figure};
use crate::ui::text::{T, names};

/// What a customer's row says: the id, then the columns.
pub fn line(world: &World, lang: Lang, columns: &[(Text, Column)], slot: u32) -> Option<ListLine> {
    let customer = world.book.customers.at(slot)?;
    let id = Cell::Text(customer.id.to_string());
    let cells = columns
        .iter()
        .map(|(key, column)| cell(world, lang, key, *column, (slot, customer)));
    Some(ListLine(std::iter::once(id).chain(cells).collect()))
}

fn cell(world: &World, lang: Lang, key: &str, column: Column, (slot, customer): (u32, &Customer)) -> Cell {
    let t = T(lang);
    let evaluation = &world.evaluation;
    match column {
        Column::Name => Cell::Name(customer.name.to_string(), Route::customer(&customer.id).to_hash()),
        Column::Class(d, score) => class(world, lang, slot, d, score),
        Column::Word(word) => {
            let words = evaluation.columns.words.get(word);
            let text = words.and_then(|words| words.word(slot as usize));
            let none = if key == "owner" { t.unassigned() } else { t.unknown() };
            Cell::or(text.map(|text| word_name(lang, word, text)), none)
        }
        Column::Contact => {
            let first = customer.contacts.first().and_then(|c| c.name.as_deref());
            Cell::or(first.map(String::from), t.unknown())
        }
        Column::Tags => Cell::Tags(tags(world, lang, slot, customer)),
        Column::Day(n) => match evaluation.column(slot, n) {
            None => Cell::Missing(t.unknown().to_owned()),
            Some(days) => {
                let day = evaluation.as_of.plus_days(-(days as i32));
                let (short, distance) = (
                    format::short_day(day, evaluation.as_of),
                    format::distance(day, evaluation.as_of, lang),
                );
                match n == Metric::DaysSinceLastOrder as usize && last_is_return(world, slot) {
                    true => Cell::Day(
                        t.day_of_return(short),
                        format::day(day),
                        format::clauses([distance, t.return_order().to_owned()], lang),
                    ),
                    false => Cell::Day(short, format::day(day), distance),
                }
            }
        },
        Column::Number(n) => {
            let fact = METRICS.get(n).map(|metric| metric.id);
            let why = fact.and_then(|fact| no_rate(world.ledger.row(slot), evaluation.as_of, fact));
            match (why, evaluation.column(slot, n)) {
                (Some(why), _) => Cell::Text(why.label().get(lang).to_owned()),
                // Who has no score is not rated, as who has no class.
                (None, None) if matches!(fact::unit(n), Unit::Score | Unit::Points) => {
                    Cell::Missing(t.unclassified().to_owned())
                }
                (None, None) => Cell::Missing(t.unknown().to_owned()),
                (None, Some(value)) => number(world, t, n, value, slot),
            }
        }
    }
}

fn class(world: &World, lang: Lang, slot: u32, d: usize, score: Option<usize>) -> Cell {
    let (t, evaluation) = (T(lang), &world.evaluation);
    let (Some(dimension), Some(id)) = (evaluation.plan.dimensions.get(d), evaluation.class(slot, d)) else {
        return Cell::Missing(t.unclassified().to_owned());
    };
    let class: ClassWord = class_word(&[&evaluation.plan], lang, &dimension.id, Some(id));
    match score.and_then(|n| evaluation.column(slot, n)) {
        Some(score) if *dimension.id == *"health" => Cell::health(world, slot, score, class, t),
        _ => Cell::Class(class, evaluation.by_hand(&world.book, slot, d).is_some()),
    }
}

fn number(world: &World, t: T, column: usize, value: f64, slot: u32) -> Cell {
    match fact::unit(column) {
        Unit::Yuan if column == Metric::AnnualPurchase as usize => {
            Cell::purchase(t, Purchases::of(&world.evaluation, slot))
        }
        Unit::Yuan => Cell::Amount(Fen((value * 100.0).round() as i64), None),
        unit => {
            let words = match unit {
                Unit::Share => format::percent(value),
                Unit::Months => format::months(value.max(0.0) as u32, t.0),
                Unit::Flag => return Cell::Text(if value == 0.0 { t.no() } else { t.yes() }.to_owned()),
                Unit::Score | Unit::Points => format::score(value),
                Unit::Days if value == 0.0 => t.same_day().to_owned(),
                Unit::Count => match returns(world, slot, column) {
                    // Only what is foreseen has fractions.
                    0 => format::decimal(value, if value.fract() == 0.0 { 0 } else { 2 }),
                    n => format::decimal(value, 0) + &t.returns_in_cell(n),
                },
                _ => format::decimal(value, 0),
            };
            Cell::Figure(words, file_figure(t, unit, value))
        }
    }
}

/// Whether the last order by the as-of date is a return.
fn last_is_return(world: &World, slot: u32) -> bool {
    let orders = &world.ledger.row(slot).orders;
    let last = orders.iter().rfind(|order| order.day <= world.evaluation.as_of);
    last.is_some_and(|order| order.is_return())
}

/// How many of the orders that a figure counts are returns; none where it counts no orders.
fn returns(world: &World, slot: u32, column: usize) -> usize {
    let Some(Evidence::Orders(span)) = METRICS.get(column).map(|metric| metric.evidence) else {
        return 0;
    };
    let window = span.window(world.evaluation.as_of, world.evaluation.plan.rulebook.rfm.window_months);
    let orders = world.ledger.row(slot).orders.iter();
    orders
        .filter(|order| order.is_return() && window.contains(order.day))
        .count()
}

fn tags(world: &World, lang: Lang, slot: u32, customer: &Customer) -> Vec<(String, bool)> {
    let plan = &world.evaluation.plan;
    let by_rule = world
        .evaluation
        .tags_of(slot)
        .map(|id| (names::tag(lang, plan, id), true));
    let by_hand = distinct(customer.tags.iter().map(|tag| &**tag)).into_iter();
    let by_hand = by_hand.map(|tag| (tag.to_owned(), false));
    // One's own are seen where there is no room for all.
    by_hand.chain(by_rule).collect()
}
