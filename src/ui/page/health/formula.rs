//! The switch to S4's formula as it is written, in reach of the scores that it makes. It is a rule: a change adopts a version, which undo takes
//! back.

use crate::state::live::*;

use crate::domain::authoring::edit::{literal_health, set_literal_health};
use crate::domain::rule::Rulebook;
use crate::state::{App, use_app};
use crate::ui::draft::adopted;
use crate::ui::focus;
use crate::ui::text::{T, use_text};
use crate::ui::widget::Check;

/// The score that is a customer's health.
const HEALTH: &str = "health";

/// Puts the formula in force, as it is written or as it ships.
fn put(app: App, is_literal: bool) {
    let change = |rules: &mut Rulebook| set_literal_health(rules, HEALTH, is_literal);
    if let Some(command) = adopted(app, T::health_formula, change) {
        app.session.dispatch_then(command, |_| focus::rescue());
    }
}

/// The switch; nothing where the score has no term of complaints.
#[component]
pub fn Formula() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let now = Memo::new(move |_| {
        let rules = app.workshop.in_force();
        let health = rules.scores.iter().find(|score| *score.id == *HEALTH);
        health.and_then(literal_health)
    });
    let is_known = Memo::new(move |_| now.get().is_some());
    let is_literal = Memo::new(move |_| now.get() == Some(true));
    view! {
        <Show when=move || is_known.get()>
            <span data-testid="health-formula">
                <Check
                    text=move || t().literal_formula()
                    on=is_literal
                    on_change=Callback::new(move |is_literal| put(app, is_literal))
                />
            </span>
            <Show when=move || is_literal.get()>
                <p class="muted small health__literal">{move || t().literal_help()}</p>
            </Show>
        </Show>
    }
}
