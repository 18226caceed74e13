//! What a form asks of what it is about.

use crate::domain::field::Typing;
use crate::domain::form::{self, Draft, Place, Remark};
use crate::domain::id::CustomerId;
use crate::domain::world::World;
use crate::ui::text::T;

/// What a form is about.
pub trait Source: Send + Sync {
    /// What an input shows while nobody has typed into it; tracked.
    fn now(&self, place: Place) -> String;

    /// What an input takes.
    fn input(&self, key: &str) -> Option<&'static dyn form::Input>;

    /// What people call an input.
    fn label(&self, t: T, key: &str) -> String;

    /// What people call a text that stands for something else, as an id does; nothing where it stands for itself.
    fn called(&self, _world: &World, _t: T, _draft: &Draft, _key: &str, _text: &str) -> Option<String> {
        None
    }

    /// The inputs in their order; tracked.
    fn places(&self, draft: &Draft) -> Vec<Place>;

    /// The id of an input's control.
    fn id(&self, place: Place) -> String;

    /// What is wrong with what was typed, and what only looks so; tracked.
    fn judge(&self, _draft: &Draft, _typing: Typing) -> (Vec<Remark>, Vec<Remark>) {
        Default::default()
    }

    /// The names of the parts of the list in the form; tracked.
    fn parts(&self) -> Vec<String> {
        Vec::new()
    }

    /// The inputs of a part.
    fn part_keys(&self) -> Vec<&'static str> {
        Vec::new()
    }

    /// Nothing of it is in the book yet.
    fn is_new(&self) -> bool {
        false
    }

    /// The book had it and has it no longer; tracked.
    fn is_gone(&self) -> bool {
        false
    }

    /// The id that it is going to have, where nothing of it is in the book yet.
    fn record(&self) -> Option<String> {
        None
    }

    /// What looks wrong is saved when the user says so once more.
    fn asks_again(&self) -> bool {
        false
    }

    /// Likewise of what was typed into an input, where the form as a whole only shows what looks wrong.
    fn asks_if_typed(&self, _: Place) -> bool {
        false
    }

    /// The customer it is about, whose people are offered.
    fn customer(&self) -> Option<CustomerId> {
        None
    }
}
