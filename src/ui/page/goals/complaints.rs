//! 投诉复盘: the complaints of a month by cause, product and severity, the deadlines met, what is being improved, and the month's report.

use std::sync::Arc;

use crate::state::live::*;
use leptos::task::spawn_local;

use super::improve::{ImproveDialog, Improvements};
use super::report::ComplaintReport;
use crate::domain::day::Day;
use crate::domain::record::Text;
use crate::domain::report::months::first_of_month;
use crate::domain::steering::{Bar, Complaint, ComplaintMonth};
use crate::domain::world::World;
use crate::state::route::Route;
use crate::state::service;
use crate::state::value::hand_out;
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, EmptyState, Panel, Select, table_head};

/// The piece of page state that names the month, by its first day.
const MONTH: &str = "month";
/// So many months can be chosen.
const MONTHS: u32 = 24;
/// So many complaints are listed.
const LISTED: usize = 200;

/// The month as it is shown; nothing while tickets are read.
pub type Shown = Memo<Option<Arc<ComplaintMonth>>>;

/// The view.
#[component]
pub fn Complaints() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let queue = service::follow(app);
    let month = Memo::new(move |_| {
        let named = app.param(MONTH).and_then(|day| Day::parse(&day));
        first_of_month(named.unwrap_or_else(|| app.as_of.get()).min(app.as_of.get()))
    });
    let shown: Shown = Memo::new(move |_| {
        let queue = queue.get()?;
        let start = queue.plan.work.zone.at(app.as_of.get(), 0);
        let read = |world: &World| Arc::new(ComplaintMonth::of(world, &queue.works, start, month.get()));
        app.session.read(read)
    });
    let editing = RwSignal::new(None::<String>);
    let body = move || match shown.get() {
        None => view! { <p class="muted" role="status">{move || t().goals_reading()}</p> }.into_any(),
        Some(of) => view! { <Sheet of=of /> }.into_any(),
    };
    view! {
        <Ways month=month shown=shown />
        <div class="goals__all">
            {body}
            <Improvements editing=editing />
        </div>
        <ImproveDialog editing=editing />
    }
}

/// The month, its report, print.
#[component]
fn Ways(month: Memo<Day>, shown: Shown) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let options = Signal::derive(move || {
        let first = first_of_month(app.as_of.get());
        let option = |back: u32| {
            let day = first.minus_months(back);
            let text = day.to_string();
            (text.clone(), text.chars().take(7).collect())
        };
        (0..MONTHS).map(option).collect::<Vec<(String, String)>>()
    });
    let make = move |_| {
        spawn_local(async move { report(app, shown).await });
    };
    view! {
        <div class="toolbar screen-only">
            <Select
                label=move || t().complaints_month()
                options=options
                value=Signal::derive(move || month.get().to_string())
                on_change=Callback::new(move |day: String| app.set_param(MONTH, Some(&day)))
            />
            <Button
                text=move || t().complaints_report()
                icon="download"
                disabled=Signal::derive(move || shown.with(Option::is_none))
                attr:data-testid="complaints-report"
                on_click=Callback::new(make)
            />
            <Button
                text=move || t().print()
                icon="printer"
                on_click=Callback::new(move |_| crate::ui::list::paper::print())
            />
        </div>
    }
}

async fn report(app: App, shown: Shown) {
    let (Some(of), lang) = (shown.get_untracked(), app.lang.get_untracked()) else {
        return;
    };
    let month: String = of.from.to_string().chars().take(7).collect();
    let whole = |world: &World| {
        let report = ComplaintReport { world, of: &of, lang };
        report.whole()
    };
    let piece = |at: usize| (at == 0).then(|| app.session.peek(whole)).flatten();
    let is_same = || shown.get_untracked().as_ref() == Some(&of);
    let name = T(lang).complaints_file();
    if !hand_out(app, &[name, &month], piece, is_same).await {
        app.notices.info(both(|t| t.complaints_changed().to_owned()), None);
    }
}

#[component]
fn Sheet(of: Arc<ComplaintMonth>) -> impl IntoView {
    let t = use_text();
    let (causes, products, severities) = (of.causes.clone(), of.products.clone(), of.severities.clone());
    let facts = of.clone();
    let sum = move || {
        let all = facts_of(&facts, t());
        all.into_iter()
            .map(|(word, figure, note)| view! { <div><dt>{word}</dt><dd><b>{figure}</b> <small>{note}</small></dd></div> })
            .collect_view()
    };
    let all = of.all.len();
    let severity = move |of: &Option<crate::domain::kind::Severity>| {
        of.map_or_else(|| t().complaints_none().to_owned(), |of| t().label(&of.label()))
    };
    let text = move |of: &Option<Text>| {
        of.as_deref()
            .map_or_else(|| t().complaints_none().to_owned(), str::to_owned)
    };
    view! {
        <Panel id="complaints-sum" title=move || t().complaints_title()>
            <dl class="goals__facts panel__body" data-testid="complaints-sum">{sum}</dl>
        </Panel>
        <div class="goals__paretos">
            {pareto("complaints-causes", T::complaints_causes, causes, all, text)}
            {pareto("complaints-products", T::complaints_products, products, all, text)}
            {pareto("complaints-severities", T::complaints_severities, severities, all, severity)}
        </div>
        <Listed of=of />
    }
}

/// The figures of the month, each with what it rests on.
pub fn facts_of(of: &ComplaintMonth, t: T) -> Vec<(&'static str, String, String)> {
    let (met, late) = of.in_time();
    let (first, last) = of.before;
    let rated: Vec<u32> = of.all.iter().filter_map(|it| it.satisfaction.map(u32::from)).collect();
    let mean = match rated.len() {
        0 => format::unknown(t.0),
        n => format::score(f64::from(rated.iter().sum::<u32>()) / n as f64),
    };
    vec![
        (
            t.complaints_count(),
            format::count(of.all.len()),
            t.complaints_before(of.all_before, format::day(first), format::day(last)),
        ),
        (
            t.complaints_in_time(),
            format::share(met, met + late, t.0),
            t.complaints_decided(met, late, of.all.len() - met - late),
        ),
        (t.complaints_rated(), mean, t.complaints_rated_of(rated.len())),
    ]
}

/// How many have something in common, the most frequent first, with the share of all up to each.
fn pareto<K: Send + Sync + 'static>(
    id: &'static str,
    title: fn(T) -> &'static str,
    bars: Vec<Bar<K>>,
    all: usize,
    name: impl Fn(&Option<K>) -> String + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let t = use_text();
    let most = bars.iter().map(|bar| bar.now).max().unwrap_or_default().max(1);
    let rows = move || {
        let line = |bar: &Bar<K>| {
            let width = bar.now as f64 / most as f64 * 100.0;
            view! {
                <tr>
                    <th scope="row">{name(&bar.of)}</th>
                    <td class="goals__bar-cell"><span class="goals__bar" style:--w=format!("{width:.1}") aria-hidden="true"></span></td>
                    <td class="num">{format::count(bar.now)}</td>
                    <td class="num">{format::share(bar.so_far, all, t().0)}</td>
                    <td class="num">{format::count(bar.before)}</td>
                </tr>
            }
        };
        bars.iter().map(line).collect_view()
    };
    view! {
        <Panel id=id title=move || title(t())>
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || title(t())>
                <table class="table" data-testid=id>
                    <thead>
                        <tr>
                            <th scope="col">{move || title(t())}</th>
                            <td></td>
                            <th scope="col" class="num">{move || t().complaints_count()}</th>
                            <th scope="col" class="num">{move || t().complaints_so_far()}</th>
                            <th scope="col" class="num">{move || t().complaints_earlier()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Panel>
    }
}

/// The complaints themselves.
#[component]
fn Listed(of: Arc<ComplaintMonth>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let (is_none, more) = (of.all.is_empty(), of.all.len().saturating_sub(LISTED));
    let rows = move || {
        let listed = of.all.iter().take(LISTED);
        listed.filter_map(|it| line(app, it, t())).collect_view()
    };
    view! {
        <Panel id="complaints-all" title=move || t().complaints_all()>
            {is_none.then(|| view! { <EmptyState title=move || t().complaints_nobody() /> })}
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().complaints_all()>
                <table class="table" data-testid="complaints-all">
                    {table_head([
                        (T::goals_col_on, false),
                        (T::goals_col_customer, false),
                        (T::complaints_severities, false),
                        (T::complaints_causes, false),
                        (T::complaints_products, false),
                        (T::complaints_in_time, false),
                    ])}
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {(more > 0).then(|| view! { <p class="panel__body muted small">{move || t().complaints_more(more)}</p> })}
        </Panel>
    }
}

/// Whether a complaint was solved in time, in words.
pub fn in_time_said(it: &Complaint, t: T) -> &'static str {
    match it.in_time {
        Some(true) => t.goals_yes_in_time(),
        Some(false) => t.goals_no_in_time(),
        None => t.complaints_open(),
    }
}

fn line(app: App, it: &Complaint, t: T) -> Option<impl IntoView + use<>> {
    let customer = app
        .session
        .peek(|world| world.book.customers.at(it.customer).cloned())??;
    let or = |text: &Option<Text>| text.as_deref().unwrap_or_else(|| t.complaints_none()).to_owned();
    Some(view! {
        <tr>
            <td>{format::day(it.opened)}</td>
            <th scope="row"><a href=Route::customer(&customer.id).to_hash()>{customer.name.to_string()}</a></th>
            <td>{it.severity.map_or_else(|| t.complaints_none().to_owned(), |of| t.label(&of.label()))}</td>
            <td>{or(&it.cause)}</td>
            <td>{or(&it.product)}</td>
            <td>{in_time_said(it, t)}</td>
        </tr>
    })
}
