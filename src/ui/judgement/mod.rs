//! What people judge by hand, on whichever page: the inputs of those forms, and the dialogs that set a class or prolong it.

mod prolong;
mod set;

use std::sync::Arc;

use crate::state::live::*;

pub use prolong::{Prolong, ProlongDialog};
pub use set::{OtherDay, SetDialog, Setting};

use crate::domain::command::Command;
use crate::domain::day::Day;
use crate::domain::form::Place;
use crate::domain::form::decide::{ASKS, Typed};
use crate::domain::id::CustomerId;
use crate::domain::kind::Customer;
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::App;
use crate::ui::class_word::class_word;
use crate::ui::focus;
use crate::ui::form::{Form, Input, Plain};
use crate::ui::text::{T, names, use_text};

/// What the names of such drafts begin with: a class that is set, prolonged, or decided upon in the review; then whose, and in which
/// dimension.
pub const SET: &str = "override";
/// In such a name the customer, where there are several.
pub const MANY: &str = "many";
/// See [`SET`].
pub const PROLONG: &str = "prolong";
/// See [`SET`]; between comes the word of the decision.
pub const DECIDE: &str = "decide";

/// The form of what was typed about a customer who is gone, in words.
pub fn left_judgement(app: App, name: Text) -> Form {
    let chosen = app
        .drafts
        .with(&name, |draft| draft.text(Place::own("dimension")).map(Text::from));
    let of_name = || name.rsplit('/').next().map(Text::from);
    let dimension = chosen.or_else(of_name).unwrap_or_default();
    let said = move |lang: Lang, key: &str, text: &str| {
        let class = |world: &World| class_word(&[&world.evaluation.plan], lang, &dimension, Some(text)).name;
        let named = |world: &World| {
            world
                .evaluation
                .plan
                .dimension_of(text)
                .map(|d| names::dimension(lang, d))
        };
        match key {
            "class" => app.session.read(class),
            "dimension" => app.session.read(named).flatten(),
            _ => None,
        }
    };
    Form::new(app, name.to_string(), Plain::new("left", ASKS, label).said(said))
}

/// Begins such a form: it ends on a day, and knows who judges where the page does.
pub fn judgement(app: App, name: String, until: Day, dimension: String) -> Form {
    let by = app.user.get_untracked();
    let first = move |key: &str| match key {
        "dimension" => dimension.clone(),
        "until" => until.to_string(),
        "by" => by.to_string(),
        _ => String::new(),
    };
    Form::new(app, name, Plain::new("decide", ASKS, label).first(first))
}

fn label(t: T, key: &str) -> String {
    let label = match key {
        "dimension" => t.hand_dimension(),
        "class" => t.hand_class(),
        "up-action" => t.review_up_action(),
        "reason" => t.hand_reason(),
        "action" => t.review_measure(),
        "until" => t.hand_until(),
        _ => t.review_by(),
    };
    label.to_owned()
}

/// What is typed into such a form.
pub fn typed(form: Form) -> Typed {
    Typed::of(|key| untrack(|| form.text(Place::own(key))))
}

/// The customers as they stand here, for what is judged of them.
pub fn look(app: App, ids: &[CustomerId]) -> Vec<Arc<Customer>> {
    let find = |world: &World| {
        let found = ids.iter().filter_map(|id| world.book.customers.get(id.as_str()));
        found.cloned().collect()
    };
    app.session.peek(find).unwrap_or_default()
}

/// From today on the rules decide again.
pub fn end(app: App, ids: Vec<CustomerId>, dimension: Text) {
    let on = app.today.get_untracked();
    let command = Command::EndOverride {
        seen: look(app, &ids),
        ids,
        dimension,
        on,
    };
    app.session.dispatch_then(command, |_| focus::rescue());
}

/// Remembers the name that was asked for.
pub fn keep_name(app: App, by: &str) {
    if app.user.with_untracked(|user| user.trim().is_empty()) && !by.trim().is_empty() {
        app.user.set(Text::from(by.trim()));
    }
}

/// The name, where the page does not know it yet.
#[component]
pub fn Name(form: Form) -> impl IntoView {
    let t = use_text();
    let is_unknown = form.app.user.with_untracked(|user| user.trim().is_empty());
    is_unknown.then(|| {
        view! { <Input place=Place::own("by") form=form label=move || t().review_by() help=move || t().review_by_help() /> }
    })
}
