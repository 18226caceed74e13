//! 价值分层: the R–F map with its tiers and segments, who moved between two days, portraits, and the segments themselves.

mod editor;
mod facet;
mod frozen;
mod groups;
mod head;
mod list;
mod map;
mod moves;
mod people;
mod segments;

use crate::state::live::*;

use editor::SegmentDialog;
use groups::Groups;
use head::value_head;
use list::ValueList;
use map::ValueMapPart;
use moves::Moves;
use people::Portraits;
use segments::Segments;

use crate::domain::metric::Metric;
use crate::state::query::Query;
use crate::state::route::{PageId, Route};
use crate::state::use_app;
use crate::ui::format;
use crate::ui::later::{Later, later, piece};
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{EmptyState, PageHead, ParamChoice};

/// The page's name.
const VALUE: PageId = PageId::named("value");
/// The piece of page state that says what is shown, and its values beside the map.
const VIEW: &str = "view";
const MOVES: &str = "moves";
const PORTRAIT: &str = "portrait";
const SEGMENTS: &str = "segments";
/// The pieces of page state that narrow the list of the map: `R-F`, the id of a tier, that of a segment. An empty id stands for none.
const CELL: &str = "cell";
const TIER_OF: &str = "tier";
const SEGMENT: &str = "segment";
/// That of who shares a total at a border between tiers: the border's place, then `+` for those above it, `-` for those below.
const TIE: &str = "tie";
/// The pieces of page state of the movement: since when, and who.
const SINCE: &str = "since";
const SHIFT: &str = "shift";
/// Its value for those who did not move.
const STAYED: &str = "stayed";

/// The page on its day, narrowed by nothing but this.
fn narrowed(key: &str, value: &str) -> String {
    Route::to(VALUE).with_param(key, Some(value)).to_hash()
}

/// What people name: segments of the map, and groups.
static NAMED: Later<fn(ValueList) -> AnyView> = later!(rooms: named_segments => fn(ValueList) -> AnyView { |page| {
    view! {
        <Segments page=page />
        <Groups page=page />
        <SegmentDialog page=page />
    }
    .into_any()
}});

/// The page.
#[component]
pub fn ValueTiers() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let page = ValueList::new();
    let sub = move || match page.map.get() {
        None => t().value_reading().into_any(),
        Some(map) => {
            let (t, all) = (t(), (map.all.customers > 0).then(|| Route::to(VALUE).to_hash()));
            let without = Query::of(Metric::RfmTotal.info().id, [""]);
            figures_line(
                t,
                vec![
                    (t.value_ranked(map.all.customers), all.clone()),
                    (t.value_in_window(format::wan_unit(map.all.amount, t.0)), all),
                    (
                        t.value_without(map.without),
                        (map.without > 0).then(|| Route::customers(&without).to_hash()),
                    ),
                ],
            )
        }
    };
    let view = Memo::new(move |_| app.param(VIEW).unwrap_or_default());
    let has_list = move || !matches!(&*view.get(), PORTRAIT | SEGMENTS);
    let body = move || match &*view.get() {
        MOVES => view! { <Moves page=page /> }.into_any(),
        PORTRAIT => view! { <Portraits page=page /> }.into_any(),
        SEGMENTS => piece(&NAMED, move |build| build(page)),
        _ => view! { <ValueMapPart page=page /> }.into_any(),
    };
    view! {
        {value_head(page)}
        <div class="page page--value">
            <PageHead title=move || t().value_title() sub=sub>
                <Show when=has_list>
                    <ListButtons page=page />
                </Show>
            </PageHead>
            <div class="toolbar" role="group" aria-label=move || t().list_tools()>
                <ParamChoice
                    label=T::value_view
                    name="value-view"
                    param=VIEW
                    ends=&["sort", facet::FACET, facet::AMONG]
                    options=vec![
                        ("map", T::value_map),
                        (MOVES, T::value_moves),
                        (PORTRAIT, T::value_portrait),
                        (SEGMENTS, T::value_segments),
                    ]
                />
                <Show when=has_list>
                    <ColumnsMenu page=page />
                </Show>
            </div>
            {body}
            <Show when=has_list>
                <ListTable page=page message=move || message(page) more=move || list::narrowing(page) />
            </Show>
        </div>
        <ListExport page=page />
        {move || has_list().then(|| paper::list_area(page))}
    }
}

/// What would be in the list.
fn message(page: ValueList) -> AnyView {
    let t = use_text();
    if !page.is_read() {
        return view! { <p class="muted" role="status">{move || t().value_reading()}</p> }.into_any();
    }
    let is_none = page
        .map
        .with(|map| map.as_ref().is_some_and(|map| map.ranked.is_empty()));
    match (is_none, page.is_of_moves()) {
        (true, _) => {
            view! { <EmptyState title=move || t().value_none() text=move || t().value_none_help() /> }.into_any()
        }
        (_, true) => view! { <EmptyState title=move || t().value_no_moves() /> }.into_any(),
        (_, false) => view! { <EmptyState title=move || t().value_none_of_kind() /> }.into_any(),
    }
}
