//! What was typed about records that the book has no longer, or for a customer whom it has no longer.

use super::names;
use crate::domain::book::Book;
use crate::domain::form::{Draft, Formed};
use crate::domain::id::CustomerId;
use crate::domain::kind::{Customer, Interaction, Order, Ticket};
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::live::*;
use crate::state::{App, use_app};
use crate::ui::form::{Form, RecordForm, Unsaved};
use crate::ui::judgement;
use crate::ui::later::{Build, Later, later, once_wanted};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Dialog, LinkButton, Note, NoteKind};

/// What is typed about a customer.
#[derive(Clone, Copy, PartialEq)]
enum TypedKind {
    Sheet,
    Interaction,
    Order,
    Ticket,
    SetByHand,
    Prolonged,
    Decision,
}

impl TypedKind {
    const ALL: [Self; 7] = [
        Self::Sheet,
        Self::Interaction,
        Self::Order,
        Self::Ticket,
        Self::SetByHand,
        Self::Prolonged,
        Self::Decision,
    ];

    /// What the names of its drafts begin with.
    fn word(self) -> &'static str {
        match self {
            Self::Sheet => "customer",
            Self::Interaction => "interaction",
            Self::Order => "order",
            Self::Ticket => "ticket",
            Self::SetByHand => judgement::SET,
            Self::Prolonged => judgement::PROLONGED,
            Self::Decision => judgement::DECIDED,
        }
    }

    /// The kind that a draft of this name is of, and the rest of the name.
    fn of(name: &str) -> Option<(Self, &str)> {
        let (word, rest) = name.split_once('/')?;
        let kind = Self::ALL.into_iter().find(|kind| kind.word() == word)?;
        Some((kind, rest))
    }

    /// What is gone, or whose customer is.
    fn gone(self, t: T, is_record: bool) -> String {
        let what = match self {
            Self::Sheet => return t.typed_and_gone().to_owned(),
            Self::Interaction => t.an_interaction(),
            Self::Order => t.an_order(),
            Self::Ticket => t.a_ticket(),
            Self::SetByHand => t.a_class_by_hand(),
            Self::Prolonged => t.a_prolonging(),
            Self::Decision => t.a_decision(),
        };
        match is_record {
            true => t.record_gone(what),
            false => t.customer_of_record_gone(what),
        }
    }

    /// The customer of a record of the book; nothing where it is none of a record that the book has.
    fn of_record(self, book: &Book, id: &str) -> Option<CustomerId> {
        match self {
            Self::Interaction => book.interactions.get(id).map(|it| it.customer.clone()),
            Self::Order => book.orders.get(id).map(|it| it.customer.clone()),
            Self::Ticket => book.tickets.get(id).map(|it| it.customer.clone()),
            Self::Sheet | Self::SetByHand | Self::Prolonged | Self::Decision => None,
        }
    }

    /// The customer that the rest of the name tells of: a sheet's, a new record's, a judgement's of one alone.
    fn named(self, rest: &str) -> Option<&str> {
        match self {
            Self::Sheet => Some(rest),
            Self::Interaction | Self::Order | Self::Ticket => rest.strip_prefix("new/"),
            Self::SetByHand | Self::Prolonged => rest.rsplit_once('/').map(|(whose, _)| whose),
            Self::Decision => rest.split_once('/')?.1.rsplit_once('/').map(|(whose, _)| whose),
        }
        .filter(|whose| *whose != judgement::MANY)
    }

    /// Whether a draft is of a record that the book had once, and has no longer.
    fn lacks_record(self, book: &Book, rest: &str) -> bool {
        let is_record = matches!(self, Self::Interaction | Self::Order | Self::Ticket);
        is_record && self.named(rest).is_none() && self.of_record(book, rest).is_none()
    }

    /// The form of a draft whose record, or whose customer, is gone.
    fn form(self, app: App, name: Text) -> Form {
        fn of<R: Formed>(app: App, name: Text) -> Form
        where
            R::Place: Sync,
        {
            RecordForm::<R>::of(app, name, || None, names::<R>(), None).form
        }
        match self {
            Self::Sheet => of::<Customer>(app, name),
            Self::Interaction => of::<Interaction>(app, name),
            Self::Order => of::<Order>(app, name),
            Self::Ticket => of::<Ticket>(app, name),
            Self::SetByHand | Self::Prolonged | Self::Decision => judgement::left(app, name),
        }
    }
}

/// A draft that cannot be reached any more from what it is about.
#[derive(Clone, PartialEq)]
struct Left {
    name: Text,
    kind: TypedKind,
    /// The customer; nothing where an earlier version did not write it down and the record is gone.
    whose: Option<String>,
    /// The record was in the book once; else it is the customer alone that is gone.
    is_record: bool,
}

impl Left {
    fn of(book: &Book, name: &str, draft: &Draft) -> Option<Self> {
        let (kind, rest) = TypedKind::of(name)?;
        let whose = draft.whose().or_else(|| kind.named(rest)).map(str::to_owned);
        let is_record = kind.lacks_record(book, rest);
        let left = Self {
            name: name.into(),
            kind,
            whose,
            is_record,
        };
        (is_record || left.whose.is_some() && left.is_nobodys(book)).then_some(left)
    }

    /// Whether no customer of the book has it.
    fn is_nobodys(&self, book: &Book) -> bool {
        let whose = self.whose.as_deref();
        whose.is_none_or(|whose| book.customers.get(whose).is_none())
    }
}

/// Drafts of earlier versions do not say whose they are: they learn it while the book still knows their records.
fn learn(app: App, world: &World) {
    let whose = |name: &str| {
        let (kind, rest) = TypedKind::of(name)?;
        kind.of_record(&world.book, rest)
    };
    let unsaid = |name: &str, draft: &Draft| draft.whose().is_none() && whose(name).is_some();
    app.drafts.open_those(|name| whose(name).is_some(), unsaid);
    for name in app.drafts.those(unsaid) {
        if let Some(whose) = whose(&name) {
            app.drafts.change(&name, |draft| draft.is_about(whose.as_str()));
        }
    }
}

/// What is left and wanted, also of what tabs had typed that are gone; tracked.
fn all_left(app: App, wanted: impl Fn(&Book, &Left) -> bool + Clone + Send + Sync + 'static) -> Memo<Vec<Left>> {
    let is_wanted = wanted.clone();
    Effect::new(move |_| {
        app.session.read(|world| {
            learn(app, world);
            let is = |name: &str, draft: &Draft| {
                Left::of(&world.book, name, draft).is_some_and(|left| is_wanted(&world.book, &left))
            };
            app.drafts.open_those(|name| TypedKind::of(name).is_some(), is);
        });
    });
    Memo::new(move |_| {
        let of = |world: &World| {
            let look = |name: &str, draft: &Draft| Left::of(&world.book, name, draft);
            let names = app.drafts.those(|name, draft| look(name, draft).is_some());
            let left = names
                .iter()
                .filter_map(|name| app.drafts.with(name, |draft| look(name, draft)));
            left.filter(|left| wanted(&world.book, left)).collect::<Vec<_>>()
        };
        app.session.read(of).unwrap_or_default()
    })
}

/// Shows what is left of a customer's records, to be copied or thrown away; nothing where nothing is.
#[component]
pub fn LeftBehind(customer: CustomerId) -> impl IntoView {
    let is_theirs = move |_: &Book, left: &Left| left.whose.as_deref() == Some(customer.as_str());
    let all = all_left(use_app(), is_theirs);
    once_wanted(move || all.with(|all| !all.is_empty()), &FORMS, move |forms| forms(all))
}

/// Builds the list of what is left.
type BuildForms = fn(Memo<Vec<Left>>) -> AnyView;

static FORMS: Later<BuildForms> = later!(write: left_records => BuildForms {
    |all| forms(all, |left, t| left.kind.gone(t, left.is_record))
});

fn forms(all: Memo<Vec<Left>>, text: fn(&Left, T) -> String) -> AnyView {
    let (app, t) = (use_app(), use_text());
    let one = move |left: Left| {
        let form = left.kind.form(app, left.name.clone());
        view! { <Unsaved form=form text=move || text(&left, t()) /> }
    };
    view! { <For each=move || all.get() key=|left| (left.name.clone(), left.is_record) children=one /> }.into_any()
}

/// [`LeftOver`] for a page of another part.
pub static LEFT_OVER: Later<Build> = later!(write: left_over => Build { || LeftOver().into_any() });

/// Says that there is something left of customers whom the book has no longer, or nobody knows whose, and shows it; nothing where
/// nothing is.
#[component]
pub fn LeftOver() -> impl IntoView {
    let t = use_text();
    let open = RwSignal::new(false);
    let all = all_left(use_app(), |book, left| left.is_nobodys(book));
    let text = |left: &Left, t: T| {
        let gone = left.kind.gone(t, left.is_record);
        match &left.whose {
            Some(whose) => t.left_of(whose, gone),
            None => t.left_unknown(gone),
        }
    };
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <div class="screen-only" data-testid="left-over">
                <Note kind=NoteKind::Warn text=move || t().left_over(all.with(Vec::len))>
                    <LinkButton text=move || t().left_over_show() on_click=Callback::new(move |_| open.set(true)) />
                </Note>
            </div>
        </Show>
        <Dialog open=open title=move || t().left_over_title() wide=true>
            <div class="stack">{forms(all, text)}</div>
        </Dialog>
    }
}
