//! What others set by hand while a judgement is being typed.

use std::sync::Arc;

use crate::state::live::*;

use super::look;
use crate::domain::day::Day;
use crate::domain::id::CustomerId;
use crate::domain::kind::{ClassOverride, Customer};
use crate::domain::world::World;
use crate::state::use_app;
use crate::ui::class_word::class_word;
use crate::ui::format;
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Note, NoteKind};

/// How many customers are named.
const NAMED: usize = 5;

/// Says what stands by hand by now where that is not what stood there when the form was begun; nothing where nobody changed it.
#[component]
pub fn Meanwhile(
    /// Whose.
    ids: Vec<CustomerId>,
    /// In which dimension; tracked.
    dimension: impl Fn() -> String + Send + Sync + 'static,
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let begun = look(app, &ids);
    let changed = Memo::new(move |_| {
        let (t, today, dimension) = (t(), app.today.get(), dimension());
        let of = |world: &World| {
            let rows = begun.iter().filter_map(|then| row(world, t, then, &dimension, today));
            rows.collect::<Vec<_>>()
        };
        app.session.read(of).unwrap_or_default()
    });
    let rows = move || {
        let (t, all) = (t(), changed.get());
        let more = (all.len() > NAMED).then(|| view! { <li class="muted">{t.review_and_more(all.len())}</li> });
        let named = all.into_iter().take(NAMED).map(|row| view! { <li>{row}</li> });
        view! {
            {named.collect_view()}
            {more}
        }
    };
    view! {
        <Show when=move || changed.with(|all| !all.is_empty())>
            <div class="fields__wide" data-testid="meanwhile" role="status">
                <Note kind=NoteKind::Warn text=move || t().hand_meanwhile()>
                    <ul class="list-plain small">{rows}</ul>
                </Note>
            </div>
        </Show>
    }
}

/// What stands by now, of a customer of whom it is another than before.
fn row(world: &World, t: T, then: &Arc<Customer>, dimension: &str, today: Day) -> Option<String> {
    let now = world.book.customers.get(then.id.as_str())?;
    let (before, held) = (held(then, dimension, today), held(now, dimension, today));
    if before == held {
        return None;
    }
    let Some(held) = held else {
        return Some(t.hand_now_ended(&now.name));
    };
    let class = class_word(&[&world.evaluation.plan], t.0, dimension, Some(&held.class)).name;
    let parts = [
        Some(t.hand_now(&now.name, class)),
        held.until.map(|until| t.hand_now_until(until)),
        held.by.as_ref().map(|by| t.judged_by(by)),
        held.reason.as_ref().map(|reason| t.judged_because(reason)),
    ];
    Some(format::clauses(parts.into_iter().flatten(), t.0))
}

fn held(customer: &Customer, dimension: &str, today: Day) -> Option<ClassOverride> {
    let mut all = customer.overrides.iter();
    all.find(|o| *o.dimension == *dimension && o.holds_on(today)).cloned()
}
