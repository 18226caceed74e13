//! A lead taken down from a card: what is on it, by the keyboard alone, then the next one.

use std::cell::RefCell;
use std::rc::Rc;

use crate::state::live::*;

use super::NEW;
use super::list::LeadList;
use crate::domain::command::{Command, Edit};
use crate::domain::field::FieldKind;
use crate::domain::form::Place;
use crate::domain::kind::Customer;
use crate::domain::lead::assign;
use crate::domain::record::Text;
use crate::state::use_app;
use crate::ui::focus::focus_id;
use crate::ui::form::{Form, FormDialog, Input, Names, RecordForm};
use crate::ui::page::customer::Twins;
use crate::ui::page::new_customer::blank;
use crate::ui::text::{T, use_text};

/// The name of the draft.
const CAPTURED: &str = "lead/new";
/// What is asked, in the order of a card and of what is said beside it. What is of the contact belongs to the first one.
const ASKED: [&str; 9] = [
    "name",
    "contact.name",
    "contact.phone",
    "source",
    "intent",
    "industry",
    "region",
    "source_note",
    "needs",
];

/// The lead taken down last: its name, who got it and why, and what the next one has in common with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Captured {
    count: usize,
    name: String,
    given: Option<String>,
    source: Option<Text>,
    source_note: Option<Text>,
}

/// The form, and the number that the customer gets.
#[derive(Clone, Copy)]
struct Capture {
    form: RecordForm<Customer>,
    number: StoredValue<String>,
}

impl From<Capture> for Form {
    fn from(it: Capture) -> Self {
        it.form.form
    }
}

/// What an input is called: the name is the company's, or the person's where there is none.
fn label(t: T, key: &str) -> String {
    match key {
        "name" => t.leads_card_name().to_owned(),
        "contact.name" => t.leads_card_person().to_owned(),
        _ => (Names::of::<Customer>(|_| String::new()).label)(t, key),
    }
}

/// The dialog; it stands while leads are taken down, and begins the next one with each that is saved.
#[component]
pub fn CaptureDialog(page: LeadList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let last = RwSignal::new(Captured::default());
    // Whoever comes by the command, or by a link, begins at once.
    Effect::new(move |_| {
        if app.param(NEW).is_some() {
            app.set_param(NEW, None);
            page.capturing.set(Some(()));
        }
    });
    let begin = move |()| {
        let mut base = untrack(|| blank(app, CAPTURED))?;
        // At a fair one card follows the other.
        last.with_untracked(|last| {
            base.source = last.source.clone();
            base.source_note = last.source_note.clone();
        });
        let id = base.id.to_string();
        let names = Names {
            id: |place| format!("capture-{}", place.key),
            label,
            asks_again: true,
        };
        Some(Capture {
            form: RecordForm::begun(app, CAPTURED, (id.clone(), base), names, None),
            number: StoredValue::new(id),
        })
    };
    let save = move |it: Capture| {
        let taken = Rc::new(RefCell::new(Captured::default()));
        let told = taken.clone();
        let command = move |edit: Edit<Customer>| {
            let mut lead = edit.after;
            let before = last.with_untracked(|last| last.count);
            *told.borrow_mut() = untrack(|| given(page, &mut lead, t(), before));
            Command::AddCustomer(lead)
        };
        it.form.save(command, move || {
            last.set(taken.borrow().clone());
            // The dialog goes and comes again with an empty form.
            page.capturing.set(None);
            next_frame(move || {
                page.capturing.try_set(Some(()));
            });
        });
    };
    view! {
        <FormDialog
            what=page.capturing
            id="capture-form"
            title=move || t().leads_capture()
            verb=move || t().leads_capture_save()
            mark="capture-save"
            wide=true
            begin=Callback::new(begin)
            fields=Callback::new(move |it: Capture| Some(fields(it, last)))
            save=Callback::new(save)
        />
    }
}

/// Gives a lead to whom the table says, where nobody has it yet; tells what the next dialog says of it.
fn given(page: LeadList, lead: &mut Customer, t: T, before: usize) -> Captured {
    let (_, has) = page.unassigned();
    let settings = page.list.app.session.peek(|world| world.book.head.settings.clone());
    let found = settings
        .and_then(|settings| assign(&settings, lead, &has))
        .filter(|_| lead.owner.is_none());
    let told = found.map(|found| {
        let said = t.leads_given(&*lead.name, &*found.owner, super::assigning::why(&found.by, t));
        lead.owner = Some(found.owner);
        said
    });
    Captured {
        count: before + 1,
        name: lead.name.to_string(),
        given: told,
        source: lead.source.clone(),
        source_note: lead.source_note.clone(),
    }
}

fn fields(it: Capture, last: RwSignal<Captured>) -> AnyView {
    let (form, t) = (Form::from(it), use_text());
    let row = untrack(|| form.rows()).first().copied().unwrap_or_default();
    let first = form.id(Place::own("name"));
    next_frame(move || focus_id(first));
    let one = move |key: &'static str| {
        let row = if key.starts_with("contact.") { row } else { 0 };
        let place = Place { key, row };
        let is_wide = matches!(form.input(key).map(|input| input.kind()), Some(FieldKind::LongText));
        view! {
            <div class=if is_wide { "fields__wide" } else { "" }>
                <Input place=place form=form label=move || form.label(place) />
            </div>
        }
    };
    let said = move || {
        last.with(|last| match (last.count, &last.given) {
            (0, _) => t().leads_capture_help().to_owned(),
            (n, Some(given)) => t().leads_captured(n, given),
            (n, None) => t().leads_captured(n, t().leads_captured_nobodys(&last.name)),
        })
    };
    view! {
        <p class="fields__wide muted small" role="status" data-testid="captured">{said}</p>
        {ASKED.map(one).collect_view()}
        <div class="fields__wide">
            {it.number.try_get_value().map(|own| view! { <Twins form=form own=own /> })}
        </div>
    }
    .into_any()
}
