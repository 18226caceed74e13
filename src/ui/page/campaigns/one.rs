//! A campaign: whom it is for, what came of it, the customers behind each figure.

use crate::state::live::*;

use super::deeds::{Typed, change, remove};
use super::figures::{IN, REDEEMED, figure, figure_name};
use super::people::{Meant, PeopleList};
use super::{CAMPAIGNS, CampaignRow, FIGURE, MarketingDesk, days, fen};
use crate::domain::day::Moment;
use crate::domain::kind::Campaign;
use crate::domain::marketing::campaign::{Figure, Frozen, LeftOut, condition, freeze, frozen, thaw};
use crate::domain::record::Text;
use crate::state::route::Route;
use crate::state::{App, clock};
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, EmptyState, MenuItem, MoreMenu};
use crate::ui::{audience, format};

/// The figures in their order, as addresses name them; what nobody is behind is left out but for these.
const ALWAYS: [&str; 2] = ["list", IN];

/// A campaign.
#[component]
pub fn One(desk: MarketingDesk, id: Text) -> impl IntoView {
    let t = use_text();
    let key = StoredValue::new(id);
    let campaign = Memo::new(move |_| key.with_value(|id| desk.find(id)));
    let is_there = Memo::new(move |_| campaign.with(Option::is_some));
    let gone = move || {
        view! {
            <EmptyState title=move || t().camp_gone() text=move || t().camp_gone_help()>
                <a class="btn" href=Route::to(CAMPAIGNS).to_hash()>{move || t().camp_back()}</a>
            </EmptyState>
        }
    };
    view! {
        <Show when=move || is_there.get() fallback=gone>
            <Present desk=desk id=key.get_value() />
        </Show>
    }
}

#[component]
fn Present(desk: MarketingDesk, id: Text) -> impl IntoView {
    let t = use_text();
    let page = PeopleList::of_campaign(desk, id.clone());
    let (named, told, key) = (id.clone(), id.clone(), StoredValue::new(id.clone()));
    let name = move || desk.find(&named).map(|it| it.name.to_string()).unwrap_or_default();
    let facts = move || desk.find(&told).map(|it| facts(&it, t())).unwrap_or_default();
    let message = move || match page.is_read() {
        true => view! { <EmptyState title=move || t().camp_people_none() text=move || t().camp_people_none_help() /> }
            .into_any(),
        false => view! { <p class="muted" role="status">{move || t().camp_reading()}</p> }.into_any(),
    };
    let printed = id.clone();
    let says = move |_: T| {
        let name = desk.find(&printed).map(|it| it.name.to_string());
        (name.unwrap_or_default(), Vec::new())
    };
    view! {
        {paper::head_area(desk.app, says)}
        <div class="toolbar campaign__head" data-testid="campaign">
            <a class="btn btn--quiet" href=Route::to(CAMPAIGNS).to_hash() data-testid="camp-back">{move || t().camp_back()}</a>
            <h2 class="campaign__name">{name}</h2>
            <Deeds desk=desk id=id.clone() />
            <ColumnsMenu page=page />
            <ListButtons page=page />
        </div>
        <p class="growth__said small">
            {move || facts().into_iter().map(|one| view! { <span>{one}</span> }).collect_view()}
        </p>
        <Audience desk=desk page=page id=id />
        <Counts page=page />
        {move || key.try_get_value().and_then(|id| desk.row(&id)).map(|row| rates(desk.app, &row, t()))}
        <ListTable page=page message=message />
        <ListExport page=page />
        {paper::list_area(page)}
    }
}

/// What the record says.
fn facts(campaign: &Campaign, t: T) -> Vec<String> {
    let named = |name: &str, value: &str| t.camp_by(value, name);
    let (kind, cost) = (campaign.kind, campaign.cost);
    let all = [
        kind.map(|kind| named(t.camp_col_kind(), &t.label(&kind.label()))),
        campaign
            .channel
            .as_deref()
            .map(|channel| named(t.camp_col_channel(), channel)),
        Some(days(campaign, t)),
        Some(cost.map_or_else(
            || t.camp_no_cost().to_owned(),
            |cost| t.camp_cost(format::yuan_sign(cost, t.0)),
        )),
        campaign.offer.as_deref().map(|offer| named(t.camp_col_offer(), offer)),
        campaign.audience.as_deref().map(|words| t.camp_meant_for(words)),
    ];
    all.into_iter().flatten().collect()
}

/// What is done with a campaign.
#[component]
fn Deeds(desk: MarketingDesk, id: Text) -> impl IntoView {
    let (app, t) = (desk.app, use_text());
    let key = StoredValue::new(id);
    let is_frozen = Memo::new(move |_| {
        let found = key.try_get_value().and_then(|id| desk.find(&id));
        found.is_some_and(|campaign| frozen(&campaign).is_some())
    });
    let is_today = Memo::new(move |_| app.as_of.get() == app.today.get());
    let items = Signal::derive(move || {
        let mut all = Vec::new();
        if is_frozen.get() {
            let let_go = move || key.with_value(|id| change(desk, id, thaw));
            all.push(MenuItem::new("unlock", move || t().camp_thaw(), let_go));
        }
        let gone = move || key.with_value(|id| remove(desk, id));
        all.push(MenuItem::new("trash", move || t().camp_remove(), gone));
        all
    });
    view! {
        <Button
            text=move || t().camp_audience()
            icon="users"
            attr:data-testid="camp-audience"
            on_click=Callback::new(move |_| desk.choosing.set(key.try_get_value()))
        />
        <Button
            text=move || if is_frozen.get() { t().camp_freeze_again() } else { t().camp_freeze() }
            icon="lock"
            disabled=Signal::derive(move || !is_today.get())
            attr:data-testid="camp-freeze"
            on_click=Callback::new(move |_| key.with_value(|id| freeze_now(desk, id)))
        />
        <Button
            text=move || t().camp_edit()
            icon="pencil"
            attr:data-testid="camp-edit"
            on_click=Callback::new(move |_| desk.editing.set(key.try_get_value().map(Typed::Known)))
        />
        <MoreMenu items=items label=move || t().camp_more() />
    }
}

/// Freezes the list of who meets the condition now.
fn freeze_now(desk: MarketingDesk, id: &str) {
    let found = desk.app.session.peek(|world| {
        let campaign = world.book.campaigns.get(id)?;
        let mut open = (**campaign).clone();
        thaw(&mut open);
        super::people::base(world, &open)
    });
    let at = Moment::parse(&clock::instant());
    if let (Some(customers), Some(at)) = (found.flatten(), at) {
        change(desk, id, |campaign| freeze(campaign, &Frozen { at, customers }));
    }
}

/// Whom it is for, and whether the list is frozen.
#[component]
fn Audience(desk: MarketingDesk, page: PeopleList, id: Text) -> impl IntoView {
    let (app, t) = (desk.app, use_text());
    let key = StoredValue::new(id);
    let listed = Memo::new(move |_| page.all.with(|all| all.iter().filter(|it| it.listed.is_some()).count()));
    let said = move || {
        let campaign = key.try_get_value().and_then(|id| desk.find(&id))?;
        let t = t();
        let when = condition(&campaign);
        let readable = app
            .session
            .read(|world| crate::domain::marketing::campaign::meets(world, when.as_ref()).is_some());
        let who = match &when {
            None => t.camp_everybody().to_owned(),
            Some(_) if readable == Some(false) => t.camp_unreadable().to_owned(),
            Some(when) => app
                .session
                .read(|world| audience::said(world, when, t.0))
                .unwrap_or_default(),
        };
        let of_list = || Some(app.route().with_param(FIGURE, Some("list")).to_hash());
        let list = match frozen(&campaign) {
            Some(list) => (
                t.camp_frozen_at(format::moment(&list.at), format::count(list.customers.len())),
                of_list(),
            ),
            None if !page.is_read() => (t.camp_reading().to_owned(), None),
            None => (t.camp_not_frozen(listed.get()), of_list()),
        };
        let day = (app.as_of.get() != app.today.get()).then(|| t.camp_freeze_day().to_owned());
        Some(
            [Some((t.camp_for(who), None)), Some(list), day.map(|day| (day, None))]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>(),
        )
    };
    let spans = move || {
        let all = said().unwrap_or_default().into_iter();
        all.map(|one| view! { <span>{figures_line(t(), vec![one])}</span> })
            .collect_view()
    };
    view! { <p class="growth__said muted small" data-testid="camp-audience-said">{spans}</p> }
}

/// The figures that have customers behind them, each a way to these.
#[component]
fn Counts(page: PeopleList) -> impl IntoView {
    let (app, t) = (page.desk.app, use_text());
    let words: Vec<&'static str> = ["list", IN]
        .into_iter()
        .chain(LeftOut::ALL.iter().map(|why| why.word()))
        .chain(Figure::ALL.iter().skip(1).map(|figure| figure.word()))
        .chain([REDEEMED])
        .collect();
    let counts = {
        let words = words.clone();
        Memo::new(move |_| {
            page.all.with(|all| {
                let count = |word: &&'static str| {
                    let meant = Meant::of(word);
                    (*word, all.iter().filter(|it| meant.has(it)).count())
                };
                words.iter().map(count).collect::<Vec<_>>()
            })
        })
    };
    let button = move |(word, n): (&'static str, usize)| {
        let is_on = move || figure(app) == word;
        view! {
            <button
                type="button"
                class="campaign__figure"
                aria-pressed=move || if is_on() { "true" } else { "false" }
                data-figure=word
                title=move || matches!(word, "leads" | "new").then(|| t().camp_leads_help())
                on:click=move |_| app.set_param(FIGURE, Some(word))
            >
                <span>{move || figure_name(word, t())}</span> " " <b>{format::count(n)}</b>
            </button>
        }
    };
    let shown = move || {
        let now = figure(app);
        let deals = counts.with(|all| all.iter().find(|(word, _)| *word == Figure::Deals.word()).copied());
        let is_shown = |(word, n): &(&'static str, usize)| {
            // Mostly those who ordered, and said where there are others.
            if *word == Figure::Paid.word() && *word != now {
                return deals.is_none_or(|(_, deals)| deals != *n);
            }
            *n > 0
                || ALWAYS.contains(word)
                || *word == now
                || matches!(*word, "contacted" | "answered" | "leads" | "deals" | "new")
        };
        let is_read = page.is_read();
        let all = counts.get().into_iter().filter(|_| is_read);
        all.filter(is_shown).map(button).collect_view()
    };
    view! {
        <div class="campaign__figures" role="group" aria-label=move || t().camp_figures() data-testid="camp-figures">
            {shown}
        </div>
        <super::LeadsHelp />
    }
}

/// What follows from the figures, each a way to the customers that it is made of.
fn rates(app: App, row: &CampaignRow, t: T) -> AnyView {
    let of = &row.results;
    let rows = |word: &str, is_some: bool| is_some.then(|| app.route().with_param(FIGURE, Some(word)).to_hash());
    let figure = |figure: Figure, said: String| (said, rows(figure.word(), of.count(figure) > 0));
    let rate = of.response_rate().map(|rate| {
        let count =
            |of_whom: Figure, said: fn(T, String) -> String| figure(of_whom, said(t, format::count(of.count(of_whom))));
        vec![
            figure(Figure::Answered, t.camp_rate(format::percent(rate))),
            count(Figure::Contacted, |t, n| t.camp_rate_all(n)),
            count(Figure::Answered, |t, n| t.camp_rate_yes(n)),
            count(Figure::Silent, |t, n| t.camp_rate_no(n)),
            count(Figure::Waiting, |t, n| t.camp_rate_open(n)),
        ]
    });
    let redeemed = of.redemption().map(|share| {
        vec![(
            t.camp_redeemed(format::percent(share)),
            rows(REDEEMED, of.list_deals > 0),
        )]
    });
    let orders = vec![
        figure(Figure::Deals, t.camp_orders(of.orders)),
        figure(Figure::Paid, t.camp_net(format::yuan_sign(of.amount, t.0))),
    ];
    let cost = of.acquisition_cost().map(|cost| {
        let said = format::yuan_sign(fen(cost), t.0);
        let said = match row.ratio {
            Some(ratio) => t.camp_cac(said, super::judged(ratio, t)),
            None => t.camp_cac_only(said),
        };
        vec![figure(Figure::New, said)]
    });
    // What cost nothing is measured by no line.
    let free = (of.cost.is_some() && of.spent().is_none()).then(|| vec![(t.camp_free().to_owned(), None)]);
    let back = of
        .back()
        .map(|back| vec![figure(Figure::Paid, t.camp_return(format::decimal(back, 2)))]);
    let all = [rate, redeemed, Some(orders), cost, free, back].into_iter().flatten();
    let spans = all
        .map(|one| view! { <span>{figures_line(t, one)}</span> })
        .collect_view();
    view! { <p class="growth__said small" data-testid="camp-rates">{spans}</p> }.into_any()
}
