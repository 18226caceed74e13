//! Which tasks the draft makes appear, vanish and move: a line on this page, and beside the rehearsal of the rules.

use crate::state::live::*;

use crate::domain::care::TaskMoves;
use crate::state::{task_moves, use_app};
use crate::ui::later::{Build, Later, later};
use crate::ui::text::{T, use_text};

/// The line beside the rehearsal of the rules. It comes with this part once a draft stands there.
pub static TASKS_MOVED: Later<Build> = later!(playbooks: tasks_moved => Build { || TasksMoved().into_any() });

#[component]
fn TasksMoved() -> impl IntoView {
    let t = use_text();
    let said = said();
    view! {
        <section class="elsewhere" aria-labelledby="moved-tasks-title">
            <h3 class="movers__title" id="moved-tasks-title">{move || t().care_moves_title()}</h3>
            <p role="status" data-testid="care-moves">{said}</p>
        </section>
    }
}

/// What the draft does to the tasks, in words; nothing where there is none, or it does not compile.
pub fn said() -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let (t, shop) = (use_text(), use_app().workshop);
    let is_sound = move || shop.is_changed() && shop.issues.with(Vec::is_empty);
    let moves = task_moves::follow(use_app(), move || is_sound().then(|| shop.rules()));
    move || match moves.get() {
        Some(moves) => words(t(), moves),
        None if is_sound() => t().care_moves_reading().to_owned(),
        None => String::new(),
    }
}

fn words(t: T, moves: TaskMoves) -> String {
    if moves == TaskMoves::default() {
        return t.care_moves_none().to_owned();
    }
    let said = t.care_moves(moves.appear, moves.vanish, moves.shift);
    match moves {
        TaskMoves { held: 0, freed: 0, .. } => said,
        TaskMoves { held, freed, .. } => t.care_moves_held(said, held, freed),
    }
}
