//! Fields of an example: the customer whom it is about, and what must come out.

use crate::state::live::*;

use super::form::{CLASS, CUSTOMER, DIMENSION, NOT, TAGS, plan, usual_class};
use crate::domain::rule::plan::Plan;
use crate::domain::world::World;
use crate::state::list::Person;
use crate::state::{App, use_app};
use crate::ui::focus::focus_soon;
use crate::ui::form::{ChoiceInput, Form, Input};
use crate::ui::text::{T, names, use_text};
use crate::ui::widget::{Check, Field, LinkButton};

/// The most customers that are suggested.
const MOST: usize = 8;

/// The customers whom the words find: number and name.
fn customers(app: App, words: &str) -> Vec<(String, String)> {
    let tag_names = names::tags(app);
    app.finder.text.with(|index| {
        let all = |world: &World| {
            let found = index.people(world, words, &tag_names, MOST).into_iter();
            let customer = |person: Person| {
                let customer = world.book.customers.at(person.slot)?;
                Some((customer.id.to_string(), customer.name.to_string()))
            };
            found.filter_map(customer).collect()
        };
        app.session.read(all).unwrap_or_default()
    })
}

/// The customer: words search the book, a choice shows its name.
#[component]
pub fn CustomerField(form: Form) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let words = RwSignal::new(String::new());
    app.finder.follow(move || words.get());
    let found = Memo::new(move |_| words.with(|words| customers(app, words)));
    let choose = move |id: String| {
        form.type_in(CUSTOMER, id);
        words.set(String::new());
        expect_usual(app, form);
        focus_soon(".example-form__chosen button");
    };
    // Enter takes the first of them, and does not send the form.
    let key = move |ev: web_sys::KeyboardEvent| {
        if ev.key() == "Enter" && !ev.ctrl_key() && !ev.meta_key() {
            ev.prevent_default();
            let first = found.with_untracked(|found| found.first().map(|(id, _)| id.clone()));
            first.into_iter().for_each(choose);
        }
    };
    let hit = move |(id, name): (String, String)| {
        view! {
            <li>
                <button type="button" class="menu__item" data-testid="example-hit" on:click=move |_| choose(id.clone())>
                    <span class="menu__text">{name}</span>
                </button>
            </li>
        }
    };
    let name = move || {
        let id = form.text(CUSTOMER);
        let named = |world: &World| world.book.customers.get(&id).map(|c| c.name.to_string());
        app.session.read(named).flatten().unwrap_or(id)
    };
    let error = Signal::derive(move || form.error(CUSTOMER).map(|label| t().label(&label)));
    let search = move || {
        view! {
            <Field
                id="example-customer"
                label=move || t().example_customer()
                help=move || t().example_customer_help()
                error=error
            >
                <input
                    id="example-customer"
                    type="search"
                    autocomplete="off"
                    autofocus
                    aria-describedby="example-customer-note"
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    prop:value=move || words.get()
                    on:input=move |ev| words.set(event_target_value(&ev))
                    on:keydown=key
                />
            </Field>
            <Show when=move || found.with(Vec::is_empty) && words.with(|words| !words.trim().is_empty())>
                <p class="small soft" role="status">{move || t().example_no_hit()}</p>
            </Show>
            <ul class="menu example-form__hits">{move || found.get().into_iter().map(hit).collect_view()}</ul>
        }
    };
    let is_chosen = Memo::new(move |_| !form.text(CUSTOMER).is_empty());
    let other = move |_| {
        form.type_in(CUSTOMER, String::new());
        focus_soon("#example-customer");
    };
    move || match is_chosen.get() {
        true => view! {
            <div class="field">
                <span class="field__label">{move || t().example_customer()}</span>
                <p class="example-form__chosen">
                    <b>{name}</b>
                    <LinkButton text=move || t().example_other_customer() on_click=Callback::new(other) />
                </p>
            </div>
        }
        .into_any(),
        false => search().into_any(),
    }
}

/// What must come out.
#[component]
pub fn Expected(form: Form) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let dimensions = Signal::derive(move || {
        let lang = app.lang.get();
        let mut all = plan(app, |plan| {
            let named = plan.dimensions.iter();
            named
                .map(|d| (d.id.to_string(), names::dimension(lang, d)))
                .collect::<Vec<_>>()
        })
        .unwrap_or_default();
        all.push((TAGS.to_owned(), t().example_tag().to_owned()));
        all
    });
    let classes = Signal::derive(move || {
        let (lang, dimension) = (app.lang.get(), form.text(DIMENSION));
        plan(app, |plan| match dimension == TAGS {
            true => plan
                .tags
                .iter()
                .map(|tag| (tag.id.to_string(), names::tag(lang, plan, &tag.id)))
                .collect(),
            false => classes(t(), plan, &dimension),
        })
        .unwrap_or_default()
    });
    let is_text = Memo::new(move |_| {
        let dimension = form.text(DIMENSION);
        plan(app, |plan| {
            plan.dimensions
                .iter()
                .any(|d| *d.id == *dimension && d.text_of.is_some())
        }) == Some(true)
    });
    let choose = Callback::new(move |dimension: String| {
        form.type_in(DIMENSION, dimension);
        expect_usual(app, form);
    });
    let class = move || match is_text.get() {
        true => view! { <Input place=CLASS form=form label=move || t().example_expects() /> }.into_any(),
        false => view! { <ChoiceInput place=CLASS form=form label=move || t().example_expects() options=classes /> }
            .into_any(),
    };
    view! {
        <div class="example-form__expected">
            <ChoiceInput
                place=DIMENSION
                form=form
                label=move || t().example_expects_in()
                options=dimensions
                on_choose=choose
            />
            {class}
        </div>
        <Check
            text=move || t().example_not()
            on=Signal::derive(move || form.text(NOT) == "true")
            on_change=Callback::new(move |on: bool| form.type_in(NOT, on.to_string()))
            block=true
        />
    }
}

/// Expects what the rules say now.
fn expect_usual(app: App, form: Form) {
    let class = untrack(|| usual_class(app, &form.text(DIMENSION), &form.text(CUSTOMER)));
    form.type_in(CLASS, class);
}

/// The classes of a dimension, and none.
fn classes(t: T, plan: &Plan, dimension: &str) -> Vec<(String, String)> {
    let Some(found) = plan.dimensions.iter().find(|d| *d.id == *dimension) else {
        return Vec::new();
    };
    let named = found
        .classes
        .iter()
        .map(|c| (c.id.to_string(), names::class(t.0, found, &c.id)));
    named.chain([(String::new(), t.unclassified().to_owned())]).collect()
}
