//! What the parts of the page share: the draft of the rules with its playbooks, the one that is open, what is edited of it.

use std::sync::Arc;

use crate::state::live::*;

use super::moves::Moves;
use crate::domain::care::{self, CarePlan, Playbook, Step, playbooks};
use crate::domain::record::Text;
use crate::domain::rule::plan::Plan;
use crate::domain::rule::{RuleIssue, Rulebook};
use crate::state::App;
use crate::state::rules::workshop::Workshop;
use crate::ui::condition::RuleNames;
use crate::ui::text::{T, both};

/// The page parameter that names the open playbook.
pub const OPEN: &str = "playbook";

/// The context of the page. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct CareDesk {
    pub app: App,
    /// The workshop with the draft.
    pub shop: Workshop,
    /// What facts and classes are called.
    pub names: RuleNames,
    /// The playbooks as they are drafted.
    pub books: Memo<Arc<Vec<Playbook>>>,
    /// Those in force.
    pub base: Memo<Arc<Vec<Playbook>>>,
    /// What cannot be used of the draft, each at its place.
    pub faults: Memo<Vec<RuleIssue>>,
    /// What contradicts itself in the draft, each at its place.
    pub doubts: Memo<Vec<RuleIssue>>,
    /// What the draft does to the tasks.
    pub moves: Moves,
    /// The playbook that is open.
    pub open: Memo<Option<Text>>,
    /// Hears that a field was left: the next edit is a step of its own.
    pub left: Callback<()>,
}

/// The page's context. For components only: a handler has none and takes the value along.
pub fn use_care() -> CareDesk {
    of_page()
}

impl CareDesk {
    /// The context of the page.
    pub fn new(app: App) -> Self {
        let shop = app.workshop;
        let rules = Memo::new(move |_| shop.rules());
        let read = |rules: &Rulebook| Arc::new(playbooks(rules).0);
        let books = Memo::new(move |_| rules.with(|rules| read(rules)));
        let desk = Self {
            app,
            shop,
            names: RuleNames {
                app,
                rules,
                plan: Memo::new(move |_| Arc::new(Plan::sketch(&rules.get()))),
            },
            books,
            base: Memo::new(move |_| read(&shop.in_force())),
            faults: Memo::new(move |_| {
                let (books, unread) = rules.with(|rules| playbooks(rules));
                let found = shop.rehearsed(|world, then| CarePlan::with(&world.book, &then.plan, books, unread).issues);
                found.unwrap_or_default()
            }),
            moves: Moves::follow(app),
            doubts: Memo::new(move |_| books.with(|books| care::doubts(books))),
            open: Memo::new(move |_| {
                let wanted = app.with_route(|route| route.param(OPEN).map(str::to_owned));
                books.with(|books| {
                    let found = wanted.and_then(|id| books.iter().find(|known| *known.id == *id));
                    found.or_else(|| books.first()).map(|known| known.id.clone())
                })
            }),
            left: Callback::new(move |()| shop.close_step()),
        };
        shop.open();
        Effect::new(move |_| shop.follow());
        desk
    }

    /// The texts; tracked.
    pub fn t(self) -> T {
        T(self.app.lang.get())
    }

    /// Opens a playbook.
    pub fn show(self, id: &str) {
        self.app.set_param(OPEN, Some(id));
    }

    /// Reads a playbook of the draft. Tracked.
    pub fn read<R>(self, id: &str, read: impl FnOnce(&Playbook) -> R) -> Option<R> {
        self.books
            .with(|books| books.iter().find(|known| *known.id == *id).map(read))
    }

    /// The name of a playbook in both languages, for a step of the undo.
    pub fn named(self, id: &str, label: impl Fn(T, String) -> String) -> crate::domain::label::Label {
        let name = untrack(|| self.read(id, Playbook::label)).unwrap_or_default();
        both(|t| label(t, t.label(&name)))
    }

    /// Changes a playbook of the draft as one step of its undo. Edits in a row with the same key are one.
    pub fn change(self, id: &str, key: Option<&str>, change: impl FnOnce(&mut Playbook)) {
        let key = key.map(|key| format!("playbooks/{id}/{key}"));
        self.shop.edit(self.named(id, T::did_care_change), key, |rules| {
            care::with_playbook(rules, id, change);
        });
    }
}

/// A step that is edited. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct StepEdit {
    pub desk: CareDesk,
    playbook: StoredValue<Text>,
    step: StoredValue<Text>,
}

impl StepEdit {
    /// A step of a playbook, by their ids.
    pub fn new(desk: CareDesk, playbook: Text, step: Text) -> Self {
        Self {
            desk,
            playbook: StoredValue::new(playbook),
            step: StoredValue::new(step),
        }
    }

    /// The ids of its playbook and of itself.
    pub fn ids(self) -> (Text, Text) {
        (self.playbook.get_value(), self.step.get_value())
    }

    /// Reads it; the empty value once it is gone. Tracked.
    pub fn read<R: Default>(self, read: impl FnOnce(&Step) -> R) -> R {
        let (playbook, id) = self.ids();
        let found = self.desk.read(&playbook, |playbook| {
            playbook.steps.iter().find(|step| step.id == id).map(read)
        });
        found.flatten().unwrap_or_default()
    }

    /// What is read of it, as a signal.
    pub fn value<R>(self, read: impl Fn(&Step) -> R + Send + Sync + 'static) -> Signal<R>
    where
        R: Default + Clone + Send + Sync + 'static,
    {
        Signal::derive(move || self.read(&read))
    }

    /// Changes it; steps in a row of the same key are one.
    pub fn change(self, key: &str, change: impl FnOnce(&mut Step)) {
        let (playbook, id) = self.ids();
        let key = format!("{id}/{key}");
        self.desk
            .change(&playbook, Some(&key), |playbook| care::with_step(playbook, &id, change));
    }

    /// What it is called, in the page's language. Tracked.
    pub fn name(self) -> String {
        let label = self.read(Step::label);
        self.desk.t().label(&label)
    }
}
