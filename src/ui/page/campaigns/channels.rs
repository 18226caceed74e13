//! What channels bring and cost, each figure a way to its customers.

use crate::state::live::*;

use super::figures::{figure, figure_name};
use super::list::{BEGUN, RUN_ON};
use super::people::PeopleList;
use super::{CAMPAIGNS, CHANNEL, CHANNELS, FIGURE, MarketingDesk, VIEW, fen, judged};
use crate::domain::day::{Day, Window};
use crate::domain::marketing::campaign::{self, Channel, Figure};
use crate::state::campaigns::channels;
use crate::state::reread::Shared;
use crate::state::route::Route;
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{EmptyState, Panel, ParamChoice, table_head};

/// The piece of page state that says which months are counted, and its values.
const PERIOD: &str = "period";
const YEAR: &str = "year";
const ALL: &str = "all";

/// What is read of the channels; nothing while it is read first.
pub type Told = RwSignal<Option<Shared<campaign::Channels>>>;

/// The channels; or the customers behind a figure of one.
#[component]
pub fn Channels(desk: MarketingDesk) -> impl IntoView {
    let (app, t) = (desk.app, use_text());
    let told = channels(app);
    let is_year = Memo::new(move |_| app.param(PERIOD).as_deref() != Some(ALL));
    let of_one = Memo::new(move |_| app.param(CHANNEL).is_some());
    let body = move || match of_one.get() {
        true => view! { <OfOne desk=desk told=told is_year=is_year /> }.into_any(),
        false => view! { <Table desk=desk told=told is_year=is_year /> }.into_any(),
    };
    view! {
        <div class="toolbar">
            <ParamChoice
                label=T::camp_period
                name="camp-period"
                param=PERIOD
                options=vec![(YEAR, T::camp_year), (ALL, T::camp_all_time)]
            />
            <Show when=move || of_one.get()>
                <a class="btn btn--quiet" href=move || back(app)>{move || t().camp_all_channels()}</a>
            </Show>
        </div>
        {body}
    }
}

fn back(app: crate::state::App) -> String {
    let route = app.route().with_param(CHANNEL, None);
    route.with_param(FIGURE, None).with_param("sort", None).to_hash()
}

#[component]
fn Table(desk: MarketingDesk, told: Told, is_year: Memo<bool>) -> impl IntoView {
    let (app, t) = (desk.app, use_text());
    let rows = move || {
        let average = desk.average.get().map(|(yuan, _)| yuan);
        let period = app.param(PERIOD);
        let since = is_year
            .get()
            .then(|| Window::months(app.as_of.get(), 12).after.plus_days(1));
        let row = |it: &Channel| row(it, average, (period.as_deref(), since), t());
        let told = told.get()?;
        Some(told.of(is_year.get()).iter().map(row).collect_view())
    };
    let message = move || match told.with(|told| told.as_ref().map(|told| told.of(is_year.get()).is_empty())) {
        None => Some(view! { <p class="panel__body muted" role="status">{t().camp_reading()}</p> }.into_any()),
        Some(true) => {
            Some(view! { <EmptyState title=t().camp_channels_none() text=t().camp_channels_none_help() /> }.into_any())
        }
        Some(false) => None,
    };
    let says = move |t: T| {
        let period = match is_year.get() {
            true => t.camp_year(),
            false => t.camp_all_time(),
        };
        (t.camp_channels().to_owned(), vec![period.to_owned()])
    };
    view! {
        {paper::head_area(app, says)}
        <div class="growth__panels">
            <Panel id="camp-channels" title=move || t().camp_channels()>
                <div class="panel__body">
                    <p class="muted small">{move || t().camp_channels_help()}</p>
                    <super::Average desk=desk />
                </div>
                <div class="table-wrap" role="group" tabindex="0" aria-label=move || t().camp_channels()>
                    <table class="table" data-testid="camp-channels-table">
                        {table_head([
                            (T::camp_col_channel, false),
                            (T::camp_col_campaigns, true),
                            (T::camp_col_cost, true),
                            (T::camp_col_leads, true),
                            (T::camp_col_deals, true),
                            (T::camp_col_cac, true),
                            (T::camp_col_ratio, true),
                        ])}
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {message}
            </Panel>
        </div>
    }
}

/// `period`: as the address says it, and its first day where it has one.
fn row(
    it: &Channel,
    average: Option<f64>,
    (period, since): (Option<&str>, Option<Day>),
    t: T,
) -> impl IntoView + use<> {
    let name = it.name.as_deref().unwrap_or_default().to_owned();
    let called = match it.name.as_deref() {
        Some(name) => name.to_owned(),
        None => t.camp_source_unknown().to_owned(),
    };
    let opens = |figure: Figure, n: usize, said: String| {
        let route = Route::to(CAMPAIGNS)
            .with_param(VIEW, Some(CHANNELS))
            .with_param(PERIOD, period);
        let href = route
            .with_param(CHANNEL, Some(&name))
            .with_param(FIGURE, Some(figure.word()))
            .to_hash();
        figure_link(n > 0, href, t.camp_by(figure_name(figure.word(), t), &called), said)
    };
    let link = |figure: Figure, n: usize| opens(figure, n, format::count(n));
    let campaigns = |said: String| {
        let since = since.map(|day| day.to_string());
        let route = Route::to(CAMPAIGNS).with_param(RUN_ON, Some(&name));
        let href = route.with_param(BEGUN, since.as_deref()).to_hash();
        figure_link(it.campaigns > 0, href, t.camp_by(t.camp_col_campaigns(), &called), said)
    };
    let (leads, deals) = (link(Figure::Leads, it.leads.len()), link(Figure::Deals, it.deals.len()));
    let cost = it.acquisition_cost();
    let none = if it.cost.0 <= 0 {
        t.camp_no_spend()
    } else {
        t.camp_no_deal()
    };
    let ratio = cost.zip(average).map(|(cost, average)| judged(cost / average, t));
    let paid = |said: String| opens(Figure::Deals, cost.map_or(0, |_| it.deals.len()), said);
    view! {
        <tr data-channel=name.clone()>
            <th scope="row">{called.clone()}</th>
            <td class="num">{campaigns(format::count(it.campaigns))}</td>
            <td class="num">{campaigns(format::wan(it.cost))}</td>
            <td class="num">{leads}</td>
            <td class="num">{deals}</td>
            <td class="num">{paid(cost.map_or_else(|| none.to_owned(), |cost| format::yuan_and_fen(fen(cost))))}</td>
            <td class="num">{paid(ratio.unwrap_or_else(|| t.unknown().to_owned()))}</td>
        </tr>
    }
}

/// The customers behind a figure of a channel.
#[component]
fn OfOne(desk: MarketingDesk, told: Told, is_year: Memo<bool>) -> impl IntoView {
    let (app, t) = (desk.app, use_text());
    let page = PeopleList::of_channel(desk, told, is_year);
    let name = move || match app.param(CHANNEL).filter(|name| !name.is_empty()) {
        Some(name) => name,
        None => t().camp_source_unknown().to_owned(),
    };
    let title = move || match figure(app) == Figure::Deals.word() {
        true => t().camp_channel_deals(name()),
        false => t().camp_channel_leads(name()),
    };
    view! {
        <div class="toolbar campaign__head">
            <h2 class="campaign__name">{title}</h2>
            <ColumnsMenu page=page />
            <ListButtons page=page />
        </div>
        <ListTable page=page message=move || view! { <EmptyState title=move || t().camp_people_none() /> } />
        <ListExport page=page />
        {paper::list_area(page)}
    }
}
