//! What was typed about records that the book has no longer, or for a customer whom it has no longer.

use super::names;
use crate::domain::book::Book;
use crate::domain::form::{Draft, Formed};
use crate::domain::id::CustomerId;
use crate::domain::kind::{Interaction, Order, Ticket};
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::live::*;
use crate::state::{App, use_app};
use crate::ui::form::{Form, RecordForm, Unsaved};
use crate::ui::later::{Later, later, once_wanted};
use crate::ui::text::{T, use_text};

/// The kinds of records that are typed into the dialog.
#[derive(Clone, Copy, PartialEq)]
enum TypedKind {
    Interaction,
    Order,
    Ticket,
}

impl TypedKind {
    const ALL: [Self; 3] = [Self::Interaction, Self::Order, Self::Ticket];

    /// What the names of its drafts begin with.
    fn word(self) -> &'static str {
        match self {
            Self::Interaction => "interaction",
            Self::Order => "order",
            Self::Ticket => "ticket",
        }
    }

    /// The kind that a draft of this name is of, and the rest of the name.
    fn of(name: &str) -> Option<(Self, &str)> {
        let (word, rest) = name.split_once('/')?;
        let kind = Self::ALL.into_iter().find(|kind| kind.word() == word)?;
        Some((kind, rest))
    }

    fn name(self, t: T) -> &'static str {
        match self {
            Self::Interaction => t.an_interaction(),
            Self::Order => t.an_order(),
            Self::Ticket => t.a_ticket(),
        }
    }

    fn has(self, book: &Book, id: &str) -> bool {
        match self {
            Self::Interaction => book.interactions.get(id).is_some(),
            Self::Order => book.orders.get(id).is_some(),
            Self::Ticket => book.tickets.get(id).is_some(),
        }
    }

    /// The form of a draft whose record is gone.
    fn form(self, app: App, name: Text) -> Form {
        fn of<R: Formed>(app: App, name: Text) -> Form
        where
            R::Place: Sync,
        {
            RecordForm::<R>::of(app, name, || None, names::<R>(), None).form
        }
        match self {
            Self::Interaction => of::<Interaction>(app, name),
            Self::Order => of::<Order>(app, name),
            Self::Ticket => of::<Ticket>(app, name),
        }
    }
}

/// Whether a draft about a customer cannot be reached any more: the kind it is of, and whether its record was in the book once.
fn left(book: &Book, customer: &str, name: &str, draft: &Draft) -> Option<(TypedKind, bool)> {
    let (kind, id) = TypedKind::of(name)?;
    if id.strip_prefix("new/") == Some(customer) {
        return book.customers.get(customer).is_none().then_some((kind, false));
    }
    (draft.whose() == Some(customer) && !kind.has(book, id)).then_some((kind, true))
}

/// Shows what is left of a customer's records, to be copied or thrown away; nothing where nothing is.
#[component]
pub fn LeftBehind(customer: CustomerId) -> impl IntoView {
    let app = use_app();
    let whose = customer.clone();
    // What other tabs, which are gone, had typed comes here.
    Effect::new(move |_| {
        let look = |world: &World| {
            let is_left = |name: &str, draft: &Draft| left(&world.book, whose.as_str(), name, draft).is_some();
            app.drafts.open_those(|name| TypedKind::of(name).is_some(), is_left);
        };
        app.session.read(look);
    });
    let all = Memo::new(move |_| {
        let of = |world: &World| {
            let left = |name: &str, draft: &Draft| left(&world.book, customer.as_str(), name, draft);
            let names = app.drafts.those(|name, draft| left(name, draft).is_some());
            let kinds = |name: Text| Some((name.clone(), app.drafts.with(&name, |draft| left(&name, draft))?));
            names.into_iter().filter_map(kinds).collect::<Vec<_>>()
        };
        app.session.read(of).unwrap_or_default()
    });
    once_wanted(move || all.with(|all| !all.is_empty()), &FORMS, move |forms| forms(all))
}

/// Names, and what [`left`] says of them.
type Left = Memo<Vec<(Text, (TypedKind, bool))>>;

static FORMS: Later<fn(Left) -> AnyView> = later!(write: left_records => fn(Left) -> AnyView {
    |all| {
        let (app, t) = (use_app(), use_text());
        let one = move |(name, (kind, was)): (Text, (TypedKind, bool))| {
            let text = move || match was {
                true => t().record_gone(kind.name(t())),
                false => t().customer_of_record_gone(kind.name(t())),
            };
            view! { <Unsaved form=kind.form(app, name) text=text /> }
        };
        view! { <For each=move || all.get() key=|(name, ..)| name.clone() children=one /> }.into_any()
    }
});
