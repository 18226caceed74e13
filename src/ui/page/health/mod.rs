//! 健康: whose health falls, who is lost, the plans to win them back, and why the score is what it is.

mod behind;
mod deeds;
mod formula;
mod judged;
mod list;
mod slip;
mod warnings;
mod why;

use crate::state::live::*;

use deeds::{EndDialog, PlanDialog};
use formula::Formula;
use judged::Judged;
use list::{HealthList, since};
use slip::Slip;

use crate::domain::day::Day;
use crate::domain::id::CustomerId;
use crate::domain::winback::{BEFORE_DAYS, Standing};
use crate::state::route::{PageId, Route};
use crate::state::use_app;
use crate::ui::day::DayField;
use crate::ui::keys::on_new;
use crate::ui::later::{Later, later, once_wanted};
use crate::ui::list::*;
use crate::ui::record::talk_with;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{EmptyState, PageHead, ParamChoice};

/// The page's name.
const HEALTH: PageId = PageId::named("health");
/// The piece of page state that names the customer whose slip stands beside the list.
const CUSTOMER: &str = "customer";
/// The pieces of page state that narrow the list.
const VIEW: &str = "view";
const WHOSE: &str = "whose";
/// Values of [`VIEW`] beside the standings.
const ALL: &str = "all";
const JUDGED: &str = "judged";
/// The piece of page state that chooses between the counts of the warnings and the warnings one by one.
const PART: &str = "part";
/// The piece of page state that names the day that scores are compared with.
const SINCE: &str = "since";
/// The condition of the list that asks how many days a plan is late.
const LATE: &str = "is.row.late";
/// The values of [`WHOSE`] beside all.
const MINE: &str = "mine";
const NOBODYS: &str = "none";

static PLAN: Later<fn(HealthList) -> AnyView> =
    later!(write: win_back_plan => fn(HealthList) -> AnyView { |page| view! { <PlanDialog page=page /> }.into_any() });
static END: Later<fn(HealthList) -> AnyView> =
    later!(write: win_back_result => fn(HealthList) -> AnyView { |page| view! { <EndDialog page=page /> }.into_any() });

/// The page.
#[component]
pub fn Health() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let page = HealthList::new();
    on_new(move || {
        let id = untrack(|| app.param(CUSTOMER)).and_then(|id| CustomerId::new(&id).ok());
        page.talking.set(id);
    });
    let sub = move || {
        if !page.is_read() {
            return t().health_reading().into_any();
        }
        let [open, planned, late] = page.counts();
        // Each is of everybody's, whatever the list is narrowed to.
        let there = |n: usize, view: Option<&str>, late: Option<&str>| {
            let route = Route::to(HEALTH).with_param(VIEW, view);
            (n > 0).then(|| route.with_param(LATE, late).to_hash())
        };
        let is_planned = Some(Standing::Planned.word());
        let figures = vec![
            (t().health_sub_open(open), there(open, None, None)),
            (t().health_sub_planned(planned), there(planned, is_planned, None)),
            (t().health_sub_late(late), there(late, Some(ALL), Some("1.."))),
        ];
        figures_line(t(), figures)
    };
    let is_judged = Memo::new(move |_| app.param(VIEW).as_deref() == Some(JUDGED));
    let body = move || match is_judged.get() {
        true => view! { <Judged /> }.into_any(),
        false => view! {
            <div class="today">
                <ListTable page=page message=move || message(page) bulk=move || deeds::bulk(page) />
                <Slip page=page />
            </div>
        }
        .into_any(),
    };
    view! {
        <div class="page page--fill page--today page--health" data-open=move || app.param(CUSTOMER).map(|_| "yes")>
            <PageHead title=move || t().health_title() sub=sub>
                <Show when=move || !is_judged.get()>
                    <ListButtons page=page />
                </Show>
            </PageHead>
            <Tools page=page is_judged=is_judged />
            {body}
        </div>
        {once_wanted(move || page.planning.with(Option::is_some), &PLAN, move |build| build(page))}
        {once_wanted(move || page.ending.with(Option::is_some), &END, move |build| build(page))}
        {talk_with(page.talking)}
        <ListExport page=page />
        {move || (!is_judged.get()).then(|| paper::list_area(page))}
    }
}

#[component]
fn Tools(page: HealthList, is_judged: Memo<bool>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    // Whose they are is asked where the page knows who works here.
    let knows_me = Memo::new(move |_| app.user.with(|user| !user.trim().is_empty()));
    view! {
        <div class="toolbar" role="group" aria-label=move || t().list_tools()>
            <ParamChoice
                label=T::health_view
                name="health-view"
                param=VIEW
                ends=&["sort", judged::SIGNAL, judged::FIGURE]
                options=vec![
                    ("open", T::health_open),
                    ("planned", T::health_planned),
                    ("lost", T::health_lost),
                    ("ended", T::health_ended),
                    (ALL, T::all),
                    (JUDGED, T::health_judged),
                ]
            />
            {move || (!is_judged.get()).then(|| whose(knows_me.get()))}
            <Show when=move || !is_judged.get()>
                <Narrow page=page mark="health-search" />
                <Since />
                <ColumnsMenu page=page />
                <Formula />
            </Show>
        </div>
    }
}

/// Whose they are: anybody's, one's own where the page knows who works here, nobody's.
fn whose(knows_me: bool) -> impl IntoView {
    let mine = knows_me.then_some((MINE, T::health_mine as fn(T) -> &'static str));
    let first = (ALL, T::all as fn(T) -> &'static str);
    let options = [first]
        .into_iter()
        .chain(mine)
        .chain([(NOBODYS, T::unassigned as fn(T) -> &'static str)]);
    view! { <ParamChoice label=T::health_whose name="health-whose" param=WHOSE options=options.collect() /> }
}

/// The day that scores are compared with: 90 days before, unless somebody chooses another; emptied it is that again.
#[component]
fn Since() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let usual = move || app.as_of.get().plus_days(-BEFORE_DAYS);
    let day = Memo::new(move |_| since(app).unwrap_or_else(usual));
    let choose = move |day: Day| match day < app.as_of.get() {
        true => app.set_param(
            SINCE,
            Some(day)
                .filter(|day| *day != usual())
                .map(|day| day.to_string())
                .as_deref(),
        ),
        false => app.notices.info(both(|t| t.value_since_later().to_owned()), None),
    };
    view! {
        <span title=move || t().health_since_help()>
            <DayField
                label=move || t().health_since()
                value=day
                mark="health-since"
                on_day=Callback::new(choose)
                on_clear=move || app.set_param(SINCE, None)
            />
        </span>
    }
}

/// What would be here.
fn message(page: HealthList) -> AnyView {
    let t = use_text();
    match page.told.with(|told| told.as_ref().map(|all| all.is_empty())) {
        None => view! { <p class="muted" role="status">{move || t().health_reading()}</p> }.into_any(),
        Some(true) => {
            view! { <EmptyState title=move || t().health_none() text=move || t().health_none_help() /> }.into_any()
        }
        Some(false) => view! { <EmptyState title=move || t().health_none_of_kind() /> }.into_any(),
    }
}
