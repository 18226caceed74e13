//! What warned of a customer at the end of a month, as the warnings were read last.

use crate::domain::day::Day;
use crate::domain::label::Lang;
use crate::domain::winback::Signal;
use crate::domain::world::World;
use crate::state::winback::look;
use crate::ui::proof::warned;

/// What a signal says of a customer at the end of a month, in words: what warned, or the figure that did not.
pub fn why(world: &World, (slot, on): (u32, Day), signal: Signal, lang: Lang) -> String {
    let said = look(world, (slot, on, signal == Signal::Now), &|solo, rules, quiet| {
        warned(solo, rules, quiet, signal, lang)
    });
    said.unwrap_or_default()
}
