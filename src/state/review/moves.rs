//! The moves of an occasion with their two evaluations: worked out when the review asks for them, and kept until the book changes.
//!
//! Two evaluations of a large book take a good part of a second, so nothing is worked out at the start or while another page of a
//! large book is open, and the page is drawn before the work begins.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use crate::state::live::*;
use leptos::task::spawn_local;

use crate::domain::day::Day;
use crate::domain::evaluation::Evaluation;
use crate::domain::report::occasion::{Occasion, Sides, reviewed};
use crate::domain::report::review::Reviewed;
use crate::domain::world::{Trail, World};
use crate::state::part::split_point;
use crate::state::session::Session;

/// Up to so many customers the number in the navigation follows the book while other pages are open.
const SMALL: usize = 10_000;
/// How long after a change of the book that is done there.
const QUIET: Duration = Duration::from_millis(400);
/// How long the page gets to be drawn before the work begins.
const DRAWN: Duration = Duration::from_millis(30);

/// What was worked out.
struct Made {
    occasion: Occasion,
    version: u64,
    trail: Trail,
    sides: Sides,
    moves: Arc<Vec<Reviewed>>,
}

/// The review's moves. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Reviews {
    wanted: RwSignal<Option<Occasion>>,
    made: StoredValue<Rc<RefCell<Option<Made>>>, LocalStorage>,
    done: RwSignal<u64>,
    /// Being worked out.
    pub busy: RwSignal<bool>,
    /// How many moves of the running quarter wait for a decision; nothing while they were not counted.
    pub waiting: RwSignal<Option<usize>>,
    waits: StoredValue<Option<TimeoutHandle>, LocalStorage>,
    is_open: RwSignal<bool>,
    session: Session,
}

/// A look at what was worked out: the world, the evaluations before and after, the moves.
pub struct Look<'a> {
    /// The book as it is.
    pub world: &'a World,
    /// Before.
    pub before: &'a Evaluation,
    /// After.
    pub after: &'a Evaluation,
    /// The moves with their decisions.
    pub moves: &'a Arc<Vec<Reviewed>>,
}

split_point! {
    fn working() in review -> fn(Reviews, Occasion, Day) { Reviews::work }
}

impl Reviews {
    pub(in crate::state) fn new(session: Session, as_of: Memo<Day>) -> Self {
        let it = Self {
            wanted: RwSignal::new(None),
            made: StoredValue::new_local(Rc::default()),
            done: RwSignal::new(0),
            busy: RwSignal::new(false),
            waiting: RwSignal::new(None),
            waits: StoredValue::new_local(None),
            is_open: RwSignal::new(false),
            session,
        };
        Effect::new(move |_| {
            session.version();
            it.begin(it.wanted.get(), as_of.get());
        });
        it
    }

    /// The review is open, and wants this occasion.
    pub fn ask(self, occasion: Occasion) {
        self.is_open.set(true);
        if self.wanted.with_untracked(|wanted| wanted.as_ref() != Some(&occasion)) {
            self.wanted.set(Some(occasion));
        } else if !self.is_fresh() {
            self.wanted.notify();
        }
    }

    /// The review is closed. From now on the number of the running quarter is what is followed.
    pub fn leave(self) {
        self.is_open.set(false);
    }

    /// Reads what was worked out; nothing while it does not belong to the book as it is. Tracked: it is read again when it does.
    pub fn read<R>(self, read: impl FnOnce(Look) -> R) -> Option<R> {
        self.done.track();
        let version = self.session.version_now();
        self.look(|made, _| made.version == version, read)
    }

    /// The same of what still stands on screen while the book has gone on and all is worked out anew: whoever presses a button there means
    /// what stands there. Not tracked.
    pub fn read_shown<R>(self, read: impl FnOnce(Look) -> R) -> Option<R> {
        let wanted = self.wanted.get_untracked();
        let is_shown = |made: &Made, world: &World| {
            world.trail.goes_on_from(&made.trail) && wanted.as_ref() == Some(&made.occasion)
        };
        self.look(is_shown, read)
    }

    fn look<R>(self, is_meant: impl FnOnce(&Made, &World) -> bool, read: impl FnOnce(Look) -> R) -> Option<R> {
        self.session.peek(|world| {
            self.made.with_value(|made| {
                let made = made.borrow();
                let made = made.as_ref().filter(|made| is_meant(made, world))?;
                Some(read(Look {
                    world,
                    before: &made.sides.before,
                    after: made.sides.after.as_ref().unwrap_or(&world.evaluation),
                    moves: &made.moves,
                }))
            })
        })?
    }

    fn is_fresh(self) -> bool {
        let version = untrack(|| self.session.version());
        let wanted = self.wanted.get_untracked();
        self.made.with_value(|made| {
            let made = made.borrow();
            made.as_ref()
                .is_some_and(|made| made.version == version && Some(&made.occasion) == wanted.as_ref())
        })
    }

    fn begin(self, wanted: Option<Occasion>, as_of: Day) {
        if let Some(waits) = self.waits.try_update_value(Option::take).flatten() {
            waits.clear();
        }
        let customers = self.session.customer_count.get_untracked().unwrap_or_default();
        let wanted = wanted.filter(|_| self.is_open.get_untracked());
        if wanted.is_none() && !(1..=SMALL).contains(&customers) {
            self.waiting.set(None);
            return;
        }
        self.busy.set(wanted.is_some());
        let (occasion, after) = match wanted {
            Some(wanted) => (wanted, DRAWN),
            None => (Occasion::quarter(as_of), QUIET),
        };
        let work = async move {
            match working().await {
                Ok(work) => work(self, occasion, as_of),
                Err(_) => self.busy.set(false),
            }
        };
        let soon = later(move || spawn_local(work), after);
        self.waits.set_value(soon);
    }

    fn work(self, occasion: Occasion, as_of: Day) {
        let version = untrack(|| self.session.version());
        let made = self.session.peek(|world| {
            let sides = occasion.sides(world)?;
            let after = sides.after.as_ref().unwrap_or(&world.evaluation);
            let moves = reviewed(&world.book, &sides.before, after, &occasion);
            Some(Made {
                moves: Arc::new(moves),
                occasion: occasion.clone(),
                version,
                trail: world.trail.clone(),
                sides,
            })
        });
        let made = made.flatten();
        if occasion == Occasion::quarter(as_of) {
            let open = |made: &Made| made.moves.iter().filter(|m| m.decision.is_none()).count();
            self.waiting.set(made.as_ref().map(open));
        }
        self.made.with_value(|place| place.replace(made));
        self.busy.set(false);
        self.done.update(|n| *n += 1);
    }
}
