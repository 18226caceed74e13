//! Ranked lists: tags, the texts of a field, what the sheets lack, how complete they are.

use crate::state::live::*;

use super::board::{Board, Names, width};
use super::list;
use super::risk::{RiskLine, risk_line, risk_of};
use crate::domain::field::ITEMS;
use crate::domain::record::Text;
use crate::domain::report::dashboard::{Counted, Dashboard, Distribution, Gap};
use crate::domain::report::risk::Risk;
use crate::state::query::{GAP, Query, TAG};
use crate::ui::format;
use crate::ui::list::figures_line;
use crate::ui::text::range::range;
use crate::ui::text::use_text;
use crate::ui::widget::TagChip;

/// How many of a long list are shown by name.
const SHOWN: usize = 8;

/// A line of a ranked list.
#[derive(Clone, Debug, PartialEq)]
pub struct CountLine {
    pub name: String,
    /// Drawn as an automatic tag.
    pub is_tag: bool,
    /// Stands for what is not named, or has no name: drawn without a bar's ink.
    pub is_rest: bool,
    pub count: usize,
    pub share: String,
    /// The bar's length, 0–100.
    pub width: f64,
    pub href: Option<String>,
    /// Of a tag that is a risk, who can still be acted on and who is lost already.
    pub risk: Option<RiskLine>,
    /// How many there were at the end of the month before, and what opens these.
    pub before: Option<(String, Option<String>)>,
}

/// The frame of a panel with ranked lines.
#[component]
pub fn Ranked(
    #[prop(into)] id: String,
    #[prop(into)] title: Signal<String>,
    /// Tracked.
    #[prop(into)]
    note: ViewFn,
    #[prop(into)] lines: Signal<Vec<CountLine>>,
) -> impl IntoView {
    let labelled = id.clone();
    view! {
        <section class="board__cell" aria-labelledby=labelled>
            <header class="panel__head">
                <h2 class="panel__title" id=id>
                    {title}
                </h2>
                <span class="panel__note">{move || note.run()}</span>
            </header>
            <ul class="ranks">{move || lines.get().into_iter().map(line).collect_view()}</ul>
        </section>
    }
}

fn line(line: CountLine) -> impl IntoView {
    let title = line.name.to_string();
    let name = if line.is_tag {
        view! { <TagChip text=line.name by_rule=true /> }.into_any()
    } else {
        line.name.into_any()
    };
    let inside = view! {
        <span class="rank__name" title=title>{name}</span>
        <span class="rank__bar" style:--w=format!("{:.1}", line.width)></span>
        <b class="rank__n">{format::count(line.count)}</b>
        <span class="rank__pct">{line.share}</span>
    };
    let rest = line.is_rest.then_some("true");
    let item = match line.href {
        Some(href) => view! {
            <a class="rank" href=href data-rest=rest>
                {inside}
            </a>
        }
        .into_any(),
        None => view! {
            <span class="rank" data-rest=rest>
                {inside}
            </span>
        }
        .into_any(),
    };
    let before = move |before| {
        view! { <p class="dist__risk muted" data-testid="month-before">{figures_line(use_text()(), vec![before])}</p> }
    };
    view! { <li>{item} {line.risk.map(risk_line)} {line.before.map(before)}</li> }
}

/// Customers with each automatic tag.
#[component]
pub fn Tags(board: Board) -> impl IntoView {
    let t = use_text();
    let lines = board.memo(|report, names| {
        let largest = report.tags.iter().map(|(_, n)| *n).max().unwrap_or(0);
        let line = |(id, count): &(Text, usize)| CountLine {
            name: names.tag(id),
            is_tag: true,
            is_rest: false,
            count: *count,
            share: format::share(*count, report.all.customers, names.lang),
            width: width(*count, largest),
            href: Some(list(Query::of(TAG, [&**id]))),
            risk: risk_of(report, names, |risk| matches!(risk, Risk::Tag(of) if of == id)),
            before: None,
        };
        report.tags.iter().map(line).collect::<Vec<_>>()
    });
    view! {
        <Ranked
            id="board-tags"
            title=Signal::derive(move || t().tags_title().to_owned())
            note=move || t().tags_hint()
            lines=lines
        />
    }
}

/// A panel for each dimension whose classes are the texts of a field (industry).
#[component]
pub fn Texts(board: Board) -> impl IntoView {
    let ids = board.memo(|report, _| {
        let texts = report.distributions.iter().filter(|d| d.of_text);
        texts.map(|d| d.dimension.clone()).collect::<Vec<_>>()
    });
    let panel = move |id: Text| {
        let anchor = format!("board-of-{id}");
        let (a, b, c) = (id.clone(), id.clone(), id);
        view! {
            <Ranked
                id=anchor
                title=board.memo(move |_, names| names.dimension(&a))
                note=move || {
                    board.read(|report, names| report.distribution(&b).map(|d| kinds(d, names)))
                }
                lines=board
                    .memo(move |report, names| {
                        report.distribution(&c).map(|d| texts(d, report, names)).unwrap_or_default()
                    })
            />
        }
    };
    view! { {move || ids.get().into_iter().map(panel).collect_view()} }
}

/// How many texts there are, and of whom one is known.
fn kinds(distribution: &Distribution, names: Names) -> AnyView {
    let n = distribution.classes.len();
    let known = || list(Query::default().without(&distribution.dimension, [""]));
    figures_line(names.t, vec![(names.t.text_count(n), (n > 0).then(known))])
}

fn texts(distribution: &Distribution, report: &Dashboard, names: Names) -> Vec<CountLine> {
    let id = &*distribution.dimension;
    let whole = report.all.customers;
    let largest = distribution.classes.first().map_or(0, |c| c.tally.customers);
    let line = |name: String, count: usize, is_rest: bool, query: Query| CountLine {
        name,
        is_tag: false,
        is_rest,
        count,
        share: format::share(count, whole, names.lang),
        width: width(count, largest.max(1)).min(100.0),
        href: Some(list(query)),
        risk: None,
        before: None,
    };
    // One more than shown would cost as much room as the line for the rest.
    let named = if distribution.classes.len() <= SHOWN + 1 {
        distribution.classes.len()
    } else {
        SHOWN
    };
    let (first, rest) = distribution.classes.split_at(named);
    let mut lines: Vec<CountLine> = first
        .iter()
        .map(|c| {
            line(
                names.class(id, &c.id),
                c.tally.customers,
                false,
                Query::of(id, [&*c.id]),
            )
        })
        .collect();
    if !rest.is_empty() {
        let count = rest.iter().map(|c| c.tally.customers).sum();
        // Named by what it leaves out: the rest may be long.
        let others = Query::default().without(id, first.iter().map(|c| &*c.id).chain([""]));
        lines.push(line(names.t.more_texts(rest.len()), count, true, others));
    }
    let none = distribution.unclassified.customers;
    if none > 0 {
        lines.push(line(names.t.unknown().to_owned(), none, true, Query::of(id, [""])));
    }
    lines
}

/// What the sheets lack most often. A line opens who lacks it.
#[component]
pub fn Gaps(board: Board) -> impl IntoView {
    let t = use_text();
    let lines = board.memo(|report, names| {
        let gaps = report.gaps.iter().take(SHOWN);
        let line = |gap: &Gap| CountLine {
            name: ITEMS
                .get(gap.item)
                .map(|item| names.t.label(&item.label))
                .unwrap_or_default(),
            is_tag: false,
            is_rest: false,
            count: gap.missing,
            share: format::share(gap.missing, gap.of, names.lang),
            width: width(gap.missing, gap.of),
            href: Some(list(Query::of(GAP, [&*gap.item.to_string()]))),
            risk: None,
            before: None,
        };
        gaps.map(line).collect::<Vec<_>>()
    });
    let note = move || {
        let none = lines.with(Vec::is_empty);
        if none { t().no_gaps() } else { t().gaps_note() }.to_owned()
    };
    view! {
        <Ranked
            id="board-gaps"
            title=Signal::derive(move || t().gaps_title().to_owned())
            note=note
            lines=lines
        />
    }
}

/// How complete the sheets are.
#[component]
pub fn Bands(board: Board) -> impl IntoView {
    let t = use_text();
    let lines = board.memo(|report, names| {
        let bands = &report.completeness_bands;
        let largest = bands.iter().map(|c| c.customers).max().unwrap_or(0);
        let line = |c: &Counted| CountLine {
            name: range(names.lang, c.metric.info().unit, c.range),
            is_tag: false,
            is_rest: false,
            count: c.customers,
            share: format::share(c.customers, report.all.customers, names.lang),
            width: width(c.customers, largest),
            href: Some(list(Query::in_range(c.metric, c.range))),
            risk: None,
            before: None,
        };
        bands.iter().rev().map(line).collect::<Vec<_>>()
    });
    view! {
        <Ranked
            id="board-bands"
            title=Signal::derive(move || t().bands_title().to_owned())
            note=move || t().bands_counts()
            lines=lines
        />
    }
}
