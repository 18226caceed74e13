//! What a briefing says of what is known already: what need not be asked again, what was promised, what is likely to be ordered again.

use crate::domain::kind::Customer;
use crate::domain::label::Lang;
use crate::domain::ledger::TouchFact;
use crate::domain::money::Fen;
use crate::domain::world::World;
use crate::ui::text::T;
use crate::ui::{format, replenish};

/// So many of the last promises are told.
const PROMISES: usize = 2;

/// Label and text of each, where there is any.
pub fn known(world: &World, slot: u32, customer: &Customer, lang: Lang) -> Vec<(String, String)> {
    let t = T(lang);
    let said = [
        customer.pain_points.as_deref().map(str::to_owned),
        customer.decision_process.as_deref().map(str::to_owned),
        budget(customer, lang),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let all = [
        (t.today_known(), format::long_clauses(said, lang)),
        (
            t.today_promised(),
            format::long_clauses(promised(world, slot, lang), lang),
        ),
        (
            t.replenish_title(),
            format::long_clauses(replenish::said(world, slot, lang), lang),
        ),
    ];
    let told = all.into_iter().filter(|(_, text)| !text.is_empty());
    told.map(|(label, text)| (label.to_owned(), text)).collect()
}

/// What the customer can spend, where it said so.
fn budget(customer: &Customer, lang: Lang) -> Option<String> {
    let t = T(lang);
    let yuan = |fen: Option<Fen>| fen.map(|fen| format::yuan_sign(fen, lang));
    Some(
        t.today_budget(match (yuan(customer.budget_min), yuan(customer.budget_max)) {
            (Some(from), Some(to)) => t.range_between(from, to),
            (Some(from), None) => t.range_from(from),
            (None, Some(to)) => t.today_at_most(to),
            (None, None) => return None,
        }),
    )
}

/// What was promised last, each with its day.
fn promised(world: &World, slot: u32, lang: Lang) -> Vec<String> {
    let as_of = world.evaluation.as_of;
    let touches = world.ledger.row(slot).touches.iter().rev();
    let promises = touches.filter(|touch| touch.day <= as_of && touch.promises);
    let said = |touch: &TouchFact| {
        let record = world.book.interactions.at(touch.slot)?;
        record.look(|it| {
            let day = format::short_day(it.next_due?, as_of);
            Some(T(lang).due_step(day, it.next_step.as_deref()?))
        })
    };
    promises.take(PROMISES).filter_map(said).collect()
}
