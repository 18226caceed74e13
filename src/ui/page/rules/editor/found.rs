//! What looks wrong beside a rule, each at its place.

use crate::state::live::*;

use crate::ui::page::rules::desk::RulesDesk;
use crate::ui::page::rules::findings::FindingSaid;
use crate::ui::widget::Icon;

/// What was found at the places that `is_here` says.
pub fn found_at(desk: RulesDesk, is_here: impl Fn(&str) -> bool + Send + Sync + 'static) -> impl IntoView {
    let mine = Memo::new(move |_| {
        let mut all = desk.found.get();
        all.retain(|said| is_here(&said.place));
        all
    });
    move || mine.get().into_iter().map(move |said| row(desk, said)).collect_view()
}

fn row(desk: RulesDesk, said: FindingSaid) -> impl IntoView {
    let (class, icon) = match said.grave {
        true => ("found found--warn", "half-circle"),
        false => ("found", "info"),
    };
    let link = |(id, name): (String, String)| view! { <a href=format!("#/customers/{id}")>{name}</a> };
    let who = (!said.customers.is_empty()).then(|| {
        view! {
            <details class="found__who">
                <summary>{move || desk.t().found_who()}</summary>
                <p>{said.customers.into_iter().map(link).collect_view()}</p>
            </details>
        }
    });
    view! {
        <div class=class data-testid="rule-finding">
            <Icon name=icon size=14 />
            <span>{said.words}</span>
            {who}
        </div>
    }
}
