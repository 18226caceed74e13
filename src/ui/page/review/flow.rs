//! The flow chart: bands from each class to each class. Its text alternative is the table beside it.

use crate::state::live::*;

use super::desk::use_desk;
use super::matrix::{Shown, at_cell, cell_href, cell_key};
use crate::ui::class_word::ClassWord;
use crate::ui::flow::{Band, Flow, Node, flow};
use crate::ui::format;
use crate::ui::list::figure_link;
use crate::ui::text::use_text;

/// The height of the drawing and the gap between classes, px.
const HEIGHT: f64 = 300.0;
const GAP: f64 = 18.0;
/// The width of the drawing's own measure; the page stretches it.
const WIDTH: f64 = 100.0;

/// What is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
struct Drawn {
    flow: Flow,
    words: Vec<ClassWord>,
    /// The key and the words of each band.
    bands: Vec<(String, String)>,
    /// The same of each class before and after.
    sides: [Vec<(String, String)>; 2],
}

/// The chart.
#[component]
pub fn FlowChart(
    /// The matrix.
    shown: Memo<Option<Shown>>,
    /// The cell that is pointed to.
    lit: RwSignal<String>,
) -> impl IntoView {
    let t = use_text();
    let drawn = Memo::new(move |_| {
        let draw = |shown: &Shown| {
            let flow = flow(&shown.counts.cells, HEIGHT, GAP);
            let name = |place: usize| shown.words.get(place).map_or("", |word| &word.name);
            let band = |b: &Band| {
                let what = match b.from == b.to {
                    true => t().migrate_stay(name(b.from)),
                    false => t().migrate_cell(name(b.from), name(b.to)),
                };
                (
                    cell_key(shown, Some(b.from), Some(b.to)),
                    format!("{what}: {}", t().customers(b.count)),
                )
            };
            let before = |node: &Node| (Some(node.place), None);
            let after = |node: &Node| (None, Some(node.place));
            let side = |(from, to)| (cell_key(shown, from, to), shown.cell_words(t(), from, to));
            Drawn {
                sides: [
                    flow.left.iter().map(before).map(side).collect(),
                    flow.right.iter().map(after).map(side).collect(),
                ],
                bands: flow.bands.iter().map(band).collect(),
                words: shown.words.clone(),
                flow,
            }
        };
        shown.with(|shown| shown.as_ref().map(draw)).unwrap_or_default()
    });
    let body = move || {
        let Drawn {
            flow,
            words,
            bands,
            sides: [before, after],
        } = drawn.get();
        let Flow {
            left,
            right,
            bands: drawn,
        } = flow;
        let names: Vec<ClassWord> = words;
        let bands = drawn
            .iter()
            .zip(bands)
            .map(|(band, (key, said))| view! { <BandPath band=*band word=names.get(band.from).cloned().unwrap_or_default() key=key said=said lit=lit /> })
            .collect_view();
        view! {
            <ul class="flow__names">{labels(&left, &names, before)}</ul>
            {bars(&left, &names)}
            <svg
                class="flow__bands"
                viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                preserveAspectRatio="none"
                role="group"
                aria-label=move || t().migrate_flow_alt()
            >
                {bands}
            </svg>
            {bars(&right, &names)}
            <ul class="flow__names" data-side="right">{labels(&right, &names, after)}</ul>
        }
    };
    view! {
        <h3 class="visually-hidden">{move || t().migrate_flow()}</h3>
        <div class="flow" style:--flow-h=format!("{HEIGHT}px")>{body}</div>
    }
}

/// The classes of a side with how many they have, who opens.
fn labels(nodes: &[Node], words: &[ClassWord], said: Vec<(String, String)>) -> impl IntoView + use<> {
    let desk = use_desk();
    let label = |(node, (key, what)): (&Node, (String, String))| {
        let top = (node.top + node.height / 2.0).clamp(8.0, HEIGHT - 8.0);
        view! {
            <li style:--y=format!("{top:.1}px")>
                <span>{words.get(node.place).map(|word| word.name.clone())}</span>
                <b>{figure_link(node.count > 0, cell_href(desk, &key), what, format::count(node.count))}</b>
            </li>
        }
    };
    nodes.iter().zip(said).map(label).collect_view()
}

fn bars(nodes: &[Node], words: &[ClassWord]) -> impl IntoView + use<> {
    let bar = |node: &Node| {
        let word = words.get(node.place).cloned().unwrap_or_default();
        view! {
            <i
                data-dim=word.palette.to_string()
                data-rank=word.rank.key()
                style:--y=format!("{:.1}px", node.top)
                style:--h=format!("{:.1}px", node.height.max(1.0))
            ></i>
        }
    };
    view! { <span class="flow__bars" aria-hidden="true">{nodes.iter().map(bar).collect_view()}</span> }
}

/// A band: it opens its customers, and points to its cell.
#[component]
fn BandPath(band: Band, word: ClassWord, key: String, said: String, lit: RwSignal<String>) -> impl IntoView {
    let desk = use_desk();
    let key = StoredValue::new(key);
    let open = move || {
        desk.app
            .replace(at_cell(untrack(|| desk.app.route()), Some(&key.get_value())))
    };
    let point = move |on: bool| lit.set(if on { key.get_value() } else { String::new() });
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if matches!(ev.key().as_str(), "Enter" | " ") {
            ev.prevent_default();
            open();
        }
    };
    let title = said.clone();
    view! {
        <path
            class="flow__band"
            d=band.path(0.0, WIDTH)
            data-dim=word.palette.to_string()
            data-rank=word.rank.key()
            data-same=(band.from == band.to).then_some("true")
            data-lit=move || (lit.get() == key.get_value()).then_some("true")
            role="link"
            tabindex="0"
            aria-label=said
            on:click=move |_| open()
            on:keydown=on_key
            on:pointerenter=move |_| point(true)
            on:pointerleave=move |_| point(false)
            on:focus=move |_| point(true)
            on:blur=move |_| point(false)
        >
            <title>{title}</title>
        </path>
    }
}
