//! Why a class or tag is what it is: the proof slip. Esc closes it, and the focus goes back to the button that asked.

use crate::state::live::*;
use leptos::html;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::slip_hand::ByHand;
use super::slip_part::{Evidence, Figure, Judged, RankingTable, SumTable};
use super::{Open, Why, use_customer};
use crate::domain::rule::Example;
use crate::domain::world::World;
use crate::state::route::{PageId, Route};
use crate::state::{App, clipboard, use_app};
use crate::ui::focus;
use crate::ui::page::rules::examples::form::{pinned, ruled};
use crate::ui::proof::{Proof, Question, Way, proof};
use crate::ui::text::{both, use_text};
use crate::ui::widget::{Chip, Icon, IconButton, TagChip};

/// How many records of a kind are listed at first.
const MOST: usize = 50;

/// Why a class or tag is what it is.
#[component]
pub fn Slip() -> impl IntoView {
    let (app, open) = (use_app(), use_customer());
    let all = RwSignal::new(false);
    let node = NodeRef::<html::Aside>::new();
    let shown = Memo::new(move |_| answer(app, open, (!all.get()).then_some(MOST)));
    let stands = Memo::new(move |_| shown.with(Option::is_some));
    // Each question starts with a short list, at the top, with the focus on it; not the one the page opens with.
    Effect::new(move |before: Option<Option<Why>>| {
        let why = open.why.get();
        if why.is_some() && before.as_ref().is_some_and(|before| *before != why) {
            all.set(false);
            next_frame(move || {
                if let Some(slip) = node.get_untracked() {
                    focus_quietly(&slip);
                    if let Ok(Some(body)) = slip.query_selector(".slip__body") {
                        body.set_scroll_top(0);
                    }
                }
            });
        }
        why
    });
    on_window(leptos::ev::keydown, move |ev| {
        if ev.key() == "Escape" && !ev.default_prevented() && stands.get_untracked() && !is_busy_elsewhere(&ev, node) {
            close(open);
        }
    });
    view! {
        <Show when=move || stands.get()>
            <aside class="slip" id="slip" data-print="no" aria-labelledby="slip-title" tabindex="-1" node_ref=node>
                {move || shown.get().map(|proof| view! { <Paper proof=proof all=all /> })}
            </aside>
        </Show>
    }
}

fn answer(app: App, open: Open, most: Option<usize>) -> Option<Proof> {
    let (slot, why, lang) = (open.slot.get()?, open.why.get()?, app.lang.get());
    app.session.read(|world| {
        let question = match &why {
            Why::Dimension(dimension) => Question::Class(*dimension),
            Why::Tag(id) => Question::Tag(id),
        };
        proof(world, slot, question, lang, most)
    })?
}

/// Gives an element the focus without moving the page under the reader.
fn focus_quietly(element: &web_sys::HtmlElement) {
    let quiet = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&quiet, &"preventScroll".into(), &true.into());
    let focus = js_sys::Reflect::get(element, &"focus".into()).ok();
    if let Some(focus) = focus.and_then(|f| f.dyn_into::<js_sys::Function>().ok()) {
        let _ = focus.call1(element, &quiet);
    }
}

/// Whether Esc means something else here: a dialog, or a field outside of the slip.
fn is_busy_elsewhere(ev: &web_sys::KeyboardEvent, node: NodeRef<html::Aside>) -> bool {
    let dialog = document()
        .query_selector("dialog[open], .popover")
        .ok()
        .flatten()
        .is_some();
    let target = ev.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    let typing = target.is_some_and(|el| {
        let inside = node.get_untracked().is_some_and(|slip| slip.contains(Some(&el)));
        !inside && el.matches("input, textarea, select").unwrap_or(false)
    });
    dialog || typing
}

/// Closes the slip; the focus goes to the button that asks the same question.
fn close(open: Open) {
    let asker = document()
        .query_selector("[aria-controls=\"slip\"][aria-expanded=\"true\"]")
        .ok()
        .flatten()
        .and_then(|el| el.dyn_into::<web_sys::HtmlElement>().ok());
    open.why.set(None);
    if let Some(asker) = asker {
        focus::on(&asker);
    }
}

#[component]
fn Paper(proof: Proof, all: RwSignal<bool>) -> impl IntoView {
    let (open, t) = (use_customer(), use_text());
    let Proof {
        subject,
        dimension,
        palette,
        class,
        rank,
        decided,
        newly,
        hand,
        figure,
        scale,
        ways,
        ranking,
        ties,
        sum,
        judged,
        rules,
        coverage,
        records,
        outlook,
        reviews,
        foot,
        ..
    } = proof.clone();
    let tones = palette.as_deref().unwrap_or_default().to_owned();
    let by_hand = hand.is_some();
    let has_months = sum.is_some() && dimension.as_deref() == Some("health");
    let hands = dimension.map(|dimension| view! { <ByHand dimension=dimension hand=hand /> });
    let named = match palette {
        Some(palette) => view! { <Chip dim=palette.to_string() rank=rank text=class by_hand=by_hand /> }.into_any(),
        None => view! { <TagChip text=class by_rule=true /> }.into_any(),
    };
    view! {
        <header class="slip__head">
            <p class="slip__kicker">{move || t().why()}</p>
            <h2 class="slip__title" id="slip-title">{subject} {named}</h2>
            <div class="slip__tools">
                <PinButton />
                <CopyButton proof=proof />
                <IconButton icon="x" label=move || t().close() on_click=Callback::new(move |_| close(open)) />
            </div>
        </header>
        <div class="slip__body">
            <Figure figure=figure scale=scale dimension=tones />
            {ways.into_iter().map(|(way, text)| view! { <WayRow way=way text=text /> }).collect_view()}
            {decided.into_iter().chain(newly).map(|text| view! { <Said icon="info" text=text /> }).collect_view()}
            {hands}
            {ranking.map(|ranking| view! { <RankingTable ranking=ranking /> })}
            {ties.map(|text| view! { <Said icon="info" text=text attr:data-testid="rfm-ties" /> })}
            {sum.map(|sum| view! { <SumTable sum=sum /> })}
            {has_months.then(|| view! { <HealthMonths /> })}
            {(!rules.is_empty()).then(|| view! { <Judged title=judged rules=rules coverage=coverage /> })}
            <Evidence records=records all=all />
            {outlook.map(|text| view! { <Said icon="info" text=text /> })}
            {(!reviews.is_empty()).then(|| view! { <Reviews reviews=reviews /> })}
        </div>
        <footer class="slip__foot">
            <span>{foot.0}</span>
            <span>{foot.1}</span>
        </footer>
    }
}

/// Leads to the score's months, and to what is done about it.
#[component]
fn HealthMonths() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let href = move || {
        let customer = app.with_route(|route| route.id.clone());
        let page = Route::to(PageId::named("health")).with_param("view", Some("all"));
        page.with_param("customer", customer.as_deref()).to_hash()
    };
    view! {
        <p class="slip__note">
            <Icon name="history" size=14 />
            <a href=href>{move || t().health_trend()}</a>
        </p>
    }
}

/// How far the next label is.
#[component]
fn WayRow(way: Way, text: String) -> impl IntoView {
    let icon = match way {
        Way::Up => "arrow-up",
        Way::Down => "arrow-down",
        Way::Aside => "arrow-right",
    };
    view! {
        <p class="slip__next" data-testid="slip-way">
            <Icon name=icon size=14 />
            <span>{text}</span>
        </p>
    }
}

#[component]
fn Said(icon: &'static str, text: String) -> impl IntoView {
    view! {
        <p class="slip__note">
            <Icon name=icon size=14 />
            <span>{text}</span>
        </p>
    }
}

#[component]
fn Reviews(reviews: Vec<(String, String)>) -> impl IntoView {
    let t = use_text();
    let row = |(day, text): (String, String)| view! { <dt>{day}</dt><dd>{text}</dd> };
    view! {
        <section>
            <h3 class="slip__sub">{move || t().reviews()}</h3>
            <dl class="datelist">{reviews.into_iter().map(row).collect_view()}</dl>
        </section>
    }
}

#[component]
fn CopyButton(proof: Proof) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let proof = StoredValue::new(proof);
    let copy = move |_| {
        let text = proof.with_value(|p| p.plain(app.lang.get_untracked()));
        spawn_local(async move {
            if clipboard::copy(&text).await {
                app.notices.succeeded(clipboard::COPY);
                app.notices.good(both(|t| t.copied().to_owned()), None);
            } else {
                app.notices
                    .refused(clipboard::COPY, both(|t| t.not_copied().to_owned()));
            }
        });
    };
    view! { <IconButton icon="copy" label=move || t().copy_slip() on_click=Callback::new(copy) /> }
}

/// Makes what the slip explains an example of the rules.
#[component]
fn PinButton() -> impl IntoView {
    let (app, open, t) = (use_app(), use_customer(), use_text());
    let pin = move |_| {
        let (slot, why) = (open.slot.get_untracked(), open.why.get_untracked());
        let (Some(slot), Some(why)) = (slot, why) else { return };
        let made = app.session.peek(|world| {
            let customer = world.book.customers.at(slot)?;
            Some((
                customer.name.to_string(),
                example(world, slot, &why, customer.id.as_str())?,
            ))
        });
        let Some((name, example)) = made.flatten() else { return };
        let known = untrack(|| app.workshop.in_force());
        let alike = |e: &Example| {
            Example {
                id: example.id.clone(),
                ..e.clone()
            } == example
        };
        if known.examples.iter().any(alike) {
            app.notices.info(both(|t| t.pinned_already(&name)), None);
        } else {
            app.workshop.pin(example, both(|t| t.pinned(&name)));
        }
    };
    view! { <IconButton icon="target" label=move || t().pin_as_example() attr:data-testid="pin-example" on_click=Callback::new(pin) /> }
}

/// The example that what is explained would be: the class by the rules, whatever was set by hand.
fn example(world: &World, slot: u32, why: &Why, customer: &str) -> Option<Example> {
    match why {
        Why::Dimension(dimension) => {
            let class = ruled(world, &world.evaluation, slot, *dimension);
            let id = world.evaluation.plan.dimensions.get(*dimension)?.id.clone();
            Some(pinned(customer, Some((&id, class)), None))
        }
        Why::Tag(id) => Some(pinned(customer, None, Some(id))),
    }
}
