//! 增长: what each customer will still buy, how good the model of it is, what to offer beside what they have.

mod answers;
mod deeds;
mod held;
mod in_force;
mod model;
mod offers;
mod pairs;
mod value;

use crate::state::live::*;

use answers::Answers;
use deeds::AnswerDialog;
use held::HeldOuts;
use in_force::InForce;
use model::ModelView;
use offers::OfferList;
use pairs::Pairs;
use value::ValueList;

use crate::domain::marketing::lifetime::{LEAST_BUYERS, LEAST_REPEATERS, Unfit};
use crate::domain::marketing::together::By;
use crate::domain::metric::foreseen;
use crate::state::growth::{self, Told};
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::list::*;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{EmptyState, Note, NoteKind, PageHead, ParamChoice};

/// The piece of page state that says what is shown, and its values.
const VIEW: &str = "view";
const VALUE: &str = "value";
const MODEL: &str = "model";
const OFFERS: &str = "offers";
const PAIRS: &str = "pairs";
/// The piece of page state that narrows the customers.
const OF: &str = "of";
const ALL: &str = "all";
const AGAIN: &str = "again";
const ONCE: &str = "once";
const GONE: &str = "gone";
/// The piece of page state that narrows the customers to a tier, by its id; the empty one stands for none.
const TIER_OF: &str = "tier";
/// The pieces of page state that name products whose baskets are listed.
const FROM: &str = "from";
const TO: &str = "to";
/// What a basket is, and the least support, in thousandths.
const BY: &str = "by";
const SUPPORT: &str = "support";
const USUAL_SUPPORT: &str = "10";

/// What a basket is, as the address says; tracked.
fn by(app: App) -> By {
    app.param(BY)
        .and_then(|word| By::from_word(&word))
        .unwrap_or(By::Customer)
}

/// The least support, as the address says; tracked.
fn support(app: App) -> f64 {
    let said = app.param(SUPPORT).and_then(|text| text.parse::<f64>().ok());
    said.filter(|said| (1.0..=1_000.0).contains(said)).unwrap_or(10.0) / 1_000.0
}

/// The page.
#[component]
pub fn Growth() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let view = Memo::new(move |_| app.param(VIEW).unwrap_or_default());
    let body = move || match view.get().as_str() {
        MODEL => view! { <ModelPage /> }.into_any(),
        OFFERS => view! { <OffersPage /> }.into_any(),
        PAIRS => view! { <PairsPage /> }.into_any(),
        _ => view! { <ValuePage /> }.into_any(),
    };
    view! {
        <div class="page page--fill page--growth">
            <PageHead title=move || t().growth_title() />
            <div class="toolbar">
                <ParamChoice
                    label=T::growth_view
                    name="growth-view"
                    param=VIEW
                    ends=&["sort", FROM, TO, held::HELD]
                    options=vec![
                        (VALUE, T::growth_value),
                        (MODEL, T::growth_model),
                        (OFFERS, T::growth_offers),
                        (PAIRS, T::growth_pairs),
                    ]
                />
            </div>
            {body}
        </div>
    }
}

/// Sentences over a list.
fn said(mark: &'static str, sentences: impl Fn() -> Vec<AnyView> + Send + 'static) -> impl IntoView {
    let all = move || {
        sentences()
            .into_iter()
            .map(|one| view! { <span>{one}</span> })
            .collect_view()
    };
    view! { <p class="growth__said muted small screen-only" data-testid=mark>{all}</p> }
}

#[component]
fn ValuePage() -> impl IntoView {
    let t = use_text();
    let page = ValueList::new();
    let is_behind = Memo::new(move |_| page.told.with(|told| told.as_ref().is_some_and(|told| told.is_behind)));
    view! {
        <div class="toolbar" role="group" aria-label=move || t().list_tools()>
            <ParamChoice
                label=T::growth_of
                name="growth-of"
                param=OF
                options=vec![
                    (ALL, T::all),
                    (AGAIN, T::growth_again),
                    (ONCE, T::growth_once),
                    (GONE, T::growth_gone),
                ]
            />
            <ColumnsMenu page=page />
            <ListButtons page=page />
        </div>
        {said("growth-sub", move || page.sub(t()))}
        {move || value::narrowing(page)}
        <Show when=move || is_behind.get()>
            <Note kind=NoteKind::Info text=move || t().growth_refitting() />
        </Show>
        <ListTable page=page message=move || value_message(page) />
        <ListExport page=page />
        {paper::list_area(page)}
    }
}

fn value_message(page: ValueList) -> AnyView {
    let t = use_text();
    let unfit = page.told.with(|told| {
        told.as_ref()
            .map(|told| (told.of.models.frequency.err(), told.of.buyers, told.of.repeaters))
    });
    match unfit {
        None => view! { <p class="muted" role="status">{move || t().growth_fitting()}</p> }.into_any(),
        Some((Some(unfit), buyers, repeaters)) => no_model(unfit, buyers, repeaters),
        Some((None, ..)) => view! { <EmptyState title=move || t().growth_none_of_kind() /> }.into_any(),
    }
}

/// Why there is no model.
fn no_model(unfit: Unfit, buyers: usize, repeaters: usize) -> AnyView {
    let t = use_text();
    let title = move || match unfit {
        Unfit::Nobody => t().growth_nobody(),
        Unfit::AllOnce => t().growth_all_once(),
        Unfit::TooFew => t().growth_too_few(),
        Unfit::NotFound | Unfit::NoMean => t().growth_not_found(),
    };
    let text = move || match unfit {
        Unfit::Nobody => t().growth_nobody_help().to_owned(),
        Unfit::AllOnce => t().growth_all_once_help().to_owned(),
        Unfit::TooFew => {
            let [buyers, again, least, least_again] =
                [buyers, repeaters, LEAST_BUYERS, LEAST_REPEATERS].map(format::count);
            t().growth_too_few_help(buyers, again, least, least_again)
        }
        Unfit::NotFound | Unfit::NoMean => t().growth_not_found_help().to_owned(),
    };
    view! { <EmptyState title=title text=text /> }.into_any()
}

#[component]
fn ModelPage() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let told = growth::lifetime(app);
    let is_listed = Memo::new(move |_| held::asked(app).is_some());
    let is_modelled = Memo::new(move |_| app.workshop.in_force().rest.contains_key(foreseen::MODEL));
    move || match told.get() {
        _ if is_listed.get() => view! { <HeldOuts told=told /> }.into_any(),
        None => view! { <p class="muted" role="status">{move || t().growth_fitting()}</p> }.into_any(),
        Some(Told { of, .. }) => match of.models.frequency.err() {
            Some(unfit) => view! {
                {no_model(unfit, of.buyers, of.repeaters)}
                // What rules go by stands, whatever the orders of the day.
                <Show when=move || is_modelled.get()>
                    <div class="growth__panels"><InForce told=of.clone() /></div>
                </Show>
            }
            .into_any(),
            None => view! { <ModelView told=of /> }.into_any(),
        },
    }
}

/// What is a basket, and how many two products must share.
#[component]
fn Baskets() -> impl IntoView {
    view! {
        <ParamChoice
            label=T::growth_by
            name="growth-by"
            param=BY
            options=vec![("customer", T::growth_by_customer), ("order", T::growth_by_order)]
        />
        <ParamChoice
            label=T::growth_support
            name="growth-support"
            param=SUPPORT
            options=vec![
                (USUAL_SUPPORT, T::growth_support_one),
                ("20", T::growth_support_two),
                ("50", T::growth_support_five),
                ("100", T::growth_support_ten),
            ]
        />
    }
}

/// What a basket is and how many two products must share, as they are chosen; tracked.
fn baskets_said(app: App, t: T) -> Vec<String> {
    let by = match by(app) {
        By::Customer => t.growth_by_customer(),
        By::Order => t.growth_by_order(),
    };
    let least = t.growth_support_least(format::percent(support(app)));
    vec![t.behind_of(t.growth_by(), by), least]
}

#[component]
fn OffersPage() -> impl IntoView {
    let t = use_text();
    let page = OfferList::new();
    view! {
        <div class="toolbar" role="group" aria-label=move || t().list_tools()>
            <Baskets />
            <ColumnsMenu page=page />
            <ListButtons page=page />
        </div>
        <p class="growth__said muted small screen-only" data-testid="growth-success">{move || page.sub(t())}</p>
        <ListTable page=page message=move || offers_message(page) />
        <AnswerDialog page=page />
        <ListExport page=page />
        {paper::list_area(page)}
    }
}

fn offers_message(page: OfferList) -> AnyView {
    let t = use_text();
    let is_empty = page
        .told
        .with(|told| told.as_ref().map(|told| told.of.baskets.names.is_empty()));
    match is_empty.filter(|_| page.is_read()) {
        None => view! { <p class="muted" role="status">{move || t().growth_reading()}</p> }.into_any(),
        Some(true) => {
            let (title, text) = (move || t().growth_no_products(), move || t().growth_no_products_help());
            view! { <EmptyState title=title text=text /> }.into_any()
        }
        Some(false) => {
            let (title, text) = (move || t().growth_no_offers(), move || t().growth_no_offers_help());
            view! { <EmptyState title=title text=text /> }.into_any()
        }
    }
}

#[component]
fn PairsPage() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let told = growth::together(app);
    let is_listed = Memo::new(move |_| pairs::is_listed(app));
    let is_read = Signal::derive(move || told.with(Option::is_some));
    let body = move || match told.get() {
        _ if is_listed.get() => view! { <Behind of=pairs::baskets_behind(app, told) is_read=is_read /> }.into_any(),
        None => view! { <p class="muted" role="status">{move || t().growth_reading()}</p> }.into_any(),
        Some(Told { of, .. }) => {
            let pairs = of.clone();
            view! {
                {paper::head_area(app, move |t| (t.growth_pairs().to_owned(), baskets_said(app, t)))}
                <div class="growth__panels">
                    <Pairs told=pairs />
                    <Answers told=of />
                </div>
            }
            .into_any()
        }
    };
    view! {
        <div class="toolbar" role="group" aria-label=move || t().list_tools()>
            <Baskets />
        </div>
        {body}
    }
}
