//! From texts to values, one after the other, with what is wrong in words.

use crate::domain::day::{Day, Moment};
use crate::domain::decimal::Decimal;
use crate::domain::field::{FieldError, Unit, parse_date, parse_money};
use crate::domain::kind::OrderItem;
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::text::field as say;

/// Where and when people type: the domain has no clock.
#[derive(Clone, Copy, Debug)]
pub struct Typing<'a> {
    /// The day it is.
    pub today: Day,
    /// How far local time is from UTC, as instants write it (`+08:00`).
    pub offset: &'a str,
}

/// Reads the texts of a form in the order of its inputs.
pub(super) struct Reader<'a> {
    texts: &'a [String],
    before: Vec<String>,
    at: usize,
    typing: Typing<'a>,
    /// The inputs that could not be read.
    pub errors: Vec<(usize, FieldError)>,
}

const FILL_IN: FieldError = FieldError::new(say::fill_in());

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
                self.errors.push((i, FILL_IN));
            }
            fallback
        })
    }

    pub fn line(&mut self) -> Option<Text> {
        self.read(|text, _| Ok(text.into()))
    }

    pub fn day(&mut self) -> Option<Day> {
        self.read(|text, typing| parse_date(text, typing.today))
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
        self.read(parse_moment)
    }

    pub fn choice<T>(&mut self, from_word: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        self.read(|text, _| from_word(text).ok_or(FieldError::new(say::choose())))
    }

    /// Products; untouched ones keep their amounts.
    pub fn items(&mut self, old: &[OrderItem]) -> Vec<OrderItem> {
        if self.untouched() {
            self.at += 1;
            return old.to_vec();
        }
        self.read(|text, _| Ok(parse_items(text))).unwrap_or_default()
    }
}

/// Reads a day with or without a time behind it: `0305`, `昨天 14:30`, `2026-11-19 9:05`.
pub fn parse_moment(text: &str, typing: Typing) -> Result<Moment, FieldError> {
    let narrow = text.trim().replace('：', ":");
    let timed = narrow
        .rsplit_once([' ', '\u{3000}'])
        .and_then(|(day, time)| Some((day, clock(time)?)));
    match timed {
        None => parse_date(&narrow, typing.today).map(Moment::on),
        Some((day, (hour, minute))) => {
            let day = parse_date(day, typing.today)?;
            Moment::parse(&format!("{day}T{hour:02}:{minute:02}:00{}", typing.offset))
                .ok_or(FieldError::new(say::no_time()))
        }
    }
}

fn clock(text: &str) -> Option<(u32, u32)> {
    let (hour, minute) = text.split_once(':')?;
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    Some((number(hour)?, number(minute)?))
}

/// A moment as an input shows it.
pub(super) fn show_moment(moment: &Moment) -> String {
    match moment.clock() {
        Some(clock) => format!("{} {clock}", moment.day),
        None => moment.day.to_string(),
    }
}

const SEPARATORS: [char; 6] = ['、', '，', ',', '；', ';', '\n'];

fn parse_items(text: &str) -> Vec<OrderItem> {
    let item = |part: &str| {
        let (name, quantity) = match part.rsplit_once(['×', 'x', 'X', '*']) {
            Some((name, n)) if !name.trim().is_empty() => match Decimal::parse(n.trim()) {
                Some(quantity) => (name, Some(quantity)),
                None => (part, None),
            },
            _ => (part, None),
        };
        OrderItem {
            product: Some(name.trim().into()),
            quantity,
            amount: None,
            extra: Default::default(),
        }
    };
    text.split(SEPARATORS)
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .map(item)
        .collect()
}

/// Products as an input shows them.
pub(super) fn show_items(items: &[OrderItem]) -> String {
    let item = |item: &OrderItem| {
        let product = item.product.as_deref().unwrap_or_default();
        match &item.quantity {
            Some(quantity) => format!("{product} ×{quantity}"),
            None => product.to_owned(),
        }
    };
    items.iter().map(item).collect::<Vec<_>>().join("、")
}
