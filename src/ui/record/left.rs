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
use crate::ui::judgement::{DECIDE, MANY, PROLONG, SET, left_judgement};
use crate::ui::later::{Later, later, once_wanted};
use crate::ui::text::{T, use_text};

/// What is typed into dialogs about a customer: records, and what people judge.
#[derive(Clone, Copy, PartialEq)]
enum TypedKind {
    Interaction,
    Order,
    Ticket,
    Given,
    Prolonged,
    Decision,
}

impl TypedKind {
    const ALL: [Self; 6] = [
        Self::Interaction,
        Self::Order,
        Self::Ticket,
        Self::Given,
        Self::Prolonged,
        Self::Decision,
    ];

    /// What the names of its drafts begin with.
    fn word(self) -> &'static str {
        match self {
            Self::Interaction => "interaction",
            Self::Order => "order",
            Self::Ticket => "ticket",
            Self::Given => SET,
            Self::Prolonged => PROLONG,
            Self::Decision => DECIDE,
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
            Self::Given | Self::Prolonged => t.a_class_set(),
            Self::Decision => t.a_decision(),
        }
    }

    /// Whether the book has the record. What is judged is no record.
    fn has(self, book: &Book, id: &str) -> bool {
        match self {
            Self::Interaction => book.interactions.get(id).is_some(),
            Self::Order => book.orders.get(id).is_some(),
            Self::Ticket => book.tickets.get(id).is_some(),
            Self::Given | Self::Prolonged | Self::Decision => true,
        }
    }

    /// The customer whom the rest of a draft's name tells: of what is new, and of what is judged of one.
    fn customer(self, rest: &str) -> Option<&str> {
        let judged = |rest| -> Option<&str> { str::rsplit_once(rest, '/').map(|(customer, _)| customer) };
        match self {
            Self::Interaction | Self::Order | Self::Ticket => rest.strip_prefix("new/"),
            Self::Given | Self::Prolonged => judged(rest).filter(|customer| *customer != MANY),
            Self::Decision => judged(rest.split_once('/')?.1),
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
            Self::Given | Self::Prolonged | Self::Decision => left_judgement(app, name),
        }
    }
}

/// A draft that cannot be reached any more.
#[derive(Clone, PartialEq)]
struct LeftDraft {
    kind: TypedKind,
    /// The customer who is gone; nothing where only the record is.
    gone: Option<Text>,
}

/// Whether a draft cannot be reached any more: one about the customer that is asked about, or about any who is gone or not known.
fn left(book: &Book, asked: Option<&str>, name: &str, draft: &Draft) -> Option<LeftDraft> {
    let (kind, id) = TypedKind::of(name)?;
    let is_gone = |customer: &str| book.customers.get(customer).is_none();
    let gone = kind.customer(id);
    let whose = gone.or(draft.whose());
    let is_asked = match asked {
        Some(_) => whose == asked,
        None => whose.is_none_or(is_gone),
    };
    let is_left = gone.map_or_else(|| !kind.has(book, id), is_gone);
    (is_asked && is_left).then(|| LeftDraft {
        kind,
        gone: gone.map(Text::from),
    })
}

/// Shows what is left of a customer's records, to be copied or thrown away; nothing where nothing is.
#[component]
pub fn LeftBehind(
    /// The customer; nothing means all who are gone, and those whom a draft of an earlier version does not tell.
    #[prop(optional)]
    customer: Option<CustomerId>,
) -> impl IntoView {
    let app = use_app();
    let (whose, says_whose) = (customer.clone(), customer.is_none());
    // What other tabs, which are gone, had typed comes here.
    Effect::new(move |_| {
        let look = |world: &World| {
            let asked = whose.as_ref().map(CustomerId::as_str);
            let is_left = |name: &str, draft: &Draft| left(&world.book, asked, name, draft).is_some();
            app.drafts.open_those(|name| TypedKind::of(name).is_some(), is_left);
        };
        app.session.read(look);
    });
    let all = Memo::new(move |_| {
        let of = |world: &World| {
            let asked = customer.as_ref().map(CustomerId::as_str);
            let left = |name: &str, draft: &Draft| left(&world.book, asked, name, draft);
            let names = app.drafts.those(|name, draft| left(name, draft).is_some());
            let kinds = |name: Text| Some((name.clone(), app.drafts.with(&name, |draft| left(&name, draft))?));
            names.into_iter().filter_map(kinds).collect::<Vec<_>>()
        };
        app.session.read(of).unwrap_or_default()
    });
    once_wanted(
        move || all.with(|all| !all.is_empty()),
        &FORMS,
        move |forms| forms(all, says_whose),
    )
}

/// Names, and what [`left`] says of them.
type Left = Memo<Vec<(Text, LeftDraft)>>;

static FORMS: Later<fn(Left, bool) -> AnyView> = later!(write: left_records => fn(Left, bool) -> AnyView {
    |all, says_whose| {
        let (app, t) = (use_app(), use_text());
        let one = move |(name, LeftDraft { kind, gone }): (Text, LeftDraft)| {
            let text = move || match &gone {
                None => t().record_gone(kind.name(t())),
                Some(gone) if says_whose => t().this_customer_of_record_gone(gone, kind.name(t())),
                Some(_) => t().customer_of_record_gone(kind.name(t())),
            };
            view! { <Unsaved form=kind.form(app, name) text=text /> }
        };
        view! { <For each=move || all.get() key=|(name, ..)| name.clone() children=one /> }.into_any()
    }
});
