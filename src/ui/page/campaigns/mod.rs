//! 营销: campaigns with whom they are for and what came of them, what channels bring and cost, points, need tags.

mod audience;
mod channels;
mod contact;
mod deeds;
mod figures;
mod list;
mod needs;
mod one;
mod people;
pub mod points;
mod reading;
mod records;

use std::cmp::Reverse;
use std::sync::Arc;

use crate::state::live::*;

use audience::AudienceDialog;
use channels::Channels;
use deeds::{CampaignDialog, NewMenu};
use list::CampaignList;
use needs::NeedTags;
use one::One;
use points::Points;
use records::Records;

use crate::domain::day::Day;
use crate::domain::held::Held;
use crate::domain::kind::Campaign;
use crate::domain::marketing::campaign::{Carried, CarriedPart, GOAL, Results, average_order, people, results};
use crate::domain::money::Fen;
use crate::domain::record::Text;
use crate::domain::sort::sort_by_key;
use crate::domain::world::World;
use crate::state::campaigns::carried;
use crate::state::route::{PageId, Route};
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{EmptyState, PageHead, ParamChoice};

/// The page.
pub const CAMPAIGNS: PageId = PageId::named("campaigns");
/// The piece of page state that says what is shown, and its values.
const VIEW: &str = "view";
const LIST: &str = "list";
const CHANNELS: &str = "channels";
const POINTS: &str = "points";
const NEEDS: &str = "needs";
/// The piece of page state that names the campaign which is open.
const OPEN: &str = "campaign";
/// Those that name the channel and the figure whose customers are listed.
const CHANNEL: &str = "channel";
const FIGURE: &str = "figure";

/// A campaign with what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct CampaignRow {
    /// Its slot.
    pub slot: u32,
    /// What came of it.
    pub results: Results,
    /// What a new customer cost over the average order.
    pub ratio: Option<f64>,
}

/// What the parts of the page share. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct MarketingDesk {
    pub app: App,
    /// What carries a campaign; nothing while it is read.
    pub carried: RwSignal<Option<Arc<Vec<Carried>>>>,
    /// The campaigns; nothing while it is read.
    pub rows: Memo<Option<Arc<Vec<CampaignRow>>>>,
    /// The average order of 12 months in yuan, and of how many.
    pub average: Memo<Option<(f64, usize)>>,
    /// The campaign that is typed, while that dialog stands.
    pub editing: RwSignal<Option<deeds::Typed>>,
    /// Whose audience is chosen, while that dialog stands.
    pub choosing: RwSignal<Option<Text>>,
}

impl MarketingDesk {
    fn new() -> Self {
        let app = use_app();
        let carried = carried(app);
        let average = Memo::new(move |_| app.session.read(average_order).flatten());
        let rows = Memo::new(move |_| {
            let carried = carried.get()?;
            let average = average.get().map(|(yuan, _)| yuan);
            app.session.read(|world| Arc::new(rows(world, &carried, average)))
        });
        Self {
            app,
            carried,
            rows,
            average,
            editing: RwSignal::new(None),
            choosing: RwSignal::new(None),
        }
    }

    /// A campaign as the book has it; tracked.
    pub fn find(self, id: &str) -> Option<Held<Campaign>> {
        self.app
            .session
            .read(|world| world.book.campaigns.get(id).cloned())
            .flatten()
    }

    /// What came of a campaign; tracked.
    pub fn row(self, id: &str) -> Option<CampaignRow> {
        let slot = self.app.session.read(|world| world.book.campaigns.slot(id)).flatten()?;
        let found = |all: &Arc<Vec<CampaignRow>>| all.iter().find(|row| row.slot == slot).cloned();
        self.rows.with(|all| all.as_ref().and_then(found))
    }
}

fn rows(world: &World, carried: &[Carried], average: Option<f64>) -> Vec<CampaignRow> {
    let people = people(world, carried);
    let row = |(slot, campaign): (u32, &Held<Campaign>)| {
        let theirs = people.get(campaign.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        let results = results(world, campaign, theirs);
        let ratio = results
            .acquisition_cost()
            .zip(average)
            .map(|(cost, average)| cost / average);
        CampaignRow { slot, results, ratio }
    };
    let mut all: Vec<CampaignRow> = world.book.campaigns.iter().map(row).collect();
    // The last one begun first.
    sort_by_key(&mut all, |it| {
        Reverse(world.book.campaigns.at(it.slot).and_then(|campaign| campaign.starts_on))
    });
    all
}

/// Whether a campaign runs on a day.
pub fn is_running(campaign: &Campaign, day: Day) -> bool {
    campaign.starts_on.is_some_and(|from| from <= day) && campaign.ends_on.is_none_or(|to| day <= to)
}

/// Its days in words.
pub fn days(campaign: &Campaign, t: T) -> String {
    match (campaign.starts_on, campaign.ends_on) {
        (Some(from), Some(to)) if from == to => format::day(from),
        (Some(from), Some(to)) => t.camp_until(format::day(from), format::day(to)),
        (Some(from), None) => t.camp_from(format::day(from)),
        (None, Some(to)) => format::day(to),
        (None, None) => t.unknown().to_owned(),
    }
}

/// An amount of yuan, to the fen.
pub fn fen(yuan: f64) -> Fen {
    Fen((yuan * 100.0).round() as i64)
}

/// A ratio of what a customer costs, judged.
pub fn judged(ratio: f64, t: T) -> String {
    let share = format::percent(ratio);
    match ratio <= GOAL {
        true => t.camp_good(share),
        false => t.camp_high(share),
    }
}

/// The page.
#[component]
pub fn Marketing() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let desk = MarketingDesk::new();
    let open = Memo::new(move |_| app.param(OPEN));
    let view = Memo::new(move |_| app.param(VIEW).unwrap_or_default());
    let sub = move || {
        let counted = |world: &World| {
            let today = world.evaluation.as_of;
            let running = world
                .book
                .campaigns
                .iter()
                .filter(|(_, campaign)| is_running(campaign, today));
            (world.book.campaigns.len(), running.count())
        };
        let (all, running) = app.session.read(counted).unwrap_or_default();
        let there = Route::to(CAMPAIGNS);
        let of_running = there.clone().with_param(list::RUNNING, Some("yes"));
        figures_line(
            t(),
            vec![
                (t().camp_sub(all), (all > 0).then(|| there.to_hash())),
                (
                    t().camp_running(format::count(running)),
                    (running > 0).then(|| of_running.to_hash()),
                ),
            ],
        )
    };
    let is_of_records = Memo::new(move |_| records::is_asked(app));
    let body = move || match (open.get(), &*view.get()) {
        _ if is_of_records.get() => view! { <Records desk=desk /> }.into_any(),
        (Some(id), _) => view! { <One desk=desk id=id.into() /> }.into_any(),
        (None, NEEDS) => view! { <NeedTags app=app /> }.into_any(),
        (None, POINTS) => view! { <Points app=app /> }.into_any(),
        (None, CHANNELS) => view! { <Channels desk=desk /> }.into_any(),
        (None, _) => view! { <Campaigns desk=desk /> }.into_any(),
    };
    view! {
        <div class="page page--fill page--growth page--campaigns">
            <PageHead title=move || t().camp_title() sub=sub>
                <NewMenu desk=desk />
            </PageHead>
            <Show when=move || open.with(Option::is_none)>
                <div class="toolbar">
                    <ParamChoice
                        label=T::camp_view
                        name="camp-view"
                        param=VIEW
                        ends=&["sort", list::RUN_ON, list::BEGUN, list::KIND, list::RUNNING, records::OF, records::PART]
                        options=vec![(LIST, T::camp_list), (CHANNELS, T::camp_channels), (POINTS, T::points_title), (NEEDS, T::needs_title)]
                    />
                </div>
            </Show>
            {body}
        </div>
        <CampaignDialog desk=desk />
        <AudienceDialog desk=desk />
    }
}

#[component]
fn Campaigns(desk: MarketingDesk) -> impl IntoView {
    let t = use_text();
    let page = CampaignList::new(desk);
    view! {
        <div class="toolbar" role="group" aria-label=move || t().list_tools()>
            <ColumnsMenu page=page />
            <ListButtons page=page />
        </div>
        <Average desk=desk />
        <LeadsHelp />
        {move || narrowing(desk.app, t())}
        <ListTable page=page message=move || message(desk) />
        <ListExport page=page />
        {paper::list_area(page)}
    }
}

/// What the list is narrowed to, with the way back to all.
fn narrowing(app: App, t: T) -> Option<impl IntoView> {
    let said = list::narrowed_to(app, t)?;
    let all = Route::to(CAMPAIGNS).to_hash();
    Some(view! {
        <p class="growth__said small screen-only" data-testid="camp-narrowed">
            <span>{said}</span>
            <a class="inline" href=all>{t.camp_show_all()}</a>
        </p>
    })
}

/// Who is a lead of a campaign, and who is new.
#[component]
fn LeadsHelp() -> impl IntoView {
    let t = use_text();
    view! { <p class="growth__said muted small screen-only" data-testid="camp-leads-help">{move || t().camp_leads_help()}</p> }
}

/// What a new customer may cost, and what playbooks do.
#[component]
fn Average(desk: MarketingDesk) -> impl IntoView {
    let t = use_text();
    let said = move || match desk.average.get() {
        None => t().camp_no_average().into_any(),
        Some((yuan, n)) => {
            let rows = |part: CarriedPart| Some(records::href_of_average(&desk.app.route(), part));
            let orders = t().camp_average_orders(format::count(n));
            let each = t().camp_average_each(format::yuan_sign(fen(yuan), t().0));
            let figures = vec![(orders, rows(CarriedPart::Orders)), (each, rows(CarriedPart::Amount))];
            let goal = t().camp_average_goal(format::percent(GOAL));
            view! { {figures_line(t(), figures)} {goal} }.into_any()
        }
    };
    view! {
        <p class="growth__said muted small screen-only" data-testid="camp-average">
            <span>{said}</span>
            <span>
                {move || t().camp_care()} " "
                <a class="inline" href=Route::to(PageId::PLAYBOOKS).to_hash()>{move || t().camp_to_care()}</a>
            </span>
        </p>
    }
}

fn message(desk: MarketingDesk) -> AnyView {
    let t = use_text();
    match desk.rows.with(|rows| rows.as_ref().map(|rows| rows.is_empty())) {
        None => view! { <p class="muted" role="status">{move || t().camp_reading()}</p> }.into_any(),
        Some(true) => {
            view! { <EmptyState title=move || t().camp_none() text=move || t().camp_none_help() /> }.into_any()
        }
        Some(false) => view! { <EmptyState title=move || t().camp_none_of_kind() /> }.into_any(),
    }
}
