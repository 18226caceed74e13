//! The model that the rules go by: handed over, renewed, taken out. It is a rule: a change adopts a version, which undo takes back.

use std::sync::Arc;

use crate::state::live::*;

use crate::domain::marketing::lifetime::{Lifetime, RuleModel, keep_model, model_of};
use crate::domain::rule::Rulebook;
use crate::state::{App, use_app};
use crate::ui::draft::adopted;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Kind, Panel};
use crate::ui::{focus, format};

/// How the model of the rules stands to the one here.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Stands {
    #[default]
    None,
    Same,
    Other(RuleModel),
    Unread,
}

/// Puts a model into the rules, or takes it out.
fn put(app: App, model: Option<RuleModel>) {
    let change = |rules: &mut Rulebook| keep_model(rules, model.as_ref());
    if let Some(command) = adopted(app, T::growth_force_name, change) {
        app.session.dispatch_then(command, |_| focus::rescue());
    }
}

/// The panel. `told`: what was worked out here.
#[component]
pub fn InForce(told: Arc<Lifetime>) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let here = RuleModel::of(&told);
    let stands = Memo::new(move |_| match model_of(&app.workshop.in_force()) {
        Err(_) => Stands::Unread,
        Ok(None) => Stands::None,
        Ok(Some(there)) if here.is_some_and(|here| there.is_like(&here)) => Stands::Same,
        Ok(Some(there)) => Stands::Other(there),
    });
    let said = move || match (stands.get(), here) {
        (Stands::None, _) => t().growth_force_none().to_owned(),
        (Stands::Same, _) => t().growth_force_same().to_owned(),
        (Stands::Unread, _) => t().growth_force_unread().to_owned(),
        (Stands::Other(there), here) => match (there.fitted_on, here) {
            (Some(day), Some(_)) => t().growth_force_of(format::day(day)),
            (Some(day), None) => t().growth_force_alone(format::day(day)),
            (None, Some(_)) => t().growth_force_other().to_owned(),
            (None, None) => t().growth_force_only().to_owned(),
        },
    };
    let can_put = move || here.is_some() && stands.get() != Stands::Same;
    let is_there = move || stands.get() != Stands::None;
    let put_text = move || match stands.get() {
        Stands::None => t().growth_force_put(),
        _ => t().growth_force_renew(),
    };
    view! {
        <Panel id="growth-in-force" title=move || t().growth_force_title()>
            <div class="panel__body" data-testid="growth-in-force">
                <p class="muted small">{move || t().growth_force_help()}</p>
                <p data-testid="growth-in-force-said">{said}</p>
                <div class="toolbar screen-only">
                    <Show when=can_put>
                        <Button
                            kind=Kind::Secondary
                            text=put_text
                            on_click=Callback::new(move |_| put(app, here))
                            attr:data-testid="growth-hand-over"
                        />
                    </Show>
                    <Show when=is_there>
                        <Button
                            kind=Kind::Quiet
                            text=move || t().growth_force_take()
                            on_click=Callback::new(move |_| put(app, None))
                            attr:data-testid="growth-take-out"
                        />
                    </Show>
                </div>
            </div>
        </Panel>
    }
}
