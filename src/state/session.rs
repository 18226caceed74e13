//! The session: the book on the page, and the one door for writing.
//!
//! Everything that changes the book goes through one queue and one worker to the [`Keeper`], which changes memory and store and takes
//! in what other tabs wrote; only then does the page show it, and a notice says what was done. Views read through
//! [`Session::read`]; nobody else writes. The worker's part of the program is loaded while the first page is looked at.

mod answer;
mod opening;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::state::live::*;
use leptos::task::spawn_local;

use super::alarm::Alarms;
use super::files::drawn;
use super::keeper::{Keeper, Stamp, Step};
use super::notice::Notices;
use super::outcome::Outcome;
use super::part::{Work, split_point};
use super::work::SaveState;
use super::{clock, damage, failure, random, text, today, use_app};
use crate::domain::apply::apply;
use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::day::{Day, Moment};
use crate::domain::id::AuditId;
use crate::domain::label::Label;
use crate::domain::marketing::lifetime::bring_formulas;
use crate::domain::metric::foreseen::MODEL;
use crate::domain::record::Text;
use crate::domain::world::{RulesOf, World};
use crate::storage::{Damage, IndexedDbStore, Store, StoreError};

/// The database's name. It carries the product's name: pages opened from files share one origin.
pub(super) const DATABASE: &str = "guanxi";

/// How far the opening of the book is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// Reading: (done, of how many).
    Opening(usize, usize),
    /// The book is here.
    #[default]
    Ready,
    /// The book cannot be read, and why. Nothing is written.
    Failed(Label),
}

/// Hears how a command ended. Not a `Callback`: those end with the page that made them, and a page may go before the answer.
type Then = Box<dyn Fn(Outcome)>;

/// What a step back or forth is called where it is refused.
const STEP: &str = "step";

/// Something for the worker to do.
enum Job {
    Do(Box<Command>, Option<Then>),
    Step(Step),
    LookAt(Day, RulesOf),
    Settle,
    CatchUp,
    Compact,
    WriteBack,
    Screen,
}

impl Job {
    /// Whether somebody waits for it to be saved.
    fn is_wanted(&self) -> bool {
        matches!(self, Self::Do(..) | Self::Step(_) | Self::WriteBack)
    }
}

#[derive(Default)]
struct Inner {
    keeper: Keeper<IndexedDbStore>,
    jobs: RefCell<VecDeque<Job>>,
    working: Cell<bool>,
    settled: RefCell<SaveState>,
    /// How many jobs have ended: tells a store that is silent from one that is slow.
    ended: Cell<u64>,
    /// How often the store was looked at again since it answered last.
    again: Cell<usize>,
}

thread_local! {
    /// There is one book, and it is there as long as the page: no part of the page owns it.
    static INNER: Rc<Inner> = Rc::default();
}

fn inner() -> Rc<Inner> {
    INNER.with(Rc::clone)
}

/// The book and its doors. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Session {
    version: RwSignal<u64>,
    /// How far the opening of the book is.
    pub phase: RwSignal<Phase>,
    /// What "undo" would take back, by name.
    pub undo: RwSignal<Option<Label>>,
    /// What "redo" would do again, by name.
    pub redo: RwSignal<Option<Label>>,
    /// How many customers exist on the day that is looked at; nothing while the book is being opened.
    pub customer_count: Memo<Option<usize>>,
    /// Whether the book has customers, on whatever day.
    pub has_customers: Memo<bool>,
    /// The company, for print.
    pub company: Memo<Option<String>>,
    /// What stands between the page and the store.
    pub alarms: Alarms,
    notices: Notices,
    save: RwSignal<SaveState>,
    user: RwSignal<Text>,
}

/// Does a job that writes, or takes in what other tabs wrote.
type Writing = for<'a> fn(Session, &'a Keeper<IndexedDbStore>, Job) -> Work<'a, ()>;

split_point! {
    fn writing() in write -> Writing { |session, keeper, job| Box::pin(session.write(keeper, job)) }
}

split_point! {
    fn measuring() in write -> fn(Session) { |session| session.measure(&inner().keeper) }
}

split_point! {
    fn waiting() in write -> fn(Session) -> Option<Book> { Session::read_with_waiting }
}

impl Session {
    pub(super) fn new(notices: Notices, save: RwSignal<SaveState>, user: RwSignal<Text>) -> Self {
        let version = RwSignal::new(0);
        let see = move |read: fn(&Book) -> Option<String>| {
            version.track();
            inner().keeper.peek(|world| read(&world.book)).flatten()
        };
        Self {
            version,
            phase: RwSignal::new(Phase::Opening(0, 0)),
            undo: RwSignal::new(None),
            redo: RwSignal::new(None),
            customer_count: Memo::new(move |_| {
                version.track();
                inner().keeper.peek(|world| world.evaluation.count())
            }),
            has_customers: Memo::new(move |_| {
                version.track();
                inner().keeper.peek(|world| !world.book.customers.is_empty()) == Some(true)
            }),
            company: Memo::new(move |_| see(|book| book.head.settings.company.as_ref().map(|c| c.to_string()))),
            alarms: Alarms::new(save),
            notices,
            save,
            user,
        }
    }

    /// Reads the world; tracked. Nothing while the book is being opened.
    pub fn read<R>(self, read: impl FnOnce(&World) -> R) -> Option<R> {
        self.version.track();
        self.peek(read)
    }

    /// What is read of the world, kept up to date; empty while the book is being opened.
    pub fn memo<R>(self, read: impl Fn(&World) -> R + Send + Sync + 'static) -> Memo<R>
    where
        R: Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.read(&read).unwrap_or_default())
    }

    /// Reads the world without being told of changes.
    pub fn peek<R>(self, read: impl FnOnce(&World) -> R) -> Option<R> {
        inner().keeper.peek(read)
    }

    /// Counts the changes of the world; for memos that only want to know that there was one.
    pub fn version(self) -> u64 {
        self.version.get()
    }

    /// The same, not tracked.
    pub fn version_now(self) -> u64 {
        self.version.get_untracked()
    }

    /// Saves the whole book of this page where the store has lost it.
    pub fn write_back(self) {
        self.push(Job::WriteBack);
    }

    /// Waits until the figures are here whose formulas come later than the book; where these do not come, without them.
    pub async fn measured(self) {
        let is_modelled = self.peek(|world| world.evaluation.plan.rulebook.rest.contains_key(MODEL));
        if is_modelled == Some(true)
            && let Ok(measure) = measuring().await
        {
            measure(self);
        }
    }

    /// The formulas of some figures are of this part: rules that look at these are read anew once it is here.
    fn measure(self, keeper: &Keeper<IndexedDbStore>) {
        if bring_formulas() && keeper.measure_again() {
            self.changed();
        }
    }

    /// The book of this page with the changes that wait to be saved, as far as they can be done.
    pub async fn book_with_waiting(self) -> Option<Book> {
        match waiting().await {
            Ok(read) => read(self),
            // Nothing waits where the part that writes is not here: it was refused.
            Err(_) => self.peek(|world| world.book.clone()),
        }
    }

    fn read_with_waiting(self) -> Option<Book> {
        let mut book = self.peek(|world| world.book.clone())?;
        for job in inner().jobs.borrow().iter() {
            if let Job::Do(command, _) = job
                && let Ok(set) = apply(&book, (**command).clone())
            {
                book.apply(&set);
            }
        }
        Some(book)
    }

    /// Does a command; what comes of it is told in a notice.
    pub fn dispatch(self, command: Command) {
        self.push(Job::Do(Box::new(command), None));
    }

    /// Does a command and then says how it ended.
    pub fn dispatch_then(self, command: Command, then: impl Fn(Outcome) + 'static) {
        self.push(Job::Do(Box::new(command), Some(Box::new(then))));
    }

    /// Takes the last change back.
    pub fn undo_last(self) {
        self.push(Job::Step(Step::Undo));
    }

    /// Does the change that was taken back again.
    pub fn redo_last(self) {
        self.push(Job::Step(Step::Redo));
    }

    /// Looks at the book as of a day, under today's rules or those of that day.
    pub fn look_at(self, day: Day, rules: RulesOf) {
        self.push(Job::LookAt(day, rules));
    }

    /// The room that the book takes: (bytes of the book, bytes of the origin used and allowed).
    pub async fn usage(self) -> Option<crate::storage::Usage> {
        let store = inner().keeper.store()?;
        store.usage().await.ok()
    }

    /// The entries of the trail whose imports can be taken back as a whole.
    pub async fn images(self) -> Vec<String> {
        match inner().keeper.store() {
            Some(store) => store.images().await.unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// What an import did, by the id of its entry in the trail; nothing where that is not kept, else why it cannot be read.
    pub async fn image(self, id: String) -> Result<Option<crate::storage::Image>, crate::storage::StoreError> {
        match inner().keeper.store() {
            Some(store) => store.image(&id).await,
            None => Ok(None),
        }
    }

    /// What the stored book had lost when it was opened.
    pub(super) fn damage(self) -> Option<Damage> {
        inner().keeper.damage()
    }

    /// Whether the stored book had lost something; tracked.
    pub fn is_damaged(self) -> bool {
        self.read(|_| self.damage().is_some()) == Some(true)
    }

    /// The same in words, a line each; tracked.
    pub fn lost(self) -> Vec<Label> {
        let lines = |world: &World| self.damage().map(|damage| damage::lines(&damage, &world.book));
        self.read(lines).flatten().unwrap_or_default()
    }

    /// The user has dealt with what was lost.
    pub fn forget_damage(self) {
        spawn_local(async move {
            match inner().keeper.forget_damage().await {
                Ok(()) => self.version.update(|v| *v += 1),
                Err(error) => self.notices.error(failure::saving(&error)),
            }
        });
    }

    /// What can be read of a book that does not open, and what it lacks.
    pub(super) async fn rescue(self) -> Option<(Book, Damage)> {
        inner().keeper.rescue().await
    }

    fn push(self, job: Job) {
        // Said at once, so that nobody takes "saved" for an answer to what was just clicked.
        let inner = inner();
        let is_pressed = job.is_wanted();
        if is_pressed {
            if self.save.with_untracked(|now| *now != SaveState::Silent) {
                self.save.set(SaveState::Saving);
            }
            self.alarms.wait(true);
            self.listen_for_answer();
        }
        inner.jobs.borrow_mut().push_back(job);
        if inner.working.replace(true) {
            return;
        }
        spawn_local(async move {
            // What was pressed is seen to be before the book is worked on, which may take longer than a frame.
            if is_pressed {
                drawn().await;
            }
            let next = || inner.jobs.borrow_mut().pop_front();
            while let Some(job) = next() {
                let was_wanted = job.is_wanted();
                self.run(&inner.keeper, job).await;
                inner.ended.set(inner.ended.get() + 1);
                if was_wanted {
                    self.alarms.wait(false);
                }
                if self.save.with_untracked(|now| *now == SaveState::Silent) {
                    self.save.set(SaveState::Saving);
                }
            }
            inner.working.set(false);
            let settled = inner.settled.borrow().clone();
            if self.save.with_untracked(|now| *now != settled) {
                self.save.set(settled);
            }
        });
    }

    async fn run(self, keeper: &Keeper<IndexedDbStore>, job: Job) {
        if let Job::LookAt(day, rules) = job {
            if keeper.look_at(day, rules) {
                self.changed();
            }
            return;
        }
        if let Job::Settle = job {
            return self.settle_book(keeper).await;
        }
        match writing().await {
            Ok(write) => write(self, keeper, job).await,
            Err(_) => self.tell_not_loaded(job),
        }
    }

    /// The part of the program that writes is not here: nothing has changed.
    fn tell_not_loaded(self, job: Job) {
        let why = text::not_loaded();
        if job.is_wanted() {
            self.settle(SaveState::Failed(why.clone()));
            self.notices.error(why.clone());
        }
        if let Job::Do(_, Some(then)) = job {
            then(Outcome::Refused(why));
        }
    }

    async fn write(self, keeper: &Keeper<IndexedDbStore>, job: Job) {
        let is_screen = matches!(job, Job::Screen);
        self.measure(keeper);
        match job {
            Job::Do(command, then) => {
                let tried = command.tried();
                let (ended, caught) = keeper.carry_out(*command, || self.stamp()).await;
                self.take_in(caught);
                let outcome = self.tell(ended, None, &tried);
                if let Some(then) = then {
                    then(outcome);
                }
            }
            Job::Step(step) => {
                let (ended, caught) = keeper.step(step, || self.stamp()).await;
                self.take_in(caught);
                self.tell(ended, Some(step), STEP);
            }
            Job::LookAt(..) | Job::Settle => {}
            Job::CatchUp => match keeper.catch_up().await {
                Ok(caught) => {
                    if self.alarms.settle() {
                        self.settle(SaveState::Saved(clock::hour_minute()));
                    }
                    inner().again.set(0);
                    self.take_in(caught);
                }
                Err(error) => self.hear(&error),
            },
            Job::Compact => match keeper.compact().await {
                // What was written and not proven is so now.
                Ok(()) if self.is_unproven() => self.settle(SaveState::Saved(clock::hour_minute())),
                Ok(()) | Err(StoreError::Stale) => {}
                Err(error) => self.hear(&error),
            },
            Job::WriteBack => self.tell_written_back(keeper.write_back().await),
            Job::Screen => self.keep_screen(keeper).await,
        }
        // Behind what the job leads to: putting the store in order would remove what was kept before it.
        if !is_screen {
            today::follow_early(use_app());
            self.keep_screen_later();
        }
    }

    fn stamp(self) -> Option<Stamp> {
        Some(Stamp {
            id: AuditId::new(&random::id()).ok()?,
            at: Moment::parse(&clock::instant())?,
            by: Some(self.user.get_untracked()).filter(|user| !user.is_empty()),
            about: Default::default(),
        })
    }

    fn changed(self) {
        let (undo, redo) = inner().keeper.steps();
        self.undo.set(undo);
        self.redo.set(redo);
        self.version.update(|v| *v += 1);
    }
}
