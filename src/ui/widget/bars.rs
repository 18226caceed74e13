//! Bars of classes, health, and the small line of a figure. Each bar's numbers stand beside it as words.

use crate::state::live::*;
use leptos::text_prop::TextProp;

use crate::domain::record::Text;
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::tone::Rank;

/// A class in a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Its tone.
    pub rank: Rank,
    /// Its name.
    pub name: String,
    /// How many are in it.
    pub count: usize,
    /// Opens exactly these.
    pub href: String,
}

/// A bar of classes with its legend. Each segment and each word of the legend opens its rows. Bar and shares are of those that
/// have a class; the unclassified stand in the legend with their number.
#[component]
pub fn StackedBar(
    /// The dimension's id.
    #[prop(into)]
    dim: Text,
    /// The classes, in the dimension's order.
    #[prop(into)]
    segments: Signal<Vec<Segment>>,
) -> impl IntoView {
    let bar_dim = dim.clone();
    let classified = Signal::derive(move || {
        let mut all = segments.get();
        all.retain(|s| s.rank != Rank::None);
        all
    });
    view! {
        <Bar dim=bar_dim segments=classified />
        <div class="legend">
            {move || {
                let all = segments.get();
                let classified = all.iter().filter(|s| s.rank != Rank::None);
                let whole: usize = classified.map(|s| s.count).sum();
                all.into_iter().map(|s| legend_item(&dim, s, whole)).collect_view()
            }}
        </div>
    }
}

/// The bar alone; for readers of the screen its legend says the same, so it is hidden from them.
#[component]
pub fn Bar(
    /// The dimension's id.
    #[prop(into)]
    dim: Text,
    /// The classes.
    #[prop(into)]
    segments: Signal<Vec<Segment>>,
) -> impl IntoView {
    let t = use_text();
    let segment = move |dim: String, s: Segment| {
        let title = format!("{} {}", s.name, t().customers(s.count));
        view! {
            <a
                class="bar__seg"
                tabindex="-1"
                href=s.href
                title=title
                data-dim=dim
                data-rank=s.rank.key()
                style:--w=s.count.to_string()
            ></a>
        }
    };
    view! {
        <div class="bar" aria-hidden="true">
            {move || {
                let shown = segments.get().into_iter().filter(|s| s.count > 0);
                shown.map(|s| segment(dim.to_string(), s)).collect_view()
            }}
        </div>
    }
}

fn legend_item(dim: &Text, s: Segment, whole: usize) -> impl IntoView + use<> {
    let share = (whole > 0 && s.rank != Rank::None).then(|| format::percent(s.count as f64 / whole as f64));
    view! {
        <a class="legend__item" href=s.href data-dim=dim.to_string() data-rank=s.rank.key()>
            <i class="legend__key"></i>
            {s.name}
            " "
            <b>{format::count(s.count)}</b>
            " "
            <span class="legend__pct">{share}</span>
        </a>
    }
}

/// A health score: number, bar, word.
#[component]
pub fn Health(
    /// The score, 0 to 100.
    score: f64,
    /// Its band's tone.
    rank: Rank,
    /// Its band's name.
    #[prop(into)]
    word: TextProp,
) -> impl IntoView {
    view! {
        <span class="health" data-dim="health" data-rank=rank.key()>
            <span class="health__score">{format::score(score)}</span>
            <span class="health__bar" style:--w=format!("{score:.1}")></span>
            <span class="health__word">{move || word.get()}</span>
        </span>
    }
}

/// The course of a figure as a line with a dot at its end; the figure itself stands beside it.
#[component]
pub fn Sparkline(
    /// The values, oldest first.
    #[prop(into)]
    values: Signal<Vec<f64>>,
) -> impl IntoView {
    let line = move || {
        let points = spark_points(&values.get());
        let (x, y) = *points.last()?;
        let text: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        Some(view! {
            <svg class="figure__trend" viewBox="0 0 72 26" aria-hidden="true">
                <polyline points=text.join(" ")></polyline>
                <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r="2.5"></circle>
            </svg>
        })
    };
    view! { {line} }
}

fn spark_points(values: &[f64]) -> Vec<(f64, f64)> {
    if values.len() < 2 {
        return Vec::new();
    }
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let span = if high > low { high - low } else { 1.0 };
    let step = 69.0 / (values.len() - 1) as f64;
    let place = |(i, v): (usize, &f64)| (i as f64 * step, 23.0 - (v - low) / span * 20.0);
    values.iter().enumerate().map(place).collect()
}
