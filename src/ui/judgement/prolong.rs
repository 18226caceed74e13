//! The dialog that gives what was set by hand another last day.

use std::sync::Arc;

use crate::state::live::*;

use super::set::OtherDay;
use super::{Meanwhile, PROLONGED, judgement};
use crate::domain::command::Command;
use crate::domain::form::Place;
use crate::domain::form::decide::{USUAL_DAYS, Wrong, last_day};
use crate::domain::kind::{ClassOverride, Customer};
use crate::domain::report::disagreements::ByHand;
use crate::domain::world::World;
use crate::state::use_app;
use crate::ui::focus;
use crate::ui::form::{Form, FormDialog, Input};
use crate::ui::text::use_text;

/// What is to be prolonged.
#[derive(Clone, Debug, PartialEq)]
pub struct Prolong {
    /// Whose, as the person saw it.
    pub customer: Arc<Customer>,
    /// As it stands.
    pub given: ClassOverride,
}

impl Prolong {
    /// The class of a customer that was set by hand so.
    pub fn of(world: &World, slot: u32, given: &ClassOverride) -> Option<Self> {
        let customer = world.book.customers.at(slot)?;
        Some(Self {
            customer: customer.clone(),
            given: given.clone(),
        })
    }

    /// One of those that were set by hand; nothing for one that was set without days.
    pub fn of_list(world: &World, given: &ByHand) -> Option<Self> {
        Self::of(world, given.slot, given.dated(&world.evaluation)?)
    }
}

/// The dialog; it stands while there is something to prolong.
#[component]
pub fn ProlongDialog(
    /// What is to be prolonged.
    what: RwSignal<Option<Prolong>>,
) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let begin = move |Prolong { customer, given }: Prolong| {
        let today = app.today.get_untracked();
        let until = given.until.map_or(today, |day| day.max(today)).plus_days(USUAL_DAYS);
        let name = format!("{PROLONGED}/{}/{}", customer.id, given.dimension);
        Some(judgement(
            app,
            name,
            until,
            given.dimension.to_string(),
            Some(customer.id.clone()),
        ))
    };
    let save = move |form: Form| {
        let Some(prolong) = what.get_untracked() else { return };
        let mut wrong = Wrong::new();
        let typed = untrack(|| form.text(Place::own("until")));
        let until = last_day(&typed, app.today.get_untracked(), &mut wrong);
        let Prolong { customer, given } = prolong;
        let id = customer.id.clone();
        // What others did meanwhile is told with the answer: saved once more, it is prolonged all the same.
        if let Some(now) = app
            .session
            .peek(|world| world.book.customers.get(id.as_str()).cloned())
            .flatten()
        {
            what.update_untracked(|what| what.iter_mut().for_each(|what| what.customer = now.clone()));
        }
        let command = Command::SetOverride {
            ids: vec![id],
            seen: vec![customer],
            given: Box::new(ClassOverride { until, ..given }),
        };
        form.save(if until.is_some() { Ok(command) } else { Err(wrong) }, move || {
            what.set(None);
            focus::rescue();
        });
    };
    let fields = move |form: Form| {
        let about = what.get_untracked();
        let ids = about.iter().map(|it| it.customer.id.clone()).collect();
        let dimension = about.map(|it| it.given.dimension.to_string()).unwrap_or_default();
        let view = view! {
            <Meanwhile ids=ids dimension=move || dimension.clone() />
            <Input
                place=Place::own("until")
                form=form
                label=move || t().hand_until()
                help=move || t().hand_until_help()
            />
            <OtherDay />
        };
        Some(view.into_any())
    };
    let title = move || {
        what.with(|what| what.as_ref().map(|what| t().hand_prolong_title(&what.customer.name)))
            .unwrap_or_default()
    };
    view! {
        <FormDialog
            what=what
            id="prolong-form"
            title=title
            verb=move || t().hand_prolong()
            mark="prolong-save"
            begin=Callback::new(begin)
            fields=Callback::new(fields)
            save=Callback::new(save)
        />
    }
}
