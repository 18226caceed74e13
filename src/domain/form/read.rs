//! From texts to values, one after the other, with what is wrong in words.

use crate::domain::day::{Day, Moment};
use crate::domain::field::{
    FieldError, FieldKind, FieldValue, MISSING, Tense, Typing, Unit, parse, parse_date, parse_moment, parse_money,
};
use crate::domain::kind::OrderItem;
use crate::domain::money::Fen;
use crate::domain::record::Text;

/// Reads the texts of a form in the order of its inputs.
pub(super) struct Reader<'a> {
    texts: &'a [String],
    before: Vec<String>,
    at: usize,
    typing: Typing<'a>,
    /// The inputs that could not be read.
    pub errors: Vec<(usize, FieldError)>,
}

impl<'a> Reader<'a> {
    /// `before` is what the inputs showed before anybody typed.
    pub fn new(texts: &'a [String], before: Vec<String>, typing: Typing<'a>) -> Self {
        Self {
            texts,
            before,
            at: 0,
            typing,
            errors: Vec::new(),
        }
    }

    fn read<T>(&mut self, read: impl FnOnce(&str, Typing) -> Result<T, FieldError>) -> Option<T> {
        let (i, texts) = (self.at, self.texts);
        self.at += 1;
        let text = texts.get(i).map_or("", |t| t.trim());
        if text.is_empty() {
            return None;
        }
        match read(text, self.typing) {
            Ok(value) => Some(value),
            Err(error) => {
                self.errors.push((i, error));
                None
            }
        }
    }

    /// Whether the next input shows what it showed.
    fn untouched(&self) -> bool {
        self.texts.get(self.at) == self.before.get(self.at)
    }

    /// What must be there; `fallback` stands in while the form is not saved for it.
    pub fn required<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>, fallback: T) -> T {
        let i = self.at;
        read(self).unwrap_or_else(|| {
            if self.errors.last().is_none_or(|(last, _)| *last != i) {
                self.errors.push((i, MISSING));
            }
            fallback
        })
    }

    pub fn line(&mut self) -> Option<Text> {
        self.read(|text, _| Ok(text.into()))
    }

    pub fn day(&mut self, tense: Tense) -> Option<Day> {
        self.read(|text, typing| parse_date(text, typing.today, tense))
    }

    pub fn money(&mut self) -> Option<Fen> {
        self.read(|text, _| parse_money(text, Unit::Yuan))
    }

    /// A moment; an untouched one keeps its seconds and its offset.
    pub fn moment(&mut self, old: Option<&Moment>) -> Option<Moment> {
        if let Some(old) = old.filter(|_| self.untouched()) {
            self.at += 1;
            return Some(old.clone());
        }
        self.read(|text, typing| parse_moment(text, typing, Tense::Past))
    }

    pub fn choice<T>(&mut self, from_word: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        self.read(|text, _| from_word(text).ok_or(FieldError::new("请从列表中选择", "choose one from the list")))
    }

    /// Products; untouched ones keep their amounts.
    pub fn items(&mut self, old: &[OrderItem]) -> Vec<OrderItem> {
        if self.untouched() {
            self.at += 1;
            return old.to_vec();
        }
        let items = self.read(|text, typing| parse(FieldKind::Items, text, typing).and_then(FieldValue::items));
        items.flatten().unwrap_or_default()
    }
}
