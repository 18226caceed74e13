//! What looks wrong beside a rule, each at its place.

use crate::state::live::*;

use super::desk::Desk;
use crate::domain::label::Lang;
use crate::domain::rule::finding::{FindingKind, Severity, findings};
use crate::domain::world::World;
use crate::state::rules::workshop::Workshop;
use crate::ui::text::finding;
use crate::ui::widget::Icon;

/// The most customers named under a finding.
const SHOWN: usize = 50;

/// A finding in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Where, as the compiler writes places.
    place: String,
    words: String,
    grave: bool,
    /// The customers it is about, some of them: id and name.
    customers: Vec<(String, String)>,
}

/// Everything found under the draft.
pub fn found(shop: Workshop, lang: Lang) -> Vec<Said> {
    let all = shop.rehearsed(|world, then| {
        let said = |found: &crate::domain::rule::finding::Finding| Said {
            place: found.place.to_string(),
            words: finding::say(lang, &then.plan, found),
            grave: found.kind.severity() == Severity::Warning,
            customers: customers(world, &found.kind),
        };
        findings(&world.book, then).iter().map(said).collect()
    });
    all.unwrap_or_default()
}

fn customers(world: &World, kind: &FindingKind) -> Vec<(String, String)> {
    let slots = match kind {
        FindingKind::Overlap { slots, .. } | FindingKind::Hole { slots } => slots,
        _ => return Vec::new(),
    };
    let named = slots
        .iter()
        .take(SHOWN)
        .filter_map(|slot| world.book.customers.at(*slot));
    named.map(|c| (c.id.to_string(), c.name.to_string())).collect()
}

/// What was found at the places that `is_here` says.
pub fn found_at(desk: Desk, is_here: impl Fn(&str) -> bool + Send + Sync + 'static) -> impl IntoView {
    let mine = Memo::new(move |_| {
        let mut all = desk.found.get();
        all.retain(|said| is_here(&said.place));
        all
    });
    move || mine.get().into_iter().map(move |said| row(desk, said)).collect_view()
}

fn row(desk: Desk, said: Said) -> impl IntoView {
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
