//! The rule workshop: the draft of the rulebook, tried on the whole book while it is edited, and adopted as one command.
//!
//! The draft belongs to the tab that types it and is kept as those of the forms are ([`crate::state::drafts`]); the rules in force change
//! only by [`Workshop::adopt`].

mod examples;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use crate::state::live::*;
use gloo_storage::{LocalStorage as Kept, Storage};
use leptos::task::spawn_local;
use serde_json::Value;

use super::draft::RuleDraft;
use crate::domain::command::Command;
use crate::domain::day::{Day, Moment};
use crate::domain::evaluation::Evaluation;
use crate::domain::form::Draft;
use crate::domain::id::RuleVersionId;
use crate::domain::label::Label;
use crate::domain::record::Text;
use crate::domain::rehearsal::Rehearsal;
use crate::domain::report::moves::{Moves, moves};
use crate::domain::rule::{RuleIssue, Rulebook};
use crate::domain::versions::Adoption;
use crate::domain::world::World;
use crate::state::drafts::Drafts;
use crate::state::part::split_point;
use crate::state::session::Session;
use crate::state::{clock, prefs, random};

/// The name of the draft among those of the forms.
const NAME: &str = "rules";
/// Where earlier versions kept the one draft of the browser.
const EARLIER: &str = "guanxi.rules";
/// How long after the last edit the draft is written down.
const QUIET: std::time::Duration = std::time::Duration::from_millis(300);

/// The moves of a dimension, found once for all who show them: (the book's version, the rehearsal's, the dimension, the moves).
type Counted = (u64, u64, Text, Option<Arc<Moves>>);

/// The most movers of each way that [`Workshop::moves`] names.
pub const NAMED: usize = 20;

/// The workshop. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Workshop {
    /// The rules in force: copied when the book changes, not at every look.
    force: Memo<Arc<Rulebook>>,
    draft: RwSignal<Option<RuleDraft>>,
    rehearsal: StoredValue<Rc<RefCell<Option<Rehearsal>>>, LocalStorage>,
    rehearsed: RwSignal<u64>,
    took: RwSignal<f64>,
    /// What keeps the draft from being tried or adopted, each at its place; empty where it compiles.
    pub issues: RwSignal<Vec<RuleIssue>>,
    writing: StoredValue<Option<TimeoutHandle>, LocalStorage>,
    drafts: Drafts,
    /// The draft as it was kept, or found, last.
    kept: StoredValue<Draft>,
    counted: StoredValue<Option<Counted>, LocalStorage>,
    session: Session,
}

/// What only a draft needs: (tries it on the book, keeps it).
type Tools = (fn(Workshop, bool), fn(Workshop));

/// The tools, once they are loaded.
static TOOLS: OnceLock<Tools> = OnceLock::new();

split_point! {
    fn tools() in rules -> Tools { (Workshop::rehearse_now, Workshop::keep) }
}

impl Workshop {
    /// The workshop over a book.
    pub(in crate::state) fn new(session: Session, drafts: Drafts) -> Self {
        let force = Memo::new(move |_| {
            let rules = session.read(|world| world.book.head.rulebook.clone());
            Arc::new(rules.unwrap_or_default())
        });
        let it = Self {
            force,
            draft: RwSignal::new(None),
            rehearsal: StoredValue::new_local(Rc::default()),
            rehearsed: RwSignal::new(0),
            took: RwSignal::new(0.0),
            issues: RwSignal::default(),
            writing: StoredValue::new_local(None),
            drafts,
            kept: StoredValue::default(),
            counted: StoredValue::new_local(None),
            session,
        };
        // The book changed, or another day is looked at: the draft is tried anew.
        Effect::new(move |_| {
            session.version();
            it.rehearse(true);
        });
        Effect::new(move |before: Option<Arc<Rulebook>>| {
            let now = it.in_force();
            if before.is_some_and(|before| *before != *now) {
                it.settle(&now);
            }
            now
        });
        on_window_event("pagehide", move |_| it.write_now());
        it
    }

    /// The page is opened: the draft of a tab that is gone comes here, that of an open one is told of.
    pub fn open(self) {
        self.inherit();
        self.drafts.open(NAME);
        untrack(|| self.follow());
    }

    /// The one draft that earlier versions kept becomes that of a tab which is gone.
    fn inherit(self) {
        let earlier = prefs::available().then(|| Kept::get::<Value>(EARLIER).ok()).flatten();
        if let Some(draft) = earlier.and_then(|value| RuleDraft::of_earlier(&value))
            && self.drafts.inherit(NAME, &draft.kept())
        {
            Kept::delete(EARLIER);
        }
    }

    /// Takes the draft as it is kept, where it was taken over from another tab, or ended, since it was kept from here. Tracked.
    pub fn follow(self) {
        let moved = |kept: &Draft| self.kept.with_value(|known| known != kept).then(|| kept.clone());
        if let Some(kept) = self.drafts.with(NAME, moved) {
            self.draft.set(RuleDraft::of_kept(&kept));
            self.kept.set_value(kept);
            self.rehearse(false);
        }
    }

    /// Whether an open tab has a draft, and this one has none. Tracked.
    pub fn drafted_elsewhere(self) -> bool {
        self.drafts.typed_elsewhere(NAME)
    }

    /// Goes on here with the draft of the other tab.
    pub fn take_over(self) {
        self.drafts.take_over(NAME);
        untrack(|| self.follow());
    }

    /// Other rules are in force: a draft that changes nothing, or is what they are now, ends.
    fn settle(self, now: &Rulebook) {
        let is_idle = |draft: &RuleDraft| !draft.is_changed() || *draft.rules == *now;
        if self.draft.with_untracked(|draft| draft.as_ref().is_some_and(is_idle)) {
            drop(self.discard());
        }
    }

    /// The rules as they stand in the workshop: the draft, else those in force. Tracked.
    pub fn rules(self) -> Arc<Rulebook> {
        let drafted = self.draft.with(|draft| draft.as_ref().map(|draft| draft.rules.clone()));
        drafted.unwrap_or_else(|| self.in_force())
    }

    /// The rules in force. Tracked.
    pub fn in_force(self) -> Arc<Rulebook> {
        self.force.get()
    }

    /// Whether the draft differs from the rules in force. Tracked.
    pub fn is_changed(self) -> bool {
        self.draft.with(Option::is_some) && *self.rules() != *self.in_force()
    }

    /// Whether the rules in force are others than those that the draft was begun from. Tracked.
    pub fn is_overtaken(self) -> bool {
        let base = self.draft.with(|draft| draft.as_ref().map(|draft| draft.base.clone()));
        base.is_some_and(|base| !base.same_rules(&self.in_force()))
    }

    /// Changes the draft. Edits in a row with the same key (typing in one field, dragging one border) are one step of its undo.
    pub fn edit(self, label: Label, key: Option<String>, change: impl FnOnce(&mut Rulebook)) {
        let base = untrack(|| self.in_force());
        self.draft.update(|draft| {
            let draft = draft.get_or_insert_with(|| RuleDraft::new(base));
            let mut rules = (*draft.rules).clone();
            change(&mut rules);
            draft.edit(label, key, rules);
        });
        self.rehearse(false);
        self.write_soon();
        // That there is one is known at once: that of a tab which is gone is not taken over any more.
        if !self.drafts.has(NAME) {
            self.write_now();
        }
    }

    /// The field was left, or the drag ended: the next edit is a step of its own.
    pub fn close_step(self) {
        self.draft
            .update_untracked(|draft| draft.iter_mut().for_each(RuleDraft::close_step));
    }

    /// What undo would take back here. Tracked.
    pub fn undo_label(self) -> Option<Label> {
        self.draft.with(|draft| draft.as_ref()?.undo_label().cloned())
    }

    /// What redo would do again here. Tracked.
    pub fn redo_label(self) -> Option<Label> {
        self.draft.with(|draft| draft.as_ref()?.redo_label().cloned())
    }

    /// Takes the last edit of the draft back.
    pub fn undo(self) {
        self.step(RuleDraft::undo);
    }

    /// Does the edit that was taken back again.
    pub fn redo(self) {
        self.step(RuleDraft::redo);
    }

    /// Puts other rules in the place of those that stand here, as one step of the draft's undo; the examples stay.
    pub fn replace(self, label: Label, rules: &Rulebook) {
        self.edit(label, None, |now| {
            let examples = std::mem::take(&mut now.examples);
            *now = rules.clone().with_examples(examples);
        });
    }

    fn step(self, step: fn(&mut RuleDraft)) {
        self.draft.update(|draft| draft.iter_mut().for_each(step));
        self.rehearse(false);
        self.write_soon();
    }

    /// Throws the draft away; it is handed out, so that it can be brought back.
    pub fn discard(self) -> Option<RuleDraft> {
        let gone = self.draft.try_update(Option::take).flatten();
        self.rehearse(false);
        self.write_soon();
        gone
    }

    /// Brings a draft back that was thrown away, unless another one was begun since.
    pub fn bring_back(self, draft: RuleDraft) {
        self.draft.update(|now| {
            now.get_or_insert(draft);
        });
        self.rehearse(false);
        self.write_soon();
    }

    /// Puts the draft in force as a new version, and says whether that was done. The draft ends with it.
    pub fn adopt(self, name: Option<Text>, note: Option<Text>, by: Text, on: Day, then: impl Fn(bool) + 'static) {
        let rules = untrack(|| self.rules());
        let (Some(adoption), true) = (adoption(name, note, by, on), self.issues.with_untracked(Vec::is_empty)) else {
            return then(false);
        };
        let command = Command::AdoptRulebook {
            seen: Some(untrack(|| self.seen())),
            rulebook: Box::new((*rules).clone()),
            adoption: Box::new(adoption),
        };
        self.session.dispatch_then(command, move |outcome| {
            let done = outcome.is_done();
            if done {
                drop(self.discard());
            } else {
                self.see_examples();
            }
            then(done);
        });
    }

    /// Reads the book with the draft tried on it: (the world, the evaluation under the draft). Without a draft, or with one that
    /// does not compile, that is the last one that did, at worst the evaluation in force. Tracked: it is read again after each edit.
    pub fn rehearsed<R>(self, read: impl FnOnce(&World, &Evaluation) -> R) -> Option<R> {
        self.rehearsed.track();
        let read = |world: &World| {
            self.rehearsal.try_with_value(|rehearsal| match &*rehearsal.borrow() {
                Some(rehearsal) => read(world, &rehearsal.then),
                None => read(world, &world.evaluation),
            })
        };
        self.session.read(read).flatten()
    }

    /// Lays the copy of the evaluation ready that the first edit would have to make: a large book's takes longer than a frame.
    pub fn prepare(self) {
        self.session.peek(|world| {
            self.rehearsal.with_value(|rehearsal| {
                let mut rehearsal = rehearsal.borrow_mut();
                if rehearsal.is_none() {
                    *rehearsal = Rehearsal::new(world, &world.book.head.rulebook).ok();
                }
            });
        });
    }

    /// Lets go of the copy where there is no draft: nobody looks at it.
    pub fn let_go(self) {
        if self.draft.with_untracked(Option::is_none) {
            self.rehearsal.with_value(|rehearsal| rehearsal.replace(None));
        }
    }

    /// What becomes of a dimension under the draft, with the first movers of each way. Tracked.
    pub fn moves(self, dimension: &str) -> Option<Arc<Moves>> {
        let (book, rehearsal) = (self.session.version(), self.rehearsed.get());
        let known = self.counted.with_value(|counted| match counted {
            Some((b, r, id, moves)) if (*b, *r, &**id) == (book, rehearsal, dimension) => Some(moves.clone()),
            _ => None,
        });
        known.unwrap_or_else(|| {
            let found = self.rehearsed(|world, then| moves(&world.evaluation, then, dimension, NAMED));
            let found = found.flatten().map(Arc::new);
            self.counted
                .set_value(Some((book, rehearsal, dimension.into(), found.clone())));
            found
        })
    }

    /// Counts the rehearsals; for memos that only want to know that there was one.
    pub fn version(self) -> u64 {
        self.rehearsed.get()
    }

    /// How long the last rehearsal took, milliseconds.
    pub fn took(self) -> f64 {
        self.took.get()
    }

    /// Tries the draft on the book. `anew`: the book, its rules or the day are others than before.
    fn rehearse(self, anew: bool) {
        let is_idle = self.draft.with_untracked(Option::is_none);
        if TOOLS.get().is_none() && is_idle && self.rehearsal.with_value(|rehearsal| rehearsal.borrow().is_none()) {
            return self.rehearsed.update(|n| *n += 1);
        }
        with_tools(move |(rehearse, _)| rehearse(self, anew));
    }

    fn rehearse_now(self, anew: bool) {
        let drafted = self
            .draft
            .with_untracked(|draft| draft.as_ref().map(|draft| draft.rules.clone()));
        let began = clock::precise_ms();
        let tried = self.session.peek(|world| {
            let wanted = drafted.filter(|rules| !rules.same_rules(&world.book.head.rulebook));
            self.rehearsal
                .try_with_value(|rehearsal| try_on(world, &mut rehearsal.borrow_mut(), wanted.as_deref(), anew))
        });
        self.took.set(clock::precise_ms() - began);
        let issues = tried.flatten().and_then(Result::err).unwrap_or_default();
        // Most edits change nothing here: nobody is told then.
        if self.issues.with_untracked(|old| *old != issues) {
            self.issues.set(issues);
        }
        self.rehearsed.update(|n| *n += 1);
    }

    fn write_soon(self) {
        if let Some(waiting) = self.writing.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
        let soon = later(move || self.write_now(), QUIET);
        self.writing.set_value(soon);
    }

    /// Writes what waits to be written; also when the page goes before its time.
    fn write_now(self) {
        if let Some(waiting) = self.writing.try_update_value(Option::take).flatten() {
            waiting.clear();
            with_tools(move |(_, keep)| keep(self));
        }
    }

    fn keep(self) {
        let changed =
            |draft: &Option<RuleDraft>| draft.as_ref().filter(|draft| draft.is_changed()).map(RuleDraft::kept);
        let kept = self.draft.with_untracked(changed).unwrap_or_default();
        self.kept.set_value(kept.clone());
        self.drafts.put(NAME, kept);
    }
}

/// Uses the tools, which are loaded where they are not here: without them there is no page that edits a draft or shows what comes of it.
fn with_tools(run: impl FnOnce(&Tools) + 'static) {
    if let Some(here) = TOOLS.get() {
        return run(here);
    }
    spawn_local(async move {
        if let Ok(tools) = tools().await {
            run(TOOLS.get_or_init(|| tools));
        }
    });
}

fn try_on(
    world: &World,
    rehearsal: &mut Option<Rehearsal>,
    wanted: Option<&Rulebook>,
    anew: bool,
) -> Result<(), Vec<RuleIssue>> {
    let Some(rules) = wanted else {
        // A border dragged over its old place goes on: the copy of the evaluation stays for the next edit.
        let back = |running: &mut Rehearsal| running.change(world, &world.book.head.rulebook).is_ok();
        if anew || !rehearsal.as_mut().is_some_and(back) {
            *rehearsal = None;
        }
        return Ok(());
    };
    match rehearsal {
        Some(running) if !anew => running.change(world, rules),
        _ => {
            *rehearsal = None;
            *rehearsal = Some(Rehearsal::new(world, rules)?);
            Ok(())
        }
    }
}

pub use examples::example_id;

/// An adoption at this moment.
pub fn adoption(name: Option<Text>, note: Option<Text>, by: Text, on: Day) -> Option<Adoption> {
    let id = || RuleVersionId::new(&random::id()).ok();
    Some(Adoption {
        ids: [id()?, id()?],
        on,
        at: Moment::parse(&clock::instant())?,
        by: Some(by).filter(|by| !by.is_empty()),
        name: name.filter(|name| !name.trim().is_empty()),
        note: note.filter(|note| !note.trim().is_empty()),
    })
}
