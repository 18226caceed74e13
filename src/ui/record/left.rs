//! What was typed about records that the book has no longer, or for a customer whom it has no longer.

use super::names;
use crate::domain::book::Book;
use crate::domain::columns::in_force;
use crate::domain::day::Day;
use crate::domain::form::{Draft, Formed, Place};
use crate::domain::id::CustomerId;
use crate::domain::kind::{Customer, Decision, Interaction, Order, Ticket};
use crate::domain::record::Text;
use crate::domain::world::World;
use crate::state::live::*;
use crate::state::route::{PageId, Route};
use crate::state::{App, use_app};
use crate::ui::class_word::dimension_name;
use crate::ui::focus;
use crate::ui::form::{Form, RecordForm, Unsaved};
use crate::ui::judgement;
use crate::ui::later::{Build, Later, later, once_wanted};
use crate::ui::text::{T, use_text};
use crate::ui::widget::{Dialog, LinkButton, Note, NoteKind};

/// The name of the draft of a customer who is not in the book yet.
pub const BEGUN: &str = "customer/new";

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

    /// What is gone, in words.
    fn gone(self, t: T, gone: Option<Gone>, is_return: bool) -> String {
        let what = match self {
            Self::Sheet => return t.typed_and_gone().to_owned(),
            Self::Interaction => t.an_interaction(),
            Self::Order if is_return => t.a_return(),
            Self::Order => t.an_order(),
            Self::Ticket => t.a_ticket(),
            Self::SetByHand => t.a_class_by_hand(),
            Self::Prolonged => t.a_prolonging(),
            Self::Decision => t.a_decision(),
        };
        match gone {
            Some(Gone::Record) => t.record_gone(what),
            Some(Gone::Class) => t.class_of_record_gone(what),
            Some(Gone::Customer) | None => t.customer_of_record_gone(what),
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

/// What is gone of what a draft is about, so that no page offers its form any more.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Gone {
    /// The record, which the book had once.
    Record,
    /// The customer.
    Customer,
    /// The class set by hand that it would prolong.
    Class,
}

/// A draft of something about a customer.
#[derive(Clone, PartialEq)]
struct Left {
    name: Text,
    kind: TypedKind,
    /// The customer; nothing where an earlier version did not write it down and the record is gone.
    whose: Option<String>,
    gone: Option<Gone>,
    /// The amount typed is that of a return.
    is_return: bool,
}

impl Left {
    fn of(book: &Book, today: Day, name: &str, draft: &Draft) -> Option<Self> {
        let (kind, rest) = TypedKind::of(name).filter(|_| name != BEGUN)?;
        let whose = draft.whose().or_else(|| kind.named(rest)).map(str::to_owned);
        let customer = whose.as_deref().map(|whose| book.customers.get(whose));
        let gone = match customer {
            _ if kind.lacks_record(book, rest) => Some(Gone::Record),
            Some(None) => Some(Gone::Customer),
            Some(Some(customer)) if kind == TypedKind::Prolonged => {
                let dimension = rest.rsplit_once('/').map_or(rest, |(_, dimension)| dimension);
                in_force(&customer.overrides, dimension, today)
                    .is_none()
                    .then_some(Gone::Class)
            }
            // A decision on several names none of them: where the book has nobody, they are gone.
            None if kind == TypedKind::Decision && book.customers.is_empty() => Some(Gone::Customer),
            _ => None,
        };
        Some(Self {
            name: name.into(),
            kind,
            whose,
            gone,
            is_return: draft
                .text(Place::own("amount"))
                .is_some_and(|amount| amount.trim_start().starts_with(['-', '－', '−'])),
        })
    }

    /// What is gone, in words.
    fn told(&self, t: T) -> String {
        self.kind.gone(t, self.gone, self.is_return)
    }

    /// Whether it is on no customer's page.
    fn is_nobodys(&self, book: &Book) -> bool {
        let whose = self.whose.as_deref();
        self.gone.is_some() && whose.is_none_or(|whose| book.customers.get(whose).is_none())
    }

    /// What it would decide, and in which dimension; nothing for the decision on several moves.
    fn decision(&self) -> Option<(Decision, Option<&str>)> {
        let (_, rest) = TypedKind::of(&self.name).filter(|(kind, _)| *kind == TypedKind::Decision)?;
        let (word, about) = rest.split_once('/')?;
        let decision = [Decision::Confirm, Decision::Hold]
            .into_iter()
            .find(|d| d.word() == word)?;
        Some((decision, about.rsplit_once('/').map(|(_, dimension)| dimension)))
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
    let of = move |book: &Book, name: &str, draft: &Draft| Left::of(book, app.today.get(), name, draft);
    let is_wanted = wanted.clone();
    Effect::new(move |_| {
        app.session.read(|world| {
            learn(app, world);
            let is = |name: &str, draft: &Draft| {
                of(&world.book, name, draft).is_some_and(|left| is_wanted(&world.book, &left))
            };
            app.drafts.open_those(|name| TypedKind::of(name).is_some(), is);
        });
    });
    Memo::new(move |_| {
        let those = |world: &World| {
            let look =
                |name: &str, draft: &Draft| of(&world.book, name, draft).filter(|left| wanted(&world.book, left));
            let names = app.drafts.those(|name, draft| look(name, draft).is_some());
            let left = names
                .iter()
                .filter_map(|name| app.drafts.with(name, |draft| look(name, draft)));
            left.collect::<Vec<_>>()
        };
        app.session.read(those).unwrap_or_default()
    })
}

/// Shows what is left of a customer's records, to be copied or thrown away; nothing where nothing is.
#[component]
pub fn LeftBehind(customer: CustomerId) -> impl IntoView {
    let is_theirs =
        move |_: &Book, left: &Left| left.gone.is_some() && left.whose.as_deref() == Some(customer.as_str());
    let all = all_left(use_app(), is_theirs);
    once_wanted(move || all.with(|all| !all.is_empty()), &FORMS, move |forms| forms(all))
}

/// Builds the list of what is left.
type BuildForms = fn(Memo<Vec<Left>>) -> AnyView;

static FORMS: Later<BuildForms> = later!(write: left_records => BuildForms {
    |all| forms(all, |left, t| left.told(t))
});

fn forms(all: Memo<Vec<Left>>, text: fn(&Left, T) -> String) -> AnyView {
    let (app, t) = (use_app(), use_text());
    let one = move |left: Left| {
        let form = left.kind.form(app, left.name.clone());
        view! { <Unsaved form=form text=move || text(&left, t()) /> }
    };
    view! { <For each=move || all.get() key=|left| (left.name.clone(), left.gone) children=one /> }.into_any()
}

/// [`LeftOver`] for a page of another part.
pub static LEFT_OVER: Later<Build> = later!(write: left_over => Build { || LeftOver().into_any() });

/// Says that there is something left of customers whom the book has no longer, or nobody knows whose, and shows it, and that a new customer
/// was begun; nothing where nothing is.
#[component]
pub fn LeftOver() -> impl IntoView {
    let text = |left: &Left, t: T| {
        let gone = left.told(t);
        match (&left.whose, left.decision()) {
            (Some(whose), _) => t.left_of(whose, gone),
            (None, Some((decision, _))) => t.decision_of_many(t.label(&decision.label())),
            (None, None) => t.left_unknown(gone),
        }
    };
    let all = all_left(use_app(), |book, left| left.is_nobodys(book));
    view! {
        {listed("left-over", all, |t, n| t.left_over(n), text)}
        <Begun />
    }
}

/// Says that a new customer was begun and not saved, with the way back to the form.
#[component]
fn Begun() -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    app.drafts.open(BEGUN);
    let is_begun = Memo::new(move |_| app.drafts.with(BEGUN, |draft| !draft.is_empty()));
    let text = move || {
        let name = |draft: &Draft| draft.text(Place::own("name")).map(str::to_owned);
        match app.drafts.with(BEGUN, name).unwrap_or_default().trim() {
            "" => t().begun_customer_unnamed().to_owned(),
            name => t().begun_customer(name),
        }
    };
    view! {
        <Show when=move || is_begun.get()>
            <div class="screen-only" data-testid="begun-customer">
                <Note kind=NoteKind::Info text=text>
                    <a href=Route::to(PageId::NEW_CUSTOMER).to_hash()>{move || t().begun_customer_on()}</a>
                </Note>
            </div>
        </Show>
    }
}

/// Builds [`left_decisions`].
type BuildDecisions = fn(Signal<bool>) -> AnyView;

/// [`left_decisions`] for the page of the review.
pub static LEFT_DECISIONS: Later<BuildDecisions> = later!(write: left_decided => BuildDecisions { left_decisions });

/// Says that decisions of the review were typed and not saved, and shows them: the move of one may be decided elsewhere by now, or wait no
/// longer. Nothing where nothing is, and while one is being typed.
fn left_decisions(is_typing: Signal<bool>) -> AnyView {
    let app = use_app();
    let is = move |_: &Book, left: &Left| left.decision().is_some() && !is_typing.get();
    let text = |left: &Left, t: T| {
        let (decision, dimension) = left.decision().unzip();
        let what = decision.map(|decision| t.label(&decision.label())).unwrap_or_default();
        let one = left.whose.as_deref().zip(dimension.flatten());
        let named = |world: &World| {
            let (whose, dimension) = one?;
            let name = world.book.customers.get(whose).map_or(whose, |customer| &customer.name);
            Some(t.decision_of(name, dimension_name(&world.evaluation.plan, t.0, dimension), &what))
        };
        let named = use_app().session.read(named).flatten();
        named.unwrap_or_else(|| t.decision_of_many(&what))
    };
    listed("left-decisions", all_left(app, is), |t, n| t.left_decisions(n), text).into_any()
}

/// Says that there is unsaved input, and shows it in a dialog.
fn listed(
    mark: &'static str,
    all: Memo<Vec<Left>>,
    says: fn(T, usize) -> String,
    text: fn(&Left, T) -> String,
) -> impl IntoView {
    let t = use_text();
    let open = RwSignal::new(false);
    // What is thrown away can be had back by its notice, which a dialog without anything in it would stand before.
    Effect::new(move |_| {
        if all.with(Vec::is_empty) && open.get() {
            open.set(false);
            focus::rescue();
        }
    });
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <div class="screen-only" data-testid=mark>
                <Note kind=NoteKind::Warn text=move || says(t(), all.with(Vec::len))>
                    <LinkButton text=move || t().left_over_show() on_click=Callback::new(move |_| open.set(true)) />
                </Note>
            </div>
        </Show>
        <Dialog open=open title=move || t().left_over_title() wide=true>
            <div class="stack">{forms(all, text)}</div>
        </Dialog>
    }
}
