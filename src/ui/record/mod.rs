//! Interactions, orders and tickets: the ways to record one, and the dialog that shows one.

mod left;

use crate::state::live::*;

pub use left::{BEGUN, LEFT_DECISIONS, LEFT_OVER, LeftBehind, LeftOver};

use crate::domain::command::Command;
use crate::domain::day::Moment;
use crate::domain::field::FieldKind;
use crate::domain::form::{Draft, Formed, Place, new};
use crate::domain::id::{CustomerId, InteractionId, OrderId, TicketId};
use crate::domain::kind::{Interaction, Order, Ticket};
use crate::domain::label::Label;
use crate::domain::marketing::points::order_below;
use crate::domain::report::timeline::What;
use crate::domain::world::World;
use crate::state::{App, clock, use_app};
use crate::ui::focus::focus_id;
use crate::ui::form::{Form, FormDialog, Input, Names, RecordForm, removal};
use crate::ui::format::{self, points_said};
use crate::ui::later::{Later, later, once_wanted};
use crate::ui::proof::order_name;
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, Icon, Kind, Menu, MenuItem};

/// The record whose dialog stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// A new interaction.
    NewInteraction,
    /// A new order.
    NewOrder,
    /// A new ticket.
    NewTicket,
    /// One that the book has.
    Known(What),
}

/// The ways to record an interaction, an order, a ticket.
#[component]
pub fn RecordMenu(
    /// The record whose dialog stands.
    record: RwSignal<Option<Record>>,
    customer: CustomerId,
) -> impl IntoView {
    let t = use_text();
    let items = Signal::derive(move || {
        let open = move |what| move || record.set(Some(what));
        vec![
            MenuItem::new("receipt", move || t().record_order(), open(Record::NewOrder)),
            MenuItem::new("headset", move || t().record_ticket(), open(Record::NewTicket)),
        ]
    });
    view! {
        <Button
            text=move || t().record_interaction()
            kind=Kind::Primary
            icon="plus"
            on_click=Callback::new(move |_| record.set(Some(Record::NewInteraction)))
        />
        <Menu
            items=items
            label=move || t().record_more()
            button_class="btn btn--icon"
            end=true
            button=|| view! { <Icon name="chevron-down" /> }
        />
        {dialog_of(record, customer)}
    }
}

/// The dialog of a record of a customer, which is loaded when it is opened first.
pub fn dialog_of(record: RwSignal<Option<Record>>, customer: CustomerId) -> impl IntoView {
    once_wanted(
        move || record.with(Option::is_some),
        &DIALOG,
        move |dialog| dialog(record, customer.clone()),
    )
}

/// The dialog that records a contact with whoever stands there, while somebody does.
pub fn talk_with(customer: RwSignal<Option<CustomerId>>) -> impl IntoView {
    record_for(customer, Record::NewInteraction)
}

/// The dialog of a new record of whoever stands there, while somebody does.
pub fn record_for(customer: RwSignal<Option<CustomerId>>, what: Record) -> impl IntoView {
    move || {
        let whose = customer.get()?;
        let record = RwSignal::new(Some(what));
        Effect::new(move |_| {
            if record.with(Option::is_none) {
                customer.set(None);
            }
        });
        Some(dialog_of(record, whose))
    }
}

/// Builds the dialog: (the record, whose).
type BuildDialog = fn(RwSignal<Option<Record>>, CustomerId) -> AnyView;

static DIALOG: Later<BuildDialog> = later!(write: record_dialog => BuildDialog {
    |record, customer| RecordDialog(RecordDialogProps { record, customer }).into_any()
});

/// The form of a record of one of three kinds.
#[derive(Clone, Copy)]
enum Typed {
    Interaction(RecordForm<Interaction>),
    Order(RecordForm<Order>),
    Ticket(RecordForm<Ticket>),
}

impl From<Typed> for Form {
    fn from(typed: Typed) -> Self {
        match typed {
            Typed::Interaction(it) => it.form,
            Typed::Order(it) => it.form,
            Typed::Ticket(it) => it.form,
        }
    }
}

impl Typed {
    /// Begins the form of a record, or takes up what was typed about it.
    fn begin(app: App, record: Record, customer: &CustomerId) -> Option<Self> {
        let (today, user) = (app.today.get_untracked(), app.user.get_untracked());
        let whose = customer.clone();
        let fresh = |kind: &str, has: fn(&World, &str) -> bool| {
            let has = |id: &str| app.session.peek(|world| has(world, id)) == Some(true);
            let is_saved = |draft: &Draft| draft.sent().is_some_and(has);
            app.drafts.new_id(&draft_name(kind, customer), is_saved)
        };
        Some(match record {
            Record::NewInteraction => {
                let id = fresh("interaction", |world, id| world.book.interactions.get(id).is_some());
                let record = new::interaction(InteractionId::new(&id).ok()?, whose, today, &user);
                Self::Interaction(begun(app, "interaction", (id, record), customer))
            }
            Record::NewOrder => {
                let id = fresh("order", |world, id| world.book.orders.get(id).is_some());
                let record = new::order(OrderId::new(&id).ok()?, whose, today);
                Self::Order(begun(app, "order", (id, record), customer))
            }
            Record::NewTicket => {
                let id = fresh("ticket", |world, id| world.book.tickets.get(id).is_some());
                let mut record = new::ticket(TicketId::new(&id).ok()?, whose, today, &user);
                // Its time runs from now on, to the minute.
                record.opened_at = Moment::parse(&clock::instant()).unwrap_or(record.opened_at);
                Self::Ticket(begun(app, "ticket", (id, record), customer))
            }
            Record::Known(What::Interaction(slot)) => {
                let id = app
                    .session
                    .peek(|w| w.book.interactions.at(slot).map(|r| r.id.clone()))??;
                let name = format!("interaction/{id}");
                let find = move || {
                    app.session
                        .read(|w| w.book.interactions.get(id.as_str()).cloned())
                        .flatten()
                };
                Self::Interaction(RecordForm::of(app, name, find, names::<Interaction>(), Some(whose)))
            }
            Record::Known(What::Order(slot)) => {
                let id = app.session.peek(|w| w.book.orders.at(slot).map(|r| r.id.clone()))??;
                let name = format!("order/{id}");
                let find = move || app.session.read(|w| w.book.orders.get(id.as_str()).cloned()).flatten();
                Self::Order(RecordForm::of(app, name, find, names::<Order>(), Some(whose)))
            }
            Record::Known(What::Ticket(slot)) => {
                let id = app.session.peek(|w| w.book.tickets.at(slot).map(|r| r.id.clone()))??;
                let name = format!("ticket/{id}");
                let find = move || app.session.read(|w| w.book.tickets.get(id.as_str()).cloned()).flatten();
                Self::Ticket(RecordForm::of(app, name, find, names::<Ticket>(), Some(whose)))
            }
            Record::Known(_) => return None,
        })
    }

    fn save(self, then: impl Fn() + 'static) {
        match self {
            Self::Interaction(it) => it.save(Command::PutInteraction, then),
            Self::Order(it) => it.save_asking(Command::PutOrder, |command| points_below(it.form.app, command), then),
            Self::Ticket(it) => it.save(Command::PutTicket, then),
        }
    }

    /// What takes the record out of the book.
    fn removal(self) -> Option<Command> {
        Some(match self {
            Self::Interaction(it) => Command::RemoveInteraction(it.base.try_get_untracked()??.id.clone()),
            Self::Order(it) => Command::RemoveOrder(it.base.try_get_untracked()??.id.clone()),
            Self::Ticket(it) => Command::RemoveTicket(it.base.try_get_untracked()??.id.clone()),
        })
    }
}

/// What is to be asked before an order is written or removed: whether its customer's points may fall below nought.
fn points_below(app: App, command: &Command) -> Option<Label> {
    let below = |world: &World| match command {
        Command::PutOrder(edit) => {
            let (order, before) = (&edit.after, edit.before.as_ref().map(|order| order.id.as_str()));
            order_below(world, order.customer.as_str(), before, Some((order.date, order.amount)))
        }
        Command::RemoveOrder(id) => {
            let order = world.book.orders.get(id.as_str())?;
            order_below(world, order.customer.as_str(), Some(id.as_str()), None)
        }
        _ => None,
    };
    let below = app.session.peek(below).flatten()?;
    Some(both(|t| {
        t.points_would_fall(format::day(below.day), points_said(below.balance))
    }))
}

/// What the dialog of an order that the book has is called.
fn edit_title(order: &Order, t: T) -> String {
    let name = order_name(order, t.0);
    match order.amount.0 < 0 {
        // One without a name of its own is called a return already.
        true if name == t.return_order() => name,
        true => t.edit_return(name),
        false if name == t.one_order() => name,
        false => t.edit_order(name),
    }
}

fn draft_name(kind: &str, customer: &CustomerId) -> String {
    format!("{kind}/new/{customer}")
}

fn begun<R: Formed>(app: App, kind: &str, record: (String, R), customer: &CustomerId) -> RecordForm<R>
where
    R::Place: Sync,
{
    let name = draft_name(kind, customer);
    RecordForm::begun(app, name, record, names::<R>(), Some(customer.clone()))
}

fn names<R: Formed>() -> Names {
    Names::of::<R>(|place| format!("record-{place}"))
}

/// The dialog of a record; it stands while there is one.
#[component]
fn RecordDialog(record: RwSignal<Option<Record>>, customer: CustomerId) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let known_order = Memo::new(move |before: Option<&Option<String>>| {
        let Some(Record::Known(What::Order(slot))) = record.get() else {
            return None;
        };
        let name = |world: &World| world.book.orders.at(slot).map(|order| edit_title(order, t()));
        // One that was removed elsewhere keeps its name as long as its dialog stands.
        app.session.read(name).flatten().or_else(|| before.cloned().flatten())
    });
    let id = customer.clone();
    let whose = Memo::new(move |before: Option<&Option<String>>| {
        let name = |world: &World| Some(world.book.customers.get(id.as_str())?.name.to_string());
        // One who was removed elsewhere keeps the name as long as the dialog stands.
        app.session.read(name).flatten().or_else(|| before.cloned().flatten())
    });
    let with = move |what: &str| match whose.get() {
        Some(name) => t().record_of(what, name),
        None => what.to_owned(),
    };
    let title = move || match record.get() {
        Some(Record::NewInteraction) => with(t().record_interaction()),
        Some(Record::NewOrder) => with(t().record_order()),
        Some(Record::NewTicket) => with(t().record_ticket()),
        Some(Record::Known(What::Interaction(_))) => t().edit_interaction().to_owned(),
        Some(Record::Known(What::Order(_))) => known_order.get().unwrap_or_default(),
        Some(Record::Known(What::Ticket(_))) => t().edit_ticket().to_owned(),
        Some(Record::Known(_)) | None => String::new(),
    };
    let close = move || record.set(None);
    let is_known = move || matches!(record.get_untracked(), Some(Record::Known(_)));
    let remove = move |typed: Typed| {
        let form = Form::from(typed);
        if let Some(removal) = typed.removal()
            && !form.has_to_ask(points_below(app, &removal))
        {
            form.carry_out(removal, close);
        }
    };
    let besides = move |typed: Typed| is_known().then(|| removal(T::remove, move || remove(typed)));
    view! {
        <FormDialog
            what=record
            id="record-form"
            title=title
            verb=move || t().save()
            wide=true
            begin=Callback::new(move |record| Typed::begin(app, record, &customer))
            fields=Callback::new(move |typed: Typed| Some(inputs(typed.into(), !is_known())))
            save=Callback::new(move |typed: Typed| typed.save(close))
            besides=Callback::new(besides)
        />
    }
}

/// Every input of a record; of a new one, the first thing to be typed has the focus.
fn inputs(form: Form, is_new: bool) -> AnyView {
    let mut places = untrack(|| form.places());
    // A book without campaigns has none to choose from.
    let has_campaigns = form.app.session.peek(|world| !world.book.campaigns.is_empty()) == Some(true);
    places.retain(|place| place.key != "campaign" || has_campaigns || !untrack(|| form.text(*place)).is_empty());
    let is_first = |place: &&Place| matches!(place.key, "content" | "amount" | "subject");
    if let Some(first) = places.iter().find(is_first).filter(|_| is_new) {
        let id = form.id(*first);
        next_frame(move || focus_id(id));
    }
    let one = |place: Place| {
        let kind = form.input(place.key).map(|input| input.kind());
        let is_wide = matches!(kind, Some(FieldKind::LongText | FieldKind::Items));
        view! {
            <div class=if is_wide { "fields__wide" } else { "" }>
                <Input place=place form=form label=move || form.label(place) />
            </div>
        }
    };
    places.into_iter().map(one).collect_view().into_any()
}
