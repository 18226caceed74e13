//! The form of an example: a customer of the book or made-up figures, and what must come out.

use crate::state::live::*;

use super::change;
use super::fields::{CustomerField, Expected};
use super::figures::{Figures, figures, typed_figure};
use crate::domain::evaluation::Evaluation;
use crate::domain::field::FieldKind;
use crate::domain::form::{Ask, Draft, Input as Takes, Place, Remark};
use crate::domain::inquiry::example::{Outcome, reason, run};
use crate::domain::record::Text;
use crate::domain::rule::Example;
use crate::domain::rule::plan::Plan;
use crate::domain::world::World;
use crate::state::rules::workshop::example_id;
use crate::state::{App, use_app};
use crate::ui::form::{Form, FormDialog, Input, Source};
use crate::ui::text::sentence::Words;
use crate::ui::text::{T, both, tested, use_text};
use crate::ui::widget::Segmented;

/// Stands for the automatic tags where a dimension is chosen.
pub const TAGS: &str = "#tags";

const MADE_UP: Place = Place { key: "made-up", row: 0 };
pub(super) const CUSTOMER: Place = Place {
    key: "customer",
    row: 0,
};
pub(super) const DIMENSION: Place = Place {
    key: "dimension",
    row: 0,
};
pub(super) const CLASS: Place = Place { key: "class", row: 0 };
pub(super) const NOT: Place = Place { key: "not", row: 0 };
const NAME: Place = Place { key: "name", row: 0 };
/// The inputs of a made-up figure.
pub(super) const FACT: &str = "fact";
pub(super) const VALUE: &str = "value";

const ASKS: &[Ask] = &[
    Ask::optional(MADE_UP.key, FieldKind::Text, 5),
    Ask::optional(CUSTOMER.key, FieldKind::Text, 200),
    Ask::optional(FACT, FieldKind::Text, 200),
    Ask::optional(VALUE, FieldKind::Text, 200),
    Ask::optional(DIMENSION.key, FieldKind::Text, 200),
    Ask::optional(CLASS.key, FieldKind::Text, 200),
    Ask::optional(NOT.key, FieldKind::Text, 5),
    Ask::optional(NAME.key, FieldKind::Text, 60),
];

/// What the dialog is about.
#[derive(Clone)]
pub enum Asked {
    /// A new example: of made-up figures, or of a customer.
    New { made_up: bool },
    /// One of the draft's.
    Known(Text),
}

struct OfExample {
    app: App,
    known: Option<Example>,
    made_up: bool,
}

impl Source for OfExample {
    fn now(&self, place: Place) -> String {
        if matches!(place.key, FACT | VALUE) {
            return typed_figure(self.app, self.known.as_ref(), place);
        }
        let Some(known) = &self.known else {
            let first = || self.app.workshop.rules().dimensions.first().map(|d| d.id.to_string());
            return match place {
                MADE_UP => self.made_up.to_string(),
                DIMENSION => first().unwrap_or_default(),
                CLASS => usual_class(self.app, &first().unwrap_or_default(), ""),
                NOT => false.to_string(),
                _ => String::new(),
            };
        };
        let text = |text: &Option<Text>| text.as_deref().unwrap_or_default().to_owned();
        match place {
            MADE_UP => known.customer.is_none().to_string(),
            CUSTOMER => text(&known.customer),
            DIMENSION => known.dimension.as_deref().unwrap_or(TAGS).to_owned(),
            CLASS if known.dimension.is_none() => text(&known.tag),
            CLASS => text(&known.class),
            NOT => (known.not == Some(true)).to_string(),
            _ => text(&known.name),
        }
    }

    fn input(&self, key: &str) -> Option<&'static dyn Takes> {
        let ask = ASKS.iter().find(|ask| ask.key == key);
        ask.map(|ask| ask as &dyn Takes)
    }

    fn label(&self, t: T, key: &str) -> String {
        let label = match key {
            "customer" => t.example_customer(),
            "value" => t.example_facts(),
            "fact" => t.example_fact(),
            "dimension" => t.example_expects_in(),
            "name" => t.example_name(),
            _ => t.example_expects(),
        };
        label.to_owned()
    }

    fn places(&self, draft: &Draft) -> Vec<Place> {
        let own = [MADE_UP, CUSTOMER, DIMENSION, CLASS, NOT, NAME];
        let rows = draft.rows(&self.parts()).into_iter();
        let figures = rows.flat_map(|row| [FACT, VALUE].map(|key| Place { key, row }));
        own.into_iter().chain(figures).collect()
    }

    fn id(&self, place: Place) -> String {
        format!("example-{place}")
    }

    fn parts(&self) -> Vec<String> {
        let facts = self.known.as_ref().and_then(|known| known.facts.as_ref());
        facts.map_or_else(Vec::new, |facts| facts.keys().cloned().collect())
    }

    fn part_keys(&self) -> Vec<&'static str> {
        vec![FACT, VALUE]
    }

    fn is_new(&self) -> bool {
        self.known.is_none()
    }
}

/// What the rules say now of a customer; of nobody the first class. Tracked.
pub(super) fn usual_class(app: App, dimension: &str, customer: &str) -> String {
    let class = app.workshop.rehearsed(|world, then| {
        if dimension == TAGS {
            return then.plan.tags.first().map(|tag| tag.id.to_string());
        }
        let place = then.plan.dimension(dimension)?;
        match world.book.customers.slot(customer) {
            Some(slot) => ruled(world, then, slot, place),
            None => {
                let first = then.plan.dimensions.get(place)?.classes.first();
                first.map(|class| class.id.to_string())
            }
        }
    });
    class.flatten().unwrap_or_default()
}

/// The example as it is typed, or what is missing. Tracked.
fn build(app: App, form: Form, known: Option<Example>) -> Result<Example, Vec<Remark>> {
    let said = |place| {
        Some(form.text(place).trim())
            .filter(|text| !text.is_empty())
            .map(Text::from)
    };
    let mut example = known.unwrap_or_else(blank);
    example.name = said(NAME);
    (example.customer, example.facts) = match form.text(MADE_UP) == "true" {
        true => (None, Some(figures(app, form)?)),
        false => {
            let missing = || vec![(CUSTOMER, both(|t| t.example_needs_customer().to_owned()))];
            (Some(said(CUSTOMER).ok_or_else(missing)?), None)
        }
    };
    (example.dimension, example.class, example.tag) = match form.text(DIMENSION) {
        tags if tags == TAGS => (None, None, said(CLASS)),
        dimension => (Some(dimension.as_str().into()), said(CLASS), None),
    };
    example.not = (form.text(NOT) == "true").then_some(true);
    Ok(example)
}

/// The class by the rules, whatever was set by hand; the text of a field is its own class.
pub fn ruled(world: &World, then: &Evaluation, slot: u32, dimension: usize) -> Option<String> {
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

/// An example of the draft. Not tracked.
pub(super) fn found(app: App, id: &Text) -> Option<Example> {
    let rules = untrack(|| app.workshop.rules());
    rules.examples.iter().find(|e| e.id == *id).cloned()
}

/// The dialog of an example, while there is one.
#[component]
pub fn ExampleDialog(asked: RwSignal<Option<Asked>>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let known = move || match asked.get_untracked()? {
        Asked::Known(id) => found(app, &id),
        Asked::New { .. } => None,
    };
    let begin = move |what: Asked| {
        let (name, made_up) = match &what {
            Asked::New { made_up: true } => ("rule-example/made-up".to_owned(), true),
            Asked::New { made_up: false } => ("rule-example/new".to_owned(), false),
            Asked::Known(id) => (format!("rule-example/{id}"), false),
        };
        let known = known();
        Some(Form::new(app, name, OfExample { app, known, made_up }))
    };
    let save = move |form: Form| match untrack(|| build(app, form, known())) {
        Ok(example) => {
            put(app, example);
            form.done();
            asked.set(None);
        }
        Err(wrong) => form.refuse(wrong),
    };
    let is_new = move || asked.with(|asked| matches!(asked, Some(Asked::New { .. })));
    let title = move || {
        if is_new() {
            t().example_new()
        } else {
            t().example_edit()
        }
    };
    let verb = move || if is_new() { t().add() } else { t().save() };
    let fields = move |form: Form| Some(fields(app, form, known()).into_any());
    view! {
        <FormDialog
            what=asked
            id="example-form"
            title=title
            verb=verb
            mark="example-save"
            wide=true
            begin=Callback::new(begin)
            fields=Callback::new(fields)
            save=Callback::new(save)
        />
    }
}

/// Puts the example into the draft: in its place, or behind the others.
fn put(app: App, example: Example) {
    let customer = || {
        let id = example.customer.as_deref()?;
        let name = |world: &World| world.book.customers.get(id).map(|c| c.name.to_string());
        app.session.peek(name)?
    };
    let name = example
        .name
        .as_deref()
        .map(str::to_owned)
        .or_else(customer)
        .unwrap_or_default();
    if found(app, &example.id).is_none() {
        return change(app, |t| t.example_added(&name), |rules| rules.examples.push(example));
    }
    let replace = |rules: &mut crate::domain::rule::Rulebook| {
        if let Some(place) = rules.examples.iter_mut().find(|e| e.id == example.id) {
            *place = example;
        }
    };
    change(app, |t| t.example_edited(&name), replace);
}

fn fields(app: App, form: Form, known: Option<Example>) -> impl IntoView {
    let t = use_text();
    let given = Signal::derive(move || {
        if form.text(MADE_UP) == "true" {
            "made-up"
        } else {
            "customer"
        }
        .to_owned()
    });
    let choose = move |kind: String| form.type_in(MADE_UP, (kind == "made-up").to_string());
    let about = move || match given.get() == "made-up" {
        true => view! { <Figures form=form /> }.into_any(),
        false => view! { <CustomerField form=form /> }.into_any(),
    };
    let now = move || now(app, form, known.clone());
    view! {
        <div class="fields__wide stack example-form">
            <Segmented
                label=move || t().example_expects_in()
                name="example-kind"
                options=vec![
                    ("customer", (move || t().add_pinned().to_owned()).into()),
                    ("made-up", (move || t().add_made_up().to_owned()).into()),
                ]
                value=given
                on_change=Callback::new(choose)
            />
            {about}
            <Expected form=form />
            <Input place=NAME form=form label=move || t().example_name() help=move || t().example_name_help() />
            <p class="example-form__now" role="status" data-testid="example-now">
                {now}
            </p>
        </div>
    }
}

/// What comes of the example as it is typed.
fn now(app: App, form: Form, known: Option<Example>) -> Option<String> {
    let t = T(app.lang.get());
    let example = build(app, form, known).ok()?;
    app.workshop.rehearsed(|world, then| {
        let plan = &then.plan;
        let why = reason(world, then, &example);
        match run(&world.book, then, &example) {
            Outcome::Passed => t.example_now_passes().to_owned(),
            outcome => t.example_now(tested::told(
                Words { lang: t.0, plan },
                &example,
                &outcome,
                why.as_ref(),
            )),
        }
    })
}

/// An example about a customer of the book, as the rules of an evaluation say it now.
pub fn pinned(customer: &str, dimension: Option<(&str, Option<String>)>, tag: Option<&str>) -> Example {
    let (dimension, class) = dimension.unzip();
    Example {
        customer: Some(customer.into()),
        facts: None,
        dimension: dimension.map(Text::from),
        class: class.flatten().map(|class| class.as_str().into()),
        tag: tag.map(Text::from),
        ..blank()
    }
}
