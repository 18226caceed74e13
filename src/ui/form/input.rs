//! The inputs of a form: one each, by what it takes.

use std::collections::HashMap;

use crate::state::live::*;
use leptos::text_prop::TextProp;

use super::Form;
use crate::domain::change::Kind;
use crate::domain::field::{
    Choice, Choices, FieldKind, FieldValue, Reach, Tense, contacts, find, format, mask::mask, options,
};
use crate::domain::fold::alike;
use crate::domain::form::Place;
use crate::domain::label::Lang;
use crate::domain::world::World;
use crate::state::use_app;
use crate::ui::focus::focus_id;
use crate::ui::text::{T, both, names, use_text};
use crate::ui::widget::{Field, Select};

/// The most suggestions of words below an input.
const MOST_SUGGESTIONS: usize = 8;

/// The input of the day until which something is to be done.
const DUE: &str = "due";

/// The input of a place, with its unit, help, and what is wrong.
#[component]
pub fn Input(
    /// Which one.
    place: Place,
    /// The form it stands in.
    form: Form,
    /// Its label; empty where another element labels it.
    #[prop(optional, into)]
    label: TextProp,
    /// Help in place of what is usual for what it takes.
    #[prop(optional, into)]
    help: TextProp,
) -> impl IntoView {
    let t = use_text();
    let Some(input) = form.input(place.key) else {
        return ().into_any();
    };
    let (id, kind) = (form.id(place), input.kind());
    let unit: TextProp = match input.unit() {
        Some(unit) => (move || t().label(&unit)).into(),
        None => TextProp::default(),
    };
    // One may write down what was missed; that it is late at once is said.
    let is_late = move || place.key == DUE && form.is_behind(place);
    let warned = Memo::new(move |_| {
        let warning = form.warning(place);
        warning.or_else(|| is_late().then(|| both(|t| t.past_due().to_owned())))
    });
    let help = move || match help.get() {
        _ if warned.with(Option::is_some) => String::new(),
        own if !own.is_empty() => own.to_string(),
        _ => usual_help(t(), place.key, kind, form.masks()).to_owned(),
    };
    let error = Signal::derive(move || form.error(place).map(|label| t().label(&label)));
    let warning = Signal::derive(move || warned.get().map(|label| t().label(&label)));
    let words = matches!(kind, FieldKind::Tags).then(|| view! { <Suggestions place=place form=form /> });
    // Only labels of their own carry the word that says so; the sheet marks what it wants with stars.
    let required = input.required();
    view! {
        <Field id=id label=label unit=unit help=help error=error warning=warning required=required>
            {control(place, form, kind, required)}
        </Field>
        {words}
    }
    .into_any()
}

/// Some inputs of a dialog, long ones alone in their line; `first` gets the focus.
pub fn inputs(form: Form, asked: &'static [&'static str], first: &'static str) -> AnyView {
    let id = form.id(Place::own(first));
    next_frame(move || focus_id(id));
    let one = move |key: &'static str| {
        let place = Place::own(key);
        let kind = form.input(key).map(|input| input.kind());
        let is_wide = matches!(kind, Some(FieldKind::LongText | FieldKind::Tags));
        view! {
            <div class=if is_wide { "fields__wide" } else { "" }>
                <Input place=place form=form label=move || form.label(place) />
            </div>
        }
    };
    asked.iter().copied().map(one).collect_view().into_any()
}

/// A list to choose from, as the input of a place.
#[component]
pub fn ChoiceInput(
    /// Which one.
    place: Place,
    /// The form it stands in.
    form: Form,
    /// Its label.
    #[prop(into)]
    label: TextProp,
    /// Help below.
    #[prop(optional, into)]
    help: TextProp,
    /// The choices: value and words.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Hears the choice, where more than this input follows from it.
    #[prop(optional)]
    on_choose: Option<Callback<String>>,
) -> impl IntoView {
    let t = use_text();
    let id = form.id(place);
    let error = Signal::derive(move || form.error(place).map(|label| t().label(&label)));
    let required = form.input(place.key).is_some_and(|input| input.required());
    let choose = on_choose.unwrap_or_else(|| Callback::new(move |text| form.type_in(place, text)));
    view! {
        <Field id=id label=label help=help error=error required=required>
            <Select id=id options=options value=Signal::derive(move || form.text(place)) on_change=choose />
        </Field>
    }
}

fn usual_help(t: T, key: &str, kind: FieldKind, masks: bool) -> &'static str {
    match (key, kind) {
        ("uscc", _) => t.help_uscc(),
        ("cooperation_since", _) => t.help_start(),
        ("declared_annual_purchase", _) => t.help_declared(),
        (_, FieldKind::Money(_)) => t.help_money(),
        (_, FieldKind::SignedMoney(_)) => t.amount_negative_help(),
        (_, FieldKind::Shares) => t.help_shares(),
        (_, FieldKind::Items) => t.items_help(),
        (_, FieldKind::Date(Tense::Born)) => t.help_born(),
        (_, FieldKind::Date(_)) => t.help_date(),
        (_, FieldKind::Moment(_)) => t.moment_help(),
        (_, FieldKind::Tags) => t.help_tags(),
        (_, FieldKind::Reach(_)) if masks => t.help_masked(),
        _ => "",
    }
}

fn control(place: Place, form: Form, kind: FieldKind, required: bool) -> AnyView {
    match kind {
        FieldKind::LongText => long_text(place, form).into_any(),
        FieldKind::Choice(list) if list.closed() || list == Choices::Stage => {
            chosen(place, form, kind, required).into_any()
        }
        FieldKind::Link(_) | FieldKind::Flag | FieldKind::Grade => chosen(place, form, kind, required).into_any(),
        FieldKind::Choice(list) => listed(place, form, list, required).into_any(),
        FieldKind::Reach(reach) => line(place, form, None, required, Some(reach)).into_any(),
        _ => line(place, form, None, required, None).into_any(),
    }
}

/// The name of an input for tests.
fn mark(place: Place, form: Form) -> String {
    let id = form.id(place);
    let prefix = id.split('-').next().unwrap_or_default();
    match place.row {
        0 => format!("{prefix}-{}", place.key),
        row => format!("{prefix}-{}-{row}", place.key),
    }
}

/// One line. A way to reach a person is shown in full only while the cursor is in it.
fn line(place: Place, form: Form, list: Option<String>, required: bool, reach: Option<Reach>) -> impl IntoView {
    let id = form.id(place);
    let mode = match form.input(place.key).map(|input| input.kind()) {
        Some(FieldKind::Count) => Some("numeric"),
        Some(FieldKind::Money(_) | FieldKind::SignedMoney(_) | FieldKind::Number) => Some("decimal"),
        _ => None,
    };
    let inside = RwSignal::new(false);
    let shown = move || {
        let text = form.text(place);
        match reach {
            Some(reach) if !inside.get() && form.masks() => mask(reach, &text),
            _ => text,
        }
    };
    let cursor = Cursor::new(inside);
    view! {
        <input
            id=id
            type="text"
            autocomplete="off"
            list=list
            inputmode=mode
            data-testid=mark(place, form)
            aria-required=required.then_some("true")
            aria-describedby=format!("{id}-note")
            aria-invalid=move || form.error(place).is_some().then_some("true")
            prop:value=shown
            on:mousedown=move |_| cursor.pressed.set(true)
            on:focus=move |ev| cursor.enter(&ev, reach.is_some().then(|| untrack(|| form.text(place))))
            on:input=move |ev| form.type_in(place, event_target_value(&ev))
            on:blur=move |ev| {
                cursor.leave(&ev, reach.is_some());
                form.leave(place);
            }
        />
    }
}

/// Where the cursor is in a line that is masked while it is elsewhere.
#[derive(Clone, Copy)]
struct Cursor {
    inside: RwSignal<bool>,
    /// The pointer brings the focus: it says itself where the caret goes.
    pressed: RwSignal<bool>,
    /// What was selected when another window took the focus: it comes back with it.
    selected: RwSignal<Option<(u32, u32)>>,
}

impl Cursor {
    fn new(inside: RwSignal<bool>) -> Self {
        let (pressed, selected) = (RwSignal::new(false), RwSignal::new(None));
        Self {
            inside,
            pressed,
            selected,
        }
    }

    /// The text in full, where there is one, stands there before anything is typed, and what is typed takes its place as it would have taken the
    /// masked one's: a text that is put in loses what the browser selected.
    fn enter(self, ev: &web_sys::FocusEvent, text: Option<String>) {
        self.inside.set(true);
        let by_pointer = self.pressed.try_update(std::mem::take).unwrap_or_default();
        let back = self.selected.try_update(Option::take).flatten();
        let input = event_target::<web_sys::HtmlInputElement>(ev);
        let Some(text) = text.filter(|text| input.value() != *text) else {
            return;
        };
        input.set_value(&text);
        match back {
            _ if by_pointer => {}
            Some((from, to)) => drop(input.set_selection_range(from, to)),
            None => input.select(),
        }
    }

    fn leave(self, ev: &web_sys::FocusEvent, is_masked: bool) {
        self.inside.try_set(false);
        if !is_masked {
            return;
        }
        let input = event_target::<web_sys::HtmlInputElement>(ev);
        let is_it = |now: web_sys::Element| now.is_same_node(Some(&input));
        let is_still = document().active_element().is_some_and(is_it);
        let (from, to) = (input.selection_start(), input.selection_end());
        let range = from.ok().flatten().zip(to.ok().flatten());
        self.selected.try_set(range.filter(|_| is_still));
        self.pressed.try_set(false);
    }
}

/// Several lines.
fn long_text(place: Place, form: Form) -> impl IntoView {
    let id = form.id(place);
    view! {
        <textarea
            id=id
            rows="2"
            data-testid=mark(place, form)
            aria-describedby=format!("{id}-note")
            aria-invalid=move || form.error(place).is_some().then_some("true")
            prop:value=move || form.text(place)
            on:input=move |ev| form.type_in(place, event_target_value(&ev))
            on:blur=move |_| form.leave(place)
        ></textarea>
    }
}

/// A line with a list of what is usual.
fn listed(place: Place, form: Form, list: Choices, required: bool) -> impl IntoView {
    let id = format!("{}-list", form.id(place));
    let words = move || {
        let option = |choice: Choice| view! { <option value=choice.word.to_string()></option> };
        let read = |world: &World| entries(world, form, list);
        let found = form.app.session.read(read).unwrap_or_default();
        found.into_iter().map(option).collect_view()
    };
    view! {
        {line(place, form, Some(id.clone()), required, None)}
        <datalist id=id>{words}</datalist>
    }
}

fn entries(world: &World, form: Form, list: Choices) -> Vec<Choice> {
    let book = &world.book;
    let customer = || form.customer().and_then(|id| book.customers.get(id.as_str()));
    match list {
        Choices::Contact => customer().map(|customer| contacts(customer)).unwrap_or_default(),
        list => options(list, &book.head.settings, &world.evaluation.plan.rulebook),
    }
}

/// A choice from a list that is closed.
fn chosen(place: Place, form: Form, kind: FieldKind, required: bool) -> impl IntoView {
    let t = use_text();
    let choices = Signal::derive(move || {
        let mut all = Vec::new();
        if !required {
            let none = match kind {
                FieldKind::Choice(Choices::Stage) => t().by_rule_option(),
                FieldKind::Flag | FieldKind::Grade => t().unknown(),
                FieldKind::Choice(Choices::Kind | Choices::Intent) => t().unknown(),
                _ => t().not_stated(),
            };
            all.push((String::new(), none.to_owned()));
        }
        match kind {
            FieldKind::Flag => {
                let word = |yes| format(FieldKind::Flag, &FieldValue::Flag(yes));
                all.push((word(true), t().yes().to_owned()));
                all.push((word(false), t().no().to_owned()));
            }
            FieldKind::Grade => all.extend((1..=5).map(|n| (n.to_string(), n.to_string()))),
            FieldKind::Choice(list) => all.extend(named(form, list, t().0)),
            FieldKind::Link(Kind::Campaign) => all.extend(campaigns(form)),
            _ => {}
        }
        // What the record says stays choosable, also where the list does not have it.
        let now = form.text(place);
        if !all.iter().any(|(word, _)| *word == now) {
            all.push((now.clone(), now));
        }
        all
    });
    let choose = Callback::new(move |word: String| {
        form.type_in(place, word);
        form.leave(place);
    });
    view! {
        <Select
            id=form.id(place)
            options=choices
            value=Signal::derive(move || form.text(place))
            on_change=choose
            attr:data-testid=mark(place, form)
        />
    }
}

/// The campaigns, those that began last first.
fn campaigns(form: Form) -> Vec<(String, String)> {
    let read = |world: &World| {
        let mut all: Vec<_> = world
            .book
            .campaigns
            .iter()
            .map(|(_, campaign)| campaign.clone())
            .collect();
        all.sort_by(|a, b| b.starts_on.cmp(&a.starts_on).then_with(|| a.name.cmp(&b.name)));
        all.iter()
            .map(|campaign| (campaign.id.to_string(), campaign.name.to_string()))
            .collect()
    };
    form.app.session.read(read).unwrap_or_default()
}

/// The entries of a list in words.
pub(super) fn named(form: Form, list: Choices, lang: Lang) -> Vec<(String, String)> {
    let read = |world: &World| {
        let plan = &world.evaluation.plan;
        let stage = plan.dimension_of("stage").filter(|_| list == Choices::Stage);
        let entry = |choice: Choice| {
            let name = match stage {
                Some(stage) => names::class(lang, stage, &choice.word),
                None => choice.label.get(lang).to_owned(),
            };
            (choice.word.to_string(), name)
        };
        entries(world, form, list).into_iter().map(entry).collect()
    };
    form.app.session.read(read).unwrap_or_default()
}

/// The words that this book uses most, to add with a click.
#[component]
fn Suggestions(place: Place, form: Form) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let Some(field) = find(place.key) else {
        return ().into_any();
    };
    let used = StoredValue::new(app.session.peek(|world| {
        let mut counts: HashMap<Box<str>, usize> = HashMap::new();
        for (_, customer) in world.book.customers.iter() {
            for word in (field.get)(customer).tags().ok().flatten().unwrap_or_default() {
                *counts.entry(word).or_default() += 1;
            }
        }
        let mut all: Vec<(Box<str>, usize)> = counts.into_iter().collect();
        all.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
        all.into_iter()
            .map(|(word, _)| word.to_string())
            .take(MOST_SUGGESTIONS * 2)
            .collect::<Vec<String>>()
    }));
    let has = move || {
        let today = app.today.get_untracked();
        let value = crate::domain::field::parse(FieldKind::Tags, &form.text(place), today);
        value.ok().and_then(|v| v.tags().ok().flatten()).unwrap_or_default()
    };
    let missing = Memo::new(move |_| {
        let has = has();
        let all = used.with_value(Clone::clone).unwrap_or_default();
        let fresh = all.into_iter().filter(|word| !has.iter().any(|h| alike(h, word)));
        fresh.take(MOST_SUGGESTIONS).collect::<Vec<String>>()
    });
    let button = move |word: String| {
        let (name, added) = (word.clone(), word.clone());
        let add = move |_| {
            let mut words = has();
            words.push(added.as_str().into());
            form.type_in(place, format(FieldKind::Tags, &FieldValue::Tags(words)));
        };
        view! {
            <button type="button" class="tag" aria-label=move || t().words_add(&name) on:click=add>
                {word}
            </button>
        }
    };
    view! {
        <Show when=move || missing.with(|m| !m.is_empty())>
            <span class="tags suggest">
                <span class="muted small">{move || t().words_suggested()}</span>
                {move || missing.get().into_iter().map(button).collect_view()}
            </span>
        </Show>
    }
    .into_any()
}
