//! 客户档案: one customer. The classification sheet, its lifecycle, its timeline, and why each class is what it is.

mod blocks;
mod contacts;
mod edit;
mod facts;
mod head;
mod inputs;
mod life;
mod now;
mod paper;
mod sheet;
mod slip;
mod slip_hand;
mod slip_part;
mod talk;
mod timeline;
mod twins;

use crate::state::live::*;

// What the printed forms say of a customer as well.
pub use blocks::shown;
pub use contacts::{likes, person};
pub use edit::follow_save_key;
pub use facts::{Tick, annual, class_boxes, health_score, judged, products, rule_tags, size, tag_boxes, tenure};
pub use head::Crumb;
pub use inputs::{EditSheet, NAMES, SaveButton, focus_field};
pub use life::Life;
pub use slip::Slip;
pub use talk::talk;
pub use timeline::Timeline;
pub use twins::Twins;

use self::edit::EditPage;
use self::head::CustomerHead;
use self::sheet::{Kept, Sheet};
use crate::domain::id::CustomerId;
use crate::domain::marketing::points::POINTS_RULES;
use crate::domain::twin::merged_into;
use crate::domain::world::World;
use crate::state::route::Route;
use crate::state::session::Phase;
use crate::state::{App, use_app};
use crate::ui::judgement::{Prolong, ProlongDialog, SetDialog, Setting};
use crate::ui::keys::on_new;
use crate::ui::later::{Build, Later, later, once_wanted, piece};
use crate::ui::page::campaigns::points::ACCOUNT;
use crate::ui::record::{LeftBehind, Record};
use crate::ui::shell::use_title;
use crate::ui::text::use_text;
use crate::ui::widget::{EmptyState, Note, NoteKind, PageHead};

/// The page parameter that holds the question of the slip: a dimension's id, or `tag:` and a tag's.
const WHY: &str = "why";
/// The page parameter that says that the sheet is being edited; its value is the field to begin at.
const EDIT: &str = "edit";
/// The page parameter that says by which number one came here that was merged into the customer.
const WAS: &str = "was";

/// What the page's parts know of the customer that is open. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Open {
    /// The customer's slot; nothing while the book is being opened, or where there is no such customer.
    pub slot: Memo<Option<u32>>,
    pub id: StoredValue<CustomerId>,
    /// What the slip explains; nothing while it is closed.
    pub why: RwSignal<Option<Why>>,
    /// The record whose dialog stands; nothing while none does.
    pub record: RwSignal<Option<Record>>,
    /// Whose class is being set by hand, while that dialog stands.
    pub setting: RwSignal<Option<Setting>>,
    /// What was set by hand and gets another last day, while that dialog stands.
    pub prolong: RwSignal<Option<Prolong>>,
}

/// The context of the page's parts.
#[derive(Clone, Copy)]
pub struct CustomerPage(pub Open);

/// What the slip explains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The class in a dimension, by its place in the plan.
    Dimension(usize),
    /// An automatic tag, by its id.
    Tag(String),
}

/// The customer that is open. For components only: a handler has no context, and takes the value along.
pub fn use_customer() -> Open {
    of_page::<CustomerPage>().0
}

/// Opens the slip on a question; a second click on the same question closes it.
pub fn ask_why(open: Open, why: Why) {
    open.why.update(|now| {
        *now = match now.take() {
            Some(same) if same == why => None,
            _ => Some(why),
        };
    });
}

/// The page of the customer that the address names.
#[component]
pub fn Customer() -> impl IntoView {
    let app = use_app();
    let id = untrack(|| app.with_route(Route::customer_id));
    id.map(|id| {
        let key = StoredValue::new(id);
        let slot = Memo::new(move |_| {
            app.session.read(|world| {
                let customers = &world.book.customers;
                let slot = key.with_value(|id| customers.slot(id.as_str()))?;
                customers.at(slot).map(|_| slot)
            })?
        });
        let open = Open {
            slot,
            id: key,
            why: RwSignal::new(None),
            record: RwSignal::new(None),
            setting: RwSignal::new(None),
            prolong: RwSignal::new(None),
        };
        provide_context(CustomerPage(open));
        // Who was removed elsewhere while something is being typed stays until the form is left.
        let is_typing = move || {
            let dialog = open.record.with(Option::is_some) || open.setting.with(Option::is_some);
            dialog || open.prolong.with(Option::is_some) || param(app, EDIT).is_some()
        };
        let there = Memo::new(move |was: Option<&bool>| slot.get().is_some() || (was == Some(&true) && is_typing()));
        let body = move || match (there.get(), app.session.phase.get()) {
            (true, _) => view! { <Present /> }.into_any(),
            (false, Phase::Ready) => view! { <Absent /> }.into_any(),
            (false, _) => ().into_any(),
        };
        view! { <div class="page page--customer">{body}</div> }
    })
}

/// The page of a customer that is in the book: the sheet read, or edited.
#[component]
fn Present() -> impl IntoView {
    let (app, open) = (use_app(), use_customer());
    remember_question(app, open);
    let editing = Memo::new(move |_| param(app, EDIT).is_some());
    let name = Memo::new(move |before: Option<&String>| {
        let read = |world: &World| {
            let customer = world.book.customers.at(open.slot.get()?)?;
            Some(customer.name.to_string())
        };
        let name = app.session.read(read).flatten();
        name.or_else(|| before.cloned()).unwrap_or_default()
    });
    use_title(move || name.get());
    on_new(move || {
        if !editing.get_untracked() {
            open.record.set(Some(Record::NewInteraction));
        }
    });
    let body = move || {
        if editing.get() {
            piece(&EDIT_PAGE, |edit| edit())
        } else {
            view! { <ReadPage /> }.into_any()
        }
    };
    view! {
        <CustomerHead name=name editing=editing />
        {body}
    }
}

/// Says that the number one came by is of a customer that was merged into this one, and what was typed for that one.
#[component]
fn Was() -> impl IntoView {
    let (t, app, open) = (use_text(), use_app(), use_customer());
    let was = Memo::new(move |_| {
        let id = CustomerId::new(&param(app, WAS)?).ok()?;
        let is_its = |world: &World| {
            world
                .book
                .customers
                .at(open.slot.get()?)
                .map(|own| own.merged_ids.iter().any(|merged| **merged == *id.as_str()))
        };
        app.session.read(is_its).flatten().filter(|is| *is).map(|_| id)
    });
    move || {
        was.get().map(|id| {
            let number = id.to_string();
            view! {
                <div data-testid="was-merged">
                    <Note kind=NoteKind::Info text=move || t().was_merged(&number) />
                </div>
                <LeftBehind customer=id />
            }
        })
    }
}

static EDIT_PAGE: Later<Build> = later!(write: edit_page => Build { || EditPage().into_any() });

/// The dialogs of what is set by hand.
static BY_HAND: Later<fn(Open) -> AnyView> = later!(write: by_hand => fn(Open) -> AnyView {
    |open| view! { <SetDialog setting=open.setting /><ProlongDialog what=open.prolong /> }.into_any()
});

#[component]
fn ReadPage() -> impl IntoView {
    let (t, app, open) = (use_text(), use_app(), use_customer());
    let exists = Memo::new(move |_| {
        let there = |world: &World| world.evaluation.exists(open.slot.get()?).then_some(());
        app.session.read(there).flatten().is_some()
    });
    let class = move || match exists.get() && open.why.with(Option::is_some) {
        true => "split split--slip",
        false => "split",
    };
    view! {
        <div class=class>
            <div class="stack">
                <Kept />
                <Was />
                {open.id.try_get_value().map(|id| view! { <LeftBehind customer=id /> })}
                <Show
                    when=move || exists.get()
                    fallback=move || {
                        view! { <Note kind=NoteKind::Warn text=move || t().not_yet_there(app.as_of.get()) /> }
                    }
                >
                    <Life />
                </Show>
                <Sheet />
                <Timeline />
                <Points />
            </div>
            <Show when=move || exists.get()>
                <Slip />
            </Show>
        </div>
        {once_wanted(
            move || open.setting.with(Option::is_some) || open.prolong.with(Option::is_some),
            &BY_HAND,
            move |dialogs| dialogs(open),
        )}
    }
}

/// The customer's points, in a book that has any or says how they are earned.
#[component]
fn Points() -> impl IntoView {
    let (app, open) = (use_app(), use_customer());
    let has_any = Memo::new(move |_| {
        let has = |world: &World| {
            let settings = &world.book.head.settings.extra;
            !world.book.points.is_empty() || settings.iter().any(|(key, _)| *key == POINTS_RULES)
        };
        app.session.read(has) == Some(true)
    });
    view! {
        <Show when=move || has_any.get()>
            // The sheet is the paper's one page.
            <div class="screen-only">
                {open.id.try_get_value().map(|id| piece(&ACCOUNT, move |account| account(id.clone())))}
            </div>
        </Show>
    }
}

/// Says that the book has no such customer, and shows the way back. Who was merged into another one is shown there.
#[component]
fn Absent() -> impl IntoView {
    let (t, app, open) = (use_text(), use_app(), use_customer());
    let id = open.id.with_value(ToString::to_string);
    let old = id.clone();
    Effect::new(move |_| {
        let stays = |world: &World| merged_into(&world.book.customers, &old).map(|customer| customer.id.clone());
        if let Some(stays) = app.session.read(stays).flatten() {
            app.replace(Route::customer(&stays).with_param(WAS, Some(&old)));
        }
    });
    view! {
        <PageHead title=move || t().no_customer() in_top_bar=false />
        {open.id.try_get_value().map(|id| view! { <LeftBehind customer=id /> })}
        <EmptyState title=move || t().no_customer() text=move || t().no_customer_help(&id)>
            <a class="btn" href="#/customers">
                {move || t().to_list()}
            </a>
        </EmptyState>
    }
}

/// A piece of the page's state in the address; tracked.
fn param(app: App, key: &str) -> Option<String> {
    app.with_route(|route| route.param(key).map(str::to_owned))
}

/// Begins to edit, at a field.
fn edit_at(app: App, key: &str) {
    app.set_param(EDIT, Some(key));
}

/// Keeps the question of the slip in the address, and takes it from there: the first one, and one that is typed or gone back to. Where
/// there is room for the slip, it begins with the first dimension.
fn remember_question(app: App, open: Open) {
    let first = match untrack(|| param(app, WHY)) {
        Some(asked) => question(app, &asked),
        None => is_wide()
            .then_some(Why::Dimension(0))
            .filter(|why| word(app, why).is_some()),
    };
    open.why.set(first);
    Effect::new(move |before: Option<Option<Why>>| {
        let why = open.why.get();
        if before.is_some_and(|before| before != why) {
            app.set_param(WHY, why.as_ref().and_then(|why| word(app, why)).as_deref());
        }
        why
    });
    let asked = Memo::new(move |_| param(app, WHY));
    Effect::new(move |before: Option<()>| {
        let asked = asked.get().filter(|_| before.is_some());
        let why = asked.and_then(|asked| question(app, &asked));
        if why.is_some() && why != open.why.get_untracked() {
            open.why.set(why);
        }
    });
}

/// What a word of the address asks; nothing where the rules do not know it.
fn question(app: App, asked: &str) -> Option<Why> {
    match asked.strip_prefix("tag:") {
        Some(tag) => Some(Why::Tag(tag.to_owned())),
        None => app
            .session
            .peek(|world| world.evaluation.plan.dimension(asked).map(Why::Dimension))
            .flatten(),
    }
}

/// The word of a question in the address.
fn word(app: App, why: &Why) -> Option<String> {
    match why {
        Why::Tag(tag) => Some(format!("tag:{tag}")),
        Why::Dimension(index) => app
            .session
            .peek(|world| world.evaluation.plan.dimensions.get(*index).map(|d| d.id.to_string()))
            .flatten(),
    }
}

/// Whether sheet and slip have room side by side (the breakpoint of `style/pages.css`).
fn is_wide() -> bool {
    let query = window().match_media("(min-width: 1200px)");
    query.ok().flatten().is_some_and(|query| query.matches())
}
