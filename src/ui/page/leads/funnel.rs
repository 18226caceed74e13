//! What became of the leads of a period; every figure opens the leads behind it.

use std::sync::Arc;

use crate::state::live::*;

use crate::domain::day::Day;
use crate::domain::lead::{FunnelBy, FunnelLead, FunnelRow, FunnelStep, funnel, funnel_leads};
use crate::domain::metric::Unit;
use crate::domain::world::World;
use crate::exchange::grid::Cell as OutCell;
use crate::exchange::write::{Look, OutColumn, OutTable};
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{EmptyState, Panel, ParamChoice};

/// The pieces of page state: of how many months, and by what.
const SINCE: &str = "since";
const BY: &str = "by";
const OWNER: &str = "owner";
/// The pieces of page state that name a figure: the step, and whose row (the empty one for those without; of all without it).
pub const STEP: &str = "step";
pub const OF: &str = "of";
/// Shares of fewer leads say little.
const FEW: usize = 20;

/// What the address asks for, of a book: since when, and by what; tracked.
fn asked(app: App) -> impl Fn(&World) -> (Day, FunnelBy) {
    let months = app.param(SINCE).and_then(|n| n.parse().ok()).unwrap_or(12_u32);
    let by = match app.param(BY).as_deref() {
        Some(OWNER) => FunnelBy::Owner,
        _ => FunnelBy::Source,
    };
    move |world| (world.evaluation.as_of.minus_months(months).plus_days(1), by)
}

/// The step whose leads are listed, as the address says; tracked.
fn step(app: App) -> Option<FunnelStep> {
    app.param(STEP).and_then(|word| FunnelStep::from_word(&word))
}

/// The table, or the leads behind one of its figures.
#[component]
pub fn Funnel() -> impl IntoView {
    let app = use_app();
    let is_listed = Memo::new(move |_| step(app).is_some());
    move || match is_listed.get() {
        true => view! { <Behind of=leads_behind(app) /> }.into_any(),
        false => view! { <Table /> }.into_any(),
    }
}

/// What a step is called.
fn step_name(step: FunnelStep, t: T) -> &'static str {
    match step {
        FunnelStep::Lead => t.leads_count(),
        FunnelStep::Contacted => t.leads_contacted(),
        FunnelStep::Intending => t.leads_intending(),
        FunnelStep::Dealt => t.leads_dealt(),
    }
}

/// The leads behind the figure that the address names.
fn leads_behind(app: App) -> BehindOf {
    let all = Memo::new(move |_| {
        let (asked, step, of) = (asked(app), step(app).unwrap_or(FunnelStep::Lead), app.param(OF));
        let row = |it: FunnelLead| BehindRow {
            customer: it.customer,
            mark: it.step() as u8,
            on: Some(it.created),
            figure: it.dealt.map(f64::from),
            ..BehindRow::default()
        };
        let read = |world: &World| {
            let (since, by) = asked(world);
            let is_asked = |it: &FunnelLead| {
                it.is_at(step)
                    && of
                        .as_deref()
                        .is_none_or(|of| it.of.as_deref().unwrap_or_default() == of)
            };
            let leads = funnel_leads(world, since, by).into_iter().filter(is_asked);
            Arc::new(leads.map(row).collect::<Vec<_>>())
        };
        app.session.read(read).unwrap_or_default()
    });
    let title = move |t: T| {
        let name = step_name(step(app).unwrap_or(FunnelStep::Lead), t);
        match app.param(OF) {
            None => t.behind_of(t.leads_funnel(), name),
            Some(of) if of.is_empty() => t.behind_of(none(by_what(app, t), t), name),
            Some(of) => t.behind_of(of, name),
        }
    };
    BehindOf::new(
        app,
        all,
        BehindFacts {
            title: Box::new(title),
            columns: Box::new(lead_columns),
            cells: Box::new(lead_cells),
            mark: "behind-funnel",
            params: &[STEP, OF],
        },
    )
}

fn lead_cells(world: &World, it: &BehindRow, t: T) -> Vec<Cell> {
    let customer = world.book.customers.at(it.customer);
    let source = customer.and_then(|customer| customer.source.as_deref().map(str::to_owned));
    let far = FunnelStep::ALL.get(usize::from(it.mark)).copied();
    vec![
        Cell::or(source, t.unknown()),
        Cell::day(it.on),
        Cell::Text(far.map(|step| step_name(step, t)).unwrap_or_default().to_owned()),
        Cell::day(it.on.zip(it.figure).map(|(day, days)| day.plus_days(days as i32))),
        it.figure.map_or_else(
            || Cell::Missing(t.leads_not_dealt().to_owned()),
            |days| Cell::Figure(t.leads_days(days as usize), file_figure(t, Unit::Days, days)),
        ),
    ]
}

fn lead_columns(t: T) -> Vec<ListColumn> {
    vec![
        ListColumn::new("source", t.leads_col_source()).px(112).soft(),
        behind_day(t.leads_created()),
        ListColumn::new("says", t.leads_far()).px(96),
        ListColumn::new("dealt", t.leads_dealt_on()).px(112),
        behind_figure(t.leads_took(), 112),
    ]
}

#[component]
fn Table() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let found = Memo::new(move |_| {
        let asked = asked(app);
        let read = |world: &World| {
            let (since, by) = asked(world);
            funnel(world, since, by)
        };
        app.session.read(read).unwrap_or_default()
    });
    let head = move |text: fn(T) -> &'static str| view! { <th scope="col" class="num">{move || text(t())}</th> };
    let by = move || by_what(app, t());
    let leaves = Arc::new(move |t: T| found.with(|found| out(found, by_what(app, t), t)));
    let rows = move || {
        found
            .with(|(rows, _)| rows.clone())
            .into_iter()
            .map(|row| line(app, row, t(), false))
            .collect_view()
    };
    let all = move || line(app, found.with(|(_, all)| all.clone()), t(), true);
    let is_few = move || found.with(|(_, all)| all.leads < FEW);
    let is_none = move || found.with(|(_, all)| all.leads == 0);
    let says = move |t: T| {
        let since = match app.param(SINCE).as_deref() {
            Some("3") => t.leads_since_3(),
            Some("36") => t.leads_since_36(),
            _ => t.leads_since_12(),
        };
        let narrowed = [since, by_what(app, t)].map(str::to_owned);
        (t.leads_funnel().to_owned(), narrowed.to_vec())
    };
    view! {
        {paper::head_area(app, says)}
        <Panel id="leads-funnel" title=move || t().leads_funnel()>
            <div class="panel__body">
                <div class="toolbar">
                    <ParamChoice
                        label=T::leads_since
                        name="leads-since"
                        param=SINCE
                        options=vec![("12", T::leads_since_12), ("3", T::leads_since_3), ("36", T::leads_since_36)]
                    />
                    <ParamChoice
                        label=T::leads_by
                        name="leads-by"
                        param=BY
                        options=vec![("source", T::leads_by_source), (OWNER, T::leads_by_owner)]
                    />
                    <span class="toolbar__end">
                        <TableExport mark="export-funnel" table=leaves />
                    </span>
                </div>
                <p class="muted small">{move || t().leads_funnel_help()}</p>
            </div>
            <Show when=move || !is_none() fallback=move || view! { <EmptyState title=move || t().leads_funnel_none() /> }>
                <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().leads_funnel()>
                    <table class="table" data-testid="leads-funnel">
                        <thead>
                            <tr>
                                <th scope="col">{by}</th>
                                {head(T::leads_count)}
                                {head(T::leads_contacted)}
                                {head(T::leads_intending)}
                                {head(T::leads_dealt)}
                                {head(T::leads_conversion)}
                                {head(T::leads_median)}
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                        <tfoot>{all}</tfoot>
                    </table>
                </div>
                <Show when=is_few>
                    <p class="panel__body muted small">{move || t().leads_few()}</p>
                </Show>
            </Show>
        </Panel>
    }
}

/// Whose a row is.
fn name_of(row: &FunnelRow, t: T, is_sum: bool, by: &str) -> String {
    match (&row.of, is_sum) {
        (_, true) => t.leads_total().to_owned(),
        (Some(of), _) => of.to_string(),
        (None, _) => none(by, t).to_owned(),
    }
}

/// What those are called of whom no source or no owner is said; `by`: the name of that.
fn none(by: &str, t: T) -> &'static str {
    match by == t.leads_by_owner() {
        true => t.unassigned(),
        false => t.unknown(),
    }
}

/// By what is told, as the address says; tracked.
fn by_what(app: App, t: T) -> &'static str {
    match app.param(BY).as_deref() {
        Some(OWNER) => t.leads_by_owner(),
        _ => t.leads_by_source(),
    }
}

/// The table as it can leave: counts and shares as numbers.
fn out((rows, all): &(Vec<FunnelRow>, FunnelRow), by: &str, t: T) -> OutTable {
    let column = |(head, look): (&str, Look)| OutColumn::new(head, look);
    let count = |n: usize| OutCell::Number(n as f64);
    let share = |n: usize, of: usize| {
        if of == 0 {
            OutCell::Blank
        } else {
            OutCell::Number(n as f64 / of as f64)
        }
    };
    let line = |(row, is_sum): (&FunnelRow, bool)| {
        vec![
            OutCell::text(&name_of(row, t, is_sum, by)),
            count(row.leads),
            count(row.contacted),
            count(row.intending),
            count(row.dealt),
            share(row.dealt, row.leads),
            row.median_days().map_or(OutCell::Blank, OutCell::Number),
        ]
    };
    let whole = [
        t.leads_count(),
        t.leads_contacted(),
        t.leads_intending(),
        t.leads_dealt(),
    ];
    let heads = std::iter::once((by, Look::Text)).chain(whole.map(|head| (head, Look::Whole)));
    OutTable {
        name: t.leads_funnel().to_owned(),
        columns: heads
            .chain([(t.leads_conversion(), Look::Percent), (t.leads_median(), Look::General)])
            .map(column)
            .collect(),
        rows: rows
            .iter()
            .map(|row| (row, false))
            .chain([(all, true)])
            .map(line)
            .collect(),
    }
}

fn line(app: App, row: FunnelRow, t: T, is_sum: bool) -> impl IntoView {
    let name = name_of(&row, t, is_sum, by_what(app, t));
    let of = (!is_sum).then(|| row.of.as_deref().unwrap_or_default().to_owned());
    let opens = |step: FunnelStep, n: usize, said: String| {
        let route = untrack(|| app.route()).with_param(STEP, Some(step.word()));
        let href = route.with_param(OF, of.as_deref()).with_param("sort", None).to_hash();
        figure_link(n > 0, href, t.behind_of(&name, step_name(step, t)), said)
    };
    let count = |step: FunnelStep, n: usize| opens(step, n, format::count(n));
    let step = |step: FunnelStep, n: usize| {
        let share = format::share(n, row.leads, t.0);
        let share = opens(step, n, share);
        view! { <td class="num">{count(step, n)} " " <small class="muted">{share}</small></td> }
    };
    let (dealt, share) = (row.dealt, format::share(row.dealt, row.leads, t.0));
    let days = row.median_days().map(|days| t.leads_median_days(format::score(days)));
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            <td class="num">{count(FunnelStep::Lead, row.leads)}</td>
            {step(FunnelStep::Contacted, row.contacted)}
            {step(FunnelStep::Intending, row.intending)}
            <td class="num">{count(FunnelStep::Dealt, dealt)}</td>
            <td class="num">{opens(FunnelStep::Dealt, dealt, share)}</td>
            <td class="num">{days.map(|days| opens(FunnelStep::Dealt, dealt, days))}</td>
        </tr>
    }
}
