//! What a customer said to an offer is recorded.

use crate::state::live::*;

use super::offers::{OfferList, Offering};
use crate::domain::command::Command;
use crate::domain::day::Moment;
use crate::domain::field::HasFields;
use crate::domain::fold::is_blank;
use crate::domain::form::{Draft, Place, new};
use crate::domain::id::TaskOutcomeId;
use crate::domain::kind::TaskOutcome;
use crate::domain::kind::task_outcome::{OFFER, OFFER_BESIDE, OFFER_RESULT, TaskStatus, key_of_own};
use crate::state::{App, clock, use_app};
use crate::ui::focus;
use crate::ui::form::{FormDialog, Names, RecordForm, inputs};
use crate::ui::list::ListAction;
use crate::ui::text::{T, both, use_text};

/// What can be done with a row.
pub const ACTIONS: &[ListAction<OfferList>] = &[ListAction {
    text: T::growth_answer,
    label: |t, name| t.growth_answer_of(name),
    mark: "offer-answer",
    icon: None,
    is_quiet: false,
    can: |_, _| true,
    run: |page, rows| page.answering.set(rows.first().and_then(|row| page.offering(*row))),
}];

/// What is asked.
const ASKED: [&str; 2] = [OFFER_RESULT, "note"];

fn names() -> Names {
    Names {
        id: |place| format!("offer-{place}"),
        label: |t, key| {
            let field = TaskOutcome::field(key);
            field.map(|field| t.label(&field.label)).unwrap_or_default()
        },
        asks_again: true,
    }
}

/// The form of an answer: a task that somebody wrote, which is done as it is written.
fn begin(app: App, offering: &Offering, t: T) -> Option<RecordForm<TaskOutcome>> {
    let Offering {
        customer,
        product,
        beside,
    } = offering;
    let name = format!("offer/{customer}/{product}");
    let is_saved = |draft: &Draft| {
        let key = draft.sent().map(|id| key_of_own(id, customer.as_str()));
        let is_there = |key: String| app.session.peek(|world| world.book.task_outcomes.get(&key).is_some());
        key.and_then(is_there).unwrap_or_default()
    };
    let id = app.drafts.new_id(&name, is_saved);
    let now = Moment::parse(&clock::instant());
    let place = TaskOutcomeId::new(&key_of_own(&id, customer.as_str())).ok()?;
    let (today, user) = (app.today.get_untracked(), app.user.get_untracked());
    let mut record = new::task(place, now, today, &user);
    record.status = Some(TaskStatus::Done);
    record.name = Some(t.growth_offer_named(product).into());
    record.extra.set(OFFER, Some(product.as_str().into()));
    record.extra.set(OFFER_BESIDE, Some(beside.as_str().into()));
    Some(RecordForm::begun(
        app,
        name,
        (id, record),
        names(),
        Some(customer.clone()),
    ))
}

/// The dialog of an answer.
#[component]
pub fn AnswerDialog(page: OfferList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let save = move |form: RecordForm<TaskOutcome>| {
        let then = move || {
            page.answering.set(None);
            focus::rescue();
        };
        let place = Place::own(OFFER_RESULT);
        match untrack(|| is_blank(&form.form.text(place))) {
            true => form
                .form
                .save(Err(vec![(place, both(|t| t.growth_needed().to_owned()))]), then),
            false => form.save(Command::WriteTask, then),
        }
    };
    let title = move || {
        let of = page.answering.get()?;
        let name = app
            .session
            .peek(|world| Some(world.book.customers.get(of.customer.as_str())?.name.to_string()))
            .flatten()?;
        Some(t().growth_offer_to(&of.product, &name))
    };
    view! {
        <FormDialog
            what=page.answering
            id="offer-form"
            title=move || title().unwrap_or_default()
            verb=move || t().growth_answer()
            mark="offer-save"
            begin=Callback::new(move |offering: Offering| begin(app, &offering, untrack(t)))
            fields=Callback::new(|form: RecordForm<TaskOutcome>| Some(inputs(form.form, &ASKED, OFFER_RESULT)))
            save=Callback::new(save)
        />
    }
}
