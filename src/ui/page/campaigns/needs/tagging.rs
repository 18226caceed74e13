//! Customers get a need, or lose one, many at once.

use std::sync::Arc;

use crate::state::live::*;

use crate::domain::command::Command;
use crate::domain::field::FieldKind;
use crate::domain::form::{Ask, Place};
use crate::domain::id::CustomerId;
use crate::domain::marketing::needs::{Counted, Needs};
use crate::state::App;
use crate::ui::focus;
use crate::ui::form::{ChoiceInput, Form, FormDialog, Input, Plain};
use crate::ui::text::{T, both, use_text};

/// Who is tagged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagging {
    pub ids: Vec<CustomerId>,
    /// They get a need; else they lose one.
    pub adds: bool,
}

const KNOWN: Place = Place::own("known");
const NEW: Place = Place::own("new");
const ASKS: &[Ask] = &[
    Ask::optional(KNOWN.key, FieldKind::Text, 60),
    Ask::optional(NEW.key, FieldKind::Text, 60),
];

fn label(t: T, key: &str) -> String {
    match key == KNOWN.key {
        true => t.needs_known().to_owned(),
        false => t.needs_new().to_owned(),
    }
}

/// The dialog.
#[component]
pub fn TagDialog(app: App, needs: Memo<Arc<Needs>>, what: RwSignal<Option<Tagging>>) -> impl IntoView {
    let t = use_text();
    let title = move || match what.get() {
        Some(it) if it.adds => t().needs_add_many(it.ids.len()),
        Some(it) => t().needs_remove_many(it.ids.len()),
        None => String::new(),
    };
    let begin = move |it: Tagging| {
        let name = if it.adds { "needs/add" } else { "needs/remove" };
        Some(Form::new(app, name, Plain::new("needs", ASKS, label)))
    };
    let save = move |form: Form| {
        let Some(Tagging { ids, adds }) = what.get_untracked() else {
            return;
        };
        let then = move || {
            what.set(None);
            focus::rescue();
        };
        let text = |place| untrack(|| form.text(place)).trim().to_owned();
        let (known, new) = (text(KNOWN), text(NEW));
        let tag = if adds && !new.is_empty() { new } else { known };
        let made = match tag.is_empty() {
            true => Err(vec![(KNOWN, both(|t| t.needs_needed().to_owned()))]),
            false => Ok(Command::SetNeedTag {
                ids,
                tag: tag.into(),
                is_so: adds,
            }),
        };
        form.save(made, then);
    };
    let options = Signal::derive(move || {
        let adds = what.with(|it| it.as_ref().is_some_and(|it| it.adds));
        let wanted = |it: &&Counted| adds || it.customers > 0;
        let option = |it: &Counted| {
            let name = it.need.name.to_string();
            let said = match &it.need.group {
                Some(group) => t().camp_by(&name, group),
                None => name.clone(),
            };
            (name, said)
        };
        let all = needs.with(|needs| needs.needs.iter().filter(wanted).map(option).collect::<Vec<_>>());
        let none = (String::new(), t().needs_choose().to_owned());
        std::iter::once(none).chain(all).collect::<Vec<_>>()
    });
    let fields = move |form: Form| {
        let adds = what.with_untracked(|it| it.as_ref().is_some_and(|it| it.adds));
        let first = form.id(KNOWN);
        next_frame(move || focus::focus_id(first));
        let new = adds.then(|| view! { <Input place=NEW form=form label=move || form.label(NEW) /> });
        Some(
            view! {
                <ChoiceInput place=KNOWN form=form label=move || form.label(KNOWN) options=options />
                {new}
            }
            .into_any(),
        )
    };
    view! {
        <FormDialog
            what=what
            id="needs-form"
            title=title
            verb=move || t().save()
            mark="needs-save"
            begin=Callback::new(begin)
            fields=Callback::new(fields)
            save=Callback::new(save)
        />
    }
}
