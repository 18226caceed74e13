//! Portraits: what the customers of a tier or a segment are like, and the report of the day that is looked at.

use crate::state::live::*;
use leptos::task::spawn_local;

use std::cell::RefCell;

use super::facet::{
    AMONG, ANSWERED, ASKED, FACET, RATED, RHYTHM, facet, facet_behind, facet_href, having_word, key_of, known_word,
};
use super::frozen::{self, Reports};
use super::list::{ValueList, month_end};
use super::{PORTRAIT, SEGMENT, TIER_OF, VALUE, VIEW, narrowed};
use crate::domain::kind::InteractionKind;
use crate::domain::label::Lang;
use crate::domain::marketing::portrait::{
    Apart, GroupKey, Portrait, PortraitMaking, PortraitReading, Trait, TraitKind, TraitTable, Wholes,
};
use crate::domain::marketing::value::ValueMap;
use crate::domain::record::Text;
use crate::state::App;
use crate::state::query::{GROUP as GROUP_KEY, Query};
use crate::state::reread::Shared;
use crate::state::route::Route;
use crate::state::sliced::{Slice, sliced};
use crate::state::value::{follow_sketches, hand_out, sketches};
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::portrait::{
    PortraitReport, ReportMaking, SHOWN, channel_share, group_about, group_name, groups, kind_name, points, rhythm,
    satisfaction, shares_said, trait_word,
};
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, EmptyState, Kind, Panel, Select};

/// The piece of page state that names the group: `tier:ID`, `segment:ID`, `group:ID`.
pub const GROUP: &str = "group";

/// The group that the address names, else the first one; tracked.
pub fn chosen(page: ValueList) -> Option<GroupKey> {
    let map = page.map.get()?;
    let wanted = page.list.app.param(GROUP).unwrap_or_default();
    let all = groups(&map);
    let named = all.iter().find(|group| key_of(&map, **group) == wanted);
    named.or(all.first()).copied()
}

/// The portraits.
#[component]
pub fn Portraits(page: ValueList) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let read = follow_sketches(app);
    let all = Memo::new(move |_| {
        page.map
            .with(|map| map.as_ref().map(|map| groups(map)).unwrap_or_default())
    });
    let chosen = Memo::new(move |_| chosen(page));
    let begin = move || {
        read.get()?;
        let (map, group) = (page.map.get()?, chosen.get()?);
        let making = sketches(|reading| PortraitMaking::begin(reading, &map, group))?;
        Some((map, group, Wholes::default(), Some(making)))
    };
    let portrait = sliced(begin, |(map, group, wholes, making)| {
        let step = |reading: &PortraitReading| {
            let is_counting =
                wholes.step(reading, map, *group) || making.as_mut().is_some_and(|making| making.step(reading));
            match making.take_if(|_| !is_counting) {
                Some(making) => Slice::Done((map.clone(), making.finish(reading, map, wholes).0)),
                None => Slice::More,
            }
        };
        sketches(step).unwrap_or(Slice::Gone)
    });
    let listed = Memo::new(move |_| app.param(FACET).and_then(|word| facet(&word)));
    let body = move || {
        let nobody = page
            .map
            .with(|map| map.as_ref().is_some_and(|map| groups(map).is_empty()));
        match (nobody, portrait.get()) {
            (true, _) => {
                view! { <EmptyState title=move || t().value_none() text=move || t().value_none_help() /> }.into_any()
            }
            (_, None) => view! { <p class="muted" role="status">{move || t().portrait_reading()}</p> }.into_any(),
            (_, Some((map, portrait))) if listed.with(Option::is_some) => {
                view! { <Behind of=facet_behind(app, map, portrait.of) /> }.into_any()
            }
            (_, Some((map, portrait))) => view! { <Sheet app=app map=map portrait=portrait /> }.into_any(),
        }
    };
    view! {
        <Ways page=page all=all chosen=chosen is_read=Signal::derive(move || portrait.with(Option::is_some)) />
        {body}
    }
}

/// Who is shown, and the report.
#[component]
fn Ways(
    page: ValueList,
    all: Memo<Vec<GroupKey>>,
    chosen: Memo<Option<GroupKey>>,
    is_read: Signal<bool>,
) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let options = Signal::derive(move || {
        let Some(map) = page.map.get() else { return Vec::new() };
        let option = |group: &GroupKey| {
            let name = app
                .session
                .read(|world| group_name(world, &map, *group, app.lang.get()))?;
            Some((key_of(&map, *group), name))
        };
        all.with(|all| all.iter().filter_map(option).collect())
    });
    let value = Signal::derive(move || {
        let (map, group) = page.map.get().zip(chosen.get())?;
        Some(key_of(&map, group))
    });
    let value = Signal::derive(move || value.get().unwrap_or_default());
    let is_made = RwSignal::new(false);
    let make = move |_| {
        is_made.set(true);
        spawn_local(async move {
            report(app, page).await;
            is_made.try_set(false);
        });
    };
    let end = move || month_end(app.as_of.get());
    let month = move || {
        Route::to(VALUE)
            .with_param(VIEW, Some(PORTRAIT))
            .on_day(Some(end()))
            .to_hash()
    };
    view! {
        <div class="toolbar value__ways-of">
            <Select
                label=move || t().portrait_of()
                options=options
                value=value
                on_change=Callback::new(move |key: String| {
                    let route = untrack(|| app.route()).with_param(GROUP, Some(&key));
                    app.replace(route.with_param(FACET, None).with_param(AMONG, None));
                })
            />
            <Button
                text=move || t().portrait_report()
                kind=Kind::Primary
                icon="download"
                busy=is_made
                disabled=Signal::derive(move || !is_read.get())
                attr:data-testid="portrait-report"
                on_click=Callback::new(make)
            />
            <a href=month data-testid="portrait-month">{move || t().portrait_month(format::day(end()))}</a>
        </div>
        <p class="muted small screen-only">{move || t().portrait_report_help(format::day(app.as_of.get()))}</p>
        <Reports page=page is_read=is_read />
    }
}

/// Hands out the report, if the book stands still while it is made, and remembers that it left.
async fn report(app: App, page: ValueList) {
    let Some(map) = page.map.get_untracked() else { return };
    let (lang, version) = (app.lang.get_untracked(), untrack(|| app.session.version()));
    let day = app.as_of.get_untracked();
    let title = T(lang).report_title();
    let is_same = move || untrack(|| app.session.version()) == version;
    let made = RefCell::new(ReportMaking::default());
    let piece = |_| report_piece(app, &map, lang, &mut made.borrow_mut()).filter(|_| is_same());
    match hand_out(app, &[title, &day.to_string()], piece, is_same).await {
        true => frozen::remember(app, day, &made.borrow().sum().hex()),
        false => app.notices.error(both(|t| t.portrait_changed().to_owned())),
    }
}

/// The next piece of the report of the day that is looked at.
pub fn report_piece(app: App, map: &ValueMap, lang: Lang, made: &mut ReportMaking) -> Option<String> {
    let piece = app.session.peek(|world| {
        sketches(|reading| {
            let report = PortraitReport {
                world,
                map,
                reading,
                lang,
            };
            report.piece(made)
        })
    });
    piece.flatten().flatten()
}

/// The portrait of a group.
#[component]
fn Sheet(app: App, map: Shared<ValueMap>, portrait: Portrait) -> impl IntoView {
    let t = use_text();
    let (whole, members) = (map.clone(), open_members(&map, portrait.of));
    let name = {
        let (map, group) = (map.clone(), portrait.of);
        move || {
            app.session
                .read(|world| group_name(world, &map, group, t().0))
                .unwrap_or_default()
        }
    };
    let about = {
        let group = portrait.of;
        move || {
            app.session
                .read(|world| group_about(world, &map, group, t()))
                .unwrap_or_default()
        }
    };
    let (apart, tables, channels) = (
        portrait.apart.clone(),
        portrait.traits.clone(),
        portrait.channels.clone(),
    );
    let customers = portrait.customers;
    let window = move || {
        let window = app.session.read(|world| t().window_of_rfm(&world.evaluation.plan));
        window.map(|window| t().portrait_window(window))
    };
    view! {
        <div class="value__portrait" data-testid="portrait">
            <Panel id="portrait-figures" title=name note=about>
                <dl class="value__figures">{move || figures(app, &portrait, &whole, &members, t())}</dl>
                <p class="panel__body muted small" data-testid="portrait-window">{window}</p>
            </Panel>
            <Panel id="portrait-apart" title=move || t().portrait_apart()>
                <div class="panel__body">
                    <p class="muted small">{move || t().portrait_apart_help()}</p>
                    {move || apart_view(app, apart.clone(), t())}
                </div>
            </Panel>
            <Panel id="portrait-channels" title=move || t().portrait_channels()>
                <div class="panel__body">{move || channels_view(app, &channels, t())}</div>
            </Panel>
            {tables.into_iter().map(|table| view! { <Traits app=app table=table customers=customers /> }).collect_view()}
        </div>
    }
}

/// The address of a group's customers.
fn open_members(map: &ValueMap, group: GroupKey) -> String {
    let id = |id: Option<&Text>| id.map(|id| id.to_string()).unwrap_or_default();
    match group {
        GroupKey::Tier(place) => narrowed(TIER_OF, &id(map.tiers.get(place).and_then(|(id, _)| id.as_ref()))),
        GroupKey::Segment(place) => narrowed(SEGMENT, &id(map.segments.get(place).map(|segment| &segment.id))),
        GroupKey::Named(place) => {
            let id = id(map.groups.get(place).map(|of| &of.group.id));
            Route::customers(&Query::of(GROUP_KEY, [&*id])).to_hash()
        }
    }
}

fn figures(app: App, portrait: &Portrait, map: &ValueMap, members: &str, t: T) -> impl IntoView + use<> {
    let lang = t.0;
    let unknown = || (format::unknown(lang), String::new());
    let ((size, amount), count) = (shares_said(portrait, map, t), format::count(portrait.customers));
    // A share opens those whose share it is.
    let theirs = |share: String| figures_line(t, vec![(share, (portrait.customers > 0).then(|| members.to_owned()))]);
    let first = view! {
        <div>
            <dt>{t.portrait_size()}</dt>
            <dd><b><a href=members.to_owned() data-testid="portrait-members">{count}</a></b> <small>{theirs(size)}</small></dd>
        </div>
    };
    let of_members = figure_link(
        portrait.customers > 0,
        members.to_owned(),
        t.portrait_amount().to_owned(),
        format::wan_unit(portrait.amount, lang),
    );
    let rows = [(t.portrait_amount(), of_members, theirs(amount))];
    let more = [
        (t.portrait_rhythm(), rhythm(portrait, t).unwrap_or_else(unknown)),
        (
            t.portrait_satisfaction(),
            satisfaction(portrait, t).unwrap_or_else(unknown),
        ),
    ];
    let [of_rhythm, of_rated] = more;
    let opens = |(what, (figure, rests)): (&'static str, (String, String)), facet: &str| {
        let is_known = !rests.is_empty();
        let there = facet_href(app, facet, false);
        let figure = figure_link(is_known, there.clone(), what.to_owned(), figure);
        (what, figure, figures_line(t, vec![(rests, is_known.then_some(there))]))
    };
    let more = [opens(of_rhythm, RHYTHM), opens(of_rated, RATED)];
    let row = |(what, figure, rests): (&'static str, AnyView, AnyView)| {
        view! {
            <div>
                <dt>{what}</dt>
                <dd><b>{figure}</b> <small>{rests}</small></dd>
            </div>
        }
    };
    view! {
        {first}
        {rows.into_iter().chain(more).map(row).collect_view()}
    }
}

fn apart_view(app: App, apart: Option<Vec<Apart>>, t: T) -> AnyView {
    let found = match apart {
        None => return view! { <p>{t.portrait_too_few()}</p> }.into_any(),
        Some(found) if found.is_empty() => return view! { <p>{t.portrait_alike()}</p> }.into_any(),
        Some(found) => found,
    };
    let share = move |of: &Trait, (n, all): (usize, usize), is_rest: bool| {
        let (kind, word) = of;
        let name = trait_word(*kind, word, t);
        let there = facet_href(app, &having_word(of), is_rest);
        let having = |said: String| figure_link(n > 0, there.clone(), name.clone(), said);
        let (share, having) = (having(format::share(n, all, t.0)), having(format::count(n)));
        let known = facet_href(app, &known_word(*kind), is_rest);
        let known = figure_link(all > 0, known, kind_name(*kind, t).to_owned(), format::count(all));
        view! { <td class="num">{share} " " <small class="muted">{having} " / " {known}</small></td> }
    };
    // It opens those here who have it, or those of the rest where nobody here does.
    let difference = move |one: &Apart| {
        let there = facet_href(app, &having_word(&one.of), one.here.0 == 0);
        let name = trait_word(one.of.0, &one.of.1, t);
        figure_link(true, there, name, t.portrait_points(points(one)))
    };
    let row = move |one: Apart| {
        view! {
            <tr>
                <th scope="row">{trait_word(one.of.0, &one.of.1, t)} " " <small class="muted">{kind_name(one.of.0, t)}</small></th>
                {share(&one.of, one.here, false)}
                {share(&one.of, one.there, true)}
                <td class="num">{difference(&one)}</td>
            </tr>
        }
    };
    view! {
        <div class="table-wrap" role="group" tabindex="0" aria-label=t.portrait_apart()>
            <table class="table table--flush" data-testid="portrait-apart">
                <thead>
                    <tr>
                        <th scope="col">{t.portrait_trait()}</th>
                        <th scope="col" class="num">{t.portrait_here()}</th>
                        <th scope="col" class="num">{t.portrait_there()}</th>
                        <th scope="col" class="num">{t.portrait_difference()}</th>
                    </tr>
                </thead>
                <tbody>{found.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn channels_view(app: App, channels: &[(InteractionKind, usize, usize)], t: T) -> AnyView {
    if channels.is_empty() {
        return view! { <p class="muted">{t.portrait_nothing()}</p> }.into_any();
    }
    let row = |(kind, asked, answered): &(InteractionKind, usize, usize)| {
        let name = t.label(&kind.label());
        let link = |what: &str, n: usize, said: String| {
            let facet = format!("{what}:{}", kind.word());
            figure_link(n > 0, facet_href(app, &facet, false), name.clone(), said)
        };
        view! {
            <li>
                <span>{name.clone()}</span>
                <small class="muted">
                    {link(ANSWERED, *answered, format::count(*answered))} " / "
                    {link(ASKED, *asked, format::count(*asked))}                     {t.portrait_answered()}
                </small>
                <b>{link(ANSWERED, *answered, channel_share(*asked, *answered, t.0))}</b>
            </li>
        }
    };
    view! { <ul class="value__words">{channels.iter().map(row).collect_view()}</ul> }.into_any()
}

/// The words of a kind with their shares.
#[component]
fn Traits(app: App, table: TraitTable, customers: usize) -> impl IntoView {
    let t = use_text();
    let (kind, known) = (table.kind, table.known);
    let of_known = move || {
        let href = facet_href(app, &known_word(kind), false);
        let said = t().portrait_known(format::count(known), format::count(customers));
        figure_link(known > 0, href, kind_name(kind, t()).to_owned(), said)
    };
    let more = table.words.len().saturating_sub(SHOWN);
    let rows = move || {
        let row = move |(word, n): &(Text, usize)| {
            let name = trait_word(kind, word, t());
            let there = facet_href(app, &having_word(&(kind, word.clone())), false);
            let having = |said: String| figure_link(*n > 0, there.clone(), name.clone(), said);
            let (share, count) = (having(format::share(*n, known, t().0)), having(format::count(*n)));
            view! {
                <li>
                    <span>{name}</span>
                    <small class="muted">{count}</small>
                    <b>{share}</b>
                </li>
            }
        };
        match table.words.is_empty() {
            true => view! { <p class="muted">{t().portrait_nothing()}</p> }.into_any(),
            false => {
                let shown = table.words.iter().take(SHOWN).map(row).collect_view();
                let rest = table.words.iter().skip(SHOWN).map(row).collect_view();
                let more = (more > 0).then(|| {
                    view! {
                        <details class="value__more" data-testid="portrait-more">
                            <summary class="small">{t().portrait_more(more)}</summary>
                            <ul class="value__words">{rest}</ul>
                        </details>
                    }
                });
                view! { <ul class="value__words">{shown}</ul> {more} }.into_any()
            }
        }
    };
    view! {
        <Panel id=panel_id(kind) title=move || kind_name(kind, t())>
            <div class="panel__body">
                <p class="muted small">{of_known}</p>
                {rows}
            </div>
        </Panel>
    }
}

fn panel_id(kind: TraitKind) -> &'static str {
    match kind {
        TraitKind::Need => "portrait-need",
        TraitKind::Pain => "portrait-pain",
        TraitKind::Tag => "portrait-tag",
        TraitKind::Industry => "portrait-industry",
        TraitKind::Region => "portrait-region",
        TraitKind::Product => "portrait-product",
        TraitKind::Prefers => "portrait-prefers",
        TraitKind::Avoids => "portrait-avoids",
        TraitKind::Answers => "portrait-answers",
    }
}
