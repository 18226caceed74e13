//! What the warnings of the past were worth, and what another border would have given: the plain counts, or the warnings one by one.

use std::sync::Arc;
use std::time::Duration;

use crate::state::live::*;

use super::PART;
use super::behind::{COUNTS, HEADS, MISSED, STOPPED_WORD, behind, warnings_behind};
use super::warnings::WarningList;
use crate::domain::label::Lang;
use crate::domain::winback::{Judgement, SETTLED_DAYS, SIGNALS, Signal, TOO_FEW, Tried};
use crate::exchange::grid::Cell as OutCell;
use crate::exchange::write::{Look, OutColumn, OutTable};
use crate::state::winback::{judge, judged_so_far};
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::list::column::Stand;
use crate::ui::list::*;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, EmptyState, Panel, ParamChoice};

/// The value of [`PART`] for the warnings one by one.
const LISTED: &str = "list";
/// The pieces of page state that name a figure: the signal by its place, and which of its warnings. Who stopped ordering has no signal.
pub const SIGNAL: &str = "signal";
pub const FIGURE: &str = "figure";
/// The progress is looked at so often.
const AGAIN: Duration = Duration::from_millis(150);

/// The view.
#[component]
pub fn Judged() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let told = judge(app);
    let page = WarningList::new(app, told);
    let is_listed = Memo::new(move |_| app.param(PART).as_deref() == Some(LISTED));
    let is_here = Memo::new(move |_| told.with(Option::is_some));
    let is_behind = Memo::new(move |_| app.param(FIGURE).is_some());
    let body = move || match (is_here.get(), is_listed.get()) {
        (false, _) => view! { <Reading told=told /> }.into_any(),
        (true, false) if is_behind.get() => view! { <Behind of=warnings_behind(app, told) /> }.into_any(),
        (true, true) => view! { <ListTable page=page message=move || message(page) /> }.into_any(),
        (true, false) => {
            let screen = view! { <div class="health__judged">{move || told.get().map(|told| view! { <Signals told=told /> })}</div> };
            paper::instead(screen, move || told.get().map(|told| sheet(app, &told))).into_any()
        }
    };
    // The other views bring their own.
    let paper = move || is_listed.get().then(|| paper::list_area(page));
    view! {
        <div class="toolbar" role="group" aria-label=move || t().health_judged()>
            <ParamChoice
                label=T::health_part
                name="health-part"
                param=PART
                ends=&["sort", SIGNAL, FIGURE]
                options=vec![("signals", T::health_signals), (LISTED, T::health_one_by_one)]
            />
            <Show when=move || is_listed.get() && is_here.get()>
                <Narrow page=page mark="health-warning-search" />
            </Show>
            <Show when=move || is_here.get() && (is_listed.get() || !is_behind.get())>
                <Leave page=page told=told is_listed=is_listed />
            </Show>
        </div>
        {body}
        {paper}
    }
}

/// The ways to take along what is shown.
#[component]
fn Leave(page: WarningList, told: RwSignal<Option<Judgement>>, is_listed: Memo<bool>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let asked = Asked::new(move || {
        untrack(|| told.get())
            .map(|told| offer(app, &told))
            .into_iter()
            .collect()
    });
    let buttons = move || match is_listed.get() {
        true => view! {
            <ColumnsMenu page=page />
            <ListButtons page=page export_mark="export-warnings" />
        }
        .into_any(),
        false => view! {
            <Button
                text=move || t().export()
                icon="download"
                attr:data-testid="export-signals"
                on_click=Callback::new(move |_| asked.open.set(true))
            />
            <Button text=move || t().print() icon="printer" on_click=Callback::new(move |_| paper::print()) />
        }
        .into_any(),
    };
    view! {
        <span class="toolbar__end">{buttons}</span>
        <Export asked=asked />
        <ListExport page=page />
    }
}

/// How far the looking back is.
#[component]
fn Reading(told: RwSignal<Option<Judgement>>) -> impl IntoView {
    let t = use_text();
    let far = RwSignal::new((0, 0));
    look(told, far);
    let said = move || {
        let (read, all) = far.get();
        t().health_judging(format::count(read), format::count(all))
    };
    view! {
        <div class="health__reading" data-testid="health-reading">
            <p class="muted" role="status">{move || t().health_judging_now()}</p>
            <progress
                aria-label=move || t().health_judging_now()
                max=move || far.get().1.max(1).to_string()
                value=move || far.get().0.to_string()
            ></progress>
            <p class="muted small num">{said}</p>
        </div>
    }
}

/// Looks again and again, until it is told or nobody waits any more.
fn look(told: RwSignal<Option<Judgement>>, far: RwSignal<(usize, usize)>) {
    let is_waiting = told.try_with_untracked(Option::is_none) == Some(true);
    if !is_waiting || far.try_set(judged_so_far().unwrap_or_default()).is_some() {
        return;
    }
    after(move || look(told, far), AGAIN);
}

#[component]
fn Signals(told: Judgement) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let head = move |text: fn(T) -> &'static str| view! { <th scope="col" class="num">{move || text(t())}</th> };
    let period = told.period;
    let help = move || period.map(|(from, to)| t().health_judged_help(format::day(from), format::day(to)));
    let stopped = told.stopped;
    let is_few = told.tried.iter().any(|tried| tried.warned() < TOO_FEW);
    let rows = move || {
        let row = |(signal, tried): (&Signal, Tried)| {
            let called = name(*signal, t());
            let place = SIGNALS.iter().position(|known| known == signal);
            let figures = figures(*signal, tried, t()).into_iter().zip(counts(*signal, tried));
            let columns = COUNTS.iter().zip(HEADS).map(|(word, head)| (*word, head(t())));
            let cell = |((text, n), (word, head)): ((String, usize), (&str, &str))| {
                let name = t().behind_of(&called, head);
                let why = (*word == *MISSED && misses_none(*signal)).then(|| t().health_misses_none());
                view! { <td class="num" title=why>{figure_link(n > 0, behind(app, place, word), name, text)}</td> }
            };
            let cells = figures.zip(columns).map(cell).collect_view();
            view! {
                <tr>
                    <th scope="row">{called.clone()}</th>
                    {cells}
                </tr>
            }
        };
        shown(&told).map(row).collect_view()
    };
    view! {
        <Panel id="health-signals" title=move || t().health_signals()>
            <div class="panel__body">
                <p class="muted small">{help}</p>
                <p class="muted small">
                    {move || t().health_missed_help(stopped)}
                    " "
                    {(stopped > 0).then(|| view! { <a class="inline" href=behind(app, None, STOPPED_WORD) data-testid="health-stopped">{move || t().health_stopped_rows()}</a> })}
                </p>
                <p class="muted small" data-testid="health-misses-none">{move || t().health_misses_none()}</p>
                <p class="muted small">{move || t().health_rules_kept()}</p>
            </div>
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().health_signals()>
                <table class="table" data-testid="health-signals">
                    <thead>
                        <tr>
                            <th scope="col">{move || t().health_signal()}</th>
                            {HEADS.map(head).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {is_few.then(|| view! { <p class="panel__body muted small">{move || t().health_few_help()}</p> })}
        </Panel>
    }
}

/// How many rows are behind each figure of a signal, in the order of [`HEADS`]; none where the figure is not told.
fn counts(signal: Signal, tried: Tried) -> [usize; 6] {
    let missed = if misses_none(signal) { 0 } else { tried.missed };
    let warned = tried.warned();
    [warned, tried.lost, tried.kept, tried.won_back, warned, missed]
}

/// The signals with their figures. Where the rules never changed, those of now are those of the days.
fn shown(told: &Judgement) -> impl Iterator<Item = (&'static Signal, Tried)> {
    let had_others = told.had_others;
    let is_told = move |signal: &Signal| *signal != Signal::Now || had_others;
    SIGNALS
        .iter()
        .zip(told.tried)
        .filter(move |(signal, _)| is_told(signal))
}

/// What a signal is called.
pub fn name(signal: Signal, t: T) -> String {
    match signal {
        Signal::Rules => t.health_by_rules().to_owned(),
        Signal::Now => t.health_by_now().to_owned(),
        Signal::Drop(percent) => t.health_by_drop(percent),
        Signal::Quiet(days) => t.health_by_quiet(days),
    }
}

/// Whether a signal can miss nobody: who stops has ordered within 90 days, so that by then so long a pause can be over for nobody.
fn misses_none(signal: Signal) -> bool {
    matches!(signal, Signal::Quiet(days) if i32::from(days) > SETTLED_DAYS)
}

/// The figures of a signal, in the order of [`HEADS`].
fn figures(signal: Signal, tried: Tried, t: T) -> [String; 6] {
    let rate = match tried.warned() {
        warned if warned < TOO_FEW => t.health_few().to_owned(),
        warned => format::share(tried.lost, warned, t.0),
    };
    let missed = match misses_none(signal) {
        true => "–".to_owned(),
        false => format::count(tried.missed),
    };
    let [warned, lost, kept, won] = [tried.warned(), tried.lost, tried.kept, tried.won_back].map(format::count);
    [warned, lost, kept, won, rate, missed]
}

/// The table of the signals on paper, with what it counts.
fn sheet(app: App, told: &Judgement) -> AnyView {
    let t = T(app.lang.get());
    let heads = HEADS.map(|head| (head(t).to_owned(), Stand::Figure));
    let first = (t.health_signal().to_owned(), Stand::Plain);
    let row = |(signal, tried): (&Signal, Tried)| {
        let figures = figures(*signal, tried, t).into_iter();
        std::iter::once(name(*signal, t)).chain(figures).collect()
    };
    let table = paper::PaperTable {
        heads: std::iter::once(first).chain(heads).collect(),
        rows: shown(told).map(row).collect(),
        sum: None,
    };
    let help = told
        .period
        .map(|(from, to)| t.health_judged_help(format::day(from), format::day(to)));
    let notes = help
        .into_iter()
        .chain([t.health_missed_help(told.stopped)])
        .chain([t.health_misses_none(), t.health_rules_kept()].map(str::to_owned));
    let company = app.session.company.get().unwrap_or_default();
    view! {
        {paper::letterhead(company, t.health_signals().to_owned(), t.as_of_day(app.as_of.get()))}
        {paper::table(t, table)}
        {notes.map(|note| view! { <p class="printnote">{note}</p> }).collect_view()}
    }
    .into_any()
}

/// The same as a table that can leave: figures as numbers, the share of those that were right only where it says something.
fn offer(app: App, told: &Judgement) -> Offer {
    let rows: Vec<(Signal, Tried)> = shown(told).map(|(signal, tried)| (*signal, tried)).collect();
    let title = both(|t| t.health_signals().to_owned());
    let lang = app.lang.get_untracked();
    let table = table(&rows, lang);
    Offer {
        key: "signals",
        name: title.clone(),
        title,
        count: rows.len(),
        has_contacts: false,
        make: Arc::new(move |_| {
            let table = table.clone();
            Box::pin(async move { Some(table) })
        }),
    }
}

fn table(rows: &[(Signal, Tried)], lang: Lang) -> OutTable {
    let t = T(lang);
    let column = |(head, look): (fn(T) -> &'static str, Look)| OutColumn::new(head(t), look);
    // As the cells below stand.
    let [whole, rate] = [Look::Whole, Look::Percent];
    let looks = HEADS.into_iter().zip([whole, whole, whole, whole, rate, whole]);
    let cells = |(signal, tried): &(Signal, Tried)| {
        let count = |n: usize| OutCell::Number(n as f64);
        let rate = match tried.warned() {
            warned if warned < TOO_FEW => OutCell::text(t.health_few()),
            warned => OutCell::Number(tried.lost as f64 / warned as f64),
        };
        let missed = if misses_none(*signal) {
            OutCell::Blank
        } else {
            count(tried.missed)
        };
        let counts = [tried.warned(), tried.lost, tried.kept, tried.won_back].map(count);
        let name = OutCell::text(&name(*signal, t));
        std::iter::once(name).chain(counts).chain([rate, missed]).collect()
    };
    OutTable {
        name: t.health_signals().to_owned(),
        columns: std::iter::once((T::health_signal as fn(T) -> &'static str, Look::General))
            .chain(looks)
            .map(column)
            .collect(),
        rows: rows.iter().map(cells).collect(),
    }
}

/// What stands in the place of the warnings where there are none.
fn message(page: WarningList) -> AnyView {
    let t = use_text();
    let is_narrowed = Memo::new(move |_| page.query().is_narrowed());
    let title = move || match is_narrowed.get() {
        true => t().health_none_of_kind(),
        false => t().health_no_warnings(),
    };
    view! { <EmptyState title=title /> }.into_any()
}
