//! Forms that make no record: their inputs are named by themselves.

use super::Source;
use crate::domain::form::{Ask, Draft, Input, Place};
use crate::domain::id::CustomerId;
use crate::domain::world::World;
use crate::ui::text::T;

/// What an input shows at first, by its key; tracked.
type First = Box<dyn Fn(&str) -> String + Send + Sync>;

/// What people call a text by the key of its input, where it stands for something else.
type Called = fn(&World, T, &Draft, &str, &str) -> Option<String>;

/// The inputs of such a form.
pub struct Plain {
    asks: &'static [Ask],
    /// What the ids of the controls begin with.
    prefix: &'static str,
    label: fn(T, &str) -> String,
    first: First,
    is_new: bool,
    customer: Option<CustomerId>,
    called: Called,
    is_gone: Box<dyn Fn() -> bool + Send + Sync>,
}

impl Plain {
    /// Inputs that are empty at first.
    pub fn new(prefix: &'static str, asks: &'static [Ask], label: fn(T, &str) -> String) -> Self {
        Self {
            asks,
            prefix,
            label,
            first: Box::new(|_| String::new()),
            is_new: true,
            customer: None,
            called: |_, _, _, _, _| None,
            is_gone: Box::new(|| false),
        }
    }

    /// The customer that the form is about, where it is about one alone.
    pub fn about(mut self, customer: Option<CustomerId>) -> Self {
        self.customer = customer;
        self
    }

    /// What people call the texts that stand for something else.
    pub fn called(mut self, called: Called) -> Self {
        self.called = called;
        self
    }

    /// What they show at first, while the form is new.
    pub fn first(mut self, first: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        self.first = Box::new(first);
        self
    }

    /// What they show is what stands in the book, and moves with it.
    pub fn known(mut self) -> Self {
        self.is_new = false;
        self
    }

    /// Whether what they are about is in the book no longer; tracked.
    pub fn gone(mut self, is_gone: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        self.is_gone = Box::new(is_gone);
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

    fn called(&self, world: &World, t: T, draft: &Draft, key: &str, text: &str) -> Option<String> {
        (self.called)(world, t, draft, key, text)
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

    fn is_gone(&self) -> bool {
        (self.is_gone)()
    }

    fn customer(&self) -> Option<CustomerId> {
        self.customer.clone()
    }
}
