//! A lead taken down from a card: what is on it, by the keyboard alone, then the next one.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::state::live::*;

use super::list::LeadList;
use crate::domain::command::{Command, Edit};
use crate::domain::field::FieldKind;
use crate::domain::form::{Draft, Place};
use crate::domain::kind::Customer;
use crate::domain::label::Label;
use crate::domain::lead::assign;
use crate::domain::record::Text;
use crate::state::outcome::Outcome;
use crate::state::{App, use_app};
use crate::ui::focus::focus_id;
use crate::ui::form::{Form, FormDialog, Input, Names, RecordForm};
use crate::ui::page::customer::Twins;
use crate::ui::page::new_customer::{blank, is_saved};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Button, Note, NoteKind};

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

/// What stands before the names of the drafts of cards that are on their way into the book, or were refused.
const ASIDE: &str = "lead/card/";

/// The lead taken down last: its name, who got it and why, and what the next one has in common with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Captured {
    count: usize,
    name: String,
    given: Option<String>,
    source: Option<Text>,
    source_note: Option<Text>,
}

/// Cards that are not in the book yet: those on their way, and why others were refused; by the names of their drafts.
#[derive(Clone, Copy)]
struct Cards {
    last: RwSignal<Captured>,
    going: RwSignal<BTreeSet<Text>>,
    refused: RwSignal<BTreeMap<Text, Label>>,
}

/// The form, and what it begins with each time.
#[derive(Clone, Copy)]
struct Capture {
    form: RecordForm<Customer>,
    base: RwSignal<Option<Customer>>,
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

/// The dialog; it stands while leads are taken down, and is there for the next one at once with each that is saved.
#[component]
pub fn CaptureDialog(page: LeadList) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let cards = Cards {
        last: RwSignal::default(),
        going: RwSignal::default(),
        refused: RwSignal::default(),
    };
    view! {
        <FormDialog
            what=page.capturing
            id="capture-form"
            title=move || t().leads_capture()
            verb=move || t().leads_capture_save()
            mark="capture-save"
            wide=true
            begin=Callback::new(move |()| begin(app, cards))
            fields=Callback::new(move |it: Capture| Some(fields(page, it, cards)))
            save=Callback::new(move |it: Capture| save(page, it, cards))
        />
    }
}

/// Begins the form, and looks for cards that a page which ended had not saved.
fn begin(app: App, cards: Cards) -> Option<Capture> {
    let mut first = untrack(|| blank(app, CAPTURED))?;
    take_up(app, cards);
    // At a fair one card follows the other.
    cards.last.with_untracked(|last| carry(&mut first, last));
    let id = first.id.to_string();
    let names = Names {
        id: |place| format!("capture-{}", place.key),
        label,
        asks_again: true,
    };
    let base = RwSignal::new(Some(first));
    Some(Capture {
        form: RecordForm::begun_each(app, CAPTURED, (id, move || base.get()), names),
        base,
    })
}

/// Looks for cards that a page which ended was saving: those that are in the book end, and the first of the others is what the form
/// begins with, as if it had not been sent, where nothing else is typed into it.
fn take_up(app: App, cards: Cards) {
    let drafts = app.drafts;
    drafts.settle_those(|name| name.starts_with(ASIDE), |draft| is_saved(app, draft));
    let stays = |name: &Text| {
        cards.going.with_untracked(|all| all.contains(name))
            || cards.refused.with_untracked(|all| all.contains_key(name))
    };
    let waiting = untrack(|| drafts.those(|name, _| name.starts_with(ASIDE)));
    let first = waiting.into_iter().find(|name| !stays(name));
    if let Some(first) = first.filter(|_| !drafts.has(CAPTURED) && !untrack(|| drafts.typed_elsewhere(CAPTURED))) {
        drafts.rename(&first, CAPTURED, |card| card.send(None));
    }
}

/// The next one comes from where the last one came from.
fn carry(next: &mut Customer, last: &Captured) {
    next.source = last.source.clone();
    next.source_note = last.source_note.clone();
}

/// Saves the card behind the form, which is empty for the next one at once.
fn save(page: LeadList, it: Capture, cards: Cards) {
    let (app, form) = (page.list.app, Form::from(it));
    // Enter once more, before anything is typed on the next card, is no card.
    if cards.last.with_untracked(|last| last.count > 0) && untrack(|| form.changes()) == 0 {
        return;
    }
    let taken = Rc::new(RefCell::new(Captured::default()));
    let (told, t) = (taken.clone(), T(app.lang.get_untracked()));
    let command = move |edit: Edit<Customer>| {
        let mut lead = edit.after;
        *told.borrow_mut() = untrack(|| given(page, &mut lead, t));
        Command::AddCustomer(lead)
    };
    let aside = Text::from(format!("{ASIDE}{}", app.drafts.new_id(ASIDE, |_| false)));
    let (card, name) = (taken.clone(), aside.clone());
    let heard = move |outcome: &Outcome| {
        match outcome.why_not() {
            Some(why) => cards.refused.update(|all| drop(all.insert(name.clone(), why))),
            // Its number is taken now: the form goes on with the next one.
            None => {
                let next = untrack(|| blank(app, CAPTURED)).map(|next| next.id);
                it.base.update(|base| {
                    if let Some((base, next)) = base.as_mut().zip(next) {
                        base.id = next;
                    }
                });
            }
        }
        cards.going.update(|all| {
            all.remove(&name);
        });
    };
    // What is told of the last one counts from now on: the typist goes on at once.
    if it.form.pass_on(&aside, command, heard) {
        cards.going.update(|all| {
            all.insert(aside);
        });
        let card = card.borrow().clone();
        it.base
            .update(|base| base.iter_mut().for_each(|base| carry(base, &card)));
        cards.last.update(|last| {
            *last = Captured {
                count: last.count + 1,
                ..card
            }
        });
        focus_id(form.id(Place::own("name")));
    }
}

/// Cards that are not in the book, each with the reason and the way to take it up again.
#[component]
fn Waiting(page: LeadList, cards: Cards) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let waiting = Memo::new(move |_| {
        let all = app.drafts.those(|name, _| name.starts_with(ASIDE));
        cards
            .going
            .with(|going| all.into_iter().filter(|name| !going.contains(name)).collect::<Vec<_>>())
    });
    let take = move |name: &Text| {
        let drafts = app.drafts;
        // What was being typed is the one that waits then.
        let typed = untrack(|| drafts.with(CAPTURED, Draft::clone));
        drafts.rename(name, CAPTURED, |card| card.send(None));
        if typed.changes() > 0 {
            drafts.put(name, typed);
        }
        cards.refused.update(|all| drop(all.remove(name)));
        page.capturing.set(None);
        next_frame(move || {
            page.capturing.try_set(Some(()));
        });
    };
    let note = move |name: Text| {
        let card = untrack(|| {
            app.drafts
                .with(&name, |draft| draft.text(Place::own("name")).map(str::to_owned))
        });
        let card = StoredValue::new(card.unwrap_or_default());
        let why = cards.refused.with_untracked(|all| all.get(&name).cloned());
        let text = move || match &why {
            Some(why) => t().leads_card_refused(card.get_value(), t().label(why)),
            None => t().leads_card_waits(card.get_value()),
        };
        view! {
            <Note kind=NoteKind::Warn text=text>
                <Button
                    text=move || t().leads_card_again()
                    size="btn--small"
                    attr:data-testid="card-again"
                    on_click=Callback::new(move |_| take(&name))
                />
            </Note>
        }
    };
    move || waiting.get().into_iter().map(note).collect_view()
}

/// Gives a lead to whom the table says, where nobody has it yet; tells what the next dialog says of it.
fn given(page: LeadList, lead: &mut Customer, t: T) -> Captured {
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
        count: 0,
        name: lead.name.to_string(),
        given: told,
        source: lead.source.clone(),
        source_note: lead.source_note.clone(),
    }
}

fn fields(page: LeadList, it: Capture, cards: Cards) -> AnyView {
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
    let number = Memo::new(move |_| it.base.with(|base| base.as_ref().map(|base| base.id.to_string())));
    let said = move || {
        cards.last.with(|last| match (last.count, &last.given) {
            (0, _) => t().leads_capture_help().to_owned(),
            (n, Some(given)) => t().leads_captured(n, given),
            (n, None) => t().leads_captured(n, t().leads_captured_nobodys(&last.name)),
        })
    };
    view! {
        <p class="fields__wide muted small" role="status" data-testid="captured">{said}</p>
        <div class="fields__wide stack" role="status">
            <Waiting page=page cards=cards />
        </div>
        {ASKED.map(one).collect_view()}
        <div class="fields__wide">
            {move || number.get().map(|own| view! { <Twins form=form own=own /> })}
        </div>
    }
    .into_any()
}
