//! The vocabulary is written: a line a group.

use crate::state::live::*;

use crate::domain::field::FieldKind;
use crate::domain::form::{Ask, Place, Remark};
use crate::domain::kind::CustomerKind;
use crate::domain::marketing::needs::{MOST, Need, keep, vocabulary};
use crate::domain::record::Text;
use crate::state::App;
use crate::ui::focus;
use crate::ui::form::{Form, FormDialog, Input, Plain};
use crate::ui::settings::changed;
use crate::ui::text::{T, both, use_text};

const ENTERPRISE: Place = Place::own("enterprise");
const PERSON: Place = Place::own("person");
const BOTH: Place = Place::own("both");
const ASKS: &[Ask] = &[
    Ask::optional(ENTERPRISE.key, FieldKind::LongText, 4_000),
    Ask::optional(PERSON.key, FieldKind::LongText, 4_000),
    Ask::optional(BOTH.key, FieldKind::LongText, 4_000),
];

fn label(t: T, key: &str) -> String {
    match kind_of(key) {
        Some(CustomerKind::Enterprise) => t.needs_enterprise(),
        Some(CustomerKind::Person) => t.needs_person(),
        None => t.needs_both(),
    }
    .to_owned()
}

fn kind_of(key: &str) -> Option<CustomerKind> {
    CustomerKind::from_word(key)
}

/// The needs of a kind as lines.
pub fn lines(needs: &[Need], kind: Option<CustomerKind>) -> String {
    let mut groups: Vec<(Option<&str>, Vec<&str>)> = Vec::new();
    for need in needs.iter().filter(|need| need.kind == kind) {
        let group = need.group.as_deref();
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, all)) => all.push(&need.name),
            None => groups.push((group, vec![&need.name])),
        }
    }
    let line = |(group, all): &(Option<&str>, Vec<&str>)| {
        let all = all.join("、");
        group.map_or_else(|| all.clone(), |group| format!("{group}：{all}"))
    };
    groups.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The needs that lines say.
pub fn read(text: &str, kind: Option<CustomerKind>) -> Vec<Need> {
    let mut all = Vec::new();
    for line in text.lines() {
        let (group, needs) = match line.split_once(['：', ':']) {
            Some((group, needs)) => (Some(group.trim()).filter(|group| !group.is_empty()), needs),
            None => (None, line),
        };
        let names = needs.split(['、', '，', ',', '；', ';']).map(str::trim);
        all.extend(names.filter(|name| !name.is_empty()).map(|name| Need {
            name: name.into(),
            kind,
            group: group.map(Text::from),
        }));
    }
    all
}

/// What stands in an input at first; tracked.
fn first(app: App, key: &str) -> String {
    let all = app.session.read(|world| vocabulary(&world.book.head.settings));
    lines(&all.unwrap_or_default(), kind_of(key))
}

/// The dialog.
#[component]
pub fn WordsDialog(app: App, what: RwSignal<Option<()>>) -> impl IntoView {
    let t = use_text();
    let begin = move |()| {
        let plain = Plain::new("needs-words", ASKS, label).first(move |key| first(app, key));
        Some(Form::new(app, "needs-words", plain.known()))
    };
    let save = move |form: Form| {
        let then = move || {
            what.set(None);
            focus::rescue();
        };
        let of = |place: Place| read(&untrack(|| form.text(place)), kind_of(place.key));
        let all: Vec<Need> = [ENTERPRISE, PERSON, BOTH].into_iter().flat_map(of).collect();
        if all.len() > MOST {
            let wrong: Vec<Remark> = vec![(ENTERPRISE, both(|t| t.needs_too_many(MOST)))];
            return form.save(Err(wrong), then);
        }
        if let Some(command) = changed(app, |settings| keep(settings, &all)) {
            form.save(Ok(command), then);
        }
    };
    view! {
        <FormDialog
            what=what
            id="needs-words-form"
            title=move || t().needs_words()
            verb=move || t().needs_words_save()
            mark="needs-words-save"
            wide=true
            begin=Callback::new(begin)
            fields=Callback::new(|form: Form| Some(view! { <Fields form=form /> }.into_any()))
            save=Callback::new(save)
        />
    }
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    let t = use_text();
    let first = form.id(ENTERPRISE);
    next_frame(move || focus::focus_id(first));
    let one = move |place: Place, help: fn(T) -> &'static str| {
        view! {
            <div class="fields__wide">
                <Input place=place form=form label=move || form.label(place) help=move || help(t()) />
            </div>
        }
    };
    view! {
        <p class="fields__wide field__help">{move || t().needs_words_help()}</p>
        {one(ENTERPRISE, T::needs_enterprise_example)}
        {one(PERSON, T::needs_person_example)}
        {one(BOTH, |_| "")}
    }
}
