//! The form of an example: a customer of the book or made-up figures, and what must come out.

use crate::state::live::*;
use serde::{Deserialize, Serialize};
use serde_json::Map;

use super::change;
use super::fields::{CustomerField, Expected};
use super::figures::{Figure, Figures};
use crate::domain::form::Place;
use crate::domain::inquiry::example::{Outcome, reason, run};
use crate::domain::record::Text;
use crate::domain::rule::Example;
use crate::domain::rule::plan::Plan;
use crate::state::rules::workshop::example_id;
use crate::state::{App, use_app};
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, tested, use_text};
use crate::ui::widget::{Button, Dialog, Field, Kind, LinkButton, Note, NoteKind, Segmented};

/// How a kept example of made-up figures is told.
const MADE_UP: &str = r#""made_up":true"#;
/// Stands for the automatic tags where a dimension is chosen.
pub const TAGS: &str = "#tags";
/// What is typed. `Copy`: it holds handles only; they live as long as the room.
#[derive(Clone, Copy, PartialEq)]
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
    /// What was typed before, and not saved, is back.
    found: RwSignal<bool>,
    /// As it was before anything was typed.
    first: StoredValue<String>,
}

/// What is typed, as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    name: String,
    made_up: bool,
    customer: Option<Text>,
    figures: Vec<(String, String)>,
    dimension: String,
    class: String,
    not: bool,
}

/// An example is kept as a whole: its figures come and go.
const WHOLE: Place = Place { key: "example", row: 0 };

impl Form {
    /// A new example.
    pub fn new(app: App, made_up: bool) -> Self {
        Self::blank(app, made_up).take_up(app)
    }

    fn blank(app: App, made_up: bool) -> Self {
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
            found: RwSignal::new(false),
            first: StoredValue::default(),
        };
        if made_up {
            form.figures.set(vec![Figure::new("annual_purchase", "")]);
        }
        form.first_class(app);
        form
    }

    /// An example that is there.
    pub fn of(app: App, example: &Example) -> Self {
        let form = Self::blank(app, example.customer.is_none());
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
        form.take_up(app)
    }

    /// The name of what is typed about it.
    fn draft(self) -> String {
        let known = self.id.get_value();
        let new = if self.first.with_value(|first| first.contains(MADE_UP)) {
            "made-up"
        } else {
            "new"
        };
        format!("example/{}", known.as_deref().unwrap_or(new))
    }

    /// Goes on with what was typed before.
    fn take_up(self, app: App) -> Self {
        self.first.set_value(untrack(|| self.kept()));
        let name = self.draft();
        app.drafts.open(&name);
        let typed = untrack(|| app.drafts.with(&name, |draft| draft.text(WHOLE).map(str::to_owned)));
        if let Some(typed) = typed {
            self.found.set(true);
            self.put_back(&typed);
        }
        self
    }

    /// What is typed, as text. Tracked.
    fn kept(self) -> String {
        let figures = self.figures.get().into_iter();
        let kept = Kept {
            name: self.name.get(),
            made_up: self.made_up.get(),
            customer: self.customer.get(),
            figures: figures.map(|f| (f.fact.get(), f.typed.get())).collect(),
            dimension: self.dimension.get(),
            class: self.class.get(),
            not: self.not.get(),
        };
        serde_json::to_string(&kept).unwrap_or_default()
    }

    fn put_back(self, kept: &str) {
        let Ok(kept) = serde_json::from_str::<Kept>(kept) else {
            return;
        };
        let figures = kept.figures.iter().map(|(fact, typed)| Figure::new(fact, typed));
        self.name.set(kept.name);
        self.made_up.set(kept.made_up);
        self.customer.set(kept.customer);
        self.figures.set(figures.collect());
        self.dimension.set(kept.dimension);
        self.class.set(kept.class);
        self.not.set(kept.not);
    }

    /// Keeps what is typed, as long as the form stands.
    fn keep(self, app: App) {
        Effect::new(move |_| {
            let (kept, name) = (self.kept(), self.draft());
            self.first
                .with_value(|first| app.drafts.change(&name, |draft| draft.set(WHOLE, kept, first)));
        });
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
    let missing = RwSignal::new(None::<(Form, String)>);
    let save = move || {
        let Some(typed) = form.get_untracked() else { return };
        match untrack(|| typed.build(app)) {
            Ok(example) => {
                put(app, typed, example);
                app.drafts.take(&typed.draft());
                form.set(None);
            }
            Err(why) => missing.set(Some((typed, why))),
        }
    };
    // What was missing is said of the form that missed it.
    let why = move || {
        missing
            .get()
            .filter(|(of, _)| form.get() == Some(*of))
            .map(|(_, why)| why)
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
            <Button text=move || t().cancel() on_click=Callback::new(move |_| form.set(None)) />
            <Button
                text=move || if is_new() { t().add() } else { t().save() }
                kind=Kind::Primary
                attr:data-testid="example-save"
                on_click=Callback::new(move |_| save())
            />
        }
    };
    view! {
        <Dialog open=form title=title wide=true foot=foot>
            {move || form.get().map(|form| view! { <Fields form=form /> })}
            {move || why().map(|why| view! { <Note kind=NoteKind::Risk text=why /> })}
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
    form.keep(app);
    let discard = move |_| {
        form.found.set(false);
        form.first.with_value(|first| form.put_back(first));
    };
    let given = Signal::derive(move || if form.made_up.get() { "made-up" } else { "customer" }.to_owned());
    view! {
        <div class="stack example-form">
            <Show when=move || form.found.get()>
                <Note kind=NoteKind::Info text=move || t().draft_restored(1)>
                    <LinkButton text=move || t().draft_discard() on_click=Callback::new(discard) />
                </Note>
            </Show>
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
