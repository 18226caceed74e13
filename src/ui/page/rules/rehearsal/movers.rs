//! Who moves: worse, better, newly classed, otherwise; the first of each, and everyone in a list of which only the part in sight is on the page.

use std::rc::Rc;
use std::sync::Arc;

use crate::state::live::*;
use leptos::html;

use super::picture::{self, ChipOf, Group, Line, View};
use super::rehearsing::{FIRST, Rehearsing};
use crate::domain::label::Lang;
use crate::domain::report::moves::{Mover, Way};
use crate::exchange::grid::Cell;
use crate::exchange::write::{Look, OutColumn, OutTable};
use crate::state::files::Making;
use crate::state::route::Route;
use crate::ui::list::column::Stand;
use crate::ui::list::paper::{self, PaperTable};
use crate::ui::list::{Asked, Export, Offer};
use crate::ui::text::{T, both, use_text};
use crate::ui::tone::way_icon;
use crate::ui::widget::{Chip, Icon, LinkButton};

/// Rows drawn beyond the edge of the list.
const BEYOND: usize = 6;
/// Rows in sight of the long list; its frame is made for so many (`style/rehearsal.css`).
const IN_SIGHT: usize = 14;
/// More rows than this nobody reads on paper.
const ON_PAPER: usize = 500;

/// Both groups.
#[component]
pub fn Movers(it: Rehearsing) -> impl IntoView {
    let t = use_text();
    let none = Memo::new(move |_| {
        it.picture
            .with(|p| p.as_ref().is_none_or(|p| p.groups.iter().all(|g| g.count == 0)))
    });
    view! {
        <div class="movers" data-testid="movers">
            {Way::ALL.map(|way| group(it, way)).into_iter().collect_view()}
            <Show when=move || none.get() fallback=move || foot(it)>
                <p class="movers__none">{move || t().rehearsal_same()}</p>
            </Show>
            {on_paper(it)}
        </div>
    }
}

fn foot(it: Rehearsing) -> impl IntoView {
    let t = use_text();
    let asked = Asked::new(move || untrack(|| offer(it)).into_iter().collect());
    view! {
        <Export asked=asked />
        <p class="movers__foot">
            <LinkButton text=move || t().export_movers() attr:data-testid="export-movers" on_click=Callback::new(move |_| asked.open.set(true)) />
        </p>
    }
}

fn head(t: T, view: &View, way: Way, n: usize) -> String {
    match (view, way) {
        (View::Dimension(_), way) => t.went(way, n),
        (View::Tag(_), Way::Down) => t.loses_tag(n),
        (View::Tag(_), _) => t.gets_tag(n),
    }
}

/// Those who move one way.
fn group(it: Rehearsing, way: Way) -> AnyView {
    let t = use_text();
    let whole = RwSignal::new(false);
    let part = Memo::new(move |_| {
        it.picture
            .with(|p| p.as_ref().map_or_else(Group::default, |p| p.group(way).clone()))
    });
    let count = Memo::new(move |_| part.with(|g| g.count));
    // Another list starts short again.
    Effect::new(move |_| {
        it.view.track();
        whole.set(false);
    });
    let title = move || it.view.with(|view| head(t(), view, way, count.get()));
    let (icon, kind) = (way_icon(way), way.word());
    let list = move || match whole.get() && count.get() > FIRST {
        true => everyone(it, way, count).into_any(),
        false => first(part, way).into_any(),
    };
    let more = move || match whole.get() {
        true => t().show_few_movers().to_owned(),
        false => t().show_all_movers(count.get()),
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <section class="movers__group" data-way=kind data-testid=format!("movers-{kind}") data-count=move || count.get().to_string()>
                <header class="movers__head">
                    <h3 class="movers__title">
                        <Icon name=icon size=14 />
                        {title}
                        <small>{move || t().movers_sum(part.with(|g| g.sum.clone()))}</small>
                    </h3>
                    <span class="movers__unit">{move || t().purchase_in_wan()}</span>
                </header>
                {list}
                <Show when=move || { count.get() > FIRST }>
                    <p class="movers__foot">
                        <LinkButton text=more on_click=Callback::new(move |_| whole.update(|w| *w = !*w)) />
                    </p>
                </Show>
            </section>
        </Show>
    }
    .into_any()
}

fn first(part: Memo<Group>, way: Way) -> impl IntoView {
    // A row that stays is not drawn again while a border is dragged.
    let key = |line: &Line| {
        let text = |chip: &Option<ChipOf>| chip.as_ref().map_or_else(String::new, |c| c.text.clone());
        (line.id.clone(), text(&line.from), text(&line.to), line.wan.clone())
    };
    view! {
        <ul class="movers__list">
            <For each=move || part.with(|g| g.first.clone()) key=key let:line>
                {row(line, way)}
            </For>
        </ul>
    }
}

fn row(line: Line, way: Way) -> impl IntoView {
    let (id, cells) = (line.id.clone(), cells(line, way));
    view! {
        <li class="mover" data-testid="mover" data-id=id>
            {cells}
        </li>
    }
}

fn cells(line: Line, way: Way) -> AnyView {
    let t = use_text();
    let href = match crate::domain::id::CustomerId::new(&line.id) {
        Ok(id) => Route::customer(&id).to_hash(),
        Err(_) => String::new(),
    };
    let icon = way_icon(way);
    let chip = |chip: ChipOf| view! { <Chip dim=chip.dim.to_string() rank=chip.rank text=chip.text /> };
    let classes = line.from.zip(line.to).map(|(from, to)| {
        let words = t().becomes(&from.text, &to.text);
        view! {
            <span class="mover__classes" role="img" aria-label=words>
                {chip(from)}
                <Icon name="arrow-right" size=14 />
                {chip(to)}
            </span>
        }
    });
    view! {
        <Icon name=icon size=14 />
        <a class="mover__name" href=href title=line.name.to_string()>
            {line.name.to_string()}
        </a>
        {classes}
        <span class="mover__sum" title=line.yuan>
            {line.wan}
        </span>
    }
    .into_any()
}

/// Everyone of a group in a frame that scrolls; only the rows in sight are on the page.
fn everyone(it: Rehearsing, way: Way, count: Memo<usize>) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let top = RwSignal::new(0usize);
    let all = Memo::new(move |_| {
        let movers = it.view.with(|view| {
            it.shop
                .rehearsed(|world, then| picture::everyone(world, then, view, way))
        });
        Arc::new(movers.unwrap_or_default())
    });
    let scrolled = move |_| {
        let Some(frame) = node.get_untracked() else { return };
        let row = f64::from(frame.scroll_height()) / count.get_untracked().max(1) as f64;
        if row > 0.0 {
            top.set((f64::from(frame.scroll_top()) / row) as usize);
        }
    };
    let first = Memo::new(move |_| (top.get().saturating_sub(BEYOND) / BEYOND) * BEYOND);
    let lines = move || {
        let (lang, first) = (it.lang(), first.get());
        let all = all.get();
        let shown = all.iter().enumerate().skip(first).take(IN_SIGHT + 3 * BEYOND);
        let drawn: Vec<(usize, Mover)> = shown.map(|(i, m)| (i, m.clone())).collect();
        let view = it.view.get_untracked();
        let read = untrack(|| {
            it.shop.rehearsed(|world, then| {
                let line = |(i, m): &(usize, Mover)| Some((*i, picture::line(world, then, lang, &view, m)?));
                drawn.iter().filter_map(line).collect::<Vec<_>>()
            })
        });
        let placed = |(i, line): (usize, Line)| {
            let (id, cells) = (line.id.clone(), cells(line, way));
            view! {
                <li class="mover" data-id=id style:--i=i.to_string()>
                    {cells}
                </li>
            }
        };
        read.unwrap_or_default().into_iter().map(placed).collect_view()
    };
    view! {
        <div class="movers__frame" tabindex="0" node_ref=node on:scroll=scrolled data-testid="movers-all">
            <ul class="movers__list movers__list--long" style:--n=move || count.get().to_string()>
                {lines}
            </ul>
        </div>
    }
}

/// Head and rows of the list as a table, at most so many rows of each way.
fn table(it: Rehearsing, lang: Lang, most: usize) -> Option<(String, Vec<String>, Vec<Vec<String>>)> {
    let (t, view) = (T(lang), it.view.get_untracked());
    let read = untrack(|| {
        it.shop.rehearsed(|world, then| {
            let name = picture::name(world, then, lang, &view);
            let row = |way: Way, mover: &Mover| {
                let line = picture::line(world, then, lang, &view, mover)?;
                let word = match (&view, way) {
                    (View::Dimension(_), way) => t.way(way),
                    (View::Tag(_), Way::Down) => t.tag_taken(),
                    (View::Tag(_), _) => t.tag_added(),
                };
                let class = |chip: Option<ChipOf>| chip.map_or_else(String::new, |c| c.text);
                let yuan = mover.purchase.map_or_else(String::new, |yuan| format!("{yuan:.2}"));
                Some(vec![
                    line.name.to_string(),
                    line.id,
                    name.clone(),
                    word.to_owned(),
                    class(line.from),
                    class(line.to),
                    yuan,
                ])
            };
            let of = |way: Way| {
                let all = picture::everyone(world, then, &view, way);
                all.iter().take(most).filter_map(|m| row(way, m)).collect::<Vec<_>>()
            };
            (name.clone(), Way::ALL.into_iter().flat_map(of).collect())
        })
    });
    let head = [
        t.column_name(),
        t.column_id(),
        t.column_dimension(),
        t.column_way(),
        t.column_from(),
        t.column_to(),
        t.column_purchase(),
    ];
    read.map(|(name, rows)| (name, head.map(str::to_owned).to_vec(), rows))
}

/// The list as a table for spreadsheets.
fn offer(it: Rehearsing) -> Option<Offer> {
    let count = it
        .picture
        .with_untracked(|p| p.as_ref().map(|p| p.groups.iter().map(|g| g.count).sum()))?;
    let (name, ..) = table(it, it.lang(), 0)?;
    let title = both(|t| t.movers_file(&name));
    Some(Offer {
        key: "movers",
        name: title.clone(),
        title,
        count,
        has_contacts: false,
        make: Arc::new(move |making: Rc<Making>| Box::pin(async move { for_spreadsheets(it, making.wish.lang) })),
    })
}

fn for_spreadsheets(it: Rehearsing, lang: Lang) -> Option<OutTable> {
    let (name, head, rows) = table(it, lang, usize::MAX)?;
    let last = head.len() - 1;
    let look = |place| if place == last { Look::Money } else { Look::General };
    let cell = |(place, text): (usize, String)| match text.parse() {
        Ok(yuan) if place == last => Cell::Number(yuan),
        _ => Cell::text(&text),
    };
    Some(OutTable {
        name,
        columns: head
            .into_iter()
            .enumerate()
            .map(|(place, head)| OutColumn::new(head, look(place)))
            .collect(),
        rows: rows
            .into_iter()
            .map(|row| row.into_iter().enumerate().map(cell).collect())
            .collect(),
    })
}

/// The list on paper.
fn on_paper(it: Rehearsing) -> impl IntoView {
    paper::print_area(move || {
        let lang = it.app.lang.get();
        let (_, head, rows) = table(it, lang, ON_PAPER)?;
        let last = head.len() - 1;
        let stand = |i: usize| if i == last { Stand::Figure } else { Stand::Plain };
        let heads = head.into_iter().enumerate().map(|(i, name)| (name, stand(i))).collect();
        Some(paper::table(T(lang), PaperTable { heads, rows, sum: None }).into_any())
    })
}
