//! The one context of the app: few source signals, everything else a memo or a closure over them.

use std::cell::{Cell, RefCell};

use crate::state::live::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use super::clock;
use super::drafts::Drafts;
use super::finder::Finder;
use super::notice::Notices;
use super::part::split_point;
use super::prefs::{Arranged, Density, Exported, Prefs, Theme};
use super::review::moves::Reviews;
use super::route::{AS_OF, PageId, PageKey, Route};
use super::rules::workshop::Workshop;
use super::session::Session;
use super::work::{Busy, SaveState};
use crate::domain::day::Day;
use crate::domain::field::{FieldError, Tense, parse_date};
use crate::domain::label::{Label, Lang};
use crate::domain::record::Text;
use crate::domain::report::disagreements::by_hand;
use crate::domain::world::{RulesOf, World};

/// Reads a day as it was typed: (text, today, which way a day without a year lies).
pub type DayTyped = fn(&str, Day, Tense) -> Result<Day, FieldError>;

split_point! {
    /// What reads a day as it was typed.
    pub fn day_typed() in write -> DayTyped { parse_date }
}

/// What every part of the page may read. `Copy`: it holds signals only.
#[derive(Clone, Copy)]
pub struct App {
    /// The language.
    pub lang: RwSignal<Lang>,
    /// The colours.
    pub theme: RwSignal<Theme>,
    /// How close rows stand.
    pub density: RwSignal<Density>,
    /// The chosen columns of the customer list; empty means the default ones.
    pub columns: RwSignal<Vec<Text>>,
    /// The chosen columns of the other lists, by the list's name.
    pub list_columns: RwSignal<Arranged>,
    /// Who works here.
    pub user: RwSignal<Text>,
    /// The last file that holds the whole book, where this browser handed one over.
    pub exported: RwSignal<Option<Exported>>,
    /// The day it is.
    pub today: RwSignal<Day>,
    /// The day looked at, where it is not today; it stands in the address.
    pub other_day: Memo<Option<Day>>,
    /// The as-of date: the day looked at, or today.
    pub as_of: Memo<Day>,
    /// Which rules another day is looked at under: today's, or those of that day.
    pub rules_of: RwSignal<RulesOf>,
    /// Messages.
    pub notices: Notices,
    /// Whether everything is saved.
    pub save: RwSignal<SaveState>,
    /// What is being worked on, where it takes long.
    pub busy: RwSignal<Option<Busy>>,
    /// What the page calls itself where its registry row does not say it (a customer's name).
    pub title: RwSignal<Option<String>>,
    /// What is typed into forms and not saved.
    pub drafts: Drafts,
    /// The page without its state; changes only when another page is to be built.
    pub page: Memo<PageKey>,
    /// The book.
    pub session: Session,
    /// What every search looks into.
    pub finder: Finder,
    /// The draft of the rules.
    pub workshop: Workshop,
    /// The moves that the review shows.
    pub reviews: Reviews,
    /// How much is overdue or to be done today; nothing until the tasks are read (`state::today`).
    pub due_now: RwSignal<Option<usize>>,
    /// How many classes set by hand the rules say otherwise of.
    pub disagreeing: Memo<usize>,
    route: RwSignal<Route>,
}

thread_local! {
    /// The app is there as long as the page: also for handlers and tasks whose part of the page is gone.
    static APP: Cell<Option<App>> = const { Cell::new(None) };
    static OWNER: RefCell<Option<Owner>> = const { RefCell::new(None) };
}

/// Makes something that lives as long as the app, whatever part of the page asks for it first.
pub fn for_good<T>(make: impl FnOnce() -> T) -> T {
    match OWNER.with_borrow(Option::clone) {
        Some(owner) => owner.with(make),
        None => make(),
    }
}

/// The app.
pub fn use_app() -> App {
    APP.get().unwrap_or_else(App::provide)
}

impl App {
    /// Sets everything up from the preferences, the clock and the address, and keeps it in step with them.
    pub fn provide() -> Self {
        let prefs = Prefs::load();
        let today = RwSignal::new(clock::today());
        let route = RwSignal::new(current());
        let other_day = Memo::new(move |_| route.with(Route::as_of).filter(|day| *day != today.get()));
        let notices = Notices::new();
        let (save, busy) = (RwSignal::new(SaveState::Idle), RwSignal::new(None));
        let user = RwSignal::new(prefs.user.clone());
        let as_of = Memo::new(move |_| other_day.get().unwrap_or_else(|| today.get()));
        let session = Session::new(notices, save, user);
        let drafts = Drafts::new(notices);
        let app = Self {
            lang: RwSignal::new(prefs.lang),
            theme: RwSignal::new(prefs.theme),
            density: RwSignal::new(prefs.density),
            columns: RwSignal::new(prefs.columns.clone()),
            list_columns: RwSignal::new(prefs.list_columns.clone()),
            user,
            exported: RwSignal::new(prefs.exported.clone()),
            today,
            other_day,
            as_of,
            rules_of: RwSignal::default(),
            notices,
            save,
            busy,
            title: RwSignal::new(None),
            drafts,
            page: Memo::new(move |_| route.with(Route::key)),
            session,
            finder: Finder::new(session),
            workshop: Workshop::new(session, drafts),
            reviews: Reviews::new(session, as_of),
            due_now: RwSignal::new(None),
            disagreeing: Memo::new(move |_| {
                let count = |world: &World| {
                    by_hand(&world.book, &world.evaluation)
                        .iter()
                        .filter(|it| it.disagrees())
                        .count()
                };
                session.read(count).unwrap_or_default()
            }),
            route,
        };
        APP.set(Some(app));
        OWNER.set(Owner::current());
        clock::follow(today);
        app.follow_address();
        app.follow_prefs(prefs);
        app.refuse_days();
        app.session.open(as_of.get_untracked());
        Effect::new(move |_| app.session.look_at(as_of.get(), app.rules_wanted()));
        app
    }

    /// The rules that the day is to be looked at under. Where rules are edited or moves reviewed, those of today count.
    fn rules_wanted(self) -> RulesOf {
        match self.other_day.get() {
            Some(_) if !self.page.with(PageKey::is_about_rules) => self.rules_of.get(),
            _ => RulesOf::Today,
        }
    }

    /// Whether undo and redo belong to the draft of the rules: its page is open, and it has steps.
    fn steps_are_drafted(self) -> bool {
        let has_steps = || self.workshop.undo_label().is_some() || self.workshop.redo_label().is_some();
        let edits = |page: &PageKey| page.is(&PageId::RULES) || page.is(&PageId::PLAYBOOKS);
        self.page.with(edits) && has_steps()
    }

    /// What undo would take back. Tracked.
    pub fn undo_label(self) -> Option<Label> {
        if self.steps_are_drafted() {
            self.workshop.undo_label()
        } else {
            self.session.undo.get()
        }
    }

    /// What redo would do again. Tracked.
    pub fn redo_label(self) -> Option<Label> {
        if self.steps_are_drafted() {
            self.workshop.redo_label()
        } else {
            self.session.redo.get()
        }
    }

    /// Takes the last change back: of the draft where it is edited, else of the book.
    pub fn undo(self) {
        if untrack(|| self.steps_are_drafted()) {
            self.workshop.undo();
        } else {
            self.session.undo_last();
        }
    }

    /// Does the change that was taken back again.
    pub fn redo(self) {
        if untrack(|| self.steps_are_drafted()) {
            self.workshop.redo();
        } else {
            self.session.redo_last();
        }
    }

    /// Where the user is; tracked.
    pub fn route(self) -> Route {
        self.route.get()
    }

    /// Reads where the user is without a copy; tracked.
    pub fn with_route<R>(self, read: impl FnOnce(&Route) -> R) -> R {
        match self.route.try_read() {
            Some(route) => read(&route),
            None => read(&Route::default()),
        }
    }

    /// A piece of page state; tracked.
    pub fn param(self, key: &str) -> Option<String> {
        self.with_route(|route| route.param(key).map(str::to_owned))
    }

    /// Goes to a place; "back" returns here.
    pub fn go(self, route: Route) {
        // The address is first: the listener then finds nothing to do.
        self.open(self.dated(route));
    }

    fn open(self, route: Route) {
        if let Some(window) = web_sys::window() {
            let _ = window.location().set_hash(&route.to_hash());
        }
        write(&route);
        self.set_route(route);
    }

    /// The same place on the day that is looked at.
    fn dated(self, route: Route) -> Route {
        match (route.as_of(), self.other_day.get_untracked()) {
            (None, Some(day)) => route.on_day(Some(day)),
            _ => route,
        }
    }

    /// Changes the state of the page in place: "back" leaves the page, not the state.
    pub fn replace(self, route: Route) {
        let route = self.dated(route);
        write(&route);
        self.set_route(route);
    }

    /// Sets or removes a piece of page state in place.
    pub fn set_param(self, key: &str, value: Option<&str>) {
        self.replace(self.route.get_untracked().with_param(key, value));
    }

    /// Looks at a day; today, or none, is no special day. "Back" returns to the day before.
    pub fn look_at(self, day: Option<Day>) {
        let day = day.filter(|d| *d != self.today.get_untracked());
        if day != self.other_day.get_untracked() {
            self.open(self.route.get_untracked().on_day(day));
        }
    }

    fn set_route(self, route: Route) {
        if self.route.with_untracked(|old| *old != route) {
            self.route.set(route);
        }
    }

    fn follow_address(self) {
        write(&self.route.get_untracked());
        on_window(leptos::ev::hashchange, move |_| {
            // Hashes of other kinds (a fragment inside the page) are not ours.
            if hash().is_empty() || hash().starts_with("#/") {
                // A link goes on with the day that is looked at; "back" and "forward" go to that of the place.
                let route = if is_known() { current() } else { self.dated(current()) };
                write(&route);
                self.set_route(route);
            }
        });
    }

    /// A day in the address that is none, or of a year that cannot be meant, is told and goes.
    fn refuse_days(self) {
        Effect::new(move |_| {
            let asked = self.with_route(|route| {
                route
                    .param(AS_OF)
                    .filter(|_| route.as_of().is_none())
                    .map(str::to_owned)
            });
            let Some(asked) = asked else { return };
            spawn_local(async move {
                let Ok(read) = day_typed().await else {
                    return self.set_param(AS_OF, None);
                };
                match read(&asked, self.today.get_untracked(), Tense::Past) {
                    Ok(day) => self.replace(self.route.get_untracked().on_day(Some(day))),
                    Err(error) => {
                        self.notices.info(error.message, None);
                        self.set_param(AS_OF, None);
                    }
                }
            });
        });
    }

    fn follow_prefs(self, first: Prefs) {
        Effect::new(move |before: Option<Prefs>| {
            let now = Prefs {
                lang: self.lang.get(),
                theme: self.theme.get(),
                density: self.density.get(),
                columns: self.columns.get(),
                list_columns: self.list_columns.get(),
                user: self.user.get(),
                exported: self.exported.get(),
            };
            now.store(before.as_ref().unwrap_or(&first));
            now
        });
    }
}

/// Writes the place into the entry of the browser's history, which from then on is known.
fn write(route: &Route) {
    if let Some(history) = web_sys::window().and_then(|w| w.history().ok()) {
        // An address without a hash is the start page, and stays as short.
        let hash = Some(route.to_hash()).filter(|to| !(hash().is_empty() && to == "#/"));
        let _ = history.replace_state_with_url(&JsValue::TRUE, "", hash.as_deref());
    }
}

/// Whether the entry of the browser's history was seen before.
fn is_known() -> bool {
    let state = web_sys::window()
        .and_then(|w| w.history().ok())
        .and_then(|h| h.state().ok());
    state.is_some_and(|state| state.is_truthy())
}

fn hash() -> String {
    web_sys::window()
        .and_then(|w| w.location().hash().ok())
        .unwrap_or_default()
}

fn current() -> Route {
    let hash = hash();
    if hash.starts_with("#/") {
        Route::parse(&hash)
    } else {
        Route::default()
    }
}
