//! 投诉复盘: the complaints of a month by cause, product and severity, the deadlines met, what is being improved, and the month's report.

use std::sync::Arc;

use crate::state::live::*;
use leptos::task::spawn_local;

use super::improve::{ImproveDialog, Improvements};
use super::report::ComplaintReport;
use crate::domain::day::Day;
use crate::domain::kind::Severity;
use crate::domain::record::Text;
use crate::domain::report::months::first_of_month;
use crate::domain::steering::{Bar, Complaint, ComplaintMonth};
use crate::domain::world::World;
use crate::state::route::Route;
use crate::state::service;
use crate::state::value::hand_out;
use crate::state::{App, use_app};
use crate::ui::list::paper;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, EmptyState, Panel, Select, table_head};
use crate::ui::{format, goal_said};
use crate::words;

/// The piece of page state that names the month, by its first day.
const MONTH: &str = "month";
/// The piece of page state that narrows the complaints that are listed.
const ONLY: &str = "only";
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
    let says = move |t: T| {
        let title = shown.with(|of| of.as_ref().map(|of| title(of, t)));
        (title.unwrap_or_else(|| t.complaints_title().to_owned()), Vec::new())
    };
    view! {
        <Ways month=month shown=shown />
        {paper::head_area(app, says)}
        <div class="goals__all">
            {body}
            <Improvements editing=editing />
        </div>
        <ImproveDialog editing=editing />
    }
}

/// What the sheet of a month is called: with its days.
pub fn title(of: &ComplaintMonth, t: T) -> String {
    t.complaints_of(format::day(of.from), format::day(of.until))
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
                on_click=Callback::new(move |_| paper::print())
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
    let (app, t) = (use_app(), use_text());
    let (causes, products, severities) = (of.causes.clone(), of.products.clone(), of.severities.clone());
    let facts = of.clone();
    let sum = move || {
        let all = facts_of(&facts, t());
        all.into_iter().map(|fact| fact_view(app, &facts, fact)).collect_view()
    };
    let severity = |of: Option<&Severity>, t: T| {
        let name = of.map_or_else(|| t.complaints_none().to_owned(), |of| t.label(&of.label()));
        (name, of.map(|of| of.word().to_owned()))
    };
    let text = |of: Option<&Text>, t: T| {
        (
            of.map_or_else(|| t.complaints_none().to_owned(), Text::to_string),
            of.map(Text::to_string),
        )
    };
    let month = of.clone();
    view! {
        <Panel id="complaints-sum" title=move || t().complaints_title()>
            <dl class="goals__facts panel__body" data-testid="complaints-sum">{sum}</dl>
        </Panel>
        <div class="goals__paretos">
            {pareto(("complaints-causes", "row.cause"), T::complaints_causes, &month, causes, text)}
            {pareto(("complaints-products", "row.product"), T::complaints_products, &month, products, text)}
            {pareto(("complaints-severities", "row.severity"), T::complaints_severities, &month, severities, severity)}
        </div>
        <Listed of=of />
    }
}

/// The complaints that a figure rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rows {
    /// All of the month.
    Month,
    /// All of the days before.
    Before,
    /// Those of the month that this says.
    Only(Only),
}

words! {
    /// What narrows the complaints of a month.
    pub enum Only {
        /// Solved in time.
        Met = "met",
        /// Late.
        Late = "late",
        /// Neither yet.
        Open = "open",
        /// Somebody said how satisfied they were.
        Rated = "rated",
    }
}

impl Only {
    fn holds(self, it: &Complaint) -> bool {
        match self {
            Self::Met => it.in_time == Some(true),
            Self::Late => it.in_time == Some(false),
            Self::Open => it.in_time.is_none(),
            Self::Rated => it.satisfaction.is_some(),
        }
    }

    fn text(self, t: T) -> &'static str {
        match self {
            Self::Met => t.goals_yes_in_time(),
            Self::Late => t.goals_no_in_time(),
            Self::Open => t.complaints_open(),
            Self::Rated => t.complaints_has_rating(),
        }
    }
}

/// A figure of the month, and what it rests on, each with its complaints.
pub struct Fact {
    /// What it is.
    pub word: &'static str,
    /// What it comes to.
    pub value: (String, Rows),
    /// What it rests on.
    pub notes: Vec<(String, Rows)>,
}

/// The figures of the month.
pub fn facts_of(of: &ComplaintMonth, t: T) -> [Fact; 3] {
    let (met, late) = of.in_time();
    let (first, last) = of.before;
    let open = of.all.len() - met - late;
    let rated: Vec<u32> = of.all.iter().filter_map(|it| it.satisfaction.map(u32::from)).collect();
    let mean = match rated.len() {
        0 => format::unknown(t.0),
        n => format::score(f64::from(rated.iter().sum::<u32>()) / n as f64),
    };
    let before = t.complaints_before(of.all_before, format::day(first), format::day(last));
    [
        Fact {
            word: t.complaints_count(),
            value: (format::count(of.all.len()), Rows::Month),
            notes: vec![(before, Rows::Before)],
        },
        Fact {
            word: t.complaints_in_time(),
            value: (format::share(met, met + late, t.0), Rows::Only(Only::Met)),
            notes: vec![
                (t.complaints_met(met), Rows::Only(Only::Met)),
                (t.complaints_not_met(late), Rows::Only(Only::Late)),
                (t.complaints_undecided(open), Rows::Only(Only::Open)),
            ],
        },
        Fact {
            word: t.complaints_rated(),
            value: (mean, Rows::Only(Only::Rated)),
            notes: vec![(t.complaints_rated_of(rated.len()), Rows::Only(Only::Rated))],
        },
    ]
}

fn fact_view(app: App, of: &ComplaintMonth, fact: Fact) -> impl IntoView + use<> {
    let href = |rows: Rows| match rows {
        Rows::Month => goal_said::complaints((of.from, of.until), None),
        Rows::Before => goal_said::complaints(of.before, None),
        Rows::Only(only) => app.route().with_param(ONLY, Some(only.word())).to_hash(),
    };
    let link = |(text, rows): (String, Rows)| view! { <a href=href(rows)>{text}</a> };
    let value = link(fact.value);
    let note = |(at, note)| view! { {(at > 0).then_some(" · ")} {link(note)} };
    let notes = fact.notes.into_iter().enumerate().map(note).collect_view();
    view! { <div><dt>{fact.word}</dt><dd><b>{value}</b> <small>{notes}</small></dd></div> }
}

/// How many have something in common, the most frequent first, with the share of all up to each.
fn pareto<K: Send + Sync + 'static>(
    (id, key): (&'static str, &'static str),
    title: fn(T) -> &'static str,
    of: &ComplaintMonth,
    bars: Vec<Bar<K>>,
    name: fn(Option<&K>, T) -> (String, Option<String>),
) -> impl IntoView + use<K> {
    let t = use_text();
    let (all, now, before) = (of.all.len(), (of.from, of.until), of.before);
    let most = bars.iter().map(|bar| bar.now).max().unwrap_or_default().max(1);
    let rows = move || {
        let named: Vec<_> = bars.iter().map(|bar| name(bar.of.as_ref(), t())).collect();
        let line = |at: usize, (said, value): &(String, Option<String>), bar: &Bar<K>| {
            let width = bar.now as f64 / most as f64 * 100.0;
            let up_to = named.iter().take(at + 1);
            let up_to: Vec<&str> = up_to.map(|(_, value)| value.as_deref().unwrap_or_default()).collect();
            let so_far = goal_said::complaints(now, Some((key, &up_to)));
            let count = |n: usize, days| {
                let href = goal_said::complaints(days, Some((key, &[value.as_deref().unwrap_or_default()])));
                match n {
                    0 => view! { "0" }.into_any(),
                    n => view! { <a href=href aria-label=t().camp_by(format::count(n), said)>{format::count(n)}</a> }
                        .into_any(),
                }
            };
            let (now, before) = (count(bar.now, now), count(bar.before, before));
            view! {
                <tr>
                    <th scope="row">{said.clone()}</th>
                    <td class="goals__bar-cell"><span class="goals__bar" style:--w=format!("{width:.1}") aria-hidden="true"></span></td>
                    <td class="num">{now}</td>
                    <td class="num"><a href=so_far>{format::share(bar.so_far, all, t().0)}</a></td>
                    <td class="num">{before}</td>
                </tr>
            }
        };
        let lines = named.iter().zip(&bars).enumerate();
        lines.map(|(at, (named, bar))| line(at, named, bar)).collect_view()
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

/// The complaints themselves, or those of them that the address asks for.
#[component]
fn Listed(of: Arc<ComplaintMonth>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let only = Memo::new(move |_| app.param(ONLY).and_then(|word| Only::from_word(&word)));
    let days = (of.from, of.until);
    let listed = Memo::new(move |_| {
        let fits = |it: &&Complaint| only.get().is_none_or(|only| only.holds(it));
        of.all.iter().filter(fits).cloned().collect::<Vec<_>>()
    });
    let rows = move || {
        listed.with(|all| {
            all.iter()
                .take(LISTED)
                .filter_map(|it| line(app, it, t()))
                .collect_view()
        })
    };
    let title = move || match only.get() {
        Some(_) => t().complaints_none_such(),
        None => t().complaints_nobody(),
    };
    let none = move || listed.with(Vec::is_empty).then(|| view! { <EmptyState title=title /> });
    let more = move || {
        let more = listed.with(Vec::len).saturating_sub(LISTED);
        let href = goal_said::complaints(days, None);
        (more > 0)
            .then(|| view! { <p class="panel__body muted small"><a href=href>{t().complaints_more(more)}</a></p> })
    };
    let narrowed = move || {
        let all = app.route().with_param(ONLY, None).to_hash();
        let n = format::count(listed.with(Vec::len));
        only.get().map(|only| {
            view! {
                <p class="panel__body small" data-testid="complaints-only">
                    {t().camp_by(n, only.text(t()))} " · " <a href=all>{t().complaints_show_all()}</a>
                </p>
            }
        })
    };
    view! {
        <Panel id="complaints-all" title=move || t().complaints_all()>
            {narrowed} {none}
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().complaints_all()>
                <table class="table" data-testid="complaints-all">
                    {table_head([
                        (T::goals_col_on, false),
                        (T::goals_col_customer, false),
                        (T::complaints_subject, false),
                        (T::complaints_severities, false),
                        (T::complaints_causes, false),
                        (T::complaints_products, false),
                        (T::complaints_in_time, false),
                    ])}
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more}
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

/// What a complaint is about; nothing where nobody wrote it down.
pub fn subject(world: &World, it: &Complaint) -> String {
    let said = world
        .book
        .tickets
        .at(it.ticket)
        .and_then(|ticket| ticket.look(|ticket| ticket.subject.clone()));
    said.map(String::from).unwrap_or_default()
}

fn line(app: App, it: &Complaint, t: T) -> Option<impl IntoView + use<>> {
    let customer = app
        .session
        .peek(|world| world.book.customers.at(it.customer).cloned())??;
    let or = |text: &Option<Text>| text.as_deref().unwrap_or_else(|| t.complaints_none()).to_owned();
    let ticket = app.session.peek(|world| subject(world, it))?;
    Some(view! {
        <tr>
            <td class="nowrap">{format::day(it.opened)}</td>
            <th scope="row"><a href=Route::customer(&customer.id).to_hash()>{customer.name.to_string()}</a></th>
            <td>{ticket}</td>
            <td class="nowrap">{it.severity.map_or_else(|| t.complaints_none().to_owned(), |of| t.label(&of.label()))}</td>
            <td>{or(&it.cause)}</td>
            <td>{or(&it.product)}</td>
            <td>{in_time_said(it, t)}</td>
        </tr>
    })
}
