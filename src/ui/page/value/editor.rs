//! The dialog of a segment: its name and the scores from and to.

use crate::state::live::*;

use super::list::ValueList;
use super::segments::{changed, of_book};
use crate::domain::field::FieldKind;
use crate::domain::form::{Ask, Place, Remark};
use crate::domain::marketing::segment::{MOST, Scores, ValueSegment};
use crate::domain::record::Text;
use crate::state::{App, random};
use crate::ui::focus;
use crate::ui::form::{ChoiceInput, Form, FormDialog, Input, Plain};
use crate::ui::text::{T, both, use_text};

const NAME: Place = Place::own("name");
/// The ends of the three scores: their letter, the keys of from and to.
const ENDS: [(&str, &str, &str); 3] = [
    ("R", "r_from", "r_to"),
    ("F", "f_from", "f_to"),
    ("M", "m_from", "m_to"),
];

const ASKS: &[Ask] = &[
    Ask::optional(NAME.key, FieldKind::Text, 20),
    Ask::optional("r_from", FieldKind::Text, 1),
    Ask::optional("r_to", FieldKind::Text, 1),
    Ask::optional("f_from", FieldKind::Text, 1),
    Ask::optional("f_to", FieldKind::Text, 1),
    Ask::optional("m_from", FieldKind::Text, 1),
    Ask::optional("m_to", FieldKind::Text, 1),
];

fn label(t: T, key: &str) -> String {
    for (letter, from, to) in ENDS {
        match key {
            key if key == from => return t.value_segment_from(letter),
            key if key == to => return t.value_segment_to(letter),
            _ => {}
        }
    }
    t.value_segment_name().to_owned()
}

/// What stands in the inputs at first; tracked.
fn first(app: App, id: &str, key: &str) -> String {
    let all = of_book(app);
    let known = all.iter().find(|segment| *segment.id == *id);
    let scores =
        |segment: Option<&ValueSegment>| segment.map_or([Scores::ANY; 3], |segment| [segment.r, segment.f, segment.m]);
    for ((_, from, to), scores) in ENDS.into_iter().zip(scores(known)) {
        match key {
            key if key == from => return scores.least.to_string(),
            key if key == to => return scores.most.to_string(),
            _ => {}
        }
    }
    known
        .map(|segment| segment.label().get(app.lang.get()).to_owned())
        .unwrap_or_default()
}

/// The name and the scores of recency, frequency and money.
type Typed = (String, [Scores; 3]);

/// The name and the scores that were typed, or what is wrong with them.
fn read(app: App, form: Form, id: &str) -> Result<Typed, Vec<Remark>> {
    let mut wrong: Vec<Remark> = Vec::new();
    let name = untrack(|| form.text(NAME)).trim().to_owned();
    let lang = app.lang.get_untracked();
    let all = untrack(|| of_book(app));
    let is_taken = all
        .iter()
        .any(|other| *other.id != *id && other.label().get(lang) == name);
    if name.is_empty() {
        wrong.push((NAME, both(|t| t.value_segment_needed().to_owned())));
    } else if is_taken {
        wrong.push((NAME, both(|t| t.value_segment_taken().to_owned())));
    }
    let mut scores = [Scores::ANY; 3];
    for (own, (_, from, to)) in scores.iter_mut().zip(ENDS) {
        let score = |key| {
            let text = untrack(|| form.text(Place::own(key)));
            text.trim().parse::<i64>().ok().filter(|score| (1..=5).contains(score))
        };
        match (score(from), score(to)) {
            (Some(least), Some(most)) if least <= most => *own = Scores::between(least, most),
            (Some(_), Some(_)) => wrong.push((Place::own(from), both(|t| t.value_segment_backwards().to_owned()))),
            _ => wrong.push((Place::own(from), both(|t| t.value_segment_score().to_owned()))),
        }
    }
    if wrong.is_empty() {
        Ok((name, scores))
    } else {
        Err(wrong)
    }
}

/// The dialog.
#[component]
pub fn SegmentDialog(page: ValueList) -> impl IntoView {
    let (app, t) = (page.list.app, use_text());
    let begin = move |id: Text| {
        let name = format!("value-segment/{id}");
        let plain = Plain::new("segment", ASKS, label);
        Some(match id.is_empty() {
            true => Form::new(app, name, plain.first(move |key| untrack(|| first(app, "", key)))),
            false => Form::new(app, name, plain.first(move |key| first(app, &id, key)).known()),
        })
    };
    let save = move |form: Form| {
        let Some(id) = page.editing.get_untracked() else {
            return;
        };
        let then = move || {
            page.editing.set(None);
            focus::rescue();
        };
        let (name, scores) = match read(app, form, &id) {
            Ok(read) => read,
            Err(wrong) => return form.save(Err(wrong), then),
        };
        let command = changed(app, |all| put(all, &id, &name, scores));
        if let Some(command) = command {
            form.save(Ok(command), then);
        }
    };
    let title = move || match page.editing.get() {
        Some(id) if !id.is_empty() => t().value_segment_edit(first(app, &id, NAME.key)),
        _ => t().value_segment_add().to_owned(),
    };
    view! {
        <FormDialog
            what=page.editing
            id="segment-form"
            title=title
            verb=move || t().save()
            mark="segment-save"
            begin=Callback::new(begin)
            fields=Callback::new(|form: Form| Some(view! { <Fields form=form /> }.into_any()))
            save=Callback::new(save)
        />
    }
}

fn put(all: &mut Vec<ValueSegment>, id: &str, name: &str, scores: [Scores; 3]) {
    let is_full = all.len() >= MOST;
    match all.iter_mut().find(|segment| *segment.id == *id) {
        Some(known) => {
            known.rename(name);
            [known.r, known.f, known.m] = scores;
        }
        None if !is_full => {
            let id = format!("own-{}", random::id());
            // A new one is to be seen: it goes before those that hold all that it would.
            all.insert(0, ValueSegment::new(&id, name, scores));
        }
        None => {}
    }
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    let first = form.id(NAME);
    next_frame(move || focus::focus_id(first));
    let options = Signal::derive(|| {
        (1..=5)
            .map(|score: u8| (score.to_string(), score.to_string()))
            .collect::<Vec<_>>()
    });
    let one = move |key: &'static str| {
        let place = Place::own(key);
        view! { <ChoiceInput place=place form=form label=move || form.label(place) options=options /> }
    };
    let pair = move |(_, from, to)| {
        view! {
            {one(from)}
            {one(to)}
        }
    };
    view! {
        <div class="fields__wide">
            <Input place=NAME form=form label=move || form.label(NAME) />
        </div>
        {ENDS.map(pair).collect_view()}
    }
}
