//! What drafted rules would ask instead of those in force, read beside the page in slices.

use std::sync::Arc;
use std::time::Duration;

use crate::state::live::*;

use super::followed::SLICE_MS;
use super::{App, clock};
use crate::domain::care::{MovedTask, TaskRehearsal};
use crate::domain::rule::Rulebook;
use crate::domain::world::{Trail, World};

/// So long nothing is typed before it is read.
const PAUSE: Duration = Duration::from_millis(250);

/// What moves.
type Told = Arc<Vec<MovedTask>>;

/// A rehearsal at a place of the book's way.
struct Reading {
    rehearsal: TaskRehearsal,
    trail: Trail,
}

/// Which tasks appear and vanish, while the page that asks for it is there; nothing while it is read, or where nothing is `drafted`.
/// Tracked.
pub fn follow(app: App, drafted: impl Fn() -> Option<Arc<Rulebook>> + 'static) -> RwSignal<Option<Told>> {
    let (told, turn) = (RwSignal::new(None), StoredValue::new(0_u32));
    Effect::new(move |_| {
        app.session.version();
        let now = turn.get_value().wrapping_add(1);
        turn.set_value(now);
        told.set(None);
        if let Some(drafted) = drafted() {
            after(move || begin(app, told, (turn, now), &drafted), PAUSE);
        }
    });
    told
}

type Turn = (StoredValue<u32>, u32);

/// Whether nothing else was asked for meanwhile, and the page is there.
fn is_wanted((turn, now): Turn) -> bool {
    turn.try_get_value() == Some(now)
}

fn begin(app: App, told: RwSignal<Option<Told>>, turn: Turn, drafted: &Rulebook) {
    if !is_wanted(turn) {
        return;
    }
    let begun = |world: &World| {
        Some(Reading {
            // Rules that do not compile are told of by who writes them.
            rehearsal: TaskRehearsal::begin(world, drafted).ok()?,
            trail: world.trail.clone(),
        })
    };
    if let Some(reading) = app.session.peek(begun).flatten() {
        read_on(app, told, turn, reading);
    }
}

fn read_on(app: App, told: RwSignal<Option<Told>>, turn: Turn, mut reading: Reading) {
    if !is_wanted(turn) {
        return;
    }
    let end = clock::precise_ms() + SLICE_MS;
    // A book that moved on is read anew by whoever heard of it.
    let more = app.session.peek(|world| {
        let mut more = world.trail.is_at(&reading.trail);
        let is_there = more;
        while more && clock::precise_ms() < end {
            more = reading.rehearsal.step(world);
        }
        is_there.then_some(more)
    });
    match more.flatten() {
        Some(true) => {
            after(move || read_on(app, told, turn, reading), Duration::ZERO);
        }
        Some(false) => {
            told.try_set(app.session.peek(|world| reading.rehearsal.moved(world)).map(Arc::new));
        }
        None => {}
    }
}
