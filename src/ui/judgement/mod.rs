//! What people judge by hand, on whichever page: the inputs of those forms, and the dialogs that set a class or prolong it.

mod meanwhile;
mod prolong;
mod set;

use std::sync::Arc;

use crate::state::live::*;

pub use meanwhile::Meanwhile;
pub use prolong::{Prolong, ProlongDialog};
pub use set::{OtherDay, SetDialog, Setting};

use crate::domain::command::Command;
use crate::domain::day::Day;
use crate::domain::form::decide::{ASKS, Typed};
use crate::domain::form::{Draft, Place};
use crate::domain::id::CustomerId;
use crate::domain::kind::Customer;
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::App;
use crate::ui::class_word::{class_word, dimension_name};
use crate::ui::focus;
use crate::ui::form::{Form, Input, Plain};
use crate::ui::text::{T, use_text};

/// What the names of the drafts of these forms begin with: a class set by hand, its prolonging, a decision of the review.
pub const SET: &str = "override";
/// See [`SET`].
pub const PROLONGED: &str = "prolong";
/// See [`SET`].
pub const DECIDED: &str = "decide";
/// What stands in the name of a draft for the customer where there are several: no id is empty.
pub const MANY: &str = "";

/// Begins such a form: it ends on a day, and knows who judges where the page does. `customer` is whom it is about, if one alone.
pub fn judgement(app: App, name: String, until: Day, dimension: String, customer: Option<CustomerId>) -> Form {
    let by = app.user.get_untracked();
    let first = move |key: &str| match key {
        "dimension" => dimension.clone(),
        "until" => until.to_string(),
        "by" => by.to_string(),
        _ => String::new(),
    };
    Form::new(app, name, asks().first(first).about(customer))
}

/// Such a form of which nothing stands but what was typed: its customer is gone.
pub fn left(app: App, name: Text) -> Form {
    Form::new(app, name, asks().known())
}

fn asks() -> Plain {
    Plain::new("decide", ASKS, label).called(called)
}

/// The names of the dimension and class that were chosen.
fn called(world: &World, t: T, draft: &Draft, key: &str, text: &str) -> Option<String> {
    let plan = &world.evaluation.plan;
    match key {
        "dimension" => Some(dimension_name(plan, t.0, text)),
        "class" => {
            let dimension = draft.text(Place::own("dimension"))?;
            Some(class_word(&[plan], t.0, dimension, Some(text)).name)
        }
        _ => None,
    }
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
