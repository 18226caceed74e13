//! What a customer is likely to order again, with the arithmetic, in words.

use crate::domain::label::Lang;
use crate::domain::report::replenish::{Replenishment, replenishments};
use crate::domain::world::World;
use crate::ui::format;
use crate::ui::text::T;

/// A sentence each: what, the days it was bought on, the days between them, their median, and the day that this leads to.
pub fn said(world: &World, slot: u32, lang: Lang) -> Vec<String> {
    let (t, as_of) = (T(lang), world.evaluation.as_of);
    let one = |it: Replenishment| {
        let what = it.product.as_deref().unwrap_or(t.replenish_orders());
        let days = it.days.iter().map(|day| format::short_day(*day, as_of));
        let gaps = it.gaps.iter().map(|gap| format::count(gap.unsigned_abs() as usize));
        t.replenish_said(
            what,
            format::list(days, lang),
            format::list(gaps, lang),
            format::score(it.rhythm),
            format::short_day(it.next, as_of),
            format::distance(it.next, as_of, lang),
        )
    };
    replenishments(world, slot).into_iter().map(one).collect()
}
