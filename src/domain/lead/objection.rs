//! What a lead doubts and nobody has answered yet.

use crate::domain::kind::Interaction;
use crate::domain::kind::interaction::OBJECTION_ANSWER;
use crate::domain::record::Text;
use crate::domain::world::World;

/// The last objection of a customer up to the as-of day, if it is open: neither the contact that it came up in nor a later one says what was
/// answered.
pub fn open_objection(world: &World, slot: u32) -> Option<Text> {
    let touches = world.ledger.row(slot).touches.iter().rev();
    let known = touches.filter(|touch| touch.day <= world.evaluation.as_of);
    let told = |contact: &Interaction| {
        let is_answered = contact
            .extra
            .text(OBJECTION_ANSWER)
            .is_some_and(|said| !said.trim().is_empty());
        match (contact.objection(), is_answered) {
            (None, false) => None,
            (_, true) => Some(None),
            (Some((doubt, _)), false) => Some(Some(Text::from(doubt))),
        }
    };
    let mut said = known.filter_map(|touch| world.book.interactions.at(touch.slot)?.look(told));
    said.next().flatten()
}

/// What a later contact answered to the objection of a customer's contact, up to the as-of day: the first answer that stands without an
/// objection of its own, before anything else is doubted; as [`open_objection`] reads it.
pub fn later_answer(world: &World, customer: u32, contact: u32) -> Option<Text> {
    let touches = world.ledger.row(customer).touches.iter();
    let later = touches.skip_while(|touch| touch.slot != contact).skip(1);
    let known = later.take_while(|touch| touch.day <= world.evaluation.as_of);
    let told = |later: &Interaction| match (later.objection(), later.told(OBJECTION_ANSWER)) {
        (None, None) => None,
        (None, Some(answer)) => Some(Some(Text::from(answer))),
        (Some(_), _) => Some(None),
    };
    let mut said = known.filter_map(|touch| world.book.interactions.at(touch.slot)?.look(told));
    said.next().flatten()
}
