//! Reading a book file for its preview.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::state::live::*;
use web_sys::File;

use super::beside::{laid_on, read_beside};
use super::{Issues, SLICE, Show, Slices, breathe};
use crate::domain::book::Book;
use crate::domain::day::Moment;
use crate::domain::handover::stranger::{Renumbered, Stranger, turned};
use crate::domain::handover::take::{Choices, Settled, settle};
use crate::domain::label::Label;
use crate::domain::marketing::points::{Fall, Falls};
use crate::domain::merge::{self, Incoming, MergePlan, Mode, Planning};
use crate::domain::unmeant::{Leaving, Unmeant};
use crate::state::part::{Work, split_point};
use crate::state::session::Session;
use crate::state::text as say;
use crate::state::{App, clock};
use crate::transfer::book_json::{BookError, Opening, text};
use crate::worker::file::bytes_of;

/// Bytes whose records are looked for before the page gets a turn.
const PART: usize = 4_000_000;

/// A book file that was read, and what is wrong with it. Nothing of it is in the book yet.
pub struct Opened {
    /// The file's name.
    pub name: String,
    /// The file's size in bytes.
    pub bytes: u64,
    /// What it holds.
    pub incoming: Incoming,
    /// What is wrong with single records.
    pub issues: Issues,
    /// The same without what can hardly be meant, once somebody chose that.
    without: OnceLock<Incoming>,
    /// What was chosen of a hand-over.
    choices: Mutex<Choices>,
    planned: Mutex<Option<Planned>>,
}

/// What an import of a file would do to the book of one moment.
struct Planned {
    version: u64,
    how: How,
    plan: Arc<MergePlan>,
    /// Whose points it would bring below nought.
    falls: Arc<Vec<Fall>>,
    /// Whose numbers are other customers' in the book.
    strangers: Arc<Vec<Stranger>>,
    /// Where it is a hand-over: what differs, and who comes.
    settled: Option<Arc<Settled>>,
}

/// How a file is to be imported: what becomes of what it lacks, and of days that cannot be meant once that is said.
pub type How = (Mode, Option<Unmeant>);

impl Opened {
    /// What would be imported.
    fn of(&self, (_, unmeant): How) -> &Incoming {
        if unmeant != Some(Unmeant::LeaveOut) || self.issues.questions == 0 {
            return &self.incoming;
        }
        self.without.get_or_init(|| Incoming {
            book: self.incoming.book.without_asked(),
            ..self.incoming.clone()
        })
    }

    /// Makes what is left where somebody chose to leave out what can hardly be meant, with the page alive meanwhile.
    async fn leave_out(&self) {
        if self.without.get().is_some() || self.issues.questions == 0 {
            return;
        }
        let (book, slices) = (&self.incoming.book, Slices::begin());
        let mut leaving = Leaving::begin(book);
        while leaving.step(book, SLICE) {
            if slices.is_over() {
                slices.turn().await;
            }
        }
        let left = Incoming {
            book: leaving.book,
            has_settings: self.incoming.has_settings,
            has_rulebook: self.incoming.has_rulebook,
            as_of: self.incoming.as_of,
            exported_at: self.incoming.exported_at.clone(),
            app: self.incoming.app.clone(),
            handover: self.incoming.handover.clone(),
        };
        // It was made meanwhile, the same: either will do.
        let _ = self.without.set(left);
    }

    /// What an import would do. It is made once for a state of the book.
    pub fn plan(&self, session: Session, how: How) -> Option<Arc<MergePlan>> {
        let version = session.version_now();
        let is_it = |planned: &&Planned| (planned.version, planned.how) == (version, how);
        if let Some(planned) = self.planned().as_ref().filter(is_it) {
            return Some(planned.plan.clone());
        }
        let planned = session.peek(|world| {
            let settled = self.settle(&world.book, how);
            let apart = self.apart(&world.book, how);
            let plan = match (&settled, &apart) {
                (Some(settled), _) => merge::plan(&world.book, &settled.incoming, Mode::Merge),
                (None, Some((incoming, _))) => merge::plan(&world.book, incoming, how.0),
                (None, None) => merge::plan(&world.book, self.of(how), how.0),
            };
            let falls = match how.0 {
                Mode::Merge => Falls::of(&world.book, &plan.changes),
                Mode::Replace => Vec::new(),
            };
            (plan, falls, settled, apart.map(|(_, strangers)| strangers))
        });
        let (plan, falls, settled, strangers) = planned?;
        let strangers = strangers.unwrap_or_else(|| self.turned(&plan, how));
        let plan = Arc::new(plan);
        self.keep(version, how, (plan.clone(), falls, strangers), settled.map(Arc::new));
        Some(plan)
    }

    /// The file with numbers of their own for those whose numbers are others' here, where that was chosen.
    fn apart(&self, book: &Book, how: How) -> Option<(Incoming, Vec<Stranger>)> {
        let choices = self.choices.lock().unwrap_or_else(PoisonError::into_inner);
        if !choices.are_apart() || how.0 != Mode::Merge || self.is_handover() {
            return None;
        }
        let file = self.of(how);
        let renumbered = Renumbered::of_book(&file.book, book);
        Some((renumbered.applied(file), renumbered.strangers(&file.book, book)))
    }

    fn turned(&self, plan: &MergePlan, how: How) -> Vec<Stranger> {
        match how.0 == Mode::Merge && !self.is_handover() {
            true => turned(&plan.changes),
            false => Vec::new(),
        }
    }

    /// Whose numbers are other customers' in the book, by the plan that was made last.
    pub fn strangers(&self) -> Arc<Vec<Stranger>> {
        let strangers = self.planned().as_ref().map(|planned| planned.strangers.clone());
        strangers.unwrap_or_default()
    }

    /// Whether these come as customers of their own.
    pub fn are_apart(&self) -> bool {
        self.choices.lock().unwrap_or_else(PoisonError::into_inner).are_apart()
    }

    /// Whether it is a hand-over.
    pub fn is_handover(&self) -> bool {
        self.incoming.handover.is_some()
    }

    /// Chooses of a hand-over; what it would do is made anew.
    pub fn choose(&self, choose: impl FnOnce(&mut Choices)) {
        choose(&mut self.choices.lock().unwrap_or_else(PoisonError::into_inner));
        self.planned().take();
    }

    /// What differs in a hand-over and who comes, as [`Opened::plan`] made it last; nothing for any other file.
    pub fn settled(&self) -> Option<Arc<Settled>> {
        self.planned().as_ref()?.settled.clone()
    }

    /// Whose points the plan that was made last would bring below nought. What replaces the book brings its accounts as they are.
    pub fn falls(&self) -> Arc<Vec<Fall>> {
        let falls = self.planned().as_ref().map(|planned| planned.falls.clone());
        falls.unwrap_or_default()
    }

    fn settle(&self, book: &Book, how: How) -> Option<Settled> {
        let handover = self.incoming.handover.as_ref()?;
        let choices = self.choices.lock().unwrap_or_else(PoisonError::into_inner);
        let at = Moment::parse(&clock::instant())?;
        Some(settle(book, self.of(how), handover, &choices, &at))
    }

    /// The same, to be carried out: it is not kept any longer.
    pub fn take_plan(&self, session: Session, how: How) -> Option<MergePlan> {
        let plan = self.plan(session, how)?;
        self.planned().take();
        Some(Arc::unwrap_or_clone(plan))
    }

    /// Makes the plan with the page alive meanwhile. Where the book changes under it, [`Opened::plan`] makes it.
    pub async fn prepare(&self, session: Session, how: How) {
        if how.1 == Some(Unmeant::LeaveOut) {
            self.leave_out().await;
        }
        if self.is_handover() || self.are_apart() {
            // Of one owner, or chosen where it is looked at: there is no need of slices.
            drop(self.plan(session, how));
            return;
        }
        let (version, slices) = (session.version_now(), Slices::begin());
        let Some(mut planning) = session.peek(|world| Planning::begin(&world.book, self.of(how), how.0)) else {
            return;
        };
        while session.peek(|world| planning.step(&world.book, self.of(how), SLICE)) == Some(true) {
            if slices.is_over() {
                slices.turn().await;
            }
            if session.version_now() != version {
                return;
            }
        }
        let plan = planning.plan;
        let falls = session.peek(|world| Falls::begin(&world.book));
        let Some(mut falls) = falls.filter(|_| how.0 == Mode::Merge) else {
            return self.keep(version, how, (Arc::new(plan), Vec::new(), Vec::new()), None);
        };
        while session.peek(|world| falls.step(&world.book, &plan.changes, SLICE)) == Some(true) {
            if slices.is_over() {
                slices.turn().await;
            }
            if session.version_now() != version {
                return;
            }
        }
        let strangers = self.turned(&plan, how);
        self.keep(version, how, (Arc::new(plan), falls.told(), strangers), None);
    }

    fn planned(&self) -> MutexGuard<'_, Option<Planned>> {
        self.planned.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(
        &self,
        version: u64,
        how: How,
        (plan, falls, strangers): (Arc<MergePlan>, Vec<Fall>, Vec<Stranger>),
        settled: Option<Arc<Settled>>,
    ) {
        *self.planned() = Some(Planned {
            version,
            how,
            plan,
            falls: Arc::new(falls),
            strangers: Arc::new(strangers),
            settled,
        });
    }
}

/// Reads a book file. A file that is no book says why; nothing changes in any case. Nothing comes of a file that is no longer
/// `wanted`; `cancel` is what the progress offers.
pub async fn open_book(
    app: App,
    file: File,
    wanted: impl Fn() -> bool,
    cancel: Option<Callback<()>>,
) -> Result<Option<Arc<Opened>>, Label> {
    let (name, bytes) = (file.name(), file.size() as u64);
    if let Some(error) = BookError::too_large(bytes) {
        return Err(error.message);
    }
    let label = say::reading(&name);
    let show = |done: usize, total: Option<usize>| {
        let total = total.map(|n| n as f64);
        app.show_cancellable(label.clone(), done as f64, total, cancel);
    };
    show(0, None);
    let read = match reading().await {
        Ok(read) => read(app, &show, &wanted, &file).await,
        Err(_) => Err(say::not_loaded()),
    };
    if !wanted() {
        return Ok(None);
    }
    app.idle();
    let opened = |(incoming, issues): (Incoming, Issues)| {
        Arc::new(Opened {
            without: OnceLock::new(),
            name,
            bytes,
            incoming,
            issues,
            choices: Mutex::default(),
            planned: Mutex::default(),
        })
    };
    Ok(read?.map(opened))
}

/// What was read: nothing where the file is no longer wanted.
pub(super) type Read = Result<Option<(Incoming, Issues)>, Label>;

/// Reads a file: (app, shows the progress, whether it is still wanted, file).
type Reading = for<'a> fn(App, Show<'a>, &'a dyn Fn() -> bool, &'a File) -> Work<'a, Read>;

split_point! {
    fn reading() in data -> Reading { |app, show, wanted, file| Box::pin(read(app, show, wanted, file)) }
}

async fn read(app: App, show: Show<'_>, wanted: &dyn Fn() -> bool, file: &File) -> Read {
    match read_beside(app, show, wanted, file).await {
        Some(read) => read,
        None => match reading_here().await {
            Ok(read) => read(app, show, wanted, file).await,
            Err(_) => Err(say::not_loaded()),
        },
    }
}

// Most never need it: a worker reads their files.
split_point! {
    fn reading_here() in reader -> Reading { |app, show, wanted, file| Box::pin(read_slices(app, show, wanted, file)) }
}

async fn read_slices(app: App, show: Show<'_>, wanted: &dyn Fn() -> bool, file: &File) -> Read {
    breathe().await;
    let bytes = bytes_of(file).await.ok_or_else(|| say::file_unread(file.name()))?;
    let words = text(&bytes).map_err(|error| error.message)?;
    let slices = Slices::begin();
    let mut opening = Opening::new(words);
    while opening.step(PART).map_err(|error| error.message)?.is_some() {
        slices.turn().await;
        if !wanted() {
            return Ok(None);
        }
    }
    let mut reader = opening.finish().map_err(|error| error.message)?;
    while let Some(progress) = reader.step(SLICE) {
        if slices.is_over() {
            if slices.draws() {
                show(progress.done, Some(progress.total));
            }
            slices.turn().await;
            if !wanted() {
                return Ok(None);
            }
        }
    }
    laid_on(app, reader.found(), file)
}
