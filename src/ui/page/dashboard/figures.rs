//! The five figures.

use crate::state::live::*;

use super::board::{Board, Names};
use super::list;
use crate::domain::report::dashboard::{COMPLETENESS_GOAL, Counted, Dashboard};
use crate::state::query::Query;
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::{Icon, Sparkline};

/// How a note is meant.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Tone {
    Plain,
    Good,
    Warn,
    Risk,
}

/// A piece of the line below a figure.
#[derive(Clone, Debug, PartialEq)]
struct Note {
    tone: Tone,
    icon: &'static str,
    text: String,
    href: Option<String>,
}

/// What stands at the right of a figure.
#[derive(Clone, Debug, PartialEq)]
enum Side {
    Nothing,
    Course(Vec<f64>),
    Goal(f64),
}

#[derive(Clone, Debug, PartialEq)]
struct Figure {
    label: &'static str,
    value: String,
    unit: &'static str,
    title: Option<String>,
    href: String,
    side: Side,
    notes: Vec<Note>,
}

/// The five figures, side by side.
#[component]
pub fn Figures(board: Board) -> impl IntoView {
    let t = use_text();
    let all = board.memo(|report, names| {
        let all = [
            Some(customers(report, names)),
            Some(purchases(report, names)),
            healthy(report, names),
            Some(first_deals(report, names)),
            Some(completeness(report, names)),
        ];
        all.into_iter().flatten().collect::<Vec<_>>()
    });
    view! {
        <section class="figures" aria-label=move || t().board_overview()>
            {move || all.get().into_iter().map(figure).collect_view()}
        </section>
    }
}

fn figure(figure: Figure) -> impl IntoView {
    let side = match figure.side {
        Side::Nothing => ().into_any(),
        Side::Course(values) => view! { <Sparkline values=Signal::stored(values) /> }.into_any(),
        Side::Goal(share) => view! {
            <span
                class="figure__goal"
                style:--w=format!("{:.1}", share * 100.0)
                style:--x=format!("{:.1}", COMPLETENESS_GOAL * 100.0)
                aria-hidden="true"
            ></span>
        }
        .into_any(),
    };
    view! {
        <div class="figure">
            <h2 class="figure__label">{figure.label}</h2>
            <a class="figure__value" href=figure.href title=figure.title>
                {figure.value}
                {(!figure.unit.is_empty()).then(|| view! { <small>{figure.unit}</small> })}
            </a>
            {side}
            <p class="figure__note">{figure.notes.into_iter().map(note).collect_view()}</p>
        </div>
    }
}

fn note(note: Note) -> impl IntoView {
    let class = match note.tone {
        Tone::Plain => "",
        Tone::Good => "is-good",
        Tone::Warn => "is-warn",
        Tone::Risk => "is-risk",
    };
    let inside = view! {
        {(!note.icon.is_empty()).then(|| view! { <Icon name=note.icon /> " " })}
        {note.text}
    };
    match note.href {
        Some(href) => view! {
            <a class=class href=href>
                {inside}
            </a>
        }
        .into_any(),
        None => view! { <span class=class>{inside}</span> }.into_any(),
    }
}

fn plain(text: String, query: Option<Query>) -> Note {
    Note {
        tone: Tone::Plain,
        icon: "",
        text,
        href: query.map(list),
    }
}

fn counted(counted: &Counted) -> Query {
    Query::in_range(counted.metric, counted.range)
}

fn customers(report: &Dashboard, names: Names) -> Figure {
    Figure {
        label: names.t.customers_total(),
        value: format::count(report.all.customers),
        unit: names.t.board_household(),
        title: None,
        href: list(Query::default()),
        side: Side::Nothing,
        notes: vec![plain(
            names.t.ever_dealt(report.dealt.customers),
            Some(counted(&report.dealt)),
        )],
    }
}

fn purchases(report: &Dashboard, names: Names) -> Figure {
    let (now, before) = (report.purchase, report.purchase_before);
    let mut notes = Vec::new();
    if before.0 > 0 {
        let change = (now - before).yuan() / before.yuan();
        let (tone, icon) = match change {
            c if c > 0.0 => (Tone::Good, "arrow-up"),
            c if c < 0.0 => (Tone::Risk, "arrow-down"),
            _ => (Tone::Plain, ""),
        };
        let text = format::percent(change.abs());
        notes.push(Note {
            tone,
            icon,
            text,
            href: None,
        });
        notes.push(plain(names.t.against_before(format::wan(before)), None));
    } else {
        notes.push(plain(names.t.none_before().to_owned(), None));
    }
    Figure {
        label: names.t.purchase_12m(),
        value: format::wan(now),
        unit: names.t.in_wan(),
        title: Some(names.t.ordered_by(report.buyers.customers, format::yuan_sign(now))),
        href: list(counted(&report.buyers)),
        side: Side::Nothing,
        notes,
    }
}

/// The best band's share of those scored; nothing where the rulebook has no health.
fn healthy(report: &Dashboard, names: Names) -> Option<Figure> {
    let health = report.distribution("health")?;
    let best = health.classes.first().filter(|_| !health.of_text)?;
    let (part, scored) = (best.tally.customers, health.classified());
    let share = (scored > 0).then(|| part as f64 / scored as f64 * 100.0);
    Some(Figure {
        label: names.t.healthy_share(),
        value: share.map_or_else(|| format::unknown(names.lang), |s| format::decimal(s, 1)),
        unit: if share.is_some() { "%" } else { "" },
        title: None,
        href: list(Query::of("health", [&*best.id])),
        side: Side::Nothing,
        notes: vec![plain(
            names.t.of_scored(format::count(part), format::count(scored)),
            Some(Query::default().without("health", [""])),
        )],
    })
}

fn first_deals(report: &Dashboard, names: Names) -> Figure {
    let course = report.first_deals.iter().map(|c| c.customers as f64).collect();
    let mut last = report.first_deals.iter().rev();
    let (now, before) = (last.next(), last.next());
    let count = now.map_or(0, |c| c.customers);
    Figure {
        label: names.t.first_deals(),
        value: format::count(count),
        unit: names.t.board_household(),
        title: None,
        href: now.map_or_else(String::new, |now| list(counted(now))),
        side: Side::Course(course),
        notes: before
            .map(|b| plain(names.t.first_deals_before(b.customers), Some(counted(b))))
            .into_iter()
            .chain([plain(
                names
                    .t
                    .first_deals_since(format::short_day(report.quarter, report.as_of)),
                None,
            )])
            .collect(),
    }
}

fn completeness(report: &Dashboard, names: Names) -> Figure {
    let share = report.completeness.unwrap_or(0.0);
    // The distance between the figures as they stand on the page.
    let tenths = |v: f64| (v * 1000.0).round() / 10.0;
    let short = tenths(COMPLETENESS_GOAL) - tenths(share);
    let first = if short > 0.0 {
        Note {
            tone: Tone::Warn,
            icon: "target",
            text: names.t.below_goal_by(format::decimal(short, 1)),
            href: None,
        }
    } else {
        Note {
            tone: Tone::Good,
            icon: "check-circle",
            text: names.t.goal_reached().to_owned(),
            href: None,
        }
    };
    Figure {
        label: names.t.completeness(),
        value: format::decimal(share * 100.0, 1),
        unit: "%",
        title: None,
        href: list(Query::default()),
        side: Side::Goal(share),
        notes: vec![
            first,
            plain(
                names
                    .t
                    .goal(format!("{} %", format::decimal(COMPLETENESS_GOAL * 100.0, 0))),
                None,
            ),
            plain(
                names.t.below_goal(report.incomplete.customers),
                Some(counted(&report.incomplete)),
            ),
        ],
    }
}
