//! The form of an example: a customer of the book or made-up figures, and what must come out.

use crate::state::live::*;
use serde_json::Map;

use super::example_fields::{CustomerField, Expected};
use super::examples::change;
use super::figures::{Figure, Figures};
use crate::domain::record::Text;
use crate::domain::rule::Example;
use crate::domain::rule::example::{Outcome, reason, run};
use crate::domain::rule::plan::Plan;
use crate::state::rules::workshop::example_id;
use crate::state::{App, use_app};
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, tested, use_text};
use crate::ui::widget::{Button, Dialog, Field, Kind, Note, NoteKind, Segmented};

/// Stands for the automatic tags where a dimension is chosen.
pub const TAGS: &str = "#tags";
/// What is typed. `Copy`: it holds handles only; they live as long as the room.
#[derive(Clone, Copy)]
pub struct Form {
    id: StoredValue<Option<Text>>,
    name: RwSignal<String>,
    made_up: RwSignal<bool>,
    pub(super) customer: RwSignal<Option<Text>>,
    pub(super) figures: RwSignal<Vec<Figure>>,
    pub(super) dimension: RwSignal<String>,
    pub(super) class: RwSignal<String>,
    pub(super) not: RwSignal<bool>,
    /// The whole example as it came, for what the form does not know.
    whole: StoredValue<Option<Example>>,
}

impl Form {
    /// A new example.
    pub fn new(app: App, made_up: bool) -> Self {
        let first = untrack(|| app.workshop.rules().dimensions.first().map(|d| d.id.to_string()));
        let form = Self {
            id: StoredValue::new(None),
            name: RwSignal::default(),
            made_up: RwSignal::new(made_up),
            customer: RwSignal::new(None),
            figures: RwSignal::default(),
            dimension: RwSignal::new(first.unwrap_or_default()),
            class: RwSignal::default(),
            not: RwSignal::new(false),
            whole: StoredValue::new(None),
        };
        if made_up {
            form.figures.set(vec![Figure::new("annual_purchase", "")]);
        }
        form.first_class(app);
        form
    }

    /// An example that is there.
    pub fn of(app: App, example: &Example) -> Self {
        let form = Self::new(app, example.customer.is_none());
        form.id.set_value(Some(example.id.clone()));
        form.whole.set_value(Some(example.clone()));
        form.name.set(example.name.as_deref().unwrap_or_default().to_owned());
        form.customer.set(example.customer.clone());
        form.not.set(example.not == Some(true));
        let facts = example.facts.iter().flatten();
        let figures = plan(app, |plan| {
            facts.map(|(fact, value)| Figure::of(plan, fact, value)).collect()
        });
        form.figures.set(figures.unwrap_or_default());
        match &example.dimension {
            Some(dimension) => {
                form.dimension.set(dimension.to_string());
                form.class.set(example.class.as_deref().unwrap_or_default().to_owned());
            }
            None => {
                form.dimension.set(TAGS.to_owned());
                form.class.set(example.tag.as_deref().unwrap_or_default().to_owned());
            }
        }
        form
    }

    /// Expects what the rules say now of the chosen customer; of nobody the first class.
    pub(super) fn first_class(self, app: App) {
        let (dimension, customer) = (self.dimension.get_untracked(), self.customer.get_untracked());
        let class = untrack(|| {
            app.workshop.rehearsed(|world, then| {
                if dimension == TAGS {
                    return then.plan.tags.first().map(|tag| tag.id.to_string());
                }
                let place = then.plan.dimension(&dimension)?;
                let slot = customer.as_deref().and_then(|id| world.book.customers.slot(id));
                let first = || then.plan.dimensions[place].classes.first().map(|c| c.id.to_string());
                match slot {
                    Some(slot) => Some(ruled(world, then, slot, place).unwrap_or_default()),
                    None => first(),
                }
            })
        });
        self.class.set(class.flatten().unwrap_or_default());
    }

    /// The example as it is typed, or what is missing. Tracked.
    fn build(self, app: App) -> Result<Example, String> {
        let t = T(app.lang.get());
        let mut example = match self.whole.get_value() {
            Some(whole) => whole,
            None => blank(),
        };
        let said = |text: String| Some(text.trim()).filter(|text| !text.is_empty()).map(Text::from);
        example.name = said(self.name.get());
        (example.customer, example.facts) = match self.made_up.get() {
            true => (None, Some(self.facts(app, t)?)),
            false => {
                let chosen = self.customer.get();
                (Some(chosen.ok_or_else(|| t.example_needs_customer().to_owned())?), None)
            }
        };
        let (dimension, class) = (self.dimension.get(), said(self.class.get()));
        (example.dimension, example.class, example.tag) = match dimension == TAGS {
            true => (None, None, class),
            false => (Some(dimension.as_str().into()), class, None),
        };
        example.not = self.not.get().then_some(true);
        Ok(example)
    }

    fn facts(self, app: App, t: T) -> Result<Map<String, serde_json::Value>, String> {
        let figures = self.figures.get();
        let read = plan(app, |plan| {
            let mut facts = Map::new();
            for figure in &figures {
                let value = figure.read(plan).ok_or_else(|| {
                    let words = Words { lang: t.0, plan };
                    t.example_needs_number(words.fact(&figure.fact.get()))
                })?;
                facts.insert(figure.fact.get(), value);
            }
            Ok(facts)
        });
        read.unwrap_or_else(|| Ok(Map::new()))
    }
}

/// The class by the rules, whatever was set by hand; the text of a field is its own class.
pub fn ruled(
    world: &crate::domain::world::World,
    then: &crate::domain::evaluation::Evaluation,
    slot: u32,
    dimension: usize,
) -> Option<String> {
    match then.plan.dimensions.get(dimension)?.text_of {
        Some(_) => then.class(slot, dimension).map(str::to_owned),
        None => then.ruled(&world.book, slot, dimension).map(str::to_owned),
    }
}

fn blank() -> Example {
    Example {
        id: example_id(),
        name: None,
        customer: None,
        facts: None,
        dimension: None,
        class: None,
        tag: None,
        not: None,
        extra: Default::default(),
    }
}

/// Reads the plan that the draft was last tried with. Tracked.
pub fn plan<R>(app: App, read: impl FnOnce(&Plan) -> R) -> Option<R> {
    app.workshop.rehearsed(|_, then| read(&then.plan))
}

/// The dialog around the form; closed while there is none.
#[component]
pub fn FormDialog(form: RwSignal<Option<Form>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(form.with(Option::is_some)));
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            form.set(None);
        }
        now
    });
    let missing = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        form.track();
        missing.set(None);
    });
    let save = move || {
        let Some(typed) = form.get_untracked() else { return };
        match untrack(|| typed.build(app)) {
            Ok(example) => {
                put(app, typed, example);
                form.set(None);
            }
            Err(why) => missing.set(Some(why)),
        }
    };
    let is_new = move || form.get().is_none_or(|form| form.id.with_value(Option::is_none));
    let title = move || {
        if is_new() {
            t().example_new()
        } else {
            t().example_edit()
        }
    };
    let foot = move || {
        view! {
            <Button text=move || t().cancel() on:click=move |_| open.set(false) />
            <Button
                text=move || if is_new() { t().add() } else { t().save() }
                kind=Kind::Primary
                attr:data-testid="example-save"
                on:click=move |_| save()
            />
        }
    };
    view! {
        <Dialog open=open title=title wide=true foot=foot>
            {move || form.get().map(|form| view! { <Fields form=form /> })}
            {move || missing.get().map(|why| view! { <Note kind=NoteKind::Risk text=why /> })}
        </Dialog>
    }
}

/// Puts the example into the draft.
fn put(app: App, form: Form, mut example: Example) {
    let name = untrack(|| called(app, &example));
    match form.id.get_value() {
        Some(id) => {
            example.id = id.clone();
            change(
                app,
                |t| t.example_edited(&name),
                |rules| {
                    if let Some(place) = rules.examples.iter_mut().find(|e| e.id == id) {
                        *place = example;
                    }
                },
            );
        }
        None => change(app, |t| t.example_added(&name), |rules| rules.examples.push(example)),
    }
}

fn called(app: App, example: &Example) -> String {
    let customer = || {
        let id = example.customer.as_deref()?;
        app.session
            .peek(|world| world.book.customers.get(id).map(|c| c.name.to_string()))?
    };
    example
        .name
        .as_deref()
        .map(str::to_owned)
        .or_else(customer)
        .unwrap_or_default()
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let given = Signal::derive(move || if form.made_up.get() { "made-up" } else { "customer" }.to_owned());
    view! {
        <div class="stack example-form">
            <Segmented
                label=move || t().example_expects_in()
                name="example-kind"
                options=vec![
                    ("customer", (move || t().add_pinned().to_owned()).into()),
                    ("made-up", (move || t().add_made_up().to_owned()).into()),
                ]
                value=given
                on_change=Callback::new(move |kind: String| form.made_up.set(kind == "made-up"))
            />
            {move || match form.made_up.get() {
                true => view! { <Figures form=form /> }.into_any(),
                false => view! { <CustomerField form=form /> }.into_any(),
            }}
            <Expected form=form />
            <Field id="example-name" label=move || t().example_name() help=move || t().example_name_help()>
                <input
                    id="example-name"
                    type="text"
                    maxlength="60"
                    aria-describedby="example-name-note"
                    prop:value=move || form.name.get()
                    on:input=move |ev| form.name.set(event_target_value(&ev))
                />
            </Field>
            <p class="example-form__now" role="status" data-testid="example-now">
                {move || now(app, form)}
            </p>
        </div>
    }
}

/// What comes of the example as it is typed.
fn now(app: App, form: Form) -> Option<String> {
    let t = T(app.lang.get());
    let example = form.build(app).ok()?;
    app.workshop.rehearsed(|world, then| {
        let outcome = run(&world.book, then, &example);
        let why = reason(world, then, &example);
        let words = Words {
            lang: t.0,
            plan: &then.plan,
        };
        match outcome {
            Outcome::Passed => t.example_now_passes().to_owned(),
            outcome => t.example_now(tested::told(words, &example, &outcome, why.as_ref())),
        }
    })
}

/// An example about a customer of the book, as the rules of an evaluation say it now.
pub fn pinned(customer: &str, dimension: Option<(&str, Option<String>)>, tag: Option<&str>) -> Example {
    let mut example = blank();
    example.customer = Some(customer.into());
    if let Some((dimension, class)) = dimension {
        example.dimension = Some(dimension.into());
        example.class = class.map(|class| class.as_str().into());
    }
    example.tag = tag.map(Text::from);
    example
}
