//! Forms that make no record: their inputs are named by themselves.

use super::Source;
use crate::domain::form::{Ask, Draft, Input, Place};
use crate::domain::label::Lang;
use crate::ui::text::T;

/// What an input shows at first, by its key; tracked.
type First = Box<dyn Fn(&str) -> String + Send + Sync>;

/// What a typed text is called, by the key of its input; tracked.
type Said = Box<dyn Fn(Lang, &str, &str) -> Option<String> + Send + Sync>;

/// The inputs of such a form.
pub struct Plain {
    asks: &'static [Ask],
    /// What the ids of the controls begin with.
    prefix: &'static str,
    label: fn(T, &str) -> String,
    first: First,
    said: Said,
    is_new: bool,
}

impl Plain {
    /// Inputs that are empty at first.
    pub fn new(prefix: &'static str, asks: &'static [Ask], label: fn(T, &str) -> String) -> Self {
        Self {
            asks,
            prefix,
            label,
            first: Box::new(|_| String::new()),
            said: Box::new(|_, _, _| None),
            is_new: true,
        }
    }

    /// What they show at first, while the form is new.
    pub fn first(mut self, first: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        self.first = Box::new(first);
        self
    }

    /// What typed texts are called, where they are codes.
    pub fn said(mut self, said: impl Fn(Lang, &str, &str) -> Option<String> + Send + Sync + 'static) -> Self {
        self.said = Box::new(said);
        self
    }

    /// What they show is what stands in the book, and moves with it.
    pub fn known(mut self) -> Self {
        self.is_new = false;
        self
    }
}

impl Source for Plain {
    fn now(&self, place: Place) -> String {
        (self.first)(place.key)
    }

    fn input(&self, key: &str) -> Option<&'static dyn Input> {
        let ask = self.asks.iter().find(|ask| ask.key == key);
        ask.map(|ask| ask as &dyn Input)
    }

    fn label(&self, t: T, key: &str) -> String {
        (self.label)(t, key)
    }

    fn said(&self, lang: Lang, place: Place, text: &str) -> Option<String> {
        (self.said)(lang, place.key, text)
    }

    fn places(&self, _: &Draft) -> Vec<Place> {
        self.asks.iter().map(|ask| Place::own(ask.key)).collect()
    }

    fn id(&self, place: Place) -> String {
        format!("{}-{place}", self.prefix)
    }

    fn is_new(&self) -> bool {
        self.is_new
    }
}
