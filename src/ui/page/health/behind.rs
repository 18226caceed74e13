//! What stands behind a figure of the warnings: which were given, which were missed, who stopped ordering.

use std::sync::Arc;

use crate::state::live::*;

use super::judged::{FIGURE, SIGNAL, name};
use super::warnings::fate;
use super::why::why;
use crate::domain::day::Day;
use crate::domain::winback::{Fate, Judgement, SIGNALS};
use crate::domain::world::World;
use crate::state::App;
use crate::state::winback::{stopped, told_by};
use crate::ui::list::*;
use crate::ui::text::T;

/// The heads of the figures of a signal.
pub const HEADS: [fn(T) -> &'static str; 6] = [
    T::health_warned,
    T::health_hit,
    T::health_stayed,
    T::health_won_back,
    T::health_rate,
    T::health_missed,
];

/// The figures of a signal in addresses, in the order of [`HEADS`]: the share of those that were right is of all that were given.
pub const COUNTS: [&str; 6] = [WARNED, "lost", "kept", "won_back", WARNED, MISSED];
const WARNED: &str = "warned";
pub const MISSED: &str = "missed";
pub const STOPPED_WORD: &str = "stopped";
/// The marks of rows that no warning is of: nobody said anything, or no signal is meant.
const NOBODY_SAID: u8 = u8::MAX;
const STOPPED: u8 = u8::MAX - 1;

/// The warnings behind the figure that the address names, or who stopped ordering.
pub fn warnings_behind(app: App, told: RwSignal<Option<Judgement>>) -> BehindOf {
    let asked = move || {
        (
            app.param(SIGNAL).and_then(|n| n.parse::<usize>().ok()),
            app.param(FIGURE),
        )
    };
    let all = Memo::new(move |_| {
        // What is read lies beside the book and changes with it.
        told.track();
        let (signal, figure) = asked();
        Arc::new(warning_rows(signal, figure.as_deref()))
    });
    let title = move |t: T| {
        let (signal, figure) = asked();
        let heads = COUNTS
            .iter()
            .zip(HEADS)
            .find(|(word, _)| Some(**word) == figure.as_deref());
        match (signal.and_then(|place| SIGNALS.get(place)), heads) {
            (Some(signal), Some((_, head))) => t.behind_of(name(*signal, t), head(t)),
            _ => t.health_stopped().to_owned(),
        }
    };
    let cells = move |world: &World, it: &BehindRow, t: T| {
        // Of who stopped ordering no signal is asked.
        let signal = asked().0.and_then(|place| SIGNALS.get(place));
        let why = it
            .on
            .zip(signal)
            .map(|(on, signal)| why(world, (it.customer, on), *signal, t.0));
        let fate = match it.mark {
            STOPPED => t.health_stopped(),
            NOBODY_SAID => t.health_missed(),
            mark => Fate::ALL
                .get(usize::from(mark))
                .map(|of| fate(*of, t))
                .unwrap_or_default(),
        };
        vec![
            Cell::day(it.on),
            Cell::Text(fate.to_owned()),
            Cell::Text(why.unwrap_or_default()),
        ]
    };
    BehindOf::new(
        app,
        all,
        BehindFacts {
            title: Box::new(title),
            columns: Box::new(columns),
            cells: Box::new(cells),
            mark: "behind-warnings",
            params: &[SIGNAL, FIGURE],
        },
    )
}

/// The columns of such rows.
fn columns(t: T) -> Vec<ListColumn> {
    vec![
        behind_day(t.health_on()),
        ListColumn::new("says", t.health_fate()).px(136),
        ListColumn::new("why", t.health_warned_by()).grows(240, 2.4).soft(),
    ]
}

/// The warnings behind a figure of a signal, by its place; of no signal who stopped ordering.
fn warning_rows(signal: Option<usize>, figure: Option<&str>) -> Vec<BehindRow> {
    let row = |(customer, on, mark): (u32, Day, u8)| BehindRow {
        customer,
        on: Some(on),
        mark,
        ..BehindRow::default()
    };
    match signal {
        None => stopped()
            .into_iter()
            .map(|(slot, on)| row((slot, on, STOPPED)))
            .collect(),
        Some(signal) => {
            let is_meant = |fate: Option<Fate>| match figure {
                Some(MISSED) => fate.is_none(),
                Some(word) => fate.is_some_and(|fate| word == WARNED || fate.word() == word),
                None => false,
            };
            let all = told_by(signal).into_iter().filter(|(_, told)| is_meant(told.fate));
            let mark = |fate: Option<Fate>| fate.map_or(NOBODY_SAID, |fate| fate as u8);
            all.map(|(slot, told)| row((slot, told.on, mark(told.fate)))).collect()
        }
    }
}

/// Where the rows behind a figure are; of no signal those who stopped ordering.
pub fn behind(app: App, signal: Option<usize>, figure: &str) -> String {
    let place = signal.map(|place| place.to_string());
    let route = untrack(|| app.route()).with_param("sort", None);
    route
        .with_param(SIGNAL, place.as_deref())
        .with_param(FIGURE, Some(figure))
        .to_hash()
}
