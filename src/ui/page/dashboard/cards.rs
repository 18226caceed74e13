//! The cards that a board is put together from: a row a card, and which ones a role begins with.

use crate::state::live::*;

use super::board::Board;
use super::measured::{causes, measured, tickets};
use super::{classes, figures, lists, purchases};
use crate::domain::record::Text;
use crate::domain::steering::Measure;
use crate::state::App;
use crate::state::board::{self, Placed};
use crate::state::goals::GoalsTold;
use crate::state::service::Queue;
use crate::ui::goal_said;
use crate::ui::text::T;

/// How much room a card takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A row of its own.
    Row,
    /// Half a row, or all of it where nothing stands beside it.
    Half,
    /// A figure: five to a row.
    Figure,
}

/// What a card needs beside the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// The goals.
    Goals,
    /// The tickets.
    Tickets,
}

/// What cards are drawn from.
#[derive(Clone, Copy)]
pub struct Ground {
    /// The report.
    pub board: Board,
    /// The goals, where a card needs them.
    pub goals: Option<RwSignal<Option<GoalsTold>>>,
    /// The tickets, where a card needs them.
    pub queue: Option<RwSignal<Option<Queue>>>,
}

/// A card.
pub struct Card {
    /// Its name in preferences.
    pub key: &'static str,
    /// Its title.
    pub title: fn(T) -> &'static str,
    /// How much room it takes.
    pub size: Size,
    /// What it needs.
    pub needs: Needs,
    /// Draws it.
    pub view: fn(Ground) -> AnyView,
}

macro_rules! cards {
    ($($key:literal $title:expr, $size:ident $needs:ident, |$ground:ident| $view:expr;)*) => {
        /// All cards.
        pub static CARDS: &[Card] = &[$(Card {
            key: $key,
            title: $title,
            size: Size::$size,
            needs: Needs::$needs,
            view: |$ground| $view.into_any(),
        }),*];
    };
}

cards! {
    "overview" T::board_overview, Row Nothing, |it| view! { <figures::Figures board=it.board /> };
    "classes" T::classes_title, Half Nothing, |it| view! { <classes::Classes board=it.board part=classes::ClassesPart::First /> };
    "matrix" T::board_card_matrix, Half Nothing, |it| view! { <classes::ValueByStage board=it.board /> };
    "months" T::board_card_months, Half Nothing, |it| view! { <purchases::Purchases board=it.board /> };
    "tags" T::tags_title, Half Nothing, |it| view! { <lists::Tags board=it.board /> };
    "more_classes" T::more_classes_title, Half Nothing, |it| view! { <classes::Classes board=it.board part=classes::ClassesPart::Second /> };
    "texts" T::board_card_texts, Half Nothing, |it| view! { <lists::Texts board=it.board /> };
    "gaps" T::board_card_gaps, Half Nothing, |it| view! { <lists::Gaps board=it.board /> };
    "bands" T::board_card_bands, Half Nothing, |it| view! { <lists::Bands board=it.board /> };
    "completeness" T::goals_completeness, Figure Goals, |it| measured(it, Measure::Completeness);
    "response" T::goals_response, Figure Goals, |it| measured(it, Measure::Response);
    "acquisition" T::goals_acquisition, Figure Goals, |it| measured(it, Measure::Acquisition);
    "repurchase" T::goals_repurchase, Figure Goals, |it| measured(it, Measure::Repurchase);
    "in_time" T::goals_in_time, Figure Goals, |it| measured(it, Measure::InTime);
    "satisfaction" T::goals_satisfaction, Figure Goals, |it| measured(it, Measure::Satisfaction);
    "lifetime" T::goals_lifetime, Figure Goals, |it| measured(it, Measure::Lifetime);
    "cross_selling" T::goals_cross_selling, Figure Goals, |it| measured(it, Measure::CrossSelling);
    "tickets" T::board_card_tickets, Half Tickets, |it| tickets(it);
    "causes" T::board_card_causes, Half Tickets, |it| causes(it);
}

/// Whose a board is: its name in the address and in preferences, its title, and the cards that it begins with.
pub struct Role {
    /// Its name.
    pub key: &'static str,
    /// Its title.
    pub title: fn(T) -> &'static str,
    /// Its cards.
    pub cards: &'static [&'static str],
}

/// The boards; the first is the one that opens.
pub const ROLES: &[Role] = &[
    Role {
        key: "management",
        title: T::board_management,
        cards: &[
            "overview",
            "classes",
            "matrix",
            "months",
            "tags",
            "more_classes",
            "texts",
            "gaps",
            "bands",
        ],
    },
    Role {
        key: "sales",
        title: T::board_sales,
        cards: &[
            "response",
            "acquisition",
            "repurchase",
            "lifetime",
            "cross_selling",
            "months",
            "tags",
            "matrix",
            "classes",
        ],
    },
    Role {
        key: "service",
        title: T::board_service,
        cards: &[
            "in_time",
            "satisfaction",
            "response",
            "completeness",
            "tickets",
            "causes",
            "classes",
            "tags",
        ],
    },
];

/// The board of an address.
pub fn role(key: Option<&str>) -> Option<&'static Role> {
    let named = key.and_then(|key| ROLES.iter().find(|role| role.key == key));
    named.or(ROLES.first())
}

/// The name of a card of a board in the preferences.
fn kept_as(role: &str, card: &str) -> String {
    format!("board-{role}.{card}")
}

/// The cards on a board with their places, as the user arranged them, else as it begins; tracked.
fn places(app: App, role: &Role) -> Vec<Placed<'static>> {
    let all: Vec<&'static str> = CARDS.iter().map(|card| card.key).collect();
    app.list_columns.with(|kept| {
        let word = |card: &str| kept.get(&kept_as(role.key, card))?.first().cloned();
        board::placed(role.cards, &all, word)
    })
}

/// The cards on a board in their order; tracked.
pub fn shown(app: App, role: &Role) -> Vec<&'static Card> {
    let card = |(key, _): Placed| CARDS.iter().find(|card| card.key == key);
    places(app, role).into_iter().filter_map(card).collect()
}

/// Puts a card at a place of the order.
pub fn put(app: App, role: &Role, card: &'static str, to: usize) {
    let places = untrack(|| places(app, role));
    let words = board::put(&places, card, to).into_iter();
    keep(app, role, words.map(|(card, at)| (card, Some(board::word(at)))));
}

/// Takes a card off a board. The last one stays: a board without a card would be none.
pub fn take_off(app: App, role: &Role, card: &'static str) {
    if untrack(|| places(app, role)).len() > 1 {
        keep(app, role, [(card, Some(board::OFF.into()))]);
    }
}

/// Puts the cards back that a board begins with.
pub fn restore(app: App, role: &Role) {
    keep(app, role, CARDS.iter().map(|card| (card.key, None)));
}

fn keep(app: App, role: &Role, words: impl IntoIterator<Item = (&'static str, Option<Text>)>) {
    app.list_columns.update(|all| {
        for (card, word) in words {
            let name = kept_as(role.key, card);
            match word {
                Some(word) => drop(all.insert(name, vec![word])),
                None => drop(all.remove(&name)),
            }
        }
    });
}

/// Cards that stand in one row.
pub fn rows(cards: &[&'static Card]) -> Vec<Vec<&'static Card>> {
    let mut rows: Vec<Vec<&'static Card>> = Vec::new();
    for card in cards {
        let most = match card.size {
            Size::Row => 1,
            Size::Half => 2,
            Size::Figure => 5,
        };
        let fits = |row: &&mut Vec<&'static Card>| row.len() < most && row.iter().all(|other| other.size == card.size);
        match rows.last_mut().filter(fits) {
            Some(row) => row.push(card),
            None => rows.push(vec![card]),
        }
    }
    rows
}

/// What a measure is called, and what it counts.
pub fn words_of(measure: Measure, t: T) -> (&'static str, &'static str) {
    (goal_said::measure_name(measure, t), goal_said::measure_help(measure, t))
}
