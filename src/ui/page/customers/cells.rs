//! What a row says, as small values: drawn in the list and on paper, written into files.

use crate::state::live::*;

use super::columns::Shown;
use crate::domain::id::CustomerId;
use crate::domain::kind::{Customer, CustomerKind, Intent};
use crate::domain::label::Lang;
use crate::domain::metric::{Metric, Unit};
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::rule::fact;
use crate::domain::world::World;
use crate::state::list::Column;
use crate::ui::format;
use crate::ui::text::{T, names};
use crate::ui::tone::{Rank, palette_of};
use crate::ui::widget::{Chip, Health, TagChip};

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Whose.
    pub id: CustomerId,
    /// The customer's name.
    pub name: Text,
    /// A cell a column.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// The name.
    Name(Text),
    /// A text.
    Plain(String),
    /// What is said where there is no value.
    Muted(String),
    /// A class.
    Class {
        /// The dimension's id.
        dim: Text,
        /// Its tone.
        rank: Rank,
        /// Its name.
        text: String,
        /// A person set it.
        by_hand: bool,
    },
    /// A score with its band.
    Health {
        /// 0 to 100.
        score: f64,
        /// The band's tone.
        rank: Rank,
        /// The band's name.
        word: String,
    },
    /// An amount in 万元.
    Amount {
        /// Before it, where it is declared.
        mark: Option<&'static str>,
        /// The amount.
        fen: Fen,
        /// Its unit.
        unit: &'static str,
    },
    /// A day, with its distance on hover.
    Day {
        /// As the list shows it.
        text: String,
        /// With the year.
        full: String,
        /// The distance.
        distance: String,
    },
    /// Tags: name, and whether a rule put it there.
    Tags(Vec<(String, bool)>),
}

/// The row of a customer; nothing where there is none.
pub fn row(world: &World, lang: Lang, columns: &[Shown], slot: u32) -> Option<Row> {
    let customer = world.book.customers.at(slot)?;
    let cells = columns
        .iter()
        .map(|shown| cell(world, lang, shown, slot, customer))
        .collect();
    Some(Row {
        id: customer.id.clone(),
        name: customer.name.clone(),
        cells,
    })
}

fn cell(world: &World, lang: Lang, shown: &Shown, slot: u32, customer: &Customer) -> Cell {
    let t = T(lang);
    let evaluation = &world.evaluation;
    let or = |text: Option<String>, none: &str| text.map_or_else(|| Cell::Muted(none.to_owned()), Cell::Plain);
    match shown.column {
        Column::Name => Cell::Name(customer.name.clone()),
        Column::Class(d, number) => {
            let score = number.and_then(|n| evaluation.column(slot, n));
            class(world, lang, slot, d, score, number.is_some())
        }
        Column::Word(word) => {
            let text = evaluation.columns.words[word].word(slot as usize);
            let none = if *shown.key == *"owner" {
                t.no_owner()
            } else {
                t.unknown()
            };
            or(text.map(|text| word_name(lang, word, text)), none)
        }
        Column::Contact => or(
            customer
                .contacts
                .first()
                .and_then(|c| c.name.as_deref())
                .map(String::from),
            t.unknown(),
        ),
        Column::Tags => Cell::Tags(tags(world, lang, slot, customer)),
        Column::Day(n) => match evaluation.column(slot, n) {
            None => Cell::Muted(t.unknown().to_owned()),
            Some(days) => {
                let day = evaluation.as_of.plus_days(-(days as i32));
                Cell::Day {
                    text: format::short_day(day, evaluation.as_of),
                    full: format::day(day),
                    distance: format::distance(day, evaluation.as_of, lang),
                }
            }
        },
        Column::Number(n) => match evaluation.column(slot, n) {
            None => Cell::Muted(t.unknown().to_owned()),
            Some(value) => number(world, t, n, value, slot),
        },
    }
}

fn class(world: &World, lang: Lang, slot: u32, d: usize, score: Option<f64>, is_score: bool) -> Cell {
    let t = T(lang);
    let dimension = &world.evaluation.plan.dimensions[d];
    let Some(id) = world.evaluation.class(slot, d) else {
        let none = if is_score { t.not_rated() } else { t.unclassified() };
        return Cell::Muted(none.to_owned());
    };
    let ids: Vec<&str> = dimension.classes.iter().map(|c| &*c.id).collect();
    let place = ids.iter().position(|c| *c == id).unwrap_or(0);
    let rank = Rank::in_plan(dimension, place);
    let name = names::short_class(lang, dimension, id);
    match score {
        Some(score) if *dimension.id == *"health" => Cell::Health {
            score,
            rank,
            word: name,
        },
        _ => Cell::Class {
            dim: palette_of(dimension).into(),
            rank,
            text: name,
            by_hand: world.evaluation.by_hand(&world.book, slot, d).is_some(),
        },
    }
}

fn number(world: &World, t: T, column: usize, value: f64, slot: u32) -> Cell {
    match fact::unit(column) {
        Unit::Yuan => {
            let no_order = world
                .evaluation
                .number(slot, Metric::OrderCount)
                .is_none_or(|n| n == 0.0);
            let declared = column == Metric::AnnualPurchase as usize && no_order && value != 0.0;
            Cell::Amount {
                mark: declared.then(|| t.declared()),
                fen: Fen((value * 100.0).round() as i64),
                unit: t.wan(),
            }
        }
        Unit::Share => Cell::Plain(format::percent(value)),
        Unit::Count | Unit::Days => Cell::Plain(format::decimal(value, 0)),
        Unit::Months => Cell::Plain(format::months(value.max(0.0) as u32, t.0)),
        Unit::Score | Unit::Points => Cell::Plain(format::decimal(value, 1)),
        Unit::Flag => Cell::Plain(if value == 0.0 { t.no() } else { t.yes() }.to_owned()),
    }
}

fn tags(world: &World, lang: Lang, slot: u32, customer: &Customer) -> Vec<(String, bool)> {
    let plan = &world.evaluation.plan;
    let by_rule = world
        .evaluation
        .tags_of(slot)
        .map(|id| (names::tag(lang, plan, id), true));
    let by_hand = customer.tags.iter().map(|tag| (tag.to_string(), false));
    by_rule.chain(by_hand).collect()
}

/// The words of closed lists have names; what people wrote stays.
pub fn word_name(lang: Lang, word: usize, text: &str) -> String {
    let label = match fact::WORDS.get(word).map(|w| w.id) {
        Some("kind") => CustomerKind::from_word(text).map(CustomerKind::label),
        Some("intent") => Intent::from_word(text).map(Intent::label),
        _ => None,
    };
    label.map_or_else(|| text.to_owned(), |label| label.get(lang).to_owned())
}

impl Cell {
    /// As words, for paper.
    pub fn on_paper(&self) -> AnyView {
        match self {
            Self::Health { score, word, .. } => format!("{} {word}", format::decimal(*score, 0)).into_any(),
            Self::Tags(tags) => {
                let names: Vec<&str> = tags.iter().map(|(name, _)| name.as_str()).collect();
                names.join(" · ").into_any()
            }
            Self::Class { text, .. } => text.clone().into_any(),
            Self::Amount { mark, fen, .. } => {
                let mark = mark.map(|m| format!("{m} ")).unwrap_or_default();
                format!("{mark}{}", format::wan(*fen)).into_any()
            }
            Self::Muted(text) => text.clone().into_any(),
            other => other.for_sheet().into_any(),
        }
    }

    /// As a text for spreadsheets: exact amounts in yuan, whole dates, nothing where nothing is known.
    pub fn for_sheet(&self) -> String {
        match self {
            Self::Name(name) => name.to_string(),
            Self::Plain(text) => text.clone(),
            Self::Muted(_) => String::new(),
            Self::Class { text, .. } => text.clone(),
            Self::Health { score, .. } => format!("{score:.1}"),
            Self::Amount { fen, .. } => format!("{:.2}", fen.yuan()),
            Self::Day { full, .. } => full.clone(),
            Self::Tags(tags) => {
                let names: Vec<&str> = tags.iter().map(|(name, _)| name.as_str()).collect();
                names.join("; ")
            }
        }
    }

    /// In the list.
    pub fn view(self) -> AnyView {
        match self {
            Self::Name(name) => name.to_string().into_any(),
            Self::Plain(text) => text.into_any(),
            Self::Muted(text) => view! { <span class="muted">{text}</span> }.into_any(),
            Self::Class {
                dim,
                rank,
                text,
                by_hand,
            } => view! { <Chip dim=dim.to_string() rank=rank text=text by_hand=by_hand /> }.into_any(),
            Self::Health { score, rank, word } => view! { <Health score=score rank=rank word=word /> }.into_any(),
            Self::Amount { mark, fen, .. } => view! {
                {mark.map(|mark| view! { <span class="small muted">{mark}" "</span> })}
                {format::wan(fen)}
            }
            .into_any(),
            Self::Day { text, .. } => text.into_any(),
            Self::Tags(tags) => {
                let tag = |(text, by_rule): (String, bool)| view! { <TagChip text=text by_rule=by_rule /> };
                view! { <span class="tags">{tags.into_iter().map(tag).collect_view()}</span> }.into_any()
            }
        }
    }

    /// What the hover says.
    pub fn title(&self) -> Option<String> {
        match self {
            Self::Name(name) => Some(name.to_string()),
            Self::Plain(text) => Some(text.clone()),
            Self::Amount { fen, .. } => Some(format::yuan_sign(*fen)),
            Self::Day { full, distance, .. } => Some(format!("{full} · {distance}")),
            Self::Tags(tags) if tags.len() > 1 => Some(self.for_sheet()),
            _ => None,
        }
    }
}
