//! The list of classes set by hand, and what can be done with them.

use std::sync::Arc;

use crate::state::live::*;
use leptos::html;

use super::desk::{AGREE, DIM, Desk, Line, TAB, use_desk};
use crate::state::route::{PageId, Route};
use crate::ui::format;
use crate::ui::page::judgement::Prolong;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Chip, EmptyState, Grid, Icon, Kind, Segmented};

const TEMPLATE: &str = "44px minmax(148px, 1.6fr) minmax(104px, .8fr) minmax(196px, 1.4fr) minmax(176px, 1.1fr) 100px minmax(140px, 2fr) 80px 168px";
const LEAST: &str = "1156px";

/// Whether the rules agree, and the dimensions.
#[component]
pub fn Tools() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let app = desk.app;
    let all = Memo::new(move |_| desk.dimensions());
    let chip = move |id: Option<String>, name: String, n: Option<usize>| {
        let key = id.clone();
        view! {
            <button
                type="button"
                class="btn btn--quiet btn--small"
                aria-pressed=move || (desk.dimension.get() == key).to_string()
                on:click=move |_| app.set_param(DIM, id.as_deref())
            >
                {name}
                {n.map(|n| view! { <span class="muted">{format::count(n)}</span> })}
            </button>
        }
    };
    let chips = move || {
        let shown = all
            .get()
            .into_iter()
            .map(|(id, name, n)| chip(Some(id.to_string()), name, Some(n)));
        view! {
            {chip(None, t().all().to_owned(), None)}
            {shown.collect_view()}
        }
    };
    let choose = move |to: String| {
        let route = untrack(|| app.route()).with_param(DIM, None);
        app.replace(route.with_param(TAB, Some(AGREE).filter(|agree| *agree == to)));
    };
    view! {
        <div class="toolbar" role="group" aria-label=move || t().list_tools()>
            <Segmented
                label=move || t().disagree_tabs()
                name="disagree-tab"
                options=vec![
                    ("differ", (move || t().disagree_tab_differ()).into()),
                    (AGREE, (move || t().disagree_tab_agree()).into()),
                ]
                value=Signal::derive(move || if desk.agreeing.get() { AGREE } else { "differ" }.to_owned())
                on_change=Callback::new(choose)
            />
            <span class="fchips fchips--scroll" role="group" aria-label=move || t().review_dimensions()>
                {chips}
            </span>
        </div>
    }
}

/// The list.
#[component]
pub fn List(prolong: RwSignal<Option<Prolong>>) -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let id_of = move |place| {
        let line = desk.lines(&[place]).pop();
        line.map(|line| line.key).unwrap_or_default()
    };
    let open = move |place| {
        if let Some(line) = desk.lines(&[place]).pop() {
            desk.app.go(Route::parse(&line.href));
        }
    };
    let again = move || format!("{:?} {:?}", desk.agreeing.get(), desk.dimension.get());
    view! {
        <Grid
            label=move || t().disagree_list()
            rows=desk.rows
            columns=Signal::stored(9)
            template=Signal::stored(TEMPLATE.to_owned())
            least_width=Signal::stored(LEAST.to_owned())
            head=move || view! { <HeadRow /> }
            cells=Arc::new(move |place| row(desk, prolong, place).into_any())
            row_id=Arc::new(id_of)
            row_testid="disagree-row"
            picked=Arc::new(move |place| desk.is_picked(place))
            on_open=Callback::new(open)
            on_pick=Callback::new(move |place| desk.pick(place))
            start_again=Signal::derive(again)
            picking=Signal::stored(true)
        >
            <Message />
            <Bulk />
            <div class="count">
                <span role="status" data-testid="disagree-count" data-count=move || desk.rows.with(|r| r.len()).to_string()>
                    {move || t().disagree_shown(desk.rows.with(|r| r.len()))}
                </span>
                <span class="count__end count__rows">{move || t().review_keys()}</span>
            </div>
        </Grid>
    }
}

#[component]
fn HeadRow() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let all = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let Some(all) = all.get() else { return };
        let (picked, count) = (desk.picked.with(|p| p.len()), desk.rows.with(|r| r.len()));
        all.set_checked(picked > 0 && picked == count);
        all.set_indeterminate(picked > 0 && picked < count);
    });
    /// A column's id and its words.
    type ColumnHead = (&'static str, fn(T) -> &'static str);
    let heads: [ColumnHead; 8] = [
        ("name", |t| t.review_col_customer()),
        ("dim", |t| t.review_col_dimension()),
        ("move", |t| t.disagree_col_class()),
        ("since", |t| t.disagree_col_since()),
        ("until", |t| t.disagree_col_until()),
        ("why", |t| t.disagree_col_why()),
        ("by", |t| t.disagree_col_by()),
        ("ways", |t| t.review_col_decide()),
    ];
    let head = |(col, text): ColumnHead| {
        view! {
            <div class="grid__cell" role="columnheader" data-col=col>
                {move || text(t())}
            </div>
        }
    };
    view! {
        <div class="grid__cell" role="columnheader" data-col="pick">
            <input
                type="checkbox"
                node_ref=all
                aria-label=move || t().review_select_all()
                on:change=move |ev| desk.pick_all(event_target_checked(&ev))
            />
        </div>
        {heads.map(head).into_iter().collect_view()}
    }
}

fn row(desk: Desk, prolong: RwSignal<Option<Prolong>>, place: u32) -> impl IntoView {
    let data = desk.line(place);
    move || data.get().map(|line| cells(desk, prolong, place, line))
}

fn cells(desk: Desk, prolong: RwSignal<Option<Prolong>>, place: u32, line: Line) -> AnyView {
    let t = move || T(desk.app.lang.get());
    let ways = ways(desk, prolong, place, &line);
    let (pick_name, pick_dim) = (line.name.clone(), line.dimension.clone());
    let (name, why) = (line.name.clone(), line.reason.clone());
    view! {
        <div class="grid__cell" role="gridcell" data-col="pick">
            <label class="grid__pick">
                <input
                    type="checkbox"
                    tabindex="-1"
                    aria-label=move || t().disagree_select_one(&pick_name, &pick_dim)
                    prop:checked=move || desk.is_picked(place)
                    on:click=move |_| desk.pick(place)
                />
            </label>
        </div>
        <div class="grid__cell" role="rowheader" data-col="name" title=name>
            <a href=line.href>{line.name}</a>
        </div>
        <div class="grid__cell soft" role="gridcell" data-col="dim">{line.dimension}</div>
        <div class="grid__cell" role="gridcell" data-col="move">
            <span class="move__pair">
                <span class="visually-hidden">{move || t().disagree_hand()}</span>
                <Chip dim=line.hand.palette.to_string() rank=line.hand.rank text=line.hand.name by_hand=true />
                <Icon name="arrow-right" size=14 />
                <span class="visually-hidden">{move || t().disagree_rules()}</span>
                <Chip dim=line.ruled.palette.to_string() rank=line.ruled.rank text=line.ruled.name />
            </span>
        </div>
        <div class="grid__cell" role="gridcell" data-col="since">
            {line.since} {line.set_on.map(|text| view! { <small>{text}</small> })}
        </div>
        <div class="grid__cell soft" role="gridcell" data-col="until">{line.until}</div>
        <div class="grid__cell soft" role="gridcell" data-col="why" title=why>{line.reason}</div>
        <div class="grid__cell soft" role="gridcell" data-col="by">{line.by}</div>
        <div class="grid__cell" role="gridcell" data-col="ways">{ways}</div>
    }
    .into_any()
}

fn ways(desk: Desk, prolong: RwSignal<Option<Prolong>>, place: u32, line: &Line) -> impl IntoView + use<> {
    let t = move || T(desk.app.lang.get());
    let (end_name, long_name) = (line.name.clone(), line.name.clone());
    let what = line.given.clone().map(|given| Prolong {
        id: line.id.clone(),
        name: line.name.clone(),
        given,
    });
    view! {
        <span class="verdict">
            <Button
                text=move || t().disagree_end()
                size="btn--small"
                attr:aria-label=move || t().disagree_end_of(&end_name)
                attr:data-testid="disagree-end"
                on:click=move |_| desk.end(&[place])
            />
            {what
                .map(|what| {
                    view! {
                        <Button
                            text=move || t().disagree_prolong()
                            kind=Kind::Quiet
                            size="btn--small"
                            attr:aria-label=move || t().disagree_prolong_of(&long_name)
                            attr:data-testid="disagree-prolong"
                            on:click=move |_| prolong.set(Some(what.clone()))
                        />
                    }
                })}
        </span>
    }
}

/// What would be here, and how to get it.
#[component]
fn Message() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    let empty = Memo::new(move |_| desk.rows.with(|rows| rows.is_empty()));
    move || match (empty.get(), desk.agreeing.get()) {
        (false, _) => ().into_any(),
        (true, true) => view! {
            <div class="grid__msg">
                <EmptyState title=move || t().disagree_none_agree() />
            </div>
        }
        .into_any(),
        (true, false) => view! {
            <div class="grid__msg">
                <EmptyState title=move || t().disagree_none() text=move || t().disagree_none_help()>
                    <a class="btn" href=Route::to(PageId::CUSTOMERS).to_hash()>
                        {move || t().disagree_to_customers()}
                    </a>
                </EmptyState>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Bulk() -> impl IntoView {
    let t = use_text();
    let desk = use_desk();
    view! {
        <Show when=move || desk.picked.with(|p| !p.is_empty())>
            <div class="bulk" role="toolbar" aria-label=move || t().for_selected()>
                <span class="bulk__n" role="status">
                    {move || t().disagree_selected(desk.picked.with(|p| p.len()))}
                </span>
                <Button
                    text=move || t().disagree_end()
                    kind=Kind::Quiet
                    icon="x"
                    size="btn--small"
                    attr:data-testid="disagree-end-all"
                    on:click=move |_| desk.end(&desk.picked_places())
                />
                <button type="button" class="btn btn--quiet btn--small bulk__end" on:click=move |_| desk.pick_all(false)>
                    {move || t().unselect()}
                    <kbd>"Esc"</kbd>
                </button>
            </div>
        </Show>
    }
}
