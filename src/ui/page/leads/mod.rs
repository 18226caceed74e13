//! 线索: who has not dealt yet, on a board by intent or in a list; what became of the leads of a period; and who gets which.

mod assigning;
mod board;
mod capture;
mod deeds;
mod funnel;
mod keys;
mod list;
mod moves;

use crate::state::live::*;

use assigning::Assigning;
use board::Board;
use capture::CaptureDialog;
use deeds::SignDialog;
use funnel::Funnel;
use list::LeadList;

use crate::state::route::{PageId, Route};
use crate::state::use_app;
use crate::ui::format;
use crate::ui::keys::on_new;
use crate::ui::later::{Later, later, once_wanted};
use crate::ui::list::*;
use crate::ui::record::talk_with;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, EmptyState, Kind, PageHead, ParamChoice};

/// The pieces of page state: what is shown, whose, with which intent.
const VIEW: &str = "view";
const WHOSE: &str = "whose";
const INTENT: &str = "intent";
/// The values of [`VIEW`] beside the board.
const LIST: &str = "list";
const FUNNEL: &str = "funnel";
const TABLE: &str = "table";
/// The values of [`WHOSE`] beside all.
const MINE: &str = "mine";
const NOBODYS: &str = "none";
/// The piece of page state that begins to take leads down.
const NEW: &str = "new";

/// Its dialogs.
static DIALOGS: Later<fn(LeadList) -> AnyView> = later!(write: lead_dialogs => fn(LeadList) -> AnyView { |page| {
    view! {
        <SignDialog page=page />
        <CaptureDialog page=page />
    }
    .into_any()
} });

/// The page.
#[component]
pub fn Leads() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let page = LeadList::new();
    on_new(move || page.capturing.set(Some(())));
    // Whoever comes by the command, or by a link, begins at once.
    Effect::new(move |_| {
        if app.param(NEW).is_some() {
            app.set_param(NEW, None);
            page.capturing.set(Some(()));
        }
    });
    let is_asking = move || page.capturing.with(Option::is_some) || page.signing.with(Option::is_some);
    let sub = move || {
        let t = t();
        if !page.is_read() {
            return t.leads_reading().into_any();
        }
        let (open, late, nobodys) = page.counts();
        let rows = |n: usize, which: &str| {
            (n > 0).then(|| format!("{}?{VIEW}={LIST}{which}", Route::to(PageId::named("leads")).to_hash()))
        };
        let figures = [
            (t.leads_sub_open(open), rows(open, "")),
            (t.leads_sub_late(late), rows(late, "&is.row.late=1..")),
            (
                t.leads_sub_nobodys(nobodys),
                rows(nobodys, &format!("&{WHOSE}={NOBODYS}")),
            ),
        ];
        figures_line(t, figures.into())
    };
    let view = Memo::new(move |_| app.param(VIEW).unwrap_or_default());
    let body = move || match &*view.get() {
        LIST => {
            view! { <ListTable page=page message=move || message(page) bulk=move || deeds::bulk(page) /> }.into_any()
        }
        FUNNEL => view! { <Funnel /> }.into_any(),
        TABLE => view! { <Assigning page=page /> }.into_any(),
        _ => view! { <Board page=page /> }.into_any(),
    };
    view! {
        <div class="page page--fill page--leads">
            <PageHead title=move || t().leads_title() sub=sub>
                <Button
                    text=move || t().leads_new()
                    kind=Kind::Primary
                    icon="plus"
                    attr:data-testid="new-lead"
                    on_click=Callback::new(move |_| page.capturing.set(Some(())))
                />
                <Show when=move || view.with(|view| view == LIST)>
                    <ListButtons page=page />
                </Show>
            </PageHead>
            <Tools page=page view=view />
            <Show when=move || view.with(|view| is_of_leads(view))>
                <Early page=page />
            </Show>
            {body}
        </div>
        {once_wanted(is_asking, &DIALOGS, move |build| build(page))}
        {talk_with(page.talking)}
        <ListExport page=page />
        {move || is_of_leads(&view.get()).then(|| paper::list_area(page))}
    }
}

/// Whether leads are shown, and not what is made of them.
fn is_of_leads(view: &str) -> bool {
    !matches!(view, FUNNEL | TABLE)
}

#[component]
fn Tools(page: LeadList, view: Memo<String>) -> impl IntoView {
    let t = use_text();
    let is_list = move || view.with(|view| view == LIST);
    let is_of_leads = move || view.with(|view| is_of_leads(view));
    let intents = || {
        vec![
            ("", T::leads_all as fn(T) -> &'static str),
            ("ungraded", T::leads_ungraded),
            ("c", T::leads_c),
            ("b", T::leads_b),
            ("a", T::leads_a),
        ]
    };
    view! {
        <div class="toolbar" role="group" aria-label=move || t().list_tools()>
            <ParamChoice
                label=T::leads_view
                name="leads-view"
                param=VIEW
                ends=&["sort", funnel::STEP, funnel::OF]
                options=vec![("board", T::leads_board), (LIST, T::leads_list), (FUNNEL, T::leads_funnel), (TABLE, T::leads_table)]
            />
            <Show when=is_of_leads>
                <ParamChoice
                    label=T::leads_whose
                    name="leads-whose"
                    param=WHOSE
                    options=vec![("all", T::leads_all), (MINE, T::leads_mine), (NOBODYS, T::unassigned)]
                />
            </Show>
            <Show when=is_list>
                <ParamChoice label=T::leads_intent name="leads-intent" param=INTENT options=intents() />
                <Narrow page=page mark="leads-search" />
                <ColumnsMenu page=page />
            </Show>
        </div>
    }
}

/// How many are not asked for as they were due before reminders begin, and the way to that day.
#[component]
fn Early(page: LeadList) -> impl IntoView {
    let t = use_text();
    let early = Memo::new(move |_| page.early());
    let rows = || {
        let route = Route::to(PageId::named("leads")).with_param(VIEW, Some(LIST));
        route.with_param(&format!("is.{}", keys::IDLE), Some("early")).to_hash()
    };
    let set = || Route::to(PageId::PLAYBOOKS).with_param("part", Some("from")).to_hash();
    move || {
        let (n, day) = early.get()?;
        Some(view! {
            <p class="muted small leads__early screen-only" data-testid="leads-early">
                {t().leads_are_early(n, format::day(day))} " "
                <a href=rows()>{t().leads_early_rows()}</a> {t().line_comma()}
                <a href=set() data-testid="leads-early-set">{t().leads_early_set()}</a>
            </p>
        })
    }
}

/// What would be here.
fn message(page: LeadList) -> AnyView {
    let t = use_text();
    match page.told.with(|told| told.as_ref().map(|all| all.is_empty())) {
        None => view! { <p class="muted" role="status">{move || t().leads_reading()}</p> }.into_any(),
        Some(true) => {
            view! { <EmptyState title=move || t().leads_none() text=move || t().leads_none_help() /> }.into_any()
        }
        Some(false) => view! { <EmptyState title=move || t().leads_none_of_kind() /> }.into_any(),
    }
}
