//! What every search of the page looks into: the texts of the customers, and how Han characters are read. Neither is there before
//! somebody begins to search.

use std::time::Duration;

use super::list::TextIndex;
use super::live::*;
use super::part::split_point;
use super::session::Session;
use crate::domain::find::{Word, has_letter, words};
use crate::domain::pinyin::{Readings, readings};
use leptos::task::spawn_local;

/// Gives the readings.
type Read = fn() -> &'static Readings;

split_point! {
    /// The readings of Han characters.
    fn load_readings() in pinyin -> Read { readings }
}

/// So many customers are folded in one go; between two the page answers.
const SLICE: usize = 8_192;

/// How far the readings are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Pinyin {
    /// No Latin letter was typed yet.
    #[default]
    NotAsked,
    /// On their way.
    Loading,
    /// They did not come; the next letter asks again.
    Failed,
    /// There.
    Here(&'static Readings),
}

/// The search of customers.
#[derive(Clone, Copy)]
pub struct Finder {
    /// What is looked into; it follows the book and the readings, and is made when it is read first.
    pub text: Memo<TextIndex>,
    /// The readings.
    pub pinyin: RwSignal<Pinyin>,
    slices: RwSignal<u32>,
}

impl Finder {
    pub(super) fn new(session: Session) -> Self {
        let (pinyin, slices) = (RwSignal::new(Pinyin::default()), RwSignal::new(0));
        let text = Memo::new_owning(move |before: Option<TextIndex>| {
            slices.track();
            let is_first = before.is_none();
            let mut index = before.unwrap_or_default();
            let readings = here(pinyin.get());
            let changed = session.read(|world| index.follow(&world.book.customers, readings, SLICE));
            if !index.is_whole() {
                later(|| super::use_app().finder.go_on(), Duration::ZERO);
            }
            (index, is_first || changed == Some(true))
        });
        Self { text, pinyin, slices }
    }

    /// Makes ready what the first word typed is looked for in.
    pub fn prepare(self) {
        self.text.with_untracked(|_| ());
    }

    fn go_on(self) {
        self.slices.update(|n| *n = n.wrapping_add(1));
        self.prepare();
    }

    /// Loads the readings once the words have a Latin letter, and again where they did not come.
    pub fn follow(self, typed: impl Fn() -> String + 'static) {
        Effect::new(move |_| {
            if has_letter(&typed()) {
                self.ask();
            }
        });
    }

    /// Loads the readings, unless they are there or on their way.
    pub fn ask(self) {
        if !matches!(self.pinyin.get_untracked(), Pinyin::NotAsked | Pinyin::Failed) {
            return;
        }
        self.pinyin.set(Pinyin::Loading);
        spawn_local(async move {
            self.pinyin.set(match load_readings().await {
                Ok(read) => Pinyin::Here(read()),
                Err(_) => Pinyin::Failed,
            });
        });
    }

    /// The readings once they are there; tracked.
    pub fn readings(self) -> Option<&'static Readings> {
        here(self.pinyin.get())
    }

    /// The words of what was typed, as they are looked for now; tracked.
    pub fn words(self, typed: &str) -> Vec<Word> {
        words(typed, self.readings())
    }
}

fn here(pinyin: Pinyin) -> Option<&'static Readings> {
    match pinyin {
        Pinyin::Here(readings) => Some(readings),
        _ => None,
    }
}
