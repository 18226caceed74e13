//! The reports of the ends of months: which left the book, and whether one made again says the same.

use crate::state::live::*;
use leptos::task::spawn_local;

use super::list::{ValueList, month_end};
use super::people::report_piece;
use super::{PORTRAIT, VALUE, VIEW};
use crate::domain::day::{Day, Moment};
use crate::domain::marketing::report::{Compared, FrozenReport, frozen_reports, keep_report, rules_sum};
use crate::state::route::Route;
use crate::state::value::piece_by_piece;
use crate::state::{App, clock};
use crate::ui::format;
use crate::ui::portrait::ReportMaking;
use crate::ui::settings::changed;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, table_head};

/// So many ends of months are listed.
const MONTHS: usize = 12;

/// Remembers that the report of a day left.
pub fn remember(app: App, day: Day, check: &str) {
    let Some(made) = Moment::parse(&clock::instant()) else {
        return;
    };
    let Some(rules) = app.session.peek(rules_sum) else {
        return;
    };
    let report = FrozenReport {
        day,
        made,
        check: check.into(),
        rules: rules.into(),
    };
    if let Some(command) = changed(app, |settings| keep_report(settings, report)) {
        app.session.dispatch(command);
    }
}

/// The ends of months, with the reports that left; other days whose report did stand among them.
fn days(app: App) -> Vec<(Day, Option<FrozenReport>)> {
    let known = app
        .session
        .read(|world| frozen_reports(&world.book.head.settings))
        .unwrap_or_default();
    let ends = std::iter::successors(Some(month_end(app.today.get())), |day| Some(month_end(*day)));
    let mut all: Vec<Day> = ends.take(MONTHS).chain(known.iter().map(|it| it.day)).collect();
    all.sort_unstable_by(|one, other| other.cmp(one));
    all.dedup();
    let found = |day: Day| (day, known.iter().find(|it| it.day == day).cloned());
    all.into_iter().map(found).collect()
}

/// The panel.
#[component]
pub fn Reports(page: ValueList, is_read: Signal<bool>) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let all = Memo::new(move |_| days(app));
    let missing = move || all.with(|all| all.iter().filter(|(_, report)| report.is_none()).count());
    let rows = move || {
        all.get()
            .into_iter()
            .map(|(day, report)| row(page, is_read, day, report))
            .collect_view()
    };
    view! {
        <details class="panel value__how value__reports" data-testid="portrait-reports">
            <summary>{move || t().reports_title()} " " <small class="muted">{move || t().reports_missing(missing())}</small></summary>
            <p class="panel__body muted small">{move || t().reports_help()}</p>
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().reports_title()>
                <table class="table" data-testid="portrait-reports-table">
                    {table_head([(T::reports_day, false), (T::reports_state, false), (T::reports_ways, false)])}
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

fn row(page: ValueList, is_read: Signal<bool>, day: Day, report: Option<FrozenReport>) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let there = Route::to(VALUE)
        .with_param(VIEW, Some(PORTRAIT))
        .on_day(Some(day))
        .to_hash();
    // What was found is of the book as it stood.
    let told = RwSignal::new(None::<(u64, Compared)>);
    let found = move || told.get().filter(|(version, _)| *version == app.session.version());
    let known = report.clone();
    let state = move || match (&known, found().map(|(_, compared)| compared)) {
        (None, _) => t().reports_none().to_owned(),
        (Some(it), None) => t().reports_made(format::moment(&it.made), &*it.check),
        (Some(_), Some(Compared::Same)) => t().reports_same().to_owned(),
        (Some(_), Some(Compared::OtherRules)) => t().reports_other_rules().to_owned(),
        (Some(_), Some(Compared::OtherRecords)) => t().reports_other_records().to_owned(),
    };
    let is_here = move || app.as_of.get() == day;
    let report = StoredValue::new(report);
    let compare = move |_| {
        spawn_local(async move {
            let version = app.session.version_now();
            let found = compared(page, report.try_get_value().flatten()).await;
            told.try_set(found.map(|compared| (version, compared)));
        });
    };
    let ways = move || match (is_here(), report.with_value(Option::is_some)) {
        (false, _) => view! { <a href=there.clone()>{t().reports_open()}</a> }.into_any(),
        (true, true) => view! {
            <Button
                text=move || t().reports_compare()
                size="btn--small"
                disabled=Signal::derive(move || !is_read.get())
                attr:data-testid="portrait-compare"
                on_click=Callback::new(compare)
            />
        }
        .into_any(),
        (true, false) => t().reports_download().into_any(),
    };
    view! {
        <tr data-day=day.to_string()>
            <th scope="row">{format::day(day)}</th>
            <td role="status">{state}</td>
            <td>{ways}</td>
        </tr>
    }
}

/// How a report made now stands to one that left; nothing where the book changed meanwhile.
async fn compared(page: ValueList, known: Option<FrozenReport>) -> Option<Compared> {
    let (app, map) = (page.list.app, page.map.get_untracked()?);
    let (known, version) = (known?, untrack(|| app.session.version()));
    let (lang, mut made) = (app.lang.get_untracked(), ReportMaking::default());
    let is_same = move || untrack(|| app.session.version()) == version;
    piece_by_piece(|_| is_same() && report_piece(app, &map, lang, &mut made).is_some()).await;
    if !is_same() {
        app.notices.error(both(|t| t.portrait_changed().to_owned()));
        return None;
    }
    app.session.peek(|world| known.compared(world, &made.sum().hex()))
}
