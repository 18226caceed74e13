//! Fields of an example: the customer whom it is about, and what must come out.

use crate::state::live::*;

use super::form::{Form, TAGS, plan};
use crate::domain::record::Text;
use crate::domain::rule::plan::Plan;
use crate::domain::world::World;
use crate::state::list::Person;
use crate::state::{App, use_app};
use crate::ui::focus::focus_soon;
use crate::ui::text::{T, names, use_text};
use crate::ui::widget::{Check, Field, LinkButton, Select};

/// The most customers that are suggested.
const MOST: usize = 8;

/// The customers whom the words find: number and name.
fn customers(app: App, words: &str) -> Vec<(Text, String)> {
    let tag_names = names::tags(app);
    app.search_text.with(|index| {
        let all = |world: &World| {
            let found = index.people(world, words, &tag_names, MOST).into_iter();
            let customer = |person: Person| {
                let customer = world.book.customers.at(person.slot)?;
                Some((Text::from(customer.id.as_str()), customer.name.to_string()))
            };
            found.filter_map(customer).collect()
        };
        app.session.read(all).unwrap_or_default()
    })
}

/// The customer: words search the book, a choice shows its name.
#[component]
pub fn CustomerField(
    /// The form.
    form: Form,
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let words = RwSignal::new(String::new());
    let found = Memo::new(move |_| words.with(|words| customers(app, words)));
    let choose = move |id: Text| {
        form.customer.set(Some(id));
        words.set(String::new());
        form.first_class(app);
        focus_soon(".example-form__chosen button");
    };
    let hit = move |(id, name): (Text, String)| {
        view! {
            <li>
                <button type="button" class="menu__item" data-testid="example-hit" on:click=move |_| choose(id.clone())>
                    <span class="menu__text">{name}</span>
                </button>
            </li>
        }
    };
    let name = move || {
        let id = form.customer.get()?;
        let name = app
            .session
            .read(|world| world.book.customers.get(&id).map(|c| c.name.to_string()));
        Some(name.flatten().unwrap_or_else(|| id.to_string()))
    };
    let search = move || {
        view! {
            <Field id="example-customer" label=move || t().example_customer() help=move || t().example_customer_help()>
                <input
                    id="example-customer"
                    type="search"
                    autocomplete="off"
                    autofocus
                    aria-describedby="example-customer-note"
                    prop:value=move || words.get()
                    on:input=move |ev| words.set(event_target_value(&ev))
                />
            </Field>
            <Show when=move || found.with(Vec::is_empty) && words.with(|words| !words.trim().is_empty())>
                <p class="small soft" role="status">{move || t().example_no_hit()}</p>
            </Show>
            <ul class="menu example-form__hits">{move || found.get().into_iter().map(hit).collect_view()}</ul>
        }
    };
    let is_chosen = Memo::new(move |_| form.customer.with(Option::is_some));
    let other = move |_| {
        form.customer.set(None);
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
pub fn Expected(
    /// The form.
    form: Form,
) -> impl IntoView {
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
        let (lang, dimension) = (app.lang.get(), form.dimension.get());
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
        let dimension = form.dimension.get();
        plan(app, |plan| {
            plan.dimensions
                .iter()
                .any(|d| *d.id == *dimension && d.text_of.is_some())
        }) == Some(true)
    });
    let choose = Callback::new(move |dimension: String| {
        form.dimension.set(dimension);
        form.first_class(app);
    });
    let class = move || match is_text.get() {
        true => view! {
            <input
                id="example-class"
                type="text"
                prop:value=move || form.class.get()
                on:input=move |ev| form.class.set(event_target_value(&ev))
            />
        }
        .into_any(),
        false => view! {
            <Select
                id="example-class"
                options=classes
                value=form.class
                on_change=Callback::new(move |class| form.class.set(class))
            />
        }
        .into_any(),
    };
    view! {
        <div class="example-form__expected">
            <Field id="example-dimension" label=move || t().example_expects_in()>
                <Select id="example-dimension" options=dimensions value=form.dimension on_change=choose />
            </Field>
            <Field id="example-class" label=move || t().example_expects()>
                {class}
            </Field>
        </div>
        <Check
            text=move || t().example_not()
            on=form.not
            on_change=Callback::new(move |on| form.not.set(on))
            block=true
        />
    }
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
