//! What the warnings of the past were worth, and what another border would have given.

use crate::state::live::*;

use crate::domain::label::Lang;
use crate::domain::winback::{Fate, Judgement, SETTLED_DAYS, SIGNALS, Signal, TOO_FEW, Tried, Warning};
use crate::state::route::Route;
use crate::state::use_app;
use crate::state::winback::judge;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::Panel;

/// So many warnings are listed, the latest first.
const LISTED: usize = 200;

/// The view.
#[component]
pub fn Judged() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let told = judge(app);
    move || match told.get() {
        None => view! { <p class="muted" role="status">{move || t().health_judging()}</p> }.into_any(),
        Some(told) => {
            let (signals, warnings) = (told.clone(), told);
            view! {
                <div class="health__judged">
                    <Signals told=signals />
                    <Warnings told=warnings />
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn Signals(told: Judgement) -> impl IntoView {
    let t = use_text();
    let head = move |text: fn(T) -> &'static str| view! { <th scope="col" class="num">{move || text(t())}</th> };
    let period = told.period;
    let help = move || period.map(|(from, to)| t().health_judged_help(format::day(from), format::day(to)));
    let rows = move || {
        // Where the rules never changed, those of now are those of the days.
        let is_told = |signal: &Signal| *signal != Signal::Now || told.had_others;
        let rows = SIGNALS.iter().zip(told.tried).filter(|(signal, _)| is_told(signal));
        rows.map(|(signal, tried)| row(*signal, tried, t())).collect_view()
    };
    let is_few = told.tried.iter().any(|tried| tried.warned() < TOO_FEW);
    view! {
        <Panel id="health-signals" title=move || t().health_signals()>
            <div class="panel__body">
                <p class="muted small">{help}</p>
                <p class="muted small">{move || t().health_missed_help(told.stopped)}</p>
                <p class="muted small">{move || t().health_rules_kept()}</p>
            </div>
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().health_signals()>
                <table class="table" data-testid="health-signals">
                    <thead>
                        <tr>
                            <th scope="col">{move || t().health_signal()}</th>
                            {head(T::health_warned)}
                            {head(T::health_hit)}
                            {head(T::health_stayed)}
                            {head(T::health_won_back)}
                            {head(T::health_rate)}
                            {head(T::health_missed)}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {is_few.then(|| view! { <p class="panel__body muted small">{move || t().health_few_help()}</p> })}
        </Panel>
    }
}

fn row(signal: Signal, tried: Tried, t: T) -> impl IntoView {
    let name = match signal {
        Signal::Rules => t.health_by_rules().to_owned(),
        Signal::Now => t.health_by_now().to_owned(),
        Signal::Drop(percent) => t.health_by_drop(percent),
        Signal::Quiet(days) => t.health_by_quiet(days),
    };
    let rate = match tried.warned() {
        warned if warned < TOO_FEW => t.health_few().to_owned(),
        warned => format::share(tried.lost, warned, t.0),
    };
    let figure = |n: usize| view! { <td class="num">{format::count(n)}</td> };
    view! {
        <tr>
            <th scope="row">{name}</th>
            {figure(tried.warned())}
            {figure(tried.lost)}
            {figure(tried.kept)}
            {figure(tried.won_back)}
            <td class="num">{rate}</td>
            // Who stops has ordered within 90 days: by then so long a pause can be over for nobody.
            {match signal {
                Signal::Quiet(days) if i32::from(days) > SETTLED_DAYS => view! { <td class="num muted">"–"</td> }.into_any(),
                _ => figure(tried.missed).into_any(),
            }}
        </tr>
    }
}

#[component]
fn Warnings(told: Judgement) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let more = told.warnings.len().saturating_sub(LISTED);
    let is_none = told.warnings.is_empty();
    let rows = move || {
        let listed = told.warnings.iter().take(LISTED);
        let read = listed.filter_map(|warning| line(app, warning, t().0));
        read.collect_view()
    };
    view! {
        <Panel id="health-warnings" title=move || t().health_warnings()>
            <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().health_warnings()>
                <table class="table" data-testid="health-warnings">
                    <thead>
                        <tr>
                            <th scope="col">{move || t().health_on()}</th>
                            <th scope="col">{move || t().health_col_name()}</th>
                            <th scope="col">{move || t().health_fate()}</th>
                            <th scope="col">{move || t().health_done()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {is_none.then(|| view! { <p class="panel__body muted">{move || t().health_no_warnings()}</p> })}
            {(more > 0).then(|| view! { <p class="panel__body muted small">{move || t().health_more(more)}</p> })}
        </Panel>
    }
}

fn line(app: crate::state::App, warning: &Warning, lang: Lang) -> Option<impl IntoView + use<>> {
    let t = T(lang);
    let customer = app
        .session
        .peek(|world| world.book.customers.at(warning.customer).cloned())??;
    let fate = match warning.fate {
        Fate::Lost => t.health_fate_lost(),
        Fate::Kept => t.health_fate_kept(),
        Fate::WonBack => t.health_won_back(),
        Fate::Open => t.health_fate_open(),
    };
    let measure = warning.measure.as_deref().unwrap_or_default().to_owned();
    Some(view! {
        <tr>
            <td>{format::day(warning.on)}</td>
            <td><a href=Route::customer(&customer.id).to_hash()>{customer.name.to_string()}</a></td>
            <td>{fate}</td>
            <td>{measure}</td>
        </tr>
    })
}
