//! How many customers have how much of the one number that a dimension looks at, coloured by the class each would get, with borders
//! that can be dragged.
//!
//! Bins are counted once for a fact and its axis; a drag only moves a line and colours the bars again.

use crate::state::live::*;

use super::border::handle;
use super::chart::{Chart, Shape, percent};
use crate::domain::metric::Unit;
use crate::domain::record::Text;
use crate::domain::report::histogram::Axis;
use crate::ui::format;
use crate::ui::text::sentence::{Words, number, unit_word};
use crate::ui::text::use_text;
use crate::ui::tone::Rank;
use crate::ui::widget::Unseen;

/// Labels below the axis that stand nearer than this share of its length would lie over each other.
const APART: f64 = 0.075;

/// The chart of a dimension; nothing where its rules look at more than one number.
#[component]
pub fn Histogram(
    /// The dimension's id; nothing where another kind of rule is open.
    #[prop(into)]
    dimension: Signal<Option<Text>>,
) -> impl IntoView {
    let chart = Chart::new(dimension);
    let some = Memo::new(move |_| chart.shape.with(Option::is_some) && chart.axis.with(Option::is_some));
    view! {
        <Show when=move || some.get()>
            <section class="panel histo" aria-labelledby="histo-title" data-testid="histogram">
                <Title chart=chart />
                <Plot chart=chart />
                <Numbers chart=chart />
            </section>
        </Show>
    }
}

#[component]
fn Title(chart: Chart) -> impl IntoView {
    let t = use_text();
    let title = move || {
        let known: usize = chart.bins.with(|bins| bins.counts.iter().sum());
        let fact = chart
            .shape
            .with(|shape| shape.as_ref().map(|s| s.fact.clone()))
            .unwrap_or_default();
        let lang = chart.app.lang.get();
        let name = untrack(|| {
            chart
                .shop
                .rehearsed(|_, then| Words { lang, plan: &then.plan }.short_fact(&fact))
        });
        t().histogram_title(known, name.unwrap_or_default())
    };
    let note = move || {
        let width = chart.with(|shape, axis| chart.figure(&shape.fact, shape.unit, axis.width));
        let note = t().histogram_note(width.unwrap_or_default());
        let missing = chart.bins.with(|bins| bins.missing);
        let missing = (missing > 0).then(|| t().histogram_missing(missing));
        let parts = [axis_unit(chart), Some(note), missing];
        format::long_clauses(parts.into_iter().flatten(), chart.app.lang.get())
    };
    let meets = Memo::new(move |_| chart.shape.with(|s| s.as_ref().is_some_and(|s| s.meets)));
    view! {
        <header class="histo__head">
            <h3 class="panel__title" id="histo-title">
                {title}
            </h3>
            <p class="panel__note">{note}</p>
            <p class="panel__note">{move || t().histogram_drag()}</p>
            <Show when=move || meets.get()>
                <p class="panel__note" id="histo-meets">
                    {move || t().histogram_together()}
                </p>
            </Show>
        </header>
    }
}

/// The unit of the figures below the axis, which stand there without one; a percentage has its sign.
fn axis_unit(chart: Chart) -> Option<String> {
    let t = chart.t();
    let unit = chart.shape.with(|shape| {
        let shape = shape.as_ref()?;
        Some(match shape.unit {
            Unit::Yuan => t.wan(),
            Unit::Share => "",
            unit => unit_word(t.0, &shape.fact, unit),
        })
    })?;
    (!unit.is_empty()).then(|| t.histogram_axis(unit))
}

#[component]
fn Plot(chart: Chart) -> impl IntoView {
    let count = Memo::new(move |_| chart.shape.with(|s| s.as_ref().map_or(0, |s| s.lines.len())));
    let old = move || {
        let drawn = chart.with(|shape, axis| {
            let line = |at: &f64| view! { <i class="histo__old" style:--x=percent(axis.place(*at))></i> };
            shape.old.iter().map(line).collect_view()
        });
        drawn.into_any()
    };
    view! {
        <div class="histo__plot">
            <div class="histo__bars" aria-hidden="true">
                {move || bars(chart)}
            </div>
            <div class="histo__lines" aria-hidden="true">
                {old}
            </div>
            <For each=move || 0..count.get() key=|i| *i let:i>
                {handle(chart, i)}
            </For>
        </div>
        <div class="histo__axis" aria-hidden="true">
            {move || labels(chart)}
        </div>
    }
}

/// The bars: a bin in which classes meet is drawn in parts.
fn bars(chart: Chart) -> impl IntoView {
    let drawn = chart.with(|shape, axis| {
        chart.bins.with(|bins| {
            let most = bins.counts.iter().copied().max().unwrap_or(0).max(1) as f64;
            let mut all = Vec::new();
            for (i, n) in bins.counts.iter().enumerate().filter(|(_, n)| **n > 0) {
                let from = axis.start + i as f64 * axis.width;
                let height = (*n as f64 / most).sqrt().max(0.02);
                for (a, b, rank) in parts(shape, from, from + axis.width) {
                    all.push(bar(&shape.palette, axis, (a, b), height, rank));
                }
            }
            all
        })
    });
    drawn.unwrap_or_default()
}

fn bar(palette: &Text, axis: Axis, (from, until): (f64, f64), height: f64, rank: Rank) -> impl IntoView + use<> {
    let (x, end) = (axis.place(from), axis.place(until));
    view! {
        <i
            class="histo__bar"
            data-dim=palette.to_string()
            data-rank=rank.key()
            style:--x=percent(x)
            style:--w=percent(end - x)
            style:--h=percent(height)
        ></i>
    }
}

/// The parts of a bin by class.
fn parts(shape: &Shape, from: f64, until: f64) -> Vec<(f64, f64, Rank)> {
    let mut all: Vec<(f64, f64, Rank)> = Vec::new();
    for (i, (begin, rank, _)) in shape.stretches.iter().enumerate() {
        let next = shape.stretches.get(i + 1).and_then(|(next, _, _)| *next);
        let (a, b) = (
            begin.map_or(from, |b| b.max(from)),
            next.map_or(until, |n| n.min(until)),
        );
        if a < b {
            all.push((a, b, *rank));
        }
    }
    all
}

/// The words below the axis: its ends, the borders, the old ones where there is room.
fn labels(chart: Chart) -> impl IntoView {
    let t = chart.t();
    let drawn = chart.with(|shape, axis| {
        let short = |value: f64| match shape.unit {
            Unit::Yuan => number(value / 10_000.0),
            Unit::Share => format!("{} %", number(value * 100.0)),
            _ => number(value),
        };
        let end = axis.end() - axis.width;
        let last = format!("≥ {}", short(end));
        let mut taken: Vec<f64> = shape.lines.iter().map(|at| axis.place(*at)).collect();
        let mut all: Vec<(f64, String, &str)> = shape
            .lines
            .iter()
            .map(|at| (axis.place(*at), short(*at), "histo__label histo__label--now"))
            .collect();
        let others = shape.old.iter().map(|at| {
            (
                axis.place(*at),
                t.border_was(short(*at)),
                "histo__label histo__label--old",
            )
        });
        let first = match chart.bins.with(|bins| bins.below) {
            true => format!("< {}", short(axis.start + axis.width)),
            false => short(axis.start),
        };
        let ends = [
            (0.0, first, "histo__label histo__label--first"),
            (1.0, last, "histo__label histo__label--last"),
        ];
        for (place, text, class) in others.chain(ends) {
            let room = if class.ends_with("last") { 2.0 * APART } else { APART };
            if taken.iter().all(|other| (other - place).abs() >= room) {
                taken.push(place);
                all.push((place, text, class));
            }
        }
        let label = |(place, text, class): (f64, String, &'static str)| {
            view! {
                <span class=class style:--x=percent(place)>
                    {text}
                </span>
            }
        };
        all.into_iter().map(label).collect_view()
    });
    drawn.into_any()
}

/// The same numbers as a table, for readers of the screen.
#[component]
fn Numbers(chart: Chart) -> impl IntoView {
    let t = use_text();
    let rows = move || {
        let axis = chart.axis.get()?;
        let (fact, unit) = chart.shape.with(|s| s.as_ref().map(|s| (s.fact.clone(), s.unit)))?;
        let figure = |i: usize| chart.figure(&fact, unit, axis.start + i as f64 * axis.width);
        let row = |(i, n): (usize, &usize)| {
            let range = t().histogram_bin((i, axis.bins), chart.bins.with(|bins| bins.below), figure);
            view! {
                <tr>
                    <th scope="row">{range}</th>
                    <td>{format::count(*n)}</td>
                </tr>
            }
        };
        Some(
            chart
                .bins
                .with(|bins| bins.counts.iter().enumerate().map(row).collect_view()),
        )
    };
    // The table follows the bins and not the borders: read untracked of the shape, it would be drawn again with every drag.
    let drawn = Memo::new(move |_| (chart.bins.get(), chart.axis.get(), chart.app.lang.get()));
    view! {
        <Unseen>
            <table>
                <caption>{move || t().histogram_table()}</caption>
                <tbody>
                    {move || {
                        drawn.track();
                        untrack(rows)
                    }}
                </tbody>
            </table>
        </Unseen>
    }
}
