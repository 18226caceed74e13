//! The list of campaigns; every figure opens the customers behind it.

use std::sync::Arc;

use crate::state::live::*;

use super::{CAMPAIGNS, CampaignRow, FIGURE, MarketingDesk, OPEN, fen, is_running, judged};
use crate::domain::day::Day;
use crate::domain::fold::folded;
use crate::domain::kind::campaign::CampaignKind;
use crate::domain::label::Lang;
use crate::domain::marketing::campaign::Figure;
use crate::domain::metric::Unit;
use crate::domain::world::World;
use crate::state::App;
use crate::state::query::Sort;
use crate::state::route::Route;
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::T;

/// The pieces of page state that narrow the list: the channel that campaigns run on (the empty one for those without), since when they
/// began, and of which kind they are with a cost.
pub const RUN_ON: &str = "on";
pub const BEGUN: &str = "since";
pub const KIND: &str = "kind";
/// The piece that leaves those that run on the day looked at.
pub const RUNNING: &str = "running";

/// The page. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct CampaignList {
    list: ListState,
    desk: MarketingDesk,
    all: Memo<Arc<Vec<CampaignRow>>>,
}

impl ListPage for CampaignList {
    const WORDS: ListWords = ListWords {
        label: T::camp_list,
        select_all: T::camp_select_all,
        select_one: |t, line| t.camp_select_one(line.name()),
        shown: T::camp_shown,
        selected: T::camp_selected,
        keys: T::camp_keys,
        file: T::camp_file,
        row_mark: "camp-row",
        count_mark: "camp-count",
    };

    fn list(self) -> ListState {
        self.list
    }

    fn key(self, row: u32) -> Option<RowKey> {
        self.of(row, |_, it| Some((it.slot, "".into())))
    }

    fn id(self, row: u32) -> String {
        let id = |world: &World, it: &CampaignRow| world.book.campaigns.key_at(it.slot).map(str::to_owned);
        self.of(row, id).unwrap_or_default()
    }

    fn line(self, row: u32, lang: Lang) -> Option<ListLine> {
        self.of(row, |world, it| line(world, it, lang))
    }

    fn columns(self, lang: Lang) -> Vec<ListColumn> {
        let t = T(lang);
        let column = |key: &str, label: &str| ListColumn::new(key, label);
        let figure = |key: &str, label: &str, px| column(key, label).grows(px, 0.4).sorts(key, true).figure();
        vec![
            column("name", t.camp_col_name()).grows(100, 1.6).sorted(),
            column("kind", t.camp_col_kind()).grows(88, 0.4).sorted().soft(),
            column("channel", t.camp_col_channel()).grows(70, 0.6).sorted().soft(),
            column("days", t.camp_col_begins()).px(92).sorts("days", true).soft(),
            figure("cost", t.camp_col_cost(), 72),
            figure("contacted", t.camp_col_contacted(), 78),
            figure("rate", t.camp_col_rate(), 74),
            figure("leads", t.camp_col_leads(), 52).explained(t.camp_leads_help()),
            figure("deals", t.camp_col_deals(), 52),
            figure("amount", t.camp_col_amount(), 80),
            // The share of an average order is the same figure over the same amount: on screen it stands below.
            figure("cac", t.camp_col_cac(), 92)
                .explained(t.camp_leads_help())
                .on_screen(),
            column("each", t.camp_col_cac()).off_screen().figure(),
            column("ratio", t.camp_col_ratio()).off_screen().figure(),
            column("ends", t.camp_col_ends()).in_files(),
            column("new", t.camp_col_new()).in_files(),
            column("offer", t.camp_col_offer()).in_files(),
        ]
    }

    fn is_read(self) -> bool {
        self.desk.rows.with(Option::is_some)
    }

    fn own_sort() -> Option<Sort> {
        Some(Sort {
            column: "days".into(),
            descending: true,
        })
    }

    fn paper(self, t: T, _rows: &[u32]) -> (String, String) {
        let what = narrowed_to(self.list.app, t).map_or_else(
            || t.camp_list().to_owned(),
            |narrowed| t.behind_of(t.camp_list(), narrowed),
        );
        (what, t.as_of_day(self.list.app.as_of.get()))
    }

    fn again(self) -> String {
        let app = self.list.app;
        [RUN_ON, BEGUN, KIND, RUNNING, "sort"]
            .map(|key| app.param(key).unwrap_or_default())
            .join("/")
    }
}

/// What the list is narrowed to, in words; tracked.
pub fn narrowed_to(app: App, t: T) -> Option<String> {
    let channel = app.param(RUN_ON).map(|channel| match channel.is_empty() {
        true => t.camp_channel_unsaid().to_owned(),
        false => t.camp_channel_of(channel),
    });
    let kind = app.param(KIND).and_then(|kind| CampaignKind::from_word(&kind));
    let kind = kind.map(|kind| t.camp_with_cost(t.label(&kind.label())));
    let since = app.param(BEGUN).and_then(|day| Day::parse(&day));
    let since = since.map(|day| t.camp_begun_since(format::day(day)));
    let running = app.param(RUNNING).map(|_| t.camp_only_running().to_owned());
    let all: Vec<String> = [channel, kind, since, running].into_iter().flatten().collect();
    (!all.is_empty()).then(|| format::clauses(all, t.0))
}

/// What the address asks of campaigns; tracked.
fn asked(app: App) -> Sieve<CampaignRow> {
    let channel = app.param(RUN_ON).map(|channel| folded(&channel).into_owned());
    let kind = app.param(KIND).and_then(|kind| CampaignKind::from_word(&kind));
    let since = app.param(BEGUN).and_then(|day| Day::parse(&day));
    let is_running_only = app.param(RUNNING).is_some();
    Box::new(move |world, row| {
        let Some(campaign) = world.book.campaigns.at(row.slot) else {
            return false;
        };
        let (began, as_of) = (campaign.starts_on, world.evaluation.as_of);
        // A channel's costs are of what has begun, or of what no day is said.
        let runs_on = |channel: &String| {
            folded(campaign.channel.as_deref().unwrap_or_default()) == **channel && began.is_none_or(|day| day <= as_of)
        };
        channel.as_ref().is_none_or(runs_on)
            && (!is_running_only || is_running(campaign, as_of))
            && kind.is_none_or(|kind| campaign.kind == Some(kind) && campaign.cost.is_some())
            && since.is_none_or(|since| began.is_some_and(|day| since <= day && day <= as_of))
    })
}

impl CampaignList {
    pub fn new(desk: MarketingDesk) -> Self {
        let all = Memo::new(move |_| desk.rows.get().unwrap_or_default());
        Self {
            list: ListState::over_figures(desk.app, all, move || asked(desk.app), FIGURES, text),
            desk,
            all,
        }
    }

    /// Reads one in a row; tracked.
    fn of<R>(self, row: u32, read: impl FnOnce(&World, &CampaignRow) -> Option<R>) -> Option<R> {
        let it = self.all.with(|all| all.get(row as usize).cloned())?;
        self.list.app.session.read(|world| read(world, &it)).flatten()
    }
}

/// The columns of figures, and what each is of a campaign.
const FIGURES: Figures<CampaignRow> = (
    &["cost", "contacted", "rate", "leads", "deals", "amount", "cac"],
    |it, key| {
        let of = &it.results;
        let count = |figure| Some(of.count(figure) as f64);
        match key {
            "cost" => of.cost.map(|cost| cost.yuan()),
            "contacted" => count(Figure::Contacted),
            "rate" => of.response_rate(),
            "leads" => count(Figure::Leads),
            "deals" => count(Figure::Deals),
            "amount" => Some(of.amount.yuan()),
            _ => of.acquisition_cost(),
        }
    },
);

/// The text that an order is of. Without an order the last one begun comes first.
fn text(world: &World, it: &CampaignRow, key: &str) -> Option<String> {
    let campaign = world.book.campaigns.at(it.slot)?;
    match key {
        "name" => Some(campaign.name.to_string()),
        "kind" => campaign.kind.map(|kind| kind.word().to_owned()),
        "channel" => campaign.channel.as_deref().map(str::to_owned),
        _ => Some(campaign.starts_on.map(|day| day.to_string()).unwrap_or_default()),
    }
}

fn line(world: &World, it: &CampaignRow, lang: Lang) -> Option<ListLine> {
    let t = T(lang);
    let campaign = world.book.campaigns.at(it.slot)?;
    let of = &it.results;
    let route = Route::to(CAMPAIGNS).with_param(OPEN, Some(campaign.id.as_str()));
    let opens = |cell: Cell, figure: Figure| {
        let there = || route.clone().with_param(FIGURE, Some(figure.word())).to_hash();
        cell.opens(of.count(figure) > 0, there)
    };
    let count = |figure: Figure| {
        let n = of.count(figure);
        opens(
            Cell::Figure(format::count(n), file_figure(t, Unit::Count, n as f64)),
            figure,
        )
    };
    let [each_on_screen, each, ratio] = cost_cells(it, t);
    Some(ListLine(vec![
        Cell::Name(campaign.name.to_string(), route.to_hash()),
        Cell::or(campaign.kind.map(|kind| t.label(&kind.label())), t.unknown()),
        Cell::or(campaign.channel.as_deref().map(str::to_owned), t.unknown()),
        Cell::day(campaign.starts_on),
        match campaign.cost {
            Some(cost) => Cell::Amount(cost, None).opens(true, || route.to_hash()),
            None => Cell::Missing(t.camp_no_cost().to_owned()),
        },
        count(Figure::Contacted),
        match of.response_rate() {
            Some(rate) => opens(
                Cell::Figure(format::percent(rate), file_figure(t, Unit::Share, rate)),
                Figure::Answered,
            ),
            None => Cell::Missing(t.camp_no_rate().to_owned()),
        },
        count(Figure::Leads),
        count(Figure::Deals),
        opens(Cell::Amount(of.amount, None), Figure::Paid),
        match each_on_screen {
            Cell::Missing(_) => each_on_screen,
            cost => opens(cost, Figure::New),
        },
        each,
        ratio,
        Cell::day(campaign.ends_on),
        count(Figure::New),
        Cell::Text(campaign.offer.as_deref().unwrap_or_default().to_owned()),
    ]))
}

/// What a new customer cost: on screen with the share of an average order below it, else each by itself.
fn cost_cells(it: &CampaignRow, t: T) -> [Cell; 3] {
    let ratio = |ratio: f64| Cell::Figure(judged(ratio, t), file_figure(t, Unit::Share, ratio));
    let ratio = it.ratio.map_or_else(|| Cell::Missing(t.unknown().to_owned()), ratio);
    let Some(cost) = it.results.acquisition_cost() else {
        let why = match (it.results.cost, it.results.spent()) {
            (None, _) => t.camp_no_cost(),
            (_, None) => t.camp_no_spend(),
            _ => t.camp_no_new(),
        };
        let none = Cell::Missing(why.to_owned());
        return [none.clone(), none, ratio];
    };
    let said = format::yuan_and_fen(fen(cost));
    let below = it.ratio.map(|ratio| judged(ratio, t));
    let each = Cell::Figure(said.clone(), file_figure(t, Unit::Yuan, cost));
    [Cell::Noted(said, below), each, ratio]
}
