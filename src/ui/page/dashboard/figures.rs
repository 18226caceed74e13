//! The five figures.

use std::cmp::Ordering;

use crate::state::live::*;

use super::board::{Board, Names};
use super::list;
use crate::domain::label::Lang;
use crate::domain::metric::Metric;
use crate::domain::metric::range::Range;
use crate::domain::money::Fen;
use crate::domain::report::before::Before;
use crate::domain::report::change::NoRate;
use crate::domain::report::dashboard::{COMPLETENESS_GOAL, ClassTally, Counted, Dashboard, FirstDeals};
use crate::state::list::days_value;
use crate::state::query::{FIRST_DEAL, ORDERED, Query};
use crate::state::route::Route;
use crate::ui::format;
use crate::ui::text::use_text;
use crate::ui::widget::{Icon, Sparkline};

/// The metric of what customers declare.
const DECLARED: &str = Metric::DeclaredAnnualPurchase.info().id;

/// How a note is meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tone {
    Plain,
    Good,
    Warn,
    Risk,
}

/// A piece of the line below a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub tone: Tone,
    pub icon: &'static str,
    pub text: String,
    pub href: Option<String>,
    /// What is counted, where the text alone does not say it.
    pub title: Option<&'static str>,
}

/// What stands at the right of a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Side {
    #[default]
    Nothing,
    Course(Vec<f64>),
    Goal(f64),
}

/// A figure with what it is compared with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    pub label: &'static str,
    /// What is counted, in a line.
    pub counts: &'static str,
    pub value: String,
    pub unit: &'static str,
    pub title: Option<String>,
    pub href: String,
    pub side: Side,
    pub notes: Vec<Note>,
}

/// The five figures, side by side.
#[component]
pub fn Figures(board: Board) -> impl IntoView {
    let t = use_text();
    let all = board.memo(move |report, names| {
        let all = [
            Some(customers(report, names)),
            Some(purchases(report, names)),
            healthy(report, board, names),
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

pub fn figure(figure: Figure) -> impl IntoView {
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
            <p class="figure__note figure__counts">{figure.counts}</p>
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
            <a class=class href=href title=note.title>
                {inside}
            </a>
        }
        .into_any(),
        None => view! { <span class=class>{inside}</span> }.into_any(),
    }
}

fn plain(text: String, query: Option<Query>) -> Note {
    let href = query.map(list);
    Note {
        href,
        ..toned(Tone::Plain, "", text)
    }
}

pub fn toned(tone: Tone, icon: &'static str, text: String) -> Note {
    Note {
        tone,
        icon,
        text,
        href: None,
        title: None,
    }
}

fn counted(counted: &Counted) -> Query {
    Query::in_range(counted.metric, counted.range)
}

fn customers(report: &Dashboard, names: Names) -> Figure {
    let dealt = Note {
        title: Some(names.t.ever_dealt_counts()),
        ..plain(names.t.ever_dealt(report.dealt.customers), Some(counted(&report.dealt)))
    };
    Figure {
        label: names.t.customers_total(),
        counts: names.t.customers_counts(),
        value: format::count(report.all.customers),
        unit: names.t.board_household(),
        href: list(Query::default()),
        notes: month_before(report, names).into_iter().chain([dealt]).collect(),
        ..Figure::default()
    }
}

/// How many customers there were at the end of the month before; it opens the list of that day.
fn month_before(report: &Dashboard, names: Names) -> Option<Note> {
    let (day, then) = report.before;
    let there = Route::customers(&Query::default()).on_day(Some(day));
    let (icon, said) = match report.all.customers.cmp(&then) {
        _ if then == 0 => return None,
        Ordering::Equal => ("", names.t.board_same_as_before().to_owned()),
        way => {
            let icon = if way == Ordering::Greater {
                "arrow-up"
            } else {
                "arrow-down"
            };
            (icon, names.t.board_month_before(names.t.customers(then)))
        }
    };
    Some(Note {
        href: Some(there.to_hash()),
        ..toned(Tone::Plain, icon, said)
    })
}

/// Whose purchase is what they declare: who never ordered.
pub fn declaring() -> Query {
    Query::in_range(Metric::OrderCount, Range::below(1.0)).without(DECLARED, [""])
}

/// Who ordered in the year.
pub fn buyers(report: &Dashboard) -> Query {
    counted(&report.buyers)
}

/// Who ordered in the year before.
pub fn year_before(report: &Dashboard) -> Query {
    let [from, until] = [24, 12].map(|months| report.as_of.minus_months(months));
    Query::of(ORDERED, days_value(Some(from.plus_days(1)), Some(until)).as_deref())
}

fn purchases(report: &Dashboard, names: Names) -> Figure {
    let (now, before) = (report.purchase, report.purchase_before);
    let mut notes = Vec::new();
    let ordered = year_before(report);
    if report.no_rate.is_none() {
        let change = (now - before).yuan() / before.yuan();
        let (tone, icon) = match change {
            c if c > 0.0 => (Tone::Good, "arrow-up"),
            c if c < 0.0 => (Tone::Risk, "arrow-down"),
            _ => (Tone::Plain, ""),
        };
        notes.push(Note {
            href: Some(list(buyers(report))),
            ..toned(tone, icon, format::percent(change.abs()))
        });
        notes.push(plain(names.t.against_before(in_wan(names, before)), Some(ordered)));
    } else if let Some(NoRate::NoOrders) = report.no_rate {
        notes.push(plain(names.t.none_before().to_owned(), None));
    } else {
        let why = report.no_rate.map(|why| names.t.label(&why.label()));
        notes.push(plain(why.unwrap_or_default(), None));
        notes.push(plain(names.t.before_was(in_wan(names, before)), Some(ordered)));
    }
    let declared = report.all.purchase.declared;
    if declared != Fen(0) {
        notes.push(plain(
            names.t.declared_besides(in_wan(names, declared)),
            Some(declaring()),
        ));
    }
    Figure {
        label: names.t.purchase_12m(),
        counts: names.t.purchase_counts(),
        value: format::wan(now),
        unit: names.t.in_wan(),
        title: Some(
            names
                .t
                .ordered_by(report.buyers.customers, format::yuan_sign(now, names.lang)),
        ),
        href: list(buyers(report)),
        notes,
        ..Figure::default()
    }
}

/// The best band's share of those scored; nothing where the rulebook has no health.
fn healthy(report: &Dashboard, board: Board, names: Names) -> Option<Figure> {
    let health = report.distribution("health")?;
    let best = health.classes.first().filter(|_| !health.of_text)?;
    let (part, scored) = (best.tally.customers, health.classified());
    let share = (scored > 0).then(|| format::share(part, scored, names.lang));
    let then = board.before(|before| healthy_before(before, (part, scored), best, names));
    let of_scored = plain(
        names.t.of_scored(format::count(part), format::count(scored)),
        Some(Query::default().without("health", [""])),
    );
    Some(Figure {
        label: names.t.healthy_share(),
        counts: names.t.healthy_counts(),
        unit: if share.is_some() { "%" } else { "" },
        value: share.map_or_else(
            || names.t.unclassified().to_owned(),
            |share| share.trim_end_matches(" %").to_owned(),
        ),
        href: list(Query::of("health", [&*best.id])),
        notes: then.flatten().into_iter().chain([of_scored]).collect(),
        ..Figure::default()
    })
}

/// The share at the end of the month before, and whether this one is better; it opens who was of the best band then.
fn healthy_before(before: &Before, (part, scored): (usize, usize), best: &ClassTally, names: Names) -> Option<Note> {
    let then = before.distribution("health")?;
    let of_best = then.classes.iter().find(|class| class.id == best.id);
    let (then_part, then_scored) = (of_best.map_or(0, |class| class.tally.customers), then.classified());
    if scored == 0 {
        return None;
    }
    if then_scored == 0 {
        return Some(toned(Tone::Plain, "", names.t.board_no_before().to_owned()));
    }
    // Shares are compared as they are, and not as they are rounded.
    let (tone, icon) = match (part * then_scored).cmp(&(then_part * scored)) {
        Ordering::Greater => (Tone::Good, "arrow-up"),
        Ordering::Less => (Tone::Risk, "arrow-down"),
        Ordering::Equal => (Tone::Plain, ""),
    };
    let said = match tone {
        Tone::Plain => names.t.board_same_as_before().to_owned(),
        _ => names
            .t
            .board_month_before(format::share(then_part, then_scored, names.lang)),
    };
    let there = Route::customers(&Query::of("health", [&*best.id])).on_day(Some(before.day));
    Some(Note {
        href: Some(there.to_hash()),
        ..toned(tone, icon, said)
    })
}

/// An amount beside others that name their unit in the head of the figure.
fn in_wan(names: Names, amount: Fen) -> String {
    match names.lang {
        Lang::Zh => format::wan_unit(amount, names.lang),
        Lang::En => format!("{} {}", format::wan(amount), names.t.in_wan()),
    }
}

fn first_deals(report: &Dashboard, names: Names) -> Figure {
    let course = report.first_deals.iter().map(|c| c.customers as f64).collect();
    let mut last = report.first_deals.iter().rev();
    let (now, before) = (last.next(), last.next());
    let count = now.map_or(0, |c| c.customers);
    let opens = |deals: &FirstDeals| Query::of(FIRST_DEAL, days_value(Some(deals.from), Some(deals.to)).as_deref());
    let before = before.map(|b| plain(names.t.first_deals_before(b.customers), Some(opens(b))));
    let since = format::short_day(report.quarter, report.as_of);
    let since = plain(names.t.first_deals_since(since), None);
    Figure {
        label: names.t.first_deals(),
        counts: names.t.first_deals_counts(),
        value: format::count(count),
        unit: names.t.board_household(),
        href: now.map_or_else(String::new, |now| list(opens(now))),
        side: Side::Course(course),
        notes: before.into_iter().chain([since]).collect(),
        ..Figure::default()
    }
}

fn completeness(report: &Dashboard, names: Names) -> Figure {
    let share = report.completeness.unwrap_or(0.0);
    // The distance between the figures as they stand on the page.
    let tenths = |v: f64| (v * 1000.0).round() / 10.0;
    let short = tenths(COMPLETENESS_GOAL) - tenths(share);
    let first = match short > 0.0 {
        true => toned(Tone::Warn, "target", names.t.below_goal_by(format::decimal(short, 1))),
        false => toned(Tone::Good, "check-circle", names.t.goal_reached().to_owned()),
    };
    let first = Note {
        href: Some(list(Query::default())),
        ..first
    };
    let goal = format!("{} %", format::decimal(COMPLETENESS_GOAL * 100.0, 0));
    let below = names.t.below_goal(report.incomplete.customers);
    Figure {
        label: names.t.completeness(),
        counts: names.t.completeness_counts(),
        value: format::decimal(share * 100.0, 1),
        unit: "%",
        href: list(Query::default()),
        side: Side::Goal(share),
        notes: vec![
            first,
            plain(names.t.goal(goal), None),
            plain(below, Some(counted(&report.incomplete))),
        ],
        ..Figure::default()
    }
}
