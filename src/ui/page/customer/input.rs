//! The inputs of the sheet's form: one a field of the registry, by its kind.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::state::live::*;
use leptos::text_prop::TextProp;

use super::form::Form;
use crate::domain::field::{Choices, FieldKind, FieldValue, Reach, find, format, mask::mask, options};
use crate::domain::label::Lang;
use crate::state::App;
use crate::state::draft::Place;
use crate::state::use_app;
use crate::ui::text::{names, use_text};
use crate::ui::widget::{Field, Select};

/// The most suggestions of words below an input.
const MOST_SUGGESTIONS: usize = 8;

thread_local! {
    static IDS: RefCell<HashMap<Place, &'static str>> = RefCell::default();
}

/// The id of an input. Forms have few inputs and each has one id for as long as the page runs, so the names are never freed.
pub fn input_id(place: Place) -> &'static str {
    IDS.with_borrow_mut(|ids| {
        *ids.entry(place).or_insert_with(|| {
            Box::leak(format!("field-{}-{}", place.key.replace('.', "-"), place.row).into_boxed_str())
        })
    })
}

/// The input of a place, with its unit, help, and what is wrong.
#[component]
pub fn Input(
    /// Which one.
    place: Place,
    /// The form it stands in.
    form: Form,
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let Some(field) = place.field() else {
        return ().into_any();
    };
    let id = input_id(place);
    let unit = field.unit().map(|unit| TextProp::from(move || t().label(&unit)));
    let warned = Memo::new(move |_| form.warning(place));
    let help = move || match (warned.get(), place.key, field.kind) {
        (Some(_), ..) => String::new(),
        (None, "uscc", _) => t().help_uscc().to_owned(),
        (None, "cooperation_since", _) => t().help_start().to_owned(),
        (None, "declared_annual_purchase", _) => t().help_declared().to_owned(),
        (None, _, FieldKind::Money(_)) => t().help_money().to_owned(),
        (None, _, FieldKind::Shares) => t().help_shares().to_owned(),
        (None, _, FieldKind::Date(_)) => t().help_date().to_owned(),
        (None, _, FieldKind::Tags) => t().help_tags().to_owned(),
        (None, _, FieldKind::Reach(_)) if form.masks() => t().help_masked().to_owned(),
        _ => String::new(),
    };
    let error = Signal::derive(move || form.error(place).map(|label| t().label(&label)));
    let warning = Signal::derive(move || warned.get().map(|label| t().label(&label)));
    let control = match field.kind {
        FieldKind::LongText => long_text(place, form).into_any(),
        FieldKind::Choice(Choices::Kind | Choices::Intent | Choices::Stage) | FieldKind::Flag | FieldKind::Grade => {
            chosen(app, place, form).into_any()
        }
        FieldKind::Reach(reach) => masked(place, form, reach).into_any(),
        FieldKind::Choice(list) => listed(app, place, form, list).into_any(),
        _ => line(place, form, None).into_any(),
    };
    let words = matches!(field.kind, FieldKind::Tags).then(|| view! { <Suggestions place=place form=form /> });
    let framed = match unit {
        Some(unit) => view! {
            <Field id=id unit=unit help=help error=error warning=warning>
                {control}
            </Field>
        }
        .into_any(),
        None => view! {
            <Field id=id help=help error=error warning=warning>
                {control}
            </Field>
        }
        .into_any(),
    };
    view! {
        {framed}
        {words}
    }
    .into_any()
}

/// What makes an input known to its label, its errors, and to tests.
macro_rules! wired {
    ($place:ident, $form:ident) => {
        (
            input_id($place),
            format!("{}-note", input_id($place)),
            if $place.row == 0 {
                format!("field-{}", $place.key)
            } else {
                format!("field-{}-{}", $place.key, $place.row)
            },
            move || $form.error($place).is_some().then_some("true"),
        )
    };
}

/// One line.
fn line(place: Place, form: Form, list: Option<String>) -> impl IntoView {
    let (id, note, mark, invalid) = wired!(place, form);
    let mode = match place.field().map(|f| f.kind) {
        Some(FieldKind::Count) => Some("numeric"),
        Some(FieldKind::Money(_)) => Some("decimal"),
        _ => None,
    };
    view! {
        <input
            id=id
            type="text"
            autocomplete="off"
            list=list
            inputmode=mode
            required=place.key == "name"
            data-testid=mark
            aria-describedby=note
            aria-invalid=invalid
            prop:value=move || form.text(place)
            on:input=move |ev| form.type_in(place, event_target_value(&ev))
            on:blur=move |_| form.leave(place)
        />
    }
}

/// Several lines.
fn long_text(place: Place, form: Form) -> impl IntoView {
    let (id, note, mark, invalid) = wired!(place, form);
    view! {
        <textarea
            id=id
            rows="2"
            data-testid=mark
            aria-describedby=note
            aria-invalid=invalid
            prop:value=move || form.text(place)
            on:input=move |ev| form.type_in(place, event_target_value(&ev))
            on:blur=move |_| form.leave(place)
        ></textarea>
    }
}

/// A way to reach a person: in full only while the cursor is in it.
fn masked(place: Place, form: Form, reach: Reach) -> impl IntoView {
    let (id, note, mark, invalid) = wired!(place, form);
    let inside = RwSignal::new(false);
    let shown = move || {
        let text = form.text(place);
        if inside.get() || !form.masks() {
            text
        } else {
            mask(reach, &text)
        }
    };
    let leave = move |_| {
        inside.try_set(false);
        form.leave(place);
    };
    view! {
        <input
            id=id
            type="text"
            autocomplete="off"
            data-testid=mark
            aria-describedby=note
            aria-invalid=invalid
            prop:value=shown
            on:focus=move |_| inside.set(true)
            on:input=move |ev| form.type_in(place, event_target_value(&ev))
            on:blur=leave
        />
    }
}

/// A line with a list of what is usual.
fn listed(app: App, place: Place, form: Form, list: Choices) -> impl IntoView {
    let id = format!("{}-list", input_id(place));
    let words = move || {
        let found = app
            .session
            .read(|world| options(list, &world.book.head.settings, &world.evaluation.plan.rulebook));
        let option = |choice: crate::domain::field::Choice| view! { <option value=choice.word.to_string()></option> };
        found.unwrap_or_default().into_iter().map(option).collect_view()
    };
    view! {
        {line(place, form, Some(id.clone()))}
        <datalist id=id>{words}</datalist>
    }
}

/// One of few.
fn chosen(app: App, place: Place, form: Form) -> impl IntoView {
    let kind = place.field().map(|f| f.kind);
    let t = use_text();
    let choices = Signal::derive(move || {
        let lang = app.lang.get();
        let none = match kind {
            Some(FieldKind::Choice(Choices::Stage)) => t().by_rule_option(),
            _ => t().unknown(),
        };
        let mut all = vec![(String::new(), none.to_owned())];
        match kind {
            Some(FieldKind::Flag) => {
                let word = |yes| format(FieldKind::Flag, &FieldValue::Flag(yes));
                all.push((word(true), t().yes().to_owned()));
                all.push((word(false), t().no().to_owned()));
            }
            Some(FieldKind::Grade) => all.extend((1..=5).map(|n| (n.to_string(), n.to_string()))),
            Some(FieldKind::Choice(list)) => all.extend(entries(app, list, lang)),
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
    let (id, _, mark, _) = wired!(place, form);
    view! {
        <Select
            id=id
            options=choices
            value=Signal::derive(move || form.text(place))
            on_change=choose
            attr:data-testid=mark
        />
    }
}

fn entries(app: App, list: Choices, lang: Lang) -> Vec<(String, String)> {
    let found = app.session.read(|world| {
        let plan = &world.evaluation.plan;
        let stage = plan.dimension("stage").filter(|_| list == Choices::Stage);
        let entry = |choice: crate::domain::field::Choice| match stage {
            Some(index) => {
                let name = names::class(lang, &plan.dimensions[index], &choice.word);
                (choice.word.to_string(), name)
            }
            None => (choice.word.to_string(), choice.label.get(lang).to_owned()),
        };
        let all = options(list, &world.book.head.settings, &plan.rulebook);
        all.into_iter().map(entry).collect()
    });
    found.unwrap_or_default()
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
        let fresh = all.into_iter().filter(|word| !has.iter().any(|h| **h == **word));
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
