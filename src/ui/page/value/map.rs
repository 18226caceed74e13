//! The R–F map, the tiers and the segments with what they add up to, and how it is all worked out.

use crate::state::live::*;

use super::list::{ValueList, cell_key};
use super::{CELL, SEGMENT, TIE, TIER_OF, narrowed};
use crate::domain::marketing::portrait::GroupKey;
use crate::domain::marketing::value::{Tie, TieBreak, ValueMap, ValueSum};
use crate::domain::rule::RfmScore;
use crate::state::App;
use crate::state::reread::Shared;
use crate::state::route::{PageId, Route};
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::portrait::{amount_share, area, group_name};
use crate::ui::text::sentence::number;
use crate::ui::text::{T, use_text};
use crate::ui::tone::matrix_step;
use crate::ui::widget::{Note, NoteKind, Panel, Unseen};

/// What stands over the list.
#[component]
pub fn ValueMapPart(page: ValueList) -> impl IntoView {
    let is_worth_it = move || {
        page.map
            .with(|map| map.as_ref().is_some_and(|map| !map.ranked.is_empty()))
    };
    view! {
        <Show when=is_worth_it>
            {move || page.map.get().map(|map| view! { <Warnings page=page map=map /> })}
            <div class="value__top">{move || page.map.get().map(|map| sums(page, map))}</div>
        </Show>
    }
}

/// So many scores that nobody has leave a map of a few cells.
const MUCH_UNUSED: usize = 3;

/// The scores that nobody has, of which so many are missing at least, and why.
fn unused_said(map: &ValueMap, has_own: bool, least: usize, t: T) -> Vec<String> {
    let all = map.unused().into_iter().zip(["R", "F", "M"]);
    let said = |(scores, letter): (Vec<u8>, &str)| {
        let scores = format::list(scores.iter().map(u8::to_string), t.0);
        match has_own {
            true => t.value_unused_own(letter, scores),
            false => t.value_unused(letter, scores),
        }
    };
    all.filter(|(scores, _)| scores.len() >= least).map(said).collect()
}

/// What is to be kept in mind when the map is read.
#[component]
fn Warnings(page: ValueList, map: Shared<ValueMap>) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let is_few = map.is_few();
    let is_alike = map
        .spread
        .iter()
        .all(|spread| spread.iter().filter(|n| **n > 0).count() == 1);
    let n = map.all.customers;
    let has_own = has_own_borders(app);
    let unused = move || match is_alike || n == 0 {
        true => String::new(),
        false => format::long_clauses(unused_said(&map, has_own, MUCH_UNUSED, t()), t().0),
    };
    let is_much_unused = !unused().is_empty();
    view! {
        {is_much_unused
            .then(|| view! { <Note kind=NoteKind::Warn text=unused attr:data-testid="value-unused" /> })}
        {is_few.then(|| view! { <Note kind=NoteKind::Warn text=move || t().value_few(n) attr:data-testid="value-few" /> })}
        {is_alike.then(|| view! { <Note kind=NoteKind::Warn text=move || t().value_all_alike() /> })}
    }
}

#[component]
fn RfMap(page: ValueList, map: Shared<ValueMap>) -> impl IntoView {
    let t = use_text();
    let largest = map
        .cells
        .iter()
        .flatten()
        .map(|sum| sum.customers)
        .max()
        .unwrap_or_default();
    let cells = map.cells;
    let row = move |r: u8| {
        let sums = cells.get(usize::from(r) - 1).copied().unwrap_or_default();
        let one = move |(sum, f): (ValueSum, u8)| cell(page.list.app, (r, f), sum, largest, t());
        let end = move || match r {
            5 => t().value_recent(),
            1 => t().value_long_ago(),
            _ => "",
        };
        view! {
            <tr>
                <th scope="row">{format!("R {r}")} " " <small>{end}</small></th>
                {move || sums.into_iter().zip(1_u8..).map(one).collect_view()}
            </tr>
        }
    };
    let head = move |f: u8| {
        let end = move || match f {
            5 => t().value_often(),
            1 => t().value_seldom(),
            _ => "",
        };
        view! { <th scope="col">{format!("F {f}")} " " <small>{end}</small></th> }
    };
    view! {
        <Panel id="value-rf" title=move || t().value_rf() note=move || t().value_rf_unit()>
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().value_rf()>
                <table class="matrix value__rf" data-testid="value-rf-map">
                    <caption>
                        <Unseen>{move || t().value_rf_caption()}</Unseen>
                    </caption>
                    <thead>
                        <tr>
                            <td></td>
                            {(1..=5).map(head).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{(1..=5).rev().map(row).collect_view()}</tbody>
                </table>
            </div>
        </Panel>
    }
}

fn cell(app: App, (r, f): (u8, u8), sum: ValueSum, largest: usize, t: T) -> impl IntoView {
    let key = cell_key(r, f);
    let amount = format::wan_unit(sum.amount, t.0);
    let said = t.value_cell(r, f, format::count(sum.customers), &amount);
    let mark = key.clone();
    let is_open = move || (app.param(CELL).as_deref() == Some(&*key)).then_some("true");
    view! {
        <td>
            <a
                class="matrix__cell"
                href=narrowed(CELL, &mark)
                data-step=matrix_step(sum.customers as f64, largest as f64).to_string()
                data-cell=mark
                aria-current=is_open
                title=said
            >
                <span class="visually-hidden">{t.value_cell_of(r, f)}</span>
                <b>{format::count(sum.customers)}</b>
                <small>{(sum.customers > 0).then(|| format::wan(sum.amount))}</small>
            </a>
        </td>
    }
}

/// The map and the tiers on one side, the segments on the other.
fn sums(page: ValueList, map: Shared<ValueMap>) -> impl IntoView {
    let app = page.list.app;
    let [tiers, segments] = [map.clone(), map.clone()];
    let tiers = Callback::new(move |()| tier_rows(app, &tiers));
    let segments = Callback::new(move |()| segment_rows(app, &segments));
    view! {
        <div class="value__sums">
            <RfMap page=page map=map.clone() />
            <Sums page=page id="value-tiers" title=T::value_tiers param=TIER_OF rows=tiers map=map.clone() />
        </div>
        <div class="value__sums">
            <Sums page=page id="value-by-segment" title=T::value_by_segment param=SEGMENT rows=segments map=map.clone() />
            <How page=page map=map />
        </div>
    }
}

/// A line of such a table: the id in addresses, the name, what the hover says, the sum.
type SumLine = (String, String, String, ValueSum);

fn tier_rows(app: App, map: &ValueMap) -> Vec<SumLine> {
    let lang = app.lang.get();
    let one = |(place, (id, sum)): (usize, &(Option<crate::domain::record::Text>, ValueSum))| {
        if id.is_none() && sum.customers == 0 {
            return None;
        }
        let name = app
            .session
            .read(|world| group_name(world, map, GroupKey::Tier(place), lang))?;
        Some((id.as_deref().unwrap_or_default().to_owned(), name, String::new(), *sum))
    };
    map.tiers.iter().enumerate().filter_map(one).collect()
}

fn segment_rows(app: App, map: &ValueMap) -> Vec<SumLine> {
    let t = T(app.lang.get());
    let one = |(segment, sum): (&crate::domain::marketing::segment::ValueSegment, &ValueSum)| {
        let name = segment.label().get(t.0).to_owned();
        (segment.id.to_string(), name, area(segment, t), *sum)
    };
    let mut rows: Vec<SumLine> = map.segments.iter().zip(&map.by_segment).map(one).collect();
    let rest = map.by_segment.last().filter(|sum| sum.customers > 0);
    rows.extend(rest.map(|sum| (String::new(), t.value_rest().to_owned(), String::new(), *sum)));
    rows
}

#[component]
fn Sums(
    page: ValueList,
    id: &'static str,
    title: fn(T) -> &'static str,
    param: &'static str,
    rows: Callback<(), Vec<SumLine>>,
    map: Shared<ValueMap>,
) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let all = map.all;
    let head = move |text: fn(T) -> &'static str| view! { <th scope="col" class="num">{move || text(t())}</th> };
    let line = move |(key, name, about, sum): SumLine| {
        let lang = t().0;
        let href = narrowed(param, &key);
        let is_open = move || (app.param(param).as_deref() == Some(&*key)).then_some("true");
        let opens = |figure: String| {
            let link = figure_link(sum.customers > 0, href.clone(), name.clone(), figure);
            view! { <td class="num">{link}</td> }
        };
        view! {
            <tr>
                <th scope="row"><a href=href.clone() title=about aria-current=is_open>{name.clone()}</a></th>
                {opens(format::count(sum.customers))}
                {opens(format::share(sum.customers, all.customers, lang))}
                {opens(format::wan_unit(sum.amount, lang))}
                {opens(amount_share(sum.amount, all.amount, lang))}
            </tr>
        }
    };
    view! {
        <Panel id=id title=move || title(t())>
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || title(t())>
                <table class="table" data-testid=id>
                    <thead>
                        <tr>
                            <th scope="col">{move || title(t())}</th>
                            {head(T::value_col_customers)}
                            {head(T::value_col_share)}
                            {head(T::value_col_amount)}
                            {head(T::value_col_amount_share)}
                        </tr>
                    </thead>
                    <tbody>{move || rows.run(()).into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        </Panel>
    }
}

/// Whether the scores have borders of the user's own; tracked.
fn has_own_borders(app: App) -> bool {
    let own = app
        .session
        .read(|world| world.evaluation.plan.rulebook.rfm.thresholds.is_some());
    own == Some(true)
}

/// How it is worked out, and what ties and equal values mean for it.
#[component]
fn How(page: ValueList, map: Shared<ValueMap>) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let rfm = move || app.session.read(|world| world.evaluation.plan.rulebook.rfm.clone());
    let rules = Route::to(PageId::RULES).with_param("rule", Some("score:rfm")).to_hash();
    let said = {
        let map = map.clone();
        move || {
            let rule = rfm().map(|rfm: RfmScore| t().rfm_said(&rfm)).unwrap_or_default();
            let borders = map
                .borders
                .map(|borders| borders_said(borders, t()))
                .unwrap_or_default();
            (rule, borders)
        }
    };
    let remarks = move || {
        let ties = map.ties.iter().enumerate().map(|(at, tie)| tie_said(at, tie, t()));
        let unused = unused_said(&map, has_own_borders(app), 1, t());
        let unused = unused.into_iter().map(IntoAny::into_any);
        ties.chain(unused).map(|said| view! { <li>{said}</li> }).collect_view()
    };
    let rule = said.clone();
    view! {
        <details class="panel value__how" data-testid="value-how">
            <summary>{move || t().value_how()}</summary>
            <div class="panel__body">
                <p>{move || rule().0}</p>
                <p>{move || said().1}</p>
                <ul>{remarks}</ul>
                <p><a href=rules>{move || t().value_edit_rules()}</a></p>
            </div>
        </details>
    }
}

fn borders_said([r, f, m]: [[f64; 4]; 3], t: T) -> String {
    let said = |borders: [f64; 4]| format::list(borders.map(number), t.0);
    t.value_borders(said(r), said(f), said(m))
}

/// `at`: the place of the border.
fn tie_said(at: usize, tie: &Tie, t: T) -> AnyView {
    let rows = |side: &str| Some(narrowed(TIE, &format!("{at}{side}")));
    let [better, worse] = [tie.better, tie.customers - tie.better].map(format::count);
    let by = match tie.by {
        TieBreak::Amount => t.value_by_amount(),
        TieBreak::Recency => t.value_by_recency(),
        TieBreak::Id => t.value_by_id(),
    };
    figures_line(
        t,
        vec![
            (t.value_tie(format::count(tie.customers), number(tie.total)), rows("")),
            (t.value_tie_better(better), rows("+")),
            (t.value_tie_worse(worse), rows("-")),
            (by.to_owned(), None),
        ],
    )
}
